"""The ledger's working set: what a transaction touches is loaded set-wise, changed in memory and written once.

For every lot: balance = Σ entries, reserved = Σ rights granted from here, pool = balance - reserved + claim ≥ 0.  What
an operation takes that is not there becomes a claim with an alarm: a fact is never refused.

A store node's pool is what is left of its own right (`own_right`).  An operation of a till under a store node moves the
till's counters there and, by the same amounts, those of the store node here: whoever applies it does both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import CAP_WALLETS
from cashier_app.loyalty.gift_cards import is_gift_account
from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.database import OWN_EPOCH, RESTORED_AT, Transaction, by_key, by_key_ahead, chunks
from cashier_app.server.statement import Statement, param
from cashier_app.sync.messages import EntryMessage, RightCounters

UNCLAIMED: Final = "unclaimed-"
#: Said of a shortfall by an operation from before a restore: others may still tell what makes it good.
UNTIL_TOLD: Final = "told again after a restore"
#: Said of points that were told as spent before they were told as given, by another way: that is still under way.
EARLY: Final = "told before what gave the points"

_entry, _right = tables.entry.c, tables.spending_right.c
_HISTORY: Final = Statement(
    sa.select(_entry.lot_id, _entry.points, _entry.booked_at, _entry.epoch, _entry.seq).where(
        among(_entry.lot_id, "lot_ids")
    )
)
_KINDS: Final = Statement(sa.select(_entry.kind, _entry.points).where(_entry.lot_id == param("lot_id")))
_RIGHTS: Final = Statement(sa.select(tables.spending_right).where(among(_right.lot_id, "lot_ids")))
_LOTS_OF: Final = Statement(sa.select(tables.lot.c.lot_id).where(tables.lot.c.account_id == param("account_id")))
_STORE_NODES: Final = Statement(
    sa.select(tables.epoch.c.epoch)
    .join(tables.node, tables.node.c.node_id == tables.epoch.c.node_id)
    .where(tables.node.c.kind == "store")
)


class Source(msgspec.Struct, frozen=True):
    """The operation that a change comes from; `epoch` is empty for the server's own."""

    op_id: str
    at: Instant
    epoch: str = ""
    seq: int = 0


class Account(msgspec.Struct):
    """A row of `account`."""

    account_id: str
    display: str
    level_id: str
    state: str
    birthday: str | None
    home_store: str
    net_purchases: int
    purchases: int
    merged_into: str
    created_at: Instant
    revision: int
    #: Segments that another system or a person put the member in, one a line.
    segments: str = ""
    level_since: Instant = 0
    level_floor: str = ""
    next_level: str = ""
    next_level_at: Instant = 0
    last_purchase_at: Instant = 0
    level_due: Instant | None = None
    home_epoch: str = ""
    served_store: str = ""
    born: int = 0
    told_at: Instant = 0
    told_marks: int = 0

    @property
    def lives_in(self) -> str:
        """The store whose node holds the rights of the member."""
        return self.served_store or self.home_store


class Lot(msgspec.Struct):
    """A row of `lot`."""

    lot_id: str
    account_id: str
    wallet: str
    source: str
    active_at: Instant
    expires_at: Instant | None
    balance: Points
    reserved: Points
    claim: Points
    lapsed: Points = 0

    @property
    def pool(self) -> Points:
        """What nobody holds a right on."""
        return self.balance - self.reserved + self.claim


class Right(msgspec.Struct):
    """A row of `spending_right`: of an epoch, under the parent that granted it (empty: the central server)."""

    lot_id: str
    epoch: str
    granted: Points
    earned: Points
    used: Points
    released: Points
    parent: str = ""

    @property
    def right(self) -> Points:
        """What the epoch may spend of the lot."""
        return self.granted + self.earned - self.used - self.released


class WrittenOff(msgspec.Struct):
    """A row of `written_off`."""

    lot_id: str
    epoch: str
    parent: str
    at: Instant
    points: Points
    spent: Points
    flagged: Points


class Posted(msgspec.Struct, frozen=True):
    """An entry as the check of snapshots needs it."""

    points: Points
    booked_at: Instant
    epoch: str
    seq: int


def unclaimed_hash(account_id: str) -> bytes | None:
    """The identifier's hash of an unclaimed card's account; None for any other account."""
    if not account_id.startswith(UNCLAIMED):
        return None
    try:
        return bytes.fromhex(account_id.removeprefix(UNCLAIMED))
    except ValueError:
        return None


