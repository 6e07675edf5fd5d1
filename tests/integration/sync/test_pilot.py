"""A pilot and an announced launch, from the publication on the server to the slip of an offline till."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY, MINUTE
from cashier_app.documents.document import decode
from cashier_app.documents.plain import plain_text
from cashier_app.loyalty.programme import load_programme, starts_at
from cashier_app.server import programmes, tables
from cashier_app.server.members import IdentifierRecord, MemberRecord
from cashier_app.simulation.small_till import FAST
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.messages import Operation
from cashier_app.sync.worker import Address, SyncWorker
from cashier_app.till.opening import Connection, Till
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.sync.conftest import Wait
from tests.integration.till.shop import ANNA, BORIS, BREAD, CODES, GOODS, MANAGER_PIN, PROGRAMME, open_shop, scan

DOCUMENT: dict[str, Any] = msgspec.json.decode(PROGRAMME.read_bytes())
#: A Sunday in a store five hours ahead of UTC; the tests begin the day before at 14:00 there.
LAUNCH = "2026-11-22"


def version(number: int, **changes: object) -> bytes:
    """A version of the reference programme with another number."""
    return msgspec.json.encode({**DOCUMENT, "version": number, **changes})


def publish(server: RunningServer, body: bytes) -> None:
    """Publish a version."""
    with server.database.write() as transaction:
        programmes.publish(transaction, body, "Орлова")


class Shop:
    """A till of a store that exchanges with the server when it is told to."""

    def __init__(self, till: Till, server: RunningServer, clock: ManualClock, until: Wait) -> None:
        self.till = till
        self._address = Address(server.url, till.sync_store.membership().key)
        self._clock = clock
        self._until = until
        self.connect()

    def connect(self) -> None:
        """The network is there."""
        self.worker = SyncWorker(self.till.sync_store, self._address, self.till.clock, lambda state: None, FAST)
        self.worker.start()

    def disconnect(self) -> None:
        """The network is gone."""
        assert self.worker.stop()

    def sync(self) -> None:
        """Everything goes up, everything comes down."""
        self._clock.advance(1)
        asked = self._clock.now()
        self.worker.sync_now()
        self._until(lambda: (self.worker.state.last_sync or 0) >= asked and not self.worker.state.loading)
        self._until(lambda: self.till.sync_store.backlog().waiting == 0)
        self.till.selling.refresh_member()

    def sell(self, card: str = "") -> str:
        """A loaf of bread to somebody; the slip's text."""
        self.till.selling.scan(scan(BREAD))
        if card:
            self.till.selling.scan(scan(card))
        self.till.paying.start()
        sold = self.till.paying.pay_cash("100").result(30).sold
        assert sold is not None
        row = self.till.database.worker.call(lambda unit: unit.printing.by_id(sold.print_job_id or 0))
        assert row is not None
        return plain_text(decode(row.document), 42)

    def seen_by(self, card: str) -> int:
        """The version that a buyer is quoted by."""
        self.till.selling.scan(scan(card))
        seen = self.till.selling.programme.version
        self.till.selling.detach_member()
        return seen


OpenShop = Callable[[str], Shop]


@pytest.fixture
def opened(tmp_path: Path, clock: ManualClock, server: RunningServer, until: Wait) -> Iterator[OpenShop]:
    """`opened("perm")`: a till of that store that has joined, its shift open."""
    shops: list[Shop] = []

    def open_one(store: str) -> Shop:
        joined = enrol(server.url, server.pair(store), f"till of {store}", store)
        with store_joined(tmp_path / store, clock) as first:
            first.sync_store.enrolled(joined)
        till = open_shop(tmp_path / store, clock)
        till.database.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
        boss = till.people.add("Орлова Вера", "administrator", MANAGER_PIN).result(30)
        till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
        till.shifts.open("1000").result(30)
        shops.append(Shop(till, server, clock, until))
        shops[-1].sync()
        return shops[-1]

    yield open_one
    for shop in shops:
        assert shop.worker.stop()
        shop.till.close()


@contextmanager
def store_joined(folder: Path, clock: ManualClock) -> Iterator[Till]:
    """A till before it belongs to a store."""
    till = open_shop(folder, clock)
    try:
        yield till
    finally:
        till.close()


def members(server: RunningServer) -> None:
    """Anna is one of the staff, Boris is not."""
    anna = MemberRecord((IdentifierRecord("card", ANNA),), "Анна К", segments=("staff", "Пермь, центр"))
    assert server.bring(anna, MemberRecord((IdentifierRecord("card", BORIS),), "Борис Л")).refused == []


def sold_by(server: RunningServer) -> list[int | None]:
    """Programme versions of the sales in the order they came."""
    query = sa.select(tables.operation.c.body).where(tables.operation.c.kind == "sale")
    rows = server.rows(query.order_by(tables.operation.c.received_at, tables.operation.c.seq))
    return [msgspec.json.decode(row.body, type=Operation).programme_version for row in rows]


