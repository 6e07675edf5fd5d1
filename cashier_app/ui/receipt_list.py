"""The receipt's lines: a list painted by its own delegate, scrolled by a finger, red lines with their two ways out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import wrapped
from cashier_app.ui.language import translate

if TYPE_CHECKING:
    from cashier_app.till.selling_view import LineView

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE: Final = Qt.ItemDataRole.UserRole
#: A finger that has moved further than this scrolls and does not choose.
DRAG_PIXELS: Final = 12


class ReceiptModel(QAbstractListModel):
    """The lines of a `SellingView`; told what changed, so that only that is painted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[LineView, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (line.name, line.detail, *line.chips, line.amount)))
        return None

    def set_lines(self, lines: tuple[LineView, ...]) -> None:
        """Show other lines: rows are inserted, removed or repainted where they differ."""
        old, self_numbers, numbers = self.lines, [line.number for line in self.lines], [line.number for line in lines]
        if numbers[: len(old)] == self_numbers and len(lines) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(lines) - 1)
            self.lines = lines
            self.endInsertRows()
        elif len(lines) == len(old) - 1 and set(numbers) < set(self_numbers):
            row = next((row for row, number in enumerate(numbers) if number != self_numbers[row]), len(lines))
            self.beginRemoveRows(QModelIndex(), row, row)
            self.lines = lines
            self.endRemoveRows()
            old = old[:row] + old[row + 1 :]
        elif numbers != self_numbers:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        self.lines = lines
        for row, (before, after) in enumerate(zip(old, lines, strict=False)):
            if before != after:
                self.dataChanged.emit(self.index(row), self.index(row))


class Chip(msgspec.Struct, frozen=True):
    """A discount's name in its place."""

    place: QRect
    text: str


class Arranged(msgspec.Struct, frozen=True):
    """Where everything of a line stands, relative to its top left corner."""

    height: int
    name: str
    name_place: QRect
    amount_place: QRect
    detail_place: QRect
    chips: tuple[Chip, ...]
    buttons: tuple[QRect, QRect] | None


