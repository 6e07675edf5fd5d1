"""A document on the screen as it looks on paper: a receipt, a report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import fixed, translate

if TYPE_CHECKING:
    from cashier_app.documents.bitmap import Bitmap, LogoFile
    from cashier_app.documents.document import Document
    from cashier_app.documents.layout import Line

FAMILY: Final = "IBM Plex Mono"
#: Paper is paper in every theme.
PAPER: Final = QColor("#FFFEFA")
INK: Final = QColor("#1B1F24")
EDGE: Final = QColor("#C9CDD3")
#: A letter of the printer is so many dots wide; so many stand above and below a drawing.
DOTS: Final = 12
GAP: Final = 8
LARGEST: Final = 17.0
SMALLEST: Final = 9.0


@cache
def _load_fonts() -> None:
    """Register the letters of paper when a slip is first shown."""
    for path in sorted((theme.RESOURCES / "fonts").glob("IBMPlexMono*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class Paper(QWidget):
    """One slip of paper, letters as large as the width lets them be; with `codes` also its logo, QR and bar codes."""

    ACCESSIBLE_ROLE = QAccessible.Role.Document

    def __init__(self, columns: int, codes: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _load_fonts()
        self._columns = columns
        self._codes = codes
        self._lines: list[Line | Bitmap] = []
        #: The shop's logo, where one is to be seen.
        self.logo: LogoFile | None = None

    def spoken(self) -> tuple[str, str]:
        """What is printed on it (`accessible.Speaks`)."""
        return translate("slip", "Slip"), "\n".join(str(getattr(line, "text", "")) for line in self._lines)

    def set_document(self, document: Document | None) -> None:
        """Lay a document out; nothing is drawn for None."""
        from cashier_app.documents.layout import Line, lay_out
        from cashier_app.documents.printable import clean_unicode

        if document is not None and self._codes:
            from cashier_app.documents.picture import drawn_pieces

            self._lines = drawn_pieces(document, self._columns, self.logo)
        else:
            found = lay_out(document, self._columns, clean_unicode) if document is not None else ()
            self._lines = [element for element in found if isinstance(element, Line)]
        self.updateGeometry()
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def set_columns(self, columns: int) -> None:
        """Other paper; the next document is laid out on it."""
        self._columns = columns

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self._lines

    def _font(self, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        room = max(120, self.width() - 2 * theme.px(20))
        font.setPixelSize(100)
        fitting = 100.0 * room / (self._columns * QFontMetricsF(font).horizontalAdvance("0"))
        font.setPixelSize(int(max(SMALLEST, min(LARGEST * theme.current().scale, fitting))))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        height = sum(_height(each, metrics) for each in self._lines)
        return QSize(theme.px(200), round(height) + 2 * theme.px(18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._font()
        metrics = QFontMetricsF(font)
        step, cell = metrics.lineSpacing(), metrics.horizontalAdvance("0")
        wide = cell * self._columns
        side = theme.px(20)
        left = (self.width() - wide) / 2
        painter.setPen(QPen(EDGE, 1))
        painter.setBrush(PAPER)
        sheet = QRectF(left - side, 0.5, wide + 2 * side, min(self.height(), self.sizeHint().height()) - 1)
        painter.drawRect(sheet)
        painter.setPen(INK)
        top = float(theme.px(18))
        from cashier_app.documents.layout import Line

        plain, heavy = self._font(), self._font(True)
        for each in self._lines:
            if isinstance(each, Line):
                _draw_line(painter, each, heavy if each.bold else plain, left, top, wide, step)
            else:
                _draw_dots(painter, each, left + wide / 2, top, cell / DOTS)
            top += _height(each, metrics)


class SlipView(QScrollArea):
    """A slip that can be longer than the screen, moved by a finger or by its two buttons."""

    def __init__(self, columns: int = 42, codes: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = Paper(columns, codes)
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.up = TouchButton("", "side", Qt.Key.Key_PageUp, icon="up")
        self.down = TouchButton("", "side", Qt.Key.Key_PageDown, icon="down")
        self.up.activated.connect(lambda: self._page(-1))
        self.down.activated.connect(lambda: self._page(1))
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._settle())
        bar.valueChanged.connect(lambda *_: self._settle())
        self._settle()

    def set_document(self, document: Document | None) -> None:
        """Show a document from its first line."""
        self.paper.set_document(document)
        self.verticalScrollBar().setValue(0)
        self._settle()

    def show_changed(self, document: Document) -> None:
        """Show another version of what is shown, and stay where one reads."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.paper.set_document(document)
        bar.setValue(min(place, bar.maximum()))
        self._settle()

    def _page(self, by: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * round(bar.pageStep() * 0.85))

    def _settle(self) -> None:
        bar = self.verticalScrollBar()
        at_start, at_end = bar.value() <= bar.minimum(), bar.value() >= bar.maximum()
        self.up.set_reason((lambda: translate("slip", "This is the beginning")) if at_start else fixed(""))
        self.down.set_reason((lambda: translate("slip", "This is the end")) if at_end else fixed(""))


def _height(each: Line | Bitmap, metrics: QFontMetricsF) -> float:
    """Height of a line, or of dots as large as the letters beside them."""
    from cashier_app.documents.layout import Line

    if isinstance(each, Line):
        return metrics.lineSpacing() * (2 if each.tall else 1)
    return (each.height + 2 * GAP) * metrics.horizontalAdvance("0") / DOTS


def _draw_dots(painter: QPainter, dots: Bitmap, middle: float, top: float, size: float) -> None:
    """A drawing in the middle of the paper."""
    image = QImage(dots.rows, dots.width, dots.height, dots.stride, QImage.Format.Format_Mono)
    image.setColorTable([QColor(PAPER).rgb(), QColor(INK).rgb()])
    wide = dots.width * size
    place = QRectF(middle - wide / 2, top + GAP * size, wide, dots.height * size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(place, image)
    painter.restore()


def _draw_line(painter: QPainter, line: Line, font: QFont, left: float, top: float, wide: float, step: float) -> None:
    """One line; double height is the same letters stretched, as a printer does it."""
    flags = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "center": Qt.AlignmentFlag.AlignHCenter,
        "right": Qt.AlignmentFlag.AlignRight,
    }[line.align]
    painter.setFont(font)
    painter.save()
    painter.translate(left, top)
    if line.tall:
        painter.scale(1.0, 2.0)
    painter.drawText(QRectF(0, 0, wide + 1, step), flags | Qt.AlignmentFlag.AlignVCenter, line.text)
    painter.restore()
