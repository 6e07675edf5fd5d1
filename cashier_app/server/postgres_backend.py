"""The server's database on PostgreSQL: several processes, and machines, serve tills over one ledger.

**The order of writing.**  Every writing transaction takes one advisory lock before it reads anything, and PostgreSQL
lets go of it only after the commit can be seen.  So writers stand in one line: each sees everything that was
committed before it, revisions and instants are given in the order of the commits, and no page of the feed, which is
read within such a transaction, can miss a revision that commits later.  (A cursor over numbers that commit out of
order would need `pg_snapshot_xmin`.)  What costs time and needs no ledger — decoding, hashing, quoting again — is done
before the line, so that several processes do it side by side.

Readers take no lock: REPEATABLE READ, a picture of the last commit.

Rows are written by one statement over `unnest`ed columns, sent without waiting for its end; very many by COPY.
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
from cashier_app.server.place import Place, UnknownDatabase
from cashier_app.server.postgres_errors import PostgresTooOld, as_world_error

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
        self._writers = self._engine(1, "READ COMMITTED", read_only=False)
        sa.event.listen(self._writers, "before_cursor_execute", lambda connection, *_: _settle(connection))
        self._readers = self._engine(READERS, "REPEATABLE READ", read_only=True)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writing transaction of all processes.

        The lock of this process comes first, so that it stands in PostgreSQL's line, which is fair, only once.
        """
        with self._lock, self._words(), self._writers.connect() as connection, connection.begin():
            try:
                _send(connection, f"SELECT pg_advisory_xact_lock({LOCKS}, {WRITING})")
                yield connection
                _settle(connection)
            except BaseException:
                _abandon(connection)
                raise

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A picture of the last commit."""
        with self._words(), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def alone(self, task: str) -> Iterator[bool]:
        """Whether no other process does the task; should this one be killed, the next to ask is let in."""
        key = int.from_bytes(task.encode()[:4].ljust(4, b"\0"), "big", signed=True)
        with self._words(), self._readers.connect() as connection:
            mine = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(LOCKS, key)))
            connection.rollback()
            try:
                yield bool(mine)
            finally:
                if mine and not connection.invalidated:
                    connection.scalar(sa.select(sa.func.pg_advisory_unlock(LOCKS, key)))
                    connection.rollback()

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            self._writers.dispose()
            self._readers.dispose()

    # --- inside -------------------------------------------------------------------------------------------

    def _engine(self, size: int, isolation: Any, read_only: bool) -> sa.Engine:
        return sa.create_engine(
            "postgresql+psycopg://",
            creator=lambda: self._connect(read_only),
            isolation_level=isolation,
            pool_size=size,
            max_overflow=2 * size if read_only else 0,
            # a connection may have died with PostgreSQL's last restart
            pool_pre_ping=True,
            pool_timeout=BUSY_MS / 1000,
            use_native_hstore=False,
        )

    def _connect(self, read_only: bool) -> psycopg.Connection[Any]:
        import psycopg
        from psycopg.types.numeric import Int8

        connection = psycopg.connect(self._conninfo)
        # one type for whole numbers, so that a statement is prepared once whatever the numbers are
        connection.adapters.register_dumper(int, psycopg.adapters.get_dumper(Int8, psycopg.adapt.PyFormat.TEXT))
        connection.read_only = read_only
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
    shape = _shape(table, frozenset(rows[0]))
    if len(rows) > MANY:
        _copy(connection, shape, rows)
    else:
        _send(connection, shape.insert, _columns(shape, rows))


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, or replace those with the same primary key."""
    shape = _shape(table, frozenset(rows[0]))
    _send(connection, shape.upsert, _columns(shape, rows))


def _columns(shape: _Shape, rows: Sequence[dict[str, Any]]) -> list[str]:
    return [array_text([row.get(name, default) for row in rows]) for name, default in shape.columns]


def _copy(connection: sa.Connection, shape: _Shape, rows: Sequence[dict[str, Any]]) -> None:
    """So many rows that their way here takes longer than a question and an answer."""
    _settle(connection)
    with _as_sqlalchemy(connection, shape.copy), _bare(connection).cursor() as cursor, cursor.copy(shape.copy) as copy:
        for row in rows:
            copy.write_row([row.get(name, default) for name, default in shape.columns])


# --- sending without waiting -----------------------------------------------------------------------------


def _send(connection: sa.Connection, sql: str, parameters: Sequence[Any] = ()) -> None:
    """Send a statement whose result nobody wants to see, and go on while PostgreSQL works.

    The next question waits for it, and so does the commit; an error of it is raised there.
    """
    bare = _bare(connection)
    if _PIPELINE not in connection.info:
        connection.info[_PIPELINE] = bare.pipeline()
        connection.info[_PIPELINE].__enter__()
    with _as_sqlalchemy(connection, sql):
        bare.cursor().execute(sql, parameters)


def _settle(connection: sa.Connection) -> None:
    """Wait for everything that was sent."""
    pipeline = connection.info.pop(_PIPELINE, None)
    if pipeline is not None:
        with _as_sqlalchemy(connection, "(sent before)"):
            pipeline.__exit__(None, None, None)


def _abandon(connection: sa.Connection) -> None:
    """Leave the pipeline whatever became of what was sent: it is rolled back."""
    import psycopg

    with contextlib.suppress(psycopg.Error):
        pipeline = connection.info.pop(_PIPELINE, None)
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
    columns = tuple(
        (column.name, column.default.arg if isinstance(column.default, sa.ColumnDefault) else None)
        for column in table.columns
        # numbers that the table gives by itself are left to it
        if column.name in named or column is not table.autoincrement_column
    )
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
