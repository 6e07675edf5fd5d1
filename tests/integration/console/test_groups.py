"""Groups from another system and to it: taken once, whole, and only where the other system leads."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import openpyxl
import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from cashier_app.core.clock import start_of_day
from cashier_app.loyalty.recalculation import LevelReason
from cashier_app.server import members, programmes, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.levels import recalculate_page

SIX_LEVELS = Path(__file__).resolve().parents[2] / "unit" / "console" / "six_levels.json"
Capture = pytest.CaptureFixture[str]
Says = Callable[..., str]

OUTSIDE = """
[authority]
system = "1С Розница"
groups = ["Оптовик=wholesale"]
level = "outside"
segments = "outside"
"""
MEMBERS = [
    ("7789000000000001", "Анна Кузнецова"),
    ("7789000000000002", "Борис Львов"),
    ("7789000000000003", "=Вера Орлова"),
    ("7789000000000004", "Глеб Юрьев"),
]
#: What the last of them has bought, in kopecks: enough for gold.
BOUGHT = 3_500_000


@pytest.fixture
def home_with_members(home: Path) -> Path:
    """A server's database with four members, under a programme with two discount groups beside its levels."""
    body = json.loads(SIX_LEVELS.read_text("utf-8"))
    names = (("wholesale", "Опт", "Wholesale", 1000), ("staff", "Сотрудник", "Staff", 700))
    body["levels"]["ladder"] += [
        {"id": level, "name": {"ru": ru, "en": en}, "discount": discount} for level, ru, en, discount in names
    ]
    with ServerDatabase.open(str(home / "data" / "server" / "loyalty.db"), SystemClock()) as database:
        with database.write() as transaction:
            programmes.publish(transaction, json.dumps(body).encode())
        brought = members.Brought()
        read = [
            (
                str(n),
                members.MemberRecord(
                    (
                        members.IdentifierRecord("card", card),
                        members.IdentifierRecord("phone", f"+7912000000{n}"),
                    ),
                    name,
                    "03-14",
                    net_purchases=BOUGHT if n == len(MEMBERS) else 0,
                ),
            )
            for n, (card, name) in enumerate(MEMBERS, start=1)
        ]
        with database.write() as transaction:
            members.bring_in(transaction, read, "start", ["start"], "1", brought)
        assert brought.taken == len(MEMBERS)
    (home / "settings.toml").write_text(OUTSIDE, encoding="utf-8")
    return home


@pytest.fixture
def bring(home_with_members: Path, tmp_path: Path, capsys: Capture) -> Says:
    """Import a text as the other system's file; what is said."""

    def run(text: str, *options: str, code: int = 0, encoding: str = "utf-8-sig", file: Path | None = None) -> str:
        path = file or tmp_path / "groups.csv"
        if file is None:
            path.write_bytes(text.encode(encoding))
        capsys.readouterr()
        assert main(["--language", "en", "import", "groups", str(path), *options]) == code
        said = capsys.readouterr()
        return said.out + said.err

    return run


