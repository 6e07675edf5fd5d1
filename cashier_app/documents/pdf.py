"""A document as a PDF of the paper's width: letters that can be searched and copied, fonts within, one page a slip.

Written by hand: a slip is letters of one width, rectangles and at most one picture, and needs no library of its own
but fontTools, which cuts the fonts down to the letters used.  ISO 32000-1, 9.7 (composite fonts) and 9.10 (text).
"""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from cashier_app.documents import bars
from cashier_app.documents.bitmap import NO_LOGO, Bitmap, LogoFile, qr_matrix, qr_scale
from cashier_app.documents.document import Barcode, CodePages, Cut, Document, FsDot, Logo, Qr, Ruler, Text
from cashier_app.documents.escpos import paper_dots
from cashier_app.documents.layout import Element, Line, lay_out
from cashier_app.documents.picture import FONTS, lines
from cashier_app.documents.plain import aligned
from cashier_app.documents.printable import clean_unicode

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_POINTS_A_MM: Final = 72 / 25.4
#: Up to so many columns the paper is 58 mm wide, else 80.
_NARROW: Final = 36
_MARGIN: Final = 4 * _POINTS_A_MM
#: Height of a line and width of a letter, in sizes of the font.
_LINE, _CELL = 1.32, 0.6
#: The longest page that readers show (200 inches).
_LONGEST: Final = 14_400.0
_FILES: Final = ("IBMPlexMono-Regular.ttf", "IBMPlexMono-SemiBold.ttf")


class _Drawn(NamedTuple):
    """Something on a page: its height, and the operators that draw it with its upper edge at `top`."""

    height: float
    draw: str
    picture: Bitmap | None = None


def pdf(document: Document, columns: int = 42, logo: LogoFile = NO_LOGO) -> bytes:
    """The PDF file of a document: paper of 58 mm up to 36 columns, else of 80; a cut begins a new page."""
    laid = list(lay_out(document, columns, clean_unicode))
    shown = [line for element in laid for line in _lines(element, columns)]
    fonts = tuple(
        PdfFont.of(_FILES[bold], frozenset("".join(line.text for line in shown if line.bold is bold)) | {" "})
        for bold in (False, True)
    )
    page = _Page(columns, fonts)
    slips: list[list[_Drawn]] = [[]]
    for element in laid:
        if isinstance(element, Cut):
            slips.append([])
        else:
            slips[-1] += page.drawn(element, logo)
    file = PdfFile(document.title or "receipt")
    references = [file.font(font) for font in fonts]
    for sheet in _sheets(slips, page.room):
        file.page(page.width, sheet, references)
    return file.bytes()


def _sheets(slips: list[list[_Drawn]], room: float) -> Iterator[list[_Drawn]]:
    """A page for each slip, and another where one is too long for a reader."""
    begun = False
    for slip in slips:
        sheet: list[_Drawn] = []
        height = 0.0
        for thing in slip:
            if height + thing.height > room:
                yield sheet
                sheet, height = [], 0.0
            sheet.append(thing)
            height += thing.height
        if sheet or not begun:
            yield sheet
            begun = True


def _lines(element: Element, columns: int) -> Iterator[Line]:
    """The lines of letters of an element."""
    if isinstance(element, Line):
        yield element
    elif isinstance(element, Barcode):
        yield from lines(Text(element.data, "center"), columns)
    elif isinstance(element, Qr) and not qr_scale(element.data, 1, paper_dots(columns)):
        yield from lines(Text(element.data), columns)
    elif isinstance(element, CodePages):
        yield from (Line(f"{slot:>3} {encoding}") for slot, encoding in element.pairs)
    elif isinstance(element, Ruler):
        yield from lines(Text(element.text), columns)
    elif isinstance(element, FsDot):
        yield from (Line("FS . off"), Line("FS . on"))


