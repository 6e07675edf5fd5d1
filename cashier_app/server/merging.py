"""Two accounts become one: lots with their ids and lives, cards, purchases, what was used of caps, levels given.

The rights that tills and sites hold stay with them, and stay spendable: a right belongs to a lot, and the lot has
another owner.  The account that is gone becomes a signpost: operations that still name it are booked to the one that
stays.  Registrations join accounts (`registering`), and so does a person at the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import new_id
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.enrolment import WELCOME
from cashier_app.server import journal, tables
from cashier_app.server.book import Account, Book, Lot, Source
from cashier_app.server.database import Transaction
from cashier_app.server.levels import Levels, assign, hand_over
from cashier_app.server.programmes import Programmes
from cashier_app.server.wallets import join_caps
from cashier_app.sync.messages import EntryMessage

#: Numbers of the entries that take welcome points back, beyond those of caps.
JOINED: Final = 1000

#: What becomes of the level: the better of both is kept, or purchases alone decide.
LevelPolicy: TypeAlias = Literal["better", "purchases"]


class NotToMerge(Refused):
    """An account that is no active member's."""

    text = QT_TRANSLATE_NOOP("errors", "The account {account} cannot be merged: it is {state}")
    way_out = QT_TRANSLATE_NOOP("errors", "Only active members become one; unblock a blocked one first")


class Merged(msgspec.Struct, frozen=True):
    """What became of a merge: nothing where both had been one already (`fresh` false).

    `points` are those that have moved, `level_id` is what the member holds now.
    """

    account_id: str
    fresh: bool
    points: Points
    level_id: str


def merge(
    transaction: Transaction,
    programmes: Programmes,
    gone_id: str,
    stays_id: str,
    author: str,
    reason: str,
    policy: LevelPolicy = "better",
) -> Merged:
    """Make one member part of another; both ids are those of today (`finding`).  Again it changes nothing.

    Raises `NotToMerge`.
    """
    book = Book(transaction, "")
    book.load([gone_id, stays_id], ())
    gone, stays = book.accounts[gone_id], book.accounts[stays_id]
    if gone_id == stays_id:
        return Merged(stays_id, False, 0, stays.level_id)
    for each in (gone, stays):
        if each.state != "active":
            raise NotToMerge(account=each.account_id, state=each.state)
    levels = Levels(transaction, book, programmes)
    terms = levels.terms(stays)
    programme = programmes.in_force(
        transaction.connection, terms.zone, transaction.now, terms.store, frozenset(terms.segments)
    )
    ladder = [level.id for level in programme.levels.ladder] if programme is not None else []
    book.base_level = ladder[0] if ladder else stays.level_id
    before = [each for each in (_held(gone, transaction.now), _held(stays, transaction.now)) if each in ladder]
    lots = [book.lots[lot_id] for lot_id in _loaded(book, gone)]
    points = sum(lot.balance for lot in lots if lot.wallet == POINTS_WALLET)
    join(book, gone, stays, Source(new_id(), transaction.now), welcomed=False)
    levels.update([stays_id, gone_id])
    book.write()
    better = max(before, key=ladder.index, default="")
    if policy == "better" and better and ladder.index(better) > _place(ladder, stays.level_id):
        _keep_level(transaction, programmes, (gone_id, stays_id), better, author, reason)
    journal.write(transaction, "members_merged", author, gone=gone_id, account=stays_id, points=points, reason=reason)
    level_id = transaction.connection.scalar(
        sa.select(tables.account.c.level_id).where(tables.account.c.account_id == stays_id)
    )
    return Merged(stays_id, True, points, str(level_id))


def joined_by(source: Source) -> Source:
    """The operation, this server's own, that joins accounts because of another one."""
    return Source(f"{source.op_id}.joined", source.at)