def rows(home: Path, query: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
    with (
        ServerDatabase.open(str(home / "data" / "server" / "loyalty.db"), SystemClock()) as database,
        database.read() as connection,
    ):
        return list(connection.execute(query).all())


def levels(home: Path) -> dict[str, str]:
    """Level by the first word of the name."""
    query = sa.select(tables.account.c.display, tables.account.c.level_id)
    return {str(row.display).split()[0].lstrip("="): str(row.level_id) for row in rows(home, query)}


def everything(home: Path) -> list[object]:
    """All that a file may have changed."""
    return [
        rows(home, sa.select(table))
        for table in (tables.account, tables.member, tables.identifier, tables.level_assignment)
    ]


def test_groups_are_assigned_by_their_words_and_the_second_time_nothing_changes(
    bring: Says, home_with_members: Path
) -> None:
    text = "Карта;Группа;С даты\r\n7789000000000001;Оптовик;01.02.2026\r\n7789 0000 0000 0002;сотрудник;\r\n"
    assert "Rows: 2, changed 2, unchanged 0, refused 0" in bring(text)
    assert levels(home_with_members) == {"Анна": "wholesale", "Борис": "staff", "Вера": "start", "Глеб": "gold"}
    before = everything(home_with_members)
    assert "Rows: 2, changed 0, unchanged 2, refused 0" in bring(text)
    assert everything(home_with_members) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251"])
def test_a_file_without_titles_in_any_encoding(bring: Says, home_with_members: Path, encoding: str) -> None:
    said = bring("7789000000000001;Оптовик;01.02.2026\n+7 912 000-00-02;staff;\n", encoding=encoding)
    assert "changed 2" in said
    assert levels(home_with_members)["Анна"] == "wholesale"
    assert levels(home_with_members)["Борис"] == "staff"


def test_a_workbook_is_read_too(bring: Says, home_with_members: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Выгрузка групп"])
    page.append(["Телефон", "Группа скидок", "Сегменты"])
    page.append(["8 912 000 00 01", "Опт", "vip, опт"])
    book.save(tmp_path / "groups.xlsx")
    assert "changed 1" in bring("", file=tmp_path / "groups.xlsx")
    assert levels(home_with_members)["Анна"] == "wholesale"
    segments = [row.segments for row in rows(home_with_members, sa.select(tables.account.c.segments))]
    assert "vip\nопт" in segments


def test_a_group_is_an_assignment_with_the_system_s_name(bring: Says, home_with_members: Path) -> None:
    bring("карта;группа\n7789000000000001;staff\n")
    (row,) = rows(home_with_members, sa.select(tables.level_assignment))
    assert (row.level_id, row.author, row.kind) == ("staff", "1С Розница", "level")
    (change,) = rows(home_with_members, sa.select(tables.level_change).where(tables.level_change.c.to_level == "staff"))
    reason = msgspec.json.decode(change.reason, type=LevelReason)
    assert (reason.kind, reason.by) == ("assigned", "1С Розница")
    assert change.superseded_at is None


def test_a_level_led_outside_is_never_recomputed_here(bring: Says, home_with_members: Path) -> None:
    """Purchases for gold neither lift a member out of the group nor are forgotten when the group ends."""
    assert levels(home_with_members)["Глеб"] == "gold"
    bring("карта;группа\n7789000000000004;staff\n")
    history = rows(home_with_members, sa.select(tables.level_change).order_by(tables.level_change.c.change_id))
    for after in (None, "", ""):
        with (
            ServerDatabase.open(str(home_with_members / "data" / "server" / "loyalty.db"), SystemClock()) as database,
            database.write() as transaction,
        ):
            recalculate_page(transaction, programmes.Programmes(), after)
        assert levels(home_with_members)["Глеб"] == "staff"
        found = rows(home_with_members, sa.select(tables.level_change).order_by(tables.level_change.c.change_id))
        assert found == history
    bring("карта;группа\n7789000000000004;-\n")
    assert levels(home_with_members)["Глеб"] == "gold"


def test_a_group_of_a_day_to_come_waits_for_its_midnight(bring: Says, home_with_members: Path) -> None:
    text = "карта;группа;с даты\n7789000000000001;staff;01.01.2090\n"
    assert "changed 1" in bring(text)
    account = sa.select(tables.account).where(tables.account.c.next_level == "staff")
    (row,) = rows(home_with_members, account)
    assert (row.level_id, row.next_level) == ("start", "staff")
    assert row.next_level_at == start_of_day(datetime.date(2090, 1, 1), "Europe/Moscow")
    assert "unchanged 1" in bring(text)


def test_out_of_the_group_purchases_decide_again(bring: Says, home_with_members: Path) -> None:
    bring("карта;группа\n7789000000000001;staff\n")
    assert "changed 1" in bring("карта;группа\n7789000000000001;-\n")
    assert levels(home_with_members)["Анна"] == "start"
    assert "unchanged 1" in bring("карта;группа\n7789000000000001;нет\n")


REFUSED = (
    ("7789000000000009;Опт", "no member has this card"),
    ("7789000000000001;Золотой", "no level for the group “Золотой”"),
    ("7789000000000001;Серебро", "earned by purchases"),
    ("7789000000000001;Опт;32.13.2026", "not written in any of the ways"),
    (";Опт", "no card, telephone or e-mail"),
    ("7,78900000000001E+15;Опт", "spreadsheet has spoiled"),
    ("7789000000000001;", "says nothing of the member"),
)


@pytest.mark.parametrize(("row", "said"), REFUSED)
def test_a_refused_row_has_its_reason_and_the_others_are_taken(
    bring: Says, home_with_members: Path, tmp_path: Path, row: str, said: str
) -> None:
    good = "7789000000000002;staff;"
    told = bring(f"карта;группа;с даты\n{row}\n{good}\n", code=1)
    assert said in told
    assert "Rows: 2, changed 1, unchanged 0, refused 1" in told
    assert levels(home_with_members)["Борис"] == "staff"
    report = (tmp_path / "groups.refused.csv").read_bytes().decode("utf-8-sig")
    (remark,) = list(csv.DictReader(io.StringIO(report), delimiter=";"))
    assert said in remark["reason"]
    assert remark["line"] == "2"


def test_the_same_member_twice_is_refused_the_second_time(bring: Says, home_with_members: Path) -> None:
    said = bring("карта;телефон;группа\n7789000000000001;;Опт\n;+79120000001;staff\n", code=1)
    assert "in the file already, at line 2" in said
    assert levels(home_with_members)["Анна"] == "wholesale"


def test_two_members_in_a_row_are_refused(bring: Says, home_with_members: Path) -> None:
    said = bring("карта;телефон;группа\n7789000000000001;+79120000002;Опт\n", code=1)
    assert "belong to different members" in said


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("имя", "Анна Смирнова", "the name is led here"),
        ("дата рождения", "15.03.1990", "the birthday is led here"),
        ("состояние", "заблокирован", "the blocking is led here"),
        ("почта", "anna@example.ru", "cards, telephones and e-mails are led here"),
    ],
)
def test_what_is_led_here_is_refused_row_by_row(
    bring: Says, home_with_members: Path, column: str, value: str, said: str
) -> None:
    before = everything(home_with_members)
    text = f"карта;группа;{column}\n7789000000000001;Опт;{value}\n"
    assert said in bring(text, code=1)
    assert everything(home_with_members) == before
    told = bring(text, "--lenient")
    assert said in told
    assert "changed 1" in told
    assert levels(home_with_members)["Анна"] == "wholesale"
    names = [row.name for row in rows(home_with_members, sa.select(tables.member.c.name))]
    assert "Анна Смирнова" not in names


