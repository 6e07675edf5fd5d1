"""Hours of sale at this till: the settings' rules, and the refusal of goods whose hour it is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.words import Words
from cashier_app.sales.hours import ALL_DAYS, Barred, NeverSold, NotSoldNow, SaleRule, barred
from cashier_app.sales.receipt import Item, Receipt

if TYPE_CHECKING:
    from cashier_app.config import SaleHours

#: Days of the week as the settings name them, Monday first.
WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def rules_of(hours: Iterable[SaleHours]) -> tuple[SaleRule, ...]:
    """The settings' hours as rules."""
    return tuple(
        SaleRule(
            name=each.name,
            tags=frozenset(each.tags),
            categories=tuple(path.strip("/") for path in each.categories),
            start=_minutes(each.start),
            until=_minutes(each.until),
            days=frozenset(WEEK.index(day) for day in each.days) or ALL_DAYS,
            dates=frozenset(each.dates),
        )
        for each in hours
    )


def refuse_out_of_hours(rules: tuple[SaleRule, ...], item: Item, now: Instant, zone: str) -> None:
    """Raises `NotSoldNow`, or `NeverSold`, for goods that may not be sold at an instant."""
    found = barred(rules, item.category, item.tags, now, zone) if rules else None
    if found is None:
        return
    if found.until is None:
        raise NeverSold(name=item.name, rule=found.rule)
    raise NotSoldNow(name=item.name, rule=found.rule, until=_moment(found.until, now, zone))


def barred_goods(rules: tuple[SaleRule, ...], receipt: Receipt, now: Instant, zone: str) -> tuple[Item, Barred] | None:
    """The first goods of a receipt that may not be sold at an instant; None where all may."""
    if rules:
        for line in receipt.goods:
            found = barred(rules, line.item.category, line.item.tags, now, zone)
            if found is not None:
                return line.item, found
    return None


def barred_words(found: Barred, now: Instant, zone: str, words: Words) -> str:
    """Why a receipt cannot be paid now, in a few words."""
    if found.until is None:
        return words.translate("selling", "{rule}: may not be sold").format(rule=found.rule)
    until = _moment(found.until, now, zone)
    return words.translate("selling", "{rule}: no sale until {until}").format(rule=found.rule, until=until)


def _moment(until: Instant, now: Instant, zone: str) -> str:
    """An hour of today or tomorrow by itself, else with its day."""
    here, there = local_time(now, zone), local_time(until, zone)
    near = (there.date() - here.date()).days <= 1
    return f"{there:%H:%M}" if near else f"{there:%d.%m %H:%M}"


def _minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
