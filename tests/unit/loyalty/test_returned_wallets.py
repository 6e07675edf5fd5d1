"""Coupons, caps and gifts come back with their lines; several cards of one sale each get their own money."""

from __future__ import annotations

from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import campaign_account, cap_lots
from cashier_app.loyalty.programme import Cap, LotRules, NextDay, Programme, ReturnRules, Rule
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import AmountOff, Gift, GiveCoupon, OfCategories, PercentOff, ReceiptSum, WithCoupon
from cashier_app.loyalty.settlement import PaidBack, after_return, gifts_kept, settle_return
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldPayment
from tests.unit.loyalty.books import Books
from tests.unit.loyalty.made import NOW, ZONE, level, line, lot, member, names, programme

TEA = OfCategories(categories=frozenset({"Tea"}))
RULES = ReturnRules()


def rule(effect: object, *conditions: object, rule_id: str = "rule", **rest: object) -> Rule:
    """A rule with a name."""
    return Rule(id=rule_id, name=names(rule_id), effect=effect, conditions=conditions, **rest)  # type: ignore[arg-type]


def sold(
    terms: Programme, who: MemberState | None, *goods: CartLine, wallets: tuple[LotState, ...] = ()
) -> tuple[Books, SoldFacts]:
    """A sale of these goods, committed."""
    basket = Cart(goods, zone=ZONE, wallets=wallets)
    books = Books((*(who.lots if who else ()), *wallets))
    return books, books.sell("sale", basket, quote(basket, who, terms, NOW), who)


def coupon(expires_at: int | None = None, wallet: str = "coupon:cake") -> LotState:
    """A coupon that this till may take."""
    return LotState("coupon-1", 1, 1, 0, expires_at, wallet)


# --- coupons ---------------------------------------------------------------------------------------------


def by_coupon() -> Programme:
    """300 off tea for a coupon."""
    return programme(level(), rules=(rule(AmountOff(amount=30_000), TEA, WithCoupon(coupon="cake")),))


def test_a_coupon_comes_back_with_the_last_of_the_lines_it_paid_for() -> None:
    """Two teas for 1 000 and 500: 200 and 100 off; the bread had nothing of it."""
    who = member(coupon(NOW + 9 * DAY))
    goods = (line(1, 100_000, category="Tea"), line(2, 50_000, category="Tea"), line(3, 5_000))
    books, facts = sold(by_coupon(), who, *goods)
    assert books.balances() == {}
    first = settle_return("a", facts, Returned(), {1: 1000, 3: 1000}, books.lots(), RULES, NOW)
    assert (first.money, first.wallets, first.posting.entries) == (85_000, (), ())
    books.post("a", first.posting)
    second = settle_return("b", facts, after_return(Returned(), first), {2: 1000}, books.lots(), RULES, NOW + DAY)
    books.post("b", second.posting)
    [entry] = second.posting.entries
    assert (entry.kind, entry.lot_id, entry.points, entry.expires_at) == ("reversal", "coupon-1", 1, NOW + 9 * DAY)
    assert (books.balances(), books.rights()) == ({"coupon-1": 1}, {"coupon-1": 1})
    assert second.money == 40_000


def test_a_coupon_that_expired_meanwhile_comes_back_expired_or_for_the_grace_period() -> None:
    who = member(coupon(NOW + DAY))
    books, facts = sold(by_coupon(), who, line(1, 100_000, category="Tea"))
    late = NOW + 2 * DAY
    lapsed = settle_return("a", facts, Returned(), {1: 1000}, books.lots(), RULES, late)
    assert [(back.amount, back.lapsed) for back in lapsed.wallets] == [(1, True)]
    assert lapsed.posting.rights == ()
    kept = settle_return("a", facts, Returned(), {1: 1000}, books.lots(), ReturnRules(grace_days=3), late)
    [entry] = kept.posting.entries
    assert (entry.wallet, entry.lot_id, entry.points) == ("coupon:cake", "a.1", 1)
    assert entry.expires_at == late + 3 * DAY
    assert [(back.amount, back.lapsed) for back in kept.wallets] == [(1, False)]


