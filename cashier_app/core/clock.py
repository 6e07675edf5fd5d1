"""Instants are UTC milliseconds since 1970; days, midnights and birthdays are the store's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Protocol, TypeAlias
from zoneinfo import ZoneInfo

#: Milliseconds since 1970-01-01T00:00:00Z.
Instant: TypeAlias = int

SECOND: Instant = 1000
MINUTE: Instant = 60 * SECOND
HOUR: Instant = 60 * MINUTE
DAY: Instant = 24 * HOUR


class Clock(Protocol):
    """Where a use case takes the time from."""

    def now(self) -> Instant:
        """The present instant."""

    def monotonic_ms(self) -> int:
        """Milliseconds that never run backwards within one boot."""


@lru_cache(maxsize=4096)
def local_time(instant: Instant, zone: str) -> datetime:
    """The wall clock of a store at an instant; `zone` is an IANA name such as `Asia/Yekaterinburg`."""
    return datetime.fromtimestamp(instant / 1000, UTC).astimezone(ZoneInfo(zone))


def local_date(instant: Instant, zone: str) -> date:
    """The store's calendar day at an instant."""
    return local_time(instant, zone).date()


@lru_cache(maxsize=4096)
def start_of_day(day: date, zone: str) -> Instant:
    """The instant of a store's midnight at the beginning of a day."""
    return round(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp()) * 1000


def next_midnight(instant: Instant, zone: str) -> Instant:
    """The first midnight of the store after an instant."""
    return start_of_day(local_date(instant, zone) + timedelta(days=1), zone)
