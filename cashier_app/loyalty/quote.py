"""The quote: what a cart costs, what points do to it, and why; pure, the same on every machine.

The order of calculation: base price; the better of member price and promotions; the level's
discount on lines untouched by these; hand discount; redemption; accrual on what is paid in money.
The conditions of a step read the amounts before that step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks, line_amount, percent_of
from cashier_app.core.points import Points
from cashier_app.loyalty.accruing import accrue
from cashier_app.loyalty.cart import Cart, CartLine, MemberState
from cashier_app.loyalty.prepared import MEMBER_PRICE, Prepared, PreparedRule, prepare
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quoted import NewLot, Quote, QuotedLine, Redemption, TraceStep
from cashier_app.loyalty.redeeming import redeem
from cashier_app.loyalty.rules import Circumstances, LineDiscount
from cashier_app.loyalty.working import WorkingLine


def quote(cart: Cart, member: MemberState | None, programme: Programme, now: Instant, language: str = "ru") -> Quote:
    """Price a cart for a member (None: nobody showed a card) under a programme version at an instant.

    Amounts are kopecks, points hundredths.  `language` only chooses the words of discounts and lots.
    A card that this machine does not know (`member.unclaimed`) gets what the base level gives, card
    prices included, and redeems nothing.  Never fails on a cart whose lines have positive prices and
    quantities and distinct numbers.
    """
    prepared = prepare(programme)
    trace: list[TraceStep] = []
    lines = [WorkingLine(line, prepared.profile(line)) for line in cart.lines]
    _discount(lines, cart, member, prepared, now, language, trace)
    redemption = redeem(lines, cart.redeem, member, prepared, now, trace)
    lots = accrue(lines, cart, member, prepared, now, language, trace)
    return _assembled(lines, redemption, lots, programme.version, now, trace)


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
        [(lot.rule_id, lot.points, lot.active_at, lot.expires_at, lot.lines) for lot in quoted.new_lots],
    )
    return hashlib.sha256(msgspec.json.encode(figures)).hexdigest()


def _discount(
    lines: Sequence[WorkingLine],
    cart: Cart,
    member: MemberState | None,
    prepared: Prepared,
    now: Instant,
    language: str,
    trace: list[TraceStep],
) -> None:
    """Steps 1 to 5 of the calculation, line by line."""
    total = 0
    for line in lines:
        total += line.base
        trace.append(TraceStep("base", "", line.number, line.base))
    circumstances = Circumstances(cart, member, total, now)
    active = {rule for rule in prepared.discount_rules if rule.holds(circumstances)}
    level = None
    if member is not None:
        level = prepared.programme.base_level if member.unclaimed else prepared.programme.level(member.level_id)
    for line in lines:
        if not line.profile.discountable:
            if line.source.hand_discount or line.source.hand_rate:
                trace.append(TraceStep("hand", "hand", line.number, 0, "no discounts on this product"))
            continue
        _apply_prices(line, active, member is not None, prepared, language, trace)
        if level is not None:
            rate = line.profile.level_rates[level.id][0]
            if rate and all(discount.rule_id in prepared.stacking for discount in line.discounts):
                name = prepared.level_discount_name(level, rate, language)
                line.take_off("level", level.id, name, percent_of(line.amount, rate), trace)
        by_hand = line.source.hand_discount + percent_of(line.amount, line.source.hand_rate)
        if by_hand:
            line.take_off("hand", "hand", line.source.hand_discount_reason, by_hand, trace)


def _apply_prices(
    line: WorkingLine,
    active: set[PreparedRule],
    with_member: bool,
    prepared: Prepared,
    language: str,
    trace: list[TraceStep],
) -> None:
    """Step 2: the best for the buyer of member price, each exclusive rule alone, and the stacked rest.

    Of equals the member price wins, then exclusive rules in their order, then the stack.
    """
    source = line.source
    offers: list[list[tuple[str, PreparedRule | None, Kopecks]]] = []
    saving = _member_saving(source, line.base, prepared) if with_member else 0
    if saving > 0:
        offers.append([("member_price", None, saving)])
    rules = [rule for rule in line.profile.discount_rules if rule in active and rule.takes(source)]
    if rules:
        offers.extend([("promotion", rule, off)] for rule in rules if rule.rule.exclusive and (off := _off(rule, line)))
        offers.append(_stacked([rule for rule in rules if not rule.rule.exclusive], line))
    best = max(offers, key=lambda offer: sum(off for _, _, off in offer), default=[])
    for _, rule, off in best:
        if rule is None:
            name = prepared.programme.member_prices.name.in_language(language)
            line.take_off("member_price", MEMBER_PRICE, name, off, trace)
        else:
            line.take_off("promotion", rule.rule.id, rule.rule.name.in_language(language), off, trace)
    if len(offers) > 1:
        for offer in offers:
            if offer is not best:
                for _, rule, off in offer:
                    rule_id = MEMBER_PRICE if rule is None else rule.rule.id
                    trace.append(TraceStep("beaten", rule_id, line.number, -off, "a better price was found"))


def _member_saving(source: CartLine, base: Kopecks, prepared: Prepared) -> Kopecks:
    """What the member price takes off a line; 0 or less when there is none or it is no better."""
    rules = prepared.programme.member_prices
    price = rules.prices.get(source.product_id, source.member_price) if rules.enabled else None
    return 0 if price is None else base - line_amount(price, source.quantity)


def _off(rule: PreparedRule, line: WorkingLine, amount: Kopecks | None = None) -> Kopecks:
    """What a rule takes off a line whose running amount is `amount` (default: its base)."""
    assert isinstance(rule.effect, LineDiscount)
    running = line.base if amount is None else amount
    return min(rule.effect.discount(line.source, running), running)


def _stacked(rules: list[PreparedRule], line: WorkingLine) -> list[tuple[str, PreparedRule | None, Kopecks]]:
    """Rules that stack, in order, each on the running amount; of a group only the best on the base price."""
    winners: dict[str, tuple[Kopecks, PreparedRule]] = {}
    for rule in rules:
        if rule.rule.group:
            off = _off(rule, line)
            held = winners.get(rule.rule.group)
            if held is None or off > held[0]:
                winners[rule.rule.group] = (off, rule)
    amount = line.base
    applied: list[tuple[str, PreparedRule | None, Kopecks]] = []
    for rule in rules:
        if rule.rule.group and winners[rule.rule.group][1] is not rule:
            continue
        off = _off(rule, line, amount)
        if off > 0:
            applied.append(("promotion", rule, off))
            amount -= off
    return applied


def _assembled(
    lines: Sequence[WorkingLine],
    redemption: Redemption,
    lots: tuple[NewLot, ...],
    version: int,
    now: Instant,
    trace: list[TraceStep],
) -> Quote:
    """The answer from the lines as the steps left them."""
    accrued: dict[int, Points] = {}
    for lot in lots:
        for number, points in lot.lines:
            accrued[number] = accrued.get(number, 0) + points
    quoted = tuple(
        QuotedLine(
            line.number,
            line.base,
            tuple(line.discounts),
            line.redeemed,
            line.redeemed_points,
            line.amount - line.redeemed,
            accrued.get(line.number, 0),
        )
        for line in lines
    )
    base = sum(line.base for line in lines)
    to_pay = sum(line.to_pay for line in quoted)
    return Quote(
        programme_version=version,
        at=now,
        lines=quoted,
        base=base,
        discount=base - to_pay - redemption.amount,
        redemption=redemption,
        to_pay=to_pay,
        accrued=sum(lot.points for lot in lots),
        new_lots=lots,
        trace=tuple(trace),
    )
