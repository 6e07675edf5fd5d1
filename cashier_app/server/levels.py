"""Levels at the server: their history worked out set-wise from purchases, assignments and programme versions.

The history is a pure function (`loyalty.recalculation`); here its facts are read, its changes and the checkpoint it
goes on from are kept, and `account.level_due` says when something may change without anybody doing anything.  Booking
a sale runs the same function as the job does, so the job may come late, twice or in pieces.  A fact that comes late (a
till was offline) may change the past: the history is worked out anew from `level_state.base`, and what is no longer
true is kept as superseded, since tills were told it.

The days of an account are those of its home store; before there is one, those of the chain's first store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from cashier_app.core.clock import Instant, next_midnight
from cashier_app.core.ids import new_id
from cashier_app.loyalty.levels import leaves_window, window_start
from cashier_app.loyalty.programme import LevelRules
from cashier_app.loyalty.recalculation import (
    Assignment,
    LevelChange,
    LevelReason,
    LevelState,
    Purchase,
    Timeline,
    coming_change,
    net_purchases,
    next_due,
    opening,
    purchases_from,
    recalculate,
)
from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.book import Account, Book
from cashier_app.server.database import Transaction, by_key, by_key_ahead, chunks
from cashier_app.server.nodes import zone_ahead, zone_of
from cashier_app.server.programmes import Programmes
from cashier_app.server.statement import Statement, param

#: Accounts that one transaction of the job takes.
PAGE: Final = 1000
#: States of accounts that have a level of their own.
HELD: Final = ("active", "blocked")

_encoder = msgspec.json.Encoder()
_state_decoder = msgspec.json.Decoder(LevelState)
_reason_decoder = msgspec.json.Decoder(LevelReason)

_change, _purchase, _given = tables.level_change.c, tables.purchase.c, tables.level_assignment.c
_CHANGES: Final = Statement(
    sa.select(tables.level_change)
    .where(among(_change.account_id, "account_ids"), _change.superseded_at.is_(None))
    .order_by(_change.at, _change.change_id)
)
_bought = sa.select(
    _purchase.account_id,
    _purchase.at,
    _purchase.net,
    _purchase.counted_at,
    _purchase.is_return,
    _purchase.booked_at,
).where(among(_purchase.account_id, "account_ids"))
_PURCHASES: Final = Statement(_bought)
_LATE_PURCHASES: Final = Statement(
    _bought.where((_purchase.at >= param("since")) | (_purchase.booked_at >= param("booked")))
)
_ASSIGNMENTS: Final = Statement(sa.select(tables.level_assignment).where(among(_given.account_id, "account_ids")))
_DUE: Final = sa.update(tables.account).where(tables.account.c.account_id == param("of")).values(level_due=param("due"))


class Terms(msgspec.Struct, frozen=True):
    """By whose days and versions an account's level is worked out."""

    zone: str
    store: str
    segments: tuple[str, ...]


_terms_decoder = msgspec.json.Decoder(Terms)


class Kept(msgspec.Struct, frozen=True):
    """A row of `level_state`: `state` as it was at `state_at`, going on from `base`."""

    base: LevelState
    base_at: Instant
    state: LevelState
    state_at: Instant
    terms: Terms


class Facts(msgspec.Struct):
    """Everything an account's level is worked out from."""

    purchases: list[tuple[Instant, Purchase]] = msgspec.field(default_factory=list)
    assignments: list[tuple[Instant, Assignment]] = msgspec.field(default_factory=list)

    def since(self, base: LevelState, base_at: Instant) -> tuple[list[Purchase], list[Assignment]]:
        """The facts as they count from a base: what was booked after it counts after it."""
        earliest = base.until + 1
        bought = [
            replace(fact, counted_at=max(fact.counted, earliest)) if at >= base_at and fact.counted < earliest else fact
            for at, fact in self.purchases
        ]
        given = [replace(fact, at=max(fact.at, earliest)) if at >= base_at else fact for at, fact in self.assignments]
        return bought, given

    def late(self, kept: Kept, booked: Instant) -> bool:
        """Whether something booked from an instant on belongs before the end of what is worked out."""
        until, earliest = kept.state.until, kept.base.until + 1
        return any(at >= booked and max(fact.counted, earliest) <= until for at, fact in self.purchases) or any(
            at >= booked and max(fact.at, earliest) <= until for at, fact in self.assignments
        )


