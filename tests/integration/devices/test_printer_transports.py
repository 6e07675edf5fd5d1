"""USB, queues of the system and device nodes: a slip comes out once, and what is not known is said to be so."""

from __future__ import annotations

import os
import pty
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cashier_app.config import Printer
from cashier_app.devices.explain import printer_words
from cashier_app.devices.printer_worker import PrinterWorker, Timing
from cashier_app.devices.printing import Cause, PrinterStatus
from cashier_app.devices.simulators.paper import Model
from cashier_app.devices.transports import TRANSPORTS, PortFailed, Transport, make_transport
from cashier_app.devices.transports.cups import CupsTransport, cause_of_queue, queues
from cashier_app.devices.transports.file import DeviceTransport
from cashier_app.devices.transports.windows_queue import WindowsQueueTransport, cause_of_status
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.devices.fake_cups import Cups
from tests.integration.devices.fault_grid import RECEIPT, count, job_bytes
from tests.integration.devices.queue_in_memory import Jobs

FAST = Timing(status_ms=300, write_ms=800, confirmation_ms=700, patience_ms=700, backoff_ms=50, backoff_limit_ms=100)
#: Queues are asked by starting programs.
QUEUE_S = 20.0


@pytest.fixture
def jobs() -> Jobs:
    made = Jobs()
    made.add(b"")
    return made


@pytest.fixture
def work(jobs: Jobs) -> Iterator[Callable[[Callable[[], Transport]], PrinterWorker]]:
    started: list[PrinterWorker] = []

    def start(transport: Callable[[], Transport]) -> PrinterWorker:
        worker = PrinterWorker(transport, jobs, lambda _: job_bytes(RECEIPT), ManualClock(), jobs, timing=FAST)
        started.append(worker)
        worker.start()
        return worker

    yield start
    for worker in started:
        worker.stop()


# --- USB ---------------------------------------------------------------------------------------------------


def test_usb_prints_and_confirms_and_gives_the_printer_back(jobs: Jobs, work: Callable[..., PrinterWorker]) -> None:
    usb = pytest.importorskip("tests.integration.devices.fake_usb")
    from cashier_app.devices.transports.usb import UsbTransport

    bus = usb.UsbBus()
    bus.driver_holds = True
    work(lambda: UsbTransport("0483:5743", bus))
    jobs.wait_state(1, "confirmed")
    assert count(bus.printer.paper, RECEIPT) == 1
    assert jobs.wait(lambda: bus.driver_holds), "the kernel's driver has its printer again"
    assert jobs.wait(lambda: bus.calls.count("claim") == bus.calls.count("release"))


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (lambda bus: setattr(bus, "plugged", False), "off"),
        (lambda bus: setattr(bus, "allowed", False), "forbidden"),
        (lambda bus: setattr(bus, "taken", True), "busy"),
        (lambda bus: setattr(bus.printer, "cover", True), "cover_open"),
        (lambda bus: setattr(bus.printer, "stalled", True), "no_answer"),
    ],
    ids=["unplugged", "no right", "taken", "cover open", "stalled"],
)
def test_usb_that_is_not_ready_gets_no_byte(
    jobs: Jobs, work: Callable[..., PrinterWorker], trouble: Callable[[object], None], cause: Cause
) -> None:
    usb = pytest.importorskip("tests.integration.devices.fake_usb")
    from cashier_app.devices.transports.usb import UsbTransport

    bus = usb.UsbBus()
    trouble(bus)
    work(lambda: UsbTransport("0483:5743", bus))
    # a request that is not taken in time is a printer that stalls, before any slip
    assert jobs.wait_state(1, "failed_before_first_byte") in (cause, "stalled" if cause == "no_answer" else cause)
    assert bytes(bus.printer.received) == b""


@pytest.mark.parametrize(("fault", "cause"), [("stall", "stalled"), ("cut_off", "cut_off"), ("mute", "no_answer")])
def test_usb_that_fails_in_a_slip_is_asked_about(
    jobs: Jobs, work: Callable[..., PrinterWorker], fault: str, cause: Cause
) -> None:
    usb = pytest.importorskip("tests.integration.devices.fake_usb")
    from cashier_app.devices.transports.usb import UsbTransport

    bus = usb.UsbBus(Model(buffer=256))
    bus.printer.fault_at(700, fault)
    work(lambda: UsbTransport("0483:5743", bus))
    assert jobs.wait_state(1, "unknown") == cause


def test_usb_without_libusb_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libusb1", "openusb", "libusb0"):
        # what pyusb says on a machine that has none of the three
        monkeypatch.setattr(f"usb.backend.{name}.get_backend", lambda *_, **__: None)
    from cashier_app.devices.transports.usb import UsbTransport

    with pytest.raises(PortFailed, match="sudo apt install libusb"):
        UsbTransport("0483:5743").open()


# --- CUPS --------------------------------------------------------------------------------------------------


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cups:
    made = Cups(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs), prepend=os.pathsep)
    return made


