"""What a till asks an ESC/POS printer, and what the printer answers.  Pure: bytes in, values out.

Bits as in Epson's ESC/POS reference: DLE EOT n, GS r n, GS ( H function 48.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

#: Real-time requests are answered even off-line and out of turn: 1 the printer, 2 the cause of off-line, 4 paper.
ASK_PRINTER: Final = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE: Final = b"\x10\x04\x02"
ASK_PAPER: Final = b"\x10\x04\x04"

#: Answered in its turn, after everything sent before it: the paper sensors.
CONFIRM_BY_STATUS: Final = b"\x1dr\x01"

_PROCESS_HEADER: Final = 0x37
_PROCESS_LENGTH: Final = 7

Fault: TypeAlias = Literal["", "cover_open", "paper_out", "error"]


def confirm_by_process_id(mark: bytes) -> bytes:
    """Request that the printer repeats `mark` (four bytes, 0x20–0x7E) once all before it is printed."""
    if len(mark) != 4 or not all(0x20 <= byte <= 0x7E for byte in mark):
        raise ValueError(f"a process id is four printable ASCII bytes, not {mark!r}")
    return b"\x1d(H\x06\x0000" + mark


class RealTime(msgspec.Struct, frozen=True):
    """Answer to the DLE EOT asked longest ago."""

    bits: int

    @property
    def offline(self) -> bool:
        """Of ASK_PRINTER: the printer takes no data."""
        return bool(self.bits & 0x08)

    @property
    def drawer_pin_high(self) -> bool:
        """Of ASK_PRINTER: the level of drawer pin 3, where the drawer's switch is."""
        return bool(self.bits & 0x04)

    @property
    def fault(self) -> Fault:
        """Of ASK_OFFLINE_CAUSE: what a person has to see to."""
        if self.bits & 0x04:
            return "cover_open"
        if self.bits & 0x20:
            return "paper_out"
        return "error" if self.bits & 0x40 else ""

    @property
    def paper_out(self) -> bool:
        """Of ASK_PAPER: no paper."""
        return bool(self.bits & 0x60)

    @property
    def near_end(self) -> bool:
        """Of ASK_PAPER: paper for a few receipts only."""
        return bool(self.bits & 0x0C)


class InOrder(msgspec.Struct, frozen=True):
    """Answer to GS r 1."""

    bits: int

    @property
    def paper_out(self) -> bool:
        """No paper when the printer came to this request."""
        return bool(self.bits & 0x0C)

    @property
    def near_end(self) -> bool:
        """Paper for a few receipts only."""
        return bool(self.bits & 0x03)


class Processed(msgspec.Struct, frozen=True):
    """Answer to GS ( H: everything before the request with this mark is printed."""

    mark: bytes


Answer: TypeAlias = RealTime | InOrder | Processed


class AnswerReader:
    """Tells the answers apart in the stream a printer sends back, wherever the reads happen to split it."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> list[Answer]:
        """The answers completed by these bytes; automatic status, flow control and noise are left out."""
        self._held += data
        answers: list[Answer] = []
        while self._held:
            first = self._held[0]
            if first == _PROCESS_HEADER:
                if len(self._held) < _PROCESS_LENGTH:
                    break
                if self._held[1] == 0x22 and self._held[6] == 0:
                    answers.append(Processed(self._held[2:6]))
                    self._held = self._held[_PROCESS_LENGTH:]
                    continue
            elif first & 0x93 == 0x10:  # automatic status back: four bytes that nobody asked for
                if len(self._held) < 4:
                    break
                self._held = self._held[4:]
                continue
            elif first & 0x93 == 0x12:
                answers.append(RealTime(first))
            elif first & 0x90 == 0x00:
                answers.append(InOrder(first))
            self._held = self._held[1:]
        return answers

    def clear(self) -> None:
        """Forget a broken-off answer."""
        self._held = b""
