"""Goods found while somebody types: whatever a cashier types, the likeliest first, in step with the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple

from cashier_app.catalog.goods_words import fold
from cashier_app.storage.database import Database
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.migrations import migrate
from cashier_app.storage.reader import Reader
from cashier_app.storage.repositories.goods_index import index_all
from cashier_app.storage.rows import ProductRow

GOODS = [
    ProductRow("milk", "Молоко «Ёлочка» 3,2 %", 9490, brand="Лужок", article="M-1", digest=b"1"),
    ProductRow("bread", "Хлеб чёрный", 5250, digest=b"2"),
    ProductRow("bag", "Пакет 100%_майка", 1000, digest=b"3"),
    ProductRow("old", "Молоко снятое с продажи", 100, deleted=True, digest=b"4"),
    ProductRow("cheese", "Сыр", 50_000, digest=b"5"),
    ProductRow("snack", "Сырок глазированный", 4000, digest=b"6"),
    ProductRow("melted", "Плавленый сыр", 9000, digest=b"7"),
    ProductRow("sour", "Кофе сырой", 9000, digest=b"8"),
    ProductRow("cola", "Напиток Кока-Кола 0,5л", 9000, digest=b"9", stock=0),
    ProductRow("cola2", "Напиток Кола 0,5 литра в стекле", 9000, digest=b"10", stock=5000),
    ProductRow("uht", "Milk UHT", 9000, digest=b"11", article="7701"),
    ProductRow("twin", "Mорковь мытая", 9000, digest=b"12"),  # the first letter is Latin
]
CODES = [
    ("04600000000015", "milk"),
    ("04600000000022", "bread"),
    ("04600000000039", "old"),
    ("04600000770100", "cola"),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with a dozen products."""
    with Database.open(tmp_path_factory.mktemp("goods")) as opened:
        opened.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
        yield opened


@pytest.fixture(scope="module")
def reader(database: Database) -> Reader:
    """Somebody who searches."""
    made = database.reader()
    made.warm_search()
    return made


def ids(rows: list[ProductRow]) -> list[str]:
    return [row.product_id for row in rows]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("м", ["twin", "milk", "bag"]),  # the last by the beginning of a part
        ("молоко", ["milk"]),
        ("ЕЛОЧКА", ["milk"]),
        ("ёлочка молоко", ["milk"]),
        ("мол 3,2", ["milk"]),
        ("лужок", ["milk"]),
        ("M-1", ["milk"]),
        ("m-1", ["milk"]),
        ("локо", ["milk"]),
        ("морковь", ["twin"]),
        ("черный", ["bread"]),
        ("ерны", ["bread"]),
        ("100%_", ["bag"]),
        ("майка", ["bag"]),
        ("%", ["milk"]),
        ("кола", ["cola2", "cola"]),
        ("", []),
        ("   ", []),
        ("ыыыы", []),
        ("'; DROP TABLE product; --", []),
        ('"', []),
        ("AND OR NOT", []),
    ],
)
def test_words_are_found_in_any_order_case_and_place(reader: Reader, typed: str, expected: list[str]) -> None:
    assert ids(reader.search(typed)) == expected


def test_the_likeliest_stands_first(reader: Reader) -> None:
    """The word itself at the beginning, one that begins so, the word itself further on, then the middles of words."""
    assert ids(reader.search("сыр")) == ["cheese", "snack", "melted", "sour"]


@pytest.mark.parametrize(
    ("typed", "expected"), [("0022", ["bread"]), ("4600000000022", ["bread"]), ("00015", ["milk"])]
)
def test_digits_are_the_end_of_a_code(reader: Reader, typed: str, expected: list[str]) -> None:
    assert ids(reader.search(typed)) == expected


