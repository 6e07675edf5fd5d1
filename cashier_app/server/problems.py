"""Errors of the API: each is a problem document (RFC 9457) with a stable code."""

from __future__ import annotations

from typing import Final

import msgspec
from starlette.responses import Response

from cashier_app.server.bounds import CROWD_RETRY
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


def not_a_site() -> ApiError:
    """A till's question, asked with the key of a site."""
    return ApiError(403, "not-for-sites", "The key of a site does not open this", "Only tills and store nodes ask this")


def only_a_site() -> ApiError:
    """A site's question, asked with the key of a till."""
    return ApiError(403, "only-for-sites", "Only the key of a site opens this", "Pair one: server pair --site")


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


def too_many(limit: int, retry_after: int) -> ApiError:
    """More requests a minute than one asker may make."""
    return ApiError(429, "too-many", "Too many requests", f"At most {limit} a minute are answered", retry_after)


def too_slow(seconds: float) -> ApiError:
    """A body that does not come to its end."""
    return ApiError(408, "too-slow", "The request did not come in time", f"At most {seconds:g} s are waited for it")


def not_for_you() -> ApiError:
    """What only the machine itself, or whoever has the token, may read."""
    return ApiError(403, "not-for-you", "This is not shown to everybody", "Ask from this machine, or with the token")


def crowded() -> ApiError:
    """More requests at once than are served."""
    return ApiError(503, "crowded", "Too many requests are being served just now", retry_after=CROWD_RETRY)


def response(error: ApiError) -> Response:
    """The answer that tells of an error."""
    headers: dict[str, str] = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if error.status in (408, 413):
        # the rest of the body is still on its way, and nobody will read it
        headers["Connection"] = "close"
    return Response(msgspec.json.encode(error.problem()), error.status, headers, MEDIA_TYPE)
