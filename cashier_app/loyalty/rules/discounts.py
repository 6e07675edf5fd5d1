"""Effects that lower prices.

Some know what they take off a line from that line alone (`LineDiscount`); the others look at all the lines that
their rule takes (`SetDiscount`), and a gift at the products it names.  All amounts are kopecks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Protocol

import msgspec

from cashier_app.core.money import Kopecks, allocate, divide_half_up, line_amount, percent_of
from cashier_app.core.quantity import ONE, Thousandths
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.rules.base import Effect, NamedSet, Rate, effect, percent_text

#: A price or a sum off that is something.
SomeMoney = Annotated[Kopecks, msgspec.Meta(ge=1, le=10**11)]
#: Enough digits to order lines by the price of one unit without fractions.
_FINE: Final = 10**6


class Goods(Protocol):
    """One line as a set-wide discount sees it.

    `running` is its running amount, `floor` what no discount takes it below, `tie` the order of equal lines in
    allocations (product id, unit price, quantity… line number).
    """

    source: CartLine
    running: Kopecks
    floor: Kopecks
    tie: tuple[object, ...]


class DiscountEffect(Effect, frozen=True, tag="discount_effect"):
    """An effect that lowers amounts of lines."""


class LineDiscount(DiscountEffect, frozen=True, tag="line_discount"):
    """A discount of each line by itself."""

    def discount(self, line: CartLine, amount: Kopecks) -> Kopecks:
        """Kopecks off a line whose running amount is `amount`; never negative, never more than it."""
        raise NotImplementedError


class SetDiscount(DiscountEffect, frozen=True, tag="set_discount"):
    """A discount of all lines of a rule together; the order of lines never changes it."""

    def discounts(self, goods: Sequence[Goods]) -> list[Kopecks]:
        """Kopecks off each line, never more than its room."""
        raise NotImplementedError


@effect
class PercentOff(LineDiscount, frozen=True, tag="percent_off"):
    """A percentage off each line's running amount, rounded half up per line."""

    percent: Rate

    def discount(self, line: CartLine, amount: Kopecks) -> Kopecks:
        """The percentage of the running amount."""
        return percent_of(amount, self.percent)

    def describe(self, words: Words) -> str:
        """`10 % off`."""
        return words.translate("rules", "{percent} off").format(percent=percent_text(self.percent, words))


@effect
class FixedPrice(LineDiscount, frozen=True, tag="fixed_price"):
    """A price for a unit, in kopecks, where it is lower than the running one; a kilogram is a unit of weighed goods."""

    price: SomeMoney

    def discount(self, line: CartLine, amount: Kopecks) -> Kopecks:
        """What the price is lower by, for the line's quantity."""
        return max(amount - line_amount(self.price, line.quantity), 0)

    def describe(self, words: Words) -> str:
        """`price 99,00 ₽`."""
        return words.translate("rules", "price {sum}").format(sum=words.money(self.price))


@effect
class UnitOff(LineDiscount, frozen=True, tag="unit_off"):
    """A sum off every unit, in kopecks, rounded half up per line; of weighed goods off every kilogram."""

    amount: SomeMoney

    def discount(self, line: CartLine, amount: Kopecks) -> Kopecks:
        """The sum for the line's quantity, at most the running amount."""
        return min(line_amount(self.amount, line.quantity), amount)

    def describe(self, words: Words) -> str:
        """`5,00 ₽ off each`."""
        return words.translate("rules", "{sum} off each").format(sum=words.money(self.amount))


@effect
class AmountOff(SetDiscount, frozen=True, tag="amount_off"):
    """A sum off all the rule's lines together, spread over them pro rata to their running amounts."""

    amount: SomeMoney

    def discounts(self, goods: Sequence[Goods]) -> list[Kopecks]:
        """The sum, or all that the lines' room allows, spread by the allocation rule."""
        room = [max(one.running - one.floor, 0) for one in goods]
        weights = [one.running for one in goods]
        return allocate(min(self.amount, sum(room)), weights, [one.tie for one in goods], room)

    def describe(self, words: Words) -> str:
        """`500,00 ₽ off`."""
        return words.translate("rules", "{sum} off").format(sum=words.money(self.amount))


