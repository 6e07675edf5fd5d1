"""Registrations: the same twice is one, two tills' become one member, nothing is lost, welcome points once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest
import sqlalchemy as sa

from cashier_app.core.clock import HOUR, MINUTE
from cashier_app.core.ids import identifier_hash, new_id
from cashier_app.loyalty.cart import Cart
from cashier_app.loyalty.enrolment import enrolment_posting
from cashier_app.server import tables
from cashier_app.server.database import read_meta
from cashier_app.sync.messages import (
    AccountChange,
    EntryMessage,
    RegisteredIdentifier,
    RegistrationBody,
    SaleBody,
    SealedOperation,
    registered_account,
    unclaimed_account,
)
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.till_side import ZONE, Chain
from tests.server_places import ServerPlaces

ENROLMENT = resource("enrolment")
WELCOME = ENROLMENT.enrolment.welcome_points


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, ENROLMENT)
    yield opened
    opened.close()


def known_by(desk: Desk, **values: str) -> tuple[RegisteredIdentifier, ...]:
    with desk.database.read() as connection:
        key = bytes.fromhex(read_meta(connection, "identifier_key"))
    return tuple(
        RegisteredIdentifier(kind, value, identifier_hash(key, kind, value).hex())  # type: ignore[arg-type]
        for kind, value in values.items()
    )


def register(
    desk: Desk, chain: Chain, name: str = "Анна Кузнецова", at: int = START, welcome: int | None = None, **values: str
) -> tuple[SealedOperation, str]:
    """Tell a registration as a till does; the operation and the account it names."""
    identifiers = known_by(desk, **values)
    account_id, op_id = registered_account(identifiers), new_id()
    posting = enrolment_posting(op_id, account_id, ENROLMENT, at, ZONE)
    entries = tuple(
        EntryMessage(
            each.kind,
            account_id,
            each.wallet,
            each.lot_id,
            each.points if welcome is None else welcome,
            each.active_at,
            each.expires_at,
            each.source,
        )
        for each in posting.entries
    )
    rights = tuple(chain.count(each.lot_id, earned=each.points) for each in entries)
    body = RegistrationBody(
        account_id=account_id,
        identifiers=identifiers,
        name=name,
        birthday="03-14",
        consent="2026-1",
        consented_at=at,
        user_id="u",
        store="1",
        entries=entries,
        rights=rights,
    )
    return chain.add(body, op_id, at), account_id


def points(desk: Desk, account_id: str) -> int:
    lot = tables.lot.c
    [row] = desk.rows(
        sa.select(sa.func.coalesce(sa.func.sum(lot.balance), 0).label("sum")).where(lot.account_id == account_id)
    )
    return int(row.sum)  # type: ignore[attr-defined]


def owners(desk: Desk) -> dict[str, str]:
    return {str(row.value): str(row.account_id) for row in desk.rows(sa.select(tables.identifier))}


def test_a_registration_makes_a_member_once(desk: Desk) -> None:
    who = desk.join()
    chain = Chain(programme=ENROLMENT)
    _, account_id = register(desk, chain, card="7001", phone="+7 912 345-67-89")
    desk.send(who, chain)
    desk.send(who, chain)
    assert points(desk, account_id) == WELCOME > 0
    assert owners(desk) == {"7001": account_id, "79123456789": account_id}
    [row] = desk.rows(sa.select(tables.member))
    assert (row.name, row.registered_at, row.store_id, row.consent, row.consented_at, row.channel) == (
        "Анна Кузнецова",
        START,
        "1",
        "2026-1",
        START,
        "till",
    )
    told = desk.account(who, chain.epoch, account_id)
    assert (told.display, told.birthday, told.level_id, told.level_since) == (
        "Анна К.",
        "03-14",
        ENROLMENT.base_level.id,
        START,
    )
    assert desk.alarms() == []
    assert desk.findings() == []


def test_what_an_unknown_card_collected_comes_along(desk: Desk) -> None:
    who = desk.join()
    chain = Chain(programme=ENROLMENT)
    [card] = known_by(desk, card="7001")
    chain.sell(unclaimed=card.hash, price=200_000)
    register(desk, chain, at=START + MINUTE, card="7001")
    chain.sell(unclaimed=card.hash, at=START + 2 * MINUTE, price=200_000)
    account_id = registered_account([card])
    for first in (1, 2, 3):
        desk.send(who, chain, first, first)
    earned = sum(each.points for sale in (1, 3) for each in entries_of(desk, sale))
    assert points(desk, account_id) == WELCOME + earned
    row = desk.row(account_id)
    assert (row.net_purchases, row.purchases) == (800_000, 2)
    assert desk.row(unclaimed_account(card.hash)).merged_into == account_id
    assert desk.findings() == []
    assert desk.alarms() == []


def test_a_sale_that_comes_before_the_registration_asks_nobody_once_that_has_come(desk: Desk) -> None:
    here, there = desk.join(), desk.join("1", "till 2")
    registering, selling = Chain(programme=ENROLMENT), Chain(programme=ENROLMENT)
    _, account_id = register(desk, registering, card="7001")
    known_there = AccountChange(account_id, "Анна К.", ENROLMENT.base_level.id, "active", None, 0, 0, (), ())
    selling.sell(known_there, at=START + MINUTE)
    desk.send(there, selling)
    assert desk.rows(UNKNOWN) == [(None,)]
    desk.send(here, registering)
    [(resolved_at,)] = desk.rows(UNKNOWN)
    assert resolved_at is not None
    assert desk.findings() == []


UNKNOWN = sa.select(tables.alarm.c.resolved_at).where(tables.alarm.c.kind == "unknown_account")


def entries_of(desk: Desk, seq: int) -> list[sa.Row[tuple[object, ...]]]:
    return desk.rows(sa.select(tables.entry).where(tables.entry.c.seq == seq))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_two_tills_with_the_network_gone_make_one_member(
    place: ServerPlaces, clock: ManualClock, order: tuple[int, ...]
) -> None:
    """One buyer, registered by a card here, by a telephone there, by both in a third place: in any order."""
    desk = Desk(place(), clock, ENROLMENT)
    tills = [(desk.join(str(n), f"till {n}"), Chain(programme=ENROLMENT)) for n in range(3)]
    how = ({"card": "7001"}, {"phone": "9123456789"}, {"card": "7001", "phone": "9123456789"})
    sold = 0
    for n, (_, chain) in enumerate(tills):
        _, account_id = register(desk, chain, at=START + n * MINUTE, **how[n])
        chain.sell(known(account_id), at=START + HOUR, price=100_000)
        sold += 200_000
    clock.advance(2 * HOUR)
    for n in order:
        desk.send(*tills[n])
    [account_id] = set(owners(desk).values())
    row = desk.row(account_id)
    assert (row.state, row.net_purchases, row.purchases) == ("active", sold, 3)
    # every account that a till has named leads to the one that stays
    others = [each for each in desk.rows(sa.select(tables.account)) if each.account_id != account_id]
    assert {(each.state, each.merged_into) for each in others} <= {("merged", account_id)}
    # welcome points of one registration, and what each sale earned
    accrued = desk.rows(sa.select(tables.lot).where(tables.lot.c.source == "welcome", tables.lot.c.balance != 0))
    assert [each.balance for each in accrued] == [WELCOME]
    assert "registered_twice" in desk.alarms()
    assert desk.findings() == []
    # a till that goes on selling to the account it made is understood
    who, chain = tills[1]
    chain.sell(known(registered_account(known_by(desk, **how[1]))), at=START + 2 * HOUR, price=100_000)
    desk.send(who, chain, 3)
    assert desk.row(account_id).net_purchases == sold + 200_000
    assert desk.findings() == []
    desk.close()


def known(account_id: str, level_id: str = ENROLMENT.base_level.id) -> AccountChange:
    """A member as the till knows one that has registered it."""
    return AccountChange(account_id, "Анна К.", level_id, "active", None, 0, 0, (), ())


def test_points_spent_before_the_second_welcome_was_taken_back_are_a_debt(desk: Desk) -> None:
    """The second till's buyer has spent them already: a fact, and the member owes it."""
    tills = [(desk.join(str(n), f"till {n}"), Chain(programme=ENROLMENT)) for n in range(2)]
    _, account_id = register(desk, tills[0][1], phone="9123456789")
    _, again = register(desk, tills[1][1], phone="9123456789")
    assert again == account_id
    chain = tills[1][1]
    lot_id = next(iter(chain.counters))[0]
    chain.add(spent(account_id, lot_id, chain), at=START + HOUR)
    desk.clock.advance(2 * HOUR)
    for who, each in tills:
        desk.send(who, each)
    assert points(desk, account_id) == WELCOME - 100
    assert desk.findings() == []
    assert desk.alarms().count("registered_twice") == 1


