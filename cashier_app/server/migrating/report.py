"""What a migration did or would do: for a person, as JSON, and as the protocol that finance keeps."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import Names, Programme
from cashier_app.server.migrating.mapping import Part
from cashier_app.server.migrating.reasons import PLACED, reason_words
from cashier_app.server.migrating.staging import Refusal
from cashier_app.server.migrating.totals import HUNDREDTH, Total

#: Examples shown of each reason.
EXAMPLES: Final = 3
_DECIMALS: Final = 6

_PARTS: Final[dict[Part, str]] = {
    "members": QT_TRANSLATE_NOOP("migration", "members"),
    "cards": QT_TRANSLATE_NOOP("migration", "cards"),
    "lots": QT_TRANSLATE_NOOP("migration", "points"),
    "purchases": QT_TRANSLATE_NOOP("migration", "purchases"),
    "coupons": QT_TRANSLATE_NOOP("migration", "coupons"),
}
_FIGURES: Final = {
    "members": QT_TRANSLATE_NOOP("migration", "Members"),
    "card": QT_TRANSLATE_NOOP("migration", "Cards"),
    "phone": QT_TRANSLATE_NOOP("migration", "Telephones"),
    "email": QT_TRANSLATE_NOOP("migration", "E-mails"),
    "points": QT_TRANSLATE_NOOP("migration", "Points"),
    "entries": QT_TRANSLATE_NOOP("migration", "Points by entries"),
    "coupons": QT_TRANSLATE_NOOP("migration", "Coupons"),
    "purchases": QT_TRANSLATE_NOOP("migration", "Purchases"),
    "turnover": QT_TRANSLATE_NOOP("migration", "Turnover, ₽"),
    "unreadable": QT_TRANSLATE_NOOP("migration", "Sums that cannot be read"),
}
_COLUMNS: Final = (
    ("in_files", QT_TRANSLATE_NOOP("migration", "in files")),
    ("refused", QT_TRANSLATE_NOOP("migration", "refused")),
    ("left_out", QT_TRANSLATE_NOOP("migration", "left out")),
    ("known", QT_TRANSLATE_NOOP("migration", "already there")),
    ("new", QT_TRANSLATE_NOOP("migration", "taken")),
    ("before", QT_TRANSLATE_NOOP("migration", "database before")),
    ("after", QT_TRANSLATE_NOOP("migration", "database after")),
)


class SourceFile(msgspec.Struct, frozen=True):
    """One file that was read."""

    part: Part
    name: str
    sha256: str
    rows: int
    encoding: str


class Counted(msgspec.Struct, frozen=True):
    """How many rows are refused, or items left out, for one reason, and the first of them."""

    fate: str
    reason: str
    count: int
    examples: tuple[Refusal, ...] = ()


#: Why nothing was written: rows are refused, totals differ; or it was written, or was not to be.
Outcome = Literal["rehearsed", "written", "nothing_new", "refused_rows", "difference"]


class Report(msgspec.Struct, frozen=True):
    """One run.  Totals are millionths."""

    outcome: Outcome
    digest: str
    source: str
    programme: int
    programme_name: Names
    levels: dict[str, Names]
    zone: str
    at: Instant
    author: str
    database: str
    files: tuple[SourceFile, ...]
    totals: tuple[Total, ...]
    reasons: tuple[Counted, ...]
    seconds: float = 0.0

    @property
    def equal(self) -> bool:
        """Whether every control holds."""
        return all(total.equal for total in self.totals)

    @property
    def refused(self) -> int:
        """Rows refused."""
        return sum(counted.count for counted in self.reasons if counted.fate == "refused")

    @property
    def anything_new(self) -> bool:
        """Whether there is anything to be written."""
        return any(total.new for total in self.totals)


def level_names(programme: Programme) -> dict[str, Names]:
    """Names of a programme's levels by their ids."""
    return {level.id: level.name for level in programme.levels.ladder}


# --- for a person ----------------------------------------------------------------------------------------


def as_text(report: Report, words: Words) -> list[str]:
    """The report for a terminal, a line each."""
    lines = [_headline(report, words), ""]
    lines += _files(report, words)
    lines += ["", *_tables(report, words)]
    lines += _reasons(report, words)
    return [*lines, "", *_verdict(report, words)]


