"""The history of a level: the same run once, twice, late or in pieces, and by hand on both sides of every boundary."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant, local_date, next_midnight, start_of_day
from cashier_app.loyalty.explain import explain_level_reason
from cashier_app.loyalty.levels import earned_levels, level_for, window_start
from cashier_app.loyalty.programme import (
    CalendarYear,
    Inactivity,
    Level,
    Lifetime,
    Pilot,
    Programme,
    ReturnRules,
    RollingDays,
    RollingMonths,
)
from cashier_app.loyalty.recalculation import (
    Assignment,
    History,
    LevelChange,
    LevelReason,
    LevelState,
    Purchase,
    Timeline,
    coming_change,
    net_purchases,
    next_due,
    opening,
    purchases_from,
    recalculate,
)
from cashier_app.words import load_words
from tests.unit.loyalty.made import ZONE, level, names, programme

BASE, SILVER, GOLD, STAFF = level("base"), level("silver", 1_000), level("gold", 5_000), level("staff", None)  # type: ignore[arg-type]
LADDER = (BASE, SILVER, GOLD, STAFF)


def when(text: str) -> Instant:
    """The instant of a Moscow wall clock, in 2026 where no year is given."""
    text = text if text.count("-") == 2 else f"2026-{text}"
    text = text if "T" in text else f"{text}T00:00"
    return int(datetime.datetime.fromisoformat(text + "+03:00").timestamp()) * 1000


def terms(ladder: tuple[Level, ...] = LADDER, returns: str = "recalculation", **levels: Any) -> Programme:
    """A programme with these rules for its levels."""
    return programme(*ladder, levels=levels, returns=ReturnRules(level=returns))  # type: ignore[arg-type]


def buy(at: str, net: int) -> Purchase:
    """A purchase by a Moscow wall clock."""
    return Purchase(when(at), net)


def bring_back(at: str, net: int, sold: str) -> Purchase:
    """A return of something sold earlier."""
    return Purchase(when(sold), -net, when(at), is_return=True)


def run(
    rules: Programme, *facts: Purchase | Assignment, until: str = "2028-01-01", level_id: str = "base"
) -> list[tuple[str, str, str, str]]:
    """The history of a member who began on 1 January 2026, as (when, from, to, why)."""
    found = history(rules, *facts, until=until, level_id=level_id)
    return [(_wall(change.at), change.from_level, change.to_level, change.reason.kind) for change in found.changes]


def history(
    rules: Programme, *facts: Purchase | Assignment, until: str = "2028-01-01", level_id: str = "base"
) -> History:
    """The history of a member who began on 1 January 2026."""
    purchases = [fact for fact in facts if isinstance(fact, Purchase)]
    assignments = [fact for fact in facts if isinstance(fact, Assignment)]
    start = opening(level_id, when("01-01T12:00"), ZONE)
    return recalculate(start, purchases, assignments, Timeline([rules], ZONE), when(until))


def _wall(instant: Instant) -> str:
    """`03-10 00:00`, or `27-03-10 00:00` in another year than 2026."""
    local = datetime.datetime.fromtimestamp(instant / 1000, datetime.timezone(datetime.timedelta(hours=3)))
    return f"{local:%m-%d %H:%M}" if local.year == 2026 else f"{local:%y-%m-%d %H:%M}"


# --- by hand ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("net", "changes"), [(999, []), (1_000, [("03-10 14:00", "base", "silver", "purchases")])])
def test_a_level_is_reached_at_its_threshold_and_with_the_purchase(net: int, changes: list[Any]) -> None:
    assert run(terms(), buy("03-10T14:00", net)) == changes


def test_a_rise_may_wait_for_the_next_day() -> None:
    rules = terms(rise="next_day")
    assert run(rules, buy("03-10T14:00", 1_000), until="03-10T23:59") == []
    assert run(rules, buy("03-10T14:00", 1_000)) == [("03-11 00:00", "base", "silver", "purchases")]
    state = history(rules, buy("03-10T14:00", 1_000), until="03-10T23:59").state
    assert (state.level_id, state.next_level, state.next_level_at) == ("base", "silver", when("03-11"))


def test_what_is_brought_back_on_the_same_day_earns_no_rise() -> None:
    rules = terms(rise="next_day")
    back = bring_back("03-10T15:00", 4_500, sold="03-10T14:00")
    assert run(rules, buy("03-10T14:00", 5_000), back) == []
    assert run(rules, buy("03-10T14:00", 5_500), back) == [("03-11 00:00", "base", "silver", "purchases")]


def test_of_several_purchases_on_a_day_all_count() -> None:
    rules = terms(rise="next_day")
    assert run(rules, buy("03-10T10:00", 1_000), buy("03-10T20:00", 4_000)) == [
        ("03-11 00:00", "base", "gold", "purchases")
    ]


@pytest.mark.parametrize(
    ("fall", "changes"),
    [
        ("never", []),
        ("to_earned", [("27-03-11 00:00", "gold", "base", "purchases")]),
        (
            "one_step",
            [("27-03-11 00:00", "gold", "silver", "purchases"), ("27-03-12 00:00", "silver", "base", "purchases")],
        ),
    ],
)
def test_a_fall_comes_at_the_midnight_after_the_window_and_by_policy(fall: str, changes: list[Any]) -> None:
    rules = terms(window=RollingMonths(months=12), fall=fall)
    rise = ("03-10 14:00", "base", "gold", "purchases")
    # on 10 March 2027 the window still begins with 10 March 2026
    assert run(rules, buy("03-10T14:00", 5_000), until="2027-03-10T23:59") == [rise]
    assert run(rules, buy("03-10T14:00", 5_000)) == [rise, *changes]


def test_steps_down_are_spaced_by_the_minimum_time_in_a_level() -> None:
    rules = terms(window=RollingDays(days=10), fall="one_step", minimum_days=30)
    assert run(rules, buy("03-10T14:00", 5_000)) == [
        ("03-10 14:00", "base", "gold", "purchases"),
        ("04-10 00:00", "gold", "silver", "purchases"),  # 30 days after 10 March 14:00 are over on 9 April
        ("05-10 00:00", "silver", "base", "purchases"),
    ]


@pytest.mark.parametrize(("minimum", "falls"), [(0, "03-21 00:00"), (9, "03-21 00:00"), (10, "03-22 00:00")])
def test_a_level_from_midnight_is_held_whole_days(minimum: int, falls: str) -> None:
    rules = terms(rise="next_day", window=RollingDays(days=9), fall="to_earned", minimum_days=minimum)
    # bought on the 11th: counts to the 20th; held from the 12th
    assert run(rules, buy("03-11T14:00", 1_000))[1] == (falls, "silver", "base", "purchases")


@pytest.mark.parametrize(
    ("to", "changes"),
    [
        (
            "one_step",
            [("03-21 00:00", "gold", "silver", "inactivity"), ("03-31 00:00", "silver", "base", "inactivity")],
        ),
        ("base", [("03-21 00:00", "gold", "base", "inactivity")]),
    ],
)
def test_a_fall_after_whole_days_without_a_purchase(to: str, changes: list[Any]) -> None:
    rules = terms(inactivity=Inactivity(days=10, to=to))  # type: ignore[arg-type]
    rise = ("03-10 14:00", "base", "gold", "purchases")
    # nothing bought from the 11th to the 20th
    assert run(rules, buy("03-10T14:00", 5_000)) == [rise, *changes]
    # a purchase on the tenth day begins the days anew, however small
    assert run(rules, buy("03-10T14:00", 5_000), buy("03-20T23:59", 1), until="03-30T23:59") == [rise]
    assert run(rules, buy("03-10T14:00", 5_000), buy("03-20T23:59", 1), until="03-31")[1][0] == "03-31 00:00"


def test_who_fell_for_want_of_purchases_rises_by_the_next_one_and_not_before() -> None:
    rules = terms(inactivity=Inactivity(days=10, to="base"))
    assert run(rules, buy("03-10T14:00", 5_000), buy("06-01T10:00", 10), until="06-02") == [
        ("03-10 14:00", "base", "gold", "purchases"),
        ("03-21 00:00", "gold", "base", "inactivity"),
        ("06-01 10:00", "base", "gold", "purchases"),
    ]


@pytest.mark.parametrize("rise", ["at_once", "next_day"])
def test_nothing_but_a_purchase_lifts_who_fell_for_want_of_purchases(rise: str) -> None:
    rules = terms(rise=rise, inactivity=Inactivity(days=10, to="base"))
    easier = replace(rules, version=2, valid_from=datetime.date(2026, 5, 1))
    easier = replace(easier, levels=replace(rules.levels, ladder=(BASE, level("silver", 900), GOLD)))
    back = bring_back("04-15T10:00", 10, sold="03-10T14:00")
    timeline, start = Timeline([rules, easier], ZONE), opening("base", when("01-01T12:00"), ZONE)
    found = recalculate(start, [buy("03-10T14:00", 2_010), back], [], timeline, when("06-01"))
    assert [change.to_level for change in found.changes] == ["silver", "base"]
    bought = recalculate(found.state, [buy("06-02T10:00", 1)], [], timeline, when("06-04"))
    assert [change.to_level for change in bought.changes] == ["silver"]


def test_of_two_reasons_to_fall_equally_far_the_want_of_purchases_is_named() -> None:
    rules = terms(window=RollingDays(days=10), fall="one_step", inactivity=Inactivity(days=10))
    assert run(rules, buy("03-10T14:00", 5_000))[1:] == [
        ("03-21 00:00", "gold", "silver", "inactivity"),
        ("03-22 00:00", "silver", "base", "purchases"),
    ]


def test_a_rise_that_comes_at_midnight_is_held_to_the_next_at_least() -> None:
    rules = terms(rise="next_day", window=RollingDays(days=10), fall="to_earned")
    late = Purchase(when("03-10T14:00"), 1_000, counted_at=when("03-20T14:00"))
    assert run(rules, late) == [
        ("03-21 00:00", "base", "silver", "purchases"),
        ("03-22 00:00", "silver", "base", "purchases"),
    ]


def test_late_news_of_an_older_purchase_shortens_no_waiting() -> None:
    rules = terms(inactivity=Inactivity(days=10, to="base"))
    late = Purchase(when("03-01T14:00"), 10, counted_at=when("03-12T14:00"))
    assert run(rules, buy("03-10T14:00", 5_000), late)[1][0] == "03-21 00:00"
    assert history(rules, buy("03-10T14:00", 5_000), late, until="03-13").state.last_purchase_at == when("03-10T14:00")


@pytest.mark.parametrize("window", [RollingDays(days=60), RollingMonths(months=2), CalendarYear(), Lifetime()])
def test_returns_are_subtracted_in_every_window(window: object) -> None:
    rules = terms(window=window, fall="to_earned")
    back = bring_back("03-12T10:00", 1, sold="03-10T14:00")
    assert run(rules, buy("03-10T14:00", 1_000), back, until="03-14")[1:] == [
        ("03-13 00:00", "silver", "base", "purchases")
    ]
    kept = terms(window=window, fall="to_earned", returns="never")
    assert run(kept, buy("03-10T14:00", 1_000), back, until="03-14")[1:] == []
    assert run(rules, buy("03-10T14:00", 999), bring_back("03-10T15:00", 1, "03-10T14:00"), buy("03-11", 1)) == []


def test_a_return_takes_nobody_below_the_floor_and_a_purchase_takes_nobody_down() -> None:
    rules = terms(returns="at_once")
    floor = Assignment(when("03-01T10:00"), "silver", kind="floor")
    back = bring_back("03-12T10:00", 5_000, sold="03-10T14:00")
    assert run(rules, floor, buy("03-10T14:00", 5_000), back)[2:] == [("03-12 10:00", "gold", "silver", "return")]
    assert run(rules, Assignment(when("03-01T10:00"), "gold"), buy("03-10T14:00", 1)) == [
        ("03-01 10:00", "base", "gold", "assigned")
    ]


def test_a_return_does_not_count_as_a_purchase() -> None:
    rules = terms(inactivity=Inactivity(days=10, to="base"))
    back = bring_back("03-15T10:00", 10, sold="03-10T14:00")
    assert run(rules, buy("03-10T14:00", 5_010), back)[1][0] == "03-21 00:00"


@pytest.mark.parametrize(
    ("policy", "fall", "changes"),
    [
        ("at_once", "to_earned", [("03-12 10:00", "gold", "base", "return")]),
        ("at_once", "never", [("03-12 10:00", "gold", "base", "return")]),
        (
            "at_once",
            "one_step",
            [("03-12 10:00", "gold", "silver", "return"), ("04-12 00:00", "silver", "base", "purchases")],
        ),
        ("recalculation", "to_earned", [("04-10 00:00", "gold", "base", "purchases")]),
        ("recalculation", "never", []),
        ("never", "to_earned", []),
        ("never", "one_step", []),
    ],
)
def test_a_return_lowers_the_level_as_policy_says(policy: str, fall: str, changes: list[Any]) -> None:
    rules = terms(returns=policy, fall=fall, minimum_days=30)
    back = bring_back("03-12T10:00", 4_500, sold="03-10T14:00")
    assert run(rules, buy("03-10T14:00", 5_000), back)[1:] == changes


def test_a_whole_return_leaves_the_window_as_if_nothing_had_been_sold() -> None:
    rules = terms(window=RollingDays(days=30), fall="to_earned")
    before = (buy("03-01T10:00", 1_200),)
    # sold on the 10th and brought back on the 20th: both leave the window together, so that the level is never lost
    traded = (buy("03-10T10:00", 700), bring_back("03-20T10:00", 700, sold="03-10T10:00"))
    later = (buy("03-25T10:00", 1_000),)
    assert run(rules, *before, *traded, *later, until="04-20") == run(rules, *before, *later, until="04-20")


def test_an_assigned_level_is_neither_earned_nor_lost_by_purchases() -> None:
    rules = terms(window=RollingDays(days=5), fall="to_earned", inactivity=Inactivity(days=10, to="base"))
    staff = Assignment(when("03-01T10:00"), "staff", by="1С")
    assert run(rules, staff, buy("03-10T14:00", 9_000)) == [("03-01 10:00", "base", "staff", "assigned")]
    ended = Assignment(when("03-12T10:00"), "", by="1С")
    assert run(rules, staff, buy("03-10T14:00", 9_000), ended, until="03-13") == [
        ("03-01 10:00", "base", "staff", "assigned"),
        ("03-12 10:00", "staff", "gold", "assigned"),
    ]


def test_the_same_level_assigned_every_day_changes_nothing() -> None:
    rules = terms(inactivity=Inactivity(days=10, to="base"))
    daily = [Assignment(when(f"03-{day:02}T06:00"), "silver", by="1С") for day in range(1, 10)]
    assert run(rules, *daily) == [
        ("03-01 06:00", "base", "silver", "assigned"),
        ("03-12 00:00", "silver", "base", "inactivity"),
    ]


def test_a_level_given_by_hand_is_a_floor_where_it_is_meant_as_one() -> None:
    rules = terms(window=RollingDays(days=5), fall="to_earned")
    floor = Assignment(when("03-01T10:00"), "silver", by="Иванова", kind="floor")
    lifted = Assignment(when("05-01T10:00"), "", kind="floor")
    assert run(rules, floor, buy("03-10T14:00", 9_000), lifted) == [
        ("03-01 10:00", "base", "silver", "floor"),
        ("03-10 14:00", "silver", "gold", "purchases"),
        ("03-16 00:00", "gold", "silver", "purchases"),
        ("05-02 00:00", "silver", "base", "purchases"),
    ]


def test_a_level_assigned_below_the_floor_lifts_it() -> None:
    rules = terms(fall="to_earned")
    floor = Assignment(when("03-01T10:00"), "gold", kind="floor")
    assert run(rules, floor, Assignment(when("03-02T10:00"), "base", by="1С")) == [
        ("03-01 10:00", "base", "gold", "floor"),
        ("03-02 10:00", "gold", "base", "assigned"),
    ]
    held = history(rules, floor, Assignment(when("03-02T10:00"), "silver", by="1С"), until="03-02T11:00").state
    assert (held.level_id, held.floor) == ("silver", "")


def test_a_level_assigned_above_the_floor_keeps_it() -> None:
    rules = terms(fall="to_earned")
    floor = Assignment(when("03-01T10:00"), "silver", kind="floor")
    assert run(rules, floor, Assignment(when("03-02T10:00"), "gold", by="1С"))[1:] == [
        ("03-02 10:00", "silver", "gold", "assigned"),
        ("03-03 00:00", "gold", "silver", "purchases"),
    ]


def test_a_floor_that_only_a_later_version_knows_lifts_the_level_then() -> None:
    without = replace(terms((BASE, GOLD)), version=2, valid_from=datetime.date(2026, 5, 1))
    again = replace(terms(), version=3, valid_from=datetime.date(2026, 6, 1))
    start, floor = opening("base", when("01-01T12:00"), ZONE), Assignment(when("03-01T10:00"), "silver", kind="floor")
    changes = recalculate(start, [], [floor], Timeline([terms(), without, again], ZONE), when("07-01")).changes
    assert [(_wall(change.at), change.to_level) for change in changes] == [
        ("03-01 10:00", "silver"),
        ("05-01 00:00", "base"),
        ("06-01 00:00", "silver"),
    ]


def test_what_is_kept_of_a_history_is_read_back_and_nothing_else() -> None:
    found = history(terms(rise="next_day"), buy("03-10T14:00", 1_000), until="03-10T15:00")
    change = history(terms(), buy("03-10T14:00", 1_000)).changes[0]
    for kept in (found.state, change, change.reason, buy("03-10", 1), Assignment(1, "base")):
        written = msgspec.json.encode(kept)
        assert msgspec.json.decode(written, type=type(kept)) == kept
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(written[:-1] + b',"more":1}', type=type(kept))


def test_a_floor_holds_through_a_version_that_ends_the_level_held() -> None:
    without = replace(terms((BASE, SILVER)), version=2, valid_from=datetime.date(2026, 5, 1))
    start, floor = opening("gold", when("01-01T12:00"), ZONE), Assignment(when("03-01T10:00"), "silver", kind="floor")
    (change,) = recalculate(start, [], [floor], Timeline([terms(), without], ZONE), when("06-01")).changes
    assert (_wall(change.at), change.from_level, change.to_level) == ("05-01 00:00", "gold", "silver")


def test_an_unknown_level_assigned_changes_nothing() -> None:
    assert (
        run(terms(), Assignment(when("03-01T10:00"), "titan"), Assignment(when("03-02"), "titan", kind="floor")) == []
    )


def test_a_calendar_year_begins_anew_at_its_midnight() -> None:
    rules = terms(window=CalendarYear(), fall="to_earned")
    assert run(rules, buy("12-31T23:59", 1_000), until="2027-01-02") == [
        ("12-31 23:59", "base", "silver", "purchases"),
        ("27-01-01 00:00", "silver", "base", "purchases"),
    ]


def test_news_that_comes_late_counts_in_its_window_from_when_it_came() -> None:
    rules = terms(window=RollingDays(days=30), fall="to_earned")
    late = Purchase(when("03-10T14:00"), 1_000, counted_at=when("03-20T09:00"))
    assert run(rules, late) == [
        ("03-20 09:00", "base", "silver", "purchases"),
        ("04-10 00:00", "silver", "base", "purchases"),
    ]


def test_a_new_version_makes_a_level_easier_or_ends_it_at_its_midnight() -> None:
    old = terms()
    easier = replace(terms((BASE, level("silver", 500), GOLD)), version=2, valid_from=datetime.date(2026, 4, 1))
    without = replace(terms((BASE, level("best", 600))), version=3, valid_from=datetime.date(2026, 5, 1))
    timeline = Timeline([old, easier, without], ZONE)
    start = opening("base", when("01-01T12:00"), ZONE)
    changes = recalculate(start, [buy("03-10T14:00", 700)], [], timeline, when("06-01")).changes
    assert [(_wall(c.at), c.from_level, c.to_level, c.reason) for c in changes] == [
        ("04-01 00:00", "base", "silver", LevelReason("programme", version=2)),
        ("05-01 00:00", "silver", "best", LevelReason("programme", version=3)),
    ]


def test_a_rise_that_waits_for_a_midnight_at_which_its_level_ends_does_not_come() -> None:
    old = terms(rise="next_day")
    without = replace(terms((BASE, level("best", 2_000))), version=2, valid_from=datetime.date(2026, 3, 11))
    start = opening("base", when("01-01T12:00"), ZONE)
    found = recalculate(start, [buy("03-10T14:00", 1_500)], [], Timeline([old, without], ZONE), when("03-12"))
    assert found.changes == ()
    assert (found.state.next_level, found.state.next_level_at, found.state.next_reason) == ("", 0, None)


def test_a_checkpoint_keeps_only_what_there_is_to_keep() -> None:
    state = opening("base", 5, "UTC")
    assert msgspec.json.encode(state) == b'{"level_id":"base","since":5,"until":5,"idle_since":86400000}'
    reason = LevelReason("inactivity", days=180)
    assert msgspec.json.encode(reason) == b'{"kind":"inactivity","days":180}'


def test_before_the_first_version_purchases_are_only_counted() -> None:
    rules = replace(terms(), valid_from=datetime.date(2026, 6, 1))
    assert run(rules, buy("03-10T14:00", 1_000)) == [("06-01 00:00", "base", "silver", "programme")]


def test_days_are_the_stores() -> None:
    rules = terms(rise="next_day")
    start = opening("base", when("01-01T12:00"), "Asia/Kamchatka")
    found = recalculate(start, [buy("03-10T14:00", 1_000)], [], Timeline([rules], "Asia/Kamchatka"), when("03-12"))
    assert _wall(found.changes[0].at) == "03-10 15:00"  # midnight there


def test_what_tills_are_told_beforehand() -> None:
    rules = terms(rise="next_day", inactivity=Inactivity(days=10))
    bought = [buy("03-10T14:00", 1_000)]
    waiting = history(rules, *bought, until="03-10T15:00").state
    change = coming_change(waiting, bought, Timeline([rules], ZONE))
    assert change is not None
    assert (_wall(change.at), change.to_level) == ("03-11 00:00", "silver")
    held = history(rules, *bought, until="03-12").state
    fall = coming_change(held, bought, Timeline([rules], ZONE))
    assert fall is not None
    assert (_wall(fall.at), fall.to_level, fall.reason) == ("03-21 00:00", "base", LevelReason("inactivity", days=10))
    fallen = history(rules, *bought, until="03-22").state
    assert coming_change(fallen, bought, Timeline([rules], ZONE)) is None


def test_tills_are_told_where_a_midnight_leads_in_the_end() -> None:
    """The purchase earns silver from midnight on, and at that midnight gold becomes easier."""
    old = terms(rise="next_day")
    easier = terms((BASE, SILVER, level("gold", 1_200)), rise="next_day")
    easier = replace(easier, version=2, valid_from=datetime.date(2026, 3, 11))
    timeline = Timeline([old, easier], ZONE)
    bought = [buy("03-10T14:00", 1_500)]
    start = opening("base", when("01-01T12:00"), ZONE)
    waiting = recalculate(start, bought, [], timeline, when("03-10T15:00")).state
    coming = coming_change(waiting, bought, timeline)
    assert coming is not None
    assert (_wall(coming.at), coming.from_level, coming.to_level) == ("03-11 00:00", "silver", "gold")


@pytest.mark.parametrize("second", [999, 1_000])
def test_what_is_left_in_the_window_just_keeps_the_level_or_just_does_not(second: int) -> None:
    rules = terms(window=RollingDays(days=2), fall="to_earned")
    bought = [buy("03-10T14:00", 5), buy("03-13T14:00", second)]
    held = history(rules, buy("03-10T14:00", 1_000), until="03-10T15:00").state
    assert next_due(held, [buy("03-10T14:00", 1_000)], Timeline([rules], ZONE)) == when("03-13")
    found = history(rules, *bought, until="03-13T15:00")
    assert next_due(found.state, bought, Timeline([rules], ZONE)) == (when("03-16") if second == 1_000 else None)
    # a level given by hand is looked at from the next midnight on
    given = history(rules, Assignment(when("03-10T10:00"), "silver"), buy("03-10T14:00", second), until="03-10T15:00")
    later = when("03-11") if second < 1_000 else when("03-13")
    assert next_due(given.state, [buy("03-10T14:00", second)], Timeline([rules], ZONE)) == later


def test_a_sale_and_its_return_leave_the_window_at_one_midnight() -> None:
    rules = terms(window=RollingDays(days=10), fall="to_earned")
    facts = [buy("03-01T10:00", 500), bring_back("03-02T10:00", 400, "03-01T10:00"), buy("03-05T10:00", 1_000)]
    state = history(rules, *facts, until="03-05T11:00").state
    assert next_due(state, facts, Timeline([rules], ZONE)) == when("03-16")
    more = [*facts[:2], buy("03-05T10:00", 1_050)]
    state = history(rules, *more, until="03-05T11:00").state
    assert next_due(state, more, Timeline([rules], ZONE)) == when("03-16")
    again = [*facts[:2], buy("03-05T10:00", 900)]
    state = history(rules, *again, until="03-05T11:00").state
    assert (state.level_id, next_due(state, again, Timeline([rules], ZONE))) == ("silver", when("03-12"))


def test_reasons_are_told_with_their_figures() -> None:
    rules = terms(window=RollingMonths(months=12))
    (change,) = history(rules, buy("03-10T14:00", 1_540_000), until="03-11").changes
    assert change.reason == LevelReason("purchases", 1_540_000, "months", 12)
    assert explain_level_reason(change.reason, load_words("ru")) == "покупки на 15\u00a0400,00\u00a0₽ за 12 месяцев"


@pytest.mark.parametrize(
    ("reason", "russian", "english"),
    [
        (LevelReason("inactivity", days=181), "181 день без покупок", "no purchase for 181 days"),
        (
            LevelReason("return", 50_000, "days", 2),
            "после возврата: покупки на 500,00\u00a0₽ за 2 дня",
            "after a return: purchases of 500.00\u00a0₽ in 2 days",
        ),
        (
            LevelReason("purchases", 100, "year"),
            "покупки на 1,00\u00a0₽ за этот год",
            "purchases of 1.00\u00a0₽ this year",
        ),
        (
            LevelReason("purchases", 100, "lifetime"),
            "покупки на 1,00\u00a0₽ за всё время",
            "purchases of 1.00\u00a0₽ in all",
        ),
        (LevelReason("assigned", by="1С"), "назначен: 1С", "assigned by 1С"),
        (LevelReason("assigned"), "назначен вручную", "assigned by hand"),
        (LevelReason("floor", by="Иванова"), "не ниже этого уровня: Иванова", "not below this level: Иванова"),
        (LevelReason("floor"), "не ниже этого уровня", "not below this level"),
        (LevelReason("programme", version=7), "версия программы 7", "version 7 of the programme"),
    ],
)
def test_every_reason_has_its_words(reason: LevelReason, russian: str, english: str) -> None:
    assert explain_level_reason(reason, load_words("ru")) == russian
    assert explain_level_reason(reason, load_words("en")) == english


# --- once, twice, late, in pieces ------------------------------------------------------------------------

START = when("2026-02-20T12:00")
SPAN = 45 * DAY
windows = st.one_of(
    st.builds(RollingDays, days=st.integers(1, 40)),
    st.builds(RollingMonths, months=st.integers(1, 2)),
    st.just(Lifetime()),
    st.just(CalendarYear()),
)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Programme, ...]:
    """One to three versions with every policy for levels."""
    made = []
    for version in range(1, draw(st.integers(1, 3)) + 1):
        ladder = tuple(
            level(level_id, threshold)
            for level_id, threshold in (
                ("base", 0),
                ("silver", draw(st.integers(1, 2_000))),
                ("gold", draw(st.integers(2_001, 4_000))),
                ("best", draw(st.integers(4_001, 9_000))),
            )
            if level_id in ("base", "gold") or draw(st.booleans())
        )
        rules = terms(
            (*ladder, STAFF),
            returns=draw(st.sampled_from(["at_once", "recalculation", "never"])),
            window=draw(windows),
            rise=draw(st.sampled_from(["at_once", "next_day"])),
            fall=draw(st.sampled_from(["never", "to_earned", "one_step"])),
            minimum_days=draw(st.sampled_from([0, 1, 5, 30])),
            inactivity=draw(
                st.one_of(
                    st.none(),
                    st.builds(Inactivity, days=st.integers(1, 40), to=st.sampled_from(["one_step", "base"])),
                )
            ),
        )
        day = local_date(START, ZONE) + datetime.timedelta(days=draw(st.integers(-5, 60)) if version > 1 else -30)
        made.append(replace(rules, version=version, valid_from=day))
    return tuple(made)


@st.composite
def instants(draw: st.DrawFn) -> Instant:
    """Instants after the start, many of them close to a midnight."""
    at = START + draw(st.integers(1, SPAN))
    if draw(st.integers(0, 3)) == 0:
        at = next_midnight(at, ZONE) + draw(st.sampled_from([-1, 0, 1]))
    return at


@st.composite
def purchases(draw: st.DrawFn) -> list[Purchase]:
    """Purchases, returns of them, and news that came late, in any order."""
    made = []
    for _ in range(draw(st.integers(0, 8))):
        at, net = draw(instants()), draw(st.integers(0, 4_000))
        late = draw(st.sampled_from([0, 0, 0, 1, 5, 20])) * DAY
        made.append(Purchase(at, net, at + late if late else 0))
        if draw(st.integers(0, 3)) == 0:
            back = at + late + draw(st.integers(0, 30)) * DAY
            made.append(Purchase(at, -draw(st.integers(0, net)), back, is_return=True))
    return draw(st.permutations(made))


@st.composite
def assignments(draw: st.DrawFn) -> list[Assignment]:
    """Levels and floors given by hand."""
    return [
        Assignment(
            draw(instants()),
            draw(st.sampled_from(["", "base", "silver", "gold", "staff", "titan"])),
            by="1С",
            kind=draw(st.sampled_from(["level", "floor"])),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]


END = START + SPAN + 60 * DAY
case = {
    "versions": programmes(),
    "bought": purchases(),
    "given": assignments(),
    "first": st.sampled_from(["base", "gold", "staff", "from-another-version"]),
}


@given(**case, cuts=st.lists(instants(), max_size=6))
def test_once_twice_late_or_in_pieces_it_is_the_same_history(
    versions: tuple[Programme, ...],
    bought: list[Purchase],
    given: list[Assignment],
    first: str,
    cuts: list[Instant],
) -> None:
    timeline = Timeline(versions, ZONE)
    start = opening(first, START, ZONE)
    whole = recalculate(start, bought, given, timeline, END)
    state = start
    changes: list[LevelChange] = []
    for cut in (*sorted(cuts), END):
        for _ in range(2):
            # what is older than every window, and what is known already, need not be handed over again
            since = purchases_from(state, timeline)
            needed = [each for each in bought if each.at >= since or each.counted > state.until]
            known = [each for each in needed if each.counted <= cut]
            new = [each for each in given if state.until < each.at <= cut]
            piece = recalculate(state, known, new, timeline, cut)
            state = piece.state
            changes.extend(piece.changes)
    assert tuple(changes) == whole.changes
    assert state == whole.state
    for earlier, later in zip(whole.changes, whole.changes[1:], strict=False):
        assert earlier.at <= later.at
        assert earlier.to_level == later.from_level != later.to_level


@given(**case, at=instants())
def test_nothing_changes_before_the_next_due_midnight(
    versions: tuple[Programme, ...], bought: list[Purchase], given: list[Assignment], first: str, at: Instant
) -> None:
    timeline = Timeline(versions, ZONE)
    known = [each for each in bought if each.counted <= at]
    state = recalculate(opening(first, START, ZONE), known, [a for a in given if a.at <= at], timeline, at).state
    due = next_due(state, known, timeline)
    if due is None:
        assert recalculate(state, known, [], timeline, END) == History(state, ())
        return
    assert due > state.until
    assert due > at
    assert start_of_day(local_date(due, ZONE), ZONE) == due
    assert recalculate(state, known, [], timeline, due - 1) == History(state, ())
    then = recalculate(state, known, [], timeline, due)
    assert then.state.until == due
    assert then.changes or timeline.begins_at(due)
    assert coming_change(state, known, timeline) == (then.changes[-1] if then.changes else None)


@settings(max_examples=150)
@given(**case)
def test_every_midnight_looked_at_by_itself_says_the_same(
    versions: tuple[Programme, ...], bought: list[Purchase], given: list[Assignment], first: str
) -> None:
    timeline = Timeline(versions[:1], ZONE)
    state = opening(first, START, ZONE)
    midnight = START
    while midnight < START + SPAN:
        midnight = next_midnight(midnight, ZONE)
        state = recalculate(state, bought, given, timeline, midnight - 1).state
        expected = _at_midnight(state, [p for p in bought if p.counted < midnight], versions[0], midnight)
        alone = [p for p in bought if p.counted < midnight]
        assert recalculate(state, alone, [], timeline, midnight).state.level_id == expected


def _at_midnight(state: LevelState, counted: list[Purchase], rules: Programme, midnight: Instant) -> str:
    """The level from a midnight on, worked out from the rules' sentences, one after the other."""
    if state.next_level:
        return state.next_level
    ladder = [each.id for each in earned_levels(rules.levels)]
    if state.level_id not in ladder:
        return state.level_id
    held = ladder.index(state.level_id)
    floor = ladder.index(state.floor) if state.floor in ladder else 0
    first_day = local_date(state.since - 1, ZONE) + datetime.timedelta(days=1)
    days_held = (local_date(midnight, ZONE) - first_day).days
    if held <= floor or days_held < rules.levels.minimum_days or midnight <= state.since:
        return state.level_id
    since = window_start(rules.levels, ZONE, midnight)
    gross = rules.returns.level == "never"
    net = sum(p.net for p in counted if (since is None or p.at >= since) and not (gross and p.is_return))
    earned = ladder.index(level_for(rules, net).id)
    target = held
    if earned < held and rules.levels.fall != "never":
        target = held - 1 if rules.levels.fall == "one_step" else earned
    idle = rules.levels.inactivity
    if idle is not None and (local_date(midnight, ZONE) - local_date(state.idle_since, ZONE)).days >= idle.days:
        target = min(target, 0 if idle.to == "base" else held - 1)
    return ladder[max(target, floor)]


@given(**case, at=instants())
def test_the_sum_of_purchases_is_that_of_the_window(
    versions: tuple[Programme, ...], bought: list[Purchase], given: list[Assignment], first: str, at: Instant
) -> None:
    timeline = Timeline(versions, ZONE)
    state = recalculate(opening(first, START, ZONE), bought, given, timeline, at).state
    for rules in versions:
        since = window_start(rules.levels, ZONE, at)
        expected = sum(p.net for p in bought if p.counted <= at and (since is None or p.at >= since))
        assert net_purchases(state, bought, rules, ZONE, at) == expected


def test_a_pilot_is_a_timeline_of_its_own() -> None:
    everybody = terms()
    pilot = replace(
        terms((BASE, level("silver", 10))),
        version=2,
        valid_from=datetime.date(2026, 3, 1),
        pilot=Pilot(stores=frozenset({"7"})),
        name=names("pilot"),
    )
    start, bought = opening("base", when("01-01T12:00"), ZONE), [buy("03-10T14:00", 500)]
    changes = {
        store: recalculate(start, bought, [], Timeline([everybody, pilot], ZONE, store), when("04-01")).changes
        for store in ("1", "7")
    }
    assert (len(changes["1"]), len(changes["7"])) == (0, 1)
