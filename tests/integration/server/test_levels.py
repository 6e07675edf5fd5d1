"""Levels at the server: the job late, twice, in pieces or killed; late facts; levels by hand; what verify sees."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Iterator

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY, HOUR, MINUTE, start_of_day
from cashier_app.loyalty.programme import Programme
from cashier_app.server import feed, tables
from cashier_app.server import levels as server_levels
from cashier_app.server.book import Book
from cashier_app.server.levels import Levels, assign
from cashier_app.server.verify import verify
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.till_side import Chain
from tests.server_places import ServerPlaces

ZONE = "Europe/Moscow"
DISCOUNTS = resource("accumulating-discount")
BANDED = resource("banded-return")


def midnight(day: str) -> int:
    return start_of_day(datetime.date.fromisoformat(day), ZONE)


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    """The accumulating discount: 12 months, from the next day, at least 30 days, down to what is earned."""
    opened = Desk(place(), clock, DISCOUNTS)
    yield opened
    opened.close()


@pytest.fixture
def banded(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    """Levels for life, one step down after 90 days without a purchase."""
    opened = Desk(place(), clock, BANDED)
    yield opened
    opened.close()


def bought(desk: Desk, card: str = "7789", price: int = 100_000) -> tuple[str, Chain]:
    """A member who has bought once, for twice the price."""
    who = desk.join()
    account_id = desk.member(card)
    chain = Chain(programme=desk.programme)
    chain.sell(desk.account(who, chain.epoch, account_id), at=desk.clock.now() + MINUTE, price=price)
    desk.clock.advance(HOUR)
    desk.send(who, chain)
    return account_id, chain


def test_a_rise_waits_for_midnight_and_tills_are_told_before(desk: Desk) -> None:
    account_id, _ = bought(desk)
    who = desk.join("2", "till 2")
    told = desk.account(who, Chain().epoch, account_id)
    # bought on 21 November: the next day's first instant in the home store
    assert (told.level_id, told.next_level, told.next_level_at) == ("none", "d3", midnight("2026-11-22"))
    assert told.net_purchases == 200_000
    assert told.last_purchase_at == START + MINUTE
    desk.clock.advance(DAY)
    done = desk.recalculate()
    assert (done.risen, done.fallen) == (1, 0)
    told = desk.account(who, Chain().epoch, account_id)
    assert (told.level_id, told.level_since) == ("d3", midnight("2026-11-22"))
    # and so is the fall that comes if nothing is bought
    assert (told.next_level, told.next_level_at) == ("none", midnight("2027-11-22"))
    [(at, before, after, reason)] = desk.history(account_id)
    assert (at, before, after) == (midnight("2026-11-22"), "none", "d3")
    assert json.loads(reason) == {"kind": "purchases", "net": 200_000, "window": "months", "length": 12}
    assert desk.findings() == []


def test_the_job_gives_the_same_late_twice_and_in_pieces(place: ServerPlaces) -> None:
    """Every day, once after two years, and a page of one account at a time: one history, one date each."""
    histories = []
    for steps in (730, 1, 12):
        clock = ManualClock()
        desk = Desk(place(f"{steps}.db"), clock, DISCOUNTS)
        account_id, _ = bought(desk)
        for _ in range(steps):
            clock.advance(730 * DAY // steps)
            desk.recalculate()
            desk.recalculate()
        histories.append(desk.history(account_id))
        assert desk.findings() == []
        desk.close()
    # up on the next day, down when the purchase has left the twelve months
    assert [(at, before, after) for at, before, after, _ in histories[0]] == [
        (midnight("2026-11-22"), "none", "d3"),
        (midnight("2027-11-22"), "d3", "none"),
    ]
    assert histories[1] == histories[0] == histories[2]


def test_a_run_killed_between_pages_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    who = desk.join()
    chain = Chain(programme=DISCOUNTS)
    accounts = [desk.member(f"77{n}") for n in range(5)]
    for account_id in accounts:
        chain.sell(desk.account(who, chain.epoch, account_id), at=START, price=100_000)
    desk.clock.advance(HOUR)
    desk.send(who, chain)
    desk.clock.advance(DAY)
    monkeypatch.setattr(server_levels, "PAGE", 2)

    class Killed(BaseException):
        pass

    seen: list[object] = []
    write = Book.write

    def killed(book: Book) -> None:
        seen.append(book)
        if len(seen) == 2:
            raise Killed
        write(book)

    monkeypatch.setattr(Book, "write", killed)
    with pytest.raises(Killed):
        desk.recalculate()
    monkeypatch.setattr(Book, "write", write)
    assert sum(len(desk.history(each)) for each in accounts) == 2
    assert desk.recalculate().risen == 3
    assert [len(desk.history(each)) for each in accounts] == [1] * 5
    assert desk.recalculate().accounts == 0
    assert desk.findings() == []


def test_a_purchase_that_comes_late_is_dated_when_it_was_made(banded: Desk) -> None:
    """A member fell for want of purchases; a till that was offline had sold to them all the same."""
    who, other = banded.join(), banded.join("2", "till 2")
    account_id = banded.member("7789")
    first, late = Chain(programme=BANDED), Chain(programme=BANDED)
    state = banded.account(who, first.epoch, account_id)
    first.sell(state, at=START, price=300_000)
    late.sell(state, at=START + 80 * DAY, price=5_000)
    banded.clock.advance(HOUR)
    banded.send(who, first)
    assert [step[1:3] for step in banded.history(account_id)] == [("guest", "friend")]
    banded.clock.advance(100 * DAY)
    banded.recalculate()
    assert [step[1:3] for step in banded.history(account_id)] == [("guest", "friend"), ("friend", "guest")]
    fell_at = banded.clock.now()
    banded.send(other, late)
    # the fall has never been; what was told until now is kept
    assert [step[1:3] for step in banded.history(account_id)] == [("guest", "friend")]
    [gone] = banded.rows(sa.select(tables.level_change).where(tables.level_change.c.superseded_at.is_not(None)))
    assert (gone.from_level, gone.to_level, gone.recorded_at <= fell_at) == ("friend", "guest", True)
    banded.clock.advance(90 * DAY)
    banded.recalculate()
    *_, (at, before, after, reason) = banded.history(account_id)
    assert (before, after, json.loads(reason)) == ("friend", "guest", {"kind": "inactivity", "days": 90})
    assert at == midnight("2026-11-22") + (80 + 90) * DAY
    assert banded.findings() == []


def test_an_assigned_level_is_never_recomputed(place: ServerPlaces, clock: ManualClock) -> None:
    groups = resource("discount-groups")
    assigned = next(level.id for level in groups.levels.ladder if level.is_assigned)
    desk = Desk(place(), clock, groups)
    account_id, _ = bought(desk, price=1_000_000)
    with desk.database.write() as transaction:
        book = Book(transaction, "")
        book.load([account_id], ())
        assign(book, book.accounts[account_id], assigned, "1C", "contract 12")
        Levels(transaction, book, desk.programmes).update([account_id])
        book.write()
    assert desk.row(account_id).level_id == assigned
    clock.advance(400 * DAY)
    desk.recalculate(anew=True)
    assert desk.row(account_id).level_id == assigned
    with desk.database.read() as connection:
        page = feed.level_history(connection, account_id, clock.now())
    assert [(step.to_level, step.reason.kind, step.reason.by, step.note) for step in page.steps] == [
        (assigned, "assigned", "1C", "contract 12")
    ]
    assert desk.findings() == []
    desk.close()


def test_a_floor_holds_whatever_leaves_the_window(desk: Desk) -> None:
    account_id, _ = bought(desk)
    with desk.database.write() as transaction:
        book = Book(transaction, "")
        book.load([account_id], ())
        assign(book, book.accounts[account_id], "d5", "Иванова", "a good neighbour", floor=True)
        Levels(transaction, book, desk.programmes).update([account_id])
        book.write()
    assert (desk.row(account_id).level_id, desk.row(account_id).level_floor) == ("d5", "d5")
    desk.clock.advance(800 * DAY)
    desk.recalculate()
    assert desk.row(account_id).level_id == "d5"
    assert desk.row(account_id).net_purchases == 0
    assert desk.findings() == []


def test_net_purchases_fall_on_the_day_they_leave_the_window(desk: Desk) -> None:
    """Also where no level changes: the panel tells what is missing to the next one."""
    account_id, _ = bought(desk, price=1_000)
    assert desk.row(account_id).net_purchases == 2_000
    assert desk.row(account_id).level_due == midnight("2027-11-22")
    desk.clock.set_wall_clock(midnight("2027-11-22") - 1)
    assert desk.recalculate().accounts == 0
    assert desk.row(account_id).net_purchases == 2_000
    desk.clock.set_wall_clock(midnight("2027-11-22") + 1)
    assert desk.recalculate().accounts == 1
    assert desk.row(account_id).net_purchases == 0


def test_days_are_those_of_the_home_store(place: ServerPlaces, clock: ManualClock) -> None:
    """Bought at 23:30 in Kamchatka, which is noon in Moscow: the level rises half an hour later."""
    desk = Desk(place(), clock, DISCOUNTS)
    who = desk.join("east", zone="Asia/Kamchatka")
    desk.join("west", "till 2", zone=ZONE)
    east, west = desk.member("7789", "east"), desk.member("7790", "west")
    chain = Chain(programme=DISCOUNTS)
    at = start_of_day(datetime.date(2026, 11, 23), "Asia/Kamchatka") - 30 * MINUTE
    for account_id in (east, west):
        chain.sell(desk.account(who, chain.epoch, account_id), at=at, price=100_000)
    clock.set_wall_clock(at + MINUTE)
    desk.send(who, chain)
    assert desk.row(east).next_level_at == at + 30 * MINUTE
    assert desk.row(west).next_level_at == midnight("2026-11-23")
    assert desk.findings() == []
    desk.close()


def test_a_new_version_is_looked_at_on_its_first_day(desk: Desk) -> None:
    account_id, _ = bought(desk)
    desk.clock.advance(DAY)
    desk.recalculate()
    easier = [
        msgspec.structs.replace(level, threshold=level.threshold // 3) if level.threshold else level
        for level in DISCOUNTS.levels.ladder
    ]
    levels = msgspec.structs.replace(DISCOUNTS.levels, ladder=tuple(easier))
    second = msgspec.structs.replace(DISCOUNTS, version=2, valid_from=datetime.date(2026, 12, 1), levels=levels)
    desk.publish(second)
    desk.clock.set_wall_clock(midnight("2026-12-01") - 1)
    desk.recalculate()
    assert desk.row(account_id).level_id == "d3"
    desk.clock.set_wall_clock(midnight("2026-12-01") + HOUR)
    desk.recalculate()
    *_, (at, before, after, reason) = desk.history(account_id)
    assert (at, before, after) == (midnight("2026-12-01"), "d3", "d5")
    assert json.loads(reason) == {"kind": "programme", "version": 2}
    assert desk.findings() == []


def test_what_is_published_late_or_withdrawn_changes_nothing_that_was(desk: Desk) -> None:
    account_id, _ = bought(desk)
    desk.clock.advance(2 * DAY)
    desk.recalculate()
    before = desk.history(account_id)
    harder = tuple(
        msgspec.structs.replace(level, threshold=level.threshold * 9) if level.threshold else level
        for level in DISCOUNTS.levels.ladder
    )
    levels = msgspec.structs.replace(DISCOUNTS.levels, ladder=harder)
    backdated: Programme = msgspec.structs.replace(
        DISCOUNTS, version=2, valid_from=datetime.date(2026, 11, 1), levels=levels
    )
    desk.publish(backdated)
    desk.recalculate(anew=True)
    assert desk.history(account_id) == before
    assert desk.findings() == []


def test_a_whole_return_leaves_the_window_as_if_nothing_had_been_sold(desk: Desk) -> None:
    who = desk.join()
    account_id = desk.member("7789")
    chain = Chain(programme=DISCOUNTS)
    sale = chain.sell(desk.account(who, chain.epoch, account_id), at=START, price=100_000)
    desk.clock.advance(HOUR)
    desk.send(who, chain)
    assert desk.row(account_id).next_level == "d3"
    chain.give_back(sale, 2000, at=START + 2 * HOUR)
    desk.clock.advance(2 * HOUR)
    desk.send(who, chain)
    assert (desk.row(account_id).net_purchases, desk.row(account_id).next_level) == (0, "")
    [back] = desk.rows(sa.select(tables.purchase).where(tables.purchase.c.is_return == 1))
    assert (back.at, back.counted_at, back.net) == (START, START + 2 * HOUR, -200_000)
    desk.clock.advance(3 * DAY)
    desk.recalculate()
    assert desk.history(account_id) == []
    assert desk.findings() == []


def test_a_till_that_tells_a_wrong_level_or_sum_is_noted(desk: Desk) -> None:
    who = desk.join()
    account_id = desk.member("7789")
    chain = Chain(programme=DISCOUNTS)
    state = desk.account(who, chain.epoch, account_id)
    lies = (
        msgspec.structs.replace(state, level_id="d10"),
        msgspec.structs.replace(state, net_purchases=5),
        msgspec.structs.replace(state, next_level="d50", next_level_at=1),
    )
    as_of = desk.clock.now() + MINUTE
    for lie in (*lies, state):
        chain.sell(lie, as_of=as_of, at=as_of)
    desk.clock.advance(HOUR)
    answer = desk.send(who, chain)
    assert {each.state for each in answer.acknowledged} == {"applied"}
    noted = desk.rows(sa.select(tables.alarm).where(tables.alarm.c.kind == "snapshot").order_by(tables.alarm.c.seq))
    assert [row.seq for row in noted] == [1, 2, 3, 4]
    assert [
        word in row.detail for word, row in zip(("level d10", "net purchases 5", "level d50"), noted[:3], strict=True)
    ]
    # the last one forgot what the till had sold itself
    assert "net purchases 0" in noted[3].detail


def test_a_till_offline_that_goes_by_a_rise_which_never_came_told_no_lie(desk: Desk) -> None:
    who, away = desk.join(), desk.join("2", "till 2")
    account_id = desk.member("7789")
    chain, offline = Chain(programme=DISCOUNTS), Chain(programme=DISCOUNTS)
    sale = chain.sell(desk.account(who, chain.epoch, account_id), at=START, price=100_000)
    desk.clock.advance(HOUR)
    desk.send(who, chain)
    told, as_of = desk.account(away, offline.epoch, account_id), desk.clock.now()
    assert (told.next_level, told.next_level_at) == ("d3", midnight("2026-11-22"))
    # all of it comes back before midnight, which the other till does not hear
    chain.give_back(sale, 2000, at=START + 2 * HOUR)
    desk.clock.advance(2 * HOUR)
    desk.send(who, chain)
    assert desk.row(account_id).next_level == ""
    at = midnight("2026-11-22") + HOUR
    offline.sell(told, as_of=as_of, at=at)
    lie = msgspec.structs.replace(told, next_level="d50")
    offline.sell(lie, as_of=as_of, at=at)
    desk.clock.advance(2 * DAY)
    desk.send(away, offline)
    [noted] = desk.rows(sa.select(tables.alarm).where(tables.alarm.c.kind == "snapshot"))
    assert (noted.seq, "level d50" in noted.detail) == (2, True)


def test_a_rise_by_a_till_whose_clock_is_ahead_is_no_lie_of_the_next(banded: Desk) -> None:
    who, other = banded.join(), banded.join("2", "till 2")
    account_id = banded.member("7789")
    ahead, chain = Chain(programme=BANDED), Chain(programme=BANDED)
    ahead.sell(banded.account(who, ahead.epoch, account_id), at=banded.clock.now() + 7 * MINUTE, price=1_000_000)
    banded.send(who, ahead)
    [(risen_at, _, _, _)] = banded.history(account_id)
    banded.clock.advance(MINUTE)
    told = banded.account(other, chain.epoch, account_id)
    assert risen_at > banded.clock.now()
    assert told.level_id == banded.row(account_id).level_id != BANDED.base_level.id
    chain.sell(told, as_of=banded.clock.now(), at=banded.clock.now())
    chain.sell(msgspec.structs.replace(told, level_id=BANDED.base_level.id), as_of=banded.clock.now())
    banded.clock.advance(MINUTE)
    banded.send(other, chain)
    noted = banded.rows(sa.select(tables.alarm).where(tables.alarm.c.kind == "snapshot"))
    assert [row.seq for row in noted if "level" in row.detail] == [2]


def test_verify_sees_a_level_that_nobody_earned(desk: Desk) -> None:
    account_id, _ = bought(desk)
    desk.clock.advance(DAY)
    desk.recalculate()
    assert desk.findings() == []
    changes: list[tuple[sa.Table, dict[str, object], str]] = [
        (tables.account, {"level_id": "d50"}, "level"),
        (tables.account, {"net_purchases": 7}, "net purchases"),
        (tables.level_change, {"at": 5}, "level history"),
        (tables.purchase, {"net": 9_000_000}, "level state"),
    ]
    for table, values, what in changes:
        assert what in tampered(desk, sa.update(table).where(table.c.account_id == account_id).values(**values))
    assert desk.findings() == []


def tampered(desk: Desk, change: sa.Update) -> list[str]:
    """What verify finds after a change that is not kept."""
    found: list[str] = []
    with contextlib.suppress(InterruptedError), desk.database.write() as transaction:
        transaction.connection.execute(change)
        found += [finding.what for finding in verify(transaction.connection)]
        raise InterruptedError
    return found
