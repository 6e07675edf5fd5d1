"""A pad of letters for half a screen: names and reasons, in the alphabet's order, under an entry field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import EntryField
from cashier_app.ui.language import Text, translate, words

COLUMNS: Final = 7
ROWS: Final = 5
#: Pages of the pad, by the sign that stands on the key that leads there; a cell stays in its place.
PAGES: Final = {
    "АБВ": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ABC": "abcdefghijklmnopqrstuvwxyz.-№/,",
    "123": "1234567890.,-+№/()%*:!?",
}


class LetterGrid(QWidget):
    """Types into its own field; `entered(text)` comes with the keyboard's Enter, and means nothing by itself."""

    entered = Signal(str)

    def __init__(self, name: Text, longest: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = ("АБВ", "ABC", "123") if words().language == "ru" else ("ABC", "123", "АБВ")
        self._page = 0
        self.field = EntryField(name, longest=longest)
        self.erase = TouchButton("", "plain", icon="erase")
        self.erase.setAccessibleName("Backspace")
        self.erase.activated.connect(self.field.erase)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        grid.addWidget(self.field, 0, 0, 1, COLUMNS - 1)
        grid.addWidget(self.erase, 0, COLUMNS - 1)
        self.erase.setMinimumWidth(theme.px(theme.TARGET))
        self.cells = [TouchButton("", "plain") for _ in range(COLUMNS * ROWS - 2)]
        for index, cell in enumerate(self.cells):
            cell.activated.connect(lambda index=index: self._type(index))
            grid.addWidget(cell, 1 + index // COLUMNS, index % COLUMNS)
        self.space = TouchButton("", "plain", icon="space")
        self.space.setAccessibleName("Space")
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

    def _letters(self) -> str:
        return PAGES[self._pages[self._page]]

    def _next_page(self) -> str:
        return self._pages[(self._page + 1) % len(self._pages)]

    def _turn(self) -> None:
        self._page = (self._page + 1) % len(self._pages)
        self._show()

    def _show(self) -> None:
        letters = self._letters()
        for index, cell in enumerate(self.cells):
            known = index < len(letters)
            cell.set_text(letters[index] if known else "")
            cell.set_reason("" if known else lambda: translate("keypad", "Nothing stands on this key"))
        self.other.set_text(self._next_page)

    def _type(self, index: int) -> None:
        letter = self._letters()[index]
        # a name begins with a capital letter, as a person writes it
        self.field.insert(letter.upper() if not self.field.text else letter)
