"""The main window: the top strip, one screen at a time, messages, keys, scans and the idle lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.clock import SystemClock
from cashier_app.core.clock import local_time
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.background import Background
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.focus import order
from cashier_app.ui.language import fixed, translate
from cashier_app.ui.listing import Listing
from cashier_app.ui.message_strip import MessageStrip
from cashier_app.ui.panels import column
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.screens import make_screen
from cashier_app.ui.strip import Lamp, Place, TopStrip

if TYPE_CHECKING:
    from cashier_app.config import Scanner, Settings
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.wedge import Key
    from cashier_app.ui.help import HelpScreen
    from cashier_app.ui.wedge_filter import WedgeFilter

_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)

#: Screens that may be shown while a payment or a refund is open: none of them changes a receipt.
DURING_PAYMENT = frozenset({"payment", "permission", "diagnosis", "notices", "scanner_trial", "login"})
DURING_REFUND = frozenset({"return", "permission", "diagnosis", "notices", "scanner_trial", "login"})

#: Screens that a buyer waits for: built while somebody types the PIN, a frame's pause after each.
BUILT_AHEAD = (
    "selling",
    "payment",
    "permission",
    "goods",
    "buyer",
    "codes",
    "registering",
    "parked",
    "return",
    "menu",
    "diagnosis",
)
BUILD_EVERY_MS = 60


class Shell(QWidget):
    """The window of the till.

    `go` and `back` move between screens; `scan` brings a scan to the screen that is shown; `refresh`
    may be emitted from any thread when something outside has changed.
    """

    refresh = Signal()
    #: A scan from a device thread; the wedge filter calls `scan` itself.
    scanned = Signal(object)
    #: The window is about to close.
    closing = Signal()
    #: The first frame has been painted.
    first_frame = Signal()
    language_changed = Signal()

    def __init__(self, settings: Settings, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"cashier-app · {settings.shop.name}")
        self.setMinimumSize(theme.BASE_WIDTH, theme.BASE_HEIGHT)
        self.desk = Desk(settings, background, self.go, self.back)
        self._screens: dict[str, Screen] = {}
        self._history: list[str] = []
        self._touched = time.monotonic()
        self._painted = False
        self._wedge: WedgeFilter | None = None
        self._key_listener: Callable[[Key], bool] | None = None
        self._help: HelpScreen | None = None
        #: The screen that is explained at this moment; it stays as it is.
        self._explained: Screen | None = None
        self.desk.listen_to_keys = self.listen_to_keys
        self._build()
        # else the window system would put the ring on the first button when the window comes to the front
        self.setFocus()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        self._builder = QTimer(self)
        self._builder.setInterval(BUILD_EVERY_MS)
        self._builder.timeout.connect(self._build_next)
        self.refresh.connect(self.refreshed, Qt.ConnectionType.QueuedConnection)
        self.scanned.connect(self.scan, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        self.strip = TopStrip()
        self.stack = QStackedWidget()
        self.box = column(self, gap=0)
        self.box.addWidget(self.strip)
        self.box.addWidget(self.stack, 1)
        self.message = MessageStrip(self._message_place, self)
        self.strip.menu_wanted.connect(lambda: self.go("menu"))
        self.strip.lock_wanted.connect(self.lock)
        self.strip.who_wanted.connect(self._switch)
        self.strip.hints_wanted.connect(lambda: self.go("training"))
        self.strip.diagnosis.connect(self._diagnose)
        self.strip.notices_wanted.connect(self._show_notices)
        self.strip.help_wanted.connect(self.toggle_help)
        self.strip.set_open(False)
        self.show_place()
        self._tick()

    # --- moving between screens ------------------------------------------------------------------------

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def screen_named(self, name: str) -> Screen:
        """A screen by its name, built at its first call."""
        if name not in self._screens:
            made = make_screen(name, self.desk)
            self._screens[name] = made
            self.stack.addWidget(made)
        return self._screens[name]

    def renew(self) -> None:
        """Another till is worked on: every screen but the log-in is built anew, so that none remembers the other."""
        for name in [name for name in self._screens if name != "login"]:
            screen = self._screens.pop(name)
            self.stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._history.clear()
        till = self.desk.till
        self.strip.set_practice(till is not None and till.practice)
        self.show_place()
        self.build_ahead()

    def build_ahead(self) -> None:
        """Build the screens that are needed in a hurry before they are."""
        self._builder.start()

    def _build_next(self) -> None:
        missing = [name for name in BUILT_AHEAD if name not in self._screens]
        if not missing:
            self._builder.stop()
            return
        self.screen_named(missing[0])

    def go(self, name: str, **given: Any) -> None:
        """Show a screen and tell it what it was given.

        While a payment is open its receipt is frozen: whatever could change it leads back to the payment.
        A refund that waits for the terminal's answer leads back to its question in the same way.
        """
        self.close_help()
        before = self.current
        till = self.desk.till
        if till is not None and till.paying.active and name not in DURING_PAYMENT:
            if before is not None and before.objectName() == "payment":
                messages.warning(
                    translate("shell", "A payment is open"), translate("shell", "Finish it or go back to the receipt")
                )
                return
            name, given = "payment", {}
        elif till is not None and till.returning.waits and name not in DURING_REFUND:
            if before is not None and before.objectName() == "return":
                messages.warning(
                    translate("shell", "A refund waits for the terminal's answer"),
                    translate("shell", "Say first whether it was approved"),
                )
                return
            name, given = "return", {}
        screen = self.screen_named(name)
        if screen.stands_alone or name == "selling":
            self._history.clear()
        elif before is not None and before is not screen and not before.stands_alone:
            self._history.append(before.objectName())
        self._show(screen, lambda: screen.entered(**given))

    def back(self) -> None:
        """Show the screen before this one as it was left; the selling screen where there is none."""
        self.close_help()
        if not self._history:
            self.go("selling")
            return
        screen = self.screen_named(self._history.pop())
        self._show(screen, screen.returned)

    def _show(self, screen: Screen, tell: Callable[[], None]) -> None:
        before = self.current
        if before is not None and before is not screen:
            self._forget_focus()
            before.left()
            self.message.hide()  # It spoke of the screen before; whatever is told from now on comes queued.
        self.stack.setCurrentWidget(screen)
        self.strip.set_open(not screen.stands_alone)
        tell()
        self.message.settle()
        # where the screen needs F1 for itself, Ctrl+F1 is left
        taken = any(button.key == Qt.Key.Key_F1 for button in screen.findChildren(TouchButton))
        self.strip.help.key = None if taken else Qt.Key.Key_F1
        self.strip.help.update()
        self.show_place()
        self._show_time()

    def toggle_help(self) -> None:
        """Explain the screen that is shown, in its place; a second time shows it again as it was left."""
        current = self.current
        if self._explained is not None or current is None:
            self.close_help()
            return
        if self._help is None:
            from cashier_app.ui.help import HelpScreen

            self._help = HelpScreen(self.desk)
            self._help.setObjectName("help")
            self._help.closed.connect(self.close_help)
            self.stack.addWidget(self._help)
        self._forget_focus()
        self._help.explain(current, [*current.buttons(), self.strip.menu, self.strip.lock])
        self._explained = current
        self.message.hide()
        self.stack.setCurrentWidget(self._help)

    def close_help(self) -> None:
        """Show the screen that was explained, with whatever has changed since."""
        if self._explained is None:
            return
        screen, self._explained = self._explained, None
        self._forget_focus()
        self.stack.setCurrentWidget(screen)
        screen.refreshed()
        self.message.settle()

    def lock(self) -> None:
        """Ask for a PIN before anything else is done; nothing on the screens is lost."""
        self.go("login", locked=True)

    def _switch(self) -> None:
        """The cashier's name was touched: a colleague takes over."""
        current, till = self.current, self.desk.till
        if current is not None and not current.stands_alone and till is not None and till.people.current is not None:
            self.go("switching")

    def _diagnose(self, device: str) -> None:
        current = self.current
        if current is not None and not current.stands_alone:
            self.go("diagnosis", device=device)

    def _show_notices(self) -> None:
        current = self.current
        if current is not None and not current.stands_alone and current.objectName() != "notices":
            self.go("notices")

    # --- the strip -------------------------------------------------------------------------------------

    def show_place(self) -> None:
        """Show the shop, the till, who sells and the shift on the strip."""
        settings, till = self.desk.settings, self.desk.till
        current = self.current
        alone = current is None or current.stands_alone
        user = till.people.current if till is not None and not alone else None
        shift = till.shifts.current if till is not None and not alone else None

        def lower() -> str:
            parts = [translate("strip", "Till {number}").format(number=settings.till.number)]
            if user is not None:
                parts.append(user.name)
            if shift is not None:
                parts.append(translate("strip", "shift {number}").format(number=shift.number))
            return " · ".join(parts)

        self.strip.place.leads = user is not None
        self.strip.place.set_texts(fixed(settings.shop.name), lower)

    def untouched(self) -> float:
        """For how many seconds nobody has touched anything."""
        return time.monotonic() - self._touched

    def _tick(self) -> None:
        self._show_time()
        idle = self.desk.settings.selling.idle_lock_s
        current = self.current
        if idle and current is not None and not current.stands_alone and time.monotonic() - self._touched > idle:
            self.lock()

    def _show_time(self) -> None:
        clock = self.desk.till.clock if self.desk.till is not None else SystemClock()
        self.strip.clock.set_text(local_time(clock.now(), self.desk.settings.shop.zone).strftime("%H:%M"))

    def refreshed(self) -> None:
        """Something changed outside: the screen that is shown reads it again."""
        current = self.current
        if current is not None:
            current.refreshed()

    # --- keys and scans --------------------------------------------------------------------------------

    def scan(self, scan: Scan) -> None:
        """Bring a scan to the screen; one that no screen takes is refused with words and a sound."""
        self._touched = time.monotonic()
        self.close_help()
        self.desk.surroundings.set_last_scan(scan)
        current = self.current
        if current is not None and current.scanned(scan):
            return
        sounds.refused()
        if current is None or current.stands_alone:
            messages.warning(translate("shell", "Log in first"))
            return
        messages.warning(
            translate("shell", "Nothing can be scanned here"),
            translate("shell", "Go back to the receipt and scan again"),
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the screen as it is read, then through the strip; Shift+Tab back."""
        current = self.current
        reached = [*order(self.message), *(order(current) if current is not None else []), *order(self.strip)]
        if not reached:
            return False
        focused = self.focusWidget()
        step = 1 if forward else -1
        place = reached.index(focused) + step if focused in reached else (0 if forward else -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        reached[place % len(reached)].setFocus(reason)
        return True

    def _forget_focus(self) -> None:
        """Whatever Tab had reached is left: what is typed next is the screen's."""
        focused = self.focusWidget()
        if isinstance(focused, TouchButton | Lamp | Place | Listing):
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            self._forget_focus()
        if event.key() == Qt.Key.Key_F1 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggle_help()
            event.accept()
            return
        current = self.current
        if current is not None and current.key_pressed(event):
            event.accept()
            return
        for button in (self.strip.help, self.strip.menu, self.strip.lock):
            if event.key() == button.key:
                button.press()
                event.accept()
                return
        super().keyPressEvent(event)

    def listen_to_window(self, scanner: Scanner) -> None:
        """Hear the window's own events, once it exists: touches for the idle lock, keys for the wedge scanner.

        A filter on the window sees every key once, before any widget; one on the application would
        also be called for every event of every widget.
        """
        self.windowHandle().installEventFilter(self)
        self.hear_wedge(scanner)

    def hear_wedge(self, scanner: Scanner) -> None:
        """Hear scanners that type as these settings say, from now on."""
        window = self.windowHandle()
        if self._wedge is not None:
            window.removeEventFilter(self._wedge)
            self._wedge.deleteLater()
            self._wedge = None
        if scanner.wedge:
            from cashier_app.devices.scan import Repeats
            from cashier_app.devices.wedge import Wedge, WedgeSettings
            from cashier_app.ui.wedge_filter import WedgeFilter, scan_code_offset

            settings = WedgeSettings(
                prefix=scanner.wedge_prefix,
                suffix=scanner.wedge_suffix,
                key_ms=scanner.wedge_key_ms,
                shortest=scanner.wedge_shortest,
                offset=scan_code_offset(),
            )
            self._wedge = WedgeFilter(Wedge(settings, SystemClock()), self.scan, self, Repeats(scanner.repeat_ms))
            self._wedge.listener = self._key_listener
            window.installEventFilter(self._wedge)

    def listen_to_keys(self, listener: Callable[[Key], bool] | None) -> None:
        """Give every key to a listener first, while a scanner is tried; what it takes goes nowhere else."""
        self._key_listener = listener
        if self._wedge is not None:
            self._wedge.listener = listener

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = time.monotonic()
        return False

    # --- the window ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.message.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.language_changed.emit()
            self.refreshed()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_frame.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._second.stop()
        self._builder.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _message_place(self) -> QRect:
        current = self.current
        if current is None:
            return QRect()
        place = current.message_place()
        return place.translated(self.stack.mapTo(self, QPoint(0, 0)))
