"""Copies of copies in a second place, such as a USB disk or a folder of the network, which may be missing."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from pathlib import Path
from typing import IO, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.storage.backup import Keeping, throw_away
from cashier_app.storage.errors import StorageError
from cashier_app.storage.replacing import put_in_place, sync_file

_PIECE: Final = 1 << 20


class PlaceMissing(StorageError):
    """The second place is not there."""

    text = QT_TRANSLATE_NOOP("errors", "The second place for copies of the database is missing: {folder}")
    way_out = QT_TRANSLATE_NOOP("errors", "Plug the disk in or look at the network; copies on this machine are made on")


class PlaceFailed(StorageError):
    """The second place does not take a copy."""

    text = QT_TRANSLATE_NOOP("errors", "The second place for copies does not take them: {reason}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Look at {folder}: room, rights, the disk; copies on this machine are made on"
    )


class PlaceChanged(StorageError):
    """What was read back is not what was written."""

    text = QT_TRANSLATE_NOOP("errors", "The second place for copies gives back something else than was written")
    way_out = QT_TRANSLATE_NOOP("errors", "Do not trust the disk with {folder}: give copies another place")


def copy_there(copy: Path, folder: Path, owner: str, compress: bool, keep: Keeping) -> Path:
    """Copy a good copy into a folder that exists, read it back, and throw away what is too old; the file.

    `owner` tells the copies of one till from those of others.  Raises `PlaceMissing`, `PlaceFailed`, `PlaceChanged`.
    """
    if not folder.is_dir():
        raise PlaceMissing(folder=folder)
    name = copy.name.replace(copy.name.partition("-")[0], owner, 1) + (".gz" if compress else "")
    draft = folder / f"{name}.part"
    try:
        try:
            written = _write(copy, draft, compress)
            if _digest(draft, compress) != written:
                raise PlaceChanged(folder=folder)
            put_in_place(draft, folder / name)
        finally:
            draft.unlink(missing_ok=True)
        throw_away(copies_there(folder, owner), keep)
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        raise PlaceFailed(folder=folder, reason=error) from error
    return folder / name


def copies_there(folder: Path, owner: str) -> list[Path]:
    """Copies of one till in the second place, newest first."""
    found = [*folder.glob(f"{owner}-[0-9]*.db"), *folder.glob(f"{owner}-[0-9]*.db.gz")]
    return sorted(found, key=lambda path: path.name.removesuffix(".gz"), reverse=True)


def unpacked(file: Path, target: Path) -> None:
    """Write a copy, compressed or not, to `target`.  Raises `OSError`, `EOFError`."""
    with _opened(file, file.suffix == ".gz") as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, _PIECE)
    sync_file(target)


def _write(copy: Path, draft: Path, compress: bool) -> bytes:
    digest = hashlib.sha256()
    with copy.open("rb") as source, draft.open("wb") as bare:
        out: IO[bytes] = gzip.GzipFile("", "wb", 6, bare) if compress else bare  # type: ignore[assignment]
        while piece := source.read(_PIECE):
            digest.update(piece)
            out.write(piece)
        if compress:
            out.close()
    sync_file(draft)
    return digest.digest()


def _digest(file: Path, compressed: bool) -> bytes:
    with _opened(file, compressed) as source:
        return hashlib.file_digest(source, "sha256").digest()  # type: ignore[arg-type]


def _opened(file: Path, compressed: bool) -> IO[bytes]:
    return gzip.open(file, "rb") if compressed else file.open("rb")  # type: ignore[return-value]
