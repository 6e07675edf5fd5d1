"""Two tills, a server and a bad network: no operation lost or applied twice, no point spent twice."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.server.database import ServerDatabase
from cashier_app.storage.database import Database
from tests.clock import ManualClock
from tests.simulation.world import World

STEPS = 60
#: `CASHIER_SIM_SEEDS=500` looks further; a failing seed is named with its story and replays exactly.
SEEDS = range(int(os.environ.get("SIMULATION_FIRST", "0")), int(os.environ.get("SIMULATION_SEEDS", "40")))
#: Memory where there is some: thousands of commits need not wait for a disk here.
SHM = Path("/dev/shm")


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """Databases with their tables, copied for every seed."""
    with tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as folder:
        Database.open(Path(folder) / "till").close()
        for leftover in (Path(folder) / "till").glob("*"):
            if leftover.name != "till.db":
                leftover.unlink()
        ServerDatabase.open(str(Path(folder) / "server.db"), ManualClock()).close()
        yield Path(folder)


def play(seed: int, template: Path, steps: int = STEPS) -> list[str]:
    """Play a seed; its story, and what was broken at its end."""
    with tempfile.TemporaryDirectory(dir=template) as folder:
        world = World(seed, Path(folder), template)
        try:
            for _ in range(steps):
                world.step()
                broken = world.server_faults()
                assert not broken, told(seed, world, broken)
            world.settle()
            broken = world.broken_promises()
            assert not broken, told(seed, world, broken)
        finally:
            world.close()
        return world.story


def told(seed: int, world: World, broken: list[str]) -> str:
    """The seed's story."""
    return "\n".join([f"seed {seed}:", *world.story, "BROKEN:", *broken])


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_overspent(seed: int, template: Path, expect_log: Callable[[str], None]) -> None:
    play(seed, template)


def test_a_seed_replays_exactly(template: Path) -> None:
    assert play(3, template) == play(3, template)
