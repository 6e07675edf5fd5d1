"""The till's copies of its own database: made by hours and with every shift, verified, a second one elsewhere.

What goes wrong is a word in the log and in the list of notices; selling never waits for it.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.clock import HOUR, MINUTE, Instant
from cashier_app.core.errors import WorldError
from cashier_app.storage.backup import Interrupted, Keeping, back_up, backups
from cashier_app.storage.second_place import copy_there
from cashier_app.till.verifying import verify_file

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.till.opening import Till

_log = logging.getLogger(__name__)

#: Parts of the till, as the list of notices knows them.
PART: Final = "backup"
PLACE: Final = "backup_place"
#: Seconds between two looks at the clock.
EVERY_S: Final = 60.0
#: A copy that could not be made is tried again after so long.
AGAIN: Final[Instant] = 15 * MINUTE
#: Between two steps of a copy or of its verification the processor and the disk are left to the sale for so long.
_BREATH_S: Final = 0.002
#: Closing waits no longer than this for a copy that is being made.
_PATIENCE_S: Final = 1.5


class BackingUp:
    """Makes the copies; every method may be called from any thread."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._one = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def make(self) -> Path:
        """A verified copy, the old ones thrown away, and one of it in the second place; blocks.  The copy's path.

        What is wrong with the second place is told as a notice alone.  Raises of `storage.backup`.
        """
        till = self._till
        with self._one:
            keep = keeping(till.settings)
            made = back_up(till.database.path, till.clock.now(), keep, till.zone, self._breath, self._doubts)
            self._copy_to_second_place(made, keep)
        return made

    def make_soon(self) -> None:
        """Begin a copy behind the scenes, unless one is under way; a failure is logged and told as a notice."""
        if self._till.practice or (self._thread is not None and self._thread.is_alive()):
            return
        self._thread = threading.Thread(target=self.make_quietly, name="backup", daemon=True)
        self._thread.start()

    def make_quietly(self) -> bool:
        """Make a copy; whether there is a good one now."""
        try:
            _log.info("backup: %s", self.make())
        except Interrupted:
            _log.info("backup given up: the till closes")
            return False
        except WorldError as error:
            _log.warning("no backup: %s", error)
            self._till.failures.tell(PART, error, "diagnosis")
            return False
        self._till.failures.over(PART)
        return True

    def last_at(self) -> Instant:
        """When the newest good copy was made; 0 before the first."""
        copies = backups(self._till.database.path)
        return round(copies[0].stat().st_mtime * 1000) if copies else 0

    def give_up(self) -> None:
        """The till closes: what is being copied is given up."""
        self._closing.set()

    def wait(self) -> None:
        """Wait for a moment until it is given up."""
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _breath(self) -> bool:
        return self._closing.wait(_BREATH_S)

    def _doubts(self, copy: Path) -> str:
        found = verify_file(copy, self._breath)
        for each in found:
            _log.error("the copy does not hold: %s %s", each.sentence, each.what)
        return found[0].text(self._till.words) if found else ""

    def _copy_to_second_place(self, made: Path, keep: Keeping) -> None:
        settings = self._till.settings
        if not settings.backups.folder or self._till.practice:
            self._till.failures.over(PLACE)
            return
        try:
            there = copy_there(made, second_place(settings), owner(settings), settings.backups.compress, keep)
        except WorldError as error:
            _log.warning("no copy in the second place: %s", error)
            self._till.failures.tell(PLACE, error, "diagnosis")
        else:
            _log.info("backup in the second place: %s", there)
            self._till.failures.over(PLACE)


class BackupSchedule:
    """Makes a copy when the newest is older than `[backups] every_hours`, in a thread of its own."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._tried: Instant | None = None

    def start(self) -> None:
        """Begin to look at the clock."""
        self._thread = threading.Thread(target=self._work, name="backups", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """Give up; whether it ended in time."""
        self._stop.set()
        self._till.backing_up.give_up()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def run_due(self) -> bool:
        """Make a copy if one is due; whether one was tried."""
        till, now = self._till, self._till.clock.now()
        every = till.settings.backups.every_hours * HOUR
        if not every or now - till.backing_up.last_at() < every:
            return False
        if self._tried is not None and now - self._tried < AGAIN:
            return False
        self._tried = now
        till.backing_up.make_quietly()
        return True

    def _work(self) -> None:
        while not self._stop.wait(EVERY_S):
            try:
                self.run_due()
            except Exception:  # noqa: BLE001 - the thread goes on
                # ours: whole in the log, and the till sells all the same
                _log.exception("backups went wrong by a mistake of ours")


def keeping(settings: Settings) -> Keeping:
    """Which copies stay."""
    return Keeping(settings.till.backups, settings.backups.days, settings.backups.weeks)


def second_place(settings: Settings) -> Path:
    """The second place that the settings name."""
    return Path(settings.backups.folder).expanduser()


def owner(settings: Settings) -> str:
    """What the names of this till's copies begin with where those of others may lie beside them."""
    return f"{settings.shop.store}_{settings.till.number}"
