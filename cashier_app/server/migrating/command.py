"""`cashier-app migrate`: an old programme's members, cards, points and purchases are taken over, after a rehearsal."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import Programme
from cashier_app.server.database import ServerDatabase, is_begun
from cashier_app.server.migrating.mapping import EXAMPLE, PARTS, Mapping, check_against, load_mapping
from cashier_app.server.migrating.report import Report, as_json, as_protocol, as_text, write_refusals
from cashier_app.server.migrating.run import READING, Given, GivenFile, Migration
from cashier_app.server.migrating.staging import Staging
from cashier_app.server.opened import NoDatabase, NoProgramme
from cashier_app.server.place import Place
from cashier_app.server.programmes import Programmes
from cashier_app.storage.engine import create_till_engine

#: Digits of a migration's number in the names of its papers.
_SHORT: Final = 12
#: Pages copied at a time for a rehearsal.
_PAGES: Final = 4096


class NothingGiven(Refused):
    """No file to take anything from."""

    text = QT_TRANSLATE_NOOP("errors", "No file to migrate was given")
    way_out = QT_TRANSLATE_NOOP("errors", "Name at least one with --members, --cards, --lots, --purchases or --coupons")


class NotRehearsed(Refused):
    """A writing without its rehearsal."""

    text = QT_TRANSLATE_NOOP("errors", "These very files have not been rehearsed with this mapping and programme")
    way_out = QT_TRANSLATE_NOOP("errors", "Run the same command without --write first and look at the control totals")


class RehearsalDiffered(Refused):
    """A writing after a rehearsal whose totals did not agree."""

    text = QT_TRANSLATE_NOOP("errors", "The rehearsal of these files found a control difference: see {file}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was written. Mend the files and rehearse them again")


class NobodySigns(Refused):
    """A writing without a name under it."""

    text = QT_TRANSLATE_NOOP("errors", "Nobody answers for this migration")
    way_out = QT_TRANSLATE_NOOP("errors", "Name the person with --author: the name stands in the protocol")


class PapersNotWritten(Refused):
    """The folder of the reports cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The reports cannot be written to {folder}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Give another folder with --output")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, mapping, and whether to write."""
    abouts = {
        "members": QT_TRANSLATE_NOOP("cli", "members, CSV or XLSX; may hold their cards, levels and balances too"),
        "cards": QT_TRANSLATE_NOOP("cli", "cards of the members"),
        "lots": QT_TRANSLATE_NOOP("cli", "balances or lots of points"),
        "purchases": QT_TRANSLATE_NOOP("cli", "purchases that count for levels"),
        "coupons": QT_TRANSLATE_NOOP("cli", "coupons and one-use gifts"),
    }
    for part in PARTS:
        parser.add_argument(f"--{part}", metavar="FILE", type=Path, action="append", default=[], help=abouts[part])
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "what columns and words mean, TOML or JSON"),
    )
    parser.add_argument(
        "--example", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print a mapping that shows everything")
    )
    parser.add_argument(
        "--write", action="store_true", help=QT_TRANSLATE_NOOP("cli", "take it over; without it only a rehearsal")
    )
    parser.add_argument(
        "--without-refused",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "write although rows are refused, and leave them out"),
    )
    parser.add_argument(
        "--author", default="", help=QT_TRANSLATE_NOOP("cli", "who answers for it; stands in the protocol")
    )
    parser.add_argument(
        "--output",
        metavar="DIR",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "folder for the reports; beside the database"),
    )
    parser.add_argument("--json", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print the report as JSON"))
    parser.add_argument(
        "--database",
        metavar="URL",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "the server's database: a file or sqlite:////file"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Rehearse or write; exit code 1 where nothing may be, or was, written."""
    words: Words = arguments.words
    if arguments.example:
        sys.stdout.write(EXAMPLE)
        return 0
    files = tuple(GivenFile(part, path) for part in PARTS for path in getattr(arguments, part))
    if not files:
        raise NothingGiven()
    if arguments.write and not arguments.author.strip():
        raise NobodySigns()
    mapping = load_mapping(arguments.mapping)
    place = Place.of(arguments.database or str(arguments.places.server_database(arguments.settings)))
    if not is_begun(place.url):
        raise NoDatabase(path=place)
    beside = place.path.parent if place.path is not None else arguments.places.data / "server"
    folder = arguments.output or beside / "migrations"
    papers = Papers(folder, words)
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(_opened(place, arguments.write, folder))
        given = _given(database, str(place), files, mapping, arguments)
        staging = stack.enter_context(Staging(given.zone))
        bar = stack.enter_context(_Bar(words, sum(file.path.stat().st_size for file in files if file.path.exists())))
        migration = Migration(given, staging, bar.forward)
        migration.read()
        if arguments.write:
            papers.require_rehearsal(migration.digest)
            report = migration.write(database, arguments.without_refused)
        else:
            report = migration.rehearse(database)
        bar.close()
        kept = papers.keep(report, staging)
    _tell(report, kept, words, arguments.json)
    return 0 if report.equal and report.outcome in ("rehearsed", "written", "nothing_new") else 1


def _given(
    database: ServerDatabase, named: str, files: tuple[GivenFile, ...], mapping: Mapping, arguments: argparse.Namespace
) -> Given:
    zone = mapping.zone or arguments.settings.shop.zone
    programme = _programme(database, mapping, zone)
    check_against(mapping, programme)
    author = " ".join(arguments.author.split())
    return Given(files, mapping, programme, zone, author, database.now(), named)


def _programme(database: ServerDatabase, mapping: Mapping, zone: str) -> Programme:
    """The version whose levels are meant.  Raises `NoProgramme`."""
    with database.read() as connection:
        programmes = Programmes()
        if mapping.programme is None:
            found = programmes.in_force(connection, zone, database.now())
        else:
            found = programmes.version(connection, mapping.programme)
    if found is None:
        raise NoProgramme()
    return found


@contextlib.contextmanager
def _opened(place: Place, writing: bool, folder: Path) -> Iterator[ServerDatabase]:
    """The database itself for a writing; for a rehearsal of a file a copy of it, so that no till waits.

    On PostgreSQL the rehearsal is a transaction of its own that is taken back.
    """
    if writing or place.path is None:
        with ServerDatabase.open(place.url, SystemClock()) as database:
            yield database
        return
    copy = folder / "rehearsal.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget(copy)
        _copy(place.path, copy)
        with ServerDatabase.open(str(copy), SystemClock()) as database:
            yield database
    except OSError as error:
        raise PapersNotWritten(folder=folder, reason=error) from error
    finally:
        with contextlib.suppress(OSError):
            _forget(copy)


def _forget(copy: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _copy(path: Path, copy: Path) -> None:
    """A picture of the database at one instant, taken while the server goes on."""
    import pysqlite3.dbapi2 as driver

    engine = create_till_engine(path, read_only=True)
    target = driver.connect(str(copy))
    try:
        with engine.connect() as source:
            connection = source.connection.driver_connection
            assert connection is not None
            connection.backup(target, pages=_PAGES)
    finally:
        target.close()
        engine.dispose()


class Papers:
    """The folder in which rehearsals, refusals and protocols are kept, each under the migration's number."""

    def __init__(self, folder: Path, words: Words) -> None:
        self._folder = folder
        self._words = words

    def require_rehearsal(self, digest: str) -> None:
        """Refuse a writing whose very files were not rehearsed, or differed.  Raises `NotRehearsed` and its like."""
        path = self._path(digest, "rehearsal.json")
        try:
            report = msgspec.json.decode(path.read_bytes(), type=Report)
        except (OSError, msgspec.MsgspecError) as error:
            raise NotRehearsed() from error
        if report.digest != digest:
            raise NotRehearsed()
        if not report.equal:
            raise RehearsalDiffered(file=path)

    def keep(self, report: Report, staging: Staging) -> list[Path]:
        """Write what belongs to a run; the papers written.  Raises `PapersNotWritten`."""
        kept: list[Path] = []
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if report.reasons:
                kept.append(self._path(report.digest, "refusals.csv"))
                write_refusals(kept[-1], staging.refusals(), self._words)
            if report.outcome == "written":
                kept.append(self._path(report.digest, "protocol.txt"))
                kept[-1].write_text("\n".join(as_protocol(report, self._words)) + "\n", encoding="utf-8-sig")
            name = "protocol.json" if report.outcome == "written" else "rehearsal.json"
            if report.outcome in ("written", "rehearsed"):
                kept.append(self._path(report.digest, name))
                kept[-1].write_bytes(as_json(report))
        except OSError as error:
            raise PapersNotWritten(folder=self._folder, reason=error) from error
        return kept

    def _path(self, digest: str, name: str) -> Path:
        return self._folder / f"{digest[:_SHORT]}-{name}"


def _tell(report: Report, kept: Sequence[Path], words: Words, as_document: bool) -> None:
    if as_document:
        sys.stdout.write(as_json(report).decode())
        return
    lines = as_text(report, words)
    if kept:
        lines += ["", words.translate("migration", "Kept:"), *(f"  {path}" for path in kept)]
    sys.stdout.write("\n".join(lines) + "\n")


class _Bar:
    """A progress bar on the standard error, where somebody looks at it: bytes read, then members booked."""

    def __init__(self, words: Words, size: int) -> None:
        self._words = words
        self._size = size
        self._what = ""
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def forward(self, what: str, count: int) -> None:
        """So much more of it is done."""
        from tqdm import tqdm

        if what != self._what:
            self.close()
            self._what = what
            reading = what == READING
            tqdm.monitor_interval = 0  # no thread of its own: news comes often enough
            self._bar = tqdm(
                total=self._size if reading else None,
                desc=self._words.translate("cli", "reading") if reading else self._words.translate("cli", "booking"),
                unit="B" if reading else "",
                unit_scale=True,
                disable=None,
                leave=False,
                file=sys.stderr,
            )
        self._bar.update(count)

    def close(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
