"""The server's journal of privileged acts: who did what, without personal data, and no record can be taken back."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.server import journal, tables
from cashier_app.server.database import ServerDatabase
from tests.clock import ManualClock
from tests.integration.server.running import ServerProcess
from tests.integration.server.till_side import PROGRAMME_FILE
from tests.server_places import ServerPlaces

Capture = pytest.CaptureFixture[str]
CARD = "7789000000004417"


@pytest.fixture
def ledger(place: ServerPlaces, clock: ManualClock) -> Iterator[ServerDatabase]:
    with ServerDatabase.open(place(), clock) as database:
        yield database


def write(database: ServerDatabase, act: str = "restored", author: str = "Орлова", **details: journal.Detail) -> int:
    with database.write() as transaction:
        return journal.write(transaction, act, author, **details)


def standing(database: ServerDatabase) -> journal.Standing:
    with database.read() as connection:
        return journal.verify(connection)


def tamper(database: ServerDatabase, statement: sa.Executable) -> None:
    with database.write() as transaction:
        assert transaction.connection.execute(statement).rowcount == 1  # type: ignore[attr-defined]


def test_an_act_stands_with_author_instant_and_details(ledger: ServerDatabase, clock: ManualClock) -> None:
    write(ledger, "level_given", account="a" * 32, level="gold", floor=False)
    clock.advance(5000)
    write(ledger, author="")
    with ledger.read() as connection:
        first, second = journal.latest(connection, 10)
        assert [each.number for each in journal.latest(connection, 1)] == [2]
    assert (first.number, first.author, first.act) == (1, "Орлова", "level_given")
    assert first.details == {"account": "a" * 32, "level": "gold", "floor": False}
    assert clock.now() - 5000 <= first.at < second.at == clock.now()
    assert second.author == journal.this_user()
    assert standing(ledger) == journal.Standing(2, second.hash, None)


def test_personal_data_never_get_into_the_journal(ledger: ServerDatabase) -> None:
    write(ledger, "level_given", f"anna@example.ru {CARD}", reason="звонил +7 912 345-67-89, карта " + CARD)
    with ledger.read() as connection:
        row = connection.execute(sa.select(tables.journal)).one()
    for kept in (row.author, row.details):
        assert CARD not in kept
        assert "345-67" not in kept
        assert "anna" not in kept
    assert "4417" in row.details


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        (sa.update(tables.journal).where(tables.journal.c.number == 2).values(author="Петров"), 2),
        (sa.update(tables.journal).where(tables.journal.c.number == 1).values(details='{"n":7}'), 1),
        (sa.update(tables.journal).where(tables.journal.c.number == 3).values(at=1), 3),
        (sa.update(tables.journal).where(tables.journal.c.number == 2).values(act="x"), 2),
        (sa.delete(tables.journal).where(tables.journal.c.number == 1), 1),
        (sa.delete(tables.journal).where(tables.journal.c.number == 2), 2),
        (sa.delete(tables.journal).where(tables.journal.c.number == 3), 3),
    ],
)
def test_a_record_changed_or_taken_out_is_found(ledger: ServerDatabase, statement: sa.Executable, broken: int) -> None:
    for n in range(3):
        write(ledger, n=n)
    assert standing(ledger).broken is None
    tamper(ledger, statement)
    assert standing(ledger).broken == broken
    # what is written afterwards covers nothing up
    write(ledger)
    assert standing(ledger).broken == broken


def test_an_act_that_is_rolled_back_leaves_no_record(ledger: ServerDatabase) -> None:
    def fail() -> None:
        with ledger.write() as transaction:
            journal.write(transaction, "restored")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    write(ledger)
    assert standing(ledger).records == 1
    assert standing(ledger).broken is None


def test_a_long_journal_is_verified_in_pages(ledger: ServerDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PAGE", 2)
    for n in range(5):
        write(ledger, n=n)
    assert standing(ledger).broken is None
    tamper(ledger, sa.delete(tables.journal).where(tables.journal.c.number == 4))
    assert standing(ledger).broken == 4


# --- the command line ------------------------------------------------------------------------------------


def server(place: str, *arguments: str) -> int:
    return main(["--language", "en", "server", *arguments, "--database", place])


def acts(place: str, clock: ManualClock) -> list[tuple[str, str, dict[str, journal.Detail]]]:
    with ServerDatabase.open(place, clock) as database, database.read() as connection:
        return [(each.act, each.author, each.details) for each in journal.latest(connection, 100)]


def test_every_privileged_act_of_the_command_line_is_in_the_journal(
    place: ServerPlaces, home: Path, clock: ManualClock, capsys: Capture
) -> None:
    url = place()
    by = ("--author", "Орлова")
    assert server(url, "programme", "publish", str(PROGRAMME_FILE), *by) == 0
    assert server(url, "programme", "publish", str(PROGRAMME_FILE), *by) == 0, "the second time nothing happens"
    second = json.loads(PROGRAMME_FILE.read_bytes())
    second["version"] = 2
    (home / "second.json").write_text(json.dumps(second), encoding="utf-8")
    assert server(url, "programme", "publish", str(home / "second.json")) == 0
    assert server(url, "programme", "withdraw", "2", *by) == 0
    members = home / "members.csv"
    members.write_text(f"Карта;Баллы\n{CARD};10\n", encoding="utf-8")
    migrate = ["--language", "en", "migrate", "--members", str(members), "--database", url]
    assert main(migrate) == 0
    assert main([*migrate, "--write", *by]) == 0
    level = json.loads(PROGRAMME_FILE.read_bytes())["levels"]["ladder"][-1]["id"]
    assert server(url, "members", "level", CARD, level, "--reason", f"карта {CARD}", *by) == 0
    assert server(url, "pair", "--store", "perm-1", *by) == 0
    assert server(url, "restored", *by) == 0
    found = acts(url, clock)
    assert [act for act, _, _ in found] == [
        "programme_published",
        "programme_published",
        "programme_withdrawn",
        "members_migrated",
        "level_given",
        "pairing_code_made",
        "restored",
    ]
    authors = {author for _, author, _ in found}
    assert authors == {"Орлова", journal.this_user()}
    assert found[2][2] == {"version": 2}
    assert CARD not in str(found)
    capsys.readouterr()

    assert server(url, "journal") == 0
    said = capsys.readouterr().out
    assert "Level given by hand" in said
    assert "Орлова" in said
    end = said.split()[-1]
    assert server(url, "journal", "--last", "1") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert server(url, "journal", "--contains", end) == 0
    for wrong in ("00" * 32, "x"):
        assert server(url, "journal", "--contains", wrong) == 1
    assert "No record of the journal has the hash" in capsys.readouterr().err


def test_a_broken_journal_is_told_and_tills_are_served(
    place: ServerPlaces, home: Path, clock: ManualClock, capsys: Capture, expect_log: Callable[[str], None]
) -> None:
    expect_log("the journal of privileged acts does not hold")
    url = place()
    with ServerDatabase.open(url, clock) as database:
        write(database)
        write(database)
        tamper(database, sa.update(tables.journal).where(tables.journal.c.number == 1).values(author="Петров"))
    assert server(url, "journal") == 1
    assert "Record 1 was changed or taken out" in capsys.readouterr().out
    process = ServerProcess(url, home)
    process.start()
    assert process.stop() == 0
    lines = [json.loads(line) for line in (home / "logs" / "server.log").read_text("utf-8").splitlines()]
    told = [line for line in lines if line["level"] == logging.getLevelName(logging.ERROR).lower()]
    assert [line["data"] for line in told] == [{"record": 1}]
