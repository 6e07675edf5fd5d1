"""What is taken is booked: members by members, set-wise, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.ids import identifier_hash, initials
from cashier_app.loyalty.cart import COUPON_WALLETS, POINTS_WALLET
from cashier_app.loyalty.levels import window_start
from cashier_app.loyalty.programme import Programme
from cashier_app.server import tables
from cashier_app.server.book import Account, Book, Lot, Source
from cashier_app.server.database import Transaction, read_meta
from cashier_app.server.members import Registration
from cashier_app.server.migrating.items import CouponItem, IdentifierItem, LotItem, MemberItem, PurchaseItem
from cashier_app.server.migrating.judging import is_empty, operation_id
from cashier_app.server.migrating.mapping import Mapping
from cashier_app.server.migrating.staging import Staging, Taken
from cashier_app.sync.messages import EntryMessage, account_of, accrued_lot, unclaimed_account

#: Members of one working set.
BATCH: Final = 1000
#: What lots, alarms and the history of levels say about where they come from.
ORIGIN: Final = "migration"


class Holder(msgspec.Struct):
    """One member, or one account that is registered already, with what is taken for it."""

    account_id: str | None
    taken: list[Taken]
    digests: dict[str, bytes] = {}

    @property
    def identifiers(self) -> list[IdentifierItem]:
        """Its new cards, telephones and e-mails."""
        return [each.item for each in self.taken if isinstance(each.item, IdentifierItem)]


class Writer:
    """Books what staging has settled."""

    def __init__(
        self, transaction: Transaction, programme: Programme, mapping: Mapping, zone: str, author: str
    ) -> None:
        self._transaction = transaction
        self._programme = programme
        self._mapping = mapping
        self._author = author
        self._since = window_start(programme.levels, zone, transaction.now)
        self._anybody = not is_empty(transaction, tables.account)
        account = tables.account.c
        some = sa.select(account.account_id).where(account.state == "unclaimed").limit(1)
        #: Whether any card that nobody has registered has collected points by now.
        self._unclaimed = transaction.connection.execute(some).first() is not None
        self._key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))

    def write(self, staging: Staging, forward: Callable[[int], None] = lambda members: None) -> None:
        """Write everything; `forward` hears how many members more are done."""
        batch: list[Holder] = []
        for holder in _holders(staging):
            batch.append(holder)
            if len(batch) >= BATCH:
                self._write(batch)
                forward(len(batch))
                batch = []
        self._write(batch)
        forward(len(batch))

    def _write(self, holders: list[Holder]) -> None:
        if not holders:
            return
        for holder in holders:
            holder.digests = {
                f"{item.kind}:{item.plain}": identifier_hash(self._key, item.kind, item.plain)
                for item in holder.identifiers
            }
        wanted = {holder.account_id for holder in holders if holder.account_id is not None}
        wanted |= {account_of(next(iter(holder.digests.values()))) for holder in holders if holder.account_id is None}
        if self._unclaimed:
            wanted |= {unclaimed_account(each.hex()) for holder in holders for each in holder.digests.values()}
        book = Book(self._transaction, self._programme.base_level.id)
        if self._anybody:
            book.load(wanted, ())
        registration = Registration(self._transaction, book, {})
        for holder in holders:
            self._write_one(registration, holder)
        # levels are first what the old system says, so that they can be counted; the job takes them up from there
        registration.finish(levels=False)

    def _write_one(self, registration: Registration, holder: Holder) -> None:
        book = registration.book
        if holder.account_id is not None:
            account = book.accounts[holder.account_id]
            book.touch(account)
        else:
            account = self._open(registration, holder)
        for item in holder.identifiers:
            digest = holder.digests[f"{item.kind}:{item.plain}"]
            registration.bind(account, item.kind, item.plain, digest, item.state)
        for taken in holder.taken:
            match taken.item:
                case LotItem() as lot:
                    self._post(book, account, taken.op_id, POINTS_WALLET, lot.points, lot)
                case CouponItem() as coupon:
                    self._post(book, account, taken.op_id, COUPON_WALLETS + coupon.coupon, coupon.uses, coupon)
                case PurchaseItem() as purchase:
                    self._buy(book, account, taken.op_id, purchase)
                case _:
                    pass

    def _open(self, registration: Registration, holder: Holder) -> Account:
        """A new member's account; its id is made of the first identifier, as a till makes it that registers one."""
        member = next(each.item for each in holder.taken if isinstance(each.item, MemberItem))
        first = next(iter(holder.digests.values()))
        account_id = account_of(first)
        if account_id in registration.book.accounts:
            # the card was somebody's once and is not any more: another account bears its id
            account_id = operation_id(self._mapping.source, "account", first.hex())
        account = registration.book.new_account(account_id, member.state, member.store)
        account.display, account.birthday = initials(member.name), member.birthday or None
        account.segments = "\n".join(member.segments)
        account.level_due = 0
        registration.rename(account, member.name)
        if member.level and member.level != account.level_id:
            self._assign(registration.book, account, member.level)
        return account

    def _assign(self, book: Book, account: Account, level_id: str) -> None:
        """The level that the member begins with here, and the fact of who gave it."""
        now = self._transaction.now
        row = {
            "assignment_id": operation_id(self._mapping.source, "level", account.account_id),
            "account_id": account.account_id,
            "at": now,
            "level_id": level_id,
            "kind": self._mapping.level_as,
            "reason": ORIGIN,
            "author": self._author,
            "booked_at": now,
        }
        book.add(tables.level_assignment, row)
        account.level_id, account.level_since = level_id, now
        account.level_floor = level_id if self._mapping.level_as == "floor" else ""

    def _post(
        self, book: Book, account: Account, op_id: str, wallet: str, points: int, item: LotItem | CouponItem
    ) -> None:
        """Open a lot; what is below zero is a debt that later points repay."""
        active_at = item.active_at if isinstance(item, LotItem) else 0
        lot_id = accrued_lot(op_id, 1)
        entry = EntryMessage(
            "adjustment", account.account_id, wallet, lot_id, points, active_at, item.expires_at, ORIGIN
        )
        source = Source(op_id, self._transaction.now)
        if points < 0:
            # opened empty first: a debt is no lot that nobody has seen
            book.lots[lot_id] = Lot(lot_id, account.account_id, wallet, ORIGIN, 0, None, 0, 0, 0)
        book.post(entry, 0, source)
        if points < 0:
            book.settle([lot_id], source, taking_back=True)

    def _buy(self, book: Book, account: Account, op_id: str, purchase: PurchaseItem) -> None:
        row = {"op_id": op_id, "account_id": account.account_id, "at": purchase.at, "net": purchase.net}
        # the history of levels learns of it now
        news = {"store_id": purchase.store, "is_return": int(purchase.net < 0), "booked_at": self._transaction.now}
        book.add(tables.purchase, {**row, **news})
        account.level_due = 0
        if self._since is None or purchase.at >= self._since:
            account.net_purchases += purchase.net
        if purchase.net > 0:
            account.purchases += 1
            account.last_purchase_at = max(account.last_purchase_at, purchase.at)


def _holders(staging: Staging) -> Iterator[Holder]:
    for _, group in groupby(staging.to_write(), key=lambda taken: taken.holder):
        taken = list(group)
        yield Holder(taken[0].account_id, taken)
