"""The till as a program: a first frame at once, the database behind it, an orderly end."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cashier_app.clock import SystemClock
from cashier_app.core.words import Words
from cashier_app.ui import accessible, language, launch, messages, sounds, theme
from cashier_app.ui.background import Background
from cashier_app.ui.language import translate
from cashier_app.ui.login import LoginScreen
from cashier_app.ui.practice import Practice
from cashier_app.ui.preferences import Choices
from cashier_app.ui.shell import Shell
from cashier_app.ui.updating import Updates
from cashier_app.updates import trial
from cashier_app.words import load_words

if TYPE_CHECKING:
    from cashier_app.config import Places, Settings
    from cashier_app.logs import Run
    from cashier_app.till.opening import Till
    from cashier_app.ui.equipment import Equipment

log = logging.getLogger(__name__)

#: The program ends within this, whatever hangs.
LONGEST_STOP_SECONDS = 2.0


class TillProgram(QObject):
    """Wires the window, the till and its devices; made once, on the GUI thread.

    Nothing here or in what it imports may load the database's, the printer's or the network's
    libraries: that is done on a worker thread once the first frame is on the screen.
    """

    #: The till is open, and somebody can log in.
    opened = Signal()
    _progress = Signal(str)

    def __init__(self, settings: Settings, places: Places, words: Words, run: Run | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.places = places
        self._run = run
        self._till: Till | None = None
        self._equipment: Equipment | None = None
        self._retired: Equipment | None = None
        self._opening = False
        self._stopped = False
        choices = Choices(settings, places.data)
        language.use(words if choices.language == words.language else load_words(choices.language))
        sounds.set_enabled(choices.sounds)
        width, height = window_size(settings)
        theme.load_fonts()
        accessible.install()
        theme.apply(choices.theme, theme.scale_for(width, height), choices.large_type)
        self.background = Background(self)
        self.shell = Shell(settings, self.background)
        self.shell.desk.choices = choices
        self.shell.desk.change_settings = self.change_settings
        self.shell.desk.places = places
        self.shell.resize(width, height)
        self.shell.first_frame.connect(self._seen)
        self.shell.closing.connect(self.stop)
        self.shell.language_changed.connect(self._speak)
        surroundings = self.shell.desk.surroundings
        surroundings.quit = self._close
        if run is not None:
            run.listeners.append(messages.mistake)
            surroundings.crash = run.last_crash
            surroundings.log_file = run.log_file
        self.login = self.shell.screen_named("login")
        assert isinstance(self.login, LoginScreen)
        self.login.again_wanted.connect(self.open)
        self.login.quit_wanted.connect(self.shell.close)
        self._progress.connect(self.login.show_opening)
        self.practice = Practice(self, self.login, self)
        self.updates = Updates(self.shell.desk, self._start_anew, self.shell.untouched, self)
        #: What the process ends with; `RESTART` where it is to be started anew.
        self.exit_code = 0

    def show(self) -> None:
        """Put the log-in screen on the display; the till is opened after its first frame."""
        self.shell.go("login")
        if self.settings.ui.size == "full" and QGuiApplication.platformName() != "offscreen":
            self.shell.showFullScreen()
        else:
            self.shell.show()

    def _close(self) -> None:
        self.shell.close()

    # --- opening ---------------------------------------------------------------------------------------

    def _seen(self) -> None:
        """The first frame is on the screen: everything that may come after it."""
        log.info("the log-in screen is on the display")
        launch.close_picture()
        self.shell.listen_to_window(self.settings.scanner)
        self.open()

    def open(self) -> None:
        """Open the till on a worker thread; failure stays on the log-in screen with its way out."""
        if self._till is not None or self._opening:
            return
        self._opening = True
        assert isinstance(self.login, LoginScreen)
        self.login.show_opening()
        settings, folder, words, progress = (
            self.settings,
            self.places.till_folder(self.settings),
            language.words(),
            self._progress.emit,
        )

        def opening() -> Till:
            from cashier_app.till.opening import open_till

            return open_till(settings, folder, SystemClock(), words, progress=progress)

        self.background.run(opening, self._opened, self._not_opened, owner=self)
        # this screen, still without names, is the first frame of the next start
        picture, path = self.shell.grab().toImage(), self.places.data / "first-frame.png"
        self.background.run(lambda: launch.keep_picture(picture, path))

    def _opened(self, till: Till) -> None:
        self._till = till
        self.work_on(till, self.settings)
        assert isinstance(self.login, LoginScreen)
        self.login.show_people()
        self._tell_what_happened(till)
        self.background.run(till.journal.check, self._tell_of_journal)
        self.practice.forget_leftover()
        self.shell.build_ahead()
        keep_pace()
        log.info("the till is open")
        self.opened.emit()
        self.updates.start(till, self.places, self._run.log_file if self._run is not None else None)
        if trial.on_trial():
            # the loop has to come round once more: a screen that hangs is not ready
            QTimer.singleShot(0, self._passed)

    def _passed(self) -> None:
        """Whoever watches a new version is told that somebody can scan."""
        if not self._stopped:
            self.background.run(trial.passed)

    def _start_anew(self) -> None:
        self.exit_code = trial.RESTART
        self.shell.close()

    def work_on(self, till: Till, settings: Settings) -> None:
        """Let the screens and fresh devices work on a till: the real one, or the one to practise on."""
        from cashier_app.ui.equipment import Equipment

        if self._retired is not None:
            self._retired.forget()
            self._retired = None
        self.shell.desk.till, self.shell.desk.settings = till, settings
        self._equipment = Equipment(till, settings, self.shell)
        self._equipment.start()

    def rest(self) -> Callable[[], None]:
        """Take the till from the screens; what is returned ends its devices, off the GUI thread."""
        equipment, self._equipment = self._equipment, None
        self.shell.desk.till = None
        if equipment is None:
            return lambda: None
        # it hears its devices' last words; gone when others take its place
        self._retired = equipment
        return equipment.retire(LONGEST_STOP_SECONDS)

    def change_settings(self, changes: Mapping[str, object]) -> None:
        """Write keys into the settings file; devices work by them at once.  Raises a `WorldError`."""
        from cashier_app.config_change import change_settings

        self.settings = self.shell.desk.settings = change_settings(self.places, changes)
        self.shell.hear_wedge(self.settings.scanner)
        self.shell.desk.choices.settings_changed(self.settings)
        if self._till is not None:
            self._till.change_settings(self.settings)
        if self._equipment is not None:
            self._equipment.settings_changed(self.settings)
        self.shell.show_place()
        if self.shell.desk.attention is not None:
            self.shell.desk.attention.look()

    def _not_opened(self, error: BaseException) -> None:
        self._opening = False
        assert isinstance(self.login, LoginScreen)
        self.login.show_failure(error)
        if trial.on_trial():
            # whoever watches takes this version back
            self.background.run(lambda: trial.failed(str(error)))

    def _tell_what_happened(self, till: Till) -> None:
        crash = self.shell.desk.surroundings.crash
        if crash is not None:
            messages.warning(
                translate("shell", "The till did not end by itself last time; everything that was paid is kept"),
                translate("shell", "Menu → About shows what was written down"),
            )
        for notice in till.notices:
            tell: Callable[[str, str], None] = messages.error if notice.tone == "error" else messages.warning
            tell(notice.text, notice.detail)

    def _tell_of_journal(self, broken: int | None) -> None:
        """Told to whoever logs in, and it stands in the list of notices from now on."""
        if broken is None:
            return
        messages.error(
            translate("journal", "Record {number} of the journal was changed or taken out").format(number=broken),
            translate("journal", "Tell the owner of the shop; selling goes on"),
        )
        if self.shell.desk.attention is not None:
            self.shell.desk.attention.look()

    def _speak(self) -> None:
        for till in (self._till, self.practice.till):
            if till is not None:
                till.set_words(language.words())

    # --- ending ----------------------------------------------------------------------------------------

    def stop(self) -> None:
        """End in order, within two seconds: devices, work in the background, then the database."""
        if self._stopped:
            return
        self._stopped = True
        until = time.monotonic() + LONGEST_STOP_SECONDS
        if self._equipment is not None:
            self._equipment.stop(0.9)
        self.updates.stop(0.2)
        if not self.background.stop(max(0.1, until - time.monotonic() - 0.5)):
            log.warning("work in the background did not end in time")
        self.practice.stop()
        if self._till is not None:
            self.shell.desk.till = None
            self._till.close()
            self._till = None
        sounds.stop()
        if self._run is not None and messages.mistake in self._run.listeners:
            self._run.listeners.remove(messages.mistake)
        application = QApplication.instance()
        if application is not None:
            application.quit()


def keep_pace() -> None:
    """Let nothing hold up the screen's thread for longer than it must; called once the till is open.

    A full run of the garbage collector over all that was made so far takes several frames: it is
    left out of later runs.  A busy worker thread gives way within half a millisecond, not five.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(0.0005)


def window_size(settings: Settings) -> tuple[int, int]:
    """Width and height of the window: the setting's, or the whole screen's."""
    if settings.ui.size != "full":
        width, _, height = settings.ui.size.partition("x")
        return max(theme.BASE_WIDTH, int(width)), max(theme.BASE_HEIGHT, int(height))
    screen = QGuiApplication.primaryScreen().size()
    return max(theme.BASE_WIDTH, screen.width()), max(theme.BASE_HEIGHT, screen.height())


def run_till(settings: Settings, places: Places, words: Words, run: Run | None = None) -> int:
    """Run the till until its window is closed; the process's exit code."""
    application = launch.application()
    program = TillProgram(settings, places, words, run)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: QTimer.singleShot(0, program.shell.close))
    program.show()
    code = application.exec()
    program.stop()
    return program.exit_code or code
