"""A new till loads 1,000,000 accounts from a server process, against the bare SQLite driver loading the same rows.

The server keeps them in SQLite and serves them over HTTP; the till's sync worker asks page by page and books each in
short transactions.  The bare driver inserts the rows that came of it, in the same order, into the same tables and
indexes, with the same pragmas and as many commits: nothing is asked for, decoded or compared.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import pysqlite3.dbapi2 as driver

from cashier_app.clock import SystemClock
from cashier_app.server import nodes
from cashier_app.server.database import ServerDatabase
from cashier_app.storage.engine import prepare
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.worker import LONG_PAGE, Address, SyncWorker, Timing
from cashier_app.till.opening import open_till
from cashier_app.words import load_words
from tests.benchmarks import dataset, ledger
from tests.benchmarks.result import Result
from tests.integration.server.running import ServerProcess

ACCOUNTS: Final = 1_000_000
FACTOR: Final = 2
#: A sale that is being committed waits at most for as long.
HELD_MS: Final = 100
TABLES: Final = ("account", "identifier", "lot")


class Loaded:
    """What a first load took: seconds, and milliseconds of each transaction of it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.held: list[float] = []


def run(accounts: int = ACCOUNTS) -> list[Result]:
    """Load, then insert the same rows with the driver alone."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        here = Path(folder)
        ledger.make(here / "server.db", accounts)
        loaded = _load(here, accounts)
        # commits of the load that brought accounts: others take no time
        commits = max(sum(1 for ms in loaded.held if ms > 1), 1)
        bare = _insert(here / "till" / "till.db", here / "bare.db", -(-accounts // commits))
    held = sorted(loaded.held)
    return [
        Result(
            name=f"first load of {accounts:,} accounts into a till",
            measured=loaded.seconds,
            limit=bare * FACTOR,
            unit="s",
            reference=bare,
            note=f"the bare driver with the same rows, tables, pragmas and {commits} commits",
        ),
        Result(
            name="one transaction of it, 99th percentile",
            measured=held[len(held) * 99 // 100],
            limit=HELD_MS,
            unit="ms",
            note=f"the longest took {held[-1]:.0f} ms",
        ),
    ]


def _load(here: Path, accounts: int) -> Loaded:
    """A server process and a till in this one."""
    loaded, clock = Loaded(), SystemClock()
    place = here / "server.db"
    with ServerDatabase.attach(str(place), clock) as database, database.write() as transaction:
        code = nodes.make_pairing_code(transaction, ledger.STORES[0])
    server = ServerProcess(place, here / "home")
    url = server.start()
    till = open_till(dataset.SETTINGS, here / "till", clock, load_words("ru"))
    try:
        till.sync_store.enrolled(enrol(url, code, "till", "m"))
        address = Address(url, till.sync_store.membership().key)
        worker = SyncWorker(
            till.sync_store, address, till.clock, lambda state: None, Timing(largest_page=LONG_PAGE, read_ms=120_000)
        )
        _note_transactions(till.database.worker, loaded.held)
        begun = time.perf_counter()
        worker.turn()
        loaded.seconds = time.perf_counter() - begun
        assert worker.state.trouble == "none", worker.state
        count = "SELECT count(*) FROM account"
        found = till.database.worker.call(lambda unit: unit.meta._link.driver.execute(count).fetchone()[0])
        assert found == accounts, found
    finally:
        till.close()
        server.stop()
    return loaded


def _note_transactions(worker: Any, held: list[float]) -> None:
    """Note how long each job keeps the writing thread, in milliseconds."""
    carry_out = worker._run

    def noting(*job: Any) -> None:
        begun = time.perf_counter()
        carry_out(*job)
        held.append((time.perf_counter() - begun) * 1000)

    worker._run = noting


def _insert(loaded: Path, bare: Path, together: int) -> float:
    """Seconds that the driver needs for the rows of a loaded database, so many accounts a commit."""
    source = driver.connect(f"file:{loaded}?mode=ro", uri=True)
    target = driver.connect(str(bare), isolation_level=None)
    prepare(target, read_only=False)
    made = "SELECT sql FROM sqlite_master WHERE tbl_name IN ('account', 'identifier', 'lot') AND sql <> ''"
    for (sql,) in source.execute(f"{made} ORDER BY type = 'index'").fetchall():
        target.execute(sql)
    readers = [_by_account(source, table) for table in TABLES]
    seconds, changed = 0.0, 0
    while accounts := list(itertools.islice(readers[0], together)):
        last = accounts[-1][0]
        rows = [[row for _, some in accounts for row in some], *(_up_to(reader, last) for reader in readers[1:])]
        begun = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        for table, some in zip(TABLES, rows, strict=True):
            target.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(some[0]))})", some)
        target.execute("COMMIT")
        changed += sum(map(len, rows))
        if changed >= 20_000:
            target.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            changed = 0
        seconds += time.perf_counter() - begun
    source.close()
    target.close()
    return seconds


class _Reader:
    """Rows of a table account by account, with a look at the next account."""

    def __init__(self, groups: Any) -> None:
        self._groups = groups
        self._next: tuple[str, list[Any]] | None = None

    def __iter__(self) -> _Reader:
        return self

    def __next__(self) -> tuple[str, list[Any]]:
        found = self._next or next(self._groups)
        self._next = None
        return found

    def put_back(self, group: tuple[str, list[Any]]) -> None:
        """Give it once more."""
        self._next = group


def _by_account(source: Any, table: str) -> _Reader:
    names = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
    place = names.index("account_id")
    rows = source.execute(f"SELECT * FROM {table} ORDER BY account_id")
    groups = itertools.groupby(rows, key=lambda row: row[place])
    return _Reader((account, list(some)) for account, some in groups)


def _up_to(reader: _Reader, last: str) -> list[Any]:
    """The rows of all accounts up to one."""
    found: list[Any] = []
    for account, rows in reader:
        if account > last:
            reader.put_back((account, rows))
            break
        found += rows
    return found
