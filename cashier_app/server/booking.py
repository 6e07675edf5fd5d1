"""What operations do to the ledger: entries, right counters, purchases, levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.gift_cards import is_gift_account
from cashier_app.server import gift_cards, journal, tables
from cashier_app.server.among import among
from cashier_app.server.book import Book, Source
from cashier_app.server.checking import Doubt, Openings, Snapshots, quote_doubts
from cashier_app.server.database import Transaction, chunks
from cashier_app.server.levels import Levels
from cashier_app.server.nodes import Epoch, Node, epochs_of
from cashier_app.server.programmes import Programmes
from cashier_app.server.registering import Registering
from cashier_app.server.sales import returns_ahead, waiting_returns
from cashier_app.server.settling import Settling
from cashier_app.server.wallets import pass_on
from cashier_app.sync.messages import (
    CardBody,
    EntryMessage,
    Operation,
    RegistrationBody,
    ReleaseBody,
    ReturnBody,
    RightCounters,
    SaleBody,
    WriteOffBody,
    unclaimed_account,
)

#: Most operations take nothing beyond the rights.
NOTHING_LENT: Final[Mapping[str, Points]] = MappingProxyType({})


class Batch:
    """New operations of one epoch, booked one after another over one working set."""

    def __init__(
        self, transaction: Transaction, who: Node, epoch: Epoch, operations: Sequence[Operation], programmes: Programmes
    ) -> None:
        self._transaction = transaction
        self._who = who
        self._epoch = epoch.epoch
        self._store = who.store_id
        self._programmes = programmes
        self._zone = operations[0].zone if operations else "UTC"
        self._programme = programmes.in_force(transaction.connection, self._zone, transaction.now, who.store_id)
        self.book = Book(transaction, self._programme.base_level.id if self._programme is not None else "")
        self.book.load(accounts_of(operations), lots_of(operations))
        sales = [operation.body for operation in operations if isinstance(operation.body, SaleBody)]
        self._settling = Settling(transaction, self.book, programmes)
        self._levels = Levels(transaction, self.book, programmes)
        returns_ahead(transaction, [sale.receipt_id for sale in sales])
        self._levels.foresee(buyers_of(operations))
        self._waiting = waiting_returns(transaction, [sale.receipt_id for sale in sales])
        own_epochs = [name for name, _ in epochs_of(transaction, who)]
        # a site's snapshots are this server's own, without anything that came later
        told_by = () if who.kind == "site" else own_epochs
        self._snapshots = Snapshots(transaction, self.book, self._levels, told_by, sales)
        self._openings = Openings(self.book, own_epochs)
        self._registering = Registering(transaction, self.book, programmes, who.store_id, operations)
        self._sold_at = sale_instants(transaction, operations)
        #: Store nodes' epochs that this one has left.
        self._left: list[str] = []
        #: What a store node has written off of its tills.
        self._written_off: list[tuple[WriteOffBody, Source]] = []
        #: Accounts whose level is to be worked out again.
        self._concerned: dict[str, None] = {}
        #: Accounts that have bought in another store than where they live.
        self._elsewhere: dict[str, None] = {}

    @staticmethod
    def ahead(transaction: Transaction, operations: Sequence[Operation]) -> None:
        """Ask for the working set of operations that are about to come, all in one wait."""
        Book.ahead(transaction, accounts_of(operations), lots_of(operations))
        Snapshots.ahead(transaction, [each.body for each in operations if isinstance(each.body, SaleBody)])
        Levels.ahead(transaction, buyers_of(operations))

    def book_operation(self, operation: Operation, doubts: Sequence[Doubt] | None = None) -> None:
        """Book one operation that has never been booked; anything odd about it becomes an alarm.

        `doubts` are those about a sale's quote, if they have been worked out already (`checking.quote_doubts`).
        """
        source = Source(operation.op_id, operation.at, operation.epoch, operation.seq)
        body = operation.body
        if isinstance(body, SaleBody):
            taken_back = self._check_sale(operation, body, source, doubts)
            self._trade(body, source, lent=self._lent(operation, body))
            self._take_back(taken_back, len(body.entries), source)
            self._settle_waiting(body)
        elif isinstance(body, ReturnBody):
            told = self._settling.settled(operation, body, source)
            # entries made here are not the till's: it hears of them by the feed
            self._trade(told, source, Source(operation.op_id, operation.at) if told.points == "server" else source)
        elif isinstance(body, RegistrationBody):
            self._register(operation, body, source)
        elif isinstance(body, CardBody):
            self._registering.change_card(body, source)
        elif isinstance(body, ReleaseBody):
            self._move_rights((), body.rights, source, taking_back=False)
            if body.left:
                self._left.append(body.left)
        elif isinstance(body, WriteOffBody):
            self._written_off.append((body, source))

    def finish(self) -> None:
        """Work out levels and write everything."""
        self._concerned.update(dict.fromkeys(self._registering.finish()))
        self._levels.update(self._concerned)
        for body, source in self._written_off:
            if self._who.kind != "store":
                self.book.alarm("foreign_write_off", source, detail=f"epoch {body.epoch}")
        self.book.write()
        self._registering.write_cards(f"node:{self._who.node_id}")
        self._transaction.upsert(tables.visit_elsewhere, [{"account_id": each} for each in self._elsewhere])
        left = [{"epoch": self._epoch, "parent": parent, "at": self._transaction.now} for parent in self._left]
        self._transaction.upsert(tables.parting, left)
        if self._who.kind == "store":
            for body, source in self._written_off:
                self._write_off(body, source)

    def _write_off(self, body: WriteOffBody, source: Source) -> None:
        """What a store node says of one of its tills; to be called when the book is written: it goes by sets."""
        from cashier_app.server import closing

        closing.keep_lent(self._transaction, source.epoch, body)
        done = closing.told(self._transaction, self._who, body)
        if done is not None and done.fresh:
            details: dict[str, journal.Detail] = {"epoch": done.epoch, "node": done.node, "points": done.points}
            by = f"node:{self._who.node_id} {body.author}".strip()
            act = "epoch_written_off" if body.why == "written_off" else "epoch_finished"
            journal.write(self._transaction, act, by, lots=done.lots, reason=body.reason, **details)

    def _check_sale(
        self, operation: Operation, body: SaleBody, source: Source, doubts: Sequence[Doubt] | None
    ) -> list[EntryMessage]:
        """Note what is odd about a sale; entries that are to follow its own."""
        programme = self._programmes.version(self._transaction.connection, operation.programme_version)
        for doubt in quote_doubts(operation, body, programme) if doubts is None else doubts:
            self.book.alarm(doubt.kind, source, doubt.account_id, amount=doubt.amount, detail=doubt.detail)
        self._check_version(operation, body, source)
        self._snapshots.check(body, programme, source)
        account = self.book.accounts.get(body.account_id or "")
        if account is not None and account.state in ("blocked", "erased") and body.entries:
            self.book.alarm("not_active", source, account.account_id, detail=account.state)
        gift_cards.note_blocked(self.book, body, source)
        return self._openings.check(body, programme, body.cart.zone, source)

    def _take_back(self, entries: Sequence[EntryMessage], first: int, source: Source) -> None:
        """This server's own entries after those of an operation: what was given twice counts once."""
        own = Source(source.op_id, source.at)
        for n, entry in enumerate(entries, start=first):
            self.book.post(entry, n, own)
        self.book.settle([entry.lot_id for entry in entries], source, taking_back=False)

    def _check_version(self, operation: Operation, body: SaleBody, source: Source) -> None:
        """Note a sale by a version that its buyer did not see in this store at that time."""
        version = operation.programme_version
        segments = body.member.segments if body.member is not None else frozenset[str]()
        if version is None or self._programmes.version(self._transaction.connection, version) is None:
            return
        if not self._programmes.was_in_force(
            self._transaction.connection, version, operation.zone, body.quoted_at, self._store, segments
        ):
            detail = f"version {version} was not in force in store {self._store} for {sorted(segments) or 'anybody'}"
            self.book.alarm("programme", source, body.account_id or "", detail=detail)

    def _register(self, operation: Operation, body: RegistrationBody, source: Source) -> None:
        account, taken_back = self._registering.register(operation, body, source)
        for n, entry in enumerate(body.entries):
            self.book.post(entry, n, source)
        self._move_rights(body.entries, body.rights, source, taking_back=False)
        own = Source(source.op_id, source.at)
        for n, entry in enumerate(taken_back, start=len(body.entries)):
            self.book.post(entry, n, own)
        self.book.settle([entry.lot_id for entry in taken_back], own, taking_back=True)
        self._concerned[account.account_id] = None

    def _settle_waiting(self, sale: SaleBody) -> None:
        """Settle the returns of a sale that came here before it."""
        for operation in self._waiting.pop(sale.receipt_id, ()):
            assert isinstance(operation.body, ReturnBody)
            own = Source(operation.op_id, operation.at)
            self._trade(self._settling.settled_late(operation, operation.body), own, own)

    def _trade(
        self,
        body: SaleBody | ReturnBody,
        source: Source,
        poster: Source | None = None,
        lent: Mapping[str, Points] = NOTHING_LENT,
    ) -> None:
        account_id = buyer(body)
        if isinstance(body, SaleBody):
            gift_cards.open_cards(self.book, body, source, self._store)
        for n, entry in enumerate(body.entries):
            self.book.post(entry, n, poster or source)
        taking_back = isinstance(body, ReturnBody)
        self._move_rights(body.entries, body.rights, source, taking_back, lent)
        pass_on(self.book, body.entries, source)
        if account_id:
            self._purchase(account_id, body, source, taking_back)

    def _lent(self, operation: Operation, body: SaleBody) -> dict[str, Points]:
        """What a till has lent its buyer beyond its rights, as far as its programme's floor goes."""
        if not body.beyond:
            return {}
        programme = self._programmes.version(self._transaction.connection, operation.programme_version)
        return lent_beyond(body, programme.offline.floor if programme is not None else 0)

    def _move_rights(
        self,
        entries: Iterable[EntryMessage],
        rights: Sequence[RightCounters],
        source: Source,
        taking_back: bool,
        lent: Mapping[str, Points] = NOTHING_LENT,
    ) -> None:
        redeemed: defaultdict[str, Points] = defaultdict(int)
        touched = dict.fromkeys(entry.lot_id for entry in entries)
        for entry in entries:
            if entry.kind == "redemption":
                redeemed[entry.lot_id] -= entry.points
        last = {counters.lot_id: n for n, counters in enumerate(rights)}
        # what was lent was used of the till's parent: of a store node if one is named
        lender = {counters.lot_id: n for n, counters in enumerate(rights) if counters.parent} if lent else {}
        for n, counters in enumerate(rights):
            # what was redeemed was used under one of its parents: what the others do not tell of, under the last
            left = max(redeemed[counters.lot_id], 0) if last[counters.lot_id] == n else 0
            lends = lent.get(counters.lot_id, 0) if lender.get(counters.lot_id, n) == n else 0
            redeemed[counters.lot_id] -= self.book.count(counters, left, source, lends)
            touched[counters.lot_id] = None
        for lot_id, points in redeemed.items():
            if points > 0 and lot_id not in last:
                right = self.book.right(lot_id, source.epoch)
                self.book.count(RightCounters(lot_id, right.earned, right.used, right.released), points, source)
        self.book.settle(touched, source, taking_back, lent)

    def _purchase(self, account_id: str, body: SaleBody | ReturnBody, source: Source, taking_back: bool) -> None:
        account = self.book.owner(account_id, source)
        sold_at = self._sold_at.get(body.original_id or "", source.at) if isinstance(body, ReturnBody) else source.at
        # sold to a card whose owner its till did not know: no news of its own about the member
        own = body.account_id == account.account_id
        row = {
            "op_id": source.op_id,
            "account_id": account.account_id,
            # a return leaves the window that the sale is in
            "at": sold_at,
            "counted_at": source.at,
            "net": body.net,
            "is_return": int(taking_back),
            "store_id": self._store,
            "booked_at": self._transaction.now,
            "epoch": source.epoch if own else "",
            "seq": source.seq if own else 0,
        }
        self.book.add(tables.purchase, row)
        # a card that nobody owns has no level; its purchases count for the member to come
        account.net_purchases += body.net
        if not taking_back:
            account.purchases += 1
            account.home_store = account.home_store or self._store
            if account.lives_in != self._store and account.state == "active":
                self._elsewhere[account.account_id] = None
        self._concerned[account.account_id] = None


