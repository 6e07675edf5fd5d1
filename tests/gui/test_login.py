"""Logging in, the very first person, and the shift's opening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.first_person import FirstPersonScreen
from cashier_app.ui.login import LoginScreen
from cashier_app.ui.shift_opening import ShiftOpeningScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """Nobody is logged in yet; no shift is open."""
    with at_the_till(till_template, tmp_path / "till", qtbot, shift=False) as made:
        made.shell.go("login")
        yield made


def login(hand: Hand) -> LoginScreen:
    """The log-in screen, which must be shown."""
    return hand.on("login", LoginScreen)


def user_id(hand: Hand, name: str) -> str:
    """Whose tile it is."""
    return next(user.user_id for user in hand.till.people.everybody() if user.name == name)


def test_a_name_and_a_pin_lead_to_the_shift(hand: Hand) -> None:
    assert login(hand).log_in.reason == "выберите своё имя"
    hand.touch(login(hand).tiles.tile(user_id(hand, "Иванова Мария")))
    hand.type("2580")
    hand.key(Qt.Key.Key_Return)
    opening = hand.on("shift_opening", ShiftOpeningScreen)
    assert hand.till.people.current is not None
    assert hand.till.people.current.name == "Иванова Мария"
    hand.type("1500,50")
    hand.touch(opening.open)
    assert hand.where == "selling"
    assert hand.till.shifts.current is not None
    assert hand.till.shifts.current.float == 150_050


def test_a_wrong_pin_is_refused_forgotten_and_after_five_the_till_waits(hand: Hand) -> None:
    hand.touch(login(hand).tiles.tile(user_id(hand, "Иванова Мария")))
    for _ in range(5):
        hand.type("0001")
        hand.key(Qt.Key.Key_Return)
        assert hand.where == "login"
        assert login(hand).pad.field.text == ""
    hand.type("2580")
    hand.key(Qt.Key.Key_Return)
    assert hand.where == "login"
    assert "Слишком много" in hand.last_told()


def test_pins_are_shown_as_dots_only(hand: Hand) -> None:
    field = login(hand).pad.field
    field.set_text("1")
    one = field.grab().toImage()
    field.set_text("8")
    assert field.grab().toImage() == one


def test_a_badge_logs_its_owner_in(hand: Hand) -> None:
    administrator = user_id(hand, "Лебедев Игорь")
    hand.till.people.log_in(administrator, "9753").result(10)
    hand.till.people.set_badge(user_id(hand, "Соколова Рита"), "0003").result(10)
    hand.shell.go("login")
    hand.scan("CASHIER:B:0003")
    assert hand.till.people.current is not None
    assert hand.till.people.current.name == "Соколова Рита"
    assert hand.where == "shift_opening"


def test_goods_are_not_scanned_before_somebody_is_there(hand: Hand) -> None:
    hand.scan(shop.MILK)
    assert hand.last_told().startswith("Сначала войдите")
    assert hand.where == "login"


def test_arrows_choose_a_name(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Down, Qt.Key.Key_Down)
    names = [user.user_id for user in hand.till.people.everybody()]
    assert login(hand).tiles.marked == names[1]


def test_the_float_is_asked_for_in_money(hand: Hand) -> None:
    shop.log_in(hand.till, shift=False)
    hand.shell.go("shift_opening")
    opening = hand.on("shift_opening", ShiftOpeningScreen)
    assert opening.open.reason == "наберите сумму в ящике"
    hand.type("1,234")
    hand.key(Qt.Key.Key_Return)
    assert "не подходящее число" in hand.last_told()
    assert hand.where == "shift_opening"
    assert opening.pad.field.text == "1,234"


def test_the_very_first_person_becomes_administrator(tmp_path: Path, qtbot: QtBot) -> None:
    from cashier_app.till.opening import open_till
    from cashier_app.words import load_words
    from tests.clock import ManualClock

    till = open_till(shop.settings(), tmp_path / "till", ManualClock(), load_words("ru"))
    shell = shop.window(till)
    hand = Hand(till, shell, qtbot)
    try:
        shell.go("login")
        shell.show()
        first = hand.on("first_person", FirstPersonScreen)
        first.pad.field.set_text("Иванова Мария")
        hand.key(Qt.Key.Key_Return)
        for _ in range(2):
            hand.type("1234")
            hand.key(Qt.Key.Key_Return)
        assert hand.last_told().startswith("Такой PIN не подходит")
        assert first.step.text().startswith("2.")
        hand.type("4821")
        hand.key(Qt.Key.Key_Return)
        hand.type("4822")
        hand.key(Qt.Key.Key_Return)
        assert hand.last_told().startswith("PIN не совпали")
        for _ in range(2):
            hand.type("4821")
            hand.key(Qt.Key.Key_Return)
        hand.qtbot.waitUntil(lambda: hand.where == "login")
        (only,) = till.people.everybody()
        assert (only.name, only.role) == ("Иванова Мария", "administrator")
        assert hand.on("login", LoginScreen).tiles.marked == only.user_id
    finally:
        shell.desk.background.stop()
        shell.close()
        till.close()
        shell.deleteLater()


def test_a_pin_typed_before_the_name_is_kept_and_one_typed_for_another_is_not(hand: Hand) -> None:
    hand.type("25")
    hand.key(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert login(hand).pin == "25"
    hand.touch(login(hand).tiles.tile(user_id(hand, "Соколова Рита")))
    assert login(hand).pin == ""


def test_a_one_time_pin_is_changed_before_anything_else(tmp_path: Path, qtbot: QtBot) -> None:
    from cashier_app.till.opening import open_till
    from cashier_app.words import load_words
    from tests.clock import ManualClock

    till = open_till(shop.settings(), tmp_path / "till", ManualClock(), load_words("ru"))
    till.people.begin("Иванова Мария", "4711", one_time=True).result(30)
    shell = shop.window(till)
    hand = Hand(till, shell, qtbot)

    def log_in(pin: str) -> None:
        hand.type(pin)
        hand.key(Qt.Key.Key_Return)

    try:
        shell.go("login")
        shell.show()
        log_in("4711")
        hand.qtbot.waitUntil(lambda: hand.where == "own_pin")
        hand.key(Qt.Key.Key_F10)
        assert hand.where == "own_pin", "no menu before there is a PIN of one's own"
        hand.key(Qt.Key.Key_Escape)
        assert hand.where == "login", "the way out leads back, and not into the till"
        assert till.people.current is None
        log_in("4711")
        hand.qtbot.waitUntil(lambda: hand.where == "own_pin")
        for _ in range(2):
            log_in("4711")
        hand.qtbot.waitUntil(lambda: hand.last_told().startswith("Это тот PIN"))
        for _ in range(2):
            log_in("9090")
        hand.qtbot.waitUntil(lambda: hand.where == "login")
        log_in("9090")
        hand.qtbot.waitUntil(lambda: hand.where == "shift_opening")
    finally:
        shell.desk.background.stop()
        shell.close()
        till.close()
        shell.deleteLater()
