"""Gifts, coupons and the first purchase by example: what is given once is given once."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import LotState, MemberState
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import Cap, PointRules, Programme, Rule
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import GiftOffer, Quote
from cashier_app.loyalty.rules import (
    AccrueFixed,
    AmountOff,
    AroundBirthday,
    Condition,
    Effect,
    FirstPurchase,
    Gift,
    OfBrands,
    OfGoodsSum,
    OfQuantity,
    PercentOff,
    ReceiptSum,
    WithCoupon,
)
from cashier_app.loyalty.sold import sold_facts
from tests.unit.loyalty.books import sold_lines
from tests.unit.loyalty.made import NOW, ZONE, cart, level, line, lot, member, names, programme

MUG = Gift(products=frozenset({"mug"}))


def rule(rule_id: str, effect: Effect, *conditions: Condition, **stacking: Any) -> Rule:
    """A promotion rule named by its id."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **stacking)


def offs(quoted: Quote) -> list[list[tuple[str, int]]]:
    """Rules and kopecks off, line by line."""
    return [[(discount.rule_id, discount.amount) for discount in line.discounts] for line in quoted.lines]


# --- gifts -----------------------------------------------------------------------------------------------


def test_a_gift_costs_a_kopeck_and_is_offered_until_it_is_scanned() -> None:
    terms = programme(rules=(rule("gift", MUG, ReceiptSum(at_least=10_000)),))
    before = quote(cart(line(1, 10_000)), None, terms, NOW)
    assert before.gifts == (GiftOffer("gift", "gift", ("mug",), 1000, 1),)
    after = quote(cart(line(1, 10_000), line(2, 5_000, product_id="mug")), None, terms, NOW)
    assert (after.to_pay, after.gifts, offs(after)) == (10_001, (), [[], [("gift", 4_999)]])
    assert [(given.rule_id, given.lines, given.earned_by) for given in after.given] == [("gift", ((2, 1000),), (1,))]


def test_the_gift_itself_earns_nothing() -> None:
    terms = programme(rules=(rule("gift", MUG, ReceiptSum(at_least=10_000)),))
    less = quote(cart(line(1, 9_999), line(2, 5_000, product_id="mug")), None, terms, NOW)
    assert (less.to_pay, less.gifts, less.given) == (14_999, (), ())
    alone = quote(cart(line(1, 5_000, product_id="mug")), None, programme(rules=(rule("gift", MUG),)), NOW)
    assert (alone.to_pay, alone.gifts, alone.given) == (5_000, (), ())


def test_a_gift_is_one_piece_of_a_line_and_the_rest_is_sold_as_ever() -> None:
    terms = programme(
        level(discount=1_000, accrual=1_000), rules=(rule("gift", MUG), rule("sale", PercentOff(percent=2_000)))
    )
    goods = cart(line(1, 5_000, 3000, product_id="mug", hand_discount=100), redeem="maximum")
    quoted = quote(goods, member(lot("a", 100)), terms, NOW)
    # 100,00 of two mugs: 20 % off, 1,00 by hand, 1 point; one mug for a kopeck, which neither pays nor earns points
    (only,) = quoted.lines
    assert offs(quoted) == [[("sale", 2_000), ("hand", 100), ("gift", 4_999)]]
    assert (only.base, only.redeemed, only.to_pay) == (15_000, 100, 7_801)
    assert quoted.accrued == 700  # 10 % of 78,00
    assert sum(points for new in quoted.new_lots for _, points in new.lines) == only.accrued == 700
    assert [given.lines for given in quoted.given] == [((1, 1000),)]
    assert [(step.amount, step.note) for step in quoted.trace if step.step == "hand"] == [(-100, "")]


