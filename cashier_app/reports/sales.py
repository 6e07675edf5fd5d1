"""Reports of money and goods: sales and returns, payments, VAT, discounts, cash, hours, days, goods, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.reports.report import Built, Cells, ChartForm, Column, Context, Definition, Facts
from cashier_app.reports.sums import average, numbers, part_of, summed, total

#: Milliseconds of a key of `receipts_by_slot`.
_SLOT_MS: Final = 900_000
_ALL: Final = QT_TRANSLATE_NOOP("manager", "Total")


# --- sales and returns -----------------------------------------------------------------------------------


def _summary(facts: Facts, context: Context) -> Built:
    say = context.say
    sold, back = _receipts(facts, "sale"), _receipts(facts, "return")
    paid, returned = _paid(facts, "sale"), _paid(facts, "return")
    by_word = total(facts, "by_word", 1, word=(0, 1))
    word_sum = total(facts, "paid", 5, kind=(0, "return"), word=(2, 1))
    count, base, discount, redeemed, to_pay = sold[:5]
    rows: list[Cells] = [
        (say(QT_TRANSLATE_NOOP("manager", "Sales")), count, paid),
        (say(QT_TRANSLATE_NOOP("manager", "Returns")), back[0], returned),
        (say(QT_TRANSLATE_NOOP("manager", "of them by a manager's word")), by_word, word_sum),
        *_gift_cards(facts, context),
        (say(QT_TRANSLATE_NOOP("manager", "Takings")), count + back[0], paid - returned - _advance(facts)),
        (say(QT_TRANSLATE_NOOP("manager", "Average receipt")), None, average(paid, count)),
        (say(QT_TRANSLATE_NOOP("manager", "Sales without discounts")), None, base),
        (say(QT_TRANSLATE_NOOP("manager", "Discounts")), None, discount),
        (say(QT_TRANSLATE_NOOP("manager", "Paid by points")), None, redeemed),
        (say(QT_TRANSLATE_NOOP("manager", "Left by rounding cash")), None, to_pay - paid),
    ]
    return Built(rows)


def _advance(facts: Facts) -> int:
    """Kopecks paid for gift cards less those given back for them: they come in as turnover when the cards pay."""
    return total(facts, "gift_cards", 2, kind=(0, "sale")) - total(facts, "gift_cards", 2, kind=(0, "return"))


def _gift_cards(facts: Facts, context: Context) -> list[Cells]:
    """Gift cards sold and brought back, where there were any: an advance, and no turnover."""
    found: list[Cells] = []
    for kind, name in (
        ("sale", QT_TRANSLATE_NOOP("manager", "of the sales gift cards (advance)")),
        ("return", QT_TRANSLATE_NOOP("manager", "of the returns gift cards")),
    ):
        count, amount = (total(facts, "gift_cards", place, kind=(0, kind)) for place in (1, 2))
        if count:
            found.append((context.say(name), count, amount))
    return found


def _receipts(facts: Facts, kind: str) -> list[int]:
    """Count, base, discount, redeemed, to pay, redeemed points, accrued points."""
    return [total(facts, "receipts", place, kind=(0, kind)) for place in range(2, 9)]


def _paid(facts: Facts, kind: str) -> int:
    return total(facts, "paid", 5, kind=(0, kind))


SUMMARY: Final = Definition(
    "summary",
    QT_TRANSLATE_NOOP("manager", "Sales and returns"),
    (
        Column("figure", QT_TRANSLATE_NOOP("manager", "Figure")),
        Column("count", QT_TRANSLATE_NOOP("manager", "Number"), "count"),
        Column("sum", QT_TRANSLATE_NOOP("manager", "Sum"), "money"),
    ),
    ("receipts", "paid", "by_word", "gift_cards"),
    _summary,
    ChartForm("bars", ("sum",)),
    slip=("sum", "count"),
)


# --- payments, VAT, discounts ----------------------------------------------------------------------------


def _payments(facts: Facts, context: Context) -> Built:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for keys, values in numbers(facts, "paid"):
        at = 2 if keys[0] == "return" else 0
        sums[str(keys[3])][at] += values[4]
        sums[str(keys[3])][at + 1] += values[5]
    net = {kind: of[1] - of[3] for kind, of in sums.items()}
    every = sum(net.values())
    kinds = sorted(sums, key=lambda kind: (-net[kind], kind))
    rows: list[Cells] = [
        (context.payment(kind, context.words), *sums[kind], net[kind], part_of(net[kind], every)) for kind in kinds
    ]
    return Built(rows, tuple(summed(rows, range(1, 6), 7, context.say(_ALL))))


PAYMENTS: Final = Definition(
    "payments",
    QT_TRANSLATE_NOOP("manager", "Payments by kind"),
    (
        Column("payment", QT_TRANSLATE_NOOP("manager", "Kind of payment")),
        Column("sales", QT_TRANSLATE_NOOP("manager", "Paid, times"), "count"),
        Column("sold", QT_TRANSLATE_NOOP("manager", "Paid"), "money"),
        Column("returns", QT_TRANSLATE_NOOP("manager", "Given back, times"), "count"),
        Column("returned", QT_TRANSLATE_NOOP("manager", "Given back"), "money"),
        Column("net", QT_TRANSLATE_NOOP("manager", "Remains"), "money"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Share"), "share"),
    ),
    ("paid",),
    _payments,
    ChartForm("bars", ("net",)),
    slip=("net", "sold", "returned"),
)


def _vat(facts: Facts, context: Context) -> Built:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for keys, values in numbers(facts, "lines_by_vat"):
        at = 2 if keys[1] == "return" else 0
        sums[values[0]][at] += values[7]
        sums[values[0]][at + 1] += values[8]
    rows: list[Cells] = []
    for rate in sorted(sums, reverse=True):
        sold, vat, back, vat_back = sums[rate]
        name = (
            context.say(QT_TRANSLATE_NOOP("manager", "without VAT"))
            if rate < 0
            else format_scaled(rate, 2, context.words.decimal_mark) + NO_BREAK_SPACE + "%"
        )
        rows.append((name, sold, vat, back, vat_back, sold - back, vat - vat_back))
    return Built(rows, tuple(summed(rows, range(1, 7), 7, context.say(_ALL))))


VAT: Final = Definition(
    "vat",
    QT_TRANSLATE_NOOP("manager", "VAT by rate"),
    (
        Column("rate", QT_TRANSLATE_NOOP("manager", "Rate")),
        Column("sold", QT_TRANSLATE_NOOP("manager", "Sold"), "money"),
        Column("vat_sold", QT_TRANSLATE_NOOP("manager", "VAT in it"), "money"),
        Column("returned", QT_TRANSLATE_NOOP("manager", "Returned"), "money"),
        Column("vat_returned", QT_TRANSLATE_NOOP("manager", "VAT returned"), "money"),
        Column("net", QT_TRANSLATE_NOOP("manager", "Remains"), "money"),
        Column("vat", QT_TRANSLATE_NOOP("manager", "VAT"), "money"),
    ),
    ("lines_by_vat",),
    _vat,
    ChartForm("bars", ("vat",)),
    slip=("vat", "net"),
)


def _discounts(facts: Facts, context: Context) -> Built:
    base = total(facts, "receipts", 3, kind=(0, "sale"))
    found = sorted(numbers(facts, "discounts"), key=lambda one: (-one[1][4], str(one[0][1])))
    rows: list[Cells] = [
        (str(keys[1]), values[2], values[3], values[4], part_of(values[4], base)) for keys, values in found
    ]
    totals = summed(rows, (2, 3), 5, context.say(_ALL))
    amount = totals[3]
    totals[4] = part_of(amount, base) if isinstance(amount, int) else None
    return Built(rows, tuple(totals))


DISCOUNTS: Final = Definition(
    "discounts",
    QT_TRANSLATE_NOOP("manager", "Discounts by rule"),
    (
        Column("rule", QT_TRANSLATE_NOOP("manager", "Discount")),
        Column("receipts", QT_TRANSLATE_NOOP("manager", "Receipts"), "count"),
        Column("lines", QT_TRANSLATE_NOOP("manager", "Positions"), "count"),
        Column("amount", QT_TRANSLATE_NOOP("manager", "Sum"), "money"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Of all sales"), "share"),
    ),
    ("receipts", "discounts"),
    _discounts,
    ChartForm("bars", ("amount",), top=12),
    slip=("amount", "receipts"),
)


# --- the drawer ------------------------------------------------------------------------------------------


def _cash(facts: Facts, context: Context) -> Built:
    say = context.say
    rows: list[Cells] = []
    for kind, name, place in (
        ("sale", QT_TRANSLATE_NOOP("manager", "From sales"), 0),
        ("return", QT_TRANSLATE_NOOP("manager", "Given back"), 1),
    ):
        count = total(facts, "paid", 4, kind=(0, kind), payment=(3, "cash"))
        amount = total(facts, "paid", 5, kind=(0, kind), payment=(3, "cash"))
        rows.append((say(name), count, 0 if place else amount, amount if place else 0, -amount if place else amount))
    named = {"in": QT_TRANSLATE_NOOP("manager", "Put in: {reason}")}
    for keys, values in sorted(numbers(facts, "cash_moved"), key=lambda one: (str(one[0][0]), -one[1][3])):
        name = named.get(str(keys[0]), QT_TRANSLATE_NOOP("manager", "Taken out: {reason}"))
        came = keys[0] == "in"
        amount = values[3]
        name = say(name).format(reason=keys[1])
        rows.append((name, values[2], amount if came else 0, 0 if came else amount, amount if came else -amount))
    return Built(rows, tuple(summed(rows, (1, 2, 3, 4), 5, say(_ALL))))


CASH: Final = Definition(
    "cash",
    QT_TRANSLATE_NOOP("manager", "Cash movement"),
    (
        Column("what", QT_TRANSLATE_NOOP("manager", "Movement")),
        Column("count", QT_TRANSLATE_NOOP("manager", "Times"), "count"),
        Column("came", QT_TRANSLATE_NOOP("manager", "Came in"), "money"),
        Column("went", QT_TRANSLATE_NOOP("manager", "Went out"), "money"),
        Column("net", QT_TRANSLATE_NOOP("manager", "Change"), "money"),
    ),
    ("paid", "cash_moved"),
    _cash,
    ChartForm("bars", ("net",), top=12),
    slip=("net", "came", "went"),
)


def _shifts(facts: Facts, context: Context) -> Built:
    rows: list[Cells] = []
    for keys, values in numbers(facts, "shifts"):
        opened = local_time(values[1], context.zone)
        closed = local_time(values[3], context.zone) if values[3] else None
        until = (
            "…" if closed is None else f"{closed:%H:%M}" if closed.date() == opened.date() else f"{closed:%d.%m %H:%M}"
        )
        name = context.say(QT_TRANSLATE_NOOP("manager", "No. {number}, {time}"))
        who = str(keys[4] or keys[2])
        told = closed is not None
        rows.append(
            (
                name.format(number=values[0], time=f"{opened:%d.%m %H:%M}–{until}"),
                context.users.get(who, who),
                values[7] if told else None,
                values[8] - values[9] if told else None,
                values[10] if told else None,
                values[6] if told else None,
                values[6] - values[10] if told else None,
            )
        )
    notes: tuple[str, ...] = ()
    if any(row[2] is None for row in rows):
        notes = (context.say(QT_TRANSLATE_NOOP("manager", "A shift that is not closed yet has no figures here")),)
    return Built(rows, tuple(summed(rows, (2, 3, 6), 7, context.say(_ALL))), notes)


SHIFTS: Final = Definition(
    "shifts",
    QT_TRANSLATE_NOOP("manager", "Shifts and drawer counts"),
    (
        Column("shift", QT_TRANSLATE_NOOP("manager", "Shift")),
        Column("cashier", QT_TRANSLATE_NOOP("manager", "Closed by")),
        Column("receipts", QT_TRANSLATE_NOOP("manager", "Receipts"), "count"),
        Column("net", QT_TRANSLATE_NOOP("manager", "Takings"), "money"),
        Column("expected", QT_TRANSLATE_NOOP("manager", "Cash expected"), "money"),
        Column("counted", QT_TRANSLATE_NOOP("manager", "Counted"), "money"),
        Column("difference", QT_TRANSLATE_NOOP("manager", "Difference"), "money"),
    ),
    ("shifts",),
    _shifts,
    ChartForm("bars", ("net",), top=31),
    frozenset(("till",)),
    slip=("net", "difference"),
)


# --- hours and days --------------------------------------------------------------------------------------


def _by_time(facts: Facts, context: Context, key: Callable[[datetime], int]) -> dict[int, list[int]]:
    """Receipts, their money, returns and their money by a part of the local time."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for question, place, column in (("receipts_by_slot", 0, 2), ("paid_by_slot", 1, 3)):
        for keys, values in numbers(facts, question):
            at = key(local_time(values[0] * _SLOT_MS, context.zone))
            found[at][place + (2 if keys[1] == "return" else 0)] += values[column]
    return found


