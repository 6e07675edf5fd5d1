"""The notice that a programme promises before its terms change, and whether a new version keeps it.

The promise is the one in force: that of the old version, or of the new one where the old promises nothing.  Days are
counted from the day of telling to the version's first day, which is not among them: told on 1 March, terms of
15 April are told 45 days before.  Working days are Monday to Friday without the holidays that either version names.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Set

import msgspec

from cashier_app.console.changes import Change
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import NoticePeriods, Programme

_SATURDAY = 5


class Kept(msgspec.Struct, frozen=True):
    """Whether one promise is kept: days promised and given, and the first day on which the version could start."""

    worse: bool
    promised: int
    given: int
    earliest: datetime.date

    @property
    def is_kept(self) -> bool:
        """Enough days were given."""
        return self.given >= self.promised


def promised(old: Programme, new: Programme) -> NoticePeriods:
    """The notice that members were promised, with the holidays of both versions."""
    promise = old.notice if old.notice.better_working_days or old.notice.worse_days else new.notice
    return msgspec.structs.replace(promise, holidays=old.notice.holidays | new.notice.holidays)


def notices(old: Programme, new: Programme, found: Iterable[Change], told: datetime.date) -> list[Kept]:
    """The promises that these changes touch, told on that day: better terms, worse terms."""
    verdicts = {change.verdict for change in found}
    promise = promised(old, new)
    kept = []
    if "better" in verdicts and promise.better_working_days:
        given = working_days(told, new.valid_from, promise.holidays)
        earliest = after_working_days(told, promise.better_working_days, promise.holidays)
        kept.append(Kept(False, promise.better_working_days, given, earliest))
    if "worse" in verdicts and promise.worse_days:
        given = max((new.valid_from - told).days, 0)
        earliest = told + datetime.timedelta(days=promise.worse_days)
        kept.append(Kept(True, promise.worse_days, given, earliest))
    return kept


def working_days(first: datetime.date, until: datetime.date, holidays: Set[datetime.date]) -> int:
    """Working days from `first` on, up to the day before `until`."""
    span = range(max((until - first).days, 0))
    return sum(_is_working(first + datetime.timedelta(days=n), holidays) for n in span)


def after_working_days(first: datetime.date, count: int, holidays: Set[datetime.date]) -> datetime.date:
    """The first day before which so many working days lie, counted from `first` on."""
    day = first
    while count:
        count -= _is_working(day, holidays)
        day += datetime.timedelta(days=1)
    return day


def notice_words(kept: Kept, told: datetime.date, new: Programme, words: Words) -> str:
    """What was promised and what is given, as one sentence."""
    given, needed = kept.given, kept.promised
    if kept.worse:
        have = words.translate("diff", "%n day(s)", "", given)
        want = words.translate("diff", "%n day(s)", "", needed)
        text = words.translate("diff", "Worse terms: {have} from {told} to {start}, promised are {want}")
    else:
        have = words.translate("diff", "%n working day(s)", "", given)
        want = words.translate("diff", "%n working day(s)", "", needed)
        text = words.translate("diff", "Better terms: {have} from {told} to {start}, promised are {want}")
    said = text.format(have=have, want=want, told=f"{told:%d.%m.%Y}", start=f"{new.valid_from:%d.%m.%Y}")
    if kept.is_kept:
        return said
    late = words.translate("diff", "THE NOTICE IS NOT KEPT. {said}: start on {earliest} at the earliest")
    return late.format(said=said, earliest=f"{kept.earliest:%d.%m.%Y}")


def _is_working(day: datetime.date, holidays: Set[datetime.date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays
