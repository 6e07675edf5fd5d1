"""Parked receipts at the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.parked import ParkedScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at the till, a bottle of milk on the screen, the list of parked receipts open."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.scan(shop.MILK)
        taken.shell.go("parked")
        yield taken


def screen(hand: Hand) -> ParkedScreen:
    return hand.on("parked", ParkedScreen)


def test_parking_with_a_name_leaves_an_empty_receipt(hand: Hand) -> None:
    hand.type("Oleg")
    hand.key(Key.Key_F4)
    assert hand.where == "selling"
    assert hand.till.selling.view().empty
    assert [parked.name for parked in hand.till.parking.list()] == ["Oleg"]


def test_letters_are_touched_too(hand: Hand) -> None:
    for letter in "яна":
        cell = next(cell for cell in screen(hand).letters.cells if cell.caption == letter)
        hand.touch(cell)
    assert screen(hand).letters.field.text.lower() == "яна"


def test_taking_up_brings_the_same_receipt_back_and_says_whether_it_changed(hand: Hand) -> None:
    hand.key(Key.Key_F4)
    hand.shell.go("parked")
    hand.key(Key.Key_F12)
    assert hand.where == "selling"
    assert len(hand.till.selling.receipt.lines) == 1
    assert hand.till.parking.list() == []
    assert hand.last_told()


def test_enter_takes_nothing_up(hand: Hand) -> None:
    hand.key(Key.Key_F4)
    hand.shell.go("parked")
    hand.key(Key.Key_Return, Key.Key_Enter)
    assert hand.where == "parked"
    assert len(hand.till.parking.list()) == 1


def test_a_receipt_on_the_screen_is_never_overwritten(hand: Hand) -> None:
    hand.key(Key.Key_F4)
    hand.scan(shop.MILK, shop.MILK)
    hand.shell.go("parked")
    assert "сначала отложите" in screen(hand).take.reason
    hand.key(Key.Key_F12)
    assert hand.where == "parked"
    assert hand.till.selling.receipt.lines[0].quantity == 2000


def test_throwing_away_is_written_down(hand: Hand) -> None:
    hand.key(Key.Key_F4)
    hand.shell.go("parked")
    hand.key(Key.Key_Delete)
    assert hand.till.parking.list() == []
    acts = [record.act for record in hand.till.journal.latest().result(5)]
    assert "receipt_cancelled" in acts


def test_throwing_away_is_a_right(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.scan(shop.MILK)
        hand.shell.go("parked")
        hand.key(Key.Key_F4)
        hand.shell.go("parked")
        hand.key(Key.Key_Delete)
        assert hand.where == "permission"
        hand.key(Key.Key_Escape)
        assert hand.where == "parked"
        assert len(hand.till.parking.list()) == 1


def test_parked_receipts_survive_a_restart(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    from cashier_app.till.opening import open_till
    from cashier_app.words import load_words
    from tests.clock import ManualClock

    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.scan(shop.MILK)
        hand.shell.go("parked")
        hand.type("7")
        hand.key(Key.Key_F4)
    till = open_till(shop.settings(), tmp_path / "till", ManualClock(), load_words("ru"))
    try:
        assert [parked.name for parked in till.parking.list()] == ["7"]
    finally:
        till.close()


def test_over_an_empty_receipt_the_key_that_parks_leads_to_what_is_parked(hand: Hand) -> None:
    hand.key(Key.Key_F4)
    button = hand.on("selling", SellingScreen).park
    assert (hand.where, button.caption) == ("selling", "Отложено")
    assert button.sub == "1 чек"
    hand.key(Key.Key_F4)
    assert hand.where == "parked"
    hand.key(Key.Key_F12)
    assert (hand.where, button.caption) == ("selling", "Отложить")
