"""A day of two shops in simulated time: sales every minute, and every minute something else goes wrong.

What goes wrong is over after some minutes, as it is in a shop: lines, servers, clocks, power at a commit, programs
that start again, messages lost, late and twice.  Nothing that destroys a disk: nothing may be lost here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

import msgspec

from cashier_app.core.clock import MINUTE
from cashier_app.simulation import faults, trade
from cashier_app.simulation.beginnings import Beginnings, Shop
from cashier_app.simulation.chance import Chance
from cashier_app.simulation.machines import TillMachine
from cashier_app.simulation.world import World
from cashier_app.storage.backup import back_up, backups

Fault = Callable[[World, TillMachine], None]


#: One of them every minute, by turns.
FAULTS: Final[tuple[Fault, ...]] = (
    *(faults.line, faults.power, faults.outage, faults.clock, faults.power, trade.restart_till),
    *(faults.line, faults.power, trade.restart_server, trade.late),
)
#: Minutes after which what went wrong is right again.
HEALED: Final = 4
#: Minutes after which everything is looked through, which takes the longer the more there is.
LOOKED: Final = 15
#: What a till does in a minute beside selling and syncing.
BESIDE: Final[tuple[Fault, ...]] = (trade.give_back, trade.acquire, trade.release, trade.look_up)
KEPT: Final = 14


class Hour(msgspec.Struct, frozen=True):
    """How large everything is: bytes of the tills' and servers' databases and logs, of backups; resident memory."""

    sales: int
    databases: int
    #: The largest log of a database that was not folded in yet.
    log: int
    backups: int
    memory: int
    strange: tuple[str, ...]


class DayWorld(World):
    """Two tills with a store node, and a till that is its own."""

    shapes: ClassVar[tuple[tuple[Shop, ...], ...]] = ((Shop("a", tills=2, node=True), Shop("b")),)
    losses: ClassVar[tuple[float, ...]] = (0.05,)

    def __init__(self, chance: Chance, seed: int, folder: Path, beginnings: Beginnings) -> None:
        super().__init__(chance, seed, folder, beginnings)
        self.hours: list[Hour] = []

    def minute(self, number: int) -> None:
        """Everybody sells and syncs, and something goes wrong."""
        fault, victim = FAULTS[number % len(FAULTS)], self.chance.choice(self.alive)
        self.counts["faults"] += 1
        with self.powered(victim):
            fault(self, victim)
        for machine in self.alive:
            acts: list[Fault] = [trade.sell, self.chance.choice([trade.sell, *BESIDE]), trade.sync]
            for act in acts:
                with self.powered(machine):
                    act(self, machine)
            # what the till's own thread does as soon as it has nothing else to do
            machine.rows("PRAGMA wal_checkpoint(PASSIVE)")
        faults.node_turn(self, victim)
        if number % LOOKED == 0:
            self.insist(self.broken_now(victim))
        if number % HEALED == HEALED - 1:
            loss = self.loss
            self.heal()
            self.loss = loss
        self.clock.advance(MINUTE)

    def look(self) -> None:
        """A backup, and how large everything is now."""
        for machine in self.alive:
            back_up(machine.path, self.clock.now(), KEPT)
        every = [file for file in self.folder.rglob("*") if file.is_file()]
        copies = [file for machine in self.alive for file in backups(machine.path)]
        databases = [file for file in every if file.suffix == ".db" and file not in copies]
        logs = [file.stat().st_size for file in every if file.name.endswith("-wal")]
        known = (".db", ".db-wal", ".db-shm", ".lock", ".life", ".mark", ".key")
        self.hours.append(
            Hour(
                self.counts["sales"],
                sum(file.stat().st_size for file in databases),
                max(logs, default=0),
                len(copies),
                _memory(),
                tuple(file.name for file in every if not file.name.endswith(known)),
            )
        )


def _memory() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
