"""The tables as text for a terminal: figures to the right, what they mean beside them where there is room."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.core.words import Words
from cashier_app.whatif.tabular import Cell, Row, Table

#: Widest first column, and narrowest room for an explanation beside the figures.
_NAME: Final = 44
_ABOUT: Final = 28
_GAP: Final = "  "


def in_text(tables: Iterable[Table], words: Words, width: int) -> list[str]:
    """Lines no wider than `width` where the figures allow it."""
    lines: list[str] = []
    for table in tables:
        lines += [*_table(table, words, max(width, 60)), ""]
    return lines


def cell_text(cell: Cell, words: Words) -> str:
    """A figure as people of the language write it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    match cell.kind:
        case "money":
            return words.sum(cell.value)
        case "points":
            return format_scaled(cell.value, 2, words.decimal_mark, trim=False)
        case "percent":
            return f"{format_scaled(cell.value, 2, words.decimal_mark, trim=False)}{NO_BREAK_SPACE}%"
        case _:
            return format_scaled(cell.value, 0)


def _table(table: Table, words: Words, width: int) -> list[str]:
    texts = [[cell_text(cell, words) for cell in row.cells] for row in table.rows]
    columns = list(zip(*texts, strict=True))
    widths = [max(map(len, (*column, *head.split("\n")))) for head, column in zip(table.heads, columns, strict=True)]
    widths[0] = min(widths[0], _NAME)
    right = [all(row.cells[place].kind != "text" for row in table.rows) for place in range(len(table.heads))]
    body = sum(widths) + len(_GAP) * (len(widths) - 1)
    room = width - body - len(_GAP)
    lines = [f"━━ {table.title} " + "━" * max(min(width, 100) - len(table.title) - 4, 0)]
    lines += textwrap.wrap(table.about, width)
    if any(table.heads):
        lines.append(_aligned(table.heads, widths, right))
    rule = "─" * min(body, width)
    for number, (row, cells) in enumerate(zip(table.rows, texts, strict=True)):
        if row.strong and number == len(table.rows) - 1 and len(table.rows) > 1:
            lines.append(rule)
        lines += _row(row, cells, widths, right, room)
    for note in table.notes:
        lines += textwrap.wrap(note, width, initial_indent="  · ", subsequent_indent="    ")
    return lines


def _row(row: Row, cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], room: int) -> list[str]:
    """A row, its explanation beside it or, where that is too narrow, below it."""
    line = _aligned(cells, widths, right)
    if not row.about:
        return [line.rstrip()]
    if room >= _ABOUT:
        about = textwrap.wrap(row.about, room)
        indent = " " * (sum(widths) + len(_GAP) * len(widths))
        return [f"{line}{_GAP}{about[0]}", *(indent + more for more in about[1:])]
    wide = sum(widths) + len(_GAP) * (len(widths) - 1)
    return [
        line.rstrip(),
        *textwrap.wrap(row.about, max(wide, 50), initial_indent="      ", subsequent_indent="      "),
    ]


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return _GAP.join(
        _shortened(cell, width).rjust(width) if to_right else _shortened(cell, width).ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
