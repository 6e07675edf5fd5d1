"""Points of every kind of rule: rounded once on a rule's total, shared exactly, never beyond a cap."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import cap_lots, sale_posting
from cashier_app.loyalty.programme import (
    AccrualRules,
    Cap,
    ForDays,
    LotRules,
    Names,
    NextDay,
    Override,
    PointRules,
    Programme,
    Rule,
    Selector,
    Terms,
    ToDate,
)
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import (
    AccrueByBands,
    AccrueFixed,
    AccruePerAmount,
    AccruePercent,
    AccruePerUnit,
    Band,
    Condition,
    Effect,
    GiveCoupon,
    Multiply,
    OfBrands,
    OfProducts,
    PercentOff,
    RateEffect,
    ReceiptSum,
    WithPromoCode,
)
from tests.unit.loyalty.books import Books
from tests.unit.loyalty.made import NOW, ZONE, cart, level, line, lines, lot, member, names, programme

OWN = OfBrands(brands=frozenset({"Own"}))


def rule(rule_id: str, effect: Effect, *conditions: Condition, **rest: Any) -> Rule:
    """A rule named by its id."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **rest)


def given_by(quoted: Quote) -> dict[str, int]:
    """Points by rule."""
    return {new.rule_id: new.points for new in quoted.new_lots}


def earn(terms: Programme, *goods: CartLine, who: MemberState | None = None, **rest: Any) -> Quote:
    """The quote of goods for a member."""
    return quote(replace(cart(*goods), **rest), member() if who is None else who, terms, NOW)


# --- rates -----------------------------------------------------------------------------------------------


def test_a_multiplier_multiplies_the_rate_and_both_are_rounded_as_one() -> None:
    terms = programme(level(accrual=300), rules=(rule("twice", Multiply(times=200)),))
    # 3 % of 150,00 are 4,5 and 6 % are 9: four from the level, and five for the multiplier
    assert given_by(earn(terms, line(1, 15_000))) == {"base": 400, "twice": 500}


def test_a_multiplier_multiplies_whatever_rate_a_line_has() -> None:
    terms = programme(
        level(accrual=100),
        rules=(rule("own", AccruePercent(percent=1_000), OWN), rule("half-more", Multiply(times=150))),
    )
    quoted = earn(terms, line(1, 33_333), line(2, 11_111, brand="Own"))
    # 333,33 give 3,33 and one and a half times 4,99; 111,11 give 11,11 and 16,66
    assert given_by(quoted) == {"base": 300, "own": 1_100, "half-more": 100 + 500}
    assert [q.accrued for q in quoted.lines] == [300 + 138, 1_100 + 462]


def test_of_equal_rates_the_levels_counts_and_then_the_first_rules() -> None:
    terms = programme(
        level(accrual=300),
        rules=(
            rule("same", AccruePercent(percent=300)),
            rule("first", AccruePercent(percent=1_000), OWN),
            rule("second", AccruePercent(percent=1_000), OWN),
        ),
    )
    assert given_by(earn(terms, line(1, 10_000), line(2, 10_000, brand="Own"))) == {"base": 300, "first": 1_000}


def test_multipliers_multiply_one_another_on_the_lines_they_take() -> None:
    terms = programme(
        level(accrual=1_000),
        rules=(rule("a-twice", Multiply(times=200)), rule("b-thrice", Multiply(times=300), OWN)),
    )
    quoted = earn(terms, line(1, 10_000), line(2, 10_000, brand="Own"))
    assert given_by(quoted) == {"base": 2_000, "a-twice": 2_000, "b-thrice": 4_000}


def test_added_points_are_not_multiplied_and_add_to_any_rate() -> None:
    terms = programme(
        level(accrual=1_000),
        rules=(rule("fifty", AccrueFixed(value=5_000)), rule("twice", Multiply(times=200))),
    )
    assert given_by(earn(terms, line(1, 10_000))) == {"base": 1_000, "fifty": 5_000, "twice": 1_000}


@pytest.mark.parametrize(("price", "points"), [(9_999, 0), (10_000, 500), (19_999, 500), (20_000, 1_000)])
def test_points_for_every_full_sum(price: int, points: int) -> None:
    terms = programme(rules=(rule("each", AccruePerAmount(value=500, amount=10_000)),))
    assert earn(terms, line(1, price - 1), line(2, 1)).accrued == points


