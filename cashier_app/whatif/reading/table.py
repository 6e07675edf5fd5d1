"""A history from a CSV, one line of a receipt a row; prices are roubles, or taken for roubles.

What a row is, is found out from the row itself: an article that names a service is no goods, price 0 is a gift or a
correction of stock, a quantity below zero is a return, the rest is a sale.  A row with a member belongs to him,
one without to a buyer without a card.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cashier_app.catalog.importers.files import Document, Progress, detect_encoding
from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Phrase
from cashier_app.core.money import Kopecks, line_amount
from cashier_app.loyalty.cart import Cart, CartLine
from cashier_app.whatif.history import History, Part, Person, Purchase, Reading, Remark, in_order
from cashier_app.whatif.matching import Wanted, match_returns
from cashier_app.whatif.reading import cells as fit
from cashier_app.whatif.reading.columns import Columns, find_columns
from cashier_app.whatif.reading.refusals import BadCell, BadRow, NothingInside

#: Articles that are no goods: postage, carriage, fees, manual corrections, samples, gift vouchers.
SERVICES = (
    "post", "dot", "c2", "m", "d", "s", "b", "cruk", "bank charges", "amazonfee", "gift_*",
    "доставка", "услуга", "пакет-услуга", "комиссия",
)  # fmt: skip
_EXAMPLES = 8
#: Columns that say more of a product than its price.
_DETAILS = frozenset({"member_price", "category", "brand", "supplier", "tags", "cost"})
_WHOLE = re.compile(r"([0-9]+)\.0")


class TableOptions(msgspec.Struct, frozen=True):
    """What a person said about the table."""

    zone: str
    #: Articles that are services, small letters; an ending `*` stands for any rest.
    services: tuple[str, ...] = SERVICES


class _Open:
    """A receipt while its rows come in."""

    __slots__ = ("at", "codes", "lines", "member", "store")

    def __init__(self, at: Instant, member: str, store: str) -> None:
        self.at = at
        self.member = member
        self.store = store
        self.lines: list[CartLine] = []
        self.codes: dict[str, None] = {}


class _Counted:
    """Rows of one kind."""

    __slots__ = ("amount", "examples", "rows")

    def __init__(self) -> None:
        self.rows = 0
        self.amount: Kopecks = 0
        self.examples: Counter[str] = Counter()

    def add(self, amount: Kopecks, example: str = "") -> None:
        self.rows += 1
        self.amount += amount
        if example:
            self.examples[example] += 1

    def part(self, kind: str) -> Part:
        common = sorted(self.examples.items(), key=lambda pair: (-pair[1], pair[0]))[:_EXAMPLES]
        return Part(kind, self.rows, self.amount, tuple(f"{name} × {count}" for name, count in common))


def read_history(document: Document, options: TableOptions, progress: Progress = lambda count: None) -> History:
    """The history of a table.

    Raises `ColumnMissing`, `BadCell`, `BadRow`, `NothingInside`, or `BrokenArchive` from the file itself.
    """
    encoding = detect_encoding(document)
    with document.open(progress) as stream:
        lines = io.TextIOWrapper(stream, encoding=encoding.name, errors="replace", newline="")
        columns = find_columns(document.name, lines.readline())
        table = _Table(document.name, columns, options)
        for row, cells in _rows(document.name, lines, columns):
            table.add(row, cells)
    return table.history()


def _rows(file: str, lines: Iterable[str], columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line they begin in; empty ones are passed over."""
    reader = csv.reader(lines, delimiter=columns.delimiter)
    needed = max(columns.places.values()) + 1
    while True:
        begun = reader.line_num + 2  # the header was line 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadRow(file=file, row=begun, what=error) from error
        if len(cells) < needed:
            if not any(cell.strip() for cell in cells):
                continue
            raise BadRow(file=file, row=begun, what=Phrase("history", _TOO_FEW))
        yield begun, cells


_TOO_FEW = QT_TRANSLATE_NOOP("history", "the line has fewer cells than the header has columns")
_TWO_MEMBERS = QT_TRANSLATE_NOOP("history", "the receipt has another buyer in an earlier line")
_TWO_SHOPS = QT_TRANSLATE_NOOP("history", "the receipt has another store in an earlier line")
_NO_RECEIPT = QT_TRANSLATE_NOOP("history", "the line names no receipt")


