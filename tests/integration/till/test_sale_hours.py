"""Hours of sale and ages, whichever way goods come to the receipt; VAT of the day on which it is paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from cashier_app.catalog.vat import rate_on
from cashier_app.config import SaleHours, VatRate
from cashier_app.core.clock import MINUTE, Instant, local_time, start_of_day
from cashier_app.core.errors import WorldError
from cashier_app.sales.hours import NotSoldNow
from cashier_app.till.opening import Till
from cashier_app.till.paying import NotPayable
from cashier_app.till.selling_view import AgeQuestion
from tests.clock import ManualClock
from tests.integration.till.shop import BREAD, COFFEE, MILK, WINE, scan

InWords = Callable[[WorldError], str]
EVENING = SaleHours(name="Алкоголь", categories=("Вино",), start="08:00", until="23:00")


def equip(till: Till, **changes: Any) -> None:
    """Other settings."""
    till.settings = msgspec.structs.replace(till.settings, **changes)


def set_clock(clock: ManualClock, till: Till, text: str) -> Instant:
    """The next time that the shop's clock shows an hour."""
    hour, minute = map(int, text.split(":"))
    now = clock.now()
    there = start_of_day(local_time(now, till.zone).date(), till.zone) + (hour * 60 + minute) * MINUTE
    clock.advance((there if there > now else there + 24 * 60 * MINUTE) - now)
    return clock.now()


@pytest.mark.parametrize("way", ["search", "resolve", "quantity"])
def test_out_of_hours_goods_are_refused_with_the_hour_whichever_way_they_come(
    till: Till, clock: ManualClock, in_words: InWords, way: str
) -> None:
    set_clock(clock, till, "22:00")
    till.selling.scan(scan(WINE))
    till.selling.scan(scan("4607001771265"))
    equip(till, sale_hours=(EVENING,))
    set_clock(clock, till, "23:00")
    before = till.selling.receipt
    ways: dict[str, Callable[[], object]] = {
        "search": lambda: till.selling.add_product("wine"),
        "resolve": lambda: till.selling.resolve(2, "wine"),
        "quantity": lambda: till.selling.set_quantity("2", 1),
    }
    with pytest.raises(NotSoldNow) as refused:
        ways[way]()
    assert "08:00" in in_words(refused.value)
    assert "Алкоголь" in in_words(refused.value)
    assert till.selling.receipt == before
    assert till.selling.set_quantity("1", 1).view.lines


def test_a_scan_says_it_and_other_goods_are_sold(till: Till, clock: ManualClock) -> None:
    equip(till, sale_hours=(EVENING,))
    set_clock(clock, till, "23:00")
    outcome = till.selling.scan(scan(WINE))
    assert outcome.sound == "refused"
    assert outcome.notice is not None
    assert "08:00" in outcome.notice.detail
    assert till.selling.scan(scan(MILK)).sound == "accepted"
    set_clock(clock, till, "08:00")
    assert till.selling.scan(scan(WINE)).sound == "accepted"


def test_payment_is_barred_from_the_minute_on(till: Till, clock: ManualClock, in_words: InWords) -> None:
    equip(till, sale_hours=(EVENING,))
    set_clock(clock, till, "22:58")
    till.selling.scan(scan(WINE))
    till.selling.confirm_age(True)
    till.paying.start()
    set_clock(clock, till, "23:00")
    with pytest.raises(NotSoldNow) as late:
        till.paying.pay_cash("1000")
    in_words(late.value)
    till.paying.leave().result(30)
    with pytest.raises(NotPayable) as refused:
        till.paying.start()
    assert "08:00" in in_words(refused.value)
    till.selling.remove_line(1)
    till.selling.scan(scan(MILK))
    assert till.paying.start().left_kopecks


# --- ages ------------------------------------------------------------------------------------------------


