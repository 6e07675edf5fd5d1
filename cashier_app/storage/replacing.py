"""One file in the place of another, so that a crash or a power cut at any moment leaves the old one or the new one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def put_in_place(draft: Path, final: Path) -> None:
    """Rename a file whose content is durable already over another, and make the name durable as well."""
    draft.replace(final)
    sync_folder(final.parent)


def sync_file(path: Path) -> None:
    """Make what was written into a file durable."""
    file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sync_folder(folder: Path) -> None:
    """Make names that were given or taken in a folder durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def replace_database(path: Path, draft: Path, aside: Path) -> None:
    """Put a whole database without a log (`draft`, of the same folder) in the place of another, kept as `aside`.

    The other one may be damaged, and its log goes with it.  Until the one step that puts the new one in place the old
    one is whole; a log that is left beside the new one by a crash is known for another file's when that is opened
    (`storage.database`).
    """
    sync_file(draft)
    for old in beside(path):
        _keep(old, aside.with_name(aside.name + old.name.removeprefix(path.name)))
    sync_folder(aside.parent)
    put_in_place(draft, path)
    for old in beside(path)[1:]:
        old.unlink()
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    sync_folder(path.parent)


def beside(path: Path) -> list[Path]:
    """The files that are one database: itself, and the log or journal beside it."""
    files = (path, *(path.with_name(path.name + end) for end in ("-wal", "-journal")))
    return [file for file in files if file.exists()]


def _keep(old: Path, kept: Path) -> None:
    """A second name for a file, or a copy of it where the file system knows no second names."""
    kept.unlink(missing_ok=True)
    try:
        os.link(old, kept)
    except OSError:
        shutil.copyfile(old, kept)
        sync_file(kept)
