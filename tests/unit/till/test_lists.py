"""Kept reports and the journal as rows of lists."""

from __future__ import annotations

from cashier_app.sales.shift import ShiftReceipt, total_shift
from cashier_app.till.journal import Record
from cashier_app.till.journal_rows import journal_row
from cashier_app.till.report_rows import report_row
from cashier_app.till.reports import ShiftReport
from cashier_app.words import load_words

RU, EN = load_words("ru"), load_words("en")
ZONE = "Europe/Moscow"
#: 2026-11-21 09:00 in Moscow.
MORNING = 1_795_240_800_000
HOUR = 3_600_000


def report(counted: int | None) -> ShiftReport:
    sold = [ShiftReceipt("sale", 1000_00, 1000_00, (("cash", 1000_00),))] * 3
    given_back = ShiftReceipt("return", 100_00, 100_00, (("cash", 100_00),))
    return ShiftReport(
        number=7,
        opened_at=MORNING,
        opened_by="Анна",
        at=MORNING + 9 * HOUR,
        by="Анна",
        closed=True,
        totals=total_shift(500_00, [*sold, given_back]),
        counted=counted,
    )


def test_a_report_names_its_hours_its_sales_and_its_takings() -> None:
    row = report_row(report(3400_00), EN, ZONE)
    assert "21.11.2026 09:00–18:00" in row.detail
    assert "3 sales" in row.detail
    assert row.figure.replace("\u00a0", " ") == "2 900.00"
    assert row.note == ""


def test_a_drawer_that_did_not_agree_stands_out() -> None:
    assert "30.00" in report_row(report(3370_00), EN, ZONE).note
    assert "missing" in report_row(report(3370_00), EN, ZONE).note
    assert "too much" in report_row(report(3430_00), EN, ZONE).note


def test_an_act_says_who_did_it_who_allowed_it_and_its_sum() -> None:
    details = {"amount": 9490, "product": "Молоко"}
    record = Record(number=4, at=MORNING, user="Анна", allowed_by="Олег", act="line_removed", details=details)
    row = journal_row(record, EN, ZONE)
    assert row.title == "Line removed: Молоко"
    assert row.detail == "21.11 09:00 · Анна · allowed by Олег"
    assert row.figure == "94.90"


def test_an_act_nobody_has_named_still_stands_there() -> None:
    record = Record(
        number=1, at=MORNING, user="Анна", allowed_by="", act="something_new", details={"receipt": "ab" * 16}
    )
    row = journal_row(record, RU, ZONE)
    assert row.title == "something_new"
    assert row.detail == "21.11 09:00 · Анна"
