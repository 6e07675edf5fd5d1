"""A day as a cashier types it: `21.11`, `2111`, `21`, `21.11.25`, or nothing for today."""

from __future__ import annotations

import re
from datetime import date

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

_FORMS = (
    re.compile(r"(?P<day>\d{1,2})(?:[.,/ -](?P<month>\d{1,2})(?:[.,/ -](?P<year>\d{2}|\d{4}))?)?"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{2}|\d{4})?"),
)


class NotADay(Refused):
    """A text that names no day."""

    text = QT_TRANSLATE_NOOP("errors", "“{text}” is not a day")
    way_out = QT_TRANSLATE_NOOP("errors", "Type it as 21.11 or 21.11.2026; an empty field is today")


def parse_day(text: str, today: date) -> date:
    """The day meant: without a year the latest such day that is not in the future, without a month likewise.

    Raises `NotADay`.
    """
    text = text.strip().rstrip(".,")
    if not text:
        return today
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            parts = {name: int(value) for name, value in found.groupdict().items() if value is not None}
            return _latest(parts, today, text)
    raise NotADay(text=text)


def _latest(parts: dict[str, int], today: date, text: str) -> date:
    """The latest day with these parts; a year of two digits is one of this century."""
    year = parts.get("year")
    if year is not None:
        years = [year + 2000 if year < 100 else year]
    else:
        # four years back holds every 29 February
        years = [today.year - back for back in range(9)]
    months = [parts["month"]] if "month" in parts else list(range(12, 0, -1))
    for each in years:
        for month in months:
            try:
                day = date(each, month, parts["day"])
            except ValueError:
                continue
            if day <= today or year is not None:
                return day
    raise NotADay(text=text)
