"""What a store node sends up: its tills' operations in the order they came, and its own, which give rights back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.ids import IdSource
from cashier_app.server import tables
from cashier_app.server.database import OWN_EPOCH, UPSTREAM_INCARNATION, Transaction
from cashier_app.server.finishing import keep, passed_up
from cashier_app.server.recalling import LEASE
from cashier_app.server.upstream.adopting import adopt, joined_key
from cashier_app.server.upstream.booking import StoreBook
from cashier_app.server.upstream.identity import UPSTREAM_CURSOR, begin_epoch
from cashier_app.sync.chain import chain_start, seal, sealed
from cashier_app.sync.messages import (
    PROTOCOL,
    RETURN_RIGHTS,
    ChainHead,
    EpochMark,
    ExchangeRequest,
    ExchangeResponse,
    FinishedEpoch,
    Operation,
    Recall,
    ReleaseBody,
    SealedOperation,
    WriteOffBody,
)

#: Lots that one operation gives back, at most.
MOST_GIVEN_BACK: Final = 500


class Delivery(msgspec.Struct, frozen=True):
    """Operations of one epoch that go up together, without a gap; `previous` is the hash that the first hangs on."""

    epoch: str
    node: str
    previous: str = ""
    operations: tuple[SealedOperation, ...] = ()


def next_delivery(connection: sa.Connection, own: str, most: int, size: int, stuck: Collection[str] = ()) -> Delivery:
    """The next operations that the central server has not got, of the epoch that was heard of first.

    No further than to where another epoch's operations were heard of in between, so that the central server hears of
    everything in the order in which it was known here.  Epochs of `stuck` are left out.
    """
    epoch, operation = tables.epoch.c, tables.operation.c
    waiting = (
        sa.select(operation.epoch, epoch.node_id, epoch.durable_seq, sa.func.min(operation.received_at).label("at"))
        .select_from(tables.operation.join(tables.epoch, epoch.epoch == operation.epoch))
        .where(epoch.applied_seq > epoch.durable_seq, operation.seq > epoch.durable_seq, epoch.epoch.not_in(stuck))
        .group_by(operation.epoch, epoch.node_id, epoch.durable_seq)
        .order_by("at", operation.epoch)
        .limit(2)
    )
    chains = connection.execute(waiting).all()
    if not chains:
        return Delivery(own, "")
    chain = chains[0]
    upto = chains[1].at if len(chains) > 1 else None
    columns = operation.seq, operation.hash, operation.body, operation.received_at
    query = sa.select(*columns).where(operation.epoch == chain.epoch, operation.seq > chain.durable_seq)
    chosen: list[SealedOperation] = []
    total = 0
    for row in connection.execute(query.order_by(operation.seq).limit(most)):
        total += len(row.body)
        if chosen and (total > size or (upto is not None and row.received_at > upto)):
            break
        chosen.append(sealed(row.seq, bytes(row.hash), bytes(row.body)))
    before = sa.select(operation.hash).where(operation.epoch == chain.epoch, operation.seq == chain.durable_seq)
    hung = connection.scalar(before)
    if hung is not None:
        previous = bytes(hung)
    elif chain.durable_seq == 0:
        previous = chain_start(chain.epoch)
    else:
        previous = bytes.fromhex(_joined_at(connection, chain.epoch))
    return Delivery(chain.epoch, chain.node_id, previous.hex(), tuple(chosen))


def _joined_at(connection: sa.Connection, epoch: str) -> str:
    """The hash at which a chain was taken up here, its beginning having never been heard of."""
    found = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.key == joined_key(epoch)))
    assert found is not None, "a chain taken up in the middle names where"
    return str(found)


def request_of(
    own: str,
    delivery: Delivery,
    cursor: str,
    page: int,
    settled_ms: int | None,
    finished: tuple[FinishedEpoch, ...] = (),
) -> ExchangeRequest:
    """The message that takes a delivery up and asks for what is new."""
    return ExchangeRequest(
        protocol=PROTOCOL,
        epoch=own,
        cursor=cursor,
        operations_epoch=delivery.epoch,
        previous=delivery.previous,
        operations=delivery.operations,
        page=page,
        of_node=delivery.node,
        settled_ms=settled_ms,
        finished=finished,
    )


class Taken(msgspec.Struct, frozen=True):
    """What came of an exchange: whether there is `more` to do at once, and whether the delivery `moved` on.

    `begun`: the central server has closed this node's epoch, or knows another history of it, and it goes on by another.
    `behind`: the central server knows more of this node's own chain: it is to be asked for its head next.
    """

    more: bool
    moved: bool
    begun: bool = False
    behind: bool = False


def take(transaction: Transaction, delivery: Delivery, response: ExchangeResponse, ids: IdSource) -> Taken:
    """Book an exchange: how far the central server has each chain, a page of the feed."""
    another = response.incarnation != transaction.meta(UPSTREAM_INCARNATION)
    if another:
        _lower_marks(transaction, response)
    moved = _mark_durable(transaction, delivery, response) or another
    if response.head.state == "closed" and response.head.epoch == transaction.meta(OWN_EPOCH):
        # what it held was given up: nothing of it may be lent any more
        begin_epoch(transaction, ids)
        return Taken(True, moved, begun=True)
    if _has_parted(transaction, response.head):
        _go_on_anew(transaction, response.head, ids)
        return Taken(True, moved, begun=True)
    if _is_behind(transaction, response.included):
        # nothing of its own may be written any more under this epoch: it would be another history
        return Taken(True, moved, behind=True)
    closed = adopt(transaction, response.changes, response.included, response.server_time)
    _close_lent(transaction, dict.fromkeys((*closed, *_closed_above(transaction, response.head))), ids)
    passed_up(transaction, response.closed)
    values = {UPSTREAM_CURSOR: response.cursor, UPSTREAM_INCARNATION: response.incarnation}
    transaction.upsert(tables.meta, [{"key": key, "value": value} for key, value in values.items()])
    _pass_recalls(transaction, response.recalls)
    given = give_back(transaction, {recall.lot_id for recall in response.recalls if not recall.epoch}, ids)
    return Taken(response.more or given or bool(delivery.operations), moved)


def _mark_durable(transaction: Transaction, delivery: Delivery, response: ExchangeResponse) -> bool:
    """Whether it is known better now how far the central server has the chain.

    A central server that knows less than it did was restored: what it lacks goes up again.
    """
    head, epoch = response.head, tables.epoch.c
    [row] = transaction.rows(sa.select(tables.epoch).where(epoch.epoch == head.epoch))
    at = tables.operation.c
    ours = transaction.connection.scalar(sa.select(at.hash).where(at.epoch == head.epoch, at.seq == head.seq))
    values: dict[str, object] = {"state": head.state if (row.state, head.state) == ("open", "frozen") else row.state}
    if head.seq > row.applied_seq:
        # the till has told the central server more than this node: what was acknowledged here is there
        values["durable_seq"] = max([row.durable_seq, *(fate.seq for fate in response.acknowledged)])
    elif ours is None or bytes(ours).hex() == head.hash:
        values["durable_seq"] = head.seq
    transaction.connection.execute(sa.update(tables.epoch).where(epoch.epoch == head.epoch).values(values))
    return bool(values.get("durable_seq", row.durable_seq) != row.durable_seq)


def _has_parted(transaction: Transaction, head: ChainHead) -> bool:
    """Whether the central server knows another history of this node's own chain, or more of it: it was put back."""
    if head.epoch != transaction.meta(OWN_EPOCH) or head.seq == 0:
        return False
    at = tables.operation.c
    ours = transaction.connection.scalar(sa.select(at.hash).where(at.epoch == head.epoch, at.seq == head.seq))
    return ours is None or bytes(ours).hex() != head.hash


