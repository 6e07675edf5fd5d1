"""A report's table on the screen: names at the left, figures aligned, totals always in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cashier_app.core.words import Words
from cashier_app.reports.report import Report, cell_text, heading
from cashier_app.ui import theme
from cashier_app.ui.buttons import wrapped
from cashier_app.ui.language import translate

_SIZE: Final = 16
_PAD: Final = 8
_ROW: Final = 38
_TALL: Final = 54
#: The name has at least so much room, or columns are left out.
_NAME: Final = 150
_Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Rows(QAbstractTableModel):
    """The columns that are shown; a text is made when it is painted: a month's products are twenty thousand rows."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._words: Words | None = None
        self._places: list[int] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or self._report is None else len(self._report.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), index.column())
        return None

    def text(self, row: int, column: int) -> str:
        """A cell's text."""
        report, words, place = self._report, self._words, self._places[column]
        assert report is not None
        assert words is not None
        return cell_text(report.rows[row][place], report.columns[place], words)

    def is_number(self, column: int) -> bool:
        """Whether a column holds figures."""
        return self._report is not None and self._report.columns[self._places[column]].kind != "text"

    def replace(self, report: Report | None, words: Words | None, places: list[int]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._report, self._words, self._places = report, words, places
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, rows: _Rows) -> None:
        super().__init__()
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = theme.current()
        place: QRect = option.rect
        painter.setFont(now.font(_SIZE))
        painter.setPen(now.color("text"))
        inside = place.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        text = self._rows.text(index.row(), index.column())
        if self._rows.is_number(index.column()):
            painter.drawText(inside, _RIGHT, text)
        else:
            painter.drawText(inside, _LEFT, on_two_lines(text, now.metrics(_SIZE), inside.width()))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), now.color("line"))


