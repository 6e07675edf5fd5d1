"""VAT rates are dated: a catalogue says “standard”, and the day says how much that is.

Source: the Tax Code of Russia, article 164: 18 % to 2018, 20 % from 2019, 22 % from 2026; 10 % for
food, goods for children, medicines and books; 5 and 7 % of simplified taxation are the seller's own.
"""

from __future__ import annotations

from datetime import date

from cashier_app.core.money import BasisPoints

#: First day of a standard rate, newest first.
STANDARD_RATES: tuple[tuple[date, BasisPoints], ...] = (
    (date(2026, 1, 1), 2200),
    (date(2019, 1, 1), 2000),
    (date(2004, 1, 1), 1800),
)
#: All rates that a catalogue may name.
KNOWN_RATES = frozenset({0, 500, 700, 1000, 1800, 2000, 2200})


def rate_on(rate: BasisPoints | None, day: date) -> BasisPoints | None:
    """The rate in force on a day of the sale: any standard rate, old or new, becomes that day's; others stay."""
    if rate not in {standard for _, standard in STANDARD_RATES}:
        return rate
    for first_day, standard in STANDARD_RATES:
        if day >= first_day:
            return standard
    return rate
