"""The journal as a table for a spreadsheet: what a query finds, on a stick that is plugged in, else beside the data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.till.journal import LATEST, Page, Query, Record
from cashier_app.till.journal_rows import journal_row
from cashier_app.till.support import STICKS, sticks

if TYPE_CHECKING:
    from cashier_app.core.words import Words
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

FOLDER: Final = "journal"
_AT_ONCE: Final = 500


class JournalNotWritten(WorldError):
    """The journal's file cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The journal cannot be written into {folder}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Plug in a USB stick with room, or free the disk, and touch it again")


def allow(till: Till) -> Future[None]:
    """Journal that the journal is taken away as a file (right `journal`).  Raises `NeedsPermission`."""
    allowed_by = till.people.require("journal")
    user, now = till.people.current, till.clock.now()

    def job(transaction: Transaction) -> None:
        transaction.journal("journal_exported", user.user_id if user else "", allowed_by, now, {})

    return till.writer.submit(job)


def write(
    till: Till,
    find: Callable[[int], Page],
    data: Path,
    words: Words,
    roots: Sequence[Path] = STICKS,
) -> Path:
    """Write everything that `find(below)` gives, page by page; blocks.  Raises `JournalNotWritten`."""
    plugged = sticks(roots)
    folder = plugged[0] if plugged else data / FOLDER
    zone = till.zone
    file = folder / f"journal-{local_time(till.clock.now(), zone):%Y-%m-%d-%H%M%S}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            table = csv.writer(opened, delimiter=";")
            table.writerow(_head(words))
            below: int | None = LATEST
            while below is not None:
                page = find(below)
                table.writerows(_row(record, words, zone) for record in page.records)
                below = page.rest
    except OSError as error:
        raise JournalNotWritten(folder=folder, reason=error) from error
    return file


def pages(till: Till, query: Query, fits: Callable[[Record], bool]) -> Callable[[int], Page]:
    """What `write` asks for, page by page, in the background."""
    return lambda below: till.journal.find(query, fits, below, _AT_ONCE).result()


def _head(words: Words) -> tuple[str, ...]:
    return (
        words.translate("journal", "Number"),
        words.translate("journal", "Time"),
        words.translate("journal", "Person"),
        words.translate("journal", "Allowed by"),
        words.translate("journal", "Act"),
        words.translate("journal", "Sum"),
        words.translate("journal", "In the file of the program"),
    )


def _row(record: Record, words: Words, zone: str) -> tuple[str, ...]:
    row = journal_row(record, words, zone)
    cells = (
        str(record.number),
        f"{local_time(record.at, zone):%Y-%m-%d %H:%M:%S}",
        record.user,
        record.allowed_by,
        row.title,
        row.figure,
        record.act,
    )
    # a name that begins like a formula stays a text
    return tuple(f"'{cell}" if cell[:1] in ("=", "+", "@") else cell for cell in cells)
