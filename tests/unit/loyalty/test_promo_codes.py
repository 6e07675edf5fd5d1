"""Promo codes by example: what works, what is refused and why, and what they do to the receipt."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.loyalty.cart import Cart, LotState, MemberState
from cashier_app.loyalty.explain import explain_code
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import AccrualRules, Cap, MemberPriceRules, Programme, Rule, Selector, Terms
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote, TraceStep
from cashier_app.loyalty.rules import (
    AccruePercent,
    AmountOff,
    Condition,
    Effect,
    Gift,
    HasMember,
    OfCategories,
    OfProducts,
    PercentOff,
    ReceiptSum,
    WithPromoCode,
)
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, ZONE, cart, level, line, lot, member, names, programme


def rule(rule_id: str, effect: Effect, *conditions: Condition, **stacking: Any) -> Rule:
    """A promotion rule named by its id."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **stacking)


def code(*codes: str, **dates: Any) -> WithPromoCode:
    """The condition of one of these codes."""
    return WithPromoCode(codes=frozenset(codes), **dates)


def given(goods: Cart, *codes: str, **parts: Any) -> Cart:
    """A cart with promo codes."""
    return replace(goods, promo_codes=codes, **parts)


def offs(quoted: Quote) -> list[list[tuple[str, str, int]]]:
    """Step, rule and kopecks off, line by line."""
    return [[(d.step, d.rule_id, d.amount) for d in line.discounts] for line in quoted.lines]


def answers(quoted: Quote) -> list[tuple[str, str, str]]:
    """Code, rule and refusal of every code given."""
    return [(answer.code, answer.rule_id, answer.refusal) for answer in quoted.codes]


TEN = rule("ten", PercentOff(percent=1_000), code("TEN"))
GOODS = cart(line(1, 10_000), line(2, 20_000))


# --- the order of calculation ----------------------------------------------------------------------------


def test_a_code_comes_after_promotions_and_the_level_and_before_the_hand() -> None:
    sale = rule("sale", PercentOff(percent=1_000), stack=True)
    terms = programme(level(discount=1_000), rules=(sale, TEN))
    quoted = quote(given(cart(line(1, 10_000, hand_rate=1_000)), "ten"), member(), terms, NOW)
    # 100,00 → 90,00 → 81,00 → 72,90 → 65,61
    assert offs(quoted) == [
        [("promotion", "sale", 1_000), ("level", "base", 900), ("promo_code", "ten", 810), ("hand", "hand", 729)]
    ]
    assert answers(quoted) == [("ten", "ten", "")]


@pytest.mark.parametrize(("price", "works"), [(10_000, True), (9_999, False)])
def test_the_conditions_of_a_code_read_the_amounts_before_its_step(price: int, works: bool) -> None:
    terms = programme(
        level(discount=1_000), rules=(rule("r", AmountOff(amount=100), code("X"), ReceiptSum(at_least=9_000)),)
    )
    quoted = quote(given(cart(line(1, price)), "x"), member(), terms, NOW)
    assert answers(quoted) == [("x", "r", "" if works else "conditions")]
    assert quoted.discount == price // 10 + (price % 10 > 4) + (100 if works else 0)


def test_a_code_combines_with_a_member_price_and_promotions() -> None:
    terms = programme(rules=(rule("sale", PercentOff(percent=500)), TEN))
    quoted = quote(given(cart(line(1, 10_000, member_price=9_000), line(2, 10_000)), "TEN"), member(), terms, NOW)
    assert offs(quoted) == [
        [("member_price", "member_price", 1_000), ("promo_code", "ten", 900)],
        [("promotion", "sale", 500), ("promo_code", "ten", 950)],
    ]


def test_a_code_takes_its_percentage_of_the_whole_price_of_goods_that_the_level_leaves_alone() -> None:
    terms = programme(
        level(discount=1_000),
        levels={"exclude": Selector(products=frozenset({"p1"}))},
        rules=(TEN,),
    )
    quoted = quote(given(cart(line(1, 1_000_000)), "TEN"), member(), terms, NOW)
    assert offs(quoted) == [[("promo_code", "ten", 100_000)]]


