"""A quote in sentences: every line's price, every rule that did nothing and why, points and the limit that binds."""

from __future__ import annotations

from collections.abc import Iterator

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import Cart, CartLine, MemberState
from cashier_app.loyalty.explain import explain_code, explain_limit
from cashier_app.loyalty.levels import effective_level
from cashier_app.loyalty.programme import Programme, Rule, starts_at
from cashier_app.loyalty.quoted import CodeAnswer, Quote, QuotedLine
from cashier_app.loyalty.rules import Condition, WithPromoCode
from cashier_app.quotes.documents import ReceiptDocument, number_of
from cashier_app.quotes.programme_words import condition as condition_words


def explain(
    quoted: Quote, receipt: ReceiptDocument, cart: Cart, member: MemberState | None, programme: Programme, words: Words
) -> Iterator[str]:
    """The sentences, in the order of the calculation."""
    if starts_at(programme, cart.zone) > quoted.at:
        text = words.translate("explain", "Version {version} starts on {date}: this is how it will be")
        yield text.format(version=programme.version, date=f"{programme.valid_from:%d.%m.%Y}")
    if member is not None:
        level = effective_level(member, programme, quoted.at).name.in_language(words.language)
        yield words.translate("explain", "Level: {level}").format(level=level)
    for place, line in enumerate(receipt.lines, start=1):
        source = next(each for each in cart.lines if each.number == number_of(line, place))
        answered = next(each for each in quoted.lines if each.number == source.number)
        yield from _line(source, answered, line.name, words)
    yield from _receipt(quoted, words)
    yield from _codes(quoted, programme, words)
    yield from _redemption(quoted, cart, words)
    yield from _points(quoted, cart, words)
    yield from _offers(quoted, words)
    yield from idle_rules(quoted, programme, words)


def _line(source: CartLine, line: QuotedLine, name: str, words: Words) -> Iterator[str]:
    """`Строка 1, Молоко: 2 × 94,90 ₽ = 189,80 ₽`, its discounts by name, points, what is paid."""
    price = words.translate("explain", "Line {number}, {name}: {quantity} × {price} = {base}")
    yield price.format(
        number=line.number,
        name=name or source.product_id,
        quantity=words.quantity(source.quantity),
        price=words.money(source.price),
        base=words.money(line.base),
    )
    off = words.translate("explain", "Line {number}: {name} {amount}")
    for discount in line.discounts:
        reason = discount.name or words.translate("explain", "discount by hand")
        yield off.format(number=line.number, name=reason, amount=MINUS + words.money(discount.amount))
    if line.redeemed:
        points = words.points(line.redeemed_points)
        yield off.format(number=line.number, name=points, amount=MINUS + words.money(line.redeemed))
    if line.discounts or line.redeemed:
        pay = words.translate("explain", "Line {number}: to pay {amount}")
        yield pay.format(number=line.number, amount=words.money(line.to_pay))
    if line.accrued:
        earned = words.translate("explain", "Line {number}: earns {points}")
        yield earned.format(number=line.number, points=words.points(line.accrued))


def _receipt(quoted: Quote, words: Words) -> Iterator[str]:
    text = words.translate("explain", "In all {base}, discounts {discount}, points {redeemed}, to pay {to_pay}")
    yield text.format(
        base=words.money(quoted.base),
        discount=words.money(quoted.discount),
        redeemed=words.money(quoted.redemption.amount),
        to_pay=words.money(quoted.to_pay),
    )


def _codes(quoted: Quote, programme: Programme, words: Words) -> Iterator[str]:
    """Each promo code: the rule that it works by, or why it does nothing and what the rule asks for."""
    works = words.translate("explain", "Promo code {code} works: {name}")
    not_so = words.translate("explain", "Promo code {code}: {reason}")
    for code in quoted.codes:
        if code.refusal:
            asked = _asked_for(code, programme, words) if code.refusal in ("conditions", "member") else ""
            reason = explain_code(code.refusal, words)
            yield not_so.format(code=code.code, reason=f"{reason} ({asked})" if asked else reason)
        else:
            yield works.format(code=code.code, name=code.name)


def _asked_for(code: CodeAnswer, programme: Programme, words: Words) -> str:
    """What a code's rule asks for beside the code."""
    rule = next((each for each in programme.rules if each.id == code.rule_id), None)
    conditions = rule.conditions if rule is not None else ()
    return ", ".join(
        condition_words(each, programme, words) for each in conditions if not isinstance(each, WithPromoCode)
    )


