"""A till without a window, as a process: it sells from a seed until it is told to stop, or killed.

`python -m tests.integration.processes.cashier {…}` (a `Place`) opens the till in a folder as the program does and does
to it what the screens do.  It writes a line `sold {…}` for each receipt, after its commit and never before; it reads
`stop`, `say [accounts]` (answered by `state {…}`), and ends with its input.
"""

from __future__ import annotations

import random
import sys
import threading
import traceback
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.core.errors import WorldError
from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.state import SyncState
from cashier_app.sync.worker import Address, SyncWorker, Timing
from cashier_app.till.opening import Connection, Till
from cashier_app.till.return_right import HeldElsewhere
from cashier_app.till.returning import SoldElsewhere
from cashier_app.words import load_words
from tests.integration.till.seller import Seller, say
from tests.integration.till.shop import CODES, GOODS, MANAGER_PIN, card, open_shop

#: Cards of the chain's members, and one that nobody has registered.
CARDS: Final = tuple(card(number) for number in range(11, 23))
UNKNOWN_CARD: Final = card(99)
#: Quicker than in a shop: what there lasts minutes is to happen within seconds.
TIMING: Final = Timing(
    connect_ms=500,
    read_ms=4000,
    acquire_ms=300,
    return_ms=600,
    interval_ms=250,
    backoff_ms=20,
    backoff_limit_ms=250,
    page=100,
    operations=20,
)
#: Once nobody sells any more a slow answer is waited for, as the settings have it: asked anew it would be slower still.
PATIENT: Final = msgspec.structs.replace(TIMING, connect_ms=2000, read_ms=15_000)
#: How often a receipt of another till is asked for before the buyer is sent away.
TRIES: Final = 3


class Place(msgspec.Struct, frozen=True):
    """Where a till's database is, whose machine it runs on, whom it asks, and by which seed it sells."""

    folder: str
    machine: str
    #: The central server's address, and the store node's where the shop has one.
    url: str
    node_url: str = ""
    seed: int = 0


class Account(msgspec.Struct, frozen=True):
    """An account as a till shows it: money that counts, level, what is left of each lot."""

    net: int
    level: str
    lots: dict[str, int]


class State(msgspec.Struct, frozen=True):
    """What a till says of itself: what waits, the end of its chain, and the accounts it was asked for."""

    waiting: int
    rejected: int
    #: Whether the central server is known to have everything.
    durable: bool
    epoch: str
    last_seq: int
    accounts: dict[str, Account | None]
    #: Lots of which it holds rights.
    held: dict[str, int]


def found(place: Place, code: str) -> None:
    """Set up a till: it joins by a code, gets its goods and people, hears everything once, and opens its shift."""
    till = open_shop(Path(place.folder), SystemClock(), machine=place.machine)
    try:
        # a node through which a till joins knows it at once
        till.sync_store.enrolled(enrol(place.node_url or place.url, code, place.machine, place.machine))
        till.database.worker.call(lambda unit: unit.goods.put(GOODS, (*CODES, ("2200007", "cheese"))))
        boss = till.people.add("Орлова Вера", "administrator", MANAGER_PIN).result(30)
        till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
        till.shifts.open("1000").result(30)
        worker = sync_worker(till, place)
        while not till.database.worker.call(lambda unit: unit.programmes.all()):
            worker.turn()
            assert worker.state.online, worker.state
            assert not worker.state.past_node, worker.state
        worker.stop()
    finally:
        till.close()


def sync_worker(till: Till, place: Place, timing: Timing = TIMING) -> SyncWorker:
    """The worker as the screens make it."""
    key = till.sync_store.membership().key
    node = Address(place.node_url, key) if place.node_url else None
    return SyncWorker(till.sync_store, Address(place.url, key), till.clock, lambda state: None, timing, node=node)


