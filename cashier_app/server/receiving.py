"""Operations coming up: their chain is checked, each is applied once, in order, whatever arrives how often.

Nothing that is a fact is refused.  What cannot be read or booked is kept as a dead letter with its
reason, and the queue goes on; a hole waits; a known number with another content is a fork, which
freezes the epoch until a person decides.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import WorldError
from cashier_app.server import problems, tables
from cashier_app.server.among import among
from cashier_app.server.book import Source
from cashier_app.server.booking import Batch
from cashier_app.server.checking import Doubt
from cashier_app.server.database import OWN_EPOCH, Transaction, chunks
from cashier_app.server.nodes import Epoch, Node
from cashier_app.server.preparing import Prepared
from cashier_app.server.programmes import Programmes
from cashier_app.server.statement import Statement, param
from cashier_app.sync.chain import chain_start
from cashier_app.sync.messages import (
    Acknowledgement,
    CardBody,
    Operation,
    RegistrationBody,
    ReturnBody,
    SaleBody,
    SealedOperation,
)

log = logging.getLogger(__name__)

#: What is odd about an operation's quote; None where that is still to be worked out.
Doubts: TypeAlias = tuple[Doubt, ...] | None

#: Operations that belong to one account.
_OF_ACCOUNTS: Final = SaleBody | ReturnBody | RegistrationBody | CardBody

_operation = tables.operation.c
_HASH: Final = Statement(
    sa.select(_operation.hash).where(_operation.epoch == param("of"), _operation.seq == param("at"))
)
_KNOWN: Final = Statement(
    sa.select(_operation.seq, _operation.hash, _operation.state, _operation.reason, _operation.detail).where(
        _operation.epoch == param("of"), _operation.seq.between(param("first"), param("last"))
    )
)
_APPLIED: Final = Statement(
    sa.select(_operation.op_id).where(among(_operation.op_id, "op_ids"), _operation.state == "applied")
)
_HEAD: Final = Statement(
    sa.update(tables.epoch)
    .where(tables.epoch.c.epoch == param("of"))
    .values(applied_seq=param("last"), applied_hash=param("digest"), state=param("becomes"))
)


class BookingFailed(Exception):
    """Our own mistake while booking one operation; the transaction is given up."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq


def receive(
    transaction: Transaction,
    who: Node,
    epoch: Epoch,
    operations: Sequence[Prepared],
    programmes: Programmes,
    set_aside: Mapping[int, str],
) -> tuple[Acknowledgement, ...]:
    """Apply what is new of a request's operations, prepared; `epoch` moves on with them.

    `set_aside` names operations on which an earlier attempt failed by our own mistake.  Raises
    `BookingFailed` for the next such one, `ApiError` for operations that are not consecutive.
    """
    if not operations:
        return ()
    first = operations[0].sealed.seq
    if any(each.sealed.seq != first + n for n, each in enumerate(operations)):
        raise problems.unreadable("The operations are not numbered one after another")
    if first > epoch.seq + 1:
        return ()
    if operations[0].previous != _hash_at(transaction, epoch, first - 1):
        _freeze(transaction, epoch, operations[0].sealed)
        return ()
    border = max(0, min(len(operations), epoch.seq + 1 - first))
    known, fresh = operations[:border], operations[border:]
    acknowledged = _recognise(transaction, epoch, [each.sealed for each in known])
    if len(acknowledged) < len(known):
        return tuple(acknowledged)
    programmes = programmes.within(transaction.connection)
    acknowledged = _try_again(transaction, who, epoch, known, acknowledged, programmes, set_aside)
    return (*acknowledged, *_apply(transaction, who, epoch, fresh, programmes, set_aside))


def ahead(transaction: Transaction, operations: Sequence[Prepared], programmes: Programmes) -> None:
    """Ask for everything that the operations of a request will need, in one wait."""
    readable = [each.operation for each in operations if each.operation is not None]
    if not operations:
        return
    programmes.ahead(transaction.connection)
    for chunk in chunks(sorted({each.op_id for each in readable})):
        _APPLIED.ahead(transaction.connection, op_ids=chunk)
    Batch.ahead(transaction, readable)


