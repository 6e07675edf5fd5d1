"""A till and its wired terminal: whatever is lost between them, the terminal's book is the till's payments at last."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest

from cashier_app.clock import SystemClock
from cashier_app.config import Terminal
from cashier_app.core.ids import Id
from cashier_app.devices.payment_terminal import TerminalAnswer
from cashier_app.devices.simulators.terminal import TerminalServer, Trouble, Wire
from cashier_app.devices.tcp_terminal import Request
from cashier_app.till.opening import Till
from cashier_app.till.paying import NoCardAsked
from cashier_app.till.rights import NeedsPermission
from tests.clock import ManualClock
from tests.integration.till.card_seller import WIRED, CardSeller
from tests.integration.till.seller import Confirmed, audit
from tests.integration.till.shop import BREAD, MILK, PIN, found_shop, open_shop, scan
from tests.integration.till.test_kill import Nursery, live_and_die

LIVES = int(os.environ.get("SOAK_CARD_LIVES", "25"))


class Fates:
    """What happens to each request: mostly nothing, else one of everything, with pauses."""

    def __init__(self, seed: int, share: float) -> None:
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self.share = share

    def __call__(self, request: Request) -> tuple[Trouble | None, Wire]:
        with self._lock:
            pause = self._chance.uniform(0, 0.01)
            troubled = self._chance.random() < self.share
            trouble = self._chance.choice((None, "answer_lost", "request_lost", "declined")) if troubled else None
            wires: tuple[Wire, ...] = ("", "request_twice", "answer_twice", "half", "late")
            wire = self._chance.choice(wires) if troubled else ""
        time.sleep(pause)  # a slow answer
        return trouble, wire


def payments(till: Till) -> dict[Id, int]:
    """What the till believes to have been moved by its terminal."""

    def job(unit: Any) -> dict[Id, int]:
        rows = unit.meta._link.driver.execute(
            "SELECT p.payment_id, p.amount FROM payment p WHERE p.state = 'approved' AND p.kind <> 'cash'"
        ).fetchall()
        return dict(rows)

    return till.database.worker.call(job)  # type: ignore[no-any-return]


def settle_all(folder: Path, address: str, confirmed: list[Confirmed]) -> dict[Id, int]:
    """Open the till once more, let everything in doubt be found out, audit; its payments."""
    till = open_shop(folder, SystemClock(), WIRED)
    user = next(user for user in till.people.everybody() if user.role == "administrator")
    till.people._enter(user)
    hands = CardSeller(till, random.Random(1), address)
    try:
        hands.settle_doubts()
        assert not till.paying.waits
        assert not till.returning.waits
        audit(till, confirmed)
        return payments(till)
    finally:
        hands.worker.stop()
        till.close()


@pytest.mark.timeout(600)
def test_nobody_is_charged_twice_and_no_charge_is_forgotten_under_sigkill(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    found_shop(folder, SystemClock(), WIRED, points=5_000_000).close()
    fates = Fates(20261130, 0.35)
    server = TerminalServer(fate=fates)
    nursery = Nursery(folder, "card_seller", server.address)
    chance, confirmed = random.Random(7), list[Confirmed]()
    try:
        fresh: list[Confirmed] = []
        for life in range(LIVES * 6):
            # on a slow machine most die in their first sale: then more of them live
            if life >= LIVES and len(server.book) > LIVES // 2 and any(amount < 0 for _, amount in server.book):
                break
            fresh = live_and_die(nursery, chance.getrandbits(32), chance.uniform(0, 0.4), fresh)
            confirmed += fresh
        fates.share = 0
        kept = settle_all(folder, server.address, confirmed)
    finally:
        nursery.close()
        server.stop()
    assert kept == dict(server.book)
    assert len(server.book) == len(dict(server.book)), "a payment was moved twice"
    sent = [request.id for request in server.requests if request.do in ("charge", "refund")]
    assert len(sent) == len(set(sent)), "a charge was sent anew"
    refunds = sum(1 for amount in kept.values() if amount < 0)
    print(f"{LIVES} lives, {len(confirmed)} confirmed, {len(kept)} moved by the terminal, {refunds} of them refunds")
    assert len(kept) > LIVES // 2
    assert refunds


# --- one thing at a time -----------------------------------------------------------------------------------------


class Desk:
    """A till with its terminal; answers are taken as the screen takes them."""

    def __init__(self, folder: Path, clock: ManualClock, server: TerminalServer) -> None:
        self.folder, self.clock, self.server = folder, clock, server
        self.till = found_shop(folder, clock, WIRED)
        self.hands = CardSeller(self.till, random.Random(3), server.address)
        self.hands.chance.random = lambda: 0.99  # type: ignore[method-assign]

    def begin(self, amount: str = "") -> None:
        self.till.selling.scan(scan(MILK))
        self.till.paying.start()
        self.till.paying.ask_card(amount).result(10)

    def answer(self) -> TerminalAnswer:
        order = self.till.paying.order()
        assert order is not None
        return self.hands._final(order).answer

    def crash(self) -> None:
        """The program is gone between two instructions; the next start."""
        self.hands.worker.stop()
        self.till.close()
        self.till = open_shop(self.folder, self.clock, WIRED)
        self.hands = CardSeller(self.till, random.Random(3), self.server.address)
        self.hands.chance.random = lambda: 0.99  # type: ignore[method-assign]
        user = next(user for user in self.till.people.everybody() if user.role == "administrator")
        self.till.people._enter(user)

    def close(self) -> None:
        self.hands.worker.stop()
        self.till.close()


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    server = TerminalServer()
    desk = Desk(tmp_path / "till", clock, server)
    yield desk
    desk.close()
    server.stop()


@pytest.mark.parametrize("charged", [False, True], ids=["before the charge", "after it"])
def test_an_intent_found_after_a_crash_is_asked_by_its_id(desk: Desk, charged: bool) -> None:
    desk.begin()
    if charged:
        assert desk.answer().state == "approved"  # and the program is gone before it can keep the answer
    desk.crash()
    view = desk.till.paying.in_doubt()
    assert view is not None
    assert view.card_asked
    order = desk.till.paying.order()
    assert isinstance(order, str), "after a crash a payment is asked about, never charged"
    desk.hands._finish_card(approved=True)
    assert payments(desk.till) == dict(desk.server.book)
    assert len(desk.server.book) == (1 if charged else 0)
    charges = [request for request in desk.server.requests if request.do == "charge"]
    assert len(charges) == (1 if charged else 0)
    audit(desk.till, [])


def test_an_answer_that_cannot_be_kept_is_kept_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk after the charge: the same answer counts once the disk has room, and the card is not charged anew."""
    from cashier_app.storage.errors import DiskFull
    from cashier_app.storage.repositories.receipts import Receipts

    desk.begin()
    answer, order = desk.answer(), desk.till.paying.order()
    assert order is not None
    put, full = Receipts.put_payments, [True]

    def put_payments(self: Receipts, rows: Any) -> None:
        if full:
            raise DiskFull(path="till.db")
        put(self, rows)

    monkeypatch.setattr(Receipts, "put_payments", put_payments)
    payment_id = order if isinstance(order, str) else order.payment_id
    kept = desk.till.paying.terminal_answered(payment_id, answer)
    assert kept is not None
    with pytest.raises(DiskFull):
        kept.result(10)
    full.clear()
    again = desk.till.paying.terminal_answered(payment_id, desk.answer())
    assert again is not None
    assert again.result(10).sold is not None
    assert payments(desk.till) == dict(desk.server.book)
    assert len([request for request in desk.server.requests if request.do == "charge"]) == 1


