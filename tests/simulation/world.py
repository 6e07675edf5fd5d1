"""A small world under a seed: tills and a server with their real databases, and a network that loses and repeats.

Everything that happens is drawn from one source of chance, ids included, so that a seed replays
exactly.  Nothing runs on its own: the world decides who acts, and time passes when it says so.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import DAY, HOUR, MINUTE
from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.server import exchange, jobs, members, nodes, programmes, tables
from cashier_app.server.database import ServerDatabase, read_counter
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.verify import verify
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import AcquireRequest, EnrolRequest, ExchangeRequest
from cashier_app.sync.worker import SyncWorker, Timing
from tests.clock import ManualClock
from tests.integration.server.running import LEVELS
from tests.integration.server.till_side import PROGRAMME_FILE
from tests.integration.sync.small_till import SmallTill, Sold

T = TypeVar("T")

CARDS = [f"777000000000{n:04}" for n in range(4)]
#: Alarms that a right protocol may raise: accrued points taken back after they were spent.
HARMLESS = {"claim"}


class Chance(random.Random):
    """The one source of everything that is not decided."""

    def id(self) -> str:
        """A new id."""
        return f"{self.getrandbits(128):032x}"


class SimulatedLink(Link):
    """Carries messages to the server's own code, as bytes, or loses, repeats and delays them."""

    def __init__(self, world: World, address: Address) -> None:
        super().__init__(address)
        self._world = world

    def ask(
        self, method: str, path: str, answer: type[T], body: object = None, connect: float = 2.0, limit: float = 15.0
    ) -> T:
        """One message there and back, by the network's mood."""
        del connect, limit
        content = msgspec.json.encode(body)
        reply = self._world.carry(self.address.key, method, path, content)
        return msgspec.json.decode(reply, type=answer)


