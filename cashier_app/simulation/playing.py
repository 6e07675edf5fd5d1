"""Plays seeds, one after another."""

from __future__ import annotations

import gc
import hashlib
import tempfile
import traceback
from collections import Counter
from pathlib import Path

import msgspec

from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.chance import Chance, drawn
from cashier_app.simulation.world import Broken, World


class Played(msgspec.Struct, frozen=True):
    """What happened: the seed's story, and how much of what."""

    story: list[str]
    counts: Counter[str]

    @property
    def digest(self) -> str:
        """The same for two runs of a seed."""
        return hashlib.sha256("\n".join(self.story).encode()).hexdigest()


def play(seed: int, beginnings: Beginnings, kind: type[World] = World) -> Played:
    """Play a seed over copies of a beginning.  Raises `world.Broken` with what is broken and its story."""
    with tempfile.TemporaryDirectory(dir=beginnings.folder) as folder:
        # a world is too short to be worth collecting while it lasts
        gc.disable()
        try:
            return _play(seed, Path(folder), beginnings, kind)
        finally:
            gc.enable()


def _play(seed: int, folder: Path, beginnings: Beginnings, kind: type[World]) -> Played:
    chance = Chance(seed)
    with drawn(chance):
        world = kind(chance, seed, folder, beginnings)
        try:
            for _ in range(world.steps):
                world.step()
            world.settle()
            world.insist(world.broken_promises())
        except Broken:
            raise
        except Exception as error:
            raise Broken(seed, world.story, traceback.format_exc().splitlines()) from error
        finally:
            world.close()
    return Played(world.story, world.counts)
