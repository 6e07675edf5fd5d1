"""A marketer waits for a replay of half a year: receipts a second, and the whole command within a minute.

The history is made here and as large as that of a real shop: 245,000 lines on 11,000 receipts of 3,000 members, with
returns.  Measured in a process of its own from its start to its files, under the reference programme, alone and
against another.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.result import Result

ROOT = Path(__file__).parents[2]
PROGRAMMES = ROOT / "resources" / "programmes"
RECEIPTS, LINES, MEMBERS = 11_000, 245_000, 3000
#: A whole replay of a real shop's half year, from the command to the files.
LIMIT_S = 60.0


def write_history(path: Path) -> None:
    """Receipts over half a year; one line in a hundred comes back within a month."""
    chance = random.Random(1)
    rows: list[str] = []
    weights = [chance.lognormvariate(0, 1.2) for _ in range(MEMBERS)]
    buyers = chance.choices(range(MEMBERS), weights, k=RECEIPTS)
    for number in range(RECEIPTS):
        day = number * 180 // RECEIPTS
        when = (
            f"2026-{day // 30 + 1:02}-{min(day % 30 + 1, 28):02} {chance.randint(9, 20):02}:{chance.randint(0, 59):02}"
        )
        member = f"m{buyers[number]}" if chance.random() < 0.8 else ""
        for _ in range(LINES // RECEIPTS):
            product = f"p{int(chance.paretovariate(0.7)) % 3500}"
            price, quantity = chance.randint(50, 5000) / 100, chance.randint(1, 12)
            rows.append(f"{number},{when},{product},Товар {product},{quantity},{price},{member}")
            if member and chance.random() < 0.01:
                rows.append(f"C{number},{when},{product},Товар {product},-1,{price},{member}")
    path.write_text("receipt,time,product,name,quantity,price,member\n" + "\n".join(rows) + "\n", encoding="utf-8")


def seconds(history: Path, out: Path, *more: str) -> float:
    """How long the command takes."""
    command = [sys.executable, "-m", "cashier_app", "what-if", "--programme", str(PROGRAMMES / "reference.json")]
    command += ["--history", str(history), "--out", str(out), *more]
    environment = {**os.environ, "CASHIER_HOME": str(out / "home")}
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def run() -> list[Result]:
    """One programme, and one against another."""
    with tempfile.TemporaryDirectory() as folder:
        history = Path(folder) / "past.csv"
        write_history(history)
        alone = seconds(history, Path(folder) / "alone")
        both = seconds(history, Path(folder) / "both", "--against", str(PROGRAMMES / "accumulating-discount.json"))
    note = f"{RECEIPTS} receipts, {LINES} lines, {MEMBERS} members"
    return [
        Result(name="what-if, one programme", measured=alone, limit=LIMIT_S, unit="s", note=note),
        Result(name="what-if, against another", measured=both, limit=LIMIT_S, unit="s", note=note),
        Result(
            name="what-if, receipts a second",
            measured=RECEIPTS / alone,
            limit=RECEIPTS / LIMIT_S,
            unit="1/s",
            note="limit: what a minute asks for",
            informative=True,
        ),
    ]
