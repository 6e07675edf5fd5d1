"""Simulated devices behave like the hardware, also from the command line."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.devices.simulators.paper import Model, PaperLine
from cashier_app.devices.simulators.printer import PrinterSimulator


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
        assert b"is not one of" in output
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
