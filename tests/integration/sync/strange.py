"""Servers that misbehave on real sockets, and a proxy that loses what passes through it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Self

#: Wakes accepting threads so that they can stop.
_TICK = 0.05


class Listening:
    """Accepts connections on a free port and gives each to a thread until it is closed."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(_TICK)
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._acceptor = threading.Thread(target=self._accept, name="strange server")
        self._acceptor.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        """Cut everything and wait for the threads."""
        self.closing.set()
        self._acceptor.join()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def keep(self, connection: socket.socket) -> None:
        """Close this connection too when everything is closed."""
        self._open.add(connection)

    def serve(self, connection: socket.socket) -> None:
        """What to do with one connection."""
        raise NotImplementedError

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            connection.settimeout(None)
            self.keep(connection)
            thread = threading.Thread(target=self._run, args=(connection,), name="strange connection")
            self._threads.append(thread)
            thread.start()

    def _run(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            self.serve(connection)


class StrangeServer(Listening):
    """Reads a request and answers it with given bytes; None hangs, and b"" hangs up."""

    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.asked = 0
        super().__init__()

    def serve(self, connection: socket.socket) -> None:
        read_request(connection)
        self.asked += 1
        if self.answer is None:
            self.closing.wait(30)
        elif self.answer:
            connection.sendall(self.answer)
            connection.shutdown(socket.SHUT_WR)
            self.closing.wait(0.2)


class DrippingServer(Listening):
    """Answers one byte at a time, and never comes to an end."""

    def serve(self, connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
        while not self.closing.wait(_TICK):
            connection.sendall(b" ")


def read_request(connection: socket.socket) -> bytes:
    """One whole HTTP request with a Content-Length (or without a body); b"" when the other side is gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65_536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        part = connection.recv(65_536)
        if not part:
            return b""
        body += part
    return head + b"\r\n\r\n" + body


def http(status: str, body: bytes, kind: str = "text/html", **headers: str) -> bytes:
    """An HTTP answer as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class LossyProxy(Listening):
    """Stands before a server, one request a connection; `fate` decides what becomes of each.

    `pass` as it is; `lose_request` never arrives; `lose_answer` arrives and its answer is lost;
    `half_answer` is cut in the middle; `twice` arrives twice, and the second answer is given.
    """

    def __init__(self, target: str, fate: Callable[[], str]) -> None:
        host, _, port = target.removeprefix("http://").partition(":")
        self.target = host, int(port)
        self.fate = fate
        super().__init__()

    def serve(self, connection: socket.socket) -> None:
        request = read_request(connection)
        if not request:
            return
        fate = self.fate()
        if fate == "lose_request":
            return
        answer = self._ask(request)
        if fate == "twice":
            answer = self._ask(request)
        if fate == "half_answer":
            connection.sendall(answer[: len(answer) // 2])
        elif fate != "lose_answer":
            connection.sendall(answer)

    def _ask(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        # one request a connection: the answer's end is the connection's end
        kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        single = b"\r\n".join([*kept, b"Connection: close"]) + b"\r\n\r\n" + body
        parts = []
        with socket.create_connection(self.target, timeout=20) as upstream:
            self.keep(upstream)
            upstream.sendall(single)
            while part := upstream.recv(65_536):
                parts.append(part)
        return b"".join(parts)
