"""A line while its quote is being computed."""

from __future__ import annotations

from cashier_app.core.money import Kopecks, line_amount
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.prepared import Profile
from cashier_app.loyalty.quoted import Discount, Step, TraceStep


class WorkingLine:
    """A cart line with its running amount: base - discounts so far; `redeemed` is counted apart.

    `tie` orders lines in allocations: product id, unit price, quantity, line number.
    """

    __slots__ = (
        "amount",
        "base",
        "discounts",
        "number",
        "profile",
        "redeemed",
        "redeemed_points",
        "source",
        "tie",
    )

    def __init__(self, source: CartLine, profile: Profile) -> None:
        self.source = source
        self.profile = profile
        self.number = source.number
        self.tie = (source.product_id, source.price, source.quantity, source.number)
        self.base: Kopecks = line_amount(source.price, source.quantity)
        self.amount: Kopecks = self.base
        self.discounts: list[Discount] = []
        self.redeemed: Kopecks = 0
        self.redeemed_points: Points = 0

    @property
    def to_pay(self) -> Kopecks:
        """What remains to be paid in money."""
        return self.amount - self.redeemed

    def take_off(self, step: Step, rule_id: str, name: str, off: Kopecks, trace: list[TraceStep]) -> None:
        """Record a discount, never of more than is left; one of nothing leaves no mark."""
        off = min(off, self.amount)
        if off > 0:
            self.amount -= off
            self.discounts.append(Discount(step, rule_id, name, off))
            trace.append(TraceStep(step, rule_id, self.number, -off, name))
