"""Returns: money by the original payment kinds, points to the lots they came from, exactly.

Sold lines are never quoted anew.  Every figure of a line goes back in proportion to the returned
quantity with cumulative rounding, so that any number of partial returns sum to the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.ledger import Posting
from cashier_app.loyalty.programme import ReturnRules
from cashier_app.loyalty.quoted import NewLot, Quote, Redemption


class SoldLine(msgspec.Struct, frozen=True):
    """A line as it was sold: base - discount - redeemed = to_pay; VAT is inside to_pay."""

    number: int
    product_id: str
    name: str
    price: Kopecks
    quantity: Thousandths
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat_rate: BasisPoints | None = None
    vat: Kopecks = 0
    #: Sold by fractions of the unit.
    fractional: bool = False


class SoldFacts(msgspec.Struct, frozen=True):
    """A sale as it stands in the database: what a return needs of it and nothing else.

    `payments` are kopecks by kind (cash, card, sbp), what each paid, change given back already.
    `op_id` is the operation that opened the sale's lots; `redemption` and `new_lots` are its quote's.
    """

    op_id: str
    account_id: str | None
    lines: tuple[SoldLine, ...]
    payments: tuple[tuple[str, Kopecks], ...]
    redemption: Redemption | None = None
    new_lots: tuple[NewLot, ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """What earlier returns of the same sale took: quantities by line number, kopecks by payment kind."""

    quantities: Mapping[int, Thousandths] = {}
    payments: Mapping[str, Kopecks] = {}


class ReturnedLine(msgspec.Struct, frozen=True):
    """What goes back of one line, all positive."""

    number: int
    quantity: Thousandths
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat: Kopecks


class ReturnSettlement(msgspec.Struct, frozen=True):
    """Everything a return moves.  Money and points are positive; `posting` carries the signs.

    `net` is what the qualification window loses.  `restored` are redeemed points that came back,
    `taken_back` accrued points that went, of them `from_pending`; `debt` is what stays owed,
    `forgiven` what policy forgave.  `stopped`: policy `deny` moved no points, a person decides.
    """

    lines: tuple[ReturnedLine, ...]
    money: Kopecks
    payments: tuple[tuple[str, Kopecks], ...]
    net: Kopecks
    restored: Points
    taken_back: Points
    from_pending: Points
    debt: Points
    forgiven: Points
    stopped: bool
    posting: Posting


class TooMuchReturned(Refused):
    """More is brought back than is left of what was sold."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}”: {asked} cannot be returned, {left} is left of what was sold")
    way_out = QT_TRANSLATE_NOOP("errors", "Return at most what is left")


class NotSold(Refused):
    """A line that the receipt does not have."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt has no line {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose among the lines of the receipt")


class NothingToReturn(Refused):
    """A return without a line."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is chosen for the return")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose at least one line and its quantity")


def sold_facts(
    op_id: str,
    account_id: str | None,
    lines: Sequence[SoldLine],
    payments: Sequence[tuple[str, Kopecks]],
    quoted: Quote | None,
) -> SoldFacts:
    """Facts of a sale from its stored lines, payments (several of a kind are summed) and quote."""
    raise NotImplementedError


def settle_return(
    op_id: str,
    sold: SoldFacts,
    returned: Returned,
    quantities: Mapping[int, Thousandths],
    lots: Sequence[LotState],
    rules: ReturnRules,
    now: Instant,
) -> ReturnSettlement:
    """Settle a return of quantities by line number, made by operation `op_id`.

    `lots` are the member's lots as this machine knows them (balance and right); none without a member.
    Raises `NothingToReturn`, `NotSold` or `TooMuchReturned`; nothing else can go wrong.
    """
    raise NotImplementedError