def join(book: Book, gone: Account, stays: Account, source: Source, welcomed: bool) -> bool:
    """Everything of one account becomes another one's; the old one shows the way to it.

    `welcomed`: the one that stays has had its welcome, so that of the other is taken back; whether the other one has
    had it.  Levels are to be worked out, and the book to be written, afterwards.
    """
    connection = book.transaction.connection
    account, identifier = tables.account.c, tables.identifier.c
    lot_ids = _loaded(book, gone)
    own = joined_by(source)
    welcome = [book.lots[each] for each in lot_ids if book.lots[each].source == WELCOME]
    book.move_lots(lot_ids, stays)
    join_caps(book, gone, stays, own)
    hand_over(book, gone.account_id, stays)
    changed = sa.update(tables.identifier).where(identifier.account_id == gone.account_id)
    connection.execute(changed.values(account_id=stays.account_id))
    for row in book.added(tables.identifier):
        if row["account_id"] == gone.account_id:
            row["account_id"] = stays.account_id
    earlier = sa.select(account.account_id).where(account.merged_into == gone.account_id, account.state == "merged")
    _signposts(book, gone, stays, connection.scalars(earlier).all())
    stays.purchases += gone.purchases
    _without_a_level(book, gone)
    stays.segments = "\n".join(sorted({*stays.segments.splitlines(), *gone.segments.splitlines()}))
    stays.birthday = stays.birthday or gone.birthday
    for n, each in enumerate(welcome if welcomed else (), start=JOINED):
        entry = EntryMessage("reversal", stays.account_id, each.wallet, each.lot_id, each.lapsed - _given(book, each))
        if entry.points < 0:
            book.post(entry, n, own)
    book.settle(lot_ids, own, taking_back=True)
    # the owner first: a till must know the lots' new place before it hears that the old one is empty
    book.touch(stays)
    book.touch(gone)
    return bool(welcome)


# --- inside ----------------------------------------------------------------------------------------------


def _loaded(book: Book, account: Account) -> list[str]:
    """Ids of an account's lots, which are loaded."""
    lot_ids = book.lots_of(account.account_id)
    book.load((), lot_ids)
    return lot_ids


def _held(account: Account, now: int) -> str:
    """The level an account holds at an instant, a change that has begun counted."""
    return account.next_level if account.next_level and account.next_level_at <= now else account.level_id


def _place(ladder: Sequence[str], level_id: str) -> int:
    return ladder.index(level_id) if level_id in ladder else -1


def _keep_level(
    transaction: Transaction,
    programmes: Programmes,
    account_ids: tuple[str, str],
    level_id: str,
    author: str,
    reason: str,
) -> None:
    """Give the member the level that one of the accounts had: from there purchases decide."""
    gone_id, stays_id = account_ids
    book = Book(transaction, "")
    book.load(account_ids, ())
    assign(book, book.accounts[stays_id], level_id, author, reason)
    Levels(transaction, book, programmes).update([stays_id])
    book.touch(book.accounts[stays_id])
    book.touch(book.accounts[gone_id])
    book.write()


def _without_a_level(book: Book, gone: Account) -> None:
    """An account that is part of another one has neither purchases nor a history of its own."""
    gone.level_id, gone.level_since, gone.level_floor = book.base_level, 0, ""
    gone.net_purchases, gone.purchases, gone.last_purchase_at = 0, 0, 0
    change = tables.level_change.c
    theirs = (change.account_id == gone.account_id) & change.superseded_at.is_(None)
    over = sa.update(tables.level_change).where(theirs).values(superseded_at=book.transaction.now)
    book.transaction.connection.execute(over)


def _signposts(book: Book, gone: Account, stays: Account, earlier: Sequence[str]) -> None:
    """The account that is gone, and those that were gone into it, show the way to the one that stays."""
    book.load(earlier, ())
    shown = [book.accounts[each] for each in earlier]
    shown += [
        each
        for each in book.accounts.values()
        if each.merged_into == gone.account_id and each.state == "merged" and each.account_id not in earlier
    ]
    for each in (*shown, gone):
        each.state, each.merged_into, each.level_due = "merged", stays.account_id, None
        each.next_level, each.next_level_at = "", 0
        book.touch(each)


def _given(book: Book, lot: Lot) -> Points:
    """Welcome points that a lot was opened with and that were not taken back."""
    entry = tables.entry.c
    query = sa.select(sa.func.coalesce(sa.func.sum(entry.points), 0)).where(
        entry.lot_id == lot.lot_id, entry.kind.in_(["accrual", "reversal"])
    )
    stored = int(book.transaction.connection.scalar(query) or 0)
    fresh = (row for row in book.added(tables.entry) if row["lot_id"] == lot.lot_id)
    return stored + sum(int(row["points"]) for row in fresh if row["kind"] in ("accrual", "reversal"))
