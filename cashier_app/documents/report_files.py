"""A report as a file for other programs, and as a table of letters: the figures are the same in every form."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.words import Words
from cashier_app.documents.sheets import decimal_text, harmless, one_line, put_cell
from cashier_app.reports.report import Cells, Column, Report, Value, cell_text, heading

#: How a CSV is written: for a Russian or English Excel (semicolons, the language's decimal mark, a mark of UTF-8
#: in front), or plain for programs (commas, points).
Dialect: TypeAlias = Literal["excel", "plain"]

_FORMATS: Final = {
    "money": "#,##0.00",
    "points": "#,##0.##",
    "quantity": "#,##0.###",
    "count": "#,##0",
    "share": "0.00%",
}
#: A sheet's name has no more letters, and none of these.
_LONGEST_TITLE: Final = 31
_FORBIDDEN: Final = str.maketrans("", "", r"[]:*?/\\")
_WIDEST: Final = 60


def report_csv(report: Report, words: Words, dialect: Dialect = "excel") -> bytes:
    """The table as CSV: headings, rows, totals; a share is a number of per cent."""
    text = io.StringIO(newline="")
    excel = dialect == "excel"
    mark = words.decimal_mark if excel else "."
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow([harmless(one_line(_named(column))) for column in report.columns])
    for cells in _rows(report):
        writer.writerow([_plain(value, column, mark) for value, column in zip(cells, report.columns, strict=True)])
    return (b"\xef\xbb\xbf" if excel else b"") + text.getvalue().encode()


def report_json(report: Report) -> bytes:
    """The report for programs: whole numbers in kopecks, hundredths, thousandths and basis points, by `kind`."""
    body = {
        "report": report.name,
        "title": report.title,
        "whose": report.whose,
        "period": report.period,
        "made_at": report.made_at,
        "columns": report.columns,
        "rows": report.rows,
        "totals": report.totals,
        "notes": report.notes,
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=1) + b"\n"


def report_xlsx(report: Report) -> bytes:
    """A workbook of one sheet: what it is above, numbers as numbers in their forms, totals beneath a line."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = report.title.translate(_FORBIDDEN)[:_LONGEST_TITLE]
    for line, (said, font) in enumerate(
        (
            (report.title, Font(bold=True, size=14)),
            (f"{report.whose} · {report.period}", Font(italic=True, color="666666")),
        ),
        start=1,
    ):
        put_cell(page.cell(line, 1), said)
        page.cell(line, 1).font = font
    for place, column in enumerate(report.columns, start=1):
        cell = page.cell(4, place)
        put_cell(cell, _named(column))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        side = "left" if column.kind == "text" else "right"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
    rows = _rows(report)
    for line, cells in enumerate(rows, start=5):
        for place, (value, column) in enumerate(zip(cells, report.columns, strict=True), start=1):
            put_cell(page.cell(line, place), _number(value, column), _FORMATS.get(column.kind, ""))
            if report.totals is not None and line == 4 + len(rows):
                page.cell(line, place).font = Font(bold=True)
                page.cell(line, place).border = Border(top=Side(style="thin", color="999999"))
    for line, note in enumerate(report.notes, start=6 + len(rows)):
        put_cell(page.cell(line, 1), note)
    page.freeze_panes = "B5"
    for place in range(1, len(report.columns) + 1):
        longest = max((len(str(cells[place - 1])) for cells in rows if cells[place - 1] is not None), default=0)
        page.column_dimensions[get_column_letter(place)].width = min(max(longest + 3, 14), _WIDEST)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def report_text(report: Report, words: Words) -> str:
    """The table in letters of one width, for a terminal: what it is, headings, rows, totals, notes."""
    shown = [[heading(column) for column in report.columns]]
    shown += [
        [cell_text(value, column, words) for value, column in zip(cells, report.columns, strict=True)]
        for cells in _rows(report)
    ]
    widths = [max(len(cells[place]) for cells in shown) for place in range(len(report.columns))]
    lines = [
        "  ".join(
            text.ljust(width) if column.kind == "text" else text.rjust(width)
            for text, width, column in zip(cells, widths, report.columns, strict=True)
        ).rstrip()
        for cells in shown
    ]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    lines.insert(1, rule)
    if report.totals is not None:
        lines.insert(-1, rule)
    return "\n".join([report.title, f"{report.whose} · {report.period}", "", *lines, *report.notes]) + "\n"


def _rows(report: Report) -> list[Cells]:
    return [*report.rows, *([report.totals] if report.totals is not None else [])]


def _named(column: Column) -> str:
    return f"{column.title}, %" if column.kind == "share" else heading(column)


def _plain(value: Value, column: Column, mark: str) -> str:
    """A value as a CSV's text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(one_line(value))
    return decimal_text(value, column.decimals).replace(".", mark)


def _number(value: Value, column: Column) -> Any:
    """A value as a workbook's."""
    if value is None:
        return None
    if isinstance(value, str):
        return one_line(value)
    if not column.decimals:
        return value
    # a share of 12.5 % is the number 0.125
    return Decimal(value).scaleb(-4 if column.kind == "share" else -column.decimals)