class _Band(QWidget):
    """Headings above the rows, or totals beneath them: texts in the columns' places."""

    def __init__(self, weight: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weight = weight
        self._texts: list[str] = []
        self._numbers: list[bool] = []
        self._widths: list[int] = []

    def set_texts(self, texts: list[str], numbers: list[bool], widths: list[int]) -> None:
        """Show texts over columns of these widths, on as many lines as they need."""
        self._texts, self._numbers, self._widths = texts, numbers, widths
        metrics = theme.current().metrics(_SIZE, self._weight)
        room = [width - 2 * theme.px(_PAD) for width in widths]
        lines = max((wrapped(t, metrics, w).count("\n") + 1 for t, w in zip(texts, room, strict=True)), default=1)
        self.setFixedHeight(lines * metrics.height() + theme.px(12) if texts else 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, left = theme.current(), 0
        painter = QPainter(self)
        painter.setFont(now.font(_SIZE, self._weight))
        painter.setPen(now.color("text" if self._weight > 500 else "secondary"))
        metrics = now.metrics(_SIZE, self._weight)
        for text, number, width in zip(self._texts, self._numbers, self._widths, strict=True):
            inside = QRect(left + theme.px(_PAD), 0, width - 2 * theme.px(_PAD), self.height())
            shown = "\n".join(
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, inside.width())
                for line in wrapped(text, metrics, inside.width()).split("\n")
            )
            painter.drawText(inside, _RIGHT if number else _LEFT, shown)
            left += width


class ReportTable(QWidget):
    """Shows a report's rows; where the width cannot hold all columns, the last of the less needed ones are left out.

    `left_out(count)` says how many.
    """

    left_out = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._words: Words | None = None
        self._longest: list[list[str]] = []
        self._high = theme.px(_ROW)
        self._rows = _Rows()
        self.head = _Band(500, self)
        self.totals = _Band(700, self)
        self.view = QTableView(self)
        self.view.setAccessibleName(translate("manager", "Figures of the report"))
        self.view.setModel(self._rows)
        self.view.setItemDelegate(_Painter(self._rows))
        self.view.horizontalHeader().hide()
        self.view.verticalHeader().hide()
        self.view.setShowGrid(False)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.view.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(160))

    def set_report(self, report: Report | None, words: Words, longest: list[list[str]] | None = None) -> None:
        """Show another report from its first row; `longest_texts` of it may have been found off the screen's thread."""
        self._report, self._words = report, words
        self._longest = longest or (longest_texts(report, words) if report is not None else [])
        self._lay_out()
        self.view.verticalScrollBar().setValue(0)

    @property
    def shown(self) -> list[str]:
        """Names of the columns that have room."""
        return [] if self._report is None else [self._report.columns[place].name for place in self._columns()[0]]

    def page(self, by: int) -> None:
        """A page up or down."""
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + by * round(bar.pageStep() * 0.85))

    def _columns(self) -> tuple[list[int], list[int]]:
        """Which columns have room, and their widths."""
        report, words = self._report, self._words
        assert report is not None
        assert words is not None
        metrics, bold = theme.current().metrics(_SIZE), theme.current().metrics(_SIZE, 700)
        needed = []
        for place, column in enumerate(report.columns):
            widest = max(map(metrics.horizontalAdvance, self._longest[place]), default=0)
            if report.totals is not None:
                widest = max(widest, bold.horizontalAdvance(cell_text(report.totals[place], column, words)))
            word = max(map(metrics.horizontalAdvance, heading(column).split(" ")), default=0)
            needed.append(max(widest, word) + 2 * theme.px(_PAD) + 2)
        room = self.width() - theme.px(12)
        first = min(needed[0], theme.px(_NAME))
        order = [0, *map(report.place, report.slip)]
        order += [place for place in range(len(report.columns)) if place not in order]
        chosen: list[int] = []
        left = room - first
        for place in order[1:]:
            # a text may be shortened as the name is
            wide = min(needed[place], theme.px(_NAME)) if report.columns[place].kind == "text" else needed[place]
            if wide <= left:
                chosen.append(place)
                left -= wide
        chosen.sort()
        texts = {place: report.columns[place].kind == "text" for place in chosen}
        widths = [min(needed[place], theme.px(_NAME)) if texts[place] else needed[place] for place in chosen]
        return [0, *chosen], [first + left, *widths]

    def _lay_out(self) -> None:
        report, words = self._report, self._words
        if report is None or words is None:
            self._rows.replace(None, None, [])
            self.head.set_texts([], [], [])
            self.totals.set_texts([], [], [])
            self.left_out.emit(0)
            return
        places, widths = self._columns()
        columns = [report.columns[place] for place in places]
        numbers = [column.kind != "text" for column in columns]
        self._rows.replace(report, words, places)
        self.head.set_texts([heading(column) for column in columns], numbers, widths)
        totals = report.totals
        shown = [cell_text(totals[place], report.columns[place], words) for place in places] if totals else []
        self.totals.set_texts(shown, numbers if shown else [], widths if shown else [])
        for place, width in enumerate(widths):
            self.view.setColumnWidth(place, width)
        self._high = theme.px(_ROW if self._one_line(widths[0]) else _TALL)
        self.view.verticalHeader().setDefaultSectionSize(self._high)
        top, bottom = self.head.height(), self.totals.height()
        self.head.setGeometry(0, 0, self.width(), top)
        rows = min(self.height() - top - bottom, self._high * len(report.rows) + 2)
        self.view.setGeometry(0, top, self.width(), rows)
        self.totals.setGeometry(0, top + rows, self.width(), bottom)
        self.left_out.emit(len(report.columns) - len(places))

    def _one_line(self, width: int) -> bool:
        """Whether every name has room on one line."""
        assert self._report is not None
        assert self._words is not None
        room = width - 2 * theme.px(_PAD)
        metrics = theme.current().metrics(_SIZE)
        return all(metrics.horizontalAdvance(text) <= room for text in self._longest[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


def on_two_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """A name on one line or two, the second shortened where it must be."""
    lines = wrapped(text, metrics, width).split("\n")
    kept = [lines[0], " ".join(lines[1:])] if len(lines) > 1 else lines
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in kept)


def longest_texts(report: Report, words: Words) -> list[list[str]]:
    """By column the texts that may be its widest; of a month's products that takes longer than a frame."""
    return [_longest(report, place, words) for place in range(len(report.columns))]


def _longest(report: Report, place: int, words: Words) -> list[str]:
    """The texts of a column that may be its widest: of figures the extremes, of names the one with most letters."""
    values = [value for cells in report.rows if (value := cells[place]) is not None]
    column = report.columns[place]
    if column.kind == "text":
        return [max((str(value) for value in values), key=len, default="")]
    figures = [value for value in values if isinstance(value, int)]
    extremes = {min(figures, default=0), max(figures, default=0)}
    # idle zeros are dropped in some kinds: the longest form is one with every decimal
    full = {-(10**column.decimals) - 1} if column.kind in ("points", "quantity") else set()
    return [cell_text(value, column, words) for value in extremes | full]
