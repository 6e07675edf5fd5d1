"""Errors of the API: each is a problem document (RFC 9457) with a stable code."""

from __future__ import annotations

from typing import Final

from cashier_app.sync.messages import Problem

MEDIA_TYPE: Final = "application/problem+json"
_PREFIX: Final = "urn:cashier-app:problem:"


class ApiError(Exception):
    """A request that cannot be served; `code` is stable, `title` and `detail` are for a person who reads English."""

    def __init__(self, status: int, code: str, title: str, detail: str = "", retry_after: int | None = None) -> None:
        super().__init__(title, detail)
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.retry_after = retry_after

    def problem(self) -> Problem:
        """The document."""
        return Problem(self.title, self.status, self.detail, _PREFIX + self.code)


def unauthorised() -> ApiError:
    """No key, or none that is known."""
    return ApiError(401, "unknown-key", "The key of this node is not known", "Enrol with a pairing code")


def foreign_epoch(epoch: str) -> ApiError:
    """An epoch belongs to the node that first used it, for ever."""
    return ApiError(403, "foreign-epoch", "This epoch belongs to another node", epoch[:100])


def bad_pairing(detail: str) -> ApiError:
    """A pairing code that is wrong, used or too old."""
    return ApiError(403, "bad-pairing-code", "The pairing code is not accepted", detail)


def unreadable(detail: str) -> ApiError:
    """A body that is not the message expected."""
    return ApiError(422, "unreadable", "The request cannot be read", detail)


def too_large(limit: int) -> ApiError:
    """A body above the limit, as it comes or unpacked."""
    return ApiError(413, "too-large", "The request is too large", f"At most {limit} bytes are allowed")


def not_found(what: str) -> ApiError:
    """Nothing is known under that name."""
    return ApiError(404, "not-found", f"There is no such {what}")
