"""A till's and a server's database become histories; replayed under their own programme they give what was done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.core.clock import DAY
from cashier_app.core.errors import WorldError
from cashier_app.loyalty.programme import load_programme
from cashier_app.server import tables
from cashier_app.server.database import ServerDatabase
from cashier_app.till.opening import Till
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.history import GoodsBack, History, Purchase
from cashier_app.whatif.reading.database import ForeignDatabase, NoDatabase, read_database
from cashier_app.whatif.reading.refusals import NothingInside
from cashier_app.whatif.replay import replay
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.till.shop import ANNA, BREAD, CHEESE, COFFEE, MILK, PROGRAMME, found_shop, scan

AS_ASKED = Behaviour("history")


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    """A till that has sold to Anna, with points and without, to a stranger, and has taken goods back."""
    opened = found_shop(tmp_path / "till", clock)
    first = sell(opened, COFFEE, MILK, BREAD, ANNA, redeem="maximum")
    clock.advance(DAY)
    sell(opened, CHEESE, quantity="1,25")
    second = sell(opened, COFFEE, COFFEE, ANNA)
    opened.returning.start(first)
    opened.returning.choose(1, "1")
    assert opened.returning.commit().result(30) is not None
    opened.returning.start(second)
    opened.returning.choose(1, "1")
    assert opened.returning.commit().result(30) is not None
    yield opened
    opened.close()


def sell(till: Till, *codes: str, redeem: str = "", quantity: str = "") -> str:
    """A sale paid in cash; its id."""
    for code in codes:
        till.selling.scan(scan(code), quantity if code == CHEESE else "")
    if redeem:
        till.selling.redeem(redeem)
    till.paying.start()
    sold = till.paying.pay_cash("100000").result(30).sold
    assert sold is not None
    return sold.receipt_id


def on_a_server(till: Till, folder: Path, clock: ManualClock) -> Path:
    """A server's database that has booked the till's operations, byte for byte."""
    outbox = till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute(
            "SELECT epoch, seq, op_id, kind, hash, body, at FROM outbox ORDER BY seq"
        ).fetchall()
    )
    path = folder / "server.db"
    with ServerDatabase.open(str(path), clock) as database, database.write() as transaction:
        transaction.insert(tables.store, [{"store_id": "s", "name": "", "zone": "Asia/Yekaterinburg"}])
        node = {"node_id": "n", "store_id": "s", "name": "", "machine": "", "key_hash": b"", "state": "active"}
        transaction.insert(tables.node, [{**node, "enrolled_at": 0, "reported": ""}])
        epoch = {"epoch": outbox[0][0], "node_id": "n", "first_seen_at": 0, "applied_seq": 0, "applied_hash": b""}
        transaction.insert(tables.epoch, [{**epoch, "state": "open"}])
        rows = [
            {"epoch": row[0], "seq": row[1], "op_id": row[2], "kind": row[3], "hash": row[4], "body": row[5]}
            | {"at": row[6], "received_at": 0, "state": "applied"}
            for row in outbox
        ]
        transaction.insert(tables.operation, rows)
    return path


def facts(till: Till) -> dict[str, int]:
    """What the till's own receipts sum to, returns subtracted."""
    sums = till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute(
            "SELECT kind, sum(to_pay), sum(base), sum(redeemed), sum(accrued_points) FROM receipt "
            "WHERE state = 'final' GROUP BY kind"
        ).fetchall()
    )
    sums = {kind: [abs(each) for each in rest] for kind, *rest in sums}
    names = ("paid", "turnover", "redeemed", "accrued")
    return {name: sums["sale"][place] - sums["return"][place] for place, name in enumerate(names)}


def assert_as_done(history: History, till: Till) -> None:
    """The replay under the till's own programme gives the till's own sums."""
    outcome = replay(history, load_programme(PROGRAMME.read_bytes()), AS_ASKED)
    done = facts(till)
    assert {"paid": outcome.paid, "turnover": outcome.turnover, "redeemed": outcome.redeemed} == {
        name: done[name] for name in ("paid", "turnover", "redeemed")
    }
    assert sum(month.accrued for month in outcome.months) == done["accrued"]
    assert outcome.points.opening == 150_000
    assert outcome.points.unaccounted == outcome.unaccounted == 0
    assert outcome.redeemed > 0
    assert [member.level_before for member in outcome.members] == ["silver"]


def test_a_tills_database_gives_what_the_till_did(till: Till) -> None:
    history = read_database(str(till.database.path))
    assert [type(event) for event in history.events] == [Purchase, Purchase, Purchase, GoodsBack, GoodsBack]
    assert {part.kind: part.rows for part in history.reading.taken} == {
        "sale_member": 2,
        "sale_anonymous": 1,
        "return": 2,
    }
    assert (history.reading.rows, history.reading.unaccounted, history.zone) == (5, 0, "Asia/Yekaterinburg")
    assert history.names["coffee"] == "Кофе"
    assert history.people["anna"].birthday == (11, 24)
    assert_as_done(history, till)


def test_receipts_that_were_never_paid_are_left_out(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.paying.start()
    till.paying.ask_card("10").result(30)
    history = read_database(f"sqlite:///{till.database.path}")
    assert [(part.kind, part.rows) for part in history.reading.left_out] == [("not_final", 1)]
    assert (history.reading.rows, history.reading.unaccounted) == (6, 0)


def test_a_servers_database_gives_the_same(till: Till, tmp_path: Path, clock: ManualClock) -> None:
    history = read_database(str(on_a_server(till, tmp_path, clock)))
    own = read_database(str(till.database.path))
    assert history.events == own.events
    assert history.people == own.people
    assert history.reading.rows == 5
    assert_as_done(history, till)


def test_reading_changes_nothing(till: Till, tmp_path: Path, clock: ManualClock) -> None:
    path = on_a_server(till, tmp_path, clock)
    before = path.read_bytes()
    read_database(str(path))
    assert path.read_bytes() == before


def test_what_is_no_database_of_ours_is_refused_in_words(tmp_path: Path, clock: ManualClock) -> None:
    import pysqlite3.dbapi2 as driver

    foreign = tmp_path / "foreign.db"
    driver.connect(str(foreign)).execute("CREATE TABLE things (name TEXT)").connection.close()
    text = tmp_path / "text.db"
    text.write_text("no database at all " * 100, encoding="utf-8")
    empty = tmp_path / "empty.db"
    ServerDatabase.open(str(empty), clock).close()
    refusals: list[tuple[str, type[WorldError]]] = [
        (str(tmp_path / "nothing.db"), NoDatabase),
        (str(foreign), ForeignDatabase),
        (str(text), ForeignDatabase),
        (str(empty), NothingInside),
    ]
    for url, kind in refusals:
        with pytest.raises(kind) as refused:
            read_database(url)
        said = " ".join(load_words("ru").error(refused.value))
        assert "{" not in said
        assert any("а" <= letter <= "я" for letter in said), said
