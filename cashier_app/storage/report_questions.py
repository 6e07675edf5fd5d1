"""What reports ask of receipts, in SQL that sums in the database: one wording for a till's and a server's facts.

The questions read `sold`, `sold_line`, `sold_payment`, `sold_discount`, `sold_accrual` and `cash_moved`: on a till
views of its tables (`report_facts`), for a server's operations tables in memory.  Every figure of a return is
positive, and `receipt_kind` says what it is.  The first `keys` columns of an answer are its keys and the rest sums:
answers of parts of a time, each receipt in one of them, add up to that of the whole (`added`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

#: Raised when a question asks something else than before: what was kept of its answers counts no more.
VERSION: Final = 1
#: Receipts are told by quarters of an hour, into which every zone's hours and midnights fall.
SLOT_MS: Final = 900_000


class Question(msgspec.Struct, frozen=True):
    """A question by its name; `{scope}` stands for the time or the shift asked of."""

    name: str
    keys: int
    sql: str
    #: Whether a long time may be asked of in parts.
    in_parts: bool = True


_RECEIPTS: Final = (
    "count(*), sum(base), sum(discount), sum(redeemed), sum(to_pay), sum(redeemed_points), sum(accrued_points)"
    " FROM sold WHERE {scope}"
)
_PAID: Final = "count(*), sum(amount) FROM sold_payment WHERE {scope}"
_LINES: Final = (
    "count(*), sum(quantity), sum(base), sum(discount), sum(redeemed), sum(to_pay), sum(vat)"
    " FROM sold_line WHERE {scope}"
)


def _grouped(keys: str, of: str) -> str:
    return f"SELECT {keys}, {of} GROUP BY {keys}"


_SLOT: Final = f"at / {SLOT_MS}"

_EVERY: Final = (
    Question("receipts", 2, _grouped("receipt_kind, with_card", _RECEIPTS)),
    Question("receipts_by_slot", 2, _grouped(f"{_SLOT}, receipt_kind", _RECEIPTS)),
    Question("receipts_by_user", 3, _grouped("user_id, receipt_kind, with_card", _RECEIPTS)),
    Question("receipts_by_node", 3, _grouped("node, receipt_kind, with_card", _RECEIPTS)),
    Question("paid", 4, _grouped("receipt_kind, with_card, by_word, payment", _PAID)),
    Question("paid_by_slot", 2, _grouped(f"{_SLOT}, receipt_kind", _PAID)),
    Question("paid_by_user", 3, _grouped("user_id, receipt_kind, with_card", _PAID)),
    Question("paid_by_node", 3, _grouped("node, receipt_kind, with_card", _PAID)),
    Question(
        "by_word",
        1,
        "SELECT by_word, count(*) FROM sold WHERE {scope} AND receipt_kind = 'return' GROUP BY by_word",
    ),
    Question("lines_by_category", 3, _grouped("category, receipt_kind, gift_card", _LINES)),
    Question(
        "gift_cards",
        1,
        "SELECT receipt_kind, count(*), sum(to_pay) FROM sold_line WHERE {scope} AND gift_card GROUP BY receipt_kind",
    ),
    Question(
        "lines_by_product",
        2,
        f"SELECT product_id, receipt_kind, max(name), max(unit), {_LINES} GROUP BY product_id, receipt_kind",
    ),
    Question("lines_by_vat", 2, _grouped("coalesce(vat_rate, -1), receipt_kind", _LINES)),
    Question(
        "discounts",
        2,
        "SELECT rule_id, name, count(*), sum(lines), sum(amount), sum(to_pay) FROM (SELECT rule_id, name, count(*) AS"
        " lines, sum(amount) AS amount, max(receipt_to_pay) AS to_pay FROM sold_discount WHERE {scope}"
        " GROUP BY receipt_id, rule_id, name) GROUP BY rule_id, name",
    ),
    Question(
        "accruals",
        2,
        "SELECT rule_id, name, count(*), sum(points), sum(to_pay) FROM (SELECT rule_id, name, sum(points) AS points,"
        " max(receipt_to_pay) AS to_pay FROM sold_accrual WHERE {scope} GROUP BY receipt_id, rule_id, name)"
        " GROUP BY rule_id, name",
    ),
    Question(
        "cash_moved",
        2,
        "SELECT kind, reason, count(*), sum(amount) FROM cash_moved WHERE {scope} GROUP BY kind, reason",
        in_parts=False,
    ),
)
QUESTIONS: Final = {each.name: each for each in _EVERY}

#: Which names of columns the tables and views have, in their order.
SHAPES: Final[dict[str, tuple[str, ...]]] = {
    "sold": (
        "receipt_id",
        "receipt_kind",
        "at",
        "shift",
        "user_id",
        "node",
        "with_card",
        "by_word",
        "base",
        "discount",
        "redeemed",
        "to_pay",
        "redeemed_points",
        "accrued_points",
    ),
    "sold_line": (
        "receipt_id",
        "receipt_kind",
        "at",
        "shift",
        "product_id",
        "name",
        "unit",
        "category",
        "quantity",
        "base",
        "discount",
        "redeemed",
        "to_pay",
        "vat_rate",
        "vat",
        # the line loads a gift card: an advance
        "gift_card",
    ),
    "sold_payment": (
        "receipt_id",
        "receipt_kind",
        "at",
        "shift",
        "user_id",
        "node",
        "with_card",
        "by_word",
        "payment",
        "amount",
    ),
    "sold_discount": ("receipt_id", "at", "shift", "receipt_to_pay", "rule_id", "name", "amount"),
    "sold_accrual": ("receipt_id", "at", "shift", "receipt_to_pay", "rule_id", "name", "points"),
    "cash_moved": ("at", "shift", "kind", "reason", "amount"),
}


def added(answers: Iterable[Iterable[tuple[Any, ...]]], keys: int) -> list[tuple[Any, ...]]:
    """Answers of parts as one: figures of the same keys are added up, in the order in which their keys came."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for rows in answers:
        for row in rows:
            key, sums = row[:keys], row[keys:]
            known = found.get(key)
            if known is None:
                found[key] = [value or 0 for value in sums]
            else:
                for place, value in enumerate(sums):
                    # what is no figure is a name: the latest one stands
                    known[place] = value if isinstance(value, str) else known[place] + (value or 0)
    return [(*key, *sums) for key, sums in found.items()]
