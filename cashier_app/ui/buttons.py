"""Buttons for fingers: large, fixed in place, with their key on them, and a reason when they cannot be used."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.focus import paint_ring
from cashier_app.ui.language import Text, fixed, translate

Role: TypeAlias = Literal[
    "plain", "side", "digit", "action", "points", "danger", "top", "tile", "chosen", "key", "good", "doubt", "offer"
]


class Look(msgspec.Struct, frozen=True):
    """How a role is painted: colour tokens, and the type of its main text."""

    fill: str
    line: str
    text: str
    sub: str
    size: int
    weight: int


LOOKS: Final[dict[Role, Look]] = {
    "plain": Look("digit", "line", "text", "secondary", 18, 500),
    "side": Look("background", "line", "text", "secondary", 17, 700),
    "key": Look("background", "line", "text", "secondary", 17, 700),
    "digit": Look("digit", "line", "text", "secondary", 28, 400),
    "action": Look("action", "action", "action_text", "action_text", 26, 700),
    "points": Look("points_tint", "points", "points", "points", 20, 700),
    "danger": Look("digit", "error", "error", "error", 18, 500),
    "top": Look("top_button", "top_button", "top_text", "top_text", 17, 700),
    "tile": Look("digit", "line", "text", "secondary", 18, 500),
    # what the receipt has besides its lines: something that works, something that does not, something to offer
    "good": Look("saved_tint", "action", "saved", "text", 18, 500),
    "doubt": Look("warning_tint", "warning", "warning", "text", 18, 500),
    "offer": Look("points_tint", "points", "points", "text", 18, 500),
    "chosen": Look("saved_tint", "action", "text", "secondary", 18, 700),
}
#: Roles of digits and frequent deeds, whose targets are 64 px and more.
MAIN_ROLES: Final = ("side", "digit", "action", "points")
BARRED: Final = Look("background", "line", "secondary", "secondary", 0, 0)
BARRED_TOP: Final = Look("top", "top_button", "top_secondary", "top_secondary", 0, 0)

SUB_SIZE: Final = 16
KEY_SIZE: Final = 13

#: What stands on a button for keys whose names are long or differ by language.
KEY_SIGNS: Final = {
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Return: "",
    Qt.Key.Key_Backspace: "",
    Qt.Key.Key_Insert: "Ins",
}


#: What the signs of `draw_sign` are called.
SIGN_NAMES: Final[dict[str, Text]] = {
    "erase": lambda: translate("keypad", "Erase"),
    "space": lambda: translate("keypad", "Space"),
    "up": lambda: translate("keypad", "Up"),
    "down": lambda: translate("keypad", "Down"),
}


class Piece(msgspec.Struct, frozen=True):
    """One line of text in its place."""

    font: QFont
    place: QRect
    text: str
    color: str

    def ink(self) -> QRect:
        """Where the centred line really has ink."""
        width = QFontMetrics(self.font).horizontalAdvance(self.text)
        return QRect(self.place.center().x() - width // 2, self.place.top() + 2, width, self.place.height() - 4)


class TouchButton(QAbstractButton):
    """A button that no Enter of a scanner can press: Tab reaches it, and then only the space bar presses it.

    `activated` is emitted by a touch, a click or its key.  While `set_reason` gives a reason the
    button looks out of use, and touching it tells the reason instead.
    """

    activated = Signal()

    def __init__(
        self,
        text: Text | str,
        role: Role = "plain",
        key: Qt.Key | None = None,
        sub: Text | str = "",
        icon: str = "",
        shortens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        #: Carries names of any length: what has no room ends in “…” and is whole in the tool tip.
        self._shortens = shortens
        self._text: Text = fixed(text) if isinstance(text, str) else text
        self._sub: Text = fixed(sub) if isinstance(sub, str) else sub
        self._spoken: Text = fixed("")
        self._reason: Text = fixed("")
        self._shows_reason = False
        #: Caption, second line and reason as they were painted last.
        self._painted = ("", "", "")
        self.role: Role = role
        self.key = key
        self.drawing = icon
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self._pressed)
        self._name()

    # --- what it says ----------------------------------------------------------------------------------

    def set_text(self, text: Text | str) -> None:
        """Change the main text."""
        self._text = fixed(text) if isinstance(text, str) else text
        self._changed()
        self._name()

    def set_sub(self, text: Text | str) -> None:
        """Change the second, smaller line; empty for none."""
        self._sub = fixed(text) if isinstance(text, str) else text
        self._changed()

    def _changed(self) -> None:
        """Paint anew if what stands on the button is not what was painted."""
        if (self.caption, self.sub, self.reason) != self._painted:
            self.update()

    def set_role(self, role: Role) -> None:
        """Change what the button looks like; its place stays."""
        if role != self.role:
            self.role = role
            self.update()

    def set_reason(self, reason: Text | str, shown: bool = False) -> None:
        """Take the button out of use with a reason (empty puts it back); `shown` writes it on the button."""
        self._reason = fixed(reason) if isinstance(reason, str) else reason
        self._shows_reason = shown
        self._changed()
        if self.reason != self.accessibleDescription():
            self.setAccessibleDescription(self.reason)
            self._name()

    @property
    def caption(self) -> str:
        """The main text as it stands on the button."""
        return self._text()

    @property
    def sub(self) -> str:
        """The second line as it stands on the button."""
        return self.reason if self._shows_reason and self.reason else self._sub()

    @property
    def reason(self) -> str:
        """Why the button cannot be used now; empty when it can."""
        return self._reason()

    @property
    def key_sign(self) -> str:
        """The key's name as it stands in the corner."""
        if self.key is None:
            return ""
        return KEY_SIGNS.get(self.key, QKeySequence(self.key).toString())

    # --- what it does ----------------------------------------------------------------------------------

    def press(self) -> None:
        """What a touch does: the deed, or the reason why not."""
        self._pressed()

    def _pressed(self) -> None:
        if self.reason:
            sounds.refused()
            messages.warning(self.reason)
        else:
            self.activated.emit()

    def say(self, name: Text) -> None:
        """Be called something else than what stands on the button: a sign says nothing to whoever cannot see."""
        self._spoken = name
        self._name()

    def _name(self) -> None:
        caption = self._spoken() or self.caption
        sign = SIGN_NAMES.get(self.drawing)
        name = caption or (sign() if sign is not None else self.reason)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            if self._shortens:
                self.setToolTip(caption)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self.setAccessibleDescription(self.reason)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the screen's, but for the space bar once Tab has led here; Enter never presses a button."""
        if event.key() == Qt.Key.Key_Space and self.hasFocus():
            self.press()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What was pressed has been done."""
        event.ignore()

    # --- how large it is -------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        px = theme.px
        least = px(theme.MAIN_TARGET if self.role in MAIN_ROLES else theme.TARGET)
        metrics = theme.current().metrics(theme.current().least, LOOKS[self.role].weight)
        longest = max((metrics.horizontalAdvance(word) for word in self.caption.split(" ")), default=0)
        return QSize(max(least, longest + px(16)), least)

    def sizeHint(self) -> QSize:
        px = theme.px
        look = LOOKS[self.role]
        wide = theme.current().metrics(look.size, look.weight).horizontalAdvance(self.caption)
        small = theme.current().metrics(SUB_SIZE).horizontalAdvance(self._sub())
        least = self.minimumSizeHint()
        return QSize(max(least.width(), wide + px(28), small + px(24)), least.height())

    def fits(self) -> bool:
        """Whether every text of the button has room, uncut, at its present size."""
        return self._have_room(self.pieces())

    # --- how it is painted -----------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """The colours and type in force."""
        mine = LOOKS[self.role]
        if not self.reason:
            return mine
        barred = BARRED_TOP if self.role == "top" else BARRED
        return Look(barred.fill, barred.line, barred.text, barred.sub, mine.size, mine.weight)

    def pieces(self) -> list[Piece]:
        """The texts in their places.

        The main text shrinks to 16 px, wraps once, and gives way to the key's sign before it would be cut.
        """
        made = self._pieces(SUB_SIZE)
        if theme.current().large and not self._have_room(made):
            made = self._pieces(theme.current().plain(SUB_SIZE))
        return made

    def _pieces(self, sub_size: float) -> list[Piece]:
        px, look = theme.px, self.look
        inside = self.rect().adjusted(px(5), px(3), -px(5), -px(3))
        sign = self._sign_piece(look)
        made = self._texts(look, inside, sub_size)
        if sign is None:
            return made
        if any(sign.place.intersects(piece.ink()) for piece in made):
            below = inside.adjusted(0, sign.place.bottom() - inside.top() - px(3), 0, px(2))
            made = self._texts(look, below, sub_size)
        return [sign, *made]

    def _have_room(self, pieces: list[Piece]) -> bool:
        return all(
            QFontMetrics(piece.font).horizontalAdvance(piece.text) <= piece.place.width()
            and self.rect().contains(piece.place)
            for piece in pieces
        )

    def _sign_piece(self, look: Look) -> Piece | None:
        sign = self.key_sign
        if not sign:
            return None
        px, font = theme.px, theme.current().font(theme.current().plain(KEY_SIZE))
        metrics = theme.current().metrics(theme.current().plain(KEY_SIZE))
        width = metrics.horizontalAdvance(sign) + 1
        place = QRect(self.width() - width - px(8), px(4), width, metrics.ascent() + 1)
        return Piece(font, place, sign, look.sub)

    def _texts(self, look: Look, inside: QRect, sub_size: float) -> list[Piece]:
        sub_font, metrics = theme.current().font(sub_size), theme.current().metrics(sub_size)
        sub = wrapped(self.sub, metrics, inside.width()).split("\n") if self.sub else []
        room = inside.height() - len(sub) * theme.pitch(sub_font)
        font, text = fitted(self.caption, look, inside.width(), room)
        if self._shortens:
            text = shortened(text, font, inside.width(), room)
        lines = [(font, line, look.text) for line in text.split("\n")] + [(sub_font, line, look.sub) for line in sub]
        top = inside.top() + max(0, (inside.height() - sum(theme.pitch(font) for font, _, _ in lines)) // 2)
        made = []
        for line_font, line, color in lines:
            height = theme.pitch(line_font)
            made.append(Piece(line_font, QRect(inside.left(), top, inside.width(), height), line, color))
            top += height
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        now, px, look = theme.current(), theme.px, self.look
        self._painted = (self.caption, self.sub, self.reason)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = now.color(look.fill)
        if self.isDown() and not self.reason:
            fill = _pressed(fill, now.color(look.text))
        painter.setPen(QPen(now.color(look.line), 2 if self.role in ("chosen", "points") and not self.reason else 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(theme.RADIUS), px(theme.RADIUS))
        if self.drawing:
            draw_sign(painter, self.drawing, QRectF(self.rect()).center(), px(26), now.color(look.text))
        for piece in self.pieces():
            painter.setFont(piece.font)
            painter.setPen(now.color(piece.color))
            painter.drawText(piece.place, Qt.AlignmentFlag.AlignCenter, piece.text)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))


def fitted(text: str, look: Look, width: int, height: int) -> tuple[QFont, str]:
    """The largest font of a look in which a text has room, on one line or two; 16 px at the least."""
    now = theme.current()
    size: float = look.size
    while True:
        font, metrics = now.font(size, look.weight), now.metrics(size, look.weight)
        if metrics.horizontalAdvance(text) <= width and theme.pitch(font) <= height:
            return font, text
        if " " in text and 2 * theme.pitch(font) <= height:
            lines = wrapped(text, metrics, width)
            if lines.count("\n") == 1 and all(metrics.horizontalAdvance(line) <= width for line in lines.split("\n")):
                return font, lines
        if size <= now.least:
            return font, wrapped(text, metrics, width)
        size = max(now.least, size - 1)


def wrapped(text: str, metrics: QFontMetrics, width: int) -> str:
    """A text broken at its spaces into lines of at most a width where its words allow it."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def shortened(text: str, font: QFont, width: int, height: int) -> str:
    """The lines that have room, the last one ending in “…” where something is left out."""
    lines = text.split("\n")
    count = max(1, height // theme.pitch(font))
    kept = [*lines[: count - 1], " ".join(lines[count - 1 :])] if len(lines) > count else lines
    metrics = QFontMetrics(font)
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in kept)


