"""Terminals for cards and SBP: the port every driver fills, and the driver of a terminal that nobody wires.

The till commits the payment's intent (`authorising`) before it calls a terminal, so that a crash
leaves a question and never a silent charge.  A payment whose answer was lost is asked about by its
id; it is never charged anew.
"""

from __future__ import annotations

import re
import threading
from typing import Final, Literal, Protocol, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks

#: `authorising → approved | declined | unknown`; `unknown → approved | declined` once it is asked again.
PaymentState: TypeAlias = Literal["authorising", "approved", "declined", "unknown"]

_REFERENCE: Final = re.compile(r"[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё /-]{0,29}")


class TerminalSilent(WorldError):
    """No answer: the buyer may have been charged, or not."""

    text = QT_TRANSLATE_NOOP("errors", "The payment terminal has not answered")
    way_out = QT_TRANSLATE_NOOP("errors", "Ask it again; do not let the buyer pay twice")


class TerminalOff(TerminalSilent):
    """Nobody is there: not a byte of the request went out, so nothing was charged by it."""

    text = QT_TRANSLATE_NOOP("errors", "The payment terminal is off or cannot be reached")
    way_out = QT_TRANSLATE_NOOP("errors", "Switch it on and check its cable; take cash meanwhile")


class MalformedReference(Refused):
    """A reference number that no terminal prints."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a number from a terminal's slip")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the number printed on the slip: 1 to 30 letters and digits")


class Charge(msgspec.Struct, frozen=True):
    """One sum to take; `payment_id` is the terminal's key against charging twice."""

    payment_id: Id
    kind: Literal["card", "sbp"]
    amount: Kopecks


class Refund(msgspec.Struct, frozen=True):
    """One sum to give back, of the payment that the terminal knows by `reference`."""

    payment_id: Id
    kind: Literal["card", "sbp"]
    amount: Kopecks
    reference: str


class TerminalAnswer(msgspec.Struct, frozen=True):
    """What a terminal says about one payment; `reason` is its own text when it declines."""

    state: PaymentState
    reference: str = ""
    reason: str = ""


class PaymentTerminal(Protocol):
    """A driver.  Calls may take as long as a buyer looks for a card: never on the screen's thread."""

    @property
    def manual(self) -> bool:
        """Whether a person reads the answer off the terminal's slip."""

    def charge(self, charge: Charge) -> TerminalAnswer:
        """Take the sum; calling again with the same id never takes it twice.  `TerminalSilent` if no answer came."""

    def refund(self, refund: Refund) -> TerminalAnswer:
        """Give the sum back, under the same rule."""

    def ask(self, payment_id: Id) -> TerminalAnswer:
        """What became of a payment; `unknown` if the terminal has never heard of it.  May be `TerminalSilent`."""

    def void(self, payment_id: Id) -> TerminalAnswer:
        """Let a payment that is not approved never be: `declined`, or `approved` where it was already.

        From then on a request with this id that comes late takes nothing.  May be `TerminalSilent`.
        """

    def interrupt(self) -> None:
        """From any thread: the call under way ends soon, as `TerminalSilent` unless it was answered by then."""


def checked_reference(text: str) -> str:
    """A reference number as a person typed it, without stray spaces; `MalformedReference` otherwise."""
    reference = " ".join(text.split())
    if not _REFERENCE.fullmatch(reference):
        raise MalformedReference(value=text if len(text) <= 40 else text[:40] + "…")
    return reference


class ManualTerminal:
    """A terminal that stands beside the till: the cashier types the sum into it and its answer into the till."""

    manual = True

    def __init__(self) -> None:
        self._answers: dict[Id, TerminalAnswer] = {}
        self._lock = threading.Lock()

    def charge(self, charge: Charge) -> TerminalAnswer:
        """Begin to wait for the cashier."""
        return self._begin(charge.payment_id)

    def refund(self, refund: Refund) -> TerminalAnswer:
        """Begin to wait for the cashier."""
        return self._begin(refund.payment_id)

    def ask(self, payment_id: Id) -> TerminalAnswer:
        """What the cashier has said; `unknown` before that in another run of the program."""
        with self._lock:
            return self._answers.get(payment_id, TerminalAnswer("unknown"))

    def approved(self, payment_id: Id, reference: str) -> TerminalAnswer:
        """The slip says approved; `MalformedReference` if the number cannot be one."""
        return self._say(payment_id, TerminalAnswer("approved", checked_reference(reference)))

    def declined(self, payment_id: Id, reason: str = "") -> TerminalAnswer:
        """The terminal refused, or the buyer gave up."""
        return self._say(payment_id, TerminalAnswer("declined", reason=reason))

    def void(self, payment_id: Id) -> TerminalAnswer:
        """The cashier says that it never was, unless she has said otherwise."""
        return self.declined(payment_id)

    def interrupt(self) -> None:
        """Nothing is waited for here."""

    def _begin(self, payment_id: Id) -> TerminalAnswer:
        with self._lock:
            return self._answers.setdefault(payment_id, TerminalAnswer("authorising"))

    def _say(self, payment_id: Id, answer: TerminalAnswer) -> TerminalAnswer:
        """Keep the first final answer: a payment is decided once."""
        with self._lock:
            present = self._answers.get(payment_id)
            if present is not None and present.state in ("approved", "declined"):
                return present
            self._answers[payment_id] = answer
            return answer
