"""A serial port that one thread keeps open: a pulled cable is noticed, and mended without a restart."""

from __future__ import annotations

import errno
import logging
import sys
import threading
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    import serial

if sys.platform == "win32":
    _BUFFER_ERRORS: tuple[type[Exception], ...] = ()
else:
    import termios

    _BUFFER_ERRORS = (termios.error,)

log = logging.getLogger(__name__)

_RETRY_SECONDS: Final = 0.4

#: Why a port is not at work: no such port or no power, another program has it, it opens and nothing is heard.
PortCause: TypeAlias = Literal["", "unplugged", "busy", "no_answer"]
Parity: TypeAlias = Literal["none", "even", "odd"]

#: What a port raises when its cable is pulled: SerialException, a bare errno 5 or 2, and, where its buffers are asked
#: for, an error of termios, which is no OSError; pyserial makes it a TypeError while the port is being closed.
PORT_ERRORS: Final[tuple[type[Exception], ...]] = (OSError, TypeError, *_BUFFER_ERRORS)

_PARITIES: Final[dict[Parity, str]] = {"none": "N", "even": "E", "odd": "O"}


class WatchedPort:
    """Base of devices on a serial port: the thread that owns it, opens it and opens it again.

    A subclass talks in `_serve` until `self._stopping` is set; whatever the port raises there leads to
    `_lost` and to another try.  Everything but `start` and `stop` runs on the port's thread.
    """

    def __init__(self, name: str, address: str, baud: int, parity: Parity = "none", read_seconds: float = 0.03) -> None:
        """`address` is best /dev/serial/by-id/…, which stays the same in any socket, or a name such as COM3."""
        self.address = address
        self._name = name
        self._baud = baud
        self._parity = _PARITIES[parity]
        self._read_seconds = read_seconds
        self._told: PortCause = ""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End the thread; whether it ended in time."""
        self._stopping.set()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _serve(self, port: serial.Serial) -> None:
        """Talk with the device until it is time to stop."""
        raise NotImplementedError

    def _lost(self, cause: PortCause) -> None:
        """The port is not there, or not ours."""
        raise NotImplementedError

    def _run(self) -> None:
        import serial

        while not self._stopping.is_set():
            try:
                port = serial.Serial(
                    self.address,
                    self._baud,
                    parity=self._parity,
                    timeout=self._read_seconds,
                    write_timeout=1.0,
                    exclusive=True,
                    rtscts=False,
                )
            except (OSError, ValueError) as error:  # SerialException is an OSError
                self._failed(error)
            else:
                self._told = ""
                try:
                    self._serve(port)
                except PORT_ERRORS as error:
                    self._failed(error)
                finally:
                    self._close(port)
            self._stopping.wait(_RETRY_SECONDS)

    def _failed(self, error: Exception) -> None:
        busy = getattr(error, "errno", None) in (errno.EAGAIN, errno.EBUSY, errno.EACCES)
        cause: PortCause = "busy" if busy else "unplugged"
        if cause != self._told:
            log.warning("%s %s: %s", self._name, self.address, error)
        self._told = cause
        self._lost(cause)

    def _close(self, port: serial.Serial) -> None:
        try:
            port.reset_output_buffer()  # what a dead device never took must not hold up the closing
            port.close()
        except PORT_ERRORS as error:
            log.info("%s %s: closing: %s", self._name, self.address, error)
