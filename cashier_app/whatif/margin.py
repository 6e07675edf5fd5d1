"""What a programme does to the gross margin, where costs are known or a margin is assumed."""

from __future__ import annotations

import msgspec

from cashier_app.core.money import BasisPoints, Kopecks, divide_half_up
from cashier_app.whatif.figures import Outcome


class MarginEffect(msgspec.Struct, frozen=True):
    """Margin of goods whose cost is known (or assumed), before any programme and after it, kopecks.

    `after` is money paid less cost less the growth of points owed (its part of these goods).
    """

    turnover: Kopecks
    cost: Kopecks
    before: Kopecks
    after: Kopecks
    #: Part of the whole turnover that this speaks of.
    covered: BasisPoints

    @property
    def taken(self) -> BasisPoints:
        """Share of the margin that the programme takes."""
        return divide_half_up((self.before - self.after) * 10_000, self.before) if self.before > 0 else 0


def margin_effect(outcome: Outcome, assumed: BasisPoints | None) -> MarginEffect | None:
    """The effect; None where no cost is known and none is assumed.

    With `assumed` (gross margin on prices before discounts) goods of unknown cost count too.
    """
    turnover, paid, cost = outcome.margin.turnover, outcome.margin.paid, outcome.margin.cost
    if assumed is not None:
        unknown = outcome.turnover - turnover
        cost += unknown - divide_half_up(unknown * assumed, 10_000)
        turnover, paid = outcome.turnover, outcome.paid
    if turnover <= 0 or outcome.turnover <= 0:
        return None
    owed = divide_half_up(outcome.owed_growth * turnover, outcome.turnover)
    return MarginEffect(
        turnover=turnover,
        cost=cost,
        before=turnover - cost,
        after=paid - cost - owed,
        covered=divide_half_up(turnover * 10_000, outcome.turnover),
    )


def growth_needed(before: Kopecks, after: Kopecks) -> BasisPoints | None:
    """By how much sales of the same goods must grow for the margin to be what it was; None: no growth is enough."""
    return divide_half_up((before - after) * 10_000, after) if after > 0 else None
