"""Commit of a sale (10 lines, 3 payments) against the same rows written through the bare SQLite driver in FULL.

Ours is everything between "paid" and "on the disk": the job of the database worker with the points checked and
posted, the slip made, the operation encoded and sealed.  The reference inserts the very rows that such a sale
left, with nothing computed.  Both take turns on databases of their own in the same folder.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as driver

from cashier_app.clock import SystemClock
from cashier_app.core.clock import DAY, Instant
from cashier_app.storage.engine import prepare
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from cashier_app.till.opening import Till
from tests.benchmarks.result import Result
from tests.integration.till.shop import GOODS, card, found_shop, hash_of, scan

FACTOR = 2.5
RUNS = 5
SALES = 60
WARM_UP = 10
LINES = 10
#: So many buyers take turns that each has the few lots that a buyer has.
BUYERS = [card(number) for number in range(100, 200)]

#: Tables that a sale writes, by the condition that finds its rows.
TABLES = {
    "receipt": "receipt_id = ?",
    "receipt_line": "receipt_id = ?",
    "payment": "receipt_id = ?",
    "lot": "lot_id LIKE ? || '%'",
    "entry": "op_id = ?",
    "purchase": "op_id = ?",
    "print_job": "receipt_id = ?",
    "outbox": "op_id = ?",
}


class Sales:
    """Sales of the real till."""

    def __init__(self, folder: Path) -> None:
        self.till = found_shop(folder, SystemClock())
        now = self.till.clock.now()
        self.till.database.worker.call(lambda unit: _add_buyers(unit, now))
        self.ids: list[str] = []

    def one(self) -> float:
        """Seconds from the last touch to the committed sale: 10 lines, cash and two cards, points redeemed."""
        self.fill(self.till)
        paying = self.till.paying
        paying.start()
        for _ in range(2):
            paying.ask_card("100").result()
            paying.card_approved("A1").result()
        self.settle()
        begun = time.perf_counter()
        sold = paying.pay_cash("100000").result().sold
        took = time.perf_counter() - begun
        assert sold is not None
        self.ids.append(sold.receipt_id)
        return took

    def settle(self) -> None:
        """Let the draft and the checkpoint be over, so that nothing else is timed."""
        self.till.database.worker.call(lambda unit: None)

    @staticmethod
    def fill(till: Till) -> None:
        """Ten lines of goods without a barcode joining, a card, points."""
        for number in range(LINES):
            till.selling.add_product(GOODS[number % 2].product_id, "1")
            newest = till.selling.receipt.newest
            till.hand_discounts.give("percent", f"0,{number + 1:02d}", newest, till.hand_discounts.reasons[0])
        till.selling.scan(scan(BUYERS[till.reader.next_number() % len(BUYERS)]))
        till.selling.redeem("10")

    def rows(self) -> list[tuple[str, list[tuple[Any, ...]]]]:
        """The rows that the last sale left, by table."""
        receipt_id = self.ids[-1]

        def read(unit: Any) -> list[tuple[str, list[tuple[Any, ...]]]]:
            connection = unit.meta._link.driver
            return [
                (table, connection.execute(f"SELECT * FROM {table} WHERE {condition}", (receipt_id,)).fetchall())
                for table, condition in TABLES.items()
            ]

        return self.till.database.worker.call(read)


class Bare:
    """The same rows through the driver and nothing else."""

    def __init__(self, path: Path, schema: list[str]) -> None:
        self.connection = driver.connect(str(path), isolation_level=None)
        prepare(self.connection, read_only=False)
        self.connection.execute("PRAGMA foreign_keys=OFF")
        for sql in schema:
            self.connection.execute(sql)

    def one(self, rows: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
        """Seconds to insert a sale's rows in one transaction."""
        inserts = [
            (f"INSERT INTO {table} VALUES ({','.join('?' * len(found[0]))})", found) for table, found in rows if found
        ]
        begun = time.perf_counter()
        self.connection.execute("BEGIN IMMEDIATE")
        for sql, found in inserts:
            self.connection.executemany(sql, found)
        self.connection.execute("COMMIT")
        took = time.perf_counter() - begun
        self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return took


def _add_buyers(unit: Any, now: Instant) -> None:
    unit.ledger.put_accounts(
        [AccountRow(number, "Анна К.", "silver", "active", None, 0, 0, now, True) for number in BUYERS],
        [IdentifierRow(hash_of(number), number, "card", "..4417", "active") for number in BUYERS],
        [
            LotRow(f"{number}-{n}", number, "points", "base", 100_000, now - DAY, now + n * DAY, granted=100_000)
            for number in BUYERS
            for n in range(1, 6)
        ],
        [],
    )


def run() -> list[Result]:
    """Sales and bare inserts by turns; the median of the runs' medians."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        sales = Sales(Path(folder) / "till")
        schema = sales.till.database.worker.call(
            lambda unit: [
                sql
                for (sql,) in unit.meta._link.driver.execute(
                    # the tables within a full-text index come with it
                    "SELECT sql FROM sqlite_master WHERE sql <> '' AND name NOT LIKE 'sqlite%' AND name NOT IN "
                    "(SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY type DESC"
                )
            ]
        )
        bare = Bare(Path(folder) / "bare.db", schema)
        for _ in range(WARM_UP):
            sales.one()
            bare.one(sales.rows())
        ours, theirs = [], []
        for _ in range(RUNS):
            pairs = [(sales.one(), bare.one(sales.rows())) for _ in range(SALES)]
            ours.append(statistics.median(mine for mine, _ in pairs) * 1000)
            theirs.append(statistics.median(other for _, other in pairs) * 1000)
        lines = len(dict(sales.rows())["receipt_line"])
        payments = len(dict(sales.rows())["payment"])
        assert (lines, payments) == (LINES, 3), f"{lines} lines and {payments} payments are not what is promised"
        sales.till.close()
        bare.connection.close()
    reference = statistics.median(theirs)
    return [
        Result(
            name="commit of a sale, 10 lines, 3 payments",
            measured=statistics.median(ours),
            limit=reference * FACTOR,
            unit="ms",
            reference=reference,
            note="the same rows through the bare driver in FULL",
        )
    ]
