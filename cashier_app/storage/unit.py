"""What a job of the database worker sees: the tables, by what they are for, inside one transaction."""

from __future__ import annotations

from typing import Any

from cashier_app.storage.key_file import KeyFile
from cashier_app.storage.products import Products
from cashier_app.storage.repositories.drafts import Drafts
from cashier_app.storage.repositories.goods import Goods
from cashier_app.storage.repositories.journal import Journal
from cashier_app.storage.repositories.ledger import Ledger
from cashier_app.storage.repositories.meta import Meta
from cashier_app.storage.repositories.outbox import Outbox
from cashier_app.storage.repositories.people import People
from cashier_app.storage.repositories.printing import Printing
from cashier_app.storage.repositories.programmes import Programmes
from cashier_app.storage.repositories.quick import Quick
from cashier_app.storage.repositories.receipts import Receipts
from cashier_app.storage.repositories.shifts import Shifts
from cashier_app.storage.statements import Link


class UnitOfWork:
    """One transaction: it ends when the job returns (commit) or raises (rollback)."""

    def __init__(self, driver: Any, keys: KeyFile) -> None:
        link = Link(driver)
        self.meta = Meta(link, keys)
        self.goods = Goods(link)
        self.products = Products(link, self.goods)
        self.quick = Quick(link)
        self.programmes = Programmes(link)
        self.ledger = Ledger(link)
        self.receipts = Receipts(link)
        self.outbox = Outbox(link)
        self.shifts = Shifts(link)
        self.people = People(link)
        self.printing = Printing(link)
        self.drafts = Drafts(link)
        self.journal = Journal(link)
