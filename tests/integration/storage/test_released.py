"""Databases of every released version of the tables go on living under this program, and survive the change of them."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pysqlite3.dbapi2 as driver
import pytest
import sqlalchemy as sa

from cashier_app import cli
from cashier_app.config import Places, Settings
from cashier_app.core.clock import DAY, HOUR
from cashier_app.core.errors import WorldError
from cashier_app.server import journal, tables, verify
from cashier_app.server.database import ServerDatabase
from cashier_app.server.migrations import NEWEST
from cashier_app.storage import engine as engines
from cashier_app.storage.before_migration import kept_before
from cashier_app.storage.database import Database
from cashier_app.storage.errors import DatabaseNewer, DiskFull
from cashier_app.storage.migrations import HEAD, KNOWN
from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.integration.till.seller import audit_books
from tests.integration.till.shop import COFFEE, open_shop, scan
from tests.released.files import SERVERS, TILLS, lay_server, lay_till

InWords = Callable[[WorldError], str]

#: What a migration may not lose or change, whatever tables it brings.
FACTS = (
    "SELECT receipt_id, number, kind, state, to_pay, redeemed_points, accrued_points FROM receipt ORDER BY receipt_id",
    "SELECT receipt_id, number, product_id, quantity, to_pay, vat FROM receipt_line ORDER BY receipt_id, number",
    "SELECT payment_id, amount, state FROM payment ORDER BY payment_id",
    "SELECT epoch, seq, op_id, hash, body, state FROM outbox ORDER BY epoch, seq",
    "SELECT number, act, hash FROM journal ORDER BY number",
    "SELECT lot_id, balance, granted, earned, used, released FROM lot ORDER BY lot_id",
    "SELECT entry_id, op_id, lot_id, points FROM entry ORDER BY entry_id",
    "SELECT parked_id, name, total FROM parked_receipt",
)


def facts(path: Path) -> list[list[tuple[Any, ...]]]:
    connection = driver.connect(str(path))
    try:
        return [connection.execute(sql).fetchall() for sql in FACTS]
    finally:
        connection.close()


def version(path: Path) -> str:
    connection = driver.connect(str(path))
    [(found,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    return str(found)


@pytest.fixture
def later(clock: ManualClock) -> ManualClock:
    """The day after the old program stopped."""
    clock.advance(DAY)
    return clock


def test_there_is_a_database_of_every_version_but_perhaps_the_one_in_the_making() -> None:
    assert set(TILLS) >= KNOWN - {HEAD}
    assert set(SERVERS) >= {f"{number:04}" for number in range(1, int(NEWEST))}


# --- the till --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", TILLS)
def test_a_till_of_every_version_sells_on(old: str, tmp_path: Path, later: ManualClock) -> None:
    path = lay_till(old, tmp_path)
    before = facts(path)
    till = open_shop(tmp_path, later)
    assert till.identity.beginning == "none"
    assert facts(path) == before
    assert till.journal.check() is None
    audit_books(till, [])
    _sell_and_take_back(till)
    audit_books(till, [])
    till.close()
    again = open_shop(tmp_path, later)
    audit_books(again, [])
    again.close()


def _sell_and_take_back(till: Till) -> None:
    """The receipt on the screen, the parked one, and a sale of the old times that comes back."""
    till.people._enter(next(user for user in till.people.everybody() if user.role == "administrator"))
    assert [line.name for line in till.selling.view().lines] == ["Молоко"], "the receipt on the screen is back"
    till.selling.scan(scan(COFFEE))
    till.paying.start()
    sold = till.paying.pay_cash("100000").result(30).sold
    assert sold is not None
    [parked] = till.parking.list()
    till.parking.take_up(parked.parked_id).result(30)
    till.paying.start()
    assert till.paying.pay_cash("100000").result(30).sold is not None
    done = _take_back_an_old_sale(till)
    assert done.total > 0
    assert till.shifts.preview_closing("0").result(30)


def _take_back_an_old_sale(till: Till) -> Any:
    """All that can come back of the oldest sale of which something can."""
    rows = till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute(
            "SELECT receipt_id FROM receipt WHERE kind = 'sale' AND state = 'final' ORDER BY number"
        ).fetchall()
    )
    for (receipt_id,) in rows:
        view = till.returning.start(receipt_id)
        if any(line.enabled for line in view.lines):
            till.returning.choose_all()
            done = till.returning.commit().result(30)
            while done is None:
                done = till.returning.approved("R1").result(30)
            return done
    raise AssertionError("nothing of the old times can come back")


# --- the server ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", SERVERS)
def test_a_server_of_every_version_serves_on(old: str, tmp_path: Path, later: ManualClock) -> None:
    path = lay_server(old, tmp_path)
    later.advance(3 * DAY)
    with ServerDatabase.open(str(path), later) as database, database.read() as connection:
        assert verify.verify(connection) == []
        assert list(verify.chains(connection)) == []
        assert journal.verify(connection).broken is None
        entries = connection.scalar(sa.select(sa.func.count()).select_from(tables.entry))
        known = sa.select(tables.identifier.c.account_id).where(tables.identifier.c.value == "7789000000000011")
        anna = connection.scalar(known)
    assert version(path) == NEWEST
    assert [kept.name for kept in kept_before(path)] == ([] if old == NEWEST else [f"before-server-{old}.db"])
    desk = Desk(str(path), later, msgspec.structs.replace(PROGRAMME, version=PROGRAMME.version + 1))
    who, chain = desk.join(name="new till"), Chain(programme=desk.programme)
    desk.exchange(who, chain.request())
    chain.sell(desk.account(who, chain.epoch, str(anna)), at=later.now(), as_of=later.now())
    later.advance(HOUR)
    desk.send(who, chain)
    assert desk.findings() == []
    assert desk.rows(sa.select(sa.func.count()).select_from(tables.entry))[0][0] == entries + 1
    desk.close()


# --- a newer program was here ----------------------------------------------------------------------------


def test_a_newer_database_is_refused_with_words_by_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], in_words: InWords
) -> None:
    till = lay_till(TILLS[-1], Places.of(tmp_path).till_folder(Settings()))
    server = lay_server(SERVERS[-1], tmp_path)
    for path in (till, server):
        connection = driver.connect(str(path))
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.close()
    before = facts(till)
    for words in (["import", "catalogue", __file__], ["server", "verify", "--database", str(server)]):
        assert cli.main(["--home", str(tmp_path), "--language", "ru", *words]) == 1
        assert in_words(DatabaseNewer()).partition(" — ")[0] in capsys.readouterr().err
    assert facts(till) == before


# --- an interrupted migration ----------------------------------------------------------------------------


@contextmanager
def every_connection(prepared: Callable[[Any], None]) -> Iterator[None]:
    """Each writing connection of a till is made ready in a further way."""
    usual = engines.prepare

    def prepare(connection: Any, read_only: bool) -> None:
        usual(connection, read_only)
        if not read_only:
            prepared(connection)

    engines.prepare = prepare
    try:
        yield
    finally:
        engines.prepare = usual


def open_killed_at(statement: int, folder: Path) -> bool:
    """Open a till in a process that is killed before its statement of that number; whether it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = statement

    def count(_: str) -> None:
        nonlocal left
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    with every_connection(lambda connection: connection.set_trace_callback(count)):
        Database.open(folder).close()
    os._exit(0)


