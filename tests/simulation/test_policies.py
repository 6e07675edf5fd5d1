"""Policies of offline redemption in a few shops: what each grants, and that only a stale copy overspends freely."""

from __future__ import annotations

import pytest

from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.policies import FLOOR, POLICIES, Name, Outcome, Trade, happenings, simulate

#: A day on which a line is off as often as not, and every other member makes use of it.
BUSY = Trade(stores=3, tills=2, members=4, days=1, visits=3, home=0.6, fraudsters=0.5, line_off=0.5)
SEED = 2
#: A machine that does much else needs its time for a dozen visits at ten machines.
pytestmark = pytest.mark.timeout(900)


def played(name: Name, beginnings: Beginnings) -> Outcome:
    """A policy over the busy day."""
    [policy] = [each for each in POLICIES if each.name == name]
    return simulate(policy, BUSY, SEED, beginnings)


@pytest.mark.parametrize("name", ["deny", "node"])
def test_rights_never_overspend_and_who_denies_grants_nothing(name: Name, beginnings: Beginnings) -> None:
    outcome = played(name, beginnings)
    assert (outcome.fraud_overspent, outcome.fraud_overspent_points) == (0, 0)
    assert not {"overspend", "floor", "quote", "snapshot"} & set(outcome.alarms)
    assert outcome.asked_offline > 0
    assert (outcome.full_offline + outcome.part_offline > 0) == (name != "deny")


def test_a_stale_copy_grants_what_is_asked_for_and_overspends(beginnings: Beginnings) -> None:
    outcome = played("copy", beginnings)
    assert outcome.full_offline > 0
    assert outcome.fraud_overspent > 0
    assert outcome.alarms["overspend"] > 0


def test_a_floor_grants_more_than_rights_and_owes_no_more_than_was_lent(beginnings: Beginnings) -> None:
    outcome = played("floor", beginnings)
    assert outcome.lent_points > 0
    assert outcome.fraud_overspent_points <= outcome.lent_points
    assert outcome.fraud_overspent_points <= outcome.fraud_overspent * FLOOR
    assert outcome.alarms["floor"] > 0
    assert not {"overspend", "quote", "snapshot"} & set(outcome.alarms)


def test_days_and_outages_are_the_same_for_every_policy() -> None:
    assert happenings(Trade(), 1) == happenings(Trade(), 1) != happenings(Trade(), 2)
    off = [event.what for event in happenings(Trade(days=20), 1)]
    assert off.count("off") == off.count("on")
