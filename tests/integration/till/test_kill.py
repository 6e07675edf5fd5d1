"""SIGKILL at random instants of a selling till: nothing confirmed is lost or doubled, and everything balances."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from cashier_app.clock import SystemClock
from tests.integration.till.seller import Confirmed, audit
from tests.integration.till.shop import found_shop, open_shop

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("SOAK_KILLS", "60"))
#: The longest life of a seller after it is ready, in seconds: some die in their first sale, some after dozens.
LONGEST_LIFE_S = 0.3


class Nursery:
    """The process that forks sellers; it has everything imported, so that a start is quick."""

    def __init__(self, folder: Path, module: str = "seller", *more: str) -> None:
        command = [sys.executable, "-m", f"tests.integration.till.{module}", str(folder), *more]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self, seed: int, confirmed: list[Confirmed]) -> int:
        """Fork a seller; its process id."""
        assert self.process.stdin is not None
        self.process.stdin.write(msgspec.json.encode((seed, confirmed)).decode() + "\n")
        self.process.stdin.flush()
        kind, _, rest = self.line().partition(" ")
        assert kind == "pid", rest
        return int(rest)

    def line(self) -> str:
        """The next line."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the sellers' process has ended"
        return line.rstrip("\n")

    def close(self) -> None:
        """No more sellers."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def live_and_die(nursery: Nursery, seed: int, life_s: float, confirmed: list[Confirmed]) -> list[Confirmed]:
    """One seller, killed after so long; what it confirmed."""
    pid = nursery.begin(seed, confirmed)
    told: list[Confirmed] = []
    while (line := nursery.line()) != "ready":
        assert not line.startswith("broken"), line
    # no condition is waited for here: a random instant is what is wanted
    time.sleep(life_s)
    with contextlib.suppress(ProcessLookupError):  # it fell by itself: its last line says why
        os.kill(pid, signal.SIGKILL)
    while (line := nursery.line()) != "gone":
        assert not line.startswith("broken"), line
        told.append(msgspec.json.decode(line.removeprefix("sold "), type=Confirmed))
    return told


@pytest.mark.timeout(900)
def test_nothing_confirmed_is_lost_or_doubled_by_sigkill(tmp_path: Path) -> None:
    """After each of many kills every confirmed payment is there once; money, points, queue and slips agree."""
    folder = tmp_path / "till"
    found_shop(folder, SystemClock(), points=5_000_000).close()
    chance = random.Random(20261121)
    confirmed: list[Confirmed] = []
    nursery = Nursery(folder)
    try:
        fresh: list[Confirmed] = []
        for _ in range(KILLS):
            fresh = live_and_die(nursery, chance.getrandbits(32), chance.uniform(0, LONGEST_LIFE_S), fresh)
            confirmed += fresh
    finally:
        nursery.close()
    till = open_shop(folder, SystemClock())
    try:
        audit(till, confirmed)
        assert till.journal.verify().result(30) is None
        kept = till.database.worker.call(lambda unit: unit.receipts.next_number()) - 1
    finally:
        till.close()
    assert len(confirmed) > KILLS, "hardly anything was sold: the kills came too early to mean anything"
    unheard = kept - len(confirmed)
    print(f"{KILLS} kills, {len(confirmed)} confirmed payments, {unheard} committed ones that nobody was told of")
    assert 0 <= unheard <= KILLS
