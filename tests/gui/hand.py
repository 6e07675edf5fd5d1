"""A cashier's hand in the tests of screens: keys, touches and scans on a real till's window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui import messages
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.screen import Screen
from cashier_app.ui.shell import Shell
from tests.gui import shop

if TYPE_CHECKING:
    from cashier_app.till.opening import Till

S = TypeVar("S", bound=Screen)


class Hand:
    """What a person does at the window, and what there is to see."""

    def __init__(self, till: Till, shell: Shell, qtbot: QtBot) -> None:
        self.till = till
        self.shell = shell
        self.qtbot = qtbot
        self.told: list[messages.Message] = []
        messages.bus().shown.connect(self.told.append)

    def equip(self, **changes: object) -> None:
        """Change the settings of the open till: a printer, a server."""
        settings = msgspec.structs.replace(self.shell.desk.settings, **changes)
        self.shell.desk.settings = self.till.settings = settings

    def rest(self) -> None:
        """Wait until nothing is under way in the background."""
        self.qtbot.waitUntil(lambda: not self.shell.desk.background.busy)

    def key(self, *keys: Qt.Key) -> None:
        """Press keys one after another, each followed to its end."""
        for key in keys:
            self.qtbot.keyClick(self.shell, key)
            self.rest()

    def type(self, text: str) -> None:
        """Type digits and letters."""
        for sign in text:
            self.qtbot.keyClick(self.shell, sign)

    def touch(self, button: TouchButton) -> None:
        """Touch a button in its middle."""
        assert button.isVisible(), button.caption
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def scan(self, *codes: str) -> None:
        """A serial scanner reads codes."""
        for code in codes:
            self.shell.scan(shop.scanned(code))
            self.rest()

    def on(self, name: str, kind: type[S]) -> S:
        """The screen that is shown, which must be this one."""
        current = self.shell.current
        assert current is not None
        assert current.objectName() == name
        assert isinstance(current, kind)
        return current

    @property
    def where(self) -> str:
        """Name of the screen that is shown."""
        current = self.shell.current
        return current.objectName() if current is not None else ""

    def last_told(self) -> str:
        """The last message, its way out after it."""
        self.rest()
        assert self.told, "nothing was told"
        return f"{self.told[-1].text}. {self.told[-1].way_out}"


@contextmanager
def at_the_till(
    template: Path, folder: Path, qtbot: QtBot, name: str = "Орлова Вера", shift: bool = True
) -> Iterator[Hand]:
    """A person logged in at an open till over a copy of the shop, on the selling screen."""
    with shop.opened(template, folder) as till:
        shop.log_in(till, name, shift)
        shell = shop.window(till)
        hand = Hand(till, shell, qtbot)
        try:
            shell.go("selling" if shift else "shift_opening")
            shell.show()
            yield hand
        finally:
            messages.bus().shown.disconnect(hand.told.append)
            shell.desk.background.stop()
            shell.close()
            shell.deleteLater()
