"""The registry of promotion rules: every kind of condition and effect is one class here.

A rule is conditions × effect × stacking (`programme.Rule`).  A new kind is one class with its
schema (its fields), its words for the cashier (`describe`) and its tests; nothing else changes.
A class registers itself under its tag, which is the `kind` written in the programme's JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, TypeVar, Union

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks, percent_of
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import Cart, CartLine, MemberState

#: A percentage of 0 to 100 % in basis points.
Rate = Annotated[BasisPoints, msgspec.Meta(ge=0, le=10_000)]
#: A sum of money that is not negative.
Sum = Annotated[Kopecks, msgspec.Meta(ge=0)]
#: A set that a condition compares with; an empty one would silently never hold.
NamedSet = Annotated[frozenset[str], msgspec.Meta(min_length=1)]


class Circumstances(msgspec.Struct, frozen=True):
    """What a rule may ask about besides the line: the receipt's sum before its step, the member, the instant."""

    cart: Cart
    member: MemberState | None
    total: Kopecks
    now: Instant


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="condition"):
    """One condition; it narrows lines, or asks about the receipt, or both."""

    #: The answer to `line` depends on the product alone, so it may be remembered for that product.
    by_product: ClassVar[bool] = True

    def line(self, line: CartLine) -> bool:
        """Whether the rule may touch this line."""
        return True

    def receipt(self, circumstances: Circumstances) -> bool:
        """Whether the rule may touch this receipt."""
        return True

    def contradiction(self) -> str:
        """What is allowed instead, if the condition contradicts itself; else empty."""
        return ""

    def describe(self, words: Words) -> str:
        """The condition in the cashier's words."""
        raise NotImplementedError


class Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="effect"):
    """What a rule does; an effect gives either discounts or points."""

    def describe(self, words: Words) -> str:
        """The effect in the cashier's words."""
        raise NotImplementedError


class DiscountEffect(Effect, frozen=True, tag="discount_effect"):
    """An effect that lowers the amount of a line."""

    def discount(self, line: CartLine, amount: Kopecks) -> Kopecks:
        """Kopecks off a line whose running amount is `amount`; never more than it."""
        raise NotImplementedError


class AccrualEffect(Effect, frozen=True, tag="accrual_effect"):
    """An effect that gives points for a line."""

    def rate(self, line: CartLine) -> BasisPoints:
        """The accrual rate this effect offers a line; the best one offered counts."""
        raise NotImplementedError


CONDITIONS: list[type[Condition]] = []
EFFECTS: list[type[Effect]] = []
_C = TypeVar("_C", bound=type[Condition])
_E = TypeVar("_E", bound=type[Effect])


def condition(cls: _C) -> _C:
    """Register a kind of condition."""
    CONDITIONS.append(cls)
    return cls


def effect(cls: _E) -> _E:
    """Register a kind of effect."""
    EFFECTS.append(cls)
    return cls


def within(category: str, wanted: frozenset[str]) -> bool:
    """Whether a category, or one above it in a path such as `Dairy/Cheese`, is among those wanted."""
    if category in wanted:
        return True
    while (cut := category.rfind("/")) > 0:
        category = category[:cut]
        if category in wanted:
            return True
    return False


def percent_text(rate: BasisPoints, words: Words) -> str:
    """`7,5 %` with a no-break space."""
    return f"{format_scaled(rate, 2, words.decimal_mark)}\u00a0%"


@condition
class OfProducts(Condition, frozen=True, tag="products"):
    """The line's product is one of those named by id."""

    products: NamedSet

    def line(self, line: CartLine) -> bool:
        """True for the products named."""
        return line.product_id in self.products

    def describe(self, words: Words) -> str:
        """`chosen goods (12)`."""
        return words.translate("rules", "chosen goods ({count})").format(count=len(self.products))


