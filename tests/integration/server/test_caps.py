"""Caps and codes at the server: opened once, by whoever may; used up is told; more than there was is an alarm."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.ledger import campaign_account, cap_lots
from cashier_app.loyalty.programme import load_programme
from cashier_app.server import nodes, tables
from cashier_app.simulation.limits_world import PROGRAMME
from cashier_app.sync.messages import AccountChange, LotChange
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.till_side import ZONE, Chain
from tests.server_places import ServerPlaces

LIMITS = load_programme(PROGRAMME)
ONCE = campaign_account("once")
CODE = "cap.once.0.campaign.a1"
FIVE = "cap.first-five.0.campaign.campaign-first-five"


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, LIMITS)
    yield opened
    opened.close()


def lots(account: AccountChange) -> dict[str, tuple[int, int]]:
    """Balance and cumulative grant by lot."""
    return {lot.lot_id: (lot.balance, lot.granted) for lot in account.lots}


def shared(change: LotChange, used: int = 0) -> LotState:
    """A campaign's lot as the till sells by it."""
    return LotState(
        change.lot_id, change.balance, change.granted - used, change.active_at, change.expires_at, change.wallet
    )


def page(desk: Desk, who: nodes.Node, chain: Chain, cursor: str = "") -> tuple[dict[str, AccountChange], str]:
    """All that the feed tells a till from a cursor on, and where it stands then."""
    found: dict[str, AccountChange] = {}
    while True:
        request = msgspec.structs.replace(chain.request(chain.seq + 1), cursor=cursor)
        answer = desk.exchange(who, request)
        found.update({each.account_id: each for each in answer.changes if isinstance(each, AccountChange)})
        cursor = answer.cursor
        if not answer.more:
            return found, cursor


def test_campaigns_have_accounts_from_the_publication_on(desk: Desk) -> None:
    """One for every rule with a cap that all buyers share; members' own caps stand with the members."""
    rows = desk.rows(sa.select(tables.account).where(tables.account.c.state == "campaign"))
    assert sorted(str(row.account_id) for row in rows) == [
        campaign_account("budget"),
        campaign_account("first-five"),
        ONCE,
    ]
    desk.publish(LIMITS)
    assert len(desk.rows(sa.select(tables.account))) == 3


def test_a_code_is_opened_by_the_first_who_asks_and_only_one_gets_it(desk: Desk) -> None:
    first, second = desk.join(), desk.join("2", "till 2")
    chains = Chain(programme=LIMITS), Chain(programme=LIMITS)
    for _ in range(2):
        assert lots(desk.acquire(first, chains[0].epoch, ONCE, (CODE, 1)).account) == {CODE: (1, 1)}
    # the other till is told that there is one, and gets none of it
    assert lots(desk.acquire(second, chains[1].epoch, ONCE, (CODE, 1)).account) == {CODE: (1, 0)}
    chains[0].release(CODE, 1)
    desk.send(first, chains[0])
    assert lots(desk.acquire(second, chains[1].epoch, ONCE, (CODE, 1)).account) == {CODE: (1, 1)}
    [opening] = desk.rows(sa.select(tables.entry).where(tables.entry.c.lot_id == CODE))
    assert (opening.op_id, opening.kind, opening.points) == (CODE, "adjustment", 1)
    assert desk.findings() == []


def test_a_code_that_is_used_up_is_told_as_used_up(desk: Desk) -> None:
    first, second = desk.join(), desk.join("2", "till 2")
    chain = Chain(programme=LIMITS)
    [lot] = desk.acquire(first, chain.epoch, ONCE, (CODE, 1)).account.lots
    chain.sell(codes=("A1",), wallets=(shared(lot),), price=5_000)
    desk.send(first, chain)
    assert lots(desk.acquire(second, "other", ONCE, (CODE, 1)).account) == {CODE: (0, 0)}
    assert desk.alarms() == []
    assert desk.findings() == []