def test_a_coupon_that_was_given_goes_with_the_last_line_that_earned_it_unless_it_is_used() -> None:
    terms = programme(level(), rules=(rule(GiveCoupon(coupon="cake"), TEA, lots=LotRules(activation=NextDay())),))
    goods = (line(1, 100_000, 2000, category="Tea"), line(2, 5_000))
    books, facts = sold(terms, member(), *goods)
    assert books.balances() == {"sale.1": 1}
    part = settle_return("a", facts, Returned(), {1: 1000, 2: 1000}, books.lots(), RULES, NOW)
    assert (part.posting.entries, part.taken_back) == ((), 0)
    rest = settle_return("b", facts, after_return(Returned(), part), {1: 1000}, books.lots(), RULES, NOW)
    assert [(entry.kind, entry.lot_id, entry.points) for entry in rest.posting.entries] == [("reversal", "sale.1", -1)]
    used = [replace(each, balance=0, right=0) for each in books.lots()]
    gone = settle_return("b", facts, after_return(Returned(), part), {1: 1000}, used, RULES, NOW)
    assert (gone.posting.entries, gone.debt) == ((), 0)
    assert [back.amount for back in gone.wallets] == [0]


def test_a_coupon_given_that_is_not_in_the_cache_is_not_asked_for() -> None:
    terms = programme(level(), rules=(rule(GiveCoupon(coupon="cake"), TEA),))
    _, facts = sold(terms, member(), line(1, 100_000, category="Tea"))
    back = settle_return("r", facts, Returned(), {1: 1000}, (), RULES, NOW)
    assert (back.posting.entries, [one.amount for one in back.wallets]) == ((), [0])


def test_points_that_policy_stops_leave_the_coupon_alone() -> None:
    who = member(coupon(), lot("a", 100))
    terms = programme(level(accrual=1000), rules=(rule(AmountOff(amount=30_000), TEA, WithCoupon(coupon="cake")),))
    books, facts = sold(terms, who, line(1, 100_000, category="Tea"))
    spent = [replace(each, balance=0, right=0) for each in books.lots()]
    one = settle_return("r", facts, Returned(), {1: 1000}, spent, ReturnRules(debt="deny"), NOW)
    assert (one.stopped, one.taken_back, one.money) == (True, 0, 70_000)
    assert [(entry.lot_id, entry.points) for entry in one.posting.entries] == [("coupon-1", 1)]


# --- caps ------------------------------------------------------------------------------------------------


def test_a_cap_in_kopecks_gets_back_what_the_returned_lines_took_of_it() -> None:
    """10 % of 1 000,00 and 2 345,60, at most 300 a day: 89,67 and 210,33; half of the second line is 105,17."""
    terms = programme(
        level(),
        rules=(rule(PercentOff(percent=1000), caps=(Cap(per="member", period="day", of="kopecks", amount=30_000),)),),
    )
    own = cap_lots(terms, ZONE, NOW, account_id="account", may_open=True)
    books, facts = sold(terms, member(*own), line(1, 100_000), line(2, 117_280, 2000))
    [lot_id] = [each.lot_id for each in own]
    assert books.balances() == {}
    assert [part for _, part in facts.wallet_uses[0].lines] == [8_967, 21_033]
    returned = Returned()
    for number, (part, left) in enumerate((({2: 1000}, 10_517), ({2: 1000}, 21_033), ({1: 1000}, 30_000))):
        one = settle_return(f"r{number}", facts, returned, part, books.lots(), RULES, NOW)
        books.post(f"r{number}", one.posting)
        returned = after_return(returned, one)
        assert books.balances() == {lot_id: left}
        assert books.rights() == {lot_id: left}


def test_a_campaigns_use_comes_back_to_the_campaign_when_all_its_lines_are_back() -> None:
    terms = programme(level(), rules=(rule(PercentOff(percent=1000), TEA, caps=(Cap(per="everyone", amount=2),)),))
    shared = cap_lots(terms, ZONE, NOW, may_open=True)
    books, facts = sold(terms, None, line(1, 1_000, 3000, category="Tea"), line(2, 1_000), wallets=shared)
    assert list(books.balances().values()) == [1]
    part = settle_return("a", facts, Returned(), {1: 2000, 2: 1000}, books.lots(), RULES, NOW)
    assert part.posting.entries == ()
    rest = settle_return("b", facts, after_return(Returned(), part), {1: 1000}, books.lots(), RULES, NOW)
    [entry] = rest.posting.entries
    assert (entry.account_id, entry.points) == (campaign_account("rule"), 1)


# --- gifts -----------------------------------------------------------------------------------------------


def with_gift(*goods: CartLine) -> tuple[Books, SoldFacts]:
    """A mug (300,00) for one kopeck with tea for 1 000,00 and more."""
    gift = rule(Gift(products=frozenset({"mug"})), TEA, ReceiptSum(at_least=100_000), rule_id="mug")
    return sold(programme(level(), rules=(gift,)), None, *goods)


MUG = line(3, 30_000, product_id="mug")


