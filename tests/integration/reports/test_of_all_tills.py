"""Reports of all tills: the same figures from operations as from a till's tables, and what the ledger alone knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pysqlite3
import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY, local_time
from cashier_app.documents.reports import payment_name
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.reports.catalogue import find, of_source
from cashier_app.reports.periods import Period, Scope, days
from cashier_app.reports.report import Context, Report, make_report
from cashier_app.server import jobs, report_facts, tables
from cashier_app.server.members import LotRecord
from cashier_app.server.nodes import Node
from cashier_app.server.report_facts import NoSuchTill, OperationRows, Where
from cashier_app.storage.report_facts import FactsReader
from cashier_app.storage.report_questions import QUESTIONS
from cashier_app.sync.messages import Operation, SaleBody
from cashier_app.words import load_words
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.till_side import Chain
from tests.server_places import ServerPlaces

ZONE = "Asia/Yekaterinburg"
WHOLE = days(date(2026, 11, 1), date(2027, 12, 31), ZONE)


def test_operations_answer_as_the_tills_own_tables_do(after_days: Path) -> None:
    connection = pysqlite3.connect(str(after_days / "till.db"))
    bodies = [body for (body,) in connection.execute("SELECT body FROM outbox ORDER BY seq")]
    connection.close()
    told = [msgspec.json.decode(body, type=Operation) for body in bodies]
    rows = OperationRows()
    categories = {
        (one.body.receipt_id, line.number): line.category
        for one in told
        if isinstance(one.body, SaleBody)
        for line in one.body.cart.lines
    }
    for one in told:
        if one.body.__class__.__name__ in ("SaleBody", "ReturnBody", "CashBody"):
            rows.add("", one, categories)
    scope = Scope(WHOLE.since, WHOLE.until)
    reader = FactsReader(after_days / "till.db")
    own = reader.gather(tuple(QUESTIONS), scope)
    reader.close()
    heard = rows.answers(tuple(QUESTIONS), scope)
    for name in QUESTIONS:
        assert sorted(map(repr, heard[name])) == sorted(map(repr, own[name])), name
        assert own[name] or name == "gift_cards", f"the days hold something that {name} asks of"


# --- a server with two shops ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two shops' tills that have sold to a member and to others over forty days; some points have lapsed."""
    clock = ManualClock()
    desk = Desk(ServerPlaces(tmp_path_factory.mktemp("server"))(), clock, resource("reference"))
    tills = [(desk.join(store, f"till {store}", ZONE), Chain(f"epoch-{store}")) for store in ("1", "2")]
    account = desk.member("7789000000000011")
    desk.member("7789000000000029", lots=(LotRecord("250", expires_in_days=3), LotRecord("80", expires_in_days=300)))
    for day in range(4):
        for who, chain in tills:
            sell(desk, who, chain, account if day % 2 else "", 500_000 + 1000 * day, clock.now())
        clock.advance(10 * DAY)
    desk.recalculate()
    clock.advance(5 * DAY)
    for who, chain in tills:
        # who holds points lets them lapse once there is nothing left to tell
        desk.exchange(who, chain.request(chain.seq + 1))
    jobs.expire(desk.database)
    yield desk
    desk.close()


def sell(desk: Desk, who: Node, chain: Chain, account: str, price: int, at: int) -> None:
    desk.send(who, chain)
    known = desk.account(who, chain.epoch, account) if account else None
    chain.sell(known, price=price, at=at)
    desk.send(who, chain)


Make = Callable[..., Report]


@pytest.fixture
def make(shops: Desk) -> Make:
    def made(name: str, period: Period = WHOLE, where: Where | None = None) -> Report:
        definition, words = find(name, "server"), load_words("ru")
        scope = Scope(period.since, period.until)
        found = report_facts.gather(shops.database, definition.needs, scope, where or Where(), ZONE, "ru")
        context = Context(
            words, ZONE, payment_name, nodes=found.nodes, levels=found.levels, kopecks_per_point=found.kopecks_per_point
        )
        return make_report(definition, found.facts, context, "", "", 0)

    return made


def column(report: Report, name: str) -> dict[str, Any]:
    return {str(cells[0]): cells[report.place(name)] for cells in report.rows}


def total(report: Report, name: str) -> Any:
    assert report.totals is not None
    return report.totals[report.place(name)]


def test_every_report_of_the_server_can_be_made(make: Make) -> None:
    for definition in of_source("server"):
        report = make(definition.name)
        assert report.rows or definition.name in ("discounts", "campaigns"), definition.name
        for cells in [*report.rows, *([report.totals] if report.totals else [])]:
            assert len(cells) == len(report.columns)


def test_tills_and_shops_are_told_apart_and_sum_up(make: Make, shops: Desk) -> None:
    sales: Counter[str] = Counter()
    operations = shops.rows(
        sa.select(tables.operation.c.epoch, tables.operation.c.body).where(tables.operation.c.kind == "sale")
    )
    for row in operations:
        body = msgspec.json.decode(row.body, type=Operation).body
        assert isinstance(body, SaleBody)
        sales[row.epoch] += sum(payment.amount for payment in body.payments)
    report = make("tills")
    assert sorted(column(report, "net").values()) == sorted(sales.values())
    assert total(report, "net") == sales.total() == column(make("summary"), "sum")["Выручка"]
    assert column(make("summary", where=Where(store="2")), "sum")["Выручка"] == sales["epoch-2"]
    assert column(make("summary", where=Where(node="till 1")), "sum")["Выручка"] == sales["epoch-1"]
    with pytest.raises(NoSuchTill):
        make("summary", where=Where(store="9"))


def test_what_is_owed_is_the_lots_and_the_entries(make: Make, shops: Desk) -> None:
    lots = shops.rows(sa.select(tables.lot).where(tables.lot.c.wallet == POINTS_WALLET, tables.lot.c.balance != 0))
    by_month: Counter[str] = Counter()
    for lot in lots:
        ends = local_time(lot.expires_at - 1, ZONE) if lot.expires_at is not None else None
        by_month[f"{ends:%m.%Y}" if ends else "никогда"] += lot.balance
    report = make("liability")
    assert column(report, "points") == dict(by_month)
    owed = sum(lot.balance for lot in lots)
    points = make("points")
    assert total(report, "points") == total(points, "points") == owed
    moved = column(points, "points")
    assert moved["Сгорело"] < 0 < moved["Начислено"]
    assert sum(moved.values()) == owed
    given = sum(row.points for row in shops.rows(sa.select(tables.entry).where(tables.entry.c.kind == "accrual")))
    assert moved["Начислено"] == given


def test_what_was_owed_at_a_midnight_goes_on_from_there(make: Make) -> None:
    zone_day = local_time(START, ZONE).date()
    before = days(date(2026, 11, 1), zone_day, ZONE)
    after = days(date.fromordinal(zone_day.toordinal() + 1), date(2027, 12, 31), ZONE)
    assert total(make("points", before), "points") == column(make("points", after), "points")["Долг в начале"]


def test_levels_and_moves_are_the_history(make: Make, shops: Desk) -> None:
    report = make("levels")
    accounts = shops.rows(sa.select(tables.account).where(tables.account.c.state == "active"))
    assert total(report, "members") == len(accounts)
    changes = shops.rows(sa.select(tables.level_change).where(tables.level_change.c.superseded_at.is_(None)))
    moves = [row for row in changes if row.from_level and row.from_level != row.to_level]
    assert total(report, "rose_to") + total(report, "fell_to") == len(moves)
    assert total(report, "rose_from") + total(report, "fell_from") == len(moves)
