"""States of the screens that are not selling: payment, returns, shifts, the menu and what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from cashier_app.config import Printer, Server
from cashier_app.core.clock import HOUR
from cashier_app.logs import Crash
from cashier_app.loyalty.sold import SoldFacts, SoldGift, SoldLine, SoldPayment
from cashier_app.sync.messages import ReturnElsewhere, SaleAnswer, SaleElsewhere, SoldUnit
from cashier_app.sync.questions import SaleFound, SaleOutcome
from cashier_app.sync.state import SyncState
from cashier_app.till.return_right import adopt
from cashier_app.till.update_news import News
from cashier_app.ui.cash import CashScreen
from cashier_app.ui.closing import ClosingScreen
from cashier_app.ui.people import PeopleScreen
from cashier_app.ui.returning import ReturnScreen
from cashier_app.ui.screen import Screen
from tests.clock import START
from tests.gui import shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.ui.shell import Shell

S = TypeVar("S", bound=Screen)
PRINTER: Final = Printer(name="Чеки", address="192.168.1.50:9100")
SERVER: Final = Server(url="https://loyalty.romashka.example:8377")


def _on(shell: Shell, kind: type[S]) -> S:
    screen = shell.current
    assert isinstance(screen, kind)
    return screen


def _equip(shell: Shell) -> None:
    """A till with a printer and a server in its settings."""
    settings = msgspec.structs.replace(shell.desk.settings, printers=(PRINTER,), server=SERVER)
    shell.desk.settings = settings
    shell.desk.open_till.settings = settings


def _sell(shell: Shell, *codes: str) -> None:
    till = shell.desk.open_till
    if till.people.current is None:
        shop.log_in(till)
    shell.go("selling")
    for code in codes:
        shell.scan(shop.scanned(code))


def _sold(shell: Shell, *codes: str) -> str:
    """A sale for exact cash; the receipt's id."""
    till = shell.desk.open_till
    _sell(shell, *codes)
    view = till.paying.start()
    sold = till.paying.add_cash(view.quick_notes[0][1]).result(10).sold
    assert sold is not None
    return sold.receipt_id


# --- payment -----------------------------------------------------------------------------------------------------


def payment_empty(shell: Shell) -> None:
    """Nothing has been taken yet."""
    _sell(shell, *shop.GOODS)
    shell.go("payment")


def payment_part(shell: Shell) -> None:
    """A part in cash, a larger sum being typed."""
    payment_empty(shell)
    till = shell.desk.open_till
    till.paying.add_cash("500").result(10)
    shell.refreshed()
    screen = shell.current
    assert screen is not None
    assert screen.keypad is not None
    screen.keypad.field.set_text("5000")


def payment_card(shell: Shell) -> None:
    """A part in cash, the rest asked of a card."""
    payment_part(shell)
    till = shell.desk.open_till
    till.paying.ask_card().result(10)
    shell.refreshed()
    screen = shell.current
    assert screen is not None
    assert screen.keypad is not None
    screen.keypad.field.set_text("")


def payment_declined(shell: Shell) -> None:
    """A card was declined."""
    payment_card(shell)
    shell.desk.open_till.paying.card_declined().result(10)
    shell.refreshed()


def _pay(shell: Shell, note: int) -> None:
    shell.go("payment")
    from cashier_app.ui.payment import PaymentScreen

    _on(shell, PaymentScreen).notes[note].press()
    settle(shell)


def sold_with_change(shell: Shell) -> None:
    """Change to give, points earned, the slip waits for the printer."""
    _equip(shell)
    _sell(shell, shop.ANNA, *shop.GOODS)
    shell.desk.open_till.selling.redeem()
    _pay(shell, 4)


def sold_unsure(shell: Shell) -> None:
    """Nobody knows whether the slip was printed."""
    sold_with_change(shell)
    _doubt(shell)
    shell.refreshed()


