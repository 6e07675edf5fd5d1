"""Returns: money by the original payments, points to the lots they came from, exactly.

Sold lines are never quoted anew.  Every figure of a line goes back in proportion to the returned quantity with
cumulative rounding, so that any number of partial returns sum to the whole.

A gift comes back with the lines that earned it: once the last of them is back, a gift that the buyer keeps is paid
for, with what the gift's rule had taken off its price; the refund is less by that, at most by all of it.  Should the
gift come back later after all, that sum is given back with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks, allocate, divide_half_up
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import POINTS_WALLET, LotState
from cashier_app.loyalty.gift_cards import GiftBack, GiftsBack, gifts_back, joined
from cashier_app.loyalty.ledger import Posting
from cashier_app.loyalty.points_back import WalletBack, settle_points
from cashier_app.loyalty.programme import ReturnRules
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldGift, SoldLine, Span, all_back, and_then, spans_of


class ReturnedLine(msgspec.Struct, frozen=True):
    """What goes back of one line, all positive."""

    number: int
    quantity: Thousandths
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat: Kopecks


class PaidBack(msgspec.Struct, frozen=True):
    """Kopecks that go back against one payment of the sale."""

    payment_id: str
    kind: str
    amount: Kopecks


class ReturnSettlement(msgspec.Struct, frozen=True):
    """Everything a return moves.  Money and points are positive; `posting` carries the signs.

    `charged` is what a gift costs that stays with the buyer (negative when it comes back after all): the lines' part
    of what was paid, less that, is `money`.  `net` is what the qualification window loses.  `restored` are redeemed
    points that came back to be spent, `lapsed` those whose lot has expired meanwhile.  `taken_back` are accrued points
    that went, of them `from_pending`; `debt` is what stays owed, `forgiven` what policy forgave; `lapsed_own` by lot
    the accrued points that nobody asks for because they had lapsed.  `wallets` are coupons and caps.
    `stopped`: policy `deny` moved no points, a person decides.
    """

    lines: tuple[ReturnedLine, ...]
    money: Kopecks
    charged: Kopecks
    payments: tuple[PaidBack, ...]
    net: Kopecks
    restored: Points
    lapsed: Points
    taken_back: Points
    from_pending: Points
    debt: Points
    forgiven: Points
    lapsed_own: tuple[tuple[str, Points], ...]
    wallets: tuple[WalletBack, ...]
    stopped: bool
    posting: Posting
    #: What moved on gift cards; its entries are part of `posting`.
    gifts: tuple[GiftBack, ...] = ()


def settle_return(
    op_id: str,
    sold: SoldFacts,
    returned: Returned,
    quantities: Mapping[int, Thousandths],
    lots: Sequence[LotState],
    rules: ReturnRules,
    now: Instant,
) -> ReturnSettlement:
    """Settle a return of quantities by line number, made by operation `op_id`.

    `lots` are the member's lots as this machine knows them (balance and right); none without a member.
    Points taken back use this till's rights as far as they go; the entries stand in full, and what
    they exceed the rights by is a claim that the server meets from its pool.
    Raises `NothingToReturn`, `NotSold` or `TooMuchReturned`; nothing else can go wrong.
    """
    spans = spans_of(sold, returned, quantities)
    lines = tuple(_returned_line(line, spans[line.number], sold) for line in sold.lines if line.number in spans)
    money, charged = _money(sold, returned, and_then(returned, spans))
    points = settle_points(op_id, sold, returned, spans, lots, rules, now)
    payments = _by_payment(money, sold, returned)
    gifts = _gifts(op_id, sold, returned, lines, payments, rules.grace_days, now)
    return ReturnSettlement(
        lines=lines,
        money=money,
        charged=charged,
        payments=payments,
        net=sum(line.to_pay for line in lines) - charged - _advances(lines, sold),
        restored=points.restored,
        lapsed=points.lapsed,
        taken_back=points.taken_back,
        from_pending=points.from_pending,
        debt=points.debt,
        forgiven=points.forgiven,
        lapsed_own=tuple(sorted(points.lapsed_own.items())),
        wallets=tuple(points.wallets),
        stopped=points.stopped,
        posting=joined(points.posting(), gifts.posting),
        gifts=gifts.moved,
    )


def _gifts(
    op_id: str,
    sold: SoldFacts,
    returned: Returned,
    lines: Sequence[ReturnedLine],
    payments: Sequence[PaidBack],
    grace_days: int,
    now: Instant,
) -> GiftsBack:
    """What a return moves on gift cards; a sale without any is passed over."""
    if not any(line.gift_card for line in sold.lines) and not any(paid.card for paid in sold.payments):
        return GiftsBack()
    by_line = {line.number: line.to_pay for line in lines}
    by_payment = {paid.payment_id: paid.amount for paid in payments}
    return gifts_back(op_id, sold, returned, by_line, by_payment, grace_days, now)


def _advances(lines: Sequence[ReturnedLine], sold: SoldFacts) -> Kopecks:
    """Money of gift cards brought back: it never counted for a level."""
    cards = {line.number for line in sold.lines if line.gift_card}
    return sum(line.to_pay for line in lines if line.number in cards)


def after_return(returned: Returned, settled: ReturnSettlement) -> Returned:
    """What has gone back once a settled return is made."""
    quantities, payments, lapsed = dict(returned.quantities), dict(returned.payments), dict(returned.lapsed)
    for line in settled.lines:
        quantities[line.number] = quantities.get(line.number, 0) + line.quantity
    for paid in settled.payments:
        payments[paid.payment_id] = payments.get(paid.payment_id, 0) + paid.amount
    for lot_id, points in settled.lapsed_own:
        lapsed[lot_id] = lapsed.get(lot_id, 0) + points
    return Returned(quantities, payments, lapsed)


def gifts_kept(sold: SoldFacts, quantities: Mapping[int, Thousandths]) -> tuple[SoldGift, ...]:
    """Gifts that the buyer keeps, wholly or partly, although every line that earned them has come back."""
    lines = {line.number: line for line in sold.lines}
    return tuple(
        gift
        for gift in sold.gifts
        if all_back(sold, gift.earned_by, quantities)
        and any(quantities.get(number, 0) < lines[number].quantity for number, _ in gift.lines)
    )


def _returned_line(line: SoldLine, span: Span, sold: SoldFacts) -> ReturnedLine:
    """A line's figures in proportion; its base is the sum of the parts, so that it still explains itself."""
    discount, redeemed, to_pay = span.part(line.discount), span.part(line.redeemed), span.part(line.to_pay)
    allocation = sold.redemption.allocation if sold.redemption else ()
    earned = (lot for lot in sold.new_lots if lot.wallet == POINTS_WALLET)
    accrued = [points for lot in earned for number, points in lot.lines if number == line.number]
    return ReturnedLine(
        number=line.number,
        quantity=span.after - span.before,
        base=discount + redeemed + to_pay,
        discount=discount,
        redeemed=redeemed,
        redeemed_points=sum(span.part(points) for number, _, points in allocation if number == line.number),
        to_pay=to_pay,
        accrued_points=sum(span.part(points) for points in accrued),
        vat=span.part(line.vat),
    )


