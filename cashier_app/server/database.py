"""The server's database: one writer at a time, many readers, time and revisions that only grow.

SQLAlchemy Core in the dialect that SQLite (`sqlite_backend`) and PostgreSQL (`postgres_backend`) both speak.
"""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final, Self

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from cashier_app.core.clock import Clock, Instant
from cashier_app.core.ids import new_id
from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.backend import Backend
from cashier_app.server.place import Place, UnknownDatabase
from cashier_app.server.statement import Statement, driver_of, param
from cashier_app.storage.before_migration import keep_before_migration
from cashier_app.storage.errors import DatabaseNewer
from cashier_app.storage.life import COPY_KEY

#: Rows that one statement names at most: both databases bound the number of parameters.
CHUNK: Final = 500
#: Key of `meta`: the present epoch of a store node, by which the central server knows it.
OWN_EPOCH: Final = "own_epoch"
#: Key of `meta`: when the present incarnation began because the database was put back; none if it never was.
RESTORED_AT: Final = "restored_at"
#: Key of `meta`: the incarnation of its central server that a store node heard of last.
UPSTREAM_INCARNATION: Final = "upstream_incarnation"

_MARKS: Final = Statement(sa.select(tables.counter.c.name, tables.counter.c.value))
_META: Final = Statement(sa.select(tables.meta.c.key, tables.meta.c.value))
_META_VALUE: Final = Statement(sa.select(tables.meta.c.value).where(tables.meta.c.key == param("key")))
_COUNTER: Final = Statement(sa.select(tables.counter.c.value).where(tables.counter.c.name == param("name")))


class Picture:
    """The ledger at one instant, for reading alone.

    `now` is the instant of the last transaction in it: what was booked by then is in it, and nothing else.
    """

    def __init__(self, connection: sa.Connection, now: Instant, counters: dict[str, int]) -> None:
        self.connection = connection
        self.now = now
        self._counters = counters
        self._revision = counters.get("revision", 0)
        self._meta: dict[str, str] | None = None

    @property
    def revision(self) -> int:
        """The last number of the feed."""
        return self._revision

    def counter(self, name: str) -> int:
        """A number of `counter` as it was when this began; 0 if there is none."""
        return self._counters.get(name, 0)

    def meta(self, key: str) -> str:
        """A value of `meta`, asked for once; empty if there is none."""
        if self._meta is None:
            self._meta = {row.key: row.value for row in _META.rows(self.connection)}
        return self._meta.get(key, "")

    def rows(self, query: sa.Executable, parameters: dict[str, Any] | None = None) -> Sequence[sa.Row[Any]]:
        """All rows of a query."""
        return self.connection.execute(query, parameters or {}).all()


class Transaction(Picture):
    """One writing transaction; `now` is later than that of every transaction before it."""

    def next_revision(self) -> int:
        """A new number of the feed; written when the transaction ends."""
        self._revision += 1
        return self._revision

    def insert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows at once; all name the same columns."""
        if table is tables.meta:
            self._meta = None
        if rows:
            driver_of(self.connection).insert(self.connection, table, rows)

    def upsert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows at once, or replace those with the same primary key; all name the same columns, no key twice."""
        if table is tables.meta:
            self._meta = None
        if rows:
            driver_of(self.connection).upsert(self.connection, table, rows)

    def dialect_insert(self, table: sa.Table) -> Any:
        """An INSERT that knows ON CONFLICT; both dialects spell it alike and SQLAlchemy keeps them apart."""
        return (postgresql_insert if self.connection.dialect.name == "postgresql" else sqlite_insert)(table)


