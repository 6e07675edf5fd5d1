"""A payment terminal that can lose its answers, refuse, and be asked again."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from typing import Literal, TypeAlias

from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.devices.payment_terminal import Charge, Refund, TerminalAnswer, TerminalSilent

#: What happens to the next call: the answer is lost after the deed; the request is lost before it; refusal.
Trouble: TypeAlias = Literal["answer_lost", "request_lost", "declined"]


class TerminalSimulator:
    """Keeps its own book, so that a test can see what buyers were really charged."""

    manual = False

    def __init__(self) -> None:
        self._troubles: deque[Trouble] = deque()
        self._answers: dict[Id, TerminalAnswer] = {}
        self._book: list[tuple[Id, Kopecks]] = []
        self._numbers = itertools.count(100_001)
        self._lock = threading.Lock()

    def trouble(self, *troubles: Trouble) -> None:
        """What happens to the next calls of `charge`, `refund` and `ask`, one each, in order."""
        self._troubles.extend(troubles)

    @property
    def book(self) -> list[tuple[Id, Kopecks]]:
        """Money really taken (positive) and given back (negative), by payment."""
        with self._lock:
            return list(self._book)

    def charge(self, charge: Charge) -> TerminalAnswer:
        """Take a sum once."""
        return self._do(charge.payment_id, charge.amount)

    def refund(self, refund: Refund) -> TerminalAnswer:
        """Give a sum back once."""
        return self._do(refund.payment_id, -refund.amount)

    def ask(self, payment_id: Id) -> TerminalAnswer:
        """What became of a payment."""
        with self._lock:
            if self._troubles and self._troubles[0] != "declined":
                self._troubles.popleft()
                raise TerminalSilent()
            return self._answers.get(payment_id, TerminalAnswer("unknown"))

    def _do(self, payment_id: Id, amount: Kopecks) -> TerminalAnswer:
        with self._lock:
            trouble = self._troubles.popleft() if self._troubles else None
            if trouble == "request_lost":
                raise TerminalSilent()
            if payment_id not in self._answers:
                if trouble == "declined":
                    self._answers[payment_id] = TerminalAnswer("declined", reason="51")
                else:
                    self._answers[payment_id] = TerminalAnswer("approved", str(next(self._numbers)))
                    self._book.append((payment_id, amount))
            if trouble == "answer_lost":
                raise TerminalSilent()
            return self._answers[payment_id]
