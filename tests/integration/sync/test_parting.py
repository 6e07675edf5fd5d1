"""A copy of a till that went on without anybody noticing: everything both did is there once, and nothing twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.simulation.small_till import SmallTill
from cashier_app.sync.worker import SyncWorker
from tests.clock import ManualClock
from tests.integration.sync.shop_world import CARD, VISITOR, World

Expect = Callable[[str], None]
Copies = tuple[tuple[SmallTill, SyncWorker], tuple[SmallTill, SyncWorker]]


@pytest.fixture(params=[False, True], ids=["central", "node"])
def world(request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock) -> Iterator[World]:
    made = World(tmp_path, clock, with_node=request.param)
    yield made
    made.close()


@pytest.fixture
def copies(world: World) -> Iterator[Copies]:
    """The till, and a copy of its whole folder on the same machine; both hold the right to the same points."""
    world.turn()
    world.acquire(world.member)
    world.till.sell(CARD)
    world.turn()
    world.till.close()
    folder, copy = world.till.folder, world.till.folder.parent / "copy"
    shutil.copytree(folder, copy)
    world.till = SmallTill(folder, world.clock)
    world.worker = world.worker_of(world.till)
    other = SmallTill(copy, world.clock, machine=folder.name)
    assert other.epoch == world.till.epoch, "nothing tells the copy from the till"
    worker = world.worker_of(other)
    yield (world.till, world.worker), (other, worker)
    worker.stop()
    other.close()


def sales(world: World) -> dict[str, int]:
    """How often each receipt stands in the central ledger."""
    operation = tables.operation.c
    query = sa.select(operation.receipt_id, sa.func.count()).where(operation.state == "applied")
    return {row[0]: row[1] for row in world.central.rows(query.group_by(operation.receipt_id)) if row[0]}


def settle(world: World, *workers: SyncWorker) -> None:
    """Everybody tells and hears everything."""
    for _ in range(3):
        for worker in workers:
            worker.turn()
        world.upwards()


def test_what_the_server_cannot_have_goes_on_under_a_new_epoch(
    world: World, copies: Copies, expect_log: Expect
) -> None:
    expect_log("is known otherwise at the server")
    expect_log("go on under the new one")
    expect_log("has two histories")
    (till, worker), (copy, copied) = copies
    sold = [till.sell(CARD), till.sell("")]
    worker.turn()
    sold += [copy.sell(""), copy.sell(CARD, redeem=2000), copy.sell("")]
    old = copy.store.current_epoch()
    copied.turn()
    assert copied.state.trouble == "none", "it goes on by itself"
    assert copied.state.waiting == 0
    assert copy.store.current_epoch() != old == till.store.current_epoch()
    settle(world, worker, copied)
    found = sales(world)
    assert [found[each.receipt_id] for each in sold] == [1] * len(sold)
    assert set(found.values()) == {1}
    assert world.central.findings() == []
    assert set(world.central.alarms()) <= {"fork", "snapshot"}
    # both go on, each under its own epoch; the till that was first goes without grants until a person decides
    later = [copy.sell(VISITOR), till.sell("")]
    settle(world, worker, copied)
    assert [sales(world)[each.receipt_id] for each in later] == [1, 1]
    assert copied.state.trouble == worker.state.trouble == "none"
    assert world.central.findings() == []


def test_points_of_both_copies_are_taken_once_each_and_an_overspend_is_bounded_by_the_right_that_was_copied(
    world: World, copies: Copies, expect_log: Expect
) -> None:
    expect_log("is known otherwise at the server")
    expect_log("go on under the new one")
    expect_log("has two histories")
    (till, worker), (copy, copied) = copies
    till.sell(CARD, redeem=15_000)
    copy.sell(CARD, redeem=15_000)
    settle(world, worker, copied)
    record = copy.member(world.member)
    assert record is not None
    assert world.central.findings() == []
    assert "overspend" in world.central.alarms()
    [(total,)] = world.central.rows(
        sa.select(sa.func.sum(tables.entry.c.points)).where(tables.entry.c.kind == "redemption")
    )
    assert total == -30_000, "both buyers have left with their receipts"
    # the copy counts what it used under its new epoch: it can spend nothing that it was not granted
    assert copy.rights(world.member) <= 2000, "no more than what the sales have earned"


def test_a_copy_that_has_done_nothing_yet_goes_on_under_a_new_epoch_before_it_does(
    world: World, copies: Copies, expect_log: Expect
) -> None:
    expect_log("is known otherwise at the server")
    (till, worker), (copy, copied) = copies
    till.sell(CARD, redeem=15_000)
    worker.turn()
    old = copy.store.current_epoch()
    assert copy.rights(world.member) >= 15_000, "it would spend the same again"
    copied.turn()
    assert copy.store.current_epoch() != old
    assert copy.rights(world.member) == 0
    copied.turn()
    settle(world, worker, copied)
    assert world.central.alarms() == []
    assert world.central.findings() == []


@pytest.mark.parametrize("world", [True], ids=["node"], indirect=True)
def test_what_a_node_took_and_the_central_server_knows_otherwise_is_told_by_the_till_itself(
    world: World, copies: Copies, expect_log: Expect
) -> None:
    expect_log("is known otherwise at the server")
    expect_log("go on under the new one")
    expect_log("has two histories")
    (till, worker), (copy, copied) = copies
    sold = [till.sell(CARD), till.sell("")]
    world.silent.add("node")
    worker.turn()
    world.silent.clear()
    sold += [copy.sell(CARD, redeem=2000), copy.sell("")]
    copied.turn()
    assert copied.state.waiting == 0, "the node has taken them"
    settle(world, copied, worker)
    settle(world, copied, worker)
    found = sales(world)
    assert [found.get(each.receipt_id) for each in sold] == [1] * len(sold)
    assert set(found.values()) == {1}
    assert world.central.findings() == []
    assert set(world.central.alarms()) <= {"fork", "snapshot"}
