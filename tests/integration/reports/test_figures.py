"""Figures of reports equal what the receipts say, summed one by one, and what the Z reports kept."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cashier_app.core.clock import DAY, Instant, local_time
from cashier_app.reports.catalogue import NoSuchReport, NotThere
from cashier_app.reports.periods import Period, days
from cashier_app.reports.report import Report
from cashier_app.storage.reader import Reader
from cashier_app.storage.rows import LineRow, PaymentRow, ReceiptRow
from cashier_app.till.manager_reports import Asked, NoSuchShiftYet, gather, listed, report_of
from cashier_app.till.reports import ShiftReport, decode_report
from cashier_app.words import load_words
from tests.clock import START
from tests.integration.till.shop import SETTINGS

ZONE = SETTINGS.shop.zone
NOW: Instant = START + 5 * DAY
WHOLE = days(date(2026, 11, 1), date(2026, 11, 30), ZONE)


class Sold(msgspec.Struct):
    """A receipt as it lies in the database."""

    row: ReceiptRow
    lines: list[LineRow]
    payments: list[PaymentRow]
    quote: dict[str, Any]

    @property
    def paid(self) -> int:
        return sum(abs(payment.amount) for payment in self.payments)


@pytest.fixture(scope="module")
def every(after_days: Path) -> list[Sold]:
    """All final receipts, read one by one."""
    reader = Reader(after_days / "till.db")
    found = [
        Sold(
            row,
            reader.lines(row.receipt_id),
            [payment for payment in reader.payments(row.receipt_id) if payment.state == "approved"],
            json.loads(row.quote).get("quote", {}),
        )
        for shift in (1, 2, 3)
        for row in reader.shift_receipts(shift)
    ]
    reader.close()
    return found


@pytest.fixture(scope="module")
def kept(after_days: Path) -> dict[int, ShiftReport]:
    """The Z reports by shift."""
    reader = Reader(after_days / "till.db")
    found = {row.number: decode_report(row.report) for row in reader.closed_shifts() if row.report is not None}
    reader.close()
    return found


Make = Callable[..., Report]


@pytest.fixture
def make(after_days: Path) -> Make:
    """A report of a period, or of a shift, in Russian."""

    def made(name: str, period: Period | None = WHOLE, shift: int | None = None, zone: str = ZONE) -> Report:
        asked = Asked(name, None, shift) if shift is not None else Asked(name, period)
        settings = msgspec.structs.replace(SETTINGS, shop=msgspec.structs.replace(SETTINGS.shop, zone=zone))
        return report_of(gather(after_days / "till.db", asked, NOW, zone), settings, load_words("ru"))

    return made


def column(report: Report, name: str) -> dict[str, Any]:
    """A column's values by the texts of the first one."""
    place = report.place(name)
    return {str(cells[0]): cells[place] for cells in report.rows}


def total(report: Report, name: str) -> Any:
    assert report.totals is not None
    return report.totals[report.place(name)]


def of(every: list[Sold], kind: str) -> Iterator[Sold]:
    return (sold for sold in every if sold.row.kind == kind)


def between(every: list[Sold], period: Period) -> list[Sold]:
    return [sold for sold in every if period.since <= (sold.row.closed_at or 0) < period.until]


# --- what each report says --------------------------------------------------------------------------------


def test_sales_and_returns(make: Make, every: list[Sold]) -> None:
    report = make("summary")
    counts, sums = column(report, "count"), column(report, "sum")
    sold, back = list(of(every, "sale")), list(of(every, "return"))
    assert (counts["Продажи"], sums["Продажи"]) == (len(sold), sum(one.paid for one in sold)) == (7, sums["Продажи"])
    assert (counts["Возвраты"], sums["Возвраты"]) == (len(back), sum(one.paid for one in back))
    assert sums["Выручка"] == sums["Продажи"] - sums["Возвраты"]
    assert sums["Скидки"] == sum(one.row.discount for one in sold) > 0
    assert sums["Оплачено баллами"] == sum(one.row.redeemed for one in sold) > 0
    assert sums["Продажи без скидок"] == sum(line.base for one in sold for line in one.lines)


