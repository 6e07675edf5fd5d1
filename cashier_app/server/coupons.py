"""Coupons given by name: one-use entitlements issued to members, listed, taken back while they are unused.

A coupon is a lot of one use in the wallet `coupon:<id>`, under spending rights like points.  A campaign gives each
member at most one: issuing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.ids import new_id
from cashier_app.loyalty.cart import COUPON_WALLETS
from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.book import Book, Source
from cashier_app.server.database import Transaction, chunks
from cashier_app.sync.messages import EntryMessage

#: Members that one transaction gives coupons to.
BATCH: Final = 500
#: A coupon is one use.
ONE_USE: Final = 1


class Issued(msgspec.Struct):
    """What became of an issue: how many members got one, and how many had it already or cannot have one."""

    given: int = 0
    had: int = 0
    closed: int = 0


class Withdrawn(msgspec.Struct):
    """What became of a withdrawal: coupons taken back, and how many of them tills may still hold."""

    taken: int = 0
    held: int = 0


class CouponRow(msgspec.Struct, frozen=True):
    """A coupon of a member: `left` is 1 until it is used, taken back or lapsed."""

    account_id: str
    display: str
    coupon: str
    campaign: str
    active_at: Instant
    expires_at: Instant | None
    left: int


def issue(
    transaction: Transaction,
    coupon: str,
    campaign: str,
    account_ids: Sequence[str],
    active_at: Instant,
    expires_at: Instant | None,
) -> Issued:
    """Give a coupon to members, once a campaign each; merged accounts' cards lead to the account that stays."""
    wallet = COUPON_WALLETS + coupon
    book = Book(transaction, "")
    book.load(account_ids, ())
    wanted = dict.fromkeys(book.accounts[each].merged_into or each for each in account_ids if each in book.accounts)
    had = _holders(transaction, wallet, campaign, wanted)
    done = Issued()
    for account_id in wanted:
        account = book.accounts[account_id]
        if account.state not in ("active", "blocked"):
            done.closed += 1
        elif account_id in had:
            done.had += 1
        else:
            lot_id = f"coupon.{coupon}.{campaign}.{account_id}"
            entry = EntryMessage("accrual", account_id, wallet, lot_id, ONE_USE, active_at, expires_at, source=campaign)
            book.post(entry, 0, Source(lot_id, transaction.now))
            done.given += 1
    book.write()
    return done


def withdraw(transaction: Transaction, coupon: str, campaign: str, account_ids: Iterable[str] | None) -> Withdrawn:
    """Take unused coupons of a campaign back (None: everybody's).

    What a till holds a right on is taken back too: it can no longer be used there once the till has heard of it; used
    before, it was a fact, and an alarm says so.
    """
    lot = tables.lot.c
    query = sa.select(lot.lot_id).where(lot.wallet == COUPON_WALLETS + coupon, lot.source == campaign, lot.balance > 0)
    lot_ids: list[str] = []
    if account_ids is None:
        lot_ids += transaction.connection.scalars(query)
    else:
        for chunk in chunks(account_ids):
            lot_ids += transaction.connection.scalars(query.where(among(lot.account_id, chunk)))
    book = Book(transaction, "")
    book.load((), lot_ids)
    source = Source(new_id(), transaction.now)
    done = Withdrawn(len(lot_ids))
    for n, lot_id in enumerate(lot_ids):
        held = book.lots[lot_id]
        done.held += held.reserved > 0
        entry = EntryMessage("adjustment", held.account_id, held.wallet, lot_id, -held.balance)
        book.post(entry, n, source)
    book.settle(lot_ids, source, taking_back=True)
    book.write()
    return done


def listed(connection: sa.Connection, coupon: str = "", campaign: str = "") -> Iterator[CouponRow]:
    """Coupons that members hold or held, by coupon, campaign and member."""
    lot, account = tables.lot.c, tables.account.c
    query = (
        sa.select(tables.lot, account.display)
        .join(tables.account, account.account_id == lot.account_id)
        .where(lot.wallet.startswith(COUPON_WALLETS))
        .order_by(lot.wallet, lot.source, lot.account_id)
    )
    if coupon:
        query = query.where(lot.wallet == COUPON_WALLETS + coupon)
    if campaign:
        query = query.where(lot.source == campaign)
    for row in connection.execute(query):
        yield CouponRow(
            row.account_id,
            row.display,
            row.wallet.removeprefix(COUPON_WALLETS),
            row.source,
            row.active_at,
            row.expires_at,
            row.balance,
        )


def _holders(transaction: Transaction, wallet: str, campaign: str, account_ids: Iterable[str]) -> set[str]:
    """Of the accounts those that this campaign has given the coupon already, used or not."""
    lot = tables.lot.c
    found: set[str] = set()
    for chunk in chunks(account_ids):
        query = sa.select(lot.account_id).where(
            among(lot.account_id, chunk), lot.wallet == wallet, lot.source == campaign
        )
        found.update(transaction.connection.scalars(query))
    return found
