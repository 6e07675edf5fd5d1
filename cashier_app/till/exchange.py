"""The till's side of an exchange with the server (`sync.store.SyncStore`), over the one writing thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import DAY, MINUTE, Instant
from cashier_app.core.points import Points
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, RightRow
from cashier_app.sync.chain import sealed
from cashier_app.sync.messages import (
    MOST_LENT,
    AccountAnswer,
    AccountChange,
    ChainHead,
    EnrolResponse,
    EpochMark,
    ExchangeResponse,
    HeldRight,
    LotChange,
    ProgrammeChange,
    Recall,
    ReleaseBody,
    SaleAnswer,
)
from cashier_app.sync.reasons import stored
from cashier_app.sync.store import Backlog, Outgoing, Route
from cashier_app.till.card_states import keep_cards
from cashier_app.till.identity import finished_epochs, forget_finished
from cashier_app.till.parents import CENTRAL, PARENT, counted, parent_of, release, released
from cashier_app.till.parting import part, previous_hash

if TYPE_CHECKING:
    from cashier_app.core.ids import IdSource
    from cashier_app.storage.rows import OutboxRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.storage.worker import DatabaseWorker
    from cashier_app.till.till_clock import TillClock
    from cashier_app.till.writing import Transaction, Writer

#: Keys of the meta table.
CURSOR, INCARNATION, LAST_SYNC = "feed_cursor", "incarnation", "last_sync"
#: The same of the shop's store node.
NODE_CURSOR, NODE_INCARNATION, NODE_LAST_SYNC = "node_feed_cursor", "node_incarnation", "node_last_sync"
#: Which life of a server answered last about an account, and the last number of its feed then (`incarnation:revision`).
HEARD, NODE_HEARD = "heard", "node_heard"
NODE, STORE, NODE_KEY, IDENTIFIER_KEY = "node", "store", "node_key", "identifier_key"

#: Operations that the central server has are kept as long, for a server restored from a backup.
KEPT: Final[Instant] = 90 * DAY

#: How long one transaction of a page of the feed may keep the writing thread, on which a sale may be waiting; and
#: the fewest accounts in one, however slow the machine is.
HELD_MS: Final = 40
FEWEST: Final = 100

#: An answer older than what is known by more than this was not overtaken: the server's clock was set back.
OVERTAKEN: Final[Instant] = MINUTE
#: Nor was what a store node tells, older by more than this than what the central server has told directly.
LONGEST_BEHIND: Final[Instant] = DAY


class Membership(msgspec.Struct, frozen=True):
    """How the server knows this till; empty texts until it has been enrolled."""

    node: str = ""
    store: str = ""
    key: str = ""
    #: Hex of the key under which identifiers are hashed.
    identifier_key: str = ""
    incarnation: str = ""


class TillSyncStore:
    """Every method is one transaction of the database worker; called from the sync threads."""

    def __init__(self, worker: DatabaseWorker, writer: Writer, clock: TillClock, ids: IdSource) -> None:
        self._worker = worker
        self._writer = writer
        self._clock = clock
        self._ids = ids
        #: Accounts that one transaction replaces: as many as this machine manages in `HELD_MS`.
        self._together = 4 * FEWEST
        #: The receipt whose return stands on the screen: its right is not given up; asked on the sync threads.
        self.in_use: Callable[[], str] = lambda: ""
        #: Accounts and lots that an open receipt or a payment under way may need: not given up; asked likewise.
        self.served: Callable[[], frozenset[str]] = frozenset
        #: Told, on the sync threads, of the epoch that operations are written under from now on.
        self.on_new_epoch: Callable[[str], None] = lambda epoch: None
        #: The till's parent, once it is known that the database says the same.
        self._parent: str | None = None
        #: How far the central server was known to have each epoch when a server was asked last.
        self._durable: dict[str, int] = {}

    # --- who we are --------------------------------------------------------------------------------------

    def membership(self) -> Membership:
        """How the server knows this till."""
        return self._worker.call(
            lambda unit: Membership(
                *(unit.meta.get(key) or "" for key in (NODE, STORE, NODE_KEY, IDENTIFIER_KEY, INCARNATION))
            )
        )

    def enrolled(self, answer: EnrolResponse) -> None:
        """Keep what the server answered to the pairing code.

        Another server's feed begins at its beginning.
        """

        def job(unit: UnitOfWork) -> None:
            if unit.meta.get(INCARNATION) != answer.incarnation:
                unit.meta.put(CURSOR, "")
                unit.meta.put(NODE_CURSOR, "")
            unit.meta.put(INCARNATION, answer.incarnation)
            unit.meta.put(NODE, answer.node)
            unit.meta.put(STORE, answer.store)
            unit.meta.put(NODE_KEY, answer.key)
            unit.meta.put(IDENTIFIER_KEY, answer.identifier_key)
            unit.outbox.set_node(answer.node)

        self._worker.call(job)

    def current_epoch(self) -> str:
        """The epoch that new operations are written under."""
        return self._worker.call(_current_epoch)

    # --- the exchange ------------------------------------------------------------------------------------

    def outgoing(self, operations: int, size: int, route: Route = "central") -> Outgoing:
        """The next operations to send: at most so many, at most so many bytes together (but one at least).

        Where there is nothing to send, the oldest epoch that the central server is not known to have whole is asked
        about.
        """

        def job(unit: UnitOfWork) -> Outgoing:
            current = _current_epoch(unit)
            upwards = _is_upwards(unit, route)
            undurable = unit.outbox.oldest_undurable()
            first = undurable if upwards else unit.outbox.oldest_open()
            name, seq = first or undurable or (current, 0)
            rows = _run_of_open(unit.outbox.since(name, seq, operations), size, upwards) if first else []
            if rows:
                unit.outbox.mark_sending(name, rows[0].seq, rows[-1].seq)
            epoch = unit.outbox.epoch(name)
            assert epoch is not None
            return Outgoing(
                epoch=current,
                cursor=_cursor(unit, route),
                incarnation=unit.meta.get(_INCARNATIONS[route]) or "",
                operations_epoch=name,
                previous=previous_hash(unit, name, rows[0].seq).hex() if rows else "",
                operations=tuple(sealed(row.seq, row.hash, row.body) for row in rows),
                last_seq=epoch.last_seq,
                last_hash=epoch.last_hash.hex(),
                acknowledged_seq=unit.outbox.durable_seq(name) if upwards else unit.outbox.acknowledged_seq(name),
                route=route,
                upstream=unit.meta.get(INCARNATION) or "",
                finished=finished_epochs(unit),
                heard=_heard(unit, route),
                lent=_lent(unit) if route == "node" else (),
            )

        return self._worker.call(job)

    def take(self, sent: Outgoing, response: ExchangeResponse, received_at: Instant) -> None:
        """Book an exchange: the accounts of a page of the feed, then the fates of what was sent and the cursor.

        A long page is many transactions, so that a sale in between waits for one of them and not for the page; if
        the program ends in the middle, the page is asked for again.
        """
        if sent.route != "past":
            self._follow(response.server)
        accounts = [change for change in response.changes if isinstance(change, AccountChange)]
        last = self._put_all_but_last(accounts, sent.epoch, response)

        def job(unit: UnitOfWork) -> None:
            if _another_life(unit, sent.route, response):
                # said once and for ever: with what is heard of it now, whatever epoch that was about
                self._send_all_again(unit, sent.route, response)
            unit.outbox.settle(
                sent.operations_epoch,
                [
                    (
                        fate.seq,
                        bytes.fromhex(fate.hash),
                        "rejected" if fate.state == "rejected" else "acknowledged",
                        fate.durable,
                        stored(fate) if fate.state == "rejected" else "",
                    )
                    for fate in response.acknowledged
                ],
            )
            if sent.operations:
                unit.outbox.mark_unsent(sent.operations_epoch, sent.operations[0].seq, sent.operations[-1].seq)
            _put_accounts(unit, last, _told_by(unit, sent.epoch, response))
            for change in response.changes:
                if isinstance(change, ProgrammeChange):
                    unit.programmes.put(change.version, change.valid_from, bytes(change.body), change.withdrawn_at)
            _remember(unit, sent.route, response, received_at)
            known = self._durable.get(response.head.epoch, 0)
            if response.head.durable_seq > known:
                unit.outbox.made_durable(response.head.epoch, known, response.head.durable_seq)
            forget_finished(unit, response.closed)
            unit.outbox.forget(sent.operations_epoch, received_at - KEPT, response.head.durable_seq)

        self._worker.call(job, timeout=120.0)
        self._durable[response.head.epoch] = response.head.durable_seq
        self._clock.server_says(response.server_time)
        if response.recalls and sent.epoch == self.current_epoch():
            self._give_up(response.recalls)

    def _follow(self, server: str) -> None:
        """Who answers is the till's parent: what is held under another node is given back, and it is left for ever.

        Not while a payment waits for its terminal, which would lose the points it was begun with.
        """
        if server == self._parent:
            return

        def job(transaction: Transaction) -> str:
            unit = transaction.unit
            before = parent_of(unit.meta.get)
            if server == before or (before and unit.receipts.paying()):
                return before
            if before:
                counters = tuple(counted(released(right)) for right in unit.ledger.held_under(before))
                unit.ledger.set_counters(counters)
                transaction.record(self._ids(), "release", ReleaseBody(counters, left=before), self._clock.now())
            unit.meta.put(PARENT, server)
            return server

        self._parent = self._writer.submit(job).result(30.0)

    def _put_all_but_last(
        self, accounts: Sequence[AccountChange], epoch: str, response: ExchangeResponse
    ) -> Sequence[AccountChange]:
        """Replace accounts, some at a time, as many as take `HELD_MS`; those that are left for the last transaction."""
        place = 0
        while len(accounts) - place > self._together:
            some = accounts[place : place + self._together]

            def job(unit: UnitOfWork, some: Sequence[AccountChange] = some) -> None:
                _put_accounts(unit, some, _told_by(unit, epoch, response))

            place += len(some)
            # with its commit: that waits for the disk as a sale's does
            begun = self._clock.monotonic_ms()
            self._worker.call(job, timeout=120.0)
            took = max(self._clock.monotonic_ms() - begun, 1)
            self._together = min(max(len(some) * HELD_MS // took, len(some) // 2, FEWEST), 2 * len(some))
        return accounts[place:]

    def _give_up(self, recalls: Sequence[Recall]) -> None:
        """Release rights that somebody else needs and nobody here uses; the next exchange tells of it at once."""
        from cashier_app.till.parents import give_up_idle
        from cashier_app.till.return_right import give_up

        def job(transaction: Transaction) -> list[str]:
            now = self._clock.now()
            counters = give_up_idle(transaction.unit, recalls, self.served())
            if counters:
                transaction.record(self._ids(), "release", ReleaseBody(counters), now)
            return give_up(transaction, recalls, self.in_use(), self._ids, now)

        self._writer.submit(job).result(30.0)

    def take_sale(self, answer: SaleAnswer, epoch: str, received_at: Instant) -> None:
        """Book what the server told of a sale: the sale with its returns, its buyer, and the right if granted."""
        from cashier_app.till.return_right import adopt

        def job(unit: UnitOfWork) -> None:
            current = epoch == _current_epoch(unit)
            told = _Told(answer.server, answer.server_time, answer.included, current)
            if answer.account is not None:
                _put_account(unit, answer.account, told)
            unit.receipts.put_told(answer.sale.receipt_id, msgspec.json.encode(answer.sale), answer.server_time)
            if told.grants(unit):
                adopt(unit, answer.sale.receipt_id, answer.granted, epoch, answer.server)
            unit.meta.put(LAST_SYNC, str(received_at))

        self._worker.call(job)

    def return_target(self, receipt_id: str, central: bool = False) -> Points:
        """What `granted` of a receipt's right to return is to become for this till to hold it.

        Of the till's parent, or of the `central` server itself.
        """
        from cashier_app.till.return_right import target
        from cashier_app.till.sold_before import InTransaction

        return self._worker.call(
            lambda unit: target(InTransaction(unit), receipt_id, _current_epoch(unit), _asked(unit, central))
        )

    def take_account(self, answer: AccountAnswer, received_at: Instant) -> None:
        """Book one account; the cursor stays.

        Of an answer that another has overtaken only the grants count: the feed would not bring again what it took away.
        """

        def job(unit: UnitOfWork) -> None:
            told = _Told(answer.server, answer.server_time, answer.included, current=True)
            _put_account(unit, answer.account, told)
            unit.meta.put(NODE_HEARD if answer.server else HEARD, f"{answer.incarnation}:{answer.revision}")
            unit.meta.put(LAST_SYNC, str(received_at))

        self._worker.call(job)

    def send_again(self, head: ChainHead, route: Route = "central") -> int:
        """Make pending every operation above the server's mark, rejected ones excepted; their count."""

        def job(unit: UnitOfWork) -> int:
            return unit.outbox.send_again(head.epoch, head.seq, durable=not _is_upwards(unit, route))

        self._durable.pop(head.epoch, None)
        return self._worker.call(job)

    def _send_all_again(self, unit: UnitOfWork, route: Route, response: ExchangeResponse) -> None:
        """Make pending what a server that was put back has not got, of every epoch of this till."""
        known = {mark.epoch: mark.seq for mark in response.included}
        still_durable = not _is_upwards(unit, route)
        for name in unit.outbox.epochs():
            self._durable.pop(name, None)
            unit.outbox.send_again(name, known.get(name, 0), still_durable)

    def part(self, sent: Outgoing, response: ExchangeResponse) -> bool:
        """Go on under a new epoch where the server knows another history of this one (`till.parting`); whether it did.

        False too while a payment waits for its terminal.
        """
        changed = self._writer.submit(
            lambda transaction: part(transaction, sent, response, self._ids, self._clock.now())
        ).result(30.0)
        if changed:
            self._durable.pop(response.head.epoch, None)
            self.on_new_epoch(self.current_epoch())
        return changed

    def held(self, server: str = "") -> Sequence[HeldRight]:
        """All counters of the present epoch under one parent that are not zero."""

        def job(unit: UnitOfWork) -> list[HeldRight]:
            return [_held_right(row) for row in unit.ledger.held() if row.parent == server]

        return self._worker.call(job)

    def backlog(self) -> Backlog:
        """The length of the queue."""
        waiting, rejected, _ = self._worker.call(lambda unit: unit.outbox.backlog())
        return Backlog(waiting, rejected)

    def note_server_time(self, offset_ms: int, suspect: bool) -> None:
        """Mark operations while the server's clock is too far from the till's."""
        self._clock.set_server_is_far(suspect)

    # --- what a person may do ----------------------------------------------------------------------------

    def waiting(self, limit: int = 200) -> list[OutboxRow]:
        """The queue: everything the server has not acknowledged, with reasons, oldest first."""
        return self._worker.call(lambda unit: unit.outbox.waiting(limit))

    def retry_rejected(self) -> int:
        """Send rejected operations once more; how many."""
        return self._worker.call(lambda unit: unit.outbox.retry_rejected())

    # --- rights ------------------------------------------------------------------------------------------

    def targets(self, account_id: str, wanted: Points | None = None, central: bool = False) -> list[tuple[str, Points]]:
        """Absolute targets of `granted` that would let this till spend `wanted` points (None: all there are).

        (lot, target) of the active lots that lack right, in the order they are consumed; empty when the rights
        held suffice.  Of the till's parent, or of the `central` server itself.
        """
        now = self._clock.now()
        return self._worker.call(
            lambda unit: _targets(unit.ledger.lots(account_id), wanted, now, _asked(unit, central))
        )

    def targets_for(self, needs: Sequence[tuple[str, int]], central: bool = False) -> list[tuple[str, int]]:
        """Absolute targets of `granted` by which this till may take so much of each lot; lots not known here count 0.

        (lot, target) of those that lack right; of whom, as in `targets`.
        """

        def job(unit: UnitOfWork) -> list[tuple[str, int]]:
            asked = _asked(unit, central)
            known = {lot.lot_id: lot for lot in unit.ledger.named_lots([lot_id for lot_id, _ in needs])}
            targets = []
            for lot_id, need in needs:
                lot = known.get(lot_id)
                if lot is None:
                    targets.append((lot_id, need))
                elif need > lot.right:
                    targets.append((lot_id, lot.under(asked).granted + need - lot.right))
            return targets

        return self._worker.call(job)

    def release(self, account_id: str) -> bool:
        """Give all rights held on an account back by an operation; False if there were none."""

        def job(transaction: Transaction) -> bool:
            counters = release(transaction.unit, account_id)
            if counters:
                transaction.record(self._ids(), "release", ReleaseBody(counters), self._clock.now())
            return bool(counters)

        return self._writer.submit(job).result(30.0)


