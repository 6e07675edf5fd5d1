"""The receipt's lines: painted from measures that are kept, scrolled by a finger, red lines with their two ways out.

A scan must be on the screen within a frame: only the lines that changed are measured and painted,
the others are moved as pixels.  Qt's item views lay all rows out anew for each that is added.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import wrapped
from cashier_app.ui.language import translate

if TYPE_CHECKING:
    from cashier_app.till.selling_view import LineView, PriceRow

#: A finger that has moved further than this scrolls and does not choose.
DRAG_PIXELS: Final = 12
#: Size and weight of each kind of text.
TYPE: Final = {
    "name": (19, 400),
    "newest": (19, 700),
    "detail": (16, 400),
    "amount": (21, 700),
    "button": (16, 500),
    "step-total": (16, 700),
}
#: Colours of the steps of a price.
ROW_INK: Final = {"plain": "secondary", "saved": "saved", "points": "points", "total": "text"}
#: More measures than any receipt has lines are not kept.
KEPT: Final = 2000


class Run(msgspec.Struct, frozen=True):
    """A text on its baseline."""

    kind: str
    x: int
    baseline: int
    text: str
    color: str


class Arranged(msgspec.Struct, frozen=True):
    """Where everything of a line stands, relative to its top left corner."""

    height: int
    runs: tuple[Run, ...]
    chips: tuple[tuple[QRect, Run], ...]
    buttons: tuple[QRect, QRect] | None
    #: Texts that have less room than they need.
    cut: tuple[str, ...]


def arrange(line: LineView, width: int) -> Arranged:
    """Measure a line: name, amount, quantity × price, a chip for each discount; nothing is ever cut.

    A long name takes as many rows as it needs, chips wrap.
    """
    px = theme.px
    left, right, top = px(18), width - px(18), px(10)
    amount_width = _metrics("amount").horizontalAdvance(line.amount)
    buttons = None
    if line.red:
        buttons = _button_places(right)
        text_right = buttons[0].left() - px(12)
        ink, quiet = "error", "error"
    else:
        text_right = right - amount_width - px(16)
        ink, quiet = "text", "secondary"
    kind = "newest" if line.newest or line.red else "name"
    runs = []
    y = top
    for text in _broken(line.name, _metrics(kind), text_right - left):
        runs.append(Run(kind, left, y + _metrics(kind).ascent(), text, ink))
        y += theme.pitch(_font(kind))
    y += px(4)
    details = wrapped(line.detail, _metrics("detail"), text_right - left).split("\n")
    for text in details:
        runs.append(Run("detail", left, y + _baseline("detail", px(26)), text, quiet))
        y += px(26)
    x = left + _metrics("detail").horizontalAdvance(details[-1]) + px(10)
    chips, y = _chips(line.chips, x, y - px(26), left, text_right)
    height = y + px(9)
    if buttons is not None:
        height = max(height, px(theme.TARGET + 16))
        first, second = (place.translated(0, (height - place.height()) // 2) for place in buttons)
        buttons = first, second
    elif line.amount:
        runs.append(Run("amount", right - amount_width, _baseline("amount", height), line.amount, ink))
    return Arranged(height, tuple(runs), chips, buttons, _cut(runs, chips, right))


def explained(place: Arranged, rows: tuple[PriceRow, ...], width: int) -> Arranged:
    """A line with the steps of its price beneath it: a name and a figure each, what is to pay in bold."""
    px = theme.px
    left, right, y = px(18), width - px(18), place.height
    runs = []
    for row in rows:
        kind = "step-total" if row.tone == "total" else "detail"
        metrics, ink = _metrics(kind), ROW_INK[row.tone]
        wide = metrics.horizontalAdvance(row.figure)
        lines = _broken(row.name, metrics, right - left - px(24) - wide)
        tall = theme.pitch(_font(kind)) * len(lines) + px(7)
        for number, text in enumerate(lines):
            runs.append(Run(kind, left + px(14), y + metrics.ascent() + number * theme.pitch(_font(kind)), text, ink))
        runs.append(Run(kind, right - wide, y + metrics.ascent(), row.figure, ink))
        y += tall
    return msgspec.structs.replace(
        place, height=y + px(8), runs=(*place.runs, *runs), cut=(*place.cut, *_cut(runs, (), right))
    )


def _button_places(right: int) -> tuple[QRect, QRect]:
    """The two buttons of a red line, from its right edge."""
    px = theme.px
    wide, tall = px(96), px(theme.TARGET)
    second = QRect(right - wide, 0, wide, tall)
    return QRect(second.left() - px(8) - wide, 0, wide, tall), second


def _chips(texts: tuple[str, ...], x: int, y: int, left: int, right: int) -> tuple[tuple[tuple[QRect, Run], ...], int]:
    """Places of chips that begin at a point and wrap; the bottom of the last."""
    px, metrics = theme.px, _metrics("detail")
    tall = px(26)
    chips = []
    for text in texts:
        wide = metrics.horizontalAdvance(text) + px(20)
        if x + wide > right and x > left:
            x, y = left, y + tall + px(4)
        run = Run("detail", x + px(10), y + _baseline("detail", tall), text, "saved")
        chips.append((QRect(x, y, wide, tall), run))
        x += wide + px(6)
    return tuple(chips), y + tall


def _cut(runs: list[Run], chips: tuple[tuple[QRect, Run], ...], right: int) -> tuple[str, ...]:
    every = [*runs, *(run for _, run in chips)]
    return tuple(run.text for run in every if run.x + _metrics(run.kind).horizontalAdvance(run.text) > right + 1)


def _font(kind: str) -> QFont:
    return theme.current().font(*TYPE[kind])


def _metrics(kind: str) -> QFontMetrics:
    return theme.current().metrics(*TYPE[kind])


def _baseline(kind: str, height: int) -> int:
    """Baseline of a text in the middle of a height."""
    metrics = _metrics(kind)
    return (height + metrics.capHeight()) // 2


def red_line_buttons() -> tuple[str, str]:
    """What stands on the two buttons of a red line."""
    return translate("selling", "Find"), translate("selling", "Take out")


def _broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A name broken into lines, words longer than a line by letters; never cut."""
    lines: list[str] = []
    for piece in wrapped(text, metrics, width).split("\n"):
        rest = piece
        while metrics.horizontalAdvance(rest) > width and len(rest) > 1:
            fit = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or metrics.horizontalAdvance(rest[:n]) <= width)
            lines.append(rest[:fit])
            rest = rest[fit:]
        lines.append(rest)
    return lines


