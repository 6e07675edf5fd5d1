"""Closing a shift: the drawer counted note by note, the difference, the Z report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.till.drawer_count import DENOMINATIONS, closing_view, count_view, parse_count
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.panels import Figures, Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.shifts import Closed, Closing

#: The difference is asked for this long after the last key, so that it does not flicker while one types.
PAUSE_MS = 150


class ClosingScreen(Screen):
    """Notes at the left, each a button that shows what was counted of it; Enter goes on to the next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._counts: dict[int, int] = {}
        self._current = DENOMINATIONS[0]
        self._closing: Closing | None = None
        self._busy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=16)
        self.title = Label(self._title, "title")
        self.notes = {each: TouchButton("", "plain") for each in DENOMINATIONS}
        grid = QGridLayout()
        grid.setSpacing(theme.px(theme.GAP))
        rows = (len(DENOMINATIONS) + 1) // 2
        for index, (each, button) in enumerate(self.notes.items()):
            button.setMinimumHeight(theme.px(52))
            button.activated.connect(lambda each=each: self._choose(each))
            grid.addWidget(button, index % rows, index // rows)
        self.empty = TouchButton(lambda: translate("closing", "Count anew"), "side", Qt.Key.Key_Delete)
        self.empty.activated.connect(self._anew)
        grid.addWidget(self.empty, len(DENOMINATIONS) % rows, len(DENOMINATIONS) // rows)
        for index in range(2):
            grid.setColumnStretch(index, 1)
        for index in range(rows):
            grid.setRowStretch(index, 1)
        self.counted = Figures(lambda: translate("closing", "Counted"), "title", "large")
        self.expected = Figures(lambda: translate("closing", "Must be in the drawer"), "body", "strong")
        self.result = Panel("background", padding=12)
        self.sentence = Label("", "strong", wrap=True)
        self.sentence.setMinimumHeight(theme.px(48))
        self.result.box.addWidget(self.sentence)
        panel.box.addWidget(self.title)
        panel.box.addLayout(grid, 1)
        panel.box.addWidget(self.counted)
        panel.box.addWidget(self.expected)
        panel.box.addWidget(self.result)
        return panel

    def _right(self) -> QWidget:
        self.keypad = Keypad(self._field_name, mark=False)
        self.keypad.entered.connect(self._entered)
        self.before = TouchButton("", "side", Qt.Key.Key_Up, icon="up")
        self.before.setAccessibleName("Up")
        self.after = TouchButton("", "side", Qt.Key.Key_Down, icon="down")
        self.after.setAccessibleName("Down")
        self.leave = TouchButton(lambda: translate("closing", "Back"), "side", Qt.Key.Key_Escape)
        self.act = TouchButton(lambda: translate("closing", "Close the shift"), "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.before.activated.connect(lambda: self._step(-1))
        self.after.activated.connect(lambda: self._step(1))
        self.leave.activated.connect(lambda: self.desk.go("shift"))
        self.act.activated.connect(self._close)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.keypad, 1)
        steps, foot = row(), row()
        steps.addWidget(self.before, 1)
        steps.addWidget(self.after, 1)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(steps)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._busy = False
        self._anew()

    def returned(self) -> None:
        """Back from a colleague's permission: the count stands."""

    def left(self) -> None:
        self._pause.stop()

    def refreshed(self) -> None:
        self._show()

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() and event.key() == Qt.Key.Key_F12:
            return True
        return super().key_pressed(event)

    # --- counting --------------------------------------------------------------------------------------

    def _title(self) -> str:
        till = self.desk.till
        shift = till.shifts.current if till is not None else None
        return translate("closing", "Close shift {number}").format(number=shift.number if shift is not None else "")

    def _field_name(self) -> str:
        return translate("closing", "{note}, how many").format(note=self._names().get(self._current, ""))

    def _names(self) -> dict[int, str]:
        return {line.denomination: line.name for line in count_view(self._counts, words()).lines}

    def _choose(self, denomination: int) -> None:
        if not self._take():
            return
        self._current = denomination
        self._show()

    def _entered(self, typed: str) -> None:
        """Enter puts the number in and goes on to the next note; it never closes."""
        if self._take():
            self._step(1)

    def _step(self, by: int) -> None:
        if not self._take():
            return
        at = DENOMINATIONS.index(self._current) + by
        self._current = DENOMINATIONS[max(0, min(len(DENOMINATIONS) - 1, at))]
        self._show()

    def _take(self) -> bool:
        """Put what is typed into the count; whether it was a number or nothing."""
        assert self.keypad is not None
        typed = self.keypad.field.text
        if not typed:
            return True
        try:
            self._counts[self._current] = parse_count(typed)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return False
        self.keypad.field.set_text("")
        self._show()
        self._pause.start()
        return True

    def _anew(self) -> None:
        assert self.keypad is not None
        self._counts = {}
        self._current = DENOMINATIONS[0]
        self._closing = None
        self.keypad.field.set_text("")
        self._show()

    # --- showing ---------------------------------------------------------------------------------------

    def _show(self) -> None:
        assert self.keypad is not None
        self.title.set_text(self._title)
        view = count_view(self._counts, words())
        for line in view.lines:
            button = self.notes[line.denomination]
            button.set_text(f"{line.name} × {line.count}" if line.count else line.name)
            button.set_sub(line.amount)
            button.set_role("chosen" if line.denomination == self._current else "plain")
        self.counted.set_figure(view.total)
        self.keypad.field.set_name(self._field_name)
        self._show_closing()

    def _preview(self) -> None:
        """Ask what closing with this count would mean."""
        typed = count_view(self._counts, words()).typed
        try:
            asked = self.desk.open_till.shifts.preview_closing(typed)
        except WorldError as error:
            messages.failure(error)
            return
        self.desk.background.watch(asked, self._previewed, owner=self)

    def _previewed(self, closing: Closing) -> None:
        self._closing = closing
        self._show_closing()

    def _show_closing(self) -> None:
        closing = self._closing
        current = closing is not None and closing.counted == count_view(self._counts, words()).total_kopecks
        counted_at_all = bool(self._counts)
        if not current or closing is None:
            self.expected.set_figure("…" if counted_at_all else "")
            self.sentence.set_text(
                lambda: translate("closing", "Count the drawer: touch a note, type how many, Enter goes on.")
            )
            self.result.set_ground("background")
        else:
            view = closing_view(closing, words())
            self.expected.set_figure(view.expected)
            self.sentence.set_text(view.sentence)
            self.result.set_ground(
                {"good": "saved_tint", "warning": "warning_tint", "error": "error_tint"}[view.tone]  # type: ignore[arg-type]
            )
        self._settle(counted_at_all)

    def _settle(self, counted: bool) -> None:
        first, last = self._current == DENOMINATIONS[0], self._current == DENOMINATIONS[-1]
        self.before.set_reason((lambda: translate("closing", "This is the largest note")) if first else "")
        self.after.set_reason((lambda: translate("closing", "This is the smallest coin")) if last else "")
        nothing: Text = lambda: translate("closing", "count the drawer first")  # noqa: E731
        self.empty.set_reason("" if counted else nothing)
        if self._busy:
            self.act.set_reason(lambda: translate("closing", "the shift is being closed"), shown=True)
        elif self.desk.open_till.selling.receipt.lines:
            self.act.set_reason(lambda: translate("closing", "finish the receipt on the screen first"), shown=True)
        else:
            self.act.set_reason("" if counted else nothing, shown=True)

    # --- doing it --------------------------------------------------------------------------------------

    def _close(self) -> None:
        if self._busy or not self._take():
            return
        typed = count_view(self._counts, words()).typed
        self.attempt(lambda given: self.desk.open_till.shifts.close(typed, given), self._closed)

    def _closed(self, closed: Closed) -> None:
        self.desk.surroundings.wake_printer()
        told = translate("closing", "Shift {number} is closed; its Z report is kept and being printed")
        messages.info(told.format(number=closed.report.number))
        self.desk.go("reports", number=closed.report.number)
