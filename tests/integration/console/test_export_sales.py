"""Sales exported for accounting: they reconcile with the Z report to the kopeck, and no name is a formula."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from cashier_app.cli import main
from cashier_app.core.clock import DAY, HOUR
from cashier_app.documents.sheets import harmless
from cashier_app.storage.rows import ProductRow
from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.reports.days import close, give_back, sell
from tests.integration.till.shop import (
    ANNA,
    BREAD,
    CHEESE,
    COFFEE,
    MILK,
    SETTINGS,
    STRANGER,
    ean,
    found_shop,
)

Capture = pytest.CaptureFixture[str]
EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def till(home: Path, clock: ManualClock) -> Iterator[Till]:
    """A till in this home, whose cash is rounded to whole roubles."""
    settings = msgspec.structs.replace(SETTINGS, selling=msgspec.structs.replace(SETTINGS.selling, cash_rounding=100))
    opened = found_shop(home / "data" / "till", clock, settings)
    row = ProductRow("evil", EVIL, 1234, vat_rate=2000, digest=b"9")
    opened.database.worker.call(lambda unit: unit.goods.put([row], [(f"0{ean(77)}", "evil")]))
    yield opened
    opened.close()


def a_day(till: Till) -> int:
    """Sales of every kind and returns of some; the number of the closed shift."""
    sell(till, BREAD, BREAD, MILK)
    first = sell(till, COFFEE, MILK, MILK, MILK, CHEESE, ANNA, redeem="maximum", card="100")
    sell(till, ean(77), CHEESE, STRANGER)
    second = sell(till, MILK, MILK, COFFEE, ANNA, redeem="77")
    for _ in range(3):
        give_back(till, first, {2: "1"})
    give_back(till, second, {1: "1", 2: "1"})
    return close(till)


def export(*arguments: str) -> int:
    return main(["--language", "en", "export", "sales", *arguments])


def exported(capsys: Capture, *arguments: str) -> dict[str, list[dict[str, Any]]]:
    capsys.readouterr()
    assert export("--format", "json", *arguments) == 0
    tables: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out)
    return tables


def test_every_total_of_the_z_report_is_met_to_the_kopeck(till: Till, capsys: Capture) -> None:
    number = a_day(till)
    totals = till.reports.z(number).result(30).totals
    tables = exported(capsys, "--shift", str(number))
    lines, payments = tables["lines"], tables["payments"]
    paid: Counter[str] = Counter()
    for payment in payments:
        paid[payment["payment"]] += payment["amount"]
    assert paid.total() == totals.sales.amount - totals.returns.amount
    assert dict(paid) == {kind.kind: kind.net for kind in totals.kinds}
    for line in lines:
        assert line["net"] == line["base"] - line["discount"] - line["redeemed"]
    sold = [line for line in lines if line["kind"] == "sale"]
    assert sum(line["net"] for line in sold) == totals.sales.amount + totals.rounding
    assert totals.rounding > 0
    assert sum(line["redeemed"] for line in sold) == totals.redeemed > 0
    vat: Counter[int] = Counter()
    for line in lines:
        vat[line["vat_rate"] or 0] += line["vat"]
    assert dict(vat) == {rate.rate or 0: rate.vat for rate in totals.vat}
    by_rule: Counter[str] = Counter()
    for discount in tables["discounts"]:
        by_rule[discount["rule"]] += discount["amount"] if discount["kind"] == "sale" else 0
    assert dict(by_rule) == {one.name: one.amount for one in totals.discounts}
    assert all(row["difference"] == 0 for row in tables["totals"])


def test_discounts_of_a_line_sum_to_it_and_partial_returns_take_each_rule_back_whole(
    till: Till, capsys: Capture
) -> None:
    number = a_day(till)
    tables = exported(capsys, "--shift", str(number))
    by_line: Counter[tuple[int, int]] = Counter()
    for discount in tables["discounts"]:
        by_line[discount["receipt"], discount["line"]] += discount["amount"]
    for line in tables["lines"]:
        assert by_line[line["receipt"], line["line"]] == line["discount"]
    left: Counter[tuple[str, str]] = Counter()
    for discount in tables["discounts"]:
        if discount["product_id"] == "milk" and discount["receipt"] in (2, 5, 6, 7):
            left[discount["rule_id"], discount["product_id"]] += discount["amount"]
    assert left
    assert not any(left.values()), "three thirds of a line gave back exactly what its rules had taken off"
    back = [line for line in tables["lines"] if line["kind"] == "return"]
    assert {line["sold_by"] for line in back} == {2, 4}
    assert all(line["net"] < 0 and line["quantity"] < 0 and line["vat"] <= 0 for line in back)


def test_several_shifts_and_a_period(till: Till, clock: ManualClock, capsys: Capture) -> None:
    numbers = [a_day(till)]
    for _ in range(2):
        clock.advance(DAY)
        till.shifts.open("0").result(30)
        sell(till, MILK)
        numbers.append(close(till))
    every = exported(capsys, "--shift", f"{numbers[0]}-{numbers[-1]}")
    assert {row["shift"] for row in every["receipts"]} == set(numbers)
    assert {row["shift"] for row in every["totals"]} == set(numbers)
    day = exported(capsys, "--from", "2026-11-22", "--to", "2026-11-22")
    assert {row["shift"] for row in day["receipts"]} == {numbers[1]}
    assert exported(capsys, "--shift", str(numbers[2]), "--from", "2026-11-22") == exported(
        capsys, "--shift", str(numbers[2])
    )


def test_a_name_that_begins_like_a_formula_stays_text(till: Till, tmp_path: Path, capsys: Capture) -> None:
    number = a_day(till)
    book_file, table_file = tmp_path / "sales.xlsx", tmp_path / "sales.csv"
    assert export("--shift", str(number), "--out", str(book_file)) == 0
    assert export("--shift", str(number), "--out", str(table_file)) == 0
    assert "agrees with the Z report" in capsys.readouterr().out
    book = openpyxl.load_workbook(book_file)
    assert book.sheetnames == ["Lines", "Discounts", "Receipts", "Payments", "Totals"]
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in cells if cell.value == EVIL]
    page = book["Lines"]
    net = next(cell.column for cell in page[1] if cell.value == "Net sum")
    sums = [page.cell(row, net).value for row in range(2, page.max_row + 1)]
    tables = exported(capsys, "--shift", str(number))
    assert [round(value * 100) for value in sums] == [line["net"] for line in tables["lines"]]
    text = table_file.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["Product"] for row in rows if row["Product id"] == "evil"] == ["'" + EVIL]
    assert any(row["Net sum"].startswith("-") for row in rows), "a negative sum stays a number"
    assert {path.name for path in tmp_path.glob("sales-*.csv")} == {
        f"sales-{name}.csv" for name in ("discounts", "receipts", "payments", "totals")
    }


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "  =1", "\t1", "\u00a0-1"])
def test_harmless_marks_every_beginning_of_a_formula(text: str) -> None:
    assert harmless(text) == "'" + text
    assert harmless("Молоко = 1") == "Молоко = 1"


def test_russian_headings_and_decimal_comma(till: Till, capsys: Capture) -> None:
    number = a_day(till)
    capsys.readouterr()
    assert main(["export", "sales", "--shift", str(number)]) == 0
    out = capsys.readouterr()
    assert "Чистая сумма" in out.out
    assert ";возврат;" in out.out
    assert ";Наличными;" in out.out
    assert ";кг;0,333;" in out.out
    assert "94,90" in out.out
    assert "Все итоги совпадают с Z-отчётом" in out.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Which shifts"),
        (["--shift", "x"], "neither a shift"),
        (["--shift", "9-1"], "neither a shift"),
        (["--shift", "99"], "no Z report of shift 99"),
        (["--shift", "1"], "no Z report of shift 1"),
        (["--from", "21.11.2026"], "not a day"),
        (["--from", "2030-01-01"], "No shift was closed"),
        (["--shift", "1", "--format", "xlsx"], "--out"),
    ],
)
def test_what_cannot_be_exported_is_said(till: Till, arguments: list[str], said: str, capsys: Capture) -> None:
    assert export(*arguments) == 1
    assert said in capsys.readouterr().err


def test_an_absent_till_is_said(home: Path, capsys: Capture) -> None:
    assert export("--shift", "1") == 1
    assert "no till's database" in capsys.readouterr().err
    assert not (home / "data" / "till").exists()


def test_random_days_reconcile(till: Till, clock: ManualClock, capsys: Capture) -> None:
    """Whatever is sold and returned, the export meets the Z report; also after the till has gone."""
    chance = random.Random(7)
    sold: list[str] = []
    for _ in range(2):
        for _ in range(12):
            codes = chance.choices((MILK, BREAD, CHEESE, COFFEE), k=chance.randrange(1, 6))
            buyer = chance.choice(((), (ANNA,), (STRANGER,)))
            redeem = "maximum" if buyer == (ANNA,) and chance.random() < 0.5 else ""
            sold.append(sell(till, *codes, *buyer, redeem=redeem, card=chance.choice(("", "1"))))
            clock.advance(HOUR // 10)
        for receipt_id in chance.sample(sold, 5):
            view = till.returning.start(receipt_id)
            line = chance.choice(view.lines)
            if line.enabled:
                give_back(till, receipt_id, {line.number: "0,1" if "кг" in line.sold else "1"})
        close(till)
        till.shifts.open("0").result(30)
    assert export("--shift", "1-2") == 0
    till.close()
    capsys.readouterr()
    assert export("--shift", "1-2", "--format", "json") == 0
