"""The ledger checked against itself: balances rebuilt from entries, rights from counters, chains from bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.ids import chain_hash
from cashier_app.loyalty.cart import CAP_WALLETS
from cashier_app.server.among import among
from cashier_app.server.book import Book
from cashier_app.server.database import OWN_EPOCH, Transaction, read_meta
from cashier_app.server.levels import HELD, PAGE, Levels, Rebuilt, told
from cashier_app.server.programmes import Programmes
from cashier_app.server.tables import (
    account,
    alarm,
    entry,
    epoch,
    hold,
    hold_lot,
    lot,
    node,
    operation,
    spending_right,
    written_off,
)
from cashier_app.server.upstream.adopting import joined_key
from cashier_app.sync.chain import chain_start
from cashier_app.sync.messages import RETURN_RIGHTS, EntryMessage

#: Alarms that a claim may have.
CLAIMS: Final = ("claim", "overspend", "floor", "cap_exceeded", "written_off_spent")
#: Operations whose entries are looked at together.
_TOGETHER: Final = 500


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

    A store node knows of accounts what it was told: its own are the rights that it lends, and its tills' chains.

    The level of a member is the one that the facts give from the beginning; a cap was opened once.
    Every entry that an operation tells is booked; balance of a lot = Σ entries, what lapsed of it = -Σ expiry entries;
    reserved = Σ rights, none negative; a site's rights = Σ its open holds; pool ≥ 0; a claim has its alarm; one right
    at most to a receipt's return; every epoch's chain is whole and ends at its head.
    """
    me = read_meta(connection, OWN_EPOCH)
    if me:
        return [*_rights(connection, me), *_lent(connection, me), *chains(connection)]
    return [
        *_entries(connection),
        *_balances(connection),
        *_rights(connection, me),
        *_holds(connection),
        *_claims(connection),
        *_caps(connection),
        *chains(connection),
        *_levels(connection),
    ]


class ToldEntry(msgspec.Struct, frozen=True):
    """An entry as an applied operation tells it, and as it is booked: (kind, lot, points); None if it is not."""

    op_id: str
    n: int
    entry: EntryMessage
    booked: tuple[str, str, int] | None
    at: int
    received_at: int
    epoch: str
    seq: int

    @property
    def agrees(self) -> bool:
        """Whether it is booked as it is told."""
        return self.booked == (self.entry.kind, self.entry.lot_id, self.entry.points)


class _Body(msgspec.Struct):
    entries: tuple[EntryMessage, ...] = ()
    points: str = ""


class _Told(msgspec.Struct):
    body: _Body


_told = msgspec.json.Decoder(_Told)


def told_entries(connection: sa.Connection) -> Iterator[ToldEntry]:
    """Every entry that operations tell; those of a return that the server settles are its own."""
    columns = operation.c.epoch, operation.c.seq, operation.c.op_id, operation.c.body, operation.c.at
    query = (
        sa.select(*columns, operation.c.received_at)
        .where(operation.c.state == "applied", operation.c.kind.in_(["sale", "return", "registration"]))
        .order_by(operation.c.epoch, operation.c.seq)
    )
    last = "", 0
    while rows := connection.execute(query.where(_behind(last)).limit(_TOGETHER)).all():
        last = rows[-1].epoch, rows[-1].seq
        wanted = among(entry.c.op_id, [row.op_id for row in rows])
        booked = {
            (one.op_id, one.n): (one.kind, one.lot_id, int(one.points))
            for one in connection.execute(
                sa.select(entry.c.op_id, entry.c.n, entry.c.kind, entry.c.lot_id, entry.c.points).where(wanted)
            )
        }
        for row in rows:
            body = _told.decode(bytes(row.body)).body
            for n, each in enumerate(body.entries if body.points != "server" else ()):
                found = booked.get((row.op_id, n))
                yield ToldEntry(row.op_id, n, each, found, row.at, row.received_at, row.epoch, row.seq)


def _behind(place: tuple[str, int]) -> sa.ColumnElement[bool]:
    epoch_name, seq = place
    return (operation.c.epoch > epoch_name) | ((operation.c.epoch == epoch_name) & (operation.c.seq > seq))


def _entries(connection: sa.Connection) -> Iterator[Finding]:
    for each in told_entries(connection):
        if not each.agrees:
            expected = each.entry.kind, each.entry.lot_id, each.entry.points
            yield Finding("entry", f"{each.op_id} {each.n}", each.booked, expected)


