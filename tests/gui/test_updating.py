"""A newer version is put in between shifts, when nobody is there; at once by somebody who may; never in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places, Updates
from cashier_app.till.update_news import News
from cashier_app.ui.about import AboutScreen
from cashier_app.ui.updating import UNTOUCHED_S
from cashier_app.ui.updating import Updates as Putting
from cashier_app.updates.state import Failed, State, Versions
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.gui.waiting import settle

Key = Qt.Key
CHOSEN = News("chosen", "7.0")


class Bench:
    """The part that puts versions in, at a till; `anew` counts how often it wanted a fresh start."""

    def __init__(self, hand: Hand, places: Places) -> None:
        self.hand = hand
        self.anew = 0
        self.untouched = UNTOUCHED_S + 1
        self.versions = Versions(places.data)
        self.putting = Putting(hand.shell.desk, self._restart, lambda: self.untouched, hand.shell)
        till = hand.till
        till.change_settings(msgspec.structs.replace(till.settings, updates=Updates(url="http://127.0.0.1:9")))
        self.putting.start(till, places, None)
        around = hand.shell.desk.surroundings
        hand.qtbot.waitUntil(lambda: around.put_update_in == self.putting.put_in_now, timeout=20_000)

    def _restart(self) -> None:
        self.anew += 1

    def looks(self) -> int:
        """How often the program was to start anew by now, after one more look."""
        self.putting.look()
        return self.anew


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        yield taken


@pytest.fixture
def bench(hand: Hand, places: Places) -> Iterator[Bench]:
    made = Bench(hand, places)
    yield made
    made.putting.stop(2)


def test_a_version_waits_for_the_end_of_the_shift_and_for_everybody_to_leave(bench: Bench) -> None:
    hand, till = bench.hand, bench.hand.till
    hand.shell.desk.surroundings.set_update(CHOSEN)
    assert bench.looks() == 0, "a shift is open"
    till.people.log_out()
    assert bench.looks() == 0, "a shift is open, though nobody is there"
    shop.log_in(till, "Лебедев Игорь")
    till.shifts.close("1000").result(10)
    assert bench.looks() == 0, "somebody is there"
    till.people.log_out()
    bench.untouched = 5
    assert bench.looks() == 0, "somebody was there a moment ago"
    bench.untouched = UNTOUCHED_S + 1
    hand.shell.desk.surroundings.set_update(News("ready", "7.0", by_itself=False))
    assert bench.looks() == 0, "a person is to do it"
    hand.shell.desk.surroundings.set_update(CHOSEN)
    assert bench.looks() == 1
    assert bench.looks() == 1, "once is enough"


def test_nothing_is_put_in_over_a_receipt(bench: Bench) -> None:
    hand = bench.hand
    hand.shell.desk.surroundings.set_update(CHOSEN)
    hand.scan(shop.MILK)
    shop.log_in(hand.till, "Лебедев Игорь")
    hand.shell.go("about")
    hand.rest()
    about = hand.on("about", AboutScreen)
    assert about.put_in.reason == "сначала закончите чек"
    hand.key(Key.Key_F9)
    assert bench.anew == 0


def test_a_manager_puts_it_in_now_and_it_is_written_down(bench: Bench) -> None:
    hand = bench.hand
    hand.shell.desk.surroundings.set_update(CHOSEN)
    shop.log_in(hand.till, "Иванова Мария")
    hand.shell.go("about")
    hand.rest()
    assert hand.on("about", AboutScreen).put_in.reason == "это делает управляющий"
    hand.key(Key.Key_F9)
    assert bench.anew == 0
    shop.log_in(hand.till, "Лебедев Игорь")
    hand.shell.go("about")
    hand.rest()
    hand.key(Key.Key_F9)
    assert bench.anew == 1
    records = hand.till.journal.latest().result(10)
    assert [each.details["name"] for each in records if each.act == "update_put_in"] == ["7.0"]


def test_that_the_till_went_back_is_told_and_written_down_once(bench: Bench) -> None:
    hand = bench.hand
    failed = Failed("ended", 1, "3", "the last line")
    bench.versions.write(State(failed={"7.0": failed}))
    updating = bench.putting._updating
    assert updating is not None
    updating._tell()
    around = hand.shell.desk.surroundings
    hand.qtbot.waitUntil(lambda: around.update.kind == "failed")
    updating._tell()
    settle(hand.shell)
    shop.log_in(hand.till, "Лебедев Игорь")
    records = hand.till.journal.latest().result(10)
    assert [each.act for each in records].count("update_went_back") == 1
    hand.shell.go("about")
    hand.rest()
    about = hand.on("about", AboutScreen)
    assert "7.0" in about.update_text.text()
    assert about.put_in.isHidden()