def _timed(found: dict[int, list[int]], order: Iterable[tuple[int, str]], context: Context) -> Built:
    rows: list[Cells] = []
    for key, name in order:
        count, sold, _, back = found.get(key, [0, 0, 0, 0])
        rows.append((name, count, sold, back, sold - back, average(sold, count)))
    totals = summed(rows, range(1, 5), 6, context.say(_ALL))
    totals[5] = average(sum(of[1] for of in found.values()), sum(of[0] for of in found.values()))
    return Built(rows, tuple(totals))


_TIMED: Final = (
    Column("receipts", QT_TRANSLATE_NOOP("manager", "Receipts"), "count"),
    Column("sold", QT_TRANSLATE_NOOP("manager", "Sold"), "money"),
    Column("returned", QT_TRANSLATE_NOOP("manager", "Returned"), "money"),
    Column("net", QT_TRANSLATE_NOOP("manager", "Remains"), "money"),
    Column("average", QT_TRANSLATE_NOOP("manager", "Average"), "money"),
)


def _hours(facts: Facts, context: Context) -> Built:
    found = _by_time(facts, context, lambda at: at.hour)
    first, last = (min(found), max(found)) if found else (0, -1)
    return _timed(found, [(hour, f"{hour:02d}:00") for hour in range(first, last + 1)], context)


