"""`column is one of these values` as one parameter: the same statement whatever their number.

IN with a parameter a value is another statement for every number of values: both databases parse and plan it anew.
Here the values travel as one text, a JSON list for SQLite and an array for PostgreSQL, and an index is used as with IN.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from cashier_app.server.arrays import array_text


class Values(sa.types.TypeDecorator[Any]):
    """Values as one text that the database takes apart."""

    # no type of its own: PostgreSQL takes it for an array at once, not for each row that it compares
    impl = sa.types.NullType
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str:
        """The text for a dialect."""
        return values_text(value, dialect.name)


def values_text(values: Sequence[Any], dialect: str) -> str:
    """Values as the one text that a dialect's `among` takes."""
    if dialect != "postgresql":
        return msgspec.json.encode([each.hex() if isinstance(each, bytes) else each for each in values]).decode()
    return array_text(values)


class _Among(FunctionElement[Any]):
    name = "among"
    inherit_cache = True
    # not Boolean: SQLite's dialect would compare it with 1, and no index would serve it
    type = sa.types.NullType()


def among(column: sa.ColumnElement[Any], values: Iterable[Any] | str) -> sa.ColumnElement[bool]:
    """Whether a column (text, whole number or bytes) is one of the values, however many.

    A text is the name of the `param` of a `Statement` by which every call gives them.
    """
    if isinstance(values, str):
        return _Among(column, sa.bindparam(values, type_=Values()))
    return _Among(column, sa.bindparam(None, list(values), type_=Values(), unique=True))


@compiles(_Among)
def _in_sqlite(element: _Among, compiler: Any, **options: Any) -> str:
    column, values = element.clauses
    value = "unhex(value)" if isinstance(column.type, sa.LargeBinary) else "value"
    left, right = compiler.process(column, **options), compiler.process(values, **options)
    return f"{left} IN (SELECT {value} FROM json_each({right}))"


@compiles(_Among, "postgresql")
def _in_postgres(element: _Among, compiler: Any, **options: Any) -> str:
    column, values = element.clauses
    kind = column.type.compile(compiler.dialect).partition(" ")[0]
    left, right = compiler.process(column, **options), compiler.process(values, **options)
    return f"{left} = ANY ({right}::{kind}[])"