class Rebuilt(msgspec.Struct, frozen=True):
    """A level worked out from the beginning, beside what is kept of it; `net` are the net purchases then."""

    account: Account
    kept: Kept
    state: LevelState
    changes: tuple[LevelChange, ...]
    net: int


class Recalculated(msgspec.Struct):
    """What became of the accounts of a run."""

    accounts: int = 0
    risen: int = 0
    fallen: int = 0
    other: int = 0

    def add(self, more: Recalculated) -> None:
        """Count another page."""
        self.accounts += more.accounts
        self.risen += more.risen
        self.fallen += more.fallen
        self.other += more.other


class Levels:
    """Levels of the accounts of one transaction."""

    def __init__(self, transaction: Transaction, book: Book, programmes: Programmes) -> None:
        self._transaction = transaction
        self._book = book
        self._programmes = programmes
        self._timelines: dict[Terms, Timeline] = {}
        self._zones: dict[str, str] = {}
        self._quiet: list[dict[str, Any]] = []
        #: What is kept of accounts that are about to be looked at.
        self._foreseen: dict[str, Kept] = {}

    @staticmethod
    def ahead(transaction: Transaction, account_ids: Iterable[str]) -> None:
        """Ask for what the levels of accounts go on from before it is needed."""
        by_key_ahead(transaction, tables.level_state.c.account_id, account_ids)
        for chunk in chunks(sorted(account_ids)):
            _ASSIGNMENTS.ahead(transaction.connection, account_ids=chunk)

    def foresee(self, account_ids: Iterable[str]) -> None:
        """Ask for the facts that the levels of loaded accounts will be worked out from."""
        known = [self._book.accounts[each] for each in account_ids if each in self._book.accounts]
        held = [account for account in known if account.state in HELD]
        for store in {account.home_store for account in held}:
            zone_ahead(self._transaction.connection, store)
        for chunk in chunks(held):
            kept = self._foreseen = self._kept(chunk)
            if kept:
                since, booked = self._reach(kept)
                _LATE_PURCHASES.ahead(
                    self._transaction.connection, account_ids=sorted(kept), since=since, booked=booked
                )

    def update(self, account_ids: Iterable[str], anew: bool = False) -> Recalculated:
        """Work out the levels of loaded accounts up to now; to be called before the book is written.

        `anew`: from the beginning, whatever is kept.  Accounts without a level of their own are only marked so.
        """
        done = Recalculated()
        held = []
        for account_id in dict.fromkeys(account_ids):
            account = self._book.accounts[account_id]
            if account.state in HELD:
                held.append(account)
            elif account.level_due is not None:
                self._due(account, None)
        for chunk in chunks(held):
            self._update(chunk, anew, done)
        done.accounts = len(held)
        # nothing else may have changed: then the tills need not hear of it; what they hear of is written whole
        loud = set(self._book.touched())
        quiet = [row for row in self._quiet if row["of"] not in loud]
        if quiet:
            self._transaction.connection.execute(_DUE, quiet)
        self._quiet.clear()
        return done

    def rebuilt(self, accounts: Sequence[Account]) -> Iterator[Rebuilt]:
        """Levels of accounts as what is kept says, and as a run from the base up to the same instant gives them."""
        for chunk in chunks(accounts):
            kept = self._kept(chunk)
            facts = self._facts([each.account_id for each in chunk if each.account_id in kept], None, 0)
            for account in chunk:
                known = kept.get(account.account_id)
                if known is not None:
                    bought, given = facts[account.account_id].since(known.base, known.base_at)
                    timeline = self.timeline(known.terms)
                    history = recalculate(known.base, bought, given, timeline, known.state.until)
                    now = max(known.state_at, history.state.until)
                    programme = timeline.at(now)
                    net = sum(fact.net for fact in bought)
                    if programme is not None:
                        net = net_purchases(history.state, bought, programme, known.terms.zone, now)
                    yield Rebuilt(account, known, history.state, history.changes, net)

    def changes(self, account_ids: Iterable[str]) -> defaultdict[str, list[Any]]:
        """The histories that hold, oldest first."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for chunk in chunks(account_ids):
            for row in _CHANGES.rows(self._transaction.connection, account_ids=chunk):
                found[row.account_id].append(row)
        return found

    def timeline(self, terms: Terms) -> Timeline:
        """The versions that such members see, made once."""
        if terms not in self._timelines:
            every = self._programmes.all(self._transaction.connection)
            lives = self._programmes.lives(self._transaction.connection, terms.zone)
            versions = [each.programme for each in every]
            self._timelines[terms] = Timeline(versions, terms.zone, terms.store, frozenset(terms.segments), lives)
        return self._timelines[terms]

    def terms(self, account: Account) -> Terms:
        """By whose days and versions an account's level is worked out now."""
        store = account.home_store
        if store not in self._zones:
            self._zones[store] = zone_of(self._transaction.connection, store)
        return Terms(self._zones[store], store, tuple(sorted(account.segments.splitlines())))

    # --- inside -------------------------------------------------------------------------------------------

    def _update(self, accounts: Sequence[Account], anew: bool, done: Recalculated) -> None:
        kept = self._kept(accounts)
        begun = {each.account_id: kept[each.account_id] for each in accounts if each.account_id in kept}
        facts = self._recent(begun)
        whole = [each.account_id for each in accounts if each.account_id not in begun]
        for account in accounts:
            known = begun.get(account.account_id)
            if known is not None and (
                anew
                or facts[account.account_id].late(known, self._not_in(known, account))
                or self.terms(account) != known.terms
            ):
                whole.append(account.account_id)
        facts.update(self._facts(whole, None, 0))
        again = set(whole)
        stored = self.changes(account_id for account_id in whole if account_id in begun)
        rows = []
        for account in accounts:
            account_id = account.account_id
            known = self._known(account, begun.get(account_id), facts[account_id])
            history, fresh = self._worked_out(known, facts[account_id], account_id in again)
            rows.append(self._row(account, fresh))
            self._record(account, history, stored[account_id] if account_id in again else None, known.base, done)
            self._show(account, fresh, facts[account_id])
        self._transaction.upsert(tables.level_state, rows)

    def _not_in(self, known: Kept, account: Account) -> Instant:
        """From which instant on what was booked may not be in a state.

        A transaction's own bookings are in the states that it works out, all but those of one that works out twice,
        or that marked the account to be looked at again.
        """
        done = account.level_due != 0 and known.state_at != self._transaction.now
        return known.state_at + 1 if done else known.state_at

    def _kept(self, accounts: Sequence[Account]) -> dict[str, Kept]:
        foreseen, self._foreseen = self._foreseen, {}
        if foreseen.keys() == {each.account_id for each in accounts}:
            return foreseen
        found = by_key(self._transaction, tables.level_state.c.account_id, (each.account_id for each in accounts))
        return {
            account_id: Kept(
                _state_decoder.decode(row.base),
                row.base_at,
                _state_decoder.decode(row.state),
                row.state_at,
                _terms_decoder.decode(row.terms),
            )
            for account_id, row in found.items()
        }

    def _known(self, account: Account, kept: Kept | None, facts: Facts) -> Kept:
        """Where the history goes on from: the beginning for a new account, and another base where the terms changed."""
        terms, now = self.terms(account), self._transaction.now
        if kept is None:
            base = _beginning(account, terms.zone)
            return Kept(base, 0, base, 0, terms)
        if terms == kept.terms or kept.state_at == now:
            return kept
        if not facts.purchases and kept.base_at == 0:
            base = replace(kept.base, idle_since=next_midnight(kept.base.since, terms.zone))
            return Kept(base, 0, base, 0, terms)
        # what has been was by the terms of then
        old = Facts(
            [(at, fact) for at, fact in facts.purchases if at < now],
            [(at, fact) for at, fact in facts.assignments if at < now],
        )
        bought, given = old.since(kept.base, kept.base_at)
        state = recalculate(kept.base, bought, given, self.timeline(kept.terms), max(now - 1, kept.state.until)).state
        return Kept(state, now, state, now, terms)

    def _worked_out(self, known: Kept, facts: Facts, again: bool) -> tuple[tuple[LevelChange, ...], Kept]:
        """The changes since the state (`again`: since the base), and what to keep."""
        now = self._transaction.now
        begin = known.base if again else known.state
        bought, given = facts.since(known.base, known.base_at)
        until = max([now, begin.until, *(fact.counted for fact in bought)])
        history = recalculate(begin, bought, given, self.timeline(known.terms), until)
        return history.changes, Kept(known.base, known.base_at, history.state, now, known.terms)

    def _record(
        self,
        account: Account,
        changes: Sequence[LevelChange],
        stored: Sequence[sa.Row[Any]] | None,
        base: LevelState,
        done: Recalculated,
    ) -> None:
        """Add the changes to the history; of one worked out anew, replace what is no longer true."""
        new = list(changes)
        if stored is not None:
            old = [row for row in stored if row.at > base.until]
            same = 0
            while same < min(len(old), len(new)) and told(old[same]) == _told_change(new[same]):
                same += 1
            gone = [row.change_id for row in old[same:]]
            new = new[same:]
            for chunk in chunks(gone):
                over = sa.update(tables.level_change).where(among(tables.level_change.c.change_id, chunk))
                self._transaction.connection.execute(over.values(superseded_at=self._transaction.now))
        for change in new:
            row = {
                "account_id": account.account_id,
                "at": change.at,
                "from_level": change.from_level,
                "to_level": change.to_level,
                "reason": _encoder.encode(change.reason).decode(),
                "recorded_at": self._transaction.now,
            }
            self._book.add(tables.level_change, row)
            done_as = self._direction(account, change)
            setattr(done, done_as, getattr(done, done_as) + 1)

    def _direction(self, account: Account, change: LevelChange) -> str:
        timeline = self.timeline(self.terms(account))
        programme = timeline.at(change.at)
        if programme is None:
            return "other"
        order = {level.id: level.threshold for level in programme.levels.ladder}
        before, after = order.get(change.from_level), order.get(change.to_level)
        if before is None or after is None:
            return "other"
        return "risen" if after > before else "fallen"

    def _show(self, account: Account, kept: Kept, facts: Facts) -> None:
        """What the member, the tills and the next run of the job are told."""
        state = kept.state
        # a till's clock may be ahead: what it sold counts all the same
        now = max(self._transaction.now, state.until)
        timeline = self.timeline(kept.terms)
        bought, given = facts.since(kept.base, kept.base_at)
        before = _shown(account)
        programme = timeline.at(now)
        account.level_id, account.level_since, account.level_floor = state.level_id, state.since, state.floor
        account.last_purchase_at = state.last_purchase_at
        account.net_purchases = sum(fact.net for fact in bought)
        if programme is not None:
            account.net_purchases = net_purchases(state, bought, programme, kept.terms.zone, now)
        due, ahead, coming = _coming(state, bought, given, timeline)
        account.next_level, account.next_level_at = (coming.to_level, coming.at) if coming is not None else ("", 0)
        leaves = _leaves(programme.levels, bought, kept.terms.zone, now) if programme is not None else None
        self._due(account, min((each for each in (due, ahead, leaves) if each is not None), default=None))
        if before != _shown(account):
            self._book.touch(account)

    def may_have_foreseen(self, account: Account, as_of: Instant, to_level: str, at: Instant) -> bool:
        """Whether the facts that had been booked by an instant told of a change of level to come, at another.

        What was told and has been revoked since leaves no row in the history.  True too where that cannot be said any
        more, since the history has been begun anew since.
        """
        row = self._transaction.rows(
            sa.select(tables.level_state).where(tables.level_state.c.account_id == account.account_id)
        )
        if not row or row[0].base_at > as_of:
            return bool(row)
        base, terms = _state_decoder.decode(row[0].base), _terms_decoder.decode(row[0].terms)
        facts = self._facts([account.account_id], None, 0)[account.account_id]
        known = Facts(
            [(at, fact) for at, fact in facts.purchases if at <= as_of],
            [(at, fact) for at, fact in facts.assignments if at <= as_of],
        )
        bought, given = known.since(base, row[0].base_at)
        timeline = self.timeline(terms)
        until = max([as_of, base.until, *(fact.counted for fact in bought)])
        history = recalculate(base, bought, given, timeline, until)
        # a change may have been told as one to come after it had come: the job that writes it down was late
        told = (*history.changes, _coming(history.state, bought, given, timeline)[2])
        return any(change is not None and (change.to_level, change.at) == (to_level, at) for change in told)

    def _due(self, account: Account, due: Instant | None) -> None:
        if account.level_due != due:
            account.level_due = due
            self._quiet.append({"of": account.account_id, "due": due})

    def _row(self, account: Account, kept: Kept) -> dict[str, Any]:
        return {
            "account_id": account.account_id,
            "base": _encoder.encode(kept.base).decode(),
            "base_at": kept.base_at,
            "state": _encoder.encode(kept.state).decode(),
            "state_at": kept.state_at,
            "terms": _encoder.encode(kept.terms).decode(),
        }

    # --- facts --------------------------------------------------------------------------------------------

    def _recent(self, kept: dict[str, Kept]) -> dict[str, Facts]:
        """Facts of accounts within what their states need, and whatever was booked since."""
        return self._facts(kept, *self._reach(kept)) if kept else {}

    def _reach(self, kept: dict[str, Kept]) -> tuple[Instant, Instant]:
        """From which instants on purchases, and what was booked, may matter to what is kept."""
        since = min(purchases_from(known.state, self.timeline(known.terms)) for known in kept.values())
        return since, min(known.state_at for known in kept.values())

    def _facts(self, account_ids: Iterable[str], since: Instant | None, booked: Instant) -> dict[str, Facts]:
        """Facts by account; of purchases those from an instant on (None: all) or booked from one on."""
        found: dict[str, Facts] = {account_id: Facts() for account_id in account_ids}
        connection = self._transaction.connection
        for chunk in chunks(sorted(found)):
            if since is None:
                rows = _PURCHASES.rows(connection, account_ids=chunk)
            else:
                rows = _LATE_PURCHASES.rows(connection, account_ids=chunk, since=since, booked=booked)
            for row in rows:
                fact = Purchase(row.at, row.net, row.counted_at, bool(row.is_return))
                found[row.account_id].purchases.append((row.booked_at, fact))
            for row in _ASSIGNMENTS.rows(connection, account_ids=chunk):
                found[row.account_id].assignments.append((row.booked_at, _assignment(row._asdict())))
        for added in self._book.added(tables.purchase):
            if added["account_id"] in found:
                counted, back = added.get("counted_at", 0), bool(added.get("is_return", 0))
                fact = Purchase(added["at"], added["net"], counted, back)
                found[added["account_id"]].purchases.append((self._transaction.now, fact))
        for added in self._book.added(tables.level_assignment):
            if added["account_id"] in found:
                found[added["account_id"]].assignments.append((self._transaction.now, _assignment(added)))
        return found


