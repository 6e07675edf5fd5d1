"""A sale as rows, as an operation, and as a slip: all of one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks, vat_inside
from cashier_app.core.points import Points
from cashier_app.documents.document import DRAWER_DOCUMENT
from cashier_app.documents.receipt import (
    CodeFacts,
    CouponFacts,
    DiscountFacts,
    GiftCardFacts,
    LineFacts,
    MemberFacts,
    PaymentFacts,
    PaymentKind,
    ReceiptFacts,
    UnclaimedFacts,
    VatFacts,
)
from cashier_app.loyalty.cart import COUPON_WALLETS
from cashier_app.loyalty.gift_cards import GIFT_KIND, gift_posting, joined
from cashier_app.loyalty.ledger import Posting, sale_posting
from cashier_app.loyalty.quote import quote_digest
from cashier_app.sales.payment import PaymentPlan
from cashier_app.sales.receipt import Item
from cashier_app.storage.rows import LineRow, PaymentRow, ReceiptRow
from cashier_app.sync.messages import (
    AccrualMessage,
    DiscountMessage,
    GiftCardMessage,
    LineMessage,
    PaymentMessage,
    SaleBody,
    unclaimed_account,
)
from cashier_app.till.explaining import accruals
from cashier_app.till.floor import still_lendable
from cashier_app.till.frozen import Frozen, encode_frozen
from cashier_app.till.gift_cards import check_sold_once, loads_of, taken
from cashier_app.till.gift_slip import card_facts_of
from cashier_app.till.members import member_state
from cashier_app.till.offers import code_shown
from cashier_app.till.posting import Posted, check, count_purchase, entry_messages, merged_counters, post
from cashier_app.till.slip import member_facts, vat_facts

if TYPE_CHECKING:
    from cashier_app.storage.rows import LotRow, MemberRecord
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction


class AlreadySold(Refused):
    """The same receipt a second time."""

    text = QT_TRANSLATE_NOOP("errors", "This receipt has been paid already")
    way_out = QT_TRANSLATE_NOOP("errors", "Go on with the next buyer")


class Paid(msgspec.Struct, frozen=True):
    """What a committed sale was."""

    number: int
    change: Kopecks
    print_job_id: int | None
    #: The gift cards that it loaded and that paid for it, as they are now.
    cards: tuple[GiftCardFacts, ...] = ()


def commit_sale(
    transaction: Transaction,
    till: Till,
    frozen: Frozen,
    plan: PaymentPlan,
    payments: Sequence[PaymentRow],
    now: Instant,
) -> Paid:
    """Make a paid receipt a sale: receipt, lines, payments, entries, rights, slip, operation, nothing of it alone.

    The operation's id is the receipt's.  Raises `AlreadySold`, or, when nothing has been charged to a card yet,
    `RightExceeded` where points or a gift card can no longer be spent, `GiftCardSold` for one sold elsewhere.
    """
    unit, op_id = transaction.unit, frozen.receipt.receipt_id
    account_id = frozen.receipt.account_id
    before = unit.ledger.member(account_id) if account_id else None
    charged = any(payment.kind in ("card", "sbp") for payment in approved(payments))
    if frozen.gifts or frozen.loads:
        frozen = _with_cards(unit, frozen, now, not charged)
    number, place = unit.receipts.next_number(), transaction.next_place()
    row = msgspec.structs.replace(receipt_row(frozen, "final", number, now), epoch=place.epoch)
    if not unit.receipts.put(row):
        raise AlreadySold()
    lines = line_rows(frozen)
    unit.receipts.add_lines(lines)
    unit.receipts.put_payments(payments)
    posting = joined(_posting(op_id, frozen, before), gift_posting(op_id, loads_of(till, frozen, now), frozen.gifts))
    lots = before.lots if before is not None else _unclaimed_lots(unit, frozen)
    posted = post(unit, op_id, posting, place, now, lots, not charged, _lendable(till, frozen, before, now))
    rights = posted.counters
    count_purchase(unit, op_id, account_id, now, frozen.net, place)
    collects = unclaimed_account(frozen.receipt.unclaimed) if frozen.receipt.unclaimed else ""
    for holder in sorted(_holders(till, frozen) | ({collects} if collects else set())):
        given_up = till.rights_back(unit, holder, before if holder == account_id else None)
        rights = merged_counters(rights, given_up)
    body = SaleBody(
        receipt_id=frozen.receipt.receipt_id,
        number=number,
        shift=frozen.shift,
        user_id=frozen.user_id,
        account_id=account_id,
        unclaimed=frozen.receipt.unclaimed,
        lines=line_messages(frozen, lines),
        payments=payment_messages(payments),
        entries=entry_messages(posted.posting),
        rights=rights,
        net=frozen.net,
        cart=frozen.cart,
        member=frozen.member,
        quoted_at=frozen.at,
        rounding=plan.rounding,
        confirmed_by=frozen.receipt.confirmed_by if frozen.quote.redemption.confirm else "",
        beyond=posted.beyond,
    )
    transaction.record(op_id, "sale", body, now, frozen.programme_version, quote_digest(frozen.quote))
    unit.drafts.drop()
    after = _after(before, posted, frozen) if before is not None else None
    lent = sum(each.points for each in posted.beyond)
    cards = card_facts_of(unit, till, frozen, now)
    slip = _slip(transaction, till, frozen, plan, payments, (before, after), number, now, lent, cards)
    return Paid(number, plan.change, slip, cards)


def _with_cards(unit: UnitOfWork, frozen: Frozen, now: Instant, must_hold: bool) -> Frozen:
    """The receipt with what its gift cards give, and those it sells not sold before."""
    known = unit.receipts.by_id(frozen.receipt.receipt_id)
    if known is not None and known.state == "final":
        raise AlreadySold()
    if must_hold:
        check_sold_once(unit, frozen)
    return msgspec.structs.replace(frozen, gifts=taken(unit, frozen.gifts, now, must_hold))


def check_sale(unit: UnitOfWork, till: Till, frozen: Frozen, now: Instant) -> None:
    """Whether a receipt could become a sale now, before a card is charged for it: its points are held, its limits free.

    Raises `RightExceeded`: what it was frozen by may have been a moment older than what has gone back since.
    """
    op_id, account_id = frozen.receipt.receipt_id, frozen.receipt.account_id
    before = unit.ledger.member(account_id) if account_id else None
    check_sold_once(unit, frozen)
    taken(unit, frozen.gifts, now, must_hold=True)
    lots = before.lots if before is not None else _unclaimed_lots(unit, frozen)
    check(unit, op_id, _posting(op_id, frozen, before), lots, _lendable(till, frozen, before, now))


def _holders(till: Till, frozen: Frozen) -> frozenset[str]:
    """Accounts whose rights the receipt has used or asked for, also where the answer came after it was frozen."""
    open_now = till.selling
    asked = open_now.accounts if open_now.receipt.receipt_id == frozen.receipt.receipt_id else frozenset()
    return frozen.accounts | asked


def _posting(op_id: Id, frozen: Frozen, before: MemberRecord | None) -> Posting:
    if frozen.receipt.unclaimed:
        return sale_posting(op_id, unclaimed_account(frozen.receipt.unclaimed), frozen.quote)
    if frozen.member is None:
        # without a card only what all buyers share moves: codes and caps of campaigns
        return sale_posting(op_id, "", frozen.quote)
    lots = frozen.member.lots
    if before is not None:
        known = {lot.lot_id: lot.left for lot in before.lots}
        lots = tuple(msgspec.structs.replace(lot, balance=known.get(lot.lot_id, lot.balance)) for lot in lots)
    return sale_posting(op_id, frozen.member.account_id, frozen.quote, lots)


def _lendable(till: Till, frozen: Frozen, before: MemberRecord | None, now: Instant) -> Points:
    """What of the points offered beyond the rights may still be taken."""
    if before is None or frozen.member is None or not frozen.member.beyond:
        return 0
    return still_lendable(frozen.member.beyond, before, till.programmes.version(frozen.programme_version, now))


def _unclaimed_lots(unit: UnitOfWork, frozen: Frozen) -> Sequence[LotRow]:
    return unit.ledger.lots(unclaimed_account(frozen.receipt.unclaimed)) if frozen.receipt.unclaimed else ()


def _after(before: MemberRecord, posted: Posted, frozen: Frozen) -> MemberRecord:
    """The buyer after the sale, as the database now has it."""
    return msgspec.structs.replace(
        before,
        lots=posted.lots_of(before.account.account_id),
        pending_net=before.pending_net + frozen.net,
        pending_purchases=before.pending_purchases + 1,
    )


# --- rows and messages -----------------------------------------------------------------------------------


def receipt_row(frozen: Frozen, state: str, number: int | None, closed_at: Instant | None) -> ReceiptRow:
    """The receipt's row; `number` and `closed_at` are given when it is final."""
    quote = frozen.quote
    return ReceiptRow(
        receipt_id=frozen.receipt.receipt_id,
        number=number,
        kind="sale",
        state=state,
        shift=frozen.shift,
        user_id=frozen.user_id,
        account_id=frozen.receipt.account_id,
        unclaimed=frozen.receipt.unclaimed,
        opened_at=frozen.receipt.opened_at,
        closed_at=closed_at,
        base=quote.base,
        discount=quote.discount,
        redeemed=quote.redemption.amount,
        to_pay=quote.to_pay,
        redeemed_points=quote.redemption.points,
        accrued_points=quote.accrued,
        original_id=None,
        programme_version=frozen.programme_version,
        quote=encode_frozen(frozen),
    )


