"""Payment: the receipt, programme version and `now` freeze; one transaction makes the sale.

`start()` → cash and card in any order → the sale.  A card payment is committed as an intent before
the terminal is asked; until it is approved, declined or found out, payment cannot be left.
Every act returns a future of the new `PaymentView`; `view.sold` is set once the sale is committed.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points

if TYPE_CHECKING:
    from cashier_app.till.opening import Till

LegState: TypeAlias = Literal["given", "authorising", "approved", "declined", "unknown"]


class NotPayable(Refused):
    """Payment cannot be opened."""

    text = QT_TRANSLATE_NOOP("errors", "This receipt cannot be paid yet: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Put that right first")


class TooMuchByCard(Refused):
    """A card pays at most what is left."""

    text = QT_TRANSLATE_NOOP("errors", "Only {left} is left to pay")
    way_out = QT_TRANSLATE_NOOP("errors", "A card cannot pay more than that")


class CashTooLow(Refused):
    """`pay_cash` with less than is left to pay."""

    text = QT_TRANSLATE_NOOP("errors", "{given} is less than the {left} that are left to pay")
    way_out = QT_TRANSLATE_NOOP("errors", "Take more cash, or pay the rest by card")


class CardInDoubt(Refused):
    """A card payment waits for its answer."""

    text = QT_TRANSLATE_NOOP("errors", "It is not known yet whether the card was charged")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at the terminal's slip and say “approved” or “declined”")


class NoReference(Refused):
    """An approval needs the number from the terminal's slip."""

    text = QT_TRANSLATE_NOOP("errors", "The terminal's reference number is missing")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the number printed on the terminal's slip: letters and digits")


class LegView(msgspec.Struct, frozen=True):
    """One payment; texts are ready."""

    payment_id: str
    kind: Literal["cash", "card", "sbp"]
    title: str
    amount: str
    state: LegState
    state_text: str


class SoldReceipt(msgspec.Struct, frozen=True):
    """A committed sale: what the screen says after it."""

    receipt_id: str
    number: int
    to_pay: Kopecks
    change: Kopecks
    points_redeemed: Points
    points_accrued: Points
    #: The receipt's print job; None when the shop has no printer.
    print_job_id: int | None
    to_pay_text: str
    change_text: str
    #: Earned and spent points in words; empty without a card.
    points_text: str


class PaymentView(msgspec.Struct, frozen=True):
    """The payment screen, ready."""

    to_pay: str
    left: str
    legs: tuple[LegView, ...]
    #: Notes to touch: (text, what `pay_cash`/`add_cash` takes).  The first is the exact sum.
    quick_notes: tuple[tuple[str, str], ...]
    #: What cash rounding would make of the sum paid in cash alone; empty without rounding.
    cash_rounded: str
    #: A card payment waits for its answer: only `card_approved` and `card_declined` are possible.
    card_asked: bool
    can_leave: bool
    left_kopecks: Kopecks
    to_pay_kopecks: Kopecks
    sold: SoldReceipt | None = None


class Paying:
    """One payment at a time; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @property
    def active(self) -> bool:
        """Whether a payment is open."""
        raise NotImplementedError

    def start(self) -> PaymentView:
        """Freeze the receipt on the screen, the programme version and now.  Raises `NotPayable`, `NoOpenShift`."""
        raise NotImplementedError

    def view(self) -> PaymentView:
        """What the payment screen shows now."""
        raise NotImplementedError

    def change_for(self, tendered: str) -> str:
        """The change for a sum being typed, in words, or what is missing; never raises."""
        raise NotImplementedError

    def pay_cash(self, tendered: str) -> Future[PaymentView]:
        """Pay all that is left in cash and finish.  Raises `CashTooLow`, `MalformedNumber` (nothing changes)."""
        raise NotImplementedError

    def add_cash(self, amount: str) -> Future[PaymentView]:
        """A part in cash; at least what is left finishes the sale, with change."""
        raise NotImplementedError

    def ask_card(self, amount: str = "", kind: Literal["card", "sbp"] = "card") -> Future[PaymentView]:
        """Commit the intent to take a sum (all that is left by default) by card; then the terminal is asked."""
        raise NotImplementedError

    def card_approved(self, reference: str) -> Future[PaymentView]:
        """The terminal approved: its reference number.  Finishes the sale when nothing is left to pay."""
        raise NotImplementedError

    def card_declined(self) -> Future[PaymentView]:
        """The terminal declined: the sum is left to pay again."""
        raise NotImplementedError

    def remove_cash(self) -> PaymentView:
        """Give cash parts back before the sale is final."""
        raise NotImplementedError

    def leave(self) -> Future[None]:
        """Back to the receipt.  Raises `CardInDoubt` while a card payment waits, or one was approved."""
        raise NotImplementedError

    def in_doubt(self) -> PaymentView | None:
        """A payment found in doubt at start: taken up again where it stood; ask before anything else."""
        raise NotImplementedError
