"""What the cashier takes off by hand: last of all discounts, exactly what was agreed, never below the goods' cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.money import percent_of
from cashier_app.loyalty.cart import Cart
from cashier_app.loyalty.programme import DiscountRules, Programme, Selector
from cashier_app.loyalty.quote import quote
from tests.unit.loyalty.made import NOW, Purchase, cart, level, line, member, programme, purchases


def paid(goods: Cart, terms: Programme | None = None) -> list[int]:
    """What is to pay, line by line."""
    return [each.to_pay for each in quote(goods, None, terms or programme(), NOW).lines]


@pytest.mark.parametrize(
    ("price", "quantity", "to_pay"), [(7_990, 2_000, 15_980), (49_900, 299, 14_920), (1, 1_000, 1)]
)
def test_a_price_by_hand_is_what_a_unit_costs(price: int, quantity: int, to_pay: int) -> None:
    assert paid(cart(line(1, 50_000, quantity, hand_price=price))) == [to_pay]


def test_a_price_by_hand_raises_no_price_that_is_lower_already() -> None:
    goods = cart(line(1, 10_000, hand_price=9_500))
    assert quote(goods, member(), programme(level(discount=1_000)), NOW).to_pay == 9_000


def test_a_sum_off_the_receipt_is_spread_by_what_its_lines_cost() -> None:
    goods = replace(cart(line(1, 10_000), line(2, 30_000), line(3, 1)), hand_discount=4_000)
    assert paid(goods) == [9_000, 27_000, 1]


def test_a_share_off_the_receipt_is_of_each_line_after_its_own() -> None:
    goods = replace(cart(line(1, 10_000, hand_rate=1_000), line(2, 333)), hand_rate=1_000)
    assert paid(goods) == [8_100, 300]


def test_goods_without_discounts_and_goods_at_their_cost_give_nothing() -> None:
    guard = {"discounts": DiscountRules(cost_floor=0), "no_discounts": Selector(products=frozenset({"tobacco"}))}
    goods = cart(line(1, 10_000, cost=9_900), line(2, 10_000, product_id="tobacco"), line(3, 10_000))
    assert paid(replace(goods, hand_discount=5_000), programme(**guard)) == [9_900, 10_000, 5_100]


def test_a_sum_that_was_agreed_never_becomes_a_larger_share() -> None:
    agreed = cart(line(1, 10_000, 10_000, hand_discount=10_000, hand_most=1_000))
    assert paid(agreed) == [90_000]
    assert paid(cart(replace(agreed.lines[0], quantity=1_000))) == [9_000], "nine pieces were taken back"
    whole = replace(cart(line(1, 50_000), line(2, 50_000)), hand_discount=10_000, hand_most=1_000)
    assert paid(whole) == [45_000, 45_000]
    assert paid(replace(whole, lines=whole.lines[:1])) == [45_000]


@given(purchases(), st.integers(1, 50_000), st.integers(0, 10_000))
def test_a_sum_off_the_receipt_is_given_to_the_kopeck_or_as_far_as_there_is_room(
    bought: Purchase, off: int, most: int
) -> None:
    lines = tuple(replace(each, hand_discount=0, hand_rate=0, hand_price=None) for each in bought.cart.lines)
    bare = replace(bought.cart, lines=lines, hand_discount=0, hand_rate=0, redeem=0, promo_codes=())
    before = quote(bare, bought.who, bought.programme, NOW)
    after = quote(replace(bare, hand_discount=off, hand_most=most), bought.who, bought.programme, NOW)
    taken = before.to_pay - after.to_pay
    assert 0 <= taken <= min(off, percent_of(before.to_pay, most))
    free = bought.programme.discounts.cost_floor is None
    if free and not any(map(bought.programme.no_discounts.matches, lines)):
        assert taken == min(off, percent_of(before.to_pay, most))
