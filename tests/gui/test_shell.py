"""The window keeps keys, scans and messages apart, and never lets Enter answer anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cashier_app.config import Scanner, Settings
from cashier_app.devices.scan import Repeats, Scan, scan_of
from cashier_app.devices.wedge import Wedge, WedgeSettings
from cashier_app.ui import messages
from cashier_app.ui.background import Background
from cashier_app.ui.shell import Shell
from cashier_app.ui.wedge_filter import WedgeFilter
from tests.clock import ManualClock

EAN = "4677306211056"


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[Shell]:
    """The window on its log-in screen, its till not open yet."""
    background = Background()
    window = Shell(Settings(), background)
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.go("login")
    window.show()
    yield window
    background.stop()


def type_key(
    window: QWidget,
    text: str,
    at_ms: int,
    key: int = 0,
    scan_code: int = 0,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A key as the window system brings it, with its own time stamp."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key or ord(text.upper()), modifiers, scan_code, 0, 0, text)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(window.windowHandle(), event)


class Field:
    """A field with the focus, and the scans heard beside it."""

    def __init__(self, qtbot: QtBot, settings: WedgeSettings, repeat_ms: int = 0) -> None:
        self.edit = QLineEdit()
        self.entered: list[str] = []
        self.edit.returnPressed.connect(lambda: self.entered.append(self.edit.text()))
        qtbot.addWidget(self.edit)
        self.edit.show()
        self.edit.setFocus()
        self.scans: list[Scan] = []
        self.filter = WedgeFilter(Wedge(settings, ManualClock()), self.scans.append, self.edit, Repeats(repeat_ms))
        self.edit.windowHandle().installEventFilter(self.filter)

    def type(self, text: str, every_ms: int, at_ms: int = 1000) -> None:
        """Type a text and Enter with a pause between the keys."""
        for index, sign in enumerate(text):
            type_key(self.edit, sign, at_ms + index * every_ms)
        type_key(self.edit, "\r", at_ms + len(text) * every_ms, Qt.Key.Key_Return)


def test_a_scan_reaches_no_field_and_presses_no_enter(qtbot: QtBot) -> None:
    field = Field(qtbot, WedgeSettings(offset=0))
    field.type(EAN, every_ms=8)
    assert [scan.text for scan in field.scans] == [EAN]
    assert field.edit.text() == ""
    assert field.entered == []


@pytest.mark.parametrize(("repeat_ms", "heard"), [(0, 2), (60_000, 1)])
def test_a_code_read_twice_counts_as_the_settings_say(qtbot: QtBot, repeat_ms: int, heard: int) -> None:
    field = Field(qtbot, WedgeSettings(offset=0), repeat_ms)
    field.type(EAN, every_ms=8)
    field.type(EAN, every_ms=8, at_ms=3000)
    assert [scan.text for scan in field.scans] == [EAN] * heard
    assert field.edit.text() == ""


def test_a_hand_types_what_it_types_though_a_little_later(qtbot: QtBot) -> None:
    field = Field(qtbot, WedgeSettings(offset=0))
    field.type("125", every_ms=150)
    qtbot.waitUntil(lambda: field.entered == ["125"])
    assert field.scans == []


def test_single_keys_come_through_after_the_pause(qtbot: QtBot) -> None:
    field = Field(qtbot, WedgeSettings(offset=0, key_ms=20))
    type_key(field.edit, "7", 1000)
    qtbot.waitUntil(lambda: field.edit.text() == "7")


def test_a_prefix_holds_no_hand_up(qtbot: QtBot) -> None:
    field = Field(qtbot, WedgeSettings(offset=0, prefix="~"))
    type_key(field.edit, "7", 1000)
    assert field.edit.text() == "7"
    field.type("~" + EAN, every_ms=90, at_ms=5000)
    assert [scan.text for scan in field.scans] == [EAN]
    assert field.edit.text() == "7"


def test_a_russian_layout_does_not_matter(qtbot: QtBot) -> None:
    field = Field(qtbot, WedgeSettings(offset=8))
    codes = {"a": 30, "b": 48, "c": 46, "1": 2, "2": 3, "3": 4, "d": 32, "e": 18}
    shown = {"a": "ф", "b": "и", "c": "с", "d": "в", "e": "у"}
    for index, sign in enumerate("abc123de"):
        type_key(field.edit, shown.get(sign, sign), 1000 + index * 10, 0x410, codes[sign] + 8)
    type_key(field.edit, "\r", 1090, Qt.Key.Key_Return, 28 + 8)
    assert [scan.text for scan in field.scans] == ["abc123de"]
    assert field.edit.text() == ""


def test_function_keys_are_never_held(qtbot: QtBot) -> None:
    field = Field(qtbot, WedgeSettings(offset=0))
    seen: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                seen.append(event.key())
            return False

    watch = Watch(field.edit)
    field.edit.installEventFilter(watch)
    type_key(field.edit, "", 1000, Qt.Key.Key_F12)
    assert seen == [Qt.Key.Key_F12]


def test_the_window_hears_a_wedge_scanner_and_refuses_what_nobody_takes(shell: Shell, qtbot: QtBot) -> None:
    shell.listen_to_window(Scanner())
    shown: list[messages.Message] = []
    messages.bus().shown.connect(shown.append)
    for index, sign in enumerate(EAN):
        type_key(shell, sign, 1000 + index * 8)
    type_key(shell, "\r", 1200, Qt.Key.Key_Return)
    assert shown[0].text == "Сначала войдите"
    last = shell.desk.surroundings.last_scan
    assert last is not None
    assert last.text == EAN


def test_scans_of_another_thread_arrive_on_the_gui_thread(shell: Shell, qtbot: QtBot) -> None:
    scan = scan_of(EAN.encode(), "serial:/dev/null", 0)
    with qtbot.waitSignal(shell.desk.surroundings.changed):
        shell.scanned.emit(scan)
    assert shell.desk.surroundings.last_scan == scan


def test_a_message_lies_over_the_heading_and_goes_by_its_button(shell: Shell, qtbot: QtBot) -> None:
    messages.error("Нет бумаги", "Вставьте рулон")
    qtbot.waitUntil(shell.message.isVisible)
    assert shell.message.text.text() == "Нет бумаги. Вставьте рулон."
    current = shell.current
    assert current is not None
    assert shell.message.y() >= shell.strip.height()
    qtbot.mouseClick(shell.message.close_button, Qt.MouseButton.LeftButton)
    assert not shell.message.isVisible()


def test_menu_and_lock_lead_nowhere_before_somebody_is_there(shell: Shell, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_F10, Qt.Key.Key_F11):
        qtbot.keyClick(shell, key)
        current = shell.current
        assert current is not None
        assert current.objectName() == "login"
    qtbot.waitUntil(shell.message.isVisible)
    assert shell.message.text.text() == "Сначала войдите"
