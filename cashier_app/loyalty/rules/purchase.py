"""Conditions about the purchase: its sum, when and where it is made, with what code, how it is paid."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.loyalty.quoted import CodeRefusal
from cashier_app.loyalty.rules.base import Circumstances, Condition, NamedSet, Sum, condition, listed
from cashier_app.loyalty.rules.goods import band_contradiction

Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_WORDS: Final = {
    "mon": QT_TRANSLATE_NOOP("rules", "Mon"),
    "tue": QT_TRANSLATE_NOOP("rules", "Tue"),
    "wed": QT_TRANSLATE_NOOP("rules", "Wed"),
    "thu": QT_TRANSLATE_NOOP("rules", "Thu"),
    "fri": QT_TRANSLATE_NOOP("rules", "Fri"),
    "sat": QT_TRANSLATE_NOOP("rules", "Sat"),
    "sun": QT_TRANSLATE_NOOP("rules", "Sun"),
}
_PAYMENT_WORDS: Final = {
    "cash": QT_TRANSLATE_NOOP("rules", "cash"),
    "card": QT_TRANSLATE_NOOP("rules", "bank card"),
    "sbp": QT_TRANSLATE_NOOP("rules", "SBP"),
    "gift_card": QT_TRANSLATE_NOOP("rules", "gift card"),
}


@condition
class ReceiptSum(Condition, frozen=True, tag="receipt_sum"):
    """The receipt's sum before the rule's step lies in a band; every bound given must hold.

    `at_least` is ≥, `over` is strictly >, `below` is strictly <, all in kopecks.
    """

    at_least: Sum | None = None
    over: Sum | None = None
    below: Sum | None = None

    def receipt(self, circumstances: Circumstances) -> bool:
        """True within the band."""
        total = circumstances.total
        return (
            (self.at_least is None or total >= self.at_least)
            and (self.over is None or total > self.over)
            and (self.below is None or total < self.below)
        )

    def contradiction(self, levels: frozenset[str]) -> str:
        """A band must have bounds and room between them."""
        return band_contradiction(self.at_least, self.over, self.below)

    def describe(self, words: Words) -> str:
        """`receipt from 1 000,00 ₽`, `receipt over …`, `receipt below …`."""
        parts = []
        if self.at_least is not None:
            parts.append(words.translate("rules", "receipt from {sum}").format(sum=words.money(self.at_least)))
        if self.over is not None:
            parts.append(words.translate("rules", "receipt over {sum}").format(sum=words.money(self.over)))
        if self.below is not None:
            parts.append(words.translate("rules", "receipt below {sum}").format(sum=words.money(self.below)))
        return ", ".join(parts)


def _date_text(day: datetime.date, words: Words) -> str:
    """`21.11.2026`, or `2026-11-21` outside of Russian."""
    return f"{day:%d.%m.%Y}" if words.language == "ru" else day.isoformat()


def _dates_text(first: datetime.date | None, last: datetime.date | None, words: Words) -> str:
    """`from 2026-11-01 to 2026-11-30`."""
    parts = []
    if first is not None:
        parts.append(words.translate("rules", "from {date}").format(date=_date_text(first, words)))
    if last is not None:
        parts.append(words.translate("rules", "to {date}").format(date=_date_text(last, words)))
    return " ".join(parts)


@condition
class OnDates(Condition, frozen=True, tag="dates"):
    """The store's day lies between two dates, both of them included; one of them may be left open."""

    first_day: datetime.date | None = None
    last_day: datetime.date | None = None

    def receipt(self, circumstances: Circumstances) -> bool:
        """True from the midnight that begins the first day to the one that ends the last."""
        return self.refusal(circumstances) == ""

    def refusal(self, circumstances: Circumstances) -> CodeRefusal:
        """Too early, or too late."""
        today = circumstances.local.date()
        if self.first_day is not None and today < self.first_day:
            return "not_yet"
        return "over" if self.last_day is not None and today > self.last_day else ""

    def contradiction(self, levels: frozenset[str]) -> str:
        """At least one date, and the first not after the last."""
        if self.first_day is None and self.last_day is None:
            return "{first_day | last_day}"
        if self.first_day is not None and self.last_day is not None and self.last_day < self.first_day:
            return f"last_day ≥ {self.first_day.isoformat()}"
        return ""

    def describe(self, words: Words) -> str:
        """`from 2026-11-01 to 2026-11-30`."""
        return _dates_text(self.first_day, self.last_day, words)


@condition
class OnWeekdays(Condition, frozen=True, tag="weekdays"):
    """The store's calendar day is one of these days of the week."""

    days: Annotated[frozenset[Weekday], msgspec.Meta(min_length=1)]

    def receipt(self, circumstances: Circumstances) -> bool:
        """True on these days, from midnight to midnight."""
        return WEEKDAYS[circumstances.local.weekday()] in self.days

    def describe(self, words: Words) -> str:
        """`on Mon, Tue`."""
        return words.translate("rules", "on {days}").format(days=_weekdays_text(self.days, words))


def _weekdays_text(days: frozenset[Weekday], words: Words) -> str:
    """`Mon, Tue`, in the order of the week."""
    return ", ".join(words.translate("rules", _WEEKDAY_WORDS[day]) for day in WEEKDAYS if day in days)


