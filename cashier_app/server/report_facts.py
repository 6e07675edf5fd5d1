"""Facts for the manager's reports of all tills: operations as tables that the questions read, and the ledger itself.

What a till tells of its receipts is put into the same shape as its own database has it, in memory, and asked the same
questions.  What only the centre knows (what all members hold, what lapsed, levels) is asked of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.reports.periods import Scope
from cashier_app.reports.report import Facts
from cashier_app.server import tables
from cashier_app.server.database import ServerDatabase, chunks
from cashier_app.server.programmes import Programmes
from cashier_app.storage.report_facts import fill
from cashier_app.storage.report_questions import QUESTIONS
from cashier_app.sync.messages import CashBody, LineMessage, Operation, ReturnBody, SaleBody

_decoder = msgspec.json.Decoder(Operation)
#: Operations read at a time.
_PAGE: Final = 2000


class NoSuchTill(Refused):
    """A till or shop that the server does not know."""

    text = QT_TRANSLATE_NOOP("errors", "The server knows no till or shop “{name}”")
    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app server nodes” shows all of them")


class Where(msgspec.Struct, frozen=True):
    """Of which shop, or of which till of it; empty: of all."""

    store: str = ""
    node: str = ""


class Gathered(msgspec.Struct, frozen=True):
    """Facts, with what gives their keys names: tills, levels from the lowest, what a point is worth."""

    facts: Facts
    nodes: dict[str, str]
    levels: dict[str, str]
    kopecks_per_point: int


def gather(
    database: ServerDatabase, needs: Sequence[str], scope: Scope, where: Where, zone: str, language: str
) -> Gathered:
    """The answers to questions about a time, of one picture of the database.  Raises `NoSuchTill`."""
    facts: dict[str, list[tuple[Any, ...]]] = {}
    with database.read() as connection:
        nodes = _nodes(connection, where)
        of_receipts = [name for name in needs if name in QUESTIONS]
        if of_receipts:
            facts |= _receipts(connection, of_receipts, scope, sorted(nodes))
        for name in needs:
            if name not in QUESTIONS:
                facts[name] = [tuple(row) for row in connection.execute(_LEDGER[name](scope)).all()]
        programme = Programmes().in_force(connection, zone, database.now())
    levels = {level.id: level.name.in_language(language) for level in programme.levels.ladder} if programme else {}
    worth = programme.points.kopecks_per_point if programme else 100
    return Gathered(facts, nodes, levels, worth)


def _nodes(connection: sa.Connection, where: Where) -> dict[str, str]:
    """The tills asked of, by their ids: the shop's id, and the till's name."""
    node, store = tables.node.c, tables.store.c
    query = sa.select(node.node_id, node.name, node.store_id, store.name.label("shop")).join(
        tables.store, store.store_id == node.store_id
    )
    found = {
        row.node_id: f"{row.shop or row.store_id} · {row.name}"
        for row in connection.execute(query.order_by(node.store_id, node.name))
        if where.store in ("", row.store_id, row.shop) and where.node in ("", row.node_id, row.name)
    }
    if not found and (where.store or where.node):
        raise NoSuchTill(name=where.node or where.store)
    return found


# --- receipts --------------------------------------------------------------------------------------------


class OperationRows(msgspec.Struct):
    """Operations in the shape of the questions' tables."""

    sold: list[tuple[Any, ...]] = msgspec.field(default_factory=list)
    sold_line: list[tuple[Any, ...]] = msgspec.field(default_factory=list)
    sold_payment: list[tuple[Any, ...]] = msgspec.field(default_factory=list)
    sold_discount: list[tuple[Any, ...]] = msgspec.field(default_factory=list)
    sold_accrual: list[tuple[Any, ...]] = msgspec.field(default_factory=list)
    cash_moved: list[tuple[Any, ...]] = msgspec.field(default_factory=list)

    def add(self, node_id: str, told: Operation, categories: Mapping[tuple[str, int], str]) -> None:
        """A receipt or cash of a till; `categories` of returned lines by the sale's receipt and the line's number."""
        body = told.body
        if isinstance(body, CashBody):
            self.cash_moved.append((told.at, body.shift, body.kind, body.reason, body.amount))
            return
        if isinstance(body, SaleBody):
            kind, by_word, with_card = "sale", 0, body.account_id is not None or body.unclaimed != ""
            known = {line.number: line.category for line in body.cart.lines}
        else:
            assert isinstance(body, ReturnBody)
            kind, by_word, with_card = "return", int(body.reason != ""), body.account_id is not None
            original = body.original_id or ""
            known = {line.number: categories.get((original, line.original_line or 0), "") for line in body.lines}
        lines = body.lines
        head = (body.receipt_id, kind, told.at, body.shift)
        whose = (body.user_id, node_id, int(with_card), by_word)
        sums = [sum(abs(getattr(line, name)) for line in lines) for name in _SUMS]
        self.sold.append((*head, *whose, *sums))
        self.sold_payment += [(*head, *whose, paid.kind, abs(paid.amount)) for paid in body.payments]
        self.sold_line += [(*head, *_line(line, known.get(line.number, ""))) for line in lines]
        if kind == "sale":
            about = (body.receipt_id, told.at, body.shift, sums[3])
            self.sold_discount += [(*about, o.rule_id, o.name, o.amount) for line in lines for o in line.discounts]
            self.sold_accrual += [(*about, o.rule_id, o.name, o.points) for line in lines for o in line.accruals]

    def answers(self, names: Sequence[str], scope: Scope) -> dict[str, list[tuple[Any, ...]]]:
        """The questions of a time, asked in memory."""
        import pysqlite3.dbapi2 as driver

        memory = driver.connect(":memory:", isolation_level=None)
        given = {"since": scope.since, "until": scope.until}
        try:
            for name in self.__struct_fields__:
                fill(memory, name, getattr(self, name))
            return {
                name: memory.execute(QUESTIONS[name].sql.format(scope="at >= :since AND at < :until"), given).fetchall()
                for name in names
            }
        finally:
            memory.close()


