"""Goods brought back without a receipt that this till could read: a manager's right, and money alone.

Either there is no receipt at all, or it is one of another till whose server does not answer: then the number of its
slip is kept, and the server settles the points when it hears of it.  Prices are the catalogue's of today, the money
is cash, at most what the settings allow, for a reason that stands in the journal, in the reports and on the slip.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import masks_of
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks, line_amount, money_figure, vat_inside
from cashier_app.core.number import parse_scaled
from cashier_app.core.quantity import MAXIMUM_QUANTITY, ONE, parse_quantity
from cashier_app.documents.document import DRAWER_DOCUMENT
from cashier_app.documents.receipt import LineFacts, PaymentFacts, ReceiptFacts
from cashier_app.sales.receipt import Item, Line, Receipt, add_goods, change_quantity, open_receipt, remove_line
from cashier_app.storage.rows import LineRow, PaymentRow, ReceiptRow
from cashier_app.sync.messages import ReturnBody
from cashier_app.till.gift_selling import waiting_card
from cashier_app.till.programmes import version_of
from cashier_app.till.return_views import ReturnedReceipt, ReturnLineView, ReturnView, money_by_kind
from cashier_app.till.sale import line_message, payment_messages
from cashier_app.till.scanned_goods import found_goods, item_of
from cashier_app.till.selling_text import quantity_text
from cashier_app.till.slip import vat_facts

if TYPE_CHECKING:
    from cashier_app.core.clock import Instant
    from cashier_app.devices.scan import Scan
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

LONGEST_REASON = 200


class CardNeedsReceipt(Refused):
    """A gift card brought back without the receipt that says which card it was."""

    text = QT_TRANSLATE_NOOP("errors", "A gift card is returned by its receipt alone")
    way_out = QT_TRANSLATE_NOOP("errors", "Find the receipt that it was sold by: its money goes with it")


class NotGoods(Refused):
    """A code that is no product of the catalogue."""

    text = QT_TRANSLATE_NOOP("errors", "“{code}” is not a product of this shop")
    way_out = QT_TRANSLATE_NOOP("errors", "Only goods of the catalogue can be taken back: find them by name")


class NoReturnReason(Refused):
    """Goods taken back without a word why."""

    text = QT_TRANSLATE_NOOP("errors", "The reason for the return is missing or too long")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch a reason, or write a few words")


class AboveReturnLimit(Refused):
    """More money than the settings let a manager give back without a receipt."""

    text = QT_TRANSLATE_NOOP("errors", "Without a receipt at most {most} may be given back, not {sum}")
    way_out = QT_TRANSLATE_NOOP("errors", "Take fewer goods back, or find the receipt")


class NothingLoose(Refused):
    """An act on a return without a receipt while none is open, or without goods."""

    text = QT_TRANSLATE_NOOP("errors", "No goods have been taken back yet")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan what the buyer brings back")


class _Draft(msgspec.Struct, frozen=True):
    """What is brought back so far; `slip` is the receipt that it is said to come from."""

    goods: Receipt
    allowed_by: str
    slip: Id = ""
    reason: str = ""


class LooseReturning:
    """One such return at a time; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._draft: _Draft | None = None

    @property
    def active(self) -> bool:
        """Whether such a return is being put together."""
        return self._draft is not None

    # --- putting it together -----------------------------------------------------------------------------

    def start(self, slip: Id = "", permission: Permission | None = None) -> ReturnView:
        """Begin; `slip` names the receipt of another till that the buyer shows.

        Raises `NeedsPermission`, `NoOpenShift`, `NobodyThere`, `AboveReturnLimit` where the shop allows none at all.
        """
        self._till.shifts.who()
        self._till.shifts.required()
        if not self._limit:
            raise AboveReturnLimit(most=money_figure(0), sum=money_figure(0))
        allowed_by = self._till.people.require("return_without_receipt", permission)
        goods = open_receipt(self._till.ids(), self._till.clock.now())
        self._draft = _Draft(goods, allowed_by, slip)
        return self.view()

    def scan(self, scan: Scan, quantity: str = "") -> ReturnView:
        """Goods by their code.  Raises `NotGoods`, or what `sales.receipt.add_goods` raises; nothing changes then."""
        settings = self._till.settings.selling
        masks = masks_of(settings.card_masks, settings.in_store_masks)
        return self._take(recognition.recognise(scan.text, scan.raw, scan.symbology, masks), scan.text, quantity)

    def type_code(self, text: str, quantity: str = "") -> ReturnView:
        """A code typed by hand: like a scan."""
        settings = self._till.settings.selling
        masks = masks_of(settings.card_masks, settings.in_store_masks)
        return self._take(recognition.recognise(text, masks=masks), text, quantity)

    def add_product(self, product_id: str) -> ReturnView:
        """Goods picked by hand.  Raises `NotGoods`."""
        row = self._till.reader.product_by_id(product_id)
        if row is None:
            raise NotGoods(code=product_id)
        draft, item = self._open(), item_of(self._till, row)
        self._refuse_card(item)
        self._draft = msgspec.structs.replace(draft, goods=add_goods(draft.goods, item))
        return self.view()

    def choose(self, line: int, quantity: str) -> ReturnView:
        """Another quantity of a line; 0 takes it out.  Raises what `sales.receipt.change_quantity` raises."""
        draft, wanted = self._open(), parse_scaled(quantity, 3, MAXIMUM_QUANTITY)
        goods = change_quantity(draft.goods, line, wanted) if wanted else remove_line(draft.goods, line)
        self._draft = msgspec.structs.replace(draft, goods=goods)
        return self.view()

    def say_why(self, reason: str) -> ReturnView:
        """Why goods are taken back without a receipt."""
        self._draft = msgspec.structs.replace(self._open(), reason=reason.strip())
        return self.view()

    def leave(self) -> None:
        """Forget it."""
        self._draft = None

    def _take(self, found: recognition.Recognised, text: str, quantity: str) -> ReturnView:
        draft = self._open()
        goods = found_goods(self._till, found, parse_quantity(quantity) if quantity else ONE)
        if goods is None:
            raise NotGoods(code=recognition.shown(text))
        self._refuse_card(goods[0])
        self._draft = msgspec.structs.replace(draft, goods=add_goods(draft.goods, *goods))
        return self.view()

    def _refuse_card(self, item: Item) -> None:
        """Raises `CardNeedsReceipt` for a gift card."""
        if waiting_card(item, self._till.settings.gift_cards) is not None:
            raise CardNeedsReceipt()

    def _open(self) -> _Draft:
        if self._draft is None:
            raise NothingLoose()
        return self._draft

    @property
    def _limit(self) -> Kopecks:
        return self._till.settings.selling.return_without_receipt * 100

    # --- showing -----------------------------------------------------------------------------------------

    def view(self) -> ReturnView:
        """What the return screen shows now.  Raises `NothingLoose`."""
        draft, words = self._open(), self._till.words
        total = _total(draft.goods)
        said = words.translate("returning", "by today's prices, in cash, at most {sum}")
        told = []
        if draft.slip:
            told.append(words.translate("returning", "Money only: the server works out the points"))
        return ReturnView(
            title=words.translate("returning", "Return without a receipt"),
            detail=" · ".join(filter(None, (draft.reason, said.format(sum=words.money(self._limit))))),
            lines=tuple(self._line_view(line) for line in draft.goods.goods),
            money=money_by_kind([("cash", total)], words) if total else (),
            total=words.money(total),
            points=tuple(told),
            enabled=not self._why_not(draft),
            reason=self._why_not(draft),
            total_kopecks=total,
            warning=self._too_much(total),
            money_only=bool(draft.slip),
            loose=True,
            said=draft.reason,
        )

    def _line_view(self, line: Line) -> ReturnLineView:
        words = self._till.words
        quantity = quantity_text(line.quantity, line.item.unit, words)
        return ReturnLineView(
            number=line.number,
            name=line.item.name,
            detail=f"{quantity} × {words.sum(line.item.price)}",
            sold=quantity,
            returnable=quantity,
            chosen=words.quantity(line.quantity),
            amount=words.sum(line_amount(line.item.price, line.quantity)),
            enabled=True,
            whole=words.quantity(line.quantity),
        )

    def _why_not(self, draft: _Draft) -> str:
        words = self._till.words
        if not draft.goods.goods:
            return words.translate("returning", "scan what comes back")
        if _total(draft.goods) > self._limit:
            return words.translate("returning", "too much without a receipt")
        return "" if draft.reason else words.translate("returning", "say why")

    def _too_much(self, total: Kopecks) -> str:
        if total <= self._limit:
            return ""
        error = AboveReturnLimit(most=money_figure(self._limit), sum=money_figure(total))
        return self._till.words.error(error)[0]

    # --- doing it ----------------------------------------------------------------------------------------

    def commit(self) -> Future[ReturnedReceipt]:
        """Give the money back: receipt, payment, slip, journal and operation in one transaction.

        Raises `NothingLoose`, `AboveReturnLimit`, `NoReturnReason`.
        """
        draft, user, shift = self._open(), self._till.shifts.who(), self._till.shifts.required()
        total = _total(draft.goods)
        if not draft.goods.goods:
            raise NothingLoose()
        if total > self._limit:
            raise AboveReturnLimit(most=money_figure(self._limit), sum=money_figure(total))
        if not 0 < len(draft.reason) <= LONGEST_REASON:
            raise NoReturnReason()
        now = self._till.clock.now()

        def job(transaction: Transaction) -> ReturnedReceipt:
            return _write(transaction, self._till, draft, shift.number, user.user_id, now)

        def committed(_: ReturnedReceipt) -> None:
            self._draft = None

        return self._till.writer.submit(job, after=committed)