@condition
class AtHours(Condition, frozen=True, tag="hours"):
    """The store's wall clock stands between two times, the first included and the last not.

    A window whose end is not after its start runs over midnight: 22:00 to 06:00.  `days` are the days of the week on
    which the window begins: on `fri` that one runs to Saturday's 06:00.  Where the clock is put back an hour counts
    twice, where it is put forward it is missing; the wall clock alone decides.
    """

    start: Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    end: Annotated[str, msgspec.Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
    days: frozenset[Weekday] = frozenset()

    def receipt(self, circumstances: Circumstances) -> bool:
        """True inside the window."""
        local = circumstances.local
        clock = f"{local.hour:02}:{local.minute:02}"
        begun_today = clock >= self.start and (clock < self.end or self.end <= self.start)
        begun_yesterday = self.end <= self.start and clock < self.end
        if not self.days:
            return begun_today or begun_yesterday
        today = local.weekday()
        return (begun_today and WEEKDAYS[today] in self.days) or (begun_yesterday and WEEKDAYS[today - 1] in self.days)

    def contradiction(self, levels: frozenset[str]) -> str:
        """The whole day is 00:00 to 24:00."""
        return f"end ≠ {self.start}" if self.start == self.end else ""

    def describe(self, words: Words) -> str:
        """`22:00–06:00`, `22:00–06:00 from Fri`."""
        if not self.days:
            return f"{self.start}–{self.end}"
        text = words.translate("rules", "{hours}, beginning on {days}")
        return text.format(hours=f"{self.start}–{self.end}", days=_weekdays_text(self.days, words))


@condition
class InStores(Condition, frozen=True, tag="stores"):
    """The purchase is made in one of these stores, or, with `absent`, in none of them."""

    stores: NamedSet
    absent: bool = False

    def receipt(self, circumstances: Circumstances) -> bool:
        """True in the stores named."""
        return (circumstances.cart.store in self.stores) is not self.absent

    def describe(self, words: Words) -> str:
        """`in store: 12, 14` or `not in store: 12, 14`."""
        if self.absent:
            text = words.translate("rules", "not in store: {names}")
        else:
            text = words.translate("rules", "in store: {names}")
        return text.format(names=listed(self.stores, words))


@condition
class ByChannels(Condition, frozen=True, tag="channels"):
    """The purchase comes by one of these channels (`till`, `online`…), or, with `absent`, by none of them."""

    channels: NamedSet
    absent: bool = False

    def receipt(self, circumstances: Circumstances) -> bool:
        """True for the channels named."""
        return (circumstances.cart.channel in self.channels) is not self.absent

    def describe(self, words: Words) -> str:
        """`by channel: till` or `not by channel: till`."""
        if self.absent:
            text = words.translate("rules", "not by channel: {names}")
        else:
            text = words.translate("rules", "by channel: {names}")
        return text.format(names=listed(self.channels, words))


@condition
class PaidBy(Condition, frozen=True, tag="payment"):
    """All payments of the receipt are of these kinds, or, with `match` `any`, at least one of them is.

    Before the kinds of payment are known the condition does not hold: a price is promised only when it is sure.  The
    till asks anew when the buyer has chosen, and tells what has changed.
    """

    kinds: NamedSet
    match: Literal["all", "any"] = "all"

    def receipt(self, circumstances: Circumstances) -> bool:
        """True by the kinds of payment, once there are any."""
        paid = circumstances.cart.payment_kinds
        if not paid:
            return False
        return paid <= self.kinds if self.match == "all" else not paid.isdisjoint(self.kinds)

    def describe(self, words: Words) -> str:
        """`paid wholly by: SBP` or `paid also by: SBP`."""
        kinds = [words.translate("rules", _PAYMENT_WORDS.get(kind, kind)) for kind in sorted(self.kinds)]
        if self.match == "any":
            text = words.translate("rules", "paid also by: {kinds}")
        else:
            text = words.translate("rules", "paid wholly by: {kinds}")
        return text.format(kinds=", ".join(kinds))


def fold_code(code: str) -> str:
    """A promo code as it is compared: without spaces, case folded; letters of two alphabets stay apart."""
    return "".join(code.split()).casefold()


@lru_cache(maxsize=512)
def folded_codes(codes: frozenset[str]) -> frozenset[str]:
    """A list of promo codes as they are compared, folded once."""
    return frozenset(fold_code(code) for code in codes)


@condition
class WithPromoCode(Condition, frozen=True, tag="promo_code"):
    """The buyer gives one of these promo codes, on a day from the first to the last, both of them included.

    How often a code works is said by the rule's caps: one use `per` `code` makes it a one-use code, one `per`
    `member` gives it once to everybody.
    """

    codes: NamedSet
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None

    def receipt(self, circumstances: Circumstances) -> bool:
        """True for a code of the list on its days."""
        return not circumstances.codes.isdisjoint(folded_codes(self.codes)) and self.refusal(circumstances) == ""

    def refusal(self, circumstances: Circumstances) -> CodeRefusal:
        """Too early, or too late."""
        if self.first_day is None and self.last_day is None:
            return ""
        today = circumstances.local.date()
        if self.first_day is not None and today < self.first_day:
            return "not_yet"
        return "over" if self.last_day is not None and today > self.last_day else ""

    def contradiction(self, levels: frozenset[str]) -> str:
        """No two codes alike for the buyer, none empty, and the first day not after the last."""
        if len(folded_codes(self.codes)) < len(self.codes) or "" in folded_codes(self.codes):
            return "unique, 1…"
        if self.first_day is not None and self.last_day is not None and self.last_day < self.first_day:
            return f"last_day ≥ {self.first_day.isoformat()}"
        return ""

    def describe(self, words: Words) -> str:
        """`promo code: TEA10`, `promo code: TEA10, from 2026-11-01`."""
        text = words.translate("rules", "promo code: {codes}").format(codes=listed(self.codes, words))
        dates = _dates_text(self.first_day, self.last_day, words)
        return f"{text}, {dates}" if dates else text
