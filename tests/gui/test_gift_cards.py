"""Gift cards at the screens: one is sold with its card, pays in parts and whole, is looked at in the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.gift_balance import GiftBalanceScreen
from cashier_app.ui.payment import PaymentScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.gui.states_of_gifts import CARD, FRESH, seed

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at a till that knows two gift cards: one with 1,500 roubles, and one that is not sold."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.till.database.worker.call(seed)
        yield taken


def on_card(hand: Hand, number: str) -> int:
    """What the till knows to be on a card."""
    asked = hand.till.gift_cards.read(number)
    assert asked is not None
    return hand.till.gift_cards.standing(asked).balance


def test_a_card_is_sold_by_its_goods_its_sum_and_its_scan(hand: Hand) -> None:
    selling = hand.on("selling", SellingScreen)
    selling.show_outcome(hand.till.selling.add_product("gift-any"))
    assert selling.upper.currentWidget() is selling.gift
    assert not hand.till.selling.view().pay.enabled
    hand.scan(FRESH)
    assert "сумма" in hand.last_told().lower()
    hand.type("99")
    hand.key(Key.Key_F2)
    assert "продать нельзя" in hand.last_told()
    hand.type("1500")
    hand.key(Key.Key_F2)
    assert "1\u00a0500,00" in selling.gift.figures.figure.text()
    hand.scan(FRESH)
    assert selling.upper.currentWidget() is selling.member
    assert hand.till.selling.view().to_pay == 150_000
    hand.key(Key.Key_F12)
    payment = hand.on("payment", PaymentScreen)
    assert payment.gift.reason, "a card is not paid for with a card"
    hand.key(Key.Key_F1)
    assert on_card(hand, FRESH) == 150_000


def test_a_card_that_waits_can_be_left_out(hand: Hand) -> None:
    selling = hand.on("selling", SellingScreen)
    selling.show_outcome(hand.till.selling.add_product("gift-3000"))
    hand.touch(selling.gift.leave)
    assert selling.upper.currentWidget() is selling.member
    assert hand.till.selling.view().empty


def test_a_card_scanned_at_the_payment_pays_a_typed_part_and_then_it_can_be_undone(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12)
    payment = hand.on("payment", PaymentScreen)
    due = hand.till.paying.view().to_pay_kopecks
    hand.type("50")
    hand.scan(CARD)
    assert hand.till.paying.view().left_kopecks == due - 5000
    assert payment.keypad is not None
    assert payment.keypad.field.text == ""
    hand.key(Key.Key_Delete)
    assert hand.till.paying.view().left_kopecks == due
    hand.key(Key.Key_F6)
    assert "Отсканируйте" in hand.last_told()
    hand.type("666")
    hand.key(Key.Key_F6)
    assert "не номер" in hand.last_told()
    hand.type(CARD)
    hand.key(Key.Key_F6)
    assert payment.pages.currentIndex() == 1
    assert on_card(hand, CARD) == 150_000 - due


def test_a_card_scanned_among_the_goods_pays_when_payment_is_opened(hand: Hand) -> None:
    hand.scan(shop.MILK, CARD)
    assert "1\u00a0500,00" in hand.last_told()
    due = hand.till.selling.view().to_pay
    hand.key(Key.Key_F12)
    assert hand.on("payment", PaymentScreen).pages.currentIndex() == 1
    assert on_card(hand, CARD) == 150_000 - due


def test_a_scan_that_is_no_gift_card_is_refused_at_the_payment_as_before(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12)
    hand.scan(shop.MILK)
    assert "не принят" in hand.last_told()
    hand.scan(FRESH)
    assert "неизвестна" in hand.last_told()
    assert hand.till.paying.view().left_kopecks == hand.till.paying.view().to_pay_kopecks


def test_the_menu_shows_what_is_on_a_card(hand: Hand) -> None:
    hand.shell.go("menu")
    hand.key(Key.Key_PageDown)
    balance = hand.on("gift_card", GiftBalanceScreen)
    hand.type(CARD)
    hand.key(Key.Key_F12)
    assert "1\u00a0500,00" in balance.balance.figure.text()
    assert "можно списать" in balance.detail.text()
    hand.scan(shop.MILK)
    assert "не наша" in hand.last_told()
    hand.scan(FRESH)
    assert "неизвестна" in balance.detail.text()
