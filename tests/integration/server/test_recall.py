"""Rights that somebody else needs: who holds them idle gives them up, and they stay free for who asks again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.core.clock import MINUTE
from cashier_app.server import jobs, recalling, tables, verify
from cashier_app.server.members import LotRecord
from cashier_app.sync.messages import AccountChange, ReleaseBody
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.site_side import Site, basket
from tests.integration.server.store_node import StoreNode, held
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

CARD = "7770000000000001"


@pytest.fixture
def address(place: ServerPlaces) -> str:
    """Where the ledger is."""
    return place()


@pytest.fixture
def desk(address: str, clock: ManualClock) -> Iterator[Desk]:
    """A central server with the reference programme."""
    opened = Desk(address, clock, PROGRAMME)
    yield opened
    opened.close()


class Home:
    """A member with 200 points, all of them held by the only till of the home store."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.member = desk.member(CARD, lots=(LotRecord("200"),))
        self.till, self.chain = desk.join("1", "till 1"), Chain("home")
        self.cursor = desk.send(self.till, self.chain).cursor
        account = desk.account(self.till, "home", self.member)
        [self.lot] = [lot.lot_id for lot in account.lots if lot.wallet == "points"]
        assert self.held() == 20_000

    def held(self) -> int:
        """What the till holds, as the server knows it."""
        return held(self.desk.database, "home").get(self.lot, 0)

    def exchange(self) -> list[str]:
        """The till asks for what is new; lots that are asked back."""
        answer = self.desk.exchange(self.till, self.chain.request(self.chain.seq + 1, cursor=self.cursor))
        self.cursor = answer.cursor
        return [each.lot_id for each in answer.recalls]

    def give_up(self, points: int = 20_000) -> None:
        """The till gives up what it does not use."""
        self.chain.add(ReleaseBody((self.chain.count(self.lot, released=points),)))
        answer = self.desk.exchange(self.till, self.chain.request(self.chain.seq, cursor=self.cursor))
        self.cursor = answer.cursor


def test_a_site_gets_what_there_is_at_once_and_the_rest_once_the_shop_has_given_it_up(desk: Desk) -> None:
    home, site = Home(desk), Site(desk)
    first = site.hold(basket(CARD, redeem=10_000))
    assert (first.held, first.awaited) == ((), True)
    assert home.exchange() == [home.lot]
    home.give_up()
    # the member's home does not get it again by itself meanwhile
    home.exchange()
    assert home.held() == 0
    again = site.hold(basket(CARD, redeem=10_000))
    assert sum(part.points for part in again.held) == 10_000
    assert not again.awaited
    assert desk.findings() == []


def test_nobody_is_asked_where_everything_wanted_is_free(desk: Desk) -> None:
    member = desk.member(CARD, home="3", lots=(LotRecord("200"),))
    till, site = desk.join("2", "till 2"), Site(desk)
    account = desk.account(till, "away", member)
    desk.acquire(till, "away", member, *((lot.lot_id, 5000) for lot in account.lots if lot.wallet == "points"))
    hold = site.hold(basket(CARD, redeem=10_000))
    assert (bool(hold.held), hold.awaited) == (True, False)
    assert desk.rows(sa.select(tables.recall)) == []


def test_points_that_nobody_asks_for_any_more_go_home_again(desk: Desk, clock: ManualClock) -> None:
    home, site = Home(desk), Site(desk)
    site.hold(basket(CARD, redeem=10_000))
    home.exchange()
    home.give_up()
    clock.advance(recalling.LEASE + MINUTE)
    assert jobs.forget_recalls(desk.database) == 1
    assert jobs.forget_recalls(desk.database) == 0
    home.exchange()
    assert home.held() == 20_000
    assert desk.findings() == []


