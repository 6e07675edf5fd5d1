"""Payment: cash, card, mixtures, and that Enter of a scanner never pays."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.login import LoginScreen
from cashier_app.ui.payment import PaymentScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at the till with one bottle of milk scanned, payment open."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.scan(shop.MILK)
        taken.key(Key.Key_F12)
        assert taken.where == "payment"
        yield taken


def screen(hand: Hand) -> PaymentScreen:
    return hand.on("payment", PaymentScreen)


def sold(hand: Hand) -> int:
    """How many sales are in the database."""
    return len(hand.till.reader.receipts(0, 2**53))


def to_pay(hand: Hand) -> int:
    return hand.till.paying.view().to_pay_kopecks


def test_exact_cash_is_one_touch_and_the_sale_is_on_the_disk(hand: Hand) -> None:
    hand.key(Key.Key_F1)
    assert sold(hand) == 1
    assert screen(hand).pages.currentIndex() == 1
    assert "Без сдачи" in screen(hand).done.change_name.text()


def test_a_note_gives_the_change_in_the_largest_type(hand: Hand) -> None:
    due = to_pay(hand)
    hand.key(Key.Key_F2)
    assert sold(hand) == 1
    shown = screen(hand).done.change.text().replace("\u00a0", " ")
    assert shown == hand.till.words.money(50_000 - due).replace("\u00a0", " ")


def test_enter_never_pays_whatever_is_typed(hand: Hand) -> None:
    hand.type("5000")
    hand.key(Key.Key_Return, Key.Key_Enter)
    assert sold(hand) == 0
    assert screen(hand).pages.currentIndex() == 0
    assert screen(hand).keypad is not None
    assert screen(hand).keypad.field.text == "5000"


def test_f12_on_an_empty_field_says_what_is_missing_and_pays_nothing(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    assert sold(hand) == 0
    assert "сумма" in hand.last_told()


def test_a_sum_typed_shows_its_change_before_it_is_taken(hand: Hand) -> None:
    hand.type("1000")
    assert hand.till.words.money(100_000 - to_pay(hand)) in screen(hand).change.text()
    hand.key(Key.Key_F12)
    assert sold(hand) == 1


def test_too_little_is_a_part_that_can_be_given_back(hand: Hand) -> None:
    due = to_pay(hand)
    hand.type("10")
    hand.key(Key.Key_F12)
    assert sold(hand) == 0
    assert hand.till.paying.view().left_kopecks == due - 1000
    hand.key(Key.Key_Delete)
    assert hand.till.paying.view().left_kopecks == due


@pytest.mark.parametrize("typed", ["0", "0,00"])
def test_nothing_cannot_be_paid_with(hand: Hand, typed: str) -> None:
    hand.type(typed)
    hand.key(Key.Key_F12)
    assert sold(hand) == 0
    assert hand.told


def test_a_card_is_an_intent_until_its_number_is_typed(hand: Hand) -> None:
    hand.key(Key.Key_F7)
    view = hand.till.paying.view()
    assert view.card_asked
    assert [leg.state for leg in view.legs] == ["authorising"]
    assert screen(hand).ask.isVisible()
    # neither notes nor the way back are open while nobody knows whether the card was charged
    hand.key(Key.Key_F2, Key.Key_Escape, Key.Key_F12)
    assert hand.where == "payment"
    assert sold(hand) == 0
    hand.type("123456")
    hand.key(Key.Key_F12)
    assert sold(hand) == 1
    receipt = hand.till.reader.receipts(0, 2**53)[0]
    [payment] = hand.till.reader.payments(receipt.receipt_id)
    assert (payment.kind, payment.state, payment.reference) == ("card", "approved", "123456")


def test_a_declined_card_leaves_the_whole_sum_and_the_way_back(hand: Hand) -> None:
    due = to_pay(hand)
    hand.key(Key.Key_F7, Key.Key_F9)
    assert hand.till.paying.view().left_kopecks == due
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"
    assert len(hand.till.selling.receipt.lines) == 1


def test_cash_and_card_together(hand: Hand) -> None:
    due = to_pay(hand)
    hand.type("50")
    hand.key(Key.Key_F12, Key.Key_F7)
    hand.type("77")
    hand.key(Key.Key_F12)
    receipt = hand.till.reader.receipts(0, 2**53)[0]
    paid = {payment.kind: payment.amount for payment in hand.till.reader.payments(receipt.receipt_id)}
    assert paid == {"cash": 5000, "card": due - 5000}


def test_more_by_card_than_is_due_is_refused(hand: Hand) -> None:
    hand.type("999999")
    hand.key(Key.Key_F7)
    assert not hand.till.paying.view().card_asked
    assert hand.told


def test_a_scan_while_paying_changes_nothing_and_is_said(hand: Hand) -> None:
    hand.scan(shop.MILK)
    assert hand.where == "payment"
    assert hand.till.selling.receipt.lines[0].quantity == 1000
    assert "Идёт оплата" in hand.last_told()


def test_a_card_that_comes_before_the_money_is_taken_and_the_receipt_is_paid_anew(hand: Hand) -> None:
    hand.scan(shop.ANNA)
    assert hand.where == "selling"
    assert not hand.till.paying.active
    member = hand.till.selling.member
    assert member is not None
    assert member.account_id == "anna"
    assert "оплатите" in hand.last_told()
    hand.key(Key.Key_F12, Key.Key_F1)
    assert sold(hand) == 1


def test_a_card_that_comes_after_the_money_changes_nothing(hand: Hand) -> None:
    hand.type("50")
    hand.key(Key.Key_F12)
    assert hand.till.paying.view().legs
    hand.scan(shop.ANNA)
    assert hand.where == "payment"
    assert hand.till.selling.member is None
    assert "Идёт оплата" in hand.last_told()


def test_the_next_scan_begins_the_next_receipt(hand: Hand) -> None:
    hand.key(Key.Key_F1)
    hand.scan(shop.MILK)
    assert hand.where == "selling"
    assert len(hand.till.selling.receipt.lines) == 1
    assert sold(hand) == 1


def test_f12_begins_the_next_receipt_and_repeats_the_change(hand: Hand) -> None:
    hand.key(Key.Key_F2)
    hand.key(Key.Key_F12)
    assert hand.where == "selling"
    assert not hand.till.selling.receipt.lines
    assert "сдача" in hand.last_told()


def test_back_leads_to_the_same_receipt(hand: Hand) -> None:
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"
    assert len(hand.till.selling.receipt.lines) == 1
    assert not hand.till.paying.active


def test_cash_in_the_hand_is_to_be_given_back_when_the_payment_is_left(hand: Hand) -> None:
    hand.type("50")
    hand.key(Key.Key_F12, Key.Key_Escape)
    assert hand.where == "selling"
    assert hand.last_told().rstrip(". ") == "Верните покупателю наличные: 50,00\u00a0₽"


def test_points_earned_are_said_after_the_sale(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.scan(shop.ANNA, *[shop.MILK] * 5)
        hand.key(Key.Key_F12, Key.Key_F5)
        assert screen(hand).done.buyer.isVisible()
        assert "балл" in screen(hand).done.points.text()


def test_the_menu_waits_while_a_payment_is_open(hand: Hand) -> None:
    hand.type("10")
    hand.key(Key.Key_F12, Key.Key_F10)
    assert hand.where == "payment"
    assert "оплат" in hand.last_told().lower()
    assert len(hand.till.paying.view().legs) == 1


def test_after_the_lock_the_payment_is_where_it_was(hand: Hand) -> None:
    hand.key(Key.Key_F7, Key.Key_F11)
    assert hand.where == "login"
    hand.type("7913")
    hand.key(Key.Key_F12)
    assert hand.where == "payment"
    assert hand.till.paying.view().card_asked


def test_a_lamp_touched_while_paying_leads_there_and_back_to_the_payment(hand: Hand) -> None:
    hand.type("10")
    hand.key(Key.Key_F12)
    hand.qtbot.mouseClick(hand.shell.strip.lamps["printer"], Qt.MouseButton.LeftButton)
    assert hand.where == "diagnosis"
    hand.key(Key.Key_F10)
    assert hand.where == "payment"
    assert len(hand.till.paying.view().legs) == 1


def test_a_card_payment_cut_off_by_a_crash_is_asked_about_before_anything_else(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.scan(shop.MILK)
        hand.key(Key.Key_F12, Key.Key_F7)
    # the program is gone, the card was perhaps charged
    with at_the_till(tmp_path / "till", tmp_path / "again", qtbot) as hand:
        user = next(user for user in hand.till.people.everybody() if user.name == "Орлова Вера")
        hand.shell.go("login")
        hand.touch(hand.on("login", LoginScreen).tiles.tile(user.user_id))
        hand.type("7913")
        hand.key(Key.Key_F12)
        assert screen(hand).ask.isVisible()
        assert [leg.state for leg in hand.till.paying.view().legs] == ["unknown"]
        assert "Не проводите карту заново" in screen(hand).ask_text.text()
        hand.key(Key.Key_Escape)
        assert hand.where == "payment"
        hand.type("4711")
        hand.key(Key.Key_F12)
        assert sold(hand) == 1
        assert hand.till.reader.receipts(0, 2**53)[0].state == "final"


@pytest.mark.parametrize("touches", [2, 5])
def test_impatient_touches_pay_once(hand: Hand, touches: int) -> None:
    note = screen(hand).notes[4]
    for _ in range(touches):
        hand.qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    hand.rest()
    assert sold(hand) == 1


def test_a_payment_that_is_being_left_takes_no_money(hand: Hand) -> None:
    """The disk is slow, nothing seems to happen, and another key is pressed."""
    slow = threading.Event()
    hand.till.database.worker.submit(lambda unit: slow.wait(30) and None)
    for key in (Key.Key_Escape, Key.Key_F1):
        hand.qtbot.keyClick(hand.shell, key)
    slow.set()
    hand.rest()
    assert hand.where == "selling"
    assert sold(hand) == 0
    hand.key(Key.Key_F12, Key.Key_F1)
    assert sold(hand) == 1


def test_a_sale_that_is_being_written_is_neither_shown_as_open_nor_made_again(hand: Hand) -> None:
    slow = threading.Event()
    hand.till.database.worker.submit(lambda unit: slow.wait(30) and None)
    hand.qtbot.keyClick(hand.shell, Key.Key_F1)
    hand.shell.go("payment")
    hand.shell.refreshed()
    hand.qtbot.keyClick(hand.shell, Key.Key_F1)
    slow.set()
    hand.rest()
    assert sold(hand) == 1
    assert screen(hand).pages.currentIndex() == 1
    assert not [message for message in hand.told if message.level == "error"]
