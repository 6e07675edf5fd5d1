"""A two-line display on a real pseudo-terminal: the newest message wins, and its cable may be pulled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.config import Display
from cashier_app.devices.customer_display import DisplayStatus, SerialDisplay
from cashier_app.devices.simulators.vfd import DisplaySimulator


class Pole:
    """A display, and the thread that speaks to it."""

    def __init__(self, link: Path) -> None:
        self.simulator = DisplaySimulator(link)
        self.statuses: list[DisplayStatus] = []
        self.display = SerialDisplay(Display(port=self.simulator.address), self.statuses.append)

    def until(self, condition: Callable[[], bool], seconds: float = 5.0) -> bool:
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(0.005)
        return True

    def reads(self, upper: str, lower: str) -> bool:
        return self.until(lambda: self.simulator.lines == (upper.ljust(20), lower.ljust(20)))


@pytest.fixture
def pole(tmp_path: Path, expect_log: Callable[[str], None]) -> Iterator[Pole]:
    expect_log("customer display")
    pole = Pole(tmp_path / "ttyPole")
    yield pole
    assert pole.display.stop()
    pole.simulator.stop()


def test_the_newest_message_wins_and_nobody_waits(pole: Pole) -> None:
    pole.display.start()
    began = time.monotonic()
    for number in range(1, 501):
        pole.display.show("Молоко", f"ИТОГО {number}")
    assert time.monotonic() - began < 0.2
    assert pole.reads("Молоко", "ИТОГО 500")
    assert len(pole.simulator.history) < 50
    assert pole.until(lambda: pole.display.status == DisplayStatus("ready"))


def test_after_its_cable_was_pulled_it_shows_what_is_new_by_then(pole: Pole) -> None:
    pole.display.start()
    pole.display.show("Хлеб", "1")
    assert pole.reads("Хлеб", "1")
    for number in range(2):
        pulled = time.monotonic()
        pole.simulator.unplug()
        assert pole.until(lambda: pole.display.status == DisplayStatus("down", "unplugged"))
        assert time.monotonic() - pulled < 1
        pole.display.show("Сыр", "2")
        pole.display.show("Кофе", str(number))
        pole.simulator.plug()
        assert pole.reads("Кофе", str(number))
        # it is told after what is shown
        assert pole.until(lambda: pole.display.status == DisplayStatus("ready"))


def test_a_display_that_takes_nothing_holds_nobody_up(pole: Pole) -> None:
    pole.display.start()
    pole.display.show("Хлеб", "1")
    assert pole.reads("Хлеб", "1")
    pole.simulator.stall()
    for number in range(200):
        pole.display.show("Хлеб", str(number))
        time.sleep(0.001)
    began = time.monotonic()
    pole.display.show("Кофе", "2")
    assert time.monotonic() - began < 0.05
    pole.simulator.stall(False)
    assert pole.reads("Кофе", "2")


def test_a_display_that_is_not_there_holds_nobody_up(tmp_path: Path, expect_log: Callable[[str], None]) -> None:
    expect_log("customer display")
    display = SerialDisplay(Display(port=str(tmp_path / "nothing")), lambda status: None)
    display.start()
    display.show("Хлеб", "1")
    assert display.stop(1.0)
