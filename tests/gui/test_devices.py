"""The screen of the devices: how each stands, tried with real ports and simulators, and the file for support."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Display, Places, Printer, Scale, Settings, Terminal
from cashier_app.config_change import change_settings
from cashier_app.config_file import load_settings
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.simulators.scale import Make, ScaleSimulator
from cashier_app.devices.simulators.terminal import TerminalServer
from cashier_app.devices.simulators.vfd import DisplaySimulator
from cashier_app.till import support
from cashier_app.till.journal import Record
from cashier_app.ui.app import TillProgram
from cashier_app.ui.devices import DevicesScreen
from cashier_app.ui.diagnosis import DiagnosisScreen
from cashier_app.ui.equipment import Equipment
from cashier_app.words import load_words
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
    """The till with these devices, at work; what is chosen is written into its file, and in force."""
    hand.equip(**settings)
    equipment = Equipment(hand.till, hand.till.settings, hand.shell)
    equipment.start()
    places = hand.shell.desk.places
    assert places is not None

    def change(changes: Mapping[str, object]) -> None:
        hand.shell.desk.settings = hand.till.settings = change_settings(places, changes, {})
        equipment.settings_changed(hand.till.settings)

    hand.shell.desk.change_settings = change
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
    kinds = ["printer:", "drawer", "scanner:", "wedge", "scale", "display", "window", "terminal"]
    assert standings(screen) == dict.fromkeys(kinds, "barred")
    assert all(entry.detail for entry in screen.list.entries)
    screen.list.set_current("drawer")
    hand.key(Key.Key_F12)
    assert "не настроено" in hand.last_told()
    screen.list.set_current("scale")
    screen.setup.root = Path("/nowhere")
    hand.key(Key.Key_F12)
    assert screen.setup.open, "what is not there yet is looked for"
    assert screen.setup.progress.text() == "Найдено: 0"


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
        assert "крышка" in screen.finding.text.text()
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
    assert screen.kind == "wedge"
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


# --- found, chosen, in force ------------------------------------------------------------------------------------------


def type_address(hand: Hand, screen: DevicesScreen, address: str) -> None:
    """F5, F7, the address, F12; nothing of this machine is looked at."""
    screen.setup.root = Path("/nowhere")
    hand.key(Key.Key_F5 if screen.look.isVisible() else Key.Key_F12, Key.Key_F7)
    screen.setup.letters.field.set_text(address)
    hand.key(Key.Key_F12)


def written(tmp_path: Path) -> Settings:
    return load_settings(Places.of(tmp_path), {})


FILE = '# the till by the door\n[till]\nnumber = 2  # the second\n\n[shop]\nname = "РОМАШКА"\n'


def test_a_printer_at_a_typed_address_is_written_given_a_model_and_prints_without_a_restart(
    hand: Hand, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text(FILE, encoding="utf-8")
    with printer() as simulator, equipped(hand):
        screen = look(hand, "printer:")
        type_address(hand, screen, simulator.address)
        assert [each.address for each in written(tmp_path).printers] == [simulator.address]
        assert screen.setup.title.text() == "Модель", "a printer without a model is given one next"
        screen.setup.list.set_current("xprinter-xp-80")
        hand.key(Key.Key_F12)
        (chosen,) = written(tmp_path).printers
        assert (chosen.profile, chosen.columns, chosen.code_page) == ("xprinter-xp-80", 48, 17)
        assert (tmp_path / "settings.toml").read_text(encoding="utf-8").startswith(FILE)
        hand.qtbot.waitUntil(lambda: standings(screen)["printer:0"] == "good")
        hand.key(Key.Key_F12)
        hand.qtbot.waitUntil(lambda: "CP866" in simulator.text().upper())
    assert "settings_changed" in acts(hand)


def test_letters_and_width_win_over_the_model_and_go_with_another_one(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[[printers]]\naddress = "127.0.0.1:9"\nprofile = "xprinter-xp-80"\n', encoding="utf-8"
    )
    with equipped(hand, printers=written(tmp_path).printers):
        screen = look(hand, "printer:0")
        hand.key(Key.Key_F7)
        screen.setup.list.set_current("cp1251 46")
        hand.key(Key.Key_F12)
        hand.key(Key.Key_F8)
        screen.setup.list.set_current("80 42")
        hand.key(Key.Key_F12)
        (chosen,) = written(tmp_path).printers
        assert (chosen.encoding, chosen.code_page, chosen.columns) == ("cp1251", 46, 42)
        hand.key(Key.Key_F6)
        screen.setup.list.set_current("epson-tm-t88v")
        hand.key(Key.Key_F12)
        (chosen,) = written(tmp_path).printers
        assert (chosen.encoding, chosen.code_page, chosen.columns) == ("cp866", 17, 42)
        assert "columns" not in (tmp_path / "settings.toml").read_text(encoding="utf-8")


def test_a_second_printer_is_added_with_a_name_of_its_own_and_taken_out(hand: Hand, tmp_path: Path) -> None:
    with printer() as first, printer() as second:
        text = f'[[printers]]\naddress = "{first.address}"\nprofile = "xprinter-xp-80"\n'
        (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
        with equipped(hand, printers=written(tmp_path).printers):
            screen = look(hand, "printer:0")
            hand.key(Key.Key_Insert, Key.Key_F7)
            screen.setup.letters.field.set_text(second.address)
            hand.key(Key.Key_F12)
            hand.key(Key.Key_Escape)
            assert [each.name for each in written(tmp_path).printers] == ["receipts", "принтер 2"]
            hand.qtbot.waitUntil(lambda: standings(screen).get("printer:1") == "good")
            hand.key(Key.Key_F12)
            hand.qtbot.waitUntil(lambda: "CP866" in second.text().upper())
            assert not first.text()
            hand.key(Key.Key_Delete)
            assert len(written(tmp_path).printers) == 2, "one touch takes nothing away"
            hand.key(Key.Key_F12)
            assert [each.address for each in written(tmp_path).printers] == [first.address]
            hand.qtbot.waitUntil(lambda: standings(screen)["printer:0"] == "good")
            assert "printer:1" not in standings(screen)


def test_a_scale_and_a_display_are_chosen_by_their_ports_and_at_work_at_once(
    hand: Hand, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("scale ")
    scale = ScaleSimulator(tmp_path / "ttyScale", Make(settle_seconds=0.0, piece=4))
    display = DisplaySimulator(tmp_path / "ttyDisplay")
    try:
        with equipped(hand):
            screen = look(hand, "scale")
            type_address(hand, screen, scale.address)
            scale.put(250)
            hand.qtbot.waitUntil(lambda: screen.live.text().startswith("0,250"))
            screen.list.set_current("display")
            type_address(hand, screen, display.address)
            hand.qtbot.waitUntil(lambda: standings(screen)["display"] == "good")
            hand.qtbot.waitUntil(lambda: display.lines[0].strip() == "Добро")
            screen.list.set_current("scale")
            hand.key(Key.Key_Delete, Key.Key_F12)
            hand.qtbot.waitUntil(lambda: standings(screen)["scale"] == "barred")
            assert (written(tmp_path).scale.port, written(tmp_path).display.port) == ("", display.address)
    finally:
        scale.stop()
        display.stop()


def machine(root: Path) -> None:
    """A machine with a Honeywell scanner and a bare serial cable, as Linux tells it."""
    for name, number, maker, model, socket in (
        ("ttyACM0", "0c2e", "Honeywell", "Honeywell Imaging 1900", "1-2"),
        ("ttyUSB0", "1a86", "QinHeng", "USB Serial", "1-3"),
    ):
        usb = root / "sys" / "devices" / socket
        (usb / "port").mkdir(parents=True)
        for key, value in {"idVendor": number, "idProduct": "0901", "manufacturer": maker, "product": model}.items():
            (usb / key).write_text(f"{value}\n")
        (root / "sys" / "class" / "tty" / name).mkdir(parents=True)
        (root / "sys" / "class" / "tty" / name / "device").symlink_to(usb / "port")
        (root / "dev").mkdir(exist_ok=True)
        (root / "dev" / name).touch()


def test_what_this_machine_sees_is_listed_the_likely_first_and_chosen(hand: Hand, tmp_path: Path) -> None:
    machine(tmp_path / "machine")
    with equipped(hand):
        screen = look(hand, "scanner:")
        screen.setup.root = tmp_path / "machine"
        hand.key(Key.Key_F12)
        titles = [entry.title for entry in screen.setup.list.entries]
        assert titles == ["Любой USB-сканер сам", "Honeywell Imaging 1900", "QinHeng USB Serial"]
        assert screen.setup.progress.text() == "Найдено: 3"
        hand.key(Key.Key_F12)
        assert screen.setup.open, "nothing was touched, and nothing is taken"
        screen.setup.list.set_current("auto")
        hand.key(Key.Key_F12)
        assert [each.port for each in written(tmp_path).scanners] == ["auto"]
        hand.qtbot.waitUntil(lambda: any(tone == "warning" for tone in standings(screen).values()))
        screen.list.set_current("scale")
        hand.key(Key.Key_F12)
        assert screen.setup.list.entries[0].title == "QinHeng USB Serial"
        assert screen.list.current == "scale"
        hand.key(Key.Key_Escape)
        assert not screen.setup.open
        assert hand.where == "devices"


def test_the_drawers_pin_and_scanners_that_type_are_chosen(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[[printers]]\naddress = "127.0.0.1:9"\n', encoding="utf-8")
    with equipped(hand, printers=written(tmp_path).printers):
        screen = look(hand, "drawer")
        hand.key(Key.Key_F6)
        screen.setup.list.set_current("5")
        hand.key(Key.Key_F12)
        assert written(tmp_path).printers[0].drawer_pin == 5
        screen.list.set_current("wedge")
        hand.key(Key.Key_F6)
        screen.setup.list.set_current("False")
        hand.key(Key.Key_F12)
        assert not written(tmp_path).scanner.wedge


def test_a_file_written_by_hand_in_another_way_is_left_alone_with_words(hand: Hand, tmp_path: Path) -> None:
    text = 'printers = [{ address = "127.0.0.1:9" }]\n'
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    with equipped(hand, printers=written(tmp_path).printers):
        screen = look(hand, "printer:0")
        hand.key(Key.Key_F8)
        screen.setup.list.set_current("80 48")
        hand.key(Key.Key_F12)
        assert "columns = 48" in hand.last_told()
        assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == text


def test_whoever_may_not_change_settings_asks_an_administrator(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, "Иванова Мария") as hand:
        hand.shell.desk.places = Places.of(tmp_path)
        with equipped(hand):
            screen = look(hand, "scale")
            type_address(hand, screen, "/dev/ttyUSB7")
            assert hand.where == "permission"
            assert not (tmp_path / "settings.toml").exists()


def test_the_network_is_asked_a_part_at_a_time_and_what_answers_is_shown(hand: Hand) -> None:
    with printer() as simulator, equipped(hand):
        screen = look(hand, "printer:")
        screen.setup.root = Path("/nowhere")
        nobody = [f"127.0.0.1:{port}" for port in range(1, 70)]
        screen.setup.addresses = lambda: [simulator.address, *nobody]
        hand.key(Key.Key_F12)
        seen: list[tuple[str, list[str]]] = []
        setup = screen.setup
        setup.turned.connect(lambda: seen.append((setup.progress.text(), [each.title for each in setup.list.entries])))
        setup.network.press()
        hand.qtbot.waitUntil(lambda: setup.progress.text() == "Найдено: 1")
        asked = "Опрашиваем сеть… "
        assert seen[:2] == [(f"{asked}64/70", [simulator.address]), (f"{asked}70/70", [simulator.address])]


def test_a_search_that_was_cancelled_shows_nothing_any_more(hand: Hand) -> None:
    with printer() as simulator, equipped(hand):
        screen = look(hand, "printer:")
        screen.setup.root = Path("/nowhere")
        screen.setup.addresses = lambda: [simulator.address]
        hand.key(Key.Key_F12)
        screen.setup.network.press()
        screen.leave.press()
        hand.rest()
        assert not screen.setup.open
        assert not screen.setup.list.entries


def test_the_program_itself_writes_its_file_and_weighs_by_it_at_once(
    till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None]
) -> None:
    expect_log("scale ")
    places = Places.of(tmp_path)
    places.settings_file.write_text('[ui]\nsize = "1024x768"\nsounds = false\n', encoding="utf-8")
    shutil.copytree(till_template, places.till_folder(Settings()))
    scale = ScaleSimulator(tmp_path / "ttyScale", Make(settle_seconds=0.0, piece=4))
    program = TillProgram(load_settings(places, {}), places, load_words("ru"))
    try:
        with qtbot.waitSignal(program.opened, timeout=20_000):
            program.show()
        program.change_settings({"scale.port": scale.address})
        scale.put(120)
        around = program.shell.desk.surroundings
        qtbot.waitUntil(lambda: around.weight is not None and around.weight.net == 120)
        assert program.shell.desk.places == places
    finally:
        program.stop()
        scale.stop()
        program.shell.deleteLater()
