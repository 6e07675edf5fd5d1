"""A real till and a real server: sales, redemptions, returns and parked receipts agree to the kopeck."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.server.members import IdentifierRecord, LotRecord, MemberRecord
from cashier_app.simulation.small_till import FAST
from cashier_app.storage.reader import Reader
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.messages import Operation
from cashier_app.sync.state import SyncState
from cashier_app.sync.worker import Address, SyncWorker
from cashier_app.till.opening import Connection, Till
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.sync.conftest import Wait
from tests.integration.till.seller import Seller
from tests.integration.till.shop import ANNA, BORIS, CODES, GOODS, MANAGER_PIN, PIN, open_shop


def member(card: str, *lots: LotRecord, level: str = "start", net: int = 0) -> MemberRecord:
    """A member with one card."""
    return MemberRecord((IdentifierRecord("card", card),), "Анна К", level=level, net_purchases=net, lots=lots)


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock, server: RunningServer) -> Iterator[Till]:
    """A new till with goods and people that has joined the server, its shift open."""
    opened = open_shop(tmp_path / "till", clock)
    opened.sync_store.enrolled(enrol(server.url, server.pair("1"), "till 1", "m"))
    opened.database.worker.call(lambda unit: unit.goods.put(GOODS, (*CODES, ("2200007", "cheese"))))
    boss = opened.people.add("Орлова Вера", "administrator", MANAGER_PIN).result(30)
    opened.people.log_in(boss.user_id, MANAGER_PIN).result(30)
    opened.people.add("Иванова Мария", "cashier", PIN).result(30)
    yield opened
    opened.close()


def start_sync(till: Till, server: RunningServer, states: list[SyncState]) -> SyncWorker:
    """The worker as the screens start it."""
    address = Address(server.url, till.sync_store.membership().key)
    worker = SyncWorker(till.sync_store, address, till.clock, states.append, FAST)
    till.on_operation = worker.sync_now
    worker.start()
    return worker


def differences(till: Till, server: RunningServer) -> list[str]:
    """Where the till's cache and the server's ledger are not the same."""
    found = []
    reader: Reader = till.database.reader()
    for row in server.rows(sa.select(tables.account)):
        record = reader.member(str(row.account_id))
        if record is None:
            found.append(f"{row.account_id} is not known here")
            continue
        lots = server.rows(sa.select(tables.lot).where(tables.lot.c.account_id == row.account_id))
        theirs = {lot.lot_id: lot.balance for lot in lots if lot.balance}
        ours = {lot.lot_id: lot.left for lot in record.lots if lot.left}
        if ours != theirs:
            found.append(f"{row.account_id}: {ours} here, {theirs} there")
        money = record.account.net_purchases + record.pending_net
        if (money, record.account.level_id) != (row.net_purchases, row.level_id):
            found.append(f"{row.account_id}: {money} here, {row.net_purchases} there")
    return found


def takings(server: RunningServer) -> int:
    """Money of all sales and returns as the server has them."""
    total = 0
    for row in server.rows(sa.select(tables.operation.c.body)):
        operation = msgspec.json.decode(row.body, type=Operation)
        total += sum(payment.amount for payment in getattr(operation.body, "payments", ()))
    return total


@pytest.mark.parametrize("seed", range(4))
def test_a_day_at_the_till_with_the_server_coming_and_going(
    seed: int, till: Till, server: RunningServer, clock: ManualClock, until: Wait, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    server.bring(
        member(ANNA, LotRecord("1000", expires_in_days=300), LotRecord("200", expires_in_days=5), level="silver"),
        member(BORIS, LotRecord("500")),
    )
    states: list[SyncState] = []
    worker = start_sync(till, server, states)
    try:
        until(lambda: worker.state.online and not worker.state.loading and worker.state.waiting == 0)
        till.set_connection(Connection(True, clock.now()))
        till.shifts.open("1000").result(30)
        till.selling.refresh_member()
        seller = Seller(till, chance)
        for part in range(3):
            for _ in range(15):
                seller.act()
                clock.advance(chance.randrange(60_000))
            if part == 0:
                server.stop()
                worker.sync_now()
                until(lambda: not worker.state.online)
                till.set_connection(Connection(False, 0))
            elif part == 1:
                server.start()
                worker.sync_now()
                until(lambda: worker.state.online)
                till.set_connection(Connection(True, clock.now()))
        worker.sync_now()
        until(lambda: till.sync_store.backlog().waiting == 0 and worker.state.waiting == 0, 30)
        until(lambda: not differences(till, server))
    finally:
        assert worker.stop()
    assert server.alarms() == []
    assert server.findings() == []
    kinds = {row.kind for row in server.rows(sa.select(tables.entry.c.kind))}
    assert {"accrual", "redemption"} <= kinds
    assert {"sale", "shift"} <= {row.kind for row in server.rows(sa.select(tables.operation.c.kind))}
    assert till.sync_store.backlog().rejected == 0
    ours = till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute(
            "SELECT coalesce(sum(amount), 0) FROM payment WHERE state = 'approved'"
        ).fetchone()[0]
    )
    assert takings(server) == ours
    capsys.readouterr()
