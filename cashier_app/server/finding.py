"""Members as people name them: by an account's id, a card, a telephone, an e-mail, a segment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import identifier_hash
from cashier_app.server import problems, tables
from cashier_app.server.database import chunks, read_meta

#: Kinds of identifiers in the order in which a text is taken for one of them.
_KINDS = ("card", "phone", "virtual", "email")


class NoSuchMember(Refused):
    """A name that belongs to nobody."""

    text = QT_TRANSLATE_NOOP("errors", "Nobody is known as “{name}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Give an account's id, a card number, a telephone or an e-mail of a member")


def find(connection: sa.Connection, names: Iterable[str]) -> dict[str, str | None]:
    """The account that each name stands for today; None where nobody is known by it."""
    key = bytes.fromhex(read_meta(connection, "identifier_key"))
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    digests = {identifier_hash(key, kind, name): name for name in wanted for kind in reversed(_KINDS)}
    account, identifier = tables.account.c, tables.identifier.c
    found: dict[str, str | None] = dict.fromkeys(wanted)
    for chunk in chunks(wanted):
        # a gift card's account is nobody's
        query = sa.select(account.account_id).where(account.account_id.in_(chunk), account.state != "gift")
        for row in connection.execute(query):
            found[row.account_id] = row.account_id
    for chunk in chunks(digests):
        columns = identifier.hash, identifier.account_id
        for row in connection.execute(sa.select(*columns).where(identifier.hash.in_(chunk))):
            name = digests[bytes(row.hash)]
            found[name] = found[name] or row.account_id
    return _present(connection, found)


def find_one(connection: sa.Connection, name: str) -> str:
    """The account of one member; raises `NoSuchMember`."""
    account_id = find(connection, [name]).get(name.strip())
    if account_id is None:
        raise NoSuchMember(name=name)
    return account_id


def identifier_named(connection: sa.Connection, name: str) -> sa.Row[Any] | None:
    """The row of the card, telephone or e-mail that a text is; None for none that is known."""
    key = bytes.fromhex(read_meta(connection, "identifier_key"))
    for kind in _KINDS:
        digest = identifier_hash(key, kind, name.strip())
        found = connection.execute(sa.select(tables.identifier).where(tables.identifier.c.hash == digest)).first()
        if found is not None:
            return found
    return None


def present(connection: sa.Connection, account_id: str) -> sa.Row[Any]:
    """The row of the account that one is part of by now; raises `ApiError` 404."""
    wanted = account_id
    while True:
        row = connection.execute(sa.select(tables.account).where(tables.account.c.account_id == wanted)).first()
        if row is None:
            raise problems.not_found("account")
        if row.state != "merged":
            return row
        wanted = row.merged_into


def of_segment(connection: sa.Connection, segment: str) -> list[str]:
    """Members of a segment."""
    account = tables.account.c
    query = sa.select(account.account_id, account.segments).where(
        account.state == "active", account.segments.contains(segment, autoescape=True)
    )
    return [row.account_id for row in connection.execute(query) if segment in row.segments.splitlines()]


def _present(connection: sa.Connection, found: dict[str, str | None]) -> dict[str, str | None]:
    """Accounts that have become part of another one are that other one."""
    account = tables.account.c
    gone: dict[str, str] = {}
    for chunk in chunks({each for each in found.values() if each is not None}):
        columns = account.account_id, account.merged_into
        # an erased account leads nowhere, whoever has come after it
        query = sa.select(*columns).where(account.account_id.in_(chunk), account.state == "merged")
        gone.update({row.account_id: row.merged_into for row in connection.execute(query)})
    return {name: gone.get(each, each) if each is not None else None for name, each in found.items()}
