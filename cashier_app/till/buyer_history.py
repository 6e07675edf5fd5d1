"""What a buyer bought, in any shop, and the points by the day they end: for the person at the till, while she asks.

The server tells the purchases a page at a time and nothing of it is kept; without it this till's own are there, said
to be no more than that.  Of the buyer nothing is shown but the initials.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import Instant, local_date, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import Id
from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.ledger import consumption_order
from cashier_app.sales.receipt import Item, Unit
from cashier_app.till.members import member_state
from cashier_app.till.selling_text import quantity_text
from cashier_app.till.sold_before import InTransaction, read_original

if TYPE_CHECKING:
    from cashier_app.loyalty.cart import LotState
    from cashier_app.storage.rows import LineRow, ReceiptRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.sync.messages import Purchase, PurchaseLine, Purchases
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission

#: Receipts of this till's own that are shown, at most.
MOST_OWN: Final = 50


class NobodyToAskAbout(Refused):
    """The receipt has no buyer."""

    text = QT_TRANSLATE_NOOP("errors", "There is no card on this receipt")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the buyer's card first")


class HistoryLine(msgspec.Struct, frozen=True):
    """A line of a receipt; texts are ready.  `returned`: what of it has come back, empty for nothing."""

    name: str
    detail: str
    amount: str
    returned: str = ""


class HistoryReceipt(msgspec.Struct, frozen=True):
    """A receipt of the buyer; texts are ready."""

    receipt_id: Id
    at: Instant
    #: `21.11.2026 14:27 · Ромашка на Ленина`.
    title: str
    #: `чек 1187 · за покупку +57 · списано 300`.
    detail: str
    amount: str
    lines: tuple[HistoryLine, ...]
    #: A return is not returned again, nor is what has come back whole.
    returnable: bool


class PointsRow(msgspec.Struct, frozen=True):
    """Points of one lot: how many, and what becomes of them when; `waits` while they cannot be spent yet."""

    points: str
    detail: str
    waits: bool


class PointsHistory(msgspec.Struct, frozen=True):
    """Lots in the order in which they are spent, the level, and how old that is."""

    rows: tuple[PointsRow, ...]
    level: str
    as_of: str


class BuyerHistory:
    """Of the buyer on the open receipt and nobody else; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def begin(self, permission: Permission | None = None) -> str:
        """Look at the buyer's purchases (right `member_history`, journalled); the account to ask the server about.

        Raises `NobodyToAskAbout`, `NeedsPermission`.
        """
        member = self._till.selling.member
        if member is None:
            raise NobodyToAskAbout()
        allowed_by = self._till.people.require("member_history", permission)
        view = self._till.selling.view().member
        self._till.journal.write("history_seen", allowed_by, name=view.name if view is not None else "")
        return member.account_id

    def told(self, answer: Purchases) -> list[HistoryReceipt]:
        """A page as the server told it."""
        words, zone = self._till.words, self._till.zone
        return [_told(each, words, zone) for each in answer.purchases]

    def own(self, account_id: str) -> Future[list[HistoryReceipt]]:
        """What this till itself sold to the buyer, the newest first."""
        words, zone, now = self._till.words, self._till.zone, self._till.clock.now()
        shop = self._till.settings.shop.name

        def job(unit: UnitOfWork) -> list[HistoryReceipt]:
            found = unit.receipts.find(0, now + 1, None, account_id, MOST_OWN)
            return [_own(unit, row, shop, words, zone) for row in found]

        return self._till.database.worker.submit(job)

    def points(self) -> PointsHistory:
        """The buyer's points as this till knows them."""
        till, record = self._till, self._till.selling.member_record
        view = till.selling.view().member
        if record is None or view is None:
            return PointsHistory((), "", "")
        now = till.clock.now()
        state = member_state(record, now, till.selling.programme)
        lots = [lot for lot in state.lots if lot.wallet == POINTS_WALLET and lot.balance]
        alive = [lot for lot in sorted(lots, key=consumption_order) if lot.expires_at is None or lot.expires_at > now]
        since = ""
        if record.account.level_since:
            told = till.words.translate("history", "since {date}")
            since = told.format(date=f"{local_date(record.account.level_since, till.zone):%d.%m.%Y}")
        level = " · ".join(filter(None, (view.level, since, view.progress_text, view.coming)))
        return PointsHistory(tuple(_points_row(lot, now, till.zone, till.words) for lot in alive), level, view.as_of)


