"""Keeps the list of notices: looks every minute and when something changes, and says a new error once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cashier_app.config_fields import waiting
from cashier_app.core.errors import WorldError
from cashier_app.till.attention import Around, Concern, Grade, Seen, concerns, put_off, worst
from cashier_app.till.attention_facts import gather
from cashier_app.ui import messages
from cashier_app.ui.language import translate, words
from cashier_app.ui.strip import LampState

if TYPE_CHECKING:
    from cashier_app.till.attention import Facts
    from cashier_app.ui.shell import Shell

log = logging.getLogger(__name__)

LOOK_EVERY_MS: Final = 60_000
#: Changes that come together are looked at once.
SOON_MS: Final = 250
LAMPS: Final[dict[Grade, LampState]] = {"error": "error", "warning": "warning", "information": "good"}


class Attention(QObject):
    """`found` are the concerns of the last look, the gravest first; `changed` when they are others."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.found: tuple[Concern, ...] = ()
        self._facts: Facts | None = None
        self._seen: tuple[Seen, ...] = ()
        #: How bad it was when it was said last.
        self._said: dict[str, int] = {}
        self._looking = self._again = self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.look)
        shell.desk.surroundings.changed.connect(self._something_changed)
        shell.language_changed.connect(self.look)
        # what nobody could read on the log-in screen is said once somebody is there
        shell.stack.currentChanged.connect(lambda _: self._say())

    def start(self) -> None:
        """Look now, and from now on every minute."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._timer.stop()
        self._soon.stop()

    def look(self) -> None:
        """Look at everything behind the screen; a look that is under way is followed by one more."""
        desk = self._shell.desk
        till = desk.till
        if till is None or self._stopped:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        around, settings, places, spoken = self._around(), desk.settings, desk.places, words()
        desk.background.run(
            lambda: gather(till, around, settings, places, spoken), self._looked, self._not_looked, owner=self
        )

    def seen_by(self, concern: Concern) -> Seen | None:
        """Who has put a concern off for today."""
        if self._facts is None:
            return None
        return put_off(concern, self._seen, self._facts.now, self._facts.zone)

    @property
    def open(self) -> tuple[Concern, ...]:
        """Those that nobody has put off."""
        return tuple(concern for concern in self.found if self.seen_by(concern) is None)

    def _around(self) -> Around:
        desk = self._shell.desk
        around = desk.surroundings
        return Around(
            paired=around.paired,
            sync=around.sync,
            printers=dict(around.printers),
            scanners=around.scanners,
            scale=around.scale,
            display=around.display,
            buyer_screen=around.buyer_screen,
            terminal=around.terminal,
            drawer=around.drawer,
            update=around.update,
            settings_waiting=() if desk.open_till.practice else waiting(desk.started, desk.settings),
        )

    def _something_changed(self) -> None:
        if not self._soon.isActive() and not self._stopped:
            self._soon.start()

    def _looked(self, result: tuple[Facts, tuple[Seen, ...]]) -> None:
        self._looking = False
        self._facts, self._seen = result
        self.found = concerns(self._facts, words())
        there = {concern.key for concern in self.found}
        self._said = {key: degree for key, degree in self._said.items() if key in there}
        self._show()
        self._say()
        self.changed.emit()
        if self._again:
            self._again = False
            self.look()

    def _not_looked(self, error: BaseException) -> None:
        """The database is busy or its disk fails: whoever writes next says so; the list stays as it was."""
        self._looking = self._again = False
        # the till may have been closed meanwhile
        if isinstance(error, WorldError) or self._stopped:
            log.info("the notices could not be gathered: %s", error)
        else:
            messages.failure(error)

    def _show(self) -> None:
        grade, count = worst(self.open), len(self.open)
        self._shell.strip.notices.set_state(LAMPS[grade] if grade is not None else "good", str(count))

    def _say(self) -> None:
        """Say the gravest error that has not been said yet, once somebody can read it."""
        current = self._shell.current
        if current is None or current.stands_alone:
            return
        fresh = [
            concern
            for concern in self.open
            if concern.grade == "error" and concern.degree > self._said.get(concern.key, -1)
        ]
        if not fresh:
            return
        self._said |= {concern.key: concern.degree for concern in fresh}
        if current.objectName() == "notices":
            return  # she reads it there
        more = len(fresh) - 1
        way_out = fresh[0].way_out
        if more:
            others = translate("attention", "%n more stand(s) in the list of notices", "", more)
            way_out = f"{way_out}. {others}" if way_out else others
        messages.error(fresh[0].text, way_out)