def test_a_code_for_points_takes_goods_that_may_earn_and_one_for_a_discount_goods_that_may_cost_less() -> None:
    """Product 1 keeps its price, product 2 earns nothing."""
    both = OfProducts(products=frozenset({"p1", "p2"}))
    rules = (
        rule("more", AccruePercent(percent=1_000), code("MORE"), both),
        rule("less", PercentOff(percent=1_000), code("LESS"), both),
    )
    terms = programme(
        no_discounts=Selector(products=frozenset({"p1"})),
        accrual=AccrualRules(exclude=Selector(products=frozenset({"p2"}))),
        rules=rules,
    )
    quoted = quote(given(cart(line(1, 10_000), line(2, 10_000)), "MORE", "LESS"), member(), terms, NOW)
    assert offs(quoted) == [[], [("promo_code", "less", 1_000)]]
    assert [new.lines for new in quoted.new_lots] == [((1, 1_000),)]


def test_two_codes_apply_by_priority_each_to_the_running_amount() -> None:
    sum_off = rule("sum", AmountOff(amount=1_000), code("SUM"), priority=50)
    quoted = quote(given(cart(line(1, 10_000)), "TEN", "SUM"), None, programme(rules=(TEN, sum_off)), NOW)
    assert offs(quoted) == [[("promo_code", "sum", 1_000), ("promo_code", "ten", 900)]]


# --- excludes or combines --------------------------------------------------------------------------------


def exclusive_code(percent: int, **stacking: Any) -> Rule:
    """A code that stands alone."""
    return rule("alone", PercentOff(percent=percent), code("ALONE"), exclusive=True, **stacking)


def test_an_exclusive_code_takes_the_place_of_all_else_where_that_is_cheaper() -> None:
    terms = programme(level(discount=1_000), rules=(exclusive_code(2_000),))
    goods = cart(line(1, 10_000), line(2, 10_000, member_price=7_000))
    quoted = quote(given(goods, "ALONE"), member(), terms, NOW)
    assert offs(quoted) == [[("promo_code", "alone", 2_000)], [("member_price", "member_price", 3_000)]]
    assert answers(quoted) == [("ALONE", "alone", "")]


def test_an_exclusive_code_that_is_dearer_everywhere_is_refused_and_changes_nothing() -> None:
    terms = programme(level(discount=1_000), rules=(exclusive_code(1_000),))
    quoted = quote(given(GOODS, "ALONE"), member(), terms, NOW)
    assert offs(quoted) == [[("level", "base", 1_000)], [("level", "base", 2_000)]]
    assert answers(quoted) == [("ALONE", "alone", "beaten")]


def test_an_exclusive_code_that_stacks_stands_on_the_level() -> None:
    terms = programme(
        level(discount=1_000), rules=(exclusive_code(1_000, stack=True), rule("sale", PercentOff(percent=500)))
    )
    quoted = quote(given(cart(line(1, 10_000)), "ALONE"), member(), terms, NOW)
    assert offs(quoted) == [[("level", "base", 1_000), ("promo_code", "alone", 900)]]


def test_an_exclusive_code_that_stacks_takes_its_percentage_of_the_whole_price_where_nobody_has_a_level() -> None:
    terms = programme(level(discount=1_000), rules=(exclusive_code(2_000, stack=True),))
    quoted = quote(given(cart(line(1, 1_000_000)), "ALONE"), None, terms, NOW)
    assert offs(quoted) == [[("promo_code", "alone", 200_000)]]


def test_an_exclusive_code_that_stacks_on_a_level_that_gives_nothing_has_all_of_the_price() -> None:
    quoted = quote(
        given(cart(line(1, 2)), "ALONE"), member(), programme(rules=(exclusive_code(5_000, stack=True),)), NOW
    )
    assert offs(quoted) == [[("promo_code", "alone", 1)]]


def test_an_exclusive_code_and_another_code_are_not_given_together() -> None:
    terms = programme(rules=(exclusive_code(1_500), TEN))
    quoted = quote(given(GOODS, "TEN", "ALONE"), None, terms, NOW)
    assert offs(quoted) == [[("promo_code", "alone", 1_500)], [("promo_code", "alone", 3_000)]]
    assert answers(quoted) == [("TEN", "ten", "beaten"), ("ALONE", "alone", "")]


