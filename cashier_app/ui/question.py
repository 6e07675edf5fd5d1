"""A question in place of the digits: two large answers, a key each that no scanner sends, and never Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, fixed
from cashier_app.ui.panels import Label, Panel


class QuestionPanel(Panel):
    """`ask` shows a question; `answered` comes after the answer's deed."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning_tint", padding=20, parent=parent)
        self.title = Label("", "title", wrap=True, align=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.detail = Label("", "body", wrap=True, align=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.first = TouchButton("", "plain", Qt.Key.Key_Plus)
        self.second = TouchButton("", "plain", Qt.Key.Key_Minus)
        self._deeds: tuple[Callable[[], None], Callable[[], None]] = (lambda: None, lambda: None)
        self.first.activated.connect(lambda: self._answer(0))
        self.second.activated.connect(lambda: self._answer(1))
        self.box.addWidget(self.title)
        self.box.addWidget(self.detail, 1)
        for button in (self.first, self.second):
            button.setMinimumHeight(theme.px(80))
            self.box.addWidget(button)

    def ask(
        self,
        title: Text,
        detail: Text | str,
        first: tuple[Text, Callable[[], None]],
        second: tuple[Text, Callable[[], None]],
    ) -> None:
        """Show a question with two answers and what each does."""
        self.title.set_text(title)
        self.detail.set_text(fixed(detail) if isinstance(detail, str) else detail)
        self.first.set_text(first[0])
        self.second.set_text(second[0])
        self._deeds = first[1], second[1]

    def _answer(self, which: int) -> None:
        self.answered.emit()
        self._deeds[which]()
