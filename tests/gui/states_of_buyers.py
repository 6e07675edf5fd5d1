"""States of the training mode, of a buyer's history and cards, and of the next cashier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.clock import DAY
from cashier_app.sync.messages import FoundMember, FoundMembers, Purchase, PurchaseLine, Purchases
from cashier_app.sync.questions import PurchasesFound
from cashier_app.till import practice
from cashier_app.ui.buyer import BuyerScreen
from cashier_app.ui.closing import ClosingScreen
from cashier_app.ui.history import HistoryScreen
from cashier_app.ui.opening_count import OpeningCountScreen
from cashier_app.ui.switching import SwitchingScreen
from tests.clock import START
from tests.gui import shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell


def _practise(shell: Shell) -> None:
    till = shell.desk.open_till
    till.practice = True
    practice.put_people(till)
    practice.put_buyers(till)
    shell.renew()


def login_practice(shell: Shell) -> None:
    """Who practises?"""
    _practise(shell)
    shell.go("login")


def training(shell: Shell) -> None:
    """The cards to practise with."""
    till = shell.desk.open_till
    shop.log_in(till)
    _practise(shell)
    shell.go("training")


def selling_practice(shell: Shell) -> None:
    """A receipt of the training mode."""
    till = shell.desk.open_till
    shop.log_in(till)
    _practise(shell)
    shell.go("selling")
    for code in (*shop.GOODS, practice.practice_cards(till)[0].code):
        shell.scan(shop.scanned(code))


def _looks_at_anna(shell: Shell) -> HistoryScreen:
    """Anna's purchases as the server tells them."""
    till = shell.desk.open_till
    shop.log_in(till)
    names = ("Молоко «Деревенское» 3,2 %, 1 л", "Сыр «Российский» 45 %, вес.", "Кофе в зёрнах «Арабика», 1 кг")
    lines = tuple(
        PurchaseLine(n, "p", name, 2000 - n * 500, "kg" if n == 2 else "pc", 9490, 18_980, 0, 0, 18_980, 100)
        for n, name in enumerate(names, start=1)
    )
    back = (msgspec.structs.replace(lines[0], returned=1000), *lines[1:])
    bought = tuple(
        Purchase(
            kind="return" if n == 2 else "sale",
            receipt_id=f"{n:032d}",
            number=1187 - n,
            store="s2",
            store_name="Ромашка на улице Ленина" if n % 2 else "РОМАШКА",
            at=START - n * 3 * DAY,
            base=114_818,
            discount=0,
            redeemed=0,
            to_pay=114_818 * n,
            redeemed_points=30_000 if n % 2 else 0,
            accrued_points=5_700,
            lines=back if n == 1 else lines,
        )
        for n in range(1, 9)
    )
    told = PurchasesFound("found", Purchases(START, "anna", bought, "next"))
    shell.desk.purchases = lambda account_id, cursor, answer: answer(told)
    shell.go("selling")
    shell.scan(shop.scanned(shop.ANNA))
    shell.go("history")
    settle(shell)
    screen = shell.current
    assert isinstance(screen, HistoryScreen)
    return screen


def history(shell: Shell) -> None:
    """A receipt of another shop is looked at."""
    _looks_at_anna(shell).list.move_current(1)


def history_points(shell: Shell) -> None:
    """What ends when."""
    _looks_at_anna(shell).points.press()


def buyer_by_part(shell: Shell) -> None:
    """Several buyers whose numbers end alike."""
    shop.log_in(shell.desk.open_till)
    people = (("Анна К.", "silver", "card"), ("Вера С.", "gold", "phone"), ("Святослав Ж.", "start", "card"))
    members = tuple(
        FoundMember(f"m{n}", name, level, "active", kind, "..9195", f"{n:032x}")
        for n, (name, level, kind) in enumerate(people)
    )
    shell.desk.find_members = lambda digits, told: told(FoundMembers(START, members))
    shell.go("selling")
    shell.go("buyer", typed="9195")
    screen = shell.current
    assert isinstance(screen, BuyerScreen)
    screen.search.press()
    screen.found.move_current(1)


def cards(shell: Shell) -> None:
    """A broken card, a blank one scanned in its place."""
    till = shell.desk.open_till
    shop.log_in(till)
    shell.go("selling")
    shell.scan(shop.scanned(shop.ANNA))
    till.member_cards.replace(till.member_cards.rows()[0], shop.NOBODY).result(10)
    till.selling.refresh_member()
    shell.go("cards")
    shell.scan(shop.scanned("7770001000979796"))


def switching(shell: Shell) -> None:
    """A colleague takes over in the middle of a receipt, which is to be parked."""
    shop.log_in(shell.desk.open_till)
    shell.go("selling")
    shell.scan(shop.scanned(shop.MILK))
    shell.go("switching")
    screen = shell.current
    assert isinstance(screen, SwitchingScreen)
    screen.park.press()


def closing_hand_over(shell: Shell) -> None:
    """More lies in the drawer than the next shift needs."""
    till = shell.desk.open_till
    shop.log_in(till)
    selling = msgspec.structs.replace(shell.desk.settings.selling, drawer_float=3000)
    shell.desk.settings = till.settings = msgspec.structs.replace(shell.desk.settings, selling=selling)
    shell.go("closing")
    screen = shell.current
    assert isinstance(screen, ClosingScreen)
    screen.counts = {500_000: 12, 100_000: 7, 50_000: 9, 10_000: 21, 5_000: 3, 1_000: 8}
    screen.show_count()
    screen._preview()


def opening_count(shell: Shell) -> None:
    """A drawer counted note by note before the shift."""
    shop.log_in(shell.desk.open_till, shift=False)
    shell.go("opening_count")
    screen = shell.current
    assert isinstance(screen, OpeningCountScreen)
    screen.counts = {10_000: 21, 5_000: 3, 50: 4}
    screen.show_count()


STATES_OF_BUYERS: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state
    for state in (
        login_practice,
        training,
        selling_practice,
        history,
        history_points,
        buyer_by_part,
        cards,
        switching,
        closing_hand_over,
        opening_count,
    )
}
