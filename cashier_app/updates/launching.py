"""The first thing of every start: the version in force takes over, a new one is tried and taken back by itself.

Runs in the program that was installed, before anything else of it.  While a version is on trial this process stays
beside it as its watch; later starts become the version itself (on Windows, which cannot, they wait for it).
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from cashier_app.program import first_word
from cashier_app.updates import numbers, trial
from cashier_app.updates.state import MOST_STARTS, Failed, State, Trial, Versions, Why
from cashier_app.updates.trial import RESTART

log = logging.getLogger(__name__)

#: The version that has been started by this module: it looks for no other.
LAUNCHED: Final = "CASHIERAPP_LAUNCHED"
#: How the program that was installed is started again, and whether somebody waits to do it.
LAUNCHER: Final = "CASHIERAPP_LAUNCHER"
WATCHED: Final = "CASHIERAPP_WATCHED"
_BETWEEN: Final = "\x1f"
#: Seconds between two looks at a version on trial, and until one that was told to end is killed.
_LOOK: Final = 0.1
_PATIENCE: Final = 3.0
#: Lines and characters of the logs that tell why a version was given up.
_LINES: Final = 25
_CHARACTERS: Final = 4000


def launch(versions: Versions, own: str, arguments: Sequence[str], waits: bool = os.name == "nt") -> int | None:
    """Start what is in force; None: this program itself is, and goes on.

    Does not return where the version takes this process over; with `waits` (Windows) it is waited for.  `own` is the
    version of this program, `arguments` those after its name.
    """
    while True:
        state = versions.read()
        if _is_till(arguments):
            state = _settled(versions, state, own)
            if state.trial is not None and not _till_runs(state.trial):
                code = _try(versions, state, arguments)
                if code not in (None, RESTART):
                    return code
                continue
        code = _start(versions, state, own, arguments, waits)
        if code != RESTART:
            return code


def start_anew() -> int:
    """What becomes of a till that asks to be started anew: whoever waits does it, else this process turns into it.

    The exit code; does not return where this process is replaced.
    """
    if WATCHED in os.environ:
        return RESTART
    command = os.environ.get(LAUNCHER, "").split(_BETWEEN) if LAUNCHED in os.environ else _self()
    environment = {name: value for name, value in os.environ.items() if name not in (LAUNCHED, LAUNCHER)}
    if os.name == "nt":
        subprocess.Popen(command, env=environment)
        return 0
    return os.execve(command[0], command, environment)


# --- trial ----------------------------------------------------------------------------------------------------


def _settled(versions: Versions, state: State, own: str) -> State:
    """Finish what an end in the middle has left: a database to put back, a trial that has passed or failed."""
    if state.putting_back:
        state = _put_back(versions, state)
    if state.trial is None:
        return state
    if numbers.order(state.trial.version) <= numbers.order(own):
        return versions.change(lambda fresh: setattr(fresh, "trial", None))
    said = trial.verdict(versions.trial_file, state.trial.token)
    if said == "":
        return _keep(versions, state.trial)
    if said:
        return _give_up(versions, state.trial, "said", said)
    if state.trial.starts >= MOST_STARTS:
        return _give_up(versions, state.trial, "starts", str(state.trial.starts))
    return state


def _try(versions: Versions, state: State, arguments: Sequence[str]) -> int | None:
    """Start the version on trial and watch it; its exit code once it was ready, None where it was given up.

    The start is counted before it is made.  Told to end itself, this process ends the version and leaves the trial as
    it is.
    """
    tried = state.trial
    assert tried is not None

    def count(fresh: State) -> None:
        if fresh.trial is not None and fresh.trial.token == tried.token:
            fresh.trial.starts += 1

    versions.change(count)
    try:
        command = [str(versions.entry(state, tried.version)), *arguments]
        with _complaints(versions.trial_log) as complaints, _Signals() as signals:
            process = _popen(command, _environment(tried.version, versions, tried), complaints)
            signals.process = process
            why, detail = _watch(versions, tried, process, signals)
            if why is None:
                return process.wait()
    except OSError as error:
        why, detail = "unstartable", str(error)
    _give_up(versions, tried, why, detail)
    return None


def _watch(
    versions: Versions, tried: Trial, process: subprocess.Popen[bytes], signals: _Signals
) -> tuple[Why | None, str]:
    """Wait until the version is ready, then keep it; why it is to be given up, the process being gone."""
    until = time.monotonic() + tried.seconds
    while True:
        # in this order: what it said before it ended is heard
        try:
            code: int | None = process.wait(_LOOK)
        except subprocess.TimeoutExpired:
            code = None
        said = trial.verdict(versions.trial_file, tried.token)
        if said == "":
            _keep(versions, tried)
            return None, ""
        if code is not None and signals.told:
            return None, ""
        if said or code is not None or time.monotonic() > until:
            _end(process)
            if said:
                return "said", said
            return ("ended", str(code)) if code is not None else ("hung", f"{tried.seconds:.0f} s")


class _Signals:
    """What tells this process to end is told to the version that it watches."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.told = False
        self._before: dict[int, object] = {}

    def __enter__(self) -> _Signals:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._tell)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _tell(self, number: int, _: object) -> None:
        self.told = True
        if self.process is not None:
            with contextlib.suppress(OSError):
                self.process.send_signal(number)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it, at once where it does not want to; nothing to do where it has ended."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _keep(versions: Versions, tried: Trial) -> State:
    """The version on trial is in force from now on."""

    def change(state: State) -> None:
        if state.trial is None or state.trial.token != tried.token:
            return
        state.previous, state.active = state.active, tried.version
        state.folder = tried.folder
        state.trial = None
        state.ready = ""

    return versions.change(change)


