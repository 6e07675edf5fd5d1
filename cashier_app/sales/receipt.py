"""An open receipt: an immutable value, changed by functions that give a new one.

It is what is parked, restored after a crash, and turned into a cart for the loyalty engine.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths

Unit: TypeAlias = Literal["pc", "kg", "l", "m"]


class Item(msgspec.Struct, frozen=True):
    """A product as it was when it was scanned; its prices are frozen."""

    product_id: str
    name: str
    price: Kopecks
    unit: Unit = "pc"
    #: May be sold by fractions of the unit.
    fractional: bool = False
    member_price: Kopecks | None = None
    category: str = ""
    brand: str = ""
    supplier: str = ""
    tags: frozenset[str] = frozenset()
    cost: Kopecks | None = None
    #: VAT rate by the rules of the day; None where the seller charges none.
    vat_rate: BasisPoints | None = None
    minimum_age: int = 0


class Line(msgspec.Struct, frozen=True, tag="line"):
    """Goods: a product and its quantity."""

    number: int
    item: Item
    quantity: Thousandths
    #: The code as it was scanned; empty when picked by hand.
    code: str = ""


class UnresolvedLine(msgspec.Struct, frozen=True, tag="unresolved"):
    """A product-like code that nobody knows: it bars payment until it is resolved or removed."""

    number: int
    code: str
    quantity: Thousandths = 1000


class Receipt(msgspec.Struct, frozen=True):
    """An open receipt.  Line numbers are never reused within one receipt."""

    receipt_id: Id
    opened_at: Instant
    lines: tuple[Line | UnresolvedLine, ...] = ()
    next_line: int = 1
    account_id: str | None = None
    #: Keyed hash (hex) of a card absent from the cache: points will wait for its owner.
    unclaimed: str = ""
    redeem: Points | Literal["maximum"] = 0
    age_confirmed: bool = False
    name: str = ""

    @property
    def goods(self) -> tuple[Line, ...]:
        """The lines that are goods."""
        return tuple(line for line in self.lines if isinstance(line, Line))

    @property
    def unresolved(self) -> tuple[UnresolvedLine, ...]:
        """The red lines."""
        return tuple(line for line in self.lines if isinstance(line, UnresolvedLine))
