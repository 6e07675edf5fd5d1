"""The kit keeps what every screen relies on."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Future

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cashier_app.core.errors import Refused
from cashier_app.core.quantity import ZeroQuantity
from cashier_app.ui import language, messages, theme
from cashier_app.ui.background import Background
from cashier_app.ui.buttons import LOOKS, TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.letters import SearchPad
from cashier_app.ui.messages import Message
from cashier_app.ui.tiles import Tile, TileGrid


def told(qtbot: QtBot) -> list[Message]:
    """Everything the façade shows from now on."""
    shown: list[Message] = []
    messages.bus().shown.connect(shown.append)
    return shown


# --- buttons ---------------------------------------------------------------------------------------------------


def test_a_touch_does_the_deed_and_a_barred_button_tells_why(qtbot: QtBot) -> None:
    button = TouchButton("Оплата", "action", Qt.Key.Key_F12)
    qtbot.addWidget(button)
    button.resize(200, 72)
    button.show()
    pressed: list[bool] = []
    button.activated.connect(lambda: pressed.append(True))
    shown = told(qtbot)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    button.set_reason("чек пуст", shown=True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert [message.text for message in shown] == ["чек пуст"]
    assert button.sub == "чек пуст"


def test_no_button_takes_the_focus_so_that_enter_presses_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = TouchButton("Да", "plain", parent=window)
    button.resize(100, 60)
    pressed: list[bool] = []
    button.activated.connect(lambda: pressed.append(True))
    window.show()
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(window, key)
        QTest.keyClick(button, key)
    assert pressed == []


@pytest.mark.parametrize("role", LOOKS)
def test_minimum_sizes_are_for_fingers(role: str) -> None:
    hint = TouchButton("1", role).minimumSizeHint()  # type: ignore[arg-type]
    least = theme.MAIN_TARGET if role in ("digit", "side", "action", "points") else theme.TARGET
    assert hint.width() >= least
    assert hint.height() >= least


def test_a_long_text_wraps_and_shrinks_before_it_is_cut_and_keeps_clear_of_its_key(qtbot: QtBot) -> None:
    button = TouchButton("Отложенные чеки", "side", Qt.Key.Key_F4)
    qtbot.addWidget(button)
    button.resize(112, 64)
    assert button.fits()
    sign, *lines = button.pieces()
    assert sign.text == "F4"
    assert [line.text for line in lines] == ["Отложенные", "чеки"]
    assert not any(sign.place.intersects(line.ink()) for line in lines)
    button.resize(60, 48)
    assert not button.fits()


def test_texts_follow_the_language_at_run_time(qtbot: QtBot) -> None:
    pad = Keypad()
    qtbot.addWidget(pad)
    pad.show()
    assert pad.enter.caption == "Ввод"
    language.set_language("en")
    assert pad.enter.caption == "Enter"
    assert pad.enter.accessibleName() == "Enter"


# --- keypad ----------------------------------------------------------------------------------------------------


def test_the_keypad_types_by_touch_and_by_keyboard(qtbot: QtBot) -> None:
    pad = Keypad("Количество")
    qtbot.addWidget(pad)
    pad.resize(400, 400)
    pad.show()
    entered: list[str] = []
    pad.entered.connect(entered.append)
    digits = {button.caption: button for button in pad.findChildren(TouchButton)}
    for key in ("1", "2", ",", "5"):
        qtbot.mouseClick(digits[key], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(digits[","], Qt.MouseButton.LeftButton)
    assert pad.field.text == "12,5"
    qtbot.mouseClick(pad.erase, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pad.enter, Qt.MouseButton.LeftButton)
    assert entered == ["12,"]


def test_more_than_the_field_holds_is_refused_and_nothing_is_lost() -> None:
    pad = Keypad()
    pad.field.set_text("1" * 48)
    pad.field.insert("2")
    assert pad.field.text == "1" * 48


def test_a_search_pad_gives_digits_and_letters_of_both_alphabets(qtbot: QtBot) -> None:
    pad = SearchPad("Название")
    qtbot.addWidget(pad)
    pad.resize(395, 460)
    pad.show()

    def touch(caption: str) -> None:
        button = next(b for b in pad.findChildren(TouchButton) if b.isVisible() and b.caption == caption)
        assert min(button.width(), button.height()) >= theme.TARGET
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    touch("7")
    pad.switch.press()
    touch("ж")
    touch("ABC")
    touch("q")
    pad.switch.press()
    touch("7")
    assert pad.field.text == "7жq7"


def test_tiles_turn_pages_and_arrows_choose(qtbot: QtBot) -> None:
    grid = TileGrid(columns=2, rows=2)
    qtbot.addWidget(grid)
    grid.resize(400, 400)
    grid.show()
    grid.set_tiles([Tile(str(n), language.fixed(f"Товар {n}")) for n in range(6)])
    chosen: list[str] = []
    grid.chosen.connect(chosen.append)
    assert grid.before.reason
    qtbot.mouseClick(grid.after, Qt.MouseButton.LeftButton)
    assert grid.after.reason
    qtbot.mouseClick(grid.tile("5"), Qt.MouseButton.LeftButton)
    assert chosen == ["5"]
    grid.mark("4")
    grid.step(-1)
    assert grid.marked == "3"
    assert grid.tile("3").role == "chosen"


# --- work in the background --------------------------------------------------------------------------------------


def test_success_and_failure_arrive_on_the_gui_thread(qtbot: QtBot) -> None:
    background = Background()
    seen: list[tuple[str, object, bool]] = []
    gui = threading.current_thread()

    def note(kind: str, value: object) -> None:
        seen.append((kind, value, threading.current_thread() is gui))

    error = ZeroQuantity()

    def fail() -> None:
        raise error

    background.run(threading.current_thread, lambda thread: note("success", thread is not gui))
    background.run(fail, None, lambda raised: note("failure", raised))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert sorted(seen, key=lambda entry: entry[0]) == [("failure", error, True), ("success", True, True)]
    assert not background.busy
    assert background.stop()


def test_a_failure_nobody_waits_for_is_told_and_a_gone_owner_is_left_alone(qtbot: QtBot) -> None:
    background = Background()
    shown = told(qtbot)
    waiting: Future[int] = Future()
    owner = QObject()
    reached: list[int] = []
    background.watch(waiting, reached.append, owner=owner)
    shiboken6.delete(owner)
    waiting.set_result(7)

    def refuse() -> None:
        raise ZeroQuantity

    background.run(refuse)
    qtbot.waitUntil(lambda: bool(shown) and not background.busy)
    assert reached == []
    assert shown[0].text == "Количество должно быть больше нуля"
    assert shown[0].level == "warning"
    assert background.stop()


def test_stopping_does_not_wait_for_what_hangs(qtbot: QtBot) -> None:
    background = Background()
    hanging = threading.Event()
    reached: list[bool] = []
    background.run(hanging.wait, reached.append)
    assert not background.stop(0.05)
    hanging.set()
    qtbot.wait(20)
    assert reached == []


# --- messages ----------------------------------------------------------------------------------------------------


def test_a_mistake_of_ours_is_logged_whole_and_told_without_its_details(
    qtbot: QtBot, expect_log: object, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("the program failed")  # type: ignore[operator]
    shown = told(qtbot)
    messages.failure(KeyError("secret"))
    assert "secret" in caplog.text
    assert "secret" not in shown[0].text + shown[0].way_out
    assert shown[0].level == "error"


def test_the_worlds_errors_come_in_the_persons_language(qtbot: QtBot) -> None:
    shown = told(qtbot)
    refusal: Refused = ZeroQuantity()
    messages.failure(refusal)
    language.set_language("en")
    messages.failure(refusal)
    assert [message.text for message in shown] == [
        "Количество должно быть больше нуля",
        "The quantity must be more than zero",
    ]


# --- theme -------------------------------------------------------------------------------------------------------


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


#: Every text colour with every ground it stands on.
PAIRS = [
    ("text", "surface"),
    ("text", "background"),
    ("text", "digit"),
    ("text", "newest"),
    ("text", "saved_tint"),
    ("text", "warning_tint"),
    ("secondary", "surface"),
    ("secondary", "background"),
    ("secondary", "newest"),
    ("action_text", "action"),
    ("saved", "surface"),
    ("saved", "saved_tint"),
    ("points", "surface"),
    ("points", "points_tint"),
    ("warning", "warning_tint"),
    ("warning", "surface"),
    ("error", "error_tint"),
    ("error", "surface"),
    ("top_text", "top"),
    ("top_text", "top_button"),
    ("top_secondary", "top"),
]


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast_is_seven_to_one_or_better(name: str, ink: str, ground: str) -> None:
    tokens = theme.THEMES[name]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 7


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("lamp", ["lamp_good", "lamp_warning", "lamp_error", "lamp_off"])
def test_lamps_stand_out_from_the_strip(name: str, lamp: str) -> None:
    tokens = theme.THEMES[name]
    assert contrast(getattr(tokens, lamp), tokens.top) >= 4.5


def test_the_bundled_font_has_every_sign_a_till_shows_and_digits_of_one_width(qapp: object) -> None:
    for weight in (400, 500, 700):
        font = theme.current().font(16, weight)
        metrics = QFontMetrics(font)
        assert all(QRawFont.fromFont(font).glyphIndexesForString("ЖяЁё₽№−×«»…·—–\u00a00123456789"))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert theme.FAMILY in QFontDatabase.families()


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1024, 768), 1.0), ((1280, 800), 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.4), ((3840, 2160), 1.4)],
)
def test_scale_of_usual_screens(size: tuple[int, int], scale: float) -> None:
    assert theme.scale_for(*size) == pytest.approx(scale, abs=0.05)


# --- the interpreter -----------------------------------------------------------------------------------------------


def test_void_qt_calls_do_not_wear_none_away(qtbot: QtBot) -> None:
    """PySide6 6.12.0 drops a reference to None on every void call under Python 3.11, and aborts a long run."""
    widget = QWidget()
    qtbot.addWidget(widget)
    place = QRect(QPoint(0, 0), QPoint(9, 9))
    before = sys.getrefcount(None)
    for _ in range(10_000):
        widget.update(place)
    assert sys.getrefcount(None) > before - 100
