"""A database put back from a backup begins another incarnation: said by a person, or noticed from what nodes know.

A node that has been told more than this server knows, by this very incarnation, proves that it was put back.  Nothing
is granted from then on until every node has reported what it holds, and tills send again what is missing.
"""

from __future__ import annotations

import logging
from typing import Final

import sqlalchemy as sa

from cashier_app.core.ids import new_id
from cashier_app.server import journal, tables
from cashier_app.server.among import among
from cashier_app.server.database import OWN_EPOCH, RESTORED_AT, Transaction
from cashier_app.server.nodes import Epoch, Node
from cashier_app.server.statement import Statement, param
from cashier_app.storage.life import COPY_KEY
from cashier_app.sync.messages import ExchangeRequest

log = logging.getLogger(__name__)

_right = tables.spending_right.c
_LENT: Final = Statement(
    sa.select(_right.lot_id, _right.granted).where(
        _right.epoch == param("epoch"), _right.parent == param("parent"), among(_right.lot_id, "lots")
    )
)


def begin_incarnation(transaction: Transaction, author: str, **details: str | int) -> str:
    """Begin another incarnation, and write that in the journal; its name."""
    fresh = new_id()
    values = {"incarnation": fresh, RESTORED_AT: str(transaction.now)}
    transaction.upsert(tables.meta, [{"key": key, "value": value} for key, value in values.items()])
    journal.write(transaction, "restored", author, incarnation=fresh, **details)
    return fresh


def copy_put_back(transaction: Transaction) -> None:
    """A copy of the program's own making was put in the database's place: another life begins at once."""
    transaction.connection.execute(sa.delete(tables.meta).where(tables.meta.c.key == COPY_KEY))
    log.warning("this database is a copy that was put back: another incarnation begins")
    if transaction.meta(OWN_EPOCH):
        from cashier_app.server.upstream.identity import begin_epoch

        begin_epoch(transaction, new_id)
        journal.write(transaction, "restored", "", incarnation=transaction.meta("incarnation"))
    else:
        begin_incarnation(transaction, "")


def notice(transaction: Transaction, who: Node, chain: Epoch, request: ExchangeRequest) -> bool:
    """Whether a request proves that this database was put back; another life of it has begun then.

    A store node's life is another epoch, under which nothing is lent yet.  What it was put back to may have caught up
    with the central server before any till spoke to it: then it is found out by what they have borrowed of it.
    """
    incarnation = transaction.meta("incarnation")
    of, _, revision = request.cursor.partition(":")
    told = int(revision) if revision.isascii() and revision.isdigit() and len(revision) <= 15 else 0
    later = of == incarnation and told > transaction.revision
    lost = request.incarnation == incarnation and request.known_seq > chain.seq and not transaction.meta(OWN_EPOCH)
    forgotten = request.incarnation == incarnation and request.heard > transaction.revision
    if not later and not lost and not forgotten and not _lent_more(transaction, request):
        return False
    log.warning("node %s has been told more than is known here: this database was put back", who.node_id)
    if transaction.meta(OWN_EPOCH):
        from cashier_app.server.upstream.identity import begin_epoch

        begin_epoch(transaction, new_id)
        journal.write(transaction, "restored", f"node:{who.node_id}", incarnation=transaction.meta("incarnation"))
    else:
        begin_incarnation(transaction, f"node:{who.node_id}", number=request.known_seq, known=chain.seq)
    return True


def _lent_more(transaction: Transaction, request: ExchangeRequest) -> bool:
    """Whether this store node's present life has lent the asker more than is known here."""
    me = transaction.meta(OWN_EPOCH)
    told = {right.lot_id: right.granted for right in request.lent if right.parent == me}
    if not me or not told:
        return False
    rows = _LENT.rows(transaction.connection, epoch=request.epoch, parent=me, lots=list(told))
    known = {row.lot_id: row.granted for row in rows}
    return any(granted > known.get(lot_id, 0) for lot_id, granted in told.items())
