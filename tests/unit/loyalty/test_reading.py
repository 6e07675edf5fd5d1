"""A document is read strictly: all that is wrong is told, each by its place, the value and what is allowed."""

from __future__ import annotations

import datetime
import json
from typing import Annotated, Any, Literal

import msgspec
import pytest

from cashier_app.loyalty.reading import NOTHING, BadDocument, everything_wrong, read_strictly, shown


class _Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="piece"):
    size: Annotated[int, msgspec.Meta(ge=1)]


class _Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="weight"):
    grams: int = 0


class _Loose(msgspec.Struct, frozen=True):
    name: str = ""


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    """One field of every kind that documents have."""

    number: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0
    below: Annotated[int, msgspec.Meta(ge=0, lt=5)] = 0
    word: Annotated[str, msgspec.Meta(min_length=2, max_length=3)] = "ab"
    code: Annotated[str, msgspec.Meta(pattern="^[a-z]+$")] = "a"
    choice: Literal["one", "two"] = "one"
    day: datetime.date = datetime.date(2026, 1, 1)
    flag: bool = False
    maybe: int | None = None
    goods: _Piece | _Weight = _Weight()
    some: Annotated[tuple[int, ...], msgspec.Meta(min_length=1, max_length=2)] = (1,)
    either: list[int] | None = None
    prices: dict[str, Annotated[int, msgspec.Meta(ge=1)]] = {}
    few: Annotated[dict[str, int], msgspec.Meta(max_length=1)] = {}
    loose: _Loose = _Loose()
    parts: list[_Piece] = []
    rates: dict[str, int] | None = None


FIELDS = "{" + ", ".join(_Document.__struct_fields__) + "}"


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"number": 0, "below": 4, "word": "abc"},
        {"number": 5, "word": "ab", "code": "abc", "choice": "two", "day": "2026-12-31", "flag": True, "maybe": 7},
        {"maybe": None, "goods": {"kind": "piece", "size": 1}, "some": [1, 2], "either": [1, 2, 3]},
        {"goods": {"kind": "weight"}, "either": None, "prices": {"milk": 1, "tea": 5}, "few": {"a": -1}},
        {"loose": {"name": "x", "nobody": "knows"}, "parts": [{"kind": "piece", "size": 2}, {"size": 1}]},
    ],
)
def test_of_a_right_document_nothing_is_told(document: dict[str, Any]) -> None:
    body = json.dumps(document).encode()
    assert everything_wrong(body, _Document) == []
    read_strictly(body, _Document)


