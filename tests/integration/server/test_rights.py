"""Spending rights as the parent keeps them: absolute targets, one pool, nothing granted twice."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import DAY, MINUTE
from cashier_app.server import tables
from cashier_app.server.members import LotRecord
from cashier_app.server.restoring import begin_incarnation
from cashier_app.sync.messages import AccountAnswer, AccountChange, EntryMessage, ExchangeRequest, HeldRight
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import Chain, Client, card_hash

CARD = "7789000000004417"


def known(client: Client, epoch: str) -> AccountChange:
    """The one member, by the feed."""
    changes = client.exchange(ExchangeRequest(1, epoch, "")).changes
    return next(change for change in changes if isinstance(change, AccountChange))


def pool(server: RunningServer) -> int:
    """What nobody holds, over all lots."""
    lot = tables.lot.c
    [row] = server.rows(sa.select(sa.func.sum(lot.balance - lot.reserved + lot.claim).label("pool")))
    return int(row.pool)


def test_the_only_till_of_a_store_holds_all_of_its_members_points(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD, "100"))
    account = known(client, "life")
    assert account.home
    assert account.lots[0].granted == 10_000
    assert pool(server) == 0
    # asked again, and by a cursor from the beginning: the same cumulative grant
    assert known(client, "life").lots[0].granted == 10_000


def test_another_store_gets_from_the_pool_only(server: RunningServer, client: Client, second: Client) -> None:
    server.bring(member(CARD, "100"))
    lot = known(second, "away").lots[0]
    assert (lot.granted, known(second, "away").home) == (0, False)
    account = known(client, "home")
    chain = Chain("home")
    chain.release(lot.lot_id, 3000)
    client.exchange(msgspec.structs.replace(chain.request(), cursor="none", page=0))
    answer = second.acquire("away", account.account_id, (lot.lot_id, 9000))
    assert answer.account.lots[0].granted == 3000
    assert pool(server) == 0
    assert server.findings() == []


def test_a_target_is_absolute_so_repeating_it_is_harmless(
    server: RunningServer, client: Client, second: Client
) -> None:
    server.bring(member(CARD, "100"), store="3")
    account = known(second, "away")
    lot_id = account.lots[0].lot_id
    for _ in range(3):
        answer = second.acquire("away", account.account_id, (lot_id, 4000))
        assert answer.account.lots[0].granted == 4000
    assert second.acquire("away", account.account_id, (lot_id, 1000)).account.lots[0].granted == 4000
    assert second.acquire("away", account.account_id, (lot_id, 99_000)).account.lots[0].granted == 10_000
    assert client.acquire("other", account.account_id, (lot_id, 99_000)).account.lots[0].granted == 0
    assert pool(server) == 0


def test_spending_without_a_right_is_booked_and_flagged(server: RunningServer, client: Client, second: Client) -> None:
    server.bring(member(CARD, "100"))
    known(client, "home")
    account = known(second, "away")
    thief = Chain("away")
    thief.sell(account, redeem=5000, rights={account.lots[0].lot_id: 5000})
    second.exchange(thief.request())
    assert "overspend" in server.alarms()
    [row] = server.rows(sa.select(tables.alarm).where(tables.alarm.c.kind == "overspend"))
    assert row.amount == 5000
    assert server.balances()[account.lots[0].lot_id] == 5000
    assert server.findings() == []
    # what the home till releases repays the claim before anybody gets it again
    chain = Chain("home")
    chain.release(account.lots[0].lot_id, 10_000)
    client.exchange(msgspec.structs.replace(chain.request(), page=0))
    [lot] = server.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == account.lots[0].lot_id))
    assert (lot.balance, lot.reserved, lot.claim) == (5000, 0, 0)


def test_taking_back_points_already_spent_is_a_claim_and_no_overspend(server: RunningServer, client: Client) -> None:
    server.bring(member(CARD, "100"))
    chain = Chain()
    account = known(client, chain.epoch)
    lot = account.lots[0]
    chain.sell(account, redeem=10_000, receipt_id="r")
    back = EntryMessage("reversal", account.account_id, "points", lot.lot_id, -2500)
    chain.take_back("r", account.account_id, back)
    client.exchange(chain.request())
    assert server.alarms() == ["settlement", "claim"]
    [row] = server.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == lot.lot_id))
    assert (row.balance, row.claim) == (-2500, 2500)
    assert server.findings() == []


def test_points_lapse_once_and_only_what_nobody_holds(
    server: RunningServer, client: Client, second: Client, clock: ManualClock
) -> None:
    server.bring(member(CARD, lots=(LotRecord("100", expires_in_days=2),)), store="3")
    account = known(second, "away")
    lot_id = account.lots[0].lot_id
    second.acquire("away", account.account_id, (lot_id, 4000))
    clock.advance(2 * DAY + MINUTE)
    for _ in range(3):
        known(client, "any")
        clock.advance(2 * MINUTE)
    assert server.balances() == {lot_id: 4000}
    chain = Chain("away")
    chain.release(lot_id, 4000)
    second.exchange(chain.request())
    clock.advance(2 * MINUTE)
    known(client, "any")
    assert server.balances() == {}
    kinds = [row.points for row in server.rows(sa.select(tables.entry).where(tables.entry.c.kind == "expiry"))]
    assert kinds == [-6000, -4000]
    assert server.findings() == []


def test_what_a_till_holds_of_a_lot_lapses_when_the_till_has_nothing_left_to_tell(
    server: RunningServer, client: Client, clock: ManualClock
) -> None:
    server.bring(member(CARD, lots=(LotRecord("100", expires_in_days=2),)))
    chain = Chain()
    account = known(client, chain.epoch)
    lot_id = account.lots[0].lot_id
    assert account.lots[0].granted == 10_000
    late = Chain(chain.epoch)
    clock.advance(2 * DAY + MINUTE)
    known(client, chain.epoch)
    # a redemption made in time and told late is still booked
    late.sell(account, redeem=5000, at=clock.now() - DAY)
    client.exchange(late.request())
    assert server.balances()[lot_id] == 5000
    clock.advance(DAY)
    known(client, chain.epoch)
    clock.advance(2 * MINUTE)
    after = known(client, chain.epoch)
    assert lot_id not in server.balances()
    # it is named for what has lapsed of it: the till may have to take back what it gave
    assert [(lot.balance, lot.lapsed > 0) for lot in after.lots if lot.lot_id == lot_id] == [(0, True)]
    assert server.alarms() == []
    assert server.findings() == []


def test_a_restored_server_grants_nothing_until_every_till_has_reported(
    server: RunningServer, client: Client, second: Client
) -> None:
    server.bring(member(CARD, "100"), store="3")
    account = known(second, "away")
    lot_id = account.lots[0].lot_id
    with server.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "again"}])
    first = client.exchange(ExchangeRequest(1, "any", ""))
    assert first.report_held
    assert client.get(dict, "GET", "/v1/health")["status"] == "restored"
    client.exchange(ExchangeRequest(1, "any", "", held=()))
    assert second.acquire("away", account.account_id, (lot_id, 4000)).account.lots[0].granted == 0
    second.exchange(ExchangeRequest(1, "away", "", held=(HeldRight(lot_id, 4000, 0, 0, 0),)))
    assert client.get(dict, "GET", "/v1/health")["status"] == "ok"
    assert pool(server) == 6000
    assert second.acquire("away", account.account_id, (lot_id, 5000)).account.lots[0].granted == 5000
    assert server.findings() == []


def test_a_till_that_a_restored_server_never_knew_reports_before_anything_is_granted(
    server: RunningServer, client: Client
) -> None:
    server.bring(member(CARD, "100"), store="3")
    with server.database.write() as transaction:
        begin_incarnation(transaction, "a person")
    client.exchange(ExchangeRequest(1, "any", "", held=()))
    forgotten = Client(server.url)
    # it joined after the backup, and holds what was granted to it then
    forgotten.enrol(server.pair("2"), "till 2", "m-2")
    account = known(client, "any")
    lot_id = account.lots[0].lot_id
    assert client.acquire("any", account.account_id, (lot_id, 10_000)).account.lots[0].granted == 0
    assert forgotten.exchange(ExchangeRequest(1, "theirs", "")).report_held
    forgotten.exchange(ExchangeRequest(1, "theirs", "", held=(HeldRight(lot_id, 4000, 0, 0, 0),)))
    assert client.acquire("any", account.account_id, (lot_id, 10_000)).account.lots[0].granted == 6000
    assert server.alarms() == []
    assert server.findings() == []
    forgotten.close()


def test_a_card_is_looked_up_by_its_hash(server: RunningServer, second: Client) -> None:
    third = Client(server.url)
    key = third.enrol(server.pair("2"), "till 3", "m-3").identifier_key
    server.bring(member(CARD, "100"))
    answer = third.get(AccountAnswer, "GET", f"/v1/identifiers/{card_hash(key, CARD)}?epoch=e")
    assert answer.account.display == "Анна К."
    assert answer.account.identifiers[0].masked == "..4417"
    for unknown in (card_hash(key, "1"), "nonsense"):
        reply = third.ask("GET", f"/v1/identifiers/{unknown}?epoch=e")
        assert reply.status_code in (404, 422)
        assert reply.headers["content-type"] == "application/problem+json"
    third.close()


def test_a_member_summary_adds_up(server: RunningServer, client: Client) -> None:
    lots = (LotRecord("100"), LotRecord("5,5", expires_in_days=3), LotRecord("7", active_in_days=1))
    server.bring(member(CARD, lots=lots))
    account = known(client, "life")
    summary = client.get(dict, "GET", f"/v1/members/{account.account_id}")
    assert summary["wallets"] == [{"wallet": "points", "active": 10_550, "pending": 700, "expiring": 550, "free": 0}]
