"""What the engine is asked and what it answers cannot be changed by whoever holds it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import msgspec
import pytest

import cashier_app.loyalty


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
