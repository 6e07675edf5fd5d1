"""The server's database on PostgreSQL: several processes, and machines, serve tills over one ledger.

**The order of writing.**  Every writing transaction takes one advisory lock before it reads anything, and PostgreSQL
lets go of it only after the commit can be seen.  So writers stand in one line: each sees everything that was
committed before it, revisions and instants are given in the order of the commits, and no page of the feed, which is
read within such a transaction, can miss a revision that commits later.  (A cursor over numbers that commit out of
order would need `pg_snapshot_xmin`.)  What costs time and needs no ledger — decoding, hashing, quoting again — is done
before the line, so that several processes do it side by side.

Readers take no lock: REPEATABLE READ, a picture of the last commit.

What is sent goes through a pipeline, without waiting for its end; a wait serves everything that was sent before it.
Rows are written by one statement over `unnest`ed columns; very many by COPY.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from cashier_app.core.errors import WorldError
from cashier_app.server.arrays import array_text
from cashier_app.server.completing import completed
from cashier_app.server.place import Place, UnknownDatabase
from cashier_app.server.postgres_errors import PostgresTooOld, as_world_error
from cashier_app.server.statement import void

if TYPE_CHECKING:
    import psycopg

#: The first half of every advisory lock of this program; the second says what for.
LOCKS: Final = 0x0C0FFEE
WRITING: Final = 1
#: How long a transaction waits for its turn before the caller is told to come again.
BUSY_MS: Final = 10_000
#: A process that stopped in the middle of a transaction is thrown out of it, so that the others go on.
STUCK_MS: Final = 300_000
CONNECT_S: Final = 5
#: Connections of one process: its writer, and readers at the same time.
READERS: Final = 8
OLDEST: Final = 13

#: A question costs a wait: several are sent together (`statement`).
WAITS: Final = True
#: Rows from which on COPY is the quickest way.
MANY: Final = 1000

#: Under this name a connection keeps the pipeline through which statements are sent.
_PIPELINE: Final = "cashier-pipeline"
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


class PostgresBackend:
    """A `Backend` over an address `postgresql://…` (everything that libpq understands)."""

    shared = True

    def __init__(self, place: Place) -> None:
        self.place = place
        self._lock = threading.Lock()
        self._conninfo = _conninfo(place)
        self._writers = self._engine(1)
        self._writer: sa.Connection | None = None
        self._readers = self._engine(READERS)
        self._glancers = self._engine(READERS)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writing transaction of all processes.

        The lock of this process comes first, so that it stands in PostgreSQL's line, which is fair, only once.
        """
        how = "READ COMMITTED READ WRITE"
        with self._lock, self._words(), _begun(self._present_writer(), how) as connection:
            send(connection, f"SELECT pg_advisory_xact_lock({LOCKS}, {WRITING})")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A picture of the last commit."""
        with self._words(), self._readers.connect() as reader, _begun(reader, "REPEATABLE READ READ ONLY"):
            yield reader

    @contextmanager
    def glancing(self) -> Iterator[sa.Connection]:
        """What is committed just now: one question and one answer, without a transaction around them."""
        with self._words(), self._glancers.connect() as connection:
            yield connection

    @contextmanager
    def alone(self, task: str) -> Iterator[bool]:
        """Whether no other process does the task; should this one be killed, the next to ask is let in."""
        key = int.from_bytes(task.encode()[:4].ljust(4, b"\0"), "big", signed=True)
        with self._words(), self._glancers.connect() as connection:
            mine = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(LOCKS, key)))
            try:
                yield bool(mine)
            finally:
                if mine and not connection.invalidated:
                    connection.scalar(sa.select(sa.func.pg_advisory_unlock(LOCKS, key)))

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
            self._writers.dispose()
            self._readers.dispose()
            self._glancers.dispose()

    # --- inside -------------------------------------------------------------------------------------------

    def _present_writer(self) -> sa.Connection:
        """The writing connection, kept from one transaction to the next; another one if it has died."""
        if self._writer is not None:
            try:
                _still_there(_bare(self._writer))
            except sa.exc.DisconnectionError:
                _abandon(self._writer)
                self._writer.invalidate()
                self._writer.close()
                self._writer = None
        if self._writer is None:
            self._writer = self._writers.connect()
        return self._writer

    def _engine(self, size: int) -> sa.Engine:
        """Connections that begin no transaction by themselves: its words travel with its first question."""
        engine = sa.create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            isolation_level="AUTOCOMMIT",
            pool_size=size,
            max_overflow=2 * size,
            # every transaction here has an end
            pool_reset_on_return=None,
            pool_timeout=BUSY_MS / 1000,
            use_native_hstore=False,
            # an error that is logged names no buyer
            hide_parameters=True,
        )
        sa.event.listen(engine, "checkout", _still_there)
        sa.event.listen(engine, "before_cursor_execute", _by_sqlalchemy)
        sa.event.listen(engine, "close", lambda _, record: _leave(record.info))
        return engine

    def _connect(self) -> psycopg.Connection[Any]:
        import psycopg
        from psycopg.types.numeric import Int8

        connection = psycopg.connect(self._conninfo)
        # one type for whole numbers, so that a statement is prepared once whatever the numbers are
        connection.adapters.register_dumper(int, psycopg.adapters.get_dumper(Int8, psycopg.adapt.PyFormat.TEXT))
        found = connection.info.server_version
        if found < OLDEST * 10_000:
            connection.close()
            raise PostgresTooOld(place=self.place, found=found // 10_000, needed=OLDEST)
        connection.execute(
            "SELECT set_config('lock_timeout', %s, false), set_config('client_min_messages', 'warning', false),"
            " set_config('idle_in_transaction_session_timeout', %s, false)",
            (str(BUSY_MS), str(STUCK_MS)),
        )
        connection.commit()
        return connection

    @contextmanager
    def _words(self) -> Iterator[None]:
        """Errors of PostgreSQL as `WorldError`s; ours as they are."""
        import psycopg

        try:
            yield
        except WorldError:
            raise
        except (sa.exc.DBAPIError, psycopg.Error, sa.exc.TimeoutError) as error:
            raise as_world_error(error, self.place) or error from error


def _still_there(connection: psycopg.Connection[Any], *_: object) -> None:
    """A connection may have died with PostgreSQL's last restart: then the pool makes another.

    Who is hung up on has something to read, a farewell and then the end; nothing has to be asked for that.
    """
    import psycopg

    try:
        connection.pgconn.consume_input()
        connection.pgconn.consume_input()
    except psycopg.Error as error:
        raise sa.exc.DisconnectionError from error


def _conninfo(place: Place) -> str:
    """The address with what this program adds to it; raises `UnknownDatabase`."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        given = conninfo_to_dict(place.url)
    except psycopg.ProgrammingError as error:
        raise UnknownDatabase(url=place) from error
    usual: dict[str, Any] = {
        "connect_timeout": CONNECT_S,
        "fallback_application_name": "cashier-app",
        "client_encoding": "UTF8",
    }
    # a machine that vanished must not hold the ledger for hours
    usual |= {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000}
    return make_conninfo("", **{**usual, **given})


