"""What a person who looks after the server sees of it: nodes, their epochs with what they hold, and forks."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.server import tables
from cashier_app.server.database import OWN_EPOCH, read_meta
from cashier_app.sync.messages import RETURN_RIGHTS


class EpochView(msgspec.Struct, frozen=True):
    """One life of a node's database, and what it holds of this server's rights.

    `points` are hundredths over lots of points, `lots` how many lots it holds anything of (coupons and caps too),
    `returns` how many rights to return goods.  `waiting` operations are still to go up to the central server;
    `recalled` lots are asked back from it.  `last_seq` is the last operation applied, `heard_at` when the node last
    spoke as this life.
    """

    epoch: str
    node: str
    state: str
    why: str
    last_seq: int
    waiting: int
    first_seen_at: Instant
    heard_at: Instant | None
    closed_at: Instant | None
    points: Points
    lots: int
    returns: int
    recalled: int


class NodeView(msgspec.Struct, frozen=True):
    """A node with its epochs, the newest last.

    `drained_at` is when it last had nothing left to tell (0: never); `reports` whether this server, restored from a
    backup, still waits for its word about the rights that it holds.
    """

    node: str
    kind: str
    store: str
    name: str
    state: str
    last_seen_at: Instant | None
    drained_at: Instant
    reports: bool
    waiting: int
    recalled: int
    epochs: tuple[EpochView, ...]
    #: The program's version as the node said last, at `told_at`; `update` is the state of `wanted`, `why` why it waits.
    version: str = ""
    told_at: Instant | None = None
    update: str = ""
    wanted: str = ""
    why: str = ""


class Fork(msgspec.Struct, frozen=True):
    """Another content of a known number: both hashes (hex), what each is and when the other one came here."""

    seq: int
    ours: str
    theirs: str
    ours_kind: str
    theirs_kind: str
    ours_at: Instant | None
    theirs_at: Instant | None
    received_at: Instant


class Frozen(msgspec.Struct, frozen=True):
    """A frozen epoch with all that is known of its other history; `set_aside` operations of it wait as letters."""

    epoch: str
    node: str
    name: str
    store: str
    last_seq: int
    heard_at: Instant | None
    points: Points
    set_aside: int
    forks: tuple[Fork, ...]


def epochs(connection: sa.Connection, node_id: str = "") -> list[EpochView]:
    """Every epoch, of one node if it is named, in the order in which they were heard of."""
    epoch, recall = tables.epoch.c, tables.recall.c
    me = read_meta(connection, OWN_EPOCH)
    query = sa.select(tables.epoch).order_by(epoch.first_seen_at, epoch.epoch)
    if node_id:
        query = query.where(epoch.node_id == node_id)
    rows = connection.execute(query).all()
    held = _held(connection, me)
    asked = sa.select(recall.epoch, sa.func.count().label("lots")).group_by(recall.epoch)
    recalled = {row.epoch: int(row.lots) for row in connection.execute(asked)}
    return [
        EpochView(
            epoch=row.epoch,
            node=row.node_id,
            state=row.state,
            why=row.closed_why,
            last_seq=row.applied_seq,
            waiting=max(row.applied_seq - row.durable_seq, 0) if me else 0,
            first_seen_at=row.first_seen_at,
            heard_at=row.heard_at,
            closed_at=row.closed_at,
            points=held[row.epoch][0],
            lots=held[row.epoch][1],
            returns=held[row.epoch][2],
            recalled=recalled.get(row.epoch, 0),
        )
        for row in rows
    ]


def nodes(connection: sa.Connection) -> list[NodeView]:
    """Every node by store and name, each with its epochs."""
    node = tables.node.c
    lives: defaultdict[str, list[EpochView]] = defaultdict(list)
    for each in epochs(connection):
        lives[each.node].append(each)
    incarnation = read_meta(connection, "incarnation")
    rows = connection.execute(sa.select(tables.node).order_by(node.store_id, node.kind, node.name, node.node_id)).all()
    programs = {row.node_id: row for row in connection.execute(sa.select(tables.node_program))}
    return [
        NodeView(
            node=row.node_id,
            kind=row.kind,
            store=row.store_id,
            name=row.name,
            state=row.state,
            last_seen_at=row.last_seen_at,
            drained_at=row.drained_at,
            reports=row.state == "active" and row.kind != "site" and row.reported != incarnation,
            waiting=sum(life.waiting for life in lives[row.node_id]),
            recalled=sum(life.recalled for life in lives[row.node_id]),
            epochs=tuple(lives[row.node_id]),
            **_program(programs.get(row.node_id)),
        )
        for row in rows
    ]


def _program(row: Any) -> dict[str, Any]:
    """What a node said of its program, as `NodeView` shows it."""
    if row is None:
        return {}
    return {
        "version": row.version,
        "told_at": row.told_at,
        "update": row.state,
        "wanted": row.wanted,
        "why": row.why,
    }


def frozen(connection: sa.Connection) -> list[Frozen]:
    """Epochs that got two histories and wait for a person, with the evidence."""
    epoch, node, operation = tables.epoch.c, tables.node.c, tables.operation.c
    query = (
        sa.select(tables.epoch, node.name, node.store_id)
        .select_from(tables.epoch.join(tables.node, node.node_id == epoch.node_id))
        .where(epoch.state == "frozen")
        .order_by(epoch.first_seen_at, epoch.epoch)
    )
    rows = connection.execute(query).all()
    held = _held(connection, read_meta(connection, OWN_EPOCH)) if rows else defaultdict(lambda: (0, 0, 0))
    letters = sa.select(operation.epoch, sa.func.count().label("number")).where(operation.state == "rejected")
    set_aside = {row.epoch: int(row.number) for row in connection.execute(letters.group_by(operation.epoch))}
    return [
        Frozen(
            epoch=row.epoch,
            node=row.node_id,
            name=row.name,
            store=row.store_id,
            last_seq=row.applied_seq,
            heard_at=row.heard_at,
            points=held[row.epoch][0],
            set_aside=set_aside.get(row.epoch, 0),
            forks=_forks(connection, row.epoch),
        )
        for row in rows
    ]


def _forks(connection: sa.Connection, epoch: str) -> tuple[Fork, ...]:
    fork, operation = tables.fork.c, tables.operation.c
    here = (operation.epoch == fork.epoch) & (operation.seq == fork.seq)
    query = (
        sa.select(tables.fork, operation.hash.label("ours"), operation.kind, operation.at)
        .select_from(tables.fork.outerjoin(tables.operation, here))
        .where(fork.epoch == epoch)
        .order_by(fork.seq, fork.received_at, fork.hash)
    )
    found = []
    for row in connection.execute(query):
        told = _told(bytes(row.body))
        found.append(
            Fork(
                seq=row.seq,
                ours="" if row.ours is None else bytes(row.ours).hex(),
                theirs=bytes(row.hash).hex(),
                ours_kind=row.kind or "",
                theirs_kind=told.body.type if told is not None else "",
                ours_at=row.at,
                theirs_at=told.at if told is not None else None,
                received_at=row.received_at,
            )
        )
    return tuple(found)


class _Body(msgspec.Struct):
    type: str = ""


class _Told(msgspec.Struct):
    at: int
    body: _Body


def _told(body: bytes) -> _Told | None:
    """What an operation says of itself; None for one that cannot be read."""
    try:
        return msgspec.json.decode(body, type=_Told)
    except msgspec.DecodeError:
        return None


def _held(connection: sa.Connection, me: str) -> defaultdict[str, tuple[Points, int, int]]:
    """By epoch the points, lots and rights to return that it holds of this server's."""
    right, lot = tables.spending_right.c, tables.lot.c
    held = right.granted + right.earned - right.used - right.released
    is_return = right.lot_id.startswith(RETURN_RIGHTS, autoescape=True)
    points = sa.case((lot.wallet == POINTS_WALLET, held), else_=0)
    # at a store node what it has lent, and what it has itself, its tills' part included
    ours = (right.parent == me) & (right.epoch != me) | (right.parent == "") & (right.epoch == me)
    query = (
        sa.select(
            right.epoch,
            sa.func.sum(points).label("points"),
            sa.func.sum(sa.case((is_return, 0), else_=1)).label("lots"),
            sa.func.sum(sa.case((is_return, 1), else_=0)).label("returns"),
        )
        .select_from(tables.spending_right.outerjoin(tables.lot, lot.lot_id == right.lot_id))
        .where(ours, held != 0)
        .group_by(right.epoch)
    )
    found: defaultdict[str, tuple[Points, int, int]] = defaultdict(lambda: (0, 0, 0))
    for row in connection.execute(query):
        found[row.epoch] = int(row.points or 0), int(row.lots), int(row.returns)
    return found
