"""Hours of sale at their boundaries, on the shop's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import Instant, local_time
from cashier_app.sales.hours import Barred, SaleRule, barred

ZONE = "Asia/Yekaterinburg"
ALCOHOL = SaleRule("Алкоголь", frozenset({"alcohol"}), ("Вино",), start=8 * 60, until=23 * 60)


def at(text: str, zone: str = ZONE) -> Instant:
    """The instant of a shop's wall clock; 2026-11-30 is a Monday."""
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def until(
    text: str, *rules: SaleRule, category: str = "Вино", tags: frozenset[str] = frozenset(), zone: str = ZONE
) -> str | None:
    """Until when goods are barred, on the shop's clock; None where they are sold."""
    found = barred(rules, category, tags, at(text, zone), zone)
    if found is None:
        return None
    assert found.until is not None
    return f"{local_time(found.until, zone):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-30 07:59:59.999", "11-30 08:00"),
        ("2026-11-30 08:00", None),
        ("2026-11-30 22:59:59.999", None),
        ("2026-11-30 23:00", "12-01 08:00"),
        ("2026-12-01 00:00", "12-01 08:00"),
    ],
)
def test_the_first_and_the_last_minute(now: str, expected: str | None) -> None:
    assert until(now, ALCOHOL) == expected


def test_the_hour_is_the_shops_own() -> None:
    moment = at("2026-11-30 22:30")
    assert barred([ALCOHOL], "Вино", frozenset(), moment, ZONE) is None
    assert barred([ALCOHOL], "Вино", frozenset(), moment, "Asia/Novosibirsk") is not None


@pytest.mark.parametrize(
    ("category", "tags", "sold"),
    [
        ("Вино", (), False),
        ("Вино/Красное", (), False),
        ("Винограды", (), True),
        ("Хлеб", ("alcohol",), False),
        ("Хлеб", ("sale",), True),
    ],
)
def test_goods_are_meant_by_mark_or_category(category: str, tags: tuple[str, ...], sold: bool) -> None:
    assert (barred([ALCOHOL], category, frozenset(tags), at("2026-11-30 03:00"), ZONE) is None) is sold


def test_a_rule_that_names_no_goods_is_for_all() -> None:
    assert until("2026-11-30 03:00", SaleRule("Ночь", start=480), category="Хлеб") == "11-30 08:00"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-30 09:59", "11-30 10:00"),
        ("2026-11-30 10:00", None),
        ("2026-12-01 01:59", None),
        ("2026-12-01 02:00", "12-01 10:00"),
    ],
)
def test_hours_over_midnight(now: str, expected: str | None) -> None:
    assert until(now, SaleRule("Бар", start=10 * 60, until=2 * 60)) == expected


def test_days_of_the_week_have_hours_of_their_own() -> None:
    week = SaleRule("Будни", start=8 * 60, until=23 * 60, days=frozenset(range(5)))
    rest = SaleRule("Выходные", start=9 * 60, until=21 * 60, days=frozenset({5, 6}))
    assert until("2026-11-27 22:00", week, rest) is None
    assert until("2026-11-28 22:00", week, rest) == "11-29 09:00"
    assert until("2026-11-29 21:00", week, rest) == "11-30 08:00"
    found = barred([week, rest], "Вино", frozenset(), at("2026-11-28 22:00"), ZONE)
    assert found is not None
    assert found.rule == "Выходные"


def test_each_of_several_rules_must_allow_it() -> None:
    law, shop = ALCOHOL, SaleRule("Магазин", tags=frozenset({"alcohol"}), start=10 * 60, until=22 * 60)
    both = {"category": "", "tags": frozenset({"alcohol"})}
    assert until("2026-11-30 09:00", law, shop, **both) == "11-30 10:00"  # type: ignore[arg-type]
    assert until("2026-11-30 22:30", law, shop, **both) == "12-01 10:00"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-08-31 22:59", None),
        ("2026-09-01 12:00", "09-02 08:00"),
        ("2027-09-01 12:00", "09-02 08:00"),
        ("2026-06-27 12:00", "06-28 08:00"),
        ("2027-06-27 12:00", None),
    ],
)
def test_dates_without_any_sale(now: str, expected: str | None) -> None:
    school = SaleRule("Алкоголь", start=8 * 60, until=23 * 60, dates=frozenset({"09-01", "2026-06-27"}))
    assert until(now, school) == expected


def test_what_is_never_sold_says_no_hour() -> None:
    never = [SaleRule("А", start=600, until=660), SaleRule("Б", start=660, until=720)]
    assert barred(never, "", frozenset(), at("2026-11-30 10:30"), ZONE) == Barred("Б", None)


RULES = st.builds(
    SaleRule,
    name=st.just("р"),
    start=st.integers(0, 1439),
    until=st.integers(1, 1440),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    dates=st.frozensets(st.sampled_from(["12-01", "12-02", "2026-12-05"])),
)


@given(st.lists(RULES, max_size=3), st.integers(0, 10 * 24 * 60), st.sampled_from([ZONE, "Europe/Berlin", "UTC"]))
def test_what_is_told_is_the_first_minute_at_which_it_is_sold(rules: list[SaleRule], ahead: int, zone: str) -> None:
    now = at("2026-11-28 00:00", zone) + ahead * 60_000
    found = barred(rules, "", frozenset(), now, zone)
    if found is None or found.until is None:
        return
    assert barred(rules, "", frozenset(), found.until, zone) is None
    step = max((found.until - now) // 50, 60_000)
    for moment in range(now, found.until, step):
        assert barred(rules, "", frozenset(), moment, zone) is not None
    assert found.until - now <= timedelta(days=400).total_seconds() * 1000
