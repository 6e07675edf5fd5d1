"""The till's side of an exchange with the server (`sync.store.SyncStore`), over the one writing thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import DAY, MINUTE, Instant
from cashier_app.core.points import Points
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from cashier_app.sync.chain import chain_start, sealed
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    ChainHead,
    EnrolResponse,
    EpochMark,
    ExchangeResponse,
    HeldRight,
    ProgrammeChange,
    Recall,
    ReleaseBody,
    RightCounters,
    SaleAnswer,
)
from cashier_app.sync.reasons import stored
from cashier_app.sync.store import Backlog, Outgoing

if TYPE_CHECKING:
    from cashier_app.core.ids import IdSource
    from cashier_app.storage.rows import OutboxRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.storage.worker import DatabaseWorker
    from cashier_app.till.till_clock import TillClock
    from cashier_app.till.writing import Transaction, Writer

#: Keys of the meta table.
CURSOR, INCARNATION, LAST_SYNC = "feed_cursor", "incarnation", "last_sync"
NODE, STORE, NODE_KEY, IDENTIFIER_KEY = "node", "store", "node_key", "identifier_key"

#: Operations that the central server has are kept as long, for a server restored from a backup.
KEPT: Final[Instant] = 90 * DAY

#: An answer older than what is known by more than this was not overtaken: the server's clock was set back.
OVERTAKEN: Final[Instant] = MINUTE


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
        #: The receipt whose return stands on the screen: its right is not given up; asked on the sync threads.
        self.in_use: Callable[[], str] = lambda: ""

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

    def outgoing(self, operations: int, size: int) -> Outgoing:
        """The next operations to send: at most so many, at most so many bytes together (but one at least)."""

        def job(unit: UnitOfWork) -> Outgoing:
            current = _current_epoch(unit)
            first = unit.outbox.oldest_open()
            name, seq = first or (current, 0)
            rows = _run_of_open(unit.outbox.since(name, seq, operations), size) if first else []
            if rows:
                unit.outbox.mark_sending(name, rows[0].seq, rows[-1].seq)
            epoch = unit.outbox.epoch(name)
            assert epoch is not None
            return Outgoing(
                epoch=current,
                cursor=unit.meta.get(CURSOR) or "",
                incarnation=unit.meta.get(INCARNATION) or "",
                operations_epoch=name,
                previous=_previous(unit, name, rows[0].seq).hex() if rows else "",
                operations=tuple(sealed(row.seq, row.hash, row.body) for row in rows),
                last_seq=epoch.last_seq,
                last_hash=epoch.last_hash.hex(),
                acknowledged_seq=unit.outbox.acknowledged_seq(name),
            )

        return self._worker.call(job)

    def take(self, sent: Outgoing, response: ExchangeResponse, received_at: Instant) -> None:
        """Book an exchange: fates of what was sent, a page of the feed, the cursor."""

        def job(unit: UnitOfWork) -> None:
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
            accounts = [change for change in response.changes if isinstance(change, AccountChange)]
            _put_accounts(unit, accounts, response.included, response.server_time, sent.epoch == _current_epoch(unit))
            for change in response.changes:
                if isinstance(change, ProgrammeChange):
                    unit.programmes.put(change.version, change.valid_from, bytes(change.body), change.withdrawn_at)
            unit.meta.put(CURSOR, response.cursor)
            unit.meta.put(INCARNATION, response.incarnation)
            unit.meta.put(LAST_SYNC, str(received_at))
            unit.outbox.forget(sent.operations_epoch, received_at - KEPT, response.head.durable_seq)

        self._worker.call(job, timeout=120.0)
        self._clock.server_says(response.server_time)
        if response.recalls and sent.epoch == self.current_epoch():
            self._give_up(response.recalls)

    def _give_up(self, recalls: Sequence[Recall]) -> None:
        """Release rights to return goods that somebody else needs; the next exchange tells of it at once."""
        from cashier_app.till.return_right import give_up

        def job(transaction: Transaction) -> list[str]:
            return give_up(transaction, recalls, self.in_use(), self._ids, self._clock.now())

        self._writer.submit(job).result(30.0)

    def take_sale(self, answer: SaleAnswer, epoch: str, received_at: Instant) -> None:
        """Book what the server told of a sale: the sale with its returns, its buyer, and the right if granted."""
        from cashier_app.till.return_right import adopt

        def job(unit: UnitOfWork) -> None:
            current = _current_epoch(unit)
            if answer.account is not None:
                late = (unit.ledger.as_of(answer.account.account_id) or 0) - answer.server_time
                if not 0 < late <= OVERTAKEN:
                    accounts = [answer.account]
                    _put_accounts(unit, accounts, answer.included, answer.server_time, grants=epoch == current)
            unit.receipts.put_told(answer.sale.receipt_id, msgspec.json.encode(answer.sale), answer.server_time)
            if epoch == current:
                adopt(unit, answer.sale.receipt_id, answer.granted, current)
            unit.meta.put(LAST_SYNC, str(received_at))

        self._worker.call(job)

    def return_target(self, receipt_id: str) -> Points:
        """What `granted` of a receipt's right to return is to become for this till to hold it."""
        from cashier_app.till.return_right import target
        from cashier_app.till.sold_before import InTransaction

        return self._worker.call(lambda unit: target(InTransaction(unit), receipt_id, _current_epoch(unit)))

    def take_account(self, answer: AccountAnswer, received_at: Instant) -> None:
        """Book one account; the cursor stays.

        An answer that an exchange has overtaken changes nothing: the feed would not bring again what it took away.
        """

        def job(unit: UnitOfWork) -> None:
            late = (unit.ledger.as_of(answer.account.account_id) or 0) - answer.server_time
            if 0 < late <= OVERTAKEN:
                return
            _put_accounts(unit, [answer.account], answer.included, answer.server_time, grants=True)
            unit.meta.put(LAST_SYNC, str(received_at))

        self._worker.call(job)

    def send_again(self, head: ChainHead) -> int:
        """Make pending every operation above the server's mark, rejected ones excepted; their count."""
        return self._worker.call(lambda unit: unit.outbox.send_again(head.epoch, head.seq))

    def held(self) -> Sequence[HeldRight]:
        """All counters of the present epoch that are not zero."""
        return self._worker.call(lambda unit: [HeldRight(*row) for row in unit.ledger.held()])

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

    def targets(self, account_id: str, wanted: Points | None = None) -> list[tuple[str, Points]]:
        """Absolute targets of `granted` that would let this till spend `wanted` points (None: all there are).

        (lot, target) of the active lots that lack right, in the order they are consumed; empty when the rights
        held suffice.
        """
        now = self._clock.now()
        return self._worker.call(lambda unit: _targets(unit.ledger.lots(account_id), wanted, now))

    def targets_for(self, needs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """Absolute targets of `granted` by which this till may take so much of each lot; lots not known here count 0.

        (lot, target) of those that lack right.
        """

        def job(unit: UnitOfWork) -> list[tuple[str, int]]:
            known = {lot.lot_id: lot for lot in unit.ledger.named_lots([lot_id for lot_id, _ in needs])}
            targets = []
            for lot_id, need in needs:
                lot = known.get(lot_id)
                if lot is None:
                    targets.append((lot_id, need))
                elif need > lot.right:
                    targets.append((lot_id, lot.granted + need - lot.right))
            return targets

        return self._worker.call(job)

    def release(self, account_id: str) -> bool:
        """Give all rights held on an account back by an operation; False if there were none."""

        def job(transaction: Transaction) -> bool:
            counters = release_rights(transaction.unit, account_id)
            if counters:
                transaction.record(self._ids(), "release", ReleaseBody(counters), self._clock.now())
            return bool(counters)

        return self._writer.submit(job).result(30.0)


def release_rights(unit: UnitOfWork, account_id: str) -> tuple[RightCounters, ...]:
    """Raise `released` to whatever is held of an account's lots; the counters that changed."""
    changed = tuple(
        RightCounters(lot.lot_id, lot.earned, lot.used, lot.released + lot.right)
        for lot in unit.ledger.lots_held(account_id)
    )
    unit.ledger.set_counters(changed)
    return changed


def _targets(lots: Iterable[LotRow], wanted: Points | None, now: Instant) -> list[tuple[str, Points]]:
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
            targets.append((lot.lot_id, lot.granted + lack))
            missing -= lack
    return targets


def _current_epoch(unit: UnitOfWork) -> str:
    epoch = unit.outbox.current()
    assert epoch is not None, "a till has an epoch from its opening on"
    return epoch.epoch


def _run_of_open(rows: Sequence[OutboxRow], size: int) -> list[OutboxRow]:
    """The rows from the first on that still wait: without a gap in their numbers, within a size."""
    chosen: list[OutboxRow] = []
    total = 0
    for row in rows:
        total += len(row.body)
        if row.state not in ("pending", "sending") or (chosen and total > size):
            break
        chosen.append(row)
    return chosen


def _previous(unit: UnitOfWork, epoch: str, seq: int) -> bytes:
    """The hash that an operation hangs on."""
    if seq == 1:
        return chain_start(epoch)
    before = unit.outbox.row(epoch, seq - 1)
    assert before is not None, "an operation that waits keeps the one before it"
    return before.hash


def _put_accounts(
    unit: UnitOfWork,
    accounts: Sequence[AccountChange],
    included: Sequence[EpochMark],
    server_time: Instant,
    grants: bool,
) -> None:
    """Replace accounts with all that hangs on them; `grants`: what is granted is to the present epoch."""
    if not accounts:
        return
    unit.ledger.put_accounts(
        [
            AccountRow(
                account_id=account.account_id,
                display=account.display,
                level_id=account.level_id,
                state=account.state,
                birthday=account.birthday,
                net_purchases=account.net_purchases,
                purchases=account.purchases,
                as_of=server_time,
                home=account.home,
                segments="\n".join(account.segments),
                level_since=account.level_since,
                level_floor=account.level_floor,
                next_level=account.next_level,
                next_level_at=account.next_level_at,
                last_purchase_at=account.last_purchase_at,
            )
            for account in accounts
        ],
        [
            IdentifierRow(bytes.fromhex(known.hash), account.account_id, known.kind, known.masked, known.state)
            for account in accounts
            for known in account.identifiers
        ],
        [
            LotRow(
                lot_id=lot.lot_id,
                account_id=account.account_id,
                wallet=lot.wallet,
                source=lot.source,
                balance=lot.balance,
                active_at=lot.active_at,
                expires_at=lot.expires_at,
                granted=lot.granted if grants else 0,
                lapsed=lot.lapsed,
            )
            for account in accounts
            for lot in account.lots
        ],
        [(mark.epoch, mark.seq) for mark in included],
    )
