"""A history from a till's database or from a loyalty server's: final sales and returns as they were rung up.

The database is opened for reading alone, also while its owner works on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import line_amount
from cashier_app.loyalty.cart import Cart, MemberState
from cashier_app.whatif.history import History, Part, Person, Purchase, Reading, Remark, in_order
from cashier_app.whatif.matching import Given, follow_references
from cashier_app.whatif.reading.lines import person_of
from cashier_app.whatif.reading.refusals import NothingInside

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NoDatabase(Refused):
    """Nothing lies where the address points."""

    text = QT_TRANSLATE_NOOP("errors", "There is no database at {path}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the file of a till's or of a server's database, or sqlite:////file")


class ForeignDatabase(NoDatabase):
    """A file that is no database of this program."""

    text = QT_TRANSLATE_NOOP("errors", "{path} is neither a till's nor a server's database")


class BrokenRecord(Refused):
    """A receipt of the database that this program cannot read."""

    text = QT_TRANSLATE_NOOP("errors", "{path}: receipt {receipt} cannot be read: {what}")
    way_out = QT_TRANSLATE_NOOP("errors", "Read it with the version of the program that wrote it")


def read_database(url: str, progress: Callable[[int], None] = lambda count: None) -> History:
    """The history that a database holds.

    Raises `NoDatabase`, `ForeignDatabase`, `BrokenRecord`, `NothingInside`, `UnknownDatabase`, or an error of
    `storage.errors` in words.
    """
    import pysqlite3.dbapi2 as driver
    import sqlalchemy as sa

    from cashier_app.server.database import database_path
    from cashier_app.storage.engine import create_till_engine
    from cashier_app.storage.errors import as_world_error

    path = database_path(url)
    if not path.is_file():
        raise NoDatabase(path=path)
    engine = create_till_engine(path, read_only=True)
    try:
        with engine.connect() as connection:
            names = set(sa.inspect(connection).get_table_names())
            reader = _Reader(path)
            if {"operation", "store"} <= names:
                _read_server(connection, reader, progress)
            elif {"receipt", "receipt_line"} <= names:
                _read_till(connection, reader, progress)
            else:
                raise ForeignDatabase(path=path)
    except (sa.exc.DBAPIError, driver.Error) as error:
        if "not a database" in str(error):
            raise ForeignDatabase(path=path) from error
        raise as_world_error(error, path) or error from error
    finally:
        engine.dispose()
    return reader.history()


class _Sold(msgspec.Struct):
    """What of a till's frozen receipt is wanted."""

    cart: Cart
    member: MemberState | None
    at: Instant


