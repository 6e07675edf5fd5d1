"""A colleague chosen by a tile, and the PIN or badge that shows who it is: to allow something, or to take over."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.badges import badge_of
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, fixed, translate
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.tiles import NO_TEXT, STEPS, Tile, TileGrid

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.people import User


class ColleagueScreen(Screen):
    """Tiles at the left, the PIN at the right; a subclass says whom, what is asked and what comes of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._chosen = ""
        self._busy = False
        self.title = Label(self.title_text, "title", wrap=True)
        self.hint = Label(self.hint_text, "quiet", wrap=True)
        self.tiles = TileGrid(columns=2, rows=5)
        self.tiles.chosen.connect(self._choose)
        left = Panel()
        left.box.addWidget(self.title)
        left.box.addWidget(self.hint)
        left.box.addWidget(self.tiles, 1)
        self.leave = TouchButton(self.leave_text, "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(desk.back)
        foot = row()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        self.add_beside(foot)
        left.box.addLayout(foot)
        self.pad = Keypad(lambda: translate("login", "PIN"), mark=False, secret=True)
        self.keypad = self.pad
        self.act = TouchButton(self.act_text, "action", Qt.Key.Key_F12)
        self.act.activated.connect(self._act)
        self.pad.entered.connect(lambda _: self.act.press())
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        box.addWidget(self.act)
        self.halves(left, right)

    # --- what a subclass says ----------------------------------------------------------------------------

    def title_text(self) -> str:
        """The heading."""
        raise NotImplementedError

    def hint_text(self) -> str:
        """What it is for."""
        raise NotImplementedError

    def leave_text(self) -> str:
        """How it is left."""
        raise NotImplementedError

    def act_text(self) -> str:
        """What F12 does."""
        raise NotImplementedError

    def add_beside(self, box: QHBoxLayout) -> None:
        """Put more at the foot."""

    def ask(self, user_id: str, pin: str) -> Future[Any]:
        """Check a PIN."""
        raise NotImplementedError

    def ask_badge(self, badge: str) -> Future[Any]:
        """Check a badge."""
        raise NotImplementedError

    def given(self, result: Any) -> None:
        """It was right."""
        raise NotImplementedError

    def sub_of(self, user: User) -> Text:
        """What stands under a name."""
        return NO_TEXT

    # --- coming and going ------------------------------------------------------------------------------

    def show_people(self, people: Sequence[User]) -> None:
        """The colleagues to choose from; the only one is chosen at once."""
        self._busy = False
        self._chosen = people[0].user_id if len(people) == 1 else ""
        self.title.set_text(self.title_text)
        self.hint.set_text(self.hint_text)
        self.tiles.set_tiles([Tile(user.user_id, fixed(user.name), self.sub_of(user)) for user in people])
        self.pad.field.set_text("")
        self._choose(self._chosen)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Arrows choose a name."""
        step = STEPS.get(event.key())
        if step is not None:
            self.tiles.step(step)
            self._choose(self.tiles.marked, passing=True)
            return True
        return super().key_pressed(event)

    def scanned(self, scan: Scan) -> bool:
        """A badge answers; nothing else is taken here."""
        badge = badge_of(scan, self.desk.settings.selling)
        if badge is None or self._busy:
            return False
        self.check_badge(badge)
        return True

    def check_badge(self, badge: str) -> None:
        """Ask whose badge it is."""
        self._check(self.ask_badge(badge))

    def message_place(self) -> QRect:
        """At the foot: the heading says what it is about."""
        place = super().message_place()
        return place.translated(
            0, self.tiles.before.mapTo(self, self.tiles.before.rect().topLeft()).y() - place.bottom() - theme.px(20)
        )

    # --- checking --------------------------------------------------------------------------------------

    def _choose(self, user_id: str, passing: bool = False) -> None:
        """A touch on another name forgets the PIN that was typed for the first; arrows pass over names and keep it."""
        if self._chosen and self._chosen != user_id and not passing:
            self.pad.field.set_text("")
        self._chosen = user_id
        self.tiles.mark(user_id)
        self._settle()

    def _settle(self) -> None:
        if not self._chosen:
            self.act.set_reason(lambda: translate("login", "choose your name"), shown=True)
        elif self._busy:
            self.act.set_reason(lambda: translate("login", "the PIN is being checked"), shown=True)
        else:
            self.act.set_reason("")

    def _act(self) -> None:
        pin = self.pad.field.take()
        if pin:
            self._check(self.ask(self._chosen, pin))

    def _check(self, asking: Future[Any]) -> None:
        self._busy = True
        self._settle()
        self.desk.background.watch(asking, self._answered, self._refused, owner=self)

    def _answered(self, result: Any) -> None:
        self._busy = False
        self.given(result)

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self._settle()
        sounds.refused()
        messages.failure(error)
