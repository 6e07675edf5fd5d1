"""What the central server tells a store node, taken over: accounts, programmes, the store's tills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.loyalty.programme import load_programme
from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.book import Account, Lot
from cashier_app.server.database import Transaction, by_key, chunks
from cashier_app.server.upstream.booking import StoreBook
from cashier_app.server.upstream.identity import OWN_STORE
from cashier_app.sync.messages import (
    AccountChange,
    Change,
    EpochMark,
    LotChange,
    NodeChange,
    ProgrammeChange,
    StoreChange,
)


def adopt(
    transaction: Transaction, changes: Iterable[Change], included: Sequence[EpochMark], told_at: Instant
) -> list[str]:
    """Take over a page of the feed; `included`: how far the operations of the store are contained in its accounts.

    Epochs of tills that were closed above and not yet here: what was lent to them is to be taken back.
    """
    accounts, closed = [], list[str]()
    for change in changes:
        if isinstance(change, AccountChange):
            accounts.append(change)
        elif isinstance(change, ProgrammeChange):
            _programme(transaction, change)
        elif isinstance(change, NodeChange):
            closed += _till(transaction, change)
        else:
            _store(transaction, change)
    if accounts:
        # told twice in one page, the later word counts
        last = {change.account_id: change for change in accounts}
        _accounts(transaction, list(last.values()), included, told_at)
    return closed


# --- accounts --------------------------------------------------------------------------------------------


def _accounts(
    transaction: Transaction, changes: Sequence[AccountChange], included: Sequence[EpochMark], told_at: Instant
) -> None:
    """Replace accounts with all that hangs on them; what the store's tills did since stays on top of it."""
    ids = [change.account_id for change in changes]
    book = StoreBook(transaction, "")
    members = [change.account_id for change in changes if change.state != "campaign"]
    named = {lot.lot_id for change in changes for lot in change.lots}
    held = {str(row.lot_id) for chunk in chunks(members) for row in transaction.rows(_lots_of(chunk))}
    book.load(ids, named | held)
    touched = named | held
    _forget_contained(transaction, ids, touched, included)
    pending = _pending(transaction, touched)
    bought = _bought(transaction, ids)
    marks = _marks_id(transaction, included)
    for change in changes:
        old = book.accounts.get(change.account_id)
        net, count = bought.get(change.account_id, (0, 0))
        account = _account(transaction, change, old, net, count)
        account.told_at, account.told_marks = change.as_of or told_at, marks
        book.accounts[change.account_id] = account
        book.touch(account)
    for lot_id in held - named:
        lot = book.lots[lot_id]
        lot.balance = pending.get(lot_id, 0)
        book.touch_lot(lot)
    for change in changes:
        for told in change.lots:
            _lot(book, change, told, pending.get(told.lot_id, 0))
    book.write()
    _identifiers(transaction, changes, members)


def _account(transaction: Transaction, change: AccountChange, old: Account | None, net: int, purchases: int) -> Account:
    return Account(
        account_id=change.account_id,
        display=change.display,
        level_id=change.level_id,
        state=change.state,
        birthday=change.birthday,
        home_store=transaction.meta(OWN_STORE) if change.home else "",
        net_purchases=change.net_purchases + net,
        purchases=change.purchases + purchases,
        merged_into=old.merged_into if old is not None and change.state == "merged" else "",
        created_at=old.created_at if old is not None else transaction.now,
        revision=0,
        segments="\n".join(change.segments),
        level_since=change.level_since,
        level_floor=change.level_floor,
        next_level=change.next_level,
        next_level_at=change.next_level_at,
        last_purchase_at=change.last_purchase_at,
        born=old.born if old is not None else transaction.next_revision(),
    )


def _lot(book: StoreBook, change: AccountChange, told: LotChange, pending: int) -> None:
    lot = book.lots.get(told.lot_id)
    if lot is None:
        lot = Lot(told.lot_id, change.account_id, "", "", 0, None, 0, 0, 0)
        lot.reserved = book.lent(told.lot_id)
        book.lots[told.lot_id] = lot
    lot.account_id, lot.wallet, lot.source = change.account_id, told.wallet, told.source
    lot.active_at, lot.expires_at = told.active_at, told.expires_at
    lot.balance, lot.lapsed = told.balance + pending, told.lapsed
    book.touch_lot(lot)
    book.hold(told.lot_id, told.granted)


def _lots_of(account_ids: Sequence[str]) -> sa.Select[tuple[str]]:
    return sa.select(tables.lot.c.lot_id).where(among(tables.lot.c.account_id, account_ids))


def _forget_contained(
    transaction: Transaction, account_ids: Sequence[str], lot_ids: Iterable[str], included: Iterable[EpochMark]
) -> None:
    """Entries and purchases that are inside what was told now."""
    entry, purchase = tables.entry.c, tables.purchase.c
    for mark in included:
        upto = (entry.epoch == mark.epoch) & (entry.seq <= mark.seq)
        for chunk in chunks(account_ids):
            of = among(entry.account_id, chunk)
            transaction.connection.execute(sa.delete(tables.entry).where(of, upto))
            bought = (purchase.epoch == mark.epoch) & (purchase.seq <= mark.seq)
            mine = among(purchase.account_id, chunk)
            transaction.connection.execute(sa.delete(tables.purchase).where(mine, bought))
        for chunk in chunks(lot_ids):
            transaction.connection.execute(sa.delete(tables.entry).where(among(entry.lot_id, chunk), upto))


