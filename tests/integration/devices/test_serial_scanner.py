"""A scanner on a real pseudo-terminal: bursts, splits, noise, and a cable that is pulled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.devices.framing import LIMIT, Suffix
from cashier_app.devices.scan import Scan
from cashier_app.devices.serial_scanner import ScannerStatus, SerialScanner
from cashier_app.devices.simulators.scanner import ScannerSimulator
from tests.clock import START, ManualClock

READY, UNPLUGGED = ScannerStatus("ready"), ScannerStatus("down", "unplugged")


class Counter:
    """Where scans and states arrive."""

    def __init__(self, link: Path) -> None:
        self._changed = threading.Condition()
        self.simulator = ScannerSimulator(link)
        self.scans: list[Scan] = []
        self.statuses: list[ScannerStatus] = []
        self.scanner: SerialScanner

    def listen(self, suffix: Suffix = "auto", gap_ms: int = 60) -> None:
        self.scanner = SerialScanner(
            lambda: self.simulator.address,
            ManualClock(),
            self._scanned,
            self._changed_to,
            name=self.simulator.address,
            suffix=suffix,
            gap_ms=gap_ms,
        )
        self.scanner.start()

    def _scanned(self, scan: Scan) -> None:
        with self._changed:
            self.scans.append(scan)
            self._changed.notify_all()
        if scan.text == "bug":
            raise RuntimeError("a mistake of whoever listens")

    def _changed_to(self, status: ScannerStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def wait(self, condition: Callable[[], bool], timeout: float = 5.0) -> bool:
        deadline = time.monotonic() + timeout
        with self._changed:
            while not condition():
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(min(left, 0.02))
            return True

    def texts(self, count: int) -> list[str]:
        self.wait(lambda: len(self.scans) >= count)
        return [scan.text for scan in self.scans]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path / "ttyScanner")
    yield counter
    assert counter.scanner.stop()
    counter.simulator.stop()


@pytest.fixture
def plugged(counter: Counter) -> Counter:
    counter.listen()
    assert counter.wait(lambda: counter.statuses == [READY])
    return counter


def test_a_scan_arrives_with_its_source_and_instant(plugged: Counter) -> None:
    plugged.simulator.scan("]E04607001771265")
    assert plugged.texts(1) == ["4607001771265"]
    scan = plugged.scans[0]
    assert (scan.symbology, scan.raw, scan.at) == ("]E0", b"]E04607001771265", START)
    assert scan.source == f"serial:{plugged.simulator.address}"


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b""])
def test_line_ends_and_pauses(plugged: Counter, end: bytes) -> None:
    plugged.simulator.scan("4607001771265", end)
    assert plugged.texts(1) == ["4607001771265"]
    plugged.simulator.scan("4600000000017", end)
    assert plugged.texts(2) == ["4607001771265", "4600000000017"]


def test_a_burst_loses_nothing_and_keeps_its_order(plugged: Counter) -> None:
    codes = [f"{4_600_000_000_000 + n}" for n in range(300)]
    plugged.simulator.burst(codes)
    assert plugged.texts(300) == codes


def test_a_code_in_two_pieces_is_one_code(counter: Counter) -> None:
    counter.listen("cr")
    assert counter.wait(lambda: counter.statuses == [READY])
    counter.simulator.split("4607001771265", 6, 0.15)
    assert counter.texts(1) == ["4607001771265"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"46070017", "46070017"),
        (bytes(range(1, 10)) + bytes(range(14, 32)) + b"\xff\xfe", None),
        ("46шт01кириллица".encode("cp1251"), "46шт01кириллица"),
        ("46шт01кирил".encode()[:-1], None),
        (b"\x00" * 50, "\x00" * 50),
    ],
    ids=["truncated", "binary", "half cyrillic", "half a letter", "zeros"],
)
def test_odd_codes_arrive_as_they_are_and_the_next_one_is_well(plugged: Counter, raw: bytes, text: str | None) -> None:
    plugged.simulator.scan(raw)
    plugged.simulator.scan("4607001771265")
    texts = plugged.texts(2)
    assert plugged.scans[0].raw == raw
    assert text is None or texts[0] == text
    assert texts[1] == "4607001771265"


def test_a_flood_is_one_refusable_scan(plugged: Counter) -> None:
    plugged.simulator.scan(b"9" * 20_000)
    plugged.simulator.scan("4607001771265")
    assert [len(text) for text in plugged.texts(2)] == [LIMIT, 13]


def test_a_pulled_cable_is_seen_within_a_second_and_mended_without_a_restart(
    counter: Counter, expect_log: Callable[[str], None]
) -> None:
    expect_log("scanner ")
    counter.listen("cr")
    assert counter.wait(lambda: counter.statuses == [READY])
    for round_ in range(3):
        counter.simulator.send(b"4607")  # a code cut short by the cable is not glued to the next
        assert counter.wait(lambda: counter.simulator.unread == 0)
        pulled = time.monotonic()
        counter.simulator.unplug()
        assert counter.wait(lambda: counter.statuses[-1] == UNPLUGGED)
        assert time.monotonic() - pulled < 1
        counter.simulator.plug()
        assert counter.wait(lambda: counter.statuses[-1] == READY)
        counter.simulator.scan(f"460000000000{round_}")
        assert counter.texts(round_ + 1)[-1] == f"460000000000{round_}"
    assert [scan.text for scan in counter.scans] == ["4600000000000", "4600000000001", "4600000000002"]


def test_a_scanner_plugged_in_later_is_found(counter: Counter, expect_log: Callable[[str], None]) -> None:
    expect_log("scanner ")
    counter.simulator.unplug()
    counter.listen()
    assert counter.wait(lambda: counter.statuses == [UNPLUGGED])
    counter.simulator.plug()
    assert counter.wait(lambda: counter.statuses == [UNPLUGGED, READY])
    counter.simulator.scan("4607001771265")
    assert counter.texts(1) == ["4607001771265"]


def test_a_mistake_of_the_listener_does_not_deafen_the_scanner(
    plugged: Counter, expect_log: Callable[[str], None]
) -> None:
    expect_log("could not be handed over")
    plugged.simulator.burst(["bug", "4607001771265"])
    assert plugged.texts(2) == ["bug", "4607001771265"]


def test_it_stops_at_once(plugged: Counter) -> None:
    began = time.monotonic()
    assert plugged.scanner.stop()
    assert time.monotonic() - began < 0.5
