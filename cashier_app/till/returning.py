"""Returns of lines of a receipt: found, chosen, previewed, committed; never more than was sold.

Cash goes back at once.  A refund on the terminal is committed as an intent before the terminal is asked; until it is
approved, declined or found out, no other return begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import masks_of
from cashier_app.core.clock import DAY, Instant, local_time, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id, identifier_hash
from cashier_app.core.money import Kopecks, parse_money
from cashier_app.core.number import parse_scaled
from cashier_app.core.quantity import MAXIMUM_QUANTITY
from cashier_app.devices.payment_terminal import Refund, TerminalAnswer
from cashier_app.loyalty.cart import COUPON_WALLETS
from cashier_app.loyalty.gift_cards import gift_lot
from cashier_app.loyalty.settlement import PaidBack, ReturnSettlement
from cashier_app.sales.receipt import Item
from cashier_app.sales.returning import ReturnDraft, choose, choose_all, gifts_to_pay, left_to_return
from cashier_app.storage.rows import PaymentRow
from cashier_app.sync.messages import ReleaseBody
from cashier_app.till.exchange import IDENTIFIER_KEY, NODE_KEY
from cashier_app.till.gift_cards import GiftCardUsed
from cashier_app.till.goods_back import (
    GoodsBack,
    RefundOpen,
    begin_refund,
    commit_return,
    settled_now,
)
from cashier_app.till.paying import REFERENCE, NoReference, clean_reference
from cashier_app.till.return_right import given_back, is_held
from cashier_app.till.return_views import (
    FoundReceipt,
    RefundView,
    ReturnedReceipt,
    ReturnLineView,
    ReturnView,
    money_by_kind,
)
from cashier_app.till.rights import Permission
from cashier_app.till.selling_text import quantity_text
from cashier_app.till.sold_before import Original, read_original
from cashier_app.till.terminal_doubts import Doubt, add_doubt, knows, told_terminal

if TYPE_CHECKING:
    from cashier_app.storage.rows import LineRow, ReceiptRow
    from cashier_app.sync.messages import FoundSales
    from cashier_app.till.goods_back import Done
    from cashier_app.till.opening import Till
    from cashier_app.till.shifts import Shift
    from cashier_app.till.writing import Transaction

#: How far back a search without a day looks.
_FAR_BACK = 400 * DAY
_DIGITS_OF_NUMBER = 0


class ReceiptNotFound(Refused):
    """No such receipt at this till."""

    text = QT_TRANSLATE_NOOP("errors", "There is no such receipt at this till")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at the number and date on the slip, or search by the sum")


class SoldElsewhere(Refused):
    """Goods that another till sold, or has the right to return: the server is asked for it (`ask_sale`)."""

    text = QT_TRANSLATE_NOOP("errors", "This receipt is another till's")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "The server is asked for it; without a connection a manager can give the money"
    )

    def __init__(self, receipt_id: Id) -> None:
        super().__init__(receipt_id=receipt_id)
        self.receipt_id = receipt_id


class NothingChosen(Refused):
    """A return without lines."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is chosen to return")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch the lines that the buyer brings back")


class NoRefundAsked(Refused):
    """An answer of the terminal that nobody asked for."""

    text = QT_TRANSLATE_NOOP("errors", "No refund waits for the terminal's answer")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose a receipt first")


class _Choice(msgspec.Struct, frozen=True):
    """The receipt taken, the choice so far, who allowed it, and the cash that must lie in the drawer."""

    original: Original
    draft: ReturnDraft
    allowed_by: str
    drawer: Kopecks
    points: Literal["till", "server"] = "till"


class _Refund(msgspec.Struct, frozen=True):
    """A return that stands in the database as `paying`; its refunds are asked for one after another."""

    goods: GoodsBack
    refunds: tuple[PaymentRow, ...]

    @property
    def asked(self) -> PaymentRow | None:
        """The refund that waits for its answer; those after it have not been asked for."""
        return next((row for row in self.refunds if row.state in ("authorising", "unknown")), None)

    @property
    def begun(self) -> bool:
        """Whether a part has gone back on the terminal."""
        return any(row.state == "approved" for row in self.refunds)


