"""What the buyer on the receipt bought in any shop, and the points by the day they end; a return may begin here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.sync.questions import PurchasesFound
    from cashier_app.till.buyer_history import BuyerHistory, HistoryReceipt


class HistoryScreen(Screen):
    """Receipts or points at the left, the lines of one receipt at the right.

    This till's own receipts stand there at once; the server's follow when they come, and nobody waits for them.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._account = ""
        self._own: Sequence[HistoryReceipt] = ()
        self._told: list[HistoryReceipt] = []
        self._shown: Sequence[HistoryReceipt] = ()
        self._next = ""
        self._asking = False
        self._tells_points = False
        #: How the last question to the server ended.
        self._outcome = ""
        #: Answers to questions of an earlier showing are passed over.
        self._turn = 0
        self.halves(self._left(), self._right())

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.who = Label("", "title")
        self.source = Label("", "quiet", wrap=True)
        self.bought = TouchButton(lambda: translate("history", "Purchases"), "chosen", Qt.Key.Key_F1)
        self.points = TouchButton(lambda: translate("history", "Points"), "plain", Qt.Key.Key_F2)
        self.bought.activated.connect(lambda: self._choose(points=False))
        self.points.activated.connect(lambda: self._choose(points=True))
        self.list = Listing(self._nothing)
        self.list.moved.connect(lambda _: self._show_lines())
        names = column(gap=2)
        names.addWidget(self.who)
        names.addWidget(self.source)
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(10), theme.px(12), theme.px(8))
        head.addLayout(names, 1)
        for button in (self.bought, self.points):
            head.addWidget(button)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        return panel

    def _right(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label("", "strong", wrap=True)
        head = row()
        head.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(8))
        head.addWidget(self.title, 1)
        self.lines = Listing(lambda: translate("history", "Choose a receipt to see what was in it."))
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.lines, 1)
        self.more = TouchButton(lambda: translate("history", "Older ones"), "side", Qt.Key.Key_PageDown)
        self.more.activated.connect(self._ask)
        self.give_back = TouchButton(lambda: translate("history", "Return from it"), "side", Qt.Key.Key_F9)
        self.give_back.activated.connect(self._return)
        self.leave = TouchButton(lambda: translate("history", "To the receipt"), "action", Qt.Key.Key_Escape)
        self.leave.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(lambda: self.desk.go("selling"))
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(panel, 1)
        steps, acts = row(), row()
        for button in (self.list.up, self.list.down):
            steps.addWidget(button, 1)
        for button in (self.more, self.give_back):
            acts.addWidget(button, 1)
        box.addLayout(steps)
        box.addLayout(acts)
        box.addWidget(self.leave)
        return right

    @property
    def _history(self) -> BuyerHistory:
        return self.desk.open_till.buyer_history

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._turn += 1
        self._account, self._next, self._outcome, self._asking = "", "", "", False
        self._own, self._told, self._shown = (), [], ()
        self._choose(points=False)
        self.attempt(self._history.begin, self._begun)

    def returned(self) -> None:
        """Back from a colleague's permission, given or not: the points need none."""
        self._show()

    def left(self) -> None:
        self._turn += 1
        self._asking = False

    def refreshed(self) -> None:
        self._show()

    def scanned(self, scan: Scan) -> bool:
        self.desk.go("selling", scan=scan)
        return True

    def _begun(self, account_id: str) -> None:
        self._account = account_id
        turn = self._turn
        self.desk.background.watch(self._history.own(account_id), lambda own: self._own_came(turn, own), owner=self)
        self._ask()

    def _own_came(self, turn: int, own: Sequence[HistoryReceipt]) -> None:
        if turn == self._turn:
            self._own = own
            self._show()

    # --- the server ------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """A page of the server's, the first or the one after those that are here."""
        if self._asking or not self._account:
            return
        self._asking, turn = True, self._turn
        self._show()
        self.desk.purchases(self._account, self._next, lambda found: self._came(turn, found))

    def _came(self, turn: int, found: PurchasesFound) -> None:
        if turn != self._turn:
            return
        self._asking = False
        answer = found.answer
        if answer is not None:
            self._told += self._history.told(answer)
            self._next = answer.next
        self._outcome = found.outcome
        self._show()

    # --- showing ---------------------------------------------------------------------------------------

    def _choose(self, points: bool) -> None:
        self._tells_points = points
        self.bought.set_role("plain" if points else "chosen")
        self.points.set_role("chosen" if points else "plain")
        self.list.set_current("")
        self._show()

    def _nothing(self) -> str:
        if self._tells_points:
            return translate("history", "There are no points.")
        if self._asking:
            return translate("history", "Asking the server…")
        return translate("history", "No purchases are known.")

    def _show(self) -> None:
        from cashier_app.till.buyer_history import joined

        member = self.desk.open_till.selling.view().member
        self.who.set_text(" · ".join(filter(None, (member.name, member.card))) if member is not None else "")
        if self._tells_points:
            self._show_points()
        else:
            self._shown = joined(self._told, self._own, bool(self._next))
            self.source.set_text(self._source)
            self.list.set_entries(
                [Entry(each.receipt_id, each.title, each.detail, each.amount) for each in self._shown]
            )
        self._show_lines()

    def _show_points(self) -> None:
        told = self._history.points()
        self._shown = ()
        self.source.set_text(" · ".join(filter(None, (told.level, told.as_of))))
        self.list.set_entries(
            [
                Entry(str(number), each.points, each.detail, tone="barred" if each.waits else "plain")
                for number, each in enumerate(told.rows)
            ]
        )

    def _source(self) -> str:
        """Whose word this is."""
        if not self._account:
            return translate("history", "Purchases need a right; the points do not.")
        if self._asking:
            return translate("history", "Asking the server… Until it answers: what this till sold.")
        if self._told:
            return translate("history", "Purchases in all shops.")
        if self._outcome == "unknown":
            return translate("history", "The server does not know this buyer yet. This is what this till sold.")
        if self._outcome == "unreachable":
            return translate("history", "The server does not answer: this is what this till itself sold.")
        return translate("history", "Purchases in all shops.")

    @property
    def _receipt(self) -> HistoryReceipt | None:
        return next((each for each in self._shown if each.receipt_id == self.list.current), None)

    def _show_lines(self) -> None:
        chosen = self._receipt
        self.title.set_text(f"{chosen.title} · {chosen.detail}" if chosen is not None else "")
        self.lines.set_entries(
            [
                Entry(str(number), line.name, line.detail, line.amount, line.returned)
                for number, line in enumerate(chosen.lines if chosen is not None else ())
            ]
        )
        self._settle(chosen)

    def _settle(self, chosen: HistoryReceipt | None) -> None:
        unreached = self._outcome == "unreachable" and not self._asking
        if self._tells_points or not (self._next or unreached):
            self.more.set_reason(lambda: translate("history", "There are no older ones"))
        elif self._asking:
            self.more.set_reason(lambda: translate("history", "The server is being asked"))
        else:
            self.more.set_reason("")
        again: Text = lambda: translate("history", "Ask again")  # noqa: E731
        self.more.set_text(
            again if unreached and not self._tells_points else lambda: translate("history", "Older ones")
        )
        if chosen is None:
            self.give_back.set_reason(lambda: translate("history", "Choose a receipt first"))
        elif not chosen.returnable:
            self.give_back.set_reason(lambda: translate("history", "Nothing of this receipt can be returned any more"))
        else:
            self.give_back.set_reason("")

    # --- a return --------------------------------------------------------------------------------------

    def _return(self) -> None:
        from cashier_app.documents.receipt import QR_PREFIX

        chosen = self._receipt
        if chosen is None:
            return
        try:
            self.desk.open_till.shifts.required()
        except WorldError as error:
            messages.failure(error)
            return
        self.desk.go("return", code=f"{QR_PREFIX}{chosen.receipt_id}")
