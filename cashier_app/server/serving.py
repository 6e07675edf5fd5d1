"""Serving tills: one process, or several over a PostgreSQL, until told to stop.

Several workers accept from one listening socket and share nothing but the database; a worker that dies is replaced,
and what it was doing is rolled back.  The first process only watches over them.
"""

from __future__ import annotations

import functools
import ipaddress
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cashier_app import logs
from cashier_app.clock import SystemClock
from cashier_app.config import Log, Places
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.server import jobs
from cashier_app.server.bounds import HEAD_LIMIT, Bounds
from cashier_app.server.database import ServerDatabase
from cashier_app.server.tls import Certificate

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from cashier_app.server.upstream.worker import UpstreamWorker

#: Seconds that requests under way get when the server is told to stop.
GRACE: Final = 2
#: The variable under which workers find the folder of the figures that they add up (`metrics.SHARED`).
METRICS_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
#: More than a machine for tills has processors.
MOST_WORKERS: Final = 64
#: Seconds for which one thread may compute while another waits for its turn: a scan's answer behind a long batch.
TURN_S: Final = 0.001
#: Seconds after which a worker that does not answer its parent is replaced.
SILENT_S: Final = 30


class PortTaken(WorldError):
    """The address to listen on cannot be had."""

    text = QT_TRANSLATE_NOOP("errors", "The server cannot listen on {host}:{port}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give another port with --port (0: any free one) or another --host")


class NoPort(Refused):
    """A number that no port has."""

    text = QT_TRANSLATE_NOOP("errors", "There is no port {port}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a number from 1 to 65535 with --port, 0 for any free one")


class NoSuchCrew(Refused):
    """A number of workers that makes no sense."""

    text = QT_TRANSLATE_NOOP("errors", "There cannot be {workers} worker processes")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Give a number from 1 to {most} with --workers; as many as processors is usual"
    )


class OneWorkerOnly(Refused):
    """Several processes over a file would only wait for one another."""

    text = QT_TRANSLATE_NOOP("errors", "Only one process can serve tills over the file {place}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Leave --workers out, or keep the ledger in PostgreSQL: --database postgresql://…"
    )


class EveryAddress(Refused):
    """An address that means all of this machine's, the one towards the street among them."""

    text = QT_TRANSLATE_NOOP("errors", "{host} means every address of this machine, also one that strangers reach")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Give the address in the shop's own network with --host, or allow all of them with --every-address"
    )


class PlainToOthers(Refused):
    """Keys of tills and names of buyers would go over the network for everybody to read."""

    text = QT_TRANSLATE_NOOP("errors", "At {host} tills' keys and buyers' names would go unencrypted over the network")
    way_out = QT_TRANSLATE_NOOP(
        "errors",
        "Give --certificate and --private-key (“cashier-app server certificate” makes both), or allow it with "
        "--plain-http where the wire is your own from end to end",
    )


class Openness(msgspec.Struct, frozen=True):
    """How far a server may be heard: in plain words on the line it serves, and on which addresses."""

    #: It serves HTTPS.
    encrypted: bool = False
    every_address: bool = False
    plain_http: bool = False

    def check(self, host: str) -> None:
        """Whether it may listen at an address (of IP); raises `EveryAddress`, `PlainToOthers`."""
        address = ipaddress.ip_address(host.partition("%")[0])
        if address.is_unspecified and not self.every_address:
            raise EveryAddress(host=host)
        if not (address.is_loopback or self.encrypted or self.plain_http):
            raise PlainToOthers(host=host)


def listen(host: str, port: int, openness: Openness = Openness()) -> socket.socket:  # noqa: B008 - immutable
    """A listening socket, so that a free port is known before anything is served.

    Raises `NoPort`, `PortTaken`, `EveryAddress`, `PlainToOthers`.
    """
    if not 0 <= port <= 65_535:
        raise NoPort(port=port)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # named, or asyncio leaves Nagle on: an answer in two parts then waits for a delayed ACK (40 ms)
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise PortTaken(host=host, port=port, reason=error) from error
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        openness.check(listening.getsockname()[0])
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise PortTaken(host=host, port=port, reason=error) from error
    except Refused:
        listening.close()
        raise
    return listening


