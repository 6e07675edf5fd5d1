"""The example programmes for points and levels at work: every figure by hand, both sides of every boundary."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from cashier_app.core.clock import DAY, HOUR, Instant, local_time, start_of_day
from cashier_app.loyalty.cart import Cart, LotState, MemberState
from cashier_app.loyalty.enrolment import enrolment_posting
from cashier_app.loyalty.explain import explain_level_reason, explain_limit, explain_lot
from cashier_app.loyalty.ledger import cap_lots, expiries, sale_posting, standing
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.recalculation import Assignment, Purchase, Timeline, opening, recalculate
from cashier_app.words import load_words
from tests.unit.loyalty.books import Books
from tests.unit.loyalty.examples import example
from tests.unit.loyalty.made import NOW, ZONE, cart, line, lot, member

RUSSIAN = load_words("ru")


def given(quoted: Quote) -> list[tuple[str, int]]:
    """The points of a receipt, by what it calls them."""
    return [(new.name, new.points) for new in quoted.new_lots]


def midnight(text: str) -> Instant:
    """The midnight that begins a day in a Moscow store."""
    return start_of_day(datetime.date.fromisoformat(text), ZONE)


def levels(programme: Programme, *facts: Purchase | Assignment, until: str, first: str) -> list[tuple[str, str, str]]:
    """The history of a member's level since the beginning of 2026, as (when, level, why)."""
    bought = [fact for fact in facts if isinstance(fact, Purchase)]
    assigned = [fact for fact in facts if isinstance(fact, Assignment)]
    start = opening(first, midnight("2026-01-01"), ZONE)
    found = recalculate(start, bought, assigned, Timeline([programme], ZONE), midnight(until))
    return [
        (f"{local_time(c.at, ZONE):%Y-%m-%d %H:%M}", c.to_level, explain_level_reason(c.reason, RUSSIAN))
        for c in found.changes
    ]


# --- the fuel station ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("litres", "to_pay", "points"),
    [
        # 1 % of 1 766,94 is 17,66
        (29_999, 176_694, [("за покупку 1\u00a0%", 1_700)]),
        # 1 % of 1 767,00 is 17,67; a point for each of 30 litres
        (30_000, 176_700, [("за покупку 1\u00a0%", 1_700), ("полный бак: балл за литр", 3_000)]),
        # 1 % of 2 090,95 is 20,90; 35,5 litres are 35 whole points
        (35_500, 209_095, [("за покупку 1\u00a0%", 2_000), ("полный бак: балл за литр", 3_500)]),
    ],
)
def test_fuel_gives_a_point_a_litre_from_thirty_litres(litres: int, to_pay: int, points: list[tuple[str, int]]) -> None:
    goods = cart(line(1, 5_890, litres, product_id="ai-95", category="Топливо/АИ-95"))
    quoted = quote(goods, member(level_id="driver"), example("fuel-station"), NOW)
    assert (quoted.to_pay, given(quoted)) == (to_pay, points)


def test_fuel_of_two_pumps_counts_together_and_coffee_does_not() -> None:
    goods = cart(
        line(1, 5_890, 20_000, category="Топливо/АИ-95"),
        line(2, 6_500, 10_500, category="Топливо/ДТ"),
        line(3, 19_900, category="Кофе"),
    )
    quoted = quote(goods, member(level_id="driver"), example("fuel-station"), NOW)
    # 1 % of 1 178,00 + 682,50 + 199,00 is 20,59; 30,5 litres are 30 points, two thirds of them at the first pump
    assert given(quoted) == [("за покупку 1\u00a0%", 2_000), ("полный бак: балл за литр", 3_000)]
    assert quoted.new_lots[1].lines == ((1, 1_967), (2, 1_033))


# --- burning points --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("price", "burning"), [(200_000, []), (200_001, [("горящие баллы", 20_000)])])
def test_burning_points_are_for_receipts_strictly_over_two_thousand(price: int, burning: list[tuple[str, int]]) -> None:
    quoted = quote(cart(line(1, price)), member(), example("burning-points"), NOW)
    assert given(quoted) == [("за покупку 3\u00a0%", 6_000), *burning]


