"""The reference programme on one trolley that meets all of its terms, figures worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from cashier_app.loyalty.cart import CartLine, MemberState
from cashier_app.loyalty.explain import explain_limit
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.loyalty.quote import quote
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, cart, lot, member

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
