"""Reads an ESC/POS stream as a printer would, written from Epson's command reference alone.

It shares nothing with the product's byte builder and its simulated printer: what both would misunderstand in
the same way shows here.  It knows the commands of other programs too, and is proven on their streams.  A
command it does not know, or one cut short, is an error, never skipped.  Like the clones that shops buy it
takes pairs of high bytes for hieroglyphs until `FS .`, anew after every `ESC @`, if `chinese`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

#: Slots of `ESC t n` on Epson printers that matter here.
EPSON_PAGES: Mapping[int, str] = {0: "cp437", 2: "cp850", 16: "cp1252", 17: "cp866", 18: "cp852", 46: "cp1251"}

ESC, FS, GS, DLE = 0x1B, 0x1C, 0x1D, 0x10


class NotEscPos(Exception):
    """A byte sequence that is no command of the reference."""


class Style(msgspec.Struct, frozen=True):
    """How a piece of text is printed; `width` and `height` are multiples of the plain character."""

    bold: bool = False
    underline: int = 0
    inverse: bool = False
    font: int = 0
    width: int = 1
    height: int = 1


class Piece(msgspec.Struct, frozen=True):
    """Text of one style."""

    text: str
    style: Style


class Line(msgspec.Struct, frozen=True):
    """One printed line."""

    pieces: tuple[Piece, ...]
    align: Literal["left", "centre", "right"] = "left"

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def columns(self) -> int:
        """How many plain characters wide it is."""
        return sum(len(piece.text) * piece.style.width for piece in self.pieces)


class Pulse(msgspec.Struct, frozen=True):
    """The cash drawer's pulse: pin 2 or 5, on and off times in milliseconds."""

    pin: int
    on_ms: int
    off_ms: int


class Cut(msgspec.Struct, frozen=True):
    """The paper is cut, after a feed of some dots."""

    partial: bool
    feed: int = 0


class QrCode(msgspec.Struct, frozen=True):
    """A QR code printed from its data."""

    data: bytes
    module: int
    level: str
    align: str


class Barcode(msgspec.Struct, frozen=True):
    """A linear barcode: the reference's number of its system, and its data."""

    system: int
    data: bytes


class Picture(msgspec.Struct, frozen=True):
    """A raster image, rows of bytes, a bit a dot."""

    width: int
    height: int
    data: bytes


class Asked(msgspec.Struct, frozen=True):
    """A question to the printer: `status` (DLE EOT), `process_id` (GS ( H), `transmit` (GS r), `id` (GS I), `auto`."""

    what: str
    value: bytes


Event = Line | Pulse | Cut | QrCode | Barcode | Picture | Asked


class Paper(msgspec.Struct):
    """Everything a stream made the printer do, in order."""

    events: list[Event]
    resets: int
    pages: list[int]
    #: Times the Kanji mode was switched off (FS .) or on (FS &).
    kanji: list[bool]

    @property
    def lines(self) -> list[str]:
        """The text of every line, without the spaces at its end."""
        return [event.text.rstrip() for event in self.events if isinstance(event, Line)]

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)

    def all(self, kind: type[Event]) -> list[Event]:
        """Every event of a kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def slips(self) -> list[Paper]:
        """The pieces of paper between the cuts that have something printed on them."""
        slips, current = [], Paper([], self.resets, self.pages, self.kanji)
        for event in self.events:
            current.events.append(event)
            if isinstance(event, Cut):
                slips.append(current)
                current = Paper([], self.resets, self.pages, self.kanji)
        slips.append(current)
        return [slip for slip in slips if slip.text.strip()]


class _Reader:
    """The printer's state while it reads."""

    def __init__(self, data: bytes, pages: Mapping[int, str], chinese: bool) -> None:
        self.data = data
        self.at = 0
        self.pages = pages
        self.chinese = chinese
        self.paper = Paper([], 0, [], [])
        self.pending: list[Piece] = []
        self.qr = {"data": b"", "module": 3, "level": 48}
        self._reset()

    def _reset(self) -> None:
        self.style = Style()
        self.align: Literal["left", "centre", "right"] = "left"
        self.page = 0
        self.double_byte = self.chinese

    # reading

    def take(self, count: int = 1) -> bytes:
        """The next bytes."""
        taken = self.data[self.at : self.at + count]
        if len(taken) < count:
            raise NotEscPos(f"the stream ends within a command at byte {self.at}")
        self.at += count
        return taken

    def number(self) -> int:
        """The next byte as a number."""
        return self.take()[0]

    def low_high(self) -> int:
        """Two bytes, the low one first."""
        low, high = self.take(2)
        return low + 256 * high

    def until_nul(self) -> bytes:
        """Bytes up to a NUL, which is taken too."""
        end = self.data.find(b"\0", self.at)
        if end < 0:
            raise NotEscPos(f"no NUL ends the command at byte {self.at}")
        taken = self.take(end - self.at)
        self.take()
        return taken

    # printing

    def restyle(self, **changes: object) -> None:
        """Another style from here on."""
        self.style = msgspec.structs.replace(self.style, **changes)

    def put(self, raw: bytes) -> None:
        """Characters in the current code page and style."""
        name = self.pages.get(self.page)
        if self.double_byte and not raw.isascii():
            self.take()
            raw, name = b"?", "ascii"
        if name is None:
            if not raw.isascii():
                raise NotEscPos(f"code page slot {self.page} is not known to hold any letters")
            name = "ascii"
        piece = Piece(raw.decode(name), self.style)
        if self.pending and self.pending[-1].style == self.style:
            piece = Piece(self.pending.pop().text + piece.text, self.style)
        self.pending.append(piece)

    def feed(self, lines: int = 1) -> None:
        """Print what is pending; further feeds are empty lines."""
        for _ in range(lines):
            self.paper.events.append(Line(tuple(self.pending), self.align))
            self.pending = []

    def event(self, event: Event) -> None:
        """Something other than text; what is pending is printed first where the paper moves."""
        if self.pending and not isinstance(event, Asked | Pulse):
            self.feed()
        self.paper.events.append(event)

    def read(self) -> Paper:
        """The whole stream."""
        while self.at < len(self.data):
            byte = self.number()
            if byte in _PREFIXED:
                start, code = self.at - 1, self.number()
                action = _PREFIXED[byte].get(code)
                if action is None:
                    raise NotEscPos(f"unknown command {self.data[start : start + 4].hex(' ')} at byte {start}")
                action(self)
            elif byte == 0x0A:
                self.feed()
            elif byte == 0x09:
                self.put(b" " * (8 - sum(len(piece.text) for piece in self.pending) % 8))
            elif byte in (0x0D, 0x00):
                pass  # a printer with automatic line feeds off ignores CR; NUL prints nothing
            elif byte < 0x20 or byte == 0x7F:
                raise NotEscPos(f"control byte {byte:02x} at byte {self.at - 1}")
            else:
                self.put(bytes([byte]))
        if self.pending:
            raise NotEscPos(f"the stream ends in a line without its feed: {self.pending[0].text!r}")
        return self.paper


