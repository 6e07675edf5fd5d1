"""Who is at the till: tiles of people and a PIN pad; also the lock, and the first frame while the till opens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds
from cashier_app.ui.badges import badge_of
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, fixed, translate, words
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.tiles import STEPS, Tile, TileGrid

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cashier_app.devices.scan import Scan
    from cashier_app.till.people import User

log = logging.getLogger(__name__)


class LoginScreen(Screen):
    """Shown first, before the database is open, and whenever the till is locked.

    `entered(locked=True)` keeps whoever was there marked; `show_opening`, `show_failure` and
    `show_people` are the three states of the left side.
    """

    stands_alone = True
    #: Try to open the till once more; leave the program.
    again_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._chosen = ""
        self._busy = False
        self._failed = False
        self._locked = False
        self.title = Label(self._title, "title", wrap=True)
        self.detail = Label("", "quiet", wrap=True)
        self.tiles = TileGrid(columns=2, rows=5)
        self.tiles.chosen.connect(self._choose)
        self.again = TouchButton(lambda: translate("login", "Try again"), "plain", Qt.Key.Key_F5)
        self.again.activated.connect(self.again_wanted)
        self.quit = TouchButton(lambda: translate("login", "Switch off"), "plain")
        self.quit.activated.connect(self.quit_wanted)
        left = Panel()
        left.box.addWidget(self.title)
        left.box.addWidget(self.detail)
        left.box.addWidget(self.tiles, 1)
        # no key that a hand means for the receipt while the PIN is still being checked
        self.training = TouchButton(self._training_text, "plain", Qt.Key.Key_End)
        self.training.activated.connect(self._practise)
        foot = row()
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.training)
        foot.addStretch(1)
        foot.addWidget(self.quit)
        left.box.addLayout(foot)
        self.pad = Keypad(lambda: translate("login", "PIN"), mark=False, secret=True)
        self.keypad = self.pad
        self.pad.entered.connect(self._log_in)
        self.log_in = TouchButton(lambda: translate("login", "Log in"), "action", Qt.Key.Key_F12)
        self.log_in.activated.connect(lambda: self._log_in(self.pin))
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        box.addWidget(self.log_in)
        self.halves(left, right)
        self.show_opening()

    @property
    def pin(self) -> str:
        """What has been typed."""
        return self.pad.field.text

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Arrows choose a name."""
        step = STEPS.get(event.key())
        if step is not None and self.desk.till is not None:
            self.tiles.step(step)
            self._choose(self.tiles.marked, passing=True)
            return True
        return super().key_pressed(event)

    def entered(self, **given: Any) -> None:
        self._forget_pin()
        self._locked = bool(given.get("locked"))
        till = self.desk.till
        if till is None:
            return
        if self._locked:
            till.people.lock()
        else:
            till.people.log_out()
        self.show_people()

    def scanned(self, scan: Scan) -> bool:
        """A badge logs its owner in; nothing else is taken here."""
        till = self.desk.till
        badge = badge_of(scan, self.desk.settings.selling)
        if till is None or self._busy or badge is None:
            return False
        self._check(till.people.log_in_by_badge(badge))
        return True

    # --- the three states ------------------------------------------------------------------------------

    def show_opening(self, progress: str = "") -> None:
        """The database is being opened."""
        self._failed = False
        self._say(progress)

    def show_failure(self, error: BaseException) -> None:
        """The till cannot be opened: what happened and the way out stay on the screen."""
        self._failed = True
        if isinstance(error, WorldError):
            log.warning("the till cannot be opened: %s", error)
            self._say(". ".join(words().error(error)) + ".")
        else:
            messages.failure(error)
            self._say(translate("login", "The mistake is written down in the log."))

    def show_people(self) -> None:
        """The till is open: everybody who may log in."""
        self._failed = False
        self._say(self._told)
        people = self.desk.open_till.people
        everybody = people.everybody()
        locked_by = people.locked_by
        self._locked = self._locked or locked_by is not None
        if locked_by is not None:
            self._chosen = locked_by.user_id
        elif len(everybody) == 1:
            self._chosen = everybody[0].user_id
        elif self._chosen not in {user.user_id for user in everybody}:
            self._chosen = ""
        self.tiles.set_tiles([Tile(user.user_id, fixed(user.name), _role(user)) for user in everybody])
        self.tiles.mark(self._chosen)
        self._settle()
        if not everybody:
            self.desk.go("first_person")

    def _told(self) -> str:
        if not self._practising:
            return ""
        from cashier_app.till.practice import PRACTICE_PIN

        return translate("login", "Training mode: everybody's PIN is {pin}").format(pin=PRACTICE_PIN)

    @property
    def _practising(self) -> bool:
        return self.desk.till is not None and self.desk.till.practice

    def _training_text(self) -> str:
        if self._practising:
            return translate("login", "Leave the training mode")
        return translate("login", "Training mode")

    def _practise(self) -> None:
        if self._practising:
            self.desk.leave_practice()
        else:
            self.desk.practise()

    def _say(self, detail: Text | str) -> None:
        self.title.set_text(self._title)
        self.detail.set_text(detail)
        self.detail.set_role("error" if self._failed else "quiet")
        self._settle()

    def _title(self) -> str:
        till = self.desk.till
        if till is None:
            if self._failed:
                return translate("login", "The till could not be opened")
            return translate("login", "The till is being opened…")
        if self._locked and till.people.locked_by is not None:
            return translate("login", "Locked by {name}").format(name=till.people.locked_by.name)
        return translate("login", "Who is at the till?")

    def _settle(self) -> None:
        closed = self.desk.till is None
        self.training.set_text(self._training_text)
        self.training.set_reason((lambda: translate("login", "the till is not open yet")) if closed else "")
        self.again.set_reason(fixed("") if self._failed else lambda: translate("login", "Nothing has gone wrong"))
        if closed:
            self.log_in.set_reason(lambda: translate("login", "the till is not open yet"), shown=True)
        elif not self._chosen:
            self.log_in.set_reason(lambda: translate("login", "choose your name"), shown=True)
        elif self._busy:
            self.log_in.set_reason(lambda: translate("login", "the PIN is being checked"), shown=True)
        else:
            self.log_in.set_reason("")

    # --- logging in ------------------------------------------------------------------------------------

    def _choose(self, user_id: str, passing: bool = False) -> None:
        """A touch on another name forgets the PIN that was typed for the first; arrows pass over names and keep it."""
        if self._chosen and self._chosen != user_id and not passing:
            self._forget_pin()
        self._chosen = user_id
        self.tiles.mark(user_id)
        self._settle()

    def _log_in(self, pin: str) -> None:
        if not pin:
            return
        if self.log_in.reason:
            self.log_in.press()
            return
        self._forget_pin()
        self._check(self.desk.open_till.people.log_in(self._chosen, pin))

    def _check(self, checking: Future[User]) -> None:
        self._busy = True
        self._settle()
        self.desk.background.watch(checking, self._welcome, self._refuse, owner=self)

    def _welcome(self, user: User) -> None:
        self._busy = False
        self._settle()
        messages.clear()
        till = self.desk.open_till
        if till.people.has_one_time_pin(user.user_id):
            self.desk.go("own_pin")
            return
        unseen, self.desk.unseen = self.desk.unseen, ""
        if unseen:
            self.desk.go(unseen, unseen=True)
        elif till.paying.in_doubt() is not None:
            self.desk.go("payment")
        elif till.returning.waits:
            self.desk.go("return")
        elif till.shifts.current is None:
            self.desk.go("shift_opening")
        else:
            self.desk.go("selling")

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        self._settle()
        sounds.refused()
        messages.failure(error)

    def _forget_pin(self) -> None:
        self.pad.field.set_text("")


def _role(user: User) -> Any:
    from cashier_app.till.rights import ROLE_NAMES

    return lambda: words().translate("roles", ROLE_NAMES[user.role])
