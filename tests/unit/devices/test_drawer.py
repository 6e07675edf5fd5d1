"""A drawer's switch: open or shut by either wiring, and by whose hand it was opened."""

from __future__ import annotations

import pytest

from cashier_app.devices.drawer import OURS_SECONDS, DrawerSensor, DrawerStatus, DrawerWatch
from cashier_app.devices.escpos_status import RealTime
from cashier_app.words import load_words


class Clock:
    """Seconds moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("sensor", ["high", "low"])
def test_it_is_told_once_by_either_wiring(sensor: DrawerSensor) -> None:
    told: list[DrawerStatus] = []
    watch = DrawerWatch(sensor, told.append, Clock())
    is_open = sensor == "high"
    for pin in (not is_open, not is_open, is_open, is_open, not is_open):
        watch.heard(pin)
    assert [status.open for status in told] == [False, True, False]


def test_only_a_pulse_of_the_till_makes_an_opening_its_own() -> None:
    told: list[DrawerStatus] = []
    clock = Clock()
    watch = DrawerWatch("high", told.append, clock)
    watch.heard(False)
    watch.pulsed()
    clock.now += OURS_SECONDS
    watch.heard(True)
    watch.heard(False)
    watch.heard(True)
    assert [status.by_till for status in told if status.open] == [True, False]
    watch.heard(False)
    watch.pulsed()
    clock.now += OURS_SECONDS + 1
    watch.heard(True)
    assert told[-1] == DrawerStatus(True, by_till=False)


def test_one_that_was_open_before_anybody_looked_accuses_nobody() -> None:
    told: list[DrawerStatus] = []
    DrawerWatch("high", told.append, Clock()).heard(True)
    assert told == [DrawerStatus(True, by_till=True)]


def test_the_bit_is_that_of_pin_3() -> None:
    assert RealTime(0x16).drawer_pin_high
    assert not RealTime(0x12).drawer_pin_high
    assert load_words("ru").translate("devices", "The drawer is open") == "Денежный ящик открыт"
