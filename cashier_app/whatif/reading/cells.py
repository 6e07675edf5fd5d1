"""Texts of a foreign table as the numbers and instants of the engine; each distinct text is read once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from cashier_app.core.clock import Instant
from cashier_app.core.money import MAXIMUM_KOPECKS, Kopecks
from cashier_app.core.quantity import MAXIMUM_QUANTITY, Thousandths

#: What is allowed, in one notation for all languages.
MONEY = "0…1000000000, 12.34 | 12,34"
QUANTITY = "−99999…99999, 1 | 0,299"
TIME = "2026-11-21 14:27[:05] | 21.11.2026 14:27[:05]"
BIRTHDAY = "MM-DD | YYYY-MM-DD | DD.MM[.YYYY]"
TEXT = "a…z 1…100"

_NUMBER = re.compile(r"([+-]?)([0-9]{1,12})(?:[.,]([0-9]{0,9}))?")
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'"), None)
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_EARLIEST, _LATEST = 1970, 2099


class Unfit(ValueError):
    """A text that is not what its column holds."""


def remembered(read: Callable[[str], int]) -> Callable[[str], int]:
    """The same reader with a memory: columns repeat themselves."""
    known: dict[str, int] = {}

    def again(text: str) -> int:
        value = known.get(text)
        if value is None:
            value = known[text] = read(text)
        return value

    return again


def scaled(text: str, decimals: int) -> int:
    """Count of 10^-decimals units, rounded half up by magnitude; raises `Unfit`."""
    number = _NUMBER.fullmatch(text.strip().translate(_SPACES).replace("\u2212", "-"))
    if number is None:
        raise Unfit(text)
    sign, whole, fraction = number[1], number[2], number[3] or ""
    digits = (fraction + "0" * (decimals + 1))[: decimals + 1]
    value = (int(whole + digits) + 5) // 10
    return -value if sign == "-" else value


def money(text: str) -> Kopecks:
    """Kopecks of a sum in roubles, rounded half up; raises `Unfit`."""
    value = scaled(text, 2)
    if not 0 <= value <= MAXIMUM_KOPECKS:
        raise Unfit(text)
    return value


def quantity(text: str) -> Thousandths:
    """Thousandths; a return is negative.  Raises `Unfit`."""
    value = scaled(text, 3)
    if not -MAXIMUM_QUANTITY <= value <= MAXIMUM_QUANTITY:
        raise Unfit(text)
    return value


def instants(zone: str) -> Callable[[str], Instant]:
    """A reader of local times of a zone; ISO 8601 with an offset keeps its own.  It raises `Unfit`."""
    here = ZoneInfo(zone)

    def read(text: str) -> Instant:
        local = _local(text.strip())
        if local.tzinfo is None:
            local = local.replace(tzinfo=here)
        if not _EARLIEST <= local.year <= _LATEST:
            raise Unfit(text)
        return round(local.timestamp()) * 1000

    return remembered(read)


def _local(text: str) -> datetime.datetime:
    russian = _RUSSIAN.fullmatch(text)
    try:
        if russian:
            day, month, year, hour, minute, second = (int(part or 0) for part in russian.groups())
            return datetime.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the caller puts it in
        if len(text) < len("2026-11-21"):
            raise Unfit(text)
        return datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise Unfit(text) from error


def birthday(text: str) -> tuple[int, int] | None:
    """(month, day), None for an empty cell; raises `Unfit`."""
    text = text.strip()
    if not text:
        return None
    russian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})(?:\.\d{4})?", text)
    iso = re.fullmatch(r"(?:\d{4}-)?(\d{2})-(\d{2})(?:[ T].*)?", text)
    if russian:
        month, day = int(russian[2]), int(russian[1])
    elif iso:
        month, day = int(iso[1]), int(iso[2])
    else:
        raise Unfit(text)
    try:
        datetime.date(2000, month, day)
    except ValueError as error:
        raise Unfit(text) from error
    return month, day
