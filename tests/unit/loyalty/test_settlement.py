"""Returns: money by the original kinds, points to their own lots, n partial returns exactly the whole."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import POINTS_WALLET, Asked, Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import RightChange, expiries, replay, standing
from cashier_app.loyalty.programme import ForDays, LotRules, NextDay, Programme, ReturnRules, Rule
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import AccruePercent, OfBrands
from cashier_app.loyalty.settlement import PaidBack, ReturnSettlement, after_return, settle_return
from cashier_app.loyalty.sold import (
    NothingToReturn,
    NotSold,
    Returned,
    SoldFacts,
    SoldGift,
    SoldPayment,
    TooMuchReturned,
)
from tests.unit.loyalty.books import Books
from tests.unit.loyalty.made import (
    NOW,
    ZONE,
    Purchase,
    asked,
    cart,
    level,
    line,
    lines,
    lot,
    member,
    members,
    names,
    programme,
    programmes,
    purchases,
)

DEBT = ReturnRules(debt="debt")
policies = st.sampled_from([ReturnRules(debt=policy) for policy in ("debt", "clamp", "deny")])  # type: ignore[arg-type]


def whole(sold: SoldFacts) -> dict[int, int]:
    """Everything that was sold."""
    return {each.number: each.quantity for each in sold.lines}


@st.composite
def parts(draw: st.DrawFn, sold: SoldFacts) -> list[dict[int, int]]:
    """A few returns that together bring back everything."""
    left = whole(sold)
    made = []
    for _ in range(draw(st.integers(0, 3))):
        part = {number: draw(st.integers(0, quantity)) for number, quantity in left.items()}
        if any(part.values()):
            made.append(part)
            left = {number: left[number] - part[number] for number in left}
    return [*made, left] if any(left.values()) else made


@given(st.data(), purchases(), policies)
def test_any_number_of_returns_restores_balances_lots_rights_caps_money_and_window_exactly(
    data: st.DataObject, bought: Purchase, rules: ReturnRules
) -> None:
    basket, who, terms = bought
    books = Books((*(who.lots if who else ()), *basket.wallets))
    quoted = quote(basket, who, terms, NOW)
    opened = {use.lot_id: use.opens for use in quoted.wallet_uses if use.opens}
    before = {**books.balances(), **opened}, {**books.rights(), **opened}
    sold = books.sell("sale", basket, quoted, who)
    returned, settled = Returned(), []
    for number, part in enumerate(data.draw(parts(sold))):
        one = settle_return(f"return-{number}", sold, returned, part, books.lots(), rules, NOW)
        assert (one.debt, one.forgiven, one.stopped, one.lapsed) == (0, 0, False, 0)
        books.post(f"return-{number}", one.posting)
        returned = after_return(returned, one)
        settled.append(one)
    assert (books.balances(), books.rights()) == before
    assert replay(books.history) == {each.lot_id: each.balance for each in books.lots()}
    assert sum(one.net for one in settled) == quoted.to_pay == sum(one.money for one in settled)
    assert sum(one.charged for one in settled) == 0
    assert {key: paid for key, paid in returned.payments.items() if paid} == {
        one.payment_id: one.amount for one in sold.payments if one.amount
    }
    assert sum(one.restored for one in settled) == quoted.redemption.points
    points = sum(new.points for new in quoted.new_lots if new.wallet == POINTS_WALLET)
    assert sum(one.taken_back for one in settled) == (points if who else 0)
    for source in sold.lines:
        back = [each for one in settled for each in one.lines if each.number == source.number]
        for name in ("quantity", "base", "discount", "redeemed", "redeemed_points", "to_pay", "accrued_points", "vat"):
            assert sum(getattr(each, name) for each in back) == getattr(source, name), name


@given(st.data(), purchases(who=members()), st.sampled_from(["debt", "clamp"]), st.integers(0, 200))
def test_n_partial_returns_move_what_one_whole_return_moves(
    data: st.DataObject, bought: Purchase, policy: Literal["debt", "clamp"], days: int
) -> None:
    """Whatever was spent or has lapsed meanwhile: money by payment, points in sum, coupons, caps, VAT."""
    basket, who, terms = bought
    assert who is not None
    later, rules = NOW + days * DAY, ReturnRules(debt=policy)
    quoted = quote(basket, who, terms, NOW)
    other = Cart(data.draw(lines()), zone=ZONE, redeem="maximum")
    two = []
    pieces: list[dict[int, int]] | None = None
    for at_once in (True, False):
        books = Books((*who.lots, *basket.wallets))
        sold = books.sell("sale", basket, quoted, who)
        spender = replace(who, lots=books.lots())
        books.sell("spending", other, quote(other, spender, terms, later), spender)
        if pieces is None:
            pieces = data.draw(parts(sold))
        returned, settled = Returned(), []
        for number, part in enumerate([whole(sold)] if at_once else pieces):
            one = settle_return(f"return-{number}", sold, returned, part, books.lots(), rules, later)
            keys = [(entry.kind, entry.lot_id) for entry in one.posting.entries]
            assert len(set(keys)) == len(keys), "one entry an operation, kind and lot"
            books.post(f"return-{number}", one.posting)
            returned = after_return(returned, one)
            settled.append(one)
        two.append(
            (
                {key: paid for key, paid in returned.payments.items() if paid},
                {key: points for key, points in returned.lapsed.items() if points},
                sum(one.restored for one in settled),
                sum(one.lapsed for one in settled),
                sum(one.taken_back + one.debt + one.forgiven for one in settled),
                {each.wallet: each.balance for each in books.lots() if each.wallet != POINTS_WALLET},
                sum(one.net for one in settled),
                sum(line.vat for one in settled for line in one.lines),
            )
        )
    assert two[0] == two[1]


@given(st.data(), lines(), members(), asked, programmes())
def test_no_partial_return_gives_a_negative_figure_or_more_than_its_line(
    data: st.DataObject, bought: tuple[CartLine, ...], who: MemberState, points: Asked, terms: Programme
) -> None:
    basket = Cart(bought, zone=ZONE, redeem=points)
    books = Books(who.lots)
    sold = books.sell("sale", basket, quote(basket, who, terms, NOW), who)
    part = data.draw(parts(sold))[0]
    one = settle_return("return", sold, Returned(), part, books.lots(), DEBT, NOW)
    by_number = {each.number: each for each in sold.lines}
    for each in one.lines:
        assert each.base == each.discount + each.redeemed + each.to_pay
        for name in ("base", "discount", "redeemed", "redeemed_points", "to_pay", "accrued_points", "vat"):
            assert 0 <= getattr(each, name) <= getattr(by_number[each.number], name)
    assert one.money == sum(back.amount for back in one.payments)
    paid = {each.payment_id: each.amount for each in sold.payments}
    assert all(0 < back.amount <= paid[back.payment_id] for back in one.payments)


@given(st.data(), lines(), members(), asked, programmes(), policies, st.integers(0, 200))
def test_after_other_purchases_nothing_is_lost_or_invented(
    data: st.DataObject,
    bought: tuple[CartLine, ...],
    who: MemberState,
    points: Asked,
    terms: Programme,
    rules: ReturnRules,
    days: int,
) -> None:
    """The sale's points may be spent or lapsed: the entries still say exactly what the settlement says."""
    basket = Cart(bought, zone=ZONE, redeem=points)
    books = Books(who.lots)
    quoted = quote(basket, who, terms, NOW)
    sold = books.sell("sale", basket, quoted, who)
    later = NOW + days * DAY
    spender = replace(who, lots=books.lots())
    other = Cart(data.draw(lines()), zone=ZONE, redeem="maximum")
    books.sell("spending", other, quote(other, spender, terms, later), spender)
    before = books.ledger.balance()
    one = settle_return("return", sold, Returned(), whole(sold), books.lots(), rules, later)
    books.post("return", one.posting)
    keys = [(entry.kind, entry.lot_id) for entry in one.posting.entries]
    assert len(set(keys)) == len(keys)
    assert one.money == quoted.to_pay
    assert books.ledger.balance() == before + one.restored + one.lapsed - one.taken_back - one.debt
    assert all(counters.right >= 0 for counters in books.counters.values())
    if one.stopped:
        assert rules.debt == "deny"
        assert (one.restored, one.taken_back, one.posting.entries) == (0, 0, ())
    else:
        assert one.restored + one.lapsed == quoted.redemption.points
        assert one.debt == 0 or rules.debt == "debt"
        assert one.forgiven == 0 or rules.debt == "clamp"
        lapsed_own = quoted.accrued - one.taken_back - one.debt - one.forgiven
        assert lapsed_own == 0 or any(new.expires_at and new.expires_at <= later for new in quoted.new_lots)
    if rules.debt != "debt":
        assert all(each.balance >= 0 for each in books.lots())


