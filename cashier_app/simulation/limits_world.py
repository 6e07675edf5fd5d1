"""A world of limited things: one-use codes, campaigns, budgets, a use a day; tills that join while others sell."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, ClassVar, Final, cast

from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.loyalty.programme import load_programme
from cashier_app.simulation import trade
from cashier_app.simulation.beginnings import CARDS, pair, prepare_till
from cashier_app.simulation.machines import ServerMachine, TillMachine
from cashier_app.simulation.world import Acts, World

#: Codes that work once each, and one that works for as long as its budget lasts.
CODES: Final = ("A1", "A2", "A3", "BUDGET")


def _rule(rule_id: str, effect: dict[str, Any], conditions: list[dict[str, Any]], **cap: Any) -> dict[str, Any]:
    name = {"ru": rule_id, "en": rule_id}
    return {"id": rule_id, "name": name, "effect": effect, "conditions": conditions, "caps": [cap]}


PROGRAMME: Final = json.dumps(
    {
        "version": 1,
        "valid_from": "2026-01-01",
        "name": {"ru": "Пределы", "en": "Limits"},
        "levels": {
            "ladder": [
                {"id": "base", "name": {"ru": "Базовый", "en": "Base"}, "threshold": 0, "accrual": 300},
                {"id": "silver", "name": {"ru": "Серебро", "en": "Silver"}, "threshold": 500_000, "discount": 300},
            ],
            "rise": "next_day",
            "fall": "to_earned",
            "window": {"kind": "days", "days": 3},
        },
        "redemption": {
            "maximum_share": 9900,
            "caps": [{"per": "member", "period": "day", "of": "points", "amount": 15_000}],
        },
        "rules": [
            _rule(
                "once",
                {"kind": "amount_off", "amount": 500},
                [{"kind": "promo_code", "codes": ["A1", "A2", "A3"]}],
                per="code",
                of="uses",
                amount=1,
            ),
            _rule(
                "budget",
                {"kind": "percent_off", "percent": 1000},
                [{"kind": "promo_code", "codes": ["BUDGET"]}],
                per="everyone",
                of="kopecks",
                amount=50_000,
            ),
            _rule(
                "first-five",
                {"kind": "amount_off", "amount": 100},
                [],
                per="everyone",
                of="uses",
                amount=5,
            ),
            _rule(
                "daily",
                {"kind": "amount_off", "amount": 200},
                [{"kind": "member"}],
                per="member",
                period="day",
                of="uses",
                amount=1,
            ),
        ],
    }
).encode()


class LimitsWorld(World):
    """Nothing limited is ever given more often than the programme says, whoever holds the right to it."""

    programme = PROGRAMME
    steps: ClassVar[int] = 45

    def acts(self) -> Acts:
        """Sales with codes, asked for or not; what comes back would free what was used, and is left out here."""
        usual = [(weight, act) for weight, act in super().acts() if act not in (trade.give_back, trade.newcomer)]
        return [*usual, (8, _sell_with_code), (2, _release_campaigns), (3, _newcomer_till)]

    def of_server(self, server: ServerMachine) -> list[str]:
        """Also: what the tills have taken together of each cap, told to the server or not, is within it."""
        found = super().of_server(server)
        return [*found, *_exceeded(self)] if server is self.central else found


def _sell_with_code(world: World, machine: TillMachine) -> None:
    till, chance, code = machine.till, world.chance, world.chance.choice(CODES)
    card = chance.choice([*CARDS, ""])
    asked = []
    if chance.random() < 0.7:
        for want in till.wants(card, (code,)):
            asked.append(f"{want.account_id[:16]} {machine.acquire_named(want.account_id, want.needs)}")
    try:
        sold = till.sell(card, cast(Any, chance.choice([0, "maximum"])), codes=(code,))
    except RightExceeded:
        world.say(f"{machine.name}: the points of {card} are gone")
        return
    machine.sold.append(sold)
    world.counts["sales"] += 1
    took = [(use.lot_id, use.amount, use.opens) for use in sold.quoted.wallet_uses]
    world.say(f"{machine.name} sells to {card[-4:] or 'nobody'} with {code}: {took}; asked {asked}")


def _release_campaigns(world: World, machine: TillMachine) -> None:
    for rule_id in ("once", "budget", "first-five"):
        account_id = f"campaign-{rule_id}"
        record = machine.till.member(account_id)
        if record is not None and not record.account.home:
            world.say(f"{machine.name} releases {account_id}: {machine.till.store.release(account_id)}")


def _newcomer_till(world: World, machine: TillMachine) -> None:
    del machine
    if len(world.tills) < 3 and world.chance.random() < 0.5:
        name = f"till{len(world.tills)}"
        prepare_till(world.beginning.empty, world.folder / name)
        made = world.add_till(name, world.chance.choice(["a", "b"]), name)
        pair(world.central, made)
        world.central.up = True
        while not made.till.database.worker.call(lambda unit: unit.programmes.all()):
            world.turn(made)
        world.say(f"{name} joins store {made.store}")


def _exceeded(world: World) -> list[str]:
    taken: Counter[str] = Counter()
    for machine in world.tills:
        for sale in machine.sold:
            for use in sale.quoted.wallet_uses:
                taken[use.lot_id] += use.amount
    programme = load_programme(PROGRAMME)
    caps = {(rule.id, str(n)): cap.amount for rule in programme.rules for n, cap in enumerate(rule.caps)}
    caps[("redemption", "0")] = programme.redemption.caps[0].amount
    found = []
    for lot_id, amount in taken.items():
        _, rule_id, number, _ = lot_id.split(".", 3)
        if amount > caps[rule_id, number]:
            found.append(f"{lot_id}: {amount} taken, {caps[rule_id, number]} is the cap")
    return found
