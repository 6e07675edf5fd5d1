"""An open receipt: an immutable value, changed by functions that give a new one.

It is what is parked, restored after a crash, and turned into a cart for the loyalty engine.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import MAXIMUM_KOPECKS, BasisPoints, Kopecks, line_amount
from cashier_app.core.points import Points
from cashier_app.core.quantity import (
    MAXIMUM_QUANTITY,
    ONE,
    FractionOfPiece,
    Thousandths,
    ZeroQuantity,
    quantity_figure,
)
from cashier_app.loyalty.cart import Asked, Cart, CartLine, LotState
from cashier_app.loyalty.rules import fold_code

Unit: TypeAlias = Literal["pc", "kg", "l", "m"]

#: Promo codes on one receipt, and letters in one of them, at most.
MOST_CODES: Final = 10
LONGEST_CODE: Final = 40


class CardToLoad(msgspec.Struct, frozen=True):
    """The gift card that a line is to load: its account, its mask, and whether it was sold before."""

    account_id: str
    masked: str
    topped_up: bool = False


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
    #: A gift card, sold as an advance: no discount, no points, one piece a line.
    card: CardToLoad | None = None


class Hand(msgspec.Struct, frozen=True):
    """What somebody gave by hand, off a line or the whole receipt: a share, a sum, or a new price of one unit."""

    rate: BasisPoints = 0
    amount: Kopecks = 0
    price: Kopecks | None = None
    #: The words for it on screen and slip.
    reason: str = ""
    #: A sum takes no larger share than it did when it was allowed, whatever is taken off the receipt afterwards.
    most: BasisPoints = 10_000

    def __bool__(self) -> bool:
        """Whether anything is given at all."""
        return bool(self.rate or self.amount or self.price is not None)


NO_HAND: Final = Hand()


class Line(msgspec.Struct, frozen=True, tag="line"):
    """Goods: a product and its quantity."""

    number: int
    item: Item
    quantity: Thousandths
    #: The code as it was scanned; empty when picked by hand.
    code: str = ""
    #: What somebody gave off the line by hand.
    hand: Hand = NO_HAND


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
    #: The buyer's age was checked for goods up to this one, years.
    confirmed_age: int = 0
    name: str = ""
    #: Number of the line touched last, which the screen highlights; 0 when none.
    newest: int = 0
    #: Promo codes the buyer gave, as they are compared (`loyalty.rules.fold_code`).
    promo_codes: tuple[str, ...] = ()
    #: A redemption of up to this has been confirmed, and by whom: `buyer`, or a colleague's id.
    confirmed_points: Points = 0
    confirmed_by: str = ""
    #: The buyer was registered on this receipt by this operation: its points are for the next one.
    registered_by: str = ""
    #: The card's changing code has not been verified: the buyer earns, and spends nothing.
    unverified: bool = False
    #: What somebody gave off the whole receipt by hand; never a price.
    hand: Hand = NO_HAND

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


class OneCard(Refused):
    """Another quantity or a discount on a line that is a gift card."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” is a gift card: one piece at its full price")
    way_out = QT_TRANSLATE_NOOP("errors", "For another card add the product once more and scan that card")


