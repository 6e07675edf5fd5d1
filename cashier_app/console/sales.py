"""Sales of closed shifts for accounting: lines, discounts by rule, receipts, payments; returns negative.

Every figure of a return is negative, so that a column's sum is what remains.  A line's `net` is what was paid for it
in money: base - discount - redeemed.  What a receipt was paid differs from its lines by cash rounding and by gifts
that a return left with the buyer: `other`.  The sums are compared with the shift's kept Z report, figure by figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import BasisPoints, Kopecks, allocate
from cashier_app.core.number import format_scaled
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths

if TYPE_CHECKING:
    from cashier_app.storage.reader import Reader
    from cashier_app.storage.rows import LineRow, ReceiptRow
    from cashier_app.till.reports import ShiftReport


class NoTill(Refused):
    """There is no till on this machine, or not in this folder."""

    text = QT_TRANSLATE_NOOP("errors", "There is no till's database at {path}")
    way_out = QT_TRANSLATE_NOOP("errors", "Name its folder with --home, or in the settings: [till] folder")


class OtherVersion(Refused):
    """A database that another version of the program has made."""

    text = QT_TRANSLATE_NOOP("errors", "The till's database at {path} is of another version of the program")
    way_out = QT_TRANSLATE_NOOP("errors", "Start the till of this version once")


class SoldLine(msgspec.Struct, frozen=True):
    """A line of a receipt."""

    shift: int
    receipt: int
    kind: Literal["sale", "return"]
    at: Instant
    line: int
    product_id: str
    code: str
    name: str
    unit: str
    quantity: Thousandths
    price: Kopecks
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    net: Kopecks
    vat_rate: BasisPoints | None
    vat: Kopecks
    accrued_points: Points
    #: Of a return the number of the sale; None where it was sold elsewhere.
    sold_by: int | None


class LineDiscount(msgspec.Struct, frozen=True):
    """What one rule took off one line."""

    shift: int
    receipt: int
    kind: Literal["sale", "return"]
    line: int
    product_id: str
    product: str
    rule_id: str
    rule: str
    amount: Kopecks


class SoldReceipt(msgspec.Struct, frozen=True):
    """A receipt: what its lines say, what was paid, and the difference."""

    shift: int
    receipt: int
    kind: Literal["sale", "return"]
    at: Instant
    cashier: str
    with_card: bool
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    net: Kopecks
    other: Kopecks
    paid: Kopecks
    accrued_points: Points
    programme_version: int | None


class Paid(msgspec.Struct, frozen=True):
    """Money of a receipt by its kind."""

    shift: int
    receipt: int
    kind: Literal["sale", "return"]
    at: Instant
    payment: str
    amount: Kopecks


class Compared(msgspec.Struct, frozen=True):
    """A figure of the shift as the rows sum up to it and as the Z report keeps it; `figure` is its name in code.

    `of` says of which payment kind, VAT rate or discount.  Kopecks; of points hundredths.
    """

    shift: int
    figure: str
    of: str
    exported: int
    reported: int

    @property
    def agrees(self) -> bool:
        """The rows sum up to what the report says."""
        return self.exported == self.reported


class Sales(msgspec.Struct):
    """Everything that is exported."""

    lines: list[SoldLine] = msgspec.field(default_factory=list)
    discounts: list[LineDiscount] = msgspec.field(default_factory=list)
    receipts: list[SoldReceipt] = msgspec.field(default_factory=list)
    payments: list[Paid] = msgspec.field(default_factory=list)
    totals: list[Compared] = msgspec.field(default_factory=list)


class _Discount(msgspec.Struct):
    rule_id: str
    name: str
    amount: Kopecks


class _Line(msgspec.Struct):
    number: int
    discounts: list[_Discount] = []


class _Quote(msgspec.Struct):
    lines: list[_Line] = []


class _Kept(msgspec.Struct):
    """Of what a sale keeps of its making the discounts alone: the rest is skipped unread."""

    quote: _Quote = msgspec.field(default_factory=_Quote)


_KEPT = msgspec.json.Decoder(_Kept)


def open_reader(path: Path) -> Reader:
    """A till's database to read from, while the till runs or not; raises `NoTill`, `OtherVersion`, `storage.errors`."""
    from cashier_app.storage.migrations import HEAD
    from cashier_app.storage.reader import Reader

    if not path.exists():
        raise NoTill(path=path)
    reader = Reader(path)
    if reader.revision() != HEAD:
        reader.close()
        raise OtherVersion(path=path)
    return reader


