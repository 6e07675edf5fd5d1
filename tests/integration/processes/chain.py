"""A chain of shops as processes on bad wires: a central server, a store's node, three tills; each may be killed.

Store 1 has a node and two tills, which ask the central server where the node does not answer; store 2 has a till alone.
Every connection goes through a `Proxy` of its own.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.clock import SystemClock
from cashier_app.server import members, nodes, programmes, tables, verify
from cashier_app.server.database import ServerDatabase
from cashier_app.server.upstream import identity
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.messages import RETURN_RIGHTS
from tests.integration.processes.cashier import CARDS, Account, Place, State, found
from tests.integration.server.running import LEVELS, ServerProcess
from tests.integration.server.store_node import held
from tests.integration.server.till_side import PROGRAMME_FILE
from tests.integration.till.seller import Confirmed
from tests.proxy import FAULTS, FaultKind, Proxy, drawn

ROOT: Final = Path(__file__).resolve().parents[3]
#: The first two have a store node.
TILLS: Final = ("till 1", "till 2", "till 3")
ZONE: Final = "Asia/Yekaterinburg"
#: How long anything may take on a busy machine before it counts as never.
PATIENCE_S: Final = 240.0
#: Which share of the exchanges meets each fault: about every fourth meets one.
WEIGHTS: Final[dict[FaultKind, float]] = {
    "delay": 0.04,
    "cut_request": 0.03,
    "cut_response": 0.03,
    "lost_answer": 0.04,
    "duplicate": 0.05,
    "reorder": 0.04,
    "refuse": 0.01,
    "black_hole": 0.01,
}
#: Alarms that a right ledger may raise here: points taken back by a return after they were spent.
HARMLESS: Final = frozenset({"claim"})


def until(
    condition: Callable[[], object], what: Callable[[], object] = lambda: "", seconds: float = PATIENCE_S
) -> None:
    """Wait for a condition; fail after a generous time, telling `what` is the matter."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"it did not come to pass within {seconds:.0f} s: {what()}"
        threading.Event().wait(0.02)


class TillProcess:
    """`cashier`, started again and again over the same folder; every line that it has said is kept."""

    def __init__(self, place: Place, chance: random.Random) -> None:
        self.name = place.machine
        self.place = place
        self.confirmed: list[Confirmed] = []
        self.lives = 0
        self._chance = chance
        self._broken = ""
        self._answers: list[State] = []
        self._ready = threading.Event()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin another life; returns at once."""
        place = msgspec.structs.replace(self.place, seed=self._chance.getrandbits(32))
        command = [sys.executable, "-m", "tests.integration.processes.cashier", msgspec.json.encode(place).decode()]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.lives += 1
        self._ready.clear()
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), name=self.name)
        self._reader.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            kind, _, rest = line.rstrip("\n").partition(" ")
            if kind == "sold":
                self.confirmed.append(msgspec.json.decode(rest, type=Confirmed))
            elif kind == "state":
                self._answers.append(msgspec.json.decode(rest, type=State))
            elif kind == "ready":
                self._ready.set()
            else:
                self._broken = line

    def tell(self, command: str) -> None:
        """One command."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def state(self, accounts: list[str]) -> State:
        """What it says of itself now."""
        before = len(self._answers)
        self.tell(f"say {msgspec.json.encode(accounts).decode()}")
        until(lambda: len(self._answers) > before or not self.check(), lambda: f"{self.name} says nothing")
        return self._answers[-1]

    def check(self) -> bool:
        """Fail where it has fallen by itself; True while it runs."""
        assert not self._broken, f"{self.name}: {self._broken}"
        assert self._process is not None
        assert self._process.poll() is None, f"{self.name} has ended with {self._process.returncode}"
        return True

    def kill(self) -> None:
        """SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._ended()

    def stop(self) -> int:
        """Close its input, upon which it closes its database; its exit code."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._ended()

    def _ended(self) -> int:
        assert self._process is not None
        code = self._process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        for each in (self._process.stdin, self._process.stdout):
            assert each is not None
            each.close()
        self._process = None
        return code

    @property
    def runs(self) -> bool:
        """Whether it has been started and not been ended."""
        return self._process is not None


