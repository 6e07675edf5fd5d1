"""The thread that speaks to a wired payment terminal, and the rule it keeps.

A charge or refund is sent once.  From then on the payment is only asked about by its id, until the terminal has said
`approved` or `declined`: however often the answer is lost, and whatever becomes of this program meanwhile.  A payment
that the terminal has never heard of is voided by its id, so that a request still on its way takes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import WorldError
from cashier_app.core.ids import Id
from cashier_app.devices.payment_terminal import (
    Charge,
    PaymentTerminal,
    Refund,
    TerminalAnswer,
    TerminalOff,
    TerminalSilent,
)

log = logging.getLogger(__name__)

#: What the terminal is told of a payment: take it, give it back, or, for one that was begun before, only its id.
Order: TypeAlias = Charge | Refund | Id

#: A terminal that was switched off has taken nothing: the reason of such a refusal.
OFF: Final = "off"
_FINAL: Final = ("approved", "declined")


class TerminalStatus(msgspec.Struct, frozen=True):
    """`unknown` before the first call, `ready` after an answer, else `down`: off, or silent after it was asked."""

    state: Literal["unknown", "ready", "down"] = "unknown"
    cause: Literal["", "off", "no_answer"] = ""


class Progress(msgspec.Struct, frozen=True):
    """How far a payment has come: the last answer, and how often in a row none came."""

    answer: TerminalAnswer
    silent: int = 0
    #: Somebody wants it never to be.
    voiding: bool = False

    @property
    def final(self) -> bool:
        """Whether it is decided."""
        return self.answer.state in _FINAL


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """Pauses between two questions about one payment, in milliseconds."""

    first_ms: int = 500
    longest_ms: int = 5000


class _Payment:
    """One payment that the worker knows; `begun` once its request may have gone out, in this run or before."""

    def __init__(self, order: Order) -> None:
        self.deed: Charge | Refund | None = None if isinstance(order, str) else order
        self.begun = self.deed is None
        self.progress = Progress(TerminalAnswer("authorising" if self.deed is not None else "unknown"))
        self.next_at = 0.0


def tried(terminal: PaymentTerminal, payment_id: Id) -> TerminalStatus:
    """How a terminal stands, asked about a payment that never was; nothing is charged.  Blocks for some seconds."""
    try:
        terminal.ask(payment_id)
    except TerminalSilent as error:
        return TerminalStatus("down", "off" if isinstance(error, TerminalOff) else "no_answer")
    return TerminalStatus("ready")


class TerminalWorker:
    """Drives one terminal; every method may be called from any thread and returns at once.

    `on_change` is called on the worker's thread with a payment's id whenever its progress has changed.
    """

    def __init__(
        self,
        terminal: PaymentTerminal,
        on_change: Callable[[Id], None],
        on_status: Callable[[TerminalStatus], None] = lambda status: None,
        pace: Pace | None = None,
    ) -> None:
        self._terminal = terminal
        self._on_change = on_change
        self._on_status = on_status
        self._pace = pace or Pace()
        self._status = TerminalStatus()
        self._changed = threading.Condition()
        self._payments: dict[Id, _Payment] = {}
        self._under_way: Id = ""
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="payment-terminal", daemon=True)

    @property
    def status(self) -> TerminalStatus:
        """What was last known."""
        return self._status

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End within `timeout` seconds, whatever is under way: it is asked about after the next start."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.ident is None:
            return True
        until = time.monotonic() + timeout
        while self._thread.is_alive() and (left := until - time.monotonic()) > 0:
            self._terminal.interrupt()  # again, should the call have begun only now
            self._thread.join(min(left, 0.1))
        return not self._thread.is_alive()

    def follow(self, order: Order) -> Progress:
        """See to a payment, and how far it has come; telling the same payment again begins nothing anew."""
        payment_id = order if isinstance(order, str) else order.payment_id
        with self._changed:
            payment = self._payments.get(payment_id)
            if payment is None:
                payment = self._payments[payment_id] = _Payment(order)
                self._changed.notify_all()
            return payment.progress

    def progress(self, payment_id: Id) -> Progress | None:
        """How far a payment has come; None for one that was never followed."""
        with self._changed:
            payment = self._payments.get(payment_id)
            return payment.progress if payment is not None else None

    def void(self, payment_id: Id) -> None:
        """Let a payment never be, if it is not approved by then: the buyer gave up."""
        with self._changed:
            payment = self._payments.get(payment_id)
            if payment is None or payment.progress.final:
                return
            payment.progress = msgspec.structs.replace(payment.progress, voiding=True)
            payment.next_at = 0.0
            interrupt = self._under_way == payment_id
            self._changed.notify_all()
        if interrupt:
            self._terminal.interrupt()

    def ask_now(self) -> None:
        """Do not wait for the next question's time."""
        with self._changed:
            for payment in self._payments.values():
                payment.next_at = 0.0
            self._changed.notify_all()

    # --- the worker's thread -------------------------------------------------------------------------------

    def _run(self) -> None:
        while (payment_id := self._next()) is not None:
            answer: TerminalAnswer | None = None
            try:
                answer = self._step(self._payments[payment_id])
            except TerminalSilent as error:
                self._show(TerminalStatus("down", "off" if isinstance(error, TerminalOff) else "no_answer"))
            except WorldError as error:
                log.warning("payment terminal: %s", error)
            except Exception:
                log.exception("payment terminal: a mistake of the program")
            if answer is not None and answer.reason != OFF:
                self._show(TerminalStatus("ready"))
            if self._keep(payment_id, answer):
                self._on_change(payment_id)

    def _next(self) -> Id | None:
        """The payment whose turn it is, waiting for one; None when it is time to stop."""
        with self._changed:
            self._under_way = ""
            while not self._stopping:
                open_ = [
                    (payment.next_at, each) for each, payment in self._payments.items() if not payment.progress.final
                ]
                at, payment_id = min(open_, default=(0.0, ""))
                left = at - time.monotonic()
                if payment_id and left <= 0:
                    self._under_way = payment_id
                    return payment_id
                self._changed.wait(left if payment_id else None)
            return None

    def _step(self, payment: _Payment) -> TerminalAnswer:
        """One exchange with the terminal, and what it means.  Raises what the driver raises."""
        payment_id, deed = self._under_way, payment.deed
        if not payment.begun:
            assert deed is not None
            if payment.progress.voiding:  # it was never sent: nobody has to be asked
                return TerminalAnswer("declined")
            payment.begun = True  # before the first byte: from here on it is only asked about
            try:
                return self._terminal.charge(deed) if isinstance(deed, Charge) else self._terminal.refund(deed)
            except TerminalOff:
                self._show(TerminalStatus("down", "off"))
                return TerminalAnswer("declined", reason=OFF)
        answer = self._terminal.void(payment_id) if payment.progress.voiding else self._terminal.ask(payment_id)
        return self._terminal.void(payment_id) if answer.state == "unknown" else answer

    def _keep(self, payment_id: Id, answer: TerminalAnswer | None) -> bool:
        """Take an answer, or its absence, down; whether anything has changed."""
        with self._changed:
            payment = self._payments[payment_id]
            before = payment.progress
            if answer is None:
                if self._stopping:
                    return False
                silent = before.silent + 1
                unknown = TerminalAnswer("unknown")
                payment.progress = msgspec.structs.replace(before, answer=unknown, silent=silent)
                pause = min(self._pace.first_ms << min(silent - 1, 10), self._pace.longest_ms)
                # a buyer who gave up is not kept waiting for the pause of an interrupted call
                payment.next_at = 0.0 if before.voiding and silent == 1 else time.monotonic() + pause / 1000
            else:
                payment.progress = msgspec.structs.replace(before, answer=answer, silent=0)
                payment.next_at = time.monotonic() + self._pace.first_ms / 1000
            log.info("payment terminal: %s is %s", payment_id, payment.progress.answer.state)
            return payment.progress != before

    def _show(self, status: TerminalStatus) -> None:
        if status != self._status:
            self._status = status
            self._on_status(status)
