"""A member's purchases in any shop: every receipt once, newest first, in bounded pages, whoever sold it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY, MINUTE
from cashier_app.server import purchases, tables
from cashier_app.server.members import LotRecord
from cashier_app.server.problems import ApiError
from cashier_app.sync.messages import (
    AccountChange,
    MemberSummary,
    Operation,
    Purchase,
    Purchases,
    ReturnBody,
    SaleBody,
    SealedOperation,
)
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import PROGRAMME, Chain, Client, card_hash
from tests.server_places import ServerPlaces


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


def known(account_id: str) -> AccountChange:
    return AccountChange(account_id, "Анна К.", PROGRAMME.base_level.id, "active", None, 0, 0, (), ())


def history(desk: Desk, account_id: str) -> list[list[Purchase]]:
    """All pages."""
    pages, cursor = [], ""
    while True:
        with desk.database.read() as connection:
            answer = purchases.page(connection, account_id, desk.clock.now(), cursor)
        pages.append(list(answer.purchases))
        cursor = answer.next
        if not cursor:
            return pages


def receipt_of(sale: SealedOperation) -> str:
    body = msgspec.json.decode(sale.operation, type=Operation).body
    assert isinstance(body, SaleBody | ReturnBody)
    return body.receipt_id


def test_receipts_of_all_shops_newest_first_in_bounded_pages(desk: Desk) -> None:
    account_id, other = desk.member("7001"), desk.member("7002")
    shops = [(desk.join(str(n), f"till {n}"), Chain()) for n in (1, 2, 3)]
    chance = random.Random(5)
    sold = []
    for n in range(3 * purchases.PAGE + 5):
        who, chain = chance.choice(shops)
        # several at one instant: their order is that of their operations' ids, the same on every page
        at = START + (n // 4) * MINUTE
        sold.append((at, receipt_of(chain.sell(known(account_id), at=at)), who.store_id))
        chain.sell(known(other), at=at)
    for who, chain in shops:
        desk.send(who, chain)
    pages = history(desk, account_id)
    assert [len(page) for page in pages] == [purchases.PAGE] * 3 + [5]
    told = [(each.at, each.receipt_id, each.store) for page in pages for each in page]
    assert sorted(told) == sorted(sold)
    assert [at for at, _, _ in told] == sorted((at for at, _, _ in sold), reverse=True)


def test_a_purchase_that_comes_between_two_pages_is_told_neither_twice_nor_instead(desk: Desk) -> None:
    account_id, who, chain = desk.member("7001"), desk.join(), Chain()
    for n in range(purchases.PAGE + 3):
        chain.sell(known(account_id), at=START + n * MINUTE)
    desk.send(who, chain)
    with desk.database.read() as connection:
        first = purchases.page(connection, account_id, START)
    chain.sell(known(account_id), at=START + DAY)
    desk.send(who, chain, chain.seq)
    with desk.database.read() as connection:
        second = purchases.page(connection, account_id, START, first.next)
    told = [each.receipt_id for each in (*first.purchases, *second.purchases)]
    assert told == [receipt_of(each) for each in reversed(chain.operations[:-1])]


def test_lines_sums_points_and_what_came_back(desk: Desk) -> None:
    account_id, who, chain = desk.member("7001"), desk.join(), Chain()
    sale = chain.sell(known(account_id))
    back = chain.give_back(sale, at=START + MINUTE)
    chain.sell(known(account_id), at=START + 2 * MINUTE)
    desk.send(who, chain)
    [[last, returned, first]] = history(desk, account_id)
    body = msgspec.json.decode(sale.operation, type=Operation).body
    assert isinstance(body, SaleBody)
    assert (first.kind, first.receipt_id, first.number, first.store, first.at) == (
        "sale",
        body.receipt_id,
        body.number,
        "1",
        START,
    )
    [told], [line] = first.lines, body.lines
    assert (told.name, told.quantity, told.price, told.base, told.discount, told.to_pay, told.accrued_points) == (
        line.name,
        line.quantity,
        line.price,
        line.base,
        line.discount,
        line.to_pay,
        line.accrued_points,
    )
    assert (first.to_pay, first.accrued_points) == (line.to_pay, line.accrued_points)
    assert told.returned == 1000
    assert last.lines[0].returned == 0
    assert (returned.kind, returned.receipt_id, returned.original_id) == ("return", receipt_of(back), body.receipt_id)
    assert returned.to_pay == line.to_pay // 2
    assert returned.lines[0].returned == 0


def test_an_unknown_cards_receipts_come_along_with_its_owner(server: RunningServer, client: Client) -> None:
    enrolled = client.enrol(server.pair("1"), "till 1")
    chain = Chain()
    card = card_hash(enrolled.identifier_key, "7789")
    sale = chain.sell(unclaimed=card)
    client.exchange(chain.request())
    server.bring(member("7789"))
    [row] = server.rows(sa.select(tables.identifier.c.account_id))
    answer = client.get(Purchases, "GET", f"/v1/members/{row.account_id}/purchases")
    assert [each.receipt_id for each in answer.purchases] == [receipt_of(sale)]
    # the account that was the card's leads to the owner's, for all that is told of a member
    same = client.get(Purchases, "GET", f"/v1/members/unclaimed-{card}/purchases")
    assert (same.account_id, same.purchases) == (row.account_id, answer.purchases)
    assert client.get(MemberSummary, "GET", f"/v1/members/unclaimed-{card}").account_id == row.account_id


def test_what_is_no_account_and_no_cursor_is_refused(server: RunningServer, client: Client) -> None:
    assert client.ask("GET", "/v1/members/nobody/purchases").status_code == 404
    server.bring(member("7789"))
    [row] = server.rows(sa.select(tables.identifier.c.account_id))
    for cursor in ("x", "1", "1.", ".a", "-1.a", "1.a;b", "9" * 30 + ".a"):
        assert client.ask("GET", f"/v1/members/{row.account_id}/purchases?cursor={cursor}").status_code == 422
    assert client.ask("GET", f"/v1/members/{row.account_id}/purchases?cursor=1.a").status_code == 200


def test_a_page_has_few_lines_however_long_the_receipts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purchases, "PAGE_LINES", 3)
    account_id, who, chain = desk.member("7001"), desk.join(), Chain()
    for n in range(7):
        chain.sell(known(account_id), at=START + n * MINUTE)
    desk.send(who, chain)
    assert [len(page) for page in history(desk, account_id)] == [3, 3, 1]


def test_an_erased_account_has_no_history(desk: Desk) -> None:
    account_id = desk.member("7001")
    with desk.database.write() as transaction:
        changed = sa.update(tables.account).where(tables.account.c.account_id == account_id)
        transaction.connection.execute(changed.values(state="erased"))
    with desk.database.read() as connection, pytest.raises(ApiError) as refused:
        purchases.page(connection, account_id, START)
    assert refused.value.status == 404


def test_a_member_is_told_lots_coupons_and_what_is_free(server: RunningServer, client: Client) -> None:
    lots = (LotRecord("7"), LotRecord("10", expires_in_days=50), LotRecord("5", expires_in_days=3))
    server.bring(member("7789", lots=lots))
    [row] = server.rows(sa.select(tables.identifier.c.account_id))
    epoch = "e1"
    told = client.get(MemberSummary, "GET", f"/v1/members/{row.account_id}")
    assert [each.points for each in told.lots] == [500, 1000, 700]
    assert told.lots[0].expires_at is not None
    assert told.lots[-1].expires_at is None
    [wallet] = told.wallets
    assert (wallet.active, wallet.expiring, wallet.free) == (2200, 500, 2200)
    # what a till holds is the member's still, and not free
    client.acquire(epoch, row.account_id, (told.lots[0].lot_id, 400))
    [wallet] = client.get(MemberSummary, "GET", f"/v1/members/{row.account_id}").wallets
    assert wallet.active == 2200
    assert wallet.free < 2200
