"""The job of levels at the server: 100,000 members on the morning of a new programme version, and on any other day."""

from __future__ import annotations

import datetime
import random
import tempfile
import time
from pathlib import Path

import msgspec

from cashier_app.core.clock import DAY
from cashier_app.loyalty.programme import load_programme
from cashier_app.loyalty.recalculation import Purchase, Timeline, coming_change, next_due, opening, recalculate
from cashier_app.server import jobs, programmes, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.programmes import Programmes
from tests.benchmarks.result import Result
from tests.clock import START, ManualClock

ROOT = Path(__file__).resolve().parents[2]
PROGRAMME = ROOT / "resources" / "programmes" / "accumulating-discount.json"
ACCOUNTS, PURCHASES = 100_000, 8
#: So many times what the rules themselves need in memory: reading, writing and telling tills included.
FACTOR = 6.0
#: Members whose levels are worked out in memory, for comparison.
SAMPLE = 2_000
#: A page is one transaction, behind which tills wait.
LONGEST_PAGE_S = 3.0


def fill(database: ServerDatabase, clock: ManualClock) -> None:
    """Members who bought eight times within the last year."""
    chance = random.Random(2026)
    with database.write() as transaction:
        programmes.publish(transaction, PROGRAMME.read_bytes())
    for start in range(0, ACCOUNTS, 5_000):
        with database.write() as transaction:
            ids = [f"{n:032x}" for n in range(start, start + 5_000)]
            accounts = [
                {
                    "account_id": each,
                    "level_id": "none",
                    "state": "active",
                    "created_at": START,
                    "revision": transaction.next_revision(),
                }
                for each in ids
            ]
            transaction.insert(tables.account, accounts)
            purchases = [
                {
                    "op_id": f"{each}{n}",
                    "account_id": each,
                    "at": START - chance.randrange(360 * DAY),
                    "net": chance.randrange(1_000, 400_000),
                    "store_id": "1",
                    "booked_at": START,
                }
                for each in ids
                for n in range(PURCHASES)
            ]
            transaction.insert(tables.purchase, purchases)


def in_memory() -> float:
    """Seconds that the rules alone would need for everybody: the history, when something is due, what is coming."""
    chance = random.Random(2026)
    timeline = Timeline([load_programme(PROGRAMME.read_bytes())], "Europe/Moscow")
    begun = time.perf_counter()
    for _ in range(SAMPLE):
        bought = [Purchase(START - chance.randrange(360 * DAY), 100_000, START) for _ in range(PURCHASES)]
        state = recalculate(opening("none", START - 1, "Europe/Moscow"), bought, (), timeline, START + DAY).state
        next_due(state, bought, timeline)
        coming_change(state, bought, timeline)
    return (time.perf_counter() - begun) * ACCOUNTS / SAMPLE


def run() -> list[Result]:
    """Measure the first run, one that has nothing to do, the next day's, and everybody under a new version."""
    with tempfile.TemporaryDirectory() as folder:
        clock = ManualClock()
        with ServerDatabase.open(str(Path(folder) / "server.db"), clock) as database:
            fill(database, clock)
            alone = in_memory()
            everything = Programmes()
            clock.advance(1000)
            first, looked_at, _ = timed(database, everything)
            assert looked_at == ACCOUNTS
            again, looked_at, _ = timed(database, everything)
            assert looked_at == 0
            clock.advance(DAY)
            next_day, some, _ = timed(database, everything)
            version = load_programme(PROGRAMME.read_bytes())
            tomorrow = datetime.datetime.fromtimestamp((START + 2 * DAY) / 1000, datetime.UTC).date()
            with database.write() as transaction:
                newer = msgspec.structs.replace(version, version=2, valid_from=tomorrow)
                programmes.publish(transaction, msgspec.json.encode(newer))
            clock.advance(DAY)
            everybody, looked_at, page = timed(database, everything)
            assert looked_at == ACCOUNTS
    note = f"the rules alone, in memory, for {ACCOUNTS} members with {PURCHASES} purchases each"
    runs = {
        "levels of everybody, the first time": first,
        f"levels the next day: {some} have risen": next_day,
        "levels of everybody, a new version": everybody,
    }
    return [
        *(
            Result(name=name, measured=took, limit=alone * FACTOR, unit="s", reference=alone, note=note)
            for name, took in runs.items()
        ),
        Result(name="the longest transaction of it", measured=page, limit=LONGEST_PAGE_S, unit="s"),
        Result(name="nothing is due", measured=again, limit=1.0, unit="s"),
    ]


def timed(database: ServerDatabase, versions: Programmes) -> tuple[float, int, float]:
    """Seconds of a run of the job, how many accounts it looked at, and seconds of its longest page."""
    longest = 0.0
    begun = mark = time.perf_counter()
    looked_at = 0
    while True:
        with database.write() as transaction:
            done, last = jobs.recalculate_page(transaction, versions)
        looked_at += done.accounts
        longest, mark = max(longest, time.perf_counter() - mark), time.perf_counter()
        if last is None:
            break
    return time.perf_counter() - begun, looked_at, longest
