"""Returns of lines of a receipt: found, chosen, previewed, committed; never more than was sold."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import masks_of
from cashier_app.core.clock import DAY, local_time, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id, identifier_hash
from cashier_app.core.money import Kopecks, parse_money
from cashier_app.core.number import parse_scaled
from cashier_app.core.points import Points
from cashier_app.core.quantity import MAXIMUM_QUANTITY
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.settlement import ReturnSettlement, settle_return
from cashier_app.sales.receipt import Item
from cashier_app.sales.returning import ReturnDraft, choose, choose_all, left_to_return
from cashier_app.till.exchange import IDENTIFIER_KEY
from cashier_app.till.goods_back import Original, commit_return, read_original
from cashier_app.till.rights import Permission
from cashier_app.till.selling_text import quantity_text

if TYPE_CHECKING:
    from cashier_app.storage.rows import LineRow, ReceiptRow
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

#: How far back a search without a day looks.
_FAR_BACK = 400 * DAY
_DIGITS_OF_NUMBER = 0


class ReceiptNotFound(Refused):
    """No such receipt at this till."""

    text = QT_TRANSLATE_NOOP("errors", "There is no such receipt at this till")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at the number and date on the slip, or search by the sum")


class NothingChosen(Refused):
    """A return without lines."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is chosen to return")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch the lines that the buyer brings back")


class FoundReceipt(msgspec.Struct, frozen=True):
    """A receipt in the list of those found; texts are ready."""

    receipt_id: Id
    title: str
    detail: str
    amount: str


class ReturnLineView(msgspec.Struct, frozen=True):
    """A sold line: how much may still go back, and how much is chosen."""

    number: int
    name: str
    detail: str
    #: Quantity sold, and that may still be returned.
    sold: str
    returnable: str
    chosen: str
    #: Money that the chosen quantity brings back.
    amount: str
    enabled: bool
    #: All that may still be returned, as `choose` takes it.
    whole: str = ""


class ReturnView(msgspec.Struct, frozen=True):
    """The return screen, ready."""

    title: str
    detail: str
    lines: tuple[ReturnLineView, ...]
    #: Money by kind: (`Наличными`, `120,00`).
    money: tuple[tuple[str, str], ...]
    total: str
    #: The effect on points, one sentence each; empty without a member.
    points: tuple[str, ...]
    enabled: bool
    #: Why the return cannot be made yet.
    reason: str
    total_kopecks: Kopecks = 0


class ReturnedReceipt(msgspec.Struct, frozen=True):
    """A committed return."""

    receipt_id: Id
    number: int
    total: Kopecks
    cash: Kopecks
    card: Kopecks
    points_restored: Points
    points_taken_back: Points
    print_job_id: int | None
    total_text: str
    money_text: str
    points_text: str


class _Choice(msgspec.Struct, frozen=True):
    """The receipt taken, the choice so far, and who allowed it."""

    original: Original
    draft: ReturnDraft
    allowed_by: str


