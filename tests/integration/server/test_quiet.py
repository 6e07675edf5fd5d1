"""Exchanges that bring nothing and find nothing write nothing; whatever there is to tell or to do is told and done."""

from __future__ import annotations

import sqlalchemy as sa

from cashier_app.core.clock import DAY, MINUTE, SECOND
from cashier_app.server.database import read_counter
from cashier_app.server.tables import epoch, node
from cashier_app.sync.messages import AccountAnswer, ExchangeRequest, ExchangeResponse
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import Chain, Client, card_hash

CARD = "7789000000004417"


class Till:
    """A till that has heard everything, and asks again some seconds later."""

    def __init__(self, client: Client, clock: ManualClock) -> None:
        self.chain = Chain()
        self._client = client
        self._clock = clock
        self.cursor = ""
        self.ask()

    def ask(self, seconds: int = 10) -> ExchangeResponse:
        """An exchange that tells nothing."""
        self._clock.advance(seconds * SECOND)
        answer = self._client.exchange(ExchangeRequest(1, self.chain.epoch, self.cursor))
        self.cursor = answer.cursor
        return answer


def transactions(server: RunningServer) -> int:
    """What grows with every transaction."""
    with server.database.read() as connection:
        return read_counter(connection, "time")


def test_a_till_without_news_writes_nothing_and_is_told_the_time(
    server: RunningServer, client: Client, clock: ManualClock
) -> None:
    till = Till(client, clock)
    before, last = till.ask(), transactions(server)
    again = till.ask()
    assert transactions(server) == last
    assert again.server_time == clock.now() > before.server_time
    assert (again.head, again.included, again.cursor) == (before.head, before.included, before.cursor)
    assert (again.changes, again.recalls, again.acknowledged) == ((), (), ())


def test_that_a_till_was_here_is_written_down_every_minute(
    server: RunningServer, client: Client, clock: ManualClock
) -> None:
    till = Till(client, clock)
    for _ in range(12):
        till.ask()
        columns = node.c.last_seen_at, node.c.drained_at, epoch.c.heard_at
        [marks] = server.rows(sa.select(*columns).join(epoch, epoch.c.node_id == node.c.node_id))
        assert all(mark >= clock.now() - MINUTE for mark in marks)


def test_a_change_is_told_by_the_next_exchange(server: RunningServer, client: Client, clock: ManualClock) -> None:
    till = Till(client, clock)
    till.ask()
    server.bring(member(CARD, "1245"))
    [known] = till.ask().changes
    assert (known.home, known.lots[0].granted) == (True, 124_500)
    assert till.ask().changes == ()


def test_a_card_of_the_house_is_looked_up_without_writing_once_its_home_has_its_rights(
    server: RunningServer, client: Client, clock: ManualClock
) -> None:
    till = Till(client, clock)
    key = client.enrol(server.pair()).identifier_key
    for points, granted in (("100", 10_000), ("50", 5_000)):
        card = f"{CARD[:-3]}{points.zfill(3)}"
        server.bring(member(card, points))
        question = f"/v1/identifiers/{card_hash(key, card)}?epoch={till.chain.epoch}"
        first, last = client.get(AccountAnswer, "GET", question), transactions(server)
        again = client.get(AccountAnswer, "GET", question)
        assert transactions(server) == last
        assert first.account == again.account
        assert (again.account.home, again.account.lots[0].granted) == (True, granted)


def test_points_lapse_though_nobody_has_any_news(server: RunningServer, client: Client, clock: ManualClock) -> None:
    till = Till(client, clock)
    till.chain.sell(at=clock.now())
    client.exchange(till.chain.request(cursor=till.cursor))
    till.ask()
    for _ in range(2):
        clock.advance(DAY)
        last = transactions(server)
        till.ask()
        assert transactions(server) > last


def test_what_is_asked_back_is_told(server: RunningServer, client: Client, second: Client, clock: ManualClock) -> None:
    till = Till(client, clock)
    server.bring(member(CARD, "500"))
    [known] = till.ask().changes
    till.ask()
    other = Till(second, clock)
    second.acquire(other.chain.epoch, known.account_id, (known.lots[0].lot_id, 10_000))
    assert [each.lot_id for each in till.ask().recalls] == [known.lots[0].lot_id]
