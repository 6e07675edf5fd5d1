"""The shift: its X report as it stands, cash in and out, closing, the drawer, kept reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.panels import Label, Panel, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.slip import SlipView

if TYPE_CHECKING:
    from cashier_app.till.reports import ShiftReport


class ShiftScreen(Screen):
    """The X report at the left, what can be done with the shift at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._report: ShiftReport | None = None
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel("background", padding=0)
        edge_to_edge(panel)
        self.title = Label("", "title")
        self.warning = Label("", "warning", wrap=True)
        self.slip = SlipView()
        names = column(gap=2)
        names.addWidget(self.title)
        names.addWidget(self.warning)
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        head.addLayout(names, 1)
        for button in (self.slip.up, self.slip.down):
            head.addWidget(button)
        panel.box.addLayout(head)
        panel.box.addWidget(self.slip, 1)
        return panel

    def _right(self) -> QWidget:
        self.cash_in = TouchButton(lambda: translate("shift", "Put cash in"), "plain", Qt.Key.Key_F1)
        self.cash_out = TouchButton(lambda: translate("shift", "Take cash out"), "plain", Qt.Key.Key_F2)
        self.print = TouchButton(lambda: translate("shift", "Print the X report"), "plain", Qt.Key.Key_F3)
        self.drawer = TouchButton(lambda: translate("shift", "Open the drawer"), "plain", Qt.Key.Key_F4)
        self.kept = TouchButton(lambda: translate("shift", "Kept Z reports"), "plain", Qt.Key.Key_F5)
        self.leave = TouchButton(lambda: translate("shift", "Back"), "side", Qt.Key.Key_Escape)
        self.close_shift = TouchButton(self._next_text, "action", Qt.Key.Key_F12)
        self.close_shift.setMinimumHeight(theme.px(76))
        self.cash_in.activated.connect(lambda: self.desk.go("cash", kind="in"))
        self.cash_out.activated.connect(lambda: self.desk.go("cash", kind="out"))
        self.print.activated.connect(self._print)
        self.drawer.activated.connect(self._open_drawer)
        self.kept.activated.connect(lambda: self.desk.go("reports"))
        self.leave.activated.connect(self._leave)
        self.close_shift.activated.connect(self._next)
        right = QWidget()
        box = column(right, gap=12)
        for button in (self.cash_in, self.cash_out, self.print, self.drawer, self.kept):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            button.setMaximumHeight(theme.px(96))
            box.addWidget(button, 1)
        box.addStretch(1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.close_shift, 3)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._report = None
        self.slip.set_document(None)
        self.refreshed()

    def refreshed(self) -> None:
        till = self.desk.open_till
        shift = till.shifts.current
        self.title.set_text(
            (lambda: translate("shift", "Shift {number}").format(number=shift.number))
            if shift is not None
            else (lambda: translate("shift", "No shift is open"))
        )
        self.warning.set_text(till.shifts.warning)
        self.warning.setVisible(bool(till.shifts.warning))
        self._settle()
        if shift is not None:
            self.desk.background.watch(till.reports.x(), self._show, owner=self)

    def _show(self, report: ShiftReport) -> None:
        first = self._report is None
        self._report = report
        document = self.desk.open_till.reports.document(report)
        if first:
            self.slip.set_document(document)
        else:
            self.slip.paper.set_document(document)
        self._settle()

    def _settle(self) -> None:
        closed = self.desk.open_till.shifts.current is None
        reason: Any = (lambda: translate("shift", "No shift is open")) if closed else ""
        for button in (self.cash_in, self.cash_out, self.drawer):
            button.set_reason(reason)
        self.print.set_reason(reason or ("" if self._report else lambda: translate("shift", "It is being reckoned")))
        self.close_shift.set_text(self._next_text)

    # --- what can be done ------------------------------------------------------------------------------

    def _next_text(self) -> str:
        till = self.desk.till
        if till is not None and till.shifts.current is None:
            return translate("shift", "Open a shift")
        return translate("shift", "Close the shift")

    def _next(self) -> None:
        self.desk.go("closing" if self.desk.open_till.shifts.current is not None else "shift_opening")

    def _leave(self) -> None:
        self.desk.go("selling" if self.desk.open_till.shifts.current is not None else "shift_opening")

    def _print(self) -> None:
        report = self._report
        if report is not None:
            self.attempt(lambda _: self.desk.open_till.reports.print(report), self._printed)

    def _printed(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("shift", "The X report is being printed"))

    def _open_drawer(self) -> None:
        self.attempt(self.desk.open_till.shifts.open_drawer, self._opened)

    def _opened(self, _: None) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("shift", "The drawer opens; it is written down"))
