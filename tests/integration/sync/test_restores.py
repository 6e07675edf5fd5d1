"""Servers put back from a backup without a word: they notice by what tills were told, and nothing is granted twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.core.clock import HOUR
from cashier_app.server import journal, recalling, restoring, tables
from cashier_app.server.members import LotRecord
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.store_node import held
from tests.integration.server.till_side import PROGRAMME
from tests.integration.sync.shop_world import CARD, VISITOR, World

Expect = Callable[[str], None]
#: What a server says once it has noticed, and a till about what goes again.
NOTICED, AGAIN = "this database was put back", "operations go again"


@pytest.fixture(params=[False, True], ids=["central", "node"])
def world(request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock) -> Iterator[World]:
    made = World(tmp_path, clock, with_node=request.param)
    yield made
    made.close()


def copy_central(world: World) -> Path:
    """A backup of the central server."""
    world.central.close()
    backup = Path(world.central_file).with_name("backup.db")
    shutil.copy(world.central_file, backup)
    world.central.database = Desk(world.central_file, world.clock, PROGRAMME).database
    return backup


def put_back(world: World, backup: Path) -> None:
    """The central server as it was then; nobody says so."""
    world.central.close()
    for file in Path(world.central_file).parent.glob("central.db*"):
        file.unlink()
    shutil.copy(backup, world.central_file)
    world.central.database = Desk(world.central_file, world.clock, PROGRAMME).database


def settle(world: World) -> None:
    for _ in range(3):
        world.turn()
        world.upwards()


def incarnations(world: World) -> int:
    """How many were begun after the first, as the journal says."""
    with world.central.database.read() as connection:
        return len([act for act in connection.scalars(sa.select(journal.journal.c.act)) if act == "restored"])


def test_a_central_server_put_back_notices_and_gets_again_what_it_lacks(world: World, expect_log: Expect) -> None:
    expect_log(NOTICED)
    expect_log(AGAIN)
    settle(world)
    world.till.sell(CARD)
    settle(world)
    backup = copy_central(world)
    world.acquire(world.member, 9000)
    sold = [world.till.sell(CARD, redeem=4000), world.till.sell("")]
    settle(world)
    put_back(world, backup)
    settle(world)
    settle(world)
    assert incarnations(world) == 1
    assert world.at_central() == world.till.store.outgoing(1, 1).last_seq
    assert world.central.findings() == []
    assert set(world.central.alarms()) <= {"snapshot"}
    found = {row[0] for row in world.central.rows(sa.select(tables.operation.c.receipt_id))}
    assert {each.receipt_id for each in sold} <= found
    spendable = world.till.rights(world.member)
    assert spendable <= world.till.points(world.member)
    world.acquire(world.member)
    world.till.sell(CARD, redeem=world.till.rights(world.member))
    settle(world)
    assert world.central.findings() == []
    assert set(world.central.alarms()) <= {"snapshot"}


@pytest.mark.parametrize("world", [False], indirect=True, ids=["central"])
def test_a_till_reports_what_it_holds_though_somebody_it_is_taken_for_has_reported(
    world: World, expect_log: Expect
) -> None:
    """A copy of it, which is the same node to the server and holds nothing, was quicker."""
    expect_log("")
    settle(world)
    backup = copy_central(world)
    world.look_up(VISITOR)
    world.acquire(world.visitor, 3000)
    settle(world)
    lot_id, held_here = next((lot.lot_id, lot.right) for lot in world.till.member(world.visitor).lots if lot.right)
    put_back(world, backup)
    with world.central.database.write() as transaction:
        fresh = restoring.begin_incarnation(transaction, "somebody")
        transaction.connection.execute(sa.update(tables.node).values(reported=fresh))
    settle(world)
    assert held(world.central.database, world.till.epoch).get(lot_id) == held_here
    assert world.central.findings() == []


def test_a_till_counts_its_own_sale_though_a_server_put_back_tells_the_member_without_it(
    world: World, expect_log: Expect
) -> None:
    expect_log("")
    settle(world)
    backup = copy_central(world)
    world.till.sell(CARD)
    settle(world)

    def known() -> tuple[int, int]:
        record = world.till.member(world.member)
        assert record is not None
        return world.till.points(world.member), record.account.net_purchases + record.pending_net

    before = known()
    put_back(world, backup)
    # else an answer that is older than what is known would be taken for one that was overtaken
    world.clock.advance(HOUR)
    with world.central.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")
    assert world.look_up(CARD).outcome == "found"
    assert known() == before
    for _ in range(2):
        settle(world)
        assert known() == before
    assert world.central.findings() == []


def test_a_server_that_was_not_put_back_begins_nothing(world: World) -> None:
    settle(world)
    for _ in range(4):
        world.till.sell(CARD)
        settle(world)
    world.silent.add("node")
    world.till.sell(CARD)
    world.turn()
    world.silent.clear()
    settle(world)
    assert incarnations(world) == 0


def test_a_store_node_put_back_with_all_its_files_goes_on_under_another_epoch(
    tmp_path: Path, clock: ManualClock, expect_log: Expect
) -> None:
    expect_log(NOTICED)
    world = World(tmp_path, clock)
    node = world.node
    assert node is not None
    settle(world)
    node.close()
    backup = tmp_path / "node backup"
    shutil.copytree(node.folder, backup)
    node.open()
    world.acquire(world.member)
    assert world.till.rights(world.member) == 20_000
    world.till.sell(CARD, redeem=4000)
    # something that the central server tells moves the node's feed on
    world.central.member("7770000000000042")
    settle(world)
    old = node.epoch
    node.close()
    shutil.rmtree(node.folder)
    shutil.copytree(backup, node.folder)
    node.open()
    assert node.epoch == old, "nothing local tells that it was put back"
    settle(world)
    settle(world)
    assert node.worker.upstream.epoch != old
    assert world.at_central() == world.till.store.outgoing(1, 1).last_seq
    world.acquire(world.member)
    assert world.till.rights(world.member) <= 20_000 - 4000 + 1000
    world.till.sell(CARD, redeem=min(world.till.rights(world.member), 16_000))
    settle(world)
    assert world.central.findings() == []
    assert set(world.central.alarms()) <= {"snapshot"}
    world.close()


def test_a_store_node_put_back_writes_nothing_before_it_knows_that_it_was(
    tmp_path: Path, clock: ManualClock, expect_log: Expect
) -> None:
    """What it has still to deliver of a till goes first; the answer asks for something back."""
    expect_log("it goes on by another")
    world = World(tmp_path, clock)
    node = world.node
    assert node is not None
    other = world.central.member("7770000000000042", lots=(LotRecord("30"),))
    settle(world)
    world.till.sell("")
    world.turn()
    node.close()
    backup = tmp_path / "node backup"
    shutil.copytree(node.folder, backup)
    node.open()
    recall(world, world.member)
    old = node.epoch
    assert world.central.rows(of_chain(old)), "it has given something back"
    node.close()
    shutil.rmtree(node.folder)
    backup.rename(node.folder)
    node.open()
    assert node.epoch == old, "nothing local tells that it was put back"
    recall(world, other)
    settle(world)
    assert node.worker.upstream.epoch != old
    assert "fork" not in world.central.alarms()
    assert world.central.findings() == []
    world.close()


def recall(world: World, account_id: str) -> None:
    """Somebody asks for all that a member of the store has."""
    with world.central.database.write() as transaction:
        recalling.ask_by_name(transaction, account_id, "somebody", "needed elsewhere")
    world.upwards()
    world.upwards()


def of_chain(epoch: str) -> sa.Select[tuple[int]]:
    """What the central server has of a chain."""
    return sa.select(tables.operation.c.seq).where(tables.operation.c.epoch == epoch)
