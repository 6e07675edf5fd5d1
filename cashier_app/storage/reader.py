"""Point look-ups on a read-only connection of the caller's own: some hundredths of a millisecond each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import as_world_error
from cashier_app.storage.key_file import KeyFile
from cashier_app.storage.migrations import revision
from cashier_app.storage.repositories.drafts import Drafts
from cashier_app.storage.repositories.goods import Goods
from cashier_app.storage.repositories.goods_search import GoodsSearch
from cashier_app.storage.repositories.ledger import Ledger
from cashier_app.storage.repositories.meta import Meta
from cashier_app.storage.repositories.outbox import Outbox
from cashier_app.storage.repositories.people import People
from cashier_app.storage.repositories.printing import Printing
from cashier_app.storage.repositories.programmes import Programmes
from cashier_app.storage.repositories.quick import Quick
from cashier_app.storage.repositories.receipts import Receipts
from cashier_app.storage.repositories.shifts import Shifts
from cashier_app.storage.rows import (
    IdentifierRow,
    LineRow,
    LotRow,
    MemberRecord,
    ParkedRow,
    PaymentRow,
    PrintJobRow,
    ProductRow,
    ProgrammeRow,
    QuickRow,
    ReceiptRow,
    ShiftRow,
    UserRow,
)
from cashier_app.storage.statements import Link

Reading = TypeVar("Reading", bound=Callable[..., Any])


def _in_words(read: Reading) -> Reading:
    """A way of reading that raises `WorldError` where the file is damaged or the disk fails."""

    def reading(link: _ReadingLink, *given: Any, **named: Any) -> Any:
        try:
            return read(link, *given, **named)
        except link.failure as error:
            raise as_world_error(error, link.path) or error from error

    return cast(Reading, reading)


class _ReadingLink(Link):
    """The connection of a reader: what its driver raises comes out as words."""

    __slots__ = ("failure", "path")

    def __init__(self, driver: Any, path: Path, failure: type[Exception]) -> None:
        super().__init__(driver)
        self.path = path
        self.failure = failure

    all = _in_words(Link.all)
    one = _in_words(Link.one)
    value = _in_words(Link.value)
    rows = _in_words(Link.rows)
    row = _in_words(Link.row)


class Reader:
    """Reads what is committed; used by one thread at a time (the screen has one).

    A file that is damaged under a running till, or a disk that fails, raises `storage.errors`.
    """

    def __init__(self, path: Path) -> None:
        import pysqlite3.dbapi2 as driver

        self._engine = create_till_engine(path, read_only=True)
        try:
            self._connection = self._engine.raw_connection()
        except driver.Error as error:
            raise as_world_error(error, path) or error from error
        link = _ReadingLink(self._connection.driver_connection, path, driver.Error)
        self._meta = Meta(link, KeyFile(path))
        self._goods = Goods(link)
        self._goods_search = GoodsSearch(link)
        self._quick = Quick(link)
        self._ledger = Ledger(link)
        self._programmes = Programmes(link)
        self._receipts = Receipts(link)
        self._drafts = Drafts(link)
        self._people = People(link)
        self._shifts = Shifts(link)
        self._outbox = Outbox(link)
        self._printing = Printing(link)

    def revision(self) -> str | None:
        """The revision of the tables; None for an empty file."""
        return revision(self._connection.driver_connection)

    def meta(self, key: str) -> str | None:
        """A value of the meta table."""
        return self._meta.get(key)

    @contextmanager
    def _one_picture(self) -> Iterator[None]:
        """What several statements read is what one commit left: an exchange may be booked between two of them."""
        driver: Any = self._connection.driver_connection
        driver.execute("BEGIN")
        try:
            yield
        finally:
            # a disk that failed has ended it already
            if driver.in_transaction:
                driver.execute("ROLLBACK")

    # --- goods -------------------------------------------------------------------------------------------

    def product(self, code: str) -> ProductRow | None:
        """The product of a code as compared: GTIN zero-padded to 14, anything else as it is; None if unknown."""
        return self._goods.by_code(code)

    def product_by_id(self, product_id: str) -> ProductRow | None:
        """A product by its id."""
        return self._goods.by_id(product_id)

    def search(self, text: str, limit: int = 50, wanted: Callable[[], bool] = lambda: True) -> list[ProductRow]:
        """Goods by words of the name in any order, by article, by the last digits of a code; the likeliest first."""
        return self._goods_search.find(text, limit, wanted)

    def warm_search(self) -> None:
        """Read what a search needs in memory: some tenths of a second once, and again when the catalogue changed."""
        self._goods_search.warm()

    def interrupt(self) -> None:
        """End what this connection is reading, which then raises; the only call allowed from another thread."""
        driver: Any = self._connection.driver_connection
        driver.interrupt()

    def categories(self) -> list[str]:
        """Names of all categories, in order."""
        return self._goods.categories()

    def of_category(self, category: str, limit: int = 200) -> list[ProductRow]:
        """Goods of a category, by name."""
        return self._goods.of_category(category, limit)

    def without_barcode(self, category: str = "", limit: int = 200) -> list[ProductRow]:
        """Goods that cannot be scanned, for the quick page."""
        return self._goods.without_barcode(category, limit)

    def quick_tiles(self) -> list[QuickRow]:
        """Tiles of the quick page, those of a folder in their order."""
        return self._quick.tiles()

    def quick_goods(self, folder: str) -> dict[str, tuple[ProductRow, bytes]]:
        """By tile of a folder of the quick page: goods on sale, and their pictures."""
        return self._quick.goods_of(folder)

    def quick_folders(self) -> dict[str, bytes]:
        """By tile of the quick page: the pictures of folders."""
        return self._quick.folder_pictures()

    # --- buyers ------------------------------------------------------------------------------------------

    def identifier(self, hash_: bytes) -> IdentifierRow | None:
        """A card or phone by its keyed hash (core.ids.identifier_hash)."""
        return self._ledger.identifier(hash_)

    def identifiers(self, account_id: str) -> list[IdentifierRow]:
        """All cards and telephones of an account."""
        return self._ledger.identifiers(account_id)

    def card_of(self, account_id: str) -> str:
        """The mask of an active card of an account, or ""."""
        return self._ledger.card_of(account_id)

    def member(self, account_id: str) -> MemberRecord | None:
        """An account with its lots, what happened here since the last feed included."""
        with self._one_picture():
            return self._ledger.member(account_id)

    def account_lots(self, account_id: str) -> list[LotRow]:
        """Lots of an account, known or not."""
        with self._one_picture():
            return self._ledger.lots(account_id)

    def lot(self, lot_id: str) -> LotRow | None:
        """One lot's row."""
        with self._one_picture():
            return self._ledger.lot(lot_id)

    def named_lots(self, lot_ids: Sequence[str]) -> list[LotRow]:
        """Of the lots named those that are known, what happened here since the last feed included."""
        with self._one_picture():
            return self._ledger.named_lots(lot_ids)

    def at_home(self, account_ids: Iterable[str]) -> frozenset[str]:
        """Of the accounts named those whose home is here: their untouched caps may be opened without asking."""
        return self._ledger.at_home(account_ids)

    def programmes(self) -> list[ProgrammeRow]:
        """All cached programme versions, by version."""
        return self._programmes.all()

    # --- receipts ----------------------------------------------------------------------------------------

    def receipt(self, receipt_id: Id) -> ReceiptRow | None:
        """A receipt by its id."""
        return self._receipts.by_id(receipt_id)

    def receipt_by_number(self, number: int) -> ReceiptRow | None:
        """A final receipt by its number."""
        return self._receipts.by_number(number)

    def next_number(self) -> int:
        """The number that the next final receipt will have."""
        return self._receipts.next_number()

    def receipts(
        self, since: Instant, until: Instant, amount: int | None = None, account_id: str | None = None, limit: int = 100
    ) -> list[ReceiptRow]:
        """Final sales closed in [since, until), newest first; by amount to pay and buyer if given."""
        return self._receipts.find(since, until, amount, account_id, limit)

    def returns(self, receipt_id: Id) -> list[ReceiptRow]:
        """Returns of a sale, in order; one whose refund waits for the terminal holds its goods already."""
        return self._receipts.returns(receipt_id)

    def told(self, receipt_id: Id) -> bytes | None:
        """A sale as the server told of it last (msgspec JSON of `sync.messages.SaleElsewhere`)."""
        return self._receipts.told(receipt_id)

    def lines(self, receipt_id: Id) -> list[LineRow]:
        """Lines of a receipt, by number."""
        return self._receipts.lines(receipt_id)

    def payments(self, receipt_id: Id) -> list[PaymentRow]:
        """Payments of a receipt, in the order they were asked for."""
        return self._receipts.payments(receipt_id)

    def slip_of(self, receipt_id: Id) -> PrintJobRow | None:
        """The print job of a receipt's slip; None where the till had no printer."""
        return self._printing.of_receipt(receipt_id)

    def parked(self) -> list[ParkedRow]:
        """Parked receipts, oldest first."""
        return self._drafts.parked()

    # --- people and queues -------------------------------------------------------------------------------

    def users(self) -> list[UserRow]:
        """All people, by name."""
        return self._people.all()

    def open_shift(self) -> ShiftRow | None:
        """The open shift."""
        return self._shifts.open()

    def shift(self, number: int) -> ShiftRow | None:
        """A shift by its number."""
        return self._shifts.by_number(number)

    def closed_shifts(self, limit: int = 1_000_000) -> list[ShiftRow]:
        """Closed shifts, newest first."""
        return self._shifts.closed(limit)

    def shift_receipts(self, shift: int) -> list[ReceiptRow]:
        """Final receipts of a shift, by number."""
        return self._receipts.of_shift(shift)

    def cash_taken(self, shift: int) -> Kopecks:
        """Cash that a shift's receipts, refunds and cash operations brought, its float left out."""
        return self._shifts.cash_taken(shift)

    def backlog(self) -> tuple[int, int, Instant | None]:
        """Operations that wait for the server, that it rejected, and since when the oldest waits."""
        return self._outbox.backlog()

    def jobs_in_doubt(self) -> int:
        """How many print jobs nobody knows the fate of."""
        return len(self._printing.unknown())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        self._engine.dispose()