def test_a_gift_stays_while_anything_that_earned_it_does() -> None:
    books, facts = with_gift(line(1, 100_000, category="Tea"), line(2, 20_000, 2000, category="Tea"), MUG)
    assert [(gift.lines, gift.earned_by) for gift in facts.gifts] == [(((3, 29_999),), (1, 2))]
    one = settle_return("r", facts, Returned(), {1: 1000, 2: 1000}, books.lots(), RULES, NOW)
    assert (one.money, one.charged) == (120_000, 0)


def test_a_gift_that_is_kept_without_what_earned_it_is_paid_for_and_given_back_when_it_comes_after_all() -> None:
    books, facts = with_gift(line(1, 100_000, category="Tea"), MUG)
    first = settle_return("a", facts, Returned(), {1: 1000}, books.lots(), RULES, NOW)
    assert (first.money, first.charged, first.net) == (70_001, 29_999, 70_001)
    later = settle_return("b", facts, after_return(Returned(), first), {3: 1000}, books.lots(), RULES, NOW)
    assert (later.money, later.charged, later.net) == (30_000, -29_999, 30_000)
    together = settle_return("a", facts, Returned(), {1: 1000, 3: 1000}, books.lots(), RULES, NOW)
    assert [gift.name for gift in gifts_kept(facts, {1: 1000, 3: 500})] == ["mug"]
    assert gifts_kept(facts, {1: 1000, 3: 1000}) == gifts_kept(facts, {3: 500}) == ()
    assert (together.money, together.charged, together.net) == (100_001, 0, 100_001)


def test_a_gift_never_costs_more_than_the_refund_holds() -> None:
    """Tea for 1 000,00 earned it; most of it came back before: 10,00 are left to take it off."""
    gift = rule(Gift(products=frozenset({"mug"})), TEA, rule_id="mug")
    books, facts = sold(programme(level(), rules=(gift,)), None, line(1, 1_000, category="Tea"), MUG)
    first = settle_return("a", facts, Returned(), {1: 1000}, books.lots(), RULES, NOW)
    assert (first.money, first.charged) == (0, 1_000)
    later = settle_return("b", facts, after_return(Returned(), first), {3: 1000}, books.lots(), RULES, NOW)
    assert first.money + later.money == 1_001


# --- several cards, points lapsed ------------------------------------------------------------------------


def test_each_card_gets_back_its_own_part_and_never_more() -> None:
    """Paid 40,00 and 20,00 by two cards and 30,01 in cash; a third of the goods, then the rest."""
    _, facts = sold(programme(), None, line(1, 3_000, 3000))
    paid = SoldPayment("visa", "card", 4_000), SoldPayment("mir", "card", 2_000), SoldPayment("cash", "cash", 3_000)
    facts = replace(facts, payments=paid)
    first = settle_return("a", facts, Returned(), {1: 1000}, (), RULES, NOW)
    assert first.payments == (
        PaidBack("visa", "card", 1_333),
        PaidBack("mir", "card", 667),
        PaidBack("cash", "cash", 1_000),
    )
    rest = settle_return("b", facts, after_return(Returned(), first), {1: 2000}, (), RULES, NOW)
    assert {one.payment_id: one.amount for one in rest.payments} == {"visa": 2_667, "mir": 1_333, "cash": 2_000}


def test_points_spent_elsewhere_before_their_lot_lapsed_are_asked_for_and_lapsed_ones_are_not() -> None:
    """1 000 earned, 600 of them spent at another till, 400 lapsed: a whole return asks for 600, in two halves too."""
    terms = programme(level(accrual=1000), returns=RULES)
    books, facts = sold(terms, member(lot("a", 5_000)), line(1, 10_000))
    own = LotState("sale.1", 0, 0, NOW, NOW + DAY, "points", "base", lapsed=400)
    others = [each for each in books.lots() if each.lot_id != "sale.1"]
    facts = replace(facts, new_lots=(replace(facts.new_lots[0], expires_at=NOW + DAY),))
    late = NOW + 2 * DAY
    at_once = settle_return("r", facts, Returned(), {1: 1000}, [*others, own], RULES, late)
    assert (at_once.taken_back, at_once.lapsed_own, at_once.debt) == (600, (("sale.1", 400),), 0)
    first = settle_return("a", facts, Returned(), {1: 500}, [*others, own], RULES, late)
    assert (first.taken_back, first.lapsed_own) == (100, (("sale.1", 400),))
    rest = settle_return("b", facts, after_return(Returned(), first), {1: 500}, [*others, own], RULES, late)
    assert (rest.taken_back, rest.lapsed_own) == (500, ())
