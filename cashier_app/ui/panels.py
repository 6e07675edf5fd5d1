"""Calm surfaces and texts that know their language: what every screen is put together from."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import wrapped
from cashier_app.ui.language import Text, fixed

#: What a panel's ground means; a colour token each.
Ground: TypeAlias = Literal["surface", "background", "points_tint", "warning_tint", "error_tint", "saved_tint"]


class Label(QLabel):
    """A text in one of the roles of `theme.LABELS`, asked again when the language changes."""

    def __init__(
        self,
        text: Text | str = "",
        role: str = "body",
        wrap: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source: Text = fixed(text) if isinstance(text, str) else text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setAlignment(align)
        self.setText(self._source())

    def set_text(self, text: Text | str) -> None:
        """Change the text; nothing happens when it is the same."""
        self._source = fixed(text) if isinstance(text, str) else text
        fresh = self._source()
        if fresh != self.text():
            self.setText(fresh)

    def set_role(self, role: str) -> None:
        """Change size, weight and colour."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if theme.current().large and not self.property("plain") and not self._has_room():
            # large type is for where it has room
            self.setProperty("plain", True)
            self.style().unpolish(self)
            self.style().polish(self)

    def _has_room(self) -> bool:
        metrics, inside = QFontMetrics(self.font()), self.contentsRect()
        if self.wordWrap():
            longest = max(map(metrics.horizontalAdvance, self.text().split()), default=0)
            return longest <= inside.width() and self.heightForWidth(self.width()) <= self.height() + 1
        widest = max(map(metrics.horizontalAdvance, self.text().split("\n")))
        return widest <= inside.width() + 1

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(self._source())


