"""Kept Z reports: every closed shift, shown as it was printed, printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.till.report_rows import ReportRow, report_row
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate, words
from cashier_app.ui.listing import Entry, Listing, RowTone, under_head
from cashier_app.ui.panels import Label, Panel, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.slip import SlipView

if TYPE_CHECKING:
    from cashier_app.till.reports import ShiftReport


class ReportsScreen(Screen):
    """`entered(number=…)` shows the report of that shift, the newest without it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._reports: dict[str, ShiftReport] = {}
        self._wanted = ""
        self.halves(self._left(), self._right(), share=0.5)

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label(lambda: translate("reports", "Kept Z reports"), "title")
        self.list = Listing(lambda: translate("reports", "No shift has been closed at this till yet."))
        self.list.moved.connect(self._show)
        under_head(panel, self.title, self.list)
        return panel

    def _right(self) -> QWidget:
        self.slip = SlipView()
        self.leave = TouchButton(lambda: translate("reports", "Back"), "side", Qt.Key.Key_Escape)
        self.print = TouchButton(lambda: translate("reports", "Print again"), "action", Qt.Key.Key_F12)
        self.print.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self._leave)
        self.print.activated.connect(self._print)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.slip, 1)
        foot = row()
        foot.addWidget(self.leave, 2)
        foot.addWidget(self.slip.up, 1)
        foot.addWidget(self.slip.down, 1)
        foot.addWidget(self.print, 3)
        box.addLayout(foot)
        return right

    def entered(self, **given: Any) -> None:
        self._wanted = str(given.get("number", ""))
        self.slip.set_document(None)
        self.refreshed()

    def refreshed(self) -> None:
        self._settle()
        self.desk.background.watch(self.desk.open_till.reports.shifts(), self._fill, owner=self)

    def _fill(self, reports: list[ShiftReport]) -> None:
        zone = self.desk.open_till.zone
        rows = [report_row(report, words(), zone) for report in reports]
        self._reports = {str(report.number): report for report in reports}
        self.list.set_entries([_entry(each) for each in rows])
        wanted = self._wanted or self.list.current or (str(reports[0].number) if reports else "")
        self._wanted = ""
        self.list.set_current(wanted)
        self._show(self.list.current)

    def _show(self, key: str) -> None:
        report = self._reports.get(key)
        self.slip.set_document(self.desk.open_till.reports.shown(report) if report is not None else None)
        self._settle()

    def _settle(self) -> None:
        chosen = self.list.current in self._reports
        self.print.set_reason("" if chosen else lambda: translate("reports", "touch a report"), shown=True)

    def _leave(self) -> None:
        till = self.desk.open_till
        self.desk.go("shift" if till.shifts.current is not None else "shift_opening")

    def _print(self) -> None:
        report = self._reports[self.list.current]
        self.attempt(lambda _: self.desk.open_till.reports.print(report), self._printed)

    def _printed(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("reports", "The report is being printed"))


def _entry(each: ReportRow) -> Entry:
    """A closed shift as a row; one whose drawer did not agree stands out."""
    tone: RowTone = "warning" if each.note else "plain"
    return Entry(str(each.number), each.title, each.detail, each.figure, state=each.note, tone=tone)