def totals(connection: sa.Connection) -> Totals:
    """Figures of the whole ledger."""

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0

    def total(column: sa.Column[int]) -> int:
        return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.sum(column), 0))) or 0)

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


def _rights(connection: sa.Connection, me: str) -> Iterator[Finding]:
    right = spending_right.c
    held = right.granted + right.earned - right.used - right.released
    # of what a store node granted only the store node knows all
    ours = (right.parent == me) & (right.epoch != me)
    for row in connection.execute(sa.select(right.lot_id, right.epoch, held.label("held")).where(held < 0, ours)):
        yield Finding("negative right", f"{row.lot_id} of {row.epoch}", row.held, 0)
    summed = sa.select(right.lot_id, sa.func.sum(held).label("held")).where(ours).group_by(right.lot_id).subquery()
    shared = sa.select(summed.c.lot_id, summed.c.held)
    for two in connection.execute(shared.where(summed.c.lot_id.startswith(RETURN_RIGHTS), summed.c.held > 1)):
        yield Finding("two rights to one return", two.lot_id, two.held, 1)
    reserved = sa.func.coalesce(summed.c.held, 0)
    query = (
        sa.select(lot.c.lot_id, lot.c.reserved, reserved.label("held"))
        .select_from(lot.outerjoin(summed, summed.c.lot_id == lot.c.lot_id))
        .where(lot.c.reserved != reserved)
    )
    for row in connection.execute(query):
        yield Finding("reserved", row.lot_id, row.reserved, row.held)


def _lent(connection: sa.Connection, me: str) -> Iterator[Finding]:
    """A store node has lent no more than it holds itself, but for what was written off and has come all the same."""
    right = spending_right.c
    held = right.granted + right.earned - right.used - right.released
    own = sa.select(right.lot_id, held.label("held")).where(right.epoch == me, right.parent == "").subquery()
    late = (
        sa.select(written_off.c.lot_id, sa.func.sum(written_off.c.spent).label("spent"))
        .where(written_off.c.parent == me)
        .group_by(written_off.c.lot_id)
        .subquery()
    )
    points, spent = sa.func.coalesce(own.c.held, 0), sa.func.coalesce(late.c.spent, 0)
    for row in connection.execute(sa.select(own.c.lot_id, own.c.held).where(own.c.held < 0)):
        yield Finding("negative right", f"{row.lot_id} of {me}", row.held, 0)
    joined = lot.outerjoin(own, own.c.lot_id == lot.c.lot_id).outerjoin(late, late.c.lot_id == lot.c.lot_id)
    query = sa.select(lot.c.lot_id, lot.c.reserved, points.label("held")).select_from(joined)
    for lent in connection.execute(query.where(lot.c.reserved > points + spent)):
        yield Finding("lent", lent.lot_id, lent.reserved, lent.held)


def _holds(connection: sa.Connection) -> Iterator[Finding]:
    """Of every lot the right of a site's epoch is what its open holds have of it."""
    right = spending_right.c
    held = right.granted + right.earned - right.used - right.released
    of_site = spending_right.join(epoch, epoch.c.epoch == right.epoch).join(node, node.c.node_id == epoch.c.node_id)
    query = sa.select(right.lot_id, right.epoch, held.label("held")).select_from(of_site)
    rights = connection.execute(query.where(node.c.kind == "site", held != 0))
    found = {(row.lot_id, row.epoch): int(row.held) for row in rights}
    parts = (
        sa.select(hold_lot.c.lot_id, hold.c.epoch, sa.func.sum(hold_lot.c.points).label("points"))
        .select_from(hold_lot.join(hold, hold.c.hold_id == hold_lot.c.hold_id))
        .where(hold.c.state == "open")
        .group_by(hold_lot.c.lot_id, hold.c.epoch)
    )
    expected = {(row.lot_id, row.epoch): int(row.points) for row in connection.execute(parts)}
    for lot_id, name in sorted(found.keys() | expected.keys()):
        theirs = found.get((lot_id, name), 0), expected.get((lot_id, name), 0)
        if theirs[0] != theirs[1]:
            yield Finding("held by a site", f"{lot_id} of {name}", *theirs)


