"""The whole program as it is started: it fetches a version of itself, puts it in, goes back from one that is broken."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from cashier_app.clock import SystemClock
from cashier_app.config import Places, Settings, Till, Ui, Updates
from cashier_app.config_file import show
from cashier_app.till.opening import Till as OpenTill
from cashier_app.till.update_news import News
from cashier_app.till.updating import Updating
from cashier_app.updates.errors import Interrupted, NotTrusted
from cashier_app.updates.state import Versions
from tests.integration.till.shop import CODES
from tests.integration.updates.folder_server import FolderServer, serving
from tests.integration.updates.shelf import READY, Shelf

ROOT = Path(__file__).parents[3]
ENTRY = f"""#!/bin/sh
cd "$(dirname "$0")" && PYTHONPATH=$PWD exec {sys.executable} -m cashier_app.start "$@"
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path / "shelf")
    made.issued = SystemClock().now() - 60_000
    return made


@pytest.fixture
def web(shelf: Shelf) -> Iterator[FolderServer]:
    with serving(shelf.folder) as running:
        yield running


def copy_of_the_program(folder: Path, version: str) -> Path:
    """Another version of the whole program: the same code under another number."""
    for name in ("cashier_app", "resources", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "readme", "demo"))
    (folder / "cashier_app" / "__init__.py").write_text(f'"""The program."""\n\n__version__ = "{version}"\n')
    (folder / "start").write_text(ENTRY)
    (folder / "start").chmod(0o755)
    return folder


class Installation:
    """A till's home, and the program that was installed for it."""

    def __init__(self, home: Path, updates: Updates) -> None:
        self.home = home
        home.mkdir()
        settings = Settings(till=Till(number=3), ui=Ui(sounds=False, language="en"), updates=updates)
        (home / "settings.toml").write_text(show(settings), encoding="utf-8")
        self.versions = Versions(home / "data")
        self.environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "cashier_app.start", "--home", str(self.home), *words]

    def says(self, *words: str) -> str:
        """What a command says; it must succeed."""
        done = subprocess.run(
            self.command(*words), env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def runs_until(self, done: Callable[[], bool]) -> None:
        """Run the till until something is so, then switch it off in order."""
        till = subprocess.Popen(self.command("run"), env=self.environment, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 90
            while not done():
                assert till.poll() is None, "the till has ended"
                assert time.monotonic() < until, self.versions.read()
                time.sleep(0.05)
        finally:
            till.send_signal(signal.SIGTERM)
            till.wait(20)

    def log(self) -> str:
        return (self.home / "logs" / "till.log").read_text("utf-8")


def test_the_program_puts_itself_in_and_goes_back_from_one_that_cannot_open(
    shelf: Shelf, web: FolderServer, tmp_path: Path
) -> None:
    program = copy_of_the_program(tmp_path / "program", "7.0")
    shelf.put_folder("7.0", program, "start", trial_seconds=80)
    here = Installation(tmp_path / "home", Updates(url=web.url, keys=shelf.public))
    here.says("update", "download")
    here.says("update", "apply")
    here.runs_until(lambda: here.versions.read().active == "7.0")

    (program / "cashier_app" / "__init__.py").write_text('"""The program."""\n\n__version__ = "7.1"\n')
    opening = program / "cashier_app" / "till" / "opening.py"
    opening.write_text("raise RuntimeError('a broken version')\n")
    shelf.put_folder("7.1", program, "start", trial_seconds=80)
    here.says("update", "download")
    here.says("update", "apply")
    here.runs_until(lambda: "7.1" in here.versions.read().failed and here.log().count("the till is open") >= 2)
    state = here.versions.read()
    assert (state.active, state.trial, state.failed["7.1"].why) == ("7.0", None, "said")
    assert "a broken version" in state.failed["7.1"].log + state.failed["7.1"].detail
    said = here.says("update", "status")
    assert said.startswith("In force: 7.0\n")
    assert "Given up: 7.1, it could not open: a broken version" in said


# --- the till's own search ------------------------------------------------------------------------------------


@pytest.fixture
def searching(
    till: OpenTill, shelf: Shelf, web: FolderServer, tmp_path: Path, places: Places
) -> tuple[Updating, list[News]]:
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    updates = Updates(url=web.url, keys=shelf.public, rate=1_000_000)
    till.change_settings(msgspec.structs.replace(till.settings, updates=updates))
    places.settings_file.write_text(show(Settings(updates=updates)), encoding="utf-8")
    heard: list[News] = []
    return Updating(till, places, None, lambda: till.selling.receipt.lines == (), heard.append), heard


def test_the_till_fetches_while_nobody_needs_it_and_tells(
    searching: tuple[Updating, list[News]], till: OpenTill, shelf: Shelf, web: FolderServer
) -> None:
    updating, heard = searching
    shelf.issued = till.clock.now()
    made = shelf.put("7.0", READY, weight=600_000)
    till.selling.type_code(CODES[0][0])
    assert till.selling.receipt.lines
    with pytest.raises(Interrupted):
        updating.look()
    part = updating.versions.part(made.archives[0].sha256).stat().st_size
    till.selling.cancel()
    web.asked.clear()
    updating.look()
    assert web.asked[2][1].startswith(f"bytes={part}-"), "it goes on where it stopped"
    assert heard == [News("ready", "7.0")]
    updating.put_in()
    assert heard[-1] == News("chosen", "7.0")
    trial = updating.versions.read().trial
    assert trial is not None
    assert Path(trial.folder) == till.database.path.parent


def test_what_was_spoiled_on_the_disk_is_fetched_anew(
    searching: tuple[Updating, list[News]], till: OpenTill, shelf: Shelf
) -> None:
    updating, _ = searching
    shelf.issued = till.clock.now()
    shelf.put("7.0", weight=1000)
    updating.look()
    (updating.versions.tree("7.0") / "lib" / "weight").write_bytes(b"bad disk")
    with pytest.raises(NotTrusted):
        updating.put_in()
    updating.look()
    updating.put_in()
    assert updating.versions.read().trial is not None
