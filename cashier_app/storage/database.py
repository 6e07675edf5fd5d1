"""Opens the database of a folder: lock, checks, migrations; the way in for the till and the command line."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from cashier_app.storage.before_migration import keep_before_migration
from cashier_app.storage.errors import (
    DatabaseCorrupt,
    DatabaseNewer,
    as_world_error,
    backups_folder,
)
from cashier_app.storage.lock import FolderLock
from cashier_app.storage.migrations import HEAD, KNOWN, migrate, revision

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from cashier_app.storage.reader import Reader
    from cashier_app.storage.worker import DatabaseWorker

_log = logging.getLogger(__name__)

NAME: Final = "till.db"

#: After an unclean stop the whole file is checked, but the shop does not wait longer than this for it:
#: what is not reached is checked with the next backup.
CHECK_S: Final = 5.0


class Database:
    """An opened database: one writing worker, and readers of their own connections.

    Used by the till (`till.opening.open_till`) and by commands such as `import catalogue`:
    `with Database.open(folder) as database: database.worker.call(lambda unit: unit.goods.put(rows, codes))`.
    """

    def __init__(self, folder: Path, lock: FolderLock, worker: DatabaseWorker, unclean: bool) -> None:
        self.folder = folder
        self.path = folder / NAME
        self.worker = worker
        #: The last program did not close the database (crash, power cut).
        self.unclean = unclean
        self._lock = lock
        self._readers: list[Reader] = []

    @classmethod
    def open(cls, folder: Path, progress: Callable[[str], None] = lambda stage: None) -> Self:
        """Lock the folder, check the database (or make it), migrate it, start the worker.

        `progress` is told the stages that may take a while: `checking`, `copying`, `migrating`.  Raises of
        `storage.errors`: AlreadyRunning, DatabaseCorrupt, DatabaseNewer, DatabaseLocked, FolderReadOnly, DiskFull.
        """
        from cashier_app.storage.engine import create_till_engine
        from cashier_app.storage.worker import DatabaseWorker

        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder / "till.lock")
        except OSError as error:
            raise as_world_error(error, path) or error from error
        try:
            _set_foreign_log_aside(path)
            unclean = _left_open(path)
            engine = create_till_engine(path)
            _make_ready(engine, path, unclean, progress)
            worker = DatabaseWorker(lambda: _own_connection(engine), path)
            _move_secrets(worker)
        except OSError as error:
            lock.release()
            raise as_world_error(error, path) or error from error
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, worker, unclean)

    def reader(self) -> Reader:
        """A read-only connection; each thread that reads has its own."""
        from cashier_app.storage.reader import Reader

        reader = Reader(self.path)
        self._readers.append(reader)
        return reader

    def close(self) -> None:
        """Stop the worker after its queue, close all connections, release the lock."""
        for reader in self._readers:
            reader.close()
        self._readers.clear()
        self.worker.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _move_secrets(worker: DatabaseWorker) -> None:
    try:
        worker.call(lambda unit: unit.meta.move_secrets())
    except BaseException:
        worker.close()
        raise


def _set_foreign_log_aside(path: Path) -> None:
    """A log beside a copy put in the database's place is of the file that was there: SQLite would read the two as one.

    Copies are kept without a log (`backup`), which their header says: format 1, where a database with a log has 2.
    """
    log = _log_of(path)
    if not log.exists() or not log.stat().st_size:
        return
    with path.open("rb") as file:
        header = file.read(20)
    if header.startswith(b"SQLite format 3\0") and header[18:20] == b"\1\1":
        _log.warning("the log beside the database is of another file; it is set aside")
        log.replace(log.with_name(log.name + ".aside"))
        path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _left_open(path: Path) -> bool:
    """A log that was not folded in: the last program was killed, or the power went."""
    log = _log_of(path)
    return log.exists() and log.stat().st_size > 0


def _make_ready(engine: Engine, path: Path, unclean: bool, progress: Callable[[str], None]) -> None:
    import pysqlite3.dbapi2 as driver
    from sqlalchemy.exc import DBAPIError

    try:
        connection = engine.raw_connection()
        try:
            raw: Any = connection.driver_connection
            raw.execute("PRAGMA schema_version").fetchone()
            if unclean:
                progress("checking")
                _check_all(raw, path)
            found = revision(raw)
            if found is not None and found not in KNOWN:
                raise DatabaseNewer(found=found)
        finally:
            connection.close()
        if found not in (None, HEAD):
            progress("copying")
            keep_before_migration(path)
        if found != HEAD:
            progress("migrating")
            migrate(engine)
    except (OSError, driver.Error, DBAPIError) as error:
        raise as_world_error(error, path) or error from error


def _check_all(driver: Any, path: Path) -> None:
    """`quick_check` of the whole file, given up after CHECK_S.  Raises `DatabaseCorrupt`."""
    end = time.monotonic() + CHECK_S
    driver.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    try:
        verdict = driver.execute("PRAGMA quick_check(1)").fetchone()[0]
    except Exception as error:
        if "interrupted" not in str(error):
            raise
        _log.info("database check given up after %s s", CHECK_S)
        return
    finally:
        driver.set_progress_handler(None, 0)
    if verdict != "ok":
        _log.error("database check: %s", verdict)
        raise DatabaseCorrupt(path=str(path), backups=str(backups_folder(path)), reason=verdict)


def _own_connection(engine: Engine) -> Any:
    """The driver's connection, taken out of SQLAlchemy's hands; the worker closes it."""
    connection = engine.raw_connection()
    raw = connection.driver_connection
    connection.detach()
    return raw