def payment_rounded(shell: Shell) -> None:
    """Cash is rounded for the buyer, the largest sum there is being typed."""
    selling = msgspec.structs.replace(shell.desk.settings.selling, cash_rounding=100)
    shell.desk.settings = msgspec.structs.replace(shell.desk.settings, selling=selling)
    shell.desk.open_till.settings = shell.desk.settings
    payment_empty(shell)
    screen = shell.current
    assert screen is not None
    assert screen.keypad is not None
    screen.keypad.field.set_text("999999999,99")


def sold_with_absurd_change(shell: Shell) -> None:
    """The largest change there is."""
    payment_rounded(shell)
    from cashier_app.ui.payment import PaymentScreen

    _on(shell, PaymentScreen).take.press()
    settle(shell)


def sold_without_printer(shell: Shell) -> None:
    """Exact cash, no card, no printer."""
    _sell(shell, shop.MILK)
    _pay(shell, 0)


def _doubt(shell: Shell) -> None:
    """The newest slip was cut off in the middle."""

    def doubt(unit: UnitOfWork) -> None:
        newest = unit.printing.latest(1)[0]
        unit.printing.mark(newest.job_id, "unknown", "cut_off", START)

    shell.desk.open_till.database.worker.call(doubt)


# --- returns and parked receipts -----------------------------------------------------------------------------------


def return_finding(shell: Shell) -> None:
    """Today's receipts, one to be chosen."""
    for codes in ((shop.MILK,), (shop.ANNA, *shop.GOODS), (shop.MILK, shop.MILK)):
        _sold(shell, *codes)
    shell.go("return")


def return_choosing(shell: Shell) -> None:
    """Lines chosen, money and points to be seen."""
    _sell(shell, shop.ANNA, *shop.GOODS)
    shell.desk.open_till.selling.redeem()
    receipt = _sold(shell)
    shell.go("return", code=f"CASHIER:R:{receipt}")
    settle(shell)
    screen = _on(shell, ReturnScreen)
    for number in ("1", "3"):
        screen.list.touched.emit(number)


def return_short(shell: Shell) -> None:
    """The drawer lacks the cash to give back."""
    return_choosing(shell)
    till = shell.desk.open_till
    held = till.reports.x().result(10).expected_cash
    till.shifts.cash("out", f"{held // 100 - 1}", "В сейф").result(10)
    receipt = till.reader.receipts(0, 2**53)[0].receipt_id
    shell.go("return", code=f"CASHIER:R:{receipt}")
    settle(shell)
    _on(shell, ReturnScreen).everything.press()


def _told(shell: Shell, receipt_id: str = "f" * 32) -> SaleElsewhere:
    """Another shop's sale, as the server tells of it: two kinds of goods, one bottle back already."""
    till = shell.desk.open_till
    if till.people.current is None:
        shop.log_in(till)
    lines = (
        SoldLine(1, "p1", "Молоко 3,2 % 930 мл", 9490, 3000, 28_470, 0, 0, 0, 28_470, 0, 1000, 2588),
        SoldLine(2, "p2", "Кофе в зёрнах 1 кг", 124_900, 1000, 124_900, 24_980, 0, 0, 99_920, 0, 2000, 16_653),
    )
    facts = SoldFacts("op", None, lines, (SoldPayment("p", "cash", 128_390),))
    back = ReturnElsewhere("r" * 32, {1: 1000}, {"p": 9490})
    units = (SoldUnit(1, "pc"), SoldUnit(2, "pc"))
    at = till.clock.now() - 26 * HOUR
    sale = SaleElsewhere(receipt_id, 517, "perm-2", "Ромашка на Ленина", at, 128_390, None, facts, units, (back,))
    body = msgspec.json.encode(sale)

    def job(unit: UnitOfWork) -> None:
        unit.meta.put("node_key", "key")
        unit.receipts.put_told(receipt_id, body, at)

    till.database.worker.call(job)
    return sale


