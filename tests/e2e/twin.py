"""A twin of the till's window in the test's own process: it knows where every button is and which key it has.

The hand at the real window asks it, presses there, and makes the same step at the twin, so that a flow is written once,
by the names of buttons, and done by touches alone or by keys alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cashier_app.config import Printer
from cashier_app.ui import language, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.shell import Shell
from tests.e2e.stage import Hand
from tests.gui import shop

Way: TypeAlias = Literal["touch", "keys"]

#: Keys whose X name is not Qt's.
_X_NAMES = {"PageUp": "Prior", "PageDown": "Next", "Period": "period", "Plus": "plus", "Minus": "minus"}


class Twin:
    """The twin's window, and the hand that does everything at both."""

    def __init__(self, shell: Shell, hand: Hand, way: Way) -> None:
        self.shell, self.hand, self.way = shell, hand, way

    @property
    def screen(self) -> QWidget:
        """The screen that the twin shows, and so the real window too."""
        assert self.shell.current is not None
        return self.shell.current

    @property
    def where(self) -> str:
        """Its name."""
        return self.screen.objectName()

    def press(self, name: str) -> None:
        """Press a button by its name on the screen (`pay`, `done.next`, `strip.menu`)."""
        button = self._named(name)
        assert not button.reason, f"{name} on {self.where}: {button.reason}"
        if self.way == "touch":
            self.hand.touch(*self._middle(button))
        else:
            assert button.key is not None, f"{name} on {self.where} has no key"
            self.hand.press(_x_name(button.key))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def digits(self, text: str) -> None:
        """Type digits: on the keys, or on the keypad of the screen."""
        for digit in text:
            button = self._digit(digit)
            if self.way == "touch":
                self.hand.touch(*self._middle(button))
            else:
                self.hand.press(digit)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def scan(self, code: str) -> None:
        """Scan at the twin alone: the real till has a scanner of its own."""
        self.shell.scan(shop.scanned(code))
        self.rest()

    def choose_first(self, name: str) -> None:
        """Choose the first row of a list."""
        listing = getattr(self.screen, name)
        place = listing.visualRect(listing.model().index(0, 0)).center()
        if self.way == "touch":
            spot = listing.viewport().mapTo(self.shell, place)
            self.hand.touch(spot.x(), spot.y())
        else:
            self.hand.press("Down", "Up")
            self.hand.press("Return")
        QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        self.rest()

    def rest(self) -> None:
        """Until nothing is under way at the twin."""
        self._wait(lambda: not self.shell.desk.background.busy, "the background at rest")

    def arrive(self, name: str) -> None:
        """Until the twin shows a screen."""
        self._wait(lambda: self.where == name, name)

    def _wait(self, condition: Callable[[], object], what: str) -> None:
        until = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < until, f"the twin, on {self.where}, waited in vain for {what}"
            QApplication.processEvents()

    def _named(self, name: str) -> TouchButton:
        found: object = self.shell if name.startswith("strip.") else self.screen
        for part in name.split("."):
            found = found[int(part)] if isinstance(found, list) else getattr(found, part)
        assert isinstance(found, TouchButton), name
        assert found.isVisible(), f"{name} is not on {self.where}"
        return found

    def _digit(self, digit: str) -> TouchButton:
        return next(
            button
            for button in self.screen.findChildren(TouchButton)
            if button.isVisible() and button.role == "digit" and button.caption == digit
        )

    def _middle(self, button: QWidget) -> tuple[int, int]:
        spot = button.mapTo(self.shell, button.rect().center())
        return spot.x(), spot.y()


def _x_name(key: Qt.Key | int) -> str:
    name = Qt.Key(key).name.removeprefix("Key_")
    return _X_NAMES.get(name, name)


@contextmanager
def twin_of(hand: Hand, way: Way, template: Path, folder: Path) -> Iterator[Twin]:
    """A twin over the demo's goods, an administrator at it, a shift open, the selling screen shown."""
    sounds.set_enabled(False)
    language.set_language("ru")
    theme.load_fonts()
    theme.apply("light", 1.0)
    with shop.opened(template, folder) as till:
        till.settings = shop.settings(printers=(Printer(address="127.0.0.1:9"),))
        shop.log_in(till, "Лебедев Игорь")
        shell = shop.window(till)
        shell.desk.settings = till.settings
        try:
            shell.go("selling")
            shell.show()
            yield Twin(shell, hand, way)
        finally:
            shell.close()
            shell.desk.background.stop()
            shiboken6.delete(shell)
