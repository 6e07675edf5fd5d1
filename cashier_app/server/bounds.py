"""What one process of the server takes from those who ask: how much, how often, how long, how many at once."""

from __future__ import annotations

from typing import Final

import msgspec

from cashier_app.config import Node

#: Bytes of a request without a key: a pairing code, two names.
STRANGER_LIMIT: Final = 64 * 1024
#: Bytes of a request's head: its first line and headers.
HEAD_LIMIT: Final = 16 * 1024
#: Seconds within which a request's head has to be whole.
HEAD_SECONDS: Final = 10.0
#: Seconds that an idle connection has to close when the server ends.
FAREWELL_SECONDS: Final = 0.3
#: Seconds after which a till asks again when too many others are asking.
CROWD_RETRY: Final = 1


class Bounds(msgspec.Struct, frozen=True):
    """Each process counts for itself: several of them together take as many times more."""

    #: Bytes of a request's body, as it comes and unpacked.
    request_bytes: int = 8 * 1024 * 1024
    unpacked_bytes: int = 64 * 1024 * 1024
    #: Seconds within which a body has to be whole.
    body_seconds: float = 30.0
    #: Requests at the same time.
    at_once: int = 200
    #: Requests a minute of one node, and of one address without a valid key.
    node_requests: int = 6000
    stranger_requests: int = 300
    #: By which `/metrics` may be read from anywhere; empty: from this machine alone.
    metrics_token: str = ""
    #: Folder of the versions of the program that nodes may fetch; empty: none.
    releases: str = ""


def bounds_of(node: Node) -> Bounds:
    """What the settings say."""
    return Bounds(
        body_seconds=node.body_seconds,
        at_once=node.at_once,
        node_requests=node.node_requests,
        stranger_requests=node.stranger_requests,
        metrics_token=node.metrics_token,
        releases=node.releases,
    )
