"""One code with one use, a campaign for five buyers, a budget, a use a day: never exceeded, over any interleaving."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.simulation.limits import LimitsWorld
from tests.simulation.world import play

FIRST = int(os.environ.get("SIMULATION_FIRST", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("SIMULATION_SEEDS", "12")))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_cap_is_ever_exceeded(seed: int, template: Path) -> None:
    assert play(seed, template, kind=LimitsWorld)