# --- examples --------------------------------------------------------------------------------------------


def sale(
    *bought: CartLine, lots: tuple[LotState, ...] = (), redeem: Asked = 0, **terms: object
) -> tuple[Books, SoldFacts]:
    """A sale that earns 10 %, committed."""
    who, basket = member(*lots), cart(*bought, redeem=redeem)
    books = Books(lots)
    quoted = quote(basket, who, programme(level(accrual=1000), **terms), NOW)
    return books, books.sell("sale", basket, quoted, who)


def test_redeemed_points_go_back_to_their_own_lots_with_their_own_expiry() -> None:
    lots = (lot("soon", 3_000, expires_at=NOW + DAY), lot("never", 5_000))
    books, sold = sale(line(1, 10_000), lots=lots, redeem=4_000)
    one = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), DEBT, NOW)
    restored = {e.lot_id: (e.points, e.expires_at) for e in one.posting.entries if e.points > 0}
    assert restored == {"soon": (3_000, NOW + DAY), "never": (1_000, None)}


def test_a_lot_that_is_not_in_the_cache_is_restored_from_the_sales_own_record() -> None:
    lots = (lot("soon", 3_000, active_at=7, expires_at=NOW + DAY),)
    books, sold = sale(line(1, 10_000), lots=lots, redeem=3_000)
    cached = [each for each in books.lots() if each.lot_id != "soon"]
    one = settle_return("r", sold, Returned(), {1: 1000}, cached, DEBT, NOW)
    (entry,) = [e for e in one.posting.entries if e.lot_id == "soon"]
    assert (entry.points, entry.active_at, entry.expires_at) == (3_000, 7, NOW + DAY)


