"""Opens the database of a folder: lock, checks, migrations; the way in for the till and the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from cashier_app.storage.reader import Reader
    from cashier_app.storage.worker import DatabaseWorker

NAME = "till.db"


class Database:
    """An opened database: one writing worker, and readers of their own connections.

    Used by the till (`till.opening.open_till`) and by commands such as `import catalogue`:
    `with Database.open(folder) as database: database.worker.call(lambda unit: unit.goods.put(rows))`.
    """

    folder: Path
    path: Path
    worker: DatabaseWorker
    #: The last program did not close the database (crash, power cut).
    unclean: bool

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Lock the folder, check the database (or make it), migrate it, start the worker.

        Raises `storage.errors`: AlreadyRunning, DatabaseCorrupt, DatabaseNewer, DatabaseLocked, FolderReadOnly,
        DiskFull.
        """
        raise NotImplementedError

    def reader(self) -> Reader:
        """A read-only connection; each thread that reads has its own."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop the worker after its queue, close all connections, release the lock."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
