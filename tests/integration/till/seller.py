"""A till that sells until it is killed, and the audit of what it left behind.

Run as a process it imports everything once and then forks a seller for each line it reads; each seller
opens the till over the same folder, audits it against what its forerunners confirmed, and sells on.
Lines written: `pid`, `ready`, `sold {…}` after a confirmed payment, `broken …`, `gone`.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.core.errors import WorldError
from cashier_app.devices.printing import PrintJob
from cashier_app.loyalty.prepared import prepare
from cashier_app.sync.chain import chain_start, first_break
from cashier_app.sync.messages import Operation, SealedOperation
from cashier_app.till.opening import Till
from cashier_app.till.selling import ConfirmQuestion
from cashier_app.words import load_words
from tests.integration.till.shop import (
    ANNA,
    BORIS,
    BREAD,
    CHEESE,
    COFFEE,
    MILK,
    STRANGER,
    first_queue,
    found_shop,
    open_shop,
    scan,
)

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.return_views import ReturnedReceipt

PAPER = "paper.txt"


class Confirmed(msgspec.Struct, frozen=True):
    """What a seller told of a payment after it was confirmed."""

    receipt_id: str
    number: int
    paid: int
    redeemed: int
    accrued: int


# --- the audit -------------------------------------------------------------------------------------------


def audit(till: Till, confirmed: list[Confirmed]) -> None:
    """Fail where the database does not hold exactly what was confirmed, or contradicts itself."""
    audit_books(till, confirmed)
    till.database.worker.call(lambda unit: _audit_paper(unit, till.database.folder / PAPER))


def audit_books(till: Till, confirmed: list[Confirmed]) -> None:
    """All but the paper: receipts, payments, points and the queue."""
    audit_receipts(till, confirmed)
    till.database.worker.call(_audit_points)


def audit_receipts(till: Till, confirmed: list[Confirmed]) -> None:
    """The part that a till which has joined a server is held to as well: receipts, payments and the queue."""
    till.database.worker.call(lambda unit: _audit_receipts(unit, confirmed))
    till.database.worker.call(_audit_chain)


def _all(unit: UnitOfWork, sql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = unit.meta._link.driver.execute(sql).fetchall()
    return rows


def _audit_receipts(unit: UnitOfWork, confirmed: list[Confirmed]) -> None:
    for told in confirmed:
        row = unit.receipts.by_id(told.receipt_id)
        assert row is not None, f"receipt {told.number} was confirmed and is gone"
        assert row.state == "final", f"receipt {told.number} is {row.state}"
        paid = sum(each.amount for each in unit.receipts.payments(told.receipt_id) if each.state == "approved")
        kept = (row.number, abs(paid), row.redeemed_points, row.accrued_points)
        assert kept == (told.number, told.paid, told.redeemed, told.accrued), f"{kept} is not {told}"
    numbers = [number for (number,) in _all(unit, "SELECT number FROM receipt WHERE state = 'final' ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1)), "receipt numbers have a gap"
    unequal = _all(
        unit,
        "SELECT number FROM receipt r WHERE state = 'final' AND (to_pay <> (SELECT sum(to_pay) FROM receipt_line l "
        "WHERE l.receipt_id = r.receipt_id) OR base <> discount + redeemed + to_pay OR abs(to_pay) <> "
        "(SELECT abs(sum(amount)) FROM payment p WHERE p.receipt_id = r.receipt_id AND p.state = 'approved'))",
    )
    assert not unequal, f"lines, totals and payments disagree: {unequal}"
    too_much = _all(
        unit,
        "SELECT r.original_id FROM receipt r JOIN receipt_line b ON b.receipt_id = r.receipt_id JOIN receipt_line s "
        "ON s.receipt_id = r.original_id AND s.number = b.original_line WHERE r.state <> 'cancelled' "
        "GROUP BY r.original_id, s.number HAVING sum(b.quantity) > s.quantity",
    )
    assert not too_much, f"more came back than was sold: {too_much}"
    lonely = _all(
        unit,
        "SELECT count(*) FROM receipt r WHERE (state = 'final') <> EXISTS (SELECT 1 FROM outbox o "
        "WHERE o.op_id = r.receipt_id)",
    )
    assert lonely == [(0,)], "a receipt without an operation, or an operation without its receipt"
    sold_draft = _all(
        unit,
        "SELECT count(*) FROM draft d JOIN receipt r ON r.receipt_id = d.body ->> 'receipt_id' WHERE r.state = 'final'",
    )
    assert sold_draft == [(0,)], "a sold receipt is still on the screen"


def _audit_points(unit: UnitOfWork) -> None:
    wrong = _all(
        unit,
        "SELECT lot_id, balance, granted, earned, used, released, moved FROM (SELECT l.*, (SELECT coalesce(sum(points)"
        ", 0) FROM entry e WHERE e.lot_id = l.lot_id) AS moved FROM lot l) "
        "WHERE balance + moved < 0 OR granted + earned - used - released < 0 OR earned - used <> moved",
    )
    assert not wrong, f"rights and entries disagree: {wrong}"
    sums = dict(_all(unit, "SELECT kind, sum(points) FROM entry WHERE wallet = 'points' GROUP BY kind"))
    receipts = {
        kind: (redeemed, accrued)
        for kind, redeemed, accrued in _all(
            unit,
            "SELECT kind, sum(redeemed_points), sum(accrued_points) FROM receipt WHERE state = 'final' GROUP BY kind",
        )
    }
    sold, back = receipts.get("sale", (0, 0)), receipts.get("return", (0, 0))
    anonymous = _all(
        unit,
        "SELECT coalesce(sum(accrued_points), 0) FROM receipt WHERE state = 'final' AND kind = 'sale' "
        "AND account_id IS NULL AND unclaimed = ''",
    )[0][0]
    assert sums.get("redemption", 0) == -sold[0], "redemptions are not what receipts say"
    assert sums.get("accrual", 0) == sold[1] - anonymous, "accruals are not what receipts say"
    assert sums.get("reversal", 0) + sums.get("adjustment", 0) == back[0] - back[1], "returns moved other points"


def _audit_chain(unit: UnitOfWork) -> None:
    epoch = unit.outbox.current()
    assert epoch is not None
    rows = unit.outbox.since(epoch.epoch, 1, 1_000_000)
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1)), "the outbox has a gap"
    assert (epoch.last_seq, epoch.last_hash) == (len(rows), rows[-1].hash if rows else chain_start(epoch.epoch))
    chain = [SealedOperation(row.seq, row.hash.hex(), msgspec.Raw(row.body)) for row in rows]
    assert first_break(chain_start(epoch.epoch), chain) is None, "the chain is broken"
    for row in rows:
        operation = msgspec.json.decode(row.body, type=Operation)
        assert (operation.op_id, operation.seq, operation.epoch) == (row.op_id, row.seq, row.epoch)


def _audit_paper(unit: UnitOfWork, paper: Path) -> None:
    """What the queue says of a slip is what lies on the paper."""
    printed = Counter(map(int, paper.read_text().split())) if paper.exists() else Counter()
    states = dict(_all(unit, "SELECT job_id, state FROM print_job"))
    assert "sending" not in states.values(), "a job is still under way after the start"
    for job_id, state in states.items():
        if state == "confirmed":
            assert printed[job_id] == 1, f"job {job_id} is confirmed and was printed {printed[job_id]} times"
        elif state == "queued":
            assert printed[job_id] == 0, f"job {job_id} waits and was printed"
    without = _all(
        unit,
        "SELECT number FROM receipt r WHERE state = 'final' AND 1 <> (SELECT count(*) FROM print_job p "
        "WHERE p.receipt_id = r.receipt_id AND p.kind = 'receipt')",
    )
    assert not without, f"receipts without exactly one slip: {without}"


# --- the seller ------------------------------------------------------------------------------------------


class Seller:
    """A cashier's hands: random goods, cards, points, kinds of payment, now and then something else."""

    #: Cards of the buyers who come.
    cards: tuple[str, ...] = (ANNA, BORIS, STRANGER)

    def __init__(self, till: Till, chance: random.Random) -> None:
        self.till = till
        self.chance = chance
        self.sold: list[str] = []

    def settle_doubts(self) -> None:
        """Whatever the last one left unfinished: the slip of the terminal decides."""
        while self.till.paying.in_doubt() is not None:
            self._finish_card(approved=self.chance.random() < 0.5)
            if self.till.paying.active:
                self.till.paying.leave().result(30)
        self.refunded(None)

    def act(self) -> None:
        """One thing that a cashier does."""
        wish = self.chance.random()
        if wish < 0.8 or not self.sold:
            self.sell()
        elif wish < 0.88:
            self.take_back()
        elif wish < 0.94:
            self.fill()
            self.till.parking.park(str(self.chance.randrange(100))).result(30)
            self.till.parking.take_up(self.till.parking.list()[0].parked_id).result(30)
            self.pay()
        else:
            self.till.shifts.cash("in", "100", "разменная монета").result(30)

    def sell(self) -> None:
        """A receipt from the first scan to its payment."""
        self.fill()
        self.pay()

    def fill(self) -> None:
        selling, chance = self.till.selling, self.chance
        for _ in range(chance.randrange(1, 6)):
            selling.scan(scan(chance.choice((MILK, BREAD, COFFEE))), str(chance.randrange(1, 4)))
        if chance.random() < 0.3:
            selling.scan(scan(CHEESE), f"0,{chance.randrange(100, 999)}")
        if selling.receipt.account_id is None and not selling.receipt.unclaimed and chance.random() < 0.7:
            selling.scan(scan(chance.choice(self.cards)))
            self.attached()
            if selling.receipt.account_id and chance.random() < 0.6:
                selling.redeem("maximum" if chance.random() < 0.7 else str(chance.randrange(1, 50)))
        codes = sorted(prepare(selling.programme).by_code)
        if codes and chance.random() < 0.2:
            selling.add_code(chance.choice(codes))
        self.filled()
        if isinstance(selling.unanswered(), ConfirmQuestion):
            selling.confirm_redemption()

    def attached(self) -> None:
        """A card has just been scanned: time to ask for the right to spend its points."""

    def filled(self) -> None:
        """Everything is on the receipt: time to ask for what it lacks of codes, gifts and caps."""

    def pay(self) -> None:
        paying, chance = self.till.paying, self.chance
        view = paying.start()
        kind = chance.random()
        if kind < 0.5:
            self.confirm(paying.pay_cash("100000").result(30))
            return
        if kind < 0.75:
            paying.add_cash("1").result(30)
        half = f"{view.to_pay_kopecks // 200},00"
        paying.ask_card(half if kind < 0.6 and half != "0,00" else "").result(30)
        self._finish_card(approved=chance.random() < 0.9)

    def _finish_card(self, approved: bool) -> None:
        paying = self.till.paying
        if paying.view().card_asked:
            answered = paying.card_approved("A1") if approved else paying.card_declined()
            view = answered.result(30)
            if view.sold is not None:
                self.confirm(view)
                return
        if paying.active:
            self.confirm(paying.pay_cash("100000").result(30))

    def confirm(self, view: Any) -> None:
        """The buyer sees the change: from now on the sale must be there."""
        sold = view.sold
        told = Confirmed(sold.receipt_id, sold.number, sold.to_pay, sold.points_redeemed, sold.points_accrued)
        say(f"sold {msgspec.json.encode(told).decode()}")
        self.sold.append(sold.receipt_id)

    def take_back(self) -> None:
        """Some of an earlier receipt comes back."""
        returning = self.till.returning
        view = returning.start(self.chance.choice(self.sold))
        line = self.chance.choice(view.lines)
        if not line.enabled:
            return
        returning.choose(line.number, line.returnable.split("\u00a0")[0])
        self.refunded(returning.commit().result(30))

    def refunded(self, done: ReturnedReceipt | None) -> None:
        """What the terminal is asked for is answered; what is made has to be there from now on."""
        returning = self.till.returning
        while done is None and returning.waits:
            approved = self.chance.random() < 0.8
            done = (returning.approved("R1") if approved else returning.declined()).result(30)
        if done is None:
            return
        told = Confirmed(done.receipt_id, done.number, done.total, done.points_restored, done.points_taken_back)
        say(f"sold {msgspec.json.encode(told).decode()}")


