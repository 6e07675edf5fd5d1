"""A printer on the network, port 9100 unless the address says another."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time

from cashier_app.devices.transports import PortFailed

DEFAULT_PORT = 9100
_CONNECT_SECONDS = 1.5
#: How long a closing connection is still listened to.
_GOODBYE_SECONDS = 0.2
#: How soon a cancelled call notices.
_SLICE = 0.1


class TcpTransport:
    """One connection a job: many printers serve one client at a time and keep a dead one for minutes."""

    answers = True

    def __init__(self, address: str) -> None:
        """`address` is `host` or `host:port` (`[v6]:port`); `ValueError` if the port is not a number."""
        self.address = address
        host, colon, port = address.rpartition(":")
        if not colon or (":" in host and not host.startswith("[")):
            host, port = address, str(DEFAULT_PORT)
        self._host = host.strip("[]")
        self._port = int(port)
        self._socket: socket.socket | None = None
        self._cancelled = threading.Event()

    def open(self) -> None:
        """Connect within a second and a half."""
        self._check(False)
        try:
            self._socket = socket.create_connection((self._host, self._port), timeout=_CONNECT_SECONDS)
        except OSError as error:
            raise PortFailed("off", self.address, error) from error
        self._socket.setblocking(False)
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes, timeout: float) -> None:
        """Hand all of it to the network; a printer that stops reading makes it `stalled`."""
        connection = self._connected()
        rest = memoryview(data)
        deadline = time.monotonic() + timeout
        while rest:
            sent = len(rest) < len(data)
            self._check(sent)
            left = deadline - time.monotonic()
            if left <= 0:
                raise PortFailed("stalled", self.address, sent=sent)
            try:
                if select.select([], [connection], [], min(left, _SLICE))[1]:
                    rest = rest[connection.send(rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise PortFailed("cut_off" if sent else "off", self.address, error, sent) from error

    def read(self, timeout: float) -> bytes:
        """What the printer said; an end of the connection is `cut_off`."""
        connection = self._connected()
        deadline = time.monotonic() + timeout
        while True:
            self._check(False)
            left = max(0.0, deadline - time.monotonic())
            try:
                if select.select([connection], [], [], min(left, _SLICE))[0]:
                    data = connection.recv(4096)
                    if not data:
                        raise PortFailed("cut_off", self.address, "the printer closed the connection")
                    return data
            except BlockingIOError:
                pass
            except OSError as error:
                raise PortFailed("cut_off", self.address, error) from error
            if left == 0:
                return b""

    def close(self) -> None:
        """Close the connection; what was sent still arrives.

        Closing with an answer unread would reset the connection, and the printer might drop what it
        has not yet taken in: so the end is announced first, and the answers are read away.
        """
        connection, self._socket = self._socket, None
        if connection is None:
            return
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            deadline = time.monotonic() + _GOODBYE_SECONDS
            while not self._cancelled.is_set() and (left := deadline - time.monotonic()) > 0:
                if select.select([connection], [], [], left)[0] and not connection.recv(4096):
                    break
        connection.close()

    def cancel(self) -> None:
        """Make the call under way end."""
        self._cancelled.set()

    def _connected(self) -> socket.socket:
        if self._socket is None:
            raise PortFailed("off", self.address, "not connected")
        return self._socket

    def _check(self, sent: bool) -> None:
        if self._cancelled.is_set():
            raise PortFailed("stopped", self.address, sent=sent)
