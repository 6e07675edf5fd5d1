"""Gift cards: an advance that no rule sees, money taken within rights, returns that sum exactly to what was taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.gift_cards import (
    GIFT_WALLET,
    GRACE_DAYS,
    CardFacts,
    GiftCardShort,
    GiftLoad,
    GiftPayment,
    balance,
    card_facts,
    expiry,
    gift_account,
    gift_hash,
    gift_lot,
    gift_posting,
    spendable,
    take,
)
from cashier_app.loyalty.programme import ReturnRules
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.settlement import after_return, settle_return
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldLine, SoldPayment
from tests.unit.loyalty.made import NOW, Purchase, line, purchases

CARD, OTHER = gift_account("ab" * 16), gift_account("cd" * 16)


def lot(lot_id: str, balance: int, right: int | None = None, expires_at: int | None = None) -> LotState:
    """Money on a card."""
    return LotState(lot_id, balance, balance if right is None else right, 0, expires_at, GIFT_WALLET, "sold")


def test_the_account_of_a_card_is_known_from_its_hash_alone_and_back() -> None:
    assert gift_hash(CARD) == bytes.fromhex("ab" * 16)
    assert gift_hash("gift-not a hash") is None
    assert gift_hash("anna") is None


@given(st.integers(0, 10**9), st.from_regex(r"[a-zа-я0-9 -]{0,20}", fullmatch=True), st.booleans(), st.booleans())
def test_what_is_known_of_a_card_survives_the_way_to_the_till(nominal: int, batch: str, sold: bool, no: bool) -> None:
    facts = CardFacts(nominal, batch, sold, no)
    assert card_facts(facts.as_segments()) == facts


def test_money_is_taken_of_the_lot_that_lapses_first_and_within_the_rights_held_here() -> None:
    lots = (lot("ever", 1000), lot("late", 500, 200, NOW + 9 * DAY), lot("soon", 300, 300, NOW + DAY))
    assert [(use.lot_id, use.points) for use in take(lots, 450, NOW)] == [("soon", 300), ("late", 150)]
    assert (balance(lots, NOW), spendable(lots, NOW), expiry(lots, NOW)) == (1800, 1500, NOW + DAY)
    assert sum(use.points for use in take(lots, 1500, NOW)) == 1500
    with pytest.raises(GiftCardShort):
        take(lots, 1501, NOW)
    assert sum(use.points for use in take(lots, 1700, NOW, must_hold=False)) == 1700, "a bank card was charged already"


def test_money_that_has_lapsed_pays_nothing() -> None:
    lots = (lot("over", 1000, None, NOW),)
    assert (balance(lots, NOW), spendable(lots, NOW)) == (0, 0)
    with pytest.raises(GiftCardShort):
        take(lots, 1, NOW)


def test_a_sale_books_what_it_loads_and_what_it_takes_each_under_its_right() -> None:
    uses = take((lot("soon", 300, 300, NOW + DAY), lot("late", 500)), 700, NOW)
    posting = gift_posting(
        "sale", [GiftLoad(2, CARD, 300_000, NOW + 365 * DAY)], [GiftPayment("p", OTHER, 700, "..1", uses)]
    )
    assert [(entry.kind, entry.account_id, entry.lot_id, entry.points) for entry in posting.entries] == [
        ("accrual", CARD, gift_lot("sale", 2), 300_000),
        ("redemption", OTHER, "soon", -300),
        ("redemption", OTHER, "late", -400),
    ]
    assert [(change.lot_id, change.earned, change.used) for change in posting.rights] == [
        (gift_lot("sale", 2), 300_000, 0),
        ("soon", 0, 300),
        ("late", 0, 400),
    ]


@given(purchases(), st.integers(1, 10_000_000))
def test_an_advance_costs_its_price_and_changes_nothing_else_of_any_quote(bought: Purchase, price: int) -> None:
    basket, who, terms = bought
    number = max(each.number for each in basket.lines) + 1
    card = line(number, price)
    plain = quote(basket, who, terms, NOW)
    mixed = quote(replace(basket, lines=(*basket.lines, card), advances=frozenset({number})), who, terms, NOW)
    answered = mixed.lines[-1]
    assert (answered.base, answered.discounts, answered.redeemed, answered.to_pay) == (price, (), 0, price)
    assert (mixed.to_pay, mixed.base, mixed.discount) == (plain.to_pay + price, plain.base + price, plain.discount)
    assert replace(mixed, lines=plain.lines, to_pay=plain.to_pay, base=plain.base) == plain
    assert quote_digest(mixed) != quote_digest(plain)


# --- returns ---------------------------------------------------------------------------------------------


def sale(lines: list[tuple[int, int]], payments: list[SoldPayment], card_line: str = "") -> SoldFacts:
    """A sale of (pieces, kopecks for all of them); the last line loads a card if one is named."""
    sold = [
        SoldLine(n, f"p{n}", f"p{n}", pay // pieces, pieces * 1000, pay, 0, 0, 0, pay, 0)
        for n, (pieces, pay) in enumerate(lines, start=1)
    ]
    if card_line:
        sold[-1] = replace(sold[-1], gift_card=card_line)
    return SoldFacts("sale", None, tuple(sold), tuple(payments))


@given(st.data())
def test_any_number_of_returns_gives_each_lot_of_a_card_exactly_what_was_taken_of_it(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.tuples(st.integers(1, 4), st.integers(100, 100_000)), min_size=1, max_size=4))
    total = sum(pay for _, pay in lines)
    taken = data.draw(st.integers(1, total))
    first = data.draw(st.integers(0, taken))
    lots = [lot("soon", first, None, NOW + DAY), lot("late", taken - first, None, NOW + 9 * DAY)]
    uses = take([each for each in lots if each.balance], taken, NOW)
    payments = [SoldPayment("card", "gift", taken, CARD, uses)]
    if total > taken:
        payments.append(SoldPayment("cash", "cash", total - taken))
    sold, returned = sale(lines, payments), Returned()
    left = {each.number: each.quantity for each in sold.lines}
    back: dict[str, int] = {}
    cash = 0
    while any(left.values()):
        part = {number: data.draw(st.integers(0, quantity // 1000)) * 1000 for number, quantity in left.items()}
        part = part if any(part.values()) else dict(left)
        settled = settle_return(f"r{len(back)}{cash}{sum(left.values())}", sold, returned, part, (), ReturnRules(), NOW)
        for entry in settled.posting.entries:
            assert (entry.kind, entry.account_id, entry.wallet) == ("reversal", CARD, GIFT_WALLET)
            back[entry.lot_id] = back.get(entry.lot_id, 0) + entry.points
        earned = sum(change.earned for change in settled.posting.rights)
        to_card = sum(paid.amount for paid in settled.payments if paid.kind == "gift")
        assert earned == to_card == sum(each.amount for each in settled.gifts)
        cash += sum(paid.amount for paid in settled.payments if paid.kind == "cash")
        returned = after_return(returned, settled)
        left = {number: quantity - part.get(number, 0) for number, quantity in left.items()}
    assert back == {use.lot_id: use.points for use in uses}
    assert cash == total - taken


def test_a_part_returned_fills_the_lot_that_lives_longest_first() -> None:
    uses = take((lot("soon", 300, None, NOW + DAY), lot("late", 500, None, NOW + 9 * DAY)), 800, NOW)
    sold = sale([(2, 800)], [SoldPayment("card", "gift", 800, CARD, uses)])
    settled = settle_return("back", sold, Returned(), {1: 1000}, (), ReturnRules(), NOW)
    assert [(entry.lot_id, entry.points) for entry in settled.posting.entries] == [("late", 400)]
    again = settle_return("again", sold, after_return(Returned(), settled), {1: 1000}, (), ReturnRules(), NOW)
    assert [(entry.lot_id, entry.points) for entry in again.posting.entries] == [("late", 100), ("soon", 300)]


def test_money_of_a_lot_that_lapsed_meanwhile_lives_on_for_a_while() -> None:
    uses = take((lot("soon", 300, None, NOW + DAY), lot("late", 500, None, NOW + 900 * DAY)), 800, NOW)
    sold = sale([(1, 800)], [SoldPayment("card", "gift", 800, CARD, uses)])
    at = NOW + 2 * DAY
    settled = settle_return("back", sold, Returned(), {1: 1000}, (), ReturnRules(), at)
    found = {entry.lot_id: (entry.points, entry.expires_at) for entry in settled.posting.entries}
    assert found["late"] == (500, NOW + 900 * DAY)
    assert found["back.grace-card"] == (300, at + GRACE_DAYS * DAY)
    longer = settle_return("back", sold, Returned(), {1: 1000}, (), ReturnRules(grace_days=90), at)
    assert longer.gifts[0].grace_until == at + 90 * DAY


def test_a_card_brought_back_as_goods_gives_its_money_up_and_no_purchase_is_lost() -> None:
    sold = sale([(1, 5000), (1, 300_000)], [SoldPayment("cash", "cash", 305_000)], card_line=CARD)
    settled = settle_return("back", sold, Returned(), {1: 1000, 2: 1000}, (), ReturnRules(), NOW)
    assert [(entry.lot_id, entry.points) for entry in settled.posting.entries] == [(gift_lot("sale", 2), -300_000)]
    assert [(change.lot_id, change.used) for change in settled.posting.rights] == [(gift_lot("sale", 2), 300_000)]
    assert (settled.money, settled.net) == (305_000, 5000)
