"""Joining, keys, limits, and errors that are always problem documents."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.routing import Route

from cashier_app.core.clock import MINUTE
from cashier_app.server import nodes, tables
from cashier_app.server.api import create_app
from cashier_app.server.bounds import Bounds
from cashier_app.sync.messages import EnrolRequest, ExchangeRequest
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Chain, Client


@pytest.fixture
def stranger(server: RunningServer) -> Iterator[Client]:
    """Somebody without a key."""
    somebody = Client(server.url)
    yield somebody
    somebody.close()


def problem(answer: object, status: int, code: str) -> dict[str, object]:
    """The answer's problem document, checked."""
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    document: dict[str, object] = json.loads(answer.content)  # type: ignore[attr-defined]
    assert document["type"] == f"urn:cashier-app:problem:{code}"
    assert document["status"] == status
    assert document["title"]
    return document


def test_a_pairing_code_works_once(server: RunningServer, stranger: Client) -> None:
    code = server.pair()
    answer = stranger.enrol(code.lower().replace("-", " "))
    assert (answer.store, len(answer.key), len(answer.identifier_key)) == ("1", 64, 64)
    stranger.exchange(ExchangeRequest(1, "e", ""))
    other = stranger.ask("POST", "/v1/enrol", EnrolRequest(code, "till 9", "m-1"))
    assert problem(other, 403, "bad-pairing-code")["detail"] == "The code has been used"


def test_a_lost_answer_to_joining_may_be_asked_for_again_by_the_same_machine(
    server: RunningServer, stranger: Client
) -> None:
    code = server.pair()
    first, again = stranger.enrol(code), stranger.enrol(code)
    assert first.node == again.node
    assert first.key != again.key
    problem(stranger.ask("POST", "/v1/enrol", EnrolRequest(code, "till 1", "another machine")), 403, "bad-pairing-code")
    stranger.key = first.key
    problem(stranger.ask("POST", "/v1/exchange", ExchangeRequest(1, "e", "")), 401, "unknown-key")


def test_a_till_paired_anew_is_the_same_node_and_its_epoch_goes_on(server: RunningServer, stranger: Client) -> None:
    chain = Chain()
    chain.sell()
    first = stranger.enrol(server.pair())
    stranger.exchange(chain.request())
    with server.database.write() as transaction:
        assert nodes.revoke(transaction, first.node)
        assert not nodes.revoke(transaction, first.node)
    problem(stranger.ask("POST", "/v1/exchange", chain.request()), 401, "unknown-key")
    second = stranger.enrol(server.pair())
    assert second.node == first.node
    chain.sell()
    assert [each.state for each in stranger.exchange(chain.request()).acknowledged] == ["known", "applied"]
    other = Client(server.url)
    assert other.enrol(server.pair(), "till 1", "another machine").node != first.node
    other.close()


def test_a_code_grows_old_and_a_wrong_one_is_refused(
    server: RunningServer, stranger: Client, clock: ManualClock
) -> None:
    code = server.pair(minutes=10)
    clock.advance(11 * MINUTE)
    problem(stranger.ask("POST", "/v1/enrol", EnrolRequest(code, "t", "m")), 403, "bad-pairing-code")
    problem(stranger.ask("POST", "/v1/enrol", EnrolRequest("AAAAA-AAAAA", "t", "m")), 403, "bad-pairing-code")


def test_keys_are_kept_as_hashes_only(server: RunningServer, client: Client, tmp_path: Path) -> None:
    server.stop()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("server.db*"))
    server.start()
    assert client.key.encode() not in content
    assert bytes.fromhex(client.key) not in content


def test_without_a_key_nothing_is_told(stranger: Client) -> None:
    for method, path in (("POST", "/v1/exchange"), ("POST", "/v1/rights"), ("GET", "/v1/members/x")):
        for header in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
            answer = stranger.ask(method, path, b"{}", **header)
            problem(answer, 401, "unknown-key")
            assert answer.headers["www-authenticate"] == "Bearer"


def test_a_revoked_node_is_a_stranger(server: RunningServer, client: Client) -> None:
    client.exchange(ExchangeRequest(1, "e", ""))
    with server.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.node).values(state="revoked"))
    problem(client.ask("POST", "/v1/exchange", ExchangeRequest(1, "e", "")), 401, "unknown-key")