class ReceiptDelegate(QStyledItemDelegate):
    """Paints a line: name, amount, quantity × price, a chip for each discount; nothing is ever cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self._arranged: dict[tuple[LineView, int], Arranged] = {}
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}

    def forget(self) -> None:
        """Measure everything anew: another theme, scale or language."""
        self._arranged.clear()
        self._fonts.clear()

    def _font(self, name: str) -> tuple[QFont, QFontMetrics]:
        if not self._fonts:
            now = theme.current()
            for key, size, weight in (
                ("name", 19, 400),
                ("newest", 19, 700),
                ("detail", 16, 400),
                ("amount", 21, 700),
                ("button", 16, 500),
            ):
                font = now.font(size, weight)
                self._fonts[key] = font, QFontMetrics(font)
        return self._fonts[name]

    def arranged(self, line: LineView, width: int) -> Arranged:
        """Measure a line for a width; remembered, since a receipt is painted more often than changed."""
        key = line, width
        found = self._arranged.get(key)
        if found is None:
            if len(self._arranged) > 2000:
                self._arranged.clear()
            found = self._arranged[key] = self._arrange(line, width)
        return found

    def _arrange(self, line: LineView, width: int) -> Arranged:
        px = theme.px
        left, right, top = px(18), width - px(18), px(10)
        name_metrics = self._font("newest" if line.newest or line.red else "name")[1]
        detail_metrics = self._font("detail")[1]
        amount_metrics = self._font("amount")[1]
        buttons = None
        if line.red:
            wide, tall = px(96), px(theme.TARGET)
            second = QRect(right - wide, 0, wide, tall)
            first = QRect(second.left() - px(8) - wide, 0, wide, tall)
            text_right = first.left() - px(12)
        else:
            text_right = right - amount_metrics.horizontalAdvance(line.amount) - px(16)
        name = _broken(line.name, name_metrics, text_right - left)
        name_height = name_metrics.lineSpacing() * (name.count("\n") + 1)
        name_place = QRect(left, top, text_right - left, name_height)
        row_top, row_height = name_place.bottom() + px(3), detail_metrics.lineSpacing() + px(5)
        detail_width = detail_metrics.horizontalAdvance(line.detail)
        detail_place = QRect(left, row_top, detail_width + 1, row_height)
        if line.red and detail_width > text_right - left:
            lines = wrapped(line.detail, detail_metrics, text_right - left).count("\n") + 1
            detail_place = QRect(left, row_top, text_right - left, detail_metrics.lineSpacing() * lines)
        chips, bottom = self._chips(line, detail_place, text_right, left)
        height = bottom + px(9)
        if line.red:
            height = max(height, px(theme.TARGET + 16))
            buttons = (
                first.translated(0, (height - first.height()) // 2),
                second.translated(0, (height - second.height()) // 2),
            )
        amount_place = QRect(text_right, 0, right - text_right, height)
        return Arranged(height, name, name_place, amount_place, detail_place, tuple(chips), buttons)

    def _chips(self, line: LineView, detail: QRect, right: int, left: int) -> tuple[list[Chip], int]:
        px, metrics = theme.px, self._font("detail")[1]
        chips: list[Chip] = []
        x, y = detail.right() + px(10), detail.top()
        for text in line.chips:
            wide = metrics.horizontalAdvance(text) + px(20)
            if x + wide > right and x > left:
                x, y = left, y + detail.height() + px(4)
            chips.append(Chip(QRect(x, y, min(wide, right - left), detail.height()), text))
            x += wide + px(6)
        return chips, max(detail.bottom(), y + detail.height())

    def cut_texts(self, line: LineView, width: int) -> list[str]:
        """Texts of a line that have less room than they need."""
        places = self.arranged(line, width)
        detail, name = self._font("detail")[1], self._font("newest" if line.newest or line.red else "name")[1]
        cut = [chip.text for chip in places.chips if detail.horizontalAdvance(chip.text) > chip.place.width()]
        return cut + [
            text for text in places.name.split("\n") if name.horizontalAdvance(text) > places.name_place.width()
        ]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        width = view.viewport().width()
        return QSize(width, self.arranged(index.data(LINE_ROLE), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: LineView = index.data(LINE_ROLE)
        now, px = theme.current(), theme.px
        rect: QRect = option.rect
        places = self.arranged(line, rect.width())
        painter.save()
        painter.translate(rect.topLeft())
        ground = "error_tint" if line.red else "newest" if line.newest else "surface"
        painter.fillRect(0, 0, rect.width(), rect.height(), now.color(ground))
        if line.number == self.chosen:
            painter.fillRect(0, 0, px(5), rect.height(), now.color("error" if line.red else "action"))
        painter.fillRect(0, rect.height() - 1, rect.width(), 1, now.color("line"))
        ink = now.color("error" if line.red else "text")
        painter.setPen(ink)
        painter.setFont(self._font("newest" if line.newest or line.red else "name")[0])
        painter.drawText(places.name_place, Qt.AlignmentFlag.AlignLeft, places.name)
        painter.setFont(self._font("detail")[0])
        if not line.red:
            painter.setPen(now.color("secondary"))
        painter.drawText(
            places.detail_place,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap,
            line.detail,
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip in places.chips:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("surface" if line.newest else "saved_tint"))
            painter.drawRoundedRect(QRectF(chip.place), px(6), px(6))
            painter.setPen(now.color("saved"))
            painter.drawText(chip.place, Qt.AlignmentFlag.AlignCenter, chip.text)
        if places.buttons is not None:
            self._paint_buttons(painter, places.buttons)
        else:
            painter.setPen(ink)
            painter.setFont(self._font("amount")[0])
            painter.drawText(
                places.amount_place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.amount
            )
        painter.restore()

    def _paint_buttons(self, painter: QPainter, buttons: tuple[QRect, QRect]) -> None:
        now, px = theme.current(), theme.px
        painter.setFont(self._font("button")[0])
        for place, text in zip(buttons, red_line_buttons(), strict=True):
            painter.setPen(QPen(now.color("line"), 1))
            painter.setBrush(now.color("surface"))
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), px(theme.RADIUS), px(theme.RADIUS))
            painter.setPen(now.color("text"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def red_line_buttons() -> tuple[str, str]:
    """What stands on the two buttons of a red line."""
    return translate("selling", "Find"), translate("selling", "Take out")


def _broken(text: str, metrics: QFontMetrics, width: int) -> str:
    """A name broken into lines, words longer than a line by letters; never cut."""
    lines: list[str] = []
    for piece in wrapped(text, metrics, width).split("\n"):
        rest = piece
        while metrics.horizontalAdvance(rest) > width and len(rest) > 1:
            fit = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or metrics.horizontalAdvance(rest[:n]) <= width)
            lines.append(rest[:fit])
            rest = rest[fit:]
        lines.append(rest)
    return "\n".join(lines)


class ReceiptList(QListView):
    """The list on the screen.

    `find_wanted(number)` and `remove_wanted(number)` come from a red line's buttons; a touch on a line
    chooses it for quantity, discount and removal, a second touch lets it go; `chosen` is its number.
    """

    find_wanted = Signal(int)
    remove_wanted = Signal(int)
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ReceiptModel(self)
        self._delegate = ReceiptDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._pressed_at: QPoint | None = None
        self._scrolled_from = 0
        self._dragged = False

    @property
    def lines(self) -> tuple[LineView, ...]:
        """What is shown."""
        return self._model.lines

    @property
    def chosen(self) -> int | None:
        """Number of the line that was touched; None for the newest."""
        return self._delegate.chosen

    def set_lines(self, lines: tuple[LineView, ...]) -> None:
        """Show the lines and bring the newest into sight when it is new."""
        before = self._newest()
        self._model.set_lines(lines)
        if self.chosen is not None and all(line.number != self.chosen for line in lines):
            self._delegate.chosen = None
        if self._newest() != before:
            self._delegate.chosen = None
            self._show_newest()

    def choose(self, number: int | None) -> None:
        """Mark a line for the next deed; None lets go."""
        if number != self._delegate.chosen:
            self._delegate.chosen = number
            self.viewport().update()
            self.chosen_changed.emit()

    def step(self, by: int) -> None:
        """Choose the line before or after by the arrow keys, from the newest on."""
        numbers = [line.number for line in self._model.lines]
        if not numbers:
            return
        at = numbers.index(self.chosen) + by if self.chosen in numbers else len(numbers) - 1
        at = min(max(at, 0), len(numbers) - 1)
        self.choose(numbers[at])
        self.scrollTo(self._model.index(at))

    def measure_anew(self) -> None:
        """Lay all lines out again: another theme, scale or language."""
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def _show_newest(self) -> None:
        newest = self._newest()
        if newest is not None:
            row = next(row for row, line in enumerate(self._model.lines) if line.number == newest)
            self.scrollTo(self._model.index(row))

    def _newest(self) -> int | None:
        return next((line.number for line in self._model.lines if line.newest), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self.doItemsLayout()
            self._show_newest()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.lines:
            return
        painter = QPainter(self.viewport())
        painter.setFont(theme.current().font(18))
        painter.setPen(theme.current().color("secondary"))
        hint = translate("selling", "Scan goods, or touch Goods")
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, hint)

    # --- touch -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self._scrolled_from = self.verticalScrollBar().value()
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        moved = event.position().toPoint().y() - self._pressed_at.y()
        if abs(moved) > DRAG_PIXELS:
            self._dragged = True
        if self._dragged:
            self.verticalScrollBar().setValue(self._scrolled_from - moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or self._dragged:
            return
        self._touch(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def _touch(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():
            self.choose(None)
            return
        line: LineView = index.data(LINE_ROLE)
        rect = self.visualRect(index)
        buttons = self._delegate.arranged(line, rect.width()).buttons
        if buttons is not None:
            for place, signal in zip(buttons, (self.find_wanted, self.remove_wanted), strict=True):
                if place.translated(rect.topLeft()).contains(point):
                    signal.emit(line.number)
                    return
        self.choose(None if line.number == self.chosen else line.number)

    def cut_texts(self) -> Sequence[str]:
        """Texts that have less room than they need: none, a test holds."""
        width = self.viewport().width()
        return [text for line in self._model.lines for text in self._delegate.cut_texts(line, width)]
