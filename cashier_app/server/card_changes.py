"""Cards and telephones that a till replaced or blocked, the member standing there; points and level stay.

A new card that somebody else has meanwhile stays that one's, and a person is told: the facts of two tills contradict.
What a blank card had collected comes along, as with a registration.
"""

from __future__ import annotations

import sqlalchemy as sa

from cashier_app.core.ids import identifier_hash
from cashier_app.server import journal, tables
from cashier_app.server.book import Account, Book, Source
from cashier_app.server.members import Registration
from cashier_app.sync.messages import CardBody


def card_digests(key: bytes, body: CardBody) -> list[bytes]:
    """Hashes of the cards that a change is about, the new one under this server's own key."""
    found = [bytes.fromhex(body.old)] if body.old else []
    if body.new is not None:
        found.append(identifier_hash(key, body.new.kind, body.new.value))
    return found


class CardChanges:
    """The changes of one batch, over its working set; whose a card is `registration` knows."""

    def __init__(self, book: Book, registration: Registration, key: bytes) -> None:
        self._book = book
        self._registration = registration
        self._key = key
        #: (card, its new state) and what the journal says, in order.
        self._states: list[tuple[bytes, str]] = []
        self._told: list[tuple[str, str]] = []

    def change(self, body: CardBody, source: Source) -> None:
        """One change; what contradicts what is known here is an alarm, and the rest is done."""
        account = self._book.owner(body.account_id, source)
        if account.state not in ("active", "blocked"):
            self._book.alarm("card", source, account.account_id, detail=f"a card of an account that is {account.state}")
            return
        if body.old:
            self._retire(bytes.fromhex(body.old), account, body.act, source)
        if body.new is not None:
            self._bind(body, account, source)
        self._told.append(("card_replaced" if body.act == "replaced" else "card_blocked", account.account_id))

    def _retire(self, digest: bytes, account: Account, state: str, source: Source) -> None:
        owner = self._owner(digest)
        if owner != account.account_id:
            detail = f"the old card is {owner or 'nobody'}'s"
            self._book.alarm("card", source, account.account_id, detail=detail)
            return
        self._states.append((digest, state))

    def _bind(self, body: CardBody, account: Account, source: Source) -> None:
        new = body.new
        assert new is not None
        digest = identifier_hash(self._key, new.kind, new.value)
        if digest.hex() != new.hash:
            self._book.alarm("card", source, account.account_id, detail="the new card has another hash here")
        if self._registration.bind(account, new.kind, new.value, digest):
            return
        owner = self._owner(digest)
        if owner == account.account_id:
            self._states.append((digest, "active"))
        else:
            self._book.alarm("card", source, account.account_id, detail=f"the new card is {owner}'s")

    def _owner(self, digest: bytes) -> str:
        """The account that a card belongs to today; empty for nobody's."""
        owner = self._registration.owner_of.get(digest, "")
        account = self._book.accounts.get(owner)
        return account.merged_into or owner if account is not None else owner

    def write(self, by: str) -> None:
        """Write what has changed; the book is written by then."""
        transaction = self._book.transaction
        for digest, state in self._states:
            changed = sa.update(tables.identifier).where(tables.identifier.c.hash == digest)
            transaction.connection.execute(changed.values(state=state))
        for act, account_id in self._told:
            journal.write(transaction, act, by, account=account_id)
        self._states.clear()
        self._told.clear()
