"""Counting the drawer note by note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.money import parse_money
from cashier_app.till.drawer_count import (
    DENOMINATIONS,
    MOST_PIECES,
    MalformedCount,
    closing_view,
    count_view,
    parse_count,
    to_leave,
    total_of,
)
from cashier_app.till.shifts import Closing
from cashier_app.words import load_words

RU, EN = load_words("ru"), load_words("en")


@given(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(min_value=0, max_value=MOST_PIECES)))
def test_the_sum_is_that_of_its_lines_and_is_read_back_to_the_kopeck(counts: dict[int, int]) -> None:
    view = count_view(counts, RU)
    lines = sum(parse_money(line.amount) for line in view.lines if line.amount)
    assert lines == view.total_kopecks == parse_money(view.typed)


def test_notes_stand_by_their_names_and_the_uncounted_are_empty() -> None:
    view = count_view({500_000: 2, 50: 3, 1000: 0}, RU)
    names = {line.name.replace("\u00a0", " "): (line.count, line.amount.replace("\u00a0", " ")) for line in view.lines}
    assert names["5 000 ₽"] == ("2", "10 000,00")
    assert names["50 коп."] == ("3", "1,50")
    assert names["10 ₽"] == ("0", "0,00")
    assert names["2 000 ₽"] == ("", "")


@pytest.mark.parametrize("typed", ["", "-1", "1,5", "1e3", "два", "²", "١", "100000", "9" * 400])
def test_what_is_no_number_of_notes_is_refused(typed: str) -> None:
    with pytest.raises(MalformedCount):
        parse_count(typed)


def test_a_difference_is_said_with_its_sign_in_words() -> None:
    assert "30,00" in closing_view(Closing(100_00, 70_00, -30_00, needs_permission=False), RU).sentence
    assert closing_view(Closing(100_00, 100_00, 0, needs_permission=False), RU).tone == "good"
    missing = closing_view(Closing(100_00, 70_00, -30_00, needs_permission=False), EN)
    too_much = closing_view(Closing(100_00, 130_00, 30_00, needs_permission=True), EN)
    assert (missing.tone, too_much.tone) == ("warning", "error")
    assert "missing" in missing.sentence
    assert "too much" in too_much.sentence
    assert "manager" in too_much.sentence


@given(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 40)), st.integers(0, 1_000_000))
def test_what_stays_lies_there_is_never_too_much_and_no_smaller_piece_is_left_out_that_fits(
    counts: dict[int, int], wanted: int
) -> None:
    left = to_leave(counts, wanted)
    assert all(0 < pieces <= counts[each] for each, pieces in left.items())
    room = wanted - total_of(left)
    assert room >= 0
    smallest = min((each for each, pieces in counts.items() if pieces > left.get(each, 0)), default=None)
    assert smallest is None or room < smallest
