"""Notices that a database is not the one that stopped here: a restored copy, a cloned disk, another machine.

Two small files lie beside the database.  `till.life` names the machine and the last start of the
program; the database names the same start.  `till.mark` holds the number of the last operation,
written after every commit: a database that knows less has been put back in time.  Without this a
restored till would spend the same rights twice, whatever the protocol.
"""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.core.ids import Id
from cashier_app.storage.replacing import put_in_place

#: Keys of the meta table: the present start, and that the file is a backup's copy.
START_KEY: Final = "start"
COPY_KEY: Final = "copy_of"
#: The name of the copy that a restore has put in place, until the next start has written it down.
RESTORED_KEY: Final = "restored_from"


class Life(msgspec.Struct, frozen=True):
    """What lies beside the database."""

    machine: str
    #: The program's last start that surely reached the database, and the one that was about to.
    start: Id
    next_start: Id = ""


class LifeFile:
    """`till.life`: replaced in one step, durable before the database follows."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "till.life"

    def read(self) -> Life | None:
        """The file's content; None where it is missing or unreadable."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Life)
        except (OSError, msgspec.DecodeError):
            return None

    def write(self, life: Life) -> None:
        """Replace the file."""
        draft = self._path.with_suffix(".new")
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(life))
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, self._path)


class Mark:
    """`till.mark`: epoch and number of the last operation, a fixed record overwritten in place.

    Synced at a start alone: the operating system keeps it through a crash of the program, and after a power cut
    it may only be too low, which is harmless.
    """

    _SIZE: Final = 64

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "till.mark", os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)

    def read(self) -> tuple[str, int]:
        """Epoch and number; ("", 0) before the first."""
        os.lseek(self._file, 0, os.SEEK_SET)
        epoch, _, seq = os.read(self._file, self._SIZE).decode("ascii", "replace").strip("\0 \n").partition(" ")
        return (epoch, int(seq)) if seq.isdigit() else ("", 0)

    def write(self, epoch: str, seq: int) -> None:
        """The last operation that was committed."""
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, f"{epoch} {seq}".encode().ljust(self._SIZE))

    def keep(self) -> None:
        """Make what was written durable: of a life that is over the mark would be too high for a restored one."""
        os.fsync(self._file)

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def machine_id() -> str:
    """A name of this machine's installation that stays: /etc/machine-id, Windows' MachineGuid, else the network."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        try:
            text = path.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text:
            return text
    return f"{uuid.getnode():012x}"