@condition
class OfCategories(Condition, frozen=True, tag="categories"):
    """The line's category, or one above it in its path, is one of those named."""

    categories: NamedSet

    def line(self, line: CartLine) -> bool:
        """True within the categories named."""
        return within(line.category, self.categories)

    def describe(self, words: Words) -> str:
        """`category: Dairy, Bread`."""
        return words.translate("rules", "category: {names}").format(names=", ".join(sorted(self.categories)))


@condition
class OfBrands(Condition, frozen=True, tag="brands"):
    """The line's brand is one of those named."""

    brands: NamedSet

    def line(self, line: CartLine) -> bool:
        """True for the brands named."""
        return line.brand in self.brands

    def describe(self, words: Words) -> str:
        """`brand: Arabica`."""
        return words.translate("rules", "brand: {names}").format(names=", ".join(sorted(self.brands)))


@condition
class WithTags(Condition, frozen=True, tag="tags"):
    """The line carries at least one of the tags named, or, with `absent`, none of them."""

    tags: NamedSet
    absent: bool = False

    def line(self, line: CartLine) -> bool:
        """True by the line's tags."""
        return line.tags.isdisjoint(self.tags) is self.absent

    def describe(self, words: Words) -> str:
        """`marked: sale` or `not marked: sale`."""
        if self.absent:
            text = words.translate("rules", "not marked: {names}")
        else:
            text = words.translate("rules", "marked: {names}")
        return text.format(names=", ".join(sorted(self.tags)))


@condition
class ReceiptSum(Condition, frozen=True, tag="receipt_sum"):
    """The receipt's sum before the rule's step lies in a band; every bound given must hold.

    `at_least` is ≥, `over` is strictly >, `below` is strictly <, all in kopecks.
    """

    at_least: Sum | None = None
    over: Sum | None = None
    below: Sum | None = None

    def receipt(self, circumstances: Circumstances) -> bool:
        """True within the band."""
        total = circumstances.total
        return (
            (self.at_least is None or total >= self.at_least)
            and (self.over is None or total > self.over)
            and (self.below is None or total < self.below)
        )

    def contradiction(self) -> str:
        """A band without bounds would always hold, one that ends before it begins never."""
        lowest = max(self.at_least or 0, -1 if self.over is None else self.over)
        if self.at_least is None and self.over is None and self.below is None:
            return "{at_least | over | below}"
        return f"below > {lowest}" if self.below is not None and self.below <= lowest else ""

    def describe(self, words: Words) -> str:
        """`receipt from 1 000,00 ₽`, `receipt over …`, `receipt below …`."""
        parts = []
        if self.at_least is not None:
            parts.append(words.translate("rules", "receipt from {sum}").format(sum=words.money(self.at_least)))
        if self.over is not None:
            parts.append(words.translate("rules", "receipt over {sum}").format(sum=words.money(self.over)))
        if self.below is not None:
            parts.append(words.translate("rules", "receipt below {sum}").format(sum=words.money(self.below)))
        return ", ".join(parts)


@condition
class HasMember(Condition, frozen=True, tag="member"):
    """A loyalty card is on the receipt."""

    def receipt(self, circumstances: Circumstances) -> bool:
        """True when there is a member."""
        return circumstances.member is not None

    def describe(self, words: Words) -> str:
        """`with a card`."""
        return words.translate("rules", "with a card")


@effect
class PercentOff(DiscountEffect, frozen=True, tag="percent_off"):
    """A percentage off each line's running amount, rounded half up per line."""

    percent: Rate

    def discount(self, line: CartLine, amount: Kopecks) -> Kopecks:
        """The percentage of the running amount."""
        return percent_of(amount, self.percent)

    def describe(self, words: Words) -> str:
        """`10 % off`."""
        return words.translate("rules", "{percent} off").format(percent=percent_text(self.percent, words))


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


if TYPE_CHECKING:
    AnyCondition = Condition
    AnyEffect = Effect
else:  # msgspec decodes a tagged union of exactly the registered classes
    AnyCondition = Union[tuple(CONDITIONS)]  # noqa: UP007 - made from the registry
    AnyEffect = Union[tuple(EFFECTS)]  # noqa: UP007
