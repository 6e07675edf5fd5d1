"""Entries and rights of an operation, written in its transaction: the only place that moves points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET
from cashier_app.loyalty.ledger import Entry, Posting, RightExceeded
from cashier_app.storage.rows import EntryRow, LotRow, PurchaseRow
from cashier_app.sync.messages import BeyondRight, EntryMessage, RightCounters
from cashier_app.till.floor import lent
from cashier_app.till.parents import move, parent_of

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.writing import Sealed


class LimitReached(RightExceeded):
    """What is limited in number (a promo code, a coupon, a gift, a cap) has been used elsewhere since the quote."""

    text = QT_TRANSLATE_NOOP("errors", "A limited discount on this receipt has been used up meanwhile")
    way_out = QT_TRANSLATE_NOOP("errors", "Go back to the receipt: it has been reckoned anew; tell the buyer the sum")


class Posted(msgspec.Struct, frozen=True):
    """What a posting did: the entries as written, the cumulative counters that moved, the lots after it.

    `beyond` is what was lent beyond the rights.
    """

    posting: Posting = Posting()
    counters: tuple[RightCounters, ...] = ()
    lots: tuple[LotRow, ...] = ()
    beyond: tuple[BeyondRight, ...] = ()

    def lots_of(self, account_id: str) -> tuple[LotRow, ...]:
        """The lots of one account after the posting."""
        return tuple(lot for lot in self.lots if lot.account_id == account_id)


def post(
    unit: UnitOfWork,
    op_id: Id,
    posting: Posting,
    place: Sealed,
    at: Instant,
    known: Sequence[LotRow],
    must_hold: bool = True,
    lendable: Points = 0,
) -> Posted:
    """Write entries and raise the right counters; `known` are the lots of the buyer, read in this transaction.

    The lots of campaigns that the entries name are read here.  Lots that the cache has not are opened, with
    balance 0: what they hold is the entries.  Raises `RightExceeded` when a right would become negative or a
    lot holds less than is taken; with `must_hold` off (the buyer has paid by card already) the facts are
    written as they are, and the server flags them.  A limit on discounts raises its own kind of it, `LimitReached`.
    Of points so many may be taken beyond the rights as are `lendable` (`till.floor`); what is, is written down.
    """
    lots, opened, posting, counters, beyond = _reckoned(unit, op_id, posting, known, must_hold, lendable)
    unit.ledger.add_lots([lots[lot_id] for lot_id in opened])
    unit.ledger.set_counters([counter for counter in counters if counter.lot_id not in opened])
    for entry in posting.entries:
        lot = lots[entry.lot_id]
        lots[entry.lot_id] = replace(lot, pending=lot.pending + entry.points)
    unit.ledger.add_entries(entry_rows(op_id, posting, place, at))
    if beyond:
        account_id = lots[beyond[0].lot_id].account_id
        unit.ledger.add_beyond(op_id, account_id, sum(each.points for each in beyond))
    return Posted(posting, tuple(counters), tuple(lots.values()), beyond)


def check(unit: UnitOfWork, op_id: Id, posting: Posting, known: Sequence[LotRow], lendable: Points = 0) -> None:
    """Whether a posting could be written now; nothing is.  Raises as `post` does."""
    _reckoned(unit, op_id, posting, known, True, lendable)


def _reckoned(
    unit: UnitOfWork, op_id: Id, posting: Posting, known: Sequence[LotRow], must_hold: bool, lendable: Points
) -> tuple[dict[str, LotRow], set[str], Posting, list[RightCounters], tuple[BeyondRight, ...]]:
    """What a posting comes to: lots with their rights moved, those it opens, the posting, counters, what is lent."""
    lots, opened = _lots_touched(unit, op_id, known, posting)
    posting = _opened_once(lots, opened, posting, must_hold)
    _opened_at_home(unit, posting, must_hold)
    _check_balances(lots, posting, must_hold)
    counters: list[RightCounters] = []
    parent = parent_of(unit.meta.get)
    beyond = lent(lots.values(), posting.rights, lendable) if lendable else ()
    lent_of = {each.lot_id: each.points for each in beyond}
    for change in posting.rights:
        lot = lots[change.lot_id]
        try:
            lots[change.lot_id], moved = move(lot, change, parent, must_hold, lent_of.get(lot.lot_id, 0))
        except RightExceeded:
            raise _exceeded(lot.wallet) from None
        counters += moved
    return lots, opened, posting, counters, beyond


def _lots_touched(
    unit: UnitOfWork, op_id: Id, known: Sequence[LotRow], posting: Posting
) -> tuple[dict[str, LotRow], set[str]]:
    """The lots concerned by their ids, with those that the posting opens, and the ids of these."""
    lots = {lot.lot_id: lot for lot in known}
    # what this operation itself opens can be nowhere yet
    others = {entry.lot_id for entry in posting.entries if entry.lot_id not in lots}
    others = {lot_id for lot_id in others if not lot_id.startswith(op_id)}
    lots.update((lot.lot_id, lot) for lot in unit.ledger.named_lots(sorted(others)))
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


def _opened_at_home(unit: UnitOfWork, posting: Posting, must_hold: bool) -> None:
    """Only the home opens a cap by itself: the server may have moved the account since the receipt was quoted."""
    accounts = {entry.account_id for entry in posting.entries if _opens_cap(entry)}
    if must_hold and accounts and unit.ledger.at_home(accounts) != accounts:
        raise LimitReached()


def _opened_once(lots: dict[str, LotRow], opened: set[str], posting: Posting, must_hold: bool) -> Posting:
    """The posting without what would fill a cap a second time: the lot has been opened since it was quoted.

    Raises `LimitReached` where the sale can still be quoted anew.
    """
    again = {entry.lot_id for entry in posting.entries if _opens_cap(entry) and entry.lot_id not in opened}
    if not again:
        return posting
    if must_hold:
        raise LimitReached()
    return Posting(
        tuple(entry for entry in posting.entries if not (_opens_cap(entry) and entry.lot_id in again)),
        tuple(replace(change, earned=0) if change.lot_id in again else change for change in posting.rights),
    )


def _opens_cap(entry: Entry) -> bool:
    return entry.kind == "adjustment" and entry.points > 0 and entry.wallet.startswith(CAP_WALLETS)


def _check_balances(lots: dict[str, LotRow], posting: Posting, must_hold: bool) -> None:
    """What is taken of a lot is there, what this very posting puts in counted."""
    if not must_hold:
        return
    left = {lot_id: lot.left for lot_id, lot in lots.items()}
    for entry in posting.entries:
        left[entry.lot_id] += entry.points
    for entry in posting.entries:
        if entry.kind == "redemption" and left[entry.lot_id] < 0:
            raise _exceeded(entry.wallet)


def _exceeded(wallet: str) -> RightExceeded:
    return RightExceeded() if wallet == POINTS_WALLET else LimitReached()


def entry_rows(op_id: Id, posting: Posting, place: Sealed, at: Instant) -> list[EntryRow]:
    """The entries as the ledger keeps them."""
    return [
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
    """Counters of all lots touched, the later ones of a lot under a parent in the place of the earlier."""
    counters = {(one.lot_id, one.parent): one for one in first}
    counters.update(((one.lot_id, one.parent), one) for one in later)
    return tuple(counters.values())
