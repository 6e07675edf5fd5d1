"""What one asker may take: how often, how much, how slowly, how many at once; honest tills never notice."""

from __future__ import annotations

import gzip
import json
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from cashier_app.server.bounds import HEAD_LIMIT, STRANGER_LIMIT, Bounds
from cashier_app.server.problems import ApiError
from cashier_app.server.rates import Rates
from cashier_app.sync.chain import chain_start
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import EnrolRequest, ExchangeRequest, ExchangeResponse, Health
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.server.test_api import problem
from tests.integration.server.till_side import Client

EXCHANGE = ExchangeRequest(1, "e", "", page=0)


@contextmanager
def serving(folder: Path, clock: ManualClock, bounds: Bounds) -> Iterator[RunningServer]:
    server = RunningServer(folder / "bounded.db", clock, bounds)
    try:
        server.publish()
        yield server
    finally:
        server.stop()


@contextmanager
def joined(server: RunningServer, name: str = "till 1") -> Iterator[Client]:
    client = Client(server.url)
    try:
        client.enrol(server.pair(), name, name)
        yield client
    finally:
        client.close()


# --- how often -------------------------------------------------------------------------------------------


def test_a_till_that_asks_too_often_is_put_off_and_others_are_not(tmp_path: Path, clock: ManualClock) -> None:
    with (
        serving(tmp_path, clock, Bounds(node_requests=3)) as server,
        joined(server) as greedy,
        joined(server, "till 2") as other,
    ):
        for _ in range(3):
            assert greedy.ask("POST", "/v1/exchange", EXCHANGE).status_code == 200
        answer = greedy.ask("POST", "/v1/exchange", EXCHANGE)
        problem(answer, 429, "too-many")
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        problem(greedy.ask("GET", "/v1/members/x"), 429, "too-many")
        assert other.ask("POST", "/v1/exchange", ExchangeRequest(1, "f", "", page=0)).status_code == 200
        assert other.get(Health, "GET", "/v1/health").status == "ok"


def test_a_till_waits_as_long_as_it_is_told(tmp_path: Path, clock: ManualClock) -> None:
    with serving(tmp_path, clock, Bounds(node_requests=1)) as server, joined(server) as client:
        link = Link(Address(server.url, client.key))
        link.ask("POST", "/v1/exchange", ExchangeResponse, EXCHANGE)
        with pytest.raises(LinkFailure) as failure:
            link.ask("POST", "/v1/exchange", ExchangeResponse, EXCHANGE)
        link.close()
        assert failure.value.trouble == "busy"
        assert failure.value.retry_after is not None
        assert 1 <= failure.value.retry_after <= 60


@pytest.mark.parametrize("key", ["", "no such key"])
def test_a_stranger_that_asks_too_often_is_put_off_and_tills_at_its_address_are_not(
    tmp_path: Path, clock: ManualClock, key: str
) -> None:
    with serving(tmp_path, clock, Bounds(stranger_requests=4)) as server, joined(server) as client:
        stranger = Client(server.url)
        stranger.key = key
        codes = [stranger.ask("POST", "/v1/exchange", EXCHANGE).status_code for _ in range(6)]
        # joining was the first request without a key
        assert codes == [401, 401, 401, 429, 429, 429]
        if not key:
            problem(stranger.ask("GET", "/v1/health"), 429, "too-many")
            problem(stranger.ask("POST", "/v1/enrol", EnrolRequest("A", "b", "c")), 429, "too-many")
        # somebody behind a proxy of this machine is somebody else
        elsewhere = {"X-Forwarded-For": "198.51.100.7"}
        assert stranger.ask("POST", "/v1/exchange", EXCHANGE, **elsewhere).status_code == 401
        stranger.close()
        assert client.ask("POST", "/v1/exchange", EXCHANGE).status_code == 200


def test_an_honest_till_that_empties_its_queue_is_never_put_off(server: RunningServer, client: Client) -> None:
    for _ in range(300):
        assert client.ask("POST", "/v1/exchange", EXCHANGE).status_code == 200


def test_the_minute_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("cashier_app.server.rates.time", SimpleNamespace(monotonic=lambda: now[0]))
    rates = Rates(Bounds(node_requests=2))
    rates.node("a")
    now[0] += 40
    rates.node("a")
    with pytest.raises(ApiError) as refused:
        rates.node("a")
    assert refused.value.retry_after == 20
    now[0] += 21
    rates.node("a")
    with pytest.raises(ApiError) as refused:
        rates.node("a")
    assert refused.value.retry_after == 39


