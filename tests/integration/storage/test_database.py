"""The till's database: opened, checked, migrated; every fault of disk and file told in words, nothing lost."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest
from sqlalchemy import create_mock_engine

from cashier_app.core.errors import WorldError
from cashier_app.storage import engine as engine_module
from cashier_app.storage.database import NAME, Database
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import (
    AlreadyRunning,
    DatabaseCorrupt,
    DatabaseFailed,
    DatabaseLocked,
    DatabaseNewer,
    DiskFull,
    FolderReadOnly,
    SqliteUnfit,
)
from cashier_app.storage.migrations import HEAD, KNOWN, revision
from cashier_app.storage.rows import ProductRow
from cashier_app.storage.tables import metadata
from cashier_app.storage.unit import UnitOfWork
from cashier_app.storage.worker import Closed, DatabaseWorker
from cashier_app.words import load_words

MILK = ProductRow("milk", "Молоко", 9490, digest=b"1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An open, new database."""
    with Database.open(tmp_path / "till") as opened:
        yield opened


def raw(path: Path) -> driver.Connection:
    """A connection of somebody else's."""
    return driver.connect(str(path), isolation_level=None, timeout=0)


def in_words(error: WorldError) -> str:
    """What the cashier reads; fails where a sentence is unfinished or untranslated."""
    russian, english = (" — ".join(load_words(language).error(error)) for language in ("ru", "en"))
    assert not re.search(r"[{}]", russian + english), russian + english
    assert re.search("[а-яё]{3}", russian), russian
    return russian


# --- tables and versions ---------------------------------------------------------------------------------


def schema(connection: driver.Connection) -> dict[str, str]:
    """Every table and index with its SQL; spaces, quotes and the order of foreign keys made alike."""
    rows = connection.execute(
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    )
    return {name: _alike(sql) for name, sql in rows}


def _alike(sql: str) -> str:
    plain = re.sub(r'[\s"`]+', " ", sql).strip()
    keys = sorted(re.findall(r", (FOREIGN KEY.*?\) REFERENCES .*?\))", plain))
    return " ".join([re.sub(r", FOREIGN KEY.*?\) REFERENCES .*?\)", "", plain), *keys])


def test_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    made: list[str] = []
    mock = create_mock_engine("sqlite://", lambda sql, *_, **__: made.append(str(sql.compile(dialect=mock.dialect))))
    metadata.create_all(mock, checkfirst=False)
    expected = driver.connect(":memory:")
    for statement in made:
        expected.execute(statement)
    assert schema(raw(database.path)) == schema(expected)


def test_the_program_knows_its_own_newest_revision(database: Database) -> None:
    versions = Path(engine_module.__file__).parent / "migrations" / "versions"
    assert {path.stem.removeprefix("revision_") for path in versions.glob("revision_*.py")} == KNOWN
    assert revision(raw(database.path)) == HEAD == max(KNOWN)


def test_an_ordinary_start_does_not_import_alembic(tmp_path: Path) -> None:
    with Database.open(tmp_path):
        pass
    code = (
        "import sys; from pathlib import Path; from cashier_app.storage.database import Database\n"
        f"with Database.open(Path({str(tmp_path)!r})): print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    with Database.open(tmp_path):
        pass
    connection = raw(tmp_path / NAME)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(DatabaseNewer) as refused:
        Database.open(tmp_path)
    in_words(refused.value)
    assert (tmp_path / NAME).read_bytes() == before


def test_an_sqlite_that_can_corrupt_the_database_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(SqliteUnfit) as refused:
        create_till_engine(tmp_path / "x.db")
    assert "3.51.3" in in_words(refused.value)


def test_the_connection_is_as_durable_as_promised(database: Database) -> None:
    def settings(unit: UnitOfWork) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        connection = unit.meta._link.driver
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    assert database.worker.call(settings) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "wal_autocheckpoint": 0,
    }


# --- the worker ------------------------------------------------------------------------------------------


def test_a_job_that_fails_leaves_nothing(database: Database) -> None:
    def half(unit: UnitOfWork) -> None:
        unit.meta.put("a", "1")
        raise ValueError("our mistake")

    with pytest.raises(ValueError, match="our mistake"):
        database.worker.call(half)
    assert database.worker.call(lambda unit: unit.meta.get("a")) is None


def test_what_is_committed_is_seen_by_readers_at_once(database: Database) -> None:
    reader = database.reader()
    database.worker.call(lambda unit: unit.meta.put("a", "1"))
    assert reader.meta("a") == "1"
    database.worker.call(lambda unit: unit.meta.put("a", "2"))
    assert reader.meta("a") == "2"


def test_a_reader_cannot_write(database: Database) -> None:
    connection = create_till_engine(database.path, read_only=True).raw_connection()
    with pytest.raises(driver.OperationalError):
        connection.driver_connection.execute("DELETE FROM meta")
    connection.close()


def test_the_log_is_folded_in_between_jobs(database: Database) -> None:
    def write(unit: UnitOfWork) -> None:
        unit.meta.put("big", "x" * 1_000_000)

    log = database.path.with_name(NAME + "-wal")
    database.worker.call(write)
    until = time.monotonic() + 5
    # a passive checkpoint lets the next commit begin the log anew instead of growing it
    while True:
        size = log.stat().st_size
        time.sleep(0.2)
        database.worker.call(lambda unit: unit.meta.put("small", "y"))
        if log.stat().st_size <= size:
            break
        assert time.monotonic() < until, "the log grows for ever"


