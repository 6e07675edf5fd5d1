"""Databases as the programs keep them, whose power goes at a commit when a world says so.

Files of copied templates: what is tested here is order, not the disk, so nothing waits for one, and what is compiled
of a server's statements is kept over all databases of the process.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, TypeVar

import pysqlite3.dbapi2 as driver
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from cashier_app.core.clock import Clock
from cashier_app.server.database import ServerDatabase, Transaction
from cashier_app.server.place import Place
from cashier_app.server.sqlite_backend import SqliteBackend
from cashier_app.storage.database import NAME, Database
from cashier_app.storage.engine import prepare
from cashier_app.storage.key_file import KeyFile
from cashier_app.storage.lock import FolderLock
from cashier_app.storage.unit import UnitOfWork
from cashier_app.storage.worker import Closed, DatabaseWorker

T = TypeVar("T")

#: Where the power goes: when nothing of a transaction is on the disk yet, or all of it and nobody has been told.
Moment: TypeAlias = Literal["before", "after"]
MOMENTS: Final[tuple[Moment, ...]] = ("before", "after")


class PowerCut(BaseException):
    """A machine is off: no code of its own gets to run, so that it passes every `except Exception`."""


class Socket:
    """What a machine is plugged into: the power goes at the commit that was chosen."""

    def __init__(self) -> None:
        self._moment: Moment | None = None
        self._commits = 0

    def cut(self, moment: Moment, commits: int) -> None:
        """Let the power go at a moment of the commit that comes after so many others."""
        self._moment, self._commits = moment, commits

    def spare(self) -> bool:
        """Nothing happens after all; whether anything was to."""
        waiting, self._moment = self._moment is not None, None
        return waiting

    def passes(self, moment: Moment) -> None:
        """A commit is at a moment; raises `PowerCut` if that is the one."""
        if self._moment is None:
            return
        if self._commits > 0:
            self._commits -= int(moment == "after")
        elif moment == self._moment:
            self._moment = None
            raise PowerCut


# --- a server's database ---------------------------------------------------------------------------------


class ServerDisk(ServerDatabase):
    """A server's database over a file that has its tables already."""

    def __init__(self, path: Path, clock: Clock, socket: Socket) -> None:
        super().__init__(_Backend(Place.of(str(path))), clock)
        self._socket = socket

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """The writing transaction, at whose end the power may go."""
        with super().write() as transaction:
            yield transaction
            self._socket.passes("before")
        self._socket.passes("after")

    def ask(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows of a question in plain SQL, quickly."""
        assert isinstance(self._backend, _Backend)
        return self._backend.ask(statement, parameters)


class _Backend(SqliteBackend):
    """The real one over connections of engines that stay."""

    def __init__(self, place: Place) -> None:
        assert place.path is not None
        self.place = place
        self._path = place.path
        self._lock = threading.Lock()
        self._commits = 0
        self._writer_engine, self._reader_engine = _engine("BEGIN IMMEDIATE"), _engine("BEGIN")
        self._writer = _connect(self._writer_engine, place.path)
        self._readers = queue.SimpleQueue()
        self._readers.put(_connect(self._reader_engine, place.path))

    def ask(self, statement: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Rows as the driver gives them."""
        bare: Any = self._writer.connection.driver_connection
        return list(bare.execute(statement, parameters))


#: The file that the next connection of an engine is to open.
_opening: list[Path] = []


@cache
def _engine(begin: str) -> sa.Engine:
    """An engine for files of all worlds: a statement is compiled once a process."""

    def connect() -> Any:
        connection = _driver(_opening[-1])
        connection.execute("PRAGMA case_sensitive_like=ON")
        return connection

    engine = sa.create_engine("sqlite://", module=driver, creator=connect, poolclass=NullPool, query_cache_size=5000)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _connect(engine: sa.Engine, path: Path) -> sa.Connection:
    _opening.append(path)
    try:
        return engine.connect()
    finally:
        _opening.pop()


def _driver(path: Path) -> Any:
    """A connection as the programs use it, that does not wait for the disk."""
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=256)
    prepare(connection, read_only=False)
    connection.execute("PRAGMA synchronous=OFF")
    return connection


# --- a till's database -----------------------------------------------------------------------------------


class TillDisk(DatabaseWorker):
    """Runs each job in the caller's thread, at whose commit the power may go."""

    def __init__(self, path: Path, socket: Socket) -> None:
        self._path = path
        self._closed = False
        #: The driver's own connection.
        self.bare = _driver(path)
        self._unit = UnitOfWork(self.bare, KeyFile(path))
        self._socket = socket

    def submit(self, job: Callable[[UnitOfWork], T]) -> Future[T]:
        """Run a job at once; the future is done."""
        if self._closed:
            raise Closed("the database is closed")

        def run(unit: UnitOfWork) -> T:
            result = job(unit)
            self._socket.passes("before")
            return result

        future: Future[T] = Future()
        self._run(self.bare, self._unit, run, future)
        if future.exception() is None:
            try:
                self._socket.passes("after")
            except PowerCut as cut:
                future = Future()
                future.set_exception(cut)
        return future

    def close(self) -> None:
        """Fold the log into the database and close it."""
        if not self._closed:
            self._closed = True
            self._checkpoint(self.bare, "TRUNCATE")
            self.bare.close()


def open_till(folder: Path, socket: Socket) -> Database:
    """The database of a till's folder, which has its tables already."""
    lock = FolderLock(folder / "till.lock")
    return Database(folder, lock, TillDisk(folder / NAME, socket), unclean=False)