Action = Callable[[_Reader], None]


def _initialise(r: _Reader) -> None:
    r.paper.resets += 1
    r.pending = []
    r._reset()


def _print_mode(r: _Reader) -> None:
    n = r.number()
    r.restyle(
        font=n & 1, bold=bool(n & 8), height=2 if n & 16 else 1, width=2 if n & 32 else 1, underline=int(bool(n & 128))
    )


def _size(r: _Reader) -> None:
    n = r.number()
    r.restyle(width=(n >> 4 & 7) + 1, height=(n & 7) + 1)


def _align(r: _Reader) -> None:
    n = r.number()
    if n not in _ALIGNMENTS:
        raise NotEscPos(f"ESC a {n}")
    if not r.pending:  # the reference: only at the beginning of a line
        r.align = _ALIGNMENTS[n]


_ALIGNMENTS: Mapping[int, Literal["left", "centre", "right"]] = {
    0: "left",
    48: "left",
    1: "centre",
    49: "centre",
    2: "right",
    50: "right",
}


def _page(r: _Reader) -> None:
    r.page = r.number()
    r.paper.pages.append(r.page)


def _pulse(r: _Reader) -> None:
    pin, on, off = r.take(3)
    if pin not in (0, 1, 48, 49):
        raise NotEscPos(f"ESC p {pin}")
    r.event(Pulse(pin=2 if pin in (0, 48) else 5, on_ms=2 * on, off_ms=2 * off))


def _live_pulse(r: _Reader) -> None:
    function, pin, time = r.take(3)
    if function != 1:
        raise NotEscPos(f"DLE DC4 {function}")
    r.event(Pulse(pin=2 if pin == 0 else 5, on_ms=100 * time, off_ms=100 * time))


def _cut(r: _Reader) -> None:
    mode = r.number()
    if mode in (0, 48, 1, 49):
        r.event(Cut(partial=mode in (1, 49)))
    elif mode in (65, 66, 97, 98, 103, 104):
        r.event(Cut(partial=mode in (66, 98, 104), feed=r.number()))
    else:
        raise NotEscPos(f"GS V {mode}")


def _barcode(r: _Reader) -> None:
    system = r.number()
    if system <= 6:
        r.event(Barcode(system, r.until_nul()))
    elif 65 <= system <= 79:
        r.event(Barcode(system, r.take(r.number())))
    else:
        raise NotEscPos(f"GS k {system}")


def _raster(r: _Reader) -> None:
    if r.number() not in (0, 48):
        raise NotEscPos("GS v")
    r.number()
    width, height = r.low_high(), r.low_high()
    r.event(Picture(8 * width, height, r.take(width * height)))


