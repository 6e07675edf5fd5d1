"""A quote is recomputed on every scan: half a millisecond for a usual receipt, and linear in its lines."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import Entry, replay
from cashier_app.loyalty.programme import Names, Programme, Rule, load_programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import AccruePercent, OfBrands, OfCategories, PercentOff, ReceiptSum
from tests.benchmarks.result import Result

REFERENCE = Path(__file__).parents[2] / "resources" / "programmes" / "reference.json"
NOW = 1_795_260_420_000
RUNS = 300
ACTIVE_RULES = 30
ENTRIES = 200_000

MEMBER = MemberState(
    "account",
    "silver",
    tuple(LotState(f"lot-{n}", 20_000, 20_000, NOW - n * DAY, NOW + n * DAY) for n in range(1, 13)),
)


def busy_programme() -> Programme:
    """The reference programme with thirty promotion rules more, all of them active."""
    programme = load_programme(REFERENCE.read_bytes())
    rules = []
    for n in range(ACTIVE_RULES):
        name = f"rule-{n}"
        where = OfCategories(categories=frozenset({f"Категория {n}"}))
        effect = PercentOff(percent=100 + n) if n % 3 else AccruePercent(percent=100 + n)
        conditions = (where, ReceiptSum(at_least=100)) if n % 2 else (OfBrands(brands=frozenset({f"Марка {n}"})),)
        rules.append(Rule(id=name, name=Names(ru=name, en=name), effect=effect, conditions=conditions, stack=True))
    return replace(programme, rules=(*programme.rules, *rules))


def basket(lines: int) -> Cart:
    """Different goods, a third of them with a member price, all points asked for."""
    return Cart(
        tuple(
            CartLine(
                n,
                f"product-{n}",
                9_990 + 37 * n,
                1000 if n % 2 else 1000 + n,
                member_price=8_990 if n % 3 == 0 else None,
                category=f"Категория {n % 40}",
                brand=f"Марка {n % 40}",
            )
            for n in range(1, lines + 1)
        ),
        redeem="maximum",
    )


def median_ms(deed: Callable[[], object]) -> float:
    """Median time of one call, the collector of garbage at rest."""
    for _ in range(20):
        deed()
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(RUNS):
            began = time.perf_counter_ns()
            deed()
            times.append(time.perf_counter_ns() - began)
    finally:
        gc.enable()
    return sorted(times)[RUNS // 2] / 1e6


def replay_seconds() -> float:
    """Seconds that a replay of `ENTRIES` entries takes, two a sale."""
    operations = [
        (
            f"op-{n}",
            (
                Entry("accrual", "account", "points", f"op-{n}.1", 500),
                Entry("redemption", "account", "points", f"op-{n // 2}.1", -100),
            ),
        )
        for n in range(ENTRIES // 2)
    ]
    began = time.perf_counter()
    replay(operations)
    return time.perf_counter() - began


def run() -> list[Result]:
    """A usual receipt, a very long one, the cost of a line in both, and the replay of a ledger."""
    programme = busy_programme()
    usual, long = basket(20), basket(200)
    few = median_ms(lambda: quote(usual, MEMBER, programme, NOW))
    many = median_ms(lambda: quote(long, MEMBER, programme, NOW))
    note = f"six levels, {ACTIVE_RULES} active rules, all points asked for"
    return [
        Result(name="quote of 20 lines, median", measured=few, limit=0.5, unit="ms", note=note),
        Result(name="quote of 200 lines, median", measured=many, limit=5.0, unit="ms", note=note),
        Result(
            name="quote of 200 lines against ten of 20",
            measured=many,
            limit=1.5 * 10 * few,
            unit="ms",
            reference=10 * few,
            note="cost linear in lines",
        ),
        Result(
            name="ledger replay of 100,000 entries",
            measured=replay_seconds() * 100_000 / ENTRIES,
            limit=1.0,
            unit="s",
        ),
    ]
