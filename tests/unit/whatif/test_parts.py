"""Returns find their receipts, wishes are drawn once for all programmes, times are moved by whole weeks."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import DAY, local_time
from cashier_app.loyalty.cart import CartLine
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.history import GoodsBack, Purchase, moved
from cashier_app.whatif.matching import Given, Wanted, follow_references, match_returns
from tests.unit.whatif.past import ZONE, at, bought, history


def sold(receipt_id: str, day: int, member: str, *lines: tuple[str, int, int]) -> Purchase:
    """A receipt on a day of January: (product, price, pieces) a line."""
    made = [CartLine(place, product, price, pieces * 1000) for place, (product, price, pieces) in enumerate(lines, 1)]
    return bought(receipt_id, f"2026-01-{day:02} 12:00", member, *made)


def wanted(row: int, day: int, member: str, product: str, price: int, pieces: int, original: str = "") -> Wanted:
    """A row of a return on a day of January."""
    return Wanted(row, f"C{row}", at(f"2026-01-{day:02} 18:00"), member, product, price, pieces * 1000, original)


def events(*found: GoodsBack) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Which receipts and lines the returns took from."""
    return [(one.original, one.quantities) for one in found]


def test_the_latest_receipt_of_the_same_price_is_taken_first() -> None:
    receipts = [
        sold("1", 1, "A", ("tea", 100, 5)),
        sold("2", 2, "A", ("tea", 100, 5)),
        sold("3", 3, "A", ("tea", 120, 5)),
        sold("4", 4, "B", ("tea", 100, 5)),
        sold("9", 20, "A", ("tea", 100, 5)),
    ]
    matched = match_returns(receipts, [wanted(1, 10, "A", "tea", 100, 2)])
    assert events(*matched.events) == [("2", ((1, 2000),))]
    assert matched.missing == {}


def test_one_row_may_be_met_by_several_receipts_and_in_part() -> None:
    receipts = [
        sold("1", 1, "A", ("bread", 50, 1), ("tea", 100, 2)),
        sold("2", 2, "A", ("tea", 120, 3)),
    ]
    matched = match_returns(receipts, [wanted(7, 10, "A", "tea", 100, 9)])
    assert events(*matched.events) == [("1", ((2, 2000),)), ("2", ((1, 3000),))]
    assert matched.missing == {7: 4000}


def test_nothing_is_brought_back_twice_nor_before_it_was_bought() -> None:
    receipts = [sold("1", 5, "A", ("tea", 100, 2))]
    rows = [wanted(1, 3, "A", "tea", 100, 1), wanted(2, 6, "A", "tea", 100, 2), wanted(3, 7, "A", "tea", 100, 1)]
    matched = match_returns(receipts, rows)
    assert events(*matched.events) == [("1", ((1, 2000),))]
    assert matched.missing == {1: 1000, 3: 1000}


def test_a_receipt_named_is_the_receipt_taken_and_strangers_find_nothing() -> None:
    receipts = [
        sold("1", 1, "A", ("tea", 100, 2)),
        sold("2", 2, "A", ("tea", 100, 2)),
        sold("3", 3, "", ("tea", 100, 2)),
    ]
    rows = [
        wanted(1, 5, "A", "tea", 100, 1, original="1"),
        wanted(2, 5, "", "tea", 100, 1),
        wanted(3, 5, "", "tea", 100, 1, original="3"),
        wanted(4, 5, "A", "tea", 100, 1, original="77"),
    ]
    matched = match_returns(receipts, rows)
    assert sorted(events(*matched.events)) == [("1", ((1, 1000),)), ("3", ((1, 1000),))]
    assert matched.missing == {2: 1000, 4: 1000}


def test_returns_by_reference_never_exceed_what_was_sold() -> None:
    receipts = [sold("1", 5, "A", ("tea", 100, 2), ("bread", 50, 1))]
    settled = follow_references(
        receipts,
        [
            Given(1, "B1", at("2026-01-06 12:00"), "1", ((1, 1000), (1, 500))),
            Given(2, "B2", at("2026-01-07 12:00"), "1", ((1, 1000), (2, 1000))),
            Given(3, "B3", at("2026-01-07 12:00"), "other", ((1, 1000),)),
            Given(4, "B4", at("2026-01-01 12:00"), "1", ((9, 1000),)),
        ],
    )
    assert events(*settled.events) == [("1", ((1, 1500),)), ("1", ((1, 500), (2, 1000)))]
    assert settled.unknown == (3,)
    assert settled.too_much == ((4, 0, 0), (2, 0, 500))
    assert settled.early == (4,)


def test_a_return_dated_before_its_sale_happens_with_it() -> None:
    settled = follow_references(
        [sold("1", 5, "A", ("tea", 100, 2))], [Given(1, "B", at("2026-01-01 12:00"), "1", ((1, 1000),))]
    )
    assert settled.early == (1,)
    assert [event.at for event in settled.events] == [at("2026-01-05 12:00")]


@given(st.integers(0, 10_000), st.integers(0, 1000))
def test_a_share_is_drawn_by_receipt_and_seed_alone(share: int, seed: int) -> None:
    behaviour = Behaviour("share", share, seed)
    receipts = [sold(f"R{number}", 1, "A", ("tea", 100, 1)) for number in range(20)]
    again = [behaviour.asked(receipt) for receipt in reversed(receipts)]
    assert [behaviour.asked(receipt) for receipt in receipts] == list(reversed(again))
    more = Behaviour("share", min(share + 1000, 10_000), seed)
    assert all(more.asked(one) == "maximum" for one in receipts if behaviour.asked(one) == "maximum")


def test_a_share_is_about_that_share() -> None:
    behaviour = Behaviour("share", 3000, 1)
    asked = sum(behaviour.asked(sold(f"R{n}", 1, "A", ("tea", 100, 1))) == "maximum" for n in range(5000))
    assert 1400 < asked < 1600


def test_another_seed_draws_others() -> None:
    receipts = [sold(f"R{n}", 1, "A", ("tea", 100, 1)) for n in range(100)]
    drawn = [[Behaviour("share", 5000, seed).asked(receipt) for receipt in receipts] for seed in (1, 2)]
    assert drawn[0] != drawn[1]


def test_a_history_is_moved_by_whole_weeks() -> None:
    past = history(
        [bought("1", "2010-12-01 08:26", "A", CartLine(1, "tea", 100, 1000)), sold("2", 5, "A", ("tea", 1, 1))]
    )
    later = moved(past, datetime.date(2026, 1, 1))
    first = local_time(later.since, ZONE)
    assert abs((first.date() - datetime.date(2026, 1, 1)).days) <= 3
    assert (first.weekday(), f"{first:%H:%M}") == (local_time(past.since, ZONE).weekday(), "08:26")
    assert later.until - later.since == past.until - past.since
    assert (later.since - past.since) % (7 * DAY) == 0
