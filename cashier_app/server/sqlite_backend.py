"""The server's database as a file: SQLite with WAL and FULL, one writing connection, many reading ones.

Commands of an administrator write from their own process, and each waits for the other.  Tills are served by one
process: several would only wait for one another.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, Final

import pysqlite3.dbapi2 as driver
import sqlalchemy as sa
from sqlalchemy.sql.schema import ScalarElementColumnDefault as Default

from cashier_app.server.place import Place
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import as_world_error

#: How long a transaction waits for an administrator's command, or the other way round.
BUSY_MS: Final = 10_000
#: Rows from which on SQLAlchemy stands no longer between them and the driver.
MANY: Final = 100
#: Commits between two checkpoints of the write-ahead log.
CHECKPOINT_EVERY: Final = 50


class SqliteBackend:
    """A `Backend` over a file."""

    shared = False

    def __init__(self, place: Place) -> None:
        assert place.path is not None
        self.place = place
        self._path = place.path
        self._lock = threading.Lock()
        self._commits = 0
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writer_engine = create_till_engine(self._path, busy_ms=BUSY_MS)
            self._reader_engine = create_till_engine(self._path, read_only=True, busy_ms=BUSY_MS)
            self._writer = self._writer_engine.connect()
            _distinguish_case(self._writer)
        except (OSError, sa.exc.DBAPIError, driver.Error) as error:
            raise as_world_error(error, self._path) or error from error
        self._readers: queue.SimpleQueue[sa.Connection] = queue.SimpleQueue()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writing transaction: behind a lock of this process, and BEGIN IMMEDIATE for the others."""
        with self._lock:
            try:
                with self._writer.begin():
                    yield self._writer
            except sa.exc.DBAPIError as error:
                raise as_world_error(error, self._path) or error from error
            self._commits += 1
            if self._commits % CHECKPOINT_EVERY == 0:
                self._checkpoint()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A picture of the last commit; a connection for each thread that reads at the same time."""
        try:
            connection = self._readers.get_nowait()
        except queue.Empty:
            try:
                connection = self._reader_engine.connect()
                _distinguish_case(connection)
            except (sa.exc.DBAPIError, driver.Error) as error:
                raise as_world_error(error, self._path) or error from error
        try:
            with connection.begin():
                yield connection
        except sa.exc.DBAPIError as error:
            raise as_world_error(error, self._path) or error from error
        finally:
            self._readers.put(connection)

    @contextmanager
    def alone(self, task: str) -> Iterator[bool]:
        """There is only one process that serves."""
        del task
        yield True

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            while not self._readers.empty():
                self._readers.get_nowait().close()
            self._writer.close()
            self._reader_engine.dispose()
            self._writer_engine.dispose()

    def _checkpoint(self) -> None:
        """Move what is committed from the log into the file, without waiting for readers."""
        connection = self._writer.connection.driver_connection
        assert connection is not None
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        self._writer.rollback()


def insert(connection: sa.Connection, statement: Any, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Carry out an INSERT of rows that name the same columns; the driver gets many as plain tuples."""
    if len(rows) < MANY:
        connection.execute(statement, rows)
        return
    left_out = [column for column in table.columns if column.name not in rows[0]]
    defaults = {column.name: column.default.arg for column in left_out if isinstance(column.default, Default)}
    compiled = statement.compile(dialect=connection.dialect, column_keys=[*rows[0], *defaults])
    take = itemgetter(*compiled.positiontup)
    full = ({**defaults, **row} for row in rows) if defaults else rows
    connection.exec_driver_sql(compiled.string, [take(row) for row in full])


def _distinguish_case(connection: sa.Connection) -> None:
    """LIKE, by which wallets are told apart, means on both databases what Python means by `startswith`."""
    bare = connection.connection.driver_connection
    assert bare is not None
    bare.execute("PRAGMA case_sensitive_like=ON")
    connection.rollback()