def read_sales(reader: Reader, reports: Sequence[ShiftReport]) -> Sales:
    """The rows of closed shifts, in their order, and the comparison with their reports."""
    sales = Sales()
    names = {user.user_id: user.name for user in reader.users()}
    for report in reports:
        of_shift = Sales()
        for row in reader.shift_receipts(report.number):
            _read_receipt(reader, row, names, of_shift)
        of_shift.totals = list(_compared(of_shift, report))
        for field in Sales.__struct_fields__:
            getattr(sales, field).extend(getattr(of_shift, field))
    return sales


def _read_receipt(reader: Reader, row: ReceiptRow, names: dict[str, str], sales: Sales) -> None:
    sign = -1 if row.kind == "return" else 1
    kind: Literal["sale", "return"] = "return" if row.kind == "return" else "sale"
    number, at = row.number or 0, row.closed_at or row.opened_at
    original = reader.receipt(row.original_id) if row.original_id else None
    by_rule = _discounts_back(reader, row, original) if kind == "return" else _discounts(row)
    rows = reader.lines(row.receipt_id)
    for line in rows:
        sales.lines.append(_line(line, row, kind, sign, original))
        sales.discounts += [
            LineDiscount(row.shift, number, kind, line.number, line.product_id, line.name, rule_id, name, sign * amount)
            for (rule_id, name), amount in by_rule[line.number].items()
            if amount
        ]
    paid: Counter[str] = Counter()
    for payment in reader.payments(row.receipt_id):
        if payment.state == "approved":
            paid[payment.kind] += payment.amount
    sales.payments += [Paid(row.shift, number, kind, at, name, paid[name]) for name in sorted(paid)]
    net = sign * sum(line.to_pay for line in rows)
    sales.receipts.append(
        SoldReceipt(
            shift=row.shift,
            receipt=number,
            kind=kind,
            at=at,
            cashier=names.get(row.user_id, row.user_id),
            with_card=row.account_id is not None or row.unclaimed != "",
            base=sign * row.base,
            discount=sign * row.discount,
            redeemed=sign * row.redeemed,
            redeemed_points=sign * row.redeemed_points,
            net=net,
            other=paid.total() - net,
            paid=paid.total(),
            accrued_points=sign * row.accrued_points,
            programme_version=row.programme_version,
        )
    )


class _Item(msgspec.Struct):
    unit: str = "pc"


_ITEM = msgspec.json.Decoder(_Item)


def _line(
    line: LineRow, row: ReceiptRow, kind: Literal["sale", "return"], sign: int, original: ReceiptRow | None
) -> SoldLine:
    return SoldLine(
        shift=row.shift,
        receipt=row.number or 0,
        kind=kind,
        at=row.closed_at or row.opened_at,
        line=line.number,
        product_id=line.product_id,
        code=line.code,
        name=line.name,
        unit=_ITEM.decode(line.item).unit,
        quantity=sign * line.quantity,
        price=line.price,
        base=sign * line.base,
        discount=sign * line.discount,
        redeemed=sign * line.redeemed,
        redeemed_points=sign * line.redeemed_points,
        net=sign * line.to_pay,
        vat_rate=line.vat_rate,
        vat=sign * line.vat,
        accrued_points=sign * line.accrued_points,
        sold_by=original.number if original is not None else None,
    )


#: (rule, its name) → kopecks, by line number.
_ByRule = defaultdict[int, dict[tuple[str, str], Kopecks]]


def _discounts(row: ReceiptRow) -> _ByRule:
    """What each rule took off each line of a sale."""
    found: _ByRule = defaultdict(dict)
    for line in _KEPT.decode(row.quote).quote.lines:
        for discount in line.discounts:
            key = discount.rule_id, discount.name
            found[line.number][key] = found[line.number].get(key, 0) + discount.amount
    return found