@pytest.mark.parametrize("old", TILLS[:1] if len(TILLS) > 1 else TILLS)
def test_a_migration_killed_at_any_statement_leaves_the_old_tables_or_the_new(
    old: str, tmp_path: Path, later: ManualClock
) -> None:
    lay_till(old, tmp_path / "old")
    before = facts(tmp_path / "old" / "till.db")
    Database.open(tmp_path / "warm").close()  # imports what a migration needs, once for all that are killed
    step = 1 if os.environ.get("SOAK_KILLS") else 17
    statement, ended, seen = 0, False, set()
    while not ended:
        folder = tmp_path / "killed"
        shutil.copytree(tmp_path / "old", folder)
        ended = open_killed_at(statement, folder)
        # looked at through a copy: a log that is left belongs to the till's own next start
        shutil.copytree(folder, tmp_path / "look")
        seen.add(version(tmp_path / "look" / "till.db"))
        assert facts(tmp_path / "look" / "till.db") == before, statement
        till = open_shop(folder, later)
        assert till.identity.beginning == "none"
        audit_books(till, [])
        till.close()
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "look")
        statement += step
    assert seen == {old, HEAD}
    assert statement > 40


def test_a_disk_that_fills_during_a_migration_leaves_the_old_tables(
    tmp_path: Path, later: ManualClock, in_words: InWords
) -> None:
    path = lay_till(TILLS[0], tmp_path)
    before = facts(path)

    def no_more_room(connection: Any) -> None:
        [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count={max(pages + 2, 2)}")

    with every_connection(no_more_room), pytest.raises(DiskFull) as refused:
        open_shop(tmp_path, later)
    assert "диск" in in_words(refused.value).casefold()
    assert version(path) == TILLS[0]
    assert facts(path) == before
    till = open_shop(tmp_path, later)
    audit_books(till, [])
    till.close()


def test_a_server_whose_migration_fails_keeps_its_tables(tmp_path: Path, later: ManualClock) -> None:
    path = lay_server(SERVERS[0], tmp_path)

    def no_more_room(connection: Any) -> None:
        [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    with every_connection(no_more_room), pytest.raises(DiskFull):
        ServerDatabase.open(str(path), later)
    assert version(path) == SERVERS[0]
    with ServerDatabase.open(str(path), later) as database, database.read() as connection:
        assert verify.verify(connection) == []
