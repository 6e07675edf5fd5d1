"""X and Z: the figures of a shift, from the database, as a value and as a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Literal

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks
from cashier_app.sales.shift import Cancelled, CashMoved, ShiftReceipt, ShiftTotals, total_shift
from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.documents.document import Document
    from cashier_app.storage.rows import ReceiptRow, ShiftRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction


class NoSuchShift(Refused):
    """A report of a shift that this till never had, or that is not closed."""

    text = QT_TRANSLATE_NOOP("errors", "There is no Z report of shift {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose a closed shift from the list")


class ShiftReport(msgspec.Struct, frozen=True):
    """Figures of one shift; a Z report is one that is kept.  Names are people's, not their ids."""

    number: int
    opened_at: Instant
    opened_by: str
    at: Instant
    by: str
    closed: bool
    totals: ShiftTotals
    first_number: int | None = None
    last_number: int | None = None
    counted: Kopecks | None = None
    #: How many of each note and coin were counted, the largest first; empty where only a sum was typed.
    pieces: tuple[tuple[Kopecks, int], ...] = ()

    @property
    def expected_cash(self) -> Kopecks:
        """What must lie in the drawer."""
        return self.totals.cash_expected

    @property
    def difference(self) -> Kopecks | None:
        """Counted less expected cash; None before the count."""
        return None if self.counted is None else self.counted - self.totals.cash_expected


class ReportView(msgspec.Struct, frozen=True):
    """A kept report in a list; texts are ready."""

    number: int
    title: str
    detail: str
    figure: str


class Reports:
    """Reports of shifts."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def x(self, permission: Permission | None = None) -> Future[ShiftReport]:
        """The open shift until now; changes nothing.  Raises `NoOpenShift` in the future."""
        self._till.people.require("x_report", permission)
        now, by = self._till.clock.now(), self._who()

        def job(unit: UnitOfWork) -> ShiftReport:
            from cashier_app.till.shifts import NoOpenShift

            row = unit.shifts.open()
            if row is None:
                raise NoOpenShift()
            return report_of(unit, row, now, by)

        return self._till.database.worker.submit(job)

    def z(self, number: int) -> Future[ShiftReport]:
        """The kept report of a closed shift.  Raises `NoSuchShift` in the future."""

        def job(unit: UnitOfWork) -> ShiftReport:
            row = unit.shifts.by_number(number)
            if row is None or row.report is None:
                raise NoSuchShift(number=number)
            return decode_report(row.report)

        return self._till.database.worker.submit(job)

    def shifts(self, limit: int = 60) -> Future[list[ShiftReport]]:
        """Kept reports, newest first."""
        return self._till.database.worker.submit(
            lambda unit: [decode_report(row.report) for row in unit.shifts.closed(limit) if row.report is not None]
        )

    def list_views(self, reports: Sequence[ShiftReport]) -> list[ReportView]:
        """Reports as a list shows them: the shift, when and by whom it was closed, money taken."""
        words, zone = self._till.words, self._till.zone
        return [
            ReportView(
                number=report.number,
                title=words.translate("report", "Shift {shift}").format(shift=report.number),
                detail=f"{local_time(report.at, zone):%d.%m.%Y %H:%M} · {report.by}",
                figure=words.money(report.totals.takings),
            )
            for report in reports
        ]

    def document(self, report: ShiftReport) -> Document:
        """The report as it is printed and shown."""
        from cashier_app.documents.reports import ReportFacts, report_document

        kind: Literal["x", "z"] = "z" if report.closed else "x"
        facts = ReportFacts(
            kind=kind,
            header=self._till.header(),
            till=self._till.settings.till.number,
            shift=report.number,
            opened_at=report.opened_at,
            opened_by=report.opened_by,
            at=report.at,
            cashier=report.by,
            zone=self._till.zone,
            totals=report.totals,
            first_number=report.first_number,
            last_number=report.last_number,
            counted=report.counted,
        )
        return report_document(facts, self._till.words)

    def count_document(self, report: ShiftReport) -> Document | None:
        """The slip of the drawer's count, for the bag that goes to the bank; None where nothing was counted so."""
        from cashier_app.documents.drawer_count import CountFacts, count_document
        from cashier_app.till.drawer_count import denomination_name, to_leave, total_of

        if not report.pieces or report.counted is None:
            return None
        words, wanted = self._till.words, self._till.settings.selling.drawer_float * 100
        left = total_of(to_leave(dict(report.pieces), wanted))
        facts = CountFacts(
            header=self._till.header(),
            till=self._till.settings.till.number,
            shift=report.number,
            at=report.at,
            cashier=report.by,
            zone=self._till.zone,
            pieces=tuple(
                (denomination_name(each, words), count, each * count) for each, count in report.pieces if count
            ),
            counted=report.counted,
            expected=report.expected_cash,
            leave=left if wanted else None,
        )
        return count_document(facts, words)

    def shown(self, report: ShiftReport) -> Document:
        """The report with the drawer's count under it, as both were printed."""
        document, count = self.document(report), self.count_document(report)
        if count is None:
            return document
        return msgspec.structs.replace(document, blocks=(*document.blocks, *count.blocks))

    def print(self, report: ShiftReport) -> Future[int]:
        """Queue the report, and the drawer's count where there is one, for the printer; the report's job's id."""
        document, count, now = self.document(report), self.count_document(report), self._till.clock.now()

        def job(transaction: Transaction) -> int:
            return print_report(transaction, document, count, now)

        return self._till.writer.submit(job)

    def _who(self) -> str:
        user = self._till.people.current
        return user.name if user else ""


