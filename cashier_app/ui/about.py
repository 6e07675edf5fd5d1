"""About: the version, where log and database lie, what ended the run before, and the way out of the program."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cashier_app import __version__
from cashier_app.till.update_news import told
from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate, words
from cashier_app.ui.panels import ElidedLabel, Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AboutScreen(Screen):
    """Facts at the left, the last crash under them, switching off at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=24)
        panel.box.addWidget(Label(f"cashier-app {__version__}", "title"))
        panel.box.addWidget(
            Label(
                lambda: translate(
                    "about", "A till that keeps selling, and keeps the loyalty ledger right, when the network is gone."
                ),
                "quiet",
                wrap=True,
            )
        )
        panel.box.addSpacing(theme.px(16))
        self.facts: dict[str, ElidedLabel] = {}
        names = {
            "till": lambda: translate("about", "Till"),
            "log": lambda: translate("about", "Log"),
            "database": lambda: translate("about", "Database"),
        }
        for key, name in names.items():
            line = row(gap=16)
            self.facts[key] = ElidedLabel("", "body", align=_RIGHT)
            line.addWidget(Label(name, "quiet"))
            line.addWidget(self.facts[key], 1)
            panel.box.addLayout(line)
        panel.box.addSpacing(theme.px(16))
        self.crash_title = Label("", "strong", wrap=True)
        self.crash = QPlainTextEdit()
        self.crash.setReadOnly(True)
        self.crash.setAccessibleName(translate("about", "What was written down"))
        self.crash.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        panel.box.addWidget(self.crash_title)
        panel.box.addWidget(self.crash, 1)
        panel.box.addStretch(0)  # takes the room only while there is no crash to read
        return panel

    def _right(self) -> QWidget:
        self.note = Panel(padding=18)
        self.note_text = Label(
            lambda: translate(
                "about",
                "The receipt on the screen, parked receipts and everything that waits for the printer or the server "
                "are kept and are there again at the next start.",
            ),
            "body",
            wrap=True,
        )
        self.note.box.addWidget(self.note_text)
        self.off = TouchButton(lambda: translate("about", "Switch the program off"), "danger", Qt.Key.Key_F8)
        self.off.setMinimumHeight(theme.px(72))
        self.off.activated.connect(self._quit)
        self.update_panel = Panel(padding=18)
        self.update_text = Label("", "strong", wrap=True)
        self.update_detail = Label("", "body", wrap=True)
        self.update_panel.box.addWidget(self.update_text)
        self.update_panel.box.addWidget(self.update_detail)
        self.put_in = TouchButton(lambda: translate("about", "Put it in now"), "plain", Qt.Key.Key_F9)
        self.put_in.setMinimumHeight(theme.px(72))
        self.put_in.activated.connect(self._put_in)
        self.leave = TouchButton(lambda: translate("about", "Back"), "action", Qt.Key.Key_Escape)
        self.leave.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self.desk.back)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.note)
        box.addWidget(self.off)
        box.addWidget(self.update_panel)
        box.addWidget(self.put_in)
        box.addStretch(1)
        box.addWidget(self.leave)
        return right

    def _quit(self) -> None:
        self.desk.surroundings.quit()

    def entered(self, **given: Any) -> None:
        self.refreshed()

    def refreshed(self) -> None:
        desk, around = self.desk, self.desk.surroundings
        self.facts["till"].set_text(f"{desk.settings.shop.name} · {desk.settings.till.number}")
        self.facts["log"].set_text(str(around.log_file or "—"))
        self.facts["database"].set_text(str(desk.open_till.database.path))
        self._show_update()
        crash = around.crash
        if crash is None:
            self.crash_title.set_text(lambda: translate("about", "The run before this one ended in order."))
        elif crash.kind == "cut":
            self.crash_title.set_text(
                lambda: translate("about", "The run before this one was cut off: power, or the system.")
            )
        else:
            self.crash_title.set_text(
                lambda: translate("about", "The run before this one ended by a mistake of the program:")
            )
        self.crash.setPlainText(crash.text if crash is not None else "")
        self.crash.setVisible(crash is not None and bool(crash.text))

    def _put_in(self) -> None:
        self.desk.surroundings.put_update_in()

    def _show_update(self) -> None:
        """A newer version, and the way to it for whoever may."""
        news, till = self.desk.surroundings.update, self.desk.open_till
        text, detail = told(news, words()) if news.kind != "none" else ("", "")
        self.update_text.set_text(text)
        self.update_detail.set_text(detail)
        self.update_panel.setVisible(bool(text))
        self.put_in.setVisible(news.kind in ("ready", "chosen"))
        reason = ""
        if not till.people.may("support"):
            reason = translate("about", "a manager does this")
        elif till.selling.receipt.lines:
            reason = translate("about", "finish the receipt first")
        self.put_in.set_reason(reason, shown=True)
