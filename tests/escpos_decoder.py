"""Reads an ESC/POS stream as the command reference defines it; knows nothing of the product.

Strict: a command outside the reference, a control byte inside text, or a stream that ends in the
middle of a command raises `BadStream` with its position.  Byte pairs count as hieroglyphs until
`FS .`, anew after `ESC @`, as on the clones that shops buy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

#: Code page slots of Epson TM printers: ESC t n.
EPSON_SLOTS = {0: "cp437", 2: "cp850", 16: "cp1252", 17: "cp866", 18: "cp852", 46: "cp1251"}


class BadStream(AssertionError):
    """A printer would have printed rubbish."""


@dataclass
class Line:
    """One line on paper."""

    text: str
    align: int = 0  # 0 left, 1 centre, 2 right
    bold: bool = False
    height: int = 1
    width: int = 1


@dataclass
class Slip:
    """What a stream leaves behind; `events` has everything in order."""

    lines: list[Line] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cuts: list[str] = field(default_factory=list)
    pulses: list[int] = field(default_factory=list)
    #: Process ids asked for by GS ( H, sensors by GS r, real-time requests by DLE EOT.
    process_ids: list[bytes] = field(default_factory=list)
    status_requests: list[int] = field(default_factory=list)
    real_time: list[int] = field(default_factory=list)
    events: list[tuple[str, object]] = field(default_factory=list)

    def text(self, columns: int) -> str:
        """The lines as they stand on paper of that many columns."""
        rows = []
        for line in self.lines:
            if line.align == 1:
                rows.append((" " * ((columns - len(line.text)) // 2) + line.text).rstrip())
            elif line.align == 2:
                rows.append(line.text.rjust(columns))
            else:
                rows.append(line.text.rstrip())
        return "".join(f"{row}\n" for row in rows)


class _Reader:
    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.at = 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.stream):
            raise BadStream(f"the stream ends in the middle of a command at byte {self.at}")
        piece = self.stream[self.at : self.at + count]
        self.at += count
        return piece

    def byte(self) -> int:
        return self.take(1)[0]


def decode(stream: bytes, slots: dict[int, str] | None = None, chinese: bool = True) -> Slip:
    """The slip that a stream prints; several jobs may stand one behind the other."""
    return _Printer(slots or EPSON_SLOTS, chinese).run(stream)


class _Printer:
    def __init__(self, slots: dict[int, str], chinese: bool) -> None:
        self.slots = slots
        self.chinese_by_default = chinese
        self.slip = Slip()
        self.line: list[str] = []
        self.store = b""
        self.initialise()
        self.commands: dict[bytes, Callable[[_Reader], None]] = {
            b"\x1b@": lambda r: self.initialise(),
            b"\x1b!": self.print_mode,
            b"\x1bE": lambda r: setattr(self, "bold", bool(r.byte() & 1)),
            b"\x1ba": self.alignment,
            b"\x1bt": self.code_page,
            b"\x1bd": self.feed,
            b"\x1bp": self.pulse,
            b"\x1d!": self.size,
            b"\x1dV": self.cut,
            b"\x1d(": self.function,
            b"\x1dr": lambda r: self.note("status", r.byte(), self.slip.status_requests),
            b"\x1c.": lambda r: setattr(self, "chinese", False),
            b"\x1c&": lambda r: setattr(self, "chinese", True),
            b"\x10\x04": lambda r: self.note("real_time", r.byte(), self.slip.real_time),
        }

    def initialise(self) -> None:
        self.align, self.bold, self.height, self.width = 0, False, 1, 1
        self.encoding = self.slots.get(0, "cp437")
        self.chinese = self.chinese_by_default

    def run(self, stream: bytes) -> Slip:
        reader = _Reader(stream)
        while reader.at < len(stream):
            start = reader.at
            byte = reader.byte()
            if byte == 0x0A:
                self.end_line()
            elif byte in (0x1B, 0x1C, 0x1D, 0x10):
                name = bytes((byte,)) + reader.take(1)
                if name not in self.commands:
                    raise BadStream(f"unknown command {name!r} at byte {start}")
                self.commands[name](reader)
            elif byte < 0x20 or byte == 0x7F:
                raise BadStream(f"control byte {byte:#04x} in the text at byte {start}")
            elif self.chinese and byte >= 0x80:
                reader.byte()
                self.line.append("\u6f22")
            else:
                self.line.append(bytes((byte,)).decode(self.encoding))
        if self.line:
            raise BadStream("the last line was never printed")
        return self.slip

    def note(self, kind: str, value: object, record: list) -> None:  # type: ignore[type-arg]
        record.append(value)
        self.slip.events.append((kind, value))

    def end_line(self) -> None:
        line = Line("".join(self.line), self.align, self.bold, self.height, self.width)
        self.line = []
        self.note("line", line, self.slip.lines)

    def print_mode(self, reader: _Reader) -> None:
        mode = reader.byte()
        self.bold, self.height, self.width = bool(mode & 8), 1 + bool(mode & 16), 1 + bool(mode & 32)

    def size(self, reader: _Reader) -> None:
        value = reader.byte()
        self.height, self.width = (value & 7) + 1, (value >> 4 & 7) + 1

    def alignment(self, reader: _Reader) -> None:
        value = reader.byte() % 48
        if value > 2:
            raise BadStream(f"ESC a {value} at byte {reader.at}")
        if not self.line:  # the reference: only at the beginning of a line
            self.align = value

    def code_page(self, reader: _Reader) -> None:
        slot = reader.byte()
        if slot not in self.slots:
            raise BadStream(f"this printer has no code page {slot} (byte {reader.at})")
        self.encoding = self.slots[slot]

    def feed(self, reader: _Reader) -> None:
        if self.line:
            self.end_line()
        self.slip.events.append(("feed", reader.byte()))

    def pulse(self, reader: _Reader) -> None:
        pin, on, off = reader.take(3)
        if not (0 < on <= off):
            raise BadStream(f"a drawer pulse of {on}:{off}")
        self.note("pulse", 2 if pin in (0, 48) else 5, self.slip.pulses)

    def cut(self, reader: _Reader) -> None:
        mode = reader.byte()
        if self.line:
            self.end_line()
        if mode in (65, 66):
            reader.byte()
        elif mode not in (0, 1, 48, 49):
            raise BadStream(f"GS V {mode} at byte {reader.at}")
        self.note("cut", "full" if mode in (0, 48, 65) else "partial", self.slip.cuts)

    def function(self, reader: _Reader) -> None:
        kind = reader.byte()
        low, high = reader.take(2)
        body = reader.take(low + 256 * high)
        if kind == 0x6B and body[0] == 49:
            self.qr(body)
        elif kind == 0x48 and body[0] == 48 and len(body) == 6:
            self.note("process_id", body[2:], self.slip.process_ids)
        else:
            raise BadStream(f"unknown GS ( {chr(kind)} {body[:4]!r} at byte {reader.at}")

    def qr(self, body: bytes) -> None:
        function = body[1]
        if function == 65:  # model
            if body[2] not in (49, 50):
                raise BadStream(f"QR model {body[2]}")
        elif function == 67:
            if not 1 <= body[2] <= 16:
                raise BadStream(f"QR module of {body[2]} dots")
        elif function == 69:
            if not 48 <= body[2] <= 51:
                raise BadStream(f"QR error correction {body[2]}")
        elif function == 80:
            self.store = body[3:]
        elif function == 81:
            if self.line:
                raise BadStream("a QR code in the middle of a line")
            self.note("code", self.store.decode(), self.slip.codes)
        else:
            raise BadStream(f"QR function {function}")