_SUMS: Final = ("base", "discount", "redeemed", "to_pay", "redeemed_points", "accrued_points")


def _line(line: LineMessage, category: str) -> tuple[Any, ...]:
    figures = (line.quantity, line.base, line.discount, line.redeemed, line.to_pay)
    card = int(line.gift_card is not None)
    return (line.product_id, line.name, line.unit, category, *map(abs, figures), line.vat_rate, abs(line.vat), card)


def _receipts(
    connection: sa.Connection, names: Sequence[str], scope: Scope, nodes: Sequence[str]
) -> dict[str, list[tuple[Any, ...]]]:
    rows = OperationRows()
    for page in _operations(connection, scope, nodes):
        categories = _categories(connection, [told for _, told in page])
        for node_id, told in page:
            rows.add(node_id, told, categories)
    return rows.answers(names, scope)


def _operations(connection: sa.Connection, scope: Scope, nodes: Sequence[str]) -> Iterator[list[tuple[str, Operation]]]:
    """Receipts and cash of a time that were applied, in pages."""
    operation, epoch = tables.operation.c, tables.epoch.c
    query = (
        sa.select(epoch.node_id, operation.body)
        .join(tables.epoch, epoch.epoch == operation.epoch)
        .where(
            operation.kind.in_(("sale", "return", "cash")),
            operation.state == "applied",
            operation.at >= scope.since,
            operation.at < scope.until,
            epoch.node_id.in_(nodes),
        )
    )
    result = connection.execution_options(yield_per=_PAGE).execute(query)
    for page in result.partitions():
        yield [(row.node_id, _decoder.decode(row.body)) for row in page]


def _categories(connection: sa.Connection, page: Iterable[Operation]) -> dict[tuple[str, int], str]:
    """Categories of returned lines, which only their sales name: by the sale's receipt and the line's number."""
    wanted = {
        told.body.original_id
        for told in page
        if isinstance(told.body, ReturnBody) and told.body.original_id is not None
    }
    operation = tables.operation.c
    found: dict[tuple[str, int], str] = {}
    for chunk in chunks(sorted(wanted)):
        query = sa.select(operation.body).where(
            operation.receipt_id.in_(chunk), operation.kind == "sale", operation.state == "applied"
        )
        for body in connection.scalars(query):
            sale = _decoder.decode(body).body
            assert isinstance(sale, SaleBody)
            found.update({(sale.receipt_id, line.number): line.category for line in sale.cart.lines})
    return found


# --- the ledger ------------------------------------------------------------------------------------------


def _entries(scope: Scope) -> Any:
    entry = tables.entry.c
    return (
        sa.select(entry.kind, sa.func.sum(entry.points))
        .where(entry.wallet == POINTS_WALLET, entry.at >= scope.since, entry.at < scope.until)
        .group_by(entry.kind)
        .order_by(entry.kind)
    )


def _owed_before(scope: Scope) -> Any:
    entry = tables.entry.c
    return sa.select(sa.func.coalesce(sa.func.sum(entry.points), 0)).where(
        entry.wallet == POINTS_WALLET, entry.at < scope.since
    )


def _lots(scope: Scope) -> Any:
    """What is owed now, whatever the time asked of."""
    del scope
    lot = tables.lot.c
    return (
        sa.select(lot.expires_at, sa.func.count(), sa.func.sum(lot.balance))
        .where(lot.wallet == POINTS_WALLET, lot.balance != 0)
        .group_by(lot.expires_at)
        .order_by(lot.expires_at)
    )


def _levels(scope: Scope) -> Any:
    """Members by level now."""
    del scope
    account = tables.account.c
    return (
        sa.select(account.level_id, sa.func.count())
        .where(account.state.in_(("active", "blocked")))
        .group_by(account.level_id)
        .order_by(account.level_id)
    )


def _level_moves(scope: Scope) -> Any:
    change = tables.level_change.c
    return (
        sa.select(change.from_level, change.to_level, sa.func.count())
        .where(
            change.at >= scope.since,
            change.at < scope.until,
            change.superseded_at.is_(None),
            change.from_level != change.to_level,
            change.from_level != "",
        )
        .group_by(change.from_level, change.to_level)
        .order_by(change.from_level, change.to_level)
    )


_LEDGER: Final = {
    "entries": _entries,
    "owed_before": _owed_before,
    "lots": _lots,
    "levels": _levels,
    "level_moves": _level_moves,
}