class _Page:
    """Measures of one paper."""

    def __init__(self, columns: int, fonts: Sequence[PdfFont]) -> None:
        self.columns = columns
        self.fonts = fonts
        self.width = (58 if columns <= _NARROW else 80) * _POINTS_A_MM
        self.size = (self.width - 2 * _MARGIN) / columns / _CELL
        #: A dot of the printer: twelve of them are a letter.
        self.dot = (self.width - 2 * _MARGIN) / (columns * 12)
        self.room = _LONGEST - 2 * _MARGIN

    def drawn(self, element: Element, logo: LogoFile) -> Iterator[_Drawn]:
        """What is drawn of an element, from top to bottom."""
        dots = paper_dots(self.columns)
        scale = qr_scale(element.data, element.module, dots) if isinstance(element, Qr) else 0
        if isinstance(element, Qr) and scale:
            yield self._modules(qr_matrix(element.data), scale * self.dot, scale * self.dot)
        elif isinstance(element, Barcode) and bars.fits(element.symbology, element.data):
            row = bars.modules(element.symbology, element.data)
            wide = min(element.module, dots // (len(row) + 2 * bars.QUIET))
            if wide:
                yield self._modules([row], wide * self.dot, element.height * self.dot)
        elif isinstance(element, Logo):
            drawn = logo(dots)
            if drawn is not None:
                yield _Drawn(drawn.height * self.dot, self._place(drawn), drawn)
        for line in _lines(element, self.columns):
            yield self._line(line)

    def _line(self, line: Line) -> _Drawn:
        """Letters by their numbers in the font; tall ones are stretched, as a printer does it."""
        height = self.size * _LINE * (2 if line.tall else 1)
        text = aligned(line, self.columns)
        if not text:
            return _Drawn(height, "")
        base = height - self.size * 0.33 * (2 if line.tall else 1)
        codes = self.fonts[line.bold].codes(text)
        matrix = f"1 0 0 {2 if line.tall else 1} {_MARGIN:.3f} {{y:{base:.3f}}}"
        return _Drawn(height, f"BT /F{int(line.bold)} {self.size:.4f} Tf {matrix} Tm <{codes}> Tj ET\n")

    def _modules(self, rows: Sequence[Sequence[bool]], wide: float, high: float) -> _Drawn:
        """Squares or bars as rectangles, dark neighbours in one."""
        left = (self.width - len(rows[0]) * wide) / 2
        parts = []
        for down, row in enumerate(rows):
            at = 0
            for dark, run in groupby(row):
                count = len(tuple(run))
                if dark:
                    parts.append(
                        f"{left + at * wide:.3f} {{y:{(down + 1) * high:.3f}}} {count * wide:.3f} {high:.3f} re"
                    )
                at += count
        return _Drawn(len(rows) * high + 4, "\n".join(parts) + " f\n")

    def _place(self, drawn: Bitmap) -> str:
        wide, high = drawn.width * self.dot, drawn.height * self.dot
        return f"q {wide:.3f} 0 0 {high:.3f} {(self.width - wide) / 2:.3f} {{y:{high:.3f}}} cm /Logo Do Q\n"


class PdfFont:
    """A font cut down to the letters of one document."""

    def __init__(
        self, name: str, data: bytes, numbers: dict[str, int], metrics: dict[str, object], widths: dict[int, int]
    ) -> None:
        self.name = name
        self.data = data
        self.numbers = numbers
        self.metrics = metrics
        #: Widths of its letters by their numbers, in thousandths of its size.
        self.widths = widths

    def width(self, text: str, size: float) -> float:
        """How wide a text is in a size, points."""
        return sum(self.widths.get(self.numbers.get(letter, 0), 0) for letter in text) * size / 1000

    def codes(self, text: str) -> str:
        """The numbers of the letters, in hexadecimal; a letter that the font lacks is its empty box."""
        return "".join(f"{self.numbers.get(letter, 0):04X}" for letter in text)

    @classmethod
    def of(cls, file: str, letters: frozenset[str]) -> PdfFont:
        """The font with these letters; the last ones asked for are kept."""
        return _cut_down(file, letters)


@lru_cache(maxsize=16)
def _cut_down(file: str, letters: frozenset[str]) -> PdfFont:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # it tells of every table of every font
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "meta"]
    font = TTFont(FONTS / file, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, letters))
    cutter.subset(font)
    stream = io.BytesIO()
    font.save(stream)
    numbers = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    unit = 1000 / font["head"].unitsPerEm
    widths = {number: round(font["hmtx"][name][0] * unit) for number, name in enumerate(font.getGlyphOrder())}
    return PdfFont(file.removesuffix(".ttf"), stream.getvalue(), numbers, _metrics(font), widths)