@pytest.mark.parametrize(("quantity", "points"), [(799, 0), (800, 100), (2_500, 300), (3_199, 300), (3_200, 400)])
def test_points_by_quantity_are_floored_on_the_total(quantity: int, points: int) -> None:
    # 1,25 points a unit: 2,5 units are 3,125 points
    terms = programme(rules=(rule("unit", AccruePerUnit(value=125)),))
    assert earn(terms, line(1, 10_000, quantity)).accrued == points


def test_points_for_every_ten_units() -> None:
    terms = programme(rules=(rule("ten", AccruePerUnit(value=300, quantity=10_000)),))
    quoted = earn(terms, line(1, 100, 5_000), line(2, 100, 2_000))
    assert (quoted.accrued, [q.accrued for q in quoted.lines]) == (200, [143, 57])


def test_fixed_points_on_a_receipt_paid_by_points_altogether() -> None:
    terms = programme(rules=(rule("fifty", AccrueFixed(value=5_000)),), redemption={"price_floor": 0})
    quoted = quote(cart(line(1, 10_000), redeem="maximum"), member(lot("a", 10_000)), terms, NOW)
    assert (quoted.to_pay, quoted.accrued, quoted.lines[0].accrued) == (0, 5_000, 5_000)


def test_a_coupon_is_given_once_a_receipt_with_its_own_life() -> None:
    dates = LotRules(activation=NextDay(), life=ForDays(days=14))
    terms = programme(level(accrual=1_000), rules=(rule("cake", GiveCoupon(coupon="cake"), OWN, lots=dates),))
    quoted = earn(terms, line(1, 10_000), line(2, 5_000, brand="Own"), line(3, 5_000, brand="Own"))
    points, coupon = quoted.new_lots
    assert (coupon.wallet, coupon.points, coupon.lines) == ("coupon:cake", 1, ((2, 0), (3, 0)))
    assert (coupon.active_at - NOW < DAY, coupon.expires_at) == (True, coupon.active_at + 14 * DAY)
    assert (quoted.accrued, points.points, points.active_at) == (2_000, 2_000, NOW)
    entries = sale_posting("sale", "account", quoted).entries
    assert [(e.kind, e.wallet, e.lot_id, e.points) for e in entries] == [
        ("accrual", "points", "sale.1", 2_000),
        ("accrual", "coupon:cake", "sale.2", 1),
    ]


def test_an_unknown_card_gets_points_but_no_coupon_and_no_capped_campaign() -> None:
    terms = programme(
        level(accrual=1_000),
        rules=(
            rule("cake", GiveCoupon(coupon="cake")),
            rule("daily", AccrueFixed(value=500), caps=(Cap(per="member", period="day", amount=1),)),
            rule("always", AccrueFixed(value=300)),
        ),
    )
    quoted = earn(terms, line(1, 10_000), who=member(unclaimed=True))
    assert given_by(quoted) == {"base": 1_000, "always": 300}


def test_a_coupon_never_repays_a_debt() -> None:
    terms = programme(rules=(rule("cake", GiveCoupon(coupon="cake")),))
    owing = LotState("owed", -500, 0, 0)
    posting = sale_posting("sale", "account", earn(terms, line(1, 10_000), who=member(owing)), (owing,))
    assert [(entry.kind, entry.lot_id, entry.points) for entry in posting.entries] == [("accrual", "sale.1", 1)]


# --- what the receipt calls them -------------------------------------------------------------------------


def test_the_levels_points_may_be_named_with_level_and_rate() -> None:
    overrides = (Override(goods=Selector(brands=frozenset({"Own"})), accrual=750),)
    named = AccrualRules(name=Names(ru="{level}: {rate}", en="{level}: {rate}"))
    terms = programme(level(accrual=300, overrides=overrides), accrual=named)
    assert earn(terms, line(1, 10_000)).new_lots[0].name == "base: 3\u00a0%"
    mixed = cart(line(1, 10_000), line(2, 10_000, brand="Own"))
    assert quote(mixed, member(), terms, NOW).new_lots[0].name == "base: 3–7,5\u00a0%"
    assert quote(mixed, member(), terms, NOW, "en").new_lots[0].name == "base: 3–7.5\u00a0%"


# --- stacking --------------------------------------------------------------------------------------------


def test_of_a_group_the_rule_that_gives_most_counts() -> None:
    group = (
        rule("few", AccrueFixed(value=500), group="g"),
        rule("many", Multiply(times=300), group="g"),
        rule("apart", AccrueFixed(value=100)),
    )
    terms = programme(level(accrual=1_000), rules=group)
    assert given_by(earn(terms, line(1, 10_000))) == {"base": 1_000, "many": 2_000, "apart": 100}
    assert given_by(earn(terms, line(1, 2_000))) == {"base": 200, "few": 500, "apart": 100}