def test_burning_points_live_fourteen_days_to_the_stores_midnight_and_go_first() -> None:
    programme = example("burning-points")
    books = Books([])
    quoted = quote(cart(line(1, 300_000)), member(), programme, NOW)
    assert [explain_lot(new, ZONE, RUSSIAN) for new in quoted.new_lots] == [
        "за покупку 3\u00a0%",
        "горящие баллы до 04.12",
    ]
    books.sell("sale", cart(line(1, 300_000)), quoted, member())
    assert standing(books.lots(), NOW).active == 9_000 + 20_000
    end = midnight("2026-12-05")
    last = quote(cart(line(1, 50_000), redeem="maximum"), member(*books.lots()), programme, end - 1).redemption
    assert [(use.lot_id, use.points) for use in last.uses] == [("sale.2", 15_000)]
    assert (
        quote(cart(line(1, 50_000), redeem="maximum"), member(*books.lots()), programme, end).redemption.points == 9_000
    )
    assert expiries(books.lots(), "account", end - 1) == ()
    assert [(entry.lot_id, entry.points) for entry in expiries(books.lots(), "account", end)] == [("sale.2", -20_000)]


# --- back in points by bands -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "points"),
    [
        (59_999, 0),
        (60_000, 6_000),
        (79_999, 7_900),  # 10 % are 79,99
        (80_000, 12_000),
        (99_999, 14_900),
        (100_000, 20_000),
        (150_050, 30_000),  # 20 % are 300,10
    ],
)
def test_the_band_that_the_receipt_reaches_counts_for_all_of_it(price: int, points: int) -> None:
    goods = cart(line(1, price - 10_000), line(2, 10_000))
    quoted = quote(goods, member(level_id="guest"), example("banded-return"), NOW)
    assert quoted.accrued == points
    friend = quote(goods, member(level_id="friend"), example("banded-return"), NOW)
    # 3 % of 599,99 are 17,99; a band replaces the level's rate
    assert friend.accrued == (points or 1_700)


def test_points_spent_lower_the_band() -> None:
    goods = cart(line(1, 100_000), redeem=100)
    quoted = quote(goods, member(lot("a", 500), level_id="guest"), example("banded-return"), NOW)
    assert (quoted.to_pay, quoted.accrued) == (99_900, 14_900)  # 15 % are 149,85


def test_the_level_falls_one_step_after_ninety_days_without_a_purchase() -> None:
    spring = Purchase(midnight("2026-03-01") + 12 * HOUR, 2_000_000)
    assert levels(example("banded-return"), spring, until="2026-12-31", first="guest") == [
        ("2026-03-01 12:00", "family", "покупки на 20\u00a0000,00\u00a0₽ за всё время"),
        ("2026-05-31 00:00", "friend", "90 дней без покупок"),  # 2 March to 30 May
        ("2026-08-29 00:00", "guest", "90 дней без покупок"),
    ]
    last_day = Purchase(midnight("2026-05-31") - 1, 100)
    assert levels(example("banded-return"), spring, last_day, until="2026-08-28", first="guest")[1:] == []


# --- the accumulating discount ---------------------------------------------------------------------------

SPRING = midnight("2026-03-10") + 15 * HOUR


@pytest.mark.parametrize(
    ("net", "level_id"),
    [
        (99_999, ""),
        (100_000, "d3"),
        (499_999, "d3"),
        (500_000, "d5"),
        (1_000_000, "d10"),
        (2_000_000, "d15"),
        (3_000_000, "d20"),
        (5_000_000, "d30"),
        (7_500_000, "d40"),
        (9_999_999, "d40"),
        (10_000_000, "d50"),
    ],
)
def test_the_accumulating_discount_is_active_from_the_next_day(net: int, level_id: str) -> None:
    found = levels(example("accumulating-discount"), Purchase(SPRING, net), until="2026-06-01", first="none")
    assert [(at, level) for at, level, _ in found] == ([("2026-03-11 00:00", level_id)] if level_id else [])
    same_day = levels(example("accumulating-discount"), Purchase(SPRING, net), until="2026-03-10", first="none")
    assert same_day == []


