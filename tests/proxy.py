"""A bad wire between two processes: a TCP proxy on 127.0.0.1 whose faults are drawn from a seed.

It reads HTTP so far that it knows where a request and an answer end, and decides for every exchange anew what befalls
it.  A fault is counted when it has happened, not when it was drawn.
"""

from __future__ import annotations

import contextlib
import random
import re
import select
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final, Literal, TypeAlias

import msgspec

#: What may befall an exchange:
#: delay         the request comes late
#: cut_request   the connection breaks after so many bytes of the request
#: cut_response  the connection breaks after so many bytes of the answer
#: lost_answer   the request arrives, its answer does not: the caller hears nothing, or is hung up on
#: duplicate     the same bytes come a second time, later and on another connection; that answer is thrown away
#: reorder       the request is held back until a later one has been answered
#: refuse        nothing listens for a while
#: black_hole    everything is taken for a while and nothing goes on
FaultKind: TypeAlias = Literal[
    "delay", "cut_request", "cut_response", "lost_answer", "duplicate", "reorder", "refuse", "black_hole"
]
FAULTS: Final[tuple[FaultKind, ...]] = (
    "delay",
    "cut_request",
    "cut_response",
    "lost_answer",
    "duplicate",
    "reorder",
    "refuse",
    "black_hole",
)
_LONGEST_LINE: Final = 65_536
_TLS_HANDSHAKE: Final = b"\x16"
_FOR_EVER: Final = float("inf")


class Fault(msgspec.Struct, frozen=True):
    """What befalls one exchange: at which share of the bytes, for how long (seconds), and how a connection ends."""

    kind: FaultKind
    share: float = 0.5
    seconds: float = 0.1
    #: With a reset (RST) instead of a farewell (FIN); of a lost answer: silence instead of either.
    abrupt: bool = False


#: Asked for every exchange; None lets it pass.
Draw: TypeAlias = Callable[[], Fault | None]


def drawn(seed: int, weights: Mapping[FaultKind, float], longest_s: float = 0.3) -> Draw:
    """Faults by chance: a weight is the probability that an exchange meets that fault; none lasts longer.

    But a request that is to be passed by a later one is held for five times as long: one that is asked anew passes it.
    """
    chance = random.Random(seed)
    kinds = tuple(weights)

    def draw() -> Fault | None:
        wish, share, seconds, abrupt = (chance.random() for _ in range(4))
        for kind in kinds:
            wish -= weights[kind]
            if wish < 0:
                lasts = seconds * longest_s * (5 if kind == "reorder" else 1)
                return Fault(kind, share, lasts, abrupt < 0.5)
        return None

    return draw


def scripted(*faults: Fault | None) -> Draw:
    """Faults in this order, then none."""
    rest = iter(faults)
    return lambda: next(rest, None)


def in_peace() -> Fault | None:
    """No fault."""
    return None


