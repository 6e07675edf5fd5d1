"""Entries and rights of an operation, written in its transaction: the only place that moves points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.ledger import Counters, Posting, RightExceeded, apply_change
from cashier_app.storage.rows import EntryRow, LotRow, PurchaseRow
from cashier_app.sync.messages import EntryMessage, RightCounters

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.writing import Sealed


class Posted(msgspec.Struct, frozen=True):
    """What a posting did: the cumulative counters of every lot touched, and the account's lots after it."""

    counters: tuple[RightCounters, ...] = ()
    lots: tuple[LotRow, ...] = ()


def post(
    unit: UnitOfWork,
    op_id: Id,
    posting: Posting,
    place: Sealed,
    at: Instant,
    known: Sequence[LotRow],
    must_hold: bool = True,
) -> Posted:
    """Write entries and raise the right counters; `known` are the account's lots, read in this transaction.

    Lots that the cache has not are opened, with balance 0: what they hold is the entries.  Raises
    `RightExceeded` when a right would become negative or a lot holds less than is taken; with `must_hold`
    off (the buyer has paid by card already) the facts are written as they are, and the server flags them.
    """
    lots, opened = _lots_touched(known, posting)
    _check_balances(lots, posting, must_hold)
    counters: list[RightCounters] = []
    for change in posting.rights:
        lot = lots[change.lot_id]
        held = Counters(lot.granted, lot.earned, lot.used, lot.released)
        try:
            after = apply_change(held, change)
        except RightExceeded:
            if must_hold:
                raise
            after = Counters(held.granted, held.earned + change.earned, held.used + change.used, held.released)
        lots[change.lot_id] = replace(lot, earned=after.earned, used=after.used)
        counters.append(RightCounters(change.lot_id, after.earned, after.used, after.released))
    unit.ledger.add_lots([lots[lot_id] for lot_id in opened])
    unit.ledger.set_counters([counter for counter in counters if counter.lot_id not in opened])
    for entry in posting.entries:
        lot = lots[entry.lot_id]
        lots[entry.lot_id] = replace(lot, pending=lot.pending + entry.points)
    unit.ledger.add_entries(
        [
            EntryRow(
                op_id=op_id,
                kind=entry.kind,
                account_id=entry.account_id,
                wallet=entry.wallet,
                lot_id=entry.lot_id,
                points=entry.points,
                at=at,
                seq=place.seq,
                epoch=place.epoch,
            )
            for entry in posting.entries
        ]
    )
    return Posted(tuple(counters), tuple(lots.values()))


def _lots_touched(known: Sequence[LotRow], posting: Posting) -> tuple[dict[str, LotRow], set[str]]:
    """The account's lots by id, with those that the posting opens, and the ids of these."""
    lots = {lot.lot_id: lot for lot in known}
    opened: set[str] = set()
    for entry in posting.entries:
        if entry.lot_id not in lots:
            lots[entry.lot_id] = LotRow(
                lot_id=entry.lot_id,
                account_id=entry.account_id,
                wallet=entry.wallet,
                source=entry.source,
                balance=0,
                active_at=entry.active_at,
                expires_at=entry.expires_at,
            )
            opened.add(entry.lot_id)
    return lots, opened


def _check_balances(lots: dict[str, LotRow], posting: Posting, must_hold: bool) -> None:
    """A redemption takes no more than a lot holds."""
    if not must_hold:
        return
    for entry in posting.entries:
        if entry.kind == "redemption" and lots[entry.lot_id].left + entry.points < 0:
            raise RightExceeded()


def count_purchase(
    unit: UnitOfWork, op_id: Id, account_id: str | None, at: Instant, net: Kopecks, place: Sealed
) -> None:
    """Money that counts for the member's level."""
    if account_id is not None and net:
        unit.ledger.add_purchase(PurchaseRow(op_id, account_id, at, net, place.seq, place.epoch))


def entry_messages(posting: Posting) -> tuple[EntryMessage, ...]:
    """The entries as the operation tells them."""
    return tuple(
        EntryMessage(
            kind=entry.kind,
            account_id=entry.account_id,
            wallet=entry.wallet,
            lot_id=entry.lot_id,
            points=entry.points,
            active_at=entry.active_at,
            expires_at=entry.expires_at,
            source=entry.source,
        )
        for entry in posting.entries
    )


def merged_counters(first: Sequence[RightCounters], later: Iterable[RightCounters]) -> tuple[RightCounters, ...]:
    """Counters of all lots touched, the later ones of a lot in the place of the earlier."""
    counters = {one.lot_id: one for one in first}
    counters.update((one.lot_id, one) for one in later)
    return tuple(counters.values())
