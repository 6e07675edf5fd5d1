"""A printer behind a file: a device node such as /dev/usb/lp0, a named pipe, or a file that collects the bytes."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import stat
import threading
import time

from cashier_app.devices.printing import Cause
from cashier_app.devices.transports import PortFailed

_SLICE = 0.1


class FileTransport:
    """Appends to a file or writes to a device; only a device can answer."""

    #: Whether a path at which there is nothing stays so.
    _must_exist = False

    def __init__(self, address: str) -> None:
        """`address` is a path; a file that does not exist is made, its folder is not."""
        self.address = address
        self.answers = False
        self._descriptor: int | None = None
        self._regular = True
        self._cancelled = threading.Event()

    def open(self) -> None:
        """Open it without waiting for anybody at the other end."""
        self._check(False)
        flags = os.O_WRONLY | os.O_APPEND | (0 if self._must_exist else os.O_CREAT)
        try:
            mode = os.stat(self.address).st_mode
            self._regular = stat.S_ISREG(mode)
            self.answers = stat.S_ISCHR(mode)
        except FileNotFoundError as error:
            if self._must_exist:
                raise PortFailed("off", self.address, error) from error
            self._regular = True
        except OSError as error:
            raise PortFailed(_cause(error), self.address, error) from error
        if self._must_exist and self._regular:
            raise PortFailed("off", self.address, "it is a file, not a device")
        if not self._regular:
            flags = (os.O_RDWR if self.answers else os.O_WRONLY) | getattr(os, "O_NONBLOCK", 0)
        # Windows would put a byte before every line feed, pictures' too
        flags |= getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._descriptor = os.open(self.address, flags, 0o644)
        except OSError as error:
            raise PortFailed(_cause(error), self.address, error) from error

    def write(self, data: bytes, timeout: float) -> None:
        """Write all of it; a regular file is on the disk when this returns."""
        descriptor = self._opened()
        rest = memoryview(data)
        deadline = time.monotonic() + timeout
        while rest:
            sent = len(rest) < len(data)
            self._check(sent)
            left = deadline - time.monotonic()
            if left <= 0:
                raise PortFailed("stalled", self.address, sent=sent)
            try:
                if self._regular or select.select([], [descriptor], [], min(left, _SLICE))[1]:
                    rest = rest[os.write(descriptor, rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise PortFailed("cut_off" if sent else "off", self.address, error, sent) from error
        if self._regular:
            with contextlib.suppress(OSError):
                os.fsync(descriptor)

    def read(self, timeout: float) -> bytes:
        """What a device said; a file says nothing."""
        descriptor = self._opened()
        deadline = time.monotonic() + timeout
        while self.answers:
            self._check(False)
            left = max(0.0, deadline - time.monotonic())
            try:
                if select.select([descriptor], [], [], min(left, _SLICE))[0]:
                    data = os.read(descriptor, 4096)
                    if data:
                        return data
                    self._cancelled.wait(0.01)  # usblp reads as an end of file when it has nothing to say
            except BlockingIOError:
                pass
            except OSError as error:
                raise PortFailed("cut_off", self.address, error) from error
            if left == 0:
                break
        return b""

    def close(self) -> None:
        """Close it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def cancel(self) -> None:
        """Make the call under way end."""
        self._cancelled.set()

    def _opened(self) -> int:
        if self._descriptor is None:
            raise PortFailed("off", self.address, "not open")
        return self._descriptor

    def _check(self, sent: bool) -> None:
        if self._cancelled.is_set():
            raise PortFailed("stopped", self.address, sent=sent)


class DeviceTransport(FileTransport):
    """A device node alone: while the printer is off there is none, and slips must not be collected in its place."""

    _must_exist = True


def _cause(error: OSError) -> Cause:
    if error.errno in (errno.EBUSY, errno.EAGAIN):
        return "busy"
    return "forbidden" if error.errno in (errno.EACCES, errno.EPERM) else "off"