def _targets(lots: Iterable[LotRow], wanted: Points | None, now: Instant, parent: str) -> list[tuple[str, Points]]:
    alive = [
        lot
        for lot in lots
        if lot.left > 0 and lot.active_at <= now and (lot.expires_at is None or now < lot.expires_at)
    ]
    alive.sort(key=lambda lot: (lot.expires_at is None, lot.expires_at or 0, lot.active_at, lot.lot_id))
    missing = sum(lot.left for lot in alive) if wanted is None else wanted
    missing -= sum(min(lot.right, lot.left) for lot in alive)
    targets = []
    for lot in alive:
        lack = min(lot.left - lot.right, missing)
        if lack > 0:
            targets.append((lot.lot_id, lot.under(parent).granted + lack))
            missing -= lack
    return targets


_INCARNATIONS: Final[dict[Route, str]] = {"central": INCARNATION, "node": NODE_INCARNATION, "past": INCARNATION}


def _cursor(unit: UnitOfWork, route: Route) -> str:
    """Where a server's feed was left; nothing is asked of the central server's past the node."""
    return "" if route == "past" else unit.meta.get(NODE_CURSOR if route == "node" else CURSOR) or ""


def _another_life(unit: UnitOfWork, route: Route, response: ExchangeResponse) -> bool:
    """Whether the server that answers was put back since it was heard of last."""
    return unit.meta.get(_INCARNATIONS[route]) not in (None, "", response.incarnation)


