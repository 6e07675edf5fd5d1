"""The manager's reports of a till: their facts read on a connection of their own, named by the till's own people."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.reports.catalogue import find, of_source
from cashier_app.reports.periods import Period, Scope, period_text
from cashier_app.reports.report import Context, Definition, Facts, Report, make_report

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction


class NoSuchShiftYet(Refused):
    """A report of a shift that this till never had."""

    text = QT_TRANSLATE_NOOP("errors", "This till has had no shift {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the number of a shift that was opened here")


class Asked(msgspec.Struct, frozen=True):
    """Which report of what: whole days, or a shift; 0 is the newest shift."""

    name: str
    period: Period | None = None
    shift: int = 0


class Answered(msgspec.Struct, frozen=True):
    """Facts that were gathered, and of what: a report of them can be made in any language without asking again."""

    definition: Definition
    facts: Facts
    asked: Asked
    users: dict[str, str]
    kopecks_per_point: int
    made_at: Instant
    #: The shift's times, where it is of one.
    opened_at: Instant = 0
    closed_at: Instant | None = None


class ManagerReports:
    """What is done with reports at the till."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def allow(self, permission: Permission | None = None) -> None:
        """Whether the person may see them (right `reports`).  Raises `NeedsPermission`."""
        self._till.people.require("reports", permission)

    def print(self, report: Report) -> Future[int]:
        """Queue a report for the receipt printer; the job's id."""
        from cashier_app.documents.report_slip import report_slip

        document = report_slip(report, self._till.header(), self._till.zone, self._till.words)
        now = self._till.clock.now()

        def job(transaction: Transaction) -> int:
            return transaction.print("report", document, now)

        return self._till.writer.submit(job)


def listed() -> list[Definition]:
    """The reports that a till can tell, in the order of lists."""
    return of_source("till")


def gather(
    path: Path,
    asked: Asked,
    now: Instant,
    zone: str,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda part: None,
) -> Answered:
    """Read what a report needs from a till's database, while the till runs or not; blocks, so off the screen's thread.

    `zone` is the shop's, by whose days answers are kept.

    Raises `NoSuchReport`, `NotThere`, `NoSuchShiftYet`, `storage.errors`, and `report_facts.Stopped` once `stopped`.
    """
    from cashier_app.storage.report_facts import FactsReader

    definition = find(asked.name, "till")
    reader = FactsReader(path)
    try:
        if asked.period is not None:
            scope = Scope(asked.period.since, asked.period.until, zone=zone)
            facts = reader.gather(definition.needs, scope, stopped, progress)
            return Answered(definition, facts, asked, reader.users(), reader.point_worth(now), now)
        number = asked.shift or reader.last_shift() or 0
        times = reader.shift(number)
        if times is None:
            raise NoSuchShiftYet(number=number)
        opened, closed = times
        facts = reader.gather(definition.needs, Scope(opened, closed or now, number, zone), stopped, progress)
        asked = Asked(asked.name, None, number)
        return Answered(definition, facts, asked, reader.users(), reader.point_worth(now), now, opened, closed)
    finally:
        reader.close()


def report_of(answered: Answered, settings: Settings, words: Words) -> Report:
    """The report of gathered facts in a language; `whose` says that it is this till's alone."""
    from cashier_app.documents.reports import payment_name

    zone = settings.shop.zone
    context = Context(
        words=words,
        zone=zone,
        payment=payment_name,
        users=answered.users,
        acts=act_name,
        kopecks_per_point=answered.kopecks_per_point,
    )
    whose = words.translate("manager", "Till {number} of {shop}, this till alone").format(
        number=settings.till.number, shop=settings.shop.name
    )
    when = _when(answered, zone, words)
    return make_report(answered.definition, answered.facts, context, whose, when, answered.made_at)


def act_name(act: str, words: Words) -> str:
    """An act of the journal in words; one without words stands for itself."""
    from cashier_app.till.journal_rows import ACTS

    return words.translate("journal", ACTS[act]) if act in ACTS else act


def _when(answered: Answered, zone: str, words: Words) -> str:
    if answered.asked.period is not None:
        return period_text(answered.asked.period)
    opened = local_time(answered.opened_at, zone)
    if answered.closed_at is None:
        text = words.translate("manager", "shift {number}, open since {time}")
        return text.format(number=answered.asked.shift, time=f"{opened:%d.%m.%Y %H:%M}")
    closed = local_time(answered.closed_at, zone)
    text = words.translate("manager", "shift {number}, {opened} – {closed}")
    return text.format(
        number=answered.asked.shift, opened=f"{opened:%d.%m.%Y %H:%M}", closed=f"{closed:%d.%m.%Y %H:%M}"
    )
