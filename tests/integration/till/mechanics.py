"""The small shop's programme with codes, gifts, coupons, caps, enrolment and prices by the kind of payment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.storage.rows import AccountRow, LotRow
from tests.integration.till.shop import PROGRAMME

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till

ONCE: Final = "THX-7Q2M"
#: Rules of the reference programme that stay.
BASE: Final = ("last-day", "big-basket", "tea-back")

RULES: Final[tuple[dict[str, Any], ...]] = (
    {
        "id": "autumn",
        "name": {"ru": "осень −10 %", "en": "autumn −10 %"},
        "conditions": [{"kind": "promo_code", "codes": ["AUTUMN10"]}],
        "effect": {"kind": "percent_off", "percent": 1000},
        "stack": True,
    },
    {
        "id": "old",
        "name": {"ru": "прошлый год", "en": "last year"},
        "conditions": [{"kind": "promo_code", "codes": ["OLD2025"], "last_day": "2025-12-31"}],
        "effect": {"kind": "percent_off", "percent": 500},
    },
    {
        "id": "thanks",
        "name": {"ru": "спасибо −10", "en": "thanks −10"},
        "conditions": [{"kind": "promo_code", "codes": [ONCE]}],
        "effect": {"kind": "amount_off", "amount": 1000},
        "caps": [{"per": "code", "of": "uses", "amount": 1}],
    },
    {
        "id": "bread-gift",
        "name": {"ru": "хлеб в подарок", "en": "bread as a gift"},
        "conditions": [{"kind": "products", "products": ["coffee"]}],
        "effect": {"kind": "gift", "products": ["bread"], "price": 1},
    },
    {
        "id": "coupon-for-coffee",
        "name": {"ru": "купон на молоко", "en": "coupon for milk"},
        "conditions": [{"kind": "products", "products": ["coffee"]}],
        "effect": {"kind": "give_coupon", "coupon": "milk"},
        "lots": {"activation": {"kind": "at_once"}, "life": {"kind": "days", "days": 14}},
    },
    {
        "id": "coupon-milk",
        "name": {"ru": "молоко за полцены", "en": "milk at half its price"},
        "conditions": [{"kind": "coupon", "coupon": "milk"}, {"kind": "products", "products": ["milk"]}],
        "effect": {"kind": "percent_off", "percent": 5000},
    },
    {
        "id": "sbp",
        "name": {"ru": "СБП −1 %", "en": "SBP −1 %"},
        "conditions": [{"kind": "payment", "kinds": ["sbp"]}],
        "effect": {"kind": "percent_off", "percent": 100},
        "stack": True,
    },
    {
        "id": "once-a-day",
        "name": {"ru": "хлеб дня", "en": "bread of the day"},
        "conditions": [{"kind": "member"}, {"kind": "products", "products": ["bread"]}],
        "effect": {"kind": "percent_off", "percent": 2000},
        "caps": [{"per": "member", "period": "day", "of": "uses", "amount": 1}],
    },
)


def programme(*rules: str, welcome_points: int = 10_000, **redemption: Any) -> bytes:
    """The programme as JSON, version 2, with the rules named."""
    document = json.loads(PROGRAMME.read_bytes())
    document["version"] = 2
    document["rules"] = [rule for rule in document["rules"] if rule["id"] in BASE]
    document["rules"] += [rule for rule in RULES if rule["id"] in rules]
    document["enrolment"] = {
        "over": 100_000,
        "welcome_points": welcome_points,
        "lots": {"activation": {"kind": "at_once"}, "life": {"kind": "days", "days": 60}},
    }
    for level in document["levels"]["ladder"]:
        level.pop("with_promo_code", None)
    document["redemption"].update({"confirm_above": None, "caps": [], **redemption})
    return json.dumps(document).encode()


def publish(till: Till, *rules: str, **terms: Any) -> None:
    """Bring the programme to the till as the feed does."""
    body, now = programme(*rules, **terms), till.clock.now()
    till.database.worker.call(lambda unit: unit.programmes.put(2, now - DAY, body))
    till.selling.refresh_member()


def give_coupon(till: Till, account_id: str, coupon: str, right: int = 1) -> None:
    """A coupon that the server has told of."""
    now = till.clock.now()
    lot = LotRow(f"{coupon}-1", account_id, f"coupon:{coupon}", "gift", 1, now - DAY, now + 9 * DAY, granted=right)
    till.database.worker.call(lambda unit: unit.ledger.add_lots([lot]))
    till.selling.refresh_member()


def campaign_lot(till: Till, rule_id: str, lot_id: str, balance: int, granted: int) -> None:
    """What the server has told of one lot that all buyers share."""

    def job(unit: UnitOfWork) -> None:
        account = AccountRow(f"campaign-{rule_id}", "", "start", "campaign", None, 0, 0, till.clock.now())
        lot = LotRow(lot_id, account.account_id, f"cap:{rule_id}", rule_id, balance, 0, None, granted=granted)
        unit.ledger.put_accounts([account], [], [lot], [])

    till.database.worker.call(job)
    till.selling.refresh_member()


def change_account(till: Till, account_id: str, **changes: Any) -> None:
    """Another state of an account, as the feed brings it."""

    def job(unit: UnitOfWork) -> None:
        record = unit.ledger.member(account_id)
        assert record is not None
        unit.ledger.add_account(replace(record.account, **changes), [])

    till.database.worker.call(job)
    till.selling.refresh_member()