HOURS: Final = Definition(
    "hours",
    QT_TRANSLATE_NOOP("manager", "Sales by hour"),
    (Column("hour", QT_TRANSLATE_NOOP("manager", "Hour from")), *_TIMED),
    ("receipts_by_slot", "paid_by_slot"),
    _hours,
    ChartForm("columns", ("net",)),
    slip=("net", "receipts"),
)

_WEEKDAYS: Final = (
    QT_TRANSLATE_NOOP("manager", "Mon"),
    QT_TRANSLATE_NOOP("manager", "Tue"),
    QT_TRANSLATE_NOOP("manager", "Wed"),
    QT_TRANSLATE_NOOP("manager", "Thu"),
    QT_TRANSLATE_NOOP("manager", "Fri"),
    QT_TRANSLATE_NOOP("manager", "Sat"),
    QT_TRANSLATE_NOOP("manager", "Sun"),
)


def _days(facts: Facts, context: Context) -> Built:
    found = _by_time(facts, context, lambda at: at.date().toordinal())
    first, last = (min(found), max(found)) if found else (1, 0)
    listed = [(day, date.fromordinal(day)) for day in range(first, last + 1)]
    return _timed(
        found, [(day, f"{on:%d.%m.%Y} {context.say(_WEEKDAYS[on.weekday()])}") for day, on in listed], context
    )


