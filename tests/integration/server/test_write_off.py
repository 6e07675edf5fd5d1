"""Machines that are gone: what they held goes back, what they did is applied, an overspend is known for what it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.core.clock import DAY
from cashier_app.server import exchange, journal, tables, verify, writing_off
from cashier_app.server.closing import Closed
from cashier_app.server.database import ServerDatabase
from cashier_app.server.members import LotRecord
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import (
    AccountChange,
    AcquireRequest,
    EntryMessage,
    HeldRight,
    ReleaseBody,
    ReturnBody,
    WriteOffBody,
)
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.site_side import Site, basket
from tests.integration.server.store_node import StoreNode, held
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

CARD, VISITOR = "7770000000000001", "7770000000000002"


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


def write_off(database: ServerDatabase, name: str) -> list[Closed]:
    """The act itself."""
    with database.write() as transaction:
        return writing_off.write_off(transaction, Programmes(), name, "Orlova", "stolen")


def findings(database: ServerDatabase) -> list[verify.Finding]:
    """What does not hold, at either kind of server."""
    with database.read() as connection:
        return verify.verify(connection)


def acts(database: ServerDatabase) -> list[str]:
    """Acts in the journal, which must hold."""
    with database.read() as connection:
        assert journal.verify(connection).broken is None
        return [record.act for record in journal.latest(connection, 100)]


def money(desk: Desk) -> tuple[int, int, int, int]:
    """(balance, pool, Σ rights, claims) of the whole ledger; balance = pool + rights - claims always holds."""
    lot, right = tables.lot.c, tables.spending_right.c
    columns = [sa.func.coalesce(sa.func.sum(each), 0) for each in (lot.balance, lot.reserved, lot.claim)]
    [(balance, reserved, claim)] = desk.rows(sa.select(*columns))
    lots = sa.select(lot.lot_id)
    summed = sa.func.sum(right.granted + right.earned - right.used - right.released)
    [(rights,)] = desk.rows(sa.select(sa.func.coalesce(summed, 0)).where(right.parent == "", right.lot_id.in_(lots)))
    assert rights == reserved
    return int(balance), int(balance - reserved + claim), int(rights), int(claim)  # type: ignore[call-overload]


def points_of(account: AccountChange) -> str:
    """The member's one lot of points."""
    [lot] = [each.lot_id for each in account.lots if each.wallet == "points"]
    return lot


