"""A print queue for tests: the protocol's rules, with a history to look at and a database that can fail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from cashier_app.core.clock import Instant
from cashier_app.core.errors import WorldError
from cashier_app.devices.printing import WAITING, Cause, JobKind, JobState, PrinterStatus, PrintJob


class Jobs:
    """Jobs in order of their number; also listens to the worker."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._jobs: dict[int, PrintJob] = {}
        self._states: dict[int, tuple[JobState, Cause]] = {}
        self.history: dict[int, list[tuple[JobState, Cause]]] = {}
        self.statuses: list[PrinterStatus] = []
        #: Marks that fail, by state, so many times.
        self.failing: dict[JobState, int] = {}

    # --- a print queue

    def next_due(self, now: Instant) -> PrintJob | None:
        with self._changed:
            waiting = [job_id for job_id in sorted(self._jobs) if self._states[job_id][0] in WAITING]
            return self._jobs[waiting[0]] if waiting else None

    def claim(self, job_id: int, now: Instant) -> bool:
        with self._changed:
            self._fail("sending")
            if self._states[job_id][0] not in WAITING:
                return False
            self._keep(job_id, "sending", "")
            return True

    def mark(self, job_id: int, state: JobState, cause: Cause, now: Instant) -> bool:
        with self._changed:
            self._fail(state)
            if self._states[job_id][0] not in {*WAITING, "sending"}:
                return False
            self._keep(job_id, state, cause)
            return True

    def _fail(self, state: JobState) -> None:
        if self.failing.get(state, 0) > 0:
            self.failing[state] -= 1
            raise WorldError()

    def _keep(self, job_id: int, state: JobState, cause: Cause) -> None:
        self._states[job_id] = (state, cause)
        if not self.history[job_id] or self.history[job_id][-1] != (state, cause):
            self.history[job_id].append((state, cause))
        self._changed.notify_all()

    # --- a listener

    def printer_changed(self, status: PrinterStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        with self._changed:
            assert self._states[job.job_id] == (state, cause)

    # --- the test's side

    def add(self, document: bytes, kind: JobKind = "receipt", created_at: Instant = 0) -> int:
        with self._changed:
            job_id = len(self._jobs) + 1
            self._jobs[job_id] = PrintJob(job_id, kind, document, created_at)
            self._states[job_id] = ("queued", "")
            self.history[job_id] = []
            return job_id

    def state(self, job_id: int) -> tuple[JobState, Cause]:
        with self._changed:
            return self._states[job_id]

    def wait(self, condition: Callable[[], bool], timeout: float = 10.0) -> bool:
        """Whether a condition came true in time."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while not condition():
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(min(left, 0.05))
            return True

    def wait_state(self, job_id: int, state: JobState, timeout: float = 10.0) -> Cause:
        """The cause with which a job reached a state; fails if it does not."""
        reached = self.wait(lambda: self._states[job_id][0] == state, timeout)
        assert reached, f"job {job_id} is {self._states[job_id]}, not {state}; {self.history[job_id]}"
        return self._states[job_id][1]

    def wait_settled(self, job_id: int, timeout: float = 10.0) -> tuple[JobState, Cause]:
        """The state in which a job rests."""
        rest = {"confirmed", "sent_unconfirmed", "unknown", "dismissed", "failed_before_first_byte"}
        assert self.wait(lambda: self._states[job_id][0] in rest, timeout), self.history[job_id]
        return self._states[job_id]
