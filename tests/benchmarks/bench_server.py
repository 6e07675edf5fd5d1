"""Operations a server applies to a PostgreSQL in batches of 100, against `pgbench` on the same cluster in the same run.

Two tills push what a shop does: of ten operations six are sales to members, a third of them with points, three are
sales without a card, one is cash put into the drawer.  Each till has a worker process of its own, which reads the
message, applies it and writes the answer: everything but HTTP.  `pgbench` is its simple TPC-B with as many clients.
They take turns; both wait for the disk (fsync is on).
"""

from __future__ import annotations

import multiprocessing
import statistics
import subprocess
import time
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from tests.benchmarks.result import Result
from tests.postgres import Cluster

#: So many times the transactions of pgbench.
FACTOR = 8
BATCH = 100
WORKERS = 2
ROUNDS = 5
#: Batches of one worker in a round.
BATCHES = 40
WARM_UP = 10
MEMBERS = 2000
SECONDS = 5
#: Rows of pgbench's tables: 100,000 accounts a unit, so that its clients do not wait for one branch.
SCALE = 10


def run() -> list[Result]:
    """pgbench and our workers by turns; the median of the rounds."""
    cluster = Cluster({"shared_buffers": "256MB", "max_wal_size": "4GB"})
    try:
        theirs, ours, members = _rounds(cluster)
    finally:
        cluster.close()
    reference = 1e6 / statistics.median(theirs)
    note = f"a transaction of pgbench; it made {statistics.median(theirs):.0f} tps, we {statistics.median(ours):.0f}/s"
    return [
        Result(
            name="an operation applied on PostgreSQL, batches of 100",
            measured=1e6 / statistics.median(ours),
            limit=reference / FACTOR,
            unit="µs",
            reference=reference,
            note=note,
        ),
        Result(
            name="the same, only sales to members",
            measured=1e6 / statistics.median(members),
            limit=reference / FACTOR,
            unit="µs",
            reference=reference,
            note=f"{statistics.median(members):.0f}/s",
            informative=True,
        ),
    ]


def _rounds(cluster: Cluster) -> tuple[list[float], list[float], list[float]]:
    """Transactions of pgbench a second, our operations of a shop, our sales to members, each round by round."""
    environment = {"PGHOST": "127.0.0.1", "PGPORT": str(cluster.port), "PGUSER": "postgres"}
    bench = [str(cluster.program("pgbench"))]
    url = cluster.make()
    made = ["-i", "-q", "-s", str(SCALE), "postgres"]
    subprocess.run([*bench, *made], env=environment, check=True, capture_output=True)
    crew = Crew(url)
    theirs, ours, members = [], [], []
    try:
        for _ in range(ROUNDS):
            options = ["-c", str(WORKERS), "-j", str(WORKERS), "-T", str(SECONDS), "-n", "postgres"]
            said = subprocess.run([*bench, *options], env=environment, check=True, capture_output=True, text=True)
            theirs.append(float(said.stdout.partition("tps = ")[2].split()[0]))
            ours.append(crew.push("shop"))
            members.append(crew.push("members"))
    finally:
        crew.close()
    return theirs, ours, members


class Crew:
    """Worker processes, each with a till whose operations it applies."""

    def __init__(self, url: str) -> None:
        _found(url)
        context = multiprocessing.get_context("spawn")
        self._ends: list[Connection[Any, Any]] = []
        self._processes = []
        for number in range(WORKERS):
            here, there = context.Pipe()
            process = context.Process(target=_work, args=(url, number, there))
            process.start()
            self._ends.append(here)
            self._processes.append(process)
        self.push("shop", WARM_UP)

    def push(self, kind: str, batches: int = BATCHES) -> float:
        """Operations that all of them apply in a second."""
        for end in self._ends:
            end.send((kind, batches))
        for end in self._ends:
            assert end.recv() == "ready"
        begun = time.perf_counter()
        for end in self._ends:
            end.send("go")
        for end in self._ends:
            assert end.recv() == "done"
        return batches * BATCH * len(self._ends) / (time.perf_counter() - begun)

    def close(self) -> None:
        """Let them go."""
        for end in self._ends:
            end.send(None)
        for process in self._processes:
            process.join()


