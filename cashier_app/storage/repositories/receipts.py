"""Receipts, their lines and payments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Text, bindparam, cast, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import LineRow, PaymentRow, ReceiptRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import RECEIPT_PAYING, payment, receipt, receipt_line, told_sale

_insert = insert(receipt).values({name: bindparam(name) for name in ReceiptRow.__struct_fields__})
_PUT: Final = Statement(
    _insert.on_conflict_do_update(
        index_elements=["receipt_id"],
        set_={name: _insert.excluded[name] for name in ReceiptRow.__struct_fields__ if name != "receipt_id"},
        where=receipt.c.state != "final",
    )
)
_SEALED_UNDER: Final = Statement(
    update(receipt).where(receipt.c.receipt_id == bindparam("of_receipt")).values(epoch=bindparam("new_epoch"))
)
_BY_ID: Final = Statement(columns_of(receipt, ReceiptRow).where(receipt.c.receipt_id == bindparam("receipt_id")))
_BY_NUMBER: Final = Statement(columns_of(receipt, ReceiptRow).where(receipt.c.number == bindparam("number")))
_FOUND: Final = Statement(
    columns_of(receipt, ReceiptRow)
    .where(
        receipt.c.state == "final",
        receipt.c.kind == "sale",
        receipt.c.closed_at >= bindparam("since"),
        receipt.c.closed_at < bindparam("until"),
        (receipt.c.to_pay == bindparam("amount")) | (bindparam("amount") < 0),
    )
    .order_by(receipt.c.closed_at.desc(), receipt.c.number.desc())
    .limit(bindparam("limit"))
)
_OF_ACCOUNT: Final = Statement(
    columns_of(receipt, ReceiptRow)
    .where(
        receipt.c.account_id == bindparam("account_id"),
        receipt.c.state == "final",
        receipt.c.kind == "sale",
        receipt.c.closed_at >= bindparam("since"),
        receipt.c.closed_at < bindparam("until"),
        (receipt.c.to_pay == bindparam("amount")) | (bindparam("amount") < 0),
    )
    .order_by(receipt.c.closed_at.desc())
    .limit(bindparam("limit"))
)
_PAYING: Final = Statement(columns_of(receipt, ReceiptRow).where(RECEIPT_PAYING).order_by("opened_at"))
_NEXT_NUMBER: Final = Statement(select(func.coalesce(func.max(receipt.c.number), 0) + 1))
_SET_STATE: Final = Statement(
    update(receipt)
    .where(receipt.c.receipt_id == bindparam("of_receipt"), receipt.c.state == "paying")
    .values(state=bindparam("state"), closed_at=bindparam("closed_at"))
)
_ADD_LINE: Final = RowInsert(receipt_line, LineRow)
_LINES: Final = Statement(
    columns_of(receipt_line, LineRow)
    .where(receipt_line.c.receipt_id == bindparam("receipt_id"))
    .order_by(receipt_line.c.number)
)
_insert_payment = insert(payment).values({name: bindparam(name) for name in PaymentRow.__struct_fields__})
_PUT_PAYMENT: Final = Statement(
    _insert_payment.on_conflict_do_update(
        index_elements=["payment_id"],
        set_={
            name: _insert_payment.excluded[name] for name in ("amount", "tendered", "state", "reference", "resolved_at")
        },
    )
)
_PAYMENTS: Final = Statement(
    columns_of(payment, PaymentRow)
    .where(payment.c.receipt_id == bindparam("receipt_id"))
    .order_by(payment.c.asked_at, text("payment.rowid"))
)
_TO_UNKNOWN: Final = Statement(
    update(payment)
    .where(
        payment.c.receipt_id.in_(select(receipt.c.receipt_id).where(RECEIPT_PAYING)), payment.c.state == "authorising"
    )
    .values(state="unknown")
)
_RETURNS: Final = Statement(
    columns_of(receipt, ReceiptRow)
    .where(receipt.c.original_id == bindparam("original_id"), receipt.c.state != "cancelled")
    .order_by(receipt.c.opened_at, receipt.c.number)
)
_insert_told = insert(told_sale).values({name: bindparam(name) for name in ("receipt_id", "body", "told_at")})
_PUT_TOLD: Final = Statement(
    _insert_told.on_conflict_do_update(
        index_elements=["receipt_id"],
        set_={name: _insert_told.excluded[name] for name in ("body", "told_at")},
        where=told_sale.c.told_at <= _insert_told.excluded.told_at,
    )
)
_TOLD: Final = Statement(select(told_sale.c.body).where(told_sale.c.receipt_id == bindparam("receipt_id")))
_IN_SHIFT: Final = (receipt.c.shift == bindparam("shift")) & (receipt.c.state == "final")
_OF_SHIFT: Final = Statement(columns_of(receipt, ReceiptRow).where(_IN_SHIFT).order_by(receipt.c.number))
_PAYMENTS_OF_SHIFT: Final = Statement(
    select(payment.c.receipt_id, payment.c.kind, payment.c.amount)
    .join(receipt, receipt.c.receipt_id == payment.c.receipt_id)
    .where(_IN_SHIFT, payment.c.state == "approved")
)
_VAT_OF_SHIFT: Final = Statement(
    select(
        receipt_line.c.receipt_id,
        receipt_line.c.vat_rate,
        func.sum(receipt_line.c.to_pay),
        func.sum(receipt_line.c.vat),
    )
    .join(receipt, receipt.c.receipt_id == receipt_line.c.receipt_id)
    .where(_IN_SHIFT)
    .group_by(receipt_line.c.receipt_id, receipt_line.c.vat_rate)
)
#: A line that is a gift card says of itself which one.
_CARDS_OF_SHIFT: Final = Statement(
    select(receipt_line.c.receipt_id, receipt_line.c.to_pay)
    .join(receipt, receipt.c.receipt_id == receipt_line.c.receipt_id)
    .where(_IN_SHIFT, func.json_extract(cast(receipt_line.c.item, Text), "$.card").is_not(None))
)
_LAST_SALE: Final = Statement(
    columns_of(receipt, ReceiptRow)
    .where(receipt.c.number.is_not(None), receipt.c.state == "final")
    .order_by(receipt.c.number.desc())
    .limit(1)
)


class Receipts:
    """Sales and returns; a final receipt never changes."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, row: ReceiptRow) -> int:
        """Write a receipt, or write it again while it is not final; 0 if it is."""
        return self._link.run(_PUT, **_fields(row))

    def sealed_under(self, receipt_id: str, epoch: str) -> None:
        """A receipt's operation stands under another epoch now."""
        self._link.run(_SEALED_UNDER, of_receipt=receipt_id, new_epoch=epoch)

    def by_id(self, receipt_id: str) -> ReceiptRow | None:
        """A receipt."""
        return self._link.row(_BY_ID, ReceiptRow, receipt_id=receipt_id)

    def by_number(self, number: int) -> ReceiptRow | None:
        """A final receipt by its number."""
        return self._link.row(_BY_NUMBER, ReceiptRow, number=number)

    def find(self, since: int, until: int, amount: int | None, account_id: str | None, limit: int) -> list[ReceiptRow]:
        """Final sales closed in [since, until), newest first."""
        given: dict[str, Any] = {
            "since": since,
            "until": until,
            "amount": -1 if amount is None else amount,
            "limit": limit,
        }
        if account_id is None:
            return self._link.rows(_FOUND, ReceiptRow, **given)
        return self._link.rows(_OF_ACCOUNT, ReceiptRow, account_id=account_id, **given)

    def paying(self) -> list[ReceiptRow]:
        """Receipts whose payment is not over."""
        return self._link.rows(_PAYING, ReceiptRow)

    def next_number(self) -> int:
        """The number of the next final receipt."""
        number: int = self._link.value(_NEXT_NUMBER)
        return number

    def last(self) -> ReceiptRow | None:
        """The newest final receipt."""
        return self._link.row(_LAST_SALE, ReceiptRow)

    def cancel(self, receipt_id: str, now: int) -> int:
        """A receipt whose payment was left."""
        return self._link.run(_SET_STATE, of_receipt=receipt_id, state="cancelled", closed_at=now)

    def add_lines(self, rows: Sequence[LineRow]) -> None:
        """Lines of a receipt that becomes final, or of a return whose refund waits for the terminal."""
        self._link.insert_all(_ADD_LINE, rows)

    def lines(self, receipt_id: str) -> list[LineRow]:
        """Lines, by number."""
        return self._link.rows(_LINES, LineRow, receipt_id=receipt_id)

    def put_payments(self, rows: Sequence[PaymentRow]) -> None:
        """Write payments, or their new state."""
        self._link.run_all(_PUT_PAYMENT, [_PUT_PAYMENT.values(_fields(row)) for row in rows])

    def payments(self, receipt_id: str) -> list[PaymentRow]:
        """Payments, in the order they were asked for."""
        return self._link.rows(_PAYMENTS, PaymentRow, receipt_id=receipt_id)

    def interrupted(self) -> int:
        """Card payments whose answer never came before the program ended; how many."""
        return self._link.run(_TO_UNKNOWN)

    def returns(self, original_id: str) -> list[ReceiptRow]:
        """Returns of a sale, in order; one whose refund waits for the terminal holds its goods already."""
        return self._link.rows(_RETURNS, ReceiptRow, original_id=original_id)

    def put_told(self, receipt_id: str, body: bytes, told_at: int) -> None:
        """A sale as the server told of it; what is older than what is known changes nothing."""
        self._link.run(_PUT_TOLD, receipt_id=receipt_id, body=body, told_at=told_at)

    def told(self, receipt_id: str) -> bytes | None:
        """A sale as the server told of it last."""
        body: bytes | None = self._link.value(_TOLD, receipt_id=receipt_id)
        return body

    def of_shift(self, shift: int) -> list[ReceiptRow]:
        """Final receipts of a shift, by number."""
        return self._link.rows(_OF_SHIFT, ReceiptRow, shift=shift)

    def payments_of_shift(self, shift: int) -> list[tuple[str, str, int]]:
        """(receipt, kind, amount) of the approved payments of a shift's final receipts."""
        return self._link.all(_PAYMENTS_OF_SHIFT, shift=shift)

    def vat_of_shift(self, shift: int) -> list[tuple[str, int | None, int, int]]:
        """(receipt, rate, amount, VAT in it) of a shift's final receipts."""
        return self._link.all(_VAT_OF_SHIFT, shift=shift)

    def cards_of_shift(self, shift: int) -> list[tuple[str, int]]:
        """(receipt, amount) of every gift card sold or brought back by a shift's final receipts."""
        return self._link.all(_CARDS_OF_SHIFT, shift=shift)


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}
