"""A copy put in the database's place: looked at first, what it lacks told, the database that was there kept.

The next start of the till begins another life (epoch) without rights; operations that only the database set aside has
are taken over into its queue, under the life in which they happened, so that the server gets them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import chain_hash
from cashier_app.storage.backup import backups
from cashier_app.storage.before_migration import kept_before
from cashier_app.storage.errors import DatabaseCorrupt, DatabaseNewer, as_world_error, backups_folder
from cashier_app.storage.life import COPY_KEY, RESTORED_KEY, Mark
from cashier_app.storage.lock import FolderLock
from cashier_app.storage.migrations import KNOWN, revision
from cashier_app.storage.replacing import replace_database
from cashier_app.storage.second_place import unpacked
from cashier_app.sync.chain import chain_start
from cashier_app.till.verifying import Disagreement, verify

#: An operation counts as the server's when either of these is so.
_AT_SERVER: Final = "(state = 'acknowledged' OR durable = 1)"


class NoCopy(Refused):
    """There is no such file."""

    text = QT_TRANSLATE_NOOP("errors", "There is no copy {file}")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app restore --list”, or give the path of a file")


class NoTillsCopy(Refused):
    """A file that is no copy of a till's database."""

    text = QT_TRANSLATE_NOOP("errors", "{file} is no copy of a till's database, or it is damaged: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Take another copy: cashier-app restore --list")


class Copy(msgspec.Struct, frozen=True):
    """What a copy says of itself."""

    file: Path
    version: str
    receipts: int
    #: When its last receipt was made, and until which number each life had done.
    last_at: Instant
    seqs: dict[str, int]
    disagreements: tuple[Disagreement, ...] = ()


