"""The API as it describes itself, held against the server: no 500, every error a problem document, every answer true.

`SCHEMA_EXAMPLES` is how many requests of each kind an operation gets (the soak gives it more).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cashier_app.core.ids import identifier_hash
from cashier_app.server import nodes, site_api, tables
from cashier_app.server.bounds import Bounds
from cashier_app.server.site_messages import Hold, HoldRequest
from cashier_app.sync.messages import PROTOCOL
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.site_side import basket
from tests.integration.server.till_side import Chain, Client
from tests.server_places import ServerPlaces

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "12"))
CARD = "7789000000004417"
#: What only a site may ask.
OF_SITES = frozenset(route.path for route in site_api.ROUTES)
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: One request after another, as hypothesis makes them; nothing is kept, and a failure is shrunk.
FUZZ = settings(
    max_examples=EXAMPLES,
    derandomize=os.environ.get("HYPOTHESIS_PROFILE", "ci") == "ci",
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


class Fuzzed:
    """A server with a ledger, what it says of itself, and names that are known to it."""

    def __init__(self, place: str, clock: ManualClock) -> None:
        generous = Bounds(node_requests=1_000_000, stranger_requests=1_000_000)
        self.server = RunningServer(place, clock, generous)
        self.server.publish()
        self.server.bring(member(CARD, "1245"), member("7789000000004418"))
        self.client = Client(self.server.url)
        joined = self.client.enrol(self.server.pair())
        chain = Chain("life")
        chain.sell()
        self.client.exchange(chain.request())
        self.site = Client(self.server.url)
        with self.server.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, "web", kind="site")
        self.site.enrol(code, "shop.example", "m-2")
        wanted = HoldRequest("ab" * 16, basket(CARD, redeem=5_000))
        self.site.get(Hold, "POST", "/v1/holds", wanted)
        self.session = requests.Session()
        self.session.trust_env = False
        document = json.loads(self.client.ask("GET", "/v1/openapi.json").content)
        self.schema = schemathesis.openapi.from_dict(document)
        self.known: dict[str, list[str]] = {
            "account_id": [str(row.account_id) for row in self.server.rows(tables.account.select())],
            "identifier_hash": [identifier_hash(bytes.fromhex(joined.identifier_key), "card", CARD).hex()],
            "epoch": ["life"],
            "hold_id": [wanted.hold_id],
            "value": [CARD],
            "receipt_id": [str(row.receipt_id) for row in self.server.rows(tables.operation.select())],
        }

    def close(self) -> None:
        """Stop it."""
        self.session.close()
        self.client.close()
        self.site.close()
        self.server.stop()

    def ask(self, case: Case, key: str) -> None:
        """Send a case, and hold the answer against the description."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        answer = case.call(self.server.url, self.session, headers)
        assert answer.status_code < 500, answer.content
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == ["application/problem+json"]
            problem = json.loads(answer.content)
            assert problem["status"] == answer.status_code
            assert problem["type"].startswith("urn:cashier-app:problem:")
            assert problem["title"]

    def made_known(self, case: Case, draw: Callable[[st.SearchStrategy[bool]], bool]) -> None:
        """Names that the server knows in place of some that it does not, so that more than 404 is met."""
        for parameters in (case.path_parameters, case.query, case.body):
            if not isinstance(parameters, dict):
                continue
            for name, values in self.known.items():
                if name in parameters and draw(st.booleans()):
                    parameters[name] = values[0]
            if "protocol" in parameters and not draw(st.booleans()):
                parameters["protocol"] = PROTOCOL
        if case.headers and "Content-Encoding" in case.headers:
            # the body goes as it is
            case.headers["Content-Encoding"] = "identity"


@pytest.fixture
def fuzzed(place: ServerPlaces, clock: ManualClock, expect_log: Callable[[str], None]) -> Iterator[Fuzzed]:
    """What is thrown at the server may well be set aside, and said so."""
    expect_log("is set aside|has two histories|Invalid HTTP request|invalid clock|unknown zone")
    made = Fuzzed(place(), clock)
    yield made
    made.close()


def operations(fuzzed: Fuzzed) -> list[Any]:
    """Every operation of the description; none of them may be beyond what is generated."""
    return [result.ok() for result in fuzzed.schema.get_all_operations()]


