"""All scanners on serial ports together: those that are named, and those that are found by themselves."""

from __future__ import annotations

import errno
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, TypeAlias

import msgspec

from cashier_app.core.clock import Clock, Instant
from cashier_app.devices.framing import Suffix
from cashier_app.devices.scan import Repeats, Scan
from cashier_app.devices.serial_ports import Ports, SerialPort, looks_like_scanner, same_port, serial_ports
from cashier_app.devices.serial_scanner import ScannerStatus, SerialScanner

log = logging.getLogger(__name__)

#: What stands for a port where the program is to find the scanners.
AUTO: Final = "auto"
#: How often new ports are looked for: with the opening that follows, a scanner is there within a second.  Asking
#: Windows for its ports takes a tenth of a second.
_LOOK_SECONDS: Final = 0.3 if sys.platform.startswith("linux") else 1.5


class ScannerSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A scanner as the settings name it; `port` is a path, `auto`, or `usb:VVVV` or `usb:VVVV:PPPP`."""

    port: str
    name: str = ""
    baud: int = 9600
    suffix: Suffix = "auto"
    gap_ms: int = 60
    repeat_ms: int = 0
    #: Where its settings stand in the file: `scanner`, `scanners[0]`.
    place: str = ""

    @property
    def found(self) -> bool:
        """Whether its port is to be found."""
        return self.port == AUTO or self.port.startswith("usb:")

    def fits(self, port: SerialPort) -> bool:
        """Whether a port may be this scanner's."""
        if self.port == AUTO:
            return looks_like_scanner(port)
        wanted = self.port.removeprefix("usb:").lower()
        return bool(port.vendor) and f"{port.vendor}:{port.product}:".startswith(f"{wanted}:")


class ScannerView(msgspec.Struct, frozen=True, kw_only=True):
    """A scanner as screens and checks show it; `found` tells one whose port no setting names.

    `place` is that of its settings in the file.
    """

    name: str
    address: str
    found: bool
    status: ScannerStatus
    scans: int = 0
    last_at: Instant | None = None
    place: str = ""


Views: TypeAlias = tuple[ScannerView, ...]


def overall(views: Iterable[ScannerView]) -> ScannerStatus | None:
    """One status for all: the first that is down, else whether any is ready; None where there is no scanner."""
    states = [view.status for view in views]
    if not states:
        return None
    down = [status for status in states if status.state == "down"]
    ready = [status for status in states if status.state == "ready"]
    return (down or ready or states)[0]


