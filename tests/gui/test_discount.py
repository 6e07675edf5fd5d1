"""Discounts and prices by hand at the window: keys alone do it, a scanner's Enter never does, a colleague allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.discount import DiscountScreen
from cashier_app.ui.permission import PermissionScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key
COFFEE = "4691498722954"


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager with coffee and milk on the receipt."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as made:
        made.scan(COFFEE, shop.MILK)
        yield made


def to_pay(hand: Hand) -> int:
    return hand.till.selling.view().to_pay


def chips(hand: Hand) -> list[str]:
    """Discounts as they stand on the selling screen."""
    return [chip for line in hand.on("selling", SellingScreen).list.lines for chip in line.chips]


def test_per_cent_typed_first_go_to_the_line_that_was_chosen(hand: Hand) -> None:
    hand.key(Key.Key_Up, Key.Key_Up)
    hand.type("10")
    hand.key(Key.Key_F3)
    screen = hand.on("discount", DiscountScreen)
    assert "Арабика" in screen.title.text()
    assert screen.apply.reason
    hand.key(Key.Key_Down, Key.Key_F12)
    assert to_pay(hand) == 121_900
    assert chips(hand)[0].startswith("Срок годности 10 % −124,90")


def test_a_new_price_and_a_sum_off_the_whole_receipt(hand: Hand) -> None:
    hand.key(Key.Key_F3, Key.Key_F4)
    hand.type("90")
    hand.key(Key.Key_Down, Key.Key_F12)
    assert to_pay(hand) == 133_900
    hand.key(Key.Key_F3, Key.Key_F6, Key.Key_F3)
    hand.type("39")
    hand.key(Key.Key_Down, Key.Key_F12)
    assert to_pay(hand) == 130_000
    offers = hand.on("selling", SellingScreen).offers
    hand.touch(offers.buttons[0])
    assert to_pay(hand) == 133_900


def test_enter_gives_nothing_and_a_scan_is_the_next_goods(hand: Hand) -> None:
    hand.type("10")
    hand.key(Key.Key_F3, Key.Key_Down, Key.Key_Return)
    assert hand.where == "discount"
    hand.scan(shop.MILK)
    assert chips(hand) == []
    assert to_pay(hand) == 143_880


def test_a_discount_is_taken_away_by_its_key(hand: Hand) -> None:
    hand.type("10")
    hand.key(Key.Key_F3, Key.Key_Down, Key.Key_F12, Key.Key_F3, Key.Key_Delete)
    assert chips(hand) == []


def test_what_the_person_may_not_give_says_whom_it_needs_and_a_colleague_allows_it(hand: Hand) -> None:
    shop.log_in(hand.till, "Иванова Мария")
    hand.type("20")
    hand.key(Key.Key_F3)
    screen = hand.on("discount", DiscountScreen)
    assert "менеджер" in screen.needs.text()
    hand.key(Key.Key_Down, Key.Key_F12)
    permission = hand.on("permission", PermissionScreen)
    permission.tiles.chosen.emit(next(u.user_id for u in hand.till.people.everybody() if u.name == "Орлова Вера"))
    hand.type("7913")
    hand.key(Key.Key_F12)
    assert any("20 %" in chip for chip in chips(hand))


def test_without_reasons_typed_per_cent_are_given_at_once(hand: Hand) -> None:
    hand.equip(selling=msgspec.structs.replace(hand.till.settings.selling, hand_reasons=()))
    hand.type("10")
    hand.key(Key.Key_F3)
    assert chips(hand) == ["Скидка 10 % −9,49"]


def test_with_red_lines_alone_there_is_nothing_to_discount(hand: Hand) -> None:
    hand.till.selling.begin()
    hand.shell.go("selling")
    hand.scan(shop.UNKNOWN)
    hand.key(Key.Key_F3)
    assert hand.where == "selling"
    assert "пуст" in hand.last_told()