def _total(goods: Receipt) -> Kopecks:
    return sum(line_amount(line.item.price, line.quantity) for line in goods.goods)


def _write(
    transaction: Transaction, till: Till, draft: _Draft, shift: int, user_id: str, now: Instant
) -> ReturnedReceipt:
    """The return's rows, its operation and its slip."""
    op_id, total = draft.goods.receipt_id, _total(draft.goods)
    number = transaction.unit.receipts.next_number()
    row = _receipt_row(draft, number, shift, user_id, transaction.next_place().epoch, now)
    transaction.unit.receipts.put(row)
    lines = [_line_row(op_id, line) for line in draft.goods.goods]
    transaction.unit.receipts.add_lines(lines)
    payment = PaymentRow(till.ids(), op_id, "cash", -total, 0, "approved", "", now, now)
    transaction.unit.receipts.put_payments([payment])
    body = _operation(row, number, draft, lines, payment)
    transaction.record(op_id, "return", body, now, version_of(till.programmes.now(now)))
    details = {"amount": total, "reason": draft.reason, "slip": draft.slip, "receipt_id": op_id}
    act = "return_money_only" if draft.slip else "return_without_receipt"
    transaction.journal(act, user_id, draft.allowed_by, now, details)
    job_id = _slip(transaction, till, draft, number, shift, user_id, now)
    words = till.words
    return ReturnedReceipt(
        receipt_id=op_id,
        number=number,
        total=total,
        cash=total,
        card=0,
        points_restored=0,
        points_taken_back=0,
        print_job_id=job_id,
        total_text=words.money(total),
        money_text=" · ".join(f"{name} {amount}" for name, amount in money_by_kind([("cash", total)], words)),
        points_text="",
    )


