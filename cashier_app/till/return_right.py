"""The right to return a receipt's goods, as this till holds it, asks for it and gives it up.

Born here with the sale and kept, so that goods sold here come back with the network gone; given up when the server
says that somebody else needs it; asked for where another till has it (`server.return_rights` tells the whole of it).
A till that has joined no server shares it with nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.storage.rows import LotRow, RightRow
from cashier_app.sync.messages import RETURN_RIGHTS, Recall, ReleaseBody, RightCounters, return_right
from cashier_app.till.exchange import NODE_KEY
from cashier_app.till.parents import counted, released

if TYPE_CHECKING:
    from cashier_app.core.ids import IdSource
    from cashier_app.storage.rows import ReceiptRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.writing import Transaction

#: Whose account and wallet such rights stand under in the till's table of lots.
HOLDER: Final = "sold"


class HeldElsewhere(Refused):
    """Another till has, or had, the right to return these goods."""

    text = QT_TRANSLATE_NOOP("errors", "Goods of this receipt may have been returned at another till meanwhile")
    way_out = QT_TRANSLATE_NOOP("errors", "Open the receipt again: the server is asked what is left of it")


class Rights(Protocol):
    """Where rights are looked up: the screen's reader, or a transaction."""

    def receipt(self, receipt_id: Id) -> ReceiptRow | None: ...
    def lot(self, lot_id: str) -> LotRow | None: ...
    def meta(self, key: str) -> str | None: ...


def is_held(rights: Rights, receipt_id: Id, epoch: str) -> bool:
    """Whether goods of a receipt may be returned here without asking anybody."""
    if not rights.meta(NODE_KEY):
        return rights.receipt(receipt_id) is not None
    lot = rights.lot(return_right(receipt_id))
    return lot.right > 0 if lot is not None else _born_here(rights.receipt(receipt_id), epoch)


def target(rights: Rights, receipt_id: Id, epoch: str, parent: str) -> int:
    """What `granted` under a parent is to become for this till to hold the right: asked again, it is the same."""
    lot = rights.lot(return_right(receipt_id))
    granted = lot.under(parent).granted if lot is not None else 0
    return granted if is_held(rights, receipt_id, epoch) else granted + 1


def adopt(unit: UnitOfWork, receipt_id: Id, granted: int, epoch: str, parent: str) -> LotRow:
    """Write down what a parent has granted; the right as it is then.

    The right that the till's own sale was born with counts under the parent that speaks of it first.
    """
    lot_id = return_right(receipt_id)
    lot = unit.ledger.lot(lot_id)
    if lot is None:
        lot = LotRow(lot_id, HOLDER, HOLDER, "", 0, 0, None)
        if _born_here(unit.receipts.by_id(receipt_id), epoch):
            lot = lot.counting(RightRow(lot_id, parent, earned=1))
    right = lot.under(parent)
    lot = lot.counting(msgspec.structs.replace(right, granted=max(right.granted, granted)))
    unit.ledger.put_right(lot)
    return lot


def give_up(transaction: Transaction, recalls: Iterable[Recall], in_use: str, ids: IdSource, now: Instant) -> list[str]:
    """Release the rights that somebody else needs, by an operation; the receipts concerned.

    Not that of a receipt whose return stands on the screen (`in_use`) or waits for the terminal: it is asked for again.
    """
    unit, counters = transaction.unit, list[RightCounters]()
    paying = {row.original_id for row in unit.receipts.paying()}
    epoch = transaction.next_place().epoch
    for recall in recalls:
        if not recall.lot_id.startswith(RETURN_RIGHTS):
            continue
        receipt_id = recall.lot_id.removeprefix(RETURN_RIGHTS)
        lot = adopt(unit, receipt_id, recall.granted, epoch, recall.parent)
        if receipt_id not in paying and receipt_id != in_use:
            counters += _released(unit, lot)
    if counters:
        transaction.record(ids(), "release", ReleaseBody(tuple(counters)), now)
    return [counter.lot_id.removeprefix(RETURN_RIGHTS) for counter in counters]


def given_back(unit: UnitOfWork, receipt_id: Id) -> tuple[RightCounters, ...]:
    """Release what was granted to this till of another's sale; the counters for the operation that does it.

    A sale of this till's own stays here: here its goods are most likely to come back.
    """
    lot = unit.ledger.lot(return_right(receipt_id))
    if lot is None or unit.receipts.by_id(receipt_id) is not None:
        return ()
    return _released(unit, lot)


def _released(unit: UnitOfWork, lot: LotRow) -> tuple[RightCounters, ...]:
    """Give the right back, whoever granted it."""
    counters = tuple(counted(released(right)) for right in lot.rights if right.right > 0)
    unit.ledger.set_counters(counters)
    return counters


def _born_here(row: ReceiptRow | None, epoch: str) -> bool:
    """A sale that this life of the database has made: after a restore nobody knows what else it has done."""
    return row is not None and row.kind == "sale" and row.state == "final" and row.epoch == epoch
