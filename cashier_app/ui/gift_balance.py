"""The balance of a gift card without a sale: scanned or typed, what is on it, until when, what moved last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Figures, Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.sync.messages import GiftCardSummary
    from cashier_app.till.gift_cards import CardAsked


class GiftBalanceScreen(Screen):
    """Shows `till.gift_balance.view()`: at once what is known here, then what the server says."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asked: CardAsked | None = None
        self._told: GiftCardSummary | None = None
        self._asking = False
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label("", "title", wrap=True)
        self.detail = Label("", "quiet", wrap=True)
        self.balance = Figures(lambda: translate("gift cards", "On the card"), "title", "total")
        self.list = Listing(lambda: translate("gift cards", "No movements are known here."))
        head = column(gap=4)
        head.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(10))
        for widget in (self.title, self.detail, self.balance):
            head.addWidget(widget)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        self.list.up.setParent(None)
        self.list.down.setParent(None)
        return panel

    def _right(self) -> QWidget:
        self.pad = Keypad(lambda: translate("gift cards", "Number of the gift card"), mark=False)
        self.keypad = self.pad
        self.leave = TouchButton(lambda: translate("gift cards", "Back"), "side", Qt.Key.Key_Escape)
        self.show_it = TouchButton(lambda: translate("gift cards", "Show the balance"), "action", Qt.Key.Key_F12)
        for button in (self.leave, self.show_it):
            button.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(lambda: self.desk.go("menu"))
        self.show_it.activated.connect(self._typed)
        self.pad.entered.connect(lambda _: self.show_it.press())
        self.pad.field.changed.connect(lambda _: self._settle())
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.show_it, 2)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._asked = self._told = None
        self._asking = False
        self.pad.field.set_text("")
        if given.get("scan") is not None:
            self.scanned(given["scan"])
        self.refreshed()

    def refreshed(self) -> None:
        gifts = self.desk.open_till.gift_cards
        if self._asked is None:
            self.title.set_text(lambda: translate("gift cards", "Gift card"))
            self.detail.set_text(lambda: translate("gift cards", "Scan the gift card, or type its number."))
            self.balance.set_figure("")
            self.list.set_entries([])
        else:
            view = gifts.view(self._asked, self._told, self._asking)
            self.title.set_text(view.title)
            self.detail.set_text(view.detail)
            self.balance.set_figure(view.balance)
            self.list.set_entries([Entry(str(n), move.name, move.at, move.amount) for n, move in enumerate(view.moves)])
        self._settle()

    def scanned(self, scan: Scan) -> bool:
        self._show(scan.text)
        return True

    def _settle(self) -> None:
        reason: Text | str = "" if self.pad.field.text else lambda: translate("gift cards", "scan a gift card")
        self.show_it.set_reason(reason, shown=True)

    def _typed(self) -> None:
        if self.pad.field.text:
            self._show(self.pad.field.take())

    def _show(self, text: str) -> None:
        """Take a card: what is known here at once, and what the server says when it has answered."""
        messages.clear()
        gifts = self.desk.open_till.gift_cards
        try:
            asked = gifts.read(text)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return
        if asked is None:
            sounds.refused()
            messages.warning(
                translate("gift cards", "This is not a gift card of ours"),
                translate("gift cards", "Scan the code on the gift card itself"),
            )
            return
        sounds.accepted()
        self._asked, self._told, self._asking = asked, None, self.desk.open_till.connection.online
        self.refreshed()
        if self._asking:
            self.desk.gift_balance(asked.hash, lambda told: self._came(asked, told))

    def _came(self, asked: CardAsked, told: GiftCardSummary | None) -> None:
        """The server has told of a card, or cannot be asked (None); of another one than is shown it is nothing."""
        if self._asked == asked:
            self._told, self._asking = told, False
            self.refreshed()
