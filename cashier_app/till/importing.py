"""A catalogue comes in: every product is taken, changed, unchanged, withdrawn or refused, all or nothing.

One transaction: a file that turns out broken in the middle leaves what was there.  The same file again changes
nothing.  A code goes to the product that had it first, unless that product gives it up in the same import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import msgspec

from cashier_app.catalog.importers.commerceml import CommerceML, PriceChoice
from cashier_app.catalog.importers.draft import Draft
from cashier_app.catalog.importers.files import Document, NoCatalogue, OnlyOrders, Progress, documents
from cashier_app.catalog.importers.judging import Judge, Refusal, compared_code
from cashier_app.catalog.importers.outcome import Fate, Outcome, Remark, Tally
from cashier_app.catalog.importers.table import TableOptions, read_table
from cashier_app.catalog.product import ImportedProduct
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks

if TYPE_CHECKING:
    from cashier_app.storage.products import Products
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.storage.worker import DatabaseWorker

#: Products judged and written together: SQLite is asked once a batch, and memory stays small.
BATCH = 1000
#: No import of a shop takes longer; a call without an end would hide a deadlock.
LONGEST_S = 24 * 3600.0


class ImportStopped(Refused):
    """The person stopped the import."""

    text = QT_TRANSLATE_NOOP("errors", "The import was stopped")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. It can be started again at any time")


class NothingWithPrices(Refused):
    """The list of prices has none."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” holds no prices")
    way_out = QT_TRANSLATE_NOOP("errors", "A column “цена” (price) is needed, and one with the barcode or the id")


class ImportOptions(msgspec.Struct, frozen=True):
    """What a person said about an import."""

    table: TableOptions = TableOptions()
    price_types: PriceChoice = PriceChoice()
    #: Price of goods whose price the file leaves out.
    price_default: Kopecks | None = None
    #: Another table with prices by barcode or id; it wins over the file.
    prices: Path | None = None
    #: Standard rates of VAT besides those of the law up to now, basis points.
    vat_rates: frozenset[int] = frozenset()
    #: Judge everything, change nothing.
    dry_run: bool = False


class _Rehearsed(Exception):
    """Ends a dry run: the transaction is rolled back."""


class Import:
    """One import of a path; `run` does it, `stop` ends it from another thread."""

    def __init__(
        self,
        path: Path,
        options: ImportOptions = ImportOptions(),  # noqa: B008 - immutable
        progress: Progress = lambda count: None,
        told: Callable[[Outcome], None] = lambda outcome: None,
    ) -> None:
        """`progress` is told bytes as they are read, `told` every product's outcome (in the worker's thread)."""
        self._path = path
        self._options = options
        self._progress = progress
        self._told = told
        self._stopped = Event()
        self._documents: list[Document] = []
        self.tally = Tally()

    def prepare(self) -> int:
        """Look at the path; the bytes that will be read.  Raises `NoSuchFile`, `NoCatalogue`, `BrokenArchive`."""
        self._documents = documents(self._path)
        return sum(document.size for document in self._documents)

    def stop(self) -> None:
        """End it at the next batch: nothing is changed."""
        self._stopped.set()

    def run(self, worker: DatabaseWorker) -> Tally:
        """Read, judge and store; blocks, so never on the screen's thread.

        Raises `WorldError`s of files (broken, packed, no catalogue, price type or column unknown) and of the
        database; nothing is changed then.
        """
        if not self._documents:
            self.prepare()
        judge = Judge(self._options.price_default, self._price_list(), self._options.vat_rates)
        with ExitStack() as stack:
            drafts = self._drafts(stack)
            writing = worker.submit(lambda unit: self._store(unit, drafts, judge))
            try:
                writing.result(LONGEST_S)
            except _Rehearsed:
                pass
            except KeyboardInterrupt:
                self.stop()
                # the generator and its files belong to the worker until it has rolled back
                writing.exception(LONGEST_S)
                raise
        return self.tally

    # --- what the files say ------------------------------------------------------------------------------

    def _drafts(self, stack: ExitStack) -> Iterator[Draft]:
        if all(document.kind == "table" for document in self._documents):
            return self._table_drafts()
        from cashier_app.storage.staging import Staging

        reader = CommerceML(stack.enter_context(Staging()), self.tally.notes)
        for document in self._documents:
            reader.read(document, self._progress)
        if not reader.goods and not reader.offers:
            raise (OnlyOrders if reader.orders else NoCatalogue)(path=self._path)
        return reader.drafts(self._options.price_types)

    def _table_drafts(self) -> Iterator[Draft]:
        for document in self._documents:
            yield from read_table(document, self._options.table, self.tally.notes, self._progress)

    def _price_list(self) -> Callable[[tuple[str, ...]], str | None] | None:
        path = self._options.prices
        if path is None:
            return None
        prices: dict[str, str] = {}
        for document in documents(path):
            for draft in read_table(document, TableOptions(), []):
                for key in (draft.product_id, *filter(None, (compared_code(c)[0] for c in draft.codes or ()))):
                    if draft.price:
                        prices.setdefault(key, draft.price)
        if not prices:
            raise NothingWithPrices(file=path)
        return lambda keys: next((prices[key] for key in keys if key in prices), None)

    # --- in the database ---------------------------------------------------------------------------------

    def _store(self, unit: UnitOfWork, drafts: Iterable[Draft], judge: Judge) -> None:
        storing = _Storing(unit.products, judge, self._tell)
        waiting = iter(drafts)
        while batch := list(islice(waiting, BATCH)):
            if self._stopped.is_set():
                raise ImportStopped()
            storing.take(batch)
        storing.finish()
        if self._options.dry_run:
            raise _Rehearsed

    def _tell(self, outcome: Outcome) -> None:
        self.tally.add(outcome)
        self._told(outcome)


