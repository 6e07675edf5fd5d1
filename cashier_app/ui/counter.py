"""What stands on the counter besides printer and scanner, each on a thread of its own, heard on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.devices.scales import Scale


class CounterDevices(QObject):
    """Starts and stops the scale, and brings its news to `Desk.surroundings`.

    Drivers call back on their own threads; every callback only emits a signal that is queued.
    """

    _weighed = Signal(object)
    _scale_said = Signal(object)

    def __init__(self, settings: Settings, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._desk = desk
        self.scale: Scale | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._weighed.connect(desk.surroundings.set_weight, queued)
        self._scale_said.connect(desk.surroundings.set_scale, queued)

    def start(self) -> None:
        """Start whatever the settings name."""
        if self._settings.scale.port:
            self._start_scale()

    def stops(self) -> list[tuple[str, Callable[[float], bool]]]:
        """What has to be stopped, by name."""
        return [("scale", self.scale.stop)] if self.scale is not None else []

    def _start_scale(self) -> None:
        from cashier_app.devices.serial_scale import make_scale

        self.scale = make_scale(self._settings.scale, self._weighed.emit, self._scale_said.emit)
        self._desk.surroundings.set_scale(self.scale.status)
        self.scale.start()
