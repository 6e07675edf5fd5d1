"""Registration of a buyer on one screen: card and telephone, name, birthday, the consent; network or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import EntryField, Keypad
from cashier_app.ui.language import Text, translate
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.registering import Filled, Registered, Registering

Part: TypeAlias = Literal["card", "phone", "name", "birthday"]

#: Fields from top to bottom, with the key that leads to each.
PARTS: Final[dict[Part, Qt.Key]] = {
    "card": Qt.Key.Key_F1,
    "phone": Qt.Key.Key_F2,
    "name": Qt.Key.Key_F3,
    "birthday": Qt.Key.Key_F4,
}


class RegisteringScreen(Screen):
    """`entered(typed=…)` begins with a telephone that was typed on another screen.

    A scan fills in the card; Enter goes to the next field; F12 registers.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._texts: dict[Part, str] = dict.fromkeys(PARTS, "")
        self._part: Part = "phone"
        self._consent = False
        self._busy = False
        self._asked: list[str] = []
        self.halves(self._left(), self._right())

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=20)
        self.title = Label(lambda: translate("registering", "A new card"), "title")
        self.offer = Label("", "points", wrap=True)
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.offer)
        self.fields: dict[Part, TouchButton] = {}
        for part, key in PARTS.items():
            field = TouchButton(_name_of(part), "tile", key, shortens=True)
            field.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            field.activated.connect(lambda part=part: self._choose(part))
            panel.box.addWidget(field)
            self.fields[part] = field
        self.consent = TouchButton(self._consent_text, "tile", Qt.Key.Key_F5, sub=self._consent_sub)
        self.consent.setMinimumHeight(theme.px(theme.MAIN_TARGET + 16))
        self.consent.activated.connect(self._agree)
        panel.box.addWidget(self.consent)
        self.text = Label(lambda: self.desk.settings.selling.consent_text, "quiet", wrap=True)
        panel.box.addWidget(self.text)
        panel.box.addStretch(1)
        self.leave = TouchButton(lambda: translate("registering", "To the receipt"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(lambda: self.desk.go("selling"))
        foot = row()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.digits = Keypad(self._part_name)
        self.digits.enter.set_text(lambda: translate("registering", "Next"))
        self.letters = LetterGrid(self._part_name, longest=60, kind="person")
        for pad in (self.digits, self.letters):
            pad.entered.connect(lambda _: self._next())
            pad.field.changed.connect(self._typed)
        self.pads = QStackedWidget()
        self.pads.addWidget(self.digits)
        self.pads.addWidget(self.letters)
        self.register = TouchButton(lambda: translate("registering", "Register"), "action", Qt.Key.Key_F12)
        self.register.setMinimumHeight(theme.px(76))
        self.register.activated.connect(self._register)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pads, 1)
        box.addWidget(self.register)
        return right

    @property
    def _field(self) -> EntryField:
        return self.letters.field if self._part == "name" else self.digits.field

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def registering(self) -> Registering:
        """What the form is handed to."""
        return self.desk.open_till.registering

    def entered(self, **given: Any) -> None:
        self._texts = dict.fromkeys(PARTS, "")
        self._texts["phone"] = given.get("typed", "")
        self._consent = self._busy = False
        offer = self.desk.open_till.selling.view().enrolment
        self.offer.set_text(offer.detail if offer is not None else "")
        self._choose("phone")

    def refreshed(self) -> None:
        self._settle()

    def scanned(self, scan: Scan) -> bool:
        """A blank card that is nobody's yet."""
        messages.clear()
        try:
            self._texts["card"] = self.registering.card(scan.text)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return True
        sounds.accepted()
        if self._part == "card":
            self._field.set_text(self._texts["card"])
        self._settle()
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        if super().key_pressed(event):
            return True
        return self.letters.key_pressed(event) if self._part == "name" else self.digits.key_pressed(event)

    # --- the form --------------------------------------------------------------------------------------

    def _choose(self, part: Part) -> None:
        """Type into another field."""
        self._part = part
        self.pads.setCurrentWidget(self.letters if part == "name" else self.digits)
        self._field.set_name(self._part_name)
        self._field.set_text(self._texts[part])
        self._settle()

    def _next(self) -> None:
        """The field below; after the last one nothing, so that no Enter registers anybody."""
        parts = list(PARTS)
        at = parts.index(self._part)
        if at + 1 < len(parts):
            self._choose(parts[at + 1])

    def _typed(self, text: str) -> None:
        if text != self._texts[self._part]:
            self._texts[self._part] = text
            self._settle()

    def _agree(self) -> None:
        self._consent = not self._consent
        self._settle()

    def _settle(self) -> None:
        for part, field in self.fields.items():
            field.set_role("chosen" if part == self._part else "tile")
            typed = self._texts[part]
            field.set_text(typed or _name_of(part))
            field.set_sub(_name_of(part) if typed else _hint_of(part))
        self.consent.set_role("good" if self._consent else "tile")
        self.consent.set_text(self._consent_text)
        self.consent.set_sub(self._consent_sub)
        self.register.set_reason(self._missing(), shown=True)

    def _missing(self) -> Text | str:
        """The one thing that the form lacks."""
        if self._busy:
            return lambda: translate("registering", "it is being written")
        if not self._texts["card"].strip() and not self._texts["phone"].strip():
            return lambda: translate("registering", "scan a card or type the telephone")
        if not self._consent:
            return lambda: translate("registering", "ask for the buyer's consent")
        return ""

    def _part_name(self) -> str:
        return _name_of(self._part)()

    def _consent_text(self) -> str:
        if self._consent:
            return translate("registering", "The buyer agrees")
        return translate("registering", "Consent: not asked yet")

    def _consent_sub(self) -> str:
        if self._consent:
            return translate("registering", "to the processing of personal data")
        return translate("registering", "Ask: may we keep your data for the loyalty programme?")

    # --- registering -----------------------------------------------------------------------------------

    def _filled(self) -> Filled:
        from cashier_app.till.registering import Filled

        return Filled(
            name=self._texts["name"],
            card=self._texts["card"],
            phone=self._texts["phone"],
            birthday=self._texts["birthday"],
            consent=self._consent,
        )

    def _register(self) -> None:
        """Ask the server first whose card and telephone these are, where it can be asked; then write."""
        messages.clear()
        try:
            self._asked = list(self.registering.hashes(self._filled()))
        except WorldError as error:
            self._refused(error)
            return
        self._busy = True
        self._settle()
        self._ask_next(False)

    def _ask_next(self, found: bool) -> None:
        """One look-up after another; one that is found is known here from now on, and is refused with words."""
        if not found and self._asked:
            self.desk.look_up(self._asked.pop(0), self._ask_next)
            return
        try:
            writing = self.registering.register(self._filled())
        except WorldError as error:
            self._refused(error)
            return
        self.desk.background.watch(writing, self._registered, self._refused, owner=self)

    def _registered(self, registered: Registered) -> None:
        self._busy = False
        self.desk.go("selling", outcome=self.registering.attach(registered))

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self._settle()
        sounds.refused()
        messages.failure(error)


def _name_of(part: Part) -> Text:
    """What a field is for."""
    names: dict[Part, Text] = {
        "card": lambda: translate("registering", "Card"),
        "phone": lambda: translate("registering", "Telephone"),
        "name": lambda: translate("registering", "Name"),
        "birthday": lambda: translate("registering", "Birthday"),
    }
    return names[part]


def _hint_of(part: Part) -> Text:
    """How a field is filled, while it is empty."""
    hints: dict[Part, Text] = {
        "card": lambda: translate("registering", "scan a new card, if there is one"),
        "phone": lambda: translate("registering", "all eleven digits"),
        "name": lambda: translate("registering", "may be left out: Anna Kuznetsova"),
        "birthday": lambda: translate("registering", "day and month, may be left out: 24.11"),
    }
    return hints[part]
