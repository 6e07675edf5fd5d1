"""Receipts put aside, and the printer's queue: nothing is lost, nothing comes twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import SECOND
from cashier_app.core.errors import WorldError
from cashier_app.documents.plain import plain_text
from cashier_app.sales.receipt import EmptyReceipt
from cashier_app.storage.rows import ProductRow
from cashier_app.till.opening import Till
from cashier_app.till.parking import NotParked
from cashier_app.till.printing import NoPrinter, NoSuchJob
from cashier_app.till.rights import NeedsPermission, Permission
from cashier_app.till.shifts import ReceiptOpen
from tests.clock import ManualClock
from tests.integration.till.shop import (
    ANNA,
    BREAD,
    COFFEE,
    MILK,
    PIN,
    SETTINGS,
    first_queue,
    found_shop,
    open_shop,
    scan,
)

InWords = Callable[[WorldError], str]


def test_a_receipt_is_put_aside_and_taken_up_again_after_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    till.selling.redeem("100")
    till.parking.park("  в синей   куртке ").result(30)
    assert till.selling.view().empty
    till.selling.scan(scan(MILK))
    till.parking.park().result(30)
    till.close()
    till = open_shop(tmp_path, clock)
    till.people._enter(till.people.everybody()[0])
    assert till.selling.view().empty
    first, second = till.parking.list()
    assert (first.name, first.detail) == ("в синей куртке", "21.11 14:00 · 1 позиция")
    assert second.name == "Чек № 2"
    outcome = till.parking.take_up(first.parked_id).result(30)
    assert outcome.attached == "anna"
    assert [line.name for line in outcome.view.lines] == ["Кофе"]
    assert outcome.view.totals.points == "", "points are asked for anew"
    assert len(till.parking.list()) == 1
    till.close()
    till = open_shop(tmp_path, clock)
    assert [line.name for line in till.selling.view().lines] == ["Кофе"], "taken up, it is the receipt on the screen"
    till.close()


def test_prices_stay_and_a_change_of_the_sum_is_told(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    total = till.selling.view().to_pay
    till.parking.park().result(30)
    dear = ProductRow("coffee", "Кофе", 200_000, vat_rate=2000, category="Кофе", digest=b"new")
    till.database.worker.call(lambda unit: unit.goods.put([dear], []))
    till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute("UPDATE account SET level_id = 'start'") and None
    )
    outcome = till.parking.take_up(till.parking.list()[0].parked_id).result(30)
    assert outcome.view.lines[0].detail == "1 × 1\u00a0249,00", "the price froze when the product was scanned"
    assert outcome.view.to_pay > total
    assert outcome.notice is not None
    assert "изменилась" in outcome.notice.text


def test_what_cannot_be_parked_or_taken_up_is_told(till: Till, in_words: InWords) -> None:
    with pytest.raises(EmptyReceipt) as empty:
        till.parking.park()
    in_words(empty.value)
    till.selling.scan(scan(MILK))
    till.parking.park().result(30)
    parked_id = till.parking.list()[0].parked_id
    till.selling.scan(scan(BREAD))
    with pytest.raises(ReceiptOpen) as refused:
        till.parking.take_up(parked_id)
    in_words(refused.value)
    till.selling.cancel()
    with pytest.raises(NotParked) as gone:
        till.parking.take_up("nothing")
    in_words(gone.value)


def test_throwing_a_parked_receipt_away_is_a_right_and_is_written_down(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.parking.park().result(30)
    parked_id = till.parking.list()[0].parked_id
    boss = till.people.current
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.parking.drop(parked_id)
    till.parking.drop(parked_id, Permission("cancel_receipt", "boss")).result(30)
    assert till.parking.list() == []
    with pytest.raises(NotParked):
        till.parking.drop(parked_id, Permission("cancel_receipt", "boss")).result(30)
    assert boss is not None
    till.people._enter(boss)
    assert till.journal.latest().result(30)[0].act == "receipt_cancelled"


# --- printing --------------------------------------------------------------------------------------------


def sold_slip(till: Till) -> int:
    """The slip's job of a new sale; the drawer has opened already."""
    till.selling.scan(scan(MILK))
    till.paying.start()
    sold = till.paying.pay_cash("100").result(30).sold
    assert sold is not None
    assert sold.print_job_id is not None
    first_queue(till).mark(sold.print_job_id - 1, "confirmed", "", till.clock.now())
    return sold.print_job_id


