"""A central server, a shop's store node and a till, without a network: messages go as bytes, and the test says how."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from cashier_app.core.ids import new_id
from cashier_app.core.points import Points
from cashier_app.server import exchange, nodes, phone_cards, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.members import LotRecord
from cashier_app.server.problems import ApiError
from cashier_app.simulation.small_till import SmallTill
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import AcquireRequest, CardVerified, EnrolRequest, ExchangeRequest, VerifyCard
from cashier_app.sync.questions import Answer, CodeVerdict
from cashier_app.sync.worker import SyncWorker, Timing
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import StoreNode
from tests.integration.server.till_side import PROGRAMME

T = TypeVar("T")

CARD, VISITOR, STRANGER = "7770000000000001", "7770000000000002", "7770000000000003"


class ShopLink(Link):
    """Asks a server's own functions, as bytes; the world says who answers."""

    def __init__(self, world: World, address: Address) -> None:
        super().__init__(address)
        self._world = world

    def ask(
        self, method: str, path: str, answer: type[T], body: object = None, connect: float = 2.0, limit: float = 15.0
    ) -> T:
        """One message there and back, or the whole time gone by."""
        world, whom = self._world, self.address.url
        world.asked.append((whom, path.split("?")[0]))
        if whom in world.silent:
            world.clock.advance(round(limit * 1000))
            raise LinkFailure("no_answer", "silent")
        reply = world.serve(whom, self.address.key, path, msgspec.json.encode(body))
        if whom in world.losing:
            world.losing.discard(whom)
            raise LinkFailure("no_answer", "lost on the way back")
        return msgspec.json.decode(reply, type=answer)


class World:
    """A central server, the node of store 1 unless it has none, and a till there; members of this store and another."""

    def __init__(self, folder: Path, clock: ManualClock, with_node: bool = True) -> None:
        self.with_node = with_node
        self.clock = clock
        self.silent: set[str] = set()
        self.losing: set[str] = set()
        self.asked: list[tuple[str, str]] = []
        self.central_file = str(folder / "central.db")
        self.central = Desk(self.central_file, clock, PROGRAMME)
        self.member = self.central.member(CARD, lots=(LotRecord("200"),))
        self.visitor = self.central.member(VISITOR, home="2", lots=(LotRecord("70"),))
        self.node = StoreNode(self.central, folder / "node", clock) if with_node else None
        self.till = SmallTill(folder / "till", clock)
        with self.central.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, "1")
            answer = nodes.enrol(transaction, EnrolRequest(code, "till", "till"))
        self.till.store.enrolled(answer)
        self.upwards()
        self.worker = self.worker_of(self.till)

    def worker_of(self, till: SmallTill) -> SyncWorker:
        """What exchanges for a till, turned by hand."""
        key = till.store.membership().key
        return SyncWorker(
            till.store,
            Address("central", key),
            till.clock,
            lambda state: None,
            Timing(acquire_ms=300, return_ms=300, connect_ms=100, read_ms=200),
            lambda: 0.5,
            lambda address: ShopLink(self, address),
            node=Address("node", key) if self.with_node else None,
        )

    def close(self) -> None:
        """Close every database."""
        self.worker.stop()
        self.till.close()
        if self.node is not None:
            self.node.close()
        self.central.close()

    def serve(self, whom: str, key: str, path: str, content: bytes) -> bytes:
        """What a server answers."""
        at: Desk | StoreNode = self.central
        if whom == "node":
            assert self.node is not None
            at = self.node
        if path.startswith("/upstream"):
            if "central" in self.silent:
                raise LinkFailure("busy", "no upstream", None, 503)
            at, path = self.central, path.removeprefix("/upstream")
        with at.database.read() as connection:
            who = nodes.authenticate(connection, f"Bearer {key}")
        try:
            if path == "/v1/exchange":
                request = msgspec.json.decode(content, type=ExchangeRequest)
                return msgspec.json.encode(exchange.exchange(at.database, at.programmes, who, request))
            if path == "/v1/rights":
                wanted = msgspec.json.decode(content, type=AcquireRequest)
                return msgspec.json.encode(exchange.acquire(at.database, at.programmes, who, wanted))
            if path == "/v1/cards/verify":
                code = msgspec.json.decode(content, type=VerifyCard)
                with at.database.write() as transaction:
                    verdict = phone_cards.verify(transaction, bytes.fromhex(code.card), code.code, code.attempt)
                return msgspec.json.encode(CardVerified(at.database.now(), verdict))
            digest, _, epoch = path.removeprefix("/v1/identifiers/").partition("?epoch=")
            return msgspec.json.encode(exchange.look_up(at.database, who, digest, epoch))
        except ApiError as error:
            raise LinkFailure("refused", error.title, None, error.status) from error

    @property
    def node_epoch(self) -> str:
        """The store node's epoch."""
        assert self.node is not None
        return self.node.epoch

    @property
    def node_database(self) -> ServerDatabase:
        """The store node's database."""
        assert self.node is not None
        return self.node.database

    def upwards(self) -> None:
        """The node, if there is one, delivers and hears everything."""
        if self.node is not None:
            self.node.sync()

    def turn(self) -> None:
        """One turn of the sync thread."""
        self.asked.clear()
        self.worker.turn()

    def acquire(self, account_id: str, wanted: Points | None = None) -> Answer:
        """Ask for the right to spend; what the till does at a scan."""
        self.asked.clear()
        store = self.till.store
        asked = self.worker.acquire(
            store.current_epoch(), account_id, lambda central: store.targets(account_id, wanted, central)
        )
        self.worker.answer_waiting()
        return asked.result(0)

    def look_up(self, card: str) -> Answer:
        """Ask whose card this is."""
        self.asked.clear()
        asked = self.worker.look_up(self.till.store.current_epoch(), self.till.card_hash(card).hex())
        self.worker.answer_waiting()
        return asked.result(0)

    def verify(self, card: str, code: str) -> CodeVerdict:
        """Ask whether a telephone's changing code is good."""
        self.asked.clear()
        asked = self.worker.verify_card(self.till.card_hash(card).hex(), code, new_id())
        self.worker.answer_waiting()
        return asked.result(0)

    def whom(self) -> list[str]:
        """Who was asked since the last question or turn."""
        return [whom for whom, _ in self.asked]

    def at_central(self) -> int:
        """Operations of the till that the central server has."""
        with self.central.database.read() as connection:
            query = tables.operation.select().where(tables.operation.c.epoch == self.till.epoch)
            return len(connection.execute(query).all())