def spent(account_id: str, lot_id: str, chain: Chain) -> SaleBody:
    """A sale's facts that took a point of a lot (its quote is of no interest here)."""
    entry = EntryMessage("redemption", account_id, "points", lot_id, -100)
    rights = (chain.count(lot_id, used=100),)
    return SaleBody(new_id(), 9, 1, "u", account_id, "", (), (), (entry,), rights, 0, Cart(()), None, START)


def test_an_imported_member_is_never_merged_away(desk: Desk) -> None:
    """Two members of the old programme, whose card and telephone a till told as one buyer's: a person decides."""
    who = desk.join()
    first, second = desk.member("7001"), desk.member("7002")
    chain = Chain(programme=ENROLMENT)
    register(desk, chain, card="7001", virtual="7002")
    with desk.database.write() as transaction:
        key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))
        moved = sa.update(tables.identifier).where(tables.identifier.c.value == "7002")
        transaction.connection.execute(moved.values(kind="virtual", hash=identifier_hash(key, "virtual", "7002")))
    desk.send(who, chain)
    assert (desk.row(first).state, desk.row(second).state) == ("active", "active")
    assert "two_owners" in desk.alarms()
    assert desk.findings() == []


def test_a_blocked_member_does_not_become_another_one(desk: Desk) -> None:
    who = desk.join()
    blocked = desk.member("7001")
    with desk.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.account).values(state="blocked"))
    chain = Chain(programme=ENROLMENT)
    register(desk, chain, card="7001", phone="9123456789")
    desk.send(who, chain)
    assert owners(desk)["7001"] == blocked
    assert desk.row(blocked).state == "blocked"
    assert "not_active" in desk.alarms()
    assert desk.findings() == []


