"""One code with one use, a campaign for five buyers, a budget, a use a day: never exceeded, over any interleaving."""

from __future__ import annotations

import pytest

from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.limits_world import LimitsWorld
from cashier_app.simulation.playing import play
from tests.simulation.seeds import seeds


def test_the_limits_are_reached(beginnings: Beginnings) -> None:
    """A world in which nothing limited is ever given proves nothing."""
    story = "\n".join(line for seed in range(12) for line in play(seed, beginnings, LimitsWorld).story)
    for cap in ("once.0.campaign", "budget.0.campaign", "first-five.0.campaign", "daily.0.2026", "redemption.0.2026"):
        assert f"('cap.{cap}" in story, f"nobody has used {cap}"


@pytest.mark.parametrize("seed", seeds(25))
def test_no_cap_is_ever_exceeded(seed: int, beginnings: Beginnings) -> None:
    assert play(seed, beginnings, LimitsWorld)
