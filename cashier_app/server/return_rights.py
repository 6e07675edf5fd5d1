"""Who may return the goods of a sale: one right a receipt, with one holder at a time.

The right is born with the sale at the selling till, which keeps it, so that a shop takes back what it sold with the
network gone.  Another till of the store, or another store, asks here: the holder is asked for the right at its next
exchange (`Recall`), releases it by an operation unless a return of that receipt is under way, and only then is it
granted to who asks again.  Since the release stands in the holder's chain behind all of its returns, whoever is
granted the right is told everything that has gone back: never more than was sold, and cumulative rounding stays exact
over any number of stores.  Answers lost, repeated or overtaken do no harm: a target names the cumulative counter.

It is the whole receipt's and not a line's: shares of money, payments, points and coupons are rounded and brought back
over all of its lines together, which needs one history, and a buyer has one slip.

A right whose holder is gone (a till that was revoked) is an administrator's to give up: it is granted at once.  A
right that cannot be had otherwise bars no buyer: a manager may give money back (`ReturnBody.points` `server`), and
the right is asked back from its holder all the same, so that the holder learns what has happened before it returns
anything itself.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.server import problems, tables
from cashier_app.server.book import Right
from cashier_app.server.database import OWN_EPOCH, Transaction
from cashier_app.server.feed import included, one_account
from cashier_app.server.nodes import Epoch, Node
from cashier_app.server.programmes import Programmes
from cashier_app.server.rights import may_grant
from cashier_app.server.sales import Sale, find_sale, returns_of
from cashier_app.sync.messages import (
    AccountChange,
    FoundSale,
    FoundSales,
    LotChange,
    ReturnRequest,
    SaleAnswer,
    SaleElsewhere,
    SoldUnit,
    accrued_lot,
    return_right,
)

#: Sales of one number in one page.
MOST_FOUND: Final = 50


def acquire(
    transaction: Transaction, programmes: Programmes, who: Node, epoch: Epoch, request: ReturnRequest
) -> SaleAnswer:
    """Tell a sale, and grant the right to return its goods if nobody else holds it; else ask its holder for it.

    Raises `ApiError` 404 for a sale that has not come here.
    """
    sale = find_sale(transaction, programmes, request.receipt_id)
    me = transaction.meta(OWN_EPOCH)
    if sale is None or (me and not request.by_parent):
        raise problems.not_found("sale")
    lot_id, rights = return_right(request.receipt_id), _rights(transaction, sale)
    mine = rights.get(epoch.epoch, Right(lot_id, epoch.epoch, 0, 0, 0, 0, me))
    answer = _told(transaction, who, epoch, sale)
    answer = msgspec.structs.replace(answer, granted=mine.granted)
    if mine.right > 0:
        # who asks for more than the right that it has here has given it up: the operation is still on its way
        return msgspec.structs.replace(answer, state="held" if request.target <= mine.granted else "barred")
    if not may_grant(transaction, epoch) or request.target <= mine.granted:
        return answer
    holder = next((right for right in rights.values() if right.right > 0), None)
    if holder is not None and _is_gone(transaction, holder.epoch):
        holder.released += holder.right
        _keep(transaction, holder)
        holder = None
    if holder is not None:
        return _asked(transaction, answer, holder)
    if sum(right.right for right in rights.values()) or (me and not _is_ours(transaction, lot_id, me)):
        return answer
    mine.granted += 1
    _keep(transaction, mine)
    return msgspec.structs.replace(answer, state="held", granted=mine.granted)


def recall(transaction: Transaction, sale: Sale) -> None:
    """Ask the holder of a sale's right for it, whoever that is; nothing if nobody holds it."""
    holder = next((right for right in _rights(transaction, sale).values() if right.right > 0), None)
    if holder is not None:
        _ask(transaction, holder)


def find(connection: sa.Connection, number: int, now: Instant, cursor: str = "") -> FoundSales:
    """A page of the sales with a number, of all stores, newest first, from where `cursor` (`next`) left off.

    Raises `ApiError` 422 for a cursor that is none.
    """
    operation, epoch, node, store = tables.operation, tables.epoch, tables.node, tables.store
    made = operation.join(epoch, epoch.c.epoch == operation.c.epoch).join(node, node.c.node_id == epoch.c.node_id)
    query = (
        sa.select(operation.c.at, operation.c.op_id, operation.c.body, node.c.store_id, store.c.name)
        .select_from(made.join(store, store.c.store_id == node.c.store_id))
        .where(operation.c.number == number, operation.c.kind == "sale", operation.c.state == "applied")
        .order_by(operation.c.at.desc(), operation.c.op_id.desc())
        .limit(MOST_FOUND + 1)
    )
    if cursor:
        at, op_id = _place(cursor)
        query = query.where((operation.c.at < at) | ((operation.c.at == at) & (operation.c.op_id < op_id)))
    rows = connection.execute(query).all()
    sales = []
    for row in rows[:MOST_FOUND]:
        told = msgspec.json.decode(row.body, type=_SaleOnly)
        sale = told.body
        to_pay = sum(line.to_pay for line in sale.lines)
        sales.append(FoundSale(sale.receipt_id, number, row.store_id, row.name, told.at, to_pay, len(sale.lines)))
    last = rows[MOST_FOUND - 1] if len(rows) > MOST_FOUND else None
    return FoundSales(now, tuple(sales), f"{last.at}.{last.op_id}" if last is not None else "")


def _place(cursor: str) -> tuple[Instant, str]:
    """(instant, operation) of the last sale told."""
    found = re.fullmatch(r"([0-9]{1,15})\.([0-9a-f]{32})", cursor)
    if found is None:
        raise problems.unreadable("The cursor of sales is what the page before said in next")
    return int(found[1]), found[2]