def test_points_restored_to_a_lot_that_is_not_in_the_cache_pay_for_what_is_taken_back() -> None:
    _, sold = sale(line(1, 11_000), lots=(lot("soon", 1_000),), redeem=1_000)
    one = settle_return("r", sold, Returned(), {1: 1000}, (), DEBT, NOW)
    assert (one.restored, one.taken_back, one.debt) == (1_000, 1_000, 0)
    assert one.posting.rights == (RightChange("soon", earned=1_000, used=1_000),)


def test_a_lot_that_lapsed_meanwhile_comes_back_lapsed() -> None:
    books, sold = sale(line(1, 10_000), lots=(lot("soon", 3_000, expires_at=NOW + DAY),), redeem=3_000)
    one = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), DEBT, NOW + DAY)
    books.post("r", one.posting)
    assert (one.restored, one.lapsed) == (0, 3_000)
    assert [(e.kind, e.points) for e in one.posting.entries if e.lot_id == "soon"] == [("reversal", 3_000)]
    assert standing(books.lots(), NOW + DAY).active == 0
    assert books.rights() == {}
    books.ledger.post("expiry", expiries(books.lots(), "account", NOW + DAY))
    assert books.balances() == {}


def test_a_lot_that_lapsed_meanwhile_lives_on_for_the_grace_period() -> None:
    books, sold = sale(line(1, 10_000), lots=(lot("soon", 3_000, expires_at=NOW + DAY),), redeem=3_000)
    later = NOW + DAY
    one = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), ReturnRules(grace_days=10), later)
    books.post("r", one.posting)
    fresh = next(each for each in books.lots() if each.lot_id == "r.1")
    assert (fresh.balance, fresh.right, fresh.expires_at) == (3_000, 3_000, later + 10 * DAY)
    assert (one.restored, one.lapsed) == (3_000, 0)