def test_of_equals_in_a_group_the_first_counts() -> None:
    same = (rule("b", AccrueFixed(value=500), group="g"), rule("a", AccrueFixed(value=500), group="g"))
    assert given_by(earn(programme(rules=same), line(1, 10_000))) == {"a": 500}


@pytest.mark.parametrize(
    ("fixed", "expected"),
    [(1_499, {"base": 1_000, "one": 700, "two": 800}), (1_500, {"base": 1_000, "alone": 1_500})],
)
def test_an_exclusive_rule_counts_where_it_gives_no_less_than_all_others(fixed: int, expected: dict[str, int]) -> None:
    rules = (
        rule("alone", AccrueFixed(value=fixed), exclusive=True),
        rule("one", AccrueFixed(value=700)),
        rule("two", AccrueFixed(value=800)),
    )
    terms = programme(level(accrual=1_000), rules=rules, points=PointRules(accrual_step=1))
    assert given_by(earn(terms, line(1, 10_000))) == expected


def test_of_several_exclusive_rules_the_best_counts_and_of_equals_the_first() -> None:
    rules = tuple(
        rule(name, AccrueFixed(value=value), exclusive=True) for name, value in (("c", 9), ("b", 9), ("a", 8))
    )
    terms = programme(rules=rules, points=PointRules(accrual_step=1))
    assert given_by(earn(terms, line(1, 10_000))) == {"b": 9}


# --- promo codes -----------------------------------------------------------------------------------------


def test_points_for_a_promo_code_and_the_levels_terms_with_it() -> None:
    terms = programme(
        level(
            accrual=500,
            overrides=(Override(goods=Selector(brands=frozenset({"Own"})), accrual=900),),
            with_promo_code=Terms(accrual=100),
        ),
        rules=(
            rule("more", AccrueFixed(value=5_000), WithPromoCode(codes=frozenset({"БАЛЛЫ"}))),
            rule("off", PercentOff(percent=1_000), WithPromoCode(codes=frozenset({"TEN"}))),
        ),
    )
    goods = (line(1, 10_000), line(2, 10_000, brand="Own"))
    assert given_by(earn(terms, *goods)) == {"base": 1_400}
    with_points = earn(terms, *goods, promo_codes=("баллы",))
    assert given_by(with_points) == {"base": 200, "more": 5_000}
    assert [(answer.rule_id, answer.refusal) for answer in with_points.codes] == [("more", "")]
    assert given_by(earn(terms, *goods, promo_codes=("ten",))) == {"base": 100}  # 1 % of 180,00
    assert given_by(earn(terms, *goods, promo_codes=("nothing",))) == {"base": 1_400}


# --- caps ------------------------------------------------------------------------------------------------


def caps(terms: Programme, now: Instant = NOW, known: tuple[LotState, ...] = ()) -> tuple[LotState, ...]:
    """Untouched caps of the member `account` that this machine may open."""
    ids = {each.lot_id for each in known}
    return cap_lots(terms, ZONE, now, account_id="account", known=ids, may_open=True)


def test_a_cap_per_receipt_cuts_points_to_whole_steps() -> None:
    limited = rule("own", AccrueFixed(value=5_000), caps=(Cap(per="receipt", of="points", amount=1_250),))
    quoted = earn(programme(rules=(limited,)), line(1, 10_000))
    assert given_by(quoted) == {"own": 1_200}
    assert [(capped.rule_id, capped.reason, capped.lot_id) for capped in quoted.capped] == [("own", "cut", "")]
    assert quoted.wallet_uses == ()


def test_a_cap_below_one_step_gives_nothing_and_leaves_other_rules_alone() -> None:
    limited = rule("a-few", AccrueFixed(value=5_000), caps=(Cap(per="receipt", of="points", amount=99),))
    quoted = earn(programme(rules=(limited, rule("more", AccrueFixed(value=300)))), line(1, 10_000))
    assert given_by(quoted) == {"more": 300}
    assert [capped.reason for capped in quoted.capped] == ["cut"]


def test_points_whose_day_is_over_are_not_given_and_use_no_cap() -> None:
    over = LotRules(life=ToDate(date=datetime.date(2026, 11, 20)))
    cap = Cap(per="member", period="day", amount=1)
    terms = programme(
        rules=(rule("late", AccrueFixed(value=500), lots=over, caps=(cap,)), rule("on", AccrueFixed(value=300)))
    )
    quoted = earn(terms, line(1, 10_000), who=member(*caps(terms)))
    assert (given_by(quoted), quoted.wallet_uses) == ({"on": 300}, ())
    today = LotRules(life=ToDate(date=datetime.date(2026, 11, 21)))
    timely = replace(terms, rules=(replace(terms.rules[0], lots=today),))
    assert given_by(earn(timely, line(1, 10_000), who=member(*caps(timely)))) == {"late": 500}


