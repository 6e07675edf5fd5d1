"""The exchange of a till that has nothing to tell and nothing to hear: answered out of a picture, nothing is written.

Most exchanges are such.  None of them waits for whoever writes, or for a disk.  That a till was here is written down
once in `SEEN_EVERY`; whatever else an exchange may change makes it an exchange as any other.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cashier_app.core.clock import MINUTE, Instant
from cashier_app.server import feed, homes, nodes, recalling, tables
from cashier_app.server.database import OWN_EPOCH, UPSTREAM_INCARNATION, Picture, ServerDatabase
from cashier_app.server.nodes import Epoch, Node
from cashier_app.server.statement import Statement, param
from cashier_app.sync.messages import ChainHead, ExchangeRequest, ExchangeResponse

#: How old what is written of a till's last exchange may be.
SEEN_EVERY: Final = MINUTE

_node, _epoch = tables.node.c, tables.epoch.c
#: A till that has been seen lately, as this life of its, with nothing left to tell.
_SEEN_LATELY: Final = Statement(
    sa.select(_node.node_id)
    .join(tables.epoch, _epoch.node_id == _node.node_id)
    .where(
        _node.node_id == param("node_id"),
        _epoch.epoch == param("epoch"),
        _node.last_seen_at > param("since"),
        _node.drained_at > param("since"),
        _epoch.heard_at > param("since"),
    )
)


def answer(database: ServerDatabase, who: Node, request: ExchangeRequest) -> ExchangeResponse | None:
    """The answer to a till that has nothing to tell and nothing to hear; None for any other exchange."""
    if who.kind != "till" or request != _asking(request):
        return None
    with database.picture() as picture:
        return _answered(picture, who, request, database.now())


def _asking(request: ExchangeRequest) -> ExchangeRequest:
    """What of a request only asks: whatever else it may say, now or in times to come, has to be heard."""
    present = request.operations_epoch in ("", request.epoch)
    return ExchangeRequest(
        protocol=request.protocol,
        epoch=request.epoch,
        cursor=request.cursor,
        operations_epoch=request.operations_epoch if present else "",
        previous=request.previous,
        page=request.page,
        incarnation=request.incarnation,
        known_seq=request.known_seq,
        heard=request.heard,
    )


def _answered(picture: Picture, who: Node, request: ExchangeRequest, now: Instant) -> ExchangeResponse | None:
    since = now - SEEN_EVERY
    nodes.ahead(picture, who, request.epoch)
    homes.leaving_ahead(picture, who, request.epoch)
    _SEEN_LATELY.ahead(picture.connection, node_id=who.node_id, epoch=request.epoch, since=since)
    epoch = nodes.known_epoch(picture, request.epoch, who.node_id)
    if epoch is None or picture.meta(OWN_EPOCH):
        return None
    # a clock was put back: what is written comes after what was; or this database was: `restoring` notices it
    if now <= picture.now or request.known_seq > epoch.seq or request.heard > picture.revision:
        return None
    if not feed.is_up_to_date(picture, request.cursor):
        return None
    if not _SEEN_LATELY.rows(picture.connection, node_id=who.node_id, epoch=request.epoch, since=since):
        return None
    if homes.is_leaving(picture, who, epoch) or recalling.is_asked_of(picture, epoch):
        return None
    return _nothing_new(picture, who, epoch, now)


def _nothing_new(picture: Picture, who: Node, epoch: Epoch, now: Instant) -> ExchangeResponse:
    incarnation = picture.meta("incarnation")
    return ExchangeResponse(
        server_time=now,
        incarnation=incarnation,
        acknowledged=(),
        head=ChainHead(epoch.epoch, epoch.seq, epoch.hash.hex(), epoch.seq, epoch.state),  # type: ignore[arg-type]
        included=feed.included(picture, who),
        changes=(),
        cursor=f"{incarnation}:{picture.revision}",
        more=False,
        report_held=who.reported != incarnation,
        recalls=(),
        server="",
        upstream=picture.meta(UPSTREAM_INCARNATION),
        ahead=False,
    )
