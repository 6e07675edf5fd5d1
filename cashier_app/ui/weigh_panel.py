"""Goods on the scale, in place of the buyer's panel: the weight as it is now, its price, the button that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.member_panel import BUTTON, HEIGHT
from cashier_app.ui.panels import Figures, Panel, TextLines, row

if TYPE_CHECKING:
    from cashier_app.till.selling_view import WeighingView, WeightView

NAME: Final = 44


class WeighPanel(Panel):
    """`show_goods`, then `show_weight` as often as the scale speaks; it computes nothing."""

    take_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self.goods, self.state = TextLines(), TextLines(centred=True)
        self.figures = Figures("", "total", "large")
        self.take = TouchButton(lambda: translate("selling", "Take the weight"), "action", Qt.Key.Key_F6)
        self.leave = TouchButton(lambda: translate("selling", "Leave out"), "plain", Qt.Key.Key_F7)
        self.take.activated.connect(self.take_wanted)
        self.leave.activated.connect(self.leave_wanted)
        for button in (self.take, self.leave):
            button.setFixedHeight(theme.px(BUTTON))
        buttons = row()
        buttons.addWidget(self.take, 5)
        buttons.addWidget(self.leave, 3)
        edge = theme.px(12)
        self.box.setContentsMargins(edge, theme.px(10), edge, theme.px(10))
        self.box.setSpacing(theme.px(4))
        self.setFixedHeight(theme.px(HEIGHT))
        self.goods.setFixedHeight(theme.px(NAME))
        self.box.addWidget(self.goods)
        self.box.addWidget(self.figures)
        self.box.addWidget(self.state, 1)
        self.box.addLayout(buttons)

    def show_goods(self, weighing: WeighingView) -> None:
        """What is on the scale, or is to be put there."""
        self.goods.set_first_that_fits(
            ((weighing.name, "strong"), (weighing.price, "quiet")), ((f"{weighing.name} · {weighing.price}", "quiet"),)
        )

    def show_weight(self, weight: WeightView) -> None:
        """The weight, and why it cannot be taken yet."""
        self.figures.name.set_text(weight.figure)
        self.figures.set_figure(weight.amount)
        by_hand = translate("selling", "By hand: type the weight, then touch Quantity")
        tone = "warning" if weight.way_out else "quiet"
        self.state.set_first_that_fits(
            ((weight.reason, tone), (weight.way_out, "quiet"), (weight.tare, "quiet"), (by_hand, "quiet")),
            ((weight.reason, tone), (weight.way_out, "quiet"), (weight.tare, "quiet")),
            ((weight.reason, tone), (weight.way_out, "quiet")),
        )
        self.take.set_reason("" if weight.enabled else weight.reason)
