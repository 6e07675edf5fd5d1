"""Control totals: random files with errors add up, the database holds exactly what was taken, twice is once."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier_app.server import tables
from cashier_app.server.jobs import recalculate
from cashier_app.server.migrating.totals import ONE
from cashier_app.server.programmes import Programmes
from tests.clock import ManualClock
from tests.integration.migrating.old import MAPPING, OldProgramme

NEGATIVE = MAPPING.replace("[points]\n", '[points]\nnegative = "debt"\n')

#: A small world, so that cards, telephones and members meet often.
KEYS = st.sampled_from(["1", "2", "3", "4", "5", "6", ""])
CARDS = st.sampled_from([*(f"100{n}" for n in range(6)), "", "7,78912E+15", "12"])
PHONES = st.sampled_from([*(f"8 (912) 000-00-0{n}" for n in range(5)), "", "", "345-67"])
LEVELS = st.sampled_from(["", "Серебряная", "золотая  карта", "Старт", "Платиновая"])
DATES = st.sampled_from(["", "31.12.2026", "2027-01-15", "01.02.2026", "завтра", "21.11.2026"])
SUMS = st.one_of(
    st.integers(-50_000, 500_000).map(lambda n: f"{Decimal(n) / 100}".replace(".", ",")),
    st.sampled_from(["", "0", "1 250,50", "12,345", "много", "−7", "(3)", "1e5"]),
)

MEMBERS = st.tuples(KEYS, CARDS, PHONES, LEVELS, SUMS, DATES, SUMS)
CARD_ROWS = st.tuples(KEYS, CARDS)
LOTS = st.tuples(KEYS, CARDS, SUMS, DATES)
PURCHASES = st.tuples(KEYS, CARDS, SUMS, st.sampled_from(["01.10.2026", "05.11.2026 12:00:00", "22.11.2030", ""]))
COUPONS = st.tuples(
    KEYS, CARDS, st.sampled_from(["cake", "Купон на торт", "Слон"]), st.sampled_from(["", "1", "3", "0"])
)
TITLES = {
    "members": "Код;Карта;Телефон;Уровень;Баллы;Сгорают;Оборот",
    "cards": "Владелец;Карта",
    "lots": "Владелец;Карта;Баллы;Сгорают",
    "purchases": "Владелец;Карта;Сумма;Дата",
    "coupons": "Владелец;Карта;Купон;Количество",
}
ROWS: dict[str, st.SearchStrategy[tuple[str, ...]]] = {
    "members": MEMBERS,
    "cards": CARD_ROWS,
    "lots": LOTS,
    "purchases": PURCHASES,
    "coupons": COUPONS,
}
FILES = st.fixed_dictionaries({part: st.lists(rows, max_size=8) for part, rows in ROWS.items()})


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a programme, to begin every example from."""
    made = OldProgramme(tmp_path_factory.mktemp("template"), ManualClock())
    made.database.close()
    return made.path


def in_files(rows: dict[str, list[tuple[str, ...]]]) -> Counter[str]:
    """Members, points, turnover and coupons that the files name, counted here in another way."""
    found: Counter[str] = Counter()
    for row in rows["members"]:
        found["members"] += ONE
        found["points"] += number(row[4])
        found["turnover"] += number(row[6])
    found["points"] += sum(number(row[2]) for row in rows["lots"])
    found["turnover"] += sum(number(row[2]) for row in rows["purchases"])
    found["coupons"] += ONE * sum(int(row[3] or "1") for row in rows["coupons"])
    return found


def number(text: str) -> int:
    """A number as people read it, in millionths; 0 where it is none."""
    bare = text.replace(" ", "").replace(",", ".").replace("−", "-")
    bare = f"-{bare[1:-1]}" if bare.startswith("(") else bare
    if not bare or any(letter.isalpha() for letter in bare):
        return 0
    return int(Decimal(bare) * ONE)


def tables_of(rows: dict[str, list[tuple[str, ...]]]) -> dict[str, str]:
    """The files; a row of nothing but empty cells is no row."""
    return {
        part: "\n".join([TITLES[part], *(";".join(row) for row in rows[part])]) + "\n" for part in TITLES if rows[part]
    }


def without_empty(rows: dict[str, list[tuple[str, ...]]]) -> dict[str, list[tuple[str, ...]]]:
    return {part: [row for row in given if any(row)] for part, given in rows.items()}


@settings(max_examples=60)
@given(rows=FILES, negative=st.sampled_from([MAPPING, NEGATIVE]))
def test_taken_and_refused_are_the_files_and_the_database_holds_what_was_taken(
    rows: dict[str, list[tuple[str, ...]]], negative: str, template: Path
) -> None:
    rows = without_empty(rows)
    files = tables_of(rows)
    if not files:
        return
    with tempfile.TemporaryDirectory() as folder:
        old = OldProgramme(Path(folder), ManualClock(), template)
        try:
            check(old, rows, files, negative)
        finally:
            old.database.close()


