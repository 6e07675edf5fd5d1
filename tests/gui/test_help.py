"""Help on each screen: there in both languages, with the screen's own keys, and everything stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.help_texts import load_help
from cashier_app.ui import language
from cashier_app.ui.help import MOST_TROUBLES, HelpScreen
from cashier_app.ui.screen import Screen
from cashier_app.ui.screens import SCREENS
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.gui.layout import cut_texts
from tests.gui.waiting import settle

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        yield taken


@pytest.mark.parametrize("spoken", ["ru", "en"])
def test_each_screen_has_help_that_has_room(hand: Hand, spoken: str) -> None:
    told = load_help(spoken)
    assert set(SCREENS) - set(told) == set(), "screens without help in translations/help_*.toml"
    language.set_language(spoken)
    hand.shell.toggle_help()
    shown = hand.shell.current
    assert isinstance(shown, HelpScreen)
    for name, text in told.items():
        assert text.title
        assert text.purpose
        assert 1 <= len(text.trouble) <= MOST_TROUBLES
        explained = Screen(hand.shell.desk)
        explained.setObjectName(name)
        shown.explain(explained, [])
        settle(hand.shell)
        assert shown.purpose.text() == text.purpose
        assert list(cut_texts(shown)) == [], name


def test_f1_or_ctrl_f1_or_the_sign_explains_with_the_keys_of_the_buttons(hand: Hand) -> None:
    hand.shell.go("shift")
    hand.shell.go("parked")
    hand.key(Key.Key_F1)
    shown = hand.shell.current
    assert isinstance(shown, HelpScreen)
    told = {entry.title: entry.figure for entry in shown.list.entries}
    assert told["Меню"] == "F10"
    assert "Esc" in told.values()
    hand.key(Key.Key_F1)
    assert hand.where == "parked"
    hand.touch(hand.shell.strip.help)
    assert isinstance(hand.shell.current, HelpScreen)
    hand.key(Key.Key_Escape)
    assert hand.where == "parked"


def test_the_screen_stays_as_it_was_and_a_scan_goes_through(hand: Hand) -> None:
    hand.scan(shop.MILK)
    screen = hand.on("selling", SellingScreen)
    hand.type("3")
    hand.qtbot.keyClick(hand.shell, Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(hand.shell.current, HelpScreen)
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"
    assert screen.pad.field.text == "3"
    hand.qtbot.keyClick(hand.shell, Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    hand.scan(shop.GOODS[2])
    assert hand.where == "selling"
    assert len(screen.list.lines) == 2


def test_an_open_payment_and_the_log_in_screen_are_explained_too(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12)
    hand.touch(hand.shell.strip.help)
    assert isinstance(hand.shell.current, HelpScreen)
    hand.key(Key.Key_F10)
    assert hand.where == "payment", "the menu is still barred"
    hand.key(Key.Key_Escape)
    hand.shell.lock()
    hand.key(Key.Key_F1)
    assert isinstance(hand.shell.current, HelpScreen)
    assert hand.shell.strip.menu.reason
    hand.key(Key.Key_Escape)
    assert hand.where == "login"
