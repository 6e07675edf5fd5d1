"""Money: whole kopecks in and out of text, roundings, and the one allocation rule."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.money import (
    MAXIMUM_KOPECKS,
    allocate,
    divide_half_up,
    format_money,
    line_amount,
    parse_money,
    percent_floor,
    percent_of,
    vat_inside,
)
from cashier_app.core.number import MalformedNumber

amounts = st.integers(0, MAXIMUM_KOPECKS)
rates = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("0", 0),
        ("12", 1200),
        ("12,5", 1250),
        ("1234.56", 123456),
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1\u202f234,5", 123450),
        (" 7,00 ", 700),
        ("7,", 700),
        ("+7", 700),
        ("0,010", 1),
        ("1000000000", MAXIMUM_KOPECKS),
    ],
)
def test_money_people_type_is_read(text: str, kopecks: int) -> None:
    assert parse_money(text) == kopecks


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-5",
        "−5",
        "abc",
        "12,345",
        "1,2,3",
        "1e9",
        "0x10",
        "٣",
        "½",
        "1000000000,01",
        "9" * 400,
        ",",
        ",5",
        "5₽",
    ],
)
def test_what_is_not_money_is_refused_with_the_value_and_the_limit(text: str) -> None:
    with pytest.raises(MalformedNumber) as refused:
        parse_money(text)
    assert str(refused.value.details["value"]).rstrip("…") in text
    assert len(str(refused.value)) < 200
    assert "2 decimals" in str(refused.value)


@given(amounts)
def test_money_shown_is_read_back(kopecks: int) -> None:
    assert parse_money(format_money(kopecks)) == kopecks
    assert parse_money(format_money(kopecks, ".")) == kopecks


def test_money_is_shown_with_thousands_apart_and_a_true_minus() -> None:
    assert format_money(123456789) == "1\u00a0234\u00a0567,89"
    assert format_money(-550) == "−5,50"
    assert format_money(5) == "0,05"


@given(st.integers(-MAXIMUM_KOPECKS, MAXIMUM_KOPECKS), st.integers(1, 10**6))
def test_division_rounds_half_up_by_magnitude(numerator: int, denominator: int) -> None:
    exact = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    assert divide_half_up(numerator, denominator) == int(exact)
    assert divide_half_up(-numerator, denominator) == -divide_half_up(numerator, denominator)


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_line_amount_is_price_times_quantity_rounded_half_up(price: int, quantity: int) -> None:
    exact = (Decimal(price) * Decimal(quantity) / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    assert line_amount(price, quantity) == int(exact)


@given(amounts, rates)
def test_percentages_round_half_up_and_limits_round_down(amount: int, rate: int) -> None:
    exact = Decimal(amount) * rate / 10_000
    assert percent_of(amount, rate) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    assert percent_floor(amount, rate) == int(exact.quantize(Decimal(1), ROUND_DOWN))


def test_vat_is_taken_out_of_the_amount() -> None:
    assert vat_inside(12000, 2000) == 2000
    assert vat_inside(17970, 1000) == 1634  # 1633,63…
    assert vat_inside(100, 0) == 0


# --- allocation ------------------------------------------------------------------------------------------

weights = st.lists(st.integers(0, 10**7), min_size=1, max_size=12)


@st.composite
def capped(draw: st.DrawFn) -> tuple[int, list[int], list[int]]:
    """A whole, weights, and caps that leave room for it."""
    given_weights = draw(weights.filter(any))
    caps = [draw(st.integers(0, weight)) for weight in given_weights]
    room = sum(cap for cap, weight in zip(caps, given_weights, strict=True) if weight)
    return draw(st.integers(0, room)), given_weights, caps


def test_the_example_of_the_rules() -> None:
    """Lines 120.67 and 113.54, 50 off: 94.91 and 89.30."""
    parts = allocate(5000, [12067, 11354])
    assert [12067 - parts[0], 11354 - parts[1]] == [9491, 8930]


@given(capped())
def test_parts_sum_exactly_to_the_whole_within_their_caps(case: tuple[int, list[int], list[int]]) -> None:
    total, given_weights, caps = case
    parts = allocate(total, given_weights, caps=caps)
    assert sum(parts) == total
    assert all(0 <= part <= cap for part, cap in zip(parts, caps, strict=True))


@given(st.integers(0, 10**9), weights.filter(any))
def test_without_caps_every_part_is_its_exact_share_rounded_down_or_up(total: int, given_weights: list[int]) -> None:
    parts = allocate(total, given_weights)
    for part, weight in zip(parts, given_weights, strict=True):
        assert total * weight // sum(given_weights) <= part <= -(-total * weight // sum(given_weights))


@given(st.integers(0, 10**9), weights.filter(any))
def test_the_remainder_goes_to_the_largest_fractions(total: int, given_weights: list[int]) -> None:
    parts = allocate(total, given_weights)
    whole = sum(given_weights)
    fractions = [total * weight % whole for weight in given_weights]
    raised = [part > total * weight // whole for part, weight in zip(parts, given_weights, strict=True)]
    lowest_raised = min((f for f, up in zip(fractions, raised, strict=True) if up), default=whole)
    highest_left = max((f for f, up in zip(fractions, raised, strict=True) if not up), default=0)
    assert lowest_raised >= highest_left


@given(capped(), st.randoms(use_true_random=False))
def test_the_order_of_parts_changes_nothing(case: tuple[int, list[int], list[int]], random: Random) -> None:
    total, given_weights, caps = case
    ties = [f"product {index}" for index in range(len(given_weights))]
    parts = dict(zip(ties, allocate(total, given_weights, ties, caps), strict=True))
    order = list(range(len(given_weights)))
    random.shuffle(order)
    shuffled = allocate(total, [given_weights[i] for i in order], [ties[i] for i in order], [caps[i] for i in order])
    assert dict(zip([ties[i] for i in order], shuffled, strict=True)) == parts


def test_equal_fractions_are_decided_by_the_ties() -> None:
    assert allocate(1, [1, 1, 1], ["c", "a", "b"]) == [0, 1, 0]
    assert allocate(1, [1, 1, 1]) == [1, 0, 0]


def test_a_full_part_is_skipped_and_its_share_spread_again() -> None:
    assert allocate(90, [100, 100, 100], caps=[10, 100, 100]) == [10, 40, 40]
    assert allocate(1, [3, 1], caps=[0, 1]) == [0, 1]


def test_a_whole_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be spread"):
        allocate(10, [1, 1], caps=[4, 5])
    with pytest.raises(ValueError, match="cannot be spread"):
        allocate(1, [0, 0])
