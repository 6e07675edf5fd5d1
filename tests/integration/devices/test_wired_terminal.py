"""The worker of a wired terminal against one that loses, repeats, delays and refuses: nobody pays twice, or unknown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier_app.core.ids import Id, new_id
from cashier_app.devices.payment_terminal import Charge, Refund, TerminalAnswer
from cashier_app.devices.simulators.terminal import TerminalServer, Trouble, Wire
from cashier_app.devices.tcp_terminal import Request, TcpTerminal
from cashier_app.devices.terminal_worker import OFF, Order, Pace, Progress, TerminalStatus, TerminalWorker

FAST = Pace(first_ms=1, longest_ms=5)
Fate = tuple[Trouble | None, Wire]


class Counter:
    """A worker and what it tells."""

    def __init__(self, address: str) -> None:
        self._changed = threading.Condition()
        self.statuses: list[TerminalStatus] = []
        self.worker = TerminalWorker(TcpTerminal(address, 5.0), self._went, self.statuses.append, FAST)
        self.worker.start()

    def _went(self, payment_id: Id) -> None:
        with self._changed:
            self._changed.notify_all()

    def wait(self, condition: Callable[[], bool], seconds: float = 10.0) -> bool:
        end = time.monotonic() + seconds
        with self._changed:
            while not condition():
                if time.monotonic() > end:
                    return False
                self._changed.wait(0.01)
        return True

    def settled(self, order: Order) -> TerminalAnswer:
        """The final answer to an order."""
        assert self.wait(lambda: self.worker.follow(order).final), self.worker.follow(order)
        return self.worker.follow(order).answer


@contextmanager
def counter(fates: list[Fate], by_hand: bool = False) -> Iterator[tuple[TerminalServer, Counter]]:
    """A terminal that does to its requests what `fates` say, in order, and afterwards nothing; a worker beside it."""
    lock = threading.Lock()

    def fate(request: Request) -> Fate:
        with lock:
            return fates.pop(0) if fates else (None, "")

    server = TerminalServer(fate=fate, by_hand=by_hand)
    side = Counter(server.address)
    try:
        yield server, side
    finally:
        assert side.worker.stop()
        server.stop()


FATES = st.tuples(
    st.sampled_from([None, "answer_lost", "request_lost", "declined"]),
    st.sampled_from(["", "request_twice", "answer_twice", "half", "late"]),
)


@settings(max_examples=60)
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(["charge", "refund", "find_out"]), st.lists(FATES, max_size=5)), max_size=4
    )
)
def test_the_book_is_what_the_worker_says(deeds: list[tuple[str, list[Fate]]]) -> None:
    fates: list[Fate] = []
    with counter(fates) as (server, side):
        said: list[tuple[Id, int]] = []
        for deed, troubles in deeds:
            fates[:] = troubles
            payment_id = new_id()
            order: Order = payment_id
            if deed == "charge":
                order = Charge(payment_id, "card", 11_400)
            elif deed == "refund":
                order = Refund(payment_id, "card", 500, "100001")
            answer = side.settled(order)
            if answer.state == "approved":
                said.append((payment_id, -500 if deed == "refund" else 11_400))
            assert deed != "find_out" or answer.state == "declined"
        server.stop()
        assert server.book == said
        sent = [request.id for request in server.requests if request.do in ("charge", "refund")]
        assert len(sent) == len(set(sent)), "a charge was sent a second time"


@pytest.mark.parametrize("trouble", ["answer_lost", "request_lost"])
def test_a_payment_begun_before_a_restart_is_only_asked_about(trouble: Trouble) -> None:
    charge = Charge(new_id(), "card", 11_400)
    with counter([(trouble, ""), *[("request_lost", "")] * 100_000]) as (server, side):
        side.worker.follow(charge)
        assert side.wait(lambda: side.worker.follow(charge).silent > 1)
        side.worker.stop()
        server._fate = lambda request: (None, "")
        after = Counter(server.address)
        answer = after.settled(charge.payment_id)
        assert after.worker.stop()
        assert answer.state == ("approved" if trouble == "answer_lost" else "declined")
        assert server.book == ([(charge.payment_id, 11_400)] if trouble == "answer_lost" else [])
        assert [request.do for request in server.requests].count("charge") == 1


def test_a_charge_that_comes_after_it_was_voided_takes_nothing() -> None:
    charge = Charge(new_id(), "card", 11_400)
    with counter([("request_lost", "")]) as (server, side):
        assert side.settled(charge).state == "declined"
        late = TcpTerminal(server.address).charge(charge)
        assert late.state == "declined"
        assert server.book == []


def test_a_terminal_that_is_off_has_taken_nothing_and_is_used_again_once_it_is_on() -> None:
    with counter([]) as (server, side):
        server.switch_off()
        answer = side.settled(Charge(new_id(), "card", 11_400))
        assert (answer.state, answer.reason) == ("declined", OFF)
        assert side.statuses[-1] == TerminalStatus("ready") or TerminalStatus("down", "off") in side.statuses
        server.switch_on()
        assert side.settled(Charge(new_id(), "sbp", 11_400)).state == "approved"
        assert side.worker.status == TerminalStatus("ready")


def test_a_terminal_switched_off_under_a_charge_is_asked_until_it_is_on() -> None:
    charge = Charge(new_id(), "card", 11_400)
    with counter([], by_hand=True) as (server, side):
        side.worker.follow(charge)
        assert side.wait(lambda: server.waiting == [charge.payment_id])
        server.switch_off()
        side.worker._terminal.interrupt()
        assert side.wait(lambda: side.worker.follow(charge).silent > 3)
        assert side.worker.status.state == "down"
        server.switch_on()
        assert side.settled(charge).state == "declined"
        assert server.book == []


def test_a_buyer_who_gives_up_is_not_charged_and_one_who_was_faster_is() -> None:
    with counter([], by_hand=True) as (server, side):
        first, second = Charge(new_id(), "card", 11_400), Charge(new_id(), "card", 900)
        side.worker.follow(first)
        assert side.wait(lambda: server.waiting == [first.payment_id])
        side.worker.void(first.payment_id)
        assert side.settled(first).state == "declined"
        side.worker.follow(second)
        assert side.wait(lambda: server.waiting == [second.payment_id])
        server.card()
        assert side.settled(second).state == "approved"
        side.worker.void(second.payment_id)
        assert side.settled(second).state == "approved"
        assert server.book == [(second.payment_id, 900)]


def test_a_silent_payment_of_before_does_not_hold_up_the_next_buyer() -> None:
    lost, charge = new_id(), Charge(new_id(), "card", 900)
    with counter([]) as (server, side):
        server._fate = lambda request: ("answer_lost" if request.id == lost else None, "")
        side.worker.follow(lost)
        assert side.wait(lambda: side.worker.follow(lost).silent > 1)
        assert side.settled(charge).state == "approved"
        assert side.worker.progress(lost) != Progress(TerminalAnswer("declined"))
        server._fate = lambda request: (None, "")
        assert side.settled(lost).state == "declined"


def test_it_stops_while_a_card_is_awaited() -> None:
    with counter([], by_hand=True) as (server, side):
        charge = Charge(new_id(), "card", 11_400)
        side.worker.follow(charge)
        assert side.wait(lambda: server.waiting == [charge.payment_id])
        began = time.monotonic()
        assert side.worker.stop()
        assert time.monotonic() - began < 1