class Scanners:
    """Reads every scanner until it is stopped; one that is plugged in later is heard without a restart.

    `on_scan` and `on_change` are called on the reading threads: hand over, never block.  A port in `claimed` (a
    printer's, the scales') is never opened by finding, under whatever name it stands there.
    """

    def __init__(
        self,
        specs: Sequence[ScannerSpec],
        clock: Clock,
        on_scan: Callable[[Scan], None],
        on_change: Callable[[Views], None],
        *,
        claimed: Iterable[str] = (),
        ports: Ports = serial_ports,
    ) -> None:
        self._specs = tuple(specs)
        self._clock = clock
        self._on_scan = on_scan
        self._on_change = on_change
        self._claimed = (*claimed, *(spec.port for spec in specs if not spec.found))
        self._ports = ports
        self._lock = threading.Lock()
        self._scanners: dict[str, SerialScanner] = {}
        self._views: dict[str, ScannerView] = {}
        self._repeats: dict[str, Repeats] = {}
        self._tap: Callable[[str, bytes, int], None] | None = None
        self._stopping = threading.Event()
        self._finder = threading.Thread(target=self._find, name="scanner-finder", daemon=True)

    @property
    def views(self) -> Views:
        """All scanners, the named ones first."""
        with self._lock:
            return tuple(self._views.values())

    def start(self) -> None:
        """Begin to read and to look for others."""
        for number, spec in enumerate(self._specs):
            if not spec.found:
                self._begin(f"{number}", spec, partial(str, spec.port), spec.name or spec.port, spec.port)
        if any(spec.found for spec in self._specs):
            self._finder.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End all threads; whether they ended in time."""
        until = time.monotonic() + timeout
        self._stopping.set()
        if self._finder.ident is not None:
            self._finder.join(timeout)
        with self._lock:
            scanners = list(self._scanners.values())
        ended = [scanner.stop(max(0.0, until - time.monotonic())) for scanner in scanners]
        return all(ended) and not self._finder.is_alive()

    def tap(self, listener: Callable[[str, bytes, int], None] | None) -> None:
        """Also tell every piece of raw bytes: the scanner's name, the bytes, milliseconds of the monotonic clock."""
        self._tap = listener

    # --- finding -----------------------------------------------------------------------------------------

    def _find(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look()
            except OSError as error:
                log.warning("looking for scanners: %s", error)
            self._stopping.wait(_LOOK_SECONDS)

    def _look(self) -> None:
        ports = self._ports()
        present = {port.identity for port in ports}
        for port in ports:
            for spec in self._specs:
                if spec.found and port.identity not in self._scanners and spec.fits(port) and self._free(port):
                    self._forget_moved(port, present)
                    find = partial(self._device, port.identity)
                    self._begin(port.identity, spec, find, spec.name or port.title, port.device, found=True)
                    log.info("scanner found: %s on %s", port.title, port.device)

    def _free(self, port: SerialPort) -> bool:
        return not same_port(port.device, self._claimed)

    def _forget_moved(self, port: SerialPort, present: set[str]) -> None:
        """One without a serial number that was put into another socket is the same scanner, not a second one."""
        kind = f"{port.vendor}:{port.product}:@"
        moved = [key for key in self._scanners if key.startswith(kind) and key not in present]
        if port.serial or not moved:
            return
        with self._lock:
            gone = self._scanners.pop(moved[0])
            self._views.pop(moved[0])
        gone.stop()

    def _device(self, identity: str) -> str:
        """Where a found scanner is now; `FileNotFoundError` while it is unplugged."""
        for port in self._ports():
            if port.identity == identity and self._free(port):
                return port.device
        raise FileNotFoundError(errno.ENOENT, "the scanner is not plugged in", identity)

    # --- reading -----------------------------------------------------------------------------------------

    def _begin(
        self, key: str, spec: ScannerSpec, find: Callable[[], str], name: str, address: str, *, found: bool = False
    ) -> None:
        scanner = SerialScanner(
            find,
            self._clock,
            partial(self._scanned, key),
            partial(self._changed, key),
            name=name if found else address,
            baud=spec.baud,
            suffix=spec.suffix,
            gap_ms=spec.gap_ms,
            on_bytes=partial(self._tapped, name),
        )
        with self._lock:
            self._repeats[key] = Repeats(spec.repeat_ms)
            self._scanners[key] = scanner
            self._views[key] = ScannerView(
                name=name, address=address, found=found, status=scanner.status, place=spec.place
            )
        scanner.start()

    def _tapped(self, name: str, data: bytes, now_ms: int) -> None:
        if self._tap is not None:
            self._tap(name, data, now_ms)

    def _scanned(self, key: str, scan: Scan) -> None:
        if self._repeats[key].again(scan.raw, time.monotonic_ns() // 1_000_000):
            log.info("a scan read again at once is left out")
            return
        with self._lock:
            view = self._views.get(key)
            if view is not None:
                self._views[key] = msgspec.structs.replace(view, scans=view.scans + 1, last_at=scan.at)
        self._on_scan(scan)

    def _changed(self, key: str, status: ScannerStatus) -> None:
        with self._lock:
            view = self._views.get(key)
            if view is None:
                return
            self._views[key] = msgspec.structs.replace(view, status=status)
        self._on_change(self.views)