class _LineOnly(msgspec.Struct):
    to_pay: int


class _BodyOnly(msgspec.Struct, tag="sale"):
    receipt_id: str
    lines: tuple[_LineOnly, ...]


class _SaleOnly(msgspec.Struct):
    at: int
    body: _BodyOnly


def _rights(transaction: Transaction, sale: Sale) -> dict[str, Right]:
    """Everybody's counters of a sale's right; the seller's, if it has never been told, is the one it was born with."""
    lot_id, seller = return_right(sale.body.receipt_id), sale.operation.epoch
    me = transaction.meta(OWN_EPOCH)
    rows = transaction.rows(sa.select(tables.spending_right).where(tables.spending_right.c.lot_id == lot_id))
    rights = {row.epoch: Right(**row._mapping) for row in rows if row.parent == me and row.epoch != me}
    if not any(row.epoch == seller for row in rows):
        rights[seller] = Right(lot_id, seller, 0, 1, 0, 0, me)
    return rights


def _is_ours(transaction: Transaction, lot_id: str, me: str) -> bool:
    """Whether a store node has a right in its own hands."""
    right = tables.spending_right.c
    held = sa.case((right.parent == me, -1), else_=1) * (right.granted + right.earned - right.used - right.released)
    of = (right.lot_id == lot_id) & ((right.parent == me) | (right.epoch == me))
    return (transaction.connection.scalar(sa.select(sa.func.sum(held)).where(of)) or 0) > 0


def _keep(transaction: Transaction, right: Right) -> None:
    transaction.upsert(tables.spending_right, [msgspec.structs.asdict(right)])


def _is_gone(transaction: Transaction, epoch: str) -> bool:
    """Whether the node of an epoch was revoked, or the epoch closed: nothing of it will be told unless by chance."""
    gone = (
        sa.select(tables.epoch.c.epoch)
        .select_from(tables.node.join(tables.epoch, tables.epoch.c.node_id == tables.node.c.node_id))
        .where(tables.epoch.c.epoch == epoch)
        .where((tables.node.c.state == "revoked") | (tables.epoch.c.state == "closed"))
    )
    return transaction.connection.scalar(gone) is not None


def _asked(transaction: Transaction, answer: SaleAnswer, holder: Right) -> SaleAnswer:
    """Put the question down for the holder, and say who that is."""
    _ask(transaction, holder)
    query = (
        sa.select(tables.node.c.name, tables.node.c.last_seen_at)
        .select_from(tables.node.join(tables.epoch, tables.epoch.c.node_id == tables.node.c.node_id))
        .where(tables.epoch.c.epoch == holder.epoch)
    )
    node = transaction.rows(query)[0]
    return msgspec.structs.replace(answer, state="asked", holder=node.name, holder_seen=node.last_seen_at)


def _ask(transaction: Transaction, holder: Right) -> None:
    me = transaction.meta(OWN_EPOCH)
    row = {"lot_id": holder.lot_id, "epoch": holder.epoch, "asked_at": transaction.now, "parent": me, "until": None}
    transaction.upsert(tables.recall, [row])


def _told(transaction: Transaction, who: Node, epoch: Epoch, sale: Sale) -> SaleAnswer:
    """The sale with its history and its buyer as they are now."""
    owner = _owner(transaction, sale.facts.account_id)
    facts = msgspec.structs.replace(sale.facts, account_id=owner)
    told = SaleElsewhere(
        receipt_id=sale.body.receipt_id,
        number=sale.body.number,
        store=sale.store_id,
        store_name=sale.store_name,
        at=sale.operation.at,
        to_pay=sum(line.to_pay for line in sale.body.lines),
        programme_version=sale.operation.programme_version,
        facts=facts,
        units=tuple(SoldUnit(line.number, line.unit) for line in sale.body.lines),
        returns=tuple(one.took for one in returns_of(transaction, sale)),
    )
    return SaleAnswer(
        server_time=transaction.now,
        incarnation=transaction.meta("incarnation"),
        state="barred",
        granted=0,
        server=transaction.meta(OWN_EPOCH),
        sale=told,
        included=included(transaction, who),
        account=_buyer(transaction, who, epoch, facts.account_id, sale) if facts.account_id else None,
    )


def _owner(transaction: Transaction, account_id: str | None) -> str | None:
    """Whose the sale's account is today: that of an unknown card may have found its owner."""
    while account_id is not None:
        account = tables.account.c
        into = transaction.connection.scalar(sa.select(account.merged_into).where(account.account_id == account_id))
        if not into:
            return account_id
        account_id = into
    return None


def _buyer(transaction: Transaction, who: Node, epoch: Epoch, account_id: str, sale: Sale) -> AccountChange | None:
    """The buyer's account, the lots that the sale opened among its lots whatever is left in them."""
    known = tables.account.c.account_id == account_id
    if transaction.connection.scalar(sa.select(tables.account.c.account_id).where(known)) is None:
        return None
    account = one_account(transaction, who, epoch, account_id).account
    named = {lot.lot_id for lot in account.lots}
    own = {accrued_lot(sale.facts.op_id, n) for n in range(1, len(sale.facts.new_lots) + 1)} - named
    rows = transaction.rows(sa.select(tables.lot).where(tables.lot.c.lot_id.in_(own)))
    return msgspec.structs.replace(account, lots=(*account.lots, *map(_emptied, rows)))


def _emptied(row: sa.Row[tuple[str, Points]]) -> LotChange:
    return LotChange(row.lot_id, row.wallet, row.source, row.balance, row.active_at, row.expires_at, 0, row.lapsed)