def test_an_article_wins_over_the_end_of_a_code(reader: Reader) -> None:
    assert ids(reader.search("7701")) == ["uht"]
    assert ids(reader.search("0100")) == ["cola"]
    assert ids(reader.search("022")) == [], "three digits are the end of too many codes"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("vjkjrj", ["milk"]), ("ьшдл", ["uht"]), ("[kt,", ["bread"]), ("cs", ["cheese", "snack", "sour", "melted"])],
)
def test_the_keyboards_other_language_is_understood(reader: Reader, typed: str, expected: list[str]) -> None:
    assert ids(reader.search(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("малоко", ["milk"]), ("моолко", ["milk"]), ("глазиованный сыр", ["snack"]), ("vfkjrj", ["milk"]), ("4611", [])],
)
def test_one_slip_is_forgiven_in_words_and_never_in_figures(reader: Reader, typed: str, expected: list[str]) -> None:
    assert ids(reader.search(typed)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=20))
def test_whatever_is_typed_is_answered(reader: Reader, typed: str) -> None:
    assert len(reader.search(typed, 3)) <= 3


def test_a_search_that_is_not_wanted_any_more_stops(reader: Reader) -> None:
    looks: list[None] = []

    def wanted() -> bool:
        looks.append(None)
        return len(looks) < 2

    reader.search("ыыыы", 50, wanted)
    assert len(looks) == 2


# --- in step with the catalogue --------------------------------------------------------------------------


def test_the_index_follows_every_change_of_the_catalogue(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        reader = database.reader()

        def put(row: ProductRow, *codes: str) -> None:
            database.worker.call(lambda unit: unit.goods.put([row], [(code, row.product_id) for code in codes]))
            reader.warm_search()

        put(ProductRow("milk", "Молоко", 9490, digest=b"1"), "04600000000015")
        put(ProductRow("milk", "Кефир", 9490, digest=b"2"), "04600000000022")
        assert ids(reader.search("молоко")) == []
        assert ids(reader.search("ефи")) == ["milk"]
        assert (ids(reader.search("0015")), ids(reader.search("0022"))) == ([], ["milk"])
        put(ProductRow("milk", "Кефир", 9490, article="К7", digest=b"3"))
        assert ids(reader.search("к7")) == ["milk"]
        put(ProductRow("milk", "Кефир", 9490, deleted=True, digest=b"4"))
        assert ids(reader.search("кефир")) == []
        put(ProductRow("milk", "Кефир", 9490, digest=b"5"))
        assert ids(reader.search("кефир")) == ["milk"]


def test_a_price_alone_changes_nothing_of_the_index(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:

        def put(price: int, stock: int) -> int:
            row = ProductRow("milk", "Молоко", price, stock=stock, digest=bytes([price]))
            database.worker.call(lambda unit: unit.goods.put([row], []))
            return int(database.worker.call(lambda unit: unit.meta.get("goods_words")) or 0)

        assert put(1, 1000) == put(2, 2000) == 1
        assert put(3, 0) == 2, "goods out of stock move behind the others"


def test_a_database_from_before_the_index_gets_one(tmp_path: Path) -> None:
    engine = create_till_engine(tmp_path / "till.db")
    migrate(engine, "0001")
    engine.dispose()
    fields = [*ProductRow.__struct_fields__, "folded", "coded"]
    connection = driver.connect(str(tmp_path / "till.db"), isolation_level=None)
    connection.executemany(
        f"INSERT INTO product ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))})",
        [(*astuple(row), fold(row.name), 1) for row in GOODS],
    )
    connection.executemany("INSERT INTO barcode VALUES (?, ?)", CODES)
    connection.close()
    with Database.open(tmp_path) as database:
        reader = database.reader()
        reader.warm_search()
        assert ids(reader.search("сыр")) == ["cheese", "snack", "melted", "sour"]
        assert ids(reader.search("0022")) == ["bread"]


def test_an_index_made_anew_is_the_one_that_was_kept(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        database.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
        reader = database.reader()
        before = [ids(reader.search(typed)) for typed in ("сыр", "к", "кола", "м")]
        database.worker.call(lambda unit: index_all(unit.meta._link.driver))
        assert [ids(reader.search(typed)) for typed in ("сыр", "к", "кола", "м")] == before
