"""Receipts put aside: the one on the screen with a name, the others taken up again or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing, under_head
from cashier_app.ui.panels import Label, Panel, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.parking import Parking
    from cashier_app.till.selling_view import Outcome


class ParkedScreen(Screen):
    """Shows `till.parking.list()`; what changed while a receipt lay aside is told when it is taken up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._busy = False
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label("", "title")
        self.list = Listing(lambda: translate("parked", "No receipt is parked at this till."))
        self.list.touched.connect(self._touched)
        self.list.moved.connect(lambda _: self._settle())
        under_head(panel, self.title, self.list)
        return panel

    def _right(self) -> QWidget:
        self.now = Panel("background", padding=14)
        self.now_title = Label(lambda: translate("parked", "The receipt on the screen"), "quiet")
        self.now_text = Label("", "strong", wrap=True)
        self.now.box.addWidget(self.now_title)
        self.now.box.addWidget(self.now_text)
        self.letters = LetterGrid(lambda: translate("parked", "Name"))
        self.park = TouchButton(
            lambda: translate("parked", "Park this receipt"),
            "side",
            Qt.Key.Key_F4,
            sub=lambda: translate("parked", "with or without a name"),
        )
        self.drop = TouchButton(lambda: translate("parked", "Throw away"), "danger", Qt.Key.Key_Delete)
        self.leave = TouchButton(lambda: translate("parked", "Back"), "side", Qt.Key.Key_Escape)
        self.take = TouchButton(lambda: translate("parked", "Take up"), "action", Qt.Key.Key_F12)
        for button in (self.park, self.take):
            button.setMinimumHeight(theme.px(76))
        self.drop.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        self.park.activated.connect(self._park)
        self.drop.activated.connect(self._drop)
        self.leave.activated.connect(lambda: self.desk.go("selling"))
        self.take.activated.connect(self._take)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.now)
        box.addWidget(self.letters, 1)
        upper, lower = row(), row()
        upper.addWidget(self.park, 3)
        upper.addWidget(self.drop, 2)
        lower.addWidget(self.leave, 1)
        lower.addWidget(self.take, 3)
        box.addLayout(upper)
        box.addLayout(lower)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def parking(self) -> Parking:
        """The receipts put aside."""
        return self.desk.open_till.parking

    def entered(self, **given: Any) -> None:
        self._busy = False
        self.letters.field.set_text("")
        self.refreshed()

    def refreshed(self) -> None:
        parked = self.parking.list()
        self.list.set_entries([Entry(each.parked_id, each.name, each.detail, each.total) for each in parked])
        if parked and not self.list.current:
            self.list.set_current(parked[0].parked_id)
        count = len(parked)
        self.title.set_text(lambda: translate("parked", "%n parked receipt(s)", "", count))
        view = self.desk.open_till.selling.view()
        if view.empty:
            self.now_text.set_text(lambda: translate("parked", "It is empty"))
        else:
            self.now_text.set_text(f"{view.title} · {view.totals.to_pay}")
        self._settle()

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or self.letters.key_pressed(event)

    # --- what can be done ------------------------------------------------------------------------------

    def _settle(self) -> None:
        empty = self.desk.open_till.selling.view().empty
        nothing: Text = lambda: translate("parked", "Touch a parked receipt first")  # noqa: E731
        chosen = bool(self.list.current)
        self.park.set_reason((lambda: translate("parked", "The receipt on the screen is empty")) if empty else "")
        self.drop.set_reason("" if chosen else nothing)
        if not chosen:
            self.take.set_reason(lambda: translate("parked", "touch a parked receipt"), shown=True)
        elif not empty:
            self.take.set_reason(lambda: translate("parked", "park the receipt on the screen first"), shown=True)
        else:
            self.take.set_reason("")

    def _touched(self, key: str) -> None:
        self._settle()

    def _park(self) -> None:
        name = self.letters.field.text
        self._do(lambda: self.parking.park(name), self._parked)

    def _parked(self, _: None) -> None:
        self._busy = False
        messages.info(translate("parked", "The receipt is parked"))
        self.desk.go("selling")

    def _take(self) -> None:
        chosen = self.list.current
        self._do(lambda: self.parking.take_up(chosen), self._taken)

    def _taken(self, outcome: Outcome) -> None:
        self._busy = False
        self.desk.go("selling")
        if outcome.notice is not None:
            tell = messages.warning if outcome.notice.tone in ("warning", "error") else messages.info
            tell(outcome.notice.text, outcome.notice.detail)
        else:
            messages.info(translate("parked", "The receipt is on the screen again; nothing has changed since"))

    def _drop(self) -> None:
        chosen = self.list.current
        self.attempt(lambda given: self.parking.drop(chosen, given), self._dropped)

    def _dropped(self, _: None) -> None:
        messages.info(translate("parked", "The parked receipt is thrown away; it is written down"))
        self.refreshed()

    def _do(self, act: Any, done: Any) -> None:
        """Do something once, however often its button is touched."""
        if self._busy:
            return
        try:
            future = act()
        except WorldError as error:
            self._failed(error)
            return
        self._busy = True
        self.desk.background.watch(future, done, self._failed, owner=self)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        sounds.refused()
        messages.failure(error)
        self.refreshed()
