"""The honest price: how each kopeck of a line's price came about, in the order it was reckoned."""

from __future__ import annotations

from cashier_app.core.money import Kopecks
from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.explain import explain_lot
from cashier_app.loyalty.quoted import NewLot, Quote, QuotedLine
from cashier_app.sales.receipt import Line
from cashier_app.till.selling_text import capital, quantity_text
from cashier_app.till.selling_view import PriceRow


def price_rows(line: Line, quote: Quote, zone: str, words: Words) -> tuple[PriceRow, ...]:
    """Base price, each discount by its rule, points, to pay, points earned by each rule; empty for no such line."""
    quoted = next((each for each in quote.lines if each.number == line.number), None)
    if quoted is None:
        return ()
    base = f"{quantity_text(line.quantity, line.item.unit, words)} × {words.sum(line.item.price)}"
    rows = [PriceRow(base, words.sum(quoted.base))]
    rows += [
        PriceRow(capital(discount.name), MINUS + words.sum(discount.amount), "saved") for discount in quoted.discounts
    ]
    if quoted.redeemed:
        name = words.translate("selling", "By points ({points})").format(points=words.points(quoted.redeemed_points))
        rows.append(PriceRow(name, MINUS + words.sum(quoted.redeemed), "points"))
    rows.append(PriceRow(words.translate("selling", "To pay"), words.sum(quoted.to_pay), "total"))
    rows += [
        PriceRow(capital(explain_lot(lot, zone, words)), f"+{words.points(points)}", "points")
        for lot, points in accruals(quoted, quote)
    ]
    return tuple(rows)


def accruals(quoted: QuotedLine, quote: Quote) -> list[tuple[NewLot, int]]:
    """Points that each rule gives for a line, in the rules' order; coupons given are none."""
    return [
        (lot, points)
        for lot in quote.new_lots
        if lot.wallet == POINTS_WALLET
        for number, points in lot.lines
        if number == quoted.number and points
    ]


def what_changes(before: Quote, after: Quote, words: Words) -> str:
    """What makes two quotes of one receipt differ, in words: each discount that comes or goes, the points."""
    sums: dict[str, Kopecks] = {}
    for quoted, sign in ((before, -1), (after, 1)):
        for line in quoted.lines:
            for discount in line.discounts:
                sums[discount.name] = sums.get(discount.name, 0) + sign * discount.amount
    parts = [
        f"{capital(name)} {MINUS if amount > 0 else '+'}{words.sum(abs(amount))}"
        for name, amount in sums.items()
        if amount
    ]
    points = after.redemption.points - before.redemption.points
    if points:
        told = words.translate("payment", "spent points {change}")
        parts.append(told.format(change=f"{'+' if points > 0 else MINUS}{words.points(abs(points))}"))
    earned = after.accrued - before.accrued
    if earned:
        told = words.translate("payment", "earned {change}")
        parts.append(told.format(change=f"{'+' if earned > 0 else MINUS}{words.points(abs(earned))}"))
    return ", ".join(parts)
