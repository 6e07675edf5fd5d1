"""The one limit that binds, said to the cashier."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from cashier_app.loyalty.explain import explain_limit
from cashier_app.loyalty.quoted import Limit, Redemption
from cashier_app.words import load_words

KNOWN = Redemption(
    maximum=0,
    points=0,
    amount=0,
    limit="none",
    share=3000,
    minimum=5_000,
    available=2_000,
    balance=124_500,
    spendable=30_000,
    required=100_000,
    step=100,
)


@pytest.mark.parametrize("limit", get_args(Limit))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_limit_has_its_words_in_both_languages(limit: Limit, language: str) -> None:
    text = explain_limit(replace(KNOWN, limit=limit), load_words(language))
    assert bool(text) is (limit != "none")
    assert "{" not in text
    if language == "ru":
        assert text == "" or not any("a" <= letter.lower() <= "z" for letter in text)


@pytest.mark.parametrize(
    ("limit", "changes", "text"),
    [
        ("share", {}, "До 30\u00a0% чека"),
        ("share", {"excluded": 1}, "До 30\u00a0% от подходящих товаров"),
        ("balance", {}, "Это все активные баллы карты: 1\u00a0245 баллов"),
        ("balance", {"balance": 0}, "На карте нет активных баллов"),
        ("right", {}, "Сейчас на этой кассе — до 300 баллов, для остального нужен сервер"),
        ("right", {"spendable": 0}, "Баллы этой карты сейчас на этой кассе не списать: нужен сервер"),
        ("minimum", {}, "Списание — от 50 баллов, здесь доступно 20 баллов"),
        ("minimum_receipt", {}, "Баллы списываются в чеках от 1\u00a0000,00\u00a0₽"),
        ("minimum_balance", {}, "Баллы можно тратить, когда на карте от 1\u00a0000 баллов"),
    ],
)
def test_the_words_name_the_figures(limit: str, changes: dict[str, int], text: str) -> None:
    redemption = replace(KNOWN, limit=limit, **changes)
    assert explain_limit(redemption, load_words("ru")) == text
