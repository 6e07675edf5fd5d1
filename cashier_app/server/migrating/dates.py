"""Dates as old systems write them, and the empty ones of 1C."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

#: What stands in a format, and how Python calls it; the longer first.
_TOKENS: Final = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S"))
_LETTERS: Final = re.compile("|".join(token for token, _ in _TOKENS))
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_NO_YEAR: Final = re.compile(r"(?:--)?(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.?")
_NOTHING: Final = re.compile(r"[\s./:\-0]*")
#: Dates remembered: those of a file are few.
_REMEMBERED: Final = 100_000


class NoDate(ValueError):
    """A text that is none of the dates allowed."""


class DateReader:
    """Texts to days and moments, by the formats of one migration; ISO is always understood."""

    def __init__(self, formats: Sequence[str]) -> None:
        self._formats = [_python(form) for form in formats]
        self._known: dict[str, datetime.datetime | None] = {}

    def day(self, text: str) -> datetime.date | None:
        """A day; None for an empty date.  Raises `NoDate`."""
        moment = self.moment(text)
        return moment.date() if moment is not None else None

    def moment(self, text: str) -> datetime.datetime | None:
        """A moment without a zone, midnight where no time is given; None for an empty date.  Raises `NoDate`."""
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._read(text.strip())
        return self._known[text]

    def birthday(self, text: str) -> str:
        """`MM-DD` of a date with or without a year; empty for an empty one.  Raises `NoDate`."""
        bare = text.strip()
        found = _NO_YEAR.fullmatch(bare)
        if not found:
            day = self.day(bare)
            return f"{day:%m-%d}" if day is not None else ""
        month, number = (found[1], found[2]) if found[1] else (found[4], found[3])
        try:
            # a leap year: nobody says in which year it was
            return f"{datetime.date(2024, int(month), int(number)):%m-%d}"
        except ValueError as error:
            raise NoDate(text) from error

    def _read(self, text: str) -> datetime.datetime | None:
        if _NOTHING.fullmatch(text):
            return None
        if _ISO.fullmatch(text):
            try:
                return _told(datetime.datetime.fromisoformat(text))
            except ValueError as error:
                raise NoDate(text) from error
        for form in self._formats:
            try:
                return _told(datetime.datetime.strptime(text, form))  # noqa: DTZ007 - the zone is the mapping's
            except ValueError:
                continue
        raise NoDate(text)


def _told(moment: datetime.datetime) -> datetime.datetime | None:
    """The empty date of 1C is the first day of the first year; nothing of a programme is older than 1900."""
    if moment.year <= 1:
        return None
    if not 1900 <= moment.year <= 9000:
        raise NoDate(str(moment))
    return moment


def bad_format(form: str) -> bool:
    """Whether a format says no whole date, or something that is not known."""
    rest = _LETTERS.sub("", form)
    whole = all(token in form for token in ("DD", "MM")) and "YY" in form
    return not whole or "%" in form or any(character.isalpha() for character in rest)


def _python(form: str) -> str:
    return _LETTERS.sub(lambda found: dict(_TOKENS)[found[0]], form)
