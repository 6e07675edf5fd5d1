"""`cashier-app migrate` as an administrator types it: rehearsal, writing, once more, killed in the middle."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import openpyxl
import pysqlite3.dbapi2 as driver
import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from cashier_app.server import tables, verify
from cashier_app.server.database import ServerDatabase
from cashier_app.server.migrating.totals import figures_in
from tests.integration.migrating.old import MAPPING, ZONE, programme_body
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Client, card_hash
from tests.server_places import ServerPlaces

Capture = pytest.CaptureFixture[str]

MEMBERS = """Выгрузка карт 1С
Дата: 20.11.2026

Код;ФИО;Телефон;Дата рождения;Вид карты;Сегменты;Заблокирован
000001;Кузнецова  Анна;8 (912) 345-67-89;14.03.1990;Серебряная;Сотрудники;Нет
000002;Петров Борис;+7 912 345 67 90;01.01.0001 0:00:00;ЗОЛОТАЯ КАРТА;;Да
000003;Жукова Дина;;29.02.1984;;;
"""
CARDS = "Владелец;Номер карты\n000001;0000778901\n000002;0000778902\n000003;0000778903\n"
LOTS = "Карта;Остаток;Сгорают\n0000778901;1 250,50;31.12.2036\n0000778902;300;\n"
PURCHASES = "Карта;Дата;Сумма\n0000778901;10.10.2026 12:30:00;12 500,00\n0000778901;11.10.2026;-500\n"


class Shop:
    """A home with a programme and the old system's files."""

    def __init__(self, home: Path, capsys: Capture) -> None:
        self.home = home
        self.capsys = capsys
        self.files = home / "old"
        self.files.mkdir()
        self.path = home / "data" / "server" / "loyalty.db"
        for name, text in (("members", MEMBERS), ("cards", CARDS), ("lots", LOTS), ("purchases", PURCHASES)):
            (self.files / f"{name}.csv").write_bytes(text.encode("cp1251" if name == "cards" else "utf-8-sig"))
        (self.files / "mapping.toml").write_text(MAPPING, encoding="utf-8")
        programme = home / "programme.json"
        programme.write_bytes(programme_body())
        assert main(["--language", "en", "server", "programme", "publish", str(programme)]) == 0
        capsys.readouterr()

    def migrate(self, *words: str, language: str = "en") -> tuple[int, str, str]:
        """Run the command over all files; its exit code, what it said, and what it complained of."""
        given = [word for name in ("members", "cards", "lots", "purchases") for word in self.option(name)]
        code = main(["--language", language, "migrate", *given, *self.option("mapping", "toml"), *words])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def option(self, name: str, ending: str = "csv") -> list[str]:
        """`--cards …/cards.csv`."""
        return [f"--{name}", str(self.files / f"{name}.{ending}")]

    def figures(self) -> dict[str, int]:
        """The control figures of the database."""
        with ServerDatabase.open(str(self.path), SystemClock()) as database, database.read() as connection:
            assert verify.verify(connection) == []
            return dict(figures_in(connection, ZONE))

    def paper(self, name: str) -> Path:
        """A report that was kept."""
        found = list((self.path.parent / "migrations").glob(f"*-{name}"))
        assert len(found) == 1
        return found[0]


@pytest.fixture
def shop(home: Path, capsys: Capture) -> Shop:
    """A home with a programme and the old system's files."""
    return Shop(home, capsys)


SIGNED = ("--write", "--author", "Орлова Вера")


