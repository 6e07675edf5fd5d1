"""Opening a shift by counting the drawer note by note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashier_app.till.drawer_count import CountView
from cashier_app.ui import messages
from cashier_app.ui.counting import CountingScreen
from cashier_app.ui.language import translate

if TYPE_CHECKING:
    from cashier_app.till.shifts import Shift


class OpeningCountScreen(CountingScreen):
    """The sum counted is the shift's float."""

    def title_text(self) -> str:
        return translate("shift_opening", "What lies in the drawer?")

    def act_text(self) -> str:
        return translate("shift_opening", "Open the shift")

    def go_back(self) -> None:
        self.desk.go("shift_opening")

    def do(self, view: CountView) -> None:
        self.attempt(lambda given: self.desk.open_till.shifts.open(view.typed, given), self._opened)

    def _opened(self, shift: Shift) -> None:
        messages.info(translate("shift_opening", "Shift {number} is open").format(number=shift.number))
        self.desk.go("selling")