def _heard(unit: UnitOfWork, route: Route) -> int:
    """The number of its feed that the life of a server known here named last with an account; 0 where another did."""
    of, _, at = (unit.meta.get(NODE_HEARD if route == "node" else HEARD) or "").rpartition(":")
    return int(at) if of and of == unit.meta.get(_INCARNATIONS[route]) else 0


def _lent(unit: UnitOfWork) -> tuple[HeldRight, ...]:
    """What the shop's node has lent and is held here still: a node that was put back may have forgotten it."""
    parent = parent_of(unit.meta.get)
    return tuple(map(_held_right, unit.ledger.held_under(parent)[:MOST_LENT])) if parent != CENTRAL else ()


def _held_right(row: RightRow) -> HeldRight:
    return HeldRight(row.lot_id, row.granted, row.earned, row.used, row.released, row.parent)


def _remember(unit: UnitOfWork, route: Route, response: ExchangeResponse, received_at: Instant) -> None:
    """Where this server's feed goes on, which life of it that is, and when it answered."""
    if route != "past":
        unit.meta.put(NODE_CURSOR if route == "node" else CURSOR, response.cursor)
    unit.meta.put(_INCARNATIONS[route], response.incarnation)
    unit.meta.put(LAST_SYNC, str(received_at))
    if route == "node":
        unit.meta.put(NODE_LAST_SYNC, str(received_at))


