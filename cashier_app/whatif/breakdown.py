"""The cost in parts: by month, level, rule, category and product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from cashier_app.core.points import Points
from cashier_app.whatif.figures import GoodsUse, LevelMove, Month, Outcome, RuleUse, WhatIf, per_hundred
from cashier_app.whatif.naming import Naming
from cashier_app.whatif.tabular import Cell, Row, Table, count, money, percent, points, share_of, text

#: Rows that a table of many shows.
TOP: Final = 20


def months(outcome: Outcome, naming: Naming) -> Table:
    """Turnover, discounts and points of every month, and what was owed at its end."""
    words = naming.words

    def cells(name: str, month: Month, owed: Points | None) -> tuple[Cell, ...]:
        cost = month.discount + month.redeemed
        return (
            text(name),
            money(month.turnover),
            money(month.discount),
            money(month.redeemed),
            money(per_hundred(cost, month.turnover)),
            points(month.accrued),
            points(month.expired),
            points(owed),
        )

    rows = [Row(cells(naming.month(month.month), month, month.owed)) for month in outcome.months]
    if rows:
        whole = Month(
            month="",
            turnover=sum(month.turnover for month in outcome.months),
            discount=sum(month.discount for month in outcome.months),
            redeemed=sum(month.redeemed for month in outcome.months),
            accrued=sum(month.accrued for month in outcome.months),
            expired=sum(month.expired for month in outcome.months),
        )
        rows.append(Row(cells(words.translate("whatif", "In all"), whole, outcome.points.owed), strong=True))
    return Table(
        key="months",
        title=words.translate("whatif", "Month by month"),
        about=words.translate(
            "whatif", "goods brought back count in the month they come back; per 100 ₽: discounts and points spent"
        ),
        heads=(
            words.translate("whatif", "month"),
            words.translate("whatif", "turnover, ₽"),
            words.translate("whatif", "discounts, ₽"),
            words.translate("whatif", "points spent, ₽"),
            words.translate("whatif", "per 100 ₽"),
            words.translate("whatif", "accrued, points"),
            words.translate("whatif", "expired, points"),
            words.translate("whatif", "owed at its end, points"),
        ),
        rows=tuple(rows),
    )


def levels(answer: WhatIf, naming: Naming) -> Table:
    """Members and their purchases by level, and why levels changed."""
    words, outcome = naming.words, answer.new
    rows = []
    for use in outcome.levels:
        cost = use.discount + use.redeemed
        rows.append(
            Row(
                (
                    text(naming.level(use.level_id)),
                    count(use.before),
                    count(use.after),
                    money(use.turnover),
                    money(use.discount),
                    money(use.redeemed),
                    points(use.accrued),
                    money(per_hundred(cost, use.turnover)),
                )
            )
        )
    totals = [sum(getattr(use, name) for use in outcome.levels) for name in ("before", "after")]
    sums = [
        sum(getattr(use, name) for use in outcome.levels) for name in ("turnover", "discount", "redeemed", "accrued")
    ]
    rows.append(
        Row(
            (
                text(words.translate("whatif", "In all")),
                *(count(total) for total in totals),
                *(money(total) for total in sums[:3]),
                points(sums[3]),
                money(per_hundred(sums[1] + sums[2], sums[0])),
            ),
            strong=True,
        )
    )
    return Table(
        key="levels",
        title=words.translate("whatif", "Levels under the new programme"),
        about=words.translate(
            "whatif", "members before the first and after the last receipt; sums are of purchases made on that level"
        ),
        heads=(
            words.translate("whatif", "level"),
            words.translate("whatif", "members before"),
            words.translate("whatif", "members after"),
            words.translate("whatif", "turnover, ₽"),
            words.translate("whatif", "discounts, ₽"),
            words.translate("whatif", "points spent, ₽"),
            words.translate("whatif", "accrued, points"),
            words.translate("whatif", "per 100 ₽"),
        ),
        rows=tuple(rows),
        notes=naming.level_reasons(outcome),
    )


def moves(answer: WhatIf, naming: Naming) -> Table:
    """From which level to which: rows before, columns after."""
    words, moves = naming.words, answer.comparison.moves
    before = naming.in_ladder_order({move.before for move in moves})
    after = naming.in_ladder_order({move.after for move in moves})

    def members(wanted: Callable[[LevelMove], bool]) -> Cell:
        return count(sum(move.members for move in moves if wanted(move)) or None)

    rows = [
        Row(
            (
                text(naming.level(old)),
                *(members(lambda move, o=old, n=new: move.before == o and move.after == n) for new in after),  # type: ignore[misc]
                members(lambda move, o=old: move.before == o),  # type: ignore[misc]
            )
        )
        for old in before
    ]
    rows.append(
        Row(
            (
                text(words.translate("whatif", "In all")),
                *(members(lambda move, n=new: move.after == n) for new in after),  # type: ignore[misc]
                members(lambda move: True),
            ),
            strong=True,
        )
    )
    about = (
        words.translate("whatif", "rows: where members end under the old programme; columns: under the new")
        if answer.old
        else words.translate("whatif", "rows: the level before the first receipt; columns: after the last")
    )
    return Table(
        key="moves",
        title=words.translate("whatif", "Members from level to level"),
        about=about,
        heads=("", *(naming.level(level) for level in after), words.translate("whatif", "in all")),
        rows=tuple(rows) if moves else (),
    )


def rules(outcome: Outcome, naming: Naming, old: bool = False) -> Table:
    """Every rule: how often it worked and what it gave; those that never did come last."""
    words = naming.words

    def row_of(rule: RuleUse) -> Row:
        worth = outcome.worth(rule.points)
        return Row(
            (
                text(naming.rule(rule) if rule.receipts else naming.idle(rule)),
                count(rule.receipts),
                percent(share_of(rule.receipts, outcome.receipts)),
                count(rule.lines),
                money(rule.discount),
                points(rule.points),
                money(rule.discount + worth),
            )
        )

    rows = [row_of(rule) for rule in outcome.rules]
    if rows:
        discount = sum(rule.discount for rule in outcome.rules)
        given = sum(rule.points for rule in outcome.rules)
        worth = sum(outcome.worth(rule.points) for rule in outcome.rules)
        rows.append(
            Row(
                (
                    text(words.translate("whatif", "In all")),
                    count(None),
                    percent(None),
                    count(None),
                    money(discount),
                    points(given),
                    money(discount + worth),
                ),
                strong=True,
            )
        )
    return Table(
        key="rules-old" if old else "rules",
        title=words.translate("whatif", "Rules of the old programme")
        if old
        else words.translate("whatif", "How often each rule worked and what it gave"),
        about=words.translate(
            "whatif", "receipts and lines as sold; discounts and points without those of goods brought back"
        ),
        heads=(
            words.translate("whatif", "rule"),
            words.translate("whatif", "receipts"),
            words.translate("whatif", "of all"),
            words.translate("whatif", "lines"),
            words.translate("whatif", "discounts, ₽"),
            words.translate("whatif", "points given"),
            words.translate("whatif", "together, ₽"),
        ),
        rows=tuple(rows),
    )


def goods(key: str, title: str, outcome: Outcome, goods: Sequence[GoodsUse], naming: Naming) -> Table:
    """The goods that cost most, all others together, and the sum."""
    words = naming.words

    def cells(name: str, use: GoodsUse) -> tuple[Cell, ...]:
        given = use.discount + outcome.worth(use.accrued)
        return (
            text(name),
            money(use.turnover),
            money(use.discount),
            money(use.redeemed),
            points(use.accrued),
            money(per_hundred(given, use.turnover)),
        )

    rows = [Row(cells(naming.goods(key, use.key), use)) for use in goods[:TOP]]
    if rows:
        rest = _summed("", goods[TOP:])
        if goods[TOP:]:
            left = len(goods) - TOP
            others = words.translate("whatif", "%n other(s)", "", left)
            rows.append(Row(cells(others, rest)))
        rows.append(Row(cells(words.translate("whatif", "In all"), _summed("", goods)), strong=True))
    return Table(
        key=key,
        title=title,
        about=words.translate("whatif", "per 100 ₽: discounts and points accrued for these goods"),
        heads=(
            "",
            words.translate("whatif", "turnover, ₽"),
            words.translate("whatif", "discounts, ₽"),
            words.translate("whatif", "points spent, ₽"),
            words.translate("whatif", "accrued, points"),
            words.translate("whatif", "per 100 ₽"),
        ),
        rows=tuple(rows),
    )


def _summed(key: str, goods: Iterable[GoodsUse]) -> GoodsUse:
    sums = [0, 0, 0, 0]
    for use in goods:
        for place, amount in enumerate((use.turnover, use.discount, use.redeemed, use.accrued)):
            sums[place] += amount
    return GoodsUse(key, *sums)
