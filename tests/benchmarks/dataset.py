"""A till's database as a chain has it: 300,000 goods, 1,000,000 accounts; made up, made once, kept in the temp folder.

`folder()` gives a till folder to be opened by `open_till(SETTINGS, folder(), …)`: an administrator
(`PIN`), an open shift and the reference programme are in it.  `barcode(i)` and `card(i)` name what it holds.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cashier_app.catalog import goods_words
from cashier_app.catalog.codes import check_digit, has_luhn_digit
from cashier_app.catalog.goods_words import fold
from cashier_app.clock import SystemClock
from cashier_app.config import Settings
from cashier_app.core.clock import DAY, Instant
from cashier_app.core.ids import identifier_hash
from cashier_app.core.words import Words
from cashier_app.storage.repositories.goods_index import index_all
from cashier_app.till.exchange import IDENTIFIER_KEY
from cashier_app.till.opening import Till, open_till
from cashier_app.words import load_words

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAMME: Final = ROOT / "resources" / "programmes" / "reference.json"
SETTINGS: Final = Settings()
PIN: Final = "2580"
KEY: Final = bytes(range(32))
PRODUCTS: Final = 300_000
ACCOUNTS: Final = 1_000_000

_KINDS = ("Молоко", "Сыр", "Хлеб", "Кофе в зёрнах", "Чай чёрный", "Шоколад", "Печенье", "Сок яблочный", "Вода", "Рис")
_BRANDS = ("Лужок", "Белый берег", "Ромашка", "Северный", "Дачный", "Утро", "Полянка", "Добрый двор")
_NAMES = ("Анна К.", "Сергей Н.", "Мария З.", "Пётр О.", "Ольга В.", "Игорь Л.")


def barcode(i: int) -> str:
    """EAN-13 of the i-th product."""
    body = f"460{i:09d}"
    return body + check_digit(body)


def product_id(i: int) -> str:
    """Id of the i-th product."""
    return f"product-{i}"


def account_id(i: int) -> str:
    """Id of the i-th account."""
    return f"account-{i}"


def card(i: int) -> str:
    """Card number of the i-th account, by the default mask (7789, 16 digits, Luhn)."""
    body = f"7789{i:011d}"
    return next(body + digit for digit in "0123456789" if has_luhn_digit(body + digit))


def folder(products: int = PRODUCTS, accounts: int = ACCOUNTS) -> Path:
    """The till folder with so many goods and accounts; built at the first call (a minute), then found."""
    storage = ROOT / "cashier_app" / "storage"
    parts = (storage / "tables.py", storage / "repositories" / "goods_index.py", Path(goods_words.__file__))
    recipe = Path(__file__).read_bytes() + b"".join(part.read_bytes() for part in parts)
    digest = hashlib.sha256(recipe + PROGRAMME.read_bytes()).hexdigest()[:12]
    place = Path(tempfile.gettempdir()) / f"cashier-app-dataset-{products}-{accounts}-{digest}"
    if not place.exists():
        draft = place.with_name(place.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        # in a process of its own: a benchmark of memory finds none of it
        builder = multiprocessing.get_context("spawn").Process(target=_build, args=(draft, products, accounts))
        builder.start()
        builder.join()
        if builder.exitcode:
            raise RuntimeError(f"the dataset cannot be built: exit code {builder.exitcode}")
        draft.rename(place)
    return place


def copy_to(target: Path, products: int = PRODUCTS, accounts: int = ACCOUNTS) -> Path:
    """A copy of the folder that a benchmark may write to and throw away."""
    shutil.copytree(folder(products, accounts), target, dirs_exist_ok=True)
    return target


def _build(place: Path, products: int, accounts: int) -> None:
    clock, words = SystemClock(), load_words("ru")
    till = open_till(SETTINGS, place, clock, words)
    _people(till, words)
    now = clock.now()
    till.close()
    import pysqlite3.dbapi2 as driver

    connection = driver.connect(str(place / "till.db"), isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    indexes = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql <> ''")]
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql <> ''").fetchall():
        connection.execute(f"DROP INDEX {name}")
    connection.execute("BEGIN")
    _fill(connection, "product", _products(products))
    _fill(connection, "barcode", ((f"0{barcode(i)}", product_id(i)) for i in range(products)))
    _fill(connection, "account", _accounts(accounts, now))
    _fill(connection, "identifier", _identifiers(accounts))
    _fill(connection, "lot", _lots(accounts, now))
    for sql in indexes:
        connection.execute(sql)
    index_all(connection)
    connection.execute("COMMIT")
    connection.close()


def _people(till: Till, words: Words) -> None:
    programme = PROGRAMME.read_bytes()

    def seed(unit: Any) -> None:
        unit.meta.put(IDENTIFIER_KEY, KEY.hex())
        unit.programmes.put(1, 0, programme)

    till.database.worker.call(seed)
    user = till.people.add("Иванова Мария", "administrator", PIN).result()
    till.people.log_in(user.user_id, PIN).result()
    till.shifts.open("1000").result()


def _fill(connection: Any, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * width)})", rows)


def _products(count: int) -> Iterator[tuple[Any, ...]]:
    for i in range(count):
        kind, brand = _KINDS[i % len(_KINDS)], _BRANDS[i % len(_BRANDS)]
        name = f"{kind} «{brand}» № {i}, {i % 900 + 100} г"
        price = 1990 + i * 37 % 150_000
        member_price = price * 9 // 10 if i % 7 == 0 else None
        yield (
            product_id(i),
            name,
            price,
            "pc",
            0,
            member_price,
            f"Продукты/{kind}",
            brand,
            "",
            "",
            None,
            1000,
            0,
            str(i),
            None,
            0,
            i.to_bytes(16, "big"),
            fold(name),
            1,
            None,
        )


def _accounts(count: int, now: Instant) -> Iterator[tuple[Any, ...]]:
    levels = ("start", "silver", "gold")
    for i in sorted(range(count), key=account_id):
        known = (account_id(i), _NAMES[i % len(_NAMES)], levels[i % 3], "active", "05-17", i % 9_000_000, 7)
        # told now by the central server, at home here, no segments, a level held since now, no floor, no change
        # decided, no purchase told
        yield (*known, now, now, "", 1, "", now, "", "", 0, 0)


def _identifiers(count: int) -> Iterator[tuple[Any, ...]]:
    rows = ((identifier_hash(KEY, "card", card(i)), account_id(i), "card", f"..{i % 10_000:04d}") for i in range(count))
    for row in sorted(rows):
        yield (*row, "active")


def _lots(count: int, now: Instant) -> Iterator[tuple[Any, ...]]:
    for i in sorted(range(count), key=account_id):
        points = 10_000 + i % 100_000
        yield (f"lot-{i}", account_id(i), "points", "base", points, now - DAY, now + 300 * DAY, points, 0, 0, 0, 0)
