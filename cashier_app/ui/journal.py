"""The journal of privileged acts: filtered, in pages, its slips printed again, and whether its chain holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.core.clock import local_date, next_midnight, start_of_day
from cashier_app.core.errors import WorldError
from cashier_app.till import journal_export
from cashier_app.till.journal import LATEST, Page, Query, Record
from cashier_app.till.journal_rows import ACTS, journal_row, matches
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from pathlib import Path

#: Single days that can be chosen, besides the spans.
DAYS: Final = 60
PAGE: Final = 50
_LIST, _CHOOSE, _TYPE = 0, 1, 2


class JournalScreen(Screen):
    """A list over the whole width; nothing here can be changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._records: dict[str, Record] = {}
        self._chosen = {"person": "", "act": "", "period": ""}
        self._text = ""
        #: Under which number each page that was turned over begins, and the present one.
        self._pages: list[int] = [LATEST]
        self._rest: int | None = None
        self._question = 0
        self._asked_for = ""
        self.pages = QStackedWidget()
        for page in (self._list_page(), self._choose_page(), self._type_page()):
            self.pages.addWidget(page)
        box = column(self, gap=12, padding=12)
        box.addWidget(self.pages, 1)
        box.addLayout(self._foot())

    # --- how it is put together ------------------------------------------------------------------------

    def _list_page(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label(lambda: translate("journal", "Journal"), "title")
        self.verdict = Label("", "quiet", wrap=True)
        self.list = Listing(self._nothing)
        self.list.moved.connect(lambda _: self._settle())
        names = column(gap=2)
        names.addWidget(self.title)
        names.addWidget(self.verdict)
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(8))
        head.addLayout(names, 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        self.person = TouchButton(lambda: translate("journal", "Person"), "plain", Qt.Key.Key_F5, shortens=True)
        self.act = TouchButton(lambda: translate("journal", "Act"), "plain", Qt.Key.Key_F6, shortens=True)
        self.period = TouchButton(lambda: translate("journal", "Time"), "plain", Qt.Key.Key_F7, shortens=True)
        self.text = TouchButton(lambda: translate("journal", "Words"), "plain", Qt.Key.Key_F8, shortens=True)
        self.person.activated.connect(lambda: self._choose("person"))
        self.act.activated.connect(lambda: self._choose("act"))
        self.period.activated.connect(lambda: self._choose("period"))
        self.text.activated.connect(self._type)
        filters = row()
        filters.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(10))
        for button in (self.person, self.act, self.period, self.text):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            filters.addWidget(button, 1)
        panel.box.addLayout(head)
        panel.box.addLayout(filters)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        return panel

    def _choose_page(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.choices = Listing(lambda: "")
        self.choices.moved.connect(lambda _: self._settle())
        self.choices.touched.connect(lambda _: self._take())
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        self.choose_title = Label("", "title")
        head.addWidget(self.choose_title, 1)
        for button in (self.choices.up, self.choices.down):
            head.addWidget(button)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.choices, 1)
        return panel

    def _type_page(self) -> QWidget:
        self.letters = LetterGrid(lambda: translate("journal", "Words"), longest=60)
        return self.letters

    def _foot(self) -> Any:
        self.leave = TouchButton(self._leave_text, "side", Qt.Key.Key_Escape)
        self.newer = TouchButton(lambda: translate("journal", "Newer"), "plain", Qt.Key.Key_PageUp)
        self.older = TouchButton(lambda: translate("journal", "Older"), "plain", Qt.Key.Key_PageDown)
        self.again = TouchButton(lambda: translate("journal", "Print a copy"), "plain", Qt.Key.Key_F3)
        self.export = TouchButton(lambda: translate("journal", "Write CSV"), "plain", Qt.Key.Key_F9)
        self.check = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.check.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self._leave)
        self.newer.activated.connect(lambda: self._turn(-1))
        self.older.activated.connect(lambda: self._turn(1))
        self.again.activated.connect(self._reprint)
        self.export.activated.connect(self._export)
        self.check.activated.connect(self._act)
        foot = row()
        for button, share in (
            (self.newer, 2),
            (self.older, 2),
            (self.again, 3),
            (self.export, 3),
            (self.leave, 2),
            (self.check, 5),
        ):
            foot.addWidget(button, share)
        return foot

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self.verdict.set_text("")
        self.list.set_entries(())
        self._chosen = {"person": "", "act": "", "period": ""}
        self._text = ""
        self._pages, self._rest = [LATEST], None
        self.pages.setCurrentIndex(_LIST)
        self.refreshed()

    def refreshed(self) -> None:
        """Read the present page anew."""
        self._question += 1
        question, till = self._question, self.desk.open_till
        try:
            asked = till.journal.find(self._query(), self._fits(), self._pages[-1], PAGE)
        except WorldError as error:
            messages.failure(error)
            return

        def came(page: Page) -> None:
            if question == self._question:
                self._show(page)

        self.desk.background.watch(asked, came, owner=self)
        self._settle()

    def key_pressed(self, event: QKeyEvent) -> bool:
        if super().key_pressed(event):
            return True
        return self.pages.currentIndex() == _TYPE and self.letters.key_pressed(event)

    def _leave(self) -> None:
        if self.pages.currentIndex() == _LIST:
            self.desk.back()
        else:
            self._to_list()

    def _to_list(self) -> None:
        self.pages.setCurrentIndex(_LIST)
        self._settle()

    # --- what is looked for ----------------------------------------------------------------------------

    def _query(self) -> Query:
        since, until = self._span(self._chosen["period"])
        return Query(self._chosen["person"], self._chosen["act"], since, until)

    def _fits(self) -> Any:
        text, spoken, zone = self._text, words(), self.desk.open_till.zone
        return (lambda record: matches(record, text, spoken, zone)) if text else (lambda _: True)

    def _span(self, period: str) -> tuple[int, int]:
        """The instants of a period: "" any, `7` the last seven days with today, `-3` the day three days ago."""
        if not period:
            return 0, LATEST
        till = self.desk.open_till
        now = till.clock.now()
        today = local_date(now, till.zone)
        if period.startswith("-"):
            day = today - timedelta(days=int(period[1:]))
            return start_of_day(day, till.zone), start_of_day(day + timedelta(days=1), till.zone)
        return start_of_day(today - timedelta(days=int(period) - 1), till.zone), next_midnight(now, till.zone)

    def _offered(self, kind: str) -> list[tuple[str, str]]:
        """What can be chosen: keys and names."""
        till = self.desk.open_till
        if kind == "person":
            people = [(user.user_id, user.name) for user in till.people.all()]
            return [("", translate("journal", "Anybody")), *people]
        if kind == "act":
            acts = sorted(((act, words().translate("journal", text)) for act, text in ACTS.items()), key=lambda p: p[1])
            return [("", translate("journal", "Any act")), *acts]
        today = local_date(till.clock.now(), till.zone)
        spans = [
            ("", translate("journal", "Any time")),
            ("7", translate("journal", "The last 7 days")),
            ("30", translate("journal", "The last 30 days")),
            ("-0", translate("journal", "Today")),
            ("-1", translate("journal", "Yesterday")),
        ]
        return [*spans, *((f"-{back}", f"{today - timedelta(days=back):%d.%m.%Y}") for back in range(2, DAYS))]

    def _choose(self, kind: str) -> None:
        titles: dict[str, Text] = {
            "person": lambda: translate("journal", "Whose acts?"),
            "act": lambda: translate("journal", "Which acts?"),
            "period": lambda: translate("journal", "Of which time?"),
        }
        self._asked_for = kind
        self.choose_title.set_text(titles[kind])
        offered = self._offered(kind)
        self.choices.set_entries([Entry(f":{key}", name, marked=key == self._chosen[kind]) for key, name in offered])
        self.choices.set_current(f":{self._chosen[kind]}")
        self.pages.setCurrentIndex(_CHOOSE)
        self._settle()

    def _type(self) -> None:
        self.letters.field.set_text(self._text)
        self.pages.setCurrentIndex(_TYPE)
        self._settle()

    def _take(self) -> None:
        if self.pages.currentIndex() == _TYPE:
            self._text = self.letters.field.text.strip()
        else:
            self._chosen[self._asked_for] = self.choices.current[1:]
        self._pages = [LATEST]
        self._to_list()
        self.refreshed()

    def _turn(self, by: int) -> None:
        if by < 0:
            self._pages.pop()
        elif self._rest is not None:
            self._pages.append(self._rest)
        self.refreshed()

    # --- showing ---------------------------------------------------------------------------------------

    def _show(self, page: Page) -> None:
        zone, spoken = self.desk.open_till.zone, words()
        self._rest = page.rest
        self._records = {str(record.number): record for record in page.records}
        rows = [journal_row(record, spoken, zone) for record in page.records]
        self.list.set_entries([Entry(str(each.number), each.title, each.detail, each.figure) for each in rows])
        self._settle()

    def _nothing(self) -> str:
        if self._rest is not None:
            return translate("journal", "Nothing of the kind here. “Older” looks further back.")
        if any(self._chosen.values()) or self._text:
            return translate("journal", "Nothing of the kind has been written down.")
        return translate("journal", "Nothing has been written down yet.")

    def _name_of(self, kind: str) -> str:
        return next((name for key, name in self._offered(kind) if key == self._chosen[kind]), "")

    def _settle(self) -> None:
        listing = self.pages.currentIndex() == _LIST
        self.leave.set_text(self._leave_text)
        self.check.set_text(self._act_text)
        for button, kind in ((self.person, "person"), (self.act, "act"), (self.period, "period")):
            button.set_sub(self._name_of(kind) if self._chosen[kind] else "")
            button.set_role("chosen" if self._chosen[kind] else "plain")
        self.text.set_sub(self._text)
        self.text.set_role("chosen" if self._text else "plain")
        choosing: Text = lambda: translate("journal", "Choose first, or go back")  # noqa: E731
        newest: Text = lambda: translate("journal", "These are the newest")  # noqa: E731
        oldest: Text = lambda: translate("journal", "These are the oldest")  # noqa: E731
        no_slip: Text = lambda: translate("journal", "This record is about no slip")  # noqa: E731
        record = self._records.get(self.list.current)
        self.newer.set_reason(choosing if not listing else ("" if len(self._pages) > 1 else newest))
        self.older.set_reason(choosing if not listing else ("" if self._rest is not None else oldest))
        about = record is not None and bool(record.receipt_id)
        self.again.set_reason(choosing if not listing else ("" if about else no_slip))
        self.export.set_reason(choosing if not listing else "")

    def _leave_text(self) -> str:
        if self.pages.currentIndex() == _LIST:
            return translate("journal", "Back")
        return translate("journal", "Cancel")

    def _act_text(self) -> str:
        if self.pages.currentIndex() == _LIST:
            return translate("journal", "Check the chain")
        return translate("journal", "Show these")

    # --- doing -----------------------------------------------------------------------------------------

    def _act(self) -> None:
        if self.pages.currentIndex() != _LIST:
            self._take()
            return
        self.verdict.set_text(lambda: translate("journal", "Every record is being compared…"))
        self.verdict.set_role("quiet")
        self.desk.background.run(self.desk.open_till.journal.check, self._checked, owner=self)

    def _checked(self, broken: int | None) -> None:
        if broken is None:
            self.verdict.set_text(lambda: translate("journal", "Every record follows from those before it."))
            self.verdict.set_role("saved")
        else:
            number = broken
            self.verdict.set_text(
                lambda: translate("journal", "Record {number} was changed after it was written").format(number=number)
            )
            self.verdict.set_role("error")

    def _reprint(self) -> None:
        record = self._records.get(self.list.current)
        if record is not None:
            printing = self.desk.open_till.printing
            self.attempt(lambda given: printing.reprint(record.receipt_id, given), self._reprinted)

    def _reprinted(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("journal", "The copy is being printed"))
        self.refreshed()

    def _export(self) -> None:
        till, spoken, places = self.desk.open_till, words(), self.desk.places
        find = journal_export.pages(till, self._query(), self._fits())
        data = places.data if places is not None else till.database.path.parent

        def allowed(_: object) -> None:
            self.export.set_reason(lambda: translate("journal", "it is being written"), shown=True)
            self.desk.background.run(
                lambda: journal_export.write(till, find, data, spoken), self._exported, self._not_exported, owner=self
            )

        self.attempt(lambda _: journal_export.allow(till), allowed)

    def _exported(self, file: Path) -> None:
        messages.info(translate("journal", "The journal was written to {file}").format(file=file))
        self._settle()

    def _not_exported(self, error: BaseException) -> None:
        self._settle()
        messages.failure(error)
