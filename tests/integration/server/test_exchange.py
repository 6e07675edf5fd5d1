"""Operations over real HTTP and a real file: applied once, in order, whatever arrives how often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.ids import chain_hash
from cashier_app.loyalty.cart import LotState
from cashier_app.server import restoring
from cashier_app.server.book import UNTIL_TOLD
from cashier_app.server.tables import account, alarm, fork, operation, purchase
from cashier_app.sync.messages import CashBody, ExchangeRequest, HeldRight, SealedOperation
from tests.clock import START, ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import Chain, Client, card_hash

CARD = "7789000000004417"


def states(request_and_more: tuple[Client, ExchangeRequest]) -> list[str]:
    """Send, and the fate of each operation."""
    client, request = request_and_more
    return [each.state for each in client.exchange(request).acknowledged]


def first_load(client: Client, epoch: str = "first") -> tuple[object, ...]:
    """The whole feed of a small shop."""
    return client.exchange(ExchangeRequest(1, epoch, "")).changes


def account_of(client: Client, chain: Chain, server: RunningServer) -> object:
    """The one member's account as the feed has it."""
    changes = client.exchange(ExchangeRequest(1, chain.epoch, "")).changes
    return next(change for change in changes if getattr(change, "identifiers", None))


def test_a_sale_is_applied_and_comes_back_with_the_feed(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD, "1245"))
    chain = Chain()
    first = client.exchange(chain.request())
    [known] = [each for each in first.changes if hasattr(each, "lots")]
    assert (known.home, known.lots[0].balance, known.lots[0].granted) == (True, 124_500, 124_500)
    chain.sell(known, redeem=10_000, as_of=first.server_time)
    second = client.exchange(chain.request(cursor=first.cursor))
    assert [each.state for each in second.acknowledged] == ["applied"]
    [after] = second.changes
    old, new = sorted(after.lots, key=lambda lot: -lot.balance)
    assert old.balance == 114_500
    assert new.lot_id.endswith(".1")
    assert (after.purchases, after.net_purchases) == (1, 90_000)
    assert second.included[0].seq == 1
    assert server.alarms() == []
    assert server.findings() == []


def test_the_same_request_again_changes_nothing(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD, "1245"))
    chain = Chain()
    chain.sell(account_of(client, chain, server), redeem=10_000)
    assert states((client, chain.request())) == ["applied"]
    before = server.balances()
    for _ in range(3):
        assert states((client, chain.request())) == ["known"]
    assert server.balances() == before
    assert len(server.rows(sa.select(purchase))) == 1


def test_overlapping_and_partial_batches_are_applied_once(server: RunningServer, client: Client) -> None:
    chain = Chain()
    for _ in range(5):
        chain.sell()
    assert states((client, chain.request(1, 3))) == ["applied"] * 3
    assert states((client, chain.request(2, 5))) == ["known", "known", "applied", "applied"]
    assert len(server.rows(sa.select(operation))) == 5


def test_a_hole_waits_until_it_is_filled(server: RunningServer, client: Client) -> None:
    chain = Chain()
    for _ in range(4):
        chain.sell()
    late = client.exchange(chain.request(3, 4))
    assert (late.acknowledged, late.head.seq) == ((), 0)
    assert states((client, chain.request(1, 2))) == ["applied"] * 2
    assert states((client, chain.request(3, 4))) == ["applied"] * 2


def test_a_fork_freezes_the_epoch_and_keeps_the_evidence(
    server: RunningServer, client: Client, expect_log: Callable[[str], None]
) -> None:
    expect_log("has two histories")
    server.bring(member(CARD, "1245"))
    chain, clone = Chain("life"), Chain("life")
    for each in (chain, clone):
        each.sell()
    client.exchange(chain.request())
    answer = client.exchange(clone.request())
    assert (answer.acknowledged, answer.head.state) == ((), "frozen")
    assert (answer.head.seq, answer.head.hash) == (1, chain.hashes[1].hex())
    client.exchange(clone.request())
    assert len(server.rows(sa.select(fork))) == 1
    assert server.alarms() == ["fork"]
    # what continues the known chain is still a fact; rights are no longer given
    chain.sell()
    assert states((client, chain.request(2))) == ["applied"]
    [known] = [each for each in first_load(client, "life") if hasattr(each, "lots")]
    assert (known.home, known.lots[0].granted) == (False, 124_500)


def test_a_clone_that_goes_on_from_an_unknown_operation_is_noticed(
    server: RunningServer, client: Client, expect_log: Callable[[str], None]
) -> None:
    expect_log("has two histories")
    chain, clone = Chain("life"), Chain("life")
    chain.sell()
    clone.sell()
    clone.sell()
    client.exchange(chain.request())
    answer = client.exchange(clone.request(2))
    assert (answer.acknowledged, answer.head.state) == ((), "frozen")


