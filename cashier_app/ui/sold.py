"""After the payment: the change in the largest type, the points, and what became of the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.panels import Figures, Label, Panel, beside, column, row

if TYPE_CHECKING:
    from cashier_app.till.paying import SoldReceipt
    from cashier_app.till.printing import JobView
    from cashier_app.ui.screen import Screen


class SoldPage(QWidget):
    """A page of the payment screen; the next scan, or F12, begins the next receipt."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._sale: SoldReceipt | None = None
        self._job: JobView | None = None
        beside(self, self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=24)
        self.title = Label(self._title, "title")
        self.paid = Figures(lambda: translate("payment", "Paid"), "quiet", "strong")
        self.change_name = Label(lambda: translate("payment", "Change"), "title")
        centre = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.change = Label("", "huge", align=centre)
        self.points = Label("", "points", wrap=True)
        self.note = Label(lambda: translate("payment", "The next scan begins the next receipt."), "quiet", wrap=True)
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.paid)
        panel.box.addStretch(2)
        panel.box.addWidget(self.change_name)
        panel.box.addWidget(self.change)
        panel.box.addStretch(1)
        panel.box.addWidget(self.points)
        panel.box.addStretch(2)
        panel.box.addWidget(self.note)
        return panel

    def _right(self) -> QWidget:
        self.slip = Panel(padding=18)
        self.slip_title = Label(lambda: translate("payment", "The slip"), "strong")
        self.slip_state = Label("", "body", wrap=True)
        self.slip_state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.printed = TouchButton(lambda: translate("payment", "It has printed"), "plain", Qt.Key.Key_F5)
        self.copy = TouchButton(lambda: translate("payment", "Print a copy"), "plain", Qt.Key.Key_F6)
        self.printed.activated.connect(self._printed)
        self.copy.activated.connect(self._copy)
        for button in (self.printed, self.copy):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        self.slip.box.addWidget(self.slip_title)
        self.slip.box.addWidget(self.slip_state, 1)
        answers = row()
        answers.addWidget(self.printed, 1)
        answers.addWidget(self.copy, 1)
        self.slip.box.addLayout(answers)
        self.next = TouchButton(
            lambda: translate("payment", "Next receipt"),
            "action",
            Qt.Key.Key_F12,
            sub=lambda: translate("payment", "or scan"),
        )
        self.next.setMinimumHeight(theme.px(76))
        self.next.activated.connect(self._next)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.slip, 1)
        box.addWidget(self.next)
        return right

    # --- showing ---------------------------------------------------------------------------------------

    def show_sale(self, sale: SoldReceipt) -> None:
        """A sale has been committed."""
        self._sale, self._job = sale, None
        self.title.set_text(self._title)
        self.paid.set_figure(sale.to_pay_text)
        self.change_name.set_text(lambda: translate("payment", "Change") if sale.change else "")
        self.change.set_text(lambda: sale.change_text if sale.change else translate("payment", "No change"))
        self.points.set_text(sale.points_text)
        self._settle()
        self.refreshed()

    def refreshed(self) -> None:
        """The printer has news: ask for the job's state."""
        sale = self._sale
        if sale is not None and sale.print_job_id is not None:
            self._follow(sale.print_job_id)

    def _follow(self, job_id: int) -> None:
        printing = self._screen.desk.open_till.printing
        self._screen.desk.background.watch(printing.job(job_id), self._show_job, owner=self)

    def _show_job(self, job: JobView) -> None:
        if self._sale is not None and job.job_id == self._sale.print_job_id:
            self._job = job
            self._settle()

    def _title(self) -> str:
        number = self._sale.number if self._sale is not None else 0
        return translate("payment", "Receipt {number} is paid").format(number=number)

    def _settle(self) -> None:
        job, sale = self._job, self._sale
        unknown = job is not None and job.state == "unknown"
        self.slip.set_ground("warning_tint" if unknown else "surface")
        if sale is not None and sale.print_job_id is None:
            self.slip_state.set_text(lambda: translate("payment", "This till has no printer."))
        else:
            self.slip_state.set_text(job.state_text if job is not None else "")
        self.printed.set_reason("" if unknown else lambda: translate("payment", "Nobody doubts that it prints"))
        if job is None:
            self.copy.set_reason(lambda: translate("payment", "There is no slip to copy"))
        elif job.state in ("queued", "sending", "failed_before_first_byte"):
            self.copy.set_reason(lambda: translate("payment", "The slip itself has not been printed yet"))
        else:
            self.copy.set_reason("")

    # --- what is done ----------------------------------------------------------------------------------

    def _printed(self) -> None:
        job = self._job
        if job is not None:
            printing = self._screen.desk.open_till.printing
            self._screen.attempt(lambda _: printing.printed(job.job_id), lambda _: self.refreshed())

    def _copy(self) -> None:
        job, sale = self._job, self._sale
        if job is None or sale is None:
            return
        printing = self._screen.desk.open_till.printing
        if job.state == "unknown":
            self._screen.attempt(lambda _: printing.print_again(job.job_id), self._copied)
        else:
            self._screen.attempt(lambda given: printing.reprint(sale.receipt_id, given), self._copied)

    def _copied(self, job_id: int) -> None:
        messages.info(translate("payment", "A copy is being printed"))
        self._screen.desk.surroundings.wake_printer()
        self.refreshed()

    def _next(self) -> None:
        sale = self._sale
        self._screen.desk.go("selling")
        if sale is not None and sale.change:
            told = translate("payment", "Receipt {number}: change {change}")
            messages.info(told.format(number=sale.number, change=sale.change_text))
