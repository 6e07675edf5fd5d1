"""A server that means harm: whatever it answers the till goes on selling, keeps its queue, and says what is wrong.

What it cannot be protected from is a server that it has reason to trust: who has that server's certificate may grant
whatever he likes, as the real one may.
"""

from __future__ import annotations

import copy
import gzip
import json
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from cashier_app.simulation.small_till import FAST, ZONE, SmallTill
from cashier_app.sync import worker as sync_worker
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import ExchangeResponse, Health
from cashier_app.sync.worker import SyncWorker
from cashier_app.till.programmes import Programmes
from tests.certificates import Authority
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.sync.strange import Listening, http, read_request

CARD: Final = "7789000000004417"
#: Instead of any value of an honest answer; each is put into each place in turn, so many of them at each.
ABSURD: Final = (2**64, -(2**63), "\ud800", "x" * 100_000, None, 2**63 - 1, {}, -1, "zz", [], 1e300, "")
EACH: Final = 3
JSON: Final = "application/json"


class Hostile(Listening):
    """Answers every request of a connection with the bytes that it has just been given."""

    answer = b""

    def serve(self, connection: Any) -> None:
        while read_request(connection):
            connection.sendall(self.answer.replace(b"Connection: close\r\n", b""))

    def says(self, body: object) -> None:
        """Answer with a document."""
        self.answer = http("200 OK", json.dumps(body).encode(), JSON)


class Besieged:
    """A till that has joined an honest server, and what that server answered last."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = ManualClock()
        self.server = RunningServer(folder / "server.db", clock)
        self.server.publish()
        self.server.bring(member(CARD, "1000"))
        self.till = SmallTill(folder / "till", clock)
        self.till.join(self.server.url, self.server.pair())
        answers: list[dict[str, Any]] = []
        honest = Link.ask

        def overheard(link: Link, *given: Any, **named: Any) -> Any:
            answer = honest(link, *given, **named)
            if isinstance(answer, ExchangeResponse):
                answers.append(json.loads(msgspec.json.encode(answer)))
            return answer

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(Link, "ask", overheard)
            self.turn(self.server.url)
            self.till.sell(CARD)
            self.turn(self.server.url)
        # everything that an answer can carry: accounts with lots, a programme, fates of operations, a recall
        self.honest = max(answers, key=lambda each: len(json.dumps(each)))
        self.honest["acknowledged"] = next(each["acknowledged"] for each in answers if each["acknowledged"])
        self.honest["included"] = [{"epoch": self.till.epoch, "seq": 1}]
        self.honest["recalls"] = [{"lot_id": "lot", "granted": 5, "parent": "", "epoch": ""}]

    def turn(self, url: str) -> str:
        """One turn of the exchange; what is wrong."""
        till = self.till
        worker = SyncWorker(till.store, Address(url, till.store.membership().key), till.clock, till.states.append, FAST)
        worker.turn()
        trouble = worker.state.trouble
        worker.stop()
        return trouble

    def close(self) -> None:
        """Stop everything."""
        self.till.close()
        self.server.stop()


@pytest.fixture
def besieged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Besieged]:
    """An honest beginning."""
    monkeypatch.setattr(sync_worker, "LONGEST_BURST", 3)
    made = Besieged(tmp_path, monkeypatch)
    yield made
    made.close()


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document; the programme's own body is looked at by its own reader."""
    if path and path[-1] != "body":
        yield path
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    if not path or path[-1] != "body":
        for step, value in inner:
            yield from places(value, (*path, step))


def spoiled(document: Any, path: tuple[Any, ...], value: object) -> Any:
    """A document with something else at a place."""
    fresh = copy.deepcopy(document)
    inner = fresh
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return fresh


