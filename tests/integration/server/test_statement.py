"""Statements asked of both databases: ahead of their turn or not, the answer is that of the moment it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import SECOND
from cashier_app.core.errors import WorldError
from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.database import ServerDatabase
from cashier_app.server.statement import Statement, param
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import Chain, Client
from tests.server_places import ServerPlaces

ZONES = Statement(
    sa.select(tables.store.c.store_id, tables.store.c.zone)
    .where(among(tables.store.c.store_id, "ids"))
    .order_by(tables.store.c.store_id)
)
MOVE = Statement(sa.update(tables.store).where(tables.store.c.store_id == param("of")).values(zone=param("to")))
IDS = ["1", "2"]


@pytest.fixture
def database(place: ServerPlaces, clock: ManualClock) -> Iterator[ServerDatabase]:
    """A ledger with one store."""
    with ServerDatabase.open(place(), clock) as opened:
        with opened.write() as transaction:
            transaction.insert(tables.store, [{"store_id": "1", "zone": "Europe/Moscow"}])
        yield opened


def test_rows_have_names_and_lists_may_be_of_any_length(database: ServerDatabase) -> None:
    with database.read() as connection:
        assert [(row.store_id, row.zone) for row in ZONES.rows(connection, ids=IDS)] == [("1", "Europe/Moscow")]
        assert ZONES.column(connection, ids=["'", '"', "\\", "1"]) == ["1"]
        assert ZONES.first(connection, ids=[]) is None
        assert ZONES.value(connection, ids=["2"]) is None


def test_what_was_asked_ahead_is_asked_again_after_a_change(database: ServerDatabase) -> None:
    with database.write() as transaction:
        connection = transaction.connection
        ZONES.ahead(connection, ids=IDS)
        transaction.insert(tables.store, [{"store_id": "2", "zone": "Asia/Omsk"}])
        assert ZONES.column(connection, ids=IDS) == ["1", "2"]
        ZONES.ahead(connection, ids=IDS)
        MOVE.do(connection, of="1", to="Asia/Tomsk")
        assert ZONES.first(connection, ids=IDS).zone == "Asia/Tomsk"
        ZONES.ahead(connection, ids=IDS)
        connection.execute(sa.delete(tables.store).where(tables.store.c.store_id == "1"))
        assert ZONES.column(connection, ids=IDS) == ["2"]


def test_what_was_asked_ahead_and_never_wanted_is_not_kept_for_another_transaction(database: ServerDatabase) -> None:
    with database.write() as transaction:
        ZONES.ahead(transaction.connection, ids=IDS)
    with database.write() as transaction:
        transaction.connection.execute(sa.update(tables.store).values(zone="Asia/Omsk"))
    with database.write() as transaction:
        assert ZONES.first(transaction.connection, ids=IDS).zone == "Asia/Omsk"


def test_an_error_of_what_was_sent_undoes_everything_and_the_next_transaction_begins_anew(
    database: ServerDatabase,
) -> None:
    def broken() -> None:
        with database.write() as transaction:
            MOVE.do(transaction.connection, of="1", to="Asia/Omsk")
            transaction.insert(tables.pairing, [_code("no such store")])
            transaction.insert(tables.pairing, [_code("1")])

    with pytest.raises((sa.exc.IntegrityError, WorldError)):
        broken()
    with database.write() as transaction:
        assert ZONES.first(transaction.connection, ids=IDS).zone == "Europe/Moscow"
        MOVE.do(transaction.connection, of="1", to="Asia/Tomsk")
    with database.read() as connection:
        assert ZONES.first(connection, ids=IDS).zone == "Asia/Tomsk"
        assert not connection.execute(sa.select(tables.pairing)).all()


def test_a_picture_stays_what_it_was_and_the_next_one_is_new(database: ServerDatabase) -> None:
    with database.picture() as picture:
        before = ZONES.rows(picture.connection, ids=IDS)
        with database.write() as transaction:
            MOVE.do(transaction.connection, of="1", to="Asia/Omsk")
        assert ZONES.rows(picture.connection, ids=IDS) == before
        assert picture.now < transaction.now
    with database.picture() as picture:
        assert ZONES.first(picture.connection, ids=IDS).zone == "Asia/Omsk"
        assert picture.now == transaction.now


# a file is not waited for
@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_sale_is_booked_in_few_waits_for_a_postgres(
    server: RunningServer, client: Client, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server.place.startswith("postgresql")
    server.bring(member("7789000000004417", "500"))
    chain = Chain()
    first = client.exchange(chain.request())
    [account] = [each for each in first.changes if hasattr(each, "lots")]
    for _ in range(2):
        clock.advance(10 * SECOND)
        chain.sell(account, redeem=1000, as_of=first.server_time, at=clock.now())
        waits = _counted(monkeypatch)
        client.exchange(chain.request(chain.seq, chain.seq, first.cursor, page=0))
        monkeypatch.undo()
    # one to know who asks, one to begin, one for all that is known, one for what that leads to, one for the end of the
    # answer, one for the commit
    assert len(waits) <= 6, waits


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The waits for an answer from now on."""
    waits: list[str] = []
    true = psycopg.Connection.wait

    def wait(self: psycopg.Connection[Any], generator: Any, *more: Any, **named: Any) -> Any:
        alone = self._pipeline is None and generator.__name__ == "_execute_gen"
        if alone or generator.__name__ in ("_fetch_gen", "_sync_gen", "_exit_gen"):
            waits.append(generator.__name__)
        return true(self, generator, *more, **named)

    monkeypatch.setattr(psycopg.Connection, "wait", wait)
    return waits


def _code(store: str) -> dict[str, Any]:
    return {"code_hash": store.encode(), "store_id": store, "created_at": 0, "expires_at": 1}
