"""What a till says is checked against what is known here: differences are noted for a person, never refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import DAY, Instant
from cashier_app.loyalty.cart import CAP_WALLETS, MemberState
from cashier_app.loyalty.gift_cards import GIFT_WALLET, is_gift_account
from cashier_app.loyalty.ledger import sale_posting
from cashier_app.loyalty.levels import effective_level, window_start
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.server import gift_cards, tables
from cashier_app.server.among import among
from cashier_app.server.book import Account, Book, Source
from cashier_app.server.database import RESTORED_AT, Transaction, chunks
from cashier_app.server.levels import Levels
from cashier_app.server.sales import is_computable, zones
from cashier_app.server.statement import Statement
from cashier_app.server.wallets import CAMPAIGNS, openable
from cashier_app.sync.messages import (
    CardBody,
    EntryMessage,
    Operation,
    RegistrationBody,
    ReturnBody,
    SaleBody,
    unclaimed_account,
)

#: So many days late the sum of purchases that tills were told may have been worked out: this server was not running.
LATE_DAYS: Final = 3

_epoch, _purchase = tables.epoch.c, tables.purchase.c
_HEADS: Final = Statement(sa.select(_epoch.epoch, _epoch.applied_seq).where(among(_epoch.epoch, "epochs")))
_LEVEL_CHANGES: Final = Statement(
    sa.select(tables.level_change)
    .where(among(tables.level_change.c.account_id, "account_ids"))
    .order_by(tables.level_change.c.at, tables.level_change.c.change_id)
)
_PURCHASES: Final = Statement(
    sa.select(
        _purchase.account_id, _purchase.at, _purchase.net, _purchase.booked_at, _purchase.epoch, _purchase.seq
    ).where(among(_purchase.account_id, "account_ids"))
)


def contradiction(operation: Operation) -> str:
    """Why an operation's entries cannot be booked at all; empty if they can."""
    body = operation.body
    if operation.zone not in zones():
        return f"zone {operation.zone} is not known"
    if isinstance(body, CardBody):
        if body.act == "blocked" and (body.new is not None or not body.old):
            return "a card that is blocked is named alone"
        if body.act == "replaced" and (body.new is None or body.new.hash == body.old):
            return "a card is replaced by another"
    if not isinstance(body, SaleBody | ReturnBody | RegistrationBody):
        return ""
    if isinstance(body, ReturnBody) and body.points != "till" and body.entries:
        return f"entries of a return whose points {body.points} settles"
    if isinstance(body, RegistrationBody) and len({each.hash for each in body.identifiers}) < len(body.identifiers):
        return "an identifier is named twice"
    unclaimed = body.unclaimed if isinstance(body, SaleBody) else ""
    allowed = {body.account_id} | ({unclaimed_account(unclaimed)} if unclaimed else set())
    for n, entry in enumerate(body.entries):
        where = f"entries[{n}]"
        shared = entry.account_id.startswith(CAMPAIGNS) and entry.wallet.startswith(CAP_WALLETS)
        shared |= is_gift_account(entry.account_id) and entry.wallet == GIFT_WALLET
        if is_gift_account(entry.account_id) is not (entry.wallet == GIFT_WALLET):
            return f"{where}: wallet {entry.wallet} of account {entry.account_id}"
        if entry.account_id not in allowed and not shared and not isinstance(body, ReturnBody):
            return f"{where}: account {entry.account_id} is not the buyer's"
        if entry.points == 0:
            return f"{where}: no points"
        if entry.kind == "expiry":
            return f"{where}: only the server lets points expire"
        if (entry.kind == "redemption" and entry.points > 0) or (entry.kind == "accrual" and entry.points < 0):
            return f"{where}: {entry.kind} of {entry.points}"
        if not entry.account_id or not entry.lot_id or not entry.wallet:
            return f"{where}: account, wallet or lot is not named"
    return ""


class Doubt(msgspec.Struct, frozen=True):
    """Something odd about a sale by itself: the kind of alarm, whose, how much (kopecks), and what exactly."""

    kind: str
    account_id: str = ""
    amount: int = 0
    detail: str = ""


