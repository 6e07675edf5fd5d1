"""One setting changed: what it is for, what is allowed, what stands there, who changed it, and the keys to type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app import config_fields
from cashier_app.config_fields import Effect, Kind
from cashier_app.core.clock import local_time
from cashier_app.ui import theme
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import ElidedLabel, Label, Panel, column, row

if TYPE_CHECKING:
    from cashier_app.till.setting_changes import Change

EFFECTS: Final[dict[Effect, Text]] = {
    "now": lambda: translate("settings_screen", "In force at once"),
    "restart": lambda: translate("settings_screen", "In force from the next start of the till"),
    "server": lambda: translate("settings_screen", "In force when the loyalty server is started again"),
}
#: Changes that are told at the field.
MOST_CHANGES: Final = 3
_CHOICES, _LETTERS, _DIGITS = 0, 1, 2


class Edit(msgspec.Struct, frozen=True):
    """What is being changed: a key, or an item of a list; `title` is what it is for."""

    path: str
    kind: Kind
    hint: Any
    choices: tuple[Any, ...]
    title: str
    allowed: str
    default: str
    value: object
    #: Whether it is an item that is only added now.
    new: bool = False
    #: The numbers allowed begin below zero.
    signed: bool = False


class SettingEditor(QWidget):
    """`changed` whenever something else is typed or chosen; the owner writes `value` when `why_not` is empty."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit: Edit | None = None
        self._typed = False
        box = column(self, gap=12)
        box.addWidget(self._card())
        box.addWidget(self._input(), 1)

    def _card(self) -> QWidget:
        card = Panel(padding=14)
        card.box.setSpacing(theme.px(4))
        self.title = Label("", "strong", wrap=True)
        self.path = ElidedLabel("", "quiet")
        self.now = ElidedLabel("", "body")
        self.allowed = Label("", "quiet", wrap=True)
        self.effect = Label("", "quiet")
        self.history = [ElidedLabel("", "quiet") for _ in range(MOST_CHANGES)]
        for label in (self.title, self.path, self.now, self.allowed, self.effect, *self.history):
            card.box.addWidget(label)
        return card

    def _input(self) -> QWidget:
        self.choices = Listing(lambda: "")
        for button, key in ((self.choices.up, Qt.Key.Key_PageUp), (self.choices.down, Qt.Key.Key_PageDown)):
            button.key = key
        self.choices.moved.connect(lambda _: self.changed.emit())
        page = QWidget()
        side = row(page)
        side.addWidget(self.choices, 1)
        steps = column()
        steps.addWidget(self.choices.up)
        steps.addWidget(self.choices.down)
        steps.addStretch(1)
        side.addLayout(steps)
        self.letters = LetterGrid(lambda: translate("settings_screen", "Value"), longest=1000, kind="exact")
        self.letters.field.changed.connect(lambda _: self._type())
        self.digits = Keypad(lambda: translate("settings_screen", "Value"), mark=False)
        self.digits.field.changed.connect(lambda _: self._type())
        # a scanner sends Enter: it writes nothing into the settings
        self.digits.enter.set_reason(lambda: translate("settings_screen", "F12 writes it"))
        self.pages = QStackedWidget()
        for each in (page, self.letters, self.digits):
            self.pages.addWidget(each)
        return self.pages

    # --- what the owner asks ---------------------------------------------------------------------------

    @property
    def edit(self) -> Edit | None:
        """What is being changed."""
        return self._edit

    @property
    def value(self) -> object:
        """What was typed or chosen."""
        edit = self._edit
        if edit is None:
            return None
        if self.pages.currentIndex() == _CHOICES:
            number = self.choices.current
            return edit.choices[int(number)] if number else None
        text = (self.digits if self.pages.currentIndex() == _DIGITS else self.letters).field.text
        if edit.kind == "number":
            return int(text) if text.lstrip("-").isdigit() and text.count("-") == text.startswith("-") else text
        return re.sub(" ?⏎ ?", "\n", text)

    def open(self, edit: Edit) -> None:
        """Begin to change something; the field holds what stands there now."""
        self._edit = None
        if edit.choices:
            self.choices.set_entries([self._choice(edit, number) for number in range(len(edit.choices))])
            now = next((str(n) for n, choice in enumerate(edit.choices) if choice == edit.value), "")
            self.choices.set_current(now)
            self.pages.setCurrentIndex(_CHOICES)
        elif edit.kind == "number" and not edit.signed:
            self.digits.field.set_text("" if edit.new else str(edit.value))
            self.pages.setCurrentIndex(_DIGITS)
        else:
            hidden = config_fields.is_secret(edit.path)
            shown = "" if edit.new or hidden or edit.value is None else str(edit.value).replace("\n", " ⏎ ")
            self.letters.field.set_text(shown)
            self.letters.show_page("123" if edit.kind == "number" else "ABC")
            self.pages.setCurrentIndex(_LETTERS)
        self._edit, self._typed = edit, False
        self.set_history((), "")
        self.refreshed()

    def refreshed(self) -> None:
        """Say everything in the language of the screen."""
        edit = self._edit
        if edit is None:
            return
        spoken = words()
        self.title.set_text(edit.title)
        variable = config_fields.variable_for(edit.path)
        self.path.set_text(" · ".join(filter(None, (edit.path, variable))))
        now = "" if edit.new else config_fields.value_text(edit.path, edit.value, spoken)
        told = [translate("settings_screen", "Now: {value}").format(value=now)] if now else []
        if edit.default:
            told.append(translate("settings_screen", "by default: {value}").format(value=edit.default))
        self.now.set_text(" · ".join(told))
        self.effect.set_text(EFFECTS[config_fields.effect_of(edit.path)])
        self._check()

    def set_history(self, changes: tuple[Change, ...], zone: str) -> None:
        """Show who changed it last."""
        for number, label in enumerate(self.history):
            known = number < len(changes)
            label.setVisible(known)
            if known:
                change = changes[number]
                at = local_time(change.at, zone)
                label.set_text(f"{at:%d.%m.%Y %H:%M} · {change.user}: {change.old} → {change.new}")

    def why_not(self) -> str:
        """Why this cannot be written; "" when it can."""
        edit = self._edit
        if edit is None:
            return ""
        value = self.value
        if edit.choices and value is None:
            return translate("settings_screen", "Touch one of the list first")
        if not edit.choices and not self._typed:
            return translate("settings_screen", "Type another value first")
        if value == edit.value and not edit.new:
            return translate("settings_screen", "This is set already")
        return config_fields.fault(edit.hint, value, edit.path, words())

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take what is typed on the keyboard."""
        page = self.pages.currentIndex()
        if page == _CHOICES:
            return False
        return (self.digits if page == _DIGITS else self.letters).key_pressed(event)

    # --- showing ---------------------------------------------------------------------------------------

    def _choice(self, edit: Edit, number: int) -> Entry:
        value = edit.choices[number]
        text = config_fields.value_text("", value, words())
        now = value == edit.value
        state = translate("settings_screen", "is set") if now else ""
        return Entry(str(number), text, state, marked=now)

    def _type(self) -> None:
        if self._edit is not None:
            self._typed = True
            self._check()
            self.changed.emit()

    def _check(self) -> None:
        """What is allowed; in the colour of a warning while what is typed is not."""
        edit = self._edit
        if edit is None:
            return
        wrong = config_fields.fault(edit.hint, self.value, edit.path, words()) if self._typed else ""
        self.allowed.set_role("warning" if wrong else "quiet")
        self.allowed.set_text(wrong or edit.allowed)
        self.allowed.setVisible(bool(wrong or edit.allowed))
