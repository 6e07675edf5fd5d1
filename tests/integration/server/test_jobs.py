"""What comes by itself within a server that serves tills: points lapse, levels change, and it stops in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY, HOUR
from cashier_app.server import jobs, restoring, tables
from cashier_app.server.levels import Levels
from cashier_app.server.members import LotRecord
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.till_side import Chain
from tests.server_places import ServerPlaces

PROGRAMME = resource("accumulating-discount")


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


def test_levels_and_points_come_by_themselves(place: ServerPlaces, clock: ManualClock) -> None:
    desk = Desk(place(), clock, PROGRAMME)
    who = desk.join()
    account_id = desk.member("7789", lots=(LotRecord("10", expires_in_days=1),))
    chain = Chain(programme=PROGRAMME)
    chain.sell(desk.account(who, chain.epoch, account_id), at=START, price=100_000)
    clock.advance(HOUR)
    desk.send(who, chain)
    running = jobs.Jobs(desk.database, desk.programmes, every=0.01)
    running.start()
    try:
        clock.advance(2 * DAY)
        until(lambda: desk.row(account_id).level_id == "d3")
        # the store's till holds the points until it has told everything past their end
        desk.exchange(who, chain.request(2))
        clock.advance(DAY)
        desk.exchange(who, chain.request(2))
        entries = sa.select(tables.entry).where(tables.entry.c.kind == "expiry")
        until(lambda: len(desk.rows(entries)) == 1)
    finally:
        running.stop()
    assert "jobs" not in {thread.name for thread in threading.enumerate()}
    assert desk.findings() == []
    desk.close()


def test_a_restored_server_lets_nothing_lapse_before_it_knows_who_holds_what(
    place: ServerPlaces, clock: ManualClock
) -> None:
    desk = Desk(place(), clock, PROGRAMME)
    who, _ = desk.join(), desk.join()
    desk.member("7789", lots=(LotRecord("10", expires_in_days=1),))
    with desk.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")
    clock.advance(2 * DAY)
    assert jobs.expire(desk.database).lots == 0
    with desk.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.node).values(reported=transaction.meta("incarnation")))
    assert jobs.expire(desk.database).lots == 1
    assert who.store_id
    desk.close()


def test_a_mistake_in_a_job_stops_neither_the_next_run_nor_the_server(
    place: ServerPlaces,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
    expect_log: Callable[[str], None],
) -> None:
    expect_log("went wrong by a mistake of ours")
    desk = Desk(place(), clock, PROGRAMME)
    account_id = desk.member("7789")
    failed = threading.Event()
    update = Levels.update

    def wrong(*arguments: object, **more: object) -> object:
        if not failed.is_set():
            failed.set()
            raise ZeroDivisionError
        return update(*arguments, **more)  # type: ignore[arg-type]

    with desk.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.account).values(level_due=0))
    monkeypatch.setattr(Levels, "update", wrong)
    running = jobs.Jobs(desk.database, desk.programmes, every=0.01)
    running.start()
    try:
        until(lambda: failed.is_set() and desk.row(account_id).level_due != 0)
    finally:
        running.stop()
    desk.close()


def test_an_expiry_run_tells_what_it_did(place: ServerPlaces, clock: ManualClock) -> None:
    desk = Desk(place(), clock, PROGRAMME)
    lot = LotRecord("10", expires_in_days=1)
    for n in range(3):
        desk.member(f"77{n}", home="3", lots=(lot,))
    clock.advance(2 * DAY)
    done = jobs.expire(desk.database)
    assert (done.lots, done.points) == (3, 3000)
    again = jobs.expire(desk.database)
    assert (again.lots, again.points) == (0, 0)
    assert desk.findings() == []
    desk.close()
