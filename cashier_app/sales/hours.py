"""Hours of sale: when the law, or the shop, lets goods of some kind be sold.

A rule names goods by their marks and categories, the days of the week it speaks of, and from when until when they may
be sold on these days; on some dates not at all.  Of several rules each must allow it.  Pure: the instant and the zone
are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

#: Minutes of a day.
DAY_MINUTES: Final = 24 * 60
ALL_DAYS: Final = frozenset(range(7))
#: Nobody is told of an hour further away than this many days.
_LONGEST: Final = 400


class SaleRule(msgspec.Struct, frozen=True):
    """When some goods may be sold: on `days` (0 is Monday) from one minute of the day until another.

    `until` at or before `start` means the day after; on other days than `days` the rule says nothing.  `dates` are
    days without any sale, `MM-DD` every year or `YYYY-MM-DD` once.  A rule without marks and categories is for all.
    """

    name: str = ""
    tags: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    start: int = 0
    until: int = DAY_MINUTES
    days: frozenset[int] = ALL_DAYS
    dates: frozenset[str] = frozenset()

    def covers(self, category: str, tags: frozenset[str]) -> bool:
        """Whether the rule is about goods of a category, a path such as `Напитки/Вино`, and these marks."""
        if not self.tags and not self.categories:
            return True
        within = any(category == each or category.startswith(f"{each}/") for each in self.categories)
        return within or not self.tags.isdisjoint(tags)

    def allows(self, local: datetime) -> bool:
        """Whether the rule lets the goods be sold at a moment of the shop's wall clock."""
        day, minute = local.date(), local.hour * 60 + local.minute
        if self._is_barred(day):
            return False
        over_night = self.until <= self.start
        if over_night and (day - timedelta(days=1)).weekday() in self.days and minute < self.until:
            return True
        if day.weekday() not in self.days:
            return True
        return minute >= self.start and (over_night or minute < self.until)

    def _is_barred(self, day: date) -> bool:
        return f"{day:%m-%d}" in self.dates or day.isoformat() in self.dates


class Barred(msgspec.Struct, frozen=True):
    """Goods that may not be sold at an instant: the rule's name, and from when they may; None: not within a year."""

    rule: str
    until: Instant | None


class NotSoldNow(Refused):
    """Goods whose hours of sale have not come, or are over."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” may not be sold at this hour")
    way_out = QT_TRANSLATE_NOOP("errors", "{rule}: the sale is allowed again from {until}")


class NeverSold(Refused):
    """Goods that a rule never lets be sold."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” may not be sold")
    way_out = QT_TRANSLATE_NOOP("errors", "{rule}: no hour of sale is set for it; ask a manager")


def barred(rules: Iterable[SaleRule], category: str, tags: frozenset[str], now: Instant, zone: str) -> Barred | None:
    """What keeps goods from being sold at an instant in a shop of that time zone; None where nothing does."""
    concerned = [rule for rule in rules if rule.covers(category, tags)]
    here = local_time(now, zone)
    first = next((rule for rule in concerned if not rule.allows(here)), None)
    if first is None:
        return None
    for moment in _moments(here, concerned):
        if all(rule.allows(moment) for rule in concerned):
            return Barred(first.name, round(moment.timestamp() * 1000))
    return Barred(first.name, None)


def _moments(here: datetime, rules: Iterable[SaleRule]) -> Iterator[datetime]:
    """The moments after one at which a rule may begin to allow something, in order."""
    starts = sorted({0, *(rule.start for rule in rules)} - {DAY_MINUTES})
    zone = here.tzinfo
    assert isinstance(zone, ZoneInfo)
    for ahead in range(_LONGEST):
        day = here.date() + timedelta(days=ahead)
        for minutes in starts:
            moment = datetime.combine(day, time(minutes // 60, minutes % 60), zone)
            if moment > here:
                yield moment
