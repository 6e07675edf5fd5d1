"""Which seeds are played: `SIMULATION_FIRST=0 SIMULATION_SEEDS=500` looks further; a failing seed tells its story."""

from __future__ import annotations

import os


def seeds(usual: int) -> range:
    """So many from the beginning, unless the environment wants others."""
    first = int(os.environ.get("SIMULATION_FIRST", "0"))
    return range(first, first + int(os.environ.get("SIMULATION_SEEDS", str(usual))))
