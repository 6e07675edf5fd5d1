"""The ledger checked against itself: balances rebuilt from entries, rights from counters, chains from bytes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from cashier_app.core.ids import chain_hash
from cashier_app.server.tables import alarm, entry, epoch, lot, operation, spending_right
from cashier_app.sync.chain import chain_start


class Finding(msgspec.Struct, frozen=True):
    """Something that does not hold: what, where, and both figures."""

    what: str
    where: str
    found: object
    expected: object


class Totals(msgspec.Struct, frozen=True):
    """The ledger in one line: how many of what, and the points of each kind (hundredths)."""

    accounts: int
    lots: int
    entries: int
    operations: int
    rejected: int
    open_alarms: int
    balance: int
    reserved: int
    claims: int


def verify(connection: sa.Connection) -> list[Finding]:
    """Everything that contradicts itself; an empty list is a ledger that is right.

    Balance of a lot = Σ entries, what lapsed of it = -Σ expiry entries; reserved = Σ rights, none negative; pool ≥ 0;
    a claim has its alarm; every epoch's chain is whole and ends where its head says.
    """
    return [*_balances(connection), *_rights(connection), *_claims(connection), *_chains(connection)]


def totals(connection: sa.Connection) -> Totals:
    """Figures of the whole ledger."""

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0

    def total(column: sa.Column[int]) -> int:
        return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.sum(column), 0))) or 0)

    from cashier_app.server.tables import account

    return Totals(
        accounts=count(account),
        lots=count(lot),
        entries=count(entry),
        operations=count(operation),
        rejected=count(operation, operation.c.state == "rejected"),
        open_alarms=count(alarm, alarm.c.resolved_at.is_(None)),
        balance=total(lot.c.balance),
        reserved=total(lot.c.reserved),
        claims=total(lot.c.claim),
    )


def _balances(connection: sa.Connection) -> Iterator[Finding]:
    rebuilt = sa.select(entry.c.lot_id, sa.func.sum(entry.c.points).label("points")).group_by(entry.c.lot_id).subquery()
    points = sa.func.coalesce(rebuilt.c.points, 0)
    query = (
        sa.select(lot.c.lot_id, lot.c.balance, points.label("points"))
        .select_from(lot.outerjoin(rebuilt, rebuilt.c.lot_id == lot.c.lot_id))
        .where(lot.c.balance != points)
    )
    for row in connection.execute(query):
        yield Finding("balance", row.lot_id, row.balance, row.points)
    gone = sa.select(entry.c.lot_id, sa.func.sum(entry.c.points).label("points")).where(entry.c.kind == "expiry")
    expired = gone.group_by(entry.c.lot_id).subquery()
    lapsed = -sa.func.coalesce(expired.c.points, 0)
    query = (
        sa.select(lot.c.lot_id, lot.c.lapsed, lapsed.label("points"))
        .select_from(lot.outerjoin(expired, expired.c.lot_id == lot.c.lot_id))
        .where(lot.c.lapsed != lapsed)
    )
    for row in connection.execute(query):
        yield Finding("lapsed", row.lot_id, row.lapsed, row.points)
    strange = sa.select(entry.c.lot_id).where(~entry.c.lot_id.in_(sa.select(lot.c.lot_id))).distinct()
    for lot_id in connection.scalars(strange):
        yield Finding("entry without a lot", lot_id, None, None)


def _rights(connection: sa.Connection) -> Iterator[Finding]:
    right = spending_right.c
    held = right.granted + right.earned - right.used - right.released
    for row in connection.execute(sa.select(right.lot_id, right.epoch, held.label("held")).where(held < 0)):
        yield Finding("negative right", f"{row.lot_id} of {row.epoch}", row.held, 0)
    summed = sa.select(right.lot_id, sa.func.sum(held).label("held")).group_by(right.lot_id).subquery()
    reserved = sa.func.coalesce(summed.c.held, 0)
    query = (
        sa.select(lot.c.lot_id, lot.c.reserved, reserved.label("held"))
        .select_from(lot.outerjoin(summed, summed.c.lot_id == lot.c.lot_id))
        .where(lot.c.reserved != reserved)
    )
    for row in connection.execute(query):
        yield Finding("reserved", row.lot_id, row.reserved, row.held)


def _claims(connection: sa.Connection) -> Iterator[Finding]:
    pool = lot.c.balance - lot.c.reserved + lot.c.claim
    for row in connection.execute(sa.select(lot.c.lot_id, pool.label("pool")).where(pool < 0)):
        yield Finding("negative pool", row.lot_id, row.pool, 0)
    alarmed = sa.select(alarm.c.lot_id).where(alarm.c.kind.in_(["claim", "overspend", "cap_exceeded"]))
    silent = sa.select(lot.c.lot_id, lot.c.claim).where(lot.c.claim != 0, ~lot.c.lot_id.in_(alarmed))
    for row in connection.execute(silent):
        yield Finding("claim without an alarm", row.lot_id, row.claim, 0)


def _chains(connection: sa.Connection) -> Iterator[Finding]:
    for head in connection.execute(sa.select(epoch).order_by(epoch.c.epoch)).all():
        previous, expected = chain_start(head.epoch), 1
        columns = operation.c.seq, operation.c.hash, operation.c.body, operation.c.reason
        query = sa.select(*columns).where(operation.c.epoch == head.epoch).order_by(operation.c.seq)
        for row in connection.execute(query):
            if row.seq != expected:
                yield Finding("hole in a chain", head.epoch, row.seq, expected)
            # a damaged operation was taken at its word: that is why it is among the dead letters
            if row.reason != "broken" and chain_hash(previous, bytes(row.body)) != bytes(row.hash):
                yield Finding("broken chain", f"{head.epoch} {row.seq}", bytes(row.hash).hex(), None)
            previous, expected = bytes(row.hash), row.seq + 1
        if (head.applied_seq, bytes(head.applied_hash)) != (expected - 1, previous):
            yield Finding("head of a chain", head.epoch, head.applied_seq, expected - 1)
