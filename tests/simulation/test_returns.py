"""Goods of any till come back at any till: never more than was sold, never twice, all money and points in the end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cashier_app.sync.messages import Recall, ReleaseBody, RightCounters
from cashier_app.till.exchange import TillSyncStore
from cashier_app.till.writing import Transaction
from tests.simulation.returns_world import make_template, play
from tests.simulation.seeds import seeds


@pytest.fixture(scope="module")
def shops() -> Iterator[Path]:
    """A till that is ready to sell, and a server: made once, copied for every seed."""
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as folder:
        make_template(Path(folder))
        yield Path(folder)


@pytest.mark.parametrize("seed", seeds(6))
def test_one_receipt_is_never_returned_twice_and_everything_comes_back(seed: int, shops: Path) -> None:
    assert play(seed, shops)


@pytest.mark.parametrize("mutant", ["granted while held", "kept after the release", "returned without the right"])
def test_the_world_notices_a_till_or_a_server_that_is_wrong(
    mutant: str, shops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The promises above would be broken, and seen, if one of them were not kept."""
    if mutant == "granted while held":
        monkeypatch.setattr("cashier_app.server.return_rights._is_gone", lambda transaction, epoch: True)
    elif mutant == "kept after the release":
        monkeypatch.setattr(TillSyncStore, "_give_up", _pretends_to_give_up)
    else:
        for place in ("goods_back", "returning"):
            monkeypatch.setattr(f"cashier_app.till.{place}.is_held", lambda source, receipt_id, epoch: True)
    with pytest.raises(AssertionError, match="BROKEN"):
        _play_all(range(12), shops)


def _play_all(seeds: range, shops: Path) -> None:
    for seed in seeds:
        play(seed, shops)


def _pretends_to_give_up(store: TillSyncStore, recalls: Sequence[Recall]) -> None:
    """Tells the server that the right is released, and goes on as if it were not."""

    def job(transaction: Transaction) -> None:
        counters = tuple(RightCounters(recall.lot_id, 1, 0, recall.granted + 1) for recall in recalls)
        transaction.record(store._ids(), "release", ReleaseBody(counters), store._clock.now())

    store._writer.submit(job).result(30)