class Returning:
    """One return at a time; called on the screen's thread.

    `in_doubt` is a return whose refund on the terminal was cut off: its answer is asked for before anything else.
    """

    def __init__(self, till: Till, in_doubt: tuple[GoodsBack, tuple[PaymentRow, ...]] | None = None) -> None:
        self._till = till
        self._choice: _Choice | None = None
        self._refund = _Refund(*in_doubt) if in_doubt is not None else None
        #: Gift cards that the receipt taken has sold.
        self._cards: frozenset[str] = frozenset()
        if in_doubt is not None:
            self._cards = _cards_of(read_original(till.reader, in_doubt[0].original_id))

    # --- finding -----------------------------------------------------------------------------------------

    def find(
        self, number: str = "", day: date | None = None, amount: str = "", card: str = "", limit: int = 50
    ) -> list[FoundReceipt]:
        """Final sales by number, day, sum or card; newest first.  Raises `ReceiptNotFound`, `MalformedNumber`."""
        reader, zone, now = self._till.reader, self._till.zone, self._till.clock.now()
        if number.strip():
            wanted = parse_scaled(number, _DIGITS_OF_NUMBER, 10**9)
            row = reader.receipt_by_number(wanted)
            rows = [row] if row is not None and row.kind == "sale" else []
        else:
            since = start_of_day(day, zone) if day else now - _FAR_BACK
            until = start_of_day(day + timedelta(days=1), zone) if day else now + 1
            sum_ = parse_money(amount) if amount.strip() else None
            account_id = self._account_of(card) if card.strip() else None
            rows = reader.receipts(since, until, sum_, account_id, limit)
        if not rows:
            raise ReceiptNotFound()
        return [self._found(row) for row in rows]

    def _account_of(self, card: str) -> str:
        """The account of a card that was scanned or typed.  Raises `ReceiptNotFound`."""
        settings = self._till.settings.selling
        found = recognition.recognise(card, masks=masks_of(settings.card_masks, settings.in_store_masks))
        key = self._till.reader.meta(IDENTIFIER_KEY)
        if isinstance(found, recognition.Card) and key:
            known = self._till.reader.identifier(identifier_hash(bytes.fromhex(key), found.kind, found.value))
            if known is not None:
                return known.account_id
        raise ReceiptNotFound()

    def _found(self, row: ReceiptRow) -> FoundReceipt:
        words = self._till.words
        at = local_time(row.closed_at or row.opened_at, self._till.zone)
        n = len(self._till.reader.lines(row.receipt_id))
        count = words.translate("selling", "%n line(s)", "", n)
        return FoundReceipt(
            receipt_id=row.receipt_id,
            title=words.translate("receipt", "Receipt {number}").format(number=row.number),
            detail=f"{at:%d.%m.%Y %H:%M} · {count}",
            amount=words.money(row.to_pay),
        )

    def found_elsewhere(self, found: FoundSales) -> list[FoundReceipt]:
        """Sales that the server found, as a list shows them; those made here are left out, for they are found here."""
        words = self._till.words
        return [
            FoundReceipt(
                receipt_id=sale.receipt_id,
                title=words.translate("receipt", "Receipt {number}").format(number=sale.number),
                detail=f"{local_time(sale.at, self._till.zone):%d.%m.%Y %H:%M} · {sale.store_name or sale.store}",
                amount=words.money(sale.to_pay),
            )
            for sale in found.sales
            if self._till.reader.receipt(sale.receipt_id) is None
        ]

    # --- choosing ----------------------------------------------------------------------------------------

    def start(self, receipt_id: Id, permission: Permission | None = None) -> ReturnView:
        """Take a receipt (from its QR or the list) whose goods this till may return.

        Raises `SoldElsewhere` where another till has the right to it, `NeedsPermission`, `ReceiptNotFound`,
        `NoOpenShift`, `NobodyThere`, `RefundOpen`.
        """
        shift = self._ready()
        original = self._original(receipt_id)
        if not is_held(self._till.reader, receipt_id, self._till.identity.epoch):
            raise SoldElsewhere(receipt_id)
        return self._begin(original, shift, self._till.people.require("return", permission), "till")

    def start_money_only(self, receipt_id: Id, permission: Permission | None = None) -> ReturnView:
        """Take a receipt that the server has told of without the right to it: a manager's word, and money alone.

        The server settles the points, and flags goods that come back a second time.  Raises what `start` raises.
        """
        shift = self._ready()
        original = self._original(receipt_id)
        return self._begin(original, shift, self._till.people.require("return_without_receipt", permission), "server")

    def is_known(self, receipt_id: Id) -> bool:
        """Whether the lines of a receipt are known here, from its sale or from the server."""
        return read_original(self._till.reader, receipt_id) is not None

    def _ready(self) -> Shift:
        if self._refund is not None:
            raise RefundOpen()
        self._till.shifts.who()
        return self._till.shifts.required()

    def _original(self, receipt_id: Id) -> Original:
        """The sale of a receipt; raises `SoldElsewhere` for one that the server may know, or `ReceiptNotFound`."""
        original = read_original(self._till.reader, receipt_id)
        if original is None:
            asks = self._till.reader.meta(NODE_KEY) and self._till.reader.receipt(receipt_id) is None
            raise SoldElsewhere(receipt_id) if asks else ReceiptNotFound()
        return original

    def _begin(
        self, original: Original, shift: Shift, allowed_by: str, points: Literal["till", "server"]
    ) -> ReturnView:
        drawer = max(shift.float + self._till.reader.cash_taken(shift.number), 0)
        draft = ReturnDraft(original.sold, original.returned)
        self._choice = _Choice(original, draft, allowed_by, drawer, points)
        self._cards = _cards_of(original)
        return self.view()

    def start_by_code(self, text: str, permission: Permission | None = None) -> ReturnView:
        """Take a receipt by the text of its QR (`CASHIER:R:…`) or its number.  Raises what `start` raises."""
        found = recognition.recognise(text)
        if isinstance(found, recognition.ReceiptCode):
            return self.start(found.receipt_id, permission)
        if text.strip().isdigit():
            row = self._till.reader.receipt_by_number(int(text.strip()[:18]))
            if row is not None:
                return self.start(row.receipt_id, permission)
        raise ReceiptNotFound()

    def choose(self, line: int, quantity: str) -> ReturnView:
        """How much of a line comes back (`0`: nothing).

        Raises `TooMuchReturned`, `FractionOfPiece`, `NotSold`, `MalformedNumber`.
        """
        choice = self._open()
        wanted = parse_scaled(quantity, 3, MAXIMUM_QUANTITY)
        if wanted:
            self._check_card(choice, line)
        self._choice = msgspec.structs.replace(choice, draft=choose(choice.draft, line, wanted))
        return self.view()

    def choose_all(self) -> ReturnView:
        """Everything that may still go back."""
        choice = self._open()
        draft = choose_all(choice.draft)
        # a gift card that has paid for something stays the buyer's: everything else goes back
        for number in [each for each in draft.chosen if not self._comes_back_whole(choice, each)]:
            draft = choose(draft, number, 0)
        self._choice = msgspec.structs.replace(choice, draft=draft)
        return self.view()

    def _check_card(self, choice: _Choice, number: int) -> None:
        """Raises `GiftCardUsed` for a line that is a gift card which cannot come back."""
        if not self._comes_back_whole(choice, number):
            line = next(line for line in choice.original.sold.lines if line.number == number)
            raise GiftCardUsed(card=self._till.reader.card_of(line.gift_card) or line.name)

    def _comes_back_whole(self, choice: _Choice, number: int) -> bool:
        """Whether a line is no gift card, or one that nothing has been paid with and that is to be had here."""
        line = next((line for line in choice.original.sold.lines if line.number == number), None)
        if line is None or not line.gift_card:
            return True
        rows = self._till.reader.named_lots([gift_lot(choice.original.sold.op_id, number)])
        return choice.points == "till" and bool(rows) and min(rows[0].right, rows[0].left) >= line.to_pay

    @property
    def cards(self) -> frozenset[str]:
        """Accounts of the gift cards that the receipt sold: their rights are needed to take them back."""
        return self._cards

    def leave(self) -> None:
        """Forget the choice; a right that was asked for it goes back to the server."""
        cards = self._cards
        choice, self._choice = self._choice, None
        if self._refund is None and cards:
            self._cards = frozenset()
            self._till.give_back_idle(cards)
        if choice is not None and choice.points == "till" and choice.original.store:
            receipt_id, now = choice.original.row.receipt_id, self._till.clock.now()

            def job(transaction: Transaction) -> None:
                counters = given_back(transaction.unit, receipt_id) if self.in_use() != receipt_id else ()
                if counters:
                    transaction.record(self._till.ids(), "release", ReleaseBody(counters), now)

            self._till.writer.behind(job)

    def in_use(self) -> str:
        """The receipt whose return is under way: its right is not given up meanwhile; "" without one."""
        choice, refund = self._choice, self._refund
        if refund is not None:
            return refund.goods.original_id
        return choice.original.row.receipt_id if choice is not None else ""

    @property
    def active(self) -> bool:
        """Whether a receipt has been taken."""
        return self._choice is not None

    @property
    def waits(self) -> bool:
        """Whether a refund waits for the terminal's answer."""
        return self._refund is not None

    def _open(self) -> _Choice:
        if self._choice is None:
            raise NothingChosen()
        return self._choice

    # --- showing -----------------------------------------------------------------------------------------

    def view(self) -> ReturnView:
        """What the return screen shows now.  Raises `NothingChosen` when no receipt was taken."""
        if self._refund is not None:
            return self._refund_view(self._refund)
        choice, words = self._open(), self._till.words
        original = choice.original
        settlement = self._settled(choice)
        at = local_time(original.row.closed_at or original.row.opened_at, self._till.zone)
        lines = tuple(self._line_view(row, choice.draft, settlement) for row in original.lines)
        reason = ""
        if not any(line.enabled for line in lines):
            reason = words.translate("returning", "everything has been returned already")
        elif settlement is None:
            reason = words.translate("returning", "choose what comes back")
        account_id = original.row.account_id
        buyer = self._till.reader.member(account_id) if account_id else None
        shop = words.translate("returning", "shop “{name}”").format(name=original.store) if original.store else ""
        who = buyer.account.display if buyer else ""
        about = (f"{at:%d.%m.%Y %H:%M}", words.money(original.row.to_pay), shop, who)
        return ReturnView(
            title=words.translate("receipt", "Receipt {number}").format(number=original.row.number),
            detail=" · ".join(filter(None, about)),
            lines=lines,
            money=money_by_kind(_by_kind(settlement.payments) if settlement else (), words),
            total=words.money(settlement.money if settlement else 0),
            points=self._told_of_points(choice, settlement) if settlement else (),
            enabled=not reason,
            reason=reason,
            total_kopecks=settlement.money if settlement else 0,
            warning=self._warning(choice, settlement) if settlement else "",
            money_only=choice.points == "server",
        )

    def _told_of_points(self, choice: _Choice, settlement: ReturnSettlement) -> tuple[str, ...]:
        """The effect on points and coupons, or who will work it out."""
        if choice.points == "server":
            return (self._till.words.translate("returning", "Money only: the server works out the points"),)
        return self._points(settlement)

    def _warning(self, choice: _Choice, settlement: ReturnSettlement) -> str:
        """Gifts that are paid for, and cash that the drawer lacks."""
        words, told = self._till.words, []
        for gift in gifts_to_pay(choice.draft):
            text = words.translate("returning", "The gift “{name}” is kept: {sum} is taken off the refund")
            told.append(text.format(name=gift.name, sum=words.money(max(settlement.charged, 0))))
        short = self._short(choice, settlement)
        return "\n".join([*told, short] if short else told)

    def _refund_view(self, refund: _Refund) -> ReturnView:
        """What comes back and the question about the terminal."""
        from cashier_app.documents.reports import payment_name

        words, goods, asked = self._till.words, refund.goods, refund.asked
        assert asked is not None, "a refund that is kept open waits for an answer"
        original = read_original(self._till.reader, goods.original_id, but=goods.op_id)
        return ReturnView(
            title=words.translate("receipt", "Receipt {number}").format(number=original.row.number if original else ""),
            detail=f"{local_time(goods.at, self._till.zone):%d.%m.%Y %H:%M}",
            lines=tuple(self._held_view(row) for row in self._till.reader.lines(goods.op_id)),
            money=money_by_kind(_by_kind(goods.payments), words),
            total=words.money(goods.money),
            points=(),
            enabled=False,
            reason="",
            total_kopecks=goods.money,
            asked=RefundView(
                kind=payment_name(asked.kind, words),
                amount=words.money(-asked.amount),
                unknown=asked.state == "unknown",
                begun=refund.begun,
            ),
        )

    def _held_view(self, row: LineRow) -> ReturnLineView:
        """A line that an intent holds."""
        words = self._till.words
        quantity = quantity_text(row.quantity, msgspec.json.decode(row.item, type=Item).unit, words)
        return ReturnLineView(
            number=row.number,
            name=row.name,
            detail=f"{quantity} × {words.sum(row.price)}",
            sold=quantity,
            returnable=quantity,
            chosen=words.quantity(row.quantity),
            amount=words.sum(row.to_pay),
            enabled=True,
        )

    def _short(self, choice: _Choice, settlement: ReturnSettlement) -> str:
        """What the drawer must lack for the cash to give back; it is counted by what has been booked."""
        words = self._till.words
        missing = sum(one.amount for one in settlement.payments if one.kind == "cash") - choice.drawer
        if missing <= 0:
            return ""
        text = words.translate("returning", "By the till's count {cash} is in the drawer: {missing} is missing")
        return text.format(cash=words.money(choice.drawer), missing=words.money(missing))

    def _settled(self, choice: _Choice) -> ReturnSettlement | None:
        """What the choice would move, as things stand; None while nothing is chosen."""
        if not choice.draft.chosen:
            return None
        now = self._till.clock.now()
        goods = self._goods("preview", choice, 0, "", now)
        return settled_now(self._till, self._till.reader, goods, now).settlement

    def _goods(self, op_id: Id, choice: _Choice, shift: int, user_id: str, now: Instant) -> GoodsBack:
        """The choice as it is confirmed."""
        reason = ""
        if choice.points == "server":
            reason = self._till.words.translate("returning", "another till has the right to this return")
        return GoodsBack(
            op_id=op_id,
            original_id=choice.original.row.receipt_id,
            chosen=dict(choice.draft.chosen),
            payments=(),
            shift=shift,
            user_id=user_id,
            allowed_by=choice.allowed_by,
            at=now,
            points=choice.points,
            reason=reason,
        )

    def _line_view(self, row: LineRow, draft: ReturnDraft, settlement: ReturnSettlement | None) -> ReturnLineView:
        words = self._till.words
        unit = msgspec.json.decode(row.item, type=Item).unit
        left = left_to_return(draft, row.number)
        gifts = {number for gift in draft.sold.gifts for number, _ in gift.lines}
        gift = words.translate("returning", "gift") if row.number in gifts else ""
        chosen = draft.chosen.get(row.number, 0)
        back = next((line for line in settlement.lines if line.number == row.number), None) if settlement else None
        return ReturnLineView(
            number=row.number,
            name=row.name,
            detail=" · ".join(
                filter(None, (f"{quantity_text(row.quantity, unit, words)} × {words.sum(row.price)}", gift))
            ),
            sold=quantity_text(row.quantity, unit, words),
            returnable=quantity_text(left, unit, words),
            chosen=words.quantity(chosen) if chosen else "",
            amount=words.sum(back.to_pay) if back else "",
            enabled=left > 0,
            whole=words.quantity(left),
        )

    def _points(self, settlement: ReturnSettlement) -> tuple[str, ...]:
        words = self._till.words
        sentences = (
            (settlement.restored, words.translate("returning", "Given back to the card: {points}")),
            (settlement.lapsed, words.translate("returning", "Expired meanwhile: {points}")),
            (settlement.taken_back, words.translate("returning", "Taken back from the card: {points}")),
            (settlement.debt, words.translate("returning", "Stays owed: {points}")),
            (settlement.forgiven, words.translate("returning", "Not asked for again: {points}")),
        )
        texts = [text.format(points=words.points(points)) for points, text in sentences if points]
        texts += self._coupons(settlement)
        if settlement.stopped:
            texts.append(words.translate("returning", "The points of this purchase are spent: a manager decides"))
        return tuple(texts)

    def _coupons(self, settlement: ReturnSettlement) -> list[str]:
        """Coupons that come back to the buyer, and those that go with what earned them."""
        words = self._till.words
        moved = [back for back in settlement.wallets if back.wallet.startswith(COUPON_WALLETS)]
        n = sum(back.amount for back in moved if back.amount > 0 and not back.lapsed)
        texts = [words.translate("returning", "%n coupon(s) can be used again", "", n)] if n else []
        n = sum(back.amount for back in moved if back.amount > 0 and back.lapsed)
        texts += [words.translate("returning", "%n coupon(s) had expired meanwhile", "", n)] if n else []
        n = -sum(back.amount for back in moved if back.amount < 0)
        texts += (
            [words.translate("returning", "%n coupon(s) given for the purchase are taken back", "", n)] if n else []
        )
        return texts

    # --- doing it ----------------------------------------------------------------------------------------

    def commit(self) -> Future[ReturnedReceipt | None]:
        """Make the return: receipt, refunds, entries, rights, slip, operation, in one transaction.

        Where money goes back on the terminal the intent alone is written, and the result is None: the terminal is to
        be asked now (`view().asked`).  Raises `NothingChosen`; `TooMuchReturned` in the future if somebody was
        faster, `RefundOpen` while another refund waits.
        """
        choice, user, shift = self._open(), self._till.shifts.who(), self._till.shifts.required()
        if not choice.draft.chosen:
            raise NothingChosen()
        now = self._till.clock.now()
        goods = self._goods(self._till.ids(), choice, shift.number, user.user_id, now)
        asked: list[_Refund] = []

        def job(transaction: Transaction) -> ReturnedReceipt | None:
            held, refunds = begin_refund(transaction, self._till, goods)
            if refunds:
                told_terminal(transaction, self._till, [row.payment_id for row in refunds])
                asked.append(_Refund(held, refunds))
                return None
            return self._make(transaction, goods, (), now)

        def committed(made: ReturnedReceipt | None) -> None:
            if made is None:
                self._refund = asked[0]
            else:
                self._choice = None

        return self._till.writer.submit(job, after=committed)

    def approved(self, reference: str, permission: Permission | None = None) -> Future[ReturnedReceipt | None]:
        """The terminal made the refund: the number of its slip.  Finishes the return, or None: another is asked for.

        Raises `NoRefundAsked`, `NoReference`; `NeedsPermission` where a wired terminal is answered for.
        """
        refund, asked = self._waiting()
        if not REFERENCE.fullmatch(reference.strip()):
            raise NoReference()
        doubt = self._by_hand(asked, "approved", reference.strip(), permission)
        return self._answered(refund, asked, "approved", reference.strip(), besides=doubt)

    def order(self) -> Refund | Id | None:
        """What a wired terminal is to be told now: a refund that this run has begun, or one to be asked about."""
        asked = self._refund.asked if self._refund is not None else None
        if asked is None or self._refund is None:
            return None
        if asked.state == "unknown":
            return asked.payment_id if knows(self._till, asked.payment_id) else None
        paid = self._till.reader.payments(self._refund.goods.original_id)
        reference = next((row.reference for row in paid if row.payment_id == asked.refunds), "")
        return Refund(asked.payment_id, "sbp" if asked.kind == "sbp" else "card", -asked.amount, reference)

    def terminal_answered(self, payment_id: Id, answer: TerminalAnswer) -> Future[ReturnedReceipt | None] | None:
        """A wired terminal has said what became of a refund; None where that one is not waited for (any more)."""
        refund, asked = self._refund, self._refund.asked if self._refund is not None else None
        if refund is None or asked is None or asked.payment_id != payment_id:
            return None
        if answer.state == "approved":
            return self._answered(refund, asked, "approved", clean_reference(answer.reference))
        return self._declined(refund, asked, _nothing) if answer.state == "declined" else None

    def _by_hand(
        self, asked: PaymentRow, said: Literal["approved", "declined"], reference: str, permission: Permission | None
    ) -> Callable[[Transaction], None]:
        """What is written besides where a person answers for a wired terminal; needs a right then."""
        if self._till.settings.terminal.driver == "manual" or self.order() is None:
            return _nothing
        allowed_by = self._till.people.require("answer_for_terminal", permission)
        user = self._till.people.current
        now = self._till.clock.now()
        doubt = Doubt(asked.payment_id, asked.amount, said, reference, user.user_id if user else "", now)
        return lambda transaction: add_doubt(transaction, doubt, allowed_by)

    def declined(self, permission: Permission | None = None) -> Future[ReturnedReceipt | None]:
        """The terminal refused: nothing is returned, the choice stands.

        Where another part has gone back already this one is asked for again.  Raises `NoRefundAsked`;
        `NeedsPermission` where a wired terminal is answered for.
        """
        refund, asked = self._waiting()
        return self._declined(refund, asked, self._by_hand(asked, "declined", "", permission))

    def _declined(
        self, refund: _Refund, asked: PaymentRow, besides: Callable[[Transaction], None]
    ) -> Future[ReturnedReceipt | None]:
        now = self._till.clock.now()
        refused = msgspec.structs.replace(asked, state="declined", resolved_at=now)
        again = msgspec.structs.replace(
            asked, payment_id=self._till.ids(), state="authorising", asked_at=now, resolved_at=None
        )
        refunds = tuple(refused if row is asked else row for row in refund.refunds)
        changed = _Refund(refund.goods, (*refunds, again)) if refund.begun else None

        def job(transaction: Transaction) -> None:
            receipts = transaction.unit.receipts
            _still_asked(transaction, refund, asked)
            besides(transaction)
            told_terminal(transaction, self._till, (again.payment_id,))
            receipts.put_payments(changed.refunds if changed else [_closed(row, now) for row in refunds])
            if changed is None:
                receipts.cancel(refund.goods.op_id, now)

        def committed(_: object) -> None:
            self._refund = changed

        return self._till.writer.submit(job, after=committed)

    def in_cash(self, permission: Permission | None = None) -> Future[ReturnedReceipt | None]:
        """The terminal refused, and this part goes back in cash: a right of its own, kept in the journal.

        Finishes the return, or None: another is asked for.  Raises `NoRefundAsked`, `NeedsPermission`.
        """
        refund, asked = self._waiting()
        allowed_by = self._till.people.require("return", permission)
        return self._answered(refund, asked, "declined", "", allowed_by)

    def _waiting(self) -> tuple[_Refund, PaymentRow]:
        """The open refund and the part of it that waits."""
        asked = self._refund.asked if self._refund is not None else None
        if self._refund is None or asked is None:
            raise NoRefundAsked()
        return self._refund, asked

    def _answered(
        self,
        refund: _Refund,
        asked: PaymentRow,
        state: Literal["approved", "declined"],
        reference: str,
        allowed_by: str = "",
        besides: Callable[[Transaction], None] | None = None,
    ) -> Future[ReturnedReceipt | None]:
        """Keep an answer; the last one makes the return.  What is declined here goes back in cash."""
        user, now = self._till.shifts.who(), self._till.clock.now()
        answer = msgspec.structs.replace(asked, state=state, reference=reference, resolved_at=now)
        changed = _Refund(refund.goods, tuple(answer if row is asked else row for row in refund.refunds))

        def job(transaction: Transaction) -> ReturnedReceipt | None:
            _still_asked(transaction, refund, asked)
            if besides is not None:
                besides(transaction)
            if state == "declined":
                transaction.journal("refund_in_cash", user.user_id, allowed_by, now, {"amount": -asked.amount})
            if changed.asked is None:
                return self._make(transaction, changed.goods, changed.refunds, now)
            transaction.unit.receipts.put_payments(changed.refunds)
            return None

        def committed(made: ReturnedReceipt | None) -> None:
            if made is None:
                self._refund = changed
            else:
                self._refund = self._choice = None

        return self._till.writer.submit(job, after=committed)

    def _make(
        self, transaction: Transaction, goods: GoodsBack, refunds: Sequence[PaymentRow], now: Instant
    ) -> ReturnedReceipt:
        """Write the return and its record in the journal."""
        done = commit_return(transaction, self._till, goods, refunds, now)
        details = {"receipt": done.original_number, "amount": done.settlement.money, "receipt_id": goods.op_id}
        act = "return" if goods.points == "till" else "return_money_only"
        transaction.journal(act, goods.user_id, goods.allowed_by, now, details)
        return self._returned(goods.op_id, done)

    def _returned(self, op_id: Id, done: Done) -> ReturnedReceipt:
        words, settlement = self._till.words, done.settlement
        cash = sum(amount for kind, amount in done.payments if kind == "cash")
        return ReturnedReceipt(
            receipt_id=op_id,
            number=done.number,
            total=settlement.money,
            cash=cash,
            card=settlement.money - cash,
            points_restored=settlement.restored,
            points_taken_back=settlement.taken_back,
            print_job_id=done.print_job_id,
            total_text=words.money(settlement.money),
            money_text=" · ".join(f"{name} {amount}" for name, amount in money_by_kind(done.payments, words)),
            points_text=" · ".join(self._points(settlement)),
        )


