"""What the first purchase alone earns is given in a replay as it is at the till, once a member."""

from __future__ import annotations

from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.programme import Programme, Rule
from cashier_app.loyalty.rules import FirstPurchase, PercentOff
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.replay import replay
from tests.unit.loyalty.made import names, programme
from tests.unit.whatif.past import bought, history


def first_cheaper() -> Programme:
    """10 % off the first purchase, and no other rule that is limited in number."""
    rule = Rule(id="hello", name=names("hello"), effect=PercentOff(percent=1000), conditions=(FirstPurchase(),))
    return programme(rules=(rule,))


def test_a_discount_of_the_first_purchase_is_given_once_a_member() -> None:
    tea = CartLine(1, "tea", 10_000, 1000)
    past = history(
        [
            bought("1", "2026-01-10 12:00", "A", tea),
            bought("2", "2026-01-11 12:00", "A", tea),
            bought("3", "2026-01-12 12:00", "B", tea),
            bought("4", "2026-01-13 12:00", "", tea),
        ]
    )
    outcome = replay(past, first_cheaper(), Behaviour("never"))
    assert (outcome.discount, outcome.paid) == (2_000, 38_000)
    assert [rule.receipts for rule in outcome.rules] == [2]