class _Claim(msgspec.Struct):
    """A judged product that waits for its codes."""

    draft: Draft
    product: ImportedProduct
    remarks: list[Remark]
    stored: ImportedProduct | None
    digest: bytes


class _Storing:
    """Judges batches and writes them; products whose code somebody else has wait until the end."""

    def __init__(self, products: Products, judge: Judge, tell: Callable[[Outcome], None]) -> None:
        self._products = products
        self._judge = judge
        self._tell = tell
        self._seen: set[str] = set()
        self._waiting: list[_Claim] = []

    def take(self, drafts: list[Draft]) -> None:
        """Judge a batch and write what changed."""
        fresh = [draft for draft in drafts if self._is_first(draft)]
        fresh += [self._withdrawal(draft, found) for draft in fresh for found in self._variants(draft)]
        stored = self._products.stored([draft.product_id for draft in fresh])
        claims: list[_Claim] = []
        for draft in fresh:
            known, digest = stored.get(draft.product_id, (None, b""))
            try:
                product, remarks = self._judge.judge(draft, known)
            except Refusal as refusal:
                self._refuse(draft, refusal.reason, refusal.value)
                continue
            claims.append(_Claim(draft, product, remarks, known, digest))
        self._write(claims, final=False)

    def finish(self) -> None:
        """Settle the products whose codes belonged to others: those may have given them up meanwhile."""
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            self._write(batch, final=True)

    def _is_first(self, draft: Draft) -> bool:
        if draft.product_id in self._seen:
            self._refuse(draft, "duplicate_code" if draft.replaceable_id else "duplicate_id", draft.product_id)
            return False
        if draft.product_id:
            self._seen.add(draft.product_id)
        return True

    def _variants(self, draft: Draft) -> list[str]:
        """Stored variants of goods that are marked as deleted."""
        if not draft.deleted or "#" in draft.product_id or not draft.product_id:
            return []
        return [found for found in self._products.variants(draft.product_id) if found not in self._seen]

    def _withdrawal(self, draft: Draft, product_id: str) -> Draft:
        self._seen.add(product_id)
        return Draft(product_id, draft.file, draft.line, deleted=True)

    def _write(self, claims: list[_Claim], final: bool) -> None:
        owners = self._products.owners([code for claim in claims for code in claim.product.codes])
        leaving = {claim.product.product_id: set(claim.product.codes) for claim in claims}
        given: dict[str, tuple[str, str]] = {}
        written: list[tuple[ImportedProduct, bytes]] = []
        for claim in claims:
            product = claim.product
            taken: list[str] = []
            for code in product.codes:
                owner = given.get(code) or owners.get(code)
                if owner is None or owner[0] == product.product_id or code not in leaving.get(owner[0], {code}):
                    continue
                taken.append(code)
            if taken and not final and any((given.get(code) or owners[code])[0] not in self._seen for code in taken):
                self._waiting.append(claim)
                continue
            if taken and claim.draft.replaceable_id:
                self._refuse(
                    claim.draft, "duplicate_code", f"{taken[0]}: {(given.get(taken[0]) or owners[taken[0]])[1]}"
                )
                continue
            if taken:
                kept = tuple(code for code in product.codes if code not in taken)
                product = msgspec.structs.replace(product, codes=kept)
                for code in taken:
                    name = (given.get(code) or owners[code])[1]
                    claim.remarks.append(Remark("code_duplicate", f"{code}: {name}"))
            given.update((code, (product.product_id, product.name)) for code in product.codes)
            digest = product.digest()
            if self._told(claim, product, digest):
                written.append((product, digest))
        self._products.put(written)

    def _told(self, claim: _Claim, product: ImportedProduct, digest: bytes) -> bool:
        """Tell the product's fate; whether it must be written."""
        fate: Fate = "taken"
        if claim.stored is not None:
            fate = "unchanged" if digest == claim.digest else "withdrawn" if product.deleted else "changed"
        draft = claim.draft
        self._tell(
            Outcome(draft.file, draft.line, product.product_id, product.name, fate, remarks=tuple(claim.remarks))
        )
        return fate != "unchanged"

    def _refuse(self, draft: Draft, reason: str, value: str = "") -> None:
        name = " ".join((draft.name or "").split())[:80]
        self._tell(Outcome(draft.file, draft.line, draft.product_id, name, "refused", reason, value))