def test_welcome_points_that_the_programme_does_not_give_are_noted(desk: Desk) -> None:
    who = desk.join()
    chain = Chain(programme=ENROLMENT)
    register(desk, chain, card="7001", welcome=WELCOME + 100)
    desk.send(who, chain)
    assert desk.alarms() == ["welcome"]
    assert desk.findings() == []


def test_a_level_counts_what_was_bought_under_both_accounts(place: ServerPlaces, clock: ManualClock) -> None:
    """Two halves of a threshold, bought under two accounts of one buyer: together they earn the level."""
    banded = resource("banded-return")
    desk = Desk(place(), clock, banded)
    tills = [(desk.join(str(n), f"till {n}"), Chain(programme=banded)) for n in range(2)]
    how = ({"card": "7001"}, {"card": "7001", "phone": "9123456789"})
    for n, (_, chain) in enumerate(tills):
        identifiers = known_by(desk, **how[n])
        body = RegistrationBody(registered_account(identifiers), identifiers, "Анна К", "", "c", START, "u", str(n))
        chain.add(body, at=START + n)
        chain.sell(known(body.account_id, "guest"), at=START + HOUR, price=125_000)
    clock.advance(2 * HOUR)
    for who, chain in tills:
        desk.send(who, chain)
    [account_id] = set(owners(desk).values())
    assert desk.row(account_id).level_id == "friend"
    assert desk.findings() == []
    desk.close()