def _discounts_back(reader: Reader, row: ReceiptRow, original: ReceiptRow | None) -> _ByRule:
    """What a return takes back of each rule's discount.

    A line's discount comes back in parts that sum to the whole; each part is shared over the rules as the difference
    of what has come back of each before and after it, so that all parts of a rule sum to its discount as well.
    """
    found: _ByRule = defaultdict(dict)
    given = _discounts(original) if original is not None else defaultdict(dict)
    before: Counter[int] = Counter()
    for other in reader.returns(original.receipt_id) if original is not None else ():
        if other.receipt_id == row.receipt_id:
            break
        for line in reader.lines(other.receipt_id):
            before[line.original_line or line.number] += line.discount
    for line in reader.lines(row.receipt_id):
        sold = line.original_line or line.number
        rules = given[sold]
        if not rules or before[sold] + line.discount > sum(rules.values()):
            found[line.number] = {("", ""): line.discount}
            continue
        weights, ties = list(rules.values()), list(rules)
        earlier = allocate(before[sold], weights, ties)
        now = allocate(before[sold] + line.discount, weights, ties)
        found[line.number] = {
            key: after - back for key, after, back in zip(ties, now, earlier, strict=True) if after != back
        }
    return found


def _compared(sales: Sales, report: ShiftReport) -> Iterator[Compared]:
    """The rows of one shift against its Z report."""
    totals = report.totals

    def figure(name: str, exported: int, reported: int, of: str = "") -> Compared:
        return Compared(report.number, name, of, exported, reported)

    sold = [row for row in sales.receipts if row.kind == "sale"]
    back = [row for row in sales.receipts if row.kind == "return"]
    yield figure("sales", sum(row.paid for row in sold), totals.sales.amount)
    yield figure("returns", sum(row.paid for row in back), -totals.returns.amount)
    yield figure("base", sum(row.base for row in sold), totals.base)
    yield figure(
        "net", sum(line.net for line in sales.lines if line.kind == "sale"), totals.sales.amount + totals.rounding
    )
    yield figure("redeemed", sum(line.redeemed for line in sales.lines if line.kind == "sale"), totals.redeemed)
    points = sum(line.redeemed_points for line in sales.lines if line.kind == "sale")
    yield figure("redeemed_points", points, totals.redeemed_points)
    yield figure("accrued_points", sum(row.accrued_points for row in sold), totals.accrued_points)
    paid: Counter[str] = Counter()
    for payment in sales.payments:
        paid[payment.payment] += payment.amount
    reported = {kind.kind: kind.net for kind in totals.kinds}
    for kind in sorted(paid.keys() | reported.keys()):
        yield figure("payment", paid[kind], reported.get(kind, 0), kind)
    yield from _compared_discounts(sales, report)
    yield from _compared_vat(sales, report)


def _compared_discounts(sales: Sales, report: ShiftReport) -> Iterator[Compared]:
    by_name: Counter[str] = Counter()
    for discount in sales.discounts:
        if discount.kind == "sale":
            by_name[discount.rule] += discount.amount
    reported = {one.name: one.amount for one in report.totals.discounts}
    for name in sorted(by_name.keys() | reported.keys()):
        yield Compared(report.number, "discount", name, by_name[name], reported.get(name, 0))


def _compared_vat(sales: Sales, report: ShiftReport) -> Iterator[Compared]:
    turnover: Counter[BasisPoints | None] = Counter()
    tax: Counter[BasisPoints | None] = Counter()
    for line in sales.lines:
        turnover[line.vat_rate] += line.net
        tax[line.vat_rate] += line.vat
    reported = {total.rate: total for total in report.totals.vat}
    for rate in sorted(turnover.keys() | reported.keys(), key=lambda each: -1 if each is None else each):
        kept = reported.get(rate)
        of = "" if rate is None else f"{format_scaled(rate, 2, '.')} %"
        yield Compared(report.number, "turnover", of, turnover[rate], kept.turnover if kept else 0)
        yield Compared(report.number, "vat", of, tax[rate], kept.vat if kept else 0)
