"""Gifts: settled before all other promotions, since what is given stands alone and never earns anything.

A gift's conditions read the base amounts without the gifts themselves, also where it needs a promo code; something
else must be bought.  Of the products named the dearest on the receipt is given first, up to the rule's quantity; the
rest of a line stays for sale.  What is not on the receipt yet is offered.
"""

from __future__ import annotations

from msgspec.structs import replace

from cashier_app.core.money import Kopecks, divide_half_up, line_amount
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.codes import Codes
from cashier_app.loyalty.prepared import PreparedRule
from cashier_app.loyalty.quoted import GiftGiven, GiftOffer, Step
from cashier_app.loyalty.rules import Gift
from cashier_app.loyalty.working import Active, WorkingLine, WorkingReceipt


class _Pick:
    """A part of a line that may be given: its quantity and what it costs without the gift."""

    __slots__ = ("amount", "line", "quantity")

    def __init__(self, line: WorkingLine, quantity: Thousandths) -> None:
        self.line = line
        self.quantity = quantity
        whole = line.source.quantity
        # the rest of the line is rounded, so that both parts sum up to it
        self.amount: Kopecks = line.amount - divide_half_up(line.amount * (whole - quantity), whole)


def give_gifts(receipt: WorkingReceipt, codes: Codes) -> None:
    """Give every gift that the receipt has earned, and offer those that are not on it, rule by rule in their order."""
    for rule in receipt.prepared.gifts:
        if rule.codes is None or not rule.codes.isdisjoint(receipt.codes):
            _settle(receipt, rule, codes)


def _settle(receipt: WorkingReceipt, rule: PreparedRule, codes: Codes) -> None:
    """Give or offer one rule's gift."""
    gift = rule.gift
    assert gift is not None
    picks = _picks(receipt, gift)
    active = _earned(receipt, rule, picks, codes)
    if active is None:
        return
    quantity = sum(pick.quantity for pick in picks)
    if picks:
        _give(receipt, active, gift, picks)
    if quantity < gift.quantity:
        products = tuple(sorted(gift.products))
        receipt.gifts.append(GiftOffer(rule.id, receipt.name(rule), products, gift.quantity - quantity, gift.price))
    if rule.codes is not None:
        if picks:
            codes.works(active)
        else:
            codes.refuse(rule, "")


def _picks(receipt: WorkingReceipt, gift: Gift) -> list[_Pick]:
    """Which parts of which lines are given: the dearest unit first, where the gift's price is lower than theirs."""
    lines = [line for line in receipt.lines if line.source.product_id in gift.products and line.profile.discountable]
    picks: list[_Pick] = []
    left = gift.quantity
    for line in sorted(lines, key=lambda line: (-line.source.price, line.tie)):
        if left and gift.price < _price_for(receipt, line):
            pick = _Pick(line, min(left, line.source.quantity))
            if pick.amount > line_amount(gift.price, pick.quantity):
                picks.append(pick)
                left -= pick.quantity
    return picks


def _price_for(receipt: WorkingReceipt, line: WorkingLine) -> Kopecks:
    """What a unit costs this buyer without the gift: the price, or the member price."""
    rules, source = receipt.programme.member_prices, line.source
    if receipt.member is None or not rules.enabled:
        return source.price
    price = rules.prices.get(source.product_id, source.member_price)
    return source.price if price is None else min(price, source.price)


def _earned(receipt: WorkingReceipt, rule: PreparedRule, picks: list[_Pick], codes: Codes) -> Active | None:
    """The rule at work, if the rest of the receipt fulfils its conditions and its caps leave a gift to give."""
    picked = {pick.line: pick for pick in picks}
    value = sum(pick.amount for pick in picks)
    circumstances = receipt.circumstances.before(receipt.circumstances.total - value)
    if rule.codes is not None:
        if not codes.may_work(rule, circumstances):
            return None
    elif not receipt.holds(rule, circumstances):
        return None
    taken = receipt.gather([rule], "gifts")[rule]
    rest = [line for line in taken if line not in picked or picked[line].quantity < line.source.quantity]

    def quantity(line: WorkingLine) -> Thousandths:
        return line.source.quantity - (picked[line].quantity if line in picked else 0)

    def amount(line: WorkingLine) -> Kopecks:
        return line.amount - (picked[line].amount if line in picked else 0)

    if not receipt.suffice(rule, rest, amount, quantity):
        if rule.codes is not None:
            codes.refuse(rule, "conditions")
        return None
    active = codes.with_right(rule, rest) if rule.codes is not None else _by_right(receipt, rule, rest)
    left = active.room.kopecks if active is not None and active.room is not None else None
    if active is None or left is None or value - _price(rule, picks) <= left:
        return active
    assert active.room is not None
    receipt.refuse(rule, active.room)
    if rule.codes is not None:
        codes.refuse(rule, "used_up")
    return None


def _by_right(receipt: WorkingReceipt, rule: PreparedRule, lines: list[WorkingLine]) -> Active | None:
    """The rule at work if its caps and its coupon leave something."""
    room = receipt.room(rule) if rule.is_counted else None
    if room is not None and room.is_closed:
        receipt.refuse(rule, room)
        return None
    return Active(rule, lines, room, "")


def _price(rule: PreparedRule, picks: list[_Pick]) -> Kopecks:
    """What the buyer pays for the gifts picked."""
    gift = rule.gift
    assert gift is not None
    return sum(line_amount(gift.price, pick.quantity) for pick in picks)


def _give(receipt: WorkingReceipt, active: Active, gift: Gift, picks: list[_Pick]) -> None:
    """Take the gifts off the lines, each as a line of its own that nothing else touches."""
    rule = active.rule
    step: Step = "promotion" if rule.codes is None else "promo_code"
    given: list[tuple[int, Kopecks]] = []
    for pick in sorted(picks, key=lambda pick: pick.line.number):
        line = _apart(receipt, pick)
        line.profile = receipt.prepared.gift_profile
        off = line.amount - line_amount(gift.price, pick.quantity)
        line.take_off(step, rule.id, receipt.name(rule), off, receipt.trace)
        given.append((line.number, off))
    total = sum(off for _, off in given)
    receipt.spend(active, given, kopecks=total)
    receipt.circumstances = receipt.circumstances.before(receipt.circumstances.total - total)
    lines = tuple(sorted((pick.line.number, pick.quantity) for pick in picks))
    earned_by = tuple(sorted({line.number for line in active.lines}))
    receipt.given.append(GiftGiven(rule.id, receipt.name(rule), lines, earned_by))


def _apart(receipt: WorkingReceipt, pick: _Pick) -> WorkingLine:
    """The part of a line that is given; the rest of it stands in its place and keeps its discount by hand."""
    line = pick.line
    rest = line.source.quantity - pick.quantity
    if rest == 0:
        return line
    margin = receipt.programme.discounts.cost_floor
    piece = replace(line.source, quantity=pick.quantity, hand_discount=0, hand_rate=0, hand_price=None)
    given = WorkingLine(piece, line.profile, pick.amount, margin)
    sold = WorkingLine(replace(line.source, quantity=rest), line.profile, line.amount - pick.amount, margin)
    place = receipt.lines.index(line)
    receipt.lines[place : place + 1] = [sold, given]
    return given
