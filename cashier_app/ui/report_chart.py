"""A report's chart on the screen: bars beside their names, columns and lines over a time; a touch tells the figure."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cashier_app.reports.charts import Chart, Mark
from cashier_app.ui import theme
from cashier_app.ui.language import translate
from cashier_app.ui.report_table import on_two_lines

#: Colour tokens of the series, and of their bars while touched.
_INKS: Final = ("action", "points", "warning")
_SIZE: Final = 16
#: The narrowest that names below an axis stand apart.
_APART: Final = 10


class ReportChart(QWidget):
    """Draws a `Chart`; `touched(text)` says what lies under the finger, in words."""

    touched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._chart: Chart | None = None
        self._chosen: tuple[int, int] | None = None

    def set_chart(self, chart: Chart | None) -> None:
        """Show another chart; None: there is nothing to draw."""
        self._chart = chart
        self._chosen = None
        self.setAccessibleName("" if chart is None else "; ".join(_said(chart, n, k) for n, k in self._places()))
        self.update()

    def _places(self) -> list[tuple[int, int]]:
        chart = self._chart
        if chart is None:
            return []
        return [(n, k) for n, one in enumerate(chart.series) for k in range(len(one.marks))]

    # --- where things are --------------------------------------------------------------------------------

    def mark_rect(self, series: int, number: int) -> QRectF:
        """The place of a bar, a column, or the ground around a point."""
        chart = self._chart
        assert chart is not None
        if chart.kind == "bars":
            return self._bar(chart, series, number)
        inside = self._inside(chart)
        count = max(1, len(chart.series[series].marks))
        slot = inside.width() / count
        mark = chart.series[series].marks[number]
        zero, top = self._height(chart, inside, 0), self._height(chart, inside, mark.value)
        left = inside.left() + slot * number
        if chart.kind == "lines":
            return QRectF(left, inside.top(), slot, inside.height())
        wide = slot * 0.7 / len(chart.series)
        return QRectF(left + slot * 0.15 + wide * series, min(zero, top), wide, abs(zero - top))

    def _inside(self, chart: Chart) -> QRectF:
        """Where columns and lines stand: beside the axis' texts, above the names."""
        metrics, px = theme.current().metrics(_SIZE), theme.px
        wide = max(metrics.horizontalAdvance(text) for _, text in chart.ticks)
        left = wide + px(14)
        return QRectF(left, px(14), self.width() - left - px(10), self.height() - px(14) - metrics.height() - px(10))

    @staticmethod
    def _height(chart: Chart, inside: QRectF, value: int) -> float:
        return inside.bottom() - chart.part(value) * inside.height()

    def _bar(self, chart: Chart, series: int, number: int) -> QRectF:
        names, figures = self._margins(chart)
        room = self.width() - names - figures
        high = self._slot(chart)
        mark = chart.series[series].marks[number]
        zero, end = names + room * chart.part(0), names + room * chart.part(mark.value)
        thick = high * 0.62 / len(chart.series)
        top = high * number + high * 0.19 + thick * series
        return QRectF(min(zero, end), top, max(1.0, abs(end - zero)), thick)

    def _slot(self, chart: Chart) -> float:
        """Height that a name and its bars have."""
        rows = max(1, *(len(one.marks) for one in chart.series))
        return min(self.height() / rows, theme.px(56))

    def _margins(self, chart: Chart) -> tuple[float, float]:
        """Room for the names at the left, at most two fifths, and for the figures at the right."""
        metrics, px = theme.current().metrics(_SIZE), theme.px
        marks = [mark for one in chart.series for mark in one.marks]
        names = max(metrics.horizontalAdvance(mark.name) for mark in marks) + px(12)
        figures = max(metrics.horizontalAdvance(mark.text) for mark in marks) + px(14)
        return min(names, self.width() * 0.4), figures

    # --- drawing -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chart, now = self._chart, theme.current()
        painter.setFont(now.font(_SIZE))
        if chart is None:
            painter.setPen(now.color("secondary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, translate("manager", "Nothing to draw"))
        elif chart.kind == "bars":
            self._paint_bars(painter, chart)
        else:
            self._paint_over_time(painter, chart)

    def _paint_bars(self, painter: QPainter, chart: Chart) -> None:
        now, px, metrics = theme.current(), theme.px, theme.current().metrics(_SIZE)
        names, _ = self._margins(chart)
        for series, number in self._places():
            mark, rect = chart.series[series].marks[number], self.mark_rect(series, number)
            painter.fillRect(rect, now.color(_INKS[series % len(_INKS)]))
            if (series, number) == self._chosen:
                painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), px(3)), now.color("text"))
            line = QRectF(0, rect.center().y() - metrics.height() / 2, self.width(), metrics.height())
            painter.setPen(now.color("text"))
            if series == 0:
                high = round(self._slot(chart))
                of_name = QRect(0, round(rect.center().y()) - high // 2, round(names) - px(10), high)
                shown = on_two_lines(mark.name, metrics, of_name.width())
                if high < 2 * metrics.height():
                    shown = metrics.elidedText(mark.name, Qt.TextElideMode.ElideRight, of_name.width())
                painter.drawText(of_name, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
            line.setLeft(rect.right() + px(6))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, mark.text)

    def _paint_over_time(self, painter: QPainter, chart: Chart) -> None:
        now, px, inside = theme.current(), theme.px, self._inside(chart)
        metrics = now.metrics(_SIZE)
        for tick, text in chart.ticks:
            height = self._height(chart, inside, tick)
            painter.setPen(QPen(now.color("line"), 1))
            painter.drawLine(QPointF(inside.left(), height), QPointF(inside.right(), height))
            painter.setPen(now.color("secondary"))
            of_tick = QRectF(0, height - metrics.height() / 2, inside.left() - px(8), metrics.height())
            painter.drawText(of_tick, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        for series, one in enumerate(chart.series):
            color = now.color(_INKS[series % len(_INKS)])
            if chart.kind == "lines":
                points = [self._point(chart, inside, series, number) for number in range(len(one.marks))]
                painter.setPen(QPen(color, px(3)))
                painter.drawPolyline(QPolygonF(points))
                painter.setBrush(color)
                for number, point in enumerate(points):
                    size = px(7) if (series, number) == self._chosen else px(4)
                    painter.drawEllipse(point, size, size)
            else:
                for number in range(len(one.marks)):
                    rect = self.mark_rect(series, number)
                    painter.fillRect(rect, color)
                    if (series, number) == self._chosen:
                        painter.fillRect(QRectF(rect.left(), inside.bottom(), rect.width(), px(3)), now.color("text"))
        self._paint_names(painter, chart, inside)

    def _point(self, chart: Chart, inside: QRectF, series: int, number: int) -> QPointF:
        marks = chart.series[series].marks
        slot = inside.width() / max(1, len(marks))
        return QPointF(inside.left() + slot * (number + 0.5), self._height(chart, inside, marks[number].value))

    def _paint_names(self, painter: QPainter, chart: Chart, inside: QRectF) -> None:
        """Names below the axis: as many as stand apart."""
        now, metrics = theme.current(), theme.current().metrics(_SIZE)
        names = [_brief(mark) for mark in chart.series[0].marks]
        slot = inside.width() / max(1, len(names))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + theme.px(_APART)
        every = max(1, -(-widest // max(1, int(slot))))
        painter.setPen(now.color("secondary"))
        for number in range(0, len(names), every):
            middle = inside.left() + slot * (number + 0.5)
            left = min(max(middle - widest / 2, 0), self.width() - widest)
            place = QRectF(left, inside.bottom() + theme.px(6), widest, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, names[number])

    # --- touching ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        chart = self._chart
        if chart is None:
            return
        at = event.position()
        for series, number in self._places():
            rect = self.mark_rect(series, number)
            if chart.kind == "bars":
                rect = QRectF(0, rect.top() - theme.px(6), self.width(), rect.height() + theme.px(12))
            else:
                inside = self._inside(chart)
                rect = QRectF(rect.left(), inside.top(), rect.width(), self.height() - inside.top())
            if rect.contains(at):
                self._chosen = (series, number)
                self.touched.emit(_said(chart, series, number))
                self.update()
                return


def _said(chart: Chart, series: int, number: int) -> str:
    one = chart.series[series]
    mark = one.marks[number]
    return f"{mark.name}: {mark.text}" if len(chart.series) == 1 else f"{mark.name}, {one.name}: {mark.text}"


def _brief(mark: Mark) -> str:
    """A name without the year and the weekday, where it is a day."""
    day = mark.name.split(" ")[0]
    parts = day.split(".")
    return ".".join(parts[:2]) if len(parts) == 3 else day
