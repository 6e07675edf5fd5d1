"""A till under a store node: whose rights it holds, what it tells of them, and what it does about another node."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import DAY, HOUR, MINUTE
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    Acknowledgement,
    Body,
    ChainHead,
    EpochMark,
    ExchangeResponse,
    LotChange,
    Operation,
    Recall,
    ReleaseBody,
    RightCounters,
    SaleBody,
    return_right,
)
from cashier_app.sync.store import Outgoing, Route
from cashier_app.till.opening import Connection, Till
from cashier_app.till.parents import CENTRAL
from tests.clock import START, ManualClock
from tests.integration.till.shop import ANNA, COFFEE, MILK, found_shop, open_shop, scan
from tests.integration.till.test_exchange import MANY, anna, lots, sell, seqs

NODE, NEXT_NODE = "node epoch", "the node's next epoch"


def told(
    sent: Outgoing,
    *changes: AccountChange,
    server: str = NODE,
    at: int = START,
    fates: Sequence[Acknowledgement] = (),
    marks: Sequence[EpochMark] = (),
    durable: int = 0,
    recalls: Sequence[Recall] = (),
) -> ExchangeResponse:
    """What a server answers to an exchange."""
    head = ChainHead(sent.operations_epoch, max([0, *(fate.seq for fate in fates)]), "", durable, "open")
    cursor, incarnation = f"{server or 'central'}:7", f"of {server or 'central'}"
    response = ExchangeResponse(at, incarnation, tuple(fates), head, tuple(marks), changes, cursor, False)
    return msgspec.structs.replace(response, server=server, recalls=tuple(recalls))


def hears(till: Till, *changes: AccountChange, server: str = NODE, route: Route = "node", **more: object) -> None:
    """One exchange in which nothing is acknowledged unless it is said."""
    sent = till.sync_store.outgoing(100, MANY, route)
    till.sync_store.take(sent, told(sent, *changes, server=server, **more), START)  # type: ignore[arg-type]


def late(granted: int, balance: int = 120_000) -> LotChange:
    return LotChange("late", "points", "base", balance, START - DAY, START + 300 * DAY, granted)


def soon(granted: int = 0) -> LotChange:
    return LotChange("soon", "points", "base", 30_000, START - DAY, START + 5 * DAY, granted)


def away(*given: LotChange, as_of: int = 0) -> AccountChange:
    """Anna, whose rights are not this till's to keep."""
    return msgspec.structs.replace(anna(*given, home=False), as_of=as_of)


def bodies(till: Till) -> list[Body]:
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))
    return [msgspec.json.decode(row.body, type=Operation).body for row in rows]


def held(till: Till) -> dict[tuple[str, str], int]:
    rows = till.database.worker.call(lambda unit: unit.ledger.held())
    return {(row.lot_id, row.parent): row.right for row in rows if row.right}


@pytest.fixture
def bare(till: Till) -> Till:
    """A till whose rights from before are given back, and that has heard from its node."""
    assert till.sync_store.release("anna")
    assert till.sync_store.release("boris")
    hears(till)
    return till


def test_grants_of_two_parents_are_kept_apart_and_spent_together(bare: Till) -> None:
    hears(bare, away(soon(), late(50_000)))
    before = lots(bare)["late"].granted
    direct = AccountAnswer(START + 10, "of central", (), away(soon(), late(before + 30_000)))
    bare.sync_store.take_account(direct, START)
    assert held(bare) == {("late", NODE): 50_000, ("late", CENTRAL): 30_000}
    assert lots(bare)["late"].right == 80_000
    hears(bare, away(soon(), late(20_000), as_of=START))
    assert held(bare)["late", NODE] == 50_000, "what is granted only grows"
    assert bare.sync_store.targets("anna", 100_000) == [("soon", 20_000)]
    assert bare.sync_store.targets("anna") == [("soon", 30_000), ("late", 90_000)]
    assert bare.sync_store.targets("anna", central=True) == [("soon", 60_000), ("late", before + 30_000 + 40_000)]


