"""What time a report is of: days of the shop's zone, from midnight to midnight, or one shift."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant, local_date, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

PeriodName: TypeAlias = Literal["today", "yesterday", "week", "last_week", "month", "last_month"]

#: Names of periods, English; shown through `words.translate("manager", …)`.
PERIODS: Final[dict[PeriodName, str]] = {
    "today": QT_TRANSLATE_NOOP("manager", "Today"),
    "yesterday": QT_TRANSLATE_NOOP("manager", "Yesterday"),
    "week": QT_TRANSLATE_NOOP("manager", "This week"),
    "last_week": QT_TRANSLATE_NOOP("manager", "Last week"),
    "month": QT_TRANSLATE_NOOP("manager", "This month"),
    "last_month": QT_TRANSLATE_NOOP("manager", "Last month"),
}
#: A longer time is a slip of the hand.
LONGEST_DAYS: Final = 3700


class BackwardPeriod(Refused):
    """A period that ends before it begins, or that is longer than any shop is old."""

    text = QT_TRANSLATE_NOOP("errors", "From {first} to {last} is no period")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the earlier day first; ten years are the most")


class Period(msgspec.Struct, frozen=True):
    """Whole days, the last one included, and their instants: [since, until)."""

    first: date
    last: date
    since: Instant
    until: Instant


class Scope(msgspec.Struct, frozen=True):
    """What facts are asked of: a time [since, until), or everything of one shift, which lay within such a time."""

    since: Instant
    until: Instant
    shift: int | None = None
    #: The zone whose whole days the time is, where it is that: what was kept of days may then answer.
    zone: str = ""


def days(first: date, last: date, zone: str) -> Period:
    """The period of whole days of a zone.  Raises `BackwardPeriod`."""
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise BackwardPeriod(first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")
    return Period(first, last, start_of_day(first, zone), start_of_day(last + timedelta(days=1), zone))


def named(name: PeriodName, now: Instant, zone: str) -> Period:
    """A period by its name, seen from an instant; weeks begin on Monday, and what is to come is a part of it."""
    today = local_date(now, zone)
    if name == "today":
        return days(today, today, zone)
    if name == "yesterday":
        before = today - timedelta(days=1)
        return days(before, before, zone)
    monday = today - timedelta(days=today.weekday())
    if name == "week":
        return days(monday, monday + timedelta(days=6), zone)
    if name == "last_week":
        return days(monday - timedelta(days=7), monday - timedelta(days=1), zone)
    first = today.replace(day=1)
    if name == "month":
        return days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), zone)
    last = first - timedelta(days=1)
    return days(last.replace(day=1), last, zone)


def period_text(period: Period) -> str:
    """`21.11.2026`, `01.11–30.11.2026`, or both dates whole where the year changes."""
    first, last = period.first, period.last
    if first == last:
        return f"{first:%d.%m.%Y}"
    begin = f"{first:%d.%m}" if first.year == last.year else f"{first:%d.%m.%Y}"
    return f"{begin}–{last:%d.%m.%Y}"
