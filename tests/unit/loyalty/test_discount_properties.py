"""What holds for discounts whatever the programme: exact parts, floors, caps, refused codes that change nothing."""

from __future__ import annotations

import datetime
from collections import defaultdict
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.clock import DAY, HOUR, Instant, start_of_day
from cashier_app.core.money import divide_half_up, line_amount
from cashier_app.loyalty.cart import CAP_WALLETS, COUPON_WALLETS, Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import Ledger, cap_lots, is_active, sale_posting
from cashier_app.loyalty.programme import Cap, DiscountRules, MemberPriceRules, Programme, Rule, Terms
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import (
    AccrualEffect,
    AmountOff,
    AtHours,
    CheapestItem,
    Circumstances,
    Effect,
    FixedPrice,
    Gift,
    NthItem,
    PercentOff,
    UnitOff,
    fold_code,
)
from tests.unit.loyalty.made import (
    NOW,
    ZONE,
    Purchase,
    conditions,
    discounts,
    entitled_rules,
    gift_rules,
    goods_conditions,
    level,
    line_discounts,
    lines,
    names,
    programme,
    programmes,
    purchases,
    receipt_conditions,
    rules,
    set_discounts,
)

entitled = purchases(programmes(entitled_rules))
with_gifts = purchases(programmes(gift_rules))
any_purchase = st.one_of(purchases(), entitled, with_gifts)
cases = given(bought=any_purchase)


def _quote(bought: Purchase) -> Quote:
    return quote(bought.cart, bought.who, bought.programme, NOW)


def _only(effect: Effect, **parts: Any) -> Programme:
    """A programme of one rule."""
    return programme(rules=(Rule(id="r", name=names("r"), effect=effect),), **parts)


def _sum_off(quoted: Quote, rule_id: str) -> int:
    return sum(d.amount for line in quoted.lines for d in line.discounts if d.rule_id == rule_id)


# --- exactly ---------------------------------------------------------------------------------------------


@given(goods=lines(), amount=st.integers(1, 10**7), margin=st.sampled_from([None, 0, 2_000]))
def test_the_parts_of_a_sum_off_sum_exactly_to_it_or_to_all_there_is_room_for(
    goods: tuple[CartLine, ...], amount: int, margin: int | None
) -> None:
    goods = tuple(replace(line, hand_discount=0, hand_rate=0, hand_price=None) for line in goods)
    quoted = quote(Cart(goods), None, _only(AmountOff(amount=amount), discounts=DiscountRules(cost_floor=margin)), NOW)
    room = sum(line.base - _floor(source, margin) for line, source in zip(quoted.lines, goods, strict=True))
    assert quoted.discount == min(amount, room)
    if margin is None and amount <= quoted.base:
        for line in quoted.lines:
            assert abs((line.base - line.to_pay) * quoted.base - amount * line.base) < quoted.base


def _floor(line: CartLine, margin: int | None) -> int:
    """The lowest amount of a line, worked out in another way than the engine's."""
    base = line_amount(line.price, line.quantity)
    if margin is None or line.cost is None:
        return 0
    whole, rest = divmod(line.cost * line.quantity * (10_000 + margin), 10**7)
    return min(whole + (rest > 0), base)


@given(goods=lines(), percent=st.integers(0, 10_000))
def test_a_percentage_is_rounded_half_up_per_line(goods: tuple[CartLine, ...], percent: int) -> None:
    goods = tuple(replace(line, hand_discount=0, hand_rate=0, hand_price=None) for line in goods)
    quoted = quote(Cart(goods), None, _only(PercentOff(percent=percent)), NOW)
    for line in quoted.lines:
        assert line.base - line.to_pay == divide_half_up(line.base * percent, 10_000)


pieces = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 6)), min_size=1, max_size=6)


def _in_pieces(pieces: list[tuple[int, int]]) -> tuple[CartLine, ...]:
    return tuple(CartLine(n, f"p{n}", price, count * 1000) for n, (price, count) in enumerate(pieces, start=1))


