"""Mechanics by example: what the buyer's receipt says, to the kopeck."""

from __future__ import annotations

import pytest

from cashier_app.core.clock import DAY, local_time
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.levels import progress
from cashier_app.loyalty.prepared import prepare
from cashier_app.loyalty.programme import (
    AccrualRules,
    ForDays,
    LotRules,
    MemberPriceRules,
    Names,
    NextDay,
    Override,
    PointRules,
    Programme,
    Rule,
    Selector,
)
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import AccruePercent, Condition, Effect, HasMember, OfBrands, PercentOff, ReceiptSum
from tests.unit.loyalty.made import NOW, ZONE, cart, level, line, lot, member, names, programme


def rule(rule_id: str, effect: Effect, *conditions: Condition, **stacking: object) -> Rule:
    """A promotion rule named by its id."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **stacking)  # type: ignore[arg-type]


def discounts(quoted: Quote, number: int) -> list[tuple[str, int]]:
    """Rules and kopecks off one line."""
    return [(d.rule_id, d.amount) for q in quoted.lines if q.number == number for d in q.discounts]


# --- the receipt of the shop Romashka --------------------------------------------------------------------

MILK = CartLine(1, "milk", 9490, 2000, category="Молочные продукты")
CHEESE = CartLine(2, "cheese", 49900, 299, member_price=44910, category="Молочные продукты/Сыр")
COFFEE = CartLine(3, "coffee", 124900, 1000, category="Кофе")


def romashka() -> Programme:
    """Six levels are not needed for one receipt; two are."""
    return programme(
        level("silver", 0, discount=1000, accrual=500, maximum_share=3000),
        level("gold", 3_000_000),
        levels={
            "exclude": Selector(categories=frozenset({"Молочные продукты"})),
        },
        lots=LotRules(activation=NextDay(), life=ForDays(days=365)),
    )


def test_the_receipt_a_buyer_reads_at_the_door() -> None:
    who = member(lot("a", 124_500), lot("b", 8_600, active_at=NOW + DAY), level_id="silver")
    quoted = quote(cart(MILK, CHEESE, COFFEE, redeem=30_000), who, romashka(), NOW)
    assert [q.base for q in quoted.lines] == [18980, 14920, 124900]
    assert discounts(quoted, 1) == []
    assert discounts(quoted, 2) == [("member_price", 1492)]
    assert [(d.name, d.amount) for d in quoted.lines[2].discounts] == [("silver 10\u00a0%", 12490)]
    assert (quoted.base, quoted.discount, quoted.redemption.amount, quoted.to_pay) == (158800, 13982, 30000, 114818)
    assert quoted.accrued == 5700
    assert progress(romashka(), "silver", 2_717_000 + quoted.to_pay).missing == 168182


def test_points_earned_start_at_the_stores_midnight_and_live_whole_days() -> None:
    quoted = quote(cart(COFFEE), member(level_id="silver"), romashka(), NOW)
    (new,) = quoted.new_lots
    assert local_time(new.active_at, ZONE).isoformat() == "2026-11-22T00:00:00+03:00"
    assert new.expires_at is not None
    assert local_time(new.expires_at, ZONE).isoformat() == "2027-11-22T00:00:00+03:00"


def test_a_version_is_indexed_once_though_others_are_used_in_between() -> None:
    one, other = programme(level()), programme(level())
    ready = prepare(one)
    prepare(other)
    assert prepare(one) is ready


def test_fifty_off_two_lines() -> None:
    quoted = quote(cart(line(1, 12067), line(2, 11354), redeem=5000), member(lot("a", 5000)), programme(), NOW)
    assert [q.to_pay for q in quoted.lines] == [9491, 8930]


# --- without a member, with an unknown card --------------------------------------------------------------


def test_without_a_card_there_are_promotions_but_neither_member_prices_nor_levels_nor_points() -> None:
    terms = programme(level(discount=1000, accrual=500), rules=(rule("tea", PercentOff(percent=500)),))
    quoted = quote(cart(line(1, 10_000, member_price=5_000), redeem="maximum"), None, terms, NOW)
    assert discounts(quoted, 1) == [("tea", 500)]
    assert (quoted.redemption.limit, quoted.redemption.maximum, quoted.accrued) == ("no_member", 0, 0)


def test_a_rule_for_members_needs_a_card() -> None:
    terms = programme(rules=(rule("club", PercentOff(percent=500), HasMember()),))
    assert quote(cart(line(1, 10_000)), None, terms, NOW).discount == 0
    assert quote(cart(line(1, 10_000)), member(), terms, NOW).discount == 500


def test_an_unknown_card_earns_at_the_base_level_and_spends_nothing() -> None:
    terms = programme(level(accrual=100), level("silver", 1, discount=1000, accrual=500))
    who = member(lot("a", 100_000), level_id="silver", unclaimed=True)
    quoted = quote(cart(line(1, 100_000), redeem="maximum"), who, terms, NOW)
    assert (quoted.discount, quoted.redemption.limit, quoted.redemption.points) == (0, "unclaimed", 0)
    assert quoted.accrued == 1000


def test_a_level_of_another_version_is_taken_for_the_base_level() -> None:
    quoted = quote(cart(line(1, 100_000)), member(level_id="titan"), programme(level(accrual=100)), NOW)
    assert quoted.accrued == 1000


# --- the order of calculation ----------------------------------------------------------------------------


def test_the_better_of_member_price_and_promotion_counts() -> None:
    goods = cart(line(1, 10_000, member_price=9_000))
    weaker = programme(rules=(rule("sale", PercentOff(percent=500)),))
    stronger = programme(rules=(rule("sale", PercentOff(percent=1500)),))
    assert discounts(quote(goods, member(), weaker, NOW), 1) == [("member_price", 1000)]
    assert discounts(quote(goods, member(), stronger, NOW), 1) == [("sale", 1500)]


def test_of_equals_the_member_price_is_named() -> None:
    terms = programme(rules=(rule("sale", PercentOff(percent=1000)),))
    quoted = quote(cart(line(1, 10_000, member_price=9_000)), member(), terms, NOW)
    assert discounts(quoted, 1) == [("member_price", 1000)]
    assert [step.rule_id for step in quoted.trace if step.step == "beaten"] == ["sale"]


def test_the_programmes_own_member_price_wins_over_the_catalogues() -> None:
    terms = programme(member_prices=MemberPriceRules(prices={"p1": 7_000}))
    assert quote(cart(line(1, 10_000, member_price=9_000)), member(), terms, NOW).to_pay == 7_000


def test_a_member_price_above_the_price_changes_nothing() -> None:
    assert quote(cart(line(1, 10_000, member_price=12_000)), member(), programme(), NOW).to_pay == 10_000


def test_member_prices_can_be_switched_off() -> None:
    terms = programme(member_prices=MemberPriceRules(enabled=False))
    assert quote(cart(line(1, 10_000, member_price=9_000)), member(), terms, NOW).to_pay == 10_000


def test_stacked_promotions_apply_by_priority_each_to_the_running_amount() -> None:
    terms = programme(
        rules=(
            rule("later", PercentOff(percent=1000), priority=20),
            rule("sooner", PercentOff(percent=5000), priority=10),
        )
    )
    assert discounts(quote(cart(line(1, 10_000)), None, terms, NOW), 1) == [("sooner", 5000), ("later", 500)]


def test_equal_priorities_apply_by_id() -> None:
    terms = programme(rules=(rule("b", PercentOff(percent=1000)), rule("a", PercentOff(percent=5000))))
    assert discounts(quote(cart(line(1, 10_000)), None, terms, NOW), 1) == [("a", 5000), ("b", 500)]


def test_of_a_group_only_the_best_counts() -> None:
    terms = programme(
        rules=(
            rule("small", PercentOff(percent=1000), group="coffee"),
            rule("large", PercentOff(percent=2000), group="coffee"),
            rule("apart", PercentOff(percent=500), priority=200),
        )
    )
    assert discounts(quote(cart(line(1, 10_000)), None, terms, NOW), 1) == [("large", 2000), ("apart", 400)]


def test_of_equals_in_a_group_the_first_counts() -> None:
    same = (rule("b", PercentOff(percent=1000), group="x"), rule("a", PercentOff(percent=1000), group="x"))
    assert discounts(quote(cart(line(1, 10_000)), None, programme(rules=same), NOW), 1) == [("a", 1000)]


def test_the_trace_tells_every_decision_in_order() -> None:
    terms = programme(level(discount=1000, accrual=500), no_discounts=Selector(categories=frozenset({"Tobacco"})))
    goods = cart(line(1, 10_000), line(2, 5_000, category="Tobacco", hand_discount=100), redeem=1_000)
    quoted = quote(goods, member(lot("a", 5_000)), terms, NOW)
    assert [(step.step, step.rule_id, step.line, step.amount) for step in quoted.trace] == [
        ("base", "", 1, 10_000),
        ("base", "", 2, 5_000),
        ("level", "base", 1, -1_000),
        ("hand", "hand", 2, 0),
        ("redemption", "", 0, -1_000),
        ("redemption", "", 1, -643),
        ("redemption", "", 2, -357),
        ("accrual", "base", 0, 600),
    ]


def test_an_exclusive_rule_stands_alone_or_not_at_all() -> None:
    def with_exclusive(percent: int) -> Programme:
        return programme(
            rules=(
                rule("alone", PercentOff(percent=percent), exclusive=True),
                rule("one", PercentOff(percent=1000)),
                rule("two", PercentOff(percent=1000)),
            )
        )

    assert discounts(quote(cart(line(1, 10_000)), None, with_exclusive(2000), NOW), 1) == [("alone", 2000)]
    assert discounts(quote(cart(line(1, 10_000)), None, with_exclusive(1500), NOW), 1) == [("one", 1000), ("two", 900)]


@pytest.mark.parametrize(
    ("stacking", "expected"), [({}, [("sale", 2000)]), ({"stack": True}, [("sale", 2000), ("base", 800)])]
)
def test_the_level_discount_leaves_promoted_lines_alone_unless_the_rule_stacks(
    stacking: dict[str, bool], expected: list[tuple[str, int]]
) -> None:
    terms = programme(level(discount=1000), rules=(rule("sale", PercentOff(percent=2000), **stacking),))
    assert discounts(quote(cart(line(1, 10_000)), member(), terms, NOW), 1) == expected


@pytest.mark.parametrize(("rules", "to_pay"), [(MemberPriceRules(), 9_000), (MemberPriceRules(stack=True), 8_100)])
def test_the_level_discount_leaves_member_prices_alone_unless_they_stack(rules: MemberPriceRules, to_pay: int) -> None:
    terms = programme(level(discount=1000), member_prices=rules)
    assert quote(cart(line(1, 10_000, member_price=9_000)), member(), terms, NOW).to_pay == to_pay


def test_an_override_replaces_the_levels_rates_for_its_goods() -> None:
    overrides = (
        Override(goods=Selector(brands=frozenset({"Own"})), discount=2000, accrual=1000),
        Override(goods=Selector(categories=frozenset({"Soap"})), discount=300),
        Override(goods=Selector(categories=frozenset({"Soap/Dear"})), discount=100),
    )
    terms = programme(level(discount=1000, accrual=500, overrides=overrides))
    goods = cart(
        line(1, 10_000),
        line(2, 10_000, brand="Own"),
        line(3, 10_000, category="Soap"),
        line(4, 10_000, category="Soap/Dear"),
    )
    quoted = quote(goods, member(), terms, NOW)
    assert [q.base - q.to_pay for q in quoted.lines] == [1000, 2000, 300, 300]
    # 5 % of 90 + 10 % of 80 + 5 % of 97 + 5 % of 97 = 22,2
    assert quoted.accrued == 2200


def test_goods_without_discounts_keep_their_price_whatever_is_given() -> None:
    terms = programme(
        level(discount=1000),
        rules=(rule("sale", PercentOff(percent=2000)),),
        no_discounts=Selector(categories=frozenset({"Tobacco"})),
    )
    goods = line(1, 10_000, category="Tobacco", member_price=5_000, hand_discount=700, hand_discount_reason="кулёк")
    assert quote(cart(goods), member(), terms, NOW).to_pay == 10_000


def test_a_discount_by_hand_comes_after_the_level_and_never_below_nothing() -> None:
    terms = programme(level(discount=1000))
    some = quote(cart(line(1, 10_000, hand_discount=500, hand_discount_reason="помято")), member(), terms, NOW)
    assert [(d.step, d.name, d.amount) for d in some.lines[0].discounts] == [
        ("level", "base 10\u00a0%", 1000),
        ("hand", "помято", 500),
    ]
    assert quote(cart(line(1, 10_000, hand_discount=50_000)), member(), terms, NOW).to_pay == 0


def test_a_sum_and_a_percentage_by_hand_add_up() -> None:
    goods = cart(line(1, 1_000, hand_discount=100, hand_rate=1_000))
    assert quote(goods, None, programme(), NOW).discount == 200


def test_the_sum_of_the_receipt_is_the_sum_before_the_step() -> None:
    at_least = programme(rules=(rule("r", PercentOff(percent=1000), ReceiptSum(at_least=10_000)),))
    over = programme(rules=(rule("r", PercentOff(percent=1000), ReceiptSum(over=10_000)),))
    exactly, more = cart(line(1, 10_000)), cart(line(1, 10_001))
    assert [quote(c, None, at_least, NOW).discount for c in (exactly, more)] == [1000, 1000]
    assert [quote(c, None, over, NOW).discount for c in (exactly, more)] == [0, 1000]
    # two rules of one step both read the base, not what the first has left of it
    two = rule("a", PercentOff(percent=5000)), rule("b", PercentOff(percent=1000), ReceiptSum(at_least=10_000))
    assert quote(cart(line(1, 10_000)), None, programme(rules=two), NOW).discount == 5500


def test_names_follow_the_language_and_figures_do_not() -> None:
    terms = programme(
        level(discount=750),
        levels={"discount_name": Names(ru="{level}: скидка {rate}", en="{level}: {rate} off {x}")},
    )
    russian = quote(cart(line(1, 10_000)), member(), terms, NOW)
    english = quote(cart(line(1, 10_000)), member(), terms, NOW, "en")
    assert russian.lines[0].discounts[0].name == "base: скидка 7,5\u00a0%"
    assert english.lines[0].discounts[0].name == "base: 7.5\u00a0% off {x}"


# --- redemption: the one limit that binds ----------------------------------------------------------------


def test_all_the_points_there_are() -> None:
    redemption = quote(cart(line(1, 100_000), redeem="maximum"), member(lot("a", 7_050)), programme(), NOW).redemption
    assert (redemption.points, redemption.limit) == (7_000, "balance")


def test_a_share_of_the_receipt() -> None:
    terms = programme(level(maximum_share=3000), redemption={"maximum_share": 1000})
    redemption = quote(cart(line(1, 9_999), redeem="maximum"), member(lot("a", 50_000)), terms, NOW).redemption
    assert (redemption.points, redemption.limit, redemption.share) == (2_900, "share", 3000)


def test_the_share_is_of_what_points_may_pay_for_or_of_the_receipt() -> None:
    goods = cart(line(1, 10_000), line(2, 30_000, tags=frozenset({"sale"})), redeem="maximum")
    terms = {"maximum_share": 2000, "exclude": Selector(tags=frozenset({"sale"}))}
    who = member(lot("a", 50_000))
    assert quote(goods, who, programme(redemption=terms), NOW).redemption.points == 2_000
    assert quote(goods, who, programme(redemption={**terms, "share_of": "receipt"}), NOW).redemption.points == 8_000


def test_the_floor_of_the_lines() -> None:
    terms = programme(redemption={"price_floor": 1000})
    goods = cart(line(1, 5_000, 2_000), line(2, 700), redeem="maximum")
    quoted = quote(goods, member(lot("a", 50_000)), terms, NOW)
    assert (quoted.redemption.points, quoted.redemption.limit) == (8_000, "floor")
    assert [q.to_pay for q in quoted.lines] == [2_000, 700]


def test_the_default_floor_is_a_kopeck_a_unit_of_whatever_weight() -> None:
    goods = cart(line(1, 10_000, 3_000), line(2, 10_000, 299), redeem="maximum")
    terms = programme(points=PointRules(redemption_step=1))
    quoted = quote(goods, member(lot("a", 10**6)), terms, NOW)
    assert [q.to_pay for q in quoted.lines] == [3, 1]


def test_only_excluded_goods() -> None:
    terms = programme(redemption={"exclude": Selector(tags=frozenset({"sale"}))})
    goods = cart(line(1, 10_000, tags=frozenset({"sale"})), redeem="maximum")
    assert quote(goods, member(lot("a", 50_000)), terms, NOW).redemption.limit == "excluded"


def test_rights_bind_before_the_balance() -> None:
    who = member(lot("a", 50_000, right=12_000), lot("b", 10_000, right=0))
    redemption = quote(cart(line(1, 100_000), redeem="maximum"), who, programme(), NOW).redemption
    assert (redemption.points, redemption.limit, redemption.balance) == (12_000, "right", 60_000)


def test_pending_and_expired_points_are_not_there() -> None:
    who = member(lot("p", 10_000, active_at=NOW + 1), lot("e", 10_000, expires_at=NOW), lot("now", 500, active_at=NOW))
    redemption = quote(cart(line(1, 100_000), redeem="maximum"), who, programme(), NOW).redemption
    assert (redemption.points, redemption.balance) == (500, 500)


@pytest.mark.parametrize(
    ("asked", "points", "limit"),
    [
        (0, 0, "share"),
        ("maximum", 30_000, "share"),
        (40_000, 30_000, "share"),
        (30_000, 30_000, "none"),
        (29_950, 29_900, "step"),
        (20_000, 20_000, "none"),
        (5_000, 5_000, "none"),
        (4_999, 0, "minimum"),
        (-500, 0, "minimum"),
    ],
)
def test_what_is_asked_and_what_is_given(asked: int, points: int, limit: str) -> None:
    terms = programme(redemption={"maximum_share": 3000, "minimum": 5_000})
    redemption = quote(cart(line(1, 100_000), redeem=asked), member(lot("a", 50_000)), terms, NOW).redemption
    assert (redemption.points, redemption.limit, redemption.maximum) == (points, limit, 30_000)


def test_below_the_minimum_nothing_is_redeemed() -> None:
    terms = programme(redemption={"maximum_share": 3000, "minimum": 5_000})
    redemption = quote(cart(line(1, 10_000), redeem="maximum"), member(lot("a", 50_000)), terms, NOW).redemption
    assert (redemption.points, redemption.limit, redemption.available) == (0, "minimum", 3_000)


@pytest.mark.parametrize(
    ("rules", "limit", "required"),
    [
        ({"minimum_receipt": 10_001}, "minimum_receipt", 10_001),
        ({"minimum_balance": 50_001}, "minimum_balance", 50_001),
    ],
)
def test_receipts_and_balances_too_small(rules: dict[str, int], limit: str, required: int) -> None:
    goods, who = cart(line(1, 10_000), redeem="maximum"), member(lot("a", 50_000))
    redemption = quote(goods, who, programme(redemption=rules), NOW).redemption
    assert (redemption.points, redemption.limit, redemption.required) == (0, limit, required)
    enough = {name: value - 1 for name, value in rules.items()}
    assert quote(goods, who, programme(redemption=enough), NOW).redemption.points > 0


def test_a_level_may_allow_no_redemption() -> None:
    terms = programme(level(maximum_share=0))
    assert quote(cart(line(1, 10_000), redeem=100), member(lot("a", 500)), terms, NOW).redemption.limit == "off"


def test_an_empty_wallet_says_so() -> None:
    terms = programme(redemption={"minimum": 5_000})
    assert quote(cart(line(1, 10_000)), member(), terms, NOW).redemption.limit == "balance"


def test_lots_go_earliest_expiry_first_and_never_expiring_last() -> None:
    who = member(
        lot("never", 1_000),
        lot("late", 1_000, expires_at=NOW + 9 * DAY),
        lot("soon-2", 1_000, active_at=5, expires_at=NOW + DAY),
        lot("soon-1", 1_000, active_at=4, expires_at=NOW + DAY),
        lot("soon-0", 1_000, active_at=5, expires_at=NOW + DAY),
    )
    redemption = quote(cart(line(1, 100_000), redeem=4_500), who, programme(points=PointRules(redemption_step=1)), NOW)
    assert [(use.lot_id, use.points) for use in redemption.redemption.uses] == [
        ("soon-1", 1_000),
        ("soon-0", 1_000),
        ("soon-2", 1_000),
        ("late", 1_000),
        ("never", 500),
    ]


def test_the_last_hundredth_of_a_point_is_spendable_where_the_programme_counts_in_them() -> None:
    terms = programme(points=PointRules(redemption_step=1))
    assert quote(cart(line(1, 10_000), redeem="maximum"), member(lot("a", 1)), terms, NOW).redemption.points == 1


def test_points_worth_less_than_a_rouble() -> None:
    terms = programme(points=PointRules(kopecks_per_point=50), redemption={"maximum_share": 5000})
    quoted = quote(cart(line(1, 10_000), redeem="maximum"), member(lot("a", 100_000)), terms, NOW)
    assert (quoted.redemption.points, quoted.redemption.amount, quoted.to_pay) == (10_000, 5_000, 5_000)
    assert quoted.lines[0].redeemed_points == 10_000


# --- accrual ---------------------------------------------------------------------------------------------


def test_points_are_floored_once_on_the_rules_total_never_per_line() -> None:
    terms = programme(level(accrual=100))
    goods = cart(*(line(number, 9_900) for number in range(1, 11)))
    quoted = quote(goods, member(), terms, NOW)
    assert quoted.accrued == 900  # 1 % of 990.00 is 9.9; 0.99 a line would give nothing
    assert [q.accrued for q in quoted.lines] == [90] * 10


def test_accrual_is_on_what_is_paid_in_money_or_before_points() -> None:
    goods, who = cart(line(1, 100_000), redeem=50_000), member(lot("a", 50_000))
    assert quote(goods, who, programme(level(accrual=1000)), NOW).accrued == 5_000
    before = programme(level(accrual=1000), accrual=AccrualRules(on="before_redemption"))
    assert quote(goods, who, before, NOW).accrued == 10_000


def test_the_base_rate_counts_where_the_level_names_none() -> None:
    terms = programme(level(), level("silver", 1, accrual=700), accrual=AccrualRules(rate=300))
    assert quote(cart(line(1, 100_000)), member(), terms, NOW).accrued == 3_000
    assert quote(cart(line(1, 100_000)), member(level_id="silver"), terms, NOW).accrued == 7_000


def test_a_better_campaign_replaces_the_levels_rate_on_its_lines() -> None:
    terms = programme(
        level(accrual=500),
        rules=(
            rule("own", AccruePercent(percent=1000), OfBrands(brands=frozenset({"Own"}))),
            rule("weak", AccruePercent(percent=400)),
        ),
    )
    quoted = quote(cart(line(1, 10_000), line(2, 10_000, brand="Own")), member(), terms, NOW)
    assert [(new.rule_id, new.points, new.lines) for new in quoted.new_lots] == [
        ("base", 500, ((1, 500),)),
        ("own", 1_000, ((2, 1_000),)),
    ]


def test_goods_that_earn_nothing() -> None:
    terms = programme(
        level(accrual=1000),
        accrual=AccrualRules(exclude=Selector(categories=frozenset({"Tobacco"}))),
        rules=(rule("all", AccruePercent(percent=2000)),),
    )
    quoted = quote(cart(line(1, 10_000, category="Tobacco/Pipe"), line(2, 10_000)), member(), terms, NOW)
    assert [q.accrued for q in quoted.lines] == [0, 2_000]


@pytest.mark.parametrize(("rounding", "points"), [("floor", 900), ("half_up", 1_000)])
def test_accruals_are_rounded_as_the_programme_says(rounding: str, points: int) -> None:
    terms = programme(level(accrual=100), points=PointRules(accrual_rounding=rounding))  # type: ignore[arg-type]
    assert quote(cart(line(1, 95_000)), member(), terms, NOW).accrued == points


def test_a_step_of_hundredths_accrues_hundredths() -> None:
    terms = programme(level(accrual=100), points=PointRules(accrual_step=1))
    assert quote(cart(line(1, 9_999)), member(), terms, NOW).accrued == 99
