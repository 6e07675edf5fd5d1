"""Rights under two parents: whatever happens, in any order, none of them is negative and the counters only grow."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.loyalty.ledger import RightChange, RightExceeded
from cashier_app.storage.rows import LotRow, RightRow
from cashier_app.sync.messages import RightCounters
from cashier_app.till.parents import CENTRAL, counted, move, released

NODE, LATER_NODE = "node", "later node"
PARENTS = (CENTRAL, NODE, LATER_NODE)


def lot(*rights: RightRow) -> LotRow:
    row = LotRow("lot", "anna", "points", "base", 0, 0, None)
    for right in rights:
        row = row.counting(right)
    return row


def test_what_is_used_comes_from_the_central_servers_right_first_and_then_from_the_nodes() -> None:
    held = lot(RightRow("lot", CENTRAL, granted=30), RightRow("lot", NODE, granted=50))
    assert held.right == 80
    after, told = move(held, RightChange("lot", used=45), NODE)
    assert told == (RightCounters("lot", 0, 30, 0, CENTRAL), RightCounters("lot", 0, 15, 0, NODE))
    assert [right.right for right in after.rights] == [0, 35]


def test_what_is_earned_stands_under_the_tills_parent_and_can_be_used_in_the_same_operation() -> None:
    after, told = move(lot(), RightChange("lot", earned=100, used=40), NODE)
    assert told == (RightCounters("lot", 100, 40, 0, NODE),)
    assert (after.under(CENTRAL).right, after.under(NODE).right) == (0, 60)


def test_no_more_is_used_than_is_held_under_all_parents_together() -> None:
    held = lot(RightRow("lot", CENTRAL, granted=30), RightRow("lot", NODE, granted=50))
    with pytest.raises(RightExceeded):
        move(held, RightChange("lot", used=81), NODE)
    # money was taken already: a fact, which the till's parent has to grant
    after, told = move(held, RightChange("lot", used=81), NODE, must_hold=False)
    assert told == (RightCounters("lot", 0, 30, 0, CENTRAL), RightCounters("lot", 0, 51, 0, NODE))
    assert after.under(CENTRAL).right == 0


def test_a_lot_without_a_node_is_counted_as_ever() -> None:
    held = msgspec.structs.replace(lot(), granted=30)
    after, told = move(held, RightChange("lot", used=10), CENTRAL)
    assert (after.used, after.under_nodes) == (10, ())
    assert told == (RightCounters("lot", 0, 10, 0),)


steps = st.one_of(
    st.tuples(st.just("grant"), st.sampled_from(PARENTS), st.integers(0, 100)),
    st.tuples(st.just("earn"), st.just(""), st.integers(0, 50)),
    st.tuples(st.just("use"), st.just(""), st.integers(0, 120)),
    st.tuples(st.just("restore"), st.just(""), st.integers(0, 50)),
    st.tuples(st.just("release"), st.sampled_from(PARENTS), st.just(0)),
    st.tuples(st.just("follow"), st.sampled_from(PARENTS), st.just(0)),
)


@given(st.lists(steps, max_size=40))
def test_any_course_of_things_keeps_every_right_and_lets_counters_only_grow(
    course: Sequence[tuple[str, str, int]],
) -> None:
    row, parent, told = lot(), NODE, dict[str, RightCounters]()
    given_out = used = 0

    def tell(counters: Sequence[RightCounters]) -> None:
        for one in counters:
            before = told.get(one.parent, RightCounters("lot", 0, 0, 0, one.parent))
            assert one.earned >= before.earned
            assert one.used >= before.used
            assert one.released >= before.released
            told[one.parent] = one

    for act, whose, points in course:
        if act == "grant":
            right = row.under(whose)
            row = row.counting(msgspec.structs.replace(right, granted=max(right.granted, points)))
        elif act in ("earn", "restore"):
            row, counters = move(row, RightChange("lot", earned=points), parent)
            tell(counters)
            given_out += points
        elif act == "use":
            reaches = points <= row.right
            try:
                row, counters = move(row, RightChange("lot", used=points), parent)
                assert reaches
                tell(counters)
                used += points
            except RightExceeded:
                assert not reaches
        else:
            right = released(row.under(whose if act == "release" else parent))
            row = row.counting(right)
            tell([counted(right)])
            parent = whose if act == "follow" else parent
        assert all(right.right >= 0 for right in row.rights)
        assert row.right == sum(right.right for right in row.rights)
    assert row.all_earned == given_out
    assert sum(right.used for right in row.rights) == used
