"""Members by hand: found, blocked, merged, points adjusted, forgotten; the ledger verifies after each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier_app.cli import main
from cashier_app.core.clock import DAY, MINUTE
from cashier_app.core.ids import identifier_hash, new_id
from cashier_app.core.points import Points
from cashier_app.server import (
    adjusting,
    blocking,
    dossier,
    erasing,
    finding,
    journal,
    members,
    merging,
    purchases,
    tables,
)
from cashier_app.server.database import read_meta
from cashier_app.server.members import IdentifierRecord, LotRecord, MemberRecord
from cashier_app.server.problems import ApiError
from cashier_app.sync.messages import (
    AccountChange,
    Operation,
    RegisteredIdentifier,
    RegistrationBody,
    registered_account,
)
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.site_side import LINE, Site, basket
from tests.integration.server.till_side import PROGRAMME, PROGRAMME_FILE, Chain
from tests.server_places import ServerPlaces

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(place: ServerPlaces, clock: ManualClock) -> Iterator[Desk]:
    opened = Desk(place(), clock, PROGRAMME)
    yield opened
    opened.close()


def points_of(desk: Desk, account_id: str) -> int:
    lot = tables.lot.c
    query = sa.select(sa.func.coalesce(sa.func.sum(lot.balance), 0).label("sum"))
    [row] = desk.rows(query.where(lot.account_id == account_id, lot.wallet == "points"))
    return int(row.sum)  # type: ignore[attr-defined]


def member(desk: Desk, card: str, *points: int | str, home: str = "elsewhere", **fields: Any) -> str:
    return desk.member(card, home=home, lots=tuple(LotRecord(each) for each in points), **fields)


def merge(desk: Desk, gone: str, stays: str, policy: merging.LevelPolicy = "better") -> merging.Merged:
    with desk.database.write() as transaction:
        gone_id, stays_id = (finding.find_one(transaction.connection, each) for each in (gone, stays))
        return merging.merge(transaction, desk.programmes, gone_id, stays_id, "Орлова", "one person", policy)


def adjust(desk: Desk, account_id: str, points: Points, **options: Any) -> adjusting.Adjusted:
    with desk.database.write() as transaction:
        return adjusting.adjust(transaction, desk.programmes, account_id, points, "Орлова", "sorry", **options)


def block(desk: Desk, name: str, blocked: bool = True, card_only: bool = False) -> blocking.Blocked:
    with desk.database.write() as transaction:
        return blocking.set_blocked(transaction, name, card_only, blocked, "Орлова", "lost")


def erase(desk: Desk, account_id: str) -> erasing.Erased:
    with desk.database.write() as transaction:
        return erasing.erase(transaction, desk.programmes, account_id, "Орлова", "asked for it")


def acts(desk: Desk) -> list[str]:
    with desk.database.read() as connection:
        assert journal.verify(connection).broken is None
        return [each.act for each in journal.latest(connection, 100)]


def known(account_id: str) -> AccountChange:
    return AccountChange(account_id, "Анна К.", PROGRAMME.base_level.id, "active", None, 0, 0, (), ())


# --- merging ---------------------------------------------------------------------------------------------


def test_lots_cards_purchases_and_rights_move_and_rights_stay_spendable(desk: Desk) -> None:
    gone, stays = member(desk, "7001", "100", "50"), member(desk, "7002", "30")
    till, other = desk.join("1", "till 1"), desk.join("1", "till 2")
    chain, chain2 = Chain(), Chain()
    told = desk.account(till, chain.epoch, gone)
    lot = max(told.lots, key=lambda each: each.balance)
    held = desk.acquire(till, chain.epoch, gone, (lot.lot_id, 6_000))
    chain2.sell(known(gone), at=START)
    desk.send(other, chain2)
    earned = points_of(desk, gone) - 15_000
    done = merge(desk, "7001", "7002")
    assert (done.account_id, done.fresh, done.points) == (stays, True, 15_000 + earned)
    assert (points_of(desk, stays), points_of(desk, gone)) == (18_000 + earned, 0)
    assert {row.account_id for row in desk.rows(sa.select(tables.identifier))} == {stays}
    assert (desk.row(gone).state, desk.row(gone).merged_into) == ("merged", stays)
    assert (desk.row(stays).net_purchases, desk.row(stays).purchases) == (100_000, 1)
    # the till spends what it held, though it still calls the member by the old account
    rights = {lot.lot_id: 6_000}
    chain.sell(held.account, redeem=6_000, rights=rights, as_of=held.server_time, at=START + MINUTE)
    desk.send(till, chain)
    assert desk.findings() == []
    assert desk.alarms() == []
    assert desk.row(stays).purchases == 2
    with desk.database.read() as connection:
        assert len(purchases.page(connection, stays, START).purchases) == 2
        assert len(purchases.page(connection, gone, START).purchases) == 2
    assert acts(desk) == ["members_merged"]


def test_merging_again_changes_nothing_and_chains_of_merges_lead_to_the_last(desk: Desk) -> None:
    first, second, third = (member(desk, card, "10") for card in ("7001", "7002", "7003"))
    assert merge(desk, "7001", "7002").fresh
    assert not merge(desk, "7001", "7002").fresh
    assert not merge(desk, "7002", first).fresh
    assert merge(desk, "7002", "7003").fresh
    assert {desk.row(each).merged_into for each in (first, second)} == {third}
    assert points_of(desk, third) == 3_000
    assert acts(desk) == ["members_merged"] * 2
    assert desk.findings() == []


@pytest.mark.parametrize("policy", ["better", "purchases"])
@pytest.mark.parametrize("best", ["7001", "7002"])
def test_the_better_level_is_kept_unless_purchases_decide(desk: Desk, best: str, policy: merging.LevelPolicy) -> None:
    ladder = [level.id for level in PROGRAMME.levels.ladder]
    for card in ("7001", "7002"):
        member(desk, card, level=ladder[3] if card == best else ladder[0])
    merge(desk, "7001", "7002", policy)
    stays = finding_of(desk, "7002")
    kept = desk.row(stays).level_id
    if policy == "better" or best == "7002":
        assert kept == ladder[3]
    else:
        assert kept == ladder[0]
    assert desk.findings() == []
    desk.recalculate()
    assert desk.row(stays).level_id == kept
    assert desk.findings() == []


def finding_of(desk: Desk, name: str) -> str:
    with desk.database.read() as connection:
        return finding.find_one(connection, name)


def test_what_was_used_of_limits_is_summed_and_later_uses_count(place: ServerPlaces, clock: ManualClock) -> None:
    desk = Desk(place("coded"), clock, resource("promo-codes"))
    try:
        gone, stays = member(desk, "7001"), member(desk, "7002")
        site = Site(desk)
        dear = (msgspec.structs.replace(LINE, price=200_000),)
        early = site.hold(basket("7001", lines=dear, promo_codes=("ПРИВЕТ",)))
        assert len(early.held) == 2
        merge(desk, "7001", "7002")
        # begun before, committed after: booked to the member that stays
        site.commit(early)
        assert (desk.row(stays).purchases, desk.row(gone).purchases) == (1, 0)
        again = site.hold(basket("7002", lines=dear, promo_codes=("ПРИВЕТ",)))
        assert again.quote is not None
        assert again.quote.quote.codes[0].refusal == "used_up"
        assert desk.findings() == []
        assert desk.alarms() == []
    finally:
        desk.close()


def test_only_active_members_become_one(desk: Desk) -> None:
    member(desk, "7001")
    member(desk, "7002")
    block(desk, "7001")
    with pytest.raises(merging.NotToMerge):
        merge(desk, "7001", "7002")
    with pytest.raises(merging.NotToMerge):
        merge(desk, "7002", "7001")


# --- adjusting -------------------------------------------------------------------------------------------


def test_points_given_open_a_lot_with_the_programmes_life(desk: Desk) -> None:
    account_id = member(desk, "7001")
    done = adjust(desk, account_id, 15_000)
    [lot] = desk.rows(sa.select(tables.lot))
    assert (lot.lot_id, lot.balance, lot.active_at) == (done.lot_ids[0], 15_000, 0)
    assert 364 * DAY < lot.expires_at - START < 366 * DAY
    adjust(desk, account_id, 5_000, lot_id=lot.lot_id)
    adjust(desk, account_id, 100, expires_at=None)
    assert points_of(desk, account_id) == 20_100
    entries = desk.rows(sa.select(tables.entry))
    assert {row.kind for row in entries} == {"adjustment"}
    assert desk.findings() == []
    with pytest.raises(adjusting.NoSuchLot):
        adjust(desk, account_id, 100, lot_id="nothing")
    with pytest.raises(adjusting.NothingToAdjust):
        adjust(desk, account_id, 0)
    assert acts(desk) == ["points_adjusted"] * 3


def test_points_are_taken_from_what_nobody_holds(desk: Desk) -> None:
    account_id = member(desk, "7001", "100")
    till, _ = desk.join("1", "till 1"), desk.join("1", "till 2")
    chain = Chain()
    [lot] = desk.account(till, chain.epoch, account_id).lots
    desk.acquire(till, chain.epoch, account_id, (lot.lot_id, 7_000))
    with pytest.raises(adjusting.NotFree) as refused:
        adjust(desk, account_id, -4_000)
    assert refused.value.details == {"free": "30", "asked": "40"}
    assert points_of(desk, account_id) == 10_000
    assert adjust(desk, account_id, -3_000).owed == 0
    assert desk.alarms() == []
    assert adjust(desk, account_id, -2_000, shortfall="claim") == adjusting.Adjusted(-2_000, 2_000, (lot.lot_id,))
    assert desk.alarms() == ["claim"]
    assert desk.findings() == []
    # what the till gives back meets it
    chain.count(lot.lot_id)
    chain.release(lot.lot_id, 7_000)
    desk.send(till, chain)
    [row] = desk.rows(sa.select(tables.lot).where(tables.lot.c.lot_id == lot.lot_id))
    assert (row.balance, row.claim, row.reserved) == (5_000, 0, 0)
    assert desk.findings() == []


def test_a_member_without_points_owes(desk: Desk) -> None:
    account_id = member(desk, "7001")
    assert adjust(desk, account_id, -500, shortfall="claim").owed == 500
    assert points_of(desk, account_id) == -500
    assert desk.alarms() == ["claim"]
    assert desk.findings() == []


@settings(max_examples=20)
@given(
    lots=st.lists(st.integers(1, 50), min_size=0, max_size=4),
    held=st.lists(st.integers(0, 6_000), min_size=4, max_size=4),
    steps=st.lists(st.tuples(st.integers(-8_000, 8_000), st.booleans()), max_size=6),
)
def test_a_balance_is_what_was_given_less_what_was_taken(
    lots: list[int], held: list[int], steps: list[tuple[int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk(str(tmp_path_factory.mktemp("adjust") / "server.db"), ManualClock(), PROGRAMME)
    try:
        account_id = member(desk, "7001", *lots)
        till, _ = desk.join("1", "till 1"), desk.join("1", "till 2")
        rights: dict[str, int] = {}
        for lot, target in zip(desk.account(till, "e", account_id).lots, held, strict=False):
            told = desk.acquire(till, "e", account_id, (lot.lot_id, target)).account
            rights[lot.lot_id] = next(each.granted for each in told.lots if each.lot_id == lot.lot_id)
        expected = sum(lots) * 100
        for points, owe in steps:
            if points == 0:
                continue
            try:
                adjust(desk, account_id, points, shortfall="claim" if owe else "refuse")
            except adjusting.NotFree:
                assert points < 0
                assert not owe
                continue
            expected += points
            assert points_of(desk, account_id) == expected
            assert desk.findings() == []
        # whatever was taken, nothing was taken from under the till
        for row in desk.rows(sa.select(tables.spending_right)):
            assert row.granted - row.released == rights[row.lot_id]
    finally:
        desk.close()


# --- blocking --------------------------------------------------------------------------------------------


def test_a_block_reaches_tills_by_the_feed_and_is_lifted(desk: Desk) -> None:
    account_id = member(desk, "7001", "100")
    till, _ = desk.join("1", "till 1"), desk.join("1", "till 2")
    chain = Chain()
    cursor = desk.exchange(till, chain.request()).cursor
    assert block(desk, "7001").fresh
    assert not block(desk, "7001").fresh
    page = desk.exchange(till, chain.request(cursor=cursor))
    [told] = [each for each in page.changes if isinstance(each, AccountChange)]
    assert (told.account_id, told.state) == (account_id, "blocked")
    [lot] = told.lots
    assert desk.acquire(till, chain.epoch, account_id, (lot.lot_id, 100)).account.lots[0].granted == 0
    assert block(desk, "7001", False).fresh
    assert desk.acquire(till, chain.epoch, account_id, (lot.lot_id, 100)).account.lots[0].granted == 100
    assert acts(desk) == ["member_blocked", "member_unblocked"]


def test_one_card_is_blocked_and_the_others_are_not(desk: Desk) -> None:
    record = MemberRecord(
        (IdentifierRecord("card", "7001"), IdentifierRecord("phone", "+7 912 345-67-89")), "Анна Кузнецова"
    )
    with desk.database.write() as transaction:
        levels = [level.id for level in PROGRAMME.levels.ladder]
        members.bring_in(transaction, [("1", record)], levels[0], levels, "1", members.Brought())
    done = block(desk, "7001", card_only=True)
    assert done.masked == "..7001"
    till = desk.join()
    told = desk.account(till, "e", done.account_id)
    assert {(each.masked, each.state) for each in told.identifiers} == {("..7001", "blocked"), ("..6789", "active")}
    assert told.state == "active"
    site = Site(desk)
    with pytest.raises(ApiError):
        site.hold(basket("7001"))
    with pytest.raises(blocking.NoSuchCard):
        block(desk, done.account_id, card_only=True)
    assert block(desk, "8 (912) 345 67 89", card_only=True).masked == "..6789"


# --- finding ---------------------------------------------------------------------------------------------


def test_a_member_is_found_by_whatever_is_known_of_them(desk: Desk) -> None:
    account_id = member(desk, "7789000000004417", "100")
    for text in ("7789 0000 0000 4417", "4417", "КУЗ", "анна к", account_id):
        with desk.database.read() as connection:
            expected = [account_id] if text != "КУЗ" else []
            assert dossier.search(connection, text) == expected, text
    with desk.database.read() as connection:
        assert dossier.search(connection, "nobody") == dossier.search(connection, " ") == []


def test_a_dossier_tells_who_holds_what_and_what_is_open(desk: Desk) -> None:
    account_id = member(desk, "7001", "100")
    till, _ = desk.join("1", "till 1"), desk.join("1", "till 2")
    [lot] = desk.account(till, "e", account_id).lots
    desk.acquire(till, "e", account_id, (lot.lot_id, 7_000))
    adjust(desk, account_id, -4_000, shortfall="claim")
    with desk.database.read() as connection:
        told = dossier.read(connection, account_id, desk.clock.now())
    assert [(each.node, each.name, each.store, each.points) for each in told.held] == [
        (till.node_id, "till 1", "1", 7_000)
    ]
    assert [(each.lot_id, each.points) for each in told.claims] == [(lot.lot_id, 1_000)]
    assert [each.kind for each in told.alarms] == ["claim"]
    assert [each.masked for each in told.cards] == ["..7001"]
    assert told.summary.wallets[0].free == 0


# --- forgetting ------------------------------------------------------------------------------------------


PERSONAL = ("Анна", "Кузнецова", "79123456789", "7001", "anna@example.org", "03-14")


def registered(desk: Desk, chain: Chain, at: int = START, **values: str) -> tuple[str, str]:
    """A registration as a till tells it; its operation and account."""
    with desk.database.read() as connection:
        key = bytes.fromhex(read_meta(connection, "identifier_key"))
    identifiers = tuple(
        RegisteredIdentifier(kind, value, identifier_hash(key, kind, value).hex())  # type: ignore[arg-type]
        for kind, value in values.items()
    )
    account_id, op_id = registered_account(identifiers), new_id()
    body = RegistrationBody(account_id, identifiers, "Анна Кузнецова", "03-14", "2026-1", at, "u", "1")
    chain.add(body, op_id, at)
    return op_id, account_id


def everything(desk: Desk) -> str:
    """All that the database holds, as text."""
    rows = []
    for table in (*tables.metadata.sorted_tables,):
        if table.name in ("programme", "meta"):
            continue
        for row in desk.rows(sa.select(table)):
            rows.append(
                " ".join(
                    each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each)
                    for name, each in row._mapping.items()
                    if not (isinstance(each, bytes) and name != "body")
                )
            )
    return "\n".join(rows)


def test_a_person_is_forgotten_and_the_ledger_stays(desk: Desk) -> None:
    till, chain = desk.join(), Chain()
    _, account_id = registered(desk, chain, phone="+7 912 345-67-89", email="anna@example.org", card="7001")
    with_birthday = msgspec.structs.replace(known(account_id), birthday="03-14")
    chain.sell(with_birthday, at=START + MINUTE)
    desk.send(till, chain)
    before, sum_before = everything(desk), points_of(desk, account_id)
    assert all(word in before for word in PERSONAL)
    cursor = desk.exchange(till, chain.request(first=chain.seq + 1)).cursor
    done = erase(desk, account_id)
    assert (done.names, done.identifiers, done.registrations, done.accounts) == (1, 3, 1, 1)
    after = everything(desk)
    for word in PERSONAL:
        assert word not in after, word
    assert points_of(desk, account_id) == sum_before
    assert desk.findings() == []
    # the till is told to drop what it knows
    page = desk.exchange(till, chain.request(first=chain.seq + 1, cursor=cursor))
    [told] = [each for each in page.changes if isinstance(each, AccountChange)]
    assert (told.state, told.display, told.birthday, told.identifiers) == ("erased", "", None, ())
    # what it has told already is known still
    answer = desk.exchange(till, chain.request())
    assert {each.state for each in answer.acknowledged} == {"known"}
    assert answer.head.state == "open"
    with desk.database.read() as connection, pytest.raises(ApiError):
        purchases.page(connection, account_id, START)
    with pytest.raises(finding.NoSuchMember):
        finding_of(desk, "7001")
    with pytest.raises(erasing.NotToErase):
        erase(desk, account_id)

    assert acts(desk) == ["member_erased"]


def test_changed_bytes_are_noticed_after_a_person_was_forgotten(desk: Desk) -> None:
    till, chain = desk.join(), Chain()
    _, account_id = registered(desk, chain, card="7001")
    desk.send(till, chain)
    erase(desk, account_id)
    assert desk.findings() == []
    with desk.database.write() as transaction:
        operation = tables.operation
        [row] = transaction.rows(sa.select(operation))
        forged = bytes(row.body).replace(b"erased", b"forged")
        transaction.connection.execute(sa.update(operation).values(body=forged))
    assert [each.what for each in desk.findings()] == ["broken chain"]


def test_a_birthday_stays_where_the_price_followed_from_it(place: ServerPlaces, clock: ManualClock) -> None:
    programme = resource("birthday")
    desk = Desk(place("birthday"), clock, programme)
    try:
        site = Site(desk)
        near = desk.member("7001", home="elsewhere", birthday="11-21")
        far = desk.member("7002", home="elsewhere", birthday="05-05")
        for card in ("7001", "7002"):
            site.commit(site.hold(basket(card)))
        assert erase(desk, near).birthdays_kept == 1
        assert erase(desk, far).birthdays == 1
        assert desk.findings() == []
    finally:
        desk.close()


def test_accounts_that_became_one_are_forgotten_together_and_holds_go_back(desk: Desk) -> None:
    till, chain = desk.join(), Chain()
    _, first = registered(desk, chain, card="7001")
    _, second = registered(desk, chain, phone="9123456789")
    desk.send(till, chain)
    merge(desk, first, second)
    adjust(desk, second, 30_000)
    desk.join("1", "till 2")
    site = Site(desk)
    hold = site.hold(basket("7001", redeem=10_000))
    done = erase(desk, second)
    assert (done.accounts, done.names, done.registrations, done.holds) == (2, 2, 2, 1)
    after = everything(desk)
    assert not [word for word in PERSONAL if word in after]
    assert site.look(hold).state == "cancelled"
    assert desk.findings() == []


def test_whoever_registers_again_is_a_new_member(desk: Desk) -> None:
    till, chain = desk.join(), Chain()
    _, account_id = registered(desk, chain, phone="9123456789")
    chain.sell(known(account_id))
    desk.send(till, chain)
    erase(desk, account_id)
    left = points_of(desk, account_id)
    later = START + DAY
    desk.clock.advance(DAY)
    _, again = registered(desk, chain, at=later, phone="9123456789")
    assert again == account_id
    chain.sell(known(account_id), at=later + MINUTE)
    desk.send(till, chain, 3)
    fresh = finding_of(desk, "9123456789")
    assert fresh != account_id
    row = desk.row(fresh)
    assert (row.state, row.purchases, row.display) == ("active", 1, "Анна К.")
    assert points_of(desk, account_id) == left
    assert points_of(desk, fresh) > 0
    assert (desk.row(account_id).state, desk.row(account_id).display) == ("erased", "")
    with desk.database.read() as connection:
        assert len(purchases.page(connection, fresh, later).purchases) == 1
    # a second till that did the same with the network gone joins the new one
    other, second = desk.join("2", "till 2"), Chain()
    registered(desk, second, at=later, phone="9123456789")
    desk.send(other, second)
    assert finding_of(desk, "9123456789") == fresh
    assert desk.findings() == []


def test_a_file_with_the_same_card_brings_a_new_member(desk: Desk) -> None:
    account_id = member(desk, "7001", "100")
    erase(desk, account_id)
    fresh = member(desk, "7001", "5")
    assert fresh != account_id
    assert (points_of(desk, account_id), points_of(desk, fresh)) == (10_000, 500)
    assert desk.findings() == []


def test_dead_letters_that_tell_of_a_person_are_emptied(desk: Desk, expect_log: Any) -> None:
    expect_log("is set aside")
    till, chain = desk.join(), Chain()
    _, account_id = registered(desk, chain, card="7001", phone="9123456789")
    told = msgspec.json.decode(chain.operations[0].operation, type=Operation)
    assert isinstance(told.body, RegistrationBody)
    twice = msgspec.structs.replace(told.body, identifiers=(told.body.identifiers[0],) * 2)
    chain.add(twice, new_id())
    answer = desk.exchange(till, chain.request())
    assert [each.state for each in answer.acknowledged] == ["applied", "rejected"]
    assert erase(desk, account_id).letters == 1
    after = everything(desk)
    assert not [word for word in PERSONAL if word in after]
    assert desk.findings() == []


# --- at the command line ---------------------------------------------------------------------------------


def by_hand(*arguments: str) -> int:
    return main(["--language", "en", "member", *arguments])


@pytest.fixture
def shop(home: Path, capsys: Capture) -> Path:
    table = home / "members.csv"
    table.write_text(
        "Карта;Имя;Баллы\n7789000000004417;Анна Кузнецова;100\n7789000000004418;Пётр Ильин;20\n", encoding="utf-8"
    )
    assert main(["programme", "publish", str(PROGRAMME_FILE)]) == 0
    for more in ((), ("--write", "--author", "Орлова")):
        assert main(["migrate", "--members", str(table), *more]) == 0
    capsys.readouterr()
    return home


def test_members_are_administered_at_the_command_line(shop: Path, capsys: Capture) -> None:
    why = ("--reason", "asked at the desk", "--author", "Орлова")

    def said(*arguments: str, code: int = 0) -> str:
        assert by_hand(*arguments) == code
        shown = capsys.readouterr()
        return shown.err if code else shown.out

    told = said("find", "4417")
    assert "Анна Кузнецова" in told
    assert "points: active 100 points, free of these 100 points" in told
    assert "card ..4417 · active" in told
    assert "7789000000004417" not in told
    [found] = json.loads(said("find", "анна", "--json"))
    account_id = found["summary"]["account_id"]
    assert "Nobody is known" in said("find", "0000", code=1)
    assert "given 50 points, lot" in said("adjust", "7789000000004417", "50", *why)
    assert "taken 30 points" in said("adjust", "7789000000004417", "-30", *why)
    assert "Only 120 points are free of the 500" in said("adjust", "7789000000004417", "-500", *why, code=1)
    assert "is no number of points" in said("adjust", "7789000000004417", "many", *why, code=1)
    assert "..4417 is blocked" in said("block", "7789000000004417", "--card", *why)
    assert "nothing changes" in said("block", "7789000000004417", "--card", *why)
    assert "is let in again" in said("unblock", "7789000000004417", "--card", *why)
    assert "moved 20 points" in said("merge", "7789000000004418", "7789000000004417", *why)
    assert "both are one already" in said("merge", "7789000000004418", "7789000000004417", *why)
    assert "with the earlier account" in said("find", account_id)
    assert "--dry-run" in said("erase", account_id, *why, code=1)
    would = said("erase", account_id, "--dry-run", *why)
    assert "nothing has gone yet" in would
    assert re.search("names: 2", would)
    assert "Анна Кузнецова" in said("find", account_id)
    assert "Gone for good" in said("erase", account_id, "--yes", *why)
    assert "Nobody is known" in said("find", "4417", code=1)
    assert main(["--language", "en", "server", "verify"]) == 0
    assert main(["--language", "en", "server", "journal"]) == 0
    written = capsys.readouterr().out
    for act in ("blocked", "unblocked", "became one", "given or taken by hand", "erased"):
        assert act in written
    for word in ("Анна", "Кузнецова", "7789000000004417", "Ильин"):
        assert word not in written
    assert written.count("Орлова") == 7


def test_levels_and_coupons_are_given_there_too(shop: Path, capsys: Capture) -> None:
    level = PROGRAMME.levels.ladder[1].id
    assert by_hand("level", "7789000000004417", level, "--reason", "r", "--author", "a") == 0
    assert by_hand("history", "7789000000004417") == 0
    assert by_hand("coupons") == 0
    assert "has the level" in capsys.readouterr().out
