"""The shift at the screen: X report, cash in and out, the drawer counted, the Z report kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Printer
from cashier_app.core.clock import HOUR
from cashier_app.ui.cash import CashScreen
from cashier_app.ui.closing import ClosingScreen
from cashier_app.ui.opening_count import OpeningCountScreen
from cashier_app.ui.permission import PermissionScreen
from cashier_app.ui.reports import ReportsScreen
from cashier_app.ui.shift import ShiftScreen
from cashier_app.ui.shift_opening import ShiftOpeningScreen
from tests.clock import ManualClock
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key
#: The shift of these tests is opened with a thousand roubles.
FLOAT = 1000


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at the till, on the screen of the shift."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.shell.go("shift")
        taken.rest()
        yield taken


def expected(hand: Hand) -> int:
    return hand.till.reports.x().result(5).expected_cash


def count(hand: Hand, **pieces: int) -> None:
    """Count the drawer: `_1000=1` is one note of a thousand."""
    screen = hand.on("closing", ClosingScreen)
    for name, number in pieces.items():
        hand.touch(screen.notes[int(name[1:]) * 100])
        hand.type(str(number))
        hand.key(Key.Key_Return)
    hand.qtbot.waitUntil(lambda: not screen._pause.isActive())
    hand.rest()


def test_the_x_report_stands_there_as_it_is_printed(hand: Hand) -> None:
    screen = hand.on("shift", ShiftScreen)
    assert not screen.slip.paper.empty
    assert "Смена 1" in screen.title.text()


def test_cash_in_needs_a_reason_and_a_sum(hand: Hand) -> None:
    hand.key(Key.Key_F1)
    screen = hand.on("cash", CashScreen)
    assert "причина" in screen.act.reason
    hand.type("500")
    hand.key(Key.Key_F12)
    assert hand.where == "cash"
    hand.key(Key.Key_F1, Key.Key_F12)
    assert hand.where == "shift"
    assert expected(hand) == (FLOAT + 500) * 100


def test_cash_out_is_never_more_than_there_is_and_what_was_typed_stands(hand: Hand) -> None:
    hand.key(Key.Key_F2, Key.Key_F2)
    hand.type("1000,01")
    hand.key(Key.Key_F12)
    screen = hand.on("cash", CashScreen)
    assert screen.keypad is not None
    assert screen.keypad.field.text == "1000,01"
    assert expected(hand) == FLOAT * 100
    assert "1" in hand.last_told()


def test_enter_moves_no_cash(hand: Hand) -> None:
    hand.key(Key.Key_F1, Key.Key_F1)
    hand.type("500")
    hand.key(Key.Key_Return, Key.Key_Enter)
    assert hand.where == "cash"
    assert expected(hand) == FLOAT * 100


def test_a_cashier_moves_cash_by_a_colleagues_pin_and_the_form_stands_meanwhile(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.shell.go("cash", kind="out")
        hand.key(Key.Key_F2)
        hand.type("300")
        hand.key(Key.Key_F12)
        assert hand.where == "permission"
        hand.key(Key.Key_Escape)
        form = hand.on("cash", CashScreen)
        assert form.keypad is not None
        assert form.keypad.field.text == "300"
        assert form.reasons[1].role == "chosen"
        hand.key(Key.Key_F12)
        asked = hand.on("permission", PermissionScreen)
        senior = next(user for user in hand.till.people.everybody() if user.name == "Соколова Рита")
        hand.touch(asked.tiles.tile(senior.user_id))
        hand.type("3690")
        hand.key(Key.Key_F12)
        assert hand.where == "shift"
        assert hand.till.reports.x().result(5).expected_cash == (FLOAT - 300) * 100


def test_a_count_that_agrees_closes_the_shift_and_keeps_its_report(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    count(hand, _1000=1)
    screen = hand.on("closing", ClosingScreen)
    assert screen.sentence.text() == "Всё сходится."
    hand.key(Key.Key_F12)
    reports = hand.on("reports", ReportsScreen)
    assert hand.till.shifts.current is None
    assert [entry.key for entry in reports.list.entries] == ["1"]
    assert not reports.slip.paper.empty


def test_enter_never_closes_a_shift(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    count(hand, _1000=1)
    hand.key(Key.Key_Return, Key.Key_Return, Key.Key_Enter)
    assert hand.where == "closing"
    assert hand.till.shifts.current is not None


def test_an_empty_count_closes_nothing(hand: Hand) -> None:
    hand.key(Key.Key_F12, Key.Key_F12)
    assert hand.where == "closing"
    assert "пересчитайте" in hand.last_told()
    assert hand.till.shifts.current is not None


@pytest.mark.parametrize("typed", ["100000", "9999999999"])
def test_an_absurd_count_is_refused_and_the_others_stand(hand: Hand, typed: str) -> None:
    hand.key(Key.Key_F12)
    count(hand, _1000=1)
    screen = hand.on("closing", ClosingScreen)
    hand.touch(screen.notes[50_000])
    hand.type(typed)
    hand.key(Key.Key_Return)
    assert hand.told
    assert "1 000,00" in screen.counted.figure.text().replace("\u00a0", " ")


def test_a_large_difference_needs_a_manager(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.shell.go("closing")
        count(hand, _500=1)
        screen = hand.on("closing", ClosingScreen)
        assert "500,00" in screen.sentence.text()
        assert screen.result.ground == "error_tint"
        hand.key(Key.Key_F12)
        asked = hand.on("permission", PermissionScreen)
        assert hand.till.shifts.current is not None
        manager = next(user for user in hand.till.people.everybody() if user.name == "Орлова Вера")
        hand.touch(asked.tiles.tile(manager.user_id))
        hand.type("7913")
        hand.key(Key.Key_F12)
        assert hand.till.shifts.current is None
        assert hand.where == "reports"
        [report] = hand.till.reports.shifts().result(5)
        assert report.difference == -50_000


def test_a_small_difference_is_told_and_closed_by_the_cashier(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.shell.go("closing")
        count(hand, _500=1, _200=2)
        assert "100,00" in hand.on("closing", ClosingScreen).sentence.text()
        hand.key(Key.Key_F12)
        assert hand.till.shifts.current is None


def test_a_shift_is_not_closed_over_goods_on_the_screen(hand: Hand) -> None:
    hand.key(Key.Key_Escape)
    hand.scan(shop.MILK)
    hand.shell.go("closing")
    # said before anything is counted
    assert hand.on("closing", ClosingScreen).act.reason == "сначала завершите чек на экране"
    count(hand, _1000=1)
    hand.key(Key.Key_F12)
    assert hand.till.shifts.current is not None
    assert "чек" in hand.last_told().lower()


def test_a_shift_of_23_hours_warns(hand: Hand) -> None:
    clock = hand.till.clock._base
    assert isinstance(clock, ManualClock)
    clock.advance(23 * HOUR + HOUR // 2)
    hand.shell.go("shift")
    screen = hand.on("shift", ShiftScreen)
    assert "24" in screen.warning.text()
    assert screen.warning.isVisible()


def test_a_kept_report_is_printed_again(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    count(hand, _1000=1)
    hand.key(Key.Key_F12)
    before = len(hand.till.printing.latest().result(5))
    hand.key(Key.Key_F12)
    # the report, and the drawer's count that belongs to it
    assert len(hand.till.printing.latest().result(5)) == before + 2


def test_after_closing_the_way_leads_to_the_next_shift(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    count(hand, _1000=1)
    hand.key(Key.Key_F12, Key.Key_Escape)
    assert hand.where == "shift_opening"
    hand.type("500")
    hand.key(Key.Key_F12)
    assert hand.where == "selling"
    assert hand.till.shifts.current is not None
    assert hand.till.shifts.current.number == 2


def shop_says(hand: Hand, **changes: object) -> None:
    """Other rules of the counter, a printer among the devices."""
    selling = msgspec.structs.replace(hand.shell.desk.settings.selling, **changes)
    hand.equip(selling=selling, printers=(Printer(address="127.0.0.1:9"),))


def test_what_is_above_the_float_is_handed_over_and_the_difference_stays_what_it_was(hand: Hand) -> None:
    shop_says(hand, drawer_float=600)
    hand.key(Key.Key_F12)
    screen = hand.on("closing", ClosingScreen)
    assert screen.hand_over.reason == "Сначала пересчитайте ящик"
    count(hand, _500=1, _100=4, _50=1)
    assert (screen.hand_over.caption, screen.hand_over.sub) == ("Сдать 500,00", "остаётся 450,00")
    assert screen.sentence.text().startswith("Не хватает 50,00")
    hand.key(Key.Key_F5)
    assert "500,00 ₽ сдано" in hand.last_told()
    assert screen.counts == {10_000: 4, 5_000: 1}
    assert expected(hand) == 500_00
    assert screen.sentence.text().startswith("Не хватает 50,00")
    hand.key(Key.Key_F12)
    report = hand.till.reports.shifts().result(5)[0]
    assert (report.counted, report.difference, report.pieces) == (450_00, -50_00, ((10_000, 4), (5_000, 1)))
    titles = [job.title for job in hand.till.printing.latest().result(5)]
    assert titles[:2] == ["Пересчёт ящика", "Z-отчёт 1"]
    slip = hand.till.reports.count_document(report)
    assert slip is not None
    assert "100 ₽ x 4" in str(slip).replace("\xa0", " ").replace("\\xa0", " ")
    hand.shell.go("shift_opening")
    opening = hand.on("shift_opening", ShiftOpeningScreen)
    assert "450,00" in opening.before.text()


def test_without_a_float_in_the_settings_nothing_is_suggested(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    count(hand, _1000=1)
    screen = hand.on("closing", ClosingScreen)
    assert screen.hand_over.caption == "Сдать"
    assert "не сказано" in screen.hand_over.reason


def test_a_shift_is_opened_by_counting_the_drawer(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, shift=False) as hand:
        hand.key(Key.Key_F2)
        screen = hand.on("opening_count", OpeningCountScreen)
        hand.touch(screen.notes[100_000])
        hand.type("2")
        hand.key(Key.Key_Return)
        hand.type("1")
        assert hand.till.shifts.current is None
        hand.key(Key.Key_F12)
        assert hand.where == "selling"
        shift = hand.till.shifts.current
        assert shift is not None
        assert shift.float == 250_000


def test_reasons_are_those_of_the_settings(hand: Hand) -> None:
    shop_says(hand, cash_out_reasons=("Инкассация", "Аренда", "Зарплата", "Такси", "Вода"))
    hand.shell.go("cash", kind="out")
    screen = hand.on("cash", CashScreen)
    assert [button.caption for button in screen.reasons if button.isVisible()] == [
        "Инкассация",
        "Аренда",
        "Зарплата",
        "Такси",
        "Вода",
    ]
    hand.type("100")
    hand.key(Key.Key_F5, Key.Key_F12)
    assert hand.till.journal.latest().result(5)[0].details["reason"] == "Вода"
