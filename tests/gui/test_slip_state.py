"""What became of the slip after a sale: told, asked, copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Printer
from cashier_app.devices.printing import JobState
from cashier_app.documents.plain import plain_text
from cashier_app.ui.payment import PaymentScreen
from tests.clock import START
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.till.shop import first_queue

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager who has just sold a bottle of milk at a till with a printer."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.equip(printers=(Printer(address="127.0.0.1:9"),))
        taken.scan(shop.MILK)
        taken.key(Key.Key_F12, Key.Key_F1)
        yield taken


def screen(hand: Hand) -> PaymentScreen:
    return hand.on("payment", PaymentScreen)


def receipt_job(hand: Hand) -> int:
    return next(job.job_id for job in hand.till.printing.latest().result(5) if job.kind == "receipt")


def mark(hand: Hand, state: JobState, cause: str = "") -> None:
    """The printer's thread says what became of the receipt's slip."""
    first_queue(hand.till).mark(receipt_job(hand), state, cause, START)  # type: ignore[arg-type]
    hand.shell.refresh.emit()
    hand.qtbot.waitUntil(lambda: not hand.shell.desk.background.busy)
    hand.rest()


def test_the_slip_waits_and_is_shown(hand: Hand) -> None:
    hand.rest()
    done = screen(hand).done
    assert "ждёт" in done.slip_state.text().lower()
    assert not done.view.paper.empty
    assert done.copy.reason
    assert done.printed.reason


def test_a_slip_that_has_printed_needs_no_answer(hand: Hand) -> None:
    mark(hand, "confirmed")
    hand.qtbot.waitUntil(lambda: "апечатан" in screen(hand).done.slip_state.text())
    assert screen(hand).done.printed.reason
    assert not screen(hand).done.copy.reason


def test_a_slip_nobody_is_sure_of_is_asked_about_and_yes_ends_it(hand: Hand) -> None:
    mark(hand, "unknown", "cut_off")
    hand.qtbot.waitUntil(lambda: not screen(hand).done.printed.reason)
    assert screen(hand).done.slip.ground == "warning_tint"
    hand.key(Key.Key_F5)
    assert hand.till.printing.asking().result(5) == []
    assert hand.till.printing.job(receipt_job(hand)).result(5).state == "confirmed"


def test_no_prints_a_copy_that_says_so_and_leaves_no_question(hand: Hand) -> None:
    mark(hand, "unknown", "cut_off")
    hand.qtbot.waitUntil(lambda: not screen(hand).done.printed.reason)
    hand.key(Key.Key_F6)
    copies = [job for job in hand.till.printing.latest().result(5) if job.kind == "copy"]
    assert len(copies) == 1
    assert "КОПИЯ" in plain_text(hand.till.printing.document(copies[0].job_id).result(5)).upper()
    assert hand.till.printing.asking().result(5) == []


def test_enter_answers_nothing(hand: Hand) -> None:
    mark(hand, "unknown", "cut_off")
    hand.qtbot.waitUntil(lambda: not screen(hand).done.printed.reason)
    hand.key(Key.Key_Return, Key.Key_Enter)
    assert hand.where == "payment"
    assert len(hand.till.printing.asking().result(5)) == 1


def test_a_copy_of_a_printed_slip_is_a_right(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.equip(printers=(Printer(address="127.0.0.1:9"),))
        hand.scan(shop.MILK)
        hand.key(Key.Key_F12, Key.Key_F1)
        mark(hand, "confirmed")
        hand.qtbot.waitUntil(lambda: not screen(hand).done.copy.reason)
        hand.key(Key.Key_F6)
        assert hand.where == "permission"
        hand.key(Key.Key_Escape)
        # the change is still there for who did not note it
        assert screen(hand).pages.currentIndex() == 1
