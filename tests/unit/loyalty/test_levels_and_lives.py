"""Levels by net purchases, windows by the calendar, and the lives of lots by the store's midnights."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import HOUR, Instant, local_date, local_time, start_of_day
from cashier_app.loyalty.levels import (
    effective_level,
    leaves_window,
    level_for,
    progress,
    rise_after,
    window_start,
)
from cashier_app.loyalty.lives import life
from cashier_app.loyalty.programme import (
    AfterDays,
    AfterHours,
    AtOnce,
    CalendarYear,
    ForDays,
    ForEver,
    Level,
    LevelRules,
    Lifetime,
    LotRules,
    NextDay,
    Programme,
    RollingDays,
    RollingMonths,
    ToDate,
    ToMonthEnd,
)
from cashier_app.loyalty.quote import quote
from tests.unit.loyalty.made import NOW, ZONE, cart, level, line, member, programme

LADDER = (level("base"), level("silver", 1_000), level("gold", 5_000), level("platinum", 9_000))


def ladder(fall: str = "never") -> Programme:
    """Four levels with a policy for falling."""
    return programme(*LADDER, levels={"fall": fall})


@pytest.mark.parametrize(
    ("net", "expected"),
    [(-5, "base"), (0, "base"), (999, "base"), (1_000, "silver"), (4_999, "silver"), (10**9, "platinum")],
)
def test_a_level_is_reached_at_its_threshold(net: int, expected: str) -> None:
    assert level_for(ladder(), net).id == expected


@pytest.mark.parametrize(
    ("held", "net", "above", "missing"),
    [
        ("base", 0, "silver", 1_000),
        ("silver", 3_000, "gold", 2_000),
        ("gold", 3_000, "platinum", 6_000),
        ("silver", 6_000, "platinum", 3_000),
        ("platinum", 0, None, 0),
    ],
)
def test_progress_names_the_next_level_and_what_is_missing(
    held: str, net: int, above: str | None, missing: int
) -> None:
    found = progress(ladder(), held, net)
    assert (found.level.id, found.next.id if found.next else None, found.missing) == (held, above, missing)


def test_nothing_is_missing_on_a_level_that_purchases_do_not_earn() -> None:
    terms = programme(level(), level("silver", 1_000), level("staff", None))  # type: ignore[arg-type]
    found = progress(terms, "staff", 500)
    assert (found.level.id, found.next, found.missing) == ("staff", None, 0)


def when(text: str) -> Instant:
    """The instant of a Moscow wall clock."""
    return int(datetime.datetime.fromisoformat(text + "+03:00").timestamp()) * 1000


@pytest.mark.parametrize(
    ("window", "now", "start"),
    [
        (RollingMonths(months=12), "2026-11-21T14:27", "2025-11-21T00:00"),
        (RollingMonths(months=1), "2026-03-31T00:00", "2026-02-28T00:00"),
        (RollingMonths(months=13), "2026-01-15T10:00", "2024-12-15T00:00"),
        (RollingDays(days=30), "2026-03-01T23:59", "2026-01-30T00:00"),
        (CalendarYear(), "2026-12-31T23:59", "2026-01-01T00:00"),
        (CalendarYear(), "2027-01-01T00:00", "2027-01-01T00:00"),
    ],
)
def test_purchases_count_from_the_stores_midnight(window: object, now: str, start: str) -> None:
    rules = LevelRules(ladder=LADDER, window=window)  # type: ignore[arg-type]
    assert window_start(rules, ZONE, when(now)) == when(start)


@given(
    st.integers(1_700_000_000_000, 1_900_000_000_000),
    st.one_of(
        st.builds(RollingMonths, months=st.integers(1, 30)),
        st.builds(RollingDays, days=st.integers(1, 800)),
        st.just(CalendarYear()),
    ),
    st.sampled_from(["Europe/Kaliningrad", "Asia/Kamchatka", "America/New_York"]),
)
def test_a_purchase_leaves_its_window_at_the_first_midnight_that_begins_after_it(
    at: Instant, window: RollingMonths | RollingDays | CalendarYear, zone: str
) -> None:
    rules = LevelRules(ladder=LADDER, window=window)
    leaves = leaves_window(rules, zone, at)
    assert leaves is not None
    assert start_of_day(local_date(leaves, zone), zone) == leaves > at
    assert (window_start(rules, zone, leaves) or 0) > at
    assert (window_start(rules, zone, leaves - 1) or 0) <= at


@pytest.mark.parametrize(
    ("months", "bought", "leaves"),
    [
        (12, "2026-03-10T14:00", "2027-03-11T00:00"),
        (12, "2024-02-28T14:00", "2025-03-01T00:00"),  # the day after was the 29th, which 2025 has not
        (1, "2026-01-30T14:00", "2026-03-01T00:00"),
        (1, "2026-01-31T14:00", "2026-03-01T00:00"),
        (3, "2026-08-30T14:00", "2026-12-01T00:00"),  # November has no 31st
        (12, "2025-12-31T23:59", "2027-01-01T00:00"),
    ],
)
def test_months_are_counted_to_the_day(months: int, bought: str, leaves: str) -> None:
    rules = LevelRules(ladder=LADDER, window=RollingMonths(months=months))
    assert leaves_window(rules, ZONE, when(bought)) == when(leaves)


def test_a_calendar_year_leaves_at_new_year_and_a_lifetime_never() -> None:
    rules = LevelRules(ladder=LADDER, window=CalendarYear())
    assert leaves_window(rules, ZONE, when("2026-12-31T23:59")) == when("2027-01-01T00:00")
    assert leaves_window(rules, ZONE, when("2027-01-01T00:00")) == when("2028-01-01T00:00")
    assert leaves_window(LevelRules(ladder=LADDER, window=Lifetime()), ZONE, NOW) is None


# --- the level in force ----------------------------------------------------------------------------------

STAFF = Level(id="staff", name=LADDER[0].name, threshold=None)
TERMS = programme(*LADDER, STAFF)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ({"level_id": "silver"}, "silver"),
        ({"level_id": "titan"}, "base"),
        ({"level_id": "gold", "unclaimed": True}, "base"),
        ({"level_id": "silver", "next_level": "gold", "next_level_at": NOW + 1}, "silver"),
        ({"level_id": "silver", "next_level": "gold", "next_level_at": NOW}, "gold"),
        # a fall that was decided before this purchase was seen does not start here
        (
            {"level_id": "gold", "next_level": "silver", "next_level_at": NOW, "as_of": 5, "last_purchase_at": 5},
            "silver",
        ),
        ({"level_id": "gold", "next_level": "silver", "next_level_at": NOW, "as_of": 5, "last_purchase_at": 6}, "gold"),
        ({"level_id": "silver", "next_level": "gold", "next_level_at": NOW, "as_of": 5, "last_purchase_at": 6}, "gold"),
        ({"level_id": "gold", "next_level": "silver", "next_level_at": NOW, "last_purchase_at": 6}, "silver"),
        ({"level_id": "staff", "next_level": "base", "next_level_at": NOW, "as_of": 5, "last_purchase_at": 6}, "base"),
        ({"level_id": "base", "level_floor": "silver"}, "silver"),
        ({"level_id": "gold", "level_floor": "silver"}, "gold"),
        ({"level_id": "staff", "level_floor": "silver"}, "staff"),
        ({"level_id": "gold", "next_level": "base", "next_level_at": NOW, "level_floor": "silver"}, "silver"),
    ],
)
def test_the_level_in_force(who: dict[str, Any], expected: str) -> None:
    assert effective_level(member(**who), TERMS, NOW).id == expected


def test_a_quote_is_made_at_the_level_in_force() -> None:
    terms = programme(level("base"), level("silver", 1_000, discount=1_000, accrual=500))
    who = member(next_level="silver", next_level_at=NOW)
    assert quote(cart(line(1, 10_000)), who, terms, NOW - 1).to_pay == 10_000
    quoted = quote(cart(line(1, 10_000)), who, terms, NOW)
    assert (quoted.to_pay, [new.rule_id for new in quoted.new_lots]) == (9_000, ["silver"])


@pytest.mark.parametrize(
    ("level_id", "net", "reached"),
    [
        ("base", 999, None),
        ("base", 1_000, "silver"),
        ("silver", 1_000, None),
        ("base", 9_000, "platinum"),
        ("staff", 9_000, None),
    ],
)
def test_the_slip_tells_the_level_that_a_purchase_has_earned(level_id: str, net: int, reached: str | None) -> None:
    at_once = programme(*LADDER, STAFF)
    next_day = programme(*LADDER, STAFF, levels={"rise": "next_day"})
    who = member(level_id=level_id, net_purchases=net)
    now, later = rise_after(who, at_once, ZONE, NOW), rise_after(who, next_day, ZONE, NOW)
    assert (now and now.level.id, now and now.at) == (reached, NOW if reached else None)
    assert (later and later.level.id, later and later.at) == (reached, when("2026-11-22T00:00") if reached else None)


def test_an_unknown_card_rises_nowhere() -> None:
    assert rise_after(member(net_purchases=10**9, unclaimed=True), TERMS, ZONE, NOW) is None


def test_a_lifetime_has_no_beginning() -> None:
    assert window_start(LevelRules(ladder=LADDER, window=Lifetime()), ZONE, NOW) is None


@pytest.mark.parametrize(
    ("rules", "active", "expires"),
    [
        (LotRules(), "2026-11-21T14:27", None),
        (LotRules(activation=AfterHours(hours=5)), "2026-11-21T19:27", None),
        (LotRules(activation=NextDay()), "2026-11-22T00:00", None),
        (LotRules(activation=AfterDays(days=14)), "2026-12-05T00:00", None),
        (LotRules(life=ForDays(days=14)), "2026-11-21T14:27", "2026-12-05T00:00"),
        (LotRules(activation=NextDay(), life=ForDays(days=1)), "2026-11-22T00:00", "2026-11-23T00:00"),
        (LotRules(life=ToMonthEnd()), "2026-11-21T14:27", "2026-12-01T00:00"),
        (LotRules(life=ToMonthEnd(months=2)), "2026-11-21T14:27", "2027-02-01T00:00"),
        (LotRules(life=ToMonthEnd(months=1)), "2026-11-21T14:27", "2027-01-01T00:00"),
        (LotRules(life=ToDate(date=datetime.date(2026, 12, 31))), "2026-11-21T14:27", "2027-01-01T00:00"),
    ],
)
def test_the_life_of_points(rules: LotRules, active: str, expires: str | None) -> None:
    assert life(rules, ZONE, NOW) == (when(active), None if expires is None else when(expires))


@given(
    st.integers(0, 4_000_000_000_000),
    st.sampled_from(["Europe/Kaliningrad", "Asia/Kamchatka", "America/New_York"]),
    st.one_of(
        st.just(AtOnce()),
        st.just(NextDay()),
        st.builds(AfterDays, days=st.integers(1, 400)),
        st.just(AfterHours(hours=1)),
    ),
    st.one_of(
        st.just(ForEver()),
        st.builds(ForDays, days=st.integers(1, 400)),
        st.builds(ToMonthEnd, months=st.integers(0, 30)),
    ),
)
def test_points_always_live_after_they_are_active_and_end_at_a_local_midnight(
    now: Instant, zone: str, activation: object, ends: object
) -> None:
    active_at, expires_at = life(LotRules(activation=activation, life=ends), zone, now)  # type: ignore[arg-type]
    assert active_at >= now
    if isinstance(activation, AfterHours):
        assert active_at == now + HOUR
    if expires_at is not None:
        assert expires_at > active_at
        assert start_of_day(local_time(expires_at, zone).date(), zone) == expires_at