def _by_kind(payments: Sequence[PaidBack]) -> tuple[tuple[str, Kopecks], ...]:
    """Sums by kind; each payment that goes back on the terminal stands for itself."""
    cash = sum(one.amount for one in payments if one.kind == "cash")
    others = tuple((one.kind, one.amount) for one in payments if one.kind != "cash")
    return (*others, *((("cash", cash),) if cash else ()))


def _cards_of(original: Original | None) -> frozenset[str]:
    """Accounts of the gift cards that a sale loaded."""
    return frozenset(line.gift_card for line in original.sold.lines if line.gift_card) if original else frozenset()


def _nothing(transaction: Transaction) -> None:
    """Nothing is written besides."""


def _still_asked(transaction: Transaction, refund: _Refund, asked: PaymentRow) -> None:
    """An answer given twice counts once.  Raises `NoRefundAsked`."""
    receipts = transaction.unit.receipts
    row = receipts.by_id(refund.goods.op_id)
    if row is None or row.state != "paying":
        raise NoRefundAsked()
    waiting = {
        one.payment_id for one in receipts.payments(refund.goods.op_id) if one.state in ("authorising", "unknown")
    }
    if asked.payment_id not in waiting:
        raise NoRefundAsked()


def _closed(row: PaymentRow, now: Instant) -> PaymentRow:
    """A refund of a return that is given up; it was not asked for."""
    return msgspec.structs.replace(row, state="declined", resolved_at=row.resolved_at or now)
