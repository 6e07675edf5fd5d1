"""A programme is read strictly: what is wrong is refused with the field, the value and what is allowed."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import local_time
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.programme import (
    BadProgramme,
    Programme,
    Selector,
    ToDate,
    announcement_text,
    in_force,
    load_programme,
    starts_at,
)
from cashier_app.loyalty.rules import CONDITIONS, EFFECTS, Condition, Effect
from tests.unit.loyalty.made import programmes

REFERENCE = Path(__file__).parents[3] / "resources" / "programmes" / "reference.json"


@pytest.fixture
def document() -> dict[str, Any]:
    """The reference programme, to be spoilt."""
    return msgspec.json.decode(REFERENCE.read_bytes())  # type: ignore[no-any-return]


def refused(document: object) -> tuple[str, str, str]:
    """Path, value and what is allowed, from the refusal of a document."""
    with pytest.raises(BadProgramme) as error:
        load_programme(msgspec.json.encode(document))
    details = error.value.details
    return str(details["path"]), str(details["value"]), str(details["allowed"])


def spoilt(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with one field changed (or made)."""
    made = copy.deepcopy(document)
    node: Any = made
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        node = node[step]
    node[last] = value
    return made


def test_the_reference_programme_loads() -> None:
    programme = load_programme(REFERENCE.read_bytes())
    assert [level.id for level in programme.levels.ladder] == [
        "start",
        "bronze",
        "silver",
        "gold",
        "platinum",
        "diamond",
    ]
    assert programme.rules
    assert programme.levels.exclude.matches(CartLine(1, "milk", 1, 1, category="Молочные продукты/Молоко"))


@given(programmes())
def test_a_programme_written_is_read_back(programme: Programme) -> None:
    assert load_programme(msgspec.json.encode(programme)) == programme


@pytest.mark.parametrize(
    ("path", "value", "shown", "allowed"),
    [
        ("version", 0, "0", "int 1…"),
        ("version", "1", '"1"', "int 1…"),
        ("valid_from", "tomorrow", '"tomorrow"', "YYYY-MM-DD"),
        ("name", {"ru": "Ромашка"}, "—", "text 1…60"),
        ("name.ru", "", '""', "text 1…60"),
        (
            "levels.ladder",
            [],
            "[]",
            "[{id, name, threshold, discount, accrual, maximum_share, overrides, with_promo_code}, …] 1…",
        ),
        ("levels.ladder.1.discount", 10_001, "10001", "int 0…10000"),
        ("levels.ladder.1.discount", -1, "-1", "int 0…10000"),
        ("levels.ladder.1.discount", 5.5, "5.5", "int 0…10000"),
        ("levels.ladder.1.accrual", "5 %", '"5 %"', "int 0…10000 | null"),
        ("levels.ladder.1.id", "Серебро", '"Серебро"', "text ^[a-z0-9][a-z0-9_-]{0,39}$"),
        (
            "levels.ladder.1.colour",
            "red",
            '"red"',
            "{id, name, threshold, discount, accrual, maximum_share, overrides, with_promo_code}",
        ),
        ("levels.fall", "hard", '"hard"', '"never" | "one_step" | "to_earned"'),
        ("levels.window", {"kind": "weeks"}, '"weeks"', '"months" | "days" | "year" | "lifetime"'),
        ("levels.window", {"kind": "months"}, "—", "int 1…120"),
        ("lots.life", {"days": 5}, "—", '"never" | "days" | "end_of_month" | "date"'),
        ("points.kopecks_per_point", 0, "0", "int 1…1000000"),
        ("redemption.maximum_share", None, "null", "int 0…10000"),
        ("redemption.exclude.tags", "sale", '"sale"', "[text, …]"),
        (
            "rules.0.effect",
            {"kind": "halve"},
            '"halve"',
            " | ".join(f'"{kind.__struct_config__.tag}"' for kind in EFFECTS),
        ),
        ("rules.0.effect", {"kind": "percent_off"}, "—", "int 0…10000"),
        ("rules.0.conditions.0.tags", [], "[]", "[text, …] 1…"),
        ("rules.0.exclusive", "yes", '"yes"', "true | false"),
    ],
)
def test_what_a_type_forbids_is_named(
    document: dict[str, Any], path: str, value: Any, shown: str, allowed: str
) -> None:
    found, found_value, found_allowed = refused(spoilt(document, path, value))
    trail = "$." + ".".join(f"[{step}]" if step.isdigit() else step for step in path.split(".")).replace(".[", "[")
    assert found.startswith(trail)
    assert (found_value, found_allowed) == (shown, allowed)


