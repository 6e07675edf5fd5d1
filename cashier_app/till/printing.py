"""The printer's queue in the till's database, and what the cashier may do with its jobs."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.devices.printing import JobKind, JobState, PrintJob
from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.documents.document import Document
    from cashier_app.till.opening import Till


class JobView(msgspec.Struct, frozen=True):
    """A print job in a list; texts are ready."""

    job_id: int
    kind: JobKind
    state: JobState
    title: str
    state_text: str
    created_at: Instant


class DatabasePrintQueue:
    """`devices.printing.PrintQueue` over the database worker; called on the printer's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def next_due(self, now: Instant) -> PrintJob | None:
        """The oldest waiting job."""
        raise NotImplementedError

    def mark(self, job_id: int, state: JobState, cause: str, now: Instant) -> None:
        """Keep a job's new state; committed on return."""
        raise NotImplementedError


class Printing:
    """What the cashier may do: reprint, answer "did it print?"."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def job(self, job_id: int) -> Future[JobView]:
        """One job as it stands now, for the screen that waits for its slip."""
        raise NotImplementedError

    def latest(self, limit: int = 100) -> Future[list[JobView]]:
        """The newest jobs first, whatever became of them."""
        raise NotImplementedError

    def document(self, job_id: int) -> Future[Document]:
        """What a job prints, to be shown on the screen."""
        raise NotImplementedError

    def dismiss(self, job_id: int) -> Future[None]:
        """Nobody wants a waiting slip any more: it is not sent."""
        raise NotImplementedError

    def test_page(self) -> Future[int]:
        """Queue the page that shows every code page slot and the paper's width; the job's id."""
        raise NotImplementedError

    def asking(self) -> Future[list[JobView]]:
        """Jobs of which nobody knows whether they were printed."""
        raise NotImplementedError

    def printed(self, job_id: int) -> Future[None]:
        """The cashier saw the slip: the job is over."""
        raise NotImplementedError

    def print_again(self, job_id: int) -> Future[int]:
        """The slip did not come, or only in part: print a copy marked as such; the new job's id."""
        raise NotImplementedError

    def reprint(self, receipt_id: str, permission: Permission | None = None) -> Future[int]:
        """A copy of a receipt's slip (right `reprint`, journalled); the new job's id."""
        raise NotImplementedError

    def reprint_last(self, permission: Permission | None = None) -> Future[int]:
        """A copy of the last receipt's slip."""
        raise NotImplementedError
