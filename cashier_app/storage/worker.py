"""The one thread that writes: every job is one transaction on the only writing connection.

WAL + FULL: a commit is on the disk when `submit`'s future is done.  The log is checkpointed between
jobs (PASSIVE), never inside a commit: that keeps the slowest commits three times shorter.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork

T = TypeVar("T")


class DatabaseWorker:
    """Runs jobs one after another, each in a transaction of its own."""

    def submit(self, job: Callable[[UnitOfWork], T]) -> Future[T]:
        """Queue a job: committed when it returns, rolled back when it raises; the future carries either.

        Errors of the database arrive as `WorldError`s (disk full, locked, corrupt, read-only).
        """
        raise NotImplementedError

    def call(self, job: Callable[[UnitOfWork], T], timeout: float = 30.0) -> T:
        """`submit` and wait; for threads other than the screen's.  Raises what the job raised, or `TimeoutError`."""
        raise NotImplementedError

    def close(self) -> None:
        """Finish the queued jobs, fold the log into the database, close the connection."""
        raise NotImplementedError