def _whole_units(goods: Sequence[Goods]) -> list[tuple[int, int]]:
    """(place, units) of the lines of whole pieces, the dearest unit first; a fractional quantity is no piece.

    Ordered by the running price of one unit, then as in allocations, so that the order of lines does not matter.
    """
    whole = [
        (place, one.source.quantity // ONE)
        for place, one in enumerate(goods)
        if one.source.quantity % ONE == 0 and one.running > 0
    ]
    return sorted(whole, key=lambda item: (-(goods[item[0]].running * _FINE // item[1]), goods[item[0]].tie))


def _units_off(one: Goods, reduced: int, units: int, rate: int) -> Kopecks:
    """A percentage off some of a line's units, rounded half up once, at most its room."""
    off = divide_half_up(one.running * reduced * rate, units * 10_000)
    return min(off, max(one.running - one.floor, 0))


@effect
class NthItem(SetDiscount, frozen=True, tag="nth_item"):
    """Every n-th piece at a discount: the third free, the second at half price.

    The pieces of all lines are laid in a row from the dearest to the cheapest, and of every n in it the last, its
    cheapest, is reduced: no other way of sharing the purchase out over receipts would give the buyer more.
    Fractional quantities (weighed goods, fuel) are not pieces and stay out of the row.
    """

    every: Annotated[int, msgspec.Meta(ge=2, le=1000)]
    percent: Rate = 10_000

    def discounts(self, goods: Sequence[Goods]) -> list[Kopecks]:
        """The percentage off the n-th, 2n-th… piece of the row, line by line."""
        off = [0] * len(goods)
        before = 0
        for place, units in _whole_units(goods):
            reduced = (before + units) // self.every - before // self.every
            before += units
            if reduced:
                off[place] = _units_off(goods[place], reduced, units, self.percent)
        return off

    def describe(self, words: Words) -> str:
        """`every 3rd piece free` in words that need no ordinal."""
        text = words.translate("rules", "{percent} off one of every {count} pieces, the cheapest")
        return text.format(percent=percent_text(self.percent, words), count=self.every)


@effect
class CheapestItem(SetDiscount, frozen=True, tag="cheapest_item"):
    """The cheapest piece at a discount, once a receipt, where there are at least so many pieces.

    Fractional quantities (weighed goods, fuel) are not pieces: they neither count nor are reduced.
    """

    at_least: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 2
    percent: Rate = 10_000

    def discounts(self, goods: Sequence[Goods]) -> list[Kopecks]:
        """The percentage off one piece of the cheapest line."""
        off = [0] * len(goods)
        row = _whole_units(goods)
        if row and sum(units for _, units in row) >= self.at_least:
            place, units = row[-1]
            off[place] = _units_off(goods[place], 1, units, self.percent)
        return off

    def describe(self, words: Words) -> str:
        """`100 % off the cheapest of 3 pieces or more`."""
        text = words.translate("rules", "{percent} off the cheapest of {count} pieces or more")
        return text.format(percent=percent_text(self.percent, words), count=self.at_least)


@effect
class Gift(DiscountEffect, frozen=True, tag="gift"):
    """One of these products as a gift, up to a quantity, at a token price for a unit.

    The rule's conditions choose the goods that earn it; the gift itself never counts among them, so that "with any
    purchase" needs another one.  Of several gifts on the receipt the dearest is given first.  What is given stands
    alone: no other discount, points or redemption touches it.
    """

    products: NamedSet
    quantity: Annotated[Thousandths, msgspec.Meta(ge=1, le=1_000_000)] = ONE
    #: Fiscal receipts know no price of zero by default; 0 where a shop may print one.
    price: Annotated[Kopecks, msgspec.Meta(ge=0, le=10**9)] = 1

    def describe(self, words: Words) -> str:
        """`a gift, one of 3 products`, `a gift`."""
        if len(self.products) == 1:
            return words.translate("rules", "a gift")
        return words.translate("rules", "a gift, one of {count} products").format(count=len(self.products))