class _Reader:
    """Receipts of a database become events."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._purchases: list[Purchase] = []
        self._returns: list[Given] = []
        self._people: dict[str, Person] = {}
        self._names: dict[str, str] = {}
        self._zones: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        #: Lines that were gift cards, by receipt: no rule sees them, and no figure counts them.
        self._advances: dict[str, frozenset[int]] = {}

    def sale(
        self, receipt_id: str, at: Instant, cart: Cart, account: str, member: MemberState | None, names: dict[str, str]
    ) -> None:
        """A final sale; `account` is empty for a buyer without a card, or one whose card is not known.

        Gift cards sold are an advance and left out.
        """
        if cart.advances:
            self._advances[receipt_id] = cart.advances
            goods = tuple(line for line in cart.lines if line.number not in cart.advances)
            cart = msgspec.structs.replace(cart, lines=goods, advances=frozenset())
            if not goods:
                self._left_out["gift_card"] += 1
                return
        if account and account not in self._people:
            self._people[account] = person_of(member) if member else Person()
        self._zones[cart.zone] += 1
        self._names.update(names)
        self._purchases.append(Purchase(receipt_id, at, msgspec.structs.replace(cart, wallets=()), account))

    def goods_back(self, receipt_id: str, at: Instant, original: str, quantities: list[tuple[int, int]]) -> None:
        """A final return: (line of the original, quantity above zero)."""
        cards = self._advances.get(original, frozenset())
        quantities = [each for each in quantities if each[0] not in cards] if cards else quantities
        if cards and not quantities:
            self._left_out["gift_card"] += 1
            return
        row = len(self._returns) + 1
        self._returns.append(Given(row, receipt_id, at, original, tuple(quantities)))

    def leave_out(self, kind: str, count: int) -> None:
        """Receipts that are no facts."""
        self._left_out[kind] += count

    def broken(self, receipt: object, what: Exception) -> BrokenRecord:
        """The refusal of a receipt that cannot be read."""
        return BrokenRecord(path=self.path, receipt=receipt, what=what)

    def history(self) -> History:
        """All of it in order.  Raises `NothingInside`."""
        total = len(self._purchases) + len(self._returns) + sum(self._left_out.values())
        if not self._purchases:
            raise NothingInside(file=self.path.name, rows=total)
        settled = follow_references(self._purchases, self._returns)
        self._left_out["return_unmatched"] += len(self._returns) - len(settled.events)
        zone = max(sorted(self._zones), key=lambda name: self._zones[name])
        with_card = [one for one in self._purchases if one.member]
        without = [one for one in self._purchases if not one.member]
        taken = (
            Part("sale_member", len(with_card), _worth(with_card)),
            Part("sale_anonymous", len(without), _worth(without)),
            Part("return", len(settled.events)),
        )
        opening = sum(person.opening is not None for person in self._people.values())
        remarks = (
            Remark("opening", opening),
            Remark("partly_matched", len({row for row, _, _ in settled.too_much})),
            Remark("zones", len(self._zones) if len(self._zones) > 1 else 0, ", ".join(sorted(self._zones))),
        )
        return History(
            events=in_order([*self._purchases, *settled.events]),
            zone=zone,
            reading=Reading(
                source=self.path.name,
                unit="receipt",
                rows=total,
                taken=tuple(part for part in taken if part.rows),
                left_out=tuple(Part(kind, count) for kind, count in sorted(self._left_out.items()) if count),
                remarks=tuple(remark for remark in remarks if remark.count),
            ),
            people=self._people,
            names=self._names,
        )


def _worth(purchases: list[Purchase]) -> int:
    return sum(line_amount(line.price, line.quantity) for one in purchases for line in one.cart.lines)


def _read_till(connection: Connection, reader: _Reader, progress: Callable[[int], None]) -> None:
    """Final receipts of a till, in the order of their numbers."""
    import sqlalchemy as sa

    from cashier_app.storage import tables

    receipt, line = tables.receipt.c, tables.receipt_line.c
    lines: dict[str, list[Any]] = {}
    columns = (line.receipt_id, line.product_id, line.name, line.quantity, line.original_line)
    for one in connection.execute(sa.select(*columns).order_by(line.receipt_id, line.number)):
        lines.setdefault(one.receipt_id, []).append(one)
    decoder = msgspec.json.Decoder(_Sold)
    fields = (
        receipt.receipt_id,
        receipt.kind,
        receipt.closed_at,
        receipt.original_id,
        receipt.account_id,
        receipt.quote,
    )
    final = sa.select(*fields).where(receipt.state == "final").order_by(receipt.number)
    for row in connection.execute(final):
        own = lines.get(row.receipt_id, [])
        progress(1)
        if row.kind == "return":
            back = [(each.original_line, abs(each.quantity)) for each in own if each.original_line]
            reader.goods_back(row.receipt_id, row.closed_at, row.original_id or "", back)
            continue
        try:
            sold = decoder.decode(row.quote)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise reader.broken(row.receipt_id, error) from error
        names = {each.product_id: each.name for each in own}
        reader.sale(row.receipt_id, sold.at, sold.cart, row.account_id or "", sold.member, names)
    others = sa.select(sa.func.count()).select_from(tables.receipt).where(receipt.state != "final")
    reader.leave_out("not_final", connection.scalar(others) or 0)


def _read_server(connection: Connection, reader: _Reader, progress: Callable[[int], None]) -> None:
    """Sales and returns that the server has booked, of all its tills."""
    import sqlalchemy as sa

    from cashier_app.server import tables
    from cashier_app.sync.messages import Operation, ReturnBody, SaleBody

    operation = tables.operation.c
    trade = operation.kind.in_(("sale", "return"))
    decoder = msgspec.json.Decoder(Operation)
    booked = sa.select(operation.op_id, operation.body).where(operation.state == "applied", trade)
    for row in _in_parts(connection, booked.order_by(operation.at, operation.epoch, operation.seq)):
        progress(1)
        try:
            one = decoder.decode(row.body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise reader.broken(row.op_id, error) from error
        body = one.body
        if isinstance(body, SaleBody):
            names = {line.product_id: line.name for line in body.lines}
            reader.sale(body.receipt_id, body.quoted_at, body.cart, body.account_id or "", body.member, names)
        elif isinstance(body, ReturnBody):
            back = [(line.original_line, abs(line.quantity)) for line in body.lines if line.original_line]
            reader.goods_back(body.receipt_id, one.at, body.original_id or "", back)
    rejected = sa.select(sa.func.count()).select_from(tables.operation).where(operation.state == "rejected", trade)
    reader.leave_out("unreadable", connection.scalar(rejected) or 0)


def _in_parts(connection: Connection, query: Any) -> Iterator[Any]:
    """Rows of a query without holding all of them."""
    yield from connection.execution_options(yield_per=1000).execute(query)
