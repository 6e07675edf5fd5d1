"""A report's chart as figures and names: what is drawn on a screen or a page is worked out once, here."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.reports.report import Cells, Column, Report, cell_text

#: Steps of an axis are one of these times a power of ten.
_STEPS: Final = (1, 2, 5)
#: Lines across a chart, at most.
_LINES: Final = 5


class Mark(msgspec.Struct, frozen=True):
    """A bar or a point: what it is of, its value, and both in words."""

    name: str
    value: int
    text: str


class Series(msgspec.Struct, frozen=True):
    """Marks of one column; `name` says which, where a chart has several."""

    name: str
    marks: tuple[Mark, ...]


class Chart(msgspec.Struct, frozen=True):
    """Series over the same names, the axis that holds all values (0 within), and its ticks with their texts."""

    kind: Literal["bars", "columns", "lines"]
    series: tuple[Series, ...]
    low: int
    high: int
    ticks: tuple[tuple[int, str], ...]

    def part(self, value: int) -> float:
        """Where a value lies on the axis, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def chart_of(report: Report, words: Words) -> Chart | None:
    """The chart of a report; None where it has none or nothing to draw."""
    form = report.chart
    if form is None:
        return None
    rows = _shown(report, words)
    series = []
    for name in form.values:
        place = report.place(name)
        column = report.columns[place]
        marks = tuple(
            Mark(str(cells[0] or ""), value, cell_text(value, column, words))
            for cells in rows
            if isinstance(value := cells[place], int)
        )
        series.append(Series(column.title, marks))
    values = [mark.value for one in series for mark in one.marks]
    if not any(values):
        return None
    column = report.columns[report.place(form.values[0])]
    ticks = _ticks(min(0, *values), max(0, *values), column.decimals)
    return Chart(
        kind=form.kind,
        series=tuple(series),
        low=min(ticks[0], *values),
        high=max(ticks[-1], *values),
        ticks=tuple((tick, _short(tick, column, words)) for tick in ticks),
    )


def _shown(report: Report, words: Words) -> list[Cells]:
    """The rows that are drawn: of many the first ones, and the sum of the rest."""
    form, rows = report.chart, list(report.rows)
    if form is None or not form.top or len(rows) <= form.top:
        return rows
    rest = rows[form.top - 1 :]
    sums = [
        sum(value for cells in rest if isinstance(value := cells[place], int)) if column.kind != "text" else None
        for place, column in enumerate(report.columns)
    ]
    sums[0] = None
    n = len(rest)
    name = words.translate("manager", "%n other(s)", "", n)
    return [*rows[: form.top - 1], (name, *sums[1:])]


def _ticks(low: int, high: int, decimals: int) -> list[int]:
    """Round values from below the lowest to above the highest, a few of them."""
    # whole roubles, points and pieces only
    step, power, place = 10**decimals, 10**decimals, 0
    while (high - low) / step > _LINES - 1:
        place += 1
        power = 10**decimals * 10 ** (place // len(_STEPS))
        step = power * _STEPS[place % len(_STEPS)]
    first, last = low // step, -(-high // step)
    return [step * n for n in range(first, max(last, first + 1) + 1)]


def _short(value: int, column: Column, words: Words) -> str:
    """A tick: whole units, thousands and millions by their words."""
    whole = value // 10**column.decimals
    if whole and whole % 100_000 == 0 and abs(whole) >= 1_000_000:
        text = words.translate("manager", "{number} million")
        return text.format(number=format_scaled(whole // 100_000, 1, words.decimal_mark))
    if whole and whole % 1000 == 0 and abs(whole) >= 10_000:
        return words.translate("manager", "{number} thousand").format(number=format_scaled(whole // 1000, 0))
    return format_scaled(whole, 0)