DAYS: Final = Definition(
    "days",
    QT_TRANSLATE_NOOP("manager", "Sales by day"),
    (Column("day", QT_TRANSLATE_NOOP("manager", "Day")), *_TIMED),
    ("receipts_by_slot", "paid_by_slot"),
    _days,
    ChartForm("lines", ("net",)),
    slip=("net", "receipts"),
)


# --- goods -----------------------------------------------------------------------------------------------


#: Stands for the category of lines that are gift cards; no category is called so.
_GIFT_CARDS: Final = "\0gift"


def _categories(facts: Facts, context: Context) -> Built:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for keys, values in numbers(facts, "lines_by_category"):
        of = sums[_GIFT_CARDS if keys[2] else str(keys[0] or "")]
        if keys[1] == "return":
            of[2] += values[8]
        else:
            of[0] += values[3]
            of[1] += values[8]
            of[3] += values[6]
            of[4] += values[7]
    every = sum(of[1] - of[2] for of in sums.values())
    rows: list[Cells] = []
    for category in sorted(sums, key=lambda name: (sums[name][2] - sums[name][1], name)):
        lines, sold, back, discount, points = sums[category]
        name = category or context.say(QT_TRANSLATE_NOOP("manager", "without a category"))
        if category == _GIFT_CARDS:
            name = context.say(QT_TRANSLATE_NOOP("manager", "gift cards (advance)"))
        rows.append((name, lines, sold, back, sold - back, discount, points, part_of(sold - back, every)))
    return Built(rows, tuple(summed(rows, range(1, 7), 8, context.say(_ALL))))


