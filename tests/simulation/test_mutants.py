"""Mistakes in the protocol, made on purpose: the seeds that are listed beside each notice it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.server import homes, receiving, restoring, rights, tables, wallets
from cashier_app.server.book import Book, Lot, Source
from cashier_app.server.database import Transaction
from cashier_app.simulation import small_till
from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.limits_world import LimitsWorld
from cashier_app.simulation.playing import play
from cashier_app.simulation.shop_world import ShopWorld
from cashier_app.simulation.world import Broken, World
from cashier_app.storage.repositories.ledger import Ledger
from cashier_app.sync.messages import EntryMessage, RightCounters
from cashier_app.sync.worker import SyncWorker
from cashier_app.till import exchange as till_exchange
from cashier_app.till import identity as till_identity
from cashier_app.till.exchange import TillSyncStore

Patch = pytest.MonkeyPatch
Mutant = Callable[[Patch], None]


class CopiesWorld(ShopWorld):
    """Disks are put back in time."""

    always: ClassVar[tuple[str, ...]] = ("copies",)


def stale_copy(patch: Patch) -> None:
    """Spending whatever the cache says, as tills without rights do."""
    right = small_till.member_state

    def wrong(*arguments: Any, **more: Any) -> Any:
        state = right(*arguments, **more)
        lots = tuple(msgspec.structs.replace(lot, right=max(lot.balance, 0)) for lot in state.lots)
        return msgspec.structs.replace(state, lots=lots)

    patch.setattr(small_till, "member_state", wrong)
    patch.setattr(small_till.SmallTill, "checks_rights", False)


def grant_as_a_delta(patch: Patch) -> None:
    """A target taken for a difference: a repeated message grants twice."""

    def wrong(self: Book, lot: Lot, epoch: str, target: int) -> None:
        right = self.right(lot.lot_id, epoch)
        right.granted += target
        self._reserve(right, target)

    patch.setattr(Book, "grant", wrong)


def pool_without_rights(patch: Patch) -> None:
    """Granting what others hold already."""
    patch.setattr(Lot, "pool", property(lambda lot: lot.balance))


def counters_as_deltas(patch: Patch) -> None:
    """Cumulative counters added up instead of taken over."""
    count = Book.count

    def wrong(self: Book, counters: RightCounters, redeemed: int, source: Any) -> None:
        right = self.right(counters.lot_id, source.epoch)
        more = msgspec.structs.replace(
            counters, earned=right.earned + counters.earned, released=right.released + counters.released
        )
        count(self, more, redeemed, source)

    patch.setattr(Book, "count", wrong)


def forgotten_when_sent(patch: Patch) -> None:
    """The outbox emptied before anybody has acknowledged anything."""
    outgoing = TillSyncStore.outgoing

    def wrong(self: Any, *asked: Any) -> Any:
        sent = outgoing(self, *asked)
        last = sent.operations[-1].seq if sent.operations else 0
        forget = "DELETE FROM outbox WHERE epoch = ? AND seq < ?"
        self._worker.call(lambda unit: unit.outbox._link.driver.execute(forget, (sent.operations_epoch, last)))
        return sent

    patch.setattr(TillSyncStore, "outgoing", wrong)


def included_everywhere(patch: Patch) -> None:
    """A mark taken for all accounts, also for those whose state has not come yet."""
    put = Ledger.put_accounts

    def wrong(self: Any, accounts: Any, identifiers: Any, lots: Any, included: Any) -> None:
        put(self, accounts, identifiers, lots, ())
        for epoch, seq in included:
            for table in ("entry", "purchase"):
                include = f"UPDATE {table} SET included = 1 WHERE epoch = ? AND seq <= ?"
                self._link.driver.execute(include, (epoch, seq))

    patch.setattr(Ledger, "put_accounts", wrong)


def opened_by_two(patch: Patch) -> None:
    """A cap opened for whoever asks, although a till may have opened it by itself."""
    patch.setattr(wallets, "may_open", lambda *_: True)


def home_too_soon(patch: Patch) -> None:
    """Who is not alone any more may be told later: others open caps at once."""

    def wrong(transaction: Transaction, store_id: str) -> None:
        transaction.connection.execute(sa.update(tables.account).values(home_epoch=""))

    patch.setattr(homes, "company", wrong)


def applied_again(patch: Patch) -> None:
    """What comes a second time counts a second time."""
    right = receiving._try_again

    def wrong(transaction: Any, who: Any, epoch: Any, known: Any, acknowledged: Any, *more: Any) -> Any:
        fates = [msgspec.structs.replace(fate, state="rejected") for fate in acknowledged]
        return right(transaction, who, epoch, known, fates, *more)

    patch.setattr(receiving, "_try_again", wrong)
    patch.setattr(receiving, "_applied", lambda *_: set())


def release_forgotten(patch: Patch) -> None:
    """What is given back is not free again."""
    count = Book.count

    def wrong(self: Book, counters: RightCounters, *more: Any) -> Any:
        return count(self, msgspec.structs.replace(counters, released=0), *more)

    patch.setattr(Book, "count", wrong)


def under_the_wrong_parent(patch: Patch) -> None:
    """What the node lent counts as the central server's grant."""
    right = till_exchange._lot_row

    def wrong(account_id: str, lot: Any, server: str | None) -> Any:
        return right(account_id, lot, server if server is None else "")

    patch.setattr(till_exchange, "_lot_row", wrong)


