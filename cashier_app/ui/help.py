"""Help, over any screen: what it is for, what each of its keys does, and what to do when something goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cashier_app.help_texts import load_help
from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate, words
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

#: The key of help everywhere, with Ctrl where the screen needs it for itself.
KEY: Final = Qt.Key.Key_F1
#: Sentences on trouble that have room.
MOST_TROUBLES: Final = 4


class HelpScreen(Screen):
    """Shown by the shell in place of a screen, which stays as it is meanwhile; no screen of `SCREENS`."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._screen: Screen | None = None
        self.halves(self._left(), self._right(), share=0.5)

    def _left(self) -> QWidget:
        panel = Panel(padding=20)
        panel.box.setSpacing(theme.px(10))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self.title = Label("", "title", wrap=True)
        self.purpose = Label("", "body", wrap=True, align=top)
        self.troubles = [Label("", "body", wrap=True, align=top) for _ in range(MOST_TROUBLES)]
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.purpose)
        panel.box.addSpacing(theme.px(10))
        panel.box.addWidget(Label(lambda: translate("help", "When something goes wrong"), "strong", wrap=True))
        for label in self.troubles:
            panel.box.addWidget(label)
        panel.box.addStretch(1)
        panel.box.addWidget(
            Label(
                lambda: translate("help", "F1 opens this help on any screen, Ctrl+F1 where F1 is taken"),
                "quiet",
                wrap=True,
            )
        )
        return panel

    def _right(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.list = Listing(lambda: translate("help", "This screen has no keys of its own."))
        head = row()
        head.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(10))
        head.addWidget(Label(lambda: translate("help", "Keys of this screen"), "strong", wrap=True), 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        self.leave = TouchButton(lambda: translate("help", "Close"), "action", Qt.Key.Key_Escape)
        self.leave.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self.closed)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(panel, 1)
        box.addWidget(self.leave)
        return right

    def explain(self, screen: Screen, buttons: Sequence[TouchButton]) -> None:
        """Explain a screen, with the buttons that it shows now."""
        self._screen = screen
        self.stands_alone = screen.stands_alone
        entries = [
            Entry(str(number), button.caption or button.accessibleName(), button.reason, button.key_sign)
            for number, button in enumerate(buttons)
            if button.key is not None and button.key_sign
        ]
        self.list.set_entries(entries)
        self.list.set_current("")
        self.refreshed()

    def refreshed(self) -> None:
        if self._screen is None:
            return
        told = load_help(words().language).get(self._screen.objectName())
        self.title.set_text(told.title if told is not None else "")
        self.purpose.set_text(told.purpose if told is not None else "")
        for number, label in enumerate(self.troubles):
            sentences = told.trouble if told is not None else ()
            label.set_text(sentences[number] if number < len(sentences) else "")
            label.setVisible(number < len(sentences))
