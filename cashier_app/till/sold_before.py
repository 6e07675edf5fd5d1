"""A sale that somebody brings goods of back: one of this till's own, or another's as the server told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldLine, SoldPayment, sold_facts
from cashier_app.sales.receipt import CardToLoad, Item
from cashier_app.storage.rows import LineRow, LotRow, MemberRecord, PaymentRow, ReceiptRow
from cashier_app.sync.messages import SaleElsewhere, accrued_lot, unclaimed_account
from cashier_app.till.frozen import Frozen, decode_frozen
from cashier_app.till.members import lot_state, member_state, segments_of

if TYPE_CHECKING:
    from cashier_app.sales.receipt import Unit
    from cashier_app.storage.unit import UnitOfWork

Key = TypeVar("Key", int, str)


class Source(Protocol):
    """Where the facts of a sale are read: a `Reader`, or a transaction (`InTransaction`)."""

    def receipt(self, receipt_id: Id) -> ReceiptRow | None: ...
    def told(self, receipt_id: Id) -> bytes | None: ...
    def lines(self, receipt_id: Id) -> list[LineRow]: ...
    def payments(self, receipt_id: Id) -> list[PaymentRow]: ...
    def returns(self, receipt_id: Id) -> list[ReceiptRow]: ...
    def member(self, account_id: str) -> MemberRecord | None: ...
    def account_lots(self, account_id: str) -> list[LotRow]: ...
    def lot(self, lot_id: str) -> LotRow | None: ...
    def meta(self, key: str) -> str | None: ...


class InTransaction:
    """The facts as they are inside a transaction."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.receipt = unit.receipts.by_id
        self.told = unit.receipts.told
        self.lines = unit.receipts.lines
        self.payments = unit.receipts.payments
        self.returns = unit.receipts.returns
        self.member = unit.ledger.member
        self.account_lots = unit.ledger.lots
        self.lot = unit.ledger.lot
        self.meta = unit.meta.get


class Original(msgspec.Struct, frozen=True):
    """A sold receipt and what has gone back of it, here and elsewhere.

    `row` is the till's own, or stands for another's; `store` names that one's shop, `card` the mask of the buyer's.
    """

    row: ReceiptRow
    lines: tuple[LineRow, ...]
    sold: SoldFacts
    returned: Returned
    card: str = ""
    store: str = ""

    def segments(self, source: Source) -> frozenset[str]:
        """Groups of buyers that the member belongs to now; none without a member."""
        return segments_of(source.member(self.sold.account_id)) if self.sold.account_id else frozenset()

    def lots(self, source: Source, now: Instant, programme: Programme) -> tuple[LotState, ...]:
        """The member's lots as they are now; none without a member."""
        account_id = self.sold.account_id
        if account_id is None:
            return ()
        record = source.member(account_id)
        if record is not None:
            return member_state(record, now, programme).lots
        return tuple(lot_state(lot) for lot in source.account_lots(account_id))


def read_original(source: Source, receipt_id: Id, but: Id = "") -> Original | None:
    """A final sale as a return needs it, None if nothing is known of it; what the return `but` holds is not counted."""
    row, body = source.receipt(receipt_id), source.told(receipt_id)
    told = _TOLD.decode(body) if body is not None else None
    if row is None:
        return _elsewhere(source, told, but) if told is not None else None
    if row.state != "final" or row.kind != "sale":
        return None
    frozen, lines = decode_frozen(row.quote), tuple(source.lines(receipt_id))
    payments = [
        _sold_payment(payment, frozen) for payment in source.payments(receipt_id) if payment.state == "approved"
    ]
    sold = sold_facts(receipt_id, _account(source, row), [_sold_line(line) for line in lines], payments, frozen.quote)
    return Original(row, lines, sold, _returned(source, receipt_id, told, but), frozen.card)


_TOLD = msgspec.json.Decoder(SaleElsewhere)


def _account(source: Source, row: ReceiptRow) -> str | None:
    """Whose points the sale moved; those of an unknown card may have found their owner since."""
    if not row.unclaimed:
        return row.account_id
    lot = source.lot(accrued_lot(row.receipt_id, 1))
    return lot.account_id if lot is not None else unclaimed_account(row.unclaimed)


def _sold_payment(row: PaymentRow, frozen: Frozen) -> SoldPayment:
    """A payment, and what a gift card gave for it."""
    paid = next((each for each in frozen.gifts if each.payment_id == row.payment_id), None)
    if paid is None:
        return SoldPayment(row.payment_id, row.kind, row.amount)
    return SoldPayment(row.payment_id, row.kind, row.amount, paid.account_id, paid.uses)