@pytest.mark.parametrize(
    ("path", "value", "shown", "allowed"),
    [
        ("offline", {"floor": 100}, "100", '0 (redemption ≠ "rights+floor")'),
        ("offline", {"redemption": "rights+floor"}, "0", "n × redemption_step (100), n ≥ 1"),
        ("offline", {"redemption": "rights+floor", "floor": 150}, "150", "n × redemption_step (100), n ≥ 1"),
        ("levels.ladder.0.threshold", 100, "100", "0"),
        ("levels.ladder.2.id", "bronze", '"bronze"', "unique"),
        ("levels.ladder.2.threshold", 500_000, "500000", "> 500000"),
        ("levels.ladder.2.threshold", 5, "5", "> 500000"),
        ("levels.ladder.1.threshold", 0, "0", "> 0"),
        ("levels.ladder.0.overrides.0.goods", {}, "{}", "{products | categories | brands | suppliers | tags}"),
        ("levels.ladder.0.overrides.0.accrual", None, "{}", "{discount | accrual | maximum_share}"),
        ("redemption.minimum", 5_050, "5050", "n × redemption_step (100)"),
        ("lots.life", {"kind": "date", "date": "9999-12-31"}, '"9999-12-31"', "YYYY-MM-DD < 9999-12-31"),
        ("rules.1.id", "last-day", '"last-day"', "unique"),
        ("rules.1.id", "silver", '"silver"', "unique"),
        ("rules.1.id", "member_price", '"member_price"', "unique"),
        ("rules.0.group", "x", '"x"', '"" (exclusive)'),
        ("rules.1.conditions.1.at_least", None, '{"kind":"receipt_sum","at_least":null', "{at_least | over | below}"),
        ("rules.1.conditions.1.below", 300_000, '{"kind":"receipt_sum"', "below > 300000"),
    ],
)
def test_a_programme_that_contradicts_itself_is_refused(
    document: dict[str, Any], path: str, value: Any, shown: str, allowed: str
) -> None:
    _, found_value, found_allowed = refused(spoilt(document, path, value))
    assert found_value.startswith(shown)
    assert found_allowed == allowed


CODE = {"kind": "promo_code", "codes": ["X"]}
BIRTHDAY = {"kind": "birthday"}


