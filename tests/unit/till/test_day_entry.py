"""A day as a cashier types it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.till.day_entry import NotADay, parse_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", date(2026, 11, 21)),
        ("21", date(2026, 11, 21)),
        ("20", date(2026, 11, 20)),
        # not the 22nd that is still to come
        ("22", date(2026, 10, 22)),
        ("1.2", date(2026, 2, 1)),
        ("21,11", date(2026, 11, 21)),
        ("2212", date(2025, 12, 22)),
        ("21.11.25", date(2025, 11, 21)),
        ("21112024", date(2024, 11, 21)),
        ("29.2", date(2024, 2, 29)),
        ("31", date(2026, 10, 31)),
        (" 3.11. ", date(2026, 11, 3)),
    ],
)
def test_a_day_is_the_latest_one_that_fits(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["32", "0", "31.2", "21.13", "вчера", "1.2.3.4", "99999999", "-1", "1e3", "²1"])
def test_what_is_no_day_is_refused_with_what_is_allowed(typed: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(typed, TODAY)
    assert "21.11" in str(refused.value)


@given(st.integers(min_value=0, max_value=364).map(lambda back: TODAY - timedelta(days=back)))
def test_a_day_of_the_last_year_needs_no_year(day: date) -> None:
    assert parse_day(f"{day:%d.%m}", TODAY) == day
