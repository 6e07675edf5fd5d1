"""One migration from its files to its report: rehearsed on a copy, or written in one transaction."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.catalog.importers.sheets import open_rows
from cashier_app.catalog.importers.table import NoSuchColumn, plain_title
from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.loyalty.programme import Programme
from cashier_app.server import journal, tables
from cashier_app.server.database import ServerDatabase, Transaction
from cashier_app.server.migrating.items import Flaw
from cashier_app.server.migrating.judging import Judge
from cashier_app.server.migrating.mapping import FIELDS, LINKS, NEEDED, Mapping, Part, Table
from cashier_app.server.migrating.reading import RowReader
from cashier_app.server.migrating.report import EXAMPLES, Counted, Outcome, Report, SourceFile, as_json, level_names
from cashier_app.server.migrating.staging import Refusal, Staging
from cashier_app.server.migrating.totals import Total, entries_at, figures_in, figures_of
from cashier_app.server.migrating.writing import Writer

#: Told what is being done, and how many bytes or members more of it are.
Progress = Callable[[str, int], None]

#: Pages of the database held in memory while members are booked.
PAGES_KB: Final = 128 * 1024

READING: Final = "reading"
WRITING: Final = "writing"


class MissingColumn(Refused):
    """A file without a column that says what it is about."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” has no column for {field}")
    way_out = QT_TRANSLATE_NOOP("errors", "Name it in the mapping: [tables.{part}] columns. Its columns are: {columns}")


class GivenFile(msgspec.Struct, frozen=True):
    """A file and what it holds."""

    part: Part
    path: Path


class Given(msgspec.Struct, frozen=True):
    """All that a migration is made of; `zone` and `store` are the mapping's or the settings'."""

    files: tuple[GivenFile, ...]
    mapping: Mapping
    programme: Programme
    zone: str
    author: str
    now: Instant
    database: str