def test_a_sale_uses_the_central_servers_grant_first_and_tells_both_counters(bare: Till) -> None:
    before = lots(bare)["late"]
    direct = AccountAnswer(START, "of central", (), away(late(before.granted + 30_000)))
    bare.sync_store.take_account(direct, START)
    hears(bare, away(late(50_000)))
    bare.set_connection(Connection(online=True))
    sell(bare, COFFEE, COFFEE, ANNA, redeem="400")
    body = bodies(bare)[-1]
    assert isinstance(body, SaleBody)
    told = {(one.lot_id, one.parent): one for one in body.rights}
    assert told["late", CENTRAL].used == before.used + 30_000
    assert told["late", NODE] == RightCounters("late", 0, 10_000, 40_000, NODE)
    [earned] = [one for one in body.rights if one.earned and one.lot_id == f"{body.receipt_id}.1"]
    assert earned.parent == NODE
    assert held(bare) == {}, "after the receipt everything is given back, under both"


def test_what_is_earned_while_the_node_is_gone_stays_under_it_and_goes_back_when_it_answers(bare: Till) -> None:
    hears(bare, away(late(50_000)))
    bare.set_connection(Connection(online=True, past_node=True))
    sell(bare, COFFEE, ANNA)
    [lot_id] = [lot_id for lot_id, parent in held(bare) if lot_id != "late"]
    assert held(bare)[lot_id, NODE] > 0
    assert held(bare)["late", NODE] == 50_000, "kept while the node cannot hear of it"
    bare.set_connection(Connection(online=True))
    bare.writer.submit(lambda transaction: None).result(30)
    assert held(bare) == {}
    body = bodies(bare)[-1]
    assert isinstance(body, ReleaseBody)
    assert {one.parent for one in body.rights} == {NODE}


def test_past_a_node_that_is_gone_what_the_central_server_granted_goes_back_at_once(bare: Till) -> None:
    hears(bare, away(late(50_000)))
    granted = lots(bare)["late"].granted
    bare.set_connection(Connection(online=True, past_node=True))
    bare.sync_store.take_account(AccountAnswer(START + 5, "of central", (), away(late(granted + 9_000))), START)
    sell(bare, MILK, ANNA)
    rights = {(lot_id, parent): right for (lot_id, parent), right in held(bare).items() if lot_id == "late"}
    assert rights == {("late", NODE): 50_000}


def test_a_node_that_begins_a_new_epoch_is_left_with_everything_it_lent(bare: Till) -> None:
    hears(bare, away(soon(10_000), late(50_000)))
    sell(bare, COFFEE, ANNA)
    before = {lot_id: right for (lot_id, parent), right in held(bare).items() if parent == NODE}
    assert before
    hears(bare, server=NEXT_NODE)
    body = bodies(bare)[-1]
    assert isinstance(body, ReleaseBody)
    assert body.left == NODE
    assert {(one.lot_id, one.parent) for one in body.rights} == {(lot_id, NODE) for lot_id in before}
    assert held(bare) == {}
    # an answer that was under way from the earlier life grants nothing any more
    bare.sync_store.take_account(AccountAnswer(START + 9, "i", (), away(late(90_000)), NODE), START)
    assert held(bare) == {}
    hears(bare, away(late(7_000)), server=NEXT_NODE)
    assert held(bare) == {("late", NEXT_NODE): 7_000}


def test_a_till_set_up_without_a_node_leaves_the_one_it_had(bare: Till) -> None:
    hears(bare, away(late(50_000)))
    hears(bare, server=CENTRAL, route="central")
    body = bodies(bare)[-1]
    assert isinstance(body, ReleaseBody)
    assert body.left == NODE
    assert held(bare) == {}
    sell(bare, COFFEE, ANNA)
    body = bodies(bare)[-1]
    assert isinstance(body, SaleBody)
    assert {one.parent for one in body.rights} == {CENTRAL}


def test_the_central_server_asked_past_the_node_is_no_new_parent(bare: Till) -> None:
    hears(bare, away(late(50_000)))
    count = len(bodies(bare))
    hears(bare, server=CENTRAL, route="past")
    assert held(bare) == {("late", NODE): 50_000}
    assert len(bodies(bare)) == count


