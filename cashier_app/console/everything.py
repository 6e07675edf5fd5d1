"""All tables of a database as CSV files with a schema (a Data Package of Frictionless Data) and a README.

Of one instant, row by row: a million of them take no more memory than a thousand.  Whole numbers stay what they are,
with their unit told by the schema; instants become ISO 8601 in UTC; JSON stays JSON, other bytes become hexadecimal.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.console.everything_words import TABLES, UNITS, readme

#: Rows fetched at a time.
_ROWS: Final = 1000
#: Made anew from others, or good for nothing but breaking in.
_LEFT_OUT: Final = frozenset({"kept_answer", "pairing", "told_marks"})
#: Never told, whoever asks.
_SECRET: Final = frozenset({"pin_hash", "badge_hash", "key_hash", "secret"})
_SECRET_KEY: Final = re.compile("key|secret|token|password|pin")
#: What tells who a person is: columns of tables, and of operations those of certain kinds.
_PERSONAL: Final = frozenset(
    {
        *("account.display", "account.birthday", "member.name", "member.registered_by", "user.name"),
        *("identifier.hash", "identifier.value", "identifier.masked", "phone_card.hash", "purchase.name"),
        *("parked_receipt.name", "parked_receipt.body", "draft.body", "print_job.document", "told_sale.body"),
        *("receipt.unclaimed", "receipt.quote", "hold.asked", "hold.content", "fork.body", "operation.rewritten"),
    }
)
_OPERATIONS: Final = frozenset({"outbox", "operation"})
_OF_PERSONS: Final = frozenset({"registration", "card"})

_MONEY: Final = frozenset(
    {
        *("price", "member_price", "base", "discount", "redeemed", "to_pay", "amount", "tendered", "total", "float"),
        *("counted", "cost", "vat", "net", "net_purchases"),
    }
)
_POINTS: Final = frozenset(
    {
        *("balance", "granted", "earned", "used", "released", "lapsed", "points", "redeemed_points", "accrued_points"),
        *("reserved", "claim", "spent", "flagged"),
    }
)
_INSTANTS: Final = frozenset({"at", "as_of", "lease_until", "until", "level_since", "locked_until", "valid_from"})


class Field(msgspec.Struct, frozen=True):
    """A column as the schema tells it."""

    name: str
    type: str
    unit: str = ""


class Told(msgspec.Struct, frozen=True):
    """How many tables and rows were written."""

    tables: int
    rows: int


class Place(ABC):
    """Where files are written: a folder or a ZIP file."""

    @abstractmethod
    def file(self, name: str) -> Any:
        """A binary file to write, as a context manager."""


class FolderPlace(Place):
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "data").mkdir(parents=True)

    def file(self, name: str) -> IO[bytes]:
        """A file of the folder."""
        return (self._folder / name).open("wb")


class ZipPlace(Place):
    """Files in a ZIP file."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed

    def file(self, name: str) -> IO[bytes]:
        """A file of the archive, packed as it is written."""
        return self._packed.open(name, "w", force_zip64=True)


@contextmanager
def place_of(out: Path) -> Iterator[Place]:
    """The place that a path names: a ZIP file by its ending, else a folder.  Raises `OSError`."""
    if out.suffix.lower() != ".zip":
        yield FolderPlace(out)
        return
    with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED) as packed:
        yield ZipPlace(packed)


def write_everything(
    connection: sa.Connection, metadata: sa.MetaData, place: Place, whose: str, personal: bool
) -> Told:
    """Write all tables of a connection that is within a transaction for reading, schema and README.

    `whose` is `till` or `server`; without `personal` what tells who a person is stays empty.  Raises `OSError`.
    """
    resources, rows = [], 0
    tables = [table for table in metadata.sorted_tables if table.name not in _LEFT_OUT]
    for table in tables:
        name = f"data/{table.name}.csv"
        fields = [_field(column) for column in table.columns]
        with place.file(name) as file:
            count = _write_table(connection, table, fields, file, personal)
        rows += count
        resources.append(_resource(table, name, fields, count))
    package = {"profile": "tabular-data-package", "name": f"cashier-app-{whose}", "resources": resources}
    with place.file("datapackage.json") as file:
        # names of tables and columns are no plain texts, which only this encoder takes
        file.write(json.dumps(package, ensure_ascii=False, indent=2).encode())
    with place.file("README.md") as file:
        shown = {
            table.name: [(each.name, each.type, each.unit) for each in map(_field, table.columns)] for table in tables
        }
        file.write(readme(whose, shown, personal).encode())
    return Told(len(tables), rows)


