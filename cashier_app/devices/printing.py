"""Print jobs: their states, and the worker that is the only one to touch a printer's port."""

from __future__ import annotations

from typing import Final, Literal, Protocol, TypeAlias

import msgspec

from cashier_app.core.clock import Instant

#: What becomes of a job.  `queued → sending → confirmed | sent_unconfirmed | failed_before_first_byte |
#: unknown`; the third is tried again, the fourth never: a person is asked.  `dismissed`: a person (or,
#: for a drawer that was not opened in time, or not beyond doubt, the worker) decided that it is over.
JobState: TypeAlias = Literal[
    "queued", "sending", "confirmed", "sent_unconfirmed", "failed_before_first_byte", "unknown", "dismissed"
]
JobKind: TypeAlias = Literal["drawer", "receipt", "copy", "report", "test"]

#: Why a printer does not print, or why nobody knows whether it did; "" where there is nothing to say.
Cause: TypeAlias = Literal[
    "",
    "off",  # nobody at the address, no such port, power gone
    "busy",  # another program holds the port
    "forbidden",  # this user may not open the port
    "no_answer",  # the port opens, the printer says nothing
    "paper_out",
    "cover_open",
    "error",  # the printer reports an error of its own (knife, temperature)
    "cut_off",  # the connection broke after the first byte
    "stalled",  # it stopped taking bytes before the end of the job
    "not_confirmed",  # everything was sent, and the printer has not said that it printed
    "hung",  # the port itself does not return
    "stopped",  # the till was closed, or crashed, while sending
    "unprintable",  # a document this program cannot turn into bytes
    "late",  # a drawer pulse that would come too late
]

#: States in which a job still waits to be sent.
WAITING: Final[frozenset[JobState]] = frozenset({"queued", "failed_before_first_byte"})


class PrintJob(msgspec.Struct, frozen=True):
    """One job of the queue; `document` is the encoded document, which this layer does not read."""

    job_id: int
    kind: JobKind
    document: bytes
    created_at: Instant
    attempts: int = 0
    receipt_id: str | None = None


class PrinterStatus(msgspec.Struct, frozen=True):
    """What is known of a printer; `cause` says why it is down, `near_end` that paper will soon be out.

    `unknown` before the first contact; `sending` while a job is under way (with a cause if the
    printer stopped in it, and waits for a person); `ready`; `down`.
    """

    state: Literal["unknown", "ready", "sending", "down"] = "unknown"
    cause: Cause = ""
    near_end: bool = False


class PrintQueue(Protocol):
    """The jobs of one printer, kept where a crash does not reach them.  Called on the printer's thread.

    Every call may raise `WorldError` (the database is locked, the disk full): nothing is then sent,
    and the call is made again a little later.  The worker itself spaces its attempts on a printer that
    is not ready, so a job that failed stays due: slips come out in the order of their sales.
    """

    def next_due(self, now: Instant) -> PrintJob | None:
        """The waiting job (`queued` or `failed_before_first_byte`) with the lowest job_id."""

    def claim(self, job_id: int, now: Instant) -> bool:
        """Make a waiting job `sending` on this printer, durably, which counts an attempt.

        False, and it must not be sent: a person took it off the queue, or another printer has it.
        """

    def mark(self, job_id: int, state: JobState, cause: Cause, now: Instant) -> bool:
        """Keep the new state and cause of a job that waits, or is `sending` here, durably, before returning.

        False, and nothing is changed, where it is neither any more.
        """


class PrinterListener(Protocol):
    """Who wants to know.  Called on the printer's thread: hand it over, never block."""

    def printer_changed(self, status: PrinterStatus) -> None:
        """The printer's state changed."""

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        """A job's state changed; it is already in the queue."""
