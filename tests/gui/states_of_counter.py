"""States of what stands on the counter besides printer and scanner, for the gallery and the tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.config import Scale
from cashier_app.devices.payment_terminal import Charge, Refund, TerminalAnswer, TerminalSilent
from cashier_app.devices.scales import ScaleStatus, Weight
from tests.gui import shop

if TYPE_CHECKING:
    import msgspec

    from cashier_app.ui.buyer_window import BuyerWindow
    from cashier_app.ui.shell import Shell

#: The demo's cheese by weight, found by its name: its label would say the weight.
CHEESE_LABEL: Final = shop.GOODS[1]


def equip(shell: Shell, **sections: msgspec.Struct) -> None:
    """Settings with more sections, as if the till had been opened with them."""
    from msgspec.structs import replace

    changed = replace(shell.desk.settings, **sections)
    shell.desk.settings = shell.desk.open_till.settings = changed


def weigh(shell: Shell, weight: Weight | None, status: ScaleStatus | None = None) -> None:
    """Some goods on the receipt, and cheese that waits for the scale."""
    equip(shell, scale=Scale(port="/dev/ttyScale"))
    till = shell.desk.open_till
    shop.log_in(till)
    shell.go("selling")
    for code in shop.GOODS[:3]:
        shell.scan(shop.scanned(code))
    cheese = next(line.item.product_id for line in till.selling.receipt.goods if line.item.unit == "kg")
    shell.desk.surroundings.set_scale(status or ScaleStatus("ready"))
    shell.desk.surroundings.set_weight(weight)
    shell.go("selling", outcome=till.selling.add_product(cheese))


def weighing_moves(shell: Shell) -> None:
    """The goods have just been put on the scale."""
    weigh(shell, Weight(425))


def weighing_steady(shell: Shell) -> None:
    """The weight can be taken; a package is taken off."""
    weigh(shell, Weight(12_435, stable=True, tare=15))


def weighing_overload(shell: Shell) -> None:
    """Too much lies on the scale."""
    weigh(shell, Weight(0, trouble="overload"))


def weighing_silent(shell: Shell) -> None:
    """The scale does not answer: the longest way out; the weight is typed."""
    from cashier_app.ui.selling import SellingScreen

    weigh(shell, None, ScaleStatus("down", "no_answer"))
    screen = shell.current
    assert isinstance(screen, SellingScreen)
    screen.pad.field.set_text("0,299")


def buyer_window(shell: Shell) -> BuyerWindow:
    """The buyer's window laid over the till's, so that it is looked at like a screen."""
    from cashier_app.ui.buyer_window import BuyerWindow

    window = BuyerWindow("РОМАШКА", "Добро\nпожаловать!")
    window.setParent(shell)
    window.setGeometry(shell.rect())
    window.show()
    shell.desk.buyer_sees = lambda view: window.show_view(view())
    return window


def _alone(shell: Shell) -> None:
    """The till's own screens are out of the way: only the buyer's is looked at."""
    for widget in (shell.strip, shell.stack, shell.message):
        widget.hide()


def buyer_idle(shell: Shell) -> None:
    """Nobody buys."""
    buyer_window(shell)
    shop.log_in(shell.desk.open_till)
    shell.go("selling")
    _alone(shell)


def _scan_much(shell: Shell) -> None:
    buyer_window(shell)
    shop.log_in(shell.desk.open_till)
    shell.go("selling")
    for code in (shop.ANNA, *shop.GOODS, *shop.MORE_GOODS, *shop.GOODS):
        shell.scan(shop.scanned(code))


def buyer_selling(shell: Shell) -> None:
    """A long receipt with a card: more lines than there is room for."""
    _scan_much(shell)
    _alone(shell)


def buyer_paying(shell: Shell) -> None:
    """A part in cash, points spent, the rest by card."""
    _scan_much(shell)
    till = shell.desk.open_till
    till.selling.redeem("maximum")
    shell.go("payment")
    till.paying.add_cash("500").result(10)
    till.paying.ask_card().result(10)
    shell.refreshed()
    _alone(shell)


def buyer_paid(shell: Shell) -> None:
    """The change, and what became of the points."""
    from cashier_app.till.buyer_view import buyer_of_sale
    from cashier_app.ui.language import words

    window = buyer_window(shell)
    shop.log_in(shell.desk.open_till)
    shell.go("selling")
    for code in (shop.ANNA, *shop.GOODS):
        shell.scan(shop.scanned(code))
    till = shell.desk.open_till
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(10).sold
    assert sold is not None
    window.show_view(buyer_of_sale(sold, words()))
    window.stop()
    _alone(shell)


def _wired(shell: Shell, *fates: str) -> None:
    """A card is asked of a wired terminal, whose driver does what `fates` say."""
    from cashier_app.config import Terminal
    from cashier_app.devices.terminal_worker import Pace, TerminalWorker

    equip(shell, terminal=Terminal(driver="simulator"))
    shop.log_in(shell.desk.open_till)
    driver = StillTerminal(list(fates))
    worker = TerminalWorker(driver, shell.desk.surroundings.terminal_said.emit, pace=Pace(first_ms=1, longest_ms=1))
    shell.desk.terminal = worker
    shell.go("selling")
    for code in (shop.ANNA, *shop.GOODS):
        shell.scan(shop.scanned(code))
    shell.go("payment")
    till = shell.desk.open_till
    till.paying.add_cash("500").result(10)
    till.paying.ask_card().result(10)
    shell.refreshed()
    worker.start()
    driver.done.wait(5)
    worker.stop()
    shell.refreshed()


class StillTerminal:
    """A terminal that stands still where a picture is wanted."""

    manual = False

    def __init__(self, fates: list[str]) -> None:
        self._fates = fates
        self.done = threading.Event()

    def charge(self, charge: Charge) -> TerminalAnswer:
        """The next fate."""
        return self._next()

    def refund(self, refund: Refund) -> TerminalAnswer:
        """The next fate."""
        return self._next()

    def ask(self, payment_id: str) -> TerminalAnswer:
        """The next fate."""
        return self._next()

    def void(self, payment_id: str) -> TerminalAnswer:
        """The next fate."""
        return self._next()

    def interrupt(self) -> None:
        """The picture is taken."""
        self.done.set()

    def _next(self) -> TerminalAnswer:
        if not self._fates or self.done.is_set():
            self.done.set()
            return TerminalAnswer("authorising")
        if self._fates.pop(0) == "silent":
            if not self._fates:
                self.done.set()
            raise TerminalSilent()
        return TerminalAnswer("authorising")


def card_wired(shell: Shell) -> None:
    """A wired terminal waits for the card."""
    _wired(shell, "waits")


def card_silent(shell: Shell) -> None:
    """A wired terminal has not answered several times; its slip's number is typed."""
    from cashier_app.ui.payment import PaymentScreen

    _wired(shell, *["silent"] * 4)
    screen = shell.current
    assert isinstance(screen, PaymentScreen)
    assert screen.keypad is not None
    screen.keypad.field.set_text("100234")
    screen.refreshed()