def quote_doubts(operation: Operation, body: SaleBody, programme: Programme | None) -> tuple[Doubt, ...]:
    """Compute the sale again from its inputs with the same engine: any difference.  Pure."""
    if programme is None:
        return (Doubt("unknown_programme", detail=f"version {operation.programme_version}"),) if body.entries else ()
    if not is_computable(body):
        return (Doubt("quote", body.account_id or "", detail="the cart cannot be computed"),)
    doubts = []
    again = quote(body.cart, body.member, programme, body.quoted_at)
    account_id = body.account_id or (unclaimed_account(body.unclaimed) if body.unclaimed else "")
    differences: list[str] = []
    if quote_digest(again) != operation.quote_digest:
        differences.append("digest")
    paid, to_pay = sum(line.to_pay for line in body.lines), again.to_pay
    if paid != to_pay:
        differences.append(f"to pay {paid}, should be {to_pay}")
    lots = body.member.lots if body.member is not None else ()
    posting = sale_posting(operation.op_id, account_id, again, lots)
    # without a card only what all buyers share moves
    entries = [entry for entry in posting.entries if entry.account_id]
    expected = sorted((entry.kind, entry.lot_id, entry.points) for entry in entries)
    told = [entry for entry in body.entries if not is_gift_account(entry.account_id)]
    if expected != sorted((entry.kind, entry.lot_id, entry.points) for entry in told):
        differences.append(f"entries {_short(body.entries)}, should be {expected}")
    if differences:
        doubts.append(Doubt("quote", account_id, paid - to_pay, "; ".join(differences)))
    of_cards = gift_cards.differences(operation.op_id, body)
    if of_cards:
        doubts.append(Doubt("gift_card", account_id, detail="; ".join(of_cards)))
    money = sum(payment.amount for payment in body.payments) + body.rounding
    if money != paid:
        doubts.append(Doubt("payments", account_id, money - paid, f"paid {money} of {paid}"))
    return tuple(doubts)


