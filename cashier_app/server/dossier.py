"""Everything that a person at the server may want to know of a member, out of one picture of the ledger."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.server import feed, finding, tables
from cashier_app.sync.messages import MemberSummary

#: Members that one search names, at most.
MOST_FOUND: Final = 20
#: Figures of which somebody may remember the last.
LAST_DIGITS: Final = 4


class Card(msgspec.Struct, frozen=True):
    """A card, telephone or e-mail, masked."""

    kind: str
    masked: str
    state: str


class Held(msgspec.Struct, frozen=True):
    """What a node holds of a member's points or coupons."""

    node: str
    name: str
    store: str
    kind: str
    wallet: str
    points: Points


class Open(msgspec.Struct, frozen=True):
    """Something of the member that a person should look at."""

    at: Instant
    kind: str
    amount: int
    detail: str


class Claim(msgspec.Struct, frozen=True):
    """Points of a lot that were taken and were not there."""

    lot_id: str
    points: Points


class Dossier(msgspec.Struct, frozen=True):
    """A member as of `summary.server_time`, the name in the clear."""

    name: str
    summary: MemberSummary
    cards: tuple[Card, ...]
    held: tuple[Held, ...]
    claims: tuple[Claim, ...]
    alarms: tuple[Open, ...]
    merged: tuple[str, ...]


def search(connection: sa.Connection, text: str) -> list[str]:
    """Accounts of today that a text may mean, `MOST_FOUND` and one more at most.

    An account's id, a card, telephone or e-mail means one; else the last four digits of any, else a part of a name.
    """
    exact = finding.find(connection, [text])[text.strip()] if text.strip() else None
    if exact is not None:
        return [exact]
    wanted = text.strip()
    if len(wanted) == LAST_DIGITS and wanted.isdecimal():
        identifier = tables.identifier.c
        query = sa.select(identifier.account_id).where(identifier.value.endswith(wanted, autoescape=True)).distinct()
        return list(connection.scalars(query.order_by(identifier.account_id).limit(MOST_FOUND + 1)))
    return _by_name(connection, wanted.casefold())


def read(connection: sa.Connection, account_id: str, now: Instant) -> Dossier:
    """A member's dossier; `account_id` is the account of today."""
    summary = feed.summary(connection, account_id, now)
    identifier, alarm, account = tables.identifier.c, tables.alarm.c, tables.account.c
    cards = connection.execute(
        sa.select(identifier.kind, identifier.masked, identifier.state)
        .where(identifier.account_id == account_id)
        .order_by(identifier.kind, identifier.masked)
    ).all()
    alarms = connection.execute(
        sa.select(tables.alarm)
        .where(alarm.account_id == account_id, alarm.resolved_at.is_(None))
        .order_by(alarm.alarm_id)
    ).all()
    claims = connection.execute(
        sa.select(tables.lot.c.lot_id, tables.lot.c.claim)
        .where(tables.lot.c.account_id == account_id, tables.lot.c.claim != 0)
        .order_by(tables.lot.c.lot_id)
    ).all()
    merged = sa.select(account.account_id).where(account.merged_into == account_id, account.state == "merged")
    name = connection.scalar(sa.select(tables.member.c.name).where(tables.member.c.account_id == account_id))
    return Dossier(
        name=name or "",
        summary=summary,
        cards=tuple(Card(row.kind, row.masked, row.state) for row in cards),
        held=_held(connection, account_id),
        claims=tuple(Claim(row.lot_id, row.claim) for row in claims),
        alarms=tuple(Open(row.at, row.kind, row.amount, row.detail) for row in alarms),
        merged=tuple(connection.scalars(merged.order_by(account.account_id))),
    )


def _by_name(connection: sa.Connection, part: str) -> list[str]:
    """Members whose name has a part, whatever the letters' case: databases fold only Latin ones."""
    if not part:
        return []
    member, account = tables.member.c, tables.account.c
    query = (
        sa.select(member.account_id, member.name)
        .join(tables.account, account.account_id == member.account_id)
        .where(account.state.in_(["active", "blocked"]), member.name != "")
        .order_by(member.name, member.account_id)
    )
    found: list[str] = []
    for row in connection.execution_options(yield_per=1000).execute(query):
        if part in row.name.casefold():
            found.append(row.account_id)
            if len(found) > MOST_FOUND:
                break
    return found


def _held(connection: sa.Connection, account_id: str) -> tuple[Held, ...]:
    """By node and wallet what is held, the most first."""
    right, lot, of = tables.spending_right.c, tables.lot.c, tables.node.c
    held = right.granted + right.earned - right.used - right.released
    joined = (
        tables.spending_right.join(tables.lot, lot.lot_id == right.lot_id)
        .join(tables.epoch, tables.epoch.c.epoch == right.epoch)
        .join(tables.node, of.node_id == tables.epoch.c.node_id)
    )
    columns = of.node_id, of.name, of.store_id, of.kind, lot.wallet, held.label("held")
    query = sa.select(*columns).select_from(joined)
    query = query.where(lot.account_id == account_id, right.parent == "", held != 0)
    sums: defaultdict[tuple[str, str, str, str, str], Points] = defaultdict(int)
    for row in connection.execute(query):
        sums[row.node_id, row.name, row.store_id, row.kind, row.wallet] += row.held
    found = [
        Held(node, name, store, kind, wallet, points) for (node, name, store, kind, wallet), points in sums.items()
    ]
    return tuple(sorted(found, key=lambda held: (-held.points, held.node, held.wallet)))
