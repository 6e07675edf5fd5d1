"""What a node asks for: the exchange, and single accounts while a buyer waits; one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.server import (
    feed,
    finishing,
    homes,
    nodes,
    quiet,
    recalling,
    receiving,
    restoring,
    return_rights,
    rights,
)
from cashier_app.server.database import OWN_EPOCH, UPSTREAM_INCARNATION, Picture, ServerDatabase, Transaction
from cashier_app.server.nodes import Node
from cashier_app.server.preparing import Prepared, prepare
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.receiving import BookingFailed
from cashier_app.server.wallets import is_cap
from cashier_app.sync.messages import (
    PROTOCOL,
    AccountAnswer,
    Acknowledgement,
    AcquireRequest,
    ChainHead,
    ExchangeRequest,
    ExchangeResponse,
    ReturnRequest,
    SaleAnswer,
)

#: So many operations of one request may fail by our mistake before the request does.
_MISTAKES: Final = 20


def exchange(database: ServerDatabase, programmes: Programmes, who: Node, request: ExchangeRequest) -> ExchangeResponse:
    """Apply operations, then give a page of the feed out of the same picture, after the commit.

    An operation on which our own code fails is set aside, so that the queue behind it goes on.
    Raises `ApiError` for another protocol or another node's epoch.
    """
    if request.protocol != PROTOCOL:
        raise ApiError(400, "protocol", "Another protocol is spoken here", f"Protocol {PROTOCOL} is understood")
    nothing_new = quiet.answer(database, who, request)
    if nothing_new is not None:
        return nothing_new
    chain, previous = request.operations_epoch or request.epoch, bytes.fromhex(request.previous)
    prepared = prepare(database, programmes, chain, previous, request.operations)
    set_aside: dict[int, str] = {}
    while True:
        try:
            with database.write() as transaction:
                return _exchange(transaction, programmes, who, request, prepared, set_aside)
        except BookingFailed as failed:
            if len(set_aside) >= _MISTAKES:
                raise
            set_aside[failed.seq] = "The server's log describes it"


def acquire(database: ServerDatabase, programmes: Programmes, who: Node, request: AcquireRequest) -> AccountAnswer:
    """Raise grants to absolute targets as far as the pools go; the account as it is then, every lot asked for named.

    Raises `ApiError` for an unknown account or another node's epoch.
    """
    if _asks_for_nothing(request):
        answer = _seen(database, who, request.epoch, lambda _: request.account_id, request.targets)
        if answer is not None:
            return answer
    with database.write() as transaction:
        nodes.ahead(transaction, who, request.epoch)
        rights.ahead(transaction, who, request.account_id, request.targets)
        epoch = nodes.epoch_of(transaction, who, request.epoch)
        lends = request.by_parent or not transaction.meta(OWN_EPOCH)
        if lends and rights.may_grant(transaction, epoch):
            rights.acquire(transaction, who, epoch, request.account_id, request.targets, programmes)
        named = [lot_id for lot_id, _ in request.targets]
        return feed.one_account(transaction, who, epoch, request.account_id, named)


def acquire_return(database: ServerDatabase, programmes: Programmes, who: Node, request: ReturnRequest) -> SaleAnswer:
    """A sale of any till, and the right to return its goods where it is free; raises `ApiError` as `acquire` does."""
    with database.write() as transaction:
        epoch = nodes.epoch_of(transaction, who, request.epoch)
        return return_rights.acquire(transaction, programmes, who, epoch, request)


def look_up(database: ServerDatabase, who: Node, identifier_hash: str, epoch: str) -> AccountAnswer:
    """The account of a card, phone or virtual card; raises `ApiError` as `acquire` does."""
    answer = _seen(database, who, epoch, lambda picture: _owner(picture, identifier_hash))
    if answer is not None:
        return answer
    with database.write() as transaction:
        account_id = _owner(transaction, identifier_hash)
        return feed.one_account(transaction, who, nodes.epoch_of(transaction, who, epoch), account_id)


def _owner(picture: Picture, identifier_hash: str) -> str:
    return feed.account_of_identifier(picture.connection, identifier_hash)


def _asks_for_nothing(request: AcquireRequest) -> bool:
    """Whether targets raise nothing: a till looks what it holds.  Caps are opened for whoever names them."""
    return all(target <= 0 and not is_cap(lot_id) for lot_id, target in request.targets)


def _seen(
    database: ServerDatabase,
    who: Node,
    epoch: str,
    account_of: Callable[[Picture], str],
    targets: Sequence[tuple[str, Points]] = (),
) -> AccountAnswer | None:
    """An account out of a picture, for which nobody has to wait; None where telling it changes the ledger.

    It does where this is the first word of an epoch, or the home of the account, which is still to be given its rights.
    """
    with database.picture() as picture:
        nodes.ahead(picture, who, epoch)
        homes.home_ahead(picture, who)
        account_id = account_of(picture)
        known = nodes.known_epoch(picture, epoch, who.node_id)
        if known is None or not feed.is_settled(picture, who, known, account_id):
            return None
        return feed.one_account(picture, who, known, account_id, [lot_id for lot_id, _ in targets])


def _exchange(
    transaction: Transaction,
    programmes: Programmes,
    who: Node,
    request: ExchangeRequest,
    prepared: Sequence[Prepared],
    set_aside: dict[int, str],
) -> ExchangeResponse:
    nodes.ahead(transaction, who, request.epoch)
    receiving.ahead(transaction, prepared, programmes)
    me = transaction.meta(OWN_EPOCH)
    epoch = nodes.epoch_of(transaction, who, request.epoch)
    chain, owner = epoch, who
    if request.operations_epoch not in ("", request.epoch):
        chain = nodes.epoch_of(transaction, who, request.operations_epoch, request.of_node)
        owner = nodes.owner_of(who, request.of_node)
    if restoring.notice(transaction, who, chain, request):
        me = transaction.meta(OWN_EPOCH)
    acknowledged: tuple[Acknowledgement, ...] = ()
    if not me:
        rights.expire(transaction)
    if not _is_of_before(transaction, who, request):
        acknowledged = receiving.receive(transaction, owner, chain, prepared, programmes, set_aside)
    if request.held is not None:
        rights.report(transaction, who, epoch, request.held)
    if not me:
        _move_out(transaction, who, epoch, request)
    closed = finishing.take(transaction, who, epoch, request.finished) if request.finished else ()
    page = feed.page(transaction, who, epoch, request.cursor, request.page)
    nodes.heard(transaction, epoch.epoch)
    nodes.seen(transaction, who, _settled_at(transaction, who, request, page, me))
    nodes.ahead(transaction, who)
    recalling.recalls_ahead(transaction, who, epoch)
    durable = chain.durable if me else chain.seq
    if me:
        durably = msgspec.structs.replace
        acknowledged = tuple(durably(each, durable=each.seq <= durable) for each in acknowledged)
    incarnation = transaction.meta("incarnation")
    return ExchangeResponse(
        server_time=transaction.now,
        incarnation=incarnation,
        acknowledged=acknowledged,
        head=ChainHead(chain.epoch, chain.seq, chain.hash.hex(), durable, chain.state),  # type: ignore[arg-type]
        included=feed.included(transaction, who),
        changes=page.changes,
        cursor=page.cursor,
        more=page.more,
        report_held=request.held is None and who.reported != incarnation,
        recalls=recalling.recalls(transaction, who, epoch),
        server=me,
        upstream=transaction.meta(UPSTREAM_INCARNATION),
        ahead=page.ahead,
        closed=closed,
    )


def _is_of_before(transaction: Transaction, who: Node, request: ExchangeRequest) -> bool:
    """Whether a store node has not heard yet that this server was put back: it is to tell everything in its order.

    What it gives back contains what its tills have earned and used, which has to be here before.
    """
    incarnation, _, _ = request.cursor.partition(":")
    return who.kind == "store" and incarnation not in ("", transaction.meta("incarnation"))


def _move_out(transaction: Transaction, who: Node, epoch: nodes.Epoch, request: ExchangeRequest) -> None:
    """Take homes back from a node that has nothing left to tell; from a store's tills when their store node says so."""
    position = feed.position(transaction, request.cursor)
    if not request.operations:
        homes.move_out(transaction, who, epoch, position)
    if who.kind == "store" and request.settled_ms is not None:
        homes.moved_under(transaction, who, position)


def _settled_at(
    transaction: Transaction, who: Node, request: ExchangeRequest, page: feed.Page, me: str
) -> Instant | None:
    """When a node had told everything, of a store node its tills too; None: it has not.

    At a store node it must also have heard everything: what it does from then on, it does knowing that.
    """
    if who.kind == "store":
        return transaction.now - request.settled_ms if request.settled_ms is not None else None
    heard = not me or (request.page > 0 and not page.changes and not page.more)
    return transaction.now if not request.operations and heard else None