def as_protocol(report: Report, words: Words) -> list[str]:
    """The protocol that finance keeps: what was taken over, from which files, by whom, with room for signatures."""
    title = words.translate("migration", "PROTOCOL OF THE MIGRATION OF A LOYALTY PROGRAMME")
    names = words.translate("migration", "Author: {author}").format(author=report.author or "–")
    day = words.translate("migration", "Date: {date}").format(date=_moment(report))
    database = words.translate("migration", "Database: {database}").format(database=report.database)
    lines = [title, "", _headline(report, words), day, names, database, "", *_files(report, words, whole=True)]
    lines += ["", *_tables(report, words, days=True)]
    lines += _reasons(report, words)
    lines += ["", *_verdict(report, words)]
    number = words.translate("migration", "Number of the migration: {digest}").format(digest=report.digest)
    signed = (
        words.translate("migration", "Handed over: ____________________ / ____________________ /"),
        words.translate("migration", "Accepted:    ____________________ / ____________________ /"),
    )
    return [*lines, number, "", *signed]


def _headline(report: Report, words: Words) -> str:
    text = words.translate("migration", "Migration of “{source}” into version {version} “{name}”")
    name = report.programme_name.in_language(words.language)
    return text.format(source=report.source, version=report.programme, name=name)


def _moment(report: Report) -> str:
    return f"{local_time(report.at, report.zone):%d.%m.%Y %H:%M}"


def _files(report: Report, words: Words, whole: bool = False) -> list[str]:
    rows = []
    for file in report.files:
        n = file.rows
        part, count = words.translate("migration", _PARTS[file.part]), words.translate("migration", "%n row(s)", "", n)
        digest = f"SHA-256 {file.sha256 if whole else file.sha256[:12]}"
        rows.append((file.name, part, count, file.encoding.removesuffix("-sig"), digest))
    return [words.translate("migration", "Files"), *_aligned(rows)]


def _tables(report: Report, words: Words, days: bool = False) -> list[str]:
    """Totals, levels, points by the month (or day) of their expiry; one set of columns for all."""
    titles = [words.translate("migration", title) for _, title in _COLUMNS]
    sections = [
        (words.translate("migration", "Control totals"), list(_main(report, words))),
        (words.translate("migration", "Members by level"), list(_levels(report, words))),
        (words.translate("migration", "Points by month of expiry"), list(_months(report, words, 7))),
    ]
    if days:
        sections.append((words.translate("migration", "Points by day of expiry"), list(_months(report, words, 10))))
    coupons = [(total.key.partition(":")[2], total) for total in report.totals if total.key.startswith("coupon:")]
    sections.append((words.translate("migration", "Coupons by kind"), coupons))
    rows: list[tuple[str, ...]] = [("", *titles)]
    for title, totals in sections:
        if not totals:
            continue
        rows.append((title, *("" for _ in _COLUMNS)))
        for name, total in totals:
            mark = "" if total.equal else " !"
            figures = (_figure(total.key, getattr(total, field), words) for field, _ in _COLUMNS)
            rows.append((f"  {name}{mark}", *figures))
    return _aligned(rows, right_from=1, indent="")


