"""VAT rates are dated: a catalogue says “standard”, and the day says how much that is.

Source: the Tax Code of Russia, article 164: 18 % to 2018, 20 % from 2019, 22 % from 2026; 10 % for
food, goods for children, medicines and books; 5 and 7 % of simplified taxation are the seller's own.
The law changes the standard rate: the settings (`[[vat_rates]]`) may name others by their first day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from cashier_app.core.money import BasisPoints

#: First day of each standard rate and the rate, newest first.
StandardRates: TypeAlias = tuple[tuple[date, BasisPoints], ...]

STANDARD_RATES: StandardRates = (
    (date(2026, 1, 1), 2200),
    (date(2019, 1, 1), 2000),
    (date(2004, 1, 1), 1800),
)
#: All rates that a catalogue may name, besides the standard ones of the settings.
KNOWN_RATES = frozenset({0, 500, 700, 1000, 1800, 2000, 2200})


def standard_rates(rates: Iterable[tuple[str, int]]) -> StandardRates:
    """Standard rates from their first days (`2026-01-01`) and per cent, in any order.

    Those of the law up to now stay known, so that an old catalogue means the standard rate whatever it calls it.
    """
    given = {date.fromisoformat(day): percent * 100 for day, percent in rates}
    return tuple(sorted(({**dict(STANDARD_RATES), **given}).items(), reverse=True))


def rate_on(rate: BasisPoints | None, day: date, rates: StandardRates = STANDARD_RATES) -> BasisPoints | None:
    """The rate in force on a day of the sale: any standard rate, old or new, becomes that day's; others stay."""
    if rate not in {standard for _, standard in rates}:
        return rate
    for first_day, standard in rates:
        if day >= first_day:
            return standard
    return rate
