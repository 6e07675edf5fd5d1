"""Bytes of a document for an ESC/POS printer.

Own builder: libraries flip code pages in the middle of a line, let control bytes of a product's
name through and take ten times as long (see `printable`).  Commands follow Epson's ESC/POS reference.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from cashier_app.documents import bars
from cashier_app.documents.bitmap import NO_LOGO, Bitmap, LogoFile, of_modules, qr_bitmap, qr_scale
from cashier_app.documents.document import Barcode, CodePages, Cut, Document, DrawerPulse, FsDot, Logo, Qr, Ruler, Text
from cashier_app.documents.layout import Element, Line, lay_out
from cashier_app.documents.printable import cleaner

_INITIALISE = b"\x1b@"
_CHINESE_OFF = b"\x1c."
_CODE_PAGE = b"\x1bt"
_ALIGN = {"left": b"\x1ba\x00", "center": b"\x1ba\x01", "right": b"\x1ba\x02"}
_BOLD = (b"\x1bE\x00", b"\x1bE\x01")
_TALL = (b"\x1d!\x00", b"\x1d!\x01")
_FEED_AND_CUT = {"partial": b"\x1dVB\x00", "full": b"\x1dVA\x00"}
#: Enough for the last line to pass the tear bar where there is no knife.
_FEED = b"\x1bd\x05"
#: Pulse of 50 ms, 500 ms rest: what drawers' solenoids are made for.
_PULSE = {2: b"\x1bp\x00\x19\xfa", 5: b"\x1bp\x01\x19\xfa"}
_SAMPLE = "Съешь ещё булок №5"
#: Dots of a character of font A, and across the widest paper (80 mm at 203 dots an inch).
_CELL, _WIDEST = 12, 576
#: A picture goes out in stripes of this size, so that a printer's small buffer takes each of them whole.
_STRIPE = 2000


def paper_dots(columns: int) -> int:
    """Dots that a line of so many characters surely has: what is wider would be cut off at the edge."""
    return min(columns * _CELL, _WIDEST)


class PrinterFormat(Protocol):
    """How one printer wants its bytes; the settings of a printer are one."""

    @property
    def columns(self) -> int:
        """Characters a line."""

    @property
    def encoding(self) -> str:
        """Python's name of the code page, such as `cp866`."""

    @property
    def code_page(self) -> int:
        """Its slot in this printer, for `ESC t`."""

    @property
    def fs_dot(self) -> bool:
        """Whether Chinese characters must be switched off after every `ESC @`."""

    @property
    def cut(self) -> Literal["partial", "full", "none"]:
        """How the paper is cut."""

    @property
    def drawer_pin(self) -> Literal[0, 2, 5]:
        """Pin of the drawer's pulse; 0: no drawer."""

    @property
    def qr(self) -> Literal["native", "image"]:
        """Whether the printer draws QR codes itself."""

    @property
    def barcode(self) -> Literal["native", "image"]:
        """Whether the printer draws bar codes itself."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A printer format with the values of an Epson of 42 columns."""

    columns: int = 42
    encoding: str = "cp866"
    code_page: int = 17
    fs_dot: bool = True
    cut: Literal["partial", "full", "none"] = "partial"
    drawer_pin: Literal[0, 2, 5] = 2
    qr: Literal["native", "image"] = "native"
    barcode: Literal["native", "image"] = "native"


def build(document: Document, printer: PrinterFormat, logo: LogoFile = NO_LOGO) -> bytes:
    """The bytes that print a document.

    Every text is cleaned first, so no byte of a name ever reaches the printer as a command.
    A drawer document gives the pulse alone (nothing where there is no drawer).
    `LookupError` or `ValueError` if the encoding is not a single-byte code page.
    """
    stream = _Stream(printer, logo)
    for element in lay_out(document, printer.columns, cleaner(printer.encoding)):
        if isinstance(element, Line):
            stream.line(element)
        else:
            stream.thing(element)
    return b"".join(stream.parts)


