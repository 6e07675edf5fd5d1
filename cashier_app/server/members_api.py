"""What a till or a site may ask about a member: the account, its level's history, what was bought in any shop."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Request
from starlette.responses import Response

from cashier_app.server import feed, part_search, purchases
from cashier_app.server.asking import AccountId, Anybody, Asker, Cursor, Route, database_of, json
from cashier_app.sync.messages import FoundMembers, LevelHistory, MemberSummary, Purchases


def _member(request: Request, who: Anybody, account_id: AccountId) -> Response:
    """What a member may be told about the account."""
    database = database_of(request)
    with database.read() as connection:
        return json(feed.summary(connection, account_id, database.now()))


def _level_history(request: Request, who: Anybody, account_id: AccountId, cursor: Cursor = "") -> Response:
    """How a member's level changed and why, the newest first, in pages."""
    database = database_of(request)
    with database.read() as connection:
        return json(feed.level_history(connection, account_id, database.now(), cursor))


def _purchases(request: Request, who: Anybody, account_id: AccountId, cursor: Cursor = "") -> Response:
    """What a member bought and brought back in any shop, the newest first, in pages."""
    database = database_of(request)
    with database.read() as connection:
        return json(purchases.page(connection, account_id, database.now(), cursor))


def _by_part(
    request: Request,
    who: Asker,
    digits: Annotated[
        str, Query(pattern="^[0-9]{4,15}$", description="The last four digits of a card or telephone, or more of it")
    ],
) -> Response:
    """Members by a part of a card's or telephone's number: initials and masks, a dozen at most."""
    database = database_of(request)
    with database.read() as connection:
        return json(part_search.by_part(connection, digits, database.now()))


ROUTES: Final = (
    Route("GET", "/v1/members", _by_part, FoundMembers),
    Route("GET", "/v1/members/{account_id}", _member, MemberSummary),
    Route("GET", "/v1/members/{account_id}/levels", _level_history, LevelHistory),
    Route("GET", "/v1/members/{account_id}/purchases", _purchases, Purchases),
)
