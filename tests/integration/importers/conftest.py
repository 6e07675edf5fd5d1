"""A real database, and imports into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cashier_app.catalog.importers.outcome import Outcome, Tally
from cashier_app.catalog.product import ImportedProduct
from cashier_app.storage.database import Database
from cashier_app.till.importing import Import, ImportOptions


class Shop:
    """A till's database and what its last import told."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.outcomes: list[Outcome] = []

    def take(self, path: Path, **options: Any) -> Tally:
        """Import a path; raises what the import raises."""
        self.outcomes = []
        work = Import(path, ImportOptions(**options), told=self.outcomes.append)
        return work.run(self.database.worker)

    def fates(self, path: Path, **options: Any) -> dict[str, int]:
        """Import a path; how many products met each fate."""
        return dict(self.take(path, **options).fates)

    def product(self, product_id: str) -> ImportedProduct | None:
        """A product with its codes, as it is stored."""
        found = self.database.worker.call(lambda unit: unit.products.stored([product_id])).get(product_id)
        return found[0] if found else None

    def by_code(self, code: str) -> str | None:
        """Name of the product that a scan of this code (as compared) sells."""
        row = self.database.worker.call(lambda unit: unit.goods.by_code(code))
        return row.name if row else None

    def count(self) -> int:
        """How many products are on sale."""
        return self.database.worker.call(lambda unit: unit.goods.count())

    def everything(self) -> list[tuple[Any, ...]]:
        """All rows of the catalogue: two equal lists are two equal catalogues."""
        return self.database.worker.call(
            lambda unit: [
                *unit.products._link.driver.execute("SELECT * FROM product ORDER BY product_id"),
                *unit.products._link.driver.execute("SELECT * FROM barcode ORDER BY code"),
            ]
        )

    def refusals(self) -> list[tuple[str, str]]:
        """Name and reason of what was refused."""
        return [(outcome.name, outcome.reason) for outcome in self.outcomes if outcome.fate == "refused"]

    def remarks(self) -> list[tuple[str, str]]:
        """Name and reason of what was mended or left out."""
        return [(outcome.name, remark.reason) for outcome in self.outcomes for remark in outcome.remarks]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """An empty shop."""
    with Database.open(tmp_path / "till") as database:
        yield Shop(database)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """`write(name, text, encoding="utf-8")`: a file to import."""

    def make(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return make
