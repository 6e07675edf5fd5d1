"""What a person sees of a running server: figures for Prometheus, whether it is ready and why not, its log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families

from cashier_app.core.clock import SECOND
from cashier_app.server import tables
from cashier_app.server.bounds import Bounds
from cashier_app.server.metrics import MEDIA_TYPE
from cashier_app.sync.messages import EnrolRequest, ExchangeRequest, Health
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, ServerProcess, member
from tests.integration.server.test_api import problem
from tests.integration.server.test_exchange import unreadable
from tests.integration.server.till_side import Chain, Client, card_hash
from tests.postgres import Server

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]
CARD, PHONE = "7789000000004417", "79123456789"


def scrape(client: Client, **headers: str) -> Samples:
    """Every figure, by name and labels."""
    answer = client.ask("GET", "/metrics", **headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def key(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


# --- figures ---------------------------------------------------------------------------------------------


def test_the_figures_tell_what_was_asked_and_what_became_of_it(
    server: RunningServer, client: Client, expect_log: Callable[[str], None]
) -> None:
    expect_log("is set aside")
    chain = Chain()
    chain.sell()
    unreadable(chain)
    for _ in range(2):
        client.exchange(chain.request())
    for path in (f"/v1/members/{CARD}", "/v1/members/x", "/nowhere/" + CARD, "/else"):
        client.ask("GET", path)
    client.http.request("FROBNICATE", "/v1/health")
    found = scrape(client)
    assert found[key("cashier_operations_total", state="applied")] == 1
    assert found[key("cashier_operations_total", state="known")] == 1
    assert found[key("cashier_operations_total", state="rejected")] == 2
    route = "POST /v1/exchange"
    assert found[key("cashier_requests_total", route=route, status="200")] == 2
    assert found[key("cashier_request_seconds_count", route=route)] == 2
    assert 0 < found[key("cashier_request_seconds_sum", route=route)] < 20
    assert found[key("cashier_requests_total", route="GET /v1/members/{account_id}", status="404")] == 2
    assert found[key("cashier_requests_total", route="GET other", status="404")] == 2
    routes = {dict(labels)["route"] for name, labels in found if name == "cashier_requests_total"}
    assert not any(CARD in each or "FROB" in each for each in routes)


def test_the_figures_tell_what_needs_a_person(
    server: RunningServer, client: Client, second: Client, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("is set aside|has two histories")
    before = scrape(client)
    assert before[key("cashier_epochs_frozen")] == before[key("cashier_dead_letters")] == 0
    assert before[key("cashier_database_up")] == 1
    assert before[key("cashier_restored")] == 0
    assert before[key("cashier_database_bytes")] > 10_000
    assert [value for (name, _), value in before.items() if name == "cashier_node_last_seen_seconds"] == [0, 0]
    server.bring(member("7789"))
    chain, clone = Chain("life"), Chain("life")
    chain.sell()
    clone.sell()
    unreadable(chain)
    client.exchange(chain.request())
    client.exchange(clone.request())
    with server.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "another"}])
    after = scrape(client)
    assert after[key("cashier_epochs_frozen")] == 1
    assert after[key("cashier_dead_letters")] == 1
    assert after[key("cashier_alarms_open", kind="fork")] == 1
    assert after[key("cashier_alarms_open", kind="rejected")] == 1
    assert after[key("cashier_restored")] == 1
    assert after[key("cashier_feed_revision")] > before[key("cashier_feed_revision")]
    seen = {dict(labels)["store"]: at for (name, labels), at in after.items() if name.startswith("cashier_node_last")}
    assert seen["2"] == 0
    assert abs(seen["1"] - clock.now() / SECOND) < 1
    with server.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.alarm).values(resolved_at=1))
    assert key("cashier_alarms_open", kind="fork") not in scrape(client)


def test_the_figures_are_for_this_machine_alone(server: RunningServer, client: Client) -> None:
    client.key = ""
    assert scrape(client)
    for elsewhere in ("198.51.100.7", "2001:db8::1", "127.0.0.1, 198.51.100.7"):
        problem(client.ask("GET", "/metrics", **{"X-Forwarded-For": elsewhere}), 403, "not-for-you")


def test_the_figures_are_for_whoever_has_the_token(tmp_path: Path, clock: ManualClock) -> None:
    token = "0123456789abcdef-token"
    server = RunningServer(tmp_path / "a.db", clock, Bounds(metrics_token=token, stranger_requests=10))
    client = Client(server.url)
    try:
        for elsewhere in ({}, {"X-Forwarded-For": "198.51.100.7"}):
            problem(client.ask("GET", "/metrics", **elsewhere), 403, "not-for-you")
            problem(client.ask("GET", "/metrics", Authorization=f"Bearer {token}x", **elsewhere), 403, "not-for-you")
            assert scrape(client, Authorization=f"Bearer {token}", **elsewhere)
        # guessing is counted
        codes = [client.ask("GET", "/metrics", Authorization="Bearer x").status_code for _ in range(12)]
        assert codes[-1] == 429
        assert scrape(client, Authorization=f"Bearer {token}")
    finally:
        client.close()
        server.stop()


def test_the_figures_of_several_processes_are_added_up(postgres: Server, home: Path) -> None:
    url = postgres.make()
    process = ServerProcess(url, home, "--workers", "2")
    process.start()
    clients: list[Client] = []

    def serving() -> int:
        """How many processes have answered."""
        return sum('"request"' in path.read_text("utf-8") for path in (home / "logs").glob("server-*.log"))

    try:
        while serving() < 2:
            assert len(clients) < 200, "one process does everything"
            # each has a connection of its own, and so one process or the other
            clients.append(Client(f"http://127.0.0.1:{process.port}"))
            assert clients[-1].ask("GET", "/v1/members/x").status_code == 401
        for client in clients:
            found = scrape(client)
            asked = key("cashier_requests_total", route="GET /v1/members/{account_id}", status="401")
            assert found[asked] == len(clients)
            assert found[key("cashier_database_up")] == 1
    finally:
        for client in clients:
            client.close()
        assert process.stop() == 0
        postgres.drop(url)


# --- ready or not ----------------------------------------------------------------------------------------


def test_health_says_why_a_server_is_not_ready(server: RunningServer, client: Client) -> None:
    health = client.get(Health, "GET", "/v1/health")
    assert (health.status, health.ready, health.why) == ("ok", True, "")
    with server.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "another"}])
    health = client.get(Health, "GET", "/v1/health")
    assert (health.status, health.ready, health.incarnation) == ("restored", False, "another")
    assert "until every till has reported" in health.why
    # it is the exchange that makes it ready again: nobody may take it out of service meanwhile
    client.exchange(ExchangeRequest(1, "e", "", held=()))
    assert client.get(Health, "GET", "/v1/health").ready


def test_a_database_that_is_gone_is_told(
    postgres: Server, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("a request cannot be served")
    url = postgres.make()
    server = RunningServer(url, clock)
    client = Client(server.url)
    try:
        assert client.get(Health, "GET", "/v1/health").ready
        postgres.drop(url)
        answer = client.ask("GET", "/v1/health")
        assert problem(answer, 503, "unavailable")["detail"]
        assert int(answer.headers["retry-after"]) > 0
        found = scrape(client)
        assert found[key("cashier_database_up")] == 0
        assert found[key("cashier_requests_total", route="GET /v1/health", status="503")] == 1
    finally:
        client.close()
        server.stop()


# --- the log ---------------------------------------------------------------------------------------------


@pytest.fixture
def process(home: Path) -> Iterator[ServerProcess]:
    """A server as it runs in a shop."""
    made = ServerProcess(home / "server.db", home)
    made.start()
    yield made
    if made.process.poll() is None:
        made.stop()


def test_a_request_is_one_line_of_the_log_without_keys_cards_and_telephones(
    process: ServerProcess, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cashier_app.cli import main

    place = str(home / "server.db")
    assert main(["server", "pair", "--database", place]) == 0
    code = capsys.readouterr().out.split()[-1]
    client = Client(f"http://127.0.0.1:{process.port}")
    joined = client.enrol(code)
    digest = card_hash(joined.identifier_key, CARD)
    asked = [
        ("GET", f"/v1/members/{CARD}", None),
        ("GET", f"/v1/members/{PHONE}/levels?cursor={CARD}", None),
        ("GET", f"/v1/identifiers/{digest}?epoch={PHONE}", None),
        ("GET", f"/{CARD}", None),
        ("GET", f"/v1/sales?number={PHONE}", None),
        ("POST", "/v1/exchange", {"protocol": 1, "epoch": CARD, "cursor": "", PHONE: CARD}),
        ("POST", "/v1/exchange", ExchangeRequest(1, "e", CARD)),
        ("POST", "/v1/enrol", EnrolRequest(CARD, PHONE, CARD)),
        ("GET", "/v1/health", None),
    ]
    codes = [client.ask(method, path, body).status_code for method, path, body in asked]
    client.close()
    assert process.stop() == 0
    text = (home / "logs" / "server.log").read_text(encoding="utf-8")
    for planted in (CARD, PHONE, client.key, digest, code, joined.identifier_key):
        assert planted not in text
    lines = [json.loads(line) for line in text.splitlines()]
    requests = [line["data"] for line in lines if line["message"] == "request"]
    assert [each["status"] for each in requests] == [200, *codes]
    assert [each["route"] for each in requests[:3]] == [
        "POST /v1/enrol",
        "GET /v1/members/{account_id}",
        "GET /v1/members/{account_id}/levels",
    ]
    assert requests[4]["route"] == "GET other"
    for each in requests:
        assert set(each) == {"route", "status", "ms", "node", "in", "out"}
        assert 0 < each["ms"] < 20_000
    assert requests[1]["node"] == joined.node
    assert requests[4]["node"] == requests[-1]["node"] == ""
    assert requests[6]["in"] > 0
    assert requests[6]["out"] > 0
