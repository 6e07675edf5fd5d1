"""What `programme validate` says of a gift of points for the first purchase: the condition limits it by itself."""

from __future__ import annotations

import json

from cashier_app.console.findings import findings
from cashier_app.words import load_words

WORDS = load_words("en")


def warned(*conditions: dict[str, str]) -> list[str]:
    """The warnings about a rule that gives 100 points under these conditions."""
    name = {"ru": "п", "en": "p"}
    body = {
        "version": 1,
        "valid_from": "2026-01-01",
        "name": name,
        "levels": {"ladder": [{"id": "card", "name": name, "threshold": 0}]},
        "rules": [
            {
                "id": "hello",
                "name": name,
                "conditions": list(conditions),
                "effect": {"kind": "accrue_fixed", "points": 10000},
            }
        ],
        "redemption": {"maximum_share": 5000},
    }
    return [finding.text for finding in findings(json.dumps(body).encode(), WORDS)]


def test_points_for_the_first_purchase_are_limited_by_their_condition() -> None:
    assert warned({"kind": "first_purchase"}) == []
    assert warned() == ["the same points for every receipt, however small: a limit or a sum is missing"]
