"""Alarms settled, operations set aside tried again, figures of the ledger worked out anew; on either database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.server import alarms, journal, letters, rebuilding, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.members import LotRecord
from cashier_app.server.programmes import Programmes
from cashier_app.sync.chain import chain_start
from tests.clock import ManualClock
from tests.integration.server.desk import Desk
from tests.integration.server.till_side import PROGRAMME, Chain
from tests.server_places import ServerPlaces

Capture = pytest.CaptureFixture[str]
CARD = "7770000000000001"


@pytest.fixture
def address(place: ServerPlaces) -> str:
    """Where the ledger is."""
    return place()


@pytest.fixture
def desk(address: str, clock: ManualClock) -> Iterator[Desk]:
    """A central server with the reference programme."""
    opened = Desk(address, clock, PROGRAMME)
    yield opened
    opened.close()


@pytest.fixture
def run(address: str, home: Path, capsys: Capture) -> Callable[..., tuple[int, str]]:
    """Types a command; its exit code and what it says."""

    def typed(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["--language", "en", "server", *arguments, "--database", address])
        said = capsys.readouterr()
        return code, said.out + said.err

    return typed


def acts(database: ServerDatabase) -> list[str]:
    with database.read() as connection:
        return [record.act for record in journal.latest(connection, 100)]


def raise_alarms(desk: Desk, *kinds: str) -> None:
    with desk.database.write() as transaction:
        transaction.insert(tables.alarm, [{"kind": kind, "at": n} for n, kind in enumerate(kinds)])


def sold(desk: Desk) -> tuple[str, Chain]:
    """A member with 200 points who has bought something for some of them; the account and the till's chain."""
    member = desk.member(CARD, lots=(LotRecord("200"),))
    till, chain = desk.join(), Chain("life")
    desk.send(till, chain)
    chain.sell(desk.account(till, "life", member), redeem=8000, at=desk.clock.now())
    desk.send(till, chain)
    desk.recalculate()
    assert desk.findings() == []
    return member, chain


def spoil(desk: Desk, statement: sa.Update | sa.Delete) -> None:
    with desk.database.write() as transaction:
        transaction.connection.execute(statement)


# --- alarms ----------------------------------------------------------------------------------------------


def test_alarms_are_listed_by_kind_and_page_and_settled_with_a_note(
    desk: Desk, run: Callable[..., tuple[int, str]]
) -> None:
    raise_alarms(desk, "fork", "quote", "fork")
    _, said = run("alarms", "--kind", "fork")
    assert [line.split(" · ")[2] for line in said.splitlines()] == ["fork", "fork"]
    _, said = run("alarms", "--limit", "2")
    first, second, more = said.splitlines()
    last = second.split(" · ")[0]
    assert more == f"There may be more: --after {last}"
    assert len(run("alarms", "--after", last)[1].splitlines()) == 1
    number = first.split(" · ")[0]
    assert run("alarms", "resolve", number, "--note", "a copy, taken away", "--author", "Орлова") == (
        0,
        f"alarm {number} is settled\n",
    )
    assert run("alarms", "resolve", number, "--note", "again")[1] == f"alarm {number} was settled already\n"
    assert len(run("alarms")[1].splitlines()) == 2
    [line] = run("alarms", "--state", "resolved")[1].splitlines()
    assert "by Орлова: a copy, taken away" in line
    assert len(json.loads(run("alarms", "--state", "all", "--json")[1])) == 3
    code, said = run("alarms", "resolve", "99999", "--note", "x")
    assert code == 1
    assert "There is no alarm 99999" in said
    assert acts(desk.database).count("alarm_resolved") == 1


def test_of_alarms_named_together_all_are_settled_or_none(desk: Desk) -> None:
    raise_alarms(desk, "fork")
    with desk.database.read() as connection:
        [alarm] = alarms.listed(connection)
    with pytest.raises(alarms.NoSuchAlarm), desk.database.write() as transaction:
        alarms.resolve(transaction, [alarm.alarm_id, 99_999], "Orlova", "x")
    with desk.database.read() as connection:
        assert alarms.listed(connection) == [alarm]


# --- letters ---------------------------------------------------------------------------------------------


