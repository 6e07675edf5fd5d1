"""The manager's reports at the screen: times, reports, table and chart, paper and files, who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places, Printer
from cashier_app.documents.plain import plain_text
from cashier_app.ui import language
from cashier_app.ui.manager_reports import ManagerReportsScreen
from cashier_app.ui.permission import PermissionScreen
from tests.gui.hand import Hand, at_the_till
from tests.gui.states_of_reports import sell_some

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager on the screen of the reports, a few sales behind her."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        sell_some(taken.shell)
        taken.shell.desk.places = Places(tmp_path / "settings.toml", tmp_path / "data", tmp_path / "logs")
        taken.shell.go("menu")
        taken.key(Key.Key_PageUp)
        yield taken


def shown(hand: Hand) -> ManagerReportsScreen:
    return hand.on("manager_reports", ManagerReportsScreen)


def cells(screen: ManagerReportsScreen) -> list[list[str]]:
    model = screen.table.view.model()
    return [
        [str(model.data(model.index(row, column))).replace("\u00a0", " ") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_shift_stands_there_at_once_and_says_whose_it_is(hand: Hand) -> None:
    screen = shown(hand)
    x = hand.till.reports.x().result(5).totals
    assert cells(screen)[0] == [
        "Продажи",
        str(x.sales.count),
        language.words().sum(x.sales.amount).replace("\u00a0", " "),
    ]
    assert "только эта касса" in screen.whose.text()
    assert "смена 1" in screen.whose.text()
    assert screen.times["shift"].role == "chosen"


def test_a_time_and_a_report_are_chosen_by_touch_and_key(hand: Hand) -> None:
    screen = shown(hand)
    hand.key(Key.Key_Down, Key.Key_Down)
    assert screen.title.text() == "НДС по ставкам"
    hand.touch(screen.times["today"])
    assert screen.whose.text().endswith("22.11.2026")
    hand.key(Key.Key_5)
    assert "01.11–30.11.2026" in screen.whose.text()


def test_own_days_are_typed_and_a_wrong_one_is_refused(hand: Hand) -> None:
    screen = shown(hand)
    hand.key(Key.Key_8)
    hand.type("2111")
    hand.key(Key.Key_Return)
    hand.type("99")
    hand.key(Key.Key_Return)
    assert "99" in hand.last_told()
    hand.type("21112026")
    hand.key(Key.Key_F12)
    assert screen.whose.text().endswith("· 21.11.2026")
    assert cells(screen)[0][1] == "5"


def test_a_touched_bar_tells_its_figure(hand: Hand) -> None:
    screen = shown(hand)
    screen.list.set_current("hours")
    hand.rest()
    hand.touch(screen.form)
    middle = screen.chart.mark_rect(0, 0).center().toPoint()
    hand.qtbot.mouseClick(screen.chart, Qt.MouseButton.LeftButton, pos=QPoint(middle.x(), middle.y()))
    told = screen.note.text().replace("\u00a0", " ")
    hour, net = cells(screen)[0][0], cells(screen)[0][screen.table.shown.index("net")]
    assert told == f"{hour}: {net}"


def test_the_figures_on_paper_are_those_on_the_screen(hand: Hand) -> None:
    screen = shown(hand)
    screen.list.set_current("categories")
    hand.rest()
    assert screen.print.reason
    hand.equip(printers=(Printer(address="127.0.0.1:9"),))
    screen.refreshed()
    hand.rest()
    hand.key(Key.Key_F3)
    [job] = [job for job in hand.till.printing.latest().result(5) if job.kind == "report"]
    paper = plain_text(hand.till.printing.document(job.job_id).result(5), 42)
    for row in cells(screen):
        assert row[screen.table.shown.index("net")] in paper.replace("\u00a0", " ")


@pytest.mark.parametrize(("key", "ending"), [(Key.Key_F4, "pdf"), (Key.Key_F5, "xlsx"), (Key.Key_F6, "csv")])
def test_files_lie_where_the_message_says(hand: Hand, tmp_path: Path, key: Key, ending: str) -> None:
    hand.qtbot.keyClick(hand.shell, key)
    # fonts are cut down for the first PDF, which takes its time on a busy machine
    hand.qtbot.waitUntil(lambda: not hand.shell.desk.background.busy, timeout=30_000)
    file = tmp_path / "data" / "reports" / f"summary-shift1-till2.{ending}"
    assert str(file) in hand.last_told()
    if ending == "xlsx":
        assert openpyxl.load_workbook(file).active["A1"].value == "Продажи и возвраты"
    else:
        assert file.read_bytes()[:4] == {"pdf": b"%PDF", "csv": "\ufeffП".encode()[:4]}[ending]


def test_a_disk_that_cannot_be_written_is_told_and_the_report_stands(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder belongs", encoding="utf-8")
    before = cells(shown(hand))
    hand.key(Key.Key_F5)
    assert "не записывается" in hand.last_told()
    assert cells(shown(hand)) == before


def test_the_language_changes_and_the_figures_stay(hand: Hand) -> None:
    screen = shown(hand)
    before = [row[1] for row in cells(screen)]
    hand.shell.desk.choices.choose_language("en")
    hand.rest()
    screen.refreshed()
    hand.rest()
    assert screen.title.text() == "Sales and returns"
    assert [row[1] for row in cells(screen)] == before


def test_a_report_that_is_left_is_forgotten(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from cashier_app.till import manager_reports

    screen, real, begun, go_on = shown(hand), manager_reports.gather, threading.Event(), threading.Event()

    def slow(path: Path, asked, now, zone, stopped, progress):  # type: ignore[no-untyped-def]
        begun.set()
        progress(0.5)
        go_on.wait(5)
        return real(path, asked, now, zone, stopped, progress)

    monkeypatch.setattr(manager_reports, "gather", slow)
    screen.list.set_current("vat")
    assert begun.wait(5)
    hand.qtbot.waitUntil(lambda: screen.views.currentIndex() == 2)
    hand.qtbot.waitUntil(lambda: screen.bar.value() == 500)
    hand.qtbot.keyClick(hand.shell, Key.Key_Delete)
    assert screen.views.currentIndex() == 0
    go_on.set()
    hand.rest()
    assert screen.title.text() == "Продажи и возвраты", "what was left is not shown when it comes"


def test_kept_z_reports_are_reached_from_there_and_escape_goes_back(hand: Hand) -> None:
    hand.key(Key.Key_F7)
    assert hand.where == "reports"
    hand.shell.go("manager_reports")
    hand.rest()
    hand.key(Key.Key_Escape)
    assert hand.where == "menu"


def test_a_cashier_needs_a_managers_pin(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.shell.go("menu")
        hand.key(Key.Key_PageUp)
        asked = hand.on("permission", PermissionScreen)
        manager = next(user for user in hand.till.people.everybody() if user.name == "Орлова Вера")
        hand.touch(asked.tiles.tile(manager.user_id))
        hand.type("7913")
        hand.key(Key.Key_F12)
        assert hand.where == "manager_reports"
