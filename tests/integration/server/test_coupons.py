"""Coupons given by name: once a campaign and member, usable once, taken back while they are unused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.core.clock import DAY
from cashier_app.server import coupons, tables
from tests.clock import START, ManualClock
from tests.integration.server.desk import RESOURCES, Desk, resource
from tests.integration.server.till_side import Chain
from tests.server_places import ServerPlaces

GIFTS = resource("gifts-and-coupons")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, GIFTS)
    yield opened
    opened.close()


def issue(desk: Desk, *account_ids: str, campaign: str = "november", until: int | None = None) -> coupons.Issued:
    with desk.database.write() as transaction:
        return coupons.issue(transaction, "sorry-300", campaign, account_ids, 0, until)


def withdraw(desk: Desk, *account_ids: str) -> coupons.Withdrawn:
    with desk.database.write() as transaction:
        return coupons.withdraw(transaction, "sorry-300", "november", account_ids or None)


def test_a_campaign_gives_a_member_one_coupon(desk: Desk) -> None:
    first, second = desk.member("7001"), desk.member("7002")
    assert issue(desk, first).given == 1
    again = issue(desk, first, second, "nobody")
    assert (again.given, again.had) == (1, 1)
    assert issue(desk, first, campaign="december").given == 1
    with desk.database.read() as connection:
        rows = [(row.account_id, row.campaign, row.left) for row in coupons.listed(connection, "sorry-300")]
    assert sorted(rows) == sorted([(first, "december", 1), (first, "november", 1), (second, "november", 1)])
    assert desk.findings() == []


def test_the_only_till_of_a_store_holds_its_members_coupons(desk: Desk) -> None:
    who = desk.join()
    account_id = desk.member("7001")
    issue(desk, account_id)
    answer = desk.exchange(who, Chain().request())
    [account] = (each for each in answer.changes if getattr(each, "account_id", "") == account_id)
    assert [(lot.wallet, lot.balance, lot.granted) for lot in account.lots] == [("coupon:sorry-300", 1, 1)]


def test_a_coupon_used_at_two_tills_is_one_too_many(desk: Desk) -> None:
    """The second use is a fact, and an alarm."""
    first, second = desk.join(), desk.join("2", "till 2")
    account_id = desk.member("7001")
    issue(desk, account_id)
    chains = Chain(programme=GIFTS), Chain(programme=GIFTS)
    told = desk.account(first, chains[0].epoch, account_id)
    [lot] = told.lots
    for who, chain in zip((first, second), chains, strict=True):
        chain.use(account_id, lot.lot_id, "coupon:sorry-300")
        desk.send(who, chain)
    assert desk.alarms().count("overspend") == 1
    [kept] = desk.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == lot.lot_id))
    assert kept.balance == -1
    assert desk.findings() == []


def test_what_is_unused_is_taken_back(desk: Desk) -> None:
    who = desk.join("2", "till 2")
    first, second, third = (desk.member(f"700{n}", home="3") for n in range(3))
    issue(desk, first, second, third)
    [lot] = desk.account(who, "e", first).lots
    desk.acquire(who, "e", first, (lot.lot_id, 1))
    chain = Chain(programme=GIFTS)
    [used] = desk.account(who, chain.epoch, second).lots
    desk.acquire(who, chain.epoch, second, (used.lot_id, 1))
    chain.use(second, used.lot_id, "coupon:sorry-300")
    desk.send(who, chain)
    done = withdraw(desk)
    assert (done.taken, done.held) == (2, 1)
    assert withdraw(desk).taken == 0
    assert [lot.balance for lot in desk.account(who, "e", first).lots] == [0]
    assert desk.findings() == []


def test_a_coupon_lapses(desk: Desk) -> None:
    who = desk.join()
    account_id = desk.member("7001", home="3")
    issue(desk, account_id, until=START + DAY)
    desk.clock.advance(2 * DAY)
    desk.exchange(who, Chain().request())
    with desk.database.read() as connection:
        assert [row.left for row in coupons.listed(connection)] == [0]
    assert desk.findings() == []


# --- as an administrator types it ------------------------------------------------------------------------


def server(*arguments: str) -> int:
    return main(["--language", "en", "server", *arguments])


@pytest.fixture
def shop(home: Path, capsys: Capture) -> Path:
    """A home with a programme and three members, two of them of a segment."""
    members = home / "members.csv"
    members.write_text("Карта;Телефон;Сегменты\n7001;9120000001;tea\n7002;9120000002;tea\n7003;9120000003;\n", "utf-8")
    assert server("programme", "publish", str(RESOURCES / "gifts-and-coupons.json")) == 0
    for more in ((), ("--write", "--author", "Орлова")):
        assert main(["--language", "en", "migrate", "--members", str(members), *more]) == 0
    capsys.readouterr()
    return home


def test_coupons_by_card_by_telephone_by_file_and_by_segment(shop: Path, capsys: Capture) -> None:
    assert server("members", "coupon", "sorry-300", "7001", "8 912 000-00-03", "0000", "--to", "2027-01-31") == 0
    said = capsys.readouterr().out
    assert "Coupon sorry-300: 2 given, 0 had it already, 0 cannot have one" in said
    assert "nobody is known as 0000" in said
    names = shop / "names.csv"
    names.write_text("7001\n7002\n", encoding="utf-8")
    assert server("members", "coupon", "sorry-300", "--file", str(names)) == 0
    assert "1 given, 1 had it already" in capsys.readouterr().out
    assert server("members", "coupon", "sorry-300", "--segment", "tea", "--campaign", "spring") == 0
    assert "2 given, 0 had it already" in capsys.readouterr().out
    assert server("members", "coupons") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert all(re.search("sorry-300 · campaign (sorry-300|spring) · .* · unused", line) for line in lines)
    assert server("members", "withdraw", "sorry-300", "7001") == 0
    assert "Coupon sorry-300: 1 taken back, 0 of them may still be at tills" in capsys.readouterr().out
    assert server("verify") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("coupon", "tee-10", "7001"), "No rule of the programme takes the coupon “tee-10”"),
        (("coupon", "sorry-300"), "No member is named"),
        (("coupon", "sorry-300", "7001", "--from", "2026-12-02", "--to", "2026-12-01"), "is never valid"),
        (("level", "7001", "platinum", "--reason", "r", "--author", "a"), "The programme has no level “platinum”"),
        (("level", "0000", "none", "--reason", "r", "--author", "a"), "Nobody is known as “0000”"),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(
    shop: Path, capsys: Capture, arguments: tuple[str, ...], said: str
) -> None:
    assert server("members", *arguments) == 1
    assert said in capsys.readouterr().err
    assert server("members", "coupons") == 0
    assert capsys.readouterr().out == ""


def test_a_level_by_hand_and_its_history(home: Path, capsys: Capture) -> None:
    members = home / "members.csv"
    members.write_text("Карта;Имя\n7001;Анна Кузнецова\n", encoding="utf-8")
    assert server("programme", "publish", str(RESOURCES / "discount-groups.json")) == 0
    for more in ((), ("--write", "--author", "Орлова")):
        assert main(["--language", "en", "migrate", "--members", str(members), *more]) == 0
    assigned = next(level for level in resource("discount-groups").levels.ladder if level.is_assigned)
    give = ("members", "level", "7001", assigned.id, "--author", "Иванова")
    assert server(*give, "--floor", "--reason", "r") == 1
    assert "cannot be a floor" in capsys.readouterr().err
    assert server(*give, "--reason", "contract 12") == 0
    assert f"Анна К. has the level {assigned.name.en} now" in capsys.readouterr().out
    assert server("members", "level", "7001", "none", "--author", "Иванова", "--reason", "contract is over") == 0
    capsys.readouterr()
    assert server("members", "history", "7001") == 0
    over, given = capsys.readouterr().out.splitlines()
    assert "contract 12" in given
    assert "Иванова" in given
    assert "contract is over" in over
    assert server("recalculate") == 0
    assert "Levels looked at: " in capsys.readouterr().out
    assert server("recalculate", "--now") == 0
    assert "Levels looked at: 1; 0 have risen" in capsys.readouterr().out
    assert server("expire") == 0
    assert "points that lapsed with them: 0" in capsys.readouterr().out
    assert server("verify") == 0
