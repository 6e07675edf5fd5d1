"""Slips through real sockets and pseudo-terminals to a printer that misbehaves: none lost, none silently doubled."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cashier_app.devices.printer_worker import Confirmation, PrinterWorker, Timing
from cashier_app.devices.printing import PrinterStatus, PrintJob
from cashier_app.devices.simulators.paper import Model, PaperCode, PaperLine
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.transports import Transport
from cashier_app.devices.transports.file import FileTransport
from cashier_app.devices.transports.serial_port import SerialTransport
from cashier_app.devices.transports.tcp import TcpTransport
from cashier_app.documents.document import DRAWER_DOCUMENT, Cut, Document, Qr, Text, decode, encode
from cashier_app.documents.escpos import Format, build
from cashier_app.documents.receipt import receipt_document
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.escpos_decoder import decode as read_stream
from tests.integration.devices.queue_in_memory import Jobs
from tests.unit.documents.samples import SALE

FORMAT = Format()
FAST = Timing(
    status_ms=500,
    write_ms=1500,
    confirmation_ms=700,
    patience_ms=20_000,
    backoff_ms=50,
    backoff_limit_ms=200,
    probe_ms=300,
)


def slip(name: str, lines: int = 12) -> bytes:
    """A short slip that can be told from the others."""
    blocks = [
        Text(f"Чек {name}"),
        *(Text(f"строка {n} — молоко") for n in range(lines)),
        Qr(f"CASHIER:R:{name}"),
        Cut(),
    ]
    return encode(Document(blocks=tuple(blocks)))


def codes(printer: PrinterSimulator) -> list[str]:
    """The slips whose code is on the paper, in order."""
    return [thing.data.removeprefix("CASHIER:R:") for thing in printer.paper if isinstance(thing, PaperCode)]


class Bench:
    """A printer, a worker that prints on it, and its jobs."""

    def __init__(self, line: str, folder: Path) -> None:
        self.line = line
        self.folder = folder
        self.jobs = Jobs()
        self.clock = ManualClock()
        self._ends: list[Callable[[], object]] = []
        self.printer: PrinterSimulator
        self.worker: PrinterWorker

    def plug(self, **model: Any) -> PrinterSimulator:
        make = Model(**model)
        if self.line == "tcp":
            self.printer = PrinterSimulator.over_tcp(0, make)
        else:
            self.printer = PrinterSimulator.over_pty(self.folder / "ttyPrinter", make)
        self._ends.append(self.printer.stop)
        return self.printer

    def transport(self) -> Transport:
        if self.line == "tcp":
            return TcpTransport(self.printer.address)
        return SerialTransport(self.printer.address)

    def work(
        self,
        confirmation: Confirmation = "auto",
        timing: Timing = FAST,
        transport: Callable[[], Transport] | None = None,
        queue: Any = None,
        render: Callable[[PrintJob], bytes] | None = None,
    ) -> PrinterWorker:
        self.worker = PrinterWorker(
            transport or self.transport,
            queue or self.jobs,
            render or (lambda job: build(decode(job.document), FORMAT)),
            self.clock,
            self.jobs,
            confirmation=confirmation,
            timing=timing,
        )
        self._ends.insert(0, self.worker.stop)
        self.worker.start()
        return self.worker

    def add(self, name: str, lines: int = 12) -> int:
        job_id = self.jobs.add(slip(name, lines), created_at=self.clock.now())
        if hasattr(self, "worker"):
            self.worker.wake()
        return job_id

    def end(self) -> None:
        for end in self._ends:
            end()


@pytest.fixture(params=["tcp", "pty"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(request.param, tmp_path)
    yield bench
    bench.end()


@pytest.fixture
def tcp(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench("tcp", tmp_path)
    yield bench
    bench.end()


# --- what is printed ---------------------------------------------------------------------------------------


def test_a_receipt_is_printed_and_confirmed_after_the_drawer(bench: Bench) -> None:
    printer = bench.plug()
    drawer = bench.jobs.add(encode(DRAWER_DOCUMENT), "drawer", bench.clock.now())
    receipt = bench.jobs.add(encode(receipt_document(SALE, load_words("ru"))), created_at=bench.clock.now())
    bench.work()
    bench.jobs.wait_state(receipt, "confirmed")
    assert bench.jobs.history == {
        drawer: [("sending", ""), ("sent_unconfirmed", "")],
        receipt: [("sending", ""), ("confirmed", "")],
    }
    events = read_stream(printer.received).events
    assert events[0] == ("pulse", 2)
    assert printer.drawer == [2]
    paper = [thing.text for thing in printer.paper if isinstance(thing, PaperLine)]
    assert paper == [line.text for line in read_stream(printer.received).lines]
    assert "К ОПЛАТЕ                          1 148,18" in paper
    assert 'Молоко "Деревенское" 3,2 %, 1 л' in paper
    assert codes(printer) == [SALE.receipt_id]


def test_many_slips_come_in_order_each_once(bench: Bench) -> None:
    printer = bench.plug(buffer=512)
    names = [f"{n:02}" for n in range(20)]
    last = [bench.add(name) for name in names][-1]
    bench.work()
    bench.jobs.wait_state(last, "confirmed", 30)
    assert codes(printer) == names


def test_a_printer_without_process_ids_confirms_by_its_status_and_is_remembered(bench: Bench) -> None:
    printer = bench.plug(process_id=False)
    first, second = bench.add("1"), bench.add("2")
    bench.work()
    bench.jobs.wait_state(second, "confirmed")
    assert bench.jobs.state(first)[0] == "confirmed"
    stream = read_stream(printer.received)
    assert (len(stream.process_ids), len(stream.status_requests)) == (1, 2)


def test_a_printer_that_never_confirms_leaves_the_question_open(bench: Bench) -> None:
    printer = bench.plug(process_id=False, status=False)
    job = bench.add("1")
    bench.work()
    assert bench.jobs.wait_state(job, "unknown") == "not_confirmed"
    follower = bench.add("2")
    assert bench.jobs.wait_state(follower, "unknown") == "not_confirmed"
    assert codes(printer) == ["1", "2"]


def test_without_confirmation_it_is_said_that_nothing_was_confirmed(bench: Bench) -> None:
    printer = bench.plug()
    job = bench.add("1")
    bench.work(confirmation="none")
    bench.jobs.wait_state(job, "sent_unconfirmed")
    assert printer.wait_until(lambda it: codes(it) == ["1"])
    stream = read_stream(printer.received)
    assert (stream.process_ids, stream.status_requests) == ([], [])


def test_paper_running_low_is_said_in_time(bench: Bench) -> None:
    bench.plug(lines=30, near_end=40)
    job = bench.add("1")
    bench.work()
    bench.jobs.wait_state(job, "confirmed")
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1] == PrinterStatus("ready", near_end=True))


def test_a_printer_without_that_sensor_is_not_believed(tcp: Bench) -> None:
    printer = tcp.plug(lines=30, near_end=40)
    tcp.worker = PrinterWorker(tcp.transport, tcp.jobs, lambda _: b"", tcp.clock, tcp.jobs, timing=FAST, near_end=False)
    tcp._ends.insert(0, tcp.worker.stop)
    tcp.worker.start()
    assert tcp.jobs.wait(lambda: tcp.jobs.statuses[-1:] == [PrinterStatus("ready")])
    assert printer.received == b""


# --- before the first byte ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "cause", "mend"),
    [
        (PrinterSimulator.power_off, "off", PrinterSimulator.power_on),
        (PrinterSimulator.remove_paper, "paper_out", PrinterSimulator.load_paper),
        (PrinterSimulator.open_cover, "cover_open", PrinterSimulator.close_cover),
        (PrinterSimulator.mute, "no_answer", lambda it: it.mute(False)),
        (PrinterSimulator.stall, "no_answer", lambda it: it.stall(False)),
    ],
    ids=["off", "paper out", "cover open", "mute", "stalled"],
)
def test_a_printer_that_is_not_ready_gets_no_byte_and_everything_later(
    bench: Bench, trouble: Any, cause: str, mend: Any
) -> None:
    printer = bench.plug()
    trouble(printer)
    names = ["1", "2", "3"]
    jobs = [bench.add(name) for name in names]
    bench.work()
    assert bench.jobs.wait_state(jobs[0], "failed_before_first_byte") == cause
    assert bench.jobs.wait(lambda: (bench.jobs.statuses[-1].state, bench.jobs.statuses[-1].cause) == ("down", cause))
    assert printer.received == b""
    mend(printer)
    bench.jobs.wait_state(jobs[2], "confirmed")
    assert codes(printer) == names
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1] == PrinterStatus("ready"))


def test_a_peer_that_takes_the_connection_and_nothing_else_is_no_printer(tcp: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        job = tcp.add("1")
        tcp.work(transport=lambda: TcpTransport(f"127.0.0.1:{server.getsockname()[1]}"))
        assert tcp.jobs.wait_state(job, "failed_before_first_byte") == "no_answer"
        tcp.worker.stop()
    assert tcp.jobs.history[job] == [("failed_before_first_byte", "no_answer")]


def test_an_idle_printer_is_watched(bench: Bench) -> None:
    printer = bench.plug()
    bench.work()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
    printer.open_cover()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1] == PrinterStatus("down", "cover_open"))
    printer.close_cover()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1] == PrinterStatus("ready"))
    assert printer.received == b""


def test_a_drawer_is_not_opened_when_nobody_waits_any_more(bench: Bench) -> None:
    printer = bench.plug()
    printer.power_off()
    job = bench.jobs.add(encode(DRAWER_DOCUMENT), "drawer", bench.clock.now())
    bench.work()
    bench.jobs.wait_state(job, "failed_before_first_byte")
    bench.clock.advance(FAST.drawer_ms + 1)
    assert bench.jobs.wait_state(job, "dismissed") == "late"
    printer.power_on()
    receipt = bench.add("1")
    bench.jobs.wait_state(receipt, "confirmed")
    assert printer.drawer == []


# --- in the middle -----------------------------------------------------------------------------------------

LENGTH = len(build(decode(slip("x")), FORMAT))
POSITIONS = [1, 2, LENGTH // 3, LENGTH // 2, LENGTH - 1, LENGTH, LENGTH + 3]


@pytest.mark.parametrize("position", POSITIONS)
def test_cut_off_in_the_middle_is_asked_about_and_never_sent_again(bench: Bench, position: int) -> None:
    printer = bench.plug()
    bench.work()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
    printer.fault_at(position, "cut_off")
    job = bench.add("x")
    assert bench.jobs.wait_state(job, "unknown") in ("cut_off", "no_answer")
    printer.power_on()
    follower = bench.add("y")
    bench.jobs.wait_state(follower, "confirmed")
    assert codes(printer)[-1] == "y"
    assert codes(printer).count("x") <= 1
    assert bench.jobs.history[job][-1][0] == "unknown"


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize(
    ("fault", "mend"),
    [("paper_out", PrinterSimulator.load_paper), ("cover_open", PrinterSimulator.close_cover)],
    ids=["paper out", "cover open"],
)
def test_a_printer_stopped_in_a_slip_finishes_it_by_itself_once(
    bench: Bench, fault: Any, mend: Any, position: int
) -> None:
    printer = bench.plug(lines_per_second=400)
    bench.work()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
    printer.fault_at(position, fault)
    job, follower = bench.add("x"), bench.add("y")
    assert bench.jobs.wait(lambda: PrinterStatus("sending", fault) in _without_near_end(bench.jobs.statuses))
    assert bench.jobs.state(job)[0] == "sending"
    mend(printer)
    bench.jobs.wait_state(follower, "confirmed")
    assert bench.jobs.history[job] == [("sending", ""), ("confirmed", "")]
    assert codes(printer) == ["x", "y"]


def _without_near_end(statuses: list[PrinterStatus]) -> list[PrinterStatus]:
    return [PrinterStatus(status.state, status.cause) for status in statuses]


def test_patience_with_an_empty_printer_ends_with_a_question(bench: Bench) -> None:
    printer = bench.plug()
    bench.work(timing=Timing(status_ms=500, confirmation_ms=500, patience_ms=900, backoff_ms=50, backoff_limit_ms=100))
    printer.fault_at(20, "paper_out")
    job = bench.add("x")
    assert bench.jobs.wait_state(job, "unknown") == "paper_out"
    follower = bench.add("y")
    printer.load_paper()
    bench.jobs.wait_state(follower, "confirmed")
    assert codes(printer) == ["x", "y"]  # it finished by itself: sending it again would have printed twice


@pytest.mark.parametrize("position", POSITIONS[:-1])
def test_a_printer_that_stops_taking_bytes_is_not_believed(bench: Bench, position: int) -> None:
    printer = bench.plug()
    bench.work()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
    printer.fault_at(position, "stall")
    job = bench.add("x", lines=12)
    assert bench.jobs.wait_state(job, "unknown") in ("stalled", "no_answer")


def test_a_stalled_serial_line_does_not_hold_the_till(tmp_path: Path) -> None:
    bench = Bench("pty", tmp_path)
    try:
        printer = bench.plug(buffer=256)
        bench.work()
        assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
        printer.fault_at(100, "stall")
        job = bench.add("x", lines=2000)  # more than the line's own buffer takes
        assert bench.jobs.wait_state(job, "unknown") == "stalled"
        printer.power_off()
        printer.power_on()
        assert bench.jobs.wait_state(bench.add("y"), "confirmed") == ""
    finally:
        bench.end()


@pytest.mark.parametrize("position", [0, LENGTH // 2, LENGTH])
def test_a_printer_that_falls_silent_is_not_believed(bench: Bench, position: int) -> None:
    printer = bench.plug()
    bench.work()
    assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
    printer.fault_at(max(1, position), "mute")
    job = bench.add("x")
    assert bench.jobs.wait_state(job, "unknown") == "no_answer"
    printer.mute(False)
    bench.jobs.wait_state(bench.add("y"), "confirmed")
    assert codes(printer) == ["x", "y"]


def test_nobody_is_asked_about_a_drawer_of_which_nothing_is_known(tmp_path: Path) -> None:
    bench = Bench("pty", tmp_path)
    try:
        printer = bench.plug(buffer=64)
        bench.work()
        assert bench.jobs.wait(lambda: bench.jobs.statuses[-1:] == [PrinterStatus("ready")])
        printer.fault_at(40, "stall")
        # More than a line holds: a pulse alone is never caught half sent.
        job = bench.jobs.add(slip("x", 3000), "drawer", bench.clock.now())
        bench.worker.wake()
        assert bench.jobs.wait_state(job, "dismissed") == "stalled"
    finally:
        bench.end()


# --- the till's own troubles -------------------------------------------------------------------------------


def test_closing_the_till_in_the_middle_takes_less_than_two_seconds(bench: Bench) -> None:
    printer = bench.plug(lines_per_second=20)
    bench.work(timing=Timing())
    job = bench.add("x", lines=200)
    assert printer.wait_until(lambda it: len(it.paper) > 3)
    began = time.monotonic()
    assert bench.worker.stop()
    assert time.monotonic() - began < 2
    assert bench.jobs.state(job) == ("unknown", "stopped")


def test_closing_the_till_while_the_printer_is_off(bench: Bench) -> None:
    bench.plug().power_off()
    job = bench.add("x")
    bench.work(timing=Timing())
    bench.jobs.wait_state(job, "failed_before_first_byte")
    began = time.monotonic()
    assert bench.worker.stop()
    assert time.monotonic() - began < 2


def test_nothing_is_sent_that_the_queue_has_not_noted(bench: Bench, expect_log: Callable[[str], None]) -> None:
    expect_log("the queue cannot be used")
    printer = bench.plug()
    bench.jobs.failing["sending"] = 2
    job = bench.add("x")
    bench.work(timing=Timing(probe_ms=50, status_ms=500))
    bench.jobs.wait_state(job, "confirmed")
    assert codes(printer) == ["x"]


def test_what_was_printed_is_noted_however_long_the_database_takes(
    bench: Bench, expect_log: Callable[[str], None]
) -> None:
    expect_log("it cannot be written")
    printer = bench.plug()
    bench.jobs.failing["confirmed"] = 3
    job, follower = bench.add("x"), bench.add("y")
    bench.work()
    bench.jobs.wait_state(follower, "confirmed")
    assert bench.jobs.history[job] == [("sending", ""), ("confirmed", "")]
    assert codes(printer) == ["x", "y"]


def test_a_document_that_cannot_be_printed_holds_up_nobody(bench: Bench, expect_log: Callable[[str], None]) -> None:
    expect_log("cannot be turned into bytes")
    printer = bench.plug()
    broken = bench.jobs.add(b'{"blocks": [{"type": "hologram"}]}')
    job = bench.add("x")
    bench.work()
    bench.jobs.wait_state(job, "confirmed")
    assert bench.jobs.state(broken) == ("dismissed", "unprintable")
    assert codes(printer) == ["x"]


class HangingTransport(TcpTransport):
    """A driver whose call does not return until it is let go: what a broken USB adapter does."""

    def __init__(self, address: str, where: str, let_go: threading.Event) -> None:
        super().__init__(address)
        self._where = where
        self._let_go = let_go

    def open(self) -> None:
        if self._where == "open":
            self._let_go.wait()
        super().open()

    def write(self, data: bytes, timeout: float) -> None:
        super().write(data, timeout)
        if self._where == "write" and len(data) > 10:
            self._let_go.wait()


@pytest.mark.parametrize(("where", "state"), [("open", "failed_before_first_byte"), ("write", "unknown")])
def test_a_port_that_hangs_is_given_up_and_a_fresh_one_prints(
    tcp: Bench, where: str, state: Any, expect_log: Callable[[str], None]
) -> None:
    expect_log("it is given up|after it was given up")
    printer, let_go = tcp.plug(), threading.Event()
    ports = iter([HangingTransport(printer.address, where, let_go)])
    job = tcp.add("x")
    timing = Timing(status_ms=400, write_ms=300, hang_ms=200, backoff_ms=50, confirmation_ms=700)
    tcp.work(timing=timing, transport=lambda: next(ports, None) or TcpTransport(printer.address))
    assert tcp.jobs.wait(lambda: (state, "hung") in tcp.jobs.history[job])
    if where == "write":
        printer.power_off()  # the hung thread holds the only connection this printer serves
        printer.power_on()
    else:
        tcp.jobs.wait_state(job, "confirmed")
    tcp.jobs.wait_state(tcp.add("y"), "confirmed")
    assert codes(printer).count("x") == 1
    let_go.set()


def test_closing_the_till_over_a_hung_port(tcp: Bench, expect_log: Callable[[str], None]) -> None:
    expect_log("it is given up|after it was given up")
    printer, let_go = tcp.plug(), threading.Event()
    job = tcp.add("x")
    tcp.work(timing=Timing(), transport=lambda: HangingTransport(printer.address, "write", let_go))
    assert printer.wait_until(lambda it: codes(it) == ["x"])
    began = time.monotonic()
    assert tcp.worker.stop()
    assert time.monotonic() - began < 2
    assert tcp.jobs.state(job) == ("unknown", "stopped")
    let_go.set()


# --- files -------------------------------------------------------------------------------------------------


def test_a_file_collects_what_was_printed(tcp: Bench, tmp_path: Path) -> None:
    path = tmp_path / "paper.bin"
    jobs = [tcp.add("1"), tcp.add("2")]
    tcp.work(transport=lambda: FileTransport(str(path)))
    tcp.jobs.wait_state(jobs[1], "sent_unconfirmed")
    assert read_stream(path.read_bytes()).codes == ["CASHIER:R:1", "CASHIER:R:2"]


def test_a_folder_that_is_not_there_waits(tcp: Bench, tmp_path: Path) -> None:
    path = tmp_path / "later" / "paper.bin"
    job = tcp.add("1")
    tcp.work(transport=lambda: FileTransport(str(path)))
    assert tcp.jobs.wait_state(job, "failed_before_first_byte") == "off"
    path.parent.mkdir()
    tcp.jobs.wait_state(job, "sent_unconfirmed")
    assert read_stream(path.read_bytes()).codes == ["CASHIER:R:1"]


def test_a_pipe_without_a_reader_waits_and_a_full_one_is_not_believed(tcp: Bench, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    job = tcp.add("1", lines=8000)
    tcp.work(transport=lambda: FileTransport(str(path)))
    assert tcp.jobs.wait_state(job, "failed_before_first_byte") == "off"
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # opens it, and never reads
    try:
        assert tcp.jobs.wait_state(job, "unknown") == "stalled"
    finally:
        tcp.worker.stop()
        os.close(reader)
