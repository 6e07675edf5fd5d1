"""Statements of SQLAlchemy Core, compiled once and run on the driver: Core's safety at the driver's speed.

Core through its own connection costs 2–3 times a sale's commit and 5 times a point look-up; all of
that is compiling and wrapping, which is done here once a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.sql.expression import ClauseElement, Select

_DIALECT = SQLiteDialect(paramstyle="qmark")
_DIALECT.supports_default_values = True

RowType = TypeVar("RowType", bound=msgspec.Struct)


class Statement:
    """One statement; parameters are the names of its `bindparam`s.  Compiled at its first use."""

    __slots__ = ("_clause", "_defaults", "_names", "_sql")

    def __init__(self, clause: ClauseElement) -> None:
        self._clause: ClauseElement | None = clause
        self._sql = ""
        self._names: tuple[str, ...] = ()
        self._defaults: dict[str, Any] = {}

    def _compile(self) -> None:
        assert self._clause is not None
        compiled = self._clause.compile(dialect=_DIALECT)
        self._sql = str(compiled)
        self._names = tuple(getattr(compiled, "positiontup", None) or ())
        self._defaults = dict(compiled.params)
        self._clause = None

    @property
    def sql(self) -> str:
        """The SQL with a question mark a parameter."""
        if self._clause is not None:
            self._compile()
        return self._sql

    @property
    def names(self) -> tuple[str, ...]:
        """Parameter names in the order of the question marks."""
        if self._clause is not None:
            self._compile()
        return self._names

    def values(self, given: dict[str, Any]) -> list[Any]:
        """Values in the order of the question marks."""
        if self._clause is not None:
            self._compile()
        defaults = self._defaults
        return [given[name] if name in given else defaults[name] for name in self._names]


class RowStatement(Statement):
    """A statement whose parameters are fields of a struct, a row a struct."""

    __slots__ = ("_getter",)

    def __init__(self, clause: ClauseElement) -> None:
        super().__init__(clause)
        self._getter: Any = None

    def of(self, row: msgspec.Struct) -> Any:
        """The values of one row."""
        if self._getter is None:
            self._getter = attrgetter(*self.names)
        return self._getter(row)


class RowInsert(RowStatement):
    """`INSERT` of whole rows given as structs."""

    __slots__ = ()

    def __init__(self, table: Table, row: type[msgspec.Struct], *, or_ignore: bool = False) -> None:
        columns: dict[str, Any] = {name: bindparam(name) for name in row.__struct_fields__}
        clause = insert(table).values(columns)
        super().__init__(clause.prefix_with("OR IGNORE") if or_ignore else clause)


def columns_of(table: Table, row: type[msgspec.Struct]) -> Select[Any]:
    """`SELECT` of exactly a struct's fields, in its order."""
    return select(*(table.c[name] for name in row.__struct_fields__))


class Link:
    """One connection of the driver, by statements.  No transaction of its own."""

    __slots__ = ("driver",)

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def all(self, statement: Statement, **given: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        rows: list[tuple[Any, ...]] = self.driver.execute(statement.sql, statement.values(given)).fetchall()
        return rows

    def one(self, statement: Statement, **given: Any) -> tuple[Any, ...] | None:
        """The first row of a query."""
        row: tuple[Any, ...] | None = self.driver.execute(statement.sql, statement.values(given)).fetchone()
        return row

    def value(self, statement: Statement, **given: Any) -> Any:
        """The first column of the first row; None without one."""
        row = self.driver.execute(statement.sql, statement.values(given)).fetchone()
        return None if row is None else row[0]

    def rows(self, statement: Statement, row: type[RowType], **given: Any) -> list[RowType]:
        """All rows of a query as structs (the query is of `columns_of`)."""
        return [row(*found) for found in self.driver.execute(statement.sql, statement.values(given))]

    def row(self, statement: Statement, row: type[RowType], **given: Any) -> RowType | None:
        """The first row of a query as a struct."""
        found = self.driver.execute(statement.sql, statement.values(given)).fetchone()
        return None if found is None else row(*found)

    def run(self, statement: Statement, **given: Any) -> int:
        """Run a change; the number of rows it touched."""
        count: int = self.driver.execute(statement.sql, statement.values(given)).rowcount
        return count

    def insert(self, statement: RowStatement, row: msgspec.Struct) -> int:
        """Insert one row; its rowid."""
        rowid: int = self.driver.execute(statement.sql, statement.of(row)).lastrowid
        return rowid

    def insert_all(self, statement: RowStatement, rows: Sequence[msgspec.Struct]) -> None:
        """Insert rows."""
        if rows:
            self.driver.executemany(statement.sql, map(statement.of, rows))

    def run_all(self, statement: Statement, given: Iterable[Sequence[Any]]) -> None:
        """Run a change for each tuple of values, in the order of the statement's question marks."""
        self.driver.executemany(statement.sql, given)
