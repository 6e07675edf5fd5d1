"""Bytes of a document for an ESC/POS printer.

Own builder: libraries flip code pages in the middle of a line, let control bytes of a product's
name through and take ten times as long (see `printable`).  Commands follow Epson's ESC/POS reference.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from cashier_app.documents.document import CodePages, Cut, Document, DrawerPulse, Qr
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
_SAMPLE = "Съешь ещё этих булок №5"
_QR_LIMIT = 7089


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


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A printer format with the values of an Epson of 42 columns."""

    columns: int = 42
    encoding: str = "cp866"
    code_page: int = 17
    fs_dot: bool = True
    cut: Literal["partial", "full", "none"] = "partial"
    drawer_pin: Literal[0, 2, 5] = 2


def build(document: Document, printer: PrinterFormat) -> bytes:
    """The bytes that print a document.

    Every text is cleaned first, so no byte of a name ever reaches the printer as a command.
    A drawer document gives the pulse alone (nothing where there is no drawer).
    `LookupError` or `ValueError` if the encoding is not a single-byte code page.
    """
    stream = _Stream(printer)
    for element in lay_out(document, printer.columns, cleaner(printer.encoding)):
        if isinstance(element, Line):
            stream.line(element)
        else:
            stream.thing(element)
    return b"".join(stream.parts)


class _Stream:
    """Collects commands; keeps what the printer is set to, so that only changes are sent."""

    def __init__(self, printer: PrinterFormat) -> None:
        self.parts: list[bytes] = []
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
        elif isinstance(element, Cut):
            self.parts.append(_FEED_AND_CUT.get(self._printer.cut, _FEED))
        elif isinstance(element, CodePages):
            self._code_pages(element)

    def _start(self) -> None:
        self.parts.append(_INITIALISE)
        # A clone forgets this at every ESC @ and prints Cyrillic as hieroglyphs.
        if self._printer.fs_dot:
            self.parts.append(_CHINESE_OFF)
        self.parts.append(_CODE_PAGE + bytes((self._printer.code_page,)))
        self._ready = True

    def _qr(self, qr: Qr) -> None:
        """The printer's own QR: model 2, error correction M."""
        data = qr.data.encode("utf-8")[:_QR_LIMIT]
        size = max(1, min(16, qr.module))
        if self._align != "center":
            self.parts.append(_ALIGN["center"])
            self._align = "center"
        self.parts += (
            b"\x1d(k\x04\x001A2\x00",
            b"\x1d(k\x03\x001C" + bytes((size,)),
            b"\x1d(k\x03\x001E1",
            b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data,
            b"\x1d(k\x03\x001Q0",
        )

    def _code_pages(self, pages: CodePages) -> None:
        """One line for each slot and encoding; the one that reads as Russian is right."""
        self.line(Line(""))
        for slot in pages.slots:
            for encoding in pages.encodings:
                name = f"{slot:>3} {encoding:<7}".encode("ascii", "replace")
                sample = cleaner(encoding)(_SAMPLE).encode(encoding, "replace")
                self.parts.append(_CODE_PAGE + bytes((slot,)) + name + sample[: self._printer.columns - 11] + b"\n")
        self.parts.append(_CODE_PAGE + bytes((self._printer.code_page,)))
