"""Lays the till's ledger beside the server's: operations, money, points, and every lot's balance."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from cashier_app.core.words import Words


class Row(msgspec.Struct, frozen=True):
    """One figure as both sides know it; `unit` is `count`, `money` or `points`."""

    what: str
    till: int
    server: int
    unit: str = "count"


class Comparison(msgspec.Struct, frozen=True):
    """The figures, and the lots whose balances differ (lot, till's, server's)."""

    rows: tuple[Row, ...]
    lots: tuple[tuple[str, int, int], ...]
    lots_compared: int

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.lots and all(row.till == row.server for row in self.rows)


def compare(till: Path, server: Path) -> Comparison:
    """Read both databases, each as it is at this moment; neither is written to."""
    ours, theirs = _read_till(till), _read_server(server, till)
    names = ["operations", "sales", "returns", "paid", "given_back", "accrual", "redemption", "reversal"]
    units = {"paid": "money", "given_back": "money", "accrual": "points", "redemption": "points", "reversal": "points"}
    rows = tuple(Row(name, ours[name], theirs[name], units.get(name, "count")) for name in names)
    held, kept = _till_balances(till), _server_balances(server)
    differing = tuple((lot, held[lot], kept.get(lot, 0)) for lot in sorted(held) if held[lot] != kept.get(lot, 0))
    return Comparison(rows, differing, len(held))


def receipts(till: Path) -> list[str]:
    """Ids of the till's final receipts by number."""
    return [found for (found,) in _rows(till, "SELECT receipt_id FROM receipt WHERE state = 'final' ORDER BY number")]


def in_words(comparison: Comparison, words: Words) -> str:
    """The comparison as a table of text."""
    names = {
        "operations": words.translate("demo", "Operations"),
        "sales": words.translate("demo", "Sales"),
        "returns": words.translate("demo", "Returns"),
        "paid": words.translate("demo", "Taken from buyers"),
        "given_back": words.translate("demo", "Given back to buyers"),
        "accrual": words.translate("demo", "Points accrued"),
        "redemption": words.translate("demo", "Points redeemed"),
        "reversal": words.translate("demo", "Points reversed"),
    }
    show: dict[str, Callable[[int], str]] = {"count": str, "money": words.money, "points": words.points}
    till, server = words.translate("demo", "Till"), words.translate("demo", "Server")
    lines = [f"{'':24}{till:>18}{server:>18}"]
    for row in comparison.rows:
        mark = "" if row.till == row.server else "   ≠"
        lines.append(f"{names[row.what]:24}{show[row.unit](row.till):>18}{show[row.unit](row.server):>18}{mark}")
    lines += [f"{lot}: {words.points(ours)} ≠ {words.points(theirs)}" for lot, ours, theirs in comparison.lots]
    n = comparison.lots_compared
    lots = words.translate("demo", "Balances compared: %n lot(s)", "", n)
    verdict = (
        words.translate("demo", "Both ledgers agree to the kopeck")
        if comparison.agrees
        else words.translate("demo", "The ledgers differ")
    )
    return "\n".join([*lines, lots, verdict]) + "\n"


def _rows(path: Path, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of a query on a database that another process may be writing."""
    import pysqlite3.dbapi2 as driver

    with closing(driver.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        rows: list[tuple[Any, ...]] = connection.execute(query, parameters).fetchall()
    return rows


def _read_till(path: Path) -> Mapping[str, int]:
    """Figures of everything this till has done."""
    figures: Counter[str] = Counter(operations=_rows(path, "SELECT count(*) FROM outbox")[0][0])
    for kind, count, amount in _rows(
        path, "SELECT kind, count(*), sum(to_pay) FROM receipt WHERE state = 'final' GROUP BY kind"
    ):
        figures["sales" if kind == "sale" else "returns"] = count
        figures["paid" if kind == "sale" else "given_back"] = abs(amount)
    figures.update(dict(_rows(path, "SELECT kind, sum(points) FROM entry GROUP BY kind")))
    return figures


def _read_server(path: Path, till: Path) -> Mapping[str, int]:
    """The same figures from the operations the server has applied of this till's epochs."""
    epochs = [epoch for (epoch,) in _rows(till, "SELECT epoch FROM epoch")]
    marks = ", ".join("?" * len(epochs))
    figures: Counter[str] = Counter()
    query = f"SELECT kind, body FROM operation WHERE state = 'applied' AND epoch IN ({marks})"
    for kind, body in _rows(path, query, *epochs):
        figures["operations"] += 1
        if kind in ("sale", "return"):
            fact = json.loads(body)["body"]
            figures[f"{kind}s"] += 1
            figures["paid" if kind == "sale" else "given_back"] += abs(sum(line["to_pay"] for line in fact["lines"]))
    query = f"SELECT kind, sum(points) FROM entry WHERE epoch IN ({marks}) GROUP BY kind"
    figures.update(dict(_rows(path, query, *epochs)))
    return figures


def _till_balances(path: Path) -> dict[str, int]:
    """What the till believes is in each lot: the server's balance and what it does not contain yet."""
    balances: Counter[str] = Counter(dict(_rows(path, "SELECT lot_id, balance FROM lot")))
    balances.update(dict(_rows(path, "SELECT lot_id, sum(points) FROM entry WHERE included = 0 GROUP BY lot_id")))
    return dict(balances)


def _server_balances(path: Path) -> dict[str, int]:
    """What is in each lot: the sum of its entries, not the balance kept beside them."""
    return dict(_rows(path, "SELECT lot_id, sum(points) FROM entry GROUP BY lot_id"))
