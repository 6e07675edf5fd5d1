"""Promo codes: typed or scanned, each with its answer in words, removed by a touch; gifts and limits beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing, RowTone
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.selling_view import OfferView

LONGEST_CODE = 40


class CodesScreen(Screen):
    """`entered(typed=…)` begins with what was typed on the selling screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._offers: dict[str, OfferView] = {}
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label(lambda: translate("offers", "Promo codes and gifts"), "title")
        self.list = Listing(lambda: translate("offers", "No promo code is on this receipt."))
        self.list.touched.connect(lambda _: self._settle())
        self.list.moved.connect(lambda _: self._settle())
        self.remove = TouchButton(lambda: translate("offers", "Remove"), "danger", Qt.Key.Key_Delete)
        self.remove.activated.connect(lambda: self._change("remove"))
        self.gift = TouchButton(lambda: translate("offers", "Add the gift"), "plain", Qt.Key.Key_F5)
        self.gift.activated.connect(lambda: self._change("add"))
        head, foot = row(), row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        head.addWidget(self.title, 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        foot.setContentsMargins(theme.px(20), theme.px(10), theme.px(12), theme.px(6))
        foot.addWidget(self.gift)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        panel.box.addWidget(Rule())
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.letters = LetterGrid(lambda: translate("offers", "Promo code"), longest=LONGEST_CODE, kind="code")
        self.letters.entered.connect(lambda _: self._add())
        self.letters.field.changed.connect(lambda _: self._settle())
        self.leave = TouchButton(lambda: translate("offers", "To the receipt"), "side", Qt.Key.Key_Escape)
        self.add = TouchButton(lambda: translate("offers", "Apply"), "action", Qt.Key.Key_F12)
        for button in (self.leave, self.add):
            button.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(lambda: self.desk.go("selling"))
        self.add.activated.connect(self._add)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.letters, 1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.add, 3)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self.letters.field.set_text(given.get("typed", ""))
        self.refreshed()

    def refreshed(self) -> None:
        selling = self.desk.open_till.selling
        selling.refresh_member()
        self._show(selling.view().offers)
        news = selling.news()
        if news is not None:
            (messages.warning if news.tone == "warning" else messages.info)(news.text, news.detail)

    def scanned(self, scan: Scan) -> bool:
        if self.desk.open_till.selling.is_promo_code(scan.text):
            self._add_text(scan.text)
        else:
            self.desk.go("selling", scan=scan)
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or self.letters.key_pressed(event)

    # --- showing ---------------------------------------------------------------------------------------

    def _show(self, offers: tuple[OfferView, ...]) -> None:
        self._offers = {f"{offer.kind} {offer.key}": offer for offer in offers}
        self.list.set_entries(
            [Entry(key, offer.text, offer.detail, tone=_tone(offer)) for key, offer in self._offers.items()]
        )
        if offers and self.list.current not in self._offers:
            self.list.set_current(next(iter(self._offers)))
        self._settle()

    def _settle(self) -> None:
        chosen = self._offers.get(self.list.current)
        act = chosen.act if chosen is not None else ""
        self.remove.set_reason("" if act == "remove" else lambda: translate("offers", "Touch a promo code first"))
        self.gift.set_reason("" if act == "add" else lambda: translate("offers", "Touch a gift first"))
        typed = bool(self.letters.field.text)
        self.add.set_reason("" if typed else lambda: translate("offers", "type or scan a promo code"), shown=True)

    # --- what can be done ------------------------------------------------------------------------------

    def _add(self) -> None:
        if self.letters.field.text:
            self._add_text(self.letters.field.text)

    def _add_text(self, text: str) -> None:
        """A code that works leads back to the receipt; one that does not is told, and another may be typed."""
        messages.clear()
        selling = self.desk.open_till.selling
        try:
            outcome = selling.add_code(text)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return
        self.desk.limits_wanted()
        if outcome.sound == "accepted":
            self.desk.go("selling", outcome=outcome)
            return
        sounds.refused()
        self.letters.field.set_text("")
        self._show(outcome.view.offers)
        if outcome.notice is not None:
            messages.warning(outcome.notice.text, outcome.notice.detail)

    def _change(self, act: str) -> None:
        """Take a promo code off, or put a gift on the receipt."""
        chosen = self._offers.get(self.list.current)
        if chosen is None:
            return
        messages.clear()
        selling = self.desk.open_till.selling
        try:
            if chosen.kind == "hand":
                outcome = self.desk.open_till.hand_discounts.take_away(None)
            else:
                outcome = selling.add_gift(chosen.key) if act == "add" else selling.remove_code(chosen.key)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return
        if act == "add":
            self.desk.go("selling", outcome=outcome)
        else:
            self._show(outcome.view.offers)


def _tone(offer: OfferView) -> RowTone:
    return "warning" if offer.tone == "warning" else "plain"
