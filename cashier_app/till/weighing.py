"""Goods sold by weight: what waits for the scale, and what the scale says of it, as texts."""

from __future__ import annotations

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import line_amount
from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.core.words import Words
from cashier_app.devices.counter_words import weight_words
from cashier_app.devices.scales import ScaleStatus, Weight
from cashier_app.sales.receipt import Item
from cashier_app.till.selling_text import quantity_text, unit_text
from cashier_app.till.selling_view import WeighingView, WeightView


class WeighFirst(Refused):
    """Other goods wait for their weight: one thing lies on a scale at a time."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” has to be weighed first")
    way_out = QT_TRANSLATE_NOOP("errors", "Take its weight, or leave it out, and scan again")


class NothingToWeigh(Refused):
    """A weight for which no goods wait."""

    text = QT_TRANSLATE_NOOP("errors", "No goods wait for their weight")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan goods that are sold by weight, or find them by name")


class WeighedAlready(Refused):
    """The same goods would be sold twice, the second time as others."""

    text = QT_TRANSLATE_NOOP("errors", "What lies on the scale has been weighed already")
    way_out = QT_TRANSLATE_NOOP("errors", "Put the next goods on the scale")


class Weighing(msgspec.Struct, frozen=True):
    """Goods without their weight; `red` is the line of an unknown code that they were found for."""

    item: Item
    code: str = ""
    red: int | None = None


def is_weighed(item: Item) -> bool:
    """Whether a product is put on the scale."""
    return item.unit == "kg" and item.fractional


def weighing_view(weighing: Weighing, words: Words) -> WeighingView:
    """The goods, as the cashier is told of them."""
    price = words.translate("selling", "{price} per kg").format(price=words.money(weighing.item.price))
    return WeighingView(weighing.item.name, price)


def weight_view(item: Item, weight: Weight | None, status: ScaleStatus, already: bool, words: Words) -> WeightView:
    """The weight as it is now and what so much costs before discounts."""
    reason, way_out = weight_words(weight, status, words)
    if already and not reason:
        reason, way_out = words.error(WeighedAlready())
    if weight is None or (weight.trouble and weight.trouble != "under_zero"):
        return WeightView("—", "", reason, way_out)
    figure = f"{format_scaled(weight.net, 3, words.decimal_mark, trim=False)}{NO_BREAK_SPACE}{unit_text('kg', words)}"
    amount = words.money(line_amount(item.price, weight.net)) if weight.net > 0 else ""
    tare = words.translate("selling", "package {weight}").format(weight=quantity_text(weight.tare, "kg", words))
    return WeightView(figure, amount, reason, way_out, tare if weight.tare else "")
