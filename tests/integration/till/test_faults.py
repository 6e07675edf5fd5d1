"""A disk without room beneath the workers: what they could not write they write later, once, and nothing goes twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.clock import SystemClock
from cashier_app.config import Printer
from cashier_app.core.errors import WorldError
from cashier_app.devices.printer_worker import PrinterWorker
from cashier_app.devices.printing import Cause, JobState, PrinterStatus, PrintJob
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.transports import make_transport
from cashier_app.documents import document, escpos
from cashier_app.server import nodes, programmes, tables, verify
from cashier_app.server.database import ServerDatabase
from cashier_app.storage.errors import DatabaseLocked, DiskFull
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.worker import Address, SyncWorker, Timing
from cashier_app.till.opening import Till
from cashier_app.till.writing import Transaction
from tests.clock import ManualClock
from tests.faults import full_disk, locked
from tests.integration.server.running import ServerProcess
from tests.integration.till.shop import MILK, PROGRAMME, first_queue, found_shop, scan

PATIENCE_S = 15.0


def wait_for(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def settled(till: Till) -> None:
    """All that was given to the database has been tried."""
    till.database.worker.call(lambda unit: None)


@pytest.fixture(autouse=True)
def a_backup_may_meet_the_fault(expect_log: Callable[[str], None]) -> None:
    """One begins with every shift."""
    expect_log("no backup")


@pytest.fixture
def told(till: Till) -> list[BaseException]:
    """What the till would tell the person of writes that nobody waits for."""
    errors: list[BaseException] = []
    till.on_failure = errors.append
    return errors


# --- what nobody waits for ---------------------------------------------------------------------------------------


def note(name: str) -> Callable[[Transaction], None]:
    """A write that leaves its name, and fails where it has been before."""

    def job(transaction: Transaction) -> None:
        assert transaction.unit.meta.get(name) is None
        transaction.unit.meta.put(name, "written")

    return job


def test_what_was_refused_is_told_and_written_once_and_in_its_order(till: Till, told: list[BaseException]) -> None:
    order: list[str] = []

    def named(name: str) -> Callable[[Transaction], None]:
        def job(transaction: Transaction) -> None:
            note(name)(transaction)
            order.append(name)

        return job

    with full_disk():
        for name in ("first", "second", "third"):
            till.writer.behind(named(name)).exception(10)
    assert {type(error) for error in told} == {DiskFull}
    order.clear()  # jobs run and are rolled back where the commit finds no room
    till.writer.submit(note("another")).result(10)
    wait_for(lambda: len(order) == 3, "the three owed")
    settled(till)
    assert order == ["first", "second", "third"]
    assert [till.reader.meta(name) for name in ("first", "second", "third")] == ["written"] * 3


def test_an_equal_write_that_waits_is_not_doubled(till: Till, told: list[BaseException]) -> None:
    runs: list[int] = []

    def save(transaction: Transaction) -> None:
        runs.append(1)
        transaction.unit.meta.put("runs", str(len(runs)))

    with locked(till.database.path):
        for _ in range(3):
            till.writer.behind(save).exception(10)
    assert {type(error) for error in told} == {DatabaseLocked}
    assert runs == []
    till.writer.catch_up()
    settled(till)
    assert runs == [1]


def test_a_write_that_is_our_mistake_is_told_and_not_tried_for_ever(till: Till, told: list[BaseException]) -> None:
    def wrong(transaction: Transaction) -> None:
        raise KeyError("ours")

    till.writer.behind(wrong).exception(10)
    till.writer.catch_up()
    settled(till)
    assert [type(error) for error in told] == [KeyError]


def test_the_sentences_have_a_way_out(till: Till, in_words: Callable[[WorldError], str]) -> None:
    with full_disk(), pytest.raises(DiskFull) as refused:
        till.writer.submit(note("nothing")).result(10)
    assert str(till.database.path) in in_words(refused.value)


# --- the printer -------------------------------------------------------------------------------------------------


class Listener:
    """Hears what becomes of a receipt's slip."""

    def __init__(self) -> None:
        self.states: list[JobState] = []

    def printer_changed(self, status: PrinterStatus) -> None:
        pass

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        if job.kind == "receipt":
            self.states.append(state)


@pytest.fixture
def printer() -> Iterator[PrinterSimulator]:
    made = PrinterSimulator.over_tcp()
    yield made
    made.stop()


def test_a_slip_printed_while_the_disk_is_full_is_not_printed_twice(
    till: Till, printer: PrinterSimulator, expect_log: Callable[[str], None]
) -> None:
    expect_log("cannot be written|queue cannot be used")
    till.selling.scan(scan(MILK))
    till.paying.start()
    till.paying.pay_cash("94,90").result(10)
    settings = Printer(address=printer.address, drawer_pin=0)
    listener = Listener()
    worker = PrinterWorker(
        lambda: make_transport(settings),
        first_queue(till),
        lambda job: escpos.build(document.decode(job.document), settings),
        till.clock,
        listener,
    )
    printer.fault_at(150, "cover_open")
    worker.start()
    wait_for(lambda: listener.states == ["sending"] and worker.status.cause == "cover_open", "the slip under way")
    with full_disk():
        printer.close_cover()
        wait_for(lambda: "фискальным" in printer.text(), "the slip on paper")
        # that it was printed cannot be written: it is neither forgotten nor sent again
        assert listener.states == ["sending"]
    wait_for(lambda: listener.states == ["sending", "confirmed"], "the confirmation in the database")
    assert worker.stop()
    assert printer.text().count("фискальным") == 1
    assert till.reader.jobs_in_doubt() == 0


# --- the server --------------------------------------------------------------------------------------------------


def test_answers_that_cannot_be_kept_are_asked_for_again_and_sales_arrive_once(
    tmp_path: Path, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("not written|could not be kept")
    # in a process of its own: the full disk is the till's alone
    server = ServerProcess(tmp_path / "server.db", tmp_path / "home")
    with ServerDatabase.open(server.place, SystemClock()) as database, database.write() as transaction:
        programmes.publish(transaction, PROGRAMME.read_bytes())
        code = nodes.make_pairing_code(transaction, "1", minutes=60)
    url = server.start()
    till = found_shop(tmp_path / "till", clock)
    try:
        till.sync_store.enrolled(enrol(url, code, "till 1", "m"))
        address = Address(url, till.sync_store.membership().key)
        quick = Timing(interval_ms=100, backoff_ms=50, backoff_limit_ms=100)
        worker = SyncWorker(till.sync_store, address, till.clock, lambda state: None, quick)
        till.selling.scan(scan(MILK))
        till.paying.start()
        till.paying.pay_cash("100").result(10)
        waiting = till.reader.backlog()[0]
        assert waiting > 0
        with full_disk():
            worker.start()
            wait_for(lambda: worker.state.trouble == "database", "the trouble named")
            assert not worker.state.online
            assert till.reader.backlog()[0] == waiting
        worker.sync_now()
        wait_for(lambda: worker.state.online and till.reader.backlog()[0] == 0, "the queue drained")
        assert worker.stop()
    finally:
        till.close()
        server.stop()
    with ServerDatabase.open(server.place, SystemClock()) as database, database.read() as connection:
        kinds = [str(row.kind) for row in connection.execute(sa.select(tables.operation.c.kind))]
        assert kinds.count("sale") == 1
        assert verify.verify(connection) == []