def _money(sold: SoldFacts, returned: Returned, after: Mapping[int, Thousandths]) -> tuple[Kopecks, Kopecks]:
    """Money to give back, and what of it a gift that the buyer keeps took away.

    The lines' part of what was really paid, cash rounding included, cumulatively: the difference of what is due after
    this return and before it, never below zero nor more than is left of the payments.  Where a gift was paid for with
    more than the refund held, what was given back before counts instead.
    """
    paid, given = sum(payment.amount for payment in sold.payments), sum(returned.payments.values())
    worth = _worth(sold, paid, after) - _worth(sold, paid, returned.quantities)
    before = max(_worth(sold, paid, returned.quantities) - _kept(sold, returned.quantities), 0)
    due = _worth(sold, paid, after) - _kept(sold, after) - (max(before, given) if sold.gifts else before)
    money = max(min(due, paid - given), 0)
    return money, worth - money if sold.gifts else 0


def _worth(sold: SoldFacts, paid: Kopecks, quantities: Mapping[int, Thousandths]) -> Kopecks:
    """What of the money paid belongs to quantities of its lines."""
    total = sum(line.to_pay for line in sold.lines)
    back = sum(divide_half_up(line.to_pay * quantities.get(line.number, 0), line.quantity) for line in sold.lines)
    return divide_half_up(paid * back, total) if total > 0 else 0


def _kept(sold: SoldFacts, quantities: Mapping[int, Thousandths]) -> Kopecks:
    """The price of the gifts that the buyer keeps without what earned them."""
    sizes = {line.number: line.quantity for line in sold.lines}
    return sum(
        discount - divide_half_up(discount * quantities.get(number, 0), sizes[number])
        for gift in gifts_kept(sold, quantities)
        for number, discount in gift.lines
    )


def _by_payment(money: Kopecks, sold: SoldFacts, returned: Returned) -> tuple[PaidBack, ...]:
    """Money against the payments it came by: pro rata to what of each has not gone back yet, never more than that.

    The remainder goes by the largest fraction, then in the order of the payments.
    """
    left = [max(payment.amount - returned.payments.get(payment.payment_id, 0), 0) for payment in sold.payments]
    parts = allocate(min(money, sum(left)), left, caps=left)
    return tuple(
        PaidBack(payment.payment_id, payment.kind, part)
        for payment, part in zip(sold.payments, parts, strict=True)
        if part
    )
