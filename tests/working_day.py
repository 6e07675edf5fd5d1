"""A working day made of real sales: three cashiers, cards, points, parked receipts, returns; and its sums, apart.

The sales are a real shop's (`transactions/` of the shared data), a pound read as a rouble.  What the day must come
to is computed here from the input alone, by the words of the rules: a price times a quantity rounded half up, five
per cent off for a discount card per line, five points a hundred roubles for a points card once a receipt, points
spent shared over the lines, VAT per line.  Nothing of the product's arithmetic is used for it.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.catalog.codes import check_digit, has_luhn_digit
from cashier_app.config import CardMask, Selling, Settings, Shop
from cashier_app.core.clock import DAY, SECOND, Clock
from cashier_app.core.ids import identifier_hash
from cashier_app.devices.scan import Scan, scan_of
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, ProductRow
from cashier_app.till.exchange import IDENTIFIER_KEY
from cashier_app.till.opening import Till, open_till
from cashier_app.words import load_words
from tests.clock import START, ManualClock

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork

_ROOT: Final = Path(__file__).resolve().parent.parent
_SHARED: Final = Path(os.environ.get("CASHIER_SHARED_DATA") or _ROOT.parent / "shared" / "data")
SALES: Final = _SHARED / "transactions" / "online_retail_2010-12_2011-06.csv.gz"
PROGRAMME: Final = _ROOT / "resources" / "programmes" / "discount-card.json"
KEY: Final = bytes(range(32))
CASHIERS: Final = (("Иванова Мария", "2580"), ("Петрова Анна", "3691"), ("Сидорова Вера", "1472"))
MANAGER: Final = ("Орлова Вера", "7913")
#: Kopecks in the drawer at the opening.
FLOAT: Final = 1_000_000
#: A cashier serves so many buyers before the next one takes over.
TURN: Final = 25
#: Hundredths of points that a buyer with a points card spends when she does, and from which sum on.
SPENT, SPENT_FROM = 5000, 100_000
SETTINGS: Final = Settings(
    shop=Shop(name="РОМАШКА", zone="Europe/Moscow"), selling=Selling(card_masks=(CardMask(prefix="7789"),))
)


@dataclass(frozen=True)
class Goods:
    """Goods at one price; `number` makes the barcode."""

    number: int
    name: str
    price: int
    vat_rate: int | None

    @property
    def code(self) -> str:
        """The EAN-13 on the pack."""
        body = f"4600{self.number:08d}"
        return body + check_digit(body)

    @property
    def product_id(self) -> str:
        """The catalogue's id."""
        return f"goods-{self.number}"


@dataclass
class Sold:
    """A line as the buyer's basket has it, and what it must come to."""

    goods: Goods
    pieces: int
    number: int = 0
    discount: int = 0
    redeemed: int = 0

    @property
    def base(self) -> int:
        """Kopecks before anything."""
        return self.goods.price * self.pieces

    @property
    def to_pay(self) -> int:
        """Kopecks in money."""
        return self.base - self.discount - self.redeemed

    @property
    def vat(self) -> int:
        """VAT inside it."""
        rate = self.goods.vat_rate or 0
        return _half_up(Fraction(self.to_pay * rate, 10_000 + rate))


