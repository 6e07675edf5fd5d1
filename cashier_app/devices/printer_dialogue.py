"""What a till says to a printer, and what it concludes: every decision of a print job, without threads or real time.

The rule behind every state: once a byte of a job may have gone out, the job is never sent again by the
program.  Only a confirmation by the printer makes it `confirmed`; silence makes it `unknown`.  The port, the
queue and the clock are passed in, so that all of it runs against a simulated printer in simulated time.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.core.errors import WorldError
from cashier_app.devices.drawer import DrawerWatch
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
from cashier_app.devices.printing import Cause, JobState, PrinterListener, PrinterStatus, PrintJob, PrintQueue
from cashier_app.devices.transports import Port, PortFailed

Confirmation: TypeAlias = Literal["auto", "process_id", "status", "none"]
#: What one turn did; `down`: the printer could not be used; `blocked`: the queue could not.
Turn: TypeAlias = Literal["printed", "probed", "idle", "down", "blocked"]

log = logging.getLogger(__name__)

_MARK_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#: How often the queue is looked at though nobody called, in seconds.
_IDLE: Final = 1.0
#: How often a printer is asked what stops it while a job is under way, in seconds.
_ASK_EVERY: Final = 0.4
#: Bytes that do nothing, of which the first are sent to see whether the printer waits for the rest of a command.
_FIRST_FILL: Final = 64
#: So many at a time go out within any deadline even at 9600 baud.
_LARGEST_FILL: Final = 2048


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

    def pause(self, turn: Turn, failures: int) -> float:
        """Seconds until the next turn unless somebody calls."""
        if turn == "down":
            return min(self.backoff_ms << min(failures - 1, 20), self.backoff_limit_ms) / 1000
        return min(_IDLE, self.probe_ms / 1000)


def random_mark() -> bytes:
    """Four letters that no other job has."""
    return "".join(secrets.choice(_MARK_ALPHABET) for _ in range(4)).encode()


def _before_first_byte(failure: PortFailed) -> Cause:
    """The cause in a person's eyes: a connection that breaks before any slip was begun is a printer that is off."""
    return "off" if failure.cause == "cut_off" else failure.cause


