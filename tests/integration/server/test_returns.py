"""Returns at the server: settled again, or settled here; one right a receipt, with one holder at a time."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.sold import Returned
from cashier_app.server import nodes, return_rights, tables
from cashier_app.sync.messages import (
    AccountChange,
    EntryMessage,
    FoundSale,
    FoundSales,
    ReleaseBody,
    SaleAnswer,
    SealedOperation,
    return_right,
)
from tests.clock import START, ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.test_rights import CARD, known
from tests.integration.server.till_side import Chain, Client, member_state


@pytest.fixture
def seller(client: Client) -> Chain:
    """The till that sells; its server knows its epoch."""
    chain = Chain("seller")
    client.exchange(chain.request())
    return chain


def sold(
    server: RunningServer, client: Client, seller: Chain, redeem: int = 10_000
) -> tuple[SealedOperation, AccountChange]:
    """Two loaves sold to a member who had 100 points and spent some; the sale has reached the server."""
    server.bring(member(CARD, "100"))
    account = known(client, seller.epoch)
    sale = seller.sell(account, redeem=redeem, receipt_id="r")
    client.exchange(seller.request())
    return sale, known(client, seller.epoch)


def lots_of(account: AccountChange, chain: Chain) -> tuple[LotState, ...]:
    """The member's lots as a till knows them that holds what it was granted and has earned, less what it used."""
    rights = {}
    for lot in account.lots:
        earned, used, released = chain.counters.get((lot.lot_id, ""), [0, 0, 0])
        rights[lot.lot_id] = lot.granted + earned - used - released
    return member_state(account, rights, 0).lots


def take(chain: Chain, client: Client) -> None:
    """Send what has not been sent, and hear nothing."""
    client.exchange(msgspec.structs.replace(chain.request(), page=0))


def test_a_true_return_is_settled_to_the_same_and_leaves_nothing_behind(
    server: RunningServer, client: Client, seller: Chain
) -> None:
    sale, account = sold(server, client, seller)
    assert sum(lot.balance for lot in account.lots) != 10_000
    returned = Returned()
    for _ in range(2):
        seller.give_back(sale, 1000, lots_of(account, seller), returned)
        take(seller, client)
        account = known(client, seller.epoch)
        answer = client.ask_return(seller.epoch, "r", 0)
        returned = Returned(
            {1: sum(one.quantities[1] for one in answer.sale.returns)},
            {"paid": sum(one.payments["paid"] for one in answer.sale.returns)},
        )
    assert [lot.balance for lot in account.lots if lot.balance] == [10_000]
    assert account.net_purchases == 0
    assert returned.payments["paid"] == answer.sale.to_pay
    assert server.alarms() == []
    assert server.findings() == []


@pytest.mark.parametrize(
    "odd", [{"net": -1}, {"charged": 5}, {"stopped": True}, {"payments": ()}, {"lapsed": (("x", 5),)}]
)
def test_a_return_that_comes_out_otherwise_is_noted_and_stands(
    server: RunningServer, client: Client, seller: Chain, odd: dict[str, object]
) -> None:
    sale, account = sold(server, client, seller)
    seller.give_back(sale, 2000, lots_of(account, seller), **odd)  # type: ignore[arg-type]
    take(seller, client)
    assert server.alarms()[0] == "settlement"
    states = server.rows(sa.select(tables.operation.c.state).where(tables.operation.c.kind == "return"))
    assert [row.state for row in states] == ["applied"]


def test_entries_that_nobody_can_explain_are_noted(server: RunningServer, client: Client, seller: Chain) -> None:
    sale, account = sold(server, client, seller)
    extra = EntryMessage("adjustment", account.account_id, "points", account.lots[0].lot_id, 7)
    seller.give_back(sale, 2000, lots_of(account, seller), entries=(extra,), rights=())
    take(seller, client)
    assert "settlement" in server.alarms()


# --- one right, one holder -------------------------------------------------------------------------------


def given_up(chain: Chain, client: Client, receipt: str = "r", seller: bool = True) -> None:
    """The right is released by an operation, as a till does that was asked for it."""
    counters = chain.count(return_right(receipt), earned=1 if seller else 0, released=1)
    chain.add(ReleaseBody((counters,)))
    take(chain, client)


def asked_back(client: Client, chain: Chain) -> list[tuple[str, int]]:
    """What others need of a till's rights."""
    return [(one.lot_id, one.granted) for one in client.exchange(chain.request(chain.seq + 1)).recalls]