class ReceiptList(QAbstractScrollArea):
    """The list on the screen.

    `find_wanted(number)` and `remove_wanted(number)` come from a red line's buttons; a touch on a line
    chooses it for quantity, discount and removal, a second touch lets it go; `chosen` is its number.
    `explain` puts the steps of its price beneath the chosen line.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.List

    find_wanted = Signal(int)
    remove_wanted = Signal(int)
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LineView, ...] = ()
        self._places: list[Arranged] = []
        #: Top of each line in the whole list, and the list's height at the end.
        self._tops: list[int] = [0]
        self._measured: dict[tuple[LineView, int], Arranged] = {}
        self._chosen: int | None = None
        self._explanation: tuple[PriceRow, ...] = ()
        self._pressed_at: QPoint | None = None
        self._scrolled_from = 0
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is shown ---------------------------------------------------------------------------------

    def spoken(self) -> tuple[str, str]:
        """Every line with its amount (`accessible.Speaks`)."""
        lines = (" ".join(filter(None, (line.name, line.detail, *line.chips, line.amount))) for line in self._lines)
        return translate("selling", "Receipt"), "\n".join(lines)

    @property
    def lines(self) -> tuple[LineView, ...]:
        """What is shown."""
        return self._lines

    @property
    def chosen(self) -> int | None:
        """Number of the line that was touched; None for the newest."""
        return self._chosen

    def place_of(self, row: int) -> QRect:
        """A line's place in the viewport, perhaps out of sight."""
        top = self._tops[row] - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._places[row].height)

    def reaches(self, place: QRect) -> bool:
        """Whether any line lies in this place of the viewport."""
        return self._tops[-1] - self.verticalScrollBar().value() > place.top()

    def is_dealt_with_in(self, place: QRect) -> bool:
        """Whether the line that the next deed is about, chosen or newest, lies in this place of the viewport."""
        number = self._chosen if self._chosen is not None else self._newest()
        return any(
            line.number == number and self.place_of(row).intersects(place) for row, line in enumerate(self._lines)
        )

    def set_lines(self, lines: tuple[LineView, ...]) -> None:
        """Show the lines and bring the newest into sight when it is new."""
        old_lines, old_tops, newest = self._lines, self._tops, self._newest()
        self._lines = lines
        if self._newest() != newest or self._chosen not in {line.number for line in lines}:
            self._chosen, self._explanation = None, ()
        self._lay_out()
        if self._newest() != newest:
            self._show_newest()
        for row, line in enumerate(lines):
            if row >= len(old_lines) or line != old_lines[row] or self._tops[row + 1] != old_tops[row + 1]:
                self.viewport().update(self.place_of(row))
        if len(lines) < len(old_lines) or not old_lines:
            self.viewport().update()

    def choose(self, number: int | None) -> None:
        """Mark a line for the next deed; None lets go."""
        if number != self._chosen:
            self._chosen, self._explanation = number, ()
            self._lay_out()
            self.viewport().update()
            self.chosen_changed.emit()

    def explain(self, rows: tuple[PriceRow, ...]) -> None:
        """How the price of the chosen line came about; nothing happens when it is what is shown."""
        if rows == self._explanation:
            return
        fresh, self._explanation = not self._explanation, rows
        self._lay_out()
        if fresh:
            self._bring_into_sight(next(row for row, line in enumerate(self._lines) if line.number == self._chosen))
        self.viewport().update()

    @property
    def explanation(self) -> tuple[PriceRow, ...]:
        """What stands beneath the chosen line."""
        return self._explanation

    def step(self, by: int) -> None:
        """Choose the line before or after by the arrow keys, from the newest on."""
        numbers = [line.number for line in self._lines]
        if not numbers:
            return
        at = numbers.index(self._chosen) + by if self._chosen in numbers else len(numbers) - 1
        at = min(max(at, 0), len(numbers) - 1)
        self.choose(numbers[at])
        self._bring_into_sight(at)

    def measure_anew(self) -> None:
        """Lay all lines out again: another theme, scale or language."""
        self._measured.clear()
        self._lay_out()
        self.viewport().update()

    def cut_texts(self) -> list[str]:
        """Texts that have less room than they need: none, a test holds."""
        return [text for place in self._places for text in place.cut]

    def _newest(self) -> int | None:
        return next((line.number for line in reversed(self._lines) if line.newest), None)

    def _show_newest(self) -> None:
        newest = self._newest()
        if newest is not None:
            self._bring_into_sight(next(row for row, line in enumerate(self._lines) if line.number == newest))

    def _bring_into_sight(self, row: int) -> None:
        bar = self.verticalScrollBar()
        top, bottom = self._tops[row], self._tops[row + 1]
        bar.setValue(min(top, max(bar.value(), bottom - self.viewport().height())))

    def _lay_out(self) -> None:
        """Measure what is new, and tell the scroll bar."""
        width = self.viewport().width()
        if len(self._measured) > KEPT:
            self._measured.clear()
        self._places, self._tops = [], [0]
        for line in self._lines:
            place = self._measured.get((line, width))
            if place is None:
                place = self._measured[line, width] = arrange(line, width)
            if self._explanation and line.number == self._chosen:
                place = explained(place, self._explanation, width)
            self._places.append(place)
            self._tops.append(self._tops[-1] + place.height)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(theme.px(theme.MAIN_TARGET))
        bar.setRange(0, max(0, self._tops[-1] - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._show_newest()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(240))

    # --- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, region, whole = self.verticalScrollBar().value(), event.region(), event.rect()
        width = self.viewport().width()
        row = max(0, bisect_right(self._tops, whole.top() + offset) - 1)
        y = self._tops[row] - offset
        while row < len(self._lines) and y <= whole.bottom():
            height = self._places[row].height
            if region.intersects(QRect(0, y, width, height)):
                self._paint_line(painter, row, y)
            y += height
            row += 1
        painter.fillRect(0, y, width, max(0, whole.bottom() + 1 - y), theme.current().color("surface"))
        if not self._lines:
            self._paint_hint(painter)

    def _paint_line(self, painter: QPainter, row: int, y: int) -> None:
        line, places, now, px = self._lines[row], self._places[row], theme.current(), theme.px
        width, height = self.viewport().width(), places.height
        ground = "error_tint" if line.red else "newest" if line.newest else "surface"
        painter.fillRect(0, y, width, height, now.color(ground))
        painter.fillRect(0, y + height - 1, width, 1, now.color("line"))
        if line.number == self._chosen:
            painter.fillRect(0, y, px(5), height, now.color("error" if line.red else "action"))
        if places.chips:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("surface" if line.newest else "saved_tint"))
            for chip, _ in places.chips:
                painter.drawRoundedRect(QRectF(chip.translated(0, y)), px(6), px(6))
        for run in (*places.runs, *(run for _, run in places.chips)):
            painter.setFont(_font(run.kind))
            painter.setPen(now.color(run.color))
            painter.drawText(run.x, y + run.baseline, run.text)
        if places.buttons is not None:
            self._paint_buttons(painter, places.buttons, y)

    def _paint_buttons(self, painter: QPainter, buttons: tuple[QRect, QRect], y: int) -> None:
        now, radius = theme.current(), theme.px(theme.RADIUS)
        painter.setFont(_font("button"))
        for place, text in zip(buttons, red_line_buttons(), strict=True):
            painter.setPen(QPen(now.color("line"), 1))
            painter.setBrush(now.color("digit"))
            painter.drawRoundedRect(QRectF(place.translated(0, y)).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(now.color("text"))
            painter.drawText(place.translated(0, y), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_hint(self, painter: QPainter) -> None:
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
        row = bisect_right(self._tops, point.y() + self.verticalScrollBar().value()) - 1
        if row >= len(self._lines):
            self.choose(None)
            return
        line, rect = self._lines[row], self.place_of(row)
        buttons = self._places[row].buttons
        if buttons is not None:
            for place, signal in zip(buttons, (self.find_wanted, self.remove_wanted), strict=True):
                if place.translated(rect.topLeft()).contains(point):
                    signal.emit(line.number)
                    return
        self.choose(None if line.number == self._chosen else line.number)