def _answers(shell: Shell, outcome: SaleOutcome) -> None:
    """The server says so to whatever is asked of it."""
    sale, now = _told(shell), shell.desk.open_till.clock.now()
    answer = SaleAnswer(now, "i", "asked", 0, sale, holder="Касса 2, Ленина", holder_seen=now - 3 * HOUR)
    shell.desk.ask_sale = lambda receipt_id, told: told(SaleFound(outcome, answer if outcome == "asked" else None))
    shell.go("return", code=f"CASHIER:R:{'f' * 32}")
    settle(shell)


def return_waits_for_another_till(shell: Shell) -> None:
    """The till that sold it has been asked for the right to this return."""
    _answers(shell, "asked")


def return_offline(shell: Shell) -> None:
    """Nobody can say what of the receipt has been returned."""
    _answers(shell, "unreachable")


def return_from_another_shop(shell: Shell) -> None:
    """The right has come: the other shop's receipt stands there."""
    _told(shell)
    till = shell.desk.open_till

    def job(unit: UnitOfWork) -> None:
        adopt(unit, "f" * 32, 1, till.identity.epoch, "")

    till.database.worker.call(job)
    shell.go("return", code=f"CASHIER:R:{'f' * 32}")
    settle(shell)
    _on(shell, ReturnScreen).everything.press()


def return_money_only(shell: Shell) -> None:
    """A manager gives the money; the server works out the points."""
    _answers(shell, "unreachable")
    screen = _on(shell, ReturnScreen)
    screen.beside.press()
    settle(shell)
    screen.everything.press()


def return_without_receipt(shell: Shell) -> None:
    """Goods scanned, a reason chosen."""
    if shell.desk.open_till.people.current is None:
        shop.log_in(shell.desk.open_till)
    shell.go("return")
    screen = _on(shell, ReturnScreen)
    screen.beside.press()
    settle(shell)
    for code in (shop.MILK, shop.MILK, shop.GOODS[1]):
        shell.scan(shop.scanned(code))
    screen.ways["number"].press()


def return_without_receipt_too_much(shell: Shell) -> None:
    """More than the settings allow, and no reason yet."""
    return_without_receipt(shell)
    selling = msgspec.structs.replace(shell.desk.open_till.settings.selling, return_without_receipt=100)
    till = shell.desk.open_till
    till.settings = msgspec.structs.replace(till.settings, selling=selling)
    till.loose_returning.say_why("")
    shell.refreshed()


def return_reason(shell: Shell) -> None:
    """A reason in one's own words."""
    return_without_receipt(shell)
    screen = _on(shell, ReturnScreen)
    screen.ways["card"].press()
    screen.letters.field.set_text("Не подошёл размер")


def return_keeps_gift(shell: Shell) -> None:
    """What earned a gift goes back, and the gift does not."""
    sale = _told(shell)
    gift = SoldGift("mug", "Кофе за покупку", ((2, 24_980),), (1,))
    told = msgspec.structs.replace(sale, facts=msgspec.structs.replace(sale.facts, gifts=(gift,)))
    till = shell.desk.open_till
    body = msgspec.json.encode(told)

    def job(unit: UnitOfWork) -> None:
        unit.receipts.put_told("f" * 32, body, till.clock.now())
        adopt(unit, "f" * 32, 1, till.identity.epoch, "")

    till.database.worker.call(job)
    shell.go("return", code=f"CASHIER:R:{'f' * 32}")
    settle(shell)
    screen = _on(shell, ReturnScreen)
    for number in ("1", "2"):  # the gift is chosen with what earned it, and taken out again
        screen.list.touched.emit(number)


def refund_asked(shell: Shell) -> None:
    """A part goes back on the terminal, which is asked now."""
    _sell(shell, shop.ANNA, *shop.GOODS)
    till = shell.desk.open_till
    till.paying.start()
    till.paying.add_cash("100").result(10)
    till.paying.ask_card().result(10)
    sold = till.paying.card_approved("4711").result(10).sold
    assert sold is not None
    shell.go("return", code=f"CASHIER:R:{sold.receipt_id}")
    settle(shell)
    screen = _on(shell, ReturnScreen)
    screen.everything.press()
    screen.give.press()
    settle(shell)


