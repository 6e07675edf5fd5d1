"""A small shop of the till's own tests: real files, a dozen goods, a few buyers, the reference programme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.catalog.codes import check_digit, has_luhn_digit
from cashier_app.config import CardMask, InStoreMask, Printer, Selling, Settings, Shop
from cashier_app.core.clock import DAY, Clock, Instant
from cashier_app.core.ids import IdSource, identifier_hash, new_id
from cashier_app.core.words import Words
from cashier_app.devices.scan import Scan, scan_of
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, ProductRow
from cashier_app.till.exchange import IDENTIFIER_KEY
from cashier_app.till.opening import Till, open_till
from cashier_app.till.printing import DatabasePrintQueue
from cashier_app.words import load_words

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork

PROGRAMME: Final = Path(__file__).resolve().parents[3] / "resources" / "programmes" / "reference.json"
KEY: Final = bytes(range(32))
MACHINE: Final = "this-machine"
PIN: Final = "2580"
MANAGER_PIN: Final = "7913"

SETTINGS: Final = Settings(
    shop=Shop(name="РОМАШКА", zone="Asia/Yekaterinburg", footer=("Спасибо!",)),
    printers=(Printer(address="127.0.0.1:9"),),
    selling=Selling(card_masks=(CardMask(prefix="7789"),), in_store_masks=(InStoreMask(prefix="22"),)),
)


def ean(number: int) -> str:
    """The EAN-13 of a number of this shop's."""
    body = f"4600000{number:05d}"
    return body + check_digit(body)


def card(number: int) -> str:
    """A card's number: 16 digits, Luhn."""
    body = f"7789{number:011d}"
    return next(body + digit for digit in "0123456789" if has_luhn_digit(body + digit))


MILK, BREAD, CHEESE, WINE, COFFEE = (ean(number) for number in range(1, 6))
ANNA, BORIS, BLOCKED, EXPIRED, STRANGER = (card(number) for number in range(1, 6))

GOODS: Final = (
    ProductRow("milk", "Молоко", 9490, member_price=8490, vat_rate=1000, category="Молочные", digest=b"1"),
    ProductRow("bread", "Хлеб", 5250, vat_rate=1000, category="Хлеб", digest=b"2"),
    ProductRow("cheese", "Сыр", 49_900, unit="kg", fractional=True, vat_rate=1000, category="Молочные", digest=b"3"),
    ProductRow("wine", "Вино", 59_900, vat_rate=2000, minimum_age=18, category="Вино", digest=b"4"),
    ProductRow("coffee", "Кофе", 124_900, vat_rate=2000, category="Кофе", article="K-1", digest=b"5"),
    ProductRow("free", "Пакет без цены", 0, category="Прочее", digest=b"6"),
    ProductRow("bag", "Пакет", 1000, category="Прочее", digest=b"7"),
)
CODES: Final = tuple(
    (f"0{code}", row.product_id) for code, row in zip((MILK, BREAD, CHEESE, WINE, COFFEE, ean(6)), GOODS, strict=False)
)


def seed(unit: UnitOfWork, now: Instant, points: int = 150_000) -> None:
    """Goods, buyers and programme, as a catalogue and the feed bring them."""
    unit.meta.put(IDENTIFIER_KEY, KEY.hex())
    unit.programmes.put(1, 0, PROGRAMME.read_bytes())
    unit.goods.put(GOODS, (*CODES, ("2200007", "cheese")))
    accounts = [
        AccountRow("anna", "Анна К.", "silver", "active", "11-24", 2_831_818, 31, now, True),
        AccountRow("boris", "Борис Л.", "start", "active", None, 0, 0, now, True),
    ]
    identifiers = [
        IdentifierRow(hash_of(ANNA), "anna", "card", ".." + ANNA[-4:], "active"),
        IdentifierRow(identifier_hash(KEY, "phone", "+79000000001"), "anna", "phone", "..0001", "active"),
        IdentifierRow(hash_of(BORIS), "boris", "card", ".." + BORIS[-4:], "active"),
        IdentifierRow(hash_of(BLOCKED), "boris", "card", ".." + BLOCKED[-4:], "blocked"),
        IdentifierRow(hash_of(EXPIRED), "boris", "card", ".." + EXPIRED[-4:], "expired"),
    ]
    soon = points // 5
    lots = [
        LotRow("soon", "anna", "points", "base", soon, now - DAY, now + 5 * DAY, granted=soon),
        LotRow("late", "anna", "points", "base", points - soon, now - DAY, now + 300 * DAY, granted=points - soon),
        LotRow("boris-lot", "boris", "points", "base", points, now - DAY, None, granted=points),
    ]
    unit.ledger.put_accounts(accounts, identifiers, lots, [])


def hash_of(number: str) -> bytes:
    """The keyed hash of a card."""
    return identifier_hash(KEY, "card", number)


def open_shop(
    folder: Path,
    clock: Clock,
    settings: Settings = SETTINGS,
    words: Words | None = None,
    ids: IdSource = new_id,
    machine: str = MACHINE,
) -> Till:
    """Open the till over a folder, as a start of the program does."""
    return open_till(settings, folder, clock, words or load_words("ru"), ids, machine=machine)


def found_shop(folder: Path, clock: Clock, settings: Settings = SETTINGS, points: int = 150_000) -> Till:
    """A new till with people, goods and buyers; the administrator is logged in and a shift is open."""
    till = open_shop(folder, clock, settings)
    till.database.worker.call(lambda unit: seed(unit, clock.now(), points))
    boss = till.people.add("Орлова Вера", "administrator", MANAGER_PIN).result(30)
    till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
    till.people.add("Иванова Мария", "cashier", PIN).result(30)
    till.shifts.open("1000").result(30)
    till.selling.refresh_member()
    return till


def scan(code: str, at: Instant = 0) -> Scan:
    """What a scanner gives for a code."""
    return scan_of(code.encode(), "test", at)


def first_queue(till: Till) -> DatabasePrintQueue:
    """The queue of the printer that prints receipts, as its thread has it."""
    return next(iter(till.print_queues().values()), DatabasePrintQueue(till.database.worker, ""))
