"""The daily job of a million members touches only those whose level can change; one of them costs well under a ms."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from cashier_app.core.clock import DAY
from cashier_app.loyalty.programme import load_programme
from cashier_app.loyalty.recalculation import Purchase, Timeline, next_due, opening, recalculate
from tests.benchmarks.result import Result

REFERENCE = Path(__file__).parents[2] / "resources" / "programmes" / "reference.json"
ZONE = "Asia/Yekaterinburg"
NOW = 1_795_260_420_000
MEMBERS = 300
#: A purchase a week, for a year.
PURCHASES = 52


def per_member_ms(deed: Callable[[int], object]) -> float:
    """Milliseconds of one deed for one member."""
    began = time.perf_counter()
    for member in range(MEMBERS):
        deed(member)
    return (time.perf_counter() - began) * 1000 / MEMBERS


def run() -> list[Result]:
    """A year of one member's history from the beginning, a purchase more, and the next due date."""
    random = Random(7)
    timeline = Timeline([load_programme(REFERENCE.read_bytes())], ZONE)
    start = opening("start", NOW - 366 * DAY, ZONE)
    bought = [
        [Purchase(NOW - random.randrange(365) * DAY, random.randrange(10_000, 150_000)) for _ in range(PURCHASES)]
        for _ in range(MEMBERS)
    ]
    whole = per_member_ms(lambda n: recalculate(start, bought[n], [], timeline, NOW))
    states = [recalculate(start, purchases, [], timeline, NOW).state for purchases in bought]
    fresh = [[*purchases, Purchase(NOW + 1, 10_000)] for purchases in bought]
    one = per_member_ms(lambda n: recalculate(states[n], fresh[n], [], timeline, NOW + 1))
    due = per_member_ms(lambda n: next_due(states[n], bought[n], timeline))
    note = f"six levels, {PURCHASES} purchases in the window"
    return [
        Result(name="level history of a year, a member", measured=whole, limit=20.0, unit="ms", note=note),
        Result(name="level after one purchase more", measured=one, limit=1.0, unit="ms", note=note),
        Result(name="next date at which a level can change", measured=due, limit=1.0, unit="ms", note=note),
    ]
