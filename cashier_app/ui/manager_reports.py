"""The manager's reports: a time and a report at the left, its table or chart in the middle, acts at the right."""

from __future__ import annotations

import threading
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QSizePolicy, QStackedWidget, QWidget

from cashier_app.core.clock import local_date
from cashier_app.core.errors import WorldError
from cashier_app.reports.periods import PERIODS, Period, PeriodName, days, named
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import translate, words
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, column, edge_to_edge, row
from cashier_app.ui.report_chart import ReportChart
from cashier_app.ui.report_table import ReportTable, longest_texts
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.core.words import Words
    from cashier_app.reports.charts import Chart
    from cashier_app.reports.report import Report
    from cashier_app.till.manager_reports import Answered

#: A report that takes longer shows how far it is, and can be left.
SHOWN_AFTER_MS: Final = 300
_PERIODS: Final[tuple[PeriodName, ...]] = ("today", "yesterday", "week", "last_week", "month", "last_month")
_FIRST: Final = "summary"


#: A report as the screen shows it: itself, its chart, and the widest texts of its columns.
Shown: TypeAlias = "tuple[Report, Chart | None, list[list[str]]]"


class ManagerReportsScreen(Screen):
    """Everything is read on a connection of its own, off the screen's thread."""

    _progressed = Signal(object, float)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._time: PeriodName | str = "today"
        self._own: tuple[date, date] | None = None
        self._answered: Answered | None = None
        self._report: Report | None = None
        self._drawn = False
        self._stop: threading.Event | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWN_AFTER_MS)
        self._late.timeout.connect(self._show_waiting)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        box = row(self, gap=12)
        sides, ends = theme.px(theme.MARGIN), theme.px(theme.GAP)
        box.setContentsMargins(sides, ends, sides, ends)
        self._left_side, middle, right = self._left(), self._middle(), self._right()
        self._left_side.setFixedWidth(theme.px(236))
        right.setFixedWidth(theme.px(158))
        box.addWidget(self._left_side)
        box.addWidget(middle, 1)
        box.addWidget(right)

    # --- how it is put together --------------------------------------------------------------------------

    def _left(self) -> QWidget:
        side = QWidget()
        box = column(side)
        grid = QGridLayout()
        grid.setSpacing(theme.px(theme.GAP))
        self.times: dict[str, TouchButton] = {}
        named_times: list[tuple[str, Any]] = [
            *((name, partial(translate, "manager", PERIODS[name])) for name in _PERIODS),
            ("shift", lambda: translate("manager", "The shift")),
            ("own", lambda: translate("manager", "Own days")),
        ]
        for place, (name, text) in enumerate(named_times):
            button = TouchButton(text, "plain", Qt.Key(Qt.Key.Key_1 + place))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.activated.connect(partial(self._choose_time, name))
            button.setMinimumHeight(theme.px(theme.TARGET))
            button.setMaximumHeight(theme.px(theme.TARGET))
            grid.addWidget(button, place // 2, place % 2)
            self.times[name] = button
        box.addLayout(grid)
        self.list = Listing(lambda: "")
        self.list.moved.connect(self._choose_report)
        lists = QWidget()
        inside = column(lists)
        framed = Panel(padding=0)
        edge_to_edge(framed)
        framed.box.addWidget(self.list)
        inside.addWidget(framed, 1)
        steps = row()
        steps.addWidget(self.list.up, 1)
        steps.addWidget(self.list.down, 1)
        inside.addLayout(steps)
        self.pad = Keypad(self._day_name)
        self.pad.entered.connect(self._day_typed)
        self.keypad = self.pad
        dates = QWidget()
        self._days = (
            TouchButton(self._first_text, "chosen"),
            TouchButton(self._last_text, "plain"),
        )
        self.days_done = TouchButton(lambda: translate("manager", "Show these days"), "good", Qt.Key.Key_F12)
        self.days_done.activated.connect(self._own_chosen)
        of_dates = column(dates)
        both = row()
        for number, button in enumerate(self._days):
            button.activated.connect(partial(self._choose_day, number))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            both.addWidget(button)
        of_dates.addLayout(both)
        of_dates.addWidget(self.pad, 1)
        of_dates.addWidget(self.days_done)
        self.pages = QStackedWidget()
        self.pages.addWidget(lists)
        self.pages.addWidget(dates)
        box.addWidget(self.pages, 1)
        return side

    def _middle(self) -> QWidget:
        panel = Panel(padding=12)
        self.title = Label("", "title", wrap=True)
        self.whose = Label("", "quiet", wrap=True)
        self.table = ReportTable()
        self.table.left_out.connect(self._some_left_out)
        self.chart = ReportChart()
        self.chart.touched.connect(self._told_of_chart)
        waiting = QWidget()
        of_waiting = column(waiting, gap=12)
        self.waiting = Label(lambda: translate("manager", "The report is being reckoned…"), "body")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.stop = TouchButton(lambda: translate("manager", "Leave it"), "plain", Qt.Key.Key_Delete)
        self.stop.activated.connect(self._give_up)
        of_waiting.addStretch(1)
        of_waiting.addWidget(self.waiting)
        of_waiting.addWidget(self.bar)
        of_waiting.addWidget(self.stop)
        of_waiting.addStretch(2)
        self.views = QStackedWidget()
        for view in (self.table, self.chart, waiting):
            self.views.addWidget(view)
        self.note = Label("", "quiet", wrap=True)
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.whose)
        panel.box.addWidget(self.views, 1)
        panel.box.addWidget(self.note)
        return panel

    def _right(self) -> QWidget:
        key = Qt.Key
        self.form = TouchButton(self._form_text, "plain", key.Key_F2)
        self.print = TouchButton(lambda: translate("manager", "Print"), "plain", key.Key_F3)
        self.pdf = TouchButton(lambda: translate("manager", "PDF (A4)"), "plain", key.Key_F4)
        self.excel = TouchButton(lambda: translate("manager", "Excel"), "plain", key.Key_F5)
        self.csv = TouchButton(lambda: translate("manager", "CSV"), "plain", key.Key_F6)
        self.kept = TouchButton(lambda: translate("manager", "Kept Z reports"), "plain", key.Key_F7)
        self.leave = TouchButton(lambda: translate("manager", "Back"), "side", key.Key_Escape)
        self.form.activated.connect(self._other_form)
        self.print.activated.connect(self._print)
        for button, ending in ((self.pdf, "pdf"), (self.excel, "xlsx"), (self.csv, "csv")):
            button.activated.connect(partial(self._save, ending))
        self.kept.activated.connect(lambda: self.desk.go("reports"))
        self.leave.activated.connect(self._leave)
        side = QWidget()
        box = column(side, gap=12)
        for button in (self.form, self.print, self.pdf, self.excel, self.csv):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            box.addWidget(button)
        box.addStretch(1)
        for button in (self.kept, self.leave):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            box.addWidget(button)
        return side

    # --- coming and going --------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._forget()
        self._time = "today" if self.desk.open_till.shifts.current is None else "shift"
        self.pages.setCurrentIndex(0)
        self._fill_list()
        self.list.set_current(_FIRST)
        self._ask()

    def left(self) -> None:
        self._give_up()

    def refreshed(self) -> None:
        """The language may be another; the figures stay as they were asked for."""
        self._fill_list()
        self._settle()
        if self._answered is not None:
            self._make(self._answered)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Digits choose a time, but while a day is typed they are its digits."""
        if self.pages.currentIndex() == 1 and self.pad.key_pressed(event):
            return True
        return super().key_pressed(event)

    def _fill_list(self) -> None:
        from cashier_app.till.manager_reports import listed

        current = self.list.current
        self.list.set_entries([Entry(each.name, translate("manager", each.title)) for each in listed()])
        if current:
            self.list.set_current(current)

    def _forget(self) -> None:
        self._answered = self._report = None
        self.title.set_text("")
        self.whose.set_text("")
        self.note.set_text("")
        self.table.set_report(None, words())
        self.chart.set_chart(None)

    def _leave(self) -> None:
        if self.pages.currentIndex() == 1:
            self.pages.setCurrentIndex(0)
            self._settle()
            return
        self.desk.go("menu")

    # --- which time ----------------------------------------------------------------------------------------

    def _choose_time(self, name: str) -> None:
        if name == "own":
            today = local_date(self.desk.open_till.clock.now(), self.desk.open_till.zone)
            self._own = self._own or (today.replace(day=1), today)
            self.pages.setCurrentIndex(1)
            self._choose_day(0)
            return
        self._time = name
        self.pages.setCurrentIndex(0)
        self._ask()

    def _choose_day(self, number: int) -> None:
        for place, button in enumerate(self._days):
            button.set_role("chosen" if place == number else "plain")
        self.pad.field.set_text("")
        self.pad.field.set_name(self._day_name)
        self._settle()

    def _day_name(self) -> str:
        first = not hasattr(self, "_days") or self._days[0].role == "chosen"
        return translate("manager", "from") if first else translate("manager", "to")

    def _first_text(self) -> str:
        day = f"{self._own[0]:%d.%m.%Y}" if self._own else "…"
        return translate("manager", "from {day}").format(day=day)

    def _last_text(self) -> str:
        day = f"{self._own[1]:%d.%m.%Y}" if self._own else "…"
        return translate("manager", "to {day}").format(day=day)

    def _day_typed(self, text: str) -> bool:
        """A day was typed into the chosen one of the two, and the other is chosen next; whether it was a day."""
        from cashier_app.till.day_entry import parse_day

        till = self.desk.open_till
        try:
            day = parse_day(text, local_date(till.clock.now(), till.zone))
        except WorldError as error:
            self.pad.field.set_text("")
            messages.failure(error)
            return False
        assert self._own is not None
        number = 0 if self._days[0].role == "chosen" else 1
        self._own = (day, max(day, self._own[1])) if number == 0 else (self._own[0], day)
        for button in self._days:
            button.update()
        self._choose_day(1 - number)
        return True

    def _own_chosen(self) -> None:
        if self.pad.field.text and not self._day_typed(self.pad.field.text):
            return
        self._time = "own"
        try:
            self._period()
        except WorldError as error:
            messages.failure(error)
            return
        self.pages.setCurrentIndex(0)
        self._ask()

    def _period(self) -> Period | None:
        """The days asked of; None for the shift."""
        till = self.desk.open_till
        if self._time == "own":
            assert self._own is not None
            return days(*self._own, till.zone)
        for name in _PERIODS:
            if self._time == name:
                return named(name, till.clock.now(), till.zone)
        return None

    # --- asking --------------------------------------------------------------------------------------------

    def _choose_report(self, name: str) -> None:
        if name and (self._answered is None or self._answered.definition.name != name):
            self._ask()

    def _ask(self) -> None:
        """Gather the facts of what is chosen; what was asked before is wanted no more."""
        from cashier_app.till.manager_reports import Asked, gather

        self._give_up()
        till, spoken, name = self.desk.open_till, words(), self.list.current or _FIRST
        settings, path, now, zone = self.desk.settings, till.database.path, till.clock.now(), till.zone
        asked = Asked(name, self._period())
        stop = self._stop = threading.Event()
        tell = self._progressed.emit

        def work() -> tuple[Answered, Shown]:
            answered = gather(path, asked, now, zone, stop.is_set, lambda part: tell(stop, part))
            return answered, _shown(answered, settings, spoken)

        self._late.start()
        self.bar.setValue(0)
        self._settle()
        self.desk.background.run(work, partial(self._told, stop), partial(self._failed, stop), owner=self)

    def _told(self, stop: threading.Event, found: tuple[Answered, Shown]) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        self._late.stop()
        self._answered = found[0]
        self._show(found[1])

    def _failed(self, stop: threading.Event, error: BaseException) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        self._late.stop()
        self._forget()
        self._settle()
        messages.failure(error)

    def _give_up(self) -> None:
        """What is being reckoned is wanted no more."""
        self._late.stop()
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self._settle()

    def _show_waiting(self) -> None:
        if self._stop is not None:
            self.views.setCurrentIndex(2)
            self._settle()

    def _show_progress(self, stop: threading.Event, part: float) -> None:
        if stop is self._stop:
            self.bar.setValue(round(part * 1000))

    def _make(self, answered: Answered) -> None:
        """The same facts in the words of the screen."""
        settings, spoken = self.desk.settings, words()
        self.desk.background.run(lambda: _shown(answered, settings, spoken), self._show, owner=self)

    # --- showing -------------------------------------------------------------------------------------------

    def _show(self, shown: Shown) -> None:
        report, chart, longest = shown
        self._report = report
        self.title.set_text(report.title)
        self.whose.set_text(f"{report.whose} · {report.period}")
        self.table.set_report(report, words(), longest)
        self.chart.set_chart(chart)
        self._settle()

    def _some_left_out(self, count: int) -> None:
        self._left_out = count
        self._note()

    _left_out = 0

    def _note(self) -> None:
        said = list(self._report.notes) if self._report is not None else []
        if self._report is not None and self.views.currentIndex() == 0 and self._left_out:
            n = self._left_out
            said.append(translate("manager", "%n more column(s) are in PDF and Excel", "", n))
        if self._report is not None and not self._report.rows:
            said.append(translate("manager", "There was nothing at that time"))
        if self._report is not None and self.views.currentIndex() == 1:
            said = [translate("manager", "Touch the chart to see a figure")]
        self.note.set_text(". ".join(said))

    def _told_of_chart(self, text: str) -> None:
        self.note.set_text(text)

    def _form_text(self) -> str:
        return translate("manager", "As a table") if self._drawn else translate("manager", "As a chart")

    def _other_form(self) -> None:
        self._drawn = not self._drawn
        self._settle()

    def _settle(self) -> None:
        """Which times, views and acts there are now."""
        own = self.pages.currentIndex() == 1
        for name, button in self.times.items():
            chosen = name == "own" if own else name == self._time
            button.set_role("chosen" if chosen else "plain")
        none: Any = "" if self._report is not None else lambda: translate("manager", "there is no report yet")
        for button in (self.form, self.pdf, self.excel, self.csv):
            button.set_reason(none)
        no_printer: Any = "" if self.desk.settings.printers else lambda: translate("menu", "No printer is set")
        self.print.set_reason(none or no_printer)
        self.form.set_text(self._form_text)
        waits = self._stop is not None and not self._late.isActive()
        self.views.setCurrentIndex(2 if waits else int(self._drawn))
        self._note()

    # --- what is done with it --------------------------------------------------------------------------------

    def _print(self) -> None:
        report, till = self._report, self.desk.open_till
        if report is not None:
            self.attempt(lambda _: till.manager_reports.print(report), self._printed)

    def _printed(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("manager", "The report is being printed"))

    def _save(self, ending: str) -> None:
        from cashier_app.till.report_saving import save

        report, answered, places = self._report, self._answered, self.desk.places
        if report is None or answered is None:
            return
        settings, spoken = self.desk.settings, words()
        data = places.data if places is not None else self.desk.open_till.database.path.parent
        self.desk.background.run(
            lambda: save(report, answered.asked, ending, settings, spoken, data), self._saved, owner=self
        )

    def _saved(self, file: Path) -> None:
        messages.info(translate("manager", "Written: {file}").format(file=file))


def _shown(answered: Answered, settings: Settings, spoken: Words) -> Shown:
    """What takes time for thousands of rows, off the screen's thread."""
    from cashier_app.reports.charts import chart_of
    from cashier_app.till.manager_reports import report_of

    report = report_of(answered, settings, spoken)
    return report, chart_of(report, spoken), longest_texts(report, spoken)
