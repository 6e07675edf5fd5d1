"""Machines that are gone: a person writes off what they held, with a reason that stays in the journal.

At the central server that is a till, a site or a whole store node with all that it had lent; at a store node one of its
own tills, of which the central server is told by an operation, so that it gives up its own part too.  Should the disk
turn up, what it did is applied all the same.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import IdSource, new_id
from cashier_app.server import closing, holds, journal, nodes, tables
from cashier_app.server.closing import Closed
from cashier_app.server.database import OWN_EPOCH, Transaction, chunks
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import WriteOffBody

#: Lots that one operation of a store node names, at most.
MOST_LOTS: Final = 500


class NothingOfThatName(Refused):
    """Neither a node nor an epoch."""

    text = QT_TRANSLATE_NOOP("errors", "There is no node and no epoch {name}")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app server nodes” for both")


class NotItsOwn(Refused):
    """A store node cannot write itself off."""

    text = QT_TRANSLATE_NOOP("errors", "{name} is this store node itself")
    way_out = QT_TRANSLATE_NOOP("errors", "Write it off at the central server")


def write_off(
    transaction: Transaction, programmes: Programmes, name: str, author: str, reason: str, ids: IdSource = new_id
) -> list[Closed]:
    """Write off an epoch, or every epoch of a node, whose key opens nothing any more then; again changes nothing.

    Raises `NothingOfThatName`, `NotItsOwn`.
    """
    node_id, names = _named(transaction, name)
    me = transaction.meta(OWN_EPOCH)
    if me in names:
        raise NotItsOwn(name=name)
    revoked = bool(node_id) and nodes.give_up(transaction, node_id)
    closed = []
    for epoch in names:
        holds.drop_epoch(transaction, programmes, epoch)
        done = closing.close(transaction, epoch, "written_off")
        closed.append(done)
        if done.fresh:
            details: dict[str, journal.Detail] = {"epoch": epoch, "node": done.node, "points": done.points}
            journal.write(transaction, "epoch_written_off", author, lots=done.lots, reason=reason, **details)
        if me and (done.fresh or revoked):
            pass_up(transaction, done, author, reason, ids, revoked)
    if revoked:
        journal.write(transaction, "node_revoked", author, node=node_id, reason=reason)
    if me and revoked and not names:
        pass_up(transaction, Closed("", node_id, ""), author, reason, ids, revoked)
    return closed


def pass_up(
    transaction: Transaction,
    done: Closed,
    author: str,
    reason: str,
    ids: IdSource = new_id,
    revoked: bool = False,
    why: closing.Why = "written_off",
) -> None:
    """Tell the central server by operations of this store node's own what it has taken back from a till."""
    from cashier_app.server.upstream.delivering import record

    for some in [*chunks(done.taken, MOST_LOTS)] or [[]]:
        body = WriteOffBody(done.node, done.epoch, tuple(some), revoked, author or journal.this_user(), reason, why)
        record(transaction, body, ids)


def _named(transaction: Transaction, name: str) -> tuple[str, list[str]]:
    """The node that is meant (empty: one epoch alone), and its epochs."""
    epoch, node = tables.epoch.c, tables.node.c
    if transaction.connection.scalar(sa.select(epoch.epoch).where(epoch.epoch == name)) is not None:
        return "", [name]
    if transaction.connection.scalar(sa.select(node.node_id).where(node.node_id == name)) is None:
        raise NothingOfThatName(name=name)
    lives = sa.select(epoch.epoch).where(epoch.node_id == name).order_by(epoch.first_seen_at, epoch.epoch)
    return name, list(transaction.connection.scalars(lives))