def test_an_answer_given_twice_at_once_counts_once(desk: Desk) -> None:
    desk.begin()
    answer, order = desk.answer(), desk.till.paying.order()
    assert order is not None
    payment_id = order if isinstance(order, str) else order.payment_id
    first = desk.till.paying.terminal_answered(payment_id, answer)
    assert first is not None
    try:
        second = desk.till.paying.terminal_answered(payment_id, answer)
    except NoCardAsked:
        second = None
    wait([first])
    assert first.result(0).sold is not None
    assert second is None
    assert desk.till.paying.terminal_answered(payment_id, answer) is None
    audit(desk.till, [])


def test_a_decline_leaves_the_sum_and_a_new_charge_has_another_id(desk: Desk) -> None:
    desk.server._fate = lambda request: ("declined", "")
    desk.begin()
    first = desk.till.paying.order()
    kept = desk.till.paying.terminal_answered(first.payment_id, desk.answer())  # type: ignore[union-attr]
    assert kept is not None
    assert not kept.result(10).card_asked
    desk.server._fate = lambda request: (None, "")
    desk.till.paying.ask_card().result(10)
    second = desk.till.paying.order()
    assert second.payment_id != first.payment_id  # type: ignore[union-attr]
    desk.hands._finish_card(approved=True)
    assert payments(desk.till) == dict(desk.server.book) != {}


