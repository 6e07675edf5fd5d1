"""Every kind of discount by itself, and together with others: what the buyer's receipt says, to the kopeck."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.loyalty.cart import Cart, CartLine
from cashier_app.loyalty.prepared import prepare
from cashier_app.loyalty.programme import DiscountRules, MemberPriceRules, Programme, Rule, Selector
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import (
    AmountOff,
    CheapestItem,
    Condition,
    Effect,
    FixedPrice,
    Gift,
    NthItem,
    OfBrands,
    OfCategories,
    OfGoodsSum,
    OfProducts,
    OfQuantity,
    PercentOff,
    ReceiptSum,
    UnitOff,
)
from cashier_app.loyalty.working import WorkingReceipt
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, cart, level, line, member, names, programme


def rule(rule_id: str, effect: Effect, *conditions: Condition, **stacking: Any) -> Rule:
    """A promotion rule named by its id."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **stacking)


def terms(*rules: Rule, **parts: Any) -> Programme:
    """A programme of these rules and nothing else."""
    return programme(rules=rules, **parts)


def offs(quoted: Quote) -> list[list[tuple[str, int]]]:
    """Rules and kopecks off, line by line."""
    return [[(discount.rule_id, discount.amount) for discount in line.discounts] for line in quoted.lines]


def priced(goods: Cart, *rules: Rule, **parts: Any) -> list[int]:
    """What is to pay, line by line, without a card."""
    return [line.to_pay for line in quote(goods, None, terms(*rules, **parts), NOW).lines]


# --- each by itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "quantity", "to_pay"),
    [(9_900, 1000, 7_500), (9_900, 3000, 22_500), (9_900, 1500, 11_250), (7_500, 1000, 7_500), (5_000, 2000, 10_000)],
)
def test_a_fixed_price_counts_where_it_is_lower(price: int, quantity: int, to_pay: int) -> None:
    assert priced(cart(line(1, price, quantity)), rule("r", FixedPrice(price=7_500))) == [to_pay]


def test_so_much_off_every_unit_and_never_more_than_it_costs() -> None:
    goods = cart(line(1, 10_000, 2000), line(2, 10_000, 333), line(3, 300, 2000))
    # 5 roubles a unit: 10,00; 0,333 × 5,00 = 1,665 → 1,67; a unit of 3,00 becomes free
    assert priced(goods, rule("r", UnitOff(amount=500))) == [19_000, 3_163, 0]


def test_a_sum_off_is_spread_by_the_allocation_rule() -> None:
    # the example of the specification: 120,67 and 113,54, 50 off
    assert priced(cart(line(1, 12_067), line(2, 11_354)), rule("r", AmountOff(amount=5_000))) == [9_491, 8_930]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_odd_kopeck_goes_to_the_same_product_in_whatever_order_it_is_scanned(names: tuple[str, str]) -> None:
    goods = cart(*(line(number, 100, product_id=name) for number, name in enumerate(names, start=1)))
    paid = dict(zip(names, priced(goods, rule("r", AmountOff(amount=5))), strict=True))
    assert paid == {"a": 97, "b": 98}


@pytest.mark.parametrize("swapped", [False, True])
def test_the_odd_kopeck_of_one_product_goes_by_whatever_tells_its_lines_apart(swapped: bool) -> None:
    """Two lines of one product, price and quantity, of which only one has a price tag for members."""
    tagged, plain = (line(1, 100, product_id="a", member_price=1), line(2, 100, product_id="a"))
    first, second = (replace(plain, number=1), replace(tagged, number=2)) if swapped else (tagged, plain)
    quoted = quote(cart(first, second), None, terms(rule("r", AmountOff(amount=5))), NOW)
    paid = {source.member_price: one.to_pay for source, one in zip((first, second), quoted.lines, strict=True)}
    assert paid == {None: 97, 1: 98}


def test_a_sum_off_never_exceeds_what_the_goods_cost() -> None:
    assert priced(cart(line(1, 300), line(2, 200)), rule("r", AmountOff(amount=1_000))) == [0, 0]


def test_a_sum_off_goes_over_the_rules_goods_alone() -> None:
    tea = rule("r", AmountOff(amount=1_000), OfCategories(categories=frozenset({"Tea"})))
    goods = cart(line(1, 10_000, category="Tea"), line(2, 10_000), line(3, 30_000, category="Tea"))
    assert priced(goods, tea) == [9_750, 10_000, 29_250]


