"""The reference programme on one trolley that meets all of its terms, figures worked out by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from cashier_app.core.clock import HOUR, Instant, local_time, start_of_day
from cashier_app.loyalty.cart import CartLine, LotState, MemberState
from cashier_app.loyalty.explain import explain_limit
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.recalculation import Purchase, Timeline, opening, recalculate
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, ZONE, cart, lot, member

MILK = CartLine(1, "milk", 9_490, 2_000, member_price=8_490, category="Молочные продукты/Молоко и сливки")
WINE = CartLine(2, "wine", 50_000, 1_000, member_price=40_000, category="Алкоголь/Вино и крепкое")
SALE = CartLine(3, "biscuits", 10_000, 1_000, category="Сладости", tags=frozenset({"sale"}))
COFFEE = CartLine(4, "coffee", 100_000, 1_000, category="Кофе и какао")
SOAP = CartLine(5, "soap", 20_000, 1_000, category="Бытовая химия/Бумага и уход")
BREAD = CartLine(6, "bread", 5_000, 1_000, category="Хлеб и выпечка", brand="Ромашка")
TEA = CartLine(7, "tea", 30_000, 1_000, category="Чай")
TOBACCO = CartLine(8, "tobacco", 15_000, 1_000, category="Табак")
CAKE = CartLine(9, "cake", 8_000, 1_000, category="Сладости", tags=frozenset({"last-day"}))
TROLLEY = (MILK, WINE, SALE, COFFEE, SOAP, BREAD, TEA, TOBACCO, CAKE)


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The programme the product brings with it."""
    return load_programme((Path(__file__).parents[3] / "resources" / "programmes" / "reference.json").read_bytes())


@pytest.fixture
def anna() -> MemberState:
    """Silver, a thousand points."""
    return member(lot("a", 100_000), level_id="silver")


def test_every_price_on_the_trolley_is_explained(programme: Programme, anna: MemberState) -> None:
    quoted = quote(cart(*TROLLEY), anna, programme, NOW)
    assert [[(d.name, d.amount) for d in line.discounts] for line in quoted.lines] == [
        [("цена по карте", 2_000)],
        [],
        [],
        [("Серебро 10\u00a0%", 10_000)],
        [("Серебро 5\u00a0%", 1_000)],
        [("Серебро 10\u00a0%", 500)],
        [("Серебро 10\u00a0%", 3_000)],
        [],
        [("последний день", 2_400)],
    ]
    assert (quoted.base, quoted.to_pay) == (256_980, 238_080)


def test_points_of_the_trolley(programme: Programme, anna: MemberState) -> None:
    quoted = quote(cart(*TROLLEY), anna, programme, NOW)
    # 5 % of 1 815,80, 7 % of 45,00 and 1 % of 100,00 on sale are 94,94; 10 % of 270,00 are 27; tobacco earns nothing
    assert [(new.name, new.points) for new in quoted.new_lots] == [("за покупку", 9_400), ("чай: 10 % баллами", 2_700)]


def test_points_pay_up_to_a_share_of_what_they_may_pay_for(programme: Programme, anna: MemberState) -> None:
    quoted = quote(cart(*TROLLEY, redeem="maximum"), anna, programme, NOW)
    assert quoted.redemption.points == 48_900  # 30 % of 1 630,80 are 489,24
    assert [line.number for line in quoted.lines if line.redeemed == 0] == [2, 3, 8]
    assert explain_limit(quoted.redemption, load_words("ru")) == "До 30\u00a0% от подходящих товаров"


def test_a_big_basket_stacks_with_the_level_and_yields_to_better_member_prices(
    programme: Programme, anna: MemberState
) -> None:
    many = CartLine(4, "coffee", 100_000, 3_000, category="Кофе и какао")
    quoted = quote(cart(MILK, many), anna, programme, NOW)
    assert [(d.rule_id, d.amount) for d in quoted.lines[0].discounts] == [("member_price", 2_000)]
    assert [(d.rule_id, d.amount) for d in quoted.lines[1].discounts] == [("big-basket", 9_000), ("silver", 29_100)]


def test_without_a_card_only_the_last_day_counts(programme: Programme) -> None:
    quoted = quote(cart(*TROLLEY), None, programme, NOW, "en")
    assert quoted.discount == 2_400
    assert [d.name for d in quoted.lines[8].discounts] == ["last day"]


@pytest.mark.parametrize(
    ("level_id", "to_pay", "points"),
    [
        ("start", 100_000, 1_000),
        ("bronze", 95_000, 2_800),
        ("silver", 90_000, 4_500),
        ("gold", 88_000, 5_200),
        ("platinum", 86_000, 6_000),
        ("diamond", 85_000, 8_500),
    ],
)
def test_every_level_gives_its_own(programme: Programme, level_id: str, to_pay: int, points: int) -> None:
    quoted = quote(cart(COFFEE), member(level_id=level_id), programme, NOW)
    assert (quoted.to_pay, quoted.accrued) == (to_pay, points)


def test_a_small_receipt_or_too_few_points_redeem_nothing(programme: Programme) -> None:
    poor, rich = member(lot("a", 4_900)), member(lot("a", 100_000))
    assert quote(cart(COFFEE, redeem="maximum"), poor, programme, NOW).redemption.limit == "minimum"
    assert quote(cart(BREAD, redeem="maximum"), rich, programme, NOW).redemption.limit == "minimum_receipt"


# --- every mechanic of the programme at once -------------------------------------------------------------


def day(text: str, hour: int = 12) -> Instant:
    """An hour of a day in a Moscow store."""
    return start_of_day(datetime.date.fromisoformat(text), ZONE) + hour * HOUR


