"""A site: quotes as a till's, holds that become a sale once or go back, never more spent than there is."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from cashier_app.core.clock import DAY, HOUR, MINUTE
from cashier_app.core.ids import new_id
from cashier_app.loyalty.programme import Pilot
from cashier_app.quotes.quoting import Answer, encode
from cashier_app.server import baskets, exchange, holds, jobs, nodes, purchases, tables
from cashier_app.server.baskets import Reading
from cashier_app.server.database import ServerDatabase, Transaction
from cashier_app.server.members import LotRecord
from cashier_app.server.problems import ApiError
from cashier_app.server.site_messages import Basket, Hold, HoldRequest, MemberName, QuoteRequest
from cashier_app.sync.messages import EnrolRequest, MemberSummary, Operation, ReturnRequest, SaleBody
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.running import RunningServer, member
from tests.integration.server.site_side import LINE, Site, basket
from tests.integration.server.till_side import PROGRAMME, PROGRAMME_FILE, Chain, Client
from tests.server_places import ServerPlaces

Capture = pytest.CaptureFixture[str]
CARD = "7789000000004417"


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    """Two shops with a till each and more, so that nobody's points lie at home."""
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


@pytest.fixture
def site(desk: Desk) -> Site:
    return Site(desk)


def with_points(desk: Desk, points: int | str = "300", **fields: Any) -> str:
    return desk.member(CARD, home="elsewhere", lots=(LotRecord(points),), **fields)


def refused(act: Any, *arguments: Any, **named: Any) -> ApiError:
    with pytest.raises(ApiError) as error:
        act(*arguments, **named)
    return error.value


def balance(desk: Desk, account_id: str) -> int:
    lot = tables.lot.c
    [row] = desk.rows(
        sa.select(sa.func.coalesce(sa.func.sum(lot.balance), 0).label("sum")).where(
            lot.account_id == account_id, lot.wallet == "points"
        )
    )
    return int(row.sum)  # type: ignore[attr-defined]


def reserved(desk: Desk) -> int:
    [row] = desk.rows(sa.select(sa.func.coalesce(sa.func.sum(tables.lot.c.reserved), 0).label("sum")))
    return int(row.sum)  # type: ignore[attr-defined]


# --- a hold becomes a sale -------------------------------------------------------------------------------


def test_a_hold_becomes_one_sale_that_is_checked_like_a_tills(desk: Desk, site: Site) -> None:
    account_id = with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    assert hold.quote is not None
    assert hold.quote.quote.redemption.points == 20_000
    assert [(part.wallet, part.points) for part in hold.held] == [("points", 20_000)]
    assert reserved(desk) == 20_000
    op_id = new_id()
    sold = site.commit(hold, op_id)
    assert sold.state == "committed"
    assert sold.sale is not None
    assert (sold.sale.op_id, sold.sale.redeemed_points, sold.sale.number) == (op_id, 20_000, 77)
    assert sold.sale.to_pay == hold.quote.quote.to_pay == 80_000
    earned = hold.quote.quote.accrued
    assert balance(desk, account_id) == 30_000 - 20_000 + earned
    # the same again is the same sale, another is none
    assert site.commit(hold, op_id).sale == sold.sale
    assert refused(site.commit, hold).code == "committed"
    assert len(desk.rows(sa.select(tables.operation).where(tables.operation.c.kind == "sale"))) == 1
    assert reserved(desk) == 0
    assert desk.alarms() == []
    assert desk.findings() == []
    row = desk.row(account_id)
    assert (row.net_purchases, row.purchases) == (80_000, 1)
    with desk.database.read() as connection:
        [bought] = purchases.page(connection, account_id, desk.clock.now()).purchases
    assert (bought.receipt_id, bought.store, bought.lines[0].name) == (sold.sale.receipt_id, "web", "Хлеб")


