"""What is due by itself: after shifts, for days that are over, caught up after a night or a month switched off."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cashier_app.config import ReportName
from cashier_app.core.clock import Instant
from cashier_app.reports.catalogue import of_source
from cashier_app.reports.periods import BackwardPeriod, PeriodName, days, named, period_text
from cashier_app.reports.schedule import MOST, Done, Plan, due

ZONE = "Asia/Yekaterinburg"
EVERY = Plan(True, "06:30")


def at(text: str, zone: str = ZONE) -> Instant:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def days_due(plan: Plan, done: Done, now: str) -> list[date]:
    return [each.period.first for each in due(plan, done, [], at(now), ZONE) if each.period is not None]


def test_a_day_is_due_when_its_hour_has_come_and_once() -> None:
    yesterday = Done(day=date(2026, 11, 20))
    assert days_due(EVERY, yesterday, "2026-11-22 06:29") == []
    assert days_due(EVERY, yesterday, "2026-11-22 06:30") == [date(2026, 11, 21)]
    assert days_due(EVERY, Done(day=date(2026, 11, 21)), "2026-11-22 23:59") == []
    assert days_due(Plan(True, ""), yesterday, "2026-11-22 12:00") == []


def test_nights_switched_off_are_caught_up_but_no_heap_is_made() -> None:
    assert days_due(EVERY, Done(day=date(2026, 11, 18)), "2026-11-22 10:00") == [
        date(2026, 11, 19),
        date(2026, 11, 20),
        date(2026, 11, 21),
    ]
    assert len(days_due(EVERY, Done(day=date(2025, 1, 1)), "2026-11-22 10:00")) == MOST
    assert days_due(EVERY, Done(), "2026-11-22 10:00") == [date(2026, 11, 21)], "the first time only the last day"


def test_closed_shifts_are_due_in_order_and_old_ones_at_first_are_not() -> None:
    now = at("2026-11-22 05:00")
    plan = Plan(True, "")
    assert [each.shift for each in due(plan, Done(shift=3), [6, 5, 4, 3], now, ZONE)] == [4, 5, 6]
    assert due(plan, Done(shift=6), [6, 5], now, ZONE) == []
    assert due(plan, Done(), [6, 5], now, ZONE) == []
    assert due(Plan(False, ""), Done(shift=3), [6, 5, 4], now, ZONE) == []


def test_the_settings_name_every_report_of_a_till() -> None:
    assert list(ReportName.__args__) == [each.name for each in of_source("till")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "now", "first", "last"),
    [
        ("today", "2026-11-22 00:00", "2026-11-22", "2026-11-22"),
        ("yesterday", "2026-11-22 23:59", "2026-11-21", "2026-11-21"),
        ("week", "2026-11-22 12:00", "2026-11-16", "2026-11-22"),
        ("last_week", "2026-11-23 00:00", "2026-11-16", "2026-11-22"),
        ("month", "2026-02-28 12:00", "2026-02-01", "2026-02-28"),
        ("last_month", "2026-01-01 00:00", "2025-12-01", "2025-12-31"),
    ],
)
def test_periods_by_name(name: PeriodName, now: str, first: str, last: str) -> None:
    period = named(name, at(now), ZONE)
    assert (str(period.first), str(period.last)) == (first, last)
    assert period.since == at(f"{first} 00:00")
    assert period.until > at(f"{last} 23:59")


def test_a_day_of_a_changed_clock_is_a_whole_day() -> None:
    spring = days(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    autumn = days(date(2026, 10, 25), date(2026, 10, 25), "Europe/Berlin")
    hour = 3_600_000
    assert (spring.until - spring.since, autumn.until - autumn.since) == (23 * hour, 25 * hour)


def test_a_period_is_written_short_and_never_backwards() -> None:
    day = date(2026, 11, 21)
    assert period_text(days(day, day, ZONE)) == "21.11.2026"
    assert period_text(days(date(2026, 11, 1), day, ZONE)) == "01.11–21.11.2026"
    assert period_text(days(date(2025, 12, 31), day, ZONE)) == "31.12.2025–21.11.2026"
    with pytest.raises(BackwardPeriod):
        days(day, date(2026, 11, 20), ZONE)
