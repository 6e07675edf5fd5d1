"""A colleague allows one act by PIN: who has the right, and the pad."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import fixed, translate, words
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.tiles import STEPS, Tile, TileGrid

if TYPE_CHECKING:
    from cashier_app.till.rights import Permission


class PermissionScreen(Screen):
    """`entered(right=…, allowed=callback)`: the callback gets the permission after this screen has gone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._right: Any = ""
        self._allowed: Callable[[Permission], None] = lambda permission: None
        self._chosen = ""
        self._busy = False
        self.title = Label(self._title, "title", wrap=True)
        self.tiles = TileGrid(columns=2, rows=5)
        self.tiles.chosen.connect(self._choose)
        left = Panel()
        left.box.addWidget(self.title)
        left.box.addWidget(
            Label(
                lambda: translate("permission", "A colleague with this right types the PIN: it is written down."),
                "quiet",
                wrap=True,
            )
        )
        left.box.addWidget(self.tiles, 1)
        self.leave = TouchButton(lambda: translate("permission", "Without it"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(desk.back)
        foot = row()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        left.box.addLayout(foot)
        self.pad = Keypad(lambda: translate("login", "PIN"), mark=False, secret=True)
        self.keypad = self.pad
        self.allow = TouchButton(lambda: translate("permission", "Allow once"), "action", Qt.Key.Key_F12)
        self.allow.activated.connect(self._allow)
        self.pad.entered.connect(lambda _: self.allow.press())
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        box.addWidget(self.allow)
        self.halves(left, right)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Arrows choose a name."""
        step = STEPS.get(event.key())
        if step is not None:
            self.tiles.step(step)
            self._choose(self.tiles.marked, passing=True)
            return True
        return super().key_pressed(event)

    def message_place(self) -> QRect:
        """At the foot: the heading says what is being allowed."""
        place = super().message_place()
        return place.translated(
            0, self.tiles.before.mapTo(self, self.tiles.before.rect().topLeft()).y() - place.bottom() - theme.px(20)
        )

    def entered(self, **given: Any) -> None:
        self._right, self._allowed = given["right"], given["allowed"]
        self._busy = False
        able = [user for user in self.desk.open_till.people.everybody() if user.may(self._right)]
        self._chosen = able[0].user_id if len(able) == 1 else ""
        self.title.set_text(self._title)
        self.tiles.set_tiles([Tile(user.user_id, fixed(user.name)) for user in able])
        self.pad.field.set_text("")
        self._choose(self._chosen)

    def _title(self) -> str:
        from cashier_app.till.rights import RIGHT_NAMES

        return words().translate("rights", RIGHT_NAMES[self._right]) if self._right else ""

    def _choose(self, user_id: str, passing: bool = False) -> None:
        """A touch on another name forgets the PIN that was typed for the first; arrows pass over names and keep it."""
        if self._chosen and self._chosen != user_id and not passing:
            self.pad.field.set_text("")
        self._chosen = user_id
        self.tiles.mark(user_id)
        self._settle()

    def _settle(self) -> None:
        if not self._chosen:
            self.allow.set_reason(lambda: translate("login", "choose your name"), shown=True)
        elif self._busy:
            self.allow.set_reason(lambda: translate("login", "the PIN is being checked"), shown=True)
        else:
            self.allow.set_reason("")

    def _allow(self) -> None:
        pin = self.pad.field.take()
        if not pin:
            return
        self._busy = True
        self._settle()
        asking = self.desk.open_till.people.allow_once(self._right, self._chosen, pin)
        self.desk.background.watch(asking, self._given, self._refused, owner=self)

    def _given(self, permission: Permission) -> None:
        self._busy = False
        self.desk.back()
        self._allowed(permission)

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self._settle()
        sounds.refused()
        messages.failure(error)
