"""Points lent beyond the rights: a debt within the floor, an alarm of its own, repaid by what is earned later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.loyalty.programme import OfflineRules
from cashier_app.server import tables, verify
from cashier_app.server.members import LotRecord
from cashier_app.server.nodes import Node
from cashier_app.sync.messages import AccountChange
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import StoreNode, held
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

CARD = "7770000000000001"
LENDING = msgspec.structs.replace(PROGRAMME, offline=OfflineRules(redemption="rights+floor", floor=5000))


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    """A central server whose programme lends 50 points."""
    opened = Desk(place(), clock, LENDING)
    yield opened
    opened.close()


def alarms(desk: Desk) -> list[tuple[str, int]]:
    """Kind and amount of every alarm, in order."""
    rows = desk.rows(sa.select(tables.alarm).order_by(tables.alarm.c.alarm_id))
    # the tills built here do not follow what the other one does
    return [(row.kind, row.amount) for row in rows if row.kind != "snapshot"]  # type: ignore[attr-defined]


def lot(desk: Desk, lot_id: str) -> tuple[int, int, int]:
    """(balance, reserved, claim) of a lot."""
    [row] = desk.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == lot_id))
    return row.balance, row.reserved, row.claim  # type: ignore[attr-defined]


class TwoShops:
    """A member of 100 points whose rights are at home, and a till elsewhere that can ask nobody."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.member = desk.member(CARD, home="1", lots=(LotRecord("100"),))
        self.home, self.away = desk.join("1", "till 1"), desk.join("2", "till 2")
        self.chains = Chain("home", LENDING), Chain("away", LENDING)
        self.account = desk.account(self.home, "home", self.member)
        self.lot_id = next(each.lot_id for each in self.account.lots if each.wallet == "points")

    def lend(self, points: int, declared: int) -> None:
        """The till elsewhere sells, and tells how much of that was lent."""
        chain = self.chains[1]
        chain.sell(self.account, redeem=points, rights={self.lot_id: points - declared}, lent=declared)
        self.desk.send(self.away, chain, first=chain.seq)

    def spend_at_home(self, points: int) -> None:
        """The rights at home are spent, whatever was lent elsewhere."""
        self.chains[0].sell(self.account, redeem=points, rights={self.lot_id: points})
        self.desk.send(self.home, self.chains[0], first=self.chains[0].seq)

    def earn(self, node: Node, chain: Chain) -> None:
        """A purchase without a redemption, by whoever knows the debt."""
        now = self.desk.clock.now()
        account = self.desk.account(node, chain.epoch, self.member)
        chain.sell(account, as_of=now, at=now, price=2_000_000)
        self.desk.send(node, chain, first=chain.seq)


def test_what_is_lent_is_a_debt_with_an_alarm_that_later_points_repay(desk: Desk) -> None:
    two = TwoShops(desk)
    two.lend(5000, declared=5000)
    assert alarms(desk) == [("floor", 5000)]
    assert lot(desk, two.lot_id) == (5000, 10_000, 5000)
    assert desk.findings() == []
    two.spend_at_home(10_000)
    assert alarms(desk) == [("floor", 5000)], "the debt is known already"
    assert lot(desk, two.lot_id) == (-5000, 0, 5000)
    assert desk.findings() == []
    desk.clock.advance(1000)
    two.earn(two.away, two.chains[1])
    assert lot(desk, two.lot_id) == (0, 0, 0), "repaid"
    assert desk.findings() == []


def test_what_comes_back_from_who_held_it_is_no_debt_any_more(desk: Desk) -> None:
    two = TwoShops(desk)
    two.lend(5000, declared=5000)
    two.chains[0].release(two.lot_id, 10_000)
    desk.send(two.home, two.chains[0], first=two.chains[0].seq)
    balance, _, claim = lot(desk, two.lot_id)
    assert (balance, claim) == (5000, 0)
    assert alarms(desk) == [("floor", 5000)]
    assert desk.findings() == []


def test_more_than_the_floor_is_an_overspend_like_any_other(desk: Desk) -> None:
    two = TwoShops(desk)
    two.lend(8000, declared=8000)
    assert alarms(desk) == [("floor", 5000), ("overspend", 3000)]
    assert desk.findings() == []


def test_where_the_programme_lends_nothing_it_is_all_an_overspend(place: ServerPlaces, clock: ManualClock) -> None:
    desk = Desk(place(), clock, PROGRAMME)
    two = TwoShops(desk)
    two.chains = Chain("home"), Chain("away")
    two.lend(5000, declared=5000)
    assert alarms(desk) == [("overspend", 5000)]
    assert desk.findings() == []
    desk.close()


class Lending:
    """A store node without the central server: it holds 100 points, of which one of its tills has borrowed all."""

    def __init__(self, desk: Desk, folder: Path, clock: ManualClock) -> None:
        self.desk = desk
        self.node = StoreNode(desk, folder, clock)
        self.member = desk.member(CARD, lots=(LotRecord("200"),))
        self.tills = [desk.join("1", "till 1"), desk.join("1", "till 2")]
        self.chains = [Chain("life-1", LENDING), Chain("life-2", LENDING)]
        self.node.sync()
        for till, chain in zip(self.tills, self.chains, strict=True):
            chain.parent = self.node.epoch
            self.node.send(till, chain)
        self.account: AccountChange = self.node.account(self.tills[0], "life-1", self.member)
        self.lot_id = next(each.lot_id for each in self.account.lots if each.wallet == "points")
        self.account = self.node.acquire(self.tills[0], "life-1", self.member, (self.lot_id, 20_000)).account

    def lend(self) -> None:
        """The other till lends 50 points."""
        self.chains[1].sell(self.account, redeem=5000, rights={self.lot_id: 0}, lent=5000, as_of=self.account.as_of)

    def is_right(self) -> None:
        """Both ledgers hold, and both know the same of what the node holds."""
        for _ in range(3):
            self.node.sync()
        assert self.desk.findings() == []
        with self.node.database.read() as connection:
            assert verify.verify(connection) == []
        above, here = (held(each, self.node.epoch) for each in (self.desk.database, self.node.database))
        assert above.get(self.lot_id) == here.get(self.lot_id)


@pytest.fixture
def lending(desk: Desk, tmp_path: Path, clock: ManualClock) -> Iterator[Lending]:
    """A store with a node and two tills."""
    opened = Lending(desk, tmp_path / "node", clock)
    yield opened
    opened.node.close()


def test_what_a_till_lends_takes_nothing_from_the_shops_other_till(lending: Lending) -> None:
    lending.lend()
    lending.node.send(lending.tills[1], lending.chains[1])
    lending.is_right()
    assert alarms(lending.desk) == [("floor", 5000)]
    chain = lending.chains[0]
    chain.sell(lending.account, redeem=20_000, rights={lending.lot_id: 20_000}, as_of=lending.account.as_of)
    lending.node.send(lending.tills[0], chain)
    lending.is_right()
    assert alarms(lending.desk) == [("floor", 5000)]
    assert lot(lending.desk, lending.lot_id)[0] == -5000


def test_a_node_that_hears_of_it_from_above_first_holds_no_more_for_it(lending: Lending) -> None:
    lending.lend()
    lending.desk.send(lending.tills[1], lending.chains[1])
    lending.node.sync()
    lending.node.send(lending.tills[1], lending.chains[1])
    lending.is_right()
    assert held(lending.desk.database, lending.node.epoch)[lending.lot_id] == 20_000
    assert alarms(lending.desk) == [("floor", 5000)]