@given(pieces=pieces, every=st.integers(2, 5), share=st.integers(1, 4))
def test_every_nth_piece_is_free_and_no_way_of_sharing_the_purchase_out_gives_more(
    pieces: list[tuple[int, int]], every: int, share: int
) -> None:
    terms = _only(NthItem(every=every))
    given_off = quote(Cart(_in_pieces(pieces)), None, terms, NOW).discount
    row = sorted((price for price, count in pieces for _ in range(count)), reverse=True)
    assert given_off == sum(row[every - 1 :: every])
    dealt = [row[start::share] for start in range(share)]
    apart = sum(
        quote(
            Cart(tuple(CartLine(n, f"p{n}", price, 1000) for n, price in enumerate(part, start=1))), None, terms, NOW
        ).discount
        for part in dealt
        if part
    )
    assert apart <= given_off


@given(pieces=pieces, at_least=st.integers(1, 10))
def test_the_cheapest_piece_is_free_where_there_are_enough(pieces: list[tuple[int, int]], at_least: int) -> None:
    quoted = quote(Cart(_in_pieces(pieces)), None, _only(CheapestItem(at_least=at_least)), NOW)
    enough = sum(count for _, count in pieces) >= at_least
    assert quoted.discount == (min(price for price, _ in pieces) if enough else 0)


whole_units = st.one_of(
    st.builds(FixedPrice, price=st.integers(1, 500)),
    st.builds(UnitOff, amount=st.integers(1, 500)),
    st.builds(NthItem, every=st.integers(2, 4)),
    st.builds(CheapestItem, at_least=st.integers(1, 4)),
    st.builds(AmountOff, amount=st.integers(1, 3_000)),
)