def test_a_queue_takes_a_slip_unchanged_and_confirms_nothing(
    jobs: Jobs, work: Callable[..., PrinterWorker], cups: Cups
) -> None:
    work(lambda: CupsTransport("till"))
    jobs.wait_state(1, "sent_unconfirmed", QUEUE_S)
    assert cups.paper == job_bytes(RECEIPT)
    assert queues() == ["till"]


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (lambda cups: cups.enable(False), "off"),
        (lambda cups: cups.run(False), "off"),
        (lambda cups: cups.alert("media-empty-error"), "paper_out"),
        (lambda cups: cups.alert("cover-open-report"), "cover_open"),
        (lambda cups: cups.alert("offline-report"), "off"),
    ],
    ids=["disabled", "no scheduler", "paper out", "cover open", "unplugged"],
)
def test_a_queue_that_is_not_ready_gets_nothing(
    jobs: Jobs, work: Callable[..., PrinterWorker], cups: Cups, trouble: Callable[[Cups], None], cause: Cause
) -> None:
    trouble(cups)
    work(lambda: CupsTransport("till"))
    assert jobs.wait_state(1, "failed_before_first_byte", QUEUE_S) == cause
    assert cups.waiting == []


def test_a_queue_that_is_not_there(jobs: Jobs, work: Callable[..., PrinterWorker], cups: Cups) -> None:
    work(lambda: CupsTransport("other"))
    assert jobs.wait_state(1, "failed_before_first_byte", QUEUE_S) == "off"


def test_a_slip_that_stays_in_the_queue_is_taken_back_and_asked_about(
    jobs: Jobs, work: Callable[..., PrinterWorker], cups: Cups
) -> None:
    cups.stick()
    work(lambda: CupsTransport("till"))
    assert jobs.wait_state(1, "unknown", QUEUE_S) == "stalled"
    cups.stick(False)
    assert (cups.waiting, cups.paper) == ([], b""), "it does not come out hours later"


def test_without_cups_the_printer_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PortFailed, match="CUPS is not installed"):
        CupsTransport("till").open()
    assert queues() == []


def test_a_queue_that_prints_is_used() -> None:
    assert cause_of_queue("printer till now printing till-7.  enabled since Sat\n\tAlerts: none\n") == ""


# --- Windows -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "attributes", "cause"),
    [
        (0, 0, ""),
        (0x10, 0, "paper_out"),
        (0x400000, 0, "cover_open"),
        (0x80, 0, "off"),
        (0, 0x400, "off"),
        (8, 0, "error"),
    ],
)
def test_what_a_queue_of_windows_says(status: int, attributes: int, cause: Cause) -> None:
    assert cause_of_status(status, attributes) == cause


@pytest.mark.skipif(os.name == "nt", reason="it is there")
def test_elsewhere_there_is_no_queue_of_windows() -> None:
    with pytest.raises(PortFailed, match="only Windows"):
        WindowsQueueTransport("EPSON TM-T20II").open()


# --- device nodes ------------------------------------------------------------------------------------------


def test_slips_are_not_collected_in_the_place_of_a_device(
    jobs: Jobs, work: Callable[..., PrinterWorker], tmp_path: Path
) -> None:
    node = tmp_path / "lp0"
    work(lambda: DeviceTransport(str(node)))
    assert jobs.wait_state(1, "failed_before_first_byte") == "off"
    assert not node.exists()
    node.write_bytes(b"")
    with pytest.raises(PortFailed, match="a file, not a device"):
        DeviceTransport(str(node)).open()


def test_a_device_node_is_written_and_heard() -> None:
    master, slave = pty.openpty()
    tty.setraw(slave)
    transport = DeviceTransport(os.ttyname(slave))
    try:
        transport.open()
        transport.write(b"\x10\x04\x01", 1.0)
        assert os.read(master, 10) == b"\x10\x04\x01"
        os.write(master, b"\x12")
        assert transport.read(1.0) == b"\x12"
    finally:
        transport.close()
        os.close(master)
        os.close(slave)


@contextmanager
def somebody() -> Iterator[None]:
    """Not root, who may do everything; who runs the tests as somebody else stays that."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_port_that_this_user_may_not_open_is_said_to_be_so(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    with somebody(), pytest.raises(PortFailed) as failed:
        DeviceTransport(str(folder / "lp0")).open()
    assert failed.value.cause == "forbidden"


# --- all of them -------------------------------------------------------------------------------------------

ADDRESSES = {
    "tcp": "192.168.1.50:9100",
    "serial": "/dev/ttyUSB0",
    "usb": "04b8:0e15/J3CF1",
    "cups": "till",
    "windows": "EPSON TM-T20II",
    "device": "/dev/usb/lp0",
    "file": "/tmp/paper",
}


@pytest.mark.parametrize("name", TRANSPORTS)
def test_settings_name_every_way(name: str) -> None:
    transport = make_transport(Printer(transport=name, address=ADDRESSES[name]))  # type: ignore[arg-type]
    assert transport.address == ADDRESSES[name]


@pytest.mark.parametrize(
    ("name", "address"), [("usb", "04b8"), ("usb", "4b8:e15"), ("cups", "two words"), ("cups", "-o")]
)
def test_an_address_that_cannot_be_one_is_refused(name: str, address: str) -> None:
    with pytest.raises(ValueError, match="not"):
        make_transport(Printer(transport=name, address=address))  # type: ignore[arg-type]


def test_a_port_that_is_forbidden_has_words() -> None:
    what, way_out = printer_words(PrinterStatus("down", "forbidden"), load_words("ru"))
    assert "порт" in what
    assert "usermod" in way_out