class Snapshots:
    """What members were like in the past, loaded set-wise for the sales of one batch.

    `own_epochs` are those of whoever sold, whose own operations it knows without being told; empty for who knows
    nothing but what it was told.  Of another life of the same till nobody knows how much that one has known: a database
    put back in time has lost some of it, a copied one has never heard of the rest.
    """

    def __init__(
        self,
        transaction: Transaction,
        book: Book,
        levels: Levels,
        own_epochs: Iterable[str],
        sales: Iterable[SaleBody],
    ) -> None:
        self._transaction = transaction
        self._book = book
        self._levels = levels
        self._own_epochs = frozenset(own_epochs)
        self._restored_at = int(transaction.meta(RESTORED_AT) or 0)
        self._seen: dict[str, int] = {}
        members = [sale.member for sale in sales if sale.member is not None]
        self._heads = _heads(transaction, {epoch for member in members for epoch, _ in member.seen})
        book.load((), (lot.lot_id for member in members for lot in member.lots))
        book.load_history(lot.lot_id for member in members for lot in member.lots)
        account_ids = {member.account_id for member in members if member.as_of}
        self._changes = _level_changes(transaction, account_ids)
        self._purchases = _purchases(transaction, account_ids)

    @staticmethod
    def ahead(transaction: Transaction, sales: Iterable[SaleBody]) -> None:
        """Ask for what snapshots are held against before it is loaded."""
        members = [sale.member for sale in sales if sale.member is not None]
        Book.history_ahead(transaction, (lot.lot_id for member in members for lot in member.lots))
        for chunk in chunks(sorted({epoch for member in members for epoch, _ in member.seen})):
            _HEADS.ahead(transaction.connection, epochs=chunk)
        for chunk in chunks(sorted({member.account_id for member in members if member.as_of})):
            _LEVEL_CHANGES.ahead(transaction.connection, account_ids=chunk)
            _PURCHASES.ahead(transaction.connection, account_ids=chunk)

    def check(self, body: SaleBody, programme: Programme | None, source: Source) -> None:
        """Note what of the sale's member snapshot was not true at its own as-of time.

        A snapshot that contains what has not come here yet cannot be judged, nor one of what this server told before
        it was put back from a backup.
        """
        member = body.member
        if member is None or member.as_of == 0 or body.account_id is None or member.as_of <= self._restored_at:
            return
        self._seen = dict(member.seen)
        if any(self._heads.get(epoch, 0) < seq for epoch, seq in member.seen):
            return
        differences = [*self._lot_differences(member, source)]
        account = self._book.accounts.get(member.account_id)
        if account is not None and account.state != "merged":
            differences += self._level_differences(member, account, programme, body.quoted_at)
            differences += self._net_differences(member, account, source)
        if differences:
            self._book.alarm("snapshot", source, member.account_id, detail="; ".join(differences))

    def _lot_differences(self, member: MemberState, source: Source) -> Iterator[str]:
        """What the server had told the till by then, plus what the till had done itself, is what it should know."""
        for state in member.lots:
            lot = self._book.lots.get(state.lot_id)
            if lot is None:
                # an empty one is another till's, told by the shop's node and not yet here: the till had it from there,
                # and has heard from here since that there is nothing
                if state.balance and not state.opens:
                    yield f"lot {state.lot_id} is not known"
                continue
            posted = [(each.points, each.booked_at, each.epoch, each.seq) for each in self._book.posted(state.lot_id)]
            balances = self._possible(posted, member.as_of, source)
            if state.balance - state.opens not in balances:
                yield f"lot {state.lot_id}: {state.balance - state.opens}, was {balances[0]}"
            if (lot.active_at, lot.expires_at) != (state.active_at, state.expires_at):
                yield f"lot {state.lot_id}: another life"

    def _level_differences(
        self, member: MemberState, account: Account, programme: Programme | None, quoted_at: Instant
    ) -> Iterator[str]:
        """The level told was the one worked out by then; what the receipt got by it was right then, or is by now."""
        changes = self._changes[member.account_id]
        # every change written down by then had begun by then, also one for which a till's clock was ahead
        told = _level_at(changes, account, None, member.as_of)
        if member.level_id != told:
            yield f"level {member.level_id}, was {told}"
        elif programme is not None:
            had = effective_level(member, programme, quoted_at).id
            rightly = {
                programme.level(level).id
                for level in (told, _level_at(changes, account, quoted_at, self._transaction.now), member.level_floor)
            }
            # offline a till does not hear that what it was told will not come
            if had not in rightly and not self._levels.may_have_foreseen(
                account, member.as_of, member.next_level, member.next_level_at
            ):
                yield f"level {had} from {member.next_level_at}, was {sorted(rightly)}"

    def _net_differences(self, member: MemberState, account: Account, source: Source) -> Iterator[str]:
        """Net purchases told are those of the window then; a run of the recalculation may have been some days late."""
        later = self._transaction.now
        bought = list(self._purchases[member.account_id])
        bought += [
            (row["at"], row["net"], later, row["epoch"], row["seq"])
            for row in self._book.added(tables.purchase)
            if row["account_id"] == member.account_id
        ]
        terms = self._levels.terms(account)
        sums = []
        for days in range(LATE_DAYS + 1):
            now = member.as_of - days * DAY
            seen = self._levels.timeline(terms).at(now)
            start = window_start(seen.levels, terms.zone, now) if seen is not None else None
            within = [each[1:] for each in bought if start is None or each[0] >= start]
            sums += self._possible(within, member.as_of, source)
        if member.net_purchases not in sums:
            yield f"net purchases {member.net_purchases}, were {sums[0]}"

    def _possible(self, amounts: Iterable[tuple[int, Instant, str, int]], as_of: Instant, source: Source) -> list[int]:
        """What (amount, booked at, epoch, number) may add up to for whoever sold: surely known, and of other lives of
        the same till as much in order as it may have known; the sum with all of it first.
        """
        known = 0
        others: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for amount, booked_at, epoch, seq in amounts:
            if booked_at <= as_of or self._is_known(epoch, seq, source):
                known += amount
            elif epoch in self._own_epochs and epoch != source.epoch:
                others[epoch].append((seq, amount))
        sums = [known]
        for told in others.values():
            prefixes = [0, *accumulate(amount for _, amount in sorted(told))]
            sums = list(dict.fromkeys(each + prefix for each in sums for prefix in reversed(prefixes)))
        return sums

    def _is_known(self, epoch: str, seq: int, source: Source) -> bool:
        """Whether a till knew of an operation by itself, or by its shop's node; a site knows nothing by itself."""
        if not self._own_epochs:
            return False
        return seq < source.seq if epoch == source.epoch else seq <= self._seen.get(epoch, -1)


