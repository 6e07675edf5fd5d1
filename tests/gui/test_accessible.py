"""Whoever cannot see or touch: every control has a name and a role, and Tab goes through each screen as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cashier_app.ui import accessible
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.focus import order
from cashier_app.ui.keypad import EntryField
from cashier_app.ui.shell import Shell
from tests.gui import shop
from tests.gui.hand import at_the_till
from tests.gui.layout import place, unspoken
from tests.gui.states import STATES, surround
from tests.gui.waiting import settle

Key = Qt.Key


@contextmanager
def shown(state: str, template: Path, folder: Path) -> Iterator[Shell]:
    """A window in a state."""
    accessible.install()
    with shop.opened(template, folder) as till:
        shell = shop.window(till)
        try:
            surround(shell)
            shell.show()
            STATES[state](shell)
            settle(shell)
            yield shell
        finally:
            shell.close()
            shell.desk.background.stop()
            shiboken6.delete(shell)


def test_the_examination_finds_what_has_no_name_and_what_tab_does_not_reach(qtbot: QtBot) -> None:
    accessible.install()
    window, button, field = QWidget(), TouchButton("", "plain"), EntryField("ПИН")
    qtbot.addWidget(window)
    for child in (button, field):
        child.setParent(window)
    window.show()
    assert [line.split(":")[0] for line in unspoken(window, window)] == ["unspoken"]
    button.set_text("Меню")
    assert list(unspoken(window, window)) == []
    assert [line.split(":")[0] for line in unspoken(window)] == ["tab"]


def test_a_field_tells_what_was_typed_and_of_a_pin_only_how_much(qtbot: QtBot) -> None:
    accessible.install()
    for secret, value in ((False, "2580"), (True, "••••")):
        field = EntryField("ПИН", secret=secret)
        qtbot.addWidget(field)
        field.set_text("2580")
        seen = QAccessible.queryAccessibleInterface(field)
        assert (seen.role(), seen.text(QAccessible.Text.Name)) == (QAccessible.Role.EditableText, "ПИН")
        assert seen.text(QAccessible.Text.Value) == value


def test_tab_goes_from_top_to_bottom_and_round_and_back(till_template: Path, tmp_path: Path) -> None:
    with shown("menu", till_template, tmp_path / "till") as shell:
        QTest.qWaitForWindowActive(shell)
        assert shell.focusWidget() is shell, "no ring before somebody wants one"
        visited: list[QWidget] = []
        while True:
            QTest.keyClick(shell.focusWidget() or shell, Key.Key_Tab)
            focused = shell.focusWidget()
            assert focused is not None
            if focused in visited:
                break
            visited.append(focused)
        assert visited[0] is focused, "it comes back to where it began"
        tiles = [
            place(each, shell) for each in visited if shell.current is not None and shell.current.isAncestorOf(each)
        ]
        assert tiles == sorted(tiles, key=lambda rect: (rect.top(), rect.left()))
        assert visited[-1] is shell.strip.lock
        QTest.keyClick(shell.focusWidget(), Key.Key_Backtab)
        assert shell.focusWidget() is visited[-1]


def test_what_tab_has_reached_is_seen_and_pressed_by_space_but_never_by_enter(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.key(Key.Key_F10)
        QTest.qWaitForWindowActive(hand.shell)
        button = order(hand.shell.current or hand.shell)[0]
        before = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert button.grab().toImage() != before, "a ring"
        qtbot.keyClick(button, Key.Key_Return)
        qtbot.keyClick(button, Key.Key_Enter)
        assert hand.where == "menu"
        qtbot.keyClick(button, Key.Key_Space)
        assert hand.where == "return"
        assert hand.shell.focusWidget() is not button


def test_whoever_types_after_tab_types_and_presses_nothing(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.shell.go("goods")
        screen = hand.shell.current
        assert screen is not None
        qtbot.keyClick(hand.shell, Key.Key_Tab)
        focused = hand.shell.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, "a")
        qtbot.keyClick(hand.shell.focusWidget() or hand.shell, Key.Key_Space)
        qtbot.keyClick(hand.shell.focusWidget() or hand.shell, "b")
        assert screen.keypad is not None
        assert screen.keypad.field.text == "a b"
        assert hand.where == "goods"
