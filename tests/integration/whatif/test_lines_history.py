"""JSON lines in the form of `cashier-app quote` become a history; what is wrong is refused by line and path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cashier_app.core.clock import local_time
from cashier_app.loyalty.programme import AccrualRules
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.history import GoodsBack, History, Purchase
from cashier_app.whatif.reading.files import read_file
from cashier_app.whatif.reading.refusals import BadReceiptLine, NothingInside
from cashier_app.whatif.reading.table import TableOptions
from cashier_app.whatif.replay import replay
from cashier_app.words import load_words
from tests.unit.loyalty.made import level, programme

SALE: dict[str, Any] = {
    "receipt_id": "1",
    "at": "2026-01-10 12:00",
    "zone": "Asia/Yekaterinburg",
    "member": "77",
    "lines": [{"product_id": "tea", "name": "Чай", "price": 10_000, "quantity": 2000}],
}
BACK: dict[str, Any] = {
    "receipt_id": "2",
    "returns": "1",
    "at": "2026-01-11T12:00+05:00",
    "lines": [{"number": 1, "quantity": 1000}],
}


def read(folder: Path, *documents: dict[str, Any] | str) -> History:
    """The history of a file with these lines."""
    path = folder / "past.jsonl"
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in documents)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_file(path, TableOptions("Europe/Moscow"))


def test_sales_and_returns_are_read(tmp_path: Path) -> None:
    anonymous = {"receipt_id": "0", "at": "2026-01-09", "lines": [{"price": 500}]}
    history = read(tmp_path, BACK, SALE, "", anonymous)
    first, second, third = history.events
    assert isinstance(first, Purchase)
    assert isinstance(second, Purchase)
    assert isinstance(third, GoodsBack)
    assert (first.receipt_id, first.member, second.member) == ("0", "", "77")
    assert f"{local_time(second.at, 'Asia/Yekaterinburg'):%H:%M}" == "12:00"
    assert (third.original, third.quantities) == ("1", ((1, 1000),))
    assert history.names == {"tea": "Чай"}
    assert (history.reading.unit, history.reading.rows, history.reading.unaccounted) == ("receipt", 3, 0)


def test_a_member_begins_with_what_the_first_receipt_says(tmp_path: Path) -> None:
    member = {
        "account_id": "77",
        "level_id": "gold",
        "lots": [{"balance": 5000, "expires_at": "2026-02-01"}],
        "net_purchases": 70_000,
        "purchases": 4,
        "birthday": "11-24",
    }
    later = {**SALE, "receipt_id": "3", "at": "2026-01-20 12:00", "member": {**member, "lots": []}}
    history = read(tmp_path, {**SALE, "member": member}, later)
    terms = programme(level("base", 0), level("gold", 50_000, discount=1000), accrual=AccrualRules(rate=100))
    outcome = replay(history, terms, Behaviour("maximum"))
    assert history.people["77"].birthday == (11, 24)
    # 180 less the 50 points: 1 % of 130, one whole point, which the second receipt spends
    assert (outcome.points.opening, outcome.points.redeemed) == (5000, 5100)
    assert outcome.discounts == {"level": 4000}
    assert outcome.by_first == 0
    assert outcome.points.unaccounted == outcome.unaccounted == 0


def test_a_return_of_an_unknown_receipt_is_counted_apart(tmp_path: Path) -> None:
    history = read(tmp_path, SALE, {**BACK, "returns": "99"})
    assert [(part.kind, part.rows) for part in history.reading.left_out] == [("return_unmatched", 1)]
    assert history.reading.unaccounted == 0


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ((SALE, {**SALE, "receipt_id": "3", "discount": 5}), ("строка 2", "$.discount", "5")),
        (({**SALE, "lines": [{"price": "9"}]},), ("строка 1", "$.lines[0].price", '"9"')),
        (({**SALE, "lines": [{"price": -9}]},), ("строка 1", "$.lines[0].price", "-9")),
        (({**SALE, "lines": []},), ("строка 1", "$.lines")),
        (({**SALE, "zone": "Moscow"},), ("строка 1", "$.zone", "Europe/Moscow")),
        (({**SALE, "at": "2026-02-30"},), ("строка 1", "$.at", "2026-02-30")),
        (({"receipt_id": "1", "lines": [{"price": 5}]},), ("строка 1", "$.at")),
        (({**SALE, "member": {"level": "gold"}},), ("строка 1", "$.member.level")),
        ((SALE, SALE), ("строка 2", "$.receipt_id")),
        ((SALE, {**BACK, "lines": [{"number": 1, "quantity": 3000}]}), ("строка 2", "$.lines[0].quantity", "2000")),
        ((SALE, {**BACK, "lines": [{"number": 2, "quantity": 1}]}), ("строка 2", "$.lines[0].quantity", "…0")),
        ((SALE, {**BACK, "at": "2026-01-01"}), ("строка 2", "$.at")),
        ((SALE, "{not json"), ("строка 2", "$")),
    ],
)
def test_what_does_not_fit_is_refused_by_line_and_path(
    tmp_path: Path, documents: tuple[dict[str, Any] | str, ...], said: tuple[str, ...]
) -> None:
    with pytest.raises(BadReceiptLine) as refused:
        read(tmp_path, *documents)
    text = " ".join(load_words("ru").error(refused.value))
    assert all(word in text for word in ("past.jsonl", *said)), text


def test_returns_alone_are_no_history(tmp_path: Path) -> None:
    with pytest.raises(NothingInside):
        read(tmp_path, BACK)