def test_the_accumulating_discount_counts_twelve_months_of_net_purchases() -> None:
    programme = example("accumulating-discount")
    first, second = Purchase(SPRING, 400_000), Purchase(midnight("2026-10-01"), 100_000)
    back = Purchase(midnight("2026-10-01"), -1, midnight("2026-10-05"), is_return=True)
    assert levels(programme, first, second, until="2028-01-01", first="none") == [
        ("2026-03-11 00:00", "d3", "покупки на 4\u00a0000,00\u00a0₽ за 12 месяцев"),
        ("2026-10-02 00:00", "d5", "покупки на 5\u00a0000,00\u00a0₽ за 12 месяцев"),
        ("2027-03-11 00:00", "d3", "покупки на 1\u00a0000,00\u00a0₽ за 12 месяцев"),
        ("2027-10-02 00:00", "none", "покупки на 0,00\u00a0₽ за 12 месяцев"),
    ]
    # one kopeck brought back: the higher discount is kept for its thirty days, and then it is not earned any more
    assert levels(programme, first, second, back, until="2026-12-01", first="none")[2:] == [
        ("2026-11-01 00:00", "d3", "покупки на 4\u00a0999,99\u00a0₽ за 12 месяцев"),
    ]


# --- discount groups and cards ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "to_pay"),
    [("none", 10_000), ("group-3", 9_700), ("group-5", 9_500), ("group-7", 9_300), ("group-10", 9_000)],
)
def test_a_discount_group_gives_its_percentage_and_no_points(group: str, to_pay: int) -> None:
    quoted = quote(cart(line(1, 10_000), redeem="maximum"), member(level_id=group), example("discount-groups"), NOW)
    assert (quoted.to_pay, quoted.accrued, quoted.redemption.limit) == (to_pay, 0, "off")


def test_a_group_led_from_outside_is_never_worked_out_here() -> None:
    programme = example("discount-groups")
    morning = Assignment(midnight("2026-02-01") + 6 * HOUR, "group-7", by="1С")
    daily = [Assignment(midnight("2026-02-01") + (6 + 24 * n) * HOUR, "group-7", by="1С") for n in range(1, 5)]
    bought = [Purchase(midnight("2026-03-01"), 50_000_000), Purchase(midnight("2026-04-01"), -1, is_return=True)]
    later = Assignment(midnight("2027-02-01"), "group-3", by="1С")
    assert levels(programme, morning, *daily, *bought, later, until="2028-01-01", first="none") == [
        ("2026-02-01 06:00", "group-7", "назначен: 1С"),
        ("2027-02-01 00:00", "group-3", "назначен: 1С"),
    ]


def test_discount_cards_and_points_cards_are_served_at_one_till() -> None:
    programme = example("discount-card")
    goods = cart(line(1, 10_000), redeem="maximum")
    points = quote(goods, member(lot("a", 5_000), level_id="bonus"), programme, NOW)
    assert (points.discount, points.redemption.points, points.accrued) == (0, 3_000, 300)  # 5 % of 70,00 are 3,5
    percent = quote(goods, member(lot("a", 5_000), level_id="discount-5"), programme, NOW)
    assert (percent.discount, percent.redemption.points, percent.accrued) == (500, 0, 0)
    assert percent.redemption.limit == "off"
    assert [d.name for d in percent.lines[0].discounts] == ["скидочная карта 5\u00a0%"]


# --- registration at the till ----------------------------------------------------------------------------


@pytest.mark.parametrize(("price", "offered"), [(200_000, False), (200_001, True)])
def test_a_card_is_offered_strictly_over_two_thousand(price: int, offered: bool) -> None:
    programme = example("enrolment")
    quoted = quote(cart(line(1, price)), None, programme, NOW)
    assert (quoted.enrolment is not None) is offered
    if quoted.enrolment is not None:
        assert (quoted.enrolment.points, quoted.enrolment.would_earn) == (10_000, 6_000)
    assert quote(cart(line(1, price)), member(), programme, NOW).enrolment is None


def test_welcome_points_are_for_the_next_purchase() -> None:
    programme, books = example("enrolment"), Books([])
    books.post("registration", enrolment_posting("registration", "account", programme, NOW, ZONE))
    (welcome,) = books.lots()
    assert (welcome.balance, welcome.right, welcome.expires_at) == (10_000, 10_000, midnight("2026-12-21"))
    goods = cart(line(1, 300_000), redeem="maximum")
    this = quote(replace(goods, enrolment="registration"), member(*books.lots()), programme, NOW)
    assert (this.redemption.limit, this.redemption.balance, this.accrued) == ("balance", 0, 9_000)
    following = quote(goods, member(*books.lots()), programme, NOW + 1)
    assert following.redemption.points == 10_000


def test_no_welcome_points_no_entry() -> None:
    programme = example("enrolment")
    bare = replace(programme, enrolment=replace(programme.enrolment, welcome_points=0))
    assert enrolment_posting("registration", "account", bare, NOW, ZONE).entries == ()