@given(pieces=pieces, effect=whole_units, random=st.randoms(use_true_random=False))
def test_a_line_of_pieces_costs_the_same_in_two_lines(
    pieces: list[tuple[int, int]], effect: Effect, random: Random
) -> None:
    """True of whole pieces and of discounts that round nothing per line: not of percentages of a line."""
    goods = _in_pieces(pieces)
    parts: list[CartLine] = []
    for line in goods:
        first = random.randrange(line.quantity // 1000 + 1) * 1000
        parts.extend(replace(line, quantity=part) for part in (first, line.quantity - first) if part)
    split = tuple(replace(line, number=number) for number, line in enumerate(parts, start=1))
    assert quote(Cart(split), None, _only(effect), NOW).to_pay == quote(Cart(goods), None, _only(effect), NOW).to_pay


# --- never below -----------------------------------------------------------------------------------------


@cases
def test_discounts_never_take_a_line_below_its_floor(bought: Purchase) -> None:
    margin = bought.programme.discounts.cost_floor
    gifts = {rule.id for rule in bought.programme.rules if isinstance(rule.effect, Gift)}
    for line, source in zip(_quote(bought).lines, bought.cart.lines, strict=True):
        assert line.discounted >= 0
        told = [d for d in line.discounts if d.step == "member_price" or d.rule_id in gifts]
        if not told:
            assert line.discounted >= _floor(source, margin)
        elif all(d.rule_id not in gifts for d in told):
            # a price told on the shelf may lie below the cost; nothing else then takes the line any lower
            shelf = line.base - sum(d.amount for d in told)
            assert line.discounted >= min(shelf, _floor(source, margin))


@cases
def test_goods_without_discounts_keep_their_price_always(bought: Purchase) -> None:
    for line, source in zip(_quote(bought).lines, bought.cart.lines, strict=True):
        if bought.programme.no_discounts.matches(source):
            assert line.discounts == ()


# --- the best for the buyer ------------------------------------------------------------------------------


@st.composite
def promotions_alone(draw: st.DrawFn) -> Purchase:
    """Promotions and member prices, without levels, codes, caps or gifts."""
    effects = st.one_of(*line_discounts, *set_discounts)
    pool = [*goods_conditions, *receipt_conditions]
    uncapped = tuple(replace(rule, caps=()) for rule in draw(rules(effects, conditions(pool))))
    terms = programme(rules=uncapped, discounts=DiscountRules(cost_floor=draw(st.sampled_from([None, 0]))))
    goods = tuple(replace(line, hand_discount=0, hand_rate=0, hand_price=None) for line in draw(lines()))
    return Purchase(Cart(goods, store="1", zone=ZONE), MemberState("account", "base"), terms)


def _paid(bought: Purchase, *kept: Rule, member_prices: bool = False) -> int:
    """To pay with some of the rules alone."""
    shelf = MemberPriceRules(enabled=member_prices)
    return _quote(bought._replace(programme=replace(bought.programme, rules=kept, member_prices=shelf))).to_pay


@given(bought=promotions_alone())
def test_a_buyer_never_pays_more_than_by_the_member_price_or_any_exclusive_rule_or_the_stacked_rest(
    bought: Purchase,
) -> None:
    paid = _quote(bought).to_pay
    assert paid <= _paid(bought, member_prices=True)
    for rule in bought.programme.rules:
        if rule.exclusive:
            assert paid <= _paid(bought, rule)
    assert paid <= _paid(bought, *(rule for rule in bought.programme.rules if not rule.exclusive))


@given(bought=promotions_alone(), data=st.data())
def test_one_rule_more_never_makes_a_line_dearer_where_each_line_is_reduced_by_itself(
    bought: Purchase, data: st.DataObject
) -> None:
    """True before the level, without groups: a rule of a group may win on the base price and then give less."""
    kept = tuple(
        replace(rule, group="")
        for rule in bought.programme.rules
        if isinstance(rule.effect, PercentOff | FixedPrice | UnitOff)
    )
    assume(kept)
    without = data.draw(st.sampled_from(kept))
    more = _quote(bought._replace(programme=replace(bought.programme, rules=kept)))
    fewer_rules = tuple(rule for rule in kept if rule is not without)
    fewer = _quote(bought._replace(programme=replace(bought.programme, rules=fewer_rules)))
    assert all(a.to_pay <= b.to_pay for a, b in zip(more.lines, fewer.lines, strict=True))


@given(bought=promotions_alone())
def test_a_member_never_pays_more_than_without_the_card_before_the_level(bought: Purchase) -> None:
    assert _quote(bought).to_pay <= _quote(bought._replace(who=None)).to_pay


# --- promo codes -----------------------------------------------------------------------------------------


@given(bought=entitled)
def test_every_code_is_answered_once_and_a_refused_one_changes_nothing(bought: Purchase) -> None:
    quoted = _quote(bought)
    assert [fold_code(answer.code) for answer in quoted.codes] == list(
        dict.fromkeys(fold_code(code) for code in bought.cart.promo_codes)
    )
    for answer in quoted.codes:
        if answer.refusal:
            left = tuple(c for c in bought.cart.promo_codes if fold_code(c) != fold_code(answer.code))
            other = _quote(bought._replace(cart=replace(bought.cart, promo_codes=left)))
            assert other.lines == quoted.lines
            assert other.redemption == quoted.redemption
            assert other.new_lots == quoted.new_lots
            assert other.wallet_uses == quoted.wallet_uses
            assert (other.gifts, other.given) == (quoted.gifts, quoted.given)


@given(bought=entitled)
def test_a_code_for_a_discount_never_makes_the_goods_dearer(bought: Purchase) -> None:
    by_hand = tuple(replace(line, hand_discount=0, hand_rate=0, hand_price=None) for line in bought.cart.lines)
    bought = bought._replace(cart=replace(bought.cart, lines=by_hand))
    quoted = _quote(bought)
    without = _quote(bought._replace(cart=replace(bought.cart, promo_codes=())))
    effects = {rule.id: rule.effect for rule in bought.programme.rules}
    working = [answer for answer in quoted.codes if not answer.refusal]
    coded = [
        rule for rule in bought.programme.rules if any(type(c).__name__ == "WithPromoCode" for c in rule.conditions)
    ]
    if any(isinstance(rule.effect, AccrualEffect | Gift) for rule in coded):
        return
    assert all(not isinstance(effects[answer.rule_id], AccrualEffect | Gift) for answer in working)
    if working:
        assert quoted.discount > without.discount
    else:
        assert quoted.lines == without.lines


@given(bought=entitled)
def test_the_levels_terms_with_a_code_hold_exactly_where_one_works(bought: Purchase) -> None:
    quoted = _quote(bought)
    if any(not answer.refusal for answer in quoted.codes):
        return
    plain = tuple(replace(each, with_promo_code=Terms()) for each in bought.programme.levels.ladder)
    other = replace(bought.programme, levels=replace(bought.programme.levels, ladder=plain))
    again = _quote(bought._replace(programme=other, cart=replace(bought.cart, promo_codes=())))
    assert (again.lines, again.redemption, again.new_lots) == (quoted.lines, quoted.redemption, quoted.new_lots)


# --- caps, coupons, gifts --------------------------------------------------------------------------------


@cases
def test_nothing_is_taken_of_a_wallet_without_a_right(bought: Purchase) -> None:
    quoted = _quote(bought)
    own = bought.who.lots if bought.who is not None else ()
    lots = {lot.lot_id: lot for lot in (*own, *bought.cart.wallets)}
    taken = [use.lot_id for use in quoted.wallet_uses]
    assert len(set(taken)) == len(taken)
    for use in quoted.wallet_uses:
        lot = lots[use.lot_id]
        assert 0 < use.amount <= min(lot.balance, lot.right)
        assert is_active(lot, NOW)
        assert (use.wallet, use.opens, use.shared) == (lot.wallet, lot.opens, lot in bought.cart.wallets)
        assert sum(part for _, part in use.lines) in (0, use.amount)
        assert use.lines
        if use.wallet.startswith(COUPON_WALLETS):
            assert use.amount == 1
    coupons = [use.wallet for use in quoted.wallet_uses if use.wallet.startswith(COUPON_WALLETS)]
    assert len(set(coupons)) == len(coupons)


@cases
def test_a_cap_per_receipt_is_never_exceeded(bought: Purchase) -> None:
    quoted = _quote(bought)
    for rule in bought.programme.rules:
        for cap in rule.caps:
            if cap.per == "receipt" and cap.of == "kopecks":
                assert _sum_off(quoted, rule.id) <= cap.amount
            if cap.per == "receipt" and cap.of == "points":
                assert sum(lot.points for lot in quoted.new_lots if lot.rule_id == rule.id) <= cap.amount


@cases
def test_a_limited_rule_is_counted_exactly_when_it_gives_something(bought: Purchase) -> None:
    quoted = _quote(bought)
    for rule in bought.programme.rules:
        counted = [cap for cap in rule.all_caps if cap.per != "receipt"]
        if counted and not isinstance(rule.effect, AccrualEffect):
            used = {
                use.lot_id: use.amount
                for use in quoted.wallet_uses
                if use.rule_id == rule.id and use.wallet.startswith(CAP_WALLETS)
            }
            given_off = _sum_off(quoted, rule.id)
            assert len(used) == (len(counted) if given_off else 0)
            amounts = sorted(1 if cap.of == "uses" else given_off for cap in counted) if given_off else []
            assert sorted(used.values()) == amounts


@settings(max_examples=60)
@given(
    rule_effect=discounts,
    asked_for=conditions(goods_conditions),
    carts=st.lists(st.tuples(lines(4), st.integers(0, 3)), min_size=2, max_size=6),
    of=st.sampled_from(["uses", "kopecks"]),
    per=st.sampled_from(["member", "everyone"]),
    period=st.sampled_from(["campaign", "day", "month"]),
    data=st.data(),
)
def test_a_cap_is_never_exceeded_over_receipts_whose_uses_are_posted(
    rule_effect: Effect, asked_for: Any, carts: Any, of: Any, per: Any, period: Any, data: st.DataObject
) -> None:
    cap = Cap(
        per=per, period=period, of=of, amount=data.draw(st.integers(1, 3) if of == "uses" else st.integers(1, 200_000))
    )
    terms = programme(rules=(Rule(id="r", name=names("r"), effect=rule_effect, conditions=asked_for, caps=(cap,)),))
    ledger = Ledger()
    given_in: dict[str, int] = defaultdict(int)
    now: Instant = NOW
    for number, (goods, days) in enumerate(carts):
        now += days * 12 * HOUR
        known = {lot_id: replace(lot, right=lot.balance) for lot_id, lot in ledger.lots.items()}
        mine = cap_lots(terms, ZONE, now, account_id="account", known=known, may_open=True)
        shared = cap_lots(terms, ZONE, now, known=known, may_open=True)
        of_member = tuple(lot for lot in known.values() if per == "member")
        of_all = tuple(lot for lot in known.values() if per == "everyone")
        cart = Cart(goods, zone=ZONE, wallets=(*shared, *of_all))
        quoted = quote(cart, MemberState("account", "base", (*mine, *of_member)), terms, now)
        ledger.post(f"op-{number}", sale_posting(f"op-{number}", "account", quoted).entries)
        for use in quoted.wallet_uses:
            given_in[use.lot_id] += 1 if of == "uses" else _sum_off(quoted, "r")
        assert _sum_off(quoted, "r") == 0 or quoted.wallet_uses
    assert all(0 < total <= cap.amount for total in given_in.values())
    assert {lot_id: lot.balance for lot_id, lot in ledger.lots.items()} == {
        lot_id: cap.amount - total for lot_id, total in given_in.items()
    }


@given(bought=with_gifts)
def test_a_gift_is_given_whole_within_its_quantity_and_for_its_price_alone(bought: Purchase) -> None:
    quoted = _quote(bought)
    effects = {rule.id: rule.effect for rule in bought.programme.rules}
    sources = {line.number: line for line in bought.cart.lines}
    priced = {line.number: line for line in quoted.lines}
    offered = {offer.rule_id: offer for offer in quoted.gifts}
    assert len({gift.rule_id for gift in quoted.given}) == len(quoted.given)
    for gift in quoted.given:
        effect = effects[gift.rule_id]
        assert isinstance(effect, Gift)
        given_away = sum(quantity for _, quantity in gift.lines)
        missing = offered[gift.rule_id].quantity if gift.rule_id in offered else 0
        assert given_away + missing == effect.quantity
        assert gift.earned_by
        for number, quantity in gift.lines:
            assert sources[number].product_id in effect.products
            if quantity == sources[number].quantity:
                (only,) = priced[number].discounts
                assert (only.rule_id, priced[number].to_pay) == (gift.rule_id, line_amount(effect.price, quantity))
                assert number not in gift.earned_by
    for offer in quoted.gifts:
        assert isinstance(effects[offer.rule_id], Gift)


# --- time ------------------------------------------------------------------------------------------------

clock = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda time: f"{time[0]:02}:{time[1]:02}")


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Europe/Berlin", "Asia/Kolkata"])
@given(
    start=clock,
    end=st.one_of(clock, st.just("24:00")),
    day=st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 1, 1)),
)
def test_a_window_of_hours_and_its_complement_share_out_the_day_exactly(
    zone: str, start: str, end: str, day: datetime.date
) -> None:
    assume(start != end and end != "24:00")
    window, rest = AtHours(start=start, end=end), AtHours(start=end, end=start)
    midnight = start_of_day(day, zone)
    for half_hour in range(48):
        asked = Circumstances(Cart((), zone=zone), None, 0, midnight + half_hour * HOUR // 2)
        assert window.receipt(asked) is not rest.receipt(asked)


def test_the_day_of_a_cap_is_the_stores() -> None:
    cap = Cap(per="everyone", period="day", amount=1)
    terms = programme(level(), rules=(Rule(id="r", name=names("r"), effect=PercentOff(percent=1_000), caps=(cap,)),))
    midnight = start_of_day(datetime.date(2026, 11, 22), ZONE)
    keys: list[LotState] = [cap_lots(terms, ZONE, now)[0] for now in (midnight - 1, midnight, midnight + DAY - 1)]
    assert [lot.lot_id for lot in keys] == [
        "cap.r.0.2026-11-21.campaign-r",
        "cap.r.0.2026-11-22.campaign-r",
        "cap.r.0.2026-11-22.campaign-r",
    ]
