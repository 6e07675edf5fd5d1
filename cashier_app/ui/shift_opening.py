"""The prompt that opens a shift: how much cash lies in the drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import translate, words
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.shifts import Shift


class ShiftOpeningScreen(Screen):
    """Asks for the float and opens the shift; selling begins after it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        left = Panel(padding=24)
        left.box.addWidget(Label(lambda: translate("shift_opening", "No shift is open"), "title"))
        left.box.addWidget(
            Label(
                lambda: translate(
                    "shift_opening", "Count the cash in the drawer, type the sum and open the shift; 0 if it is empty."
                ),
                "body",
                wrap=True,
            )
        )
        self.before = Label("", "strong", wrap=True)
        left.box.addWidget(self.before)
        left.box.addStretch(1)
        self.count = TouchButton(lambda: translate("shift_opening", "Count by notes and coins"), "plain", Qt.Key.Key_F2)
        self.count.activated.connect(lambda: desk.go("opening_count"))
        self.leave = TouchButton(lambda: translate("shift_opening", "Another cashier"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(lambda: desk.go("login"))
        foot = row()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.count)
        left.box.addLayout(foot)
        self.pad = Keypad(lambda: translate("shift_opening", "In the drawer, ₽"))
        self.keypad = self.pad
        self.pad.field.changed.connect(lambda _: self._settle())
        self.open = TouchButton(lambda: translate("shift_opening", "Open the shift"), "action", Qt.Key.Key_F12)
        self.open.activated.connect(self._open)
        self.pad.entered.connect(lambda _: self.open.press())
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        box.addWidget(self.open)
        self.halves(left, right)

    def entered(self, **given: Any) -> None:
        self.pad.field.set_text("")
        self.before.set_text(self._before_text)
        self._settle()

    def _before_text(self) -> str:
        """What the last shift left there, if there was one."""
        left = self.desk.till.shifts.left_before if self.desk.till is not None else None
        if left is None:
            return ""
        told = translate("shift_opening", "When the last shift was closed, {sum} was counted there.")
        return told.format(sum=words().money(left))

    def _settle(self) -> None:
        if self.pad.field.text:
            self.open.set_reason("")
        else:
            self.open.set_reason(lambda: translate("shift_opening", "type the sum in the drawer"), shown=True)

    def _open(self) -> None:
        typed = self.pad.field.text
        self.open.set_reason(lambda: translate("shift_opening", "the shift is being opened"), shown=True)
        self.attempt(lambda permission: self.desk.open_till.shifts.open(typed, permission), self._opened)
        self._settle()

    def _opened(self, shift: Shift) -> None:
        messages.info(translate("shift_opening", "Shift {number} is open").format(number=shift.number))
        self.desk.go("selling")
