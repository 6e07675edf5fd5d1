"""Rows to be written, with the defaults of the columns that they leave out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def completed(table: sa.Table, named: frozenset[str]) -> tuple[tuple[str, Any], ...]:
    """The columns that rows naming some of a table's are written with, each with its default.

    A number that the table gives by itself is left to it unless it is named.
    """
    return tuple(
        (column.name, column.default.arg if isinstance(column.default, sa.ColumnDefault) else None)
        for column in table.columns
        if column.name in named or column is not table.autoincrement_column
    )
