"""A document as plain text, for a terminal, a log or a mail."""

from __future__ import annotations

from cashier_app.documents.document import Barcode, CodePages, Document, FsDot, Qr, Ruler
from cashier_app.documents.layout import Line, lay_out, wrap
from cashier_app.documents.printable import clean_unicode


def plain_text(document: Document, columns: int = 42) -> str:
    """Lines of at most `columns` characters, aligned by spaces, each ending in a line feed.

    A QR or bar code stands as its content in brackets; a logo, a drawer pulse and a cut leave nothing.
    """
    lines = []
    for element in lay_out(document, columns, clean_unicode):
        if isinstance(element, Line):
            lines.append(aligned(element, columns))
        elif isinstance(element, Qr | Barcode):
            lines.append(f"[{clean_unicode(element.data)}]".center(columns).rstrip())
        elif isinstance(element, CodePages):
            lines += [f"{slot:>3} {encoding}" for slot, encoding in element.pairs]
        elif isinstance(element, Ruler):
            lines += wrap(element.text, columns)
        elif isinstance(element, FsDot):
            lines += ["FS . off", "FS . on"]
    return "".join(f"{line}\n" for line in lines)


def aligned(line: Line, columns: int) -> str:
    """A laid-out line with the spaces of its alignment before it, none behind."""
    if line.align == "center":
        return (" " * ((columns - len(line.text)) // 2) + line.text).rstrip()
    if line.align == "right":
        return line.text.rjust(columns)
    return line.text.rstrip()