def _redemption(quoted: Quote, cart: Cart, words: Words) -> Iterator[str]:
    """What was redeemed, what could be, and the one limit."""
    redemption = quoted.redemption
    why = explain_limit(redemption, words)
    if redemption.points:
        text = words.translate("explain", "Redeemed {points}, that is {amount}")
        yield text.format(points=words.points(redemption.points), amount=words.money(redemption.amount))
        if redemption.confirm:
            yield words.translate("explain", "A redemption of this size has to be confirmed")
    elif redemption.limit != "no_member":
        text = words.translate("explain", "Can be redeemed: {points}")
        yield text.format(points=words.points(redemption.maximum))
    if why and (redemption.limit != "no_member" or cart.redeem != 0):
        yield words.translate("explain", "Limit of the redemption: {limit}").format(limit=why)


def _points(quoted: Quote, cart: Cart, words: Words) -> Iterator[str]:
    """What the purchase earns, and when it may be spent."""
    for lot in quoted.new_lots:
        if lot.wallet.startswith("coupon:"):
            text = words.translate("explain", "Gives a coupon: {name}")
        else:
            text = words.translate("explain", "Earns {points}: {name}")
        since = words.translate("explain", "from {moment}").format(moment=_moment(lot.active_at, cart.zone))
        parts = [text.format(points=words.points(lot.points), name=lot.name)]
        parts.append(words.translate("explain", "at once") if lot.active_at <= quoted.at else since)
        if lot.expires_at is not None:
            until = words.translate("explain", "until {moment}")
            parts.append(until.format(moment=_moment(lot.expires_at, cart.zone)))
        yield ", ".join(parts)


def _offers(quoted: Quote, words: Words) -> Iterator[str]:
    for gift in quoted.gifts:
        text = words.translate("explain", "A gift is earned and not on the receipt yet: {name}, {quantity} at {price}")
        yield text.format(name=gift.name, quantity=words.quantity(gift.quantity), price=words.money(gift.price))
    if quoted.enrolment is not None:
        text = words.translate("explain", "The buyer is offered a card, with {points}")
        yield text.format(points=words.points(quoted.enrolment.points))


def idle_rules(quoted: Quote, programme: Programme, words: Words) -> Iterator[str]:
    """Every rule that gave nothing on this receipt, and why."""
    busy = {discount.rule_id for line in quoted.lines for discount in line.discounts}
    busy |= {lot.rule_id for lot in quoted.new_lots} | {use.rule_id for use in quoted.wallet_uses}
    busy |= {gift.rule_id for gift in quoted.gifts} | {gift.rule_id for gift in quoted.given}
    text = words.translate("explain", "Rule “{name}” gives nothing: {reason}")
    for rule in programme.rules:
        if rule.id not in busy:
            reason = _why_idle(rule, quoted, programme, words)
            yield text.format(name=rule.name.in_language(words.language), reason=reason)


def _why_idle(rule: Rule, quoted: Quote, programme: Programme, words: Words) -> str:
    """The condition that did not hold, the cap that is used up, or what was better."""
    for capped in quoted.capped:
        if capped.rule_id == rule.id:
            return _cap_words(capped.reason, words)
    for code in quoted.codes:
        if code.rule_id == rule.id and code.refusal:
            reason = explain_code(code.refusal, words)
            return reason[:1].lower() + reason[1:]
    steps = {step.step: step.note for step in quoted.trace if step.rule_id == rule.id}
    if "unmet" in steps:
        unmet = [each for each in rule.conditions if type(each).__struct_config__.tag == steps["unmet"]]
        goods = [each for each in rule.conditions if type(each).line is not Condition.line]
        return "; ".join(condition_words(each, programme, words) for each in unmet or goods or rule.conditions)
    if any(isinstance(each, WithPromoCode) for each in rule.conditions):
        return words.translate("explain", "its promo code was not given")
    if "beaten" in steps:
        return words.translate("explain", "a better price was found")
    return words.translate("explain", "nothing is left that it could change")


def _cap_words(reason: str, words: Words) -> str:
    if reason == "no_right":
        return words.translate("explain", "how much is left of it only the server knows")
    return words.translate("explain", "its limit is used up")


def _moment(instant: Instant, zone: str) -> str:
    return f"{local_time(instant, zone):%d.%m.%Y %H:%M}"