def _metrics(font: TTFont) -> dict[str, object]:
    """What the font's descriptor says, in thousandths of its size."""
    unit = 1000 / font["head"].unitsPerEm
    head = font["head"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return {
        "FontBBox": "[" + " ".join(str(round(side * unit)) for side in box) + "]",
        "Ascent": round(font["hhea"].ascent * unit),
        "Descent": round(font["hhea"].descent * unit),
    }


class PdfFile:
    """Objects of a PDF file, numbered as they come."""

    def __init__(self, title: str) -> None:
        self._objects: list[bytes] = [b"", b"", b""]
        self._pages: list[int] = []
        letters = title.encode("utf-16-be").hex().upper()
        self._objects[2] = f"<< /Title <FEFF{letters}> /Producer (cashier-app) >>".encode()

    def add(self, body: bytes) -> int:
        """An object; its number."""
        self._objects.append(body)
        return len(self._objects)

    def stream(self, data: bytes, about: str = "") -> int:
        """An object with data, packed."""
        packed = zlib.compress(data, 9)
        head = f"<< {about} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
        return self.add(head + packed + b"\nendstream")

    def font(self, font: PdfFont) -> int:
        """A font with its file, and what each of its numbers means as a letter."""
        data = self.stream(font.data, f"/Length1 {len(font.data)}")
        facts = " ".join(f"/{key} {value}" for key, value in font.metrics.items())
        widths = " ".join(str(font.widths[number]) for number in sorted(font.widths))
        name = f"SLIPAA+{font.name}"
        descriptor = self.add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 {facts} /ItalicAngle 0 /CapHeight 698 /StemV 80"
            f" /FontFile2 {data} 0 R >>".encode()
        )
        descendant = self.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /W [0 [{widths}]]"
            f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {descriptor} 0 R >>".encode()
        )
        letters = self.stream(_to_unicode(font.numbers))
        return self.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] /ToUnicode {letters} 0 R >>".encode()
        )

    def page(self, width: float, sheet: Iterable[_Drawn], fonts: Sequence[int]) -> None:
        """One page, as high as what stands on it."""
        things = list(sheet)
        height = max(72.0, sum(thing.height for thing in things) + 2 * _MARGIN)
        top, parts, pictures = height - _MARGIN, [], ""
        for thing in things:
            parts.append(_lowered(thing.draw, top))
            top -= thing.height
            if thing.picture is not None:
                pictures = f" /XObject << /Logo {self._picture(thing.picture)} 0 R >>"
        self.sheet(width, height, "".join(parts), fonts, pictures)

    def sheet(self, width: float, height: float, drawn: str, fonts: Sequence[int], pictures: str = "") -> None:
        """One page of a size, drawn by operators; `fonts` are F0, F1, …"""
        content = self.stream(drawn.encode())
        named = " ".join(f"/F{place} {number} 0 R" for place, number in enumerate(fonts))
        self._pages.append(
            self.add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}]"
                f" /Resources << /Font << {named} >>{pictures} >> /Contents {content} 0 R >>".encode()
            )
        )

    def _picture(self, drawn: Bitmap) -> int:
        about = (
            f"/Type /XObject /Subtype /Image /Width {drawn.width} /Height {drawn.height}"
            " /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0]"
        )
        return self.stream(drawn.rows, about)

    def bytes(self) -> bytes:
        """The whole file."""
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        self._objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self._objects[1] = f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>".encode()
        out = io.BytesIO()
        out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._objects, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
        start = out.tell()
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode())
        out.write(
            f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        )
        return out.getvalue()


def _lowered(draw: str, top: float) -> str:
    """Operators with their heights counted from the foot of the page, as PDF does."""
    pieces = draw.split("{y:")
    moved = [pieces[0]]
    for piece in pieces[1:]:
        down, rest = piece.split("}", 1)
        moved.append(f"{top - float(down):.3f}{rest}")
    return "".join(moved)


def _to_unicode(numbers: dict[str, int]) -> bytes:
    """The map from a font's numbers to letters, which makes its text searchable."""
    pairs = sorted((number, letter) for letter, number in numbers.items())
    chunks = []
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        rows = "".join(f"<{number:04X}> <{letter.encode('utf-16-be').hex().upper()}>\n" for number, letter in part)
        chunks.append(f"{len(part)} beginbfchar\n{rows}endbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Slip def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + "".join(chunks) + "endcmap\nend\nend\n"
    ).encode()
