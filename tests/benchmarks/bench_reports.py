"""Reports of a till with 1,000,000 receipts of five lines: a shift, and a month by category, by product and by rule.

The receipts are copies of a few real sales, a thousand a day in shifts of a day, under random ids as sales have them;
those older than forty days keep of their quotes the discounts alone, so that the database stays within a few gigabytes.
It is made once and kept in the temp folder, as the other datasets are.
"""

from __future__ import annotations

import hashlib
import json
import random
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.core.clock import MINUTE, Instant, local_date, start_of_day
from cashier_app.reports.periods import Period, days
from cashier_app.storage.database import Database
from cashier_app.storage.report_keeping import forget, keep
from cashier_app.till.manager_reports import Asked, gather, report_of
from cashier_app.words import load_words
from tests.benchmarks import dataset
from tests.benchmarks.result import Result

RECEIPTS: Final = 1_000_000
A_DAY: Final = 1000
WHOLE_QUOTES: Final = 40 * A_DAY
CATEGORIES: Final = 60
PRODUCTS, ACCOUNTS = 5000, 1000
#: Shifts of more than the month that is asked of.
KEPT_SHIFTS: Final = 36
SHIFT_LIMIT_S, MONTH_LIMIT_S = 0.5, 3.0
_ZONE: Final = dataset.SETTINGS.shop.zone