def broken(chain: Chain) -> str:
    raw = bytes(chain.sell().operation)
    chain.operations[-1] = SealedOperation(
        chain.seq, chain.hashes[-1].hex(), msgspec.Raw(raw.replace(b'"shift":1', b'"shift":2'))
    )
    return "broken"


def unreadable(chain: Chain) -> str:
    raw = b'{"op_id": "from the future", "body": {"type": "teleport"}}'
    chain.add_raw(raw, chain_hash(chain.hashes[-1], raw))
    return "unreadable"


def huge(chain: Chain) -> str:
    chain.add(CashBody(1, "in", 10**30, "", "u"))
    return "unreadable"


def misplaced(chain: Chain) -> str:
    chain.add(CashBody(1, "in", 1, "", "u"), seq=77)
    return "misplaced"


def zone(chain: Chain) -> str:
    chain.add(CashBody(1, "in", 1, "", "u"), zone="Mars/Olympus")
    return "inconsistent"


@pytest.mark.parametrize("make", [broken, unreadable, huge, misplaced, zone])
def test_a_bad_operation_is_kept_aside_and_the_queue_goes_on(
    server: RunningServer, client: Client, expect_log: Callable[[str], None], make: Callable[[Chain], str]
) -> None:
    expect_log("is set aside")
    chain = Chain()
    chain.sell()
    reason = make(chain)
    chain.sell()
    answer = client.exchange(chain.request())
    assert [each.state for each in answer.acknowledged] == ["applied", "rejected", "applied"]
    assert answer.acknowledged[1].reason == reason
    assert answer.acknowledged[1].detail
    again = client.exchange(chain.request())
    assert [each.state for each in again.acknowledged] == ["known", "rejected", "known"]
    assert again.acknowledged[1].reason == reason
    [letter] = server.rows(sa.select(operation).where(operation.c.state == "rejected"))
    assert letter.body == bytes(chain.operations[1].operation)
    assert server.alarms() == ["rejected"]
    assert server.findings() == []


def test_points_against_the_rules_are_kept_aside(
    server: RunningServer, client: Client, expect_log: Callable[[str], None]
) -> None:
    expect_log("is set aside")
    server.bring(member(CARD, "10"))
    chain = Chain()
    known = account_of(client, chain, server)
    raw = msgspec.json.decode(bytes(chain.sell(known).operation))
    raw["body"]["entries"] = [{**raw["body"]["entries"][0], "points": -5}]
    body = msgspec.json.encode(raw)
    chain.operations.pop()
    chain.hashes.pop()
    chain.add_raw(body, chain_hash(chain.hashes[-1], body))
    [fate] = client.exchange(chain.request()).acknowledged
    assert (fate.state, fate.reason) == ("rejected", "inconsistent")
    assert sum(server.balances().values()) == 1000


def test_an_operation_rekeyed_under_a_new_epoch_is_not_booked_again(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD))
    old, new = Chain(), Chain()
    raw = msgspec.json.decode(bytes(old.sell(account_of(client, old, server)).operation))
    client.exchange(old.request())
    before = server.balances()
    body = msgspec.json.encode({**raw, "epoch": new.epoch})
    new.add_raw(body, chain_hash(new.hashes[-1], body))
    [fate] = client.exchange(new.request()).acknowledged
    assert fate.state == "applied"
    assert server.balances() == before
    assert [row.state for row in server.rows(sa.select(operation.c.state))].count("duplicate") == 1


def test_an_old_life_is_delivered_beside_the_present_one(server: RunningServer, client: Client) -> None:
    old, new = Chain(), Chain()
    old.sell()
    request = msgspec.structs.replace(old.request(), epoch=new.epoch)
    answer = client.exchange(request)
    assert (answer.head.epoch, answer.head.seq) == (old.epoch, 1)
    assert {(mark.epoch, mark.seq) for mark in answer.included} == {(old.epoch, 1), (new.epoch, 0)}


def test_another_quote_is_flagged_and_not_refused(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD))
    chain = Chain()
    raw = msgspec.json.decode(bytes(chain.sell(account_of(client, chain, server)).operation))
    raw["body"]["entries"][0]["points"] += 100
    chain.operations.pop()
    chain.hashes.pop()
    body = msgspec.json.encode(raw)
    chain.add_raw(body, chain_hash(chain.hashes[-1], body))
    assert states((client, chain.request())) == ["applied"]
    assert "quote" in server.alarms()
    assert server.findings() == []


