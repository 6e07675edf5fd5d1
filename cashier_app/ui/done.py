"""After money has changed hands: the sum to hand over in the largest type, the points, what became of the slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.devices.explain import waiting_words
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.panels import Figures, Label, Panel, beside, column, row
from cashier_app.ui.slip import SlipView

if TYPE_CHECKING:
    from cashier_app.till.printing import JobView
    from cashier_app.ui.screen import Desk, Screen


#: States of a slip that is still to come out.
WAITING: Final = ("queued", "sending", "failed_before_first_byte")
#: Characters of a sum that have room in the largest type on the smallest screen.
LONGEST_HUGE: Final = 12


@dataclass(frozen=True)
class Done:
    """A committed sale or return, ready to be shown."""

    receipt_id: str
    title: Text
    #: `Paid` and the sum, above.
    name: Text
    total: str
    #: What is handed over now, in words and as a sum; no sum where there is nothing to hand over.
    hand: Text
    sum: str
    money: str
    points: str
    print_job_id: int | None
    #: Told once more on the receipt's screen, after this page has gone.
    farewell: Text


class DonePage(QWidget):
    """A page of the payment and return screens; the next scan, or F12, begins the next receipt."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._done: Done | None = None
        self._job: JobView | None = None
        beside(self, self._left(), self._right())
        screen.desk.surroundings.changed.connect(self._printer_said)

    def _left(self) -> QWidget:
        panel = Panel(padding=24)
        self.title = Label("", "title", wrap=True)
        self.paid = Figures("", "quiet", "figure")
        self.given = Panel("saved_tint", padding=24)
        self.change_name = Label("", "title")
        self.change = Label("", "huge", align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.given.box.addWidget(self.change_name)
        self.given.box.addWidget(self.change)
        self.money = Label("", "body", wrap=True, align=Qt.AlignmentFlag.AlignRight)
        self.given.box.addWidget(self.money)
        self.buyer = Panel("points_tint", padding=18)
        self.points = Label("", "points-figure", wrap=True)
        self.buyer.box.addWidget(self.points)
        self.note = Label(lambda: translate("payment", "The next scan begins the next receipt."), "quiet", wrap=True)
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.paid)
        panel.box.addSpacing(theme.px(16))
        panel.box.addWidget(self.given)
        panel.box.addSpacing(theme.px(8))
        panel.box.addWidget(self.buyer)
        panel.box.addStretch(1)
        panel.box.addWidget(self.note)
        return panel

    def _right(self) -> QWidget:
        self.view = SlipView()
        self.slip = Panel(padding=14)
        self.slip_state = Label("", "body", wrap=True)
        self.slip_state.setMinimumHeight(theme.px(66))
        self.printed = TouchButton(lambda: translate("payment", "It has printed"), "plain", Qt.Key.Key_F5)
        self.copy = TouchButton(self._copy_text, "plain", Qt.Key.Key_F6)
        self.printed.activated.connect(self._printed)
        self.copy.activated.connect(self._copy)
        answers = row()
        for button in (self.printed, self.copy):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            answers.addWidget(button, 1)
        self.slip.box.addWidget(self.slip_state)
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
        box.addWidget(self.view, 1)
        box.addWidget(self.slip)
        box.addWidget(self.next)
        return right

    # --- showing ---------------------------------------------------------------------------------------

    def show_done(self, done: Done) -> None:
        """A sale or a return has been committed."""
        self._done, self._job = done, None
        self.title.set_text(done.title)
        self.paid.name.set_text(done.name)
        self.paid.set_figure(done.total)
        self.change_name.set_text(done.hand)
        self.change.set_text(done.sum)
        self.change.set_role("huge" if len(done.sum) <= LONGEST_HUGE else "total")
        self.change.setVisible(bool(done.sum))
        self.money.set_text(done.money)
        self.money.setVisible(bool(done.money))
        self.points.set_text(done.points)
        self.buyer.setVisible(bool(done.points))
        self.view.set_document(None)
        if done.print_job_id is not None:
            shown = self._screen.desk.open_till.printing.document(done.print_job_id)
            self._screen.desk.background.watch(shown, self.view.set_document, owner=self)
        self._settle()
        self.refreshed()

    def refreshed(self) -> None:
        """The printer has news: ask for the job's state."""
        done = self._done
        if done is not None and done.print_job_id is not None:
            self._follow(done.print_job_id)

    def _follow(self, job_id: int) -> None:
        printing = self._screen.desk.open_till.printing
        self._screen.desk.background.watch(printing.job(job_id), self._show_job, owner=self)

    def _show_job(self, job: JobView) -> None:
        if self._done is not None and job.job_id == self._done.print_job_id:
            self._job = job
            self._settle()

    def _printer_said(self) -> None:
        if self._job is not None and self.isVisible():
            self._settle()

    def _state_text(self) -> str:
        """What became of the slip; while it waits, what holds it up and what to do about it."""
        job, printer = self._job, self._screen.desk.surroundings.printer
        if job is None:
            return ""
        if job.state in WAITING and printer is not None and printer.cause:
            text = waiting_words(job.kind, job.state, printer, words())
            return text[:1].upper() + text[1:]
        return job.state_text

    def _elsewhere(self) -> str:
        """The printer on which a slip could come out that waits for another one; "" where there is none."""
        return elsewhere(self._screen.desk, self._job)

    def _copy_text(self) -> str:
        if other := self._elsewhere():
            return translate("payment", "Print on “{printer}”").format(printer=other)
        return translate("payment", "Print a copy")

    def _settle(self) -> None:
        job, done = self._job, self._done
        unknown = job is not None and job.state == "unknown"
        self.copy.set_text(self._copy_text)
        self.slip.set_ground("warning_tint" if unknown else "surface")
        if done is not None and done.print_job_id is None:
            self.slip_state.set_text(lambda: translate("payment", "This till has no printer."))
        else:
            self.slip_state.set_text(self._state_text)
        self.printed.set_reason("" if unknown else lambda: translate("payment", "Nobody doubts that it prints"))
        if job is None:
            self.copy.set_reason(lambda: translate("payment", "There is no slip to copy"))
        elif self._elsewhere():
            self.copy.set_reason("")
        elif job.state in WAITING:
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
        job, done = self._job, self._done
        if job is None or done is None:
            return
        printing = self._screen.desk.open_till.printing
        if other := self._elsewhere():
            self._screen.attempt(lambda _: printing.send_to(job.job_id, other), self._sent)
            return
        if job.state == "unknown":
            self._screen.attempt(lambda _: printing.print_again(job.job_id), self._copied)
        else:
            self._screen.attempt(lambda given: printing.reprint(done.receipt_id, given), self._copied)

    def _sent(self, _: None) -> None:
        self._screen.desk.surroundings.wake_printer()
        self.refreshed()

    def _copied(self, job_id: int) -> None:
        messages.info(translate("payment", "A copy is being printed"))
        self._screen.desk.surroundings.wake_printer()
        self.refreshed()

    def _next(self) -> None:
        self._screen.desk.go("selling")
        if self._done is not None:
            messages.info(self._done.farewell())


def elsewhere(desk: Desk, job: JobView | None) -> str:
    """The printer on which a slip is offered to come out that its own cannot begin: one that is ready; or ""."""
    if job is None:
        return ""
    statuses = desk.surroundings.printers
    own = statuses.get(job.printer) if job.printer else next(iter(statuses.values()), None)
    if job.state != "failed_before_first_byte" and not (own is not None and own.cause):
        return ""
    others = desk.open_till.printing.others(job)
    ready = (name for name in others if name in statuses and statuses[name].state == "ready")
    return next(ready, others[0] if others else "")
