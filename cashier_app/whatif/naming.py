"""Names of everything in the answer, in the marketer's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.core.words import Words
from cashier_app.whatif.figures import Outcome, RuleUse, Title, WhatIf
from cashier_app.whatif.history import Part, Remark

_PARTS: Final = {
    "sale_member": (
        QT_TRANSLATE_NOOP("whatif", "taken: sales with a card"),
        QT_TRANSLATE_NOOP("whatif", "a quantity and a price above zero, and a member's number"),
    ),
    "sale_anonymous": (
        QT_TRANSLATE_NOOP("whatif", "taken: sales without a card"),
        QT_TRANSLATE_NOOP("whatif", "the same without a member's number"),
    ),
    "return": (
        QT_TRANSLATE_NOOP("whatif", "taken: returns"),
        QT_TRANSLATE_NOOP("whatif", "goods brought back whose receipt was found: of that buyer, of that product"),
    ),
    "service": (
        QT_TRANSLATE_NOOP("whatif", "left out: services"),
        QT_TRANSLATE_NOOP("whatif", "no goods, by their code: {examples}"),
    ),
    "no_price": (
        QT_TRANSLATE_NOOP("whatif", "left out: price 0"),
        QT_TRANSLATE_NOOP("whatif", "gifts, samples, corrections of stock"),
    ),
    "no_quantity": (
        QT_TRANSLATE_NOOP("whatif", "left out: quantity 0"),
        QT_TRANSLATE_NOOP("whatif", "nothing was sold"),
    ),
    "return_unmatched": (
        QT_TRANSLATE_NOOP("whatif", "left out: returns without their sale"),
        QT_TRANSLATE_NOOP("whatif", "bought before the history begins, or elsewhere"),
    ),
    "return_anonymous": (
        QT_TRANSLATE_NOOP("whatif", "left out: returns without a card"),
        QT_TRANSLATE_NOOP("whatif", "nobody can say which receipt they belong to"),
    ),
    "not_final": (
        QT_TRANSLATE_NOOP("whatif", "left out: receipts not paid"),
        QT_TRANSLATE_NOOP("whatif", "cancelled, or payment never ended"),
    ),
    "unreadable": (
        QT_TRANSLATE_NOOP("whatif", "left out: operations set aside"),
        QT_TRANSLATE_NOOP("whatif", "the server could not book them"),
    ),
    "gift_card": (
        QT_TRANSLATE_NOOP("whatif", "left out: gift cards sold or taken back"),
        QT_TRANSLATE_NOOP("whatif", "an advance: neither goods nor turnover"),
    ),
}

_REMARKS: Final = {
    "times": QT_TRANSLATE_NOOP("whatif", "Receipts with lines of several times count at the first: {count} ({detail})"),
    "twins": QT_TRANSLATE_NOOP("whatif", "Rows that are equal in every cell count each: {count}"),
    "rounded": QT_TRANSLATE_NOOP("whatif", "Prices with fractions of a kopeck were rounded: {count}"),
    "unused_columns": QT_TRANSLATE_NOOP("whatif", "Columns not used: {detail}"),
    "partly_matched": QT_TRANSLATE_NOOP(
        "whatif", "Of these returns only a part was found on earlier receipts, the rest is left out: {count}"
    ),
    "opening": QT_TRANSLATE_NOOP("whatif", "Members who begin with the points and the level they had: {count}"),
    "zones": QT_TRANSLATE_NOOP("whatif", "Stores of several time zones: {detail}"),
}

_STEPS: Final = {
    "level": QT_TRANSLATE_NOOP("whatif", "level discount: {name}"),
    "accrual": QT_TRANSLATE_NOOP("whatif", "points on level: {name}"),
}


_REASONS: Final = {
    "purchases": QT_TRANSLATE_NOOP("whatif", "by purchases: {count}"),
    "inactivity": QT_TRANSLATE_NOOP("whatif", "because nothing was bought: {count}"),
    "return": QT_TRANSLATE_NOOP("whatif", "because of returns: {count}"),
    "assigned": QT_TRANSLATE_NOOP("whatif", "assigned: {count}"),
    "floor": QT_TRANSLATE_NOOP("whatif", "by a floor given by hand: {count}"),
    "programme": QT_TRANSLATE_NOOP("whatif", "by the programme's terms: {count}"),
}


class Naming:
    """Names in one language for one answer."""

    def __init__(self, answer: WhatIf, words: Words) -> None:
        self.words = words
        outcomes = [outcome for outcome in (answer.old, answer.new) if outcome is not None]
        self._levels: dict[str, Title] = {}
        self._rules: dict[str, Title] = {}
        for outcome in outcomes:  # the new programme's names win
            self._levels.update(outcome.level_titles)
            self._rules.update(outcome.rule_titles)
        self._goods = answer.names

    def programme(self, outcome: Outcome) -> str:
        """`“Romashka”, version 2`."""
        name = outcome.name_ru if self.words.language == "ru" else outcome.name_en
        return self.words.translate("whatif", "“{name}”, version {version}").format(name=name, version=outcome.version)

    def level_reasons(self, outcome: Outcome) -> tuple[str, ...]:
        """Why levels changed, and how often; nothing where none did."""
        parts = [
            self.words.translate("whatif", _REASONS[kind]).format(count=format_scaled(count, 0))
            for kind, count in outcome.level_reasons.items()
        ]
        if not parts:
            return ()
        return (self.words.translate("whatif", "Changes of level {reasons}").format(reasons=", ".join(parts)),)

    def programme_heads(self, answer: WhatIf) -> tuple[str, ...]:
        """Heads of columns that hold a figure under each programme."""
        heads = ("", self.words.translate("whatif", "new"))
        if answer.old is None:
            return heads
        return (*heads, self.words.translate("whatif", "old"), self.words.translate("whatif", "difference"))

    def level(self, level_id: str) -> str:
        """A level's name; the id of one that neither programme knows."""
        return self._of(self._levels, level_id)

    def in_ladder_order(self, level_ids: Iterable[str]) -> list[str]:
        """Levels from the lowest; those the new programme does not know come last."""
        order = {level_id: place for place, level_id in enumerate(self._levels)}
        return sorted(level_ids, key=lambda level_id: (order.get(level_id, len(order)), level_id))

    def rule(self, rule: RuleUse) -> str:
        """A rule's name; the level's discount and points say so."""
        if rule.rule_id == "hand":
            return self.words.translate("whatif", "by hand, by cashiers")
        if rule.rule_id in self._levels and rule.step in _STEPS:
            return self.words.translate("whatif", _STEPS[rule.step]).format(name=self.level(rule.rule_id))
        return self._of(self._rules, rule.rule_id)

    def idle(self, rule: RuleUse) -> str:
        """The name of a rule that never worked."""
        return self.words.translate("whatif", "{name}: never worked").format(name=self.rule(rule))

    def goods(self, kind: str, key: str) -> str:
        """A category, or a product's name with its code."""
        if kind == "categories":
            return key or self.words.translate("whatif", "without a category")
        name = self._goods.get(key, "")
        return f"{name} ({key})" if name else key

    def month(self, month: str) -> str:
        """`03.2026`; of lots without an end `never`."""
        if not month:
            return self.words.translate("whatif", "never expire")
        year, _, number = month.partition("-")
        return f"{number}.{year}"

    def percent(self, value: int) -> str:
        """`7,5 %`."""
        return f"{format_scaled(value, 2, self.words.decimal_mark)}{NO_BREAK_SPACE}%"

    def part(self, kind: str) -> str:
        """What became of rows."""
        return self.words.translate("whatif", _PARTS[kind][0])

    def part_about(self, part: Part) -> str:
        """Why, with examples."""
        return self.words.translate("whatif", _PARTS[part.kind][1]).format(examples=", ".join(part.examples))

    def remark(self, remark: Remark) -> str:
        """A sentence about rows that were taken nevertheless."""
        sentence = self.words.translate("whatif", _REMARKS[remark.kind])
        return sentence.format(count=self.words.quantity(remark.count * 1000), detail=remark.detail)

    def balanced(self, unaccounted: int) -> str:
        """That a sum reconciles, or by how much this program is wrong."""
        if unaccounted == 0:
            return self.words.translate("whatif", "✓ everything adds up")
        text = self.words.translate(
            "whatif", "✗ does not add up by {count}: an error of this program, do not rely on it"
        )
        return text.format(count=unaccounted)

    def assumptions(self, answer: WhatIf) -> tuple[str, ...]:
        """What the replay takes for granted."""
        words = self.words
        behaviour = answer.behaviour
        match behaviour.kind:
            case "never":
                spending = words.translate("whatif", "Assumed: nobody spends points")
            case "maximum":
                spending = words.translate(
                    "whatif", "Assumed: every member spends all the points that the rules allow on every receipt"
                )
            case "history":
                spending = words.translate("whatif", "Assumed: points are asked for as on the receipts of the history")
            case "share":
                spending = words.translate(
                    "whatif",
                    "Assumed: on {percent} of the members' receipts, drawn by lot {seed}, all allowed points are spent",
                ).format(percent=self.percent(behaviour.share), seed=behaviour.seed)
        return (
            spending,
            words.translate("whatif", "Buyers buy what they bought: nobody buys more or less because of the programme"),
            words.translate(
                "whatif",
                "The programme works from the first receipt on, in all stores, whatever its first day and pilot",
            ),
        )

    def _of(self, titles: dict[str, Title], key: str) -> str:
        title = titles.get(key)
        if title is None:
            return key
        return title.ru if self.words.language == "ru" else title.en
