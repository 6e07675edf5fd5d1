"""Levels: which one net purchases earn, what is missing for the next, from when purchases count."""

from __future__ import annotations

import calendar
import datetime

import msgspec

from cashier_app.core.clock import Instant, local_date, start_of_day
from cashier_app.core.money import Kopecks
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


def level_for(programme: Programme, net: Kopecks) -> Level:
    """The highest level whose threshold net purchases reach."""
    reached = [level for level in programme.levels.ladder if level.threshold is not None and level.threshold <= net]
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


def level_after(programme: Programme, level_id: str, net: Kopecks, may_fall: bool = True) -> Level:
    """The level after a recalculation: a rise at once, a fall by the programme's policy if it may."""
    if programme.level(level_id).is_assigned:
        return programme.level(level_id)
    ladder = [level for level in programme.levels.ladder if not level.is_assigned]
    held = ladder.index(programme.level(level_id))
    earned = ladder.index(level_for(programme, net))
    if earned >= held:
        return ladder[earned]
    if not may_fall or programme.levels.fall == "never":
        return ladder[held]
    return ladder[held - 1] if programme.levels.fall == "one_step" else ladder[earned]


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