def _column_image(r: _Reader) -> None:
    mode, columns = r.number(), r.low_high()
    dots = 24 if mode in (32, 33) else 8
    r.event(Picture(columns, dots, r.take(columns * dots // 8)))


def _two_dimensional(r: _Reader) -> None:
    """GS ( k: QR codes only (cn = 49)."""
    body = r.take(r.low_high())
    code, function, rest = body[0], body[1], body[2:]
    if code != 49:
        raise NotEscPos(f"GS ( k of symbol type {code}")
    if function == 65:
        if rest[0] not in (49, 50, 51):
            raise NotEscPos(f"QR model {rest[0]}")
    elif function == 67:
        r.qr["module"] = rest[0]
    elif function == 69:
        r.qr["level"] = rest[0]
    elif function == 80:
        r.qr["data"] = rest[1:]
    elif function == 81:
        level = {48: "L", 49: "M", 50: "Q", 51: "H"}[r.qr["level"]]
        r.event(QrCode(r.qr["data"], r.qr["module"], level, r.align))
    else:
        raise NotEscPos(f"GS ( k function {function}")


def _response(r: _Reader) -> None:
    body = r.take(r.low_high())
    if body[:2] != b"00" or len(body) != 6:
        raise NotEscPos(f"GS ( H {body!r}")
    r.event(Asked("process_id", body[2:]))


def _graphics(r: _Reader) -> None:
    body = r.take(r.low_high())
    if body[1] in (112, 113) and body[1] == 112:
        width, height = body[6] + 256 * body[7], body[8] + 256 * body[9]
        r.event(Picture(width, height, body[10:]))


def _kanji(on: bool) -> Action:
    def action(r: _Reader) -> None:
        r.double_byte = on
        r.paper.kanji.append(on)

    return action


def _ask(what: str) -> Action:
    return lambda r: r.event(Asked(what, r.take()))


def _skip(count: int) -> Action:
    """A command that changes nothing this reader looks at, with so many bytes of parameters."""
    return lambda r: None if not count else (r.take(count), None)[1]


_PARENTHESES: Mapping[int, Action] = {ord("k"): _two_dimensional, ord("H"): _response, ord("L"): _graphics}


def _parenthesis(r: _Reader) -> None:
    kind = r.number()
    if kind not in _PARENTHESES:
        raise NotEscPos(f"GS ( {chr(kind)}")
    _PARENTHESES[kind](r)


_PREFIXED: Mapping[int, Mapping[int, Action]] = {
    ESC: {
        ord("@"): _initialise,
        ord("!"): _print_mode,
        ord("E"): lambda r: r.restyle(bold=bool(r.number() & 1)),
        ord("G"): lambda r: r.restyle(bold=bool(r.number() & 1)),
        ord("-"): lambda r: r.restyle(underline=r.number() % 48),
        ord("M"): lambda r: r.restyle(font=r.number() % 48),
        ord("a"): _align,
        ord("t"): _page,
        ord("p"): _pulse,
        ord("d"): lambda r: r.feed(r.number()),
        ord("J"): lambda r: r.feed() if r.number() and r.pending else None,
        ord("i"): lambda r: r.event(Cut(partial=False)),
        ord("m"): lambda r: r.event(Cut(partial=True)),
        ord("*"): _column_image,
        ord("2"): _skip(0),
        ord("3"): _skip(1),
        ord("R"): _skip(1),
        ord("{"): _skip(1),
        ord(" "): _skip(1),
        ord("V"): _skip(1),
        ord("r"): _skip(1),
        ord("="): _skip(1),
        ord("c"): _skip(2),
        ord("$"): _skip(2),
        ord("\\"): _skip(2),
        ord("D"): lambda r: (r.until_nul(), None)[1],
    },
    GS: {
        ord("!"): _size,
        ord("B"): lambda r: r.restyle(inverse=bool(r.number() & 1)),
        ord("V"): _cut,
        ord("k"): _barcode,
        ord("v"): _raster,
        ord("("): _parenthesis,
        ord("r"): _ask("transmit"),
        ord("I"): _ask("id"),
        ord("a"): _ask("auto"),
        ord("h"): _skip(1),
        ord("w"): _skip(1),
        ord("H"): _skip(1),
        ord("f"): _skip(1),
        ord("b"): _skip(1),
        ord("L"): _skip(2),
        ord("W"): _skip(2),
        ord("P"): _skip(2),
    },
    FS: {ord("."): _kanji(False), ord("&"): _kanji(True), ord("C"): _skip(1), ord("!"): _skip(1), ord("p"): _skip(2)},
    DLE: {0x04: _ask("status"), 0x14: _live_pulse, 0x05: _skip(1)},
}


def decode(data: bytes, pages: Mapping[int, str] = EPSON_PAGES, chinese: bool = False) -> Paper:
    """What a printer does with a stream; raises `NotEscPos` for anything that is not in the reference."""
    return _Reader(data, pages, chinese).read()
