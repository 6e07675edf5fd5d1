"""A server's ledger as a chain has it: members of twenty stores, with cards, half of them with a telephone, and points.

Written straight into the tables of a new database: registering so many would take an hour.  Ids are hashes, as those of
real members are, so that nothing comes in any order.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pysqlite3.dbapi2 as driver

from cashier_app.clock import SystemClock
from cashier_app.core.clock import DAY, Instant
from cashier_app.core.ids import identifier_hash
from cashier_app.server import programmes, tables
from cashier_app.server.database import ServerDatabase, read_meta
from tests.benchmarks.dataset import PROGRAMME, card

#: The chain's stores; members are spread over them evenly.
STORES: Final = tuple(f"s{n}" for n in range(20))

_NAMES = ("Анна К.", "Сергей Н.", "Мария З.", "Пётр О.", "Ольга В.", "Игорь Л.")
_LEVELS = ("start", "silver", "gold")


def account_id(i: int) -> str:
    """Id of the i-th account."""
    return hashlib.sha256(b"account:%d" % i).hexdigest()[:32]


def make(path: Path, accounts: int) -> None:
    """A new ledger with a programme and so many members."""
    with ServerDatabase.open(str(path), SystemClock()) as database:
        with database.write() as transaction:
            programmes.publish(transaction, PROGRAMME.read_bytes())
            now, before = transaction.now, transaction.revision
        with database.read() as connection:
            key = bytes.fromhex(read_meta(connection, "identifier_key"))
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute("BEGIN")
    _fill(connection, "account", (_account(i, now, before + 1 + i) for i in range(accounts)))
    _fill(connection, "identifier", (row for i in range(accounts) for row in _identifiers(i, key)))
    _fill(connection, "lot", (_lot(i, now) for i in range(accounts)))
    connection.execute("UPDATE counter SET value = ? WHERE name = 'revision'", (before + accounts,))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _account(i: int, now: Instant, revision: int) -> dict[str, Any]:
    return {
        "account_id": account_id(i),
        "display": _NAMES[i % len(_NAMES)],
        "level_id": _LEVELS[i % len(_LEVELS)],
        "state": "active",
        "birthday": f"{1 + i % 12:02d}-{1 + i % 28:02d}",
        "segments": "",
        "home_store": STORES[i % len(STORES)],
        "net_purchases": i * 7919 % 9_000_000,
        "purchases": 7,
        "merged_into": "",
        "created_at": now,
        "born": i,
        "revision": revision,
        "level_since": now - 100 * DAY,
        "level_floor": "",
        "next_level": "",
        "next_level_at": 0,
        "last_purchase_at": now - i % 90 * DAY,
        "level_due": None,
        "home_epoch": "",
    }


def _identifiers(i: int, key: bytes) -> list[dict[str, Any]]:
    values = [("card", card(i)), *([("phone", f"79{i:09d}")] if i % 2 else [])]
    return [
        {
            "hash": identifier_hash(key, kind, value),
            "account_id": account_id(i),
            "kind": kind,
            "value": value,
            "masked": f"..{value[-4:]}",
            "state": "active",
        }
        for kind, value in values
    ]


def _lot(i: int, now: Instant) -> dict[str, Any]:
    return {
        "lot_id": hashlib.sha256(b"lot:%d" % i).hexdigest()[:32] + ".1",
        "account_id": account_id(i),
        "wallet": "points",
        "source": "import",
        "active_at": now - DAY,
        "expires_at": now + (30 + i % 300) * DAY,
        "balance": 10_000 + i % 100_000,
        "reserved": 0,
        "claim": 0,
        "lapsed": 0,
    }


def _fill(connection: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    """Rows as they are; columns that they do not name get the table's defaults."""
    first = next(rows)
    columns = tables.metadata.tables[table].columns
    more = {each.name: each.default.arg for each in columns if each.default is not None and each.name not in first}
    names = [*first, *more]
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    usual = tuple(more.values())
    connection.executemany(sql, ((*row.values(), *usual) for row in itertools.chain([first], rows)))
