"""Returns of lines of a receipt: found, chosen, previewed, committed; never more than was sold."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.till.opening import Till


class ReceiptNotFound(Refused):
    """No such receipt at this till."""

    text = QT_TRANSLATE_NOOP("errors", "There is no such receipt at this till")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at the number and date on the slip, or search by the sum")


class MoreThanSold(Refused):
    """Never more than was sold, less what has gone back already."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}”: at most {left} can be returned")
    way_out = QT_TRANSLATE_NOOP("errors", "Type a smaller quantity")


class NothingChosen(Refused):
    """A return without lines."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is chosen to return")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch the lines that the buyer brings back")


class FoundReceipt(msgspec.Struct, frozen=True):
    """A receipt in the list of those found; texts are ready."""

    receipt_id: Id
    title: str
    detail: str
    amount: str


class ReturnLineView(msgspec.Struct, frozen=True):
    """A sold line: how much may still go back, and how much is chosen."""

    number: int
    name: str
    detail: str
    #: Quantity sold, and that may still be returned.
    sold: str
    returnable: str
    chosen: str
    #: Money that the chosen quantity brings back.
    amount: str
    enabled: bool


class ReturnView(msgspec.Struct, frozen=True):
    """The return screen, ready."""

    title: str
    detail: str
    lines: tuple[ReturnLineView, ...]
    #: Money by kind: (`Наличными`, `120,00`).
    money: tuple[tuple[str, str], ...]
    total: str
    #: The effect on points, one sentence each; empty without a member.
    points: tuple[str, ...]
    enabled: bool
    #: Why the return cannot be made yet.
    reason: str
    total_kopecks: Kopecks = 0


class ReturnedReceipt(msgspec.Struct, frozen=True):
    """A committed return."""

    receipt_id: Id
    number: int
    total: Kopecks
    cash: Kopecks
    card: Kopecks
    points_restored: Points
    points_taken_back: Points
    print_job_id: int | None
    total_text: str
    money_text: str
    points_text: str


class Returning:
    """One return at a time; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def find(
        self, number: str = "", day: date | None = None, amount: str = "", card: str = "", limit: int = 50
    ) -> list[FoundReceipt]:
        """Final sales by number, day, sum or card; newest first.  Raises `ReceiptNotFound`, `MalformedNumber`."""
        raise NotImplementedError

    def start(self, receipt_id: Id, permission: Permission | None = None) -> ReturnView:
        """Take a receipt (from its QR or the list).  Raises `NeedsPermission`, `ReceiptNotFound`, `NoOpenShift`."""
        raise NotImplementedError

    def start_by_code(self, text: str, permission: Permission | None = None) -> ReturnView:
        """Take a receipt by the text of its QR (`CASHIER:R:…`) or its number."""
        raise NotImplementedError

    def choose(self, line: int, quantity: str) -> ReturnView:
        """How much of a line comes back (`0`: nothing).  Raises `MoreThanSold`, `FractionOfPiece`."""
        raise NotImplementedError

    def choose_all(self) -> ReturnView:
        """Everything that may still go back."""
        raise NotImplementedError

    def view(self) -> ReturnView:
        """What the return screen shows now."""
        raise NotImplementedError

    def commit(self) -> Future[ReturnedReceipt]:
        """Make the return: receipt, refunds, entries, rights, slip, operation, in one transaction."""
        raise NotImplementedError

    def leave(self) -> None:
        """Forget the choice."""
        raise NotImplementedError