class _Unwritten(Exception):
    """The transaction is given up; the report says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.outcome)
        self.report = report


class Migration:
    """One run over its files; `staging` holds the rows afterwards, so that the refused ones can be listed."""

    def __init__(self, given: Given, staging: Staging, progress: Progress = lambda what, count: None) -> None:
        self._given = given
        self._staging = staging
        self._progress = progress
        self._began = time.monotonic()
        self._reader = RowReader(given.mapping, given.programme, given.zone, given.now)
        self._in_files: Counter[str] = Counter()
        self._files: list[SourceFile] = []
        self.digest = ""

    def read(self) -> None:
        """Read all files.  Raises what `open_rows` raises, `NoSuchColumn`, `MissingColumn`."""
        for number, file in enumerate(self._given.files):
            self._files.append(self._read_file(number, file))
        self._staging.finish()
        self.digest = _digest(self._files, self._given.mapping, self._given.programme)

    def rehearse(self, database: ServerDatabase) -> Report:
        """Do it to the last row, and take it back."""
        try:
            with database.write() as transaction:
                raise _Unwritten(self._book(transaction, "rehearsed"))
        except _Unwritten as rehearsed:
            return rehearsed.report

    def write(self, database: ServerDatabase, without_refused: bool) -> Report:
        """Do it; nothing at all is written where rows are refused (unless `without_refused`) or totals differ."""
        try:
            with database.write() as transaction:
                report = self._book(transaction, "written")
                if report.refused and not without_refused:
                    raise _Unwritten(msgspec.structs.replace(report, outcome="refused_rows"))
                if not report.equal:
                    raise _Unwritten(msgspec.structs.replace(report, outcome="difference"))
                if not report.anything_new:
                    raise _Unwritten(msgspec.structs.replace(report, outcome="nothing_new"))
                row = {"digest": report.digest, "at": transaction.now, "author": report.author}
                transaction.insert(tables.migration, [{**row, "report": as_json(report)}])
                journal.write(transaction, "members_migrated", report.author, digest=report.digest)
                return report
        except _Unwritten as stopped:
            return stopped.report

    # --- reading -----------------------------------------------------------------------------------------

    def _read_file(self, number: int, file: GivenFile) -> SourceFile:
        part, table = file.part, self._given.mapping.tables.of(file.part)
        self._staging.add_file(number, file.path.name, part)
        count = 0

        def forward(bytes_read: int) -> None:
            self._progress(READING, bytes_read)

        with open_rows(file.path, _score(part, table), table.sheet, table.encoding, forward) as rows:
            places = columns(part, table, rows.name, rows.titles)
            for line, cells in rows.rows:
                count += 1
                row = {field: cells[place].strip() for field, place in places.items() if place < len(cells)}
                self._take(number, line, part, row, len(cells) > len(rows.titles) and any(cells[len(rows.titles) :]))
            return SourceFile(part, file.path.name, _sha256(file.path), count, rows.encoding)

    def _take(self, number: int, line: int, part: Part, row: dict[str, str], too_wide: bool) -> None:
        figures = figures_of(part, row, self._reader)
        for key, value in figures.items():
            self._in_files[key] += value
        try:
            if too_wide:
                raise Flaw("columns")
            judged = self._reader.judge(part, row)
        except Flaw as flaw:
            self._staging.refuse(number, line, part, figures, row, flaw)
        else:
            self._staging.add(number, line, part, figures, judged)

    # --- booking -----------------------------------------------------------------------------------------

    def _book(self, transaction: Transaction, outcome: Outcome) -> Report:
        given = self._given
        if transaction.connection.dialect.name == "sqlite":
            # keys come in any order: with the few pages of every day each would be written and read many times
            transaction.connection.exec_driver_sql(f"PRAGMA cache_size=-{PAGES_KB}")
        before = figures_in(transaction.connection, given.zone)
        Judge(self._staging, given.mapping, transaction).judge()
        writer = Writer(transaction, given.programme, given.mapping, given.zone, given.author)
        writer.write(self._staging, lambda members: self._progress(WRITING, members))
        after = figures_in(transaction.connection, given.zone)
        return Report(
            outcome=outcome,
            digest=self.digest,
            source=given.mapping.source,
            programme=given.programme.version,
            programme_name=given.programme.name,
            levels=level_names(given.programme),
            zone=given.zone,
            at=transaction.now,
            author=given.author,
            database=given.database,
            files=tuple(self._files),
            totals=self._totals(before, after, entries_at(transaction.connection, transaction.now)),
            reasons=self._counted(),
            seconds=round(time.monotonic() - self._began, 1),
        )

    def _totals(self, before: Counter[str], after: Counter[str], entries: int) -> tuple[Total, ...]:
        refused = self._staging.refused_figures()
        left_out, known, new = (self._staging.figures(fate) for fate in ("left_out", "known", ""))
        keys = sorted({*self._in_files, *refused, *left_out, *known, *new, *before, *after})
        columns = (self._in_files, refused, left_out, known, new, before, after)
        totals = [Total(key, *(column[key] for column in columns)) for key in keys]
        points = sum(value for key, value in new.items() if key.startswith("points:"))
        return (*totals, Total("entries", in_files=points, new=points, after=entries))

    def _counted(self) -> tuple[Counted, ...]:
        examples: dict[tuple[str, str], list[Refusal]] = {}
        for refusal in self._staging.refusals():
            kept = examples.setdefault((refusal.fate, refusal.reason), [])
            if len(kept) < EXAMPLES:
                kept.append(refusal)
        return tuple(
            Counted(fate, reason, count, tuple(examples.get((fate, reason), ())))
            for (fate, reason), count in self._staging.reasons().most_common()
        )


# --- columns ---------------------------------------------------------------------------------------------


def columns(part: Part, table: Table, file: str, titles: Sequence[str]) -> dict[str, int]:
    """Which column holds which field.  Raises `NoSuchColumn`, `MissingColumn`."""
    plain = [plain_title(title) for title in titles]
    places: dict[str, int] = {}
    for field, names in FIELDS[part].items():
        said = table.columns.get(field)
        if said == "":
            continue
        if said is not None:
            if plain_title(said) not in plain:
                raise NoSuchColumn(file=file, column=said, columns=", ".join(titles))
            places[field] = plain.index(plain_title(said))
            continue
        found = next((plain.index(name) for name in names if name in plain), None)
        if found is not None and found not in places.values():
            places[field] = found
    needed = [field for field in NEEDED[part] if field not in places]
    if not needed and not any(link in places for link in LINKS):
        needed = ["member"]
    if needed:
        raise MissingColumn(file=file, field=needed[0], part=part, columns=", ".join(titles))
    return places


def _score(part: Part, table: Table) -> Callable[[list[str]], int]:
    wanted = {plain_title(said) for said in table.columns.values() if said}
    wanted.update(name for field, names in FIELDS[part].items() if field not in table.columns for name in names)

    def score(titles: list[str]) -> int:
        return sum(1 for title in {plain_title(title) for title in titles} if title in wanted)

    return score


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(files: Sequence[SourceFile], mapping: Mapping, programme: Programme) -> str:
    """What a rehearsal and a writing have in common: the very same files, mapping and programme."""
    parts = [[file.part, file.sha256] for file in files]
    body = msgspec.json.encode([parts, mapping, programme], order="deterministic")
    return hashlib.sha256(body).hexdigest()
