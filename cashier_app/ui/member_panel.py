"""The buyer's card on the selling screen: who, which level, how many points, and the button that spends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.panels import Panel, TextLines, row

if TYPE_CHECKING:
    from cashier_app.till.selling_view import EnrolmentView, MemberView, PointsView

RING: Final = 60
#: The panel is as high without a buyer as with one: nothing beneath it moves.
HEIGHT: Final = 276
#: Room for the button's text and a reason of three lines.
BUTTON: Final = 82
#: A figure under its name; a line.
FIGURES: Final = 48
EARNS: Final = 20
NOTE_ROLES: Final = {"info": "points", "success": "saved", "warning": "warning", "error": "error"}


class Ring(QWidget):
    """Progress towards the next level: a ring with its per cent, full for the highest level."""

    ACCESSIBLE_ROLE = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: int | None = None
        self._shown = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def spoken(self) -> tuple[str, str]:
        """How far it is to the next level (`accessible.Speaks`)."""
        value = f"{self._progress} %" if self._shown and self._progress is not None else ""
        return translate("member", "Progress to the next level"), value

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


class MemberPanel(Panel):
    """`show_member` fills it; the buttons are `redeem` (F6) and `sum` for an own amount."""

    ACCESSIBLE_ROLE = QAccessible.Role.Button

    #: The buyer was touched: who it is, the ring, the figures.
    buyer_wanted = Signal()
    redeem_wanted = Signal()
    sum_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self.ring = Ring()
        self.who = TextLines(centred=True)
        self.spendable, self.pending, self.expiring = TextLines(), TextLines(), TextLines()
        self.earns = TextLines()
        self.redeem = TouchButton("", "points", Qt.Key.Key_F6)
        self.sum = TouchButton(lambda: translate("selling", "Sum"), "plain", Qt.Key.Key_F7)
        for button in (self.redeem, self.sum):
            button.setFixedHeight(theme.px(BUTTON))
        self.redeem.activated.connect(self.redeem_wanted)
        self.sum.activated.connect(self.sum_wanted)
        head = row(gap=12)
        head.addWidget(self.ring)
        head.addWidget(self.who, 1)
        figures = row()
        for figure in (self.spendable, self.pending, self.expiring):
            figure.setFixedHeight(theme.px(FIGURES))
            figures.addWidget(figure, 1)
        buttons = row()
        buttons.addWidget(self.redeem, 7)
        buttons.addWidget(self.sum, 2)
        edge = theme.px(12)
        self.box.setContentsMargins(edge, theme.px(8), edge, theme.px(7))
        self.box.setSpacing(theme.px(4))
        self.setFixedHeight(theme.px(HEIGHT))
        self.box.addLayout(head, 1)
        self.box.addLayout(figures)
        self.box.addLayout(buttons)
        self.earns.setFixedHeight(theme.px(EARNS))
        self.box.addWidget(self.earns)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.buyer_wanted.emit()

    def spoken(self) -> tuple[str, str]:
        """A touch shows the buyer (`accessible.Speaks`)."""
        return translate("member", "Buyer"), ""

    def show_member(
        self, member: MemberView | None, points: PointsView, enrolment: EnrolmentView | None = None
    ) -> None:
        """Fill the panel from the view; without a buyer it says how one comes, and offers a card."""
        self.ring.set_progress(member.progress if member else None, member is not None)
        if member is None:
            self._show_nobody(enrolment)
        else:
            self.who.set_first_that_fits(*_who(member))
            _show_figure(self.spendable, translate("selling", "Available"), member.spendable, "points-figure")
            _show_figure(self.pending, translate("selling", "Pending"), member.pending)
            _show_figure(self.expiring, member.expiring_label, member.expiring)
        self._show_points(points)

    def _show_points(self, points: PointsView) -> None:
        self.redeem.set_text(points.text)
        if points.enabled:
            self.redeem.set_reason("")
            self.redeem.set_sub(points.detail)
        else:
            self.redeem.set_reason(points.detail, shown=True)
        self.sum.set_reason("" if points.enabled else points.detail)
        self.earns.set_lines((points.earns, "quiet"))

    def _show_nobody(self, enrolment: EnrolmentView | None) -> None:
        offer = ": ".join(filter(None, (enrolment.text, enrolment.detail))) if enrolment is not None else ""
        self.who.set_lines(
            (translate("selling", "Buyer without a card"), "strong"),
            (translate("selling", "Scan a card, or find the buyer by telephone"), "quiet"),
            (offer, "points"),
        )
        for figure in (self.spendable, self.pending, self.expiring):
            figure.set_lines()


def _who(member: MemberView) -> tuple[tuple[tuple[str, str], ...], ...]:
    """What stands beside the ring, the fullest first: what has no room is on the buyer's own screen."""
    name = (" · ".join(filter(None, (member.name, member.level))), "strong")
    tone = NOTE_ROLES[member.note_tone if member.note else "info"]

    def lines(progress: tuple[str, ...], notes: tuple[str, ...], perks: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return (
            name,
            (" · ".join(filter(None, progress)), "quiet"),
            (" · ".join(filter(None, perks)), "points"),
            (" · ".join(filter(None, notes)), tone),
        )

    coming, toward, as_of = member.coming, member.progress_text, member.as_of
    notes = (member.note, member.birthday, member.announcement)
    return (
        lines((coming, toward, as_of), notes, member.perks),
        lines((coming, toward), notes, member.perks),
        lines((coming,), notes, member.perks),
        lines((coming,), notes[:2], member.perks),
        lines((coming,), notes[:2], member.perks[:1]),
        lines((), notes[:1], member.perks[:1]),
        lines((), notes[:1], ()),
    )


def _show_figure(place: TextLines, name: str, figure: str, role: str = "figure") -> None:
    """A figure under its name; neither where there is no figure."""
    place.set_lines((name if figure else "", "quiet"), (figure, role))
