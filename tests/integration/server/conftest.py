"""A running server with the reference programme, and a till of store 1 that has joined it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Client
from tests.server_places import ServerPlaces


@pytest.fixture
def server(place: ServerPlaces, clock: ManualClock) -> Iterator[RunningServer]:
    """A server with an empty ledger."""
    running = RunningServer(place(), clock)
    running.publish()
    yield running
    running.stop()


@pytest.fixture
def client(server: RunningServer) -> Iterator[Client]:
    """The store's only till."""
    joined = Client(server.url)
    joined.enrol(server.pair())
    yield joined
    joined.close()


@pytest.fixture
def second(server: RunningServer) -> Iterator[Client]:
    """A till of another store."""
    joined = Client(server.url)
    joined.enrol(server.pair("2"), "till 2", "m-2")
    yield joined
    joined.close()