def test_no_value_at_any_place_of_an_answer_stops_the_till(
    besieged: Besieged, expect_log: Callable[[str], None]
) -> None:
    expect_log("WARNING .*makes no sense and is not kept|the server knows epoch")
    everywhere = list(places(besieged.honest))
    assert len(everywhere) > 60
    told: dict[str, int] = {}
    with Hostile() as hostile:
        for number, path in enumerate(everywhere):
            for turn in range(EACH):
                value = ABSURD[(number + turn * len(ABSURD) // EACH) % len(ABSURD)]
                hostile.says(spoiled(besieged.honest, path, value))
                trouble = besieged.turn(hostile.url)
                assert trouble in ("none", "not_a_server", "diverged"), (path, value, trouble)
                told[trouble] = told.get(trouble, 0) + 1
    assert told["not_a_server"] > len(everywhere), told
    before = besieged.till.sell(CARD).place.seq
    assert besieged.till.sell(CARD, redeem=0).place.seq == before + 1
    assert besieged.turn(besieged.server.url) in ("none", "diverged")


def test_depth_size_and_packing_do_not_fill_the_memory(besieged: Besieged) -> None:
    bomb = gzip.compress(b"[" + b" " * (80 << 20) + b"]", 9)
    twice = gzip.compress(gzip.compress(b'{"a":"' + b"a" * (8 << 20) + b'"}'))
    deep = b'{"server_time":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    unknown = b'{"nobody_knows":' + b'{"a":' * 200_000 + b"1" + b"}" * 200_000 + b"}"
    answers = {
        "a bomb": http("200 OK", bomb, JSON, Content_Encoding="gzip"),
        "packed twice": http("200 OK", twice, JSON, Content_Encoding="gzip, gzip"),
        "another packing": http("200 OK", b"x", JSON, Content_Encoding="br"),
        "deep": http("200 OK", deep, JSON),
        "deep and unknown": http("200 OK", unknown, JSON),
        "endless head": b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 5000,
        "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
    }
    with Hostile() as hostile:
        for case, answer in answers.items():
            hostile.answer = answer
            begun = time.monotonic()
            trouble = besieged.turn(hostile.url)
            assert trouble in ("not_a_server", "unreachable", "no_answer"), (case, trouble)
            assert time.monotonic() - begun < 10, case
    besieged.till.sell(CARD)
    assert besieged.turn(besieged.server.url) == "none"


def test_an_old_answer_again_takes_nothing_back(besieged: Besieged, expect_log: Callable[[str], None]) -> None:
    expect_log("the server knows epoch")
    till = besieged.till
    till.sell(CARD)
    waiting = till.store.backlog().waiting
    assert waiting >= 1
    with Hostile() as hostile:
        hostile.says(besieged.honest)
        for _ in range(3):
            besieged.turn(hostile.url)
        assert till.store.backlog().waiting >= waiting, "what was never acknowledged is kept"
        hostile.says({**besieged.honest, "incarnation": "another", "head": {**besieged.honest["head"], "epoch": "e"}})
        besieged.turn(hostile.url)
        assert till.store.backlog().waiting >= waiting
    besieged.turn(besieged.server.url)
    assert till.store.backlog().waiting == 0
    assert besieged.server.findings() == []


@pytest.mark.parametrize("body", [{}, [], "x", {"version": 2}, {"version": 2, "levels": {"ladder": []}}, 10**30])
def test_an_absurd_programme_is_left_aside(body: object, besieged: Besieged, expect_log: Callable[[str], None]) -> None:
    expect_log("programme|the server knows epoch")
    programmes = Programmes(besieged.till.database.reader(), ZONE, "1")
    good = programmes.now(besieged.till.clock.now())
    change = {"type": "programme", "version": 2, "valid_from": 1, "withdrawn_at": None, "body": body}
    with Hostile() as hostile:
        hostile.says({**besieged.honest, "changes": [change]})
        besieged.turn(hostile.url)
    programmes.refresh()
    assert programmes.now(besieged.till.clock.now()) == good


def test_a_server_that_speaks_only_old_tls_is_not_spoken_to(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    certificate, key = authority.issue()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1

    class Old(Listening):
        heard = b""

        def serve(self, connection: Any) -> None:
            with context.wrap_socket(connection, server_side=True) as wrapped:
                self.heard += wrapped.recv(1000)

    with Old() as old:
        link = Link(Address(old.url.replace("http:", "https:"), "k" * 64, str(authority.file)))
        with pytest.raises(LinkFailure) as failure:
            link.ask("GET", "/v1/health", Health)
        link.close()
        assert failure.value.trouble in ("unreachable", "foreign_certificate", "no_tls")
        assert old.heard == b""
