"""Spending rights as the parent keeps them: granted from the pool, reported after a restore, expired when free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from cashier_app.core.clock import DAY, MINUTE
from cashier_app.core.ids import new_id
from cashier_app.core.points import Points
from cashier_app.server import tables
from cashier_app.server.book import Book, Source
from cashier_app.server.database import RESTORED_AT, Picture, Transaction
from cashier_app.server.gift_cards import is_spendable
from cashier_app.server.homes import Home, home_ahead
from cashier_app.server.nodes import Epoch, Node, zone_ahead, zone_of
from cashier_app.server.programmes import Programmes
from cashier_app.server.recalling import ask, is_asked
from cashier_app.server.statement import Statement
from cashier_app.server.wallets import open_wanted
from cashier_app.sync.messages import EntryMessage, HeldRight

#: Lots that one run of expiry takes: a transaction stays short, and the next one goes on.
EXPIRY_LOTS: Final = 2000
EXPIRY_EVERY: Final = MINUTE
#: What of a lot is nobody's: it may be granted.
pool: Final = tables.lot.c.balance - tables.lot.c.reserved + tables.lot.c.claim

#: An active node that has not told this incarnation what it holds; a site has nothing to report, it is held here.
_UNREPORTED: Final = Statement(
    sa.select(tables.node.c.node_id)
    .where(
        tables.node.c.state == "active",
        tables.node.c.kind != "site",
        tables.node.c.reported
        != sa.func.coalesce(
            sa.select(tables.meta.c.value).where(tables.meta.c.key == "incarnation").scalar_subquery(), ""
        ),
    )
    .limit(1)
)


def may_grant(transaction: Picture, epoch: Epoch) -> bool:
    """Whether an epoch may get more: it is open, and no node is still to report after a restore."""
    return epoch.state == "open" and not restored(transaction.connection)


def restored(connection: sa.Connection) -> bool:
    """Whether this incarnation still waits for an active node to report the rights that it holds."""
    return _UNREPORTED.first(connection) is not None


def ahead(transaction: Transaction, who: Node, account_id: str, targets: Iterable[tuple[str, Points]]) -> None:
    """Ask for what `acquire` needs, in one wait."""
    _UNREPORTED.ahead(transaction.connection)
    Book.ahead(transaction, [account_id], {lot_id for lot_id, _ in targets})
    zone_ahead(transaction.connection, who.store_id)
    home_ahead(transaction, who)


def grant_home(transaction: Transaction, home: Home, epoch: Epoch, accounts: sa.Select[tuple[str]]) -> None:
    """Grant the whole pool of the home accounts among `accounts` to the store's own node, set-wise.

    A store with one till is its own node: its till holds its members' rights, coupons and what is left of
    caps among them, so that it can redeem with the network gone.  `accounts` selects account ids.
    """
    lot, account = tables.lot.c, tables.account.c
    at_home = sa.select(account.account_id).where(account.account_id.in_(accounts), home.accounts)
    # what somebody else has asked for is kept for who comes next
    free = lot.account_id.in_(at_home) & (pool > 0) & sa.not_(is_asked(epoch.epoch))
    zero = sa.literal(0)
    given = sa.select(lot.lot_id, sa.literal(epoch.epoch), sa.literal(""), pool, zero, zero, zero).where(free)
    insert = transaction.dialect_insert(tables.spending_right)
    columns = ["lot_id", "epoch", "parent", "granted", "earned", "used", "released"]
    more = {"granted": tables.spending_right.c.granted + insert.excluded.granted}
    statement = insert.from_select(columns, given)
    keys = ["lot_id", "epoch", "parent"]
    transaction.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=more))
    transaction.connection.execute(sa.update(tables.lot).where(free).values(reserved=lot.balance + lot.claim))


def acquire(
    transaction: Transaction,
    who: Node,
    epoch: Epoch,
    account_id: str,
    targets: Iterable[tuple[str, Points]],
    programmes: Programmes,
) -> None:
    """Raise grants of one account's lots to absolute targets, as far as each pool goes.

    The same request again changes nothing, since a target names the cumulative counter.  Caps that nobody has
    touched are opened first, where they may be (`wallets`).
    """
    wanted = dict(targets)
    book = Book(transaction, "")
    book.load([account_id], wanted)
    account = book.accounts.get(account_id)
    if account is None or not (account.state in ("active", "campaign") or is_spendable(account)):
        return
    if not book.me:
        open_wanted(book, who, account, wanted, programmes, zone_of(transaction.connection, who.store_id))
    lacking = []
    for lot_id, target in wanted.items():
        lot = book.lots.get(lot_id)
        if lot is not None and lot.account_id == account_id:
            book.grant(lot, epoch.epoch, target)
            if book.right(lot_id, epoch.epoch, book.me).granted < target:
                lacking.append(lot_id)
    book.write()
    # somebody else may hold it idle: who asks again in a while may get it
    ask(transaction, lacking, (epoch.epoch,))


def report(transaction: Transaction, who: Node, epoch: Epoch, held: Sequence[HeldRight]) -> None:
    """Take down what a node holds after a restore; the pool shrinks by it, below zero with an alarm."""
    book = Book(transaction, "")
    book.load((), (right.lot_id for right in held))
    for right in held:
        book.report(right.lot_id, epoch.epoch, right.granted)
    # it was granted before the restore: what it stands on others may still have to tell
    before = int(transaction.meta(RESTORED_AT) or transaction.now)
    source = Source("", before, epoch.epoch)
    for right in held:
        book.settle([right.lot_id], source, taking_back=False)
    book.write()
    incarnation = transaction.meta("incarnation")
    statement = sa.update(tables.node).where(tables.node.c.node_id == who.node_id)
    transaction.connection.execute(statement.values(reported=incarnation))


def held_by(connection: sa.Connection, epoch: str, parent: str) -> list[HeldRight]:
    """All counters of an epoch under a parent."""
    right = tables.spending_right.c
    query = sa.select(tables.spending_right).where(right.epoch == epoch, right.parent == parent)
    return [
        HeldRight(row.lot_id, row.granted, row.earned, row.used, row.released, parent)
        for row in connection.execute(query)
    ]


def expire(transaction: Transaction, at_once: bool = False) -> int:
    """Write the expiry entries of lots whose life has ended; how many.

    What a node still holds stays until the node has reported past the end: it had nothing more to send
    a day later, so that no redemption made in time can still come, not even by a clock that is behind.
    After a restore nothing is known to be free before every node has reported.  Runs at most once a minute unless
    `at_once`.
    """
    if not at_once and transaction.now - transaction.counter("expiry") < EXPIRY_EVERY:
        return 0
    if restored(transaction.connection):
        return 0
    transaction.upsert(tables.counter, [{"name": "expiry", "value": transaction.now}])
    lot = tables.lot.c
    # the middle term is what the index of expiring lots is made of
    over = (lot.expires_at <= transaction.now) & (lot.balance != 0)
    settled = _held_by_nodes_that_reported(transaction, over)
    free = sa.select(lot.lot_id).where(over, lot.balance > lot.reserved).order_by(lot.expires_at)
    lot_ids = dict.fromkeys(lot_id for lot_id, _ in settled)
    lot_ids |= dict.fromkeys(transaction.connection.scalars(free.limit(EXPIRY_LOTS)))
    book = Book(transaction, "")
    book.load((), lot_ids)
    for lot_id, epoch in settled:
        book.lapse(lot_id, epoch)
    source = Source(new_id(), transaction.now)
    for n, lot_id in enumerate(lot_ids):
        lapsed = book.lots[lot_id]
        points = lapsed.reserved - lapsed.balance
        if points < 0:
            book.post(EntryMessage("expiry", lapsed.account_id, lapsed.wallet, lot_id, points), n, source)
    book.settle(lot_ids, source, taking_back=False)
    book.write()
    return len(lot_ids)


def _held_by_nodes_that_reported(transaction: Transaction, over: sa.ColumnElement[bool]) -> Sequence[tuple[str, str]]:
    """(lot, epoch) of rights on lots that are over, whose holder has nothing left to tell of them."""
    right, lot, node = tables.spending_right.c, tables.lot.c, tables.node.c
    held = right.granted + right.earned - right.used - right.released
    joined = (
        tables.lot.join(tables.spending_right, right.lot_id == lot.lot_id)
        .join(tables.epoch, tables.epoch.c.epoch == right.epoch)
        .join(tables.node, node.node_id == tables.epoch.c.node_id)
    )
    query = sa.select(right.lot_id, right.epoch).select_from(joined)
    query = query.where(over, held > 0, right.parent == "", node.drained_at >= lot.expires_at + DAY).limit(EXPIRY_LOTS)
    return [(row.lot_id, row.epoch) for row in transaction.rows(query)]
