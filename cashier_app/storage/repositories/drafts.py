"""The receipt on the screen and those put aside."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import ParkedRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import draft, parked_receipt

_SAVE: Final = Statement(
    insert(draft)
    .values(draft_id=1, body=bindparam("body"), saved_at=bindparam("saved_at"))
    .on_conflict_do_update(
        index_elements=["draft_id"], set_={"body": bindparam("body"), "saved_at": bindparam("saved_at")}
    )
)
_LOAD: Final = Statement(select(draft.c.body).where(draft.c.draft_id == 1))
_DROP: Final = Statement(delete(draft).where(draft.c.draft_id == 1))
_PARK: Final = RowInsert(parked_receipt, ParkedRow)
_PARKED: Final = Statement(columns_of(parked_receipt, ParkedRow).order_by(parked_receipt.c.at))
_BY_ID: Final = Statement(
    columns_of(parked_receipt, ParkedRow).where(parked_receipt.c.parked_id == bindparam("parked_id"))
)
_UNPARK: Final = Statement(delete(parked_receipt).where(parked_receipt.c.parked_id == bindparam("parked_id")))


class Drafts:
    """Open receipts as encoded values."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def save(self, body: bytes, now: int) -> None:
        """Keep the receipt on the screen."""
        self._link.run(_SAVE, body=body, saved_at=now)

    def load(self) -> bytes | None:
        """The receipt that was on the screen."""
        body: bytes | None = self._link.value(_LOAD)
        return body

    def drop(self) -> None:
        """The screen is empty."""
        self._link.run(_DROP)

    def park(self, row: ParkedRow) -> None:
        """Put a receipt aside."""
        self._link.insert(_PARK, row)

    def parked(self) -> list[ParkedRow]:
        """Receipts put aside, oldest first."""
        return self._link.rows(_PARKED, ParkedRow)

    def parked_by_id(self, parked_id: str) -> ParkedRow | None:
        """One receipt put aside."""
        return self._link.row(_BY_ID, ParkedRow, parked_id=parked_id)

    def unpark(self, parked_id: str) -> int:
        """It is no longer put aside; 0 if it was not."""
        return self._link.run(_UNPARK, parked_id=parked_id)
