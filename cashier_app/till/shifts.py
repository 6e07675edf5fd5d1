"""Shifts: opened with a float, cash in and out, X at any time, closed with a count; never needs the network."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import HOUR, Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks, parse_money
from cashier_app.documents.document import DRAWER_DOCUMENT
from cashier_app.storage.rows import CashRow, ShiftRow
from cashier_app.sync.messages import CashBody, ShiftBody
from cashier_app.till.reports import ShiftReport, print_report, report_of
from cashier_app.till.rights import NeedsPermission, Permission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from cashier_app.documents.document import Document
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.people import User
    from cashier_app.till.writing import Transaction

_log = logging.getLogger(__name__)

#: A shift is warned of from here on, and by law may not be longer than the second.
WARN_AFTER: Final[Instant] = 20 * HOUR
LONGEST: Final[Instant] = 24 * HOUR
LONGEST_REASON: Final = 200


class NoOpenShift(Refused):
    """Selling and cash need an open shift."""

    text = QT_TRANSLATE_NOOP("errors", "No shift is open")
    way_out = QT_TRANSLATE_NOOP("errors", "Open a shift first")


class NobodyThere(Refused):
    """Nobody is logged in."""

    text = QT_TRANSLATE_NOOP("errors", "Nobody is logged in")
    way_out = QT_TRANSLATE_NOOP("errors", "Log in with your PIN")


class ShiftAlreadyOpen(Refused):
    """One shift at a time."""

    text = QT_TRANSLATE_NOOP("errors", "Shift {number} is still open")
    way_out = QT_TRANSLATE_NOOP("errors", "Close it first")


class PaymentInDoubt(Refused):
    """A shift is not closed over a payment that is not over."""

    text = QT_TRANSLATE_NOOP("errors", "A card payment of this shift is not settled yet")
    way_out = QT_TRANSLATE_NOOP("errors", "Open the payment and say whether the card was charged")


class ReceiptOpen(Refused):
    """A shift is not closed over goods on the screen."""

    text = QT_TRANSLATE_NOOP("errors", "There is an open receipt on the screen")
    way_out = QT_TRANSLATE_NOOP("errors", "Finish, park or cancel it first")


class CountDiffers(Refused):
    """Notes and coins that do not come to the sum they were counted for."""

    text = QT_TRANSLATE_NOOP("errors", "The notes and coins do not come to the sum counted")
    way_out = QT_TRANSLATE_NOOP("errors", "Count the drawer anew")


class NotEnoughCash(Refused):
    """More cash than lies in the drawer."""

    text = QT_TRANSLATE_NOOP("errors", "There is only {cash} in the drawer")
    way_out = QT_TRANSLATE_NOOP("errors", "Take out at most that much")


class NoAmount(Refused):
    """Cash in or out of nothing."""

    text = QT_TRANSLATE_NOOP("errors", "The sum must be more than zero")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the sum that is put in or taken out")


class NoReason(Refused):
    """Cash moved without a word why."""

    text = QT_TRANSLATE_NOOP("errors", "The reason is missing or too long")
    way_out = QT_TRANSLATE_NOOP("errors", "Say in a few words why cash is moved")


class Shift(msgspec.Struct, frozen=True):
    """The open shift; `opened_by` is a person's id."""

    number: int
    opened_at: Instant
    opened_by: str
    float: Kopecks


class Closing(msgspec.Struct, frozen=True):
    """What a count would mean: shown before the shift is closed."""

    expected: Kopecks
    counted: Kopecks
    difference: Kopecks
    #: The difference is above the cashier's limit: `close` needs the right `close_with_difference`.
    needs_permission: bool


class Closed(msgspec.Struct, frozen=True):
    """A closed shift: its kept Z report and the job that prints it (None without a printer)."""

    report: ShiftReport
    print_job_id: int | None


