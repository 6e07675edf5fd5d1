"""A discount or a price by hand: of a line or the whole receipt, how much, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, fixed, translate
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.tiles import STEPS, Tile, TileGrid

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.hand_discount import HandDiscounts, Kind
    from cashier_app.till.selling_view import Outcome

KINDS: Final[dict[Kind, Qt.Key]] = {"percent": Qt.Key.Key_F2, "sum": Qt.Key.Key_F3, "price": Qt.Key.Key_F4}


class DiscountScreen(Screen):
    """`entered(number=…, typed=…)`: the line that was chosen, None for the newest, and per cent typed already."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._line: int | None = None
        self._whole = False
        self._kind: Kind = "percent"
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=16)
        self.title = Label("", "title", wrap=True)
        self.sums = Label("", "body", wrap=True)
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.sums)
        self.one = TouchButton(lambda: translate("discount", "This line"), "plain", Qt.Key.Key_F5)
        self.whole = TouchButton(lambda: translate("discount", "Whole receipt"), "plain", Qt.Key.Key_F6)
        self.one.activated.connect(lambda: self._turn(whole=False))
        self.whole.activated.connect(lambda: self._turn(whole=True))
        scope = row()
        for button in (self.one, self.whole):
            button.setMinimumHeight(theme.px(56))
            scope.addWidget(button, 1)
        panel.box.addLayout(scope)
        panel.box.addWidget(Label(lambda: translate("discount", "Why"), "quiet"))
        self.reasons = TileGrid(columns=2, rows=4)
        self.reasons.chosen.connect(self._choose)
        panel.box.addWidget(self.reasons, 1)
        foot = row()
        self.leave = TouchButton(lambda: translate("discount", "To the receipt"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(lambda: self.desk.go("selling"))
        self.away = TouchButton(lambda: translate("discount", "Take it away"), "danger", Qt.Key.Key_Delete)
        self.away.activated.connect(self._take_away)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.away)
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.pad = Keypad(self._unit)
        self.keypad = self.pad
        self.pad.field.changed.connect(lambda _: self._settle())
        texts: dict[Kind, Text] = {
            "percent": lambda: translate("discount", "Per cent"),
            "sum": lambda: translate("discount", "Roubles off"),
            "price": lambda: translate("discount", "New price"),
        }
        self.kinds = {kind: TouchButton(texts[kind], "side", key) for kind, key in KINDS.items()}
        kinds = row()
        for kind, button in self.kinds.items():
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            button.activated.connect(lambda kind=kind: self._count(kind))
            kinds.addWidget(button, 1)
        self.would = Label("", "strong", wrap=True)
        self.would.setMinimumHeight(theme.px(56))
        self.needs = Label("", "warning", wrap=True)
        self.apply = TouchButton(lambda: translate("discount", "Give it"), "action", Qt.Key.Key_F12)
        self.apply.setMinimumHeight(theme.px(76))
        self.apply.activated.connect(self._apply)
        right = QWidget()
        box = column(right, gap=10)
        box.addLayout(kinds)
        box.addWidget(self.pad, 1)
        box.addWidget(self.would)
        box.addWidget(self.needs)
        box.addWidget(self.apply)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def discounts(self) -> HandDiscounts:
        """What is given by hand on the receipt."""
        return self.desk.open_till.hand_discounts

    def entered(self, **given: Any) -> None:
        receipt = self.desk.open_till.selling.receipt
        wanted = given.get("number")
        goods = [line.number for line in receipt.goods]
        chosen = receipt.newest if wanted is None else wanted
        self._line = chosen if chosen in goods else None
        self._whole = self._line is None
        self._kind = "percent"
        self.one.set_reason("" if self._line is not None else lambda: translate("discount", "Choose goods first"))
        self.reasons.mark("")
        self.reasons.set_tiles([Tile(reason, fixed(reason)) for reason in self.discounts.reasons])
        self.pad.field.set_text(given.get("typed", ""))
        self._settle()

    def returned(self) -> None:
        """Back from a colleague's permission: what was typed stands."""

    def refreshed(self) -> None:
        self._settle()

    def scanned(self, scan: Scan) -> bool:
        """The next goods: the discount was not wanted after all."""
        self.desk.go("selling", scan=scan)
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Arrows choose a reason."""
        step = STEPS.get(event.key())
        if step is not None:
            self.reasons.step(step)
            self._settle()
            return True
        return super().key_pressed(event)

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def _number(self) -> int | None:
        return None if self._whole else self._line

    def _unit(self) -> str:
        if self._kind == "percent":
            return translate("discount", "Discount, %")
        return translate("discount", "Off, ₽") if self._kind == "sum" else translate("discount", "Price, ₽")

    def _turn(self, whole: bool) -> None:
        self._whole = whole
        if whole and self._kind == "price":
            self._kind = "percent"
        self._settle()

    def _count(self, kind: Kind) -> None:
        self._kind = kind
        self._settle()

    def _choose(self, reason: str) -> None:
        self.reasons.mark(reason)
        self._settle()

    def _settle(self) -> None:
        """Everything as it follows from what is chosen and typed."""
        typed = self.pad.field.text
        try:
            view = self.discounts.view(self._number, self._kind, typed)
        except WorldError as error:
            messages.failure(error)
            self.desk.go("selling")
            return
        self.title.set_text(view.title)
        sums = view.before if view.before == view.now else f"{view.before} → {view.now}"
        self.sums.set_text(f"{sums} · {view.given}" if view.given else sums)
        self.one.set_role("plain" if self._whole else "chosen")
        self.whole.set_role("chosen" if self._whole else "plain")
        for kind, button in self.kinds.items():
            button.set_role("chosen" if kind == self._kind else "side")
        self.kinds["price"].set_reason(
            (lambda: translate("discount", "A price belongs to one line")) if self._whole else ""
        )
        self.pad.field.set_name(self._unit)
        self.would.set_text(view.would)
        self.needs.set_text(view.needs)
        self.away.set_reason("" if view.given else lambda: translate("discount", "Nothing is given by hand here"))
        if not typed:
            self.apply.set_reason(lambda: translate("discount", "type how much"), shown=True)
        elif self.discounts.reasons and not self.reasons.marked:
            self.apply.set_reason(lambda: translate("discount", "touch the reason"), shown=True)
        else:
            self.apply.set_reason("")

    # --- acts ------------------------------------------------------------------------------------------

    def _apply(self) -> None:
        kind, typed, number, reason = self._kind, self.pad.field.text, self._number, self.reasons.marked
        messages.clear()
        self.attempt(lambda given: self.discounts.give(kind, typed, number, reason, given), self._done)

    def _take_away(self) -> None:
        messages.clear()
        self.attempt(lambda _: self.discounts.take_away(self._number), self._done)

    def _done(self, outcome: Outcome) -> None:
        self.desk.go("selling", outcome=outcome)
