"""`cashier-app export sales | groups | everything`: files for accounting and for other systems."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from cashier_app.console.files import write_bytes
from cashier_app.console.import_command import add_group_arguments
from cashier_app.core.clock import local_date
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.documents.sheets import Sheet, as_csv, as_json, as_xlsx

if TYPE_CHECKING:
    from cashier_app.console.sales import Sales
    from cashier_app.storage.reader import Reader
    from cashier_app.till.reports import ShiftReport

_SHIFTS: Final = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
#: More shifts than a till has in its life.
_MOST_SHIFTS: Final = 20_000


class NoShifts(Refused):
    """Nothing says which shifts are meant."""

    text = QT_TRANSLATE_NOOP("errors", "Which shifts are to be exported is not said")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Give --shift 12, --shift 12-20, or a period: --from 2026-11-01 --to 2026-11-30"
    )


class BadShifts(Refused):
    """Numbers of shifts that are none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is neither a shift nor shifts")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a number (12) or a first and a last one (12-20)")


class BadDay(Refused):
    """A day that is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a day")
    way_out = QT_TRANSLATE_NOOP("errors", "Give it as YYYY-MM-DD, such as 2026-11-21")


class NoShiftsFound(Refused):
    """No closed shift in the period."""

    text = QT_TRANSLATE_NOOP("errors", "No shift was closed in this period")
    way_out = QT_TRANSLATE_NOOP("errors", "Give another period; a shift is exported after its Z report")


class NoStandardXlsx(Refused):
    """A workbook on a terminal."""

    text = QT_TRANSLATE_NOOP("errors", "A workbook cannot be printed")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --out FILE.xlsx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to export, of which shifts or members, and where to."""
    acts = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    sales = acts.add_parser(
        "sales",
        help=QT_TRANSLATE_NOOP("cli", "sales of closed shifts for accounting: lines, discounts, payments, totals"),
    )
    sales.add_argument(
        "--shift",
        metavar="N[-M]",
        action="append",
        default=[],
        help=QT_TRANSLATE_NOOP("cli", "number of the shift, or the first and the last one; may be given several times"),
    )
    sales.add_argument(
        "--from", dest="since", metavar="DAY", default="", help=QT_TRANSLATE_NOOP("cli", "shifts closed since this day")
    )
    sales.add_argument(
        "--to", dest="until", metavar="DAY", default="", help=QT_TRANSLATE_NOOP("cli", "shifts closed up to this day")
    )
    sales.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "write there; of CSV the tables become files beside it; left out: print"),
    )
    sales.add_argument(
        "--format",
        choices=("csv", "xlsx", "json"),
        default="",
        help=QT_TRANSLATE_NOOP("cli", "form of the file; left out: by its ending"),
    )
    groups = acts.add_parser(
        "groups", help=QT_TRANSLATE_NOOP("cli", "members and their groups for another system: what is led here")
    )
    groups.add_argument(
        "out", metavar="FILE", type=Path, nargs="?", help=QT_TRANSLATE_NOOP("cli", "a CSV; left out: print")
    )
    add_group_arguments(groups)
    everything = acts.add_parser(
        "everything",
        help=QT_TRANSLATE_NOOP("cli", "all data of the till or the server in open forms: CSV and a schema"),
    )
    everything.add_argument(
        "out",
        metavar="FOLDER|FILE.zip",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "write there; nothing may be there yet"),
    )
    everything.add_argument(
        "--server", action="store_true", help=QT_TRANSLATE_NOOP("cli", "of all tills, from the server's database")
    )
    everything.add_argument(
        "--database",
        metavar="URL",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "the server's database: a file or postgresql://user@host/name"),
    )
    everything.add_argument(
        "--personal",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "with names, telephones and what else tells who a person is"),
    )
    groups.add_argument("--all", action="store_true", help=QT_TRANSLATE_NOOP("cli", "also what the other system leads"))


def run(arguments: argparse.Namespace) -> int:
    """Export and tell what was exported."""
    if arguments.what == "groups":
        from cashier_app.console.groups import export

        return export(arguments)
    if arguments.what == "everything":
        from cashier_app.console.everything_command import export_everything

        return export_everything(arguments)
    return _sales(arguments)


