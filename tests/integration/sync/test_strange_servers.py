"""Whatever answers, or does not: the till says what is wrong, keeps its queue, and stops in time."""

from __future__ import annotations

import gzip
import time

import msgspec
import pytest

from cashier_app.simulation.small_till import FAST
from cashier_app.sync.messages import ChainHead, ExchangeResponse
from cashier_app.sync.worker import backoff
from tests.integration.server.running import RunningServer, member
from tests.integration.sync.conftest import MakeTill, Wait
from tests.integration.sync.strange import DrippingServer, StrangeServer, http

CARD = "7789000000004417"
HTML = b"<html><body>Welcome to the hotel's network</body></html>"
PROBLEM = b'{"title": "No", "status": 422, "type": "urn:cashier-app:problem:unreadable"}'
HALF = b'{"server_time": 1795251600000, "incarnation": "abc", "acknowl'

CASES = {
    "hangs": (None, "no_answer"),
    "hangs up": (b"", "unreachable"),
    "500": (http("500 Internal Server Error", HTML), "failing"),
    "502": (http("502 Bad Gateway", HTML), "failing"),
    "html": (http("200 OK", HTML), "not_a_server"),
    "half a json": (http("200 OK", HALF, "application/json"), "not_a_server"),
    "cut in the middle": (http("200 OK", HALF, "application/json").replace(b"Length: ", b"Length: 9"), "unreachable"),
    "null": (http("200 OK", b"null", "application/json"), "not_a_server"),
    "other json": (http("200 OK", b'{"ok": true}', "application/json"), "not_a_server"),
    "redirect": (http("302 Found", b"", Location="http://example.com/"), "not_a_server"),
    "not http": (b"220 mail.example.com ESMTP ready\r\n", "not_a_server"),
    "bad gzip": (http("200 OK", b"\x1f\x8b\x08 nonsense", "application/json", Content_Encoding="gzip"), "not_a_server"),
    "404": (http("404 Not Found", HTML), "not_a_server"),
    "unknown key": (http("401 Unauthorized", PROBLEM, "application/problem+json"), "unknown_key"),
    "refused": (http("422 Unprocessable", PROBLEM, "application/problem+json"), "refused"),
    "busy": (http("503 Service Unavailable", HTML, Retry_After="1"), "busy"),
    "too many": (http("429 Too Many Requests", b"", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), "busy"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_strange_server_is_named_and_nothing_is_lost(case: str, make_till: MakeTill, until: Wait) -> None:
    answer, trouble = CASES[case]
    till = make_till()
    with StrangeServer(answer) as strange:
        worker = till.start_sync(strange.url, msgspec.structs.replace(FAST, read_ms=300))
        until(lambda: worker.state.trouble == trouble)
        assert not worker.state.online
        asked = worker.acquire(till.epoch, "nobody", lambda central: [("lot", 1)])
        begun = time.monotonic()
        assert asked.result(2).outcome == "unreachable"
        assert time.monotonic() - begun < 1.0
        begun = time.monotonic()
        assert worker.stop()
        assert time.monotonic() - begun < 2.0


def test_a_question_keeps_its_budget_when_the_server_hangs(make_till: MakeTill) -> None:
    till = make_till()
    with StrangeServer(None) as strange:
        worker = till.start_sync(strange.url)
        begun = time.monotonic()
        assert worker.look_up(till.epoch, "00" * 16).result(2).outcome == "unreachable"
        assert time.monotonic() - begun < 0.6
        assert strange.asked >= 2


def test_an_answer_that_drips_for_ever_is_given_up_in_time(make_till: MakeTill, until: Wait) -> None:
    till = make_till()
    with DrippingServer() as strange:
        worker = till.start_sync(strange.url, msgspec.structs.replace(FAST, read_ms=400))
        begun = time.monotonic()
        assert worker.look_up(till.epoch, "00" * 16).result(2).outcome == "unreachable"
        assert time.monotonic() - begun < 0.8
        until(lambda: worker.state.trouble == "no_answer", 5)


def test_the_server_may_ask_to_wait_and_sync_now_does_not_wait(make_till: MakeTill, until: Wait) -> None:
    till = make_till()
    with StrangeServer(http("503 Service Unavailable", b"", Retry_After="600")) as strange:
        worker = till.start_sync(strange.url)
        until(lambda: worker.state.next_try - till.clock.now() >= 600_000)
        assert strange.asked == 1
        worker.sync_now()
        until(lambda: strange.asked == 2)


def test_nothing_listens_and_then_somebody_does(server: RunningServer, make_till: MakeTill, until: Wait) -> None:
    till = make_till()
    till.join(server.url, server.pair())
    server.bring(member(CARD, "1000"))
    server.stop()
    worker = till.start_sync(server.url)
    until(lambda: worker.state.trouble == "unreachable")
    server.start()
    until(lambda: worker.state.online and till.account_of(CARD))
    assert worker.state.last_sync is not None
    assert [state.online for state in till.states].count(True) >= 1


def test_a_wrong_clock_is_noticed_and_blocks_nothing(make_till: MakeTill, until: Wait) -> None:
    till = make_till()
    head = ChainHead(till.epoch, 0, "0" * 64, 0, "open")
    later = till.clock.now() + 3_600_000
    answer = ExchangeResponse(later, "inc", (), head, (), (), "inc:1", more=False)
    body = gzip.compress(msgspec.json.encode(answer))
    with StrangeServer(http("200 OK", body, "application/json", Content_Encoding="gzip")) as strange:
        worker = till.start_sync(strange.url)
        until(lambda: worker.state.online)
        assert worker.state.clock_suspect
        assert abs(worker.state.clock_offset_ms - 3_600_000) < 1000
        assert till.clock.state == "suspect"


def test_pauses_double_up_to_a_cap_with_a_part_of_chance() -> None:
    longest = [backoff(n, FAST, 1.0) for n in range(1, 8)]
    assert longest == [0.02, 0.04, 0.08, 0.16, 0.2, 0.2, 0.2]
    assert backoff(1000, FAST, 0.0) == pytest.approx(0.1)
