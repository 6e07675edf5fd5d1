"""Diagnosis: server, scanner, printer, database, each with how it stands, what waits for it, and what can be tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.till import diagnosing
from cashier_app.till.diagnosing import DatabaseFacts, Finding, OperationRow
from cashier_app.ui import messages, sounds, support_file, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.done import elsewhere
from cashier_app.ui.finding_view import FindingView
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.listing import Entry, Listing, RowTone
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.slip import SlipView

if TYPE_CHECKING:
    from pathlib import Path

    from cashier_app.devices.scan import Scan
    from cashier_app.devices.scanners import ScannerView
    from cashier_app.documents.document import Document
    from cashier_app.till.printing import JobView

#: What is looked at, with its key and its name.
THINGS: Final[dict[str, tuple[Qt.Key, Callable[[], str]]]] = {
    "server": (Qt.Key.Key_F1, lambda: translate("diagnosis", "Server")),
    "scanner": (Qt.Key.Key_F2, lambda: translate("diagnosis", "Scanner")),
    "printer": (Qt.Key.Key_F3, lambda: translate("diagnosis", "Printer")),
    "database": (Qt.Key.Key_F4, lambda: translate("diagnosis", "Database")),
}
MOST_FACTS: Final = 7
WAITING: Final = ("queued", "failed_before_first_byte")


class DiagnosisScreen(Screen):
    """`entered(device="server" | "scanner" | "printer" | "database")`; the lamps of the strip lead here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._thing = "server"
        self._jobs: dict[str, JobView] = {}
        self._facts: DatabaseFacts | None = None
        self.halves(self._left(), self._right())
        desk.surroundings.changed.connect(self._heard)

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        head = column(gap=10)
        head.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(10))
        things = row()
        self.things: dict[str, TouchButton] = {}
        for name, (key, text) in THINGS.items():
            button = TouchButton(text, "plain", key)
            button.activated.connect(lambda name=name: self._look_at(name))
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            self.things[name] = button
            things.addWidget(button, 1)
        self.finding = FindingView(MOST_FACTS)
        head.addLayout(things)
        head.addWidget(self.finding)
        self.list_title = Label("", "strong")
        self.list = Listing(self._empty_list)
        self.list.moved.connect(lambda _: self._chosen())
        below = row()
        below.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(8))
        below.addWidget(self.list_title, 1)
        self.support = TouchButton(lambda: translate("setup", "File for support"), "plain", Qt.Key.Key_F9)
        self.support.setMinimumHeight(theme.px(theme.TARGET))
        self.support.activated.connect(lambda: support_file.write(self))
        below.addWidget(self.support)
        panel.box.addLayout(head)
        panel.box.addLayout(below)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        return panel

    def _right(self) -> QWidget:
        self.slip = SlipView()
        self.detail = Panel(padding=18)
        self.detail_text = Label("", "body", wrap=True, align=Qt.AlignmentFlag.AlignTop)
        self.detail.box.addWidget(self.detail_text, 1)
        self.shown = QStackedWidget()
        self.shown.addWidget(self.detail)
        self.shown.addWidget(self.slip)
        self.printed = TouchButton(lambda: translate("diagnosis", "It has printed"), "plain", Qt.Key.Key_F5)
        self.again = TouchButton(self._again_text, "plain", Qt.Key.Key_F6)
        self.dismiss = TouchButton(lambda: translate("diagnosis", "Do not print"), "plain", Qt.Key.Key_F7)
        self.retry = TouchButton(lambda: translate("diagnosis", "Send again"), "plain", Qt.Key.Key_F8)
        self.leave = TouchButton(lambda: translate("diagnosis", "Back"), "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.printed.activated.connect(self._printed)
        self.again.activated.connect(self._print_again)
        self.dismiss.activated.connect(self._dismiss)
        self.retry.activated.connect(self._retry)
        self.leave.activated.connect(self.desk.back)
        self.act.activated.connect(self._act)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.shown, 1)
        for pair in ((self.list.up, self.list.down), (self.printed, self.again), (self.dismiss, self.retry)):
            line = row()
            for button in pair:
                button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
                line.addWidget(button, 1)
            box.addLayout(line)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._look_at(given.get("device", "server"))

    def refreshed(self) -> None:
        self._heard()
        self._read_list()

    def _heard(self) -> None:
        """Something around the till has changed: the sentence and the figures, at once."""
        if self.isVisible() and self.desk.till is not None:
            self._show(self._finding())
            if self._thing == "scanner":
                self._read_list()

    def scanned(self, scan: Scan) -> bool:
        """A scan tries the scanner: it is shown here, and goes nowhere else."""
        sounds.accepted()
        self._look_at("scanner")
        return True

    # --- showing ---------------------------------------------------------------------------------------

    def _look_at(self, name: str) -> None:
        self._thing = name
        self._jobs = {}
        for each, button in self.things.items():
            button.set_role("chosen" if each == name else "plain")
        self.list.set_entries(())
        self.slip.set_document(None)
        self.shown.setCurrentIndex(1 if name == "printer" else 0)
        self.detail_text.set_text(self._detail)
        self.list_title.set_text(self._list_title)
        self.act.set_text(self._act_text)
        self._show(self._finding())
        self._read_list()

    def _finding(self) -> Finding:
        around, till, settings = self.desk.surroundings, self.desk.open_till, self.desk.settings
        now, zone = till.clock.now(), till.zone
        if self._thing == "server":
            return diagnosing.server_finding(around.sync, settings.server, around.paired, now, zone, words())
        if self._thing == "scanner":
            port = ", ".join(view.name for view in around.scanners)
            return diagnosing.scanner_finding(around.scanner, port, around.last_scan, now, zone, words())
        if self._thing == "printer":
            printer = settings.printers[0] if settings.printers else None
            return diagnosing.printer_finding(around.printer, printer, words())
        if self._facts is None:
            return Finding("off", translate("diagnosis", "The database is being looked at"), "", ())
        return diagnosing.database_finding(self._facts, words())

    def _show(self, finding: Finding) -> None:
        self.finding.show_finding(finding)
        self._settle()

    def _list_title(self) -> str:
        titles: dict[str, Text] = {
            "server": lambda: translate("diagnosis", "What the server does not have yet"),
            "scanner": lambda: translate("diagnosis", "Scanners on serial ports"),
            "printer": lambda: translate("diagnosis", "Slips, the newest first"),
        }
        return titles[self._thing]() if self._thing in titles else ""

    def _empty_list(self) -> str:
        texts: dict[str, Text] = {
            "server": lambda: translate("diagnosis", "Nothing waits: the server has everything."),
            "scanner": lambda: translate("diagnosis", "Scan any code: what was read is shown here."),
            "printer": lambda: translate("diagnosis", "Nothing has been printed yet."),
            "database": lambda: translate("diagnosis", "Copies lie beside the database, the oldest are thrown away."),
        }
        return texts[self._thing]()

    def _detail(self) -> str:
        chosen = next((entry for entry in self.list.entries if entry.key == self.list.current), None)
        if self._thing == "server" and chosen is not None:
            return f"{chosen.title}\n\n{chosen.detail}"
        texts: dict[str, Text] = {
            "server": lambda: translate(
                "diagnosis",
                "The till sells without the server. Every sale is kept here and sent, in order and once, "
                "as soon as the server answers.",
            ),
            "scanner": lambda: translate(
                "diagnosis",
                "Scan any code. It changes nothing on the receipt. If nothing is heard, check the cable; "
                "if the letters are wrong, the scanner is set to another keyboard.",
            ),
            "database": lambda: translate(
                "diagnosis",
                "Every sale is on the disk before the receipt is printed. A copy is made with every shift; "
                "keep one on another disk.",
            ),
        }
        return texts[self._thing]() if self._thing in texts else ""

    # --- the list --------------------------------------------------------------------------------------

    def _read_list(self) -> None:
        till = self.desk.open_till
        if self._thing == "server":
            self.desk.background.watch(diagnosing.operations(till), self._show_operations, owner=self)
        elif self._thing == "scanner":
            views = self.desk.surroundings.scanners
            self.list.set_entries([_scanner(number, view) for number, view in enumerate(views)])
        elif self._thing == "printer":
            self.desk.background.watch(till.printing.latest(), self._show_jobs, owner=self)
        elif self._thing == "database":
            self.desk.background.run(lambda: diagnosing.read_database(till), self._show_database, owner=self)

    def _show_operations(self, rows: list[OperationRow]) -> None:
        if self._thing == "server":
            self.list.set_entries(
                [Entry(each.key, each.title, each.detail, tone="error" if each.rejected else "plain") for each in rows]
            )
            self._settle()

    def _show_jobs(self, jobs: list[JobView]) -> None:
        if self._thing != "printer":
            return
        self._jobs = {str(job.job_id): job for job in jobs}
        self.list.set_entries([_job(job) for job in jobs])
        if jobs and not self.list.current:
            asking = [job for job in jobs if job.state == "unknown"]
            self.list.set_current(str((asking or jobs)[0].job_id))
        self._settle()

    def _show_database(self, facts: DatabaseFacts) -> None:
        self._facts = facts
        if self._thing == "database":
            self._show(self._finding())

    def _chosen(self) -> None:
        job = self._job
        if job is not None:
            shown = self.desk.open_till.printing.document(job.job_id)
            self.desk.background.watch(shown, self._show_document, owner=self)
        self.detail_text.set_text(self._detail)
        self._settle()

    def _show_document(self, document: Document) -> None:
        self.slip.set_document(document)

    @property
    def _job(self) -> JobView | None:
        return self._jobs.get(self.list.current)

    # --- what can be tried -----------------------------------------------------------------------------

    def _settle(self) -> None:
        job = self._job
        no_job: Text = lambda: translate("diagnosis", "Choose a slip of the printer first")  # noqa: E731
        unknown = job is not None and job.state == "unknown"
        self.printed.set_reason("" if unknown else lambda: translate("diagnosis", "Only for slips nobody is sure of"))
        self.again.set_text(self._again_text)
        if job is None:
            self.again.set_reason(no_job)
        elif self._elsewhere():
            self.again.set_reason("")
        else:
            waits = job.state in (*WAITING, "sending")
            self.again.set_reason((lambda: translate("diagnosis", "It has not been printed yet")) if waits else "")
        can_dismiss = job is not None and job.state in (*WAITING, "unknown")
        self.dismiss.set_reason("" if can_dismiss else lambda: translate("diagnosis", "Only for slips that wait"))
        rejected = any(entry.tone == "error" for entry in self.list.entries) if self._thing == "server" else False
        self.retry.set_reason("" if rejected else lambda: translate("diagnosis", "The server has set nothing aside"))
        self.act.set_reason(self._why_not())

    def _why_not(self) -> Text | str:
        around = self.desk.surroundings
        if self._thing == "server" and around.sync is None:
            return lambda: translate("diagnosis", "There is no server to ask")
        if self._thing == "printer" and not self.desk.settings.printers:
            return lambda: translate("diagnosis", "No printer is set")
        return ""

    def _act_text(self) -> str:
        texts: dict[str, Text] = {
            "server": lambda: translate("diagnosis", "Sync now"),
            "scanner": lambda: translate("diagnosis", "Try and learn"),
            "printer": lambda: translate("diagnosis", "Print a test page"),
            "database": lambda: translate("diagnosis", "Copy now"),
        }
        return texts[self._thing]()

    def _act(self) -> None:
        till = self.desk.open_till
        if self._thing == "server":
            self.desk.surroundings.sync_now()
            messages.info(translate("diagnosis", "The server is being asked"))
        elif self._thing == "scanner":
            self.desk.go("scanner_trial")
        elif self._thing == "printer":
            self.attempt(lambda _: till.printing.test_page(), self._queued)
        else:
            self.act.set_reason(lambda: translate("diagnosis", "the copy is being made"), shown=True)
            self.desk.background.run(till.back_up, self._copied, self._not_copied, owner=self)

    def _queued(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("diagnosis", "The test page is being printed"))
        self._read_list()

    def _copied(self, path: Path) -> None:
        messages.info(translate("diagnosis", "The database has been copied to {path}").format(path=path))
        self._settle()
        self._read_list()

    def _not_copied(self, error: BaseException) -> None:
        self._settle()
        messages.failure(error)

    def _printed(self) -> None:
        job = self._job
        if job is not None:
            self.attempt(lambda _: self.desk.open_till.printing.printed(job.job_id), lambda _: self._read_list())

    def _elsewhere(self) -> str:
        """The printer on which a slip could come out that waits for another one; "" where there is none."""
        return elsewhere(self.desk, self._job)

    def _again_text(self) -> str:
        if other := self._elsewhere():
            return translate("payment", "Print on “{printer}”").format(printer=other)
        return translate("diagnosis", "Print a copy")

    def _print_again(self) -> None:
        job = self._job
        other = self._elsewhere()
        if job is not None and other:
            self.attempt(lambda _: self.desk.open_till.printing.send_to(job.job_id, other), self._queued_again)
        elif job is not None:
            self.attempt(lambda _: self.desk.open_till.printing.print_again(job.job_id), self._queued_again)

    def _queued_again(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("diagnosis", "It is being printed again"))
        self._read_list()

    def _dismiss(self) -> None:
        job = self._job
        if job is not None:
            self.attempt(lambda _: self.desk.open_till.printing.dismiss(job.job_id), lambda _: self._read_list())

    def _retry(self) -> None:
        self.attempt(lambda given: diagnosing.retry_rejected(self.desk.open_till, given), self._retried)

    def _retried(self, count: int) -> None:
        self.desk.surroundings.sync_now()
        messages.info(translate("diagnosis", "%n operation(s) are sent again", "", count))
        self._read_list()


def _scanner(number: int, view: ScannerView) -> Entry:
    """A scanner as a row: whether it is there, and how much it has read."""
    from cashier_app.devices.explain import scanner_words

    state, _ = scanner_words(view.status, words())
    count = view.scans
    read = translate("diagnosis", "%n scan(s)", "", count)
    detail = " · ".join(part for part in (state, read, view.address if view.address != view.name else "") if part)
    return Entry(str(number), view.name, detail, tone="error" if view.status.state == "down" else "plain")


def _job(job: JobView) -> Entry:
    """A print job as a row."""
    tone: RowTone = "plain"
    if job.state == "unknown":
        tone = "warning"
    elif job.state == "dismissed":
        tone = "barred"
    return Entry(str(job.job_id), job.title, job.state_text, tone=tone)
