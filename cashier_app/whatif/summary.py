"""The figures of the summary: what was read, what it costs, what becomes of the points, what it does to margin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.money import allocate
from cashier_app.whatif.figures import Outcome, WhatIf, per_hundred
from cashier_app.whatif.margin import growth_needed, margin_effect
from cashier_app.whatif.naming import Naming
from cashier_app.whatif.tabular import Cell, Kind, Row, Table, count, money, points, share_of, text


class Figure(msgspec.Struct, frozen=True):
    """A figure of the summary: its name, what it is, its kind, and how it is read off an outcome."""

    title: str
    about: str
    kind: Kind
    value: Callable[[Outcome], int]
    strong: bool = False
    #: Left out where it is 0 for every programme.
    optional: bool = False


def _step(step: str) -> Callable[[Outcome], int]:
    return lambda outcome: outcome.discounts.get(step, 0)


COSTS: Final = (
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Turnover"),
        QT_TRANSLATE_NOOP("whatif", "goods sold less goods brought back, at prices before any discount"),
        "money",
        lambda o: o.turnover,
        strong=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− discounts of the programme"),
        QT_TRANSLATE_NOOP("whatif", "what the programme took off prices, goods brought back taken out"),
        "money",
        lambda o: o.discount,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    member prices"),
        QT_TRANSLATE_NOOP("whatif", "of the discounts: coloured price tags"),
        "money",
        _step("member_price"),
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    promotions"),
        QT_TRANSLATE_NOOP("whatif", "of the discounts: promotion rules and gifts"),
        "money",
        _step("promotion"),
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    levels"),
        QT_TRANSLATE_NOOP("whatif", "of the discounts: the members' levels"),
        "money",
        _step("level"),
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    promo codes"),
        QT_TRANSLATE_NOOP("whatif", "of the discounts: codes that buyers gave"),
        "money",
        _step("promo_code"),
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− discounts by hand"),
        QT_TRANSLATE_NOOP("whatif", "given by cashiers, no cost of the programme"),
        "money",
        lambda o: o.by_hand,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− paid with points"),
        QT_TRANSLATE_NOOP("whatif", "points spent, at their worth, those given back at returns taken out"),
        "money",
        lambda o: o.redeemed,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− rounding at returns"),
        QT_TRANSLATE_NOOP("whatif", "kopecks by which parts of a line do not sum to the whole"),
        "money",
        lambda o: o.rounding,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "= paid in money"),
        QT_TRANSLATE_NOOP("whatif", "what came in, refunds taken out"),
        "money",
        lambda o: o.paid,
        strong=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Growth of points owed"),
        QT_TRANSLATE_NOOP("whatif", "points held at the end less those at the beginning, at their worth"),
        "money",
        lambda o: o.owed_growth,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "WHOLE COST"),
        QT_TRANSLATE_NOOP("whatif", "discounts + points spent + growth of points owed"),
        "money",
        lambda o: o.cost,
        strong=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Cost per 100 ₽ of turnover"),
        QT_TRANSLATE_NOOP("whatif", "the whole cost against all sales"),
        "money",
        lambda o: per_hundred(o.cost, o.turnover),
        strong=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Cost per 100 ₽ bought with a card"),
        QT_TRANSLATE_NOOP("whatif", "the whole cost against the members' sales alone"),
        "money",
        lambda o: per_hundred(o.cost, o.member_turnover),
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Members' share of turnover"),
        QT_TRANSLATE_NOOP("whatif", "sales on receipts with a card"),
        "percent",
        lambda o: share_of(o.member_turnover, o.turnover),
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Given on first purchases"),
        QT_TRANSLATE_NOOP("whatif", "discounts and points accrued on the members' first receipts of the history"),
        "money",
        lambda o: o.by_first,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Given on later purchases"),
        QT_TRANSLATE_NOOP("whatif", "the same for members who came back anyway, without this programme"),
        "money",
        lambda o: o.by_repeat,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Given without a card"),
        QT_TRANSLATE_NOOP("whatif", "discounts that need no card"),
        "money",
        lambda o: o.by_anonymous,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Given to buyers who came back anyway"),
        QT_TRANSLATE_NOOP("whatif", "later purchases' part of all that was given: bought without this programme too"),
        "percent",
        lambda o: share_of(o.by_repeat, o.by_first + o.by_repeat + o.by_anonymous),
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Receipts"),
        QT_TRANSLATE_NOOP("whatif", "sales replayed"),
        "count",
        lambda o: o.receipts,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Receipts with a card"),
        QT_TRANSLATE_NOOP("whatif", "of them the members'"),
        "count",
        lambda o: o.receipts_with_card,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Receipts paid with points"),
        QT_TRANSLATE_NOOP("whatif", "of them those on which points were spent"),
        "count",
        lambda o: o.receipts_redeeming,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Returns"),
        QT_TRANSLATE_NOOP("whatif", "goods brought back, by the receipt they were bought on"),
        "count",
        lambda o: o.returns,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Level rises"),
        QT_TRANSLATE_NOOP("whatif", "how often a member reached a higher level"),
        "count",
        lambda o: o.rises,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Level falls"),
        QT_TRANSLATE_NOOP("whatif", "how often a member fell to a lower one"),
        "count",
        lambda o: o.falls,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Registrations offered"),
        QT_TRANSLATE_NOOP("whatif", "receipts without a card on which the till would have offered one"),
        "count",
        lambda o: o.enrolments_offered,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Their welcome points, had all accepted"),
        QT_TRANSLATE_NOOP("whatif", "not in the cost: nobody knows who would have registered"),
        "points",
        lambda o: o.welcome_points,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Coupons given"),
        QT_TRANSLATE_NOOP("whatif", "personal coupons that rules gave"),
        "count",
        lambda o: o.coupons_given,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Coupons used"),
        QT_TRANSLATE_NOOP("whatif", "of those given or held before"),
        "count",
        lambda o: o.coupons_used,
        optional=True,
    ),
)

POINTS: Final = (
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Held at the beginning"),
        QT_TRANSLATE_NOOP("whatif", "points that members brought into the history"),
        "points",
        lambda o: o.points.opening,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "+ accrued"),
        QT_TRANSLATE_NOOP("whatif", "points given for purchases"),
        "points",
        lambda o: o.points.accrued,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− taken back at returns"),
        QT_TRANSLATE_NOOP("whatif", "points accrued for goods that came back"),
        "points",
        lambda o: o.points.taken_back,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− redeemed"),
        QT_TRANSLATE_NOOP("whatif", "points spent on receipts"),
        "points",
        lambda o: o.points.redeemed,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "+ given back at returns"),
        QT_TRANSLATE_NOOP("whatif", "points that had paid for goods that came back"),
        "points",
        lambda o: o.points.restored,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "− expired"),
        QT_TRANSLATE_NOOP("whatif", "points whose life ended within the history"),
        "points",
        lambda o: o.points.expired,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "= OWED AT THE END"),
        QT_TRANSLATE_NOOP("whatif", "what the members hold after the last receipt"),
        "points",
        lambda o: o.points.owed,
        strong=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    of it active"),
        QT_TRANSLATE_NOOP("whatif", "may be spent at once"),
        "points",
        lambda o: o.points.active,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    of it pending"),
        QT_TRANSLATE_NOOP("whatif", "given, and not active yet"),
        "points",
        lambda o: o.points.pending,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "    less members' debts"),
        QT_TRANSLATE_NOOP("whatif", "taken back after they had been spent, repaid by the next points"),
        "points",
        lambda o: o.points.debt,
        optional=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Owed, in roubles"),
        QT_TRANSLATE_NOOP("whatif", "what the points owed pay for: the liability at the end"),
        "money",
        lambda o: o.worth(o.points.owed),
        strong=True,
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Redeemed"),
        QT_TRANSLATE_NOOP("whatif", "share of the points there were to spend (held + accrued − taken back)"),
        "percent",
        lambda o: _fates(o)[0],
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Expired"),
        QT_TRANSLATE_NOOP("whatif", "share of the same"),
        "percent",
        lambda o: _fates(o)[1],
    ),
    Figure(
        QT_TRANSLATE_NOOP("whatif", "Still owed"),
        QT_TRANSLATE_NOOP("whatif", "share of the same; the three are the whole"),
        "percent",
        lambda o: _fates(o)[2],
    ),
)


def _fates(outcome: Outcome) -> tuple[int, int, int]:
    """Shares of the points there were to spend: redeemed, expired, still owed; 100 % together."""
    book = outcome.points
    parts = (book.redeemed - book.restored, book.expired, book.owed)
    whole = book.available
    if whole <= 0 or min(parts) < 0:
        return (0, 0, 0) if whole <= 0 else _shares(parts, whole)
    redeemed, expired, owed = allocate(10_000, parts)
    return redeemed, expired, owed


def _shares(parts: tuple[int, int, int], whole: int) -> tuple[int, int, int]:
    """Shares of a whole of which a part may be negative (a debt)."""
    return share_of(parts[0], whole), share_of(parts[1], whole), share_of(parts[2], whole)


def what_was_read(answer: WhatIf, naming: Naming) -> Table:
    """Every row of the source: taken or left out, and why; then what is assumed."""
    words, reading = naming.words, answer.reading
    rows = [
        Row((text(naming.part(part.kind)), count(part.rows), money(part.amount)), about=naming.part_about(part))
        for part in (*reading.taken, *reading.left_out)
    ]
    total = (
        words.translate("whatif", "Rows read") if reading.unit == "row" else words.translate("whatif", "Receipts read")
    )
    rows.append(Row((text(total), count(reading.rows), money(None)), naming.balanced(reading.unaccounted), strong=True))
    since, until = (local_time(instant, answer.zone) for instant in (answer.since, answer.until))
    about = words.translate("whatif", "{source}, {since} – {until}, times of {zone}; prices are taken as roubles")
    return Table(
        key="history",
        title=words.translate("whatif", "What was read"),
        about=about.format(
            source=reading.source, since=f"{since:%d.%m.%Y}", until=f"{until:%d.%m.%Y}", zone=answer.zone
        ),
        heads=("", words.translate("whatif", "number"), words.translate("whatif", "worth, ₽")),
        rows=tuple(rows),
        notes=(*(naming.remark(remark) for remark in reading.remarks), *naming.assumptions(answer)),
    )


def figures(key: str, title: str, named: Sequence[Figure], answer: WhatIf, naming: Naming) -> Table:
    """Named figures under the new programme, the old one and their difference beside it."""
    words = naming.words
    outcomes = [answer.new] if answer.old is None else [answer.new, answer.old]
    rows = []
    for figure in named:
        values = [figure.value(outcome) for outcome in outcomes]
        if figure.optional and not any(values):
            continue
        shown = [*values, values[0] - values[1]] if len(values) == 2 else values
        cells = (text(words.translate("whatif", figure.title)), *(Cell(figure.kind, value) for value in shown))
        rows.append(Row(cells, words.translate("whatif", figure.about), figure.strong))
    unaccounted = sum(
        abs(outcome.unaccounted) if key == "summary" else abs(outcome.points.unaccounted) for outcome in outcomes
    )
    return Table(
        key=key,
        title=title,
        about=words.translate("whatif", "roubles and points; the old programme beside the new where one is given"),
        heads=naming.programme_heads(answer),
        rows=tuple(rows),
        notes=(naming.balanced(unaccounted),),
    )


def due(answer: WhatIf, naming: Naming) -> Table:
    """Points owed by the month of their last day."""
    words = naming.words
    outcomes = [answer.new] if answer.old is None else [answer.new, answer.old]
    months = sorted({due.month for outcome in outcomes for due in outcome.due}, key=lambda month: (not month, month))
    rows = []
    for month in months:
        cells = [text(naming.month(month))]
        for outcome in outcomes:
            held = sum(due.points for due in outcome.due if due.month == month)
            cells += [points(held), money(outcome.worth(held))]
        rows.append(Row(tuple(cells)))
    totals = [text(words.translate("whatif", "In all"))]
    for outcome in outcomes:
        held = sum(due.points for due in outcome.due)
        totals += [points(held), money(outcome.worth(held))]
    rows.append(Row(tuple(totals), words.translate("whatif", "debts of members are not taken out here"), strong=True))
    heads = ["", words.translate("whatif", "new: points"), words.translate("whatif", "new: ₽")]
    if answer.old:
        heads += [words.translate("whatif", "old: points"), words.translate("whatif", "old: ₽")]
    return Table(
        key="due",
        title=words.translate("whatif", "Points owed, by the month in which they expire"),
        about=words.translate("whatif", "what may be spent until then, and lapses if it is not"),
        heads=tuple(heads),
        rows=tuple(rows) if months else (),
    )


def margin(answer: WhatIf, naming: Naming) -> Table:
    """The margin without and with the programme, and by how much sales must grow."""
    words = naming.words
    effect = margin_effect(answer.new, answer.assumed_margin)
    title = words.translate("whatif", "What it does to margin")
    if effect is None:
        note = words.translate("whatif", "The history knows no costs; --margin 30 assumes a gross margin of 30 %")
        row = Row((text(words.translate("whatif", "not known")), money(None)), about=note)
        return Table("margin", title, "", ("", words.translate("whatif", "new")), (row,))
    before = margin_effect(answer.old, answer.assumed_margin) if answer.old else None

    def row_of(title: str, about: str, kind: Kind, new: int | None, old: int | None, strong: bool = False) -> Row:
        cells = [text(title), Cell(kind, new)]
        if before is not None:
            cells += [Cell(kind, old), Cell(kind, new - old if new is not None and old is not None else None)]
        return Row(tuple(cells), about, strong)

    rows = [
        row_of(
            words.translate("whatif", "Turnover of goods with a cost"),
            words.translate("whatif", "at prices before any discount"),
            "money",
            effect.turnover,
            before.turnover if before else None,
        ),
        row_of(
            words.translate("whatif", "Their share of turnover"),
            words.translate("whatif", "what the margin below speaks of"),
            "percent",
            effect.covered,
            before.covered if before else None,
        ),
        row_of(
            words.translate("whatif", "Margin without a programme"),
            words.translate("whatif", "turnover less cost"),
            "money",
            effect.before,
            before.before if before else None,
        ),
        row_of(
            words.translate("whatif", "Margin with the programme"),
            words.translate("whatif", "money paid less cost less the growth of points owed"),
            "money",
            effect.after,
            before.after if before else None,
            strong=True,
        ),
        row_of(
            words.translate("whatif", "The programme takes"),
            words.translate("whatif", "share of the margin"),
            "percent",
            effect.taken,
            before.taken if before else None,
            strong=True,
        ),
        row_of(
            words.translate("whatif", "Sales must grow by"),
            words.translate(
                "whatif",
                "the same goods, for the margin to be what it is without a programme; empty: no growth is enough",
            ),
            "percent",
            growth_needed(effect.before, effect.after),
            growth_needed(before.before, before.after) if before else None,
            strong=True,
        ),
    ]
    about = words.translate(
        "whatif", "what costs nothing in the history is not assumed to be free: only goods with a cost count"
    )
    if answer.assumed_margin is not None:
        about = words.translate(
            "whatif", "goods of unknown cost count with an assumed gross margin of {percent}"
        ).format(percent=naming.percent(answer.assumed_margin))
    return Table("margin", title, about, naming.programme_heads(answer), tuple(rows))