def test_a_code_leaves_lines_of_an_exclusive_promotion_alone() -> None:
    tea = rule("tea", PercentOff(percent=3_000), OfCategories(categories=frozenset({"Tea"})), exclusive=True)
    goods = given(cart(line(1, 10_000, category="Tea"), line(2, 10_000)), "SUM")
    sum_off = rule("sum", AmountOff(amount=1_000), code("SUM"))
    quoted = quote(goods, None, programme(rules=(tea, sum_off)), NOW)
    assert offs(quoted) == [[("promotion", "tea", 3_000)], [("promo_code", "sum", 1_000)]]


@pytest.mark.parametrize(("percent", "expected"), [(900, ("promotion", "sale")), (1_100, ("promo_code", "coded"))])
def test_of_a_group_of_promotion_and_code_the_cheaper_counts(percent: int, expected: tuple[str, str]) -> None:
    sale = rule("sale", PercentOff(percent=1_000), group="g")
    coded = rule("coded", PercentOff(percent=percent), code("X"), group="g")
    quoted = quote(given(cart(line(1, 10_000)), "X"), None, programme(rules=(sale, coded)), NOW)
    assert offs(quoted) == [[(*expected, max(percent, 1_000))]]
    assert answers(quoted) == [("X", "coded", "" if percent > 1_000 else "beaten")]


def test_line_by_line_a_code_yields_to_its_group_or_takes_its_place() -> None:
    sale = rule("sale", PercentOff(percent=1_000), OfCategories(categories=frozenset({"Tea"})), group="g")
    coded = rule("coded", PercentOff(percent=500), code("X"), group="g")
    goods = given(cart(line(1, 10_000, category="Tea"), line(2, 10_000)), "X")
    assert offs(quote(goods, None, programme(rules=(sale, coded)), NOW)) == [
        [("promotion", "sale", 1_000)],
        [("promo_code", "coded", 500)],
    ]


def test_where_a_code_takes_a_groups_place_the_rest_is_worked_out_anew() -> None:
    sale = rule("sale", PercentOff(percent=1_000), group="g", priority=1, stack=True)
    other = rule("other", PercentOff(percent=1_000), priority=2, stack=True)
    coded = rule("coded", PercentOff(percent=5_000), code("X"), group="g")
    terms = programme(level(discount=1_000), rules=(sale, other, coded))
    quoted = quote(given(cart(line(1, 10_000)), "X"), member(), terms, NOW)
    assert offs(quoted) == [[("promotion", "other", 1_000), ("level", "base", 900), ("promo_code", "coded", 4_050)]]


def test_a_capped_rule_gives_no_more_where_a_code_takes_anothers_place() -> None:
    sale = rule("sale", PercentOff(percent=5_000), group="g", priority=1)
    capped = rule("capped", PercentOff(percent=1_000), caps=(Cap(per="receipt", of="kopecks", amount=500),), priority=2)
    coded = rule("coded", PercentOff(percent=6_000), code("X"), group="g")
    quoted = quote(given(cart(line(1, 10_000)), "X"), None, programme(rules=(sale, capped, coded)), NOW)
    assert offs(quoted) == [[("promotion", "capped", 500), ("promo_code", "coded", 5_700)]]


def test_of_equals_an_exclusive_code_leaves_the_line_as_it_is() -> None:
    goods = given(cart(line(1, 10_000), line(2, 10_000, member_price=8_000)), "ALONE")
    quoted = quote(goods, member(), programme(rules=(exclusive_code(2_000),)), NOW)
    assert offs(quoted) == [[("promo_code", "alone", 2_000)], [("member_price", "member_price", 2_000)]]


def test_of_two_codes_of_a_group_the_better_works() -> None:
    five = rule("five", PercentOff(percent=500), code("FIVE"), group="g")
    ten = rule("ten", PercentOff(percent=1_000), code("TEN"), group="g")
    quoted = quote(given(GOODS, "FIVE", "TEN"), None, programme(rules=(five, ten)), NOW)
    assert quoted.discount == 3_000
    assert answers(quoted) == [("FIVE", "five", "beaten"), ("TEN", "ten", "")]


# --- the level's own terms -------------------------------------------------------------------------------