class Shifts:
    """The drawer's day."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @property
    def current(self) -> Shift | None:
        """The open shift."""
        row = self._till.reader.open_shift()
        return _shift(row) if row else None

    @property
    def left_before(self) -> Kopecks | None:
        """What was counted when the last shift was closed; None before the first."""
        rows = self._till.reader.closed_shifts(1)
        return rows[0].counted if rows else None

    @property
    def warning(self) -> str:
        """Words when the shift has been open for almost 24 hours or longer; "" otherwise."""
        current = self.current
        if current is None:
            return ""
        hours = self._till.clock.now() - current.opened_at
        if hours >= LONGEST:
            return self._till.words.translate("shift", "The shift has been open for more than 24 hours: close it now")
        if hours >= WARN_AFTER:
            return self._till.words.translate("shift", "The shift will soon be 24 hours long: close it in time")
        return ""

    def required(self) -> Shift:
        """The open shift.  Raises `NoOpenShift`."""
        current = self.current
        if current is None:
            raise NoOpenShift()
        return current

    def who(self) -> User:
        """Who is at the till.  Raises `NobodyThere`."""
        user = self._till.people.current
        if user is None:
            raise NobodyThere()
        return user

    def open(self, float_: str, permission: Permission | None = None) -> Future[Shift]:
        """Open a shift with the cash that lies in the drawer; a backup begins.

        Raises `ShiftAlreadyOpen`, `MalformedNumber`, `NeedsPermission`.
        """
        user, cash, now = self.who(), parse_money(float_ or "0"), self._till.clock.now()
        self._till.people.require("open_shift", permission)
        op_id = self._till.ids()

        def job(transaction: Transaction) -> Shift:
            shifts = transaction.unit.shifts
            if found := shifts.open():
                raise ShiftAlreadyOpen(number=found.number)
            row = ShiftRow(shifts.last_number() + 1, now, user.user_id, cash)
            shifts.add(row)
            body = ShiftBody(number=row.number, act="opened", user_id=user.user_id, cash=cash)
            transaction.record(op_id, "shift", body, now)
            return _shift(row)

        return self._till.writer.submit(job, after=self._changed)

    def cash(
        self, kind: Literal["in", "out"], amount: str, reason: str, permission: Permission | None = None
    ) -> Future[None]:
        """Put cash `in` or take it `out` (never more than is there), with a reason; opens the drawer, prints a slip.

        Raises `NoOpenShift`, `NoAmount`, `NoReason`, `MalformedNumber`, `NeedsPermission`; `NotEnoughCash` in the
        future.
        """
        user, shift, now = self.who(), self.required(), self._till.clock.now()
        allowed_by = self._till.people.require("cash_in_out", permission)
        money, why = parse_money(amount), " ".join(reason.split())
        if money == 0:
            raise NoAmount()
        if not why or len(why) > LONGEST_REASON:
            raise NoReason()
        op_id = self._till.ids()
        slip = self._cash_slip(kind, shift, user, now, money, why)

        def job(transaction: Transaction) -> None:
            unit = transaction.unit
            if kind == "out" and money > (held := cash_in_drawer(unit, shift)):
                raise NotEnoughCash(cash=self._till.words.money(held))
            unit.shifts.add_cash(CashRow(op_id, shift.number, kind, money, why, user.user_id, now))
            body = CashBody(shift=shift.number, kind=kind, amount=money, reason=why, user_id=user.user_id)
            transaction.record(op_id, "cash", body, now)
            transaction.journal("cash_" + kind, user.user_id, allowed_by, now, {"amount": money, "reason": why})
            if self._till.has_printer:
                transaction.print("drawer", DRAWER_DOCUMENT, now)
                transaction.print("report", slip, now)

        return self._till.writer.submit(job)

    def _changed(self, _: object) -> None:
        """A shift was opened or closed: the pay button says so, and a backup begins."""
        self._till.selling.look_again()
        self._till.back_up_soon()
        self._till.on_shift_changed()

    def preview_closing(self, counted: str) -> Future[Closing]:
        """Expected cash against the count.  Raises `NoOpenShift`, `MalformedNumber`."""
        shift, cash = self.required(), parse_money(counted)

        def job(unit: UnitOfWork) -> Closing:
            return self._closing(cash_in_drawer(unit, shift), cash)

        return self._till.database.worker.submit(job)

    def close(
        self, counted: str, permission: Permission | None = None, pieces: Mapping[Kopecks, int] | None = None
    ) -> Future[Closed]:
        """Close the shift, keep and print its Z report and the count by `pieces` that comes to it; a backup begins.

        Raises `CountDiffers`, `NoOpenShift`, `ReceiptOpen`, `MalformedNumber`, `NeedsPermission`; `PaymentInDoubt`
        in the future, and `NeedsPermission` for a difference above the shop's limit.
        """
        user, shift, now = self.who(), self.required(), self._till.clock.now()
        cash = parse_money(counted)
        found = tuple(sorted((pieces or {}).items(), reverse=True))
        if found and sum(each * count for each, count in found) != cash:
            raise CountDiffers()
        if not permission or permission.right == "close_shift":
            self._till.people.require("close_shift", permission)
        if self._till.selling.receipt.lines or self._till.paying.active:
            raise ReceiptOpen()
        op_id = self._till.ids()

        def job(transaction: Transaction) -> Closed:
            unit = transaction.unit
            if unit.shifts.in_doubt(shift.number):
                raise PaymentInDoubt()
            row = unit.shifts.open()
            if row is None or row.number != shift.number:
                raise NoOpenShift()
            report = report_of(unit, row, now, user.name, counted=cash, pieces=found)
            allowed_by = self._allowed(self._closing(report.expected_cash, cash), permission)
            unit.shifts.close(row.number, now, user.user_id, cash, msgspec.json.encode(report))
            body = ShiftBody(
                number=row.number, act="closed", user_id=user.user_id, cash=report.expected_cash, counted=cash
            )
            transaction.record(op_id, "shift", body, now)
            transaction.journal(
                "shift_closed", user.user_id, allowed_by, now, {"shift": row.number, "difference": report.difference}
            )
            job_id = None
            if self._till.has_printer:
                reports = self._till.reports
                job_id = print_report(transaction, reports.document(report), reports.count_document(report), now)
            return Closed(report, job_id)

        return self._till.writer.submit(job, after=self._changed)

    def open_drawer(self, permission: Permission | None = None) -> Future[None]:
        """Open the drawer without a sale: a journalled act.  Raises `NeedsPermission`."""
        user, now = self.who(), self._till.clock.now()
        allowed_by = self._till.people.require("open_drawer", permission)

        def job(transaction: Transaction) -> None:
            transaction.journal("drawer_opened", user.user_id, allowed_by, now, {})
            transaction.print("drawer", DRAWER_DOCUMENT, now)

        return self._till.writer.submit(job)

    def _closing(self, expected: Kopecks, counted: Kopecks) -> Closing:
        difference = counted - expected
        limit = self._till.settings.selling.cash_difference * 100
        return Closing(expected, counted, difference, needs_permission=abs(difference) > limit)

    def _allowed(self, closing: Closing, permission: Permission | None) -> str:
        if not closing.needs_permission:
            return permission.allowed_by if permission else ""
        if self._till.people.may("close_with_difference"):
            return ""
        if permission is None or permission.right != "close_with_difference":
            raise NeedsPermission("close_with_difference")
        return permission.allowed_by

    def _cash_slip(
        self, kind: Literal["in", "out"], shift: Shift, user: User, now: Instant, amount: Kopecks, reason: str
    ) -> Document:
        from cashier_app.documents.reports import CashFacts, cash_document

        facts = CashFacts(
            kind=kind,
            header=self._till.header(),
            till=self._till.settings.till.number,
            shift=shift.number,
            at=now,
            cashier=user.name,
            zone=self._till.zone,
            amount=amount,
            reason=reason,
        )
        return cash_document(facts, self._till.words)


def cash_in_drawer(unit: UnitOfWork, shift: Shift) -> Kopecks:
    """What must lie in the drawer now."""
    return shift.float + unit.shifts.cash_taken(shift.number)


def _shift(row: ShiftRow) -> Shift:
    return Shift(row.number, row.opened_at, row.opened_by, row.float)
