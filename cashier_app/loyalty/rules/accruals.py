"""Effects that give points."""

from __future__ import annotations

from cashier_app.core.money import BasisPoints
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.rules.base import Effect, Rate, effect, percent_text


class AccrualEffect(Effect, frozen=True, tag="accrual_effect"):
    """An effect that gives points for a line."""

    def rate(self, line: CartLine) -> BasisPoints:
        """The accrual rate this effect offers a line; the best one offered counts."""
        raise NotImplementedError


@effect
class AccruePercent(AccrualEffect, frozen=True, tag="accrue_percent"):
    """Points as a percentage of what is paid for the lines; it replaces a lower rate of the level."""

    percent: Rate

    def rate(self, line: CartLine) -> BasisPoints:
        """The percentage, on every line the rule touches."""
        return self.percent

    def describe(self, words: Words) -> str:
        """`5 % back in points`."""
        return words.translate("rules", "{percent} back in points").format(percent=percent_text(self.percent, words))
