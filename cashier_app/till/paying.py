"""Payment: the receipt, programme version and `now` freeze; one transaction makes the sale.

`start()` → cash and card in any order → the sale.  A card payment is committed as an intent before
the terminal is asked; until it is approved, declined or found out, payment cannot be left.
Every act returns a future of the new `PaymentView`; `view.sold` is set once the sale is committed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant, local_date
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks, money_figure, parse_money
from cashier_app.core.number import MalformedNumber
from cashier_app.core.points import Points
from cashier_app.devices.payment_terminal import Charge, TerminalAnswer
from cashier_app.loyalty.gift_cards import GiftPayment
from cashier_app.loyalty.levels import effective_level
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import PaidBy
from cashier_app.sales.payment import CashBelowSum, MoreThanDue, PaymentPlan, cash_rounding, plan_payment
from cashier_app.storage.rows import PaymentRow
from cashier_app.till.explaining import what_changes
from cashier_app.till.frozen import Frozen
from cashier_app.till.gift_paying import sum_by_gift, told_of_card, told_of_leg, why_no_gift
from cashier_app.till.members import has_points, segments_of
from cashier_app.till.offers import enrolment_text
from cashier_app.till.programmes import version_of
from cashier_app.till.sale import Paid, check_sale, commit_sale, payment_kind, receipt_row
from cashier_app.till.sale_hours import refuse_out_of_hours
from cashier_app.till.scanned_goods import with_rates_of
from cashier_app.till.selling_text import needs_confirmation
from cashier_app.till.terminal_doubts import Doubt, add_doubt, knows, told_terminal

if TYPE_CHECKING:
    from cashier_app.till.gift_cards import CardAsked
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

LegState: TypeAlias = Literal["given", "authorising", "approved", "declined", "unknown"]
LegKind: TypeAlias = Literal["cash", "card", "sbp", "gift"]
#: All kinds of payment.
ALL: Final[tuple[LegKind, ...]] = ("cash", "card", "sbp", "gift")

#: Stands for a kind of payment that is not known yet.
OTHER: Final = "other"

#: The number on a terminal's slip.
_UNPRINTED: Final = re.compile(r"[^0-9A-Za-zА-Яа-я./-]")
REFERENCE: Final = re.compile(r"[0-9A-Za-zА-Яа-я./\-]{1,40}")


class NotPayable(Refused):
    """Payment cannot be opened."""

    text = QT_TRANSLATE_NOOP("errors", "This receipt cannot be paid yet: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Put that right first")


class NoPayment(Refused):
    """An act of payment while none is open."""

    text = QT_TRANSLATE_NOOP("errors", "No payment is open")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch Pay on the receipt")


class NoSum(Refused):
    """A payment of nothing."""

    text = QT_TRANSLATE_NOOP("errors", "The sum must be more than zero")
    way_out = QT_TRANSLATE_NOOP("errors", "Type what the buyer pays")


class CardInDoubt(Refused):
    """A card payment waits for its answer."""

    text = QT_TRANSLATE_NOOP("errors", "It is not known yet whether the card was charged")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at the terminal's slip and say “approved” or “declined”")


class CardCharged(Refused):
    """Money was taken from a card: the sale has to be finished."""

    text = QT_TRANSLATE_NOOP("errors", "A card has been charged for this receipt")
    way_out = QT_TRANSLATE_NOOP("errors", "Take the rest of the sum; afterwards the goods can be returned")


class NoCardAsked(Refused):
    """An answer of the terminal that nobody asked for."""

    text = QT_TRANSLATE_NOOP("errors", "No card payment waits for an answer")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch Card first")


class NoReference(Refused):
    """An approval needs the number from the terminal's slip."""

    text = QT_TRANSLATE_NOOP("errors", "The terminal's reference number is missing")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the number printed on the terminal's slip: letters and digits")


class LegView(msgspec.Struct, frozen=True):
    """One payment; texts are ready."""

    payment_id: str
    kind: LegKind
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


