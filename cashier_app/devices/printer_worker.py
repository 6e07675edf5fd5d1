"""The thread that prints: takes jobs from a queue and is the only one to touch its printer's port.

The rule behind every state: once a byte of a job may have gone out, the job is never sent again by
the program.  Only a confirmation by the printer makes it `confirmed`; silence makes it `unknown`.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from typing import Final, Literal, TypeAlias, TypeVar

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.core.errors import WorldError
from cashier_app.devices.escpos_status import (
    ASK_OFFLINE_CAUSE,
    ASK_PAPER,
    ASK_PRINTER,
    CONFIRM_BY_STATUS,
    Answer,
    AnswerReader,
    InOrder,
    Processed,
    RealTime,
    confirm_by_process_id,
)
from cashier_app.devices.port_thread import PortHung, PortThread
from cashier_app.devices.printing import Cause, JobState, PrinterListener, PrinterStatus, PrintJob, PrintQueue
from cashier_app.devices.transports import PortFailed, Transport

T = TypeVar("T")
Confirmation: TypeAlias = Literal["auto", "process_id", "status", "none"]
#: What one turn of the loop did; `down`: the printer could not be used; `blocked`: the queue could not.
Turn: TypeAlias = Literal["printed", "probed", "idle", "down", "blocked"]

log = logging.getLogger(__name__)

_MARK_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#: How often the queue is looked at though nobody called, in seconds.
_IDLE: Final = 1.0
#: How often a printer is asked what stops it while a job is under way, in seconds.
_ASK_EVERY: Final = 0.4
#: How long an open that cannot be cancelled may take before the port counts as hung.
_OPEN_SECONDS: Final = 2.0


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of one printer, in milliseconds."""

    status_ms: int = 400
    write_ms: int = 10_000
    confirmation_ms: int = 8000
    #: How long a job waits, begun, for a person to load paper or close the cover.
    patience_ms: int = 120_000
    #: First pause after a failure; it doubles up to the last.
    backoff_ms: int = 1000
    backoff_limit_ms: int = 8000
    #: How often an idle printer is looked at.
    probe_ms: int = 10_000
    #: A drawer that could not be opened by then stays shut: nobody waits for it any more.
    drawer_ms: int = 15_000
    #: A port that does not return for this long beyond its limits is given up.
    hang_ms: int = 2000


def _before_first_byte(failure: PortFailed) -> Cause:
    """The cause in a person's eyes: a connection that breaks before any slip was begun is a printer that is off."""
    return "off" if failure.cause == "cut_off" else failure.cause


