"""Members by a part of a card's or telephone's number, for a till whose buyer remembers no more: initials and masks."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.server import tables
from cashier_app.sync.messages import FoundMember, FoundMembers

#: So many are told at most; whoever gets more than these asks for more digits.
MOST_FOUND: Final = 12
#: Fewer digits are everybody's.
FEWEST_DIGITS: Final = 4


def by_part(connection: sa.Connection, digits: str, now: Instant) -> FoundMembers:
    """Active and blocked members one of whose active cards or telephones ends in four digits, or has more in it.

    One row a member, the first of several numbers that fit.
    """
    identifier, account = tables.identifier.c, tables.account.c
    fits = identifier.value.endswith(digits) if len(digits) == FEWEST_DIGITS else identifier.value.contains(digits)
    query = (
        sa.select(
            identifier.hash,
            identifier.kind,
            identifier.masked,
            account.account_id,
            account.display,
            account.level_id,
            account.state,
        )
        .join(tables.account, account.account_id == identifier.account_id)
        .where(identifier.kind.in_(["card", "phone"]), identifier.state == "active", fits)
        .where(account.state.in_(["active", "blocked"]))
        .order_by(account.display, identifier.kind.desc(), identifier.masked)
        .limit(4 * MOST_FOUND)
    )
    found: dict[str, FoundMember] = {}
    for row in connection.execute(query):
        member = FoundMember(
            row.account_id, row.display, row.level_id, row.state, row.kind, row.masked, bytes(row.hash).hex()
        )
        found.setdefault(row.account_id, member)
    return FoundMembers(now, tuple(found.values())[:MOST_FOUND], len(found) > MOST_FOUND)
