"""Receipts put aside: with a name or a number, on this till, surviving a restart."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.sales.receipt import EmptyReceipt, Receipt
from cashier_app.storage.rows import ParkedRow
from cashier_app.till.rights import Permission
from cashier_app.till.shifts import ReceiptOpen

if TYPE_CHECKING:
    from cashier_app.till.opening import Till
    from cashier_app.till.selling import Outcome
    from cashier_app.till.writing import Transaction

LONGEST_NAME: Final = 40


class NotParked(Refused):
    """Taken up or thrown away already."""

    text = QT_TRANSLATE_NOOP("errors", "This receipt is no longer put aside")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose another one from the list")


class Parked(msgspec.Struct, frozen=True):
    """A parked receipt as its list shows it; texts are ready."""

    parked_id: str
    name: str
    detail: str
    total: str


class Parking:
    """Put the receipt on the screen aside, take one up again."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def list(self) -> list[Parked]:
        """Parked receipts, oldest first."""
        words, zone = self._till.words, self._till.zone
        parked = []
        for number, row in enumerate(self._till.reader.parked(), start=1):
            lines = len(msgspec.json.decode(row.body, type=Receipt).lines)
            at = f"{local_time(row.at, zone):%d.%m %H:%M}"
            parked.append(
                Parked(
                    parked_id=row.parked_id,
                    name=row.name or words.translate("parking", "Receipt No. {number}").format(number=number),
                    detail=f"{at} · " + words.translate("parking", "%n line(s)", "", lines),
                    total=words.money(row.total),
                )
            )
        return parked

    def park(self, name: str = "") -> Future[None]:
        """Put the receipt aside and begin an empty one at once, so that what is scanned meanwhile is on that.

        It comes back if it cannot be written.  Raises `EmptyReceipt`, `NobodyThere`.
        """
        selling = self._till.selling
        receipt, now, accounts = selling.receipt, self._till.clock.now(), selling.accounts
        if not receipt.lines:
            raise EmptyReceipt()
        user = self._till.shifts.who()
        label = " ".join(name.split())[:LONGEST_NAME]
        body = msgspec.json.encode(msgspec.structs.replace(receipt, name=label, redeem=0, confirmed_points=0))
        row = ParkedRow(receipt.receipt_id, label, body, selling.view().to_pay, user.user_id, now)

        def job(transaction: Transaction) -> None:
            transaction.unit.drafts.park(row)
            selling.write_draft(transaction)
            self._till.give_back_rights(transaction, accounts, now)

        selling.begin()
        return self._till.writer.submit(job, undo=lambda: selling.give_back(receipt, row.total))

    def take_up(self, parked_id: str) -> Future[Outcome]:
        """Bring a parked receipt back (the one on the screen must be empty); the outcome tells what changed since.

        It stays parked, and leaves the screen, if that cannot be written.
        Raises `ReceiptOpen`; `NotParked` in the future.
        """
        if self._till.selling.receipt.lines:
            raise ReceiptOpen()
        row = next((row for row in self._till.reader.parked() if row.parked_id == parked_id), None)
        if row is None:
            raise NotParked()
        selling, body, now = self._till.selling, row.body, self._till.clock.now()
        receipt, replaced = msgspec.json.decode(body, type=Receipt), selling.accounts
        outcome = selling.take_up(receipt, row.total, row.at)

        def job(transaction: Transaction) -> Outcome:
            if not transaction.unit.drafts.unpark(parked_id):
                raise NotParked()
            transaction.unit.drafts.save(body, now)
            self._till.give_back_rights(transaction, replaced, now)
            return outcome

        return self._till.writer.submit(job, undo=lambda: selling.leave(receipt.receipt_id))

    def drop(self, parked_id: str, permission: Permission | None = None) -> Future[None]:
        """Throw a parked receipt away (right `cancel_receipt`); journalled.

        Raises `NeedsPermission`; `NotParked` in the future.
        """
        allowed_by = self._till.people.require("cancel_receipt", permission)
        user, now = self._till.shifts.who(), self._till.clock.now()

        def job(transaction: Transaction) -> None:
            row = transaction.unit.drafts.parked_by_id(parked_id)
            if row is None or not transaction.unit.drafts.unpark(parked_id):
                raise NotParked()
            transaction.journal(
                "receipt_cancelled", user.user_id, allowed_by, now, {"amount": row.total, "parked": row.name}
            )

        return self._till.writer.submit(job)
