"""The tables of exported sales: their columns and headings in the person's language."""

from __future__ import annotations

from typing import Final

import msgspec

from cashier_app.console.sales import Compared, Sales
from cashier_app.core.words import Words
from cashier_app.documents.reports import payment_name
from cashier_app.documents.sheets import Column, Sheet
from cashier_app.sales.receipt import Unit
from cashier_app.till.selling_text import unit_text

UNITS: Final[tuple[Unit, ...]] = ("pc", "kg", "l", "m")


class _Total(msgspec.Struct, frozen=True):
    """A compared figure in words."""

    shift: int
    figure: str
    exported: int
    reported: int
    difference: int


def sales_sheets(sales: Sales, zone: str, words: Words) -> list[Sheet]:
    """Lines, discounts, receipts, payments and totals, in this order."""
    totals = [
        _Total(one.shift, figure_words(one, words), one.exported, one.reported, one.exported - one.reported)
        for one in sales.totals
    ]
    return [
        Sheet("lines", words.translate("sales", "Lines"), _lines(words), sales.lines, zone),
        Sheet("discounts", words.translate("sales", "Discounts"), _discounts(words), sales.discounts, zone),
        Sheet("receipts", words.translate("sales", "Receipts"), _receipts(words), sales.receipts, zone),
        Sheet("payments", words.translate("sales", "Payments"), _payments(words), sales.payments, zone),
        Sheet("totals", words.translate("sales", "Totals"), _totals(words), totals, zone),
    ]


def figure_words(one: Compared, words: Words) -> str:
    """What a compared figure is, in the person's language."""
    match one.figure:
        case "sales":
            return words.translate("sales", "Paid for sales")
        case "returns":
            return words.translate("sales", "Given back for returns")
        case "base":
            return words.translate("sales", "Sales without discounts")
        case "net":
            return words.translate("sales", "Sales after discounts and points")
        case "redeemed":
            return words.translate("sales", "Paid with points in sales")
        case "redeemed_points":
            return words.translate("sales", "Points spent in sales")
        case "accrued_points":
            return words.translate("sales", "Points given in sales")
        case "payment":
            return words.translate("sales", "Payments: {kind}").format(kind=payment_name(one.of, words))
        case "discount":
            return words.translate("sales", "Discount in sales: {name}").format(name=one.of)
        case "turnover":
            rate = one.of.replace(".", words.decimal_mark) or words.translate("receipt", "without VAT")
            return words.translate("sales", "Turnover at VAT {rate}").format(rate=rate)
        case _:
            rate = one.of.replace(".", words.decimal_mark) or words.translate("receipt", "without VAT")
            return words.translate("sales", "VAT {rate}").format(rate=rate)


def _begin(words: Words) -> tuple[Column, ...]:
    """What every row begins with."""
    return (
        Column("shift", words.translate("sales", "Shift"), "number"),
        Column("receipt", words.translate("sales", "Receipt"), "number"),
        Column(
            "kind",
            words.translate("sales", "Kind"),
            meanings={"sale": words.translate("sales", "sale"), "return": words.translate("sales", "return")},
        ),
    )


def _lines(words: Words) -> tuple[Column, ...]:
    return (
        *_begin(words),
        Column("at", words.translate("sales", "Time"), "moment"),
        Column("line", words.translate("sales", "Line"), "number"),
        Column("product_id", words.translate("sales", "Product id")),
        Column("code", words.translate("sales", "Code")),
        Column("name", words.translate("sales", "Product")),
        Column(
            "unit",
            words.translate("sales", "Unit"),
            meanings={unit: unit_text(unit, words) or words.translate("sales", "pcs") for unit in UNITS},
        ),
        Column("quantity", words.translate("sales", "Quantity"), "quantity"),
        Column("price", words.translate("sales", "Price"), "money"),
        Column("base", words.translate("sales", "Sum without discounts"), "money"),
        Column("discount", words.translate("sales", "Discounts"), "money"),
        Column("redeemed", words.translate("sales", "Paid with points"), "money"),
        Column("redeemed_points", words.translate("sales", "Points spent"), "points"),
        Column("net", words.translate("sales", "Net sum"), "money"),
        Column("vat_rate", words.translate("sales", "VAT rate, %"), "rate"),
        Column("vat", words.translate("sales", "VAT"), "money"),
        Column("accrued_points", words.translate("sales", "Points given"), "points"),
        Column("sold_by", words.translate("sales", "Sold by receipt"), "number"),
    )


def _discounts(words: Words) -> tuple[Column, ...]:
    return (
        *_begin(words),
        Column("line", words.translate("sales", "Line"), "number"),
        Column("product_id", words.translate("sales", "Product id")),
        Column("product", words.translate("sales", "Product")),
        Column("rule_id", words.translate("sales", "Rule id")),
        Column("rule", words.translate("sales", "Rule")),
        Column("amount", words.translate("sales", "Discount"), "money"),
    )


def _receipts(words: Words) -> tuple[Column, ...]:
    return (
        *_begin(words),
        Column("at", words.translate("sales", "Time"), "moment"),
        Column("cashier", words.translate("sales", "Cashier")),
        Column("with_card", words.translate("sales", "With a card"), "yes"),
        Column("base", words.translate("sales", "Sum without discounts"), "money"),
        Column("discount", words.translate("sales", "Discounts"), "money"),
        Column("redeemed", words.translate("sales", "Paid with points"), "money"),
        Column("redeemed_points", words.translate("sales", "Points spent"), "points"),
        Column("net", words.translate("sales", "Net sum"), "money"),
        Column("other", words.translate("sales", "Cash rounding, gifts kept"), "money"),
        Column("paid", words.translate("sales", "Paid"), "money"),
        Column("accrued_points", words.translate("sales", "Points given"), "points"),
        Column("programme_version", words.translate("sales", "Programme version"), "number"),
    )


def _payments(words: Words) -> tuple[Column, ...]:
    return (
        *_begin(words),
        Column("at", words.translate("sales", "Time"), "moment"),
        Column(
            "payment",
            words.translate("sales", "Payment"),
            meanings={kind: payment_name(kind, words) for kind in ("cash", "card", "sbp", "gift")},
        ),
        Column("amount", words.translate("sales", "Sum"), "money"),
    )


def _totals(words: Words) -> tuple[Column, ...]:
    return (
        Column("shift", words.translate("sales", "Shift"), "number"),
        Column("figure", words.translate("sales", "Figure")),
        Column("exported", words.translate("sales", "In this export"), "money"),
        Column("reported", words.translate("sales", "In the Z report"), "money"),
        Column("difference", words.translate("sales", "Difference"), "money"),
    )
