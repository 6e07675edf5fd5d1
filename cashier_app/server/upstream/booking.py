"""What operations of its tills do to a store node's ledger: lots, rights, purchases; the rest is judged above."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from cashier_app.core.ids import masked, shown_name
from cashier_app.core.points import Points
from cashier_app.server import tables
from cashier_app.server.book import Account, Book, Lot, Right, Source
from cashier_app.server.booking import Batch, accounts_of, lent_beyond, lots_of
from cashier_app.server.checking import Doubt
from cashier_app.server.database import Transaction, by_key
from cashier_app.server.gift_cards import open_cards
from cashier_app.server.nodes import Node
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import (
    EntryMessage,
    Operation,
    RegistrationBody,
    ReleaseBody,
    ReturnBody,
    RightCounters,
    SaleBody,
    unclaimed_account,
)

#: How much a till may lend its buyer beyond its rights the central server judges, by the programme.
ANY_FLOOR: Final[Points] = 10**15


class StoreBook(Book):
    """A working set in which what the central server has told already is not booked again."""

    def __init__(self, transaction: Transaction, base_level: str) -> None:
        super().__init__(transaction, base_level)
        self._marks: dict[int, dict[str, int]] = {}

    def contains(self, account_id: str, source: Source) -> bool:
        """Whether what was told of an account contains an operation."""
        account = self.accounts.get(account_id)
        if account is None or not account.told_marks:
            return False
        return source.seq <= self.marks(account.told_marks).get(source.epoch, 0)

    def marks(self, marks_id: int) -> dict[str, int]:
        """How far each epoch was contained in what was told."""
        if marks_id not in self._marks:
            found = self.transaction.rows(tables.told_marks.select().where(tables.told_marks.c.marks_id == marks_id))
            self._marks[marks_id] = dict(msgspec.json.decode(found[0].marks)) if found else {}
        return self._marks[marks_id]

    def lent(self, lot_id: str) -> Points:
        """What this node's tills hold of a lot that nobody has told of yet."""
        return sum(right.right for right in self.lent_rights({lot_id}))

    def lent_rights(self, lot_ids: Container[str]) -> list[Right]:
        """Rights that this node lent to its tills."""
        return [each for each in self._rights.values() if each.parent == self.me and each.lot_id in lot_ids]

    def hold(self, lot_id: str, granted: Points) -> None:
        """Know what the central server has granted of a lot, cumulative."""
        own = self.right(lot_id, self.me)
        if granted > own.granted:
            own.granted = granted
            self._touch_right(own)

    def release_own(self, lot_id: str) -> RightCounters | None:
        """Give back what no till holds of this node's own right; the counters, None if there is nothing."""
        lot, own = self.lots.get(lot_id), self.right(lot_id, self.me)
        free = own.right - (lot.reserved if lot is not None else self.lent(lot_id))
        if free <= 0:
            return None
        own.released += free
        self._touch_right(own)
        return RightCounters(lot_id, own.earned, own.used, own.released)

    def post(self, message: EntryMessage, n: int, source: Source) -> Lot:
        """Write an entry, unless what was told of the account contains it: then the lot is only made to be known."""
        lot = self.lots.get(message.lot_id)
        owner = lot.account_id if lot is not None else self.owner(message.account_id, source).account_id
        if not self.contains(owner, source):
            return super().post(message, n, source)
        if lot is None:
            lot = self.open_lot(message, owner, source)
        return lot

    def alarm(
        self,
        kind: str,
        source: Source,
        account_id: str = "",
        lot_id: str = "",
        amount: int = 0,
        detail: str = "",
    ) -> None:
        """Only a fork is this node's to tell; the rest the central server sees with its own eyes."""

    def settle(
        self, lot_ids: Iterable[str], source: Source, taking_back: bool, lent: Mapping[str, Points] | None = None
    ) -> None:
        """Claims are the central server's."""


class StoreBatch(Batch):
    """New operations of one epoch at a store node."""

    book: StoreBook

    def __init__(
        self, transaction: Transaction, who: Node, operations: Sequence[Operation], programmes: Programmes
    ) -> None:
        self._transaction = transaction
        self._store = who.store_id
        zone = operations[0].zone if operations else "UTC"
        programme = programmes.in_force(transaction.connection, zone, transaction.now, who.store_id)
        self.book = StoreBook(transaction, programme.base_level.id if programme is not None else "")
        self.book.load(accounts_of(operations), lots_of(operations))
        bodies = [each.body for each in operations if isinstance(each.body, RegistrationBody)]
        digests = [bytes.fromhex(known.hash) for body in bodies for known in body.identifiers]
        self._owners = {
            digest: str(row.account_id)
            for digest, row in by_key(transaction, tables.identifier.c.hash, digests).items()
        }
        self.book.load(self._owners.values(), ())

    def book_operation(self, operation: Operation, doubts: Sequence[Doubt] | None = None) -> None:
        """Book one operation that has never been booked."""
        source = Source(operation.op_id, operation.at, operation.epoch, operation.seq)
        body = operation.body
        if isinstance(body, RegistrationBody):
            self._make_member(body, source)
        if isinstance(body, SaleBody):
            open_cards(self.book, body, source, self._store)
        if isinstance(body, SaleBody | ReturnBody | RegistrationBody):
            for n, entry in enumerate(body.entries):
                self.book.post(entry, n, source)
            lent = lent_beyond(body, ANY_FLOOR) if isinstance(body, SaleBody) and body.beyond else {}
            self._move_rights(body.entries, body.rights, source, isinstance(body, ReturnBody), lent)
        elif isinstance(body, ReleaseBody):
            self._move_rights((), body.rights, source, taking_back=False)
        if isinstance(body, SaleBody | ReturnBody) and body.account_id:
            self._count_purchase(body.account_id, body, source)

    def finish(self) -> None:
        """Write everything."""
        self.book.write()

    def _make_member(self, body: RegistrationBody, source: Source) -> None:
        """A member is known in the whole shop at once; who it is in the end, the central server says."""
        book = self.book
        digests = [bytes.fromhex(each.hash) for each in body.identifiers]
        owners = [self._owners[digest] for digest in digests if digest in self._owners]
        if body.account_id in book.accounts:
            return
        account = book.new_account(body.account_id, "merged" if owners else "active")
        if owners:
            account.merged_into = owners[0]
            return
        first = body.identifiers[0]
        account.display = shown_name(body.name, first.kind, first.value)
        account.birthday = body.birthday or None
        account.level_since = source.at
        for known, digest in zip(body.identifiers, digests, strict=True):
            self._owners[digest] = account.account_id
            shown = masked(known.kind, known.value)
            row = {"hash": digest, "account_id": account.account_id, "kind": known.kind, "value": ""}
            book.add(tables.identifier, {**row, "masked": shown, "state": "active"})
            book.known_now(unclaimed_account(known.hash), account.account_id)

    def _count_purchase(self, account_id: str, body: SaleBody | ReturnBody, source: Source) -> None:
        account: Account = self.book.owner(account_id, source)
        if self.book.contains(account.account_id, source):
            return
        is_return = isinstance(body, ReturnBody)
        row = {
            "op_id": source.op_id,
            "account_id": account.account_id,
            "at": source.at,
            "counted_at": source.at,
            "net": body.net,
            "is_return": int(is_return),
            "store_id": self._store,
            "booked_at": self._transaction.now,
            "epoch": source.epoch,
            "seq": source.seq,
        }
        self.book.add(tables.purchase, row)
        account.net_purchases += body.net
        account.purchases += int(not is_return)
