"""A new version is tried and stays, or the till goes back by itself; killed at any instant, something works after."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cashier_app.storage.lock import FolderLock
from cashier_app.updates import taking
from cashier_app.updates.errors import NothingToDo
from cashier_app.updates.manifest import Revisions
from cashier_app.updates.source import Source
from cashier_app.updates.state import Versions
from tests.integration.updates.folder_server import serving
from tests.integration.updates.installed import KILLED, OWN
from tests.integration.updates.shelf import CRASHES, HANGS, NOW, READY, SAYS_NO, Shelf, here

ROOT = Path(__file__).parents[3]


class Machine:
    """A till's home with a program that was installed, and versions that come to it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.shelf = Shelf(home / "shelf")
        self.versions = Versions(home / "data")
        self.till = home / "data" / "till"
        self.till.mkdir(parents=True)
        self.log = home / "till.log"
        self.log.write_text("the last line of the log\n")

    def brings(self, version: str, body: str = READY, seconds: int = 20, current: str = OWN, tables: int = 0) -> None:
        """Download a version and choose it for the next start."""
        self.shelf.put(version, body, trial_seconds=seconds, database=Revisions(till=tables))
        with serving(self.shelf.folder) as server:
            source = Source(server.url)
            offer = taking.look(self.versions, source, self.shelf.public, here(current, self.shelf.issued + 1))
            assert offer is not None
            taking.download(self.versions, source, offer, lambda _: None)
            source.close()
        taking.unpack(self.versions, version, self.shelf.public)
        self.chooses(version)

    def chooses(self, version: str) -> None:
        """As `cashier-app update apply` does."""
        taking.apply(self.versions, version, self.shelf.public, self.till, self.log)

    def starts(self, *arguments: str, kill_at: int = 0) -> subprocess.Popen[bytes]:
        """Start the program that was installed."""
        program = str(Path(__file__).with_name("installed.py"))
        command = [sys.executable, program, str(kill_at), *(arguments or ("run",))]
        environment = os.environ | {"CASHIER_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def runs(self, *arguments: str, kill_at: int = 0) -> int:
        """Start it and wait for its end; the exit code."""
        return self.starts(*arguments, kill_at=kill_at).wait(30)

    def began(self) -> list[str]:
        """The versions that began since the last question, with their arguments."""
        file = self.home / "begun"
        if not file.exists():
            return []
        lines = file.read_text().splitlines()
        file.unlink()
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_version_that_is_ready_stays(machine: Machine) -> None:
    machine.brings("1.1")
    assert machine.runs() == 0
    assert machine.began() == ["1.1 run"]
    state = machine.versions.read()
    assert (state.active, state.previous, state.trial, state.ready) == ("1.1", "", None, "")
    assert machine.runs("doctor", "--json") == 0
    assert machine.runs() == 0
    assert machine.began() == ["1.1 doctor --json", "1.1 run"]


@pytest.mark.parametrize(
    ("body", "why", "detail"),
    [(CRASHES, "ended", "3"), ("exit 0", "ended", "0"), (HANGS, "hung", "1 s"), (SAYS_NO, "said", "the database does")],
)
def test_a_version_with_which_nobody_can_scan_is_taken_back(machine: Machine, body: str, why: str, detail: str) -> None:
    machine.brings("1.1", body, seconds=1 if body == HANGS else 20)
    assert machine.runs() == 0
    assert machine.began() == ["1.1 run", "1.0 run"], "the till is back in the same start"
    failed = machine.versions.read().failed["1.1"]
    assert (failed.why, failed.detail[: len(detail)]) == (why, detail)
    assert "the last line of the log" in failed.log
    assert ("boom" in failed.log) == (body == CRASHES)
    machine.runs()
    assert machine.began() == ["1.0 run"], "it is not tried again"
    machine.chooses("1.1")
    machine.runs()
    assert machine.began() == ["1.1 run", "1.0 run"], "unless somebody says so"


def test_it_goes_back_to_the_version_before_not_to_the_first(machine: Machine) -> None:
    machine.brings("1.1")
    machine.runs()
    machine.brings("1.2", CRASHES, current="1.1")
    machine.began()
    machine.runs()
    assert machine.began() == ["1.2 run", "1.1 run"]


def test_two_power_cuts_are_no_third_try(machine: Machine) -> None:
    machine.brings("1.1", HANGS)
    for _ in range(2):
        process = machine.starts()
        _wait((machine.home / "begun").exists)
        process.kill()
        process.wait()
        assert machine.began() == ["1.1 run"]
    assert machine.runs() == 0
    assert machine.began() == ["1.0 run"]
    assert machine.versions.read().failed["1.1"].why == "starts"


def test_switching_the_machine_off_during_a_trial_is_no_verdict(machine: Machine) -> None:
    machine.brings("1.1", HANGS)
    process = machine.starts()
    _wait((machine.home / "begun").exists)
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    state = machine.versions.read()
    assert state.trial is not None
    assert state.failed == {}


def test_only_the_till_is_a_trial(machine: Machine) -> None:
    machine.brings("1.1")
    machine.runs("server", "run")
    machine.runs("--home", str(machine.home), "doctor")
    assert machine.began() == ["1.0 server run", f"1.0 --home {machine.home} doctor"]
    assert machine.versions.read().trial is not None


def test_nothing_is_tried_while_a_till_runs(machine: Machine) -> None:
    machine.brings("1.1", CRASHES)
    lock = FolderLock(machine.till / "till.lock")
    machine.runs()
    lock.release()
    assert machine.began() == ["1.0 run"]
    assert machine.versions.read().failed == {}
    machine.runs()
    assert machine.began() == ["1.1 run", "1.0 run"]


def test_a_package_brought_up_to_date_by_hand_goes_first(machine: Machine) -> None:
    machine.brings("0.9", current="0.1")
    machine.runs()
    assert machine.began() == ["1.0 run"]
    assert machine.versions.read().trial is None


def test_a_version_that_is_gone_from_the_disk_is_passed_over(machine: Machine) -> None:
    machine.brings("1.1")
    machine.runs()
    machine.brings("1.2", current="1.1")
    machine.runs()
    machine.began()
    machine.versions.forget("1.2")
    machine.runs()
    assert machine.began() == ["1.1 run"]


def test_what_is_remembered_outlives_a_torn_file(machine: Machine) -> None:
    machine.brings("1.1")
    machine.runs()
    machine.began()
    machine.versions.file.write_bytes(machine.versions.file.read_bytes()[:50])
    machine.runs()
    assert machine.began() == ["1.1 run"]


def test_going_back_by_hand(machine: Machine) -> None:
    with pytest.raises(NothingToDo):
        taking.go_back(machine.versions, NOW, OWN)
    machine.brings("1.1")
    machine.runs()
    machine.brings("1.2", current="1.1")
    machine.runs()
    machine.began()
    assert taking.go_back(machine.versions, NOW, OWN) == "1.1"
    machine.runs()
    assert machine.began() == ["1.1 run"]
    assert taking.go_back(machine.versions, NOW, OWN) == OWN
    machine.runs()
    assert machine.began() == ["1.0 run"]


#: It opens the till's database, which goes over to newer tables, and then ends.
OPENS = """exec {python} - <<'END'
import os
from pathlib import Path
from cashier_app.storage.database import Database
database = Database.open(Path(os.environ["CASHIER_HOME"]) / "data" / "till")
database.close()
raise SystemExit(3)
END"""


def test_the_database_is_again_what_the_version_before_can_open(machine: Machine) -> None:
    from cashier_app.storage.database import Database
    from cashier_app.storage.engine import create_till_engine
    from cashier_app.storage.migrations import HEAD, migrate

    path = machine.till / "till.db"
    engine = create_till_engine(path)
    before = f"{int(HEAD) - 1:04}"
    migrate(engine, before)
    engine.dispose()
    machine.brings("1.1", OPENS.format(python=sys.executable), seconds=60)
    assert machine.runs() == 0
    assert machine.began() == ["1.1 run", "1.0 run"]
    assert machine.versions.read().failed["1.1"].database == "put_back"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(before,)]
    assert (machine.till / "backups").is_dir()
    Database.open(machine.till).close()