def test_an_untrue_snapshot_is_flagged(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD, "100"))
    chain = Chain()
    known = account_of(client, chain, server)
    richer = msgspec.structs.replace(known.lots[0], balance=500_000)
    chain.sell(msgspec.structs.replace(known, lots=(richer,), level_id="gold"), as_of=START + 10_000)
    assert states((client, chain.request())) == ["applied"]
    [row] = server.rows(sa.select(alarm).where(alarm.c.kind == "snapshot"))
    assert "500000, was 10000" in row.detail
    assert "level gold, was start" in row.detail


def test_a_snapshot_of_a_till_put_back_in_time_is_not_flagged(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD, "100"))
    before, twin = Chain(), Chain()
    as_of = client.exchange(ExchangeRequest(1, before.epoch, "")).server_time
    known = account_of(client, before, server)
    before.sell(known, as_of=as_of)
    client.exchange(before.request())
    # the copy of the disk is older than the sale, or was made after it, or it is none at all
    twin.sell(known, as_of=as_of)
    [line] = msgspec.json.decode(bytes(before.operations[0].operation))["body"]["lines"]
    twin.sell(msgspec.structs.replace(known, net_purchases=2 * line["to_pay"]), as_of=as_of)
    client.exchange(twin.request())
    assert "snapshot" not in server.alarms()
    twin.sell(msgspec.structs.replace(known, net_purchases=line["to_pay"] + 1), as_of=as_of)
    client.exchange(twin.request(3))
    assert server.alarms() == ["snapshot"]


def test_after_a_restore_nobody_is_accused_of_what_others_have_still_to_tell(
    server: RunningServer, client: Client
) -> None:
    server.bring(member(CARD, "100"))
    holder, chain = Chain(), Chain()
    known = account_of(client, holder, server)
    lot = known.lots[0].lot_id
    assert known.lots[0].granted == 10_000
    with server.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")
    client.exchange(msgspec.structs.replace(holder.request(), held=()))
    # what the holder gave back before the restore, and was granted to somebody else, is told in the other order
    richer = msgspec.structs.replace(known, net_purchases=1)
    sold = chain.sell(richer, redeem=5_000, rights={lot: 10_000}, as_of=START, at=START)
    assert sold.seq == 1
    client.exchange(chain.request())
    assert server.alarms() == ["overspend"]
    holder.release(lot, 10_000)
    client.exchange(holder.request())
    [told] = server.rows(sa.select(alarm))
    assert (told.detail, told.resolved_at is not None) == (UNTIL_TOLD, True)
    assert server.findings() == []


def test_points_told_as_spent_before_they_are_told_as_given_are_asked_of_nobody_once_that_has_come(
    server: RunningServer, client: Client
) -> None:
    """The shop's node knew of both, and its till told the central server past it."""
    server.bring(member(CARD, "100"))
    seller, spender = Chain(), Chain()
    known = account_of(client, seller, server)
    sale = seller.sell(known, at=START, price=500_000)
    [earned] = msgspec.json.decode(sale.operation)["body"]["entries"]
    own = LotState(earned["lot_id"], earned["points"], earned["points"], 0, earned["expires_at"])
    spent = spender.sell(known, redeem=own.right, more_lots=(own,), at=START, price=500_000)
    assert f'"{own.lot_id}","points":-{own.right}' in bytes(spent.operation).decode()
    client.exchange(spender.request())
    raised = sa.select(alarm.c.kind, alarm.c.resolved_at.is_not(None))
    assert {tuple(row) for row in server.rows(raised)} == {("unknown_lot", False), ("overspend", False)}
    client.exchange(seller.request())
    assert {tuple(row) for row in server.rows(raised)} == {("unknown_lot", False), ("overspend", False)}
    seller.release(own.lot_id, own.right)
    client.exchange(seller.request())
    assert {tuple(row) for row in server.rows(raised)} == {("unknown_lot", True), ("overspend", True)}
    assert server.findings() == []


def test_points_spent_and_then_taken_back_are_no_overspend_when_a_restored_server_hears_it_in_the_other_order(
    server: RunningServer, client: Client
) -> None:
    server.bring(member(CARD, "100"))
    seller, spender = Chain(), Chain()
    known = account_of(client, seller, server)
    with server.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")
    client.exchange(msgspec.structs.replace(seller.request(), held=()))
    sale = seller.sell(known, at=START, price=500_000)
    [earned] = msgspec.json.decode(sale.operation)["body"]["entries"]
    # spent at another till before it came back, of rights that were granted there
    own = LotState(earned["lot_id"], earned["points"], earned["points"], 0, earned["expires_at"])
    spent = spender.sell(known, redeem=own.right, more_lots=(own,), at=START, price=500_000)
    assert f'"{own.lot_id}","points":-{own.right}' in bytes(spent.operation).decode()
    seller.give_back(sale, 2000, lots=(own,), at=START)
    held = (HeldRight(own.lot_id, own.right, 0, 0, 0),)
    client.exchange(msgspec.structs.replace(spender.request(1, 0), held=held))
    client.exchange(seller.request())
    client.exchange(spender.request())
    [said] = server.rows(sa.select(alarm))
    assert (said.kind, said.amount) == ("claim", earned["points"])
    assert server.findings() == []


