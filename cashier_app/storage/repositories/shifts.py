"""Shifts and the cash that goes in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from cashier_app.storage.rows import CashRow, ShiftRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import RECEIPT_PAYING, SHIFT_OPEN, cash_operation, kept_answer, payment, receipt, shift

_OPEN: Final = Statement(columns_of(shift, ShiftRow).where(SHIFT_OPEN))
_BY_NUMBER: Final = Statement(columns_of(shift, ShiftRow).where(shift.c.number == bindparam("number")))
_CLOSED: Final = Statement(
    columns_of(shift, ShiftRow)
    .where(shift.c.closed_at.is_not(None))
    .order_by(shift.c.number.desc())
    .limit(bindparam("limit"))
)
_ADD: Final = RowInsert(shift, ShiftRow)
_LAST: Final = Statement(select(func.coalesce(func.max(shift.c.number), 0)))
_CLOSE: Final = Statement(
    update(shift)
    .where(shift.c.number == bindparam("of_number"), shift.c.closed_at.is_(None))
    .values({name: bindparam(name) for name in ("closed_at", "closed_by", "counted", "report")})
)
_ADD_CASH: Final = RowInsert(cash_operation, CashRow)
_CASH: Final = Statement(
    columns_of(cash_operation, CashRow).where(cash_operation.c.shift == bindparam("shift")).order_by("at")
)
_IN_SHIFT: Final = receipt.c.shift == bindparam("shift")
_FINAL: Final = receipt.c.state == "final"
_PAYMENTS: Final = Statement(
    select(receipt.c.kind, payment.c.kind, func.count(), func.sum(payment.c.amount))
    .join(payment, payment.c.receipt_id == receipt.c.receipt_id)
    .where(_IN_SHIFT, _FINAL, payment.c.state == "approved")
    .group_by(receipt.c.kind, payment.c.kind)
    .order_by(receipt.c.kind, payment.c.kind)
)
_DOUBTFUL: Final = Statement(select(func.count()).select_from(receipt).where(_IN_SHIFT, RECEIPT_PAYING))


_FORGET_ANSWERS: Final = Statement(delete(kept_answer))
_FORGET_OF: Final = Statement(delete(kept_answer).where(kept_answer.c.shift == bindparam("shift")))
_KEEP: Final = Statement(
    insert(kept_answer).values(
        {name: bindparam(name) for name in ("question", "shift", "day", "zone", "version", "answer")}
    )
)


class Shifts:
    """One open shift at most."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def open(self) -> ShiftRow | None:
        """The open shift."""
        return self._link.row(_OPEN, ShiftRow)

    def by_number(self, number: int) -> ShiftRow | None:
        """A shift."""
        return self._link.row(_BY_NUMBER, ShiftRow, number=number)

    def closed(self, limit: int) -> list[ShiftRow]:
        """Closed shifts, newest first."""
        return self._link.rows(_CLOSED, ShiftRow, limit=limit)

    def last_number(self) -> int:
        """Number of the newest shift; 0 before the first."""
        number: int = self._link.value(_LAST)
        return number

    def add(self, row: ShiftRow) -> None:
        """Open a shift."""
        self._link.insert(_ADD, row)

    def close(self, number: int, closed_at: int, closed_by: str, counted: int, report: bytes) -> int:
        """Close a shift; the number of rows changed (0: it was not open)."""
        return self._link.run(
            _CLOSE, of_number=number, closed_at=closed_at, closed_by=closed_by, counted=counted, report=report
        )

    def add_cash(self, row: CashRow) -> None:
        """Cash in or out."""
        self._link.insert(_ADD_CASH, row)

    def cash(self, number: int) -> list[CashRow]:
        """Cash operations of a shift, in order."""
        return self._link.rows(_CASH, CashRow, shift=number)

    # --- answers of reports, kept ---------------------------------------------------------------------------

    def keep_answers(self, number: int, rows: Sequence[tuple[Any, ...]]) -> None:
        """Keep the answers of a closed shift instead of earlier ones."""
        self._link.run(_FORGET_OF, shift=number)
        self._link.run_all(_KEEP, rows)

    def forget_answers(self) -> None:
        """Forget the kept answers of all shifts."""
        self._link.run(_FORGET_ANSWERS)

    # --- figures -----------------------------------------------------------------------------------------

    def payments(self, number: int) -> list[tuple[str, str, int, int]]:
        """(receipt kind, payment kind, count, amount)."""
        return self._link.all(_PAYMENTS, shift=number)

    def cash_taken(self, number: int) -> int:
        """Kopecks of cash that receipts, refunds and cash operations brought into the drawer."""
        paid = sum(amount for _, kind, _, amount in self.payments(number) if kind == "cash")
        return paid + sum(row.amount if row.kind == "in" else -row.amount for row in self.cash(number))

    def in_doubt(self, number: int) -> int:
        """Receipts whose payment is not over."""
        count: int = self._link.value(_DOUBTFUL, shift=number)
        return count
