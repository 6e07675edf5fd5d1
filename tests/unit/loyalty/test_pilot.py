"""Which version a buyer sees: by the store's midnight, the store, the member's segments; and what is announced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import DAY
from cashier_app.loyalty.programme import (
    BadProgramme,
    Programme,
    announced,
    in_force,
    includes,
    load_programme,
    starts_at,
)

REFERENCE = Path(__file__).parents[3] / "resources" / "programmes" / "reference.json"
DOCUMENT: dict[str, Any] = msgspec.json.decode(REFERENCE.read_bytes())
MOSCOW, KAMCHATKA = "Europe/Moscow", "Asia/Kamchatka"


def version(number: int, day: str, said: bool = False, **pilot: list[str]) -> Programme:
    """A version that differs from the reference programme in who sees it and from when."""
    words = {"ru": f"С {{date}} – версия {number}", "en": f"Version {number} from {{date}}"} if said else None
    changed = {"version": number, "valid_from": day, "pilot": pilot or None, "announcement": words}
    return load_programme(msgspec.json.encode({**DOCUMENT, **changed}))


OLD = version(1, "2026-01-01")
IN_PERM = version(2, "2026-06-01", stores=["perm"])
FOR_STAFF = version(3, "2026-07-01", segments=["staff", "friends"])
FOR_ALL = version(4, "2026-09-01")
EVERY = (FOR_ALL, OLD, FOR_STAFF, IN_PERM)


@pytest.mark.parametrize(
    ("day", "store", "segments", "seen"),
    [
        ("2025-12-31", "perm", {"staff"}, None),
        ("2026-05-31", "perm", {"staff"}, OLD),
        ("2026-06-01", "perm", set(), IN_PERM),
        ("2026-06-01", "perm", {"staff"}, IN_PERM),
        ("2026-06-01", "kazan", {"staff"}, OLD),
        ("2026-07-01", "kazan", {"staff"}, FOR_STAFF),
        ("2026-07-01", "kazan", {"friends", "old"}, FOR_STAFF),
        ("2026-07-01", "kazan", {"old"}, OLD),
        # two pilots at once: the newest that includes the buyer
        ("2026-07-01", "perm", {"staff"}, FOR_STAFF),
        ("2026-07-01", "perm", {"old"}, IN_PERM),
        # a version for all ends every earlier pilot
        ("2026-09-01", "perm", {"staff"}, FOR_ALL),
        ("2026-09-01", "kazan", set(), FOR_ALL),
    ],
)
def test_the_newest_version_that_includes_the_buyer(
    day: str, store: str, segments: set[str], seen: Programme | None
) -> None:
    noon = starts_at(version(9, day), MOSCOW) + DAY // 2
    assert in_force(EVERY, MOSCOW, noon, store, segments) is seen


def test_a_pilot_begins_at_the_midnight_of_each_store() -> None:
    for zone in (MOSCOW, KAMCHATKA):
        midnight = starts_at(IN_PERM, zone)
        assert in_force(EVERY, zone, midnight - 1, "perm") is OLD
        assert in_force(EVERY, zone, midnight, "perm") is IN_PERM
    assert in_force(EVERY, MOSCOW, starts_at(IN_PERM, KAMCHATKA), "perm") is OLD


def test_a_pilot_withdrawn_is_as_if_it_had_never_been() -> None:
    noon = starts_at(FOR_STAFF, MOSCOW) + DAY // 2
    left = [each for each in EVERY if each is not FOR_STAFF]
    assert in_force(left, MOSCOW, noon, "perm", {"staff"}) is IN_PERM
    assert in_force(left, MOSCOW, noon, "kazan", {"staff"}) is OLD


@given(st.sampled_from(["perm", "kazan", ""]), st.frozensets(st.sampled_from(["staff", "friends", "old"])), st.data())
def test_nobody_ever_sees_a_pilot_that_does_not_name_them(store: str, segments: frozenset[str], data: Any) -> None:
    every = data.draw(st.permutations(EVERY))
    now = starts_at(OLD, MOSCOW) + data.draw(st.integers(0, 400)) * DAY
    seen = in_force(every, MOSCOW, now, store, segments)
    assert seen is in_force(EVERY, MOSCOW, now, store, segments)
    assert seen is not None
    assert includes(seen, store, segments)
    for coming in announced(every, MOSCOW, now, store, segments):
        assert includes(coming, store, segments)


def test_a_launch_is_announced_until_its_midnight_in_the_store() -> None:
    coming = version(5, "2026-12-01", said=True)
    for zone in (MOSCOW, KAMCHATKA):
        midnight = starts_at(coming, zone)
        assert announced([OLD, coming], zone, midnight - 1) == (coming,)
        assert announced([OLD, coming], zone, midnight) == ()


def test_a_pilot_is_announced_to_those_it_names_and_to_nobody_else() -> None:
    pilot = version(5, "2026-12-01", said=True, stores=["perm"], segments=["staff"])
    before = starts_at(pilot, MOSCOW) - DAY
    assert announced([OLD, pilot], MOSCOW, before, "perm") == (pilot,)
    assert announced([OLD, pilot], MOSCOW, before, "kazan", {"staff"}) == (pilot,)
    assert announced([OLD, pilot], MOSCOW, before, "kazan", {"old"}) == ()


def test_a_version_that_will_never_be_in_force_is_not_announced() -> None:
    replaced, better = version(5, "2026-12-01", said=True), version(6, "2026-12-01", said=True)
    later = version(7, "2027-01-01", said=True)
    assert announced([later, replaced, better, OLD], MOSCOW, starts_at(replaced, MOSCOW) - 1) == (better, later)


@pytest.mark.parametrize(
    ("field", "value", "path", "allowed"),
    [
        ("pilot", {}, "$.pilot", "{stores | segments}"),
        ("pilot", {"stores": ["perm"], "cards": ["1"]}, "$.pilot.cards", "{stores, segments}"),
        ("announcement", {"ru": "С {day}", "en": "x"}, "$.announcement.ru", "{date}"),
        ("announcement", {"ru": "С {date}", "en": "from {"}, "$.announcement.en", "{date}"),
    ],
)
def test_a_wrong_pilot_or_announcement_is_refused_by_its_field(
    field: str, value: object, path: str, allowed: str
) -> None:
    with pytest.raises(BadProgramme) as refusal:
        load_programme(msgspec.json.encode({**DOCUMENT, field: value}))
    assert (refusal.value.details["path"], refusal.value.details["allowed"]) == (path, allowed)