@pytest.mark.parametrize(
    ("prices", "every", "percent", "to_pay"),
    [
        ([100], 2, 5000, [100]),
        ([100, 80], 2, 5000, [100, 40]),
        ([80, 100], 2, 5000, [40, 100]),
        ([100, 80, 60], 2, 5000, [100, 40, 60]),
        ([100, 80, 60, 40], 2, 5000, [100, 40, 60, 20]),
        ([100, 80, 60], 3, 10_000, [100, 80, 0]),
        ([100, 100, 100, 10, 10, 10], 3, 10_000, [100, 100, 0, 10, 10, 0]),
        ([100, 80, 60, 40, 20], 3, 10_000, [100, 80, 0, 40, 20]),
    ],
)
def test_of_every_n_pieces_from_the_dearest_the_last_is_reduced(
    prices: list[int], every: int, percent: int, to_pay: list[int]
) -> None:
    goods = cart(*(line(number, price) for number, price in enumerate(prices, start=1)))
    assert priced(goods, rule("r", NthItem(every=every, percent=percent))) == to_pay


def test_pieces_of_one_line_count_each() -> None:
    nth = rule("r", NthItem(every=3))
    # pieces 3 and 6 of the row of seven: one of line 1 (of four), one of line 2 (of three)
    assert priced(cart(line(1, 1_000, 4000), line(2, 900, 3000)), nth) == [3_000, 1_800]


def test_weighed_goods_are_no_pieces() -> None:
    nth, cheapest = rule("r", NthItem(every=2)), rule("r", CheapestItem(at_least=2))
    goods = cart(line(1, 1_000), line(2, 100, 1500), line(3, 50, 999))
    assert priced(goods, nth) == priced(goods, cheapest) == [1_000, 150, 50]
    with_another = cart(line(1, 1_000), line(2, 100, 1500), line(3, 900))
    assert priced(with_another, nth) == priced(with_another, cheapest) == [1_000, 150, 0]


@pytest.mark.parametrize(("count", "to_pay"), [(2, [900, 900, 500]), (3, [900, 900, 500]), (4, [900, 900, 1000])])
def test_the_cheapest_piece_once_a_receipt_where_there_are_enough(count: int, to_pay: list[int]) -> None:
    goods = cart(line(1, 900), line(2, 900), line(3, 500, 2000))
    assert priced(goods, rule("r", CheapestItem(at_least=count + 1, percent=10_000))) == to_pay


def test_what_a_discount_of_several_lines_does_not_touch_it_leaves_whole() -> None:
    receipt = WorkingReceipt(cart(line(1, 900), line(2, 600), line(3, 700, 500)), None, prepare(terms()), NOW, "ru")
    assert CheapestItem().discounts(receipt.lines) == [0, 600, 0]
    assert NthItem(every=2).discounts(receipt.lines) == [0, 600, 0]
    assert CheapestItem(at_least=3).discounts(receipt.lines) == [0, 0, 0]


def test_the_cheaper_piece_is_found_where_a_tenth_of_a_kopeck_lies_between_them() -> None:
    """Ten pieces for 1,00 and ten for 1,01, each after a sum off."""
    goods = cart(line(1, 11, 10_000), line(2, 11, 10_000))
    ten = rule("ten", AmountOff(amount=10), OfProducts(products=frozenset({"p1"})), priority=1)
    nine = rule("nine", AmountOff(amount=9), OfProducts(products=frozenset({"p2"})), priority=1)
    quoted = quote(goods, None, terms(ten, nine, rule("one", CheapestItem(), priority=2)), NOW)
    assert offs(quoted) == [[("ten", 10), ("one", 10)], [("nine", 9)]]


def test_half_a_kopeck_of_a_piece_is_rounded_half_up_once() -> None:
    # 50 % of one of two pieces of 10 000,00, which is no kopeck less
    assert priced(cart(line(1, 1_000_000, 2000)), rule("r", NthItem(every=2, percent=5_000))) == [1_500_000]
    # 50 % of two of three pieces of 33,33: 33,33
    assert priced(cart(line(1, 3_333, 3000), line(2, 9_999)), rule("r", NthItem(every=2, percent=5_000))) == [
        9_999 - 3_333,
        9_999,
    ]
    assert priced(cart(line(1, 5, 1000), line(2, 7)), rule("r", NthItem(every=2, percent=5_000))) == [2, 7]


def test_two_lines_of_one_product_cost_what_one_line_does() -> None:
    for effect in (FixedPrice(price=777), NthItem(every=3), CheapestItem(at_least=3), UnitOff(amount=111)):
        whole, parts = cart(line(1, 1_000, 5000)), cart(line(1, 1_000, 2000), line(2, 1_000, 3000, product_id="p1"))
        assert sum(priced(whole, rule("r", effect))) == sum(priced(parts, rule("r", effect)))


