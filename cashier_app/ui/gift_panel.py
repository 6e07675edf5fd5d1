"""A gift card that is being sold, in place of the buyer's panel: its sum, and that its card is to be scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.member_panel import BUTTON, HEIGHT
from cashier_app.ui.panels import Figures, Panel, TextLines, row

if TYPE_CHECKING:
    from cashier_app.till.selling_view import GiftToSellView


class GiftPanel(Panel):
    """`show_gift`; it computes nothing."""

    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self.name = TextLines()
        self.figures = Figures("", "title", "large")
        self.told = TextLines(centred=True)
        self.leave = TouchButton(lambda: translate("selling", "Leave out"), "plain", Qt.Key.Key_F7)
        self.leave.activated.connect(self.leave_wanted)
        self.leave.setFixedHeight(theme.px(BUTTON))
        buttons = row()
        buttons.addStretch(5)
        buttons.addWidget(self.leave, 3)
        edge = theme.px(12)
        self.box.setContentsMargins(edge, theme.px(10), edge, theme.px(10))
        self.box.setSpacing(theme.px(4))
        self.setFixedHeight(theme.px(HEIGHT))
        self.box.addWidget(self.name)
        self.box.addWidget(self.figures)
        self.box.addWidget(self.told, 1)
        self.box.addLayout(buttons)

    def show_gift(self, gift: GiftToSellView) -> None:
        """What is being sold, for how much, and what to do."""
        selling = translate("selling", "A gift card is being sold")
        self.name.set_first_that_fits(((gift.name, "strong"), (selling, "quiet")), ((gift.name, "strong"),))
        self.figures.name.set_text(translate("selling", "Sum") if gift.sum else gift.bounds)
        self.figures.set_figure(gift.sum)
        by_hand = translate("selling", "By hand: type its number, then touch Enter")
        self.told.set_first_that_fits(((gift.told, "strong"), (by_hand, "quiet")), ((gift.told, "strong"),))
