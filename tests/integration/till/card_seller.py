"""A seller whose payment terminal is wired: cards are charged and given back by the terminal's own answers.

`python -m tests.integration.till.card_seller FOLDER ADDRESS`; else as `tests.integration.till.seller`.
"""

from __future__ import annotations

import random
import sys
import threading
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.config import Terminal
from cashier_app.core.errors import WorldError
from cashier_app.core.ids import Id
from cashier_app.devices.tcp_terminal import TcpTerminal
from cashier_app.devices.terminal_worker import Order, Pace, Progress, TerminalWorker
from cashier_app.till.opening import Till
from cashier_app.words import load_words
from tests.integration.till import seller
from tests.integration.till.seller import Confirmed, Seller, audit, say
from tests.integration.till.shop import SETTINGS, open_shop

WIRED: Final = msgspec.structs.replace(SETTINGS, terminal=Terminal(driver="simulator"))


class CardSeller(Seller):
    """As the payment screen does: what waits is followed, and a final answer is kept."""

    def __init__(self, till: Till, chance: random.Random, address: str) -> None:
        super().__init__(till, chance)
        self._news = threading.Event()
        self.worker = TerminalWorker(TcpTerminal(address, 5.0), self._said, pace=Pace(first_ms=2, longest_ms=20))
        self.worker.start()

    def _said(self, payment_id: Id) -> None:
        self._news.set()

    def _final(self, order: Order) -> Progress:
        """The answer to an order, waited for; now and then the buyer gives up."""
        payment_id = order if isinstance(order, str) else order.payment_id
        progress = self.worker.follow(order)
        if self.chance.random() < 0.1:
            self.worker.void(payment_id)
        while not (progress := self.worker.follow(order)).final:
            self._news.wait(0.05)
            self._news.clear()
        return progress

    def act(self) -> None:
        """More returns than others make: what goes back on the terminal is wanted."""
        if self.sold and self.chance.random() < 0.25:
            self.take_back()
        else:
            super().act()

    def _finish_card(self, approved: bool) -> None:
        del approved
        paying = self.till.paying
        while (order := paying.order()) is not None:
            payment_id = order if isinstance(order, str) else order.payment_id
            kept = paying.terminal_answered(payment_id, self._final(order).answer)
            assert kept is not None
            view = kept.result(30)
            if view.sold is not None:
                self.confirm(view)
                return
        if paying.active:
            self.confirm(paying.pay_cash("100000").result(30))

    def refunded(self, done: Any) -> None:
        """The terminal's answers make the return, or undo it."""
        returning = self.till.returning
        while done is None and (order := returning.order()) is not None:
            payment_id = order if isinstance(order, str) else order.payment_id
            kept = returning.terminal_answered(payment_id, self._final(order).answer)
            assert kept is not None
            done = kept.result(30)
        if done is not None:
            told = Confirmed(done.receipt_id, done.number, done.total, done.points_restored, done.points_taken_back)
            say(f"sold {msgspec.json.encode(told).decode()}")


def sell(folder: Path, seed: int, confirmed: list[Confirmed]) -> None:
    """Open, audit, and sell until killed."""
    till = open_shop(folder, SystemClock(), WIRED, words=load_words("en"))
    audit(till, confirmed)
    user = next(user for user in till.people.everybody() if user.role == "administrator")
    till.people._enter(user)
    hands = CardSeller(till, random.Random(seed), sys.argv[2])
    say("ready")
    hands.settle_doubts()
    while True:
        try:
            hands.act()
        except WorldError as error:
            say(f"broken {error}")
            raise


if __name__ == "__main__":
    seller.main(sell)
