"""What a store node passes on to the central server word for word: a till's questions that only that one can answer.

The till's own key goes with them, so that what is granted is granted to the till, and not through this node.
"""

from __future__ import annotations

import logging
from typing import Any, Final

import msgspec
import requests

from cashier_app.server import problems, tables
from cashier_app.server.database import ServerDatabase, Transaction
from cashier_app.server.nodes import key_digest
from cashier_app.server.problems import ApiError
from cashier_app.server.upstream.identity import OWN_STORE, Upstream
from cashier_app.sync.messages import EnrolRequest, EnrolResponse

log = logging.getLogger(__name__)

#: Seconds for an answer while a buyer may be waiting, and for a till's whole exchange.
QUICK: Final = 3.0
LONG: Final = 30.0
#: Headers of a question and of its answer that are passed on.
_ASKED: Final = ("authorization", "content-type", "content-encoding", "accept", "range")
_ANSWERED: Final = ("content-type", "content-range", "retry-after", "www-authenticate")


class Passed(msgspec.Struct, frozen=True):
    """An answer of the central server as it came."""

    status: int
    headers: dict[str, str]
    content: bytes


def pass_on(upstream: Upstream, method: str, path: str, query: str, headers: Any, content: bytes) -> Passed:
    """Ask the central server the same; raises `ApiError` 503 where it does not answer."""
    kept = {name: headers[name] for name in _ASKED if name in headers}
    url = f"{upstream.url.rstrip('/')}/{path}" + (f"?{query}" if query else "")
    limit = LONG if path.endswith("/exchange") else QUICK
    try:
        with requests.Session() as session:
            session.trust_env = False
            session.verify = upstream.ca_file or True
            answer = session.request(
                method, url, data=content or None, headers=kept, timeout=limit, allow_redirects=False
            )
    except requests.RequestException as error:
        log.info("the central server does not answer: %s", type(error).__name__)
        raise ApiError(503, "no-upstream", "The central server does not answer", type(error).__name__, 5) from error
    shown = {name: answer.headers[name] for name in _ANSWERED if name in answer.headers}
    return Passed(answer.status_code, shown, answer.content)


def enrol(database: ServerDatabase, upstream: Upstream, asked: EnrolRequest) -> Passed:
    """Let the central server enrol a till, and know it here at once."""
    headers = {"content-type": "application/json"}
    passed = pass_on(upstream, "POST", "v1/enrol", "", headers, msgspec.json.encode(asked))
    if passed.status == 200:
        answer = msgspec.json.decode(passed.content, type=EnrolResponse)
        with database.write() as transaction:
            if answer.store != transaction.meta(OWN_STORE):
                raise problems.bad_pairing("The code is another store's")
            _know(transaction, asked, answer)
    return passed


def _know(transaction: Transaction, asked: EnrolRequest, answer: EnrolResponse) -> None:
    row = {
        "node_id": answer.node,
        "store_id": answer.store,
        "name": asked.node,
        "machine": asked.machine,
        "key_hash": key_digest(answer.key),
        "state": "active",
        "enrolled_at": transaction.now,
        "last_seen_at": None,
        "drained_at": 0,
        "reported": transaction.meta("incarnation"),
        "kind": answer.kind,
        "revision": 0,
    }
    transaction.upsert(tables.node, [row])
