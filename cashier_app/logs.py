"""The log file and the crash log: one JSON object a line, without personal data, and the whole of every error.

Messages are constant sentences; what varies goes into `extra={"data": {...}}`, ids and counts rather than
names.  As a second line of defence long runs of digits (cards, phones) lose all but their last four.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

import msgspec

from cashier_app.config import Log, Places
from cashier_app.file_rights import as_the_folder

log = logging.getLogger(__name__)

#: Ten digits and more, also grouped as people write phones and cards; ids in hex are left alone.
_LONG_NUMBER = re.compile(
    r"(?<![0-9A-Za-z_.-])\+?[0-9](?:[ ()-]{0,2}[0-9]){5,24}(?:[ ()-]{0,2}[0-9]){4}(?![0-9A-Za-z_])"
)
_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")
_SHOWN_DIGITS = 4
#: A buyer as the screen names one: a first name and an initial.
_PERSON = re.compile(r"(?<![\w.])[^\W\d_][\w-]{1,60} [A-ZА-ЯЁ]\.(?!\w)")
#: What PostgreSQL tells of the very row that did not fit, in the languages of its messages here.
_ROW = re.compile(r"^(\s*(?:DETAIL|CONTEXT|ПОДРОБНОСТИ|КОНТЕКСТ):).*$", re.M)
#: Libraries whose finer words carry what passes through them: addresses with digits in them, values of questions.
_LIBRARIES = ("urllib3", "sqlalchemy", "asyncio", "PIL", "fontTools", "matplotlib", "escpos", "serial")
#: Processes of one program, at most.
_MOST_PROCESSES = 100


def without_personal_data(text: str) -> str:
    """A text whose card numbers and phones keep only their last four digits, without e-mails and buyers' names."""

    def masked(found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        return f"…{digits[-_SHOWN_DIGITS:]}"

    plain = _E_MAIL.sub("…@…", _LONG_NUMBER.sub(masked, text))
    return _ROW.sub(r"\1 …", _PERSON.sub("…", plain))


def _clean(value: object) -> object:
    return without_personal_data(value) if isinstance(value, str) else value


class JsonLines(logging.Formatter):
    """One record as one line of JSON: at, level, logger, thread, message, data, error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "thread": record.threadName,
            "message": without_personal_data(record.getMessage()),
        }
        data = getattr(record, "data", None)
        if data is not None:
            line["data"] = {key: _clean(value) for key, value in data.items()} if isinstance(data, dict) else data
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = without_personal_data("".join(traceback.format_exception(*record.exc_info)))
        return msgspec.json.encode(line, enc_hook=str).decode()


class _PatientFile(logging.handlers.RotatingFileHandler):
    """A log that a full disk silences, while the till goes on selling."""

    def _open(self) -> TextIOWrapper:
        opened = super()._open()
        # a full disk or a foreign file is no reason to be silent
        with contextlib.suppress(OSError):
            as_the_folder(opened.fileno(), Path(self.baseFilename).parent)
        return opened

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        pass


class Crash(msgspec.Struct, frozen=True):
    """How the previous run of a program ended, if it did not end by itself.

    `error`: a mistake of ours that nobody caught; `fault`: the interpreter was struck down (a segmentation
    fault, an abort); `cut`: it left no word, as after a power cut or a kill.
    """

    kind: Literal["error", "fault", "cut"]
    #: The last words: a traceback, or nothing.
    text: str
    #: UTC milliseconds of the error, or of the start of the run that was cut.
    at: int
    program: str = ""


class Run:
    """One run of a program: its log, its crash log, and what became of the run before.

    Made by `begin`; `end` says that the program ended by itself.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        #: What ended the run before this one; None if it ended by itself or is still going on.
        self.last_crash: Crash | None = None
        #: Called with every error that nobody caught, in the thread where it happened.
        self.listeners: list[Callable[[BaseException], None]] = []
        self._marker: IO[bytes] | None = None
        self._faults: IO[bytes] | None = None
        self._undo: list[Callable[[], None]] = []

    @property
    def log_file(self) -> Path:
        """Where the lines go."""
        return self.folder / f"{self.program}.log"

    @property
    def crash_file(self) -> Path:
        """The last error that nobody caught."""
        return self.folder / f"{self.program}.crash.json"

    def unexpected(self, error: BaseException) -> None:
        """Write a mistake of ours whole, for the log and for the next start, and tell the listeners."""
        log.critical("an error that nobody caught", exc_info=error)
        text = without_personal_data("".join(traceback.format_exception(error)))
        self._keep(Crash(kind="error", text=text, at=_now(), program=self.program))
        for listener in tuple(self.listeners):
            listener(error)

    def _keep(self, crash: Crash) -> None:
        """Put a crash where the next start looks; a full disk is no reason to fall a second time."""
        fresh = self.crash_file.with_suffix(f".{os.getpid()}")
        try:
            fresh.write_bytes(msgspec.json.format(msgspec.json.encode(crash)))
            fresh.replace(self.crash_file)
        except OSError as error:
            log.warning("the crash log could not be written: %s", error.strerror)

    def _take_last_crash(self, marker: bytes) -> Crash | None:
        """How the run before ended; its traces become part of the log and are cleared away."""
        faults = self.folder / f"{self.program}.faults"
        crash: Crash | None = None
        with contextlib.suppress(OSError, msgspec.DecodeError):
            crash = msgspec.json.decode(self.crash_file.read_bytes(), type=Crash)
        started = int(marker) if marker.isdigit() else 0
        text = faults.read_text(encoding="utf-8", errors="replace") if faults.exists() else ""
        if text.strip():
            crash = Crash(kind="fault", text=text, at=started, program=self.program)
        elif marker and (crash is None or crash.at < started):
            crash = Crash(kind="cut", text="", at=started, program=self.program)
        self.crash_file.unlink(missing_ok=True)
        return crash

    def _watch(self) -> None:
        """Mark the run as going on, unless the same program runs already, and catch what kills it."""
        marker = (self.folder / f"{self.program}.running").open("a+b")
        if not _lock(marker):
            marker.close()
            return
        self._marker = marker
        marker.seek(0)
        self.last_crash = self._take_last_crash(marker.read(32).strip())
        self._mark(str(_now()).encode())
        self._faults = (self.folder / f"{self.program}.faults").open("wb")
        faulthandler.enable(self._faults)
        self._undo.append(faulthandler.disable)

    def _mark(self, content: bytes) -> None:
        assert self._marker is not None
        self._marker.seek(0)
        self._marker.truncate()
        self._marker.write(content)
        self._marker.flush()

    def _hook(self) -> None:
        """Route every error that nobody caught to `unexpected`."""
        before = sys.excepthook, threading.excepthook

        def of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if isinstance(error, KeyboardInterrupt):
                before[0](kind, error, trace)
                return
            self.unexpected(error.with_traceback(trace))

        def of_thread(arguments: threading.ExceptHookArgs) -> None:
            if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
                self.unexpected(arguments.exc_value)

        def restore() -> None:
            sys.excepthook, threading.excepthook = before

        sys.excepthook, threading.excepthook = of_program, of_thread
        self._undo.append(restore)

    def end(self) -> None:
        """The program ends by itself: close the log, put back what was hooked.  A second call does nothing."""
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()
        if self._faults is not None:
            self._faults.close()
            self._faults = None
        if self._marker is not None:
            # On a full disk the next start will believe that this run was cut: no harm is done.
            with contextlib.suppress(OSError):
                self._mark(b"")
            with contextlib.suppress(OSError):
                self._marker.close()
            self._marker = None


def begin(program: str, places: Places, settings: Log, numbered: bool = False) -> Run:
    """Start the log of a program (`till`, `server`, …) and catch what nobody else does.

    `numbered`: of several processes of a program each has its own, `server-1`, `server-2`… .
    Where the folder cannot be written the log goes to the standard error and the program goes on.
    """
    run = _numbered(program, places.logs) if numbered else Run(program, places.logs)
    handler: logging.Handler
    try:
        places.logs.mkdir(parents=True, exist_ok=True)
        handler = _PatientFile(
            run.log_file, maxBytes=settings.megabytes * 1_000_000, backupCount=settings.files, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    # Without room for its mark a run is merely not known to the next one.
    with contextlib.suppress(OSError):
        if run._marker is None:
            run._watch()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    root.addHandler(handler)
    root.setLevel(settings.level.upper())
    logging.captureWarnings(True)

    def stop() -> None:
        logging.captureWarnings(False)
        root.removeHandler(handler)
        root.setLevel(level)
        with contextlib.suppress(OSError):
            handler.close()

    run._undo.append(stop)
    run._hook()
    log.info("%s begins", program, extra={"data": {"pid": os.getpid(), "python": sys.version.split()[0]}})
    return run


def _numbered(program: str, folder: Path) -> Run:
    """The first run of `program-1`, `program-2`… that no process of this machine is at."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_PROCESSES + 1):
            run = Run(f"{program}-{number}", folder)
            run._watch()
            if run._marker is not None:
                return run
    return Run(f"{program}-{os.getpid()}", folder)


def _now() -> int:
    """Milliseconds for the log alone; use cases take the time from their clock."""
    return round(datetime.now(UTC).timestamp() * 1000)


def _lock(file: IO[bytes]) -> bool:
    """Take a lock that the operating system lets go when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # A byte far behind the content, so that others can read the file.
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
