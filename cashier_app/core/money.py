"""Money in whole kopecks, percentages in basis points, and the two roundings the rules know.

Nothing here is ever a float.  `Decimal` appears only where text becomes a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import le
from typing import TypeAlias

from cashier_app.core.number import Figure, format_scaled, parse_scaled

Kopecks: TypeAlias = int
BasisPoints: TypeAlias = int

#: No price or sum of a shop is larger; a longer one is a slip of the hand or a broken file.
MAXIMUM_KOPECKS = 10**11


def divide_half_up(numerator: int, denominator: int) -> int:
    """Quotient rounded half up by magnitude, so that a return mirrors its sale (denominator > 0)."""
    if numerator < 0:
        return -divide_half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def line_amount(price: Kopecks, quantity: int) -> Kopecks:
    """Price of one unit times a quantity in thousandths, rounded half up to the kopeck.

    This is the rule of every line of real Russian fiscal receipts.
    """
    return divide_half_up(price * quantity, 1000)


def percent_of(amount: Kopecks, rate: BasisPoints) -> Kopecks:
    """Share of an amount, rounded half up; 7.5 % is 750 basis points."""
    return divide_half_up(amount * rate, 10_000)


def percent_floor(amount: int, rate: BasisPoints) -> int:
    """Share of an amount, rounded down: limits and accruals never round in anybody's favour."""
    return amount * rate // 10_000


def vat_inside(amount: Kopecks, rate: BasisPoints) -> Kopecks:
    """VAT contained in an amount that already includes it, rounded half up (per line)."""
    return divide_half_up(amount * rate, 10_000 + rate)


def parse_money(text: str) -> Kopecks:
    """Kopecks from what a person typed or a file holds: `1 234,56`, `1234.5`, `12`.

    Raises `MalformedNumber` for anything else, more than two decimals, or an absurd size.
    """
    return parse_scaled(text, decimals=2, maximum=MAXIMUM_KOPECKS)


def format_money(amount: Kopecks, decimal_mark: str = ",") -> str:
    """`1 234,56` with a no-break space between thousands; a true minus for negative sums."""
    return format_scaled(amount, decimals=2, decimal_mark=decimal_mark, trim=False)


def money_figure(amount: Kopecks) -> Figure:
    """A sum for a sentence whose language is not known yet (`WorldError` details)."""
    return Figure(amount, decimals=2, trim=False)


def allocate(
    total: int,
    weights: Sequence[int],
    ties: Sequence[object] | None = None,
    caps: Sequence[int] | None = None,
) -> list[int]:
    """Spread a whole over parts pro rata, exactly: largest remainder, ties by the given keys.

    `weights` are non-negative; `caps` limit each part (a line at its floor), and what a full
    part cannot take is spread again over the others.  `ties` are sortable keys, one a part,
    smaller first; without them the position decides.  The parts always sum to `total`;
    `ValueError` if the caps or weights leave no room for it.
    """
    if caps is None or all(caps):
        parts = _spread(total, weights, ties)
        if caps is None or all(map(le, parts, caps)):
            return parts
    parts = [0] * len(weights)
    rest = total
    while rest > 0:
        room = [i for i, weight in enumerate(weights) if weight > 0 and parts[i] < caps[i]]
        keys = room if ties is None else [ties[i] for i in room]
        for i, share in zip(room, _spread(rest, [weights[i] for i in room], keys), strict=True):
            taken = min(share, caps[i] - parts[i])
            parts[i] += taken
            rest -= taken
    return parts


def _spread(total: int, weights: Sequence[int], ties: Sequence[object] | None) -> list[int]:
    """Spread a whole pro rata, without caps; a weight of 0 has no remainder and so never gets any."""
    weight = sum(weights)
    if weight == 0:
        if total > 0:
            raise ValueError(f"{total} cannot be spread over the parts given")
        return [0] * len(weights)
    parts = [total * each // weight for each in weights]
    left = total - sum(parts)
    if left:
        keys = range(len(weights)) if ties is None else ties
        smallest = [part * weight - total * each for part, each in zip(parts, weights, strict=True)]
        order = sorted(zip(smallest, keys, range(len(weights)), strict=True))
        for _, _, place in order[:left]:
            parts[place] += 1
    return parts