class PrinterDialogue:
    """Prints the jobs of one queue on one printer, in order, a turn at a time.

    `port` makes a fresh port and `render` the bytes of a job; `seconds` is a clock that only goes forward;
    `rest` waits so many seconds and says whether the program is being closed; `near_end`: whether the printer
    is believed that little paper is left (some without a sensor say so always); `drawer` hears of the drawer's switch;
    `torn`: bytes of a job that an earlier run of the program may have left broken off.
    """

    def __init__(
        self,
        port: Callable[[], Port],
        queue: PrintQueue,
        render: Callable[[PrintJob], bytes],
        clock: Clock,
        listener: PrinterListener,
        *,
        seconds: Callable[[], float],
        rest: Callable[[float], bool],
        mark: Callable[[], bytes] = random_mark,
        confirmation: Confirmation = "auto",
        near_end: bool = True,
        drawer: DrawerWatch | None = None,
        torn: int = 0,
        timing: Timing | None = None,
        name: str = "printer",
    ) -> None:
        self.status = PrinterStatus()
        self.timing = timing or Timing()
        self._make_port = port
        self._queue = queue
        self._render = render
        self._clock = clock
        self._listener = listener
        self._seconds = seconds
        self._rest = rest
        self._mark = mark
        self._confirmation: Confirmation = confirmation
        #: What the printer was seen to answer; until then both requests are sent.
        self._learned: Confirmation = confirmation
        self._has_near_end = near_end
        self._drawer = drawer
        self._name = name
        self._reader = AnswerReader()
        #: Whether the printer answered since the port was opened.
        self._heard = False
        #: Bytes of a job that was broken off: so many the printer may still wait for, in the middle of a command.
        self._torn = torn
        #: Answers to GS r that are still to come: they carry no mark, so one that is late is taken for no other's.
        self._owed = 0

    def turn(self, probe: bool) -> Turn:
        """Print the oldest job, or look at the printer if it is time.  Raises `WorldError` if the queue cannot be."""
        job = self._queue.next_due(self._clock.now())
        if job is not None:
            return self._print(job)
        if not probe and self.status.state != "down":
            return "idle"
        port = self._make_port()
        try:
            self._open(port)
        except PortFailed as failure:
            self._down(_before_first_byte(failure))
            return "down"
        finally:
            port.close()
        self._show(PrinterStatus("ready" if self._heard else "unknown", "", self.status.near_end))
        return "probed"

    # --- a job ---------------------------------------------------------------------------------------------

    def _print(self, job: PrintJob) -> Turn:
        """Take one job through its states; it is `sending` in the queue before its first byte goes out."""
        data = self._bytes_of(job)
        if not data:
            return "printed"
        port = self._make_port()
        try:
            try:
                self._open(port)
                self._resynchronise(port)
            except PortFailed as failure:
                cause = _before_first_byte(failure)
                self._down(cause)
                self._settle(job, "failed_before_first_byte", cause)
                return "down"
            if not self._queue.claim(job.job_id, self._clock.now()):
                return "printed"  # a person took it off the queue, or another printer has it
            state, cause = self._carry_out(port, job, data)
        finally:
            port.close()
        if state in ("confirmed", "sent_unconfirmed"):
            self._show(PrinterStatus("ready" if self._heard else "unknown", "", self.status.near_end))
            return "printed"
        self._down(cause)
        return "down"

    def _bytes_of(self, job: PrintJob) -> bytes:
        """What prints a job; nothing, and the job is over, where nothing can or should be sent."""
        if job.kind == "drawer" and self._clock.now() - job.created_at > self.timing.drawer_ms:
            self._settle(job, "dismissed", "late")
            return b""
        try:
            data = self._render(job)
        except Exception:
            log.exception("%s: job %s cannot be turned into bytes", self._name, job.job_id)
            self._settle(job, "dismissed", "unprintable")
            return b""
        if not data:  # a pulse where there is no drawer
            self._settle(job, "dismissed", "")
        return data

    def _carry_out(self, port: Port, job: PrintJob, data: bytes) -> tuple[JobState, Cause]:
        """Send a claimed job and keep what became of it, whatever happens here."""
        state: JobState = "unknown"
        cause: Cause = "not_confirmed"
        try:
            self._listener.job_changed(job, "sending", "")
            self._show(PrinterStatus("sending", "", self.status.near_end))
            state, cause = self._send(port, job, data)
            if job.kind == "drawer" and state == "unknown":
                state = "dismissed"  # nobody is asked whether a drawer printed, and it is never opened late
        finally:
            self._settle(job, state, cause)
        return state, cause

    def _send(self, port: Port, job: PrintJob, data: bytes) -> tuple[JobState, Cause]:
        """Write the whole job and hear what became of it."""
        mark = self._mark()
        request = b"" if job.kind == "drawer" or not port.answers else self._request(mark)
        self._torn = len(data) + len(request)
        try:
            port.write(data + request, self.timing.write_ms / 1000)
        except PortFailed as failure:
            if failure.sent:
                return "unknown", failure.cause
            self._torn = 0
            return "failed_before_first_byte", failure.cause
        if job.kind == "drawer":
            self._torn = 0
            if self._drawer is not None:
                self._drawer.pulsed()
            return "sent_unconfirmed", ""
        if request:
            state, cause = self._await_confirmation(port, mark)
        else:
            state, cause = self._without_confirmation(port)
        if state != "unknown":
            self._torn = 0
        return state, cause

    def _without_confirmation(self, port: Port) -> tuple[JobState, Cause]:
        """All went out and nothing will confirm it: only a fault that shows at once is doubted."""
        try:
            fault = self._ask_fault(port) if self._heard else ""
        except PortFailed as failure:
            return "unknown", failure.cause
        return ("unknown", fault) if fault else ("sent_unconfirmed", "")

    def _settle(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        """Keep what became of a job, however long the database takes: sending it again would be worse."""
        while True:
            try:
                kept = self._queue.mark(job.job_id, state, cause, self._clock.now())
                break
            except WorldError as error:
                log.warning("%s: job %s is %s, and it cannot be written: %s", self._name, job.job_id, state, error)
                if self._rest(0.5):
                    return  # it stays `sending`, which the next start reads as `unknown`
        if kept:
            log.info("%s: job %s (%s) %s %s", self._name, job.job_id, job.kind, state, cause)
            self._listener.job_changed(job, state, cause)

    # --- confirmation --------------------------------------------------------------------------------------

    def _request(self, mark: bytes) -> bytes:
        """What is sent behind a job so that the printer says when it has printed it."""
        if self._learned == "process_id":
            return confirm_by_process_id(mark)
        if self._learned == "none":
            return b""
        self._owed += 1
        return (confirm_by_process_id(mark) if self._learned == "auto" else b"") + CONFIRM_BY_STATUS

    def _await_confirmation(self, port: Port, mark: bytes) -> tuple[JobState, Cause]:
        """Listen until the printer has printed, or until it is clear that it will not say so.

        A printer out of paper, or open, goes on by itself once a person has seen to it: the wait then
        lasts as long as the patience, and the screen shows the cause meanwhile.
        """
        start = self._seconds()
        silence_at = start + self.timing.confirmation_ms / 1000
        patience_at = start + self.timing.patience_ms / 1000
        ask_at = start + _ASK_EVERY
        fault: Cause = ""
        alive = False
        try:
            while True:
                for answer in self._hear(port, 0.1):
                    verdict = self._judge(answer, mark)
                    if verdict is not None:
                        return verdict
                    if isinstance(answer, RealTime):
                        alive = True
                        if answer.fault != fault:
                            fault = answer.fault
                            self._show(PrinterStatus("sending", fault, self.status.near_end))
                            silence_at = self._seconds() + self.timing.confirmation_ms / 1000
                now = self._seconds()
                if now >= (patience_at if fault else silence_at):
                    self._learned = self._confirmation
                    return "unknown", fault or ("not_confirmed" if alive else "no_answer")
                if now >= ask_at:
                    port.write(ASK_OFFLINE_CAUSE, 1.0)
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
            self._owed = max(0, self._owed - 1)
            if self._owed:  # an earlier job's, late
                return None
            if answer.paper_out:
                return "unknown", "paper_out"
            self._learned = "status"
            return "confirmed", ""
        return None

    # --- after a job that was broken off -------------------------------------------------------------------

    def _resynchronise(self, port: Port) -> None:
        """Bring a printer that may wait for the rest of a command to where a job can begin.

        It would take the head of the next slip for that rest.  Bytes that do nothing fill the command up:
        as many as the broken-off job had are always enough, fewer if a request behind them is answered.
        """
        if not port.answers:
            self._torn = 0
        fill = _FIRST_FILL
        while self._torn > 0:
            mark = self._mark()
            request = self._request(mark)
            fill = min(fill, self._torn, _LARGEST_FILL)
            port.write(bytes(fill) + request, self.timing.write_ms / 1000)
            self._torn = 0 if request and self._in_turn(port, mark) else self._torn - fill
            fill *= 4

    def _in_turn(self, port: Port, mark: bytes) -> bool:
        """Whether the request sent last is answered; then every earlier answer has come, or never will."""
        limit = self.timing.status_ms / 1000
        until, heard = self._seconds() + limit, False
        while (left := until - self._seconds()) > 0:
            for answer in self._hear(port, left):
                if isinstance(answer, InOrder) or (isinstance(answer, Processed) and answer.mark == mark):
                    # the status asked last may still be under way: it is waited for, or it would answer for a job
                    until, heard = self._seconds() + limit, True
                    self._owed = max(0, self._owed - isinstance(answer, InOrder))
            if heard and not self._owed:
                break
        if heard:
            self._owed = 0
        return heard

    # --- the port ------------------------------------------------------------------------------------------

    def _open(self, port: Port) -> None:
        """Open a fresh port and ask whether the printer is ready; `PortFailed` with the cause if it is not."""
        self._reader.clear()
        self._heard = False
        port.open()
        if not port.answers:
            return
        port.read(0)
        printer = self._ask(port, ASK_PRINTER)
        if printer is None:
            if self._confirmation == "none":
                return
            raise PortFailed("no_answer", port.address)
        self._heard = True
        if self._drawer is not None:
            self._drawer.heard(printer.drawer_pin_high)
        fault = self._ask_fault(port)
        paper = self._ask(port, ASK_PAPER)
        near_end = self._has_near_end and paper is not None and paper.near_end
        if near_end != self.status.near_end:
            self._show(msgspec.structs.replace(self.status, near_end=near_end))
        if fault or (paper is not None and paper.paper_out):
            raise PortFailed(fault or "paper_out", port.address)
        if printer.offline:
            raise PortFailed("error", port.address)

    def _ask(self, port: Port, request: bytes) -> RealTime | None:
        """The answer to one real-time request; None for silence."""
        limit = self.timing.status_ms / 1000
        port.write(request, limit)
        deadline = self._seconds() + limit
        while (left := deadline - self._seconds()) > 0:
            for answer in self._hear(port, left):
                if isinstance(answer, RealTime):
                    return answer
        return None

    def _ask_fault(self, port: Port) -> Cause:
        answer = self._ask(port, ASK_OFFLINE_CAUSE)
        return answer.fault if answer is not None else ""

    def _hear(self, port: Port, timeout: float) -> list[Answer]:
        return self._reader.feed(port.read(timeout))

    def _down(self, cause: Cause) -> None:
        if cause != "stopped":
            self._show(PrinterStatus("down", cause, self.status.near_end))

    def _show(self, status: PrinterStatus) -> None:
        if status != self.status:
            self.status = status
            self._listener.printer_changed(status)