CATEGORIES: Final = Definition(
    "categories",
    QT_TRANSLATE_NOOP("manager", "Sales by category"),
    (
        Column("category", QT_TRANSLATE_NOOP("manager", "Category")),
        Column("lines", QT_TRANSLATE_NOOP("manager", "Positions"), "count"),
        Column("sold", QT_TRANSLATE_NOOP("manager", "Sold"), "money"),
        Column("returned", QT_TRANSLATE_NOOP("manager", "Returned"), "money"),
        Column("net", QT_TRANSLATE_NOOP("manager", "Remains"), "money"),
        Column("discount", QT_TRANSLATE_NOOP("manager", "Discounts"), "money"),
        Column("redeemed", QT_TRANSLATE_NOOP("manager", "By points"), "money"),
        Column("share", QT_TRANSLATE_NOOP("manager", "Share"), "share"),
    ),
    ("lines_by_category",),
    _categories,
    ChartForm("bars", ("net",), top=12),
    slip=("net", "share"),
)

_UNITS: Final = {
    "pc": QT_TRANSLATE_NOOP("manager", "pc"),
    "kg": QT_TRANSLATE_NOOP("manager", "kg"),
    "l": QT_TRANSLATE_NOOP("manager", "l"),
    "m": QT_TRANSLATE_NOOP("manager", "m"),
}


def _products(facts: Facts, context: Context) -> Built:
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    names: dict[tuple[str, str], str] = {}
    for keys, values in numbers(facts, "lines_by_product"):
        product, unit = str(keys[0]), str(keys[3] or "pc")
        of, back = sums[product, unit], keys[1] == "return"
        names[product, unit] = str(keys[2])
        of[0] += -values[5] if back else values[5]
        of[2 if back else 1] += values[9]
        if not back:
            of[3] += values[7]
            of[4] += values[8]
    rows: list[Cells] = []
    for key in sorted(sums, key=lambda one: (sums[one][2] - sums[one][1], names[one], one)):
        quantity, sold, returned, discount, points = sums[key]
        unit = context.say(_UNITS.get(key[1], key[1]))
        rows.append((names[key], unit, quantity, sold, returned, sold - returned, discount, points))
    return Built(rows, tuple(summed(rows, range(3, 8), 8, context.say(_ALL))))


PRODUCTS: Final = Definition(
    "products",
    QT_TRANSLATE_NOOP("manager", "Sales by product"),
    (
        Column("product", QT_TRANSLATE_NOOP("manager", "Product")),
        Column("unit", QT_TRANSLATE_NOOP("manager", "Unit")),
        Column("quantity", QT_TRANSLATE_NOOP("manager", "Quantity"), "quantity"),
        Column("sold", QT_TRANSLATE_NOOP("manager", "Sold"), "money"),
        Column("returned", QT_TRANSLATE_NOOP("manager", "Returned"), "money"),
        Column("net", QT_TRANSLATE_NOOP("manager", "Remains"), "money"),
        Column("discount", QT_TRANSLATE_NOOP("manager", "Discounts"), "money"),
        Column("redeemed", QT_TRANSLATE_NOOP("manager", "By points"), "money"),
    ),
    ("lines_by_product",),
    _products,
    ChartForm("bars", ("net",), top=12),
    slip=("net", "quantity"),
)


