"""The selling screen's texts: lines, totals, the points button, the pay button."""

from __future__ import annotations

from collections.abc import Mapping

from cashier_app.core.number import MINUS, NO_BREAK_SPACE
from cashier_app.core.points import format_points
from cashier_app.core.quantity import Thousandths
from cashier_app.core.words import Words
from cashier_app.loyalty.explain import explain_limit
from cashier_app.loyalty.quoted import Quote, QuotedLine
from cashier_app.sales.receipt import Line, Receipt, Unit, UnresolvedLine, age_to_confirm
from cashier_app.till.selling_view import LineView, PayView, PointsView, TotalsView


def unit_text(unit: Unit, words: Words) -> str:
    """`кг`, `л`, `м`; nothing for pieces."""
    if unit == "kg":
        return words.translate("receipt", "kg")
    if unit == "l":
        return words.translate("receipt", "l")
    if unit == "m":
        return words.translate("receipt", "m")
    return ""


def quantity_text(quantity: Thousandths, unit: Unit, words: Words) -> str:
    """`2`, `0,299 кг`."""
    name = unit_text(unit, words)
    return f"{words.quantity(quantity)}{NO_BREAK_SPACE}{name}" if name else words.quantity(quantity)


class LineViews:
    """The lines of the receipt on the screen; what has not changed since the last view is not put into words again."""

    def __init__(self) -> None:
        #: By number: what a line was made of, and the line.
        self._made: dict[int, tuple[tuple[object, ...], LineView]] = {}

    def of(self, receipt: Receipt, quote: Quote, words: Words) -> tuple[LineView, ...]:
        """All lines, red ones in their places."""
        quoted: Mapping[int, QuotedLine] = {line.number: line for line in quote.lines}
        gifts = {number for gift in quote.given for number, _ in gift.lines}
        before, self._made = self._made, {}
        views = []
        for line in receipt.lines:
            of = (line, quoted.get(line.number), line.number == receipt.newest, line.number in gifts, words)
            made = before.get(line.number)
            view = made[1] if made is not None and made[0] == of else _line_view(*of)
            self._made[line.number] = of, view
            views.append(view)
        return tuple(views)


def _line_view(
    line: Line | UnresolvedLine, quoted: QuotedLine | None, newest: bool, gift: bool, words: Words
) -> LineView:
    if isinstance(line, UnresolvedLine):
        return _red_line(line, newest, words)
    assert quoted is not None, "a line of goods has its quote"
    return _line(line, quoted, newest, gift, words)


def _line(line: Line, quoted: QuotedLine, newest: bool, gift: bool, words: Words) -> LineView:
    chips = [f"{capital(discount.name)} {MINUS}{words.sum(discount.amount)}" for discount in quoted.discounts]
    if gift:
        chips.insert(0, words.translate("selling", "Gift"))
    amount = quoted.discounted
    return LineView(
        number=line.number,
        name=line.item.name,
        detail=_detail(line, words),
        chips=tuple(chips),
        amount=words.sum(amount),
        base=words.sum(quoted.base) if quoted.base != amount else "",
        newest=newest,
        code=line.code,
        gift=gift,
    )


def _detail(line: Line, words: Words) -> str:
    """`2 × 94,90`; of a gift card, which is sold one by one, what it is."""
    if line.item.card is not None:
        return words.translate("selling", "Advance: no discounts, no points")
    return f"{quantity_text(line.quantity, line.item.unit, words)} × {words.sum(line.item.price)}"


def _red_line(line: UnresolvedLine, newest: bool, words: Words) -> LineView:
    return LineView(
        number=line.number,
        name=words.translate("selling", "Not found: {code}").format(code=line.code),
        detail=words.translate("selling", "the barcode is not in the catalogue"),
        chips=(),
        amount="",
        red=True,
        newest=newest,
        code=line.code,
    )


def capital(text: str) -> str:
    """A name at the beginning of a line."""
    return text[:1].upper() + text[1:]


def needs_confirmation(receipt: Receipt, quote: Quote) -> bool:
    """Whether so many points are spent that somebody has to agree to it, and nobody has yet."""
    return quote.redemption.confirm and quote.redemption.points > receipt.confirmed_points


def totals_view(quote: Quote, words: Words) -> TotalsView:
    """Running totals."""
    redeemed = quote.redemption.amount
    return TotalsView(
        base=words.sum(quote.base),
        saved=f"{MINUS}{words.sum(quote.discount)}" if quote.discount else "",
        points=f"{MINUS}{words.sum(redeemed)}" if redeemed else "",
        to_pay=words.money(quote.to_pay),
    )


def points_view(quote: Quote, could: Quote, words: Words, asked: bool = False) -> PointsView:
    """The points button; `could` is the quote with the maximum asked for, whose limit explains it.

    `asked`: the servers have been asked already, so that what is lacking is held by somebody else.
    """
    redemption, possible = quote.redemption, could.redemption
    earns = ""
    if quote.accrued:
        earns = words.translate("selling", "For this purchase: +{points}").format(points=words.points(quote.accrued))
    limit = explain_limit(possible, words)
    if asked and possible.limit == "right" and not possible.maximum:
        limit = words.translate("selling", "These points are held at another till or shop now")
    if redemption.points:
        text = words.translate("selling", "Redeemed {points} of {maximum}").format(
            points=format_points(redemption.points, words.decimal_mark),
            maximum=format_points(possible.maximum, words.decimal_mark),
        )
        undo = words.translate("selling", "touch again to undo")
        return PointsView(text, " · ".join(filter(None, (limit, undo))), enabled=True, redeemed=True, earns=earns)
    if possible.maximum:
        text = words.translate("selling", "Redeem {points}").format(points=words.points(possible.maximum))
        most = words.points(possible.maximum)
        return PointsView(text, limit, enabled=True, redeemed=False, earns=earns, most=most)
    text = words.translate("selling", "Redeem points")
    return PointsView(text, limit, enabled=False, redeemed=False, earns=earns)


def pay_view(receipt: Receipt, quote: Quote, shift_open: bool, words: Words) -> PayView:
    """Whether payment may be opened, and the one reason why not."""
    reason = ""
    if receipt.unresolved:
        reason = words.translate("selling", "resolve the red line first")
    elif not receipt.lines:
        reason = words.translate("selling", "scan the goods")
    elif age := age_to_confirm(receipt):
        reason = words.translate("selling", "confirm the buyer's age: {age}+").format(age=age)
    elif not shift_open:
        reason = words.translate("selling", "open a shift first")
    elif needs_confirmation(receipt, quote):
        reason = words.translate("selling", "the points have to be confirmed")
    elif quote.to_pay <= 0:
        reason = words.translate("selling", "there is nothing to pay")
    return PayView(enabled=not reason, reason=reason)
