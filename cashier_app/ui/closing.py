"""Closing a shift: the drawer counted note by note, the difference, what to hand over, the Z report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.till.drawer_count import CountView, closing_view, count_view, to_leave, total_of, typed_sum
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.counting import CountingScreen
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.panels import Figures, Label, Panel
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.core.money import Kopecks
    from cashier_app.till.shifts import Closed, Closing

#: The difference is asked for this long after the last key, so that it does not flicker while one types.
PAUSE_MS = 150


class ClosingScreen(CountingScreen):
    """The count against what must be there; F5 takes out what is above the next shift's float."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._closing: Closing | None = None
        super().__init__(desk, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._preview)

    def add_under(self, box: QVBoxLayout) -> None:
        self.expected = Figures(lambda: translate("closing", "Must be in the drawer"), "body", "strong")
        self.result = Panel("background", padding=12)
        self.sentence = Label("", "strong", wrap=True)
        self.sentence.setMinimumHeight(theme.px(48))
        self.result.box.addWidget(self.sentence)
        box.addWidget(self.expected)
        box.addWidget(self.result)

    def add_beside(self, box: QHBoxLayout) -> None:
        self.hand_over = TouchButton(self._hand_over_text, "side", Qt.Key.Key_F5, sub=self._stays_text)
        self.hand_over.activated.connect(self._hand_over)
        box.addWidget(self.hand_over, 2)

    def title_text(self) -> str:
        till = self.desk.till
        shift = till.shifts.current if till is not None else None
        return translate("closing", "Close shift {number}").format(number=shift.number if shift is not None else "")

    def act_text(self) -> str:
        return translate("closing", "Close the shift")

    def go_back(self) -> None:
        self.desk.go("shift")

    def left(self) -> None:
        self._pause.stop()

    # --- the difference --------------------------------------------------------------------------------

    def anew(self) -> None:
        self._closing = None
        super().anew()

    def changed(self) -> None:
        self._pause.start()

    def _preview(self) -> None:
        """Ask what closing with this count would mean."""
        typed = count_view(self.counts, words()).typed
        try:
            asked = self.desk.open_till.shifts.preview_closing(typed)
        except WorldError as error:
            messages.failure(error)
            return
        self.desk.background.watch(asked, self._previewed, owner=self)

    def _previewed(self, closing: Closing) -> None:
        self._closing = closing
        self.settle()

    def settle(self) -> None:
        super().settle()
        closing = self._closing
        if closing is None or closing.counted != self.view().total_kopecks:
            self.expected.set_figure("…" if self.counts else "")
            self.sentence.set_text(
                lambda: translate("closing", "Count the drawer: touch a note, type how many, Enter goes on.")
            )
            self.result.set_ground("background")
        else:
            shown = closing_view(closing, words())
            self.expected.set_figure(shown.expected)
            self.sentence.set_text(shown.sentence)
            self.result.set_ground(
                {"good": "saved_tint", "warning": "warning_tint", "error": "error_tint"}[shown.tone]  # type: ignore[arg-type]
            )
        self._settle_hand_over()

    def missing(self) -> Text | str:
        if self.busy:
            return lambda: translate("closing", "the shift is being closed")
        if self.desk.till is not None and self.desk.till.selling.receipt.lines:
            return lambda: translate("closing", "finish the receipt on the screen first")
        return ""

    # --- what to hand over -----------------------------------------------------------------------------

    @property
    def _stays(self) -> dict[int, int]:
        return to_leave(self.counts, self.desk.settings.selling.drawer_float * 100)

    @property
    def _above(self) -> Kopecks:
        """What lies there above the next shift's float."""
        return total_of(self.counts) - total_of(self._stays)

    def _hand_over_text(self) -> str:
        if not self.desk.settings.selling.drawer_float or not self.counts:
            return translate("closing", "Hand over")
        return translate("closing", "Hand over {sum}").format(sum=words().sum(self._above))

    def _stays_text(self) -> str:
        if not self.desk.settings.selling.drawer_float or not self.counts:
            return ""
        return translate("closing", "{sum} stays").format(sum=words().sum(total_of(self._stays)))

    def _settle_hand_over(self) -> None:
        self.hand_over.set_text(self._hand_over_text)
        self.hand_over.set_sub(self._stays_text)
        if not self.desk.settings.selling.drawer_float:
            self.hand_over.set_reason(lambda: translate("closing", "The settings do not say what stays in the drawer"))
        elif not self.counts:
            self.hand_over.set_reason(lambda: translate("closing", "Count the drawer first"))
        else:
            self.hand_over.set_reason("" if self._above else lambda: translate("closing", "There is nothing above it"))

    def _hand_over(self) -> None:
        """Take out of the drawer, and of the count, what is above the float: it is cash out like any other."""
        if self.busy or not self.take():
            return
        stays, amount = self._stays, typed_sum(self._above)
        reason = translate("closing", "Handed over at closing")
        self.attempt(
            lambda given: self.desk.open_till.shifts.cash("out", amount, reason, given),
            lambda _: self._handed_over(stays, amount),
        )

    def _handed_over(self, stays: dict[int, int], amount: str) -> None:
        self.desk.surroundings.wake_printer()
        self.counts = stays
        self.show_count()
        self._preview()
        messages.info(translate("closing", "{sum} ₽ is handed over; the rest is counted").format(sum=amount))

    # --- doing it --------------------------------------------------------------------------------------

    def do(self, view: CountView) -> None:
        counts = dict(self.counts)
        self.attempt(lambda given: self.desk.open_till.shifts.close(view.typed, given, counts), self._closed)

    def _closed(self, closed: Closed) -> None:
        self.desk.surroundings.wake_printer()
        told = translate("closing", "Shift {number} is closed; its Z report is kept and being printed")
        messages.info(told.format(number=closed.report.number))
        self.desk.go("reports", number=closed.report.number)
