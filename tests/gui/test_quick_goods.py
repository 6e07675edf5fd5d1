"""The quick page at the window: laid out by a manager with keys or touches, sold from by one touch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places
from cashier_app.ui.goods import GoodsScreen
from cashier_app.ui.picture_button import PictureButton, initials
from cashier_app.ui.quick_goods import QuickGoodsScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key
COFFEE = "Кофе в зёрнах «Арабика», 1 кг"


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager on the goods page."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as made:
        made.key(Key.Key_F1)
        yield made


def laid(hand: Hand) -> list[str]:
    """What stands in the list of the page that is laid out."""
    hand.rest()
    return [entry.title for entry in hand.on("quick_goods", QuickGoodsScreen).list.entries]


def add(hand: Hand, typed: str) -> None:
    """Put the first goods found on the page."""
    hand.key(Key.Key_F12)
    page = hand.on("goods", GoodsScreen)
    page.pad.field.set_text(typed)
    hand.qtbot.waitUntil(lambda: page.pages.currentIndex() == 1)
    hand.key(Key.Key_F12)


def tiles(hand: Hand) -> dict[str, PictureButton]:
    """Tiles of the goods page by their texts."""
    hand.rest()
    places = hand.on("goods", GoodsScreen).goods.places
    return {place.caption: place for place in places if place.isVisible() and isinstance(place, PictureButton)}


def test_a_page_is_laid_out_by_keys_and_sold_from_by_touch(hand: Hand, tmp_path: Path) -> None:
    hand.key(Key.Key_F4)
    assert laid(hand) == []
    add(hand, "арабика")
    add(hand, "молоко")
    screen = hand.on("quick_goods", QuickGoodsScreen)
    screen.letters.field.set_text("Горячее")
    hand.key(Key.Key_F2)
    assert laid(hand)[0] == COFFEE
    assert laid(hand)[2] == "Горячее"
    hand.key(Key.Key_Down, Key.Key_PageDown)
    assert laid(hand)[1] == COFFEE
    hand.key(Key.Key_Down, Key.Key_F4)
    add(hand, "чай")
    assert len(laid(hand)) == 1
    hand.key(Key.Key_Escape, Key.Key_Escape)
    assert [*tiles(hand)][1:] == [COFFEE, "Горячее"]
    hand.touch(tiles(hand)["Горячее"])
    assert "Назад" in tiles(hand)
    hand.touch(tiles(hand)["Назад"])
    hand.touch(tiles(hand)[COFFEE])
    assert hand.where == "selling"
    assert hand.till.selling.view().lines[0].name == COFFEE


def test_a_picture_is_chosen_from_a_folder_and_shown_on_the_tile(hand: Hand, tmp_path: Path) -> None:
    hand.shell.desk.places = Places.of(tmp_path, {})
    folder = hand.shell.desk.places.data / "pictures"
    folder.mkdir(parents=True)
    Image.new("RGB", (500, 500), "red").save(folder / "coffee.png")
    (folder / "notes.txt").write_text("no picture")
    hand.key(Key.Key_F4)
    add(hand, "арабика")
    hand.key(Key.Key_Down, Key.Key_F5)
    assert laid(hand) == ["coffee.png"]
    screen = hand.on("quick_goods", QuickGoodsScreen)
    screen.list.touched.emit(screen.list.entries[0].key)
    assert laid(hand) == [COFFEE]
    assert "картинк" in screen.list.entries[0].detail
    hand.key(Key.Key_Escape)
    tile = tiles(hand)[COFFEE]
    assert tile.grab().toImage().pixelColor(tile.square.center()).name() == "#fe0000"


def test_a_cashier_sells_from_it_and_does_not_lay_it_out(hand: Hand) -> None:
    shop.log_in(hand.till, "Иванова Мария")
    hand.key(Key.Key_Escape, Key.Key_F1, Key.Key_F4)
    assert hand.where == "goods"
    assert "менеджер" in hand.last_told()


@pytest.mark.parametrize(
    ("name", "letters"), [("Хлеб белый", "ХБ"), ("Кофе и чай", "КЧ"), ("7up", "7"), ("«Утро»", "«"), ("", "?")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