def buyers_of(operations: Iterable[Operation]) -> set[str]:
    """Members who bought something or brought it back, as their tills knew them."""
    bodies = [operation.body for operation in operations]
    return {body.account_id for body in bodies if isinstance(body, SaleBody | ReturnBody) and body.account_id}


def buyer(body: SaleBody | ReturnBody) -> str:
    """The account an operation's purchase belongs to; empty for a buyer without a card."""
    if body.account_id:
        return body.account_id
    if isinstance(body, SaleBody):
        return unclaimed_account(body.unclaimed) if body.unclaimed else ""
    return next((entry.account_id for entry in body.entries if not is_gift_account(entry.account_id)), "")


def lent_beyond(body: SaleBody, floor: Points) -> dict[str, Points]:
    """By lot what a till has lent its buyer beyond its rights: no more than was spent, and the `floor` in all.

    More than that is an overspend like any other.
    """
    spent: defaultdict[str, Points] = defaultdict(int)
    for entry in body.entries:
        if entry.kind == "redemption" and entry.wallet == POINTS_WALLET:
            spent[entry.lot_id] -= entry.points
    lent: dict[str, Points] = {}
    for each in body.beyond:
        lent[each.lot_id] = min(each.points, spent[each.lot_id], floor)
        floor -= lent[each.lot_id]
    return lent


