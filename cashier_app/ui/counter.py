"""What stands on the counter besides printer and scanner, each on a thread of its own, heard on the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from cashier_app.ui import messages
from cashier_app.ui.language import words
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.devices.customer_display import SerialDisplay
    from cashier_app.devices.payment_terminal import PaymentTerminal
    from cashier_app.devices.scales import Scale
    from cashier_app.till.buyer_view import BuyerView
    from cashier_app.till.selling_view import Notice
    from cashier_app.ui.buyer_window import BuyerWindow

log = logging.getLogger(__name__)


class CounterDevices(QObject):
    """Starts and stops the scale and the buyer's displays, and brings their news to `Desk.surroundings`.

    Drivers call back on their own threads; every callback only emits a signal that is queued.
    """

    _weighed = Signal(object)
    _scale_said = Signal(object)
    _display_said = Signal(object)
    _terminal_went = Signal(str)
    _terminal_said = Signal(object)

    def __init__(self, settings: Settings, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._desk = desk
        self.scale: Scale | None = None
        self.display: SerialDisplay | None = None
        self.window: BuyerWindow | None = None
        self._seen: BuyerView | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._weighed.connect(desk.surroundings.set_weight, queued)
        self._scale_said.connect(desk.surroundings.set_scale, queued)
        self._display_said.connect(desk.surroundings.set_display, queued)
        self._terminal_went.connect(self._hear_terminal, queued)
        self._terminal_said.connect(desk.surroundings.set_terminal, queued)

    def start(self) -> None:
        """Start whatever the settings name."""
        self._start_scale()
        if self._settings.terminal.driver != "manual":
            self._start_terminal()
        self._start_displays()

    def changed(self, settings: Settings) -> None:
        """Weigh and show as other settings say: what was there ends behind the screen, then the other begins."""
        before, self._settings = self._settings, settings
        if before.scale != settings.scale:
            scale, self.scale = self.scale, None
            self._desk.surroundings.set_scale(None)
            self._desk.surroundings.set_weight(None)
            self._after(scale, self._start_scale)
        if before.display != settings.display:
            display, self.display = self.display, None
            self._desk.surroundings.set_display(None)
            self._drop_window()
            self._after(display, self._start_displays)

    def _after(self, old: Scale | SerialDisplay | None, begin: Callable[[], None]) -> None:
        """Begin once what has the port has let it go."""
        if old is None:
            begin()
        else:
            self._desk.background.run(old.stop, lambda _: self._begin(begin), owner=self)

    def _begin(self, begin: Callable[[], None]) -> None:
        """What was stopped may have said a last word: it is not there any more."""
        around = self._desk.surroundings
        if self.scale is None and around.scale is not None:
            around.set_scale(None)
        if self.display is None and around.display is not None:
            around.set_display(None)
        begin()

    def stops(self) -> list[tuple[str, Callable[[float], bool]]]:
        """What has to be stopped, by name; the buyer's window is gone when it returns."""
        self._drop_window()
        devices = (("scale", self.scale), ("display", self.display), ("terminal", self._desk.terminal))
        return [(name, device.stop) for name, device in devices if device is not None]

    def _start_scale(self) -> None:
        if not self._settings.scale.port or self.scale is not None:
            return
        from cashier_app.devices.serial_scale import make_scale

        self.scale = make_scale(self._settings.scale, self._weighed.emit, self._scale_said.emit)
        self._desk.surroundings.set_scale(self.scale.status)
        self.scale.start()

    # --- the payment terminal --------------------------------------------------------------------------

    def _start_terminal(self) -> None:
        from cashier_app.devices.terminal_worker import TerminalWorker

        terminal = self._made_terminal()
        worker = TerminalWorker(terminal, self._terminal_went.emit, self._terminal_said.emit)
        self._desk.surroundings.set_terminal(worker.status)
        self._desk.terminal = worker
        worker.start()
        for payment_id in self._desk.open_till.terminal_doubts.to_ask():
            worker.follow(payment_id)

    def _made_terminal(self) -> PaymentTerminal:
        """The terminal of the settings; for practice one that approves everything and charges nobody."""
        if self._desk.open_till.practice:
            from cashier_app.devices.simulators.terminal import TerminalSimulator

            return TerminalSimulator()
        from cashier_app.devices.tcp_terminal import make_terminal

        return make_terminal(self._settings.terminal)

    def _hear_terminal(self, payment_id: str) -> None:
        """The screen that waits for it takes it; what a person answered for it is held against it."""
        self._desk.surroundings.terminal_said.emit(payment_id)
        worker, till = self._desk.terminal, self._desk.till
        progress = worker.progress(payment_id) if worker is not None else None
        if progress is None or not progress.final or till is None:
            return
        settled = till.terminal_doubts.settle(payment_id, progress.answer)
        if settled is not None:
            self._desk.background.watch(settled, _tell, owner=self)

    # --- what the buyer sees ---------------------------------------------------------------------------

    def _start_displays(self) -> None:
        display = self._settings.display
        if display.port and self.display is None:
            self._start_display()
        if display.window and self.window is None:
            self._start_window()
        if self.display is not None or self.window is not None:
            from cashier_app.till.buyer_view import BuyerView

            self._desk.buyer_sees, self._seen = self._show, None
            self._show(BuyerView)

    def _start_display(self) -> None:
        from cashier_app.devices.customer_display import SerialDisplay

        self.display = SerialDisplay(self._settings.display, self._display_said.emit)
        self._desk.surroundings.set_display(self.display.status)
        self._desk.surroundings.try_display = self.display.test
        self.display.start()

    def _start_window(self) -> None:
        from cashier_app.ui.buyer_window import BuyerWindow

        display = self._settings.display
        self.window = BuyerWindow(self._settings.shop.name, display.idle, display.theme)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._place_window)
        application.screenRemoved.connect(self._place_window)
        self._place_window()

    def _drop_window(self) -> None:
        if self.window is not None:
            self.window.stop()
            self.window.hide()
            self.window.deleteLater()
            self.window = None
            self._desk.surroundings.set_buyer_screen(None)

    def _place_window(self, _: object = None) -> None:
        """Over the whole of its screen; where there is no such screen it is hidden until one is plugged in."""
        window, number = self.window, self._settings.display.screen
        if window is None:
            return
        screens = QGuiApplication.screens()
        self._desk.surroundings.set_buyer_screen(len(screens) >= number)
        if len(screens) < number:
            log.warning("the buyer's window waits for screen %d: there are %d", number, len(screens))
            window.hide()
            return
        screen = screens[number - 1]
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.show()

    def _show(self, view: Callable[[], BuyerView]) -> None:
        """Something else is to be seen: the displays take it when they can."""
        from cashier_app.till.buyer_view import two_lines

        seen = view()
        if seen == self._seen:
            return
        self._seen = seen
        display = self._settings.display
        if self.window is not None:
            self.window.show_view(seen)
        if self.display is not None:
            self.display.show(*two_lines(seen, display.idle, display.columns, words()))


def _tell(notice: Notice | None) -> None:
    """What a person has to be told at once."""
    if notice is not None:
        messages.error(notice.text, notice.detail)
