"""Counting cash note by note: what the opening and the closing of a shift have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.till.drawer_count import DENOMINATIONS, CountView, count_view, parse_count
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.panels import Figures, Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen


class CountingScreen(Screen):
    """Notes at the left, each a button that shows what was counted of it; Enter goes on to the next.

    A subclass says what the sum is for: `add_under` puts more under it, `do` is what F12 does, `settle` its reason.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.counts: dict[int, int] = {}
        self._current = DENOMINATIONS[0]
        self.busy = False
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=16)
        self.title = Label(self.title_text, "title")
        self.notes = {each: TouchButton("", "plain") for each in DENOMINATIONS}
        grid = QGridLayout()
        grid.setSpacing(theme.px(theme.GAP))
        rows = (len(DENOMINATIONS) + 1) // 2
        for index, (each, button) in enumerate(self.notes.items()):
            button.setMinimumHeight(theme.px(52))
            button.activated.connect(lambda each=each: self._choose(each))
            grid.addWidget(button, index % rows, index // rows)
        self.empty = TouchButton(lambda: translate("closing", "Count anew"), "side", Qt.Key.Key_Delete)
        self.empty.activated.connect(self.anew)
        grid.addWidget(self.empty, len(DENOMINATIONS) % rows, len(DENOMINATIONS) // rows)
        for index in range(2):
            grid.setColumnStretch(index, 1)
        for index in range(rows):
            grid.setRowStretch(index, 1)
        self.counted = Figures(lambda: translate("closing", "Counted"), "title", "large")
        panel.box.addWidget(self.title)
        panel.box.addLayout(grid, 1)
        panel.box.addWidget(self.counted)
        self.add_under(panel.box)
        return panel

    def _right(self) -> QWidget:
        self.keypad = Keypad(self._field_name, mark=False)
        self.keypad.entered.connect(self._entered)
        self.before = TouchButton("", "side", Qt.Key.Key_Up, icon="up")
        self.before.setAccessibleName("Up")
        self.after = TouchButton("", "side", Qt.Key.Key_Down, icon="down")
        self.after.setAccessibleName("Down")
        self.leave = TouchButton(lambda: translate("closing", "Back"), "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self.act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.before.activated.connect(lambda: self._step(-1))
        self.after.activated.connect(lambda: self._step(1))
        self.leave.activated.connect(self.go_back)
        self.act.activated.connect(self._act)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.keypad, 1)
        steps, foot = row(), row()
        steps.addWidget(self.before, 1)
        steps.addWidget(self.after, 1)
        self.add_beside(steps)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(steps)
        box.addLayout(foot)
        return right

    # --- what a subclass says ----------------------------------------------------------------------------

    def title_text(self) -> str:
        """The heading."""
        raise NotImplementedError

    def act_text(self) -> str:
        """What F12 is called."""
        raise NotImplementedError

    def add_under(self, box: QVBoxLayout) -> None:
        """Put more under the sum."""

    def add_beside(self, box: QHBoxLayout) -> None:
        """Put more beside the steps from note to note."""

    def go_back(self) -> None:
        """Leave without doing anything."""
        raise NotImplementedError

    def do(self, view: CountView) -> None:
        """What the count is for."""
        raise NotImplementedError

    def changed(self) -> None:
        """Another number was put in."""

    def missing(self) -> Text | str:
        """Why F12 cannot be pressed besides an empty count; "" for nothing."""
        return ""

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self.busy = False
        self.anew()

    def returned(self) -> None:
        """Back from a colleague's permission: the count stands."""

    def refreshed(self) -> None:
        self.show_count()

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() and event.key() == Qt.Key.Key_F12:
            return True
        return super().key_pressed(event)

    # --- counting --------------------------------------------------------------------------------------

    def view(self) -> CountView:
        """The count so far."""
        return count_view(self.counts, words())

    def _field_name(self) -> str:
        names = {line.denomination: line.name for line in self.view().lines}
        return translate("closing", "{note}, how many").format(note=names.get(self._current, ""))

    def _choose(self, denomination: int) -> None:
        if not self.take():
            return
        self._current = denomination
        self.show_count()

    def _entered(self, typed: str) -> None:
        """Enter puts the number in and goes on to the next note; it never does what the count is for."""
        if self.take():
            self._step(1)

    def _step(self, by: int) -> None:
        if not self.take():
            return
        at = DENOMINATIONS.index(self._current) + by
        self._current = DENOMINATIONS[max(0, min(len(DENOMINATIONS) - 1, at))]
        self.show_count()

    def take(self) -> bool:
        """Put what is typed into the count; whether it was a number or nothing."""
        assert self.keypad is not None
        typed = self.keypad.field.text
        if not typed:
            return True
        try:
            self.counts[self._current] = parse_count(typed)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return False
        self.keypad.field.set_text("")
        self.show_count()
        self.changed()
        return True

    def anew(self) -> None:
        """Forget the count."""
        assert self.keypad is not None
        self.counts = {}
        self._current = DENOMINATIONS[0]
        self.keypad.field.set_text("")
        self.show_count()

    def _act(self) -> None:
        if not self.busy and self.take():
            self.do(self.view())

    # --- showing ---------------------------------------------------------------------------------------

    def show_count(self) -> None:
        """Put the count on the screen."""
        assert self.keypad is not None
        self.title.set_text(self.title_text)
        view = self.view()
        for line in view.lines:
            button = self.notes[line.denomination]
            button.set_text(f"{line.name} × {line.count}" if line.count else line.name)
            button.set_sub(line.amount)
            button.set_role("chosen" if line.denomination == self._current else "plain")
        self.counted.set_figure(view.total)
        self.keypad.field.set_name(self._field_name)
        self.settle()

    def settle(self) -> None:
        """Reasons of the buttons."""
        first, last = self._current == DENOMINATIONS[0], self._current == DENOMINATIONS[-1]
        self.before.set_reason((lambda: translate("closing", "This is the largest note")) if first else "")
        self.after.set_reason((lambda: translate("closing", "This is the smallest coin")) if last else "")
        nothing: Text = lambda: translate("closing", "count the drawer first")  # noqa: E731
        self.empty.set_reason("" if self.counts else nothing)
        self.act.set_reason(self.missing() or ("" if self.counts else nothing), shown=True)
