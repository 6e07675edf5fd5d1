"""Conditions and effects, one by one: when they hold, and their words."""

from __future__ import annotations

import pytest

from cashier_app.loyalty.cart import Cart, CartLine
from cashier_app.loyalty.rules import (
    AccruePercent,
    Circumstances,
    Condition,
    Effect,
    HasMember,
    OfBrands,
    OfCategories,
    OfProducts,
    PercentOff,
    ReceiptSum,
    WithTags,
)
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, member

TEA = CartLine(1, "tea", 10_000, 1000, category="Tea/Green", brand="Leaf", tags=frozenset({"new"}))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (OfProducts(products=frozenset({"tea", "x"})), True),
        (OfProducts(products=frozenset({"coffee"})), False),
        (OfCategories(categories=frozenset({"Tea"})), True),
        (OfCategories(categories=frozenset({"Green"})), False),
        (OfBrands(brands=frozenset({"Leaf"})), True),
        (OfBrands(brands=frozenset({"leaf"})), False),
        (WithTags(tags=frozenset({"new", "sale"})), True),
        (WithTags(tags=frozenset({"sale"})), False),
        (WithTags(tags=frozenset({"new"}), absent=True), False),
        (WithTags(tags=frozenset({"sale"}), absent=True), True),
    ],
)
def test_a_condition_chooses_lines(condition: Condition, holds: bool) -> None:
    assert condition.line(TEA) is holds


@pytest.mark.parametrize(
    ("condition", "sums"),
    [
        (ReceiptSum(at_least=100), {99: False, 100: True, 101: True}),
        (ReceiptSum(over=100), {100: False, 101: True}),
        (ReceiptSum(below=100), {99: True, 100: False}),
        (ReceiptSum(at_least=100, below=200), {99: False, 100: True, 199: True, 200: False}),
        (ReceiptSum(over=0), {0: False, 1: True}),
    ],
)
def test_a_band_of_the_receipts_sum(condition: ReceiptSum, sums: dict[int, bool]) -> None:
    for total, holds in sums.items():
        assert condition.receipt(Circumstances(Cart(()), None, total, NOW)) is holds


def test_a_member_is_asked_for() -> None:
    assert HasMember().receipt(Circumstances(Cart(()), member(), 0, NOW))
    assert not HasMember().receipt(Circumstances(Cart(()), None, 0, NOW))


@pytest.mark.parametrize(
    ("kind", "russian", "english"),
    [
        (OfProducts(products=frozenset({"a", "b"})), "отдельные товары (2)", "chosen goods (2)"),
        (OfCategories(categories=frozenset({"Чай", "Кофе"})), "категория: Кофе, Чай", "category: Кофе, Чай"),
        (OfBrands(brands=frozenset({"Ромашка"})), "марка: Ромашка", "brand: Ромашка"),
        (WithTags(tags=frozenset({"sale"})), "с пометкой: sale", "marked: sale"),
        (WithTags(tags=frozenset({"sale"}), absent=True), "без пометки: sale", "not marked: sale"),
        (
            ReceiptSum(at_least=100_000, below=200_000),
            "чек от 1\u00a0000,00\u00a0₽, чек меньше 2\u00a0000,00\u00a0₽",
            "receipt from 1\u00a0000.00\u00a0₽, receipt below 2\u00a0000.00\u00a0₽",
        ),
        (ReceiptSum(over=5), "чек больше 0,05\u00a0₽", "receipt over 0.05\u00a0₽"),
        (HasMember(), "по карте", "with a card"),
        (PercentOff(percent=750), "скидка 7,5\u00a0%", "7.5\u00a0% off"),
        (AccruePercent(percent=1000), "10\u00a0% баллами", "10\u00a0% back in points"),
    ],
)
def test_a_rule_speaks_the_cashiers_words(kind: Condition | Effect, russian: str, english: str) -> None:
    assert kind.describe(load_words("ru")) == russian
    assert kind.describe(load_words("en")) == english
