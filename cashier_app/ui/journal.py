"""The journal of privileged acts, newest first, and whether its chain holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.till.journal_rows import journal_row
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate, words
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.journal import Record


class JournalScreen(Screen):
    """A list over the whole width; nothing here can be changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label(lambda: translate("journal", "Journal"), "title")
        self.verdict = Label("", "quiet", wrap=True)
        self.list = Listing(lambda: translate("journal", "Nothing has been written down yet."))
        names = column(gap=2)
        names.addWidget(self.title)
        names.addWidget(self.verdict)
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        head.addLayout(names, 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        self.leave = TouchButton(lambda: translate("journal", "Back"), "side", Qt.Key.Key_Escape)
        self.check = TouchButton(lambda: translate("journal", "Check the chain"), "action", Qt.Key.Key_F12)
        self.check.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self.desk.back)
        self.check.activated.connect(self._check)
        box = column(self, gap=12, padding=12)
        box.addWidget(panel, 1)
        foot = row()
        foot.addStretch(4)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.check, 3)
        box.addLayout(foot)

    def entered(self, **given: Any) -> None:
        self.verdict.set_text("")
        self.list.set_entries(())
        self.refreshed()

    def refreshed(self) -> None:
        try:
            asked = self.desk.open_till.journal.latest()
        except WorldError as error:
            messages.failure(error)
            return
        self.desk.background.watch(asked, self._show, owner=self)

    def _show(self, records: list[Record]) -> None:
        zone = self.desk.open_till.zone
        rows = [journal_row(record, words(), zone) for record in records]
        self.list.set_entries([Entry(str(each.number), each.title, each.detail, each.figure) for each in rows])

    def _check(self) -> None:
        self.desk.background.watch(self.desk.open_till.journal.verify(), self._checked, owner=self)

    def _checked(self, broken: int | None) -> None:
        if broken is None:
            self.verdict.set_text(lambda: translate("journal", "Every record follows from those before it."))
            self.verdict.set_role("saved")
        else:
            number = broken
            self.verdict.set_text(
                lambda: translate("journal", "Record {number} was changed after it was written").format(number=number)
            )
            self.verdict.set_role("error")
