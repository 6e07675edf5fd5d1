"""A safe economy: the maximum is exactly the smallest of all limits, which is named, and no line gives more."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import beyond_rights, cap_lots, standing
from cashier_app.loyalty.programme import (
    BadProgramme,
    Cap,
    Override,
    PointRules,
    Programme,
    Selector,
    Terms,
    load_programme,
)
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import PercentOff, WithPromoCode
from tests.unit.loyalty.made import NOW, ZONE, cart, level, line, lines, lot, lots, member, programme
from tests.unit.loyalty.test_accruing import rule

OWN = Selector(brands=frozenset({"Own"}))


def spend(terms: Programme, *goods: CartLine, who: MemberState | None = None, asked: Any = "maximum") -> Quote:
    """The quote of goods paid with as many points as may be, by a member with many."""
    return quote(cart(*goods, redeem=asked), member(lot("a", 10**6)) if who is None else who, terms, NOW)


# --- shares of some goods --------------------------------------------------------------------------------


def test_goods_with_a_share_of_their_own_never_give_more() -> None:
    dear = level(maximum_share=5_000, overrides=(Override(goods=OWN, maximum_share=1_000),))
    quoted = spend(programme(dear), line(1, 10_000), line(2, 10_000, brand="Own"))
    assert [q.redeemed for q in quoted.lines] == [5_000, 1_000]
    assert (quoted.redemption.limit, quoted.redemption.shares_differ) == ("share", True)


def test_goods_with_a_larger_share_give_it_and_the_receipts_share_is_of_all_others() -> None:
    dear = level(maximum_share=1_000, overrides=(Override(goods=OWN, maximum_share=10_000),))
    quoted = spend(programme(dear), line(1, 10_000), line(2, 10_000, brand="Own"))
    # 10 % of 100,00, and 100,00 to the last kopeck: 109,99
    assert quoted.redemption.points == 10_900
    assert [q.redeemed for q in quoted.lines] == [991, 9_909]


def test_goods_with_a_share_of_their_own_give_no_more_where_the_whole_receipt_would_allow_it() -> None:
    terms = programme(
        level(maximum_share=5_000, overrides=(Override(goods=OWN, maximum_share=1_000),)),
        redemption={"share_of": "receipt", "exclude": Selector(products=frozenset({"p1"}))},
    )
    # half of 100,00 that points may not pay for would be 50,00 for the other line
    quoted = spend(terms, line(1, 10_000), line(2, 10_000, brand="Own"))
    assert [q.redeemed for q in quoted.lines] == [0, 1_000]
    # without a share of its own a line takes it
    quoted = spend(terms, line(1, 10_000), line(2, 10_000), line(3, 10_000, brand="Own"))
    assert [q.redeemed for q in quoted.lines] == [0, 10_000 - 100, 1_000]


def test_of_two_shares_for_one_good_the_better_counts() -> None:
    both = (
        Override(goods=OWN, maximum_share=1_000),
        Override(goods=Selector(products=frozenset({"p1"})), maximum_share=2_000),
    )
    quoted = spend(programme(level(maximum_share=0, overrides=both)), line(1, 10_000, brand="Own"))
    assert quoted.redemption.points == 2_000


def test_a_level_without_a_share_but_for_some_goods() -> None:
    only = level(maximum_share=0, overrides=(Override(goods=OWN, maximum_share=3_000),))
    quoted = spend(programme(only), line(1, 10_000), line(2, 10_000, brand="Own"))
    assert [q.redeemed for q in quoted.lines] == [0, 3_000]


def test_goods_without_a_share_pay_nothing_where_the_cost_of_others_stops_theirs() -> None:
    only = level(maximum_share=0, overrides=(Override(goods=OWN, maximum_share=10_000),))
    terms = programme(only, redemption={"share_of": "receipt", "cost_floor": 0})
    quoted = spend(terms, line(1, 10_000), line(2, 10_000, brand="Own", cost=8_000))
    assert [q.redeemed for q in quoted.lines] == [0, 2_000]


def test_the_levels_terms_with_a_promo_code_replace_its_shares() -> None:
    terms = programme(
        level(
            maximum_share=5_000,
            overrides=(Override(goods=OWN, maximum_share=9_000),),
            with_promo_code=Terms(maximum_share=1_000),
        ),
        rules=(rule("off", PercentOff(percent=1_000), WithPromoCode(codes=frozenset({"ten"}))),),
    )
    goods = cart(line(1, 10_000), line(2, 10_000, brand="Own"), redeem="maximum")
    who = member(lot("a", 10**6))
    assert quote(replace(goods, promo_codes=("TEN",)), who, terms, NOW).redemption.points == 1_800
    assert quote(goods, who, terms, NOW).redemption.points == 14_000


def test_the_last_kopeck_above_the_floor_of_every_line() -> None:
    terms = programme(points=PointRules(redemption_step=1))
    quoted = spend(terms, line(1, 2), line(2, 10_000))
    assert [q.to_pay for q in quoted.lines] == [1, 1]


# --- caps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cap", "path", "allowed"),
    [
        (Cap(per="code", of="points", amount=1), "caps[0].per", '"receipt" | "member" | "everyone"'),
        (Cap(per="member", of="kopecks", amount=1), "caps[0].of", '"uses" | "points"'),
        (Cap(per="receipt", of="uses", amount=1), "caps[0].of", '"points"'),
        (Cap(per="member", period="birthday", amount=1), "caps[0].period", '"campaign" | "day" | "month" | "year"'),
    ],
)
def test_a_cap_on_redemption_that_makes_no_sense_is_refused(cap: Cap, path: str, allowed: str) -> None:
    with pytest.raises(BadProgramme) as error:
        load_programme(msgspec.json.encode(programme(redemption={"caps": (cap,)})))
    assert (error.value.details["path"], error.value.details["allowed"]) == (f"$.redemption.{path}", allowed)


def test_a_number_of_receipts_a_day_may_be_paid_with_points() -> None:
    terms = programme(redemption={"caps": (Cap(per="member", period="day", of="uses", amount=1),)})
    own = cap_lots(terms, ZONE, NOW, account_id="account", may_open=True)
    quoted = spend(terms, line(1, 10_000), who=member(lot("a", 50_000), *own))
    assert quoted.redemption.points == 9_900
    assert [(use.rule_id, use.amount, use.opens) for use in quoted.wallet_uses] == [("redemption", 1, 1)]
    used = tuple(replace(each, balance=0, right=0, opens=0) for each in own)
    again = spend(terms, line(1, 10_000), who=member(lot("a", 50_000), *used))
    assert (again.redemption.points, again.redemption.limit, again.wallet_uses) == (0, "cap", ())


@pytest.mark.parametrize(("right", "points", "limit"), [(2, 9_900, "floor"), (1, 9_900, "floor"), (0, 0, "right")])
def test_one_use_held_here_is_enough_for_one_receipt(right: int, points: int, limit: str) -> None:
    terms = programme(redemption={"caps": (Cap(per="member", period="day", of="uses", amount=2),)})
    (own,) = cap_lots(terms, ZONE, NOW, account_id="account", may_open=True)
    quoted = spend(terms, line(1, 10_000), who=member(lot("a", 50_000), replace(own, balance=2, right=right, opens=0)))
    assert (quoted.redemption.points, quoted.redemption.limit) == (points, limit)
    assert [one.reason for one in quoted.capped] == ([] if right else ["no_right"])


def test_where_no_use_is_held_here_points_left_of_another_cap_do_not_help() -> None:
    caps = (Cap(per="member", of="uses", amount=2), Cap(per="member", of="points", amount=5_000))
    uses, of_points = cap_lots(programme(redemption={"caps": caps}), ZONE, NOW, account_id="account", may_open=True)
    who = member(lot("a", 50_000), replace(uses, right=0, opens=0), of_points)
    quoted = spend(programme(redemption={"caps": caps}), line(1, 10_000), who=who)
    assert (quoted.redemption.points, quoted.redemption.limit, quoted.redemption.spendable) == (0, "right", 0)
    assert [(one.reason, one.lot_id) for one in quoted.capped] == [("no_right", uses.lot_id)]


def test_nothing_redeemed_takes_nothing_of_a_cap() -> None:
    terms = programme(redemption={"caps": (Cap(per="member", period="day", of="points", amount=500),)})
    own = cap_lots(terms, ZONE, NOW, account_id="account", may_open=True)
    assert spend(terms, line(1, 10_000), who=member(lot("a", 50_000), *own), asked=0).wallet_uses == ()


# --- the maximum is the smallest of all ------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> tuple[Programme, Cart, MemberState]:
    """Redemptions under every kind of limit at once."""
    overrides = tuple(
        Override(goods=goods, maximum_share=draw(st.integers(0, 10_000)))
        for goods in (OWN, Selector(tags=frozenset({"sale"})))
        if draw(st.booleans())
    )
    caps = tuple(
        Cap(
            per=per, period="day" if per != "receipt" else "campaign", of="points", amount=draw(st.integers(1, 200_000))
        )
        for per in ("receipt", "member", "everyone")
        if draw(st.integers(0, 2)) == 0
    )
    worth = draw(st.sampled_from([50, 100, 200]))
    terms = programme(
        level(maximum_share=draw(st.sampled_from([0, 3_000, 10_000])), overrides=overrides),
        points=PointRules(kopecks_per_point=worth, redemption_step=draw(st.sampled_from([100, 1_000]))),
        redemption={
            "share_of": draw(st.sampled_from(["eligible", "receipt"])),
            "minimum": draw(st.sampled_from([0, 5_000])),
            "exclude": draw(st.sampled_from([Selector(), Selector(categories=frozenset({"Dairy"}))])),
            "price_floor": draw(st.sampled_from([0, 1, 500])),
            "cost_floor": draw(st.sampled_from([None, 0, 1_000])),
            "caps": caps,
        },
    )
    wallets = []
    for account_id in ("account", ""):
        for each in cap_lots(terms, ZONE, NOW, account_id=account_id, may_open=True):
            wallets.append(replace(each, right=draw(st.one_of(st.just(each.balance), st.integers(0, each.balance)))))
    own = [each for each in wallets if each.lot_id.endswith(".account")]
    shared = tuple(each for each in wallets if each not in own)
    return terms, Cart(draw(lines()), zone=ZONE, redeem="maximum", wallets=shared), member(*draw(lots()), *own)


@given(cases())
def test_the_maximum_is_the_smallest_limit_and_the_one_that_binds_is_named(
    case: tuple[Programme, Cart, MemberState],
) -> None:
    terms, goods, who = case
    quoted = quote(goods, who, terms, NOW)
    redemption, rules, worth = quoted.redemption, terms.redemption, terms.points.kopecks_per_point
    wallet = standing(who.lots, NOW)
    limits = {"balance": [wallet.active], "right": [wallet.spendable], "cap": [], "share": [], "floor": [], "cost": []}
    share, floor, cost, capacity = 0, 0, 0, 0
    own_share = terms.base_level.maximum_share or 0
    for priced, source in zip(quoted.lines, goods.lines, strict=True):
        amount = priced.discounted
        if rules.exclude.matches(source):
            share += amount * own_share if rules.share_of == "receipt" else 0
            assert priced.redeemed == 0
            continue
        mine = _share(terms, source)
        share += amount * mine
        above = max(amount - _up(rules.price_floor * source.quantity, 1000), 0)
        floor += above
        if rules.cost_floor is not None and source.cost is not None:
            above = min(above, max(amount - _up(source.cost * source.quantity * (10_000 + rules.cost_floor), 10**7), 0))
        cost += above
        differ = any(_share(terms, other) != own_share for other in goods.lines if not rules.exclude.matches(other))
        if differ and (_has_own(terms, source) or mine == 0 or rules.share_of == "eligible"):
            above = min(above, amount * mine // 10_000)
        limit = above
        capacity += limit
        assert priced.redeemed <= limit
    limits["share"] += [share // 10_000 * 100 // worth, capacity * 100 // worth]
    limits["floor"] += [floor * 100 // worth]
    limits["cost"] += [cost * 100 // worth]
    for each in (*who.lots, *goods.wallets):
        if each.wallet == "cap:redemption":
            limits["cap"].append(each.balance)
            limits["right"].append(each.right)
    limits["cap"] += [cap.amount for cap in rules.caps if cap.per == "receipt"]
    smallest = min(bound for bounds in limits.values() for bound in bounds)
    smallest -= smallest % terms.points.redemption_step
    if smallest < max(rules.minimum, 1):
        assert redemption.points == 0
    else:
        assert redemption.points == redemption.maximum == smallest
        bound = min(limits[redemption.limit])
        assert bound - bound % terms.points.redemption_step == smallest
    assert sum(each.redeemed for each in quoted.lines) == redemption.amount
    for use in quoted.wallet_uses:
        assert (use.rule_id, use.amount) == ("redemption", redemption.points)
        assert use.amount <= _lot(use.lot_id, who, goods).right
    assert len(quoted.wallet_uses) == (sum(cap.per != "receipt" for cap in rules.caps) if redemption.points else 0)


def _share(terms: Programme, source: CartLine) -> int:
    """The share that counts for a line at the base level."""
    own = [o.maximum_share or 0 for o in terms.base_level.overrides if o.goods.matches(source)]
    return max(own, default=terms.base_level.maximum_share or 0)


def _has_own(terms: Programme, source: CartLine) -> bool:
    """Whether a line's goods have a share of their own."""
    return any(o.goods.matches(source) for o in terms.base_level.overrides)


