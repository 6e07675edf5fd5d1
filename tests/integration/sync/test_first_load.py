"""A first load comes in the order of ids, while the server goes on; it may stop anywhere, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from cashier_app.simulation.small_till import FAST, SmallTill
from cashier_app.storage.errors import DiskFull
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import Chain, Client
from tests.integration.sync.conftest import MakeTill, Wait

MEMBERS = 25
#: Pages of so few that a load has many; each asks for twice as many as the one before.
LONGER = msgspec.structs.replace(FAST, page=2, largest_page=8)


def cards(count: int = MEMBERS) -> list[str]:
    """Card numbers of the members."""
    return [f"77{n:02d}" for n in range(count)]


@pytest.fixture
def chain(server: RunningServer) -> RunningServer:
    """A server with members."""
    server.bring(*(member(card, "10") for card in cards()))
    return server


def known_to(till: SmallTill) -> dict[str, int]:
    """Points by card, as the till knows them."""
    return {card: till.points(account) for card in cards() if (account := till.account_of(card)) is not None}


def test_a_till_loads_page_after_page_and_asks_ahead(
    chain: RunningServer, make_till: MakeTill, until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = make_till()
    till.join(chain.url, chain.pair())
    # a slow machine: one account a transaction is all that it manages
    monkeypatch.setattr(till.store, "_together", 1)
    till.start_sync(chain.url, LONGER)
    worker = till.sync
    assert worker is not None
    until(lambda: worker.state.online and not worker.state.loading)
    assert known_to(till) == dict.fromkeys(cards(), 1000)
    # and goes on as ever
    chain.bring(member("8800", "3"))
    worker.sync_now()
    until(lambda: till.account_of("8800") is not None)


def test_a_load_that_failed_in_the_middle_goes_on_where_it_was(
    chain: RunningServer,
    make_till: MakeTill,
    clock: ManualClock,
    until: Wait,
    monkeypatch: pytest.MonkeyPatch,
    expect_log: Callable[[str], None],
) -> None:
    # a connection cut in the middle of a request is none to the server
    expect_log("WARNING uvicorn.error: Invalid HTTP request received")
    till = make_till()
    till.join(chain.url, chain.pair())
    take, failures = till.store.take, [3, 4]
    taken: list[int] = []

    def failing(*booked: Any) -> None:
        taken.append(len(booked[1].changes))
        if len(taken) in failures:
            raise DiskFull(path=till.folder)
        take(*booked)

    monkeypatch.setattr(till.store, "take", failing)
    till.start_sync(chain.url, LONGER)
    worker = till.sync
    assert worker is not None
    until(lambda: len(taken) > 4 and worker.state.online and not worker.state.loading)
    assert known_to(till) == dict.fromkeys(cards(), 1000)


def test_a_sale_waits_for_one_transaction_of_a_long_page_and_not_for_the_page(
    chain: RunningServer, make_till: MakeTill
) -> None:
    till = make_till()
    client = Client(chain.url)
    answer = client.enrol(chain.pair())
    till.store.enrolled(answer)
    request = Chain(till.epoch).request(page=1000)
    page = client.exchange(request)
    order: list[int] = []
    run = till.database.worker._run

    def noting(*job: Any) -> None:
        run(*job)
        order.append(till.database.worker._jobs.qsize())
        if len(order) == 1:
            # asked for while the page is being booked
            till.database.worker.submit(lambda unit: order.append(-1))

    till.store._together = 5
    till.database.worker._run = noting  # type: ignore[method-assign]
    till.store.take(till.store.outgoing(1, 1), page, till.clock.now())
    # the sale came in between, not last
    assert -1 in order[:-1]
    assert known_to(till) == dict.fromkeys(cards(), 1000)
    client.close()
