"""The settings' screen: every key is found, changed, refused in words, journalled and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places
from cashier_app.config_change import change_settings
from cashier_app.config_file import load_settings
from cashier_app.ui.language import words
from cashier_app.ui.settings import SettingsScreen
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


def wired(hand: Hand, folder: Path) -> Hand:
    """What is written is in force, as the program does it."""
    places = hand.shell.desk.places = Places.of(folder)
    places.settings_file.write_text("# ours\n[till]\nnumber = 2\n", encoding="utf-8")
    hand.shell.desk.settings = load_settings(places, {})
    hand.till.change_settings(hand.shell.desk.settings)

    def change(changes: Mapping[str, object]) -> None:
        hand.shell.desk.settings = change_settings(places, changes, {})
        hand.till.change_settings(hand.shell.desk.settings)

    hand.shell.desk.change_settings = change
    return hand


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """An administrator at a till whose settings are a file."""
    with at_the_till(till_template, tmp_path / "till", qtbot, "Лебедев Игорь") as taken:
        yield wired(taken, tmp_path)


def opened(hand: Hand, section: str, path: str) -> SettingsScreen:
    """The screen with one row of a section chosen."""
    hand.shell.go("settings", section=section)
    screen = hand.on("settings", SettingsScreen)
    screen.fields.set_current(path)
    return screen


def test_every_section_shows_its_keys(hand: Hand) -> None:
    hand.key(Key.Key_F10, Key.Key_F12)
    screen = hand.on("settings", SettingsScreen)
    for entry in screen.sections.entries:
        screen.sections.set_current(entry.key)
        if entry.key in ("scanners", "printers", "sale_hours"):
            assert not screen.add.reason
        else:
            assert screen.fields.entries, entry.key


def test_a_number_is_typed_refused_in_words_then_written_journalled_and_told_at_its_field(hand: Hand) -> None:
    screen = opened(hand, "selling", "selling.hand_discount_percent")
    hand.key(Key.Key_F12)
    for _ in range(2):
        hand.key(Key.Key_Backspace)
    hand.type("150")
    assert "от 0 до 100" in screen.act.reason
    hand.key(Key.Key_Backspace)
    hand.key(Key.Key_F12)
    assert hand.till.settings.selling.hand_discount_percent == 15
    text = Places.of(hand.shell.desk.places.settings_file.parent).settings_file.read_text(encoding="utf-8")  # type: ignore[union-attr]
    assert text.startswith("# ours\n")
    assert "hand_discount_percent = 15" in text
    record = hand.till.journal.latest().result(10)[0]
    assert record.details == {"key": "selling.hand_discount_percent", "old": "10", "new": "15"}
    entry = next(each for each in screen.fields.entries if each.key == "selling.hand_discount_percent")
    assert (entry.figure, entry.tone) == ("15", "good")
    hand.key(Key.Key_F12)
    assert "Лебедев Игорь: 10 → 15" in screen.editor.history[0].text()


def test_a_choice_and_an_item_of_a_list_are_changed(hand: Hand) -> None:
    screen = opened(hand, "display", "display.dialect")
    hand.key(Key.Key_F12, Key.Key_PageDown, Key.Key_F12)
    assert hand.till.settings.display.dialect == "epson"
    opened(hand, "shop", "shop.footer")
    hand.key(Key.Key_F12, Key.Key_Insert)
    hand.type("ok")
    hand.key(Key.Key_F12)
    assert hand.till.settings.shop.footer[-1] == "ok"
    screen.fields.set_current("shop.footer[0]")
    hand.key(Key.Key_Delete)
    assert hand.till.settings.shop.footer == ("ok",)
    hand.key(Key.Key_Escape)
    assert screen.place == "shop"


def test_the_next_scan_is_judged_by_the_masks_that_were_changed(hand: Hand) -> None:
    opened(hand, "selling", "selling.card_masks")
    hand.key(Key.Key_F12, Key.Key_Insert)
    hand.type("4455")
    hand.key(Key.Key_F12)
    assert hand.till.settings.selling.card_masks[-1].prefix == "4455"
    from cashier_app.catalog.recognition import Card

    assert isinstance(hand.till.selling.recognise("4455000011112222"), Card)


def test_what_the_whole_file_does_not_allow_is_neither_written_nor_journalled(hand: Hand) -> None:
    opened(hand, "shop", "shop.zone")
    hand.key(Key.Key_F12)
    hand.type("x")
    hand.key(Key.Key_F12)
    assert "Europe/Moscow" in hand.last_told()
    assert all(record.act != "settings_changed" for record in hand.till.journal.latest().result(10))


def test_a_variable_decides_and_says_so(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASHIER_TILL_NUMBER", "2")
    screen = opened(hand, "till", "till.number")
    assert "CASHIER_TILL_NUMBER" in screen.act.reason
    entry = next(each for each in screen.fields.entries if each.key == "till.number")
    assert entry.tone == "barred"


def test_the_server_is_reached_from_here(hand: Hand) -> None:
    hand.shell.go("settings", section="server")
    hand.key(Key.Key_F5)
    assert words().translate("doctor", "None is set: the till works without it") in hand.last_told()


def test_a_colleague_allows_what_a_cashier_may_not(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, "Иванова Мария") as cashier:
        wired(cashier, tmp_path)
        cashier.key(Key.Key_F10, Key.Key_F12)
        assert cashier.where == "menu", "the menu says that only an administrator changes settings"
        opened(cashier, "display", "display.dialect")
        cashier.key(Key.Key_F12, Key.Key_PageDown, Key.Key_F12)
        assert cashier.where == "permission"