class ServerDatabase:
    """An opened database with its newest tables."""

    def __init__(self, backend: Backend, clock: Clock) -> None:
        self._backend = backend
        #: The server's own.
        self.clock = clock

    @classmethod
    def open(cls, url: str, clock: Clock) -> Self:
        """Open (or make) the database, bring its tables up to date, and give a new one its identity.

        Raises `UnknownDatabase`, or an error of `storage.errors` or `postgres_errors` in words.
        """
        database = cls.attach(url, clock)
        try:
            database._migrate()
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def attach(cls, url: str, clock: Clock) -> Self:
        """A database that another process has opened already; raises as `open` does."""
        return cls(_backend(Place.of(url)), clock)

    @property
    def place(self) -> Place:
        """Where it is."""
        return self._backend.place

    @property
    def shared(self) -> bool:
        """Whether several processes may serve tills over it."""
        return self._backend.shared

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """The one writing transaction: committed at the end, rolled back on any exception.

        Its instant and its revisions come after those of every transaction before it, whichever process made that.
        """
        with self._backend.writing() as connection:
            _META.ahead(connection)
            marks = {row.name: row.value for row in _MARKS.rows(connection)}
            now = max(self.clock.now(), marks.get("time", 0) + 1)
            transaction = Transaction(connection, now, marks)
            yield transaction
            transaction.upsert(
                tables.counter, [{"name": "time", "value": now}, {"name": "revision", "value": transaction.revision}]
            )

    @contextmanager
    def picture(self) -> Iterator[Picture]:
        """The ledger as the last transaction left it; waits for nobody."""
        with self._backend.reading() as connection:
            _META.ahead(connection)
            marks = {row.name: row.value for row in _MARKS.rows(connection)}
            yield Picture(connection, marks.get("time", 0), marks)

    def read(self) -> AbstractContextManager[sa.Connection]:
        """A consistent picture of the last commit; several threads may read at once."""
        return self._backend.reading()

    def glance(self) -> AbstractContextManager[sa.Connection]:
        """What is committed just now, for a single question."""
        return self._backend.glancing()

    def alone(self, task: str) -> AbstractContextManager[bool]:
        """Whether no other process over this database does a task just now; so that it is done once."""
        return self._backend.alone(task)

    def now(self) -> Instant:
        """The server's clock."""
        return self.clock.now()

    def close(self) -> None:
        """Close every connection."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _migrate(self) -> None:
        """Bring the tables up to the newest version; alembic is imported only when that is due."""
        from cashier_app.server.migrations import NEWEST, upgrade

        with self._backend.writing() as connection:
            version = _version(connection)
            if version > NEWEST:
                raise DatabaseNewer()
            if version != NEWEST:
                if version and self.place.path is not None:
                    # nobody writes meanwhile, and what is committed can be read
                    keep_before_migration(self.place.path)
                upgrade(connection)
        with self.write() as transaction:
            _begin_identity(transaction)
            if transaction.meta(COPY_KEY):
                from cashier_app.server.restoring import copy_put_back

                copy_put_back(transaction)


def _backend(place: Place) -> Backend:
    """The back end that speaks to a place; PostgreSQL's driver is imported only for its own."""
    if place.path is None:
        from cashier_app.server.postgres_backend import PostgresBackend

        return PostgresBackend(place)
    from cashier_app.server.sqlite_backend import SqliteBackend

    return SqliteBackend(place)


def is_begun(url: str) -> bool:
    """Whether a ledger has been begun there; raises as `ServerDatabase.open` does."""
    place = Place.of(url)
    if place.path is not None:
        return place.path.exists()
    backend = _backend(place)
    try:
        with backend.reading() as connection:
            return bool(_version(connection))
    finally:
        backend.close()


def database_path(url: str) -> Path:
    """The file of a database's address; raises `UnknownDatabase` for one that is no file."""
    place = Place.of(url)
    if place.path is None:
        raise UnknownDatabase(url=place)
    return place.path


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Values in lists no longer than one statement may name."""
    items = list(values)
    for start in range(0, len(items), size):
        yield items[start : start + size]


def by_key(transaction: Picture, column: sa.Column[Any], values: Iterable[Any], *extra: Any) -> dict[Any, Any]:
    """Rows of the column's table whose column is one of the values, by that value; set-wise."""
    found: dict[Any, Any] = {}
    for chunk in chunks(sorted(set(values))):
        if extra:
            rows = transaction.rows(sa.select(column.table).where(among(column, chunk), *extra))
        else:
            rows = _with(column).rows(transaction.connection, keys=chunk)
        found.update({getattr(row, column.name): row for row in rows})
    return found


def by_key_ahead(transaction: Picture, column: sa.Column[Any], values: Iterable[Any]) -> None:
    """Ask `by_key` before that is needed."""
    for chunk in chunks(sorted(set(values))):
        _with(column).ahead(transaction.connection, keys=chunk)


@functools.cache
def _with(column: sa.Column[Any]) -> Statement:
    """Whole rows of a column's table by that column's values."""
    return Statement(sa.select(column.table).where(among(column, "keys")))


def read_meta(connection: sa.Connection, key: str) -> str:
    """A value of `meta`; empty if there is none."""
    return _META_VALUE.value(connection, key=key) or ""


def read_counter(connection: sa.Connection, name: str) -> int:
    """A number of `counter`; 0 if there is none."""
    return _COUNTER.value(connection, name=name) or 0


def _begin_identity(transaction: Transaction, ids: Callable[[], str] = new_id) -> None:
    """What a new database is known by: its incarnation, and the key of identifiers' hashes."""
    if not read_meta(transaction.connection, "incarnation"):
        values = {"incarnation": ids(), "identifier_key": secrets.token_hex(32)}
        transaction.insert(tables.meta, [{"key": key, "value": value} for key, value in values.items()])


def _version(connection: sa.Connection) -> str:
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""
