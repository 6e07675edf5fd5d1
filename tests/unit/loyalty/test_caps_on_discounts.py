"""Caps on discounts by example: cut to what is left, spread exactly, counted where they are counted."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.loyalty.cart import Cart, LotState
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import Cap, Programme, Rule
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import AmountOff, Condition, Effect, NthItem, OfCategories, PercentOff, WithPromoCode
from tests.unit.loyalty.made import NOW, ZONE, cart, line, member, names, programme


def rule(rule_id: str, effect: Effect, *conditions: Condition, **stacking: Any) -> Rule:
    """A promotion rule named by its id."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **stacking)


def offs(quoted: Quote) -> list[list[tuple[str, int]]]:
    """Rules and kopecks off, line by line."""
    return [[(discount.rule_id, discount.amount) for discount in line.discounts] for line in quoted.lines]


def shared(terms: Programme, left: int, right: int | None = None) -> tuple[LotState, ...]:
    """The only shared cap of a programme, with so much of it left, and so much to be spent here."""
    (fresh,) = cap_lots(terms, ZONE, NOW)
    return (replace(fresh, balance=left, right=left if right is None else right, opens=0),)


PER_RECEIPT = Cap(per="receipt", of="kopecks", amount=50_000)


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ((500_000,), [50_000]),
        ((500_001,), [50_000]),
        ((499_990,), [49_999]),
        ((400_000, 200_000), [33_333, 16_667]),
        ((300_000, 100_000), [30_000, 10_000]),
    ],
)
def test_ten_percent_but_at_most_five_hundred_roubles_a_receipt(prices: tuple[int, ...], expected: list[int]) -> None:
    terms = programme(rules=(rule("ten", PercentOff(percent=1_000), caps=(PER_RECEIPT,)),))
    quoted = quote(cart(*(line(n, price) for n, price in enumerate(prices, start=1))), None, terms, NOW)
    assert offs(quoted) == [[("ten", off)] for off in expected]
    assert quoted.wallet_uses == ()
    assert [capped.reason for capped in quoted.capped] == (["cut"] if sum(prices) > 500_005 else [])


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_the_odd_kopeck_of_a_cap_goes_to_the_same_product_in_whatever_order(ids: tuple[str, str]) -> None:
    terms = programme(rules=(rule("ten", PercentOff(percent=1_000), caps=(replace(PER_RECEIPT, amount=5),)),))
    goods = cart(*(line(number, 100, product_id=name) for number, name in enumerate(ids, start=1)))
    quoted = quote(goods, None, terms, NOW)
    assert {name: each.to_pay for name, each in zip(ids, quoted.lines, strict=True)} == {"a": 97, "b": 98}


def test_a_cap_goes_to_the_lines_on_which_its_rule_wins() -> None:
    terms = programme(rules=(rule("ten", PercentOff(percent=1_000), caps=(PER_RECEIPT,)),))
    goods = cart(line(1, 1_000_000), line(2, 100_000, member_price=80_000))
    assert offs(quote(goods, member(), terms, NOW)) == [[("ten", 50_000)], [("member_price", 20_000)]]


def test_a_rule_that_is_cut_may_lose_a_line_to_another() -> None:
    small = rule("small", PercentOff(percent=800), OfCategories(categories=frozenset({"Tea"})), exclusive=True)
    ten = rule("ten", PercentOff(percent=1_000), caps=(PER_RECEIPT,))
    goods = cart(line(1, 500_000), line(2, 500_000, category="Tea"))
    # cut to 250,00 on each line; 8 % of 5 000,00 are more
    assert offs(quote(goods, None, programme(rules=(ten, small)), NOW)) == [[("ten", 25_000)], [("small", 40_000)]]


def test_what_a_cut_rule_leaves_another_takes_within_its_own_cap() -> None:
    ten = rule("ten", PercentOff(percent=1_000), caps=(PER_RECEIPT,), exclusive=True)
    eight = rule("eight", PercentOff(percent=800), caps=(replace(PER_RECEIPT, amount=30_000),), exclusive=True)
    quoted = quote(cart(line(1, 500_000), line(2, 500_000)), None, programme(rules=(ten, eight)), NOW)
    # ten is cut to 250,00 a line; eight offers 400,00 a line and is cut to 150,00: ten wins again
    assert offs(quoted) == [[("ten", 25_000)], [("ten", 25_000)]]


@pytest.mark.parametrize(
    ("left", "right", "off", "reason"),
    [
        (2_000, 2_000, 1_000, None),
        (1_000, 1_000, 1_000, None),
        (999, 999, 999, "cut"),
        (2_000, 500, 500, "no_right"),
        (0, 0, 0, "used_up"),
        (50, 0, 0, "no_right"),
    ],
)
def test_a_campaigns_budget_is_cut_to_the_right_held_here(left: int, right: int, off: int, reason: str | None) -> None:
    budget = Cap(per="everyone", of="kopecks", amount=100_000)
    terms = programme(rules=(rule("sum", AmountOff(amount=1_000), caps=(budget,)),))
    goods = replace(cart(line(1, 6_000), line(2, 4_000)), wallets=shared(terms, left, right))
    quoted = quote(goods, None, terms, NOW)
    assert quoted.discount == off
    assert [capped.reason for capped in quoted.capped] == ([reason] if reason else [])
    assert sum(use.amount for use in quoted.wallet_uses) == off
    for use in quoted.wallet_uses:
        assert sum(part for _, part in use.lines) == use.amount
        assert (use.lot_id, use.shared) == ("cap.sum.0.campaign.campaign-sum", True)