def _is_upwards(unit: UnitOfWork, route: Route) -> bool:
    """Whether the central server itself is spoken to: what it has nobody loses any more."""
    return route == "past" or (route == "central" and parent_of(unit.meta.get) == CENTRAL)


def _asked(unit: UnitOfWork, central: bool) -> str:
    """Whose grants are asked for."""
    return CENTRAL if central else parent_of(unit.meta.get)


def _current_epoch(unit: UnitOfWork) -> str:
    epoch = unit.outbox.current()
    assert epoch is not None, "a till has an epoch from its opening on"
    return epoch.epoch


def _run_of_open(rows: Sequence[OutboxRow], size: int, undurable: bool) -> list[OutboxRow]:
    """The rows from the first on that still wait: without a gap in their numbers, within a size.

    `undurable`: those too that only a store node has.
    """
    chosen: list[OutboxRow] = []
    total = 0
    for row in rows:
        total += len(row.body)
        waits = row.state in ("pending", "sending") or (undurable and not row.durable and row.state == "acknowledged")
        if not waits or (chosen and total > size):
            break
        chosen.append(row)
    return chosen


class _Told(msgspec.Struct, frozen=True):
    """Who tells of accounts, when, how much of this till's own that contains, and whether to its present epoch."""

    server: str
    at: Instant
    included: Sequence[EpochMark]
    current: bool

    def grants(self, unit: UnitOfWork) -> bool:
        """Whether what is granted may be spent here: a node that is no more, or not yet, grants nothing."""
        return self.current and self.server in (CENTRAL, parent_of(unit.meta.get))