def test_the_sale_tells_lines_vat_payments_and_reasons(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    site.commit(hold)
    [row] = desk.rows(sa.select(tables.operation).where(tables.operation.c.kind == "sale"))
    told = msgspec.json.decode(row.body, type=Operation)  # type: ignore[attr-defined]
    body = told.body
    assert isinstance(body, SaleBody)
    [line] = body.lines
    assert line.base - sum(each.amount for each in line.discounts) - line.redeemed == line.to_pay
    assert sum(each.points for each in line.accruals) == line.accrued_points
    assert (line.vat_rate, line.vat) == (1000, round(line.to_pay / 11))
    assert [(paid.kind, paid.amount, paid.reference) for paid in body.payments] == [("card", 80_000, "slip 1")]
    assert body.cart.channel == "web"


def test_the_same_request_is_the_same_hold(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold_id = new_id()
    first = site.hold(basket(CARD, redeem=20_000), hold_id)
    desk.clock.advance(MINUTE)
    again = site.hold(basket(CARD, redeem=20_000), hold_id)
    assert (again.held, again.lease_until) == (first.held, first.lease_until)
    assert reserved(desk) == 20_000
    assert refused(site.hold, basket(CARD, redeem=10_000), hold_id).code == "hold-known"
    other = Site(desk, "another")
    assert refused(other.hold, basket(CARD, redeem=20_000), hold_id).code == "hold-known"
    for act in (other.look, other.cancel, other.commit, other.prolong):
        assert refused(act, first).status == 404


def test_a_cancelled_hold_gives_back_and_sells_no_more(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    assert site.cancel(hold).state == "cancelled"
    assert site.cancel(hold).state == "cancelled"
    assert reserved(desk) == 0
    assert refused(site.commit, hold).code == "cancelled"
    sold = site.hold(basket(CARD, redeem=20_000))
    site.commit(sold)
    assert refused(site.cancel, sold).code == "committed"
    assert desk.findings() == []


def test_a_price_stays_while_the_hold_lasts(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    dearer = msgspec.structs.replace(
        PROGRAMME, version=2, redemption=msgspec.structs.replace(PROGRAMME.redemption, maximum_share=0)
    )
    desk.publish(dearer)
    desk.clock.advance(10 * MINUTE)
    sold = site.commit(hold)
    assert sold.sale is not None
    assert sold.sale.redeemed_points == 20_000
    assert desk.alarms() == []


def test_payments_that_are_not_the_price_sell_nothing(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    error = refused(site.commit, hold, to_pay=79_999)
    assert (error.status, error.code) == (409, "payments")
    assert "79999" in error.detail
    assert site.look(hold).state == "open"
    assert site.commit(hold).state == "committed"


def test_two_holds_share_what_there_is(desk: Desk, site: Site) -> None:
    account_id = with_points(desk)
    dear = (msgspec.structs.replace(LINE, price=500_000),)
    first = site.hold(basket(CARD, redeem=20_000, lines=dear))
    second = site.hold(basket(CARD, redeem="maximum", lines=dear))
    assert second.quote is not None
    assert second.quote.quote.redemption.points == 10_000
    site.commit(second)
    site.cancel(first)
    third = site.hold(basket(CARD, redeem="maximum", lines=dear))
    assert third.quote is not None
    assert third.quote.quote.redemption.points == 20_000
    site.commit(third)
    assert desk.alarms() == []
    assert desk.findings() == []
    earned = sum(each.quote.quote.accrued for each in (second, third) if each.quote is not None)
    assert balance(desk, account_id) == earned


# --- leases ----------------------------------------------------------------------------------------------


def test_a_lease_that_is_over_goes_back_by_the_job_and_to_whoever_asks_next(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    desk.clock.advance(16 * MINUTE)
    assert site.look(hold).state == "over"
    assert jobs.end_holds(desk.database, desk.programmes) == 1
    assert reserved(desk) == 0
    assert desk.findings() == []
    again = site.hold(basket(CARD, redeem=20_000))
    desk.clock.advance(16 * MINUTE)
    other = Site(desk, "another").hold(basket(CARD, redeem=20_000))
    assert sum(part.points for part in other.held) == 20_000
    assert site.look(again).state == "over"
    assert desk.findings() == []


def test_a_commit_after_the_lease_takes_the_same_again_if_it_is_there(desk: Desk, site: Site) -> None:
    account_id = with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    desk.clock.advance(HOUR)
    jobs.end_holds(desk.database, desk.programmes)
    sold = site.commit(hold)
    assert sold.sale is not None
    assert sold.sale.redeemed_points == 20_000
    assert hold.quote is not None
    assert balance(desk, account_id) == 10_000 + hold.quote.quote.accrued
    assert desk.alarms() == []
    assert desk.findings() == []


def test_a_commit_after_the_lease_is_refused_when_it_was_spent_elsewhere(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    desk.clock.advance(HOUR)
    other = Site(desk, "another")
    other.commit(other.hold(basket(CARD, redeem=20_000)))
    error = refused(site.commit, hold)
    assert (error.status, error.code) == (409, "hold-over")
    assert "spent elsewhere" in error.detail
    assert site.cancel(hold).state == "cancelled"
    assert desk.alarms() == []
    assert desk.findings() == []


def test_points_that_lapsed_after_the_lease_are_gone_and_those_within_it_are_not(desk: Desk, site: Site) -> None:
    desk.member(CARD, home="elsewhere", lots=(LotRecord("300", expires_in_days=1),))
    desk.clock.advance(DAY - 10 * MINUTE)
    within = site.hold(basket(CARD, redeem=10_000))
    late = site.hold(basket(CARD, redeem=10_000))
    desk.clock.advance(12 * MINUTE)
    jobs.expire(desk.database)
    assert site.commit(within).state == "committed"
    desk.clock.advance(12 * MINUTE)
    assert "lapsed" in refused(site.commit, late).detail
    jobs.end_holds(desk.database, desk.programmes)
    jobs.expire(desk.database)
    assert "lapsed" in refused(site.commit, late).detail
    assert desk.alarms() == []
    assert desk.findings() == []


def test_a_hold_is_prolonged_up_to_its_bound(desk: Desk, site: Site) -> None:
    with_points(desk)
    begun = desk.clock.now()
    hold = site.hold(basket(CARD, redeem=20_000), lease_s=900)
    assert site.prolong(hold, 60).lease_until == hold.lease_until
    for _ in range(20):
        desk.clock.advance(10 * MINUTE)
        if site.look(hold).state != "open":
            break
        hold = site.prolong(hold, 3600)
    assert hold.lease_until == hold.longest_until
    assert holds.LONGEST <= hold.lease_until - begun <= holds.LONGEST + MINUTE
    assert refused(site.prolong, hold).code == "not-open"
    desk.clock.advance(holds.LATE)
    assert "too old" in refused(site.commit, hold).detail
    jobs.end_holds(desk.database, desk.programmes)
    desk.clock.advance(1)
    jobs.end_holds(desk.database, desk.programmes)
    [row] = desk.rows(sa.select(tables.hold))
    assert (row.state, bytes(row.content)) == ("over", b"")  # type: ignore[attr-defined]
    assert refused(site.commit, hold).code == "hold-over"


# --- what else is limited in number ----------------------------------------------------------------------


@pytest.fixture
def coded(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place("coded"), clock, resource("promo-codes"))
    yield opened
    opened.close()


def test_a_one_use_code_is_held_by_one_buyer(coded: Desk) -> None:
    site = Site(coded)
    dear = (msgspec.structs.replace(LINE, price=200_000),)
    first = site.hold(basket(lines=dear, promo_codes=("thx-7q2m",)))
    assert first.quote is not None
    assert first.quote.quote.discount == 50_000
    assert [part.points for part in first.held] == [1]
    second = site.hold(basket(lines=dear, promo_codes=("THX-7Q2M",)))
    assert second.quote is not None
    assert second.quote.quote.discount == 0
    assert second.quote.quote.codes[0].refusal in ("used_up", "no_right")
    site.cancel(first)
    third = site.hold(basket(lines=dear, promo_codes=("THX-7Q2M",)))
    site.commit(third)
    fourth = site.hold(basket(lines=dear, promo_codes=("THX-7Q2M",)))
    assert fourth.quote is not None
    assert fourth.quote.quote.codes[0].refusal == "used_up"
    assert coded.alarms() == []
    assert coded.findings() == []


def test_a_members_limit_and_everybodys_are_held_together(coded: Desk) -> None:
    coded.member("7001", home="elsewhere")
    site = Site(coded)
    wanted = basket("7001", lines=(msgspec.structs.replace(LINE, price=200_000),), promo_codes=("ПРИВЕТ",))
    first = site.hold(wanted)
    assert len(first.held) == 2
    assert all(part.wallet == "cap:hello" and part.points == 1 for part in first.held)
    second = site.hold(wanted)
    assert second.held == ()
    site.commit(first)
    assert coded.alarms() == []
    assert coded.findings() == []


# --- members that may not, servers that cannot -----------------------------------------------------------


def test_a_blocked_member_holds_and_commits_nothing(desk: Desk, site: Site) -> None:
    account_id = with_points(desk)
    hold = site.hold(basket(CARD, redeem=20_000))
    with desk.database.write() as transaction:
        changed = sa.update(tables.account).where(tables.account.c.account_id == account_id)
        transaction.connection.execute(changed.values(state="blocked"))
    for act in (lambda: site.hold(basket(CARD)), lambda: site.commit(hold)):
        error = refused(act)
        assert (error.status, error.code) == (409, "not-active")
    assert site.cancel(hold).state == "cancelled"
    assert desk.findings() == []


def test_nothing_is_held_until_every_till_has_reported_after_a_restore(desk: Desk, site: Site) -> None:
    with_points(desk)
    hold = site.hold(basket(CARD, redeem=10_000))
    desk.join("1", "till")
    with desk.database.write() as transaction:
        transaction.upsert(tables.meta, [{"key": "incarnation", "value": new_id()}])
    error = refused(site.hold, basket(CARD, redeem=10_000))
    assert (error.status, error.code) == (503, "restored")
    # what is held already may be spent
    assert site.commit(hold).state == "committed"
    with desk.database.write() as transaction:
        transaction.connection.execute(
            sa.update(tables.node).where(tables.node.c.kind == "till").values(state="revoked")
        )
    assert site.hold(basket(CARD, redeem=5_000)).state == "open"


def test_what_a_till_holds_is_not_the_sites(desk: Desk, site: Site) -> None:
    account_id = with_points(desk)
    till, _ = desk.join("1", "till 1"), desk.join("1", "till 2")
    chain = Chain()
    [lot] = desk.account(till, chain.epoch, account_id).lots
    desk.acquire(till, chain.epoch, account_id, (lot.lot_id, 25_000))
    hold = site.hold(basket(CARD, redeem="maximum"))
    assert hold.quote is not None
    assert hold.quote.quote.redemption.points == 5_000
    assert hold.quote.quote.redemption.limit == "right"
    # and the other way round
    after = desk.acquire(till, chain.epoch, account_id, (lot.lot_id, 30_000)).account.lots[0]
    assert after.granted == 25_000


def test_goods_bought_at_a_site_come_back_in_any_shop(desk: Desk, site: Site) -> None:
    with_points(desk)
    sold = site.commit(site.hold(basket(CARD, redeem=20_000)))
    assert sold.sale is not None
    till = desk.join("1", "till 1")
    request = ReturnRequest("e1", sold.sale.receipt_id, 1)
    answer = exchange.acquire_return(desk.database, desk.programmes, till, request)
    assert answer.state == "held"
    assert answer.sale.store == "web"
    assert desk.findings() == []


# --- quotes ----------------------------------------------------------------------------------------------


def preview(desk: Desk, who: nodes.Node, wanted: Basket, store: str = "") -> tuple[Answer, bytes]:
    with desk.database.read() as connection:
        seen = Transaction(connection, desk.clock.now(), {})
        reading = Reading(seen, desk.programmes, who, wanted, store)
    answered = baskets.answered(reading.asked, reading.programme, load_words("ru"))
    return answered, encode(answered)


def test_a_preview_is_what_the_command_quotes(desk: Desk, site: Site, home: Any, capsys: Capture) -> None:
    account_id = with_points(desk, net_purchases=5_000_000, purchases=3, birthday="11-22")
    wanted = basket(CARD, redeem="maximum")
    before = desk.contents()
    answered, encoded = preview(desk, site.who, wanted)
    row = desk.row(account_id)
    [lot] = desk.rows(sa.select(tables.lot))
    document = {
        "account_id": account_id,
        "level_id": row.level_id,
        "level_since": row.level_since,
        "lots": [{"lot_id": lot.lot_id, "balance": lot.balance, "source": lot.source}],  # type: ignore[attr-defined]
        "net_purchases": row.net_purchases,
        "purchases": row.purchases,
        "birthday": row.birthday,
        "last_purchase_at": row.last_purchase_at,
    }
    receipt = {
        "lines": [{"product_id": "bread", "name": "Хлеб", "price": 50_000, "quantity": 2000}],
        "store": "web",
        "channel": "web",
        "redeem": "maximum",
    }
    for name, content in (("member", document), ("receipt", receipt)):
        (home / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    options = ["--programme", str(PROGRAMME_FILE), "--receipt", str(home / "receipt.json")]
    options += ["--member", str(home / "member.json"), "--at", "2026-11-21 12:00", "--language", "ru"]
    assert main(["quote", *options]) == 0
    assert capsys.readouterr().out.encode() == encoded
    assert answered.quote.redemption.points > 0
    # nothing was written
    assert desk.contents() == before
    assert desk.rows(sa.select(tables.hold)) == []


def test_a_hold_costs_what_its_preview_said(desk: Desk, site: Site) -> None:
    with_points(desk)
    wanted = basket(CARD, redeem="maximum")
    answered, _ = preview(desk, site.who, wanted)
    hold = site.hold(wanted)
    assert hold.quote is not None
    assert hold.quote.quote.lines == answered.quote.lines
    assert hold.quote.quote.redemption == answered.quote.redemption


def test_the_programme_in_force_for_the_store_is_quoted(desk: Desk, site: Site) -> None:
    desk.join("2")
    pilot = msgspec.structs.replace(PROGRAMME, version=2, pilot=Pilot(stores=frozenset({"2"})))
    desk.publish(pilot)
    assert preview(desk, site.who, basket())[0].programme.version == 1
    assert preview(desk, site.who, basket(), "2")[0].programme.version == 2
    assert refused(preview, desk, site.who, basket(), "nowhere").status == 404


# --- over HTTP -------------------------------------------------------------------------------------------


@pytest.fixture
def web(server: RunningServer) -> Iterator[Client]:
    joined = Client(server.url)
    with server.database.write() as transaction:
        code = nodes.make_pairing_code(transaction, "web", kind="site")
    joined.enrol(code, "shop.example", "m")
    yield joined
    joined.close()


def test_a_site_asks_over_http_and_may_do_nothing_else(server: RunningServer, web: Client, client: Client) -> None:
    server.bring(member(CARD, "300"), store="elsewhere")
    named = MemberName("card", "7789 0000 0000 4417")
    told = web.get(MemberSummary, "POST", "/v1/members/find", named)
    assert told.wallets[0].free == 30_000
    assert web.get(MemberSummary, "GET", f"/v1/members/{told.account_id}").lots == told.lots
    wanted = basket(CARD, redeem=20_000)
    quoted = web.get(Answer, "POST", "/v1/quote", QuoteRequest(wanted))
    assert quoted.quote.to_pay == 80_000
    request = HoldRequest(new_id(), wanted)
    hold = web.get(Hold, "POST", "/v1/holds", request)
    assert web.get(Hold, "GET", f"/v1/holds/{hold.hold_id}").held == hold.held
    assert web.get(Hold, "POST", f"/v1/holds/{hold.hold_id}/prolong", {"lease_s": 1800}).lease_until > hold.lease_until
    body = {"op_id": new_id(), "payments": [{"kind": "sbp", "amount": 80_000}]}
    sold = web.get(Hold, "POST", f"/v1/holds/{hold.hold_id}/commit", body)
    assert web.get(Hold, "POST", f"/v1/holds/{hold.hold_id}/commit", body).sale == sold.sale
    assert web.get(Hold, "GET", f"/v1/holds/{hold.hold_id}").sale == sold.sale
    for path in ("purchases", "levels"):
        assert web.ask("GET", f"/v1/members/{told.account_id}/{path}").status_code == 200
    # a site is no till
    for method, path, content in (
        ("POST", "/v1/exchange", {}),
        ("POST", "/v1/rights", {}),
        ("POST", "/v1/returns", {}),
        ("GET", "/v1/sales?number=1", None),
        ("GET", f"/v1/identifiers/{'0' * 32}?epoch=e", None),
    ):
        answer = web.ask(method, path, content)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:cashier-app:problem:not-for-sites"), path
    # and a till is no site
    for path, content in (("/v1/quote", QuoteRequest(wanted)), ("/v1/holds", request), ("/v1/members/find", named)):
        answer = client.ask("POST", path, content)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:cashier-app:problem:only-for-sites"), path
    assert server.findings() == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lines": []}, "lines"),
        ({"lines": [{"product_id": "a", "price": 0}]}, "price"),
        ({"lines": [{"product_id": "a", "price": 10**9, "quantity": 10**9}]}, "basket.lines"),
        ({"redeem": 100}, "basket.redeem"),
        ({"promo_codes": ["A", "a"]}, "promo_codes[1]"),
        ({"member": {"kind": "card", "value": "1\u0000"}}, "NUL"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_basket_is_refused_with_its_place(web: Client, change: dict[str, Any], says: str) -> None:
    sound = {"lines": [{"product_id": "a", "price": 100}]}
    answer = web.ask("POST", "/v1/quote", {"basket": {**sound, **change}})
    assert answer.status_code == 422, answer.text
    assert says in answer.json()["detail"]


def test_a_site_is_paired_by_the_command(home: Any, capsys: Capture) -> None:
    assert main(["--language", "en", "server", "pair", "--site", "--store", "web"]) == 0
    code = capsys.readouterr().out.split()[-1]
    place = str(home / "data" / "server" / "loyalty.db")
    with ServerDatabase.open(place, SystemClock()) as database, database.write() as transaction:
        assert nodes.enrol(transaction, EnrolRequest(code, "shop.example", "m")).kind == "site"


# --- never more than there is ----------------------------------------------------------------------------


class Story:
    """Sites and tills that want the points of one member, in an order that chance gives."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.account_id = with_points(desk, "500")
        self.sites = [Site(desk, f"site {n}") for n in range(3)]
        self.tills = [(desk.join("1", f"till {n}"), Chain()) for n in range(2)]
        self.holds: list[tuple[Site, Hold]] = []
        self.redeemed = self.earned = 0
        self.granted = [0, 0]
        self.lot = next(each for each in desk.account(*self.till_of(0), self.account_id).lots if each.balance)

    def till_of(self, n: int) -> tuple[nodes.Node, str]:
        who, chain = self.tills[n]
        return who, chain.epoch

    def step(self) -> None:
        """One act of somebody."""
        getattr(self, self.chance.choice(["ask", "ask", "finish", "finish", "late", "job", "till", "till", "wait"]))()
        assert self.desk.findings() == []

    def ask(self) -> None:
        site = self.chance.choice(self.sites)
        dear = (msgspec.structs.replace(LINE, price=self.chance.choice((50_000, 400_000))),)
        wanted = basket(CARD, redeem=self.chance.choice((5_000, 12_300, 30_000)), lines=dear)
        self.holds.append((site, site.hold(wanted, lease_s=self.chance.choice((30, 900)))))

    def finish(self) -> None:
        """Commit, commit twice, or cancel."""
        if not self.holds:
            return
        site, hold = self.chance.choice(self.holds)
        if self.chance.random() < 0.3:
            self.try_to(site.cancel, hold)
            return
        self.sell(site, hold)

    def sell(self, site: Site, hold: Hold) -> None:
        op_id = new_id()
        before = self.try_to(site.look, hold)
        sold = self.try_to(site.commit, hold, op_id)
        if sold is not None and before is not None and before.state != "committed":
            assert sold.sale is not None
            self.redeemed += sold.sale.redeemed_points
            self.earned += sold.sale.accrued_points
            assert site.commit(hold, op_id).sale == sold.sale

    def late(self) -> None:
        """A commit after its lease."""
        over = [(site, hold) for site, hold in self.holds if hold.lease_until <= self.desk.clock.now()]
        if over:
            self.sell(*self.chance.choice(over))

    def job(self) -> None:
        jobs.end_holds(self.desk.database, self.desk.programmes)

    def till(self) -> None:
        """A till takes what it can get and spends some of it, or gives it back."""
        n = self.chance.randrange(2)
        who, chain = self.tills[n]
        counters = chain.counters.get((self.lot.lot_id, ""), [0, 0, 0])
        granted = self.granted[n]
        right = granted + counters[0] - counters[1] - counters[2]
        if right and self.chance.random() < 0.5:
            chain.release(self.lot.lot_id, right)
            self.desk.send(who, chain, chain.seq)
            return
        target = granted + self.chance.choice((0, 4_000, 20_000))
        answer = self.desk.acquire(who, chain.epoch, self.account_id, (self.lot.lot_id, target))
        lot = next(each for each in answer.account.lots if each.lot_id == self.lot.lot_id)
        self.granted[n] = lot.granted
        right = lot.granted + counters[0] - counters[1] - counters[2]
        if right >= 5_000:
            only = msgspec.structs.replace(answer.account, lots=(lot,))
            sale = chain.sell(only, redeem=5_000, rights={lot.lot_id: right}, as_of=answer.server_time)
            self.desk.send(who, chain, chain.seq)
            body = msgspec.json.decode(sale.operation, type=Operation).body
            assert isinstance(body, SaleBody)
            self.redeemed += body.lines[0].redeemed_points
            self.earned += body.lines[0].accrued_points

    def wait(self) -> None:
        self.desk.clock.advance(self.chance.choice((1_000, 40_000, 16 * MINUTE)))

    @staticmethod
    def try_to(act: Any, *arguments: Any) -> Any:
        try:
            return act(*arguments)
        except ApiError as error:
            if error.status != 409:
                raise
            return None

    def check(self) -> None:
        """Nobody overspent, everything spent and earned is in the ledger, and nothing is left behind."""
        assert self.desk.findings() == []
        assert self.desk.alarms() == []
        assert balance(self.desk, self.account_id) == 50_000 - self.redeemed + self.earned
        self.desk.clock.advance(DAY)
        self.job()
        left = self.desk.rows(
            sa.select(tables.spending_right)
            .join(tables.epoch, tables.epoch.c.epoch == tables.spending_right.c.epoch)
            .join(tables.node, tables.node.c.node_id == tables.epoch.c.node_id)
            .where(tables.node.c.kind == "site")
        )
        assert all(row.granted + row.earned - row.used - row.released == 0 for row in left)  # type: ignore[attr-defined]
        assert self.desk.findings() == []


@settings(max_examples=12)
@given(seed=st.integers(0, 2**32))
def test_no_order_of_sites_and_tills_spends_more_than_there_is(seed: int, tmp_path_factory: Any) -> None:
    desk = Desk(str(tmp_path_factory.mktemp("story") / "server.db"), ManualClock(), PROGRAMME)
    try:
        story = Story(desk, seed)
        for _ in range(25):
            story.step()
        story.check()
    finally:
        desk.close()


@pytest.mark.parametrize("seed", range(3))
def test_the_same_on_both_databases(desk: Desk, seed: int) -> None:
    story = Story(desk, seed)
    for _ in range(30):
        story.step()
    story.check()


def test_many_at_once_share_one_members_points(desk: Desk) -> None:
    """Threads of several sites: every point is spent once, and each sale is one sale whoever repeats it."""
    account_id = with_points(desk, "100")
    sites = [Site(desk, f"site {n}") for n in range(4)]
    sold: list[Hold] = []
    wrong: list[BaseException] = []
    gate = threading.Barrier(len(sites))

    def buy(site: Site) -> None:
        try:
            gate.wait()
            for _ in range(5):
                hold = site.hold(basket(CARD, redeem=5_000))
                op_id = new_id()
                sold.append(site.commit(hold, op_id))
                assert site.commit(hold, op_id).state == "committed"
        except BaseException as error:  # noqa: BLE001 - told by the test itself
            wrong.append(error)

    threads = [threading.Thread(target=buy, args=(site,)) for site in sites]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    sales = [each.sale for each in sold if each.sale is not None]
    assert len({each.op_id for each in sales}) == 20
    assert sum(each.redeemed_points for each in sales) == 10_000
    assert balance(desk, account_id) == sum(each.accrued_points for each in sales)
    assert desk.alarms() == []
    assert desk.findings() == []