class Cashier(Seller):
    """Hands that ask the server what the screens ask, and do what can be done with a server only."""

    cards = (*CARDS, UNKNOWN_CARD)

    def __init__(self, till: Till, chance: random.Random, place: Place) -> None:
        super().__init__(till, chance)
        self.place = place
        self.be_connected(TIMING)

    def be_connected(self, timing: Timing) -> None:
        """Exchange with the servers from now on."""
        self.sync = sync_worker(self.till, self.place, timing)
        self.till.on_operation = self.sync.sync_now
        self.sync.start()

    def look_at_the_network(self) -> None:
        """What the lamp shows."""
        state: SyncState = self.sync.state
        self.till.set_connection(Connection(state.online, state.last_sync or 0, state.past_node))

    def act(self) -> None:
        """One thing that a cashier does."""
        self.look_at_the_network()
        wish = self.chance.random()
        if wish < 0.06:
            self.fill()
            self.till.selling.cancel()
        elif wish < 0.12:
            self.take_back_elsewhere()
        else:
            super().act()

    def attached(self) -> None:
        selling, store = self.till.selling, self.till.sync_store
        if not self.sync.state.online:
            return
        account_id, epoch = selling.receipt.account_id, store.current_epoch()
        if account_id is None and selling.receipt.unclaimed:
            answer = self.sync.look_up(epoch, selling.receipt.unclaimed).result(30)
            account_id = answer.account.account.account_id if answer.account is not None else None
        if account_id is not None:
            self.sync.acquire(epoch, account_id, partial(store.targets, account_id, None)).result(30)
            self.till.give_back_idle([account_id])
        selling.refresh_member()

    def filled(self) -> None:
        selling, store = self.till.selling, self.till.sync_store
        wanted = selling.take_wants()
        if not wanted or not self.sync.state.online:
            return
        epoch = store.current_epoch()
        for want in wanted:
            self.sync.acquire(epoch, want.account_id, partial(store.targets_for, want.needs)).result(30)
        selling.answered(wanted)
        self.till.give_back_idle(want.account_id for want in wanted)
        selling.refresh_member()

    def pay(self) -> None:
        """A receipt from before its points went back is paid anew, as a cashier does who is told so."""
        try:
            super().pay()
        except RightExceeded:
            self.till.paying.leave().result(30)
            super().pay()

    def take_back(self) -> None:
        self._return(self.chance.choice(self.sold))

    def take_back_elsewhere(self) -> None:
        """A buyer comes with a slip of any till, this one too."""
        store = self.till.sync_store
        found = self.sync.find_sales(self.chance.randrange(1, 30)).result(30)
        if found is None or not found.sales:
            return
        receipt_id = self.chance.choice(found.sales).receipt_id
        for _ in range(TRIES):
            answer = self.sync.ask_sale(store.current_epoch(), receipt_id, partial(store.return_target, receipt_id))
            if answer.result(30).outcome == "held":
                self._return(receipt_id)
                return

    def _return(self, receipt_id: str) -> None:
        """Some of a receipt comes back, where this till may take it."""
        returning = self.till.returning
        try:
            view = returning.start(receipt_id)
            lines = [line for line in view.lines if line.enabled]
            if lines:
                line = self.chance.choice(lines)
                returning.choose(line.number, line.whole)
                self.refunded(returning.commit().result(30))
        except (SoldElsewhere, HeldElsewhere):
            # another till has it meanwhile: the buyer is sent there
            pass
        if not returning.waits:
            returning.leave()

    def go_home(self) -> None:
        """Nothing is left open that would keep rights here."""
        self.settle_doubts()
        self.till.selling.cancel()
        for parked in self.till.parking.list():
            self.till.parking.drop(parked.parked_id).result(30)
        assert self.sync.stop(30)
        self.be_connected(PATIENT)

    def state(self, accounts: list[str]) -> State:
        """What this till knows."""
        self.look_at_the_network()
        waiting, rejected, _ = self.till.database.worker.call(lambda unit: unit.outbox.backlog())
        undurable = self.till.database.worker.call(lambda unit: unit.outbox.oldest_undurable())
        epoch = self.till.database.worker.call(lambda unit: unit.outbox.current())
        held = self.till.database.worker.call(lambda unit: unit.ledger.held())
        assert epoch is not None
        return State(
            waiting,
            rejected,
            undurable is None,
            epoch.epoch,
            epoch.last_seq,
            {account_id: self._account(account_id) for account_id in accounts},
            {row.lot_id: row.right for row in held if row.right},
        )

    def _account(self, account_id: str) -> Account | None:
        record = self.till.reader.member(account_id)
        if record is None:
            return None
        lots = {lot.lot_id: lot.left for lot in record.lots if lot.left}
        return Account(record.account.net_purchases + record.pending_net, record.account.level_id, lots)


def read_commands() -> SimpleQueue[str]:
    """Lines of the input as they come; the empty text at its end."""
    commands: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            commands.put(line.strip())
        commands.put("")

    threading.Thread(target=read, daemon=True).start()
    return commands


def work(cashier: Cashier, pause_s: float) -> None:
    """Sell, and do as is told in between, until the input ends."""
    commands, sells = read_commands(), True
    while True:
        if sells:
            cashier.act()
        try:
            command, _, given = commands.get(timeout=pause_s).partition(" ")
        except Empty:
            if not sells:
                cashier.look_at_the_network()
            continue
        if command == "stop":
            sells = False
            cashier.go_home()
        elif command == "say":
            state = cashier.state(msgspec.json.decode(given, type=list[str]))
            say(f"state {msgspec.json.encode(state).decode()}")
        elif not command:
            return


def main() -> None:
    """Open the till and work."""
    place = msgspec.json.decode(sys.argv[1], type=Place)
    chance = random.Random(place.seed)
    till = open_shop(Path(place.folder), SystemClock(), words=load_words("en"), machine=place.machine)
    assert till.identity.beginning == "none", f"a crash was taken for {till.identity.beginning}"
    till.people._enter(next(user for user in till.people.everybody() if user.role == "administrator"))
    cashier = Cashier(till, chance, place)
    say("ready")
    try:
        cashier.settle_doubts()
        work(cashier, chance.uniform(0.1, 0.3))
        assert cashier.sync.stop(30)
        till.close()
    except (Exception, WorldError):
        say(f"broken {traceback.format_exc()!r}")
        raise


if __name__ == "__main__":
    main()
