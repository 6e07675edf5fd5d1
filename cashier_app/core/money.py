"""Money in whole kopecks, percentages in basis points, and the two roundings the rules know.

Nothing here is ever a float.  `Decimal` appears only where text becomes a number.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    count = len(weights)
    limits = caps if caps is not None else [total] * count
    parts = [0] * count
    rest = total
    while rest > 0:
        open_parts = [i for i in range(count) if weights[i] > 0 and parts[i] < limits[i]]
        weight = sum([weights[i] for i in open_parts])
        if weight == 0:
            raise ValueError(f"{rest} of {total} cannot be spread over the parts given")
        divided = [divmod(rest * weights[i], weight) for i in open_parts]
        shares = [share for share, _ in divided]
        left = rest - sum(shares)
        if left:
            keys = open_parts if ties is None else [ties[i] for i in open_parts]
            largest = sorted(zip([-remainder for _, remainder in divided], keys, range(len(divided)), strict=True))
            for _, _, place in largest[:left]:
                shares[place] += 1
        for i, share in zip(open_parts, shares, strict=True):
            taken = min(share, limits[i] - parts[i])
            parts[i] += taken
            rest -= taken
    return parts