def print_report(transaction: Transaction, document: Document, count: Document | None, now: Instant) -> int:
    """Queue a report and the count that belongs to it; the report's job."""
    job_id = transaction.print("report", document, now)
    if count is not None:
        transaction.print("report", count, now)
    return job_id


def decode_report(body: bytes) -> ShiftReport:
    """A report as it was kept."""
    return msgspec.json.decode(body, type=ShiftReport)


def report_of(
    unit: UnitOfWork,
    row: ShiftRow,
    now: Instant,
    by: str,
    counted: Kopecks | None = None,
    pieces: tuple[tuple[Kopecks, int], ...] = (),
) -> ShiftReport:
    """The figures of a shift until an instant; counted cash makes it a Z report."""
    receipts = unit.receipts.of_shift(row.number)
    numbers = [receipt.number for receipt in receipts if receipt.number is not None]
    opener = unit.people.by_id(row.opened_by)
    return ShiftReport(
        number=row.number,
        opened_at=row.opened_at,
        opened_by=opener.name if opener else row.opened_by,
        at=now,
        by=by,
        closed=counted is not None,
        totals=total_shift(
            row.float,
            _shift_receipts(unit, row.number, receipts),
            [CashMoved(_in_or_out(cash.kind), cash.amount) for cash in unit.shifts.cash(row.number)],
            _cancelled(unit, row.opened_at, now),
        ),
        first_number=min(numbers, default=None),
        last_number=max(numbers, default=None),
        counted=counted,
        pieces=pieces,
    )


class _Discount(msgspec.Struct):
    name: str
    amount: Kopecks


class _Line(msgspec.Struct):
    discounts: list[_Discount] = []


class _Quote(msgspec.Struct, frozen=True):
    lines: list[_Line] = []


class _Kept(msgspec.Struct):
    """Of what a receipt keeps of its making only the discounts' names: the rest is skipped unread."""

    quote: _Quote = _Quote()


_KEPT = msgspec.json.Decoder(_Kept)


def _shift_receipts(unit: UnitOfWork, number: int, receipts: list[ReceiptRow]) -> list[ShiftReceipt]:
    """Final receipts of a shift as the report counts them; every figure positive."""
    payments: dict[str, list[tuple[str, Kopecks]]] = defaultdict(list)
    for receipt_id, kind, amount in unit.receipts.payments_of_shift(number):
        payments[receipt_id].append((kind, abs(amount)))
    vat: dict[str, list[tuple[int | None, Kopecks, Kopecks]]] = defaultdict(list)
    for receipt_id, rate, turnover, tax in unit.receipts.vat_of_shift(number):
        vat[receipt_id].append((rate, turnover, tax))
    cards: dict[str, list[Kopecks]] = defaultdict(list)
    for receipt_id, amount in unit.receipts.cards_of_shift(number):
        cards[receipt_id].append(amount)
    return [
        ShiftReceipt(
            kind="return" if row.kind == "return" else "sale",
            base=row.base,
            to_pay=row.to_pay,
            payments=tuple(payments[row.receipt_id]),
            discounts=tuple(
                (discount.name, discount.amount)
                for line in _KEPT.decode(row.quote).quote.lines
                for discount in line.discounts
            ),
            redeemed=row.redeemed,
            redeemed_points=row.redeemed_points,
            accrued_points=row.accrued_points,
            vat=tuple(vat[row.receipt_id]),
            with_card=row.account_id is not None or row.unclaimed != "",
            by_word=row.reason != "",
            cards=tuple(cards[row.receipt_id]),
        )
        for row in receipts
    ]


class _Amount(msgspec.Struct):
    amount: Kopecks = 0


def _cancelled(unit: UnitOfWork, since: Instant, until: Instant) -> list[Cancelled]:
    """What was cancelled before payment, from the journal."""
    kinds: dict[str, Literal["line", "receipt"]] = {"line_removed": "line", "receipt_cancelled": "receipt"}
    return [
        Cancelled(kinds[row.act], msgspec.json.decode(row.details, type=_Amount).amount)
        for row in unit.journal.between(since, until)
        if row.act in kinds
    ]


def _in_or_out(kind: str) -> Literal["in", "out"]:
    return "in" if kind == "in" else "out"
