"""Shifts: opened with a float, cash in and out, X at any time, closed with a count; never needs the network."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks
from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.till.opening import Till
    from cashier_app.till.reports import ShiftReport


class NoOpenShift(Refused):
    """Selling and cash need an open shift."""

    text = QT_TRANSLATE_NOOP("errors", "No shift is open")
    way_out = QT_TRANSLATE_NOOP("errors", "Open a shift first")


class ShiftAlreadyOpen(Refused):
    """One shift at a time."""

    text = QT_TRANSLATE_NOOP("errors", "Shift {number} is still open")
    way_out = QT_TRANSLATE_NOOP("errors", "Close it first")


class Shift(msgspec.Struct, frozen=True):
    """The open shift."""

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
    """A closed shift: its kept Z report and the job that prints it."""

    report: ShiftReport
    print_job_id: int


class Shifts:
    """The drawer's day."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @property
    def current(self) -> Shift | None:
        """The open shift."""
        raise NotImplementedError

    @property
    def warning(self) -> str:
        """Words when the shift has been open for almost 24 hours or longer; "" otherwise."""
        raise NotImplementedError

    def open(self, float_: str, permission: Permission | None = None) -> Future[Shift]:
        """Open a shift with the cash that lies in the drawer.  Raises `ShiftAlreadyOpen`, `MalformedNumber`."""
        raise NotImplementedError

    def cash(self, kind: str, amount: str, reason: str, permission: Permission | None = None) -> Future[None]:
        """Put cash `in` or take it `out` (never more than is there), with a reason; prints a slip."""
        raise NotImplementedError

    def preview_closing(self, counted: str) -> Future[Closing]:
        """Expected cash against the count."""
        raise NotImplementedError

    def close(self, counted: str, permission: Permission | None = None) -> Future[Closed]:
        """Close the shift, keep and print its Z report.  Refused while a receipt with a payment is in doubt."""
        raise NotImplementedError

    def open_drawer(self, permission: Permission | None = None) -> Future[None]:
        """Open the drawer without a sale: a journalled act."""
        raise NotImplementedError