def _told_by(unit: UnitOfWork, epoch: str, response: ExchangeResponse) -> _Told:
    """What an answer to an epoch tells of accounts by."""
    return _Told(response.server, response.server_time, response.included, epoch == _current_epoch(unit))


def _put_account(unit: UnitOfWork, account: AccountChange, told: _Told) -> None:
    """Book one account that was asked for, or but its grants where what is known is younger."""
    known = unit.ledger.told_of(account.account_id)
    if known is not None:
        as_of, told_at = known
        # told by the central server itself, both are one
        other = (as_of == told_at) != (told.server == CENTRAL)
        late = as_of - (account.as_of or told.at) if other else told_at - told.at
        if 0 < late <= (LONGEST_BEHIND if other else OVERTAKEN):
            unit.ledger.grant(_lot_rows([account], told.server if told.grants(unit) else None))
            return
    _put_accounts(unit, [account], told)


def _put_accounts(unit: UnitOfWork, accounts: Sequence[AccountChange], told: _Told) -> None:
    """Replace accounts with all that hangs on them; of those that the central server has told since only the grants."""
    if not accounts:
        return
    grants = told.grants(unit)
    server = told.server if grants else None
    # what a node has but from the shop's own tills the central server has not told yet, and no word of its is older
    unheard = told.at if told.server == CENTRAL else 0
    if told.server != CENTRAL:
        known_then = [(account.account_id, account.as_of) for account in accounts if account.as_of]
        younger = unit.ledger.told_directly_since(known_then, LONGEST_BEHIND)
        unit.ledger.grant(_lot_rows([each for each in accounts if each.account_id in younger], server))
        accounts = [each for each in accounts if each.account_id not in younger]
    marks = [(mark.epoch, mark.seq) for mark in told.included]
    unit.ledger.put_accounts(
        [_account_row(account, told.at, unheard) for account in accounts],
        [
            IdentifierRow(bytes.fromhex(known.hash), account.account_id, known.kind, known.masked, known.state)
            for account in accounts
            for known in account.identifiers
        ],
        _lot_rows(accounts, server),
        marks,
    )
    # what was counted in once is not in what a server tells that was put back, until it has been sent again
    unit.ledger.exclude([account.account_id for account in accounts if account.state != "campaign"], marks)
    for account in accounts:
        for mark in account.seen:
            # what the central server had of this till before the node
            if account.state != "campaign" and unit.outbox.epoch(mark.epoch) is not None:
                unit.ledger.include(account.account_id, mark.epoch, mark.seq)
    keep_cards(unit)
    if told.server == CENTRAL and parent_of(unit.meta.get) != CENTRAL:
        # what the node has counted in, the central server may not have heard of yet
        unit.ledger.exclude([account.account_id for account in accounts], marks)