def test_an_address_of_ipv6_is_counted_by_its_network() -> None:
    rates = Rates(Bounds(stranger_requests=1))
    rates.stranger("2001:db8::1")
    with pytest.raises(ApiError):
        rates.stranger("2001:db8::ffff:1")
    rates.stranger("2001:db8:0:1::1")
    rates.stranger("")


# --- how many at once ------------------------------------------------------------------------------------


class Raw:
    """A connection on which a test says exactly what it means."""

    def __init__(self, server: RunningServer) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=20)

    def say(self, text: str | bytes) -> None:
        """Send something."""
        self.socket.sendall(text.encode() if isinstance(text, str) else text)

    def heard(self) -> bytes:
        """Everything until the server hangs up."""
        parts = []
        while part := self.socket.recv(65_536):
            parts.append(part)
        return b"".join(parts)

    def answer(self) -> bytes:
        """One whole answer with a body, and not a byte more."""
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += self.socket.recv(1)
        found = re.search(rb"content-length: (\d+)", heard.lower())
        assert found
        return heard + self.socket.recv(int(found[1]), socket.MSG_WAITALL)

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *exception: object) -> None:
        self.socket.close()


def head(client: Client, length: int, path: str = "/v1/exchange") -> str:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {client.key}\r\nContent-Length: {length}\r\n\r\n"