def net_purchases(transaction: Transaction, account_ids: Iterable[str], since: Instant | None) -> defaultdict[str, int]:
    """Sum of the purchases of each account from an instant on (None: of all time), returns subtracted."""
    net: defaultdict[str, int] = defaultdict(int)
    purchase = tables.purchase.c
    for chunk in chunks(account_ids):
        query = sa.select(purchase.account_id, sa.func.sum(purchase.net).label("total")).where(
            among(purchase.account_id, chunk)
        )
        if since is not None:
            query = query.where(purchase.at >= since)
        for row in transaction.rows(query.group_by(purchase.account_id)):
            net[row.account_id] = int(row.total)
    return net


def sale_instants(transaction: Transaction, operations: Iterable[Operation]) -> dict[str, Instant]:
    """When the sales were made that these operations return goods of, by receipt."""
    bodies = [operation.body for operation in operations]
    wanted = {body.original_id for body in bodies if isinstance(body, ReturnBody) and body.original_id is not None}
    sale = tables.operation.c
    found: dict[str, Instant] = {}
    for chunk in chunks(wanted):
        query = sa.select(sale.receipt_id, sale.at).where(among(sale.receipt_id, chunk), sale.kind == "sale")
        for row in transaction.rows(query.where(sale.state == "applied")):
            found[row.receipt_id] = row.at
    return found


