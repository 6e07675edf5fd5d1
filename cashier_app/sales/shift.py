"""Totals of a shift for the X and Z reports, from facts: receipts, cash moved, things cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points


class ShiftReceipt(msgspec.Struct, frozen=True):
    """A final receipt as the report counts it; every figure positive, also of a return."""

    kind: Literal["sale", "return"]
    base: Kopecks
    to_pay: Kopecks
    #: (payment kind, kopecks) as paid or given back.
    payments: tuple[tuple[str, Kopecks], ...]
    #: (name of the rule, kopecks).
    discounts: tuple[tuple[str, Kopecks], ...] = ()
    redeemed: Kopecks = 0
    redeemed_points: Points = 0
    accrued_points: Points = 0
    #: (rate or None for goods without VAT, kopecks of turnover, kopecks of VAT inside it).
    vat: tuple[tuple[BasisPoints | None, Kopecks, Kopecks], ...] = ()
    with_card: bool = False


class CashMoved(msgspec.Struct, frozen=True):
    """Cash put into or taken out of the drawer."""

    kind: Literal["in", "out"]
    amount: Kopecks


class Cancelled(msgspec.Struct, frozen=True):
    """A line or a whole receipt cancelled before payment, at its amount."""

    what: Literal["line", "receipt"]
    amount: Kopecks


class Tally(msgspec.Struct, frozen=True):
    """How many and how much."""

    count: int = 0
    amount: Kopecks = 0


class KindTotal(msgspec.Struct, frozen=True):
    """One payment kind: sales, returns, and what remains."""

    kind: str
    sales: Kopecks
    returns: Kopecks

    @property
    def net(self) -> Kopecks:
        """Sales less returns."""
        return self.sales - self.returns


class NamedTotal(msgspec.Struct, frozen=True):
    """A discount by the name of its rule: on how many receipts, how much."""

    name: str
    count: int
    amount: Kopecks


class VatTotal(msgspec.Struct, frozen=True):
    """One VAT rate (None: without VAT): turnover and the tax inside it, sales less returns."""

    rate: BasisPoints | None
    turnover: Kopecks
    vat: Kopecks


class ShiftTotals(msgspec.Struct, frozen=True):
    """What X and Z reports print.

    `redeemed` is money paid by points in sales; the points are given and taken back by returns apart.
    `rounding` is what cash rounding let off.  `cash_expected` is what must lie in the drawer.
    """

    sales: Tally
    returns: Tally
    base: Kopecks
    kinds: tuple[KindTotal, ...]
    discounts: tuple[NamedTotal, ...]
    redeemed: Kopecks
    redeemed_points: Points
    accrued_points: Points
    restored_points: Points
    taken_back_points: Points
    vat: tuple[VatTotal, ...]
    receipts_with_card: int
    rounding: Kopecks
    cash_float: Kopecks
    cash_in: Tally
    cash_out: Tally
    cash_expected: Kopecks
    cancelled_lines: Tally
    cancelled_receipts: Tally


def total_shift(
    cash_float: Kopecks,
    receipts: Iterable[ShiftReceipt],
    moved: Iterable[CashMoved] = (),
    cancelled: Iterable[Cancelled] = (),
) -> ShiftTotals:
    """Sum up a shift; an empty one gives zeros and no rows."""
    raise NotImplementedError