class Aside:
    """A sale that an older program could not book: it is set aside, and another one stands behind it."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]) -> None:
        from cashier_app.server.booking import Batch

        expect_log("cannot be booked|set aside|mistake")
        till, self.chain = desk.join(), Chain("life")
        self.chain.sell(receipt_id="r1")
        booked = Batch.book_operation

        def failing(self: Batch, operation: Any, *more: Any) -> None:
            if operation.seq == 1:
                raise ZeroDivisionError
            booked(self, operation, *more)

        with monkeypatch.context() as patch:
            patch.setattr(Batch, "book_operation", failing)
            answer = desk.exchange(till, self.chain.request())
        assert [each.reason for each in answer.acknowledged] == ["mistake"]
        self.chain.sell(receipt_id="r2")
        desk.send(till, self.chain, 2)


def test_a_letter_is_shown_and_booked_once_the_program_can(
    desk: Desk,
    run: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    expect_log: Callable[[str], None],
) -> None:
    Aside(desk, monkeypatch, expect_log)
    code, said = run("letters")
    assert code == 0
    assert "till 1, 1 · life 1 · – · mistake" in said
    _, said = run("letters", "show", "life", "1")
    assert '"receipt_id": "r1"' in said
    assert json.loads(json.loads(run("letters", "show", "life", "1", "--json")[1])["body"])["seq"] == 1
    assert run("letters", "retry", "life", "1", "--author", "Орлова") == (0, "operation 1 of epoch life is applied\n")
    assert run("letters") == (0, "")
    code, said = run("letters", "retry", "life", "1")
    assert code == 1
    assert "is not set aside" in said
    state = sa.select(tables.operation.c.state, tables.operation.c.receipt_id).order_by(tables.operation.c.seq)
    assert desk.rows(state) == [("applied", "r1"), ("applied", "r2")]
    [(resolved,)] = desk.rows(sa.select(tables.alarm.c.resolved_at))
    assert resolved is not None
    assert acts(desk.database) == ["letter_retried"]
    assert desk.findings() == []


def test_a_letter_that_stays_unreadable_stays_aside_with_its_reason(
    desk: Desk, run: Callable[..., tuple[int, str]], expect_log: Callable[[str], None]
) -> None:
    from cashier_app.core.ids import chain_hash

    expect_log("set aside")
    till, chain = desk.join(), Chain("life")
    chain.add_raw(b'{"of": "tomorrow"}', chain_hash(chain_start("life"), b'{"of": "tomorrow"}'))
    desk.exchange(till, chain.request())
    code, said = run("letters", "retry")
    assert code == 1
    assert "operation 1 of epoch life stays aside: unreadable" in said
    with desk.database.read() as connection:
        [letter] = letters.listed(connection, "life")
        assert letters.listed(connection, "another") == []
    assert letter.reason == "unreadable"
    assert desk.findings() == []


# --- the ledger ------------------------------------------------------------------------------------------


def test_a_ledger_that_is_right_is_left_alone(desk: Desk, run: Callable[..., tuple[int, str]]) -> None:
    sold(desk)
    before = acts(desk.database)
    assert run("rebuild", "--reason", "to be sure") == (0, "The ledger is right\n")
    assert run("rebuild", "--check") == (0, "The ledger is right\n")
    assert acts(desk.database) == before
    code, said = run("rebuild")
    assert code == 1
    assert "--check" in said


@pytest.mark.parametrize(
    "damage",
    [
        sa.update(tables.lot).values(balance=tables.lot.c.balance + 7, lapsed=3),
        sa.update(tables.lot).values(reserved=tables.lot.c.reserved - 5),
        sa.update(tables.lot).values(claim=50),
        sa.update(tables.spending_right).values(used=tables.spending_right.c.used + 100_000),
        sa.update(tables.account).values(net_purchases=1, level_id="gold"),
        sa.delete(tables.entry).where(tables.entry.c.kind == "redemption"),
        sa.update(tables.epoch).values(applied_seq=0),
    ],
    ids=["balance", "reserved", "claim", "right", "level", "entry", "head"],
)
def test_whatever_follows_from_facts_is_put_right(
    desk: Desk, run: Callable[..., tuple[int, str]], damage: sa.Update | sa.Delete
) -> None:
    sold(desk)
    wanted = desk.contents()
    spoil(desk, damage)
    assert desk.findings()
    assert run("rebuild", "--check")[0] == 1
    assert desk.findings(), "looking changes nothing"
    code, said = run("rebuild", "--reason", "disk", "--author", "Орлова")
    assert (code, "put right" in said) == (0, True), said
    assert desk.findings() == []
    assert desk.contents() == wanted
    assert acts(desk.database)[-1] == "ledger_rebuilt"


def test_a_fact_that_contradicts_itself_is_left_for_a_person(desk: Desk, run: Callable[..., tuple[int, str]]) -> None:
    sold(desk)
    spoil(desk, sa.update(tables.operation).values(hash=b"x" * 32))
    code, said = run("rebuild", "--reason", "disk")
    assert code == 1
    assert "broken chain" in said
    assert "a person has to look at it" in said


def test_tills_hear_of_what_was_put_right(desk: Desk) -> None:
    member, _ = sold(desk)
    spoil(desk, sa.update(tables.lot).values(balance=tables.lot.c.balance + 7))
    [(before,)] = desk.rows(sa.select(tables.account.c.revision).where(tables.account.c.account_id == member))
    with desk.database.write() as transaction:
        rebuilding.rebuild(transaction, Programmes(), "Orlova", "disk")
    [(after,)] = desk.rows(sa.select(tables.account.c.revision).where(tables.account.c.account_id == member))
    assert after > before  # type: ignore[operator]
