"""Goods in the database: found by code, article, words and last digits; batches change only what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.storage.database import Database
from cashier_app.storage.reader import Reader
from cashier_app.storage.rows import ProductRow

GOODS = [
    ProductRow("milk", "Молоко «Ёлочка» 3,2 %", 9490, category="Молочные", article="M-1", digest=b"1"),
    ProductRow("bread", "Хлеб чёрный", 5250, category="Хлеб", digest=b"2"),
    ProductRow("bag", "Пакет 100%_майка", 1000, category="Прочее", digest=b"3"),
    ProductRow("old", "Молоко снятое с продажи", 100, category="Снятое", deleted=True, digest=b"4"),
]
CODES = [("04600000000015", "milk"), ("04600000000022", "bread"), ("04600000000039", "old")]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database with four products."""
    with Database.open(tmp_path) as opened:
        opened.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
        yield opened


@pytest.fixture
def reader(database: Database) -> Reader:
    """The screen's reader."""
    return database.reader()


def ids(rows: list[ProductRow]) -> list[str]:
    return [row.product_id for row in rows]


def test_a_code_finds_its_product_and_nothing_that_is_withdrawn(reader: Reader) -> None:
    found = reader.product("04600000000015")
    assert found is not None
    assert found.product_id == "milk"
    assert reader.product("04600000000039") is None
    assert reader.product("04600000000046") is None


def test_goods_without_a_barcode_are_those_of_the_quick_page(reader: Reader) -> None:
    assert ids(reader.without_barcode()) == ["bag"]
    assert ids(reader.without_barcode("Молочные")) == []
    assert reader.categories() == ["Молочные", "Прочее", "Хлеб"]
    assert ids(reader.of_category("Хлеб")) == ["bread"]


def test_the_same_batch_again_changes_nothing(database: Database) -> None:
    again = database.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
    assert (again.added, again.changed) == ((), ())
    assert len(again.unchanged) == len(GOODS)


def test_a_changed_product_takes_its_new_codes_and_leaves_the_old(database: Database, reader: Reader) -> None:
    new = ProductRow("milk", "Молоко", 9990, digest=b"new")
    put = database.worker.call(
        lambda unit: unit.goods.put([new], [("04600000000053", "milk"), ("04600000000022", "milk")])
    )
    assert put.changed == ("milk",)
    assert put.taken_codes == (("04600000000022", "milk", "bread"),)
    assert reader.product("04600000000015") is None
    found, bread = reader.product("04600000000053"), reader.product("04600000000022")
    assert found is not None
    assert found.price == 9990
    assert bread is not None
    assert bread.product_id == "bread"
