"""A world of limited things: one-use codes, campaigns, budgets, a use a day; tills that join while others sell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.loyalty.programme import load_programme
from tests.simulation.world import CARDS, World

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

    def _begin(self, template: Path) -> None:
        self._template = template
        super()._begin(template)

    def acts(self) -> list[tuple[int, Callable[[int], None]]]:
        """Sales with codes, asked for or not; what comes back would free what was used, and is left out here."""
        usual = [(weight, act) for weight, act in super().acts() if act.__name__ not in ("_return", "_newcomer")]
        return [*usual, (8, self._sell_with_code), (2, self._release_campaigns), (1, self._newcomer_till)]

    def _sell_with_code(self, n: int) -> None:
        till, code = self.tills[n], self.chance.choice(CODES)
        card = self.chance.choice([*CARDS, ""])
        if self.chance.random() < 0.7:
            for want in till.wants(card, (code,)):
                targets = partial(till.store.targets_for, want.needs)
                asked = self._workers[n].acquire(till.epoch, want.account_id, targets)
                self._workers[n].answer_waiting()
                self.say(f"till {n} asks {want.account_id[:16]} for {want.needs}: {asked.result(0).outcome}")
        try:
            sold = till.sell(card, self.chance.choice([0, "maximum"]), codes=(code,))
        except RightExceeded:
            self.say(f"till {n}: the points of {card} are gone")
            return
        self.sold[n].append(sold)
        took = [(use.lot_id, use.amount, use.opens) for use in sold.quoted.wallet_uses]
        self.say(f"till {n} sells to {card or 'nobody'} with {code}: {took}")

    def _release_campaigns(self, n: int) -> None:
        for rule_id in ("once", "budget", "first-five"):
            account_id = f"campaign-{rule_id}"
            record = self.tills[n].member(account_id)
            if record is not None and not record.account.home:
                self.say(f"till {n} releases {account_id}: {self.tills[n].store.release(account_id)}")

    def _newcomer_till(self, _: int) -> None:
        if len(self.tills) < 3 and self.chance.random() < 0.3:
            store = self.chance.choice(["a", "b"])
            self._join(store, self._template)
            while not self.tills[-1].database.worker.call(lambda unit: unit.programmes.all()):
                self.online = True
                self._workers[-1].turn()
            self.say(f"till {len(self.tills) - 1} joins store {store}")

    def server_faults(self) -> list[str]:
        """Also: what the tills have taken together of each cap, told to the server or not, is within it."""
        return [*super().server_faults(), *self._exceeded()]

    def _exceeded(self) -> list[str]:
        taken: Counter[str] = Counter()
        for sold in self.sold:
            for sale in sold:
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

    def given(self) -> Counter[str]:
        """How much of each rule's caps was given: a world in which nothing limited ever works proves nothing."""
        uses = (use for sold in self.sold for sale in sold for use in sale.quoted.wallet_uses)
        return Counter({use.rule_id: 1 for use in uses})
