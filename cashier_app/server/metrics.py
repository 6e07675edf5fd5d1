"""Figures for Prometheus: what was asked and how long it took, and what the ledger needs a person for.

With several worker processes each writes its counters into files of one folder (`SHARED`, set before this is
imported), and whichever is asked adds all of them up.
"""

from __future__ import annotations

import hmac
import ipaddress
import os
from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cashier_app.core.clock import SECOND, Instant
from cashier_app.core.errors import WorldError
from cashier_app.server import rights, tables
from cashier_app.server.database import ServerDatabase, read_counter

MEDIA_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
#: The variable by which workers share a folder.
SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
#: Seconds: a scan may wait 0.3, an exchange 15.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 15.0)


class Facts(msgspec.Struct, frozen=True):
    """What the database says at one instant; `nodes` are (id, store, last seen or None)."""

    revision: int
    bytes: int
    alarms: dict[str, int]
    letters: int
    frozen: int
    restored: bool
    nodes: tuple[tuple[str, str, Instant | None], ...]
    #: How many active nodes run a version, by (version, state of the next one).
    programs: tuple[tuple[str, str, int], ...] = ()


class Metrics:
    """The counters of one process, and the whole text that Prometheus reads."""

    def __init__(self, database: ServerDatabase) -> None:
        self._registry = CollectorRegistry()
        self._ledger = _Ledger(lambda: read_facts(database))
        self.requests = Counter("cashier_requests", "Requests answered", ("route", "status"), registry=self._registry)
        self.seconds = Histogram(
            "cashier_request_seconds",
            "Time until the answer was sent",
            ("route",),
            registry=self._registry,
            buckets=_BUCKETS,
        )
        self.operations = Counter(
            "cashier_operations", "Operations of tills by what became of them", ("state",), registry=self._registry
        )
        for state in ("applied", "known", "rejected"):
            self.operations.labels(state)

    def request(self, route: str, status: int, seconds: float) -> None:
        """An answer has gone out; `route` is its template."""
        self.requests.labels(route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Everything, of all processes."""
        registry = self._registry
        if SHARED in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        ledger = CollectorRegistry()
        ledger.register(self._ledger)
        return generate_latest(registry) + generate_latest(ledger)


def may_read_metrics(address: str, authorization: str | None, token: str) -> bool:
    """Whether somebody at an address may: by the token if there is one, else from this machine."""
    if token:
        scheme, _, given = (authorization or "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class _Ledger(Collector):
    """What is read of the database when it is asked for."""

    def __init__(self, read: Callable[[], Facts]) -> None:
        self._read = read

    def describe(self) -> list[Metric]:
        """Nothing beforehand: the database is asked only when somebody wants to know."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures; without a database only that there is none."""
        try:
            facts = self._read()
        except WorldError:
            yield GaugeMetricFamily("cashier_database_up", "Whether the database answers", 0)
            return
        yield GaugeMetricFamily("cashier_database_up", "Whether the database answers", 1)
        yield GaugeMetricFamily("cashier_database_bytes", "Size of the database", facts.bytes)
        yield GaugeMetricFamily("cashier_feed_revision", "Newest change of the feed", facts.revision)
        yield GaugeMetricFamily("cashier_dead_letters", "Operations set aside for a person", facts.letters)
        yield GaugeMetricFamily(
            "cashier_epochs_frozen", "Epochs that get no grants until a person decides", facts.frozen
        )
        yield GaugeMetricFamily(
            "cashier_restored", "Whether no rights are granted until every till has reported", facts.restored
        )
        alarms = GaugeMetricFamily("cashier_alarms_open", "Alarms nobody has settled", labels=("kind",))
        for kind, count in facts.alarms.items():
            alarms.add_metric((kind,), count)
        yield alarms
        seen = GaugeMetricFamily(
            "cashier_node_last_seen_seconds", "When an active node was last here; 0: never", labels=("node", "store")
        )
        for node_id, store_id, at in facts.nodes:
            seen.add_metric((node_id, store_id), (at or 0) / SECOND)
        yield seen
        runs = GaugeMetricFamily(
            "cashier_nodes_version",
            "Active nodes by the version of their program and the state of the next one",
            labels=("version", "update"),
        )
        for version, update, number in facts.programs:
            runs.add_metric((version, update), number)
        yield runs


def read_facts(database: ServerDatabase) -> Facts:
    """Ask the database; raises `WorldError` where it does not answer."""
    alarm, operation, node, epoch = tables.alarm.c, tables.operation.c, tables.node.c, tables.epoch.c
    count = sa.func.count()
    open_alarms = sa.select(alarm.kind, count.label("number")).where(alarm.resolved_at.is_(None)).group_by(alarm.kind)
    nodes = sa.select(node.node_id, node.store_id, node.last_seen_at).where(node.state == "active")
    program = tables.node_program.c
    programs = (
        sa.select(program.version, program.state, count.label("number"))
        .join_from(tables.node_program, tables.node, node.node_id == program.node_id)
        .where(node.state == "active")
        .group_by(program.version, program.state)
    )
    with database.read() as connection:
        return Facts(
            revision=read_counter(connection, "revision"),
            bytes=_size(connection),
            alarms={row.kind: row.number for row in connection.execute(open_alarms)},
            letters=connection.scalar(sa.select(count).where(operation.state == "rejected")) or 0,
            frozen=connection.scalar(sa.select(count).where(epoch.state == "frozen")) or 0,
            restored=rights.restored(connection),
            nodes=tuple((row.node_id, row.store_id, row.last_seen_at) for row in connection.execute(nodes)),
            programs=tuple((row.version, row.state, row.number) for row in connection.execute(programs)),
        )


def _size(connection: sa.Connection) -> int:
    """Bytes of the database's pages."""
    if connection.dialect.name == "postgresql":
        return connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0
    pages, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("page_count", "page_size"))
    return int(pages or 0) * int(size or 0)
