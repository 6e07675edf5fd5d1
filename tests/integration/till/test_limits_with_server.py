"""Two tills of one shop and their server: what may be given once is given once, whatever the network does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.documents.document import decode
from cashier_app.documents.plain import plain_text
from cashier_app.server import tables
from cashier_app.server.members import IdentifierRecord, MemberRecord
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.worker import Address, SyncWorker, Targets, Timing
from cashier_app.till.opening import Connection
from cashier_app.till.registering import Filled
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.till.mechanics import ONCE, programme
from tests.integration.till.shop import ANNA, BREAD, CODES, COFFEE, GOODS, MANAGER_PIN, MILK, open_shop, scan


class Counter:
    """A till at the counter with its way to the server, which goes no thread of its own."""

    def __init__(self, folder: Path, clock: ManualClock, server: RunningServer, name: str) -> None:
        self.server = server
        self.till = open_shop(folder, clock)
        self.till.sync_store.enrolled(enrol(server.url, server.pair("1"), name, name))
        self.till.database.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
        boss = self.till.people.add("Орлова Вера", "administrator", MANAGER_PIN).result(30)
        self.till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
        self.till.shifts.open("1000").result(30)
        address = Address(server.url, self.till.sync_store.membership().key)
        timing = Timing(acquire_ms=3000)
        self.worker = SyncWorker(self.till.sync_store, address, self.till.clock, lambda state: None, timing)
        self.exchange()

    def exchange(self) -> None:
        """Exchange until there is nothing more to say; offline nothing happens."""
        self.worker.turn()
        self.till.set_connection(Connection(self.worker.state.online, self.till.clock.now()))
        self.till.selling.refresh_member()

    def scan(self, *codes: str) -> None:
        """Scans, each followed by what the screen asks the server for in the background."""
        for code in codes:
            outcome = self.till.selling.scan(scan(code))
            if outcome.attached is not None:
                self._ask(outcome.attached, partial(self.till.sync_store.targets, outcome.attached, None))
            wanted = self.till.selling.take_wants()
            for want in wanted:
                self._ask(want.account_id, partial(self.till.sync_store.targets_for, want.needs))
            self.till.selling.answered(wanted)
            self.till.selling.refresh_member()

    def _ask(self, account_id: str, targets: Targets) -> None:
        if self.worker.state.online:
            asked = self.worker.acquire(self.till.sync_store.current_epoch(), account_id, targets)
            self.worker.answer_waiting()
            asked.result(10)

    def to_pay(self) -> int:
        """Kopecks."""
        return self.till.selling.view().to_pay

    def pay(self) -> int:
        """Pay in cash; what was paid."""
        self.till.paying.start()
        sold = self.till.paying.pay_cash("100000").result(30).sold
        assert sold is not None
        return sold.to_pay

    def last_slip(self, paid: int) -> str:
        """What the printer was given after a payment."""
        jobs = self.till.database.worker.call(
            lambda unit: unit.meta._link.driver.execute(
                "SELECT document FROM print_job WHERE kind = 'receipt' ORDER BY job_id DESC LIMIT 1"
            ).fetchall()
        )
        assert paid
        return plain_text(decode(jobs[0][0]), 42)

    def close(self) -> None:
        """The till is switched off."""
        self.worker.stop()
        self.till.close()


@pytest.fixture
def server(tmp_path: Path, clock: ManualClock) -> Iterator[RunningServer]:
    """A server with the programme of one-use codes, coupons and gifts."""
    running = RunningServer(tmp_path / "server.db", clock)
    body = tmp_path / "programme.json"
    body.write_bytes(programme("thanks", "coupon-milk", "coupon-for-coffee", "once-a-day"))
    running.publish(body)
    running.bring(MemberRecord((IdentifierRecord("card", ANNA),), "Анна К"), store="1")
    yield running
    running.stop()


@pytest.fixture
def counters(tmp_path: Path, clock: ManualClock, server: RunningServer) -> Iterator[tuple[Counter, Counter]]:
    """Two tills of the shop that have heard of everything."""
    first = Counter(tmp_path / "one", clock, server, "one")
    second = Counter(tmp_path / "two", clock, server, "two")
    # the first till was alone and the home of everything until now: it hears that it is not, and says so
    for each in (first, first, second):
        each.exchange()
    yield first, second
    for each in (first, second):
        each.close()


def clean(server: RunningServer) -> None:
    """The server's ledger holds, and nobody has spent more than there was."""
    assert server.findings() == []
    assert server.alarms() == []