@pytest.mark.parametrize(
    ("document", "path", "value", "allowed"),
    [
        ({"number": 6}, "$.number", 6, "int 0…5"),
        ({"number": -1}, "$.number", -1, "int 0…5"),
        ({"number": True}, "$.number", True, "int 0…5"),
        ({"number": "1"}, "$.number", "1", "int 0…5"),
        ({"below": 5}, "$.below", 5, "int 0…4"),
        ({"word": "a"}, "$.word", "a", "text 2…3"),
        ({"word": "abcd"}, "$.word", "abcd", "text 2…3"),
        ({"word": 12}, "$.word", 12, "text 2…3"),
        ({"code": "A"}, "$.code", "A", "text ^[a-z]+$"),
        ({"choice": "three"}, "$.choice", "three", '"one" | "two"'),
        ({"choice": 1}, "$.choice", 1, '"one" | "two"'),
        ({"day": "2026-02-30"}, "$.day", "2026-02-30", "YYYY-MM-DD"),
        ({"day": "20260101"}, "$.day", "20260101", "YYYY-MM-DD"),
        ({"day": 20260101}, "$.day", 20260101, "YYYY-MM-DD"),
        ({"flag": 1}, "$.flag", 1, "true | false"),
        ({"flag": None}, "$.flag", None, "true | false"),
        ({"maybe": "1"}, "$.maybe", "1", "int | null"),
        ({"maybe": False}, "$.maybe", False, "int | null"),
        ({"goods": {"kind": "piece"}}, "$.goods.size", NOTHING, "int 1…"),
        ({"goods": {"kind": "piece", "size": 0}}, "$.goods.size", 0, "int 1…"),
        ({"goods": {"kind": "piece", "size": 1, "grams": 1}}, "$.goods.grams", 1, "{kind, size}"),
        ({"goods": {"kind": "box"}}, "$.goods.kind", "box", '"piece" | "weight"'),
        ({"goods": {}}, "$.goods.kind", NOTHING, '"piece" | "weight"'),
        ({"goods": 5}, "$.goods", 5, "{kind, size} | {kind, grams}"),
        ({"goods": []}, "$.goods", [], "{kind, size} | {kind, grams}"),
        ({"some": []}, "$.some", [], "[int, …] 1…"),
        ({"some": [1, 2, 3]}, "$.some", [1, 2, 3], "[int, …] 1…"),
        ({"some": {}}, "$.some", {}, "[int, …] 1…"),
        ({"some": [1, "2"]}, "$.some[1]", "2", "int"),
        ({"either": ["1"]}, "$.either[0]", "1", "int"),
        ({"either": 1}, "$.either", 1, "[int, …] | null"),
        ({"prices": []}, "$.prices", [], "{text: int 1…}"),
        ({"prices": {"milk": 0}}, "$.prices.milk", 0, "int 1…"),
        ({"few": {"a": 1, "b": 2}}, "$.few", {"a": 1, "b": 2}, "{text: int}"),
        ({"rates": []}, "$.rates", [], "{text: int} | null"),
        ({"loose": {"name": 1}}, "$.loose.name", 1, "text"),
        ({"loose": "x"}, "$.loose", "x", "{name}"),
        ({"parts": [{"kind": "piece", "size": 1}, {}]}, "$.parts[1].size", NOTHING, "int 1…"),
        ({"parts": [{"kind": "box", "size": 1}]}, "$.parts[0].kind", "box", '"piece"'),
        ({"more": 1}, "$.more", 1, FIELDS),
        ([], "$", [], FIELDS),
    ],
)
def test_what_is_wrong_is_told_by_place_value_and_what_is_allowed(
    document: object, path: str, value: object, allowed: str
) -> None:
    body = json.dumps(document).encode()
    assert everything_wrong(body, _Document) == [(path, value, allowed)]
    with pytest.raises(BadDocument) as refused:
        read_strictly(body, _Document)
    told = refused.value.details
    # the decoder says of a dictionary's value only that it is one of them
    inside_unknown = str(told["path"]).endswith("[...]")
    assert inside_unknown or (told["path"], told["value"]) == (path, shown(value))
    assert told["allowed"] == allowed


def test_what_may_stand_in_a_dictionary_that_may_be_absent_is_named() -> None:
    with pytest.raises(BadDocument) as refused:
        read_strictly(b'{"rates": {"a": "b"}}', _Document)
    assert refused.value.details == {"path": "$.rates[...]", "value": '{"a":"b"}', "allowed": "int"}


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_document() -> None:
    document = {
        "number": 9,
        "goods": {"kind": "piece", "size": 0, "colour": "red"},
        "flag": True,
        "nobody": None,
        "parts": [{"size": 0}, {"kind": "piece"}],
    }
    told = everything_wrong(json.dumps(document).encode(), _Document)
    assert [path for path, _, _ in told] == [
        "$.number",
        "$.goods.size",
        "$.goods.colour",
        "$.nobody",
        "$.parts[0].size",
        "$.parts[1].size",
    ]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"number": 1,}', b"[" * 100_000])
def test_what_is_no_json_is_told_as_one_thing(body: bytes) -> None:
    [(path, _, allowed)] = everything_wrong(body, _Document)
    assert (path, allowed) == ("$", "JSON, UTF-8")


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert shown("x" * 58) == '"' + "x" * 58 + '"'
    assert shown("x" * 59) == '"' + "x" * 59 + "…"
