"""The file for support, written from the screen: a stick that is plugged in, else the folder of the data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.core.words import Words

if TYPE_CHECKING:
    from cashier_app.config import Places, Settings
    from cashier_app.core.clock import Clock
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

#: Where the system mounts what a person plugs in: Debian's and Fedora's desktops.
STICKS: Final = (Path("/media"), Path("/run/media"))
FOLDER: Final = "support"


class SupportNotWritten(WorldError):
    """The file for support cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The file for support cannot be written into {folder}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Plug in a USB stick with room, or free the disk, and touch it again")


def sticks(roots: Sequence[Path] = STICKS) -> list[Path]:
    """Sticks that are plugged in and may be written, by name; /media/NAME and /media/USER/NAME are looked at."""
    found = []
    for root in roots:
        for folder in (*root.glob("*"), *root.glob("*/*")):
            if os.path.ismount(folder) and os.access(folder, os.W_OK):
                found.append(folder)
    return sorted(found)


def allow(till: Till, permission: Permission | None = None) -> Future[None]:
    """Journal that a file for support is made (right `support`).  Raises `NeedsPermission`."""
    allowed_by = till.people.require("support", permission)
    user, now = till.people.current, till.clock.now()

    def job(transaction: Transaction) -> None:
        transaction.journal("support_file", user.user_id if user else "", allowed_by, now, {})

    return till.writer.submit(job)


def write(places: Places, settings: Settings, clock: Clock, words: Words, roots: Sequence[Path] = STICKS) -> Path:
    """Look at everything but the devices, which the till holds, and write the file; blocks, seconds at worst.

    Raises `SupportNotWritten`.
    """
    from cashier_app.till.doctor import bundle
    from cashier_app.till.doctor.examining import examine

    plugged = sticks(roots)
    folder = plugged[0] if plugged else places.data / FOLDER
    examination, database = examine(places, settings, clock, words, devices_too=False)
    file = folder / bundle.name_of(clock.now(), settings.shop.zone, settings.till.number)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        bundle.write(file, examination, places, settings, database)
    except OSError as error:
        raise SupportNotWritten(folder=folder, reason=error.strerror or error) from error
    return file
