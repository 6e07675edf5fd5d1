"""A return as facts read from the database, and as rows, an operation and a slip in one transaction.

Money that goes back on the terminal is an intent first (`begin_refund`): the return stands there as `paying` and
holds its goods until the terminal's answer makes it final (`commit_return`) or cancels it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.core.quantity import Thousandths
from cashier_app.documents.document import DRAWER_DOCUMENT
from cashier_app.documents.receipt import (
    DiscountFacts,
    LineFacts,
    MemberFacts,
    PaymentFacts,
    ReceiptFacts,
    VatFacts,
)
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.settlement import PaidBack, ReturnedLine, ReturnSettlement, settle_return
from cashier_app.loyalty.sold import SoldFacts
from cashier_app.sales.receipt import Item
from cashier_app.storage.rows import LineRow, MemberRecord, PaymentRow, ReceiptRow
from cashier_app.sync.messages import ReturnBody
from cashier_app.till.gift_cards import check_cards_back
from cashier_app.till.gift_slip import cards_back
from cashier_app.till.members import member_state, segments_of
from cashier_app.till.posting import count_purchase, entry_messages, merged_counters, post
from cashier_app.till.programmes import version_of
from cashier_app.till.return_right import HeldElsewhere, given_back, is_held
from cashier_app.till.sale import approved, line_message, payment_kind, payment_messages
from cashier_app.till.slip import member_facts
from cashier_app.till.sold_before import InTransaction, Original, Source, read_original

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction


class RefundOpen(Refused):
    """One refund at a time is asked of the terminal."""

    text = QT_TRANSLATE_NOOP("errors", "It is not known yet whether the last refund was made on the terminal")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at the terminal's slip and say “approved” or “declined”")


class GoodsBack(msgspec.Struct, frozen=True):
    """What comes back, as it was confirmed; kept with a return whose refund waits, so that a crash loses none of it.

    `payments` say what goes back against which payment of the sale.  `points` as in `ReturnBody`: the `server` settles
    them where the right to return could not be had, by a manager's word (`allowed_by`) for a `reason`.
    """

    op_id: Id
    original_id: Id
    chosen: dict[int, Thousandths]
    payments: tuple[PaidBack, ...]
    shift: int
    user_id: str
    allowed_by: str
    at: Instant
    points: Literal["till", "server"] = "till"
    reason: str = ""

    @property
    def money(self) -> Kopecks:
        """All that goes back."""
        return sum(payment.amount for payment in self.payments)


_GOODS_BACK = msgspec.json.Decoder(GoodsBack)


def decode_goods_back(body: bytes) -> GoodsBack:
    """From the row of a return whose refund waits."""
    return _GOODS_BACK.decode(body)


class Done(msgspec.Struct, frozen=True):
    """What a committed return was."""

    number: int
    print_job_id: int | None
    settlement: ReturnSettlement
    #: Kopecks by the kinds they went back by.
    payments: tuple[tuple[str, Kopecks], ...]
    original_number: int | None


def begin_refund(transaction: Transaction, till: Till, goods: GoodsBack) -> tuple[GoodsBack, tuple[PaymentRow, ...]]:
    """Commit the intent to refund on the terminal: the refunds to ask for, none where only cash goes back.

    Raises `TooMuchReturned` when less is left of a line than is chosen, `RefundOpen` while another refund waits,
    `HeldElsewhere` when the right to return the goods has been given up.
    """
    unit, source = transaction.unit, InTransaction(transaction.unit)
    if any(row.kind == "return" for row in unit.receipts.paying()):
        raise RefundOpen()
    if goods.points == "till" and not is_held(source, goods.original_id, transaction.next_place().epoch):
        raise HeldElsewhere()
    settled = settled_now(till, source, goods, goods.at)
    original, settlement = settled.original, settled.settlement
    refunds = tuple(
        PaymentRow(till.ids(), goods.op_id, one.kind, -one.amount, 0, "authorising", "", goods.at, None, one.payment_id)
        for one in settlement.payments
        if one.kind in ("card", "sbp")
    )
    check_cards_back(unit, original.sold, settlement)
    kept = msgspec.structs.replace(goods, payments=settlement.payments)
    if refunds:
        row = _row(goods, None, original.row, settlement, None)
        unit.receipts.put(msgspec.structs.replace(row, state="paying", quote=msgspec.json.encode(kept)))
        unit.receipts.add_lines(_line_rows(goods.op_id, original, settlement.lines))
        unit.receipts.put_payments(refunds)
    return kept, refunds


class Settled(msgspec.Struct, frozen=True):
    """A return settled on what is known at one moment, with what it was settled from."""

    original: Original
    settlement: ReturnSettlement
    lots: tuple[LotState, ...]
    programme_version: int | None


def settled_now(till: Till, source: Source, goods: GoodsBack, now: Instant) -> Settled:
    """A return settled on what is in the database at this moment.

    Where the server is to settle the points, or the sale has no buyer, only money moves.
    """
    original = read_original(source, goods.original_id, but=goods.op_id)
    assert original is not None, "the sale of a return is known"
    if goods.points == "server":
        payments = tuple(msgspec.structs.replace(paid, uses=()) for paid in original.sold.payments)
        bare = msgspec.structs.replace(original.sold, account_id=None, new_lots=(), wallet_uses=(), payments=payments)
        original = msgspec.structs.replace(original, sold=bare)
    programme = till.programmes.now(now, original.segments(source))
    lots = original.lots(source, now, programme)
    settlement = settle_return(
        goods.op_id, original.sold, original.returned, goods.chosen, lots, programme.returns, now
    )
    return Settled(original, settlement, lots, version_of(programme))


def commit_return(
    transaction: Transaction, till: Till, goods: GoodsBack, refunds: Sequence[PaymentRow], now: Instant
) -> Done:
    """Settle a return on what is in the database at this moment, and write all of it.

    `refunds` are those the terminal has made or refused; what they leave of the money goes back in cash.
    Raises what `begin_refund` raises, never once the goods are held by an intent.
    """
    unit, op_id = transaction.unit, goods.op_id
    source, place = InTransaction(unit), transaction.next_place()
    held = unit.receipts.by_id(op_id) is not None
    if not held and goods.points == "till" and not is_held(source, goods.original_id, place.epoch):
        raise HeldElsewhere()
    settled = settled_now(till, source, goods, now)
    original, settlement = settled.original, settled.settlement
    if not held:
        check_cards_back(unit, original.sold, settlement)
    account_id = original.sold.account_id
    before = unit.ledger.member(account_id) if account_id else None
    number = unit.receipts.next_number()
    lines = _line_rows(op_id, original, settlement.lines)
    unit.receipts.put(msgspec.structs.replace(_row(goods, number, original.row, settlement, now), epoch=place.epoch))
    if not held:
        unit.receipts.add_lines(lines)
    unit.receipts.put_payments(refunds)
    payments = approved(refunds) + _to_cards(till, op_id, original.sold, settlement.payments, now)
    cash = _in_cash(till, op_id, settlement.payments, payments, now)
    unit.receipts.put_payments([row for row in payments if row.kind == "gift"] + cash)
    payments += cash
    known = source.account_lots(account_id) if account_id else ()
    rights = post(unit, op_id, settlement.posting, place, now, known, must_hold=False).counters
    count_purchase(unit, op_id, account_id, now, -settlement.net, place)
    moved = [entry.account_id for entry in settlement.posting.entries]
    for holder in dict.fromkeys([account_id, *moved] if account_id is not None else moved):
        given_up = till.rights_back(unit, holder, before if holder == account_id else None)
        rights = merged_counters(rights, given_up)
    rights = merged_counters(rights, given_back(unit, goods.original_id))
    body = ReturnBody(
        receipt_id=op_id,
        number=number,
        shift=goods.shift,
        user_id=goods.user_id,
        original_id=goods.original_id,
        account_id=account_id,
        lines=tuple(map(line_message, lines)),
        payments=payment_messages(payments),
        entries=entry_messages(settlement.posting),
        rights=rights,
        net=-settlement.net,
        points=goods.points,
        reason=goods.reason,
        allowed_by=goods.allowed_by,
        charged=settlement.charged,
        returned=original.returned,
        lots=settled.lots,
        lapsed=settlement.lapsed_own,
        stopped=settlement.stopped,
    )
    transaction.record(op_id, "return", body, now, settled.programme_version)
    member = _member(transaction, till, original, before, settlement, now)
    job_id = _slip(transaction, till, goods, number, original, settlement, payments, member, now)
    back = tuple((payment.kind, -payment.amount) for payment in payments)
    return Done(number, job_id, settlement, back, original.row.number)


def _to_cards(till: Till, op_id: Id, sold: SoldFacts, back: Sequence[PaidBack], now: Instant) -> list[PaymentRow]:
    """What goes back to the gift cards that paid: nobody is asked."""
    cards = {paid.payment_id: paid.card for paid in sold.payments}
    return [
        PaymentRow(
            till.ids(),
            op_id,
            "gift",
            -one.amount,
            0,
            "approved",
            cards[one.payment_id],
            now,
            now,
            one.payment_id,
        )
        for one in back
        if one.kind == "gift"
    ]


def _in_cash(
    till: Till, op_id: Id, back: Sequence[PaidBack], refunds: Sequence[PaymentRow], now: Instant
) -> list[PaymentRow]:
    """What goes back in cash: payments that were made so, and refunds that the terminal would not make."""
    otherwise: dict[Id, Kopecks] = {}
    for refund in refunds:
        otherwise[refund.refunds] = otherwise.get(refund.refunds, 0) - refund.amount
    left = [(one.payment_id, one.amount - otherwise.get(one.payment_id, 0)) for one in back]
    return [
        PaymentRow(till.ids(), op_id, "cash", -amount, 0, "approved", "", now, now, payment_id)
        for payment_id, amount in left
        if amount
    ]


def _row(
    goods: GoodsBack, number: int | None, original: ReceiptRow, settlement: ReturnSettlement, closed_at: Instant | None
) -> ReceiptRow:
    return ReceiptRow(
        receipt_id=goods.op_id,
        number=number,
        kind="return",
        state="final",
        shift=goods.shift,
        user_id=goods.user_id,
        account_id=original.account_id,
        unclaimed=original.unclaimed,
        opened_at=goods.at,
        closed_at=closed_at,
        base=sum(line.base for line in settlement.lines),
        discount=sum(line.discount for line in settlement.lines),
        redeemed=sum(line.redeemed for line in settlement.lines),
        to_pay=sum(line.to_pay for line in settlement.lines),
        redeemed_points=settlement.restored + settlement.lapsed,
        accrued_points=settlement.taken_back,
        original_id=original.receipt_id,
        programme_version=original.programme_version,
        quote=msgspec.json.encode(settlement),
        reason=goods.reason,
    )


def _line_rows(op_id: Id, original: Original, lines: Sequence[ReturnedLine]) -> list[LineRow]:
    """Returned lines, numbered as in the original."""
    sold = {line.number: line for line in original.lines}
    return [
        LineRow(
            receipt_id=op_id,
            number=line.number,
            product_id=sold[line.number].product_id,
            name=sold[line.number].name,
            item=sold[line.number].item,
            code=sold[line.number].code,
            quantity=line.quantity,
            price=sold[line.number].price,
            base=line.base,
            discount=line.discount,
            redeemed=line.redeemed,
            redeemed_points=line.redeemed_points,
            to_pay=line.to_pay,
            accrued_points=line.accrued_points,
            vat_rate=sold[line.number].vat_rate,
            vat=line.vat,
            original_line=line.number,
        )
        for line in lines
    ]


def _member(
    transaction: Transaction,
    till: Till,
    original: Original,
    before: MemberRecord | None,
    settlement: ReturnSettlement,
    now: Instant,
) -> MemberFacts | None:
    if before is None:
        return None
    programme = till.programmes.now(now, segments_of(before))
    after = transaction.unit.ledger.member(before.account.account_id) or before
    return member_facts(
        display=before.account.display,
        card=original.card,
        programme=programme,
        before=member_state(before, now, programme),
        after=member_state(after, now, programme),
        restored=settlement.restored,
        taken_back=settlement.taken_back - settlement.from_pending,
        now=now,
        as_of=None if till.connection.online else before.account.known_at,
        words=till.words,
    )


def _slip(
    transaction: Transaction,
    till: Till,
    goods: GoodsBack,
    number: int,
    original: Original,
    settlement: ReturnSettlement,
    payments: Sequence[PaymentRow],
    member: MemberFacts | None,
    now: Instant,
) -> int | None:
    if not till.has_printer:
        return None
    op_id, cashier = goods.op_id, transaction.unit.people.by_id(goods.user_id)
    if any(payment.kind == "cash" for payment in payments) and till.has_drawer:
        transaction.print("drawer", DRAWER_DOCUMENT, now, op_id)
    sold = {line.number: line for line in original.lines}
    to_pay = sum(line.to_pay for line in settlement.lines)
    facts = ReceiptFacts(
        kind="return",
        receipt_id=op_id,
        number=number,
        till=till.settings.till.number,
        shift=goods.shift,
        cashier=cashier.name if cashier else "",
        at=now,
        zone=till.zone,
        header=till.header(),
        lines=tuple(_line_facts(till, line, sold[line.number]) for line in settlement.lines),
        base=sum(line.base for line in settlement.lines),
        discount=sum(line.discount for line in settlement.lines),
        redeemed=sum(line.redeemed for line in settlement.lines),
        to_pay=to_pay,
        vat=_vat(settlement.lines, sold),
        payments=tuple(
            PaymentFacts(payment_kind(payment.kind), -payment.amount, 0, _reference(transaction.unit, payment))
            for payment in payments
        ),
        member=member,
        footer=till.settings.shop.footer,
        original_number=original.row.number,
        original_at=original.row.closed_at,
        rounding=to_pay - settlement.charged - settlement.money,
        charged=settlement.charged,
        reason=goods.reason,
        cards=cards_back(transaction.unit, settlement.gifts, now),
        announcements=till.programmes.announcements(
            now, original.segments(InTransaction(transaction.unit)), till.words.language
        ),
    )
    return transaction.print("receipt", till.look.document(facts), now, op_id)


def _reference(unit: UnitOfWork, payment: PaymentRow) -> str:
    """What is printed of a refund: the number of the terminal's slip, or the mask of the gift card."""
    return unit.ledger.card_of(payment.reference) if payment.kind == "gift" else payment.reference


def _line_facts(till: Till, line: ReturnedLine, sold: LineRow) -> LineFacts:
    discounts = (DiscountFacts(till.words.translate("receipt", "Discounts"), line.discount),) if line.discount else ()
    return LineFacts(
        name=sold.name,
        quantity=line.quantity,
        price=sold.price,
        base=line.base,
        unit=msgspec.json.decode(sold.item, type=Item).unit,
        discounts=discounts,
        advance=msgspec.json.decode(sold.item, type=Item).card is not None,
    )


def _vat(lines: Sequence[ReturnedLine], sold: Mapping[int, LineRow]) -> tuple[VatFacts, ...]:
    """VAT goes back at the sale's rate."""
    sums: dict[int | None, int] = {}
    for line in lines:
        rate = sold[line.number].vat_rate
        sums[rate] = sums.get(rate, 0) + (line.to_pay if rate is None else line.vat)
    rates = sorted(sums, key=lambda rate: -1 if rate is None else rate, reverse=True)
    return tuple(VatFacts(rate, sums[rate]) for rate in rates)