def check_crew(database: ServerDatabase, workers: int) -> None:
    """Refuse a number of workers that cannot serve over a database: raises `NoSuchCrew`, `OneWorkerOnly`."""
    if not 1 <= workers <= MOST_WORKERS:
        raise NoSuchCrew(workers=workers, most=MOST_WORKERS)
    if workers > 1 and not database.shared:
        raise OneWorkerOnly(place=database.place)


def serve_alone(
    database: ServerDatabase,
    listening: socket.socket,
    tell: Callable[[], None],
    bounds: Bounds,
    certificate: Certificate | None = None,
    upstream: UpstreamWorker | None = None,
) -> None:
    """Serve in this process until SIGINT or SIGTERM; the database is closed then.

    `tell` is called once a signal is no longer the sudden end of the process.  With an `upstream` as a store node.
    """
    import uvicorn

    from cashier_app.server.api import create_app

    # what comes by itself is the central server's: levels, and what lapses
    every = jobs.EVERY if upstream is None else None
    app = create_app(database, bounds, every, upstream=upstream)
    sys.setswitchinterval(TURN_S)
    server = uvicorn.Server(configured(app, **encrypted(certificate)))
    for each in (signal.SIGINT, signal.SIGTERM):
        # before uvicorn listens to signals, and after it has stopped, when it raises the same one once more
        signal.signal(each, lambda number, frame: setattr(server, "should_exit", True))
    tell()
    server.run(sockets=[listening])


def serve_together(
    database: ServerDatabase,
    listening: socket.socket,
    workers: int,
    places: Places,
    log: Log,
    bounds: Bounds,
    certificate: Certificate | None = None,
) -> None:
    """Serve in so many processes of their own until SIGINT or SIGTERM; one that dies is replaced.

    The database is closed here: each worker has connections of its own.
    """
    from uvicorn.supervisors import Multiprocess

    url = database.place.url
    database.close()
    begin = functools.partial(begin_worker, url, places, log, bounds)
    with tempfile.TemporaryDirectory(prefix="cashier-metrics-") as shared:
        os.environ[METRICS_FOLDER] = shared
        Multiprocess(
            configured(begin, factory=True, workers=workers, **encrypted(certificate)), sockets=[listening]
        ).run()


def configured(app: FastAPI | Callable[[], FastAPI], **more: Any) -> uvicorn.Config:
    """How every process serves."""
    import uvicorn

    from cashier_app.server.connection import Connection

    usual: dict[str, Any] = {
        "log_config": None,
        "access_log": False,
        "lifespan": "on",
        "http": Connection,
        "ws": "none",
        "h11_max_incomplete_event_size": HEAD_LIMIT,
        "timeout_graceful_shutdown": GRACE,
        "timeout_worker_healthcheck": SILENT_S,
        "server_header": False,
    }
    return uvicorn.Config(app, **{**usual, **more})


def encrypted(certificate: Certificate | None) -> dict[str, Any]:
    """What `configured` needs to serve HTTPS."""
    if certificate is None:
        return {}
    return {"ssl_certfile": certificate.file, "ssl_keyfile": certificate.private_key}


# --- within a worker -------------------------------------------------------------------------------------


def begin_worker(url: str, places: Places, settings: Log, bounds: Bounds) -> FastAPI:
    """The application of a worker, with a log of its own and an end that follows its parent's."""
    from cashier_app.server.api import create_app

    sys.setswitchinterval(TURN_S)
    run = logs.begin("server", places, settings, numbered=True)
    database = ServerDatabase.attach(url, SystemClock())
    threading.Thread(target=_follow_parent, name="parent", daemon=True).start()
    return create_app(database, bounds, jobs.EVERY, run.end)


def _follow_parent() -> None:
    """Stop in order when the first process is gone, however it went: nobody would stop this one."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    multiprocessing.connection.wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
