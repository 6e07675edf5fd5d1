"""Point look-ups on a read-only connection of the caller's own: a tenth of a millisecond each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id

if TYPE_CHECKING:
    from cashier_app.storage.rows import (
        IdentifierRow,
        LineRow,
        MemberRecord,
        ParkedRow,
        PaymentRow,
        ProductRow,
        ProgrammeRow,
        ReceiptRow,
        ShiftRow,
        UserRow,
    )


class Reader:
    """Reads what is committed; used by one thread at a time (the screen has one)."""

    def meta(self, key: str) -> str | None:
        """A value of the meta table."""
        raise NotImplementedError

    def product(self, code: str) -> ProductRow | None:
        """The product of a code as compared: GTIN zero-padded to 14, anything else as it is; None if unknown."""
        raise NotImplementedError

    def product_by_id(self, product_id: str) -> ProductRow | None:
        """A product by its id."""
        raise NotImplementedError

    def search(self, text: str, limit: int = 50) -> list[ProductRow]:
        """Products whose name contains the words, whose article is the text, or whose code ends with its digits."""
        raise NotImplementedError

    def categories(self) -> list[str]:
        """Names of all categories, in order."""
        raise NotImplementedError

    def without_barcode(self, category: str | None = None, limit: int = 200) -> list[ProductRow]:
        """Goods that cannot be scanned, for the quick page."""
        raise NotImplementedError

    def identifier(self, hash_: bytes) -> IdentifierRow | None:
        """A card or phone by its keyed hash (core.ids.identifier_hash)."""
        raise NotImplementedError

    def member(self, account_id: str) -> MemberRecord | None:
        """An account with its lots, what happened here since the last feed included."""
        raise NotImplementedError

    def programmes(self) -> list[ProgrammeRow]:
        """All cached programme versions, by version."""
        raise NotImplementedError

    def receipt(self, receipt_id: Id) -> ReceiptRow | None:
        """A receipt by its id."""
        raise NotImplementedError

    def receipt_by_number(self, number: int) -> ReceiptRow | None:
        """A final receipt by its number."""
        raise NotImplementedError

    def receipts(
        self, since: Instant, until: Instant, amount: int | None = None, account_id: str | None = None, limit: int = 100
    ) -> list[ReceiptRow]:
        """Final receipts closed in [since, until), newest first; by amount to pay and buyer if given."""
        raise NotImplementedError

    def lines(self, receipt_id: Id) -> list[LineRow]:
        """Lines of a receipt, by number."""
        raise NotImplementedError

    def payments(self, receipt_id: Id) -> list[PaymentRow]:
        """Payments of a receipt, in the order they were made."""
        raise NotImplementedError

    def parked(self) -> list[ParkedRow]:
        """Parked receipts, oldest first."""
        raise NotImplementedError

    def users(self) -> list[UserRow]:
        """All people, by name."""
        raise NotImplementedError

    def open_shift(self) -> ShiftRow | None:
        """The open shift."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connection."""
        raise NotImplementedError