def test_a_multiplier_has_a_cap_of_its_own() -> None:
    limited = rule("twice", Multiply(times=200), caps=(Cap(per="member", period="day", of="points", amount=1_500),))
    terms = programme(level(accrual=1_000), rules=(limited,))
    quoted = earn(terms, line(1, 20_000), who=member(*caps(terms)))
    assert given_by(quoted) == {"base": 2_000, "twice": 1_500}
    assert [(use.amount, use.opens, use.lines) for use in quoted.wallet_uses] == [(1_500, 1_500, ((1, 1_500),))]


def test_a_rule_without_a_right_gives_nothing_and_says_so() -> None:
    limited = rule("fifty", AccrueFixed(value=5_000), caps=(Cap(per="member", period="day", amount=1),))
    terms = programme(level(accrual=1_000), rules=(limited,))
    closed = tuple(replace(each, right=0) for each in caps(terms))
    quoted = earn(terms, line(1, 10_000), who=member(*closed))
    assert given_by(quoted) == {"base": 1_000}
    assert [(capped.rule_id, capped.reason) for capped in quoted.capped] == [("fifty", "no_right")]


limited_effects = st.one_of(
    st.builds(AccruePercent, percent=st.integers(0, 3_000)),
    st.builds(Multiply, times=st.integers(101, 400)),
    st.builds(AccrueFixed, value=st.integers(1, 20_000)),
    st.builds(AccruePerUnit, value=st.integers(1, 3_000)),
    st.just(AccrueByBands(bands=(Band(at_least=10_000, percent=500), Band(at_least=100_000, percent=2_000)))),
)
limited_caps = st.builds(
    Cap,
    per=st.sampled_from(["member", "everyone"]),
    period=st.sampled_from(["campaign", "day", "month"]),
    of=st.just("points"),
    amount=st.integers(1, 30_000),
)


@given(
    st.lists(st.tuples(limited_effects, st.lists(limited_caps, min_size=1, max_size=2)), min_size=1, max_size=3),
    st.lists(st.tuples(lines(most=3), st.integers(0, 40)), min_size=1, max_size=5),
    st.integers(0, 1_000),
    st.integers(1, 50_000),
)
def test_no_cap_is_ever_exceeded_over_a_sequence_of_purchases(
    kinds: list[tuple[Effect, list[Cap]]], bought: list[tuple[tuple[CartLine, ...], int]], rate: int, redeemable: int
) -> None:
    rules = tuple(rule(f"rule-{n}", effect, caps=tuple(of)) for n, (effect, of) in enumerate(kinds))
    redemption_cap = Cap(per="member", period="day", of="points", amount=redeemable)
    terms = programme(level(accrual=rate), rules=rules, redemption={"caps": (redemption_cap,)})
    books, now = Books([lot("start", 10**6)]), NOW
    taken: dict[str, int] = {}
    for number, (goods, days) in enumerate(bought):
        now += days * DAY
        held = books.lots()
        ids = {each.lot_id for each in held}
        own = cap_lots(terms, ZONE, now, account_id="account", known=ids, may_open=True)
        shared = cap_lots(terms, ZONE, now, known=ids, may_open=True)
        campaign = tuple(each for each in held if each.lot_id.endswith(each.source) and "campaign-" in each.lot_id)
        who = member(*(each for each in held if each not in campaign), *own)
        basket = Cart(goods, zone=ZONE, redeem="maximum", wallets=(*shared, *campaign))
        quoted = quote(basket, who, terms, now)
        books.post(f"sale-{number}", sale_posting(f"sale-{number}", "account", quoted, held))
        for use in quoted.wallet_uses:
            taken[use.lot_id] = taken.get(use.lot_id, 0) + use.amount
            assert sum(part for _, part in use.lines) == use.amount
        given = given_by(quoted)
        for each in rules:
            for cap in each.caps:
                assert given.get(each.id, 0) <= cap.amount
        assert quoted.redemption.points <= redeemable
    amounts = {each.lot_id: each.balance for each in books.lots() if each.wallet.startswith("cap:")}
    for lot_id, amount in taken.items():
        rule_id, place = lot_id.split(".")[1:3]
        cap = redemption_cap if rule_id == "redemption" else rules[int(rule_id[-1])].caps[int(place)]
        assert amount <= cap.amount
        assert amounts[lot_id] == cap.amount - amount
    assert all(right >= 0 for right in books.rights().values())