def test_points_that_live_on_for_the_grace_period_are_taken_back_to_the_last_and_no_further() -> None:
    _, sold = sale(line(1, 21_000), lots=(lot("soon", 1_000, expires_at=NOW + DAY),), redeem=1_000)
    lapsed = [lot("soon", 0, expires_at=NOW + DAY)]
    one = settle_return("r", sold, Returned(), {1: 1000}, lapsed, ReturnRules(grace_days=10), NOW + DAY)
    assert (one.restored, one.taken_back, one.debt) == (1_000, 1_000, 1_000)
    assert {entry.lot_id: entry.points for entry in one.posting.entries if entry.kind == "adjustment"} == {
        "r.1": -1_000
    }


def test_accrued_points_are_taken_from_pending_first() -> None:
    pending = LotRules(activation=NextDay())
    who = member(lot("a", 5_000))
    basket = cart(line(1, 10_000))
    books = Books(who.lots)
    sold = books.sell("sale", basket, quote(basket, who, programme(level(accrual=1000), lots=pending), NOW), who)
    one = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), DEBT, NOW)
    assert (one.taken_back, one.from_pending) == (1_000, 1_000)
    assert [(e.lot_id, e.points) for e in one.posting.entries] == [("sale.1", -1_000)]


def spent(amount: int, *others: LotState, rules: ReturnRules) -> tuple[Books, ReturnSettlement]:
    """A return of a sale that earned 1 000, after `amount` of these were spent, with other lots in the wallet."""
    books, sold = sale(line(1, 10_000), lots=others)
    own = next(each for each in books.lots() if each.lot_id == "sale.1")
    if amount:
        goods = cart(line(1, 100_000), redeem=amount)
        who = member(replace(own))
        books.sell("spending", goods, quote(goods, who, programme(), NOW), who)
    one = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), rules, NOW)
    books.post("r", one.posting)
    return books, one


def test_then_from_the_rest_of_the_balance_earliest_expiry_first() -> None:
    books, one = spent(700, lot("late", 500), lot("soon", 500, expires_at=NOW + DAY), rules=DEBT)
    assert (one.taken_back, one.debt) == (1_000, 0)
    assert books.balances() == {"late": 300}
    assert books.rights() == {"late": 300}


def test_then_it_is_a_debt() -> None:
    books, one = spent(700, lot("a", 200), rules=DEBT)
    assert (one.taken_back, one.debt, one.forgiven) == (500, 500, 0)
    assert books.balances() == {"sale.1": -500}
    assert standing(books.lots(), NOW).debt == 500


def test_half_taken_and_half_owed_are_one_entry() -> None:
    books, one = spent(500, rules=DEBT)
    assert (one.taken_back, one.debt) == (500, 500)
    assert [(entry.kind, entry.lot_id, entry.points) for entry in one.posting.entries] == [
        ("reversal", "sale.1", -1_000)
    ]
    assert books.balances() == {"sale.1": -500}


def test_a_debt_is_no_larger_than_what_is_missing_however_many_lots_it_stands_on() -> None:
    campaign = Rule(
        id="own",
        name=names("own"),
        effect=AccruePercent(percent=2000),
        conditions=(OfBrands(brands=frozenset({"Own"})),),
    )
    who, basket = member(), cart(line(1, 10_000), line(2, 10_000, brand="Own"))
    books = Books(())
    terms = programme(level(accrual=1000), rules=(campaign,))
    sold = books.sell("sale", basket, quote(basket, who, terms, NOW), who)
    gone = [replace(each, balance=0, right=0) for each in books.lots()]
    one = settle_return("r", sold, Returned(), whole(sold), [*gone, lot("a", 1_600)], DEBT, NOW)
    assert (one.taken_back, one.debt, one.forgiven) == (1_600, 1_400, 0)
    assert sum(entry.points for entry in one.posting.entries) == -3_000