def _sold_line(line: LineRow) -> SoldLine:
    item = msgspec.json.decode(line.item, type=Item)
    return SoldLine(
        number=line.number,
        product_id=line.product_id,
        name=line.name,
        price=line.price,
        quantity=line.quantity,
        base=line.base,
        discount=line.discount,
        redeemed=line.redeemed,
        redeemed_points=line.redeemed_points,
        to_pay=line.to_pay,
        accrued_points=line.accrued_points,
        vat_rate=line.vat_rate,
        vat=line.vat,
        fractional=item.fractional,
        gift_card=item.card.account_id if item.card is not None else "",
    )


class _Lapsed(msgspec.Struct):
    """Of what a return keeps of its making the points that nobody asked for: the rest is skipped unread."""

    lapsed_own: tuple[tuple[str, Points], ...] = ()


_LAPSED = msgspec.json.Decoder(_Lapsed)


def _returned(source: Source, receipt_id: Id, told: SaleElsewhere | None, but: Id) -> Returned:
    """What earlier returns took: those made here, and those of other tills that the server told of."""
    quantities: dict[int, Thousandths] = {}
    payments: dict[str, Kopecks] = {}
    lapsed: dict[str, Points] = {}
    known: set[Id] = set()
    for earlier in source.returns(receipt_id):
        lines = source.lines(earlier.receipt_id)
        if any(line.original_line is None for line in lines):
            continue  # made without knowing the receipt: which lines it took is the server's to tell
        known.add(earlier.receipt_id)
        if earlier.receipt_id == but:
            continue
        for line in lines:
            number = line.original_line or 0
            quantities[number] = quantities.get(number, 0) + line.quantity
        for payment in source.payments(earlier.receipt_id):
            if payment.state != "declined":
                payments[payment.refunds] = payments.get(payment.refunds, 0) - payment.amount
        if earlier.state == "final":
            for lot_id, points in _LAPSED.decode(earlier.quote).lapsed_own:
                lapsed[lot_id] = lapsed.get(lot_id, 0) + points
    for other in told.returns if told is not None else ():
        if other.receipt_id not in known:
            _add(quantities, other.quantities)
            _add(payments, other.payments)
            _add(lapsed, other.lapsed)
    return Returned(quantities, payments, lapsed)


def _add(sums: dict[Key, int], more: dict[Key, int]) -> None:
    for key, amount in more.items():
        sums[key] = sums.get(key, 0) + amount


def _elsewhere(source: Source, told: SaleElsewhere, but: Id) -> Original:
    """Another till's sale."""
    facts = told.facts
    row = ReceiptRow(
        receipt_id=told.receipt_id,
        number=told.number,
        kind="sale",
        state="final",
        shift=0,
        user_id="",
        account_id=facts.account_id,
        unclaimed="",
        opened_at=told.at,
        closed_at=told.at,
        base=sum(line.base for line in facts.lines),
        discount=sum(line.discount for line in facts.lines),
        redeemed=sum(line.redeemed for line in facts.lines),
        to_pay=told.to_pay,
        redeemed_points=sum(line.redeemed_points for line in facts.lines),
        accrued_points=sum(line.accrued_points for line in facts.lines),
        original_id=None,
        programme_version=told.programme_version,
        quote=b"",
    )
    units = {unit.number: unit.unit for unit in told.units}
    lines = tuple(_line_elsewhere(told.receipt_id, line, units) for line in facts.lines)
    returned = _returned(source, told.receipt_id, told, but)
    return Original(row, lines, facts, returned, store=told.store_name or told.store)


def _line_elsewhere(receipt_id: Id, line: SoldLine, units: dict[int, Unit]) -> LineRow:
    unit = units.get(line.number, "pc")
    card = CardToLoad(line.gift_card, "") if line.gift_card else None
    item = Item(line.product_id, line.name, line.price, unit, line.fractional, vat_rate=line.vat_rate, card=card)
    return LineRow(
        receipt_id=receipt_id,
        number=line.number,
        product_id=line.product_id,
        name=line.name,
        item=msgspec.json.encode(item),
        code="",
        quantity=line.quantity,
        price=line.price,
        base=line.base,
        discount=line.discount,
        redeemed=line.redeemed,
        redeemed_points=line.redeemed_points,
        to_pay=line.to_pay,
        accrued_points=line.accrued_points,
        vat_rate=line.vat_rate,
        vat=line.vat,
    )
