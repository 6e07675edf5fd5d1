"""Documents that are no JSON, or that state a field twice: refused with the place, in no one's language."""

from __future__ import annotations

import json

import msgspec
import pytest

from cashier_app.loyalty.reading import BadDocument, everything_wrong, read_strictly
from cashier_app.words import load_words


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A part of a document."""

    price: int = 0


class Whole(msgspec.Struct, forbid_unknown_fields=True):
    """A document."""

    name: str = ""
    parts: tuple[Part, ...] = ()


def refusal(body: bytes) -> BadDocument:
    with pytest.raises(BadDocument) as refused:
        read_strictly(body, Whole)
    return refused.value


@pytest.mark.parametrize(
    ("body", "place", "found"),
    [
        (b'{\n  "name": "\xd1\x87\xd0\xb0\xd0\xb9",\n  "parts": [{"price": 1},]\n}', "3:26", "]"),
        (b'{"name": "\xd1\x87\xd0\xb0\xd0\xb9" "parts": []}', "1:16", '"parts": []}'),
        (b'{"name": "tea"', "1:15", "—"),
        (b"", "1:1", "—"),
        ('{\n"name": "чай"}'.encode("cp1251"), "2:10", '\ufffd\ufffd\ufffd"}'),
        (b"[" * 100_000, "1:1", "[" * 60 + "…"),
    ],
)
def test_what_is_no_json_is_refused_by_line_and_character(body: bytes, place: str, found: str) -> None:
    details = refusal(body).details
    wrong = ("$", f"{place}: {found}", "JSON, UTF-8")
    assert (details["path"], details["value"], details["allowed"]) == wrong
    assert everything_wrong(body, Whole) == [wrong]


def test_the_refusal_is_wholly_in_the_persons_language() -> None:
    text, way_out = load_words("ru").error(refusal(b'{"parts": [{},]}'))
    assert (text, way_out) == ("Ошибка в документе, поле $: 1:15: ]}", "Там допустимо: JSON, UTF-8")


@pytest.mark.parametrize(
    ("body", "path", "value"),
    [
        ('{"name": "a", "parts": [], "name": "b"}', "$.name", '"b"'),
        ('{"parts": [{"price": 1}, {"price": 2, "price": 3}]}', "$.parts[1].price", "3"),
        ('{"parts": [{"price": 1, "price": 1}], "parts": []}', "$.parts", "[]"),
    ],
)
def test_a_field_that_is_stated_twice_is_refused(body: str, path: str, value: str) -> None:
    details = refusal(body.encode()).details
    assert (details["path"], details["value"], details["allowed"]) == (path, value, "unique")
    assert [(path, msgspec.json.encode(each).decode()) for path, each, _ in everything_wrong(body.encode(), Whole)] == [
        (path, value)
    ]


def test_a_field_that_stands_once_in_each_of_several_parts_is_none_of_that() -> None:
    body = json.dumps({"name": "name", "parts": [{"price": 1}, {"price": 1}]}).encode()
    assert read_strictly(body, Whole) == Whole("name", (Part(1), Part(1)))
    assert everything_wrong(body, Whole) == []
