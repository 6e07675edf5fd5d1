"""A return as the cashier builds it: lines of a sold receipt and how much of each comes back."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.settlement import Returned, SoldFacts, SoldLine


class ReturnDraft(msgspec.Struct, frozen=True):
    """An immutable choice, changed by functions that give a new one."""

    sold: SoldFacts
    returned: Returned
    chosen: Mapping[int, Thousandths] = {}


def sold_line(sold: SoldFacts, number: int) -> SoldLine:
    """A line of the sale; raises `NotSold`."""
    raise NotImplementedError


def left_to_return(draft: ReturnDraft, number: int) -> Thousandths:
    """How much of a line has not come back yet, whatever is chosen now; raises `NotSold`."""
    raise NotImplementedError


def choose(draft: ReturnDraft, number: int, quantity: Thousandths) -> ReturnDraft:
    """Return so much of a line instead of what was chosen; 0 takes the line out.

    Raises `NotSold`, `TooMuchReturned` or `FractionOfPiece`.
    """
    raise NotImplementedError


def choose_all(draft: ReturnDraft) -> ReturnDraft:
    """Return everything that is left."""
    raise NotImplementedError