# --- assignments -----------------------------------------------------------------------------------------


def assign(
    book: Book,
    account: Account,
    level_id: str,
    author: str,
    reason: str = "",
    at: Instant = 0,
    floor: bool = False,
    assignment_id: str = "",
) -> None:
    """Give a level (empty: purchases decide again) or a floor (empty: none) from an instant on, by default now.

    A fact that the history is worked out from: `Levels.update` has to follow in the same transaction.
    """
    now = book.transaction.now
    row = {
        "assignment_id": assignment_id or new_id(),
        "account_id": account.account_id,
        "at": at or now,
        "level_id": level_id,
        "kind": "floor" if floor else "level",
        "reason": reason,
        "author": author,
        "booked_at": now,
    }
    book.add(tables.level_assignment, row)
    account.level_due = 0


# --- the job ---------------------------------------------------------------------------------------------


def recalculate_page(
    transaction: Transaction, programmes: Programmes, after: str | None = None
) -> tuple[Recalculated, str | None]:
    """Recalculate the accounts that are due, a page of them; with `after`, every account beyond that id anew.

    What was done, and the last account's id, None when nothing is left.  One transaction: killed in the middle it has
    done nothing, and the next run goes on.
    """
    account = tables.account.c
    query = sa.select(account.account_id)
    if after is None:
        query = query.where(account.level_due <= transaction.now).order_by(account.level_due)
    else:
        query = query.where(account.account_id > after).order_by(account.account_id)
    ids = list(transaction.connection.scalars(query.limit(PAGE)))
    book = Book(transaction, "")
    book.load(ids, ())
    done = Levels(transaction, book, programmes).update(ids, anew=after is not None)
    book.write()
    return done, ids[-1] if len(ids) == PAGE else None


