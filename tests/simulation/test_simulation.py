"""Two tills, a server and a bad network: no operation lost or applied twice, no point spent twice."""

from __future__ import annotations

import pytest

from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.playing import play
from tests.simulation.seeds import seeds


@pytest.mark.parametrize("seed", seeds(70))
def test_nothing_is_lost_doubled_or_overspent(seed: int, beginnings: Beginnings) -> None:
    assert play(seed, beginnings)


def test_a_seed_replays_exactly(beginnings: Beginnings) -> None:
    assert play(3, beginnings).digest == play(3, beginnings).digest
