"""Who wins and who loses, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from cashier_app.whatif.breakdown import TOP
from cashier_app.whatif.comparing import EVERYONE
from cashier_app.whatif.figures import Change, Group, WhatIf
from cashier_app.whatif.naming import Naming
from cashier_app.whatif.tabular import Row, Table, count, money, text


def groups(answer: WhatIf, naming: Naming) -> Table:
    """How many members gain and lose, and how much, by their final level."""
    words = naming.words

    def row_of(group: Group) -> Row:
        name = words.translate("whatif", "All members") if group.key == EVERYONE else naming.level(group.key)
        return Row(
            (
                text(name),
                count(group.gain),
                money(group.gained),
                count(group.lose),
                money(-group.lost),
                count(group.same),
                money(group.gained - group.lost),
            ),
            strong=group.key == EVERYONE,
        )

    comparison = answer.comparison
    about = (
        words.translate(
            "whatif", "discounts, points spent and points still held: new programme less old, by final level"
        )
        if answer.old
        else words.translate("whatif", "discounts, points spent and points still held, by final level")
    )
    return Table(
        key="groups",
        title=words.translate("whatif", "Who gains and who loses"),
        about=about,
        heads=(
            words.translate("whatif", "level"),
            words.translate("whatif", "gain"),
            words.translate("whatif", "by, ₽"),
            words.translate("whatif", "lose"),
            words.translate("whatif", "by, ₽"),
            words.translate("whatif", "the same"),
            words.translate("whatif", "together, ₽"),
        ),
        rows=tuple(row_of(group) for group in (*comparison.levels, comparison.everyone)),
    )


def changes(key: str, title: str, changes: Sequence[Change], naming: Naming) -> Table:
    """Members with the greatest difference."""
    words = naming.words
    return Table(
        key=key,
        title=title,
        about=words.translate("whatif", "what the member has of the programmes over the whole history, roubles"),
        heads=(
            words.translate("whatif", "member"),
            words.translate("whatif", "turnover, ₽"),
            words.translate("whatif", "level old"),
            words.translate("whatif", "level new"),
            words.translate("whatif", "old, ₽"),
            words.translate("whatif", "new, ₽"),
            words.translate("whatif", "difference, ₽"),
        ),
        rows=tuple(
            Row(
                (
                    text(change.member),
                    money(change.turnover),
                    text(naming.level(change.level_old)),
                    text(naming.level(change.level_new)),
                    money(change.old),
                    money(change.new),
                    money(change.difference),
                )
            )
            for change in changes
        ),
    )


def category_changes(answer: WhatIf, naming: Naming) -> Table:
    """What the buyers of each category have of both programmes; nothing without an old one."""
    words = naming.words
    return Table(
        key="category-changes",
        title=words.translate("whatif", "What buyers of a category gain or lose"),
        about=words.translate("whatif", "discounts, points spent and points accrued, new programme less old"),
        heads=(
            words.translate("whatif", "category"),
            words.translate("whatif", "turnover, ₽"),
            words.translate("whatif", "old, ₽"),
            words.translate("whatif", "new, ₽"),
            words.translate("whatif", "difference, ₽"),
        ),
        rows=tuple(
            Row(
                (
                    text(naming.goods("categories", change.key)),
                    money(change.turnover),
                    money(change.old),
                    money(change.new),
                    money(change.new - change.old),
                )
            )
            for change in answer.comparison.categories[:TOP]
        )
        if answer.old
        else (),
    )