def hand_over(book: Book, from_id: str, account: Account) -> None:
    """Purchases and assignments of one account become another one's, which learns of them only now."""
    now = book.transaction.now
    # the tills that sold to it did not know whose it was: no news of theirs
    moved: dict[sa.Table, dict[str, Any]] = {
        tables.purchase: {"account_id": account.account_id, "booked_at": now, "epoch": "", "seq": 0},
        tables.level_assignment: {"account_id": account.account_id, "booked_at": now},
    }
    for table, values in moved.items():
        theirs = sa.update(table).where(table.c.account_id == from_id)
        book.transaction.connection.execute(theirs.values(values))
        for row in book.added(table):
            if row["account_id"] == from_id:
                row.update(values)
    account.level_due = 0


def _beginning(account: Account, zone: str) -> LevelState:
    """The first checkpoint: nothing has been counted before the account was made."""
    since = account.level_since or account.created_at
    state = opening(account.level_id, since, zone)
    return replace(state, until=min(since, account.created_at) - 1, floor=account.level_floor)


def _shown(account: Account) -> tuple[object, ...]:
    """What the feed tells of an account's level."""
    return (
        account.level_id,
        account.level_since,
        account.level_floor,
        account.next_level,
        account.next_level_at,
        account.last_purchase_at,
        account.net_purchases,
    )


