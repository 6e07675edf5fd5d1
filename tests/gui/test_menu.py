"""The menu and what it leads to: people, PINs, journal, language, colours, about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Settings
from cashier_app.ui import preferences, theme
from cashier_app.ui.journal import JournalScreen
from cashier_app.ui.language import words
from cashier_app.ui.menu import MenuScreen
from cashier_app.ui.people import PeopleScreen
from cashier_app.ui.pin import PinScreen
from cashier_app.ui.screens import SCREENS
from cashier_app.ui.shell import BUILT_AHEAD
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager in the menu."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.key(Key.Key_F10)
        yield taken


@pytest.fixture
def administrator(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """An administrator in the menu."""
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Лебедев Игорь") as taken:
        taken.key(Key.Key_F10)
        yield taken


def test_every_tile_leads_somewhere_by_its_key_and_back(hand: Hand) -> None:
    menu = hand.on("menu", MenuScreen)
    keys = [button.key for button in menu.buttons() if button.key is not None]
    assert len(keys) == len(set(keys)), "two tiles share a key"
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_6, Key.Key_7, Key.Key_9, Key.Key_0, Key.Key_F1, Key.Key_F5):
        hand.shell.go("menu")
        hand.key(key)
        assert hand.where != "menu", key
        hand.key(Key.Key_Escape)


def test_without_a_shift_only_what_needs_none_can_be_touched(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, shift=False) as hand:
        hand.shell.go("menu")
        menu = hand.on("menu", MenuScreen)
        assert menu.give_back.reason
        assert menu.closing.reason
        assert not menu.reports.reason
        hand.key(Key.Key_Escape)
        assert hand.where == "shift_opening"


def test_the_language_changes_at_once_and_back(hand: Hand) -> None:
    menu = hand.on("menu", MenuScreen)
    assert menu.give_back.caption == "Возврат"
    hand.key(Key.Key_F7)
    assert words().language == "en"
    assert menu.give_back.caption == "Return"
    hand.key(Key.Key_F7)
    assert menu.give_back.caption == "Возврат"


def test_letters_grow_at_once_and_shrink_again(hand: Hand) -> None:
    hand.key(Key.Key_Plus)
    assert theme.current().large
    assert hand.on("menu", MenuScreen).large.sub == "включены"
    hand.key(Key.Key_Plus)
    assert not theme.current().large


def test_the_colours_change_at_once(hand: Hand) -> None:
    hand.key(Key.Key_F8)
    assert theme.current().tokens.name == "dark"
    hand.key(Key.Key_F8)
    assert theme.current().tokens.name == "light"


def test_choices_are_kept_for_the_next_start_and_a_spoilt_file_is_no_reason_not_to_start(
    tmp_path: Path, expect_log: object
) -> None:
    chosen = preferences.Choices(Settings(), tmp_path)
    chosen.choose_theme("dark")
    chosen.choose_sounds(False)
    again = preferences.Choices(Settings(), tmp_path)
    assert (again.theme, again.sounds, again.language) == ("dark", False, "ru")
    expect_log("cannot be read")  # type: ignore[operator]
    (tmp_path / preferences.NAME).write_bytes(b'{"theme": "pink"')
    assert preferences.Choices(Settings(), tmp_path).theme == "light"


# --- one's own PIN -----------------------------------------------------------------------------------------------


def type_pins(hand: Hand, *pins: str) -> None:
    for typed in pins:
        hand.type(typed)
        hand.key(Key.Key_F12)


def able(hand: Hand, name: str, pin: str) -> bool:
    """Whether somebody gets in with a PIN."""
    user = next(user for user in hand.till.people.everybody() if user.name == name)
    return hand.till.people.log_in(user.user_id, pin).exception(10) is None


def test_ones_own_pin_is_changed_after_the_old_one(hand: Hand) -> None:
    hand.key(Key.Key_F6)
    type_pins(hand, "7913", "8024", "8024")
    assert hand.where == "menu"
    assert able(hand, "Орлова Вера", "8024")


def test_a_wrong_old_pin_changes_nothing(hand: Hand) -> None:
    hand.key(Key.Key_F6)
    type_pins(hand, "0001", "8024", "8024")
    assert able(hand, "Орлова Вера", "7913")


def test_two_different_new_pins_change_nothing(hand: Hand) -> None:
    hand.key(Key.Key_F6)
    type_pins(hand, "7913", "8024", "8025")
    assert hand.on("pin", PinScreen)._step == "new"
    assert able(hand, "Орлова Вера", "7913")


@pytest.mark.parametrize("easy", ["1234", "7777", "12"])
def test_an_easy_pin_is_refused_in_words(hand: Hand, easy: str) -> None:
    hand.key(Key.Key_F6)
    type_pins(hand, "7913", easy, easy)
    assert "PIN" in hand.last_told()
    assert able(hand, "Орлова Вера", "7913")


# --- people ------------------------------------------------------------------------------------------------------


def test_an_administrator_adds_a_person_who_can_log_in(administrator: Hand) -> None:
    hand = administrator
    hand.key(Key.Key_Insert)
    hand.key(Key.Key_F2)
    hand.type("Rita")
    hand.key(Key.Key_F12)
    type_pins(hand, "4826", "4826")
    assert hand.where == "people"
    added = next(user for user in hand.till.people.everybody() if user.name == "Rita")
    assert added.role == "senior"
    assert able(hand, "Rita", "4826")


def test_a_person_is_given_another_role_and_let_go(administrator: Hand) -> None:
    hand = administrator
    hand.key(Key.Key_Insert)
    screen = hand.on("people", PeopleScreen)
    maria = next(user for user in hand.till.people.everybody() if user.name == "Иванова Мария")
    screen.list.set_current(maria.user_id)
    hand.key(Key.Key_F3)
    assert next(user for user in hand.till.people.everybody() if user.user_id == maria.user_id).role == "manager"
    hand.key(Key.Key_F8)
    assert maria.user_id not in {user.user_id for user in hand.till.people.everybody()}
    assert hand.till.people.log_in(maria.user_id, "2580").exception(10) is not None


def test_a_badge_is_given_by_scanning_it_and_taken_away(administrator: Hand) -> None:
    hand = administrator
    hand.key(Key.Key_Insert)
    screen = hand.on("people", PeopleScreen)
    hand.scan("CASHIER:B:0042")
    assert "коснитесь" in hand.last_told().lower()
    maria = next(user for user in hand.till.people.everybody() if user.name == "Иванова Мария")
    screen.list.set_current(maria.user_id)
    hand.scan(shop.MILK)
    assert "не бейдж" in hand.last_told()
    hand.scan("CASHIER:B:0042")
    assert "Иванова Мария" in hand.last_told()
    assert hand.till.people.log_in_by_badge("0042").result(10).name == "Иванова Мария"
    igor = next(user for user in hand.till.people.everybody() if user.role == "administrator")
    hand.till.people.log_in(igor.user_id, "9753").result(10)
    screen.list.set_current(igor.user_id)
    hand.scan("CASHIER:B:0042")
    assert "уже у сотрудника Иванова Мария" in hand.last_told()
    screen.list.set_current(maria.user_id)
    hand.key(Key.Key_F9)
    assert hand.till.people.log_in_by_badge("0042").exception(10) is not None


def test_the_last_administrator_stays_one(administrator: Hand) -> None:
    hand = administrator
    hand.key(Key.Key_Insert)
    screen = hand.on("people", PeopleScreen)
    igor = hand.till.people.current
    assert igor is not None
    screen.list.set_current(igor.user_id)
    hand.key(Key.Key_F1)
    assert hand.told
    assert next(user for user in hand.till.people.everybody() if user.user_id == igor.user_id).role == "administrator"


def test_a_manager_sees_people_and_changes_none(hand: Hand) -> None:
    hand.key(Key.Key_Insert)
    screen = hand.on("people", PeopleScreen)
    assert len(screen.list.entries) == len(shop.PEOPLE)
    assert screen.add.reason
    assert all(button.reason for button in screen.roles.values())


# --- the journal -------------------------------------------------------------------------------------------------


def test_the_journal_shows_what_was_done_and_that_its_chain_holds(hand: Hand) -> None:
    hand.key(Key.Key_5, Key.Key_F5)
    screen = hand.on("journal", JournalScreen)
    assert "Ящик открыт" in screen.list.entries[0].title
    hand.key(Key.Key_F12)
    assert "целы" in screen.verdict.text()


def test_a_changed_record_is_found(hand: Hand, expect_log: Callable[[str], None]) -> None:
    expect_log("the journal of privileged acts does not hold")
    hand.key(Key.Key_5)
    forger = sqlite3.connect(str(hand.till.database.path))
    forger.execute("UPDATE journal SET act = 'line_removed' WHERE act = 'drawer_opened'")
    forger.commit()
    forger.close()
    hand.key(Key.Key_F5, Key.Key_F12)
    assert "изменена" in hand.on("journal", JournalScreen).verdict.text()


def test_the_journal_is_not_for_cashiers(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.key(Key.Key_F10, Key.Key_F5)
        assert hand.where == "menu"
        assert "менеджер" in hand.last_told()


# --- all of them in one window -----------------------------------------------------------------------------------


def test_every_screen_fits_the_smallest_window_beside_all_the_others(hand: Hand) -> None:
    for name in SCREENS:
        if name not in ("login", "first_person", "permission", "own_pin"):
            hand.shell.screen_named(name)
    hand.key(Key.Key_F7, Key.Key_F8)
    hand.shell.go("selling")
    hand.rest()
    assert (hand.shell.width(), hand.shell.height()) == (1024, 768)
    assert hand.shell.stack.minimumSizeHint().width() <= 1024


def test_screens_needed_in_a_hurry_are_built_ahead(hand: Hand) -> None:
    hand.shell.build_ahead()
    hand.qtbot.waitUntil(lambda: set(BUILT_AHEAD) <= set(hand.shell._screens))
    hand.qtbot.waitUntil(lambda: not hand.shell._builder.isActive())
