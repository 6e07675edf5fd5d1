"""The training mode's own screen: cards to practise with, what is different here, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.practice import PracticeCard


class TrainingScreen(Screen):
    """A touch on a card is its scan; the last button leaves the training mode."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._cards: tuple[PracticeCard, ...] = ()
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label(lambda: translate("practice", "Cards to practise with"), "title")
        self.hint = Label(
            lambda: translate("practice", "A touch is a scan; the telephone can be typed at Buyer"), "quiet", wrap=True
        )
        names = column(gap=2)
        names.addWidget(self.title)
        names.addWidget(self.hint)
        self.list = Listing(lambda: translate("practice", "The settings describe no cards: use the telephones."))
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        head.addLayout(names, 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        self.list.touched.connect(self._scan)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        return panel

    def _right(self) -> QWidget:
        panel = Panel("warning_tint", padding=20)
        panel.box.addWidget(Label(lambda: translate("practice", "Training mode"), "title"))
        for text in (self._pin, self._unreal, self._terminal, self._slips):
            panel.box.addWidget(Label(text, "body", wrap=True))
        panel.box.addStretch(1)
        self.take = TouchButton(lambda: translate("practice", "Scan the card"), "plain", Qt.Key.Key_F12)
        self.take.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        self.take.activated.connect(lambda: self._scan(self.list.current))
        self.leave = TouchButton(lambda: translate("practice", "Back"), "side", Qt.Key.Key_Escape)
        self.leave.activated.connect(self.desk.back)
        self.out = TouchButton(
            lambda: translate("practice", "Leave the training mode"),
            "action",
            Qt.Key.Key_F8,
            sub=lambda: translate("practice", "the real till asks for your PIN"),
        )
        self.out.setMinimumHeight(theme.px(76))
        self.out.activated.connect(self._leave)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(panel, 1)
        box.addWidget(self.take)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.out, 3)
        box.addLayout(foot)
        return right

    def _leave(self) -> None:
        self.desk.leave_practice()

    # --- what is told ----------------------------------------------------------------------------------

    def _pin(self) -> str:
        from cashier_app.till.practice import PRACTICE_PIN

        return translate("practice", "Everybody's PIN here is {pin}.").format(pin=PRACTICE_PIN)

    def _unreal(self) -> str:
        return translate(
            "practice",
            "Goods and prices are the shop's. Receipts, shifts, points and the journal are of this training alone; "
            "nothing goes to the server, and the drawer stays shut.",
        )

    def _terminal(self) -> str:
        if self.desk.settings.terminal.driver == "manual":
            return translate("practice", "Card payments: type any number as that of the terminal's slip.")
        return translate("practice", "Card payments are approved at once; the real terminal is not asked.")

    def _slips(self) -> str:
        if self.desk.settings.printers:
            return translate("practice", "Slips come out marked PRACTICE RECEIPT.")
        return translate("practice", "Nothing is printed.")

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self.list.set_current("")
        self.refreshed()

    def refreshed(self) -> None:
        from cashier_app.till.practice import practice_cards

        self._cards = practice_cards(self.desk.open_till)
        self.list.set_entries(
            [
                Entry(
                    str(number),
                    f"{card.name} · {card.about}",
                    " · ".join(filter(None, (card.code, f"+{card.phone}" if card.phone else ""))),
                    tone="plain" if card.code else "barred",
                )
                for number, card in enumerate(self._cards)
            ]
        )
        closed = self.desk.open_till.shifts.current is None
        self.take.set_reason((lambda: translate("practice", "open a shift first")) if closed else "", shown=True)

    def _scan(self, key: str) -> None:
        """The card is scanned over the receipt."""
        from cashier_app.devices.scan import scan_of

        card = self._cards[int(key)] if key else None
        if card is None or not card.code:
            messages.warning(translate("practice", "Choose a card first"))
            return
        if self.take.reason:
            self.take.press()
            return
        till = self.desk.open_till
        self.desk.go("selling", scan=scan_of(card.code.encode(), "practice", till.clock.now()))
