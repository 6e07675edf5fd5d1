"""The answer as a workbook: a sheet a table, numbers as numbers, and every text as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from cashier_app.core.words import Words
from cashier_app.whatif.figures import MemberUse, WhatIf
from cashier_app.whatif.naming import Naming
from cashier_app.whatif.tabular import Cell, Row, Table, count, money, points, text

_FORMATS: Final = {"money": "#,##0.00", "points": "#,##0.00", "percent": "0.00%", "count": "#,##0"}
_DIVISORS: Final = {"money": 100, "points": 100, "percent": 10_000, "count": 1}
#: A sheet's name is no longer, and has none of these characters.
_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = str.maketrans("", "", r"[]:*?/\ ".strip())
_WIDEST: Final = 60
#: Members named in the workbook, those with the greatest benefit; more would fill memory.
MEMBERS: Final = 50_000


def workbook(tables: Sequence[Table], answer: WhatIf, words: Words) -> bytes:
    """The workbook's bytes: all tables, and every member."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in (*tables, _members(answer, words)):
        _sheet(book, table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(_name(book, table.title))
    _put(page.cell(1, 1), text(table.title))
    page.cell(1, 1).font = Font(bold=True, size=14)
    _put(page.cell(2, 1), text(table.about))
    page.cell(2, 1).font = Font(italic=True, color="666666")
    heads = [*table.heads, *([""] if any(row.about for row in table.rows) else [])]
    for place, head in enumerate(heads, start=1):
        cell = page.cell(4, place)
        _put(cell, text(head))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if place == 1 else "right")
    for line, row in enumerate(table.rows, start=5):
        for place, value in enumerate((*row.cells, *([text(row.about)] if row.about else [])), start=1):
            cell = page.cell(line, place)
            _put(cell, value)
            if row.strong:
                cell.font = Font(bold=True)
                cell.border = Border(top=Side(style="thin", color="999999"))
            if place > len(row.cells):
                cell.font = Font(italic=True, color="666666")
    for line, note in enumerate(table.notes, start=6 + len(table.rows)):
        _put(page.cell(line, 1), text(note))
    page.freeze_panes = "B5"
    for place in range(1, len(heads) + 1):
        longest = max(
            (len(str(row.cells[place - 1].value or "")) for row in table.rows if place <= len(row.cells)), default=0
        )
        page.column_dimensions[get_column_letter(place)].width = min(max(longest + 3, 14), _WIDEST)


def _put(cell: Any, value: Cell) -> None:
    """A figure in its unit; a text that begins like a formula stays a text."""
    if value.value is None:
        return
    if isinstance(value.value, str):
        cell.value = "".join(character if character.isprintable() else " " for character in value.value)
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(("=", "+", "-", "@"))
        return
    cell.value = value.value / _DIVISORS[value.kind] if _DIVISORS[value.kind] > 1 else value.value
    cell.number_format = _FORMATS[value.kind]


def _name(book: Any, title: str) -> str:
    """A title as a sheet may be called, each once."""
    plain = title.translate(_FORBIDDEN)[:_LONGEST_NAME].strip()
    number = 1
    name = plain
    while name in book.sheetnames:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 3]} {number}"
    return name


def _members(answer: WhatIf, words: Words) -> Table:
    """Every member under the new programme, and what the old one gave."""
    naming = Naming(answer, words)
    old = {use.member: use for use in answer.old.members} if answer.old else {}
    members = sorted(answer.new.members, key=lambda use: (-use.benefit, use.member))
    notes: tuple[str, ...] = ()
    if len(members) > MEMBERS:
        left = len(members) - MEMBERS
        notes = (words.translate("whatif", "%n more member(s) are in the JSON file", "", left),)
    return Table(
        key="members",
        title=words.translate("whatif", "Members"),
        about=words.translate("whatif", "everybody in the history, the greatest benefit first"),
        heads=(
            words.translate("whatif", "member"),
            words.translate("whatif", "receipts"),
            words.translate("whatif", "turnover, ₽"),
            words.translate("whatif", "discounts, ₽"),
            words.translate("whatif", "points spent, ₽"),
            words.translate("whatif", "accrued, points"),
            words.translate("whatif", "expired, points"),
            words.translate("whatif", "owed at the end, points"),
            words.translate("whatif", "level before"),
            words.translate("whatif", "level after"),
            words.translate("whatif", "benefit, ₽"),
            words.translate("whatif", "benefit under the old, ₽"),
        ),
        rows=tuple(_member(use, old.get(use.member), naming) for use in members[:MEMBERS]),
        notes=notes,
    )


def _member(use: MemberUse, before: MemberUse | None, naming: Naming) -> Row:
    return Row(
        (
            text(use.member),
            count(use.receipts),
            money(use.turnover),
            money(use.discount),
            money(use.redeemed),
            points(use.accrued),
            points(use.expired),
            points(use.owed),
            text(naming.level(use.level_before)),
            text(naming.level(use.level_after)),
            money(use.benefit),
            money(before.benefit if before else None),
        )
    )
