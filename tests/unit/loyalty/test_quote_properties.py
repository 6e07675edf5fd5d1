"""What holds for every quote: every kopeck explained, nothing below its floor, no order of lines matters.

Purchases are made over every kind of condition and effect, with caps, codes, coupons and rights held in part.
"""

from __future__ import annotations

from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.money import line_amount, percent_floor
from cashier_app.loyalty.cart import POINTS_WALLET, Cart, CartLine, MemberState
from cashier_app.loyalty.ledger import is_active
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from tests.unit.loyalty.made import NOW, ZONE, Purchase, entitled_rules, gift_rules, members, programmes, purchases

everything = st.one_of(purchases(), purchases(programmes(entitled_rules)), purchases(programmes(gift_rules)))
cases = given(bought=everything)


def _quote(bought: Purchase) -> Quote:
    return quote(bought.cart, bought.who, bought.programme, NOW)


@cases
def test_every_kopeck_is_explained(bought: Purchase) -> None:
    quoted = _quote(bought)
    for line, source in zip(quoted.lines, bought.cart.lines, strict=True):
        assert line.number == source.number
        assert line.base == line_amount(source.price, source.quantity)
        assert line.base - sum(d.amount for d in line.discounts) - line.redeemed == line.to_pay >= 0
        assert all(discount.amount > 0 for discount in line.discounts)
        assert all(discount.name for discount in line.discounts if discount.step != "hand")
    assert quoted.base == sum(line.base for line in quoted.lines)
    assert quoted.to_pay == sum(line.to_pay for line in quoted.lines)
    assert quoted.base - quoted.discount - quoted.redemption.amount == quoted.to_pay
    explained = sum(step.amount for step in quoted.trace if step.line and step.step not in ("beaten", "accrual"))
    assert explained == quoted.to_pay


@cases
def test_a_redemption_is_shared_exactly_over_lines_and_lots(bought: Purchase) -> None:
    quoted = _quote(bought)
    redemption = quoted.redemption
    assert sum(line.redeemed for line in quoted.lines) == redemption.amount
    assert redemption.amount * 100 == redemption.points * bought.programme.points.kopecks_per_point
    assert sum(use.points for use in redemption.uses) == redemption.points
    for line in quoted.lines:
        assert sum(p for number, _, p in redemption.allocation if number == line.number) == line.redeemed_points
    for use in redemption.uses:
        assert sum(p for _, lot_id, p in redemption.allocation if lot_id == use.lot_id) == use.points


@cases
def test_a_redemption_never_exceeds_any_limit(bought: Purchase) -> None:
    quoted, who, asked = _quote(bought), bought.who, bought.cart.redeem
    redemption, rules = quoted.redemption, bought.programme.redemption
    if who is None or who.unclaimed:
        assert redemption.points == redemption.maximum == 0
        return
    lots = {lot.lot_id: lot for lot in who.lots}
    for use in redemption.uses:
        assert lots[use.lot_id].wallet == POINTS_WALLET
        assert 0 < use.points <= min(lots[use.lot_id].balance, lots[use.lot_id].right)
        assert is_active(lots[use.lot_id], NOW)
    assert redemption.points <= redemption.maximum
    if asked != "maximum":
        assert redemption.points <= asked
    assert redemption.points % bought.programme.points.redemption_step == 0
    assert redemption.points == 0 or redemption.points >= rules.minimum
    gifts = {number for gift in quoted.given for number, _ in gift.lines}
    lines = zip(quoted.lines, bought.cart.lines, strict=True)
    eligible = [line for line, source in lines if not rules.exclude.matches(source)]
    share_of = quoted.lines if rules.share_of == "receipt" else eligible
    assert redemption.amount <= percent_floor(sum(line.discounted for line in share_of), redemption.share)
    assert not gifts or redemption.amount <= sum(line.discounted for line in eligible)


@cases
def test_points_never_lower_a_line_below_its_floor_nor_an_excluded_one_at_all(bought: Purchase) -> None:
    quoted, rules = _quote(bought), bought.programme.redemption
    given_away = {number: quantity for gift in quoted.given for number, quantity in gift.lines}
    for line, source in zip(quoted.lines, bought.cart.lines, strict=True):
        if rules.exclude.matches(source):
            assert line.redeemed == 0
        elif line.redeemed:
            sold = source.quantity - given_away.get(line.number, 0)
            assert line.to_pay * 1000 >= rules.price_floor * sold
            if rules.cost_floor is not None and source.cost is not None:
                assert line.to_pay * 10_000_000 >= source.cost * sold * (10_000 + rules.cost_floor)


