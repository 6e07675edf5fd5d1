"""One program over one folder: a lock of the operating system, which a crash releases by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cashier_app.storage.errors import AlreadyRunning


class FolderLock:
    """Held from opening to closing; the file names the process that holds it."""

    def __init__(self, path: Path) -> None:
        """Take the lock.  Raises `AlreadyRunning`, or `OSError` where the folder cannot be written."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(self._file)
        except OSError:
            os.lseek(self._file, 0, os.SEEK_SET)  # the lock of Windows was tried elsewhere in the file
            holder = os.read(self._file, 32).decode("ascii", "replace").strip()
            os.close(self._file)
            raise AlreadyRunning(pid=holder or "?") from None
        try:
            os.ftruncate(self._file, 0)
            os.write(self._file, f"{os.getpid()}\n".encode())
        except OSError:
            # a full disk: let go, or the next try would find its own lock and call it another till
            self.release()
            raise

    def release(self) -> None:
        """Let the next program in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        # Locks of Windows are mandatory: one byte far behind the text leaves the process id readable.
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
