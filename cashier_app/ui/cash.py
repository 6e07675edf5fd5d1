"""Cash put into the drawer or taken out of it, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, fixed, translate
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

#: Keys of the reasons, as many as there can be.
KEYS: Final = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6)
#: The usual reasons, where the settings name none.
REASONS: Final[dict[str, tuple[Text, ...]]] = {
    "in": (
        lambda: translate("cash", "Small change"),
        lambda: translate("cash", "From the bank"),
        lambda: translate("cash", "From another till"),
        lambda: translate("cash", "Correction"),
    ),
    "out": (
        lambda: translate("cash", "To the bank"),
        lambda: translate("cash", "To the safe"),
        lambda: translate("cash", "To a supplier"),
        lambda: translate("cash", "To another till"),
    ),
}


class CashScreen(Screen):
    """`entered(kind="in" | "out")`; the reason is touched or typed, the sum typed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kind: Literal["in", "out"] = "in"
        self._reason = -1
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=20)
        self.title = Label(self._title, "title")
        self.hint = Label(lambda: translate("cash", "Touch a reason or write one"), "quiet", wrap=True)
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.hint)
        self.reasons = [TouchButton("", "plain", key) for key in KEYS]
        for start in range(0, len(KEYS), 2):
            line = row()
            for index in (start, start + 1):
                button = self.reasons[index]
                button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
                button.activated.connect(lambda index=index: self._choose(index))
                line.addWidget(button, 1)
            panel.box.addLayout(line)
        self.letters = LetterGrid(lambda: translate("cash", "Reason"), longest=80)
        self.letters.field.changed.connect(lambda _: self._written())
        panel.box.addSpacing(theme.px(8))
        panel.box.addWidget(self.letters, 1)
        return panel

    def _right(self) -> QWidget:
        self.keypad = Keypad(lambda: translate("cash", "Sum, ₽"))
        self.keypad.field.changed.connect(lambda _: self._settle())
        self.leave = TouchButton(lambda: translate("cash", "Back"), "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self._title, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(lambda: self.desk.go("shift"))
        self.act.activated.connect(self._move)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.keypad, 1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        assert self.keypad is not None
        self._kind = given.get("kind", "in")
        self._reason = -1
        self.keypad.field.set_text("")
        self.letters.field.set_text("")
        self.title.set_text(self._title)
        self.act.set_text(self._title)
        texts = self._texts()
        for index, button in enumerate(self.reasons):
            button.setVisible(index < len(texts))
            button.set_text(texts[index] if index < len(texts) else "")
        self._settle()

    def returned(self) -> None:
        """Back from a colleague's permission: what was typed stands."""

    def key_pressed(self, event: QKeyEvent) -> bool:
        if super().key_pressed(event):
            return True
        return self.letters.key_pressed(event)

    # --- showing ---------------------------------------------------------------------------------------

    def _title(self) -> str:
        return translate("cash", "Put cash in") if self._kind == "in" else translate("cash", "Take cash out")

    def _texts(self) -> Sequence[Text]:
        """The reasons to choose from: the shop's, or the usual ones."""
        selling = self.desk.settings.selling
        own = selling.cash_in_reasons if self._kind == "in" else selling.cash_out_reasons
        return [fixed(each) for each in own] or REASONS[self._kind]

    def _choose(self, index: int) -> None:
        self.letters.field.set_text("")
        self._reason = index
        self._settle()

    def _written(self) -> None:
        if self.letters.field.text:
            self._reason = -1
        self._settle()

    def _words(self) -> str:
        if self._reason >= 0:
            return self._texts()[self._reason]()
        return self.letters.field.text.strip()

    def _settle(self) -> None:
        assert self.keypad is not None
        for index, button in enumerate(self.reasons):
            button.set_role("chosen" if index == self._reason else "plain")
        if not self._words():
            self.act.set_reason(lambda: translate("cash", "touch a reason first"), shown=True)
        elif not self.keypad.field.text:
            self.act.set_reason(lambda: translate("cash", "type the sum"), shown=True)
        else:
            self.act.set_reason("")

    # --- doing it --------------------------------------------------------------------------------------

    def _move(self) -> None:
        assert self.keypad is not None
        kind, amount, reason = self._kind, self.keypad.field.text, self._words()
        self.attempt(lambda given: self.desk.open_till.shifts.cash(kind, amount, reason, given), self._moved)

    def _moved(self, _: None) -> None:
        self.desk.surroundings.wake_printer()
        told = translate("cash", "{sum} ₽ put in") if self._kind == "in" else translate("cash", "{sum} ₽ taken out")
        assert self.keypad is not None
        messages.info(told.format(sum=self.keypad.field.text))
        self.desk.go("shift")
