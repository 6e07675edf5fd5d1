"""Points, quantity, instants and ids as people type them, see them and machines compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import DAY, local_date, next_midnight, start_of_day
from cashier_app.core.ids import chain_hash, identifier_hash, is_id, new_id
from cashier_app.core.number import MalformedNumber
from cashier_app.core.points import MAXIMUM_POINTS, format_points, parse_points
from cashier_app.core.quantity import MAXIMUM_QUANTITY, ZeroQuantity, format_quantity, parse_quantity

instants = st.integers(0, 4_000_000_000_000)
zones = st.sampled_from(["Europe/Kaliningrad", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Kamchatka", "UTC"])


@pytest.mark.parametrize(("text", "points"), [("300", 30000), ("12,5", 1250), ("12.50", 1250), ("0", 0)])
def test_points_people_type_are_read(text: str, points: int) -> None:
    assert parse_points(text) == points


@pytest.mark.parametrize("text", ["-5", "text", "12,555", "", "1e5", "100 баллов"])
def test_what_is_not_points_is_refused(text: str) -> None:
    with pytest.raises(MalformedNumber):
        parse_points(text)


@given(st.integers(0, MAXIMUM_POINTS))
def test_points_shown_are_read_back(points: int) -> None:
    assert parse_points(format_points(points)) == points


@pytest.mark.parametrize(("text", "quantity"), [("3", 3000), ("0,299", 299), ("0.5", 500), ("99999", MAXIMUM_QUANTITY)])
def test_quantities_people_type_are_read(text: str, quantity: int) -> None:
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize("text", ["0,0001", "-1", "1e9", "1000000000", "100000", "два", ""])
def test_what_is_not_a_quantity_is_refused(text: str) -> None:
    with pytest.raises(MalformedNumber):
        parse_quantity(text)


@pytest.mark.parametrize("text", ["0", "0,000", "0."])
def test_nothing_is_not_a_quantity(text: str) -> None:
    with pytest.raises(ZeroQuantity):
        parse_quantity(text)


def test_idle_zeros_of_a_quantity_are_not_shown() -> None:
    assert [format_quantity(2000), format_quantity(299), format_quantity(1500)] == ["2", "0,299", "1,5"]


@given(instants, zones)
def test_midnight_begins_the_local_day_and_follows_every_instant_of_the_day_before(instant: int, zone: str) -> None:
    midnight = next_midnight(instant, zone)
    assert instant < midnight <= instant + DAY + 2 * DAY // 24
    assert local_date(midnight, zone) > local_date(instant, zone)
    assert start_of_day(local_date(midnight, zone), zone) == midnight


def test_ids_are_128_random_bits_in_hex() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(is_id(each) for each in ids)
    assert not is_id("A" * 32)
    assert not is_id("a" * 31)


def test_a_chain_depends_on_everything_before() -> None:
    first = chain_hash(b"", b"sale 1")
    assert chain_hash(first, b"sale 2") != chain_hash(chain_hash(b"", b"sale 1 changed"), b"sale 2")


def test_an_identifier_hash_needs_the_key_and_tells_kinds_apart() -> None:
    card = identifier_hash(b"key", "card", "79001234567")
    assert len(card) == 16
    assert card != identifier_hash(b"other key", "card", "79001234567")
    assert card != identifier_hash(b"key", "phone", "79001234567")