def test_an_epoch_belongs_to_the_node_that_began_it(server: RunningServer, client: Client, stranger: Client) -> None:
    chain = Chain()
    chain.sell()
    client.exchange(chain.request())
    stranger.enrol(server.pair("2"), "thief", "m-2")
    problem(stranger.ask("POST", "/v1/exchange", chain.request()), 403, "foreign-epoch")
    foreign = ExchangeRequest(1, "mine", "", chain.epoch, chain.hashes[0].hex(), tuple(chain.operations))
    problem(stranger.ask("POST", "/v1/exchange", foreign), 403, "foreign-epoch")


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{", b'{"protocol": 1}', b"\xff\xfe", b'{"protocol": "one"}', b"9" * 5000, b"[" * 5000],
    ids=["nothing", "null", "list", "half", "fields missing", "not utf-8", "text", "a number", "a deep list"],
)
def test_a_body_that_is_no_message_is_refused_with_the_place(client: Client, body: bytes) -> None:
    assert problem(client.ask("POST", "/v1/exchange", body), 422, "unreadable")["detail"]


def test_another_protocol_is_refused(client: Client) -> None:
    problem(client.ask("POST", "/v1/exchange", ExchangeRequest(99, "e", "")), 400, "protocol")


def test_operations_out_of_order_within_a_request_are_refused(client: Client) -> None:
    chain = Chain()
    for _ in range(3):
        chain.sell()
    chain.operations = [chain.operations[1], chain.operations[0]]
    problem(client.ask("POST", "/v1/exchange", chain.request()), 422, "unreadable")


def test_gzip_goes_both_ways(server: RunningServer, client: Client) -> None:
    chain = Chain()
    for _ in range(10):
        chain.sell()
    assert len(client.exchange(chain.request(), packed=True).acknowledged) == 10
    answer = client.ask("POST", "/v1/exchange", chain.request())
    assert answer.headers["content-encoding"] == "gzip"


def test_bad_gzip_and_bombs_are_refused(client: Client) -> None:
    headers = {"Content-Encoding": "gzip"}
    problem(client.ask("POST", "/v1/exchange", b"no gzip", **headers), 422, "unreadable")
    cut = gzip.compress(b"{}" * 1000)[:-9]
    problem(client.ask("POST", "/v1/exchange", cut, **headers), 422, "unreadable")
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(80)) + packer.flush()
    assert len(bomb) < 200_000
    problem(client.ask("POST", "/v1/exchange", bomb, **headers), 413, "too-large")
    problem(client.ask("POST", "/v1/exchange", b"{}", **{"Content-Encoding": "br"}), 415, "unknown-encoding")


def test_a_request_above_the_limit_is_refused(tmp_path: Path, clock: ManualClock) -> None:
    small = RunningServer(tmp_path / "small.db", clock, Bounds(request_bytes=10_000))
    client = Client(small.url)
    try:
        client.enrol(small.pair())
        assert client.ask("POST", "/v1/exchange", b" " * 10_001).status_code == 413
    finally:
        client.close()
        small.stop()


def test_unknown_places_and_methods_are_problems_too(client: Client) -> None:
    problem(client.ask("GET", "/nowhere"), 404, "http")
    answer = client.ask("DELETE", "/v1/exchange")
    problem(answer, 405, "http")
    assert "POST" in answer.headers["allow"]
    problem(client.ask("GET", "/v1/members/nobody"), 404, "not-found")
    problem(client.ask("GET", "/v1/identifiers/00"), 422, "unreadable")


def test_the_api_is_described_by_the_types_that_speak_it(server: RunningServer, client: Client) -> None:
    document = json.loads(client.ask("GET", "/v1/openapi.json").content)
    served = {route.path for route in create_app(server.database).routes if isinstance(route, Route)}
    assert set(document["paths"]) == served
    assert {"/v1/exchange", "/v1/sales", "/v1/members/{account_id}", "/metrics", "/v1/openapi.json"} <= served
    exchange = document["paths"]["/v1/exchange"]["post"]
    body = exchange["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    assert body == "#/components/schemas/ExchangeRequest"
    schemas = document["components"]["schemas"]
    assert set(schemas["ExchangeRequest"]["required"]) == {"protocol", "epoch", "cursor"}
    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(schemas)
    assert "application/problem+json" in json.dumps(exchange["responses"]["401"])
