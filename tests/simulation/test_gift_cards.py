"""Gift cards at many tills while everything fails: never more spent than put on them, and all ledgers equal."""

from __future__ import annotations

from collections import Counter

import pytest

from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.gift_world import GiftWorld
from cashier_app.simulation.playing import play
from cashier_app.simulation.small_till import SmallTill
from cashier_app.simulation.world import Broken
from tests.simulation.seeds import seeds


@pytest.mark.parametrize("seed", seeds(8))
def test_no_card_is_ever_overspent_and_every_ledger_tells_the_same(
    seed: int, beginnings: Beginnings, expect_log: object
) -> None:
    expect_log("")  # type: ignore[operator]
    play(seed, beginnings, GiftWorld)


def test_cards_are_sold_spent_and_given_back_to_while_things_fail(beginnings: Beginnings, expect_log: object) -> None:
    """A world in which no card pays proves nothing."""
    expect_log("")  # type: ignore[operator]
    counts: Counter[str] = Counter()
    for seed in range(100, 104):
        counts += play(seed, beginnings, GiftWorld).counts
    for what in ("gift cards sold", "gift cards paid", "gift cards given back to", "power cuts", "lines cut"):
        assert counts[what], f"no {what}"


def test_a_till_that_spends_without_a_right_is_found_out(
    beginnings: Beginnings, expect_log: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("")  # type: ignore[operator]
    monkeypatch.setattr(SmallTill, "checks_rights", False)
    with pytest.raises(Broken):
        _play_many(beginnings)


def _play_many(beginnings: Beginnings) -> None:
    for seed in range(20):
        play(seed, beginnings, GiftWorld)
