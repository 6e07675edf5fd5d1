"""Sales as returns need them: read from the operations kept, quoted again, with every return that came after."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import Refused
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.gift_cards import GIFT_KIND
from cashier_app.loyalty.programme import Programme, ReturnRules
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import LotUse, Quote
from cashier_app.loyalty.settlement import after_return, settle_return
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldLine, SoldPayment, sold_facts
from cashier_app.server.among import among
from cashier_app.server.database import Transaction, chunks
from cashier_app.server.programmes import Programmes
from cashier_app.server.statement import Statement
from cashier_app.server.tables import epoch, node, operation, store
from cashier_app.sync.messages import (
    LineMessage,
    Operation,
    PaymentMessage,
    ReturnBody,
    ReturnElsewhere,
    SaleBody,
    unclaimed_account,
)

_decoder = msgspec.json.Decoder(Operation)

_RETURNS: Final = Statement(
    sa.select(operation.c.body)
    .where(among(operation.c.original_id, "receipt_ids"), operation.c.kind == "return", operation.c.state == "applied")
    .order_by(operation.c.received_at, operation.c.epoch, operation.c.seq)
)


class Sale(msgspec.Struct, frozen=True):
    """A sale as it was told, as a return needs it, and where it was made.

    `facts` hold the account that the sale named; without `quoted` (it cannot be computed here) they know of no points.
    """

    operation: Operation
    body: SaleBody
    facts: SoldFacts
    quoted: Quote | None
    store_id: str
    store_name: str


class Earlier(msgspec.Struct, frozen=True):
    """A return of a sale: what it was told to be, and what of the sale it took."""

    operation: Operation
    body: ReturnBody
    took: ReturnElsewhere


def is_computable(body: SaleBody) -> bool:
    """Whether the engine promises an answer for the cart."""
    lines = body.cart.lines
    distinct = len({line.number for line in lines}) == len(lines)
    return distinct and body.cart.zone in zones() and all(line.price > 0 and line.quantity > 0 for line in lines)


@cache
def zones() -> frozenset[str]:
    """Names of all time zones."""
    return frozenset(zoneinfo.available_timezones())


def find_sale(transaction: Transaction, programmes: Programmes, receipt_id: str) -> Sale | None:
    """The sale of a receipt, if its operation has been applied here."""
    made = operation.join(epoch, epoch.c.epoch == operation.c.epoch).join(node, node.c.node_id == epoch.c.node_id)
    query = (
        sa.select(operation.c.body, node.c.store_id, store.c.name)
        .select_from(made.join(store, store.c.store_id == node.c.store_id))
        .where(operation.c.receipt_id == receipt_id, operation.c.kind == "sale", operation.c.state == "applied")
    )
    row = transaction.connection.execute(query).first()
    if row is None:
        return None
    told = _decoder.decode(row.body)
    assert isinstance(told.body, SaleBody)
    programme = programmes.version(transaction.connection, told.programme_version)
    quoted = _quoted_again(told, told.body, programme)
    return Sale(told, told.body, _facts(told, told.body, quoted), quoted, row.store_id, row.name)


def returns_of(transaction: Transaction, sale: Sale, before: tuple[str, int] | None = None) -> list[Earlier]:
    """Returns of a sale in the order they came, each with what it took; `before` (epoch, seq) leaves out what is later.

    Operations of one batch are kept before they are booked: of an epoch's own those below `seq` count.
    """
    wanted = [operation.c.original_id == sale.body.receipt_id, operation.c.state == "applied"]
    if before is not None:
        wanted.append((operation.c.epoch != before[0]) | (operation.c.seq < before[1]))
    query = sa.select(operation.c.body).where(*wanted)
    rows = transaction.connection.scalars(
        query.order_by(operation.c.received_at, operation.c.epoch, operation.c.seq)
    ).all()
    found: list[Earlier] = []
    returned = Returned()
    for row in rows:
        told = _decoder.decode(row)
        assert isinstance(told.body, ReturnBody)
        took = took_of(told, told.body, sale.facts, returned)
        found.append(Earlier(told, told.body, took))
        returned = returned_of(one.took for one in found)
    return found


def returned_of(returns: Iterable[ReturnElsewhere]) -> Returned:
    """What several returns took together."""
    quantities: dict[int, Thousandths] = {}
    payments: dict[str, int] = {}
    lapsed: dict[str, int] = {}
    for one in returns:
        for number, quantity in one.quantities.items():
            quantities[number] = quantities.get(number, 0) + quantity
        for payment_id, amount in one.payments.items():
            payments[payment_id] = payments.get(payment_id, 0) + amount
        for lot_id, points in one.lapsed.items():
            lapsed[lot_id] = lapsed.get(lot_id, 0) + points
    return Returned(quantities, payments, lapsed)


def took_of(told: Operation, body: ReturnBody, facts: SoldFacts, before: Returned) -> ReturnElsewhere:
    """What a return took of a sale.

    Where the till knew the receipt it says so itself.  Goods brought back without its lines are found among them by
    product, as far as there is something left; the money is taken off the payments as a settlement would have done it.
    """
    if body.points == "till" or all(line.original_line is not None for line in body.lines):
        quantities = quantities_of(body.lines)
        payments: dict[str, int] = {}
        for paid in body.payments:
            payments[paid.refunds] = payments.get(paid.refunds, 0) - paid.amount
        return ReturnElsewhere(body.receipt_id, quantities, payments, dict(body.lapsed))
    quantities = matched(facts, before, body.lines)
    try:
        settled = settle_return(told.op_id, facts, before, quantities, (), ReturnRules(), told.at)
    except Refused:
        return ReturnElsewhere(body.receipt_id)
    after = after_return(Returned(), settled)
    return ReturnElsewhere(body.receipt_id, quantities, dict(after.payments), {})


def quantities_of(lines: Iterable[LineMessage]) -> dict[int, Thousandths]:
    """Quantities brought back by the line that they were sold on."""
    quantities: dict[int, Thousandths] = {}
    for line in lines:
        number = line.original_line or 0
        quantities[number] = quantities.get(number, 0) + abs(line.quantity)
    return quantities


def matched(facts: SoldFacts, before: Returned, lines: Sequence[LineMessage]) -> dict[int, Thousandths]:
    """Goods brought back without their lines, found among what is left of a sale: by product, the first line first."""
    left = {line.number: line.quantity - before.quantities.get(line.number, 0) for line in facts.lines}
    found: dict[int, Thousandths] = {}
    for line in lines:
        wanted = abs(line.quantity)
        for sold in facts.lines:
            taken = max(min(wanted, left[sold.number]), 0)
            if sold.product_id == line.product_id and taken:
                found[sold.number] = found.get(sold.number, 0) + taken
                left[sold.number] -= taken
                wanted -= taken
    return found


def returns_ahead(transaction: Transaction, receipt_ids: Iterable[str]) -> None:
    """Ask for `waiting_returns` before they are needed."""
    for chunk in chunks(sorted(receipt_ids)):
        _RETURNS.ahead(transaction.connection, receipt_ids=chunk)


def waiting_returns(transaction: Transaction, receipt_ids: Iterable[str]) -> dict[str, list[Operation]]:
    """Returns that came before their sale and are to be settled here, by the receipt of the sale."""
    found: dict[str, list[Operation]] = {}
    for chunk in chunks(sorted(receipt_ids)):
        for body in _RETURNS.column(transaction.connection, receipt_ids=chunk):
            told = _decoder.decode(body)
            assert isinstance(told.body, ReturnBody)
            if told.body.points == "server" and told.body.original_id is not None:
                found.setdefault(told.body.original_id, []).append(told)
    return found


def _quoted_again(told: Operation, body: SaleBody, programme: Programme | None) -> Quote | None:
    """The sale's quote, computed from its inputs; None where it is not the one that the buyer saw."""
    if programme is None or not is_computable(body):
        return None
    quoted = quote(body.cart, body.member, programme, body.quoted_at)
    return quoted if quote_digest(quoted) == told.quote_digest else None


def _facts(told: Operation, body: SaleBody, quoted: Quote | None) -> SoldFacts:
    account_id = body.account_id or (unclaimed_account(body.unclaimed) if body.unclaimed else None)
    lines = [
        SoldLine(
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
            fractional=line.fractional,
            gift_card=line.gift_card.account_id if line.gift_card is not None else "",
        )
        for line in body.lines
    ]
    payments = [_payment(payment.payment_id or str(n), payment, body) for n, payment in enumerate(body.payments)]
    return sold_facts(told.op_id, account_id, lines, payments, quoted)


def _payment(payment_id: str, paid: PaymentMessage, body: SaleBody) -> SoldPayment:
    """A payment, and the lots of a gift card that it took."""
    if paid.kind != GIFT_KIND:
        return SoldPayment(payment_id, paid.kind, paid.amount)
    uses = tuple(
        LotUse(entry.lot_id, -entry.points, entry.active_at, entry.expires_at, entry.source)
        for entry in body.entries
        if entry.kind == "redemption" and entry.account_id == paid.reference
    )
    return SoldPayment(payment_id, paid.kind, paid.amount, paid.reference, uses)
