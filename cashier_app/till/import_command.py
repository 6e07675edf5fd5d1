"""`cashier-app import catalogue PATH`: goods from CSV or CommerceML into the till's database, with a report."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from cashier_app.catalog.importers.commerceml import PriceChoice
from cashier_app.catalog.importers.files import UnknownEncoding
from cashier_app.catalog.importers.outcome import FATES, Outcome, Tally, fate_words, reason_words
from cashier_app.catalog.importers.table import TableOptions
from cashier_app.catalog.recognition import shown
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks, parse_money
from cashier_app.core.words import Words
from cashier_app.till.importing import Import, ImportOptions


class ReportNotWritten(Refused):
    """The file of the report cannot be made; nothing was imported."""

    text = QT_TRANSLATE_NOOP("errors", "The report cannot be written to “{file}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Give another file, ending in .csv or .json")


class ReportCutShort(Refused):
    """The disk refused the end of the report; the goods are in."""

    text = QT_TRANSLATE_NOOP("errors", "The goods were imported, but the report in “{file}” is not whole")
    way_out = QT_TRANSLATE_NOOP("errors", "Free some space on the disk and import again: it will change nothing")


class PriceRefused(Refused):
    """A default price that is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a price")
    way_out = QT_TRANSLATE_NOOP("errors", "Give roubles and kopecks above zero, such as 99,90")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, where from, and what a person can say about it."""

    def option(name: str, metavar: str, about: str, **more: Any) -> None:
        parser.add_argument(name, metavar=metavar, help=about, default=None, **more)

    parser.add_argument(
        "path",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "a CSV file (.gz too), a CommerceML file, or a folder or zip of them"),
    )
    option("--price", "COLUMN", QT_TRANSLATE_NOOP("cli", "CSV: the column with the price"))
    option("--member-price", "COLUMN", QT_TRANSLATE_NOOP("cli", "CSV: the column with the price for members"))
    option("--price-type", "NAME", QT_TRANSLATE_NOOP("cli", "CommerceML: the price type; else retail, else the first"))
    option("--member-price-type", "NAME", QT_TRANSLATE_NOOP("cli", "CommerceML: the price type of prices for members"))
    option("--price-default", "99,90", QT_TRANSLATE_NOOP("cli", "a price for goods whose price the file leaves out"))
    option(
        "--prices",
        "FILE",
        QT_TRANSLATE_NOOP("cli", "another CSV with prices by barcode or id; they win over the file's own"),
        type=Path,
    )
    option("--encoding", "NAME", QT_TRANSLATE_NOOP("cli", "CSV: the encoding, where it is not found out rightly"))
    option("--report", "FILE", QT_TRANSLATE_NOOP("cli", "write what became of every product, .csv or .json"), type=Path)
    parser.add_argument(
        "--dry-run", action="store_true", help=QT_TRANSLATE_NOOP("cli", "judge everything and change nothing")
    )


def run(arguments: argparse.Namespace) -> int:
    """Import, with a bar while it runs and the report at its end."""
    from cashier_app.storage.database import Database

    words: Words = arguments.words
    options = _options(arguments)
    with ExitStack() as stack:
        report = stack.enter_context(ReportFile.to(arguments.report, words))
        bar = _Bar(words)
        stack.callback(bar.close)
        work = Import(arguments.path, options, progress=bar.forward, told=report.add)
        bar.begin(work.prepare())
        database = stack.enter_context(Database.open(arguments.places.till_folder(arguments.settings)))
        tally = work.run(database.worker)
    for line in summary(tally, words, dry_run=options.dry_run):
        sys.stdout.write(line + "\n")
    return 0


def _options(arguments: argparse.Namespace) -> ImportOptions:
    if arguments.encoding:
        try:
            "".encode(arguments.encoding)
        except LookupError as error:
            raise UnknownEncoding(name=arguments.encoding) from error
    return ImportOptions(
        table=TableOptions(arguments.price or "", arguments.member_price or "", arguments.encoding or ""),
        price_types=PriceChoice(arguments.price_type or "", arguments.member_price_type or ""),
        price_default=_price(arguments.price_default) if arguments.price_default is not None else None,
        prices=arguments.prices,
        vat_rates=frozenset(rate.percent * 100 for rate in arguments.settings.vat_rates),
        dry_run=arguments.dry_run,
    )


def _price(text: str) -> Kopecks:
    price = parse_money(text)
    if price == 0:
        raise PriceRefused(value=text)
    return price


class _Bar:
    """A progress bar by bytes on the standard error, where somebody looks at it."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._bar: Any = None

    def begin(self, size: int) -> None:
        """Show it."""
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread of its own: bytes come often enough
        self._bar = tqdm(
            total=size,
            desc=self._words.translate("cli", "reading"),
            unit="B",
            unit_scale=True,
            disable=None,  # no bar where the output is not a terminal
            leave=False,
            file=sys.stderr,
        )

    def forward(self, count: int) -> None:
        """So many bytes more."""
        if self._bar is not None:
            self._bar.update(count)

    def close(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.close()


class ReportFile:
    """Every product's outcome, written as it comes: a table for spreadsheets or JSON."""

    COLUMNS = ("file", "line", "id", "name", "outcome", "reason", "value", "words")

    def __init__(self, path: Path | None, words: Words) -> None:
        self._words = words
        self._stream = (
            path.open("w", encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="") if path else None
        )
        self._rows = (
            csv.writer(self._stream, delimiter=";") if self._stream and path and path.suffix == ".csv" else None
        )
        self._first = True

    @classmethod
    def to(cls, path: Path | None, words: Words) -> Self:
        """Begin a report; without a path it keeps nothing.  Raises `ReportNotWritten`."""
        if path is not None and path.suffix not in (".csv", ".json"):
            raise ReportNotWritten(file=path)
        try:
            return cls(path, words)
        except OSError as error:
            raise ReportNotWritten(file=path) from error

    def __enter__(self) -> Self:
        if self._rows is not None:
            self._rows.writerow(self.COLUMNS)
        elif self._stream is not None:
            self._stream.write("[\n")
        return self

    def __exit__(self, *exception: object) -> None:
        if self._stream is None:
            return
        try:
            if self._rows is None:
                self._stream.write("\n]\n")
            self._stream.close()
        except OSError as error:
            if exception[0] is None:
                raise ReportCutShort(file=self._stream.name) from error

    def add(self, outcome: Outcome) -> None:
        """One product; several remarks are several rows of the table.  Raises `ReportNotWritten`."""
        if self._stream is None:
            return
        try:
            self._write(outcome)
        except OSError as error:  # within the import's transaction: it is rolled back
            raise ReportNotWritten(file=self._stream.name) from error

    def _write(self, outcome: Outcome) -> None:
        assert self._stream is not None
        reasons = (
            [(outcome.reason, outcome.value)] if outcome.reason else [(r.reason, r.value) for r in outcome.remarks]
        )
        if self._rows is not None:
            start = (outcome.file, outcome.line, outcome.product_id, outcome.name, outcome.fate)
            for reason, value in reasons or [("", "")]:
                self._rows.writerow((*start, reason, value, reason_words(reason, self._words) if reason else ""))
            return
        body = {
            "file": outcome.file,
            "line": outcome.line,
            "id": outcome.product_id,
            "name": outcome.name,
            "outcome": outcome.fate,
            "reasons": [
                {"reason": reason, "value": value, "words": reason_words(reason, self._words)}
                for reason, value in reasons
            ],
        }
        self._stream.write(("" if self._first else ",\n") + json.dumps(body, ensure_ascii=False))
        self._first = False


def summary(tally: Tally, words: Words, dry_run: bool = False) -> list[str]:
    """The report for a terminal, a line each: counts, then reasons with examples, then notes about the files."""
    lines = [words.translate("cli", "Trial only, nothing was changed")] if dry_run else []
    shown = [(fate_words(fate, words), tally.fates[fate]) for fate in FATES if tally.fates[fate]]
    shown.append((words.translate("import", "in all"), tally.total))
    width = max(len(name) for name, _ in shown)
    lines += [f"  {name:<{width}} {words.quantity(count * 1000):>12}" for name, count in shown]
    for title, counts in (
        (words.translate("import", "Refused, and why"), tally.refusals),
        (words.translate("import", "Mended or left out"), tally.remarks),
    ):
        if counts:
            lines.append(title)
        for reason, count in counts.most_common():
            lines.append(f"  {words.quantity(count * 1000):>8}  {reason_words(reason, words)}")
            lines += [f"            {_example(outcome, reason, words)}" for outcome in tally.examples[reason]]
    lines += [note.in_words(words) for note in tally.notes]
    return lines


def _example(outcome: Outcome, reason: str, words: Words) -> str:
    """`import.xml:214  Стулья (Белый)  [0]`."""
    value = outcome.value if outcome.reason == reason else next(r.value for r in outcome.remarks if r.reason == reason)
    value = shown(value, 60)
    name = outcome.name or outcome.product_id or words.translate("import", "without a name")
    return f"{outcome.file}:{outcome.line}  {name[:60]}" + (f"  [{value}]" if value and value != outcome.name else "")
