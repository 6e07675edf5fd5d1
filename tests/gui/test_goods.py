"""The goods page: folders, and a search that answers while one types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.goods import GoodsScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """Somebody on the goods page."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as made:
        made.key(Qt.Key.Key_F1)
        yield made


def page(hand: Hand) -> GoodsScreen:
    """The goods page, which must be shown."""
    return hand.on("goods", GoodsScreen)


def lines(hand: Hand) -> list[str]:
    """What stands on the receipt, the selling screen being shown."""
    return [line.name for line in hand.on("selling", SellingScreen).list.lines]


def search(hand: Hand, text: str) -> list[str]:
    """Type a search and wait for its answer."""
    page(hand).pad.field.set_text(text)
    hand.qtbot.waitUntil(lambda: page(hand).pages.currentIndex() == 1)
    return [entry.title for entry in page(hand).found.entries]


def test_goods_without_a_barcode_are_one_touch_away(hand: Hand) -> None:
    first = next(place for place in page(hand).goods.places if place.isVisible())
    name = first.caption
    hand.touch(first)
    assert lines(hand) == [name]


def test_a_folder_shows_its_goods(hand: Hand) -> None:
    folder = next(place for place in page(hand).folders.places if place.caption == "Пиво")
    hand.touch(folder)
    shown = [place.caption for place in page(hand).goods.places if place.isVisible()]
    assert "Сидр яблочный полусухой 4,5 %, 0,5 л" in shown
    assert folder.role == "chosen"


@pytest.mark.parametrize("typed", ["арабика", "кофе араб", "4691498722954", "722954"])
def test_goods_are_found_by_name_code_and_last_digits(hand: Hand, typed: str) -> None:
    assert "Кофе в зёрнах «Арабика», 1 кг" in search(hand, typed)


def test_the_first_found_is_taken_by_enter_and_arrows_choose_another(hand: Hand) -> None:
    found = search(hand, "сыр")
    hand.key(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert lines(hand) == [found[1]]


def test_enter_right_after_the_last_letter_searches_first(hand: Hand) -> None:
    page(hand).pad.field.set_text("арабика")
    hand.key(Qt.Key.Key_F12)
    assert lines(hand) == ["Кофе в зёрнах «Арабика», 1 кг"]


def test_nothing_found_adds_nothing(hand: Hand) -> None:
    assert search(hand, "ыыыыы") == []
    hand.key(Qt.Key.Key_F12, Qt.Key.Key_Return)
    assert page(hand).add.reason
    hand.key(Qt.Key.Key_Delete)
    assert page(hand).pad.field.text == ""


def test_latin_letters_of_the_keyboard_are_typed(hand: Hand) -> None:
    hand.type("abc")
    assert page(hand).pad.field.text == "abc"


def test_a_scan_goes_to_the_receipt(hand: Hand) -> None:
    hand.scan(shop.MILK)
    assert lines(hand) == ["Молоко «Деревенское» 3,2 %, 1 л"]


def test_digits_typed_on_the_receipt_begin_the_search(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Escape)
    hand.type("722954")
    hand.key(Qt.Key.Key_F1)
    assert page(hand).pad.field.text == "722954"