def test_a_sold_gift_is_what_its_own_rule_took_off() -> None:
    terms = programme(rules=(rule("gift", MUG), rule("all", PercentOff(percent=2_000))))
    goods = cart(line(1, 5_000, 3000, product_id="mug"))
    quoted = quote(goods, None, terms, NOW)
    assert offs(quoted) == [[("all", 2_000), ("gift", 4_999)]]
    facts = sold_facts("sale", None, sold_lines(goods, quoted), (), quoted)
    assert [(gift.lines, gift.earned_by) for gift in facts.gifts] == [(((1, 4_999),), (1,))]


def test_a_gift_is_untouched_by_the_level_the_hand_and_points() -> None:
    terms = programme(
        level(discount=1_000, accrual=1_000),
        points=PointRules(accrual_step=1),
        rules=(rule("mug", Gift(products=frozenset({"p2"}), price=50_000)),),
    )
    goods = cart(line(1, 10_000), line(2, 90_000, hand_rate=1_000), redeem="maximum")
    quoted = quote(goods, member(lot("a", 10**6)), terms, NOW)
    gift = quoted.lines[1]
    assert [(one.rule_id, one.amount) for one in gift.discounts] == [("mug", 40_000)]
    assert (gift.to_pay, gift.redeemed, gift.accrued) == (50_000, 0, 0)


def test_of_several_gifts_the_dearest_is_given_first_up_to_the_quantity() -> None:
    gift = Gift(products=frozenset({"mug", "cup"}), quantity=2000, price=100)
    goods = cart(
        line(1, 10_000),
        line(2, 3_000, product_id="cup"),
        line(3, 4_000, product_id="mug"),
        line(4, 2_000, product_id="mug"),
    )
    quoted = quote(goods, None, programme(rules=(rule("gift", gift),)), NOW)
    assert offs(quoted) == [[], [("gift", 2_900)], [("gift", 3_900)], []]
    fewer = quote(cart(*goods.lines[:2]), None, programme(rules=(rule("gift", gift),)), NOW)
    assert [(offer.products, offer.quantity) for offer in fewer.gifts] == [(("cup", "mug"), 1000)]


def test_a_gift_dearer_than_the_member_price_is_no_gift() -> None:
    gift = Gift(products=frozenset({"mug"}), price=3_000)
    goods = cart(line(1, 10_000), line(2, 5_000, product_id="mug", member_price=3_000))
    terms = programme(rules=(rule("gift", gift),))
    assert offs(quote(goods, member(), terms, NOW))[1] == [("member_price", 2_000)]
    assert offs(quote(goods, None, terms, NOW))[1] == [("gift", 2_000)]


def test_the_goods_that_earn_a_gift_are_the_rules_own() -> None:
    conditions = (OfBrands(brands=frozenset({"Own"})), OfQuantity(at_least=2_000), OfGoodsSum(at_least=600))
    terms = programme(rules=(rule("gift", MUG, *conditions),))
    mug = line(9, 5_000, product_id="mug", brand="Own")
    enough = quote(cart(line(1, 300, 2000, brand="Own"), line(2, 90_000), mug), None, terms, NOW)
    assert [given.earned_by for given in enough.given] == [(1,)]
    assert not quote(cart(line(1, 600, 1000, brand="Own"), line(2, 90_000), mug), None, terms, NOW).given
    assert not quote(cart(line(1, 299, 2000, brand="Own"), line(2, 90_000), mug), None, terms, NOW).given
    assert not quote(cart(line(1, 9_000, 1999, brand="Own"), line(2, 90_000), mug), None, terms, NOW).given
    two_mugs = line(9, 300, 3000, product_id="mug", brand="Own")
    assert [given.earned_by for given in quote(cart(two_mugs), None, terms, NOW).given] == [(9,)]
    assert not quote(cart(line(9, 300, 2999, product_id="mug", brand="Own")), None, terms, NOW).given


def test_other_promotions_count_a_gift_at_its_token_price() -> None:
    big = rule("big", PercentOff(percent=1_000), ReceiptSum(at_least=10_001))
    terms = programme(rules=(rule("gift", MUG), big))
    mug = line(2, 5_000, product_id="mug")
    assert offs(quote(cart(line(1, 10_000), mug), None, terms, NOW)) == [[("big", 1_000)], [("gift", 4_999)]]
    assert offs(quote(cart(line(1, 9_999), mug), None, terms, NOW)) == [[], [("gift", 4_999)]]