def test_a_slip_that_could_not_be_sent_stays_before_the_younger_ones(till: Till, clock: ManualClock) -> None:
    first, second = sold_slip(till), sold_slip(till)
    queue = first_queue(till)
    for _ in range(3):
        job = queue.next_due(clock.now())
        assert job is not None
        assert job.job_id == first
        assert queue.claim(job.job_id, clock.now())
        queue.mark(job.job_id, "failed_before_first_byte", "off", clock.now())
        clock.advance(SECOND)
    job = queue.next_due(clock.now())
    assert job is not None
    assert (job.job_id, job.attempts) == (first, 3)
    assert "выключен" in till.printing.job(first).result(30).state_text
    queue.mark(first, "confirmed", "", clock.now())
    job = queue.next_due(clock.now())
    assert job is not None
    assert job.job_id == second


def test_an_unknown_job_is_asked_about_and_a_copy_says_that_it_is_one(till: Till, clock: ManualClock) -> None:
    job_id = sold_slip(till)
    assert first_queue(till).claim(job_id, clock.now())
    first_queue(till).mark(job_id, "unknown", "cut_off", clock.now())
    asking = till.printing.asking().result(30)
    assert [job.job_id for job in asking] == [job_id]
    assert "Возможно, напечатан" in asking[0].state_text
    copy = till.printing.print_again(job_id).result(30)
    assert till.printing.asking().result(30) == []
    text = plain_text(till.printing.document(copy).result(30), 42)
    assert "КОПИЯ" in text
    assert till.printing.job(copy).result(30).kind == "copy"
    other = sold_slip(till)
    first_queue(till).mark(other, "unknown", "cut_off", clock.now())
    till.printing.printed(other).result(30)
    assert till.printing.job(other).result(30).state == "confirmed"


def test_a_reprint_is_a_right_a_copy_and_written_down(till: Till) -> None:
    job_id = sold_slip(till)
    receipt_id = till.database.worker.call(lambda unit: unit.printing.last_receipt())
    assert receipt_id is not None
    by_id = till.printing.reprint(receipt_id).result(30)
    last = till.printing.reprint_last().result(30)
    assert till.printing.document(by_id).result(30) == till.printing.document(last).result(30)
    assert till.printing.document(by_id).result(30) != till.printing.document(job_id).result(30)
    assert till.journal.latest().result(30)[0].act == "reprinted"
    with pytest.raises(NoSuchJob):
        till.printing.reprint("nothing").result(30)
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.printing.reprint_last()


def test_a_waiting_slip_nobody_wants_is_not_sent(till: Till, clock: ManualClock, in_words: InWords) -> None:
    job_id = sold_slip(till)
    till.printing.dismiss(job_id).result(30)
    assert first_queue(till).next_due(clock.now()) is None
    with pytest.raises(NoSuchJob) as refused:
        till.printing.dismiss(job_id).result(30)
    in_words(refused.value)


def test_a_shop_without_a_printer_sells_without_slips(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock, msgspec.structs.replace(SETTINGS, printers=()))
    till.selling.scan(scan(MILK))
    till.paying.start()
    sold = till.paying.pay_cash("100").result(30).sold
    assert sold is not None
    assert sold.print_job_id is None
    with pytest.raises(NoPrinter):
        till.printing.test_page()
    assert till.shifts.close("1094,90").result(30).print_job_id is None
    till.close()
