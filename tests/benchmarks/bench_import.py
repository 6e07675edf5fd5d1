"""100,000 goods of a CSV into the till's database, by `cashier-app import catalogue`, process start included."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from cashier_app.catalog.codes import check_digit
from tests.benchmarks.result import Result

ROOT = Path(__file__).resolve().parents[2]
GOODS = 100_000
#: Promised for 100,000 goods.
LONGEST_S = 15.0
LARGEST_MB = 150.0

HEADER = ("Код", "Штрихкод", "Наименование", "Категория", "Бренд", "Единица", "Цена", "Цена по карте", "НДС", "Остаток")
WORDS = (
    "Молоко",
    "Сыр",
    "Кефир",
    "Хлеб",
    "Чай",
    "Кофе",
    "Порошок",
    "Шампунь",
    "деревенское",
    "отборное",
    "крупное",
    "особое",
    "с",
    "ванилью",
    "без",
    "сахара",
)


def make_goods(path: Path) -> None:
    """A CSV as shops export it, the same in every run."""
    chance = random.Random(2026)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(HEADER)
        for n in range(GOODS):
            body = f"46{n:010d}"
            name = f"{' '.join(chance.sample(WORDS, 4))} {n % 900 + 100} г"
            price = chance.randrange(990, 99_990)
            member = f"{price * 9 // 1000},90" if n % 4 == 0 else ""
            group = f"Раздел {n % 20}/Группа {n % 300}"
            amount = f"{n % 50},500"
            rows.writerow(
                (
                    n,
                    body + check_digit(body),
                    name,
                    group,
                    f"Марка {n % 800}",
                    "шт",
                    f"{price // 100},90",
                    member,
                    "22%",
                    amount,
                )
            )


def import_apart(path: Path, home: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one import in a process of its own."""
    command = [sys.executable, "-m", "cashier_app", "import", "catalogue", str(path)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "CASHIER_HOME": str(home)}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def insert_bare(path: Path, database: Path) -> float:
    """Seconds that the driver alone needs to put the same rows and codes into two tables."""
    begun = time.perf_counter()
    connection = sqlite.connect(str(database), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE product (" + ", ".join(f"c{n}" for n in range(9)) + ", PRIMARY KEY (c0))")
    connection.execute("CREATE TABLE barcode (code PRIMARY KEY, product) WITHOUT ROWID")
    connection.execute("BEGIN")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    connection.executemany(f"INSERT INTO product VALUES ({', '.join('?' * 9)})", ((row[0], *row[2:]) for row in rows))
    connection.executemany("INSERT INTO barcode VALUES (?, ?)", ((row[1], row[0]) for row in rows))
    connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - begun


def run() -> list[Result]:
    """Import twice: into an empty database, and again, when nothing changes."""
    with tempfile.TemporaryDirectory() as folder:
        path, home = Path(folder) / "goods.csv", Path(folder) / "home"
        make_goods(path)
        seconds, megabytes = import_apart(path, home)
        again, _ = import_apart(path, home)
        # last: a child begins with the peak memory of its parent, and this one holds all rows
        bare = insert_bare(path, Path(folder) / "bare.db")
    note = "the driver alone inserts the same rows"
    return [
        Result(name="import 100,000 goods", measured=seconds, limit=LONGEST_S, unit="s", reference=bare, note=note),
        Result(name="import 100,000 goods, peak memory", measured=megabytes, limit=LARGEST_MB, unit="MB"),
        Result(name="import the same again", measured=again, limit=LONGEST_S, unit="s"),
    ]
