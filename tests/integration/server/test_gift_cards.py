"""Gift cards at the server: told by tills, granted once, kept apart from members, issued and blocked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.core.ids import identifier_hash
from cashier_app.loyalty.gift_cards import card_facts, gift_account
from cashier_app.server import finding, gift_cards, tables
from cashier_app.server.database import read_meta
from cashier_app.server.rights import expire
from cashier_app.sync.messages import AccountChange, GiftCardRequest, GiftCardSummary
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.gift_sales import ENDS, load, pay
from tests.integration.server.running import RunningServer
from tests.integration.server.store_node import StoreNode, held
from tests.integration.server.till_side import PROGRAMME, Chain, Client
from tests.server_places import ServerPlaces

CARD = "6660000000001234"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


def account_of(desk: Desk, number: str = CARD) -> str:
    """The account of a card."""
    with desk.database.read() as connection:
        key = bytes.fromhex(read_meta(connection, "identifier_key"))
    return gift_account(identifier_hash(key, "gift", number).hex())


def balances(desk: Desk) -> dict[str, tuple[int, int, int]]:
    """(balance, reserved, claim) of every lot of gift cards."""
    lot = tables.lot.c
    rows = desk.rows(sa.select(tables.lot).where(lot.wallet == "gift"))
    return {row.lot_id: (row.balance, row.reserved, row.claim) for row in rows}


def granted(account: AccountChange) -> dict[str, int]:
    """What the asker was granted of each lot."""
    return {lot.lot_id: lot.granted for lot in account.lots}


def test_a_card_is_opened_by_its_sale_and_granted_to_one_till_at_a_time(desk: Desk) -> None:
    one, two, card = desk.join("1"), desk.join("2", "till 2"), account_of(desk)
    first, second = Chain(), Chain()
    lot_id = load(first, card, 300_000)
    desk.send(one, first)
    account = desk.acquire(two, second.epoch, card, (lot_id, 300_000)).account
    assert (account.state, granted(account), account.home) == ("gift", {lot_id: 300_000}, False)
    assert [(known.kind, known.masked) for known in account.identifiers] == [("gift", "..1234")]
    assert card_facts(account.segments).sold
    assert granted(desk.acquire(one, first.epoch, card, (lot_id, 300_000)).account) == {lot_id: 0}
    pay(second, card, [(lot_id, 100_000)], release=[(lot_id, 200_000)])
    desk.send(two, second)
    assert balances(desk) == {lot_id: (200_000, 0, 0)}
    assert granted(desk.acquire(one, first.epoch, card, (lot_id, 300_000)).account) == {lot_id: 200_000}
    assert desk.alarms() == []
    assert desk.findings() == []
    # told again it changes nothing
    desk.send(two, second)
    assert balances(desk)[lot_id][0] == 200_000


def test_more_than_a_card_holds_is_a_claim_with_an_alarm_and_never_a_balance_out_of_nothing(desk: Desk) -> None:
    one, card, chain = desk.join(), account_of(desk), Chain()
    lot_id = load(chain, card, 1000, release=False)
    desk.join("2", "till 2")
    pay(chain, card, [(lot_id, 1500)])
    desk.send(one, chain)
    assert balances(desk) == {lot_id: (-500, 0, 500)}
    assert desk.alarms() == ["overspend"]
    assert desk.findings() == []


def test_the_only_till_of_a_chain_holds_its_cards_and_gives_them_up_when_another_joins(desk: Desk) -> None:
    one, card, chain = desk.join(), account_of(desk), Chain()
    lot_id = load(chain, card, 1000)
    desk.send(one, chain)
    answer = desk.exchange(one, chain.request(first=2))
    [account] = [each for each in answer.changes if isinstance(each, AccountChange) and each.account_id == card]
    assert (account.home, granted(account)) == (True, {lot_id: 1000})
    desk.join("2", "till 2")
    answer = desk.exchange(one, chain.request(first=2, cursor=answer.cursor))
    [account] = [each for each in answer.changes if isinstance(each, AccountChange) and each.account_id == card]
    assert not account.home
    assert desk.findings() == []


def test_what_a_sale_says_otherwise_than_its_lines_is_told_to_a_person(desk: Desk) -> None:
    one, card, chain = desk.join(), account_of(desk), Chain()
    load(chain, card, 1000, net=1000)
    load(chain, card, 1000, topped_up=True, payments=())
    load(chain, card, 1000)
    desk.send(one, chain)
    assert desk.alarms() == ["gift_card", "payments", "gift_card_sold_twice"]
    assert desk.findings() == []


def test_entries_of_a_card_in_another_wallet_are_set_aside(desk: Desk, expect_log: Callable[[str], None]) -> None:
    expect_log("is set aside")
    from cashier_app.sync.messages import EntryMessage

    one, card, chain = desk.join(), account_of(desk), Chain()
    load(chain, card, 1000, entries=(EntryMessage("accrual", card, "points", "lot", 1000),))
    answer = desk.exchange(one, chain.request())
    assert [each.state for each in answer.acknowledged] == ["rejected"]


def test_money_that_lapsed_is_posted_and_can_be_spent_no_more(desk: Desk, clock: ManualClock) -> None:
    one, card, chain = desk.join(), account_of(desk), Chain()
    desk.join("2", "till 2")
    lot_id = load(chain, card, 1000)
    desk.send(one, chain)
    clock.advance(ENDS - clock.now() + 1)
    with desk.database.write() as transaction:
        assert expire(transaction, at_once=True) == 1
    assert balances(desk)[lot_id] == (0, 0, 0)
    with desk.database.read() as connection:
        told = gift_cards.summary(connection, card, clock.now())
    assert told is not None
    assert (told.balance, told.moves[0].kind, told.moves[0].amount) == (0, "expiry", -1000)
    assert desk.findings() == []


def test_nobody_takes_a_gift_card_for_a_member(desk: Desk) -> None:
    one, card, chain = desk.join(), account_of(desk), Chain()
    load(chain, card, 1000)
    desk.send(one, chain)
    with desk.database.read() as connection:
        assert finding.find(connection, [CARD, card, "..1234"]) == {CARD: None, card: None, "..1234": None}
    assert desk.recalculate(anew=True).accounts == 0


def test_a_store_node_knows_its_shops_cards_and_lends_what_it_holds(
    tmp_path: Path, clock: ManualClock, place: ServerPlaces
) -> None:
    central = Desk(place(), clock, PROGRAMME)
    node = StoreNode(central, tmp_path / "node", clock)
    tills = [central.join("1", "till 1"), central.join("1", "till 2")]
    stranger, far = central.join("2", "far"), Chain()
    chains, card = [Chain(), Chain()], account_of(central)
    node.sync()
    for chain in chains:
        chain.parent = node.epoch
    # cut off, the card is sold at one till and paid with at the other: the node lends what the first gave back
    node.cut = True
    lot_id = load(chains[0], card, 300_000)
    node.send(tills[0], chains[0])
    account = node.acquire(tills[1], chains[1].epoch, card, (lot_id, 300_000)).account
    assert (account.state, granted(account)) == ("gift", {lot_id: 300_000})
    assert granted(node.acquire(tills[0], chains[0].epoch, card, (lot_id, 300_000)).account) == {lot_id: 0}
    pay(chains[1], card, [(lot_id, 100_000)], release=[(lot_id, 200_000)])
    node.send(tills[1], chains[1])
    node.cut = False
    for _ in range(3):
        node.sync()
    assert balances(central)[lot_id][0] == 200_000
    assert central.alarms() == []
    assert central.findings() == []
    assert held(central.database, node.epoch) == held(node.database, node.epoch)
    # another shop asks: what the node does not lend comes back
    central.acquire(stranger, far.epoch, card, (lot_id, 200_000))
    for _ in range(3):
        node.sync()
    account = central.acquire(stranger, far.epoch, card, (lot_id, 200_000)).account
    assert granted(account) == {lot_id: 200_000}
    pay(far, card, [(lot_id, 200_000)])
    central.send(stranger, far)
    assert balances(central) == {lot_id: (0, 0, 0)}
    assert central.findings() == []
    node.close()
    central.close()


# --- commands and the API --------------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> int:
    """The command over a database of its own."""
    return main(["server", "gift-card", *arguments, "--database", str(folder / "server.db")])


def test_the_commands_issue_show_block_and_list_cards(tmp_path: Path, clock: ManualClock, capsys: Capture) -> None:
    Desk(str(tmp_path / "server.db"), clock, PROGRAMME).close()
    sheet = tmp_path / "cards.csv"
    sheet.write_text("Номер;Сумма\n6660000000001111;500\n6660000000002222;\n", encoding="utf-8")
    assert run(tmp_path, "issue", "--file", str(sheet), "--nominal", "1000", "--batch", "осень", "--load") == 0
    assert run(tmp_path, "issue", CARD, "--batch", "зима", "--nominal", "3000") == 0
    told = capsys.readouterr().out
    assert "1\xa0500" in told
    assert run(tmp_path, "block", "6660000000001111", "--reason", "lost") == 0
    listed = tmp_path / "listed.csv"
    assert run(tmp_path, "list", "--csv", str(listed)) == 0
    table = listed.read_text(encoding="utf-8-sig")
    assert [line.split(";")[2:6] for line in table.splitlines()[1:]] == [
        ["зима", "issued", "3000.00", "0.00"],
        ["осень", "blocked", "500.00", "500.00"],
        ["осень", "active", "1000.00", "1000.00"],
    ]
    assert "6660000000001111" not in table
    capsys.readouterr()
    assert run(tmp_path, "balance", "6660000000002222", "--json") == 0
    summary = msgspec.json.decode(capsys.readouterr().out, type=GiftCardSummary)
    assert (summary.balance, summary.free, summary.nominal, summary.state) == (100_000, 100_000, 100_000, "active")
    assert run(tmp_path, "balance", "6660000000009999") != 0
    assert run(tmp_path, "issue", "66 6!", "--batch", "x") != 0
    assert run(tmp_path, "issue", CARD, "--batch", "x", "--nominal", "-5") != 0
    assert run(tmp_path, "issue", "6660000000007777", "--batch", "x", "--load") != 0


def test_a_site_and_a_till_ask_what_is_on_a_card(tmp_path: Path, clock: ManualClock) -> None:
    server = RunningServer(tmp_path / "server.db", clock)
    with server.database.write() as transaction:
        gift_cards.issue(transaction, gift_cards.Issue("осень", 200_000, True), [(CARD, 0)], "boss")
    client = Client(server.url)
    client.enrol(server.pair("1"))
    told = client.get(GiftCardSummary, "POST", "/v1/gift-cards/find", GiftCardRequest(card=CARD))
    assert (told.balance, told.masked) == (200_000, "..1234")
    again = client.get(
        GiftCardSummary, "POST", "/v1/gift-cards/find", GiftCardRequest(hash=told.account_id.removeprefix("gift-"))
    )
    assert again.balance == 200_000
    assert client.ask("POST", "/v1/gift-cards/find", GiftCardRequest(card="6660000000000000")).status_code == 404
    assert client.ask("POST", "/v1/gift-cards/find", GiftCardRequest()).status_code == 422
    assert client.ask("GET", f"/v1/members/{told.account_id}").status_code == 404
    client.close()
    server.stop()
