"""Local backups: whole, checked, rotated, made while the till sells, and known for what they are."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest

from cashier_app.core.clock import MINUTE
from cashier_app.storage.backup import Interrupted, back_up, backups
from cashier_app.storage.database import NAME, Database
from cashier_app.storage.errors import DatabaseCorrupt, DiskFull
from cashier_app.storage.life import COPY_KEY
from tests.clock import START


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An open database with something in it."""
    with Database.open(tmp_path) as opened:
        opened.worker.call(lambda unit: unit.meta.put("a", "1"))
        yield opened


def test_a_copy_is_a_whole_database_and_says_that_it_is_a_copy(database: Database) -> None:
    copy = back_up(database.path, START, keep=3, zone="Asia/Yekaterinburg")
    assert copy.name == "till-2026-11-21-140000.db"
    connection = driver.connect(str(copy))
    kept = dict(connection.execute("SELECT key, value FROM meta"))
    assert kept == {"a": "1", COPY_KEY: str(START)}
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert database.worker.call(lambda unit: unit.meta.get(COPY_KEY)) is None


def test_only_the_newest_copies_are_kept(database: Database) -> None:
    made = [back_up(database.path, START + n * MINUTE, keep=3) for n in range(5)]
    assert backups(database.path) == made[:1:-1]


def test_selling_goes_on_while_a_copy_is_made(database: Database) -> None:
    database.worker.call(lambda unit: unit.meta.put("big", "x" * 20_000_000))
    stop = threading.Event()
    copied = 0

    def write_meanwhile() -> bool:
        nonlocal copied
        copied += 1
        database.worker.call(lambda unit: unit.meta.put("during", str(copied)))
        return stop.is_set()

    copy = back_up(database.path, START, keep=3, stop=write_meanwhile)
    assert copied > 3, "the copy was made in one piece, nothing could be written meanwhile"
    connection = driver.connect(str(copy))
    assert connection.execute("SELECT value FROM meta WHERE key = 'during'").fetchone() is None
    connection.close()
    assert database.worker.call(lambda unit: unit.meta.get("during")) == str(copied)


def test_a_copy_that_is_given_up_leaves_nothing(database: Database) -> None:
    with pytest.raises(Interrupted):
        back_up(database.path, START, keep=3, stop=lambda: True)
    assert list((database.folder / "backups").iterdir()) == []


def test_no_copy_is_begun_where_it_would_fill_the_disk(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(database.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1 << 20))
    with pytest.raises(DiskFull):
        back_up(database.path, START, keep=3)


def test_a_damaged_database_gives_no_copy_and_the_old_ones_stay(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        database.worker.call(lambda unit: unit.meta.put("big", "x" * 200_000))
        good = back_up(database.path, START, keep=1)
    path = tmp_path / NAME
    pages = path.stat().st_size // 4096
    with path.open("r+b") as file:
        for page in range(3, pages):
            file.seek(page * 4096)
            file.write(b"\xa5" * 100)
        os.fsync(file.fileno())
    with pytest.raises(DatabaseCorrupt):
        back_up(path, START + MINUTE, keep=1)
    assert backups(path) == [good]
