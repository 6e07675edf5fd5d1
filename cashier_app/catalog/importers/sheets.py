"""Rows of any table, CSV or XLSX, as texts: what a file says is kept as it stands, leading zeros too."""

from __future__ import annotations

import datetime
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.catalog.importers.files import (
    BrokenArchive,
    Document,
    EmptyFile,
    NoSuchFile,
    NotAFile,
    NotText,
    Progress,
    encoding_of,
)
from cashier_app.catalog.importers.table import NoHeader, rows_of
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

#: How many columns of a row of titles are known to the reader; 0: this is not the row of titles.
Score = Callable[[list[str]], int]

#: Reports of 1C begin with a name, dates and empty lines: the titles stand among the first rows.
HEADER_WITHIN: Final = 30
_DELIMITERS: Final = ";,\t|"
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
#: A number shown with zeros before it: `0000000000`.
_ZEROS: Final = re.compile(r"0+")
#: Digits of a number that a spreadsheet keeps.
_EXACT: Final = 15
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


class NoSuchSheet(Refused):
    """A workbook without the sheet that was named."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” has no sheet “{sheet}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Its sheets are: {sheets}")


class NoTable(NoSuchFile):
    """The path of a table leads nowhere."""

    way_out = QT_TRANSLATE_NOOP("errors", "Give a CSV or XLSX file")


class NoTitles(NoHeader):
    """A table none of whose first rows names columns that are known."""

    way_out = QT_TRANSLATE_NOOP(
        "errors", "A row of titles is needed that names whom a row is about (“Карта”, card) and what it says of them"
    )


class OldWorkbook(NotText):
    """A workbook of the nineties."""

    text = QT_TRANSLATE_NOOP("errors", "“{path}” is a workbook of an old kind (XLS)")
    way_out = QT_TRANSLATE_NOOP("errors", "Save it as XLSX or CSV and give that file")


class Rows(msgspec.Struct, frozen=True):
    """A table that is being read: its titles, and what follows them as (line, cells), empty rows left out."""

    name: str
    encoding: str
    titles: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


@contextmanager
def open_rows(
    path: Path, score: Score, sheet: str = "", encoding: str = "", progress: Progress = lambda count: None
) -> Iterator[Rows]:
    """Read a table as a stream; the titles are the row among the first ones that `score` likes best.

    `sheet` names one of a workbook's (its first by default), `encoding` a text's (found out by default).
    Raises `NoTable` and other kinds of `NoSuchFile`, `NoSuchSheet`, `NoTitles`, `UnclosedQuote`, `BrokenArchive`,
    `UnknownEncoding`, `OtherEncoding`.
    """
    kind = _kind(path)
    if kind == "workbook":
        with _workbook(path) as book:
            yield _sheet_rows(path, book, sheet, score)
        return
    document = Document(path.name, path.stat().st_size, "table", path)
    found = encoding_of(document, encoding)
    with document.open(progress) as stream:
        lines = io.TextIOWrapper(stream, encoding=found, errors="replace", newline="")
        yield _text_rows(path.name, found, lines, score)


def _kind(path: Path) -> str:
    if not path.exists():
        raise NoTable(path=path)
    if not path.is_file():
        raise NotAFile(path=path)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise BrokenArchive(file=path.name, what=error) from error
    if not head:
        raise EmptyFile(path=path)
    if head.startswith(_OLD_EXCEL):
        raise OldWorkbook(path=path)
    if head.startswith(b"PK"):
        return "workbook"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b")):
        raise NotText(path=path)
    return "text"


def _text_rows(name: str, encoding: str, lines: Iterator[str], score: Score) -> Rows:
    head = list(itertools.islice(lines, HEADER_WITHIN))
    first = 1
    delimiters = _DELIMITERS
    if head and (said := _SEPARATOR_LINE.fullmatch(head[0].lstrip("\ufeff"))):
        head, first, delimiters = head[1:], 2, said[1]
    best: tuple[int, int, str, list[str]] | None = None
    for delimiter in delimiters:
        for number, line in enumerate(head):
            titles = next((cells for _, cells in rows_of(name, [line.lstrip("\ufeff")], delimiter)), [])
            found = score(titles)
            if found and (best is None or found > best[0]):
                best = found, number, delimiter, titles
    if best is None:
        raise NoTitles(file=name, line="".join(head[:1]).strip()[:80])
    _, number, delimiter, titles = best
    rest = itertools.chain(head[number + 1 :], lines)
    return Rows(name, encoding, _titles(titles), rows_of(name, rest, delimiter, first + number + 1))


# --- workbooks -------------------------------------------------------------------------------------------


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, InvalidFileException) as error:
        raise BrokenArchive(file=path.name, what=error) from error
    try:
        yield book
    finally:
        book.close()


def _sheet_rows(path: Path, book: Any, sheet: str, score: Score) -> Rows:
    if sheet and sheet not in book.sheetnames:
        raise NoSuchSheet(file=path.name, sheet=sheet, sheets=", ".join(book.sheetnames))
    page = book[sheet] if sheet else book.worksheets[0]
    # a workbook written by another program may say that it has a single row
    page.reset_dimensions()
    lines = ((number, [_text(cell) for cell in row]) for number, row in enumerate(page.iter_rows(), start=1))
    head = list(itertools.islice(lines, HEADER_WITHIN))
    found = max(head, key=lambda row: score(row[1]), default=None)
    if found is None or not score(found[1]):
        raise NoTitles(file=path.name, line=" ".join(head[0][1] if head else ())[:80])
    rest = ((number, cells) for number, cells in itertools.chain(head[found[0] :], lines) if any(cells))
    return Rows(path.name, "xlsx", _titles(found[1]), rest)


def _text(cell: Any) -> str:
    """What stands in a cell of a workbook, as a text; a number shown with zeros before it keeps them."""
    value = cell.value
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "1" if value else "0"
        case int():
            return _padded(str(value), cell)
        case float():
            whole = Decimal(repr(value))
            return _padded(str(int(whole)), cell) if whole == int(whole) else f"{whole:f}"
        case datetime.datetime():
            return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)


def _padded(digits: str, cell: Any) -> str:
    """The digits of a number; beyond fifteen a spreadsheet has lost the last ones, and they are not made up."""
    if len(digits) > _EXACT:
        return f"{digits[0]},{digits[1:_EXACT]}E+{len(digits) - 1}"
    shown = cell.number_format or ""
    return digits.zfill(len(shown)) if _ZEROS.fullmatch(shown) else digits


def _titles(cells: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)
