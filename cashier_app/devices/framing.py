"""Cuts a scanner's stream of bytes into codes.  Pure: bytes and instants in, frames out."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

#: What ends a code: CR, LF or a pause; one of them alone; a tabulator; only a pause.
Suffix: TypeAlias = Literal["auto", "cr", "lf", "crlf", "tab", "gap"]

#: No code that goods carry is as long; what is longer is noise or a whole document.
LIMIT: Final = 4096
#: With a suffix of its own, a code may pause this long in the middle before it counts as broken off.
_PATIENCE_MS: Final = 500
_TERMINATORS: Final[dict[Suffix, bytes]] = {
    "auto": b"\r\n",
    "cr": b"\r",
    "lf": b"\n",
    "crlf": b"\r\n",
    "tab": b"\t",
    "gap": b"",
}


class Framer:
    """Collects bytes until a suffix or a pause ends a code.

    Line ends are never part of a code; empty frames are dropped.  A frame stops growing at `LIMIT`
    bytes and the rest up to its end is thrown away, so that whoever recognises it can refuse it in
    words.  A code that has lost its suffix ends after a pause, so it is not glued to the next one.
    """

    def __init__(self, suffix: Suffix = "auto", gap_ms: int = 60) -> None:
        self._ends = _TERMINATORS[suffix]
        self._gap = gap_ms if suffix in ("auto", "gap") else max(gap_ms, _PATIENCE_MS)
        self._held = bytearray()
        self._last = 0

    @property
    def waiting(self) -> bool:
        """Whether a code has begun and not ended."""
        return bool(self._held)

    def feed(self, data: bytes, now_ms: int) -> list[bytes]:
        """The codes completed by these bytes, which arrived at `now_ms` (any clock that does not run back)."""
        frames = self.pause(now_ms)
        if data:
            self._last = now_ms
        for byte in data:
            if byte in self._ends:
                frames += self._finish()
            elif not self._held and byte in b"\r\n":
                continue  # the other half of a line end, where one of the two is expected
            elif len(self._held) < LIMIT:
                self._held.append(byte)
        return frames

    def pause(self, now_ms: int) -> list[bytes]:
        """The code, if any, that a pause until `now_ms` has ended."""
        if self._held and now_ms - self._last >= self._gap:
            return self._finish()
        return []

    def reset(self) -> None:
        """Forget a code cut short by an unplugged cable."""
        self._held.clear()

    def _finish(self) -> list[bytes]:
        # where LF is expected, a scanner that sends CR and LF leaves CR behind
        frame = bytes(self._held).rstrip(b"\r\n")
        self._held.clear()
        return [frame] if frame else []
