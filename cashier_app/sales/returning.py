"""A return as the cashier builds it: lines of a sold receipt and how much of each comes back."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from cashier_app.core.quantity import ONE, FractionOfPiece, Thousandths, quantity_figure
from cashier_app.loyalty.settlement import gifts_kept
from cashier_app.loyalty.sold import NotSold, Returned, SoldFacts, SoldGift, SoldLine, TooMuchReturned


class ReturnDraft(msgspec.Struct, frozen=True):
    """An immutable choice, changed by functions that give a new one."""

    sold: SoldFacts
    returned: Returned
    chosen: Mapping[int, Thousandths] = {}


def sold_line(sold: SoldFacts, number: int) -> SoldLine:
    """A line of the sale; raises `NotSold`."""
    for line in sold.lines:
        if line.number == number:
            return line
    raise NotSold(number=number)


def left_to_return(draft: ReturnDraft, number: int) -> Thousandths:
    """How much of a line has not come back yet, whatever is chosen now; raises `NotSold`."""
    return max(sold_line(draft.sold, number).quantity - draft.returned.quantities.get(number, 0), 0)


def choose(draft: ReturnDraft, number: int, quantity: Thousandths) -> ReturnDraft:
    """Return so much of a line instead of what was chosen; 0 takes the line out.

    Where that brings back the last line that earned a gift, the gift is chosen with it; taken out again it is kept,
    and paid for (`gifts_to_pay`).

    Raises `NotSold`, `TooMuchReturned` or `FractionOfPiece`.
    """
    line = sold_line(draft.sold, number)
    left = left_to_return(draft, number)
    if not 0 <= quantity <= left:
        raise TooMuchReturned(name=line.name, asked=quantity_figure(quantity), left=quantity_figure(left))
    if quantity % ONE and not line.fractional:
        raise FractionOfPiece(name=line.name, value=quantity_figure(quantity))
    changed = _with(draft, {number: quantity})
    due = {gift.rule_id for gift in gifts_to_pay(draft)}
    for gift in gifts_to_pay(changed):
        if gift.rule_id not in due and number not in (line for line, _ in gift.lines):
            changed = _with(changed, {line: left_to_return(draft, line) for line, _ in gift.lines})
    return changed


def choose_all(draft: ReturnDraft) -> ReturnDraft:
    """Return everything that is left."""
    return _with(draft, {line.number: left_to_return(draft, line.number) for line in draft.sold.lines})


def gifts_to_pay(draft: ReturnDraft) -> tuple[SoldGift, ...]:
    """Gifts that the buyer would keep while every line that earned them goes back: their price is taken off."""
    gone = draft.returned.quantities
    after = {line.number: gone.get(line.number, 0) + draft.chosen.get(line.number, 0) for line in draft.sold.lines}
    return gifts_kept(draft.sold, after)


def _with(draft: ReturnDraft, quantities: Mapping[int, Thousandths]) -> ReturnDraft:
    chosen = {**draft.chosen, **quantities}
    return replace(draft, chosen={key: chosen[key] for key in sorted(chosen) if chosen[key]})
