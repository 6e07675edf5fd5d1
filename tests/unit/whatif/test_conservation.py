"""Nothing is lost in a replay, whatever was bought and brought back: money, points, months, members, rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier_app.core.clock import DAY, HOUR
from cashier_app.loyalty.cart import CartLine, LotState, MemberState
from cashier_app.loyalty.programme import (
    AccrualRules,
    AtOnce,
    CalendarYear,
    ForDays,
    ForEver,
    Lifetime,
    LotRules,
    NextDay,
    Programme,
    ReturnRules,
    RollingDays,
    Rule,
    ToMonthEnd,
    load_programme,
)
from cashier_app.loyalty.rules import OfCategories, PercentOff
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.comparing import compare
from cashier_app.whatif.figures import Outcome
from cashier_app.whatif.history import Event, History, Person
from cashier_app.whatif.replay import replay
from tests.unit.loyalty.made import level, names, programme
from tests.unit.whatif.past import at, back, bought, history

FILES = sorted((Path(__file__).parents[3] / "resources" / "programmes").glob("*.json"))
BEGIN = at("2026-01-05 10:00")


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Up to a dozen receipts of three members and strangers, with returns of some of their lines."""
    events: list[Event] = []
    now = BEGIN
    for number in range(draw(st.integers(1, 12))):
        now += draw(st.integers(0, 25 * 24)) * HOUR
        lines = tuple(
            CartLine(
                place,
                f"p{draw(st.integers(1, 4))}",
                draw(st.integers(1, 200_000)),
                draw(st.sampled_from([1000, 2000, 3000, 333, 1500])),
                category=draw(st.sampled_from(["Чай", "Хлеб", ""])),
                cost=draw(st.none() | st.integers(0, 100_000)),
                member_price=draw(st.none() | st.integers(1, 100_000)),
            )
            for place in range(1, draw(st.integers(1, 4)) + 1)
        )
        member = draw(st.sampled_from(["A", "B", "C", ""]))
        events.append(bought(f"R{number}", now, member, *lines))
        left = {line.number: line.quantity for line in lines}
        for again in range(draw(st.integers(0, 2))):
            chosen = {place: draw(st.integers(1, rest)) for place, rest in left.items() if rest and draw(st.booleans())}
            if chosen:
                days = draw(st.integers(0, 60))
                events.append(
                    back(f"B{number}.{again}", now + days * DAY + HOUR * (again + 1), f"R{number}", *chosen.items())
                )
                left = {place: rest - chosen.get(place, 0) for place, rest in left.items()}
    return history(events, draw(people()))


