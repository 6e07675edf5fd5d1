"""The receipt a buyer reads once, at the door: what each thing cost, what was saved and why, the points."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths
from cashier_app.core.words import Words
from cashier_app.documents.document import Document
from cashier_app.sales.receipt import Unit

Kind: TypeAlias = Literal["sale", "return"]
PaymentKind: TypeAlias = Literal["cash", "card", "sbp"]


class DiscountFacts(msgspec.Struct, frozen=True):
    """One discount of a line, by the name of the rule that gave it; the amount is positive."""

    name: str
    amount: Kopecks


class LineFacts(msgspec.Struct, frozen=True):
    """One line: `base` = price × quantity before discounts.  A return's amounts are positive too."""

    name: str
    quantity: Thousandths
    price: Kopecks
    base: Kopecks
    unit: Unit = "pc"
    discounts: tuple[DiscountFacts, ...] = ()


class VatFacts(msgspec.Struct, frozen=True):
    """VAT of one rate contained in the sum paid; rate None means goods sold without VAT (amount: their sum)."""

    rate: BasisPoints | None
    amount: Kopecks


class PaymentFacts(msgspec.Struct, frozen=True):
    """One payment: `amount` is what it pays, `tendered` the cash handed over (0: exactly the amount)."""

    kind: PaymentKind
    amount: Kopecks
    tendered: Kopecks = 0
    reference: str = ""


class ExpiringFacts(msgspec.Struct, frozen=True):
    """Points that are lost soon unless they are spent."""

    points: Points
    expires_at: Instant


class MemberFacts(msgspec.Struct, frozen=True):
    """The buyer after the sale.

    before - redeemed + restored - taken_back + earned_now = after (the spendable balance).
    `pending` is everything not yet spendable, this purchase's `earned_later` included.
    `restored` and `taken_back` belong to returns.  `as_of` is set only when the balance is not
    the server's present one.
    """

    display: str
    card: str
    level: str
    before: Points
    after: Points
    redeemed: Points = 0
    restored: Points = 0
    taken_back: Points = 0
    earned_now: Points = 0
    earned_later: Points = 0
    pending: Points = 0
    expiring: tuple[ExpiringFacts, ...] = ()
    next_level: str = ""
    to_next_level: Kopecks = 0
    as_of: Instant | None = None


class UnclaimedFacts(msgspec.Struct, frozen=True):
    """A card that this till does not know: its points wait for the owner."""

    card: str
    earned: Points


class ReceiptFacts(msgspec.Struct, frozen=True):
    """Everything a receipt says.  base - discount - redeemed = to_pay; amounts are positive for returns too."""

    kind: Kind
    receipt_id: str
    number: int
    till: int
    shift: int
    cashier: str
    at: Instant
    zone: str
    #: Shop name, address, INN, greeting: one line each, centred, the first one bold.
    header: tuple[str, ...]
    lines: tuple[LineFacts, ...]
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    to_pay: Kopecks
    vat: tuple[VatFacts, ...] = ()
    payments: tuple[PaymentFacts, ...] = ()
    change: Kopecks = 0
    member: MemberFacts | None = None
    unclaimed: UnclaimedFacts | None = None
    footer: tuple[str, ...] = ()
    #: Of a return: the receipt that the goods were bought by.
    original_number: int | None = None
    original_at: Instant | None = None
    #: A slip printed again: it says so at both ends.
    copy: bool = False


def receipt_document(facts: ReceiptFacts, words: Words) -> Document:
    """The receipt as a document, in the language of `words`."""
    raise NotImplementedError


def as_copy(document: Document, words: Words) -> Document:
    """The same slip marked as a copy at both ends; a drawer pulse is left out."""
    raise NotImplementedError