@pytest.mark.parametrize(
    "lot_id",
    [
        "cap.once.0.campaign.",
        "cap.once.7.campaign.a1",
        "cap.nothing.0.campaign.a1",
        "cap.once.0.2026-11.a1",
        "cap.daily.0.2025-01-01.somebody",
        "cap.first-five.0.campaign.campaign-once",
        "coupon.x",
    ],
)
def test_only_what_the_programme_knows_is_opened(desk: Desk, lot_id: str) -> None:
    who = desk.join()
    desk.join("2", "till 2")
    for account_id in (ONCE, desk.member("7789")):
        desk.acquire(who, "e", account_id, (lot_id, 1))
    assert desk.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == lot_id)) == []


def test_a_day_that_has_just_ended_at_the_till_is_still_known(desk: Desk) -> None:
    """The till chose the day by its own clock, and asked a moment before or after midnight."""
    who = desk.join()
    desk.join("2", "till 2")
    account_id = desk.member("7789", home="3")
    for days, known in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        [lot] = (
            each
            for each in cap_lots(LIMITS, ZONE, START + days * DAY, account_id=account_id)
            if each.lot_id.startswith("cap.daily")
        )
        told = desk.acquire(who, "e", account_id, (lot.lot_id, 1)).account
        assert (lot.lot_id in lots(told)) is known, days


def test_the_only_till_of_a_store_opens_its_members_caps_itself(desk: Desk) -> None:
    who, elsewhere = desk.join(), desk.join("2", "till 2")
    chain = Chain(programme=LIMITS)
    account_id = desk.member("7789")
    told, _ = page(desk, who, chain)
    assert told[account_id].home
    [daily] = (
        each
        for each in cap_lots(LIMITS, ZONE, START, account_id=account_id, may_open=True)
        if each.lot_id.startswith("cap.daily")
    )
    # nobody else may open it meanwhile: only the home knows whether it has been used
    assert lots(desk.acquire(elsewhere, "e", account_id, (daily.lot_id, 1)).account) == {}
    chain.sell(told[account_id], at=START, price=5_000, more_lots=(daily,))
    desk.send(who, chain)
    assert desk.alarms() == []
    # the home is told that it is used up for as long as it counts, and nobody opens it again
    again, _ = page(desk, who, chain)
    assert lots(again[account_id])[daily.lot_id] == (0, 0)
    assert lots(desk.acquire(elsewhere, "e", account_id, (daily.lot_id, 1)).account)[daily.lot_id] == (0, 0)
    desk.clock.advance(4 * DAY)
    assert daily.lot_id not in lots(page(desk, who, chain)[0][account_id])
    assert desk.findings() == []


def test_the_only_till_of_the_chain_is_the_campaigns_home_too(desk: Desk) -> None:
    who = desk.join()
    chain = Chain(programme=LIMITS)
    told, cursor = page(desk, who, chain)
    assert told[ONCE].home
    # it opens what it needs by itself, so that a code works with the network gone
    assert lots(desk.acquire(who, chain.epoch, ONCE, (CODE, 1)).account) == {}
    [code] = (each for each in cap_lots(LIMITS, ZONE, START, codes=["a1"], may_open=True) if each.lot_id == CODE)
    chain.sell(codes=("A1",), wallets=(code,), price=5_000)
    second = desk.join("2", "till 2")
    # until it has heard that it is alone no more, and told everything, the other one gets nothing
    assert lots(desk.acquire(second, "e", ONCE, (CODE, 1)).account) == {}
    desk.send(who, chain)
    told, cursor = page(desk, who, chain, cursor)
    assert not told[ONCE].home
    assert lots(desk.acquire(second, "e", ONCE, ("cap.once.0.campaign.a2", 1)).account) == {}
    page(desk, who, chain, cursor)
    assert lots(desk.acquire(second, "e", ONCE, ("cap.once.0.campaign.a2", 1)).account) == {
        "cap.once.0.campaign.a2": (1, 1)
    }
    assert lots(desk.acquire(second, "e", ONCE, (CODE, 1)).account)[CODE] == (0, 0)
    assert desk.alarms() == []
    assert desk.findings() == []