@pytest.mark.parametrize(
    ("rule", "path", "shown", "allowed"),
    [
        ({"effect": {"kind": "gift", "products": ["mug"]}, "group": "g"}, "group", '"g"', '""'),
        ({"effect": {"kind": "gift", "products": ["mug"]}, "exclusive": True}, "exclusive", "true", "false"),
        ({"caps": [{"per": "member", "of": "points", "amount": 1}]}, "caps[0].of", '"points"', '"uses" | "kopecks"'),
        ({"caps": [{"per": "receipt", "amount": 1}]}, "caps[0].of", '"uses"', '"kopecks"'),
        (
            {"caps": [{"per": "receipt", "of": "kopecks", "period": "day", "amount": 1}]},
            "caps[0].period",
            '"day"',
            '"campaign"',
        ),
        ({"caps": [{"per": "code", "amount": 1}]}, "caps[0].per", '"code"', '"receipt" | "member" | "everyone"'),
        (
            {"caps": [{"per": "member", "period": "birthday", "amount": 1}]},
            "caps[0].period",
            '"birthday"',
            '"campaign" | "day" | "month" | "year"',
        ),
        (
            {"conditions": [CODE, CODE]},
            "conditions[1]",
            '{"kind":"promo_code","codes":["X"],"first_day":null,"last_da…',
            "unique",
        ),
        ({"conditions": [{"kind": "levels", "levels": ["start", "titan"]}]}, "conditions[0]", None, None),
        (
            {"conditions": [{"kind": "coupon", "coupon": "a"}, {"kind": "coupon", "coupon": "b"}]},
            "conditions[1]",
            '{"kind":"coupon","coupon":"b"}',
            "unique",
        ),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(
    document: dict[str, Any], rule: dict[str, Any], path: str, shown: str | None, allowed: str | None
) -> None:
    whole = {"id": "r", "name": {"ru": "r", "en": "r"}, "effect": {"kind": "percent_off", "percent": 1}, **rule}
    found = refused({**document, "rules": [whole]})
    assert found[0] == f"$.rules[0].{path}"
    if shown is not None:
        assert found[1:] == (shown, allowed)


@pytest.mark.parametrize(
    "rule",
    [
        {"caps": [{"per": "code", "amount": 1}], "conditions": [CODE]},
        {"caps": [{"per": "member", "period": "birthday", "amount": 1}], "conditions": [BIRTHDAY]},
        {"caps": [{"per": "receipt", "of": "kopecks", "amount": 1}]},
        {"conditions": [CODE, {"kind": "coupon", "coupon": "a"}]},
    ],
)
def test_a_rule_that_fits_its_conditions_is_read(document: dict[str, Any], rule: dict[str, Any]) -> None:
    whole = {"id": "r", "name": {"ru": "r", "en": "r"}, "effect": {"kind": "percent_off", "percent": 1}, **rule}
    assert load_programme(msgspec.json.encode({**document, "rules": [whole]})).rules[0].id == "r"


def test_a_step_of_points_must_be_whole_kopecks(document: dict[str, Any]) -> None:
    document["points"] |= {"kopecks_per_point": 1, "redemption_step": 150}
    assert refused(document) == ("$.points.redemption_step", "150", "redemption_step × kopecks_per_point % 100 = 0")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"version": 1', b"<html>", b'{"a":"\xff"}'])
def test_what_is_not_json_is_refused_with_words(body: bytes) -> None:
    with pytest.raises(BadProgramme) as error:
        load_programme(body)
    assert error.value.details["path"] == "$"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(), st.lists))
def test_any_json_is_a_programme_or_refused(value: object) -> None:
    with pytest.raises(BadProgramme):
        load_programme(msgspec.json.encode(value))


@given(st.data())
def test_any_field_spoilt_is_refused_by_its_own_path_or_is_allowed(data: st.DataObject) -> None:
    document = msgspec.json.decode(REFERENCE.read_bytes())
    node, trail = document, "$"
    while isinstance(node, dict | list) and node and (trail == "$" or data.draw(st.integers(0, 3))):
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        holder, node = node, node[key]
        trail += f".{key}" if isinstance(key, str) else f"[{key}]"
    holder[key] = data.draw(st.sampled_from([None, -1, 10**30, "", "x", 1.5, [], {}, [None], {"kind": "x"}]))
    path = ""
    try:
        load_programme(msgspec.json.encode(document))
    except BadProgramme as error:
        path = str(error.details["path"])
    # the decoder says "one of them" of a set and of a dictionary's values, and a tag stands inside its object
    known = path.split("[...]")[0]
    assert path == "" or known.startswith(trail) or trail.startswith(known.removesuffix(".kind"))


# --- versions --------------------------------------------------------------------------------------------