def _is_behind(transaction: Transaction, included: Sequence[EpochMark]) -> bool:
    """Whether the central server has more of this node's own chain than the node: it was put back."""
    own = transaction.meta(OWN_EPOCH)
    known = max((mark.seq for mark in included if mark.epoch == own), default=0)
    [row] = transaction.rows(sa.select(tables.epoch.c.applied_seq).where(tables.epoch.c.epoch == own))
    return bool(known > row.applied_seq)


def _go_on_anew(transaction: Transaction, head: ChainHead, ids: IdSource) -> None:
    """Begin another life; what the one before wrote off is told again, what it gave back is its own affair.

    Where the central server only knows more of it, that life may be closed once everybody has left it; where it knows
    another history, a person decides.
    """
    own, epoch, at = transaction.meta(OWN_EPOCH), tables.epoch.c, tables.operation.c
    [row] = transaction.rows(sa.select(tables.epoch).where(epoch.epoch == own))
    untold = sa.select(at.body).where(at.epoch == own, at.kind == "write_off", at.seq > row.durable_seq)
    bodies = [msgspec.json.decode(body, type=Operation).body for body in transaction.connection.scalars(untold)]
    if head.seq > row.applied_seq:
        keep(transaction, FinishedEpoch(own, head.seq, head.hash))
    done = {"durable_seq": row.applied_seq, "state": "frozen"}
    transaction.connection.execute(sa.update(tables.epoch).where(epoch.epoch == own).values(done))
    begin_epoch(transaction, ids)
    for body in bodies:
        assert isinstance(body, WriteOffBody)
        record(transaction, body, ids)


def _closed_above(transaction: Transaction, head: ChainHead) -> list[str]:
    """The chain of an answer, if the central server has closed it and this node has not."""
    epoch = tables.epoch.c
    query = sa.select(epoch.epoch).where(epoch.epoch == head.epoch, epoch.state != "closed")
    own = transaction.meta(OWN_EPOCH)
    return [] if head.state != "closed" or head.epoch == own else list(transaction.connection.scalars(query))


def _close_lent(transaction: Transaction, epochs: Iterable[str], ids: IdSource) -> None:
    """Take back what was lent to tills that the central server has closed, and tell it what that was."""
    from cashier_app.server import closing, writing_off

    for epoch in epochs:
        done = closing.close(transaction, epoch, "written_off")
        if done.lots:
            writing_off.pass_up(transaction, done, "", "closed by the central server", ids)


