"""The server's database: one writer, many readers, time and revisions that only grow.

SQLAlchemy Core in the dialect both databases speak.  On SQLite (a file, WAL, FULL) there is one writing
connection in this process, behind a lock; commands of an administrator write from their own process,
and each waits for the other.
"""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

import pysqlite3.dbapi2 as driver
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cashier_app.core.clock import Clock, Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import new_id
from cashier_app.server import tables
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import DatabaseNewer, as_world_error

#: How long a transaction waits for an administrator's command, or the other way round.
BUSY_MS: Final = 10_000
#: Rows that one statement names at most: both databases bound the number of parameters.
CHUNK: Final = 500
#: Commits between two checkpoints of the write-ahead log.
CHECKPOINT_EVERY: Final = 50


class UnknownDatabase(Refused):
    """An address of a database that this program does not speak to."""

    text = QT_TRANSLATE_NOOP("errors", "“{url}” is not a database this server can use")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "A path such as /var/lib/loyalty.db or sqlite:////var/lib/loyalty.db is allowed"
    )


class Transaction:
    """One writing transaction; `now` is later than that of every transaction before it."""

    def __init__(self, connection: sa.Connection, now: Instant, revision: int) -> None:
        self.connection = connection
        self.now = now
        self._revision = revision

    def next_revision(self) -> int:
        """A new number of the feed; written when the transaction ends."""
        self._revision += 1
        return self._revision

    @property
    def revision(self) -> int:
        """The last number of the feed."""
        return self._revision

    def rows(self, query: sa.Executable, parameters: dict[str, Any] | None = None) -> Sequence[sa.Row[Any]]:
        """All rows of a query."""
        return self.connection.execute(query, parameters or {}).all()

    def insert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows in one statement."""
        if rows:
            self.connection.execute(sa.insert(table), rows)

    def upsert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows, or replace those with the same primary key."""
        if rows:
            keys = [column.name for column in table.primary_key]
            statement = self.dialect_insert(table)
            changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
            self.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)

    def dialect_insert(self, table: sa.Table) -> Any:
        """An INSERT that knows ON CONFLICT; both dialects spell it alike and SQLAlchemy keeps them apart."""
        return (postgresql_insert if self.connection.dialect.name == "postgresql" else sqlite_insert)(table)


class ServerDatabase:
    """An opened database with its newest tables."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._commits = 0
        self._writer_engine = create_till_engine(path, busy_ms=BUSY_MS)
        self._reader_engine = create_till_engine(path, read_only=True, busy_ms=BUSY_MS)
        self._writer = self._writer_engine.connect()
        self._readers: queue.SimpleQueue[sa.Connection] = queue.SimpleQueue()

    @classmethod
    def open(cls, url: str, clock: Clock) -> Self:
        """Open (or make) the database, bring its tables up to date, and give a new one its identity.

        Raises `UnknownDatabase`, or a `storage.errors` error in words.
        """
        path = database_path(url)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = cls(path, clock)
        except (OSError, sa.exc.DBAPIError, driver.Error) as error:
            raise as_world_error(error, path) or error from error
        try:
            database._migrate()
            with database.write() as transaction:
                _begin_identity(transaction)
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """The one writing transaction: committed at the end, rolled back on any exception."""
        with self._lock:
            try:
                with self._writer.begin():
                    marks = dict(self._writer.execute(sa.select(tables.counter.c.name, tables.counter.c.value)).all())
                    now = max(self._clock.now(), marks.get("time", 0) + 1)
                    transaction = Transaction(self._writer, now, marks.get("revision", 0))
                    yield transaction
                    transaction.upsert(
                        tables.counter,
                        [{"name": "time", "value": now}, {"name": "revision", "value": transaction.revision}],
                    )
            except sa.exc.DBAPIError as error:
                raise as_world_error(error, self.path) or error from error
            self._commits += 1
            if self._commits % CHECKPOINT_EVERY == 0:
                self.checkpoint()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent picture of the last commit; several threads may read at once."""
        try:
            connection = self._readers.get_nowait()
        except queue.Empty:
            connection = self._reader_engine.connect()
        try:
            with connection.begin():
                yield connection
        except sa.exc.DBAPIError as error:
            raise as_world_error(error, self.path) or error from error
        finally:
            self._readers.put(connection)

    def checkpoint(self) -> None:
        """Move what is committed from the log into the file, without waiting for readers."""
        connection = self._writer.connection.driver_connection
        assert connection is not None
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        self._writer.rollback()

    def now(self) -> Instant:
        """The server's clock."""
        return self._clock.now()

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            while not self._readers.empty():
                self._readers.get_nowait().close()
            self._writer.close()
            self._reader_engine.dispose()
            self._writer_engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _migrate(self) -> None:
        """Bring the tables up to the newest version; alembic is imported only when that is due."""
        from cashier_app.server.migrations import NEWEST, upgrade

        with self._lock, self._writer.begin():
            version = _version(self._writer)
            if version > NEWEST:
                raise DatabaseNewer()
            if version != NEWEST:
                upgrade(self._writer)


def database_path(url: str) -> Path:
    """The file of a database's address: a path, or `sqlite:///` and a path."""
    if url.startswith("sqlite:///"):
        url = url.removeprefix("sqlite:///")
    elif "://" in url:
        raise UnknownDatabase(url=url)
    if not url.strip() or "\0" in url:
        raise UnknownDatabase(url=url)
    return Path(url).expanduser().absolute()


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Values in lists no longer than one statement may name."""
    items = list(values)
    for start in range(0, len(items), size):
        yield items[start : start + size]


def by_key(
    transaction: Transaction, column: sa.Column[Any], values: Iterable[Any], *extra: Any
) -> dict[Any, sa.Row[Any]]:
    """Rows of the column's table whose column is one of the values, by that value; set-wise."""
    table = column.table
    found: dict[Any, sa.Row[Any]] = {}
    for chunk in chunks(set(values)):
        for row in transaction.connection.execute(sa.select(table).where(column.in_(chunk), *extra)):
            found[row._mapping[column]] = row
    return found


def read_meta(connection: sa.Connection, key: str) -> str:
    """A value of `meta`; empty if there is none."""
    return connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.key == key)) or ""


def read_counter(connection: sa.Connection, name: str) -> int:
    """A number of `counter`; 0 if there is none."""
    return connection.scalar(sa.select(tables.counter.c.value).where(tables.counter.c.name == name)) or 0


def _begin_identity(transaction: Transaction, ids: Callable[[], str] = new_id) -> None:
    """What a new database is known by: its incarnation, and the key of identifiers' hashes."""
    if not read_meta(transaction.connection, "incarnation"):
        values = {"incarnation": ids(), "identifier_key": secrets.token_hex(32)}
        transaction.insert(tables.meta, [{"key": key, "value": value} for key, value in values.items()])


def _version(connection: sa.Connection) -> str:
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""
