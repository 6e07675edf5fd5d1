"""Figures that follow from facts, worked out again from them: entries from operations, balances from entries, reserved
points from rights, claims from what is missing, levels from purchases, heads of chains from their operations.

What is a fact itself (an operation, a right, a hold) is never changed: what contradicts itself there is left for a
person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.loyalty.cart import CAP_WALLETS
from cashier_app.server import homes, journal, tables, verify
from cashier_app.server.database import OWN_EPOCH, Transaction, chunks
from cashier_app.server.levels import recalculate_page
from cashier_app.server.programmes import Programmes
from cashier_app.server.verify import Finding

#: What of the findings follows from facts.
_LEVELS: Final = frozenset({"level", "level state", "net purchases", "level history"})


class Rebuilt(msgspec.Struct, frozen=True):
    """What was wrong, and what of it is left for a person."""

    found: tuple[Finding, ...]
    left: tuple[Finding, ...]


def rebuild(transaction: Transaction, programmes: Programmes, author: str, reason: str) -> Rebuilt:
    """Put right what follows from facts, within the transaction; a ledger that is right stays untouched."""
    connection, me = transaction.connection, transaction.meta(OWN_EPOCH)
    found = tuple(verify.verify(connection))
    if not found:
        return Rebuilt((), ())
    before = _figures(transaction)
    if not me:
        _entries(transaction)
        _balances(transaction)
    _reserved(transaction, me)
    if not me:
        _claims(transaction)
        if any(finding.what in _LEVELS for finding in found):
            _levels(transaction, programmes)
    _heads(transaction)
    _touch(transaction, before)
    left = tuple(verify.verify(connection))
    if left != found:
        journal.write(transaction, "ledger_rebuilt", author, found=len(found), left=len(left), reason=reason)
    return Rebuilt(found, left)


def _figures(transaction: Transaction) -> dict[str, tuple[int, int, int, int]]:
    lot = tables.lot.c
    columns = lot.lot_id, lot.balance, lot.reserved, lot.claim, lot.lapsed
    return {row.lot_id: tuple(row)[1:] for row in transaction.rows(sa.select(*columns))}


def _entries(transaction: Transaction) -> None:
    """Entries that an operation tells and the ledger lacks; to the account that their lot has today."""
    lot = tables.lot.c
    for told in verify.told_entries(transaction.connection):
        if told.booked is not None:
            continue
        owner = transaction.connection.scalar(sa.select(lot.account_id).where(lot.lot_id == told.entry.lot_id))
        if owner is None:
            continue
        row = {
            "op_id": told.op_id,
            "n": told.n,
            "kind": told.entry.kind,
            "account_id": owner,
            "wallet": told.entry.wallet,
            "lot_id": told.entry.lot_id,
            "points": told.entry.points,
            "at": told.at,
            "booked_at": told.received_at,
            "epoch": told.epoch,
            "seq": told.seq,
        }
        transaction.insert(tables.entry, [row])


def _balances(transaction: Transaction) -> None:
    lot, entry = tables.lot.c, tables.entry.c
    posted = sa.select(sa.func.coalesce(sa.func.sum(entry.points), 0)).where(entry.lot_id == lot.lot_id)
    lapsed = posted.where(entry.kind == "expiry")
    values = {"balance": posted.scalar_subquery(), "lapsed": -lapsed.scalar_subquery()}
    transaction.connection.execute(sa.update(tables.lot).values(values))


def _reserved(transaction: Transaction, me: str) -> None:
    """A right below zero was used beyond what was granted: it is granted afterwards, as when it is booked."""
    lot, right = tables.lot.c, tables.spending_right.c
    held = right.granted + right.earned - right.used - right.released
    ours = (right.parent == me) & (right.epoch != me)
    negative = sa.update(tables.spending_right).where(ours, held < 0)
    transaction.connection.execute(negative.values(granted=right.granted - held))
    of_lot = sa.select(sa.func.coalesce(sa.func.sum(held), 0)).where(right.lot_id == lot.lot_id, ours)
    transaction.connection.execute(sa.update(tables.lot).values(reserved=of_lot.scalar_subquery()))


def _claims(transaction: Transaction) -> None:
    """What is missing of a lot becomes a claim with its alarm; a claim that is met by what there is ends."""
    lot, alarm = tables.lot.c, tables.alarm.c
    pool = lot.balance - lot.reserved + lot.claim
    short = transaction.rows(sa.select(lot.lot_id, lot.account_id, lot.wallet, pool.label("pool")).where(pool < 0))
    alarmed = sa.select(alarm.lot_id).where(alarm.kind.in_(verify.CLAIMS))
    silent = transaction.rows(
        sa.select(lot.lot_id, lot.account_id, lot.wallet, lot.claim).where(lot.claim > 0, ~lot.lot_id.in_(alarmed))
    )
    rows = [(row, -row.pool) for row in short] + [(row, row.claim) for row in silent]
    alarms = [
        {
            "kind": "cap_exceeded" if row.wallet.startswith(CAP_WALLETS) else "overspend",
            "at": transaction.now,
            "account_id": row.account_id,
            "lot_id": row.lot_id,
            "amount": amount,
            "detail": "found when the ledger was rebuilt",
        }
        for row, amount in rows
    ]
    transaction.insert(tables.alarm, alarms)
    transaction.connection.execute(sa.update(tables.lot).where(pool < 0).values(claim=lot.reserved - lot.balance))
    met = sa.case((pool < lot.claim, lot.claim - pool), else_=0)
    transaction.connection.execute(sa.update(tables.lot).where(lot.claim > 0, pool > 0).values(claim=met))


def _levels(transaction: Transaction, programmes: Programmes) -> None:
    last: str | None = ""
    while last is not None:
        _, last = recalculate_page(transaction, programmes, last)


def _heads(transaction: Transaction) -> None:
    """Chains that are whole end at their last operation."""
    epoch, operation = tables.epoch.c, tables.operation.c
    found = list(verify.chains(transaction.connection))
    broken = {finding.where.partition(" ")[0] for finding in found if finding.what != "head of a chain"}
    for name in (finding.where for finding in found if finding.where not in broken):
        last = sa.select(operation.seq, operation.hash).where(operation.epoch == name)
        row = transaction.connection.execute(last.order_by(operation.seq.desc()).limit(1)).first()
        if row is not None:
            changed = sa.update(tables.epoch).where(epoch.epoch == name)
            transaction.connection.execute(changed.values(applied_seq=row.seq, applied_hash=row.hash))


def _touch(transaction: Transaction, before: dict[str, tuple[int, int, int, int]]) -> None:
    """Tills hear of every account of which a lot has changed."""
    changed = [lot_id for lot_id, figures in _figures(transaction).items() if before.get(lot_id) != figures]
    lot = tables.lot.c
    accounts: dict[str, None] = {}
    for chunk in chunks(changed):
        found: Iterable[str] = transaction.connection.scalars(sa.select(lot.account_id).where(lot.lot_id.in_(chunk)))
        accounts |= dict.fromkeys(found)
    homes.touch(transaction, sorted(accounts))
