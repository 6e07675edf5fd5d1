"""100,000 members of an old programme taken over by `cashier-app migrate`: rehearsed, then written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from tests.benchmarks.result import Result

ROOT = Path(__file__).resolve().parents[2]
PROGRAMME = ROOT / "resources" / "programmes" / "reference.json"
MEMBERS, LOTS, PURCHASES = 100_000, 150_000, 100_000
#: Promised for 100,000 members with a card and a telephone each, 150,000 lots and 100,000 purchases.
LONGEST_S = 60.0
LARGEST_MB = 450.0


def card(n: int) -> str:
    """The n-th card's number, with zeros before it."""
    return f"{7_000_000_000 + n % MEMBERS:012d}"


def make_files(folder: Path) -> list[str]:
    """The old system's files, the same in every run; the options that name them."""
    chance = random.Random(2026)
    levels = ("Старт", "Серебро", "Золото", "")
    members = (
        f"{n:06d};Фамилия{n} Имя;+7 9{n:09d};{1 + n % 28:02d}.{1 + n % 12:02d}.{1950 + n % 50};{levels[n % 4]}"
        for n in range(MEMBERS)
    )
    cards = (f"{n:06d};{card(n)}" for n in range(MEMBERS))
    lots = (
        f"{card(n)};{chance.randrange(1, 500_000) / 100:.2f};{1 + n % 28:02d}.{1 + n % 12:02d}.2036"
        for n in range(LOTS)
    )
    purchases = (
        f"{card(n)};{1 + n % 28:02d}.{1 + n % 6:02d}.2026;{chance.randrange(1, 999_999) / 100:.2f}"
        for n in range(PURCHASES)
    )
    tables = {
        "members": ("Код;ФИО;Телефон;Дата рождения;Вид карты", members),
        "cards": ("Владелец;Номер карты", cards),
        "lots": ("Карта;Остаток;Сгорают", lots),
        "purchases": ("Карта;Дата;Сумма", purchases),
    }
    options: list[str] = []
    for part, (titles, rows) in tables.items():
        path = folder / f"{part}.csv"
        path.write_text("\n".join((titles, *rows)) + "\n", encoding="utf-8-sig")
        options += [f"--{part}", str(path)]
    return options


def apart(home: Path, *words: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one command in a process of its own."""
    command = [sys.executable, "-m", "cashier_app", *words]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "CASHIER_HOME": str(home)}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def insert_bare(database: Path) -> float:
    """Seconds that the driver alone needs for as many rows of as many columns, in one transaction."""
    begun = time.perf_counter()
    connection = sqlite.connect(str(database), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN")
    counts = {"account": MEMBERS, "member": MEMBERS, "identifier": 2 * MEMBERS, "lot": LOTS, "entry": LOTS}
    for name, count in {**counts, "purchase": PURCHASES}.items():
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'c{n}' for n in range(10))}, PRIMARY KEY (c0))")
        rows = ((f"{n * 2_654_435_761 % 2**32:032x}", *[n] * 9) for n in range(count))
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * 10)})", rows)
    connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - begun


def run() -> list[Result]:
    """Rehearse on a copy, write, and write once more, when everything is there already."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        options = make_files(Path(folder))
        apart(home, "server", "programme", "publish", str(PROGRAMME))
        rehearsed, megabytes = apart(home, "migrate", *options)
        written, _ = apart(home, "migrate", *options, "--write", "--author", "x")
        again, _ = apart(home, "migrate", *options, "--write", "--author", "x")
        bare = insert_bare(Path(folder) / "bare.db")
    note = "the driver alone inserts as many rows"
    return [
        Result(
            name="migrate 100,000 members, rehearsal", measured=rehearsed, limit=LONGEST_S, unit="s", reference=bare
        ),
        Result(name="migrate, writing", measured=written, limit=LONGEST_S, unit="s", reference=bare, note=note),
        Result(name="migrate, all of it there already", measured=again, limit=LONGEST_S, unit="s"),
        Result(name="migrate, peak memory", measured=megabytes, limit=LARGEST_MB, unit="MB"),
    ]