def joined(told: Sequence[HistoryReceipt], own: Sequence[HistoryReceipt], more: bool) -> list[HistoryReceipt]:
    """The server's receipts, and in their places those of this till that it does not know yet.

    `more`: the server has older ones, so that what is older than its last is not missing but still to come.
    """
    known = {each.receipt_id for each in told}
    oldest = told[-1].at if told and more else 0
    lacking = [each for each in own if each.receipt_id not in known and each.at >= oldest]
    return sorted([*told, *lacking], key=lambda each: each.at, reverse=True)


def _points_row(lot: LotState, now: Instant, zone: str, words: Words) -> PointsRow:
    if lot.balance < 0:
        return PointsRow(
            words.points(lot.balance), words.translate("history", "a debt: the next points repay it"), False
        )
    waits = lot.active_at > now
    if waits:
        at = local_time(lot.active_at, zone)
        start = words.translate("history", "may be spent from {time}").format(time=f"{at:%d.%m.%Y %H:%M}")
    else:
        start = words.translate("history", "may be spent now")
    if lot.expires_at is None:
        end = words.translate("history", "do not expire")
    else:
        last = local_date(lot.expires_at - 1, zone)
        end = words.translate("history", "expire after {date}").format(date=f"{last:%d.%m.%Y}")
    return PointsRow(words.points(lot.balance), f"{start} · {end}", waits)


def _title(at: Instant, shop: str, zone: str) -> str:
    return f"{local_time(at, zone):%d.%m.%Y %H:%M} · {shop}"


def _detail(kind: str, number: int | None, accrued: int, redeemed: int, words: Words) -> str:
    name = (
        words.translate("history", "return {number}")
        if kind == "return"
        else words.translate("history", "no. {number}")
    )
    parts = [name.format(number=number)]
    if kind == "sale" and accrued:
        parts.append(words.translate("history", "+{points}").format(points=words.points(accrued)))
    if kind == "sale" and redeemed:
        parts.append(words.translate("history", "spent {points}").format(points=words.points(redeemed)))
    return " · ".join(parts)


def _line(name: str, quantity: int, unit: Unit, price: int, amount: int, back: int, words: Words) -> HistoryLine:
    returned = ""
    if back:
        returned = words.translate("history", "returned {quantity}").format(quantity=quantity_text(back, unit, words))
    return HistoryLine(
        name, f"{quantity_text(quantity, unit, words)} × {words.sum(price)}", words.sum(amount), returned
    )


def _told(purchase: Purchase, words: Words, zone: str) -> HistoryReceipt:
    def line(each: PurchaseLine) -> HistoryLine:
        return _line(each.name, each.quantity, each.unit, each.price, each.to_pay, each.returned, words)

    back = purchase.kind == "return"
    return HistoryReceipt(
        purchase.receipt_id,
        purchase.at,
        _title(purchase.at, purchase.store_name or purchase.store, zone),
        _detail(purchase.kind, purchase.number, purchase.accrued_points, purchase.redeemed_points, words),
        f"{MINUS if back else ''}{words.money(purchase.to_pay)}",
        tuple(line(each) for each in purchase.lines),
        not back and any(each.returned < each.quantity for each in purchase.lines),
    )


def _own(unit: UnitOfWork, row: ReceiptRow, shop: str, words: Words, zone: str) -> HistoryReceipt:
    original = read_original(InTransaction(unit), row.receipt_id)
    back = original.returned.quantities if original is not None else {}

    def line(each: LineRow) -> HistoryLine:
        unit_name = msgspec.json.decode(each.item, type=Item).unit
        gone = back.get(each.number, 0)
        return _line(each.name, each.quantity, unit_name, each.price, each.to_pay, gone, words)

    lines = unit.receipts.lines(row.receipt_id)
    at = row.closed_at or row.opened_at
    return HistoryReceipt(
        row.receipt_id,
        at,
        _title(at, shop, zone),
        _detail("sale", row.number, row.accrued_points, row.redeemed_points, words),
        words.money(row.to_pay),
        tuple(line(each) for each in lines),
        any(back.get(each.number, 0) < each.quantity for each in lines),
    )
