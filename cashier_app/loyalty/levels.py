"""Levels: which one net purchases earn, what is missing for the next, from when purchases count."""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.programme import Level, LevelRules, Programme


class Progress(msgspec.Struct, frozen=True):
    """Where a member stands on the ladder; `missing` kopecks to `next`, None at the top."""

    level: Level
    next: Level | None
    missing: Kopecks


def level_for(programme: Programme, net: Kopecks) -> Level:
    """The highest level whose threshold net purchases reach."""
    raise NotImplementedError


def progress(programme: Programme, level_id: str, net: Kopecks) -> Progress:
    """What is missing from `net` purchases to the level above the member's own."""
    raise NotImplementedError


def level_after(programme: Programme, level_id: str, net: Kopecks, may_fall: bool = True) -> Level:
    """The level after a recalculation: a rise at once, a fall by the programme's policy if it may."""
    raise NotImplementedError


def window_start(rules: LevelRules, zone: str, now: Instant) -> Instant | None:
    """From which instant purchases count at `now`; None when all of them do."""
    raise NotImplementedError