def _heads(transaction: Transaction, epochs: Iterable[str]) -> dict[str, int]:
    """How far epochs have come here."""
    return {
        row.epoch: row.applied_seq
        for chunk in chunks(sorted(epochs))
        for row in _HEADS.rows(transaction.connection, epochs=chunk)
    }


class _Change(msgspec.Struct, frozen=True):
    """A change of level, and between which instants it was part of the history."""

    at: Instant
    from_level: str
    to_level: str
    recorded_at: Instant
    superseded_at: Instant | None


def _level_changes(transaction: Transaction, account_ids: set[str]) -> defaultdict[str, list[_Change]]:
    """Everything that was ever part of the accounts' level histories, in order."""
    changes: defaultdict[str, list[_Change]] = defaultdict(list)
    for chunk in chunks(sorted(account_ids)):
        for row in _LEVEL_CHANGES.rows(transaction.connection, account_ids=chunk):
            found = _Change(row.at, row.from_level, row.to_level, row.recorded_at, row.superseded_at)
            changes[row.account_id].append(found)
    return changes


def _level_at(changes: Iterable[_Change], account: Account, at: Instant | None, known_at: Instant) -> str:
    """The level at an instant (None: after all of it), by the history as it was known at another."""
    level = ""
    for change in changes:
        level = level or change.from_level
        known = change.recorded_at <= known_at and (change.superseded_at is None or change.superseded_at > known_at)
        if known and (at is None or change.at <= at):
            level = change.to_level
    return level or account.level_id


def _purchases(
    transaction: Transaction, account_ids: set[str]
) -> defaultdict[str, list[tuple[Instant, int, Instant, str, int]]]:
    """(at, net, booked at, epoch, number) of the accounts' purchases."""
    found: defaultdict[str, list[tuple[Instant, int, Instant, str, int]]] = defaultdict(list)
    for chunk in chunks(sorted(account_ids)):
        for account_id, *facts in _PURCHASES.rows(transaction.connection, account_ids=chunk):
            found[account_id].append(tuple(facts))
    return found


# --- caps ------------------------------------------------------------------------------------------------


class Openings:
    """Caps that tills have opened by themselves: at home, with the programme's amount, and once."""

    def __init__(self, book: Book, own_epochs: Iterable[str]) -> None:
        self._book = book
        self._own_epochs = frozenset(own_epochs)

    def check(self, body: SaleBody, programme: Programme | None, zone: str, source: Source) -> list[EntryMessage]:
        """Note what is wrong with the caps that a sale opens; entries that take back what was put in twice.

        To be called before the sale's entries are posted.  The facts stand: what was used stays used, and more than
        there was becomes an alarm that names the amount.
        """
        taken_back = []
        for entry in body.entries:
            if not (entry.kind == "adjustment" and entry.points > 0 and entry.wallet.startswith(CAP_WALLETS)):
                continue
            account = self._book.accounts.get(entry.account_id)
            # a lot that the book knows has been opened: here, or by another till
            if entry.lot_id in self._book.lots:
                self._book.alarm("cap_opened_twice", source, entry.account_id, entry.lot_id, entry.points)
                taken_back.append(msgspec.structs.replace(entry, kind="reversal", points=-entry.points))
            elif account is None or account.home_epoch not in self._own_epochs:
                self._book.alarm("cap_opened_elsewhere", source, entry.account_id, entry.lot_id, entry.points)
            if programme is not None and account is not None:
                amount = self._amount(programme, entry.lot_id, account, zone, body.quoted_at)
                if amount != entry.points:
                    detail = f"opened with {entry.points}, should be {amount}"
                    self._book.alarm("cap", source, entry.account_id, entry.lot_id, entry.points - amount, detail)
        return taken_back

    def _amount(self, programme: Programme, lot_id: str, account: Account, zone: str, at: Instant) -> int:
        return next((state.opens for state in openable([programme], [lot_id], account, zone, at)), 0)


def _short(entries: Iterable[EntryMessage]) -> str:
    return str(sorted((entry.kind, entry.lot_id, entry.points) for entry in entries))
