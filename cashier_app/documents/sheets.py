"""Tables for other programs: the same rows as CSV, as sheets of an XLSX, or as JSON; a name is never a formula."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.words import Words

#: How a value is written: `money` kopecks, `points` hundredths, `quantity` thousandths, `rate` basis points.
Kind: TypeAlias = Literal["text", "number", "money", "points", "quantity", "rate", "moment", "yes"]
Format: TypeAlias = Literal["csv", "xlsx", "json"]

#: A cell that begins so would be run as a formula by the program that opens the file.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SCALES: Final[dict[Kind, int]] = {"money": 2, "points": 2, "quantity": 3, "rate": 2}
_FORMATS: Final[dict[Kind, str]] = {
    "money": "#,##0.00",
    "points": "#,##0.##",
    "quantity": "#,##0.###",
    "rate": "0.##",
    "moment": "DD.MM.YYYY HH:MM:SS",
}
#: A sheet's name has no more letters, and none of these.
_LONGEST_TITLE: Final = 31
_WIDEST: Final = 60


class Column(msgspec.Struct, frozen=True):
    """A column: the field of the rows it shows, its heading in the person's language, how a value is written."""

    field: str
    title: str
    kind: Kind = "text"
    #: What the values mean to a person, where they are codes.
    meanings: dict[str, str] = {}


class Sheet(msgspec.Struct, frozen=True):
    """One table; rows are structs with the columns' fields."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[msgspec.Struct]
    zone: str = "UTC"


def as_csv(sheet: Sheet, words: Words) -> bytes:
    """One table for spreadsheets and 1C: UTF-8 with its mark, semicolons, the language's decimal mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_plain(_value(row, column), column.kind, sheet.zone, words) for column in sheet.columns])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_json(sheets: Sequence[Sheet]) -> bytes:
    """All tables by name, whole numbers in kopecks, hundredths and thousandths."""
    body = {sheet.name: sheet.rows for sheet in sheets}
    return msgspec.json.format(msgspec.json.encode(body, order="deterministic"), indent=1) + b"\n"


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet a table: numbers are numbers, everything else is text."""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for sheet in sheets:
        page = book.create_sheet(sheet.title[:_LONGEST_TITLE])
        for place, column in enumerate(sheet.columns, start=1):
            put_cell(page.cell(1, place), column.title)
            page.cell(1, place).font = Font(bold=True)
            page.column_dimensions[get_column_letter(place)].width = min(max(len(column.title) + 2, 12), _WIDEST)
        for line, row in enumerate(sheet.rows, start=2):
            for place, column in enumerate(sheet.columns, start=1):
                value = _cell(_value(row, column), column.kind, sheet.zone)
                put_cell(page.cell(line, place), value, _FORMATS.get(column.kind, ""))
        page.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that might be gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _value(row: msgspec.Struct, column: Column) -> Any:
    value = getattr(row, column.field)
    return column.meanings.get(value, value) if column.meanings else value


def _plain(value: Any, kind: Kind, zone: str, words: Words) -> str:
    """A value as a CSV's text."""
    if value is None:
        return ""
    if kind in _SCALES:
        return decimal_text(value, _SCALES[kind]).replace(".", words.decimal_mark)
    if kind == "moment":
        return f"{local_time(value, zone):%d.%m.%Y %H:%M:%S}"
    if kind == "yes":
        return "1" if value else "0"
    return str(value) if kind == "number" else harmless(one_line(str(value)))


def _cell(value: Any, kind: Kind, zone: str) -> Any:
    """A value as a workbook's."""
    if value is None:
        return None
    if kind in _SCALES:
        return Decimal(value).scaleb(-_SCALES[kind])
    if kind == "moment":
        return _naive(value, zone)
    if kind == "yes":
        return int(value)
    return value if kind == "number" else one_line(str(value))


def put_cell(cell: Any, value: Any, number_format: str = "") -> None:
    """Put a value into a workbook's cell: a text stays a text, a figure gets its form."""
    cell.value = value
    if isinstance(value, str):
        # a text that begins with "=" would become a formula
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    if number_format and value is not None:
        cell.number_format = number_format


def one_line(text: str) -> str:
    """A text without characters that break a row or that no workbook may hold."""
    return "".join(character if character.isprintable() else " " for character in text)


def _naive(instant: Instant, zone: str) -> datetime.datetime:
    return local_time(instant, zone).replace(tzinfo=None, microsecond=0)


def decimal_text(value: int, scale: int) -> str:
    """A whole number of 10^-scale units with a point: `1234.56`."""
    return str(Decimal(value).scaleb(-scale))
