"""A receipt that was put aside and is taken up under other terms: what they change is told, the sum or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from cashier_app.core.clock import HOUR
from cashier_app.till.opening import Till
from cashier_app.till.selling import Notice
from tests.clock import ManualClock
from tests.integration.till.shop import ANNA, COFFEE, MILK, scan


def publish_tomorrow(till: Till, change: Callable[[dict[str, Any]], None]) -> None:
    """Version 2 of the programme, in force from the store's next midnight."""
    body = {**msgspec.json.decode(till.reader.programmes()[0].body), "version": 2, "valid_from": "2026-11-22"}
    change(body)
    till.database.worker.call(lambda unit: unit.programmes.put(2, 0, msgspec.json.encode(body)))
    till.selling.refresh_member()


def taken_up_tomorrow(till: Till, clock: ManualClock) -> Notice | None:
    """Coffee on Anna's card, put aside today."""
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    till.parking.park().result(30)
    clock.advance(10 * HOUR)
    return till.parking.take_up(till.parking.list()[0].parked_id).result(30).notice


def set_silver(field: str, value: int) -> Callable[[dict[str, Any]], None]:
    def change(body: dict[str, Any]) -> None:
        for level in body["levels"]["ladder"]:
            if level["id"] == "silver":
                level[field] = value

    return change


def test_points_that_a_new_version_no_longer_gives_are_told(till: Till, clock: ManualClock) -> None:
    publish_tomorrow(till, set_silver("accrual", 0))
    notice = taken_up_tomorrow(till, clock)
    assert notice is not None
    assert notice.text == "Условия изменились, сумма нет"
    assert notice.detail.startswith("начислится −")


def test_the_discount_that_changes_the_sum_is_named(till: Till, clock: ManualClock) -> None:
    publish_tomorrow(till, set_silver("discount", 100))
    notice = taken_up_tomorrow(till, clock)
    assert notice is not None
    assert notice.text.startswith("Сумма изменилась: ")
    assert notice.detail.startswith("Серебро 10\u00a0% +124,90, Серебро 1\u00a0% −12,49")


def test_under_the_same_terms_nothing_is_told(till: Till, clock: ManualClock) -> None:
    assert taken_up_tomorrow(till, clock) is None


def test_a_receipt_whose_payment_was_left_is_listed_with_its_sum(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    total = till.selling.view().to_pay
    till.paying.start()
    first = till.selling.receipt
    till.selling.begin()
    till.selling.scan(scan(MILK))
    till.selling.give_back(first, total)
    till.database.worker.call(lambda unit: None)
    (parked,) = till.parking.list()
    assert parked.total == till.words.money(total)