def test_payments_come_from_the_data(make: Make, every: list[Sold]) -> None:
    report = make("payments")
    net: Counter[str] = Counter()
    for sold in every:
        for payment in sold.payments:
            net[payment.kind] += payment.amount
    assert column(report, "net") == {"Наличными": net["cash"], "Картой": net["card"]}
    assert total(report, "net") == net.total()
    assert sum(column(report, "share").values()) in (9_999, 10_000, 10_001)


def test_a_kind_of_payment_that_nobody_knew_stands_in_the_report(make: Make, after_days: Path, tmp_path: Path) -> None:
    import shutil

    import pysqlite3

    shutil.copytree(after_days, tmp_path / "till")
    connection = pysqlite3.connect(str(tmp_path / "till" / "till.db"))
    connection.execute("UPDATE payment SET kind = 'voucher' WHERE kind = 'card' AND amount > 0")
    connection.commit()
    connection.close()
    answered = gather(tmp_path / "till" / "till.db", Asked("payments", WHOLE), NOW, ZONE)
    assert "voucher" in column(report_of(answered, SETTINGS, load_words("ru")), "net")


def test_vat(make: Make, every: list[Sold]) -> None:
    report = make("vat")
    vat: Counter[int] = Counter()
    for sold in every:
        for line in sold.lines:
            vat[line.vat_rate or 0] += -line.vat if sold.row.kind == "return" else line.vat
    found = column(report, "vat")
    assert {int(name.split("\u00a0")[0]) * 100: value for name, value in found.items()} == vat
    assert total(report, "vat") == vat.total()


def test_discounts_and_campaigns(make: Make, every: list[Sold]) -> None:
    amounts: Counter[str] = Counter()
    receipts: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for sold in of(every, "sale"):
        given = [discount for line in sold.quote["lines"] for discount in line["discounts"]]
        for discount in given:
            amounts[discount["name"]] += discount["amount"]
        receipts.update({discount["name"] for discount in given})
        for lot in sold.quote["new_lots"]:
            points[lot["name"]] += lot["points"] if lot["wallet"] == "points" else 0
    report = make("discounts")
    assert column(report, "amount") == dict(amounts)
    assert column(report, "receipts") == dict(receipts)
    assert total(report, "amount") == sum(sold.row.discount for sold in of(every, "sale"))
    campaigns = make("campaigns")
    assert total(campaigns, "discount") == amounts.total()
    assert total(campaigns, "points") == points.total() == sum(sold.row.accrued_points for sold in of(every, "sale"))
    assert total(campaigns, "cost") == amounts.total() + points.total()


def test_goods_and_categories(make: Make, every: list[Sold]) -> None:
    by_product: Counter[str] = Counter()
    quantity: Counter[str] = Counter()
    by_category: Counter[str] = Counter()
    for sold in every:
        sign = -1 if sold.row.kind == "return" else 1
        for line in sold.lines:
            by_product[line.name] += sign * line.to_pay
            quantity[line.name] += sign * line.quantity
            by_category[json.loads(line.item)["category"]] += sign * line.to_pay
    products = make("products")
    assert column(products, "net") == dict(by_product)
    assert column(products, "quantity") == dict(quantity)
    categories = make("categories")
    assert column(categories, "net") == dict(by_category)
    assert total(categories, "net") == total(products, "net") == by_product.total()


def test_hours_and_days_are_the_shops(make: Make, every: list[Sold]) -> None:
    by_hour: Counter[str] = Counter()
    by_day: Counter[str] = Counter()
    for sold in every:
        at = local_time(sold.row.closed_at or 0, ZONE)
        amount = -sold.paid if sold.row.kind == "return" else sold.paid
        by_hour[f"{at:%H}:00"] += amount
        by_day[f"{at:%d.%m.%Y}"] += amount
    assert {"23:00", "00:00"} <= by_hour.keys(), "the days hold sales on both sides of a midnight"
    assert {hour: net for hour, net in column(make("hours"), "net").items() if net} == dict(by_hour)
    found = {name.split()[0]: net for name, net in column(make("days"), "net").items()}
    assert found == dict(by_day)