def lent_beyond_the_own_right(patch: Patch) -> None:
    """A store node lends what it knows of, not what it holds."""
    patch.setattr(Book, "pool", lambda self, lot: lot.pool)


def restore_unnoticed(patch: Patch) -> None:
    """A central server put back from a copy goes on as if nothing had been."""
    patch.setattr(restoring, "begin_incarnation", lambda *_, **__: "")
    patch.setattr(restoring, "notice", lambda *_: False)


def never_sent_again(patch: Patch) -> None:
    """What a restored server has lost stays lost."""
    patch.setattr(SyncWorker, "_compare", lambda *_: False)


def till_goes_on_after_a_restore(patch: Patch) -> None:
    """A till put back in time, or copied, goes on under its old epoch."""
    right = till_identity._beginning
    patch.setattr(till_identity, "_beginning", lambda *given: "none" if right(*given) != "installed" else "installed")


def expiry_of_what_is_held(patch: Patch) -> None:
    """Points lapse although somebody offline may have spent them in time."""

    def wrong(transaction: Transaction, at_once: bool = False) -> int:
        del at_once
        lot = tables.lot.c
        over = (lot.expires_at <= transaction.now) & (lot.balance > 0) & (lot.wallet == POINTS_WALLET)
        lot_ids = list(transaction.connection.scalars(sa.select(lot.lot_id).where(over)))
        book = Book(transaction, "")
        book.load((), lot_ids)
        for n, lot_id in enumerate(lot_ids):
            each = book.lots[lot_id]
            entry = EntryMessage("expiry", each.account_id, each.wallet, lot_id, -each.balance)
            book.post(entry, n, Source("expiry", transaction.now))
        book.settle(lot_ids, Source("", transaction.now), taking_back=False)
        book.write()
        return len(lot_ids)

    patch.setattr(rights, "expire", wrong)


#: Each mutant with the world and the seed that notices it; the ones after it are tried too, for a seed is another story
#: as soon as the program draws one number more.
MUTANTS: list[tuple[Mutant, type[World], int]] = [
    (stale_copy, World, 0),
    (grant_as_a_delta, World, 1),
    (pool_without_rights, World, 1),
    (counters_as_deltas, World, 0),
    (forgotten_when_sent, World, 0),
    (included_everywhere, World, 27),
    (opened_by_two, LimitsWorld, 2),
    (home_too_soon, LimitsWorld, 15),
    (applied_again, World, 7),
    (release_forgotten, World, 0),
    (under_the_wrong_parent, ShopWorld, 1),
    (lent_beyond_the_own_right, ShopWorld, 0),
    (restore_unnoticed, CopiesWorld, 13),
    (never_sent_again, CopiesWorld, 13),
    (till_goes_on_after_a_restore, CopiesWorld, 3),
    (expiry_of_what_is_held, ShopWorld, 13),
]
#: So many seeds are tried.
TRIED = 40


@pytest.mark.parametrize(("mutant", "kind", "first"), MUTANTS, ids=[mutant.__name__ for mutant, *_ in MUTANTS])
def test_the_mutant_is_noticed(
    mutant: Mutant,
    kind: type[World],
    first: int,
    beginnings: Beginnings,
    monkeypatch: Patch,
    expect_log: Callable[[str], None],
) -> None:
    expect_log("")
    for seed in range(first, first + TRIED):
        with monkeypatch.context() as patch:
            mutant(patch)
            try:
                play(seed, beginnings, kind)
            except Broken:
                break
    else:
        pytest.fail(f"{TRIED} seeds did not notice it")
    # without the mistake the same seed is right
    play(seed, beginnings, kind)