def _figure(key: str, value: int, words: Words) -> str:
    """Points and money with their hundredths, all else as it is; what has more decimals shows them."""
    if value % HUNDREDTH == 0 and key.partition(":")[0] in ("points", "turnover", "entries"):
        return format_scaled(value // HUNDREDTH, 2, words.decimal_mark, trim=False)
    return format_scaled(value, _DECIMALS, words.decimal_mark)


def _main(report: Report, words: Words) -> Iterable[tuple[str, Total]]:
    plain = {total.key: total for total in report.totals}
    plain["points"] = summed("points", (each for each in report.totals if each.key.startswith("points:")))
    plain["coupons"] = summed("coupons", (each for each in report.totals if each.key.startswith("coupon:")))
    for key, name in _FIGURES.items():
        total = plain.get(key)
        if (
            total is not None
            and (total.in_files or total.new or not total.equal)
            and (key != "entries" or not total.equal)
        ):
            yield words.translate("migration", name), total


def _levels(report: Report, words: Words) -> Iterable[tuple[str, Total]]:
    totals = {total.key.partition(":")[2]: total for total in report.totals if total.key.startswith("level:")}
    for level, name in report.levels.items():
        if level in totals:
            yield name.in_language(words.language), totals.pop(level)
    for level, total in totals.items():
        yield (words.translate("migration", "unknown level") if level == "?" else level), total


def _months(report: Report, words: Words, letters: int) -> Iterable[tuple[str, Total]]:
    months: dict[str, list[Total]] = {}
    for total in report.totals:
        kind, _, day = total.key.partition(":")
        if kind == "points":
            months.setdefault(day if day in ("never", "?") else day[:letters], []).append(total)
    for month in sorted(months, key=lambda key: (key == "?", key == "never", key)):
        if month == "never":
            name = words.translate("migration", "without an end")
        elif month == "?":
            name = words.translate("migration", "dates that cannot be read")
        else:
            name = ".".join(reversed(month.split("-")))
        yield name, summed(f"points:{month}", months[month])


def summed(key: str, totals: Iterable[Total]) -> Total:
    """Several totals as one."""
    values = dict.fromkeys((field for field, _ in _COLUMNS), 0)
    for total in totals:
        for field in values:
            values[field] += getattr(total, field)
    return Total(key, **values)


def _reasons(report: Report, words: Words) -> list[str]:
    lines: list[str] = []
    titles = {
        "refused": words.translate("migration", "Refused, and why"),
        "left_out": words.translate("migration", "Left out, and why"),
    }
    for fate, title in titles.items():
        counted = [each for each in report.reasons if each.fate == fate]
        if counted:
            lines += ["", title]
        for each in counted:
            lines.append(f"  {format_scaled(each.count, 0):>8}  {reason_words(each.reason, words)}")
            lines += [f"{'':12}{_example(example)}" for example in each.examples]
    return lines


def _example(refusal: Refusal) -> str:
    """`members.csv:17  Анна Кузнецова  [8 912]`; or `→ members.csv:5`, the row it stumbles over."""
    value = refusal.value.strip()
    shown = f"  [{value[:60]}]" if value and value != refusal.who else ""
    if refusal.reason in PLACED:
        shown = f"  → {value}"
    return f"{refusal.file}:{refusal.line}  {refusal.who[:60]}{shown}".rstrip()


def _verdict(report: Report, words: Words) -> list[str]:
    lines = []
    if report.equal:
        lines.append(words.translate("migration", "Control totals: equal"))
    else:
        lines.append(words.translate("migration", "Control totals: NOT EQUAL, see the lines marked “!”"))
        for total in report.totals:
            if not total.equal:
                text = words.translate(
                    "migration", "{key}: {lost} of the files unaccounted for, {more} too much in the database"
                )
                lost, more = (
                    format_scaled(value, _DECIMALS, words.decimal_mark) for value in (total.lost, total.difference)
                )
                lines.append("  " + text.format(key=total.key, lost=lost, more=more))
    match report.outcome:
        case "rehearsed" if not report.equal:
            lines.append(
                words.translate("migration", "Rehearsal: nothing was written, and nothing will be with these files")
            )
        case "rehearsed" if not report.anything_new and not report.refused:
            lines.append(
                words.translate("migration", "Rehearsal: nothing new in these files, everything is already there")
            )
        case "rehearsed" if report.refused and not report.anything_new:
            text = words.translate("migration", "Rehearsal: besides the refused rows nothing is new in these files")
            lines.append(text)
        case "rehearsed" if report.refused:
            text = words.translate(
                "migration",
                "Rehearsal: nothing was written. Mend the refused rows, or leave them out with --without-refused",
            )
            lines.append(text)
        case "rehearsed":
            text = words.translate(
                "migration", "Rehearsal: nothing was written. The same command with --write takes it over"
            )
            lines.append(text)
        case "written":
            lines.append(words.translate("migration", "Written, all of it in one transaction"))
        case "nothing_new" if report.refused:
            text = words.translate("migration", "Nothing was written: besides the refused rows nothing is new")
            lines.append(text)
        case "nothing_new":
            lines.append(words.translate("migration", "Everything is already there: nothing was written"))
        case "refused_rows":
            text = words.translate(
                "migration", "Nothing was written: rows are refused. --without-refused leaves them out"
            )
            lines.append(text)
        case "difference":
            lines.append(words.translate("migration", "Nothing was written: the control totals differ"))
    return lines


def _aligned(rows: Sequence[Sequence[str]], right_from: int = 99, indent: str = "  ") -> list[str]:
    """Rows as lines with their cells under each other."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    if right_from < len(widths):
        # a title of a section has the whole line
        widths[0] = max((len(row[0]) for row in rows if any(row[1:])), default=0)
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place >= right_from else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines


# --- for programs ----------------------------------------------------------------------------------------


def as_json(report: Report) -> bytes:
    """The report as JSON; totals are millionths."""
    return msgspec.json.format(msgspec.json.encode(report, order="deterministic"), indent=1) + b"\n"


def write_refusals(path: Path, refusals: Iterable[Refusal], words: Words) -> None:
    """Every refused row and every item left out, as a table for spreadsheets."""
    header: Sequence[str] = ("file", "row", "part", "member", "outcome", "reason", "value", "words")
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(header)
        for each in refusals:
            said = reason_words(each.reason, words)
            rows.writerow(
                _harmless((each.file, each.line, each.part, each.who, each.fate, each.reason, each.value, said))
            )


def _harmless(cells: Sequence[object]) -> list[str]:
    """Cells that no spreadsheet takes for a formula."""
    texts = [str(cell) for cell in cells]
    return [f"'{text}" if text.startswith(("=", "+", "-", "@")) else text for text in texts]
