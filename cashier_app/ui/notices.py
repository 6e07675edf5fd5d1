"""Notices: everything a person should see to, the gravest first, each with its way out and the screen that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.clock import local_time
from cashier_app.till.attention import Concern, Grade
from cashier_app.till.attention_facts import mark_seen
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate
from cashier_app.ui.listing import Entry, Listing, RowTone, under_head
from cashier_app.ui.panels import Ground, Label, Panel, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.attention import Seen

TONES: Final[dict[Grade, RowTone]] = {"error": "error", "warning": "warning", "information": "plain"}
GROUNDS: Final[dict[Grade, Ground]] = {
    "error": "error_tint",
    "warning": "warning_tint",
    "information": "saved_tint",
}
GRADES: Final[dict[Grade, Text]] = {
    "error": lambda: translate("notices", "Error"),
    "warning": lambda: translate("notices", "Warning"),
    "information": lambda: translate("notices", "Good to know"),
}
#: What stands on the key that leads to the screen that helps.
LEADS: Final[dict[str, Text]] = {
    "diagnosis": lambda: translate("notices", "Look at it"),
    "devices": lambda: translate("notices", "To the device"),
    "closing": lambda: translate("notices", "Close the shift"),
    "settings": lambda: translate("notices", "To the settings"),
    "journal": lambda: translate("notices", "To the journal"),
    "reports": lambda: translate("notices", "To the reports"),
    "manager_reports": lambda: translate("notices", "To the reports"),
    "about": lambda: translate("notices", "Switch off and on"),
}


class NoticesScreen(Screen):
    """The list at the left, the chosen notice and what can be done about it at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._concerns: dict[str, Concern] = {}
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.list = Listing(lambda: translate("notices", "All is well: nothing has to be seen to."))
        self.list.moved.connect(lambda _: self._show())
        under_head(panel, Label(lambda: translate("notices", "Notices"), "title"), self.list)
        return panel

    def _right(self) -> QWidget:
        self.card = Panel("background", padding=18)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self.grade = Label("", "quiet")
        self.text = Label("", "title", wrap=True, align=top)
        self.way_out = Label("", "body", wrap=True, align=top)
        self.seen = Label("", "quiet", wrap=True, align=top)
        for label in (self.grade, self.text, self.way_out):
            self.card.box.addWidget(label)
        self.card.box.addStretch(1)
        self.card.box.addWidget(self.seen)
        self.again = TouchButton(lambda: translate("notices", "Look again"), "plain", Qt.Key.Key_F5)
        self.later = TouchButton(lambda: translate("notices", "Seen, put off for today"), "plain", Qt.Key.Key_F8)
        self.leave = TouchButton(lambda: translate("notices", "Back"), "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.again.activated.connect(self._look)
        self.later.activated.connect(self._put_off)
        self.leave.activated.connect(self.desk.back)
        self.act.activated.connect(self._act)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.card, 1)
        tools = row()
        for button, share in ((self.again, 2), (self.later, 3)):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            tools.addWidget(button, share)
        box.addLayout(tools)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        attention = self.desk.attention
        if attention is not None:
            attention.changed.connect(self._heard, Qt.ConnectionType.UniqueConnection)
            attention.look()
        self.refreshed()

    def refreshed(self) -> None:
        attention = self.desk.attention
        found = attention.found if attention is not None else ()
        # what was put off stands below, whatever its grade
        ordered = sorted(found, key=lambda concern: self._seen(concern) is not None)
        self._concerns = {concern.key: concern for concern in ordered}
        self.list.set_entries([self._entry(concern) for concern in ordered])
        if not self.list.current and ordered:
            self.list.set_current(ordered[0].key)
        self._show()

    def _heard(self) -> None:
        if self.isVisible():
            self.refreshed()

    def _look(self) -> None:
        if self.desk.attention is not None:
            self.desk.attention.look()
            messages.info(translate("notices", "Everything is being looked at once more"))

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Concern | None:
        """The notice that is shown whole."""
        return self._concerns.get(self.list.current)

    def _seen(self, concern: Concern) -> Seen | None:
        attention = self.desk.attention
        return attention.seen_by(concern) if attention is not None else None

    def _seen_text(self, seen: Seen) -> str:
        at = local_time(seen.at, self.desk.open_till.zone)
        return translate("notices", "seen by {name} at {time}").format(name=seen.name, time=f"{at:%H:%M}")

    def _entry(self, concern: Concern) -> Entry:
        seen = self._seen(concern)
        if seen is not None:
            return Entry(concern.key, concern.text, self._seen_text(seen), tone="barred")
        return Entry(concern.key, concern.text, GRADES[concern.grade](), tone=TONES[concern.grade])

    def _show(self) -> None:
        concern = self.chosen
        seen = self._seen(concern) if concern is not None else None
        self.card.set_ground(GROUNDS[concern.grade] if concern is not None and seen is None else "background")
        self.grade.set_text(GRADES[concern.grade] if concern is not None else "")
        self.text.set_text(concern.text if concern is not None else "")
        self.way_out.set_text(concern.way_out if concern is not None else "")
        self.seen.set_text(
            translate("notices", "Put off for today: {seen}. It comes back when it gets worse").format(
                seen=self._seen_text(seen)
            )
            if seen is not None
            else ""
        )
        self.act.set_text(self._act_text)
        nothing: Text = lambda: translate("notices", "There is nothing to see to")  # noqa: E731
        if concern is None:
            self.act.set_reason(nothing)
            self.later.set_reason(nothing)
            return
        self.act.set_reason("" if concern.screen else lambda: translate("notices", "Nothing has to be done about it"))
        self.later.set_reason("" if seen is None else lambda: translate("notices", "It is put off already"))

    def _act_text(self) -> str:
        concern = self.chosen
        if concern is None or concern.screen not in LEADS:
            return translate("notices", "Look at it")
        return LEADS[concern.screen]()

    # --- doing -----------------------------------------------------------------------------------------

    def _act(self) -> None:
        concern = self.chosen
        if concern is not None:
            given = {"device": concern.device} if concern.device else {}
            self.desk.go(concern.screen, **given)

    def _put_off(self) -> None:
        concern = self.chosen
        if concern is not None:
            self.attempt(lambda _: mark_seen(self.desk.open_till, concern), self._marked)

    def _marked(self, _: None) -> None:
        if self.desk.attention is not None:
            self.desk.attention.look()
