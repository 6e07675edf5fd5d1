"""The one thread that writes: every job is one transaction on the only writing connection.

WAL + FULL: a commit is on the disk when `submit`'s future is done.  The log is checkpointed between
jobs (PASSIVE), never inside a commit: that keeps the slowest commits three times shorter.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cashier_app.storage.errors import as_world_error

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork

T = TypeVar("T")

_log = logging.getLogger(__name__)

#: The log is folded into the database after so long without a job, or after so many jobs or rows at the latest: one
#: that grew for the whole of a long load would be folded in for as long, and would need as much of the disk.
_IDLE_S: Final = 0.1
_JOBS: Final = 1000
_ROWS: Final = 20_000


class Closed(RuntimeError):
    """A job was given to a worker that has stopped."""


class DatabaseWorker:
    """Runs jobs one after another, each in a transaction of its own."""

    def __init__(self, connect: Callable[[], Any], path: Path) -> None:
        """`connect` gives the driver's connection; it is called on the worker's thread.

        Raises what opening the connection raises, as `WorldError` where there are words for it.
        """
        self._path = path
        self._jobs: queue.SimpleQueue[tuple[Callable[[UnitOfWork], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._work, args=(connect, opened), name="database", daemon=True)
        self._thread.start()
        opened.result()

    def submit(self, job: Callable[[UnitOfWork], T]) -> Future[T]:
        """Queue a job: committed when it returns, rolled back when it raises; the future carries either.

        Errors of the database arrive as `WorldError`s (disk full, locked, corrupt, read-only).
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise Closed("the database worker has stopped")
            self._jobs.put((job, future))
        return future

    def call(self, job: Callable[[UnitOfWork], T], timeout: float = 30.0) -> T:
        """`submit` and wait; for threads other than the screen's.  Raises what the job raised, or `TimeoutError`."""
        return self.submit(job).result(timeout)

    def close(self) -> None:
        """Finish the queued jobs, fold the log into the database, close the connection."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    # --- the thread --------------------------------------------------------------------------------------

    def _work(self, connect: Callable[[], Any], opened: Future[None]) -> None:
        from cashier_app.storage.key_file import KeyFile
        from cashier_app.storage.unit import UnitOfWork

        try:
            driver = connect()
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits for it
            opened.set_exception(as_world_error(error, self._path) or error)
            return
        opened.set_result(None)
        unit = UnitOfWork(driver, KeyFile(self._path))
        since_checkpoint, rows = 0, driver.total_changes
        while True:
            try:
                item = self._jobs.get(timeout=_IDLE_S if since_checkpoint else None)
            except queue.Empty:
                self._checkpoint(driver, "PASSIVE")
                since_checkpoint = 0
                continue
            if item is None:
                break
            self._run(driver, unit, *item)
            del item
            since_checkpoint += 1
            if since_checkpoint >= _JOBS or driver.total_changes - rows >= _ROWS:
                self._checkpoint(driver, "PASSIVE")
                since_checkpoint, rows = 0, driver.total_changes
        self._checkpoint(driver, "TRUNCATE")
        driver.close()

    def _run(self, driver: Any, unit: UnitOfWork, job: Callable[[UnitOfWork], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            driver.execute("BEGIN IMMEDIATE")
            result = job(unit)
            driver.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - whatever a job raises belongs to who waits for it
            self._roll_back(driver)
            future.set_exception(as_world_error(error, self._path) or error)
        else:
            future.set_result(result)

    def _roll_back(self, driver: Any) -> None:
        if not driver.in_transaction:
            return
        try:
            driver.execute("ROLLBACK")
        except Exception:  # noqa: BLE001 - the job's own error is the one to tell
            _log.warning("rollback failed", exc_info=True)

    def _checkpoint(self, driver: Any, mode: str) -> None:
        try:
            driver.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
        except Exception as error:  # noqa: BLE001 - the log stays and is folded in next time
            _log.info("checkpoint put off: %s", error)
