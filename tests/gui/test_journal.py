"""The journal's screen: filters, pages, slips printed again, a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Printer
from cashier_app.core.clock import DAY
from cashier_app.till import journal_export
from cashier_app.till.journal import LATEST, Query
from cashier_app.ui.journal import PAGE, JournalScreen
from tests.clock import ManualClock
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager; a cashier has put cash in before her, a day ago."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        manager = taken.till.people.current
        shop.log_in(taken.till, "Соколова Рита")
        taken.till.shifts.cash("in", "500", "Размен от Петровой").result(10)
        clock = taken.till.clock._base
        assert isinstance(clock, ManualClock)
        clock.advance(DAY)
        shop.log_in(taken.till, "Орлова Вера")
        assert taken.till.people.current == manager
        taken.till.shifts.open_drawer().result(10)
        yield taken


def opened(hand: Hand) -> JournalScreen:
    hand.shell.go("journal")
    hand.rest()
    return hand.on("journal", JournalScreen)


def choose(hand: Hand, screen: JournalScreen, key: Qt.Key, name: str) -> list[str]:
    """Choose by name what a key offers; the titles of what is shown then."""
    hand.key(key)
    screen.choices.set_current(next(entry.key for entry in screen.choices.entries if entry.title == name))
    hand.key(Key.Key_F12)
    return [entry.title for entry in screen.list.entries]


def test_person_act_day_and_words_narrow_it_down(hand: Hand) -> None:
    screen = opened(hand)
    everything = len(screen.list.entries)
    assert all("Внесение" in title or "Внес" in title for title in choose(hand, screen, Key.Key_F5, "Соколова Рита"))
    assert len(screen.list.entries) == 1
    assert len(choose(hand, screen, Key.Key_F5, "Кто угодно")) == everything
    today = choose(hand, screen, Key.Key_F7, "Сегодня")
    assert ["Ящик открыт" in title for title in today] == [True]
    choose(hand, screen, Key.Key_F7, "Любое время")
    hand.key(Key.Key_F8)
    screen.letters.field.set_text("петровой")
    hand.key(Key.Key_F12)
    assert [entry.title for entry in screen.list.entries if "Размен" in entry.title]
    assert len(screen.list.entries) == 1
    hand.key(Key.Key_F8, Key.Key_Escape)
    assert hand.where == "journal"


def test_long_journals_come_in_pages(hand: Hand) -> None:
    for _ in range(PAGE):
        hand.till.journal.write("drawer_opened")
    screen = opened(hand)
    first = [entry.key for entry in screen.list.entries]
    assert len(first) == PAGE
    hand.key(Key.Key_PageDown)
    second = [entry.key for entry in screen.list.entries]
    assert second
    assert int(second[0]) == int(first[-1]) - 1
    assert screen.older.reason
    hand.key(Key.Key_PageUp)
    assert [entry.key for entry in screen.list.entries] == first


def test_the_slip_that_a_record_is_about_is_printed_again(hand: Hand) -> None:
    hand.equip(printers=(Printer(name="receipts", address="127.0.0.1:1"),))
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12, Key.Key_F1, Key.Key_F12)
    hand.till.printing.reprint_last().result(10)
    screen = opened(hand)
    screen.list.set_current(screen.list.entries[0].key)
    assert not screen.again.reason
    before = len(hand.till.printing.latest().result(10))
    hand.key(Key.Key_F3)
    assert len(hand.till.printing.latest().result(10)) == before + 1
    screen.list.set_current(next(entry.key for entry in screen.list.entries if "Ящик" in entry.title))
    assert screen.again.reason


def test_what_is_found_is_written_as_a_table(hand: Hand, tmp_path: Path) -> None:
    hand.till.shifts.cash("in", "10", "=HYPERLINK(1)").result(10)
    screen = opened(hand)
    choose(hand, screen, Key.Key_F7, "Сегодня")
    find = journal_export.pages(hand.till, screen._query(), lambda record: True)
    file = journal_export.write(hand.till, find, tmp_path / "out", hand.till.words, roots=())
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        rows = list(csv.reader(opened_file, delimiter=";"))
    assert rows[0][2] == "Кто"
    assert [row[6] for row in rows[1:]] == ["cash_in", "drawer_opened"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    hand.key(Key.Key_F9)
    assert "csv" in hand.last_told()
    assert hand.till.journal.latest().result(10)[0].act == "journal_exported"


def test_a_search_that_finds_nothing_gives_the_thread_back(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cashier_app.till.journal.MOST_LOOKED_THROUGH", 1)
    monkeypatch.setattr("cashier_app.till.journal._PAGE", 1)
    page = hand.till.journal.find(Query(), lambda record: False).result(10)
    assert page.records == ()
    assert page.rest is not None
    assert page.rest < LATEST
