"""A list for fingers: rows with a name, a detail and a figure, one of them current, any of them marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLayout,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton, wrapped
from cashier_app.ui.focus import paint_ring
from cashier_app.ui.language import Text, translate
from cashier_app.ui.panels import Panel, Rule, row

#: What a row means: its ground and the colour of its state.
RowTone: TypeAlias = Literal["plain", "good", "barred", "warning", "error"]

TITLE_LINES: Final = 3
DETAIL_LINES: Final = 2
_ENTRY = Qt.ItemDataRole.UserRole
_Index: TypeAlias = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One row; `key` is its owner's name for it."""

    key: str
    title: str
    detail: str = ""
    figure: str = ""
    #: A second, smaller line under the figure: a state, what is chosen.
    state: str = ""
    tone: RowTone = "plain"
    #: Chosen by the person, with a bar at its left and another ground.
    marked: bool = False


class _Entries(QAbstractListModel):
    """The rows as Qt's views read them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.title}\n{entry.detail}" if entry.detail else entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (entry.title, entry.detail, entry.figure, entry.state) if part)
        return entry if role == _ENTRY else None

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show other rows, changing in place where their number stays, so that nothing jumps."""
        if len(entries) == len(self.entries):
            self.entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Measures and paints a row from the tokens of the theme."""

    def __init__(self, width: Callable[[], int]) -> None:
        super().__init__()
        self._width = width

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._width()
        needed = sum(_heights(index.data(_ENTRY), width)) + theme.px(18)
        return QSize(width, max(theme.px(theme.MAIN_TARGET), needed))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_row(painter, option.rect, index.data(_ENTRY), current)


class Listing(QListView):
    """Shows entries; `touched(key)` by a finger or a click, `current` moves by the two buttons or their keys.

    `up` and `down` are placed by the owner, where the hand finds them.
    """

    touched = Signal(str)
    #: The current row is another; "" when there is none.
    moved = Signal(str)

    def __init__(self, empty: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._entries = _Entries()
        self._current = ""
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(lambda: self.viewport().width()))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("listing", "List"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._touch)
        self.up = TouchButton("", "side", Qt.Key.Key_Up, icon="up")
        self.down = TouchButton("", "side", Qt.Key.Key_Down, icon="down")
        self.up.activated.connect(lambda: self.move_current(-1))
        self.down.activated.connect(lambda: self.move_current(1))

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._entries.entries

    @property
    def current(self) -> str:
        """Key of the current row; "" when there is none."""
        return self._current

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other rows; the current one stays current where it is still there."""
        self._entries.replace(tuple(entries))
        keys = [entry.key for entry in entries]
        if self._current not in keys:
            self._current = ""
        self._select()
        self._settle()
        self.viewport().update()

    def set_current(self, key: str) -> None:
        """Make a row current and bring it into sight; "" for none."""
        changed = key != self._current
        self._current = key if any(entry.key == key for entry in self.entries) else ""
        self._select()
        if changed:
            self.moved.emit(self._current)

    def move_current(self, by: int) -> None:
        """The row above or below."""
        keys = [entry.key for entry in self.entries]
        if not keys:
            return
        if self._current not in keys:
            self.set_current(keys[0 if by > 0 else -1])
            return
        self.set_current(keys[max(0, min(len(keys) - 1, keys.index(self._current) + by))])

    def fits(self) -> bool:
        """Whether every figure has room beside its name."""
        return all(
            _figure_width(entry) < self.viewport().width() * 0.75 and _title(entry, self.viewport().width())[1]
            for entry in self.entries
        )

    def _touch(self, index: QModelIndex) -> None:
        key = self.entries[index.row()].key
        self.set_current(key)
        self.touched.emit(key)

    def _select(self) -> None:
        for number, entry in enumerate(self.entries):
            if entry.key == self._current:
                index = self._entries.index(number)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def _settle(self) -> None:
        reason: Text | str = "" if self.entries else (lambda: translate("listing", "The list is empty"))
        self.up.set_reason(reason)
        self.down.set_reason(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar touches the current row once Tab has led here; every other key is the screen's."""
        if event.key() == Qt.Key.Key_Space and self.hasFocus() and self._current:
            self.touched.emit(self._current)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the ring appears: no row becomes the current one by it."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(translate("listing", "List"))
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(QPainter(self.viewport()), QRectF(self.viewport().rect()))
        if self.entries:
            return
        now = theme.current()
        painter = QPainter(self.viewport())
        painter.setFont(now.font(16))
        painter.setPen(now.color("secondary"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect().adjusted(now.px(24), 0, -now.px(24), 0), flags, self._empty())


# --- a row ---------------------------------------------------------------------------------------------------


def _fonts() -> tuple[QFont, QFont, QFont]:
    now = theme.current()
    return now.font(18, 500), now.font(16), now.font(20, 700)


def _figure_width(entry: Entry) -> int:
    _, small, large = _fonts()
    return max(
        QFontMetrics(large).horizontalAdvance(entry.figure) if entry.figure else 0,
        QFontMetrics(small).horizontalAdvance(entry.state) if entry.state else 0,
    )


def _title(entry: Entry, width: int) -> tuple[str, bool]:
    """The name broken into at most three lines, and whether it stands there whole."""
    beside = _figure_width(entry)
    room = width - theme.px(16 + 16) - (beside + theme.px(12) if beside else 0)
    return _broken(entry.title, QFontMetrics(_fonts()[0]), room, TITLE_LINES)


def _detail(entry: Entry, width: int) -> tuple[str, bool]:
    """The detail broken into at most two lines beside the figure, and whether it stands there whole."""
    beside = _figure_width(entry)
    room = width - theme.px(16 + 16) - (beside + theme.px(12) if beside else 0)
    return _broken(entry.detail, QFontMetrics(_fonts()[1]), room, DETAIL_LINES)


def _broken(text: str, metrics: QFontMetrics, room: int, most: int) -> tuple[str, bool]:
    """A text in lines of a width, at most so many, the last shortened; whether nothing was lost."""
    lines = wrapped(text, metrics, room).split("\n")
    whole = len(lines) <= most and all(metrics.horizontalAdvance(line) <= room for line in lines)
    kept = lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in kept), whole


def _heights(entry: Entry, width: int) -> tuple[int, int]:
    """Heights of the name and of what stands under it."""
    name, small, _ = _fonts()
    title, detail = _title(entry, width)[0], _detail(entry, width)[0]
    under = QFontMetrics(small).lineSpacing() * (detail.count("\n") + 1) if entry.detail or entry.state else 0
    return QFontMetrics(name).lineSpacing() * (title.count("\n") + 1), under


_GROUNDS: Final[dict[RowTone, str]] = {
    "plain": "surface",
    "good": "surface",
    "barred": "surface",
    "warning": "warning_tint",
    "error": "error_tint",
}
_INKS: Final[dict[RowTone, tuple[str, str]]] = {
    "plain": ("text", "secondary"),
    "good": ("text", "saved"),
    "barred": ("secondary", "secondary"),
    "warning": ("text", "warning"),
    "error": ("text", "error"),
}


def _paint_row(painter: QPainter, place: QRect, entry: Entry, current: bool) -> None:
    now, px = theme.current(), theme.px
    ground = "saved_tint" if entry.marked else ("newest" if current else _GROUNDS[entry.tone])
    painter.fillRect(place, now.color(ground))
    painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), now.color("line"))
    if entry.marked or current:
        painter.fillRect(QRect(place.left(), place.top(), px(5), place.height() - 1), now.color("action"))
    ink, quiet = _INKS[entry.tone]
    name, small, large = _fonts()
    title, detail = _title(entry, place.width())[0], _detail(entry, place.width())[0]
    left, right = place.left() + px(16), place.right() - px(16)
    title_height, detail_height = _heights(entry, place.width())
    top = place.top() + (place.height() - title_height - detail_height) // 2
    left_top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    _draw(painter, name, now.color(ink), QRect(left, top, right - left, title_height), left_top, title)
    below = QRect(left, top + title_height, right - left, detail_height)
    _draw(painter, small, now.color("secondary" if entry.tone == "plain" else quiet), below, left_top, detail)
    if entry.state:
        figure_place = QRect(left, top, right - left, title_height)
        _draw(
            painter,
            small,
            now.color(quiet),
            below,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
            entry.state,
        )
    else:
        figure_place = QRect(left, place.top(), right - left, place.height() - 1)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    _draw(painter, large, now.color(ink), figure_place, flags, entry.figure)


def _draw(painter: QPainter, font: QFont, color: QColor, place: QRect, flags: Qt.AlignmentFlag, text: str) -> None:
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(place, flags, text)


def under_head(panel: Panel, head: QWidget | QLayout, listing: Listing) -> None:
    """Fill a panel without padding: what the list is of and its two buttons, a line, the list."""
    top = row()
    top.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
    if isinstance(head, QLayout):
        top.addLayout(head, 1)
    else:
        top.addWidget(head, 1)
    for button in (listing.up, listing.down):
        top.addWidget(button)
    panel.box.addLayout(top)
    panel.box.addWidget(Rule())
    panel.box.addWidget(listing, 1)
