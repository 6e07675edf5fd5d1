"""Mistakes in the protocol, made on purpose: the simulation must notice each within a few seeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.server import homes, tables, wallets
from cashier_app.server.book import Book, Lot
from cashier_app.server.database import Transaction
from cashier_app.simulation import small_till
from cashier_app.simulation.beginnings import Beginnings
from cashier_app.simulation.limits_world import LimitsWorld
from cashier_app.simulation.playing import play
from cashier_app.simulation.world import Broken, World
from cashier_app.storage.repositories.ledger import Ledger
from cashier_app.sync.messages import RightCounters
from cashier_app.till.exchange import TillSyncStore

Patch = pytest.MonkeyPatch
Mutant = Callable[[Patch], None]


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

    def wrong(self: Any, operations: int, size: int) -> Any:
        sent = outgoing(self, operations, size)
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


#: Each mutant with the world and the seeds that catch it.
MUTANTS: list[tuple[Mutant, type[World], Sequence[int]]] = [
    (stale_copy, World, range(12)),
    (grant_as_a_delta, World, range(12)),
    (pool_without_rights, World, range(12)),
    (counters_as_deltas, World, range(12)),
    (forgotten_when_sent, World, range(12)),
    (included_everywhere, World, range(30)),
    (opened_by_two, LimitsWorld, range(20)),
    (home_too_soon, LimitsWorld, range(30)),
]


@pytest.mark.parametrize(("mutant", "kind", "seeds"), MUTANTS, ids=[mutant.__name__ for mutant, *_ in MUTANTS])
def test_the_mutant_is_caught(
    mutant: Mutant,
    kind: type[World],
    seeds: Sequence[int],
    beginnings: Beginnings,
    monkeypatch: Patch,
    expect_log: Callable[[str], None],
) -> None:
    expect_log("")
    mutant(monkeypatch)
    for seed in seeds:
        try:
            play(seed, beginnings, kind)
        except Broken:
            print(f"caught by {seed}")
            return
    pytest.fail(f"{len(seeds)} seeds did not notice it")
