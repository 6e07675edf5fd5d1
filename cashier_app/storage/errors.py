"""What can be wrong with a database, in words with a way out."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path
from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError

#: Primary result codes of SQLite (https://www.sqlite.org/rescode.html).
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
#: A disk, a quota or a limit that does not take so many bytes more is full for all purposes.
_LEAST_ROOM: Final = 1 << 16
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


class StorageError(WorldError):
    """The database cannot do what was asked; nothing of it was kept."""


class DiskFull(StorageError):
    """No room for the next commit."""

    text = QT_TRANSLATE_NOOP("errors", "The disk is full: this was not saved")
    way_out = QT_TRANSLATE_NOOP("errors", "Free some space on the disk with {path}, then try again")


class DatabaseLocked(StorageError):
    """Another program holds the database."""

    text = QT_TRANSLATE_NOOP("errors", "Another program holds the till's database")
    way_out = QT_TRANSLATE_NOOP("errors", "Close the program that uses {path}, then try again")


class DatabaseCorrupt(StorageError):
    """The file is damaged, or is no database."""

    text = QT_TRANSLATE_NOOP("errors", "The till's database is damaged")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Do not sell on it. Put the newest copy from {backups} in the place of {path}, or call support"
    )


class FolderReadOnly(StorageError):
    """The database or its folder cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The till may not write to {path}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the till's user the right to write there")


class DatabaseNewer(StorageError):
    """A newer program has changed the tables."""

    text = QT_TRANSLATE_NOOP("errors", "The database was made by a newer version of this program")
    way_out = QT_TRANSLATE_NOOP("errors", "Install that version again, or restore a copy made before the update")


class SqliteUnfit(StorageError):
    """The SQLite library can corrupt a WAL database."""

    text = QT_TRANSLATE_NOOP("errors", "SQLite {found} is too old: it can damage the database")
    way_out = QT_TRANSLATE_NOOP("errors", "Install the till with its own libraries (SQLite {needed} or newer)")


class AlreadyRunning(StorageError):
    """A second start over the same folder."""

    text = QT_TRANSLATE_NOOP("errors", "The till is already running on this computer (process {pid})")
    way_out = QT_TRANSLATE_NOOP("errors", "Switch to its window or close it; an import of goods ends by itself")


class DatabaseFailed(StorageError):
    """The disk or the file system failed in another way."""

    text = QT_TRANSLATE_NOOP("errors", "The till's database cannot be used: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the disk with {path}, then start the till again")


def backups_folder(path: Path) -> Path:
    """Where the copies of a database lie: `backups`, beside it."""
    return path.parent / "backups"


def as_world_error(error: BaseException, path: Path) -> WorldError | None:
    """The words for an error of SQLite (bare or wrapped by SQLAlchemy) or of the file system; None: it is our mistake.

    Constraint violations, wrong SQL and misuse are ours.
    """
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorcode", None)
    if isinstance(origin, OSError) and code is None:
        return _of_file_system(origin, path)
    if not isinstance(code, int):
        return None
    kind: type[StorageError] | None = {
        _FULL: DiskFull,
        _BUSY: DatabaseLocked,
        _LOCKED: DatabaseLocked,
        _CORRUPT: DatabaseCorrupt,
        _NOTADB: DatabaseCorrupt,
        _READONLY: FolderReadOnly,
        _PERM: FolderReadOnly,
        _CANTOPEN: FolderReadOnly,
        _IOERR: DatabaseFailed,
    }.get(code & 0xFF)
    if kind is None:
        return None
    if kind in (DatabaseFailed, FolderReadOnly):
        return of_disk(origin, path, kind)
    return kind(path=str(path), backups=str(backups_folder(path)))


def of_disk(error: BaseException, path: Path, otherwise: type[StorageError] = DatabaseFailed) -> StorageError:
    """What a write that SQLite could not do means, also where it gives no number, as in its online backup."""
    kind = DiskFull if _without_room(path.parent) else otherwise
    # SQLite's own words are English; the system's number for a failing disk has words in every language
    return kind(path=str(path), reason=OSError(errno.EIO, str(error)))


def _without_room(folder: Path) -> bool:
    """Whether nothing more can be written: SQLite calls a quota's end a failure of the disk."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_LEAST_ROOM))
    except OSError as error:
        return error.errno in _NO_ROOM
    return False


def _of_file_system(error: OSError, path: Path) -> WorldError:
    if error.errno in _NO_ROOM:
        return DiskFull(path=str(path))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FolderReadOnly(path=str(path.parent))
    return DatabaseFailed(path=str(path), reason=error)
