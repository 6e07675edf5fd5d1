"""A report as a value: columns with kinds, rows, totals and one fitting chart; without SQL, paper or a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.core.words import Words

#: How a value is meant: `money` kopecks, `points` hundredths, `quantity` thousandths, `share` basis points.
Kind: TypeAlias = Literal["text", "money", "points", "quantity", "count", "share"]
#: Whose figures they are: this till's, or those of all tills that the server has heard.
Source: TypeAlias = Literal["till", "server"]
Value: TypeAlias = str | int | None
Cells: TypeAlias = tuple[Value, ...]
#: What SQL gathered, by the name of the question: rows of keys and sums.
Facts: TypeAlias = Mapping[str, Sequence[tuple[Value, ...]]]

_DECIMALS: Final[dict[Kind, int]] = {"money": 2, "points": 2, "quantity": 3, "count": 0, "share": 2}


class Column(msgspec.Struct, frozen=True):
    """A column: its name in files for programs, its heading (English in a definition), what its values are."""

    name: str
    title: str
    kind: Kind = "text"

    @property
    def decimals(self) -> int:
        """Places behind the decimal mark that a value has when it is written as a number."""
        return _DECIMALS.get(self.kind, 0)


class ChartForm(msgspec.Struct, frozen=True):
    """Which columns are drawn over the texts of the first one; of many the `top` first, the rest as one."""

    #: `bars` lie beside their names, `columns` and `lines` stand over a time.
    kind: Literal["bars", "columns", "lines"]
    values: tuple[str, ...]
    top: int = 0


class Context(msgspec.Struct, frozen=True):
    """What the facts do not say themselves: words, the zone of the shop's days, names of people, kinds and levels."""

    words: Words
    zone: str
    payment: Callable[[str, Words], str]
    users: Mapping[str, str] = {}
    nodes: Mapping[str, str] = {}
    acts: Callable[[str, Words], str] = lambda act, words: act
    #: Levels from the lowest, by their ids.
    levels: Mapping[str, str] = {}
    kopecks_per_point: int = 100

    def say(self, text: str) -> str:
        """A marked text in the person's language."""
        return self.words.translate("manager", text)

    def worth(self, points: int) -> int:
        """Kopecks that points are worth."""
        return points * self.kopecks_per_point // 100


class Built(msgspec.Struct, frozen=True):
    """What a definition makes of facts."""

    rows: Sequence[Cells]
    totals: Cells | None = None
    notes: tuple[str, ...] = ()


class Definition(msgspec.Struct, frozen=True):
    """A report: its name, what it asks for, and how the answers become rows; texts are English and marked."""

    name: str
    title: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    build: Callable[[Facts, Context], Built]
    chart: ChartForm | None = None
    sources: frozenset[Source] = frozenset(("till", "server"))
    #: Columns that a narrow slip has room for: the figure at the right first, the others beneath the name.
    slip: tuple[str, ...] = ()
    #: Whether it can be told of a single shift.
    by_shift: bool = True


class Report(msgspec.Struct, frozen=True):
    """A report made: every text is in the person's language, every figure a whole number."""

    name: str
    title: str
    #: Whose figures, and of what time, in words.
    whose: str
    period: str
    made_at: Instant
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    totals: Cells | None
    chart: ChartForm | None
    slip: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def place(self, name: str) -> int:
        """Which column it is, by its name."""
        return next(n for n, column in enumerate(self.columns) if column.name == name)


def make_report(
    definition: Definition, facts: Facts, context: Context, whose: str, period: str, made_at: Instant
) -> Report:
    """The report of some facts, in the language of the context."""
    built = definition.build(facts, context)
    return Report(
        name=definition.name,
        title=context.say(definition.title),
        whose=whose,
        period=period,
        made_at=made_at,
        columns=tuple(Column(each.name, context.say(each.title), each.kind) for each in definition.columns),
        rows=tuple(built.rows),
        totals=built.totals,
        chart=definition.chart,
        slip=definition.slip,
        notes=built.notes,
    )


def cell_text(value: Value, column: Column, words: Words) -> str:
    """A value as a person reads it: `1 234,56`, `12,5`, `0,299`, `1 024`, `12,50 %`; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    fixed = column.kind in ("money", "share")
    text = format_scaled(value, column.decimals, words.decimal_mark, trim=not fixed)
    return f"{text}{NO_BREAK_SPACE}%" if column.kind == "share" else text


def heading(column: Column) -> str:
    """A column's heading with its unit."""
    return f"{column.title},{NO_BREAK_SPACE}₽" if column.kind == "money" else column.title
