"""Every report there is, by its name and in the order of lists."""

from __future__ import annotations

from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.reports import loyalty, sales
from cashier_app.reports.report import Definition, Source

_ALL: Final = (
    sales.SUMMARY,
    sales.PAYMENTS,
    sales.VAT,
    sales.DISCOUNTS,
    sales.CASH,
    sales.SHIFTS,
    sales.HOURS,
    sales.DAYS,
    sales.CATEGORIES,
    sales.PRODUCTS,
    sales.CASHIERS,
    sales.TILLS,
    loyalty.LOYALTY,
    loyalty.CAMPAIGNS,
    loyalty.POINTS,
    loyalty.LIABILITY,
    loyalty.LEVELS,
    sales.OVERRIDES,
)
REPORTS: Final[dict[str, Definition]] = {each.name: each for each in _ALL}


class NoSuchReport(Refused):
    """A name that no report has."""

    text = QT_TRANSLATE_NOOP("errors", "There is no report “{name}”")
    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app report list” shows all of them")


class NotThere(Refused):
    """A report whose facts are elsewhere."""

    text = QT_TRANSLATE_NOOP("errors", "What “{name}” tells is not known here")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Ask the server with --server, or the till without it: “cashier-app report list” says which"
    )


def of_source(source: Source) -> list[Definition]:
    """The reports that a till, or a server, can tell."""
    return [each for each in REPORTS.values() if source in each.sources]


def find(name: str, source: Source) -> Definition:
    """A report by its name.  Raises `NoSuchReport`, `NotThere`."""
    found = REPORTS.get(name)
    if found is None:
        raise NoSuchReport(name=name)
    if source not in found.sources:
        raise NotThere(name=name)
    return found
