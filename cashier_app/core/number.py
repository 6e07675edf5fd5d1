"""Whole numbers of small units to and from the text people and files use."""

from __future__ import annotations

import re

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

_NUMBER = re.compile(r"[+]?[0-9]{1,15}(?:[.,][0-9]*)?")
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'"), None)
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


class MalformedNumber(Refused):
    """A text that is not the number asked for."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a number that fits here")
    way_out = QT_TRANSLATE_NOOP("errors", "Digits with at most {decimals} decimals, up to {maximum}, are allowed")


class MalformedWholeNumber(MalformedNumber):
    """A text that is not the whole number asked for."""

    way_out = QT_TRANSLATE_NOOP("errors", "A whole number up to {maximum} is allowed")


def parse_scaled(text: str, decimals: int, maximum: int) -> int:
    """Integer count of 10^-decimals units from text with `,` or `.`; never negative.

    Raises `MalformedNumber` naming the value and what is allowed.
    """
    bare = text.strip().translate(_SPACES)
    if not _NUMBER.fullmatch(bare):
        raise _malformed(text, decimals, maximum)
    whole, _, fraction = bare.lstrip("+").replace(",", ".").partition(".")
    if len(fraction.rstrip("0")) > decimals:
        raise _malformed(text, decimals, maximum)
    value = int(whole + (fraction + "0" * decimals)[:decimals])
    if value > maximum:
        raise _malformed(text, decimals, maximum)
    return value


def _malformed(text: str, decimals: int, maximum: int) -> MalformedNumber:
    shown = text if len(text) <= 40 else text[:40] + "…"
    kind = MalformedNumber if decimals else MalformedWholeNumber
    return kind(value=shown, decimals=decimals, maximum=Figure(maximum, decimals))


def format_scaled(value: int, decimals: int, decimal_mark: str = ",", trim: bool = True) -> str:
    """Text of an integer count of 10^-decimals units, thousands apart; `trim` drops idle zeros."""
    sign = MINUS if value < 0 else ""
    whole, fraction = divmod(abs(value), 10**decimals)
    text = f"{whole:,}".replace(",", NO_BREAK_SPACE)
    digits = f"{fraction:0{decimals}d}" if decimals else ""
    if trim:
        digits = digits.rstrip("0")
    return f"{sign}{text}{decimal_mark}{digits}" if digits else sign + text


class Figure:
    """A sum, count or quantity inside a sentence that is not in any language yet.

    `value` counts 10^-`decimals` units; `trim` drops idle zeros.  `Words.error` gives it the language's mark.
    """

    def __init__(self, value: int, decimals: int, trim: bool = True) -> None:
        self.value = value
        self.decimals = decimals
        self.trim = trim

    def text(self, decimal_mark: str) -> str:
        """The figure as people of a language write it."""
        return format_scaled(self.value, self.decimals, decimal_mark, self.trim)

    def __str__(self) -> str:
        return self.text(".")
