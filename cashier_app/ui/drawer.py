"""The cash drawer with a switch: seen on the printer's lamp, told when it stays open, journalled when forced."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cashier_app.devices.drawer import DrawerStatus, DrawerWatch
from cashier_app.ui import messages, sounds
from cashier_app.ui.language import translate

if TYPE_CHECKING:
    from cashier_app.config import Printer
    from cashier_app.till.opening import Till
    from cashier_app.ui.surroundings import Surroundings


class DrawerNews(QObject):
    """Brings what a printer says of its drawer to the GUI thread."""

    _said = Signal(object)

    def __init__(self, till: Till, surroundings: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._till = till
        self._surroundings = surroundings
        self._open_since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(max(till.settings.selling.drawer_open_s, 1) * 1000)
        self._timer.timeout.connect(self._still_open)
        self._said.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self, printer: Printer) -> DrawerWatch | None:
        """What hears of a printer's drawer; None for one without a switch."""
        if not printer.drawer_pin or printer.drawer_sensor == "none":
            return None
        return DrawerWatch(printer.drawer_sensor, self._said.emit, time.monotonic)

    def stop(self) -> None:
        """No more warnings."""
        self._timer.stop()

    def _show(self, status: DrawerStatus) -> None:
        self._surroundings.set_drawer(status)
        if not status.open:
            self._timer.stop()
            return
        self._open_since = time.monotonic()
        if self._till.settings.selling.drawer_open_s:
            self._timer.start()
        if not status.by_till:
            self._till.journal.write("drawer_forced")
            sounds.refused()
            messages.warning(
                translate("devices", "The drawer was opened without the till"),
                translate("devices", "Shut it; the journal has it"),
            )

    def _still_open(self) -> None:
        n = round(time.monotonic() - self._open_since)
        sounds.refused()
        messages.warning(
            translate("devices", "The drawer has been open for %n second(s)", "", n),
            translate("devices", "Shut it"),
        )