def older(till: Till, product_id: str, age: int) -> None:
    """Goods for older buyers."""
    row = till.reader.product_by_id(product_id)
    assert row is not None
    changed = msgspec.structs.replace(row, minimum_age=age, digest=bytes([age]))
    codes = {"coffee": COFFEE, "bread": BREAD}
    till.database.worker.call(lambda unit: unit.goods.put([changed], [("0" + codes[product_id], product_id)]))


@pytest.mark.parametrize("way", ["scan", "search", "resolve", "gift", "parked"])
def test_the_age_is_asked_whichever_way_goods_come(till: Till, way: str) -> None:
    if way == "scan":
        asked = till.selling.scan(scan(WINE)).question
    elif way == "search":
        asked = till.selling.add_product("wine").question
    elif way == "resolve":
        till.selling.scan(scan("4607001771265"))
        asked = till.selling.resolve(1, "wine").question
    else:
        till.selling.scan(scan(WINE))
        if way == "parked":
            till.parking.park().result(30)
            parked = till.parking.list()[0].parked_id
            till.parking.take_up(parked).result(30)
        asked = till.selling.unanswered()  # type: ignore[assignment]
    assert asked == AgeQuestion(18, "Вино")
    assert not till.selling.view().pay.enabled


def test_older_goods_are_asked_about_again_and_no_takes_out_those_alone(till: Till) -> None:
    older(till, "coffee", 21)
    older(till, "bread", 16)
    till.selling.scan(scan(WINE))
    till.selling.confirm_age(True)
    assert till.selling.scan(scan(BREAD)).question is None
    assert till.selling.scan(scan(COFFEE)).question == AgeQuestion(21, "Кофе")
    assert not till.selling.view().pay.enabled
    assert [line.name for line in till.selling.confirm_age(False).view.lines] == ["Вино", "Хлеб"]
    assert till.selling.view().pay.enabled


def test_more_of_the_same_asks_no_more(till: Till) -> None:
    till.selling.scan(scan(WINE))
    till.selling.confirm_age(True)
    assert till.selling.set_quantity("3").question is None
    assert till.selling.unanswered() is None


# --- VAT -------------------------------------------------------------------------------------------------


def test_a_sale_has_the_rate_of_its_day_and_a_return_the_sales(till: Till, clock: ManualClock) -> None:
    tomorrow = start_of_day(local_time(clock.now(), till.zone).date(), till.zone) + 24 * 60 * MINUTE
    day = f"{local_time(tomorrow, till.zone):%Y-%m-%d}"
    equip(till, vat_rates=(VatRate(first_day=day, percent=25), VatRate(first_day="2019-01-01", percent=20)))

    def sell() -> tuple[str, int | None]:
        till.paying.start()
        sold = till.paying.pay_cash("2000").result(30).sold
        assert sold is not None
        return sold.receipt_id, till.reader.lines(sold.receipt_id)[0].vat_rate

    clock.advance(tomorrow - 1 - clock.now())
    till.selling.scan(scan(COFFEE))
    receipt_id, before = sell()
    assert before == 2200, "a rate of the law that the settings do not name stays known"
    till.selling.scan(scan(COFFEE))
    clock.advance(1)
    _, after = sell()
    assert after == 2500, "scanned the day before, paid on the first day of the new rate"
    till.returning.start(receipt_id)
    till.returning.choose(1, "1")
    till.returning.commit().result(30)
    (back,) = till.reader.returns(receipt_id)
    assert till.reader.lines(back.receipt_id)[0].vat_rate == 2200


def test_only_standard_rates_follow_the_day(till: Till) -> None:
    equip(till, vat_rates=(VatRate(first_day="2027-01-01", percent=24),))
    rates = till.vat_rates
    day = rates[0][0]
    assert [rate_on(rate, day, rates) for rate in (1800, 2000, 2200, 2400)] == [2400] * 4
    assert [rate_on(rate, day, rates) for rate in (0, 500, 700, 1000, None)] == [0, 500, 700, 1000, None]
