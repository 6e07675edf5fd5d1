"""The very first start: nobody is known yet, so the first person, an administrator, gives a name and a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import translate
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.people import User


class FirstPersonScreen(Screen):
    """Asks for a name, then for a PIN twice; then the log-in screen has its first tile."""

    stands_alone = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._name = ""
        self._pin = ""
        left = Panel(padding=24)
        left.box.addWidget(
            Label(lambda: translate("first_person", "The first person at this till"), "title", wrap=True)
        )
        left.box.addWidget(
            Label(
                lambda: translate(
                    "first_person",
                    "Nobody is known here yet. Whoever comes first becomes the administrator and adds the others.",
                ),
                "body",
                wrap=True,
            )
        )
        self.step = Label(self._step, "strong", wrap=True)
        left.box.addSpacing(theme.px(24))
        left.box.addWidget(self.step)
        left.box.addStretch(1)
        self.again = TouchButton(lambda: translate("first_person", "From the beginning"), "plain", Qt.Key.Key_Escape)
        self.again.activated.connect(self._start)
        foot = row()
        foot.addWidget(self.again)
        foot.addStretch(1)
        left.box.addLayout(foot)
        self.name_pad = LetterGrid(lambda: translate("first_person", "Name"))
        self.pin_pad = Keypad(lambda: translate("login", "PIN"), mark=False, secret=True)
        self.pads = QStackedWidget()
        for pad in (self.name_pad, self.pin_pad):
            self.pads.addWidget(pad)
            pad.entered.connect(lambda _: self.next.press())
            pad.field.changed.connect(lambda _: self._settle())
        self.next: TouchButton = TouchButton(lambda: translate("first_person", "Next"), "action", Qt.Key.Key_F12)
        self.next.setMinimumHeight(theme.px(72))
        self.next.activated.connect(self._next)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pads, 1)
        box.addWidget(self.next)
        self.halves(left, right)

    @property
    def pad(self) -> LetterGrid | Keypad:
        """Letters for the name, digits for the PIN."""
        return self.pin_pad if self._name else self.name_pad

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or self.pad.key_pressed(event)

    def entered(self, **given: Any) -> None:
        self._start()

    def _start(self) -> None:
        self._name = self._pin = ""
        self._show()

    def _show(self) -> None:
        self.pads.setCurrentWidget(self.pad)
        self.pad.field.set_text("")
        self.step.set_text(self._step)
        self._settle()

    def _step(self) -> str:
        if not self._name:
            return translate("first_person", "1. Type your name as it shall stand on receipts.")
        if not self._pin:
            return translate("first_person", "2. Choose a PIN of 4 to 8 digits, and type it.")
        return translate("first_person", "3. Type the PIN once more.")

    def _settle(self) -> None:
        typed = bool(self.pad.field.text.strip())
        self.next.set_reason("" if typed else lambda: translate("first_person", "type it first"), shown=True)

    def _next(self) -> None:
        typed = self.pad.field.text.strip()
        if not self._name:
            self._name = typed
        elif not self._pin:
            self._pin = typed
        elif typed != self._pin:
            self._pin = ""
            sounds.refused()
            messages.warning(translate("first_person", "The two PINs differ: choose again"))
        else:
            try:
                adding = self.desk.open_till.people.add(self._name, "administrator", self._pin)
            except WorldError as error:
                self._refused(error)
                return
            self.desk.background.watch(adding, self._added, self._refused, owner=self)
            return
        self._show()

    def _added(self, user: User) -> None:
        messages.info(translate("first_person", "Welcome, {name}: log in with your PIN").format(name=user.name))
        self.desk.go("login")

    def _refused(self, error: BaseException) -> None:
        self._pin = ""
        self._show()
        sounds.refused()
        messages.failure(error)