class Returning:
    """One return at a time; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._choice: _Choice | None = None

    # --- finding -----------------------------------------------------------------------------------------

    def find(
        self, number: str = "", day: date | None = None, amount: str = "", card: str = "", limit: int = 50
    ) -> list[FoundReceipt]:
        """Final sales by number, day, sum or card; newest first.  Raises `ReceiptNotFound`, `MalformedNumber`."""
        reader, zone, now = self._till.reader, self._till.zone, self._till.clock.now()
        if number.strip():
            wanted = parse_scaled(number, _DIGITS_OF_NUMBER, 10**9)
            row = reader.receipt_by_number(wanted)
            rows = [row] if row is not None and row.kind == "sale" else []
        else:
            since = start_of_day(day, zone) if day else now - _FAR_BACK
            until = start_of_day(day + timedelta(days=1), zone) if day else now + 1
            sum_ = parse_money(amount) if amount.strip() else None
            account_id = self._account_of(card) if card.strip() else None
            rows = reader.receipts(since, until, sum_, account_id, limit)
        if not rows:
            raise ReceiptNotFound()
        return [self._found(row) for row in rows]

    def _account_of(self, card: str) -> str:
        """The account of a card that was scanned or typed.  Raises `ReceiptNotFound`."""
        settings = self._till.settings.selling
        found = recognition.recognise(card, masks=masks_of(settings.card_masks, settings.in_store_masks))
        key = self._till.reader.meta(IDENTIFIER_KEY)
        if isinstance(found, recognition.Card) and key:
            known = self._till.reader.identifier(identifier_hash(bytes.fromhex(key), found.kind, found.value))
            if known is not None:
                return known.account_id
        raise ReceiptNotFound()

    def _found(self, row: ReceiptRow) -> FoundReceipt:
        words = self._till.words
        at = local_time(row.closed_at or row.opened_at, self._till.zone)
        n = len(self._till.reader.lines(row.receipt_id))
        count = words.translate("selling", "%n line(s)", "", n)
        return FoundReceipt(
            receipt_id=row.receipt_id,
            title=words.translate("receipt", "Receipt {number}").format(number=row.number),
            detail=f"{at:%d.%m.%Y %H:%M} · {count}",
            amount=words.money(row.to_pay),
        )

    # --- choosing ----------------------------------------------------------------------------------------

    def start(self, receipt_id: Id, permission: Permission | None = None) -> ReturnView:
        """Take a receipt (from its QR or the list).

        Raises `NeedsPermission`, `ReceiptNotFound`, `NoOpenShift`, `NobodyThere`.
        """
        self._till.shifts.who()
        self._till.shifts.required()
        row = self._till.reader.receipt(receipt_id)
        if row is None or row.state != "final" or row.kind != "sale":
            raise ReceiptNotFound()
        allowed_by = self._till.people.require("return", permission)
        original = read_original(self._till.reader, row)
        self._choice = _Choice(original, ReturnDraft(original.sold, original.returned), allowed_by)
        return self.view()

    def start_by_code(self, text: str, permission: Permission | None = None) -> ReturnView:
        """Take a receipt by the text of its QR (`CASHIER:R:…`) or its number.  Raises what `start` raises."""
        found = recognition.recognise(text)
        if isinstance(found, recognition.ReceiptCode):
            return self.start(found.receipt_id, permission)
        if text.strip().isdigit():
            row = self._till.reader.receipt_by_number(int(text.strip()[:18]))
            if row is not None:
                return self.start(row.receipt_id, permission)
        raise ReceiptNotFound()

    def choose(self, line: int, quantity: str) -> ReturnView:
        """How much of a line comes back (`0`: nothing).

        Raises `TooMuchReturned`, `FractionOfPiece`, `NotSold`, `MalformedNumber`.
        """
        choice = self._open()
        wanted = parse_scaled(quantity, 3, MAXIMUM_QUANTITY)
        self._choice = msgspec.structs.replace(choice, draft=choose(choice.draft, line, wanted))
        return self.view()

    def choose_all(self) -> ReturnView:
        """Everything that may still go back."""
        choice = self._open()
        self._choice = msgspec.structs.replace(choice, draft=choose_all(choice.draft))
        return self.view()

    def leave(self) -> None:
        """Forget the choice."""
        self._choice = None

    @property
    def active(self) -> bool:
        """Whether a receipt has been taken."""
        return self._choice is not None

    def _open(self) -> _Choice:
        if self._choice is None:
            raise NothingChosen()
        return self._choice

    # --- showing -----------------------------------------------------------------------------------------

    def view(self) -> ReturnView:
        """What the return screen shows now.  Raises `NothingChosen` when no receipt was taken."""
        choice, words = self._open(), self._till.words
        original = choice.original
        settlement = self._settled(choice)
        at = local_time(original.row.closed_at or original.row.opened_at, self._till.zone)
        lines = tuple(self._line_view(row, choice.draft, settlement) for row in original.lines)
        reason = ""
        if not any(line.enabled for line in lines):
            reason = words.translate("returning", "everything has been returned already")
        elif settlement is None:
            reason = words.translate("returning", "choose what comes back")
        account_id = original.row.account_id
        buyer = self._till.reader.member(account_id) if account_id else None
        about = (f"{at:%d.%m.%Y %H:%M}", words.money(original.row.to_pay), buyer.account.display if buyer else "")
        return ReturnView(
            title=words.translate("receipt", "Receipt {number}").format(number=original.row.number),
            detail=" · ".join(filter(None, about)),
            lines=lines,
            money=self._money(settlement),
            total=words.money(settlement.money if settlement else 0),
            points=self._points(settlement) if original.sold.account_id and settlement else (),
            enabled=not reason,
            reason=reason,
            total_kopecks=settlement.money if settlement else 0,
        )

    def _settled(self, choice: _Choice) -> ReturnSettlement | None:
        """What the choice would move, as things stand; None while nothing is chosen."""
        if not choice.draft.chosen:
            return None
        now = self._till.clock.now()
        programme: Programme = self._till.programmes.now(now)
        lots = choice.original.lots(self._till.reader, now, programme)
        return settle_return(
            "preview", choice.draft.sold, choice.draft.returned, choice.draft.chosen, lots, programme.returns, now
        )

    def _line_view(self, row: LineRow, draft: ReturnDraft, settlement: ReturnSettlement | None) -> ReturnLineView:
        words = self._till.words
        unit = msgspec.json.decode(row.item, type=Item).unit
        left = left_to_return(draft, row.number)
        chosen = draft.chosen.get(row.number, 0)
        back = next((line for line in settlement.lines if line.number == row.number), None) if settlement else None
        return ReturnLineView(
            number=row.number,
            name=row.name,
            detail=f"{quantity_text(row.quantity, unit, words)} × {words.sum(row.price)}",
            sold=quantity_text(row.quantity, unit, words),
            returnable=quantity_text(left, unit, words),
            chosen=words.quantity(chosen) if chosen else "",
            amount=words.sum(back.to_pay) if back else "",
            enabled=left > 0,
            whole=words.quantity(left),
        )

    def _money(self, settlement: ReturnSettlement | None) -> tuple[tuple[str, str], ...]:
        from cashier_app.documents.reports import payment_name

        words = self._till.words
        return tuple(
            (payment_name(kind, words), words.sum(amount))
            for kind, amount in (settlement.payments if settlement else ())
        )

    def _points(self, settlement: ReturnSettlement) -> tuple[str, ...]:
        words = self._till.words
        sentences = (
            (settlement.restored, words.translate("returning", "Given back to the card: {points}")),
            (settlement.lapsed, words.translate("returning", "Expired meanwhile: {points}")),
            (settlement.taken_back, words.translate("returning", "Taken back from the card: {points}")),
            (settlement.debt, words.translate("returning", "Stays owed: {points}")),
            (settlement.forgiven, words.translate("returning", "Not asked for again: {points}")),
        )
        texts = [text.format(points=words.points(points)) for points, text in sentences if points]
        if settlement.stopped:
            texts.append(words.translate("returning", "The points of this purchase are spent: a manager decides"))
        return tuple(texts)

    # --- doing it ----------------------------------------------------------------------------------------

    def commit(self) -> Future[ReturnedReceipt]:
        """Make the return: receipt, refunds, entries, rights, slip, operation, in one transaction.

        Raises `NothingChosen`; `TooMuchReturned` in the future if somebody was faster.
        """
        choice, user, shift = self._open(), self._till.shifts.who(), self._till.shifts.required()
        if not choice.draft.chosen:
            raise NothingChosen()
        now, op_id = self._till.clock.now(), self._till.ids()

        def job(transaction: Transaction) -> ReturnedReceipt:
            done = commit_return(
                transaction, self._till, op_id, choice.original.row, choice.draft.chosen, shift.number, user, now
            )
            details = {"receipt": choice.original.row.number, "amount": done.settlement.money}
            transaction.journal("return", user.user_id, choice.allowed_by, now, details)
            return self._returned(op_id, done.number, done.print_job_id, done.settlement)

        def committed(_: ReturnedReceipt) -> None:
            self._choice = None

        return self._till.writer.submit(job, after=committed)

    def _returned(
        self, op_id: Id, number: int, print_job_id: int | None, settlement: ReturnSettlement
    ) -> ReturnedReceipt:
        words = self._till.words
        cash = sum(amount for kind, amount in settlement.payments if kind == "cash")
        return ReturnedReceipt(
            receipt_id=op_id,
            number=number,
            total=settlement.money,
            cash=cash,
            card=settlement.money - cash,
            points_restored=settlement.restored,
            points_taken_back=settlement.taken_back,
            print_job_id=print_job_id,
            total_text=words.money(settlement.money),
            money_text=" · ".join(f"{name} {amount}" for name, amount in self._money(settlement)),
            points_text=" · ".join(self._points(settlement)),
        )
