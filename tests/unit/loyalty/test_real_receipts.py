"""Real fiscal receipts: the engine's line sums are theirs, to the kopeck."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cashier_app.core.money import vat_inside
from cashier_app.loyalty.cart import Cart, CartLine
from cashier_app.loyalty.quote import quote
from tests.unit.loyalty.made import NOW, ZONE, programme

#: Codes of VAT rates in fiscal data of those years.
VAT_RATES = {1: 2000, 2: 1000}


@pytest.fixture(scope="session")
def receipts(shared_data: Path) -> list[dict[str, object]]:
    """Fiscal receipts as the tax service gives them; prices and sums are kopecks."""
    return json.loads((shared_data / "fiscal" / "receipts.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def carts(receipts: list[dict]) -> Iterator[tuple[dict, list[dict], Cart]]:
    """Each receipt's items that name a price, as a cart."""
    for receipt in receipts:
        items = [item for item in receipt["items"] if "price" in item]
        lines = tuple(
            CartLine(number, str(item["name"]), item["price"], int(Decimal(str(item["quantity"])) * 1000))
            for number, item in enumerate(items, start=1)
        )
        if lines:
            yield receipt, items, Cart(lines, zone=ZONE)


def test_line_sums_and_totals_of_fiscal_receipts(receipts: list[dict]) -> None:
    lines = 0
    for receipt, items, cart in carts(receipts):
        quoted = quote(cart, None, programme(), NOW)
        assert [line.to_pay for line in quoted.lines] == [item["sum"] for item in items]
        lines += len(items)
        if len(items) == len(receipt["items"]) and not receipt.get("_partial"):
            assert quoted.to_pay == receipt["totalSum"]
    assert lines >= 20


def test_vat_of_every_line_that_states_it(receipts: list[dict]) -> None:
    stated = [
        (item["sum"], VAT_RATES[item["nds"]], item["ndsSum"])
        for receipt in receipts
        for item in receipt["items"]
        if item.get("nds") in VAT_RATES and "ndsSum" in item
    ]
    assert stated
    for amount, rate, vat in stated:
        assert vat_inside(amount, rate) == vat


def test_weighed_goods_of_a_supermarket(shared_data: Path) -> None:
    """All but one line: that one states a price of 69.90 and a sum of two at 59.90, which no rounding gives."""
    with (shared_data / "fiscal" / "spar_lines_22malvina.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = tuple(
        CartLine(n, row["name_on_receipt"], int(row["price_kop"]), int(Decimal(row["quantity"]) * 1000))
        for n, row in enumerate(rows, start=1)
    )
    quoted = quote(Cart(lines, zone=ZONE), None, programme(), NOW)
    different = [row for line, row in zip(quoted.lines, rows, strict=True) if line.to_pay != int(row["sum_kop"])]
    assert [(row["price_kop"], row["quantity"], row["sum_kop"]) for row in different] == [("6990", "2", "11980")]
    assert len(rows) >= 28
