"""The one limit that binds, said to the cashier."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from cashier_app.core.clock import DAY
from cashier_app.loyalty.explain import explain_limit, explain_lot
from cashier_app.loyalty.quoted import Limit, NewLot, Redemption
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, ZONE

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


@pytest.mark.parametrize(
    ("days", "more", "text"), [(1, 0, "points until 22.11"), (31, 0, "points until 22.12"), (31, 1, "points")]
)
def test_points_that_live_no_longer_than_31_days_are_called_by_their_last(days: int, more: int, text: str) -> None:
    lot = NewLot("r", "points", 100, NOW, NOW + days * DAY + more, ())
    assert explain_lot(lot, ZONE, load_words("en")) == text