def test_the_last_hundredth_of_a_point_is_taken_back_before_anything_is_owed() -> None:
    books, one = spent(1_000, lot("a", 1), rules=DEBT)
    assert (one.taken_back, one.debt) == (1, 999)
    assert books.balances() == {"sale.1": -999}


def test_or_forgiven() -> None:
    books, one = spent(700, lot("a", 200), rules=ReturnRules(debt="clamp"))
    assert (one.taken_back, one.debt, one.forgiven) == (500, 0, 500)
    assert books.balances() == {}


def test_or_the_points_stop_and_the_money_does_not() -> None:
    books, one = spent(700, lot("a", 200), rules=ReturnRules(debt="deny"))
    assert (one.stopped, one.taken_back, one.restored, one.money) == (True, 0, 0, 10_000)
    assert books.balances() == {"sale.1": 300, "a": 200}


def test_points_that_lapsed_in_their_own_lot_are_not_asked_for_again() -> None:
    terms = programme(level(accrual=1000), lots=LotRules(life=ForDays(days=14)))
    who, basket, later = member(lot("a", 5_000)), cart(line(1, 10_000)), NOW + 20 * DAY
    books = Books(who.lots)
    sold = books.sell("sale", basket, quote(basket, who, terms, NOW), who)
    one = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), DEBT, later)
    assert (one.taken_back, one.debt, one.posting.entries) == (0, 0, ())
    posted = [replace(each, balance=0, lapsed=1_000) if each.lot_id == "sale.1" else each for each in books.lots()]
    assert settle_return("r", sold, Returned(), {1: 1000}, posted, DEBT, later).taken_back == 0


def test_points_that_lapsed_are_asked_for_no_more_than_once_where_nobody_here_has_seen_their_lot() -> None:
    """Half of the goods came back when the lot was known, the rest where it is not."""
    terms = programme(level(accrual=1000), lots=LotRules(life=ForDays(days=14)))
    who, basket, later = member(lot("a", 5_000)), cart(line(1, 10_000, 2000)), NOW + 20 * DAY
    books = Books(who.lots)
    sold = books.sell("sale", basket, quote(basket, who, terms, NOW), who)
    half = settle_return("r", sold, Returned(), {1: 1000}, books.lots(), DEBT, later)
    assert half.lapsed_own == (("sale.1", 1_000),)
    rest = settle_return("s", sold, after_return(Returned(), half), {1: 1000}, (lot("a", 5_000),), DEBT, later)
    assert (rest.taken_back, rest.debt, rest.lapsed_own) == (1_000, 0, ())


def test_points_taken_back_use_this_tills_rights_as_far_as_they_go() -> None:
    books, sold = sale(line(1, 10_000))
    elsewhere = [replace(each, right=400) for each in books.lots()]
    one = settle_return("r", sold, Returned(), {1: 1000}, elsewhere, DEBT, NOW)
    assert [e.points for e in one.posting.entries] == [-1_000]
    assert [(change.lot_id, change.used) for change in one.posting.rights] == [("sale.1", 400)]


def test_a_third_of_a_rouble_comes_back_whole_in_three_returns() -> None:
    books, sold = sale(line(1, 3_333, 3_000))
    assert sold.lines[0].to_pay == 9_999
    odd = replace(
        sold, lines=(replace(sold.lines[0], to_pay=10_000, base=10_000),), payments=(SoldPayment("p", "cash", 10_000),)
    )
    returned, money = Returned(), []
    for number in range(3):
        one = settle_return(f"r{number}", odd, returned, {1: 1000}, books.lots(), DEBT, NOW)
        returned = after_return(returned, one)
        money.append(one.money)
    assert money == [3_333, 3_334, 3_333]


