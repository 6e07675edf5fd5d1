"""One code with one use, a campaign for five buyers, a budget, a use a day: never exceeded, over any interleaving."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.simulation.limits import LimitsWorld
from tests.simulation.world import play

FIRST = int(os.environ.get("SIMULATION_FIRST", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("SIMULATION_SEEDS", "12")))


def test_the_limits_are_reached(template: Path) -> None:
    """A world in which nothing limited is ever given proves nothing."""
    story = "\n".join(line for seed in range(4) for line in play(seed, template, kind=LimitsWorld))
    for cap in ("once.0.campaign", "budget.0.campaign", "first-five.0.campaign", "daily.0.2026", "redemption.0.2026"):
        assert f"('cap.{cap}" in story, f"nobody has used {cap}"


@pytest.mark.parametrize("seed", SEEDS)
def test_no_cap_is_ever_exceeded(seed: int, template: Path) -> None:
    assert play(seed, template, kind=LimitsWorld)
