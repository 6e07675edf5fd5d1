"""A site as a server sees it: baskets, holds and commits, asked directly."""

from __future__ import annotations

from typing import Any

from cashier_app.core.ids import new_id
from cashier_app.server import holds
from cashier_app.server.nodes import Node
from cashier_app.server.site_messages import (
    Basket,
    BasketLine,
    CommitRequest,
    Hold,
    HoldRequest,
    MemberName,
    SitePayment,
)
from tests.integration.server.desk import Desk

LINE = BasketLine(product_id="bread", name="Хлеб", price=50_000, quantity=2000, vat_rate=1000)


def basket(card: str = "", redeem: int | str = 0, lines: tuple[BasketLine, ...] = (LINE,), **fields: Any) -> Basket:
    """Two loaves for a member."""
    member = MemberName("card", card) if card else None
    return Basket(lines=lines, member=member, redeem=redeem, **fields)  # type: ignore[arg-type]


class Site:
    """A site of a desk's server."""

    def __init__(self, desk: Desk, name: str = "site", store: str = "web") -> None:
        self.desk = desk
        self.who: Node = desk.join(store, name, kind="site")

    def hold(self, wanted: Basket, hold_id: str = "", lease_s: int = 900) -> Hold:
        """Ask for a hold."""
        request = HoldRequest(hold_id or new_id(), wanted, lease_s)
        with self.desk.database.write() as transaction:
            return holds.acquire(transaction, self.desk.programmes, self.who, request)

    def commit(self, hold: Hold, op_id: str = "", to_pay: int | None = None) -> Hold:
        """Make it a sale, paid by card."""
        if to_pay is None:
            assert hold.quote is not None
            to_pay = hold.quote.quote.to_pay
        payments = (SitePayment("card", to_pay, "slip 1"),) if to_pay else ()
        request = CommitRequest(op_id or new_id(), payments, number=77)
        with self.desk.database.write() as transaction:
            return holds.commit(transaction, self.desk.programmes, self.who, hold.hold_id, request)

    def cancel(self, hold: Hold) -> Hold:
        """Give it back."""
        with self.desk.database.write() as transaction:
            return holds.cancel(transaction, self.desk.programmes, self.who, hold.hold_id)

    def prolong(self, hold: Hold, lease_s: int = 900) -> Hold:
        """Ask for more time."""
        with self.desk.database.write() as transaction:
            return holds.prolong(transaction, self.desk.programmes, self.who, hold.hold_id, lease_s)

    def look(self, hold: Hold) -> Hold:
        """The hold as it is now."""
        with self.desk.database.write() as transaction:
            return holds.describe(transaction, self.desk.programmes, self.who, hold.hold_id)
