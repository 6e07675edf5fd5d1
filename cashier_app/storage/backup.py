"""Local backups: SQLite's online backup, checked by opening the copy, the oldest thrown away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from cashier_app.core.clock import Instant, local_time
from cashier_app.storage.errors import DatabaseCorrupt, DiskFull, as_world_error, backups_folder, of_disk
from cashier_app.storage.life import COPY_KEY
from cashier_app.storage.replacing import put_in_place, sync_file

#: Pages copied between two looks at whether to stop (4 MB).
_PAGES: Final = 1000
#: Room that stays free on the disk for the sales themselves.
_RESERVE: Final = 50 << 20


class Interrupted(Exception):
    """The backup was given up because the till closes."""


def back_up(path: Path, now: Instant, keep: int, zone: str = "UTC", stop: Callable[[], bool] = lambda: False) -> Path:
    """Copy the database at `path` into `backups` beside it; the newest `keep` copies stay.

    The till goes on selling meanwhile: the copy is of one instant.  It is marked as a copy, so that a
    till started on it knows that it has been put back in time.  Raises `DiskFull`, `DatabaseCorrupt` when the
    copy does not pass `quick_check`, or `Interrupted`.
    """
    folder = backups_folder(path)
    draft = folder / f"copying-{os.getpid()}.db"
    try:
        folder.mkdir(exist_ok=True)
        size = path.stat().st_size
        if shutil.disk_usage(folder).free < size + _RESERVE:
            raise DiskFull(path=str(path))
        draft.unlink(missing_ok=True)
        copy_database(path, draft, now, stop)
        final = folder / f"till-{local_time(now, zone):%Y-%m-%d-%H%M%S}.db"
        put_in_place(draft, final)
    except (OSError, _driver_error()) as error:
        raise as_world_error(error, path) or of_disk(error, path) from error
    finally:
        draft.unlink(missing_ok=True)
    for old in backups(path)[keep:]:
        old.unlink(missing_ok=True)
    return final


def backups(path: Path) -> list[Path]:
    """Copies of a database, newest first."""
    return sorted(backups_folder(path).glob("till-*.db"), reverse=True)


def copy_database(path: Path, draft: Path, now: Instant, stop: Callable[[], bool] = lambda: False) -> None:
    """Write a checked, durable copy of one instant of the database at `path` to `draft`, marked as a copy.

    Raises `DatabaseCorrupt` when the copy does not pass `quick_check`, `Interrupted`, or the driver's errors.
    """
    import pysqlite3.dbapi2 as driver

    from cashier_app.storage.engine import create_till_engine

    engine = create_till_engine(path, read_only=True)

    def progress(_status: int, _remaining: int, _total: int) -> None:
        if stop():
            raise Interrupted

    source = engine.raw_connection()
    copy = driver.connect(str(draft), isolation_level=None)
    try:
        # A read transaction holds the source at one instant: commits meanwhile do not start the copy anew.
        source.driver_connection.execute("BEGIN")  # type: ignore[union-attr]
        source.driver_connection.execute("SELECT 1 FROM meta").fetchone()  # type: ignore[union-attr]
        source.driver_connection.backup(copy, pages=_PAGES, progress=progress)  # type: ignore[union-attr]
        source.driver_connection.execute("COMMIT")  # type: ignore[union-attr]
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (COPY_KEY, str(now)))
        _check(copy, draft)
    finally:
        copy.close()
        source.close()
        engine.dispose()
    sync_file(draft)


def _check(connection: Any, path: Path) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise DatabaseCorrupt(path=str(path), backups=str(path.parent), reason=verdict)


def _driver_error() -> type[Exception]:
    import pysqlite3.dbapi2 as driver

    error: type[Exception] = driver.Error
    return error
