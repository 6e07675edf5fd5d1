"""The queue drains by itself through loss and crashes, and both ledgers agree to the kopeck."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import sqlalchemy as sa

from cashier_app.server import erasing
from cashier_app.server.programmes import Programmes
from cashier_app.server.tables import account, operation, purchase
from cashier_app.simulation.small_till import FAST, SmallTill
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, ServerProcess, member
from tests.integration.sync.conftest import MakeTill, Wait
from tests.integration.sync.strange import LossyProxy

CARD = "7789000000004417"


def agree(till: SmallTill, server: RunningServer, account_id: str) -> bool:
    """Whether the till and the server have the same lots, purchases and rights of an account."""
    record = till.member(account_id)
    [row] = server.rows(sa.select(account).where(account.c.account_id == account_id))
    theirs = server.balances()
    assert record is not None
    ours = {lot.lot_id: lot.left for lot in record.lots if lot.left}
    money = record.account.net_purchases + record.pending_net, record.account.purchases + record.pending_purchases
    return ours == theirs and money == (row.net_purchases, row.purchases)


def test_sales_without_a_server_drain_when_it_comes_back(
    server: RunningServer, make_till: MakeTill, until: Wait
) -> None:
    server.bring(member(CARD, "1000"))
    till = make_till()
    till.join(server.url, server.pair())
    worker = till.start_sync(server.url)
    until(lambda: till.account_of(CARD))
    mine = till.account_of(CARD)
    assert mine is not None
    server.stop()
    sold = [till.sell(CARD, redeem=5000 if n % 3 == 0 else 0) for n in range(30)]
    assert sum(each.redeemed for each in sold) == 50_000
    assert till.store.backlog().waiting == 30
    until(lambda: worker.state.waiting == 30 and not worker.state.online)
    server.start()
    until(lambda: worker.state.online and worker.state.waiting == 0)
    until(lambda: agree(till, server, mine))
    assert server.alarms() == []
    assert server.findings() == []
    assert till.points(mine) == sum(server.balances().values())


def test_answers_lost_cut_and_repeated_do_no_harm(server: RunningServer, make_till: MakeTill, until: Wait) -> None:
    server.bring(member(CARD, "1000"))
    chance = random.Random(7)
    seen: list[str] = []

    def fate() -> str:
        seen.append(chance.choice(["pass", "lose_request", "lose_answer", "half_answer", "twice"]))
        return seen[-1]

    till = make_till()
    till.join(server.url, server.pair())
    with LossyProxy(server.url, fate) as proxy:
        worker = till.start_sync(proxy.url)
        until(lambda: till.account_of(CARD), 30)
        mine = till.account_of(CARD)
        assert mine is not None
        for n in range(40):
            till.sell(CARD, redeem=3000 if n % 4 == 0 else 0)
        until(lambda: till.store.backlog().waiting == 0, 60)
        assert worker.stop()
    assert set(seen) == {"pass", "lose_request", "lose_answer", "half_answer", "twice"}
    assert len(server.rows(sa.select(purchase))) == 40
    assert agree(till, server, mine)
    assert server.alarms() == []
    assert server.findings() == []


def test_the_server_killed_in_the_middle_of_batches(tmp_path: Path, make_till: MakeTill, until: Wait) -> None:
    clock = ManualClock()
    prepared = RunningServer(tmp_path / "server.db", clock)
    prepared.publish()
    prepared.bring(member(CARD, "1000"))
    code = prepared.pair()
    till = make_till()
    till.join(prepared.url, code)
    prepared.stop()
    process = ServerProcess(tmp_path / "server.db", tmp_path / "home")
    worker = till.start_sync(process.start(), FAST)
    until(lambda: till.account_of(CARD))
    sales = 0
    for round_ in range(6):
        for _ in range(15):
            till.sell(CARD, redeem=1000)
            sales += 1
        # some rounds kill in the middle of an exchange, some after it
        until(lambda round_=round_: till.store.backlog().waiting < (8 if round_ % 2 else 16))  # type: ignore[misc]
        process.kill()
        process.start()
    until(lambda: till.store.backlog().waiting == 0, 30)
    assert worker.stop()
    assert process.stop() == 0
    prepared.start()
    try:
        mine = till.account_of(CARD)
        assert mine is not None
        assert len(prepared.rows(sa.select(operation))) == sales
        assert agree(till, prepared, mine)
        assert prepared.alarms() == []
        assert prepared.findings() == []
    finally:
        prepared.stop()


def test_a_till_that_is_killed_sends_what_it_had_committed(
    server: RunningServer, make_till: MakeTill, until: Wait
) -> None:
    server.bring(member(CARD, "1000"))
    till = make_till("phoenix")
    till.join(server.url, server.pair())
    till.start_sync(server.url)
    until(lambda: till.account_of(CARD))
    server.stop()
    for _ in range(5):
        till.sell(CARD, redeem=5000)
    till.close()
    server.start()
    again = make_till("phoenix")
    assert again.epoch == till.epoch
    worker = again.start_sync(server.url)
    until(lambda: worker.state.online and worker.state.waiting == 0)
    mine = again.account_of(CARD)
    assert mine is not None
    assert agree(again, server, mine)
    assert sum(server.balances().values()) == again.points(mine)


def test_a_card_nobody_knows_earns_for_its_owner(server: RunningServer, make_till: MakeTill, until: Wait) -> None:
    till = make_till()
    till.join(server.url, server.pair())
    worker = till.start_sync(server.url)
    until(lambda: till.database.worker.call(lambda unit: unit.programmes.all()))
    quoted = till.sell(CARD).quoted
    assert quoted.accrued > 0
    until(lambda: worker.state.waiting == 0)
    server.bring(member(CARD))
    worker.sync_now()
    until(lambda: till.account_of(CARD))
    mine = till.account_of(CARD)
    assert mine is not None
    until(lambda: till.points(mine) == quoted.accrued)
    assert agree(till, server, mine)
    # earned here and kept here: the right came along with the points
    assert till.rights(mine) == quoted.accrued


def test_a_restored_server_gets_back_what_it_lost(
    tmp_path: Path, server: RunningServer, make_till: MakeTill, until: Wait, expect_log: object
) -> None:
    expect_log("operations go again")  # type: ignore[operator]
    server.bring(member(CARD, "1000"))
    till = make_till()
    till.join(server.url, server.pair())
    worker = till.start_sync(server.url)
    until(lambda: till.account_of(CARD))
    mine = till.account_of(CARD)
    assert mine is not None
    till.sell(CARD, redeem=5000)
    until(lambda: worker.state.waiting == 0)
    assert worker.stop()
    server.stop()
    backup = server.path.read_bytes()
    server.start()
    worker = till.start_sync(server.url)
    for _ in range(4):
        till.sell(CARD, redeem=5000)
    until(lambda: worker.state.waiting == 0)
    assert worker.stop()
    server.stop()
    server.path.write_bytes(backup)
    server.start()
    with server.database.write() as transaction:
        from cashier_app.server import tables

        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "restored"}])
    worker = till.start_sync(server.url)
    until(lambda: len(server.rows(sa.select(operation))) == 5)
    until(lambda: agree(till, server, mine))
    assert server.findings() == []
    assert till.points(mine) == sum(server.balances().values())
    # all tills have reported: rights are granted again
    server.bring(member("7789000000004418", "50"))
    worker.sync_now()
    until(lambda: (other := till.account_of("7789000000004418")) and till.rights(other) == 5000)


def test_a_large_first_load_comes_in_pages(server: RunningServer, make_till: MakeTill, until: Wait) -> None:
    server.bring(*(member(f"77890000{n:08}", "10") for n in range(450)))
    till = make_till()
    till.join(server.url, server.pair())
    worker = till.start_sync(server.url, msgspec.structs.replace(FAST, page=100))
    until(lambda: worker.state.online and not worker.state.loading and till.account_of("7789000000000449"))
    assert all(till.account_of(f"77890000{n:08}") for n in range(0, 450, 37))


def test_a_till_asks_for_what_a_member_bought_in_any_shop(
    server: RunningServer, make_till: MakeTill, until: Wait
) -> None:
    server.bring(member(CARD, "1000"))
    till = make_till()
    till.join(server.url, server.pair())
    worker = till.start_sync(server.url)
    until(lambda: till.account_of(CARD))
    for _ in range(3):
        till.sell(CARD)
    until(lambda: worker.state.online and till.store.backlog().waiting == 0)
    account_id = till.account_of(CARD)
    assert account_id is not None
    found = worker.purchases(account_id).result(10)
    assert found.outcome == "found"
    assert found.answer is not None
    assert sorted(each.number for each in found.answer.purchases) == [1, 2, 3]
    assert worker.purchases("no/such?account").result(10).outcome == "unknown"
    server.stop()
    assert worker.purchases(account_id).result(10).outcome == "unreachable"


def test_a_till_forgets_a_person_whom_the_server_has_forgotten(
    server: RunningServer, make_till: MakeTill, until: Wait
) -> None:
    server.bring(member(CARD, "1000"))
    till = make_till()
    till.join(server.url, server.pair())
    worker = till.start_sync(server.url)
    until(lambda: till.account_of(CARD))
    account_id = till.account_of(CARD)
    assert account_id is not None
    with server.database.write() as transaction:
        erasing.erase(transaction, Programmes(), account_id, "Орлова", "asked for it")
    worker.sync_now()
    until(lambda: till.account_of(CARD) is None)
    record = till.member(account_id)
    assert record is not None
    assert (record.account.display, record.account.birthday, record.account.state) == ("", None, "erased")
    assert server.findings() == []
