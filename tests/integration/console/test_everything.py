"""Everything in open forms: each table whole, of one instant, described; no secrets, persons only when asked for."""

from __future__ import annotations

import csv
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as driver
import pytest
import sqlalchemy as sa

from cashier_app import cli
from cashier_app.config import Places, Settings
from cashier_app.console.everything import Place, write_everything
from cashier_app.console.everything_words import TABLES
from cashier_app.server import tables as server_tables
from cashier_app.storage import tables as till_tables
from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.till.shop import found_shop
from tests.released.files import SERVERS, TILLS, lay_server, lay_till

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line over a home of its own; the exit code and all that was said."""

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.main(["--home", str(tmp_path), "--language", "ru", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(path: Path, table: str) -> int:
    connection = driver.connect(str(path))
    [(number,)] = connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchall()
    connection.close()
    return int(number)


def test_a_tills_data_is_all_there_and_described(tmp_path: Path, command: Command) -> None:
    path = lay_till(TILLS[-1], Places.of(tmp_path).till_folder(Settings()))
    cli.main(["--home", str(tmp_path), "backup", "now"])  # brings the tables up to date
    out = tmp_path / "out"
    code, said = command("export", "everything", str(out))
    assert code == 0, said
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    exported = {resource["name"]: resource for resource in package["resources"]}
    assert set(exported) == {table.name for table in till_tables.metadata.sorted_tables} - {"kept_answer"}
    for name, resource in exported.items():
        rows = rows_of(out, name)
        assert len(rows) == resource["rows"] == count(path, name) - (name == "journal"), name
        assert not rows or list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
    receipt = rows_of(out, "receipt")[0]
    assert receipt["closed_at"].startswith("2026-11-2")
    assert receipt["closed_at"].endswith("Z")
    fields = {field["name"]: field for field in exported["receipt"]["schema"]["fields"]}
    assert (fields["to_pay"]["unit"], fields["accrued_points"]["unit"]) == ("kopeck", "point/100")
    readme = (out / "README.md").read_text(encoding="utf-8")
    assert "receipts: sales and returns / чеки: продажи и возвраты" in readme
    assert command("export", "everything", str(out))[0] == 1, "nothing is written over"
    assert json.loads(rows_of(out, "outbox")[0]["body"])["epoch"]


def test_secrets_are_never_told_and_persons_only_when_asked_for(tmp_path: Path, command: Command) -> None:
    path = lay_server(SERVERS[-1], tmp_path / "server")
    plain, whole = tmp_path / "plain", tmp_path / "whole"
    assert command("export", "everything", str(plain), "--server", "--database", str(path))[0] == 0
    assert command("export", "everything", str(whole), "--server", "--database", str(path), "--personal")[0] == 0
    with driver.connect(str(path)) as connection:
        secret = {value for key, value in connection.execute("SELECT key, value FROM meta") if "key" in key}
        secret |= {bytes(key).hex() for (key,) in connection.execute("SELECT key_hash FROM node") if key}
    connection.close()
    assert secret
    for folder, persons in ((plain, False), (whole, True)):
        written = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file())
        assert not any(word in written for word in secret)
        for person in ("Вымышленова", "Сказкина", "+79000000002", "7789000000000011"):
            assert (person in written) == persons, (folder.name, person)
    assert [row["account_id"] for row in rows_of(plain, "account")] == [
        row["account_id"] for row in rows_of(whole, "account")
    ]


def test_one_file_holds_the_same_as_a_folder(tmp_path: Path, command: Command) -> None:
    path = lay_server(SERVERS[-1], tmp_path / "server")
    for out in ("out", "out.zip"):
        assert command("export", "everything", str(tmp_path / out), "--server", "--database", str(path))[0] == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        for file in (tmp_path / "out" / "data").iterdir():
            if file.stem not in ("journal", "meta", "counter"):
                assert packed.read(f"data/{file.name}") == file.read_bytes()


def test_every_table_is_described_in_both_languages() -> None:
    names = {
        table.name for metadata in (till_tables.metadata, server_tables.metadata) for table in metadata.sorted_tables
    }
    assert names - {"kept_answer", "pairing", "told_marks", "counter"} <= set(TABLES)


class Nowhere(Place):
    """Counts what would have been written."""

    def file(self, name: str) -> Any:
        """A file that forgets."""
        return _Sink()


class _Sink(BytesIO):
    def write(self, data: Any) -> int:
        return len(data)


def test_many_rows_take_no_more_memory_than_few(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'many.db'}", module=driver)
    metadata = sa.MetaData()
    table = sa.Table(
        "barcode", metadata, sa.Column("code", sa.Text, primary_key=True), sa.Column("product_id", sa.Text)
    )
    metadata.create_all(engine)
    peaks = []
    for number in (1_000, 15_000):
        with engine.begin() as connection:
            connection.execute(sa.delete(table))
            connection.execute(sa.insert(table), [{"code": str(n), "product_id": "p" * 50} for n in range(number)])
        with engine.connect() as connection, connection.begin():
            tracemalloc.start()
            told = write_everything(connection, metadata, Nowhere(), "till", False)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert told.rows == number
    engine.dispose()
    assert peaks[1] < peaks[0] + 500_000


def test_what_is_sold_meanwhile_is_not_in_it(tmp_path: Path, clock: ManualClock) -> None:
    """All tables are of one instant."""
    from cashier_app.storage.engine import create_till_engine

    till: Till = found_shop(tmp_path / "till", clock)
    engine = create_till_engine(till.database.path, read_only=True)

    class Busy(Nowhere):
        def file(self, name: str) -> Any:
            """While tables are written, somebody works."""
            till.shifts.cash("in", "1", "разменная монета").result(30)
            return _Sink()

    with engine.connect() as connection, connection.begin():
        connection.execute(sa.text("SELECT 1 FROM meta")).all()
        write_everything(connection, till_tables.metadata, Busy(), "till", True)
        assert connection.scalar(sa.text("SELECT COUNT(*) FROM cash_operation")) == 0
    engine.dispose()
    till.close()