def _takes_back(kind: str, points: Points) -> bool:
    return kind == "reversal" and points < 0


class Book:
    """Accounts, lots and rights of one transaction."""

    def __init__(self, transaction: Transaction, base_level: str) -> None:
        self.transaction = transaction
        self.accounts: dict[str, Account] = {}
        self.lots: dict[str, Lot] = {}
        #: The level of accounts that are made here.
        self.base_level = base_level
        #: Accounts of unclaimed cards that have an owner by now.
        self._registered: dict[str, str] = {}
        self._rights: dict[tuple[str, str, str], Right] = {}
        #: Who grants here: empty at the central server, else this store node's epoch.
        self.me = transaction.meta(OWN_EPOCH)
        self._restored_at = int(transaction.meta(RESTORED_AT) or 0)
        #: Lots whose claim has been met in this transaction.
        self._made_good: list[str] = []
        #: Lots that points were taken back of while something of them was missing.
        self._owed: list[str] = []
        #: Lots that were spent of before they were heard of, and lots whose points come after something of them.
        self._spent_early: set[str] = set()
        self._given_late: set[str] = set()
        #: Accounts of whom something was told before who they are.
        self._introduced: list[str] = []
        self._posted: dict[str, list[Posted]] = {}
        #: What was written off of epochs that are closed, by lot; read where something is missing.
        self._written_off: dict[str, list[WrittenOff]] = {}
        self._written_off_touched: dict[tuple[str, str, str], WrittenOff] = {}
        #: What the present operation has used of it, by lot.
        self._came_late: defaultdict[str, Points] = defaultdict(int)
        self._touched: dict[str, None] = {}
        self._lots_touched: dict[str, None] = {}
        self._rights_touched: dict[tuple[str, str, str], None] = {}
        self._rows: defaultdict[sa.Table, list[dict[str, Any]]] = defaultdict(list)

    # --- loading ------------------------------------------------------------------------------------------

    @staticmethod
    def ahead(transaction: Transaction, account_ids: Iterable[str], lot_ids: Iterable[str]) -> None:
        """Ask for accounts, and for lots with their rights, before they are loaded."""
        by_key_ahead(transaction, tables.lot.c.lot_id, lot_ids)
        for chunk in chunks(sorted(lot_ids)):
            _RIGHTS.ahead(transaction.connection, lot_ids=chunk)
        by_key_ahead(transaction, tables.account.c.account_id, (each for each in account_ids if each))

    def load(self, account_ids: Iterable[str], lot_ids: Iterable[str]) -> None:
        """Read accounts (with those they were merged into) and lots with all their rights."""
        wanted = {account_id for account_id in account_ids if account_id}
        self._load_lots(lot_ids)
        wanted |= {lot.account_id for lot in self.lots.values()}
        self._load_accounts(wanted)
        self._load_accounts(self._owners_of_unclaimed(wanted))
        self._load_accounts({account.merged_into for account in self.accounts.values() if account.merged_into})

    @staticmethod
    def history_ahead(transaction: Transaction, lot_ids: Iterable[str]) -> None:
        """Ask for entries of lots before they are loaded."""
        for chunk in chunks(sorted(set(lot_ids))):
            _HISTORY.ahead(transaction.connection, lot_ids=chunk)

    def load_history(self, lot_ids: Iterable[str]) -> None:
        """Read all entries of lots, so that a snapshot of the past can be checked (`posted`)."""
        for chunk in chunks(sorted(set(lot_ids) - self._posted.keys())):
            self._posted.update({lot_id: [] for lot_id in chunk})
            for lot_id, *posted in _HISTORY.rows(self.transaction.connection, lot_ids=chunk):
                self._posted[lot_id].append(Posted(*posted))

    def posted(self, lot_id: str) -> list[Posted]:
        """Entries of a lot whose history was loaded, those of this transaction included."""
        return self._posted[lot_id]

    # --- changing -----------------------------------------------------------------------------------------

    def owner(self, account_id: str, source: Source) -> Account:
        """The account that an operation's account id stands for today; made, with an alarm, if nobody knows it.

        An unclaimed card's account and a gift card's are made as a matter of course; an unclaimed and a merged one are
        touched too, so that tills hear what became of their entries.
        """
        account = self.accounts.get(account_id)
        if account is None and account_id in self._registered:
            account = self.new_account(account_id, "merged")
            account.merged_into = self._registered[account_id]
        if account is None:
            unclaimed = unclaimed_hash(account_id) is not None
            state = "gift" if is_gift_account(account_id) else "unclaimed" if unclaimed else "active"
            account = self.new_account(account_id, state)
            if state == "active":
                # its level begins with what is known of it first, not with when that came here
                account.level_since = source.at
                self.alarm("unknown_account", source, account_id=account_id)
        if account.merged_into:
            # the merged account's change must come after the one it was merged into
            self.touch(self.accounts[account.merged_into])
            self.touch(account)
            return self.accounts[account.merged_into]
        self.touch(account)
        return account

    def introduce(self, account_id: str) -> None:
        """It is told now who an account is that was heard of before: nobody has to ask any more."""
        self._introduced.append(account_id)

    def new_account(self, account_id: str, state: str, home_store: str = "") -> Account:
        """A fresh account at the base level."""
        now = self.transaction.now
        account = Account(account_id, "", self.base_level, state, None, home_store, 0, 0, "", now, 0)
        account.born = self.transaction.next_revision()
        self.accounts[account_id] = account
        self.touch(account)
        return account

    def touched(self) -> list[str]:
        """Accounts that go out with the feed again."""
        return list(self._touched)

    def lots_of(self, account_id: str) -> list[str]:
        """Ids of all lots of an account, those of this transaction included."""
        stored = _LOTS_OF.column(self.transaction.connection, account_id=account_id)
        here = {each.lot_id for each in self.lots.values() if each.account_id == account_id}
        return sorted({each for each in stored if each not in self.lots} | here)

    def known_now(self, unclaimed_id: str, account_id: str) -> None:
        """An unclaimed card has got an owner in this transaction."""
        self._registered[unclaimed_id] = account_id

    def touch_lot(self, lot: Lot) -> None:
        """Let a lot be written with the rest."""
        self._lots_touched[lot.lot_id] = None

    def touch(self, account: Account) -> None:
        """Let the account go out with the feed again."""
        self._touched.pop(account.account_id, None)
        self._touched[account.account_id] = None

    def post(self, message: EntryMessage, n: int, source: Source) -> Lot:
        """Write one entry, opening its lot if it is new; the entry goes to the account the lot has today."""
        lot = self.lots.get(message.lot_id)
        if lot is not None and message.kind == "accrual":
            self._given_late.add(lot.lot_id)
        if lot is None:
            owner = self.owner(message.account_id, source)
            lot = self.open_lot(message, owner.account_id, source)
        elif lot.account_id != message.account_id:
            if self.owner(message.account_id, source).account_id != lot.account_id:
                self.alarm("foreign_lot", source, message.account_id, lot.lot_id, message.points)
            self.touch(self.accounts[lot.account_id])
        else:
            self.touch(self.accounts[lot.account_id])
        lot.balance += message.points
        if message.kind == "expiry":
            lot.lapsed -= message.points
        self._lots_touched[lot.lot_id] = None
        row = {
            "op_id": source.op_id,
            "n": n,
            "kind": message.kind,
            "account_id": lot.account_id,
            "wallet": lot.wallet,
            "lot_id": lot.lot_id,
            "points": message.points,
            "at": source.at,
            "booked_at": self.transaction.now,
            "epoch": source.epoch,
            "seq": source.seq,
        }
        self._rows[tables.entry].append(row)
        if lot.lot_id in self._posted:
            self._posted[lot.lot_id].append(Posted(message.points, self.transaction.now, source.epoch, source.seq))
        return lot

    def open_debt(self, account: Account, lot_id: str, wallet: str, source: str) -> Lot:
        """An empty lot that never expires, for what an account owes."""
        lot = Lot(lot_id, account.account_id, wallet, source, 0, None, 0, 0, 0)
        self.lots[lot_id] = lot
        self._lots_touched[lot_id] = None
        return lot

    def move_lots(self, lot_ids: Iterable[str], account: Account) -> None:
        """Give lots another owner; their rights stay with the nodes that hold them."""
        for lot_id in lot_ids:
            self.lots[lot_id].account_id = account.account_id
            self._lots_touched[lot_id] = None

    def count(self, counters: RightCounters, redeemed: Points, source: Source, lent: Points = 0) -> Points:
        """Raise an epoch's counters of a lot to what its operation says; what it used of it, `redeemed` at least.

        The epoch's right is never negative: what was used beyond it is granted from the pool afterwards.  What a till
        earned and used under a store node, the store node earned and used under this server; of what the till lent
        its buyer beyond its right (`lent`) the store node was granted as much, so that nothing is missing of what it
        has granted to others.
        """
        right = self.right(counters.lot_id, source.epoch, counters.parent)
        before, earned_before, used_before = right.right, right.earned, right.used
        used = max(counters.used, right.used + redeemed)
        # fewer released than known is no contradiction: rights on lapsed lots are released from here; nor is anything
        # that a store node has not heard of its tills, which told it past the node
        behind = counters.used < used or counters.earned < right.earned
        if behind and (counters.parent or source.epoch not in self.store_nodes):
            self.alarm("counters", source, lot_id=counters.lot_id, amount=used - counters.used)
        right.earned = max(right.earned, counters.earned)
        right.released = max(right.released, counters.released)
        right.used = used
        if counters.parent == self.me:
            lent = min(lent, max(-right.right, 0))
            if right.right < 0:
                self._comes_late(right, -right.right)
                right.granted -= right.right
            self._reserve(right, right.right - before)
        else:
            self._touch_right(right)
            if used > used_before and source.epoch in self.closed_epochs:
                self._comes_late(right, used - used_before)
        if counters.parent and counters.parent in (self.me, *self.store_nodes):
            self._pass_up(counters.lot_id, counters.parent, right.earned - earned_before, used - used_before, lent)
        return used - used_before

    def _pass_up(self, lot_id: str, node_epoch: str, earned: Points, used: Points, lent: Points) -> None:
        """Move a store node's own counters at the central server by what one of its tills moved."""
        own = self.right(lot_id, node_epoch)
        before = own.right
        own.earned += earned
        own.used += used
        # a store node may have been told of it already
        own.granted += lent if not self.me else min(lent, max(self._lent_out(lot_id) - own.right, 0))
        if own.right < 0:
            self._comes_late(own, -own.right)
            own.granted -= own.right
        if self.me:
            self._touch_right(own)
            return
        self._reserve(own, own.right - before)

    def _lent_out(self, lot_id: str) -> Points:
        """What of a store node's own right its tills hold."""
        return self.lots[lot_id].reserved if lot_id in self.lots else 0

    def _comes_late(self, right: Right, points: Points) -> None:
        """An epoch has used what was written off of it: so much of an overspend is no surprise."""
        for each in self._written_off_of(right.lot_id):
            if (each.epoch, each.parent) == (right.epoch, right.parent):
                part = min(points, each.points - each.spent)
                each.spent += part
                if right.parent == self.me:
                    self._came_late[right.lot_id] += part
                self._written_off_touched[right.lot_id, right.epoch, right.parent] = each

    def _excused(self, lot_id: str, missing: Points) -> Points:
        """How much of what is missing of a lot was written off and has come all the same.

        Of what a store node wrote off it may be missing later: only the store node knows whom it has lent it to since.
        """
        left = missing - min(missing, self._came_late[lot_id])
        for each in self._written_off_of(lot_id):
            if each.parent != self.me:
                part = min(left, each.spent - each.flagged)
                each.flagged += part
                left -= part
                if part:
                    self._written_off_touched[lot_id, each.epoch, each.parent] = each
        return missing - left

    def _written_off_of(self, lot_id: str) -> list[WrittenOff]:
        if lot_id not in self._written_off:
            query = sa.select(tables.written_off).where(tables.written_off.c.lot_id == lot_id)
            self._written_off[lot_id] = [WrittenOff(**row._mapping) for row in self.transaction.rows(query)]
        return self._written_off[lot_id]

    def own_right(self, lot_id: str) -> Points:
        """What this store node holds of a lot, its tills' part included."""
        return self.right(lot_id, self.me).right

    def pool(self, lot: Lot) -> Points:
        """What may be granted of a lot: what nobody holds; at a store node what its tills leave of its own right."""
        return self.own_right(lot.lot_id) - lot.reserved if self.me else lot.pool

    def grant(self, lot: Lot, epoch: str, target: Points) -> None:
        """Raise what is granted to an epoch towards an absolute target, as far as the pool goes."""
        right = self.right(lot.lot_id, epoch, self.me)
        given = min(target - right.granted, self.pool(lot))
        if given > 0:
            right.granted += given
            self._reserve(right, given)

    def lapse(self, lot_id: str, epoch: str) -> None:
        """Release from here what an epoch holds of a lot that is over."""
        right = self.right(lot_id, epoch, self.me)
        held = right.right
        right.released += held
        self._reserve(right, -held)

    def report(self, lot_id: str, epoch: str, granted: Points) -> None:
        """Believe a till about what was granted to it before this server was restored."""
        right = self.right(lot_id, epoch, self.me)
        if granted > right.granted:
            self._reserve(right, granted - right.granted)
            right.granted = granted

    def right(self, lot_id: str, epoch: str, parent: str = "") -> Right:
        """An epoch's counters of a lot under a parent; all zero at first."""
        key = lot_id, epoch, parent
        if key not in self._rights:
            self._rights[key] = Right(lot_id, epoch, 0, 0, 0, 0, parent)
        return self._rights[key]

    @cached_property
    def store_nodes(self) -> frozenset[str]:
        """Epochs of the store nodes that are known here."""
        return frozenset(_STORE_NODES.column(self.transaction.connection))

    @cached_property
    def closed_epochs(self) -> frozenset[str]:
        """Epochs that were closed."""
        epoch = tables.epoch.c
        return frozenset(self.transaction.connection.scalars(sa.select(epoch.epoch).where(epoch.state == "closed")))

    def settle(
        self, lot_ids: Iterable[str], source: Source, taking_back: bool, lent: Mapping[str, Points] | None = None
    ) -> None:
        """Keep every pool at zero or more: what is missing becomes a claim, what comes back repays it.

        `taking_back`: points of a return, whose shortfall is the member's debt and not an overspend; nor is one of
        points that a till has `lent` by the programme's floor, by lot.
        """
        for lot_id in lot_ids:
            lot = self.lots.get(lot_id)
            if lot is None:
                continue
            if lot.pool < 0:
                exceeded = "cap_exceeded" if lot.wallet.startswith(CAP_WALLETS) else "overspend"
                before_restore = 0 < source.at <= self._restored_at
                # what was told again came in another order: what was spent first and taken back then may be short now
                is_debt = taking_back or (before_restore and self._was_taken_back(lot_id))
                kind = "claim" if is_debt else exceeded
                missing = -lot.pool
                excused = self._excused(lot_id, missing)
                if excused:
                    self.alarm("written_off_spent", source, lot.account_id, lot.lot_id, excused)
                of_floor = min(missing - excused, lent.get(lot_id, 0) if lent else 0)
                if of_floor:
                    self.alarm("floor", source, lot.account_id, lot.lot_id, of_floor)
                if missing > excused + of_floor:
                    detail = UNTIL_TOLD if before_restore else EARLY if lot_id in self._spent_early else ""
                    self.alarm(kind, source, lot.account_id, lot.lot_id, missing - excused - of_floor, detail)
                lot.claim += missing
                self._lots_touched[lot_id] = None
            elif lot.claim > 0 and lot.pool > 0:
                lot.claim -= min(lot.claim, lot.pool)
                self._lots_touched[lot_id] = None
                if not lot.claim:
                    self._made_good.append(lot_id)
            if lot_id in self._given_late and not lot.claim:
                self._made_good.append(lot_id)
            if taking_back and lot.claim > 0 and self._restored_at:
                self._owed.append(lot_id)
            self._came_late.pop(lot_id, None)

    def _was_taken_back(self, lot_id: str) -> bool:
        """Whether a return has taken points of a lot back: what is missing of it is the member's debt."""
        if any(row["lot_id"] == lot_id and _takes_back(row["kind"], row["points"]) for row in self.added(tables.entry)):
            return True
        return any(_takes_back(*row) for row in _KINDS.rows(self.transaction.connection, lot_id=lot_id))

    def alarm(
        self,
        kind: str,
        source: Source,
        account_id: str = "",
        lot_id: str = "",
        amount: int = 0,
        detail: str = "",
    ) -> None:
        """Note something for a person; nothing is refused because of it."""
        row = {
            "kind": kind,
            "at": self.transaction.now,
            "epoch": source.epoch,
            "seq": source.seq,
            "op_id": source.op_id,
            "account_id": account_id,
            "lot_id": lot_id,
            "amount": amount,
            "detail": detail[:500],
        }
        self._rows[tables.alarm].append(row)

    def add(self, table: sa.Table, row: dict[str, Any]) -> None:
        """Another row to be written with the rest."""
        self._rows[table].append(row)

    def added(self, table: sa.Table) -> list[dict[str, Any]]:
        """Rows of a table that are still to be written."""
        return self._rows[table]

    # --- writing ------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write everything; every account touched gets a new revision, in the order of the last touch."""
        accounts = [msgspec.structs.asdict(self.accounts[key]) for key in self._touched]
        for row in accounts:
            row["revision"] = self.transaction.next_revision()
        self.transaction.upsert(tables.account, accounts)
        lots = [msgspec.structs.asdict(self.lots[key]) for key in self._lots_touched]
        self.transaction.upsert(tables.lot, lots)
        rights = [msgspec.structs.asdict(self._rights[key]) for key in self._rights_touched]
        self.transaction.upsert(tables.spending_right, rights)
        late = [msgspec.structs.asdict(each) for each in self._written_off_touched.values()]
        self.transaction.upsert(tables.written_off, late)
        for table, rows in self._rows.items():
            self.transaction.insert(table, rows)
        self._settle_alarms()
        self._rows.clear()
        self._touched.clear()
        self._lots_touched.clear()
        self._rights_touched.clear()
        self._written_off_touched.clear()

    # --- inside -------------------------------------------------------------------------------------------

    def _settle_alarms(self) -> None:
        """What was short only until everybody had told was no overspend: after a restore, or by another way."""
        for chunk in chunks(self._made_good):
            alarm = tables.alarm.c
            told = among(alarm.lot_id, chunk) & alarm.detail.in_((UNTIL_TOLD, EARLY)) & alarm.resolved_at.is_(None)
            settled = sa.update(tables.alarm).where(told)
            self.transaction.connection.execute(settled.values(resolved_at=self.transaction.now))
        self._made_good.clear()
        for chunk in chunks(self._owed):
            alarm = tables.alarm.c
            told = among(alarm.lot_id, chunk) & (alarm.detail == UNTIL_TOLD) & (alarm.kind == "overspend")
            self.transaction.connection.execute(sa.update(tables.alarm).where(told).values(kind="claim"))
        self._owed.clear()
        for chunk in chunks(self._introduced):
            alarm = tables.alarm.c
            told = among(alarm.account_id, chunk) & (alarm.kind == "unknown_account") & alarm.resolved_at.is_(None)
            settled = sa.update(tables.alarm).where(told)
            self.transaction.connection.execute(settled.values(resolved_at=self.transaction.now))
        self._introduced.clear()

    def _touch_right(self, right: Right) -> None:
        self._rights_touched[right.lot_id, right.epoch, right.parent] = None

    def _reserve(self, right: Right, difference: Points) -> None:
        self._touch_right(right)
        lot = self.lots.get(right.lot_id)
        if lot is not None:
            lot.reserved += difference
            self._lots_touched[lot.lot_id] = None
            self.touch(self.accounts[lot.account_id])

    def open_lot(self, message: EntryMessage, account_id: str, source: Source) -> Lot:
        """A lot nobody has seen; rights on it may already be known from a till's report."""
        of_lot = [each for each in self._rights.values() if each.lot_id == message.lot_id and each.parent == self.me]
        reserved = sum(right.right for right in of_lot)
        lot = Lot(
            message.lot_id,
            account_id,
            message.wallet,
            message.source,
            message.active_at,
            message.expires_at,
            0,
            reserved,
            0,
        )
        self.lots[lot.lot_id] = lot
        self._lots_touched[lot.lot_id] = None
        if message.points < 0:
            # of an operation from before a restore: whoever opened the lot may still tell of it
            detail = UNTIL_TOLD if 0 < source.at <= self._restored_at else EARLY
            self._spent_early.add(lot.lot_id)
            self.alarm("unknown_lot", source, account_id, lot.lot_id, message.points, detail)
        return lot

    def _load_accounts(self, account_ids: Iterable[str]) -> None:
        missing = set(account_ids) - self.accounts.keys()
        for account_id, row in by_key(self.transaction, tables.account.c.account_id, missing).items():
            self.accounts[account_id] = Account(**row._asdict())

    def _load_lots(self, lot_ids: Iterable[str]) -> None:
        missing = set(lot_ids) - self.lots.keys()
        for lot_id, row in by_key(self.transaction, tables.lot.c.lot_id, missing).items():
            self.lots[lot_id] = Lot(*row)
        for chunk in chunks(sorted(missing)):
            for row in _RIGHTS.rows(self.transaction.connection, lot_ids=chunk):
                self._rights.setdefault((row.lot_id, row.epoch, row.parent), Right(**row._asdict()))

    def _owners_of_unclaimed(self, account_ids: Iterable[str]) -> set[str]:
        """Registered owners of unclaimed cards."""
        hashes = {found: each for each in account_ids if (found := unclaimed_hash(each)) is not None}
        owners = by_key(self.transaction, tables.identifier.c.hash, hashes)
        self._registered.update({hashes[digest]: str(row.account_id) for digest, row in owners.items()})
        return set(self._registered.values())