def draw_sign(painter: QPainter, sign: str, center: QPointF, size: float, color: QColor) -> None:
    """Draw one of the few signs that every keyboard carries: `erase`, `space`, `up`, `down`."""
    painter.setPen(
        QPen(color, max(1.6, size / 12), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, half = center.x(), center.y(), size / 2
    path = QPainterPath()
    if sign == "erase":
        path.moveTo(x - half, y)
        path.lineTo(x - half * 0.4, y - half * 0.65)
        path.lineTo(x + half, y - half * 0.65)
        path.lineTo(x + half, y + half * 0.65)
        path.lineTo(x - half * 0.4, y + half * 0.65)
        path.closeSubpath()
        cross = half * 0.28
        path.moveTo(x + half * 0.25 - cross, y - cross)
        path.lineTo(x + half * 0.25 + cross, y + cross)
        path.moveTo(x + half * 0.25 + cross, y - cross)
        path.lineTo(x + half * 0.25 - cross, y + cross)
    elif sign == "space":
        path.moveTo(x - half * 0.8, y)
        path.lineTo(x - half * 0.8, y + half * 0.4)
        path.lineTo(x + half * 0.8, y + half * 0.4)
        path.lineTo(x + half * 0.8, y)
    else:
        turn = 1 if sign == "down" else -1
        path.moveTo(x - half * 0.6, y - turn * half * 0.3)
        path.lineTo(x, y + turn * half * 0.3)
        path.lineTo(x + half * 0.6, y - turn * half * 0.3)
    painter.drawPath(path)


def _pressed(fill: QColor, ink: QColor) -> QColor:
    """The ground of a button under the finger: a seventh of its ink mixed in."""
    return QColor(
        *((6 * one + other) // 7 for one, other in zip(fill.getRgb()[:3], ink.getRgb()[:3], strict=True))  # type: ignore[index]
    )
