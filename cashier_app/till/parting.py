"""When a server knows another history of this till than the till itself: a copy of its database has gone on elsewhere.

The till judges, from the answer to its own question.  It goes on under a new epoch, without rights; what it did under
the old one is delivered as it is, as far as the server's history is the same.  What comes behind that point is sealed
anew under the new epoch: the same operations, by their ids, paid for out of what is free.  What is granted to the old
epoch stays reserved until a person decides, since another copy may be spending it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.storage.rows import OutboxRow, RightRow
from cashier_app.sync.chain import chain_start, seal
from cashier_app.sync.messages import (
    Body,
    ExchangeResponse,
    Operation,
    RegistrationBody,
    ReleaseBody,
    ReturnBody,
    RightCounters,
    SaleBody,
)
from cashier_app.sync.store import Outgoing
from cashier_app.till.identity import begin_epoch
from cashier_app.till.parents import parent_of
from cashier_app.till.writing import Sealed

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.writing import Transaction

log = logging.getLogger(__name__)

#: Key of the meta table: the epoch that is sent again from its beginning, to find where two histories part.
COMPARING: Final = "comparing_epoch"

_operations = msgspec.json.Decoder(Operation)


def part(
    transaction: Transaction, sent: Outgoing, response: ExchangeResponse, new_epoch: Callable[[], str], now: Instant
) -> bool:
    """Go on under a new epoch where that which was sent is the present one, and take over what the server cannot have.

    To be called where the histories have parted.  Whether it was done, so that there is more to exchange at once: not
    while a payment waits for its terminal, which would lose the points it was begun with.
    """
    unit, head = transaction.unit, response.head
    if unit.receipts.paying():
        return False
    current = unit.outbox.current()
    assert current is not None, "a till has an epoch from its opening on"
    done = False
    if current.epoch == head.epoch:
        begin_epoch(unit, current.machine, new_epoch(), now)
        transaction.journal("epoch_parted", "", "", now, {"epoch": head.epoch, "number": head.seq, "state": head.state})
        log.warning("epoch %s is known otherwise at the server: a new one begins", head.epoch)
        done = True
    accepted = len(response.acknowledged)
    if head.state != "frozen" or accepted == len(sent.operations):
        if done:
            _tell(transaction)
        return done
    first = sent.operations[accepted].seq
    [oldest] = unit.outbox.since(head.epoch, 1, 1)
    # the first that is kept has nothing to hang on, unless it is the first of all
    anchor = oldest.seq if oldest.seq > 1 else 0
    if accepted or unit.meta.get(COMPARING) == head.epoch or first == anchor + 1:
        _seal_anew(transaction, head.epoch, first)
        unit.meta.drop(COMPARING)
    else:
        # the histories part before what was still to be sent
        unit.meta.put(COMPARING, head.epoch)
        unit.outbox.send_again(head.epoch, anchor)
    _tell(transaction)
    return True


def previous_hash(unit: UnitOfWork, epoch: str, seq: int) -> bytes:
    """The hash that an operation hangs on."""
    if seq == 1:
        return chain_start(epoch)
    before = unit.outbox.row(epoch, seq - 1)
    assert before is not None, "an operation that waits keeps the one before it"
    return before.hash


def _tell(transaction: Transaction) -> None:
    """Let the mark beside the database follow."""
    current = transaction.unit.outbox.current()
    assert current is not None
    transaction.sealed = Sealed(current.epoch, current.last_seq)


def _seal_anew(transaction: Transaction, old: str, first: int) -> None:
    """Take an epoch's operations from a number on over to the present one."""
    unit = transaction.unit
    end = previous_hash(unit, old, first)
    rows = unit.outbox.since(old, first, -1)
    for row in rows:
        _take_over(unit, row)
    unit.outbox.shorten(old, first, end)
    log.warning("%d operations of epoch %s from %d on go on under the new one", len(rows), old, first)


def _take_over(unit: UnitOfWork, row: OutboxRow) -> None:
    """One operation, sealed at the end of the present epoch."""
    current = unit.outbox.current()
    assert current is not None
    place = Sealed(current.epoch, current.last_seq + 1)
    operation = _operations.decode(row.body)
    body = _without_rights(unit, operation.body)
    operation = replace(operation, epoch=place.epoch, seq=place.seq, body=body)
    content, digest = seal(current.last_hash, operation)
    sealed = replace(
        row, epoch=place.epoch, seq=place.seq, hash=digest, body=content, state="pending", reason="", durable=False
    )
    unit.outbox.move(row, sealed)
    unit.ledger.move_pending(row.op_id, place.epoch, place.seq)
    if isinstance(body, SaleBody | ReturnBody):
        unit.receipts.sealed_under(body.receipt_id, place.epoch)


def _without_rights(unit: UnitOfWork, body: Body) -> Body:
    """What an operation says of rights under an epoch that holds none: what it redeems is used, nothing is given back.

    What it earned stands in the pool.
    """
    if isinstance(body, ReleaseBody):
        return ReleaseBody(())
    if isinstance(body, RegistrationBody | ReturnBody):
        return replace(body, rights=())
    if not isinstance(body, SaleBody):
        return body
    parent = parent_of(unit.meta.get)
    redeemed: defaultdict[str, Points] = defaultdict(int)
    for entry in body.entries:
        if entry.kind == "redemption":
            redeemed[entry.lot_id] -= entry.points
    counters = []
    for lot_id, points in redeemed.items():
        lot = unit.ledger.lot(lot_id)
        right = lot.under(parent) if lot is not None else RightRow(lot_id, parent)
        counters.append(RightCounters(lot_id, right.earned, right.used + points, right.released, parent))
    unit.ledger.set_counters(counters)
    return replace(body, rights=tuple(counters))
