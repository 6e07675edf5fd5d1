"""Members live in the store of most of their visits: its node holds their rights, and the one before gives them up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY
from cashier_app.server import jobs, living, nodes, tables
from cashier_app.server.members import LotRecord
from cashier_app.sync.messages import AccountChange, ReleaseBody
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import held
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

CARD = "7770000000000001"
POINTS = 20_000


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    """A central server with the reference programme."""
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


class Counter:
    """A till, which is its store's only one, and what it has heard."""

    def __init__(self, desk: Desk, store: str, kind: nodes.NodeKind = "till") -> None:
        self.desk, self.name = desk, f"life of {store}"
        self.who, self.chain = desk.join(store, f"till of {store}", kind=kind), Chain(self.name)
        self.cursor = ""
        self.home: dict[str, bool] = {}

    def exchange(self, *operations: int) -> list[str]:
        """Send operations and hear what is new; lots that are asked back."""
        first, last = operations or (self.chain.seq + 1, None)
        answer = self.desk.exchange(self.who, self.chain.request(first, last, cursor=self.cursor))
        self.cursor = answer.cursor
        for each in answer.changes:
            if isinstance(each, AccountChange):
                self.home[each.account_id] = each.home
        return [each.lot_id for each in answer.recalls]

    def sell(self, member: str, times: int = 1) -> None:
        """The member buys here."""
        for _ in range(times):
            self.chain.sell(self.desk.account(self.who, self.name, member), at=self.desk.clock.now())
            self.exchange(self.chain.seq, self.chain.seq)

    def held(self, lot_id: str) -> int:
        """What the till holds, as the server knows it."""
        return held(self.desk.database, self.name).get(lot_id, 0)

    def give_up(self, lot_ids: list[str]) -> None:
        """The till gives up what it does not use."""
        counters = tuple(self.chain.count(lot_id, released=self.held(lot_id)) for lot_id in lot_ids)
        self.chain.add(ReleaseBody(counters))
        self.exchange(self.chain.seq, self.chain.seq)


def first_lot(desk: Desk, member: str) -> str:
    lot = tables.lot.c
    [(lot_id,)] = desk.rows(sa.select(lot.lot_id).where(lot.account_id == member, lot.balance == POINTS))
    return str(lot_id)


def test_who_buys_elsewhere_most_lives_there_and_the_rights_move_with_the_member(desk: Desk) -> None:
    member = desk.member(CARD, lots=(LotRecord("200"),))
    old, new = Counter(desk, "1"), Counter(desk, "2")
    old.exchange()
    new.exchange()
    lot = first_lot(desk, member)
    assert (old.held(lot), old.home, new.home) == (POINTS, {member: True}, {member: False})
    new.sell(member, living.ENOUGH)
    assert jobs.settle_homes(desk.database) == 1
    recalled = old.exchange()
    assert lot in recalled
    assert old.home == {member: False}
    old.give_up(recalled)
    # from when the old till has heard of it and has nothing left to tell
    old.exchange()
    new.exchange()
    assert new.home == {member: True}
    assert (old.held(lot), new.held(lot)) == (0, POINTS)
    row = desk.row(member)
    assert (row.home_store, row.served_store) == ("1", "2"), "the days stay those of the first store"
    assert old.exchange() == []
    assert (desk.findings(), desk.alarms()) == ([], [])


def test_who_comes_back_lives_at_home_again_though_it_was_asked_for_everything(desk: Desk) -> None:
    member = desk.member(CARD, lots=(LotRecord("200"),))
    old, new = Counter(desk, "1"), Counter(desk, "2")
    old.exchange()
    lot = first_lot(desk, member)
    new.sell(member, living.ENOUGH)
    jobs.settle_homes(desk.database)
    old.give_up(old.exchange())
    old.exchange()
    new.exchange()
    old.sell(member, living.ENOUGH + 1)
    assert jobs.settle_homes(desk.database) == 1
    new.give_up(new.exchange())
    new.exchange()
    old.exchange()
    assert (old.home[member], new.home[member]) == (True, False)
    assert (old.held(lot), new.held(lot)) == (POINTS, 0)
    assert (desk.findings(), desk.alarms()) == ([], [])


def test_a_few_visits_or_old_ones_move_nobody(desk: Desk, clock: ManualClock) -> None:
    member = desk.member(CARD, lots=(LotRecord("200"),))
    old, new = Counter(desk, "1"), Counter(desk, "2")
    old.exchange()
    new.sell(member, living.ENOUGH - 1)
    assert jobs.settle_homes(desk.database) == 0
    clock.advance(living.WINDOW + DAY)
    new.sell(member)
    assert jobs.settle_homes(desk.database) == 0
    old.sell(member, 4)
    new.sell(member, 3)
    assert jobs.settle_homes(desk.database) == 0, "as often as at home is not more often"
    assert desk.rows(sa.select(tables.visit_elsewhere)) == []
    assert desk.row(member).served_store == ""


def test_nobody_lives_on_the_site(desk: Desk) -> None:
    member = desk.member(CARD, lots=(LotRecord("200"),))
    Counter(desk, "1").exchange()
    Counter(desk, "web", kind="site").sell(member, living.ENOUGH + 1)
    assert jobs.settle_homes(desk.database) == 0


def test_caps_have_one_opener_while_a_member_moves(desk: Desk) -> None:
    """The old till may open them until it has heard that the member lives elsewhere and has told everything."""
    member = desk.member(CARD)
    old, new = Counter(desk, "1"), Counter(desk, "2")
    old.exchange()
    new.exchange()
    new.sell(member, living.ENOUGH)
    jobs.settle_homes(desk.database)
    new.exchange()
    assert (desk.row(member).home_epoch, new.home) == (old.name, {member: False})
    old.chain.sell(None)
    old.exchange(old.chain.seq, old.chain.seq)
    assert desk.row(member).home_epoch == old.name, "it has only just heard of it"
    old.exchange()
    assert desk.row(member).home_epoch == ""
    new.exchange()
    assert (desk.row(member).home_epoch, new.home) == (new.name, {member: True})


def test_a_member_who_moves_under_a_store_node_is_at_home_with_the_node(desk: Desk) -> None:
    member = desk.member(CARD, lots=(LotRecord("200"),))
    old = Counter(desk, "1")
    old.exchange()
    lot = first_lot(desk, member)
    node, till = Counter(desk, "2", kind="store"), Counter(desk, "2b")
    with desk.database.write() as transaction:
        moved = sa.update(tables.node).where(tables.node.c.node_id == till.who.node_id)
        transaction.connection.execute(moved.values(store_id="2"))
    node.exchange()
    [account] = [desk.account(till.who, till.name, member)]
    till.who = nodes.Node(till.who.node_id, "2", till.who.machine, till.who.reported)
    for _ in range(living.ENOUGH):
        till.chain.sell(account)
        till.exchange(till.chain.seq, till.chain.seq)
    assert jobs.settle_homes(desk.database) == 1
    old.give_up(old.exchange())
    old.exchange()
    node.exchange()
    assert node.home == {member: True}
    assert node.held(lot) == POINTS