# --- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "russian", "english"),
    [
        (FixedPrice(price=9_900), "цена 99,00\u00a0₽", "price 99.00\u00a0₽"),
        (UnitOff(amount=500), "скидка 5,00\u00a0₽ за единицу", "5.00\u00a0₽ off each"),
        (AmountOff(amount=50_000), "скидка 500,00\u00a0₽", "500.00\u00a0₽ off"),
        (
            NthItem(every=3),
            "скидка 100\u00a0% на самую дешёвую из каждых 3 шт.",
            "100\u00a0% off one of every 3 pieces, the cheapest",
        ),
        (
            CheapestItem(at_least=4, percent=5_000),
            "скидка 50\u00a0% на самую дешёвую, если в чеке от 4 шт.",
            "50\u00a0% off the cheapest of 4 pieces or more",
        ),
        (Gift(products=frozenset({"mug"})), "подарок", "a gift"),
        (Gift(products=frozenset({"mug", "cup"})), "подарок: один товар из 2", "a gift, one of 2 products"),
    ],
)
def test_a_discount_speaks_the_cashiers_words(effect: Effect, russian: str, english: str) -> None:
    assert effect.describe(load_words("ru")) == russian
    assert effect.describe(load_words("en")) == english


# --- together --------------------------------------------------------------------------------------------


def test_a_sum_off_after_a_percentage_is_spread_over_what_remains() -> None:
    half_tea = rule("tea", PercentOff(percent=5_000), OfCategories(categories=frozenset({"Tea"})), priority=1)
    goods = cart(line(1, 20_000, category="Tea"), line(2, 10_000))
    quoted = quote(goods, None, terms(half_tea, rule("sum", AmountOff(amount=1_000), priority=2)), NOW)
    assert offs(quoted) == [[("tea", 10_000), ("sum", 500)], [("sum", 500)]]


def test_a_line_with_a_better_member_price_leaves_its_part_of_a_sum_unused() -> None:
    goods = cart(line(1, 10_000, member_price=5_000), line(2, 10_000))
    quoted = quote(goods, member(), terms(rule("sum", AmountOff(amount=1_000))), NOW)
    assert offs(quoted) == [[("member_price", 5_000)], [("sum", 500)]]


def test_of_a_group_the_best_counts_line_by_line_for_discounts_of_several_lines_too() -> None:
    second = rule("second", NthItem(every=2, percent=5_000), group="g")
    tenth = rule("tenth", PercentOff(percent=1_000), group="g")
    quoted = quote(cart(line(1, 10_000), line(2, 8_000)), None, terms(second, tenth), NOW)
    assert offs(quoted) == [[("tenth", 1_000)], [("second", 4_000)]]


def test_an_exclusive_discount_of_several_lines_stands_alone_where_it_is_better() -> None:
    third = rule("third", NthItem(every=3), exclusive=True)
    all_goods = rule("all", PercentOff(percent=2_000))
    quoted = quote(cart(line(1, 900), line(2, 900), line(3, 600)), None, terms(third, all_goods), NOW)
    assert offs(quoted) == [[("all", 180)], [("all", 180)], [("third", 600)]]
    beaten = [(step.rule_id, step.line, step.amount) for step in quoted.trace if step.step == "beaten"]
    assert beaten == [("all", 3, -120)]


def test_conditions_about_the_rules_goods_read_the_amounts_before_the_step() -> None:
    enough = rule("b", PercentOff(percent=1_000), OfGoodsSum(at_least=10_000), OfBrands(brands=frozenset({"Own"})))
    first = rule("a", PercentOff(percent=5_000))
    goods = cart(line(1, 10_000, brand="Own"), line(2, 90_000))
    assert offs(quote(goods, None, terms(first, enough), NOW))[0] == [("a", 5_000), ("b", 500)]
    less = cart(line(1, 9_999, brand="Own"), line(2, 90_000))
    assert offs(quote(less, None, terms(first, enough), NOW))[0] == [("a", 5_000)]


@pytest.mark.parametrize(("quantities", "discounted"), [((20_000, 10_000), True), ((20_000, 9_999), False)])
def test_the_quantity_of_all_lines_of_the_goods_counts(quantities: tuple[int, ...], discounted: bool) -> None:
    fuel = rule("r", UnitOff(amount=100), OfProducts(products=frozenset({"fuel"})), OfQuantity(at_least=30_000))
    goods = [line(number, 5_000, quantity, product_id="fuel") for number, quantity in enumerate(quantities, start=1)]
    other = line(9, 100, 90_000)
    assert (quote(cart(*goods, other), None, terms(fuel), NOW).discount > 0) is discounted


def test_in_one_line_each_line_counts_by_itself() -> None:
    case = rule("r", PercentOff(percent=1_000), OfQuantity(at_least=6_000, each_line=True))
    assert priced(cart(line(1, 100, 6000), line(2, 100, 5000)), case) == [540, 500]
    # of one product too, whichever line is scanned first
    for quantities, expected in (((6000, 5000), [540, 500]), ((5000, 6000), [500, 540])):
        goods = [line(number, 100, each, product_id="a") for number, each in enumerate(quantities, start=1)]
        assert priced(cart(*goods), case) == expected


