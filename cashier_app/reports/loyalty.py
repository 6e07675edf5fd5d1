"""Reports of the loyalty programme: cards, campaigns, the debt in points and when it lapses, levels."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.reports.report import Built, Cells, ChartForm, Column, Context, Definition, Facts
from cashier_app.reports.sums import average, numbers, part_of, summed, total

_ALL: Final = QT_TRANSLATE_NOOP("manager", "Total")


def _loyalty(facts: Facts, context: Context) -> Built:
    say = context.say
    every = total(facts, "receipts", 2, kind=(0, "sale"))
    rows: list[Cells] = []
    for card, name in (
        (1, QT_TRANSLATE_NOOP("manager", "Sales with a card")),
        (0, QT_TRANSLATE_NOOP("manager", "Sales without a card")),
    ):
        count, redeemed, spent, given = (
            total(facts, "receipts", place, kind=(0, "sale"), card=(1, card)) for place in (2, 5, 7, 8)
        )
        paid = total(facts, "paid", 5, kind=(0, "sale"), card=(1, card))
        rows.append((say(name), count, part_of(count, every), paid, average(paid, count), given, spent, redeemed))
    count, redeemed, restored, taken = (total(facts, "receipts", place, kind=(0, "return")) for place in (2, 5, 7, 8))
    back = total(facts, "paid", 5, kind=(0, "return"))
    name = say(QT_TRANSLATE_NOOP("manager", "Returns"))
    rows.append((name, count, None, -back, None, -taken, -restored, -redeemed))
    totals = summed(rows, (3, 5, 6, 7), 8, say(_ALL))
    return Built(rows, tuple(totals))


LOYALTY: Final = Definition(
    "loyalty",
    QT_TRANSLATE_NOOP("manager", "Cards and points"),
    (
        Column("figure", QT_TRANSLATE_NOOP("manager", "Receipts of which kind")),
        Column("receipts", QT_TRANSLATE_NOOP("manager", "Receipts"), "count"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Share"), "share"),
        Column("sum", QT_TRANSLATE_NOOP("manager", "Money"), "money"),
        Column("average", QT_TRANSLATE_NOOP("manager", "Average"), "money"),
        Column("given", QT_TRANSLATE_NOOP("manager", "Points given"), "points"),
        Column("spent", QT_TRANSLATE_NOOP("manager", "Points spent"), "points"),
        Column("redeemed", QT_TRANSLATE_NOOP("manager", "Paid by points"), "money"),
    ),
    ("receipts", "paid"),
    _loyalty,
    ChartForm("bars", ("average",)),
    slip=("sum", "receipts", "share", "average", "given", "spent"),
)


def _campaigns(facts: Facts, context: Context) -> Built:
    names: dict[str, str] = {}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for keys, values in numbers(facts, "discounts"):
        # by hand there is no rule
        rule = str(keys[0] or keys[1])
        names[rule] = str(keys[1])
        of = sums[rule]
        of[0], of[1], of[3] = of[0] + values[2], of[1] + values[4], of[3] + values[5]
    for keys, values in numbers(facts, "accruals"):
        rule = str(keys[0] or keys[1])
        names.setdefault(rule, str(keys[1]))
        of = sums[rule]
        of[0], of[2], of[3] = of[0] + values[2], of[2] + values[3], of[3] + values[4]
    rows: list[Cells] = []
    cost = {rule: of[1] + context.worth(of[2]) for rule, of in sums.items()}
    for rule in sorted(sums, key=lambda one: (-cost[one], names[one], one)):
        count, discount, points, turnover = sums[rule]
        rows.append((names[rule], count, discount, points, cost[rule], turnover, part_of(cost[rule], turnover)))
    note = say_worth(context)
    return Built(rows, tuple(summed(rows, (2, 3, 4), 7, context.say(_ALL))), (note,))


def say_worth(context: Context) -> str:
    """How points are turned into money in a report."""
    text = context.say(QT_TRANSLATE_NOOP("manager", "A point is worth {sum}"))
    return text.format(sum=context.words.money(context.kopecks_per_point))


CAMPAIGNS: Final = Definition(
    "campaigns",
    QT_TRANSLATE_NOOP("manager", "Campaigns and their cost"),
    (
        Column("rule", QT_TRANSLATE_NOOP("manager", "Rule")),
        Column("receipts", QT_TRANSLATE_NOOP("manager", "Receipts"), "count"),
        Column("discount", QT_TRANSLATE_NOOP("manager", "Discounts"), "money"),
        Column("points", QT_TRANSLATE_NOOP("manager", "Points given"), "points"),
        Column("cost", QT_TRANSLATE_NOOP("manager", "Cost"), "money"),
        Column("turnover", QT_TRANSLATE_NOOP("manager", "Turnover with it"), "money"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Cost of turnover"), "share"),
    ),
    ("discounts", "accruals"),
    _campaigns,
    ChartForm("bars", ("cost",), top=12),
    slip=("cost", "discount", "points"),
)


# --- what the server alone knows ---------------------------------------------------------------------------

_MOVES: Final = (
    ("accrual", QT_TRANSLATE_NOOP("manager", "Given")),
    ("redemption", QT_TRANSLATE_NOOP("manager", "Spent")),
    ("reversal", QT_TRANSLATE_NOOP("manager", "Returns: given back and taken back")),
    ("expiry", QT_TRANSLATE_NOOP("manager", "Lapsed")),
    ("adjustment", QT_TRANSLATE_NOOP("manager", "Put right by hand")),
)


def _points(facts: Facts, context: Context) -> Built:
    say = context.say
    moved = {str(keys[0]): values[1] for keys, values in numbers(facts, "entries")}
    start = sum(values[0] for _, values in numbers(facts, "owed_before"))
    known = {kind for kind, _ in _MOVES}
    listed = [*_MOVES, *((kind, kind) for kind in sorted(moved.keys() - known))]
    rows: list[Cells] = [(say(QT_TRANSLATE_NOOP("manager", "Owed at the beginning")), start, context.worth(start))]
    rows += [(say(name), moved.get(kind, 0), context.worth(moved.get(kind, 0))) for kind, name in listed]
    end = start + sum(moved.values())
    totals = (say(QT_TRANSLATE_NOOP("manager", "Owed at the end")), end, context.worth(end))
    return Built(rows, totals, (say_worth(context),))


POINTS: Final = Definition(
    "points",
    QT_TRANSLATE_NOOP("manager", "Points: given, spent, lapsed, owed"),
    (
        Column("figure", QT_TRANSLATE_NOOP("manager", "Movement")),
        Column("points", QT_TRANSLATE_NOOP("manager", "Points"), "points"),
        Column("worth", QT_TRANSLATE_NOOP("manager", "Worth"), "money"),
    ),
    ("entries", "owed_before"),
    _points,
    ChartForm("bars", ("points",)),
    frozenset(("server",)),
    slip=("points", "worth"),
    by_shift=False,
)


def _liability(facts: Facts, context: Context) -> Built:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for keys, values in numbers(facts, "lots"):
        # a life ends at the midnight after its last day
        month = f"{local_time(values[0] - 1, context.zone):%Y-%m}" if keys[0] is not None else "~"
        sums[month][0] += values[1]
        sums[month][1] += values[2]
    owed = sum(of[1] for of in sums.values())
    rows: list[Cells] = []
    for month in sorted(sums):
        name = context.say(QT_TRANSLATE_NOOP("manager", "never")) if month == "~" else f"{month[5:]}.{month[:4]}"
        lots, points = sums[month]
        rows.append((name, lots, points, context.worth(points), part_of(points, owed)))
    return Built(rows, tuple(summed(rows, (1, 2, 3), 5, context.say(_ALL))), (say_worth(context),))


LIABILITY: Final = Definition(
    "liability",
    QT_TRANSLATE_NOOP("manager", "Points owed now, by the month they lapse"),
    (
        Column("month", QT_TRANSLATE_NOOP("manager", "Lapse in")),
        Column("lots", QT_TRANSLATE_NOOP("manager", "Lots"), "count"),
        Column("points", QT_TRANSLATE_NOOP("manager", "Points"), "points"),
        Column("worth", QT_TRANSLATE_NOOP("manager", "Worth"), "money"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Share"), "share"),
    ),
    ("lots",),
    _liability,
    ChartForm("columns", ("points",), top=24),
    frozenset(("server",)),
    slip=("points", "worth"),
    by_shift=False,
)


def _levels(facts: Facts, context: Context) -> Built:
    members = {str(keys[0]): values[1] for keys, values in numbers(facts, "levels")}
    order = {level: place for place, level in enumerate(context.levels)}
    moves: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for keys, values in numbers(facts, "level_moves"):
        before, after = str(keys[0]), str(keys[1])
        rose = order.get(after, len(order)) > order.get(before, len(order))
        moves[after][0 if rose else 1] += values[2]
        moves[before][2 if rose else 3] += values[2]
    levels = sorted(members.keys() | moves.keys() | order.keys(), key=lambda one: (order.get(one, len(order)), one))
    every = sum(members.values())
    rows: list[Cells] = [
        (context.levels.get(level, level), members.get(level, 0), part_of(members.get(level, 0), every), *moves[level])
        for level in levels
        if level
    ]
    return Built(rows, tuple(summed(rows, (1, 3, 4, 5, 6), 7, context.say(_ALL))))


LEVELS: Final = Definition(
    "levels",
    QT_TRANSLATE_NOOP("manager", "Levels and moves between them"),
    (
        Column("level", QT_TRANSLATE_NOOP("manager", "Level")),
        Column("members", QT_TRANSLATE_NOOP("manager", "Members now"), "count"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Share"), "share"),
        Column("rose_to", QT_TRANSLATE_NOOP("manager", "Rose to it"), "count"),
        Column("fell_to", QT_TRANSLATE_NOOP("manager", "Fell to it"), "count"),
        Column("rose_from", QT_TRANSLATE_NOOP("manager", "Rose from it"), "count"),
        Column("fell_from", QT_TRANSLATE_NOOP("manager", "Fell from it"), "count"),
    ),
    ("levels", "level_moves"),
    _levels,
    ChartForm("bars", ("members",)),
    frozenset(("server",)),
    slip=("members", "rose_to", "fell_to"),
    by_shift=False,
)