def _hash_at(transaction: Transaction, epoch: Epoch, seq: int) -> bytes:
    """The hash that the operation after `seq` must hang on."""
    if seq == epoch.seq:
        return epoch.hash
    if seq == 0:
        return chain_start(epoch.epoch)
    return bytes(_HASH.value(transaction.connection, of=epoch.epoch, at=seq))


def _recognise(transaction: Transaction, epoch: Epoch, operations: Sequence[SealedOperation]) -> list[Acknowledgement]:
    """Acknowledge again what is known, with its old verdict; stop and freeze at other content."""
    rows = {}
    if operations:
        first, last = operations[0].seq, operations[-1].seq
        rows = {row.seq: row for row in _KNOWN.rows(transaction.connection, of=epoch.epoch, first=first, last=last)}
    acknowledged: list[Acknowledgement] = []
    for operation in operations:
        row = rows[operation.seq]
        if bytes(row.hash).hex() != operation.hash:
            _freeze(transaction, epoch, operation)
            break
        rejected = row.state == "rejected"
        state = Acknowledgement(operation.seq, operation.hash, "rejected" if rejected else "known")
        acknowledged.append(msgspec.structs.replace(state, reason=row.reason, detail=row.detail))
    return acknowledged


def _try_again(
    transaction: Transaction,
    who: Node,
    epoch: Epoch,
    known: Sequence[Prepared],
    acknowledged: Sequence[Acknowledgement],
    programmes: Programmes,
    set_aside: Mapping[int, str],
) -> list[Acknowledgement]:
    """Dead letters that a till sends once more: this program may be newer than the one that set them aside."""
    fates = list(acknowledged)
    revived: dict[int, Operation] = {}
    for n, (prepared, fate) in enumerate(zip(known, acknowledged, strict=True)):
        if fate.state == "rejected" and prepared.operation is not None and prepared.sealed.seq not in set_aside:
            revived[n] = prepared.operation
    if not revived:
        return fates
    seen = _applied(transaction, (each.op_id for each in revived.values()))
    batch = _batch(transaction, who, epoch, [each for each in revived.values() if each.op_id not in seen], programmes)
    table = tables.operation.c
    for n, operation in revived.items():
        state = "duplicate" if operation.op_id in seen else "applied"
        row = _row(known[n].sealed, operation, epoch, state, "", "", transaction.now)
        changed = sa.update(tables.operation).where(table.epoch == epoch.epoch, table.seq == operation.seq)
        transaction.connection.execute(changed.values(row))
        if state == "applied":
            _book(batch, operation, known[n].doubts)
        fates[n] = Acknowledgement(operation.seq, fates[n].hash, "applied")
        log.info("operation %d of epoch %s is applied at last", operation.seq, epoch.epoch)
    batch.finish()
    return fates


def _freeze(transaction: Transaction, epoch: Epoch, operation: SealedOperation) -> None:
    """Keep the other content as evidence, raise an alarm, and give this epoch no more rights."""
    row = {
        "epoch": epoch.epoch,
        "seq": operation.seq,
        "hash": bytes.fromhex(operation.hash),
        "body": bytes(operation.operation),
        "received_at": transaction.now,
    }
    statement = transaction.dialect_insert(tables.fork).on_conflict_do_nothing()
    # an INSERT is not counted unasked
    fresh = transaction.connection.execute(statement, row, execution_options={"preserve_rowcount": True}).rowcount
    if fresh:
        log.warning("epoch %s has two histories at operation %d", epoch.epoch, operation.seq)
        alarm = {"kind": "fork", "at": transaction.now, "epoch": epoch.epoch, "seq": operation.seq}
        transaction.insert(tables.alarm, [alarm])
    if epoch.state == "open":
        epoch.state = "frozen"
        _keep_head(transaction, epoch)


