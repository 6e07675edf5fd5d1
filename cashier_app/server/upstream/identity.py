"""Who a store node is to the central server, and which life of its database this is.

A database that was put back, cloned or moved begins another epoch: it holds no rights then, its tills leave those that
the earlier epoch lent them, and everything is told to it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import IdSource
from cashier_app.server import tables
from cashier_app.server.database import OWN_EPOCH, UPSTREAM_INCARNATION, ServerDatabase, Transaction, read_meta
from cashier_app.server.finishing import keep
from cashier_app.server.nodes import key_digest
from cashier_app.storage.life import Life, LifeFile
from cashier_app.sync.chain import chain_start
from cashier_app.sync.messages import EnrolResponse, FinishedEpoch

#: Keys of `meta`.
UPSTREAM_URL: Final = "upstream_url"
UPSTREAM_CA: Final = "upstream_ca"
UPSTREAM_KEY: Final = "upstream_key"
UPSTREAM_CURSOR: Final = "upstream_cursor"
OWN_NODE: Final = "own_node"
OWN_STORE: Final = "own_store"
START: Final = "start"


class NotForAStore(Refused):
    """The pairing code was made for a till."""

    text = QT_TRANSLATE_NOOP("errors", "This pairing code is for a till, not for a store node")
    way_out = QT_TRANSLATE_NOOP("errors", "Make one on the central server with “cashier-app server pair --store-node”")


class NotEmpty(Refused):
    """A ledger of its own cannot become a store node's."""

    text = QT_TRANSLATE_NOOP("errors", "This database is a central server's: it has nodes or members of its own")
    way_out = QT_TRANSLATE_NOOP("errors", "Give another one with --database: a store node begins empty")


class FileOnly(Refused):
    """A store node's life is told by files beside its database."""

    text = QT_TRANSLATE_NOOP("errors", "A store node keeps its ledger in a file, not in {place}")
    way_out = QT_TRANSLATE_NOOP("errors", "Leave --database out, or name a file")


class Upstream(msgspec.Struct, frozen=True):
    """Where the central server is, the key that opens it, and this node's name and present epoch there."""

    url: str
    ca_file: str
    key: str
    node: str
    epoch: str


def upstream_of(connection: sa.Connection) -> Upstream | None:
    """What a store node knows of its central server; None for a server that is one itself."""
    node = read_meta(connection, OWN_NODE)
    if not node:
        return None
    url, ca_file, key = (read_meta(connection, each) for each in (UPSTREAM_URL, UPSTREAM_CA, UPSTREAM_KEY))
    return Upstream(url, ca_file, key, node, read_meta(connection, OWN_EPOCH))


def check_place(database: ServerDatabase) -> Path:
    """The file that a store node's ledger is kept in; raises `FileOnly`."""
    if database.place.path is None:
        raise FileOnly(place=database.place)
    return database.place.path


def join(database: ServerDatabase, answer: EnrolResponse, url: str, ca_file: str) -> None:
    """Keep what the central server answered to the pairing code; raises `NotForAStore`, `NotEmpty`."""
    if answer.kind != "store":
        raise NotForAStore()
    with database.write() as transaction:
        known = transaction.meta(OWN_NODE)
        occupied = transaction.connection.scalar(sa.select(sa.func.count()).select_from(tables.node))
        if not known and occupied:
            raise NotEmpty()
        values = {
            UPSTREAM_URL: url,
            UPSTREAM_CA: ca_file,
            UPSTREAM_KEY: answer.key,
            OWN_NODE: answer.node,
            OWN_STORE: answer.store,
            "identifier_key": answer.identifier_key,
        }
        if transaction.meta(UPSTREAM_INCARNATION) != answer.incarnation:
            values[UPSTREAM_CURSOR] = ""
        transaction.upsert(tables.meta, [{"key": key, "value": value} for key, value in values.items()])
        store = {"store_id": answer.store, "name": "", "zone": "UTC"}
        transaction.connection.execute(transaction.dialect_insert(tables.store).on_conflict_do_nothing(), store)
        row = {
            "node_id": answer.node,
            "store_id": answer.store,
            "name": "",
            "machine": "",
            "key_hash": key_digest(answer.key),
            "state": "active",
            "enrolled_at": transaction.now,
            "last_seen_at": None,
            "drained_at": 0,
            "reported": transaction.meta("incarnation"),
            "kind": "store",
            "revision": 0,
        }
        transaction.upsert(tables.node, [row])


def begin_life(database: ServerDatabase, machine: str, ids: IdSource) -> str:
    """Begin a start of the program, and an epoch where the database is not the one that stopped here; the epoch.

    The file names the coming start before the database does, so that a crash between the two is no restore.
    """
    life_file = LifeFile(check_place(database).parent)
    life, start = life_file.read(), ids()
    life_file.write(Life(machine=machine, start=life.start if life else "", next_start=start))
    with database.write() as transaction:
        same = life is not None and life.machine == machine
        known = transaction.meta(START)
        if not (same and life is not None and known and known in (life.start, life.next_start)):
            if same:
                _finish(transaction)
            begin_epoch(transaction, ids)
        transaction.upsert(tables.meta, [{"key": START, "value": start}])
        epoch = transaction.meta(OWN_EPOCH)
    life_file.write(Life(machine=machine, start=start))
    return epoch


def _finish(transaction: Transaction) -> None:
    """This machine's database was put back: the life that it is of goes on no more."""
    epoch = tables.epoch.c
    own = transaction.meta(OWN_EPOCH)
    for row in transaction.rows(sa.select(tables.epoch).where(epoch.epoch == own, epoch.state == "open")):
        keep(transaction, FinishedEpoch(own, row.applied_seq, bytes(row.applied_hash).hex()))


def begin_epoch(transaction: Transaction, ids: IdSource) -> None:
    """Another life: no rights, nothing lent, everything to be told anew; tills hear of another incarnation."""
    name, node_id = ids(), transaction.meta(OWN_NODE)
    values = {OWN_EPOCH: name, UPSTREAM_CURSOR: "", "incarnation": ids()}
    transaction.upsert(tables.meta, [{"key": key, "value": value} for key, value in values.items()])
    fields = {
        "epoch": name,
        "node_id": node_id,
        "first_seen_at": transaction.now,
        "applied_seq": 0,
        "applied_hash": chain_start(name),
        "state": "open",
        "durable_seq": 0,
    }
    transaction.insert(tables.epoch, [fields])
    transaction.connection.execute(sa.delete(tables.spending_right))
    transaction.connection.execute(sa.delete(tables.recall))
    transaction.connection.execute(sa.update(tables.lot).values(reserved=0))
    # what this life lends is no matter of an earlier one: nobody has anything to report
    transaction.connection.execute(sa.update(tables.node).values(reported=values["incarnation"]))
