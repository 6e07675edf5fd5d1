"""What a site may ask: a member by what was typed, a quote as a preview, holds that become sales."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final, TypeVar

import msgspec
from fastapi import Path, Request
from starlette.responses import Response

from cashier_app.quotes.quoting import Answer, encode
from cashier_app.server import baskets, feed, holds, intake, phone_cards_api, problems
from cashier_app.server.asking import Content, Route, SiteAsker, SmallContent, database_of, json, programmes_of
from cashier_app.server.baskets import Reading, account_named
from cashier_app.server.database import Transaction, read_meta
from cashier_app.server.preparing import holds_nul
from cashier_app.server.site_messages import (
    CommitRequest,
    Hold,
    HoldRequest,
    MemberName,
    ProlongRequest,
    QuoteRequest,
)
from cashier_app.sync.messages import MemberSummary
from cashier_app.words import load_words

T = TypeVar("T", bound=msgspec.Struct)

HoldId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="The site's own id of the hold")]


def _find_member(request: Request, who: SiteAsker, content: SmallContent) -> Response:
    """What a member may be told, by a card, telephone or e-mail as it was typed; never part of an address."""
    asked = _decode(content, MemberName)
    database = database_of(request)
    with database.read() as connection:
        account_id = account_named(connection, read_meta(connection, "identifier_key"), asked)
        return json(feed.summary(connection, account_id, database.now()))


def _quote(request: Request, who: SiteAsker, content: Content) -> Response:
    """What a basket costs and why, as `cashier-app quote` answers: a preview, nothing is written or promised."""
    asked = _decode(content, QuoteRequest)
    database = database_of(request)
    with database.read() as connection:
        seen = Transaction(connection, database.now(), {})
        reading = Reading(seen, programmes_of(request), who, asked.basket, asked.store)
    answered = baskets.answered(reading.asked, reading.programme, load_words(asked.basket.language))
    return Response(encode(answered), media_type="application/json")


def _acquire_hold(request: Request, who: SiteAsker, content: Content) -> Response:
    """Hold what a basket spends for a while, at the price of now; the same request again is the same hold."""
    asked = _decode(content, HoldRequest)
    return _writing(request, lambda transaction: holds.acquire(transaction, programmes_of(request), who, asked))


def _get_hold(request: Request, who: SiteAsker, hold_id: HoldId) -> Response:
    """A hold as it is now."""
    database = database_of(request)
    with database.read() as connection:
        seen = Transaction(connection, database.now(), {})
        return json(holds.describe(seen, programmes_of(request), who, hold_id))


def _prolong_hold(request: Request, who: SiteAsker, hold_id: HoldId, content: SmallContent) -> Response:
    """Let a hold last longer, as far as its bound goes."""
    asked = _decode(content, ProlongRequest)
    return _writing(
        request, lambda transaction: holds.prolong(transaction, programmes_of(request), who, hold_id, asked.lease_s)
    )


def _commit_hold(request: Request, who: SiteAsker, hold_id: HoldId, content: Content) -> Response:
    """Make a hold a sale, exactly once."""
    asked = _decode(content, CommitRequest)
    return _writing(request, lambda transaction: holds.commit(transaction, programmes_of(request), who, hold_id, asked))


def _cancel_hold(request: Request, who: SiteAsker, hold_id: HoldId) -> Response:
    """Give a hold back; again changes nothing."""
    return _writing(request, lambda transaction: holds.cancel(transaction, programmes_of(request), who, hold_id))


def _writing(request: Request, act: Callable[[Transaction], Hold]) -> Response:
    with database_of(request).write() as transaction:
        answer = act(transaction)
    return json(answer)


def _decode(content: bytes, kind: type[T]) -> T:
    """A message without a character that PostgreSQL cannot keep; raises `ApiError` 422."""
    asked = intake.decode(content, kind)
    if holds_nul(content, asked):
        raise problems.unreadable("A text has a character NUL")
    return asked


ROUTES: Final = (
    Route("POST", "/v1/members/find", _find_member, MemberSummary, MemberName),
    Route("POST", "/v1/quote", _quote, Answer, QuoteRequest, errors=(409,)),
    Route("POST", "/v1/holds", _acquire_hold, Hold, HoldRequest, errors=(409,)),
    Route("GET", "/v1/holds/{hold_id}", _get_hold, Hold),
    Route("POST", "/v1/holds/{hold_id}/prolong", _prolong_hold, Hold, ProlongRequest, errors=(409,)),
    Route("POST", "/v1/holds/{hold_id}/commit", _commit_hold, Hold, CommitRequest, errors=(409,)),
    Route("POST", "/v1/holds/{hold_id}/cancel", _cancel_hold, Hold, errors=(409,)),
    *phone_cards_api.SITES,
)
