"""When points given at an instant become active and when they expire, by the store's calendar."""

from __future__ import annotations

import datetime

from cashier_app.core.clock import HOUR, Instant, local_date, next_midnight, start_of_day
from cashier_app.loyalty.programme import (
    AfterDays,
    AfterHours,
    AtOnce,
    ForDays,
    ForEver,
    LotRules,
    NextDay,
    ToDate,
    ToMonthEnd,
)


def activation(rule: AtOnce | AfterHours | AfterDays | NextDay, zone: str, now: Instant) -> Instant:
    """The instant from which points given now may be spent."""
    match rule:
        case AfterHours(hours=hours):
            return now + hours * HOUR
        case AfterDays(days=days):
            return start_of_day(local_date(now, zone) + datetime.timedelta(days=days), zone)
        case NextDay():
            return next_midnight(now, zone)
        case AtOnce():
            return now


def expiry(rule: ForEver | ForDays | ToMonthEnd | ToDate, zone: str, active_at: Instant) -> Instant | None:
    """The instant from which points active since `active_at` may no longer be spent; None: never."""
    day = local_date(active_at, zone)
    match rule:
        case ForDays(days=days):
            return start_of_day(day + datetime.timedelta(days=days), zone)
        case ToMonthEnd(months=months):
            index = day.year * 12 + day.month + months
            return start_of_day(datetime.date(index // 12, index % 12 + 1, 1), zone)
        case ToDate(date=date):
            return start_of_day(date + datetime.timedelta(days=1), zone)
        case ForEver():
            return None


def life(rules: LotRules, zone: str, now: Instant) -> tuple[Instant, Instant | None]:
    """`active_at` and `expires_at` of points given at an instant in a store of that zone."""
    active_at = activation(rules.activation, zone, now)
    return active_at, expiry(rules.life, zone, active_at)