def _apply(
    transaction: Transaction,
    who: Node,
    epoch: Epoch,
    operations: Sequence[Prepared],
    programmes: Programmes,
    set_aside: Mapping[int, str],
) -> list[Acknowledgement]:
    """Book the operations that nobody has seen, keep all of them, and move the head of the chain."""
    if not operations:
        return []
    seen = _applied(transaction, (each.operation.op_id for each in operations if each.operation is not None))
    rows = []
    acknowledged = []
    fresh: list[tuple[Operation, Doubts]] = []
    for prepared in operations:
        sealed = prepared.sealed
        operation, reason, detail = prepared.operation, prepared.reason, prepared.detail
        if operation is not None and sealed.seq in set_aside:
            operation, reason, detail = None, "mistake", set_aside[sealed.seq]
        state = "rejected"
        if operation is not None:
            state = "duplicate" if operation.op_id in seen else "applied"
            seen.add(operation.op_id)
            fresh += [(operation, prepared.doubts)] if state == "applied" else []
        rows.append(_row(sealed, operation, epoch, state, reason, detail, transaction.now))
        fate = Acknowledgement(sealed.seq, sealed.hash, "rejected" if reason else "applied")
        acknowledged.append(msgspec.structs.replace(fate, reason=reason, detail=detail))
    transaction.insert(tables.operation, rows)
    batch = _batch(transaction, who, epoch, [operation for operation, _ in fresh], programmes)
    for operation, doubts in fresh:
        _book(batch, operation, doubts)
    for fate in acknowledged:
        if fate.reason:
            detail = f"{fate.reason}: {fate.detail}"
            log.warning("operation %d of epoch %s is set aside: %s", fate.seq, epoch.epoch, detail)
            batch.book.alarm("rejected", Source("", 0, epoch.epoch, fate.seq), detail=detail)
    batch.finish()
    last = operations[-1].sealed
    epoch.seq, epoch.hash = last.seq, bytes.fromhex(last.hash)
    _keep_head(transaction, epoch)
    return acknowledged


def _applied(transaction: Transaction, op_ids: Iterable[str]) -> set[str]:
    """Which operations have been applied before, under whatever number."""
    return {
        op_id
        for chunk in chunks(sorted(set(op_ids)))
        for op_id in _APPLIED.column(transaction.connection, op_ids=chunk)
    }


def _batch(
    transaction: Transaction, who: Node, epoch: Epoch, operations: Sequence[Operation], programmes: Programmes
) -> Batch:
    """Who books here: the central server, or a store node, which judges nothing."""
    if not transaction.meta(OWN_EPOCH):
        return Batch(transaction, who, epoch, operations, programmes)
    from cashier_app.server.upstream.booking import StoreBatch

    return StoreBatch(transaction, who, operations, programmes)


def _book(batch: Batch, operation: Operation, doubts: Doubts) -> None:
    try:
        batch.book_operation(operation, doubts)
    except (WorldError, sa.exc.SQLAlchemyError):
        raise
    except Exception as error:
        log.exception("operation %d of epoch %s cannot be booked", operation.seq, operation.epoch)
        raise BookingFailed(operation.seq) from error


def _row(
    sealed: SealedOperation,
    operation: Operation | None,
    epoch: Epoch,
    state: str,
    reason: str,
    detail: str,
    now: int,
) -> dict[str, object]:
    body = operation.body if operation is not None else None
    trade = body if isinstance(body, SaleBody | ReturnBody) else None
    return {
        "epoch": epoch.epoch,
        "seq": sealed.seq,
        "hash": bytes.fromhex(sealed.hash),
        "op_id": operation.op_id if operation is not None else "",
        "kind": type(body).__struct_config__.tag if body is not None else "",
        "state": state,
        "reason": reason,
        "detail": detail,
        "at": operation.at if operation is not None else now,
        "received_at": now,
        "account_id": body.account_id if isinstance(body, _OF_ACCOUNTS) else None,
        "receipt_id": trade.receipt_id if trade is not None else None,
        "original_id": trade.original_id if isinstance(trade, ReturnBody) else None,
        "number": trade.number if trade is not None else None,
        "body": bytes(sealed.operation),
    }


def _keep_head(transaction: Transaction, epoch: Epoch) -> None:
    _HEAD.do(transaction.connection, of=epoch.epoch, last=epoch.seq, digest=epoch.hash, becomes=epoch.state)