def test_cashiers(make: Make, every: list[Sold], after_days: Path) -> None:
    reader = Reader(after_days / "till.db")
    names = {user.user_id: user.name for user in reader.users()}
    reader.close()
    net: Counter[str] = Counter()
    for sold in every:
        net[names[sold.row.user_id]] += -sold.paid if sold.row.kind == "return" else sold.paid
    report = make("cashiers")
    assert column(report, "net") == dict(net)
    assert len(net) == 2


def test_cards_and_points(make: Make, every: list[Sold]) -> None:
    report = make("loyalty")
    cards = [sold for sold in of(every, "sale") if sold.row.account_id or sold.row.unclaimed]
    others = [sold for sold in of(every, "sale") if sold not in cards]
    receipts, averages = column(report, "receipts"), column(report, "average")
    assert (receipts["Продажи с картой"], receipts["Продажи без карты"]) == (len(cards), len(others))
    assert averages["Продажи с картой"] == round(sum(sold.paid for sold in cards) / len(cards))
    assert averages["Продажи без карты"] == round(sum(sold.paid for sold in others) / len(others))
    back = list(of(every, "return"))
    assert total(report, "given") == sum(sold.row.accrued_points for sold in of(every, "sale")) - sum(
        sold.row.accrued_points for sold in back
    )
    assert total(report, "spent") == sum(sold.row.redeemed_points for sold in of(every, "sale")) - sum(
        sold.row.redeemed_points for sold in back
    )


def test_cash(make: Make, every: list[Sold]) -> None:
    report = make("cash")
    came, went = column(report, "came"), column(report, "went")
    cash = sum(payment.amount for sold in of(every, "sale") for payment in sold.payments if payment.kind == "cash")
    assert came["От продаж"] == cash
    assert came["Внесено: размен"] == 50_000
    assert went["Изъято: инкассация"] == 30_050
    back = -sum(payment.amount for sold in of(every, "return") for payment in sold.payments if payment.kind == "cash")
    assert went["Возвращено"] == back


def test_acts_of_the_journal_by_person(make: Make) -> None:
    report = make("overrides")
    found = {(cells[0], cells[1]): cells[2:] for cells in report.rows}
    assert found["Орлова Вера", "Удалена строка"] == (1, 9490, 0)
    assert found["Орлова Вера", "Аннулирован чек"][0] == 1
    assert found["Орлова Вера", "Ручная скидка"][0] == 1
    assert found["Орлова Вера", "Ящик открыт без продажи"][0] == 1
    assert found["Орлова Вера", "Возврат"][0] == 2


# --- a shift, a day, another zone ---------------------------------------------------------------------------


@pytest.mark.parametrize("shift", [1, 2])
def test_the_reports_of_a_shift_are_its_z_report(make: Make, kept: dict[int, ShiftReport], shift: int) -> None:
    z = kept[shift].totals
    summary = make("summary", shift=shift)
    counts, sums = column(summary, "count"), column(summary, "sum")
    assert (counts["Продажи"], sums["Продажи"]) == (z.sales.count, z.sales.amount)
    assert (counts["Возвраты"], sums["Возвраты"]) == (z.returns.count, z.returns.amount)
    assert sums["Продажи без скидок"] == z.base
    assert sums["Оплачено баллами"] == z.redeemed
    assert sums["Осталось от округления наличных"] == z.rounding
    assert total(make("payments", shift=shift), "net") == sum(kind.net for kind in z.kinds)
    assert column(make("discounts", shift=shift), "amount") == {one.name: one.amount for one in z.discounts}
    assert total(make("vat", shift=shift), "vat") == sum(rate.vat for rate in z.vat)
    loyalty = make("loyalty", shift=shift)
    assert column(loyalty, "receipts")["Продажи с картой"] == z.receipts_with_card
    assert total(loyalty, "given") == z.accrued_points - z.taken_back_points
    cash = make("cash", shift=shift)
    assert z.cash_float + total(cash, "came") - total(cash, "went") == z.cash_expected
    acts = {(cells[1]): cells[2:4] for cells in make("overrides", shift=shift).rows}
    if z.cancelled_lines.count:
        assert acts["Удалена строка"] == (z.cancelled_lines.count, z.cancelled_lines.amount)
    shifts = make("shifts")
    assert shifts.rows[shift - 1][shifts.place("expected")] == z.cash_expected
    assert shifts.rows[shift - 1][shifts.place("net")] == z.sales.amount - z.returns.amount