class TextLines(QWidget):
    """Texts under each other in as little height as they need, each wrapped where it must be.

    For places where every pixel counts; `set_lines` takes (text, role of `theme.LABELS`) pairs.
    """

    ACCESSIBLE_ROLE = QAccessible.Role.StaticText

    def __init__(self, centred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._centred = centred
        self._lines: tuple[tuple[str, str], ...] = ()
        self._choices: tuple[tuple[tuple[str, str], ...], ...] = ()

    def set_lines(self, *lines: tuple[str, str]) -> None:
        """Show other texts; empty ones take no room, and nothing is painted when nothing changed."""
        self._choices = ()
        self._put(lines)

    def spoken(self) -> tuple[str, str]:
        """Everything that stands there (`accessible.Speaks`)."""
        return self.text(), ""

    def _put(self, lines: tuple[tuple[str, str], ...]) -> None:
        kept = tuple(line for line in lines if line[0])
        if kept != self._lines:
            roles = [role for _, role in self._lines]
            self._lines = kept
            self.setAccessibleName("\n".join(text for text, _ in kept))
            if roles != [role for _, role in kept]:
                self.updateGeometry()
            self.update()

    def set_first_that_fits(self, *choices: tuple[tuple[str, str], ...]) -> None:
        """Show the first of several choices of lines that has room, else the last one; measured anew on a resize."""
        if choices != self._choices:
            self._choices = choices
            self._put(self._chosen())

    def _chosen(self) -> tuple[tuple[str, str], ...]:
        if self.width() > 0 and self.height() > 0:
            for choice in self._choices:
                kept = tuple(line for line in choice if line[0])
                if self._height_of(kept) <= self.height():
                    return choice
        return self._choices[-1]

    def _height_of(self, lines: tuple[tuple[str, str], ...]) -> int:
        return sum(theme.pitch(font) for font, _, _ in self._broken(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._choices:
            self._put(self._chosen())

    def text(self) -> str:
        """Everything that stands there."""
        return "\n".join(text for text, _ in self._lines)

    def _broken(self, lines: tuple[tuple[str, str], ...] | None = None) -> list[tuple[QFont, str, str]]:
        """Font, line and colour token of every line as painted: in large type where that has room."""
        made = self._broken_at(lines, large=True)
        if theme.current().large and not self._have_room(made):
            made = self._broken_at(lines, large=False)
        return made

    def _broken_at(self, lines: tuple[tuple[str, str], ...] | None, large: bool) -> list[tuple[QFont, str, str]]:
        made = []
        for text, role in self._lines if lines is None else lines:
            stated, weight, color = theme.LABELS[role]
            size = stated if large else theme.current().plain(stated)
            font, metrics = theme.current().font(size, weight), theme.current().metrics(size, weight)
            made += [(font, line, color) for line in wrapped(text, metrics, self.width()).split("\n")]
        return made

    def fits(self) -> bool:
        """Whether all of it has room."""
        return self._have_room(self._broken())

    def _have_room(self, lines: list[tuple[QFont, str, str]]) -> bool:
        height = sum(theme.pitch(font) for font, _, _ in lines)
        return height <= self.height() and all(
            QFontMetrics(font).horizontalAdvance(line) <= self.width() for font, line, _ in lines
        )

    def sizeHint(self) -> QSize:
        sizes = [theme.LABELS[role][:2] for _, role in self._lines]
        fonts = [theme.current().font(theme.current().plain(size), weight) for size, weight in sizes]
        return QSize(theme.px(theme.TARGET), sum(map(theme.pitch, fonts)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, lines = QPainter(self), self._broken()
        height = sum(theme.pitch(font) for font, _, _ in lines)
        top = max(0, (self.height() - height) // 2) if self._centred else 0
        for font, line, color in lines:
            painter.setFont(font)
            painter.setPen(theme.current().color(color))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(0, top, self.width(), theme.pitch(font), flags, line)
            top += theme.pitch(font)


class ElidedLabel(Label):
    """A text that may be longer than any screen (a shop's name): shortened in the middle, whole in its tool tip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(theme.TARGET), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(self.rect(), self.alignment(), shown)


class Panel(QFrame):
    """A surface with round corners and a thin line, laid out from top to bottom."""

    def __init__(self, ground: Ground = "surface", padding: float = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ground: Ground = ground
        self.box = column(self, padding=padding)

    def set_ground(self, ground: Ground) -> None:
        """Change what the surface means."""
        if ground != self.ground:
            self.ground = ground
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        inset = now.px(theme.RADIUS)
        if self.rect().adjusted(inset, inset, -inset, -inset).contains(event.rect()):
            # nothing of the edge is to be painted: what a text on the panel needs beneath it
            painter.fillRect(event.rect(), now.color(self.ground))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "line" if self.ground in ("surface", "background") else self.ground.removesuffix("_tint")
        painter.setPen(QPen(now.color(edge), 1))
        painter.setBrush(now.color(self.ground))
        radius = now.px(theme.RADIUS + 2)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Rule(QWidget):
    """A thin line between things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().color("line"))


class Figures(QWidget):
    """A row of a name at the left and a figure at the right, aligned with the rows above and below."""

    def __init__(self, name: Text | str, role: str = "body", figure_role: str | None = None) -> None:
        super().__init__()
        self.name = Label(name, role)
        self.figure = Label("", figure_role or role, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = row(self)
        box.addWidget(self.name)
        box.addStretch(1)
        box.addWidget(self.figure)

    def set_figure(self, figure: str) -> None:
        """Change the figure."""
        self.figure.set_text(figure)


def column(owner: QWidget | None = None, gap: float = theme.GAP, padding: float = 0) -> QVBoxLayout:
    """A layout from top to bottom, measures stated for scale 1."""
    made = QVBoxLayout(owner) if owner is not None else QVBoxLayout()
    _measure(made, gap, padding)
    return made


def row(owner: QWidget | None = None, gap: float = theme.GAP, padding: float = 0) -> QHBoxLayout:
    """A layout from left to right, measures stated for scale 1."""
    made = QHBoxLayout(owner) if owner is not None else QHBoxLayout()
    _measure(made, gap, padding)
    return made


def edge_to_edge(panel: Panel) -> None:
    """Let a panel's rows go from edge to edge; its own thin line stays in sight beside them."""
    panel.box.setSpacing(0)
    # a list would fill the round corners
    panel.box.setContentsMargins(1, 1, 1, theme.px(theme.RADIUS))


def beside(owner: QWidget, left: QWidget, right: QWidget, share: float = 0.6) -> QHBoxLayout:
    """Lay two halves side by side in their owner: `share` of the width for the left one, whatever they ask for."""
    box = row(owner, gap=12)
    sides, ends = theme.px(theme.MARGIN), theme.px(theme.GAP)
    box.setContentsMargins(sides, ends, sides, ends)
    for half in (left, right):
        policy = half.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        half.setSizePolicy(policy)
    box.addWidget(left, round(share * 100))
    box.addWidget(right, round((1 - share) * 100))
    return box


def _measure(layout: QVBoxLayout | QHBoxLayout, gap: float, padding: float) -> None:
    layout.setSpacing(theme.px(gap))
    edge = theme.px(padding)
    layout.setContentsMargins(edge, edge, edge, edge)
