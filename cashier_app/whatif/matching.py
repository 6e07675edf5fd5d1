"""Returns without a reference find the receipt that they most likely belong to.

A file of past sales often says only that a buyer brought goods back.  The goods are looked for among the
same buyer's earlier lines of the same product that are not all returned yet: those of the same price first,
of these the latest first.  One row may be met by several receipts; what no earlier line holds was bought before
the file begins, or elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.core.quantity import Thousandths
from cashier_app.whatif.history import GoodsBack, Purchase


class Wanted(msgspec.Struct, frozen=True):
    """A row of a return: so much of a product at a price, by a buyer; `original` where the file names the receipt."""

    row: int
    return_id: str
    at: Instant
    member: str
    product_id: str
    price: Kopecks
    quantity: Thousandths
    original: str = ""


class Matched(msgspec.Struct, frozen=True):
    """What became of the returns: events, and by row what no earlier receipt holds."""

    events: tuple[GoodsBack, ...]
    missing: dict[int, Thousandths]


class _Sold:
    """A line that was sold, and how much of it has not come back."""

    __slots__ = ("left", "number", "price", "receipt_id")

    def __init__(self, receipt_id: str, number: int, price: Kopecks, left: Thousandths) -> None:
        self.receipt_id = receipt_id
        self.number = number
        self.price = price
        self.left = left


def match_returns(purchases: Iterable[Purchase], wanted: Iterable[Wanted]) -> Matched:
    """Find for every row of a return the lines it brings back, in the order of time.

    Rows without a member and without a reference find nothing.
    """
    sold: defaultdict[tuple[str, str], list[_Sold]] = defaultdict(list)
    by_receipt: defaultdict[tuple[str, str], list[_Sold]] = defaultdict(list)
    taken: defaultdict[tuple[Instant, str, str], defaultdict[int, Thousandths]] = defaultdict(lambda: defaultdict(int))
    missing: dict[int, Thousandths] = {}
    rows = list(wanted)
    looked_for = {row.product_id for row in rows}
    named = {row.original for row in rows if row.original}
    for step in _in_order(purchases, rows):
        if isinstance(step, Purchase):
            for line in step.cart.lines:
                if line.product_id not in looked_for or not (step.member or step.receipt_id in named):
                    continue
                one = _Sold(step.receipt_id, line.number, line.price, line.quantity)
                by_receipt[step.receipt_id, line.product_id].append(one)
                if step.member:
                    sold[step.member, line.product_id].append(one)
            continue
        if step.original:
            candidates = by_receipt.get((step.original, step.product_id), [])
        else:
            candidates = sold.get((step.member, step.product_id), []) if step.member else []
        left = step.quantity
        for one in _likely(candidates, step.price):
            part = min(one.left, left)
            one.left -= part
            left -= part
            taken[step.at, step.return_id, one.receipt_id][one.number] += part
            if not left:
                break
        if left:
            missing[step.row] = left
    return Matched(tuple(_events(taken)), missing)


def _in_order(purchases: Iterable[Purchase], wanted: Iterable[Wanted]) -> list[Purchase | Wanted]:
    """Purchases and returns by time; of one instant purchases first."""
    steps: list[Purchase | Wanted] = [*purchases, *wanted]
    return sorted(steps, key=lambda step: (step.at, isinstance(step, Wanted)))


def _likely(candidates: list[_Sold], price: Kopecks) -> Iterator[_Sold]:
    """Lines with something left, those of the price first, of these the latest first."""
    for same in (True, False):
        for one in reversed(candidates):
            if one.left and (one.price == price) is same:
                yield one


def _events(taken: dict[tuple[Instant, str, str], defaultdict[int, Thousandths]]) -> Iterator[GoodsBack]:
    """One event for each receipt that a return takes from; its id stays unique."""
    for (at, return_id, original), quantities in taken.items():
        yield GoodsBack(f"{return_id}/{original}", at, original, tuple(sorted(quantities.items())))


class Given(msgspec.Struct, frozen=True):
    """A return that names its receipt and its lines: (line number, quantity)."""

    row: int
    return_id: str
    at: Instant
    original: str
    quantities: tuple[tuple[int, Thousandths], ...]


class Settled(msgspec.Struct, frozen=True):
    """What became of returns that name their receipt.

    `unknown` are rows whose receipt the history has not; `too_much` (row, place among its lines, what was left);
    `early` rows that are dated before their receipt.  The last two are in `events` too, with what was possible.
    """

    events: tuple[GoodsBack, ...]
    unknown: tuple[int, ...]
    too_much: tuple[tuple[int, int, Thousandths], ...]
    early: tuple[int, ...]


def follow_references(purchases: Iterable[Purchase], returns: Iterable[Given]) -> Settled:
    """Returns as events, never of more than was sold and never before the sale."""
    sold = {purchase.receipt_id: purchase for purchase in purchases}
    left = {key: {line.number: line.quantity for line in one.cart.lines} for key, one in sold.items()}
    events: list[GoodsBack] = []
    unknown: list[int] = []
    too_much: list[tuple[int, int, Thousandths]] = []
    early: list[int] = []
    for given in sorted(returns, key=lambda one: one.at):
        if given.original not in sold:
            unknown.append(given.row)
            continue
        if given.at < sold[given.original].at:
            early.append(given.row)
        back: dict[int, Thousandths] = {}
        for place, (number, quantity) in enumerate(given.quantities):
            rest = left[given.original].get(number, 0)
            if quantity > rest:
                too_much.append((given.row, place, rest))
            part = min(quantity, rest)
            left[given.original][number] = rest - part
            if part:
                back[number] = back.get(number, 0) + part
        if back:
            at = max(given.at, sold[given.original].at)
            events.append(GoodsBack(given.return_id, at, given.original, tuple(sorted(back.items()))))
    return Settled(tuple(events), tuple(unknown), tuple(too_much), tuple(early))
