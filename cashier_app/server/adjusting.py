"""Points given or taken by a person: an entry of its own with reason and author, never more taken than is free.

What tills and sites hold a right on is theirs to spend: it is not taken from under them.  Where more is to be taken
than is free, nothing is, or the rest becomes a claim that what comes back and what is earned later meets.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import new_id
from cashier_app.core.points import Points, format_points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.lives import life
from cashier_app.server import journal
from cashier_app.server.book import Account, Book, Lot, Source
from cashier_app.server.database import Transaction
from cashier_app.server.levels import Levels
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import EntryMessage, accrued_lot

#: Where a lot that a person opened comes from.
BY_HAND: Final = "adjustment"

#: What becomes of points that are to be taken and are not free.
Shortfall: TypeAlias = Literal["refuse", "claim"]
#: A life that the programme in force gives; else the end itself, None for ever.
AS_PROGRAMME: Final = "programme"


class NothingToAdjust(Refused):
    """No points at all."""

    text = QT_TRANSLATE_NOOP("errors", "No points are named")
    way_out = QT_TRANSLATE_NOOP("errors", "Give points to add, such as 150, or to take, such as -150")


class NotToAdjust(Refused):
    """An account that is nobody's."""

    text = QT_TRANSLATE_NOOP("errors", "The points of the account {account} stay as they are: it is {state}")
    way_out = QT_TRANSLATE_NOOP("errors", "Name an active or blocked member")


class NoSuchLot(Refused):
    """A lot that is not this member's, or that is over."""

    text = QT_TRANSLATE_NOOP("errors", "The member has no lot of points {lot} that is still alive")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app member find” for the member's lots, or leave --lot out")


class NotFree(Refused):
    """More points are to be taken than nobody holds."""

    text = QT_TRANSLATE_NOOP("errors", "Only {free} points are free of the {asked} to be taken")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Take fewer, wait until tills give theirs back, or let the rest be owed with --owe"
    )


class Adjusted(msgspec.Struct, frozen=True):
    """What was done: hundredths of a point moved (negative: taken), how many of them are owed, in which lots."""

    points: Points
    owed: Points
    lot_ids: tuple[str, ...]


def adjust(
    transaction: Transaction,
    programmes: Programmes,
    account_id: str,
    points: Points,
    author: str,
    reason: str,
    lot_id: str = "",
    expires_at: Instant | Literal["programme"] | None = AS_PROGRAMME,
    shortfall: Shortfall = "refuse",
) -> Adjusted:
    """Give or take points of a member (the account of today).

    Points given open a lot, or go to the lot named; points taken come from the lot named, else from all in the order
    in which they are spent.  Raises `NothingToAdjust`, `NotToAdjust`, `NoSuchLot`, `NotFree`.
    """
    if points == 0:
        raise NothingToAdjust()
    book = Book(transaction, "")
    book.load([account_id], ())
    account = book.accounts[account_id]
    if account.state not in ("active", "blocked"):
        raise NotToAdjust(account=account_id, state=account.state)
    book.load((), book.lots_of(account_id))
    alive = [lot for lot in book.lots.values() if _is_alive(lot, account_id, transaction.now)]
    if lot_id:
        alive = [lot for lot in alive if lot.lot_id == lot_id]
        if not alive:
            raise NoSuchLot(lot=lot_id)
    source = Source(new_id(), transaction.now)
    if points > 0:
        lots = (_given(book, programmes, account, points, source, alive[0] if lot_id else None, expires_at),)
        done = Adjusted(points, 0, lots)
    else:
        done = _taken(
            book, account, -points, source, sorted(alive, key=lambda lot: _order(lot, transaction.now)), shortfall
        )
    book.write()
    journal.write(
        transaction, "points_adjusted", author, account=account_id, points=points, owed=done.owed, reason=reason
    )
    return done


def _given(
    book: Book,
    programmes: Programmes,
    account: Account,
    points: Points,
    source: Source,
    lot: Lot | None,
    expires_at: Instant | Literal["programme"] | None,
) -> str:
    transaction = book.transaction
    if lot is None and expires_at == AS_PROGRAMME:
        terms = Levels(transaction, book, programmes).terms(account)
        programme = programmes.in_force(
            transaction.connection, terms.zone, transaction.now, terms.store, frozenset(terms.segments)
        )
        expires_at = life(programme.lots, terms.zone, transaction.now)[1] if programme is not None else None
    lot_id = lot.lot_id if lot is not None else accrued_lot(source.op_id, 1)
    # not this instant: a till whose clock is a little behind would not yet see the points as active
    until = expires_at if isinstance(expires_at, int) else None
    entry = EntryMessage("adjustment", account.account_id, POINTS_WALLET, lot_id, points, 0, until, BY_HAND)
    book.post(entry, 0, source)
    book.settle([lot_id], source, taking_back=True)
    return lot_id


def _taken(
    book: Book, account: Account, points: Points, source: Source, lots: list[Lot], shortfall: Shortfall
) -> Adjusted:
    parts: dict[str, Points] = {}
    left = points
    for lot in lots:
        part = min(max(min(lot.pool, lot.balance), 0), left)
        if part:
            parts[lot.lot_id] = part
            left -= part
    if left and shortfall == "refuse":
        raise NotFree(free=format_points(points - left), asked=format_points(points))
    if left:
        owing = lots[-1] if lots else book.open_debt(account, accrued_lot(source.op_id, 1), POINTS_WALLET, BY_HAND)
        parts[owing.lot_id] = parts.get(owing.lot_id, 0) + left
    for n, (lot_id, part) in enumerate(parts.items()):
        book.post(EntryMessage("adjustment", account.account_id, POINTS_WALLET, lot_id, -part), n, source)
    book.settle(parts, source, taking_back=True)
    return Adjusted(-points, left, tuple(parts))


def _is_alive(lot: Lot, account_id: str, now: Instant) -> bool:
    mine = lot.account_id == account_id and lot.wallet == POINTS_WALLET
    return mine and (lot.expires_at is None or lot.expires_at > now)


def _order(lot: Lot, now: Instant) -> tuple[bool, bool, Instant, Instant, str]:
    """As lots are spent; those that may not be spent yet after all others."""
    return lot.active_at > now, lot.expires_at is None, lot.expires_at or 0, lot.active_at, lot.lot_id