def test_a_closed_worker_takes_no_more_jobs_and_has_done_all_it_took(tmp_path: Path) -> None:
    database = Database.open(tmp_path)
    futures = [database.worker.submit(lambda unit, n=n: unit.meta.put(str(n), "x")) for n in range(50)]
    database.close()
    assert all(future.done() and future.exception() is None for future in futures)
    with pytest.raises(Closed):
        database.worker.submit(lambda unit: None)
    assert not (tmp_path / (NAME + "-wal")).exists(), "an orderly end leaves no log"


# --- second start, other programs ------------------------------------------------------------------------


def test_a_second_start_is_told_who_runs_already(tmp_path: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from cashier_app.storage.database import Database\n"
        f"with Database.open(Path({str(tmp_path)!r})): print(os.getpid(), flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    pid = first.stdout.readline().strip()
    with pytest.raises(AlreadyRunning) as refused:
        Database.open(tmp_path)
    assert pid in in_words(refused.value)
    first.communicate()
    with Database.open(tmp_path) as database:
        assert not database.unclean


def test_a_database_held_by_another_program_is_told_and_works_again_afterwards(database: Database) -> None:
    other = raw(database.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked) as refused:
        database.worker.call(lambda unit: unit.meta.put("a", "1"))
    assert str(database.path) in in_words(refused.value)
    other.execute("ROLLBACK")
    other.close()
    database.worker.call(lambda unit: unit.meta.put("a", "1"))


def test_a_database_locked_at_the_start_is_told(tmp_path: Path) -> None:
    with Database.open(tmp_path):
        pass
    other = raw(tmp_path / NAME)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseLocked) as refused:
        Database.open(tmp_path)
    in_words(refused.value)
    other.close()


# --- disks and files -------------------------------------------------------------------------------------


def test_a_full_disk_loses_only_what_did_not_fit(database: Database) -> None:
    database.worker.call(lambda unit: unit.meta.put("before", "1"))

    def no_more_room(unit: UnitOfWork) -> None:
        connection = unit.meta._link.driver
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    database.worker.call(no_more_room)
    with pytest.raises(DiskFull) as refused:
        database.worker.call(lambda unit: unit.meta.put("big", "x" * 1_000_000))
    in_words(refused.value)

    def room_again(unit: UnitOfWork) -> None:
        unit.meta._link.driver.execute("PRAGMA max_page_count=1000000")

    database.worker.call(room_again)
    database.worker.call(lambda unit: unit.meta.put("big", "x" * 1_000_000))
    assert database.worker.call(lambda unit: unit.meta.get("before")) == "1"


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 500, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 8000]
)
def test_a_file_that_is_no_database_is_refused_with_a_way_out_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(DatabaseCorrupt) as refused:
        Database.open(tmp_path)
    assert "backups" in in_words(refused.value)
    assert (tmp_path / NAME).read_bytes() == content
    with pytest.raises(DatabaseCorrupt):
        Database.open(tmp_path)


def test_damage_is_found_at_the_start_after_a_sudden_stop(tmp_path: Path, expect_log: object) -> None:
    assert callable(expect_log)
    expect_log("database check")
    with Database.open(tmp_path) as database:
        rows = [ProductRow(f"p{n}", f"Товар {n} " * 20, 100, digest=b"x") for n in range(2000)]
        database.worker.call(lambda unit: unit.goods.put(rows, [(f"{n:014d}", f"p{n}") for n in range(2000)]))
    path = tmp_path / NAME
    damaged = bytearray(path.read_bytes())
    for page in range(60, len(damaged) // 4096 - 5, 7):
        damaged[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    path.write_bytes(damaged)
    stopped = raw(path)
    stopped.execute("PRAGMA journal_mode=WAL")
    stopped.execute("INSERT INTO meta VALUES ('x', 'y')")
    log = (path.with_name(NAME + "-wal")).read_bytes()
    stopped.close()
    path.with_name(NAME + "-wal").write_bytes(log)
    with pytest.raises(DatabaseCorrupt) as refused:
        Database.open(tmp_path)
    in_words(refused.value)


def test_a_folder_that_cannot_be_written_is_told() -> None:
    with pytest.raises(FolderReadOnly) as refused:
        Database.open(Path("/sys/cashier-till"))
    in_words(refused.value)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "till").write_text("a file")
    with pytest.raises(DatabaseFailed) as refused:
        Database.open(tmp_path / "till")
    in_words(refused.value)


def test_an_unclean_stop_is_noticed_and_loses_nothing(tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from cashier_app.storage.database import Database\n"
        f"d = Database.open(Path({str(tmp_path)!r})); d.worker.call(lambda u: u.meta.put('a', '1')); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    with Database.open(tmp_path) as database:
        assert database.unclean
        assert database.worker.call(lambda unit: unit.meta.get("a")) == "1"
    with Database.open(tmp_path) as database:
        assert not database.unclean


def test_a_worker_whose_connection_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnly):
        DatabaseWorker(lambda: driver.connect("/sys/no/such/place.db"), tmp_path / NAME)
