"""What a till asks the server for, so that a limited rule gives what it would with all rights here."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import Cap, PointRules, Programme, Rule
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import AccrueFixed, AccruePercent, AmountOff, Effect
from cashier_app.till.wallets import wants
from tests.unit.loyalty.made import NOW, ZONE, cart, line, lot, member, names, programme

CAP = 100_000_000


def limited(effect: Effect, of: Any, **parts: Any) -> Programme:
    """One rule, limited for everyone together."""
    rule = Rule(id="r", name=names("r"), effect=effect, caps=(Cap(per="everyone", of=of, amount=CAP),))
    return programme(rules=(rule,), **parts)


def asked(terms: Programme, points: int = 0, redeem: Any = 0) -> list[int]:
    """What is asked for of the cap, for goods of 100 roubles; then the rule gives what it says."""
    (cap,) = cap_lots(terms, ZONE, NOW)
    goods = replace(cart(line(1, 10_000), redeem=redeem), wallets=(cap,))
    who = member(lot("points", points))
    found = wants(quote(goods, who, terms, NOW), goods, who, terms)
    return [need for want in found for _, need in want.needs]


@pytest.mark.parametrize(
    ("terms", "need"),
    [
        (limited(AccrueFixed(value=50_000), "points"), 50_000),  # 500 points, more than the goods cost
        (limited(AccruePercent(percent=1_000), "points"), 10_000),
        (limited(AccruePercent(percent=10_000), "points", points=PointRules(kopecks_per_point=10)), 100_000),
        (limited(AccrueFixed(value=50_000), "uses"), 1),
        (limited(AmountOff(amount=50_000), "kopecks"), 10_000),
    ],
)
def test_what_is_asked_for_suffices_for_the_whole_receipt(terms: Programme, need: int) -> None:
    assert asked(terms) == [need]


def test_points_that_are_worth_little_are_asked_for_in_their_own_number() -> None:
    terms = programme(
        redemption={"caps": (Cap(per="everyone", of="points", amount=CAP),)}, points=PointRules(kopecks_per_point=10)
    )
    assert asked(terms, points=1_000_000) == [100_000]


def test_what_was_asked_for_gives_what_the_rule_says() -> None:
    terms = limited(AccrueFixed(value=50_000), "points")
    (need,) = asked(terms)
    (cap,) = cap_lots(terms, ZONE, NOW)
    granted: LotState = replace(cap, right=need)
    goods = replace(cart(line(1, 10_000)), wallets=(granted,))
    assert quote(goods, member(), terms, NOW).accrued == 50_000
