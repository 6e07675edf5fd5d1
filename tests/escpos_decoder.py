"""Reads an ESC/POS stream as the command reference defines it; knows nothing of the product.

Strict: a command outside the reference, a control byte inside text, or a stream that ends in the
middle of a command raises `BadStream` with its position.  Byte pairs count as hieroglyphs until
`FS .`, anew after `ESC @`, as on the clones that shops buy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

#: Code page slots of Epson TM printers: ESC t n.
EPSON_SLOTS = {
    0: "cp437", 2: "cp850", 16: "cp1252", 17: "cp866", 18: "cp852", 34: "cp855", 44: "cp1125", 45: "cp1250",
    46: "cp1251", 53: "kz1048",
}  # fmt: skip
#: Dots across the paper, and the most bytes of one command that a small printer's buffer takes.
PAPER, BUFFER = 576, 4096


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
class Picture:
    """Dots of GS v 0, stripes that follow each other put together; 1 is black."""

    width: int
    rows: bytes
    align: int

    @property
    def height(self) -> int:
        return len(self.rows) * 8 // self.width

    def dark(self, x: int, y: int) -> bool:
        """Whether a dot is printed."""
        return bool(self.rows[y * self.width // 8 + x // 8] >> (7 - x % 8) & 1)


@dataclass
class Bars:
    """A bar code that the printer draws itself."""

    system: str
    data: str
    height: int
    module: int
    letters: int
    align: int


@dataclass
class Slip:
    """What a stream leaves behind; `events` has everything in order."""

    lines: list[Line] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    bars: list[Bars] = field(default_factory=list)
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
        self.module = 3
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
            b"\x1dv": self.raster,
            b"\x1dk": self.barcode,
            b"\x1dh": lambda r: setattr(self, "bar_height", self.within(r.byte(), 1, 255)),
            b"\x1dw": lambda r: setattr(self, "bar_module", self.within(r.byte(), 2, 6)),
            b"\x1dH": lambda r: setattr(self, "bar_letters", self.within(r.byte() % 48, 0, 3)),
            b"\x1dr": lambda r: self.note("status", r.byte(), self.slip.status_requests),
            b"\x1c.": lambda r: setattr(self, "chinese", False),
            b"\x1c&": lambda r: setattr(self, "chinese", True),
            b"\x10\x04": lambda r: self.note("real_time", r.byte(), self.slip.real_time),
        }

    def initialise(self) -> None:
        self.align, self.bold, self.height, self.width = 0, False, 1, 1
        self.encoding = self.slots.get(0, "cp437")
        self.chinese = self.chinese_by_default
        self.bar_height, self.bar_module, self.bar_letters = 162, 3, 0

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
                self.line.append(self.letters(reader, byte))
        if self.line:
            raise BadStream("the last line was never printed")
        return self.slip

    def letters(self, reader: _Reader, first: int) -> str:
        """A run of characters of the page."""
        end = reader.at
        stream = reader.stream
        while end < len(stream) and 0x20 <= stream[end] != 0x7F and not (self.chinese and stream[end] >= 0x80):
            end += 1
        return (bytes((first,)) + reader.take(end - reader.at)).decode(self.encoding)

    def within(self, value: int, low: int, high: int) -> int:
        if not low <= value <= high:
            raise BadStream(f"{value} is not within {low}..{high}")
        return value

    def raster(self, reader: _Reader) -> None:
        """GS v 0 m xL xH yL yH d…: rows of whole bytes; only at the beginning of a line, or it prints as rubbish."""
        start = reader.at
        head = reader.take(6)
        if head[0] != 0x30 or head[1] not in (0, 1, 2, 3, 48, 49, 50, 51):
            raise BadStream(f"GS v {head[:2]!r} at byte {start}")
        across, down = head[2] + 256 * head[3], head[4] + 256 * head[5]
        if self.line or not across or not down:
            raise BadStream(f"dots of {across} x {down} in the middle of a line at byte {start}")
        if across * 8 > PAPER + 7 or 8 + across * down > BUFFER:
            raise BadStream(f"dots of {across * 8} x {down} are more than a printer takes (byte {start})")
        rows = reader.take(across * down)
        last = self.slip.events[-1] if self.slip.events else ("", None)
        if last[0] == "picture" and isinstance(last[1], Picture) and last[1].width == across * 8:
            last[1].rows += rows
        else:
            self.note("picture", Picture(across * 8, rows, self.align), self.slip.pictures)

    def barcode(self, reader: _Reader) -> None:
        """GS k m n d1…dn (function B)."""
        system, count = reader.take(2)
        data = reader.take(count)
        if self.line:
            raise BadStream("a bar code in the middle of a line")
        if system == 67:
            if count not in (12, 13) or not data.isdigit():
                raise BadStream(f"EAN-13 of {data!r}")
            name, text, modules = "ean13", data.decode(), 95
        elif system == 73:
            name, (text, symbols) = "code128", _code128(data)
            modules = 11 * (symbols + 3) + 2
        else:
            raise BadStream(f"GS k {system}")
        if modules * self.bar_module > PAPER:
            raise BadStream(f"a bar code of {modules * self.bar_module} dots is not printed")
        bars = Bars(name, text, self.bar_height, self.bar_module, self.bar_letters, self.align)
        self.note("bars", bars, self.slip.bars)

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
        function, length = body[1], len(body)
        if function == 65:  # model
            if length != 4 or body[2] not in (49, 50) or body[3]:
                raise BadStream(f"QR model {body[2:]!r}")
        elif function == 67:
            if length != 3 or not 1 <= body[2] <= 16:
                raise BadStream(f"QR module of {body[2:]!r} dots")
            self.module = body[2]
        elif function == 69:
            if length != 3 or not 48 <= body[2] <= 51:
                raise BadStream(f"QR error correction {body[2:]!r}")
        elif function == 80:
            if length < 4 or body[2] != 48:
                raise BadStream("QR data of no length")
            self.store = body[3:]
        elif function == 81:
            if self.line:
                raise BadStream("a QR code in the middle of a line")
            if length != 3 or body[2] != 48 or not self.store:
                raise BadStream("a QR code without data")
            if _qr_side(len(self.store)) * self.module > PAPER:
                raise BadStream(f"a QR code of {_qr_side(len(self.store)) * self.module} dots is not printed")
            self.note("code", self.store.decode(), self.slip.codes)
        else:
            raise BadStream(f"QR function {function}")


def _code128(data: bytes) -> tuple[str, int]:
    """Text and number of symbols of Code 128 as GS k takes it: `{A`, `{B`, `{C` choose a set, `{{` is a brace."""
    if data[:2] not in (b"{A", b"{B", b"{C"):
        raise BadStream(f"Code 128 begins without its set: {data!r}")
    text, symbols, at = "", 0, 2
    while at < len(data):
        symbols += 1
        if data[:2] == b"{C":
            if data[at] > 99:
                raise BadStream(f"Code 128 set C has no {data[at]}")
            text += f"{data[at]:02d}"
        elif data[at] == 0x7B:
            at += 1
            if data[at : at + 1] != b"{":
                raise BadStream("Code 128: a lone brace")
            text += "{"
        elif 0x20 <= data[at] < 0x7F:
            text += chr(data[at])
        else:
            raise BadStream(f"Code 128 set B has no {data[at]:#04x}")
        at += 1
    return text, symbols


def _qr_side(length: int) -> int:
    """Modules of a QR code (M, bytes) of so many bytes: the side grows by 4 for every version."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.util import BIT_LIMIT_TABLE

    for version in range(1, 41):
        header = 4 + (8 if version < 10 else 16)
        if header + 8 * length <= BIT_LIMIT_TABLE[ERROR_CORRECT_M][version]:
            return 17 + 4 * version
    raise BadStream(f"a QR code of {length} bytes")
