"""Epochs that are over by word of their own machine: what they held is free again once all that they did is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import MINUTE
from cashier_app.core.ids import new_id
from cashier_app.loyalty.cart import Cart
from cashier_app.server import journal, tables, verify
from cashier_app.server.members import LotRecord
from cashier_app.server.nodes import Node
from cashier_app.sync.messages import EntryMessage, ExchangeResponse, FinishedEpoch, ReleaseBody, SaleBody
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import StoreNode, held
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

CARD = "7770000000000001"


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    """A central server with the reference programme."""
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


class Restored:
    """A till at home with a member's 200 points, of which it spent 80; its database was put back, and a life began."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.member = desk.member(CARD, lots=(LotRecord("200"),))
        self.till, self.old, self.new = desk.join(), Chain("old"), Chain("new")
        desk.send(self.till, self.old)
        account = desk.account(self.till, "old", self.member)
        [self.lot] = [lot.lot_id for lot in account.lots if lot.wallet == "points"]
        self.old.sell(account, redeem=8000, at=desk.clock.now())
        self.old.sell(at=desk.clock.now())
        desk.clock.advance(MINUTE)

    def say(self, *finished: FinishedEpoch, first: int = 1, last: int | None = None) -> ExchangeResponse:
        """An exchange of the new life, which delivers the old one's operations and says that it is over."""
        request = self.old.request(first, last)
        request = msgspec.structs.replace(request, epoch="new", finished=finished)
        return self.desk.exchange(self.till, request)

    def spend(self, chain: Chain, points: int) -> None:
        """The bare facts of a sale that used points."""
        entry = EntryMessage("redemption", self.member, "points", self.lot, -points)
        rights = (chain.count(self.lot, used=points),)
        at = self.desk.clock.now()
        chain.add(
            SaleBody(new_id(), 9, 1, "u", self.member, "", (), (), (entry,), rights, 0, Cart(()), None, at), at=at
        )

    def over(self, seq: int = 2, hash_: str = "") -> FinishedEpoch:
        """The till's word."""
        return FinishedEpoch("old", seq, hash_)

    def state(self) -> str:
        """What became of the old epoch."""
        [(state,)] = self.desk.rows(sa.select(tables.epoch.c.state).where(tables.epoch.c.epoch == "old"))
        return str(state)


def test_an_old_life_closes_once_all_of_it_is_here_and_the_new_one_holds_its_points(desk: Desk) -> None:
    till = Restored(desk)
    assert till.say(till.over(), last=1).closed == ()
    assert till.state() == "open"
    assert held(desk.database, "old")
    hash_ = till.old.hashes[-1].hex()
    answer = till.say(till.over(hash_=hash_), first=2)
    assert answer.closed == ("old",)
    assert till.state() == "closed"
    assert held(desk.database, "old") == {}
    # the only till of its store is its members' home, whichever life it is in
    assert held(desk.database, "new")[till.lot] == 12_000
    with desk.database.read() as connection:
        [record] = journal.latest(connection, 1)
    assert (record.act, record.author) == ("epoch_finished", f"node:{till.till.node_id}")
    # asked once more it says the same, and writes nothing
    assert till.say(till.over(), first=3).closed == ("old",)
    with desk.database.read() as connection:
        assert journal.latest(connection, 1) == [record]
    assert desk.findings() == []


def test_operations_lost_with_the_old_database_keep_it_open(desk: Desk) -> None:
    till = Restored(desk)
    assert till.say(till.over(seq=3)).closed == ()
    assert till.state() == "open"
    assert held(desk.database, "old")[till.lot] == 12_000


def test_another_history_keeps_it_open(desk: Desk) -> None:
    till = Restored(desk)
    assert till.say(till.over(hash_="0" * 64)).closed == ()
    assert till.state() == "open"


def test_a_life_that_speaks_again_is_alive(desk: Desk) -> None:
    till = Restored(desk)
    desk.exchange(till.till, till.new.request())
    desk.clock.advance(MINUTE)
    desk.send(till.till, till.old)
    assert till.say(till.over(), first=3).closed == ()
    assert till.state() == "open"


def test_the_present_life_does_not_end_itself_nor_does_another_till(desk: Desk) -> None:
    till = Restored(desk)
    till.say()
    request = msgspec.structs.replace(till.new.request(), finished=(FinishedEpoch("new", 0),))
    assert desk.exchange(till.till, request).closed == ()
    stranger = desk.join("2", "till 2")
    request = msgspec.structs.replace(Chain("other").request(), finished=(till.over(),))
    assert desk.exchange(stranger, request).closed == ()
    assert till.state() == "open"


def test_a_frozen_epoch_is_never_closed_by_itself(desk: Desk, expect_log: Callable[[str], None]) -> None:
    expect_log("has two histories")
    till = Restored(desk)
    desk.send(till.till, till.old)
    twin = Chain("old")
    twin.sell()
    desk.exchange(till.till, twin.request())
    desk.clock.advance(MINUTE)
    assert till.say(till.over(), first=3).closed == ()
    assert till.state() == "frozen"