@dataclass
class Basket:
    """One buyer at the till."""

    number: int
    customer: str
    lines: list[Sold]

    @property
    def card(self) -> str:
        """The customer's card; empty for a stranger."""
        return card_of(self.customer) if self.customer else ""

    @property
    def is_discount(self) -> bool:
        """Whether the card is a discount card; the others collect points."""
        return bool(self.customer) and int(self.customer) % 2 == 0

    @property
    def spends(self) -> bool:
        """Whether points are spent."""
        return bool(self.customer) and not self.is_discount and self.base >= SPENT_FROM and self.number % 3 == 0

    @property
    def pays(self) -> str:
        """How: in cash, by card, both, or by Fast Payments."""
        return ("cash", "card", "cash", "mixed", "sbp")[self.number % 5]

    @property
    def is_parked(self) -> bool:
        """Whether the buyer forgets her purse and comes back after the next one."""
        return self.number % 17 == 0

    @property
    def is_returned(self) -> bool:
        """Whether all of it comes back later (paid in cash, so that it is known how)."""
        return self.pays == "cash" and self.number % 10 == 0

    @property
    def base(self) -> int:
        """Kopecks before anything."""
        return sum(line.base for line in self.lines)

    @property
    def to_pay(self) -> int:
        """Kopecks in money."""
        return sum(line.to_pay for line in self.lines)

    @property
    def accrued(self) -> int:
        """Hundredths of points: five per cent of the money, whole points."""
        if not self.customer or self.is_discount:
            return 0
        return sum(line.to_pay for line in self.lines) * 500 // 10_000 // 100 * 100

    def reckon(self) -> None:
        """Work out discounts and points of every line."""
        for number, line in enumerate(self.lines, 1):
            line.number = number
            if self.is_discount:
                line.discount = _half_up(Fraction(line.base * 500, 10_000))
        if self.spends:
            for line, part in zip(self.lines, _shared(SPENT, self.lines), strict=True):
                line.redeemed = part


def _half_up(exact: Fraction) -> int:
    return int(exact + Fraction(1, 2))


def _shared(whole: int, lines: list[Sold]) -> list[int]:
    """A sum over lines in proportion, the remainder by largest fraction, a kopeck a piece being left of each."""
    total = sum(line.base for line in lines)
    exact = [Fraction(whole * line.base, total) for line in lines]
    parts = [int(part) for part in exact]

    def first(place: int) -> tuple[Fraction, str, int, int, int]:
        line = lines[place]
        return (parts[place] - exact[place], line.goods.product_id, line.goods.price, line.pieces, line.number)

    for place in sorted(range(len(lines)), key=first)[: whole - sum(parts)]:
        parts[place] += 1
    assert all(part <= line.base - line.pieces for part, line in zip(parts, lines, strict=True))
    return parts


def card_of(customer: str) -> str:
    """The number of a customer's card: sixteen digits, Luhn."""
    body = f"7789{int(customer):011d}"
    return next(body + digit for digit in "0123456789" if has_luhn_digit(body + digit))


def baskets(count: int) -> list[Basket]:
    """The first so many sales of the file: lines of one stock code at one price are one line."""
    made: dict[str, Basket] = {}
    known: dict[tuple[str, int], Goods] = {}
    pieces: Counter[tuple[str, tuple[str, int]]] = Counter()
    for row in _rows():
        key = (row["StockCode"], round(float(row["UnitPrice"]) * 100))
        if row["InvoiceNo"] not in made and len(made) == count:
            break
        if row["InvoiceNo"] not in made:
            made[row["InvoiceNo"]] = Basket(len(made) + 1, row["CustomerID"].partition(".")[0], [])
        if key not in known:
            number = len(known) + 1
            known[key] = Goods(number, row["Description"].strip() or key[0], key[1], (2200, 1000, None)[number % 3])
        pieces[row["InvoiceNo"], key] += int(row["Quantity"])
    for (invoice, key), quantity in pieces.items():
        made[invoice].lines.append(Sold(known[key], quantity))
    for basket in made.values():
        basket.reckon()
    return list(made.values())


