"""One round trip: operations applied in one transaction, then a page of the feed out of the same picture."""

from __future__ import annotations

from typing import Final

from cashier_app.server import feed, nodes, rights
from cashier_app.server.database import ServerDatabase, Transaction, read_meta
from cashier_app.server.nodes import Node
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.receiving import BookingFailed, receive
from cashier_app.sync.messages import PROTOCOL, ChainHead, ExchangeRequest, ExchangeResponse

#: So many operations of one request may fail by our mistake before the request does.
_MISTAKES: Final = 20


def exchange(database: ServerDatabase, programmes: Programmes, who: Node, request: ExchangeRequest) -> ExchangeResponse:
    """Serve an exchange; the answer is given only after the commit.

    An operation on which our own code fails is set aside, so that the queue behind it goes on.
    Raises `ApiError` for another protocol or another node's epoch.
    """
    if request.protocol != PROTOCOL:
        raise ApiError(400, "protocol", "Another protocol is spoken here", f"Protocol {PROTOCOL} is understood")
    set_aside: dict[int, str] = {}
    while True:
        try:
            with database.write() as transaction:
                return _exchange(transaction, programmes, who, request, set_aside)
        except BookingFailed as failed:
            if len(set_aside) >= _MISTAKES:
                raise
            set_aside[failed.seq] = "The server's log describes it"


def _exchange(
    transaction: Transaction,
    programmes: Programmes,
    who: Node,
    request: ExchangeRequest,
    set_aside: dict[int, str],
) -> ExchangeResponse:
    nodes.seen(transaction, who)
    epoch = nodes.epoch_of(transaction, who, request.epoch)
    chain = epoch
    if request.operations_epoch not in ("", request.epoch):
        chain = nodes.epoch_of(transaction, who, request.operations_epoch)
    rights.expire(transaction)
    acknowledged = receive(transaction, who, chain, request, programmes, set_aside)
    if request.held is not None:
        rights.report(transaction, who, epoch, request.held)
    page = feed.page(transaction, who, epoch, request.cursor, request.page)
    incarnation = read_meta(transaction.connection, "incarnation")
    return ExchangeResponse(
        server_time=transaction.now,
        incarnation=incarnation,
        acknowledged=acknowledged,
        head=ChainHead(chain.epoch, chain.seq, chain.hash.hex(), chain.seq, chain.state),  # type: ignore[arg-type]
        included=feed.included(transaction, who),
        changes=page.changes,
        cursor=page.cursor,
        more=page.more,
        report_held=request.held is None and who.reported != incarnation,
    )
