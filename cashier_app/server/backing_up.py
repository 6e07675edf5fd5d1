"""Copies of the server's database where that is a file: verified by its own rules, by the hours, and put back.

Of PostgreSQL others make copies (pg_dump, pgBackRest); this server only says so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import HOUR, Clock, Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.server import journal, verify
from cashier_app.server.migrations import NEWEST
from cashier_app.server.place import Place
from cashier_app.storage.backup import Interrupted, Keeping, back_up, backups
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import DatabaseCorrupt, DatabaseNewer, as_world_error, backups_folder
from cashier_app.storage.life import COPY_KEY
from cashier_app.storage.replacing import replace_database
from cashier_app.storage.second_place import copy_there, unpacked

log = logging.getLogger(__name__)

#: Seconds between two looks at the clock.
EVERY_S: Final = 60.0


class NotAFile(Refused):
    """PostgreSQL keeps the ledger."""

    text = QT_TRANSLATE_NOOP("errors", "This server's database is in PostgreSQL ({url}): its copies are made there")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Use pg_dump or pgBackRest; after putting one back say “cashier-app server restored”"
    )


class ServerRuns(Refused):
    """The database is in use."""

    text = QT_TRANSLATE_NOOP("errors", "The server runs over {path}")
    way_out = QT_TRANSLATE_NOOP("errors", "Stop it, then try again")


class NoServersCopy(Refused):
    """A file that is no copy of a server's database."""

    text = QT_TRANSLATE_NOOP("errors", "{file} is no copy of a server's database, or it is damaged: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Take another copy: cashier-app server backup --list")


class Rules(msgspec.Struct, frozen=True):
    """How copies are made: which stay, the zone of their names, the second place (None: there is none)."""

    keep: Keeping
    zone: str
    second_place: Path | None = None
    compress: bool = True


def file_of(place: Place) -> Path:
    """The file of a database; raises `NotAFile`."""
    if place.path is None:
        raise NotAFile(url=place)
    return place.path


def make(path: Path, now: Instant, rules: Rules, stop: threading.Event | None = None) -> Path:
    """A verified copy of the database at `path`, also while it is served; raises of both modules of copies."""

    def over() -> bool:
        return stop is not None and stop.wait(0.002)

    made = back_up(path, now, rules.keep, rules.zone, over, doubts)
    if rules.second_place is not None:
        copy_there(made, rules.second_place, f"server-{path.stem}", rules.compress, rules.keep)
    return made


def doubts(copy: Path) -> str:
    """What does not hold in a copy of the newest tables; "" if all does."""
    engine = create_till_engine(copy, read_only=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA case_sensitive_like=ON")
            found = [*verify.verify(connection), *verify.chains(connection)]
            if found:
                first = found[0]
                return f"{first.what}: {first.where}: {first.found} / {first.expected}"
            broken = journal.verify(connection).broken
            return f"journal {broken}" if broken is not None else ""
    finally:
        engine.dispose()


def look(file: Path, draft: Path) -> str:
    """Unpack a copy to `draft` and check it; the version of its tables.  Raises `NoServersCopy`, `DatabaseNewer`."""
    import pysqlite3.dbapi2 as driver

    try:
        unpacked(file, draft)
        connection = driver.connect(str(draft), isolation_level=None)
        try:
            [(verdict,)] = connection.execute("PRAGMA quick_check(1)").fetchall()
            [(version,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            connection.execute("SELECT 1 FROM spending_right LIMIT 1").fetchall()
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
            # also where it was copied by hand: another incarnation begins on it
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, 'restored')", (COPY_KEY,))
        finally:
            connection.close()
    except (OSError, EOFError, ValueError, driver.DatabaseError) as error:
        raise NoServersCopy(file=file, reason=error) from error
    if verdict != "ok":
        raise NoServersCopy(file=file, reason=verdict)
    if version > NEWEST:
        raise DatabaseNewer(found=version)
    return str(version)


def restore(path: Path, draft: Path, now: Instant, zone: str) -> Path | None:
    """Put a copy that was looked at in the place of a database, which is kept; where it lies (None: there was none).

    The next opening begins another incarnation, as the copy is marked.  Raises `ServerRuns`, or of `storage.errors`.
    """
    import pysqlite3.dbapi2 as driver

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        was_there = path.exists()
        if was_there:
            _nobody_serves(path)
        aside = backups_folder(path) / f"set-aside-{path.stem}-{local_time(now, zone):%Y-%m-%d-%H%M%S}.db"
        aside.parent.mkdir(exist_ok=True)
        replace_database(path, draft, aside)
    except (OSError, driver.Error) as error:
        raise as_world_error(error, path) or error from error
    return aside if was_there else None


def _nobody_serves(path: Path) -> None:
    """Raise `ServerRuns` where another connection is open; a file that is no database serves nobody."""
    import pysqlite3.dbapi2 as driver

    connection = driver.connect(str(path), isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except driver.DatabaseError as error:
        if isinstance(as_world_error(error, path), DatabaseCorrupt):
            return
        raise ServerRuns(path=path) from error
    finally:
        connection.close()


@contextmanager
def by_hours(path: Path | None, clock: Clock, rules: Rules, every_hours: int) -> Iterator[None]:
    """Make copies by the hours while something is done; none of PostgreSQL, or for 0 hours."""
    if path is None or not every_hours:
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(path, clock, rules, every_hours * HOUR, stop), name="backups")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _work(path: Path, clock: Clock, rules: Rules, every: Instant, stop: threading.Event) -> None:
    tried: Instant | None = None
    while not stop.wait(EVERY_S):
        copies = backups(path)
        last = round(copies[0].stat().st_mtime * 1000) if copies else 0
        if clock.now() - max(last, tried or 0) < every:
            continue
        tried = clock.now()
        try:
            log.info("backup: %s", make(path, tried, rules, stop))
        except Interrupted:
            return
        except (WorldError, sa.exc.DBAPIError) as error:
            log.error("no backup: %s", error)
