"""The screen of the devices: how each stands, tried with real ports and simulators, and the file for support."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Display, Places, Printer, Scale, Terminal
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.simulators.scale import Make, ScaleSimulator
from cashier_app.devices.simulators.terminal import TerminalServer
from cashier_app.devices.simulators.vfd import DisplaySimulator
from cashier_app.till import support
from cashier_app.till.journal import Record
from cashier_app.ui.devices import DevicesScreen
from cashier_app.ui.diagnosis import DiagnosisScreen
from cashier_app.ui.equipment import Equipment
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """An administrator at a till whose settings are a file."""
    with at_the_till(till_template, tmp_path / "till", qtbot, "Лебедев Игорь") as taken:
        taken.shell.desk.places = Places.of(tmp_path)
        yield taken


@contextmanager
def equipped(hand: Hand, **settings: Any) -> Iterator[Equipment]:
    """The till with these devices, at work."""
    hand.equip(**settings)
    equipment = Equipment(hand.till, hand.till.settings, hand.shell)
    equipment.start()
    try:
        yield equipment
    finally:
        equipment.stop(2.0)
        hand.rest()


@contextmanager
def printer() -> Iterator[PrinterSimulator]:
    """A printer on the network."""
    simulator = PrinterSimulator.over_tcp()
    try:
        yield simulator
    finally:
        simulator.stop()


def look(hand: Hand, device: str = "") -> DevicesScreen:
    hand.shell.go("devices", device=device)
    hand.rest()
    return hand.on("devices", DevicesScreen)


def standings(screen: DevicesScreen) -> dict[str, str]:
    return {entry.key: entry.tone for entry in screen.list.entries}


def acts(hand: Hand) -> list[str]:
    records: list[Record] = hand.till.journal.latest().result(5)
    return [record.act for record in records]


def test_the_menu_leads_to_the_devices_and_each_stands_in_words_and_colour(hand: Hand) -> None:
    hand.shell.go("menu")
    hand.key(Key.Key_F3)
    screen = hand.on("devices", DevicesScreen)
    kinds = ["printer:", "drawer", "scanner:", "wedge", "scale", "display", "terminal"]
    assert standings(screen) == dict.fromkeys(kinds, "barred")
    assert all(entry.detail for entry in screen.list.entries)
    hand.key(Key.Key_F12)
    assert "не настроено" in hand.last_told()


def test_a_printer_prints_its_test_page_and_opens_the_drawer(hand: Hand) -> None:
    with printer() as simulator, equipped(hand, printers=(Printer(address=simulator.address),)):
        screen = look(hand, "printer:0")
        hand.key(Key.Key_F12)
        hand.qtbot.waitUntil(lambda: "CP866" in simulator.text().upper())
        hand.qtbot.waitUntil(lambda: standings(screen)["printer:0"] == "good")
        assert standings(screen)["drawer"] == "good"
        screen.list.set_current("drawer")
        hand.key(Key.Key_F12)
        hand.qtbot.waitUntil(lambda: len(simulator.drawer) == 1)
        assert acts(hand)[0] == "drawer_opened"
        simulator.open_cover()
        hand.key(Key.Key_F12)
        hand.qtbot.waitUntil(lambda: standings(screen)["printer:0"] == "error")
        assert "крышка" in screen.text.text()
        simulator.close_cover()


def test_the_weight_is_live_and_the_test_says_whether_it_can_be_taken(
    hand: Hand, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("scale ")
    simulator = ScaleSimulator(tmp_path / "ttyScale", Make(settle_seconds=0.0, piece=4))
    try:
        with equipped(hand, scale=Scale(port=simulator.address)):
            screen = look(hand, "scale")
            hand.qtbot.waitUntil(lambda: standings(screen)["scale"] == "good")
            simulator.put(435)
            hand.qtbot.waitUntil(lambda: screen.live.text().startswith("0,435"))
            hand.qtbot.waitUntil(lambda: screen.live_detail.text() == "Вес стоит")
            hand.key(Key.Key_F12)
            assert "Весы работают: 0,435" in hand.last_told()
            simulator.unplug()
            hand.qtbot.waitUntil(lambda: standings(screen)["scale"] == "error")
            hand.key(Key.Key_F12)
            assert "не подключены" in hand.last_told()
    finally:
        simulator.stop()


def test_the_buyers_display_shows_the_alphabet(hand: Hand, tmp_path: Path) -> None:
    simulator = DisplaySimulator(tmp_path / "ttyDisplay")
    try:
        with equipped(hand, display=Display(port=simulator.address)):
            screen = look(hand, "display")
            hand.qtbot.waitUntil(lambda: standings(screen)["display"] == "good")
            hand.key(Key.Key_F12)
            hand.qtbot.waitUntil(lambda: simulator.lines[0] == "АБВГДЕЖЗИЙКЛМНОПРСТУ")
    finally:
        simulator.stop()


def test_a_scan_is_shown_at_its_scanner_and_sells_nothing(hand: Hand) -> None:
    screen = look(hand)
    hand.scan(shop.MILK)
    assert screen.live.text() == shop.MILK
    assert screen.kind == "scanner"
    assert not hand.till.selling.receipt.lines
    hand.key(Key.Key_F12)
    assert hand.where == "scanner_trial"


def support_files(folder: Path) -> list[Path]:
    return sorted((folder / "data" / "support").glob("*.zip"))


def test_the_file_for_support_is_written_named_and_journalled(hand: Hand, tmp_path: Path) -> None:
    look(hand)
    hand.key(Key.Key_F9)
    hand.qtbot.waitUntil(lambda: bool(support_files(tmp_path)))
    (file,) = support_files(tmp_path)
    assert str(file) in hand.last_told()
    assert {"doctor.json", "settings.toml"} <= set(zipfile.ZipFile(file).namelist())
    assert acts(hand)[0] == "support_file"


def test_a_cashier_needs_a_manager_for_the_file_which_diagnosis_offers_too(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, "Соколова Рита") as hand:
        hand.shell.desk.places = Places.of(tmp_path)
        hand.shell.go("diagnosis", device="database")
        hand.rest()
        hand.touch(hand.on("diagnosis", DiagnosisScreen).support)
        assert hand.where == "permission"
        assert not support_files(tmp_path)


def test_a_folder_that_cannot_be_written_is_said_with_a_way_out(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "support").write_text("a file in the way")
    look(hand)
    hand.key(Key.Key_F9)
    hand.qtbot.waitUntil(lambda: hand.told[-1].level == "error")
    assert "флешку" in hand.told[-1].way_out


def test_a_stick_is_only_what_is_mounted(tmp_path: Path) -> None:
    (tmp_path / "media" / "cashier" / "KINGSTON").mkdir(parents=True)
    assert support.sticks([tmp_path / "media"]) == []
    if Path("/dev/shm").is_mount():
        assert Path("/dev/shm") in support.sticks([Path("/dev")])


def test_a_wired_terminal_is_asked_whether_it_is_there(hand: Hand, expect_log: Callable[[str], None]) -> None:
    expect_log("terminal")
    terminal = TerminalServer()
    try:
        with equipped(hand, terminal=Terminal(driver="simulator", address=terminal.address)):
            screen = look(hand, "terminal")
            assert standings(screen)["terminal"] == "warning"
            hand.key(Key.Key_F12)
            hand.qtbot.waitUntil(lambda: standings(screen)["terminal"] == "good")
            terminal.switch_off()
            hand.key(Key.Key_F12)
            hand.qtbot.waitUntil(lambda: hand.told[-1].level == "error")
            assert hand.told[-1].way_out
    finally:
        terminal.stop()
