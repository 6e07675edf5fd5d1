"""A sale as a return sees it: its lines, payments, points and gifts, and what has gone back of them already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import BasisPoints, Kopecks, divide_half_up
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths, quantity_figure
from cashier_app.loyalty.quoted import GiftGiven, LotUse, NewLot, Quote, Redemption, WalletUse


class SoldLine(msgspec.Struct, frozen=True):
    """A line as it was sold: base - discount - redeemed = to_pay; VAT is inside to_pay."""

    number: int
    product_id: str
    name: str
    price: Kopecks
    quantity: Thousandths
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat_rate: BasisPoints | None = None
    vat: Kopecks = 0
    #: Sold by fractions of the unit.
    fractional: bool = False
    #: The account of the gift card that the line loaded; empty for goods.
    gift_card: str = ""


class SoldPayment(msgspec.Struct, frozen=True):
    """One payment of a sale: kind (cash, card, sbp, gift) and the kopecks it paid, change given back already.

    `card` is the account of the gift card that paid, `uses` the lots of it that were taken.
    """

    payment_id: str
    kind: str
    amount: Kopecks
    card: str = ""
    uses: tuple[LotUse, ...] = ()


class SoldGift(msgspec.Struct, frozen=True):
    """A gift that was given: (line number, kopecks that its rule took off the line), and the lines that earned it.

    A line sold partly as a gift and partly for money counts as a whole, in proportion.
    """

    rule_id: str
    name: str
    lines: tuple[tuple[int, Kopecks], ...]
    earned_by: tuple[int, ...]


class SoldFacts(msgspec.Struct, frozen=True):
    """A sale as it stands in a database: what a return needs of it and nothing else.

    `op_id` is the operation that opened the sale's lots; `redemption`, `new_lots` and `wallet_uses` are its quote's.
    """

    op_id: str
    account_id: str | None
    lines: tuple[SoldLine, ...]
    payments: tuple[SoldPayment, ...]
    redemption: Redemption | None = None
    new_lots: tuple[NewLot, ...] = ()
    wallet_uses: tuple[WalletUse, ...] = ()
    gifts: tuple[SoldGift, ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """What earlier returns of the same sale took.

    Quantities by line number, kopecks by payment id (whatever way they went back), and by lot the accrued points that
    were not asked for because they had lapsed.
    """

    quantities: Mapping[int, Thousandths] = {}
    payments: Mapping[str, Kopecks] = {}
    lapsed: Mapping[str, Points] = {}


class TooMuchReturned(Refused):
    """More is brought back than is left of what was sold."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}”: {asked} cannot be returned, {left} is left of what was sold")
    way_out = QT_TRANSLATE_NOOP("errors", "Return at most what is left")


class NotSold(Refused):
    """A line that the receipt does not have."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt has no line {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose among the lines of the receipt")


class NothingToReturn(Refused):
    """A return without a line."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is chosen for the return")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose at least one line and its quantity")


def sold_facts(
    op_id: str,
    account_id: str | None,
    lines: Sequence[SoldLine],
    payments: Sequence[SoldPayment],
    quoted: Quote | None,
) -> SoldFacts:
    """Facts of a sale from its stored lines, payments and quote."""
    if quoted is None:
        return SoldFacts(op_id, account_id, tuple(lines), tuple(payments))
    return SoldFacts(
        op_id=op_id,
        account_id=account_id,
        lines=tuple(lines),
        payments=tuple(payments),
        redemption=quoted.redemption,
        new_lots=quoted.new_lots,
        wallet_uses=quoted.wallet_uses,
        gifts=tuple(_sold_gift(quoted, gift) for gift in quoted.given),
    )


def _sold_gift(quoted: Quote, gift: GiftGiven) -> SoldGift:
    """A gift with what its rule took off each of its lines."""
    discounts = {line.number: line.discounts for line in quoted.lines}
    lines = tuple(
        (number, sum(one.amount for one in discounts[number] if one.rule_id == gift.rule_id))
        for number, _ in gift.lines
    )
    return SoldGift(gift.rule_id, gift.name, lines, gift.earned_by)


class Span(msgspec.Struct, frozen=True):
    """The part of a line that a return takes: from `before` to `after` of `sold` thousandths."""

    before: Thousandths
    after: Thousandths
    sold: Thousandths

    def part(self, whole: int) -> int:
        """This return's part of a figure of the line; parts of consecutive returns sum exactly to it."""
        return divide_half_up(whole * self.after, self.sold) - divide_half_up(whole * self.before, self.sold)


def spans_of(sold: SoldFacts, returned: Returned, quantities: Mapping[int, Thousandths]) -> dict[int, Span]:
    """What each chosen line gives back, checked against what is left of it.

    Raises `NothingToReturn`, `NotSold` or `TooMuchReturned`.
    """
    by_number = {line.number: line for line in sold.lines}
    spans: dict[int, Span] = {}
    for number, quantity in quantities.items():
        if number not in by_number:
            raise NotSold(number=number)
        line = by_number[number]
        before = returned.quantities.get(number, 0)
        left = line.quantity - before
        if not 0 <= quantity <= left:
            raise TooMuchReturned(name=line.name, asked=quantity_figure(quantity), left=quantity_figure(left))
        if quantity:
            spans[number] = Span(before, before + quantity, line.quantity)
    if not spans:
        raise NothingToReturn()
    return spans


def all_back(sold: SoldFacts, numbers: Sequence[int], quantities: Mapping[int, Thousandths]) -> bool:
    """Whether all of the lines named have come back whole; False where none is named."""
    wanted = set(numbers)
    named = [line for line in sold.lines if line.number in wanted]
    return bool(named) and all(quantities.get(line.number, 0) >= line.quantity for line in named)


def and_then(returned: Returned, spans: Mapping[int, Span]) -> dict[int, Thousandths]:
    """Quantities that will have come back after one more return."""
    return {**returned.quantities, **{number: span.after for number, span in spans.items()}}