def _rows() -> Iterator[dict[str, str]]:
    """Rows that are a sale of goods: no cancellations, services, gifts of the house or corrections."""
    with gzip.open(SALES) as packed, io.TextIOWrapper(packed, "utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            goods = row["StockCode"][:5].isdigit()
            if goods and row["InvoiceNo"].isdigit() and int(row["Quantity"]) > 0 and float(row["UnitPrice"]) > 0.01:
                yield row


@dataclass
class Sums:
    """What the Z report must say."""

    sales: int = 0
    sold: int = 0
    returns: int = 0
    given_back: int = 0
    base: int = 0
    discount: int = 0
    redeemed: int = 0
    accrued: int = 0
    restored: int = 0
    taken_back: int = 0
    with_card: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    #: (rate, "turnover" | "vat") → kopecks.
    vat: Counter[tuple[int | None, str]] = field(default_factory=Counter)

    def sell(self, basket: Basket, paid: dict[str, int]) -> None:
        """Count a sale."""
        self.sales, self.sold = self.sales + 1, self.sold + basket.to_pay
        self.base += basket.base
        self.discount += sum(line.discount for line in basket.lines)
        self.redeemed += sum(line.redeemed for line in basket.lines)
        self.accrued += basket.accrued
        self.with_card += bool(basket.customer)
        self.kinds.update(paid)
        self._tax(basket, 1)

    def take_back(self, basket: Basket) -> None:
        """Count the return of all of it, in cash."""
        self.returns, self.given_back = self.returns + 1, self.given_back + basket.to_pay
        self.restored += sum(line.redeemed for line in basket.lines)
        self.taken_back += basket.accrued
        self._tax(basket, -1)

    def _tax(self, basket: Basket, sign: int) -> None:
        for line in basket.lines:
            self.vat[line.goods.vat_rate, "turnover"] += sign * line.to_pay
            self.vat[line.goods.vat_rate, "vat"] += sign * line.vat


def found(folder: Path, day: list[Basket], clock: Clock) -> Till:
    """A till with the day's goods, buyers and people; a shift is open and the first cashier is there."""
    till = open_till(SETTINGS, folder, clock, load_words("ru"))
    till.database.worker.call(lambda unit: _seed(unit, day))
    manager = till.people.add(MANAGER[0], "administrator", MANAGER[1]).result(30)
    till.people.log_in(manager.user_id, MANAGER[1]).result(30)
    for name, pin in CASHIERS:
        till.people.add(name, "senior", pin).result(30)
    till.shifts.open(str(FLOAT // 100)).result(30)
    till.selling.refresh_member()
    return till


def _seed(unit: UnitOfWork, day: list[Basket]) -> None:
    unit.meta.put(IDENTIFIER_KEY, KEY.hex())
    unit.programmes.put(1, 0, json.dumps(json.loads(PROGRAMME.read_bytes())).encode())
    goods = {line.goods for basket in day for line in basket.lines}
    products = [
        ProductRow(each.product_id, each.name, each.price, vat_rate=each.vat_rate, category="Разное", digest=b"1")
        for each in goods
    ]
    unit.goods.put(products, [(f"0{each.code}", each.product_id) for each in goods])
    customers = sorted({basket.customer for basket in day if basket.customer})
    accounts, identifiers, lots = [], [], []
    for customer in customers:
        level = "discount-5" if int(customer) % 2 == 0 else "bonus"
        accounts.append(AccountRow(f"a{customer}", "Анна К.", level, "active", None, 0, 0, START, True))
        card = identifier_hash(KEY, "card", card_of(customer))
        identifiers.append(IdentifierRow(card, f"a{customer}", "card", f"..{card_of(customer)[-4:]}", "active"))
        if level == "bonus":
            points = 10_000_000
            lot = LotRow(f"l{customer}", f"a{customer}", "points", "base", points, START - DAY, None, granted=points)
            lots.append(lot)
    unit.ledger.put_accounts(accounts, identifiers, lots, [])


class AtTheCounter:
    """The hand at the counter: how a day is sold.  Another one may do each step through the window."""

    def __init__(self, till: Till) -> None:
        self.till = till

    def scan(self, code: str, quantity: str = "") -> None:
        """Scan a code, a quantity typed before it."""
        self.till.selling.scan(scanned(code), quantity)

    def spend(self, points: str) -> None:
        """Spend so many points."""
        self.till.selling.redeem(points)

    def pay(self, basket: Basket) -> dict[str, int]:
        """Pay as this buyer does; kopecks by kind."""
        paying = self.till.paying
        paying.start()
        to_pay = basket.to_pay
        if basket.pays == "cash":
            sold = paying.pay_cash(in_roubles(rounded_up(to_pay))).result(30).sold
            paid = {"cash": to_pay}
        elif basket.pays == "mixed" and to_pay > 1:
            paying.add_cash(in_roubles(to_pay // 2)).result(30)
            paying.ask_card().result(30)
            sold = paying.card_approved(f"{basket.number:06d}").result(30).sold
            paid = {"cash": to_pay // 2, "card": to_pay - to_pay // 2}
        else:
            kind = "sbp" if basket.pays == "sbp" else "card"
            paying.ask_card(kind=kind).result(30)  # type: ignore[arg-type]
            sold = paying.card_approved(f"{basket.number:06d}").result(30).sold
            paid = {kind: to_pay}
        assert sold is not None, "the sale is not committed"
        assert sold.to_pay == to_pay, f"basket {basket.number}: {sold.to_pay} instead of {to_pay}"
        self.till.selling.begin()
        return paid

    def park(self) -> str:
        """Park the receipt; how it is found again."""
        self.till.parking.park("кошелёк").result(30)
        return self.till.parking.list()[-1].parked_id

    def take_up(self, parked: str) -> None:
        """Bring a parked receipt back."""
        self.till.parking.take_up(parked).result(30)

    def take_back(self, number: int) -> int:
        """Return all of a receipt in cash; kopecks."""
        self.till.returning.start_by_code(str(number))
        self.till.returning.choose_all()
        made = self.till.returning.commit().result(30)
        assert made is not None
        return made.total

    def relieve(self, name: str, pin: str) -> None:
        """The next cashier takes over."""
        user = next(user for user in self.till.people.everybody() if user.name == name)
        self.till.people.log_in(user.user_id, pin).result(30)


def scanned(code: str) -> Scan:
    """What a scanner gives."""
    return scan_of(code.encode(), "serial:test", START)


def in_roubles(kopecks: int) -> str:
    """A sum as it is typed."""
    return f"{kopecks // 100},{kopecks % 100:02d}"


def rounded_up(kopecks: int) -> int:
    """The sum in whole hundreds of roubles, as buyers hand it over."""
    return -(-kopecks // 10_000) * 10_000


def play(
    counter: AtTheCounter, clock: ManualClock, day: list[Basket], rested: Callable[[], None] = lambda: None
) -> Sums:
    """Sell the whole day; what it must come to.  `rested` is called after every receipt."""
    sums, waiting = Sums(), ""
    left: Basket | None = None
    for basket in day:
        clock.advance(20 * SECOND)
        if (basket.number - 1) % TURN == 0:
            counter.relieve(*CASHIERS[(basket.number - 1) // TURN % len(CASHIERS)])
        _serve(counter, basket)
        if basket.is_parked and left is None and basket is not day[-1]:
            waiting, left = counter.park(), basket
            continue
        _finish(counter, basket, sums)
        if left is not None:
            counter.take_up(waiting)
            _finish(counter, left, sums)
            left = None
        rested()
    return sums


def _serve(counter: AtTheCounter, basket: Basket) -> None:
    for line in basket.lines:
        counter.scan(line.goods.code, str(line.pieces) if line.pieces > 1 else "")
    if basket.card:
        counter.scan(basket.card)


def _finish(counter: AtTheCounter, basket: Basket, sums: Sums) -> None:
    if basket.spends:
        counter.spend(str(SPENT // 100))
    sums.sell(basket, counter.pay(basket))
    if basket.is_returned:
        assert counter.take_back(sums.sales + sums.returns) == basket.to_pay
        sums.take_back(basket)


def check(till: Till, sums: Sums) -> None:
    """Close the shift: its Z report says exactly what was reckoned apart from it."""
    expected = FLOAT + sums.kinds["cash"] - sums.given_back
    report = till.shifts.close(in_roubles(expected)).result(60).report
    totals = report.totals
    assert (totals.sales.count, totals.sales.amount) == (sums.sales, sums.sold)
    assert (totals.returns.count, totals.returns.amount) == (sums.returns, sums.given_back)
    assert {kind.kind: kind.sales for kind in totals.kinds if kind.sales} == dict(sums.kinds)
    assert totals.base == sums.base
    assert sum(each.amount for each in totals.discounts) == sums.discount
    assert totals.redeemed == sums.redeemed
    assert (totals.accrued_points, totals.redeemed_points) == (sums.accrued, sums.redeemed)
    assert (totals.restored_points, totals.taken_back_points) == (sums.restored, sums.taken_back)
    assert {each.rate: (each.turnover, each.vat) for each in totals.vat} == {
        rate: (sums.vat[rate, "turnover"], sums.vat[rate, "vat"]) for rate, what in sums.vat if what == "vat"
    }
    assert totals.receipts_with_card == sums.with_card
    assert (totals.cash_expected, report.difference) == (expected, 0)