class KindView(msgspec.Struct, frozen=True):
    """What paying the rest by one kind alone changes: the sum left to pay then, and in words what made it."""

    kind: LegKind
    left: str
    left_kopecks: Kopecks
    #: `СБП −1 %: −12,50`, or what else changes; the sum may be the same (points earned are others).
    text: str


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
    #: Kinds by which the rest costs another sum, or earns other points; empty while the kind of payment is no matter.
    kinds: tuple[KindView, ...] = ()
    #: What the kinds of payment taken have changed; empty while they are no matter.
    by_kind: str = ""
    #: The offer of a card to a buyer without one, in words; empty where none is made.
    enrolment: str = ""
    #: Why no gift card is taken for this receipt; empty where one may be.
    no_gift: str = ""


class _Leg(msgspec.Struct, frozen=True):
    """One payment of the open receipt; `amount` of cash is what was handed over."""

    payment_id: Id
    kind: LegKind
    amount: Kopecks
    state: LegState
    asked_at: Instant
    reference: str = ""
    resolved_at: Instant | None = None
    #: Of a gift card: its mask, and what is on it, in words.
    masked: str = ""
    told: str = ""

    @property
    def counts(self) -> bool:
        """Whether the sum is spoken for."""
        return self.state != "declined"


class _Payment(msgspec.Struct, frozen=True):
    """The payment that is open: an immutable value, replaced only once its change is committed.

    `frozen` is quoted for the kinds of payment that are sure: those of `legs`, and one more of any kind (`OTHER`)
    until nothing is left to pay.  So what has been charged never turns out to have been too little.
    """

    frozen: Frozen
    legs: tuple[_Leg, ...] = ()
    #: The receipt stands in the database, as `paying`.
    written: bool = False
    #: The programme's terms depend on the kind of payment.
    by_kind: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of payment taken so far."""
        return frozenset(leg.kind for leg in self.legs if leg.counts)

    def sum(self, *kinds: LegKind) -> Kopecks:
        """What payments of these kinds come to, those declined left out."""
        return sum(leg.amount for leg in self.legs if leg.counts and leg.kind in kinds)

    @property
    def asked(self) -> _Leg | None:
        """The card payment that waits for its answer."""
        return next((leg for leg in self.legs if leg.state in ("authorising", "unknown")), None)

    @property
    def charged(self) -> bool:
        """Whether a card has been charged."""
        return any(leg.state == "approved" for leg in self.legs)

    @property
    def gifts(self) -> tuple[GiftPayment, ...]:
        """The gift cards that pay."""
        return tuple(
            GiftPayment(leg.payment_id, leg.reference, leg.amount, leg.masked)
            for leg in self.legs
            if leg.counts and leg.kind == "gift"
        )

    @property
    def accounts(self) -> frozenset[str]:
        """Accounts whose spending rights it may use."""
        return self.frozen.accounts | {paid.account_id for paid in self.gifts}

    def as_sold(self) -> Frozen:
        """The receipt with the gift cards that pay for it."""
        return msgspec.structs.replace(self.frozen, gifts=self.gifts)


class Paying:
    """One payment at a time; called on the screen's thread."""

    def __init__(self, till: Till, in_doubt: tuple[tuple[Frozen, tuple[PaymentRow, ...]], ...] = ()) -> None:
        self._till = till
        self._payment: _Payment | None = None
        #: The card whose answer is being written.
        self._being_answered: Id = ""
        self._in_doubt = [
            _Payment(frozen, _legs_of(frozen, rows), written=True, by_kind=bool(frozen.cart.payment_kinds))
            for frozen, rows in in_doubt
        ]

    @property
    def active(self) -> bool:
        """Whether a payment is open."""
        return self._payment is not None

    @property
    def accounts(self) -> frozenset[str]:
        """Whose rights the payments that are not over may use: buyers' and campaigns'."""
        return frozenset(account_id for payment in self._unfinished for account_id in payment.accounts)

    @property
    def lots(self) -> frozenset[str]:
        """The lots that their quotes know: an account may have become part of another one meanwhile."""
        members = (payment.frozen.member for payment in self._unfinished)
        return frozenset(lot.lot_id for member in members if member is not None for lot in member.lots)

    @property
    def _unfinished(self) -> list[_Payment]:
        # asked from other threads too: in the order in which a payment wanders from the one to the other
        doubted, present = list(self._in_doubt), self._payment
        return [*doubted, *([present] if present is not None else [])]

    # --- opening and leaving -----------------------------------------------------------------------------

    def start(self) -> PaymentView:
        """Freeze the receipt on the screen, the programme version and now.

        A payment for which cash was taken or a card asked goes on where it stands.
        Raises `NotPayable`, `NoOpenShift`, `NobodyThere`, or the one reason of `sales.receipt.check_payable`.
        """
        if self._payment is not None and self._payment.legs:
            return self.view()
        selling, now = self._till.selling, self._till.clock.now()
        user, shift = self._till.shifts.who(), self._till.shifts.required()
        selling.refresh_member()
        pay = selling.view().pay
        if not pay.enabled:
            raise NotPayable(reason=pay.reason)
        programme = self._till.programmes.now(now, segments_of(selling.member_record))
        cart = selling.cart()
        frozen = Frozen(
            receipt=with_rates_of(selling.receipt, self._till.vat_rates, local_date(now, self._till.zone)),
            cart=cart,
            member=selling.member,
            quote=quote(cart, selling.member, programme, now, self._till.words.language),
            programme_version=version_of(programme),
            at=now,
            shift=shift.number,
            user_id=user.user_id,
            card=selling.card,
        )
        self._payment = _Payment(frozen, by_kind=_asks_kinds(programme))
        return self.view()

    def in_doubt(self) -> PaymentView | None:
        """A payment found in doubt at start: taken up again where it stood; ask before anything else."""
        if self._payment is None and self._in_doubt:
            # never in neither: the other threads ask what is still needed (`accounts`)
            self._payment = self._in_doubt[0]
            del self._in_doubt[0]
        return self.view() if self._payment is not None and self._payment.written else None

    @property
    def waits(self) -> bool:
        """Whether a payment is still in doubt from before the start."""
        return bool(self._in_doubt)

    def leave(self) -> Future[None]:
        """Back to the receipt.  Raises `CardInDoubt` while a card payment waits, `CardCharged` if one was approved."""
        payment = self._open()
        if payment.asked:
            raise CardInDoubt()
        if payment.charged:
            raise CardCharged()
        now = self._till.clock.now()

        def job(transaction: Transaction) -> None:
            if payment.written:
                transaction.unit.receipts.cancel(payment.frozen.receipt.receipt_id, now)

        cards = frozenset(paid.account_id for paid in payment.gifts)

        def left(_: None) -> None:
            self._payment = None
            self._till.selling.give_back(payment.frozen.receipt, payment.frozen.quote.to_pay)
            self._till.give_back_idle(cards)

        return self._till.writer.submit(job, after=left)

    def _open(self) -> _Payment:
        if self._payment is None:
            raise NoPayment()
        return self._payment

    def _free(self) -> _Payment:
        """The open payment, no card of which waits for its answer.

        Raises `NotSoldNow` while nothing is paid yet and the hours of sale of its goods are over.
        """
        payment = self._open()
        if payment.asked:
            raise CardInDoubt()
        if not payment.legs:
            till = self._till
            for line in payment.frozen.receipt.goods:
                refuse_out_of_hours(till.sale_rules, line.item, till.clock.now(), till.zone)
        return payment

    # --- kinds of payment --------------------------------------------------------------------------------

    def _quoted_for(self, payment: _Payment, kinds: frozenset[str]) -> _Payment:
        """The payment with its receipt quoted for these kinds, at the frozen instant by the frozen programme."""
        frozen = payment.frozen
        if not payment.by_kind or frozen.cart.payment_kinds == kinds:
            return payment
        cart = msgspec.structs.replace(frozen.cart, payment_kinds=kinds)
        programme = self._till.programmes.version(frozen.programme_version, frozen.at)
        quoted = quote(cart, frozen.member, programme, frozen.at, self._till.words.language)
        return msgspec.structs.replace(payment, frozen=msgspec.structs.replace(frozen, cart=cart, quote=quoted))

    def _settled_kinds(self, payment: _Payment) -> _Payment:
        """Quoted for what has been taken: another kind may still come, unless nothing has been taken at all."""
        return self._quoted_for(payment, payment.kinds | {OTHER} if payment.kinds else frozenset())

    def _paid_by(self, payment: _Payment, kind: LegKind) -> _Payment:
        """Quoted as if all that is left were paid by one kind.

        As it is where that would be less than was taken, or more points than were confirmed.
        """
        whole = self._quoted_for(payment, payment.kinds | {kind})
        quoted, taken = whole.frozen.quote, payment.sum(*ALL)
        refused = quoted.to_pay < taken or quoted.to_pay <= 0 or needs_confirmation(whole.frozen.receipt, quoted)
        return payment if refused else whole

    def _kind_views(self, payment: _Payment) -> tuple[KindView, ...]:
        if not payment.by_kind or payment.asked is not None:
            return ()
        words, now = self._till.words, payment.frozen.quote
        views = []
        kinds: tuple[LegKind, ...] = ("cash", "card", "sbp")
        for kind in kinds:
            whole = self._paid_by(payment, kind)
            then = whole.frozen.quote
            if (then.to_pay, then.accrued, then.redemption.points) == (
                now.to_pay,
                now.accrued,
                now.redemption.points,
            ):
                continue
            left = self._left_in_cash(whole) if kind == "cash" else self._left_by_card(whole)
            views.append(KindView(kind, words.money(left), left, what_changes(now, then, words)))
        return tuple(views)

    def _by_kind(self, payment: _Payment) -> str:
        """What the kinds of payment taken have changed, in words."""
        plain = self._quoted_for(payment, frozenset())
        return "" if plain is payment else what_changes(plain.frozen.quote, payment.frozen.quote, self._till.words)

    # --- what is left ------------------------------------------------------------------------------------

    def _rounding_step(self) -> int:
        return max(self._till.settings.selling.cash_rounding, 1)

    def _due(self, payment: _Payment) -> Kopecks:
        """What is to be paid: less the rounding as long as no card pays."""
        to_pay = payment.frozen.quote.to_pay
        if payment.sum("card", "sbp", "gift"):
            return to_pay
        return to_pay - cash_rounding(to_pay, self._rounding_step())

    def _left_in_cash(self, payment: _Payment) -> Kopecks:
        return max(self._due(payment) - payment.sum(*ALL), 0)

    def _left_by_card(self, payment: _Payment) -> Kopecks:
        return max(payment.frozen.quote.to_pay - payment.sum(*ALL), 0)

    def change_for(self, tendered: str) -> str:
        """The change for a sum being typed, in words, or what is missing; never raises."""
        words = self._till.words
        if self._payment is None:
            return ""
        try:
            given = parse_money(tendered)
        except MalformedNumber:
            return ""
        rest = given - self._left_in_cash(self._paid_by(self._payment, "cash"))
        if rest < 0:
            return words.translate("payment", "{sum} is missing").format(sum=words.money(-rest))
        return words.translate("payment", "Change {sum}").format(sum=words.money(rest))

    # --- cash --------------------------------------------------------------------------------------------

    def pay_cash(self, tendered: str) -> Future[PaymentView]:
        """Pay all that is left in cash and finish.  Raises `CashBelowSum`, `MalformedNumber` (nothing changes)."""
        payment = self._free()
        given, left = parse_money(tendered), self._left_in_cash(self._paid_by(payment, "cash"))
        if given < left:
            raise CashBelowSum(tendered=money_figure(given), due=money_figure(left), missing=money_figure(left - given))
        return self.add_cash(tendered)

    def add_cash(self, amount: str) -> Future[PaymentView]:
        """A part in cash; at least what is left finishes the sale, with change.  Raises `MalformedNumber`, `NoSum`."""
        payment, given, now = self._free(), parse_money(amount), self._till.clock.now()
        if given == 0:
            raise NoSum()
        leg = _Leg(self._till.ids(), "cash", given, "given", now)
        whole = self._paid_by(payment, "cash")
        if given >= self._left_in_cash(whole):
            return self._settle(msgspec.structs.replace(whole, legs=(*payment.legs, leg)))
        return self._settle(self._settled_kinds(msgspec.structs.replace(payment, legs=(*payment.legs, leg))))

    def remove_cash(self) -> PaymentView:
        """Give cash parts back, and let gift cards go, before the sale is final."""
        payment = self._free()
        legs = tuple(
            msgspec.structs.replace(leg, state="declined") if leg.kind in ("cash", "gift") else leg
            for leg in payment.legs
        )
        self._payment = self._settled_kinds(msgspec.structs.replace(payment, legs=legs))
        self._till.give_back_idle(paid.account_id for paid in payment.gifts)
        return self.view()

    # --- gift cards --------------------------------------------------------------------------------------

    def add_gift(self, asked: CardAsked, amount: str = "") -> Future[PaymentView]:
        """Pay with a gift card: what it holds, at most what is left, or the sum typed; it is taken with the sale.

        Raises `GiftPaysGift`, `GiftCardAgain`, what `GiftCards.check_paying` raises, `MoreThanDue`, `GiftCardHasLess`,
        `NoSum`, `MalformedNumber`.
        """
        payment, now = self._free(), self._till.clock.now()
        card = self._till.gift_cards.standing(asked)
        whole = self._paid_by(payment, "gift")
        sum_ = sum_by_gift(card, amount, self._left_by_card(whole), payment.frozen, payment.gifts, self._till)
        told = told_of_leg(card, sum_, self._till)
        leg = _Leg(self._till.ids(), "gift", sum_, "given", now, asked.account_id, masked=asked.masked, told=told)
        if sum_ == self._left_by_card(whole):
            return self._settle(msgspec.structs.replace(whole, legs=(*payment.legs, leg)))
        return self._settle(self._settled_kinds(msgspec.structs.replace(payment, legs=(*payment.legs, leg))))

    # --- cards -------------------------------------------------------------------------------------------

    def ask_card(self, amount: str = "", kind: Literal["card", "sbp"] = "card") -> Future[PaymentView]:
        """Commit the intent to take a sum (all that is left by default) by card; then the terminal is asked.

        Raises `MoreThanDue`, `NoSum`, `MalformedNumber`; the future raises `RightExceeded`, with nothing asked, where
        points are no longer held, or a limit no longer free, and no card has been charged yet.
        """
        payment, now = self._free(), self._till.clock.now()
        whole = self._paid_by(payment, kind)
        left = self._left_by_card(whole)
        sum_ = parse_money(amount) if amount.strip() else left
        if sum_ > left:
            raise MoreThanDue(amount=money_figure(sum_), due=money_figure(left))
        if sum_ == 0:
            raise NoSum()
        leg = _Leg(self._till.ids(), kind, sum_, "authorising", now)
        if sum_ == left:
            changed = msgspec.structs.replace(whole, legs=(*payment.legs, leg), written=True)
        else:
            changed = msgspec.structs.replace(payment, legs=(*payment.legs, leg), written=True)
            changed = self._settled_kinds(changed)

        def job(transaction: Transaction) -> None:
            if not payment.charged:
                # from here on the sale cannot be refused any more; what was frozen may be a moment old
                check_sale(transaction.unit, self._till, changed.as_sold(), now)
            transaction.unit.receipts.put(receipt_row(changed.as_sold(), "paying", None, None))
            transaction.unit.receipts.put_payments(_rows(changed))
            told_terminal(transaction, self._till, (leg.payment_id,))

        return self._change(changed, job)

    def card_approved(self, reference: str, permission: Permission | None = None) -> Future[PaymentView]:
        """The terminal approved: its reference number.  Finishes the sale when nothing is left to pay.

        Raises `NoCardAsked`, `NoReference`; `NeedsPermission` where a wired terminal is answered for.
        """
        if not REFERENCE.fullmatch(reference.strip()):
            if self._open().asked is None:
                raise NoCardAsked()
            raise NoReference()
        return self._answered("approved", reference.strip(), self._by_hand(permission))

    def card_declined(self, permission: Permission | None = None) -> Future[PaymentView]:
        """The terminal declined: the sum is left to pay again.

        Raises `NoCardAsked`; `NeedsPermission` where a wired terminal is answered for.
        """
        if self._open().asked is None:
            raise NoCardAsked()
        return self._answered("declined", "", self._by_hand(permission))

    def order(self) -> Charge | Id | None:
        """What a wired terminal is to be told now: a charge that this run has begun, or a payment to be asked about.

        None too for a payment begun on another terminal: a person looks at its slip.
        """
        asked = self._payment.asked if self._payment is not None else None
        if asked is None or asked.kind not in ("card", "sbp"):
            return None
        if asked.state == "unknown":
            return asked.payment_id if knows(self._till, asked.payment_id) else None
        return Charge(asked.payment_id, asked.kind, asked.amount)

    def terminal_answered(self, payment_id: Id, answer: TerminalAnswer) -> Future[PaymentView] | None:
        """A wired terminal has said what became of a payment; None where that one is not waited for (any more)."""
        asked = self._payment.asked if self._payment is not None else None
        if asked is None or asked.payment_id != payment_id or answer.state not in ("approved", "declined"):
            return None
        approved = answer.state == "approved"
        reference = clean_reference(answer.reference)
        return self._answered("approved" if approved else "declined", reference if approved else "")

    def _by_hand(self, permission: Permission | None) -> str | None:
        """Who allowed a person to answer for a wired terminal; None for one that persons answer for anyway."""
        if self._till.settings.terminal.driver == "manual" or self.order() is None:
            return None
        return self._till.people.require("answer_for_terminal", permission)

    def _answered(
        self, state: Literal["approved", "declined"], reference: str, by_hand: str | None = None
    ) -> Future[PaymentView]:
        """Keep the answer to the card that was asked for: the first one counts, whoever gave it."""
        payment, now = self._open(), self._till.clock.now()
        asked = payment.asked
        if asked is None or asked.payment_id == self._being_answered:
            raise NoCardAsked()
        answered = msgspec.structs.replace(asked, state=state, reference=reference, resolved_at=now)
        legs = tuple(answered if leg is asked else leg for leg in payment.legs)
        changed = msgspec.structs.replace(payment, legs=legs)
        doubt = None
        if by_hand is not None:
            user = self._till.people.current
            doubt = Doubt(asked.payment_id, asked.amount, state, reference, user.user_id if user else "", now)

        def besides(transaction: Transaction) -> None:
            if doubt is not None:
                add_doubt(transaction, doubt, by_hand or "")

        self._being_answered = asked.payment_id
        try:
            future = self._settle(changed if state == "approved" else self._settled_kinds(changed), besides)
        except BaseException:
            self._being_answered = ""
            raise
        future.add_done_callback(self._no_longer_answered)
        return future

    def _no_longer_answered(self, _: object) -> None:
        self._being_answered = ""

    # --- the end -----------------------------------------------------------------------------------------

    def _settle(
        self, changed: _Payment, besides: Callable[[Transaction], None] = lambda transaction: None
    ) -> Future[PaymentView]:
        """Finish the sale if all is paid, else keep how far it has come; `besides` is written with it."""
        paid = changed.sum(*ALL)
        if changed.asked is None and paid >= self._due(changed):
            return self._finish(changed, besides)

        def job(transaction: Transaction) -> None:
            besides(transaction)
            if changed.written:
                transaction.unit.receipts.put(receipt_row(changed.as_sold(), "paying", None, None))
                transaction.unit.receipts.put_payments(_rows(changed))

        return self._change(changed, job)

    def _change(self, changed: _Payment, job: Callable[[Transaction], None]) -> Future[PaymentView]:
        """Commit a change of the payment; the view is made by whoever asks for the future's result."""

        def run(transaction: Transaction) -> PaymentView:
            job(transaction)
            return self._view_of(changed)

        def committed(_: PaymentView) -> None:
            self._payment = changed

        return self._till.writer.submit(run, after=committed)

    def _finish(self, changed: _Payment, besides: Callable[[Transaction], None]) -> Future[PaymentView]:
        now = self._till.clock.now()
        plan = plan_payment(
            changed.frozen.quote.to_pay,
            cash=changed.sum("cash"),
            card=changed.sum("card"),
            sbp=changed.sum("sbp"),
            gift=changed.sum("gift"),
            rounding_step=self._rounding_step(),
        )

        def job(transaction: Transaction) -> PaymentView:
            besides(transaction)
            rows = _final_rows(changed, plan, now)
            paid = commit_sale(transaction, self._till, changed.as_sold(), plan, rows, now)
            sold = self._sold(changed.frozen, paid, plan)
            return msgspec.structs.replace(self._view_of(changed), sold=sold, can_leave=True)

        def committed(_: PaymentView) -> None:
            self._payment = None
            self._till.selling.leave(changed.frozen.receipt.receipt_id)

        return self._till.writer.submit(job, after=committed)

    def _sold(self, frozen: Frozen, paid: Paid, plan: PaymentPlan) -> SoldReceipt:
        words, redemption, accrued = self._till.words, frozen.quote.redemption, frozen.quote.accrued
        parts = []
        if frozen.member is not None:
            if redemption.points:
                parts.append(
                    words.translate("payment", "Spent: {points}").format(points=words.points(redemption.points))
                )
            programme = self._till.programmes.version(frozen.programme_version, frozen.at)
            if accrued or has_points(effective_level(frozen.member, programme, frozen.at), programme):
                parts.append(words.translate("payment", "Earned: {points}").format(points=words.points(accrued)))
        parts += [told_of_card(card, words) for card in paid.cards]
        return SoldReceipt(
            receipt_id=frozen.receipt.receipt_id,
            number=paid.number,
            to_pay=plan.due,
            change=paid.change,
            points_redeemed=redemption.points,
            points_accrued=accrued,
            print_job_id=paid.print_job_id,
            to_pay_text=words.money(plan.due),
            change_text=words.money(paid.change),
            points_text=" · ".join(parts),
        )

    # --- the view ----------------------------------------------------------------------------------------

    def view(self) -> PaymentView:
        """What the payment screen shows now.  Raises `NoPayment`."""
        return self._view_of(self._open())

    def _view_of(self, payment: _Payment) -> PaymentView:
        words = self._till.words
        to_pay, left = payment.frozen.quote.to_pay, self._left_by_card(payment)
        in_cash = self._left_in_cash(payment)
        kinds = self._kind_views(payment)
        rounded = ""
        if any(kind.kind == "cash" for kind in kinds):
            in_cash = next(kind.left_kopecks for kind in kinds if kind.kind == "cash")
        if in_cash != left:
            rounded = words.translate("payment", "In cash {sum}").format(sum=words.money(in_cash))
        return PaymentView(
            to_pay=words.money(to_pay),
            left=words.money(left),
            legs=tuple(self._leg_view(leg) for leg in payment.legs if leg.counts or leg.kind in ("card", "sbp")),
            quick_notes=self._quick_notes(in_cash),
            cash_rounded=rounded,
            card_asked=payment.asked is not None,
            can_leave=payment.asked is None and not payment.charged,
            left_kopecks=left,
            to_pay_kopecks=to_pay,
            kinds=kinds,
            by_kind=self._by_kind(payment),
            enrolment=enrolment_text(payment.frozen.quote.enrolment, words) if not payment.legs else "",
            no_gift=why_no_gift(payment.frozen, self._till),
        )

    def _quick_notes(self, left: Kopecks) -> tuple[tuple[str, str], ...]:
        """The exact sum, then the notes that pay it."""
        words = self._till.words
        exact = words.translate("payment", "Exact: {sum}").format(sum=words.sum(left))
        notes = [(exact, _typed(left))]
        notes += [
            (words.money(note * 100).replace(f"{words.decimal_mark}00", ""), str(note))
            for note in self._till.settings.selling.quick_notes
        ]
        return tuple(notes)

    def _leg_view(self, leg: _Leg) -> LegView:
        words = self._till.words
        titles = {
            "cash": words.translate("payment", "Cash"),
            "card": words.translate("payment", "Card"),
            "sbp": words.translate("payment", "Fast Payments"),
            "gift": words.translate("payment", "Gift card {card}").format(card=leg.masked),
        }
        states = {
            "given": words.translate("payment", "received"),
            "authorising": words.translate("payment", "waits for the terminal"),
            "approved": words.translate("payment", "approved, {reference}").format(reference=leg.reference),
            "declined": words.translate("payment", "declined"),
            "unknown": words.translate("payment", "unknown: look at the terminal's slip"),
        }
        if self._till.settings.terminal.driver != "manual":
            states["unknown"] = words.translate("payment", "the terminal is asked")
        return LegView(
            leg.payment_id,
            leg.kind,
            titles[leg.kind],
            words.money(leg.amount),
            leg.state,
            leg.told or states[leg.state],
        )