def test_a_cap_whose_lot_is_not_known_here_gives_nothing() -> None:
    terms = programme(rules=(rule("r", PercentOff(percent=100), caps=(Cap(per="everyone", amount=5),)),))
    quoted = quote(cart(line(1, 10_000)), None, terms, NOW)
    assert (quoted.discount, [(c.reason, c.lot_id) for c in quoted.capped]) == (
        0,
        [("no_right", "cap.r.0.campaign.campaign-r")],
    )


def test_of_a_use_and_a_sum_the_sum_that_lacks_a_right_is_told_and_the_use_held_is_not() -> None:
    caps = (Cap(per="everyone", amount=9), Cap(per="everyone", of="kopecks", amount=5_000))
    terms = programme(rules=(rule("r", PercentOff(percent=1_000), caps=caps),))
    uses, of_sum = cap_lots(terms, ZONE, NOW, may_open=True)
    wallets = (replace(uses, right=1, opens=0), replace(of_sum, right=600, opens=0))
    quoted = quote(replace(cart(line(1, 10_000)), wallets=wallets), None, terms, NOW)
    assert (quoted.discount, [(one.reason, one.lot_id) for one in quoted.capped]) == (
        600,
        [("no_right", of_sum.lot_id)],
    )
    enough = quote(replace(cart(line(1, 5_000)), wallets=wallets), None, terms, NOW)
    assert (enough.discount, enough.capped) == (500, ())


def test_a_card_that_is_not_known_here_has_no_cap_to_ask_the_server_for() -> None:
    terms = programme(rules=(rule("r", PercentOff(percent=100), caps=(Cap(per="member", amount=5),)),))
    quoted = quote(cart(line(1, 10_000)), member(unclaimed=True), terms, NOW)
    assert (quoted.discount, [(c.reason, c.lot_id) for c in quoted.capped]) == (0, [("no_right", "")])


def test_the_lowest_of_several_caps_binds_and_all_are_counted() -> None:
    caps = (
        Cap(per="receipt", of="kopecks", amount=900),
        Cap(per="member", period="day", amount=3),
        Cap(per="member", period="month", of="kopecks", amount=5_000),
    )
    terms = programme(rules=(rule("r", PercentOff(percent=1_000), caps=caps),))
    lots = cap_lots(terms, ZONE, NOW, account_id="account", may_open=True)
    quoted = quote(cart(line(1, 10_000)), member(*lots), terms, NOW)
    assert quoted.discount == 900
    assert [(use.lot_id, use.amount, use.opens) for use in quoted.wallet_uses] == [
        ("cap.r.1.2026-11-21.account", 1, 3),
        ("cap.r.2.2026-11.account", 900, 5_000),
    ]
    without_card = quote(cart(line(1, 10_000)), None, terms, NOW, explain=True)
    assert (without_card.discount, without_card.capped) == (0, ())
    assert [(step.rule_id, step.note) for step in without_card.trace if step.step == "unmet"] == [("r", "member")]


def test_a_limited_rule_that_gives_nothing_is_not_counted() -> None:
    terms = programme(
        rules=(
            rule("r", PercentOff(percent=100), caps=(Cap(per="everyone", amount=5),)),
            rule("better", PercentOff(percent=200), exclusive=True),
        )
    )
    goods: Cart = replace(cart(line(1, 10_000)), wallets=cap_lots(terms, ZONE, NOW, may_open=True))
    assert quote(goods, None, terms, NOW).wallet_uses == ()


def test_a_code_is_cut_as_promotions_are() -> None:
    coded = rule("code", PercentOff(percent=2_000), WithPromoCode(codes=frozenset({"X"})), caps=(PER_RECEIPT,))
    goods = replace(cart(line(1, 400_000), line(2, 200_000)), promo_codes=("X",))
    quoted = quote(goods, None, programme(rules=(coded,)), NOW)
    assert offs(quoted) == [[("code", 33_333)], [("code", 16_667)]]


def test_a_discount_of_several_lines_is_cut_on_the_lines_it_reduces() -> None:
    terms = programme(rules=(rule("second", NthItem(every=2), caps=(replace(PER_RECEIPT, amount=100),)),))
    quoted = quote(cart(line(1, 900), line(2, 800), line(3, 700), line(4, 200)), None, terms, NOW)
    assert offs(quoted) == [[], [("second", 80)], [], [("second", 20)]]
