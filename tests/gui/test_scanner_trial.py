"""A scanner is tried at the screen: what it sends is shown raw, and what is learned is written and in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places, Scanner
from cashier_app.config_change import change_settings
from cashier_app.config_file import load_settings
from cashier_app.devices.simulators.scanner import ScannerSimulator
from cashier_app.till.journal import Record
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.scanner_trial import ScannerTrialScreen
from tests.gui.hand import Hand, at_the_till
from tests.gui.states_of_scanning import GOODS, MARKED, type_code

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """An administrator at a till whose settings are a file."""
    with at_the_till(till_template, tmp_path / "till", qtbot, "Лебедев Игорь") as taken:
        places = Places.of(tmp_path)

        def change(changes: Mapping[str, object]) -> None:
            taken.shell.desk.settings = change_settings(places, changes, {})

        taken.shell.desk.change_settings = change
        yield taken


def on_trial(hand: Hand) -> ScannerTrialScreen:
    hand.shell.go("diagnosis", device="scanner")
    hand.rest()
    hand.key(Key.Key_F12)
    return hand.on("scanner_trial", ScannerTrialScreen)


def shown(screen: ScannerTrialScreen) -> dict[str, str]:
    return {name.text(): value.text().replace("\n", "") for name, value in screen.facts if not value.isHidden()}


def test_three_scans_teach_prefix_suffix_and_pause(hand: Hand, tmp_path: Path) -> None:
    screen = on_trial(hand)
    for number, code in enumerate(GOODS):
        assert screen.write.reason
        type_code(screen, "~" + code, 60, 1000 + 9000 * number)
    assert shown(screen)["Прислано"] == f"~{GOODS[2]}<Enter>"
    assert shown(screen)["Паузы"] == "обычно 60 мс, самое большее 60 мс"
    assert screen.lines.text().splitlines() == [
        "Перед кодом: ~",
        "После кода: Enter",
        "Наибольшая пауза между клавишами: 100 мс",
    ]
    hand.key(Key.Key_F12)
    scanner = load_settings(Places.of(tmp_path), {}).scanner
    assert (scanner.wedge_prefix, scanner.wedge_suffix, scanner.wedge_key_ms) == ("~", "enter", 100)
    type_code(screen, "~" + GOODS[0], 60, 90_000)
    assert shown(screen)["Касса слышит"] == f"один код: {GOODS[0]}"
    assert shown(screen)["Это"] == f"штучный товар: 0{GOODS[0]}"
    records: list[Record] = hand.till.journal.latest().result()
    changed = {record.details["key"]: record.details["new"] for record in records if record.act == "settings_changed"}
    assert changed["scanner.wedge_prefix"] == '"~"'


def test_whoever_may_not_change_settings_asks_an_administrator(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, "Иванова Мария") as hand:
        screen = on_trial(hand)
        for number, code in enumerate(GOODS):
            type_code(screen, "~" + code, 20, 1000 + 9000 * number)
        hand.key(Key.Key_F12)
        assert hand.where == "permission"


def test_keys_of_a_scan_press_nothing_here_and_keys_on_buttons_do(hand: Hand) -> None:
    screen = on_trial(hand)
    type_code(screen, GOODS[0])
    assert screen.lines.text().endswith("1 из 3")
    hand.key(Key.Key_F5)
    assert screen.lines.text().endswith("0 из 3")
    assert shown(screen) == {}
    hand.key(Key.Key_Escape)
    assert hand.where == "diagnosis"


def test_what_the_keyboard_does_is_said(hand: Hand) -> None:
    screen = on_trial(hand)
    from cashier_app.devices.wedge import Key as Pressed

    for number, sign in enumerate("йцукен1234"):
        screen._take_key(Pressed(0, sign, 1000 + number * 10))
    screen._quiet()
    assert "Раскладка клавиатуры русская" in screen.keyboard.text()


def test_a_serial_scanner_shows_its_bytes_and_teaches_its_suffix(hand: Hand, tmp_path: Path) -> None:
    simulator = ScannerSimulator(tmp_path / "scanner", b"\t")
    settings = f'[scanner]\nport = "{simulator.address}"\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    hand.equip(scanner=Scanner(port=simulator.address))
    equipment = Equipment(hand.till, hand.shell.desk.settings, hand.shell)
    equipment.start()
    around = hand.shell.desk.surroundings
    try:
        hand.qtbot.waitUntil(lambda: around.scanner is not None and around.scanner.state == "ready")
        screen = on_trial(hand)
        simulator.scan(f"]d2{MARKED}")
        hand.qtbot.waitUntil(lambda: len(screen._samples) == 1)
        assert shown(screen)["Прислано"].endswith("<GS>92T5OX4wpd5QPymkC3U/aJZQrishzxCOeJUi/grI7GxIo=<TAB>")
        assert shown(screen)["Байты"].startswith("5D 64 32 30 31")
        assert shown(screen)["Вид кода"] == "]d2 · Data Matrix"
        assert shown(screen)["Это"] == "код маркировки, целый: 04610080410215"
        for count, code in enumerate(GOODS, 2):
            simulator.scan(code)
            hand.qtbot.waitUntil(lambda count=count: len(screen._samples) == count)
        assert screen.lines.text() == "После кода: Tab"
        hand.key(Key.Key_F12)
        assert load_settings(Places.of(tmp_path), {}).scanner.suffix == "tab"
    finally:
        equipment.stop(2.0)
        simulator.stop()
    assert hand.till.selling.view().lines == ()
