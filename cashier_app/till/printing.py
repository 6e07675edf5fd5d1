"""The printer's queue in the till's database, and what the cashier may do with its jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, cast

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.devices.explain import job_words
from cashier_app.devices.printing import WAITING, Cause, JobKind, JobState, PrintJob
from cashier_app.storage.rows import PrintJobRow
from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.config import Printer
    from cashier_app.documents.document import Document
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.storage.worker import DatabaseWorker
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction


class NoSuchJob(Refused):
    """A print job that is not there, or is over."""

    text = QT_TRANSLATE_NOOP("errors", "There is no such slip in the printer's queue")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose the receipt again")


class NoPrinter(Refused):
    """The settings name no printer."""

    text = QT_TRANSLATE_NOOP("errors", "No receipt printer is set up")
    way_out = QT_TRANSLATE_NOOP("errors", "Name a printer in the settings: [[printers]]")


class JobView(msgspec.Struct, frozen=True):
    """A print job in a list; texts are ready.  `printer`: which has it, or is the only one that may; "" for any."""

    job_id: int
    kind: JobKind
    state: JobState
    title: str
    state_text: str
    created_at: Instant
    printer: str = ""


class DatabasePrintQueue:
    """`devices.printing.PrintQueue` over the database worker; called on the printer's thread.

    `printer` is its name in the settings; `slips` and `drawer` say what comes to it first.  What another
    printer could not begin for `spare_after_ms` comes to it too (0: only what a person gives it).
    """

    def __init__(
        self, worker: DatabaseWorker, printer: str, *, slips: bool = True, drawer: bool = True, spare_after_ms: int = 0
    ) -> None:
        self._worker = worker
        self._printer = printer
        self._slips = slips
        self._drawer = drawer
        self._spare_after_ms = spare_after_ms
        #: A job of another printer's that is being tried here.
        self._lent = 0

    def next_due(self, now: Instant) -> PrintJob | None:
        """The oldest waiting job."""
        since = now - self._spare_after_ms if self._spare_after_ms else -1
        row = self._worker.call(
            lambda unit: unit.printing.due(self._printer, now, slips=self._slips, drawer=self._drawer, since=since)
        )
        if row is None:
            return None
        own = row.printer == self._printer or (self._drawer if row.kind == "drawer" else self._slips)
        self._lent = 0 if own else row.job_id
        return PrintJob(
            job_id=row.job_id,
            kind=cast(JobKind, row.kind),
            document=row.document,
            created_at=row.created_at,
            attempts=row.attempts,
            receipt_id=row.receipt_id,
        )

    def claim(self, job_id: int, now: Instant) -> bool:
        """Make a waiting job `sending` on this printer."""
        self._lent = 0
        return self._worker.call(lambda unit: unit.printing.claim(job_id, self._printer, now))

    def mark(self, job_id: int, state: JobState, cause: Cause, now: Instant) -> bool:
        """Keep a job's new state; committed on return.

        A job that failed before its first byte stays due: the printer's worker spaces its attempts
        itself, and a younger slip must not come out before an older one.  That a spare printer could not
        begin it either is not kept: its own printer's cause is what a person has to see to.
        """
        if job_id == self._lent and state == "failed_before_first_byte":
            return False
        return self._worker.call(lambda unit: unit.printing.settle(job_id, self._printer, state, cause, now))


def print_queues(worker: DatabaseWorker, printers: Sequence[Printer]) -> dict[str, DatabasePrintQueue]:
    """A queue for each printer by its name: slips come to the first, the pulse to the first that has a drawer."""
    drawer = next((printer.name for printer in printers if printer.drawer_pin), "")
    return {
        printer.name: DatabasePrintQueue(
            worker,
            printer.name,
            slips=number == 0,
            drawer=printer.name == drawer or (number == 0 and not drawer),
            spare_after_ms=printer.spare_after_ms,
        )
        for number, printer in enumerate(printers)
    }


class Printing:
    """What the cashier may do: look, reprint, answer "did it print?"."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def job(self, job_id: int) -> Future[JobView]:
        """One job as it stands now, for the screen that waits for its slip.  Raises `NoSuchJob` in the future."""
        view = self._view()
        return self._till.database.worker.submit(lambda unit: view(_found(unit, job_id)))

    def latest(self, limit: int = 100) -> Future[list[JobView]]:
        """The newest jobs first, whatever became of them."""
        view = self._view()
        return self._till.database.worker.submit(lambda unit: [view(row) for row in unit.printing.latest(limit)])

    def document(self, job_id: int) -> Future[Document]:
        """What a job prints, to be shown on the screen."""
        from cashier_app.documents.document import decode

        return self._till.database.worker.submit(lambda unit: decode(_found(unit, job_id).document))

    def asking(self) -> Future[list[JobView]]:
        """Jobs of which nobody knows whether they were printed."""
        view = self._view()
        return self._till.database.worker.submit(lambda unit: [view(row) for row in unit.printing.unknown()])

    def _view(self) -> Callable[[PrintJobRow], JobView]:
        """What puts a job into today's words; the printer is named where there are several."""
        return partial(_view, words=self._till.words, several=len(self._till.settings.printers) > 1)

    def dismiss(self, job_id: int) -> Future[None]:
        """Nobody wants a waiting slip any more: it is not sent."""
        now = self._till.clock.now()

        def job(unit: UnitOfWork) -> None:
            row = _found(unit, job_id)
            if row.state not in ("queued", "failed_before_first_byte", "unknown"):
                raise NoSuchJob()
            unit.printing.mark(job_id, "dismissed", row.detail, now)

        return self._till.database.worker.submit(job)

    def others(self, job: JobView) -> tuple[str, ...]:
        """Printers that a waiting slip could be given to instead of the one it waits for; none for the drawer."""
        names = [printer.name for printer in self._till.settings.printers]
        if job.kind == "drawer" or job.state not in WAITING:
            return ()
        return tuple(name for name in names if name != (job.printer or names[0]))

    def send_to(self, job_id: int, printer: str) -> Future[None]:
        """Let another printer print a waiting slip, now and alone.  Raises `NoSuchJob` in the future if it is over."""

        def job(unit: UnitOfWork) -> None:
            if _found(unit, job_id).kind == "drawer" or not unit.printing.give(job_id, printer):
                raise NoSuchJob()

        return self._till.database.worker.submit(job)

    def printed(self, job_id: int) -> Future[None]:
        """The cashier saw the slip: the job is over."""
        now = self._till.clock.now()

        def job(unit: UnitOfWork) -> None:
            if _found(unit, job_id).state == "unknown":
                unit.printing.mark(job_id, "confirmed", "", now)

        return self._till.database.worker.submit(job)

    def print_again(self, job_id: int) -> Future[int]:
        """The slip did not come, or only in part: print a copy marked as such; the new job's id."""
        now, words = self._till.clock.now(), self._till.words

        def job(transaction: Transaction) -> int:
            row = _found(transaction.unit, job_id)
            if row.state == "unknown":
                transaction.unit.printing.mark(job_id, "dismissed", row.detail, now)
            return _copy(transaction, row, words, now)

        return self._till.writer.submit(job)

    def reprint(self, receipt_id: str, permission: Permission | None = None) -> Future[int]:
        """A copy of a receipt's slip (right `reprint`, journalled); the new job's id."""
        return self._reprint(receipt_id, permission)

    def reprint_last(self, permission: Permission | None = None) -> Future[int]:
        """A copy of the last receipt's slip."""
        return self._reprint(None, permission)

    def _reprint(self, receipt_id: str | None, permission: Permission | None) -> Future[int]:
        allowed_by = self._till.people.require("reprint", permission)
        user, now, words = self._till.shifts.who(), self._till.clock.now(), self._till.words

        def job(transaction: Transaction) -> int:
            unit = transaction.unit
            wanted = receipt_id or unit.printing.last_receipt()
            row = unit.printing.of_receipt(wanted) if wanted else None
            if row is None:
                raise NoSuchJob()
            transaction.journal("reprinted", user.user_id, allowed_by, now, {"receipt": wanted})
            return _copy(transaction, row, words, now)

        return self._till.writer.submit(job)

    def test_page(self, printer_name: str = "") -> Future[int]:
        """Queue the page that shows every code page slot and the paper's width; the job's id.  Raises `NoPrinter`.

        For the first printer, or the one named, which alone then prints it.
        """
        from cashier_app.documents.reports import printer_test_page

        if not self._till.has_printer:
            raise NoPrinter()
        printers, now = self._till.settings.printers, self._till.clock.now()
        printer = next((each for each in printers if each.name == printer_name), printers[0])
        page = printer_test_page(printer.name, printer, self._till.words)

        def job(transaction: Transaction) -> int:
            job_id = transaction.print("test", page, now)
            if printer_name:
                transaction.unit.printing.give(job_id, printer.name)
            return job_id

        return self._till.writer.submit(job)


