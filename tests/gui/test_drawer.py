"""A drawer with a switch at a real till's window: seen while it is open, told when it stays so, kept when forced."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Printer
from cashier_app.devices.simulators.paper import Model
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.ui.equipment import Equipment
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


class Counter:
    """A manager, a printer, and the drawer that hangs on it."""

    def __init__(self, hand: Hand, printer: PrinterSimulator) -> None:
        self.hand, self.printer = hand, printer

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 15
        while not condition():
            assert time.monotonic() < end, (self.lamp, [told.text for told in self.hand.told])
            self.hand.qtbot.wait(10)

    @property
    def lamp(self) -> str:
        return self.hand.shell.strip.lamps["printer"].caption

    def acts(self) -> list[str]:
        self.hand.till.writer.catch_up()
        return [record.act for record in self.hand.till.journal.latest().result(10)]


@pytest.fixture(params=["high", "low"])
def counter(request: pytest.FixtureRequest, till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    printer = PrinterSimulator.over_tcp(model=Model(drawer_sensor=request.param))
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        selling = msgspec.structs.replace(hand.till.settings.selling, drawer_open_s=1)
        hand.equip(printers=(Printer(address=printer.address, drawer_sensor=request.param),), selling=selling)
        equipment = Equipment(hand.till, hand.till.settings, hand.shell)
        equipment.start()
        try:
            yield Counter(hand, printer)
        finally:
            equipment.stop(2.0)
            hand.rest()
            printer.stop()


def test_a_sale_opens_it_and_it_is_told_when_it_stays_open(counter: Counter) -> None:
    counter.until(lambda: counter.hand.shell.desk.surroundings.drawer is not None)
    counter.hand.scan(shop.MILK)
    counter.hand.key(Key.Key_F12)
    counter.hand.type("500")
    counter.hand.key(Key.Key_F12)
    counter.until(lambda: counter.lamp == "Ящик открыт")
    counter.until(lambda: any("открыт уже" in told.text for told in counter.hand.told))
    counter.printer.move_drawer(False)
    counter.until(lambda: counter.lamp == "Принтер")
    assert "drawer_forced" not in counter.acts()


def test_one_that_is_opened_without_the_till_is_written_down(counter: Counter) -> None:
    counter.until(lambda: counter.hand.shell.desk.surroundings.drawer is not None)
    counter.printer.move_drawer(True)
    counter.until(lambda: any("без кассы" in told.text for told in counter.hand.told))
    assert counter.acts()[0] == "drawer_forced"
    counter.printer.move_drawer(False)
    counter.until(lambda: counter.lamp == "Принтер")
