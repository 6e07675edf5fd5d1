"""Counting the drawer: so many of each note and coin, their sum, and what it means for the shift."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks, format_money
from cashier_app.core.words import Words
from cashier_app.till.shifts import Closing

#: Russian notes and coins in use, in kopecks, from the largest.
DENOMINATIONS: Final[tuple[Kopecks, ...]] = (
    500_000,
    200_000,
    100_000,
    50_000,
    20_000,
    10_000,
    5_000,
    1_000,
    500,
    200,
    100,
    50,
    10,
)
#: More pieces of one kind than this are a slip of the hand.
MOST_PIECES: Final = 99_999


class MalformedCount(Refused):
    """Pieces of a note or coin are counted in whole numbers."""

    text = QT_TRANSLATE_NOOP("errors", "“{text}” is not a number of notes or coins")
    way_out = QT_TRANSLATE_NOOP("errors", "Type how many there are: a whole number up to {maximum}")


class CountLine(msgspec.Struct, frozen=True):
    """One kind of note or coin; texts are ready."""

    denomination: Kopecks
    #: `5 000 ₽`, `50 коп.`.
    name: str
    #: How many; empty until it has been counted.
    count: str
    amount: str


class CountView(msgspec.Struct, frozen=True):
    """The count so far."""

    lines: tuple[CountLine, ...]
    total: str
    total_kopecks: Kopecks
    #: The sum as `Shifts.close` takes it.
    typed: str


class ClosingView(msgspec.Struct, frozen=True):
    """What closing with this count would mean; texts are ready."""

    expected: str
    counted: str
    difference: str
    sentence: str
    tone: Literal["good", "warning", "error"]


def parse_count(text: str) -> int:
    """Pieces as a person typed them; raises `MalformedCount`."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_PIECES:
        raise MalformedCount(text=text, maximum=MOST_PIECES)
    return int(text)


def count_view(counts: Mapping[Kopecks, int], words: Words) -> CountView:
    """The count by denominations, with its sum."""
    lines = tuple(
        CountLine(
            denomination,
            denomination_name(denomination, words),
            str(counts[denomination]) if denomination in counts else "",
            words.sum(denomination * counts[denomination]) if denomination in counts else "",
        )
        for denomination in DENOMINATIONS
    )
    total = total_of(counts)
    return CountView(lines, words.money(total), total, typed_sum(total))


def typed_sum(amount: Kopecks) -> str:
    """A sum as `Shifts.close` and `Shifts.cash` take it."""
    return format_money(amount).replace("\u00a0", "")


def denomination_name(denomination: Kopecks, words: Words) -> str:
    """`5 000 ₽` of a note or coin of roubles, `50 коп.` of a smaller one."""
    if denomination >= 100:
        whole = words.sum(denomination).removesuffix(f"{words.decimal_mark}00")
        return f"{whole}\u00a0₽"
    return words.translate("closing", "{kopecks} kop.").format(kopecks=denomination)


def to_leave(counts: Mapping[Kopecks, int], wanted: Kopecks) -> dict[Kopecks, int]:
    """Which notes and coins to leave as the next shift's float: the smallest first, never more than is wanted.

    Change is what a drawer runs short of; the large notes go to the bank.
    """
    left: dict[Kopecks, int] = {}
    room = wanted
    for denomination in sorted(counts):
        pieces = min(counts[denomination], room // denomination)
        if pieces > 0:
            left[denomination] = pieces
            room -= pieces * denomination
    return left


def total_of(counts: Mapping[Kopecks, int]) -> Kopecks:
    """What the pieces are together."""
    return sum(denomination * count for denomination, count in counts.items())


def closing_view(closing: Closing, words: Words) -> ClosingView:
    """What the count means: it agrees, or how much is missing or too much, and whether a manager is needed."""
    difference = closing.difference
    if difference == 0:
        sentence = words.translate("closing", "The count agrees.")
    elif difference < 0:
        sentence = words.translate("closing", "{sum} is missing.").format(sum=words.money(-difference))
    else:
        sentence = words.translate("closing", "{sum} is too much.").format(sum=words.money(difference))
    if closing.needs_permission:
        sentence += " " + words.translate("closing", "So large a difference needs a manager.")
    return ClosingView(
        expected=words.money(closing.expected),
        counted=words.money(closing.counted),
        difference=words.money(difference),
        sentence=sentence,
        tone="error" if closing.needs_permission else ("warning" if difference else "good"),
    )