def check(old: OldProgramme, rows: dict[str, list[tuple[str, ...]]], files: dict[str, str], mapping: str) -> None:
    result = old.run(mapping, **files)
    report = result.report
    assert report.equal, json.dumps([str(total) for total in report.totals if not total.equal])
    assert report.outcome in ("written", "nothing_new")
    sums: Counter[str] = Counter()
    for total in report.totals:
        kind = {"coupon": "coupons"}.get(total.key.partition(":")[0], total.key.partition(":")[0])
        sums[kind] += total.in_files
        assert total.in_files == total.refused + total.left_out + total.known + total.new
        assert (total.before, total.after) == (0, total.new)
    expected = in_files(rows)
    assert {kind: sums[kind] for kind in expected} == expected
    assert old.findings() == []
    held = old.rows(
        sa.select(sa.func.coalesce(sa.func.sum(tables.lot.c.balance), 0)).where(tables.lot.c.wallet == "points")
    )
    taken = sum(total.new for total in report.totals if total.key.startswith("points:"))
    assert held[0][0] * (ONE // 100) == taken
    again(old, files, mapping, report)


def again(old: OldProgramme, files: dict[str, str], mapping: str, first: Any) -> None:
    """The same files once more, a day later: nothing doubles, and everything taken is already there."""
    before = old.rows(sa.select(tables.lot).order_by(tables.lot.c.lot_id))
    old.clock.advance(1000)
    second = old.run(mapping, **files).report
    assert second.outcome == "nothing_new"
    assert second.equal
    known = {total.key: total.known for total in second.totals}
    for total in first.totals:
        if total.key != "entries":
            assert known.get(total.key, 0) == total.new, total
    assert old.rows(sa.select(tables.lot).order_by(tables.lot.c.lot_id)) == before
    assert old.findings() == []


def test_a_database_that_gains_something_else_rolls_everything_back(tmp_path: Path, clock: ManualClock) -> None:
    old = OldProgramme(tmp_path, clock)
    with old.database.write() as transaction:
        transaction.connection.exec_driver_sql(
            "CREATE TRIGGER spoiled AFTER INSERT ON lot BEGIN UPDATE lot SET balance = balance + 1"
            " WHERE lot_id = NEW.lot_id; END"
        )
    result = old.run(members="Карта;Баллы\n1001;10\n")
    assert result.report.outcome == "difference"
    assert {total.key: total.difference for total in result.report.totals if not total.equal} == {
        "points:2027-06-30": ONE // 100
    }
    for table in (tables.account, tables.lot, tables.entry, tables.identifier, tables.purchase, tables.migration):
        assert old.rows(sa.select(table)) == []
    old.database.close()


def test_a_second_migration_adds_to_what_the_first_brought(old: OldProgramme) -> None:
    old.run(members="Код;Карта;Баллы\n1;1001;10\n2;1002;20\n")
    result = old.run(
        members="Код;Карта;Баллы\n2;1002;20\n3;1003;30\n", purchases="Карта;Дата;Сумма\n1001;01.10.2026;5\n"
    )
    assert result.report.outcome == "written"
    assert result.total("members") == (2, 0, 0, 1, 1)
    assert result.total("points:2027-06-30") == (50, 0, 0, 20, 30)
    assert sum(row.balance for row in old.rows(sa.select(tables.lot))) == 6000
    assert old.findings() == []


def test_the_order_of_rows_changes_nothing_on_a_second_run(old: OldProgramme) -> None:
    lots = ["1001;10;31.12.2026", "1001;20;31.12.2026", "1001;10;31.12.2026", "1001;5;"]
    members = "Карта\n1001\n"
    head = "Карта;Баллы;Сгорают\n"
    old.run(members=members, lots=head + "\n".join(lots) + "\n")
    result = old.run(members=members, lots=head + "\n".join(reversed(lots)) + "\n")
    assert result.report.outcome == "nothing_new"
    assert result.refusals == []


def test_points_that_unregistered_cards_collected_come_to_their_owners(old: OldProgramme) -> None:
    from cashier_app.core.ids import identifier_hash
    from cashier_app.server.book import Book, Source
    from cashier_app.server.database import read_meta
    from cashier_app.sync.messages import EntryMessage, unclaimed_account

    with old.database.write() as transaction:
        key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))
        unclaimed = unclaimed_account(identifier_hash(key, "card", "1001").hex())
        book = Book(transaction, "start")
        book.post(EntryMessage("accrual", unclaimed, "points", "sale.1", 700), 0, Source("sale", 1))
        book.write()
    result = old.run(members="Карта;Баллы\n1001;10\n")
    assert result.report.outcome == "written"
    owners = {row.lot_id: row.account_id for row in old.rows(sa.select(tables.lot))}
    assert len(set(owners.values())) == 1
    assert not owners["sale.1"].startswith("unclaimed")
    assert old.findings() == []


def test_levels_are_the_old_system_s_and_the_job_goes_on_from_there(old: OldProgramme) -> None:
    old.run(
        members="Карта;Уровень\n1001;Серебряная\n1002;Золотая карта\n1003;\n",
        purchases="Карта;Дата;Сумма\n1001;01.10.2026;1\n1003;01.10.2026;6000\n1003;01.11.2026;-10\n",
    )
    recalculate(old.database, Programmes())
    accounts = old.rows(sa.select(tables.account).order_by(tables.account.c.net_purchases))
    assert [(row.net_purchases, row.purchases, row.level_id) for row in accounts] == [
        (0, 0, "gold"),
        (100, 1, "silver"),
        (599_000, 1, "bronze"),
    ]
    history = old.rows(sa.select(tables.level_change))
    assert [(row.from_level, row.to_level, json.loads(row.reason)["kind"]) for row in history] == [
        ("start", "bronze", "purchases")
    ]
    given = old.rows(sa.select(tables.level_assignment))
    assert {(row.level_id, row.reason, row.author) for row in given} == {
        ("silver", "migration", "Орлова Вера"),
        ("gold", "migration", "Орлова Вера"),
    }
    assert old.findings() == []