class Proxy:
    """Listens on a port of its own and carries whatever comes to `target`, a port that may change."""

    def __init__(self, target: int = 0, draw: Draw = in_peace) -> None:
        self.target = target
        #: Faults that have happened, by kind.
        self.counts: Counter[FaultKind] = Counter()
        #: Requests carried to their end.
        self.carried = 0
        self._draw = draw
        self._news = threading.Condition()
        self._closing = False
        self._refusing_until = self._hole_until = 0.0
        self._arrived = self._answered = 0
        self._repeats: list[tuple[float, bytes]] = []
        self._sockets: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        # bound and never listening: who comes while nobody listens is refused, and nobody else gets the port
        self._holder = _bound(0)
        self.port: int = self._holder.getsockname()[1]
        self._alarm, self._waiting = socket.socketpair()
        self._listener: socket.socket | None = _listening(self.port)
        self._start(self._accept_for_ever)
        self._start(self._repeat_for_ever)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    # --- what a test does to it -------------------------------------------------------------------------

    def trouble(self, draw: Draw) -> None:
        """Draw faults from now on."""
        with self._news:
            self._draw = draw

    def refuse(self) -> None:
        """Nothing listens until it is healed; who is connected is cut off."""
        self._refuse(_FOR_EVER)

    def swallow(self) -> None:
        """Everything is taken and nothing goes on until it is healed."""
        with self._news:
            self._hole_until = _FOR_EVER

    def heal(self) -> None:
        """No more faults, and those that last end now."""
        with self._news:
            self._draw = in_peace
            self._refusing_until = self._hole_until = 0.0
            self._news.notify_all()
        self._wake()

    def settled(self) -> bool:
        """Whether no request waits to be repeated."""
        with self._news:
            return not self._repeats

    def close(self) -> None:
        """Hang up on everybody and end; a second time does nothing."""
        with self._news:
            if self._closing:
                return
            self._closing = True
            self._news.notify_all()
        self._wake()
        self._hang_up()
        for thread in list(self._threads):
            thread.join(10)
        for each in (self._holder, self._alarm, self._waiting, self._listener):
            if each is not None:
                each.close()

    # --- coming in -----------------------------------------------------------------------------------------

    def _start(self, run: Callable[..., None], *given: object) -> None:
        def whole() -> None:
            run(*given)
            with self._news:
                self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=whole, name="proxy")
        with self._news:
            self._threads.add(thread)
        thread.start()

    def _wake(self) -> None:
        self._alarm.send(b"!")

    def _accept_for_ever(self) -> None:
        while not self._closing:
            left = self._refusing_until - time.monotonic()
            if left > 0:
                self._listen_no_more()
            elif self._listener is None:
                self._listener = _listening(self.port)
            watched = [self._waiting, *([self._listener] if self._listener is not None else [])]
            ready, _, _ = select.select(watched, [], [], min(left, 60.0) if left > 0 else None)
            if self._waiting in ready:
                self._waiting.recv(100)
            if self._listener is not None and self._listener in ready:
                with contextlib.suppress(OSError):
                    client, _ = self._listener.accept()
                    self._start(self._serve, client)

    def _listen_no_more(self) -> None:
        with self._news:
            if self._listener is not None:
                self._listener.close()
                self._listener = None
            self._news.notify_all()

    def _serve(self, client: socket.socket) -> None:
        """One connection from its first request to its last."""
        with client, contextlib.suppress(OSError), self._known(client):
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._out_of_the_hole()
            with self._connected() as server, server.makefile("rb") as answers, client.makefile("rb") as requests:
                while _is_request_coming(client, server):
                    request, whole = _read_message(requests)
                    if not whole:
                        server.sendall(request)
                        return
                    if not self._carry(request, client, server, answers):
                        return

    @contextlib.contextmanager
    def _known(self, each: socket.socket) -> Iterator[None]:
        """A socket that is hung up on when everything ends."""
        with self._news:
            self._sockets.add(each)
            closing = self._closing
        try:
            if closing:
                raise ConnectionAbortedError
            yield
        finally:
            with self._news:
                self._sockets.discard(each)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        """A connection to the target; raises `OSError` where nobody listens."""
        with socket.create_connection(("127.0.0.1", self.target), 10) as server, self._known(server):
            server.settimeout(None)
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield server

    # --- one exchange --------------------------------------------------------------------------------------

    def _carry(self, request: bytes, client: socket.socket, server: socket.socket, answers: BinaryIO) -> bool:
        """Carry a request and its answer, or not; whether the connection goes on."""
        with self._news:
            fault = self._draw() or Fault("delay", 0.0, 0.0)
            self._arrived += 1
            mine = self._arrived
        if not self._before(fault, request, server, mine):
            _end(client, fault.abrupt)
            _end(server, fault.abrupt)
            return False
        self._out_of_the_hole()
        server.sendall(request)
        answer, whole = _read_message(answers)
        with self._news:
            self._answered = max(self._answered, mine)
            self._news.notify_all()
        self._out_of_the_hole()
        if not self._after(fault, request, answer, client):
            return False
        client.sendall(answer)
        with self._news:
            self.carried += whole
        return whole

    def _before(self, fault: Fault, request: bytes, server: socket.socket, mine: int) -> bool:
        """What happens on the way there; whether the request arrives."""
        match fault.kind:
            case "delay":
                self._pause(fault.seconds)
                self._count("delay", fault.seconds > 0)
            case "reorder":
                with self._news:
                    overtaken = self._news.wait_for(lambda: self._answered > mine or self._closing, fault.seconds)
                self._count("reorder", overtaken)
            case "cut_request":
                server.sendall(_part(request, fault.share))
                self._count("cut_request")
                return False
            case "refuse":
                self._count("refuse")
                self._refuse(time.monotonic() + fault.seconds)
                return False
            case "black_hole":
                with self._news:
                    self._hole_until = max(self._hole_until, time.monotonic() + fault.seconds)
                self._count("black_hole")
        return True

    def _after(self, fault: Fault, request: bytes, answer: bytes, client: socket.socket) -> bool:
        """What happens on the way back; whether the answer arrives."""
        match fault.kind:
            case "duplicate":
                with self._news:
                    self._repeats.append((time.monotonic() + fault.seconds, request))
                    self._news.notify_all()
            case "cut_response" if answer:
                client.sendall(_part(answer, fault.share))
                self._count("cut_response")
                _end(client, fault.abrupt)
                return False
            case "lost_answer" if answer:
                self._count("lost_answer")
                if fault.abrupt:
                    # nothing is heard any more until the caller gives up
                    client.recv(1)
                return False
        return True

    def _refuse(self, until: float) -> None:
        with self._news:
            self._refusing_until = max(self._refusing_until, until)
        self._wake()
        with self._news:
            # its time may be over before it has begun
            self._news.wait_for(lambda: self._listener is None or self._closing, min(until - time.monotonic(), 60.0))
        self._hang_up()

    def _hang_up(self) -> None:
        with self._news:
            for each in self._sockets:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def _pause(self, seconds: float) -> None:
        """Wait, unless everything ends or is healed meanwhile."""
        with self._news:
            self._news.wait_for(lambda: self._closing or self._draw is in_peace, seconds)

    def _out_of_the_hole(self) -> None:
        """Wait while everything is swallowed; nothing comes out of it at the end."""
        with self._news:
            while not self._closing and (left := self._hole_until - time.monotonic()) > 0:
                self._news.wait(min(left, 60.0))
            if self._closing:
                raise ConnectionAbortedError

    def _count(self, kind: FaultKind, happened: bool = True) -> None:
        with self._news:
            self.counts[kind] += happened

    # --- once more -----------------------------------------------------------------------------------------

    def _repeat_for_ever(self) -> None:
        while (request := self._next_repeat()) is not None:
            with contextlib.suppress(OSError), self._connected() as server, server.makefile("rb") as answers:
                server.sendall(request)
                self._count("duplicate", _read_message(answers)[1])
            with self._news:
                del self._repeats[0]

    def _next_repeat(self) -> bytes | None:
        """Wait for a request whose time has come; None at the end."""
        with self._news:
            while not self._closing:
                self._repeats.sort(key=lambda each: each[0])
                if self._repeats and (left := self._repeats[0][0] - time.monotonic()) <= 0:
                    return self._repeats[0][1]
                self._news.wait(left if self._repeats else None)
        return None