# --- rounded once ----------------------------------------------------------------------------------------

conditions = st.sampled_from(
    [(), (OWN,), (OfProducts(products=frozenset({"product-2", "product-3"})),), (ReceiptSum(over=50_000),)]
)
effects = st.one_of(
    st.builds(AccruePercent, percent=st.integers(0, 3_000)),
    st.builds(Multiply, times=st.integers(101, 400)),
    st.builds(AccrueFixed, value=st.integers(1, 5_000)),
    st.builds(AccruePerUnit, value=st.integers(1, 3_000), quantity=st.sampled_from([1_000, 10_000])),
    st.builds(AccruePerAmount, value=st.integers(1, 1_000), amount=st.integers(1, 100_000)),
    st.just(AccrueByBands(bands=(Band(at_least=10_000, percent=500), Band(at_least=100_000, percent=2_000)))),
)


@given(
    lines(),
    st.lists(st.tuples(effects, conditions), max_size=5),
    st.integers(0, 2_000),
    st.sampled_from([1, 100, 1_000]),
    st.sampled_from(["floor", "half_up"]),
    st.sampled_from([50, 100, 200]),
)
def test_every_rules_points_are_its_exact_total_rounded_once(
    goods: tuple[CartLine, ...],
    kinds: list[tuple[Effect, tuple[Condition, ...]]],
    rate: int,
    step: int,
    way: str,
    worth: int,
) -> None:
    rules = tuple(rule(f"rule-{n}", effect, *of) for n, (effect, of) in enumerate(kinds))
    points = PointRules(accrual_step=step, accrual_rounding=way, kopecks_per_point=worth)  # type: ignore[arg-type]
    terms = programme(level(accrual=rate), rules=rules, points=points)
    quoted = quote(Cart(goods, zone=ZONE), member(), terms, NOW)
    assert given_by(quoted) == _exactly(quoted, goods, rules, rate, points)
    for new in quoted.new_lots:
        assert sum(part for _, part in new.lines) == new.points


def _exactly(
    quoted: Quote, goods: tuple[CartLine, ...], rules: tuple[Rule, ...], rate: int, points: PointRules
) -> dict[str, int]:
    """Points by rule in exact fractions, from the sentences of the specification."""
    paid = {line.number: line.to_pay for line in quoted.lines}
    total = sum(paid.values())

    def takes(each: Rule, source: CartLine) -> bool:
        return all(
            condition.line(source) and (not isinstance(condition, ReceiptSum) or total > 50_000)
            for condition in each.conditions
        )

    def rounded(exact: Fraction) -> int:
        steps = exact / points.accrual_step
        whole = steps.numerator // steps.denominator
        if points.accrual_rounding == "half_up" and steps - whole >= Fraction(1, 2):
            whole += 1
        return whole * points.accrual_step

    made: dict[str, int] = {}
    owned: dict[str, dict[int, Fraction]] = {}
    for source in goods:
        owner, best = "base", rate
        for each in rules:
            effect = each.effect
            offered = effect.rate(total) if isinstance(effect, RateEffect) and takes(each, source) else 0
            if offered > best:
                owner, best = each.id, offered
        exact = Fraction(paid[source.number] * best, 100 * points.kopecks_per_point)
        owned.setdefault(owner, {})[source.number] = exact
    for owner, parts in owned.items():
        made[owner] = before = rounded(sum(parts.values(), Fraction()))
        for each in rules:
            if isinstance(each.effect, Multiply):
                for source in goods:
                    if source.number in parts and takes(each, source):
                        parts[source.number] *= Fraction(each.effect.times, 100)
                after = rounded(sum(parts.values(), Fraction()))
                made[each.id] = made.get(each.id, 0) + after - before
                before = after
    for each in rules:
        mine = [source for source in goods if takes(each, source)]
        quantity, amount = sum(source.quantity for source in mine), sum(paid[source.number] for source in mine)
        match each.effect:
            case AccrueFixed(value=value) if mine:
                made[each.id] = rounded(Fraction(value))
            case AccruePerUnit(value=value, quantity=unit) if mine:
                made[each.id] = rounded(Fraction(value * quantity, unit))
            case AccruePerAmount(value=value, amount=full) if mine:
                made[each.id] = rounded(Fraction(amount // full * value))
    return {rule_id: given for rule_id, given in made.items() if given}