def line_rows(frozen: Frozen) -> list[LineRow]:
    """Lines with their price explained; VAT is inside what is paid, rounded per line."""
    rows = []
    for line, quoted in zip(frozen.receipt.goods, frozen.quote.lines, strict=True):
        rate = line.item.vat_rate
        rows.append(
            LineRow(
                receipt_id=frozen.receipt.receipt_id,
                number=line.number,
                product_id=line.item.product_id,
                name=line.item.name,
                item=msgspec.json.encode(line.item),
                code=line.code,
                quantity=line.quantity,
                price=line.item.price,
                base=quoted.base,
                discount=quoted.base - quoted.discounted,
                redeemed=quoted.redeemed,
                redeemed_points=quoted.redeemed_points,
                to_pay=quoted.to_pay,
                accrued_points=quoted.accrued,
                vat_rate=rate,
                vat=vat_inside(quoted.to_pay, rate) if rate else 0,
            )
        )
    return rows


def line_message(row: LineRow) -> LineMessage:
    """A line as the operation tells it."""
    item = msgspec.json.decode(row.item, type=Item)
    card = item.card
    return LineMessage(
        number=row.number,
        product_id=row.product_id,
        name=row.name,
        quantity=row.quantity,
        price=row.price,
        base=row.base,
        discount=row.discount,
        redeemed=row.redeemed,
        redeemed_points=row.redeemed_points,
        to_pay=row.to_pay,
        accrued_points=row.accrued_points,
        vat_rate=row.vat_rate,
        vat=row.vat,
        original_line=row.original_line,
        unit=item.unit,
        fractional=item.fractional,
        gift_card=GiftCardMessage(card.account_id, card.masked, card.topped_up) if card is not None else None,
    )


