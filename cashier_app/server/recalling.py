"""Rights that somebody else needs: their holders are asked for them at every exchange until they have given them up.

A holder gives up what it does not use: a till never what its open receipt or a payment under way may need, a store node
what it has not lent, asking its tills for the rest.  A right to return goods is asked for until it is given up
(`return_rights`); points, coupons and limits for a while (`LEASE`), within which whoever needs them asks again, and
within which they are not granted to the member's home by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import MINUTE, Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.points import Points
from cashier_app.server import homes, journal, tables
from cashier_app.server.among import among
from cashier_app.server.database import OWN_EPOCH, Picture, Transaction, chunks
from cashier_app.server.finding import find_one
from cashier_app.server.nodes import Epoch, Node, epochs_of
from cashier_app.server.statement import Statement, param
from cashier_app.sync.messages import RETURN_RIGHTS, Recall

#: How long points are asked back, and kept from their home, after somebody has asked for them last.
LEASE: Final = 5 * MINUTE
#: Questions in one answer, at most: the rest is asked for when these are done.
MOST: Final = 500

_asked, _right = tables.recall.c, tables.spending_right.c
_mine = (_right.lot_id == _asked.lot_id) & (_right.epoch == _asked.epoch) & (_right.parent == _asked.parent)
#: What is asked back of epochs just now, with their counters if there are any.
_RECALLS: Final = Statement(
    sa.select(
        _asked.lot_id,
        _asked.epoch,
        _asked.parent,
        _asked.until,
        _right.granted,
        _right.earned,
        _right.used,
        _right.released,
    )
    .select_from(tables.recall.outerjoin(tables.spending_right, _mine))
    .where(among(_asked.epoch, "epochs"), _asked.until.is_(None) | (_asked.until > param("now")))
    .order_by(_asked.asked_at, _asked.lot_id)
)
_points = _right.granted + _right.earned - _right.used - _right.released
_HELD: Final = Statement(
    sa.select(_right.lot_id, _right.epoch, _right.parent, _points.label("points"))
    .select_from(
        tables.spending_right.join(tables.epoch, tables.epoch.c.epoch == _right.epoch).join(
            tables.node, tables.node.c.node_id == tables.epoch.c.node_id
        )
    )
    .where(
        among(_right.lot_id, "lot_ids"),
        _right.parent == param("me"),
        _right.epoch != param("me"),
        _points > 0,
        tables.epoch.c.state != "closed",
        tables.node.c.kind != "site",
    )
    .order_by(_right.lot_id, _right.epoch)
)


class NothingHeld(Refused):
    """Nobody holds anything of it."""

    text = QT_TRANSLATE_NOOP("errors", "No till and no store node holds anything of {name}")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app member find” for who holds what")


class Asked(msgspec.Struct, frozen=True):
    """A right that is asked back: of which lot, from whom, and how much it is."""

    lot_id: str
    epoch: str
    node: str
    name: str
    store: str
    last_seen_at: Instant | None
    points: Points


def ask(transaction: Transaction, lot_ids: Iterable[str], but: Collection[str] = (), lease: int = LEASE) -> int:
    """Ask whoever holds something of lots, except the epochs `but`, to give it up; how many rights those are."""
    until = transaction.now + lease
    rows = [
        {"lot_id": each.lot_id, "epoch": each.epoch, "asked_at": transaction.now, "parent": each.parent, "until": until}
        for each in _held(transaction.connection, lot_ids, transaction.meta(OWN_EPOCH))
        if each.epoch not in but
    ]
    transaction.upsert(tables.recall, rows)
    return len(rows)


def ask_by_name(transaction: Transaction, name: str, author: str, reason: str, lease: int = LEASE) -> tuple[Asked, ...]:
    """Ask for all rights on a lot, or on every lot of an account, by a person's wish; who holds them.

    Raises `NothingHeld`, `NoSuchMember`.
    """
    connection, me = transaction.connection, transaction.meta(OWN_EPOCH)
    of_lot = _held(connection, [name], me)
    account_id = "" if of_lot else find_one(connection, name)
    lot_ids = [name] if of_lot else _lots_of(connection, account_id)
    asked = tuple(_described(transaction, row) for row in of_lot or _held(connection, lot_ids, me))
    if not asked:
        raise NothingHeld(name=name)
    ask(transaction, lot_ids, lease=lease)
    points = sum(each.points for each in asked)
    what: dict[str, journal.Detail] = {"account": account_id} if account_id else {"lot": name}
    journal.write(transaction, "rights_recalled", author, **what, rights=len(asked), points=points, reason=reason)
    return asked


def is_asked_of(picture: Picture, epoch: Epoch) -> bool:
    """Whether anything is asked back of a till's epoch just now, or was lately."""
    return bool(_RECALLS.rows(picture.connection, epochs=[epoch.epoch], now=picture.now))