def test_only_the_named_stores_and_members_see_a_pilot_online_and_offline(
    server: RunningServer, opened: OpenShop, clock: ManualClock
) -> None:
    members(server)
    publish(server, version(2, valid_from="2026-11-21", pilot={"stores": ["perm"]}))
    publish(server, version(3, valid_from=LAUNCH, pilot={"segments": ["staff"]}))
    perm, kazan = opened("perm"), opened("kazan")
    assert [shop.seen_by(card) for shop in (perm, kazan) for card in (ANNA, BORIS)] == [2, 2, 1, 1]
    server.stop()
    for shop in (perm, kazan):
        shop.till.set_connection(Connection(False, 0))
    # the second pilot begins at the store's midnight, with the network gone
    clock.advance(10 * 60 * MINUTE)
    assert [shop.seen_by(card) for shop in (perm, kazan) for card in (ANNA, BORIS)] == [3, 2, 3, 1]
    for shop in (perm, kazan):
        for card in (ANNA, BORIS, ""):
            shop.sell(card)
    server.start()
    perm.sync()
    kazan.sync()
    assert sold_by(server) == [3, 2, 2, 3, 1, 1]
    assert server.alarms() == []
    assert server.findings() == []


def test_a_pilot_withdrawn_is_gone_with_the_next_exchange_and_a_sale_that_missed_it_is_noted(
    server: RunningServer, opened: OpenShop, clock: ManualClock
) -> None:
    members(server)
    publish(server, version(2, valid_from="2026-11-21", pilot={"segments": ["staff"]}))
    perm = opened("perm")
    perm.sell(ANNA)
    perm.sync()
    perm.disconnect()
    clock.advance(MINUTE)
    with server.database.write() as transaction:
        programmes.withdraw(transaction, 2)
    clock.advance(MINUTE)
    assert perm.seen_by(ANNA) == 2, "the till has not heard of it yet"
    perm.sell(ANNA)
    perm.connect()
    perm.sync()
    assert perm.seen_by(ANNA) == 1
    perm.sell(ANNA)
    perm.sync()
    assert sold_by(server) == [2, 2, 1]
    alarms = server.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.detail))
    assert [row.kind for row in alarms] == ["programme"]
    assert alarms[0].detail == "version 2 was not in force in store perm for ['staff', 'Пермь, центр']"


def test_the_version_for_everybody_cannot_be_withdrawn_while_nothing_else_is(server: RunningServer) -> None:
    publish(server, version(2, valid_from="2026-11-21", pilot={"stores": ["perm"]}))
    with pytest.raises(programmes.LastVersion), server.database.write() as transaction:
        programmes.withdraw(transaction, 1)
    with server.database.write() as transaction:
        programmes.withdraw(transaction, 2)
    with pytest.raises(programmes.NoSuchVersion), server.database.write() as transaction:
        programmes.withdraw(transaction, 2)


def test_a_launch_is_announced_on_slip_and_panel_until_midnight_in_the_store_and_not_after(
    server: RunningServer, opened: OpenShop, clock: ManualClock
) -> None:
    members(server)
    told = {"ru": "С {date} – новые уровни", "en": "New levels from {date}"}
    publish(server, version(2, valid_from=LAUNCH, announcement=told))
    perm = opened("perm")
    perm.till.set_connection(Connection(False, 0))
    zone = perm.till.zone
    midnight = starts_at(load_programme(version(2, valid_from=LAUNCH)), zone)
    clock.advance(midnight - clock.now() - 1)
    perm.till.selling.scan(scan(ANNA))
    panel = perm.till.selling.view().member
    assert panel is not None
    assert panel.announcement == "С 22.11.2026 – новые уровни"
    assert "С 22.11.2026 – новые уровни" in perm.sell()
    clock.advance(1)
    perm.till.selling.scan(scan(ANNA))
    panel = perm.till.selling.view().member
    assert panel is not None
    assert panel.announcement == ""
    assert "новые уровни" not in perm.sell()
    assert perm.till.selling.programme.version == 2


def test_a_pilot_is_announced_to_those_it_names_alone(
    server: RunningServer, opened: OpenShop, clock: ManualClock
) -> None:
    members(server)
    told = {"ru": "С {date} для своих – двойные баллы", "en": "x"}
    publish(server, version(2, valid_from=LAUNCH, announcement=told, pilot={"segments": ["staff"]}))
    perm = opened("perm")
    slips = [perm.sell(card) for card in (ANNA, BORIS, "")]
    assert ["двойные баллы" in slip for slip in slips] == [True, False, False]
    clock.advance(DAY)
    assert "двойные баллы" not in perm.sell(ANNA)
