"""Levels by net purchases, windows by the calendar, and the lives of lots by the store's midnights."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import HOUR, Instant, local_time, start_of_day
from cashier_app.loyalty.levels import level_after, level_for, progress, window_start
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
from tests.unit.loyalty.made import NOW, ZONE, level, programme

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


@given(st.sampled_from(LADDER), st.integers(0, 20_000), st.sampled_from(["never", "to_earned", "one_step"]))
def test_a_rise_comes_at_once_and_a_fall_by_policy(held: Level, net: int, fall: str) -> None:
    terms = ladder(fall)
    earned, after = level_for(terms, net), level_after(terms, held.id, net)
    if earned.threshold >= held.threshold:
        assert after == earned
    elif fall == "never":
        assert after == held
    elif fall == "to_earned":
        assert after == earned
    else:
        assert LADDER.index(after) == LADDER.index(held) - 1
    assert level_after(terms, held.id, net, may_fall=False).threshold >= held.threshold


@given(st.integers(0, 20_000), st.sampled_from(["to_earned", "one_step"]), st.sampled_from(LADDER))
def test_recalculating_again_and_again_ends_at_the_level_earned(net: int, fall: str, held: Level) -> None:
    terms, now = ladder(fall), held
    for _ in LADDER:
        now = level_after(terms, now.id, net)
    assert now == level_for(terms, net)


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
