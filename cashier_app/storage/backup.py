"""Local backups: SQLite's online backup, checked by opening the copy, the oldest thrown away."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.storage.errors import DatabaseCorrupt, DiskFull, StorageError, as_world_error, backups_folder, of_disk
from cashier_app.storage.life import COPY_KEY
from cashier_app.storage.replacing import put_in_place, sync_file

#: Nobody copies for so long.
_LONG_AGO_S: Final = 86_400
#: Pages copied between two looks at whether to stop (4 MB).
_PAGES: Final = 1000
#: How a copy's name tells its local time.
_STAMP: Final = "%Y-%m-%d-%H%M%S"
_IN_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d)-\d{6}\.")
#: Room that stays free on the disk for the sales themselves.
_RESERVE: Final = 50 << 20


class Interrupted(Exception):
    """The backup was given up because the till closes."""


class Keeping(msgspec.Struct, frozen=True):
    """Which copies stay: the newest so many, and the last one of so many days and of so many weeks that have one."""

    newest: int
    days: int = 0
    weeks: int = 0


class CopyDoubtful(StorageError):
    """A copy can be read, and what it holds contradicts itself."""

    text = QT_TRANSLATE_NOOP("errors", "The copy of the database does not hold together: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Earlier copies are kept; show support the copy {file}")


def back_up(
    path: Path,
    now: Instant,
    keep: int | Keeping,
    zone: str = "UTC",
    stop: Callable[[], bool] = lambda: False,
    doubts: Callable[[Path], str] = lambda copy: "",
) -> Path:
    """Copy the database at `path` into `backups` beside it; the newest `keep` copies stay, or those that it names.

    The till goes on selling meanwhile: the copy is of one instant.  It is marked as a copy, so that a
    till started on it knows that it has been put back in time.  Raises `DiskFull`, `DatabaseCorrupt` when the
    copy does not pass `quick_check`, `CopyDoubtful` when `doubts` (what does not hold in a copy, "" if all does) finds
    something, or `Interrupted`.
    """
    folder = backups_folder(path)
    draft = folder / f"copying-{os.getpid()}.db"
    try:
        folder.mkdir(exist_ok=True)
        size = path.stat().st_size
        if shutil.disk_usage(folder).free < size + _RESERVE:
            raise DiskFull(path=str(path))
        _clear(folder, draft)
        copy_database(path, draft, now, stop)
        stamp = f"{local_time(now, zone):{_STAMP}}"
        if reason := doubts(draft):
            doubtful = folder / "doubtful.db"
            put_in_place(draft, doubtful)
            raise CopyDoubtful(reason=reason, file=doubtful)
        final = folder / f"{path.stem}-{stamp}.db"
        put_in_place(draft, final)
    except (OSError, _driver_error()) as error:
        raise as_world_error(error, path) or of_disk(error, path) from error
    finally:
        with suppress(OSError):  # where it cannot be removed it could not be made either
            draft.unlink(missing_ok=True)
    throw_away(backups(path), Keeping(keep) if isinstance(keep, int) else keep)
    return final


def _clear(folder: Path, draft: Path) -> None:
    """Remove what copies that were cut off have left: of this process, and of others long ago."""
    draft.unlink(missing_ok=True)
    for left in (*folder.glob("copying-*.db*"), *folder.glob("keeping-*.db*")):
        if draft.parent.stat().st_mtime - left.stat().st_mtime > _LONG_AGO_S:
            left.unlink(missing_ok=True)


def backups(path: Path) -> list[Path]:
    """Good copies of a database, newest first."""
    return sorted(backups_folder(path).glob(f"{path.stem}-[0-9]*.db"), reverse=True)


def throw_away(copies: Sequence[Path], keep: Keeping) -> None:
    """Remove copies, given newest first, that need not stay; one without a time in its name stays."""
    for old in copies[keep.newest :]:
        if old not in kept_of(copies, keep):
            old.unlink(missing_ok=True)


def kept_of(copies: Sequence[Path], keep: Keeping) -> set[Path]:
    """Those of some copies, given newest first, that stay."""
    stay = set(copies[: keep.newest])
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    for copy in copies:
        day = day_of(copy)
        if day is None:
            stay.add(copy)
            continue
        days.setdefault(day, copy)
        weeks.setdefault(day.isocalendar()[:2], copy)
    return stay | set(list(days.values())[: keep.days]) | set(list(weeks.values())[: keep.weeks])


def day_of(copy: Path) -> date | None:
    """The store's day on which a copy was made, by its name."""
    found = _IN_NAME.search(copy.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


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