def at_home(programme: Programme, who: MemberState, now: Instant) -> MemberState:
    """The member with the untouched caps, at a till that may open them."""
    lots = cap_lots(programme, ZONE, now, account_id=who.account_id, birthday=who.birthday, may_open=True)
    return replace(who, lots=(*who.lots, *lots))


def tagged(number: int, price: int, tag: str, quantity: int = 1000) -> CartLine:
    """A line with one tag."""
    return CartLine(number, f"tagged-{number}", price, quantity, tags=frozenset({tag}))


def test_all_the_ways_to_earn_on_one_receipt(programme: Programme) -> None:
    now = day("2026-12-16", 9)  # a Wednesday morning before the New Year, six days after the birthday
    goods = cart(
        tagged(1, 20_000, "coffee-to-go"),
        tagged(2, 2_000, "water", 30_000),
        tagged(3, 25_000, "partner"),
        CartLine(4, "honey", 60_000, 1_000, brand="Ромашка"),
        CartLine(5, "1197", 10_000, 1_000),
        CartLine(6, "pan", 1_100_000, 1_000),
    )
    who = at_home(programme, member(level_id="gold", birthday=(12, 10)), now)
    quoted = quote(goods, who, programme, now)
    # 3 % off a big basket, 12 % at the level Gold, the chocolate for a kopeck
    assert [line.to_pay for line in quoted.lines] == [17_072, 51_216, 21_340, 51_216, 1, 938_960]
    assert [(new.name, new.points) for new in quoted.new_lots] == [
        ("за покупку", 65_300),  # 6 % of 512,16 + 213,40 + 9 389,60 and 9 % of 512,16: 606,90 + 46,09 = 653,00
        ("день рождения: Ромашка ×2", 4_600),  # 699,09 in all
        ("вода от 30 л: балл за литр", 3_000),
        ("кофейное утро: 15 % баллами", 2_500),  # 25,60
        ("новогодние горящие баллы", 20_000),
        ("партнёр: 5 баллов с каждых 100 ₽", 1_000),  # two full hundreds
        ("купон на шоколад", 1),
    ]
    assert [gift.name for gift in quoted.given] == ["шоколад ко дню рождения"]
    assert sorted(use.lot_id for use in quoted.wallet_uses) == [
        "cap.birthday-gift.0.birthday-2026.account",
        "cap.coffee-morning.0.2026-12-16.account",
    ]


def test_neighbours_get_points_by_the_receipt_up_to_five_hundred(programme: Programme) -> None:
    who = member(level_id="start", segments=frozenset({"neighbours"}))
    points = {
        price: quote(cart(CartLine(1, "pan", price, 1_000)), who, programme, NOW).accrued
        for price in (59_999, 60_000, 100_000, 260_000)
    }
    assert points == {59_999: 500, 60_000: 6_000, 100_000: 20_000, 260_000: 50_000}


def test_the_levels_own_terms_with_a_promo_code(programme: Programme, anna: MemberState) -> None:
    goods = replace(cart(COFFEE, redeem="maximum"), promo_codes=("ромашка",))
    quoted = quote(goods, anna, programme, NOW)
    # 10 % of the level and 5 % of the code: 855,00; points pay 10 % of it and come back at 1 %
    assert [(d.rule_id, d.amount) for d in quoted.lines[0].discounts] == [("silver", 10_000), ("romashka", 4_500)]
    assert (quoted.redemption.points, quoted.redemption.share, quoted.accrued) == (8_500, 1_000, 700)


def test_a_greeting_for_a_code_once_a_member(programme: Programme, anna: MemberState) -> None:
    goods = replace(cart(replace(COFFEE, price=120_000)), promo_codes=("ПРИВЕТ",))
    quoted = quote(goods, at_home(programme, anna, NOW), programme, NOW)
    assert (quoted.to_pay, [use.lot_id for use in quoted.wallet_uses]) == (88_000, ["cap.hello.0.campaign.account"])
    used = replace(anna, lots=(*anna.lots, LotState("cap.hello.0.campaign.account", 0, 0, 0, None, "cap:hello")))
    assert [answer.refusal for answer in quote(goods, used, programme, NOW).codes] == ["used_up"]


def test_large_redemptions_are_confirmed_and_a_receipt_takes_five_thousand_points_at_most(programme: Programme) -> None:
    rich = member(lot("a", 2_000_000), level_id="diamond")
    big = CartLine(1, "pan", 2_000_000, 1_000)
    assert not quote(cart(big, redeem=300_000), rich, programme, NOW).redemption.confirm
    most = quote(cart(big, redeem="maximum"), rich, programme, NOW).redemption
    assert (most.points, most.limit, most.confirm) == (500_000, "cap", True)


def test_the_ladder_rises_at_once_and_falls_a_step_a_month_or_after_a_year_without_a_purchase(
    programme: Programme,
) -> None:
    start, timeline = opening("start", day("2026-01-01"), ZONE), Timeline([programme], ZONE)
    bought = [Purchase(day("2026-02-01"), 3_000_000), Purchase(day("2026-08-01"), 100)]
    changes = recalculate(start, bought, [], timeline, day("2029-01-01")).changes
    assert [(f"{local_time(c.at, ZONE):%Y-%m-%d}", c.to_level, c.reason.kind) for c in changes] == [
        ("2026-02-01", "gold", "purchases"),
        ("2027-02-02", "silver", "purchases"),
        ("2027-03-04", "bronze", "purchases"),
        ("2027-04-03", "start", "purchases"),
    ]
    assert quote(cart(CartLine(1, "pan", 200_001, 1_000)), None, programme, NOW).enrolment is not None
