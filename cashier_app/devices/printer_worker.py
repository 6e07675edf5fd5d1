"""The thread that prints: takes jobs from a queue and is the only one to touch its printer's port.

What is said to the printer and concluded from its answers is in `printer_dialogue`; here are threads, time, and
ports that never return.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from cashier_app.core.clock import Clock
from cashier_app.core.errors import WorldError
from cashier_app.devices.drawer import DrawerWatch
from cashier_app.devices.port_thread import PortHung, PortThread
from cashier_app.devices.printer_dialogue import Confirmation, PrinterDialogue, Timing, Turn
from cashier_app.devices.printing import Cause, PrinterListener, PrinterStatus, PrintJob, PrintQueue
from cashier_app.devices.transports import PortFailed, Transport

__all__ = ["Confirmation", "PrinterWorker", "Timing"]

T = TypeVar("T")

log = logging.getLogger(__name__)

#: How long an open that cannot be cancelled may take before the port counts as hung.
_OPEN_SECONDS: Final = 2.0


class PrinterWorker:
    """Prints the jobs of one queue on one printer, in order, until it is stopped.

    `render` makes the bytes of a job; `transport` makes a fresh port; `near_end`: whether the printer has a sensor
    of little paper; `torn`: bytes of a job that an earlier run may have left broken off.  The
    listener is called on this worker's thread.
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
        near_end: bool = True,
        drawer: DrawerWatch | None = None,
        torn: int = 0,
        timing: Timing | None = None,
        name: str = "printer",
    ) -> None:
        self._timing = timing or Timing()
        self._name = name
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._guard = _Guard(transport, self._timing.hang_ms / 1000, self._stopping, name)
        self._dialogue = PrinterDialogue(
            self._guard.fresh,
            queue,
            render,
            clock,
            listener,
            seconds=time.monotonic,
            rest=self._stopping.wait,
            confirmation=confirmation,
            near_end=near_end,
            torn=torn,
            drawer=drawer,
            timing=self._timing,
            name=name,
        )
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    # --- for other threads ---------------------------------------------------------------------------------

    @property
    def status(self) -> PrinterStatus:
        """What was last known."""
        return self._dialogue.status

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
        self._guard.cancel()
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
                turn = self._dialogue.turn(probe=time.monotonic() >= probe_at)
            except WorldError as error:
                log.warning("%s: the queue cannot be used: %s", self._name, error)
                turn = "blocked"
            except Exception:
                log.exception("%s: a mistake of the program", self._name)
                turn = "blocked"
            if turn in ("printed", "probed"):
                probe_at = time.monotonic() + self._timing.probe_ms / 1000
            failures = failures + 1 if turn == "down" else 0
            if turn != "printed" and self._wake.wait(self._timing.pause(turn, failures)):
                self._wake.clear()
                failures = 0
        self._guard.stop(0.3)


class _Guard:
    """One port at a time whose calls return in their time: a hung one is given up, with its thread."""

    def __init__(
        self, transport: Callable[[], Transport], hang_seconds: float, stopping: threading.Event, name: str
    ) -> None:
        self._make = transport
        self._hang_seconds = hang_seconds
        self._stopping = stopping
        self._name = name
        self._lock = threading.Lock()
        self._transport: Transport | None = None
        self._address = ""
        self._answers = False
        self._thread = PortThread(f"{name}-port")

    def fresh(self) -> _Guard:
        """A port that has not been opened yet, in the place of the last one."""
        transport = self._make()
        self._address, self._answers = transport.address, False
        with self._lock:
            self._transport = transport
        return self

    def cancel(self) -> None:
        """From any thread: the call under way, and every later one, ends soon."""
        with self._lock:
            if self._transport is not None:
                self._transport.cancel()

    def stop(self, timeout: float) -> None:
        """End the thread of the port."""
        self._thread.stop(timeout)

    # --- a port, as the dialogue sees it -------------------------------------------------------------------

    @property
    def address(self) -> str:
        """The address as the settings name it."""
        return self._address

    @property
    def answers(self) -> bool:
        """Whether the printer can be heard."""
        return self._answers

    def open(self) -> None:
        """Open the port, unless the till is being closed."""
        if self._stopping.is_set():
            raise PortFailed("stopped", self._address)
        self._call(lambda port: port.open(), _OPEN_SECONDS)
        with self._lock:
            self._answers = self._transport is not None and self._transport.answers

    def write(self, data: bytes, timeout: float) -> None:
        """Send all of it."""
        self._call(lambda port: port.write(data, timeout), timeout)

    def read(self, timeout: float) -> bytes:
        """What has come."""
        return self._call(lambda port: port.read(timeout), max(timeout, 1.0))

    def close(self) -> None:
        """Close it, if it was not given up."""
        if self._transport is None:
            return
        try:
            self._call(lambda port: port.close(), 1.0)
        except PortFailed:
            log.warning("%s: %s does not close", self._name, self._address)
        with self._lock:
            self._transport = None

    def _call(self, function: Callable[[Transport], T], limit: float) -> T:
        """Make a call on the port's own thread; of one that does not return, bytes may have gone out."""
        with self._lock:
            transport = self._transport
        if transport is None:
            raise PortFailed("hung", self._address, sent=True)
        try:
            return self._thread.call(lambda: function(transport), limit + self._hang_seconds, self._stopping)
        except PortHung:
            log.warning("%s: %s does not return; it is given up", self._name, self._address)
            with self._lock:
                self._transport = None
            transport.cancel()
            self._thread.abandon(transport.close)
            self._thread = PortThread(f"{self._name}-port")
            cause: Cause = "stopped" if self._stopping.is_set() else "hung"
            raise PortFailed(cause, self._address, sent=True) from None
