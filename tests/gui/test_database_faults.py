"""A full disk, a lock, a damaged file under a real till's window: the sentence with its way out, and nothing lost.

Every test goes the same way: the fault begins, the cashier does something, reads what happened, the fault ends,
the same touch succeeds, and the database has everything once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.core.words import Words
from cashier_app.sales.receipt import Receipt
from cashier_app.storage.backup import backups
from cashier_app.storage.errors import DatabaseCorrupt, DatabaseLocked, DiskFull
from cashier_app.ui.closing import ClosingScreen
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.payment import PaymentScreen
from cashier_app.ui.selling import SellingScreen
from cashier_app.words import load_words
from tests.faults import full_disk, locked
from tests.gui import shop
from tests.gui.faults import plain, sentence
from tests.gui.hand import Hand, at_the_till

if TYPE_CHECKING:
    from cashier_app.storage.rows import ReceiptRow

Key = Qt.Key
Fault: TypeAlias = Callable[[Hand], AbstractContextManager[None]]

RUSSIAN: Final = {
    "full disk": (
        "Диск переполнен: это не сохранено. Освободите место на диске, где лежит {path}, и повторите.",
        "The disk is full: this was not saved. Free some space on the disk with {path}, then try again.",
    ),
    "locked": (
        "Базу данных кассы держит другая программа. Закройте программу, которая открыла {path}, и повторите.",
        "Another program holds the till's database. Close the program that uses {path}, then try again.",
    ),
}
FAULTS: Final[dict[str, Fault]] = {
    "full disk": lambda hand: full_disk(),
    "locked": lambda hand: locked(hand.till.database.path),
}
each_fault = pytest.mark.parametrize("fault", FAULTS)


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None]) -> Iterator[Hand]:
    """A manager at the till, wired as in the program, one bottle of milk on the receipt."""
    expect_log("not written|no backup")
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        equipment = Equipment(taken.till, taken.shell.desk.settings, taken.shell)
        equipment.start()
        taken.scan(shop.MILK)
        settled(taken)
        yield taken
        equipment.stop(1.0)


def settled(hand: Hand) -> None:
    """Everything queued has been written, or refused."""
    hand.rest()
    hand.till.database.worker.call(lambda unit: None)


def words_of(hand: Hand, fault: str) -> str:
    return RUSSIAN[fault][0].format(path=hand.till.database.path)


def sold(hand: Hand) -> list[ReceiptRow]:
    return hand.till.reader.receipts(0, 2**53)


def draft(hand: Hand) -> Receipt | None:
    """The receipt as a crash at this instant would give it back."""
    body = hand.till.database.worker.call(lambda unit: unit.drafts.load())
    return msgspec.json.decode(body, type=Receipt) if body is not None else None


def acts(hand: Hand) -> list[str]:
    """What the journal holds, the newest first."""
    return [record.act for record in hand.till.journal.latest().result(10)]


def queued(hand: Hand) -> list[str]:
    """What waits for the server, in order."""
    return [row.kind for row in hand.till.database.worker.call(lambda unit: unit.outbox.waiting(100))]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("kind", "fault"), [(DiskFull, "full disk"), (DatabaseLocked, "locked")])
def test_the_sentences_in_both_languages(kind: type[DiskFull], fault: str, language: str) -> None:
    text, way_out = load_words(language).error(kind(path="D:/till.db", backups="D:/backups", reason=""))
    assert f"{text}. {way_out}." == RUSSIAN[fault][language == "en"].format(path="D:/till.db")


# --- behind the screen -------------------------------------------------------------------------------------------


@each_fault
def test_a_scan_that_cannot_be_kept_is_told_stays_on_the_screen_and_is_kept_later(hand: Hand, fault: str) -> None:
    before = draft(hand)
    with FAULTS[fault](hand):
        hand.scan(shop.GOODS[3])
        assert sentence(hand, words_of(hand, fault))
        assert len(hand.on("selling", SellingScreen).list.lines) == 2
    assert draft(hand) == before
    # scanning goes on, and the next draft is of all that is there
    hand.scan(shop.GOODS[4])
    settled(hand)
    assert draft(hand) == hand.till.selling.receipt
    assert len(hand.till.selling.receipt.lines) == 3


@each_fault
def test_what_was_refused_behind_the_screen_is_written_at_the_end(
    hand: Hand, fault: str, till_template: Path, tmp_path: Path
) -> None:
    from cashier_app.till.opening import open_till
    from tests.clock import ManualClock

    with FAULTS[fault](hand):
        hand.scan(shop.GOODS[3])
        assert sentence(hand, words_of(hand, fault))
    receipt = hand.till.selling.receipt
    hand.till.close()
    again = open_till(shop.settings(), hand.till.database.folder, ManualClock(), load_words("ru"))
    try:
        assert again.selling.receipt == receipt
    finally:
        again.close()


@each_fault
def test_a_removed_line_is_told_and_reaches_the_journal_when_there_is_room(hand: Hand, fault: str) -> None:
    with FAULTS[fault](hand):
        hand.key(Key.Key_Delete)
        assert sentence(hand, words_of(hand, fault))
        assert hand.till.selling.receipt.lines == ()
    hand.scan(shop.MILK)
    settled(hand)
    settled(hand)
    assert acts(hand).count("line_removed") == 1
    assert hand.till.journal.verify().result(10) is None


@each_fault
def test_a_cancelled_receipt_is_told_and_reaches_the_journal_when_there_is_room(hand: Hand, fault: str) -> None:
    with FAULTS[fault](hand):
        hand.till.selling.cancel()
        assert sentence(hand, words_of(hand, fault))
    hand.scan(shop.GOODS[3])
    settled(hand)
    settled(hand)
    assert acts(hand).count("receipt_cancelled") == 1
    kept = draft(hand)
    assert kept is not None
    assert kept == hand.till.selling.receipt


@each_fault
def test_a_receipt_that_cannot_be_parked_stays(hand: Hand, fault: str) -> None:
    with FAULTS[fault](hand):
        hand.key(Key.Key_F4)
        assert sentence(hand, words_of(hand, fault))
        assert len(hand.till.selling.receipt.lines) == 1
    assert hand.till.parking.list() == []
    hand.key(Key.Key_F4)
    settled(hand)
    assert len(hand.till.parking.list()) == 1
    assert hand.till.selling.receipt.lines == ()


# --- payment -----------------------------------------------------------------------------------------------------


@each_fault
def test_a_sale_that_cannot_be_kept_is_no_sale_and_one_touch_more_makes_it_one(hand: Hand, fault: str) -> None:
    hand.key(Key.Key_F12)
    waiting = queued(hand)
    with FAULTS[fault](hand):
        hand.key(Key.Key_F1)
        assert sentence(hand, words_of(hand, fault))
        assert hand.on("payment", PaymentScreen).pages.currentIndex() == 0
        view = hand.till.paying.view()
        assert (view.left_kopecks, view.legs) == (9490, ())
        assert sold(hand) == []
    assert queued(hand) == waiting
    hand.key(Key.Key_F1)
    [receipt] = sold(hand)
    assert [(p.kind, p.amount, p.state) for p in hand.till.reader.payments(receipt.receipt_id)] == [
        ("cash", 9490, "approved")
    ]
    assert queued(hand) == [*waiting, "sale"]
    assert receipt.number == 1


@each_fault
def test_a_card_that_cannot_be_noted_is_not_asked(hand: Hand, fault: str) -> None:
    hand.key(Key.Key_F12)
    with FAULTS[fault](hand):
        hand.key(Key.Key_F7)
        assert sentence(hand, words_of(hand, fault))
        assert not hand.till.paying.view().card_asked
        assert not hand.on("payment", PaymentScreen).ask.isVisible()
    hand.key(Key.Key_F7)
    assert hand.till.paying.view().card_asked


@each_fault
def test_an_approval_that_cannot_be_kept_leaves_the_card_asked_and_charges_once(hand: Hand, fault: str) -> None:
    hand.key(Key.Key_F12, Key.Key_F7)
    screen = hand.on("payment", PaymentScreen)
    hand.type("123456")
    with FAULTS[fault](hand):
        hand.key(Key.Key_F12)
        assert sentence(hand, words_of(hand, fault))
        assert hand.till.paying.view().card_asked
        # what was typed from the terminal's slip is still there
        assert screen.keypad is not None
        assert screen.keypad.field.text == "123456"
        assert sold(hand) == []
    hand.key(Key.Key_F12)
    [receipt] = sold(hand)
    assert [(p.kind, p.state, p.reference) for p in hand.till.reader.payments(receipt.receipt_id)] == [
        ("card", "approved", "123456")
    ]


def test_a_lock_holds_no_frame_of_the_screen(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    with locked(hand.till.database.path):
        begun = time.monotonic()
        hand.qtbot.keyClick(hand.shell, Key.Key_F1)
        # SQLite waits a quarter of a second for the lock; the screen does not
        assert time.monotonic() - begun < 0.15
        assert sentence(hand, words_of(hand, "locked"))


@each_fault
def test_a_return_that_cannot_be_kept_gives_nothing_back_and_is_done_once(hand: Hand, fault: str) -> None:
    hand.key(Key.Key_F12, Key.Key_F1, Key.Key_F12)
    [receipt] = sold(hand)
    hand.key(Key.Key_F9)
    hand.scan(f"CASHIER:R:{receipt.receipt_id}")
    hand.key(Key.Key_F5)
    waiting = queued(hand)
    with FAULTS[fault](hand):
        hand.key(Key.Key_F12)
        assert sentence(hand, words_of(hand, fault))
        assert hand.till.returning.active
    assert hand.till.reader.returns(receipt.receipt_id) == []
    assert queued(hand) == waiting
    hand.key(Key.Key_F12)
    [given] = hand.till.reader.returns(receipt.receipt_id)
    assert abs(given.to_pay) == 9490
    assert queued(hand) == [*waiting, "return"]


# --- the shift ---------------------------------------------------------------------------------------------------


@each_fault
def test_a_shift_that_cannot_be_closed_is_open_and_closes_once(hand: Hand, fault: str) -> None:
    hand.key(Key.Key_F12, Key.Key_F1, Key.Key_F12)
    shift = hand.till.shifts.current
    assert shift is not None
    waiting = queued(hand)
    hand.shell.go("closing")
    hand.touch(hand.on("closing", ClosingScreen).notes[100_000])
    hand.type("1")
    hand.key(Key.Key_Return)
    with FAULTS[fault](hand):
        hand.key(Key.Key_F12)
        assert sentence(hand, words_of(hand, fault))
        assert hand.till.shifts.current == shift
    assert queued(hand) == waiting
    # the count stands: nobody counts the drawer twice
    assert "1 000" in plain(hand.on("closing", ClosingScreen).counted.figure.text())
    hand.key(Key.Key_F12)
    assert hand.till.shifts.current is None
    assert queued(hand) == [*waiting, "shift"]


@each_fault
def test_cash_that_cannot_be_noted_is_not_in_the_drawer_and_is_noted_once(hand: Hand, fault: str) -> None:
    expected = hand.till.reports.x().result(10).expected_cash
    hand.shell.go("shift")
    hand.key(Key.Key_F1)
    hand.type("500")
    hand.key(Key.Key_F1)
    with FAULTS[fault](hand):
        hand.key(Key.Key_F12)
        assert sentence(hand, words_of(hand, fault))
        assert hand.where == "cash"
    assert hand.till.reports.x().result(10).expected_cash == expected
    hand.key(Key.Key_F12)
    assert hand.till.reports.x().result(10).expected_cash == expected + 50_000


@each_fault
def test_somebody_locked_out_by_the_fault_gets_in_afterwards(hand: Hand, fault: str) -> None:
    hand.key(Key.Key_F11)
    with FAULTS[fault](hand):
        hand.type("1111")
        hand.key(Key.Key_F12)
        # a wrong PIN that cannot be counted lets nobody in
        assert sentence(hand, words_of(hand, fault))
        assert hand.where == "login"
    hand.type("7913")
    hand.key(Key.Key_F12)
    assert hand.where == "selling"
    assert len(hand.till.selling.receipt.lines) == 1


def test_a_copy_that_has_no_room_is_told_and_the_old_ones_stay(hand: Hand) -> None:
    kept = hand.till.back_up()
    hand.shell.go("diagnosis", device="database")
    hand.rest()
    with full_disk():
        hand.key(Key.Key_F12)
        assert sentence(hand, words_of(hand, "full disk"))
    assert backups(hand.till.database.path) == [kept]
    assert not (kept.parent / "copying.db").exists()


# --- a damaged file ----------------------------------------------------------------------------------------------


def test_a_file_damaged_under_the_till_is_told_as_what_it_is(hand: Hand, expect_log: Callable[[str], None]) -> None:
    expect_log("checkpoint|not written|no backup")
    path = hand.till.database.path
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xaa" * (size - 4096 * 3))
    hand.scan(shop.WINE)
    words: Words = hand.till.words
    text, way_out = words.error(DatabaseCorrupt(path=str(path), backups=str(path.parent / "backups"), reason=""))
    assert sentence(hand) == plain(f"{text}. {way_out}.")
    assert len(hand.till.selling.receipt.lines) == 1