class CardTwice(Refused):
    """The same gift card on two lines."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} is on this receipt already")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan another card")


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


class TooManyCodes(Refused):
    """More promo codes than a receipt takes."""

    text = QT_TRANSLATE_NOOP("errors", "A receipt takes at most {count} promo codes")
    way_out = QT_TRANSLATE_NOOP("errors", "Remove one of them first")


class NoSuchCode(Refused):
    """A text that cannot be a promo code."""

    text = QT_TRANSLATE_NOOP("errors", "“{text}” is not a promo code")
    way_out = QT_TRANSLATE_NOOP("errors", "Type its letters and digits, at most {longest}")


class NoMember(Refused):
    """Points without a card."""

    text = QT_TRANSLATE_NOOP("errors", "No card is on the receipt")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the buyer's card first")


def open_receipt(receipt_id: Id, opened_at: Instant) -> Receipt:
    """An empty receipt."""
    return Receipt(receipt_id=receipt_id, opened_at=opened_at)


def add_goods(receipt: Receipt, item: Item, quantity: Thousandths = 1000, code: str = "") -> Receipt:
    """Goods scanned or picked: pieces join the last line that is equal but for the quantity; weighed goods stand alone.

    Raises `NoPrice`, `ZeroQuantity`, `FractionOfPiece`, `QuantityTooLarge`, `OneCard` or `CardTwice`.
    """
    check_item(item, quantity)
    if item.card is not None and any(_loads(line, item.card.account_id) for line in receipt.goods):
        raise CardTwice(card=item.card.masked)
    for line in reversed(receipt.lines):
        if isinstance(line, Line) and _joins(line, item, code):
            return change_quantity(receipt, line.number, line.quantity + quantity)
    line = Line(number=receipt.next_line, item=item, quantity=quantity, code=code)
    return _with_line(receipt, line)


def add_unresolved(receipt: Receipt, code: str, quantity: Thousandths = 1000) -> Receipt:
    """A product-like code that nobody knows: a red line."""
    _check_quantity(code, quantity, fractional=True)
    return _with_line(receipt, UnresolvedLine(number=receipt.next_line, code=code, quantity=quantity))


def resolve(receipt: Receipt, number: int, item: Item) -> Receipt:
    """The red line becomes goods, in its place, with its quantity and code.

    Raises `NoSuchLine` or what `add_goods` raises.
    """
    red = _line(receipt, number)
    if not isinstance(red, UnresolvedLine):
        raise NoSuchLine(number=number)
    check_item(item, red.quantity)
    return _replaced(receipt, Line(number=number, item=item, quantity=red.quantity, code=red.code))


def change_quantity(receipt: Receipt, number: int, quantity: Thousandths) -> Receipt:
    """Another quantity on a line (also a red one).

    Raises `NoSuchLine`, `ZeroQuantity`, `FractionOfPiece` or `QuantityTooLarge`.
    """
    line = _line(receipt, number)
    if isinstance(line, Line):
        check_item(line.item, quantity)
    else:
        _check_quantity(line.code, quantity, fractional=True)
    return _replaced(receipt, replace(line, quantity=quantity))


def remove_line(receipt: Receipt, number: int) -> Receipt:
    """The receipt without a line; its number is never used again.  Raises `NoSuchLine`."""
    _line(receipt, number)
    lines = tuple(line for line in receipt.lines if line.number != number)
    newest = receipt.newest if receipt.newest != number else (lines[-1].number if lines else 0)
    return replace(receipt, lines=lines, newest=newest)


def give_by_hand(receipt: Receipt, number: int | None, hand: Hand) -> Receipt:
    """A discount or a price by hand on one line, or on the whole receipt (None), instead of an earlier one there.

    A share is of what it costs after all other discounts, whatever its quantity becomes; `NO_HAND` takes it away.
    Raises `NoSuchLine`, and `OneCard` for an advance.
    """
    if number is None:
        return replace(receipt, hand=hand)
    line = _line(receipt, number)
    if not isinstance(line, Line):
        raise NoSuchLine(number=number)
    if line.item.card is not None:
        raise OneCard(name=line.item.name)
    return _replaced(receipt, replace(line, hand=hand))


def attach_member(receipt: Receipt, account_id: str) -> Receipt:
    """A known member's card; points asked for with another card are forgotten."""
    if receipt.account_id == account_id:
        return replace(receipt, unclaimed="")
    return replace(detach_member(receipt), account_id=account_id)


def attach_unclaimed(receipt: Receipt, hash_hex: str) -> Receipt:
    """A card absent from the cache: points will wait for its owner under its keyed hash."""
    return replace(detach_member(receipt), unclaimed=hash_hex)


def detach_member(receipt: Receipt) -> Receipt:
    """No card on the receipt, and no points asked for."""
    return replace(
        receipt, account_id=None, unclaimed="", redeem=0, confirmed_points=0, confirmed_by="", unverified=False
    )


def mark_verified(receipt: Receipt, verified: bool) -> Receipt:
    """Whether the buyer's card may be spent with; points asked for before are forgotten where it may not."""
    if verified:
        return replace(receipt, unverified=False)
    return replace(receipt, unverified=True, redeem=0, confirmed_points=0, confirmed_by="")


def add_code(receipt: Receipt, text: str) -> Receipt:
    """One more promo code; one that is there already changes nothing.  Raises `TooManyCodes`, `NoSuchCode`."""
    code = fold_code(text)
    if not code or len(code) > LONGEST_CODE or not code.isprintable():
        raise NoSuchCode(text=text.strip()[:LONGEST_CODE], longest=LONGEST_CODE)
    if code in receipt.promo_codes:
        return receipt
    if len(receipt.promo_codes) >= MOST_CODES:
        raise TooManyCodes(count=MOST_CODES)
    return replace(receipt, promo_codes=(*receipt.promo_codes, code))


def remove_code(receipt: Receipt, text: str) -> Receipt:
    """The receipt without a promo code; the same where it has none of that name."""
    code = fold_code(text)
    return replace(receipt, promo_codes=tuple(known for known in receipt.promo_codes if known != code))


def confirm_points(receipt: Receipt, points: Points, by: str) -> Receipt:
    """A redemption of up to so many points is confirmed: `buyer`, or the colleague's id."""
    return replace(receipt, confirmed_points=points, confirmed_by=by)


def ask_points(receipt: Receipt, asked: Asked) -> Receipt:
    """Ask for a redemption: hundredths of a point, `maximum`, or 0 to undo.

    Raises `NoMember` without a known member's card.
    """
    if receipt.account_id is None and asked != 0:
        raise NoMember()
    return replace(receipt, redeem=asked)


