"""What is kept before the tables are changed: a whole copy, put back as the same life while nothing was done since."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest

from cashier_app.core.clock import DAY
from cashier_app.storage import before_migration
from cashier_app.storage.before_migration import (
    NoRoomBeforeMigration,
    kept_before,
    put_back_before_migration,
)
from cashier_app.storage.errors import AlreadyRunning
from cashier_app.storage.life import COPY_KEY
from cashier_app.storage.migrations import HEAD
from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.till.seller import audit_books
from tests.integration.till.shop import MILK, open_shop, scan
from tests.released.files import lay_till

OLD = "0003"


@pytest.fixture
def later(clock: ManualClock) -> ManualClock:
    """The day after the old program stopped."""
    clock.advance(DAY)
    return clock


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = driver.connect(str(path))
    try:
        rows: list[tuple[object, ...]] = connection.execute(sql).fetchall()
        return rows
    finally:
        connection.close()


def version(path: Path) -> str:
    [(found,)] = ask(path, "SELECT version_num FROM alembic_version")
    return str(found)


def sell(till: Till) -> None:
    till.people._enter(till.people.everybody()[0])
    till.selling.scan(scan(MILK))
    till.paying.start()
    till.paying.pay_cash("5000").result(30)


def test_a_whole_copy_is_kept_before_the_tables_are_changed(tmp_path: Path, later: ManualClock) -> None:
    path = lay_till(OLD, tmp_path)
    before = ask(path, "SELECT * FROM receipt ORDER BY receipt_id")
    open_shop(tmp_path, later).close()
    assert version(path) == HEAD
    [kept] = kept_before(path)
    assert version(kept) == OLD
    assert ask(kept, "SELECT * FROM receipt ORDER BY receipt_id") == before
    assert ask(kept, f"SELECT COUNT(*) FROM meta WHERE key = '{COPY_KEY}'") == [(1,)], (
        "put in place by hand it restores"
    )
    open_shop(tmp_path, later).close()
    assert kept_before(path) == [kept], "no copy without a migration"


def test_without_room_for_the_copy_nothing_is_changed(
    tmp_path: Path, later: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay_till(OLD, tmp_path)
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=1 << 20))
        with pytest.raises(NoRoomBeforeMigration) as refused:
            open_shop(tmp_path, later)
    assert "MB" in str(refused.value)
    assert version(path) == OLD
    open_shop(tmp_path, later).close()
    assert version(path) == HEAD


def test_it_is_put_back_as_the_same_life_where_nothing_was_done(tmp_path: Path, later: ManualClock) -> None:
    path = lay_till(OLD, tmp_path)
    till = open_shop(tmp_path, later)
    life = till.identity
    rights = ask(path, "SELECT lot_id, granted + earned - used - released FROM lot ORDER BY lot_id")
    till.writer.submit(lambda made: made.journal("update_installed", "", "", later.now(), {"name": "1.1"})).result(30)
    till.close()
    assert put_back_before_migration(path)
    assert version(path) == OLD
    assert version(tmp_path / "backups" / f"after-till-{HEAD}.db") == HEAD
    assert ask(path, "SELECT act FROM journal ORDER BY number DESC LIMIT 1") == [("update_installed",)]
    till = open_shop(tmp_path, later)
    assert (till.identity.epoch, till.identity.beginning, till.notices) == (life.epoch, "none", ())
    audit_books(till, [])
    till.close()
    assert ask(path, "SELECT lot_id, granted + earned - used - released FROM lot ORDER BY lot_id") == rights


def test_it_is_not_put_back_over_what_was_done_since(tmp_path: Path, later: ManualClock) -> None:
    path = lay_till(OLD, tmp_path)
    till = open_shop(tmp_path, later)
    sell(till)
    till.close()
    assert not put_back_before_migration(path)
    assert version(path) == HEAD
    till = open_shop(tmp_path, later)
    assert till.identity.beginning == "none"
    audit_books(till, [])
    till.close()


@pytest.mark.parametrize(
    "done",
    [
        "UPDATE epoch SET last_seq = last_seq + 1",
        "INSERT INTO parked_receipt SELECT 'another', name, body, total, user_id, at FROM parked_receipt",
        "INSERT INTO journal SELECT number + 1, at, user_id, allowed_by, 'pin_changed', details, hash FROM journal "
        "ORDER BY number DESC LIMIT 1",
        "DROP TABLE payment",
    ],
)
def test_whatever_else_was_done_since_stays(tmp_path: Path, later: ManualClock, done: str) -> None:
    path = lay_till(OLD, tmp_path)
    open_shop(tmp_path, later).close()
    connection = driver.connect(str(path))
    connection.execute(done)
    connection.commit()
    connection.close()
    assert not put_back_before_migration(path)
    assert version(path) == HEAD


def test_a_mark_that_knows_more_stops_it(tmp_path: Path, later: ManualClock) -> None:
    """The database that was there before may have been lost: only the file beside it says so."""
    path = lay_till(OLD, tmp_path)
    till = open_shop(tmp_path, later)
    till.close()
    epoch, seq = (tmp_path / "till.mark").read_text().split()
    (tmp_path / "till.mark").write_text(f"{epoch} {int(seq) + 1}".ljust(64))
    assert not put_back_before_migration(path)


def test_without_a_copy_or_a_database_nothing_is_put_back(tmp_path: Path, later: ManualClock) -> None:
    path = lay_till(OLD, tmp_path)
    assert not put_back_before_migration(path)
    open_shop(tmp_path, later).close()
    path.write_bytes(b"no database" * 1000)
    assert not put_back_before_migration(path)
    assert path.read_bytes() == b"no database" * 1000


def test_a_till_that_runs_is_left_alone(tmp_path: Path, later: ManualClock) -> None:
    path = lay_till(OLD, tmp_path)
    till = open_shop(tmp_path, later)
    with pytest.raises(AlreadyRunning):
        put_back_before_migration(path)
    till.close()


def test_only_the_newest_tables_copies_stay(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    (tmp_path / "backups").mkdir()
    for number in range(1, 7):
        shutil.copy(lay_till(OLD, tmp_path), tmp_path / "backups" / f"before-till-000{number}.db")
    before_migration.keep_before_migration(path)
    assert [copy.stem[-4:] for copy in kept_before(path)] == ["0006", "0005", "0004"]


def killed_at(step: int, path: Path) -> bool:
    """Put back in a process that is killed before its step number `step` on the disk; whether it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = step

    def counted(name: str) -> None:
        made = getattr(os, name)

        def counting(*arguments: object, **named: object) -> object:
            nonlocal left
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return made(*arguments, **named)

        setattr(os, name, counting)

    for name in ("link", "fsync", "replace", "unlink"):
        counted(name)
    os._exit(0 if put_back_before_migration(path) else 1)


def test_killed_at_any_step_one_whole_database_is_there(tmp_path: Path, later: ManualClock) -> None:
    """Also where a log lies beside the database, as a crash of the new program leaves it."""
    lay_till(OLD, tmp_path / "shop")
    till = open_shop(tmp_path / "shop", later)
    shutil.copytree(tmp_path / "shop", tmp_path / "crashed")
    till.close()
    epoch = till.identity.epoch
    step, ended = 0, False
    seen = set()
    while not ended:
        folder = tmp_path / f"step-{step}"
        shutil.copytree(tmp_path / "crashed", folder)
        ended = killed_at(step, folder / "till.db")
        shutil.copytree(folder, tmp_path / "opened")
        seen.add(version(tmp_path / "opened" / "till.db"))
        again = open_shop(folder, later)
        assert (again.identity.epoch, again.identity.beginning) == (epoch, "none"), step
        audit_books(again, [])
        again.close()
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "opened")
        step += 1
    assert seen == {OLD, HEAD}
    assert step > 5
