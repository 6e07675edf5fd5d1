"""A raw queue of Windows, by its spooler (winspool.drv); nothing of it is loaded on other systems.

Written after Microsoft's documentation of the print spooler API and **never run on Windows yet**.  Opening
succeeds on a queue whose printer is unplugged, so the queue is asked how it stands before every job.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from typing import Any, Final

from cashier_app.devices.printing import Cause
from cashier_app.devices.transports import PortFailed

_ASK_SECONDS: Final = 0.2
_WORK_OFFLINE: Final = 0x400
#: PRINTER_STATUS_… bits, the graver first.
_STATUS: Final[tuple[tuple[int, Cause], ...]] = (
    (0x0010, "paper_out"),  # PAPER_OUT
    (0x0040, "paper_out"),  # PAPER_PROBLEM
    (0x400000, "cover_open"),  # DOOR_OPEN
    (0x0080, "off"),  # OFFLINE
    (0x1000, "off"),  # NOT_AVAILABLE
    (0x0001, "off"),  # PAUSED
    (0x0008, "error"),  # PAPER_JAM
    (0x0002, "error"),  # ERROR
    (0x100000, "error"),  # USER_INTERVENTION
)


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (("name", ctypes.c_wchar_p), ("output", ctypes.c_wchar_p), ("datatype", ctypes.c_wchar_p))


class _PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        *((name, ctypes.c_wchar_p) for name in ("server", "printer", "share", "port", "driver", "comment", "location")),
        ("devmode", ctypes.c_void_p),
        *((name, ctypes.c_wchar_p) for name in ("separator", "processor", "datatype", "parameters")),
        ("security", ctypes.c_void_p),
        *(
            (name, ctypes.c_uint32)
            for name in ("attributes", "priority", "default_priority", "start", "until", "status", "jobs", "pages")
        ),
    )


class WindowsQueueTransport:
    """One queue; each write is a document of its own, of type RAW."""

    answers = False

    def __init__(self, address: str) -> None:
        """`address` is the printer's name as Windows shows it."""
        self.address = address
        self._spooler: Any = None
        self._handle = ctypes.c_void_p()
        self._cancelled = threading.Event()

    def open(self) -> None:
        """Open the queue and ask how it stands."""
        self._check(False)
        if os.name != "nt":
            raise PortFailed("off", self.address, "only Windows has such queues")
        windows: Any = ctypes  # elsewhere it has no such loader
        self._spooler = windows.WinDLL("winspool.drv", use_last_error=True)
        if not self._spooler.OpenPrinterW(self.address, ctypes.byref(self._handle), None):
            raise self._failed("off")
        cause = cause_of_status(*self._status())
        if cause:
            raise PortFailed(cause, self.address, "so the queue says")

    def write(self, data: bytes, timeout: float) -> None:
        """Hand a document over and wait until it has left the queue."""
        spooler, handle = self._opened()
        document = _DocInfo("slip", None, "RAW")
        job = spooler.StartDocPrinterW(handle, 1, ctypes.byref(document))
        if not job:
            raise self._failed("off")
        written = ctypes.c_uint32()
        done = (
            spooler.StartPagePrinter(handle)
            and spooler.WritePrinter(handle, data, len(data), ctypes.byref(written))
            and written.value == len(data)
            and spooler.EndPagePrinter(handle)
        )
        if not (spooler.EndDocPrinter(handle) and done):
            raise self._failed("cut_off", sent=True)
        deadline = time.monotonic() + timeout
        while self._waits(job):
            left = deadline - time.monotonic()
            if left <= 0 or self._cancelled.wait(min(left, _ASK_SECONDS)):
                self._check(True)
                raise PortFailed("stalled", self.address, f"job {job} stays in the queue", sent=True)

    def read(self, timeout: float) -> bytes:
        """Nothing: a queue does not answer."""
        return b""

    def close(self) -> None:
        """Close the queue."""
        spooler, self._spooler = self._spooler, None
        if spooler is not None and self._handle:
            spooler.ClosePrinter(self._handle)
            self._handle = ctypes.c_void_p()

    def cancel(self) -> None:
        """Make the wait under way end."""
        self._cancelled.set()

    def _status(self) -> tuple[int, int]:
        """PRINTER_STATUS_… and PRINTER_ATTRIBUTE_… bits of the queue."""
        spooler, handle = self._opened()
        needed = ctypes.c_uint32()
        spooler.GetPrinterW(handle, 2, None, 0, ctypes.byref(needed))
        room = ctypes.create_string_buffer(max(needed.value, ctypes.sizeof(_PrinterInfo)))
        if not spooler.GetPrinterW(handle, 2, room, len(room), ctypes.byref(needed)):
            raise self._failed("off")
        info = _PrinterInfo.from_buffer(room)
        return int(info.status), int(info.attributes)

    def _waits(self, job: int) -> bool:
        """Whether a document is still in the queue: asked for its size, which fails once it is gone."""
        spooler, handle = self._opened()
        needed = ctypes.c_uint32()
        spooler.GetJobW(handle, job, 1, None, 0, ctypes.byref(needed))
        return needed.value > 0

    def _opened(self) -> tuple[Any, ctypes.c_void_p]:
        if self._spooler is None:
            raise PortFailed("off", self.address, "not open")
        return self._spooler, self._handle

    def _failed(self, cause: Cause, sent: bool = False) -> PortFailed:
        number = getattr(ctypes, "get_last_error", lambda: 0)()
        return PortFailed("forbidden" if number == 5 else cause, self.address, f"Windows error {number}", sent)

    def _check(self, sent: bool) -> None:
        if self._cancelled.is_set():
            raise PortFailed("stopped", self.address, sent=sent)


def cause_of_status(status: int, attributes: int) -> Cause:
    """Why a queue cannot be used, by its PRINTER_STATUS_… and PRINTER_ATTRIBUTE_… bits; "" if it can."""
    if attributes & _WORK_OFFLINE:
        return "off"
    return next((cause for bit, cause in _STATUS if status & bit), "")
