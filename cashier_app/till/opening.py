"""The start of a till: the database is opened and checked, what a crash left is resolved, the parts are wired.

`open_till` runs on a worker thread; it imports the database's libraries, so that the first frame
need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.core.ids import IdSource, new_id
from cashier_app.core.words import Words

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.storage.database import Database
    from cashier_app.storage.reader import Reader
    from cashier_app.till.exchange import TillSyncStore
    from cashier_app.till.journal import Journal
    from cashier_app.till.parking import Parking
    from cashier_app.till.paying import Paying
    from cashier_app.till.people import People
    from cashier_app.till.printing import DatabasePrintQueue, Printing
    from cashier_app.till.reports import Reports
    from cashier_app.till.returning import Returning
    from cashier_app.till.selling import Selling
    from cashier_app.till.selling_view import Notice
    from cashier_app.till.shifts import Shifts


class Connection(msgspec.Struct, frozen=True):
    """How the server can be reached, told by the sync worker (`Till.set_connection`)."""

    online: bool = False
    #: Server's clock at the last exchange, and ours; 0 before the first.
    last_exchange_at: int = 0


class Till:
    """A till at work: its parts, each a small class in a module of its own.  No Qt.

    Everything is called on the screen's thread, except `sync_store` (sync worker) and `print_queue`
    (printer's thread).  What writes returns a `Future` that is done when it is on the disk.
    """

    settings: Settings
    clock: Clock
    ids: IdSource
    words: Words
    database: Database
    reader: Reader
    people: People
    journal: Journal
    shifts: Shifts
    selling: Selling
    paying: Paying
    returning: Returning
    parking: Parking
    reports: Reports
    printing: Printing
    print_queue: DatabasePrintQueue
    sync_store: TillSyncStore
    #: What opening found and a person should know: a crash, a restored database, receipts given back.
    notices: tuple[Notice, ...]
    #: Called (any thread) after a commit that put work into the queue of the printer or of sync.
    on_print_job: Callable[[], None]
    on_operation: Callable[[], None]

    @property
    def zone(self) -> str:
        """IANA name of the store's time zone."""
        raise NotImplementedError

    def set_words(self, words: Words) -> None:
        """Another language: the next view and document speak it."""
        raise NotImplementedError

    def set_connection(self, connection: Connection) -> None:
        """The sync worker's news, handed to the screen's thread."""
        raise NotImplementedError

    @property
    def connection(self) -> Connection:
        """The sync worker's last news."""
        raise NotImplementedError

    def back_up(self) -> Path:
        """A verified copy of the database, rotated; blocks (call it off the screen's thread).  The copy's path."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop in order: the draft is saved, the worker's queue finished, the database closed, the lock released."""
        raise NotImplementedError


def open_till(
    settings: Settings,
    folder: Path,
    clock: Clock,
    words: Words,
    ids: IdSource = new_id,
    progress: Callable[[str], None] = lambda text: None,
) -> Till:
    """Open the till whose database lies in `folder` (`Places.till_folder`).

    Raises `WorldError`s with words and a way out: second start, corrupt database, newer database, read-only
    folder, disk full, locked.  `progress` is told, in words, what is being done.
    """
    raise NotImplementedError
