"""A running server, and tills over real databases that have joined it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.simulation.small_till import SmallTill
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer

Wait = Callable[..., None]
MakeTill = Callable[..., SmallTill]


@pytest.fixture
def server(tmp_path: Path, clock: ManualClock) -> Iterator[RunningServer]:
    """A server with an empty ledger and the reference programme."""
    running = RunningServer(tmp_path / "server.db", clock)
    running.publish()
    yield running
    running.stop()


@pytest.fixture
def make_till(tmp_path: Path, clock: ManualClock) -> Iterator[MakeTill]:
    """`make_till("name")` opens a till over a folder of its own; all are closed at the end."""
    made: list[SmallTill] = []

    def make(name: str = "till") -> SmallTill:
        made.append(SmallTill(tmp_path / name, clock))
        return made[-1]

    yield make
    for till in made:
        till.close()


@pytest.fixture
def until() -> Wait:
    """`until(condition)` waits for it, and fails after a deadline."""

    def wait(condition: Callable[[], object], seconds: float = 15.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it did not happen in time"
            threading.Event().wait(0.01)

    return wait