def test_a_message_that_comes_late_grants_nothing_that_no_page_tells_of(desk: Desk, clock: ManualClock) -> None:
    """The question of before the points were free, heard once more when they are: its answer goes nowhere."""
    home, site = Home(desk), Site(desk)
    site.hold(basket(CARD, redeem=10_000))
    home.exchange()
    late = home.chain.request(home.chain.seq + 1, cursor=home.cursor)
    home.give_up()
    home.exchange()
    clock.advance(recalling.LEASE + MINUTE)
    desk.exchange(home.till, late)
    assert home.held() == 0
    jobs.forget_recalls(desk.database)
    desk.exchange(home.till, late)
    answer = desk.exchange(home.till, home.chain.request(home.chain.seq + 1, cursor=home.cursor))
    told = [lot.granted for each in answer.changes if isinstance(each, AccountChange) for lot in each.lots]
    [(granted,)] = desk.rows(sa.select(tables.spending_right.c.granted).where(tables.spending_right.c.epoch == "home"))
    assert told == [granted]
    assert home.held() == 20_000


def test_a_till_of_another_store_gets_the_points_when_it_asks_again(desk: Desk) -> None:
    home = Home(desk)
    other = desk.join("2", "till 2")
    answer = desk.acquire(other, "away", home.member, (home.lot, 6000))
    assert [lot.granted for lot in answer.account.lots if lot.lot_id == home.lot] == [0]
    assert home.exchange() == [home.lot]
    # in use just now: asked again
    assert home.exchange() == [home.lot]
    home.give_up()
    assert home.exchange() == []
    answer = desk.acquire(other, "away", home.member, (home.lot, 6000))
    assert [lot.granted for lot in answer.account.lots if lot.lot_id == home.lot] == [6000]
    # the home till may have the rest back, for a buyer who stands there
    desk.acquire(home.till, "home", home.member, (home.lot, 34_000))
    assert home.held() == 14_000
    assert desk.findings() == []


def test_a_person_asks_for_what_is_held(
    desk: Desk, address: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = Home(desk)

    def run(*arguments: str) -> int:
        return main(["--language", "en", "server", "recall", *arguments, "--database", address])

    assert run(CARD, "--reason", "a letter", "--author", "Орлова") == 0
    said = capsys.readouterr().out
    assert f"asked for 200 of lot {shop.lot}: till 1, store 1" in said
    assert shop.exchange() == [shop.lot]
    assert run(shop.lot, "--reason", "a letter", "--json") == 0
    assert [each["points"] for each in json.loads(capsys.readouterr().out)] == [20_000]
    shop.give_up()
    assert run(shop.lot, "--reason", "a letter") == 1
    assert run("nobody", "--reason", "a letter") == 1
    assert "Nobody is known as" in capsys.readouterr().err
    assert main(["--language", "en", "server", "journal", "--database", address]) == 0
    said = capsys.readouterr().out
    assert said.count("Rights asked back") == 2
    assert CARD not in said


def test_a_store_node_gives_up_what_it_has_not_lent_and_asks_its_tills_for_the_rest(
    desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    node = StoreNode(desk, tmp_path / "node", clock)
    member = desk.member(CARD, lots=(LotRecord("200"),))
    till, chain = desk.join("1", "till 1"), Chain("life-1")
    node.sync()
    chain.parent = node.epoch
    account = node.account(till, chain.epoch, member)
    [lot] = [each.lot_id for each in account.lots if each.wallet == "points"]
    node.acquire(till, chain.epoch, member, (lot, 5000))
    site = Site(desk)
    assert site.hold(basket(CARD, redeem=20_000)).held == ()
    node.sync()
    assert held(desk.database, node.epoch) == {lot: 5000}
    recalled = node.exchange(till, chain.request()).recalls
    assert [(each.lot_id, each.parent, each.granted) for each in recalled] == [(lot, node.epoch, 5000)]
    chain.add(ReleaseBody((chain.count(lot, released=5000),)))
    node.send(till, chain)
    node.sync()
    node.sync()
    assert held(desk.database, node.epoch) == {}
    assert sum(part.points for part in site.hold(basket(CARD, redeem=20_000)).held) == 20_000
    assert desk.findings() == []
    with node.database.read() as connection:
        assert verify.verify(connection) == []
    node.close()