# --- people and tills ------------------------------------------------------------------------------------


def _by_whom(facts: Facts, context: Context, receipts: str, paid: str, names: dict[str, str]) -> Built:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for keys, values in numbers(facts, receipts):
        of = found[str(keys[0])]
        if keys[1] == "sale":
            of[0] += values[3]
            of[3] += values[3] if values[2] else 0
    for keys, values in numbers(facts, paid):
        found[str(keys[0])][2 if keys[1] == "return" else 1] += values[4]
    rows: list[Cells] = []
    for key in sorted(found, key=lambda one: (found[one][2] - found[one][1], one)):
        count, sold, back, cards, _ = found[key]
        rows.append((names.get(key, key), count, sold, back, sold - back, average(sold, count), part_of(cards, count)))
    totals = summed(rows, range(1, 5), 7, context.say(_ALL))
    every = [sum(of[n] for of in found.values()) for n in range(4)]
    totals[5], totals[6] = average(every[1], every[0]), part_of(every[3], every[0])
    return Built(rows, tuple(totals))


def _cashiers(facts: Facts, context: Context) -> Built:
    return _by_whom(facts, context, "receipts_by_user", "paid_by_user", dict(context.users))


def _tills(facts: Facts, context: Context) -> Built:
    return _by_whom(facts, context, "receipts_by_node", "paid_by_node", dict(context.nodes))


_PERSONAL: Final = (*_TIMED, Column("with_card", QT_TRANSLATE_NOOP("manager", "With a card"), "share"))

CASHIERS: Final = Definition(
    "cashiers",
    QT_TRANSLATE_NOOP("manager", "Sales by cashier"),
    (Column("cashier", QT_TRANSLATE_NOOP("manager", "Cashier")), *_PERSONAL),
    ("receipts_by_user", "paid_by_user"),
    _cashiers,
    ChartForm("bars", ("net",), top=12),
    frozenset(("till",)),
    slip=("net", "receipts", "average"),
)

TILLS: Final = Definition(
    "tills",
    QT_TRANSLATE_NOOP("manager", "Sales by till"),
    (Column("till", QT_TRANSLATE_NOOP("manager", "Till")), *_PERSONAL),
    ("receipts_by_node", "paid_by_node"),
    _tills,
    ChartForm("bars", ("net",), top=20),
    frozenset(("server",)),
    slip=("net", "receipts", "average"),
)


def _overrides(facts: Facts, context: Context) -> Built:
    rows: list[Cells] = []
    found = sorted(
        numbers(facts, "acts"),
        key=lambda one: (context.users.get(str(one[0][0]), str(one[0][0])), -one[1][2], str(one[0][1])),
    )
    nobody = context.say(QT_TRANSLATE_NOOP("manager", "the program"))
    for keys, values in found:
        who = context.users.get(str(keys[0]), str(keys[0])) or nobody
        act = context.acts(str(keys[1]), context.words)
        rows.append((who, act, values[2], values[3] or None, values[4]))
    return Built(rows, tuple(summed(rows, (2, 4), 5, context.say(_ALL))))


OVERRIDES: Final = Definition(
    "overrides",
    QT_TRANSLATE_NOOP("manager", "Cancellations and other acts"),
    (
        Column("person", QT_TRANSLATE_NOOP("manager", "Person")),
        Column("act", QT_TRANSLATE_NOOP("manager", "Act")),
        Column("count", QT_TRANSLATE_NOOP("manager", "Times"), "count"),
        Column("sum", QT_TRANSLATE_NOOP("manager", "Sum"), "money"),
        Column("allowed", QT_TRANSLATE_NOOP("manager", "By a colleague's PIN"), "count"),
    ),
    ("acts",),
    _overrides,
    ChartForm("bars", ("count",), top=12),
    frozenset(("till",)),
    slip=("count", "act", "sum"),
)
