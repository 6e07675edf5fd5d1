"""What a till or a site may ask about a gift card: what is on it, until when, what moved last."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.responses import Response

from cashier_app.loyalty.gift_cards import gift_account
from cashier_app.server import gift_cards, intake, problems
from cashier_app.server.asking import Anybody, Route, SmallContent, database_of, json
from cashier_app.server.preparing import holds_nul
from cashier_app.sync.messages import GiftCardRequest, GiftCardSummary


def _find_gift_card(request: Request, who: Anybody, content: SmallContent) -> Response:
    """A gift card by its number as it was typed, or by its keyed hash; the number is never part of an address."""
    asked = intake.decode(content, GiftCardRequest)
    if holds_nul(content, asked) or bool(asked.card.strip()) is bool(asked.hash):
        raise problems.unreadable("A gift card is named by its number or by its hash")
    database = database_of(request)
    with database.read() as connection:
        try:
            account_id = gift_account(asked.hash) if asked.hash else gift_cards.account_named(connection, asked.card)
        except gift_cards.NoSuchGiftCard as error:
            raise problems.not_found("gift card") from error
        summary = gift_cards.summary(connection, account_id, database.now())
    if summary is None:
        raise problems.not_found("gift card")
    return json(summary)


ROUTES: Final = (Route("POST", "/v1/gift-cards/find", _find_gift_card, GiftCardSummary, GiftCardRequest),)