def _lower_marks(transaction: Transaction, response: ExchangeResponse) -> None:
    """A central server that was put back has less of some chains: what it lacks goes up again, whoever told it here."""
    known = {mark.epoch: mark.seq for mark in response.included}
    epoch = tables.epoch.c
    for row in transaction.rows(sa.select(epoch.epoch, epoch.durable_seq).where(epoch.durable_seq > 0)):
        seq = known.get(row.epoch, 0)
        if seq < row.durable_seq:
            lower = sa.update(tables.epoch).where(epoch.epoch == row.epoch)
            transaction.connection.execute(lower.values(durable_seq=seq))


def _pass_recalls(transaction: Transaction, recalls: Sequence[Recall]) -> None:
    """Questions for rights that the central server granted to tills here, to be asked at their next exchange."""
    asked = [
        {"lot_id": each.lot_id, "epoch": each.epoch, "asked_at": transaction.now, "parent": "", "until": None}
        for each in recalls
        if each.epoch
    ]
    transaction.connection.execute(sa.delete(tables.recall).where(tables.recall.c.parent == ""))
    if asked:
        transaction.upsert(tables.recall, asked)


def give_back(transaction: Transaction, wanted: set[str], ids: IdSource) -> bool:
    """Release what this node has no use for, by an operation of its own; whether there was anything.

    What is left in its hands of members that live elsewhere, and what somebody else needs (`wanted`); of that, what its
    tills still hold is asked of them.
    """
    own = transaction.meta(OWN_EPOCH)
    right, lot, account = tables.spending_right.c, tables.lot.c, tables.account.c
    held = right.granted + right.earned - right.used - right.released
    elsewhere = sa.not_(sa.and_(account.state == "active", account.home_store != ""))
    query = (
        sa.select(right.lot_id)
        .select_from(
            tables.spending_right.join(tables.lot, lot.lot_id == right.lot_id).join(
                tables.account, account.account_id == lot.account_id
            )
        )
        .where(right.epoch == own, right.parent == "", held - lot.reserved > 0, elsewhere)
        .limit(MOST_GIVEN_BACK)
    )
    lots = {*transaction.connection.scalars(query), *wanted}
    if not lots:
        return False
    book = StoreBook(transaction, "")
    book.load((), lots)
    counters = [each for lot_id in sorted(lots) if (each := book.release_own(lot_id)) is not None]
    _ask_tills(transaction, book, wanted)
    if counters:
        record(transaction, ReleaseBody(tuple(counters)), ids)
    book.write()
    return bool(counters)


def _ask_tills(transaction: Transaction, book: StoreBook, wanted: set[str]) -> None:
    # a right to return goods until it is given up, anything else as long as the central server asks for it
    until = transaction.now + LEASE
    asked = [
        {
            "lot_id": right.lot_id,
            "epoch": right.epoch,
            "asked_at": transaction.now,
            "parent": book.me,
            "until": None if right.lot_id.startswith(RETURN_RIGHTS) else until,
        }
        for right in book.lent_rights(wanted)
        if right.right > 0
    ]
    if asked:
        transaction.upsert(tables.recall, asked)


def record(transaction: Transaction, body: ReleaseBody | WriteOffBody, ids: IdSource) -> None:
    """An operation of this node's own chain."""
    own = transaction.meta(OWN_EPOCH)
    epoch = tables.epoch.c
    [head] = transaction.rows(sa.select(tables.epoch).where(epoch.epoch == own))
    operation = Operation(
        op_id=ids(),
        epoch=own,
        seq=head.applied_seq + 1,
        at=transaction.now,
        zone="UTC",
        boot_id="",
        monotonic_ms=0,
        clock_state="good",
        programme_version=None,
        quote_digest="",
        body=body,
    )
    content, digest = seal(bytes(head.applied_hash), operation)
    row = {
        "epoch": own,
        "seq": operation.seq,
        "hash": digest,
        "op_id": operation.op_id,
        "kind": type(body).__struct_config__.tag,
        "state": "applied",
        "reason": "",
        "detail": "",
        "at": operation.at,
        "received_at": transaction.now,
        "account_id": None,
        "receipt_id": None,
        "original_id": None,
        "number": None,
        "body": content,
    }
    transaction.insert(tables.operation, [row])
    moved = {"applied_seq": operation.seq, "applied_hash": digest}
    transaction.connection.execute(sa.update(tables.epoch).where(epoch.epoch == own).values(moved))


def settled_since(connection: sa.Connection, now: int) -> int | None:
    """How long ago (ms) the last of the store's tills had nothing left to send and the central server everything."""
    node, epoch = tables.node.c, tables.epoch.c
    waiting = connection.scalar(sa.select(epoch.epoch).where(epoch.applied_seq > epoch.durable_seq).limit(1))
    drained = sa.select(sa.func.min(node.drained_at)).where(node.kind == "till", node.state == "active")
    oldest = connection.scalar(drained)
    if waiting is not None or oldest == 0:
        return None
    return max(now - oldest, 0) if oldest is not None else 0
