"""The till's time: never backwards by one clock's word, back by that of two."""

from __future__ import annotations

from collections.abc import Callable

from cashier_app.core.clock import DAY, MINUTE
from cashier_app.till.till_clock import TillClock
from tests.clock import START, ManualClock

YEARS = 5 * 365 * DAY


def test_a_machines_clock_that_is_set_back_does_not_take_the_till_back() -> None:
    machine = ManualClock()
    clock = TillClock(machine)
    clock.now()
    machine.set_wall_clock(START - DAY)
    assert clock.now() >= START
    assert clock.state == "suspect"
    # the server agrees with the till, not with the machine
    clock.server_says(START)
    assert clock.now() >= START


def test_a_till_whose_machine_was_years_ahead_comes_back_when_machine_and_server_agree(
    expect_log: Callable[[str], None],
) -> None:
    expect_log("it goes back")
    machine = ManualClock(START + YEARS)
    clock = TillClock(machine)
    assert clock.now() == START + YEARS
    machine.set_wall_clock(START)
    assert clock.now() >= START + YEARS
    assert clock.state == "suspect"
    clock.server_says(START + 2000)
    assert clock.now() == START + 2000
    assert clock.state == "good"
    machine.advance(MINUTE)
    assert clock.now() == START + 2000 + MINUTE


def test_a_little_ahead_is_waited_for() -> None:
    machine = ManualClock()
    clock = TillClock(machine)
    clock.now()
    machine.set_wall_clock(START - 2 * MINUTE)
    clock.server_says(START - 2 * MINUTE)
    assert clock.now() == START
    assert clock.state == "good"
