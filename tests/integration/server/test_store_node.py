"""A store node between tills and the central server: what it holds, lends, delivers and gives back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY
from cashier_app.core.ids import new_id
from cashier_app.server import exchange, nodes, restoring, tables
from cashier_app.server.database import read_meta
from cashier_app.server.members import LotRecord
from cashier_app.server.problems import ApiError
from cashier_app.server.upstream.delivering import Delivery, give_back, next_delivery, request_of, take
from cashier_app.server.upstream.identity import UPSTREAM_CURSOR
from cashier_app.sync.messages import AccountChange, AcquireRequest, EpochMark, LotChange, ReleaseBody, ReturnRequest
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import StoreNode, held
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

CARD, VISITOR = "7770000000000001", "7770000000000002"


class Shop:
    """A store node and two tills of its store; a member at home here with 200 points, and one of another store."""

    def __init__(self, central: Desk, node: StoreNode) -> None:
        self.central = central
        self.node = node
        self.member = central.member(CARD, lots=(LotRecord("200"),))
        self.visitor = central.member(VISITOR, home="2", lots=(LotRecord("70"),))
        self.tills = [central.join("1", "till 1"), central.join("1", "till 2")]
        self.chains = [Chain(), Chain()]
        node.sync()
        for chain in self.chains:
            chain.parent = node.epoch

    def account(self, n: int, account_id: str) -> AccountChange:
        """An account as a till hears of it."""
        return self.node.account(self.tills[n], self.chains[n].epoch, account_id)

    def sell(self, n: int, account_id: str, redeem: int = 0, release: bool = True) -> None:
        """A till acquires what it needs at the node, sells, and releases everything."""
        chain = self.chains[n]
        account = self.account(n, account_id)
        if redeem:
            lot = max(account.lots, key=lambda each: each.balance)
            wanted = (lot.lot_id, lot.granted + redeem)
            account = self.node.acquire(self.tills[n], chain.epoch, account_id, wanted).account
        chain.sell(account, redeem, as_of=account.as_of, at=self.central.clock.now())
        self.node.send(self.tills[n], chain)
        if release:
            self.release(n)

    def release(self, n: int) -> None:
        """A till gives everything back."""
        chain = self.chains[n]
        rights = held(self.node.database, chain.epoch, chain.parent)
        if rights:
            chain.add(ReleaseBody(tuple(chain.count(lot_id, released=points) for lot_id, points in rights.items())))
            self.node.send(self.tills[n], chain)

    def settled(self) -> None:
        """Everything is delivered and heard; both ledgers are right and agree."""
        for _ in range(3):
            self.node.sync()
        assert self.central.findings() == []
        epoch, lot, account = self.node.epoch, tables.lot.c, tables.account.c
        assert held(self.central.database, epoch) == held(self.node.database, epoch)
        query = sa.select(lot.lot_id, lot.balance, lot.account_id, lot.lapsed).where(lot.balance != 0)
        here, there = self.node.rows(query), self.central.rows(query)
        assert sorted(map(tuple, here)) == sorted(map(tuple, there))
        told = sa.select(account.account_id, account.level_id, account.net_purchases, account.purchases, account.state)
        assert sorted(map(tuple, self.node.rows(told))) == sorted(map(tuple, self.central.rows(told)))


@pytest.fixture
def shop(place: ServerPlaces, tmp_path: Path, clock: ManualClock) -> Iterator[Shop]:
    """A chain whose store 1 has a node of its own."""
    central = Desk(place(), clock, PROGRAMME)
    node = StoreNode(central, tmp_path / "node", clock)
    yield Shop(central, node)
    node.close()
    central.close()


def test_the_node_holds_its_members_points_and_lends_them_out(shop: Shop) -> None:
    [lot] = [lot for lot in shop.account(0, shop.member).lots if lot.wallet == "points"]
    assert held(shop.node.database, shop.node.epoch) == {lot.lot_id: 20_000}
    assert not held(shop.node.database, shop.chains[0].epoch, shop.node.epoch)
    shop.sell(0, shop.member, redeem=6000, release=False)
    shop.sell(1, shop.member, redeem=5000)
    shop.settled()
    assert shop.central.alarms() == []
    assert held(shop.central.database, shop.node.epoch)[lot.lot_id] == 9000
    shop.release(0)
    shop.settled()


def test_with_the_central_server_gone_a_shop_spends_what_is_its_own_and_no_more(shop: Shop) -> None:
    shop.node.cut = True
    shop.sell(0, shop.member, redeem=12_000)
    shop.sell(1, shop.member, redeem=12_000)
    answer = shop.account(0, shop.visitor)
    asked = [(lot.lot_id, 7000) for lot in answer.lots]
    refused = shop.node.acquire(shop.tills[0], shop.chains[0].epoch, shop.visitor, *asked)
    assert [lot.granted for lot in refused.account.lots] == [0]
    shop.node.cut = False
    shop.settled()
    redeemed = sa.select(sa.func.sum(tables.entry.c.points)).where(tables.entry.c.kind == "redemption")
    [(spent,)] = shop.central.rows(redeemed)
    assert spent == -20_000
    assert shop.central.alarms() == []


def test_points_earned_at_one_till_are_spent_at_another_without_the_central_server(shop: Shop) -> None:
    shop.node.cut = True
    shop.sell(0, shop.member)
    now = shop.central.clock.now()
    earned = [lot for lot in shop.account(1, shop.member).lots if lot.lot_id.endswith(".1")]
    assert earned
    chain = shop.chains[1]
    wanted = [(lot.lot_id, lot.balance) for lot in earned]
    answer = shop.node.acquire(shop.tills[1], chain.epoch, shop.member, *wanted)
    granted = {lot.lot_id: lot.granted for lot in answer.account.lots}
    assert [granted[lot.lot_id] for lot in earned] == [lot.balance for lot in earned]
    assert now == shop.central.clock.now()
    shop.node.cut = False
    shop.settled()
    assert shop.central.alarms() == []


def test_what_a_visitor_earned_here_goes_back_to_the_pool(shop: Shop) -> None:
    shop.sell(0, shop.visitor)
    shop.settled()
    lots = {lot.lot_id for lot in shop.account(0, shop.visitor).lots}
    assert not lots & set(held(shop.central.database, shop.node.epoch))
    assert shop.central.alarms() == []


def test_an_operation_that_came_by_both_ways_counts_once(shop: Shop) -> None:
    chain, till = shop.chains[0], shop.tills[0]
    account = shop.account(0, shop.member)
    lot = next(lot for lot in account.lots if lot.wallet == "points")
    account = shop.node.acquire(till, chain.epoch, shop.member, (lot.lot_id, 5000)).account
    chain.sell(account, 5000, as_of=account.as_of, at=shop.central.clock.now())
    # the node is gone for a while: the till tells the central server itself
    shop.central.send(till, chain)
    shop.node.sync()
    assert next(each.balance for each in shop.account(0, shop.member).lots if each.lot_id == lot.lot_id) == 15_000
    shop.node.send(till, chain)
    assert next(each.balance for each in shop.account(0, shop.member).lots if each.lot_id == lot.lot_id) == 15_000
    shop.settled()
    assert held(shop.node.database, shop.node.epoch)[lot.lot_id] == 15_000
    assert shop.central.alarms() == []


def test_a_till_is_told_that_its_account_contains_what_the_central_server_had_before_the_node(shop: Shop) -> None:
    chain, till = shop.chains[0], shop.tills[0]
    account = shop.account(0, shop.member)
    chain.sell(account, as_of=account.as_of, at=shop.central.clock.now())
    shop.central.send(till, chain)
    shop.node.sync()
    # the node has the sale's points from the central server, and the sale not yet
    answer = shop.node.acquire(till, chain.epoch, shop.member)
    assert any(lot.lot_id.endswith(".1") for lot in answer.account.lots)
    assert answer.included == (EpochMark(chain.epoch, 0),)
    assert EpochMark(chain.epoch, 1) in answer.account.seen
    assert EpochMark(chain.epoch, 1) not in shop.account(1, shop.member).seen, "that is no matter of another till's"
    shop.node.send(till, chain)
    answer = shop.node.acquire(till, chain.epoch, shop.member)
    assert (answer.included, answer.account.seen) == ((EpochMark(chain.epoch, 1),), ())
    shop.settled()


@pytest.mark.parametrize(("points", "alarms"), [(0, []), (100, ["snapshot"])])
def test_of_a_lot_that_only_the_node_has_heard_of_a_till_may_know_that_nothing_is_here(
    points: int, alarms: list[str], shop: Shop
) -> None:
    chain, account = shop.chains[0], shop.account(0, shop.member)
    now = shop.central.clock.now()
    other = LotChange("the other till's sale.1", "points", "base", points, now, None, 0)
    known = msgspec.structs.replace(account, lots=(*account.lots, other))
    chain.sell(known, as_of=account.as_of, at=now)
    shop.central.send(shop.tills[0], chain)
    assert shop.central.alarms() == alarms


def test_a_node_that_gives_back_what_its_till_has_used_past_it_is_not_accused(shop: Shop) -> None:
    chain, till = shop.chains[0], shop.tills[0]
    account = shop.account(0, shop.member)
    lot = next(lot for lot in account.lots if lot.wallet == "points")
    account = shop.node.acquire(till, chain.epoch, shop.member, (lot.lot_id, 5000)).account
    chain.sell(account, 5000, as_of=account.as_of, at=shop.central.clock.now())
    shop.central.send(till, chain)
    with shop.node.database.write() as transaction:
        assert give_back(transaction, {lot.lot_id}, new_id)
    shop.node.sync()
    shop.node.send(till, chain)
    shop.settled()
    assert shop.central.alarms() == []


def test_what_a_restored_central_server_lacks_goes_up_again_though_its_till_is_gone(shop: Shop) -> None:
    chain, till = shop.chains[0], shop.tills[0]
    chain.sell()
    shop.node.send(till, chain)
    shop.node.sync()
    sent = shop.central.exchange(shop.tills[1], shop.chains[1].request())
    restored = msgspec.structs.replace(sent, incarnation="another", included=(), changes=(), recalls=())
    with shop.node.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.epoch).values(durable_seq=tables.epoch.c.applied_seq))
        own = Delivery(shop.node.epoch, "")
        head = msgspec.structs.replace(restored.head, epoch=shop.node.epoch, seq=0, hash="")
        take(transaction, own, msgspec.structs.replace(restored, head=head), new_id)
        delivery = next_delivery(transaction.connection, shop.node.epoch, 100, 1_000_000)
    assert (delivery.epoch, [each.seq for each in delivery.operations]) == (chain.epoch, [1])


def test_a_node_that_has_not_heard_of_a_restore_tells_nothing_before_it_has(shop: Shop) -> None:
    chain, till = shop.chains[0], shop.tills[0]
    chain.sell()
    shop.node.send(till, chain)
    with shop.central.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")
        known = tables.node.c.node_id == shop.node.worker.upstream.node
        [row] = transaction.rows(sa.select(tables.node).where(known))
    node = nodes.Node(row.node_id, row.store_id, row.machine, row.reported, row.kind)
    with shop.node.database.read() as connection:
        delivery = next_delivery(connection, shop.node.epoch, 100, 1_000_000)
        request = request_of(shop.node.epoch, delivery, read_meta(connection, UPSTREAM_CURSOR), 100, None)
    assert [each.seq for each in delivery.operations] == [1]
    assert shop.central.exchange(node, request).acknowledged == ()
    shop.settled()
    sold = shop.central.rows(sa.select(tables.operation.c.epoch).where(tables.operation.c.kind == "sale"))
    assert sold == [(chain.epoch,)]


def test_acknowledgements_become_durable_once_the_central_server_has_the_operations(shop: Shop) -> None:
    shop.node.cut = True
    chain, till = shop.chains[0], shop.tills[0]
    chain.sell()
    answer = shop.node.send(till, chain)
    assert [(fate.state, fate.durable) for fate in answer.acknowledged] == [("applied", False)]
    assert answer.head.durable_seq == 0
    shop.node.cut = False
    shop.node.sync()
    assert shop.node.send(till, chain).head.durable_seq == 1
    assert shop.node.exchange(till, chain.request(2)).head.durable_seq == 1


def test_a_till_is_told_when_and_with_whose_operations_its_account_is_known(shop: Shop) -> None:
    shop.node.cut = True
    told = shop.account(1, shop.member)
    shop.sell(0, shop.member)
    then = shop.account(1, shop.member)
    assert then.as_of == told.as_of > 0
    assert [(mark.epoch, mark.seq) for mark in then.seen] == [(shop.chains[0].epoch, 1)]
    shop.node.cut = False
    shop.settled()
    assert shop.account(1, shop.member).seen == ()


def test_a_node_put_back_from_a_copy_begins_anew_and_lends_nothing_twice(shop: Shop, tmp_path: Path) -> None:
    shop.node.again()
    shop.node.close()
    shutil.copytree(shop.node.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*.life"))
    shop.node.open()
    before = shop.node.epoch
    shop.chains[0].parent = before
    account = shop.account(0, shop.member)
    lot = next(lot for lot in account.lots if lot.wallet == "points")
    shop.node.acquire(shop.tills[0], shop.chains[0].epoch, shop.member, (lot.lot_id, 20_000))
    shop.node.close()
    for file in shop.node.folder.glob("*.db*"):
        file.unlink()
    shutil.copytree(tmp_path / "copy", shop.node.folder, dirs_exist_ok=True)
    shop.node.open()
    assert shop.node.epoch != before
    shop.node.sync()
    answer = shop.node.acquire(shop.tills[1], shop.chains[1].epoch, shop.member, (lot.lot_id, 10_000))
    assert next(each.granted for each in answer.account.lots if each.lot_id == lot.lot_id) == 0
    assert held(shop.central.database, before)[lot.lot_id] == 20_000


def test_a_node_started_again_is_the_same_one(shop: Shop) -> None:
    before = shop.node.epoch
    shop.node.again()
    shop.node.again()
    assert shop.node.epoch == before


def test_goods_are_returned_at_the_other_till_with_the_central_server_gone(shop: Shop) -> None:
    shop.node.cut = True
    seller, other = shop.chains
    seller.sell(receipt_id="r1")
    shop.node.send(shop.tills[0], seller)
    asked = shop.node.ask_return(shop.tills[1], other.epoch, "r1", 1)
    assert (asked.state, asked.holder) == ("asked", "till 1")
    recalled = shop.node.exchange(shop.tills[0], seller.request(2)).recalls
    assert [(each.lot_id, each.parent) for each in recalled] == [("sold:r1", shop.node.epoch)]
    seller.add(ReleaseBody((seller.count("sold:r1", earned=1, released=1),)))
    shop.node.send(shop.tills[0], seller)
    held_now = shop.node.ask_return(shop.tills[1], other.epoch, "r1", 1)
    assert (held_now.state, held_now.granted, held_now.server) == ("held", 1, shop.node.epoch)
    shop.node.cut = False
    shop.settled()
    assert shop.central.alarms() == []


def test_another_store_gets_the_right_to_return_through_the_node(shop: Shop) -> None:
    seller = shop.chains[0]
    seller.sell(receipt_id="r1")
    shop.node.send(shop.tills[0], seller)
    shop.node.sync()
    elsewhere, chain = shop.central.join("2", "till 3"), Chain()

    def ask() -> str:
        request = ReturnRequest(chain.epoch, "r1", 1)
        return exchange.acquire_return(shop.central.database, shop.central.programmes, elsewhere, request).state

    assert ask() == "asked"
    shop.node.sync()
    recalled = shop.node.exchange(shop.tills[0], seller.request(2)).recalls
    assert [(each.lot_id, each.parent) for each in recalled] == [("sold:r1", "")]
    seller.parent = ""
    seller.add(ReleaseBody((seller.count("sold:r1", earned=1, released=1),)))
    shop.node.send(shop.tills[0], seller)
    shop.node.sync()
    assert ask() == "held"
    assert shop.central.findings() == []


def test_lots_that_lapse_are_written_off_once_the_whole_shop_has_told_everything(
    place: ServerPlaces, tmp_path: Path, clock: ManualClock
) -> None:
    central = Desk(place(), clock, PROGRAMME)
    node = StoreNode(central, tmp_path / "node", clock)
    account_id = central.member(CARD, lots=(LotRecord("100", expires_in_days=1),))
    till, chain = central.join("1", "till 1"), Chain()
    node.sync()
    chain.parent = node.epoch
    account = node.account(till, chain.epoch, account_id)
    lot = next(lot for lot in account.lots if lot.wallet == "points")
    account = node.acquire(till, chain.epoch, account_id, (lot.lot_id, 6000)).account
    chain.sell(account, 5000, as_of=account.as_of, at=clock.now())
    clock.advance(3 * DAY)
    node.sync()
    node.sync()
    [(balance,)] = central.rows(sa.select(tables.lot.c.balance).where(tables.lot.c.lot_id == lot.lot_id))
    assert balance == 10_000
    cursor = node.send(till, chain).cursor
    for _ in range(3):
        cursor = node.exchange(till, chain.request(2, cursor=cursor)).cursor
        clock.advance(DAY // 4)
        node.sync()
        clock.advance(DAY // 4)
    node.sync()
    [(balance,)] = central.rows(sa.select(tables.lot.c.balance).where(tables.lot.c.lot_id == lot.lot_id))
    assert balance == 0
    assert central.alarms() == []
    assert central.findings() == []
    node.close()
    central.close()


def test_a_till_of_another_store_is_none_of_the_nodes_business(shop: Shop) -> None:
    stranger = shop.central.join("2", "till 9")
    shop.node.sync()
    assert not shop.node.rows(sa.select(tables.node).where(tables.node.c.node_id == stranger.node_id))
    foreign = nodes.Node(shop.node.worker.upstream.node, "1", "", "", "store")
    with pytest.raises(Exception, match="another node"), shop.central.database.write() as transaction:
        nodes.epoch_of(transaction, foreign, "anything", stranger.node_id)


def test_a_till_that_knows_no_parents_is_lent_nothing(shop: Shop) -> None:
    till, chain = shop.node.knows(shop.tills[0]), shop.chains[0]
    [lot] = [lot for lot in shop.account(0, shop.member).lots if lot.wallet == "points"]
    asked = AcquireRequest(chain.epoch, shop.member, ((lot.lot_id, 5000),))
    answer = exchange.acquire(shop.node.database, shop.node.programmes, till, asked)
    assert [each.granted for each in answer.account.lots] == [0]
    chain.sell(receipt_id="r1")
    shop.node.send(shop.tills[0], chain)
    with pytest.raises(ApiError, match="no such sale"):
        exchange.acquire_return(shop.node.database, shop.node.programmes, till, ReturnRequest(chain.epoch, "r1", 1))


def test_a_chain_that_the_central_server_knows_otherwise_holds_nobody_up(
    shop: Shop, expect_log: Callable[[str], None]
) -> None:
    expect_log("has two histories")
    twin, chain = Chain(shop.chains[0].epoch), shop.chains[0]
    twin.parent = chain.parent
    twin.sell()
    shop.central.send(shop.tills[0], twin)
    chain.sell()
    shop.node.send(shop.tills[0], chain)
    shop.chains[1].sell()
    shop.node.send(shop.tills[1], shop.chains[1])
    shop.node.sync()
    kept = shop.central.rows(sa.select(tables.operation.c.epoch).where(tables.operation.c.kind == "sale"))
    assert sorted(kept) == sorted([(chain.epoch,), (shop.chains[1].epoch,)])
    assert shop.central.alarms() == ["fork"]
    assert shop.central.findings() == []
