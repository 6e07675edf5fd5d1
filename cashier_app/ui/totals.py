"""The running totals under the receipt, painted without a layout, so that a scan moves nothing but digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cashier_app.ui import theme
from cashier_app.ui.language import Text, translate

if TYPE_CHECKING:
    from cashier_app.till.selling_view import TotalsView

#: Roles of name and figure, from top to bottom, and the height of the row.
ROWS: Final = (
    ("quiet", "quiet", 24),
    ("saved", "saved", 24),
    ("points", "points", 24),
    ("title", "total", 58),
)


class Totals(QWidget):
    """Without discounts, discounts, by points, to pay: each in its own place, empty or not.

    `beside` are buttons that stand at the left of the small rows.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.StaticText

    def __init__(self, beside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = beside
        beside.setParent(self)
        self._names: tuple[Text, ...] = (
            lambda: translate("selling", "Without discounts"),
            lambda: translate("selling", "Discounts"),
            lambda: translate("selling", "By points"),
            lambda: translate("selling", "To pay"),
        )
        self._figures = ("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def spoken(self) -> tuple[str, str]:
        """All the sums (`accessible.Speaks`)."""
        return self.text(), ""

    @property
    def to_pay(self) -> str:
        """The large sum as it stands there."""
        return self._figures[3]

    def text(self) -> str:
        """Everything that stands there."""
        return "\n".join(f"{name()} {figure}" for name, figure in zip(self._names, self._figures, strict=True))

    def show_totals(self, totals: TotalsView) -> None:
        """Show other figures; rows that stay are not painted again."""
        figures = (totals.base, totals.saved, totals.points, totals.to_pay)
        for row, (before, after) in enumerate(zip(self._figures, figures, strict=True)):
            if before != after:
                self.update(self._place(row))
        if figures != self._figures:
            self._figures = figures
            self.setAccessibleName(self.text())

    def _place(self, row: int) -> QRect:
        top = sum(theme.px(height) for _, _, height in ROWS[:row])
        left = self._beside.width() + theme.px(20) if row < len(ROWS) - 1 else 0
        return QRect(left, top, self.width() - left, theme.px(ROWS[row][2]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Put the buttons beside the small rows."""
        height = sum(theme.px(row[2]) for row in ROWS[:-1]) - theme.px(8)
        self._beside.setGeometry(0, 0, self._beside.sizeHint().width(), height)

    def fits(self) -> bool:
        """Whether names and figures have room beside each other."""
        for row, (name_role, figure_role, _) in enumerate(ROWS):
            taken = _width(name_role, self._names[row]()) + theme.px(16) + _width(figure_role, self._figures[row])
            if taken > self._place(row).width():
                return False
        return True

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), sum(theme.px(height) for _, _, height in ROWS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._settle()
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = theme.current(), QPainter(self)
        painter.fillRect(event.rect(), now.color("surface"))
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, (name_role, figure_role, _) in enumerate(ROWS):
            place = self._place(row)
            if not place.intersects(event.rect()):
                continue
            for role, text, side in (
                (name_role, self._names[row](), Qt.AlignmentFlag.AlignLeft),
                (figure_role, self._figures[row], Qt.AlignmentFlag.AlignRight),
            ):
                size, weight, color = theme.LABELS[role]
                painter.setFont(now.font(size, weight))
                painter.setPen(now.color(color))
                painter.drawText(place, side | middle, text)


def _width(role: str, text: str) -> int:
    size, weight, _ = theme.LABELS[role]
    return theme.current().metrics(size, weight).horizontalAdvance(text)
