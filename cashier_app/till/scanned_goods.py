"""Goods by their code: a product as it is sold now, and how much of it the code says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from cashier_app.catalog import recognition
from cashier_app.catalog.codes import gtins
from cashier_app.catalog.vat import StandardRates, rate_on
from cashier_app.core.clock import local_date
from cashier_app.core.money import divide_half_up, line_amount
from cashier_app.core.quantity import ONE, Thousandths
from cashier_app.sales.receipt import Item, Line, Receipt, Unit

if TYPE_CHECKING:
    from cashier_app.storage.rows import ProductRow
    from cashier_app.till.opening import Till

UNITS: Final[dict[str, Unit]] = {"pc": "pc", "kg": "kg", "l": "l", "m": "m"}


def item_of(till: Till, row: ProductRow) -> Item:
    """A product as it is sold now: its price and VAT rate freeze here."""
    return Item(
        product_id=row.product_id,
        name=row.name,
        price=row.price,
        unit=UNITS.get(row.unit, "pc"),
        fractional=bool(row.fractional),
        member_price=row.member_price,
        category=row.category,
        brand=row.brand,
        supplier=row.supplier,
        tags=frozenset(row.tags.split()),
        cost=row.cost,
        vat_rate=rate_on(row.vat_rate, local_date(till.clock.now(), till.zone), till.vat_rates),
        minimum_age=row.minimum_age,
    )


def with_rates_of(receipt: Receipt, rates: StandardRates, day: date) -> Receipt:
    """A receipt that is about to be paid, with the VAT rates of that day: its goods may be from the day before."""
    lines = tuple(
        replace(line, item=replace(line.item, vat_rate=rate_on(line.item.vat_rate, day, rates)))
        if isinstance(line, Line)
        else line
        for line in receipt.lines
    )
    return replace(receipt, lines=lines)


def counted(
    item: Item, count: Thousandths, weight: Thousandths | None = None, amount: int | None = None
) -> tuple[Item, Thousandths]:
    """How much of a product: what its label says by weight, or in kopecks, else `count`.

    Where grams are too coarse to meet a label's price it is sold as a pack of exactly that price.
    """
    if weight is not None:
        return item, weight
    if amount is None:
        return item, count
    by_price = max(divide_half_up(amount * ONE, max(item.price, 1)), 1)
    if line_amount(item.price, by_price) == amount:
        return item, by_price
    return replace(item, price=amount, member_price=None, unit="pc"), ONE


def as_known(till: Till, found: recognition.Recognised) -> recognition.Recognised:
    """What a code is once the catalogue has been asked: goods that have just this code have no label of the scales.

    A shop's internal numbers begin with 2 as such labels do, and a mask may fit both.
    """
    if isinstance(found, recognition.WeightedProduct | recognition.PriceCode):
        whole = tuple(gtin for gtin in gtins(found.code) if till.reader.product(gtin) is not None)
        if whole:
            return recognition.Product(found.code, whole)
    return found


def found_goods(till: Till, found: recognition.Recognised, count: Thousandths) -> tuple[Item, Thousandths, str] | None:
    """The product that a code names, how much of it, and the code; None for what is no product known here."""
    weight: Thousandths | None = None
    amount: int | None = None
    found = as_known(till, found)
    match found:
        case recognition.Product():
            code = found.code
        case recognition.WeightedProduct():
            code, weight = found.code, found.quantity
        case recognition.PriceCode():
            code, amount = found.code, found.amount
        case recognition.Marking():
            code, weight = found.text, found.quantity
        case _:
            return None
    row = next((row for key in found.lookup if (row := till.reader.product(key)) is not None), None)
    if row is None:
        return None
    item, quantity = counted(item_of(till, row), count, weight, amount)
    return item, quantity, code
