"""Goods sold by weight: nothing comes onto the receipt without a steady weight, and nothing leaves unpaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cashier_app.catalog.codes import check_digit
from cashier_app.config import Scale
from cashier_app.core.quantity import ZeroQuantity
from cashier_app.devices.scales import NoSteadyWeight, ScaleStatus, Weight
from cashier_app.till.opening import Till
from cashier_app.till.weighing import NothingToWeigh, WeighedAlready
from tests.clock import ManualClock
from tests.integration.till.shop import CHEESE, MILK, SETTINGS, ean, found_shop, scan

READY = ScaleStatus("ready")
UNKNOWN = ean(99)


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    settings = msgspec.structs.replace(SETTINGS, scale=Scale(port="/dev/ttyScale"))
    with_scale = found_shop(tmp_path / "till", clock, settings)
    yield with_scale
    with_scale.close()


def amounts(till: Till) -> list[tuple[str, int]]:
    return [(line.item.name, line.quantity) for line in till.selling.receipt.goods]


def test_weighed_goods_wait_for_the_scale_and_bar_payment(till: Till) -> None:
    selling = till.selling
    selling.scan(scan(MILK))
    outcome = selling.scan(scan(CHEESE))
    assert outcome.sound == "accepted"
    assert outcome.view.weighing is not None
    assert outcome.view.weighing.name == "Сыр"
    assert "499,00" in outcome.view.weighing.price
    assert not outcome.view.pay.enabled
    assert amounts(till) == [("Молоко", 1000)]
    for weight in (None, Weight(435), Weight(0, stable=True), Weight(435, stable=True, trouble="overload")):
        with pytest.raises(NoSteadyWeight):
            selling.take_weight(weight)
    with pytest.raises(WeighedAlready):
        selling.take_weight(Weight(435, stable=True), already=True)
    view = selling.take_weight(Weight(435, stable=True)).view
    assert amounts(till) == [("Молоко", 1000), ("Сыр", 435)]
    assert view.weighing is None
    assert view.pay.enabled
    with pytest.raises(NothingToWeigh):
        selling.take_weight(Weight(435, stable=True))


def test_what_is_shown_while_the_goods_settle(till: Till) -> None:
    till.selling.scan(scan(CHEESE))
    settled = till.selling.weight(Weight(435, stable=True, tare=15), READY)
    assert (settled.figure, settled.amount, settled.enabled) == ("0,435\u00a0кг", "217,07\u00a0₽", True)
    assert "0,015" in settled.tare
    moving = till.selling.weight(Weight(430), READY)
    assert (moving.figure, moving.enabled) == ("0,430\u00a0кг", False)
    gone = till.selling.weight(None, ScaleStatus("down", "unplugged"))
    assert (gone.figure, gone.enabled) == ("—", False)
    assert gone.way_out


def test_scanning_goes_on_while_goods_wait_but_one_thing_lies_on_a_scale(till: Till) -> None:
    selling = till.selling
    selling.scan(scan(CHEESE))
    assert selling.scan(scan(MILK)).sound == "accepted"
    second = selling.scan(scan(CHEESE))
    assert second.sound == "refused"
    assert second.notice is not None
    assert "Сыр" in second.notice.text
    assert second.view.weighing is not None
    selling.take_weight(Weight(200, stable=True))
    assert sorted(amounts(till)) == [("Молоко", 1000), ("Сыр", 200)]


def test_goods_left_out_are_not_on_the_receipt(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.selling.scan(scan(CHEESE))
    view = till.selling.leave_unweighed().view
    assert view.weighing is None
    assert amounts(till) == [("Молоко", 1000)]


def test_a_weight_by_hand_is_journalled(till: Till) -> None:
    till.selling.scan(scan(CHEESE))
    with pytest.raises(ZeroQuantity):
        till.selling.weigh_by_hand("0")
    till.selling.weigh_by_hand("0,299")
    assert amounts(till) == [("Сыр", 299)]
    till.writer.catch_up()
    record = till.journal.latest().result(10)[0]
    assert (record.act, record.details) == ("weight_by_hand", {"name": "Сыр", "weight": "0,299\u00a0кг"})


@pytest.mark.parametrize("typed", ["0,5", "2"])
def test_a_weight_that_is_known_already_is_not_asked_for(till: Till, typed: str) -> None:
    assert till.selling.scan(scan(CHEESE), typed).view.weighing is None
    assert till.selling.scan(scan("220000700123" + check_digit("220000700123"))).view.weighing is None
    assert till.selling.add_product("cheese", typed).view.weighing is None
    assert len(amounts(till)) == 3


def test_a_red_line_found_to_be_weighed_stays_red_until_it_is(till: Till) -> None:
    selling = till.selling
    selling.scan(scan(UNKNOWN))
    assert selling.resolve(1, "cheese").view.weighing is not None
    assert selling.view().red
    selling.leave_unweighed()
    assert selling.view().red
    selling.resolve(1, "cheese")
    selling.take_weight(Weight(700, stable=True))
    assert not selling.view().red
    assert amounts(till) == [("Сыр", 700)]


def test_without_a_scale_a_kilogram_is_put_down(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    assert till.selling.scan(scan(CHEESE)).view.weighing is None
    assert amounts(till) == [("Сыр", 1000)]
    till.close()
