"""One way to write: a job in a transaction, its operation sealed into the outbox, then the news of it."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import WorldError
from cashier_app.core.ids import Id, chain_hash
from cashier_app.storage.rows import EpochRow, JournalRow, OutboxRow
from cashier_app.storage.worker import Closed
from cashier_app.sync.chain import seal
from cashier_app.sync.messages import Body, Operation

if TYPE_CHECKING:
    from cashier_app.documents.document import Document
    from cashier_app.storage.database import Database
    from cashier_app.storage.life import Mark
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.till_clock import TillClock

T = TypeVar("T")
_log = logging.getLogger(__name__)

#: Key of `meta` under which the number of the last record stands.
_JOURNAL_WRITTEN: Final = "journal_written"
_JOURNAL_START: Final = hashlib.sha256(b"journal").digest()


class Sealed(msgspec.Struct, frozen=True):
    """Where an operation came to stand."""

    epoch: str
    seq: int


class Transaction:
    """What a job sees: the tables, and the three things that are written with others."""

    def __init__(self, unit: UnitOfWork, writer: Writer) -> None:
        self.unit = unit
        self._writer = writer
        self.sealed: Sealed | None = None
        self._epoch: EpochRow | None = None
        self.printed = False

    def record(
        self,
        op_id: Id,
        kind: str,
        body: Body | Callable[[Sealed], Body],
        at: Instant,
        programme_version: int | None = None,
        quote_digest: str = "",
    ) -> Sealed:
        """Seal an operation into the outbox, bound to the one before it; where it stands.

        A `body` that must know where it will stand is given as a function.
        """
        clock, epoch = self._writer.clock, self._end()
        place = Sealed(epoch.epoch, epoch.last_seq + 1)
        operation = Operation(
            op_id=op_id,
            epoch=epoch.epoch,
            seq=place.seq,
            at=at,
            zone=self._writer.zone,
            boot_id=self._writer.start,
            monotonic_ms=clock.monotonic_ms(),
            clock_state=clock.state,
            programme_version=programme_version,
            quote_digest=quote_digest,
            body=body(place) if callable(body) else body,
        )
        content, digest = seal(epoch.last_hash, operation)
        self.unit.outbox.append(
            OutboxRow(epoch.epoch, place.seq, op_id, kind, digest, content, at, "pending", "", durable=False)
        )
        self.sealed = place
        self._epoch = None
        return place

    def next_place(self) -> Sealed:
        """Where the next operation will stand."""
        epoch = self._end()
        return Sealed(epoch.epoch, epoch.last_seq + 1)

    def _end(self) -> EpochRow:
        """The present end of the chain, read once an operation."""
        if self._epoch is None:
            self._epoch = self.unit.outbox.current()
            assert self._epoch is not None, "a till has an epoch from its opening on"
        return self._epoch

    def print(self, kind: str, document: Document, at: Instant, receipt_id: Id | None = None) -> int:
        """Queue a document for the printer; the job's id."""
        self.printed = True
        return self.unit.printing.add(kind, msgspec.json.encode(self._writer.look(document)), at, receipt_id)

    def journal(self, act: str, user_id: str, allowed_by: str, at: Instant, details: dict[str, Any]) -> None:
        """Append a privileged act to the hash-chained journal."""
        append_to_journal(self.unit, act, user_id, allowed_by, at, details)


def append_to_journal(
    unit: UnitOfWork, act: str, user_id: str, allowed_by: str, at: Instant, details: dict[str, Any]
) -> None:
    """The same within a transaction of the caller's own, such as before the till is there."""
    last, previous = unit.journal.end()
    # a removed end leaves its hole: numbers are not given twice
    number = max(last, journal_written(unit)) + 1
    row = JournalRow(number, at, user_id, allowed_by, act, msgspec.json.encode(details), b"")
    digest = chain_hash(previous or _JOURNAL_START, journal_content(row))
    unit.journal.add(msgspec.structs.replace(row, hash=digest))
    unit.meta.put(_JOURNAL_WRITTEN, str(number))


def journal_content(row: JournalRow) -> bytes:
    """What the hash of a record binds."""
    return msgspec.json.encode((row.number, row.at, row.user_id, row.allowed_by, row.act, row.details.decode()))