def test_a_node_is_not_left_while_a_card_payment_waits(bare: Till) -> None:
    hears(bare, away(late(50_000)))
    bare.set_connection(Connection(online=True))
    bare.selling.type_code(COFFEE)
    bare.selling.type_code(ANNA)
    bare.selling.redeem("400")
    bare.paying.start()
    bare.paying.ask_card().result(30)
    hears(bare, server=NEXT_NODE)
    assert held(bare) == {("late", NODE): 50_000}
    sold = bare.paying.card_approved("123").result(30).sold
    assert sold is not None
    hears(bare, server=NEXT_NODE)
    body = bodies(bare)[-1]
    assert isinstance(body, ReleaseBody)
    assert body.left == NODE


def test_a_new_life_of_the_database_has_no_rights_under_any_parent(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    hears(till, away(late(50_000)))
    assert held(till)
    till.close()
    till = open_shop(tmp_path, clock, machine="another")
    assert held(till) == {}
    assert till.sync_store.outgoing(1, MANY, "node").cursor == ""
    till.close()


def test_each_servers_cursor_is_kept_by_itself(bare: Till) -> None:
    hears(bare)
    hears(bare, server=CENTRAL, route="past")
    node, past, central = (bare.sync_store.outgoing(1, MANY, route) for route in ("node", "past", "central"))
    assert (node.cursor, node.incarnation) == (f"{NODE}:7", f"of {NODE}")
    assert (past.cursor, past.incarnation) == ("", "of central")
    assert central.cursor == ""


@pytest.mark.parametrize("parent", [CENTRAL, NODE])
def test_a_right_to_return_is_given_up_under_the_parent_that_asks_for_it(bare: Till, parent: str) -> None:
    receipt_id = sell(bare, MILK)
    bare.database.worker.call(lambda unit: unit.meta.put("node_key", "key"))
    hears(bare, recalls=[Recall(return_right(receipt_id), 0, parent)])
    body = bodies(bare)[-1]
    assert isinstance(body, ReleaseBody)
    assert body.rights == (RightCounters(return_right(receipt_id), 1, 0, 1, parent),)
    assert bare.sync_store.return_target(receipt_id) == 1


def test_idle_points_are_given_up_to_the_parent_that_asks_what_was_granted_unseen_with_them(bare: Till) -> None:
    hears(bare, away(soon(20_000), late(50_000)))
    hears(bare, recalls=[Recall("late", 60_000, NODE), Recall("nobody knows it", 5, NODE)])
    body = bodies(bare)[-1]
    assert isinstance(body, ReleaseBody)
    assert body.rights == (RightCounters("late", 0, 0, 60_000, NODE),)
    assert held(bare) == {("soon", NODE): 20_000}
    before = len(bodies(bare))
    hears(bare, recalls=[Recall("late", 60_000, NODE)])
    assert len(bodies(bare)) == before


def test_points_of_the_open_receipt_or_of_a_payment_are_kept_until_it_is_over(bare: Till) -> None:
    hears(bare, anna(late(50_000)))
    wanted = [Recall("late", 50_000, NODE)]
    for code in (COFFEE, ANNA):
        bare.selling.scan(scan(code))
    hears(bare, recalls=wanted)
    assert held(bare) == {("late", NODE): 50_000}
    bare.paying.start()
    hears(bare, recalls=wanted)
    assert held(bare) == {("late", NODE): 50_000}
    bare.paying.leave().result(30)
    bare.selling.detach_member()
    bare.writer.catch_up()
    assert held(bare) == {("late", NODE): 50_000}, "they live here"
    hears(bare, recalls=wanted)
    assert held(bare) == {}


def test_only_what_the_asking_server_granted_is_reported_to_it(bare: Till) -> None:
    hears(bare, away(late(50_000)))
    assert {row.parent for row in bare.sync_store.held()} == {CENTRAL}
    [row] = bare.sync_store.held(NODE)
    assert (row.lot_id, row.granted, row.parent) == ("late", 50_000, NODE)


# --- who knows what ----------------------------------------------------------------------------------------


def test_an_acknowledgement_of_the_node_is_durable_once_the_central_server_has_the_operation(
    bare: Till, clock: ManualClock
) -> None:
    store = bare.sync_store
    sell(bare, MILK)
    sent = store.outgoing(100, MANY, "node")
    fates = [Acknowledgement(each.seq, each.hash, "applied", durable=False) for each in sent.operations]
    store.take(sent, told(sent, fates=fates), START)
    assert store.backlog().waiting == 0
    last = fates[-1].seq
    assert seqs(store.outgoing(100, MANY, "past")) == list(range(1, last + 1)), "nobody but the node has them"

    def kept() -> list[int]:
        return [row.seq for row in bare.database.worker.call(lambda unit: unit.outbox.since(sent.epoch, 1, 100))]

    clock.advance(91 * DAY)
    nothing = store.outgoing(100, MANY, "node")
    store.take(nothing, told(nothing), clock.now())
    assert kept() == list(range(1, last + 1)), "nothing is dropped before it is durable"
    store.take(nothing, told(nothing, durable=2), clock.now())
    assert seqs(store.outgoing(100, MANY, "past")) == list(range(3, last + 1))
    store.take(nothing, told(nothing, durable=last), clock.now())
    store.take(nothing, told(nothing, durable=last), clock.now())
    assert seqs(store.outgoing(100, MANY, "past")) == []
    assert kept() == [last]


def test_a_node_that_lags_behind_gets_again_what_the_central_server_has_had_directly(bare: Till) -> None:
    store = bare.sync_store
    sell(bare, MILK)
    sent = store.outgoing(100, MANY, "past")
    fates = [Acknowledgement(each.seq, each.hash, "applied") for each in sent.operations]
    store.take(sent, told(sent, server=CENTRAL, fates=fates, durable=fates[-1].seq), START)
    asked = store.outgoing(100, MANY, "node")
    assert (seqs(asked), asked.acknowledged_seq) == ([], fates[-1].seq)
    store.take(asked, told(asked), START)
    assert store.send_again(ChainHead(asked.operations_epoch, 2, "", 2, "open"), "node") == fates[-1].seq - 2
    assert seqs(store.outgoing(100, MANY, "node")) == list(range(3, fates[-1].seq + 1))
    assert store.outgoing(100, MANY, "past").acknowledged_seq == fates[-1].seq, "the central server has them still"


def test_a_restored_central_server_gets_again_what_it_lacks_past_the_node(bare: Till) -> None:
    store = bare.sync_store
    sent = store.outgoing(100, MANY, "past")
    fates = [Acknowledgement(each.seq, each.hash, "applied") for each in sent.operations]
    store.take(sent, told(sent, server=CENTRAL, fates=fates, durable=fates[-1].seq), START)
    store.send_again(ChainHead(sent.operations_epoch, 1, "", 1, "open"), "past")
    again = store.outgoing(100, MANY, "past")
    assert (seqs(again), again.acknowledged_seq) == (list(range(2, fates[-1].seq + 1)), 1)


def test_what_the_node_has_counted_and_the_central_server_has_not_heard_of_is_neither_lost_nor_counted_twice(
    bare: Till,
) -> None:
    sell(bare, COFFEE, ANNA)
    mine = {lot_id: lot.left for lot_id, lot in lots(bare).items() if lot.left}
    bought = bare.reader.member("anna")
    assert bought is not None
    net = bought.account.net_purchases + bought.pending_net
    epoch = bare.identity.epoch
    last = bare.database.worker.call(lambda unit: unit.outbox.current()).last_seq  # type: ignore[union-attr]
    known = [
        LotChange(lot.lot_id, "points", lot.source, lot.left, lot.active_at, lot.expires_at, 0)
        for lot in lots(bare).values()
        if lot.left
    ]
    by_node = msgspec.structs.replace(away(*known, as_of=START), net_purchases=net)
    hears(bare, by_node, at=START + MINUTE, marks=[EpochMark(epoch, last)])
    # the node has not delivered the sale yet
    before = [lot for lot in known if lot.lot_id in ("soon", "late")]
    direct = msgspec.structs.replace(away(*before), net_purchases=bought.account.net_purchases)
    answer = AccountAnswer(START + 2 * MINUTE, "of central", (EpochMark(epoch, last - 1),), direct)
    bare.sync_store.take_account(answer, START)
    assert {lot_id: lot.left for lot_id, lot in lots(bare).items() if lot.left} == mine
    after = bare.reader.member("anna")
    assert after is not None
    assert after.account.net_purchases + after.pending_net == net
    # older news by way of the node add but what it grants
    older = msgspec.structs.replace(away(late(3_000, balance=1), as_of=START + MINUTE), net_purchases=0)
    hears(bare, older, at=START + 3 * MINUTE, marks=[EpochMark(epoch, last)])
    assert {lot_id: lot.left for lot_id, lot in lots(bare).items() if lot.left} == mine
    assert held(bare)["late", NODE] == 3_000
    hears(bare, msgspec.structs.replace(older, as_of=START + HOUR), at=START + HOUR, marks=[EpochMark(epoch, last)])
    assert lots(bare)["late"].left == 1


def test_what_the_central_server_had_before_the_node_is_counted_once_though_the_node_lacks_it(bare: Till) -> None:
    def known() -> tuple[dict[str, int], int]:
        record = bare.reader.member("anna")
        assert record is not None
        net = record.account.net_purchases + record.pending_net
        return {lot.lot_id: lot.left for lot in record.lots if lot.left}, net

    sell(bare, COFFEE, ANNA)
    epoch, (lots_then, net) = bare.identity.epoch, known()
    last = bare.database.worker.call(lambda unit: unit.outbox.current()).last_seq  # type: ignore[union-attr]
    # the central server was told past the node, and has told the node, which does not know the sale itself
    told_lots = [
        LotChange(lot.lot_id, "points", lot.source, lot.left, lot.active_at, lot.expires_at, 0)
        for lot in lots(bare).values()
        if lot.left
    ]
    by_node = msgspec.structs.replace(away(*told_lots, as_of=START), net_purchases=net, seen=(EpochMark(epoch, last),))
    hears(bare, by_node, at=START + MINUTE, marks=[EpochMark(epoch, last - 1)])
    assert known() == (lots_then, net)


def test_the_central_servers_first_word_of_a_member_of_the_shop_is_never_taken_for_an_old_one(bare: Till) -> None:
    fresh = AccountChange("fresh", "Ева К.", "start", "active", None, 0, 0, (), ())
    hears(bare, fresh, at=START + HOUR)
    known = bare.reader.member("fresh")
    assert known is not None
    assert (known.account.as_of, known.account.known_at) == (0, START + HOUR)
    # the central server knew the member a moment before the node told of it for the first time
    hears(bare, msgspec.structs.replace(fresh, net_purchases=500, as_of=START + HOUR - 1), at=START + 2 * HOUR)
    after = bare.reader.member("fresh")
    assert after is not None
    assert after.account.net_purchases == 500


def test_what_a_node_counted_of_other_tills_stands_in_the_snapshot_of_a_sale(bare: Till) -> None:
    seen = (EpochMark("the other till", 41),)
    account = msgspec.structs.replace(away(late(0), as_of=START - HOUR), seen=seen)
    hears(bare, account, at=START)
    sell(bare, MILK, ANNA)
    body = bodies(bare)[-1]
    assert isinstance(body, SaleBody)
    assert body.member is not None
    assert (body.member.as_of, body.member.seen) == (START - HOUR, (("the other till", 41),))


def test_a_till_without_a_node_writes_nothing_of_it(till: Till) -> None:
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, told(sent, away(late(130_000)), server=CENTRAL), START)
    till.set_connection(Connection(online=True))
    sell(till, COFFEE, ANNA, redeem="400")
    rows = till.database.worker.call(lambda unit: unit.ledger.held())
    assert {row.parent for row in rows} == {CENTRAL}
    assert not any(isinstance(body, ReleaseBody) for body in bodies(till))
