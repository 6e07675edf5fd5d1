"""Totals of a shift for the X and Z reports, from facts: receipts, cash moved, things cancelled."""

from __future__ import annotations

from collections import Counter
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
    #: A return by a manager's word: without a receipt, or without the right to it.
    by_word: bool = False
    #: Kopecks of each gift card among its lines: an advance.
    cards: tuple[Kopecks, ...] = ()


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

    `returns_by_word` are those of the returns that a manager allowed without a receipt or the right to it.
    `redeemed` is money paid by points in sales; the points are given and taken back by returns apart.
    `rounding` is what cash rounding let off.  `cash_expected` is what must lie in the drawer.
    """

    sales: Tally
    returns: Tally
    returns_by_word: Tally
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
    #: Gift cards sold and brought back: an advance, which is part of `sales` and `returns` and no turnover.
    cards_sold: Tally = Tally()
    cards_returned: Tally = Tally()

    @property
    def takings(self) -> Kopecks:
        """Turnover: sales less returns, without what was paid in advance for gift cards."""
        advance = self.cards_sold.amount - self.cards_returned.amount
        return self.sales.amount - self.returns.amount - advance


def total_shift(
    cash_float: Kopecks,
    receipts: Iterable[ShiftReceipt],
    moved: Iterable[CashMoved] = (),
    cancelled: Iterable[Cancelled] = (),
) -> ShiftTotals:
    """Sum up a shift; an empty one gives zeros and no rows."""
    every = list(receipts)
    sold = [receipt for receipt in every if receipt.kind == "sale"]
    back = [receipt for receipt in every if receipt.kind == "return"]
    moves = list(moved)
    gone = list(cancelled)
    kinds = _by_kind(sold, back)
    cash_in = _tally(move.amount for move in moves if move.kind == "in")
    cash_out = _tally(move.amount for move in moves if move.kind == "out")
    cash_sold = sum(total.net for total in kinds if total.kind == "cash")
    return ShiftTotals(
        sales=_tally(_paid(receipt) for receipt in sold),
        returns=_tally(_paid(receipt) for receipt in back),
        returns_by_word=_tally(_paid(receipt) for receipt in back if receipt.by_word),
        base=sum(receipt.base for receipt in sold),
        kinds=kinds,
        discounts=_by_name(sold),
        redeemed=sum(receipt.redeemed for receipt in sold),
        redeemed_points=sum(receipt.redeemed_points for receipt in sold),
        accrued_points=sum(receipt.accrued_points for receipt in sold),
        restored_points=sum(receipt.redeemed_points for receipt in back),
        taken_back_points=sum(receipt.accrued_points for receipt in back),
        vat=_by_rate(sold, back),
        receipts_with_card=sum(receipt.with_card for receipt in sold),
        rounding=sum(receipt.to_pay - _paid(receipt) for receipt in sold),
        cash_float=cash_float,
        cash_in=cash_in,
        cash_out=cash_out,
        cash_expected=cash_float + cash_sold + cash_in.amount - cash_out.amount,
        cancelled_lines=_tally(one.amount for one in gone if one.what == "line"),
        cancelled_receipts=_tally(one.amount for one in gone if one.what == "receipt"),
        cards_sold=_tally(amount for receipt in sold for amount in receipt.cards),
        cards_returned=_tally(amount for receipt in back for amount in receipt.cards),
    )


def _paid(receipt: ShiftReceipt) -> Kopecks:
    """Money that changed hands, cash rounding included."""
    return sum(amount for _, amount in receipt.payments)


def _tally(amounts: Iterable[Kopecks]) -> Tally:
    """How many and how much."""
    listed = list(amounts)
    return Tally(len(listed), sum(listed))


def _by_kind(sold: Iterable[ShiftReceipt], back: Iterable[ShiftReceipt]) -> tuple[KindTotal, ...]:
    """Payment kinds in the order of the alphabet."""
    sales: Counter[str] = Counter()
    returns: Counter[str] = Counter()
    for receipt in sold:
        for kind, amount in receipt.payments:
            sales[kind] += amount
    for receipt in back:
        for kind, amount in receipt.payments:
            returns[kind] += amount
    return tuple(KindTotal(kind, sales[kind], returns[kind]) for kind in sorted(sales.keys() | returns.keys()))


def _by_name(sold: Iterable[ShiftReceipt]) -> tuple[NamedTotal, ...]:
    """Discounts by the name of their rule, the largest first; a receipt counts once for each name."""
    counts: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for receipt in sold:
        counts.update({name for name, _ in receipt.discounts})
        for name, amount in receipt.discounts:
            amounts[name] += amount
    names = sorted(amounts, key=lambda name: (-amounts[name], name))
    return tuple(NamedTotal(name, counts[name], amounts[name]) for name in names)


def _by_rate(sold: Iterable[ShiftReceipt], back: Iterable[ShiftReceipt]) -> tuple[VatTotal, ...]:
    """VAT rates, the highest first, goods without VAT last."""
    turnover: Counter[BasisPoints | None] = Counter()
    tax: Counter[BasisPoints | None] = Counter()
    for sign, receipts in ((1, sold), (-1, back)):
        for receipt in receipts:
            for rate, amount, vat in receipt.vat:
                turnover[rate] += sign * amount
                tax[rate] += sign * vat
    rates = sorted(turnover, key=lambda rate: -1 if rate is None else rate, reverse=True)
    return tuple(VatTotal(rate, turnover[rate], tax[rate]) for rate in rates)