@st.composite
def people(draw: st.DrawFn) -> dict[str, Person]:
    """Some members begin with a level, points and purchases."""
    if not draw(st.booleans()):
        return {}
    lots = (
        LotState("old-1", draw(st.integers(1, 50_000)), 0, BEGIN - DAY, BEGIN + draw(st.integers(1, 90)) * DAY),
        LotState("old-2", draw(st.integers(-5000, 50_000)), 0, BEGIN - DAY, None),
    )
    state = MemberState("A", "silver", lots, net_purchases=draw(st.integers(0, 300_000)), purchases=3)
    return {"A": Person(birthday=(1, 20), opening=state)}


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Levels, lives, debts and rounding of every kind."""
    return programme(
        level("base", 0, accrual=draw(st.integers(0, 2000))),
        level("silver", 100_000, discount=draw(st.integers(0, 2000)), accrual=draw(st.integers(0, 3000))),
        level("gold", 300_000, discount=draw(st.integers(0, 5000)), maximum_share=draw(st.integers(0, 10_000))),
        accrual=AccrualRules(rate=500, on=draw(st.sampled_from(["paid", "before_redemption"]))),
        lots=LotRules(
            activation=draw(st.sampled_from([AtOnce(), NextDay()])),
            life=draw(st.sampled_from([ForEver(), ForDays(days=20), ToMonthEnd(months=1)])),
        ),
        levels={
            "window": draw(st.sampled_from([Lifetime(), RollingDays(days=30), CalendarYear()])),
            "fall": draw(st.sampled_from(["never", "to_earned", "one_step"])),
            "rise": draw(st.sampled_from(["at_once", "next_day"])),
        },
        rules=(
            Rule(
                id="tea",
                name=names("tea"),
                conditions=(OfCategories(categories=frozenset({"Чай"})),),
                effect=PercentOff(percent=draw(st.integers(1, 5000))),
                stack=draw(st.booleans()),
            ),
        ),
        returns=ReturnRules(
            debt=draw(st.sampled_from(["debt", "clamp", "deny"])),
            grace_days=draw(st.sampled_from([0, 10])),
            level=draw(st.sampled_from(["at_once", "recalculation", "never"])),
        ),
        redemption={"maximum_share": draw(st.integers(0, 10_000))},
    )


def behaviours() -> st.SearchStrategy[Behaviour]:
    """All ways of spending."""
    return st.builds(
        Behaviour, st.sampled_from(["never", "maximum", "share"]), st.integers(0, 10_000), st.integers(0, 9)
    )


def assert_conserved(outcome: Outcome) -> None:
    """Every sum of the outcome reconciles with every other that splits it."""
    book = outcome.points
    assert book.unaccounted == 0
    assert outcome.unaccounted == 0
    assert min(book.accrued, book.restored, book.redeemed, book.taken_back, book.expired) >= 0
    assert sum(due.points for due in outcome.due) == book.owed + book.debt
    assert sum(month.turnover for month in outcome.months) == outcome.turnover
    assert sum(month.discount for month in outcome.months) == outcome.discount
    assert sum(month.redeemed for month in outcome.months) == outcome.redeemed
    assert sum(month.expired for month in outcome.months) == book.expired
    assert outcome.months[-1].owed == book.owed
    assert sum(member.turnover for member in outcome.members) == outcome.member_turnover
    assert sum(member.redeemed for member in outcome.members) == outcome.redeemed
    assert sum(member.owed for member in outcome.members) == book.owed
    assert sum(member.expired for member in outcome.members) == book.expired
    assert sum(level.turnover for level in outcome.levels) == outcome.member_turnover
    assert sum(level.after for level in outcome.levels) == len(outcome.members)
    assert sum(level.redeemed for level in outcome.levels) == outcome.redeemed
    assert sum(use.turnover for use in outcome.products) == outcome.turnover
    assert sum(use.discount for use in outcome.products) == outcome.discount
    assert sum(use.redeemed for use in outcome.products) == outcome.redeemed
    assert sum(rule.discount for rule in outcome.rules) == outcome.discount + outcome.by_hand
    given: Counter[str] = Counter()
    for rule in outcome.rules:
        if rule.step != "accrual":
            given[rule.step] += rule.discount
    assert {step: amount for step, amount in given.items() if amount} == {
        step: amount for step, amount in outcome.discounts.items() if amount
    }
    assert sum(rule.points for rule in outcome.rules) == sum(month.accrued for month in outcome.months)


@given(histories(), programmes(), behaviours())
@settings(max_examples=150)
def test_everything_adds_up_whatever_happened(past: History, terms: Programme, behaviour: Behaviour) -> None:
    assert_conserved(replay(past, terms, behaviour))


@given(histories(), programmes(), behaviours())
@settings(max_examples=30)
def test_a_programme_against_itself_changes_nothing(past: History, terms: Programme, behaviour: Behaviour) -> None:
    new, old = replay(past, terms, behaviour), replay(past, terms, behaviour)
    comparison = compare(new, old)
    assert (comparison.everyone.gain, comparison.everyone.lose) == (0, 0)
    assert comparison.winners == comparison.losers == ()
    assert all(change.old == change.new for change in comparison.categories)
    assert all(move.before == move.after for move in comparison.moves)
    assert msgspec.json.encode(new) == msgspec.json.encode(old)


@given(histories(), programmes(), programmes())
@settings(max_examples=30)
def test_turnover_is_the_same_under_every_programme(past: History, one: Programme, other: Programme) -> None:
    first, second = (replay(past, terms, Behaviour("maximum")) for terms in (one, other))
    assert (first.turnover, first.member_turnover, first.receipts, first.returns) == (
        second.turnover,
        second.member_turnover,
        second.receipts,
        second.returns,
    )
    assert first.margin.turnover == second.margin.turnover
    assert first.margin.cost == second.margin.cost


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@given(past=histories())
@settings(max_examples=15)
def test_everything_adds_up_under_every_programme_that_is_shipped(file: Path, past: History) -> None:
    assert_conserved(replay(past, load_programme(file.read_bytes()), Behaviour("maximum")))
