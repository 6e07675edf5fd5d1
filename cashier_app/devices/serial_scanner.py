"""A scanner on a serial port (RS-232 or USB-COM): a plain thread that only reads and calls back."""

from __future__ import annotations

import errno
import logging
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.devices.framing import Framer, Suffix
from cashier_app.devices.scan import Scan, scan_of

if TYPE_CHECKING:
    import serial

log = logging.getLogger(__name__)

#: How long one read waits: a pause in a code, a pulled cable and a stop are noticed within it.
_READ_SECONDS: Final = 0.03
_RETRY_SECONDS: Final = 0.4
_CHUNK: Final = 4096

ScannerCause: TypeAlias = Literal["", "unplugged", "busy", "forbidden"]


class ScannerStatus(msgspec.Struct, frozen=True):
    """`unknown` before the first try, `ready` while the port is open, else `down` with the cause."""

    state: Literal["unknown", "ready", "down"] = "unknown"
    cause: ScannerCause = ""


class SerialScanner:
    """Reads one port until it is stopped; a pulled cable is noticed and mended without a restart.

    `on_scan` and `on_status` are called on the reading thread: hand over, never block.
    """

    def __init__(
        self,
        find: Callable[[], str],
        clock: Clock,
        on_scan: Callable[[Scan], None],
        on_status: Callable[[ScannerStatus], None],
        *,
        name: str,
        baud: int = 9600,
        suffix: Suffix = "auto",
        gap_ms: int = 60,
        on_bytes: Callable[[bytes, int], None] | None = None,
    ) -> None:
        """`find` tells the port each time it is opened (`FileNotFoundError` while it is not there).

        A path is best one of /dev/serial/by-id, which stays the same in any socket, or a name such as COM3.  `name`
        stands in the source of its scans; `on_bytes` hears what comes before it is cut, with monotonic milliseconds.
        """
        self.name = name
        self._find = find
        self._on_bytes = on_bytes
        self._clock = clock
        self._on_scan = on_scan
        self._on_status = on_status
        self._baud = baud
        self._framer = Framer(suffix, gap_ms)
        self._status = ScannerStatus()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    @property
    def status(self) -> ScannerStatus:
        """What was last known."""
        return self._status

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End the thread; whether it ended in time."""
        self._stopping.set()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                port = self._open()
            except (OSError, ValueError) as error:  # SerialException is an OSError
                self._lost(error)
            else:
                self._show(ScannerStatus("ready"))
                try:
                    self._listen(port)
                except (OSError, TypeError) as error:  # a pulled cable: SerialException, or a bare errno 5 or 2
                    self._lost(error)
                finally:
                    self._close(port)
            self._stopping.wait(_RETRY_SECONDS)

    def _open(self) -> serial.Serial:
        import serial

        self._framer.reset()
        return serial.Serial(
            self._find(), self._baud, timeout=_READ_SECONDS, write_timeout=1.0, exclusive=True, rtscts=False
        )

    def _listen(self, port: serial.Serial) -> None:
        while not self._stopping.is_set():
            data = port.read(1)
            if data:
                data += port.read(min(port.in_waiting, _CHUNK))
            now = time.monotonic_ns() // 1_000_000
            if data and self._on_bytes is not None:
                self._on_bytes(data, now)
            for frame in self._framer.feed(data, now):
                self._deliver(frame)

    def _deliver(self, frame: bytes) -> None:
        try:
            self._on_scan(scan_of(frame, f"serial:{self.name}", self._clock.now()))
        except Exception:
            log.exception("a scan of %d bytes could not be handed over", len(frame))

    def _lost(self, error: Exception) -> None:
        cause = cause_of(error)
        if self._status != ScannerStatus("down", cause):
            log.warning("scanner %s: %s", self.name, error)
        self._show(ScannerStatus("down", cause))

    def _close(self, port: serial.Serial) -> None:
        try:
            port.close()
        except OSError as error:
            log.info("scanner %s: closing: %s", self.name, error)

    def _show(self, status: ScannerStatus) -> None:
        if status != self._status:
            self._status = status
            self._on_status(status)


def cause_of(error: Exception, platform: str = sys.platform) -> ScannerCause:
    """Why a port is not read; Windows refuses access to a port that another program holds."""
    number = getattr(error, "errno", None)
    if number in (errno.EAGAIN, errno.EBUSY):
        return "busy"
    if number in (errno.EACCES, errno.EPERM):
        return "busy" if platform == "win32" else "forbidden"
    return "unplugged"