def test_a_new_life_of_the_till_hears_of_every_cap_that_was_touched(desk: Desk) -> None:
    who = desk.join()
    old, new = Chain(programme=LIMITS), Chain(programme=LIMITS)
    page(desk, who, old)
    [code] = (each for each in cap_lots(LIMITS, ZONE, START, codes=["a1"], may_open=True) if each.lot_id == CODE)
    old.sell(codes=("A1",), wallets=(code,), price=5_000)
    desk.send(who, old)
    told, cursor = page(desk, who, new)
    told.update(page(desk, who, new, cursor)[0])
    assert told[ONCE].home
    assert lots(told[ONCE])[CODE] == (0, 0)
    # an old message that arrives now takes nothing away from the new life
    page(desk, who, old)
    assert page(desk, who, new)[0][ONCE].home


def test_a_cap_opened_by_two_counts_once_and_the_excess_is_told(desk: Desk) -> None:
    """Both opened it (one of them had no right to): the uses are facts, the alarm names how many were too many."""
    first, second = desk.join(), desk.join("2", "till 2")
    chains = Chain(programme=LIMITS), Chain(programme=LIMITS)
    [five] = (each for each in cap_lots(LIMITS, ZONE, START, may_open=True) if each.lot_id == FIVE)
    for chain, uses in ((chains[0], 4), (chains[1], 3)):
        left = five
        for n in range(uses):
            chain.sell(wallets=(left,), price=5_000, at=START + n)
            left = msgspec.structs.replace(left, balance=left.balance - 1, right=left.right - 1, opens=0)
    desk.send(first, chains[0])
    desk.send(second, chains[1])
    assert desk.alarms().count("cap_opened_elsewhere") == 1
    assert desk.alarms().count("cap_opened_twice") == 1
    rows = desk.rows(sa.select(tables.alarm).where(tables.alarm.c.kind == "cap_exceeded"))
    assert sum(row.amount for row in rows) >= 2
    [lot] = desk.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == FIVE))
    # five, less seven
    assert lot.balance == -2
    assert desk.findings() == []


def test_a_cap_opened_with_another_amount_is_noted(desk: Desk) -> None:
    who = desk.join()
    chain = Chain(programme=LIMITS)
    page(desk, who, chain)
    [five] = (each for each in cap_lots(LIMITS, ZONE, START, may_open=True) if each.lot_id == FIVE)
    chain.sell(wallets=(msgspec.structs.replace(five, balance=500, right=500, opens=500),), price=5_000)
    desk.send(who, chain)
    assert desk.alarms() == ["cap"]


def test_what_is_left_of_a_day_lapses_with_it(desk: Desk) -> None:
    who = desk.join()
    desk.join("2", "till 2")
    account_id = desk.member("7789", home="3")
    [daily] = (
        each
        for each in cap_lots(LIMITS, ZONE, START, account_id=account_id)
        if each.lot_id.startswith("cap.redemption")
    )
    chain = Chain()
    desk.acquire(who, chain.epoch, account_id, (daily.lot_id, 100))
    chain.release(daily.lot_id, 100)
    desk.send(who, chain)
    desk.clock.advance(5 * DAY)
    desk.exchange(who, chain.request(2))
    [lot] = desk.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == daily.lot_id))
    assert (lot.balance, lot.lapsed) == (0, 15_000)
    assert desk.findings() == []


def test_a_revoked_till_opens_nothing_any_more(desk: Desk) -> None:
    who, other = desk.join(), desk.join("1", "till 2")
    account_id = desk.member("7789")
    chain = Chain()
    with desk.database.write() as transaction:
        nodes.revoke(transaction, other.node_id)
    assert page(desk, who, chain)[0][account_id].home
    with desk.database.write() as transaction:
        nodes.revoke(transaction, who.node_id)
    assert desk.row(account_id).home_epoch == ""
