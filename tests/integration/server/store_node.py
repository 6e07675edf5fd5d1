"""A store node over a file, between a `Desk` that is the central server and tills built by hand; no network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from cashier_app.core.ids import new_id
from cashier_app.server import exchange, nodes, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.upstream import identity
from cashier_app.server.upstream.worker import UpstreamClock, UpstreamWorker
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    AcquireRequest,
    EnrolRequest,
    ExchangeRequest,
    ExchangeResponse,
    ReturnRequest,
    SaleAnswer,
)
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.till_side import Chain

T = TypeVar("T")


class DeskLink(Link):
    """Asks the central server's own functions, as bytes; or nobody, while the line is cut."""

    def __init__(self, desk: Desk, address: Address, is_cut: Callable[[], bool]) -> None:
        super().__init__(address)
        self._desk = desk
        self._is_cut = is_cut

    def ask(
        self, method: str, path: str, answer: type[T], body: object = None, connect: float = 2.0, limit: float = 15.0
    ) -> T:
        """One exchange there and back."""
        del method, path, connect, limit
        if self._is_cut():
            raise LinkFailure("unreachable", "cut")
        request = msgspec.json.decode(msgspec.json.encode(body), type=ExchangeRequest)
        with self._desk.database.read() as connection:
            who = nodes.authenticate(connection, f"Bearer {self.address.key}")
        try:
            answered = exchange.exchange(self._desk.database, self._desk.programmes, who, request)
        except ApiError as error:
            raise LinkFailure("refused", f"{error.title}: {error.detail}", None, error.status) from error
        return msgspec.json.decode(msgspec.json.encode(answered), type=answer)


class StoreNode:
    """The node of a store; opened again over the same folder it is the same one."""

    def __init__(self, central: Desk, folder: Path, clock: ManualClock, store: str = "1") -> None:
        self.central = central
        self.folder = folder
        self.store = store
        self.cut = False
        self._clock = clock
        folder.mkdir(parents=True, exist_ok=True)
        self.open()

    def open(self) -> None:
        """Open the database, which is there or begins now."""
        clock = UpstreamClock(self._clock)
        self.database = ServerDatabase.open(str(self.folder / "store.db"), clock)
        self.programmes = Programmes()
        with self.database.read() as connection:
            joined = identity.upstream_of(connection)
        if joined is None:
            with self.central.database.write() as transaction:
                code = nodes.make_pairing_code(transaction, self.store, kind="store")
                answer = nodes.enrol(transaction, EnrolRequest(code, f"node {self.store}", "box"))
            identity.join(self.database, answer, "http://central", "")
        self.epoch = identity.begin_life(self.database, "box", new_id)
        link = lambda address: DeskLink(self.central, address, lambda: self.cut)  # noqa: E731
        self.worker = UpstreamWorker(self.database, clock, link=link)

    def again(self) -> None:
        """Stop and start."""
        self.close()
        self.open()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def sync(self) -> None:
        """Deliver and hear everything; it must work."""
        self.worker.turn()
        assert self.worker.state.online, self.worker.state

    # --- what a till asks ---------------------------------------------------------------------------------

    def knows(self, who: nodes.Node) -> nodes.Node:
        """A till that has joined the central server, as this node knows it."""
        node = tables.node.c
        row = self.rows(sa.select(tables.node).where(node.node_id == who.node_id))[0]
        return nodes.Node(row.node_id, row.store_id, row.machine, row.reported, row.kind)

    def exchange(self, who: nodes.Node, request: ExchangeRequest) -> ExchangeResponse:
        """One round trip of a till."""
        return exchange.exchange(self.database, self.programmes, self.knows(who), request)

    def send(self, who: nodes.Node, chain: Chain, first: int = 1, last: int | None = None) -> ExchangeResponse:
        """Send operations of a chain; every one must be applied."""
        answer = self.exchange(who, chain.request(first, last))
        assert {each.state for each in answer.acknowledged} <= {"applied", "known"}, answer.acknowledged
        return answer

    def acquire(self, who: nodes.Node, epoch: str, account_id: str, *targets: tuple[str, int]) -> AccountAnswer:
        """Ask for rights."""
        request = AcquireRequest(epoch, account_id, targets, by_parent=True)
        return exchange.acquire(self.database, self.programmes, self.knows(who), request)

    def account(self, who: nodes.Node, epoch: str, account_id: str) -> AccountChange:
        """The account as a till is told it."""
        return self.acquire(who, epoch, account_id).account

    def ask_return(self, who: nodes.Node, epoch: str, receipt_id: str, target: int) -> SaleAnswer:
        """Ask for a sale and the right to return its goods."""
        request = ReturnRequest(epoch, receipt_id, target, by_parent=True)
        return exchange.acquire_return(self.database, self.programmes, self.knows(who), request)

    def rows(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        """Rows of the database."""
        with self.database.read() as connection:
            return list(connection.execute(query).all())


def held(database: ServerDatabase, epoch: str, parent: str = "") -> dict[str, int]:
    """What an epoch may spend of each lot under a parent, where there is anything."""
    right = tables.spending_right.c
    query = sa.select(tables.spending_right).where(right.epoch == epoch, right.parent == parent)
    with database.read() as connection:
        rows = connection.execute(query).all()
    found = {row.lot_id: row.granted + row.earned - row.used - row.released for row in rows}
    return {lot_id: points for lot_id, points in found.items() if points}
