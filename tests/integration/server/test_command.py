"""The server's command line: what an administrator types, and what it says."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import pytest

from cashier_app.cli import main
from tests.integration.server.running import ServerProcess
from tests.integration.server.till_side import PROGRAMME_FILE, Client

Capture = pytest.CaptureFixture[str]


def server(*arguments: str) -> int:
    return main(["--language", "en", "server", *arguments])


@pytest.fixture
def filled(home: Path, capsys: Capture) -> Path:
    """A home with a programme and a member with ten points."""
    members = home / "members.csv"
    members.write_text("Карта;Баллы\n7789;10\n", encoding="utf-8")
    assert server("programme", "publish", str(PROGRAMME_FILE)) == 0
    for more in ((), ("--write", "--author", "Орлова")):
        assert main(["--language", "en", "migrate", "--members", str(members), *more]) == 0
    said = capsys.readouterr().out
    assert "Version 1 is published, valid from 2026-01-01" in said
    assert "Written, all of it in one transaction" in said
    return home


def test_a_version_is_published_once(filled: Path, capsys: Capture) -> None:
    assert server("programme", "publish", str(PROGRAMME_FILE)) == 0
    assert "was published already" in capsys.readouterr().out
    changed = json.loads(PROGRAMME_FILE.read_bytes())
    changed["accrual"]["rate"] += 1
    other = filled / "other.json"
    other.write_text(json.dumps(changed), encoding="utf-8")
    assert server("programme", "publish", str(other)) == 1
    assert "give the new one the number 2" in capsys.readouterr().err
    changed["version"] = 2
    other.write_text(json.dumps(changed), encoding="utf-8")
    assert server("programme", "publish", str(other)) == 0
    capsys.readouterr()
    assert server("programme", "list") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_notice_that_is_not_kept_is_told_at_publication(filled: Path, capsys: Capture) -> None:
    worse = json.loads(PROGRAMME_FILE.read_bytes())
    worse.update(version=2, valid_from="2026-01-02", notice={"worse_days": 45})
    worse["redemption"]["maximum_share"] -= 100
    file = filled / "worse.json"
    file.write_text(json.dumps(worse), encoding="utf-8")
    assert server("programme", "publish", str(file)) == 0
    said = capsys.readouterr().out
    assert "Version 2 is published" in said
    assert "THE NOTICE IS NOT KEPT" in said
    assert server("programme", "publish", str(file)) == 0
    assert "NOTICE" not in capsys.readouterr().out


def test_a_wrong_programme_is_refused_with_the_field(filled: Path, capsys: Capture) -> None:
    wrong = json.loads(PROGRAMME_FILE.read_bytes())
    wrong["redemption"]["maximum_share"] = 200_000
    file = filled / "wrong.json"
    file.write_text(json.dumps(wrong), encoding="utf-8")
    assert server("programme", "publish", str(file)) == 1
    assert "redemption.maximum_share" in capsys.readouterr().err
    assert server("programme", "publish", str(filled / "missing.json")) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("act", ["verify", "nodes", "alarms", "letters", "restored"])
def test_a_question_about_a_ledger_that_is_not_there_makes_none(act: str, tmp_path: Path, capsys: Capture) -> None:
    assert server(act, "--database", str(tmp_path / "none.db")) == 1
    assert "There is no server's database" in capsys.readouterr().err
    assert list(tmp_path.glob("none*")) == []


def test_verify_is_content_with_a_right_ledger_and_not_with_a_wrong_one(filled: Path, capsys: Capture) -> None:
    assert server("verify") == 0
    assert "The ledger is right" in capsys.readouterr().out
    import pysqlite3.dbapi2 as driver

    connection = driver.connect(str(filled / "data" / "server" / "loyalty.db"))
    connection.execute("UPDATE lot SET balance = balance + 1")
    connection.commit()
    connection.close()
    assert server("verify") == 1
    assert "is 1001, should be 1000" in capsys.readouterr().out


def test_the_server_runs_is_joined_and_stops_in_order(filled: Path, capsys: Capture) -> None:
    process = ServerProcess(filled / "data" / "server" / "loyalty.db", filled)
    client = Client(process.start())
    try:
        assert server("pair", "--store", "perm-1") == 0
        found = re.search(r"perm-1: (\S+)", capsys.readouterr().out)
        assert found
        assert client.enrol(found[1]).store == "perm-1"
        assert server("nodes") == 0
        said = capsys.readouterr().out
        assert "perm-1 · till 1 · active" in said
        assert server("revoke", said.split(" ")[0]) == 0
        assert server("revoke", said.split(" ")[0]) == 1
        assert client.ask("GET", "/v1/members/x").status_code == 401
    finally:
        client.close()
        assert process.stop() == 0


def test_a_taken_port_is_said_in_words(home: Path, capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert server("run", "--port", str(taken.getsockname()[1])) == 1
    said = capsys.readouterr().err
    assert "cannot listen" in said
    assert "--port" in said
    assert server("run", "--port", "99999") == 1


def test_a_restored_server_says_so(filled: Path, capsys: Capture) -> None:
    assert server("restored") == 0
    assert "has begun" in capsys.readouterr().out
    assert server("alarms") == 0
    assert server("letters") == 0
    assert capsys.readouterr().out == ""


def test_an_unknown_database_is_refused(home: Path, capsys: Capture) -> None:
    assert server("verify", "--database", "mysql://x") == 1
    assert "mysql://x" in capsys.readouterr().err


def test_a_version_is_published_listed_and_withdrawn_with_its_author(home: Path, capsys: Capture) -> None:
    def programme(*arguments: str) -> int:
        return main(["--language", "en", "programme", *arguments])

    assert programme("list") == 1
    assert "There is no server's database" in capsys.readouterr().err
    assert programme("publish", str(PROGRAMME_FILE), "--author", "Орлова") == 0
    later = json.loads(PROGRAMME_FILE.read_bytes())
    later.update(version=2, valid_from="2030-01-01")
    file = home / "later.json"
    file.write_text(json.dumps(later), encoding="utf-8")
    assert programme("publish", str(file)) == 0
    capsys.readouterr()
    assert programme("list") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert re.search(r"version 1, valid from 2026-01-01: .* · published \S+ \S+ by Орлова$", first)
    # without a name it is the user of this machine
    assert re.search(r"version 2, valid from 2030-01-01: .* · published \S+ \S+ by \S+$", second)
    assert " by –" not in second
    # both ways lead to the same
    assert server("programme", "list") == 0
    assert capsys.readouterr().out.splitlines() == [first, second]
    assert programme("withdraw", "2", "--author", "Орлова") == 0
    assert programme("withdraw", "1") == 1
    assert "is the only one that all buyers see" in capsys.readouterr().err
    assert programme("list") == 0
    assert "withdrawn" in capsys.readouterr().out.splitlines()[1]
    assert server("journal") == 0
    said = capsys.readouterr().out
    assert said.count("Programme published") == 2
    assert said.count("Орлова") == 2


def test_a_version_has_an_author(home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cashier_app.server.journal.getpass.getuser", lambda: "")
    assert main(["--language", "en", "programme", "publish", str(PROGRAMME_FILE)]) == 1
    assert "It is not known who does this" in capsys.readouterr().err
