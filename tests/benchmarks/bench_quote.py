"""A quote is recomputed on every scan: half a millisecond for a usual receipt, and linear in its lines."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import Entry, cap_lots, replay
from cashier_app.loyalty.programme import Names, Programme, Rule, load_programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import AccruePercent, OfBrands, OfCategories, PercentOff, ReceiptSum
from tests.benchmarks.result import Result

REFERENCE = Path(__file__).parents[2] / "resources" / "programmes" / "reference.json"
NOW = 1_795_260_420_000
ZONE = "Europe/Moscow"
RUNS = 300
ACTIVE_RULES = 30
ENTRIES = 200_000

MEMBER = MemberState(
    "account",
    "silver",
    tuple(LotState(f"lot-{n}", 20_000, 20_000, NOW - n * DAY, NOW + n * DAY) for n in range(1, 13)),
    segments=frozenset({"neighbours"}),
)


def _named(document: dict[str, Any], number: int) -> dict[str, Any]:
    """A rule of the programme with an id and a name of its own."""
    name = f"rule-{number}"
    return {"id": name, "name": {"ru": name, "en": name}, "priority": number % 5, **document}


def busy_programme() -> Programme:
    """The reference programme with thirty promotion rules more, of all kinds, nearly all of them at work."""
    goods = [{"kind": "categories", "categories": [f"Категория {n}" for n in range(k, 40, 5)]} for k in range(5)]
    brands = [{"kind": "brands", "brands": [f"Марка {n}" for n in range(k, 40, 5)]} for k in range(5)]
    member, some_sum = {"kind": "member"}, {"kind": "receipt_sum", "at_least": 100}
    code = {"kind": "promo_code", "codes": ["ОСЕНЬ", *(f"code-{n}" for n in range(1_000))]}
    day = {"kind": "dates", "first_day": "2026-11-01", "last_day": "2026-11-30"}
    budget = {"per": "everyone", "of": "kopecks", "amount": 10**9}
    rules: list[dict[str, Any]] = [
        *(
            {"conditions": [goods[n], some_sum], "effect": {"kind": "percent_off", "percent": 200 + n}}
            for n in range(3)
        ),
        {"conditions": [brands[0], member], "effect": {"kind": "percent_off", "percent": 500}, "stack": True},
        {"conditions": [brands[1], day], "effect": {"kind": "fixed_price", "price": 9_000}, "group": "price"},
        {"conditions": [brands[2], day], "effect": {"kind": "unit_off", "amount": 300}, "group": "price"},
        {"conditions": [goods[0], brands[0]], "effect": {"kind": "percent_off", "percent": 900}, "exclusive": True},
        {
            "conditions": [{"kind": "weekdays", "days": ["sat", "sun"]}],
            "effect": {"kind": "amount_off", "amount": 3_000},
        },
        {"conditions": [goods[1]], "effect": {"kind": "nth_item", "every": 3, "percent": 5_000}, "group": "set"},
        {"conditions": [goods[2]], "effect": {"kind": "cheapest_item", "at_least": 3}, "group": "set"},
        {"conditions": [goods[3]], "effect": {"kind": "gift", "products": ["product-3"]}},
        {"conditions": [brands[3]], "effect": {"kind": "percent_off", "percent": 700}, "caps": [budget]},
        {
            "conditions": [brands[4], {"kind": "quantity", "at_least": 3_000}],
            "effect": {"kind": "percent_off", "percent": 300},
            "caps": [{"per": "member", "period": "day", "amount": 5}],
        },
        {"conditions": [code, goods[3]], "effect": {"kind": "percent_off", "percent": 500}},
        {"conditions": [code, goods[4]], "effect": {"kind": "amount_off", "amount": 5_000}, "priority": 9},
        {
            "conditions": [{"kind": "coupon", "coupon": "cake"}, goods[2]],
            "effect": {"kind": "amount_off", "amount": 1_000},
        },
        {
            "conditions": [{"kind": "hours", "start": "08:00", "end": "22:00"}, goods[3]],
            "effect": {"kind": "percent_off", "percent": 100},
        },
        {
            "conditions": [{"kind": "stores", "stores": ["1"]}, goods[1]],
            "effect": {"kind": "percent_off", "percent": 100},
        },
        {"conditions": [{"kind": "birthday", "days_before": 3}], "effect": {"kind": "percent_off", "percent": 100}},
        {
            "conditions": [{"kind": "products", "products": [f"product-{n}" for n in range(0, 200, 9)]}],
            "effect": {"kind": "fixed_price", "price": 9_500},
        },
        {
            "conditions": [{"kind": "suppliers", "suppliers": ["Молзавод"]}, goods[0]],
            "effect": {"kind": "percent_off", "percent": 400},
        },
        {
            "conditions": [{"kind": "segments", "segments": ["neighbours"]}, brands[2]],
            "effect": {"kind": "percent_off", "percent": 250},
            "stack": True,
        },
        *({"conditions": [brands[n]], "effect": {"kind": "accrue_percent", "percent": 600 + n}} for n in range(2)),
        {"conditions": [goods[3]], "effect": {"kind": "multiply", "times": 200}},
        {"conditions": [goods[4]], "effect": {"kind": "accrue_per_unit", "points": 100}},
        {"conditions": [goods[0]], "effect": {"kind": "accrue_per_amount", "points": 500, "amount": 10_000}},
        {"conditions": [some_sum], "effect": {"kind": "accrue_fixed", "points": 1_000}},
        {
            "conditions": [member],
            "effect": {
                "kind": "accrue_bands",
                "bands": [{"at_least": 60_000, "percent": 300}, {"at_least": 90_000, "percent": 400}],
            },
            "caps": [{"per": "member", "period": "month", "of": "points", "amount": 10**8}],
        },
        {"conditions": [{"kind": "receipt_sum", "over": 100_000}], "effect": {"kind": "give_coupon", "coupon": "cake"}},
    ]
    assert len(rules) == ACTIVE_RULES
    document = msgspec.json.decode(REFERENCE.read_bytes())
    document["rules"].extend(_named(rule, number) for number, rule in enumerate(rules))
    return load_programme(msgspec.json.encode(document))


def plain_programme() -> Programme:
    """The reference programme with thirty rules more that look at each line by itself."""
    rules = []
    for n in range(ACTIVE_RULES):
        name = f"rule-{n}"
        where = OfCategories(categories=frozenset({f"Категория {n}"}))
        effect = PercentOff(percent=100 + n) if n % 3 else AccruePercent(percent=100 + n)
        conditions = (where, ReceiptSum(at_least=100)) if n % 2 else (OfBrands(brands=frozenset({f"Марка {n}"})),)
        rules.append(Rule(id=name, name=Names(ru=name, en=name), effect=effect, conditions=conditions, stack=True))
    programme = load_programme(REFERENCE.read_bytes())
    return replace(programme, rules=(*programme.rules, *rules))


def basket(lines: int, programme: Programme) -> Cart:
    """Different goods, a third of them with a member price, a promo code, all points asked for."""
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
        store="1",
        promo_codes=("осень",),
        redeem="maximum",
        wallets=cap_lots(programme, ZONE, NOW, codes=("осень",), may_open=True),
    )


def buyer(programme: Programme) -> MemberState:
    """A silver member with a dozen lots, a coupon, and the lots of all caps."""
    own = cap_lots(programme, ZONE, NOW, account_id=MEMBER.account_id, may_open=True)
    return replace(MEMBER, lots=(*MEMBER.lots, LotState("cake", 1, 1, 0, None, "coupon:cake"), *own))


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
    programme, plain = busy_programme(), plain_programme()
    usual, long, who = basket(20, programme), basket(200, programme), buyer(programme)
    plainly = basket(20, plain)
    simple = median_ms(lambda: quote(plainly, MEMBER, plain, NOW))
    few = median_ms(lambda: quote(usual, who, programme, NOW))
    many = median_ms(lambda: quote(long, who, programme, NOW))
    note = f"six levels, {ACTIVE_RULES} active rules of all kinds, a promo code, all points asked for"
    return [
        Result(
            name="quote of 20 lines, plain rules, median",
            measured=simple,
            limit=0.5,
            unit="ms",
            note=f"six levels, {ACTIVE_RULES} active rules that look at each line by itself",
        ),
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