class _Stream:
    """Collects commands; keeps what the printer is set to, so that only changes are sent."""

    def __init__(self, printer: PrinterFormat, logo: LogoFile) -> None:
        self.parts: list[bytes] = []
        self._logo = logo
        self._printer = printer
        self._encoding = printer.encoding
        self._ready = False
        self._align = "left"
        self._bold = False
        self._tall = False

    def line(self, line: Line) -> None:
        """Print one line in its style."""
        text, align, bold, tall = line
        if not self._ready:
            self._start()
        if align != self._align and text:
            self.parts.append(_ALIGN[align])
            self._align = align
        if bold is not self._bold:
            self.parts.append(_BOLD[bold])
            self._bold = bold
        if tall is not self._tall:
            self.parts.append(_TALL[tall])
            self._tall = tall
        self.parts.append(text.encode(self._encoding, "replace") + b"\n")

    def thing(self, element: Element) -> None:
        """Print what is not a line."""
        if isinstance(element, DrawerPulse):
            self.parts.append(_PULSE.get(self._printer.drawer_pin, b""))
            return
        if not self._ready:
            self._start()
        if isinstance(element, Qr):
            self._qr(element)
        elif isinstance(element, Barcode):
            self._barcode(element)
        elif isinstance(element, Logo):
            drawn = self._logo(paper_dots(self._printer.columns))
            if drawn is not None:
                self._raster(drawn)
        elif isinstance(element, Cut):
            self.parts.append(_FEED_AND_CUT.get(self._printer.cut, _FEED))
        elif isinstance(element, CodePages):
            self._code_pages(element)
        elif isinstance(element, Ruler):
            self.line(Line(element.text))
        elif isinstance(element, FsDot):
            self._fs_dot()

    def _start(self) -> None:
        self.parts.append(_INITIALISE)
        # A clone forgets this at every ESC @ and prints Cyrillic as hieroglyphs.
        if self._printer.fs_dot:
            self.parts.append(_CHINESE_OFF)
        self.parts.append(_CODE_PAGE + bytes((self._printer.code_page,)))
        self._ready = True

    def _centre(self) -> None:
        if self._align != "center":
            self.parts.append(_ALIGN["center"])
            self._align = "center"

    def _qr(self, qr: Qr) -> None:
        """The printer's own QR (model 2, error correction M), or ours; as text where no paper is wide enough."""
        scale = qr_scale(qr.data, max(1, qr.module), paper_dots(self._printer.columns))
        if scale == 0:
            for line in lay_out(Document((Text(qr.data),)), self._printer.columns, cleaner(self._encoding)):
                assert isinstance(line, Line)
                self.line(line)
            return
        if (self._printer.qr if qr.by == "settings" else qr.by) == "image":
            self._raster(qr_bitmap(qr.data, scale))
            return
        data = qr.data.encode()
        self._centre()
        self.parts += (
            b"\x1d(k\x04\x001A2\x00",
            b"\x1d(k\x03\x001C" + bytes((scale,)),
            b"\x1d(k\x03\x001E1",
            b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data,
            b"\x1d(k\x03\x001Q0",
        )

    def _barcode(self, code: Barcode) -> None:
        """The printer's own bar code or ours, as wide as the paper lets it be; letters alone where it is none."""
        drawn = bars.modules(code.symbology, code.data) if bars.fits(code.symbology, code.data) else ()
        scale = min(code.module, 6, paper_dots(self._printer.columns) // (len(drawn) + 2 * bars.QUIET))
        by = self._printer.barcode if code.by == "settings" else code.by
        if drawn and scale >= 2 and by == "native":
            self._centre()
            self.parts.append(b"\x1dh" + bytes((max(1, min(255, code.height)),)) + b"\x1dw" + bytes((scale,)))
            self.parts.append(b"\x1dH\x02" + _native_barcode(code))
            return
        if drawn and scale >= 1:
            quiet = (False,) * bars.QUIET
            self._raster(of_modules([(*quiet, *drawn, *quiet)], scale, max(1, code.height)))
        for line in lay_out(Document((Text(code.data, "center"),)), self._printer.columns, cleaner(self._encoding)):
            assert isinstance(line, Line)
            self.line(line)

    def _raster(self, bitmap: Bitmap) -> None:
        """Dots in stripes that any printer's buffer holds; they follow each other without a gap."""
        self._centre()
        stride = bitmap.stride
        step = max(1, _STRIPE // stride)
        for top in range(0, bitmap.height, step):
            rows = bitmap.rows[top * stride : (top + step) * stride]
            size = stride.to_bytes(2, "little") + (len(rows) // stride).to_bytes(2, "little")
            self.parts.append(b"\x1dv0\x00" + size + rows)

    def _code_pages(self, pages: CodePages) -> None:
        """One line for each slot and encoding; the one that reads as Russian is right."""
        self.line(Line(""))
        for slot, encoding in pages.pairs:
            name = f"{slot:>3} {encoding:<9} ".encode("ascii", "replace")
            self.parts.append(_CODE_PAGE + bytes((slot,)) + name + self._sample(encoding, len(name)) + b"\n")
        self.parts.append(_CODE_PAGE + bytes((self._printer.code_page,)))

    def _fs_dot(self) -> None:
        """The sample without and with `FS .`; each after a reset, which is what a clone forgets it by."""
        for name, command in ((b"FS . off: ", b""), (b"FS . on:  ", _CHINESE_OFF)):
            self.parts.append(_INITIALISE + command + _CODE_PAGE + bytes((self._printer.code_page,)))
            self.parts.append(name + self._sample(self._encoding, len(name)) + b"\n")
        self._ready, self._align, self._bold, self._tall = False, "left", False, False

    def _sample(self, encoding: str, used: int) -> bytes:
        return cleaner(encoding)(_SAMPLE).encode(encoding, "replace")[: self._printer.columns - used]


def _native_barcode(code: Barcode) -> bytes:
    """GS k, function B: its data have a length, so no byte of them ends the command early."""
    if code.symbology == "ean13":
        return b"\x1dk\x43\x0d" + code.data.encode("ascii")
    if bars.is_paired(code.data):
        data = b"{C" + bytes(int(code.data[at : at + 2]) for at in range(0, len(code.data), 2))
    else:
        data = b"{B" + code.data.replace("{", "{{").encode("ascii")
    return b"\x1dk\x49" + bytes((len(data),)) + data
