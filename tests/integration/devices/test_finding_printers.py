"""Printers that can be seen, and what one says of itself: over a made-up `sys`, real sockets and pseudo-terminals."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.config import Printer
from cashier_app.devices import profiles
from cashier_app.devices.explain import probe_facts
from cashier_app.devices.finding import Found, Probe, likely_profile, on_network, printers, probe
from cashier_app.devices.simulators.paper import Model
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.simulators.usb import UsbTree
from cashier_app.words import load_words


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[UsbTree]:
    made = UsbTree(tmp_path / "root")
    yield made
    made.stop()


def plug_printer(root: Path, socket_name: str, words: dict[str, str], node: str = "", kind: str = "07") -> None:
    """A device of a USB class in a socket, as Linux shows it; `node`: what the kernel's driver made of it."""
    devices = root / "sys/bus/usb/devices"
    device, interface = devices / socket_name, devices / f"{socket_name}:1.0"
    device.mkdir(parents=True)
    interface.mkdir()
    (interface / "bInterfaceClass").write_text(f"{kind}\n")
    for key, text in words.items():
        (device / key).write_text(f"{text}\n", encoding="utf-8")
    if node:
        (interface / "usbmisc" / node).mkdir(parents=True)
        (root / "dev/usb").mkdir(parents=True, exist_ok=True)
        (root / "dev/usb" / node).touch()


EPSON = {"idVendor": "04b8", "idProduct": "0e15", "manufacturer": "EPSON", "product": "TM-T20II", "serial": "J3CF1"}


def test_what_is_plugged_in_is_found_with_the_keys_that_reach_it(tree: UsbTree) -> None:
    plug_printer(tree.root, "1-1", EPSON, "lp0")
    plug_printer(tree.root, "1-2", {"idVendor": "0483", "idProduct": "5743"})
    plug_printer(tree.root, "1-3", {"idVendor": "046d", "idProduct": "c31c", "product": "Keyboard"}, kind="03")
    tree.plug("ttyUSB0", "067b", "2303", maker="Prolific", model="USB-Serial", socket="1-4")
    tree.plug("ttyACM0", "0c2e", "0901", maker="Honeywell", model="1900", socket="1-5")
    link = tree.root / "dev/serial/by-id/usb-Prolific-if00"
    link.symlink_to(tree.root / "dev/ttyUSB0")
    found = printers(tree.root, queues=lambda: ["till"])
    assert found == [
        Found("device", "/dev/usb/lp0", "EPSON TM-T20II", "04b8:0e15"),
        Found("usb", "0483:5743", "0483:5743", "0483:5743"),
        Found("serial", str(link), "Prolific USB-Serial", "067b:2303", False),
        Found("cups", "till", "till"),
    ]


def test_a_machine_without_anything_has_no_printers(tmp_path: Path) -> None:
    assert printers(tmp_path, queues=list) == []


def test_of_the_addresses_asked_those_that_listen_are_found_in_bounded_time() -> None:
    printer = PrinterSimulator.over_tcp()
    with socket.create_server(("127.0.0.1", 0)) as gone:
        closed = f"127.0.0.1:{gone.getsockname()[1]}"
    try:
        began = time.monotonic()
        # 192.0.2.0/24 belongs to nobody: what is sent there is lost or refused
        asked = [closed, printer.address, *(f"192.0.2.{number}" for number in range(1, 200))]
        assert [found.address for found in on_network(asked, seconds=1.5)] == [printer.address]
        assert time.monotonic() - began < 5
        assert printer.received == b"", "nothing is sent"
    finally:
        printer.stop()


def settings(printer: PrinterSimulator, line: str) -> Printer:
    return Printer(transport="tcp" if line == "tcp" else "serial", address=printer.address)


@pytest.mark.parametrize("line", ["tcp", "pty"])
def test_a_printer_says_what_it_is_and_prints_nothing(line: str, tmp_path: Path) -> None:
    printer = PrinterSimulator.over_tcp() if line == "tcp" else PrinterSimulator.over_pty(tmp_path / "tty")
    try:
        assert probe(settings(printer, line), 2.0) == Probe(
            answers=True,
            maker="Demo",
            model="Simulated 80",
            firmware="1.00",
            serial="0001",
            paper="there",
            cover_open=False,
            drawer_signal=False,
            confirms=("process_id", "status"),
        )
        assert printer.paper == []
    finally:
        printer.stop()


def test_a_clone_says_little_and_that_is_told() -> None:
    printer = PrinterSimulator.over_tcp(0, Model(process_id=False, says=()))
    try:
        said = probe(settings(printer, "tcp"), 0.3)
        assert (said.model, said.confirms, said.paper) == ("", ("status",), "there")
        assert dict(probe_facts(said, load_words("ru"))) == {
            "Отвечает": "да",
            "Бумага": "есть",
            "Крышка": "закрыта",
            "Подтверждает чеки через": "GS r 1",
        }
    finally:
        printer.stop()


def test_a_printer_that_is_not_ready_says_why_and_is_asked_nothing_in_its_turn() -> None:
    printer = PrinterSimulator.over_tcp()
    try:
        printer.open_cover()
        said = probe(settings(printer, "tcp"), 1.0)
        assert (said.cause, said.cover_open, said.answers) == ("cover_open", True, True)
        printer.close_cover()
        printer.leave_paper(0)
        assert (probe(settings(printer, "tcp"), 1.0).cause, printer.received) == ("paper_out", b"")
        printer.load_paper()
        printer.mute()
        assert probe(settings(printer, "tcp"), 0.2).cause == "no_answer"
        printer.power_off()
        off = probe(settings(printer, "tcp"), 0.2)
        assert off.cause == "off"
        assert off.detail
    finally:
        printer.stop()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("EPSON TM-T20III", "epson-tm-t20iii"),
        ("EPSON TM-T20II", "epson-tm-t20ii"),
        ("Xprinter XP-N160II", "xprinter-xp-n160"),
        ("CITIZEN CT-S310II", "citizen-ct-s310"),
        ("STMicroelectronics POS58 Printer USB", ""),
        ("", ""),
    ],
)
def test_a_model_finds_its_profile(title: str, name: str) -> None:
    assert likely_profile(title, profiles.all_profiles()) == name