def birthday() -> Programme:
    """A mug around the birthday, once a year."""
    once = Cap(per="member", period="birthday", amount=1)
    window = AroundBirthday(days_before=3, days_after=7)
    return programme(rules=(rule("birthday", MUG, window, caps=(once,)),))


def test_a_birthday_gift_is_given_once_a_year_and_over_new_year_too() -> None:
    anna = member(birthday=(11, 24))
    goods = cart(line(1, 10_000), line(2, 5_000, product_id="mug"))
    fresh = cap_lots(birthday(), ZONE, NOW, account_id="account", birthday=(11, 24), may_open=True)
    first = quote(goods, replace(anna, lots=fresh), birthday(), NOW)
    assert [(use.lot_id, use.amount, use.opens, use.lines) for use in first.wallet_uses] == [
        ("cap.birthday.0.birthday-2026.account", 1, 1, ((2, 0),))
    ]
    spent = tuple(replace(each, balance=0, right=0, opens=0) for each in fresh)
    again = quote(goods, replace(anna, lots=spent), birthday(), NOW)
    assert (again.to_pay, again.gifts, again.wallet_uses) == (15_000, (), ())
    assert [(capped.rule_id, capped.reason) for capped in again.capped] == [("birthday", "used_up")]
    # on 28 December and on 3 January a birthday on the 31st is the same one
    year_ends = NOW + 37 * DAY
    keys = {
        cap.lot_id
        for day in range(10)
        for cap in cap_lots(birthday(), ZONE, year_ends + day * DAY, account_id="account", birthday=(12, 31))
    }
    assert keys == {"cap.birthday.0.birthday-2026.account"}


def test_a_gift_of_another_tills_right_is_refused_and_not_offered() -> None:
    elsewhere = cap_lots(birthday(), ZONE, NOW, account_id="account", birthday=(11, 24))
    quoted = quote(cart(line(1, 10_000)), member(*elsewhere, birthday=(11, 24)), birthday(), NOW)
    assert quoted.gifts == ()
    assert [(capped.reason, capped.lot_id) for capped in quoted.capped] == [
        ("no_right", "cap.birthday.0.birthday-2026.account")
    ]


def test_an_offer_uses_nothing_up() -> None:
    fresh = cap_lots(birthday(), ZONE, NOW, account_id="account", birthday=(11, 24), may_open=True)
    quoted = quote(cart(line(1, 10_000)), member(*fresh, birthday=(11, 24)), birthday(), NOW)
    assert (len(quoted.gifts), quoted.wallet_uses) == (1, ())


@pytest.mark.parametrize(("left", "given"), [(4_999, True), (4_998, False)])
def test_a_gift_is_given_whole_within_a_budget_or_not_at_all(left: int, given: bool) -> None:
    budget = Cap(per="everyone", of="kopecks", amount=100_000)
    terms = programme(rules=(rule("gift", MUG, caps=(budget,)),))
    (fresh,) = cap_lots(terms, ZONE, NOW, may_open=True)
    goods = replace(
        cart(line(1, 10_000), line(2, 5_000, product_id="mug")),
        wallets=(replace(fresh, balance=left, right=left, opens=0),),
    )
    quoted = quote(goods, None, terms, NOW)
    assert bool(quoted.given) is given
    assert [(use.amount, use.lines) for use in quoted.wallet_uses] == ([(4_999, ((2, 4_999),))] if given else [])


# --- coupons ---------------------------------------------------------------------------------------------


def coupon(lot_id: str, right: int = 1, expires_at: int | None = None) -> LotState:
    """A coupon for a cake."""
    return LotState(lot_id, 1, right, 0, expires_at, "coupon:cake", "gift")


CAKE = programme(rules=(rule("cake", AmountOff(amount=1_000), WithCoupon(coupon="cake")),))


