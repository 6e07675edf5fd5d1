"""Birthdays by the calendar: a month and a day that come every year, or nearly."""

from __future__ import annotations

import datetime


def nearest_birthday(birthday: tuple[int, int], today: datetime.date) -> datetime.date:
    """The birthday (month, day) that is the fewest days away, before or after; of equal ones the one before.

    Who was born on 29 February has it on the 28th where the year has no such day.
    """
    return min(
        (birthday_in(year, birthday) for year in (today.year - 1, today.year, today.year + 1)),
        key=lambda day: (abs((day - today).days), day),
    )


def birthday_in(year: int, birthday: tuple[int, int]) -> datetime.date:
    """A birthday (month, day) in a year; that of 29 February is on the 28th where the year has no such day."""
    month, day = birthday
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return datetime.date(year, month, 28 if (month, day) == (2, 29) and not leap else day)
