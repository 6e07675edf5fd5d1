"""The buyer's card on the selling screen: who, which level, how many points, and the button that spends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.panels import Label, Panel, column, row

if TYPE_CHECKING:
    from cashier_app.till.selling_view import MemberView, PointsView

RING: Final = 64
#: The panel is as high without a buyer as with one: nothing beneath it moves.
HEIGHT: Final = 248
NOTE_ROLES: Final = {"info": "points", "success": "saved", "warning": "warning", "error": "error"}


class Ring(QWidget):
    """Progress towards the next level: a ring with its per cent, full for the highest level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: int | None = None
        self._shown = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_progress(self, progress: int | None, shown: bool) -> None:
        """0–100, or None for no next level; nothing is drawn without a buyer."""
        if (progress, shown) != (self._progress, self._shown):
            self._progress, self._shown = progress, shown
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(RING), theme.px(RING))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, px = theme.current(), theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = px(7)
        circle = QRectF(self.rect()).adjusted(width / 2 + 1, width / 2 + 1, -width / 2 - 1, -width / 2 - 1)
        painter.setPen(QPen(now.color("line"), width))
        painter.drawEllipse(circle)
        if not self._shown or self._progress is None:
            return
        painter.setPen(QPen(now.color("points"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, 90 * 16, -round(self._progress * 3.6 * 16))
        painter.setPen(now.color("text"))
        painter.setFont(now.font(16, 700))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._progress}\u00a0%")


class Figure(QWidget):
    """A name and beneath it a figure."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self.name = Label("", "quiet")
        self.figure = Label("", role)
        self._source = name
        box = column(self, gap=0)
        box.addWidget(self.name)
        box.addWidget(self.figure)

    def show_figure(self, name: str, figure: str) -> None:
        """Change both; empty texts keep their place."""
        self.name.set_text(name)
        self.figure.set_text(figure)


class MemberPanel(Panel):
    """`show_member` fills it; the buttons are `redeem` (F6) and `sum` for an own amount."""

    redeem_wanted = Signal()
    sum_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=10, parent=parent)
        self.ring = Ring()
        self.name = Label("", "strong")
        self.progress = Label("", "quiet", wrap=True)
        self.note = Label("", "points", wrap=True)
        self.spendable = Figure("", "points-figure")
        self.pending = Figure("", "figure")
        self.expiring = Figure("", "figure")
        self.earns = Label("", "quiet")
        self.redeem = TouchButton("", "points", Qt.Key.Key_F6)
        self.sum = TouchButton(lambda: translate("selling", "Sum"), "plain", Qt.Key.Key_F7)
        for button in (self.redeem, self.sum):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        self.redeem.activated.connect(self.redeem_wanted)
        self.sum.activated.connect(self.sum_wanted)
        texts = column(gap=0)
        texts.addStretch(1)
        for label in (self.name, self.progress, self.note):
            texts.addWidget(label)
        texts.addStretch(1)
        head = row(gap=14)
        head.addWidget(self.ring)
        head.addLayout(texts, 1)
        figures = row()
        for figure in (self.spendable, self.pending, self.expiring):
            figures.addWidget(figure, 1)
        buttons = row()
        buttons.addWidget(self.redeem, 5)
        buttons.addWidget(self.sum, 2)
        self.box.setSpacing(theme.px(6))
        self.setFixedHeight(theme.px(HEIGHT))
        self.box.addLayout(head, 1)
        self.box.addLayout(figures)
        self.box.addLayout(buttons)
        self.box.addWidget(self.earns)

    def show_member(self, member: MemberView | None, points: PointsView) -> None:
        """Fill the panel from the view; without a buyer it says how one comes."""
        self.ring.set_progress(member.progress if member else None, member is not None)
        if member is None:
            self._show_nobody()
        else:
            self.name.set_text(" · ".join(filter(None, (member.name, member.level))))
            self.progress.set_text(member.progress_text)
            self.note.set_text(" · ".join(filter(None, (member.note, member.birthday))))
            self.note.set_role(NOTE_ROLES[member.note_tone if member.note else "info"])
            self.note.setVisible(bool(self.note.text()))
            self.spendable.show_figure(translate("selling", "Available"), member.spendable)
            self.pending.show_figure(translate("selling", "Pending"), member.pending)
            self.expiring.show_figure(member.expiring_label, member.expiring)
        self.redeem.set_text(points.text)
        if points.enabled:
            self.redeem.set_reason("")
            self.redeem.set_sub(points.detail)
        else:
            self.redeem.set_reason(points.detail, shown=True)
        self.sum.set_reason("" if points.enabled else points.detail)
        self.earns.set_text(points.earns)

    def _show_nobody(self) -> None:
        self.name.set_text(translate("selling", "Buyer without a card"))
        self.progress.set_text(translate("selling", "Scan a card, or find the buyer by telephone"))
        self.note.setVisible(False)
        for figure in (self.spendable, self.pending, self.expiring):
            figure.show_figure("", "")
