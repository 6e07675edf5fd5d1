"""The pad of digits, the field that shows what is typed, and a pad of letters for searching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cashier_app.ui import sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, fixed, translate, words

LONGEST_ENTRY: Final = 48


class EntryField(QWidget):
    """Shows what is being typed, by keys or by touch; it takes no focus, so that nothing is typed past it."""

    ACCESSIBLE_ROLE = QAccessible.Role.EditableText

    changed = Signal(str)

    def __init__(
        self,
        name: Text | str = "",
        secret: bool = False,
        longest: int = LONGEST_ENTRY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name: Text = fixed(name) if isinstance(name, str) else name
        self._text = ""
        self._secret = secret
        self._longest = longest
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        """What has been typed so far."""
        return self._text

    @property
    def name(self) -> str:
        """What the field is for, at its left."""
        return self._name()

    def spoken(self) -> tuple[str, str]:
        """What it is for and what was typed; of a secret only how much (`accessible.Speaks`)."""
        return self.name or translate("keypad", "Entry"), "•" * len(self._text) if self._secret else self._text

    def set_name(self, name: Text | str) -> None:
        """Change what the field is for."""
        self._name = fixed(name) if isinstance(name, str) else name
        self.update()

    def set_text(self, text: str) -> None:
        """Put a text in place of what was typed; more than fits is refused with the refusing sound."""
        if len(text) > self._longest:
            sounds.refused()
            return
        if text != self._text:
            self._text = text
            self.update()
            self.changed.emit(text)

    def take(self) -> str:
        """What was typed, and an empty field."""
        text = self._text
        self.set_text("")
        return text

    def insert(self, text: str) -> None:
        """Type something after what is there."""
        self.set_text(self._text + text)

    def erase(self) -> None:
        """Take the last character away."""
        self.set_text(self._text[:-1])

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(52))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, px = theme.current(), theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.color("action" if self._text else "line"), 2 if self._text else 1))
        painter.setBrush(now.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(theme.RADIUS), px(theme.RADIUS))
        inside = self.rect().adjusted(px(14), 0, -px(16), 0)
        name, name_font, font = self.name, self.name_font, now.font(30, 700)
        taken = QFontMetrics(name_font).horizontalAdvance(name) + px(12) if name else 0
        typed = QFontMetrics(font).horizontalAdvance(self._text)
        if typed > inside.width() - taken:
            font = now.font(20, 500)
            typed = QFontMetrics(font).horizontalAdvance(self._text)
        # a long entry takes the place of the name: what is typed matters more by then
        if not self._text or typed <= inside.width() - taken:
            painter.setFont(name_font)
            painter.setPen(now.color("secondary"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(now.color("text"))
        if self._secret:
            self._paint_dots(painter)
            return
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideLeft, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)

    @property
    def name_font(self) -> QFont:
        """The font of its name: in large type where that has room."""
        now, room = theme.current(), self.width() - theme.px(14 + 14)
        large = now.metrics(16).horizontalAdvance(self.name) <= room
        return now.font(16 if large else now.plain(16))

    def _paint_dots(self, painter: QPainter) -> None:
        size, gap = theme.px(14), theme.px(12)
        count = len(self._text)
        left = self.width() - theme.px(20) - count * size - max(0, count - 1) * gap
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("text"))
        for index in range(count):
            painter.drawEllipse(QRectF(left + index * (size + gap), (self.height() - size) / 2, size, size))


class Keypad(QWidget):
    """Digits, the decimal mark and Enter, with the entry field and its eraser above.

    `entered(text)` comes with Enter, by touch or key, and the field stays as it is: the owner takes
    it.  Keys reach it through `key_pressed`, which the screen calls with what nobody else wanted.
    `side` are up to four buttons that stand in a column beside the digits.
    """

    entered = Signal(str)

    def __init__(
        self,
        name: Text | str = "",
        mark: bool = True,
        secret: bool = False,
        enter: Text | None = None,
        side: Sequence[TouchButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._takes_mark = mark
        self.field = EntryField(name, secret)
        self.erase = TouchButton("", "key", icon="erase")
        self.erase.activated.connect(self.field.erase)
        self.enter = TouchButton(enter or (lambda: translate("keypad", "Enter")), "side", Qt.Key.Key_Return)
        self.enter.activated.connect(self._enter)
        columns = 4 if side else 3
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(theme.GAP))
        grid.addWidget(self.field, 0, 0, 1, columns - 1)
        grid.addWidget(self.erase, 0, columns - 1)
        for index, digit in enumerate("789456123"):
            grid.addWidget(self._digit(digit), 1 + index // 3, index % 3)
        grid.addWidget(self._mark_key() if mark else self._clear_key(), 4, 0)
        grid.addWidget(self._digit("0"), 4, 1)
        grid.addWidget(self.enter, 4, 2)
        for index, button in enumerate(side):
            grid.addWidget(button, 1 + index, 3)
        for index in range(1, 5):
            grid.setRowStretch(index, 1)
        for index in range(columns):
            grid.setColumnStretch(index, 10 if index < 3 else 13)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take a digit, a mark, Backspace or Enter of the keyboard; whether it was one of them."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Backspace:
            self.field.erase()
        elif len(text) == 1 and text in "0123456789":
            self.field.insert(text)
        elif self._takes_mark and text in (",", "."):
            self._insert_mark()
        else:
            return False
        return True

    def _digit(self, digit: str) -> TouchButton:
        button = TouchButton(digit, "digit")
        button.activated.connect(lambda: self.field.insert(digit))
        return button

    def _mark_key(self) -> TouchButton:
        key = TouchButton(lambda: words().decimal_mark, "digit")
        key.activated.connect(self._insert_mark)
        return key

    def _clear_key(self) -> TouchButton:
        key = TouchButton("C", "digit")
        key.activated.connect(lambda: self.field.set_text(""))
        return key

    def _insert_mark(self) -> None:
        mark = words().decimal_mark
        if mark not in self.field.text:
            self.field.insert(mark if self.field.text else f"0{mark}")

    def _enter(self) -> None:
        self.entered.emit(self.field.text)