def _claims(connection: sa.Connection) -> Iterator[Finding]:
    pool = lot.c.balance - lot.c.reserved + lot.c.claim
    for row in connection.execute(sa.select(lot.c.lot_id, pool.label("pool")).where(pool < 0)):
        yield Finding("negative pool", row.lot_id, row.pool, 0)
    alarmed = sa.select(alarm.c.lot_id).where(alarm.c.kind.in_(CLAIMS))
    silent = sa.select(lot.c.lot_id, lot.c.claim).where(lot.c.claim != 0, ~lot.c.lot_id.in_(alarmed))
    for row in connection.execute(silent):
        yield Finding("claim without an alarm", row.lot_id, row.claim, 0)


def _caps(connection: sa.Connection) -> Iterator[Finding]:
    """A cap is opened once; an opening that was one too many has been taken back."""
    opened = (entry.c.kind == "adjustment") & (entry.c.points > 0)
    taken_back = (entry.c.kind == "reversal") & (entry.c.points < 0)
    times = sa.func.sum(sa.case((opened, 1), (taken_back, -1), else_=0))
    query = sa.select(entry.c.lot_id, times.label("times")).where(entry.c.wallet.startswith(CAP_WALLETS))
    for row in connection.execute(query.group_by(entry.c.lot_id).having(times != 1)):
        yield Finding("cap opened", row.lot_id, row.times, 1)


def _levels(connection: sa.Connection) -> Iterator[Finding]:
    """Level, history and net purchases of every member are what a run from the beginning gives."""
    transaction = Transaction(connection, 0, {})
    last = ""
    while True:
        query = sa.select(account.c.account_id).where(account.c.account_id > last, account.c.state.in_(HELD))
        ids = list(connection.scalars(query.order_by(account.c.account_id).limit(PAGE)))
        if not ids:
            return
        last = ids[-1]
        book = Book(transaction, "")
        book.load(ids, ())
        levels = Levels(transaction, book, Programmes())
        stored = levels.changes(ids)
        for each in levels.rebuilt([book.accounts[account_id] for account_id in ids]):
            yield from _level(each, stored[each.account.account_id])


def _level(each: Rebuilt, stored: list[sa.Row[Any]]) -> Iterator[Finding]:
    whose, state = each.account.account_id, each.state
    if each.kept.state != state:
        yield Finding("level state", whose, each.kept.state, state)
    shown = (each.account.level_id, each.account.level_since, each.account.level_floor, each.account.last_purchase_at)
    expected = (state.level_id, state.since, state.floor, state.last_purchase_at)
    if shown != expected:
        yield Finding("level", whose, shown, expected)
    if each.account.net_purchases != each.net:
        yield Finding("net purchases", whose, each.account.net_purchases, each.net)
    found = [told(row) for row in stored if row.at > each.kept.base.until]
    history = [(change.at, change.from_level, change.to_level, change.reason) for change in each.changes]
    if found != history:
        yield Finding("level history", whose, found, history)


def chains(connection: sa.Connection) -> Iterator[Finding]:
    """Every epoch's chain is whole and ends at its head."""
    for head in connection.execute(sa.select(epoch).order_by(epoch.c.epoch)).all():
        previous, expected = chain_start(head.epoch), 1
        taken_up = read_meta(connection, joined_key(head.epoch))
        columns = operation.c.seq, operation.c.hash, operation.c.body, operation.c.reason, operation.c.rewritten
        query = sa.select(*columns).where(operation.c.epoch == head.epoch).order_by(operation.c.seq)
        for row in connection.execute(query):
            if taken_up:
                # a store node that has never heard of the beginning of this chain
                previous, expected, taken_up = bytes.fromhex(taken_up), row.seq, ""
            if row.seq != expected:
                yield Finding("hole in a chain", head.epoch, row.seq, expected)
            # a damaged operation was taken at its word: that is why it is among the dead letters
            # what a person's data were taken out of is bound by another hash, and the chain goes on by its own
            expected_hash = bytes(row.hash) if row.rewritten is None else bytes(row.rewritten)
            rewritten = row.rewritten is not None
            if (rewritten or row.reason != "broken") and chain_hash(previous, bytes(row.body)) != expected_hash:
                yield Finding("broken chain", f"{head.epoch} {row.seq}", bytes(row.hash).hex(), None)
            previous, expected = bytes(row.hash), row.seq + 1
        if not taken_up and (head.applied_seq, bytes(head.applied_hash)) != (expected - 1, previous):
            yield Finding("head of a chain", head.epoch, head.applied_seq, expected - 1)
