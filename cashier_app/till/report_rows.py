"""Kept Z reports as rows of a list."""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import local_time
from cashier_app.core.words import Words
from cashier_app.till.reports import ShiftReport


class ReportRow(msgspec.Struct, frozen=True):
    """One closed shift; texts are ready."""

    number: int
    title: str
    detail: str
    figure: str
    #: What the drawer lacked or had too much; empty where it agreed.
    note: str = ""


def report_row(report: ShiftReport, words: Words, zone: str) -> ReportRow:
    """A closed shift: when, how many receipts, its takings, and the drawer's difference where there was one."""
    opened, closed = local_time(report.opened_at, zone), local_time(report.at, zone)
    until = f"{closed:%H:%M}" if opened.date() == closed.date() else f"{closed:%d.%m %H:%M}"
    count = report.totals.sales.count
    sales = words.translate("reports", "%n sale(s)", "", count)
    note = ""
    if report.difference:
        name = (
            words.translate("reports", "missing {sum}")
            if report.difference < 0
            else words.translate("reports", "too much {sum}")
        )
        note = name.format(sum=words.sum(abs(report.difference)))
    return ReportRow(
        report.number,
        words.translate("reports", "Shift {number}").format(number=report.number),
        f"{opened:%d.%m.%Y %H:%M}–{until} · {sales}",
        words.sum(report.totals.takings),
        note,
    )