def _found(url: str) -> None:
    """A ledger with a programme and members of every store."""
    from cashier_app.clock import SystemClock
    from cashier_app.server import members, programmes
    from cashier_app.server.database import ServerDatabase
    from tests.integration.server.till_side import PROGRAMME, PROGRAMME_FILE

    levels = [level.id for level in PROGRAMME.levels.ladder]
    with ServerDatabase.open(url, SystemClock()) as database:
        with database.write() as transaction:
            programmes.publish(transaction, PROGRAMME_FILE.read_bytes())
        for store in range(WORKERS):
            read = [(card, _record(card)) for card in (f"77{store}{n:013}" for n in range(MEMBERS))]
            with database.write() as transaction:
                members.bring_in(transaction, read, levels[0], levels, f"s{store}", members.Brought())
        with database.write() as transaction:
            transaction.connection.exec_driver_sql("ANALYZE")


def _record(card: str) -> Any:
    from cashier_app.server import members

    return members.MemberRecord(
        (members.IdentifierRecord("card", card),), name="Анна К", lots=(members.LotRecord("5000"),)
    )


def _work(url: str, number: int, end: Connection[Any, Any]) -> None:
    """A worker: makes operations as its till would, then applies them as the server does."""
    from cashier_app.clock import SystemClock
    from cashier_app.server.database import ServerDatabase

    with ServerDatabase.attach(url, SystemClock()) as database:
        desk = Desk(database, number)
        while (asked := end.recv()) is not None:
            kind, batches = asked
            messages = desk.messages(kind, batches)
            end.send("ready")
            assert end.recv() == "go"
            for message in messages:
                desk.apply(message)
            end.send("done")


class Desk:
    """A till's chain of operations, and the server's side of it."""

    def __init__(self, database: Any, number: int) -> None:
        from cashier_app.server import exchange, nodes
        from cashier_app.server.programmes import Programmes
        from cashier_app.sync.messages import EnrolRequest
        from tests.integration.server.till_side import Chain

        self._database = database
        self._programmes = Programmes()
        with database.write() as transaction:
            code = nodes.make_pairing_code(transaction, f"s{number}")
            key = nodes.enrol(transaction, EnrolRequest(code, "till", f"m{number}")).key
        with database.read() as connection:
            self._who = nodes.authenticate(connection, f"Bearer {key}")
        self._chain = Chain()
        # the store's only till holds the rights of its members
        first = exchange.exchange(database, self._programmes, self._who, self._chain.request(page=10 * MEMBERS))
        here = f"77{number}"
        self._accounts = [each for each in first.changes if getattr(each, "home", False) and here]
        self._cursor = first.cursor
        self._taken = 0

    def messages(self, kind: str, batches: int) -> list[bytes]:
        """Requests of 100 operations each, as they come over the wire."""
        first = self._chain.seq + 1
        for n in range(batches * BATCH):
            self._operation(n if kind == "shop" else 0)
        made = [
            self._chain.request(start, start + BATCH - 1, self._cursor, page=0)
            for start in range(first, self._chain.seq + 1, BATCH)
        ]
        return [msgspec.json.encode(each) for each in made]

    def _operation(self, n: int) -> None:
        from cashier_app.sync.messages import CashBody

        now = self._database.now()
        if n % 10 < 6:
            self._taken += 1
            account = self._accounts[self._taken % len(self._accounts)]
            self._chain.sell(account, redeem=1000 if self._taken % 3 == 0 else 0, at=now)
        elif n % 10 < 9:
            self._chain.sell(at=now)
        else:
            self._chain.add(CashBody(1, "in", 100_000, "", "u"), at=now)

    def apply(self, message: bytes) -> None:
        """Read a message, apply it, write the answer."""
        from cashier_app.server import exchange
        from cashier_app.sync.messages import ExchangeRequest

        request = msgspec.json.decode(message, type=ExchangeRequest)
        answer = exchange.exchange(self._database, self._programmes, self._who, request)
        msgspec.json.encode(answer)
        assert all(each.state == "applied" for each in answer.acknowledged)
        assert len(answer.acknowledged) == BATCH
