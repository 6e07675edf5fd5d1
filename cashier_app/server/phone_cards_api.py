"""What tills and sites may ask about cards in telephones: is this code good; a secret for this card."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.responses import Response

from cashier_app.core.ids import identifier_hash
from cashier_app.core.one_time import DIGITS, PERIOD_S, base32
from cashier_app.server import baskets, intake, journal, phone_cards, problems
from cashier_app.server.asking import Asker, Route, SiteAsker, SmallContent, database_of, json
from cashier_app.server.preparing import holds_nul
from cashier_app.server.site_messages import CardSecret, MemberName, SecretRequest
from cashier_app.sync.messages import CardVerified, VerifyCard


def _verify_card(request: Request, who: Asker, content: SmallContent) -> Response:
    """Whether a telephone's code is its card's of now; each code is good once, the same attempt again is the same."""
    asked = intake.decode(content, VerifyCard)
    database = database_of(request)
    with database.write() as transaction:
        verdict = phone_cards.verify(transaction, bytes.fromhex(asked.card), asked.code, asked.attempt)
    return json(CardVerified(database.now(), verdict))


def _give_secret(request: Request, who: SiteAsker, content: SmallContent) -> Response:
    """A new secret for a member's card, for the telephone alone; the one before it is worth nothing any more."""
    asked = intake.decode(content, SecretRequest)
    if holds_nul(content, asked):
        raise problems.unreadable("A text has a character NUL")
    with database_of(request).write() as transaction:
        key = transaction.meta("identifier_key")
        account_id = baskets.account_named(transaction.connection, key, MemberName(asked.kind, asked.card))
        digest = identifier_hash(bytes.fromhex(key), asked.kind, asked.card)
        secret = phone_cards.give_secret(transaction, digest)
        journal.write(transaction, "card_secret_given", f"node:{who.node_id}", account=account_id)
    return json(CardSecret(base32(secret), "SHA256", DIGITS, PERIOD_S))


TILLS: Final = (Route("POST", "/v1/cards/verify", _verify_card, CardVerified, VerifyCard),)
SITES: Final = (Route("POST", "/v1/cards/secret", _give_secret, CardSecret, SecretRequest),)
