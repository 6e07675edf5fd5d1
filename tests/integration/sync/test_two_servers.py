"""A till of a shop with a store node: asked first, passed by while it is silent, and never made to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from cashier_app.core.points import Points
from cashier_app.server import exchange, nodes, tables
from cashier_app.server.members import LotRecord
from cashier_app.server.problems import ApiError
from cashier_app.simulation.small_till import SmallTill
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import AcquireRequest, EnrolRequest, ExchangeRequest
from cashier_app.sync.questions import Answer
from cashier_app.sync.worker import SyncWorker, Timing
from cashier_app.till.parents import CENTRAL
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import StoreNode, held
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
    """A central server, the node of store 1, and a till there; members of this store, of another, and of none."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.clock = clock
        self.silent: set[str] = set()
        self.losing: set[str] = set()
        self.asked: list[tuple[str, str]] = []
        self.central = Desk(str(folder / "central.db"), clock, PROGRAMME)
        self.member = self.central.member(CARD, lots=(LotRecord("200"),))
        self.visitor = self.central.member(VISITOR, home="2", lots=(LotRecord("70"),))
        self.node = StoreNode(self.central, folder / "node", clock)
        self.till = SmallTill(folder / "till", clock)
        with self.central.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, "1")
            answer = nodes.enrol(transaction, EnrolRequest(code, "till", "till"))
        self.till.store.enrolled(answer)
        self.node.sync()
        timing = Timing(acquire_ms=300, return_ms=300, connect_ms=100, read_ms=200)
        self.worker = SyncWorker(
            self.till.store,
            Address("central", answer.key),
            self.till.clock,
            lambda state: None,
            timing,
            lambda: 0.5,
            lambda address: ShopLink(self, address),
            node=Address("node", answer.key),
        )

    def close(self) -> None:
        """Close every database."""
        self.worker.stop()
        self.till.close()
        self.node.close()
        self.central.close()

    def serve(self, whom: str, key: str, path: str, content: bytes) -> bytes:
        """What a server answers."""
        at = self.central if whom == "central" else self.node
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
            digest, _, epoch = path.removeprefix("/v1/identifiers/").partition("?epoch=")
            return msgspec.json.encode(exchange.look_up(at.database, who, digest, epoch))
        except ApiError as error:
            raise LinkFailure("refused", error.title, None, error.status) from error

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

    def whom(self) -> list[str]:
        """Who was asked since the last question or turn."""
        return [whom for whom, _ in self.asked]

    def at_central(self) -> int:
        """Operations of the till that the central server has."""
        with self.central.database.read() as connection:
            query = tables.operation.select().where(tables.operation.c.epoch == self.till.epoch)
            return len(connection.execute(query).all())


@pytest.fixture
def world(tmp_path: Path, clock: ManualClock) -> Iterator[World]:
    made = World(tmp_path, clock)
    yield made
    made.close()


def test_the_node_lends_what_the_shops_member_has_and_the_central_server_is_not_asked(world: World) -> None:
    world.turn()
    assert world.whom() == ["node"]
    assert world.acquire(world.member).outcome == "found"
    assert world.whom() == ["node"]
    assert {right.parent for right in world.till.store.held(world.node.epoch)} == {world.node.epoch}
    assert world.till.rights(world.member) == 20_000
    assert world.acquire(world.member).outcome == "enough"
    assert world.whom() == []


def test_what_the_node_cannot_lend_comes_from_the_central_server_in_the_same_question(world: World) -> None:
    world.turn()
    answer = world.acquire(world.visitor)
    assert answer.outcome == "found"
    assert world.whom() == ["node", "central"]
    assert [(right.parent, right.granted) for right in world.till.store.held()] == [(CENTRAL, 7000)]
    sold = world.till.sell(VISITOR, redeem=5000)
    assert sold.redeemed == 5000
    world.turn()
    world.node.sync()
    assert world.central.alarms() == []
    assert world.central.findings() == []


def test_a_silent_node_is_passed_by_and_only_what_the_till_has_to_tell_goes_there(world: World) -> None:
    world.turn()
    world.acquire(world.member)
    world.silent.add("node")
    world.till.sell(CARD, redeem=1000)
    before = world.at_central()
    world.turn()
    assert world.whom() == ["node", "central", "central"]
    state = world.worker.state
    assert (state.online, state.past_node, state.node_trouble, state.trouble) == (True, True, "no_answer", "none")
    assert world.at_central() > before
    assert world.till.rights(world.member) >= 19_000, "the node's rights stay spendable here"
    # the rest of that member's points is the node's, nothing of it is granted twice
    world.acquire(world.visitor)
    assert world.whom() == ["central"]
    assert world.till.rights(world.visitor) == 7000
    world.silent.clear()
    world.turn()
    assert world.whom()[0] == "node"
    assert (world.worker.state.past_node, world.worker.state.node_trouble) == (False, "none")
    world.node.sync()
    assert world.central.alarms() == []
    assert world.central.findings() == []


def test_the_whole_time_of_a_question_is_kept_whoever_is_silent(world: World) -> None:
    world.turn()
    for silent, outcome in ((("node",), "found"), (("node", "central"), "unreachable"), (("central",), "found")):
        world.silent = set(silent)
        begun = world.clock.monotonic_ms()
        assert world.acquire(world.visitor if "node" in silent else world.member).outcome == outcome
        assert world.clock.monotonic_ms() - begun <= 300
        world.till.store.release(world.visitor)


def test_a_lost_answer_of_the_node_is_asked_for_again_before_anybody_else(world: World) -> None:
    world.turn()
    world.losing.add("node")
    assert world.acquire(world.member).outcome == "found"
    assert world.whom() == ["node", "node"]
    assert world.till.rights(world.member) == 20_000
    assert held(world.node.database, world.till.epoch, world.node.epoch)


def test_a_card_that_the_node_does_not_know_is_looked_up_at_the_central_server(world: World) -> None:
    world.turn()
    account_id = world.central.member(STRANGER, home="2", lots=(LotRecord("30"),))
    answer = world.look_up(STRANGER)
    assert world.whom() == ["node", "central"]
    assert answer.account is not None
    assert answer.account.account.account_id == account_id
    assert world.look_up("7770000000009999").outcome == "unknown"
    world.silent.add("central")
    assert world.look_up("7770000000009999").outcome == "unreachable", "only the central server knows all cards"


def test_both_silent_is_offline_and_the_own_right_is_what_can_be_spent(world: World) -> None:
    world.turn()
    world.acquire(world.member, 5000)
    world.silent = {"node", "central"}
    world.turn()
    assert (world.worker.state.online, world.worker.state.past_node) == (False, False)
    assert world.till.sell(CARD, redeem=5000).redeemed == 5000
    assert world.acquire(world.member).outcome == "unreachable"
    world.silent.clear()
    world.turn()
    world.node.sync()
    assert world.worker.state.waiting == 0
    assert world.central.alarms() == []
    assert world.central.findings() == []


def test_a_central_server_restored_behind_the_node_is_told_by_the_till_itself(world: World) -> None:
    world.turn()
    world.acquire(world.visitor, 2000)
    with world.central.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "after the restore"}])
    world.node.sync()
    world.turn()
    assert world.whom() == ["node", "central", "central"]
    with world.central.database.read() as connection:
        who = connection.execute(tables.node.select().where(tables.node.c.name == "till")).one()
        assert who.reported == "after the restore"
    world.turn()
    assert world.whom() == ["node"], "told once"