def test_the_levels_own_terms_hold_where_a_code_works() -> None:
    silver = level(discount=1_000, accrual=1_000, with_promo_code=Terms(discount=500, accrual=200))
    terms = programme(silver, rules=(TEN, rule("dear", PercentOff(percent=100), code("DEAR"), ReceiptSum(over=30_000))))
    without = quote(GOODS, member(), terms, NOW)
    assert (without.to_pay, without.accrued) == (27_000, 2_700)
    quoted = quote(given(GOODS, "TEN"), member(), terms, NOW)
    assert offs(quoted)[0] == [("level", "base", 500), ("promo_code", "ten", 950)]
    assert (quoted.to_pay, quoted.accrued) == (25_650, 500)
    refused = quote(given(GOODS, "DEAR"), member(), terms, NOW)
    assert answers(refused) == [("DEAR", "dear", "conditions")]
    assert (refused.to_pay, refused.accrued) == (27_000, 2_700)


@pytest.mark.parametrize(
    ("discount", "to_pay", "refusal"), [(1_001, 26_997, "beaten"), (1_000, 27_000, "beaten"), (999, 27_000, "")]
)
def test_a_code_with_whose_terms_the_buyer_would_not_pay_less_is_refused(
    discount: int, to_pay: int, refusal: str
) -> None:
    silver = level(discount=discount, with_promo_code=Terms(discount=0))
    quoted = quote(given(GOODS, "TEN"), member(), programme(silver, rules=(TEN,)), NOW)
    assert (quoted.to_pay, answers(quoted)) == (to_pay, [("TEN", "ten", refusal)])
    assert offs(quoted)[0][0][0] == ("level" if refusal else "promo_code")


def test_a_code_for_points_is_what_the_buyer_asked_for() -> None:
    silver = level(discount=1_500, accrual=100, with_promo_code=Terms(discount=0))
    more = rule("more", AccruePercent(percent=2_000), code("MORE"))
    quoted = quote(given(GOODS, "MORE"), member(), programme(silver, rules=(more,)), NOW)
    assert (quoted.to_pay, quoted.accrued, answers(quoted)) == (30_000, 6_000, [("MORE", "more", "")])


def test_points_do_not_pay_where_a_code_works_if_the_programme_says_so() -> None:
    terms = programme(redemption={"exclude_with_promo_code": True}, rules=(TEN,))
    who = member(lot("a", 5_000))
    quoted = quote(given(GOODS, "TEN", redeem="maximum"), who, terms, NOW)
    assert (quoted.redemption.points, quoted.redemption.limit) == (0, "promo_code")
    assert quote(given(GOODS, "WRONG", redeem="maximum"), who, terms, NOW).redemption.points == 5_000


# --- refusals --------------------------------------------------------------------------------------------

ONCE = Cap(per="code", amount=1)
PER_MEMBER = Cap(per="member", amount=1)


def many() -> Programme:
    """Codes of every kind."""
    november = {"first_day": datetime.date(2026, 11, 1), "last_day": datetime.date(2026, 11, 30)}
    return programme(
        rules=(
            rule("dated", PercentOff(percent=100), code("NOVEMBER", **november)),
            rule("later", PercentOff(percent=100), code("LATER", first_day=datetime.date(2026, 11, 22))),
            rule("over", PercentOff(percent=100), code("OVER", last_day=datetime.date(2026, 11, 20))),
            rule("card", PercentOff(percent=100), code("CARD"), HasMember()),
            rule("once", PercentOff(percent=100), code("ONE-1", "ONE-2"), caps=(ONCE,)),
            rule("personal", PercentOff(percent=100), code("ME"), caps=(PER_MEMBER,)),
            rule("tea", PercentOff(percent=100), code("TEA"), OfCategories(categories=frozenset({"Tea"}))),
            rule("much", PercentOff(percent=100), code("MUCH"), ReceiptSum(over=30_000)),
            rule("points", AccruePercent(percent=100), code("POINTS")),
        )
    )


@pytest.mark.parametrize(
    ("text", "with_card", "expected"),
    [
        ("nonsense", True, ("", "unknown")),
        ("November", False, ("dated", "")),
        ("later", False, ("later", "not_yet")),
        ("over", False, ("over", "over")),
        ("card", False, ("card", "member")),
        ("card", True, ("card", "")),
        ("me", False, ("personal", "member")),
        ("me", True, ("personal", "")),
        ("one-1", False, ("once", "")),
        ("tea", False, ("tea", "conditions")),
        ("much", False, ("much", "conditions")),
        ("points", False, ("points", "member")),
        ("points", True, ("points", "")),
    ],
)
def test_every_code_is_answered(text: str, with_card: bool, expected: tuple[str, str]) -> None:
    who = member(*cap_lots(many(), ZONE, NOW, account_id="account", may_open=True)) if with_card else None
    shared = cap_lots(many(), ZONE, NOW, codes=("one-1",), may_open=True)
    quoted = quote(given(GOODS, text, wallets=shared), who, many(), NOW)
    (answer,) = quoted.codes
    assert (answer.code, answer.rule_id, answer.refusal) == (text, *expected)
    assert bool(quoted.discount or quoted.accrued) is (answer.refusal == "")