@cases
def test_the_limit_named_is_the_one_that_binds(bought: Purchase) -> None:
    redemption, asked = _quote(bought).redemption, bought.cart.redeem
    whole = asked == "maximum" or asked == 0 or asked > redemption.maximum
    if whole:
        assert redemption.limit not in ("none", "step")
    elif redemption.points == asked:
        assert redemption.limit == "none"
    if redemption.limit == "balance" and redemption.balance > 0 and redemption.maximum:
        assert redemption.balance - redemption.maximum < bought.programme.points.redemption_step
    if redemption.limit == "right":
        assert redemption.spendable < redemption.balance
    if redemption.limit == "step":
        assert asked != "maximum"
        assert asked - redemption.points < bought.programme.points.redemption_step


@cases
def test_points_accrued_are_rounded_once_a_rule_and_shared_exactly(bought: Purchase) -> None:
    quoted = _quote(bought)
    for lot in quoted.new_lots:
        assert lot.points > 0
        assert lot.active_at >= NOW
        assert lot.expires_at is None or lot.active_at < lot.expires_at
        if lot.wallet == POINTS_WALLET:
            assert sum(points for _, points in lot.lines) == lot.points
            assert len({number for number, _ in lot.lines}) == len(lot.lines)
    points = [lot for lot in quoted.new_lots if lot.wallet == POINTS_WALLET]
    for line in quoted.lines:
        assert line.accrued == sum(p for lot in points for number, p in lot.lines if number == line.number)
    assert quoted.accrued == sum(lot.points for lot in points)
    assert bought.who is not None or not quoted.new_lots


@cases
def test_the_same_question_gets_the_same_answer(bought: Purchase) -> None:
    quoted = _quote(bought)
    assert _quote(bought) == quoted
    elsewhere = msgspec.json.decode(msgspec.json.encode(bought.programme), type=Programme)
    asked = msgspec.json.decode(msgspec.json.encode(bought.cart), type=Cart)
    assert _quote(Purchase(asked, bought.who, elsewhere)) == quoted
    english = quote(bought.cart, bought.who, bought.programme, NOW, "en")
    assert quote_digest(english) == quote_digest(quoted)


@cases
def test_asking_why_changes_no_figure(bought: Purchase) -> None:
    quoted = _quote(bought)
    explained = quote(bought.cart, bought.who, bought.programme, NOW, explain=True)
    assert quote_digest(explained) == quote_digest(quoted)
    assert tuple(step for step in explained.trace if step.step != "unmet") == quoted.trace


@cases
def test_asking_for_what_was_given_gives_it_again(bought: Purchase) -> None:
    quoted = _quote(bought)
    again = _quote(bought._replace(cart=replace(bought.cart, redeem=quoted.redemption.points)))
    assert again.redemption.points == quoted.redemption.points
    assert again.lines == quoted.lines
    assert again.new_lots == quoted.new_lots


@given(bought=everything, random=st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_total(bought: Purchase, random: Random) -> None:
    quoted = _quote(bought)
    shuffled = list(bought.cart.lines)
    random.shuffle(shuffled)
    renumbered = tuple(replace(line, number=number) for number, line in enumerate(shuffled, start=1))
    other = _quote(bought._replace(cart=replace(bought.cart, lines=renumbered)))
    totals = ("base", "discount", "to_pay", "accrued", "codes", "gifts")
    assert [getattr(other, name) for name in totals] == [getattr(quoted, name) for name in totals]
    assert other.redemption.points == quoted.redemption.points
    assert other.redemption.uses == quoted.redemption.uses
    assert sorted((lot.rule_id, lot.points) for lot in other.new_lots) == sorted(
        (lot.rule_id, lot.points) for lot in quoted.new_lots
    )
    assert [(use.lot_id, use.amount) for use in other.wallet_uses] == [
        (use.lot_id, use.amount) for use in quoted.wallet_uses
    ]

    # lines alike in all that is known of them may change places; all others keep their price
    def paid(lines: tuple[CartLine, ...], answer: Quote) -> list[tuple[object, ...]]:
        return sorted(
            (
                line.product_id,
                line.price,
                line.quantity,
                line.hand_discount,
                line.hand_rate,
                line.hand_most,
                line.hand_price or 0,
                line.member_price or 0,
                q.to_pay,
            )
            for line, q in zip(lines, answer.lines, strict=True)
        )

    assert paid(renumbered, other) == paid(bought.cart.lines, quoted)


@settings(max_examples=20)
@given(programme=programmes(), who=members(), seed=st.integers(0, 1000))
def test_a_quote_answers_the_largest_cart(programme: Programme, who: MemberState, seed: int) -> None:
    random = Random(seed)
    many = tuple(
        CartLine(number, f"product-{random.randrange(50)}", random.randrange(1, 10**7), random.randrange(1, 10**8))
        for number in range(1, 301)
    )
    quoted = _quote(Purchase(Cart(many, zone=ZONE, redeem="maximum"), who, programme))
    assert quoted.to_pay + quoted.discount + quoted.redemption.amount == quoted.base