def recalls_ahead(transaction: Transaction, who: Node, epoch: Epoch) -> None:
    """Ask for the recalls of a till before they are needed."""
    if who.kind != "store":
        _RECALLS.ahead(transaction.connection, epochs=[epoch.epoch], now=transaction.now)


def recalls(transaction: Transaction, who: Node, epoch: Epoch) -> tuple[Recall, ...]:
    """What others need of an epoch's rights, to a store node those of its tills too; what was given up is forgotten."""
    me = transaction.meta(OWN_EPOCH)
    whose = [name for name, _ in epochs_of(transaction, who)] if who.kind == "store" else [epoch.epoch]
    found, over = [], []
    for row in _RECALLS.rows(transaction.connection, epochs=whose, now=transaction.now):
        # a seller that was never asked has no counters yet, and the right it was born with
        born = int(row.lot_id.startswith(RETURN_RIGHTS))
        held = born if row.granted is None else row.granted + row.earned - row.used - row.released
        # what somebody else granted, somebody else takes off the list
        if held > 0 or row.parent != me:
            theirs = row.epoch if row.epoch != epoch.epoch else ""
            found.append(Recall(row.lot_id, row.granted or 0, row.parent, theirs))
        elif row.until is None:
            over.append(row)
    asked = tables.recall
    for row in over:
        here = (asked.c.lot_id == row.lot_id) & (asked.c.epoch == row.epoch) & (asked.c.parent == row.parent)
        transaction.connection.execute(sa.delete(asked).where(here))
    return tuple(found[:MOST])


def is_asked(epoch: str | sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    """Whether a lot (of `tables.lot`) is asked back from an epoch: it gets no more of it by itself.

    Until that is forgotten (`forget`), whatever the time is: only then does the account go out with the feed again, and
    a grant that no page tells of would lie there unseen.
    """
    asked = tables.recall.c
    here = (asked.lot_id == tables.lot.c.lot_id) & (asked.epoch == epoch) & asked.until.is_not(None)
    return sa.select(asked.lot_id).where(here).exists()


def is_awaited(connection: sa.Connection, account_id: str, now: Instant) -> bool:
    """Whether rights on an account's lots are asked back that have not been given up yet."""
    asked, lot, right = tables.recall.c, tables.lot.c, tables.spending_right.c
    mine = (right.lot_id == asked.lot_id) & (right.epoch == asked.epoch) & (right.parent == asked.parent)
    joined = tables.recall.join(tables.lot, lot.lot_id == asked.lot_id).join(tables.spending_right, mine)
    held = right.granted + right.earned - right.used - right.released
    query = sa.select(asked.lot_id).select_from(joined)
    query = query.where(lot.account_id == account_id, asked.until > now, held > 0)
    return connection.execute(query.limit(1)).first() is not None


def forget(transaction: Transaction) -> int:
    """Ask no more for what nobody has asked for lately: it goes home again; how many rights those are."""
    asked, lot = tables.recall.c, tables.lot.c
    over = asked.until <= transaction.now
    concerned = sa.select(lot.account_id).join(tables.recall, asked.lot_id == lot.lot_id).where(over).distinct()
    account_ids = [row.account_id for row in transaction.rows(concerned.order_by(lot.account_id))]
    gone = transaction.connection.execute(sa.delete(tables.recall).where(over)).rowcount
    homes.touch(transaction, account_ids)
    return int(gone)


# --- inside ----------------------------------------------------------------------------------------------


def _held(connection: sa.Connection, lot_ids: Iterable[str], me: str) -> list[Any]:
    """Rights on lots that this server has granted and that can be given up: a site's are its open holds."""
    found: list[Any] = []
    for chunk in chunks(dict.fromkeys(lot_ids)):
        found.extend(_HELD.rows(connection, lot_ids=chunk, me=me))
    return found


def _lots_of(connection: sa.Connection, account_id: str) -> list[str]:
    lot = tables.lot.c
    return list(connection.scalars(sa.select(lot.lot_id).where(lot.account_id == account_id)))


def _described(transaction: Transaction, row: Any) -> Asked:
    node, epoch = tables.node.c, tables.epoch.c
    query = (
        sa.select(node.node_id, node.name, node.store_id, node.last_seen_at)
        .select_from(tables.node.join(tables.epoch, epoch.node_id == node.node_id))
        .where(epoch.epoch == row.epoch)
    )
    [holder] = transaction.rows(query)
    return Asked(
        row.lot_id, row.epoch, holder.node_id, holder.name, holder.store_id, holder.last_seen_at, int(row.points)
    )
