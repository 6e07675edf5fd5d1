"""Small histories made for the tests of the replay."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from cashier_app.core.clock import Instant
from cashier_app.loyalty.cart import Asked, Cart, CartLine
from cashier_app.whatif.history import Event, GoodsBack, History, Part, Person, Purchase, Reading, in_order

ZONE = "Europe/Moscow"


def at(text: str) -> Instant:
    """The instant of a Moscow wall clock, `2026-01-10 12:00`."""
    return round(datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()) * 1000


def bought(
    receipt_id: str, time: str | Instant, member: str, *lines: CartLine, redeem: Asked = 0, **rest: object
) -> Purchase:
    """A receipt of lines; `member` is empty without a card."""
    instant = at(time) if isinstance(time, str) else time
    return Purchase(receipt_id, instant, Cart(lines, zone=ZONE, redeem=redeem, **rest), member)  # type: ignore[arg-type]


def back(return_id: str, time: str | Instant, original: str, *quantities: tuple[int, int]) -> GoodsBack:
    """Goods of a receipt brought back: (line, thousandths)."""
    return GoodsBack(return_id, at(time) if isinstance(time, str) else time, original, quantities)


def history(events: Iterable[Event], people: dict[str, Person] | None = None) -> History:
    """A history of these events, read from nowhere."""
    ordered = in_order(list(events))
    reading = Reading("test", "receipt", len(ordered), (Part("sale_member", len(ordered)),), ())
    return History(ordered, ZONE, reading, people or {})