# --- sockets and messages --------------------------------------------------------------------------------


def _bound(port: int) -> socket.socket:
    each = socket.socket()
    each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    each.bind(("127.0.0.1", port))
    return each


def _listening(port: int) -> socket.socket:
    listener = _bound(port)
    listener.listen(64)
    return listener


def _end(each: socket.socket, abrupt: bool) -> None:
    """End a connection at once, by a reset or by a farewell."""
    if abrupt:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    else:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _part(message: bytes, share: float) -> bytes:
    """The beginning of a message: one byte at least, and never all."""
    return message[: 1 + int(share * (len(message) - 1))] if len(message) > 1 else b""


def _is_request_coming(client: socket.socket, server: socket.socket) -> bool:
    """Wait for the caller's next request; False where either side has hung up, or speaks of encryption."""
    ready, _, _ = select.select([client, server], [], [])
    return client in ready and client.recv(1, socket.MSG_PEEK) not in (b"", _TLS_HANDSHAKE)


def _read_message(file: BinaryIO) -> tuple[bytes, bool]:
    """The bytes of a request or an answer, and whether it came whole."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = file.readline(_LONGEST_LINE)
        head += line
        if not line.endswith(b"\n"):
            return head, False
    if re.search(rb"(?i)\r\ntransfer-encoding: *chunked", head):
        body, whole = _read_chunks(file)
    elif length := re.search(rb"(?i)\r\ncontent-length: *(\d+)", head):
        body = file.read(int(length[1]))
        whole = len(body) == int(length[1])
    else:
        # nothing we carry ends with its connection: a message without a length has no body
        body, whole = b"", True
    return head + body, whole


def _read_chunks(file: BinaryIO) -> tuple[bytes, bool]:
    body = b""
    while True:
        line = file.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            return body + line, False
        size = int(line.split(b";")[0], 16)
        chunk = file.read(size + 2)
        body += line + chunk
        if len(chunk) < size + 2:
            return body, False
        if not size:
            return body, True
