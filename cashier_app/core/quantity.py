"""Quantity of goods, in whole thousandths of the unit: pieces × 1000, grams, millilitres."""

from __future__ import annotations

from typing import TypeAlias

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.number import Figure, format_scaled, parse_scaled

Thousandths: TypeAlias = int

ONE: Thousandths = 1000
#: 99 999 pieces or kilograms a line; more is a barcode typed into the quantity.
MAXIMUM_QUANTITY: Thousandths = 99_999 * 1000


class ZeroQuantity(Refused):
    """A line cannot have nothing in it."""

    text = QT_TRANSLATE_NOOP("errors", "The quantity must be more than zero")
    way_out = QT_TRANSLATE_NOOP("errors", "Remove the line instead")


class FractionOfPiece(Refused):
    """Half a piece of a good sold by the piece."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” is sold by the piece: {value} is not a whole number")
    way_out = QT_TRANSLATE_NOOP("errors", "Type a whole number of pieces")


def parse_quantity(text: str) -> Thousandths:
    """Quantity a person typed (`3`, `0,299`): above zero, at most three decimals.

    Raises `MalformedNumber` or `ZeroQuantity`.
    """
    quantity = parse_scaled(text, decimals=3, maximum=MAXIMUM_QUANTITY)
    if quantity == 0:
        raise ZeroQuantity()
    return quantity


def format_quantity(quantity: Thousandths, decimal_mark: str = ",") -> str:
    """`2` or `0,299`: idle zeros are dropped."""
    return format_scaled(quantity, decimals=3, decimal_mark=decimal_mark)


def quantity_figure(quantity: Thousandths) -> Figure:
    """A quantity for a sentence whose language is not known yet (`WorldError` details)."""
    return Figure(quantity, decimals=3)
