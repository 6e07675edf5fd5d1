"""The working day's hand at the window: each step by keys and scans, as a cashier makes it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cashier_app.till.opening import Till
from cashier_app.ui.login import LoginScreen
from cashier_app.ui.shell import Shell
from tests.working_day import AtTheCounter, Basket, in_roubles, rounded_up, scanned

Key = Qt.Key
#: Longest wait for what happens by itself.
PATIENCE_S = 20.0


class AtTheWindow(AtTheCounter):
    """A cashier's hand on the keys of a till's window."""

    def __init__(self, till: Till, shell: Shell) -> None:
        super().__init__(till)
        self.shell = shell
        #: Milliseconds from a scan to the end of its painting.
        self.scans: list[float] = []

    @property
    def where(self) -> str:
        """Name of the screen that is shown."""
        current = self.shell.current
        return current.objectName() if current is not None else ""

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Let the window live until a condition holds."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < until, f"waited in vain on “{self.where}”: {what}"
            QApplication.processEvents()

    def rest(self) -> None:
        """Until nothing is under way in the background."""
        self.wait(lambda: not self.shell.desk.background.busy, "the background at rest")

    def key(self, *keys: Qt.Key) -> None:
        """Press keys, each followed to its end."""
        for key in keys:
            QTest.keyClick(self.shell, key)
            self.rest()

    def type(self, text: str) -> None:
        """Type digits."""
        for sign in text:
            QTest.keyClick(self.shell, sign)

    def scan(self, code: str, quantity: str = "") -> None:
        self.type(quantity)
        QApplication.processEvents()
        began = time.perf_counter()
        self.shell.scan(scanned(code))
        QApplication.processEvents()
        self.scans.append((time.perf_counter() - began) * 1000)
        self.rest()

    def spend(self, points: str) -> None:
        self.type(points)
        self.key(Key.Key_F7)
        assert self.till.selling.quoted.redemption.points == int(points) * 100

    def pay(self, basket: Basket) -> dict[str, int]:
        to_pay = basket.to_pay
        assert self.till.selling.quoted.to_pay == to_pay, f"basket {basket.number}"
        self.key(Key.Key_F12)
        self.wait(lambda: self.where == "payment", "the payment")
        if basket.pays == "cash":
            self.type(in_roubles(rounded_up(to_pay)))
            self.key(Key.Key_F12)
            paid = {"cash": to_pay}
        elif basket.pays == "mixed" and to_pay > 1:
            self.type(in_roubles(to_pay // 2))
            self.key(Key.Key_F12)
            self._by_terminal(Key.Key_F7, basket)
            paid = {"cash": to_pay // 2, "card": to_pay - to_pay // 2}
        else:
            by_phone = basket.pays == "sbp"
            self._by_terminal(Key.Key_F8 if by_phone else Key.Key_F7, basket)
            paid = {"sbp" if by_phone else "card": to_pay}
        assert not self.till.paying.active, "the sale is not committed"
        self.key(Key.Key_F12)
        self.wait(lambda: self.where == "selling", "the next receipt")
        return paid

    def _by_terminal(self, key: Qt.Key, basket: Basket) -> None:
        self.key(key)
        self.type(f"{basket.number:06d}")
        self.key(Key.Key_F12)

    def park(self) -> str:
        self.key(Key.Key_F4)
        (parked,) = self.till.parking.list()
        return parked.parked_id

    def take_up(self, parked: str) -> None:
        self.key(Key.Key_F4)
        self.wait(lambda: self.where == "parked", "the parked receipts")
        self.key(Key.Key_F12)
        self.wait(lambda: self.where == "selling", "the receipt taken up")

    def take_back(self, number: int) -> int:
        before = self.till.reader.receipt_by_number(number)
        assert before is not None
        self.key(Key.Key_F9)
        self.wait(lambda: self.where == "return", "the return")
        self.shell.scan(scanned(f"CASHIER:R:{before.receipt_id}"))
        self.rest()
        self.key(Key.Key_F5, Key.Key_F12)
        self.wait(lambda: not self.till.returning.active, "the return on the disk")
        self.key(Key.Key_F12)
        self.wait(lambda: self.where == "selling", "the next receipt")
        made = self.till.reader.receipt_by_number(number + 1)
        assert made is not None
        assert made.kind == "return"
        return made.to_pay

    def relieve(self, name: str, pin: str) -> None:
        self.shell.lock()
        screen = self.shell.current
        assert isinstance(screen, LoginScreen)
        user = next(user for user in self.till.people.everybody() if user.name == name)
        tile = screen.tiles.tile(user.user_id)
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        self.type(pin)
        self.key(Key.Key_Return)
        self.wait(lambda: self.where == "selling", f"{name} at the till")
