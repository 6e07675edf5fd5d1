"""A tile with a picture of the goods at its left, or their initials on a colour that is always the same for them."""

from __future__ import annotations

from typing import Final
from zlib import crc32

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent

from cashier_app.ui import theme
from cashier_app.ui.buttons import Look, Piece, TouchButton

#: Ground and ink of initials, colour tokens whose contrast is that of texts.
GROUNDS: Final = (("points_tint", "points"), ("saved_tint", "saved"), ("warning_tint", "warning"), ("newest", "text"))


def initials(name: str) -> str:
    """The first letters of a name's first two words: `Хлеб белый` → `ХБ`; words of one letter do not count."""
    words = [word for word in name.split() if word[:1].isalpha() and len(word) > 1] or [name.strip() or "?"]
    return "".join(word[0] for word in words[:2]).upper()


class PictureButton(TouchButton):
    """A touch button whose text makes room for a square at its left while there is something to show in it."""

    _picture: QImage | None = None
    _initials = ""

    def show_picture(self, picture: QImage | None, letters: str) -> None:
        """Another picture, or letters in its place; neither for a plain tile."""
        if picture is not self._picture or letters != self._initials:
            self._picture, self._initials = picture, letters
            self.update()

    @property
    def square(self) -> QRect:
        """Where the picture is; empty without one."""
        if self._picture is None and not self._initials:
            return QRect()
        side = min(self.height() - theme.px(12), theme.px(80), self.width() // 3)
        return QRect(theme.px(6), (self.height() - side) // 2, side, side)

    def _texts(self, look: Look, inside: QRect, sub_size: float) -> list[Piece]:
        square = self.square
        beside = inside if square.isEmpty() else inside.adjusted(square.right(), 0, 0, 0)
        return super()._texts(look, beside, sub_size)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        square, px, now = self.square, theme.px, theme.current()
        if square.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(square), px(8), px(8))
        if self._picture is not None:
            size = self._picture.size().scaled(QSize(square.size()), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(square.topLeft(), size)
            place.moveCenter(square.center())
            painter.setClipPath(shape)
            painter.drawImage(place, self._picture)
            return
        ground, ink = GROUNDS[crc32(self.caption.encode()) % len(GROUNDS)]
        painter.fillPath(shape, now.color(ground))
        painter.setPen(now.color(ink))
        painter.setFont(now.font(22, 700))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self._initials)
