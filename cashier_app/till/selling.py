"""The receipt on the screen: scans and touches in, a view out.

Synchronous, on the screen's thread, a millisecond or two each; nothing waits for a disk or the
network.  The draft is saved through the database worker so that a crash gives it back.
Every act that is refused raises `WorldError` with words; the receipt is then as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashier_app.sales.receipt import Receipt
from cashier_app.till.rights import Permission
from cashier_app.till.selling_view import (
    AgeQuestion,
    GoodsView,
    LineView,
    MemberQuestion,
    MemberView,
    Notice,
    Outcome,
    PayView,
    PointsView,
    Question,
    SellingView,
    TotalsView,
)

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.opening import Till

__all__ = [
    "AgeQuestion",
    "GoodsView",
    "LineView",
    "MemberQuestion",
    "MemberView",
    "Notice",
    "Outcome",
    "PayView",
    "PointsView",
    "Question",
    "Selling",
    "SellingView",
    "TotalsView",
]


class Selling:
    """The open receipt.  One at a time; belongs to the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @property
    def receipt(self) -> Receipt:
        """The receipt as a value."""
        raise NotImplementedError

    def view(self) -> SellingView:
        """What the screen shows now."""
        raise NotImplementedError

    # --- codes -------------------------------------------------------------------------------------------

    def scan(self, scan: Scan, quantity: str = "") -> Outcome:
        """Whatever a scanner read; `quantity` is what stood in the entry field (digits then a scan).

        Goods, weighed goods, cards and unknown product-like codes change the receipt; a foreign card, a link or
        garbage gives a notice and changes nothing.  Never raises for bad input: the outcome says it.
        """
        raise NotImplementedError

    def type_code(self, text: str, quantity: str = "") -> Outcome:
        """A code typed by hand: like a scan."""
        raise NotImplementedError

    def add_product(self, product_id: str, quantity: str = "") -> Outcome:
        """Goods picked on the goods page."""
        raise NotImplementedError

    def search(self, text: str, limit: int = 50) -> list[GoodsView]:
        """Goods by words of the name, article, or last digits of the barcode."""
        raise NotImplementedError

    def categories(self) -> list[str]:
        """Folders of the goods page."""
        raise NotImplementedError

    def without_barcode(self, category: str | None = None) -> list[GoodsView]:
        """Goods that cannot be scanned, for the quick page."""
        raise NotImplementedError

    # --- lines -------------------------------------------------------------------------------------------

    def set_quantity(self, text: str, number: int | None = None) -> Outcome:
        """Quantity of a line (the newest by default).  Raises `MalformedNumber`, `ZeroQuantity`, `FractionOfPiece`."""
        raise NotImplementedError

    def set_discount(self, percent: str, number: int | None = None, permission: Permission | None = None) -> Outcome:
        """Discount by hand on a line (the newest by default), in per cent; 0 takes it away.

        Raises `NeedsPermission` without the right, or above the shop's limit.
        """
        raise NotImplementedError

    def remove_line(self, number: int | None = None, permission: Permission | None = None) -> Outcome:
        """Remove a line (the newest by default); red lines need no right.  Raises `NeedsPermission`."""
        raise NotImplementedError

    def resolve(self, number: int, product_id: str) -> Outcome:
        """A red line becomes the product that the cashier found for it."""
        raise NotImplementedError

    def cancel(self, permission: Permission | None = None) -> Outcome:
        """Throw the receipt away and begin an empty one; journalled.  Raises `NeedsPermission`."""
        raise NotImplementedError

    def confirm_age(self, of_age: bool) -> Outcome:
        """The answer to `AgeQuestion`: no removes the goods for adults."""
        raise NotImplementedError

    # --- the buyer ---------------------------------------------------------------------------------------

    def find_phone(self, text: str) -> Outcome:
        """Attach the buyer by the full phone number."""
        raise NotImplementedError

    def keep_member(self) -> Outcome:
        """The answer to `MemberQuestion`: the first card stays."""
        raise NotImplementedError

    def take_new_member(self) -> Outcome:
        """The answer to `MemberQuestion`: the second card."""
        raise NotImplementedError

    def detach_member(self) -> Outcome:
        """Take the card off the receipt."""
        raise NotImplementedError

    def refresh_member(self) -> SellingView:
        """Read the buyer and programme again (after an acquire, or when the feed brought changes)."""
        raise NotImplementedError

    # --- points ------------------------------------------------------------------------------------------

    def redeem(self, asked: str = "maximum") -> Outcome:
        """Redeem points: `maximum`, or a number typed.  Raises `MalformedNumber`; less than asked comes with a notice."""
        raise NotImplementedError

    def undo_redemption(self) -> Outcome:
        """Redeem nothing."""
        raise NotImplementedError

    # --- coming and going --------------------------------------------------------------------------------

    def begin(self) -> SellingView:
        """An empty receipt (after a sale, a park, a cancel)."""
        raise NotImplementedError
