"""Receipt paper on the screen: what a simulated printer has printed, growing as it comes out."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from cashier_app.devices.simulators.paper import OnPaper, PaperBarcode, PaperCode, PaperCut, PaperLine, PaperPicture
from cashier_app.ui.theme import RESOURCES

#: Paper and ink are what they are in any theme.
PAPER, INK, EDGE = "#FFFEFA", "#22262C", "#A0A7B0"
#: Slips older than these many lines are torn off.
LONGEST = 2000
#: A letter of the printer is so many dots wide.
DOTS_A_LETTER = 12


def load_paper_font() -> str:
    """Register the font of the paper; its family."""
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"IBMPlexMono-{weight}.ttf"))
    return "IBM Plex Mono"


@cache
def qr_modules(data: str) -> tuple[tuple[bool, ...], ...]:
    """The dark and light modules of a QR code, a row each, with its quiet zone."""
    import qrcode

    code = qrcode.QRCode(border=2)
    code.add_data(data)
    return tuple(map(tuple, code.get_matrix()))


class PaperView(QAbstractScrollArea):
    """A strip of paper of so many columns; the newest line is in sight unless somebody has scrolled back."""

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._things: list[tuple[OnPaper, int]] = []
        self._height = 0
        self._plain = QFont(load_paper_font())
        self._plain.setPixelSize(14)
        self._heavy = QFont(self._plain)
        self._heavy.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(self._plain)
        self._step = metrics.horizontalAdvance("0")
        self._row = round(metrics.height() * 1.05)
        self.setMinimumWidth(round(self._step * columns) + 4 * self._row)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName("paper")

    def add(self, thing: OnPaper) -> None:
        """One more line, code or cut."""
        bar = self.verticalScrollBar()
        follows = bar.value() == bar.maximum()
        self._things.append((thing, self._height_of(thing)))
        self._height += self._things[-1][1]
        while len(self._things) > LONGEST:
            self._height -= self._things.pop(0)[1]
        self._settle()
        if follows:
            bar.setValue(bar.maximum())
        self.viewport().update()

    def _height_of(self, thing: OnPaper) -> int:
        if isinstance(thing, PaperCode):
            return self._module() * len(qr_modules(thing.data)) + self._row
        if isinstance(thing, PaperPicture):
            return round(thing.height * self._step / DOTS_A_LETTER)
        if isinstance(thing, PaperBarcode):
            return 4 * self._row
        if isinstance(thing, PaperCut):
            return 2 * self._row
        return self._row * (2 if thing.tall else 1)

    def _module(self) -> int:
        return max(3, round(self._step * 0.5))

    def _settle(self) -> None:
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._row)
        bar.setRange(0, max(0, self._height + 2 * self._row - self.viewport().height()))

    def resizeEvent(self, event: object) -> None:
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        width = round(self._step * self._columns) + 2 * self._row
        left = (self.viewport().width() - width) // 2
        painter.fillRect(left, 0, width, self.viewport().height(), QColor(PAPER))
        painter.setPen(QColor(INK))
        y = self._row - self.verticalScrollBar().value()
        for thing, height in self._things:
            if y + height >= event.rect().top() and y <= event.rect().bottom():
                self._paint(painter, thing, QRectF(left + self._row, y, self._step * self._columns, height))
            y += height
        painter.end()

    def _paint(self, painter: QPainter, thing: OnPaper, place: QRectF) -> None:
        if isinstance(thing, PaperCode):
            self._paint_code(painter, thing, place)
        elif isinstance(thing, PaperPicture):
            self._paint_picture(painter, thing, place)
        elif isinstance(thing, PaperBarcode):
            self._paint_bars(painter, thing, place)
        elif isinstance(thing, PaperCut):
            painter.save()
            painter.setPen(QPen(QColor(EDGE), 1, Qt.PenStyle.SolidLine if thing.full else Qt.PenStyle.DashLine))
            middle = round(place.center().y())
            painter.drawLine(round(place.left()) - self._row, middle, round(place.right()) + self._row, middle)
            painter.restore()
        else:
            self._paint_line(painter, thing, place)

    def _paint_picture(self, painter: QPainter, picture: PaperPicture, place: QRectF) -> None:
        """Dots as large as the letters beside them."""
        dots = QImage(picture.rows, picture.width, picture.height, picture.width // 8, QImage.Format.Format_Mono)
        dots.setColorTable([QColor(PAPER).rgb(), QColor(INK).rgb()])
        wide = picture.width * self._step / DOTS_A_LETTER
        left = place.left() + (0 if picture.align == "left" else (place.width() - wide) / 2)
        painter.drawImage(QRectF(left, place.top(), wide, place.height()), dots)

    def _paint_bars(self, painter: QPainter, code: PaperBarcode, place: QRectF) -> None:
        """Bars that stand for the printer's own, and the letters below."""
        bits = "".join(f"{byte:08b}" for byte in code.data.encode())
        unit = code.module * self._step / DOTS_A_LETTER
        left = place.center().x() - len(bits) * unit / 2
        for at, bit in enumerate(bits):
            if bit == "1":
                painter.fillRect(QRectF(left + at * unit, place.top(), unit, place.height() - self._row), QColor(INK))
        painter.setFont(self._plain)
        below = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(place, below, code.data if code.letters else "")

    def _paint_line(self, painter: QPainter, line: PaperLine, place: QRectF) -> None:
        """Letters stand on the printer's grid, whatever the font thinks of them."""
        room = self._columns - len(line.text)
        indent = {"left": 0, "center": room // 2, "right": room}[line.align]
        painter.save()
        painter.setFont(self._heavy if line.bold else self._plain)
        painter.translate(place.left() + indent * self._step, place.top())
        if line.tall:
            painter.scale(1, 2)
        for column, letter in enumerate(line.text):
            cell = QRectF(column * self._step - 4, 0, self._step + 8, self._row)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()

    def _paint_code(self, painter: QPainter, code: PaperCode, place: QRectF) -> None:
        modules, size = qr_modules(code.data), self._module()
        left = round(place.center().x() - size * len(modules) / 2)
        for row, line in enumerate(modules):
            for column, dark in enumerate(line):
                if dark:
                    painter.fillRect(left + column * size, round(place.top()) + row * size, size, size, QColor(INK))
