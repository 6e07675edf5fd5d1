"""Two shifts over a midnight of the shop: cards, points, mixed payments, returns, things taken off, two people."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cashier_app.core.clock import HOUR, MINUTE
from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.till.shop import (
    ANNA,
    BORIS,
    BREAD,
    CHEESE,
    COFFEE,
    MANAGER_PIN,
    MILK,
    PIN,
    STRANGER,
    found_shop,
    scan,
)

#: The shop's zone is five hours ahead: the first shift opens on the 21st at 14:00 and is closed after midnight.
FIRST_DAY, SECOND_DAY, THIRD_DAY = "2026-11-21", "2026-11-22", "2026-11-23"
CASHIER: Final = "Иванова Мария"


def sell(till: Till, *codes: str, redeem: str = "", card: str = "", off: str = "", declined: str = "") -> str:
    """A sale: goods and cards by their codes, points, a part by bank card, the rest in cash; its receipt."""
    for code in codes:
        till.selling.scan(scan(code), "0,333" if code == CHEESE else "")
    if off:
        reasons = till.hand_discounts.reasons
        till.hand_discounts.give("percent", off, till.selling.receipt.newest, reasons[0] if reasons else "")
    if redeem:
        till.selling.redeem(redeem)
    till.paying.start()
    if declined:
        # tried, and no payment of the receipt
        till.paying.ask_card(declined).result(30)
        till.paying.card_declined().result(30)
    if card:
        till.paying.ask_card(card).result(30)
        till.paying.card_approved("RRN7").result(30)
    sold = till.paying.pay_cash("100000").result(30).sold
    assert sold is not None
    return sold.receipt_id


def give_back(till: Till, receipt_id: str, chosen: dict[int, str]) -> None:
    """Goods brought back, by line and quantity."""
    till.returning.start(receipt_id)
    for line, quantity in chosen.items():
        till.returning.choose(line, quantity)
    done = till.returning.commit().result(30)
    while done is None:
        done = till.returning.approved("RRN8").result(30)


def close(till: Till) -> int:
    """Close the shift with what must be in the drawer; its number."""
    report = till.reports.x().result(30)
    cash = report.expected_cash
    till.shifts.close(f"{cash // 100},{cash % 100:02d}").result(30)
    return report.number


def log_in(till: Till, role: str) -> None:
    """Put the cashier or the administrator at the till."""
    person = next(user for user in till.people.everybody() if user.role == role)
    till.people.log_in(person.user_id, PIN if role == "cashier" else MANAGER_PIN).result(30)


def two_days(folder: Path, clock: ManualClock) -> Till:
    """A till with all of it; the third shift is open, with one sale on the third day."""
    till = found_shop(folder, clock)
    sell(till, BREAD, BREAD, MILK, declined="60")
    first = sell(till, COFFEE, MILK, MILK, MILK, CHEESE, ANNA, redeem="maximum", card="100")
    till.selling.scan(scan(MILK))
    till.selling.remove_line()
    till.selling.scan(scan(COFFEE))
    till.selling.cancel()
    till.shifts.cash("in", "500", "размен").result(30)
    clock.advance(9 * HOUR + 59 * MINUTE)  # 23:59
    late = sell(till, MILK, COFFEE, BORIS, off="5")
    clock.advance(2 * MINUTE)  # 00:01 of the next day
    sell(till, BREAD, CHEESE, STRANGER, card="50")
    give_back(till, first, {2: "1"})
    till.shifts.cash("out", "300,50", "инкассация").result(30)
    close(till)
    clock.advance(8 * HOUR)
    log_in(till, "cashier")
    till.shifts.open("5000").result(30)
    sell(till, MILK, MILK, ANNA, redeem="20")
    sell(till, BREAD)
    log_in(till, "administrator")
    give_back(till, late, {1: "1", 2: "1"})
    till.shifts.open_drawer().result(30)
    close(till)
    clock.advance(16 * HOUR)  # the third day
    till.shifts.open("0").result(30)
    sell(till, MILK, ANNA)
    return till
