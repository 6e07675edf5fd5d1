"""Effects that give points, or a coupon for another time.

Rates compete: on every line the best one counts.  Multipliers multiply the rate that a line has.  All other points are
added.  Every rule's points are rounded once, on their total (`accruing`).  Points are hundredths.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Literal

import msgspec

from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.number import format_scaled
from cashier_app.core.points import Points
from cashier_app.core.quantity import ONE, Thousandths
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import COUPON_WALLETS
from cashier_app.loyalty.rules.base import Effect, Rate, Sum, effect, percent_text

#: Points that are something.
SomePoints = Annotated[Points, msgspec.Meta(ge=1, le=10**11)]


class AccrualEffect(Effect, frozen=True, tag="accrual_effect"):
    """An effect that gives points or a coupon."""


class RateEffect(AccrualEffect, frozen=True, tag="rate_effect"):
    """An accrual rate for the rule's lines; of all rates offered for a line the best one counts."""

    def rate(self, total: Kopecks) -> BasisPoints:
        """The rate on a receipt whose sum before the accrual is `total`."""
        raise NotImplementedError


class AddedPoints(AccrualEffect, frozen=True, tag="added_points"):
    """Points that add to those of any rate."""

    #: What the points are shared over the rule's lines by.
    shared_by: ClassVar[Literal["amount", "quantity"]] = "amount"

    def points(self, amount: Kopecks, quantity: Thousandths) -> tuple[int, int]:
        """Points for the rule's lines together, not rounded: hundredths as numerator and denominator."""
        raise NotImplementedError


@effect
class AccruePercent(RateEffect, frozen=True, tag="accrue_percent"):
    """Points as a percentage of what is paid for the lines; it replaces a lower rate of the level."""

    percent: Rate

    def rate(self, total: Kopecks) -> BasisPoints:
        """The percentage, whatever the receipt's sum."""
        return self.percent

    def describe(self, words: Words) -> str:
        """`5 % back in points`."""
        return words.translate("rules", "{percent} back in points").format(percent=percent_text(self.percent, words))


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rate of receipts from a sum in kopecks on, up to the next band."""

    at_least: Sum
    percent: Rate


@effect
class AccrueByBands(RateEffect, frozen=True, tag="accrue_bands"):
    """Points as a percentage that the receipt's sum decides: the band that it reaches counts for all of the lines."""

    bands: Annotated[tuple[Band, ...], msgspec.Meta(min_length=1)]

    def rate(self, total: Kopecks) -> BasisPoints:
        """The percentage of the highest band reached; 0 below the first."""
        return next((band.percent for band in reversed(self.bands) if band.at_least <= total), 0)

    def contradiction(self) -> str:
        """Bands rise."""
        rising = all(lower.at_least < higher.at_least for lower, higher in pairwise(self.bands))
        return "" if rising else "at_least < at_least < …"

    def describe(self, words: Words) -> str:
        """`back in points: 10 % from 600,00 ₽, 15 % from 800,00 ₽`."""
        band = words.translate("rules", "{percent} from {sum}")
        bands = [
            band.format(percent=percent_text(each.percent, words), sum=words.money(each.at_least))
            for each in self.bands
        ]
        return words.translate("rules", "back in points: {bands}").format(bands=", ".join(bands))


@effect
class Multiply(AccrualEffect, frozen=True, tag="multiply"):
    """The rate that a line has, times a number in hundredths (200 is twice); several multiply one another."""

    times: Annotated[int, msgspec.Meta(ge=101, le=10_000)]

    def describe(self, words: Words) -> str:
        """`points ×2`."""
        times = format_scaled(self.times, 2, words.decimal_mark)
        return words.translate("rules", "points ×{times}").format(times=times)


@effect
class AccruePerUnit(AddedPoints, frozen=True, tag="accrue_per_unit"):
    """Points for every `quantity` of goods (thousandths of their unit; one unit), for parts of it in proportion."""

    shared_by: ClassVar[Literal["amount", "quantity"]] = "quantity"

    value: SomePoints = msgspec.field(name="points")
    quantity: Annotated[Thousandths, msgspec.Meta(ge=1)] = ONE

    def points(self, amount: Kopecks, quantity: Thousandths) -> tuple[int, int]:
        """In proportion to the quantity."""
        return self.value * quantity, self.quantity

    def describe(self, words: Words) -> str:
        """`1 point for every unit`, `1 point for every 10 units`."""
        points = words.points(self.value)
        if self.quantity == ONE:
            return words.translate("rules", "{points} for every unit").format(points=points)
        text = words.translate("rules", "{points} for every {quantity} units")
        return text.format(points=points, quantity=words.quantity(self.quantity))


@effect
class AccruePerAmount(AddedPoints, frozen=True, tag="accrue_per_amount"):
    """Points for every full sum (kopecks) that is paid for the rule's lines together."""

    value: SomePoints = msgspec.field(name="points")
    amount: Annotated[Kopecks, msgspec.Meta(ge=1)]

    def points(self, amount: Kopecks, quantity: Thousandths) -> tuple[int, int]:
        """For the full sums alone."""
        return amount // self.amount * self.value, 1

    def describe(self, words: Words) -> str:
        """`5 points for every 100,00 ₽`."""
        text = words.translate("rules", "{points} for every {sum}")
        return text.format(points=words.points(self.value), sum=words.money(self.amount))


@effect
class AccrueFixed(AddedPoints, frozen=True, tag="accrue_fixed"):
    """Points once a receipt, whatever its sum."""

    value: SomePoints = msgspec.field(name="points")

    def points(self, amount: Kopecks, quantity: Thousandths) -> tuple[int, int]:
        """As many as the rule says."""
        return self.value, 1

    def describe(self, words: Words) -> str:
        """`50 points more`."""
        return words.translate("rules", "{points} more").format(points=words.points(self.value))


@effect
class GiveCoupon(AccrualEffect, frozen=True, tag="give_coupon"):
    """A coupon for one use, from the purchase on or later (`Rule.lots`); the rule with the condition `coupon` takes it.

    A card that is not known here gets none.
    """

    coupon: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]

    @property
    def wallet(self) -> str:
        """The wallet that such coupons stand in."""
        return COUPON_WALLETS + self.coupon

    def describe(self, words: Words) -> str:
        """`gives the coupon: tea-10`."""
        return words.translate("rules", "gives the coupon: {name}").format(name=self.coupon)
