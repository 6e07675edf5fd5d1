"""Two tills, a server and a bad network: no operation lost or applied twice, no point spent twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.simulation.world import play

#: `SIMULATION_FIRST=0 SIMULATION_SEEDS=500` looks further; a failing seed tells its story and replays exactly.
FIRST = int(os.environ.get("SIMULATION_FIRST", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("SIMULATION_SEEDS", "16")))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_overspent(seed: int, template: Path) -> None:
    assert play(seed, template)


def test_a_seed_replays_exactly(template: Path) -> None:
    assert play(3, template) == play(3, template)
