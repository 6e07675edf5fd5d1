"""The buyer's window on a second screen: goods as they are scanned, the sum, points, change; painted to its size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cashier_app.till.buyer_view import BuyerLine, BuyerView
from cashier_app.ui import theme
from cashier_app.ui.language import translate

#: The change stays in sight this long though the cashier is at the next receipt already, milliseconds.
STAYS_MS: Final = 6000

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class BuyerWindow(QWidget):
    """`show_view` puts a view on it.  It takes no focus, no keys and no touches: a scan typed by keys is the till's."""

    def __init__(self, shop: str, idle: str, dress: str = "till", parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle(shop)
        self.setMinimumSize(320, 200)
        self._shop = shop
        self._idle = idle
        self._dress = dress
        self.view = BuyerView()
        self._next: BuyerView | None = None
        self._stays = QTimer(self)
        self._stays.setSingleShot(True)
        self._stays.setInterval(STAYS_MS)
        self._stays.timeout.connect(self._go_on)

    def show_view(self, view: BuyerView) -> None:
        """Show what the buyer is to see; only an idle till waits until the change has been read."""
        if view.stage == "idle" and self._stays.isActive():
            self._next = view
            return
        self._next = None
        if view.stage == "paid" and view != self.view:
            self._stays.start()
        elif view.stage != "paid":
            self._stays.stop()
        if view != self.view:
            self.view = view
            self.setAccessibleName(" ".join(filter(None, (view.caption, view.sum, view.told))))
            self.update()

    def stop(self) -> None:
        """No more changes by itself."""
        self._stays.stop()

    def _go_on(self) -> None:
        if self._next is not None:
            self.show_view(self._next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The till closes it; nobody else can."""
        event.ignore()

    # --- painting --------------------------------------------------------------------------------------

    def _px(self, measure: float) -> float:
        """Pixels of a measure stated for 1024×768."""
        return measure * min(self.width() / 1024, self.height() / 768)

    def _font(self, size: float, weight: int = 400) -> QFont:
        made = QFont(theme.FAMILY)
        made.setPixelSize(max(8, round(self._px(size))))
        made.setWeight(QFont.Weight(weight))
        return made

    def _color(self, token: str) -> QColor:
        tokens = theme.current().tokens if self._dress == "till" else theme.THEMES[self._dress]
        return QColor(getattr(tokens, token))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._color("background"))
        edge = self._px(28)
        inside = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        if self.view.stage == "idle":
            self._paint_idle(painter, inside)
        elif self.view.stage == "paid":
            self._paint_paid(painter, inside)
        else:
            self._paint_receipt(painter, inside)

    def _paint_idle(self, painter: QPainter, place: QRectF) -> None:
        half = place.height() * 0.56
        top = QRectF(place.x(), place.y() + half * 0.4, place.width(), half * 0.6)
        bottom = QRectF(place.x(), place.y() + half, place.width(), place.height() - half)
        self._text(painter, top, self._shop, self._fitting(self._shop, 84, place.width()), "text", _CENTRE)
        idle = self._idle.replace("\n", " ")
        self._text(
            painter,
            bottom,
            idle,
            self._font(40),
            "secondary",
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
        )

    def _paint_paid(self, painter: QPainter, place: QRectF) -> None:
        view, rows = self.view, place.height() / 10
        parts = (
            (view.caption, self._font(44), "secondary", 2.0),
            (view.sum, self._fitting(view.sum, 132, place.width(), 700), "action", 3.0),
            ("\n".join(view.points), self._font(34, 500), "points", 2.0),
            (view.told, self._font(40, 700), "text", 2.0),
        )
        top = place.y() + rows * 0.5
        for text, font, color, share in parts:
            self._text(painter, QRectF(place.x(), top, place.width(), rows * share), text, font, color, _CENTRE)
            top += rows * share

    def _paint_receipt(self, painter: QPainter, place: QRectF) -> None:
        gap = self._px(20)
        if place.width() >= place.height():
            left = QRectF(place.x(), place.y(), place.width() * 0.6 - gap / 2, place.height())
            right = QRectF(left.right() + gap, place.y(), place.right() - left.right() - gap, place.height())
        else:
            left = QRectF(place.x(), place.y(), place.width(), place.height() * 0.56 - gap / 2)
            right = QRectF(place.x(), left.bottom() + gap, place.width(), place.bottom() - left.bottom() - gap)
        self._ground(painter, left, "surface", "line")
        self._paint_lines(painter, left)
        self._paint_sums(painter, right)

    def _paint_lines(self, painter: QPainter, place: QRectF) -> None:
        """The newest goods at the foot; how many are above them is said."""
        height, edge = self._px(72), self._px(18)
        room = max(int((place.height() - edge) / height), 1)
        lines, above = self.view.lines, 0
        if len(lines) > room:
            # the goods touched last are in sight, wherever they stand
            newest = next((index for index, line in enumerate(lines) if line.newest), len(lines))
            above = min(len(lines) - room + 1, newest)
            lines = lines[above : above + room - (1 if above else 0)]
        top = place.y() + edge / 2
        if above:
            more = translate("buyer display", "%n more above", "", above)
            row = QRectF(place.x() + edge, top, place.width() - 2 * edge, height)
            self._text(painter, row, more, self._font(20), "secondary", _LEFT)
            top += height
        for line in lines:
            self._paint_line(painter, QRectF(place.x() + 1, top, place.width() - 2, height), edge, line)
            top += height

    def _paint_line(self, painter: QPainter, row: QRectF, edge: float, line: BuyerLine) -> None:
        if line.newest:
            painter.fillRect(row, self._color("newest"))
        figure = self._font(27, 700)
        taken = QFontMetricsF(figure).horizontalAdvance(line.amount) + edge
        inside = row.adjusted(edge, self._px(6), -edge, -self._px(6))
        name = QRectF(inside.x(), inside.y(), inside.width() - taken, inside.height() * 0.56)
        detail = QRectF(name.x(), name.bottom(), name.width(), inside.height() * 0.44)
        self._text(painter, name, line.name, self._font(25, 700 if line.newest else 400), "text", _LEFT)
        self._text(painter, detail, line.detail, self._font(19), "secondary", _LEFT)
        self._text(painter, inside, line.amount, figure, "text", _RIGHT)

    def _paint_sums(self, painter: QPainter, place: QRectF) -> None:
        view, edge = self.view, self._px(20)
        self._ground(painter, place, "surface", "line")
        inside = place.adjusted(edge, edge, -edge, -edge)
        top = inside.y()
        told = view.told if view.stage == "paying" else ""
        for text, font, color, height in (
            (self._shop, self._font(22, 500), "secondary", 34.0),
            (view.who, self._font(26, 700), "points", 44.0),
            *((points, self._font(24, 500), "points", 38.0) for points in view.points),
            (view.saved, self._font(26, 500), "saved", 46.0),
        ):
            if text:
                self._text(painter, QRectF(inside.x(), top, inside.width(), self._px(height)), text, font, color, _LEFT)
                top += self._px(height)
        foot = QRectF(inside.x(), inside.bottom() - self._px(150), inside.width(), self._px(150))
        if told:
            rest = QRectF(inside.x(), top, inside.width(), foot.y() - top)
            self._text(painter, rest, told, self._font(30, 700), "action", _CENTRE)
        caption = QRectF(foot.x(), foot.y(), foot.width(), self._px(44))
        total = QRectF(foot.x(), caption.bottom(), foot.width(), foot.bottom() - caption.bottom())
        self._text(painter, caption, view.caption, self._font(30), "secondary", _LEFT)
        self._text(painter, total, view.sum, self._fitting(view.sum, 76, total.width(), 700), "text", _RIGHT)

    def _ground(self, painter: QPainter, place: QRectF, ground: str, line: str) -> None:
        radius = self._px(theme.RADIUS + 2)
        painter.setPen(self._color(line))
        painter.setBrush(self._color(ground))
        painter.drawRoundedRect(place, radius, radius)

    def _fitting(self, text: str, size: float, width: float, weight: int = 700) -> QFont:
        """The font of a size, or a smaller one in which the text has room on one line."""
        while size > 16 and QFontMetricsF(self._font(size, weight)).horizontalAdvance(text) > width:
            size -= 2
        return self._font(size, weight)

    def _text(self, painter: QPainter, place: QRectF, text: str, font: QFont, color: str, flags: object) -> None:
        """A text in its place, cut with an ellipsis where one line of it has no room."""
        painter.setFont(font)
        painter.setPen(self._color(color))
        if flags in (_LEFT, _RIGHT):
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(flags), text)  # type: ignore[call-overload]
