"""Payments for which a person answered while the terminal was silent; what it says later is held against that.

The list stands in the database with the answer itself, so that none is forgotten over a restart.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.devices.payment_terminal import TerminalAnswer
from cashier_app.till.selling_view import Notice

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

_KEY: Final = "terminal_doubts"


class Doubt(msgspec.Struct, frozen=True):
    """One payment (a refund's amount is negative), and what a person said of it."""

    payment_id: Id
    amount: Kopecks
    said: Literal["approved", "declined"]
    reference: str
    user_id: str
    at: Instant


#: Which terminal, by its address, was told of which payment: only that one knows what became of it.
_ASKED: Final = "terminal_asked"
_MOST_ASKED: Final = 200

_LIST = msgspec.json.Decoder(tuple[Doubt, ...])


def _listed(body: str | None) -> tuple[Doubt, ...]:
    return _LIST.decode(body) if body else ()


def told_terminal(transaction: Transaction, till: Till, payment_ids: Iterable[Id]) -> None:
    """Keep which terminal is about to be told of these payments, in the transaction of their intent."""
    terminal, meta = till.settings.terminal, transaction.unit.meta
    if terminal.driver == "manual":
        return
    kept = _told(meta.get(_ASKED)) | dict.fromkeys(payment_ids, terminal.address)
    meta.put(_ASKED, msgspec.json.encode(dict(list(kept.items())[-_MOST_ASKED:])).decode())


def knows(till: Till, payment_id: Id) -> bool:
    """Whether the terminal of the settings was told of a payment: any other would deny what it has never heard of."""
    terminal = till.settings.terminal
    if terminal.driver == "manual":
        return False
    return _told(till.reader.meta(_ASKED)).get(payment_id) == terminal.address


def _told(body: str | None) -> dict[Id, str]:
    return msgspec.json.decode(body, type=dict[Id, str]) if body else {}


def add_doubt(transaction: Transaction, doubt: Doubt, allowed_by: str) -> None:
    """Keep a person's answer to be held against the terminal's, in the transaction that believes it."""
    meta = transaction.unit.meta
    kept = [each for each in _listed(meta.get(_KEY)) if each.payment_id != doubt.payment_id]
    meta.put(_KEY, msgspec.json.encode((*kept, doubt)).decode())
    details = {"amount": doubt.amount, "reason": doubt.said, "number": doubt.reference}
    transaction.journal("terminal_by_hand", doubt.user_id, allowed_by, doubt.at, details)


def drop_doubts(unit: UnitOfWork, ids: set[Id]) -> None:
    """Forget doubts that are settled."""
    kept = tuple(each for each in _listed(unit.meta.get(_KEY)) if each.payment_id not in ids)
    unit.meta.put(_KEY, msgspec.json.encode(kept).decode())


class TerminalDoubts:
    """What is still to be held against the terminal; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def open(self) -> tuple[Doubt, ...]:
        """All of them."""
        return _listed(self._till.reader.meta(_KEY))

    def to_ask(self) -> tuple[Id, ...]:
        """Those that the terminal of the settings can be asked about."""
        return tuple(doubt.payment_id for doubt in self.open() if knows(self._till, doubt.payment_id))

    def settle(self, payment_id: Id, answer: TerminalAnswer) -> Future[Notice | None] | None:
        """The terminal has said what became of a payment: a notice where it contradicts the person; journalled.

        None for a payment that nobody answered for, or an answer that is not final.
        """
        doubt = next((each for each in self.open() if each.payment_id == payment_id), None)
        if doubt is None or answer.state not in ("approved", "declined"):
            return None
        now, agrees = self._till.clock.now(), answer.state == doubt.said

        def job(transaction: Transaction) -> Notice | None:
            drop_doubts(transaction.unit, {payment_id})
            if agrees:
                return None
            details = {"amount": doubt.amount, "reason": answer.state, "number": answer.reference}
            transaction.journal("terminal_contradicts", doubt.user_id, "", now, details)
            return self._notice(doubt)

        return self._till.writer.submit(job)

    def _notice(self, doubt: Doubt) -> Notice:
        words, amount = self._till.words, self._till.words.money(abs(doubt.amount))
        if doubt.said == "declined":
            text = words.translate("payment", "The terminal did move {sum}, though “declined” was answered for it")
            way_out = words.translate("payment", "Call a manager: the money is to be moved back on the terminal")
        else:
            text = words.translate("payment", "The terminal did not move {sum}, though “approved” was answered for it")
            way_out = words.translate("payment", "Call a manager: the slip with that number is to be found")
        return Notice(text.format(sum=amount), way_out, "error")
