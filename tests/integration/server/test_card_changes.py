"""Cards replaced and blocked at a till: points and level stay, the old card is used no more, nobody's card is taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from cashier_app.core.ids import identifier_hash
from cashier_app.server import erasing, part_search, tables
from cashier_app.server.database import read_meta
from cashier_app.server.nodes import Node
from cashier_app.sync.messages import CardBody, RegisteredIdentifier, unclaimed_account
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.till_side import Chain
from tests.server_places import ServerPlaces

PROGRAMME = resource("reference")


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


class Till:
    """A till that changes cards."""

    def __init__(self, desk: Desk, name: str = "till 1") -> None:
        self.desk = desk
        self.who: Node = desk.join(name=name)
        self.chain = Chain(programme=PROGRAMME)

    def hash(self, value: str, kind: str = "card") -> str:
        with self.desk.database.read() as connection:
            key = bytes.fromhex(read_meta(connection, "identifier_key"))
        return identifier_hash(key, kind, value).hex()

    def replace(self, account_id: str, old: str, new: str, kind: str = "card") -> None:
        identifier = RegisteredIdentifier(kind, new, self.hash(new, kind))  # type: ignore[arg-type]
        self.chain.add(
            CardBody(account_id, "replaced", self.hash(old, kind) if old else "", "u", "1", identifier), at=START
        )

    def block(self, account_id: str, card: str) -> None:
        self.chain.add(CardBody(account_id, "blocked", self.hash(card), "u", "1"), at=START)

    def send(self) -> None:
        self.desk.send(self.who, self.chain)


def cards(desk: Desk) -> dict[str, tuple[str, str]]:
    """Account and state of every card and telephone."""
    return {str(row.value): (str(row.account_id), str(row.state)) for row in desk.rows(sa.select(tables.identifier))}


def acts(desk: Desk) -> list[str]:
    return [str(row.act) for row in desk.rows(sa.select(tables.journal).order_by(tables.journal.c.number))]


def test_a_new_card_takes_the_place_of_the_old_one_and_the_points_stay(desk: Desk) -> None:
    till = Till(desk)
    account = desk.member("7001", net_purchases=90_000_00)
    before = desk.row(account)
    till.replace(account, "7001", "7002")
    till.send()
    till.send()
    assert cards(desk) == {"7001": (account, "replaced"), "7002": (account, "active")}
    after = desk.row(account)
    assert (after.level_id, after.net_purchases) == (before.level_id, before.net_purchases)  # type: ignore[attr-defined]
    told = desk.account(till.who, till.chain.epoch, account)
    assert {(each.masked, each.state) for each in told.identifiers} == {("..7001", "replaced"), ("..7002", "active")}
    assert [act for act in acts(desk) if act.startswith("card_")] == ["card_replaced"]
    assert desk.alarms() == []
    assert desk.findings() == []


def test_a_lost_card_is_blocked_and_the_telephone_goes_on(desk: Desk) -> None:
    till = Till(desk)
    account = desk.member("7001")
    till.replace(account, "", "79123456789", "phone")
    till.block(account, "7001")
    till.replace(account, "79123456789", "79990000001", "phone")
    till.send()
    assert cards(desk) == {
        "7001": (account, "blocked"),
        "79123456789": (account, "replaced"),
        "79990000001": (account, "active"),
    }
    assert desk.alarms() == []


def test_what_a_blank_card_collected_before_comes_along(desk: Desk) -> None:
    till = Till(desk)
    account = desk.member("7001")
    till.chain.sell(unclaimed=till.hash("7002"))
    till.send()
    collected = unclaimed_account(till.hash("7002"))
    assert desk.row(collected).state == "unclaimed"  # type: ignore[attr-defined]
    till.replace(account, "7001", "7002")
    till.send()
    row = desk.row(collected)
    assert (row.state, row.merged_into) == ("merged", account)  # type: ignore[attr-defined]
    assert desk.findings() == []


def test_a_card_that_is_somebody_elses_stays_so_and_a_person_is_told(desk: Desk) -> None:
    till = Till(desk)
    account, other = desk.member("7001"), desk.member("7002")
    till.replace(account, "7001", "7002")
    till.block(account, "7002")
    till.send()
    assert cards(desk) == {"7001": (account, "replaced"), "7002": (other, "active")}
    assert desk.alarms() == ["card", "card"]


def test_two_tills_that_replace_the_same_card_offline_leave_both_new_ones_in_use(desk: Desk) -> None:
    first, second = Till(desk), Till(desk, "till 2")
    account = desk.member("7001")
    first.replace(account, "7001", "7002")
    second.replace(account, "7001", "7003")
    first.send()
    second.send()
    assert cards(desk) == {"7001": (account, "replaced"), "7002": (account, "active"), "7003": (account, "active")}


def test_an_erased_member_leaves_no_card_behind_in_the_operations(desk: Desk) -> None:
    till = Till(desk)
    account = desk.member("7001")
    till.replace(account, "7001", "79123456789", "phone")
    till.send()
    with desk.database.write() as transaction:
        erasing.erase(transaction, desk.programmes, account, "test", "asked")
    bodies = b"".join(bytes(row.body) for row in desk.rows(sa.select(tables.operation)))
    assert b"79123456789" not in bodies
    assert till.hash("7001").encode() not in bodies


def test_a_part_of_a_number_finds_initials_and_masks(desk: Desk) -> None:
    till = Till(desk)
    account, other = desk.member("7770001000079195"), desk.member("7770001000319195")
    till.replace(other, "", "79120009195", "phone")
    till.block(desk.member("7770001000999195"), "7770001000999195")
    till.send()
    with desk.database.read() as connection:
        found = part_search.by_part(connection, "9195", START)
        longer = part_search.by_part(connection, "00007919", START)
        nobody = part_search.by_part(connection, "4444", START)
    assert {(each.account_id, each.masked, each.display) for each in found.members} == {
        (account, "..9195", "Анна К."),
        (other, "..9195", "Анна К."),
    }
    assert not found.more
    assert [each.account_id for each in longer.members] == [account]
    assert nobody.members == ()
