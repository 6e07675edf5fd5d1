"""Store nodes, tills and a central server that fail in every way: what must hold does, after every step and at rest."""

from __future__ import annotations

from collections import Counter

import pytest

from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.playing import play
from cashier_app.simulation.shop_world import ShopWorld
from tests.simulation.seeds import seeds


@pytest.mark.parametrize("seed", seeds(220))
def test_every_promise_is_kept_whatever_fails(seed: int, beginnings: Beginnings, expect_log: object) -> None:
    expect_log("")  # type: ignore[operator]
    play(seed, beginnings, ShopWorld)


def test_all_kinds_of_faults_happen_and_points_are_redeemed(beginnings: Beginnings, expect_log: object) -> None:
    """A world in which nothing goes wrong, or nothing is spent, proves nothing."""
    expect_log("")  # type: ignore[operator]
    counts: Counter[str] = Counter()
    for seed in range(20):
        counts += play(seed, beginnings, ShopWorld).counts
    for what in (
        "power cuts",
        "lines cut",
        "outages",
        "clocks set off",
        "clones",
        "tills lost",
        "redemptions",
        "returns",
    ):
        assert counts[what], f"no {what}"
    assert any(what.startswith("copies put back") for what in counts)


def test_a_seed_with_faults_replays_exactly(beginnings: Beginnings, expect_log: object) -> None:
    expect_log("")  # type: ignore[operator]
    first, again = (play(7, beginnings, ShopWorld).digest for _ in range(2))
    assert first == again
