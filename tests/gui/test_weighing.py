"""A scale at a real till's window: the weight is seen live, taken when it stands still, typed when there is none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Scale
from cashier_app.devices.simulators.scale import Make, ScaleSimulator
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.faults import plain
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


class AtTheScale:
    """A cashier with a scale."""

    def __init__(self, hand: Hand, simulator: ScaleSimulator) -> None:
        self.hand, self.simulator = hand, simulator
        self.cheese = next(view for view in hand.till.goods_page.search("сыр").result(10) if "за кг" in view.price)

    @property
    def screen(self) -> SellingScreen:
        return self.hand.on("selling", SellingScreen)

    def ask(self) -> None:
        """Cheese is picked by name."""
        self.hand.shell.go("selling", outcome=self.hand.till.selling.add_product(self.cheese.product_id))
        self.hand.rest()

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < end, self.shown()
            self.hand.qtbot.wait(10)

    def shown(self) -> str:
        weigh = self.screen.weigh
        return plain(f"{weigh.figures.name.text()} {weigh.figures.figure.text()} {weigh.state.text()}")

    def lines(self) -> list[int]:
        return [line.quantity for line in self.hand.till.selling.receipt.goods]


@pytest.fixture
def counter(
    till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None]
) -> Iterator[AtTheScale]:
    expect_log("scale ")
    simulator = ScaleSimulator(tmp_path / "ttyScale", Make(settle_seconds=0.0, piece=4))
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.equip(scale=Scale(port=simulator.address))
        equipment = Equipment(hand.till, hand.till.settings, hand.shell)
        equipment.start()
        try:
            yield AtTheScale(hand, simulator)
        finally:
            equipment.stop(2.0)
            hand.rest()
            simulator.stop()


def test_the_weight_is_seen_and_taken_by_one_key(counter: AtTheScale) -> None:
    counter.ask()
    counter.until(lambda: "Весы пусты" in counter.shown())
    counter.hand.key(Key.Key_F6, Key.Key_F12)
    assert counter.lines() == []
    assert counter.hand.where == "selling"
    counter.simulator.put(435)
    counter.until(lambda: counter.screen.weigh.take.reason == "")
    assert counter.shown().startswith("0,435 кг")
    counter.hand.key(Key.Key_F6)
    assert counter.lines() == [435]
    assert counter.screen.upper.currentWidget() is counter.screen.member


def test_a_scale_that_is_gone_says_so_and_the_weight_is_typed(counter: AtTheScale) -> None:
    counter.ask()
    counter.simulator.put(435)
    counter.until(lambda: counter.screen.weigh.take.reason == "")
    counter.simulator.unplug()
    counter.until(lambda: "Весы не подключены" in counter.shown())
    counter.hand.key(Key.Key_F6)
    assert counter.lines() == []
    counter.hand.type("0,3")
    counter.hand.key(Key.Key_F2)
    assert counter.lines() == [300]
    counter.simulator.plug()
    counter.ask()
    counter.until(lambda: counter.screen.weigh.take.reason == "")
    counter.hand.key(Key.Key_F7)
    assert counter.lines() == [300]


def test_goods_that_still_lie_there_are_not_sold_as_the_next_ones(counter: AtTheScale) -> None:
    counter.simulator.put(435)
    counter.ask()
    counter.until(lambda: counter.screen.weigh.take.reason == "")
    counter.hand.key(Key.Key_F6)
    counter.ask()
    assert "взвешено" in counter.shown()
    counter.hand.key(Key.Key_F6)
    assert counter.lines() == [435]
    counter.simulator.put(0)
    counter.until(lambda: "Весы пусты" in counter.shown())
    counter.simulator.put(435)
    counter.until(lambda: counter.screen.weigh.take.reason == "")
    counter.hand.key(Key.Key_F6)
    assert counter.lines() == [435, 435]


def test_the_goods_still_wait_after_another_screen(counter: AtTheScale) -> None:
    counter.ask()
    counter.hand.key(Key.Key_F5)
    assert counter.hand.where == "buyer"
    counter.hand.shell.go("selling")
    assert counter.screen.upper.currentWidget() is counter.screen.weigh
    counter.hand.scan(shop.MILK)
    assert counter.lines() == [1000]
    assert not counter.hand.till.selling.view().pay.enabled