def test_a_rehearsal_writes_nothing_and_a_writing_needs_one(shop: Shop) -> None:
    code, _, complaint = shop.migrate("--write")
    assert (code, "--author" in complaint) == (1, True)
    code, _, complaint = shop.migrate(*SIGNED)
    assert (code, "have not been rehearsed" in complaint) == (1, True)
    before = hashlib.sha256(shop.path.read_bytes()).hexdigest()
    code, said, _ = shop.migrate()
    assert code == 0
    assert "Control totals: equal" in said
    assert "--write takes it over" in said
    assert hashlib.sha256(shop.path.read_bytes()).hexdigest() == before
    assert shop.figures() == {"purchases": 0, "turnover": 0}
    assert not list((shop.path.parent / "migrations").glob("rehearsal.db*"))
    # another file is another migration
    (shop.files / "lots.csv").write_text(LOTS.replace("300", "301"), encoding="utf-8")
    code, _, complaint = shop.migrate(*SIGNED)
    assert (code, "have not been rehearsed" in complaint) == (1, True)


def test_everything_is_written_once_and_is_already_there_afterwards(shop: Shop) -> None:
    shop.migrate()
    code, said, _ = shop.migrate(*SIGNED)
    assert code == 0
    assert "Written, all of it in one transaction" in said
    figures = shop.figures()
    assert figures == {
        "members": 3_000_000,
        "level:silver": 1_000_000,
        "level:gold": 1_000_000,
        "level:start": 1_000_000,
        "card": 3_000_000,
        "phone": 2_000_000,
        "points:2036-12-31": 1_250_500_000,
        "points:2027-06-30": 300_000_000,
        "purchases": 2_000_000,
        "turnover": 12_000_000_000,
    }
    code, said, _ = shop.migrate(*SIGNED)
    assert code == 0
    assert "Everything is already there: nothing was written" in said
    assert shop.figures() == figures
    with ServerDatabase.open(str(shop.path), SystemClock()) as database, database.read() as connection:
        rows = {row.display: row for row in connection.execute(sa.select(tables.account))}
        assert (rows["Кузнецова А."].segments, rows["Кузнецова А."].birthday) == ("staff", "03-14")
        assert (rows["Петров Б."].state, rows["Петров Б."].birthday) == ("blocked", None)
        assert rows["Жукова Д."].birthday == "02-29"
        assert {row.home_store for row in rows.values()} == {"perm"}
        values = set(connection.scalars(sa.select(tables.identifier.c.value)))
        assert values == {"79123456789", "79123456790", "0000778901", "0000778902", "0000778903"}
        assert len(connection.execute(sa.select(tables.migration)).all()) == 1