def _account_row(account: AccountChange, told_at: Instant, unheard: Instant) -> AccountRow:
    return AccountRow(
        account_id=account.account_id,
        display=account.display,
        level_id=account.level_id,
        state=account.state,
        birthday=account.birthday,
        net_purchases=account.net_purchases,
        purchases=account.purchases,
        as_of=account.as_of or unheard,
        home=account.home,
        segments="\n".join(account.segments),
        level_since=account.level_since,
        level_floor=account.level_floor,
        next_level=account.next_level,
        next_level_at=account.next_level_at,
        last_purchase_at=account.last_purchase_at,
        told_at=told_at,
        seen=_seen(account),
    )


def _seen(account: AccountChange) -> str:
    marks = [(mark.epoch, mark.seq) for mark in account.seen]
    return msgspec.json.encode(marks).decode() if marks else ""


def _lot_rows(accounts: Iterable[AccountChange], server: str | None) -> list[LotRow]:
    """Lots as they were told, what is granted under who told it; None: to nobody here."""
    return [_lot_row(account.account_id, lot, server) for account in accounts for lot in account.lots]


def _lot_row(account_id: str, lot: LotChange, server: str | None) -> LotRow:
    under_node = bool(server) and lot.granted > 0
    return LotRow(
        lot_id=lot.lot_id,
        account_id=account_id,
        wallet=lot.wallet,
        source=lot.source,
        balance=lot.balance,
        active_at=lot.active_at,
        expires_at=lot.expires_at,
        granted=lot.granted if server == CENTRAL else 0,
        lapsed=lot.lapsed,
        under_nodes=(RightRow(lot.lot_id, server or "", lot.granted),) if under_node else (),
    )
