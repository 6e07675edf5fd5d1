"""Several printers: what one cannot begin comes out on another, once; what was begun never does; the drawer stays."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from cashier_app.config import Printer
from cashier_app.devices.printer_worker import PrinterWorker, Timing
from cashier_app.devices.printing import Cause, JobState, PrinterStatus, PrintJob
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.transports import make_transport
from cashier_app.documents import document, escpos
from cashier_app.till.opening import Till
from cashier_app.till.printing import JobView, NoSuchJob
from tests.clock import ManualClock
from tests.integration.till.shop import MILK, SETTINGS, found_shop, scan

SPARE_MS = 15_000
FAST = Timing(status_ms=500, confirmation_ms=2000, backoff_ms=30, backoff_limit_ms=60, probe_ms=100)


class Listener:
    def printer_changed(self, status: PrinterStatus) -> None:
        pass

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        pass


class Shop:
    """A till with two printers, and the people at it."""

    def __init__(self, folder: Path, clock: ManualClock, **second: object) -> None:
        self.clock = clock
        self.front, self.back = PrinterSimulator.over_tcp(), PrinterSimulator.over_tcp()
        printers = (
            Printer(name="front", address=self.front.address, drawer_pin=0),
            Printer(name="back", address=self.back.address, spare_after_ms=SPARE_MS),
        )
        printers = (printers[0], msgspec.structs.replace(printers[1], **second))
        self.till: Till = found_shop(folder, clock, msgspec.structs.replace(SETTINGS, printers=printers))
        queues = self.till.print_queues()
        self.workers = [
            PrinterWorker(
                lambda printer=printer: make_transport(printer),  # type: ignore[misc]
                queues[printer.name],
                lambda job, printer=printer: escpos.build(document.decode(job.document), printer),  # type: ignore[misc]
                clock,
                Listener(),
                timing=FAST,
                name=f"printer {printer.name}",
            )
            for printer in printers
        ]
        for worker in self.workers:
            worker.start()

    def sell(self) -> int:
        """A cash sale; its slip's job, the drawer's is the one before."""
        self.till.selling.scan(scan(MILK))
        self.till.paying.start()
        sold = self.till.paying.pay_cash("100").result(30).sold
        assert sold is not None
        assert sold.print_job_id is not None
        return sold.print_job_id

    def until(self, job_id: int, state: JobState) -> JobView:
        """The job when it has reached a state."""
        end = time.monotonic() + 15
        while (job := self.till.printing.job(job_id).result(30)).state != state:
            assert time.monotonic() < end, job
            time.sleep(0.01)
        return job

    def wait_for_both(self) -> None:
        """Let both workers look at the queue and at their printers a few times."""
        until = time.monotonic() + 15 * FAST.backoff_limit_ms / 1000
        while time.monotonic() < until:
            for worker in self.workers:
                worker.wake()
            time.sleep(0.02)

    def close(self) -> None:
        for worker in self.workers:
            worker.stop()
        self.till.close()
        self.front.stop()
        self.back.stop()


def slips(printer: PrinterSimulator) -> int:
    return printer.text().count("фискальным")


@pytest.fixture
def shop(tmp_path: Path, clock: ManualClock, expect_log: Callable[[str], None]) -> Iterator[Shop]:
    expect_log("printer")
    opened = Shop(tmp_path, clock)
    yield opened
    opened.close()


def test_the_pulse_goes_to_the_printer_that_has_the_drawer(shop: Shop) -> None:
    slip = shop.sell()
    assert shop.until(slip, "confirmed").printer == "front"
    shop.until(slip - 1, "sent_unconfirmed")
    assert shop.back.wait_until(lambda it: it.drawer == [2])
    assert (shop.front.drawer, slips(shop.front), slips(shop.back)) == ([], 1, 0)


def test_what_the_first_cannot_begin_comes_out_on_the_second_after_a_while_and_once(shop: Shop) -> None:
    shop.front.power_off()
    slip = shop.sell()
    shop.until(slip, "failed_before_first_byte")
    shop.wait_for_both()
    waiting = shop.until(slip, "failed_before_first_byte")
    assert (waiting.printer, slips(shop.back)) == ("", 0), "not before its time"
    shop.clock.advance(SPARE_MS + 1)
    done = shop.until(slip, "confirmed")
    assert done.printer == "back"
    assert done.state_text.endswith("· back")
    shop.front.power_on()
    other = shop.sell()
    assert shop.until(other, "confirmed").printer == "front"
    assert (slips(shop.front), slips(shop.back)) == (1, 1)


def test_what_was_begun_on_the_first_is_never_sent_to_the_second(shop: Shop) -> None:
    shop.front.fault_at(150, "cut_off")
    slip = shop.sell()
    shop.until(slip, "unknown")
    shop.clock.advance(10 * SPARE_MS)
    shop.wait_for_both()
    assert shop.until(slip, "unknown").printer == "front"
    assert shop.back.received.count("фискальным".encode("cp866")) == 0
    assert shop.till.printing.others(shop.until(slip, "unknown")) == ()
    with pytest.raises(NoSuchJob):
        shop.till.printing.send_to(slip, "back").result(30)


def test_what_waits_behind_a_slip_that_got_stuck_comes_out_on_the_second(shop: Shop) -> None:
    shop.front.fault_at(150, "paper_out")
    stuck = shop.sell()
    shop.until(stuck, "sending")
    behind = shop.sell()
    shop.clock.advance(SPARE_MS + 1)
    assert shop.until(behind, "confirmed").printer == "back"
    shop.front.load_paper()
    assert shop.until(stuck, "confirmed").printer == "front"
    assert (slips(shop.front), slips(shop.back)) == (1, 1)


def test_a_person_sends_a_slip_to_the_second_at_once(shop: Shop) -> None:
    shop.front.open_cover()
    slip = shop.sell()
    waiting = shop.until(slip, "failed_before_first_byte")
    assert shop.till.printing.others(waiting) == ("back",)
    shop.till.printing.send_to(slip, "back").result(30)
    shop.workers[1].wake()
    assert shop.until(slip, "confirmed").printer == "back"
    shop.front.close_cover()
    shop.wait_for_both()
    assert (slips(shop.front), slips(shop.back)) == (0, 1)


def test_the_drawer_is_nobody_elses(shop: Shop) -> None:
    shop.back.power_off()
    slip = shop.sell()
    shop.until(slip, "confirmed")
    shop.clock.advance(SPARE_MS + 1)
    assert shop.until(slip - 1, "dismissed").state == "dismissed"
    with pytest.raises(NoSuchJob):
        shop.till.printing.send_to(slip - 1, "front").result(30)
    assert shop.front.drawer == []


def test_the_cause_that_is_told_is_that_of_the_slips_own_printer(shop: Shop) -> None:
    shop.front.remove_paper()
    shop.back.power_off()
    slip = shop.sell()
    shop.clock.advance(SPARE_MS + 1)
    shop.wait_for_both()
    assert "бумага" in shop.until(slip, "failed_before_first_byte").state_text


def test_a_second_printer_that_is_no_spare_prints_only_what_it_is_given(
    tmp_path: Path, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("printer")
    shop = Shop(tmp_path, clock, spare_after_ms=0)
    try:
        shop.front.power_off()
        slip = shop.sell()
        shop.until(slip, "failed_before_first_byte")
        shop.clock.advance(100 * SPARE_MS)
        shop.wait_for_both()
        assert slips(shop.back) == 0
        page = shop.till.printing.test_page("back").result(30)
        shop.workers[1].wake()
        assert shop.until(page, "confirmed").printer == "back"
    finally:
        shop.close()


def test_of_two_printers_one_gets_a_slip(shop: Shop) -> None:
    for worker in shop.workers:
        worker.stop()
    slip, queues = shop.sell(), shop.till.print_queues()
    now = shop.clock.now()
    assert [queue.claim(slip, now) for queue in queues.values()] == [True, False]
    assert queues["back"].mark(slip, "failed_before_first_byte", "off", now) is False
    assert shop.till.printing.job(slip).result(30).state == "sending"


def test_a_slip_taken_off_the_queue_while_its_printer_is_asked_is_not_printed(shop: Shop) -> None:
    for worker in shop.workers:
        worker.stop()
    slip, queue = shop.sell(), shop.till.print_queues()["front"]
    shop.till.printing.dismiss(slip).result(30)
    assert queue.claim(slip, shop.clock.now()) is False
    assert queue.mark(slip, "failed_before_first_byte", "off", shop.clock.now()) is False
    assert shop.till.printing.job(slip).result(30).state == "dismissed"