@pytest.mark.parametrize(
    ("balance", "right", "refusal"), [(1, 1, ""), (0, 0, "used_up"), (1, 0, "no_right"), (None, None, "no_right")]
)
def test_a_code_with_a_number_of_uses_works_by_right_alone(
    balance: int | None, right: int | None, refusal: str
) -> None:
    (fresh,) = cap_lots(many(), ZONE, NOW, codes=("one-1",), may_open=True)
    wallets = () if balance is None or right is None else (replace(fresh, balance=balance, right=right, opens=0),)
    quoted = quote(given(GOODS, "One-1", wallets=wallets), None, many(), NOW)
    assert answers(quoted) == [("One-1", "once", refusal)]
    used = [(use.lot_id, use.amount, use.shared, use.lines) for use in quoted.wallet_uses]
    assert used == ([] if refusal else [("cap.once.0.campaign.one-1", 1, True, ((1, 0), (2, 0)))])
    assert [capped.reason for capped in quoted.capped] == ([refusal] if refusal else [])


def test_each_code_of_a_list_has_uses_of_its_own() -> None:
    first, second = cap_lots(many(), ZONE, NOW, codes=("one-1", "one-2"), may_open=True)
    spent = replace(first, balance=0, right=0, opens=0)
    quoted = quote(given(GOODS, "ONE-1", "ONE-2", wallets=(spent, second)), None, many(), NOW)
    assert answers(quoted) == [("ONE-1", "once", "used_up"), ("ONE-2", "once", "")]
    both = quote(given(GOODS, "ONE-2", "ONE-1", wallets=(first, second)), None, many(), NOW)
    assert answers(both) == [("ONE-2", "once", ""), ("ONE-1", "once", "doubled")]
    assert [(use.lot_id, use.opens) for use in both.wallet_uses] == [("cap.once.0.campaign.one-2", 1)]


def test_a_code_of_each_member_once_is_the_members_own_cap() -> None:
    (fresh,) = cap_lots(many(), ZONE, NOW, account_id="account", may_open=True)
    quoted = quote(given(GOODS, "me"), member(fresh), many(), NOW)
    assert [(use.lot_id, use.amount, use.shared, use.opens) for use in quoted.wallet_uses] == [
        ("cap.personal.0.campaign.account", 1, False, 1)
    ]
    used: LotState = replace(fresh, balance=0, right=0, opens=0)
    assert answers(quote(given(GOODS, "me"), member(used), many(), NOW)) == [("me", "personal", "used_up")]
    unknown: MemberState = member(unclaimed=True)
    assert answers(quote(given(GOODS, "me"), unknown, many(), NOW)) == [("me", "personal", "member")]


def test_a_code_that_gives_nothing_uses_nothing_up() -> None:
    free = programme(
        rules=(rule("once", PercentOff(percent=100), code("ONE"), caps=(ONCE,)), rule("r", PercentOff(percent=10_000)))
    )
    wallets = cap_lots(free, ZONE, NOW, codes=("one",), may_open=True)
    quoted = quote(given(GOODS, "ONE", wallets=wallets), None, free, NOW)
    assert (answers(quoted), quoted.wallet_uses) == ([("ONE", "once", "beaten")], ())


def test_a_code_in_two_rules_is_accepted_if_one_of_them_works() -> None:
    both = programme(
        rules=(
            rule("a", PercentOff(percent=1_000), code("X"), ReceiptSum(over=30_000)),
            rule("b", AccruePercent(percent=1_000), code("X")),
        )
    )
    quoted = quote(given(GOODS, "X"), member(), both, NOW)
    assert (answers(quoted), quoted.discount, quoted.accrued) == ([("X", "b", "")], 0, 3_000)
    assert answers(quote(given(GOODS, "X"), None, both, NOW)) == [("X", "a", "conditions")]


