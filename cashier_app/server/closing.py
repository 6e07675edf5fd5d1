"""Epochs that end: what they hold goes back to the pool, set-wise, and what comes from them later is known for it.

An epoch is closed by a person who writes it off, or by word of its own machine that it has told everything
(`finishing`).  What goes back is kept by lot (`written_off`): operations that arrive all the same are facts, and an
overspend that they bring, at most what was written off, has an alarm of its own.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.server import homes, nodes, rights, tables
from cashier_app.server.database import OWN_EPOCH, Transaction, by_key, chunks
from cashier_app.server.problems import ApiError
from cashier_app.sync.messages import RETURN_RIGHTS, WriteOffBody

Why: TypeAlias = Literal["written_off", "finished"]

#: Accounts that are let out with the feed again at a time.
_TOUCHED: Final = 5000


class Closed(msgspec.Struct, frozen=True):
    """An epoch that was closed: its node, its state before, and what went back to the pool.

    `points` are hundredths of lots of points; `lots` counts lots of every kind, `returns` rights to return goods.
    At a store node `taken` names each lot with what was taken back of it.
    """

    epoch: str
    node: str
    was: str
    points: Points = 0
    lots: int = 0
    returns: int = 0
    taken: tuple[tuple[str, Points], ...] = ()

    @property
    def fresh(self) -> bool:
        """Whether anything has changed by it."""
        return self.was != "closed" or self.lots + self.returns > 0


def close(transaction: Transaction, name: str, why: Why) -> Closed:
    """Close an epoch, and take back into the pool what this server has granted to it; again finds nothing.

    Claims on these lots are met first, and what is over lapses.
    """
    [row] = transaction.rows(sa.select(tables.epoch).where(tables.epoch.c.epoch == name))
    me = transaction.meta(OWN_EPOCH)
    counted = _counted(transaction, name, me)
    taken = _taken(transaction, name, me) if me else ()
    closed = Closed(name, row.node_id, row.state, **counted, taken=taken)
    if not closed.fresh:
        return closed
    if closed.lots or closed.returns:
        _take_back(transaction, name, me)
    homeless = sa.update(tables.account).where(tables.account.c.home_epoch == name)
    transaction.connection.execute(homeless.values(home_epoch=""))
    transaction.connection.execute(sa.delete(tables.recall).where(tables.recall.c.epoch == name))
    if row.state != "closed":
        values = {"state": "closed", "closed_at": transaction.now, "closed_why": why}
        transaction.connection.execute(sa.update(tables.epoch).where(tables.epoch.c.epoch == name).values(values))
    nodes.tell_of_node(transaction, row.node_id)
    if not me:
        rights.expire(transaction, at_once=True)
    return closed


def told(transaction: Transaction, who: nodes.Node, body: WriteOffBody) -> Closed | None:
    """A store node has written off what it had lent to one of its tills; so does this server with its own part.

    None for a till that is not the store node's, or an epoch that is not the till's.
    """
    node = tables.node.c
    theirs = (node.node_id == body.node) & (node.store_id == who.store_id) & (node.kind == "till")
    if transaction.connection.scalar(sa.select(node.node_id).where(theirs)) is None:
        return None
    if body.revoked:
        nodes.give_up(transaction, body.node)
    if not body.epoch:
        return None
    try:
        # it may never have spoken here by itself
        nodes.epoch_of(transaction, who, body.epoch, body.node)
    except ApiError:
        return None
    return close(transaction, body.epoch, body.why)


def keep_lent(transaction: Transaction, parent: str, body: WriteOffBody) -> None:
    """Know by lot what a store node has written off, so that what comes later is known for it."""
    wanted = dict(body.points)
    written = tables.written_off.c
    of = (written.epoch == body.epoch) & (written.parent == parent)
    before = by_key(transaction, written.lot_id, wanted, of)
    rows = [
        {
            "lot_id": lot_id,
            "epoch": body.epoch,
            "parent": parent,
            "at": transaction.now,
            "points": points + (before[lot_id].points if lot_id in before else 0),
            "spent": before[lot_id].spent if lot_id in before else 0,
            "flagged": before[lot_id].flagged if lot_id in before else 0,
        }
        for lot_id, points in wanted.items()
    ]
    transaction.upsert(tables.written_off, rows)


# --- inside ----------------------------------------------------------------------------------------------


def _held() -> sa.ColumnElement[int]:
    right = tables.spending_right.c
    return right.granted + right.earned - right.used - right.released


def _of(name: str, me: str) -> sa.ColumnElement[bool]:
    right = tables.spending_right.c
    return (right.epoch == name) & (right.parent == me) & (_held() > 0)


def _counted(transaction: Transaction, name: str, me: str) -> dict[str, Any]:
    """What an epoch holds of this server's rights: points, lots, rights to return goods."""
    right, lot = tables.spending_right.c, tables.lot.c
    is_return = right.lot_id.startswith(RETURN_RIGHTS, autoescape=True)
    query = (
        sa.select(
            sa.func.coalesce(sa.func.sum(sa.case((lot.wallet == POINTS_WALLET, _held()), else_=0)), 0).label("points"),
            sa.func.coalesce(sa.func.sum(sa.case((is_return, 0), else_=1)), 0).label("lots"),
            sa.func.coalesce(sa.func.sum(sa.case((is_return, 1), else_=0)), 0).label("returns"),
        )
        .select_from(tables.spending_right.outerjoin(tables.lot, lot.lot_id == right.lot_id))
        .where(_of(name, me))
    )
    [row] = transaction.rows(query)
    return {"points": int(row.points), "lots": int(row.lots), "returns": int(row.returns)}


