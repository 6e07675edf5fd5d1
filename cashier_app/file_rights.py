"""Who else may read what is kept here: nobody, unless a folder is handed to a group.

What the program makes from now on is its user's alone (`private`), and what an earlier version or another hand left
wider is narrowed at the start (`narrow`).  A folder with the setgid bit is one that an administrator has handed to a
group (`chgrp it logs && chmod 2750 logs`): what lies in it stays readable by that group.  Windows has no such bits:
there the installer gives the folder its access list.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cashier_app.config import Places, Settings

#: What a new file or folder gives nobody but its owner.
MASK: Final = 0o077
#: Of a folder that its owner has handed to a group: what the rest of the world must not have.
OTHERS: Final = 0o007
#: Names of what lies beside a database that a setting has put among other people's files.
_BESIDE: Final = (".db", ".db-wal", ".db-shm", ".key", ".lock", ".life", ".mark", ".aside")
_WINDOWS: Final = sys.platform == "win32"


@contextlib.contextmanager
def private() -> Iterator[None]:
    """Files and folders that this process and its children make meanwhile belong to their user alone."""
    before = os.umask(MASK)
    try:
        yield
    finally:
        os.umask(before)


def narrow(places: Places, settings: Settings) -> list[Path]:
    """Take from everybody else what they may do with our files; what was narrowed.

    What belongs to another user is left as it is: `doctor` tells of it.
    """
    narrowed = []
    for path, mode in too_wide(places, settings):
        with contextlib.suppress(OSError):
            path.chmod(mode)
            narrowed.append(path)
    return narrowed


def too_wide(places: Places, settings: Settings) -> list[tuple[Path, int]]:
    """Files and folders of ours that others may read or change, and the mode that each should have."""
    if _WINDOWS:
        return []
    found = []
    for path in _ours(places, settings):
        with contextlib.suppress(OSError):
            state = path.lstat()
            handed = path.parent.stat().st_mode & stat.S_ISGID or (path.is_dir() and state.st_mode & stat.S_ISGID)
            excess = stat.S_IMODE(state.st_mode) & (OTHERS if handed else MASK)
            if excess and not stat.S_ISLNK(state.st_mode):
                found.append((path, stat.S_IMODE(state.st_mode) & ~excess))
    return found


def readable_by_all(file: Path) -> bool:
    """Whether anybody on this machine may read a file; False where that cannot be known."""
    if _WINDOWS:
        return False
    try:
        return bool(file.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False


def _ours(places: Places, settings: Settings) -> Iterator[Path]:
    """Everything that belongs to this installation, folders before what lies in them."""
    for file in (places.settings_file, *places.settings_file.parent.glob(f"{places.settings_file.name}.*")):
        if file.is_file():
            yield file
    for folder in (places.data, places.logs):
        if folder.is_dir():
            yield folder
            yield from _within(folder)
    databases = {places.till_folder(settings), places.server_database(settings).parent}
    for folder in sorted(databases):
        if folder.is_dir() and not folder.is_relative_to(places.data):
            # a folder that a setting names may be anybody's: only what is surely ours
            yield from (file for file in folder.iterdir() if file.name.endswith(_BESIDE) and file.is_file())
            yield from folder.glob("backups/*.db")


def _within(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(root, name)


def as_the_folder(file: int, folder: Path) -> None:
    """Let a file that was just made be read by the group to which its folder was handed."""
    if sys.platform != "win32" and folder.stat().st_mode & stat.S_ISGID:
        os.fchmod(file, 0o640)
