"""Every programme that the product brings is sound, speaks both languages, and is shown at work by a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cashier_app.loyalty.rules import CONDITIONS, EFFECTS
from cashier_app.words import load_words
from tests.unit.loyalty.examples import FOLDER, example

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def _names(node: Any, path: str = "$") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text for the buyer in a document, by its path."""
    if isinstance(node, dict):
        if set(node) == {"ru", "en"}:
            yield path, node
        for key, value in node.items():
            yield from _names(value, f"{path}.{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _names(value, f"{path}[{place}]")


def test_there_are_programmes() -> None:
    assert "reference" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_programme_has_words_in_both_languages(name: str) -> None:
    document = msgspec.json.decode((FOLDER / f"{name}.json").read_bytes())
    texts = dict(_names(document))
    assert "$.name" in texts
    for path, words in texts.items():
        if words["ru"] != words["en"]:
            assert _CYRILLIC.search(words["ru"]), path
        else:
            assert "{" in words["ru"], f"{path}: the same in both languages"
    for rule in example(name).rules:
        for language in ("ru", "en"):
            words = load_words(language)
            assert rule.effect.describe(words)
            assert all(condition.describe(words) for condition in rule.conditions)


@pytest.mark.parametrize("name", NAMES)
def test_a_programme_is_used_by_an_example(name: str) -> None:
    tests = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert any(f'example("{name}")' in text or f'"{name}.json"' in text for text in tests)


def test_every_kind_of_condition_and_effect_is_in_some_programme() -> None:
    rules = [rule for name in NAMES for rule in example(name).rules]
    used = {type(part) for rule in rules for part in (*rule.conditions, rule.effect)}
    assert {kind.__name__ for kind in (*CONDITIONS, *EFFECTS)} - {kind.__name__ for kind in used} == set()
