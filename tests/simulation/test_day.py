"""A day with a fault every minute: nothing lost, ledgers equal, files and memory bounded, the log readable.

In every run half an hour of it; the whole day with `DAY_MINUTES=1440` (soak), which prints its figures.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cashier_app import logs
from cashier_app.config import Log, Places
from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.chance import Chance, drawn
from tests.simulation.day import KEPT, DayWorld

MINUTES: Final = int(os.environ.get("DAY_MINUTES", "30"))
SEED: Final = int(os.environ.get("DAY_SEED", "1"))
#: Bytes of all databases together that a sale may cost, with everything that is exchanged about it.
A_SALE: Final = 32_000
#: A log that waits to be folded in.
LOG: Final = 8 << 20
#: Lines of the program's log an hour, of three tills, a store node and a server.
LINES: Final = 1500
#: Memory that everything takes once it has been used, and what an hour may add, the simulation's own story included.
WARM: Final = 12 << 20
GROWTH: Final = 2 << 20
MEGABYTES, FILES = 1, 3


def test_a_day_with_a_fault_every_minute(
    beginnings: Beginnings, places: Places, expect_log: Callable[[str], None]
) -> None:
    expect_log("^WARNING ")
    run = logs.begin("day", places, Log(megabytes=MEGABYTES, files=FILES))
    try:
        with tempfile.TemporaryDirectory(dir=beginnings.folder) as folder:
            world = lived(Path(folder), beginnings)
    finally:
        run.end()
    hours = world.hours
    sold, faults = world.counts["sales"], world.counts["faults"]
    assert faults == MINUTES
    assert sold > 2 * MINUTES
    a_sale = (hours[-1].databases - hours[0].databases) / (hours[-1].sales - hours[0].sales)
    lines = read(run.log_file)
    figures = f"{sold} sales, {faults} faults, {world.counts['power cuts']} power cuts, {a_sale:.0f} bytes a sale, "
    figures += f"log {max(each.log for each in hours) >> 10} kB, memory {[each.memory >> 20 for each in hours]} MB, "
    print(figures + f"{len(lines)} lines of the log kept")
    assert a_sale < A_SALE
    assert max(each.log for each in hours) < LOG
    assert all(each.strange == () for each in hours), hours[-1].strange
    assert hours[-1].backups <= KEPT * len(world.tills)
    assert hours[-1].memory - hours[1].memory < WARM + GROWTH * MINUTES // 60
    told = Counter(str(line["message"]).partition(":")[0] for line in lines)
    assert told["no exchange with the server"] or told["the store node does not answer"], told
    assert {line["level"] for line in lines} <= {"info", "warning"}, [x for x in lines if x["level"] == "error"][:1]
    rotated = sorted(places.logs.glob("day.log*"))
    assert len(rotated) <= FILES + 1
    assert sum(file.stat().st_size for file in rotated) <= (FILES + 1) * MEGABYTES * 1_000_000
    assert len(lines) <= LINES * MINUTES // 60


def lived(folder: Path, beginnings: Beginnings) -> DayWorld:
    """A day, at whose end everything is settled and every promise holds."""
    chance = Chance(SEED)
    with drawn(chance):
        world = DayWorld(chance, SEED, folder, beginnings)
        try:
            for minute in range(MINUTES):
                if minute % max(MINUTES // 24, 10) == 0:
                    world.look()
                world.minute(minute)
            world.settle()
            world.insist(world.broken_promises())
            world.look()
        finally:
            world.close()
    return world


def read(file: Path) -> list[dict[str, object]]:
    """Every line of a log and of those it was turned over to; each is a document of its own."""
    every = sorted(file.parent.glob(f"{file.name}*"))
    return [json.loads(line) for each in every for line in each.read_text(encoding="utf-8").splitlines()]