def _write_table(
    connection: sa.Connection, table: sa.Table, fields: list[Field], file: IO[bytes], personal: bool
) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    out = csv.writer(text)
    out.writerow([field.name for field in fields])
    shown = [_shown(str(table.name), field, personal) for field in fields]
    query = sa.select(*(table.c[field.name] for field in fields))
    count = 0
    result = connection.execution_options(yield_per=_ROWS).execute(query)
    for row in result:
        told = row._mapping
        out.writerow([show(value, told) for show, value in zip(shown, row, strict=True)])
        count += 1
    text.flush()
    text.detach()
    return count


def _shown(table: str, field: Field, personal: bool) -> Callable[[Any, Mapping[Any, Any]], str]:
    """How a column's values are written."""
    if field.name in _SECRET or (not personal and f"{table}.{field.name}" in _PERSONAL):
        return lambda value, row: ""
    if table in _OPERATIONS and field.name == "body" and not personal:
        return lambda value, row: "" if row["kind"] in _OF_PERSONS else _bytes(value)
    if table == "meta" and field.name == "value":
        return lambda value, row: "" if _SECRET_KEY.search(row["key"]) else str(value)
    if field.type == "datetime":
        return lambda value, row: _instant(value)
    return lambda value, row: _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _bytes(value) if isinstance(value, bytes | memoryview) else str(value)


def _bytes(value: Any) -> str:
    content = bytes(value)
    if content[:1] in (b"{", b"["):
        try:
            return content.decode()
        except UnicodeDecodeError:
            pass
    return content.hex()


def _instant(value: int | None) -> str:
    if not value:
        return ""
    seconds, milliseconds = divmod(value, 1000)
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):  # “for ever” is later than any calendar
        return str(value)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds:03}Z"


def _field(column: sa.Column[Any]) -> Field:
    name, kind = str(column.name), column.type
    if isinstance(kind, sa.Boolean):
        return Field(name, "boolean")
    if isinstance(kind, sa.LargeBinary):
        return Field(name, "string", "json-or-hex")
    if not isinstance(kind, sa.Integer):
        return Field(name, "string")
    if name in _INSTANTS or name.endswith("_at"):
        return Field(name, "datetime", "utc")
    units = (("kopeck", _MONEY), ("point/100", _POINTS), ("1/1000", {"quantity", "stock"}), ("1/100 %", {"vat_rate"}))
    return Field(name, "integer", next((unit for unit, names in units if name in names), ""))


def _resource(table: sa.Table, path: str, fields: list[Field], count: int) -> dict[str, Any]:
    english, russian = TABLES.get(table.name, ("", ""))
    described = []
    for field in fields:
        one: dict[str, Any] = {"name": field.name, "type": field.type}
        if field.unit:
            one |= {"unit": field.unit, "description": UNITS[field.unit][0], "description_ru": UNITS[field.unit][1]}
        described.append(one)
    keys = [
        {
            "fields": [str(column.name)],
            "reference": {"resource": key.column.table.name, "fields": [str(key.column.name)]},
        }
        for column in table.columns
        for key in column.foreign_keys
    ]
    return {
        "name": str(table.name),
        "path": path,
        "description": english,
        "description_ru": russian,
        "rows": count,
        "schema": {
            "fields": described,
            "primaryKey": [str(column.name) for column in table.primary_key],
            **({"foreignKeys": keys} if keys else {}),
        },
    }