def test_what_comes_from_a_closed_life_all_the_same_is_known_for_it(desk: Desk) -> None:
    """The file beside the database was behind: one more sale turns up."""
    till = Restored(desk)
    till.say(till.over())
    till.spend(till.new, 12_000)
    desk.send(till.till, till.new)
    till.spend(till.old, 5000)
    till.say(first=3)
    amounts = desk.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount).where(tables.alarm.c.lot_id == till.lot))
    assert amounts == [("written_off_spent", 5000)]
    assert desk.findings() == []


# --- store nodes -----------------------------------------------------------------------------------------


class Shop:
    """A store node with a till, and a member of 200 points at home there."""

    def __init__(self, central: Desk, folder: Path, clock: ManualClock) -> None:
        self.central = central
        self.node = StoreNode(central, folder, clock)
        self.member = central.member(CARD, lots=(LotRecord("200"),))
        self.till: Node = central.join("1", "till 1")
        self.node.sync()

    def exchange(self, chain: Chain, first: int = 1, cursor: str = "", *finished: FinishedEpoch) -> ExchangeResponse:
        """A till's exchange with the node."""
        request = msgspec.structs.replace(chain.request(first, cursor=cursor), finished=finished)
        return self.node.exchange(self.till, request)


@pytest.fixture
def shop(desk: Desk, tmp_path: Path, clock: ManualClock) -> Iterator[Shop]:
    """A store with a node of its own."""
    opened = Shop(desk, tmp_path / "node", clock)
    yield opened
    opened.node.close()


def test_a_store_node_closes_its_part_at_once_and_passes_the_word_up(shop: Shop) -> None:
    central, node = shop.central, shop.node
    old, new = Chain("old"), Chain("new")
    old.parent = new.parent = node.epoch
    shop.exchange(old)
    account = node.account(shop.till, "old", shop.member)
    [lot] = [each.lot_id for each in account.lots if each.wallet == "points"]
    account = node.acquire(shop.till, "old", shop.member, (lot, 12_000)).account
    old.sell(account, redeem=8000, as_of=account.as_of, at=central.clock.now())
    node.send(shop.till, old)
    node.cut = True
    central.clock.advance(MINUTE)
    over = FinishedEpoch("old", 1, old.hashes[-1].hex())
    assert shop.exchange(new, 1, "", over).closed == (), "the central server has not heard of it"
    assert held(node.database, "old", node.epoch) == {}
    answer = node.acquire(shop.till, "new", shop.member, (lot, 12_000))
    assert [each.granted for each in answer.account.lots if each.lot_id == lot] == [12_000]
    node.cut = False
    for _ in range(3):
        node.sync()
    states = dict(central.rows(sa.select(tables.epoch.c.epoch, tables.epoch.c.state)))  # type: ignore[arg-type]
    assert states["old"] == "closed"
    assert shop.exchange(new, 1, "", over).closed == ("old",)
    node.sync()
    assert central.findings() == []
    with node.database.read() as connection:
        assert verify.verify(connection) == []
    assert central.alarms() == []


def test_a_store_node_that_was_put_back_gets_its_rights_again_when_its_till_has_left_the_old_life(
    shop: Shop, tmp_path: Path, clock: ManualClock
) -> None:
    central, node = shop.central, shop.node
    before, chain = node.epoch, Chain("life")
    chain.parent = before
    account = node.account(shop.till, "life", shop.member)
    [lot] = [each.lot_id for each in account.lots if each.wallet == "points"]
    account = node.acquire(shop.till, "life", shop.member, (lot, 12_000)).account
    chain.sell(account, redeem=8000, as_of=account.as_of, at=clock.now())
    node.send(shop.till, chain)
    node.sync()
    node.close()
    shutil.copytree(node.folder, tmp_path / "copy")
    node.open()
    node.close()
    for file in node.folder.glob("*.db*"):
        file.unlink()
        shutil.copy(tmp_path / "copy" / file.name, file)
    clock.advance(MINUTE)
    node.open()
    after = node.epoch
    assert after != before
    node.sync()
    assert held(central.database, before)[lot] == 12_000, "its till may still hold some of it"
    # the till hears of another parent, and leaves the one before
    cursor = shop.exchange(chain, 2).cursor
    chain.add(ReleaseBody((chain.count(lot, released=4000),), left=before))
    node.send(shop.till, chain, 2)
    for _ in range(4):
        clock.advance(MINUTE)
        cursor = shop.exchange(chain, 3, cursor).cursor
        node.sync()
    assert held(central.database, before) == {}
    assert held(central.database, after)[lot] == 12_000
    states = dict(central.rows(sa.select(tables.epoch.c.epoch, tables.epoch.c.state)))  # type: ignore[arg-type]
    assert (states[before], states[after]) == ("closed", "open")
    assert central.findings() == []
    assert central.alarms() == []
