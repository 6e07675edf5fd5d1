"""A pad of letters for half a screen: names and reasons, in the alphabet's order, under an entry field."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import EntryField, Keypad
from cashier_app.ui.language import Text, translate, words

#: What is typed: any text, a person's names with their capitals, a promo code in Latin capitals first, or what a
#: machine reads, sign by sign as it is, Latin first and with a key for capitals.
Kind: TypeAlias = Literal["text", "person", "code", "exact"]

COLUMNS: Final = 7
ROWS: Final = 5
#: Pages of the pad, by the sign that stands on the key that leads there; a cell stays in its place.
PAGES: Final = {
    "АБВ": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ABC": "abcdefghijklmnopqrstuvwxyz.-№/,",
    "123": "1234567890.,-+№/()%*:!?",
}
#: The signs of addresses, paths and forms; ⏎ stands for a new line.
EXACT_SIGNS: Final = "1234567890.,-+/()%*:!?_=@~\\&#;'\"⏎"


class LetterGrid(QWidget):
    """Types into its own field, or one that stands elsewhere.

    `entered(text)` comes with the keyboard's Enter, and means nothing by itself.
    """

    entered = Signal(str)

    def __init__(
        self,
        name: Text,
        longest: int = 40,
        field: EntryField | None = None,
        kind: Kind = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        russian = words().language == "ru" and kind not in ("code", "exact")
        self._pages = ("АБВ", "ABC", "123") if russian else ("ABC", "123", "АБВ")
        self._kind = kind
        self._page = 0
        self.field = field or EntryField(name, longest=longest)
        #: A name begins with a capital letter, as a person writes it; a search does not care.
        self._capital = field is None and kind != "exact"
        self._shifted = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        if field is None:
            self.erase = TouchButton("", "plain", icon="erase")
            self.erase.activated.connect(self.field.erase)
            grid.addWidget(self.field, 0, 0, 1, COLUMNS - (2 if kind == "exact" else 1))
            grid.addWidget(self.erase, 0, COLUMNS - 1)
            self.erase.setMinimumWidth(theme.px(theme.TARGET))
        self.shift = TouchButton(lambda: translate("keypad", "Aa"), "plain", parent=self)
        self.shift.activated.connect(self._shift)
        if kind == "exact":
            grid.addWidget(self.shift, 0, COLUMNS - 2)
        self.shift.setVisible(kind == "exact")
        self.cells = [TouchButton("", "plain") for _ in range(COLUMNS * ROWS - 2)]
        for index, cell in enumerate(self.cells):
            cell.activated.connect(lambda index=index: self._type(index))
            grid.addWidget(cell, 1 + index // COLUMNS, index % COLUMNS)
        self.space = TouchButton("", "plain", icon="space")
        self.space.activated.connect(lambda: self.field.insert(" "))
        self.other = TouchButton(self._next_page, "plain")
        self.other.activated.connect(self._turn)
        grid.addWidget(self.space, ROWS, COLUMNS - 2)
        grid.addWidget(self.other, ROWS, COLUMNS - 1)
        for index in range(COLUMNS):
            grid.setColumnStretch(index, 1)
        for index in range(ROWS):
            grid.setRowStretch(1 + index, 1)
        self._show()

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take a letter, a digit, Backspace or Enter of the keyboard; whether it was one of them."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.field.text)
        elif event.key() == Qt.Key.Key_Backspace:
            self.field.erase()
        elif len(text) == 1 and text.isprintable():
            self.field.insert(text)
        else:
            return False
        return True

    def show_page(self, sign: str) -> None:
        """Show the letters or digits of a page of `PAGES`."""
        self._page = self._pages.index(sign)
        self._show()

    def _letters(self) -> str:
        sign = self._pages[self._page]
        if self._kind == "exact" and sign == "123":
            return EXACT_SIGNS
        return PAGES[sign].upper() if self._shifted else PAGES[sign]

    def _shift(self) -> None:
        self._shifted = not self._shifted
        self.shift.set_role("chosen" if self._shifted else "plain")
        self._show()

    def _next_page(self) -> str:
        return self._pages[(self._page + 1) % len(self._pages)]

    def _turn(self) -> None:
        self._page = (self._page + 1) % len(self._pages)
        self._show()

    def _show(self) -> None:
        letters = self._letters()
        for index, cell in enumerate(self.cells):
            known = index < len(letters)
            letter = letters[index] if known else ""
            cell.set_text(letter.upper() if self._kind == "code" else letter)
            cell.set_reason("" if known else lambda: translate("keypad", "Nothing stands on this key"))
        self.other.set_text(self._next_page)

    def _type(self, index: int) -> None:
        letter = self._letters()[index]
        begins = self._capital and not self.field.text
        begins = begins or (self._kind == "person" and self.field.text.endswith(" "))
        self.field.insert(letter.upper() if begins or self._kind == "code" else letter)


class SearchPad(Keypad):
    """A keypad for searching: its digits give way to letters by `switch`, which the owner places.

    Whatever a keyboard can write is typed.
    """

    def __init__(self, name: Text | str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, mark=False, parent=parent)
        self._digits = [button for button in self.findChildren(TouchButton) if button is not self.erase]
        self.letters = LetterGrid(lambda: "", field=self.field, parent=self)
        self.letters.hide()
        self.shows_letters = False
        self.switch = TouchButton(self._other, "side", Qt.Key.Key_F3)
        self.switch.activated.connect(lambda: self.show_letters(not self.shows_letters))

    def show_letters(self, shown: bool) -> None:
        """Show letters, or digits."""
        self.shows_letters = shown
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        for button in self._digits:
            button.setVisible(not shown)
        # in the layout only while shown: a hidden widget over several cells takes their spacing away
        if shown:
            grid.addWidget(self.letters, 1, 0, 4, 3)
        else:
            grid.removeWidget(self.letters)
        self.letters.setVisible(shown)
        self.switch.set_text(self._other)

    def _other(self) -> str:
        return translate("keypad", "Digits") if self.shows_letters else translate("keypad", "Letters")

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take whatever a keyboard can write, Backspace or Enter; whether it was one of them."""
        if super().key_pressed(event):
            return True
        text = event.text()
        if text and text.isprintable():
            self.field.insert(text)
            return True
        return False
