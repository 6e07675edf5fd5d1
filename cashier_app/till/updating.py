"""Looks for newer versions while the till works, in a thread of its own: fetched when nobody needs the till.

Nothing waits for it, and whatever goes wrong is tried again.  Putting a version in is not done here: that takes a
start, between two shifts.
"""

from __future__ import annotations

import logging
import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.errors import WorldError
from cashier_app.program import own_command
from cashier_app.till import update_place
from cashier_app.till.update_news import News, news_of
from cashier_app.updates import taking
from cashier_app.updates.errors import OTHER_CONTENT, Interrupted, NotTrusted
from cashier_app.updates.source import Pace
from cashier_app.updates.state import Versions

if TYPE_CHECKING:
    from cashier_app.config import Places
    from cashier_app.till.opening import Till

_log = logging.getLogger(__name__)

#: Seconds until the first look after a start, between two looks, and until an interrupted download goes on.
FIRST_S: Final = 20.0
EVERY_S: Final = 3600.0
AGAIN_S: Final = 5.0
#: A part of the till, as the list of notices knows it.
PART: Final = "updates"
#: Seconds for unpacking at the lowest priority.
_UNPACKING: Final = 1800.0


class Updating:
    """Asks, fetches and unpacks; `told` hears every change, on this object's thread."""

    def __init__(
        self,
        till: Till,
        places: Places,
        log_file: Path | None,
        is_idle: Callable[[], bool],
        told: Callable[[News], None],
        first_s: float = FIRST_S,
    ) -> None:
        self._till = till
        self._log_file = log_file or places.logs / "till.log"
        self._places = places
        self._is_idle = is_idle
        self._told = told
        self._first_s = first_s
        self.versions = Versions(places.data)
        self.news = News()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="updates", daemon=True)

    def start(self) -> None:
        """Begin; the first look is taken once the till has settled."""
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """Give up what is under way: it goes on at the next start; whether it ended in time."""
        self._stop.set()
        self._wake.set()
        if not self._thread.is_alive():
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def look_now(self) -> None:
        """Do not wait for the next look."""
        self._wake.set()

    def put_in(self) -> None:
        """Let the version that is ready be tried at the next start.  Blocks for as long as reading it through takes.

        Raises `NoSuchVersion` where none is ready, and `NotTrusted` where it is not what was signed any more.
        """
        version = self.versions.read().ready
        settings = self._till.settings.updates
        try:
            taking.apply(self.versions, version, settings.keys, self._till.database.path.parent, self._log_file)
        except NotTrusted:
            self.versions.change(lambda state: setattr(state, "ready", ""))
            self.versions.forget(version)
            raise
        self._tell()

    def look(self) -> float:
        """One look at the place of updates, with all that follows; seconds until the next.  Raises `WorldError`."""
        settings = self._till.settings
        key = self._till.sync_store.membership().key
        found = update_place.place(settings, key, update_place.report(settings, self.versions.read()))
        if found.source is None:
            return EVERY_S
        now = self._till.clock.now()
        try:
            here = update_place.here(settings, now, found.server, self.versions)
            offer = taking.look(self.versions, found.source, settings.updates.keys, here)
            if offer is None or self.versions.tree(offer.manifest.version).exists():
                self._clean()
                return EVERY_S
            version = offer.manifest.version
            _log.info("version %s is there, %s MB", version, offer.archive.size >> 20)
            pace = Pace(settings.updates.rate * 1024, self._may_go_on, self._stop.wait)
            taking.download(self.versions, found.source, offer, pace)
        finally:
            found.source.close()
        self._unpack(version)
        _log.info("version %s is ready", version)
        self._tell()
        update_place.place(settings, key, update_place.report(settings, self.versions.read()))
        return EVERY_S

    # --- inside ------------------------------------------------------------------------------------------

    def _work(self) -> None:
        self._tell()
        pause, told = self._first_s, ""
        while True:
            self._wake.wait(pause)
            self._wake.clear()
            if self._stop.is_set():
                return
            try:
                pause = self.look()
                self._till.failures.over(PART)
                told = ""
            except Interrupted:
                pause = AGAIN_S
            except WorldError as error:
                if str(error) != told:
                    _log.warning("no newer version: %s", error)
                    self._explain(str(error))
                told = str(error)
                pause = EVERY_S
                if isinstance(error, NotTrusted):
                    # somebody should look at what gives out versions; the rest passes or is nobody's fault
                    self._till.failures.tell(PART, error, "about")
            except Exception:  # noqa: BLE001 - the thread goes on
                _log.exception("looking for a newer version went wrong by a mistake of ours")
                pause = EVERY_S

    def _may_go_on(self) -> bool:
        return self._is_idle() and not self._stop.is_set()

    def _explain(self, why: str) -> None:
        """Let the server know what stands in the way, where it hears it."""
        settings = self._till.settings
        key = self._till.sync_store.membership().key
        try:
            update_place.place(settings, key, update_place.report(settings, self.versions.read(), why=why))
        except WorldError as error:
            _log.info("the server does not hear of it: %s", error)

    def _unpack(self, version: str) -> None:
        """In a process of its own, of the lowest priority: unpacking takes the interpreter for seconds."""
        from cashier_app.config import HOME_VARIABLE, Places

        environment = os.environ | {"CASHIERAPP_LAUNCHED": "unpack"}
        home = self._places.settings_file.parent
        if Places.of(home) == self._places:
            environment[HOME_VARIABLE] = str(home)
        # Windows: below normal, and no window
        flags = 0x00004000 | 0x08000000 if os.name == "nt" else 0
        done = subprocess.run(
            [*own_command(), "update", "unpack", version],
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_UNPACKING,
            check=False,
            creationflags=flags,
        )
        if done.returncode:
            _log.warning("version %s was not unpacked: %s", version, done.stderr.strip()[-500:])
            raise NotTrusted(reason=OTHER_CONTENT)

    def _clean(self) -> None:
        """Keep the version in force, the one before it and the one to come."""
        if self._is_idle():
            self.versions.clean(frozenset({update_place.current(self.versions.read())}))

    def _tell(self) -> None:
        state = self.versions.read()
        news = news_of(state, update_place.current(state), self._till.settings.updates.automatic)
        if news != self.news:
            self.news = news
            self._told(news)
        if news.fresh:
            self.versions.change(lambda fresh: setattr(fresh.failed[news.version], "told", True))