def test_the_protocol_says_what_from_which_files_by_whom(shop: Shop) -> None:
    shop.migrate()
    shop.migrate(*SIGNED, language="ru")
    text = shop.paper("protocol.txt").read_text(encoding="utf-8-sig")
    assert "ПРОТОКОЛ ПЕРЕНОСА ПРОГРАММЫ ЛОЯЛЬНОСТИ" in text
    assert "Ответственный: Орлова Вера" in text
    for file in shop.files.glob("*.csv"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in text
    assert re.search(r"12\.2036 +1.250,50 ", text)
    assert re.search(r"31\.12\.2036 +1.250,50 ", text)
    assert re.search(r"Серебро +1 ", text)
    assert "Принял:" in text
    document = json.loads(shop.paper("protocol.json").read_bytes())
    assert document["author"] == "Орлова Вера"
    assert document["digest"] in text


def test_refused_rows_stop_it_until_somebody_says_otherwise(shop: Shop) -> None:
    (shop.files / "lots.csv").write_text(LOTS + "=1+1;5;\n0000778903;12,345;\n", encoding="utf-8")
    code, said, _ = shop.migrate()
    assert code == 0
    assert "lots.csv:5  0000778903  [12,345]" in said
    code, said, _ = shop.migrate(*SIGNED)
    assert code == 1
    assert "rows are refused" in said
    assert shop.figures() == {"purchases": 0, "turnover": 0}
    code, said, _ = shop.migrate(*SIGNED, "--without-refused")
    assert code == 0
    assert "Written" in said
    refusals = shop.paper("refusals.csv").read_text(encoding="utf-8-sig").splitlines()
    assert refusals[0] == "file;row;part;member;outcome;reason;value;words"
    assert refusals[1].startswith("lots.csv;4;lots;'=1+1;refused;bad_card;'=1+1;")
    assert refusals[2] == "lots.csv;5;lots;0000778903;refused;decimals;12,345;more than two decimals"
    assert len(refusals) == 3


def test_the_report_is_json_too(shop: Shop) -> None:
    code, said, _ = shop.migrate("--json")
    document = json.loads(said)
    assert (code, document["outcome"]) == (0, "rehearsed")
    totals = {total["key"]: total for total in document["totals"]}
    assert totals["members"]["new"] == 3_000_000
    assert totals["turnover"]["in_files"] == 12_000_000_000


def test_a_workbook_with_sheets_keeps_zeros_and_dates(shop: Shop, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Клиенты"
    book.active.append(["Отчёт"])
    book.active.append(["Код", "ФИО", "Карта", "Дата рождения", "Баллы"])
    book.active.append([1, "Кузнецова Анна", 778901, datetime.date(1990, 3, 14), 12.5])
    book.active.append([2, "Петров Борис", 7789123456789012345, None, 1])
    book.active["C3"].number_format = "0000000000"
    lots = book.create_sheet("Бонусы")
    lots.append(["Карта", "Остаток", "Сгорают"])
    lots.append(["0000778901", 100, datetime.datetime(2036, 12, 31, 23, 59, 59)])  # noqa: DTZ001
    path = tmp_path / "выгрузка.xlsx"
    book.save(path)
    (shop.files / "mapping.toml").write_text(MAPPING + '\n[tables.lots]\nsheet = "Бонусы"\n', encoding="utf-8")
    words = ["--members", str(path), "--lots", str(path), *shop.option("mapping", "toml")]
    assert main(["--language", "en", "migrate", *words]) == 0
    said = shop.capsys.readouterr().out
    assert "выгрузка.xlsx:4  Петров Борис  [7,78912345678901E+18]" in said
    assert main(["--language", "en", "migrate", *words, *SIGNED, "--without-refused"]) == 0
    shop.capsys.readouterr()
    figures = shop.figures()
    assert figures["points:2036-12-31"] == 100_000_000
    assert figures["points:2027-06-30"] == 12_500_000
    with ServerDatabase.open(str(shop.path), SystemClock()) as database, database.read() as connection:
        assert connection.scalars(sa.select(tables.identifier.c.value)).all() == ["0000778901"]
        assert connection.scalars(sa.select(tables.account.c.birthday)).all() == ["03-14"]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[levels]\nx = 'titanium'", "$.levels.x"),
        ("[coupons]\nx = 'elephant'", "$.coupons.x"),
        ("[tables.members.columns]\nshoe = 'Код'", "$.tables.members.columns.shoe"),
        ("[tables.members.columns]\nname = 'Обувь'", "has no column “Обувь”"),
        ("[dates]\nformats = ['%Y']", "$.dates.formats[0]"),
        ("zone = 'Moscow'", "$.zone"),
        ("same_phone = 'perhaps'", "$.same_phone"),
        ("levels", "$: "),
        ("programme = 9", "No loyalty programme is published"),
        ("[tables.lots.columns]\npoints = ''", "has no column for points"),
        ("[tables.lots]\nsheet = 'x'", ""),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_place(mapping: str, said: str, shop: Shop) -> None:
    (shop.files / "mapping.toml").write_text(mapping, encoding="utf-8")
    _, _, complaint = shop.migrate()
    assert said in complaint


def test_the_example_of_a_mapping_is_one_and_nothing_given_is_refused(shop: Shop) -> None:
    assert main(["migrate", "--example"]) == 0
    (shop.files / "mapping.toml").write_text(shop.capsys.readouterr().out, encoding="utf-8")
    _, _, complaint = shop.migrate()
    assert "$.coupons" in complaint, "its words are read; only the coupon is none of this programme"
    assert main(["--language", "en", "migrate"]) == 1
    assert "No file to migrate" in shop.capsys.readouterr().err
    assert main(["--language", "en", "migrate", "--members", "nowhere.csv"]) == 1
    assert "nowhere.csv" in shop.capsys.readouterr().err


def test_a_rehearsal_on_any_database_leaves_it_as_it_was(shop: Shop, place: ServerPlaces) -> None:
    where = ("--database", place())
    assert main(["server", "programme", "publish", str(shop.home / "programme.json"), *where]) == 0
    with ServerDatabase.open(where[1], SystemClock()) as database:
        assert shop.migrate(*where)[0] == 0
        with database.read() as connection:
            assert figures_in(connection, ZONE) == {"purchases": 0, "turnover": 0}
        assert shop.migrate(*where, *SIGNED)[0] == 0
        with database.read() as connection:
            assert figures_in(connection, ZONE)["turnover"] == 12_000_000_000
            assert verify.verify(connection) == []
        assert "already there" in shop.migrate(*where, *SIGNED)[1]


def many(count: int) -> dict[str, str]:
    """Files of many members, with a card and two lots each."""
    members = ["Код;ФИО;Телефон;Вид карты", *(f"{n};Имя{n} Фамилия;89{n:09d};Серебряная" for n in range(count))]
    cards = ["Владелец;Карта", *(f"{n};{n:010d}" for n in range(count))]
    lots = ["Карта;Остаток;Сгорают", *(f"{n:010d};{n % 700 + 1},5;31.12.2036" for n in range(count) for _ in range(2))]
    parts = {"members": members, "cards": cards, "lots": lots}
    return {part: "\n".join(lines) + "\n" for part, lines in parts.items()}


def is_writing(path: Path) -> bool:
    """Whether somebody is inside a writing transaction."""
    connection = driver.connect(str(path), timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except driver.OperationalError:
        return True
    finally:
        connection.close()
    return False


@pytest.mark.timeout(600)
def test_killed_in_the_middle_of_writing_the_old_state_is_whole(shop: Shop) -> None:
    for part, text in many(10_000).items():
        (shop.files / f"{part}.csv").write_text(text, encoding="utf-8")
    shop.migrate()
    before = shop.figures()
    command = [sys.executable, "-m", "cashier_app", "--home", str(shop.home), "migrate", *SIGNED, "--without-refused"]
    for name in ("members", "cards", "lots", "purchases"):
        command += shop.option(name)
    command += shop.option("mapping", "toml")
    for after in (0.1, 0.5):
        _kill_while_it_writes(command, shop.path, after)
        assert shop.figures() == before
    assert subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
    figures = shop.figures()
    assert figures["members"] == 10_000 * 1_000_000
    assert figures["points:2036-12-31"] == 2 * sum(n % 700 + 1.5 for n in range(10_000)) * 1_000_000


def _kill_while_it_writes(command: list[str], database: Path, after: float) -> None:
    """Start a migration and kill it so many seconds after its transaction has begun: members are being booked."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    begun, end = 0.0, time.monotonic() + 300
    while not (begun and time.monotonic() - begun > after):
        assert process.poll() is None, "it was over before it could be killed"
        assert time.monotonic() < end
        begun = (begun or time.monotonic()) if is_writing(database) else 0.0
        threading.Event().wait(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait(30) == -signal.SIGKILL


def test_a_till_spends_migrated_points(tmp_path: Path, clock: object) -> None:
    from tests.clock import ManualClock
    from tests.integration.migrating.old import OldProgramme

    assert isinstance(clock, ManualClock)
    old = OldProgramme(tmp_path, clock)
    old.run(members="Карта;Баллы;Магазин;Уровень\n7789;100;1;gold\n")
    old.database.close()
    server = RunningServer(old.path, clock)
    client = Client(server.url)
    try:
        joined = client.enrol(server.pair("1"))
        found = client.ask("GET", f"/v1/identifiers/{card_hash(joined.identifier_key, '7789')}?epoch=e")
        assert found.status_code == 200
        account = json.loads(found.content)["account"]
        assert (account["level_id"], [lot["balance"] for lot in account["lots"]]) == ("gold", [10_000])
    finally:
        client.close()
        server.stop()
