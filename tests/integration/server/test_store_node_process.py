"""A central server and a store node as processes: joined by a code, killed and cut off, right in the end."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from cashier_app.server import tables
from cashier_app.server.database import ServerDatabase
from cashier_app.sync.messages import AcquireRequest
from tests.integration.server.running import ServerProcess
from tests.integration.server.till_side import PROGRAMME_FILE, Chain, Client, card_hash
from tests.server_places import ServerPlaces

CARD = "7789123412341234"
Capture = pytest.CaptureFixture[str]


def _code(capsys: Capture) -> str:
    found = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", capsys.readouterr().out)
    assert found
    return found[0]


def _delivered(place: str, count: int) -> bool:
    """Whether the central server comes to have so many operations."""
    until = time.monotonic() + 30
    with ServerDatabase.attach(place, SystemClock()) as database:
        while time.monotonic() < until:
            with database.read() as connection:
                if connection.scalar(sa.select(sa.func.count()).select_from(tables.operation)) == count:
                    return True
            threading.Event().wait(0.05)
    return False


def test_a_shop_sells_through_its_node_which_is_killed_and_cut_off(
    place: ServerPlaces, home: Path, tmp_path: Path, capsys: Capture
) -> None:
    ledger, box = place(), tmp_path / "node.db"

    def server(*arguments: str, database: str = ledger) -> None:
        assert main(["--language", "en", "server", *arguments, "--database", database]) == 0

    members = home / "members.csv"
    members.write_text(f"Карта;Баллы\n{CARD};200\n", encoding="utf-8")
    server("programme", "publish", str(PROGRAMME_FILE))
    migrated = ["--language", "en", "migrate", "--members", str(members), "--database", ledger]
    assert [main(migrated), main([*migrated, "--write", "--author", "Орлова"])] == [0, 0]
    capsys.readouterr()
    central = ServerProcess(ledger, home)
    url = central.start()
    server("pair", "--store", "1", "--store-node")
    server("join", _code(capsys), "--upstream", url, database=str(box))
    node = ServerProcess(box, tmp_path / "node home")
    till = Client(node.start())
    server("pair", "--store", "1")
    joined = till.enrol(_code(capsys))
    chain = Chain()
    chain.parent = till.exchange(chain.request()).server
    assert chain.parent

    known = f"/v1/identifiers/{card_hash(joined.identifier_key, CARD)}?epoch={chain.epoch}"
    until = time.monotonic() + 30
    while till.ask("GET", known).status_code == 404 and time.monotonic() < until:
        threading.Event().wait(0.05)
    central.kill()
    account = till.get(dict, "GET", known)["account"]
    lot_id = account["lots"][0]["lot_id"]
    asked = AcquireRequest(chain.epoch, account["account_id"], ((lot_id, 5000),), by_parent=True)
    chain.sell()
    assert [each.state for each in till.exchange(chain.request()).acknowledged] == ["applied"]
    node.kill()
    node.start()
    answer = till.ask("POST", "/v1/rights", asked)
    assert answer.status_code == 200
    chain.release(lot_id, 0)
    sent = till.exchange(chain.request())
    assert [(each.state, each.durable) for each in sent.acknowledged] == [("known", False), ("applied", False)]
    central.start()
    assert _delivered(ledger, 2)
    till.close()
    assert (node.stop(), central.stop()) == (0, 0)
    server("verify")