def refund_unknown(shell: Shell) -> None:
    """The till was stopped while the terminal was asked for a refund."""
    refund_asked(shell)
    returning = shell.desk.open_till.returning
    assert returning._refund is not None
    unknown = tuple(msgspec.structs.replace(row, state="unknown") for row in returning._refund.refunds)
    returning._refund = msgspec.structs.replace(returning._refund, refunds=unknown)
    shell.refreshed()


def refund_made(shell: Shell) -> None:
    """A part has gone back on the terminal, the rest is given in cash."""
    _equip(shell)
    refund_asked(shell)
    screen = _on(shell, ReturnScreen)
    assert screen.keypad is not None
    screen.keypad.field.set_text("4712")
    screen.give.press()
    settle(shell)


def return_made(shell: Shell) -> None:
    """The money to give back in the largest type."""
    _equip(shell)
    return_choosing(shell)
    _on(shell, ReturnScreen).give.press()
    settle(shell)


def parked_some(shell: Shell) -> None:
    """Two receipts aside, one of them with a name, and one on the screen."""
    till = shell.desk.open_till
    for name, codes in (("", (shop.MILK,)), ("Женщина в красном пальто", shop.GOODS)):
        _sell(shell, *codes)
        till.parking.park(name).result(10)
    _sell(shell, shop.MILK)
    shell.go("parked")


def parked_none(shell: Shell) -> None:
    """Nothing lies aside."""
    _sell(shell)
    shell.go("parked")


# --- the shift -----------------------------------------------------------------------------------------------------


