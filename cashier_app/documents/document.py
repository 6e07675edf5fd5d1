"""A neutral document: what is to be printed or shown, without a width, a code page or a device.

It is laid out only when it is rendered (`escpos`, `picture`, `plain`), so one document suits paper
of 32, 42 and 48 columns.  A print job keeps it as JSON (`encode`, `decode`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Align: TypeAlias = Literal["left", "center", "right"]
#: Who draws a code: as the printer's settings say, the printer itself, or the program dot by dot.
Drawing: TypeAlias = Literal["settings", "native", "image"]


class Text(msgspec.Struct, frozen=True, tag="text", omit_defaults=True):
    """A paragraph, wrapped between words; `indent` columns stand before each of its lines."""

    text: str
    align: Align = "left"
    bold: bool = False
    #: Double height; the width stays.
    tall: bool = False
    indent: int = 0


class Row(msgspec.Struct, frozen=True, tag="row", omit_defaults=True):
    """Words at the left and a figure at the right of one line.

    Where both do not fit, the left part is wrapped and the right one stands on the last line, or
    on a line of its own.
    """

    left: str
    right: str
    bold: bool = False
    tall: bool = False
    indent: int = 0


class Rule(msgspec.Struct, frozen=True, tag="rule", omit_defaults=True):
    """A line across the paper."""

    mark: str = "-"


class Blank(msgspec.Struct, frozen=True, tag="blank", omit_defaults=True):
    """Empty lines."""

    lines: int = 1


class Qr(msgspec.Struct, frozen=True, tag="qr", omit_defaults=True):
    """A QR code in the middle; `module` is the size of its smallest square in printer dots."""

    data: str
    module: int = 6
    by: Drawing = "settings"


class Barcode(msgspec.Struct, frozen=True, tag="barcode", omit_defaults=True):
    """A bar code in the middle with its letters below; `module` is its thinnest bar in printer dots.

    Where it cannot be drawn (a wrong check digit, letters the code lacks, paper too narrow) its letters stand alone.
    """

    data: str
    symbology: Literal["ean13", "code128"] = "code128"
    module: int = 2
    height: int = 64
    by: Drawing = "settings"


class Logo(msgspec.Struct, frozen=True, tag="logo", omit_defaults=True):
    """The shop's logo, as the settings of whoever prints name it; nothing where there is none."""


class Cut(msgspec.Struct, frozen=True, tag="cut", omit_defaults=True):
    """The end of a slip: feed and cut, as the printer's settings say."""


class DrawerPulse(msgspec.Struct, frozen=True, tag="drawer", omit_defaults=True):
    """Open the cash drawer.  It is a document of its own, so that a reprint never does it again."""


class CodePages(msgspec.Struct, frozen=True, tag="code_pages", omit_defaults=True):
    """A sample of letters in every slot named, so that an installer finds the one that is Cyrillic."""

    slots: tuple[int, ...]
    encodings: tuple[str, ...]
    #: Single slots with the encoding that is met in them, after the others.
    more: tuple[tuple[int, str], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[int, str], ...]:
        """Every slot with every encoding, in the order of printing."""
        return (*((slot, encoding) for slot in self.slots for encoding in self.encodings), *self.more)


class Ruler(msgspec.Struct, frozen=True, tag="ruler", omit_defaults=True):
    """A line of numbered columns that is longer than the paper: where the printer breaks it, its width is read."""

    length: int = 80

    @property
    def text(self) -> str:
        """`....5...10....5...20` and so on: each number ends in its own column."""
        tens = "".join(f"....5{number:.>5}" for number in range(10, self.length + 10, 10))
        return tens[: self.length]


class FsDot(msgspec.Struct, frozen=True, tag="fs_dot", omit_defaults=True):
    """A sample of letters as a printer shows it after `ESC @` alone, and after `ESC @` and `FS .`."""


Block: TypeAlias = Text | Row | Rule | Blank | Qr | Barcode | Logo | Cut | DrawerPulse | CodePages | Ruler | FsDot


class Document(msgspec.Struct, frozen=True):
    """Blocks from top to bottom, and a title for lists and file names."""

    blocks: tuple[Block, ...]
    title: str = ""


_DECODER = msgspec.json.Decoder(Document)

#: The document of a drawer job.
DRAWER_DOCUMENT = Document(blocks=(DrawerPulse(),), title="drawer")


def encode(document: Document) -> bytes:
    """JSON of a document, as a print job keeps it."""
    return msgspec.json.encode(document)


def decode(data: bytes) -> Document:
    """The document of a print job; `msgspec.ValidationError` or `DecodeError` if it is none."""
    return _DECODER.decode(data)
