"""Copies of a server's file: verified by the ledger's rules, put back as another incarnation, not while it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest

from cashier_app import cli
from cashier_app.core.errors import WorldError
from cashier_app.server.backing_up import NotAFile, ServerRuns, doubts, file_of
from cashier_app.server.database import ServerDatabase
from cashier_app.server.place import Place
from tests.clock import ManualClock
from tests.released.files import SERVERS, lay_server

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """`cashier-app server …` over the file of a released version; the exit code and all that was said."""
    path = lay_server(SERVERS[-1], tmp_path / "server")

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.main(["--home", str(tmp_path), "--language", "ru", "server", *arguments, "--database", str(path)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = driver.connect(str(path))
    rows: list[tuple[object, ...]] = connection.execute(sql).fetchall()
    connection.commit()
    connection.close()
    return rows


def meta(path: Path, key: str) -> list[tuple[object, ...]]:
    return ask(path, f"SELECT value FROM meta WHERE key = '{key}'")


def test_a_server_is_copied_and_put_back_as_another_incarnation(
    tmp_path: Path, command: Command, expect_log: Callable[[str], None]
) -> None:
    expect_log("is a copy that was put back")
    path = tmp_path / "server" / "server.db"
    assert command("backup")[0] == 0
    [copy] = (path.parent / "backups").glob("server-*.db")
    assert doubts(copy) == ""
    assert copy.name in command("backup", "--list")[1]
    before, entries = meta(path, "incarnation"), ask(path, "SELECT COUNT(*) FROM entry")
    ask(path, "DELETE FROM entry WHERE op_id = (SELECT MIN(op_id) FROM entry)")
    assert command("restore", copy.name)[0] == 1, "nobody could be asked"
    code, said = command("restore", copy.name, "--yes")
    assert code == 0, said
    assert meta(path, "incarnation") != before
    assert ask(path, "SELECT COUNT(*) FROM entry") == entries
    assert command("verify")[0] == 0
    assert meta(path, "copy_of") == []
    acts = ask(path, "SELECT act FROM journal ORDER BY number")
    assert acts[-1] == ("restored",)
    [aside] = (path.parent / "backups").glob("set-aside-*.db")
    assert ask(aside, "SELECT COUNT(*) FROM entry") < entries


def test_a_ledger_that_is_wrong_gives_no_good_copy(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "server" / "server.db"
    assert command("verify")[0] == 0
    ask(path, "UPDATE lot SET balance = balance + 1")
    code, said = command("backup")
    assert (code, "не сходится" in said) == (1, True)
    assert list((path.parent / "backups").glob("server-*.db")) == []


def test_a_server_that_runs_is_not_put_back(
    tmp_path: Path, command: Command, clock: ManualClock, in_words: Callable[[WorldError], str]
) -> None:
    path = tmp_path / "server" / "server.db"
    assert command("backup")[0] == 0
    [copy] = (path.parent / "backups").glob("server-*.db")
    clock.advance(10**12)
    with ServerDatabase.open(str(path), clock):
        code, said = command("restore", str(copy), "--yes")
    assert (code, "работает" in said) == (1, True), said
    in_words(ServerRuns(path=path))


def test_postgresql_is_copied_by_others(in_words: Callable[[WorldError], str]) -> None:
    with pytest.raises(NotAFile) as refused:
        file_of(Place.of("postgresql://user:secret@host/name"))
    said = in_words(refused.value)
    assert "pgBackRest" in said
    assert "secret" not in said
