"""What holds for every quote: every kopeck explained, nothing below its floor, no order of lines matters."""

from __future__ import annotations

from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.money import line_amount, percent_floor
from cashier_app.loyalty.cart import Asked, Cart, CartLine, MemberState
from cashier_app.loyalty.ledger import is_active
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from tests.unit.loyalty.made import NOW, ZONE, asked, lines, members, programmes

cases = given(lines=lines(), who=st.one_of(st.none(), members()), asked=asked, programme=programmes())


def _quote(lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme) -> Quote:
    return quote(Cart(lines, zone=ZONE, redeem=asked), who, programme, NOW)


@cases
def test_every_kopeck_is_explained(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    quoted = _quote(lines, who, asked, programme)
    for line, source in zip(quoted.lines, lines, strict=True):
        assert line.number == source.number
        assert line.base == line_amount(source.price, source.quantity)
        assert line.base - sum(d.amount for d in line.discounts) - line.redeemed == line.to_pay >= 0
        assert all(discount.amount > 0 and discount.name for discount in line.discounts)
    assert quoted.base == sum(line.base for line in quoted.lines)
    assert quoted.to_pay == sum(line.to_pay for line in quoted.lines)
    assert quoted.base - quoted.discount - quoted.redemption.amount == quoted.to_pay
    explained = sum(step.amount for step in quoted.trace if step.line and step.step not in ("beaten", "accrual"))
    assert explained == quoted.to_pay


@cases
def test_a_redemption_is_shared_exactly_over_lines_and_lots(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    quoted = _quote(lines, who, asked, programme)
    redemption = quoted.redemption
    assert sum(line.redeemed for line in quoted.lines) == redemption.amount
    assert redemption.amount * 100 == redemption.points * programme.points.kopecks_per_point
    assert sum(use.points for use in redemption.uses) == redemption.points
    for line in quoted.lines:
        assert sum(p for number, _, p in redemption.allocation if number == line.number) == line.redeemed_points
    for use in redemption.uses:
        assert sum(p for _, lot_id, p in redemption.allocation if lot_id == use.lot_id) == use.points


@cases
def test_a_redemption_never_exceeds_any_limit(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    quoted = _quote(lines, who, asked, programme)
    redemption, rules = quoted.redemption, programme.redemption
    if who is None or who.unclaimed:
        assert redemption.points == redemption.maximum == 0
        return
    lots = {lot.lot_id: lot for lot in who.lots}
    for use in redemption.uses:
        assert 0 < use.points <= min(lots[use.lot_id].balance, lots[use.lot_id].right)
        assert is_active(lots[use.lot_id], NOW)
    assert redemption.points <= redemption.maximum
    if asked != "maximum":
        assert redemption.points <= asked
    assert redemption.points % programme.points.redemption_step == 0
    assert redemption.points == 0 or redemption.points >= rules.minimum
    eligible = [line for line, source in zip(quoted.lines, lines, strict=True) if not rules.exclude.matches(source)]
    share_of = quoted.lines if rules.share_of == "receipt" else eligible
    assert redemption.amount <= percent_floor(sum(line.discounted for line in share_of), redemption.share)


@cases
def test_points_never_lower_a_line_below_its_floor_nor_an_excluded_one_at_all(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    rules = programme.redemption
    for line, source in zip(_quote(lines, who, asked, programme).lines, lines, strict=True):
        if rules.exclude.matches(source):
            assert line.redeemed == 0
        elif line.redeemed:
            assert line.to_pay * 1000 >= rules.price_floor * source.quantity


@cases
def test_the_limit_named_is_the_one_that_binds(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    redemption = _quote(lines, who, asked, programme).redemption
    whole = asked == "maximum" or asked == 0 or asked > redemption.maximum
    if whole:
        assert redemption.limit not in ("none", "step")
    elif redemption.points == asked:
        assert redemption.limit == "none"
    if redemption.limit == "balance" and redemption.balance > 0 and redemption.maximum:
        assert redemption.balance - redemption.maximum < programme.points.redemption_step
    if redemption.limit == "right":
        assert redemption.spendable < redemption.balance
    if redemption.limit == "step":
        assert asked != "maximum"
        assert asked - redemption.points < programme.points.redemption_step


@cases
def test_points_accrued_are_floored_once_a_rule_and_shared_exactly(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    quoted = _quote(lines, who, asked, programme)
    for lot in quoted.new_lots:
        assert sum(points for _, points in lot.lines) == lot.points > 0
        assert lot.points % programme.points.accrual_step == 0
        assert lot.active_at >= NOW
        assert lot.expires_at is None or lot.active_at < lot.expires_at
    by_line = {line.number: line.accrued for line in quoted.lines}
    for number, accrued in by_line.items():
        assert accrued == sum(p for lot in quoted.new_lots for n, p in lot.lines if n == number)
    assert quoted.accrued == sum(lot.points for lot in quoted.new_lots)
    assert who is not None or quoted.accrued == 0


@cases
def test_the_same_question_gets_the_same_answer(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    quoted = _quote(lines, who, asked, programme)
    assert _quote(lines, who, asked, programme) == quoted
    elsewhere = msgspec.json.decode(msgspec.json.encode(programme), type=Programme)
    assert _quote(lines, who, asked, elsewhere) == quoted
    english = quote(Cart(lines, zone=ZONE, redeem=asked), who, programme, NOW, "en")
    assert quote_digest(english) == quote_digest(quoted)


@cases
def test_asking_for_what_was_given_gives_it_again(
    lines: tuple[CartLine, ...], who: MemberState | None, asked: Asked, programme: Programme
) -> None:
    quoted = _quote(lines, who, asked, programme)
    again = _quote(lines, who, quoted.redemption.points, programme)
    assert again.redemption.points == quoted.redemption.points
    assert again.lines == quoted.lines
    assert again.new_lots == quoted.new_lots


@given(data=st.data(), lines=lines(), who=st.one_of(st.none(), members()), asked=asked, programme=programmes())
def test_the_order_of_lines_changes_no_total(
    data: st.DataObject,
    lines: tuple[CartLine, ...],
    who: MemberState | None,
    asked: Asked,
    programme: Programme,
) -> None:
    quoted = _quote(lines, who, asked, programme)
    shuffled = list(lines)
    data.draw(st.randoms(use_true_random=False)).shuffle(shuffled)
    renumbered = tuple(replace(line, number=number) for number, line in enumerate(shuffled, start=1))
    other = _quote(renumbered, who, asked, programme)
    totals = ("base", "discount", "to_pay", "accrued")
    assert [getattr(other, name) for name in totals] == [getattr(quoted, name) for name in totals]
    assert other.redemption.points == quoted.redemption.points
    assert other.redemption.uses == quoted.redemption.uses
    assert sorted((lot.rule_id, lot.points) for lot in other.new_lots) == sorted(
        (lot.rule_id, lot.points) for lot in quoted.new_lots
    )
    # two lines alike in product, price and quantity may change places; all others keep their price
    paid = sorted(
        (line.product_id, line.price, line.quantity, q.to_pay) for line, q in zip(lines, quoted.lines, strict=True)
    )
    repaid = sorted(
        (line.product_id, line.price, line.quantity, q.to_pay) for line, q in zip(renumbered, other.lines, strict=True)
    )
    assert repaid == paid


@settings(max_examples=20)
@given(programme=programmes(), who=members(), seed=st.integers(0, 1000))
def test_a_quote_answers_the_largest_cart(programme: Programme, who: MemberState, seed: int) -> None:
    random = Random(seed)
    many = tuple(
        CartLine(number, f"product-{random.randrange(50)}", random.randrange(1, 10**7), random.randrange(1, 10**8))
        for number in range(1, 301)
    )
    quoted = _quote(many, who, "maximum", programme)
    assert quoted.to_pay + quoted.discount + quoted.redemption.amount == quoted.base
