"""One-time codes of a card in a telephone: RFC 6238 with HMAC-SHA-256, eight digits, half a minute each.

Pure: the instant is passed in.  The telephone and the server share a secret that no till ever has.
"""

from __future__ import annotations

import base64
import hmac
from typing import Final

from cashier_app.core.clock import SECOND, Instant

DIGITS: Final = 8
PERIOD_S: Final = 30
#: Bytes of a secret: as long as the hash (RFC 4226, 4, R6).
SECRET_BYTES: Final = 32
#: Codes before and after the present one that are taken: a clock a little off, a scan on its way (RFC 6238, 5.2).
TOLERANCE: Final = 1


def step_of(at: Instant) -> int:
    """The number of the half minute since 1970."""
    return at // (PERIOD_S * SECOND)


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of a half minute (RFC 4226, 5.3)."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha256")
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, code: str, at: Instant) -> int | None:
    """The half minute near an instant whose code this is; None for a wrong one.  Takes as long whichever it is."""
    now, found = step_of(at), None
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode("utf-8", "replace")):
            found = step
    return found


def base32(secret: bytes) -> str:
    """A secret as telephones take it (RFC 4648), without the padding."""
    return base64.b32encode(secret).decode().rstrip("=")