class NodeOrServer:
    """A server process that listens on whatever port is free; the wires to it are told."""

    def __init__(self, process: ServerProcess, wires: list[Proxy]) -> None:
        self.process = process
        self.wires = wires
        self.runs = False

    def start(self) -> None:
        """Begin another life; returns once it listens."""
        self.process.port = 0
        self.process.start()
        for wire in self.wires:
            wire.target = self.process.port
        self.runs = True

    def check(self) -> bool:
        """Fail where it has fallen by itself; True while it runs."""
        code = self.process.process.poll()
        assert code is None, f"the server over {self.process.place} has ended with {code}"
        return True

    def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()
        self.runs = False

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        self.runs = False
        return self.process.stop()


class Chain:
    """All of it.  `kills` counts what was killed how often."""

    def __init__(self, place: str, folder: Path, seed: int) -> None:
        self.place = place
        self.chance = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.wires = {f"{name} to the central server": Proxy() for name in ("node", *TILLS)}
        to_central = list(self.wires.values())
        self.wires.update({f"{name} to the node": Proxy() for name in TILLS[:2]})
        to_node = [self.wires[f"{name} to the node"] for name in TILLS[:2]]
        upstream = ("--upstream", self.wires["node to the central server"].url)
        self._began = time.monotonic()
        self.box = folder / "node.db"
        self.central = NodeOrServer(ServerProcess(place, folder / "central home"), to_central)
        self.node = NodeOrServer(ServerProcess(self.box, folder / "node home", *upstream), to_node)
        self.tills = [
            TillProcess(self._place_of(name, folder / name), random.Random(self.chance.getrandbits(32)))
            for name in TILLS
        ]
        self.parts: dict[str, NodeOrServer | TillProcess] = {"central server": self.central, "store node": self.node}
        self.parts.update({till.name: till for till in self.tills})

    def _place_of(self, name: str, folder: Path) -> Place:
        node = self.wires.get(f"{name} to the node")
        return Place(str(folder), name, self.wires[f"{name} to the central server"].url, node.url if node else "")

    # --- beginning and end -------------------------------------------------------------------------------

    def found(self) -> None:
        """Programme, members and pairing codes; everybody joins over wires without faults, and begins to work."""
        with ServerDatabase.open(self.place, SystemClock()) as database, database.write() as transaction:
            programmes.publish(transaction, PROGRAMME_FILE.read_bytes())
            kinds: tuple[nodes.NodeKind, ...] = ("store", "till", "till")
            codes = [nodes.make_pairing_code(transaction, "1", zone=ZONE, kind=kind) for kind in kinds]
            codes.append(nodes.make_pairing_code(transaction, "2", zone=ZONE))
            members.bring_in(transaction, list(_members()), LEVELS[0], LEVELS, "1", members.Brought())
        self.central.start()
        with ServerDatabase.open(str(self.box), SystemClock()) as database:
            url = self.wires["node to the central server"].url
            identity.join(database, enrol(url, codes[0], "node of 1", "box"), url, "")
        self.node.start()
        for till, code in zip(self.tills, codes[1:], strict=True):
            found(till.place, code)
            till.start()
            self.tell(f"{till.name} works")

    def close(self) -> None:
        """Kill what still runs, and cut the wires."""
        for part in self.parts.values():
            if part.runs:
                part.kill()
        for wire in self.wires.values():
            wire.close()

    # --- faults ------------------------------------------------------------------------------------------

    def trouble(self, weights: Mapping[FaultKind, float] = WEIGHTS, longest_s: float = 0.4) -> None:
        """From now on every wire is bad, each by a seed of its own."""
        for wire in self.wires.values():
            wire.trouble(drawn(self.chance.getrandbits(32), weights, longest_s))

    def every_fault(self) -> None:
        """Go on until each kind of fault has happened: those that have not yet come more often now."""
        while missing := [kind for kind in FAULTS if not self.faults()[kind]]:
            self.tell(f"not yet: {', '.join(missing)}")
            self.trouble(dict.fromkeys(missing, 0.5 / len(missing)), 1.0)
            self.sell(3)

    def heal(self) -> None:
        """All wires are good."""
        for wire in self.wires.values():
            wire.heal()

    def faults(self) -> Counter[FaultKind]:
        """What has happened on all wires."""
        return sum((wire.counts for wire in self.wires.values()), Counter())

    def kill(self, name: str) -> None:
        """SIGKILL at some instant, whatever it is doing."""
        # a random instant is what is wanted
        threading.Event().wait(self.chance.uniform(0, 0.1))
        self.parts[name].check()
        self.parts[name].kill()
        self.kills[name] += 1
        self.tell(f"{name} is killed")

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Something is killed, and started again afterwards."""
        self.kill(name)
        yield
        self.parts[name].start()
        self.tell(f"{name} is there again")

    def cut_off(self, name: str) -> None:
        """One wire refuses, or swallows everything, until some receipts have been sold."""
        wire = self.wires[name]
        self.chance.choice((wire.refuse, wire.swallow))()
        self.tell(f"{name} is cut off")
        self.sell(2)
        wire.heal()
        self.trouble()

    # --- waiting -----------------------------------------------------------------------------------------

    def tell(self, what: str) -> None:
        """One line of the story, for whoever reads the output."""
        print(f"{time.monotonic() - self._began:6.1f} s, {len(self.confirmed)} receipts: {what}", flush=True)

    def check(self) -> bool:
        """Fail where anything has fallen by itself that was not killed."""
        return all(part.check() for part in self.parts.values() if part.runs)

    def sell(self, count: int, *tills: TillProcess) -> None:
        """Wait until these (or all that run) have each confirmed so many receipts more."""
        sellers = tills or [till for till in self.tills if till.runs]
        goals = {till.name: len(till.confirmed) + count for till in sellers}
        until(
            lambda: self.check() and all(len(till.confirmed) >= goals[till.name] for till in sellers),
            lambda: {till.name: (len(till.confirmed), goals[till.name]) for till in sellers},
        )

    def finish(self) -> None:
        """Nobody sells any more; everything is delivered and heard everywhere."""
        self.heal()
        self.check()
        for till in self.tills:
            till.tell("stop")
        self.tell("nobody sells any more")
        until(lambda: all(wire.settled() for wire in self.wires.values()))
        until(lambda: self.check() and not self.differences(), self.differences)
        self.tell("everybody says the same")

    # --- what is where -----------------------------------------------------------------------------------

    def differences(self) -> list[str]:
        """Where the tills, the node and the central server do not say the same."""
        with (
            ServerDatabase.attach(self.place, SystemClock()) as central,
            ServerDatabase.attach(str(self.box), SystemClock()) as node,
        ):
            accounts = _accounts(central)
            found = [f"node: {each}" for each in _unlike(_accounts(node), accounts)]
            with node.read() as connection:
                upstream = identity.upstream_of(connection)
            assert upstream is not None
            if held(central, upstream.epoch) != held(node, upstream.epoch):
                found.append("node: its rights here and there")
            heads = dict(_rows(central, sa.select(tables.epoch.c.epoch, tables.epoch.c.applied_seq)))
        for till in self.tills:
            state = till.state(sorted(accounts))
            if (state.waiting, state.rejected, state.durable) != (0, 0, True):
                found.append(f"{till.name}: {state.waiting} wait, {state.rejected} rejected, durable {state.durable}")
            kept = [lot_id for lot_id in state.held if not lot_id.startswith(RETURN_RIGHTS)]
            if till.place.node_url and kept:
                found.append(f"{till.name}: nobody is served and it holds rights of {kept}")
            if heads.get(state.epoch) != state.last_seq:
                found.append(f"{till.name}: {state.last_seq} operations, {heads.get(state.epoch)} delivered")
            found += [f"{till.name}: {each}" for each in _unlike(state.accounts, accounts)]
        return found

    @property
    def confirmed(self) -> list[Confirmed]:
        """What all tills have told of."""
        return [told for till in self.tills for told in till.confirmed]


def _members() -> Iterator[tuple[str, members.MemberRecord]]:
    """Two at home in each store, two nowhere; all with points enough to be spent for a while."""
    for number, card in enumerate(CARDS):
        identifiers = (members.IdentifierRecord("card", card),)
        lots = (members.LotRecord("3000", expires_in_days=300), members.LotRecord("500", expires_in_days=5))
        home = ("1", "2", "")[number % 3]
        yield str(number), members.MemberRecord(identifiers, name=f"Анна К{number}", home=home, lots=lots)


def _rows(database: ServerDatabase, query: sa.Select[Any]) -> list[Any]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def _accounts(database: ServerDatabase) -> dict[str, Account]:
    """Every account that a till may know, as its ledger has it."""
    account, lot = tables.account.c, tables.lot.c
    lots: dict[str, dict[str, int]] = {}
    for account_id, lot_id, balance in _rows(database, sa.select(lot.account_id, lot.lot_id, lot.balance)):
        if balance:
            lots.setdefault(account_id, {})[lot_id] = balance
    query = sa.select(account.account_id, account.net_purchases, account.level_id)
    return {row[0]: Account(row[1], row[2], lots.get(row[0], {})) for row in _rows(database, query)}


def _unlike(ours: Mapping[str, Account | None], theirs: Mapping[str, Account]) -> list[str]:
    """Where two ledgers differ, in few words: both figures."""
    found = []
    for name in sorted(theirs.keys() | ours.keys()):
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None:
            found.append(f"{name} is not known {'here' if one is None else 'there'}")
        elif one != other:
            lots = {
                lot_id: (one.lots.get(lot_id, 0), other.lots.get(lot_id, 0))
                for lot_id in one.lots.keys() | other.lots.keys()
                if one.lots.get(lot_id) != other.lots.get(lot_id)
            }
            figures = f"net {one.net}, {other.net}; level {one.level}, {other.level}"
            found.append(f"{name}: {figures}; {len(lots)} lots: {str(lots)[:200]}")
    return found


class Ledger(msgspec.Struct, frozen=True):
    """A server's ledger as it is in the end."""

    findings: list[verify.Finding]
    totals: verify.Totals
    #: Kind, detail and lot of every alarm.
    alarms: list[tuple[str, str, str]]
    #: State and kind of every operation by its id; its redeemed points.
    operations: dict[str, list[tuple[str, str]]]
    redeemed: dict[str, int]