def _pending(transaction: Transaction, lot_ids: Iterable[str]) -> dict[str, int]:
    """What the store's tills did to lots since."""
    entry = tables.entry.c
    found: dict[str, int] = {}
    for chunk in chunks(lot_ids):
        query = sa.select(entry.lot_id, sa.func.sum(entry.points).label("points")).where(among(entry.lot_id, chunk))
        found.update((row.lot_id, int(row.points)) for row in transaction.rows(query.group_by(entry.lot_id)))
    return found


def _bought(transaction: Transaction, account_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """(net, number of sales) that the store's tills sold since."""
    purchase = tables.purchase.c
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for chunk in chunks(account_ids):
        query = sa.select(purchase.account_id, purchase.net, purchase.is_return).where(
            among(purchase.account_id, chunk)
        )
        for row in transaction.rows(query):
            net, count = found[row.account_id]
            found[row.account_id] = net + row.net, count + (0 if row.is_return else 1)
    return found


def _marks_id(transaction: Transaction, included: Iterable[EpochMark]) -> int:
    """The number under which these marks are kept."""
    text = msgspec.json.encode(sorted((mark.epoch, mark.seq) for mark in included)).decode()
    marks = tables.told_marks.c
    known = transaction.connection.scalar(sa.select(marks.marks_id).where(marks.marks == text))
    if known is not None:
        return int(known)
    fresh = (transaction.connection.scalar(sa.select(sa.func.max(marks.marks_id))) or 0) + 1
    transaction.insert(tables.told_marks, [{"marks_id": fresh, "marks": text}])
    return int(fresh)


def _identifiers(transaction: Transaction, changes: Iterable[AccountChange], members: Sequence[str]) -> None:
    """Cards and phones by their hashes alone: a store node needs no more."""
    identifier = tables.identifier.c
    for chunk in chunks(members):
        transaction.connection.execute(sa.delete(tables.identifier).where(among(identifier.account_id, chunk)))
    rows = {
        known.hash: {
            "hash": bytes.fromhex(known.hash),
            "account_id": change.account_id,
            "kind": known.kind,
            "value": "",
            "masked": known.masked,
            "state": known.state,
        }
        for change in changes
        for known in change.identifiers
    }
    transaction.upsert(tables.identifier, list(rows.values()))


# --- everything else -------------------------------------------------------------------------------------


def _programme(transaction: Transaction, change: ProgrammeChange) -> None:
    body = bytes(change.body)
    load_programme(body)
    row = {
        "version": change.version,
        "valid_from": change.valid_from,
        "body": body,
        "author": "",
        "published_at": transaction.now,
        "withdrawn_at": change.withdrawn_at,
        "revision": transaction.next_revision(),
    }
    transaction.upsert(tables.programme, [row])


def _till(transaction: Transaction, change: NodeChange) -> list[str]:
    """A till of the store: its key, and where chains go on that have never been heard of here; chains closed above."""
    known = by_key(transaction, tables.node.c.node_id, [change.node])
    before = known.get(change.node)
    row = {
        "node_id": change.node,
        "store_id": transaction.meta(OWN_STORE),
        "name": change.name,
        "machine": change.machine,
        "key_hash": bytes.fromhex(change.key_hash),
        "state": change.state,
        "enrolled_at": before.enrolled_at if before is not None else transaction.now,
        "last_seen_at": before.last_seen_at if before is not None else None,
        "drained_at": before.drained_at if before is not None else 0,
        "reported": transaction.meta("incarnation"),
        "kind": "till",
        "written_off_at": transaction.now if change.written_off else None,
        "revision": 0,
    }
    transaction.upsert(tables.node, [row])
    epochs = by_key(transaction, tables.epoch.c.epoch, [name for name, *_ in change.epochs])
    closed = []
    for name, state, seq, digest in change.epochs:
        if name not in epochs:
            fields = {
                "epoch": name,
                "node_id": change.node,
                "first_seen_at": transaction.now,
                "applied_seq": seq,
                "applied_hash": bytes.fromhex(digest),
                "state": state,
                "durable_seq": seq,
            }
            transaction.insert(tables.epoch, [fields])
            transaction.upsert(tables.meta, [{"key": joined_key(name), "value": digest}])
        elif state == "closed" and epochs[name].state != "closed":
            closed.append(name)
        elif state != "open" and epochs[name].state == "open":
            transaction.connection.execute(
                sa.update(tables.epoch).where(tables.epoch.c.epoch == name).values(state=state)
            )
    if change.written_off and (before is None or before.written_off_at is None):
        # the central server may not have heard of every life of it
        epoch = tables.epoch.c
        closed += transaction.connection.scalars(
            sa.select(epoch.epoch).where(epoch.node_id == change.node, epoch.state != "closed")
        )
    return closed


def joined_key(epoch: str) -> str:
    """Key of `meta`: the hash at which a chain was taken up here."""
    return f"joined:{epoch}"


def _store(transaction: Transaction, change: StoreChange) -> None:
    row = {"store_id": change.store, "name": change.name, "zone": change.zone}
    transaction.upsert(tables.store, [row])