def test_what_is_led_outside_is_taken(bring: Says, home_with_members: Path) -> None:
    settings = home_with_members / "settings.toml"
    led = '\nname = "outside"\nbirthday = "outside"\nstate = "outside"\nidentifiers = "outside"\n'
    settings.write_text(OUTSIDE + led, encoding="utf-8")
    text = "карта;почта;имя;дата рождения;заблокирован\n7789000000000001;anna@example.ru;Анна Смирнова;15.03.1990;да\n"
    assert "changed 1" in bring(text)
    account = next(
        row for row in rows(home_with_members, sa.select(tables.account)) if str(row.display).startswith("Анна")
    )
    assert (account.display, account.birthday, account.state) == ("Анна С.", "03-15", "blocked")
    assert "anna@example.ru" in {row.value for row in rows(home_with_members, sa.select(tables.identifier.c.value))}
    assert "unchanged 1" in bring(text)


def test_a_level_led_here_is_not_taken_from_outside(bring: Says, home_with_members: Path) -> None:
    (home_with_members / "settings.toml").write_text("", encoding="utf-8")
    assert "the level is led here" in bring("карта;группа\n7789000000000001;staff\n", code=1)
    assert levels(home_with_members)["Анна"] == "start"


def test_a_dry_run_and_a_strict_one_change_nothing(bring: Says, home_with_members: Path) -> None:
    before = everything(home_with_members)
    text = "карта;группа\n7789000000000001;staff\n1;Опт\n"
    assert "Nothing was changed" in bring(text, "--dry-run", code=1)
    assert "Nothing was changed" in bring(text, "--strict", code=1)
    assert everything(home_with_members) == before
    assert "changed 1" in bring(text, code=1)


def exported(capsys: Capture, *options: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert main(["--language", "en", "export", "groups", *options]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter=";"))


def test_only_what_is_led_here_goes_out(bring: Says, home_with_members: Path, capsys: Capture) -> None:
    bring("карта;группа\n7789000000000001;Оптовик\n")
    ours = exported(capsys)
    assert set(ours[0]) == {"identifier", "card", "phone", "email", "name", "birthday", "state"}
    whole = exported(capsys, "--all")
    assert [(row["identifier"], row["group"]) for row in whole] == [
        ("7789000000000001", "Оптовик"),
        ("7789000000000002", "start"),
        ("7789000000000003", "start"),
        ("7789000000000004", "gold"),
    ]
    assert whole[2]["name"] == "'=Вера Орлова", "a name is never a formula"


def test_what_goes_out_comes_in_again_and_changes_nothing(
    bring: Says, home_with_members: Path, tmp_path: Path, capsys: Capture
) -> None:
    bring("карта;группа;сегменты\n7789000000000001;Оптовик;a,b\n")
    file = tmp_path / "out.csv"
    assert main(["export", "groups", str(file), "--all"]) == 0
    assert "Выгружено участников: 4" in capsys.readouterr().out
    before = everything(home_with_members)
    assert "Rows: 4, changed 0, unchanged 4, refused 0" in bring("", file=file)
    assert everything(home_with_members) == before


def test_without_its_report_nothing_is_changed(bring: Says, home_with_members: Path, tmp_path: Path) -> None:
    before = everything(home_with_members)
    text = "карта;группа\n7789000000000001;staff\n1234567;Опт\n"
    report = tmp_path / "no folder" / "report.csv"
    assert "cannot be written" in bring(text, "--report", str(report), code=1)
    assert everything(home_with_members) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "groups", "missing.csv"], "missing.csv"),
        (["import", "groups", str(SIX_LEVELS)], "does not name the columns"),
        (["export", "groups", "--group", "VIP=nobody"], "one of these levels"),
        (["export", "groups", "--database", "/nowhere/x.db"], "no server's database"),
    ],
)
def test_what_cannot_be_done_is_said(home_with_members: Path, arguments: list[str], said: str, capsys: Capture) -> None:
    assert main(["--language", "en", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_nothing_led_here_is_said(home_with_members: Path, capsys: Capture) -> None:
    led = "".join(f'{name} = "outside"\n' for name in ("level", "segments", "identifiers", "name", "birthday", "state"))
    (home_with_members / "settings.toml").write_text(f"[authority]\n{led}", encoding="utf-8")
    assert main(["--language", "en", "export", "groups"]) == 1
    assert "--all" in capsys.readouterr().err
