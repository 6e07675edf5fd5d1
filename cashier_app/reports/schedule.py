"""Which reports are due by themselves: after each shift, and for each day that is over; missed ones are caught up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from cashier_app.core.clock import MINUTE, Instant, local_date, start_of_day
from cashier_app.reports.periods import Period, days

#: More days or shifts than this are not caught up at once: a till that stood in a store-room makes no heap of files.
MOST: Final = 31


class Plan(msgspec.Struct, frozen=True):
    """What is wanted: after each shift, and each day at `daily_at` (HH:MM, empty: never) the day before."""

    at_shift_close: bool
    daily_at: str


class Done(msgspec.Struct, frozen=True):
    """The last shift and the last day whose reports are written; None before the first."""

    shift: int | None = None
    day: date | None = None


class Due(msgspec.Struct, frozen=True):
    """Reports of one shift, or of one day, are due."""

    shift: int | None = None
    period: Period | None = None


def due(plan: Plan, done: Done, closed: Sequence[int], now: Instant, zone: str) -> list[Due]:
    """What is due at an instant, the oldest first; `closed` are numbers of closed shifts.

    Before the first time nothing is caught up but the last day: what lies before was wanted by nobody.
    """
    found = []
    if plan.at_shift_close and done.shift is not None:
        found += [Due(shift=number) for number in sorted(closed) if number > done.shift][-MOST:]
    last = last_day(plan, now, zone)
    if last is not None:
        first = last if done.day is None else max(done.day + timedelta(days=1), last - timedelta(days=MOST - 1))
        count = max(0, (last - first).days + 1)
        found += [Due(period=days(day, day, zone)) for day in (first + timedelta(days=n) for n in range(count))]
    return found


def last_day(plan: Plan, now: Instant, zone: str) -> date | None:
    """The last day whose hour has come."""
    if not plan.daily_at:
        return None
    hours, _, minutes = plan.daily_at.partition(":")
    today = local_date(now, zone)
    # by the wall clock, also on a day that a change of the clocks made longer or shorter
    come = now >= start_of_day(today, zone) + (int(hours) * 60 + int(minutes)) * MINUTE
    return today - timedelta(days=1 if come else 2)