def _found(unit: UnitOfWork, job_id: int) -> PrintJobRow:
    row = unit.printing.by_id(job_id)
    if row is None:
        raise NoSuchJob()
    return row


def _copy(transaction: Transaction, row: PrintJobRow, words: Words, now: Instant) -> int:
    """Queue a slip once more, marked as a copy; reports and test pages are simply printed again."""
    from cashier_app.documents.document import decode
    from cashier_app.documents.receipt import as_copy

    document = decode(row.document)
    if row.kind in ("receipt", "copy"):
        return transaction.print("copy", as_copy(document, words), now, row.receipt_id)
    return transaction.print(row.kind, document, now, row.receipt_id)


def _view(row: PrintJobRow, words: Words, several: bool) -> JobView:
    from cashier_app.documents.document import decode

    kind = cast(JobKind, row.kind)
    title = words.translate("printing", "Cash drawer") if kind == "drawer" else decode(row.document).title
    if kind == "copy":
        title = words.translate("printing", "{title}, copy").format(title=title)
    state = cast(JobState, row.state)
    text = job_words(kind, state, cast(Cause, row.detail), words)
    text = text[:1].upper() + text[1:]
    if several and row.printer:
        text = f"{text} · {row.printer}"
    return JobView(row.job_id, kind, state, title, text, row.created_at, row.printer)