def test_points_may_live_to_any_day_that_has_a_midnight_after_it(document: dict[str, Any]) -> None:
    document["lots"]["life"] = {"kind": "date", "date": "9999-12-30"}
    assert load_programme(msgspec.json.encode(document)).lots.life == ToDate(date=datetime.date(9999, 12, 30))


def test_what_is_announced_names_the_first_day(document: dict[str, Any]) -> None:
    document |= {"valid_from": "2026-12-01", "announcement": {"ru": "С {date} баллов больше", "en": "More from {date}"}}
    coming = load_programme(msgspec.json.encode(document))
    assert announcement_text(coming, "ru") == "С 01.12.2026 баллов больше"
    assert announcement_text(coming, "en") == "More from 01.12.2026"
    silent = load_programme(msgspec.json.encode({**document, "announcement": None}))
    assert announcement_text(silent, "ru") == ""


def test_a_version_starts_at_each_stores_own_midnight(document: dict[str, Any]) -> None:
    programme = load_programme(msgspec.json.encode(spoilt(document, "valid_from", "2026-12-01")))
    for zone in ("Europe/Kaliningrad", "Asia/Kamchatka"):
        assert local_time(starts_at(programme, zone), zone).isoformat()[:19] == "2026-12-01T00:00:00"


def test_the_newest_version_that_has_started_is_in_force(document: dict[str, Any]) -> None:
    versions = [
        load_programme(msgspec.json.encode({**document, "version": version, "valid_from": day}))
        for version, day in ((1, "2026-01-01"), (3, "2026-12-01"), (2, "2026-06-01"))
    ]
    zone = "Europe/Moscow"
    midnight = starts_at(versions[1], zone)
    assert in_force(versions, zone, midnight - 1) is versions[2]
    assert in_force(versions, zone, midnight) is versions[1]
    assert in_force(versions, zone, starts_at(versions[0], zone) - 1) is None
    assert versions[1].valid_from == datetime.date(2026, 12, 1)


# --- goods named -----------------------------------------------------------------------------------------


def test_a_category_stands_for_all_below_it_and_nothing_beside() -> None:
    goods = Selector(categories=frozenset({"Dairy"}))
    inside = ["Dairy", "Dairy/Cheese", "Dairy/Cheese/Hard"]
    outside = ["", "Dairyland", "Non/Dairy", "Dair"]
    assert [goods.matches(CartLine(1, "p", 1, 1, category=name)) for name in inside + outside] == [True] * 3 + [
        False
    ] * 4


def test_goods_answer_to_any_of_the_five_names() -> None:
    goods = Selector(
        products=frozenset({"p"}),
        categories=frozenset({"c"}),
        brands=frozenset({"b"}),
        suppliers=frozenset({"s"}),
        tags=frozenset({"t"}),
    )
    assert goods.matches(CartLine(1, "p", 1, 1))
    assert goods.matches(CartLine(1, "x", 1, 1, category="c"))
    assert goods.matches(CartLine(1, "x", 1, 1, brand="b"))
    assert goods.matches(CartLine(1, "x", 1, 1, supplier="s"))
    assert goods.matches(CartLine(1, "x", 1, 1, tags=frozenset({"t", "u"})))
    assert not goods.matches(CartLine(1, "x", 1, 1, category="x", brand="x", supplier="x", tags=frozenset({"x"})))
    assert not Selector().matches(CartLine(1, "", 1, 1))


# --- the registry ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*CONDITIONS, *EFFECTS])
def test_every_kind_of_rule_has_a_tag_of_its_own_words_and_a_schema(kind: type[Condition] | type[Effect]) -> None:
    tags = [other.__struct_config__.tag for other in (CONDITIONS if issubclass(kind, Condition) else EFFECTS)]
    assert tags.count(kind.__struct_config__.tag) == 1
    assert "describe" in vars(kind)
    assert msgspec.json.schema(kind)["$defs"][kind.__name__]["additionalProperties"] is False