class _Table:
    """Rows become receipts, returns and counts."""

    def __init__(self, file: str, columns: Columns, options: TableOptions) -> None:
        self._file = file
        self._columns = columns
        self._options = options
        self._detailed = not _DETAILS.isdisjoint(columns.places)
        self._exact = frozenset(name for name in options.services if not name.endswith("*"))
        self._starts = tuple(name[:-1] for name in options.services if name.endswith("*"))
        self._price, self._quantity = fit.remembered(fit.money), fit.remembered(fit.quantity)
        self._instant = fit.instants(options.zone)
        self._receipts: dict[str, _Open] = {}
        self._wanted: list[Wanted] = []
        self._people: dict[str, Person] = {}
        self._names: dict[str, str] = {}
        self._rows = 0
        self._counted: defaultdict[str, _Counted] = defaultdict(_Counted)
        self._seen: set[tuple[str, ...]] = set()
        self._twins = self._rounded = 0
        self._times: set[str] = set()
        self._tags: dict[str, frozenset[str]] = {"": frozenset()}

    def add(self, row: int, cells: list[str]) -> None:
        """One row."""
        self._rows += 1
        product, receipt = self._text(cells, "product"), self._text(cells, "receipt")
        if not product:
            raise self._bad(row, "product", "", fit.TEXT)
        if not receipt:
            raise BadRow(file=self._file, row=row, what=Phrase("history", _NO_RECEIPT))
        price = self._read(row, cells, "price", self._price, fit.MONEY)
        quantity = self._read(row, cells, "quantity", self._quantity, fit.QUANTITY)
        at = self._time(row, cells)
        member = self._member(row, cells)
        amount = line_amount(price, abs(quantity))
        self._count_remarks(cells, price)
        if self._is_service(product):
            self._counted["service"].add(amount, product)
        elif price == 0:
            self._counted["no_price"].add(0, self._text(cells, "name"))
        elif quantity == 0:
            self._counted["no_quantity"].add(0, product)
        elif quantity < 0:
            original = self._text(cells, "original")
            self._wanted.append(Wanted(row, receipt, at, member, product, price, -quantity, original))
        else:
            self._sell(row, cells, receipt, at, member, product, price, quantity)
            self._counted["sale_member" if member else "sale_anonymous"].add(amount)

    def history(self) -> History:
        """All of it, in order, with the returns matched."""
        purchases = [
            Purchase(
                receipt_id,
                one.at,
                Cart(tuple(one.lines), store=one.store, zone=self._options.zone, promo_codes=tuple(one.codes)),
                one.member,
            )
            for receipt_id, one in self._receipts.items()
        ]
        if not purchases:
            raise NothingInside(file=self._file, rows=self._rows)
        matched = match_returns(purchases, self._wanted)
        partly = self._count_returns(matched.missing)
        return History(
            events=in_order([*purchases, *matched.events]),
            zone=self._options.zone,
            reading=self._reading(partly),
            people=self._people,
            names=self._names,
        )

    def _reading(self, partly: int) -> Reading:
        def parts(*kinds: str) -> tuple[Part, ...]:
            return tuple(self._counted[kind].part(kind) for kind in kinds if self._counted[kind].rows)

        remarks = (
            Remark("partly_matched", partly),
            Remark("times", len(self._times), ", ".join(sorted(self._times)[:3])),
            Remark("twins", self._twins),
            Remark("rounded", self._rounded),
            Remark("unused_columns", len(self._columns.unused), ", ".join(self._columns.unused)),
        )
        return Reading(
            source=self._file,
            unit="row",
            rows=self._rows,
            taken=parts("sale_member", "sale_anonymous", "return"),
            left_out=parts("service", "no_price", "no_quantity", "return_unmatched", "return_anonymous"),
            remarks=tuple(remark for remark in remarks if remark.count),
        )

    # --- one row ------------------------------------------------------------------------------------------

    def _sell(
        self,
        row: int,
        cells: list[str],
        receipt: str,
        at: Instant,
        member: str,
        product: str,
        price: Kopecks,
        quantity: int,
    ) -> None:
        """A line of a sale, on its receipt; a receipt's time is that of its first row."""
        store = self._text(cells, "store")
        one = self._receipts.get(receipt)
        if one is None:
            one = self._receipts[receipt] = _Open(at, member, store)
        if one.member != member:
            raise BadRow(file=self._file, row=row, what=Phrase("history", _TWO_MEMBERS))
        if one.store != store:
            raise BadRow(file=self._file, row=row, what=Phrase("history", _TWO_SHOPS))
        if one.at != at:
            self._times.add(receipt)
        code = self._text(cells, "promo_code")
        if code:
            one.codes[code] = None
        if product not in self._names:
            self._names[product] = self._text(cells, "name")
        number = len(one.lines) + 1
        if not self._detailed:
            one.lines.append(CartLine(number, product, price, quantity))
            return
        one.lines.append(
            CartLine(
                number=number,
                product_id=product,
                price=price,
                quantity=quantity,
                member_price=self._optional(row, cells, "member_price") or None,
                category=self._text(cells, "category"),
                brand=self._text(cells, "brand"),
                supplier=self._text(cells, "supplier"),
                tags=self._tags_of(self._text(cells, "tags")),
                cost=self._optional(row, cells, "cost"),
            )
        )

    def _text(self, cells: list[str], field: str) -> str:
        place = self._columns.places.get(field)
        return "" if place is None else cells[place].strip()

    def _read(self, row: int, cells: list[str], field: str, read: Any, allowed: str) -> Any:
        text = cells[self._columns.places[field]]
        try:
            return read(text)
        except fit.Unfit as error:
            raise self._bad(row, field, text, allowed) from error

    def _optional(self, row: int, cells: list[str], field: str) -> Kopecks | None:
        """A sum that may be left out."""
        if not self._text(cells, field):
            return None
        value: Kopecks = self._read(row, cells, field, self._price, fit.MONEY)
        return value

    def _time(self, row: int, cells: list[str]) -> Instant:
        text = cells[self._columns.places["time"]]
        if self._columns.clock >= 0:
            text = f"{text.strip()} {cells[self._columns.clock].strip()}".strip()
        try:
            return self._instant(text)
        except fit.Unfit as error:
            raise self._bad(row, "time", text, fit.TIME) from error

    def _member(self, row: int, cells: list[str]) -> str:
        """The member's number; one that a spreadsheet wrote as a fraction (17850.0) is whole again."""
        member = self._text(cells, "member")
        if not member:
            return ""
        whole = _WHOLE.fullmatch(member)
        member = whole[1] if whole else member
        if member not in self._people:
            birthday = None
            if "birthday" in self._columns.places:
                birthday = self._read(row, cells, "birthday", fit.birthday, fit.BIRTHDAY)
            self._people[member] = Person(birthday, self._tags_of(self._text(cells, "segments")))
        return member

    def _tags_of(self, text: str) -> frozenset[str]:
        tags = self._tags.get(text)
        if tags is None:
            tags = self._tags[text] = frozenset(re.split(r"[\s,;|]+", text.strip()))
        return tags

    def _is_service(self, product: str) -> bool:
        plain = product.casefold()
        return plain in self._exact or plain.startswith(self._starts)

    def _bad(self, row: int, field: str, value: str, allowed: str) -> BadCell:
        shown = value if len(value) <= 40 else value[:40] + "…"
        return BadCell(file=self._file, row=row, column=self._columns.title(field), value=shown, allowed=allowed)

    # --- counts -------------------------------------------------------------------------------------------

    def _count_remarks(self, cells: list[str], price: Kopecks) -> None:
        key = tuple(cells)
        if key in self._seen:
            self._twins += 1
        else:
            self._seen.add(key)
        fraction = cells[self._columns.places["price"]].strip().replace(",", ".").partition(".")[2]
        self._rounded += bool(fraction[2:].strip("0"))

    def _count_returns(self, missing: dict[int, int]) -> int:
        """Sort the rows of returns by what was found for them; how many were met in part."""
        partly = 0
        for wanted in self._wanted:
            amount = line_amount(wanted.price, wanted.quantity)
            left = missing.get(wanted.row, 0)
            if left == wanted.quantity:
                found = wanted.member or wanted.original
                self._counted["return_unmatched" if found else "return_anonymous"].add(amount, wanted.product_id)
            else:
                partly += left > 0
                self._counted["return"].add(line_amount(wanted.price, wanted.quantity - left))
        return partly