def _sales(arguments: argparse.Namespace) -> int:
    from cashier_app.console.sales import open_reader, read_sales
    from cashier_app.console.sales_sheets import sales_sheets
    from cashier_app.storage.database import NAME

    words, zone, out = arguments.words, arguments.settings.shop.zone, arguments.out
    form = arguments.format or (out.suffix.lower().removeprefix(".") if out is not None else "csv")
    form = form if form in ("csv", "xlsx", "json") else "csv"
    if form == "xlsx" and out is None:
        raise NoStandardXlsx()
    reader = open_reader(arguments.places.till_folder(arguments.settings) / NAME)
    try:
        reports = _reports(reader, arguments, zone)
        sales = read_sales(reader, reports)
    finally:
        reader.close()
    sheets = sales_sheets(sales, zone, words)
    if out is None:
        _print(sheets, form, words)
    else:
        _write(sheets, sales, form, out, words)
    return _told(sales, reports, sys.stdout if out is not None else sys.stderr, words)


def _reports(reader: Reader, arguments: argparse.Namespace, zone: str) -> list[ShiftReport]:
    """The Z reports asked for, by number.  Raises `NoShifts`, `BadShifts`, `BadDay`, `NoSuchShift`, `NoShiftsFound`."""
    from cashier_app.till.reports import NoSuchShift, decode_report

    if not arguments.shift and not arguments.since and not arguments.until:
        raise NoShifts()
    since, until = _day(arguments.since, datetime.date.min), _day(arguments.until, datetime.date.max)
    kept = {row.number: decode_report(row.report) for row in reader.closed_shifts() if row.report is not None}
    asked = _numbers(arguments.shift)
    for number in asked:
        if number not in kept:
            raise NoSuchShift(number=number)
    found = [
        report
        for number, report in sorted(kept.items())
        if (not asked or number in asked) and since <= local_date(report.at, zone) <= until
    ]
    if not found:
        raise NoShiftsFound()
    return found


def _numbers(texts: Sequence[str]) -> set[int]:
    numbers: set[int] = set()
    for text in texts:
        match = _SHIFTS.fullmatch(text.strip())
        first = int(match[1]) if match else 1
        last = int(match[2]) if match and match[2] else first
        if match is None or not first <= last < first + _MOST_SHIFTS:
            raise BadShifts(value=text)
        numbers.update(range(first, last + 1))
    return numbers


def _day(text: str, otherwise: datetime.date) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text) if text else otherwise
    except ValueError as error:
        raise BadDay(value=text) from error


def _print(sheets: Sequence[Sheet], form: str, words: Words) -> None:
    if form == "json":
        sys.stdout.write(as_json(sheets).decode())
        return
    for sheet in sheets:
        sys.stdout.write(f"{sheet.title}\n{as_csv(sheet, words).decode('utf-8-sig')}\n".replace("\r\n", "\n"))


def _write(sheets: Sequence[Sheet], sales: Sales, form: str, out: Path, words: Words) -> None:
    """One file; of CSV the lines under the name given and the other tables beside it."""
    if form == "xlsx":
        write_bytes(out, as_xlsx(sheets))
    elif form == "json":
        write_bytes(out, as_json(sheets))
    else:
        for place, sheet in enumerate(sheets):
            file = out if place == 0 else out.with_name(f"{out.stem}-{sheet.name}{out.suffix or '.csv'}")
            write_bytes(file, as_csv(sheet, words))


def _told(sales: Sales, reports: Sequence[ShiftReport], stream: TextIO, words: Words) -> int:
    """How many rows, and whether they agree with the Z reports; 1 where they do not."""
    from cashier_app.console.sales_sheets import figure_words

    text = words.translate("sales", "Shifts: {shifts}, receipts: {receipts}, lines: {lines}")
    said = [text.format(shifts=len(reports), receipts=len(sales.receipts), lines=len(sales.lines))]
    wrong = [one for one in sales.totals if not one.agrees]
    line = words.translate("sales", "Shift {shift}, {figure}: exported {exported}, in the Z report {reported}")
    said += [
        line.format(
            shift=one.shift,
            figure=figure_words(one, words),
            exported=words.sum(one.exported),
            reported=words.sum(one.reported),
        )
        for one in wrong
    ]
    if not wrong:
        said.append(words.translate("sales", "Every total agrees with the Z report"))
    stream.write("\n".join(said) + "\n")
    return 1 if wrong else 0
