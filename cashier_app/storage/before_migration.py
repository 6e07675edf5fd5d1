"""A verified copy of a database, kept before its tables are changed, and put back while nothing was done since.

Putting back is no restore: where nothing was committed since, nothing is lost, so the same life (epoch) goes on.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.storage.backup import copy_database
from cashier_app.storage.errors import DatabaseCorrupt, DatabaseLocked, DiskFull, as_world_error, backups_folder
from cashier_app.storage.life import COPY_KEY, START_KEY, Mark
from cashier_app.storage.lock import FolderLock
from cashier_app.storage.migrations import revision
from cashier_app.storage.replacing import put_in_place, replace_database

_log = logging.getLogger(__name__)

#: So many copies stay, of the newest revisions.
KEPT: Final = 3
#: Room that stays free for the migration itself, beside as much as the database takes.
_RESERVE: Final = 50 << 20
#: What must be the same in copy and database for nothing to be lost: lives, receipts, payments, parked receipts.
_DONE: Final = (
    "SELECT epoch, last_seq, last_hash, state FROM epoch ORDER BY epoch",
    "SELECT COUNT(*), MAX(number) FROM receipt",
    "SELECT COUNT(*), SUM(amount) FROM payment",
    "SELECT parked_id FROM parked_receipt ORDER BY parked_id",
    "SELECT COUNT(*), SUM(amount) FROM cash_operation",
)
#: Acts of the journal that tell of programs and copies, and changed nothing in the database.
_HARMLESS: Final = ("program_", "update_", "backup_")
_JOURNAL_COLUMNS: Final = "number, at, user_id, allowed_by, act, details, hash"
_JOURNAL_WRITTEN: Final = "journal_written"


class NoRoomBeforeMigration(DiskFull):
    """The tables are to be changed, and the copy that is kept before does not fit."""

    text = QT_TRANSLATE_NOOP("errors", "There is no room for the copy that is kept before the database is changed")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Free {megabytes} MB on the disk with {path}")


def keep_before_migration(path: Path) -> Path:
    """Keep a verified copy of the database at `path`, which nobody else writes; the copy's path.

    Raises `NoRoomBeforeMigration`, `DatabaseCorrupt` when the copy is not whole, or another of `storage.errors`: then
    nothing may be migrated.
    """
    import pysqlite3.dbapi2 as driver

    folder = backups_folder(path)
    draft = folder / f"keeping-{path.stem}-{os.getpid()}.db"
    try:
        folder.mkdir(exist_ok=True)
        size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
        needed = 2 * size + _RESERVE
        if shutil.disk_usage(folder).free < needed:
            raise NoRoomBeforeMigration(path=str(path), megabytes=needed >> 20)
        draft.unlink(missing_ok=True)
        copy_database(path, draft, round(path.stat().st_mtime * 1000))
        kept = folder / f"before-{path.stem}-{_revision_of(draft)}.db"
        put_in_place(draft, kept)
    except (OSError, driver.Error) as error:
        raise as_world_error(error, path) or error from error
    finally:
        with suppress(OSError):  # where it cannot be removed it could not be made either
            draft.unlink(missing_ok=True)
    for old in kept_before(path)[KEPT:]:
        old.unlink(missing_ok=True)
    return kept


def kept_before(path: Path) -> list[Path]:
    """Copies that were kept before migrations of a database, of the newest tables first."""
    name = re.compile(rf"before-{re.escape(path.stem)}-\w+\.db")
    return sorted(
        (each for each in backups_folder(path).glob("before-*.db") if name.fullmatch(each.name)), reverse=True
    )


def put_back_before_migration(path: Path) -> bool:
    """Put the till's database at `path` as it was before its last migration; False, and all left, if it lost work.

    Lost would be an operation, a receipt, a payment, a parked receipt, or a record of the journal other than of
    `program_…`, `update_…` and `backup_…`, which go over to the old tables.  The same life goes on.  The database that
    was there stays beside the copies as `after-….db`.  Killed at any step, the next start finds one whole database.
    Raises `AlreadyRunning` while a till runs, or another of `storage.errors`.
    """
    import pysqlite3.dbapi2 as driver

    try:
        lock = FolderLock(path.parent / "till.lock")
    except OSError as error:
        raise as_world_error(error, path) or error from error
    try:
        return _put_back(path)
    except (OSError, driver.Error) as error:
        raise as_world_error(error, path) or error from error
    finally:
        lock.release()


def _put_back(path: Path) -> bool:
    now = _readable(path)
    if now is None:
        return False
    before = next((each for each in kept_before(path) if each.stem.rpartition("-")[2] < now), None)
    if before is None:
        return False
    draft = path.with_name(f"{path.name}.putting-back")
    try:
        draft.unlink(missing_ok=True)
        shutil.copyfile(before, draft)
        if not _made_the_same_life(draft, path):
            return False
        _fold_log_in(path)
        replace_database(path, draft, backups_folder(path) / f"after-{path.stem}-{now}.db")
    finally:
        draft.unlink(missing_ok=True)
    _log.info("the database is again as it was before the migration to %s", now)
    return True


def _readable(path: Path) -> str | None:
    """The revision of a database; None where there is none, or it cannot be read: then nobody knows what it holds."""
    import pysqlite3.dbapi2 as driver

    if not path.exists():
        return None
    try:
        with closing(_open(path)) as connection:
            return revision(connection)
    except driver.DatabaseError as error:
        if isinstance(as_world_error(error, path), DatabaseCorrupt):
            _log.info("not put back: the database cannot be read: %s", error)
            return None
        raise


def _made_the_same_life(draft: Path, path: Path) -> bool:
    """Make a copy the present start of the life that the database at `path` is in; False where it does not hold all."""
    import pysqlite3.dbapi2 as driver

    with closing(_open(draft)) as copy, closing(_open(path)) as present:
        try:
            done = [[connection.execute(sql).fetchall() for sql in _DONE] for connection in (copy, present)]
            since = _journal_since(copy, present)
        except driver.OperationalError as error:  # a table has another shape than these questions know
            _log.info("not put back: %s", error)
            return False
        if done[0] != done[1] or since is None or not _marked_no_later(path.parent, copy):
            return False
        copy.execute("BEGIN IMMEDIATE")
        copy.execute("DELETE FROM meta WHERE key IN (?, ?)", (COPY_KEY, START_KEY))
        marks = present.execute(
            "SELECT key, value FROM meta WHERE key IN (?, ?)", (START_KEY, _JOURNAL_WRITTEN)
        ).fetchall()
        copy.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", marks)
        copy.executemany(f"INSERT INTO journal ({_JOURNAL_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", since)
        copy.execute("COMMIT")
    return True


def _journal_since(copy: Any, present: Any) -> list[Any] | None:
    """Records of the journal that are not in the copy; None where one of them tells of something done."""
    [(end,)] = copy.execute("SELECT COALESCE(MAX(number), 0) FROM journal").fetchall()
    rows: list[Any] = present.execute(
        f"SELECT {_JOURNAL_COLUMNS} FROM journal WHERE number > ? ORDER BY number", (end,)
    ).fetchall()
    return rows if all(str(row[4]).startswith(_HARMLESS) for row in rows) else None


def _marked_no_later(folder: Path, copy: Any) -> bool:
    """Whether the file beside the database knows of no operation that the copy lacks."""
    mark = Mark(folder)
    try:
        epoch, seq = mark.read()
    finally:
        mark.close()
    known = dict(copy.execute("SELECT epoch, last_seq FROM epoch").fetchall())
    return not epoch or seq <= known.get(epoch, -1)


def _fold_log_in(path: Path) -> None:
    """Make a database one file again; raises `DatabaseLocked` where somebody still reads it."""
    with closing(_open(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise DatabaseLocked(path=str(path))


def _revision_of(path: Path) -> str:
    with closing(_open(path)) as connection:
        return revision(connection) or "none"


def _open(path: Path) -> Any:
    import pysqlite3.dbapi2 as driver

    return driver.connect(str(path), isolation_level=None)
