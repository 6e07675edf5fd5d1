"""Diagnosis at the screen: the lamps lead there, and what can be tried is tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Printer
from cashier_app.devices.printing import PrinterStatus
from cashier_app.storage.backup import backups
from cashier_app.storage.unit import UnitOfWork
from cashier_app.sync.state import SyncState
from cashier_app.ui.diagnosis import DiagnosisScreen
from tests.clock import START, ManualClock
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.till.shop import first_queue

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at a till with a printer, two receipts sold."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.equip(printers=(Printer(address="127.0.0.1:9"),))
        for _ in range(2):
            taken.scan(shop.MILK)
            taken.key(Key.Key_F12, Key.Key_F1, Key.Key_F12)
        yield taken


def screen(hand: Hand) -> DiagnosisScreen:
    return hand.on("diagnosis", DiagnosisScreen)


def look_at(hand: Hand, device: str) -> DiagnosisScreen:
    hand.shell.go("diagnosis", device=device)
    hand.rest()
    return screen(hand)


@pytest.mark.parametrize("device", ["server", "scanner", "printer"])
def test_a_lamp_leads_to_its_diagnosis(hand: Hand, device: str) -> None:
    hand.qtbot.mouseClick(hand.shell.strip.lamps[device], Qt.MouseButton.LeftButton)
    hand.rest()
    assert screen(hand).things[device].role == "chosen"


def test_what_waits_for_the_server_is_listed_in_its_order(hand: Hand) -> None:
    shown = look_at(hand, "server")
    kinds = [entry.title.split(" · ")[0] for entry in shown.list.entries]
    assert kinds == ["Смена", "Продажа", "Продажа"]


def test_sync_now_asks_at_once_and_says_when_there_is_nobody_to_ask(hand: Hand) -> None:
    asked: list[bool] = []
    hand.shell.desk.surroundings.sync_now = lambda: asked.append(True)
    look_at(hand, "server")
    hand.key(Key.Key_F12)
    assert asked == []
    assert "сервера" in hand.last_told()
    hand.shell.desk.surroundings.set_sync(SyncState(online=True, trouble="none", last_sync=START))
    hand.key(Key.Key_F12)
    assert asked == [True]


def test_what_the_server_set_aside_is_read_with_its_reason_and_sent_again(hand: Hand) -> None:
    def reject(unit: UnitOfWork) -> None:
        row = unit.outbox.waiting()[1]
        unit.outbox.settle(row.epoch, [(row.seq, row.hash, "rejected", False, "unreadable: field x")])

    hand.till.database.worker.call(reject)
    shown = look_at(hand, "server")
    assert shown.list.entries[0].tone == "error"
    assert "field x" in shown.list.entries[0].detail
    shown.list.set_current(shown.list.entries[0].key)
    assert "field x" in shown.detail_text.text()
    hand.key(Key.Key_F8)
    assert hand.till.database.worker.call(lambda unit: unit.outbox.rejected()) == []
    assert "queue_retried" in [record.act for record in hand.till.journal.latest().result(5)]


def test_news_of_the_server_are_shown_while_one_looks(hand: Hand) -> None:
    shown = look_at(hand, "server")
    hand.shell.desk.surroundings.set_sync(SyncState(online=False, trouble="unreachable", waiting=3))
    assert shown.finding.standing.ground == "warning_tint"
    hand.shell.desk.surroundings.set_sync(SyncState(online=True, trouble="none", last_sync=START))
    assert shown.finding.standing.ground == "saved_tint"


def test_a_scan_tries_the_scanner_and_leaves_the_receipt_alone(hand: Hand) -> None:
    shown = look_at(hand, "printer")
    hand.scan(shop.MILK)
    assert shown.things["scanner"].role == "chosen"
    assert any(value.text() == shop.MILK for _, value in shown.finding.facts)
    assert not hand.till.selling.receipt.lines


def test_a_test_page_is_queued(hand: Hand) -> None:
    hand.shell.desk.surroundings.set_printer(PrinterStatus("ready"))
    look_at(hand, "printer")
    hand.key(Key.Key_F12)
    assert hand.till.printing.latest().result(5)[0].kind == "test"


def test_a_slip_nobody_is_sure_of_comes_first_and_can_be_ended(hand: Hand) -> None:
    jobs = [job for job in hand.till.printing.latest().result(5) if job.kind == "receipt"]
    first_queue(hand.till).mark(jobs[-1].job_id, "unknown", "stalled", START)
    shown = look_at(hand, "printer")
    assert shown.list.current == str(jobs[-1].job_id)
    assert not shown.slip.paper.empty
    hand.key(Key.Key_F5)
    assert hand.till.printing.asking().result(5) == []


def test_a_waiting_slip_can_be_taken_off_the_queue(hand: Hand) -> None:
    shown = look_at(hand, "printer")
    job_id = int(shown.list.current)
    hand.key(Key.Key_F7)
    assert hand.till.printing.job(job_id).result(5).state == "dismissed"


def test_a_copy_of_the_database_is_made_and_shown(hand: Hand) -> None:
    shown = look_at(hand, "database")
    # the copy made when the shift was opened bears its second as a name
    assert hand.till.backing_up._thread is not None
    hand.till.backing_up._thread.join(10)
    clock = hand.till.clock._base
    assert isinstance(clock, ManualClock)
    clock.advance(60_000)
    before = len(backups(hand.till.database.path))
    hand.key(Key.Key_F12)
    assert len(backups(hand.till.database.path)) == before + 1
    assert shown.finding.standing.ground == "saved_tint"


def test_back_leads_to_where_one_came_from(hand: Hand) -> None:
    hand.key(Key.Key_F10, Key.Key_F1, Key.Key_Escape)
    assert hand.where == "menu"
