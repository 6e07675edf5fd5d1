"""`cashier-app server join` and the store node's part of `server run`."""

from __future__ import annotations

import argparse
import platform
import sys

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import new_id
from cashier_app.core.words import Words
from cashier_app.server import tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.upstream import identity
from cashier_app.server.upstream.worker import UpstreamClock, UpstreamWorker
from cashier_app.storage.life import machine_id


class NoUpstream(Refused):
    """Nothing says where the central server is."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing names the central server that this one is to join")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --upstream URL, or set upstream in the section [node] of the settings")


class NotJoined(Refused):
    """An upstream is set, and nobody has joined it."""

    text = QT_TRANSLATE_NOOP("errors", "This server has not joined {url} yet")
    way_out = QT_TRANSLATE_NOOP(
        "errors",
        "Make a code there with “cashier-app server pair --store-node”, and type “cashier-app server join CODE” here",
    )


def join(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """Exchange a pairing code for this node's key; the central server's feed begins at its beginning."""
    from cashier_app.sync.enrolment import enrol

    identity.check_place(database)
    url = arguments.upstream or arguments.settings.node.upstream
    if not url:
        raise NoUpstream()
    name = platform.node() or "store"
    answer = enrol(url, arguments.code, name, machine_id(), arguments.ca_file)
    identity.join(database, answer, url, arguments.ca_file)
    text = words.translate("server", "This server is now the node of store {store} at {url}")
    sys.stdout.write(text.format(store=answer.store, url=url) + "\n")
    return 0


def opened(database: ServerDatabase, url: str) -> UpstreamWorker | None:
    """The worker of a store node, its life begun; None for a central server.

    `url` is where the central server is by now, if anybody says so.  Raises `NotJoined`.
    """
    with database.read() as connection:
        joined = identity.upstream_of(connection)
    if joined is None:
        if url:
            raise NotJoined(url=url)
        return None
    if url and url != joined.url:
        with database.write() as transaction:
            transaction.upsert(tables.meta, [{"key": identity.UPSTREAM_URL, "value": url}])
    identity.begin_life(database, machine_id(), new_id)
    clock = database.clock
    assert isinstance(clock, UpstreamClock), "a command opens a database so"
    return UpstreamWorker(database, clock)
