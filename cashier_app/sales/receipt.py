"""An open receipt: an immutable value, changed by functions that give a new one.

It is what is parked, restored after a crash, and turned into a cart for the loyalty engine.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import Asked, Cart

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
    #: Kopecks off the line given by hand, and the words for it.
    hand_discount: Kopecks = 0
    hand_discount_reason: str = ""


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
    redeem: Asked = 0
    age_confirmed: bool = False
    name: str = ""
    #: Number of the line touched last, which the screen highlights; 0 when none.
    newest: int = 0

    @property
    def goods(self) -> tuple[Line, ...]:
        """The lines that are goods."""
        return tuple(line for line in self.lines if isinstance(line, Line))

    @property
    def unresolved(self) -> tuple[UnresolvedLine, ...]:
        """The red lines."""
        return tuple(line for line in self.lines if isinstance(line, UnresolvedLine))


class NoPrice(Refused):
    """A product without a price cannot be sold."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” has no price")
    way_out = QT_TRANSLATE_NOOP("errors", "Put it aside and tell a manager: the price comes with the catalogue")


class QuantityTooLarge(Refused):
    """More of a good than a line can hold."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}”: {quantity} is too much for one line")
    way_out = QT_TRANSLATE_NOOP("errors", "Type at most {maximum}")


class NoSuchLine(Refused):
    """A line that the receipt does not have (any more)."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt has no line {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose among the lines of the receipt")


class EmptyReceipt(Refused):
    """Nothing to pay for."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt is empty")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the goods first")


class Unresolved(Refused):
    """Red lines bar payment."""

    text = QT_TRANSLATE_NOOP("errors", "Not found: {code}")
    way_out = QT_TRANSLATE_NOOP("errors", "Find the product or remove the line: until then the receipt cannot be paid")


class AgeNotConfirmed(Refused):
    """Goods for adults, and nobody has asked the buyer's age."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt holds goods for buyers over {age}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the buyer's age and confirm it")


class NoMember(Refused):
    """Points without a card."""

    text = QT_TRANSLATE_NOOP("errors", "No card is on the receipt")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the buyer's card first")


def open_receipt(receipt_id: Id, opened_at: Instant) -> Receipt:
    """An empty receipt."""
    return Receipt(receipt_id=receipt_id, opened_at=opened_at)


def add_goods(receipt: Receipt, item: Item, quantity: Thousandths = 1000, code: str = "") -> Receipt:
    """Goods scanned or picked: pieces join the last line that is equal but for the quantity; weighed goods stand alone.

    Raises `NoPrice`, `ZeroQuantity`, `FractionOfPiece` or `QuantityTooLarge`.
    """
    raise NotImplementedError


def add_unresolved(receipt: Receipt, code: str, quantity: Thousandths = 1000) -> Receipt:
    """A product-like code that nobody knows: a red line."""
    raise NotImplementedError


def resolve(receipt: Receipt, number: int, item: Item) -> Receipt:
    """The red line becomes goods, in its place, with its quantity and code.

    Raises `NoSuchLine` or what `add_goods` raises.
    """
    raise NotImplementedError


def change_quantity(receipt: Receipt, number: int, quantity: Thousandths) -> Receipt:
    """Another quantity on a line (also a red one).

    Raises `NoSuchLine`, `ZeroQuantity`, `FractionOfPiece` or `QuantityTooLarge`.
    """
    raise NotImplementedError


def remove_line(receipt: Receipt, number: int) -> Receipt:
    """The receipt without a line; its number is never used again.  Raises `NoSuchLine`."""
    raise NotImplementedError


def give_discount(receipt: Receipt, number: int, amount: Kopecks, reason: str) -> Receipt:
    """A discount by hand off one line, instead of an earlier one; 0 takes it away.  Raises `NoSuchLine`."""
    raise NotImplementedError


def attach_member(receipt: Receipt, account_id: str) -> Receipt:
    """A known member's card; points asked for with another card are forgotten."""
    raise NotImplementedError


def attach_unclaimed(receipt: Receipt, hash_hex: str) -> Receipt:
    """A card absent from the cache: points will wait for its owner under its keyed hash."""
    raise NotImplementedError


def detach_member(receipt: Receipt) -> Receipt:
    """No card on the receipt, and no points asked for."""
    raise NotImplementedError


def ask_points(receipt: Receipt, asked: Asked) -> Receipt:
    """Ask for a redemption: hundredths of a point, `maximum`, or 0 to undo.

    Raises `NoMember` without a known member's card.
    """
    raise NotImplementedError


def confirm_age(receipt: Receipt) -> Receipt:
    """The cashier has checked the buyer's age, once for the receipt."""
    raise NotImplementedError


def age_to_confirm(receipt: Receipt) -> int:
    """The age in years to check before payment; 0 when there is none or it is confirmed."""
    raise NotImplementedError


def check_payable(receipt: Receipt) -> None:
    """Raises the one reason why the receipt cannot be paid: `EmptyReceipt`, `Unresolved` or `AgeNotConfirmed`."""
    raise NotImplementedError


def to_cart(receipt: Receipt, store: str, zone: str, payment_kinds: frozenset[str] = frozenset()) -> Cart:
    """The receipt as the loyalty engine sees it: goods only, prices frozen."""
    raise NotImplementedError
