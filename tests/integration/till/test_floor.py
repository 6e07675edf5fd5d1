"""Points beyond the rights: lent while nobody can be asked, at most the floor a card until that is counted."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from cashier_app.sync.messages import Acknowledgement, BeyondRight, Operation, SaleBody
from cashier_app.till.opening import Connection, Till
from tests.clock import ManualClock
from tests.integration.till.shop import ANNA, COFFEE, MANAGER_PIN, PROGRAMME, found_shop, open_shop, scan
from tests.integration.till.test_exchange import MANY
from tests.integration.till.test_store_node import told

FLOOR = 10_000


def _run(till: Till, sql: str) -> None:
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute(sql) and None)


def publish(till: Till, **offline: object) -> None:
    """Another version, in force at once."""
    body = json.loads(PROGRAMME.read_bytes())
    body["version"] += 1
    body["offline"] = offline
    till.database.worker.call(lambda unit: unit.programmes.put(2, 0, json.dumps(body).encode()))
    till.selling.refresh_member()


@pytest.fixture
def poor(till: Till) -> Till:
    """Anna has 1,500 points, and this till a right on 100 of them; 100 may be lent."""
    return impoverish(till)


def impoverish(till: Till) -> Till:
    """Let a till have less right than Anna has points, under a programme that lends."""
    _run(till, "UPDATE lot SET granted = 10000 WHERE lot_id = 'late'")
    _run(till, "UPDATE lot SET granted = 0 WHERE lot_id = 'soon'")
    publish(till, redemption="rights+floor", floor=FLOOR)
    return till


def possible(till: Till) -> int:
    """How many points Anna could spend on a coffee now."""
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    till.selling.redeem()
    points = till.selling.quoted.redemption.points
    till.selling.cancel()
    return points


def sell(till: Till, redeem: str = "maximum") -> SaleBody:
    """A coffee, paid with points as far as they go; what the server will be told."""
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    if redeem:
        till.selling.redeem(redeem)
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    [row] = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))[-1:]
    body = msgspec.json.decode(row.body, type=Operation).body
    assert isinstance(body, SaleBody)
    return body


def counted(till: Till, durable: bool = True) -> None:
    """The server has everything; `durable` says whether that is the central one."""
    sent = till.sync_store.outgoing(100, MANY, "past" if durable else "node")
    fates = [Acknowledgement(each.seq, each.hash, "applied", durable) for each in sent.operations]
    last = sent.operations[-1].seq if durable else 0
    till.sync_store.take(sent, told(sent, server="" if durable else "node epoch", fates=fates, durable=last), 0)


def test_a_till_that_can_ask_nobody_lends_the_floor_and_says_so(poor: Till) -> None:
    poor.selling.scan(scan(COFFEE))
    poor.selling.scan(scan(ANNA))
    member = poor.selling.view().member
    assert member is not None
    assert member.note == "Офлайн, можно списать здесь: 200 баллов, из них авансом 100 баллов"
    assert poor.selling.redeem().view.totals.points == "−200,00"
    body = sell_the_open_receipt(poor)
    assert [(entry.lot_id, entry.points) for entry in body.entries if entry.kind == "redemption"] == [
        ("soon", -10_000),
        ("late", -10_000),
    ], "what is held goes first, the rest is taken of what expires first"
    assert body.beyond == (BeyondRight("soon", 10_000),)
    [job] = poor.database.worker.call(lambda unit: unit.printing.waiting())[-1:]
    assert "100 баллов из потраченных — авансом" in job.document.decode().replace("\u00a0", " ")


def sell_the_open_receipt(till: Till) -> SaleBody:
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    [row] = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))[-1:]
    body = msgspec.json.decode(row.body, type=Operation).body
    assert isinstance(body, SaleBody)
    return body


def test_an_outage_lends_once_and_a_restart_does_not_forget_it(tmp_path: Path, clock: ManualClock) -> None:
    poor = impoverish(found_shop(tmp_path / "shop", clock))
    assert sell(poor, "120").beyond == (BeyondRight("soon", 2000),)
    assert possible(poor) == 8000
    poor.close()
    till = open_shop(tmp_path / "shop", clock)
    boss = next(user for user in till.people.everybody() if user.role == "administrator")
    till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
    assert sell(till).beyond == (BeyondRight("soon", 8000),)
    assert possible(till) == 0
    till.close()


def test_only_the_central_servers_word_ends_what_was_lent(poor: Till) -> None:
    sell(poor)
    assert possible(poor) == 0
    counted(poor, durable=False)
    assert possible(poor) == 0, "the shop's node alone has counted nothing"
    counted(poor)
    assert possible(poor) == 10_000


@pytest.mark.parametrize(
    ("connection", "points"),
    [
        (Connection(online=False), 20_000),
        (Connection(online=True), 10_000),
        (Connection(online=True, central_silent=True), 20_000),
        (Connection(online=True, past_node=True, central_silent=True), 10_000),
    ],
)
def test_who_can_be_asked_is_asked(poor: Till, connection: Connection, points: int) -> None:
    poor.set_connection(connection)
    assert possible(poor) == points


def test_a_connection_that_comes_back_takes_the_offer_away_from_the_open_receipt(poor: Till) -> None:
    poor.selling.scan(scan(COFFEE))
    poor.selling.scan(scan(ANNA))
    poor.selling.redeem()
    assert poor.selling.view().totals.points == "−200,00"
    poor.set_connection(Connection(online=True))
    assert poor.selling.view().totals.points == "−100,00"


@pytest.mark.parametrize("change", ["UPDATE account SET state = 'blocked'", "UPDATE lot SET balance = 10000"])
def test_nothing_is_lent_to_a_blocked_member_nor_beyond_the_balance(poor: Till, change: str) -> None:
    poor.selling.scan(scan(COFFEE))
    poor.selling.scan(scan(ANNA))
    _run(poor, change + " WHERE account_id = 'anna'")
    _run(poor, "UPDATE lot SET balance = 0 WHERE lot_id = 'soon'")
    poor.selling.refresh_member()
    poor.selling.redeem()
    assert poor.selling.quoted.redemption.points == (0 if "blocked" in change else 10_000)


@pytest.mark.parametrize("offline", [{"redemption": "rights"}, {"redemption": "deny"}])
def test_without_the_policy_nothing_is_lent(poor: Till, offline: dict[str, object]) -> None:
    sell(poor, "120")
    body = json.loads(PROGRAMME.read_bytes())
    body.update(version=3, offline=offline)
    poor.database.worker.call(lambda unit: unit.programmes.put(3, 0, json.dumps(body).encode()))
    poor.selling.refresh_member()
    assert possible(poor) == 0
    assert sell(poor, "").beyond == ()


def test_a_suspect_clock_lends_nothing(poor: Till) -> None:
    poor.clock.set_server_is_far(True)
    assert possible(poor) == 10_000