def test_a_one_use_code_is_freed_by_the_server_used_once_and_refused_at_the_other_till(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.scan(MILK, ONCE)
    assert first.to_pay() == 8490
    second.scan(MILK, ONCE)
    assert second.to_pay() == 9490, "the first till holds it"
    assert "другой кассе" in second.till.selling.view().offers[0].detail
    assert first.pay() == 8490
    first.exchange()
    second.till.selling.add_code(ONCE)
    second.scan(BREAD)
    assert second.till.selling.view().offers[0].detail == "Промокод уже использован"
    second.pay()
    second.exchange()
    clean(server)


def test_a_code_reserved_and_not_used_is_free_for_the_next_buyer(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.scan(MILK, ONCE)
    first.till.parking.park().result(30)
    first.exchange()
    second.scan(MILK, ONCE)
    assert second.pay() == 8490
    second.exchange()
    first.till.parking.take_up(first.till.parking.list()[0].parked_id).result(30)
    first.exchange()
    first.scan(BREAD)
    assert first.pay() == 9490 + 5250
    first.exchange()
    clean(server)


def test_with_the_network_gone_at_both_tills_a_code_works_only_where_its_right_is(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.scan(MILK, ONCE)
    server.stop()
    first.exchange()
    second.exchange()
    second.scan(MILK, ONCE)
    assert second.pay() == 9490, "nobody knows here whether it is free"
    assert first.pay() == 8490
    first.scan(MILK, ONCE)
    assert first.pay() == 9490, "and it works once"
    server.start()
    first.exchange()
    second.exchange()
    second.scan(MILK, ONCE)
    assert second.pay() == 9490
    second.exchange()
    clean(server)


def test_a_coupon_is_used_once_at_two_tills_offline(
    counters: tuple[Counter, Counter], server: RunningServer, clock: ManualClock
) -> None:
    first, second = counters
    first.scan(COFFEE, ANNA)
    assert "Новый купон" in first.last_slip(first.pay())
    first.exchange()
    second.exchange()
    first.scan(MILK, ANNA)
    assert first.to_pay() == 4745
    server.stop()
    first.exchange()
    second.exchange()
    second.scan(MILK, ANNA)
    assert second.to_pay() == 8490
    assert first.pay() == 4745
    assert second.pay() == 8490
    first.scan(MILK, ANNA)
    assert first.pay() == 8490
    server.start()
    for each in (first, second, first):
        each.exchange()
    clean(server)


def test_a_members_daily_cap_is_given_once_in_the_shop(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.scan(BREAD, ANNA)
    assert first.to_pay() == 4200, "the server has opened it while the cashier scanned on"
    second.scan(BREAD, ANNA)
    assert second.to_pay() == 5250
    assert first.pay() == 4200
    first.exchange()
    second.exchange()
    second.till.selling.cancel()
    second.scan(BREAD, ANNA)
    assert second.pay() == 5250
    second.exchange()
    clean(server)


def test_two_tills_that_register_one_buyer_offline_make_one_member(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    server.stop()
    first.exchange()
    second.exchange()
    olga = Filled(name="Ольга Петрова", phone="89123456789", consent=True)
    for each in (first, second):
        each.scan(COFFEE)
        each.till.registering.attach(each.till.registering.register(olga).result(30))
        each.pay()
    server.start()
    for each in (first, second, first):
        each.exchange()
    members = server.rows(sa.select(tables.account).where(tables.account.c.display == "Ольга П."))
    assert [row.state for row in members] == ["active"]
    assert server.findings() == []
    known = [each.till.reader.member(str(members[0].account_id)) for each in (first, second)]
    assert known[0] is not None
    assert known[1] is not None
    assert {lot.lot_id: lot.left for lot in known[0].lots if lot.left} == {
        lot.lot_id: lot.left for lot in known[1].lots if lot.left
    }
    assert known[0].account.purchases + known[0].pending_purchases == 2