class World:
    """Two tills (of one store or of two), a server, four members."""

    #: What everybody sells by.
    programme = PROGRAMME_FILE.read_bytes()

    def __init__(self, seed: int, folder: Path, template: Path) -> None:
        self.seed = seed
        self.chance = Chance(seed)
        self.story: list[str] = []
        self.clock = ManualClock()
        self._folder = folder
        self._server_file = folder / "server.db"
        shutil.copy(template / "server.db", self._server_file)
        self._programmes = Programmes()
        self.database = ServerDatabase.open(str(self._server_file), self.clock)
        self.online = True
        self._late: list[tuple[str, str, str, bytes]] = []
        self.tills: list[SmallTill] = []
        self._workers: list[SyncWorker] = []
        self.sold: list[list[Sold]] = []
        self._checked = 0
        self._begin(template)

    # --- the beginning ------------------------------------------------------------------------------------

    def _begin(self, template: Path) -> None:
        stores = self.chance.choice([("a", "b"), ("a", "a")])
        with self.database.write() as transaction:
            programmes.publish(transaction, self.programme)
        self.say(f"stores {stores}")
        for store in stores:
            self._join(store, template)
        for card in CARDS:
            self._register(card, self.chance.choice(["a", "b", "c"]))
        for till, worker in zip(self.tills, self._workers, strict=True):
            while not till.database.worker.call(lambda unit: unit.programmes.all()):
                worker.turn()

    def _join(self, store: str, template: Path) -> None:
        """Another till joins a store."""
        n = len(self.tills)
        folder = self._folder / f"till{n}"
        shutil.copytree(template / "till", folder)
        till = SmallTill(folder, self.clock, self.chance.id, f"machine {n}")
        self.tills.append(till)
        self.sold.append([])
        with self.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, store)
            answer = nodes.enrol(transaction, EnrolRequest(code, f"till{n}", f"machine {n}"))
        till.store.enrolled(answer)
        self._workers.append(self._worker(till))

    def _worker(self, till: SmallTill) -> SyncWorker:
        key = till.store.membership().key
        timing = Timing(page=self.chance.choice([1, 2, 1000]), operations=self.chance.choice([1, 3, 200]))
        address = Address("sim", key)
        link: Callable[[Address], Link] = lambda address: SimulatedLink(self, address)  # noqa: E731
        return SyncWorker(till.store, address, till.clock, lambda state: None, timing, self.chance.random, link)

    def _register(self, card: str, home: str) -> None:
        lots = tuple(
            members.LotRecord(
                str(self.chance.randrange(60, 400)), expires_in_days=self.chance.choice([None, 1, 2, 400])
            )
            for _ in range(self.chance.randrange(3))
        )
        record = members.MemberRecord((members.IdentifierRecord("card", card),), "Анна К", lots=lots)
        with self.database.write() as transaction:
            members.bring_in(transaction, [("1", record)], LEVELS[0], LEVELS, home, members.Brought())

    # --- the network --------------------------------------------------------------------------------------

    def carry(self, key: str, method: str, path: str, content: bytes) -> bytes:
        """Bring a message to the server, or not; its answer, or not."""
        fate = self.chance.random()
        if not self.online or fate < 0.12:
            raise LinkFailure("unreachable", "lost on the way there")
        if fate < 0.25:
            # a copy comes again later, behind whatever is sent meanwhile
            self._late.append((key, method, path, content))
        reply = self._serve(key, path, content)
        if fate > 0.88:
            raise LinkFailure("no_answer", "lost on the way back")
        return reply

    def deliver_late(self) -> None:
        """Copies of old messages arrive, in any order, and their answers find nobody."""
        self.chance.shuffle(self._late)
        while self._late and self.online:
            key, _, path, content = self._late.pop()
            with contextlib.suppress(LinkFailure):
                self._serve(key, path, content)

    def _serve(self, key: str, path: str, content: bytes) -> bytes:
        with self.database.read() as connection:
            who = nodes.authenticate(connection, f"Bearer {key}")
        answer: Any
        try:
            if path == "/v1/exchange":
                request = msgspec.json.decode(content, type=ExchangeRequest)
                answer = exchange.exchange(self.database, self._programmes, who, request)
            elif path == "/v1/rights":
                wanted = msgspec.json.decode(content, type=AcquireRequest)
                answer = exchange.acquire(self.database, self._programmes, who, wanted)
            else:
                digest, _, epoch = path.removeprefix("/v1/identifiers/").partition("?epoch=")
                answer = exchange.look_up(self.database, who, digest, epoch)
        except ApiError as error:
            raise LinkFailure("refused", error.title, None, error.status) from error
        return msgspec.json.encode(answer)

    # --- what may happen ----------------------------------------------------------------------------------

    def step(self) -> None:
        """One thing happens."""
        acts = self.acts()
        [act] = self.chance.choices([act for _, act in acts], [weight for weight, _ in acts])
        act(self.chance.randrange(len(self.tills)))

    def acts(self) -> list[tuple[int, Callable[[int], None]]]:
        """What may happen, and how often."""
        return [
            (8, self._sell),
            (3, self._return),
            (6, self._sync),
            (3, self._acquire),
            (2, self._release),
            (1, self._look_up),
            (1, lambda _: self.deliver_late()),
            (1, self._network),
            (1, self._restart_till),
            (1, self._restart_server),
            (1, self._pass_time),
            (1, self._newcomer),
            (1, self._recalculate),
        ]

    def _sell(self, n: int) -> None:
        card = self.chance.choice([*CARDS, "", "7770000000999999"])
        redeem: Any = self.chance.choice([0, 5000, 12_300, "maximum", "maximum"])
        price, quantity = self.chance.choice([(150_000, 2000), (50_000, 2000), (12_345, 1500), (999, 3000)])
        try:
            sold = self.tills[n].sell(card, redeem, price, quantity)
        except RightExceeded:
            self.say(f"till {n}: the points of {card} are gone")
            return
        self.sold[n].append(sold)
        self.say(f"till {n} sells to {card or 'nobody'}: {sold.redeemed} spent, {sold.quoted.accrued} earned")

    def _return(self, n: int) -> None:
        open_ = [sold for sold in self.sold[n] if sold.returned < sold.quantity]
        if open_:
            sold = self.chance.choice(open_)
            quantity = self.chance.choice([sold.quantity - sold.returned, min(500, sold.quantity - sold.returned)])
            back = self.tills[n].give_back(sold, quantity)
            self.say(f"till {n} takes {quantity} back of {sold.receipt_id[:6]}: {back} restored")

    def _sync(self, n: int) -> None:
        self._workers[n].turn()
        self.say(f"till {n} syncs: {self._workers[n].state.trouble}, {self._workers[n].state.waiting} waiting")

    def _acquire(self, n: int) -> None:
        till = self.tills[n]
        account_id = till.account_of(self.chance.choice(CARDS))
        if account_id is not None:
            wanted = self.chance.choice([None, 3000, 20_000])
            targets = partial(till.store.targets, account_id, wanted)
            asked = self._workers[n].acquire(till.epoch, account_id, targets)
            self._workers[n].answer_waiting()
            self.say(f"till {n} asks for {wanted}: {asked.result(0).outcome}, holds {till.rights(account_id)}")

    def _release(self, n: int) -> None:
        account_id = self.tills[n].account_of(self.chance.choice(CARDS))
        if account_id is not None:
            self.say(f"till {n} releases {account_id[:6]}: {self.tills[n].store.release(account_id)}")

    def _look_up(self, n: int) -> None:
        card = self.chance.choice([*CARDS, "7770000000999999"])
        asked = self._workers[n].look_up(self.tills[n].epoch, self.tills[n].card_hash(card).hex())
        self._workers[n].answer_waiting()
        self.say(f"till {n} looks up {card}: {asked.result(0).outcome}")

    def _network(self, _: int) -> None:
        self.online = not self.online
        self.say("the network is back" if self.online else "the network is gone")

    def _restart_till(self, n: int) -> None:
        old = self.tills[n]
        old.close()
        self.tills[n] = SmallTill(old.folder, self.clock, self.chance.id, f"machine {n}")
        self._workers[n] = self._worker(self.tills[n])
        self.say(f"till {n} starts again")

    def _restart_server(self, _: int) -> None:
        self.database.close()
        self.database = ServerDatabase.open(str(self._server_file), self.clock)
        self._programmes = Programmes()
        self.say("the server starts again")

    def _pass_time(self, _: int) -> None:
        passed = self.chance.choice([MINUTE, HOUR, 12 * HOUR, DAY])
        self.clock.advance(passed)
        self.say(f"{passed // MINUTE} minutes pass")

    def _newcomer(self, _: int) -> None:
        if self.chance.random() < 0.3:
            self._register("7770000000999999", "a")
            self.say("the unknown card is registered")

    def _recalculate(self, _: int) -> None:
        self.say(f"levels are worked out: {jobs.recalculate(self.database, self._programmes)}")

    # --- what must hold -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """The network heals, everything is delivered, and everybody hears of everything."""
        self.online = True
        for _ in range(200):
            for worker in self._workers:
                worker.turn()
            self.deliver_late()
            quiet = all(worker.state.online and worker.state.waiting == 0 for worker in self._workers)
            if quiet and not any(worker.state.loading for worker in self._workers):
                break
        # the last word of each till may have changed what the other one holds
        for _ in range(50):
            for worker in self._workers:
                worker.turn()
            self.clock.advance(1)
            with self.database.read() as connection:
                newest = connection.scalar(sa.select(sa.func.max(tables.account.c.revision)))
            cursors = [till.store.outgoing(0, 0).cursor for till in self.tills]
            places = [cursor.partition(":")[2] for cursor in cursors]
            # one that is no number is that of a first load under way
            if all(place.isdecimal() and int(place) >= (newest or 0) for place in places):
                return
        raise AssertionError("the tills never heard of everything")

    def broken_promises(self) -> list[str]:
        """What does not hold after everything has settled; nothing, if the protocol is right."""
        found = self.server_faults()
        with self.database.read() as connection:
            found += self._operations(connection)
            for n, till in enumerate(self.tills):
                found += self._caches(connection, n, till)
        return found

    def server_faults(self) -> list[str]:
        """What does not hold at the server, which must be right at every moment; nothing while it has not moved."""
        with self.database.read() as connection:
            moved = read_counter(connection, "time")
            if moved == self._checked:
                return []
            self._checked = moved
            found = [str(finding) for finding in verify(connection)]
            for row in connection.execute(sa.select(tables.alarm).where(~tables.alarm.c.kind.in_(HARMLESS))):
                found.append(f"alarm {row.kind} {row.epoch[:6]} {row.seq} {row.lot_id} {row.amount} {row.detail}")
            for row in connection.execute(sa.select(tables.operation).where(tables.operation.c.state != "applied")):
                found.append(f"operation {row.seq} is {row.state}: {row.reason} {row.detail}")
        return found

    def _operations(self, connection: sa.Connection) -> list[str]:
        found = []
        for n, till in enumerate(self.tills):
            epoch = till.database.worker.call(lambda unit: unit.outbox.current())
            assert epoch is not None
            count = connection.scalar(
                sa.select(sa.func.count()).select_from(tables.operation).where(tables.operation.c.epoch == epoch.epoch)
            )
            if count != epoch.last_seq:
                found.append(f"till {n} committed {epoch.last_seq} operations, the server has {count}")
        return found

    def _caches(self, connection: sa.Connection, n: int, till: SmallTill) -> list[str]:
        found = []
        lot = tables.lot.c
        for account in connection.execute(sa.select(tables.account)).all():
            record = till.member(account.account_id)
            if record is None:
                found.append(f"till {n} does not know {account.account_id}")
                continue
            theirs = {
                row.lot_id: row.balance
                for row in connection.execute(sa.select(tables.lot).where(lot.account_id == account.account_id))
                if row.balance
            }
            ours = {each.lot_id: each.left for each in record.lots if each.left}
            # of a campaign a till is told what it holds or asks for; the rest stays as it was known
            if ours != theirs and account.state != "campaign":
                found.append(f"till {n} has {account.account_id[:14]} as {ours}, the server as {theirs}")
            money = record.account.net_purchases + record.pending_net
            if money != account.net_purchases or record.account.level_id != account.level_id:
                found.append(
                    f"till {n} has {account.account_id[:14]} at {money}, the server at {account.net_purchases}"
                )
            found += self._rights(connection, n, till, record.lots)
        return found

    def _rights(self, connection: sa.Connection, n: int, till: SmallTill, lots: Any) -> list[str]:
        right = tables.spending_right.c
        held = {
            row.lot_id: row.granted + row.earned - row.used - row.released
            for row in connection.execute(sa.select(tables.spending_right).where(right.epoch == till.epoch))
        }
        return [
            f"till {n} holds {each.right} of {each.lot_id}, the server says {held.get(each.lot_id, 0)}"
            for each in lots
            # rights on lots that are over may have been released at the server's side already
            if each.right < 0 or (each.right != held.get(each.lot_id, 0) and not self._is_over(each))
        ]

    def _is_over(self, lot: Any) -> bool:
        return lot.expires_at is not None and lot.expires_at <= self.clock.now()

    def say(self, line: str) -> None:
        """Another line of the seed's story."""
        self.story.append(line)

    def insist(self, broken: list[str]) -> None:
        """Nothing may be broken; if something is, the whole story is told."""
        if broken:
            raise AssertionError("\n".join([f"seed {self.seed}:", *self.story, "BROKEN:", *broken]))

    def close(self) -> None:
        """Close every database."""
        for till in self.tills:
            till.close()
        self.database.close()


def play(seed: int, template: Path, steps: int = 60, kind: type[World] = World) -> list[str]:
    """Play a seed over copies of the template's databases; its story.  Raises `AssertionError` with what is broken."""
    with tempfile.TemporaryDirectory(dir=template) as folder:
        world = kind(seed, Path(folder), template)
        try:
            for _ in range(steps):
                world.step()
                world.insist(world.server_faults())
            world.settle()
            world.insist(world.broken_promises())
        finally:
            world.close()
        return world.story