# --- many rows at once -----------------------------------------------------------------------------------


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; columns that the rows do not name get the table's defaults."""
    void(connection, {table.name})
    shape = _shape(table, frozenset(rows[0]))
    if len(rows) > MANY:
        _copy(connection, shape, rows)
    else:
        send(connection, shape.insert, _columns(shape, rows))


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, or replace those with the same primary key."""
    void(connection, {table.name})
    shape = _shape(table, frozenset(rows[0]))
    send(connection, shape.upsert, _columns(shape, rows))


def _columns(shape: _Shape, rows: Sequence[dict[str, Any]]) -> list[str]:
    return [array_text([row.get(name, default) for row in rows]) for name, default in shape.columns]


def _copy(connection: sa.Connection, shape: _Shape, rows: Sequence[dict[str, Any]]) -> None:
    """So many rows that their way here takes longer than a question and an answer."""
    _settle(connection)
    with _as_sqlalchemy(connection, shape.copy), _bare(connection).cursor() as cursor, cursor.copy(shape.copy) as copy:
        for row in rows:
            copy.write_row([row.get(name, default) for name, default in shape.columns])


# --- transactions ----------------------------------------------------------------------------------------


@contextmanager
def _begun(connection: sa.Connection, how: str) -> Iterator[sa.Connection]:
    """A transaction, committed at the end.

    Its first words travel with its first question, and its last changes with the commit.
    """
    with connection.begin():
        try:
            send(connection, f"BEGIN ISOLATION LEVEL {how}")
            yield connection
            # not left to the driver: within a pipeline it may take a transaction for one that has not begun
            send(connection, "COMMIT")
            _sync(connection)
        except BaseException:
            _abandon(connection)
            raise
        finally:
            void(connection)


# --- sending without waiting -----------------------------------------------------------------------------


def send(connection: sa.Connection, sql: str, parameters: Any = ()) -> psycopg.Cursor[Any]:
    """Send a statement, and go on while PostgreSQL works; the cursor gives the result to whoever wants to see it.

    The next question waits for it, and so does the commit; an error of it is raised there.
    """
    bare = _bare(connection)
    if _PIPELINE not in connection.info:
        pipeline = bare.pipeline()
        connection.info[_PIPELINE] = pipeline, pipeline.__enter__()
    with _as_sqlalchemy(connection, sql):
        return bare.cursor().execute(sql, parameters)


def _by_sqlalchemy(connection: sa.Connection, *_: object) -> None:
    """SQLAlchemy wants to see results at once, and may change anything."""
    void(connection)
    _settle(connection)


def _sync(connection: sa.Connection) -> None:
    """Wait for everything that was sent, and go on sending so."""
    with _as_sqlalchemy(connection, "(sent before)"):
        connection.info[_PIPELINE][1].sync()


def _settle(connection: sa.Connection) -> None:
    """Wait for everything that was sent."""
    pipeline, _ = connection.info.pop(_PIPELINE, (None, None))
    if pipeline is not None:
        with _as_sqlalchemy(connection, "(sent before)"):
            pipeline.__exit__(None, None, None)


def _abandon(connection: sa.Connection) -> None:
    """Leave the pipeline whatever became of what was sent: it is rolled back."""
    _leave(connection.info)


def _leave(info: dict[Any, Any]) -> None:
    import psycopg

    with contextlib.suppress(psycopg.Error):
        pipeline, _ = info.pop(_PIPELINE, (None, None))
        if pipeline is not None:
            pipeline.__exit__(None, None, None)


def _bare(connection: sa.Connection) -> psycopg.Connection[Any]:
    bare: Any = connection.connection.driver_connection
    return bare  # type: ignore[no-any-return]


@contextmanager
def _as_sqlalchemy(connection: sa.Connection, sql: str) -> Iterator[None]:
    """Errors as those of a statement that went through SQLAlchemy."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise sa.exc.DBAPIError.instance(sql, None, error, psycopg.Error, dialect=connection.dialect) from error


# --- statements ------------------------------------------------------------------------------------------


class _Shape(msgspec.Struct, frozen=True):
    """How rows with certain columns of a table are written."""

    columns: tuple[tuple[str, Any], ...]
    copy: str
    insert: str
    upsert: str


@functools.cache
def _shape(table: sa.Table, named: frozenset[str]) -> _Shape:
    columns = completed(table, named)
    names = ", ".join(f'"{name}"' for name, _ in columns)
    keys = {column.name for column in table.primary_key}
    # without its collation, which no cast may name
    kinds = (table.c[name].type.compile(_DIALECT).partition(" ")[0] for name, _ in columns)
    arrays = ", ".join(f"%t::{kind}[]" for kind in kinds)
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in named if name not in keys)
    conflict = f"DO UPDATE SET {changed}" if changed else "DO NOTHING"
    insert = f'INSERT INTO "{table.name}" ({names}) SELECT * FROM unnest({arrays})'
    return _Shape(
        columns,
        copy=f'COPY "{table.name}" ({names}) FROM STDIN',
        insert=insert,
        upsert=f"{insert} ON CONFLICT ({', '.join(sorted(keys))}) {conflict}",
    )