class Destroyed:
    """A till with 200 points of its member, of which 80 were spent before it told anybody; then it is gone."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.member = desk.member(CARD, lots=(LotRecord("200"),))
        self.till, self.chain = desk.join("1", "till 1"), Chain("life-1")
        desk.send(self.till, self.chain)
        self.account = desk.account(self.till, "life-1", self.member)
        self.lot = points_of(self.account)
        self.chain.sell(self.account, redeem=8000, at=desk.clock.now())

    def turns_up(self) -> None:
        """The disk is found, and tells what it did."""
        self.desk.send(self.till, self.chain)


def test_what_a_destroyed_till_held_is_back_in_the_pool(desk: Desk) -> None:
    gone = Destroyed(desk)
    assert money(desk) == (20_000, 0, 20_000, 0)
    [closed] = write_off(desk.database, gone.till.node_id)
    assert (closed.epoch, closed.points, closed.lots) == ("life-1", 20_000, 1)
    assert money(desk) == (20_000, 20_000, 0, 0)
    row = desk.rows(sa.select(tables.written_off.c.lot_id, tables.written_off.c.points))
    assert row == [(gone.lot, 20_000)]
    assert desk.rows(sa.select(tables.node.c.state)) == [("revoked",)]
    assert acts(desk.database)[-2:] == ["epoch_written_off", "node_revoked"]
    assert desk.findings() == []
    # once more changes nothing, and says so
    before = acts(desk.database)
    [again] = write_off(desk.database, gone.till.node_id)
    assert not again.fresh
    assert acts(desk.database) == before


def test_an_epoch_that_was_written_off_gets_nothing_more(desk: Desk) -> None:
    gone = Destroyed(desk)
    write_off(desk.database, "life-1")
    assert desk.rows(sa.select(tables.node.c.state)) == [("active",)]
    answer = desk.acquire(gone.till, "life-1", gone.member, (gone.lot, 50_000))
    assert [lot.granted for lot in answer.account.lots if lot.lot_id == gone.lot] == [20_000]
    assert money(desk) == (20_000, 20_000, 0, 0)
    # a life that begins there anew is at home again
    assert desk.exchange(gone.till, Chain("life-2").request()).head.state == "open"
    assert money(desk) == (20_000, 0, 20_000, 0)


def test_a_disk_that_turns_up_takes_what_is_still_in_the_pool_without_an_alarm(desk: Desk) -> None:
    gone = Destroyed(desk)
    write_off(desk.database, gone.till.node_id)
    gone.turns_up()
    assert desk.alarms() == []
    assert desk.findings() == []
    balance, pool, rights, claims = money(desk)
    assert (balance - rights, claims) == (pool, 0)
    assert desk.rows(sa.select(tables.written_off.c.spent)) == [(8000,)]


def test_an_overspend_by_a_disk_that_turns_up_is_flagged_for_what_it_is(desk: Desk) -> None:
    gone = Destroyed(desk)
    write_off(desk.database, gone.till.node_id)
    other, chain = desk.join("2", "till 2"), Chain("life-2")
    account = desk.acquire(other, "life-2", gone.member, (gone.lot, 15_000)).account
    chain.sell(account, redeem=15_000, at=desk.clock.now())
    desk.send(other, chain)
    gone.turns_up()
    rows = desk.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount, tables.alarm.c.lot_id))
    assert rows == [("written_off_spent", 3000, gone.lot)]
    [(balance, claim)] = desk.rows(
        sa.select(tables.lot.c.balance, tables.lot.c.claim).where(tables.lot.c.lot_id == gone.lot)
    )
    assert (balance, claim) == (-3000, 3000)
    assert desk.findings() == []
    # told twice it is still once
    gone.turns_up()
    assert len(desk.alarms()) == 1


def test_more_than_was_written_off_is_an_overspend(desk: Desk) -> None:
    gone = Destroyed(desk)
    write_off(desk.database, gone.till.node_id)
    gone.turns_up()
    # 80 of 200 points are spent; the till spends 150 more than there were
    entry = EntryMessage("redemption", gone.member, "points", gone.lot, -27_000)
    rights = (gone.chain.count(gone.lot, used=27_000),)
    gone.chain.add(ReturnBody("x", 1, 1, "u", None, gone.member, (), (), (entry,), rights, 0, points="till"))
    desk.send(gone.till, gone.chain)
    amounts = {row[0]: row[1] for row in desk.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount))}
    assert amounts["written_off_spent"] == 12_000
    # what a return takes beyond it is the member's debt
    assert amounts["claim"] == 3000
    assert desk.findings() == []


def test_points_that_have_lapsed_meanwhile_lapse_when_their_holder_is_written_off(
    desk: Desk, clock: ManualClock
) -> None:
    member = desk.member(CARD, lots=(LotRecord("100", expires_in_days=1),))
    till, chain = desk.join("1", "till 1"), Chain("life-1")
    desk.send(till, chain)
    account = desk.account(till, "life-1", member)
    chain.sell(account, redeem=5000, at=clock.now())
    clock.advance(3 * DAY)
    other = desk.join("2", "till 2")
    desk.exchange(other, Chain("life-2").request())
    assert money(desk) == (10_000, 0, 10_000, 0)
    write_off(desk.database, till.node_id)
    assert money(desk) == (0, 0, 0, 0)
    kinds = desk.rows(sa.select(tables.entry.c.kind, tables.entry.c.points).order_by(tables.entry.c.entry_id))
    assert kinds[-1] == ("expiry", -10_000)
    desk.send(till, chain)
    assert "written_off_spent" in desk.alarms()
    assert "overspend" not in desk.alarms()
    assert desk.findings() == []


def test_points_earned_there_stay_with_the_closed_epoch_until_it_is_written_off_again(desk: Desk) -> None:
    gone = Destroyed(desk)
    gone.chain.sell(gone.account, at=desk.clock.now())
    write_off(desk.database, gone.till.node_id)
    gone.turns_up()
    _, _, rights, _ = money(desk)
    assert rights > 0
    closed = write_off(desk.database, "life-1")
    assert [each.points for each in closed] == [rights]
    assert money(desk)[2] == 0
    assert desk.findings() == []


def test_a_frozen_epoch_is_given_up_by_a_person(desk: Desk, expect_log: Callable[[str], None]) -> None:
    expect_log("has two histories")
    gone = Destroyed(desk)
    gone.turns_up()
    twin = Chain("life-1")
    twin.sell()
    desk.exchange(gone.till, twin.request())
    [closed] = write_off(desk.database, "life-1")
    assert (closed.was, closed.lots) == ("frozen", 2)
    assert desk.findings() == []
    # its other history is known for what it is, whatever comes
    desk.exchange(gone.till, twin.request())
    assert desk.rows(sa.select(tables.epoch.c.state)) == [("closed",)]


def test_the_right_to_return_goods_of_a_till_that_is_gone_is_given_to_who_asks(desk: Desk) -> None:
    from cashier_app.server import exchange
    from cashier_app.sync.messages import ReturnRequest

    till, chain = desk.join("1", "till 1"), Chain("life-1")
    chain.sell(receipt_id="r1")
    desk.send(till, chain)
    other = desk.join("2", "till 2")

    def ask() -> str:
        request = ReturnRequest("life-2", "r1", 1)
        return exchange.acquire_return(desk.database, desk.programmes, other, request).state

    assert ask() == "asked"
    write_off(desk.database, "life-1")
    assert ask() == "held"
    assert desk.findings() == []


def test_what_a_site_holds_goes_back_with_it(desk: Desk) -> None:
    desk.member(CARD, home="2", lots=(LotRecord("200"),))
    site = Site(desk)
    hold = site.hold(basket(CARD, redeem=5000))
    assert hold.held
    write_off(desk.database, site.who.node_id)
    assert site.look(hold).state == "cancelled"
    assert money(desk)[2] == 0
    assert desk.findings() == []


# --- store nodes -----------------------------------------------------------------------------------------


class Shop:
    """A store node with two tills and a member of 200 points, of which the first till has borrowed 120 and spent 80."""

    def __init__(self, central: Desk, folder: Path, clock: ManualClock) -> None:
        self.central = central
        self.node = StoreNode(central, folder, clock)
        self.member = central.member(CARD, lots=(LotRecord("200"),))
        self.tills = [central.join("1", "till 1"), central.join("1", "till 2")]
        self.chains = [Chain("life-1"), Chain("life-2")]
        self.node.sync()
        for chain in self.chains:
            chain.parent = self.node.epoch
        for till, chain in zip(self.tills, self.chains, strict=True):
            self.node.send(till, chain)
        self.lot = points_of(self.node.account(self.tills[0], "life-1", self.member))
        account = self.borrow(0, 12_000)
        self.chains[0].sell(account, redeem=8000, as_of=account.as_of, at=clock.now())

    def borrow(self, n: int, points: int) -> AccountChange:
        """A till acquires points at the node."""
        return self.node.acquire(self.tills[n], self.chains[n].epoch, self.member, (self.lot, points)).account

    def spend(self, n: int, points: int) -> None:
        """A till acquires and spends points."""
        account = self.borrow(n, points)
        self.chains[n].sell(account, redeem=points, as_of=account.as_of, at=self.central.clock.now())
        self.node.send(self.tills[n], self.chains[n])

    def is_right(self) -> None:
        """Both ledgers hold after everything was told."""
        for _ in range(3):
            self.node.sync()
        assert findings(self.node.database) == []
        assert self.central.findings() == []


@pytest.fixture
def shop(desk: Desk, tmp_path: Path, clock: ManualClock) -> Iterator[Shop]:
    """A store with a node of its own."""
    opened = Shop(desk, tmp_path / "node", clock)
    yield opened
    opened.node.close()


def test_a_store_node_writes_off_its_own_till_and_tells_the_central_server(shop: Shop) -> None:
    central, node = shop.central, shop.node
    node.cut = True
    [closed] = write_off(node.database, shop.tills[0].node_id)
    assert (closed.epoch, closed.points) == ("life-1", 12_000)
    # the other till has all of it at once, without the central server
    shop.spend(1, 20_000)
    assert findings(node.database) == []
    node.cut = False
    shop.is_right()
    states = dict(central.rows(sa.select(tables.node.c.node_id, tables.node.c.state)))  # type: ignore[arg-type]
    assert states[shop.tills[0].node_id] == "revoked"
    assert states[shop.tills[1].node_id] == "active"
    assert "epoch_written_off" in acts(central.database)
    assert "epoch_written_off" in acts(node.database)
    # the disk turns up: facts, and an overspend that is known for what it is
    with node.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.node).values(state="active"))
    node.send(shop.tills[0], shop.chains[0])
    shop.is_right()
    rows = central.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount))
    assert rows == [("written_off_spent", 8000)]


def test_an_overspend_that_shows_at_another_till_later_is_still_known_for_what_it_is(shop: Shop) -> None:
    write_off(shop.node.database, "life-1")
    shop.is_right()
    account = shop.borrow(1, 20_000)
    shop.node.send(shop.tills[0], shop.chains[0])
    shop.is_right()
    assert shop.central.alarms() == []
    shop.chains[1].sell(account, redeem=20_000, as_of=account.as_of, at=shop.central.clock.now())
    shop.node.send(shop.tills[1], shop.chains[1])
    shop.is_right()
    rows = shop.central.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount))
    assert rows == [("written_off_spent", 8000)]


def test_a_till_that_the_central_server_writes_off_is_written_off_by_its_store_node(shop: Shop) -> None:
    write_off(shop.central.database, shop.tills[0].node_id)
    shop.is_right()
    assert held(shop.node.database, "life-1", shop.node.epoch) == {}
    states = dict(shop.node.rows(sa.select(tables.epoch.c.epoch, tables.epoch.c.state)))
    assert states["life-1"] == "closed"
    shop.spend(1, 20_000)
    shop.node.sync()
    points = sa.select(tables.written_off.c.parent, tables.written_off.c.points)
    assert shop.central.rows(points) == [(shop.node.epoch, 12_000)]
    shop.is_right()


def test_a_whole_store_node_is_written_off_with_all_that_it_had_lent(shop: Shop) -> None:
    central, epoch = shop.central, shop.node.epoch
    shop.node.cut = True
    [closed] = write_off(central.database, shop.node.worker.upstream.node)
    assert (closed.epoch, closed.points) == (epoch, 20_000)
    assert money(central) == (20_000, 20_000, 0, 0)
    # another store spends most of it
    other, chain = central.join("2", "till 9"), Chain("life-9")
    account = central.acquire(other, "life-9", shop.member, (shop.lot, 15_000)).account
    chain.sell(account, redeem=15_000, at=central.clock.now())
    central.send(other, chain)
    # a till of the store tells by itself what it spent of what the node had lent to it
    central.send(shop.tills[0], shop.chains[0])
    rows = central.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount))
    assert rows == [("written_off_spent", 3000)]
    assert central.findings() == []
    balance, pool, rights, claims = money(central)
    assert balance == pool + rights - claims


def test_a_store_node_that_was_written_off_by_mistake_begins_another_life(
    shop: Shop, expect_log: Callable[[str], None]
) -> None:
    expect_log("is over for the central server")
    before = shop.node.epoch
    write_off(shop.central.database, before)
    shop.node.sync()
    assert shop.node.worker.upstream.epoch != before
    assert held(shop.node.database, "life-1", before) == {}
    # its till leaves the life that is over; what it has spent of that one is spent of what was given up
    shop.chains[0].add(ReleaseBody((shop.chains[0].count(shop.lot, released=4000),), left=before))
    shop.node.send(shop.tills[0], shop.chains[0])
    shop.is_right()
    assert held(shop.central.database, shop.node.worker.upstream.epoch)[shop.lot] == 20_000
    rows = shop.central.rows(sa.select(tables.alarm.c.kind, tables.alarm.c.amount))
    assert rows == [("written_off_spent", 8000)]


@pytest.mark.parametrize("acts", [True, False])
def test_a_store_node_that_was_put_back_unnoticed_begins_another_life_when_its_centre_knows_more(
    shop: Shop, tmp_path: Path, expect_log: Callable[[str], None], acts: bool
) -> None:
    """A copy made since it was started last has the mark of that start: only the central server can tell."""
    expect_log("")
    node, before = shop.node, shop.node.epoch
    shop.is_right()
    shutil.copytree(node.folder, tmp_path / "copy")
    write_off(node.database, shop.tills[0].node_id)
    shop.is_right()
    node.close()
    shutil.rmtree(node.folder)
    shutil.copytree(tmp_path / "copy", node.folder)
    node.open()
    assert node.epoch == before
    if acts:
        write_off(node.database, shop.tills[1].node_id)
    shop.is_right()
    present = node.worker.upstream.epoch
    assert present != before
    states = dict(shop.central.rows(sa.select(tables.node.c.node_id, tables.node.c.state)))  # type: ignore[arg-type]
    assert states[shop.tills[0].node_id] == "revoked"
    assert states[shop.tills[1].node_id] == ("revoked" if acts else "active"), "what was said meanwhile is told again"
    assert shop.central.alarms().count("fork") == int(acts)
    heads = dict(node.rows(sa.select(tables.epoch.c.epoch, tables.epoch.c.applied_seq - tables.epoch.c.durable_seq)))
    assert set(heads.values()) == {0}, "nothing waits for ever"


def test_a_store_node_that_has_forgotten_what_it_lent_begins_another_life_when_the_till_speaks(
    shop: Shop, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    """Its own chain and the feed know nothing of a loan: the till says how far it has heard."""
    expect_log("has been told more than is known here")
    node, before = shop.node, shop.node.epoch
    shop.is_right()
    shutil.copytree(node.folder, tmp_path / "copy")
    request = AcquireRequest("life-2", shop.member, ((shop.lot, 5000),), by_parent=True)
    answer = exchange.acquire(node.database, node.programmes, node.knows(shop.tills[1]), request)
    assert held(node.database, "life-2", before)[shop.lot] == 5000
    node.close()
    shutil.rmtree(node.folder)
    shutil.copytree(tmp_path / "copy", node.folder)
    node.open()
    assert (node.epoch, held(node.database, "life-2", before)) == (before, {})
    heard = msgspec.structs.replace(
        shop.chains[1].request(), incarnation=answer.incarnation, heard=answer.revision, cursor=""
    )
    node.exchange(shop.tills[1], heard)
    node.sync()
    assert node.worker.upstream.epoch != before


def test_a_till_cannot_write_off_anybody(desk: Desk) -> None:
    gone = Destroyed(desk)
    other, chain = desk.join("1", "till 2"), Chain("life-2")
    chain.add(WriteOffBody(gone.till.node_id, "life-1", ((gone.lot, 20_000),), True))
    desk.send(other, chain)
    assert desk.alarms() == ["foreign_write_off"]
    assert desk.rows(sa.select(tables.written_off)) == []
    assert money(desk)[2] == 20_000


def test_the_command_rehearses_does_and_tells_both_ways_out(
    desk: Desk, address: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = Destroyed(desk)

    def run(*arguments: str) -> int:
        return main(["--language", "en", "server", "write-off", *arguments, "--database", address])

    assert run("life-1", "--reason", "burnt", "--dry-run") == 0
    assert "nothing has been yet" in capsys.readouterr().out
    assert money(desk)[2] == 20_000
    assert run("life-1", "--reason", "burnt", "--author", "Орлова") == 0
    assert "epoch life-1: 200 points in 1 lots are back in the pool" in capsys.readouterr().out
    assert run("life-1", "--reason", "burnt") == 0
    assert "closed already" in capsys.readouterr().out
    assert run(gone.till.node_id, "--reason", "burnt", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["epoch"] == "life-1"
    assert run("nobody", "--reason", "burnt") == 1
    assert "There is no node and no epoch nobody" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run("life-1")


@pytest.mark.parametrize("holds", [True, False])
def test_a_store_node_that_has_heard_more_since_is_found_out_by_what_it_has_lent(
    shop: Shop, tmp_path: Path, expect_log: Callable[[str], None], holds: bool
) -> None:
    """Having caught up with the central server it knows a later number than any till: what a till holds of it tells."""
    expect_log("has been told more than is known here" if holds else "never")
    node, before = shop.node, shop.node.epoch
    shop.is_right()
    shutil.copytree(node.folder, tmp_path / "copy")
    request = AcquireRequest("life-2", shop.member, ((shop.lot, 5000),), by_parent=True)
    answer = exchange.acquire(node.database, node.programmes, node.knows(shop.tills[1]), request)
    if not holds:
        # it was put back to a copy that knows of the loan
        shutil.rmtree(tmp_path / "copy")
        shutil.copytree(node.folder, tmp_path / "copy")
    node.close()
    shutil.rmtree(node.folder)
    shutil.copytree(tmp_path / "copy", node.folder)
    node.open()
    for number in range(20):
        shop.central.member(f"77700000000001{number:02d}")
    node.sync()
    right = HeldRight(shop.lot, 5000, 0, 0, 0, before)
    told = msgspec.structs.replace(
        shop.chains[1].request(), incarnation=answer.incarnation, heard=answer.revision, cursor="", lent=(right,)
    )
    node.exchange(shop.tills[1], told)
    node.sync()
    assert (node.worker.upstream.epoch != before) == holds
