"""Simulated devices behave like the hardware, also from the command line."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.devices.simulators.paper import Model, PaperLine
from cashier_app.devices.simulators.printer import PrinterSimulator
from tests.clock import ManualClock


@pytest.fixture
def printer() -> Iterator[PrinterSimulator]:
    printer = PrinterSimulator.over_tcp(0, Model(lines=3, lines_per_second=200))
    yield printer
    printer.stop()


def connect(printer: PrinterSimulator) -> socket.socket:
    host, port = printer.address.split(":")
    return socket.create_connection((host, int(port)), timeout=3)


def test_real_time_requests_are_answered_off_line_and_the_others_wait(printer: PrinterSimulator) -> None:
    with connect(printer) as line:
        line.sendall(b"1\n2\n3\n4\n5\n\x1d(H\x06\x0000WXYZ")
        assert printer.wait_until(lambda it: len(it.paper) == 3)
        line.sendall(b"\x10\x04\x01\x10\x04\x02\x10\x04\x04")
        assert [line.recv(1) for _ in range(3)] == [b"\x1a", b"\x32", b"\x7e"]
        printer.load_paper()
        assert line.recv(7, socket.MSG_WAITALL) == b"\x37\x22WXYZ\x00"
    assert [thing.text for thing in printer.paper if isinstance(thing, PaperLine)] == ["1", "2", "3", "4", "5"]


def test_a_request_split_between_packets_is_understood(printer: PrinterSimulator) -> None:
    with connect(printer) as line:
        for byte in (b"\x10", b"\x04", b"\x01"):
            line.sendall(byte)
            time.sleep(0.02)
        assert line.recv(1) == b"\x12"
    assert printer.received == b""


def test_cyrillic_needs_the_right_slot_and_no_chinese(printer: PrinterSimulator) -> None:
    printer.load_paper()
    text = "Чек".encode("cp866") + b" \n"
    with connect(printer) as line:
        line.sendall(b"\x1b@" + text + b"\x1b@\x1c." + text + b"\x1bt\x11" + text)
        assert printer.wait_until(lambda it: len(it.paper) == 3)
    lines = [thing.text.strip() for thing in printer.paper if isinstance(thing, PaperLine)]
    assert lines[2] == "Чек"
    assert "龘" in lines[0]
    assert "Чек" not in lines[1]


def test_power_lost_loses_the_buffer(printer: PrinterSimulator) -> None:
    printer.open_cover()
    with connect(printer) as line:
        line.sendall(b"lost\n")
        assert printer.wait_until(lambda it: it.received == b"lost\n")
        printer.power_off()
        with pytest.raises(OSError, match="reset"):
            line.recv(1)
    printer.power_on()
    printer.close_cover()
    with connect(printer) as line:
        line.sendall(b"kept\n")
        assert printer.wait_until(lambda it: len(it.paper) == 1)
    assert printer.text() == "kept\n"


def read_until(process: subprocess.Popen[bytes], marker: str, timeout: float = 20) -> str:
    """What a process says up to a marker."""
    assert process.stdout is not None
    said, deadline = b"", time.monotonic() + timeout
    while marker.encode() not in said:
        left = deadline - time.monotonic()
        assert left > 0, said
        if select.select([process.stdout], [], [], left)[0]:
            said += os.read(process.stdout.fileno(), 4096)
    return said.decode()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cashier_app.devices.simulators", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_a_printer_from_the_command_line_keeps_its_slips(tmp_path: Path) -> None:
    with start("printer", "--tcp", "0", "--save", str(tmp_path / "slips")) as process:
        said = read_until(process, "quit\n")
        port = int(said.split(";")[0].rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"\x1b@\x1c.\x1bt\x11" + "Привет, касса\n".encode("cp866") + b"\x1dVB\x00")
            assert "Привет, касса" in read_until(process, "8<")
        output, _ = process.communicate(b"nonsense\nquit\n", timeout=20)
        assert b"is no word here" in output
        assert process.returncode == 0
    assert "Привет, касса" in (tmp_path / "slips" / "slip-001.txt").read_text(encoding="utf-8")
    assert (tmp_path / "slips" / "slip-001.png").stat().st_size > 500


def test_a_scanner_from_the_command_line(tmp_path: Path) -> None:
    link = tmp_path / "scanner"
    with start("scanner", "--link", str(link)) as process:
        read_until(process, "quit\n")
        port = os.open(link, os.O_RDONLY | os.O_NOCTTY)
        try:
            assert process.stdin is not None
            process.stdin.write(b"4607001771265\n")
            process.stdin.flush()
            assert select.select([port], [], [], 10)[0]
            assert os.read(port, 100) == b"4607001771265\r"
        finally:
            os.close(port)
        process.communicate(b"!unplug\n123\n!quit\n", timeout=20)
        assert process.returncode == 0
    assert not link.exists()


def tell(process: subprocess.Popen[bytes], *words: str) -> None:
    """Type words into a simulator."""
    assert process.stdin is not None
    process.stdin.write("".join(f"{word}\n" for word in words).encode())
    process.stdin.flush()


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_scanner_bursts_and_splits(tmp_path: Path, expect_log: Callable[[str], None]) -> None:
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.serial_scanner import SerialScanner

    expect_log("scanner")
    scans: list[Scan] = []
    statuses: list[object] = []
    with start("scanner", "--link", str(tmp_path / "scanner")) as process:
        read_until(process, "quit\n")
        link = str(tmp_path / "scanner")
        scanner = SerialScanner(lambda: link, ManualClock(), scans.append, statuses.append, name="scanner", suffix="cr")
        scanner.start()
        until(lambda: bool(statuses))  # opening a port forgets what came before
        tell(process, "!burst 4607001771265 4600000000017", "!split 4600000000024 5 0.1", "!raw 343630", "!help")
        until(lambda: len(scans) >= 3)
        assert [scan.text for scan in scans[:3]] == ["4607001771265", "4600000000017", "4600000000024"]
        assert "pull its cable" in read_until(process, "the end")
        scanner.stop()
        process.communicate(b"!quit\n", timeout=20)


def test_a_scale_and_a_display_from_the_command_line(tmp_path: Path, expect_log: Callable[[str], None]) -> None:
    from cashier_app.config import Display
    from cashier_app.devices.customer_display import SerialDisplay
    from cashier_app.devices.scales import Weight
    from cashier_app.devices.serial_scale import SerialScale

    expect_log("scale |customer display")
    with start("scale", "--link", str(tmp_path / "scale"), "--settle", "0") as process:
        read_until(process, "quit\n")
        scale = SerialScale(str(tmp_path / "scale"), lambda weight: None, lambda status: None)
        scale.start()
        tell(process, "435")
        until(lambda: scale.weight == Weight(435, stable=True))
        tell(process, "menu")
        until(lambda: scale.weight == Weight(0, trouble="not_weighing"))
        scale.stop()
        process.communicate(b"quit\n", timeout=20)
    with start("display", "--link", str(tmp_path / "display")) as process:
        read_until(process, "quit\n")
        display = SerialDisplay(Display(port=str(tmp_path / "display")), lambda status: None)
        display.start()
        display.show("Молоко", "ИТОГО 94,90")
        assert "|ИТОГО 94,90         |" in read_until(process, "ИТОГО 94,90         |")
        display.stop()
        process.communicate(b"quit\n", timeout=20)


def test_a_terminal_from_the_command_line_keeps_a_book() -> None:
    from cashier_app.core.ids import new_id
    from cashier_app.devices.payment_terminal import Charge
    from cashier_app.devices.tcp_terminal import TcpTerminal
    from cashier_app.devices.terminal_worker import Pace, TerminalWorker

    with start("terminal", "--tcp", "0") as process:
        said = read_until(process, "quit\n")
        worker = TerminalWorker(
            TcpTerminal("127.0.0.1:" + said.split(";")[0].rsplit(":", 1)[1]),
            lambda payment_id: None,
            pace=Pace(first_ms=5),
        )
        worker.start()
        charge = Charge(new_id(), "card", 9490)
        tell(process, "lose")
        worker.follow(charge)
        read_until(process, "94.90")
        tell(process, "card")
        until(lambda: worker.follow(charge).final)
        assert worker.follow(charge).answer.state == "approved"
        worker.stop()
        output, _ = process.communicate(b"book\nquit\n", timeout=20)
        assert f"{charge.payment_id[-6:]} 94.90".encode() in output


def test_a_printer_suffers_at_a_chosen_byte_and_tells_of_its_drawer() -> None:
    with start("printer", "--tcp", "0", "--drawer", "low") as process:
        port = int(read_until(process, "quit\n").split(";")[0].rsplit(":", 1)[1])
        tell(process, "at 3 nonsense", "at 3 reset", "drawer", "help")
        read_until(process, "the end")
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"\x10\x04\x01")
            assert line.recv(1) == b"\x12"
            tell(process, "shut", "help")
            read_until(process, "the end")
            line.sendall(b"\x10\x04\x01")
            assert line.recv(1) == b"\x16"
            line.sendall(b"ab")
            line.sendall(b"c")
            with pytest.raises(OSError, match="reset"):
                line.recv(1)
        process.communicate(b"quit\n", timeout=20)