def _taken(transaction: Transaction, name: str, me: str) -> tuple[tuple[str, Points], ...]:
    right = tables.spending_right.c
    query = sa.select(right.lot_id, _held().label("held")).where(_of(name, me)).order_by(right.lot_id)
    return tuple((row.lot_id, int(row.held)) for row in transaction.rows(query))


def _take_back(transaction: Transaction, name: str, me: str) -> None:
    right, lot, written = tables.spending_right.c, tables.lot.c, tables.written_off.c
    zero = sa.literal(0)
    taken = sa.select(right.lot_id, right.epoch, right.parent, sa.literal(transaction.now), _held(), zero, zero).where(
        _of(name, me)
    )
    insert = transaction.dialect_insert(tables.written_off)
    columns = ["lot_id", "epoch", "parent", "at", "points", "spent", "flagged"]
    more = {"points": written.points + insert.excluded.points, "at": insert.excluded.at}
    statement = insert.from_select(columns, taken)
    keys = ["lot_id", "epoch", "parent"]
    transaction.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=more))
    concerned = lot.lot_id.in_(sa.select(right.lot_id).where(_of(name, me)))
    of_lot = sa.select(_held()).where(right.lot_id == lot.lot_id, _of(name, me)).scalar_subquery()
    transaction.connection.execute(sa.update(tables.lot).where(concerned).values(reserved=lot.reserved - of_lot))
    pool = lot.balance - lot.reserved + lot.claim
    met = sa.case((pool < lot.claim, lot.claim - pool), else_=0)
    transaction.connection.execute(sa.update(tables.lot).where(concerned, lot.claim > 0, pool > 0).values(claim=met))
    _touch(transaction, sa.select(lot.account_id).where(concerned).distinct())
    transaction.connection.execute(
        sa.update(tables.spending_right).where(_of(name, me)).values(released=right.released + _held())
    )


def _touch(transaction: Transaction, accounts: sa.Select[tuple[str]]) -> None:
    """Let accounts go out again: who is at home there gets what is free now."""
    ids = [row.account_id for row in transaction.rows(accounts.order_by(tables.lot.c.account_id))]
    for chunk in chunks(ids, _TOUCHED):
        homes.touch(transaction, chunk)
