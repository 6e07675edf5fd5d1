"""Finding the buyer by telephone, and taking a card off the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan


class BuyerScreen(Screen):
    """`entered(typed=…)` begins with digits that were typed on the selling screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        left = Panel(padding=24)
        self.who = Label("", "title", wrap=True)
        self.detail = Label("", "quiet", wrap=True)
        self.coming = Label("", "strong", wrap=True)
        self.perks = Label("", "points", wrap=True)
        left.box.addWidget(self.who)
        left.box.addWidget(self.detail)
        left.box.addWidget(self.coming)
        left.box.addWidget(self.perks)
        left.box.addStretch(1)
        self.card = TouchButton(lambda: translate("buyer", "New card"), "plain", Qt.Key.Key_Home)
        self.card.activated.connect(self._new_card)
        self.history = TouchButton(lambda: translate("buyer", "Purchases and points"), "plain", Qt.Key.Key_F2)
        self.history.activated.connect(lambda: desk.go("history"))
        self.leave = TouchButton(lambda: translate("buyer", "To the receipt"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(lambda: desk.go("selling"))
        self.detach = TouchButton(lambda: translate("buyer", "Take the card off"), "danger", Qt.Key.Key_Delete)
        self.detach.activated.connect(self._detach)
        acts = row()
        acts.addWidget(self.history)
        acts.addStretch(1)
        left.box.addLayout(acts)
        foot = row()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.card)
        foot.addWidget(self.detach)
        left.box.addLayout(foot)
        self.pad = Keypad(lambda: translate("buyer", "Telephone"), mark=False)
        self.keypad = self.pad
        self.search = TouchButton(lambda: translate("buyer", "Find"), "action", Qt.Key.Key_F12)
        self.search.setMinimumHeight(theme.px(72))
        self.search.activated.connect(self._find)
        self.pad.entered.connect(lambda _: self.search.press())
        self.pad.field.changed.connect(lambda _: self._settle())
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        box.addWidget(self.search)
        self.halves(left, right)

    def entered(self, **given: Any) -> None:
        self.pad.field.set_text(given.get("typed", ""))
        self.refreshed()

    def refreshed(self) -> None:
        member = self.desk.open_till.selling.view().member
        self.history.set_reason("" if member else lambda: translate("buyer", "There is no card on this receipt"))
        if member is None:
            self.who.set_text(lambda: translate("buyer", "Buyer without a card"))
            self.detail.set_text(
                lambda: translate("buyer", "Scan the card, or type the whole telephone number: 9161234567.")
            )
            self.detach.set_reason(lambda: translate("buyer", "There is no card on this receipt"))
            self.card.set_reason("")
            self.coming.set_text("")
            self.perks.set_text("")
        else:
            self.who.set_text(" · ".join(filter(None, (member.name, member.level, member.card))))
            self.detail.set_text(" · ".join(filter(None, (member.progress_text, member.as_of))))
            known: Text | str = (
                (lambda: translate("selling", "A card is on the receipt already")) if not member.unclaimed else ""
            )
            self.card.set_reason(known)
            self.coming.set_text(" · ".join(filter(None, (member.coming, member.announcement))))
            self.perks.set_text("\n".join(filter(None, (*member.perks, member.birthday))))
            self.detach.set_reason("")
        self._settle()

    def scanned(self, scan: Scan) -> bool:
        self.desk.go("selling", scan=scan)
        return True

    def _settle(self) -> None:
        typed = bool(self.pad.field.text)
        self.search.set_reason("" if typed else lambda: translate("buyer", "type the telephone number"), shown=True)

    def _new_card(self) -> None:
        self.desk.go("registering", typed=self.pad.field.text)

    def _find(self, asked: bool = False) -> None:
        """Find the buyer here, else ask the server once and look again."""
        from cashier_app.till.selling import BuyerNotFound

        typed, selling = self.pad.field.text, self.desk.open_till.selling
        messages.clear()
        try:
            outcome = selling.find_phone(typed)
        except BuyerNotFound as error:
            if asked:
                self._refuse(error)
            else:
                self.search.set_reason(lambda: translate("buyer", "the server is being asked"), shown=True)
                self.desk.look_up(selling.phone_hash(typed), self._told)
        except WorldError as error:
            self._refuse(error)
        else:
            self.desk.go("selling", outcome=outcome)

    def _told(self, found: bool) -> None:
        """The server has answered, or cannot be asked; nothing happens to who has gone on meanwhile."""
        if self.isVisible():
            self._find(asked=True)

    def _refuse(self, error: WorldError) -> None:
        self._settle()
        sounds.refused()
        messages.failure(error)

    def _detach(self) -> None:
        messages.clear()
        self.desk.go("selling", outcome=self.desk.open_till.selling.detach_member())
