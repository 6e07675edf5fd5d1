"""The pages of a first load: everybody once, in the order of ids, whatever changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.sync.messages import AccountChange, ExchangeResponse, ProgrammeChange
from tests.integration.server.running import RunningServer, member
from tests.integration.server.till_side import Chain, Client

MEMBERS = 25


def cards() -> list[str]:
    """Card numbers of the members."""
    return [f"77{n:02d}" for n in range(MEMBERS)]


@pytest.fixture
def chain(server: RunningServer) -> RunningServer:
    """A server with members."""
    server.bring(*(member(card, "10") for card in cards()))
    return server


def loaded(client: Client, size: int, between: Callable[[int], None] = lambda page: None) -> list[ExchangeResponse]:
    """The pages of a first load, each asked for after the one before."""
    chain, pages, cursor = Chain("life"), [], ""
    while not pages or pages[-1].more:
        pages.append(client.exchange(chain.request(cursor=cursor, page=size)))
        cursor = pages[-1].cursor
        between(len(pages))
    return pages


def accounts(page: ExchangeResponse) -> list[str]:
    """Ids of a page's accounts."""
    return [change.account_id for change in page.changes if isinstance(change, AccountChange)]


def test_all_accounts_come_once_in_the_order_of_their_ids(chain: RunningServer, client: Client) -> None:
    pages = loaded(client, 4)
    everybody = [account for page in pages for account in accounts(page)]
    assert everybody == sorted(everybody)
    assert len(everybody) == len(set(everybody)) == MEMBERS
    assert all(len(accounts(page)) <= 4 for page in pages)
    programmes = [change for page in pages for change in page.changes if isinstance(change, ProgrammeChange)]
    assert len(programmes) == 1
    # nothing may be told to have been taken over before it has been
    assert [page.ahead for page in pages[:-2]] == [True] * (len(pages) - 2)
    assert not pages[-1].ahead


def test_what_changes_meanwhile_comes_after_it(chain: RunningServer, client: Client) -> None:

    def change(page: int) -> None:
        if page == 3:
            chain.bring(member(cards()[0], segments=("x",)), member("9999", "5"))
            with chain.database.write() as transaction:
                first = sa.select(sa.func.min(tables.account.c.account_id)).scalar_subquery()
                one = sa.update(tables.account).where(tables.account.c.account_id == first)
                transaction.connection.execute(one.values(display="Other", revision=transaction.next_revision()))

    pages = loaded(client, 4, change)
    last: dict[str, AccountChange] = {}
    for page in pages:
        last |= {change.account_id: change for change in page.changes if isinstance(change, AccountChange)}
    assert len(last) == MEMBERS + 1
    assert last[min(last)].display == "Other"


@pytest.mark.parametrize("cursor", ["{}:1:", "{}:x:y", "{}:99999:a", "other:1:a", "{}::a", "{}:²:a"])
def test_a_cursor_that_no_load_gave_begins_anew(cursor: str, chain: RunningServer, client: Client) -> None:
    with chain.database.read() as connection:
        known = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.key == "incarnation"))
    page = client.exchange(Chain("life").request(cursor=cursor.format(known), page=1000))
    assert len(accounts(page)) == MEMBERS