def _assignment(row: Any) -> Assignment:
    return Assignment(row["at"], row["level_id"], row["author"], row["kind"])


def _coming(
    state: LevelState, bought: Sequence[Purchase], given: Sequence[Assignment], timeline: Timeline
) -> tuple[Instant | None, Instant | None, LevelChange | None]:
    """When purchases next decide, when the next assignment begins, and the change of level that comes first."""
    due = next_due(state, bought, timeline)
    ahead = min((fact.at for fact in given if fact.at > state.until), default=None)
    coming = coming_change(state, bought, timeline) if due is not None and (ahead is None or due <= ahead) else None
    if ahead is not None and coming is None:
        coming = next(iter(recalculate(state, bought, given, timeline, ahead).changes), None)
    return due, ahead, coming


def _leaves(rules: LevelRules, bought: Iterable[Purchase], zone: str, now: Instant) -> Instant | None:
    """When the sum of purchases changes next because the oldest of them leaves the window."""
    start = window_start(rules, zone, now)
    if start is None:
        return None
    oldest = min((fact.at for fact in bought if fact.at >= start), default=None)
    return None if oldest is None else leaves_window(rules, zone, oldest)


def told(row: sa.Row[Any]) -> tuple[object, ...]:
    """A stored change as `LevelChange` tells it."""
    return row.at, row.from_level, row.to_level, _reason_decoder.decode(row.reason)


def _told_change(change: LevelChange) -> tuple[object, ...]:
    return change.at, change.from_level, change.to_level, change.reason
