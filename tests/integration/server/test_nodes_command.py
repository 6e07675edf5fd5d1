"""What an administrator sees of nodes, their epochs and forks; on either database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.server import overview, tables
from cashier_app.server.members import LotRecord
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

Capture = pytest.CaptureFixture[str]
CARD = "7770000000000001"


@pytest.fixture
def address(place: ServerPlaces) -> str:
    """Where the ledger is."""
    return place()


@pytest.fixture
def desk(address: str, clock: ManualClock) -> Iterator[Desk]:
    """A server with the reference programme."""
    opened = Desk(address, clock, PROGRAMME)
    yield opened
    opened.close()


def told(capture: Capture, *arguments: str) -> str:
    """What a command says; it must succeed."""
    capture.readouterr()
    assert main(["--language", "en", "server", *arguments]) == 0
    return capture.readouterr().out


def test_nodes_and_epochs_tell_who_holds_what(desk: Desk, address: str, home: object, capsys: Capture) -> None:
    desk.member(CARD, lots=(LotRecord("150"),))
    till, chain = desk.join("1", "till 1"), Chain("life-1")
    desk.join("2", "node 2", kind="store")
    desk.join("2", "shop", kind="site")
    chain.sell(receipt_id="r1")
    desk.send(till, chain)
    said = told(capsys, "nodes", "--database", address)
    assert f"{till.node_id} · till · store 1 · till 1 · active · 2026-" in said
    assert "epoch life-1 · open · up to 1 · holds 150 points · 2026-" in said
    assert "store node · store 2 · node 2 · active · never seen" in said
    assert "site · store 2 · shop" in said
    assert told(capsys, "epochs", "--node", "nobody", "--database", address) == ""
    assert said.count("epoch ") == told(capsys, "epochs", "--database", address).count("epoch ")
    [epoch] = json.loads(told(capsys, "epochs", "--node", till.node_id, "--json", "--database", address))
    assert (epoch["points"], epoch["last_seq"], epoch["state"]) == (15_000, 1, "open")
    assert told(capsys, "forks", "--database", address) == ""


def test_a_restored_server_says_who_has_to_report(desk: Desk) -> None:
    till = desk.join()
    with desk.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "another"}])
    with desk.database.read() as connection:
        assert [(each.node, each.reports) for each in overview.nodes(connection)] == [(till.node_id, True)]


def test_a_fork_is_told_with_both_histories_and_a_way_out(
    desk: Desk, address: str, home: object, capsys: Capture, expect_log: Callable[[str], None]
) -> None:
    expect_log("has two histories")
    desk.member(CARD, lots=(LotRecord("150"),))
    till, chain, twin = desk.join(), Chain("life-1"), Chain("life-1")
    chain.sell()
    desk.send(till, chain)
    twin.sell()
    desk.exchange(till, twin.request())
    with desk.database.read() as connection:
        [frozen] = overview.frozen(connection)
    [fork] = frozen.forks
    assert (frozen.epoch, frozen.last_seq, frozen.points) == ("life-1", 1, 15_000)
    assert (fork.seq, fork.ours, fork.theirs) == (1, chain.hashes[1].hex(), twin.hashes[1].hex())
    assert (fork.ours_kind, fork.theirs_kind) == ("sale", "sale")
    said = told(capsys, "forks", "--database", address)
    assert chain.hashes[1].hex() in said
    assert twin.hashes[1].hex() in said
    assert "set aside: 1" in said
    assert "server write-off" in said
    assert desk.rows(sa.select(tables.epoch.c.state)) == [("frozen",)]
