"""Newer versions on the screen's side: when the till may be disturbed by a download, and when a version is put in."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cashier_app.till.update_news import News
from cashier_app.ui import messages
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from cashier_app.config import Places
    from cashier_app.till.opening import Till
    from cashier_app.till.updating import Updating

log = logging.getLogger(__name__)

#: Between two looks whether the till stands between two shifts, and for how long nobody must have touched it then.
LOOK_EVERY_MS: Final = 20_000
UNTOUCHED_S: Final = 120.0


class Updates(QObject):
    """Starts and stops the search, tells its news, and ends the program for a version that is to be put in.

    `restart` ends the program so that it is started anew; `untouched` says for how many seconds nobody has done
    anything.
    """

    _news = Signal(object)

    def __init__(
        self, desk: Desk, restart: Callable[[], None], untouched: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._restart = restart
        self._untouched = untouched
        self._updating: Updating | None = None
        #: Something is on the receipt: said by the screen's thread, read by the download's.
        self._idle = False
        self._putting_in = False
        self._news.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._often = QTimer(self)
        self._often.setInterval(1000)
        self._often.timeout.connect(self._see)

    def start(self, till: Till, places: Places, log_file: Path | None) -> None:
        """Begin to look for newer versions, where the settings or the server give any, and to tell the server."""
        if not (till.settings.updates.url or till.settings.server.central_url):
            return

        def make() -> Updating:
            # with libraries that the till does not need before it sells
            from cashier_app.till.updating import Updating

            return Updating(till, places, log_file, lambda: self._idle, self._news.emit)

        self._desk.background.run(make, self._begin, owner=self)

    def _begin(self, updating: Updating) -> None:
        self._see()
        self._updating = updating
        updating.start()
        self._desk.surroundings.put_update_in = self.put_in_now
        self._timer.start()
        self._often.start()

    def stop(self, seconds: float) -> None:
        """End; a download goes on at the next start."""
        self._timer.stop()
        self._often.stop()
        if self._updating is not None and not self._updating.stop(seconds):
            log.info("a download did not end in time: it goes on at the next start")

    def look(self) -> None:
        """Put a version in by itself where the till stands between two shifts and nobody is there."""
        news = self._desk.surroundings.update
        wanted = news.kind == "chosen" or (news.kind == "ready" and news.by_itself)
        if wanted and self._between_shifts() and self._untouched() >= UNTOUCHED_S:
            self.put_in()

    def put_in_now(self) -> None:
        """Somebody who may wants the version that is ready now; written down."""
        till = self._desk.open_till
        till.people.require("support")
        till.journal.write("update_put_in", name=self._desk.surroundings.update.version)
        self.put_in()

    def put_in(self) -> None:
        """Let the version that is ready be tried: the program ends and starts again with what was on the screen."""
        if self._updating is None or self._putting_in:
            return
        self._putting_in = True
        if self._desk.surroundings.update.kind == "chosen":
            self._restart()
            return

        def failed(error: BaseException) -> None:
            self._putting_in = False
            messages.failure(error)

        self._desk.background.run(self._updating.put_in, lambda _: self._restart(), failed, owner=self)

    def _between_shifts(self) -> bool:
        till = self._desk.till
        return (
            till is not None
            and not till.practice
            and till.shifts.current is None
            and till.people.current is None
            and not till.selling.receipt.lines
        )

    def _see(self) -> None:
        till = self._desk.till
        self._idle = till is not None and (till.practice or not till.selling.receipt.lines)

    def _heard(self, news: News) -> None:
        till = self._desk.till
        if news.fresh and till is not None and not till.practice:
            till.journal.write("update_went_back", name=news.version, reason=f"{news.why} {news.detail}"[:200])
        self._desk.surroundings.set_update(news)
