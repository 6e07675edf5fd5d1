"""What every scanner gives, whatever it hangs on."""

from __future__ import annotations

import re

import msgspec

from cashier_app.core.clock import Instant

#: AIM symbology identifier that some scanners send before the code: `]d2`, `]C1`, `]E0`.
_AIM = re.compile(rb"\][A-Za-z][0-9A-F]")


class Scan(msgspec.Struct, frozen=True):
    """One reading of a scanner.

    `raw` is what came, without prefix, suffix and line end; `text` the same as text, without the
    AIM identifier, which stands in `symbology` (`]d2`; empty if the scanner sends none).
    `source` names the device (`serial:/dev/ttyACM0`, `wedge`, `keypad`).
    """

    raw: bytes
    text: str
    symbology: str
    source: str
    at: Instant


def scan_of(raw: bytes, source: str, at: Instant) -> Scan:
    """A scan from the bytes of one frame; never fails.

    Bytes that are not UTF-8 are read as windows-1251, which Russian scanners send, and what even
    that does not know becomes U+FFFD: recognition then refuses the code with words.
    """
    symbology = ""
    body = raw
    if _AIM.match(raw):
        symbology, body = raw[:3].decode("ascii"), raw[3:]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("windows-1251", errors="replace")
    return Scan(raw=raw, text=text, symbology=symbology, source=source, at=at)


class Repeats:
    """Tells a code that a scanner reads over and over while it lies before it from one scanned twice.

    The same code counts again once it has not been read for `pause_ms`; 0: every reading counts.
    """

    def __init__(self, pause_ms: int) -> None:
        self._pause = pause_ms
        self._last: tuple[bytes, int] | None = None

    def again(self, raw: bytes, now_ms: int) -> bool:
        """Whether this reading repeats the last one; `now_ms` is of any clock that does not run back."""
        last, self._last = self._last, (raw, now_ms)
        return bool(self._pause) and last is not None and last[0] == raw and now_ms - last[1] < self._pause
