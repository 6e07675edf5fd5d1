"""What the program keeps is its user's alone, whatever the system's habits, and a copied database opens nothing."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pysqlite3.dbapi2 as sqlite
import pytest

from cashier_app import logs
from cashier_app.cli import main
from cashier_app.config import Log, Places
from cashier_app.storage.database import Database
from cashier_app.storage.reader import Reader
from cashier_app.sync.messages import EnrolResponse
from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.till.shop import found_shop

#: Of a joined till: what opens the server, and what cards and telephones are hashed under.
NODE_KEY, IDENTIFIER_KEY = "5ec4e7" * 10 + "0001", "4a54ed" * 10 + "0002"


@pytest.fixture
def widest() -> Iterator[None]:
    """A system whose new files everybody may read and change."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What of a folder anybody else may read or change."""
    return [
        f"{each.relative_to(folder)} {stat.filemode(each.lstat().st_mode)}"
        for each in sorted(folder.rglob("*"))
        if each.lstat().st_mode & 0o077
    ]


def wait_for(condition: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what
        threading.Event().wait(0.05)


def test_a_running_till_listens_on_nothing_and_hides_its_files(home: Path) -> None:
    log = home / "logs" / "till.log"
    (home / "settings.toml").write_text('[server]\nurl = "http://127.0.0.1:9"\n[ui]\nsounds = false\n')
    (home / "settings.toml").chmod(0o666)
    command = [sys.executable, "-m", "cashier_app", "--home", str(home), "run"]
    till = subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, umask=0)
    try:
        wait_for(lambda: log.exists() and "the till is open" in log.read_text(encoding="utf-8"), "the till opens")
        process = psutil.Process(till.pid)
        family = [process, *process.children(recursive=True)]
        sockets = [each for member in family for each in member.net_connections(kind="inet")]
        assert [each for each in sockets if each.status == psutil.CONN_LISTEN or not each.raddr] == []
        assert open_to_others(home) == []
        assert (home / "data" / "till" / "till.db").exists()
    finally:
        till.terminate()
        till.wait(30)
    assert open_to_others(home) == []


@pytest.mark.usefixtures("widest")
def test_what_commands_write_is_their_users_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["server", "pair"]) == 0
    assert main(["server", "certificate", "127.0.0.1"]) == 0
    assert main(["doctor", "--no-devices", "--bundle", str(home / "support.zip")]) in (0, 1, 3)
    capsys.readouterr()
    assert open_to_others(home) == []
    assert (home / "support.zip").exists()
    assert (home / "data" / "server" / "loyalty.db").exists()


def test_what_an_earlier_version_left_wider_is_told_and_narrowed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found_shop(home / "data" / "till", ManualClock()).close()
    (home / "settings.toml").write_text("[node]\nmetrics_token = 'sixteen-letters-x'\n")
    for each in (*home.rglob("*"),):
        each.chmod(0o777)
    main(["--language", "en", "doctor", "--no-devices", "--json"])
    told = {each["key"]: each for each in json.loads(capsys.readouterr().out)["things"]}["privacy"]
    assert told["standing"] == "warning"
    assert "may read" in told["text"]
    assert open_to_others(home), "looking changes nothing"
    assert main(["config"]) == 0
    said = capsys.readouterr().out
    assert open_to_others(home) == []
    assert "sixteen-letters-x" not in said
    assert "metrics_token" in said
    main(["--language", "en", "doctor", "--no-devices", "--json"])
    told = {each["key"]: each for each in json.loads(capsys.readouterr().out)["things"]}["privacy"]
    assert told["standing"] == "good"


def test_a_folder_handed_to_a_group_stays_readable_by_it(places: Places) -> None:
    places.logs.mkdir()
    places.logs.chmod(0o2750)
    assert main(["config"]) == 0
    run = logs.begin("till", places, Log())
    run.end()
    assert stat.S_IMODE(run.log_file.stat().st_mode) == 0o640
    run.log_file.chmod(0o644)
    assert main(["config"]) == 0
    assert stat.S_IMODE(run.log_file.stat().st_mode) == 0o640
    assert stat.S_IMODE(places.logs.stat().st_mode) == 0o2750


# --- secrets ---------------------------------------------------------------------------------------------


@pytest.fixture
def joined(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    """A till that has joined a server."""
    till = found_shop(tmp_path / "till", clock)
    till.sync_store.enrolled(EnrolResponse("n1", "s1", NODE_KEY, IDENTIFIER_KEY, "i1", clock.now(), "till"))
    yield till
    till.close()


def holding(folder: Path, *secrets: str) -> set[str]:
    """Files in which a secret can be read."""
    return {
        each.name
        for each in folder.rglob("*")
        if each.is_file() and any(secret.encode() in each.read_bytes() for secret in secrets)
    }


def test_database_and_backups_hold_no_key(joined: Till) -> None:
    folder = joined.database.folder
    assert joined.sync_store.membership().key == NODE_KEY
    assert joined.reader.meta("identifier_key") == IDENTIFIER_KEY
    copy = joined.back_up()
    assert holding(folder, NODE_KEY, IDENTIFIER_KEY) == {"till.key"}
    assert stat.S_IMODE((folder / "till.key").stat().st_mode) == 0o600
    reader = Reader(copy)
    assert reader.meta("node_key") is None
    assert reader.meta("node") == "n1"
    reader.close()


def test_a_restored_backup_goes_on_with_the_key_and_a_copy_elsewhere_has_to_join_again(
    joined: Till, tmp_path: Path
) -> None:
    folder, copy = joined.database.folder, joined.back_up()
    joined.close()
    copy.replace(folder / "till.db")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "till.db").write_bytes((folder / "till.db").read_bytes())
    for where, key in ((folder, NODE_KEY), (tmp_path / "elsewhere", "")):
        with Database.open(where) as database:
            assert (database.worker.call(lambda unit: unit.meta.get("node_key")) or "") == key


def test_keys_move_out_of_a_database_that_an_earlier_version_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    Database.open(folder).close()
    old = sqlite.connect(folder / "till.db")
    with old:
        rows = [("node_key", NODE_KEY), ("identifier_key", IDENTIFIER_KEY)]
        old.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
    old.close()
    assert holding(folder, NODE_KEY) == {"till.db"}
    with Database.open(folder) as database:
        assert database.worker.call(lambda unit: unit.meta.get("node_key")) == NODE_KEY
        reader = database.reader()
        assert reader.meta("identifier_key") == IDENTIFIER_KEY
    assert holding(folder, NODE_KEY, IDENTIFIER_KEY) == {"till.key"}, "its bytes too"


def test_a_damaged_key_file_is_a_till_that_has_to_join_again(joined: Till) -> None:
    (joined.database.folder / "till.key").write_bytes(b"\0nothing")
    assert joined.sync_store.membership().key == ""
    joined.sync_store.enrolled(EnrolResponse("n1", "s1", NODE_KEY, IDENTIFIER_KEY, "i1", 0, "till"))
    assert joined.sync_store.membership().key == NODE_KEY