# --- floors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("margin", "to_pay"), [(None, 2_000), (0, 6_000), (1_000, 6_600), (9_000, 10_000)])
def test_no_discount_takes_a_line_below_its_cost_and_the_margin(margin: int | None, to_pay: int) -> None:
    guard = DiscountRules(cost_floor=margin)
    sale = rule("r", PercentOff(percent=8_000))
    goods = line(1, 10_000, cost=6_000)
    assert priced(cart(goods), sale, discounts=guard) == [to_pay]
    by_hand = cart(line(1, 10_000, cost=6_000, hand_discount=8_000))
    assert priced(by_hand, discounts=guard) == [to_pay]
    loyal = programme(level(discount=8_000), discounts=guard)
    assert quote(cart(goods), member(), loyal, NOW).to_pay == to_pay


@pytest.mark.parametrize(("cost", "told"), [(8_999, []), (9_000, [1]), (10_000, [1]), (12_000, [1])])
def test_the_trace_tells_where_the_cost_stops_a_discount(cost: int, told: list[int]) -> None:
    sale, guard = rule("r", PercentOff(percent=1_000)), DiscountRules(cost_floor=0)
    quoted = quote(cart(line(1, 10_000, cost=cost), line(2, 10_000)), None, terms(sale, discounts=guard), NOW)
    assert [step.line for step in quoted.trace if step.step == "floor"] == told
    assert quoted.to_pay == 9_000 + max(9_000, min(cost, 10_000))


def test_the_cost_of_a_quantity_is_rounded_up() -> None:
    # 0,333 × 60,05 × 1,10 = 21,996315 → 22,00
    goods = cart(line(1, 10_000, 333, cost=6_005))
    assert priced(goods, rule("r", PercentOff(percent=10_000)), discounts=DiscountRules(cost_floor=1_000)) == [2_200]


def test_a_line_at_its_floor_is_skipped_and_its_part_is_spread_again() -> None:
    goods = cart(line(1, 10_000, cost=9_500), line(2, 10_000, cost=1_000), line(3, 10_000))
    # a third of 30,00 each; line 1 has room for 5,00, the rest is shared by the others
    assert priced(goods, rule("r", AmountOff(amount=3_000)), discounts=DiscountRules(cost_floor=0)) == [
        9_500,
        8_750,
        8_750,
    ]


def test_a_price_told_on_the_shelf_may_be_below_the_cost() -> None:
    guarded = programme(
        level(discount=1_000), discounts=DiscountRules(cost_floor=0), member_prices=MemberPriceRules(stack=True)
    )
    quoted = quote(cart(line(1, 10_000, cost=9_000, member_price=8_000)), member(), guarded, NOW)
    assert (quoted.to_pay, offs(quoted)) == (8_000, [[("member_price", 2_000)]])
    assert [step.line for step in quoted.trace if step.step == "floor"] == [1]


def test_goods_without_discounts_take_no_part_in_anything() -> None:
    free = Selector(categories=frozenset({"Tobacco"}))
    goods = cart(line(1, 9_000, category="Tobacco"), line(2, 8_000), line(3, 1_000, category="Tobacco"))
    for effect in (NthItem(every=2), CheapestItem(at_least=2), AmountOff(amount=8_000)):
        paid = priced(goods, rule("r", effect), no_discounts=free)
        assert (paid[0], paid[2]) == (9_000, 1_000)
    assert priced(goods, rule("r", NthItem(every=2)), no_discounts=free)[1] == 8_000


# --- why a rule did not apply ----------------------------------------------------------------------------


def test_a_marketer_who_asks_hears_why_a_rule_did_not_apply() -> None:
    many = terms(
        rule("dear", PercentOff(percent=100), ReceiptSum(at_least=10_001)),
        rule("tea", PercentOff(percent=100), OfCategories(categories=frozenset({"Tea"}))),
        rule("much", PercentOff(percent=100), OfQuantity(at_least=1_001)),
        rule("all", PercentOff(percent=100)),
    )
    goods: tuple[CartLine, ...] = (line(1, 10_000),)
    asked = quote(cart(*goods), None, many, NOW, explain=True)
    assert [(step.rule_id, step.note) for step in asked.trace if step.step == "unmet"] == [
        ("dear", "receipt_sum"),
        ("much", "quantity"),
        ("tea", "goods"),
    ]
    unasked = quote(cart(*goods), None, many, NOW)
    assert not [step for step in unasked.trace if step.step == "unmet"]
    assert unasked.lines == asked.lines