def _receipt_row(draft: _Draft, number: int, shift: int, user_id: str, epoch: str, now: Instant) -> ReceiptRow:
    total = _total(draft.goods)
    return ReceiptRow(
        receipt_id=draft.goods.receipt_id,
        number=number,
        kind="return",
        state="final",
        shift=shift,
        user_id=user_id,
        account_id=None,
        unclaimed="",
        opened_at=draft.goods.opened_at,
        closed_at=now,
        base=total,
        discount=0,
        redeemed=0,
        to_pay=total,
        redeemed_points=0,
        accrued_points=0,
        original_id=draft.slip or None,
        programme_version=None,
        quote=b"{}",
        epoch=epoch,
        reason=draft.reason,
    )


def _operation(row: ReceiptRow, number: int, draft: _Draft, lines: list[LineRow], payment: PaymentRow) -> ReturnBody:
    return ReturnBody(
        receipt_id=row.receipt_id,
        number=number,
        shift=row.shift,
        user_id=row.user_id,
        original_id=row.original_id,
        account_id=None,
        lines=tuple(map(line_message, lines)),
        payments=payment_messages([payment]),
        entries=(),
        rights=(),
        net=-row.to_pay,
        points="server" if draft.slip else "nobody",
        reason=draft.reason,
        allowed_by=draft.allowed_by,
    )


def _line_row(op_id: Id, line: Line) -> LineRow:
    amount, rate = line_amount(line.item.price, line.quantity), line.item.vat_rate
    return LineRow(
        receipt_id=op_id,
        number=line.number,
        product_id=line.item.product_id,
        name=line.item.name,
        item=msgspec.json.encode(line.item),
        code=line.code,
        quantity=line.quantity,
        price=line.item.price,
        base=amount,
        discount=0,
        redeemed=0,
        redeemed_points=0,
        to_pay=amount,
        accrued_points=0,
        vat_rate=rate,
        vat=vat_inside(amount, rate) if rate else 0,
    )


def _slip(
    transaction: Transaction, till: Till, draft: _Draft, number: int, shift: int, user_id: str, now: Instant
) -> int | None:
    if not till.has_printer:
        return None
    op_id, cashier, total = draft.goods.receipt_id, transaction.unit.people.by_id(user_id), _total(draft.goods)
    if till.has_drawer:
        transaction.print("drawer", DRAWER_DOCUMENT, now, op_id)
    goods = draft.goods.goods
    facts = ReceiptFacts(
        kind="return",
        receipt_id=op_id,
        number=number,
        till=till.settings.till.number,
        shift=shift,
        cashier=cashier.name if cashier else "",
        at=now,
        zone=till.zone,
        header=till.header(),
        lines=tuple(
            LineFacts(
                name=line.item.name,
                quantity=line.quantity,
                price=line.item.price,
                base=line_amount(line.item.price, line.quantity),
                unit=line.item.unit,
            )
            for line in goods
        ),
        base=total,
        discount=0,
        redeemed=0,
        to_pay=total,
        vat=vat_facts((line.item.vat_rate, line_amount(line.item.price, line.quantity)) for line in goods),
        payments=(PaymentFacts("cash", total),),
        footer=till.settings.shop.footer,
        reason=draft.reason,
    )
    return transaction.print("receipt", till.look.document(facts), now, op_id)