def folder() -> Path:
    """The till's folder with all receipts; built at the first call (minutes), then found."""
    root = Path(__file__).resolve().parents[2]
    recipe = Path(__file__).read_bytes() + (root / "cashier_app" / "storage" / "tables.py").read_bytes()
    place = Path(tempfile.gettempdir()) / f"cashier-app-receipts-{hashlib.sha256(recipe).hexdigest()[:12]}"
    if not place.exists():
        draft = place.with_name(place.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        dataset.copy_to(draft, PRODUCTS, ACCOUNTS)
        _fill(draft)
        draft.rename(place)
    return place


def _fill(place: Path) -> None:
    """Sell a few real receipts, then copy them until there are enough."""
    from cashier_app.till.opening import open_till

    till = open_till(dataset.SETTINGS, place, SystemClock(), load_words("ru"))
    user = till.people.everybody()[0]
    till.people.log_in(user.user_id, dataset.PIN).result()
    for n in range(8):
        for line in range(5):
            till.selling.add_product(dataset.product_id(n * 37 + line * 11), "1")
        if n % 2:
            till.selling.scan(_scan(dataset.card(n)))
        till.paying.start()
        till.paying.pay_cash("100000").result()
    now = till.clock.now()
    till.close()
    import pysqlite3.dbapi2 as driver

    connection = driver.connect(str(place / "till.db"), isolation_level=None)
    connection.row_factory = driver.Row
    for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000", "journal_mode=OFF", "temp_store=FILE"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    models = [_model(connection, dict(row)) for row in connection.execute("SELECT * FROM receipt ORDER BY number")]
    for table in ("receipt", "receipt_line", "payment", "shift", "outbox", "print_job"):
        connection.execute(f"DELETE FROM {table}")
    indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''").fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("BEGIN")
    _insert_all(connection, models, user.user_id, now)
    for _, sql in indexes:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def _scan(card: str) -> Any:
    from tests.integration.till.shop import scan

    return scan(card)


def _model(connection: Any, receipt: dict[str, Any]) -> dict[str, Any]:
    """A receipt with its lines and payments; `thin` is its quote with the discounts and new lots alone."""
    of = (receipt["receipt_id"],)
    quote = json.loads(receipt["quote"])["quote"]
    lots = [{key: lot[key] for key in ("rule_id", "name", "points", "wallet")} for lot in quote["new_lots"]]
    thin = {"quote": {"lines": [{"discounts": line["discounts"]} for line in quote["lines"]], "new_lots": lots}}
    return {
        "receipt": receipt,
        "thin": msgspec.json.encode(thin),
        "lines": [dict(row) for row in connection.execute("SELECT * FROM receipt_line WHERE receipt_id = ?", of)],
        "payments": [dict(row) for row in connection.execute("SELECT * FROM payment WHERE receipt_id = ?", of)],
    }


def _insert_all(connection: Any, models: list[dict[str, Any]], user_id: str, now: Instant) -> None:
    today = local_date(now, _ZONE)
    whole_days = RECEIPTS // A_DAY
    chance = random.Random(1)
    names = ", ".join(models[0]["lines"][0])
    connection.execute(f"CREATE TABLE unsorted AS SELECT {names} FROM receipt_line WHERE 0")
    marks = ", ".join("?" * len(models[0]["lines"][0]))
    for n in range(whole_days):
        day = today - timedelta(days=whole_days - 1 - n)
        opened = start_of_day(day, _ZONE) + 8 * 60 * MINUTE
        closed = opened + 14 * 60 * MINUTE if n < whole_days - 1 else None
        values = (n + 1, opened, user_id, 0, closed, user_id if closed else None, 0 if closed else None)
        connection.execute("INSERT INTO shift VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", values)
        lines = _day(connection, models, n, opened, chance)
        connection.executemany(f"INSERT INTO unsorted VALUES ({marks})", lines)
    # keys at random would be written page by page
    connection.execute(f"INSERT INTO receipt_line ({names}) SELECT {names} FROM unsorted ORDER BY receipt_id, number")
    connection.execute("DROP TABLE unsorted")


def _day(
    connection: Any, models: list[dict[str, Any]], n: int, opened: Instant, chance: random.Random
) -> Iterator[tuple[Any, ...]]:
    """A day's receipts and payments written; their lines."""
    receipts, payments, lines = [], [], []
    for place in range(A_DAY):
        model, number = models[chance.randrange(len(models))], n * A_DAY + place + 1
        receipt_id, at = secrets.token_hex(16), opened + place * 14 * 60 * MINUTE // A_DAY
        quote = model["receipt"]["quote"] if number > RECEIPTS - WHOLE_QUOTES else model["thin"]
        new = {"receipt_id": receipt_id, "number": number, "shift": n + 1, "opened_at": at, "closed_at": at}
        receipts.append(tuple((model["receipt"] | new | {"quote": quote}).values()))
        for payment in model["payments"]:
            paid = {"payment_id": secrets.token_hex(16), "receipt_id": receipt_id, "asked_at": at, "resolved_at": at}
            payments.append(tuple((payment | paid).values()))
        for line in model["lines"]:
            product = chance.randrange(PRODUCTS)
            item = msgspec.json.decode(line["item"])
            item |= {"product_id": f"product-{product}", "category": f"Продукты/Отдел {product % CATEGORIES}"}
            changed = {"receipt_id": receipt_id, "product_id": item["product_id"], "item": msgspec.json.encode(item)}
            lines.append(tuple((line | changed).values()))
    for table, rows in (("receipt", receipts), ("payment", payments)):
        marks = ", ".join("?" * len(rows[0]))
        names = ", ".join(models[0]["receipt"] if table == "receipt" else models[0]["payments"][0])
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
    yield from lines


def _took(path: Path, asked: Asked, now: Instant) -> float:
    """Seconds from the question to the report in words."""
    begun = time.perf_counter()
    report_of(gather(path, asked, now, _ZONE), dataset.SETTINGS, load_words("ru"))
    return time.perf_counter() - begun


def run() -> list[Result]:
    """The best of three: of a shift from its receipts, of a month from them and from what is kept of its shifts."""
    place = folder()
    with Database.open(place) as database:
        forget(database.worker)
    path, now = place / "till.db", SystemClock().now()
    last = local_date(path.stat().st_mtime_ns // 1_000_000, _ZONE) - timedelta(days=2)
    month = days(last - timedelta(days=29), last, _ZONE)
    shift = RECEIPTS // A_DAY - 2
    found = []
    for name, limit in (("summary", SHIFT_LIMIT_S), ("discounts", SHIFT_LIMIT_S), ("categories", SHIFT_LIMIT_S)):
        took = min(_took(path, Asked(name, None, shift), now) for _ in range(3))
        found.append(Result(name=f"report of a shift: {name}", measured=took, limit=limit, unit="s"))
    found += _of_month(path, month, now, "from its receipts", False)
    with Database.open(place) as database:
        begun = time.perf_counter()
        kept = keep(database.worker, path, _ZONE, most=KEPT_SHIFTS)
        took = (time.perf_counter() - begun) / kept
    found.append(Result(name="keeping the answers of a shift", measured=took, limit=0, unit="s", informative=True))
    return found + _of_month(path, month, now, "from what is kept", True)


def _of_month(path: Path, month: Period, now: Instant, how: str, promised: bool) -> list[Result]:
    found = []
    for name in ("categories", "products", "hours", "discounts", "loyalty"):
        took = min(_took(path, Asked(name, month), now) for _ in range(3))
        about = f"report of a month of {30 * A_DAY} receipts {how}: {name}"
        found.append(
            Result(
                name=about,
                measured=took,
                limit=MONTH_LIMIT_S,
                unit="s",
                informative=not (promised and name == "categories"),
            )
        )
    return found
