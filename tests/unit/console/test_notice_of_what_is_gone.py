"""A level or a rule that is gone is told 45 days before, a rule whose days are over by then is nobody's loss."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from cashier_app.console.changes import changes
from cashier_app.console.notice import notices
from cashier_app.loyalty.programme import NoticePeriods, Programme, Rule
from cashier_app.loyalty.rules import OnDates, PercentOff, WithPromoCode
from cashier_app.words import load_words
from tests.unit.loyalty.made import level, names, programme

WORDS = load_words("en")
PROMISE = NoticePeriods(better_working_days=5, worse_days=45)
TOLD = datetime.date(2026, 12, 1)
STARTS = datetime.date(2026, 12, 2)
SILVER = level("silver", 1_000_000, discount=500)
GOLD = level("gold", 5_000_000, discount=1_000)


def version(*levels: Any, rules: tuple[Rule, ...] = ()) -> Programme:
    """A programme that promises notice."""
    return programme(level(), *levels, rules=rules, notice=PROMISE)


def broken(old: Programme, new: Programme) -> list[bool]:
    """Which promises (True: of worse terms) are not kept by a version that starts the day after it is told."""
    new = replace(new, version=2, valid_from=STARTS)
    return [kept.worse for kept in notices(old, new, changes(old, new, WORDS), TOLD) if not kept.is_kept]


def dated(condition: OnDates | WithPromoCode) -> Rule:
    return Rule(id="autumn", name=names("autumn"), effect=PercentOff(percent=1_000), conditions=(condition,))


def test_a_level_that_is_taken_away_is_worse_for_its_members_and_a_new_one_better() -> None:
    assert broken(version(SILVER, GOLD), version(SILVER)) == [True]
    assert broken(version(SILVER), version(SILVER, GOLD)) == [False]


@pytest.mark.parametrize(("last_day", "late"), [(datetime.date(2026, 12, 1), []), (datetime.date(2026, 12, 2), [True])])
def test_a_rule_whose_days_are_over_when_the_version_starts_can_go_without_notice(
    last_day: datetime.date, late: list[bool]
) -> None:
    for condition in (OnDates(last_day=last_day), WithPromoCode(codes=frozenset({"autumn"}), last_day=last_day)):
        assert broken(version(rules=(dated(condition),)), version()) == late
