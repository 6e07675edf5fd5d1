"""The demo's programme with everything that a chain may want besides: codes, gifts, coupons, caps, enrolment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from tests.clock import START
from tests.gui import shop

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till

#: Ids of the demo's goods: coffee, cookies, chocolate, bread.
COFFEE: Final = "1189"
COOKIES: Final = "1209"
COOKIES_CODE: Final = "4695797332371"
COOKIES_NAME: Final = "Печенье сахарное, 300 г"

RULES: Final[list[dict[str, Any]]] = [
    {
        "id": "autumn",
        "name": {"ru": "осень −10 %", "en": "autumn −10 %"},
        "conditions": [{"kind": "promo_code", "codes": ["AUTUMN10"]}],
        "effect": {"kind": "percent_off", "percent": 1000},
        "stack": True,
    },
    {
        "id": "last-year",
        "name": {"ru": "прошлый год", "en": "last year"},
        "conditions": [{"kind": "promo_code", "codes": ["OLD2025"], "last_day": "2025-12-31"}],
        "effect": {"kind": "percent_off", "percent": 500},
    },
    {
        "id": "thanks",
        "name": {"ru": "спасибо −100", "en": "thanks −100"},
        "conditions": [{"kind": "promo_code", "codes": ["THX-7Q2M", "THX-8R4N"]}],
        "effect": {"kind": "amount_off", "amount": 10000},
        "caps": [{"per": "code", "of": "uses", "amount": 1}],
    },
    {
        "id": "cookies",
        "name": {"ru": "печенье к кофе", "en": "cookies with coffee"},
        "conditions": [{"kind": "products", "products": [COFFEE]}],
        "effect": {"kind": "gift", "products": [COOKIES], "price": 1},
    },
    {
        "id": "coffee-coupon",
        "name": {"ru": "кофе со скидкой 50 %", "en": "coffee at half its price"},
        "conditions": [{"kind": "coupon", "coupon": "coffee"}, {"kind": "products", "products": [COFFEE]}],
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
        "id": "today",
        "name": {"ru": "шоколад дня", "en": "chocolate of the day"},
        "conditions": [{"kind": "products", "products": ["1197"]}],
        "effect": {"kind": "percent_off", "percent": 2000},
        "caps": [{"per": "everyone", "period": "day", "of": "uses", "amount": 5}],
    },
    {
        "id": "birthday",
        "name": {"ru": "печенье в подарок", "en": "cookies as a gift"},
        "conditions": [{"kind": "birthday", "days_before": 3, "days_after": 7}],
        "effect": {"kind": "gift", "products": [COOKIES, "1210", "1211"], "price": 1},
        "caps": [{"per": "member", "period": "birthday", "of": "uses", "amount": 1}],
    },
]


def programme(*, rules: tuple[str, ...] | None = None, confirm_above: int | None = 50_000) -> bytes:
    """The programme as JSON, version 2; `rules` are the ids of those it has (None: all)."""
    document = shop.plain_programme()
    document["version"] = 2
    document["rules"] += [rule for rule in RULES if rules is None or rule["id"] in rules]
    document["enrolment"] = {
        "over": 100_000,
        "welcome_points": 10_000,
        "lots": {"activation": {"kind": "at_once"}, "life": {"kind": "days", "days": 60}},
    }
    document["redemption"]["confirm_above"] = confirm_above
    return json.dumps(document).encode()


def publish(till: Till, body: bytes | None = None) -> None:
    """Bring the programme to the till as the feed does, and Anna a coupon."""
    made = body if body is not None else programme()

    def job(unit: UnitOfWork) -> None:
        unit.programmes.put(2, START - DAY, made)
        coupon = LotRow("c1", "anna", "coupon:coffee", "gift", 1, START - DAY, START + 9 * DAY, granted=1)
        unit.ledger.add_lots([coupon])

    till.database.worker.call(job)
    till.selling.refresh_member()


def known_campaign(till: Till, rule_id: str, lot_id: str, balance: int, granted: int) -> None:
    """What the server has told of one lot that all buyers share."""

    def job(unit: UnitOfWork) -> None:
        account = AccountRow(f"campaign-{rule_id}", "", "start", "campaign", None, 0, 0, START)
        lot = LotRow(lot_id, account.account_id, f"cap:{rule_id}", rule_id, balance, 0, None, granted=granted)
        identifiers: list[IdentifierRow] = []
        unit.ledger.put_accounts([account], identifiers, [lot], [])

    till.database.worker.call(job)
    till.selling.refresh_member()


def next_level(till: Till, level_id: str, days: int) -> None:
    """A change of Anna's level that is decided and begins in some days."""

    def job(unit: UnitOfWork) -> None:
        record = unit.ledger.member("anna")
        assert record is not None
        changed = {"next_level": level_id, "next_level_at": START + days * DAY}

        unit.ledger.add_account(replace(record.account, **changed), [])

    till.database.worker.call(job)
    till.selling.refresh_member()