def accounts_of(operations: Iterable[Operation]) -> set[str]:
    """Accounts that operations name."""
    wanted: set[str] = set()
    for operation in operations:
        if isinstance(operation.body, SaleBody | ReturnBody):
            wanted.add(buyer(operation.body))
        if isinstance(operation.body, SaleBody | ReturnBody | RegistrationBody):
            wanted |= {entry.account_id for entry in operation.body.entries}
        if isinstance(operation.body, SaleBody):
            wanted |= {line.gift_card.account_id for line in operation.body.lines if line.gift_card is not None}
        if isinstance(operation.body, CardBody):
            wanted.add(operation.body.account_id)
    return wanted


def lots_of(operations: Iterable[Operation]) -> set[str]:
    """Lots that operations name."""
    wanted: set[str] = set()
    for operation in operations:
        body = operation.body
        if isinstance(body, SaleBody | ReturnBody | RegistrationBody):
            wanted |= {entry.lot_id for entry in body.entries}
        if isinstance(body, SaleBody | ReturnBody | RegistrationBody | ReleaseBody):
            wanted |= {counters.lot_id for counters in body.rights}
        if isinstance(body, SaleBody) and body.member is not None:
            # the snapshot is held against them
            wanted |= {lot.lot_id for lot in body.member.lots}
    return wanted
