"""Promo codes, gifts and caps of the receipt: a row of buttons over the totals, there only while there is something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import Role, TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.panels import row

if TYPE_CHECKING:
    from cashier_app.till.selling_view import OfferView, Tone

#: Buttons beside each other; where there is more to tell, the last one leads to all of it.
SHOWN: Final = 2
HEIGHT: Final = 64
ROLES: Final[dict[Tone, Role]] = {"success": "good", "warning": "doubt", "error": "doubt", "info": "offer"}


class Offers(QWidget):
    """`show_offers` fills the row; `wanted(offer)` comes with a touch on one, `all_wanted` with one on the rest."""

    wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[OfferView, ...] = ()
        self.buttons = [TouchButton("", "plain", shortens=True) for _ in range(SHOWN)]
        box = row(self)
        edge = theme.px(8)
        box.setContentsMargins(edge, theme.px(6), edge, theme.px(6))
        for index, button in enumerate(self.buttons):
            button.setFixedHeight(theme.px(HEIGHT))
            button.activated.connect(lambda index=index: self._touched(index))
            box.addWidget(button, 1)
        self.hide()

    @property
    def offers(self) -> tuple[OfferView, ...]:
        """What is shown, or led to."""
        return self._offers

    def show_offers(self, offers: tuple[OfferView, ...]) -> None:
        """Show other offers; nothing is painted when nothing changed."""
        if offers == self._offers:
            return
        self._offers = offers
        for index, button in enumerate(self.buttons):
            self._fill(button, index)
        if self.isHidden() is bool(offers):
            self.setVisible(bool(offers))

    def _fill(self, button: TouchButton, index: int) -> None:
        button.setVisible(index < len(self._offers))
        if index >= len(self._offers):
            return
        if self._leads_on(index):
            rest = len(self._offers) - index
            button.set_role("plain")
            button.set_text(lambda: translate("offers", "%n more", "", rest))
            button.set_sub(lambda: translate("offers", "show all"))
            return
        offer = self._offers[index]
        button.set_role("plain" if offer.kind == "capped" else ROLES[offer.tone])
        button.set_text(f"{offer.text}\u00a0×" if offer.act == "remove" else offer.text)
        button.set_sub(offer.brief)

    def _leads_on(self, index: int) -> bool:
        return index == SHOWN - 1 and len(self._offers) > SHOWN

    def _touched(self, index: int) -> None:
        if self._leads_on(index):
            self.all_wanted.emit()
        elif index < len(self._offers):
            self.wanted.emit(self._offers[index])
