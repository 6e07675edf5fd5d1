"""Where members live: in the store of most of their visits, whose node holds their rights.

Who has bought elsewhere is looked at by a job.  A member who has moved is told to both stores by the feed; what the old
one holds idle is asked back, and goes to the new one from the pool.  A member's days stay those of the first store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from cashier_app.core.clock import DAY
from cashier_app.server import homes, recalling, tables
from cashier_app.server.among import among
from cashier_app.server.database import Transaction, by_key

#: Visits that are counted, and how many make a home: fewer may be a holiday.
WINDOW: Final = 90 * DAY
ENOUGH: Final = 3
#: Members that one transaction looks at.
PAGE: Final = 500
#: How long rights are asked back from where a member lived.
LEASE: Final = 30 * DAY


def settle(transaction: Transaction, enough: int = ENOUGH) -> tuple[int, int]:
    """Look where a page of members live who have bought elsewhere: (members looked at, members who have moved).

    One moves who has been to another store, `enough` times at least, more often than where he or she lives.
    """
    seen = tables.visit_elsewhere.c.account_id
    looked = list(transaction.connection.scalars(sa.select(seen).order_by(seen).limit(PAGE)))
    if not looked:
        return 0, 0
    accounts = by_key(transaction, tables.account.c.account_id, looked)
    moved: defaultdict[str, list[str]] = defaultdict(list)
    for account_id, visits in _visits(transaction, looked).items():
        account = accounts[account_id]
        home = account.served_store or account.home_store
        store = max(sorted(visits), key=lambda each: visits[each])
        if account.state == "active" and visits[store] >= enough and visits[store] > visits[home]:
            moved[store].append(account_id)
    for store, account_ids in sorted(moved.items()):
        _move(transaction, store, account_ids)
    transaction.connection.execute(sa.delete(tables.visit_elsewhere).where(among(seen, looked)))
    return len(looked), sum(map(len, moved.values()))


def _visits(transaction: Transaction, account_ids: Iterable[str]) -> dict[str, Counter[str]]:
    """How often members bought in each store that has tills, of late."""
    purchase, node = tables.purchase.c, tables.node.c
    stores = sa.select(node.store_id).where(node.state == "active", node.kind != "site")
    query = (
        sa.select(purchase.account_id, purchase.store_id, sa.func.count().label("visits"))
        .where(
            among(purchase.account_id, list(account_ids)),
            purchase.at > transaction.now - WINDOW,
            purchase.is_return == 0,
            purchase.store_id.in_(stores),
        )
        .group_by(purchase.account_id, purchase.store_id)
    )
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in transaction.rows(query):
        found[row.account_id][row.store_id] = int(row.visits)
    return dict(found)


def _move(transaction: Transaction, store: str, account_ids: list[str]) -> None:
    """Let members live in a store: everybody hears of it, and where they lived gives up what it holds."""
    account, lot, node, asked = tables.account.c, tables.lot.c, tables.node.c, tables.recall.c
    here = among(account.account_id, account_ids)
    transaction.connection.execute(sa.update(tables.account).where(here).values(served_store=store))
    homes.touch(transaction, account_ids)
    lots = list(transaction.connection.scalars(sa.select(lot.lot_id).where(among(lot.account_id, account_ids))))
    epochs = sa.select(tables.epoch.c.epoch).join(tables.node, node.node_id == tables.epoch.c.node_id)
    ours = list(transaction.connection.scalars(epochs.where(node.store_id == store)))
    back = among(asked.lot_id, lots) & among(asked.epoch, ours)
    transaction.connection.execute(sa.delete(tables.recall).where(back))
    recalling.ask(transaction, lots, ours, LEASE)
