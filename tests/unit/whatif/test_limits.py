"""What is limited in number is limited over the whole history; levels move with time and not only with purchases."""

from __future__ import annotations

import pytest

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import CartLine, LotState, MemberState
from cashier_app.loyalty.programme import (
    AccrualRules,
    AtOnce,
    Cap,
    EnrolmentRules,
    Inactivity,
    LotRules,
    Programme,
    ReturnRules,
    RollingDays,
    Rule,
    ToMonthEnd,
)
from cashier_app.loyalty.rules import Gift, GiveCoupon, OfProducts, PercentOff, WithCoupon, WithPromoCode
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.figures import Due, Outcome
from cashier_app.whatif.history import Event, Person
from cashier_app.whatif.replay import replay
from tests.unit.loyalty.made import level, names, programme
from tests.unit.whatif.past import at, back, bought, history


def run(terms: Programme, *events: Event) -> Outcome:
    """A replay in which nobody spends points."""
    return replay(history(events), terms, Behaviour("never"))


def tea(receipt_id: str, day: str, member: str, price: int = 10_000, **rest: object) -> Event:
    """A receipt of one tea at noon."""
    return bought(receipt_id, f"{day} 12:00", member, CartLine(1, "tea", price, 1000), **rest)


def capped(*caps: Cap, conditions: tuple[WithPromoCode, ...] = ()) -> Programme:
    """10 % off, limited."""
    rule = Rule(id="ten", name=names("ten"), effect=PercentOff(percent=1000), conditions=conditions, caps=caps)
    return programme(rules=(rule,))


@pytest.mark.parametrize(
    ("cap", "works"),
    [
        (Cap(per="everyone", of="uses", amount=3), 3),
        (Cap(per="member", of="uses", amount=1), 2),  # A and B once each
        (Cap(per="member", period="month", of="uses", amount=1), 3),  # A again in February
        (Cap(per="everyone", of="kopecks", amount=2500), 3),  # 10 + 10 + 5 roubles
    ],
)
def test_a_cap_counts_over_all_receipts(cap: Cap, works: int) -> None:
    outcome = run(
        capped(cap),
        tea("1", "2026-01-10", "A"),
        tea("2", "2026-01-11", "A"),
        tea("3", "2026-01-12", "B"),
        tea("4", "2026-02-01", "A"),
    )
    (rule,) = outcome.rules
    assert rule.receipts == works
    assert outcome.discount == min(works * 1000, 2500 if cap.of == "kopecks" else works * 1000)


def test_a_code_of_one_use_works_once_for_all() -> None:
    code = WithPromoCode(codes=frozenset({"SPRING"}))
    outcome = run(
        capped(Cap(per="code", of="uses", amount=1), conditions=(code,)),
        tea("1", "2026-01-10", "A", promo_codes=("spring",)),
        tea("2", "2026-01-11", "B", promo_codes=("SPRING",)),
        tea("3", "2026-01-12", ""),
    )
    assert outcome.discounts == {"promo_code": 1000}
    assert outcome.rules[0].receipts == 1


def test_a_cap_that_came_back_with_the_goods_is_used_again() -> None:
    outcome = run(
        capped(Cap(per="member", of="uses", amount=1)),
        tea("1", "2026-01-10", "A"),
        back("B", "2026-01-11 12:00", "1", (1, 1000)),
        tea("2", "2026-01-12", "A"),
    )
    (rule,) = outcome.rules
    assert (rule.receipts, rule.discount, outcome.discount) == (2, 1000, 1000)


def test_a_level_falls_while_nothing_is_bought() -> None:
    terms = programme(
        level("base", 0),
        level("gold", 50_000, discount=1000),
        levels={"inactivity": Inactivity(days=30)},
        accrual=AccrualRules(rate=100),
    )
    outcome = run(
        terms,
        tea("1", "2026-01-10", "A", 60_000),
        tea("2", "2026-01-20", "A"),  # Gold: 10 off
        tea("3", "2026-04-01", "B"),  # the history ends long after A was last seen
    )
    assert outcome.discount == 1000
    assert outcome.level_reasons == {"purchases": 1, "inactivity": 1}
    assert (outcome.rises, outcome.falls) == (1, 1)
    assert [(use.level_id, use.after) for use in outcome.levels] == [("base", 2), ("gold", 0)]


@pytest.mark.parametrize(("rise", "discount"), [("at_once", 1000), ("next_day", 0)])
def test_a_rise_starts_when_the_programme_says(rise: str, discount: int) -> None:
    terms = programme(level("base", 0), level("gold", 50_000, discount=1000), levels={"rise": rise})
    outcome = run(
        terms,
        bought("1", "2026-01-10 12:00", "A", CartLine(1, "tea", 60_000, 1000)),
        bought("2", "2026-01-10 12:00", "A", CartLine(1, "tea", 10_000, 1000)),  # the same minute
    )
    assert outcome.discount == discount
    assert outcome.levels[1].after == (1 if rise == "at_once" else 0)


def test_a_return_takes_the_level_where_the_programme_says_so() -> None:
    events = (
        tea("1", "2026-01-10", "A", 60_000),
        back("B", "2026-01-11 12:00", "1", (1, 1000)),
        tea("2", "2026-01-12", "A"),
    )
    for policy, discount in (("at_once", 0), ("never", 1000)):
        terms = programme(
            level("base", 0),
            level("gold", 50_000, discount=1000),
            levels={"fall": "to_earned"},
            returns=ReturnRules(level=policy),
        )
        assert run(terms, *events).discount == discount


