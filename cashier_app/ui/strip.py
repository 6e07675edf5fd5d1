"""The strip over every screen: where and who one is, the lamps of the devices, the clock, menu and lock."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.focus import paint_ring
from cashier_app.ui.language import Text, fixed, translate
from cashier_app.ui.panels import row

LampState: TypeAlias = Literal["good", "warning", "error", "off"]

HEIGHT: Final = 56


class Lamp(QAbstractButton):
    """State of one device: a dot whose colour and form tell it, and words; a touch opens its diagnosis."""

    def __init__(self, name: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._text: Text = fixed("")
        self.state: LampState = "off"
        #: Whether it brings the strip's dark ground with it, over another one.
        self.grounded = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_state(self, state: LampState, text: Text | str = "") -> None:
        """Show a state; the text stands in place of the device's name where it says more."""
        self.state = state
        self._text = fixed(text) if isinstance(text, str) else text
        self.setAccessibleName(f"{self._name()}: {self.caption}")
        self.updateGeometry()
        self.update()

    @property
    def caption(self) -> str:
        """What stands beside the dot."""
        return self._text() or self._name()

    def sizeHint(self) -> QSize:
        px = theme.px
        text = QFontMetrics(theme.current().font(theme.current().least)).horizontalAdvance(self.caption)
        return QSize(max(px(theme.TARGET), text + px(12 + 8 + 12)), px(theme.TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar touches it once Tab has led here; every other key is the screen's."""
        if event.key() == Qt.Key.Key_Space and self.hasFocus():
            self.clicked.emit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What was pressed has been done."""
        event.ignore()

    def fits(self) -> bool:
        """Whether the words have room."""
        return self.width() >= self.sizeHint().width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, px = theme.current(), theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or self.grounded:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("top_button" if self.isDown() else "top"))
            painter.drawRoundedRect(QRectF(self.rect()), px(8), px(8))
        color = now.color(f"lamp_{self.state}")
        center, radius = QPointF(px(10), self.height() / 2), px(6)
        painter.setPen(QPen(color, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush if self.state == "off" else color)
        if self.state in ("good", "off"):
            painter.drawEllipse(center, radius - 1, radius - 1)
        elif self.state == "warning":
            painter.drawPolygon(
                [
                    center + QPointF(0, -radius),
                    center + QPointF(radius, radius - 1),
                    center + QPointF(-radius, radius - 1),
                ]
            )
        else:
            painter.drawRect(QRectF(center.x() - radius + 1, center.y() - radius + 1, 2 * radius - 2, 2 * radius - 2))
        painter.setFont(now.font(theme.current().least))
        painter.setPen(now.color("top_text"))
        painter.drawText(
            self.rect().adjusted(px(22), 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.caption,
        )
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))


class Place(QAbstractButton):
    """Shop, till, cashier and shift in two lines; a touch lets the next cashier take over."""

    ACCESSIBLE_ROLE = QAccessible.Role.Button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._upper: Text = fixed("")
        self._lower: Text = fixed("")
        #: The training mode stands in the shop's place.
        self.practice = False
        #: Somebody is at the till whom a colleague may follow.
        self.leads = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_texts(self, upper: Text, lower: Text) -> None:
        """Show the shop above, till, cashier and shift beneath."""
        self._upper, self._lower = upper, lower
        self.update()

    def spoken(self) -> tuple[str, str]:
        """Both lines, and what a touch does (`accessible.Speaks`)."""
        leads = translate("strip", "touch: another cashier") if self.leads else ""
        return f"{self._upper()}, {self.lower_line}", leads

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar touches it once Tab has led here; every other key is the screen's."""
        if event.key() == Qt.Key.Key_Space and self.hasFocus():
            self.clicked.emit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What was pressed has been done."""
        event.ignore()

    def fits(self) -> bool:
        """Whether the words of the training mode stand there whole; a shop's name may be shortened."""
        text = translate("strip", "TRAINING MODE") if self.practice else ""
        return QFontMetrics(theme.current().font(20, 700)).horizontalAdvance(text) <= self.width()

    @property
    def lower_line(self) -> str:
        """Till, cashier and shift."""
        return self._lower()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(theme.TARGET))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setPen(now.color("practice_text" if self.practice else "top_text"))
        half = self.height() // 2
        upper = translate("strip", "TRAINING MODE") if self.practice else self._upper()
        for text, font, top in (
            (upper, now.font(theme.current().least + (4 if self.practice else 1), 700), theme.px(4)),
            (f"{self.lower_line}  ▾" if self.leads else self.lower_line, now.font(theme.current().least), half),
        ):
            painter.setFont(font)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, self.width())
            painter.drawText(
                0, top, self.width(), half, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))