class Lacking(msgspec.Struct, frozen=True):
    """Operations of a life that a copy lacks: from and to which number, and how many of them only this machine has.

    `unsent` is None where nobody can tell: the database that knew is lost or damaged.
    """

    epoch: str
    first: int
    last: int
    unsent: int | None

    @property
    def count(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


class Restored(msgspec.Struct, frozen=True):
    """What a restore did: where the database that was there lies now, and how many operations were taken over."""

    aside: Path | None
    delivered: int


def copies(path: Path) -> list[Path]:
    """Every copy that lies beside a database: good ones and those kept before migrations, newest first."""
    found = [*backups(path), *kept_before(path)]
    return sorted(found, key=lambda file: file.stat().st_mtime, reverse=True)


def look(file: Path) -> Copy:
    """Check a copy whole.  Raises `NoCopy`, `NoTillsCopy`, `DatabaseNewer`, or another of `storage.errors`."""
    if not file.is_file():
        raise NoCopy(file=file)
    if file.suffix != ".gz":
        return _looked(file, file)
    draft = file.parent / f"looking-{os.getpid()}.db"
    with _draft(draft):
        _unpack(file, draft)
        return _looked(draft, file)


def lacking(path: Path, copy: Copy) -> list[Lacking]:
    """What the database at `path`, or the mark beside it, knows beyond a copy."""
    import pysqlite3.dbapi2 as driver

    try:
        with closing(_read(path)) as connection:
            connection.execute("PRAGMA quick_check(1)")
            lives = connection.execute("SELECT epoch, last_seq FROM epoch ORDER BY started_at").fetchall()
            return [
                Lacking(epoch, copy.seqs.get(epoch, 0) + 1, last, _unsent(connection, epoch, copy.seqs.get(epoch, 0)))
                for epoch, last in lives
                if last > copy.seqs.get(epoch, 0)
            ]
    except driver.Error:
        mark = Mark(path.parent)
        try:
            epoch, seq = mark.read()
        finally:
            mark.close()
        known = copy.seqs.get(epoch, 0)
        return [Lacking(epoch, known + 1, seq, None)] if epoch and seq > known else []


def restore(path: Path, copy: Copy, deliver: bool, now: Instant, zone: str) -> Restored:
    """Put a copy that was looked at in the place of the database at `path`, which is kept beside the copies.

    With `deliver` operations that only the old database has go over into the queue.  Killed at any moment, one whole
    database is there.  Raises `AlreadyRunning` while the till runs, or another of `storage.errors`.
    """
    import pysqlite3.dbapi2 as driver

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(path.parent / "till.lock")
    except OSError as error:
        raise as_world_error(error, path) or error from error
    draft = path.with_name(f"{path.name}.restoring")
    try:
        with _draft(draft):
            _unpack(copy.file, draft)
            delivered = _made_ready(draft, path, copy, deliver, now)
            aside = backups_folder(path) / f"set-aside-{local_time(now, zone):%Y-%m-%d-%H%M%S}.db"
            aside.parent.mkdir(exist_ok=True)
            was_there = path.exists()
            replace_database(path, draft, aside)
        return Restored(aside if was_there else None, delivered)
    except (OSError, driver.Error) as error:
        raise as_world_error(error, path) or error from error
    finally:
        lock.release()


def _made_ready(draft: Path, path: Path, copy: Copy, deliver: bool, now: Instant) -> int:
    """Mark a database as put back, and take operations over from the one at `path`; how many."""
    delivered = 0
    with closing(_write(draft)) as target:
        target.execute("PRAGMA journal_mode=DELETE").fetchall()
        target.execute("PRAGMA synchronous=FULL")
        target.execute("BEGIN IMMEDIATE")
        marks = ((COPY_KEY, str(now)), (RESTORED_KEY, copy.file.name))
        target.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", marks)
        if deliver:
            for each in lacking(path, copy):
                if each.unsent:
                    delivered += _take_over(target, path, each)
        target.execute("COMMIT")
    return delivered


def _take_over(target: Any, path: Path, lack: Lacking) -> int:
    """Copy a life's operations, as far as they hang on one another, and where it has come to; how many wait."""
    with closing(_read(path)) as source:
        columns = _columns(source, "outbox") & _columns(target, "outbox")
        names = ", ".join(sorted(columns))
        rows = source.execute(
            f"SELECT {names}, seq, hash, body FROM outbox WHERE epoch = ? AND seq >= ? ORDER BY seq",
            (lack.epoch, lack.first),
        ).fetchall()
        previous = _hash_before(target, lack)
        sound: list[Any] = []
        for row in rows:
            seq, digest, body = row[-3:]
            if seq != lack.first + len(sound) or (previous and chain_hash(previous, body) != digest):
                break
            sound.append(row[:-3])
            previous = digest
        if not sound:
            return 0
        _take_over_life(source, target, lack, lack.first + len(sound) - 1, previous)
    marks = ", ".join("?" * len(columns))
    target.executemany(f"INSERT OR IGNORE INTO outbox ({names}) VALUES ({marks})", sound)
    [(count,)] = target.execute(
        f"SELECT COUNT(*) FROM outbox WHERE epoch = ? AND seq >= ? AND NOT {_AT_SERVER}", (lack.epoch, lack.first)
    ).fetchall()
    return int(count)


def _take_over_life(source: Any, target: Any, lack: Lacking, last: int, digest: bytes) -> None:
    """Where a life has come to; one that began after the copy comes with it."""
    columns = ", ".join(sorted(_columns(source, "epoch") & _columns(target, "epoch")))
    row = source.execute(f"SELECT {columns} FROM epoch WHERE epoch = ?", (lack.epoch,)).fetchone()
    marks = ", ".join("?" * len(row))
    known = target.execute("SELECT 1 FROM epoch WHERE epoch = ?", (lack.epoch,)).fetchone()
    if known is None:
        target.execute(f"INSERT INTO epoch ({columns}) VALUES ({marks})", row)
        target.execute("UPDATE epoch SET state = 'closed' WHERE epoch = ?", (lack.epoch,))
    target.execute("UPDATE epoch SET last_seq = ?, last_hash = ? WHERE epoch = ?", (last, digest, lack.epoch))


def _hash_before(target: Any, lack: Lacking) -> bytes:
    """What the first operation that is taken over must hang on; b"" where the copy has forgotten it."""
    if lack.first == 1:
        return chain_start(lack.epoch)
    row = target.execute("SELECT last_hash FROM epoch WHERE epoch = ?", (lack.epoch,)).fetchone()
    return bytes(row[0]) if row is not None else b""


def _unsent(connection: Any, epoch: str, above: int) -> int:
    [(count,)] = connection.execute(
        f"SELECT COUNT(*) FROM outbox WHERE epoch = ? AND seq > ? AND NOT {_AT_SERVER}", (epoch, above)
    ).fetchall()
    return int(count)


def _columns(connection: Any, table: str) -> set[str]:
    return {str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")}


def _looked(file: Path, named: Path) -> Copy:
    import pysqlite3.dbapi2 as driver

    try:
        with closing(_read(file)) as connection:
            [(verdict,)] = connection.execute("PRAGMA quick_check(1)").fetchall()
            if verdict != "ok":
                raise NoTillsCopy(file=named, reason=verdict)
            found = revision(connection)
            if found is None or not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'receipt'").fetchone():
                raise NoTillsCopy(file=named, reason="—")
            if found not in KNOWN:
                raise DatabaseNewer(found=found)
            seqs = dict(connection.execute("SELECT epoch, last_seq FROM epoch").fetchall())
            [(receipts, last_at)] = connection.execute(
                "SELECT COUNT(*), COALESCE(MAX(closed_at), 0) FROM receipt WHERE state = 'final'"
            ).fetchall()
            return Copy(named, found, receipts, last_at, seqs, tuple(verify(connection)))
    except driver.DatabaseError as error:
        refused = as_world_error(error, file)
        if isinstance(refused, DatabaseCorrupt):
            raise NoTillsCopy(file=named, reason=error) from error
        raise refused or error from error


def _unpack(file: Path, draft: Path) -> None:
    try:
        unpacked(file, draft)
    except EOFError as error:
        raise NoTillsCopy(file=file, reason=error) from error
    except OSError as error:
        if error.errno is None:  # no gzip
            raise NoTillsCopy(file=file, reason=error) from error
        raise as_world_error(error, draft) or error from error


@contextmanager
def _draft(path: Path) -> Iterator[None]:
    path.unlink(missing_ok=True)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _read(path: Path) -> Any:
    """A connection that changes nothing; a log beside the file is read with it."""
    import pysqlite3.dbapi2 as driver

    return driver.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)


def _write(path: Path) -> Any:
    import pysqlite3.dbapi2 as driver

    return driver.connect(str(path), isolation_level=None)
