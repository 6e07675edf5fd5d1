"""Small sums that builders of reports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cashier_app.core.money import BasisPoints, divide_half_up
from cashier_app.reports.report import Cells, Facts


def part_of(part: int, whole: int) -> BasisPoints | None:
    """A share, rounded half up; None of nothing."""
    return divide_half_up(part * 10_000, whole) if whole > 0 else None


def average(amount: int, count: int) -> int | None:
    """An average, rounded half up; None of nothing."""
    return divide_half_up(amount, count) if count else None


def numbers(facts: Facts, name: str) -> list[tuple[list[str | int | None], list[int]]]:
    """The answer to a question as (keys, sums): what a row's columns are is said where it is asked."""
    return [(list(row), [value if isinstance(value, int) else 0 for value in row]) for row in facts[name]]


def total(facts: Facts, name: str, place: int, **wanted: tuple[int, str | int]) -> int:
    """The sum of a column of an answer; `wanted` are (column, value) that a row must have."""
    found = 0
    for row in facts[name]:
        value = row[place]
        if isinstance(value, int) and all(row[column] == key for column, key in wanted.values()):
            found += value
    return found


def summed(rows: Sequence[Cells], places: Iterable[int], width: int, name: str) -> list[str | int | None]:
    """The line of totals: the sums of some columns, nothing under the others."""
    cells: list[str | int | None] = [name] + [None] * (width - 1)
    for place in places:
        cells[place] = sum(value for row in rows if isinstance(value := row[place], int))
    return cells
