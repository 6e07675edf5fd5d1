"""What versions are on a machine, which is in force and which is on trial: one small file, written as a whole.

The version in force changes only once another one has let somebody scan.  Whatever instant the power goes at, the file
names a version that has worked here; a trial beside it is begun again, or given up.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.updates import numbers

FOLDER: Final = "versions"
FILE: Final = "active.json"
#: Starts of a version on trial that may end before it was ready: a power cut is not its fault, twice is.
MOST_STARTS: Final = 2

#: Why a version was given up: it ended, it hung, it was started too often, it said so itself, it could not be started,
#: a person went back.
Why: TypeAlias = Literal["ended", "hung", "starts", "said", "unstartable", "person"]


class Trial(msgspec.Struct):
    """A version that is to show that somebody can scan; `folder` is of the till's database, `log` the till's log."""

    version: str
    token: str
    seconds: float
    folder: str = ""
    log: str = ""
    starts: int = 0


class Failed(msgspec.Struct):
    """Why a version is not tried again; `database` is what became of the database: put_back, left or not asked."""

    why: Why
    at: Instant
    detail: str = ""
    log: str = ""
    database: Literal["", "put_back", "left"] = ""
    #: Somebody at the till has been told.
    told: bool = False


class State(msgspec.Struct):
    """Everything that is remembered; "" as a version is the program that was installed."""

    format: int = 1
    active: str = ""
    previous: str = ""
    trial: Trial | None = None
    failed: dict[str, Failed] = {}
    #: What is started of a version, within its folder.
    entries: dict[str, str] = {}
    #: When the newest believed manifest of a channel was signed.
    issued: dict[str, Instant] = {}
    #: The folder of a database that is still to be put back as it was before `undone`.
    putting_back: str = ""
    undone: str = ""
    #: The folder of the till's database, since a version was put in.
    folder: str = ""
    #: Newest version that has been unpacked and waits to be put in; "": none.
    ready: str = ""


class Versions:
    """The versions of one installation, in `versions` beside its data."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        self.file = self.folder / FILE

    def read(self) -> State:
        """What is remembered; nothing where there is nothing that can be read."""
        for file in (self.file, self._spare):
            try:
                return msgspec.json.decode(file.read_bytes(), type=State)
            except (OSError, msgspec.MsgspecError):
                continue
        return State()

    def write(self, state: State) -> None:
        """Remember, wholly or not at all; on the disk when this returns.  Raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = msgspec.json.format(msgspec.json.encode(state), indent=1)
        for file in (self.file, self._spare):
            put(file, content)

    def change(self, change: Callable[[State], None]) -> State:
        """Change what is remembered, alone among processes and threads."""
        with self.alone():
            state = self.read()
            change(state)
            self.write(state)
        return state

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes what is remembered meanwhile; short."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _wait_for(descriptor)
            yield
        finally:
            os.close(descriptor)

    # --- places ------------------------------------------------------------------------------------------

    @property
    def _spare(self) -> Path:
        return self.folder / (FILE + ".spare")

    def tree(self, version: str) -> Path:
        """Where a version lies once it is whole."""
        return self.folder / version

    def entry(self, state: State, version: str) -> Path:
        """The program of a version that lies here.  Raises `FileNotFoundError` where it does not."""
        entry = state.entries.get(version)
        path = self.tree(version) / (entry or "?")
        if entry is None or not path.is_file():
            raise FileNotFoundError(2, "not there", str(path))
        return path

    def manifest(self, version: str) -> Path:
        """Its manifest, beside it; the signature is `signature`."""
        return self.folder / f"{version}.json"

    def signature(self, version: str) -> Path:
        """The signature of its manifest."""
        return self.folder / f"{version}.json.sig"

    def part(self, sha256: str) -> Path:
        """What there is of an archive; its name is its content's, so that parts are never mixed."""
        return self.folder / "parts" / f"{sha256}.part"

    @property
    def unpacking(self) -> Path:
        """Where a version is while it is not whole."""
        return self.folder / "unpacking"

    @property
    def trial_file(self) -> Path:
        """Where a version on trial says that it is ready, or that it is not."""
        return self.folder / "trial"

    @property
    def trial_log(self) -> Path:
        """What a version on trial says on its standard error."""
        return self.folder / "trial.log"

    def there(self) -> list[str]:
        """Versions that lie here whole, the oldest first."""
        try:
            names = [each.name for each in os.scandir(self.folder) if each.is_dir() and numbers.is_number(each.name)]
        except OSError:
            return []
        return sorted(names, key=numbers.order)

    def clean(self, keep: frozenset[str]) -> None:
        """Throw away whatever is not in use, tried, waiting or the way back; what does not go goes the next time."""
        state = self.read()
        trial = {state.trial.version} if state.trial is not None else set()
        kept = keep | trial | {state.active, state.previous, state.ready}
        for version in self.there():
            if version not in kept:
                self.forget(version)

    def forget(self, version: str) -> None:
        """Throw one version away: its name goes first, so that nothing half is ever taken for a version."""
        gone = self.folder / f"{version}.gone"
        with contextlib.suppress(OSError):
            self.tree(version).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
        for file in (self.manifest(version), self.signature(version)):
            with contextlib.suppress(OSError):
                file.unlink()


def put(file: Path, content: bytes) -> None:
    """Replace a file's content: the old one or the new one is there at every instant."""
    fresh = file.with_name(file.name + ".new")
    # for this user alone, whatever the system's umask
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _wait_for(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _wait_for(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