def test_what_a_till_reports_after_a_restore_is_no_overspend_until_everybody_has_told(
    server: RunningServer, client: Client
) -> None:
    """Its counters say more than the restored server knows of; the operations behind them are still on their way."""
    server.bring(member(CARD, "100"))
    holder = Chain()
    lot = account_of(client, holder, server).lots[0].lot_id
    with server.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")
    more = (HeldRight(lot, 15_000, 0, 0, 0),)
    client.exchange(msgspec.structs.replace(holder.request(), held=more))
    [said] = server.rows(sa.select(alarm))
    assert (said.kind, said.amount, said.detail, said.resolved_at) == ("overspend", 5_000, UNTIL_TOLD, None)
    holder.release(lot, 5_000)
    client.exchange(holder.request())
    [told] = server.rows(sa.select(alarm))
    assert told.resolved_at is not None
    assert server.findings() == []


def test_purchases_raise_the_level_with_its_reason(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD))
    chain = Chain()
    known = account_of(client, chain, server)
    assert known.level_id == "start"
    for _ in range(6):
        chain.sell(known)
    client.exchange(chain.request())
    [row] = server.rows(sa.select(account).where(account.c.account_id == known.account_id))
    assert (row.level_id, row.purchases) == ("bronze", 6)


def test_points_of_an_unknown_card_wait_for_its_owner(server: RunningServer, client: Client) -> None:
    key = client.get(dict, "GET", "/v1/health")
    assert key["status"] == "ok"
    with server.database.read() as connection:
        from cashier_app.server.database import read_meta

        unknown = card_hash(read_meta(connection, "identifier_key"), CARD)
    chain = Chain()
    chain.sell(unclaimed=unknown)
    first = client.exchange(chain.request())
    [waiting] = [each for each in first.changes if hasattr(each, "lots")]
    assert (waiting.state, waiting.account_id) == ("unclaimed", f"unclaimed-{unknown}")
    server.bring(member(CARD))
    chain.sell(unclaimed=unknown)
    second = client.exchange(chain.request(2, cursor=first.cursor))
    owner, signpost = [each for each in second.changes if hasattr(each, "lots")]
    assert (owner.state, owner.purchases, len(owner.lots)) == ("active", 2, 2)
    assert (signpost.state, signpost.lots) == ("merged", ())
    assert owner.net_purchases == 200_000
    assert server.findings() == []


def test_a_second_return_of_the_same_goods_is_flagged(
    server: RunningServer, client: Client, clock: ManualClock
) -> None:
    chain = Chain()
    sale = chain.sell(receipt_id="r-1")
    chain.give_back(sale, 2000)
    assert states((client, chain.request())) == ["applied"] * 2
    assert server.alarms() == []
    chain.give_back(sale, 1000)
    chain.give_back(sale, 1000, original_id="nothing")
    assert states((client, chain.request(3))) == ["applied"] * 2
    assert server.alarms() == ["returned_twice", "unknown_sale"]


def test_a_dead_letter_sent_again_is_applied_once_it_can_be_read(
    server: RunningServer, client: Client, expect_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("is set aside")
    server.bring(member(CARD))
    chain = Chain()
    chain.sell(account_of(client, chain, server))
    chain.sell()
    with monkeypatch.context() as older:
        older.setattr("cashier_app.server.preparing.contradiction", lambda operation: "an older program says so")
        assert states((client, chain.request())) == ["rejected"] * 2
    assert server.balances() == {}
    assert states((client, chain.request(1, 1))) == ["applied"]
    assert states((client, chain.request())) == ["known", "applied"]
    assert states((client, chain.request())) == ["known", "known"]
    assert sum(server.balances().values()) == 1000
    assert server.findings() == []


def test_our_own_mistake_on_one_operation_does_not_stop_the_others(
    server: RunningServer, client: Client, expect_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("is set aside|cannot be booked")
    chain = Chain()
    chain.sell()
    chain.sell(receipt_id="unlucky")
    chain.sell()

    def fail(operation: Any, *rest: object) -> tuple[()]:
        if operation.body.receipt_id == "unlucky":
            raise ZeroDivisionError
        return ()

    with monkeypatch.context() as broken:
        for module in ("preparing", "booking"):
            broken.setattr(f"cashier_app.server.{module}.quote_doubts", fail)
        answer = client.exchange(chain.request())
    assert [each.state for each in answer.acknowledged] == ["applied", "rejected", "applied"]
    assert answer.acknowledged[1].reason == "mistake"
    assert states((client, chain.request())) == ["known", "applied", "known"]
