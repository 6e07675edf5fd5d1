"""The bad wire does what it says: each fault befalls the exchange it was drawn for, and is counted."""

from __future__ import annotations

import http.client
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.proxy import FAULTS, Draw, Fault, FaultKind, Proxy, drawn, scripted

BODY = b"x" * 1000
PATIENCE_S = 10.0


class Origin:
    """An HTTP server that notes the bodies of requests as far as they come, and answers each with its number."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        origin, lock = self, threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # an answer in two parts would wait for a delayed ACK
            wbufsize = -1

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with lock:
                    origin.bodies.append(body)
                    number = len(origin.bodies)
                answer = f"answer {number} ".encode() + BODY
                self.send_response(200)
                if self.path == "/chunked":
                    self.send_header("Transfer-Encoding", "chunked")
                    answer = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (answer, b""))
                else:
                    self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def origin() -> Iterator[Origin]:
    """What the wire leads to."""
    serving = Origin()
    yield serving
    serving.close()


@pytest.fixture
def wire(origin: Origin) -> Iterator[Callable[..., Proxy]]:
    """`wire(fault, …)`: a proxy before it on which these befall one exchange after the other."""
    made: list[Proxy] = []

    def make(*faults: Fault | None) -> Proxy:
        made.append(Proxy(origin.port, scripted(*faults)))
        return made[-1]

    yield make
    for each in made:
        each.close()


class Caller:
    """One connection to a proxy."""

    def __init__(self, proxy: Proxy, seconds: float = PATIENCE_S) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=seconds)

    def ask(self, body: bytes = b"", path: str = "/") -> bytes:
        """The answer; `OSError` or `HTTPException` where there is none."""
        self._connection.request("POST", path, body)
        return self._connection.getresponse().read()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@pytest.fixture
def caller() -> Iterator[Callable[..., Caller]]:
    """`caller(proxy)`: a connection to it."""
    made: list[Caller] = []

    def make(proxy: Proxy, seconds: float = PATIENCE_S) -> Caller:
        made.append(Caller(proxy, seconds))
        return made[-1]

    yield make
    for each in made:
        each.close()


def becomes(condition: Callable[[], bool]) -> bool:
    """Whether a condition comes true in time."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > until:
            return False
        threading.Event().wait(0.005)
    return True


Wire = Callable[..., Proxy]
Call = Callable[..., Caller]
NO_ANSWER = (OSError, http.client.HTTPException)


def happened(proxy: Proxy) -> dict[str, int]:
    return {kind: count for kind, count in proxy.counts.items() if count}


@pytest.mark.parametrize("path", ["/", "/chunked"])
def test_without_a_fault_every_byte_arrives_on_a_connection_that_stays(
    path: str, origin: Origin, wire: Wire, caller: Call
) -> None:
    proxy = wire()
    one = caller(proxy)
    assert [one.ask(b"a", path), one.ask(b"b", path)] == [b"answer 1 " + BODY, b"answer 2 " + BODY]
    assert origin.bodies == [b"a", b"b"]
    assert (happened(proxy), becomes(lambda: proxy.carried == 2)) == ({}, True)


