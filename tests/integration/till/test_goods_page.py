"""The goods page's thread: the last search is answered, those before it are given up, and no commit is waited for."""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.storage.unit import UnitOfWork
from cashier_app.till.opening import Till


def names(future: Future[Any]) -> list[str]:
    return [goods.name for goods in future.result(10)]


def test_a_search_takes_the_place_of_those_before_it(till: Till) -> None:
    typed = ["м", "мо", "мол", "моло", "молок", "молоко"] * 20
    asked = [till.goods_page.search(text) for text in typed]
    assert names(asked[-1]) == ["Молоко"]
    assert not wait(asked, 10).not_done
    answered = [future for future in asked if not future.cancelled()]
    assert len(answered) < len(asked) // 2, "searches that nobody wants any more have been done"


def test_a_search_waits_for_no_commit(till: Till) -> None:
    held, go_on = Event(), Event()

    def hold(unit: UnitOfWork) -> None:
        held.set()
        go_on.wait(10)

    writing = till.database.worker.submit(hold)
    assert held.wait(10)
    try:
        assert names(till.goods_page.search("сыр")) == ["Сыр"]
        assert till.goods_page.categories().result(10)
    finally:
        go_on.set()
        writing.result(10)


def test_a_new_product_is_found_by_the_next_search(till: Till) -> None:
    assert names(till.goods_page.search("ефи")) == []
    row = till.reader.product_by_id("milk")
    assert row is not None
    kefir = replace(row, product_id="kefir", name="Кефир", digest=b"kefir")
    till.database.worker.call(lambda unit: unit.goods.put([kefir], []))
    assert names(till.goods_page.search("ефи")) == ["Кефир"]


def test_after_the_end_nothing_is_asked(till: Till) -> None:
    asked = till.goods_page.search("молоко")
    till.goods_page.close()
    assert asked.done()
    assert till.goods_page.search("сыр").cancelled()


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_finds_nothing(till: Till, typed: str) -> None:
    assert names(till.goods_page.search(typed)) == []
