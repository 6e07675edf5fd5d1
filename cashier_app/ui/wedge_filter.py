"""Hears scanners that type like a keyboard: a filter on the window, before any widget sees a key."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

from cashier_app.devices.scan import Repeats, Scan
from cashier_app.devices.wedge import Key, Verdict, Wedge

#: What X11 and Wayland add to the scan codes of the keyboard.
_OFFSETS = {"xcb": 8, "wayland": 8}
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)


def scan_code_offset() -> int:
    """What this platform adds to scan codes (`WedgeSettings.offset`)."""
    return _OFFSETS.get(QGuiApplication.platformName(), 0)


class WedgeFilter(QObject):
    """Feeds a `Wedge` with the window's keys and gives back those that a hand has typed, in their order.

    Installed on the window (`Shell.watch_window`), where each key arrives once; the keys of a scan
    reach no field and press no button.
    """

    def __init__(
        self,
        wedge: Wedge,
        scanned: Callable[[Scan], None],
        parent: QObject | None = None,
        repeats: Repeats | None = None,
    ) -> None:
        super().__init__(parent)
        self._wedge = wedge
        self._repeats = repeats or Repeats(0)
        #: Is given every key first; what it takes goes nowhere else.
        self.listener: Callable[[Key], bool] | None = None
        self._scanned = scanned
        self._window: QObject | None = None
        self._giving_back = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._quiet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or self._giving_back or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _MODIFIERS:
            return False
        self._window = watched
        key = _key(event)
        if self.listener is not None:
            return self.listener(key)
        verdict = self._wedge.press(key)
        if verdict.scan is None and len(verdict.keys) == 1 and verdict.keys[0] is key:
            return False
        self._act(verdict)
        return True

    def _quiet(self) -> None:
        self._act(self._wedge.silence())

    def _act(self, verdict: Verdict) -> None:
        if self._wedge.holding:
            self._silence.start(self._wedge.hold_ms)
        else:
            self._silence.stop()
        if verdict.scan is not None and not self._repeats.again(verdict.scan.raw, time.monotonic_ns() // 1_000_000):
            self._scanned(verdict.scan)
        self._giving_back = True
        try:
            for key in verdict.keys:
                if self._window is not None and isinstance(key.event, QKeyEvent):
                    QCoreApplication.sendEvent(self._window, key.event)
        finally:
            self._giving_back = False


def _key(event: QKeyEvent) -> Key:
    """What the discriminator wants to know of an event, with a copy to give back: Qt frees its own."""
    modifiers = event.modifiers()
    copy = QKeyEvent(
        event.type(),
        event.key(),
        modifiers,
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
    )
    return Key(
        scan_code=event.nativeScanCode(),
        text=event.text(),
        at_ms=event.timestamp() or time.monotonic_ns() // 1_000_000,
        shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        control=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        alt=bool(modifiers & Qt.KeyboardModifier.AltModifier),
        repeat=event.isAutoRepeat(),
        event=copy,
    )