def _give_up(versions: Versions, tried: Trial, why: Why, detail: str) -> State:
    """The version before goes on, with the database as it was for it; why is kept for whoever looks after the till."""
    lines = _last_lines(versions.trial_log) + (_last_lines(Path(tried.log)) if tried.log else [])

    def change(state: State) -> None:
        if state.trial is None or state.trial.token != tried.token:
            return
        state.failed[tried.version] = Failed(why, _now(), detail[:500], "\n".join(lines)[-_CHARACTERS:])
        state.trial = None
        state.ready = ""
        # whatever happens from here on, it is put back before anything is started
        state.putting_back, state.undone = tried.folder, tried.version

    state = versions.change(change)
    return _put_back(versions, state) if state.putting_back else state


def _put_back(versions: Versions, state: State) -> State:
    """Put the database back as it was before the version that was given up, unless something was sold since."""
    done = False
    try:
        from cashier_app.storage.before_migration import put_back_before_migration

        done = put_back_before_migration(Path(state.putting_back) / "till.db")
    except Exception:  # the till must come back, whatever is wrong with this
        log.exception("the database could not be put back as it was before %s", state.undone)

    def change(fresh: State) -> None:
        failed = fresh.failed.get(fresh.undone)
        if failed is not None:
            failed.database = "put_back" if done else "left"
            newer = _revision(versions, fresh.undone) > _revision(versions, fresh.active)
            if failed.why == "person" and newer and not done:
                # something was sold since: the older version could not open what is there
                log.error("no way back from version %s: it sold with newer tables", fresh.undone)
                fresh.previous, fresh.active = fresh.active, fresh.undone
                del fresh.failed[fresh.undone]
        fresh.putting_back = fresh.undone = ""

    return versions.change(change)


def _revision(versions: Versions, version: str) -> int:
    """The newest tables that a version knows; 0: it does not say."""
    if not version:
        from cashier_app.storage.migrations import HEAD

        return int(HEAD)
    try:
        manifest = json.loads(versions.manifest(version).read_bytes())
        return int(manifest["database"]["till"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _till_runs(tried: Trial) -> bool:
    """Whether a till, or an import, is at work on the database: then nothing is tried."""
    if not tried.folder or not Path(tried.folder).is_dir():
        return False
    from cashier_app.storage.errors import AlreadyRunning
    from cashier_app.storage.lock import FolderLock

    try:
        FolderLock(Path(tried.folder) / "till.lock").release()
    except AlreadyRunning:
        return True
    except OSError:
        return False  # whoever starts says what is wrong with the folder
    return False


# --- starting -------------------------------------------------------------------------------------------------


def _start(versions: Versions, state: State, own: str, arguments: Sequence[str], waits: bool) -> int | None:
    """Start the version in force, the one before it where it is gone; None: this program is it."""
    for version in (state.active, state.previous):
        # a package that was brought up to date by hand goes before what came by itself
        if not version or numbers.order(version) <= numbers.order(own):
            continue
        try:
            command = [str(versions.entry(state, version)), *arguments]
            environment = _environment(version, versions)
            if not waits:
                os.execve(command[0], command, environment)
            environment[WATCHED] = "1"
            with _Signals() as signals:
                signals.process = _popen(command, environment)
                return signals.process.wait()
        except OSError:
            log.exception("version %s cannot be started", version)
    return None


def _environment(version: str, versions: Versions, tried: Trial | None = None) -> dict[str, str]:
    """What a version is started with: nothing of this program's own libraries."""
    environment = dict(os.environ)
    environment[LAUNCHED] = version
    environment[LAUNCHER] = _BETWEEN.join(_self())
    if tried is not None:
        environment |= {trial.TOKEN: tried.token, trial.FILE: str(versions.trial_file), WATCHED: "1"}
    if getattr(sys, "frozen", False):
        # of PyInstaller: the other program has libraries of its own
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
        for name in ("LD_LIBRARY_PATH", "LIBPATH"):
            before = environment.pop(f"{name}_ORIG", None)
            environment.pop(name, None)
            if before is not None:
                environment[name] = before
    return environment


def _self() -> list[str]:
    """The command that has started this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *sys.argv[1:]]
    return [sys.executable, *sys.orig_argv[1:]]


def _complaints(file: Path) -> IO[bytes]:
    """A fresh file for what a version says on its standard error, for this user alone."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _popen(
    command: Sequence[str], environment: Mapping[str, str], complaints: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environment, stderr=complaints)


def _is_till(arguments: Sequence[str]) -> bool:
    return first_word(arguments) == "run"


def _last_lines(file: Path) -> list[str]:
    """The end of a log, as far as it can be read."""
    try:
        with file.open("rb") as content:
            content.seek(max(0, content.seek(0, os.SEEK_END) - 2 * _CHARACTERS))
            return content.read().decode("utf-8", "replace").splitlines()[-_LINES:]
    except OSError:
        return []


def _now() -> int:
    return time.time_ns() // 1_000_000
