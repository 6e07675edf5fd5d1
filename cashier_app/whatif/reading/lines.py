"""A history from JSON lines: each line one receipt, in the form that `cashier-app quote` takes.

Beside the fields of a receipt (`quotes.documents.ReceiptDocument`) a line has `receipt_id`, and `member`: the
account's id, or, for one who begins with points or a level, a whole member document; the first one of each member
counts.  What a line says of shared `wallets` and `caps` is not looked at: a replay keeps its own.  A return names
`receipt_id`, `returns` (the receipt it belongs to), `at` and `lines` of `number` and `quantity`.  Units are the
engine's: kopecks, hundredths of a point, thousandths.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Annotated, NoReturn

import msgspec
from msgspec import Meta

from cashier_app.catalog.importers.files import Document, Progress
from cashier_app.core.clock import Instant
from cashier_app.core.money import line_amount
from cashier_app.core.quantity import MAXIMUM_QUANTITY
from cashier_app.loyalty.cart import Cart, MemberState
from cashier_app.loyalty.programme import Level, LevelRules, Names, Programme, RedemptionRules
from cashier_app.loyalty.reading import UNIQUE, BadDocument, read_strictly, shown
from cashier_app.quotes.documents import (
    MOMENT_FORMS,
    BadMoment,
    Id,
    MemberDocument,
    Moment,
    ReceiptDocument,
    cart_of,
    instant_of,
    member_of,
)
from cashier_app.quotes.judging import receipt_contradictions, zone_exists
from cashier_app.whatif.history import GoodsBack, History, Part, Person, Purchase, Reading, Remark, in_order
from cashier_app.whatif.matching import Given, follow_references
from cashier_app.whatif.reading.refusals import BadReceiptLine, NothingInside
from cashier_app.whatif.reading.table import TableOptions


class SaleLine(ReceiptDocument, frozen=True, kw_only=True):
    """A receipt of the past."""

    receipt_id: Id
    at: Moment
    member: Id | MemberDocument | None = None


class BackLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So much of a line of the original."""

    number: Annotated[int, Meta(ge=1)]
    quantity: Annotated[int, Meta(ge=1, le=MAXIMUM_QUANTITY)]


class ReturnLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A return of the past."""

    receipt_id: Id
    returns: Id
    at: Moment
    zone: str = "Europe/Moscow"
    lines: Annotated[tuple[BackLine, ...], Meta(min_length=1)]


class _Kind(msgspec.Struct):
    returns: msgspec.Raw = msgspec.Raw()


def read_history(document: Document, options: TableOptions, progress: Progress = lambda count: None) -> History:
    """The history of JSON lines.

    Raises `BadReceiptLine`, `NothingInside`, or `BrokenArchive` from the file itself.
    """
    reader = _Reader(document.name)
    with document.open(progress) as stream:
        for row, body in enumerate(stream, start=1):
            if body.strip():
                reader.add(row, body.removeprefix(b"\xef\xbb\xbf") if row == 1 else body)
    return reader.history(options.zone)


class _Reader:
    """Lines become events."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows = 0
        self._purchases: list[Purchase] = []
        self._returns: list[Given] = []
        self._people: dict[str, Person] = {}
        self._names: dict[str, str] = {}
        self._seen: set[str] = set()
        self._zones: Counter[str] = Counter()

    def add(self, row: int, body: bytes) -> None:
        """One line; raises `BadReceiptLine`."""
        self._rows += 1
        try:
            if _is_return(body):
                self._add_return(row, read_strictly(body, ReturnLine))
            else:
                self._add_sale(row, read_strictly(body, SaleLine))
        except BadDocument as wrong:
            raise BadReceiptLine(file=self._file, row=row, **wrong.details) from wrong

    def _add_sale(self, row: int, one: SaleLine) -> None:
        self._once(row, one.receipt_id)
        for path, value, allowed in receipt_contradictions(one, one.member is not None):
            self._refuse(row, path, value, allowed)
        self._zones[one.zone] += 1
        member = ""
        if isinstance(one.member, MemberDocument):
            member = one.member.account_id
            if member not in self._people:
                self._people[member] = self._person(row, one.member, one.zone)
        elif one.member:
            member = one.member
            self._people.setdefault(member, Person())
        cart = cart_of(one)
        for line, stated in zip(cart.lines, one.lines, strict=True):
            self._names.setdefault(line.product_id, stated.name)
        self._purchases.append(
            Purchase(one.receipt_id, self._moment(row, "$.at", one.at, one.zone), _bare(cart), member)
        )

    def _add_return(self, row: int, one: ReturnLine) -> None:
        self._once(row, one.receipt_id)
        if not zone_exists(one.zone):
            self._refuse(row, "$.zone", one.zone, "Europe/Moscow | Asia/Yekaterinburg | …")
        at = self._moment(row, "$.at", one.at, one.zone)
        quantities = tuple((line.number, line.quantity) for line in one.lines)
        self._returns.append(Given(row, one.receipt_id, at, one.returns, quantities))

    def history(self, zone: str) -> History:
        """All of it; `zone` counts the months of an empty choice.  Raises `BadReceiptLine` and `NothingInside`."""
        if not self._purchases:
            raise NothingInside(file=self._file, rows=self._rows)
        settled = follow_references(self._purchases, self._returns)
        for row, place, left in settled.too_much:
            given = next(one for one in self._returns if one.row == row)
            self._refuse(row, f"$.lines[{place}].quantity", given.quantities[place][1], f"int 1…{left}")
        for row in settled.early:
            given = next(one for one in self._returns if one.row == row)
            self._refuse(row, "$.at", given.at, f"≥ {given.original}")
        if self._zones:
            zone = max(sorted(self._zones), key=lambda name: self._zones[name])
        return History(
            events=in_order([*self._purchases, *settled.events]),
            zone=zone,
            reading=self._reading(settled.events, len(settled.unknown)),
            people=self._people,
            names={product: name for product, name in self._names.items() if name},
        )

    def _reading(self, returns: tuple[GoodsBack, ...], unknown: int) -> Reading:
        def worth(purchases: list[Purchase]) -> int:
            return sum(line_amount(line.price, line.quantity) for one in purchases for line in one.cart.lines)

        with_card = [purchase for purchase in self._purchases if purchase.member]
        without = [purchase for purchase in self._purchases if not purchase.member]
        taken = (
            Part("sale_member", len(with_card), worth(with_card)),
            Part("sale_anonymous", len(without), worth(without)),
            Part("return", len(returns)),
        )
        opening = sum(person.opening is not None for person in self._people.values())
        remarks = (
            Remark("opening", opening),
            Remark("zones", len(self._zones) if len(self._zones) > 1 else 0, ", ".join(sorted(self._zones))),
        )
        return Reading(
            source=self._file,
            unit="receipt",
            rows=self._rows,
            taken=tuple(part for part in taken if part.rows),
            left_out=(Part("return_unmatched", unknown),) if unknown else (),
            remarks=tuple(remark for remark in remarks if remark.count),
        )

    def _once(self, row: int, receipt_id: str) -> None:
        if receipt_id in self._seen:
            self._refuse(row, "$.receipt_id", receipt_id, UNIQUE)
        self._seen.add(receipt_id)

    def _moment(self, row: int, path: str, moment: Moment, zone: str) -> Instant:
        try:
            return instant_of(moment, zone)
        except BadMoment:
            self._refuse(row, path, moment, MOMENT_FORMS)

    def _person(self, row: int, stated: MemberDocument, zone: str) -> Person:
        try:
            state = member_of(stated, _ANY_PROGRAMME, zone)
        except BadMoment:
            self._refuse(row, "$.member", stated.account_id, MOMENT_FORMS)
        level = state.level_id if stated.level_id else ""
        return person_of(msgspec.structs.replace(state, level_id=level))

    def _refuse(self, row: int, path: str, value: object, allowed: str) -> NoReturn:
        raise BadReceiptLine(file=self._file, row=row, path=path, value=shown(value), allowed=allowed)


def person_of(state: MemberState) -> Person:
    """What a member's state tells at the first purchase; one with nothing in it is a new member."""
    empty = not state.lots and not state.net_purchases and not state.purchases and not state.level_id
    return Person(state.birthday, state.segments, None if empty else state)


def _bare(cart: Cart) -> Cart:
    """The cart without the wallets of that day: the replay keeps its own."""
    return msgspec.structs.replace(cart, wallets=())


def _is_return(body: bytes) -> bool:
    try:
        return bool(bytes(msgspec.json.decode(body, type=_Kind).returns))
    except msgspec.DecodeError:
        return False  # whatever is wrong is said by the strict reader


#: A member document that names no level is read under some programme; the level is left open again afterwards.
_ANY_PROGRAMME = Programme(
    version=1,
    valid_from=datetime.date(1970, 1, 1),
    name=Names(ru="—", en="—"),
    levels=LevelRules(ladder=(Level(id="base", name=Names(ru="—", en="—"), threshold=0),)),
    redemption=RedemptionRules(maximum_share=0),
)