def test_nobody_goes_back_to_a_version_that_could_not_open_what_was_sold_since(machine: Machine) -> None:
    machine.brings("1.1", tables=9000)
    machine.runs()
    machine.began()
    taking.go_back(machine.versions, NOW, OWN)
    assert machine.runs() == 0
    assert machine.began() == ["1.1 run"], "the till is there, with the newer version"
    assert machine.versions.read().active == "1.1"


def test_what_is_not_needed_goes(machine: Machine) -> None:
    for number, before in (("1.1", OWN), ("1.2", "1.1"), ("1.3", "1.2")):
        machine.brings(number, current=before)
        machine.runs()
    machine.versions.clean(frozenset())
    assert machine.versions.there() == ["1.2", "1.3"]


@pytest.mark.parametrize("body", [READY, CRASHES])
def test_killed_at_any_step_a_version_works_afterwards(machine: Machine, body: str) -> None:
    machine.brings("1.1", body)
    before = machine.versions.file.read_bytes()
    # in CI every third instant, a different one for each body
    stride = 1 if os.environ.get("SOAK_KILLS") else 3
    steps = 0 if body == READY else 1
    while True:
        steps += stride
        for file in (machine.versions.file, machine.versions.folder / "active.json.spare"):
            file.write_bytes(before)
        machine.versions.trial_file.unlink(missing_ok=True)
        killed = machine.runs(kill_at=steps) == KILLED
        machine.began()
        assert machine.runs() == 0
        began = machine.began()
        assert began[-1] == ("1.1 run" if body == READY else "1.0 run"), steps
        state = machine.versions.read()
        assert state.trial is None
        assert (state.active, "1.1" in state.failed) == (("1.1", False) if body == READY else ("", True)), steps
        if not killed:
            break
    assert steps > 12


def _wait(done: object) -> None:
    until = time.monotonic() + 10
    while not done():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.01)