def confirm_age(receipt: Receipt) -> Receipt:
    """The cashier has checked the buyer's age: once for the receipt, unless goods for older buyers come later."""
    return replace(receipt, confirmed_age=max(receipt.confirmed_age, age_to_confirm(receipt)))


def age_to_confirm(receipt: Receipt) -> int:
    """The age in years to check before payment; 0 when there is none or it is confirmed."""
    age = max((line.item.minimum_age for line in receipt.goods), default=0)
    return age if age > receipt.confirmed_age else 0


def check_payable(receipt: Receipt) -> None:
    """Raises the one reason why the receipt cannot be paid: `EmptyReceipt`, `Unresolved` or `AgeNotConfirmed`."""
    if receipt.unresolved:
        raise Unresolved(code=receipt.unresolved[0].code)
    if not receipt.lines:
        raise EmptyReceipt()
    age = age_to_confirm(receipt)
    if age:
        raise AgeNotConfirmed(age=age)


def to_cart(
    receipt: Receipt,
    store: str,
    zone: str,
    payment_kinds: frozenset[str] = frozenset(),
    wallets: tuple[LotState, ...] = (),
) -> Cart:
    """The receipt as the loyalty engine sees it: goods only, prices frozen.

    `wallets` are the lots that all buyers share, as far as they are known here.
    """
    return Cart(
        lines=tuple(_cart_line(line) for line in receipt.goods),
        store=store,
        zone=zone,
        payment_kinds=payment_kinds,
        redeem=receipt.redeem,
        promo_codes=receipt.promo_codes,
        wallets=wallets,
        enrolment=receipt.registered_by,
        advances=frozenset(line.number for line in receipt.goods if line.item.card is not None),
        hand_discount=receipt.hand.amount,
        hand_discount_reason=receipt.hand.reason,
        hand_rate=receipt.hand.rate,
        hand_most=receipt.hand.most,
    )


def check_item(item: Item, quantity: Thousandths) -> None:
    """Whether so much of a product can be sold.

    Raises `NoPrice`, `ZeroQuantity`, `FractionOfPiece`, `QuantityTooLarge` or `OneCard`.
    """
    if item.price <= 0:
        raise NoPrice(name=item.name)
    if item.card is not None and quantity != ONE:
        raise OneCard(name=item.name)
    _check_quantity(item.name, quantity, item.fractional)
    if line_amount(item.price, quantity) > MAXIMUM_KOPECKS:
        most = quantity_figure(MAXIMUM_KOPECKS * ONE // item.price // ONE * ONE)
        raise QuantityTooLarge(name=item.name, quantity=quantity_figure(quantity), maximum=most)


def _check_quantity(name: str, quantity: Thousandths, fractional: bool) -> None:
    """Above zero, at most what a line holds, and whole for goods sold by the piece."""
    if quantity <= 0:
        raise ZeroQuantity()
    if quantity > MAXIMUM_QUANTITY:
        most = quantity_figure(MAXIMUM_QUANTITY)
        raise QuantityTooLarge(name=name, quantity=quantity_figure(quantity), maximum=most)
    if quantity % ONE and not fractional:
        raise FractionOfPiece(name=name, value=quantity_figure(quantity))


def _loads(line: Line, account_id: str) -> bool:
    """Whether a line loads a gift card."""
    return line.item.card is not None and line.item.card.account_id == account_id


def _joins(line: Line, item: Item, code: str) -> bool:
    """Whether one more of a product belongs on a line.

    Pieces do; a weighed pack keeps its own line, so that it can be checked against its label, and
    so does a line whose price somebody has lowered by hand.
    """
    return line.item == item and line.code == code and not item.fractional and not line.hand


def _line(receipt: Receipt, number: int) -> Line | UnresolvedLine:
    """The line of a number; raises `NoSuchLine`."""
    for line in receipt.lines:
        if line.number == number:
            return line
    raise NoSuchLine(number=number)


def _with_line(receipt: Receipt, line: Line | UnresolvedLine) -> Receipt:
    """The receipt with one more line, the newest."""
    return replace(receipt, lines=(*receipt.lines, line), next_line=line.number + 1, newest=line.number)


def _replaced(receipt: Receipt, line: Line | UnresolvedLine) -> Receipt:
    """The receipt with a line in the place of the one of its number, touched last."""
    lines = tuple(line if old.number == line.number else old for old in receipt.lines)
    return replace(receipt, lines=lines, newest=line.number)


def _cart_line(line: Line) -> CartLine:
    """A line as the loyalty engine sees it."""
    item = line.item
    return CartLine(
        number=line.number,
        product_id=item.product_id,
        price=item.price,
        quantity=line.quantity,
        member_price=item.member_price,
        category=item.category,
        brand=item.brand,
        supplier=item.supplier,
        tags=item.tags,
        cost=item.cost,
        hand_discount=line.hand.amount,
        hand_discount_reason=line.hand.reason,
        hand_rate=line.hand.rate,
        hand_most=line.hand.most,
        hand_price=line.hand.price,
    )
