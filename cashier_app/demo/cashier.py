"""The hands and eyes of the played day: touches, keys, scans and pictures of the till's window."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cashier_app.ui.screen import Screen

if TYPE_CHECKING:
    from cashier_app.demo.shop import DemoShop
    from cashier_app.till.opening import Till
    from cashier_app.ui.app import TillProgram

T = TypeVar("T")
#: Longest wait for anything the till does by itself.
PATIENCE_S = 30.0
#: Scan codes of the row of digits on any PC keyboard, and of Enter.
_DIGITS = {digit: code for code, digit in enumerate("1234567890", start=2)}
_ENTER = 28


class NothingHappened(Exception):
    """What the day waits for did not come: a mistake of this program."""


class Cashier:
    """Sits at one run of the till's program."""

    def __init__(self, program: TillProgram, shop: DemoShop, pictures: Path) -> None:
        self._program = program
        self._shop = shop
        self._pictures = pictures
        self._count = len(list(pictures.glob("*.png")))

    @property
    def till(self) -> Till:
        """The till behind the window."""
        return self._program.shell.desk.open_till

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        current = self._program.shell.current
        assert current is not None
        return current

    def until(self, condition: Callable[[], T | None], what: str) -> T:
        """Let the program work until a condition holds.  Raises `NothingHappened`."""
        end = time.monotonic() + PATIENCE_S
        while not (value := condition()):
            if time.monotonic() > end:
                self.picture("failed")
                raise NothingHappened(f"{what} (on the screen {self.screen.objectName()})")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        return value

    def at(self, name: str) -> None:
        """Wait for a screen."""
        self.until(lambda: self.screen.objectName() == name, f"screen {name}")

    # --- the hand ----------------------------------------------------------------------------------------

    def touch(self, widget: QWidget, place: QPoint | None = None) -> None:
        """A touch in the middle of a widget, or at a place in it."""
        where = place or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        QCoreApplication.processEvents()

    def press(self, *keys: Qt.Key) -> None:
        """Keys, each let through by the filter that waits for scanners before the next."""
        for key in keys:
            QTest.keyClick(self._program.shell.windowHandle(), key)
            self._settle()

    def type(self, text: str) -> None:
        """Digits and a comma at a hand's speed."""
        for letter in text:
            QTest.keyClick(self._program.shell.windowHandle(), Qt.Key(ord(letter)))
            self._settle()

    def _settle(self) -> None:
        """As long as a scanner's keys might still follow, the filter keeps what was typed."""
        pause = (self._program.settings.scanner.wedge_key_ms * 3 + 20) / 1000
        end = time.monotonic() + pause
        while time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    # --- scanners ----------------------------------------------------------------------------------------

    def scan(self, *codes: str) -> None:
        """Codes through the serial scanner, each taken by the till before the next."""
        for code in codes:
            before = self._last_scan()
            self._shop.scan(code)
            self._wait_for_scan(before, code)

    def wedge(self, code: str) -> None:
        """Digits from a scanner that is a keyboard: only the keys' places tell what they are."""
        before = self._last_scan()
        window = self._program.shell.windowHandle()
        keys = [(_DIGITS[digit], Qt.Key(ord(digit)), digit) for digit in code]
        for scan_code, key, text in [*keys, (_ENTER, Qt.Key.Key_Return, "\r")]:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, scan_code, 0, 0, text)
                QCoreApplication.sendEvent(window, event)
        self._wait_for_scan(before, code)

    def _wait_for_scan(self, before: object, code: str) -> None:
        self.until(lambda: self._last_scan() is not before, f"scan of {code}")

    def _last_scan(self) -> object:
        return self._program.shell.desk.surroundings.last_scan

    # --- what is seen ------------------------------------------------------------------------------------

    def picture(self, name: str) -> None:
        """Keep the window as it is, under the next number."""
        for _ in range(3):
            QCoreApplication.processEvents()
        self._count += 1
        self._program.shell.grab().save(str(self._pictures / f"{self._count:02}-{name}.png"))

    def log_in(self, person: dict[str, str], pin: str) -> None:
        """Touch the name, type the PIN."""
        self.at("login")
        login = self.screen
        user = next(user for user in self.till.people.everybody() if user.name == person["name"])
        self.touch(login.tiles.tile(user.user_id))  # type: ignore[attr-defined]
        self.type(pin)
        self.press(Qt.Key.Key_F12)

    def lines(self) -> Sequence[str]:
        """Names on the receipt."""
        return [line.name for line in self.till.selling.view().lines]
