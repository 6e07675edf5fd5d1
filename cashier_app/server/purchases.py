"""What a member bought and brought back in any shop, read from the operations kept, a bounded page at a time.

A purchase belongs to whom its card belongs to today: accounts that became one have one history, and an unknown card's
receipts come along with its owner's registration (`tables.purchase`).  Nothing of it is pushed to anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.server import problems
from cashier_app.server.among import among
from cashier_app.server.finding import present
from cashier_app.server.tables import epoch, node, operation, purchase, store
from cashier_app.sync.messages import Purchase, PurchaseLine, Purchases

#: Receipts in one page, at most; fewer where they have very many lines.
PAGE: Final = 20
#: Lines in one page; a receipt that has more stands alone on its page.
PAGE_LINES: Final = 500
#: Accounts whose history is told: an erased member has none any more.
_TOLD: Final = ("active", "blocked", "unclaimed")


def page(connection: sa.Connection, account_id: str, now: Instant, cursor: str = "") -> Purchases:
    """A page of an account's receipts, the newest first, from where `cursor` (the last page's `next`) left off.

    Raises `ApiError` 404 for an account that has no history here, 422 for a cursor that is none.
    """
    owner = present(connection, account_id)
    if owner.state not in _TOLD:
        raise problems.not_found("account")
    place = _place(cursor)
    rows = _rows(connection, owner.account_id, place, PAGE + 1)
    told = [_decoder.decode(row.body) for row in rows[:PAGE]]
    shown = _fitting(told)
    back = _brought_back(connection, [each.body.receipt_id for each in told[:shown] if each.body.kind == "sale"])
    receipts = tuple(_purchase(row, each, back) for row, each in zip(rows[:shown], told[:shown], strict=True))
    more = len(rows) > shown
    goes_on = f"{rows[shown - 1].at}.{rows[shown - 1].op_id}" if more else ""
    return Purchases(now, owner.account_id, receipts, goes_on)


class _Line(msgspec.Struct):
    number: int
    product_id: str
    name: str
    quantity: int
    price: int
    base: int
    discount: int
    redeemed: int
    redeemed_points: int
    to_pay: int
    accrued_points: int
    original_line: int | None = None
    unit: Literal["pc", "kg", "l", "m"] = "pc"


class _Sale(msgspec.Struct, tag="sale"):
    receipt_id: str
    number: int
    lines: tuple[_Line, ...]
    original_id: str | None = None

    @property
    def kind(self) -> Literal["sale", "return"]:
        """What it is."""
        return "sale"


class _Return(msgspec.Struct, tag="return"):
    receipt_id: str
    number: int
    lines: tuple[_Line, ...]
    original_id: str | None = None

    @property
    def kind(self) -> Literal["sale", "return"]:
        """What it is."""
        return "return"


class _Told(msgspec.Struct):
    """Of an operation what its receipt shows; the price's reasons are not read."""

    at: int
    body: _Sale | _Return


_decoder = msgspec.json.Decoder(_Told)


def _place(cursor: str) -> tuple[int, str] | None:
    """(instant, operation) of the last receipt told; None at the beginning."""
    if not cursor:
        return None
    at, _, op_id = cursor.partition(".")
    if not (at.isascii() and at.isdecimal() and len(at) <= 15 and op_id.isascii() and op_id.isalnum()):
        raise problems.unreadable("The cursor of purchases is what the page before said in next")
    return int(at), op_id


def _rows(connection: sa.Connection, account_id: str, place: tuple[int, str] | None, limit: int) -> Sequence[Any]:
    """Operations of the account's purchases beyond a place, newest first; the same instant goes by their ids."""
    told = purchase.join(operation, (operation.c.op_id == purchase.c.op_id) & (operation.c.state == "applied"))
    made = told.join(epoch, epoch.c.epoch == operation.c.epoch).join(node, node.c.node_id == epoch.c.node_id)
    columns = operation.c.op_id, operation.c.at, operation.c.body, node.c.store_id, store.c.name.label("store_name")
    query = (
        sa.select(*columns)
        .select_from(made.join(store, store.c.store_id == node.c.store_id))
        .where(purchase.c.account_id == account_id, operation.c.kind.in_(["sale", "return"]))
        .order_by(operation.c.at.desc(), operation.c.op_id.desc())
    )
    if place is not None:
        at, op_id = place
        query = query.where((operation.c.at < at) | ((operation.c.at == at) & (operation.c.op_id < op_id)))
    return connection.execute(query.limit(limit)).all()


def _fitting(told: Sequence[_Told]) -> int:
    """How many receipts fit a page: one at least."""
    lines = 0
    for n, each in enumerate(told):
        lines += len(each.body.lines)
        if n and lines > PAGE_LINES:
            return n
    return len(told)


def _brought_back(connection: sa.Connection, receipt_ids: Iterable[str]) -> dict[str, dict[int, int]]:
    """By receipt and line what has come back of it, in thousandths."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    columns = operation.c.original_id, operation.c.body
    query = sa.select(*columns).where(
        among(operation.c.original_id, list(receipt_ids)),
        operation.c.kind == "return",
        operation.c.state == "applied",
    )
    for row in connection.execute(query):
        of = found[row.original_id]
        for line in _decoder.decode(row.body).body.lines:
            if line.original_line is not None:
                of[line.original_line] = of.get(line.original_line, 0) + abs(line.quantity)
    return found


def _purchase(row: sa.Row[Any], told: _Told, back: dict[str, dict[int, int]]) -> Purchase:
    body = told.body
    came_back = back.get(body.receipt_id, {}) if body.kind == "sale" else {}
    return Purchase(
        kind=body.kind,
        receipt_id=body.receipt_id,
        number=body.number,
        store=row.store_id,
        store_name=row.store_name,
        at=row.at,
        original_id=body.original_id or "",
        base=sum(abs(line.base) for line in body.lines),
        discount=sum(abs(line.discount) for line in body.lines),
        redeemed=sum(abs(line.redeemed) for line in body.lines),
        to_pay=sum(abs(line.to_pay) for line in body.lines),
        redeemed_points=sum(abs(line.redeemed_points) for line in body.lines),
        accrued_points=sum(abs(line.accrued_points) for line in body.lines),
        lines=tuple(
            PurchaseLine(
                number=line.number,
                product_id=line.product_id,
                name=line.name,
                quantity=abs(line.quantity),
                unit=line.unit,
                price=line.price,
                base=abs(line.base),
                discount=abs(line.discount),
                redeemed=abs(line.redeemed),
                to_pay=abs(line.to_pay),
                accrued_points=abs(line.accrued_points),
                returned=came_back.get(line.number, 0),
            )
            for line in body.lines
        ),
    )
