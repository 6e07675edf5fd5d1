"""A document as a picture that looks like the slip: for the screen, a mail, and people without a printer.

Pillow and qrcode are imported only when a picture is asked for.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cashier_app.documents.document import CodePages, Cut, Document, Qr
from cashier_app.documents.layout import Line, lay_out
from cashier_app.documents.plain import aligned
from cashier_app.documents.printable import clean_unicode

if TYPE_CHECKING:
    from PIL import Image, ImageFont

    Font: TypeAlias = ImageFont.FreeTypeFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
_FONT_SIZE = 20
_LINE_HEIGHT = 27
_MARGIN = 30
_TOOTH = 9
_PAPER = "#FFFEFA"
_INK = "#22262C"
_DESK = "#DDE1E6"


def picture(document: Document, columns: int = 42) -> Image.Image:
    """The slip as an RGB picture, wrapped as the printer of that many columns would.

    A cut is a row of scissors' teeth; what follows it is the next slip.
    """
    from PIL import Image, ImageDraw

    regular, bold = _fonts()
    cell = regular.getlength("0")
    width = round(columns * cell) + 2 * _MARGIN
    pieces: list[Image.Image] = []
    for element in lay_out(document, columns, clean_unicode):
        if isinstance(element, Line):
            pieces.append(_line(element, columns, width, bold if element.bold else regular))
        elif isinstance(element, Qr):
            pieces.append(_qr(element, width))
        elif isinstance(element, Cut):
            pieces.append(_tear(width))
        elif isinstance(element, CodePages):
            names = [f"{slot:>3} {encoding}" for slot in element.slots for encoding in element.encodings]
            pieces += [_line(Line(name), columns, width, regular) for name in names]
    if not pieces or not isinstance(pieces[-1].info.get("tear"), bool):
        pieces.append(_tear(width))
    height = sum(piece.height for piece in pieces) + _LINE_HEIGHT
    desk = Image.new("RGB", (width + 2 * _MARGIN, height + 2 * _MARGIN), _DESK)
    ImageDraw.Draw(desk).rectangle((_MARGIN, _MARGIN, _MARGIN + width - 1, _MARGIN + height // 2), fill=_PAPER)
    top = _MARGIN + _LINE_HEIGHT
    for piece in pieces:
        desk.paste(piece, (_MARGIN, top))
        top += piece.height
    return desk


def png(document: Document, columns: int = 42) -> bytes:
    """The picture of a slip as a PNG file."""
    stream = io.BytesIO()
    picture(document, columns).save(stream, "PNG", optimize=True)
    return stream.getvalue()


@cache
def _fonts() -> tuple[Font, Font]:
    from PIL import ImageFont

    return (
        ImageFont.truetype(FONTS / "IBMPlexMono-Regular.ttf", _FONT_SIZE),
        ImageFont.truetype(FONTS / "IBMPlexMono-SemiBold.ttf", _FONT_SIZE),
    )


def _line(line: Line, columns: int, width: int, font: Font) -> Image.Image:
    """One line of paper; double height is the same letters stretched, as a printer does it."""
    from PIL import Image, ImageDraw

    strip = Image.new("RGB", (width, _LINE_HEIGHT), _PAPER)
    text = aligned(line, columns)
    if text:
        ImageDraw.Draw(strip).text((_MARGIN, 1), text, font=font, fill=_INK)
    if line.tall:
        return strip.resize((width, 2 * _LINE_HEIGHT), Image.Resampling.BICUBIC)
    return strip


def _qr(qr: Qr, width: int) -> Image.Image:
    """The code with its quiet zone, in the middle of the paper."""
    import qrcode
    from PIL import Image

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=qr.module, border=4)
    code.add_data(qr.data)
    code.make(fit=True)
    drawn = code.make_image(fill_color=_INK, back_color=_PAPER).get_image().convert("RGB")
    strip = Image.new("RGB", (width, drawn.height), _PAPER)
    strip.paste(drawn, ((width - drawn.width) // 2, 0))
    return strip


def _tear(width: int) -> Image.Image:
    """The toothed edge where the paper ends."""
    from PIL import Image, ImageDraw

    strip = Image.new("RGB", (width, _LINE_HEIGHT), _PAPER)
    draw = ImageDraw.Draw(strip)
    bottom = _LINE_HEIGHT - _TOOTH
    for left in range(0, width, 2 * _TOOTH):
        draw.polygon(
            [(left, _LINE_HEIGHT), (left + _TOOTH, bottom), (left + 2 * _TOOTH, _LINE_HEIGHT)],
            fill=_DESK,
        )
    strip.info["tear"] = True
    return strip