def problem_of(heard: bytes, status: int, code: str) -> None:
    """The only answer on a raw connection is this problem document."""
    top, _, body = heard.partition(b"\r\n\r\n")
    assert top.startswith(f"HTTP/1.1 {status} ".encode()), heard
    assert b"content-type: application/problem+json" in top.lower()
    document = json.loads(body)
    assert document["type"] == f"urn:cashier-app:problem:{code}"
    assert document["status"] == status


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that the server does."""
    for _ in range(200):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came")


def test_more_requests_at_once_than_are_served_are_put_off(tmp_path: Path, clock: ManualClock) -> None:
    with (
        serving(tmp_path, clock, Bounds(at_once=2)) as server,
        joined(server) as client,
        Raw(server) as first,
        Raw(server) as second,
    ):
        for each in (first, second):
            each.say(head(client, 2).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"))
            # from here on the server waits for its body
            assert each.socket.recv(100).startswith(b"HTTP/1.1 100 ")
        answer = client.ask("POST", "/v1/exchange", EXCHANGE)
        problem(answer, 503, "crowded")
        assert answer.headers["retry-after"] == "1"
        # by these a person sees what is going on
        assert client.ask("GET", "/v1/health").status_code == 200
        assert client.ask("GET", "/metrics").status_code == 200
        first.say("{}")
        assert b" 422 " in first.answer()
        until(lambda: client.ask("POST", "/v1/exchange", EXCHANGE).status_code == 200)


def test_an_answer_is_not_held_back_by_the_sockets(server: RunningServer, client: Client) -> None:
    """A till sends the next request only after the answer: an answer in two parts must not wait for its ACK (40 ms)."""
    took = []
    for _ in range(40):
        begun = time.perf_counter()
        client.ask("GET", "/v1/health")
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.03


# --- how slowly ------------------------------------------------------------------------------------------


def test_a_body_that_does_not_come_is_not_waited_for(tmp_path: Path, clock: ManualClock) -> None:
    with (
        serving(tmp_path, clock, Bounds(body_seconds=0.2)) as server,
        joined(server) as client,
        Raw(server) as slow,
    ):
        slow.say(head(client, 1000) + "{")
        problem_of(slow.heard(), 408, "too-slow")


@pytest.fixture
def hasty(server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> RunningServer:
    """A server that waits for a head no longer than a moment."""
    monkeypatch.setattr("cashier_app.server.connection.HEAD_SECONDS", 0.2)
    return server


def test_a_head_that_does_not_come_is_not_waited_for(hasty: RunningServer, client: Client) -> None:
    with Raw(hasty) as silent:
        assert silent.heard() == b""
    with Raw(hasty) as slow:
        slow.say("GET /v1/health HTTP/1.1\r\nHost: x\r\n")
        problem_of(slow.heard(), 408, "too-slow")
    with Raw(hasty) as second:
        second.say("GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in second.answer()
        second.say("GET /v1/health HTTP/1.1\r\n")
        problem_of(second.heard(), 408, "too-slow")


def test_the_rest_of_a_refused_body_is_not_waited_for_either(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: ManualClock
) -> None:
    monkeypatch.setattr("cashier_app.server.connection.HEAD_SECONDS", 0.2)
    with (
        serving(tmp_path, clock, Bounds(request_bytes=500)) as server,
        joined(server) as client,
        Raw(server) as slow,
    ):
        slow.say(head(client, 1000) + " " * 501)
        problem_of(slow.heard(), 413, "too-large")


# --- how much --------------------------------------------------------------------------------------------


def test_a_head_that_is_too_large_is_refused(
    server: RunningServer, client: Client, expect_log: Callable[[str], None]
) -> None:
    expect_log("Invalid HTTP request received")
    with Raw(server) as large:
        large.say("GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Much: " + "x" * (HEAD_LIMIT + 1))
        problem_of(large.heard(), 431, "head-too-large")
    # what a till and a proxy really send is far from it
    assert client.ask("GET", "/v1/health", **{"X-Much": "x" * (HEAD_LIMIT // 2)}).status_code == 200


@pytest.mark.parametrize(
    "said",
    ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "x" * 100 + "\r\n\r\n", "HELO example.ru\r\n\r\n", "GET\r\n\r\n"],
    ids=["tls", "mail", "half a line"],
)
def test_what_is_no_http_is_told_so(server: RunningServer, said: str, expect_log: Callable[[str], None]) -> None:
    expect_log("Invalid HTTP request received")
    with Raw(server) as strange:
        strange.say(said.encode("latin-1"))
        problem_of(strange.heard(), 400, "not-http")


def test_a_body_that_breaks_off_into_nonsense_harms_nobody(
    server: RunningServer, client: Client, expect_log: Callable[[str], None]
) -> None:
    expect_log("Invalid HTTP request received")
    chunked = head(client, 0).replace("Content-Length: 0", "Transfer-Encoding: chunked")
    with Raw(server) as strange:
        strange.say(chunked + "zzz\r\n")
        problem_of(strange.heard(), 400, "not-http")
    assert client.ask("POST", "/v1/exchange", EXCHANGE).status_code == 200


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000 + 1)) + packer.flush()


def test_a_stranger_is_read_little_of(server: RunningServer) -> None:
    stranger = Client(server.url)
    packed = {"Content-Encoding": "gzip"}
    problem(stranger.ask("POST", "/v1/enrol", b" " * (STRANGER_LIMIT + 1)), 413, "too-large")
    problem(stranger.ask("POST", "/v1/enrol", bomb(STRANGER_LIMIT), **packed), 413, "too-large")
    code = server.pair()
    body = json.dumps({"pairing_code": code, "node": "till", "machine": "m"}).encode()
    assert stranger.ask("POST", "/v1/enrol", gzip.compress(body), **packed).status_code == 200
    # without a key nothing of a long body is read at all
    problem(stranger.ask("POST", "/v1/exchange", bomb(1_000_000), **packed), 401, "unknown-key")
    stranger.close()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, clock: ManualClock) -> None:
    with serving(tmp_path, clock, Bounds(unpacked_bytes=100_000)) as server, joined(server) as client:
        answer = client.ask("POST", "/v1/exchange", bomb(50_000_000), **{"Content-Encoding": "gzip"})
        problem(answer, 413, "too-large")
        ten_times = gzip.compress(gzip.compress(b"{}" * 1000))
        answer = client.ask("POST", "/v1/exchange", ten_times, **{"Content-Encoding": "gzip"})
        problem(answer, 422, "unreadable")


DEEP = b"[" * 200_000


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        DEEP + b"]" * 200_000,
        b'{"x":' * 100_000,
        b'{"protocol": 1, "epoch": ' + DEEP,
        b'{"protocol": 1, "epoch": "e", "cursor": "", "unknown": ' + DEEP,
    ],
    ids=["open", "closed", "objects", "in a field", "in an unknown field"],
)
def test_a_body_nested_without_end_is_refused(server: RunningServer, client: Client, body: bytes) -> None:
    for path in ("/v1/exchange", "/v1/rights", "/v1/returns"):
        problem(client.ask("POST", path, body), 422, "unreadable")


def test_an_operation_nested_without_end_is_set_aside(server: RunningServer, client: Client) -> None:
    deep = b"[" * 20_000 + b"]" * 20_000
    sealed = b'{"seq": 1, "hash": "%s", "operation": %s}' % (b"0" * 64, deep)
    previous = chain_start("e").hex().encode()
    body = b'{"protocol":1,"epoch":"e","cursor":"","operations_epoch":"e","previous":"%s","operations":[%s]}'
    answer = client.ask("POST", "/v1/exchange", body % (previous, sealed))
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 200:
        (acknowledged,) = json.loads(answer.content)["acknowledged"]
        assert acknowledged["state"] == "rejected"