def line_messages(frozen: Frozen, rows: Sequence[LineRow]) -> tuple[LineMessage, ...]:
    """The lines as the operation tells them, each discount and accrual with its rule."""
    return tuple(
        msgspec.structs.replace(
            line_message(row),
            discounts=tuple(
                DiscountMessage(discount.step, discount.rule_id, discount.name, discount.amount)
                for discount in quoted.discounts
            ),
            accruals=tuple(
                AccrualMessage(lot.rule_id, lot.name, points) for lot, points in accruals(quoted, frozen.quote)
            ),
        )
        for row, quoted in zip(rows, frozen.quote.lines, strict=True)
    )


def payment_messages(payments: Sequence[PaymentRow]) -> tuple[PaymentMessage, ...]:
    """Payments that took place, as the operation tells them."""
    return tuple(
        PaymentMessage(
            kind=payment_kind(payment.kind),
            amount=payment.amount,
            reference=payment.reference,
            payment_id=payment.payment_id,
            refunds=payment.refunds,
        )
        for payment in approved(payments)
    )


def approved(payments: Sequence[PaymentRow]) -> list[PaymentRow]:
    """Of the payments tried those that took place; cash handed back and cards declined are not among them."""
    return [payment for payment in payments if payment.state == "approved"]


def payment_kind(kind: str) -> PaymentKind:
    """A stored kind as its type."""
    return "cash" if kind == "cash" else "sbp" if kind == "sbp" else "gift" if kind == "gift" else "card"


# --- the slip --------------------------------------------------------------------------------------------