def test_a_refund_names_the_payment_and_its_answer_makes_the_return(desk: Desk) -> None:
    desk.till.selling.scan(scan(BREAD))
    desk.begin("50")
    desk.hands._finish_card(approved=True)
    returning = desk.till.returning
    returning.start(desk.hands.sold[-1])
    returning.choose_all()
    assert returning.commit().result(10) is None
    refund = returning.order()
    assert refund is not None
    assert not isinstance(refund, str)
    assert (refund.amount, refund.reference) == (5000, "100001")
    desk.crash()
    order = desk.till.returning.order()
    assert order == refund.payment_id
    desk.hands.refunded(None)
    assert payments(desk.till) == dict(desk.server.book)
    assert not desk.till.returning.waits
    audit(desk.till, [])


@pytest.mark.parametrize("before", ["another terminal", "none"])
def test_what_was_begun_on_another_terminal_is_not_denied_by_this_one(desk: Desk, before: str) -> None:
    """The new terminal has never heard of it, which says nothing: a person looks at the old one's slip."""
    import msgspec

    driver = "simulator" if before == "another terminal" else "manual"
    first = msgspec.structs.replace(WIRED, terminal=Terminal(driver=driver, address="10.0.0.1:9200"))
    desk.till.settings = first
    desk.begin()
    desk.crash()
    view = desk.till.paying.in_doubt()
    assert view is not None
    assert view.card_asked
    assert desk.till.paying.order() is None
    assert desk.till.paying.card_approved("100777").result(10).sold is not None
    assert desk.till.terminal_doubts.open() == ()
    assert desk.server.requests == []


# --- a terminal that stays silent --------------------------------------------------------------------------------


def test_only_with_a_right_a_person_answers_for_it(desk: Desk) -> None:
    desk.begin()
    cashier = next(user for user in desk.till.people.everybody() if user.role == "cashier")
    desk.till.people.log_in(cashier.user_id, PIN).result(10)
    with pytest.raises(NeedsPermission):
        desk.till.paying.card_declined()
    with pytest.raises(NeedsPermission):
        desk.till.paying.card_approved("100001")
    assert desk.till.paying.view().card_asked


@pytest.mark.parametrize("charged", [False, True], ids=["was not charged", "was charged"])
@pytest.mark.parametrize("said", ["approved", "declined"])
def test_what_a_person_answered_is_held_against_the_terminal(desk: Desk, charged: bool, said: str) -> None:
    lost: Trouble = "answer_lost" if charged else "request_lost"
    desk.server._fate = lambda request: (lost if request.do == "charge" else "request_lost", "")
    desk.begin()
    order = desk.till.paying.order()
    assert order is not None
    assert not isinstance(order, str)
    desk.hands.worker.follow(order)
    until(lambda: desk.hands.worker.follow(order).silent > 1)
    paying = desk.till.paying
    kept = paying.card_approved("777") if said == "approved" else paying.card_declined()
    kept.result(10)
    desk.crash()  # the question outlives the program
    doubts = desk.till.terminal_doubts
    assert [doubt.payment_id for doubt in doubts.open()] == [order.payment_id]
    desk.server._fate = lambda request: (None, "")
    answer = desk.hands._final(order.payment_id).answer
    settled = doubts.settle(order.payment_id, answer)
    assert settled is not None
    notice = settled.result(10)
    agrees = charged == (said == "approved")
    assert (notice is None) == agrees
    assert doubts.open() == ()
    acts = [record.act for record in desk.till.journal.latest().result(10)]
    assert ("terminal_contradicts" in acts) == (not agrees)
    assert "terminal_by_hand" in acts


def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)