def shift_report(shell: Shell) -> None:
    """The X report of a shift that has been open for almost a day."""
    _sold(shell, shop.ANNA, *shop.GOODS)
    till = shell.desk.open_till
    till.shifts.cash("out", "500", "В сейф").result(10)
    till.clock.not_before(START + 23 * HOUR + HOUR // 2)
    shell.go("shift")


def cash_out(shell: Shell) -> None:
    """Cash is taken out, its reason chosen."""
    _sell(shell)
    shell.go("cash", kind="out")
    screen = _on(shell, CashScreen)
    screen.reasons[1].press()
    assert screen.keypad is not None
    screen.keypad.field.set_text("5000")


def closing_empty(shell: Shell) -> None:
    """The drawer has not been counted yet."""
    _sell(shell)
    shell.go("closing")


def closing_missing(shell: Shell) -> None:
    """Less is there than must be."""
    closing_empty(shell)
    screen = _on(shell, ClosingScreen)
    assert screen.keypad is not None
    for denomination, count in ((50_000, "1"), (10_000, "3"), (50, "7")):
        screen.notes[denomination].press()
        screen.keypad.field.set_text(count)
        screen.keypad.enter.press()
    screen._preview()


def reports_kept(shell: Shell) -> None:
    """Two shifts, the drawer of one of them did not agree."""
    till = shell.desk.open_till
    for counted in ("970", "0"):
        _sold(shell, *shop.GOODS) if counted == "0" else _sell(shell)
        expected = till.reports.x().result(10).expected_cash
        sum_ = counted if counted != "0" else f"{expected / 100:.2f}"
        till.shifts.close(sum_).result(10)
        if counted != "0":
            till.shifts.open("500").result(10)
    shell.go("reports")


# --- the menu and what it leads to -----------------------------------------------------------------------------------


def menu(shell: Shell) -> None:
    """Everything that is not selling."""
    _equip(shell)
    _sell(shell)
    shell.go("menu")


def diagnosis_server(shell: Shell) -> None:
    """Offline, operations waiting, one of them set aside."""
    _equip(shell)
    for _ in range(3):
        _sold(shell, shop.MILK)

    def reject(unit: UnitOfWork) -> None:
        row = unit.outbox.waiting()[1]
        fate = (row.seq, row.hash, "rejected", False, "inconsistent: lot l7 has 120, the operation takes 300")
        unit.outbox.settle(row.epoch, [fate])

    shell.desk.open_till.database.worker.call(reject)
    now = shell.desk.open_till.clock.now()
    shell.desk.surroundings.set_sync(
        SyncState(
            online=False,
            since=now - HOUR,
            last_sync=now - HOUR,
            waiting=3,
            rejected=1,
            trouble="unreachable",
            detail="ConnectionError: [Errno 111] Connection refused while connecting to loyalty.romashka.example:8377",
            clock_offset_ms=7000,
            next_try=now + 22_000,
        )
    )
    shell.go("diagnosis", device="server")


def diagnosis_scanner(shell: Shell) -> None:
    """A marking code was read."""
    _sell(shell)
    shell.go("diagnosis", device="scanner")
    shell.scan(shop.scanned("]d20104607001771265215x<;J(gLq1\x1d93dGVz"))


def diagnosis_printer(shell: Shell) -> None:
    """No paper, and a slip of which nobody is sure."""
    sold_with_change(shell)
    _doubt(shell)
    shell.go("diagnosis", device="printer")


def diagnosis_database(shell: Shell) -> None:
    """The database and its copies."""
    _sell(shell)
    shell.go("diagnosis", device="database")


def journal(shell: Shell) -> None:
    """What was done by right or by permission."""
    _sell(shell, shop.MILK, *shop.GOODS)
    till = shell.desk.open_till
    till.selling.remove_line()
    till.selling.cancel()
    till.shifts.cash("in", "500", "Разменная монета").result(10)
    till.shifts.open_drawer().result(10)
    shell.go("journal")
    settle(shell)
    shell.current.check.press()  # type: ignore[union-attr]


def people(shell: Shell) -> None:
    """An administrator changes people."""
    till = shell.desk.open_till
    shop.log_in(till, "Лебедев Игорь")
    gone = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.change(gone.user_id, active=False).result(10)
    shell.go("selling")
    shell.go("people")
    screen = _on(shell, PeopleScreen)
    screen.list.set_current(next(user.user_id for user in till.people.everybody() if user.role == "manager"))


def pin(shell: Shell) -> None:
    """One's own PIN is changed."""
    _sell(shell)
    shell.go("pin")
    screen = shell.current
    assert screen is not None
    assert screen.keypad is not None
    screen.keypad.field.set_text("79")


def own_pin(shell: Shell) -> None:
    """The PIN that somebody else chose is changed before anything else."""
    shop.log_in(shell.desk.open_till)
    shell.go("own_pin")


def about_update(shell: Shell) -> None:
    """A newer version is ready, and somebody who may put it in looks at it."""
    shop.log_in(shell.desk.open_till, "Лебедев Игорь")
    shell.desk.surroundings.set_update(News("ready", "1.4.2"))
    shell.go("about")


def about(shell: Shell) -> None:
    """After a run that ended by a mistake."""
    _sell(shell)
    trace = "Traceback (most recent call last):\n  File \"cashier_app/ui/selling.py\", line 210\nKeyError: 'x'"
    shell.desk.surroundings.crash = Crash(kind="error", text=trace, at=START, program="till")
    shell.go("about")


MORE_STATES: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state
    for state in (
        payment_empty,
        payment_part,
        payment_card,
        payment_declined,
        payment_rounded,
        sold_with_absurd_change,
        sold_with_change,
        sold_unsure,
        sold_without_printer,
        return_finding,
        return_choosing,
        return_short,
        return_made,
        return_waits_for_another_till,
        return_offline,
        return_from_another_shop,
        return_money_only,
        return_without_receipt,
        return_without_receipt_too_much,
        return_reason,
        return_keeps_gift,
        refund_asked,
        refund_unknown,
        refund_made,
        parked_some,
        parked_none,
        shift_report,
        cash_out,
        closing_empty,
        closing_missing,
        reports_kept,
        menu,
        diagnosis_server,
        diagnosis_scanner,
        diagnosis_printer,
        diagnosis_database,
        journal,
        people,
        pin,
        own_pin,
        about,
        about_update,
    )
}
