"""What the till does for reports by itself, behind everything else: it keeps what they ask of closed shifts, and writes
those that are wanted into a folder, after a Z report and daily, missed ones caught up.

What cannot be written is a word in the log and in the list of notices, and is tried again; selling never waits for it.
"""

from __future__ import annotations

import logging
import threading
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.errors import WorldError
from cashier_app.reports.schedule import Done, Due, Plan, due
from cashier_app.till.manager_reports import Asked, gather, report_of
from cashier_app.till.report_saving import content, file_name, folder_of, write

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till

_log = logging.getLogger(__name__)

#: Seconds between two looks at the clock; a shift that is closed is seen at once.
EVERY_S: Final = 30.0
#: What is done already, in the database's own memory.
_SHIFT, _DAY = "reports_shift", "reports_day"
#: A part of the till, as the list of notices knows it.
PART: Final = "reports"


class ReportSchedule:
    """Makes what is due, in a thread of its own; started and stopped by whoever runs the till."""

    def __init__(self, till: Till, data: Path) -> None:
        self._till = till
        self._data = data
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look what is due."""
        self._till.on_shift_changed = self._wake.set
        self._thread = threading.Thread(target=self._work, name="reports", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """Give up what is being made; whether it ended in time."""
        self._stop.set()
        self._wake.set()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def run_due(self) -> list[Path]:
        """Make everything that is due now; the files.  Blocks; raises what stands in its way, a `WorldError` mostly."""
        till, settings = self._till, self._till.settings
        wanted = settings.reports
        if not wanted.names or not wanted.formats:
            return []
        plan = Plan(wanted.at_shift_close, wanted.daily_at)
        done, closed = till.database.worker.call(self._known)
        files = []
        for each in due(plan, done, closed, till.clock.now(), till.zone):
            files += self._made(each, settings)
            if self._stop.is_set():
                break
            till.database.worker.call(partial(_remember, each))
        return files

    # --- inside ------------------------------------------------------------------------------------------

    def _work(self) -> None:
        from cashier_app.storage.report_facts import Stopped

        told, changed = "", True
        while not self._stop.is_set():
            try:
                if changed:
                    self._keep()
                files = self.run_due()
                self._till.failures.over(PART)
                told = ""
                if files:
                    _log.info("reports: %s files, the last is %s", len(files), files[-1].name)
            except Stopped:
                _log.info("reports given up: the till closes")
            except WorldError as error:
                if str(error) != told:
                    _log.warning("no reports: %s", error)
                told = str(error)
                self._till.failures.tell(PART, error, "manager_reports")
            except Exception:  # noqa: BLE001 - the thread goes on
                # ours: whole in the log, and the till sells all the same
                _log.exception("reports went wrong by a mistake of ours")
            changed = self._wake.wait(EVERY_S)
            self._wake.clear()

    def _keep(self) -> None:
        """What reports ask of shifts closed since is kept, so that a month of them is soon read."""
        from cashier_app.storage.report_keeping import keep

        database = self._till.database
        count = keep(database.worker, database.path, self._till.zone, self._stop.is_set)
        if count:
            _log.info("reports: the answers of %s shifts are kept", count)

    def _made(self, each: Due, settings: Settings) -> list[Path]:
        """All reports of a shift or a day, in all forms."""
        till, files = self._till, []
        folder = folder_of(settings, self._data)
        for name in settings.reports.names:
            asked = Asked(name, each.period, each.shift or 0)
            answered = gather(till.database.path, asked, till.clock.now(), till.zone, self._stop.is_set)
            made = report_of(answered, settings, till.words)
            for form in settings.reports.formats:
                file = folder / file_name(answered.asked, settings.till.number, form)
                files.append(write(content(made, form, till.words, till.zone), file))
        return files

    @staticmethod
    def _known(unit: UnitOfWork) -> tuple[Done, list[int]]:
        """What was done; the first time the shifts that are closed already count as done."""
        closed = [row.number for row in unit.shifts.closed(100)]
        shift, day = unit.meta.get(_SHIFT), unit.meta.get(_DAY)
        if shift is None:
            shift = str(max(closed, default=0))
            unit.meta.put(_SHIFT, shift)
        return Done(int(shift), date.fromisoformat(day) if day else None), closed


def _remember(each: Due, unit: UnitOfWork) -> None:
    if each.shift is not None:
        unit.meta.put(_SHIFT, str(each.shift))
    if each.period is not None:
        unit.meta.put(_DAY, each.period.last.isoformat())