def ledger_of(place: str) -> Ledger:
    """Read it all."""
    operation, entry, alarm = tables.operation.c, tables.entry.c, tables.alarm.c
    with ServerDatabase.attach(place, SystemClock()) as database:
        with database.read() as connection:
            findings, totals = verify.verify(connection), verify.totals(connection)
        operations: dict[str, list[tuple[str, str]]] = {}
        for op_id, state, kind in _rows(database, sa.select(operation.op_id, operation.state, operation.kind)):
            operations.setdefault(op_id, []).append((state, kind))
        spent = sa.select(entry.op_id, -sa.func.sum(entry.points)).where(
            entry.kind == "redemption", entry.wallet == "points"
        )
        redeemed = {op_id: int(points) for op_id, points in _rows(database, spent.group_by(entry.op_id))}
        alarms = _rows(database, sa.select(alarm.kind, alarm.detail, alarm.lot_id).order_by(alarm.alarm_id))
    return Ledger(findings, totals, alarms, operations, redeemed)


def story_of(place: str, lot_id: str) -> list[str]:
    """What a server knows of a lot: who holds it, and every operation that names it, in the order of arrival."""
    operation, right = tables.operation.c, tables.spending_right
    with ServerDatabase.attach(place, SystemClock()) as database:
        told = [str(row) for row in _rows(database, sa.select(right).where(right.c.lot_id == lot_id))]
        columns = operation.epoch, operation.seq, operation.at, operation.received_at, operation.kind, operation.body
        for *where, body in _rows(database, sa.select(*columns).order_by(operation.received_at, operation.seq)):
            said = msgspec.json.decode(body)["body"]
            named = [
                each for key in ("entries", "rights") for each in said.get(key, ()) if each.get("lot_id") == lot_id
            ]
            told += [f"{where} {named}"] if named else []
    return told


__all__ = ["FAULTS", "HARMLESS", "Chain", "Ledger", "ledger_of", "story_of", "until"]
