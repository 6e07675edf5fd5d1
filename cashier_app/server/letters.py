"""Dead letters: operations that could not be read or booked, kept as they came, and tried once more by a person's wish.

A newer program may understand what an older one set aside.  What is booked at last is booked like any operation of its
epoch, once; its alarm is settled by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.server import journal, nodes, tables
from cashier_app.server.database import ServerDatabase, Transaction, read_meta
from cashier_app.server.preparing import prepare
from cashier_app.server.programmes import Programmes
from cashier_app.server.receiving import BookingFailed, receive
from cashier_app.server.upstream.adopting import joined_key
from cashier_app.sync.chain import chain_start, sealed

#: Letters on one page if nobody says how many.
PAGE: Final = 100


class NoSuchLetter(Refused):
    """No operation of that number is set aside."""

    text = QT_TRANSLATE_NOOP("errors", "Operation {seq} of epoch {epoch} is not set aside")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app server letters” for those that are")


class Letter(msgspec.Struct, frozen=True):
    """An operation set aside: why, what it is as far as it could be read, and whose."""

    epoch: str
    seq: int
    node: str
    name: str
    store: str
    kind: str
    reason: str
    detail: str
    at: Instant
    received_at: Instant
    hash: str
    body: bytes = b""


class Tried(msgspec.Struct, frozen=True):
    """What came of another try: `applied`, `duplicate` (booked under another number before), or `rejected` again."""

    epoch: str
    seq: int
    state: str
    reason: str = ""
    detail: str = ""


def listed(connection: sa.Connection, epoch: str = "", skip: int = 0, limit: int = PAGE) -> list[Letter]:
    """A page of the letters, of one epoch if it is named, in the order in which they came; without their bodies."""
    operation = tables.operation.c
    query = _letters(epoch).order_by(operation.received_at, operation.epoch, operation.seq)
    return [
        msgspec.structs.replace(_letter(row), body=b"") for row in connection.execute(query.offset(skip).limit(limit))
    ]


def one(connection: sa.Connection, epoch: str, seq: int) -> Letter:
    """A letter with its body; raises `NoSuchLetter`."""
    row = connection.execute(_letters(epoch).where(tables.operation.c.seq == seq)).first()
    if row is None:
        raise NoSuchLetter(epoch=epoch, seq=seq)
    return _letter(row)


def retry(database: ServerDatabase, programmes: Programmes, letters: Sequence[Letter], author: str) -> list[Tried]:
    """Try letters once more, in their order, one transaction each; what has been booked meanwhile is left alone."""
    return [_retry(database, programmes, letter, author) for letter in letters]


def _retry(database: ServerDatabase, programmes: Programmes, letter: Letter, author: str) -> Tried:
    with database.read() as connection:
        whole = one(connection, letter.epoch, letter.seq)
        previous = _hung_on(connection, letter.epoch, letter.seq)
    operation = sealed(letter.seq, bytes.fromhex(whole.hash), whole.body)
    prepared = prepare(database, programmes, letter.epoch, previous, [operation])
    try:
        with database.write() as transaction:
            who = nodes.node_of(transaction, letter.epoch)
            epoch = nodes.epoch_of(transaction, who, letter.epoch)
            receive(transaction, who, epoch, prepared, programmes, {})
            if prepared[0].operation is None:
                _keep_reason(transaction, letter, prepared[0].reason, prepared[0].detail)
            tried = _state(transaction, letter)
            if tried.state != "rejected":
                _settle_alarm(transaction, letter, author)
            _note(transaction, tried, author)
    except BookingFailed:
        tried = Tried(letter.epoch, letter.seq, "rejected", "mistake", "The server's log describes it")
        with database.write() as transaction:
            _keep_reason(transaction, letter, tried.reason, tried.detail)
            _note(transaction, tried, author)
    return tried


def _note(transaction: Transaction, tried: Tried, author: str) -> None:
    details: dict[str, journal.Detail] = {"epoch": tried.epoch, "seq": tried.seq, "state": tried.state}
    journal.write(transaction, "letter_retried", author, **details, reason=tried.reason)


def _letters(epoch: str) -> sa.Select[Any]:
    operation, of_epoch, node = tables.operation.c, tables.epoch.c, tables.node.c
    joined = tables.operation.join(tables.epoch, of_epoch.epoch == operation.epoch).join(
        tables.node, node.node_id == of_epoch.node_id
    )
    query = sa.select(tables.operation, node.node_id, node.name, node.store_id).select_from(joined)
    query = query.where(operation.state == "rejected")
    return query.where(operation.epoch == epoch) if epoch else query


def _letter(row: sa.Row[Any]) -> Letter:
    return Letter(
        epoch=row.epoch,
        seq=row.seq,
        node=row.node_id,
        name=row.name,
        store=row.store_id,
        kind=row.kind,
        reason=row.reason,
        detail=row.detail,
        at=row.at,
        received_at=row.received_at,
        hash=bytes(row.hash).hex(),
        body=bytes(row.body),
    )


def _hung_on(connection: sa.Connection, epoch: str, seq: int) -> bytes:
    """The hash that an operation hangs on."""
    operation = tables.operation.c
    before = connection.scalar(sa.select(operation.hash).where(operation.epoch == epoch, operation.seq == seq - 1))
    if before is not None:
        return bytes(before)
    taken_up = read_meta(connection, joined_key(epoch))
    return bytes.fromhex(taken_up) if taken_up else chain_start(epoch)


def _state(transaction: Transaction, letter: Letter) -> Tried:
    operation = tables.operation.c
    here = (operation.epoch == letter.epoch) & (operation.seq == letter.seq)
    [row] = transaction.rows(sa.select(operation.state, operation.reason, operation.detail).where(here))
    return Tried(letter.epoch, letter.seq, row.state, row.reason, row.detail)


def _keep_reason(transaction: Transaction, letter: Letter, reason: str, detail: str) -> None:
    operation = tables.operation.c
    here = (operation.epoch == letter.epoch) & (operation.seq == letter.seq)
    changed = sa.update(tables.operation).where(here, operation.state == "rejected")
    transaction.connection.execute(changed.values(reason=reason, detail=detail))


def _settle_alarm(transaction: Transaction, letter: Letter, author: str) -> None:
    alarm = tables.alarm.c
    of = (alarm.kind == "rejected") & (alarm.epoch == letter.epoch) & (alarm.seq == letter.seq)
    settled = {
        "resolved_at": transaction.now,
        "resolved_by": author or journal.this_user(),
        "note": "The operation is applied at last",
    }
    transaction.connection.execute(sa.update(tables.alarm).where(of, alarm.resolved_at.is_(None)).values(settled))
