"""Changing to the practice till and back: the real one stays open and untouched meanwhile, its devices let go."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from cashier_app.clock import SystemClock
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.ui import messages, sounds
from cashier_app.ui.language import translate, words

if TYPE_CHECKING:
    from cashier_app.config import Places, Settings
    from cashier_app.till.opening import Till
    from cashier_app.ui.login import LoginScreen
    from cashier_app.ui.shell import Shell

log = logging.getLogger(__name__)


class NotWhilePractising(Refused):
    """The shop's settings are real also where the till is not."""

    text = QT_TRANSLATE_NOOP("errors", "The real till's settings are not changed from the training mode")
    way_out = QT_TRANSLATE_NOOP("errors", "Leave the training mode first")


class Program(Protocol):
    """What the change needs of the program around it."""

    @property
    def settings(self) -> Settings:
        """The settings of the real till."""

    @property
    def places(self) -> Places:
        """Where files lie."""

    @property
    def shell(self) -> Shell:
        """The window."""

    def work_on(self, till: Till, settings: Settings) -> None:
        """Let the screens and fresh devices work on a till."""

    def rest(self) -> Callable[[], None]:
        """Take the till from the screens; what is returned ends its devices, off the GUI thread."""


class Practice(QObject):
    """`enter` and `leave` return at once; the log-in screen shows what goes on.

    Where anything fails the real till is back, with words.
    """

    _progress = Signal(str)

    def __init__(self, program: Program, login: LoginScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._program = program
        self._login = login
        self._real: Till | None = None
        #: The practice till, once it is open.
        self.till: Till | None = None
        self._opening: Future[Till] | None = None
        self._change_settings: Callable[[Mapping[str, object]], None] = lambda changes: None
        self._progress.connect(login.show_opening)
        desk = program.shell.desk
        desk.practise, desk.leave_practice = self.enter, self.leave

    def forget_leftover(self) -> None:
        """Throw away what a power cut left of a practice, behind the screen."""
        if self._program.settings.training.keep:
            return
        folder = self._program.places.practice_folder

        def discard() -> None:
            if folder.exists():
                from cashier_app.till import practice

                practice.discard(folder)

        self._program.shell.desk.background.run(discard)

    # --- entering --------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Change to the practice till; whoever is logged in stays so."""
        shell = self._program.shell
        till = shell.desk.till
        if till is None or till.practice:
            return
        if till.paying.active or till.paying.in_doubt() is not None or till.returning.waits or shell.desk.unseen:
            sounds.refused()
            messages.warning(
                translate("practice", "A payment or refund is not finished"),
                translate("practice", "Finish it first, then practise"),
            )
            return
        user = till.people.current
        shell.go("login", locked=user is not None)
        self._real, self._change_settings = till, shell.desk.change_settings
        self._login.show_opening(translate("practice", "The training mode is being opened…"))
        released, real = self._program.rest(), till.database.path
        settings, folder = self._program.settings, self._program.places.practice_folder
        spoken, progress = words(), self._progress.emit

        def open_it() -> Till:
            from cashier_app.till.practice import open_practice, practice_settings

            released()
            return open_practice(real, practice_settings(settings, folder), SystemClock(), spoken, progress=progress)

        user_id = user.user_id if user is not None else ""
        self._opening = shell.desk.background.run(
            open_it, lambda opened: self._entered(opened, user_id), self._failed, owner=self
        )

    def _entered(self, till: Till, user_id: str) -> None:
        self._opening, self.till = None, till
        shell = self._program.shell
        self._program.work_on(till, till.settings)
        shell.desk.change_settings = _refuse
        shell.renew()
        log.info("training mode")
        if user_id and till.people.stays(user_id):
            shell.go("selling" if till.shifts.current is not None else "shift_opening")
        else:
            self._login.show_people()
        messages.info(
            translate("practice", "Training mode: nothing here is real"),
            translate("practice", "Hints at the top show cards, the PIN and the way back"),
        )

    def _failed(self, error: BaseException) -> None:
        self._opening = None
        self._back()
        sounds.refused()
        messages.failure(error)

    # --- leaving ---------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Change back to the real till, whose log-in asks for a PIN."""
        practised = self.till
        if practised is None:
            return
        shell, keep = self._program.shell, self._program.settings.training.keep
        shell.go("login")
        self._login.show_opening(translate("practice", "Back to the real till…"))
        released, folder, self.till = self._program.rest(), self._program.places.practice_folder, None

        def close() -> None:
            from cashier_app.till import practice

            released()
            practised.close()
            if not keep:
                practice.discard(folder)

        shell.desk.background.run(close, lambda _: self._back(), self._failed, owner=self)

    def _back(self) -> None:
        """The real till as it was left; somebody has to log in."""
        real, self._real = self._real, None
        assert real is not None
        shell = self._program.shell
        self._program.work_on(real, self._program.settings)
        shell.desk.change_settings = self._change_settings
        shell.renew()
        self._login.show_people()
        log.info("the real till is back")

    # --- the end ---------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Close the practice till; the program ends."""
        opening, till = self._opening, self.till
        self._opening = self.till = None
        if opening is not None and opening.done() and not opening.cancelled() and opening.exception() is None:
            till = opening.result()
        if till is not None:
            till.close()


def _refuse(changes: Mapping[str, object]) -> None:
    raise NotWhilePractising()
