"""`cashier-app report NAME`: the manager's reports of a till, or of all tills that the server has heard."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import Final

from cashier_app.clock import SystemClock
from cashier_app.console.files import write_bytes
from cashier_app.core.clock import Instant, local_date
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.documents.report_files import report_csv, report_json, report_text, report_xlsx
from cashier_app.reports.catalogue import REPORTS, find
from cashier_app.reports.periods import PERIODS, Period, Scope, days, named, period_text
from cashier_app.reports.report import Context, Report, make_report

FORMATS: Final = ("table", "csv", "xlsx", "pdf", "json")
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y")


class BadReportDay(Refused):
    """A day that is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a day")
    way_out = QT_TRANSLATE_NOOP("errors", "Give it as YYYY-MM-DD or DD.MM.YYYY, such as 2026-11-21")


class BadReportShift(Refused):
    """A shift that is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a shift")
    way_out = QT_TRANSLATE_NOOP("errors", "Give its number, such as 12, or last")


class ShiftOfServer(Refused):
    """A server counts days: shifts are a till's."""

    text = QT_TRANSLATE_NOOP("errors", "A report of all tills is of days, not of a shift")
    way_out = QT_TRANSLATE_NOOP("errors", "Give days with --from and --to, or ask the till without --server")


class NoStandardFile(Refused):
    """A file for other programs on a terminal."""

    text = QT_TRANSLATE_NOOP("errors", "This form of a report cannot be printed here: {form}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --out FILE.{form}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which report, of what time, of whom, and as what."""
    parser.add_argument(
        "name",
        metavar="NAME",
        help=QT_TRANSLATE_NOOP("cli", "name of the report; list: which there are; rebuild: keep closed shifts anew"),
    )
    time = parser.add_argument_group(title=QT_TRANSLATE_NOOP("cli", "time"))
    time.add_argument("--from", dest="first", metavar="DAY", default="", help=QT_TRANSLATE_NOOP("cli", "first day"))
    time.add_argument("--to", dest="last", metavar="DAY", default="", help=QT_TRANSLATE_NOOP("cli", "last day"))
    time.add_argument("--day", metavar="DAY", default="", help=QT_TRANSLATE_NOOP("cli", "a single day"))
    time.add_argument(
        "--period", choices=tuple(PERIODS), help=QT_TRANSLATE_NOOP("cli", "a time by its name; left out: today")
    )
    time.add_argument(
        "--shift", metavar="N", default="", help=QT_TRANSLATE_NOOP("cli", "a shift of this till, or last")
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="", help=QT_TRANSLATE_NOOP("cli", "form; left out: by the file's ending")
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "write there"))
    parser.add_argument(
        "--csv",
        choices=("excel", "plain"),
        default="excel",
        help=QT_TRANSLATE_NOOP("cli", "CSV for a Russian Excel (semicolons), or plain (commas and points)"),
    )
    server = parser.add_argument_group(title=QT_TRANSLATE_NOOP("cli", "all tills"))
    server.add_argument(
        "--server", action="store_true", help=QT_TRANSLATE_NOOP("cli", "of all tills, from the server's database")
    )
    server.add_argument(
        "--database",
        metavar="URL",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "the server's database: a file or postgresql://user@host/name"),
    )
    server.add_argument("--store", default="", help=QT_TRANSLATE_NOOP("cli", "of this shop alone: its id or name"))
    server.add_argument("--till", default="", help=QT_TRANSLATE_NOOP("cli", "of this till alone: its id or name"))


def run(arguments: argparse.Namespace) -> int:
    """Make the report, and print or write it."""
    words: Words = arguments.words
    if arguments.name == "list":
        sys.stdout.write(_list(words))
        return 0
    if arguments.name == "rebuild":
        return _rebuild(arguments)
    form = _form(arguments)
    if form in ("xlsx", "pdf") and arguments.out is None:
        raise NoStandardFile(form=form)
    now = SystemClock().now()
    made = _of_server(arguments, now) if arguments.server else _of_till(arguments, now)
    content = _content(made, form, arguments)
    if arguments.out is None:
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
        return 0
    write_bytes(arguments.out, content)
    said = words.translate("manager", "{title}, {period}: {file}")
    print(said.format(title=made.title, period=made.period, file=arguments.out))  # noqa: T201 - the command's answer
    return 0


