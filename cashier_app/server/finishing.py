"""Epochs that are over by word of their own machine: closed once everything that they did is known here.

A database that was put back from a backup, or made anew in the same folder, begins another epoch; the file beside it
still says how far the earlier one went.  The till tells that (`ExchangeRequest.finished`), and its earlier epoch is
closed as soon as this server has it to that point, so that what it held is free again.  Not one that has spoken since
the present one began: it is alive, the present one is a copy.  Nor one that is frozen: a person decides.

A store node closes its part and passes the word up.  Its own earlier epoch closes when every till of the store has left
it, and has told everything since.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.ids import IdSource, new_id
from cashier_app.server import closing, journal, tables
from cashier_app.server.closing import Closed
from cashier_app.server.database import OWN_EPOCH, Transaction
from cashier_app.server.nodes import Epoch, Node
from cashier_app.sync.messages import MOST_FINISHED, FinishedEpoch

#: What keys of `meta` begin with under which a store node keeps words that the central server has not heard.
KEPT: Final = "finished:"


def take(
    transaction: Transaction, who: Node, epoch: Epoch, finished: Iterable[FinishedEpoch], ids: IdSource = new_id
) -> tuple[str, ...]:
    """Close what may be closed of the epochs that a node says are over; those that it need not name again.

    `epoch` is the present one of who speaks.
    """
    return tuple(one.epoch for one in finished if _take(transaction, who, epoch, one, ids))


def _take(transaction: Transaction, who: Node, epoch: Epoch, one: FinishedEpoch, ids: IdSource) -> bool:
    """Whether an epoch is closed, here and at the central server."""
    me = transaction.meta(OWN_EPOCH)
    found = transaction.rows(sa.select(tables.epoch).where(tables.epoch.c.epoch == one.epoch))
    row = found[0] if found else None
    if row is not None and not _speaks_for(transaction, who, row, one):
        return False
    over = row is None or row.state == "closed" or _is_over(transaction, who, epoch, row, one)
    if over and row is not None:
        done = closing.close(transaction, one.epoch, "finished")
        if done.fresh:
            _note(transaction, who, done, ids)
    if not me:
        return over
    return over and _is_passed_up(transaction, who, one)


def _speaks_for(transaction: Transaction, who: Node, row: sa.Row[Any], one: FinishedEpoch) -> bool:
    if row.node_id == who.node_id:
        return True
    node = tables.node.c
    theirs = sa.select(node.node_id).where(
        node.node_id == row.node_id, node.store_id == who.store_id, node.kind == "till"
    )
    passed_on = who.kind == "store" and one.node == row.node_id
    return passed_on and transaction.connection.scalar(theirs) is not None


def _is_over(transaction: Transaction, who: Node, epoch: Epoch, row: sa.Row[Any], one: FinishedEpoch) -> bool:
    """Whether all that an open epoch did is known here, and nobody has spoken as it since the present one began."""
    if row.state != "open" or row.epoch == epoch.epoch or row.applied_seq < one.seq:
        return False
    if one.hash and not _is_ours(transaction, row, one):
        return False
    if row.node_id != who.node_id:
        # the store node has looked who speaks there
        return True
    epochs = tables.epoch.c
    begun = transaction.connection.scalar(sa.select(epochs.first_seen_at).where(epochs.epoch == epoch.epoch)) or 0
    if row.first_seen_at >= begun or (row.heard_at or 0) >= begun:
        return False
    return who.kind != "store" or _is_left(transaction, who, row.epoch, begun)


def _is_ours(transaction: Transaction, row: sa.Row[Any], one: FinishedEpoch) -> bool:
    """Whether the chain is here what it is there."""
    if one.seq == row.applied_seq:
        return bytes(row.applied_hash).hex() == one.hash
    operation = tables.operation.c
    here = (operation.epoch == one.epoch) & (operation.seq == one.seq)
    found = transaction.connection.scalar(sa.select(operation.hash).where(here))
    return found is None or bytes(found).hex() == one.hash


def _is_left(transaction: Transaction, who: Node, name: str, begun: int) -> bool:
    """Whether every till of a store has left its store node's epoch, and has told everything since another began."""
    node, epoch, right, parting = tables.node.c, tables.epoch.c, tables.spending_right.c, tables.parting.c
    tills = (node.store_id == who.store_id) & (node.kind == "till")
    late = sa.select(node.node_id).where(tills, node.state == "active", node.drained_at < begun).limit(1)
    if transaction.connection.scalar(late) is not None:
        return False
    left = sa.select(parting.epoch).where(parting.parent == name)
    staying = (
        sa.select(right.epoch)
        .select_from(
            tables.spending_right.join(tables.epoch, epoch.epoch == right.epoch).join(
                tables.node, node.node_id == epoch.node_id
            )
        )
        .where(tills, right.parent == name, epoch.state != "closed", right.epoch.not_in(left))
    )
    return transaction.connection.execute(staying.limit(1)).first() is None


def _note(transaction: Transaction, who: Node, done: Closed, ids: IdSource) -> None:
    details: dict[str, journal.Detail] = {"epoch": done.epoch, "node": done.node, "points": done.points}
    journal.write(transaction, "epoch_finished", f"node:{who.node_id}", lots=done.lots, **details)
    if transaction.meta(OWN_EPOCH) and done.taken:
        from cashier_app.server import writing_off

        writing_off.pass_up(transaction, done, f"node:{who.node_id}", "", ids, why="finished")


# --- passing up ------------------------------------------------------------------------------------------


def _is_passed_up(transaction: Transaction, who: Node, one: FinishedEpoch) -> bool:
    """Whether the central server has said that it has closed an epoch; if not, it is told (again)."""
    known = _kept(transaction, one.epoch)
    if known is None:
        keep(transaction, msgspec.structs.replace(one, node=who.node_id))
        return False
    return not known


def keep(transaction: Transaction, one: FinishedEpoch) -> None:
    """Remember a word until the central server has heard it."""
    row = {"key": KEPT + one.epoch, "value": msgspec.json.encode(one).decode()}
    transaction.upsert(tables.meta, [row])


def to_pass_up(connection: sa.Connection) -> tuple[FinishedEpoch, ...]:
    """Words that the central server has not heard yet."""
    meta = tables.meta.c
    query = sa.select(meta.value).where(meta.key.startswith(KEPT, autoescape=True), meta.value != "")
    values = connection.scalars(query.order_by(meta.key).limit(MOST_FINISHED))
    return tuple(msgspec.json.decode(value, type=FinishedEpoch) for value in values)


def passed_up(transaction: Transaction, closed: Iterable[str]) -> None:
    """The central server has closed epochs: whoever spoke of them is told so when it asks again."""
    rows = [{"key": KEPT + name, "value": ""} for name in dict.fromkeys(closed) if _kept(transaction, name)]
    transaction.upsert(tables.meta, rows)
    epoch = tables.epoch.c
    for row in rows:
        here = (epoch.epoch == row["key"].removeprefix(KEPT)) & (epoch.state == "open")
        over = {"state": "closed", "closed_at": transaction.now, "closed_why": "finished"}
        transaction.connection.execute(sa.update(tables.epoch).where(here).values(over))


def _kept(transaction: Transaction, name: str) -> str | None:
    """What is kept of an epoch: None nothing, empty that it has been passed up."""
    return transaction.connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.key == KEPT + name))