def test_days_are_cut_at_the_shops_midnight_and_sum_up_to_the_whole(make: Make, every: list[Sold]) -> None:
    for name, of_column in (("summary", "sum"), ("payments", "net"), ("products", "net")):
        whole: defaultdict[str, int] = defaultdict(int)
        for day in (date(2026, 11, 21) + timedelta(days=n) for n in range(3)):
            period = days(day, day, ZONE)
            report = make(name, period)
            mine = between(every, period)
            assert mine, "each of the days has receipts"
            if name == "payments":
                assert total(report, "net") == sum(p.amount for sold in mine for p in sold.payments)
            for key, value in column(report, of_column).items():
                whole[key] += value or 0
        whole.pop("Средний чек", None)
        expected = column(make(name), of_column)
        expected.pop("Средний чек", None)
        assert dict(whole) == expected


@pytest.mark.parametrize("zone", ["UTC", "Europe/Moscow", "Asia/Kamchatka", "Asia/Kolkata"])
def test_another_zone_has_other_days(make: Make, every: list[Sold], zone: str) -> None:
    for day in (date(2026, 11, 21) + timedelta(days=n) for n in range(3)):
        mine = [sold for sold in every if local_time(sold.row.closed_at or 0, zone).date() == day]
        report = make("summary", days(day, day, zone), zone=zone)
        assert column(report, "count")["Выручка"] == len(mine)
    by_day = {name.split()[0]: count for name, count in column(make("days", zone=zone), "net").items()}
    first = min(local_time(sold.row.closed_at or 0, zone).date() for sold in every)
    assert min(by_day) == f"{first:%d.%m.%Y}"


def test_a_return_counts_when_it_happens_and_not_when_it_was_sold(make: Make, every: list[Sold]) -> None:
    first, second = (days(date(2026, 11, day), date(2026, 11, day), ZONE) for day in (21, 22))
    assert column(make("summary", first), "count")["Возвраты"] == 0
    assert column(make("summary", second), "count")["Возвраты"] == 2
    sold_then = {sold.row.receipt_id for sold in between(every, first)}
    assert {sold.row.original_id for sold in of(between(every, second), "return")} <= sold_then


def test_a_time_without_anything_gives_zeros(make: Make) -> None:
    empty = days(date(2025, 1, 1), date(2025, 1, 2), ZONE)
    for definition in listed():
        report = make(definition.name, empty)
        for cells in [*report.rows, report.totals or ()]:
            assert not any(value for value in cells[1:] if isinstance(value, int)), definition.name


# --- what cannot be asked -----------------------------------------------------------------------------------


def test_what_is_not_there_is_told_in_words(make: Make, in_words: Callable[[Any], str]) -> None:
    for name, shift, error in (
        ("liability", None, NotThere),
        ("nonsense", None, NoSuchReport),
        ("summary", 99, NoSuchShiftYet),
    ):
        with pytest.raises(error) as refused:
            make(name, shift=shift)
        in_words(refused.value)


def test_a_report_nobody_wants_any_more_stops(after_days: Path) -> None:
    from cashier_app.storage.report_facts import Stopped

    told: list[float] = []
    with pytest.raises(Stopped):
        gather(after_days / "till.db", Asked("products", WHOLE), NOW, ZONE, lambda: True, told.append)
    gather(after_days / "till.db", Asked("products", WHOLE), NOW, ZONE, lambda: False, told.append)
    assert told[-1] == 1
