"""Tables of the report before they are written anywhere: figures with their kinds, under heads in words."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.money import Kopecks, divide_half_up
from cashier_app.core.points import Points

Kind: TypeAlias = Literal["text", "money", "points", "count", "percent"]


class Cell(msgspec.Struct, frozen=True):
    """One figure or word: kopecks, hundredths of a point, a count, basis points, or a text; None stays empty."""

    kind: Kind
    value: int | str | None


class Row(msgspec.Struct, frozen=True):
    """Cells under the heads of their table; `about` says what the row is, `strong` marks a sum."""

    cells: tuple[Cell, ...]
    about: str = ""
    strong: bool = False


class Table(msgspec.Struct, frozen=True):
    """One table: `about` says what its columns are, `notes` stand below it."""

    key: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def text(value: str) -> Cell:
    """A word."""
    return Cell("text", value)


def money(value: Kopecks | None) -> Cell:
    """Kopecks."""
    return Cell("money", value)


def points(value: Points | None) -> Cell:
    """Hundredths of a point."""
    return Cell("points", value)


def count(value: int | None) -> Cell:
    """A number of things."""
    return Cell("count", value)


def percent(value: int | None) -> Cell:
    """Basis points."""
    return Cell("percent", value)


def share_of(part: int, whole: int) -> int:
    """Basis points that a part is of a whole; 0 of nothing."""
    return divide_half_up(part * 10_000, whole) if whole else 0
