"""Several scanners at once: named ones and found ones, pulled out and put back, never another device's port."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import serial

from cashier_app.devices.explain import scanner_words
from cashier_app.devices.scan import Repeats, Scan
from cashier_app.devices.scanners import Scanners, ScannerSpec, Views, overall
from cashier_app.devices.serial_ports import SerialPort, looks_like_scanner, serial_ports
from cashier_app.devices.serial_scanner import ScannerStatus, cause_of
from cashier_app.devices.simulators.scanner import ScannerSimulator
from cashier_app.devices.simulators.usb import UsbTree
from cashier_app.words import load_words
from tests.clock import ManualClock

HONEYWELL = {"vendor": "0c2e", "product": "0901", "maker": "Honeywell", "model": "Xenon 1900"}


class Counter:
    """A counter with USB sockets; where scans and states arrive."""

    def __init__(self, folder: Path) -> None:
        self.usb = UsbTree(folder)
        self.scans: list[Scan] = []
        self.views: Views = ()
        self._changed = threading.Condition()
        self._scanners: Scanners | None = None

    def listen(self, *specs: ScannerSpec, claimed: tuple[str, ...] = ()) -> Scanners:
        self._scanners = Scanners(
            specs, ManualClock(), self._scan, self._change, claimed=claimed, ports=partial(serial_ports, self.usb.root)
        )
        self._scanners.start()
        return self._scanners

    def _scan(self, scan: Scan) -> None:
        with self._changed:
            self.scans.append(scan)
            self._changed.notify_all()

    def _change(self, views: Views) -> None:
        with self._changed:
            self.views = views
            self._changed.notify_all()

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = 5.0) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, seconds), f"{what}: {self.views}, {self.scans}"

    def wait_for_states(self, *states: str, seconds: float = 5.0) -> None:
        self.wait(lambda: [view.status.state for view in self.views] == list(states), f"states {states}", seconds)

    def wait_for_texts(self, *texts: str) -> None:
        self.wait(lambda: [scan.text for scan in self.scans] == list(texts), f"texts {texts}")

    def close(self) -> None:
        if self._scanners is not None:
            assert self._scanners.stop()
        self.usb.stop()


@pytest.fixture
def counter(tmp_path: Path, expect_log: Callable[[str], None]) -> Iterator[Counter]:
    expect_log("scanner ")
    made = Counter(tmp_path / "root")
    yield made
    made.close()


def test_named_scanners_are_heard_side_by_side_and_each_says_where_a_code_came_from(
    counter: Counter, tmp_path: Path
) -> None:
    one, two = ScannerSimulator(tmp_path / "one"), ScannerSimulator(tmp_path / "two", b"\t")
    scanners = counter.listen(
        ScannerSpec(port=one.address, name="left"), ScannerSpec(port=two.address, name="right", suffix="tab")
    )
    counter.wait_for_states("ready", "ready")
    one.scan("4607001771265")
    counter.wait_for_texts("4607001771265")
    two.scan("4600000000017")
    counter.wait_for_texts("4607001771265", "4600000000017")
    assert [scan.source for scan in counter.scans] == [f"serial:{one.address}", f"serial:{two.address}"]
    assert [(view.name, view.scans) for view in scanners.views] == [("left", 1), ("right", 1)]
    one.unplug()
    counter.wait_for_states("down", "ready", seconds=1.0)
    status = overall(counter.views)
    assert status is not None
    assert status.cause == "unplugged"
    two.scan("4600000000024")
    counter.wait_for_texts("4607001771265", "4600000000017", "4600000000024")
    for simulator in (one, two):
        simulator.stop()


def test_a_known_scanner_is_found_however_late_and_under_whatever_name_it_comes_back(counter: Counter) -> None:
    counter.listen(ScannerSpec(port="auto"))
    scanner = counter.usb.plug("ttyACM0", **HONEYWELL, serial="S1", socket="1-1")
    counter.wait_for_states("ready", seconds=2.0)
    assert (counter.views[0].name, counter.views[0].found) == ("Honeywell Xenon 1900", True)
    scanner.scan("4607001771265")
    counter.wait_for_texts("4607001771265")
    pulled = time.monotonic()
    counter.usb.unplug("ttyACM0")
    counter.wait_for_states("down", seconds=1.0)
    assert time.monotonic() - pulled < 1
    scanner = counter.usb.plug("ttyACM3", **HONEYWELL, serial="S1", socket="1-4")
    counter.wait_for_states("ready", seconds=2.0)
    scanner.scan("4600000000017")
    counter.wait_for_texts("4607001771265", "4600000000017")


def test_a_scanner_without_a_number_put_into_another_socket_is_no_second_one(counter: Counter) -> None:
    counter.listen(ScannerSpec(port="auto"))
    counter.usb.plug("ttyACM0", **HONEYWELL, socket="1-1")
    counter.wait_for_states("ready")
    counter.usb.unplug("ttyACM0")
    counter.wait_for_states("down")
    counter.usb.plug("ttyACM0", **HONEYWELL, socket="1-2")
    counter.wait_for_states("ready")


def test_a_port_that_another_device_is_set_on_is_never_opened(counter: Counter) -> None:
    printer = counter.usb.plug("ttyACM0", **HONEYWELL, serial="P", socket="1-1")
    by_id = counter.usb.root / "dev/serial/by-id/usb-printer"
    by_id.symlink_to(printer.link)
    counter.listen(ScannerSpec(port="auto"), claimed=(str(by_id),))
    printer.scan("a printer's answer")
    scanner = counter.usb.plug("ttyACM1", **HONEYWELL, serial="S", socket="1-2")
    counter.wait_for_states("ready")
    scanner.scan("4607001771265")
    counter.wait_for_texts("4607001771265")
    assert [view.address for view in counter.views] == [str(counter.usb.root / "dev/ttyACM1")]


def test_what_is_no_scanner_is_left_alone_unless_its_numbers_are_named(counter: Counter) -> None:
    stm = {"vendor": "0483", "product": "5740", "maker": "STMicroelectronics", "model": "Virtual COM Port"}
    counter.usb.plug("ttyACM0", **stm, socket="1-1")
    counter.usb.plug("ttyACM1", **HONEYWELL, serial="S", socket="1-2")
    counter.listen(ScannerSpec(port="auto"))
    counter.wait_for_states("ready")
    assert counter.views[0].name == "Honeywell Xenon 1900"


def test_a_scanner_named_by_usb_numbers(counter: Counter) -> None:
    counter.usb.plug("ttyACM0", "0483", "5740", maker="STMicroelectronics", model="Virtual COM Port", socket="1-1")
    counter.usb.plug("ttyACM1", "0483", "5741", maker="STMicroelectronics", model="Virtual COM Port", socket="1-2")
    counter.listen(ScannerSpec(port="usb:0483:5740", name="counter"))
    counter.wait_for_states("ready")
    assert [(view.name, view.found) for view in counter.views] == [("counter", True)]


@pytest.mark.parametrize(
    ("vendor", "maker", "model", "expected"),
    [
        ("0c2e", "Honeywell", "Voyager 1450g", True),
        ("05e0", "Symbol Technologies, Inc", "Symbol Bar Code Scanner", True),
        ("05f9", "Datalogic", "QuickScan", True),
        ("1eab", "Newland Auto-ID", "HR22", True),
        ("0483", "MINDEO", "MD6600", True),
        ("0483", "Mertech", "CL-2310", True),
        ("0483", "ATOL", "SB2108 Barcode Scanner", True),
        ("2912", "ATOL", "ATOL 30F Fiscal printer", False),
        ("05f9", "Datalogic", "Magellan 9800i Scale", False),
        ("067b", "Prolific", "USB-Serial Controller", False),
        ("1a86", "", "USB Serial", False),
    ],
)
def test_makers_are_told_by_numbers_and_words(vendor: str, maker: str, model: str, expected: bool) -> None:
    assert looks_like_scanner(SerialPort(device="x", vendor=vendor, maker=maker, model=model)) is expected


@pytest.mark.parametrize(
    ("number", "platform", "cause"),
    [
        (errno.EACCES, "linux", "forbidden"),
        (errno.EACCES, "win32", "busy"),
        (errno.EBUSY, "linux", "busy"),
        (errno.ENOENT, "linux", "unplugged"),
        (errno.EIO, "linux", "unplugged"),
    ],
)
def test_why_a_port_is_not_read_is_told_apart(number: int, platform: str, cause: str) -> None:
    error = serial.SerialException(number, "could not open port")
    assert cause_of(error, platform) == cause
    for language in ("ru", "en"):
        text, way_out = scanner_words(ScannerStatus("down", cause_of(error, platform)), load_words(language))
        assert text
        assert way_out


def test_the_same_code_counts_again_after_a_pause_of_its_own() -> None:
    repeats = Repeats(500)
    read = [(b"a", 0), (b"a", 300), (b"a", 700), (b"b", 800), (b"a", 900), (b"a", 1400)]
    assert [repeats.again(*each) for each in read] == [False, True, True, False, False, False]
    every = Repeats(0)
    assert not any(every.again(b"a", 0) for _ in range(3))


def test_what_repeats_is_left_out_as_the_settings_say(counter: Counter, tmp_path: Path) -> None:
    one, two = ScannerSimulator(tmp_path / "one"), ScannerSimulator(tmp_path / "two")
    counter.listen(ScannerSpec(port=one.address, repeat_ms=10_000), ScannerSpec(port=two.address))
    counter.wait_for_states("ready", "ready")
    one.burst(["4607001771265", "4607001771265", "4600000000017"])
    counter.wait_for_texts("4607001771265", "4600000000017")
    two.burst(["4607001771265", "4607001771265"])
    counter.wait_for_texts("4607001771265", "4600000000017", "4607001771265", "4607001771265")
    for simulator in (one, two):
        simulator.stop()
