"""The quote: what a cart costs, what points do to it, and why; pure, the same on every machine.

The order of calculation: base price; the better of member price and promotions; the level's
discount on lines untouched by these; promo codes; hand discount; redemption; accrual on what is paid in money.
The conditions of a step read the amounts before that step.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.money import line_amount
from cashier_app.core.points import Points
from cashier_app.loyalty.accruing import accrue
from cashier_app.loyalty.cart import POINTS_WALLET, Cart, MemberState
from cashier_app.loyalty.discounting import discount
from cashier_app.loyalty.enrolment import is_offered, offer
from cashier_app.loyalty.prepared import prepare
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quoted import NewLot, Quote, QuotedLine, Redemption
from cashier_app.loyalty.redeeming import redeem
from cashier_app.loyalty.working import WorkingLine, WorkingReceipt


def quote(
    cart: Cart,
    member: MemberState | None,
    programme: Programme,
    now: Instant,
    language: str = "ru",
    *,
    explain: bool = False,
) -> Quote:
    """Price a cart for a member (None: nobody showed a card) under a programme version at an instant.

    Amounts are kopecks, points hundredths.  `language` only chooses the words of discounts and lots; `explain` adds
    to the trace why each rule that does not apply does not (step `unmet`, the kind of condition as its note).
    A card that this machine does not know (`member.unclaimed`) gets what the base level gives, card
    prices included, and redeems nothing.  Never fails on a cart whose lines have positive prices and
    quantities and distinct numbers.  Advances (`cart.advances`) cost their price, and nothing else sees them.
    """
    if cart.advances:
        goods = replace(cart, lines=tuple(line for line in cart.lines if line.number not in cart.advances))
        quoted = quote(replace(goods, advances=frozenset()), member, programme, now, language, explain=explain)
        return _with_advances(quoted, cart)
    receipt = WorkingReceipt(cart, member, prepare(programme), now, language, explain)
    discount(receipt)
    redemption = redeem(receipt)
    lots = accrue(receipt)
    quoted = _assembled(receipt, redemption, lots)
    if member is None and is_offered(programme, quoted.to_pay):
        quoted = replace(quoted, enrolment=offer(programme, quoted.to_pay, _would_earn(cart, programme, now)))
    return quoted


def _with_advances(quoted: Quote, cart: Cart) -> Quote:
    """The quote of the goods with the advances in their places, at their price."""
    answered = {line.number: line for line in quoted.lines}
    advances = 0
    for line in cart.lines:
        if line.number in cart.advances:
            price = line_amount(line.price, line.quantity)
            answered[line.number] = QuotedLine(line.number, price, (), 0, 0, price, 0)
            advances += price
    lines = tuple(answered[line.number] for line in cart.lines if line.number in answered)
    return replace(quoted, lines=lines, base=quoted.base + advances, to_pay=quoted.to_pay + advances)


def _would_earn(cart: Cart, programme: Programme, now: Instant) -> Points:
    """What a member who had registered just now would earn by this purchase."""
    newcomer = MemberState("", programme.base_level.id, as_of=now)
    return quote(replace(cart, redeem=0), newcomer, programme, now).accrued


def quote_digest(quoted: Quote) -> str:
    """SHA-256 (hex) of everything in a quote but its words: two machines compare their answers by it."""
    redemption = quoted.redemption
    figures = (
        quoted.programme_version,
        quoted.at,
        [
            (
                line.number,
                line.base,
                [(discount.step, discount.rule_id, discount.amount) for discount in line.discounts],
                (line.redeemed, line.redeemed_points, line.to_pay, line.accrued),
            )
            for line in quoted.lines
        ],
        (redemption.maximum, redemption.points, redemption.amount, redemption.limit),
        [(use.lot_id, use.points) for use in redemption.uses],
        redemption.allocation,
        [(lot.rule_id, lot.points, lot.active_at, lot.expires_at, lot.lines, lot.wallet) for lot in quoted.new_lots],
        [(use.rule_id, use.lot_id, use.amount, use.lines, use.opens) for use in quoted.wallet_uses],
        [(code.code, code.rule_id, code.refusal) for code in quoted.codes],
        [(gift.rule_id, gift.lines, gift.earned_by) for gift in quoted.given],
        [(offer.rule_id, offer.products, offer.quantity, offer.price) for offer in quoted.gifts],
    )
    return hashlib.sha256(msgspec.json.encode(figures)).hexdigest()


def _assembled(receipt: WorkingReceipt, redemption: Redemption, lots: tuple[NewLot, ...]) -> Quote:
    """The answer from the lines as the steps left them."""
    accrued: dict[int, Points] = {}
    for lot in lots:
        for number, points in lot.lines:
            accrued[number] = accrued.get(number, 0) + points
    quoted = tuple(_line(line, accrued.get(line.number, 0)) for line in receipt.lines)
    if receipt.given:
        quoted = _joined(quoted)
    base = sum(line.base for line in quoted)
    to_pay = sum(line.to_pay for line in quoted)
    return Quote(
        programme_version=receipt.programme.version,
        at=receipt.now,
        lines=quoted,
        base=base,
        discount=base - to_pay - redemption.amount,
        redemption=redemption,
        to_pay=to_pay,
        accrued=sum(lot.points for lot in lots if lot.wallet == POINTS_WALLET),
        new_lots=lots,
        trace=tuple(receipt.trace),
        wallet_uses=tuple(receipt.caps.uses),
        codes=receipt.answers,
        gifts=tuple(receipt.gifts),
        given=tuple(receipt.given),
        capped=tuple(receipt.caps.capped),
    )


def _line(line: WorkingLine, accrued: Points) -> QuotedLine:
    """A line with its price explained."""
    to_pay = line.amount - line.redeemed
    return QuotedLine(
        line.number, line.base, tuple(line.discounts), line.redeemed, line.redeemed_points, to_pay, accrued
    )


def _joined(lines: tuple[QuotedLine, ...]) -> tuple[QuotedLine, ...]:
    """Lines of which a part was given as a gift, whole again."""
    whole: dict[int, QuotedLine] = {}
    for line in lines:
        other = whole.get(line.number)
        whole[line.number] = line if other is None else _sum(other, line)
    return tuple(whole.values())


def _sum(one: QuotedLine, other: QuotedLine) -> QuotedLine:
    """Two parts of one line together; the points accrued were counted by the line's number already."""
    return QuotedLine(
        one.number,
        one.base + other.base,
        one.discounts + other.discounts,
        one.redeemed + other.redeemed,
        one.redeemed_points + other.redeemed_points,
        one.to_pay + other.to_pay,
        one.accrued,
    )