def _rebuild(arguments: argparse.Namespace) -> int:
    """Throw away what is kept of closed shifts, and keep it anew; the till must not run."""
    from cashier_app.console.sales import open_reader
    from cashier_app.storage.database import NAME, Database
    from cashier_app.storage.report_keeping import ALL, forget, keep

    folder = arguments.places.till_folder(arguments.settings)
    open_reader(folder / NAME).close()
    with Database.open(folder) as database:
        forget(database.worker)
        n = keep(database.worker, database.path, arguments.settings.shop.zone, most=ALL)
    print(arguments.words.translate("manager", "%n shift(s) are kept anew", "", n))  # noqa: T201 - the command's answer
    return 0


def _list(words: Words) -> str:
    """Names, titles, and whose figures each report can tell."""
    width = max(map(len, REPORTS))
    whose = {
        "till": words.translate("manager", "till"),
        "server": words.translate("manager", "server"),
    }
    return "".join(
        f"{each.name:{width}}  {words.translate('manager', each.title)}"
        f" ({', '.join(name for source, name in whose.items() if source in each.sources)})\n"
        for each in REPORTS.values()
    )


def _form(arguments: argparse.Namespace) -> str:
    if arguments.format:
        return str(arguments.format)
    ending = arguments.out.suffix.lower().removeprefix(".") if arguments.out is not None else ""
    return ending if ending in FORMATS else "table"


def _content(report: Report, form: str, arguments: argparse.Namespace) -> bytes:
    if form == "csv":
        return report_csv(report, arguments.words, arguments.csv)
    if form == "xlsx":
        return report_xlsx(report)
    if form == "pdf":
        from cashier_app.documents.report_pdf import report_pdf

        return report_pdf(report, arguments.words, arguments.settings.shop.zone)
    if form == "json":
        return report_json(report)
    return report_text(report, arguments.words).encode()


# --- whose ------------------------------------------------------------------------------------------------


def _of_till(arguments: argparse.Namespace, now: Instant) -> Report:
    from cashier_app.console.sales import open_reader
    from cashier_app.storage.database import NAME
    from cashier_app.till.manager_reports import Asked, gather, report_of

    path = arguments.places.till_folder(arguments.settings) / NAME
    # there, and of this version
    open_reader(path).close()
    zone = arguments.settings.shop.zone
    shift = _shift(arguments.shift)
    asked = (
        Asked(arguments.name, None, shift)
        if shift is not None
        else Asked(arguments.name, _period(arguments, zone, now))
    )
    return report_of(gather(path, asked, now, zone), arguments.settings, arguments.words)


def _of_server(arguments: argparse.Namespace, now: Instant) -> Report:
    from cashier_app.documents.reports import payment_name
    from cashier_app.server.opened import opened
    from cashier_app.server.report_facts import Where, gather

    words, zone = arguments.words, arguments.settings.shop.zone
    if arguments.shift:
        raise ShiftOfServer()
    definition, period = find(arguments.name, "server"), _period(arguments, zone, now)
    with opened(arguments) as database:
        where = Where(arguments.store, arguments.till)
        scope = Scope(period.since, period.until)
        found = gather(database, definition.needs, scope, where, zone, words.language)
    context = Context(
        words=words,
        zone=zone,
        payment=payment_name,
        nodes=found.nodes,
        levels=found.levels,
        kopecks_per_point=found.kopecks_per_point,
    )
    if arguments.store or arguments.till:
        whose = words.translate("manager", "Of the server: {names}").format(names=", ".join(found.nodes.values()))
    else:
        whose = words.translate("manager", "All shops and tills that the server has heard")
    return make_report(definition, found.facts, context, whose, period_text(period), now)


# --- time -------------------------------------------------------------------------------------------------


def _shift(text: str) -> int | None:
    if not text:
        return None
    if text == "last":
        return 0
    if not text.isdecimal() or not 0 < int(text) < 10**9:
        raise BadReportShift(value=text)
    return int(text)


def _period(arguments: argparse.Namespace, zone: str, now: Instant) -> Period:
    if arguments.day:
        day = _day(arguments.day)
        return days(day, day, zone)
    if arguments.first or arguments.last:
        last = _day(arguments.last) if arguments.last else local_date(now, zone)
        return days(_day(arguments.first) if arguments.first else last, last, zone)
    return named(arguments.period or "today", now, zone)


def _day(text: str) -> datetime.date:
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadReportDay(value=text)