def test_a_coupon_is_used_once_the_one_that_ends_first() -> None:
    who = member(coupon("later", expires_at=NOW + 9), coupon("sooner", expires_at=NOW + 5))
    quoted = quote(cart(line(1, 6_000), line(2, 4_000)), who, CAKE, NOW)
    assert quoted.discount == 1_000
    (use,) = quoted.wallet_uses
    assert (use.lot_id, use.wallet, use.amount, use.shared, use.opens) == ("sooner", "coupon:cake", 1, False, 0)
    assert use.lines == ((1, 0), (2, 0))


@pytest.mark.parametrize(
    ("who", "reasons"),
    [
        (None, []),
        (member(), []),
        (member(coupon("a", expires_at=NOW)), []),
        (member(coupon("a", right=0)), ["no_right"]),
        (member(lot("points", 500)), []),
    ],
)
def test_without_a_coupon_that_may_be_used_here_there_is_nothing(who: MemberState | None, reasons: list[str]) -> None:
    quoted = quote(cart(line(1, 6_000)), who, CAKE, NOW)
    assert (quoted.discount, quoted.wallet_uses, [c.reason for c in quoted.capped]) == (0, (), reasons)


def test_a_coupon_without_a_right_here_leaves_another_to_be_used() -> None:
    quoted = quote(cart(line(1, 6_000)), member(coupon("a", right=0), coupon("b")), CAKE, NOW)
    assert [use.lot_id for use in quoted.wallet_uses] == ["b"]


def test_a_coupon_for_several_purchases_is_used_once_a_receipt() -> None:
    quoted = quote(cart(line(1, 6_000)), member(replace(coupon("both", right=2), balance=2)), CAKE, NOW)
    assert (quoted.discount, [use.amount for use in quoted.wallet_uses]) == (1_000, [1])


def test_a_coupon_that_gives_nothing_stays() -> None:
    terms = programme(rules=(*CAKE.rules, rule("free", PercentOff(percent=10_000), exclusive=True)))
    quoted = quote(cart(line(1, 6_000)), member(coupon("a")), terms, NOW)
    assert (quoted.to_pay, quoted.wallet_uses) == (0, ())


def test_one_coupon_serves_all_rules_that_ask_for_it() -> None:
    points = rule("points", AccrueFixed(value=5_000), WithCoupon(coupon="cake"), OfBrands(brands=frozenset({"Own"})))
    tea = rule("off", AmountOff(amount=1_000), WithCoupon(coupon="cake"), OfBrands(brands=frozenset({"Tea"})))
    goods = cart(line(1, 6_000, brand="Tea"), line(2, 6_000, brand="Own"))
    quoted = quote(goods, member(coupon("a"), coupon("b")), programme(rules=(points, tea)), NOW)
    assert (quoted.discount, quoted.accrued) == (1_000, 5_000)
    assert [(use.lot_id, use.amount, use.lines) for use in quoted.wallet_uses] == [("a", 1, ((1, 0), (2, 0)))]


# --- the first purchase ----------------------------------------------------------------------------------


def test_the_first_purchase_is_a_use_that_no_two_tills_give() -> None:
    terms = programme(rules=(rule("hello", PercentOff(percent=1_000), FirstPurchase()),))
    assert terms.rules[0].all_caps == (Cap(per="member", amount=1),)
    (fresh,) = cap_lots(terms, ZONE, NOW, account_id="account", may_open=True)
    goods = cart(line(1, 10_000))
    quoted = quote(goods, member(fresh), terms, NOW)
    assert (quoted.discount, [use.lot_id for use in quoted.wallet_uses]) == (1_000, ["cap.hello.0.campaign.account"])
    without = quote(goods, member(replace(fresh, right=0)), terms, NOW)
    assert (without.discount, [capped.reason for capped in without.capped]) == (0, ["no_right"])
    assert quote(goods, member(fresh, purchases=1), terms, NOW).discount == 0
