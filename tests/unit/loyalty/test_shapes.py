"""What the engine is asked and what it answers cannot be changed by whoever holds it."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import cashier_app.loyalty
from cashier_app.loyalty.ledger import Posting
from cashier_app.loyalty.programme import Programme


def structs() -> Iterator[type[msgspec.Struct]]:
    for found in pkgutil.walk_packages(cashier_app.loyalty.__path__, "cashier_app.loyalty."):
        module = importlib.import_module(found.name)
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, msgspec.Struct) and thing.__module__ == found.name:
                yield thing


@pytest.mark.parametrize(
    "shape", [pytest.param(each, id=each.__qualname__) for each in structs() if each.__name__[0] != "_"]
)
def test_a_shape_of_the_engine_is_immutable(shape: type[msgspec.Struct]) -> None:
    assert shape.__struct_config__.frozen


def test_a_part_of_a_programme_is_made_by_names_and_refuses_names_it_does_not_know() -> None:
    from cashier_app.loyalty.programme import _Part
    from cashier_app.loyalty.rules import Condition, Effect

    parts = [each for each in structs() if issubclass(each, _Part | Condition | Effect)]
    assert len(parts) > 30
    for part in parts:
        assert part.__struct_config__.forbid_unknown_fields, part
        if issubclass(part, _Part):
            with pytest.raises(TypeError):
                part(None)


def test_what_is_asked_and_what_is_kept_for_ever_refuses_names_that_nobody_knows() -> None:
    refusing = {each.__name__ for each in structs() if each.__struct_config__.forbid_unknown_fields}
    assert {"CartLine", "LotState", "Cart", "MemberState", "Entry"} <= refusing
    assert {"Purchase", "Assignment", "LevelReason", "LevelChange", "LevelState"} <= refusing


#: What is left out of these means something after all.
MEANT = {
    ("LotState", "wallet"): "points",
    ("NewLot", "wallet"): "points",
    ("Cart", "zone"): "Europe/Moscow",
    ("Cart", "channel"): "till",
    ("Redemption", "step"): 1,
    ("Assignment", "kind"): "level",
    ("Room", "reason"): "cut",
    # all of it
    ("Cart", "hand_most"): 10_000,
    ("CartLine", "hand_most"): 10_000,
    ("GiftsBack", "posting"): Posting(),
}


def test_what_a_document_leaves_out_means_nothing_so_that_older_ones_are_read_as_they_were_written() -> None:
    from cashier_app.loyalty.programme import _Part
    from cashier_app.loyalty.rules import Condition, Effect

    meant = {}
    for shape in structs():
        if issubclass(shape, _Part | Condition | Effect):
            continue
        for field in msgspec.structs.fields(shape):
            default = field.default
            if field.default_factory is not msgspec.NODEFAULT:
                default = field.default_factory()
            if default is not msgspec.NODEFAULT and default:
                meant[shape.__name__, field.name] = default
    assert meant == MEANT


FORM = Path(__file__).with_name("programme_form.txt")


def form() -> str:
    """Everything that may be written in a programme: a line a field, with its bounds and what it is when left out."""
    lines = []
    for name, part in sorted(msgspec.json.schema(Programme)["$defs"].items()):
        needed = part.get("required", ())
        for field, schema in part.get("properties", {}).items():
            said = {key: value for key, value in schema.items() if key not in ("description", "title")}
            lines.append(f"{name}.{field}{'!' if field in needed else ''} {json.dumps(said, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def test_a_programme_published_once_means_the_same_for_ever() -> None:
    """A version is immutable, and so is what its numbers may be and what it means where it is silent.

    A field or a kind of rule that is new is added to the file; a line that changes is a change of programmes that
    are in force already, and has to be right for them too.
    """
    assert form() == FORM.read_text(encoding="utf-8")
