"""A small shop for the tests of screens: the demo's goods and programme, three buyers, four people, real files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cashier_app.config import CardMask, InStoreMask, Selling, Settings, Shop, Till, Ui
from cashier_app.core.clock import DAY
from cashier_app.core.ids import identifier_hash
from cashier_app.devices.scan import Scan, scan_of
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from cashier_app.ui.background import Background
from cashier_app.ui.shell import Shell
from cashier_app.words import load_words
from tests.clock import START, ManualClock

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till as OpenTill

RESOURCES: Final = Path(__file__).resolve().parent.parent.parent / "resources"
KEY: Final = bytes(32)
PLAIN_RULES: Final = ("last-day", "big-basket", "tea-back")

#: Codes of the demo's goods that the tests scan.
MILK: Final = "4677306211056"
#: Milk, weighed cheese (299 g by the scales' label), bread, chocolate, coffee.
GOODS: Final = (MILK, "2200101002998", "4690440692932", "4695797336836", "4691498722954")
MORE_GOODS: Final = ("4699050751817", "4699050759523", "4669983178586", "4669983172744", "4669983179484")
WINE: Final = "4685412961512"
UNKNOWN: Final = "4607001771265"
#: Cards: Anna has points, Boris is blocked, the third is nobody's, the last of another chain.
ANNA: Final = "7770001000079195"
BORIS: Final = "7770001000158387"
NOBODY: Final = "7770001000237579"
VERA: Final = "7770001000316761"
PHONE: Final = "9000000001"

PEOPLE: Final = (
    ("Лебедев Игорь", "administrator", "9753"),
    ("Иванова Мария", "cashier", "2580"),
    ("Соколова Рита", "senior", "3690"),
    ("Орлова Вера", "manager", "7913"),
)


def settings(**changes: object) -> Settings:
    """The demo shop's settings, no devices."""
    made = Settings(
        shop=Shop(name="РОМАШКА", address="ул. Ленина, 12, Пермь", store="perm-1", zone="Asia/Yekaterinburg"),
        till=Till(number=2),
        selling=Selling(
            in_store_masks=(InStoreMask(prefix="22"),),
            card_masks=(
                CardMask(prefix="7770"),
                CardMask(kind="virtual", prefix="7775"),
                CardMask(kind="gift", prefix="666", length=16),
            ),
        ),
        ui=Ui(sounds=False, size="1024x768"),
    )
    return msgspec.structs.replace(made, **changes)


def build(folder: Path) -> None:
    """Fill a till's folder: goods, programme, buyers, people."""
    from cashier_app.storage.database import Database
    from cashier_app.till.importing import Import
    from cashier_app.till.opening import open_till

    with Database.open(folder) as database:
        Import(RESOURCES / "demo" / "catalogue.csv").run(database.worker)
        database.worker.call(_put_programme)
    till = open_till(settings(), folder, ManualClock(), load_words("ru"))
    try:
        for name, role, pin in PEOPLE:
            user = till.people.add(name, role, pin).result(10)  # type: ignore[arg-type]
            if role == "administrator":
                till.people.log_in(user.user_id, pin).result(10)
        till.people.log_out()
        # after the first opening: a new epoch has no spending rights
        till.database.worker.call(_put_buyers)
    finally:
        till.close()


def plain_programme() -> dict[str, Any]:
    """The demo's programme without codes, gifts, coupons and enrolment: levels, prices and points alone."""
    document: dict[str, Any] = json.loads((RESOURCES / "demo" / "programme.json").read_bytes())
    document["rules"] = [rule for rule in document["rules"] if rule["id"] in PLAIN_RULES]
    del document["enrolment"]
    return document


def _put_programme(unit: UnitOfWork) -> None:
    unit.programmes.put(1, START - 30 * DAY, json.dumps(plain_programme()).encode())
    unit.meta.put("identifier_key", KEY.hex())
    unit.meta.put("node", "perm-1-2")


def _put_buyers(unit: UnitOfWork) -> None:
    accounts = [
        AccountRow("anna", "Анна К.", "silver", "active", "11-24", 2_831_800, 31, START, home=True),
        AccountRow("boris", "Борис Ж.", "start", "blocked", None, 0, 0, START),
        AccountRow("vera", "Вера С.", "gold", "active", None, 3_500_000, 40, START),
    ]
    identifiers = [
        IdentifierRow(identifier_hash(KEY, kind, value), account, kind, f"..{value[-4:]}", "active")
        for kind, value, account in (
            ("card", ANNA, "anna"),
            ("phone", "7" + PHONE, "anna"),
            ("card", BORIS, "boris"),
            ("card", VERA, "vera"),
        )
    ]
    lots = [
        LotRow("l1", "anna", "points", "sale", 103_500, START - DAY, START + 200 * DAY, granted=103_500),
        LotRow("l2", "anna", "points", "sale", 21_000, START - DAY, START + 9 * DAY, granted=21_000),
        LotRow("l3", "anna", "points", "sale", 8_600, START + DAY, START + 300 * DAY, granted=8_600),
        LotRow("l4", "vera", "points", "sale", 50_000, START - DAY, None),
    ]
    unit.ledger.put_accounts(accounts, identifiers, lots, [])


@contextmanager
def opened(template: Path, folder: Path, language: str = "ru") -> Iterator[OpenTill]:
    """A till of its own over a copy of the shop, closed at the end."""
    from cashier_app.till.opening import open_till

    shutil.copytree(template, folder)
    till = open_till(settings(), folder, ManualClock(), load_words(language))
    try:
        yield till
    finally:
        till.close()


def scanned(code: str) -> Scan:
    """A scan of a serial scanner."""
    return scan_of(code.encode(), "serial:test", START)


def log_in(till: OpenTill, name: str = "Орлова Вера", shift: bool = True) -> None:
    """Put somebody at the till, a shift open."""
    user = next(user for user in till.people.everybody() if user.name == name)
    pin = next(pin for known, _, pin in PEOPLE if known == name)
    till.people.log_in(user.user_id, pin).result(10)
    if shift and till.shifts.current is None:
        till.shifts.open("1000").result(10)


def window(till: OpenTill, width: int = 1024, height: int = 768) -> Shell:
    """The till's window, on no screen yet; `Shell.desk.background` is stopped by whoever made it."""
    shell = Shell(settings(), Background())
    shell.resize(width, height)
    shell.desk.till = till
    return shell
