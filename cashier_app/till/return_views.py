"""What the return screen shows: texts are ready, nothing is computed in widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points

if TYPE_CHECKING:
    from cashier_app.core.words import Words


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
    #: All that may still be returned, as `choose` takes it.
    whole: str = ""


class RefundView(msgspec.Struct, frozen=True):
    """The refund that the terminal is asked for; texts are ready."""

    kind: str
    amount: str
    #: The till was stopped before the answer: what the terminal's slip says decides.
    unknown: bool
    #: Another part has gone back on the terminal already: this return has to be finished.
    begun: bool


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
    #: What a person should know before it is done; empty mostly.
    warning: str = ""
    #: Money goes back by a manager's word, and the server settles the points.
    money_only: bool = False
    #: Goods without a receipt: scanned here, for a reason (`said`, empty until it is given).
    loose: bool = False
    said: str = ""
    #: Set while the terminal's answer is waited for: only `approved`, `declined` and `in_cash` are possible.
    asked: RefundView | None = None


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


def money_by_kind(payments: Sequence[tuple[str, Kopecks]], words: Words) -> tuple[tuple[str, str], ...]:
    """Sums with the names of their kinds: (`Наличными`, `120,00`)."""
    from cashier_app.documents.reports import payment_name

    return tuple((payment_name(kind, words), words.sum(amount)) for kind, amount in payments)