def test_a_code_given_twice_counts_once() -> None:
    quoted = quote(given(GOODS, "TEN", " ten "), None, programme(rules=(TEN,)), NOW)
    assert answers(quoted) == [("TEN", "ten", "")]
    assert quoted.discount == 3_000


def test_a_code_for_a_gift_works_when_the_gift_is_there_and_offers_it_before() -> None:
    mug = rule("mug", Gift(products=frozenset({"mug"})), code("MUG"))
    offered = quote(given(GOODS, "MUG"), None, programme(rules=(mug,)), NOW)
    assert (answers(offered), [gift.rule_id for gift in offered.gifts]) == ([("MUG", "mug", "")], ["mug"])
    taken = quote(
        given(cart(*GOODS.lines, line(3, 5_000, product_id="mug")), "MUG"), None, programme(rules=(mug,)), NOW
    )
    assert (answers(taken), taken.to_pay) == ([("MUG", "mug", "")], 30_001)
    assert offs(taken)[2] == [("promo_code", "mug", 4_999)]
    uncoded = quote(cart(*GOODS.lines, line(3, 5_000, product_id="mug")), None, programme(rules=(mug,)), NOW)
    assert (uncoded.to_pay, uncoded.gifts) == (35_000, ())


@pytest.mark.parametrize(
    ("condition", "caps", "refusal"),
    [
        (OfCategories(categories=frozenset({"Tea"})), (), "conditions"),
        (ReceiptSum(over=30_000), (), "conditions"),
        (ReceiptSum(at_least=30_000), (), ""),
        (HasMember(), (), "member"),
        (ReceiptSum(over=0), (Cap(per="receipt", of="kopecks", amount=4_998),), "used_up"),
        (ReceiptSum(over=0), (Cap(per="receipt", of="kopecks", amount=4_999),), ""),
        (ReceiptSum(over=0), (Cap(per="everyone", amount=1),), "no_right"),
    ],
)
def test_a_code_for_a_gift_is_answered_as_others_are(condition: Condition, caps: tuple[Cap, ...], refusal: str) -> None:
    mug = rule("mug", Gift(products=frozenset({"mug"})), code("MUG"), condition, caps=caps)
    goods = cart(*GOODS.lines, line(3, 5_000, product_id="mug"))
    quoted = quote(given(goods, "MUG"), None, programme(rules=(mug,)), NOW)
    assert answers(quoted) == [("MUG", "mug", refusal)]
    assert quoted.to_pay == (35_000 if refusal else 30_001)


def test_every_refusal_has_words_in_both_languages() -> None:
    for refusal in ("unknown", "not_yet", "over", "used_up", "no_right", "member", "conditions", "beaten", "doubled"):
        russian, english = (explain_code(refusal, load_words(language)) for language in ("ru", "en"))
        assert russian != english
        assert russian[0].isupper()
    assert explain_code("", load_words("ru")) == ""


def test_a_works_answer_is_in_the_trace() -> None:
    quoted = quote(given(GOODS, "TEN", "x"), None, programme(member_prices=MemberPriceRules(), rules=(TEN,)), NOW)
    assert [step for step in quoted.trace if step.step == "code"] == [
        TraceStep("code", "ten", 0, 0, "TEN"),
        TraceStep("code", "", 0, 0, "x: unknown"),
    ]


def test_a_refused_rule_answers_for_its_own_codes_alone() -> None:
    dear = rule("dear", PercentOff(percent=2_000), code("DEAR"), ReceiptSum(at_least=10**9))
    terms = programme(member_prices=MemberPriceRules(), rules=(TEN, dear))
    quoted = quote(given(GOODS, "DEAR", "TEN"), None, terms, NOW)
    assert answers(quoted) == [("DEAR", "dear", "conditions"), ("TEN", "ten", "")]


def test_a_marketer_who_asks_hears_why_a_code_does_nothing() -> None:
    asked = quote(given(GOODS, "MUCH", "ME", "points"), None, many(), NOW, explain=True)
    told = [(step.rule_id, step.note) for step in asked.trace if step.step == "unmet"]
    unmet = dict(told)
    assert len(told) == len(unmet)
    assert unmet == {
        "dated": "promo_code",
        "later": "promo_code",
        "over": "promo_code",
        "card": "promo_code",
        "once": "promo_code",
        "tea": "promo_code",
        "much": "receipt_sum",
        "personal": "member",
        "points": "member",
    }
