"""X and Z reports, cash slips and the test page, from the figures of a shift."""

from __future__ import annotations

import msgspec
import pytest

from cashier_app.documents.escpos import Format
from cashier_app.documents.plain import plain_text
from cashier_app.documents.reports import (
    CashFacts,
    ReportFacts,
    cash_document,
    printer_test_page,
    report_document,
)
from cashier_app.sales.shift import CashMoved, ShiftReceipt, total_shift
from cashier_app.words import load_words
from tests.unit.documents.samples import ZONE, at

RUSSIAN = load_words("ru")

TOTALS = total_shift(
    500_000,
    [
        ShiftReceipt(
            "sale",
            158_800,
            114_818,
            (("cash", 100_000), ("card", 14_818)),
            discounts=(("Серебро 10 %", 12_490), ("цена по карте", 1492)),
            redeemed=30_000,
            redeemed_points=30_000,
            accrued_points=5_700,
            vat=((1000, 114_818, 10_438),),
            with_card=True,
        ),
        ShiftReceipt("return", 14_920, 10_618, (("card", 10_618),), redeemed_points=2810, accrued_points=500),
    ],
    [CashMoved("in", 100_000), CashMoved("out", 400_000)],
)

FACTS = ReportFacts(
    kind="z",
    header=("РОМАШКА",),
    till=2,
    shift=341,
    opened_at=at(2026, 11, 21, 8, 55),
    opened_by="Иванова М.",
    at=at(2026, 11, 21, 22, 3),
    cashier="Петрова О.",
    zone=ZONE,
    totals=TOTALS,
    first_number=1180,
    last_number=1190,
    counted=199_500,
)


def report(facts: ReportFacts, columns: int = 42) -> list[str]:
    return plain_text(report_document(facts, RUSSIAN), columns).splitlines()


def test_a_z_report_shows_takings_tax_points_and_the_missing_cash() -> None:
    text = report(FACTS)
    for line in (
        "Продажи (1)                       1 148,18",
        "Возвраты (1)                        106,18",
        "ВЫРУЧКА                           1 042,00",
        "  Серебро 10 % (1)                 −124,90",
        "Списано баллами                    −300,00",
        "НДС 10 % с 1 148,18                 104,38",
        "Начислено баллов                        57",
        "Снято баллов при возвратах               5",
        "Чеков с картой                       1 / 1",
        "Наличные на начало                5 000,00",
        "Изъято (1)" + "−4 000,00".rjust(32),
        "ДОЛЖНО БЫТЬ В КАССЕ               3 000,00",
        "Посчитано                         1 995,00",
        "НЕДОСТАЧА                         1 005,00",
    ):
        assert line in text
    assert "Смена 341 закрыта" in "\n".join(text)


def test_an_x_report_says_that_the_shift_goes_on_and_counts_nothing() -> None:
    text = "\n".join(report(msgspec.structs.replace(FACTS, kind="x", counted=None)))
    assert "X-ОТЧЁТ" in text
    assert "продолжается" in text
    assert "Посчитано" not in text


def test_a_count_that_agrees_says_so() -> None:
    assert "Расхождений нет" in report(msgspec.structs.replace(FACTS, counted=TOTALS.cash_expected))


def test_an_empty_shift_has_a_report() -> None:
    text = report(msgspec.structs.replace(FACTS, totals=total_shift(0, []), first_number=None, counted=0))
    assert "ВЫРУЧКА                               0,00" in text


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_reports_fit_every_paper(columns: int) -> None:
    assert max(map(len, report(FACTS, columns))) <= columns


def test_a_cash_slip_has_room_for_a_signature() -> None:
    facts = CashFacts("out", ("РОМАШКА",), 2, 341, at(2026, 11, 21, 15, 0), "Иванова М.", ZONE, 400_000, "Инкассация")
    text = plain_text(cash_document(facts, RUSSIAN))
    assert "ИЗЪЯТИЕ" in text
    assert "Сумма                             4 000,00" in text
    assert "Причина: Инкассация" in text
    assert "____" in text


def test_the_test_page_rules_the_paper_in_its_own_width() -> None:
    text = plain_text(printer_test_page("касса", Format(columns=32), RUSSIAN), 32).splitlines()
    assert "12345678901234567890123456789012" in text
