"""Three whole tills of two stores, a server and a bad network under a seed: everybody returns everybody's goods.

Real tills with their real databases; the world decides who acts, whether a message arrives, once, twice or late.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import DAY, MINUTE
from cashier_app.core.errors import WorldError
from cashier_app.loyalty.sold import TooMuchReturned
from cashier_app.server import members, nodes, programmes, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.verify import verify
from cashier_app.simulation.chance import Chance
from cashier_app.simulation.machines import ServerMachine, SimulatedLink
from cashier_app.sync.link import Address, LinkFailure
from cashier_app.sync.messages import EnrolRequest
from cashier_app.sync.worker import SyncWorker, Timing
from cashier_app.till.opening import Connection, Till
from cashier_app.till.return_right import HeldElsewhere, is_held
from cashier_app.till.returning import SoldElsewhere
from tests.clock import ManualClock
from tests.integration.server.running import LEVELS
from tests.integration.server.till_side import PROGRAMME_FILE
from tests.integration.till.shop import (
    ANNA,
    BORIS,
    BREAD,
    CHEESE,
    CODES,
    COFFEE,
    GOODS,
    MANAGER_PIN,
    MILK,
    open_shop,
    scan,
)

#: What a member has before anything is bought.
POINTS: Final = 400
#: Who is at the till does not matter here: an administrator may do everything.
BOSS: Final = "Орлова Вера"
#: Points taken back that another till holds rights to; and what follows from a manager's word.
HARMLESS: Final = {"claim"}
BY_WORD: Final = {"return_elsewhere", "returned_twice", "unknown_sale"}


def make_template(folder: Path) -> None:
    """A till with goods and a person, and a server, that have done nothing yet."""
    clock = ManualClock()
    ServerDatabase.open(str(folder / "server.db"), clock).close()
    till = open_shop(folder / "shop", clock)
    till.database.worker.call(lambda unit: unit.goods.put(GOODS, (*CODES, ("2200007", "cheese"))))
    boss = till.people.add(BOSS, "administrator", MANAGER_PIN).result(30)
    assert boss.name == BOSS
    till.close()


class ReturnsWorld:
    """Tills 0 and 1 of store a, till 2 of store b."""

    STORES: Final = ("a", "a", "b")

    def __init__(self, seed: int, folder: Path, template: Path) -> None:
        self.seed = seed
        self.chance = Chance(seed)
        self.story: list[str] = []
        self.clock = ManualClock()
        self.clock.advance(MINUTE)
        self.online = True
        #: Receipts sold, and those whose goods a manager has given money for without the right.
        self.sold: list[str] = []
        self.by_word: set[str] = set()
        self._folder = folder
        shutil.copy(template / "server.db", folder / "server.db")
        self._central = ServerMachine("central", folder, self.clock, self.chance.id)
        self.database = self._central.database
        self._late: list[tuple[str, str, bytes]] = []
        with self.database.write() as transaction:
            programmes.publish(transaction, PROGRAMME_FILE.read_bytes())
        self._register(ANNA, str(POINTS))
        self._register(BORIS, "")
        self.tills: list[Till] = []
        self.workers: list[SyncWorker] = []
        for n, store in enumerate(self.STORES):
            shutil.copytree(template / "shop", folder / f"till{n}")
            self.tills.append(self._open(n))
            with self.database.write() as transaction:
                code = nodes.make_pairing_code(transaction, store)
                answer = nodes.enrol(transaction, EnrolRequest(code, f"till{n}", f"machine {n}"))
            self.tills[n].sync_store.enrolled(answer)
            self.tills[n].shifts.open("1000").result(30)
            self.workers.append(self._worker(n))
            while not self.tills[n].reader.programmes():
                self._turn(n)

    # --- the parts ----------------------------------------------------------------------------------------

    def _open(self, n: int) -> Till:
        till = open_shop(self._folder / f"till{n}", self.clock, ids=self.chance.id, machine=f"machine {n}")
        user = next(user for user in till.people.everybody() if user.name == BOSS)
        till.people._enter(user)
        return till

    def _worker(self, n: int) -> SyncWorker:
        till = self.tills[n]
        address = Address("central", till.sync_store.membership().key)
        timing = Timing(operations=self.chance.choice([1, 3, 200]))
        link: Callable[[Address], Any] = lambda address: SimulatedLink(self, f"till{n}", address)  # noqa: E731
        return SyncWorker(till.sync_store, address, till.clock, lambda state: None, timing, self.chance.random, link)

    def _register(self, card: str, points: str) -> None:
        lots = (members.LotRecord(points),) if points else ()
        record = members.MemberRecord((members.IdentifierRecord("card", card),), "Анна К", lots=lots)
        with self.database.write() as transaction:
            members.bring_in(transaction, [("1", record)], LEVELS[0], LEVELS, "a", members.Brought())

    # --- the network --------------------------------------------------------------------------------------

    def carry(self, asker: str, to: str, key: str, path: str, content: bytes) -> bytes:
        """Bring a message to the server, or not; its answer, or not."""
        fate = self.chance.random()
        if not self.online or fate < 0.1:
            raise LinkFailure("unreachable", "lost on the way there")
        if fate < 0.25:
            self._late.append((key, path, content))
        reply = self._central.answer(key, path, content)
        if fate > 0.9:
            raise LinkFailure("no_answer", "lost on the way back")
        return reply

    def deliver_late(self) -> None:
        """Copies of old messages arrive, in any order, and their answers find nobody."""
        self.chance.shuffle(self._late)
        while self._late and self.online:
            with contextlib.suppress(LinkFailure):
                self._central.answer(*self._late.pop())

    # --- what may happen ----------------------------------------------------------------------------------

    def step(self) -> None:
        """One thing happens."""
        acts: list[tuple[int, Callable[[int], None]]] = [
            (5, self._sell),
            (9, self._return),
            (9, self._turn),
            (1, lambda _: self.deliver_late()),
            (1, self._network),
            (1, self._restart),
            (1, lambda _: self.clock.advance(self.chance.choice([MINUTE, DAY]))),
        ]
        [act] = self.chance.choices([act for _, act in acts], [weight for weight, _ in acts])
        act(self.chance.randrange(len(self.tills)))

    def _sell(self, n: int) -> None:
        till, chance = self.tills[n], self.chance
        for _ in range(chance.randrange(1, 4)):
            till.selling.scan(scan(chance.choice((MILK, BREAD, COFFEE))), str(chance.randrange(1, 4)))
        if chance.random() < 0.3:
            till.selling.scan(scan(CHEESE), "0,333")
        if chance.random() < 0.6:
            till.selling.scan(scan(chance.choice((ANNA, BORIS))))
            if chance.random() < 0.5:
                till.selling.redeem("maximum")
        view = till.paying.start()
        for kind in chance.sample(("card", "sbp", "card"), min(chance.randrange(3), view.left_kopecks // 4000)):
            till.paying.ask_card("30,01", kind).result(30)  # type: ignore[arg-type]
            till.paying.card_approved("A1").result(30)
        sold = till.paying.pay_cash("100000").result(30).sold
        assert sold is not None
        self.sold.append(sold.receipt_id)
        self.say(f"till {n} sells {sold.receipt_id[:6]} for {sold.to_pay}")

    def _return(self, n: int) -> None:
        """Somebody brings goods of some receipt to some till."""
        if not self.sold:
            return
        receipt_id, till = self.chance.choice(self.sold), self.tills[n]
        begun = self._begin(n, receipt_id)
        if not begun:
            return
        view = till.returning.view()
        for line in view.lines:
            if line.enabled and self.chance.random() < 0.6:
                most = msgspec.json.decode(line.whole.replace(",", ".").replace("\u00a0", ""))
                part = most if self.chance.random() < 0.5 or most < 1 else self.chance.randrange(1, int(most) + 1)
                till.returning.choose(line.number, str(part))
        if not till.returning.view().enabled or self.chance.random() < 0.1:
            till.returning.leave()
            self.say(f"till {n} lets {receipt_id[:6]} be")
            return
        try:
            done = till.returning.commit().result(30)
        except (TooMuchReturned, HeldElsewhere) as refused:
            self.say(f"till {n} is refused: {type(refused).__name__}")
            till.returning.leave()
            return
        while done is None:
            answer = self.chance.random()
            act = till.returning.in_cash if answer < 0.2 else till.returning.declined
            done = (till.returning.approved("R1") if answer < 0.8 else act()).result(30)
            if done is None and not till.returning.waits:
                till.returning.leave()
                self.say(f"till {n}: the terminal declines {receipt_id[:6]}")
                return
        self.say(f"till {n} returns {done.total} of {receipt_id[:6]} {begun}")

    def _begin(self, n: int, receipt_id: str) -> str:
        """Take a receipt, asking the server where it must be asked; how it was taken, "" if it was not."""
        till, worker = self.tills[n], self.workers[n]
        try:
            till.returning.start(receipt_id)
            return "by its own right"
        except SoldElsewhere:
            pass
        target = partial(till.sync_store.return_target, receipt_id)
        asked = worker.ask_sale(till.identity.epoch, receipt_id, target)
        worker.answer_waiting()
        outcome = asked.result(0).outcome
        self.say(f"till {n} asks for {receipt_id[:6]}: {outcome}")
        if outcome == "held":
            till.returning.start(receipt_id)
            return "by the right it was given"
        if outcome != "unknown" and self.chance.random() < 0.1 and till.returning.is_known(receipt_id):
            till.returning.start_money_only(receipt_id)
            self.by_word.add(receipt_id)
            return "by a manager's word"
        return ""

    def _turn(self, n: int) -> None:
        self.workers[n].turn()
        state = self.workers[n].state
        self.tills[n].set_connection(Connection(state.online, self.clock.now()))

    def _network(self, _: int) -> None:
        self.online = not self.online
        self.say("the network is back" if self.online else "the network is gone")

    def _restart(self, n: int) -> None:
        self.tills[n].close()
        self.tills[n] = self._open(n)
        self.workers[n] = self._worker(n)
        self.say(f"till {n} starts again")

    # --- what must hold -----------------------------------------------------------------------------------

    def broken_now(self) -> list[str]:
        """What may not be at any moment: two tills with the right to one receipt, a ledger that contradicts itself."""
        found = []
        for receipt_id in self.sold:
            holders = [n for n, till in enumerate(self.tills) if is_held(till.reader, receipt_id, till.identity.epoch)]
            if len(holders) > 1:
                found.append(f"{receipt_id[:6]} may be returned at {holders}")
        for receipt_id, given, had in self._quantities():
            if given > had and receipt_id not in self.by_word:
                found.append(f"{receipt_id[:6]}: {given} came back of {had}")
        with self.database.read() as connection:
            found += [str(finding) for finding in verify(connection)]
            for row in connection.execute(sa.select(tables.alarm).where(~tables.alarm.c.kind.in_(HARMLESS | BY_WORD))):
                found.append(f"alarm {row.kind} {row.epoch[:6]} {row.seq} {row.lot_id} {row.amount} {row.detail}")
            for row in connection.execute(sa.select(tables.operation).where(tables.operation.c.state != "applied")):
                found.append(f"operation {row.seq} is {row.state}: {row.reason} {row.detail}")
        return found

    def _quantities(self) -> list[tuple[str, int, int]]:
        """(receipt, thousandths that came back, thousandths sold) of every line that came back anywhere."""
        sold: dict[tuple[str, int], int] = {}
        back: Counter[tuple[str, int]] = Counter()
        for till in self.tills:
            for receipt_id in self.sold:
                for line in till.reader.lines(receipt_id):
                    sold[receipt_id, line.number] = line.quantity
                for row in till.reader.returns(receipt_id):
                    for line in till.reader.lines(row.receipt_id):
                        back[receipt_id, line.original_line or 0] += line.quantity
        return [(receipt_id, quantity, sold[receipt_id, number]) for (receipt_id, number), quantity in back.items()]

    def settle(self) -> None:
        """The network heals and everything is told."""
        self.online = True
        for _ in range(60):
            for n in range(len(self.tills)):
                self._turn(n)
            self.deliver_late()
            self.clock.advance(1)
            if all(till.sync_store.backlog().waiting == 0 for till in self.tills):
                break

    def return_all(self) -> None:
        """In the end everything that was ever sold comes back, each receipt to some till."""
        for receipt_id in self.sold:
            for _ in range(200):
                n = self.chance.randrange(len(self.tills))
                try:
                    view = self.tills[n].returning.start(receipt_id)
                except SoldElsewhere:
                    self._turn(self.chance.randrange(len(self.tills)))
                    till, worker = self.tills[n], self.workers[n]
                    target = partial(till.sync_store.return_target, receipt_id)
                    asked = worker.ask_sale(till.identity.epoch, receipt_id, target)
                    worker.answer_waiting()
                    if asked.result(0).outcome != "held":
                        continue
                    view = till.returning.start(receipt_id)
                till = self.tills[n]
                if any(line.enabled for line in view.lines):
                    till.returning.choose_all()
                    done = till.returning.commit().result(30)
                    while done is None:
                        done = till.returning.approved("R1").result(30)
                else:
                    till.returning.leave()
                break
            else:
                raise AssertionError(f"{receipt_id[:6]} could be returned nowhere")

    def broken_at_the_end(self) -> list[str]:
        """After everything has come back: all money by its payments, all points in their lots, the window empty."""
        found = []
        for receipt_id in self.sold:
            if receipt_id in self.by_word:
                continue
            paid: Counter[str] = Counter()
            for till in self.tills:
                for payment in till.reader.payments(receipt_id):
                    if payment.state == "approved":
                        paid[payment.payment_id] += payment.amount
                for row in till.reader.returns(receipt_id):
                    for payment in till.reader.payments(row.receipt_id):
                        if payment.state == "approved":
                            paid[payment.refunds] += payment.amount
            if any(paid.values()):
                found.append(f"{receipt_id[:6]}: money is left, {dict(paid)}")
        if not self.by_word:
            with self.database.read() as connection:
                # points of one purchase may have paid for another: then they are taken back from other lots
                left = connection.scalar(sa.select(sa.func.sum(tables.lot.c.balance)))
                if left != POINTS * 100:
                    found.append(f"{left} is left of {POINTS} points")
                for account in connection.execute(sa.select(tables.account).where(tables.account.c.net_purchases != 0)):
                    found.append(f"{account.account_id[:6]} has bought for {account.net_purchases}")
        return found

    def say(self, line: str) -> None:
        """Another line of the seed's story."""
        self.story.append(line)

    def insist(self, broken: list[str]) -> None:
        """Nothing may be broken; if something is, the whole story is told."""
        if broken:
            raise AssertionError("\n".join([f"seed {self.seed}:", *self.story, "BROKEN:", *broken]))

    def close(self) -> None:
        """Close everything."""
        for till in self.tills:
            till.close()
        self._central.close()


def play(seed: int, template: Path, steps: int = 60) -> list[str]:
    """Play a seed; its story.  Raises `AssertionError` with what is broken."""
    with tempfile.TemporaryDirectory(dir=template) as folder:
        world = ReturnsWorld(seed, Path(folder), template)
        try:
            for _ in range(steps):
                try:
                    world.step()
                except WorldError as error:
                    raise AssertionError("\n".join([*world.story, repr(error)])) from error
                world.insist(world.broken_now())
            world.settle()
            world.return_all()
            world.settle()
            world.insist(world.broken_now())
            world.insist(world.broken_at_the_end())
        finally:
            world.close()
        return world.story