def test_a_delayed_request_comes_late_and_whole(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire(Fault("delay", seconds=0.2))
    began = time.monotonic()
    assert caller(proxy).ask(b"late").startswith(b"answer 1")
    assert time.monotonic() - began >= 0.2
    assert happened(proxy) == {"delay": 1}


@pytest.mark.parametrize("abrupt", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_request_cut_in_the_middle_does_not_arrive_whole(
    share: float, abrupt: bool, origin: Origin, wire: Wire, caller: Call
) -> None:
    proxy = wire(Fault("cut_request", share, abrupt=abrupt))
    with pytest.raises(NO_ANSWER):
        caller(proxy).ask(BODY)
    assert BODY not in origin.bodies
    assert happened(proxy) == {"cut_request": 1}
    assert caller(proxy).ask(b"next").endswith(BODY)


@pytest.mark.parametrize("abrupt", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_an_answer_cut_in_the_middle_is_not_heard_whole_though_the_request_arrived(
    share: float, abrupt: bool, origin: Origin, wire: Wire, caller: Call
) -> None:
    proxy = wire(Fault("cut_response", share, abrupt=abrupt))
    with pytest.raises(NO_ANSWER):
        caller(proxy).ask(BODY)
    assert origin.bodies == [BODY]
    assert happened(proxy) == {"cut_response": 1}


def test_a_lost_answer_leaves_a_request_that_arrived_and_a_caller_that_is_hung_up_on(
    origin: Origin, wire: Wire, caller: Call
) -> None:
    proxy = wire(Fault("lost_answer", abrupt=False))
    with pytest.raises(http.client.RemoteDisconnected):
        caller(proxy).ask(b"once")
    assert (origin.bodies, happened(proxy)) == ([b"once"], {"lost_answer": 1})


def test_a_lost_answer_may_be_silence_until_the_caller_gives_up(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire(Fault("lost_answer", abrupt=True))
    with pytest.raises(TimeoutError):
        caller(proxy, 0.2).ask(b"once")
    assert (origin.bodies, happened(proxy)) == ([b"once"], {"lost_answer": 1})


def test_a_duplicate_comes_again_later_byte_for_byte_and_nobody_hears_its_answer(
    origin: Origin, wire: Wire, caller: Call
) -> None:
    proxy = wire(Fault("duplicate", seconds=0.05))
    one = caller(proxy)
    assert one.ask(b"twice") == b"answer 1 " + BODY
    assert one.ask(b"between") == b"answer 2 " + BODY
    assert becomes(lambda: origin.bodies == [b"twice", b"between", b"twice"])
    assert becomes(lambda: happened(proxy) == {"duplicate": 1} and proxy.settled())
    assert one.ask(b"after") == b"answer 4 " + BODY


def test_a_request_held_back_is_passed_by_a_later_one(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire(Fault("reorder", seconds=PATIENCE_S), None)
    first, second = caller(proxy), caller(proxy)
    thread = threading.Thread(target=first.ask, args=(b"first",))
    thread.start()
    assert becomes(lambda: proxy._arrived == 1)
    second.ask(b"second")
    thread.join(PATIENCE_S)
    assert (origin.bodies, happened(proxy)) == ([b"second", b"first"], {"reorder": 1})


def test_who_is_not_passed_in_time_goes_on_and_that_is_no_reordering(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire(Fault("reorder", seconds=0.01))
    caller(proxy).ask(b"alone")
    assert (origin.bodies, happened(proxy)) == ([b"alone"], {})


def test_a_refusing_wire_takes_nobody_until_its_time_is_over(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire(Fault("refuse", seconds=0.2))
    with pytest.raises(NO_ANSWER):
        caller(proxy).ask(b"lost")
    began = time.monotonic()
    refused = 0

    def answers() -> bool:
        nonlocal refused
        try:
            return bool(caller(proxy).ask(b"found"))
        except ConnectionRefusedError:
            refused += 1
            return False
        except NO_ANSWER:
            return False

    assert becomes(answers)
    assert time.monotonic() - began > 0.1
    assert refused
    assert (origin.bodies, happened(proxy)) == ([b"found"], {"refuse": 1})


def test_a_wire_told_to_refuse_does_so_until_it_is_healed(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire()
    connected = caller(proxy)
    connected.ask(b"before")
    proxy.refuse()
    with pytest.raises(NO_ANSWER):
        connected.ask(b"lost")

    def refused() -> bool:
        try:
            caller(proxy).ask(b"lost")
        except ConnectionRefusedError:
            return True
        except NO_ANSWER:
            pass
        return False

    assert becomes(refused)
    assert refused()
    proxy.heal()

    def answers() -> bool:
        try:
            return bool(caller(proxy).ask(b"after"))
        except NO_ANSWER:
            return False

    assert becomes(answers)
    assert origin.bodies == [b"before", b"after"]


def test_a_black_hole_takes_everything_and_says_nothing_until_it_closes(
    origin: Origin, wire: Wire, caller: Call
) -> None:
    proxy = wire(Fault("black_hole", seconds=0.3))
    with pytest.raises(TimeoutError):
        caller(proxy, 0.05).ask(b"swallowed")
    with pytest.raises(TimeoutError):
        caller(proxy, 0.05).ask(b"swallowed too")
    assert happened(proxy) == {"black_hole": 1}
    assert caller(proxy).ask(b"after") != b""


def test_a_wire_told_to_swallow_does_so_until_it_is_healed(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire()
    proxy.swallow()
    with pytest.raises(TimeoutError):
        caller(proxy, 0.05).ask(b"a")
    assert origin.bodies == []
    proxy.heal()
    assert caller(proxy).ask(b"b").endswith(BODY)


def test_a_wire_to_nobody_hangs_up_and_carries_again_once_somebody_is_there(origin: Origin, caller: Call) -> None:
    proxy = Proxy(_free_port())
    try:
        with pytest.raises(NO_ANSWER):
            caller(proxy).ask(b"lost")
        proxy.target = origin.port
        assert caller(proxy).ask(b"found") == b"answer 1 " + BODY
    finally:
        proxy.close()


def test_closing_ends_every_connection_whatever_it_waits_for(origin: Origin, wire: Wire, caller: Call) -> None:
    proxy = wire(Fault("delay", seconds=600.0), Fault("reorder", seconds=600.0), Fault("black_hole", seconds=600.0))
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            caller(proxy).ask(b"never")
        except NO_ANSWER as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert becomes(lambda: proxy._arrived == 3)
    proxy.close()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert (len(failed), origin.bodies) == (3, [])


def test_a_seed_draws_the_same_faults_and_all_kinds_as_often_as_they_weigh() -> None:
    weights: dict[FaultKind, float] = dict.fromkeys(FAULTS, 0.05)

    def first(draw: Draw) -> list[Fault | None]:
        return [draw() for _ in range(2000)]

    faults = first(drawn(7, weights, 0.5))
    assert faults == first(drawn(7, weights, 0.5)) != first(drawn(8, weights, 0.5))
    counted = {kind: sum(each is not None and each.kind == kind for each in faults) for kind in FAULTS}
    assert all(60 < count < 140 for count in counted.values()), counted
    happened = [each for each in faults if each is not None]
    assert all(0 <= each.seconds <= (2.5 if each.kind == "reorder" else 0.5) for each in happened)
    assert all(0 <= each.share < 1 for each in happened)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