# --- safe economy ----------------------------------------------------------------------------------------

SAFE = example("safe-economy")


def holder(points: int = 500_000, now: Instant = NOW) -> MemberState:
    """A member with points and the untouched caps of a day."""
    who = member(lot("a", points), level_id="card")
    return replace(who, lots=(*who.lots, *cap_lots(SAFE, ZONE, now, account_id="account", may_open=True)))


def basket(*lines: tuple[int, dict[str, object]], asked: object = "maximum") -> Cart:
    """Goods, at a till that may open the caps that all share."""
    goods = [line(number, price, **rest) for number, (price, rest) in enumerate(lines, start=1)]  # type: ignore[arg-type]
    return replace(cart(*goods, redeem=asked), wallets=cap_lots(SAFE, ZONE, NOW, may_open=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("price", "points", "limit"),
    [(49_999, 0, "minimum_receipt"), (50_000, 15_000, "share"), (100_000, 30_000, "share")],
)
def test_points_pay_a_share_of_receipts_large_enough(price: int, points: int, limit: str) -> None:
    redemption = quote(basket((price, {})), holder(), SAFE, NOW).redemption
    assert (redemption.points, redemption.limit) == (points, limit)


@pytest.mark.parametrize(("balance", "points", "limit"), [(9_999, 0, "minimum_balance"), (10_000, 10_000, "balance")])
def test_points_are_spent_from_a_balance_large_enough(balance: int, points: int, limit: str) -> None:
    redemption = quote(basket((50_000, {})), holder(balance), SAFE, NOW).redemption
    assert (redemption.points, redemption.limit) == (points, limit)


@pytest.mark.parametrize(("payable", "points", "limit"), [(16_666, 0, "minimum"), (16_667, 5_000, "share")])
def test_fewer_points_than_the_minimum_are_not_spent(payable: int, points: int, limit: str) -> None:
    # 30 % of 166,66 are 49,99 and of 166,67 are 50,00
    goods = basket((payable, {}), (100_000, {"tags": frozenset({"sale"})}))
    redemption = quote(goods, holder(), SAFE, NOW).redemption
    assert (redemption.points, redemption.limit) == (points, limit)


def test_a_supplier_stays_out_of_points_altogether() -> None:
    goods = basket((100_000, {"supplier": "Табачный двор"}))
    quoted = quote(goods, holder(), SAFE, NOW)
    assert (quoted.redemption.limit, quoted.accrued) == ("excluded", 0)


def test_a_brand_takes_a_smaller_share() -> None:
    goods = basket((100_000, {}), (100_000, {"brand": "Ремесло"}))
    quoted = quote(goods, holder(), SAFE, NOW)
    # 30 % of 1 000,00 and 10 % of 1 000,00; shared by the amounts, but no more than its share for the brand
    assert [q.redeemed for q in quoted.lines] == [30_000, 10_000]
    assert explain_limit(quoted.redemption, RUSSIAN) == "Доля баллов у этих товаров разная: здесь до 400 баллов"


@pytest.mark.parametrize(
    ("cost", "points", "limit"), [(66_666, 30_000, "share"), (66_667, 29_900, "cost"), (99_000, 0, "cost")]
)
def test_points_never_take_goods_below_their_cost_and_a_margin(cost: int, points: int, limit: str) -> None:
    # 666,66 and 5 % are 699,993, rounded up 700,00; 666,67 are 700,0035, rounded up 700,01
    quoted = quote(basket((100_000, {"cost": cost})), holder(), SAFE, NOW)
    assert (quoted.redemption.points, quoted.redemption.limit) == (points, limit)
    if limit == "cost":
        assert explain_limit(quoted.redemption, RUSSIAN) == "Баллами нельзя оплатить ниже минимальной цены товара"


def test_goods_of_unknown_cost_keep_the_price_floor() -> None:
    quoted = quote(basket((50_000, {"cost": 50_000}), (20_000, {})), holder(), SAFE, NOW)
    # 30 % would be 210,00; the first line is sold at its cost, of the second one rouble must stay
    assert [q.to_pay for q in quoted.lines] == [50_000, 100]
    assert (quoted.redemption.points, quoted.redemption.limit) == (19_900, "cost")


def test_points_and_a_promo_code_exclude_one_another() -> None:
    with_code = replace(basket((100_000, {})), promo_codes=("неделя",))
    quoted = quote(with_code, holder(), SAFE, NOW)
    assert (quoted.to_pay, quoted.redemption.points, quoted.redemption.limit) == (95_000, 0, "promo_code")
    unknown = replace(with_code, promo_codes=("месяц",))
    assert quote(unknown, holder(), SAFE, NOW).redemption.points == 30_000


@pytest.mark.parametrize(("asked", "confirm"), [(50_000, False), (50_100, True), (0, False)])
def test_many_points_are_confirmed(asked: int, confirm: bool) -> None:
    redemption = quote(basket((300_000, {}), asked=asked), holder(), SAFE, NOW).redemption
    assert (redemption.points, redemption.confirm) == (asked, confirm)


def test_no_more_than_a_receipt_a_day_and_the_campaign_allow() -> None:
    books = Books([])
    books.post("before", sale_posting("before", "account", quote(cart(), member(), SAFE, NOW)))
    who, now, spent = holder(), NOW, []
    shared = cap_lots(SAFE, ZONE, NOW, may_open=True)
    for number in range(3):
        goods = replace(basket((1_000_000, {})), wallets=shared)
        quoted = quote(goods, who, SAFE, now)
        spent.append((quoted.redemption.points, quoted.redemption.limit))
        taken = {use.lot_id: use.amount for use in quoted.wallet_uses}
        taken.update({use.lot_id: use.points for use in quoted.redemption.uses})
        posting = sale_posting(f"sale-{number}", "account", quoted, who.lots)
        assert all(-entry.points == taken[entry.lot_id] for entry in posting.entries if entry.kind == "redemption")
        who = replace(who, lots=_after(who.lots, taken))
        shared = _after(shared, taken)
    assert spent == [(100_000, "cap"), (20_000, "cap"), (0, "cap")]
    assert [each.balance for each in shared if each.wallet == "cap:redemption"] == [50_000_000 - 120_000]
    tomorrow = now + DAY
    fresh = cap_lots(SAFE, ZONE, tomorrow, account_id="account", may_open=True)
    goods = replace(basket((1_000_000, {})), wallets=shared)
    assert quote(goods, replace(who, lots=(*who.lots, *fresh)), SAFE, tomorrow).redemption.points == 100_000


def _after(lots: tuple[LotState, ...], taken: dict[str, int]) -> tuple[LotState, ...]:
    """Lots after amounts have been taken of them; they are opened by then."""
    return tuple(
        replace(each, balance=each.balance - taken[each.lot_id], right=each.right - taken[each.lot_id], opens=0)
        if each.lot_id in taken
        else each
        for each in lots
    )


def test_a_cap_whose_right_is_elsewhere_asks_for_the_server() -> None:
    who = member(lot("a", 500_000), level_id="card")
    closed = replace(who, lots=(*who.lots, *cap_lots(SAFE, ZONE, NOW, account_id="account")))
    quoted = quote(basket((100_000, {})), closed, SAFE, NOW)
    assert (quoted.redemption.points, quoted.redemption.limit) == (0, "right")
    assert [(capped.rule_id, capped.reason) for capped in quoted.capped] == [("redemption", "no_right")]
    some = replace(closed, lots=tuple(replace(each, right=min(each.balance, 10_000)) for each in closed.lots))
    assert quote(basket((100_000, {})), some, SAFE, NOW).redemption.points == 10_000


@pytest.mark.parametrize(
    ("price", "points"), [(200_000, 20_000), (250_000, 20_000), (666_600, 20_000), (700_000, 21_000)]
)
def test_a_cap_cuts_a_campaign_but_never_below_what_the_level_gives(price: int, points: int) -> None:
    # 10 % on coffee, up to 200 points a day; from 6 667 roubles on the level's 3 % are more
    quoted = quote(basket((price, {"category": "Кофе"}), asked=0), holder(), SAFE, NOW)
    assert quoted.accrued == points
    uses = {use.lot_id: use.amount for use in quoted.wallet_uses}
    expected = {
        "cap.coffee-week.0.2026-11-21.account": 20_000,
        "cap.coffee-week.1.campaign.campaign-coffee-week": 20_000,
    }
    assert uses == (expected if points == 20_000 else {})
    assert [capped.reason for capped in quoted.capped] == (["cut"] if price > 200_000 else [])