class PrinterWorker:
    """Prints the jobs of one queue on one printer, in order, until it is stopped.

    `render` makes the bytes of a job; `transport` makes a fresh port.  The listener is called on this
    worker's thread.
    """

    def __init__(
        self,
        transport: Callable[[], Transport],
        queue: PrintQueue,
        render: Callable[[PrintJob], bytes],
        clock: Clock,
        listener: PrinterListener,
        *,
        confirmation: Confirmation = "auto",
        timing: Timing | None = None,
        name: str = "printer",
    ) -> None:
        self._make_transport = transport
        self._queue = queue
        self._render = render
        self._clock = clock
        self._listener = listener
        self._confirmation: Confirmation = confirmation
        #: What the printer was seen to answer; until then both requests are sent.
        self._learned: Confirmation = confirmation
        self._timing = timing or Timing()
        self._name = name
        self._status = PrinterStatus()
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._transport: Transport | None = None
        self._port = PortThread(f"{name}-port")
        self._reader = AnswerReader()
        #: Whether the printer answered since the port was opened.
        self._heard = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    # --- for other threads ---------------------------------------------------------------------------------

    @property
    def status(self) -> PrinterStatus:
        """What was last known."""
        return self._status

    def start(self) -> None:
        """Begin to print."""
        self._thread.start()

    def wake(self) -> None:
        """There may be a new job, or a person mended the printer: look now."""
        self._wake.set()

    def stop(self, timeout: float = 2.0) -> bool:
        """End within `timeout` seconds, even in the middle of a job; whether everything ended.

        A job under way becomes `unknown`, cause `stopped`.
        """
        self._stopping.set()
        self._wake.set()
        with self._lock:
            if self._transport is not None:
                self._transport.cancel()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    # --- the loop ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        failures = 0
        probe_at = 0.0
        while not self._stopping.is_set():
            turn: Turn
            try:
                turn = self._turn(probe=time.monotonic() >= probe_at)
            except WorldError as error:
                log.warning("%s: the queue cannot be used: %s", self._name, error)
                turn = "blocked"
            except Exception:
                log.exception("%s: a mistake of the program", self._name)
                turn = "blocked"
            if turn in ("printed", "probed"):
                probe_at = time.monotonic() + self._timing.probe_ms / 1000
            failures = failures + 1 if turn == "down" else 0
            if turn != "printed" and self._wake.wait(self._pause(turn, failures)):
                self._wake.clear()
                failures = 0
        self._port.stop(0.3)

    def _pause(self, turn: Turn, failures: int) -> float:
        """Seconds until the next turn unless somebody calls."""
        if turn == "down":
            return min(self._timing.backoff_ms << min(failures - 1, 20), self._timing.backoff_limit_ms) / 1000
        return min(_IDLE, self._timing.probe_ms / 1000)

    def _turn(self, probe: bool) -> Turn:
        """Print the oldest job, or look at the printer if it is time."""
        job = self._queue.next_due(self._clock.now())
        if job is not None:
            return self._print(job)
        if not probe and self._status.state != "down":
            return "idle"
        try:
            self._open()
        except PortFailed as failure:
            self._down(_before_first_byte(failure))
            return "down"
        finally:
            self._close()
        self._show(PrinterStatus("ready" if self._heard else "unknown", "", self._status.near_end))
        return "probed"

    def _print(self, job: PrintJob) -> Turn:
        """Take one job through its states; it is `sending` in the queue before its first byte goes out."""
        if job.kind == "drawer" and self._clock.now() - job.created_at > self._timing.drawer_ms:
            self._settle(job, "dismissed", "late")
            return "printed"
        try:
            data = self._render(job)
        except Exception:
            log.exception("%s: job %s cannot be turned into bytes", self._name, job.job_id)
            self._settle(job, "dismissed", "unprintable")
            return "printed"
        if not data:  # a pulse where there is no drawer
            self._settle(job, "dismissed", "")
            return "printed"
        try:
            self._open()
        except PortFailed as failure:
            self._close()
            cause = _before_first_byte(failure)
            self._down(cause)
            self._settle(job, "failed_before_first_byte", cause)
            return "down"
        state: JobState = "unknown"
        cause = "not_confirmed"
        try:
            self._queue.mark(job.job_id, "sending", "", self._clock.now())
        except BaseException:
            self._close()
            raise
        try:
            self._listener.job_changed(job, "sending", "")
            self._show(PrinterStatus("sending", "", self._status.near_end))
            state, cause = self._send(job, data)
            if job.kind == "drawer" and state == "unknown":
                state = "dismissed"  # nobody is asked whether a drawer printed, and it is never opened late
        finally:
            self._close()
            self._settle(job, state, cause)
        if state in ("confirmed", "sent_unconfirmed"):
            self._show(PrinterStatus("ready" if self._heard else "unknown", "", self._status.near_end))
            return "printed"
        self._down(cause)
        return "down"

    def _send(self, job: PrintJob, data: bytes) -> tuple[JobState, Cause]:
        """Write the whole job and hear what became of it."""
        transport = self._transport
        assert transport is not None
        mark = "".join(secrets.choice(_MARK_ALPHABET) for _ in range(4)).encode()
        request = b"" if job.kind == "drawer" or not transport.answers else self._request(mark)
        limit = self._timing.write_ms / 1000
        try:
            self._call(lambda: transport.write(data + request, limit), limit, sent=True)
            if job.kind == "drawer":
                return "sent_unconfirmed", ""
            if request:
                return self._await_confirmation(transport, mark)
            fault = self._ask_fault(transport) if self._heard else ""
        except PortFailed as failure:
            return ("unknown" if failure.sent else "failed_before_first_byte"), failure.cause
        return ("unknown", fault) if fault else ("sent_unconfirmed", "")

    def _settle(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        """Keep what became of a job, however long the database takes: sending it again would be worse."""
        while True:
            try:
                self._queue.mark(job.job_id, state, cause, self._clock.now())
                break
            except WorldError as error:
                log.warning("%s: job %s is %s, and it cannot be written: %s", self._name, job.job_id, state, error)
                if self._stopping.wait(0.5):
                    return  # it stays `sending`, which the next start reads as `unknown`
        log.info("%s: job %s (%s) %s %s", self._name, job.job_id, job.kind, state, cause)
        self._listener.job_changed(job, state, cause)

    # --- confirmation --------------------------------------------------------------------------------------

    def _request(self, mark: bytes) -> bytes:
        """What is sent behind a job so that the printer says when it has printed it."""
        if self._learned == "process_id":
            return confirm_by_process_id(mark)
        if self._learned == "status":
            return CONFIRM_BY_STATUS
        if self._learned == "auto":
            return confirm_by_process_id(mark) + CONFIRM_BY_STATUS
        return b""

    def _await_confirmation(self, transport: Transport, mark: bytes) -> tuple[JobState, Cause]:
        """Listen until the printer has printed, or until it is clear that it will not say so.

        A printer out of paper, or open, goes on by itself once a person has seen to it: the wait then
        lasts as long as the patience, and the screen shows the cause meanwhile.
        """
        start = time.monotonic()
        silence_at = start + self._timing.confirmation_ms / 1000
        patience_at = start + self._timing.patience_ms / 1000
        ask_at = start + _ASK_EVERY
        fault: Cause = ""
        alive = False
        try:
            while True:
                for answer in self._hear(transport, 0.1):
                    verdict = self._judge(answer, mark)
                    if verdict is not None:
                        return verdict
                    if isinstance(answer, RealTime):
                        alive = True
                        if answer.fault != fault:
                            fault = answer.fault
                            self._show(PrinterStatus("sending", fault, self._status.near_end))
                            silence_at = time.monotonic() + self._timing.confirmation_ms / 1000
                now = time.monotonic()
                if now >= (patience_at if fault else silence_at):
                    self._learned = self._confirmation
                    return "unknown", fault or ("not_confirmed" if alive else "no_answer")
                if now >= ask_at:
                    self._call(lambda: transport.write(ASK_OFFLINE_CAUSE, 1.0), 1.0)
                    ask_at = now + _ASK_EVERY
        except PortFailed as failure:
            return "unknown", failure.cause

    def _judge(self, answer: Answer, mark: bytes) -> tuple[JobState, Cause] | None:
        """The verdict that an answer means, if it is one."""
        if isinstance(answer, Processed) and answer.mark == mark:
            if self._learned == "auto":
                self._learned = "process_id"
            return "confirmed", ""
        if isinstance(answer, InOrder) and self._learned in ("auto", "status"):
            if answer.paper_out:
                return "unknown", "paper_out"
            self._learned = "status"
            return "confirmed", ""
        return None

    # --- the port ------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Open a fresh port and ask whether the printer is ready; `PortFailed` with the cause if it is not."""
        transport = self._make_transport()
        with self._lock:
            if self._stopping.is_set():
                raise PortFailed("stopped", transport.address)
            self._transport = transport
        self._reader.clear()
        self._heard = False
        self._call(transport.open, _OPEN_SECONDS)
        if not transport.answers:
            return
        self._call(lambda: transport.read(0), 1.0)
        printer = self._ask(transport, ASK_PRINTER)
        if printer is None:
            if self._confirmation == "none":
                return
            raise PortFailed("no_answer", transport.address)
        self._heard = True
        fault = self._ask_fault(transport)
        paper = self._ask(transport, ASK_PAPER)
        near_end = paper is not None and paper.near_end
        if near_end != self._status.near_end:
            self._show(msgspec.structs.replace(self._status, near_end=near_end))
        if fault or (paper is not None and paper.paper_out):
            raise PortFailed(fault or "paper_out", transport.address)
        if printer.offline:
            raise PortFailed("error", transport.address)

    def _ask(self, transport: Transport, request: bytes) -> RealTime | None:
        """The answer to one real-time request; None for silence."""
        limit = self._timing.status_ms / 1000
        self._call(lambda: transport.write(request, limit), limit)
        deadline = time.monotonic() + limit
        while (left := deadline - time.monotonic()) > 0:
            for answer in self._hear(transport, left):
                if isinstance(answer, RealTime):
                    return answer
        return None

    def _ask_fault(self, transport: Transport) -> Cause:
        answer = self._ask(transport, ASK_OFFLINE_CAUSE)
        return answer.fault if answer is not None else ""

    def _hear(self, transport: Transport, timeout: float) -> list[Answer]:
        return self._reader.feed(self._call(lambda: transport.read(timeout), timeout))

    def _call(self, function: Callable[[], T], limit: float, sent: bool = False) -> T:
        """Make a call on the port's own thread; a port that does not return is given up."""
        try:
            return self._port.call(function, limit + self._timing.hang_ms / 1000, self._stopping)
        except PortHung:
            transport = self._transport
            assert transport is not None
            log.warning("%s: %s does not return; it is given up", self._name, transport.address)
            with self._lock:
                self._transport = None
            transport.cancel()
            self._port.abandon(transport.close)
            self._port = PortThread(f"{self._name}-port")
            cause: Cause = "stopped" if self._stopping.is_set() else "hung"
            raise PortFailed(cause, transport.address, sent=sent) from None

    def _close(self) -> None:
        transport = self._transport
        if transport is None:
            return
        try:
            self._call(transport.close, 1.0)
        except PortFailed:
            log.warning("%s: %s does not close", self._name, transport.address)
        with self._lock:
            self._transport = None

    def _down(self, cause: Cause) -> None:
        if cause != "stopped":
            self._show(PrinterStatus("down", cause, self._status.near_end))

    def _show(self, status: PrinterStatus) -> None:
        if status != self._status:
            self._status = status
            self._listener.printer_changed(status)
