"""What every test is held to: no unexpected warnings, and no threads or timers left behind."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import hypothesis
import pytest

from cashier_app.config import HOME_VARIABLE, Places, Settings
from cashier_app.core.words import Words
from cashier_app.words import load_words
from tests.clock import ManualClock

if TYPE_CHECKING:
    from tests.postgres import Server
    from tests.server_places import EmptyLedgers, ServerPlaces

ROOT = Path(__file__).resolve().parent.parent
#: How long a test's threads and processes may take to end.
PATIENCE_S = 3.0

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    # Without a platform to draw on Qt aborts the whole run.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A run in the background of a shell is born deaf to Ctrl-C, and so would be every program it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
#: An installed PostgreSQL to test on; empty: one of the tests' own.
INSTALLED_POSTGRES = os.environ.get("CASHIER_POSTGRES_URL", "")
for _variable in [name for name in os.environ if name.startswith("CASHIER_") and name != "CASHIER_SHARED_DATA"]:
    # Somebody's own settings are not what is tested.
    del os.environ[_variable]

# No deadlines: a machine shared with others is slow now and then, and that is no finding.
hypothesis.settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, print_blob=True, max_examples=100
)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--server-database postgresql`: what tests keep of a server in a file they keep in a PostgreSQL."""
    about = "where tests that do not run on both keep a server's ledger: sqlite (the default) or postgresql"
    parser.addoption("--server-database", choices=["sqlite", "postgresql"], default="sqlite", help=about)


# --- nothing unexpected in the log -----------------------------------------------------------------------


class LogWatch(logging.Handler):
    """Collects what a test logs at WARNING or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self) -> list[str]:
        """The lines nobody announced, with the last line of their error."""
        lines = []
        for record in self.records:
            error = f" ({record.exc_info[1]!r})" if record.exc_info else ""
            line = f"{record.levelname} {record.name}: {record.getMessage()}{error}"
            if not any(pattern.search(line) for pattern in self.expected):
                lines.append(line)
        return lines


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fails the test that logs a warning or worse without having announced it by `expect_log`."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    unexpected = watch.unexpected()
    if unexpected:
        pytest.fail("unexpected in the log:\n  " + "\n  ".join(unexpected), pytrace=False)


@pytest.fixture
def expect_log(log_watch: LogWatch) -> Callable[[str], None]:
    """`expect_log("pattern")`: lines of this pattern (`LEVEL logger: message (error)`) are allowed."""

    def expect(pattern: str) -> None:
        log_watch.expected.append(re.compile(pattern))

    return expect


# --- nothing left running --------------------------------------------------------------------------------


def _wait_until(condition: Callable[[], bool], seconds: float = PATIENCE_S) -> bool:
    """Whether a condition came true in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        threading.Event().wait(0.01)
    return True


@pytest.fixture(autouse=True)
def no_threads_left(log_watch: LogWatch) -> Iterator[None]:
    """Fails the test that leaves a thread running, a daemon too."""
    before = set(threading.enumerate())

    def left() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]

    yield
    if not _wait_until(lambda: not left()):
        pytest.fail(f"threads left running: {', '.join(thread.name for thread in left())}", pytrace=False)


#: Timers that Python code started, so that those left running are found without walking all objects.
_started_timers: WeakSet[Any] = WeakSet()


def _watch_timers() -> None:
    """Note every QTimer started from Python; once, as soon as Qt is there."""
    from PySide6.QtCore import QTimer

    original = QTimer.start
    if getattr(original, "watched", False):
        return

    def start(timer: QTimer, *arguments: Any) -> None:
        _started_timers.add(timer)
        original(timer, *arguments)

    start.watched = True  # type: ignore[attr-defined]
    QTimer.start = start  # type: ignore[method-assign]


def _running_timers() -> list[str]:
    """Names of timers still running, after everything that asked to be deleted is."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from shiboken6 import isValid

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [repr(timer) for timer in tuple(_started_timers) if isValid(timer) and timer.isActive()]


@pytest.fixture(autouse=True)
def no_timers_left(log_watch: LogWatch) -> Iterator[None]:
    """Fails the test that leaves a QTimer running or a job in Qt's thread pool."""
    if "PySide6.QtCore" in sys.modules:
        _watch_timers()
    yield
    if "PySide6.QtCore" not in sys.modules:
        return
    from PySide6.QtCore import QThreadPool

    running = _running_timers()
    for timer in tuple(_started_timers):
        _started_timers.discard(timer)
    if running:
        pytest.fail(f"timers left running: {', '.join(running)}", pytrace=False)
    if not QThreadPool.globalInstance().waitForDone(int(PATIENCE_S * 1000)):
        pytest.fail("jobs left in Qt's thread pool", pytrace=False)


# --- what tests share ------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the program's own: settings, data and logs of this test alone."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture
def places(home: Path) -> Places:
    """Where this test's settings, data and logs are."""
    return Places.of(home)


@pytest.fixture
def settings() -> Settings:
    """Settings as they are out of the box; `msgspec.structs.replace` changes them."""
    return Settings()


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still until it is told: Saturday, 21 November 2026, 09:00 UTC."""
    return ManualClock()


@pytest.fixture
def words() -> Words:
    """Russian words, as a shop has them out of the box."""
    return load_words("ru")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; the test is skipped where it is absent."""
    folder = Path(os.environ.get("CASHIER_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"the folder of real data is absent: {folder} (CASHIER_SHARED_DATA names another)")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server: one for all tests, started for the first that asks."""
    from tests import postgres as postgres_server

    with postgres_server.server(INSTALLED_POSTGRES) as server:
        yield server


@pytest.fixture(scope="session")
def empty_ledgers(postgres: Server) -> Iterator[EmptyLedgers]:
    """Servers' databases on that PostgreSQL."""
    from tests.server_places import EmptyLedgers

    ledgers = EmptyLedgers(postgres)
    yield ledgers
    ledgers.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServerPlaces]:
    """`place("name")`: the address of a server's database; every test that asks for it runs on both kinds."""
    from tests.server_places import ServerPlaces

    ledgers = request.getfixturevalue("empty_ledgers") if request.param == "postgresql" else None
    places = ServerPlaces(tmp_path, ledgers)
    yield places
    places.close()
