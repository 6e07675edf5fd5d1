"""A new PIN, typed twice: one's own after the old one, a colleague's, or a new person's first."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import translate
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.rights import Role

Step: TypeAlias = Literal["old", "new", "again"]


class PinScreen(Screen):
    """`entered()`: one's own; with `user_id=…, person=…`: a colleague's; with `person=…, role=…`: a newcomer's."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._user_id = ""
        self._name = ""
        self._role: Role | None = None
        self._step: Step = "old"
        self._pin = ""
        self._busy = False
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=24)
        self.title = Label(self._title, "title", wrap=True)
        self.rule = Label(
            lambda: translate("pin", "4 to 8 digits, not all the same and not 1234. Nobody else sees them."),
            "quiet",
            wrap=True,
        )
        self.steps = {
            "old": Label(lambda: translate("pin", "The PIN you have now"), "body"),
            "new": Label(lambda: translate("pin", "The new PIN"), "body"),
            "again": Label(lambda: translate("pin", "The new PIN once more"), "body"),
        }
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.rule)
        panel.box.addSpacing(theme.px(24))
        for label in self.steps.values():
            panel.box.addWidget(label)
        panel.box.addStretch(1)
        return panel

    def _right(self) -> QWidget:
        self.keypad = Keypad(lambda: translate("pin", "PIN"), mark=False, secret=True)
        self.keypad.entered.connect(lambda _: self.act.press())
        self.keypad.field.changed.connect(lambda _: self._settle())
        self.leave = TouchButton(lambda: translate("pin", "Back"), "side", Qt.Key.Key_Escape)
        self.act: TouchButton = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self._leave)
        self.act.activated.connect(self._next)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.keypad, 1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    def entered(self, **given: Any) -> None:
        people = self.desk.open_till.people
        self._user_id = given.get("user_id", "")
        self._name = given.get("person", "")
        self._role = given.get("role")
        own = not self._user_id and self._role is None
        if own and people.current is not None:
            self._user_id, self._name = people.current.user_id, people.current.name
        self._pin = ""
        self._busy = False
        self.steps["old"].setVisible(own)
        self.title.set_text(self._title)
        self._go_to("old" if own else "new")

    def left(self) -> None:
        assert self.keypad is not None
        self._pin = ""
        self.keypad.field.set_text("")

    def _title(self) -> str:
        return translate("pin", "PIN of {name}").format(name=self._name)

    def _act_text(self) -> str:
        return translate("pin", "Keep this PIN") if self._step == "again" else translate("pin", "Next")

    def _go_to(self, step: Step) -> None:
        assert self.keypad is not None
        self._step = step
        self.keypad.field.set_text("")
        for name, label in self.steps.items():
            label.set_role("strong" if name == step else "quiet")
        self.act.set_text(self._act_text)
        self._settle()

    def _settle(self) -> None:
        assert self.keypad is not None
        if self._busy:
            self.act.set_reason(lambda: translate("pin", "the PIN is being kept"), shown=True)
        else:
            typed = bool(self.keypad.field.text)
            self.act.set_reason("" if typed else lambda: translate("pin", "type the PIN"), shown=True)

    # --- steps -----------------------------------------------------------------------------------------

    def _next(self) -> None:
        assert self.keypad is not None
        typed = self.keypad.field.take()
        if self._step == "old":
            checked = self.desk.open_till.people.log_in(self._user_id, typed)
            self._wait(checked, lambda _: self._go_to("new"))
        elif self._step == "new":
            self._pin = typed
            self._go_to("again")
        elif typed != self._pin:
            sounds.refused()
            messages.warning(translate("pin", "The two are not the same"), translate("pin", "Type the new PIN again"))
            self._go_to("new")
        else:
            self._keep()

    def _keep(self) -> None:
        people = self.desk.open_till.people
        try:
            kept: Future[Any]
            if self._role is not None:
                kept = people.add(self._name, self._role, self._pin)
            else:
                kept = people.change_pin(self._user_id, self._pin)
        except WorldError as error:
            self._failed(error)
            return
        self._wait(kept, self._kept)

    def _wait(self, future: Future[Any], done: Any) -> None:
        self._busy = True
        self._settle()

        def ended(result: Any) -> None:
            self._busy = False
            done(result)

        self.desk.background.watch(future, ended, self._failed, owner=self)

    def _kept(self, _: Any) -> None:
        told = translate("pin", "The PIN of {name} is kept").format(name=self._name)
        messages.info(told)
        self._leave()

    def _leave(self) -> None:
        self.desk.back()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        sounds.refused()
        messages.failure(error)
        self._go_to("old" if self._step == "old" else "new")


class OwnPinScreen(PinScreen):
    """The first log-in by a PIN that somebody else chose: nothing else is done here before there is one of one's own.

    `entered()` after the log-in; both ways out lead back to it.
    """

    stands_alone = True

    def entered(self, **given: Any) -> None:
        user = self.desk.open_till.people.current
        assert user is not None, "whoever has to change a PIN has logged in"
        super().entered(user_id=user.user_id, person=user.name)
        self.rule.set_text(self._why)

    def _why(self) -> str:
        why = translate("pin", "The PIN you were given was for one log-in: choose one that nobody else knows.")
        return why + "\n" + translate("pin", "4 to 8 digits, not all the same and not 1234. Nobody else sees them.")

    def _leave(self) -> None:
        self.desk.go("login")
