"""Cards in telephones whose code changes every half minute: a secret given, forgotten, and a code verified once.

The secret stays here and in the telephone; a till only passes the code on.  A code is good once: the half minute
it is of is written down with it, and only a later one is taken after it.
"""

from __future__ import annotations

import secrets
from typing import Final

import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.one_time import SECRET_BYTES, matching_step, step_of
from cashier_app.server import finding, tables
from cashier_app.server.database import Transaction
from cashier_app.sync.messages import CardVerdict

#: Wrong codes of one card in a half minute, after which none is looked at until the next (RFC 4226, 7.3).
MOST_WRONG: Final = 5


class NotAPhoneCard(Refused):
    """A member named by something that is no card."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” is no card of a member")
    way_out = QT_TRANSLATE_NOOP("errors", "Name the card in the telephone by its number")


def card_named(transaction: Transaction, name: str) -> bytes:
    """The keyed hash of a member's card by its number; raises `NotAPhoneCard`."""
    row = finding.identifier_named(transaction.connection, name)
    if row is None or row.kind not in ("card", "virtual"):
        raise NotAPhoneCard(name=name)
    return bytes(row.hash)


def give_secret(transaction: Transaction, digest: bytes) -> bytes:
    """A new secret for a card; one that it had is worth nothing from now on."""
    secret = secrets.token_bytes(SECRET_BYTES)
    forget_secret(transaction, digest)
    row = {
        "hash": digest,
        "secret": secret,
        "given_at": transaction.now,
        "last_step": 0,
        "attempt": "",
        "wrong_step": 0,
        "wrong": 0,
    }
    transaction.connection.execute(sa.insert(tables.phone_card).values(row))
    return secret


def forget_secret(transaction: Transaction, digest: bytes) -> bool:
    """The card's code changes no more, and none is taken for it; whether there was one."""
    done = transaction.connection.execute(sa.delete(tables.phone_card).where(tables.phone_card.c.hash == digest))
    return done.rowcount > 0


def verify(transaction: Transaction, digest: bytes, code: str, attempt: str) -> CardVerdict:
    """Whether a code is the card's of now, and was never taken before.

    `used`: this code or a later one was taken already; `wrong`: neither of now nor of the half minutes beside it;
    `unknown`: no such card; `no_secret`: the card has no changing code; `blocked`: it may not be used.  The same
    `attempt` again, its answer having been lost, is verified again.
    """
    card, known = tables.phone_card.c, tables.identifier.c
    identifier = transaction.connection.execute(sa.select(known.state).where(known.hash == digest)).first()
    if identifier is None:
        return "unknown"
    if identifier.state != "active":
        return "blocked"
    # the row is held until the end: of two tills with one code, one is second
    row = transaction.connection.execute(
        sa.select(tables.phone_card).where(card.hash == digest).with_for_update()
    ).first()
    if row is None:
        return "no_secret"
    here = sa.update(tables.phone_card).where(card.hash == digest)
    now = step_of(transaction.now)
    wrong = row.wrong if row.wrong_step == now else 0
    step = matching_step(bytes(row.secret), code, transaction.now) if wrong < MOST_WRONG else None
    if step is None:
        transaction.connection.execute(here.values(wrong_step=now, wrong=wrong + 1))
        return "wrong"
    if step <= row.last_step:
        return "verified" if step == row.last_step and row.attempt == attempt else "used"
    transaction.connection.execute(here.values(last_step=step, attempt=attempt))
    return "verified"
