"""A document as a picture that looks like the slip: for the screen, a mail, and people without a printer.

Pillow and qrcode are imported only when a picture is asked for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cashier_app.documents import bars
from cashier_app.documents.bitmap import NO_LOGO, Bitmap, LogoFile, of_modules, qr_bitmap, qr_scale
from cashier_app.documents.document import Barcode, CodePages, Cut, Document, FsDot, Logo, Qr, Ruler, Text
from cashier_app.documents.escpos import paper_dots
from cashier_app.documents.layout import Element, Line, lay_out
from cashier_app.documents.plain import aligned
from cashier_app.documents.printable import clean_unicode

if TYPE_CHECKING:
    from PIL import Image, ImageFont

    Font: TypeAlias = ImageFont.FreeTypeFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
#: Letters of this size stand 12 dots apart, as a printer's do.
_FONT_SIZE = 20
_CELL = 12
#: Dots above and below a drawing.
_GAP = 8
_LINE_HEIGHT = 27
_MARGIN = 30
_TOOTH = 9
_PAPER = "#FFFEFA"
_INK = "#22262C"
_DESK = "#DDE1E6"
#: Shades of a drawn slip: 0 is ink, this one is paper, and the one after it the desk.
_WHITE = 254
_DESK_SHADE = 255
_SHADES = bytes(value * _WHITE // 255 for value in range(256))


def picture(document: Document, columns: int = 42, logo: LogoFile = NO_LOGO) -> Image.Image:
    """The slip as an RGB picture, wrapped as the printer of that many columns would; a dot of it is a dot of the paper.

    A cut is a row of scissors' teeth; what follows it is the next slip.
    """
    return _drawn(document, columns, logo).convert("RGB")


def png(document: Document, columns: int = 42, logo: LogoFile = NO_LOGO) -> bytes:
    """The picture of a slip as a PNG file."""
    stream = io.BytesIO()
    _drawn(document, columns, logo).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _drawn(document: Document, columns: int, logo: LogoFile) -> Image.Image:
    """The slip in shades from ink to paper; rows of bytes are put together, which is ten times as fast as drawing."""
    from PIL import Image

    width = columns * _CELL
    side = bytes((_WHITE,)) * _MARGIN
    empty = bytes((_WHITE,)) * width
    rows: list[bytes] = [empty] * _LINE_HEIGHT
    pieces = [
        piece for element in lay_out(document, columns, clean_unicode) for piece in _pieces(element, columns, logo)
    ]
    if not pieces or pieces[-1] is not TEAR:
        pieces.append(TEAR)
    sheet: list[bytes] = []
    desk = bytes((_DESK_SHADE,)) * _MARGIN
    for piece in pieces:
        if isinstance(piece, Line):
            rows += _letters(piece, columns)
        elif isinstance(piece, Bitmap):
            rows += [empty] * _GAP
            rows += _dots(piece, width)
            rows += [empty] * _GAP
        else:
            sheet += [desk + side + row + side + desk for row in rows]
            sheet += [desk + row + desk for row in _tear(width + 2 * _MARGIN)]
            rows = []
    bare = bytes((_DESK_SHADE,)) * (width + 4 * _MARGIN)
    sheet = [bare] * _MARGIN + sheet + [bare] * _MARGIN
    drawn = Image.frombytes("P", (width + 4 * _MARGIN, len(sheet)), b"".join(sheet))
    drawn.putpalette(_palette())
    return drawn


#: The toothed edge where the paper ends.
TEAR: Final = "tear"
Piece: TypeAlias = Line | Bitmap | str


def _pieces(element: Element, columns: int, logo: LogoFile) -> Iterator[Piece]:
    """What is drawn of an element, from top to bottom."""
    dots = paper_dots(columns)
    if isinstance(element, Line):
        yield element
    elif isinstance(element, Qr):
        scale = qr_scale(element.data, element.module, dots)
        if scale:
            yield qr_bitmap(element.data, scale)
        else:
            yield from lines(Text(element.data), columns)
    elif isinstance(element, Barcode):
        yield from _barcode(element, columns)
    elif isinstance(element, Logo):
        drawn = logo(dots)
        if drawn is not None:
            yield drawn
    elif isinstance(element, Cut):
        yield TEAR
    elif isinstance(element, CodePages):
        yield from (Line(f"{slot:>3} {encoding}") for slot, encoding in element.pairs)
    elif isinstance(element, Ruler):
        yield from lines(Text(element.text), columns)
    elif isinstance(element, FsDot):
        yield from (Line("FS . off"), Line("FS . on"))


def drawn_pieces(document: Document, columns: int, logo: LogoFile | None = None) -> list[Line | Bitmap]:
    """Lines and drawings of a document from top to bottom, for who paints them himself."""
    found = (
        piece
        for element in lay_out(document, columns, clean_unicode)
        for piece in _pieces(element, columns, logo or NO_LOGO)
    )
    return [piece for piece in found if not isinstance(piece, str)]


def _barcode(code: Barcode, columns: int) -> Iterator[Piece]:
    """The bars with the letters under them, as the printer draws both."""
    if bars.fits(code.symbology, code.data):
        quiet = (False,) * bars.QUIET
        row = (*quiet, *bars.modules(code.symbology, code.data), *quiet)
        scale = min(code.module, paper_dots(columns) // len(row))
        if scale:
            yield of_modules([row], scale, code.height)
    yield from lines(Text(code.data, "center"), columns)


def lines(text: Text, columns: int) -> Iterator[Line]:
    """The lines of one paragraph."""
    for line in lay_out(Document((text,)), columns, clean_unicode):
        assert isinstance(line, Line)
        yield line


@cache
def _fonts() -> tuple[Font, Font]:
    from PIL import ImageFont

    return (
        ImageFont.truetype(FONTS / "IBMPlexMono-Regular.ttf", _FONT_SIZE),
        ImageFont.truetype(FONTS / "IBMPlexMono-SemiBold.ttf", _FONT_SIZE),
    )


@lru_cache(maxsize=4096)
def _letter(letter: str, bold: bool, tall: bool) -> tuple[bytes, ...]:
    """The rows of one letter in its cell; double height is the same letter stretched, as a printer does it."""
    from PIL import Image, ImageDraw

    cell = Image.new("L", (_CELL, _LINE_HEIGHT), 255)
    ImageDraw.Draw(cell).text((0, 1), letter, font=_fonts()[bold], fill=0)
    if tall:
        cell = cell.resize((_CELL, 2 * _LINE_HEIGHT), Image.Resampling.BICUBIC)
    shades = cell.tobytes().translate(_SHADES)
    return tuple(shades[start : start + _CELL] for start in range(0, len(shades), _CELL))


def _letters(line: Line, columns: int) -> list[bytes]:
    """The rows of one line of paper."""
    text = aligned(line, columns)[:columns].ljust(columns)
    cells = [_letter(letter, line.bold, line.tall) for letter in text]
    return list(map(b"".join, zip(*cells, strict=True)))


def _dots(bitmap: Bitmap, width: int) -> list[bytes]:
    """The rows of a drawing in the middle of the paper."""
    flat = bitmap.image().tobytes().translate(_SHADES)
    left = (width - bitmap.width) // 2
    before, after = bytes((_WHITE,)) * left, bytes((_WHITE,)) * (width - bitmap.width - left)
    return [before + flat[at : at + bitmap.width] + after for at in range(0, len(flat), bitmap.width)]


@cache
def _tear(width: int) -> tuple[bytes, ...]:
    """The rows of an edge with its teeth."""
    from PIL import Image, ImageDraw

    strip = Image.new("L", (width, _LINE_HEIGHT), _WHITE)
    draw = ImageDraw.Draw(strip)
    bottom = _LINE_HEIGHT - _TOOTH
    for left in range(0, width, 2 * _TOOTH):
        draw.polygon(
            [(left, _LINE_HEIGHT), (left + _TOOTH, bottom), (left + 2 * _TOOTH, _LINE_HEIGHT)], fill=_DESK_SHADE
        )
    flat = strip.tobytes()
    return tuple(flat[start : start + width] for start in range(0, len(flat), width))


@cache
def _palette() -> bytes:
    """Shades from ink to paper, and last the desk."""
    from PIL import ImageColor

    ink, paper = (ImageColor.getrgb(color)[:3] for color in (_INK, _PAPER))
    shades = [
        round(dark + (light - dark) * step / _WHITE)
        for step in range(_WHITE + 1)
        for dark, light in zip(ink, paper, strict=True)
    ]
    return bytes(shades) + bytes(ImageColor.getrgb(_DESK)[:3])
