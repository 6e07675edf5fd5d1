"""What the buyer sees while a real till sells: the goods at once, the sum, the change; and never a whole name."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Display
from cashier_app.devices.simulators.vfd import DisplaySimulator
from cashier_app.ui.buyer_window import STAYS_MS, BuyerWindow
from cashier_app.ui.equipment import Equipment
from tests.gui import shop
from tests.gui.faults import plain
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


class Counter:
    """A cashier, a buyer's window and a two-line display."""

    def __init__(self, hand: Hand, simulator: DisplaySimulator, equipment: Equipment) -> None:
        self.hand, self.simulator, self.equipment = hand, simulator, equipment

    @property
    def window(self) -> BuyerWindow:
        assert self.equipment.counter.window is not None
        return self.equipment.counter.window

    def reads(self, upper: str, lower: str) -> None:
        end = time.monotonic() + 5
        while tuple(line.strip() for line in self.simulator.lines) != (upper, lower):
            assert time.monotonic() < end, self.simulator.lines
            self.hand.qtbot.wait(10)


@pytest.fixture
def counter(till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None]) -> Iterator[Counter]:
    expect_log("customer display")
    simulator = DisplaySimulator(tmp_path / "ttyPole")
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.equip(display=Display(window=True, screen=1, port=simulator.address))
        equipment = Equipment(hand.till, hand.till.settings, hand.shell)
        equipment.start()
        try:
            yield Counter(hand, simulator, equipment)
        finally:
            equipment.stop(2.0)
            hand.rest()
            simulator.stop()


def test_the_buyer_follows_the_receipt_to_the_change(counter: Counter) -> None:
    assert counter.window.isVisible()
    assert counter.window.view.stage == "idle"
    counter.reads("Добро", "пожаловать!")
    counter.hand.scan(shop.GOODS[4], shop.MILK, shop.ANNA)
    view = counter.window.view
    assert (view.stage, [line.name[:6] for line in view.lines]) == ("selling", ["Кофе в", "Молоко"])
    assert view.who.startswith("А. К.")
    assert "Анна" not in repr(view)
    assert any(plain(text).startswith("Можно списать: ") for text in view.points)
    total = plain(view.sum).replace("₽", "р")
    counter.reads('Молоко "Дереве 84,90', f"ИТОГО {total:>14}")
    counter.hand.key(Key.Key_F12)
    assert counter.window.view.stage == "paying"
    counter.hand.type("5000")
    counter.hand.key(Key.Key_F12)
    paid = counter.window.view
    assert (paid.stage, paid.caption) == ("paid", "Ваша сдача")
    assert "Анна" not in repr(paid)
    # the next receipt is begun; an empty one leaves the change in sight for a while
    counter.hand.shell.go("selling")
    assert counter.window.view == paid
    counter.hand.scan(shop.MILK)
    assert counter.window.view.stage == "selling"


def test_the_change_goes_by_itself_and_the_window_takes_no_focus(counter: Counter) -> None:
    counter.hand.scan(shop.MILK)
    counter.hand.key(Key.Key_F12)
    counter.hand.type("500")
    counter.hand.key(Key.Key_F12)
    counter.hand.shell.go("selling")
    counter.window._stays.setInterval(1)
    counter.window._stays.start()
    counter.hand.qtbot.waitUntil(lambda: counter.window.view.stage == "idle", timeout=STAYS_MS)
    assert counter.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    counter.window.close()
    assert counter.window.isVisible()


def test_red_lines_are_the_cashiers_and_a_card_payment_leads_to_the_terminal(counter: Counter) -> None:
    counter.hand.scan(shop.UNKNOWN, shop.MILK)
    assert len(counter.window.view.lines) == 1
    counter.hand.till.selling.remove_line(1)
    counter.hand.shell.refreshed()
    counter.hand.key(Key.Key_F12, Key.Key_F7)
    view = counter.window.view
    assert (view.stage, view.told) == ("paying", "Оплатите на терминале")
    assert plain(view.sum) == "94,90 ₽"
    counter.reads("К оплате     94,90 р", "Оплатите на терминал")
    counter.hand.key(Key.Key_F9)


def test_without_the_second_screen_the_window_waits(
    till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None]
) -> None:
    expect_log("waits for screen 2")
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.equip(display=Display(window=True))
        equipment = Equipment(hand.till, hand.till.settings, hand.shell)
        equipment.start()
        window = equipment.counter.window
        assert window is not None
        assert not window.isVisible()
        assert hand.shell.desk.surroundings.buyer_screen is False
        hand.scan(shop.MILK)
        equipment.stop(2.0)
