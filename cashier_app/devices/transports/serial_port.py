"""A printer on a serial port or a USB adapter."""

from __future__ import annotations

import contextlib
import errno
import sys
import threading
import time
from typing import TYPE_CHECKING, Literal, TypeAlias

from cashier_app.devices.printing import Cause
from cashier_app.devices.transports import PortFailed
from cashier_app.devices.watched_port import PORT_ERRORS

if TYPE_CHECKING:
    import serial

FlowControl: TypeAlias = Literal["none", "rtscts", "dsrdtr", "xonxoff"]

#: So little at a time that a deadline means something at 9600 baud.
_CHUNK = 128
_SLICE = 0.1


class SerialTransport:
    """8N1.  A write never waits without a limit: a printer off-line may hold the line for ever."""

    answers = True

    def __init__(self, address: str, baud: int = 115_200, flow: FlowControl = "none") -> None:
        """`address` is a device (`/dev/ttyUSB0`, `/dev/serial/by-id/…`) or a name such as `COM4`."""
        self.address = address
        self._baud = baud
        self._flow = flow
        self._stuck = False
        self._port: serial.Serial | None = None
        self._cancelled = threading.Event()

    def open(self) -> None:
        """Open the port for this program alone, and forget what came before."""
        import serial

        self._check(False)
        try:
            self._port = serial.Serial(
                self.address,
                self._baud,
                timeout=_SLICE,
                write_timeout=1.0,
                exclusive=True,
                rtscts=self._flow == "rtscts",
                dsrdtr=self._flow == "dsrdtr",
                xonxoff=self._flow == "xonxoff",
            )
            self._port.reset_input_buffer()
        except PORT_ERRORS + (ValueError,) as error:  # noqa: RUF005 - a starred tuple has no type here
            raise PortFailed(_cause(error), self.address, error) from error

    def write(self, data: bytes, timeout: float) -> None:
        """Send in small pieces against one deadline.

        The driver does not tell how much of a piece went out before it stalled, so a stalled piece
        counts as begun.
        """
        import serial

        port = self._opened()
        deadline = time.monotonic() + timeout
        self._stuck = True
        for start in range(0, len(data), _CHUNK):
            self._check(start > 0)
            left = deadline - time.monotonic()
            if left <= 0:
                raise PortFailed("stalled", self.address, sent=start > 0)
            try:
                port.write_timeout = left
                piece = data[start : start + _CHUNK]
                if port.write(piece) != len(piece):
                    self._check(True)
                    raise PortFailed("stalled", self.address, sent=True)
            except serial.SerialTimeoutException as error:
                self._check(True)
                raise PortFailed("stalled", self.address, error, sent=True) from error
            except OSError as error:
                # how much of the piece had gone out is not told
                raise PortFailed("cut_off", self.address, error, sent=True) from error
        self._stuck = False

    def read(self, timeout: float) -> bytes:
        """What the printer said."""
        port = self._opened()
        deadline = time.monotonic() + timeout
        while True:
            self._check(False)
            left = max(0.0, deadline - time.monotonic())
            try:
                port.timeout = min(left, _SLICE)
                data = port.read(1)
                if data:
                    return bytes(data + port.read(port.in_waiting))
            except (OSError, TypeError) as error:  # pyserial: TypeError when the port is closed under a read
                raise PortFailed("cut_off", self.address, error) from error
            if left == 0:
                return b""

    def close(self) -> None:
        """Close the port; what a stalled printer never took is thrown away, or closing would wait for it."""
        port, self._port = self._port, None
        if port is not None:
            if self._cancelled.is_set() or self._stuck:
                with contextlib.suppress(*PORT_ERRORS):  # pulled out, it has no buffer, and is closed all the same
                    port.reset_output_buffer()
            with contextlib.suppress(*PORT_ERRORS):
                port.close()

    def cancel(self) -> None:
        """Make the call under way end."""
        self._cancelled.set()
        port = self._port
        if port is not None:
            with contextlib.suppress(OSError, AttributeError, TypeError):
                port.cancel_write()
                port.cancel_read()

    def _opened(self) -> serial.Serial:
        if self._port is None:
            raise PortFailed("off", self.address, "not open")
        return self._port

    def _check(self, sent: bool) -> None:
        if self._cancelled.is_set():
            raise PortFailed("stopped", self.address, sent=sent)


def _cause(error: Exception) -> Cause:
    number = getattr(error, "errno", None)
    if number in (errno.EACCES, errno.EPERM):
        # Windows says so of a port that another program holds; elsewhere it is a right that lacks
        return "busy" if sys.platform == "win32" else "forbidden"
    return "busy" if number in (errno.EAGAIN, errno.EBUSY) else "off"
