"""A scale on a real pseudo-terminal: weights that settle, answers that break, and a cable that is pulled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.devices.scales import ScaleStatus, Weight
from cashier_app.devices.serial_scale import SerialScale
from cashier_app.devices.simulators.scale import Make, ScaleSimulator

READY, UNPLUGGED, SILENT = ScaleStatus("ready"), ScaleStatus("down", "unplugged"), ScaleStatus("down", "no_answer")


class Counter:
    """Where weights and states arrive; the simulator's time is moved by hand."""

    def __init__(self, link: Path) -> None:
        self._changed = threading.Condition()
        self.now = 0.0
        self.simulator = ScaleSimulator(link, Make(settle_seconds=1.0, piece=3, piece_pause=0.001), lambda: self.now)
        self.weights: list[Weight | None] = []
        self.statuses: list[ScaleStatus] = []
        self.scale = SerialScale(self.simulator.address, self._weighed, self._changed_to)

    def _weighed(self, weight: Weight | None) -> None:
        with self._changed:
            self.weights.append(weight)
            self._changed.notify_all()

    def _changed_to(self, status: ScaleStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def wait(self, condition: Callable[[], bool], timeout: float = 5.0) -> bool:
        deadline = time.monotonic() + timeout
        with self._changed:
            while not condition():
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(min(left, 0.02))
            return True

    def shows(self, weight: Weight | None) -> bool:
        return self.wait(lambda: self.scale.weight == weight)

    def settle(self, grams: int) -> None:
        self.simulator.put(grams)
        self.now += 1.0


@pytest.fixture
def counter(tmp_path: Path, expect_log: Callable[[str], None]) -> Iterator[Counter]:
    expect_log("scale ")
    counter = Counter(tmp_path / "ttyScale")
    yield counter
    assert counter.scale.stop()
    counter.simulator.stop()


@pytest.fixture
def weighing(counter: Counter) -> Counter:
    counter.scale.start()
    assert counter.wait(lambda: counter.statuses == [READY])
    return counter


def test_goods_can_be_taken_only_once_they_stand_still(weighing: Counter) -> None:
    assert weighing.shows(Weight(0, stable=True))
    weighing.simulator.put(435)
    for moment in (0.2, 0.5, 0.8, 0.95):
        weighing.now = moment
        seen, answers = len(weighing.weights), weighing.scale.look().answers
        assert weighing.wait(lambda answers=answers: weighing.scale.look().answers > answers + 2)
        assert not any(each is not None and each.takable for each in weighing.weights[seen - 1 :])
    weighing.now = 1.0
    assert weighing.shows(Weight(435, stable=True))
    assert weighing.scale.weight is not None
    assert weighing.scale.weight.takable


def test_overload_tare_and_less_than_zero(weighing: Counter) -> None:
    weighing.settle(15_005)
    assert weighing.shows(Weight(0, trouble="overload"))
    weighing.settle(20)
    weighing.simulator.tare()
    weighing.settle(320)
    assert weighing.shows(Weight(300, stable=True, tare=20))
    weighing.settle(0)
    assert weighing.shows(Weight(-20, stable=True, tare=20, trouble="under_zero"))
    weighing.simulator.error(0x09)
    assert weighing.shows(Weight(0, trouble="not_weighing"))
    weighing.simulator.error(0)
    weighing.settle(500)
    assert weighing.shows(Weight(480, stable=True, tare=20))


def test_broken_answers_never_become_weights(weighing: Counter) -> None:
    weighing.settle(435)
    assert weighing.shows(Weight(435, stable=True))
    weighing.simulator.trouble("checksum", "half", "noise", "silent", "late", "checksum")
    asked = weighing.simulator.asked
    assert weighing.wait(lambda: weighing.simulator.asked > asked + 8, 10)
    assert weighing.shows(Weight(435, stable=True))
    assert set(weighing.weights) <= {None, Weight(0, stable=True), Weight(435, stable=True), Weight(435)} | {
        each for each in weighing.weights if each is not None and not each.stable
    }
    assert weighing.scale.look().broken >= 3


def test_a_weight_does_not_outlive_its_scale(weighing: Counter) -> None:
    weighing.settle(435)
    assert weighing.shows(Weight(435, stable=True))
    weighing.simulator.mute()
    began = time.monotonic()
    assert weighing.shows(None)
    assert time.monotonic() - began < 1.5
    assert weighing.wait(lambda: weighing.scale.status == SILENT)
    weighing.simulator.mute(False)
    assert weighing.shows(Weight(435, stable=True))
    assert weighing.scale.status == READY


def test_a_pulled_cable_is_seen_within_a_second_and_mended_without_a_restart(weighing: Counter) -> None:
    weighing.settle(435)
    for _ in range(3):
        assert weighing.shows(Weight(435, stable=True))
        pulled = time.monotonic()
        weighing.simulator.unplug()
        assert weighing.wait(lambda: weighing.scale.status == UNPLUGGED)
        assert weighing.scale.weight is None
        assert time.monotonic() - pulled < 1
        weighing.simulator.plug()
        assert weighing.wait(lambda: weighing.scale.status == READY)


def test_a_scale_plugged_in_later_is_found_and_it_stops_at_once(counter: Counter) -> None:
    counter.simulator.unplug()
    counter.scale.start()
    assert counter.wait(lambda: counter.statuses == [UNPLUGGED])
    counter.simulator.plug()
    assert counter.wait(lambda: counter.statuses == [UNPLUGGED, READY])
    began = time.monotonic()
    assert counter.scale.stop()
    assert time.monotonic() - began < 0.7
