"""The list of notices: gathered behind the screen, counted on the strip, said once, put off for a day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places
from cashier_app.core.errors import WorldError
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scales import ScaleStatus
from cashier_app.ui.attention import Attention
from cashier_app.ui.notices import NoticesScreen
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at a till that is looked after."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.shell.desk.places = Places.of(tmp_path)
        attention = taken.shell.desk.attention = Attention(taken.shell)
        taken.till.back_up()
        attention.start()
        taken.rest()
        yield taken
        attention.stop()
        taken.rest()


def look(hand: Hand) -> list[str]:
    """Look anew; the keys of what nobody has put off."""
    attention = hand.shell.desk.attention
    assert attention is not None
    attention.look()
    hand.rest()
    return [concern.key for concern in attention.open]


def test_the_strip_counts_what_has_to_be_seen_to_and_leads_to_it(hand: Hand) -> None:
    lamp = hand.shell.strip.notices
    assert look(hand) == []
    assert (lamp.state, lamp.caption) == ("good", "0")
    hand.shell.desk.surroundings.set_scale(ScaleStatus("down"))
    hand.shell.desk.surroundings.set_printer(PrinterStatus("down", "paper_out"), "receipts")
    assert look(hand) == ["printer:receipts", "scale"]
    assert (lamp.state, lamp.caption) == ("error", "2")
    assert lamp.accessibleName() == "Уведомления: 2"
    hand.qtbot.mouseClick(lamp, Qt.MouseButton.LeftButton)
    screen = hand.on("notices", NoticesScreen)
    assert "бумаг" in screen.text.text()
    hand.key(Key.Key_F12)
    assert hand.where == "devices"


def test_a_new_error_says_itself_once_and_again_after_it_was_gone(hand: Hand) -> None:
    def said() -> int:
        return sum(message.level == "error" for message in hand.told)

    around = hand.shell.desk.surroundings
    around.set_printer(PrinterStatus("down", "off"), "receipts")
    look(hand)
    look(hand)
    assert said() == 1
    around.set_printer(PrinterStatus("ready"), "receipts")
    look(hand)
    around.set_printer(PrinterStatus("down", "off"), "receipts")
    look(hand)
    assert said() == 2


def test_on_the_log_in_screen_nothing_is_said_before_somebody_is_there(hand: Hand) -> None:
    hand.shell.lock()
    hand.shell.desk.surroundings.set_printer(PrinterStatus("down", "off"), "receipts")
    look(hand)
    assert not any(message.level == "error" for message in hand.told)
    hand.till.people.log_in(hand.till.people.everybody()[0].user_id, "2580").result(10)
    hand.shell.go("selling")
    assert any(message.level == "error" for message in hand.told)


def test_put_off_for_the_day_it_is_journalled_and_comes_back_when_it_gets_worse(hand: Hand) -> None:
    hand.till.failures.tell("reports", WorldError(), "reports")
    assert look(hand) == ["reports"]
    hand.shell.go("notices")
    screen = hand.on("notices", NoticesScreen)
    hand.key(Key.Key_F8)
    assert look(hand) == []
    assert "Орлова Вера" in screen.seen.text()
    assert screen.later.reason
    record = hand.till.journal.latest().result(10)[0]
    assert (record.act, record.user) == ("notice_seen", "Орлова Вера")
    hand.till.failures.over("reports")
    assert look(hand) == []
    assert screen.chosen is None


def test_a_broken_settings_file_is_noticed_before_the_next_start_fails(hand: Hand) -> None:
    places = hand.shell.desk.places
    assert places is not None
    places.settings_file.write_text("[shop\n", encoding="utf-8")
    assert look(hand) == ["settings"]
    places.settings_file.unlink()
    assert look(hand) == []


def test_notices_can_be_read_while_a_payment_is_open(hand: Hand) -> None:
    from tests.gui import shop

    hand.scan(shop.MILK)
    hand.key(Key.Key_F12)
    assert hand.where == "payment"
    hand.qtbot.mouseClick(hand.shell.strip.notices, Qt.MouseButton.LeftButton)
    assert hand.where == "notices"
    hand.key(Key.Key_Escape)
    assert hand.where == "payment"


def test_a_look_that_is_under_way_while_the_till_closes_tells_nobody_of_a_mistake(hand: Hand) -> None:
    attention = hand.shell.desk.attention
    assert attention is not None
    hand.till.close()
    attention.look()
    attention.stop()
    hand.rest()
    assert hand.where == "selling"
