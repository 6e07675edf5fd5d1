"""A scan's round trip while fifty tills work: the look-up of a card and the acquiring of its rights, over real HTTP.

The server has worker processes of its own over a PostgreSQL that waits for its disk.  Fifty tills, each with a chain
and a connection of its own, send one operation a second each; every fifth second each also scans a card and asks for
its points.  Half of the operations are sales to members.  The server's memory is looked at meanwhile.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

import psutil

from cashier_app.clock import SystemClock
from cashier_app.server import members, nodes, programmes
from cashier_app.server.database import ServerDatabase
from cashier_app.sync.messages import AccountAnswer, AccountChange
from tests.benchmarks.result import Result
from tests.integration.server.running import ServerProcess, member
from tests.integration.server.till_side import PROGRAMME, PROGRAMME_FILE, Chain, Client, card_hash
from tests.postgres import Cluster

TILLS: Final = 50
STORES: Final = 5
#: Worker processes of the server.
WORKERS: Final = 2
SECONDS: Final = 60
#: Not measured: programmes are read, statements prepared, pools filled.
WARM_UP: Final = 20
MEMBERS: Final = 5000
P99_MS: Final = 25
#: What the server's memory may grow by in a minute of such work, after the warming up.
GROWTH_MB: Final = 2.0
#: Seconds from one card to the next at a till.
SCAN_EVERY: Final = 5


class Desk(threading.Thread):
    """A till that sells once a second and scans a card now and then."""

    def __init__(self, url: str, code: str, name: str, begin: float) -> None:
        super().__init__(name=name)
        self._client = Client(url)
        self._key = self._client.enrol(code, name, name).identifier_key
        self._chain = Chain()
        self._chance = random.Random(name)
        self._begin = begin + self._chance.random()
        self._first_scan = self._chance.randrange(SCAN_EVERY)
        #: (when, milliseconds) of every scan and of every exchange.
        self.scans: list[tuple[float, float]] = []
        self.exchanges: list[tuple[float, float]] = []
        self.failure = ""
        self._account: AccountChange | None = None
        self._cursor = self._client.exchange(self._chain.request(page=0)).cursor

    def run(self) -> None:
        """Work until the time is over."""
        try:
            for second in range(WARM_UP + SECONDS):
                if time.perf_counter() > self._begin + WARM_UP + SECONDS:
                    # the server has fallen behind: what it did will do
                    break
                self._wait(self._begin + second)
                if second % SCAN_EVERY == self._first_scan:
                    self._scan()
                self._wait(self._begin + second + 0.5)
                self._exchange()
        except Exception as error:  # noqa: BLE001 - told by the thread that started this one
            self.failure = f"{type(error).__name__}: {error}"
        finally:
            self._client.close()

    def _wait(self, until: float) -> None:
        time.sleep(max(until - time.perf_counter(), 0))

    def _scan(self) -> None:
        """A card is looked up, and everything on it asked for."""
        digest = card_hash(self._key, _card(self._chance.randrange(MEMBERS)))
        begun = time.perf_counter()
        path = f"/v1/identifiers/{digest}?epoch={self._chain.epoch}"
        account = self._client.get(AccountAnswer, "GET", path).account
        targets = [(lot.lot_id, lot.granted + 100) for lot in account.lots]
        self._client.acquire(self._chain.epoch, account.account_id, *targets)
        self.scans.append((begun, (time.perf_counter() - begun) * 1000))
        self._account = account

    def _exchange(self) -> None:
        """The sale is sent."""
        now = round(time.time() * 1000)
        self._chain.sell(self._account if self._chance.random() < 0.5 else None, at=now)
        seq = self._chain.seq
        request = self._chain.request(seq, seq, self._cursor, page=0)
        begun = time.perf_counter()
        answer = self._client.exchange(request)
        self.exchanges.append((begun, (time.perf_counter() - begun) * 1000))
        assert [each.state for each in answer.acknowledged] == ["applied"], answer.acknowledged


def _card(n: int) -> str:
    return f"7789{n:012d}"


def run() -> list[Result]:
    """Fifty tills for a minute."""
    cluster = Cluster({"shared_buffers": "256MB"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            desks, memory, begun = _work(cluster.make(), Path(folder))
    finally:
        cluster.close()
    failures = [desk.failure for desk in desks if desk.failure]
    assert not failures, failures
    scans = sorted(ms for desk in desks for at, ms in desk.scans if at >= begun + WARM_UP)
    exchanges = sorted(ms for desk in desks for at, ms in desk.exchanges if at >= begun + WARM_UP)
    worked = [(at, size) for at, size in memory if at >= begun + WARM_UP]
    median = statistics.median(scans)
    note = f"{TILLS} tills, {len(scans)} scans; PostgreSQL, {WORKERS} workers; median {median:.1f} ms"
    return [
        Result(name="scan: look-up and rights, p99", measured=_p99(scans), limit=P99_MS, unit="ms", note=note),
        Result(name="an operation sent meanwhile, p99", measured=_p99(exchanges), limit=0, unit="ms", informative=True),
        Result(
            name="growth of the server's memory a minute",
            measured=max(growth(worked), 0.0),
            limit=GROWTH_MB,
            unit="MB",
            note=f"it has {worked[-1][1]:.0f} MB",
        ),
    ]


def _p99(times: list[float]) -> float:
    return times[len(times) * 99 // 100]


def growth(samples: list[tuple[float, float]]) -> float:
    """Megabytes a minute by which memory grows: the slope of the line nearest to (second, megabytes)."""
    line = statistics.linear_regression([at for at, _ in samples], [size for _, size in samples])
    return line.slope * 60


def _work(place: str, home: Path) -> tuple[list[Desk], list[tuple[float, float]], float]:
    """The tills after their work, the server's memory (second, megabytes), and when they began."""
    codes = _found(place)
    server = ServerProcess(place, home, "--workers", str(WORKERS))
    url = server.start()
    try:
        process = psutil.Process(server.process.pid)
        desks = [Desk(url, code, f"till-{n}", 0.0) for n, code in enumerate(codes)]
        begun = time.perf_counter() + 1
        for desk in desks:
            desk._begin += begun
            desk.start()
        memory = []
        while any(desk.is_alive() for desk in desks):
            sizes = [each.memory_info().rss for each in (process, *process.children(recursive=True))]
            memory.append((time.perf_counter(), sum(sizes) / 1_000_000))
            time.sleep(0.5)
    finally:
        server.stop()
    return desks, memory, begun


def _found(place: str) -> list[str]:
    """A ledger with members; a pairing code for each till."""
    levels = [level.id for level in PROGRAMME.levels.ladder]
    with ServerDatabase.open(place, SystemClock()) as database:
        with database.write() as transaction:
            programmes.publish(transaction, PROGRAMME_FILE.read_bytes())
        read = [(str(n), member(_card(n), "500")) for n in range(MEMBERS)]
        with database.write() as transaction:
            members.bring_in(transaction, read, levels[0], levels, "elsewhere", members.Brought())
        with database.write() as transaction:
            transaction.connection.exec_driver_sql("ANALYZE")
            return [nodes.make_pairing_code(transaction, f"s{n % STORES}") for n in range(TILLS)]