def journal_written(unit: UnitOfWork) -> int:
    """Number of the last record that was ever written, so that its removal is noticed; 0 before the first."""
    return int(unit.meta.get(_JOURNAL_WRITTEN) or 0)


def journal_start() -> bytes:
    """What the first record hangs on."""
    return _JOURNAL_START


#: What is written without anybody waiting for it.
Job: TypeAlias = Callable[[Transaction], object]


def _as_it_is(document: Document) -> Document:
    return document


def _log_failure(error: BaseException) -> None:
    """Where no screen listens, the log does."""
    if isinstance(error, WorldError):
        _log.warning("not written: %s", error)
    else:
        _log.error("not written", exc_info=error)


class Writer:
    """Submits jobs to the database worker and tells of what they committed."""

    def __init__(self, database: Database, clock: TillClock, zone: str, start: Id, mark: Mark) -> None:
        self.clock = clock
        self.zone = zone
        self.start = start
        #: Called on the database's thread after a commit that gave the printer or sync something to do.
        self.on_print_job: Callable[[], None] = lambda: None
        self.on_operation: Callable[[], None] = lambda: None
        #: Called there, too, with why something that nobody waits for could not be written.
        self.on_failure: Callable[[BaseException], None] = _log_failure
        #: What every document looks like in the end: a practice till marks its slips.
        self.look: Callable[[Document], Document] = _as_it_is
        self._database = database
        self._mark = mark
        self._lock = threading.Lock()
        #: What the disk or a lock refused and nobody waits for, in order, each once.
        self._owed: dict[Job, None] = {}

    def submit(
        self,
        job: Callable[[Transaction], T],
        after: Callable[[T], None] | None = None,
        undo: Callable[[], None] | None = None,
    ) -> Future[T]:
        """Run a job in a transaction of its own; the future is done when it is on the disk.

        Before the future is done and on the database's thread, `after` is given the result once it is committed,
        or `undo` is called when nothing was.
        """
        future: Future[T] = Future()
        transactions: list[Transaction] = []

        def run(unit: UnitOfWork) -> T:
            transaction = Transaction(unit, self)
            transactions.append(transaction)
            return job(transaction)

        def committed(done: Future[T]) -> None:
            error = done.exception()
            if error is not None:
                try:
                    if undo is not None:
                        undo()
                finally:
                    future.set_exception(error)
                return
            self._tell(transactions)
            self.catch_up()
            try:
                if after is not None:
                    after(done.result())
            finally:
                future.set_result(done.result())

        self._database.worker.submit(run).add_done_callback(committed)
        return future

    def behind(self, job: Job) -> Future[object]:
        """Write something that nobody waits for, such as a draft or a record of the journal.

        What a full disk or a lock refuses is told by `on_failure`, kept, and tried again before the next such
        job, after the next write that succeeds, and at the end.  An equal job that waits already is not doubled.
        The future is of this first try.
        """
        self.catch_up()
        return self._try(job)

    @property
    def owed(self) -> int:
        """How many records the disk refused that nobody waited for; safe from any thread."""
        with self._lock:
            return len(self._owed)

    def catch_up(self) -> None:
        """Try again what could not be written behind the screen."""
        with self._lock:
            owed, self._owed = self._owed, {}
        for job in owed:
            self._try(job)

    def _try(self, job: Job) -> Future[object]:
        def ended(done: Future[object]) -> None:
            error = done.exception()
            if isinstance(error, WorldError):
                with self._lock:
                    self._owed[job] = None
            if error is not None:
                self.on_failure(error)

        try:
            tried = self.submit(job)
        except Closed:  # the till is closing, and the disk is still full
            _log.warning("something that nobody waited for was not written before the end")
            tried = Future()
            tried.cancel()
        else:
            tried.add_done_callback(ended)
        return tried

    def _tell(self, transactions: list[Transaction]) -> None:
        for transaction in transactions:
            if transaction.sealed is not None:
                try:
                    self._mark.write(transaction.sealed.epoch, transaction.sealed.seq)
                except OSError as error:  # the mark only helps to notice a restored copy
                    _log.warning("mark not written: %s", error)
                self.on_operation()
            if transaction.printed:
                self.on_print_job()