class Clock(QWidget):
    """Hours and minutes of the store."""

    ACCESSIBLE_ROLE = QAccessible.Role.Clock

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.practice = False

    def spoken(self) -> tuple[str, str]:
        """The time (`accessible.Speaks`)."""
        return self._text, ""

    def set_text(self, text: str) -> None:
        """Show a time; repaints only when it has changed."""
        if text != self._text:
            self._text = text
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            QFontMetrics(theme.current().font(theme.current().least + 1, 700)).horizontalAdvance("00:00") + 2,
            theme.px(theme.TARGET),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.current().font(theme.current().least + 1, 700))
        painter.setPen(theme.current().color("practice_text" if self.practice else "top_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class TopStrip(QWidget):
    """The strip itself; `diagnosis("server" | "scanner" | "printer")` when a lamp is touched."""

    diagnosis = Signal(str)
    notices_wanted = Signal()
    help_wanted = Signal()
    menu_wanted = Signal()
    lock_wanted = Signal()
    hints_wanted = Signal()
    #: The cashier's name was touched: a colleague takes over.
    who_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = Place()
        self.place.clicked.connect(self.who_wanted)
        self.clock = Clock()
        self.lamps = {
            "server": Lamp(lambda: translate("strip", "Server")),
            "scanner": Lamp(lambda: translate("strip", "Scanner")),
            "printer": Lamp(lambda: translate("strip", "Printer")),
        }
        #: How many notices nobody has put off, in the colour of the gravest.
        self.notices = Lamp(lambda: translate("strip", "Notices"))
        self.notices.set_state("good", "0")
        self.help = TouchButton("?", "top", Qt.Key.Key_F1)
        self.help.say(lambda: translate("strip", "Help"))
        self.help.activated.connect(self.help_wanted)
        self.menu = TouchButton(lambda: translate("strip", "Menu"), "top", Qt.Key.Key_F10)
        self.lock = TouchButton(lambda: translate("strip", "Lock"), "top", Qt.Key.Key_F11)
        self.practice = False
        #: Only in the training mode.
        self.hints = TouchButton(lambda: translate("strip", "Hints"), "top")
        self.hints.activated.connect(self.hints_wanted)
        self.hints.hide()
        self.menu.activated.connect(self.menu_wanted)
        self.lock.activated.connect(self.lock_wanted)
        box = row(self, gap=8)
        box.setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4))
        box.addWidget(self.place, 1)
        for name, lamp in self.lamps.items():
            lamp.clicked.connect(lambda _=False, name=name: self.diagnosis.emit(name))
            box.addWidget(lamp)
        self.notices.clicked.connect(self.notices_wanted)
        box.addWidget(self.notices)
        for widget in (self.clock, self.hints, self.help, self.menu, self.lock):
            box.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(theme.BASE_WIDTH), theme.px(HEIGHT))

    def set_open(self, is_open: bool) -> None:
        """Menu and lock lead somewhere only while somebody is logged in."""
        reason: Text | str = "" if is_open else (lambda: translate("strip", "Log in first"))
        for button in (self.hints, self.menu, self.lock):
            button.set_reason(reason)

    def set_practice(self, practice: bool) -> None:
        """Mark the training mode: words in the shop's place, a ground of its own with stripes at its foot."""
        self.practice = self.place.practice = self.clock.practice = practice
        for lamp in (*self.lamps.values(), self.notices):
            lamp.grounded = practice
        # nothing is sent while one practises: its place is the words'
        self.lamps["server"].setVisible(not practice)
        self.hints.setVisible(practice)
        for widget in (self, self.place, self.clock, *self.lamps.values()):
            widget.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("practice" if self.practice else "top"))
        if self.practice:
            painter.setClipRect(0, self.height() - now.px(4), self.width(), now.px(4))
            step = now.px(16)
            painter.setPen(QPen(now.color("top"), step / 2))
            for left in range(-step, self.width() + step, step):
                painter.drawLine(left, self.height() + step, left + 2 * step, self.height() - step)