def test_coupons_given_are_used_once_and_counted() -> None:
    gives = Rule(id="gives", name=names("gives"), effect=GiveCoupon(coupon="tea"))
    takes = Rule(
        id="takes",
        name=names("takes"),
        effect=PercentOff(percent=5000),
        conditions=(WithCoupon(coupon="tea"),),
        caps=(),
    )
    outcome = run(
        programme(rules=(gives, takes)),
        tea("1", "2026-01-10", "A"),
        tea("2", "2026-01-11", "A"),
        tea("3", "2026-01-12", ""),
    )
    assert (outcome.coupons_given, outcome.coupons_used) == (2, 1)
    assert outcome.discount == 5000
    # a coupon is no point
    assert outcome.points.accrued == outcome.points.owed == 0


def test_registrations_are_offered_to_strangers_alone_and_cost_nothing() -> None:
    terms = programme(enrolment=EnrolmentRules(over=200_000, welcome_points=10_000))
    outcome = run(
        terms,
        tea("1", "2026-01-10", "", 200_001),
        tea("2", "2026-01-11", "", 200_000),
        tea("3", "2026-01-12", "A", 300_000),
    )
    assert (outcome.enrolments_offered, outcome.welcome_points) == (1, 10_000)
    assert outcome.cost == 0


def test_a_gift_kept_without_what_earned_it_is_paid_for() -> None:
    """Tea at 100 earns a chocolate of 50 for a kopeck; the tea alone comes back: the refund is less by 49.99."""
    gift = Rule(
        id="gift",
        name=names("gift"),
        effect=Gift(products=frozenset({"chocolate"})),
        conditions=(OfProducts(products=frozenset({"tea"})),),
    )
    lines = (CartLine(1, "tea", 10_000, 1000), CartLine(2, "chocolate", 5000, 1000))
    outcome = run(
        programme(rules=(gift,)),
        bought("1", "2026-01-10 12:00", "A", *lines),
        back("B", "2026-01-11 12:00", "1", (1, 1000)),
    )
    assert (outcome.turnover, outcome.discount, outcome.paid) == (5000, 0, 5000)
    assert outcome.rules[0].discount == outcome.members[0].discount == 0
    assert sum(use.discount for use in outcome.products) == 0
    assert outcome.unaccounted == 0


def test_purchases_of_one_minute_and_of_one_day_all_count_for_the_level() -> None:
    terms = programme(level("base", 0), level("gold", 50_000), levels={"window": RollingDays(days=30)})
    minute = [tea(f"m{n}", "2026-01-10", "A", 25_000) for n in range(2)]
    assert run(terms, *minute).levels[1].after == 1
    day = [bought(f"d{n}", f"2026-01-10 1{n}:00", "A", CartLine(1, "tea", 20_000, 1000)) for n in range(3)]
    assert run(terms, *day[:2]).levels[1].after == 0
    assert run(terms, *day).levels[1].after == 1


def test_a_long_window_is_never_cut_short() -> None:
    terms = programme(
        level("base", 0),
        level("gold", 690_000),
        levels={"window": RollingDays(days=70), "fall": "to_earned"},
    )
    days = [(f"R{n}", at("2026-01-01 12:00") + n * DAY) for n in range(150)]
    outcome = run(terms, *(bought(name, instant, "A", CartLine(1, "tea", 10_000, 1000)) for name, instant in days))
    assert (outcome.levels[1].after, outcome.rises, outcome.falls) == (1, 1, 0)


def test_who_begins_with_purchases_has_at_once_the_level_that_they_earn() -> None:
    terms = programme(level("base", 0), level("gold", 50_000, discount=1000))
    people = {"A": Person(opening=MemberState("A", "base", net_purchases=60_000, purchases=2))}
    outcome = replay(history([tea("1", "2026-01-10", "A")], people), terms, Behaviour("never"))
    assert outcome.discount == 1000
    assert outcome.by_first == 0


def test_a_floor_given_by_hand_holds_through_idle_months() -> None:
    terms = programme(
        level("base", 0), level("gold", 50_000, discount=1000), levels={"inactivity": Inactivity(days=30)}
    )
    people = {"A": Person(opening=MemberState("A", "gold", level_floor="gold"))}
    events = [tea("1", "2026-01-10", "A"), tea("2", "2026-06-10", "A")]
    assert replay(history(events, people), terms, Behaviour("never")).discount == 2000


def test_points_brought_along_are_nobodys_gain() -> None:
    lots = (LotState("old", 5000, 0, 0),)
    people = {"A": Person(opening=MemberState("A", "base", lots))}
    outcome = replay(history([tea("1", "2026-01-10", "A")], people), programme(), Behaviour("never"))
    assert (outcome.points.opening, outcome.points.owed, outcome.owed_growth, outcome.cost) == (5000, 5000, 0, 0)
    assert outcome.members[0].benefit == 0


def test_points_are_due_in_the_month_of_their_last_day_and_active_from_their_first_instant() -> None:
    terms = programme(accrual=AccrualRules(rate=1000), lots=LotRules(activation=AtOnce(), life=ToMonthEnd()))
    outcome = run(terms, tea("1", "2026-01-10", "A"))
    assert outcome.due == (Due("2026-01", 1000),)
    assert (outcome.points.active, outcome.points.pending) == (1000, 0)