def throw(fuzzed: Fuzzed, operation: Any, mode: GenerationMode) -> None:
    """Requests of one kind at one operation."""

    @FUZZ
    @given(data=st.data())
    def thrown(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(mode))
        if mode is GenerationMode.POSITIVE:
            fuzzed.made_known(case, data.draw)
        fuzzed.ask(case, (fuzzed.site if operation.path in OF_SITES else fuzzed.client).key)

    thrown()


def test_what_the_description_allows_is_answered_as_it_says(fuzzed: Fuzzed) -> None:
    for operation in operations(fuzzed):
        throw(fuzzed, operation, GenerationMode.POSITIVE)
    assert fuzzed.server.findings() == []


def test_what_the_description_forbids_is_refused_as_it_says(fuzzed: Fuzzed) -> None:
    for operation in operations(fuzzed):
        if operation.body or operation.query or operation.path_parameters:
            throw(fuzzed, operation, GenerationMode.NEGATIVE)
    assert fuzzed.server.findings() == []


def test_without_a_key_that_is_known_every_endpoint_that_needs_one_says_so(fuzzed: Fuzzed) -> None:
    for operation in operations(fuzzed):
        if not operation.definition.raw["security"]:
            continue

        @settings(FUZZ, max_examples=2)
        @given(case=operation.as_strategy(GenerationMode.POSITIVE))
        def refused(case: Case) -> None:
            for key in ("", "nobody's"):
                headers = {"Authorization": f"Bearer {key}"} if key else {}
                answer = case.call(fuzzed.server.url, fuzzed.session, headers)
                case.validate_response(answer, checks=CHECKS)
                assert answer.status_code == (200 if case.path == "/metrics" else 401)

        refused()


NUL = "a\x00b"


CANNOT_BE_KEPT: list[tuple[str, str, object]] = [
    ("GET", "/v1/members/a%00b", None),
    ("GET", "/v1/members/%ff%fe", None),
    ("GET", "/v1/members/%ED%A0%80/levels", None),
    ("GET", "/v1/members/x/levels?cursor=a%00b", None),
    ("GET", "/v1/members/x/levels?cursor=999999999999999999999.9999999999999999", None),
    ("GET", "/v1/members/x/levels?cursor=%D9%A1.%D9%A1", None),
    ("GET", "/v1/members/x/purchases?cursor=a%00b", None),
    ("GET", "/v1/sales?number=1&cursor=a%00b", None),
    ("GET", "/v1/sales?number=" + "9" * 5000, None),
    ("GET", "/v1/identifiers/" + "0" * 32 + "?epoch=a%00b", None),
    ("POST", "/v1/enrol", {"pairing_code": NUL, "node": NUL, "machine": NUL}),
    ("POST", "/v1/exchange", {"protocol": 1, "epoch": NUL, "cursor": ""}),
    ("POST", "/v1/exchange", {"protocol": 1, "epoch": "e", "cursor": NUL}),
    ("POST", "/v1/exchange", {"protocol": 1, "epoch": "e", "cursor": "", "operations_epoch": NUL}),
    (
        "POST",
        "/v1/exchange",
        {
            "protocol": 1,
            "epoch": "e",
            "cursor": "",
            "held": [{"lot_id": NUL, "granted": 1, "earned": 1, "used": 0, "released": 0, "parent": NUL}],
        },
    ),
    ("POST", "/v1/rights", {"epoch": NUL, "account_id": NUL, "targets": [[NUL, 10**15]]}),
    ("POST", "/v1/rights", {"epoch": "e", "account_id": "x", "targets": [[NUL, 10**15]]}),
    ("POST", "/v1/returns", {"epoch": "e", "receipt_id": NUL, "target": 1}),
]


def test_what_no_database_can_hold_is_refused(fuzzed: Fuzzed) -> None:
    for method, path, body in CANNOT_BE_KEPT:
        answer = fuzzed.client.ask(method, path, body)
        assert answer.status_code in (200, 403, 404, 422), (path, body, answer.text)
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"


def test_a_pairing_code_is_not_used_up_by_names_that_cannot_be_kept(fuzzed: Fuzzed) -> None:
    code = fuzzed.server.pair("2")
    for name in ({"node": NUL, "machine": "m"}, {"node": "n", "machine": NUL}):
        assert fuzzed.client.ask("POST", "/v1/enrol", {"pairing_code": code, **name}).status_code == 422
    assert fuzzed.client.enrol(code, "till 2", "m-2").store == "2"
