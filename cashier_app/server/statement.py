"""Statements that are put into words once, and handed to the database's driver without a detour.

SQLAlchemy builds a statement, looks it up and wraps its result anew for every call, which takes longer than either
database takes to answer.  What is asked for at every exchange is therefore built where its module begins, with
`param`s for what changes, and spelt for the database's dialect the first time that it is used.

A question may be sent **ahead** of its turn: on PostgreSQL it travels together with others, and one wait serves all of
them.  Whoever asks it afterwards gets that answer, unless something was written to its tables in between.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Final, TypeAlias

import msgspec
import sqlalchemy as sa
from sqlalchemy.sql import visitors

from cashier_app.server.among import Values, values_text

#: What a parameter of a statement may be; a list where the statement says `among`.
Value: TypeAlias = "int | str | bytes | Sequence[int] | Sequence[str] | Sequence[bytes] | None"

#: A value that every call names.
param = sa.bindparam

#: Under this name a connection keeps the cursors of questions sent ahead.
_AHEAD: Final = "cashier-ahead"


class Statement:
    """One statement; every method names its `param`s by keyword.

    Rows are named tuples of what the driver gives.  Errors are SQLAlchemy's, as if it had been asked.
    """

    def __init__(self, clause: Any) -> None:
        self._clause = clause
        self._spelt: dict[str, _Spelt] = {}

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables that it names."""
        return frozenset(each.name for each in visitors.iterate(self._clause) if isinstance(each, sa.Table))

    def ahead(self, connection: sa.Connection, **values: Value) -> None:
        """Send a question that will be asked soon, with the same values, of a writing transaction."""
        driver = driver_of(connection)
        if not driver.WAITS:
            return
        spelt = self._for(connection)
        key = self._key(values)
        sent = connection.info.setdefault(_AHEAD, {})
        if key not in sent:
            sent[key] = driver.send(connection, spelt.text, spelt.parameters(values))

    def rows(self, connection: sa.Connection, **values: Value) -> list[Any]:
        """All rows of a question."""
        spelt = self._for(connection)
        cursor, found = self._ask(connection, spelt, values)
        if spelt.row is None:
            kind: Any = namedtuple("Row", [each[0] for each in cursor.description], rename=True)  # type: ignore[misc]
            spelt.row = kind._make
        return list(map(spelt.row, found))

    def first(self, connection: sa.Connection, **values: Value) -> Any:
        """The first row of a question; None without any."""
        rows = self.rows(connection, **values)
        return rows[0] if rows else None

    def column(self, connection: sa.Connection, **values: Value) -> list[Any]:
        """The first column of all rows."""
        return [each[0] for each in self._ask(connection, self._for(connection), values)[1]]

    def value(self, connection: sa.Connection, **values: Value) -> Any:
        """The first column of the first row; None without any."""
        column = self.column(connection, **values)
        return column[0] if column else None

    def do(self, connection: sa.Connection, **values: Value) -> None:
        """Carry out a change whose result nobody wants to see; the next question waits for it."""
        spelt = self._for(connection)
        void(connection, self.tables)
        driver_of(connection).send(connection, spelt.text, spelt.parameters(values))

    # --- inside -------------------------------------------------------------------------------------------

    def _ask(
        self, connection: sa.Connection, spelt: _Spelt, values: dict[str, Value]
    ) -> tuple[Any, list[tuple[Any, ...]]]:
        """The cursor that asked, and all rows."""
        sent = connection.info.get(_AHEAD)
        cursor = sent.pop(self._key(values), None) if sent else None
        dialect = connection.dialect
        try:
            if cursor is None:
                bare: Any = connection.connection.driver_connection
                cursor = bare.cursor()
                cursor.execute(spelt.text, spelt.parameters(values))
            return cursor, cursor.fetchall()
        except dialect.loaded_dbapi.Error as error:
            base = dialect.loaded_dbapi.Error
            raise sa.exc.DBAPIError.instance(spelt.text, None, error, base, dialect=dialect) from error

    def _key(self, values: dict[str, Value]) -> Any:
        return self, tuple([(name, tuple(v) if isinstance(v, list) else v) for name, v in sorted(values.items())])

    def _for(self, connection: sa.Connection) -> _Spelt:
        dialect = connection.dialect
        if dialect.name not in self._spelt:
            self._spelt[dialect.name] = _spelt(self._clause, dialect)
        return self._spelt[dialect.name]


def void(connection: sa.Connection, tables: Iterable[str] | None = None) -> None:
    """Forget what was asked ahead of tables that are written to now; None: of all."""
    sent = connection.info.get(_AHEAD)
    if not sent:
        return
    if tables is None:
        sent.clear()
        return
    for key in [key for key in sent if not key[0].tables.isdisjoint(tables)]:
        del sent[key]


class _Spelt(msgspec.Struct):
    """A statement in the words of one dialect.

    `fixed` are the values that stand in it, `lists` the names of those that travel as one text, `order` the names in
    the order of their places where places have no names.
    """

    text: str
    fixed: dict[str, Any]
    lists: tuple[str, ...]
    order: tuple[str, ...] | None
    dialect: str
    row: Callable[[Any], Any] | None = None

    def parameters(self, values: dict[str, Any]) -> Any:
        """The values as the driver takes them."""
        full = {**self.fixed, **values}
        for name in self.lists:
            full[name] = values_text(full[name], self.dialect)
        return full if self.order is None else tuple([full[name] for name in self.order])


def _spelt(clause: Any, dialect: sa.Dialect) -> _Spelt:
    compiled = clause.compile(dialect=dialect)
    names = compiled.bind_names.values()
    required = {name for bind, name in compiled.bind_names.items() if bind.required}
    lists = tuple(name for bind, name in compiled.bind_names.items() if isinstance(bind.type, Values))
    fixed = {name: value for name, value in compiled.params.items() if name in names and name not in required}
    order = tuple(compiled.positiontup) if compiled.positional else None
    return _Spelt(compiled.string, fixed, lists, order, dialect.name)


def driver_of(connection: sa.Connection) -> Any:
    """The module that speaks to a connection's driver; PostgreSQL's is imported only for its own."""
    if connection.dialect.name == "postgresql":
        from cashier_app.server import postgres_backend

        return postgres_backend
    from cashier_app.server import sqlite_backend

    return sqlite_backend