def test_money_goes_back_by_the_kinds_it_came_by() -> None:
    _, sold = sale(line(1, 10_000, 2_000))
    sold = replace(sold, payments=(SoldPayment("a", "card", 15_000), SoldPayment("b", "cash", 5_000)))
    one = settle_return("r", sold, Returned(), {1: 1000}, (), DEBT, NOW)
    assert one.payments == (PaidBack("a", "card", 7_500), PaidBack("b", "cash", 2_500))


def test_a_payment_by_which_more_went_back_than_it_paid_takes_nothing_from_the_others() -> None:
    _, sold = sale(line(1, 10_000, 2_000))
    sold = replace(sold, payments=(SoldPayment("a", "card", 10_000), SoldPayment("b", "cash", 10_000)))
    half = Returned(quantities={1: 1000}, payments={"a": 10_001})
    one = settle_return("r", sold, half, {1: 1000}, (), DEBT, NOW)
    assert one.payments == (PaidBack("b", "cash", 9_999),)


def test_cash_rounding_goes_back_with_the_goods() -> None:
    _, sold = sale(line(1, 10_050, 2_000))
    sold = replace(sold, payments=(SoldPayment("p", "cash", 20_000),))
    first = settle_return("r1", sold, Returned(), {1: 1000}, (), DEBT, NOW)
    second = settle_return("r2", sold, after_return(Returned(), first), {1: 1000}, (), DEBT, NOW)
    assert (first.money, second.money, first.net + second.net) == (10_000, 10_000, 20_100)


def test_a_gift_kept_that_cost_more_than_the_refund_held_is_paid_for_by_later_refunds() -> None:
    """The buyer brings back tea, then the milk that earned a gift dearer than it, then half of the sugar."""
    bought = [line(1, 10_000), line(2, 50_000), line(3, 40_000, 2000), line(4, 1)]
    _, sold = sale(*bought)
    sold = replace(sold, gifts=(SoldGift("mug", "mug", ((4, 30_000),), (1,)),))
    back, moved = Returned(), []
    for quantities in ({2: 1000}, {1: 1000}, {3: 1000}, {3: 1000}, {4: 1000}):
        one = settle_return("r", sold, back, quantities, (), DEBT, NOW)
        back = after_return(back, one)
        moved.append((one.money, one.charged))
    # 300,00 for the mug: 100,00 of the milk, 200,00 of the sugar; it comes back in the end and so does that
    assert moved == [(50_000, 0), (0, 10_000), (20_000, 20_000), (40_000, 0), (30_001, -30_000)]


def test_without_a_member_only_money_moves() -> None:
    basket = cart(line(1, 10_000))
    books = Books(())
    sold = books.sell("sale", basket, quote(basket, None, programme(level(accrual=1000)), NOW), None)
    one = settle_return("r", sold, Returned(), {1: 1000}, (), DEBT, NOW)
    assert (one.money, one.posting.entries, one.posting.rights) == (10_000, (), ())


@pytest.mark.parametrize("quantity", [-1000, 2_001, 3_000])
def test_never_more_than_was_sold(quantity: int) -> None:
    _, sold = sale(line(1, 10_000, 3_000))
    with pytest.raises(TooMuchReturned) as refused:
        settle_return("r", sold, Returned(quantities={1: 1_000}), {1: quantity}, (), DEBT, NOW)
    assert str(refused.value.details["left"]) == "2"


def test_only_what_was_sold() -> None:
    _, sold = sale(line(1, 10_000))
    with pytest.raises(NotSold):
        settle_return("r", sold, Returned(), {2: 1000}, (), DEBT, NOW)


@pytest.mark.parametrize("chosen", [{}, {1: 0}])
def test_a_return_of_nothing_is_refused(chosen: dict[int, int]) -> None:
    _, sold = sale(line(1, 10_000))
    with pytest.raises(NothingToReturn):
        settle_return("r", sold, Returned(), chosen, (), DEBT, NOW)
