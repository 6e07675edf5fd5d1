"""What a job of the database worker sees: the tables, by what they are for, inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cashier_app.storage.repositories.drafts import Drafts
    from cashier_app.storage.repositories.goods import Goods
    from cashier_app.storage.repositories.journal import Journal
    from cashier_app.storage.repositories.ledger import Ledger
    from cashier_app.storage.repositories.meta import Meta
    from cashier_app.storage.repositories.outbox import Outbox
    from cashier_app.storage.repositories.people import People
    from cashier_app.storage.repositories.printing import Printing
    from cashier_app.storage.repositories.programmes import Programmes
    from cashier_app.storage.repositories.receipts import Receipts
    from cashier_app.storage.repositories.shifts import Shifts


class UnitOfWork:
    """One transaction: it ends when the job returns (commit) or raises (rollback)."""

    meta: Meta
    goods: Goods
    programmes: Programmes
    ledger: Ledger
    receipts: Receipts
    outbox: Outbox
    shifts: Shifts
    people: People
    printing: Printing
    drafts: Drafts
    journal: Journal
