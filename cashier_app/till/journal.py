"""The journal of privileged acts: who, when, allowed by whom; each record bound to all before it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.ids import chain_hash
from cashier_app.till.writing import journal_content, journal_start, journal_written

if TYPE_CHECKING:
    from cashier_app.storage.rows import JournalRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

_log = logging.getLogger(__name__)

#: Records verified at a time: some milliseconds of the database's thread.
_PAGE: Final = 500
#: Records that one question looks through before the database's thread is free for others.
MOST_LOOKED_THROUGH: Final = 5000
#: After every record, and after every instant.
LATEST: Final = 1 << 62


class Record(msgspec.Struct, frozen=True):
    """A privileged act as the journal's screen shows it."""

    number: int
    at: Instant
    user: str
    allowed_by: str
    act: str
    details: dict[str, str | int | None]

    @property
    def receipt_id(self) -> str:
        """The receipt whose slip it is about; "" where it is about none."""
        told = self.details.get("receipt_id") or self.details.get("receipt")
        return told if isinstance(told, str) else ""


class Query(msgspec.Struct, frozen=True):
    """What is looked for: acts by or allowed by a person, of one kind, of [since, until); "" for any."""

    user_id: str = ""
    act: str = ""
    since: Instant = 0
    until: Instant = LATEST


class Page(msgspec.Struct, frozen=True):
    """Some records, the newest first; `rest` is the number below which more may be found, None at the end."""

    records: tuple[Record, ...]
    rest: int | None


class Journal:
    """Append and read; nothing is ever changed."""

    def __init__(self, till: Till) -> None:
        self._till = till
        #: What `check` found last: the first record that does not follow; None while the chain holds.
        self.broken: int | None = None

    def write(self, act: str, allowed_by: str = "", **details: str | int | None) -> None:
        """Record an act of the current user; the screen does not wait for it (`Writer.behind`)."""
        user = self._till.people.current
        who, now = user.user_id if user else "", self._till.clock.now()

        def job(transaction: Transaction) -> None:
            transaction.journal(act, who, allowed_by, now, details)

        self._till.writer.behind(job)

    def find(self, query: Query, fits: Callable[[Record], bool], below: int = LATEST, limit: int = 50) -> Future[Page]:
        """The records of a query that fit, under a number; `fits` is called on the database's thread.

        Looks through so many at a time that nothing else waits long: a page may come back short, with a `rest`.
        Raises `NeedsPermission` without the right `journal`.
        """
        self._till.people.require("journal")
        return self._till.database.worker.submit(lambda unit: _find(unit, query, fits, below, limit))

    def latest(self, limit: int = 200) -> Future[list[Record]]:
        """The newest records first.  Raises `NeedsPermission` without the right `journal`."""
        self._till.people.require("journal")

        def job(unit: UnitOfWork) -> list[Record]:
            names = {row.user_id: row.name for row in unit.people.all()}
            return [_record(row, names) for row in unit.journal.latest(limit)]

        return self._till.database.worker.submit(job)

    def verify(self) -> Future[int | None]:
        """Number of the first record that does not follow from those before it; None if the chain holds."""
        return self._till.database.worker.submit(lambda unit: _first_break(lambda above: _page(unit, above)))

    def check(self) -> int | None:
        """The same in small steps, between which the till writes; blocks, so it is called in the background.

        What is found goes to the log too.
        """
        worker = self._till.database.worker
        broken = _first_break(lambda above: worker.call(lambda unit: _page(unit, above)))
        self.broken = broken
        if broken is not None:
            _log.error("the journal of privileged acts does not hold", extra={"data": {"record": broken}})
        return broken


def _record(row: JournalRow, names: Mapping[str, str]) -> Record:
    return Record(
        number=row.number,
        at=row.at,
        user=names.get(row.user_id, row.user_id),
        allowed_by=names.get(row.allowed_by, row.allowed_by),
        act=row.act,
        details=msgspec.json.decode(row.details),
    )


def _find(unit: UnitOfWork, query: Query, fits: Callable[[Record], bool], below: int, limit: int) -> Page:
    names = {row.user_id: row.name for row in unit.people.all()}
    found: list[Record] = []
    looked = 0
    while looked < MOST_LOOKED_THROUGH:
        rows = unit.journal.back(below, query.since, query.until, query.user_id, query.act, _PAGE)
        for row in rows:
            record = _record(row, names)
            below = row.number
            if fits(record):
                found.append(record)
                if len(found) == limit:
                    return Page(tuple(found), below)
        looked += len(rows)
        if len(rows) < _PAGE:
            return Page(tuple(found), None)
    return Page(tuple(found), below)


def _page(unit: UnitOfWork, above: int) -> tuple[list[JournalRow], int]:
    """Records after a number, and the number of the last that was ever written."""
    return unit.journal.since(above, _PAGE), journal_written(unit)


def _first_break(page: Callable[[int], tuple[list[JournalRow], int]]) -> int | None:
    expected, previous = 1, journal_start()
    while True:
        rows, written = page(expected - 1)
        for row in rows:
            if row.number != expected or chain_hash(previous, journal_content(row)) != row.hash:
                return expected
            expected, previous = expected + 1, row.hash
        if len(rows) < _PAGE:
            return expected if written >= expected else None
