"""A till of a shop with a store node: asked first, passed by while it is silent, and never made to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.core.one_time import code_at, step_of
from cashier_app.server import phone_cards, tables
from cashier_app.server.members import LotRecord
from cashier_app.till.parents import CENTRAL
from tests.clock import ManualClock
from tests.integration.server.store_node import held
from tests.integration.sync.shop_world import CARD, STRANGER, VISITOR, World


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
    assert {right.parent for right in world.till.store.held(world.node_epoch)} == {world.node_epoch}
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
    world.upwards()
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
    world.upwards()
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
    assert held(world.node_database, world.till.epoch, world.node_epoch)


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
    world.upwards()
    assert world.worker.state.waiting == 0
    assert world.central.alarms() == []
    assert world.central.findings() == []


def test_a_central_server_restored_behind_the_node_is_told_by_the_till_itself(world: World) -> None:
    world.turn()
    world.acquire(world.visitor, 2000)
    with world.central.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "after the restore"}])
    world.upwards()
    world.turn()
    assert world.whom() == ["node", "central", "central"]
    with world.central.database.read() as connection:
        who = connection.execute(tables.node.select().where(tables.node.c.name == "till")).one()
        assert who.reported == "after the restore"
    world.turn()
    assert world.whom() == ["node"], "told once"


def test_a_telephones_code_is_verified_by_the_central_server_even_through_the_node(world: World) -> None:
    world.turn()
    with world.central.database.write() as transaction:
        secret = phone_cards.give_secret(transaction, world.till.card_hash(CARD))
    code = code_at(secret, step_of(world.clock.now()))
    # its answer is lost: the node passes the same question on, and the code counts as used by this scan alone
    world.losing.add("central")
    assert world.verify(CARD, code) == "verified"
    assert world.asked == [("central", "/v1/cards/verify"), ("node", "/upstream/v1/cards/verify")]
    assert world.verify(CARD, code) == "used"
    world.silent = {"central"}
    assert world.verify(CARD, code) == "unreachable", "the node has no secret"
    with world.node_database.read() as connection:
        assert connection.execute(tables.phone_card.select()).all() == []