def clean_reference(text: str) -> str:
    """A terminal's number as slips and journals take it; a dash where it gave none."""
    return _UNPRINTED.sub("", text)[:40] or "-"


def _asks_kinds(programme: Programme) -> bool:
    """Whether any rule asks by what kind of payment a receipt is paid."""
    return any(isinstance(condition, PaidBy) for rule in programme.rules for condition in rule.conditions)


def _typed(amount: Kopecks) -> str:
    """A sum as a person types it: without spaces."""
    return f"{amount // 100},{amount % 100:02d}"


def _rows(payment: _Payment) -> list[PaymentRow]:
    """The payments as far as they have come."""
    return [
        PaymentRow(
            payment_id=leg.payment_id,
            receipt_id=payment.frozen.receipt.receipt_id,
            kind=leg.kind,
            amount=leg.amount,
            tendered=leg.amount,
            state=leg.state,
            reference=leg.reference,
            asked_at=leg.asked_at,
            resolved_at=leg.resolved_at,
        )
        for leg in payment.legs
    ]


def _final_rows(payment: _Payment, plan: PaymentPlan, now: Instant) -> list[PaymentRow]:
    """The payments of a sale: cash parts become one, less the change; a declined card stays on record."""
    rows = [
        msgspec.structs.replace(row, state="approved", resolved_at=now) if row.state == "given" else row
        for row in _rows(payment)
        if (row.kind == "gift" and row.state == "given")
        or row.kind in ("card", "sbp")
        or (payment.written and row.state == "declined")
    ]
    cash = [leg for leg in payment.legs if leg.kind == "cash" and leg.counts]
    rows += [
        PaymentRow(
            payment_id=cash[0].payment_id,
            receipt_id=payment.frozen.receipt.receipt_id,
            kind="cash",
            amount=tender.amount,
            tendered=tender.tendered,
            state="approved",
            reference="",
            asked_at=cash[0].asked_at,
            resolved_at=now,
        )
        for tender in plan.tenders
        if tender.kind == "cash"
    ]
    return rows


def _leg_of(row: PaymentRow) -> _Leg:
    """A payment found in the database at start."""
    kind = payment_kind(row.kind)
    states: dict[str, LegState] = {"given": "given", "approved": "approved", "declined": "declined"}
    state = states.get(row.state, "unknown")
    return _Leg(row.payment_id, kind, row.amount, state, row.asked_at, row.reference, row.resolved_at)


def _legs_of(frozen: Frozen, rows: Sequence[PaymentRow]) -> tuple[_Leg, ...]:
    """The payments found in the database at start; what is shown of gift cards stands with the receipt."""
    masks = {paid.payment_id: paid.masked for paid in frozen.gifts}
    return tuple(msgspec.structs.replace(_leg_of(row), masked=masks.get(row.payment_id, "")) for row in rows)
