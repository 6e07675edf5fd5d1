"""Conditions about goods: which lines of a receipt a rule takes, and how much of them there must be.

`absent` turns a condition round: goods of a supplier who has opted out, anything but the goods on sale.
"""

from __future__ import annotations

from typing import ClassVar

from cashier_app.core.money import Kopecks
from cashier_app.core.quantity import Thousandths
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.rules.base import Condition, NamedSet, Quantity, Sum, condition, listed


def within(category: str, wanted: frozenset[str]) -> bool:
    """Whether a category, or one above it in a path such as `Dairy/Cheese`, is among those wanted."""
    if category in wanted:
        return True
    while (cut := category.rfind("/")) > 0:
        category = category[:cut]
        if category in wanted:
            return True
    return False


@condition
class OfProducts(Condition, frozen=True, tag="products"):
    """The line's product is one of those named by id, or, with `absent`, none of them."""

    products: NamedSet
    absent: bool = False

    def line(self, line: CartLine) -> bool:
        """True for the products named."""
        return (line.product_id in self.products) is not self.absent

    def describe(self, words: Words) -> str:
        """`chosen goods (12)` or `all but chosen goods (12)`."""
        if self.absent:
            text = words.translate("rules", "all but chosen goods ({count})")
        else:
            text = words.translate("rules", "chosen goods ({count})")
        return text.format(count=len(self.products))


@condition
class OfCategories(Condition, frozen=True, tag="categories"):
    """The line's category, or one above it in its path, is one of those named, or, with `absent`, none is."""

    categories: NamedSet
    absent: bool = False

    def line(self, line: CartLine) -> bool:
        """True within the categories named."""
        return within(line.category, self.categories) is not self.absent

    def describe(self, words: Words) -> str:
        """`category: Dairy, Bread` or `not of category: Dairy, Bread`."""
        if self.absent:
            text = words.translate("rules", "not of category: {names}")
        else:
            text = words.translate("rules", "category: {names}")
        return text.format(names=listed(self.categories, words))


@condition
class OfBrands(Condition, frozen=True, tag="brands"):
    """The line's brand is one of those named, or, with `absent`, none of them."""

    brands: NamedSet
    absent: bool = False

    def line(self, line: CartLine) -> bool:
        """True for the brands named."""
        return (line.brand in self.brands) is not self.absent

    def describe(self, words: Words) -> str:
        """`brand: Arabica` or `not of brand: Arabica`."""
        if self.absent:
            text = words.translate("rules", "not of brand: {names}")
        else:
            text = words.translate("rules", "brand: {names}")
        return text.format(names=listed(self.brands, words))


@condition
class OfSuppliers(Condition, frozen=True, tag="suppliers"):
    """The line's supplier is one of those named, or, with `absent`, none of them: they have opted out."""

    suppliers: NamedSet
    absent: bool = False

    def line(self, line: CartLine) -> bool:
        """True for the suppliers named."""
        return (line.supplier in self.suppliers) is not self.absent

    def describe(self, words: Words) -> str:
        """`supplier: Romashka` or `not of supplier: Romashka`."""
        if self.absent:
            text = words.translate("rules", "not of supplier: {names}")
        else:
            text = words.translate("rules", "supplier: {names}")
        return text.format(names=listed(self.suppliers, words))


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
        return text.format(names=listed(self.tags, words))


def _in_band(value: int, at_least: int | None, over: int | None, below: int | None) -> bool:
    """Whether a figure lies in a band; every bound given must hold."""
    return (
        (at_least is None or value >= at_least) and (over is None or value > over) and (below is None or value < below)
    )


def band_contradiction(at_least: int | None, over: int | None, below: int | None) -> str:
    """What is allowed instead of a band without bounds, which always holds, or one that ends before it begins."""
    if at_least is None and over is None and below is None:
        return "{at_least | over | below}"
    lowest = max(at_least or 0, -1 if over is None else over + 1)
    return f"below > {lowest}" if below is not None and below <= lowest else ""


@condition
class OfQuantity(Condition, frozen=True, tag="quantity"):
    """The quantity of the goods that the rule takes lies in a band, in thousandths: 30 litres of fuel are 30000.

    All lines of these goods together count; with `each_line` every line by itself, and those outside of the band
    are not taken.  `at_least` is ≥, `over` strictly >, `below` strictly <.
    """

    by_product: ClassVar[bool] = False

    at_least: Quantity | None = None
    over: Quantity | None = None
    below: Quantity | None = None
    each_line: bool = False

    def line(self, line: CartLine) -> bool:
        """True within the band, where every line counts by itself."""
        return not self.each_line or _in_band(line.quantity, self.at_least, self.over, self.below)

    def together(self, quantity: Thousandths, amount: Kopecks) -> bool:
        """True within the band, where all lines count together."""
        return self.each_line or _in_band(quantity, self.at_least, self.over, self.below)

    def contradiction(self, levels: frozenset[str]) -> str:
        """A band must have bounds and room between them."""
        return band_contradiction(self.at_least, self.over, self.below)

    def describe(self, words: Words) -> str:
        """`quantity from 30`, `in one line quantity over 2,5`."""
        parts = []
        if self.at_least is not None:
            text = words.translate("rules", "quantity from {quantity}")
            parts.append(text.format(quantity=words.quantity(self.at_least)))
        if self.over is not None:
            text = words.translate("rules", "quantity over {quantity}")
            parts.append(text.format(quantity=words.quantity(self.over)))
        if self.below is not None:
            text = words.translate("rules", "quantity below {quantity}")
            parts.append(text.format(quantity=words.quantity(self.below)))
        joined = ", ".join(parts)
        return words.translate("rules", "in one line: {text}").format(text=joined) if self.each_line else joined


@condition
class OfGoodsSum(Condition, frozen=True, tag="goods_sum"):
    """The sum of the goods that the rule takes, before its step, lies in a band of kopecks.

    `at_least` is ≥, `over` strictly >, `below` strictly <.
    """

    at_least: Sum | None = None
    over: Sum | None = None
    below: Sum | None = None

    def together(self, quantity: Thousandths, amount: Kopecks) -> bool:
        """True within the band."""
        return _in_band(amount, self.at_least, self.over, self.below)

    def contradiction(self, levels: frozenset[str]) -> str:
        """A band must have bounds and room between them."""
        return band_contradiction(self.at_least, self.over, self.below)

    def describe(self, words: Words) -> str:
        """`these goods from 500,00 ₽`."""
        parts = []
        if self.at_least is not None:
            parts.append(words.translate("rules", "these goods from {sum}").format(sum=words.money(self.at_least)))
        if self.over is not None:
            parts.append(words.translate("rules", "these goods over {sum}").format(sum=words.money(self.over)))
        if self.below is not None:
            parts.append(words.translate("rules", "these goods below {sum}").format(sum=words.money(self.below)))
        return ", ".join(parts)