def _up(numerator: int, denominator: int) -> int:
    """A quotient rounded up."""
    return -(-numerator // denominator)


def _lot(lot_id: str, who: MemberState, goods: Cart) -> LotState:
    return next(each for each in (*who.lots, *goods.wallets) if each.lot_id == lot_id)


# --- beyond the rights -----------------------------------------------------------------------------------


@given(lots(), st.integers(0, 20_000), st.integers(0, 10**6))
def test_no_more_is_lent_than_was_offered_nor_than_there_is_and_rights_go_first(
    purse: tuple[LotState, ...], beyond: int, price: int
) -> None:
    def asked(lent: int) -> Quote:
        return spend(programme(level(maximum_share=10_000)), line(1, price), who=member(*purse, beyond=lent))

    without, within = asked(0).redemption, asked(beyond).redemption
    held = sum(max(min(each.balance, each.right), 0) for each in purse if each.wallet == "points")
    lent = beyond_rights(within.uses, purse)
    assert lent <= beyond
    assert within.points <= standing(purse, NOW).active
    assert without.points <= within.points < without.points + beyond + 100, "a step of whole points more at most"
    assert lent == 0 or within.points - lent <= held
    balances = {each.lot_id: each.balance for each in purse}
    assert all(use.points <= balances[use.lot_id] for use in within.uses)
    if within.points == without.points:
        assert lent == 0, "nothing is lent while rights reach"


def test_rights_of_later_lots_go_before_anything_is_lent() -> None:
    purse = member(
        replace(lot("a", 10_000), right=0, expires_at=NOW + 1), replace(lot("b", 10_000), right=4_000), beyond=3_000
    )
    quoted = spend(programme(level(maximum_share=10_000)), line(1, 10**6), who=purse)
    assert [(use.lot_id, use.points) for use in quoted.redemption.uses] == [("a", 3_000), ("b", 4_000)]
    assert (quoted.redemption.spendable, quoted.redemption.limit) == (7_000, "right")
