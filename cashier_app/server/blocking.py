"""A member's account, or one card of it, blocked and let in again; tills hear of it by the feed.

A block applies where it arrives: what was sold before stands, flagged.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.server import finding, journal, tables
from cashier_app.server.book import Book
from cashier_app.server.database import Transaction


class NotToBlock(Refused):
    """An account that is nobody's."""

    text = QT_TRANSLATE_NOOP("errors", "The account {account} can be neither blocked nor unblocked: it is {state}")
    way_out = QT_TRANSLATE_NOOP("errors", "Name an active or blocked member")


class NoSuchCard(Refused):
    """A member named by the account where a card was meant."""

    text = QT_TRANSLATE_NOOP("errors", "No card, telephone or e-mail is “{name}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Name the card itself, or leave out --card to mean the whole account")


class Blocked(msgspec.Struct, frozen=True):
    """What became of it; `masked` is the card, empty where the whole account was meant."""

    account_id: str
    masked: str
    fresh: bool


def set_blocked(
    transaction: Transaction, name: str, card_only: bool, blocked: bool, author: str, reason: str
) -> Blocked:
    """Block a member or one card, or let them in again; the same again changes nothing.

    Raises `finding.NoSuchMember`, `NoSuchCard`, `NotToBlock`.
    """
    connection = transaction.connection
    before, after = ("active", "blocked") if blocked else ("blocked", "active")
    account_id = finding.find_one(connection, name)
    book = Book(transaction, "")
    book.load([account_id], ())
    account = book.accounts[account_id]
    if account.state not in ("active", "blocked"):
        raise NotToBlock(account=account_id, state=account.state)
    masked = ""
    if card_only:
        card = finding.identifier_named(connection, name)
        if card is None:
            raise NoSuchCard(name=name)
        masked, fresh = card.masked, card.state == before
        changed = sa.update(tables.identifier).where(tables.identifier.c.hash == card.hash)
        connection.execute(changed.values(state=after if fresh else card.state))
    else:
        fresh = account.state == before
        account.state = after
    if fresh:
        book.touch(account)
        book.write()
        act = "member_blocked" if blocked else "member_unblocked"
        journal.write(transaction, act, author, account=account_id, card=masked, reason=reason)
    return Blocked(account_id, masked, fresh)
