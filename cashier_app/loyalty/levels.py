"""Levels: which one net purchases earn, what is missing for the next, from when purchases count.

A ladder may hold two kinds of levels: those earned by purchases (with a threshold), one above the other, and those
that are assigned (without): purchases neither earn nor lose them.
"""

from __future__ import annotations

import calendar
import datetime

import msgspec

from cashier_app.core.clock import Instant, local_date, next_midnight, start_of_day
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.cart import MemberState
from cashier_app.loyalty.programme import (
    CalendarYear,
    Level,
    LevelRules,
    Lifetime,
    Programme,
    RollingDays,
    RollingMonths,
)


class Progress(msgspec.Struct, frozen=True):
    """Where a member stands on the ladder; `missing` kopecks to `next`, None at the top."""

    level: Level
    next: Level | None
    missing: Kopecks


def earned_levels(rules: LevelRules) -> list[Level]:
    """The levels that purchases earn, from the base level upwards."""
    return [level for level in rules.ladder if level.threshold is not None]


def effective_level(member: MemberState, programme: Programme, now: Instant) -> Level:
    """The level a member has at an instant: a change decided already starts at its midnight by itself.

    A fall decided before this machine saw a purchase does not start here: the purchase may have kept the level.
    A level given by hand is a floor.  A card that is not known here has the base level.
    """
    if member.unclaimed:
        return programme.base_level
    held = programme.level(member.level_id)
    if member.next_level and member.next_level_at <= now:
        coming = programme.level(member.next_level)
        bought_since = bool(member.as_of) and member.last_purchase_at > member.as_of
        if not (bought_since and _is_below(coming, held)):
            held = coming
    if member.level_floor and not held.is_assigned:
        floor = programme.level(member.level_floor)
        if _is_below(held, floor):
            return floor
    return held


def _is_below(level: Level, other: Level) -> bool:
    """Whether a level stands below another one, both of them earned by purchases."""
    return level.threshold is not None and other.threshold is not None and level.threshold < other.threshold


class Rise(msgspec.Struct, frozen=True):
    """A higher level that purchases have earned, and the instant from which it is held."""

    level: Level
    at: Instant


def rise_after(member: MemberState, programme: Programme, zone: str, now: Instant) -> Rise | None:
    """The rise that a member's net purchases, the one just made included, have earned; None if they have not.

    For the slip of a sale: the level's history itself is worked out by `recalculation`.
    """
    held = effective_level(member, programme, now)
    earned = level_for(programme, member.net_purchases)
    if member.unclaimed or not _is_below(held, earned):
        return None
    return Rise(earned, now if programme.levels.rise == "at_once" else next_midnight(now, zone))


def level_for(programme: Programme, net: Kopecks) -> Level:
    """The highest level whose threshold net purchases reach."""
    reached = [level for level in earned_levels(programme.levels) if (level.threshold or 0) <= net]
    return reached[-1] if reached else programme.base_level


def progress(programme: Programme, level_id: str, net: Kopecks) -> Progress:
    """What is missing from `net` purchases to the level above the member's own."""
    level = programme.level(level_id)
    if level.threshold is None:
        return Progress(level, None, 0)
    beyond = max(level.threshold, net)
    for step in programme.levels.ladder:
        if step.threshold is not None and step.threshold > beyond:
            return Progress(level, step, step.threshold - net)
    return Progress(level, None, 0)


def window_start(rules: LevelRules, zone: str, now: Instant) -> Instant | None:
    """From which instant purchases count at `now`; None when all of them do."""
    today = local_date(now, zone)
    match rules.window:
        case RollingMonths(months=months):
            index = today.year * 12 + today.month - 1 - months
            year, month = index // 12, index % 12 + 1
            day = min(today.day, calendar.monthrange(year, month)[1])
            return start_of_day(datetime.date(year, month, day), zone)
        case RollingDays(days=days):
            return start_of_day(today - datetime.timedelta(days=days), zone)
        case CalendarYear():
            return start_of_day(datetime.date(today.year, 1, 1), zone)
        case Lifetime():
            return None


def leaves_window(rules: LevelRules, zone: str, at: Instant) -> Instant | None:
    """The store's midnight from which a purchase made at an instant counts no more; None: it always counts.

    It is the first midnight whose `window_start` lies after the purchase.
    """
    after = local_date(at, zone) + datetime.timedelta(days=1)
    match rules.window:
        case RollingMonths(months=months):
            index = after.year * 12 + after.month - 1 + months
            year, month = index // 12, index % 12 + 1
            if after.day > calendar.monthrange(year, month)[1]:
                year, month = year + month // 12, month % 12 + 1
                return start_of_day(datetime.date(year, month, 1), zone)
            return start_of_day(datetime.date(year, month, after.day), zone)
        case RollingDays(days=days):
            return start_of_day(after + datetime.timedelta(days=days), zone)
        case CalendarYear():
            return start_of_day(
                datetime.date(after.year if (after.month, after.day) == (1, 1) else after.year + 1, 1, 1), zone
            )
        case Lifetime():
            return None