def test_another_store_gets_the_right_only_after_the_seller_has_given_it_up(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sold(server, client, seller)
    asked = second.ask_return("other", "r", 1)
    assert (asked.state, asked.granted, asked.holder) == ("asked", 0, "till 1")
    assert asked.holder_seen is not None
    assert asked.sale.facts.lines[0].product_id == "bread"
    assert asked_back(client, seller) == [(return_right("r"), 0)]
    assert second.ask_return("other", "r", 1).state == "asked"
    given_up(seller, client)
    assert asked_back(client, seller) == []
    assert second.ask_return("other", "r", 1).state == "held"
    # the seller asks for it in its turn, and is told who has it
    back = client.ask_return(seller.epoch, "r", 1)
    assert (back.state, back.holder) == ("asked", "till 2")
    assert asked_back(second, Chain("other")) == [(return_right("r"), 1)]
    assert server.alarms() == []


def test_a_question_lost_or_repeated_or_late_grants_once(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sold(server, client, seller)
    second.ask_return("other", "r", 1)
    given_up(seller, client)
    other = Chain("other")
    assert [second.ask_return("other", "r", 1).granted for _ in range(3)] == [1, 1, 1]
    given_up(other, second, seller=False)
    # a copy of the first question comes late: what it asks for has been had
    assert second.ask_return("other", "r", 1).state == "barred"
    assert client.ask_return(seller.epoch, "r", 1).state == "held"
    late = second.ask_return("other", "r", 1)
    assert (late.state, late.granted) == ("barred", 1)


def test_whoever_gets_the_right_is_told_all_that_has_gone_back(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sale, account = sold(server, client, seller)
    seller.give_back(sale, 500, lots_of(account, seller))
    given_up(seller, client)
    answer = second.ask_return("other", "r", 1)
    assert answer.state == "held"
    assert [one.quantities for one in answer.sale.returns] == [{1: 500}]
    assert answer.account is not None
    # the second store returns the rest from what it was told, and gives the right back
    first = answer.sale.returns[0]
    other = Chain("other")
    lots = tuple(
        LotState(lot.lot_id, lot.balance, 0, lot.active_at, lot.expires_at, lot.wallet, lot.source)
        for lot in answer.account.lots
    )
    other.give_back(sale, 1500, lots, Returned(first.quantities, first.payments, first.lapsed))
    given_up(other, second, seller=False)
    final = client.ask_return(seller.epoch, "r", 1)
    assert final.state == "held"
    assert sum(one.quantities[1] for one in final.sale.returns) == 2000
    assert sum(one.payments["paid"] for one in final.sale.returns) == final.sale.to_pay
    assert [lot.balance for lot in known(client, seller.epoch).lots if lot.balance] == [10_000]
    # the selling till holds rights to the points taken back: a claim until it hears of it
    assert set(server.alarms()) <= {"claim"}
    assert server.findings() == []


def test_a_till_that_was_revoked_holds_nobody_up(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sold(server, client, seller)
    assert second.ask_return("other", "r", 1).state == "asked"
    [row] = server.rows(sa.select(tables.node.c.node_id).where(tables.node.c.name == "till 1"))
    with server.database.write() as transaction:
        nodes.revoke(transaction, str(row.node_id))
    assert second.ask_return("other", "r", 1).state == "held"


def test_a_restored_server_grants_nothing_before_everybody_has_reported(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sold(server, client, seller)
    given_up(seller, client)
    with server.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": "another"}])
    assert second.ask_return("other", "r", 1).state == "barred"


def test_a_sale_that_has_not_come_is_not_found(server: RunningServer, client: Client, seller: Chain) -> None:
    answer = client.ask("POST", "/v1/returns", {"epoch": seller.epoch, "receipt_id": "nothing", "target": 1})
    assert answer.status_code == 404


def test_sales_are_found_by_their_number_in_every_store(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sold(server, client, seller)
    found = second.ask("GET", "/v1/sales?number=1").json()["sales"]
    assert [(one["receipt_id"], one["number"], one["store"]) for one in found] == [("r", 1, "1")]
    assert second.ask("GET", "/v1/sales?number=99").json()["sales"] == []


def test_many_sales_of_one_number_come_in_pages_without_a_gap(
    server: RunningServer, client: Client, second: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(return_rights, "MOST_FOUND", 3)
    for n in range(8):
        # the first receipt of a life each, some at the same instant
        chain = Chain()
        chain.sell(receipt_id=f"r{n}", at=START + n // 3)
        client.exchange(chain.request())
    found: list[FoundSale] = []
    pages, cursor = 0, ""
    while pages == 0 or cursor:
        page = second.get(FoundSales, "GET", f"/v1/sales?number=1&cursor={cursor}")
        found += page.sales
        pages, cursor = pages + 1, page.next
    assert pages == 3
    assert sorted(one.receipt_id for one in found) == [f"r{n}" for n in range(8)]
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    for wrong in ("x", "1.", f"{'9' * 16}.{'0' * 32}", f"1.{'0' * 31}"):
        assert second.ask("GET", f"/v1/sales?number=1&cursor={wrong}").status_code == 422


# --- money only ------------------------------------------------------------------------------------------


def money_only(chain: Chain, sale: SealedOperation, quantity: int, known_lines: bool) -> None:
    """A manager gave money back although the right could not be had: the server settles the points."""
    told = msgspec.json.decode(sale.operation)["body"]["lines"][0]
    line = msgspec.convert({**told, "quantity": quantity, "original_line": 1 if known_lines else None}, type=_line())
    chain.give_back(
        sale, quantity, entries=(), rights=(), account_id=None, points="server", reason="нет связи", lines=(line,)
    )


def _line() -> type:
    from cashier_app.sync.messages import LineMessage

    return LineMessage


@pytest.mark.parametrize("known_lines", [True, False])
def test_the_server_settles_points_where_a_till_gave_money_only(
    server: RunningServer, client: Client, second: Client, seller: Chain, known_lines: bool
) -> None:
    sale, _ = sold(server, client, seller)
    other = Chain("other")
    money_only(other, sale, 2000, known_lines)
    take(other, second)
    account = known(client, seller.epoch)
    # the till that sold still holds rights to the points: what is taken back is a claim until it has released them
    assert sum(lot.balance for lot in account.lots) == 10_000
    assert account.net_purchases == 0
    assert server.alarms()[0] == "return_elsewhere"
    assert set(server.alarms()) <= {"return_elsewhere", "claim"}
    assert asked_back(client, seller) == [(return_right("r"), 0)]
    assert server.findings() == []


def test_a_second_return_beside_the_right_is_flagged_and_moves_points_once(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    sale, account = sold(server, client, seller)
    other = Chain("other")
    money_only(other, sale, 2000, known_lines=False)
    take(other, second)
    # the seller has heard nothing of it and gives all of it back once more
    seller.give_back(sale, 2000, lots_of(account, seller))
    take(seller, client)
    assert "returned_twice" in server.alarms()
    money_only(other, sale, 1000, known_lines=False)
    take(other, second)
    assert server.alarms().count("returned_twice") == 2
    entries = server.rows(sa.select(tables.entry).where(tables.entry.c.op_id == _last(other)))
    assert entries == []
    assert server.findings() == []


def _last(chain: Chain) -> str:
    told = msgspec.json.decode(chain.operations[-1].operation)
    return str(told["op_id"])


def test_a_return_that_comes_before_its_sale_is_settled_when_that_comes(
    server: RunningServer, client: Client, second: Client, seller: Chain
) -> None:
    server.bring(member(CARD, "100"))
    account = known(client, seller.epoch)
    sale = seller.sell(account, redeem=10_000, receipt_id="r")
    other = Chain("other")
    money_only(other, sale, 2000, known_lines=False)
    take(other, second)
    assert server.alarms() == ["return_elsewhere", "unknown_sale"]
    take(seller, client)
    after = known(client, seller.epoch)
    assert sum(lot.balance for lot in after.lots) == 10_000
    assert after.net_purchases == 0
    open_ = server.rows(sa.select(tables.alarm.c.kind).where(tables.alarm.c.resolved_at.is_(None)))
    assert "unknown_sale" not in [row.kind for row in open_]
    assert server.findings() == []


def test_a_return_without_a_receipt_moves_money_alone(server: RunningServer, client: Client, seller: Chain) -> None:
    sale, account = sold(server, client, seller)
    seller.give_back(
        sale, 1000, original_id=None, account_id=None, points="nobody", entries=(), rights=(), reason="без чека"
    )
    take(seller, client)
    after = known(client, seller.epoch)
    assert [lot.balance for lot in after.lots] == [lot.balance for lot in account.lots]
    assert after.net_purchases == account.net_purchases
    assert server.alarms() == []


def test_points_that_policy_stopped_are_flagged(server: RunningServer, client: Client, seller: Chain) -> None:
    sale, account = sold(server, client, seller)
    seller.give_back(sale, 2000, lots_of(account, seller), stopped=True)
    take(seller, client)
    assert "points_stopped" in server.alarms()


def test_points_that_lapsed_are_told_from_points_spent_elsewhere(
    server: RunningServer, client: Client, seller: Chain, clock: ManualClock
) -> None:
    """The answer names the sale's own lots with what has lapsed of them, whatever is left."""
    sale, account = sold(server, client, seller)
    del sale
    own = next(lot for lot in account.lots if lot.lot_id.endswith(".1"))
    clock.advance((own.expires_at or clock.now()) - clock.now() + 2 * DAY)
    client.exchange(seller.request(seller.seq + 1))
    clock.advance(2 * DAY)
    answer: SaleAnswer = client.ask_return(seller.epoch, "r", 0)
    assert answer.account is not None
    found = {lot.lot_id: (lot.balance, lot.lapsed) for lot in answer.account.lots}
    if own.expires_at is not None:
        assert found[own.lot_id][0] + found[own.lot_id][1] == own.balance