def refund_wired(shell: Shell) -> None:
    """A wired terminal is silent while a refund is asked of it."""
    from cashier_app.config import Terminal
    from cashier_app.devices.terminal_worker import Pace, TerminalWorker

    till = shell.desk.open_till
    shop.log_in(till)
    shell.go("selling")
    for code in shop.GOODS:
        shell.scan(shop.scanned(code))
    till.paying.start()
    till.paying.ask_card().result(10)
    sold = till.paying.card_approved("100234").result(10).sold
    assert sold is not None
    equip(shell, terminal=Terminal(driver="simulator"))
    driver = StillTerminal(["silent"] * 4)
    worker = TerminalWorker(driver, shell.desk.surroundings.terminal_said.emit, pace=Pace(first_ms=1, longest_ms=1))
    shell.desk.terminal = worker
    till.returning.start(sold.receipt_id)
    till.returning.choose_all()
    till.returning.commit().result(10)
    shell.go("return")
    worker.start()
    driver.done.wait(5)
    worker.stop()
    shell.refreshed()


STATES_OF_COUNTER: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state
    for state in (
        weighing_moves,
        weighing_steady,
        weighing_overload,
        weighing_silent,
        buyer_idle,
        buyer_selling,
        buyer_paying,
        buyer_paid,
        card_wired,
        card_silent,
        refund_wired,
    )
}