class Printer:
    """Prints as the printer's worker does: one job at a time, its number on the paper."""

    def __init__(self, till: Till) -> None:
        self.till = till
        self.paper = os.open(till.database.folder / PAPER, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.work = threading.Event()
        till.on_print_job = self.work.set
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        """Print whatever waits, for ever."""
        queue, clock = first_queue(self.till), self.till.clock
        while True:
            job: PrintJob | None = queue.next_due(clock.now())
            if job is None:
                self.work.wait()
                self.work.clear()
                continue
            if not queue.claim(job.job_id, clock.now()):
                continue
            os.write(self.paper, f"{job.job_id}\n".encode())
            queue.mark(job.job_id, "confirmed", "", clock.now())


_saying = threading.Lock()


def say(line: str) -> None:
    """One line to the parent, whole."""
    with _saying:
        os.write(1, (line + "\n").encode())


def sell(folder: Path, seed: int, confirmed: list[Confirmed]) -> None:
    """Open, audit, and sell until killed."""
    till = open_shop(folder, SystemClock(), words=load_words("en"))
    assert till.identity.beginning == "none", f"a crash was taken for {till.identity.beginning}"
    audit(till, confirmed)
    user = next(user for user in till.people.everybody() if user.role == "administrator")
    till.people._enter(user)
    seller = Seller(till, random.Random(seed))
    Printer(till)
    say("ready")
    seller.settle_doubts()
    while True:
        try:
            seller.act()
        except WorldError as error:
            say(f"broken {error}")
            raise


def main(life: Callable[[Path, int, list[Confirmed]], None] = sell) -> None:
    """Fork a seller for each line `{seed, confirmed}` read, to live as `life` says."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as rehearsal:
        # everything that is imported late is imported now, once for all sellers
        found_shop(Path(rehearsal), SystemClock()).close()
    for line in sys.stdin:
        seed, confirmed = msgspec.json.decode(line, type=tuple[int, list[Confirmed]])
        child = os.fork()
        if child == 0:
            try:
                life(folder, seed, confirmed)
            except BaseException:  # noqa: BLE001 - the parent hears of it and fails the test
                say(f"broken {traceback.format_exc()!r}")
            os._exit(1)
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