def _slip(
    transaction: Transaction,
    till: Till,
    frozen: Frozen,
    plan: PaymentPlan,
    payments: Sequence[PaymentRow],
    member_then: tuple[MemberRecord | None, MemberRecord | None],
    number: int,
    now: Instant,
    lent: Points,
    cards: tuple[GiftCardFacts, ...],
) -> int | None:
    """Queue the drawer's pulse (first, where there is cash) and the slip; the slip's job.

    `member_then` is the buyer before and after the sale; `lent` points were spent beyond the rights.
    """
    if not till.has_printer:
        return None
    receipt_id = frozen.receipt.receipt_id
    if any(payment.kind == "cash" for payment in approved(payments)) and till.has_drawer:
        transaction.print("drawer", DRAWER_DOCUMENT, now, receipt_id)
    member = unclaimed = None
    before, after = member_then
    if before is not None and after is not None:
        member = msgspec.structs.replace(_member(till, frozen, before, after, now), lent=lent)
    elif frozen.receipt.unclaimed:
        unclaimed = UnclaimedFacts(frozen.card, frozen.quote.accrued)
    cashier = transaction.unit.people.by_id(frozen.user_id)
    facts = ReceiptFacts(
        kind="sale",
        receipt_id=receipt_id,
        number=number,
        till=till.settings.till.number,
        shift=frozen.shift,
        cashier=cashier.name if cashier else "",
        at=now,
        zone=till.zone,
        header=till.header(),
        lines=_lines(frozen),
        base=frozen.quote.base,
        discount=frozen.quote.discount,
        redeemed=frozen.quote.redemption.amount,
        to_pay=frozen.quote.to_pay,
        vat=_vat(frozen),
        payments=tuple(
            PaymentFacts(payment_kind(payment.kind), payment.amount, payment.tendered, _reference(payment, frozen))
            for payment in approved(payments)
        ),
        change=plan.change,
        member=member,
        unclaimed=unclaimed,
        footer=till.settings.shop.footer,
        rounding=plan.rounding,
        codes=_codes(frozen),
        coupons=_coupons(till, frozen, now),
        cards=cards,
        announcements=till.programmes.announcements(
            now, frozen.member.segments if frozen.member is not None else frozenset(), till.words.language
        ),
    )
    return transaction.print("receipt", till.look.document(facts), now, receipt_id)


def _reference(payment: PaymentRow, frozen: Frozen) -> str:
    """What is printed of a payment: the number of the terminal's slip, or the mask of the gift card."""
    if payment.kind != GIFT_KIND:
        return payment.reference
    return next((paid.masked for paid in frozen.gifts if paid.payment_id == payment.payment_id), "")


def _codes(frozen: Frozen) -> tuple[CodeFacts, ...]:
    """Promo codes that worked."""
    return tuple(CodeFacts(code_shown(answer.code), answer.name) for answer in frozen.quote.codes if not answer.refusal)


def _coupons(till: Till, frozen: Frozen, now: Instant) -> tuple[CouponFacts, ...]:
    """Coupons used, by the names of their rules, and those given for this purchase."""
    programme = till.programmes.version(frozen.programme_version, now)
    names = {rule.id: rule.name.in_language(till.words.language) for rule in programme.rules}
    used = (use for use in frozen.quote.wallet_uses if use.wallet.startswith(COUPON_WALLETS))
    given = (lot for lot in frozen.quote.new_lots if lot.wallet.startswith(COUPON_WALLETS))
    return (
        *(CouponFacts(names.get(use.rule_id, use.rule_id)) for use in used),
        *(CouponFacts(lot.name, True, lot.expires_at) for lot in given),
    )


def _lines(frozen: Frozen) -> tuple[LineFacts, ...]:
    gifts = {number for gift in frozen.quote.given for number, _ in gift.lines}
    return tuple(
        LineFacts(
            name=line.item.name,
            quantity=line.quantity,
            price=line.item.price,
            base=quoted.base,
            unit=line.item.unit,
            discounts=tuple(DiscountFacts(discount.name, discount.amount) for discount in quoted.discounts),
            redeemed=quoted.redeemed,
            to_pay=quoted.to_pay,
            gift=line.number in gifts,
            advance=line.item.card is not None,
        )
        for line, quoted in zip(frozen.receipt.goods, frozen.quote.lines, strict=True)
    )


def _vat(frozen: Frozen) -> tuple[VatFacts, ...]:
    return vat_facts(
        (line.item.vat_rate, quoted.to_pay)
        for line, quoted in zip(frozen.receipt.goods, frozen.quote.lines, strict=True)
    )


def _member(till: Till, frozen: Frozen, before: MemberRecord, after: MemberRecord, now: Instant) -> MemberFacts:
    programme = till.programmes.version(frozen.programme_version, now)
    return member_facts(
        display=before.account.display,
        card=frozen.card,
        programme=programme,
        before=member_state(before, now, programme),
        after=member_state(after, now, programme),
        redeemed=frozen.quote.redemption.points,
        earned=frozen.quote.new_lots,
        zone=till.zone,
        now=now,
        as_of=None if till.connection.online else before.account.known_at,
        words=till.words,
    )
