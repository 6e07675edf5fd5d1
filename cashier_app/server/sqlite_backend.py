"""The server's database as a file: SQLite with WAL and FULL, one writing connection, many reading ones.

Commands of an administrator write from their own process, and each waits for the other.  Tills are served by one
process: several would only wait for one another.
"""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import msgspec
import pysqlite3.dbapi2 as driver
import sqlalchemy as sa

from cashier_app.server.completing import completed
from cashier_app.server.place import Place
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import as_world_error

#: How long a transaction waits for an administrator's command, or the other way round.
BUSY_MS: Final = 10_000
#: A question is answered at once: nothing is gained by asking ahead.
WAITS: Final = False
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

    def glancing(self) -> AbstractContextManager[sa.Connection]:
        """The same as reading: a transaction costs nothing here."""
        return self.reading()

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


# --- many rows at once -----------------------------------------------------------------------------------


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; columns that the rows do not name get the table's defaults."""
    shape = _shape(table, frozenset(rows[0]))
    _write(connection, shape.insert, shape, rows)


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, or replace those with the same primary key."""
    shape = _shape(table, frozenset(rows[0]))
    _write(connection, shape.upsert, shape, rows)


def send(connection: sa.Connection, sql: str, parameters: Sequence[Any]) -> None:
    """Carry out a statement without a result."""
    with _as_sqlalchemy(sql, connection):
        _bare(connection).execute(sql, parameters)


def _write(connection: sa.Connection, sql: str, shape: _Shape, rows: Sequence[dict[str, Any]]) -> None:
    with _as_sqlalchemy(sql, connection):
        _bare(connection).executemany(
            sql, [[row.get(name, default) for name, default in shape.columns] for row in rows]
        )


def _bare(connection: sa.Connection) -> Any:
    return connection.connection.driver_connection


@contextmanager
def _as_sqlalchemy(sql: str, connection: sa.Connection) -> Iterator[None]:
    """Errors as those of a statement that went through SQLAlchemy."""
    try:
        yield
    except driver.Error as error:
        raise sa.exc.DBAPIError.instance(sql, None, error, driver.Error, dialect=connection.dialect) from error


class _Shape(msgspec.Struct, frozen=True):
    """How rows with certain columns of a table are written."""

    columns: tuple[tuple[str, Any], ...]
    insert: str
    upsert: str


@functools.cache
def _shape(table: sa.Table, named: frozenset[str]) -> _Shape:
    columns = completed(table, named)
    names = ", ".join(f'"{name}"' for name, _ in columns)
    keys = {column.name for column in table.primary_key}
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in named if name not in keys)
    conflict = f"DO UPDATE SET {changed}" if changed else "DO NOTHING"
    insert = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(columns))})'
    return _Shape(columns, insert, f"{insert} ON CONFLICT ({', '.join(sorted(keys))}) {conflict}")


# --- a connection ----------------------------------------------------------------------------------------


def _distinguish_case(connection: sa.Connection) -> None:
    """LIKE, by which wallets are told apart, means on both databases what Python means by `startswith`."""
    bare = connection.connection.driver_connection
    assert bare is not None
    bare.execute("PRAGMA case_sensitive_like=ON")
    connection.rollback()
