"""X and Z: the figures of a shift, from the database, as a value and as a document."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points

if TYPE_CHECKING:
    from cashier_app.documents.document import Document
    from cashier_app.till.opening import Till


class KindTotal(msgspec.Struct, frozen=True):
    """Count and sum of one payment kind (cash, card, sbp)."""

    kind: str
    count: int
    amount: Kopecks


class VatTotal(msgspec.Struct, frozen=True):
    """Sum sold at a rate and the VAT in it."""

    rate: BasisPoints | None
    amount: Kopecks
    vat: Kopecks


class ShiftReport(msgspec.Struct, frozen=True):
    """Figures of one shift; a Z report is one that is kept."""

    number: int
    opened_at: Instant
    opened_by: str
    at: Instant
    closed: bool
    float: Kopecks
    sales: int
    sold: Kopecks
    returns: int
    returned: Kopecks
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    payments: tuple[KindTotal, ...]
    refunds: tuple[KindTotal, ...]
    vat: tuple[VatTotal, ...]
    cash_in: Kopecks
    cash_out: Kopecks
    expected_cash: Kopecks
    counted: Kopecks | None
    points_redeemed: Points
    points_accrued: Points
    with_member: int
    first_number: int | None
    last_number: int | None
    cancelled: int

    @property
    def difference(self) -> Kopecks | None:
        """Counted less expected cash; None before the count."""
        return None if self.counted is None else self.counted - self.expected_cash


class Reports:
    """Reports of shifts."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def x(self) -> Future[ShiftReport]:
        """The open shift until now; changes nothing."""
        raise NotImplementedError

    def z(self, number: int) -> Future[ShiftReport]:
        """The kept report of a closed shift."""
        raise NotImplementedError

    def shifts(self, limit: int = 60) -> Future[list[ShiftReport]]:
        """Kept reports, newest first."""
        raise NotImplementedError

    def document(self, report: ShiftReport) -> Document:
        """The report as it is printed and shown."""
        raise NotImplementedError

    def print(self, report: ShiftReport) -> Future[int]:
        """Queue the report for the printer; the job's id."""
        raise NotImplementedError
